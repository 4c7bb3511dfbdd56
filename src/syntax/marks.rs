//! Quotes and brackets that nothing closes, and dashes that are no minus.
//!
//! A block is read on where it is plain at which place of its line a quote or bracket was to be closed.

use super::pieces::{Heading, Kind, Piece, Pieces};
use super::reader::Reader;
use super::words::QUOTES;
use crate::diagnostic::Diagnostic;

/// Can the block be outlined? Says what is wrong.
pub(super) fn readable(reader: &mut Reader<'_>, block: &Pieces<'_>) -> bool {
    let (pieces, heading) = (block.in_order(), &block.heading);
    let mut readable = true;
    for piece in &pieces {
        if piece.kind == Kind::OpenQuote {
            // A quote left out further up makes the text between two others look quoted: over a line's end.
            let runaway = pieces.iter().find(|other| other.start < piece.start && runs_over(other));
            report_open_quote(reader, runaway.unwrap_or(piece));
            readable &=
                runaway.is_none() && ends_its_line(reader, piece, heading) && is_only_quote(reader, piece);
        } else if piece.kind == Kind::OpenBracket {
            report_open_bracket(reader, piece);
            readable &= ends_its_line(reader, piece, heading);
        } else if piece.kind == Kind::StrayBracket {
            report_stray_bracket(reader, piece);
            readable = false;
        } else if piece.kind == Kind::Word {
            report_dash(reader, piece);
        }
    }
    readable
}

/// Does nothing but an ending or a citation follow on its line, or nothing at all in a heading?
fn ends_its_line(reader: &Reader<'_>, piece: &Piece<'_>, heading: &Heading<'_>) -> bool {
    let in_heading = heading.pieces.iter().any(|other| other.start == piece.start);
    let behind = reader.text.get(piece.end()..).unwrap_or("");
    let behind = behind.lines().next().unwrap_or("").trim_start();
    behind.starts_with(['.', ';', '[']) || (behind.is_empty() && in_heading)
}

/// Does no other quote stand before it on its line?
fn is_only_quote(reader: &Reader<'_>, piece: &Piece<'_>) -> bool {
    let line = reader.line_at(piece.start);
    let before = reader.text.get(line.start..piece.start).unwrap_or("");
    !before.contains(QUOTES)
}

/// Does a quoted text run over the end of its line?
fn runs_over(piece: &Piece<'_>) -> bool {
    piece.kind == Kind::Quoted && piece.raw.contains('\n')
}

/// Where the closing mark belongs: before the citation, full stop or semicolon that ends the line, if there is one.
fn closing_place(piece: &Piece<'_>) -> usize {
    let line = piece.raw.lines().next().unwrap_or("").trim_end();
    let line = line.split(" [").next().unwrap_or(line);
    piece.start + line.trim_end_matches(['.', ';']).len()
}

fn report_open_quote(reader: &mut Reader<'_>, piece: &Piece<'_>) {
    let at = closing_place(piece);
    let opening = reader.at(piece.start, piece.start + piece.raw.chars().next().map_or(0, char::len_utf8));
    let behind = reader.at(at, at);
    reader.report(Diagnostic::error("E0111", opening, "No quote closes the one that opens here").fix(
        "close it at the end of the line",
        behind,
        "\"",
    ));
}

fn report_open_bracket(reader: &mut Reader<'_>, piece: &Piece<'_>) {
    let at = closing_place(piece);
    let opening = reader.at(piece.start, piece.start + 1);
    let behind = reader.at(at, at);
    reader.report(Diagnostic::error("E0112", opening, "No bracket closes the one that opens here").fix(
        "close it at the end of the line",
        behind,
        "]",
    ));
}

fn report_stray_bracket(reader: &mut Reader<'_>, piece: &Piece<'_>) {
    let place = reader.place(piece);
    reader.report(
        Diagnostic::error("E0112", place, "This bracket closes nothing")
            .help("A citation stands between brackets: `[Regs 5(2)]`."),
    );
}

/// `–5`: a dash from a word processor in front of a number.
fn report_dash(reader: &mut Reader<'_>, piece: &Piece<'_>) {
    let Some((at, dash)) = piece.raw.char_indices().find(|(_, letter)| matches!(letter, '–' | '—' | '−'))
    else {
        return;
    };
    let behind = piece.raw.get(at + dash.len_utf8()..).unwrap_or("");
    if !behind.starts_with(|letter: char| letter.is_ascii_digit()) {
        return;
    }
    let place = reader.at(piece.start + at, piece.start + at + dash.len_utf8());
    let diagnostic = Diagnostic::error("E0128", place, format!("A long dash stands in `{}`", piece.raw));
    reader.report(if at == 0 {
        diagnostic.fix("write `-`", place, "-")
    } else {
        diagnostic.help("Write a range in words: `from 2 to 4`, `between 10 and 15`.")
    });
}
