//! How does a recorded value read? In the vocabulary's own words, for explanations and fictional records.
//!
//! Where a value can be stated by one sentence of the language, the sentence made here is that sentence.

use super::{Answer, Entry, ListValue, Moment, NumberRange, Period, PeriodsValue, SetValue, Value};
use crate::calendar::{Date, DateRange};
use crate::vocabulary::{Fact, Field, Type, Words, both, either, never_sentence};

/// The value alone: `suspected`, `28 May 2015`, `before 3 May 2015`, `4 months`, `from 3 March 2014 until 5 May 2014`;
/// for yes or no the sentence itself.
#[must_use]
pub fn answer_words(fact: &Fact, value: &Value) -> String {
    if let Value::List(list) = value {
        return list_words(fact, list);
    }
    plain_words(&fact.ty, fact.words.yes.as_deref().zip(fact.words.no.as_deref()), value)
}

/// A whole sentence that states the value: `abuse or neglect of the child is suspected`, `the coroner has accepted the
/// cause of death`, `the child was never looked after`, `there were no referrals about the child`.
#[must_use]
pub fn sentence_for(fact: &Fact, value: &Value) -> String {
    let words = &fact.words;
    let name = words.name.as_deref().unwrap_or(&fact.id);
    match value {
        Value::Choice(values) => match (values.as_slice(), &words.yes, &words.no) {
            ([0], _, Some(no)) => no.clone(),
            ([1], Some(yes), _) => yes.clone(),
            (_, Some(yes), Some(no)) => format!("{yes}, or {no}"),
            (_, _, _) => format!("{name} is {}", answer_words(fact, value)),
        },
        Value::Set(set) if set.holds.is_empty() => {
            format!("{name} includes nothing{}", perhaps(set.complete))
        }
        Value::Set(_) => format!("{name} includes {}", answer_words(fact, value)),
        Value::Date(range) => format!("{name} is {}", within(*range)),
        Value::Number(_) | Value::Moment(_) | Value::Length(_) => {
            format!("{name} is {}", answer_words(fact, value))
        }
        Value::Text(text) => format!("{name} is \"{text}\""),
        Value::Periods(periods) => periods_sentence(words.never.as_deref(), name, periods),
        Value::List(list) => list_sentence(words, list),
    }
}

/// A date's possible days behind *is*: `28 May 2015`, `in February 2013`, `before 3 May 2015`.
fn within(range: DateRange) -> String {
    if range.partial().is_some() { format!("in {}", range.words()) } else { range.words() }
}

fn plain_words(ty: &Type, yes_no: Option<(&str, &str)>, value: &Value) -> String {
    match value {
        Value::Choice(values) => choice_words(ty, yes_no, values),
        Value::Set(set) => set_words(ty, set),
        Value::Number(range) => number_words(*range),
        Value::Date(range) => range.words(),
        Value::Moment(moment) => moment_words(*moment),
        Value::Length(said) => said.words(),
        Value::Periods(periods) => periods_words(periods),
        Value::List(list) => format!("{} entries", list.entries.len()),
        Value::Text(text) => text.clone(),
    }
}

fn choice_words(ty: &Type, yes_no: Option<(&str, &str)>, values: &[u32]) -> String {
    let word = |value: &u32| -> &str {
        match (ty, yes_no) {
            (Type::YesNo, Some((_, no))) if *value == 0 => no,
            (Type::YesNo, Some((yes, _))) => yes,
            _ => ty.values().get(*value as usize).map_or("?", String::as_str),
        }
    };
    if matches!(ty, Type::YesNo) && values.len() > 1 {
        return "yes or no".to_owned();
    }
    either(&values.iter().map(word).collect::<Vec<_>>())
}

fn set_words(ty: &Type, set: &SetValue) -> String {
    let words: Vec<&str> =
        set.holds.iter().filter_map(|value| Some(ty.values().get(*value as usize)?.as_str())).collect();
    let listed = if words.is_empty() { "none".to_owned() } else { both(&words) };
    format!("{listed}{}", perhaps(set.complete))
}

fn number_words(range: NumberRange) -> String {
    match (range.least, range.most) {
        (least, most) if least == most => least.to_string(),
        (0, u32::MAX) => "any number".to_owned(),
        (least, u32::MAX) => format!("{least} or more"),
        (0, most) => format!("{most} or fewer"),
        (least, most) => format!("{least} to {most}"),
    }
}

