//! `ITEM's FIELD is one of the FIELDs of LIST`: one list looked up in another, or in those of its entries `for which`
//! more is true.

use super::fold::{cuts, same, strip};
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
    Reader::new(names, text, Scope::Case).one_by_one(subject, among, Some(those))
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
            let (ours, theirs) = (self.type_of(subject), self.type_of(Subject::Field(list, field)));
            if ours.is_some() && ours == theirs {
                return Some(Ok(Condition::MemberOf { subject, list, field }));
            }
            if in_common(ours, theirs).is_empty() {
                return Some(Err(Box::new(
                    self.error("E0310", said, format!("{} and `{fields}` have no value in common", named.name))
                        .because("So this could never be true: an entry is found in a list by a value of the same name.")
                        .help("look among the entries by another field, or give both fields the values they share"),
                )));
            }
            return Some(self.one_by_one(subject, (list, field), None));
        }
        None
    }

    /// Some entry has the value: each that both sides know is gone through, among all entries or those alone.
    fn one_by_one(self, subject: Subject, (list, field): Among, those: Option<&Clause>) -> Found<Condition> {
        let said = self.whole.text.as_str();
        let theirs = self.type_of(Subject::Field(list, field));
        let shared = in_common(self.type_of(subject), theirs);
        if shared.is_empty() {
            return Err(Box::new(
                self.error("E0310", said, "these values cannot be gone through one by one")
                    .because("Only *one of* fields can be looked up among some of the entries of a list.")
                    .help("declare both fields as *one of* with values in common, or look among all entries"),
            ));
        }
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
        let cases = shared.into_iter().map(|(ours, theirs)| {
            let mut filter = vec![is(Subject::Field(list, field), theirs), is(subject, ours)];
            filter.extend(those.cloned());
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

/// The places, in the values of each side, of every value that both have by name. Values of another kind have none.
fn in_common(ours: Option<&Type>, theirs: Option<&Type>) -> Vec<(usize, usize)> {
    let (Some(Type::OneOf { values: ours, .. }), Some(Type::OneOf { values: theirs, .. })) = (ours, theirs)
    else {
        return Vec::new();
    };
    let place = |value: &String| theirs.iter().position(|other| same(other, value));
    ours.iter().enumerate().filter_map(|(at, value)| Some((at, place(value)?))).collect()
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
