//! What do several agencies say about one case? One record, with everybody's statements.

use super::{Record, RecordedFact, settle};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Vocabulary;

/// Puts the records of one case from several files together. Every statement keeps its source and its place; the
/// order of the files does not matter. Disagreement between sources stays, and is shown as such.
///
/// # Errors
/// Says which records are of another case, and which judgement was given two values.
pub fn merge(records: Vec<Record>, vocabulary: &Vocabulary) -> Result<Record, Vec<Diagnostic>> {
    let mut records = records;
    records.sort_by(|one, other| one.place.cmp(&other.place));
    let mut records = records.into_iter();
    let Some(mut merged) = records.next() else { return Ok(Record::default()) };
    let mut problems = Vec::new();
    for record in records {
        if record.case == merged.case {
            merged.decisions.extend(record.decisions);
            merged.linked.extend(record.linked);
            add(&mut merged, record.facts);
        } else {
            problems.push(other_case(&record, &merged));
        }
    }
    problems.extend(settle(&mut merged, vocabulary));
    if problems.is_empty() { Ok(merged) } else { Err(problems) }
}

fn add(merged: &mut Record, facts: Vec<RecordedFact>) {
    for recorded in facts {
        match merged.facts.iter_mut().find(|known| known.fact == recorded.fact) {
            Some(known) => known.statements.extend(recorded.statements),
            None => merged.facts.push(recorded),
        }
    }
}

fn other_case(record: &Record, first: &Record) -> Diagnostic {
    Diagnostic::error_in_record(
        "E0526",
        record.place.clone(),
        "this record has another case id than the record it is put together with",
    )
    .because(format!("The other stands at {}.", first.place))
    .help("give all files of one case the same `case:`, or keep the cases apart")
}
