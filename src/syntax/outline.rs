//! Which clauses make one sentence, and which item belongs to which list?
//!
//! Turns the flat clauses of a block into statements with nested lists, by markers and endings alone; indentation says
//! nothing. Invariant: a marker belongs to the innermost open list that expects it next. What is missing (a semicolon,
//! a colon, a full stop) is reported, put in by `outline_repairs.rs` and read as if it stood there, so that one slip hides
//! nothing behind it.

use std::collections::VecDeque;

use super::labels::Marker;
use super::limits::MAX_LIST_DEPTH;
use super::pieces::{Clause, Kind, Piece};
use super::reader::Reader;
use super::words::Words;
use crate::source::Span;

/// Words without an ending, and the citations among them.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase<'a> {
    /// All of it, as written.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Without its citations.
    pub(super) words: Vec<Piece<'a>>,
    /// Its citations.
    pub(super) citations: Vec<Piece<'a>>,
    /// The semicolon, full stop or colon behind it.
    pub(super) ending: Option<Piece<'a>>,
}

/// What stands up to one full stop.
#[derive(Debug, Clone, Default)]
pub(super) struct Statement<'a> {
    /// One phrase, or several with semicolons between them.
    pub(super) phrases: Vec<Phrase<'a>>,
    /// The list that the last phrase opens.
    pub(super) list: Option<ListOutline<'a>>,
}

/// A list and what is nested in it.
#[derive(Debug, Clone)]
pub(super) struct ListOutline<'a> {
    /// Its items in order.
    pub(super) items: Vec<ItemOutline<'a>>,
}

/// One item.
#[derive(Debug, Clone)]
pub(super) struct ItemOutline<'a> {
    /// Its marker.
    pub(super) marker: Piece<'a>,
    /// What it says, or the heading of the list within it.
    pub(super) phrase: Phrase<'a>,
    /// The list within it.
    pub(super) list: Option<ListOutline<'a>>,
    /// An `Effort:` line under it.
    pub(super) effort: Option<Phrase<'a>>,
}

impl<'a> Statement<'a> {
    /// The words of its first phrase.
    pub(super) fn words<'p>(&'p self, reader: &Reader<'a>) -> Words<'p, 'a> {
        reader.words(self.phrases.first().map_or(&[], |phrase| phrase.words.as_slice()))
    }

    /// Every citation that stands outside its list.
    pub(super) fn citations(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.phrases.iter().flat_map(|phrase| &phrase.citations)
    }

    /// The colon that opens its list, written or put in.
    pub(super) fn opener(&self) -> Option<Piece<'a>> {
        let ending = self.phrases.last().and_then(|phrase| phrase.ending);
        ending.filter(|ending| ending.kind == Kind::Opener)
    }

    /// Where its own words stand; all of it where it has none.
    pub(super) fn place(&self, reader: &Reader<'a>) -> Span {
        let words = self.words(reader);
        let (start, end) = self.bounds();
        if words.is_empty() { reader.at(start, end) } else { words.span() }
    }

    /// Its first and last byte.
    pub(super) fn bounds(&self) -> (usize, usize) {
        let start =
            self.phrases.first().and_then(|phrase| phrase.pieces.first()).map_or(0, |piece| piece.start);
        let last = self.phrases.last().map_or(start, |phrase| phrase.end(start));
        (start, self.list.as_ref().map_or(last, |list| list.end(last)))
    }
}

impl Phrase<'_> {
    fn end(&self, otherwise: usize) -> usize {
        self.ending.as_ref().or(self.pieces.last()).map_or(otherwise, Piece::end)
    }
}

impl ListOutline<'_> {
    /// One past its last byte.
    pub(super) fn end(&self, otherwise: usize) -> usize {
        self.items.last().map_or(otherwise, |item| {
            let own = item.phrase.end(item.marker.end());
            let own = item.effort.as_ref().map_or(own, |effort| effort.end(own));
            item.list.as_ref().map_or(own, |list| list.end(own))
        })
    }
}

