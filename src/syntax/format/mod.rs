//! The one layout.
//!
//! Prints a file from its blocks: headings at the margin, sentences two spaces in, items under their heading, tables
//! in columns. Words are never changed, sentences never wrapped; comments stay where they belong; a block with a
//! mistake in it is left byte for byte.

mod comments;
mod layout;

use super::blocks::ReadBlock;
use super::limits::MAX_LINE_BYTES;
use super::reader::Reader;
use super::words::straight;
use super::{pieces, read_blocks, refused, refused_places};
use crate::source::{SourceId, Sources};
use comments::weave;

/// A file in the one layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// Does it differ from what was written?
    pub changed: bool,
}

/// Lays a file out. Formatting twice gives what formatting once gives, and the tree stays the same.
///
/// ```
/// use threshold::source::Sources;
///
/// let mut sources = Sources::default();
/// let id = sources.add("local.rules", "Sources\nRegs   means \"R\".");
/// assert_eq!(threshold::syntax::format(&sources, id).text, "Sources\n  Regs means \"R\".\n");
/// ```
#[must_use]
pub fn format(sources: &Sources, id: SourceId) -> Formatted {
    let written = sources.get(id).map_or("", |file| file.text());
    let mut reader = Reader::new(id, written);
    let Some(refused) = refused_places(&mut reader) else {
        return Formatted { text: written.to_owned(), changed: false };
    };
    let mended = refused::mended(written, &refused);
    let mut reader = reader.over(&mended);
    let blocks = read_blocks(&mut reader, &refused);
    let newline = if first_line_ends_in_crlf(written) { "\r\n" } else { "\n" };
    let mut text = String::with_capacity(written.len() + written.len() / 8);
    for block in &blocks {
        let laid_out = if block.sound { sound(&reader, block, newline) } else { None };
        let lines = laid_out.unwrap_or_else(|| as_written(written, block, newline));
        if !lines.is_empty() {
            text.push_str(if text.is_empty() { lines.trim_start_matches(['\r', '\n']) } else { &lines });
        }
    }
    let changed = text != written;
    Formatted { text, changed }
}

fn first_line_ends_in_crlf(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.find('\n').is_some_and(|at| text.get(..at).is_some_and(|line| line.ends_with('\r')))
}

/// A sound block in its layout; nothing if a line would grow too long to be read again, or a word would be read
/// otherwise (a lone `:` drawn to the word before it).
fn sound(reader: &Reader<'_>, block: &ReadBlock<'_>, newline: &str) -> Option<String> {
    let lines = block.parts.as_ref().map(|parts| layout::lines(reader, parts)).unwrap_or_default();
    let units = weave(reader.text, lines, &block.pieces.comments);
    let mut text = String::new();
    for unit in units {
        let length = unit.indent + unit.text.len() + unit.trailing.map_or(0, |comment| comment.len() + 2);
        if length > MAX_LINE_BYTES {
            return None;
        }
        if unit.blank_before {
            text.push_str(newline);
        }
        text.extend(std::iter::repeat_n(' ', unit.indent));
        text.push_str(&unit.text);
        if let Some(comment) = unit.trailing {
            text.push_str("  ");
            text.push_str(comment);
        }
        text.push_str(newline);
    }
    let unchanged = words(&text, 0, text.len()) == words(reader.text, block.start, block.end);
    unchanged.then_some(text)
}

/// The words of a stretch, without its layout.
fn words(text: &str, start: usize, end: usize) -> Vec<String> {
    pieces::cut(text, start, end).in_order().iter().map(|piece| straight(piece.raw)).collect()
}

/// A block as it was written, from the beginning of its first line to its last word or comment.
fn as_written(written: &str, block: &ReadBlock<'_>, newline: &str) -> String {
    let stretch = written.get(block.start..block.end).unwrap_or("").trim_start_matches('\u{feff}');
    let before = written.get(..block.start).unwrap_or("");
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let mut text = String::new();
    let own = stretch.trim_start_matches(['\r', '\n']);
    if comments::blank_line_before(written, block.start) || own.len() < stretch.len() {
        text.push_str(newline);
    }
    text.push_str(before.get(before.len() - indent..).unwrap_or(""));
    text.push_str(own.trim_end_matches([' ', '\t', '\r', '\n']));
    text.push_str(newline);
    text
}
