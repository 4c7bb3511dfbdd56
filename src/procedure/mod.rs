//! What the rules ask of people around a case: by when, and who may sit.
//!
//! Deadlines and checks follow from the record and the result; they never change an outcome.

mod ahead;
mod applying;
mod days;
mod deadline;
mod decisions;
mod due;
mod edition;
mod leave;
mod members;
mod missing;
mod touching;

pub use ahead::ahead;
pub use applying::{applying, applying_of};
pub use deadline::{DeadlineResult, DeadlineState, NotKnown, Past, Told, deadlines};
pub use decisions::{BesideRules, DecisionResult, Leave, Missing, Standing, decisions, misfits};
pub(crate) use decisions::{is_named, same};
pub use due::{Due, due};
pub use edition::{Fits, beyond, fits, selecting_fact};
pub use leave::unallowed;
pub use members::{CheckResult, CheckState, Member, Nodes, checks};
pub use missing::{MissingState, while_missing};
pub use touching::touching;

use crate::calendar::{Date, Holidays};
use crate::check::{Anchor, Deadline, QuestionId, Start};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{CaseResult, Truth};
use crate::program::Program;
use crate::record::Record;
use crate::vocabulary::Vocabulary;

/// What is to be said of a record beforehand: it is screened all the same.
#[must_use]
pub fn notes(vocabulary: &Vocabulary, record: &Record, as_at: Date) -> Vec<Diagnostic> {
    let mut notes = ahead(vocabulary, record, as_at);
    notes.extend(touching(vocabulary, record));
    notes.extend(applying(vocabulary, record));
    notes
}

/// What the rules ask of people around one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedure {
    /// Deadlines, in the order written.
    pub deadlines: Vec<DeadlineResult>,
    /// What people decided, where these rules understand it.
    pub decisions: Vec<DecisionResult>,
    /// By line of *While facts are missing*: where it stands.
    pub while_missing: Vec<MissingState>,
    /// Checks, in the order written.
    pub checks: Vec<CheckResult>,
    /// By table, and by row: does the row fit?
    pub tables: Vec<Vec<Truth>>,
    /// The bank-holiday table's hash.
    pub bank_holidays: String,
}

impl Procedure {
    /// Without the clocks and lines of questions that these rules do not answer here.
    ///
    /// A deadline that names no question, by its start or by what ends it, is kept.
    #[must_use]
    pub fn only_of(mut self, program: &Program, result: &CaseResult) -> Self {
        let set = &program.rule_set;
        let answered = |question: &QuestionId| result.questions.iter().any(|it| it.question == *question);
        let about = |deadline: &Deadline| match &deadline.start {
            Start::Decision(question, _) | Start::Outcome(question, _) => Some(*question),
            Start::Anchor | Start::Sentence(_) => {
                [deadline.done.as_ref(), Some(&deadline.anchor)].into_iter().flatten().find_map(decided)
            }
        };
        self.deadlines.retain(|told| {
            let deadline = set.deadlines.get(told.deadline);
            deadline.and_then(about).is_none_or(|question| answered(&question))
        });
        self
    }
}

/// The question whose decision a date is that of.
fn decided(anchor: &Anchor) -> Option<QuestionId> {
    match anchor {
        Anchor::Decision(date) => date.question,
        Anchor::Date(_) | Anchor::Entry(_) => None,
    }
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
    let nodes = Nodes::of(program, record, as_at);
    let rule_set = &program.rule_set;
    let decisions = decisions(rule_set, record, result, &nodes.override_conditions, as_at);
    let told = Told { rule_set, record, result, nodes: &nodes, decisions: &decisions, holidays, as_at };
    Procedure {
        deadlines: deadlines(&told),
        while_missing: while_missing((rule_set, record), result, &nodes, as_at),
        checks: checks(program, record, as_at),
        decisions,
        tables: nodes.table_rows.clone(),
        bank_holidays: holidays.hash.clone(),
    }
}
