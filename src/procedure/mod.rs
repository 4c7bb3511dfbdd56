//! What the rules ask of people around a case: by when, and who may sit.
//!
//! Deadlines and checks follow from the record and the result; they never change an outcome.

mod deadline;
mod due;
mod edition;
mod members;

pub use deadline::{DeadlineResult, DeadlineState, Decision, NotKnown, Told, deadlines};
pub use due::{Due, due};
pub use edition::{Fits, fits};
pub use members::{CheckResult, CheckState, Member, checks, starts};

use crate::calendar::{Date, Holidays};
use crate::evaluation::CaseResult;
use crate::program::Program;
use crate::record::Record;

/// What the rules ask of people around one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedure {
    /// Deadlines, in the order written.
    pub deadlines: Vec<DeadlineResult>,
    /// Checks, in the order written.
    pub checks: Vec<CheckResult>,
    /// The bank-holiday table's hash.
    pub bank_holidays: String,
}

/// Tells deadlines and checks of a case.
#[must_use]
pub fn procedure(
    program: &Program,
    record: &Record,
    result: &CaseResult,
    holidays: &Holidays,
    as_at: Date,
) -> Procedure {
    let starts = starts(program, record, as_at);
    let told = Told { rule_set: &program.rule_set, record, result, starts: &starts, holidays, as_at };
    Procedure {
        deadlines: deadlines(&told, &[]),
        checks: checks(program, record, as_at),
        bank_holidays: holidays.hash.clone(),
    }
}
