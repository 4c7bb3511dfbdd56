//! What is missing between two clauses, and how to put it there.
//!
//! The repairs that the outline makes while it reads: a semicolon before the next marker, a colon after a list's
//! heading, a full stop before the next sentence. Each is reported with its edit and read as if it had been made.

use super::labels::{Marker, is_label};
use super::list_heading;
use super::outline::{MOST_REPAIRS, OpenList, Outliner};
use super::pieces::{Clause, Kind, Piece};
use super::tree::Heading;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

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
        let edit = self.reader.at(edit.0, edit.1);
        let clause = self.marker_from_word(clause);
        let title = format!("`{}` stands after a semicolon; items end in `;` alone", first.raw);
        let depth = self.depth_of(clause.marker.as_ref());
        self.report_connective(&first, title, depth, edit);
        clause
    }

    /// The same behind the item's marker: `(c) or the death was unexpected`.
    pub(super) fn without_leading_connective(&mut self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        let [first, next, ..] = clause.parts.as_slice() else { return clause };
        let (first, next) = (*first, next.start);
        if !(first.is("and") || first.is("or")) {
            return clause;
        }
        clause.parts.remove(0);
        let title = format!("`{}` begins this item; the heading says how the items combine", first.raw);
        let edit = self.reader.at(first.start, next);
        self.report_connective(&first, title, self.open.len().checked_sub(1), edit);
        clause
    }

    /// Offers to leave the word out, unless it says the opposite of the list's heading.
    fn report_connective(&mut self, word: &Piece<'a>, title: String, depth: Option<usize>, edit: Span) {
        let said = Diagnostic::error("E0115", self.reader.place(word), title)
            .because("The heading of the list already says whether all, any or some of its items count.");
        let said = match self.against(word, depth) {
            Some(heading) => against_heading(said, word, heading),
            None => said.fix(format!("leave out `{}`", word.raw), edit, ""),
        };
        self.reader.report(said);
    }

    /// The heading of the list at this depth, where a joining word says the opposite of it.
    fn against(&self, word: &Piece<'a>, depth: Option<usize>) -> Option<&'static str> {
        let phrase = match depth?.checked_sub(1) {
            None => self.current.phrases.last(),
            Some(around) => self.open.get(around)?.items.last().map(|item| &item.phrase),
        }?;
        let heading = list_heading::find(self.reader.words(&phrase.words))?.heading;
        match (matches!(heading, Heading::All), matches!(heading, Heading::Any)) {
            (true, _) if word.is("or") => Some("all of these are true"),
            (_, true) if word.is("and") => Some("any of these is true"),
            _ => None,
        }
    }

    /// The open list that an item with this marker belongs to.
    fn depth_of(&self, marker: Option<&Piece<'a>>) -> Option<usize> {
        let label = marker.map(|marker| self.normal_label(marker));
        let expecting = self.open.iter().rposition(|list| label.is_some() && list.expects() == label);
        expecting.or_else(|| self.open.len().checked_sub(1))
    }

    /// A list's heading that ends in another mark than its colon, with the first item behind it: read as if the colon stood
    /// there.
    pub(super) fn with_its_colon(&mut self, clause: Clause<'a>) -> Clause<'a> {
        let mut clause = clause;
        let ends = |piece: &Piece<'a>| matches!(piece.kind, Kind::Semicolon | Kind::FullStop);
        let Some(ending) = clause.ending.filter(|ending| ends(ending) && !ending.raw.is_empty()) else {
            return clause;
        };
        let opens = self.queue.front().and_then(|next| next.marker).filter(|marker| self.begins_list(marker));
        let Some(marker) = opens.filter(|_| list_heading::is_heading(self.reader.words(&uncited(&clause))))
        else {
            return clause;
        };
        let place = self.reader.place(&ending);
        let title = format!("This heading opens a list, and `{}` stands where its colon belongs", ending.raw);
        self.reader.report(
            Diagnostic::error("E0119", place, title)
                .also(self.reader.place(&marker), "the list begins here")
                .fix("write a colon", place, ":"),
        );
        clause.ending = Some(Piece { kind: Kind::Opener, raw: "", ..ending });
        clause
    }

    /// Does the marker begin a list, rather than go on with one that is open?
    fn begins_list(&self, marker: &Piece<'a>) -> bool {
        let label = self.normal_label(marker);
        let expected = self.open.iter().any(|list| list.expects().as_deref() == Some(label.as_str()));
        Marker::of_first(&label).is_some() && !expected
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
        let last = clause.pieces().last().copied();
        if list_heading::is_heading(self.reader.words(&uncited(clause))) {
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
        let depth = self.depth_of(Some(marker));
        let mut against = None;
        while let Some(word) = clause.parts.pop_if(|piece| piece.is(",") || piece.is("and") || piece.is("or"))
        {
            against = against.or_else(|| Some((word, self.against(&word, depth)?)));
        }
        let kept = clause.pieces().last().map_or(marker.start, Piece::end);
        let edit = self.reader.at(kept, last.map_or(kept, |last| last.end()));
        let shown = last.map_or(place, |last| self.reader.place(&last));
        let said =
            Diagnostic::error("E0114", shown, format!("No semicolon ends this item before `{}`", marker.raw))
                .also(place, "the next item begins here");
        self.reader.report(match against {
            Some((word, heading)) => against_heading(said, &word, heading),
            None => said.fix("end the item in a semicolon", edit, ";"),
        });
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

/// What can be done where a word between items says the opposite of their heading: which of the two is meant cannot be told.
fn against_heading(said: Diagnostic, word: &Piece<'_>, heading: &str) -> Diagnostic {
    let word = word.raw.to_lowercase();
    let other = if word == "or" { "any of these is true" } else { "all of these are true" };
    said.because(format!("The heading says `{heading}`, and `{word}` says otherwise: only its author knows which is meant."))
        .help(format!("if the heading is right, end each item in `;` and leave `{word}` out"))
        .help(format!("if `{word}` is right, write `{other}:` as the heading, or give the items it joins a list of their own under it"))
}

/// The words of a clause without its citations.
fn uncited<'a>(clause: &Clause<'a>) -> Vec<Piece<'a>> {
    clause.parts.iter().filter(|piece| piece.kind != Kind::Citation).copied().collect()
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
