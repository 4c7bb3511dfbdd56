//! Threshold: screening rules as readable policy text.
//!
//! The order of the modules below is the order of the floors: each may use only those declared above it.
//! It is also the reading order for a newcomer. `tests/it/floors.rs` holds it.

/// Files, positions and spans.
pub mod source;

/// What we tell people about their text: codes, labels, fixes, "did you mean".
pub mod diagnostic;

/// Dates, lengths of time, calendar arithmetic, partial dates as ranges.
pub mod calendar;

/// Text to tree, and tree to the one layout.
pub mod syntax;

/// What a record may say and a rule may ask: facts, types, wordings, values.
pub mod vocabulary;

/// A case: what was said about each fact, by whom, when, and where in the file.
pub mod record;

/// Sentences matched to the vocabulary, typed and resolved; every mistake reported.
pub mod check;

/// Rules ready to run: flat, numbered, nothing left to fail.
pub mod program;

/// Clauses and dates, decided within a budget of conflicts; knows no rules.
pub mod solver;

/// Program and record to result: Kleene first, exact completion after.
pub mod evaluation;

/// Asking for what is missing, one question at a time.
pub mod dialogue;

/// By when, and who may sit: what the rules ask of people around a case.
pub mod procedure;

/// The examples written in rule files, and what they leave unseen.
pub mod trial;

/// What holds for every possible record.
#[cfg(feature = "solve")]
pub mod analysis;

/// Statements with citations, from the trace and what evaluation found.
pub mod explanation;

/// Results as text, Markdown, HTML and JSON.
pub mod report;

/// What another rule set would have given for the same cases.
pub mod comparison;

/// Invented records with stated shares.
pub mod sampling;

/// Everything loaded; the only door to the disk below the interfaces.
pub mod project;

/// The command line.
#[cfg(feature = "cli")]
pub mod cli;
