//! How is a record written? Its form in keys, lists and words, for writing back and for its hash.

use serde_json::{Map, Value as Json};

use super::value::choices;
use super::{
    Answer, Entry, ListValue, Moment, NumberRange, Period, PeriodsValue, Record, RecordedFact, SetValue,
    Statement, Value,
};
use crate::calendar::{Date, DateRange};
use crate::vocabulary::{Field, Type, Vocabulary};

/// Whose order do lists and statements keep?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The record's own.
    AsGiven,
    /// One that depends on the meaning alone.
    Canonical,
}

/// The facts of a record: each under its id, in the order of the ids where canonical.
pub(super) fn facts(record: &Record, vocabulary: &Vocabulary, order: Order) -> Json {
    let mut facts: Vec<(&str, Json)> = record
        .facts
        .iter()
        .filter_map(|recorded| {
            let fact = vocabulary.fact(recorded.fact)?;
            Some((fact.id.as_str(), statements(recorded, &fact.ty, order)))
        })
        .collect();
    if order == Order::Canonical {
        facts.sort_by_key(|(id, _)| *id);
    }
    Json::Object(facts.into_iter().map(|(id, said)| (id.to_owned(), said)).collect())
}

fn statements(recorded: &RecordedFact, ty: &Type, order: Order) -> Json {
    let mut said: Vec<Json> = recorded.statements.iter().map(|said| statement(said, ty, order)).collect();
    if order == Order::Canonical {
        sort(&mut said);
        return Json::Array(said);
    }
    match said.pop() {
        Some(only) if said.is_empty() => only,
        Some(last) => {
            said.push(last);
            let whole = recorded
                .statements
                .iter()
                .zip(said)
                .map(|(statement, said)| as_group(&statement.answer, said));
            Json::Array(whole.collect())
        }
        None => Json::Null,
    }
}

/// A statement among several is a group of keys, even if it has nothing but its answer.
fn as_group(answer: &Answer, said: Json) -> Json {
    let grouped = said.get("value").is_some() || said.get("not known").is_some() || said.get("by").is_some();
    if said.is_object()
        && (grouped || said.get("one of").is_some())
        && !matches!(answer, Answer::Value(Value::List(_)))
    {
        return said;
    }
    if said.is_object() && grouped { said } else { group([("value", Some(said))]) }
}

/// A statement: its answer alone, or with who said it, when, and why.
pub(super) fn statement(statement: &Statement, ty: &Type, order: Order) -> Json {
    let said = answer(&statement.answer, ty, order);
    let around = [
        ("by", statement.by.clone().map(Json::String)),
        ("on", statement.on.map(|on| Json::String(on.to_string()))),
        ("note", statement.note.clone().map(Json::String)),
        ("reasons", statement.reasons.clone().map(Json::String)),
    ];
    if around.iter().all(|(_, text)| text.is_none()) {
        return said;
    }
    let mut keys =
        if let Json::Object(keys) = said { keys } else { Map::from_iter([("value".to_owned(), said)]) };
    keys.extend(around.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?))));
    Json::Object(keys)
}

pub(super) fn answer(answer: &Answer, ty: &Type, order: Order) -> Json {
    match answer {
        Answer::NotAsked => Json::Null,
        Answer::NotKnown { reason: None, due: None } => text("not known"),
        Answer::NotKnown { reason, due } => group([
            ("not known", Some(text(reason.as_deref().unwrap_or("awaited")))),
            ("due", due.map(|due| Json::String(due.to_string()))),
        ]),
        Answer::NotApplicable => text("not applicable"),
        Answer::Value(said) => value(said, ty, order),
    }
}

fn value(said: &Value, ty: &Type, order: Order) -> Json {
    match said {
        Value::Choice(places) => choice(places, &choices(ty).unwrap_or_default()),
        Value::Set(set) => set_value(set, ty, order),
        Value::Number(range) if order == Order::AsGiven && range.least == range.most => range.least.into(),
        Value::Number(range) => Json::String(number(*range)),
        Value::Date(range) => Json::String(range.to_string()),
        Value::Moment(said) => Json::String(moment(*said)),
        Value::Length(said) => Json::String(said.words()),
        Value::Periods(said) => periods(said, order),
        Value::List(list) => list_value(list, ty, order),
        Value::Text(said) => text(said),
    }
}

fn choice(places: &[u32], values: &[&str]) -> Json {
    let words: Vec<Json> =
        places.iter().filter_map(|place| Some(text(values.get(*place as usize)?))).collect();
    match words.as_slice() {
        [only] => only.clone(),
        _ => group([("one of", Some(Json::Array(words)))]),
    }
}

fn set_value(set: &SetValue, ty: &Type, order: Order) -> Json {
    let Type::AnyOf { values } = ty else { return Json::Null };
    let words = set.holds.iter().filter_map(|place| Some(text(values.get(*place as usize)?))).collect();
    listed(words, set.complete, order)
}

fn periods(said: &PeriodsValue, order: Order) -> Json {
    listed(said.periods.iter().map(period).collect(), said.complete, order)
}

fn period(period: &Period) -> Json {
    let unknown_from = period.from == DateRange { first: Date::FIRST, last: period.to.last };
    let unknown_to = period.to == DateRange { first: period.from.first, last: Date::LAST };
    let to = if period.to == DateRange::day(Date::LAST) { "still".to_owned() } else { period.to.to_string() };
    group([
        ("from", (!unknown_from).then(|| Json::String(period.from.to_string()))),
        ("to", (!unknown_to || unknown_from).then_some(Json::String(to))),
    ])
}

fn list_value(list: &ListValue, ty: &Type, order: Order) -> Json {
    let Type::List { fields } = ty else { return Json::Null };
    listed(list.entries.iter().map(|one| entry(one, fields, order)).collect(), list.complete, order)
}

fn entry(entry: &Entry, fields: &[Field], order: Order) -> Json {
    let said = entry.fields.iter().filter_map(|said| {
        let field = fields.get(said.field.0 as usize)?;
        Some((field.id.clone(), answer(&said.answer, &field.ty, order)))
    });
    Json::Object(said.collect())
}

fn listed(mut entries: Vec<Json>, complete: bool, order: Order) -> Json {
    if entries.is_empty() {
        return text(if complete { "none" } else { "not known" });
    }
    if order == Order::Canonical {
        sort(&mut entries);
    }
    if complete {
        entries.push(text("and no others"));
    }
    Json::Array(entries)
}

fn number(range: NumberRange) -> String {
    match (range.least, range.most) {
        (least, most) if least == most => least.to_string(),
        (least, u32::MAX) => format!("at least {least}"),
        (0, most) => format!("at most {most}"),
        (least, most) => format!("between {least} and {most}"),
    }
}

fn moment(moment: Moment) -> String {
    match moment.minute {
        None => moment.day.to_string(),
        Some(minute) => format!("{} {:02}:{:02}", moment.day, minute / 60, minute % 60),
    }
}

fn text(words: &str) -> Json {
    Json::String(words.to_owned())
}

fn group<const N: usize>(keys: [(&str, Option<Json>); N]) -> Json {
    Json::Object(keys.into_iter().filter_map(|(key, said)| Some((key.to_owned(), said?))).collect())
}

fn sort(entries: &mut [Json]) {
    entries.sort_by_cached_key(ToString::to_string);
}
