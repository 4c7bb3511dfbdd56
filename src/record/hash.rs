//! What is a record's fingerprint? SHA-256 over its meaning, whatever the file's form, layout and order.

use std::fmt::Write;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::shape::{self, Order};
use super::{Record, beside, case};
use crate::vocabulary::Vocabulary;

/// The fingerprint of a record, as `sha256:…`: of its case id, and of what was said about each fact, by whom, when,
/// with notes and reasons; of what people decided, and of its links. Where it stood in which file does not count.
#[must_use]
pub fn hash(record: &Record, vocabulary: &Vocabulary) -> String {
    let facts = shape::facts(record, vocabulary, Order::Canonical);
    let mut canonical = json!({"schema": case::SCHEMA, "case": record.case, "facts": facts});
    beside::add_to(&mut canonical, record);
    let canonical = canonical.to_string();
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(canonical.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
