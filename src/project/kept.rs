//! A board's own stale text that a file keeps on purpose: the warning of it becomes a note where a comment says so.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// The words by which a comment on the same line says it.
const MARK: &str = "kept as the page has it";
/// What may be kept: an Act that never was, a source out of its time, a test that later guidance dropped.
const CODES: [&str; 3] = ["W0495", "W0496", "W0497"];

/// Makes notes of the warnings about text that a comment says is kept.
pub(super) fn as_notes(sources: &Sources, diagnostics: &mut [Diagnostic]) {
    for told in diagnostics.iter_mut().filter(|told| CODES.contains(&told.code.0)) {
        if told.primary.as_ref().is_some_and(|label| says_so(sources, label.span)) {
            told.severity = Severity::Note;
        }
    }
}

/// Does a comment behind this text, on its last line, say that it is kept?
fn says_so(sources: &Sources, span: Span) -> bool {
    let text = sources.get(span.source).map_or("", |file| file.text());
    let rest = text.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    rest.split_once('#').is_some_and(|(_, comment)| comment.to_lowercase().contains(MARK))
}
