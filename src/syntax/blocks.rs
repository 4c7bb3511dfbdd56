//! From one stretch of the file to one block of the tree.

use super::outline::outline;
use super::parts::Parts;
use super::pieces::{Kind, Piece, Pieces, cut};
use super::reader::Reader;
use super::refused::Refused;
use super::split::{Headed, Stretch};
use super::tree::{Block, Broken};
use super::words::{Words, straight};
use super::{
    check_block, deadline, example, fact, header, marks, overrides, presumption, question, rule, sources,
    table,
};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

const RULE_LINES: &[&str] = &["This applies", "This does not apply", "The group considers :"];
const EXAMPLE_LINES: &[&str] = &["Given", "Then"];
const QUESTION_LINES: &[&str] = &["Decided by :", "Outcomes , most serious first"];
const PROFILE_LINES: &[&str] = &["From", "Until"];
const OVERRIDE_LINES: &[&str] = &["Nobody may"];
const DEADLINE_LINES: &[&str] = &["Done on :"];
const HEADER_LINES: &[&str] = &[
    "Board :",
    "Version :",
    "In force :",
    "Uses :",
    "Builds on :",
    "Working days :",
    "Month ends :",
    "Born on 29 February :",
    "Area :",
];
const FACT_LINES: &[&str] = &[
    "Name :",
    "Yes :",
    "No :",
    "Ask :",
    "Held by :",
    "Judged by :",
    "One :",
    "Many :",
    "None :",
    "Never :",
    "Ever :",
    "Plainly :",
    "Formerly :",
    "Ease of asking :",
    "Note :",
    "Beyond dispute",
    "May lie ahead",
    "Field",
];

/// A block with the pieces it was read from.
#[derive(Debug)]
pub(super) struct ReadBlock<'a> {
    /// What it is.
    pub(super) block: Block,
    /// Its pieces, for comments, tokens and layout.
    pub(super) pieces: Pieces<'a>,
    /// Its heading, statements and rows, where it could be outlined.
    pub(super) parts: Option<Parts<'a>>,
    /// Its first byte in the file.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Is nothing wrong in it?
    pub(super) sound: bool,
}

impl ReadBlock<'_> {
    /// Does it hold nothing but comments?
    pub(super) fn is_empty(&self) -> bool {
        let pieces = &self.pieces;
        pieces.heading.pieces.is_empty() && pieces.clauses.is_empty() && pieces.rows.is_empty()
    }
}

/// Reads one stretch of the file; `refused` are the places in it that were refused before.
pub(super) fn read_block<'a>(
    reader: &mut Reader<'a>,
    stretch: Stretch,
    refused: &[Refused],
) -> ReadBlock<'a> {
    let before = reader.found;
    let pieces = cut(reader.text, stretch.start, stretch.end);
    let (block, parts) = read_pieces(reader, stretch, &pieces, refused);
    let sound = !matches!(stretch.headed, Headed::Almost(_)) && refused.is_empty() && reader.found == before;
    ReadBlock { block, pieces, parts, start: stretch.start, end: stretch.end, sound }
}

fn read_pieces<'a>(
    reader: &mut Reader<'a>,
    stretch: Stretch,
    pieces: &Pieces<'a>,
    refused: &[Refused],
) -> (Block, Option<Parts<'a>>) {
    let all = pieces.in_order();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        let span = reader.at(stretch.start, stretch.start);
        return (Block::Broken(Broken { span, ..Broken::default() }), None);
    };
    let span = reader.at(first.start, last.end());
    let source = reader.source;
    let line = reader.line_at(first.start);
    let heading: Vec<Piece<'_>> = all.iter().copied().take_while(|piece| piece.start < line.end).collect();
    let broken = || Block::Broken(unread(source, &heading, span));
    if stretch.headed == Headed::No {
        report_before_heading(reader, span);
    }
    let headed = headed(reader, stretch, pieces);
    let (Some((keyword, pieces)), false) = (headed, hit(&all, refused)) else { return (broken(), None) };
    if !marks::readable(reader, &pieces) || report_begun(reader, &keyword, &pieces) {
        return (broken(), None);
    }
    let pieces = pieces.closed();
    let starters = starters(&keyword);
    let statements = outline(reader, &pieces.clauses, starters);
    let parts = Parts { heading: pieces.heading.pieces, statements, rows: pieces.rows, span };
    report_rows(reader, &keyword, &parts);
    let block = typed(reader, &keyword, &parts).unwrap_or_else(broken);
    (block, Some(parts))
}

