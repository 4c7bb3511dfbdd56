//! The words of a file without its layout, for the hash of a rule set.

use super::reader::Reader;
use super::words::straight;
use super::{limits, pieces, split};
use crate::source::{SourceId, Sources};

/// Every word, marker, quoted text, citation and ending of a file in order; no comments. Layout changes none of them,
/// a changed word does. A file too large to read has none.
///
/// ```
/// use threshold::source::Sources;
///
/// let mut sources = Sources::default();
/// let one = sources.add("a.rules", "Sources\n  Regs means \"R\". # a note\n");
/// let two = sources.add("b.rules", "Sources\n\n    Regs   means “R”.\n");
/// assert_eq!(threshold::syntax::tokens(&sources, one), threshold::syntax::tokens(&sources, two));
/// ```
#[must_use]
pub fn tokens(sources: &Sources, id: SourceId) -> Vec<String> {
    let mut reader = Reader::new(id, sources.get(id).map_or("", |file| file.text()));
    if !limits::file_fits(&mut reader) {
        return Vec::new();
    }
    let mut tokens = Vec::new();
    for stretch in split::split(&mut reader) {
        let pieces = pieces::cut(reader.text, stretch.start, stretch.end).in_order();
        tokens.extend(pieces.iter().map(|piece| straight(piece.raw)));
    }
    tokens
}
