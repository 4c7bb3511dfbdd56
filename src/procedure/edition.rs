//! Which lines of a board profile can be meant, by the selecting date of a case?

use super::days::DaysOf;
use crate::calendar::{Date, DateRange, Length, MonthEnd, Unit, less, plus};
use crate::check::{DateBase, ProfileLine, ProfileQuestion, RuleSet, Subject};
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

/// The days that a question's selecting date may be, by how the lines fit it, and on which no line answers the
/// question: it does not arise then. First and last day, where there is one.
#[must_use]
pub fn beyond(question: &ProfileQuestion, fitting: &[Fits]) -> Vec<(Option<Date>, Option<Date>)> {
    let open = fitting.iter().find_map(|fits| match fits {
        Fits::Perhaps(day) => Some(*day),
        Fits::Surely(_) | Fits::No(_) => None,
    });
    let Some(day) = open else { return Vec::new() };
    let first = question.lines.iter().map(|line| line.from).min().flatten();
    let ends = question.lines.iter().map(|line| line.until);
    let last = if ends.clone().any(|end| end.is_none()) { None } else { ends.max().flatten() };
    let one_day = Length { amount: 1, unit: Unit::Days };
    let mut beyond = Vec::new();
    // Of a date that is not known at all, days before the profile begins are not thought of.
    if let (Some(first), Some(day)) = (first, day)
        && day.first < first
    {
        beyond.push((None, Some(less(first, one_day, MonthEnd::EarlierDay))));
    }
    if let Some(last) = last
        && day.is_none_or(|day| day.last > last)
    {
        beyond.push((Some(plus(last, one_day, MonthEnd::EarlierDay)), None));
    }
    beyond
}

/// The fact whose date selects the version of a question, in the vocabulary of the set with this title.
#[must_use]
pub fn selecting_fact(title: &str, question: &ProfileQuestion) -> Option<FactId> {
    let line = question.lines.iter().find(|line| line.set == title)?;
    match line.by?.base {
        DateBase::Subject(Subject::Fact(fact)) => Some(fact),
        DateBase::Subject(Subject::Field(..))
        | DateBase::Literal(_)
        | DateBase::AsAt
        | DateBase::Table(_) => None,
    }
}
