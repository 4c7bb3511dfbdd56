//! What was written? Text to tree.
//!
//! `parse` never fails: it returns what it understood and says the rest in diagnostics. A broken block hides no
//! other. Sentences stay text here.

pub mod tree;

mod blocks;
mod body;
mod characters;
mod check_block;
mod dates;
mod deadline;
mod deadline_forms;
mod decode;
mod example;
mod expectation;
mod fact;
mod format;
mod header;
mod key_lines;
mod labels;
mod limits;
mod list_heading;
mod lookalikes;
mod marks;
mod outline;
mod outline_repairs;
mod outline_reports;
mod overrides;
mod parts;
mod pieces;
mod place;
mod presumption;
mod question;
mod reader;
mod refused;
mod rule;
mod rule_otherwise;
mod sources;
mod split;
mod table;
mod tokens;
mod unverified;
mod words;

pub use dates::date;
pub use decode::{NotText, decode};
pub use format::{Formatted, format};
pub use limits::{MAX_FILE_BYTES, MAX_LINE_BYTES, MAX_LIST_DEPTH};
pub use tokens::tokens;
pub use tree::Tree;

use crate::diagnostic::{self, Diagnostic};
use crate::source::{SourceId, Sources};
use blocks::{ReadBlock, read_block};
use reader::Reader;
use refused::Refused;
use tree::Text;

/// What a file says, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// What was understood.
    pub tree: Tree,
    /// Every mistake found, most important first.
    pub diagnostics: Vec<Diagnostic>,
    /// What a comment says is not verified. Left to the file's own check, as warnings about sets built on are.
    pub notes: Vec<Diagnostic>,
}

impl Parsed {
    fn unread(id: SourceId) -> Self {
        Self { tree: Tree { source: id, unread: true, ..Tree::default() }, ..Self::default() }
    }
}

/// Adds a file's bytes to the sources and reads them.
pub fn read(sources: &mut Sources, name: String, bytes: &[u8]) -> (SourceId, Parsed) {
    let mut mistake = match decode(bytes) {
        Ok(text) => {
            let id = sources.add(name, text);
            return (id, parse(sources, id));
        }
        Err(mistake) => mistake,
    };
    let id = sources.add(name, String::from_utf8_lossy(bytes));
    mistake.place(id);
    let mut parsed = if mistake.is_foreign() { Parsed::unread(id) } else { parse(sources, id) };
    // The parser reports the marks put in place of the unreadable bytes; once is enough.
    let mistake = Diagnostic::from(mistake);
    parsed.diagnostics.retain(|one| one.code != mistake.code);
    parsed.diagnostics.insert(0, mistake);
    (id, parsed)
}

/// Reads a rule set, a vocabulary or a board profile.
///
/// ```
/// use threshold::source::Sources;
///
/// let mut sources = Sources::default();
/// let id = sources.add("local.rules", "Rule set \"Local\"\n  Version: 1.\n");
/// let parsed = threshold::syntax::parse(&sources, id);
/// assert!(parsed.diagnostics.is_empty());
/// assert_eq!(parsed.tree.blocks.len(), 1);
/// ```
#[must_use]
pub fn parse(sources: &Sources, id: SourceId) -> Parsed {
    let text = sources.get(id).map_or("", |file| file.text());
    let mut reader = Reader::new(id, text);
    let Some(refused) = refused_places(&mut reader) else {
        return Parsed { diagnostics: reader.finished(), ..Parsed::unread(id) };
    };
    let mended = refused::mended(text, &refused);
    let mut reader = reader.over(&mended);
    let read = read_blocks(&mut reader, &refused);
    let notes = unverified::notes(&reader, &read);
    let unplaced = std::mem::take(&mut reader.unplaced);
    let mut tree = Tree { source: id, unplaced, ..Tree::default() };
    for read in read {
        let comments = read.pieces.comments.iter();
        tree.comments.extend(
            comments.map(|comment| Text { text: comment.raw.to_owned(), span: reader.place(comment) }),
        );
        if !read.is_empty() {
            tree.blocks.push(read.block);
        }
    }
    let mut diagnostics = reader.finished();
    diagnostic::sort(&mut diagnostics);
    tree.faulty = diagnostics.iter().any(Diagnostic::is_error);
    Parsed { tree, diagnostics, notes }
}

/// What of the text is refused, which is reported; nothing where the file cannot be read at all, which is too.
fn refused_places(reader: &mut Reader<'_>) -> Option<Vec<Refused>> {
    if !limits::file_fits(reader) || !characters::in_lines(reader) {
        return None;
    }
    let mut refused = limits::long_lines(reader);
    refused.extend(characters::refused(reader));
    refused.extend(lookalikes::refused(reader));
    refused.sort_unstable();
    Some(refused)
}

fn read_blocks<'a>(reader: &mut Reader<'a>, refused: &[Refused]) -> Vec<ReadBlock<'a>> {
    let stretches = split::split(reader);
    let mut blocks = Vec::new();
    for (index, stretch) in stretches.iter().enumerate() {
        let next = stretches.get(index + 1);
        reader.next_heading = next.map(|next| reader.line_at(next.start));
        let first = refused.partition_point(|place| place.end <= stretch.start);
        let until = refused.partition_point(|place| place.start < stretch.end);
        blocks.push(read_block(reader, *stretch, refused.get(first..until).unwrap_or(&[])));
    }
    blocks
}
