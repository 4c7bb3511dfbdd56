//! One case, from record to result.

use super::ahead::fact_ahead;
use super::clash::clash;
use super::encode::Stop;
use super::engine::{Kleene, Silent};
use super::fared::{Truths, definition_results, exception_results};
use super::knowledge::{Constraint, Knowledge, Presumed, Truth};
use super::narrow::narrow;
use super::question::{Possible, assemble};
use super::result::{CaseResult, Clash, QuestionResult, Status};
use super::settle::{Settled, every_sentence_definite, find};
use super::values::is_exact;
use super::weigh::{self, Depth};
use crate::calendar::Date;
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
    /// How much is worked out.
    pub depth: Depth,
}

impl Default for Options {
    fn default() -> Self {
        Self { example: None, conflicts: 20_000, depth: Depth::Everything }
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
    let (mut knowledge, said) = Knowledge::from_record(program, record, as_at);
    let assumed = options.example.and_then(|example| program.assumed.get(example as usize));
    knowledge.constraints.extend(assumed.into_iter().flatten().map(|node| Constraint::Assumed(*node)));
    if let Some(fact) = fact_ahead(program, record, as_at) {
        return inconsistent(program, &knowledge, Clash { facts: vec![fact], always: Vec::new() });
    }
    let smallest = |knowledge: &Knowledge| {
        let clash = clash(program, knowledge, options.conflicts).ok().flatten();
        clash.unwrap_or(Clash { facts: Vec::new(), always: Vec::new() })
    };
    let Ok(left) = narrow(program, &knowledge) else {
        return inconsistent(program, &knowledge, smallest(&knowledge));
    };
    let mut plain = Kleene::default();
    plain.run(program, &left, &Presumed::NONE, &mut Silent);
    let settled = find(program, &left, &plain, options.conflicts);
    if settled.found.inconsistent {
        return inconsistent(program, &knowledge, smallest(&knowledge));
    }
    let presumed = settled.found.presumed.clone();
    let mut with = Kleene::default();
    with.run(program, &left, &presumed, &mut Silent);
    let truths = Truths { plain: &plain, with: &with, presumed: &presumed };
    let case = weigh::Case {
        recorded: &knowledge,
        said: &said,
        truths,
        conflicts: options.conflicts,
        depth: options.depth,
    };
    let (questions, fault) = weighed(settled, &case);
    CaseResult {
        questions: questions.into_iter().map(|result| open_facts_only(program, &left, result)).collect(),
        exceptions: exception_results(program, truths),
        definitions: definition_results(program, &plain),
        not_applying: not_applying(program, &plain),
        clash: None,
        fault,
    }
}

/// The questions' results, with what weighs in each.
fn weighed(settled: Settled<'_>, case: &weigh::Case<'_>) -> (Vec<QuestionResult>, Option<&'static str>) {
    let Settled { found, mut exact, mut fault } = settled;
    let program = exact.program;
    let mut results = Vec::new();
    for (possible, plan) in found.questions.into_iter().zip(&program.questions) {
        let mut result = assemble(program, plan.question, case.truths, possible, false);
        if result.status == Status::DecidedWhatever
            && every_sentence_definite(&mut exact, &plan.sentences, case.truths.plain) == Ok(true)
        {
            result.status = Status::Decided;
        }
        if let Err(Stop::Mismatch(claim)) = weigh::fill(&mut exact, plan, case, &mut result) {
            fault = fault.or(Some(claim));
        }
        results.push(result);
    }
    (results, fault)
}

fn not_applying(program: &Program, plain: &Kleene) -> Vec<FactId> {
    let away = program.applicability.iter().filter(|(_, node)| plain.truth(*node) == Truth::False);
    away.map(|(fact, _)| *fact).collect()
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

fn inconsistent(program: &Program, knowledge: &Knowledge, clash: Clash) -> CaseResult {
    let mut plain = Kleene::default();
    plain.run(program, knowledge, &Presumed::NONE, &mut Silent);
    let truths = Truths { plain: &plain, with: &plain, presumed: &Presumed::NONE };
    let ids = program.questions.iter().map(|plan| plan.question);
    CaseResult {
        questions: ids.map(|id| assemble(program, id, truths, Possible::default(), true)).collect(),
        exceptions: exception_results(program, truths),
        definitions: definition_results(program, &plain),
        not_applying: Vec::new(),
        clash: Some(clash),
        fault: None,
    }
}
