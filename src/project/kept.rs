//! What a file keeps on purpose, by a comment on the same line: a board's own stale text, whose warning becomes a note;
//! and a guarantee that is there to show a gap.
//!
//! A comment changes how loudly something is said and never what follows: no verdict, outcome or hash reads one.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// What may be kept: an Act that never was, a source out of its time, a test that later guidance dropped.
const KEPT: [&str; 3] = ["W0495", "W0496", "W0497"];

/// Makes notes of the warnings about text that a comment says is kept.
pub(super) fn as_notes(sources: &Sources, diagnostics: &mut [Diagnostic]) {
    for told in diagnostics.iter_mut().filter(|told| KEPT.contains(&told.code.0)) {
        let span = told.primary.as_ref().map(|label| label.span);
        if span.is_some_and(|span| comment(sources, span).contains("kept as the page has it")) {
            told.severity = Severity::Note;
        }
    }
}

/// Does a comment behind this block, on its last line, say that it fails on purpose?
#[must_use]
pub fn fails_on_purpose(sources: &Sources, span: Span) -> bool {
    comment(sources, span).contains("fails on purpose")
}

/// The comment behind this text, on its last line.
fn comment(sources: &Sources, span: Span) -> String {
    let text = sources.get(span.source).map_or("", |file| file.text());
    let rest = text.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    rest.split_once('#').map_or_else(String::new, |(_, comment)| comment.to_lowercase())
}
