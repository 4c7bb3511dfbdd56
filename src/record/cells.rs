//! What do the columns and cells of a CSV table say? `NK` is not known, `N/A` not applicable, an empty cell not asked.

use std::borrow::Cow;
use std::sync::Arc;

use super::case::Reading;
use super::node::{At, Key, Kind, Node, same_words};
use super::table::{Cell, Row};
use crate::diagnostic::Diagnostic;

/// What a column holds.
pub(super) enum Column {
    /// The case id.
    Case,
    /// `by` or `on`, for the whole row.
    Top(&'static str),
    /// The fact or field of this id.
    Named(String),
}

/// Reads the header: every column once, `case` among them.
pub(super) fn columns<'r>(
    header: &Row,
    reading: &mut Reading<'r>,
    mut named: impl FnMut(&mut Reading<'r>, &Cell) -> Column,
) -> Vec<Column> {
    reading.problems.extend(header.wrong.clone());
    let file = reading.files.last().cloned().unwrap_or_default();
    let keys: Vec<_> = header
        .cells
        .iter()
        .map(|cell| (key(cell.text.trim(), cell.at), Node::word(cell.at, "", true)))
        .collect();
    reading.problems.extend(super::node::keys_twice(&keys, &file));
    let columns: Vec<Column> = header
        .cells
        .iter()
        .map(|cell| if same_words(&cell.text, "case") { Column::Case } else { named(reading, cell) })
        .collect();
    if !columns.iter().any(|column| matches!(column, Column::Case)) {
        let title = "the table has no column named `case`";
        reading.refuse(
            "E0503",
            header.at,
            title,
            "name the column that holds the case ids `case`, in the first row",
        );
    }
    columns
}

/// A row with broken quotes, or with more or fewer cells than the header.
pub(super) fn unusable(row: &Row, columns: usize, file: &Arc<str>) -> Option<Diagnostic> {
    if let Some(wrong) = &row.wrong {
        return Some(wrong.clone());
    }
    let cells = row.cells.len();
    (cells != columns).then(|| {
        let title = format!("this row has {} and the header has {columns}", counted(cells));
        Diagnostic::error_in_record("E0503", row.at.place(file), title)
            .because("Which answer belongs to which fact cannot be told.")
            .help("put a cell that holds a comma in double quotes; an answer that was not asked is an empty cell")
    })
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

pub(super) fn cell_node(cell: Cell) -> Node<'static> {
    let text = cell.text.trim();
    if text.is_empty() {
        return Node { at: cell.at, end: cell.at, kind: Kind::Nothing };
    }
    match text.to_ascii_uppercase().as_str() {
        "NK" => Node::word(cell.at, "not known", true),
        "N/A" => Node::word(cell.at, "not applicable", true),
        _ => Node::word(cell.at, cell.text, true),
    }
}

pub(super) fn key(text: &str, at: At) -> Key<'static> {
    Key { text: Cow::Owned(text.to_owned()), at }
}

pub(super) fn group(at: At, keys: Vec<(Key<'static>, Node<'static>)>) -> Node<'static> {
    Node { at, end: at, kind: Kind::Keys(keys) }
}
