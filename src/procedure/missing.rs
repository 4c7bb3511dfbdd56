//! *While facts are missing*: has the time come for a question that is still open?
//!
//! Procedure, never a finding: nothing here changes an outcome.

use super::days::DaysOf;
use super::members::Nodes;
use crate::calendar::{Date, DateRange, plus};
use crate::check::RuleSet;
use crate::evaluation::CaseResult;
use crate::record::Record;

/// Where a line of *While facts are missing* stands on the as-at day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingState {
    /// The question has one outcome.
    Settled,
    /// The question is open, and this day (or one of these) has not come.
    NotYet(DateRange),
    /// The question is open, and this day has come.
    Now(DateRange),
    /// The question is open; the day it counts from is not recorded.
    NotKnown,
}

/// By line, in the order written.
#[must_use]
pub fn while_missing(
    (rule_set, record): (&RuleSet, &Record),
    result: &CaseResult,
    nodes: &Nodes,
    as_at: Date,
) -> Vec<MissingState> {
    let state = |line: &crate::check::WhileMissing| {
        let answer = result.questions.iter().find(|answer| answer.question == line.question);
        if answer.is_some_and(|answer| answer.outcome.is_some()) {
            return MissingState::Settled;
        }
        let days = DaysOf { rule_set, record, rows: &nodes.table_rows };
        let Some((anchor, _)) = days.moment(&line.anchor) else { return MissingState::NotKnown };
        let end = |day| plus(day, line.after, rule_set.conventions.month_end);
        let day = DateRange { first: end(anchor.first), last: end(anchor.last) };
        if as_at >= day.last { MissingState::Now(day) } else { MissingState::NotYet(day) }
    };
    rule_set.while_missing.iter().map(state).collect()
}
