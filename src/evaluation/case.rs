//! One case, from record to result.

use super::engine::{Kleene, Silent};
use super::enumerate::find;
use super::fared::{Truths, definition_results, exception_results};
use super::knowledge::{Constraint, Knowledge, Presumed};
use super::narrow::narrow;
use super::question::{Possible, assemble};
use super::result::{CaseResult, Clash, QuestionResult};
use super::values::is_exact;
use crate::calendar::Date;
use crate::check::QuestionId;
use crate::program::Program;
use crate::record::Record;
use crate::vocabulary::FactId;

/// How to evaluate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// An example of the rule set, whose assumptions hold besides the record.
    pub example: Option<u32>,
    /// How many conflicts the exact completion may meet for each question it asks.
    pub conflicts: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { example: None, conflicts: 20_000 }
    }
}

/// What follows for a case, as known on a day.
#[must_use]
pub fn evaluate(program: &Program, record: &Record, as_at: Date, options: &Options) -> CaseResult {
    let (mut knowledge, _said) = Knowledge::from_record(program, record, as_at);
    let assumed = options.example.and_then(|example| program.assumed.get(example as usize));
    knowledge.constraints.extend(assumed.into_iter().flatten().map(|node| Constraint::Assumed(*node)));
    let Ok(left) = narrow(program, &knowledge) else { return inconsistent(program, &knowledge) };
    let mut plain = Kleene::default();
    plain.run(program, &left, &Presumed::NONE, &mut Silent);
    let found = find(program, &left, &plain);
    if found.inconsistent {
        return inconsistent(program, &knowledge);
    }
    let mut with = Kleene::default();
    with.run(program, &left, &found.presumed, &mut Silent);
    let truths = Truths { plain: &plain, with: &with, presumed: &found.presumed };
    let questions = found.questions.into_iter().zip((0..).map(QuestionId));
    let questions = questions.map(|(possible, id)| assemble(program, id, truths, possible, false));
    CaseResult {
        questions: questions.map(|result| open_facts_only(program, &left, result)).collect(),
        exceptions: exception_results(program, truths),
        definitions: definition_results(program, &plain),
        clash: None,
    }
}

/// A presumption stands in for the facts of its sentence that are open.
fn open_facts_only(program: &Program, knowledge: &Knowledge, mut result: QuestionResult) -> QuestionResult {
    let open = |fact: &FactId| {
        let slot = program.slot_of(*fact).and_then(|slot| knowledge.slots.get(slot.0 as usize));
        slot.is_some_and(|known| !is_exact(known))
    };
    for used in &mut result.presumptions {
        used.facts.retain(open);
    }
    result
}

fn inconsistent(program: &Program, knowledge: &Knowledge) -> CaseResult {
    let mut plain = Kleene::default();
    plain.run(program, knowledge, &Presumed::NONE, &mut Silent);
    let truths = Truths { plain: &plain, with: &plain, presumed: &Presumed::NONE };
    let ids = program.questions.iter().map(|plan| plan.question);
    CaseResult {
        questions: ids.map(|id| assemble(program, id, truths, Possible::default(), true)).collect(),
        exceptions: exception_results(program, truths),
        definitions: definition_results(program, &plain),
        clash: Some(Clash { facts: Vec::new(), always: Vec::new() }),
    }
}
