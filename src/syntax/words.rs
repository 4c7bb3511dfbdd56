//! Reading a run of words from left to right.
//!
//! [`Words`] is a slice of a clause's pieces that the sentence readers eat from the front and split at fixed phrases.
//! It also makes [`Text`]: white space folded, curly quotes straightened.

use super::pieces::{Kind, Piece};
use super::refused::unfilled;
use super::tree::Text;
use crate::source::{SourceId, Span};

/// Curly quotes made straight and white space folded to one space.
pub(super) fn straight(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(unfilled(word).chars().map(|letter| match letter {
            '“' | '”' | '„' | '‟' => '"',
            '‘' | '’' | '‚' | '‛' => '\'',
            other => other,
        }));
    }
    text
}

/// Pieces as one text: a space where one was written, none before a comma or a colon; a quote that nothing closes is.
pub(super) fn joined(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if !text.is_empty() && piece.space_before && !matches!(piece.kind, Kind::Comma | Kind::Colon) {
            text.push(' ');
        }
        text.push_str(&straight(piece.raw));
        if piece.kind == Kind::Quoted && !piece.raw.ends_with(QUOTES) {
            text.push('"');
        }
    }
    text
}

/// What opens or closes a quoted text.
pub(super) const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];

/// What stands between the quotes or brackets of a piece; the closing one may be missing.
pub(super) fn inner(source: SourceId, piece: &Piece<'_>) -> Text {
    // A name without its quotes has none to leave out.
    let opened = piece.raw.strip_prefix(QUOTES).or_else(|| piece.raw.strip_prefix('['));
    let between = opened.unwrap_or(piece.raw);
    let opening = piece.raw.len() - between.len();
    let between = between.strip_suffix(QUOTES).or_else(|| between.strip_suffix(']')).unwrap_or(between);
    let start = piece.start + opening;
    let text = straight(between);
    if text.is_empty() {
        return Text { text, span: span_of(source, piece) };
    }
    let start = start + (between.len() - between.trim_start().len());
    Text { text, span: Span::new(source, start, start + between.trim().len()) }
}

/// Where a piece stands.
pub(super) fn span_of(source: SourceId, piece: &Piece<'_>) -> Span {
    Span::new(source, piece.start, piece.end())
}

/// A run of words, without citations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'p, 'a> {
    /// Where they are from.
    pub(super) source: SourceId,
    /// The words.
    pub(super) pieces: &'p [Piece<'a>],
}

impl<'a> Words<'_, 'a> {
    /// Nothing left?
    pub(super) fn is_empty(self) -> bool {
        self.pieces.is_empty()
    }

    /// Eats a fixed phrase, such as `the outcome` or `unless the contrary is shown :`, if it comes next.
    pub(super) fn eat(&mut self, phrase: &str) -> bool {
        let Some(rest) = after(self.pieces, phrase) else { return false };
        self.pieces = rest;
        true
    }

    /// Does this phrase come next?
    pub(super) fn begins(self, phrase: &str) -> bool {
        after(self.pieces, phrase).is_some()
    }

    /// Eats the next quoted text.
    pub(super) fn eat_quoted(&mut self) -> Option<Text> {
        let (first, rest) = self.pieces.split_first()?;
        if first.kind != Kind::Quoted {
            return None;
        }
        self.pieces = rest;
        Some(inner(self.source, first))
    }

    /// Eats the next word.
    pub(super) fn eat_word(&mut self) -> Option<Piece<'a>> {
        let (first, rest) = self.pieces.split_first()?;
        self.pieces = rest;
        Some(*first)
    }

    /// What stands before and after the first place where the phrase is written.
    pub(super) fn split(self, phrase: &str) -> Option<(Self, Self)> {
        (0..self.pieces.len()).find_map(|at| self.split_at(at, phrase))
    }

    /// The first place where the phrase is written.
    pub(super) fn part(self, phrase: &str) -> Option<Self> {
        let (before, _) = self.split(phrase)?;
        let from = before.pieces.len();
        let pieces = self.pieces.get(from..from + phrase.split(' ').count())?;
        Some(Self { pieces, ..self })
    }

    /// Does a quoted text come next?
    pub(super) fn begins_quoted(self) -> bool {
        self.pieces.first().is_some_and(|piece| piece.kind == Kind::Quoted)
    }

    /// What stands before and after the last place where the phrase is written.
    pub(super) fn split_last(self, phrase: &str) -> Option<(Self, Self)> {
        (0..self.pieces.len()).rev().find_map(|at| self.split_at(at, phrase))
    }

    /// Every part between places where one of the phrases is written.
    pub(super) fn split_all(self, phrases: &[&str]) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = self;
        let mut at = 0;
        while at < rest.pieces.len() {
            if let Some((before, behind)) = phrases.iter().find_map(|phrase| rest.split_at(at, phrase)) {
                parts.push(before);
                rest = behind;
                at = 0;
            } else {
                at += 1;
            }
        }
        parts.push(rest);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// What of these words stands before a part of them.
    pub(super) fn before(self, part: Self) -> Self {
        let start = part.pieces.first().map_or(0, |piece| piece.start);
        let count = self.pieces.iter().take_while(|piece| piece.start < start).count();
        Self { pieces: self.pieces.get(..count).unwrap_or(&[]), ..self }
    }

    /// What of these words stands behind a part of them.
    pub(super) fn behind(self, part: Self) -> Self {
        let end = part.pieces.last().map_or(0, Piece::end);
        let count = self.pieces.iter().take_while(|piece| piece.start < end).count();
        Self { pieces: self.pieces.get(count..).unwrap_or(&[]), ..self }
    }

    /// Does it end in this phrase? Then what stands before it.
    pub(super) fn without_end(self, phrase: &str) -> Option<Self> {
        let length = phrase.split(' ').count();
        let at = self.pieces.len().checked_sub(length)?;
        self.split_at(at, phrase).map(|(before, _)| before)
    }

    /// As one text; an empty one stands at the place of nothing.
    pub(super) fn text(self) -> Text {
        Text { text: joined(self.pieces), span: self.span() }
    }

    /// From the first to the last piece.
    pub(super) fn span(self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => Span::new(self.source, first.start, last.end()),
            _ => Span::new(self.source, 0, 0),
        }
    }

    fn split_at(self, at: usize, phrase: &str) -> Option<(Self, Self)> {
        let (before, from) = self.pieces.split_at_checked(at)?;
        let rest = after(from, phrase)?;
        Some((Self { pieces: before, ..self }, Self { pieces: rest, ..self }))
    }
}

fn after<'p, 'a>(pieces: &'p [Piece<'a>], phrase: &str) -> Option<&'p [Piece<'a>]> {
    let mut rest = pieces;
    for word in phrase.split(' ') {
        let (first, others) = rest.split_first()?;
        if !first.is(word) {
            return None;
        }
        rest = others;
    }
    Some(rest)
}