/// Makes statements of a block's clauses. `starters` are the words that begin a line of such a block, so that a
/// sentence without its full stop does not swallow the next.
pub(super) fn outline<'a>(
    reader: &mut Reader<'a>,
    clauses: &[Clause<'a>],
    starters: &'static [&'static str],
) -> Vec<Statement<'a>> {
    let mut outliner = Outliner {
        reader,
        starters,
        queue: clauses.iter().cloned().collect(),
        done: Vec::new(),
        current: Statement::default(),
        open: Vec::new(),
        too_deep: false,
        repairs: 0,
    };
    while let Some(clause) = outliner.queue.pop_front() {
        outliner.take(clause);
    }
    outliner.finish();
    outliner.done
}

/// A list whose items are still coming.
#[derive(Debug)]
pub(super) struct OpenList<'a> {
    pub(super) kind: Option<Marker>,
    pub(super) items: Vec<ItemOutline<'a>>,
    /// The first label that was not the one expected, and the one expected.
    pub(super) first_wrong: Option<(Piece<'a>, String)>,
}

impl OpenList<'_> {
    /// The label that would come next; none before the first item.
    pub(super) fn expects(&self) -> Option<String> {
        self.kind.map(|kind| kind.label(self.items.len()))
    }
}

/// The state between two clauses.
#[derive(Debug)]
pub(super) struct Outliner<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) starters: &'static [&'static str],
    pub(super) queue: VecDeque<Clause<'a>>,
    pub(super) done: Vec<Statement<'a>>,
    pub(super) current: Statement<'a>,
    pub(super) open: Vec<OpenList<'a>>,
    /// Lists are nested too deep; the rest of the statement is passed over.
    too_deep: bool,
    /// How often a clause was cut in two; beyond [`MOST_REPAIRS`] clauses are left whole.
    pub(super) repairs: usize,
}

/// Most cuts in one block, so that a text made of nothing but slips is still read in no time.
pub(super) const MOST_REPAIRS: usize = 100;

