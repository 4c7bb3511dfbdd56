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
mod page;
mod page_two;
mod statements;
mod table;
mod text;
mod timeline;

pub use document::{Block, Document, Field, Item, Picture, Table};
pub(crate) use html::escape;
pub use timeline::{Mark, Timeline};

use crate::explanation::Explanation;
use crate::explanation::wording as say;

/// The ways a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, 80 columns.
    Text,
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
        Format::Text | Format::Json | Format::Jsonl => text::write(document),
        Format::Markdown => markdown::write(document),
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
        match format {
            Format::Text => text::write(&self.document()),
            Format::Markdown => markdown::write(&self.document()),
            Format::Html => html::write(&self.pages(), self.summary().as_ref()),
            Format::Json => {
                let cases: Vec<_> = self.objects().collect();
                format!("{:#}\n", serde_json::Value::Array(cases))
            }
            Format::Jsonl => self.objects().map(|case| format!("{case}\n")).collect::<Vec<_>>().concat(),
        }
    }

    /// All cases as one document: each page, and a summary where there are several.
    #[must_use]
    pub fn document(&self) -> Document {
        let mut pages = self.pages().into_iter().chain(self.summary());
        let Some(mut all) = pages.next() else { return Document::default() };
        for page in pages {
            all.blocks.push(Block::NewPage);
            all.blocks.extend(page.blocks);
        }
        all
    }

    /// Each case as a document.
    fn pages(&self) -> Vec<Document> {
        self.explanations.iter().map(page::document).collect()
    }

    /// The table at the end of a batch.
    fn summary(&self) -> Option<Document> {
        (self.explanations.len() > 1).then(|| summary(&self.explanations))
    }

    fn objects(&self) -> impl Iterator<Item = serde_json::Value> {
        self.explanations.iter().map(|explanation| json::object(explanation, &page::document(explanation)))
    }
}

fn summary(explanations: &[Explanation]) -> Document {
    let mut page = Document::titled(say::SUMMARY);
    let rows = explanations.iter().flat_map(|explanation| {
        explanation.questions.iter().map(|question| {
            let matters: Vec<String> = question.matters.iter().map(|matter| matter.ask.clone()).collect();
            let matters =
                if matters.is_empty() { say::NOTHING_MATTERS.to_owned() } else { matters.join(" ") };
            [explanation.case.clone(), say::in_short(question), matters]
                .map(|cell| document::clean(&cell))
                .to_vec()
        })
    });
    page.blocks.push(Block::Table(Table {
        head: say::SUMMARY_HEAD.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }));
    page
}
