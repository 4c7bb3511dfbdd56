//! A document as plain text: 80 columns, no colour, nothing that a terminal could act on.

use super::document::{Block, Document, Field, Item, Table};
use super::table;

/// How wide a line may be.
pub(super) const WIDTH: usize = 80;

/// Writes a document; `follows` where text stands before it.
pub(super) fn write(document: &Document, follows: bool) -> String {
    let mut lines = Lines { text: String::new(), follows };
    for block in &document.blocks {
        lines.block(block);
    }
    lines.text
}

struct Lines {
    text: String,
    follows: bool,
}

impl Lines {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Lead(text) | Block::Paragraph(text) => {
                self.gap();
                self.wrapped("", "", text);
            }
            Block::List(items) => {
                self.gap();
                self.items(items, "");
            }
            Block::Table(table) => self.table(table),
            Block::Form(fields) => self.form(fields),
            Block::Picture(_) | Block::Timeline(_) => {}
            Block::NewPage => {
                self.gap();
                self.line(&"-".repeat(WIDTH));
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.gap();
        if level > 1 {
            self.gap();
        }
        self.wrapped("", "", text);
        let width = text.chars().count().min(WIDTH);
        match level {
            1 => self.line(&"=".repeat(width)),
            2 => self.line(&"-".repeat(width)),
            _ => self.line(&"~".repeat(width)),
        }
    }

    fn items(&mut self, items: &[Item], indent: &str) {
        for item in items {
            let label = if item.label.is_empty() { "-" } else { &item.label };
            let first = format!("{indent}{label} ");
            let hang = " ".repeat(first.chars().count());
            self.wrapped(&first, &hang, &item.sentence());
            for note in item.under() {
                self.wrapped(&hang, &hang, note);
            }
            self.items(&item.items, &hang);
        }
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        let widths = table::widths(table, WIDTH);
        self.row(&table.head, &widths);
        self.line(&widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(table::BETWEEN));
        for row in &table.rows {
            self.row(row, &widths);
        }
    }

    /// One row: each cell wrapped in its column.
    fn row(&mut self, cells: &[String], widths: &[usize]) {
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width, 0)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let columns = wrapped.iter().zip(widths).map(|(lines, width)| {
                let line = lines.get(at).map_or("", String::as_str);
                format!("{line}{}", " ".repeat(width.saturating_sub(line.chars().count())))
            });
            self.line(&columns.collect::<Vec<_>>().join(table::BETWEEN));
        }
    }

    fn form(&mut self, fields: &[Field]) {
        self.gap();
        let rule = format!("+{}+", "-".repeat(WIDTH - 2));
        self.line(&rule);
        for field in fields {
            match field {
                Field::Title(text) => self.boxed(text),
                Field::Tick(text) => self.boxed(&format!("[ ] {text}")),
                Field::Line(text) => self.boxed(&format!("{text}: ")),
                Field::Space(text) => {
                    self.boxed(&format!("{text}:"));
                    self.boxed("");
                    self.boxed("");
                    self.boxed("");
                }
            }
        }
        self.line(&rule);
    }

    fn boxed(&mut self, text: &str) {
        for line in wrap(text, WIDTH - 4, 0) {
            let pad = " ".repeat((WIDTH - 4).saturating_sub(line.chars().count()));
            self.line(&format!("| {line}{pad} |"));
        }
    }

    fn wrapped(&mut self, first: &str, hang: &str, text: &str) {
        let indent = hang.chars().count();
        for (number, line) in
            wrap(text, WIDTH.saturating_sub(indent), first.chars().count().saturating_sub(indent))
                .into_iter()
                .enumerate()
        {
            let before = if number == 0 { first } else { hang };
            self.line(&format!("{before}{line}"));
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// One empty line, unless the text begins here.
    fn gap(&mut self) {
        let begun = self.follows || !self.text.is_empty();
        if begun && self.text != "\n" && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// A text cut at spaces into lines of a width; a word that is too long is cut where it must be. The first line has
/// `taken` letters less.
pub(super) fn wrap(text: &str, width: usize, taken: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = taken;
    for word in text.split_whitespace() {
        for piece in pieces(word, width) {
            let length = piece.chars().count();
            let empty = lines.last().is_none_or(String::is_empty);
            if used + usize::from(!empty) + length > width && !(empty && used == 0) {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(&piece);
                used += length;
            }
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(width.max(1)).map(|piece| piece.iter().collect()).collect()
}
