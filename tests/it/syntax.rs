//! Files are read as they are printed in the language's own description, and nothing can break the reader.

use threshold::diagnostic::Diagnostic;
use threshold::source::{SourceId, Sources};
use threshold::syntax;

fn accepted() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/accepted");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
        })
        .collect();
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
