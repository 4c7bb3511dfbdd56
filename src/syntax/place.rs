//! Where in the file does a part of a sentence stand?

use super::tree::Text;
use crate::source::Span;

impl Text {
    /// Where a part of the text stands (`part` is a slice of `self.text`): exactly where nothing was folded, the whole
    /// text's place otherwise.
    #[must_use]
    pub fn span_of(&self, part: &str) -> Span {
        let range = self.range_of(part);
        match range {
            Some((start, end)) if self.span.end.saturating_sub(self.span.start) == self.text.len() => {
                Span::new(self.span.source, self.span.start + start, self.span.start + end)
            }
            Some(_) | None => self.span,
        }
    }

    /// First byte, and one past the last byte, of a slice of `self.text`.
    #[must_use]
    pub fn range_of(&self, part: &str) -> Option<(usize, usize)> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= self.text.len()).then_some((start, end))
    }
}
