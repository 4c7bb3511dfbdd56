//! `the first FIELD among ITEMS`, `the last FIELD among ITEMS`: a day that a deadline is counted from.

use super::fold::{cuts, strip};
use super::subject::{Values, values_of};
use super::{Found, Reader};
use crate::check::EntryDate;
use crate::check::names::{Names, Scope};
use crate::syntax::tree::Text;
use crate::vocabulary::FactId;

/// The first or the last date among the entries of a list; none where the text does not begin so.
///
/// # Errors
/// What is wrong with the list or the field that it names (E0211, E0219, E0301).
#[must_use]
pub fn entry_date(names: &Names, text: &Text) -> Option<Found<EntryDate>> {
    let begins =
        [("the first ", false), ("the earliest ", false), ("the last ", true), ("the latest ", true)];
    let (rest, latest) =
        begins.into_iter().find_map(|(word, latest)| Some((strip(&text.text, word)?, latest)))?;
    let (field, list) = cuts(rest, " among ").into_iter().next()?;
    Some(Reader::new(names, text, Scope::Case).among(field, list, latest))
}

impl Reader<'_> {
    fn among(self, field: &str, spec: &str, latest: bool) -> Found<EntryDate> {
        let lists = self.lists_named(spec);
        let whole: Option<FactId> = lists.iter().find(|(_, rest)| rest.is_empty()).map(|(list, _)| *list);
        let Some(list) = whole else {
            return Err(match lists.first() {
                Some((_, rest)) => Box::new(
                    self.error("E0219", rest, format!("`{rest}` is not understood after the name of a list"))
                        .help("write `the first FIELD among ITEMS` or `the last FIELD among ITEMS`, of all the entries"),
                ),
                None => Box::new(self.no_list(spec)),
            });
        };
        let id = self.field_called(list, field)?;
        let dated = self
            .fields_of(list)
            .any(|(other, declared)| other == id && matches!(values_of(&declared.ty), Values::Date));
        if dated {
            return Ok(EntryDate { list, field: id, latest });
        }
        let title = format!("`{field}` is not a date, so it has no first and no last");
        Err(Box::new(
            self.error("E0301", field, title).help("name a field of the list whose values are dates"),
        ))
    }
}
