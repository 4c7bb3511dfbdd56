//! One block, outlined: what every block reader is handed.

use super::body::citations;
use super::outline::Statement;
use super::pieces::{Kind, Piece, RowPieces};
use super::reader::Reader;
use super::tree::{Citation, Text};
use super::words::{Words, inner};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A block's heading, statements and rows.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// The pieces of the heading.
    pub(super) heading: Vec<Piece<'a>>,
    /// What stands under it.
    pub(super) statements: Vec<Statement<'a>>,
    /// Its table rows.
    pub(super) rows: Vec<RowPieces<'a>>,
    /// From the keyword to the last piece.
    pub(super) span: Span,
}

impl<'a> Parts<'a> {
    /// The quoted name in the heading; says so when it is missing or empty.
    pub(super) fn name(&self, reader: &mut Reader<'a>) -> Option<Text> {
        let quoted = self.heading.iter().find(|piece| piece.kind == Kind::Quoted)?;
        let name = inner(reader.source, quoted);
        if name.text.is_empty() {
            let place = reader.place(quoted);
            reader.report(
                Diagnostic::error("E0419", place, "The name between the quotes is empty")
                    .help("Give it a name that people can refer to."),
            );
            return None;
        }
        Some(name)
    }

    /// The citations of the heading.
    pub(super) fn citations(&self, reader: &Reader<'a>) -> Vec<Citation> {
        citations(reader, &self.heading)
    }

    /// The heading as a place.
    pub(super) fn heading_span(&self, reader: &Reader<'a>) -> Span {
        reader.words(&self.heading).span()
    }

    /// The first statement; says so when the block is empty.
    pub(super) fn first(&self, reader: &mut Reader<'a>, what: &str) -> Option<&Statement<'a>> {
        let first = self.statements.first();
        if first.is_none() {
            let place = self.heading_span(reader);
            reader.report(Diagnostic::error("E0419", place, "Nothing stands under this heading").help(what));
        }
        first
    }
}

/// One line `Key: value.` with the phrases of its value.
#[derive(Debug)]
pub(super) struct KeyLine<'p, 'a> {
    /// The key as it is known.
    pub(super) key: &'static str,
    /// The key as written.
    pub(super) key_text: Text,
    /// The parts of the value between semicolons; none for a bare line.
    pub(super) values: Vec<Words<'p, 'a>>,
}

impl KeyLine<'_, '_> {
    /// The whole value as one text.
    pub(super) fn value(&self) -> Text {
        joined_values(&self.values)
    }
}

/// Phrases as one text, with semicolons between them again.
pub(super) fn joined_values(values: &[Words<'_, '_>]) -> Text {
    let texts: Vec<Text> =
        values.iter().filter(|words| !words.is_empty()).map(|words| words.text()).collect();
    let spans = texts.iter().map(|text| text.span).reduce(Span::to);
    Text {
        text: texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join("; "),
        span: spans.unwrap_or_default(),
    }
}

/// Key and values of a statement that has the form `Key: value.`
pub(super) fn key_and_values<'p, 'a>(
    reader: &Reader<'a>,
    statement: &'p Statement<'a>,
) -> Option<(Words<'p, 'a>, Vec<Words<'p, 'a>>)> {
    let (key, first) = statement.words(reader).split(":")?;
    let mut values = vec![first];
    values.extend(statement.phrases.iter().skip(1).map(|phrase| reader.words(&phrase.words)));
    Some((key, values))
}
