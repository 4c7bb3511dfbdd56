//! How does a person, or a program, read it?
//!
//! One document for each case (`page.rs`), written four ways with the same content in the same order. Says nothing of
//! its own: every sentence comes from the explanation.

mod beside;
mod case_blocks;
pub mod codes;
mod document;
mod html;
mod json;
mod json_around;
mod lines;
mod markdown;
mod missing;
mod narrated;
mod page;
mod page_two;
mod statements;
mod table;
mod text;
mod timeline;
mod writer;

pub use document::{Again, Block, Document, Field, Item, Note, Picture, Table};
pub(crate) use html::escape;
pub use timeline::{Mark, Timeline};
pub use writer::Writer;

use crate::explanation::Explanation;

/// The ways a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, 80 columns.
    Text,
    /// Plain text to be listened to: no lines, boxes or tables drawn.
    Narrated,
    /// Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
}

/// One document as text, Markdown or a page; JSON is each maker's own.
#[must_use]
pub fn write_document(document: &Document, format: Format) -> String {
    match format {
        Format::Text | Format::Json | Format::Jsonl => text::write(document, false),
        Format::Narrated => narrated::write(document, false),
        Format::Markdown => markdown::write(document, false),
        Format::Html => html::write(std::slice::from_ref(document), None),
    }
}

/// Results of one case or of a batch, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    explanations: Vec<Explanation>,
}

impl Report {
    /// A report of explained results, in this order.
    ///
    /// ```
    /// use threshold::report::{Format, Report};
    ///
    /// assert_eq!(Report::of(Vec::new()).write(Format::Json), "[]\n");
    /// ```
    #[must_use]
    pub fn of(explanations: Vec<Explanation>) -> Self {
        Self { explanations }
    }

    /// The whole report.
    #[must_use]
    pub fn write(&self, format: Format) -> String {
        let mut writer = Writer::new(format);
        let cases: Vec<String> =
            self.explanations.iter().map(|explanation| writer.case(explanation)).collect();
        cases.concat() + &writer.end()
    }
}
