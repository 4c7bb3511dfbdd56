//! How is an answer said: for people in the vocabulary's words, for programs in one fixed form?

use super::wording;
use crate::calendar::{Date, DateRange};
use crate::record::{Moment, Value, answer_words, sentence_for};
use crate::vocabulary::{Fact, Type};

/// For people: `suspected`, `28 May 2015`, `yes`.
pub(super) fn said(fact: &Fact, value: &Value) -> String {
    yes_or_no(fact, value).unwrap_or_else(|| answer_words(fact, value))
}

/// For programs: `suspected`, `2015-05-28`, `yes`.
pub(super) fn code(fact: &Fact, value: &Value) -> String {
    match value {
        Value::Date(range) => day(*range),
        Value::Moment(moment) => time(*moment),
        Value::Choice(_)
        | Value::Set(_)
        | Value::Number(_)
        | Value::Length(_)
        | Value::Periods(_)
        | Value::List(_)
        | Value::Text(_) => said(fact, value),
    }
}

/// As a whole sentence, unless that would say less than the value does.
pub(super) fn sentence(fact: &Fact, value: &Value) -> Option<String> {
    let lists_entries = matches!(value, Value::List(list) if !list.entries.is_empty());
    (!lists_entries).then(|| sentence_for(fact, value))
}

fn yes_or_no(fact: &Fact, value: &Value) -> Option<String> {
    let Value::Choice(choices) = value else { return None };
    if fact.ty != Type::YesNo {
        return None;
    }
    let word = |choice: &u32| if *choice == 0 { "no" } else { "yes" }.to_owned();
    Some(wording::either(&choices.iter().map(word).collect::<Vec<_>>()))
}

/// As a record writes it.
fn day(range: DateRange) -> String {
    let next = |date: Date, by: i32| Date(date.0.saturating_add(by));
    match (range.first <= Date::FIRST, range.last >= Date::LAST) {
        (false, false) if range.is_day() => range.first.to_string(),
        (true, true) => wording::NOT_KNOWN.to_owned(),
        (true, false) => format!("before {}", next(range.last, 1)),
        (false, true) => format!("after {}", next(range.first, -1)),
        (false, false) => format!("between {} and {}", range.first, range.last),
    }
}

fn time(moment: Moment) -> String {
    let day = day(moment.day);
    moment.minute.map_or(day.clone(), |minute| format!("{day}T{:02}:{:02}", minute / 60, minute % 60))
}

/// An answer given in words (`yes`, `natural`, or already a sentence) as a whole sentence.
pub(super) fn answer_sentence(fact: &Fact, answer: &str) -> String {
    let words = &fact.words;
    let yes_or_no = match answer {
        "yes" => words.yes.as_ref(),
        "no" => words.no.as_ref(),
        _ => None,
    };
    if let Some(sentence) = yes_or_no {
        return sentence.clone();
    }
    let is_value = fact.ty.values().iter().any(|value| value == answer)
        || answer.starts_with(|c: char| c.is_ascii_digit());
    match &words.name {
        Some(name) if is_value => wording::name_is(name, answer),
        Some(_) | None => answer.to_owned(),
    }
}
