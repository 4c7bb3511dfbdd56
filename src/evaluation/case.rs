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
///
/// ```
/// use threshold::{calendar::Date, check, evaluation, program, record::Record, source::Sources, syntax};
///
/// let mut sources = Sources::default();
/// let facts = sources.add("small.facts", r#"Vocabulary "Small"
///   Version: 1.
/// Fact child-died, yes or no.
///   Yes: "the child died".
///   No:  "the child is alive".
///   Ask: "Did the child die?".
/// "#);
/// let rules = sources.add("small.rules", r#"Rule set "Test"
///   Version: 1.
///   In force: from 1 January 2010.
///   Uses: "Small".
/// Sources
///   G means "Guidance".
/// Question "review": is there a review?
///   Decided by: the chair.
///   Outcomes, most serious first:
///     - review;
///     - no review.
/// Rule "death" [G 1]
///   The outcome must be review when the child died.
/// Otherwise the outcome is no review.
/// "#);
/// let (facts, rules) = (syntax::parse(&sources, facts).tree, syntax::parse(&sources, rules).tree);
/// let checked = check::check(&check::Input {
///     rule_set: &rules,
///     vocabularies: vec![&facts],
///     builds_on: Vec::new(),
///     hash: String::new(),
/// });
/// let program = program::lower(&checked.sound().unwrap());
/// let as_at = Date::new(2015, 6, 30).unwrap();
/// let result = evaluation::evaluate(&program, &Record::default(), as_at, &Default::default());
/// assert_eq!(result.questions[0].status, evaluation::Status::Undecided);
/// ```
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
