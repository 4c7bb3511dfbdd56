//! Which cases does a file hold, and which of them can be used?
//!
//! A case with a mistake in it is refused whole, with all its mistakes; the others go on. A record is never returned
//! in part.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::Known;
use super::node::{At, Kind, Node};
use super::{Place, Record, case, csv, json, limits, lines, node, repeated, text, yaml};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, SourceId, Sources};
use crate::vocabulary::Vocabulary;

/// The forms a case file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One case, or a list of cases.
    Yaml,
    /// One case, or an array of cases.
    Json,
    /// One JSON case a line.
    JsonLines,
    /// One case a row; the header names the facts.
    Csv,
}

impl Format {
    /// The form that a file's name promises: `cases.yaml`, `.yml`, `.json`, `.jsonl`, `.ndjson`, `.csv`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A case that cannot be used, with every reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefusedCase {
    /// Its id, where one could be read.
    pub case: Option<String>,
    /// Where it begins.
    pub place: Place,
    /// What is wrong with it. Never holds a value from the record.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// The cases that can be used, in the order of the file.
    pub records: Vec<Record>,
    /// The cases that cannot, in the order of the file. A file that cannot be read at all is one refused case
    /// without an id.
    pub refused: Vec<RefusedCase>,
    /// What is to be said about the file beside that: warnings.
    pub diagnostics: Vec<Diagnostic>,
}

impl RefusedCase {
    /// A whole file that is larger than one document may be.
    #[must_use]
    pub fn too_large(name: &str) -> Self {
        Self::file(larger_than_read(&name.into()))
    }

    /// A whole file that is not UTF-8 text.
    #[must_use]
    pub fn not_utf8(name: &str) -> Self {
        Self::file(text::not_utf8(Place { file: name.into(), line: 0, column: 0 }))
    }

    fn file(diagnostic: Diagnostic) -> Self {
        let place = diagnostic.place.clone().unwrap_or_default();
        Self { case: None, place, diagnostics: vec![diagnostic] }
    }
}

impl Read {
    /// Everything that is to be said, in the order of the file.
    #[must_use]
    pub fn all_diagnostics(&self) -> Vec<&Diagnostic> {
        self.refused.iter().flat_map(|refused| &refused.diagnostics).chain(&self.diagnostics).collect()
    }

    /// Adds a case, read or refused.
    pub fn add(&mut self, case: Result<Record, RefusedCase>) {
        match case {
            Ok(record) => self.records.push(record),
            Err(refused) => self.refused.push(refused),
        }
    }

    pub(super) fn refuse_file(&mut self, diagnostic: Diagnostic) {
        self.refused.push(RefusedCase::file(diagnostic));
    }
}

/// Reads the cases of one text.
///
/// ```
/// use threshold::record::{Format, read};
/// use threshold::source::Sources;
/// use threshold::vocabulary::Vocabulary;
///
/// let mut sources = Sources::default();
/// let id = sources.add("cases.yaml", "case: EX-2015-014\nfacts: {}\n");
/// let read = read(&sources, id, Format::Yaml, &Vocabulary::default());
/// assert_eq!(read.records[0].case, "EX-2015-014");
/// ```
#[must_use]
pub fn read(sources: &Sources, id: SourceId, format: Format, vocabulary: &Vocabulary) -> Read {
    read_with_lists(sources, id, &[], format, vocabulary)
}

/// Reads the cases of a CSV text together with its companions, one for each list: `NAME.LIST.csv` beside
/// `NAME.csv`. For the other formats `lists` is not used.
#[must_use]
pub fn read_with_lists(
    sources: &Sources,
    id: SourceId,
    lists: &[SourceId],
    format: Format,
    vocabulary: &Vocabulary,
) -> Read {
    let Some(file) = sources.get(id) else { return Read::default() };
    let known = Known::new(vocabulary);
    let read = match format {
        Format::Yaml => read_yaml(file, &known),
        Format::Json => read_json(file, &known),
        Format::JsonLines => lines::read_text(file, &known),
        Format::Csv => {
            let lists: Vec<&SourceFile> = lists.iter().filter_map(|list| sources.get(*list)).collect();
            csv::read_text(file, &lists, &known)
        }
    };
    repeated(read)
}

fn read_yaml(file: &SourceFile, known: &Known<'_>) -> Read {
    let name: Arc<str> = file.name().into();
    let mut read = Read::default();
    if let Some(refused) = too_large(file, &name) {
        read.refuse_file(refused);
        return read;
    }
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    let mut tree = yaml::tree(text, &name, 1);
    tree.refused.extend(text::misleading(text, At::new(1, 1), &name));
    match (tree.broken, tree.root) {
        (Some(broken), _) => case_by_case(text, &name, known, broken, &mut read),
        (None, None) => read.refuse_file(no_case(&name)),
        (None, Some(root)) => cases(&Document::new(text, &name, known), &root, tree.refused, &mut read),
    }
    read
}