/// The keyword of the heading, and the pieces with the heading apart. Where a heading is only nearly one, its line is
/// read as the one meant, so that what is wrong below it is told in the same run.
fn headed<'a>(reader: &Reader<'a>, stretch: Stretch, pieces: &Pieces<'a>) -> Option<(String, Pieces<'a>)> {
    let mut pieces = pieces.clone();
    let written = pieces.heading.pieces.first().map_or_else(String::new, |piece| straight(piece.raw));
    let keyword = match stretch.headed {
        Headed::No | Headed::Almost(None) => return None,
        // A letter in the heading itself was refused.
        Headed::Yes if written.is_empty() => return None,
        Headed::Almost(Some(meant)) => meant.to_owned(),
        Headed::Yes if written == "Question" && pieces.heading.pieces.len() == 1 => written,
        Headed::Yes => return Some((written, pieces)),
    };
    let end = reader.line_at(stretch.start).end;
    let first = pieces.clauses.first_mut().filter(|first| first.marker.is_none())?;
    if keyword == "Otherwise" {
        let count = first
            .parts
            .iter()
            .take_while(|piece| ["Otherwise", ",", ":"].iter().any(|word| piece.is(word)))
            .count();
        pieces.heading.pieces.extend(first.parts.drain(..count).take(1));
        return Some((keyword, pieces));
    }
    let count = first.parts.iter().take_while(|piece| piece.start < end).count();
    pieces.heading.pieces.extend(first.parts.drain(..count));
    if !pieces.heading.pieces.iter().any(|piece| piece.kind == Kind::Quoted) {
        name_heading(reader, &keyword, &mut pieces.heading.pieces);
    }
    Some((keyword, pieces))
}

/// A heading whose name stands without quotes: its words made one name, and those behind `by` one phrase.
fn name_heading<'a>(reader: &Reader<'a>, keyword: &str, heading: &mut Vec<Piece<'a>>) {
    let count = keyword.split(' ').count();
    let of_name = |piece: &&Piece<'a>| piece.kind == Kind::Word;
    let end = count + heading.iter().skip(count).take_while(of_name).count();
    let behind = heading.iter().position(|piece| keyword == "For" && piece.is("by")).map(|by| by + 1);
    let joined = |heading: &[Piece<'a>], kind| {
        let (first, last) = (heading.first()?, heading.last()?);
        Some(Piece { kind, raw: reader.text.get(first.start..last.end())?, ..*first })
    };
    if let Some(by) = behind.filter(|by| *by >= end)
        && let Some(phrase) = heading.get(by..).and_then(|words| joined(words, Kind::Phrase))
    {
        heading.truncate(by);
        heading.push(phrase);
    }
    if let Some(name) = heading.get(count..end).and_then(|words| joined(words, Kind::Quoted)) {
        heading.splice(count..end, [name]);
    }
}

