//! Which rows and cells stand in a CSV table?
//!
//! RFC 4180, strictly: a cell in quotes ends with its quote, a quote inside is doubled, a cell may hold line breaks.
//! Comma, semicolon or tab between cells, as the header shows. One row is kept at a time.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::node::{At, over_limit};
use super::{limits, text};
use crate::diagnostic::Diagnostic;

/// One cell: where it begins, and its text without the quotes around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) at: At,
    pub(super) text: String,
}

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) at: At,
    pub(super) cells: Vec<Cell>,
    /// What is wrong with its quotes, size or letters.
    pub(super) wrong: Option<Diagnostic>,
    /// A quote that nothing closes swallowed the rest of the file.
    pub(super) cut_off: bool,
}

/// The rows of a table, one at a time.
pub(super) struct Rows<R> {
    input: R,
    file: Arc<str>,
    between: u8,
    line: u32,
    ended: bool,
}

/// Reads the header, and finds out what stands between the cells.
pub(super) fn open<R: BufRead>(mut input: R, file: &Arc<str>) -> io::Result<(Row, Rows<R>)> {
    let begins_with_mark = input.fill_buf()?.starts_with("\u{feff}".as_bytes());
    if begins_with_mark {
        input.consume(3);
    }
    let buffered = input.fill_buf()?;
    let first = buffered.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let cells = |sign: u8| first.split(|byte| *byte == sign).count();
    let between = [b';', b'\t', b','].into_iter().max_by_key(|sign| cells(*sign)).unwrap_or(b',');
    let mut rows = Rows { input, file: Arc::clone(file), between, line: 1, ended: false };
    let header = rows.next().transpose()?.unwrap_or_default();
    Ok((header, rows))
}

/// How far the reader is inside a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// At its beginning.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between its quotes.
    Quotes,
    /// After a quote that ends it, or that is the first of two.
    Closing,
}

/// A row being read.
struct Gathering {
    row: Row,
    bytes: Vec<u8>,
    inside: Inside,
    at: At,
    cell_at: At,
    size: usize,
}

impl Gathering {
    fn new(line: u32) -> Self {
        let at = At::line(line);
        let row = Row { at, ..Row::default() };
        Self { row, bytes: Vec::new(), inside: Inside::Start, at, cell_at: at, size: 0 }
    }

    fn end_cell(&mut self, file: &Arc<str>) {
        let at = self.cell_at;
        let text = String::from_utf8(std::mem::take(&mut self.bytes));
        if text.is_err() {
            self.wrong(text::not_utf8(at.place(file)));
        }
        self.row.cells.push(Cell { at, text: text.unwrap_or_default() });
        self.inside = Inside::Start;
        self.cell_at = At { column: self.at.column + 1, ..self.at };
    }

    fn wrong(&mut self, diagnostic: Diagnostic) {
        self.row.wrong.get_or_insert(diagnostic);
    }

    /// Takes one byte; says whether the row goes on.
    fn take(&mut self, byte: u8, between: u8, file: &Arc<str>) -> bool {
        self.size += 1;
        match (self.inside, byte) {
            (Inside::Quotes, b'"') => self.inside = Inside::Closing,
            (Inside::Quotes, _) => self.keep(byte),
            (Inside::Closing, b'"') => {
                self.inside = Inside::Quotes;
                self.keep(byte);
            }
            (Inside::Start, b'"') => {
                self.inside = Inside::Quotes;
                self.cell_at = self.at;
            }
            (_, b'\n') => {
                if self.inside == Inside::Plain && self.bytes.last() == Some(&b'\r') {
                    self.bytes.pop();
                }
                self.end_cell(file);
                return false;
            }
            (_, _) if byte == between => self.end_cell(file),
            (Inside::Closing, b'\r') => {}
            (Inside::Closing, _) => self.wrong(quote_message(
                self.at,
                file,
                "something stands after the quote that ends this cell",
            )),
            (Inside::Plain, b'"') => {
                self.wrong(quote_message(
                    self.at,
                    file,
                    "a quote stands inside a cell that is not in quotes",
                ));
            }
            (Inside::Start | Inside::Plain, _) => {
                self.inside = Inside::Plain;
                self.keep(byte);
            }
        }
        self.step(byte);
        true
    }

    fn keep(&mut self, byte: u8) {
        if self.size <= limits::RECORD_BYTES {
            self.bytes.push(byte);
        }
    }

    fn step(&mut self, byte: u8) {
        if byte == b'\n' {
            self.at = At::line(self.at.line.saturating_add(1));
        } else if byte & 0xc0 != 0x80 {
            self.at.column = self.at.column.saturating_add(1);
        }
    }

    fn finish(mut self, file: &Arc<str>, at_end: bool) -> Row {
        if at_end && self.inside == Inside::Quotes {
            let title = "a quote opens in this cell and nothing closes it; everything after it was swallowed";
            self.wrong(quote_message(self.cell_at, file, title));
            self.row.cut_off = true;
        }
        if at_end {
            self.end_cell(file);
        }
        if self.size > limits::RECORD_BYTES {
            self.wrong(over_limit(self.row.at.place(file), "this row", "256 KiB"));
        }
        self.row
    }
}

impl<R: BufRead> Rows<R> {
    fn read_row(&mut self) -> io::Result<Option<Row>> {
        let mut gathering = Gathering::new(self.line);
        loop {
            let buffered = self.input.fill_buf()?;
            if buffered.is_empty() {
                self.ended = true;
                let nothing = gathering.size == 0;
                return Ok((!nothing).then(|| gathering.finish(&self.file, true)));
            }
            let mut used = 0;
            let mut goes_on = true;
            for byte in buffered {
                used += 1;
                goes_on = gathering.take(*byte, self.between, &self.file);
                if !goes_on {
                    break;
                }
            }
            self.input.consume(used);
            if !goes_on {
                self.line = gathering.at.line.saturating_add(1);
                return Ok(Some(gathering.finish(&self.file, false)));
            }
        }
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = io::Result<Row>;

    /// The next row that is not blank.
    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.read_row().transpose()? {
                Ok(row)
                    if row.wrong.is_none() && row.cells.iter().all(|cell| cell.text.trim().is_empty()) => {}
                row => return Some(row),
            }
        }
        None
    }
}

fn quote_message(at: At, file: &Arc<str>, title: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0503", at.place(file), title)
        .because("Where the cells of this row begin and end cannot be told.")
        .help("put the whole cell in double quotes and write a quote inside it twice (`\"\"`)")
}
