//! What a file keeps on purpose, such as a board's own stale text: the warning of it becomes a note where a comment says
//! so.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// What may be kept, and the words by which a comment on the same line says it: an Act that never was, a source out of
/// its time, a test that later guidance dropped; a guarantee that shows a gap.
const KEPT: [(&str, &str); 4] = [
    ("W0495", "kept as the page has it"),
    ("W0496", "kept as the page has it"),
    ("W0497", "kept as the page has it"),
    ("W0708", "fails on purpose"),
];

/// Makes notes of the warnings about text that a comment says is kept.
pub fn as_notes(sources: &Sources, diagnostics: &mut [Diagnostic]) {
    for told in diagnostics {
        let words = KEPT.iter().find(|(code, _)| *code == told.code.0).map(|(_, words)| *words);
        let span = told.primary.as_ref().map(|label| label.span);
        if let (Some(words), Some(span)) = (words, span)
            && comment(sources, span).contains(words)
        {
            told.severity = Severity::Note;
        }
    }
}

/// The comment behind this text, on its last line.
fn comment(sources: &Sources, span: Span) -> String {
    let text = sources.get(span.source).map_or("", |file| file.text());
    let rest = text.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    rest.split_once('#').map_or_else(String::new, |(_, comment)| comment.to_lowercase())
}
