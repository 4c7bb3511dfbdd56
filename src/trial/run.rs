//! Running the examples of a rule set.

use super::judge::{Failure, judge};
use crate::calendar::Date;
use crate::check::Sound;
use crate::evaluation::{self, CaseResult, Depth, Options};
use crate::program;

/// One example, run.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// Its name.
    pub name: String,
    /// What the rules give.
    pub result: CaseResult,
    /// What does not come out as written.
    pub failures: Vec<Failure>,
}

/// Runs the examples of a rule set itself, in the order written; those of a set built on are that set's own to run. Examples look from the last day the calendar knows, so that no date they
/// name lies ahead.
#[must_use]
pub fn run(sound: &Sound) -> Vec<Tried> {
    let program = program::lower(sound);
    let rule_set = sound.rule_set();
    let own = rule_set.examples.iter().zip(0..).filter(|(example, _)| !example.origin.base);
    let tried = own.map(|(example, index)| {
        let options = Options { example: Some(index), depth: Depth::Matters, ..Options::default() };
        let result = evaluation::evaluate(&program, &example.record, Date::LAST, &options);
        Tried { name: example.name.clone(), failures: judge(rule_set, example, &result), result }
    });
    tried.collect()
}
