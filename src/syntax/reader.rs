//! What every reader of a block shares: the text it reads from, and where it says what is wrong.

use super::pieces::Piece;
use super::refused;
use super::tree::Body;
use super::words::{Words, span_of};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Reads one file; collects its diagnostics.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// The file.
    pub(super) source: SourceId,
    /// Its text.
    pub(super) text: &'a str,
    /// What was found wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The heading line of the block after the one being read.
    pub(super) next_heading: Option<Span>,
    /// See [`super::tree::Tree::unplaced`].
    pub(super) unplaced: Vec<Body>,
    /// How many mistakes there are, listed or not.
    pub(super) found: usize,
}

/// Most mistakes listed for one file.
const MOST: usize = 1000;

impl<'a> Reader<'a> {
    /// A reader with nothing found yet.
    pub(super) fn new(source: SourceId, text: &'a str) -> Self {
        Self { source, text, diagnostics: Vec::new(), next_heading: None, unplaced: Vec::new(), found: 0 }
    }

    /// The same reader over the mended text.
    pub(super) fn over(self, text: &str) -> Reader<'_> {
        Reader {
            source: self.source,
            text,
            diagnostics: self.diagnostics,
            next_heading: self.next_heading,
            unplaced: self.unplaced,
            found: self.found,
        }
    }

    /// Notes what is wrong.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.found += 1;
        if self.found <= MOST {
            let title = refused::unfilled(&diagnostic.title).into_owned();
            self.diagnostics.push(Diagnostic { title, ..diagnostic });
        }
    }

    /// All that was found wrong; says so if it was more than is listed.
    pub(super) fn finished(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        if self.found > MOST
            && let Some(last) = diagnostics.last_mut()
        {
            last.notes.push(format!("{} more mistakes of this file are not listed.", self.found - MOST));
        }
        diagnostics
    }

    /// A span of this file.
    pub(super) fn at(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Where a piece stands.
    pub(super) fn place(&self, piece: &Piece<'_>) -> Span {
        span_of(self.source, piece)
    }

    /// Right behind a piece, for an insertion.
    pub(super) fn behind(&self, piece: &Piece<'_>) -> Span {
        self.at(piece.end(), piece.end())
    }

    /// A run of pieces, to be read word by word.
    pub(super) fn words<'p>(&self, pieces: &'p [Piece<'a>]) -> Words<'p, 'a> {
        Words { source: self.source, pieces }
    }

    /// The line a place stands on, without the white space around it.
    pub(super) fn line_at(&self, at: usize) -> Span {
        let before = self.text.get(..at).unwrap_or("");
        let start = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.split(['\n', '\r']).next().unwrap_or("");
        let indent = line.len() - line.trim_start().len();
        self.at(start + indent, start + indent + line.trim().len())
    }
}
