//! How does a person, or a program, read it?
//!
//! One document for each case (`page.rs`), written four ways with the same content in the same order. Says nothing of
//! its own: every sentence comes from the explanation.

mod case_blocks;
pub mod codes;
mod document;
mod json;
mod lines;
mod page;
mod page_two;
mod statements;
mod text;

pub use document::{Block, Document, Field, Item, Table};

use crate::explanation::Explanation;
use crate::explanation::wording as say;

/// The ways a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, 80 columns.
    Text,
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
}

/// Results of one case or of a batch, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    explanations: Vec<Explanation>,
}

impl Report {
    /// A report of explained results, in this order.
    #[must_use]
    pub fn of(explanations: Vec<Explanation>) -> Self {
        Self { explanations }
    }

    /// The whole report.
    #[must_use]
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Text => text::write(&self.document()),
            Format::Json => {
                let cases: Vec<_> = self.objects().collect();
                format!("{:#}\n", serde_json::Value::Array(cases))
            }
            Format::Jsonl => self.objects().map(|case| format!("{case}\n")).collect(),
        }
    }

    /// All cases as one document: each page, and a summary where there are several.
    #[must_use]
    pub fn document(&self) -> Document {
        let mut pages = self.explanations.iter().map(page::document);
        let Some(mut all) = pages.next() else { return Document::default() };
        for page in pages {
            all.blocks.push(Block::NewPage);
            all.blocks.extend(page.blocks);
        }
        if self.explanations.len() > 1 {
            summary(&mut all, &self.explanations);
        }
        all
    }

    fn objects(&self) -> impl Iterator<Item = serde_json::Value> {
        self.explanations.iter().map(|explanation| json::object(explanation, &page::document(explanation)))
    }
}

fn summary(all: &mut Document, explanations: &[Explanation]) {
    all.blocks.push(Block::NewPage);
    all.heading(1, say::SUMMARY);
    let rows = explanations.iter().flat_map(|explanation| {
        explanation.questions.iter().map(|question| {
            let matters: Vec<String> = question.matters.iter().map(|matter| matter.ask.clone()).collect();
            let matters = if matters.is_empty() { "none".to_owned() } else { matters.join(" ") };
            [explanation.case.clone(), say::in_short(question), matters]
                .map(|cell| document::clean(&cell))
                .to_vec()
        })
    });
    all.blocks.push(Block::Table(Table {
        head: say::SUMMARY_HEAD.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }));
}
