//! A diagnostic on a terminal: the only place that draws carets.
//!
//! Diagnostics about records (E05xx, W05xx) are told without the line they speak of: a record's values never appear
//! in a message.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Fix, Label, Severity};
use crate::source::{Place, SourceFile, Sources};

/// Title, place with carets, why, and the mend as an edit.
pub(super) fn draw(sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.title.as_str()).id(diagnostic.code.0);
    let mut main = Group::with_title(title);
    let quiet = about_a_record(diagnostic);
    if let Some(place) = diagnostic.place.as_ref().filter(|place| !place.file.is_empty()) {
        main = main.element(origin(place));
    }
    for (label, kind) in labels(diagnostic) {
        let Some(file) = sources.get(label.span.source) else { continue };
        if quiet {
            let (line, column) = file.line_column(label.span.start);
            main = main.element(Origin::path(file.name()).line(line).char_column(column));
        } else {
            main = main.element(snippet(file, label, kind));
        }
    }
    for note in &diagnostic.notes {
        main = main.element(Level::NOTE.message(note.as_str()));
    }
    for help in &diagnostic.help {
        main = main.element(Level::HELP.message(help.as_str()));
    }
    let mut groups = vec![main];
    if !quiet {
        groups.extend(diagnostic.fixes.iter().filter_map(|fix| patches(sources, fix)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    visible(&renderer.render(&groups))
}

/// Signs that a terminal would obey instead of showing, made visible; the renderer's own colours stay.
fn visible(text: &str) -> String {
    let hidden = |letter: char| {
        matches!(letter, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|letter| if hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

/// A place in a record: its file, line and column, and nothing of what stands there.
fn origin(place: &Place) -> Origin<'_> {
    let origin = Origin::path(&*place.file);
    match (place.line, place.column) {
        (0, _) => origin,
        (line, 0) => origin.line(line as usize),
        (line, column) => origin.line(line as usize).char_column(column as usize),
    }
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = (&Label, AnnotationKind)> {
    let primary = diagnostic.primary.iter().map(|label| (label, AnnotationKind::Primary));
    primary.chain(diagnostic.secondary.iter().map(|label| (label, AnnotationKind::Context)))
}

fn snippet<'a>(
    file: &'a SourceFile,
    label: &'a Label,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let range = label.span.start..label.span.end;
    let mark = kind.span(range);
    let mark = if label.text.is_empty() { mark } else { mark.label(label.text.as_str()) };
    Snippet::source(file.text()).path(file.name()).annotation(mark)
}

fn patches<'a>(sources: &'a Sources, fix: &'a Fix) -> Option<Group<'a>> {
    let file = sources.get(fix.edits.first()?.span.source)?;
    let edits =
        fix.edits.iter().map(|edit| Patch::new(edit.span.start..edit.span.end, edit.replacement.as_str()));
    let snippet = Snippet::source(file.text()).path(file.name()).patches(edits);
    Some(Level::HELP.secondary_title(fix.title.as_str()).element(snippet))
}

/// The same in sentences, for screen readers and letters.
pub(super) fn narrate(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    let mut text = format!("{kind} {}: {}.", diagnostic.code.0, diagnostic.title);
    if let Some(place) = &diagnostic.place {
        let _ = write!(text, "\n{}, line {}, column {}.", place.file, place.line, place.column);
    }
    for (label, _) in labels(diagnostic) {
        let Some(file) = sources.get(label.span.source) else { continue };
        let (line, column) = file.line_column(label.span.start);
        let _ = write!(text, "\n{}, line {line}, column {column}", file.name());
        if !label.text.is_empty() {
            let _ = write!(text, ": {}", label.text);
        }
        text.push('.');
    }
    for note in diagnostic.notes.iter().chain(&diagnostic.help) {
        let _ = write!(text, "\n{note}");
    }
    for fix in &diagnostic.fixes {
        let _ = write!(text, "\nTo mend it: {}.", fix.title);
        for edit in fix.edits.iter().filter(|_| !about_a_record(diagnostic)) {
            let was = sources.text(edit.span);
            let _ = match (was.is_empty(), edit.replacement.is_empty()) {
                (true, _) => write!(text, " Put in: {}", edit.replacement),
                (false, true) => write!(text, " Take out: {was}"),
                (false, false) => write!(text, " Instead of: {was} write: {}", edit.replacement),
            };
        }
    }
    let obeyed = |letter: char| letter.is_control() && letter != '\n';
    visible(&text).chars().map(|letter| if obeyed(letter) { '\u{fffd}' } else { letter }).collect()
}

fn about_a_record(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.0.starts_with("E05") || diagnostic.code.0.starts_with("W05")
}
