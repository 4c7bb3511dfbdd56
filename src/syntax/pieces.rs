//! What does one block consist of, piece by piece?
//!
//! The only file that knows pest. It runs `grammar/threshold.pest` over one block and hands on plain pieces with their
//! places in the file; it judges nothing.

use pest::Parser;
use pest::iterators::Pair;

mod grammar {
    //! The parser that pest writes from the grammar file.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/threshold.pest"]
    pub(super) struct Grammar;
}

use super::labels;
use super::refused::is_filled;
use super::words::straight;
use grammar::{Grammar, Rule};

const BLANK: [char; 3] = [' ', '\t', '\r'];

/// The grammar's names for pieces, and ours. Its other names hold pieces and are none.
const KINDS: [(Rule, Kind); 32] = [
    (Rule::word, Kind::Word),
    (Rule::comma, Kind::Comma),
    (Rule::colon, Kind::Colon),
    (Rule::heading_comma, Kind::Comma),
    (Rule::heading_colon, Kind::Colon),
    (Rule::quoted, Kind::Quoted),
    (Rule::citation, Kind::Citation),
    (Rule::label, Kind::Label),
    (Rule::dash, Kind::Dash),
    (Rule::odd_marker, Kind::OddMarker),
    (Rule::numbered, Kind::OddMarker),
    (Rule::full_stop, Kind::FullStop),
    (Rule::semicolon, Kind::Semicolon),
    (Rule::opener, Kind::Opener),
    (Rule::bar, Kind::Bar),
    (Rule::cell, Kind::Cell),
    (Rule::open_quote, Kind::OpenQuote),
    (Rule::open_bracket, Kind::OpenBracket),
    (Rule::stray_bracket, Kind::StrayBracket),
    (Rule::comment, Kind::Comment),
    (Rule::id, Kind::Id),
    (Rule::asks, Kind::Phrase),
    (Rule::by_date, Kind::Phrase),
    (Rule::question_word, Kind::Keyword),
    (Rule::departure_word, Kind::Keyword),
    (Rule::from, Kind::Keyword),
    (Rule::for_word, Kind::Keyword),
    (Rule::by, Kind::Keyword),
    (Rule::named_word, Kind::Keyword),
    (Rule::declared_word, Kind::Keyword),
    (Rule::bare_word, Kind::Keyword),
    (Rule::otherwise, Kind::Keyword),
];

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading's keyword: `Rule set`, `Fact`, `Otherwise`, and `from` and `by` within a heading.
    Keyword,
    /// A fact's id in its heading.
    Id,
    /// A heading's free words: what a question asks, the date a profile goes by.
    Phrase,
    /// A word.
    Word,
    /// A comma before white space.
    Comma,
    /// A colon before white space.
    Colon,
    /// A text between quotes, with them.
    Quoted,
    /// A citation, with its brackets.
    Citation,
    /// `(a)`, `(iv)`, `(12)`.
    Label,
    /// `-`
    Dash,
    /// A marker the language does not have: `–`, `(A)`, `a)`, `1.`.
    OddMarker,
    /// `.`
    FullStop,
    /// `;`
    Semicolon,
    /// `:` before a marker.
    Opener,
    /// `|` or `||`
    Bar,
    /// What stands between two bars.
    Cell,
    /// A quote that nothing closes, to the end of its line.
    OpenQuote,
    /// A bracket that nothing closes, to the end of its line.
    OpenBracket,
    /// A closing bracket that nothing opens.
    StrayBracket,
    /// A comment, with its `#`.
    Comment,
}

/// One piece of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// As written.
    pub(super) raw: &'a str,
    /// Its first byte in the file.
    pub(super) start: usize,
    /// Does only white space stand before it on its line?
    pub(super) first_on_line: bool,
    /// Does white space stand right before it?
    pub(super) space_before: bool,
}

impl Piece<'_> {
    /// One past its last byte in the file.
    pub(super) fn end(&self) -> usize {
        self.start + self.raw.len()
    }

    /// Is it this word, whatever the case of its letters?
    pub(super) fn is(&self, word: &str) -> bool {
        match self.kind {
            Kind::Comma => word == ",",
            Kind::Colon => word == ":",
            Kind::Word | Kind::Keyword => {
                self.raw.eq_ignore_ascii_case(word)
                    || ((!self.raw.is_ascii() || is_filled(self.raw))
                        && straight(self.raw).eq_ignore_ascii_case(word))
            }
            Kind::Id
            | Kind::Phrase
            | Kind::Quoted
            | Kind::Citation
            | Kind::Label
            | Kind::Dash
            | Kind::OddMarker
            | Kind::FullStop
            | Kind::Semicolon
            | Kind::Opener
            | Kind::Bar
            | Kind::Cell
            | Kind::OpenQuote
            | Kind::OpenBracket
            | Kind::StrayBracket
            | Kind::Comment => false,
        }
    }

    /// Does it mark an item of a list?
    pub(super) fn is_marker(&self) -> bool {
        matches!(self.kind, Kind::Label | Kind::Dash | Kind::OddMarker)
    }

    /// Does it end a clause?
    fn is_ending(&self) -> bool {
        matches!(self.kind, Kind::FullStop | Kind::Semicolon | Kind::Opener)
    }
}

