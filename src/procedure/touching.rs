//! Recorded periods that follow on from each other, or overlap.
//!
//! Each entry is a period of its own: two that touch are not one long one. Where care went on and only the placement
//! changed, that is rarely what was meant, so it is said beforehand, with the place.

use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Period, Place, Record, Value};
use crate::vocabulary::Vocabulary;

/// A warning for every fact with recorded periods that surely touch or overlap.
#[must_use]
pub fn touching(vocabulary: &Vocabulary, record: &Record) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for recorded in &record.facts {
        let Some(fact) = vocabulary.fact(recorded.fact) else { continue };
        for statement in recorded.current() {
            let Answer::Value(Value::Periods(value)) = &statement.answer else { continue };
            if touch(&value.periods) {
                found.push(warning(statement.place.clone(), &fact.id));
            }
        }
    }
    found
}

fn touch(periods: &[Period]) -> bool {
    let mut days: Vec<(Date, Date)> = periods.iter().filter_map(surely).collect();
    days.sort_unstable();
    days.windows(2).any(|pair| matches!(pair, [(_, to), (from, _)] if from.0 <= to.0.saturating_add(1)))
}

/// The days that a period surely covers, from first to last.
fn surely(period: &Period) -> Option<(Date, Date)> {
    let (from, to) = (period.from.last, period.to.first);
    (from <= to).then_some((from, to))
}

fn warning(place: Place, fact: &str) -> Diagnostic {
    Diagnostic::warning_in_record("W0504", place, format!("`{fact}` holds periods that touch or overlap"))
        .because("Each entry is a period of its own. A rule that asks for one period of a certain length does not join two; rules that ask for days in total, or for every day, count both.")
        .help("if it was one unbroken period, write it as one entry, whatever changed in between")
}