/// A list of cases in which one is broken: each is tried alone, so that the others go on.
fn case_by_case(text: &str, name: &Arc<str>, known: &Known<'_>, broken: Diagnostic, read: &mut Read) {
    let pieces = text::top_level_items(text);
    if pieces.len() < 2 || broken.code.0 != "E0501" {
        read.refuse_file(text::tabs_first(text, name, broken));
        return;
    }
    let document = Document::new(text, name, known);
    for (first_line, piece) in pieces {
        let mut tree = yaml::tree(piece, name, first_line);
        tree.refused.extend(text::misleading(piece, At::line(first_line), name));
        match (tree.broken, tree.root) {
            (Some(broken), _) => read.refuse_file(text::tabs_first(text, name, broken)),
            (None, Some(root)) => cases(&document, &root, tree.refused, read),
            (None, None) => {}
        }
    }
}

fn read_json(file: &SourceFile, known: &Known<'_>) -> Read {
    let name: Arc<str> = file.name().into();
    let mut read = Read::default();
    if let Some(refused) = too_large(file, &name) {
        read.refuse_file(refused);
        return read;
    }
    let mut refused = text::misleading(file.text(), At::new(1, 1), &name);
    match json::tree(file.text(), &name, 1) {
        Err(broken) => read.refuse_file(*broken),
        Ok(tree) => {
            refused.extend(tree.refused);
            cases(&Document::new(file.text(), &name, known), &tree.root, refused, &mut read);
        }
    }
    read
}

/// A whole text with what is needed to read its cases.
struct Document<'d> {
    line_starts: Vec<usize>,
    name: &'d Arc<str>,
    known: &'d Known<'d>,
}

impl<'d> Document<'d> {
    fn new(text: &str, name: &'d Arc<str>, known: &'d Known<'d>) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { line_starts, name, known }
    }

    /// About where a position lies, in bytes.
    fn offset(&self, at: At) -> usize {
        let line = at.line.saturating_sub(1) as usize;
        self.line_starts.get(line).map_or(0, |start| start + at.column as usize)
    }
}

/// The cases of a document: one, or a list. What was refused in the text spoils the case it stands in.
fn cases(document: &Document<'_>, root: &Node<'_>, refused: Vec<Diagnostic>, read: &mut Read) {
    let nodes: &[Node<'_>] = match &root.kind {
        Kind::Items(items) => items,
        Kind::Keys(_) | Kind::Word { .. } | Kind::Nothing => std::slice::from_ref(root),
    };
    if nodes.is_empty() {
        read.diagnostics.push(Diagnostic::warning_in_record(
            "W0501",
            root.at.place(document.name),
            "this file holds no case",
        ));
    }
    let mut refused = sort_out(nodes, refused);
    for (index, node) in nodes.iter().enumerate() {
        let mut found = refused.remove(&index).unwrap_or_default();
        found.extend(too_long(document, node));
        read.add(case::read(node, document.known, std::slice::from_ref(document.name), found));
    }
    for diagnostic in refused.into_values().flatten() {
        read.refuse_file(diagnostic);
    }
}

/// Puts each thing refused to the last case that begins before it, or to the first.
fn sort_out(nodes: &[Node<'_>], refused: Vec<Diagnostic>) -> BTreeMap<usize, Vec<Diagnostic>> {
    let mut sorted: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in refused {
        let place = diagnostic.place.as_ref();
        let at =
            place.map(|place| At { file: 0, line: place.line, column: place.column }).unwrap_or_default();
        let before = nodes.partition_point(|node| node.at <= at);
        sorted.entry(before.saturating_sub(1)).or_default().push(diagnostic);
    }
    sorted
}

fn too_large(file: &SourceFile, name: &Arc<str>) -> Option<Diagnostic> {
    (file.text().len() > limits::DOCUMENT_BYTES).then(|| larger_than_read(name))
}

fn larger_than_read(name: &Arc<str>) -> Diagnostic {
    node::over_limit(Place { file: Arc::clone(name), line: 0, column: 0 }, "this case file", "20 MiB")
        .help("give the cases as JSON lines or CSV, which are read row by row without a limit")
}

fn too_long(document: &Document<'_>, node: &Node<'_>) -> Option<Diagnostic> {
    let bytes = document.offset(node.end).saturating_sub(document.offset(node.at));
    (bytes > limits::RECORD_BYTES)
        .then(|| node::over_limit(node.at.place(document.name), "this record", "256 KiB"))
}

fn no_case(name: &Arc<str>) -> Diagnostic {
    let place = Place { file: Arc::clone(name), line: 0, column: 0 };
    Diagnostic::error_in_record("E0528", place, "this file holds no case")
        .help("begin with `case: ` and the case's id, then `facts:` and one fact a line below it")
}