fn unread(source: SourceId, heading: &[Piece<'_>], span: Span) -> Broken {
    let keyword = heading.first().map_or_else(String::new, |piece| straight(piece.raw));
    let name = heading.iter().find(|piece| piece.kind == Kind::Quoted);
    let name = name.map(|piece| Words { source, pieces: std::slice::from_ref(piece) }.text().text);
    Broken { keyword, name: name.map(|name| name.trim_matches('"').to_owned()), span }
}

/// Does a refused place that cannot be mended lie in a word, and not in a comment or between words?
fn hit(all: &[Piece<'_>], refused: &[Refused]) -> bool {
    refused.iter().filter(|place| place.mended.is_none()).any(|place| {
        let behind = all.partition_point(|piece| piece.end() <= place.start);
        all.get(behind).is_some_and(|piece| piece.start < place.end)
    })
}

fn report_before_heading(reader: &mut Reader<'_>, span: Span) {
    let line = reader.line_at(span.start);
    let place = reader.at(span.start, line.end.min(span.end));
    reader.report(
        Diagnostic::error("E0126", place, "This stands before the first heading of the file").help(
            "Begin the file with `Rule set \"TITLE\"`, `Vocabulary \"TITLE\"` or `Board profile \"TITLE\"`.",
        ),
    );
}

/// Is only the keyword of a heading as it should be? Says what is wrong with the rest.
fn report_begun(reader: &mut Reader<'_>, keyword: &str, pieces: &Pieces<'_>) -> bool {
    let [only] = pieces.heading.pieces.as_slice() else { return false };
    let (code, title, help) = match keyword {
        "Departure" => (
            "E0420",
            "This heading does not say which rule is departed from",
            "Write `Departure \"NAME\" from \"RULE\" [citation]`.",
        ),
        "For" => (
            "E0417",
            "This heading does not say which date chooses the version",
            "Write `For \"review\", by the date the board was notified` on one line.",
        ),
        _ => return false,
    };
    let place = reader.line_at(only.start);
    let name = pieces.clauses.first().and_then(|clause| match clause.parts.as_slice() {
        [name, by, ..] if keyword == "For" && name.kind == Kind::Quoted && by.is("by") => Some(*name),
        _ => None,
    });
    let said = Diagnostic::error(code, place, title);
    reader.report(match name {
        Some(name) => said.fix("write a comma behind the question", reader.behind(&name), ","),
        None => said.help(help),
    });
    true
}

fn starters(keyword: &str) -> &'static [&'static str] {
    match keyword {
        "Rule" | "Definition" | "Exception" => RULE_LINES,
        "Example" => EXAMPLE_LINES,
        "Question" => QUESTION_LINES,
        "For" => PROFILE_LINES,
        "Overrides" => OVERRIDE_LINES,
        "Deadline" => DEADLINE_LINES,
        "Rule set" | "Vocabulary" | "Board profile" => HEADER_LINES,
        "Fact" | "Judgement" | "Computed" | "Periods" | "List" | "Context" | "Established later"
        | "Private" => FACT_LINES,
        _ => &[],
    }
}

fn typed<'a>(reader: &mut Reader<'a>, keyword: &str, parts: &Parts<'a>) -> Option<Block> {
    match keyword {
        "Rule set" => header::rule_set(reader, parts).map(Block::RuleSet),
        "Vocabulary" => header::vocabulary(reader, parts).map(Block::Vocabulary),
        "Board profile" => header::profile(reader, parts).map(Block::Profile),
        "For" => header::profile_for(reader, parts).map(Block::ProfileFor),
        "Sources" => sources::sources(reader, parts).map(Block::Sources),
        "Settings" => sources::settings(reader, parts).map(Block::Settings),
        "Question" => question::question(reader, parts).map(Block::Question),
        "Definition" => rule::definition(reader, parts).map(Block::Definition),
        "Rule" => rule::rule(reader, parts).map(Block::Rule),
        "Exception" => rule::exception(reader, parts).map(Block::Exception),
        "Presumption" => presumption::presumption(reader, parts).map(Block::Presumption),
        "Departure" => presumption::departure(reader, parts).map(Block::Departure),
        "Otherwise" => presumption::otherwise(reader, parts).map(Block::Otherwise),
        "Deadline" => deadline::deadline(reader, parts).map(Block::Deadline),
        "While facts are missing" => deadline::while_missing(reader, parts).map(Block::WhileMissing),
        "Overrides" => overrides::overrides(reader, parts).map(Block::Overrides),
        "Check" => check_block::check(reader, parts).map(Block::Check),
        "Always" => check_block::always(reader, parts).map(Block::Always),
        "Guarantee" => check_block::guarantee(reader, parts).map(Block::Guarantee),
        "Table" => table::table(reader, parts).map(Block::Table),
        "Example" => example::example(reader, parts).map(Block::Example),
        _ => fact::fact(reader, parts).map(Block::Fact),
    }
}

fn report_rows(reader: &mut Reader<'_>, keyword: &str, parts: &Parts<'_>) {
    let first: Option<&Piece<'_>> = parts.rows.first().and_then(|row| row.first());
    if let Some(bar) = first.filter(|bar| keyword != "Table" && bar.kind == Kind::Bar) {
        let place = reader.place(bar);
        reader.report(
            Diagnostic::error("E0424", place, "A row of a table stands outside a table")
                .help("Rows stand in a block that begins with `Table \"NAME\"`."),
        );
    }
}
