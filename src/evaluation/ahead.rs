//! Does a recorded date lie after the day looked from, whether a rule reads it or not?
//!
//! The program has slots only for what the rules use; a completion keeps every date of the record.

use super::words;
use crate::calendar::Date;
use crate::program::Program;
use crate::record::{Answer, Record, RecordedFact, dates_after};
use crate::vocabulary::FactId;

/// The first fact, by id, of which every answer given holds a date that lies ahead and may not.
pub(super) fn fact_ahead(program: &Program, record: &Record, as_at: Date) -> Option<FactId> {
    let vocabulary = &program.rule_set.vocabulary;
    let may_not =
        |recorded: &RecordedFact| vocabulary.fact(recorded.fact).is_some_and(|fact| !fact.may_lie_ahead);
    let ahead = record.facts.iter().filter(|recorded| all_ahead(recorded, as_at) && may_not(recorded));
    ahead.map(|recorded| recorded.fact).min_by_key(|fact| words::id(program, *fact))
}

fn all_ahead(recorded: &RecordedFact, as_at: Date) -> bool {
    let mut some = false;
    for said in recorded.current() {
        match &said.answer {
            Answer::NotAsked | Answer::NotKnown { .. } => {}
            Answer::NotApplicable => return false,
            Answer::Value(_) if dates_after(&said.answer, &said.place, as_at).is_empty() => return false,
            Answer::Value(_) => some = true,
        }
    }
    some
}
