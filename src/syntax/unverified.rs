//! Which blocks rest on a text nobody has read? Comments that say so become notes.

use super::blocks::ReadBlock;
use super::pieces::Piece;
use super::reader::Reader;
use super::words::straight;
use crate::diagnostic::Diagnostic;

/// The words by which a comment says it, whatever stands around them.
const MARK: &str = "verify before relying on it";

/// A note for each such comment, with the block it stands beside.
pub(super) fn notes(reader: &Reader<'_>, blocks: &[ReadBlock<'_>]) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let marked = |comment: &&Piece<'_>| straight(comment.raw).to_lowercase().contains(MARK);
        let comments = block.pieces.comments.iter().filter(marked);
        notes.extend(
            comments.map(|comment| note(reader, beside(block, blocks.get(index + 1), comment), comment)),
        );
    }
    notes
}

/// The block a comment stands beside: the next one, where it stands on a line of its own behind everything else.
fn beside<'r, 'a>(
    block: &'r ReadBlock<'a>,
    next: Option<&'r ReadBlock<'a>>,
    comment: &Piece<'_>,
) -> &'r ReadBlock<'a> {
    let behind = block.pieces.in_order().last().is_none_or(|last| last.start < comment.start);
    next.filter(|_| comment.first_on_line && behind).unwrap_or(block)
}

fn note(reader: &Reader<'_>, block: &ReadBlock<'_>, comment: &Piece<'_>) -> Diagnostic {
    let heading = heading(reader, block);
    let title = if heading.is_empty() {
        "a comment says that this is not verified".to_owned()
    } else {
        format!("a comment says that `{heading}` is not verified")
    };
    Diagnostic::note("W0494", reader.place(comment), title)
        .because("It was written without its source at hand, so the words or the days may be others.")
        .help("read it in its source; take the comment out once it is so")
}

/// The heading's line, without what follows the name.
fn heading(reader: &Reader<'_>, block: &ReadBlock<'_>) -> String {
    let line = reader.text.get(block.start..block.end).and_then(|text| text.lines().next()).unwrap_or("");
    let line = straight(line.split(['#', '[']).next().unwrap_or(""));
    line.trim().trim_end_matches('.').to_owned()
}
