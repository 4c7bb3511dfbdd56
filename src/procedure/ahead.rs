//! Dates of a record that lie after the day the screening looks from, and may not.
//!
//! A rule that reads such a date finds the record contradicting itself. Said beforehand, with the place, so that a
//! slip of the pen is found where it stands; a date that only a deadline reads would otherwise pass unseen.

use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Entry, Period, Place, Record, Value};
use crate::vocabulary::Vocabulary;

/// A warning for every date of a record that lies after the as-at day.
#[must_use]
pub fn ahead(vocabulary: &Vocabulary, record: &Record, as_at: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for recorded in &record.facts {
        let Some(fact) = vocabulary.fact(recorded.fact).filter(|fact| !fact.may_lie_ahead) else { continue };
        for statement in recorded.current() {
            let mut places = Vec::new();
            dates(&statement.answer, &statement.place, as_at, &mut places);
            found.extend(places.into_iter().map(|place| warning(place, &fact.id, as_at)));
        }
    }
    found
}

/// Where an answer holds a date that surely lies after the day.
fn dates(answer: &Answer, place: &Place, as_at: Date, places: &mut Vec<Place>) {
    let Answer::Value(value) = answer else { return };
    match value {
        Value::Date(day) if day.first > as_at => places.push(place.clone()),
        Value::Moment(moment) if moment.day.first > as_at => places.push(place.clone()),
        Value::Periods(said) => {
            let later = said.periods.iter().filter(|period: &&Period| period.from.first > as_at);
            places.extend(later.map(|period| period.place.clone()));
        }
        Value::List(list) => list.entries.iter().for_each(|entry: &Entry| {
            entry.fields.iter().for_each(|field| dates(&field.answer, &entry.place, as_at, places));
        }),
        Value::Date(_)
        | Value::Moment(_)
        | Value::Choice(_)
        | Value::Set(_)
        | Value::Number(_)
        | Value::Length(_)
        | Value::Text(_) => {}
    }
}

fn warning(place: Place, fact: &str, as_at: Date) -> Diagnostic {
    let title = format!("`{fact}` holds a date after the day the screening looks from, {}", as_at.words());
    Diagnostic::warning_in_record("W0503", place, title)
        .because("What is still to come is not recorded as a fact; a rule that reads this date finds that the record contradicts itself.")
        .help("correct the date, or screen as at a later day with `--as-at`")
}
