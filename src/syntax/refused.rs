//! Characters that were refused, and the text as it would read with them mended.
//!
//! A block is read on with its characters mended, so that its other mistakes are told in the same run. Invariant: the
//! mended text is as long as the written one, so that every place in it is the same place in the file.

use std::borrow::Cow;

/// A stretch of the text that was refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Refused {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What would stand there in its place; nothing where that cannot be told.
    pub(super) mended: Option<String>,
}

impl Refused {
    /// What nobody can mend.
    pub(super) fn lost((start, end): (usize, usize)) -> Self {
        Self { start, end, mended: None }
    }
}

/// Fills up the place of a letter that took more bytes than the one in its place. Itself a character that is refused,
/// so no text holds it.
const FILLER: char = '\u{1a}';

/// The text with every refused character mended that can be; `refused` rises.
pub(super) fn mended<'t>(text: &'t str, refused: &[Refused]) -> Cow<'t, str> {
    let mut mended = String::new();
    let mut at = 0;
    for place in refused {
        let Some(new) = place.mended.as_deref().filter(|_| place.start >= at) else { continue };
        let Some(filling) = (place.end - place.start).checked_sub(new.len()) else { continue };
        mended.push_str(text.get(at..place.start).unwrap_or(""));
        let behind = text.get(place.end..).unwrap_or("");
        let at_edge = mended.is_empty() || mended.ends_with(char::is_whitespace);
        let at_edge = at_edge || behind.is_empty() || behind.starts_with(char::is_whitespace);
        if new.trim().is_empty() && (at_edge || !new.is_empty()) {
            mended.extend(std::iter::repeat_n(' ', filling));
            mended.push_str(new);
        } else {
            mended.push_str(new);
            mended.extend(std::iter::repeat_n(FILLER, filling));
        }
        at = place.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(at..).unwrap_or(""));
    Cow::Owned(mended)
}

/// Does a part of a mended text hold what only fills up a place?
pub(super) fn is_filled(text: &str) -> bool {
    text.contains(FILLER)
}

/// The text without what only fills up a place.
pub(super) fn unfilled(text: &str) -> Cow<'_, str> {
    if is_filled(text) { Cow::Owned(text.replace(FILLER, "")) } else { Cow::Borrowed(text) }
}
