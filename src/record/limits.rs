//! How much may one record hold? Checked before anything is built from the text.

/// The largest case file that is read as one document (YAML, JSON), in bytes: 20 MiB.
pub const DOCUMENT_BYTES: usize = 20 * 1024 * 1024;
/// The largest record, and the longest line or row of a streamed file, in bytes: 256 KiB.
pub const RECORD_BYTES: usize = 256 * 1024;
/// The deepest nesting of lists and groups.
pub const NESTING: usize = 64;
/// The most entries of one list, one set of periods or the statements about one fact.
pub const LIST_ENTRIES: usize = 1_000;
/// The longest case id, in characters.
pub const CASE_ID: usize = 100;
/// The most messages kept about one case; the last says that there are more.
pub const MESSAGES: usize = 200;
