//! Results written one after the other, so that a long batch is never held whole.

use super::document::{self, Block, Document, Table};
use super::{Format, html, json, markdown, narrated, page, text};
use crate::explanation::wording as say;
use crate::explanation::{Explanation, QuestionExplanation};

/// Writes the results of a batch case by case: what it gives, joined, is the report.
///
/// Only a web page is held until the end, because its contents stand before its cases.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    cases: usize,
    /// Those explained in full.
    full: usize,
    /// Is some case told in one line only?
    brief: bool,
    /// The rows of the table at the end of a batch.
    rows: Vec<Vec<String>>,
    /// The cases of a web page.
    pages: Vec<Document>,
}

impl Writer {
    /// A report with no case in it yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format, cases: 0, full: 0, brief: false, rows: Vec::new(), pages: Vec::new() }
    }

    /// Adds a case; gives what can be written at once.
    #[must_use]
    pub fn case(&mut self, explanation: &Explanation) -> String {
        let first = self.cases == 0;
        self.cases += 1;
        if !explanation.in_full {
            return self.in_one_line(explanation, first);
        }
        let page = page::document(explanation);
        let first_page = self.full == 0;
        self.full += 1;
        match self.format {
            Format::Json => in_array(&json::object(explanation, &page), first),
            Format::Jsonl => format!("{}\n", json::object(explanation, &page)),
            Format::Text | Format::Narrated | Format::Markdown => {
                self.rows.extend(rows(explanation));
                self.following(page, first_page)
            }
            Format::Html => {
                self.rows.extend(rows(explanation));
                self.pages.push(page);
                String::new()
            }
        }
    }

    /// A case that is not explained: a line of the table at the end, or an object that holds what the rules give.
    fn in_one_line(&mut self, explanation: &Explanation, first: bool) -> String {
        self.brief = true;
        match self.format {
            Format::Json => in_array(&json::object(explanation, &Document::default()), first),
            Format::Jsonl => format!("{}\n", json::object(explanation, &Document::default())),
            Format::Text | Format::Narrated | Format::Markdown | Format::Html => {
                self.rows.extend(rows(explanation));
                String::new()
            }
        }
    }

    /// The rest, once all cases are added.
    #[must_use]
    pub fn end(mut self) -> String {
        let rows = std::mem::take(&mut self.rows);
        let summary = (self.cases > 1 || self.brief).then(|| summary(rows));
        match self.format {
            Format::Json if self.cases == 0 => "[]\n".to_owned(),
            Format::Json => "\n]\n".to_owned(),
            Format::Jsonl => String::new(),
            Format::Text | Format::Narrated | Format::Markdown => {
                summary.map_or_else(String::new, |page| self.following(page, self.full == 0))
            }
            Format::Html => html::write(&self.pages, summary.as_ref()),
        }
    }

    /// A page after what was written before, on a sheet of its own.
    fn following(&self, mut page: Document, first: bool) -> String {
        if !first {
            page.blocks.insert(0, Block::NewPage);
        }
        match self.format {
            Format::Markdown => markdown::write(&page, !first),
            Format::Narrated => narrated::write(&page, !first),
            Format::Text | Format::Html | Format::Json | Format::Jsonl => text::write(&page, !first),
        }
    }
}

/// An object as an entry of one JSON array.
fn in_array(object: &serde_json::Value, first: bool) -> String {
    let object = format!("{object:#}");
    format!("{}\n  {}", if first { "[" } else { "," }, object.replace('\n', "\n  "))
}

/// The rows of a case in the table at the end of a batch: one for each question.
fn rows(explanation: &Explanation) -> Vec<Vec<String>> {
    let row = |question: &QuestionExplanation| {
        let matters: Vec<String> = question.matters.iter().map(|matter| matter.ask.clone()).collect();
        let matters = if !explanation.in_full {
            say::NOT_EXPLAINED.to_owned()
        } else if matters.is_empty() {
            say::NOTHING_MATTERS.to_owned()
        } else {
            matters.join(" ")
        };
        [explanation.case.clone(), say::in_short(question), matters]
            .map(|cell| document::clean(&cell))
            .to_vec()
    };
    explanation.questions.iter().map(row).collect()
}

fn summary(rows: Vec<Vec<String>>) -> Document {
    let mut page = Document::titled(say::SUMMARY);
    page.blocks.push(Block::Table(Table { head: say::SUMMARY_HEAD.map(str::to_owned).to_vec(), rows }));
    page
}
