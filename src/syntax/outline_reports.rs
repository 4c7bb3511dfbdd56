//! What the outline says when something is missing or out of place.

use super::labels::Marker;
use super::limits::MAX_LIST_DEPTH;
use super::outline::{OpenList, Outliner};
use super::pieces::Piece;
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;

impl<'a> Outliner<'_, 'a> {
    /// The block ends, or a table row begins, in the middle of a sentence.
    pub(super) fn report_no_full_stop(&mut self) {
        let Some(last) = self.last_piece() else { return };
        let place = self.reader.place(&last);
        let edit = if last.is(",") { place } else { self.reader.behind(&last) };
        self.report_unfinished(place, edit);
    }

    /// The last item of a block ends in a semicolon.
    pub(super) fn report_semicolon_at_end(&mut self, semicolon: &Piece<'a>) {
        let place = self.reader.place(semicolon);
        self.report_unfinished(place, place);
        self.finish();
    }

    fn report_unfinished(&mut self, place: Span, edit: Span) {
        let (title, next) = match self.reader.next_heading {
            Some(next) => ("No full stop ends this before the next block begins", Some(next)),
            None => ("No full stop ends this before the file ends", None),
        };
        let mut diagnostic = Diagnostic::error("E0113", place, title);
        if let Some(next) = next {
            diagnostic = diagnostic.also(next, "the next block begins here");
        }
        self.reader.report(diagnostic.fix("write a full stop", edit, "."));
    }

    fn last_piece(&self) -> Option<Piece<'a>> {
        let item = self.open.last().and_then(|list| list.items.last());
        item.map_or_else(
            || self.current.phrases.last().and_then(|phrase| phrase.pieces.last()).copied(),
            |item| item.phrase.pieces.last().copied().or(Some(item.marker)),
        )
    }

    /// A marker where no heading opened a list.
    pub(super) fn report_marker_without_list(&mut self, marker: &Piece<'a>) {
        let place = self.reader.place(marker);
        self.reader.report(
            Diagnostic::error(
                "E0123",
                place,
                format!("`{}` marks an item, but no heading opens a list here", marker.raw),
            )
            .help(
                "Write the heading before it, such as `all of these are true:` or `any of these is true:`.",
            ),
        );
    }

    /// One list more than may stand within one another.
    pub(super) fn report_too_deep(&mut self, opener: &Piece<'a>) {
        let place = self.reader.place(opener);
        self.reader.report(
            Diagnostic::error(
                "E0104",
                place,
                format!("Lists stand at most {MAX_LIST_DEPTH} deep within one another"),
            )
            .help("Give the inner list a name of its own with a `Definition`, and use its sentence here."),
        );
    }

    /// A list within a list that uses the same kind of marker.
    pub(super) fn report_same_markers(&mut self, marker: &Piece<'a>, around: &[Marker]) {
        let place = self.reader.place(marker);
        let free = Marker::ALL.into_iter().find(|kind| !around.contains(kind)).map(|kind| kind.label(0));
        let free = free.unwrap_or_default();
        self.reader.report(
            Diagnostic::error(
                "E0121",
                place,
                format!(
                    "This list is marked like the list around it, so `{}` could belong to either",
                    marker.raw
                ),
            )
            .help(format!("Mark the inner list with another kind, beginning with `{free}`.")),
        );
    }

    /// Labels that do not follow one another, with all of them put right.
    pub(super) fn report_labels(&mut self, list: &OpenList<'a>) {
        let (Some((wrong, expected)), Some(kind)) = (&list.first_wrong, list.kind) else { return };
        let edits = list.items.iter().enumerate().filter_map(|(index, item)| {
            let label = kind.label(index);
            let place = self.reader.place(&item.marker);
            (item.marker.raw != label).then_some(Edit { span: place, replacement: label })
        });
        let edits = edits.collect();
        let place = self.reader.place(wrong);
        self.reader.report(
            Diagnostic::error(
                "E0117",
                place,
                format!("`{}` stands where `{expected}` comes next", wrong.raw),
            )
            .fix_with("label the items of this list in order", edits),
        );
    }
}
