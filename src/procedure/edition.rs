//! Which lines of a board profile can be meant, by the selecting date of a case?

use super::deadline::DaysOf;
use crate::calendar::{Date, DateRange};
use crate::check::{DateBase, Profile, ProfileLine, RuleSet, Subject};
use crate::record::Record;
use crate::vocabulary::FactId;

/// What the record says of a line's selecting date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// The date lies within the line.
    Surely(DateRange),
    /// The date may lie within it, or beyond.
    Perhaps(Option<DateRange>),
    /// The date lies outside it.
    No(DateRange),
}

/// Whether a line of a profile answers for a case. `rule_set` is the line's own set, `record` read with its vocabulary.
#[must_use]
pub fn fits(line: &ProfileLine, rule_set: &RuleSet, record: &Record) -> Fits {
    let day =
        line.by.as_ref().and_then(|by| DaysOf { rule_set, record, rows: &[] }.moment(by)).map(|(day, _)| day);
    let Some(day) = day else { return Fits::Perhaps(None) };
    let first = line.from.unwrap_or(Date::FIRST);
    let last = line.until.unwrap_or(Date::LAST);
    if day.last < first || day.first > last {
        Fits::No(day)
    } else if day.first >= first && day.last <= last {
        Fits::Surely(day)
    } else {
        Fits::Perhaps(Some(day))
    }
}

/// The fact whose date selects the version of a question, in the vocabulary of the set with this title.
#[must_use]
pub fn selecting_fact(title: &str, profile: &Profile, question: &str) -> Option<FactId> {
    let asked = profile.questions.iter().find(|it| it.question == question)?;
    let line = asked.lines.iter().find(|line| line.set == title)?;
    match line.by?.base {
        DateBase::Subject(Subject::Fact(fact)) => Some(fact),
        DateBase::Subject(Subject::Field(..))
        | DateBase::Literal(_)
        | DateBase::AsAt
        | DateBase::Table(_) => None,
    }
}
