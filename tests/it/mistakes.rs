//! Officers' mistakes: each file says in its first line which codes come out at which lines, and where fixes are
//! offered, making them gives the repaired file beside it, which is sound.

#![expect(clippy::unwrap_used, reason = "a test may stop where it finds itself mistaken")]

use std::path::{Path, PathBuf};

use threshold::diagnostic::{Diagnostic, Edit};
use threshold::source::{SourceId, Sources};
use threshold::syntax;

/// Files below this number hold mistakes that show in the text alone; the others need the whole check.
const FIRST_TO_CHECK: &str = "40";

/// How far a file is read: to its tree.
fn stage(sources: &Sources, id: SourceId) -> Vec<Diagnostic> {
    syntax::parse(sources, id).diagnostics
}

fn mistakes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/mistakes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.file_stem().unwrap().to_string_lossy().ends_with(".fixed"))
        .filter(|path| *path.file_name().unwrap().to_string_lossy() < *FIRST_TO_CHECK)
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string(path).unwrap();
    let id = sources.add(path.file_name().unwrap().to_string_lossy(), text);
    (sources, id)
}

/// `E0114 at line 9, E0115 at line 10`
fn found(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut found: Vec<(usize, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let line = diagnostic
                .primary
                .as_ref()
                .map_or(0, |label| sources.get(label.span.source).unwrap().line_column(label.span.start).0);
            (line, diagnostic.code.0)
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(line, code)| format!("{code} at line {line}")).collect()
}

fn expected(text: &str) -> Vec<String> {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    let list = first.strip_prefix("# expect: ");
    assert!(list.is_some(), "the first line says what to expect: {first}");
    list.unwrap().split(", ").map(str::to_owned).collect()
}

fn mended(text: &str, diagnostics: &[Diagnostic]) -> Option<String> {
    let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    let mut text = text.to_owned();
    for edit in &edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    (!edits.is_empty()).then_some(text)
}

#[test]
fn each_mistake_is_found_where_it_stands_and_nowhere_else() {
    let mut wrong = Vec::new();
    for path in mistakes() {
        let (sources, id) = read(&path);
        let found = found(&sources, &stage(&sources, id));
        let expected = expected(sources.get(id).unwrap().text());
        if found != expected {
            wrong.push(format!("{}: found {found:?}, expected {expected:?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_offered_fix_mends_the_file() {
    let mut wrong = Vec::new();
    for path in mistakes() {
        let (sources, id) = read(&path);
        let text = sources.get(id).unwrap().text();
        let repaired = path.with_extension(format!("fixed.{}", path.extension().unwrap().to_string_lossy()));
        let mended = mended(text, &stage(&sources, id));
        if mended != std::fs::read_to_string(&repaired).ok() {
            wrong.push(format!("{}: {}", path.display(), mended.unwrap_or_default()));
        } else if mended.is_some() {
            let (sources, id) = read(&repaired);
            let left = found(&sources, &stage(&sources, id));
            if !left.is_empty() {
                wrong.push(format!("{}: {left:?}", repaired.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn messages_speak_the_authors_language() {
    const NOT_OURS: [&str; 9] =
        ["invalid", "syntax", "token", "parse", "unexpected", "Option", "Some(", "rule_decl", "you "];
    for path in mistakes() {
        let (sources, id) = read(&path);
        for diagnostic in stage(&sources, id) {
            let words = std::iter::once(&diagnostic.title).chain(&diagnostic.notes).chain(&diagnostic.help);
            for text in words {
                let ours = NOT_OURS.iter().all(|word| !text.contains(word));
                assert!(ours, "{}: {text}", path.display());
            }
            let helped =
                !diagnostic.help.is_empty() || !diagnostic.fixes.is_empty() || !diagnostic.notes.is_empty();
            assert!(helped, "{} says what would help: {}", path.display(), diagnostic.title);
        }
    }
}
