//! How is an answer of a record said in words?
//!
//! `said` is for people ("28 May 2015", "suspected or known"), `value` for programs (`2015-05-28`); both only
//! repeat what the record says.

use super::wording;
use crate::calendar::{Date, DateRange};
use crate::record::{Answer, Entry, ListValue, Moment, NumberRange, PeriodsValue, SetValue, Value};
use crate::vocabulary::{Fact, Field, Type};

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// "28 May 2015"
    Person,
    /// "2015-05-28"
    Program,
}

/// A value in words.
pub(super) fn value(ty: &Type, value: &Value, reader: Reader) -> String {
    match value {
        Value::Choice(choices) => {
            wording::either(&choices.iter().map(|choice| choice_word(ty, *choice)).collect::<Vec<_>>())
        }
        Value::Set(set) => set_words(ty, set),
        Value::Number(range) => number(*range),
        Value::Date(range) => date(*range, reader),
        Value::Moment(moment) => moment_words(*moment, reader),
        Value::Length(length) => length.words(),
        Value::Periods(periods) => periods_words(periods, reader),
        Value::List(list) => list_words(ty, list, reader),
        Value::Text(text) => text.clone(),
    }
}

/// A value as a whole sentence, where the vocabulary has the words for one.
pub(super) fn sentence(fact: &Fact, value: &Value) -> Option<String> {
    let words = &fact.words;
    let said = self::value(&fact.ty, value, Reader::Person);
    match value {
        Value::Choice(choices) if fact.ty == Type::YesNo => match choices.as_slice() {
            [0] => words.no.clone(),
            [1] => words.yes.clone(),
            _ => None,
        },
        Value::List(list) if list.entries.is_empty() && list.complete => words.none.clone(),
        Value::Choice(_)
        | Value::Set(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::Length(_) => words.name.as_ref().map(|name| wording::name_is(name, &said)),
        Value::Periods(_) | Value::List(_) | Value::Text(_) => None,
    }
}

/// An answer given in words (`yes`, `natural`, or already a sentence) as a whole sentence.
pub(super) fn answer_sentence(fact: &Fact, answer: &str) -> String {
    let words = &fact.words;
    let named = |values: &[String]| values.iter().any(|value| value == answer);
    let name = words.name.as_deref();
    let as_value = match &fact.ty {
        Type::YesNo if answer == "yes" => words.yes.clone(),
        Type::YesNo if answer == "no" => words.no.clone(),
        Type::OneOf { values, .. } | Type::AnyOf { values } | Type::ByTable { values } if named(values) => {
            name.map(|name| wording::name_is(name, answer))
        }
        Type::Number | Type::Date | Type::DateTime | Type::Length(_)
            if answer.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            name.map(|name| wording::name_is(name, answer))
        }
        Type::YesNo
        | Type::OneOf { .. }
        | Type::AnyOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::ByTable { .. }
        | Type::Periods
        | Type::List { .. }
        | Type::Text => None,
    };
    as_value.unwrap_or_else(|| answer.to_owned())
}

fn choice_word(ty: &Type, choice: u32) -> String {
    let values: &[String] = match ty {
        Type::YesNo => return (if choice == 0 { "no" } else { "yes" }).to_owned(),
        Type::OneOf { values, .. } | Type::AnyOf { values } | Type::ByTable { values } => values,
        Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::Periods
        | Type::List { .. }
        | Type::Text => &[],
    };
    values.get(choice as usize).cloned().unwrap_or_default()
}

fn set_words(ty: &Type, set: &SetValue) -> String {
    let holds: Vec<String> = set.holds.iter().map(|choice| choice_word(ty, *choice)).collect();
    wording::series(&holds, set.complete)
}

fn number(range: NumberRange) -> String {
    match (range.least, range.most) {
        (least, most) if least == most => least.to_string(),
        (least, u32::MAX) => wording::or_more(least),
        (0, most) => wording::or_fewer(most),
        (least, most) => wording::between(&least.to_string(), &most.to_string()),
    }
}

fn date(range: DateRange, reader: Reader) -> String {
    if reader == Reader::Person {
        return range.words();
    }
    let next = |date: Date, by: i32| Date(date.0.saturating_add(by));
    match (range.first <= Date::FIRST, range.last >= Date::LAST) {
        (false, false) if range.is_day() => range.first.to_string(),
        (true, true) => "not known".to_owned(),
        (true, false) => format!("before {}", next(range.last, 1)),
        (false, true) => format!("after {}", next(range.first, -1)),
        (false, false) => wording::between(&range.first.to_string(), &range.last.to_string()),
    }
}

fn moment_words(moment: Moment, reader: Reader) -> String {
    let day = date(moment.day, reader);
    let Some(minute) = moment.minute else { return day };
    let time = format!("{:02}:{:02}", minute / 60, minute % 60);
    match reader {
        Reader::Person => wording::day_at_time(&day, &time),
        Reader::Program => format!("{day}T{time}"),
    }
}

fn periods_words(periods: &PeriodsValue, reader: Reader) -> String {
    let each = periods.periods.iter().map(|period| {
        let from = date(period.from, reader);
        let end_open = period.to.last >= Date::LAST && period.to.first < Date::LAST;
        if period.to.first >= Date::LAST {
            wording::period_continuing(&from)
        } else if end_open {
            wording::period_end_not_known(&from)
        } else {
            wording::period(&from, &date(period.to, reader))
        }
    });
    wording::series(&each.collect::<Vec<_>>(), periods.complete)
}

fn list_words(ty: &Type, list: &ListValue, reader: Reader) -> String {
    let fields: &[Field] = if let Type::List { fields } = ty { fields } else { &[] };
    let each: Vec<String> = list.entries.iter().map(|entry| entry_words(fields, entry, reader)).collect();
    wording::series(&each, list.complete)
}

/// One entry of a list: "on 3 December 2014, from school".
fn entry_words(fields: &[Field], entry: &Entry, reader: Reader) -> String {
    let said = entry.fields.iter().filter_map(|said| {
        let field = fields.get(said.field.0 as usize)?;
        let name = field.words.name.clone().unwrap_or_else(|| field.id.replace('-', " "));
        let answer = match &said.answer {
            Answer::Value(value) => self::value(&field.ty, value, reader),
            Answer::NotKnown { .. } => wording::NOT_KNOWN.to_owned(),
            Answer::NotApplicable => wording::NOT_APPLICABLE.to_owned(),
            Answer::NotAsked => return None,
        };
        Some(format!("{name}: {answer}"))
    });
    format!("({})", said.collect::<Vec<_>>().join(", "))
}
