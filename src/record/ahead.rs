//! Which dates of an answer lie after a day?
//!
//! A record holds what is known on the day looked from; whether a fact may lie ahead of it is for the caller to ask.

use super::{Answer, Entry, Period, Place, Value};
use crate::calendar::{Date, DateRange};

/// Where an answer, which stands at `place`, holds a date that surely lies after the day.
#[must_use]
pub fn dates_after(answer: &Answer, place: &Place, day: Date) -> Vec<Place> {
    let mut places = Vec::new();
    gather(answer, place, day, &mut places);
    places
}

fn gather(answer: &Answer, place: &Place, day: Date, places: &mut Vec<Place>) {
    let Answer::Value(value) = answer else { return };
    match value {
        Value::Date(said) if said.first > day => places.push(place.clone()),
        Value::Moment(said) if said.day.first > day => places.push(place.clone()),
        Value::Periods(said) => {
            let later = said.periods.iter().filter(|period| begins_or_ends_after(period, day));
            places.extend(later.map(|period| period.place.clone()));
        }
        Value::List(list) => list.entries.iter().for_each(|entry: &Entry| {
            entry.fields.iter().for_each(|field| gather(&field.answer, &entry.place, day, places));
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

/// One that still goes on has no end yet.
fn begins_or_ends_after(period: &Period, day: Date) -> bool {
    let goes_on = period.to == DateRange::day(Date::LAST);
    period.from.first > day || (!goes_on && period.to.first > day)
}
