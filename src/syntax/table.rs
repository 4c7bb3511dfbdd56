//! A table: input columns, two bars, the result.

use super::parts::Parts;
use super::pieces::{Kind, Piece};
use super::reader::Reader;
use super::tree::{Row, Table, Text};
use crate::diagnostic::Diagnostic;

/// `Table "…" [ ]` and its rows; the first row names the columns.
pub(super) fn table<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Table> {
    let name = parts.name(reader)?;
    for statement in &parts.statements {
        let place = statement.place(reader);
        reader.report(
            Diagnostic::error("E0424", place, "This stands in a table but is no row of it")
                .help("Begin each row with `|`, and write `||` before the result."),
        );
    }
    let Some((heading, rows)) = parts.rows.split_first() else {
        let place = parts.heading_span(reader);
        reader.report(
            Diagnostic::error("E0419", place, "This table has no rows")
                .help("Write `| input || result |`, and a row for each combination."),
        );
        return None;
    };
    for row in &parts.rows {
        report_tabs(reader, row);
    }
    let heading = cut(reader, heading, None)?;
    if rows.is_empty() {
        let title = "This table names its columns but has no rows";
        reader.report(
            Diagnostic::error("E0419", heading.span, title).help("Write a row for each combination."),
        );
        return None;
    }
    let width = heading.cells.len();
    let rows: Vec<Option<Row>> = rows.iter().map(|row| cut(reader, row, Some(width))).collect();
    let rows = rows.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Table {
        name,
        citations: parts.citations(reader),
        inputs: heading.cells,
        result: heading.result,
        rows,
        span: parts.span,
    })
}

fn report_tabs(reader: &mut Reader<'_>, row: &[Piece<'_>]) {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return };
    let line = reader.text.get(first.start..last.end()).unwrap_or("");
    let Some(at) = line.find('\t') else { return };
    let run = line.get(at..).map_or(1, |rest| rest.len() - rest.trim_start_matches('\t').len());
    let place = reader.at(first.start + at, first.start + at + run);
    let edits = line.match_indices('\t').map(|(at, _)| crate::diagnostic::Edit {
        span: reader.at(first.start + at, first.start + at + 1),
        replacement: " ".to_owned(),
    });
    let edits = edits.collect();
    reader.report(
        Diagnostic::error("E0132", place, "A tab stands in this row of the table")
            .because("Columns are told apart by `|`; a tab looks different in every program.")
            .fix_with("write spaces", edits),
    );
}

/// The cells of a row between its bars, and the result behind the double bar.
fn cut<'a>(reader: &mut Reader<'a>, pieces: &[Piece<'a>], width: Option<usize>) -> Option<Row> {
    let span = reader.words(pieces).span();
    let columns = columns(reader, pieces);
    let (double, inputs, results) = columns;
    let bounded = pieces.last().is_some_and(|last| last.raw == "|")
        && pieces.first().is_some_and(|first| first.raw == "|");
    let (Some(result), true, true) = (results.first().cloned(), double == 1 && results.len() == 1, bounded)
    else {
        reader.report(
            Diagnostic::error("E0133", span, "This row is not laid out like `| input | input || result |`")
                .help("Begin and end it with `|`, and write `||` once, before the result."),
        );
        return None;
    };
    if let Some(width) = width.filter(|width| *width != inputs.len()) {
        let (has, wants) = (cells_in_words(inputs.len()), cells_in_words(width));
        reader.report(
            Diagnostic::error("E0133", span, format!("This row has {has} before `||`, its heading {wants}"))
                .help("Give each row one cell for each column; write `any` where it does not matter."),
        );
        return None;
    }
    if let Some(empty) = inputs.iter().chain([&result]).find(|cell| cell.text.is_empty()) {
        reader.report(
            Diagnostic::error("E0133", empty.span, "This cell is empty").help("Write its value, or `any`."),
        );
        return None;
    }
    Some(Row { cells: inputs, result, span })
}

fn cells_in_words(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

/// How many double bars there are, the cells before the first and those behind it.
fn columns<'a>(reader: &Reader<'a>, pieces: &[Piece<'a>]) -> (usize, Vec<Text>, Vec<Text>) {
    let mut cells: [Vec<Text>; 2] = [Vec::new(), Vec::new()];
    let mut double = 0;
    let mut after_bar: Option<usize> = None;
    for piece in pieces {
        let side = usize::from(double > 0);
        if piece.kind == Kind::Cell {
            if let Some(cells) = cells.get_mut(side) {
                cells.push(reader.words(std::slice::from_ref(piece)).text());
            }
            after_bar = None;
            continue;
        }
        if let (Some(end), Some(cells)) = (after_bar, cells.get_mut(side)) {
            cells.push(Text { text: String::new(), span: reader.at(end, piece.start) });
        }
        double += usize::from(piece.raw == "||");
        after_bar = Some(piece.end());
    }
    let [inputs, results] = cells;
    (double, inputs, results)
}
