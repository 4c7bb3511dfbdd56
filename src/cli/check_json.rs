//! Diagnostics for programs: `threshold/check/1`.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::source::{Sources, Span};

/// One diagnostic, with places as file, line and column (both from 1).
pub(super) fn diagnostic(sources: &Sources, diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let also = diagnostic
        .secondary
        .iter()
        .map(|label| json!({"place": place(sources, label.span), "text": label.text}));
    json!({
        "code": diagnostic.code.0,
        "severity": severity,
        "title": diagnostic.title,
        "place": diagnostic.primary.as_ref().map(|label| place(sources, label.span)),
        "label": diagnostic.primary.as_ref().map(|label| &label.text),
        "also": also.collect::<Vec<_>>(),
        "notes": diagnostic.notes,
        "help": diagnostic.help,
        "fixes": diagnostic.fixes.iter().map(|it| fix(sources, it)).collect::<Vec<_>>(),
    })
}

/// The whole of a run.
pub(super) fn document(diagnostics: &[Value]) -> String {
    let all = json!({"schema": "threshold/check/1", "diagnostics": diagnostics});
    format!("{all:#}\n")
}

fn fix(sources: &Sources, fix: &Fix) -> Value {
    let edits = fix
        .edits
        .iter()
        .map(|edit| json!({"place": place(sources, edit.span), "replacement": edit.replacement}));
    json!({"title": fix.title, "edits": edits.collect::<Vec<_>>()})
}

fn place(sources: &Sources, span: Span) -> Value {
    let Some(file) = sources.get(span.source) else { return Value::Null };
    let (line, column) = file.line_column(span.start);
    let (end_line, end_column) = file.line_column(span.end);
    json!({"file": file.name(), "line": line, "column": column, "end_line": end_line, "end_column": end_column})
}
