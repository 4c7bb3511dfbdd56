//! What does one cell say? Its code, date or word, as it would stand in a record.

use std::sync::Arc;

use super::super::node::{At, Kind, Node};
use super::super::table::Cell;
use super::super::text;
use super::forms::{Fault, Form, Said};
use super::mapping::{Code, Column};
use crate::diagnostic::Diagnostic;

/// A cell as a node of a record, at its own place.
pub(super) fn convert(
    column: &Column,
    cell: &Cell,
    with_time: bool,
    (number, file): (u16, &Arc<str>),
) -> Result<Node<'static>, Box<Diagnostic>> {
    let at = At { file: number, ..cell.at };
    if let Some(hidden) = text::misleading(&cell.text, cell.at, file).into_iter().next() {
        return Err(Box::new(hidden));
    }
    let said = cell.text.trim();
    if said.is_empty() {
        return Ok(column.empty.as_deref().map_or_else(|| nothing(at), |empty| answer(at, empty)));
    }
    if let Some(separated) = &column.separated {
        let mut items = Vec::new();
        for part in parts(said, separated).ok_or_else(|| not_a_list(cell.at, file))? {
            let word = match &column.codes {
                Some(codes) => code(codes, &part).ok_or_else(|| unknown_code(cell.at, file))?.to_owned(),
                None => part,
            };
            items.push(Node::word(at, word, true));
        }
        if items.is_empty() {
            return Ok(nothing(at));
        }
        return Ok(Node { at, end: at, kind: Kind::Items(items) });
    }
    if let Some(codes) = &column.codes {
        return match code(codes, said) {
            Some(word) => Ok(answer(at, word)),
            None if !column.dates.is_empty() => date(column, said, with_time, (at, cell.at), file),
            None => Err(unknown_code(cell.at, file)),
        };
    }
    if !column.dates.is_empty() {
        return date(column, said, with_time, (at, cell.at), file);
    }
    Ok(Node::word(at, said.to_owned(), true))
}

fn date(
    column: &Column,
    said: &str,
    with_time: bool,
    (at, own): (At, At),
    file: &Arc<str>,
) -> Result<Node<'static>, Box<Diagnostic>> {
    let tried: Vec<Result<Said, Fault>> = column.dates.iter().map(|form: &Form| form.date(said)).collect();
    let word = match tried.iter().find_map(|tried| tried.ok()) {
        Some(Said::Month(year, month)) => format!("{year:04}-{month:02}"),
        Some(Said::Day(day, Some((hour, minute)))) if with_time => format!("{day} {hour:02}:{minute:02}"),
        Some(Said::Day(day, _)) => day.to_string(),
        None => {
            let exists = !tried.contains(&Err(Fault::NoSuchDay));
            return Err(Box::new(no_date(own.place(file), exists)));
        }
    };
    Ok(Node::word(at, word, true))
}

/// The parts of a cell that holds several codes; none where it is not written as the mapping says.
pub(super) fn parts(said: &str, separated: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = if separated == "json" {
        serde_json::from_str(said).ok()?
    } else {
        said.split(separated).map(|part| part.trim().to_owned()).collect()
    };
    // `INJ;;MH`: something stood there, or nothing did; which, cannot be told.
    if parts.iter().any(|part| part.trim().is_empty()) { None } else { Some(parts) }
}

fn code<'c>(codes: &'c [Code], said: &str) -> Option<&'c str> {
    codes.iter().find(|known| known.written == said).map(|known| known.answer.as_str())
}

fn answer(at: At, word: &str) -> Node<'static> {
    if word == "not asked" { nothing(at) } else { Node::word(at, word.to_owned(), true) }
}

pub(super) fn nothing(at: At) -> Node<'static> {
    Node { at, end: at, kind: Kind::Nothing }
}

pub(super) fn unknown_code(at: At, file: &Arc<str>) -> Box<Diagnostic> {
    let title = "this cell holds a code that the mapping does not name";
    Box::new(
        Diagnostic::error_in_record("E0537", at.place(file), title)
            .because("What a code means is never guessed.")
            .help("correct the cell, or add the code to the mapping with the answer it stands for"),
    )
}

pub(super) fn not_a_list(at: At, file: &Arc<str>) -> Box<Diagnostic> {
    let title = "this cell holds several codes, and they are not separated as the mapping says, or one of them is empty";
    Box::new(
        Diagnostic::error_in_record("E0537", at.place(file), title).help(
            "correct the cell, or `separated by` in the mapping (`json`, or the sign between two codes)",
        ),
    )
}

fn no_date(place: crate::source::Place, shape: bool) -> Diagnostic {
    let title = if shape {
        "a date is expected in this cell, and it is in none of the forms that the mapping states"
    } else {
        "this cell is in the form of a date, and there is no such day or time between 1800 and 2199"
    };
    Diagnostic::error_in_record("E0538", place, title)
        .because("A day and a month that are mixed up cannot be told from the right date, so no other form is tried.")
        .help("correct the cell, or add the form to `dates` in the mapping")
}