fn moment_words(moment: Moment) -> String {
    let day = moment.day.words();
    moment.minute.map_or(day.clone(), |minute| format!("{day} at {:02}:{:02}", minute / 60, minute % 60))
}

fn periods_words(value: &PeriodsValue) -> String {
    if value.periods.is_empty() {
        return if value.complete { "none" } else { "none known, and perhaps at some time" }.to_owned();
    }
    let periods: Vec<String> = value.periods.iter().map(period_words).collect();
    let more = if value.complete { "" } else { ", and perhaps at other times" };
    format!("{}{more}", periods.join("; "))
}

fn period_words(period: &Period) -> String {
    let from = period.from.words();
    if period.to.is_day() && period.to.first == Date::LAST {
        return format!("from {from}, still continuing");
    }
    if period.to.last == Date::LAST {
        return format!("from {from}, the end not known");
    }
    format!("from {from} until {}", period.to.words())
}

fn periods_sentence(never: Option<&str>, name: &str, value: &PeriodsValue) -> String {
    if value.periods.is_empty() && value.complete {
        return never_sentence(never, name);
    }
    if value.periods.is_empty() {
        return format!("it is not known when {name}");
    }
    let periods: Vec<String> = value.periods.iter().map(period_words).collect();
    let complete = if value.complete { "" } else { ", and perhaps at other times" };
    format!("{name} {}{complete}", both(&periods))
}

fn list_sentence(words: &Words, value: &ListValue) -> String {
    words.count_sentence(value.entries.len(), value.complete)
}

/// `2 referrals about the child: on 3 May 2014, from police; on 9 June 2014, from school`.
fn list_words(fact: &Fact, value: &ListValue) -> String {
    let entries: Vec<String> =
        value.entries.iter().map(|entry| entry_words(fact.ty.fields(), entry)).collect();
    let noun = if entries.len() == 1 { fact.words.one_entry() } else { fact.words.many_entries() };
    let listed = match entries.as_slice() {
        [] => format!("no {noun}"),
        [only] => format!("1 {noun}: {only}"),
        several => {
            let numbered = several.iter().zip(1..).map(|(entry, number)| format!("{}, {entry}", nth(number)));
            format!("{} {noun}: {}", several.len(), numbered.collect::<Vec<_>>().join("; "))
        }
    };
    format!("{listed}{}", perhaps(value.complete))
}

fn entry_words(fields: &[Field], entry: &Entry) -> String {
    let said = entry.fields.iter().filter_map(|said| {
        let field = fields.get(said.field.0 as usize)?;
        Some(match (&said.answer, &field.words.yes) {
            (Answer::Value(value), _) => field_words(field, value),
            (_, Some(yes)) => format!("it is not known whether {yes}"),
            (_, None) => format!("{} not known", name_of(field)),
        })
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "nothing known of it".to_owned() } else { said.join(", ") }
}

fn nth(number: usize) -> String {
    const FIRST: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    FIRST.get(number.wrapping_sub(1)).map_or_else(|| format!("no. {number}"), |word| (*word).to_owned())
}

fn name_of(field: &Field) -> &str {
    field.words.name.as_deref().unwrap_or(&field.id)
}

/// Names of fields that lead to what follows as they are: `from school`.
const LEADING: [&str; 7] = ["at", "by", "from", "in", "of", "on", "to"];

/// `on 3 May 2014`, `from school`, `theme: neglect`, `the body was involved`, `the sibling was never looked after`.
fn field_words(field: &Field, value: &Value) -> String {
    let name = name_of(field);
    if let Value::Periods(periods) = value {
        return periods_sentence(field.words.never.as_deref(), name, periods);
    }
    let words = plain_words(&field.ty, field.words.yes.as_deref().zip(field.words.no.as_deref()), value);
    match (&field.ty, value) {
        (Type::YesNo, _) => words,
        (_, Value::Date(range)) if name == "on" && !range.is_day() => within(*range),
        (_, Value::Date(_) | Value::Moment(_)) => format!("{name} {words}"),
        (_, _) if LEADING.contains(&name) => format!("{name} {words}"),
        (_, _) => format!("{name}: {words}"),
    }
}

fn perhaps(complete: bool) -> &'static str {
    if complete { "" } else { ", and perhaps others" }
}