/// The heading of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading<'a> {
    /// Keyword, name, citations and so on, in order.
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Words up to a full stop, a semicolon or the colon that opens a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause<'a> {
    /// The marker it begins with.
    pub(super) marker: Option<Piece<'a>>,
    /// Words, quoted texts, citations.
    pub(super) parts: Vec<Piece<'a>>,
    /// What ends it; absent where the block ends, or a table row begins, without one.
    pub(super) ending: Option<Piece<'a>>,
}

impl<'a> Clause<'a> {
    /// Every piece of it in order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.marker.iter().chain(&self.parts).chain(&self.ending)
    }
}

/// A line of a table: bars and cells.
pub(super) type RowPieces<'a> = Vec<Piece<'a>>;

/// One block, cut into pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces<'a> {
    /// Its heading.
    pub(super) heading: Heading<'a>,
    /// Its clauses in order.
    pub(super) clauses: Vec<Clause<'a>>,
    /// Its table rows in order.
    pub(super) rows: Vec<RowPieces<'a>>,
    /// Its comments in order.
    pub(super) comments: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    /// The same with quotes and brackets that nothing closes read as closed where they end.
    pub(super) fn closed(mut self) -> Self {
        let clauses = self.clauses.iter_mut().flat_map(|clause| &mut clause.parts);
        for piece in self.heading.pieces.iter_mut().chain(clauses) {
            if piece.kind == Kind::OpenQuote {
                piece.kind = Kind::Quoted;
            } else if piece.kind == Kind::OpenBracket {
                piece.kind = Kind::Citation;
            }
        }
        self
    }

    /// Every piece but comments, in the order written.
    pub(super) fn in_order(&self) -> Vec<Piece<'a>> {
        let mut all: Vec<Piece<'a>> = self.heading.pieces.clone();
        all.extend(self.clauses.iter().flat_map(Clause::pieces));
        all.extend(self.rows.iter().flatten());
        all.sort_by_key(|piece| piece.start);
        all
    }
}

/// Does a block heading begin this text?
pub(super) fn heading_begins(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase()) && Grammar::parse(Rule::heading, text).is_ok()
}

/// Cuts the block that stands from `start` to `end` of a file's text.
pub(super) fn cut(text: &str, start: usize, end: usize) -> Pieces<'_> {
    let block = text.get(start..end).unwrap_or("");
    let mut pieces = Pieces::default();
    // The grammar accepts every text, so a refusal is not expected; it would read as an empty block.
    let Ok(pairs) = Grammar::parse(Rule::block, block) else { return pieces };
    let cutter = Cutter { text, base: start };
    for pair in pairs.flat_map(Pair::into_inner) {
        cutter.sort_in(pair, &mut pieces);
    }
    pieces
}

/// Where the block stands, so that every piece knows its place in the file.
struct Cutter<'a> {
    text: &'a str,
    base: usize,
}

impl<'a> Cutter<'a> {
    fn sort_in(&self, pair: Pair<'a, Rule>, pieces: &mut Pieces<'a>) {
        let rule = pair.as_rule();
        if rule == Rule::comment {
            pieces.comments.extend(self.piece(&pair));
        } else if rule == Rule::heading {
            pieces.heading.pieces = self.leaves(pair, &mut pieces.comments);
        } else if rule == Rule::row {
            let row = self.leaves(pair, &mut pieces.comments);
            pieces.rows.push(row);
        } else if rule == Rule::clause {
            let mut clause = Clause::default();
            for piece in self.leaves(pair, &mut pieces.comments) {
                if piece.is_ending() {
                    clause.ending = Some(piece);
                } else if piece.is_marker() {
                    clause.marker = Some(piece);
                } else {
                    clause.parts.push(piece);
                }
            }
            pieces.clauses.push(clause);
        }
    }

    fn leaves(&self, pair: Pair<'a, Rule>, comments: &mut Vec<Piece<'a>>) -> Vec<Piece<'a>> {
        let mut leaves = Vec::new();
        for piece in pair.into_inner().flatten().filter_map(|pair| self.piece(&pair)) {
            if piece.kind == Kind::Comment { comments.push(piece) } else { leaves.push(piece) }
        }
        leaves
    }

    fn piece(&self, pair: &Pair<'a, Rule>) -> Option<Piece<'a>> {
        let (_, kind) = KINDS.iter().copied().find(|(rule, _)| *rule == pair.as_rule())?;
        let written = pair.as_str();
        let raw = written.trim_matches(BLANK);
        let start =
            self.base + pair.as_span().start() + (written.len() - written.trim_start_matches(BLANK).len());
        let kind = if kind == Kind::Label && !labels::is_label(raw) { Kind::Word } else { kind };
        let before = self.text.get(..start).unwrap_or("");
        let on_line = before.trim_end_matches([' ', '\t', '\u{feff}']);
        if raw.is_empty() {
            return None;
        }
        Some(Piece {
            kind,
            raw,
            start,
            first_on_line: on_line.is_empty() || on_line.ends_with(['\n', '\r']),
            space_before: before.ends_with([' ', '\t', '\n', '\r']) || before.is_empty(),
        })
    }
}
