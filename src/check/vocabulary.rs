//! What do the conditions inside a vocabulary mean: *applies when*, *Always*, `Plainly`?

use super::condition::{Clause, Condition, DateBase, DateTerm, Mask, Order, PeriodTest, Subject};
use super::names::{Names, Scope};
use super::rule_set::RuleSet;
use super::sentence;
use crate::calendar::{Conventions, Length, read_date, read_number};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Fact, FactId, Type, Vocabulary};

/// Reads them with the vocabulary alone: what a record may say never depends on a rule set's names.
pub(super) fn read(
    vocabulary: &Vocabulary,
    conventions: Conventions,
    rule_set: &mut RuleSet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names = Names { vocabulary: vocabulary.clone(), conventions, ..Names::default() };
    let mut clause =
        |body| -> Option<Clause> { sentence::clause(&names, body, Scope::Vocabulary, diagnostics) };
    rule_set.applies_when = vocabulary.facts.iter().map(|fact| clause(fact.applies_when.as_ref()?)).collect();
    rule_set.always = vocabulary.always.iter().filter_map(clause).collect();
    rule_set.plainly = (0..).map(FactId).zip(&vocabulary.facts).map(|(id, fact)| plain(id, fact)).collect();
}

/// What is wrong with the sentences of vocabularies read without the rule sets that use them. They may speak of another
/// vocabulary that those use too, so only what is nearly a sentence of their own is told.
#[must_use]
pub fn misspelt(vocabulary: &Vocabulary) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    read(vocabulary, Conventions::default(), &mut RuleSet::default(), &mut found);
    found.retain(|diagnostic| !diagnostic.fixes.is_empty());
    found
}

/// The value of the plain record as a condition; nothing where none is given or none can be said in one condition.
fn plain(id: FactId, fact: &Fact) -> Option<Condition> {
    let subject = Subject::Fact(id);
    let text = fact.plainly.as_ref()?.text.as_str();
    match &fact.ty {
        Type::YesNo => {
            let bit = if text.eq_ignore_ascii_case("yes") { 0b10 } else { 0b01 };
            Some(Condition::Choice { subject, values: Mask(bit) })
        }
        Type::OneOf { values, .. } | Type::ByTable { values } => {
            Some(Condition::Choice { subject, values: mask(values, &[text])? })
        }
        Type::AnyOf { values } => {
            let parts: Vec<&str> = text.split(", ").collect();
            Some(Condition::Includes { subject, values: mask(values, &parts)? })
        }
        Type::Number => Some(Condition::Number { subject, order: Order::Equal, value: read_number(text)? }),
        Type::Date | Type::DateTime | Type::Shifted { .. } => {
            let day = read_date(text.split(" at ").next()?).ok()?;
            let left = DateTerm { base: DateBase::Subject(subject), shift: None };
            let right = DateTerm { base: DateBase::Literal(day), shift: None };
            Some(Condition::Dates { left, order: Order::Equal, right })
        }
        Type::Length(_) | Type::TimeBetween { .. } => {
            Some(Condition::Length { subject, order: Order::Equal, length: Length::read(text)? })
        }
        Type::Periods => Some(Condition::Periods { subject, test: PeriodTest::Never }),
        Type::List { .. } => Some(Condition::Count {
            list: id,
            filter: Vec::new(),
            different: None,
            order: Order::Equal,
            value: 0,
        }),
        Type::Text => Some(Condition::Text { subject, text: text.to_owned(), is: true }),
    }
}

fn mask(values: &[String], wanted: &[&str]) -> Option<Mask> {
    let bits =
        values.iter().zip(0..).filter(|(value, _)| wanted.iter().any(|one| value.eq_ignore_ascii_case(one)));
    let bits = bits.fold(0_u64, |bits, (_, place)| bits | 1_u64.checked_shl(place).unwrap_or(0));
    (bits != 0).then_some(Mask(bits))
}
