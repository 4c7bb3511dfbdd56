//! Files are read as they are printed in the language's own description, and nothing can break the reader.

#![expect(clippy::unwrap_used, reason = "a test may stop where it finds itself mistaken")]

use threshold::diagnostic::Diagnostic;
use threshold::source::{SourceId, Sources};
use threshold::syntax;

/// The printed examples, and every file that is shipped.
fn accepted() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("tests/language/accepted"), root.join("rules")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let kind = path.extension().map(|kind| kind.to_string_lossy().into_owned());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(kind.as_deref(), Some("rules" | "facts" | "board")) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn sources(name: &str, text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    (sources, id)
}

fn shown(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| sources.place(label.span));
        format!("{place}: {}: {}\n", diagnostic.code.0, diagnostic.title)
    });
    lines.collect()
}

#[test]
fn every_printed_example_is_read_without_a_word() {
    for (name, text) in accepted() {
        let (sources, id) = sources(&name, &text);
        let parsed = syntax::parse(&sources, id);
        assert_eq!(shown(&sources, &parsed.diagnostics), "", "{name}");
    }
}
