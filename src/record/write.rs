//! How is a record put back into a file? As YAML that reads back to the same meaning.

use serde_json::json;

use super::shape::{self, Order};
use super::{Record, beside};
use crate::vocabulary::Vocabulary;

/// A record as YAML, its facts in the vocabulary's order. Reading it gives a record with the same hash.
#[must_use]
pub fn write(record: &Record, vocabulary: &Vocabulary) -> String {
    // Keys and texts alone are written, which cannot fail.
    serde_yaml::to_string(&value(record, vocabulary)).unwrap_or_default()
}

/// Several records as one YAML list.
#[must_use]
pub fn write_all(records: &[Record], vocabulary: &Vocabulary) -> String {
    let cases: Vec<serde_json::Value> = records.iter().map(|record| value(record, vocabulary)).collect();
    serde_yaml::to_string(&cases).unwrap_or_default()
}

/// A record as one line of JSON.
#[must_use]
pub fn write_line(record: &Record, vocabulary: &Vocabulary) -> String {
    format!("{}\n", value(record, vocabulary))
}

fn value(record: &Record, vocabulary: &Vocabulary) -> serde_json::Value {
    let mut value = json!({"case": record.case, "facts": shape::facts(record, vocabulary, Order::AsGiven)});
    beside::add_to(&mut value, record);
    value
}
