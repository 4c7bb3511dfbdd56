//! What is missing between two clauses, and how to put it there.
//!
//! The repairs that the outline makes while it reads: a semicolon before the next marker, a colon after a list's
//! heading, a full stop before the next sentence. Each is reported with its edit and read as if it had been made.

use super::labels::{Marker, is_label};
use super::list_heading;
use super::outline::{MOST_REPAIRS, OpenList, Outliner};
use super::pieces::{Clause, Kind, Piece};
use crate::diagnostic::Diagnostic;

const ODD_DASHES: [&str; 7] = ["–", "—", "•", "·", "▪", "‣", "*"];

impl<'a> Outliner<'_, 'a> {
    /// Takes a leading `and` or `or` off an item: the heading already says how the items combine.
    pub(super) fn without_connective(&mut self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        let going_on = !self.open.is_empty() || !self.current.phrases.is_empty();
        let Some(first) = clause.parts.first().copied() else { return clause };
        if !going_on || clause.marker.is_some() || !(first.is("and") || first.is("or")) {
            return clause;
        }
        clause.parts.remove(0);
        let until = clause.pieces().next().map_or(first.end(), |piece| piece.start);
        let until = if self.reader.text.get(first.end()..until).is_some_and(|gap| gap.trim().is_empty()) {
            until
        } else {
            first.end()
        };
        let gap_start =
            self.reader.text.get(..first.start).map_or(first.start, |before| before.trim_end().len());
        let on_own_line = clause.parts.first().is_some_and(|next| next.first_on_line);
        let edit = if on_own_line { (gap_start, first.end()) } else { (first.start, until) };
        let word = first.raw;
        let place = self.reader.place(&first);
        let edit = self.reader.at(edit.0, edit.1);
        self.reader.report(
            Diagnostic::error(
                "E0115",
                place,
                format!("`{word}` stands after a semicolon; items end in `;` alone"),
            )
            .because("The heading of the list already says whether all, any or some of its items count.")
            .fix(format!("leave out `{word}`"), edit, ""),
        );
        self.marker_from_word(clause)
    }

    /// A clause whose first word is a marker, read as marked.
    fn marker_from_word(&self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        let marks = |piece: &&Piece<'a>| !self.open.is_empty() && (is_label(piece.raw) || is_dash(piece.raw));
        if clause.marker.is_none() && clause.parts.first().as_ref().is_some_and(marks) {
            clause.marker = Some(as_marker(clause.parts.remove(0)));
        }
        clause
    }

    /// Does it give an outcome's effort (`Effort: 30 to 60 days.`)?
    pub(super) fn is_effort(&self, clause: &Clause<'a>) -> bool {
        clause.marker.is_none()
            && self.reader.words(&clause.parts).split("effort :").is_some_and(|(before, _)| before.is_empty())
    }

    /// After a full stop within a list: does a marker follow, so that a semicolon was meant?
    pub(super) fn list_goes_on(&mut self, full_stop: &Piece<'a>) -> bool {
        let Some(next) = self.queue.front() else { return false };
        if self.is_effort(next) {
            return true;
        }
        let Some(marker) = next.marker else { return false };
        let place = self.reader.place(full_stop);
        self.reader.report(
            Diagnostic::error(
                "E0114",
                place,
                format!("The list ends at this full stop, yet the item `{}` follows", marker.raw),
            )
            .fix("write a semicolon; only the last item ends in a full stop", place, ";"),
        );
        true
    }

    /// The clause as an item: with its marker, and every slip about markers reported.
    pub(super) fn marked(&mut self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        let Some(marker) = clause.marker else {
            let Some(first) = clause.pieces().next().copied() else { return clause };
            self.report_no_marker(&first, !clause.parts.is_empty());
            clause.marker = Some(Piece { kind: Kind::OddMarker, raw: "", ..first });
            return clause;
        };
        if marker.kind == Kind::OddMarker {
            let normal = self.normal_label(&marker);
            let place = self.reader.place(&marker);
            self.reader.report(
                Diagnostic::error("E0116", place, format!("`{}` does not mark an item", marker.raw))
                    .because("Items are marked `(a)`, `(i)`, `-` or `(1)`.")
                    .fix(format!("write `{normal}`"), place, normal),
            );
        }
        clause
    }

    fn report_no_marker(&mut self, first: &Piece<'a>, has_words: bool) {
        let expected = self.open.last().and_then(OpenList::expects).unwrap_or_else(|| "-".to_owned());
        let place = self.reader.place(first);
        let before = self.reader.at(first.start, first.start);
        let mut diagnostic = Diagnostic::error("E0122", place, "This item of the list has no marker");
        if has_words {
            diagnostic = diagnostic.fix(format!("mark it `{expected}`"), before, format!("{expected} "));
        }
        self.reader.report(diagnostic.help("If the list is over, end the item before it in a full stop."));
    }

    /// The label an odd marker stands for, as the language writes it.
    pub(super) fn normal_label(&self, marker: &Piece<'a>) -> String {
        if marker.kind != Kind::OddMarker {
            return marker.raw.to_owned();
        }
        if marker.raw.is_empty() {
            return self.open.last().and_then(OpenList::expects).unwrap_or_else(|| "(a)".to_owned());
        }
        if ODD_DASHES.contains(&marker.raw) {
            return "-".to_owned();
        }
        format!("({})", marker.raw.trim_matches(['(', ')', '.']).to_lowercase())
    }

    /// The clause up to the place where another item or sentence begins within it; the rest goes back to the queue.
    pub(super) fn until_embedded(&mut self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        if self.repairs >= MOST_REPAIRS {
            return clause;
        }
        let Some((at, is_item)) = self.embedded(&clause) else { return clause };
        let rest = clause.parts.split_off(at);
        let Some(begins) = rest.first().copied() else { return clause };
        self.repairs += 1;
        let ending = clause.ending.take();
        let (kind, following) = if is_item {
            let kind = self.report_before_marker(&mut clause, &begins);
            let parts = rest.into_iter().skip(1).collect();
            (kind, Clause { marker: Some(as_marker(begins)), parts, ending })
        } else {
            self.report_before_starter(&clause);
            (Kind::FullStop, Clause { marker: None, parts: rest, ending })
        };
        self.queue.push_front(following);
        clause.ending = Some(Piece { kind, raw: "", ..begins });
        clause
    }

    /// Where another item (or, if false, another sentence) begins within a clause.
    fn embedded(&self, clause: &Clause<'a>) -> Option<(usize, bool)> {
        let first = usize::from(clause.marker.is_none());
        (first..clause.parts.len()).find_map(|at| {
            let (before, from) = clause.parts.split_at_checked(at)?;
            let piece = from.first().filter(|piece| piece.kind == Kind::Word)?;
            let opens = clause.ending.is_some_and(|ending| ending.kind == Kind::Opener);
            if piece.first_on_line && self.starts_sentence(from, opens) {
                return Some((at, false));
            }
            let marks = if is_label(piece.raw) {
                // Four figures at a line's start may be a year.
                (piece.first_on_line && piece.raw.len() < "(2015)".len())
                    || self.is_expected(piece.raw, before)
            } else {
                is_dash(piece.raw) && piece.first_on_line
            };
            marks.then_some((at, true))
        })
    }

    /// Do these words begin a line of the block? `opens`: the colon behind them opens a list, and is no word of theirs.
    fn starts_sentence(&self, from: &[Piece<'a>], opens: bool) -> bool {
        let capital =
            from.first().is_some_and(|piece| piece.raw.starts_with(|letter: char| letter.is_uppercase()));
        let words = self.reader.words(from);
        let heads = |starter: &str| {
            let mut rest = words;
            opens && starter.strip_suffix(" :").is_some_and(|bare| rest.eat(bare)) && rest.is_empty()
        };
        capital && self.starters.iter().any(|starter| words.begins(starter) || heads(starter))
    }

    fn is_expected(&self, label: &str, before: &[Piece<'a>]) -> bool {
        let next = self.open.iter().any(|list| list.expects().as_deref() == Some(label));
        next || (Marker::of_first(label).is_some() && list_heading::is_heading(self.reader.words(before)))
    }

    fn report_before_marker(&mut self, clause: &mut Clause<'a>, marker: &Piece<'a>) -> Kind {
        let place = self.reader.place(marker);
        let words: Vec<Piece<'a>> =
            clause.parts.iter().filter(|piece| piece.kind != Kind::Citation).copied().collect();
        let last = clause.pieces().last().copied();
        if list_heading::is_heading(self.reader.words(&words)) {
            let behind = last.map_or(place, |last| self.reader.behind(&last));
            self.reader.report(
                Diagnostic::error(
                    "E0119",
                    behind,
                    "This heading opens a list, but no colon stands behind it",
                )
                .also(place, "the list begins here")
                .fix("write a colon", behind, ":"),
            );
            return Kind::Opener;
        }
        if self.open.is_empty() {
            self.report_marker_without_list(marker);
            return Kind::Opener;
        }
        while clause.parts.last().is_some_and(|piece| piece.is(",") || piece.is("and") || piece.is("or")) {
            clause.parts.pop();
        }
        let kept = clause.pieces().last().map_or(marker.start, Piece::end);
        let edit = self.reader.at(kept, last.map_or(kept, |last| last.end()));
        let shown = last.map_or(place, |last| self.reader.place(&last));
        self.reader.report(
            Diagnostic::error("E0114", shown, format!("No semicolon ends this item before `{}`", marker.raw))
                .also(place, "the next item begins here")
                .fix("end the item in a semicolon", edit, ";"),
        );
        Kind::Semicolon
    }

    fn report_before_starter(&mut self, clause: &Clause<'a>) {
        if let Some(last) = clause.pieces().last() {
            let place = self.reader.place(last);
            let edit = if last.is(",") { place } else { self.reader.behind(last) };
            self.reader.report(
                Diagnostic::error("E0113", place, "No full stop ends this sentence before the next one").fix(
                    "write a full stop",
                    edit,
                    ".",
                ),
            );
        }
    }
}

fn is_dash(raw: &str) -> bool {
    raw == "-" || ODD_DASHES.contains(&raw)
}

fn as_marker(word: Piece<'_>) -> Piece<'_> {
    let kind = match word.raw {
        "-" => Kind::Dash,
        raw if ODD_DASHES.contains(&raw) || !raw.starts_with('(') => Kind::OddMarker,
        _ => Kind::Label,
    };
    Piece { kind, ..word }
}
