//! The lines of one block, in the one layout, without its comments.

use std::fmt::Write as _;

use crate::syntax::outline::{ItemOutline, ListOutline, Phrase, Statement};
use crate::syntax::parts::Parts;
use crate::syntax::pieces::{Kind, Piece, RowPieces};
use crate::syntax::reader::Reader;
use crate::syntax::words::{joined, straight};

/// Short keys whose values stand under one another.
const SHORT_KEYS: [&str; 7] = ["Name", "Yes", "No", "Ask", "One", "Many", "None"];
const SHORT_KEY_WIDTH: usize = 6;
/// Headings whose first sentence stands on their own line.
const WITH_SENTENCE: [&str; 9] = [
    "Fact",
    "Judgement",
    "Computed",
    "Periods",
    "List",
    "Context",
    "Established later",
    "Private",
    "Otherwise",
];

/// One line, and the stretch of the file that it prints.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) indent: usize,
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The lines of a block.
pub(super) fn lines<'a>(reader: &Reader<'a>, parts: &Parts<'a>) -> Vec<Line> {
    let mut lines = Lines { lines: Vec::new() };
    let keyword = parts.heading.first().map_or_else(String::new, |piece| straight(piece.raw));
    lines.pieces(0, "", &parts.heading, None);
    let own_line = !WITH_SENTENCE.contains(&keyword.as_str());
    for (index, statement) in parts.statements.iter().enumerate() {
        if index == 0 && !own_line {
            lines.go_on(statement);
        } else if keyword == "Always" {
            lines.sentence_by_sentence(statement);
        } else {
            lines.statement(reader, statement);
        }
    }
    lines.table(&parts.rows);
    lines.lines
}

struct Lines {
    lines: Vec<Line>,
}

impl Lines {
    fn pieces(&mut self, indent: usize, lead: &str, pieces: &[Piece<'_>], ending: Option<&Piece<'_>>) {
        let all = || pieces.iter().chain(ending);
        let (Some(first), Some(last)) = (all().next(), all().next_back()) else { return };
        let text = format!("{lead}{}{}", joined(pieces), ending.map_or("", |ending| ending.raw));
        self.lines.push(Line { indent, text, start: first.start, end: last.end() });
    }

    /// The first sentence behind its heading, on one line.
    fn go_on(&mut self, statement: &Statement<'_>) {
        let text = phrases(statement);
        let end = statement.phrases.last().map(phrase_end);
        if let (Some(heading), Some(end)) = (self.lines.last_mut(), end) {
            if !text.starts_with([',', '.', ';']) {
                heading.text.push(' ');
            }
            heading.text.push_str(&text);
            heading.end = end;
        }
        if let Some(list) = &statement.list {
            self.list(2, list);
        }
    }

    fn statement(&mut self, reader: &Reader<'_>, statement: &Statement<'_>) {
        let (start, _) = statement.bounds();
        let text = aligned(reader, statement, phrases(statement));
        let end = statement.phrases.last().map_or(start, phrase_end);
        self.lines.push(Line { indent: 2, text, start, end });
        if let Some(list) = &statement.list {
            self.list(4, list);
        }
    }

    fn sentence_by_sentence(&mut self, statement: &Statement<'_>) {
        for phrase in &statement.phrases {
            self.pieces(2, "", &phrase.pieces, phrase.ending.as_ref());
        }
        if let Some(list) = &statement.list {
            self.list(4, list);
        }
    }

    fn list(&mut self, indent: usize, list: &ListOutline<'_>) {
        let width = list.items.iter().map(|item| item.marker.raw.len()).max().unwrap_or(0);
        for item in &list.items {
            self.item(indent, width, item);
        }
    }

    fn item(&mut self, indent: usize, width: usize, item: &ItemOutline<'_>) {
        let lead = format!("{:width$} ", item.marker.raw);
        let text = format!("{lead}{}", with_ending(&item.phrase));
        self.lines.push(Line { indent, text, start: item.marker.start, end: phrase_end(&item.phrase) });
        let inner = indent + width + 1;
        if let Some(list) = &item.list {
            self.list(inner, list);
        }
        if let Some(effort) = &item.effort {
            self.pieces(inner, "", &effort.pieces, effort.ending.as_ref());
        }
    }

    fn table(&mut self, rows: &[RowPieces<'_>]) {
        let mut widths: Vec<usize> = Vec::new();
        for row in rows {
            for (column, cell) in cells(row).enumerate() {
                let width = straight(cell.raw).chars().count();
                match widths.get_mut(column) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widths.push(width),
                }
            }
        }
        for row in rows {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let text = row_text(row, &widths);
            self.lines.push(Line { indent: 2, text, start: first.start, end: last.end() });
        }
    }
}

fn cells<'p, 'a>(row: &'p [Piece<'a>]) -> impl Iterator<Item = &'p Piece<'a>> {
    row.iter().filter(|piece| piece.kind == Kind::Cell)
}

fn row_text(row: &[Piece<'_>], widths: &[usize]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for piece in row {
        if piece.kind == Kind::Cell {
            let cell = straight(piece.raw);
            let width = widths.get(column).copied().unwrap_or(0);
            let _ = write!(text, " {cell:width$} ");
            column += 1;
        } else {
            text.push_str(piece.raw);
        }
    }
    text
}

fn phrase_end(phrase: &Phrase<'_>) -> usize {
    phrase.ending.as_ref().or(phrase.pieces.last()).map_or(0, Piece::end)
}

fn with_ending(phrase: &Phrase<'_>) -> String {
    format!("{}{}", joined(&phrase.pieces), phrase.ending.map_or("", |ending| ending.raw))
}

fn phrases(statement: &Statement<'_>) -> String {
    statement.phrases.iter().map(with_ending).collect::<Vec<_>>().join(" ")
}

/// `Yes:  "…"`: the values of short keys stand in one column.
fn aligned(reader: &Reader<'_>, statement: &Statement<'_>, text: String) -> String {
    let words = statement.words(reader);
    let key =
        words.pieces.first().filter(|_| words.pieces.get(1).is_some_and(|colon| colon.kind == Kind::Colon));
    let Some(key) = key.map(|key| key.raw).filter(|key| SHORT_KEYS.contains(key)) else { return text };
    let behind = text.get(key.len() + 1..).unwrap_or("").trim_start();
    format!("{:SHORT_KEY_WIDTH$}{behind}", format!("{key}:"))
}
