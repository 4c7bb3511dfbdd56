//! Where does each comment go?
//!
//! A comment behind the last word of a line stays there; one on a line of its own stands before the line that followed
//! it; one in the middle of a sentence moves before the sentence.

use super::layout::Line;
use crate::syntax::pieces::Piece;

/// A printed line: words, or a comment on its own.
pub(super) struct Unit<'a> {
    pub(super) blank_before: bool,
    pub(super) indent: usize,
    pub(super) text: String,
    pub(super) trailing: Option<&'a str>,
}

/// Lines and comments in the order they are printed.
pub(super) fn weave<'a>(text: &str, lines: Vec<Line>, comments: &[Piece<'a>]) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    let mut rest = comments.iter().peekable();
    for line in lines {
        let mut blank = blank_line_before(text, line.start);
        while let Some(comment) = rest.next_if(|comment| comment.start < line.end) {
            let moved = comment.start > line.start;
            let before =
                if moved { std::mem::take(&mut blank) } else { blank_line_before(text, comment.start) };
            units.push(own_line(comment, before, line.indent));
        }
        let trailing =
            rest.next_if(|comment| !comment.first_on_line && is_behind(text, line.end, comment.start));
        let trailing = trailing.map(|comment| comment.raw);
        units.push(Unit { blank_before: blank, indent: line.indent, text: line.text, trailing });
    }
    for comment in rest {
        let indent = if at_margin(text, comment.start) { 0 } else { 2 };
        units.push(own_line(comment, blank_line_before(text, comment.start), indent));
    }
    units
}

fn own_line<'a>(comment: &Piece<'a>, blank_before: bool, indent: usize) -> Unit<'a> {
    Unit { blank_before, indent, text: comment.raw.to_owned(), trailing: None }
}

/// Do only blanks lie between the end of a line's words and a comment?
fn is_behind(text: &str, end: usize, comment: usize) -> bool {
    text.get(end..comment).is_some_and(|between| between.chars().all(|letter| matches!(letter, ' ' | '\t')))
}

fn at_margin(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']))
}

/// Does an empty line stand before this place?
pub(super) fn blank_line_before(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let words = before.trim_end_matches([' ', '\t', '\r', '\n']);
    before.get(words.len()..).is_some_and(|gap| gap.matches('\n').count() > 1)
        || (words.trim_start_matches('\u{feff}').is_empty() && before.contains('\n'))
}
