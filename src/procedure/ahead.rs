//! Dates of a record that lie after the day the screening looks from, and may not.
//!
//! Nothing completes such a record. Said beforehand, with the place, so that a slip of the pen is found where it stands.

use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::record::{Place, Record, dates_after};
use crate::vocabulary::Vocabulary;

/// A warning for every date of a record that lies after the as-at day.
#[must_use]
pub fn ahead(vocabulary: &Vocabulary, record: &Record, as_at: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for recorded in &record.facts {
        let Some(fact) = vocabulary.fact(recorded.fact).filter(|fact| !fact.may_lie_ahead) else { continue };
        for statement in recorded.current() {
            let places = dates_after(&statement.answer, &statement.place, as_at);
            found.extend(places.into_iter().map(|place| warning(place, &fact.id, as_at)));
        }
    }
    found
}

fn warning(place: Place, fact: &str, as_at: Date) -> Diagnostic {
    let title = format!("`{fact}` holds a date after the day the screening looks from, {}", as_at.words());
    Diagnostic::warning_in_record("W0503", place, title)
        .because("What is still to come is not recorded as a fact, so the record contradicts itself and the rules give no outcome for it.")
        .help("correct the date, or screen as at a later day with `--as-at`; a period that has not ended yet is written `to: still`")
}
