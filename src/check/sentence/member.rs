//! `ITEM's FIELD is one of the FIELDs of LIST`: one list looked up in another, or in those of its entries `for which`
//! more is true.

use super::fold::{cuts, strip};
use super::subject::Named;
use super::{Found, Reader};
use crate::check::condition::{Clause, Condition, Mask, Meaning, Order, Subject};
use crate::check::names::{Names, Scope};
use crate::syntax::tree::Text;
use crate::vocabulary::{FactId, FieldId, Type};

/// Where a value is looked up: a field of the entries of a list.
pub(super) type Among = (FactId, FieldId);

/// What `its FIELD is one of the FIELDs of LIST, for which …` means: the list narrowed by what stands behind it.
///
/// # Errors
/// E0310 where the field's values cannot be gone through one by one.
pub(super) fn among_those(
    names: &Names,
    text: &Text,
    (subject, among): (Subject, Among),
    those: &Clause,
) -> Found<Condition> {
    Reader::new(names, text, Scope::Case).narrowed(subject, among, those)
}

impl<'a> Reader<'a> {
    /// `is one of the FIELDs of LIST`, where the text after `is one of the` names a field of a list.
    pub(super) fn member_of(
        self,
        subject: Subject,
        named: Named<'_>,
        said: &str,
    ) -> Option<Found<Condition>> {
        for (fields, noun) in cuts(said, " of ") {
            let noun = strip(noun, "the ").unwrap_or(noun);
            let Some((list, _)) = self.lists_named(noun).into_iter().find(|(_, rest)| rest.is_empty()) else {
                continue;
            };
            let field = match self.field_called(list, fields) {
                Ok(field) => field,
                Err(diagnostic) => return Some(Err(diagnostic)),
            };
            let ours = self.type_of(subject);
            if ours.is_some() && ours == self.type_of(Subject::Field(list, field)) {
                return Some(Ok(Condition::MemberOf { subject, list, field }));
            }
            return Some(Err(Box::new(
                self.error("E0310", said, format!("{} and `{fields}` have different values", named.name))
                    .because("An entry can be found in a list only by a field with the very same values.")
                    .help("give both fields the same list of values in the vocabulary"),
            )));
        }
        None
    }

    /// Some value is ours, and is theirs in one of those entries.
    fn narrowed(self, subject: Subject, (list, field): Among, those: &Clause) -> Found<Condition> {
        let said = self.whole.text.as_str();
        let Some(Type::OneOf { values, .. }) = self.type_of(subject) else {
            return Err(Box::new(
                self.error("E0310", said, "these values cannot be gone through one by one")
                    .because("Only *one of* fields can be looked up among some of the entries of a list.")
                    .help("declare both fields as *one of* with the same list of values, or look among all entries"),
            ));
        };
        if matches!(subject, Subject::Field(own, _) if own == list) {
            return Err(Box::new(
                self.error("E0310", said, "a field is looked up here in its own list")
                    .because("It could not be told which entry the sentences behind the list speak of.")
                    .help("look it up in another list"),
            ));
        }
        let is = |subject, place: usize| {
            let values = Mask(1 << place.min(63));
            self.filter_clause(said, Condition::Choice { subject, values })
        };
        let cases = (0..values.len()).map(|place| {
            let filter = vec![is(Subject::Field(list, field), place), is(subject, place), those.clone()];
            Condition::Count { list, filter, different: None, order: Order::AtLeast, value: 1 }
        });
        Ok(Condition::Either(cases.collect()))
    }

    fn type_of(self, subject: Subject) -> Option<&'a Type> {
        match subject {
            Subject::Fact(fact) => self.names.vocabulary.fact(fact).map(|fact| &fact.ty),
            Subject::Field(list, field) => {
                self.fields_of(list).find(|(id, _)| *id == field).map(|(_, field)| &field.ty)
            }
        }
    }
}

/// The list of sentences behind `for which`, wherever a narrowed list keeps it.
pub(in crate::check) fn narrowing(condition: &Condition) -> Option<&[Clause]> {
    match condition {
        Condition::Count { filter, .. } => filter.iter().find_map(|part| match &part.meaning {
            Meaning::List { items, .. } => Some(items.as_slice()),
            Meaning::Sentence(_) | Meaning::Inert(_) => None,
        }),
        Condition::Either(options) => options.first().and_then(narrowing),
        Condition::Choice { .. }
        | Condition::Includes { .. }
        | Condition::Text { .. }
        | Condition::Number { .. }
        | Condition::Dates { .. }
        | Condition::InWindow { .. }
        | Condition::Length { .. }
        | Condition::Periods { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_) => None,
    }
}