impl<'a> Outliner<'_, 'a> {
    fn take(&mut self, clause: Clause<'a>) {
        if self.too_deep {
            self.too_deep = clause.ending.is_none_or(|ending| ending.kind != Kind::FullStop);
            return;
        }
        let clause = self.without_connective(clause);
        if self.open.is_empty() {
            self.take_sentence(clause);
        } else if self.is_effort(&clause) {
            self.take_effort(clause);
        } else {
            self.take_item(clause);
        }
    }

    fn take_sentence(&mut self, clause: Clause<'a>) {
        let mut clause = clause;
        if let Some(marker) = clause.marker.take() {
            self.report_marker_without_list(&marker);
            self.too_deep = clause.ending.is_none_or(|ending| ending.kind != Kind::FullStop);
            return;
        }
        let clause = self.until_embedded(clause);
        let clause = self.with_its_colon(clause);
        let ending = clause.ending;
        if clause.parts.is_empty() && self.current.phrases.is_empty() && ending.is_some() {
            // A heading such as `Private nhs-number.` leaves only its full stop.
            self.current.phrases.push(phrase(clause));
            self.finish();
            return;
        }
        self.current.phrases.push(phrase(clause));
        self.go_on(ending);
    }

    fn take_item(&mut self, clause: Clause<'a>) {
        let clause = self.marked(clause);
        let Some(marker) = clause.marker else { return };
        self.settle(&marker);
        let clause = self.without_leading_connective(clause);
        if let Some(list) = self.open.last_mut() {
            list.items.push(ItemOutline { marker, phrase: Phrase::default(), list: None, effort: None });
        }
        let clause = self.until_embedded(clause);
        let clause = self.with_its_colon(clause);
        let ending = clause.ending;
        if let Some(item) = self.open.last_mut().and_then(|list| list.items.last_mut()) {
            item.phrase = phrase(clause);
        }
        self.go_on(ending);
    }

    fn take_effort(&mut self, clause: Clause<'a>) {
        let ending = clause.ending;
        if let Some(item) = self.open.last_mut().and_then(|list| list.items.last_mut()) {
            item.effort = Some(phrase(clause));
        }
        let another = self.queue.front().is_some_and(|next| next.marker.is_some());
        if !another {
            self.go_on(ending);
        }
    }

    /// What the ending of a clause says about the next.
    fn go_on(&mut self, ending: Option<Piece<'a>>) {
        match ending.map(|ending| (ending, ending.kind)) {
            Some((opener, Kind::Opener)) => self.open_list(&opener),
            Some((semicolon, Kind::Semicolon)) => {
                if self.queue.is_empty() {
                    self.report_semicolon_at_end(&semicolon);
                }
            }
            Some((full_stop, _)) => {
                if self.open.is_empty() || !self.list_goes_on(&full_stop) {
                    self.finish();
                }
            }
            None => {
                self.report_no_full_stop();
                self.finish();
            }
        }
    }

    fn open_list(&mut self, opener: &Piece<'a>) {
        if self.open.len() < MAX_LIST_DEPTH {
            self.open.push(OpenList { kind: None, items: Vec::new(), first_wrong: None });
        } else {
            self.report_too_deep(opener);
            if let Some(item) = self.open.last_mut().and_then(|list| list.items.last_mut()) {
                item.list = Some(ListOutline { items: Vec::new() });
            }
            self.finish();
            self.too_deep = true;
        }
    }

    /// Finds the list that a marker belongs to, and closes those within it.
    fn settle(&mut self, marker: &Piece<'a>) {
        let label = self.normal_label(marker);
        let fresh = self.open.last().is_some_and(|list| list.kind.is_none());
        if fresh {
            self.begin(marker, &label);
            return;
        }
        let expecting = self.open.iter().rposition(|list| list.expects().as_deref() == Some(label.as_str()));
        let depth = expecting.unwrap_or_else(|| self.out_of_order(marker, &label));
        while self.open.len() > depth + 1 {
            self.close_list();
        }
    }

    fn begin(&mut self, marker: &Piece<'a>, label: &str) {
        let around: Vec<Marker> = self.open.iter().filter_map(|list| list.kind).collect();
        let first = Marker::of_first(label);
        let kind = first.or_else(|| {
            Marker::ALL.into_iter().find(|kind| kind.could_hold(label) && !around.contains(kind))
        });
        let kind = kind.unwrap_or(Marker::Letter);
        if around.contains(&kind) {
            self.report_same_markers(marker, &around);
        }
        if let Some(list) = self.open.last_mut() {
            list.kind = Some(kind);
            if first.is_none() {
                list.first_wrong = Some((*marker, kind.label(0)));
            }
        }
    }

    /// The list a label out of order most likely belongs to.
    fn out_of_order(&mut self, marker: &Piece<'a>, label: &str) -> usize {
        let innermost = self.open.len().saturating_sub(1);
        let depth = self
            .open
            .iter()
            .rposition(|list| list.kind.is_some_and(|kind| kind.could_hold(label)))
            .unwrap_or(innermost);
        if let Some(list) = self.open.get_mut(depth)
            && list.first_wrong.is_none()
        {
            list.first_wrong = Some((*marker, list.expects().unwrap_or_default()));
        }
        depth
    }

    fn close_list(&mut self) {
        let Some(list) = self.open.pop() else { return };
        self.report_labels(&list);
        let outline = ListOutline { items: list.items };
        match self.open.last_mut() {
            Some(around) => {
                if let Some(item) = around.items.last_mut() {
                    item.list = Some(outline);
                }
            }
            None => self.current.list = Some(outline),
        }
    }

    /// Ends the statement.
    pub(super) fn finish(&mut self) {
        while !self.open.is_empty() {
            self.close_list();
        }
        let statement = std::mem::take(&mut self.current);
        if !statement.phrases.is_empty() {
            self.done.push(statement);
        }
    }
}

fn phrase(clause: Clause<'_>) -> Phrase<'_> {
    let is_citation = |piece: &Piece<'_>| piece.kind == Kind::Citation;
    Phrase {
        words: clause.parts.iter().filter(|piece| !is_citation(piece)).copied().collect(),
        citations: clause.parts.iter().filter(|piece| is_citation(piece)).copied().collect(),
        pieces: clause.parts,
        ending: clause.ending,
    }
}
