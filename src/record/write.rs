//! How is a record put back into a file? As YAML that reads back to the same meaning.

use serde_json::json;

use super::Record;
use super::shape::{self, Order};
use crate::vocabulary::Vocabulary;

/// A record as YAML, its facts in the vocabulary's order. Reading it gives a record with the same hash.
#[must_use]
pub fn write(record: &Record, vocabulary: &Vocabulary) -> String {
    let facts = shape::facts(record, vocabulary, Order::AsGiven);
    // Keys and texts alone are written, which cannot fail.
    serde_yaml::to_string(&json!({"case": record.case, "facts": facts})).unwrap_or_default()
}
