//! The lists of a CSV table: companion tables, one row an entry, named `NAME.LIST.csv` beside `NAME.csv`.
//!
//! `NAME.decisions.csv` and `NAME.linked.csv` hold what stands beside the facts, unless the vocabulary has lists so named.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::beside::{DECISION_COLUMNS, LINKED_COLUMNS};
use super::case::Reading;
use super::cells::{Column, cell_node, columns, group, key, unusable};
use super::known::Known;
use super::node::{At, Key, Kind, Node};
use super::table::{self, Row};
use super::text;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::Type;

/// A companion's rows, by case id.
pub(super) type Entries = BTreeMap<String, Vec<Node<'static>>>;

/// A companion table, the last of the files so far: the list it belongs to, and its entries by case.
pub(super) fn read(
    file: &SourceFile,
    files: &[Arc<str>],
    known: &Known<'_>,
) -> Result<(String, Entries), Vec<Diagnostic>> {
    let name: Arc<str> = file.name().into();
    let number = u16::try_from(files.len() - 1).unwrap_or(u16::MAX);
    let mut reading = Reading::new(known, std::slice::from_ref(&name));
    let list = list_named(file.name());
    let fields = match known.find(list).map(|(_, fact)| &fact.ty) {
        Some(Type::List { fields }) => fields.iter().map(|field| field.id.as_str()).collect(),
        Some(Type::Periods) => vec!["from", "to"],
        None if list == "decisions" => DECISION_COLUMNS.to_vec(),
        None if list == "linked" => LINKED_COLUMNS.to_vec(),
        _ => {
            let title = "this table is named after a list that the vocabulary does not have";
            let help = "name it after the main table and the list: `cases.referrals.csv` beside `cases.csv`; decisions \
                        stand in `cases.decisions.csv`, links in `cases.linked.csv`";
            reading.refuse("E0529", At::new(1, 1), title, help);
            return Err(reading.problems);
        }
    };
    // Reading from memory cannot fail.
    let Ok((header, rows)) = table::open(file.text().as_bytes(), &name) else { return Err(reading.problems) };
    let columns = columns(&header, &mut reading, |reading, cell| {
        if !fields.iter().any(|field| *field == cell.text.trim()) {
            let title = format!("this column does not belong to `{list}`");
            reading.refuse(
                "E0512",
                cell.at,
                title,
                &format!("the columns are `case` and `{}`", fields.join("`, `")),
            );
        }
        Column::Named(cell.text.trim().to_owned())
    });
    let mut entries = Entries::new();
    for row in rows.flatten() {
        let letters = row.cells.iter().flat_map(|cell| text::misleading(&cell.text, cell.at, &name));
        reading.problems.extend(letters);
        if let Some(wrong) = unusable(&row, columns.len(), &name) {
            reading.problems.push(wrong);
            continue;
        }
        let (case, entry) = one_entry(row, &columns, number);
        let entry = if is_beside(list, known) { beside(entry) } else { entry };
        entries.entry(case).or_default().push(entry);
    }
    if reading.problems.is_empty() { Ok((list.to_owned(), entries)) } else { Err(reading.problems) }
}

/// Does this companion hold decisions or links, and not a list of the vocabulary?
pub(super) fn is_beside(list: &str, known: &Known<'_>) -> bool {
    known.find(list).is_none() && matches!(list, "decisions" | "linked")
}

/// The column `linked` is the key `case` of a link.
fn beside(mut entry: Node<'static>) -> Node<'static> {
    if let Kind::Keys(keys) = &mut entry.kind {
        for (key, _) in keys.iter_mut().filter(|(key, _)| key.text == "linked") {
            key.text = Cow::Borrowed("case");
        }
    }
    entry
}

/// One row of a companion: a word such as `none` if it stands alone, else an entry.
fn one_entry(row: Row, columns: &[Column], file: u16) -> (String, Node<'static>) {
    let at = At { file, ..row.at };
    let mut case = String::new();
    let mut fields = Vec::new();
    for (column, mut cell) in columns.iter().zip(row.cells) {
        cell.at.file = file;
        match column {
            Column::Case => cell.text.trim().clone_into(&mut case),
            Column::Top(id) => fields.push((key(id, cell.at), cell_node(cell))),
            Column::Named(id) => fields.push((key(id, cell.at), cell_node(cell))),
        }
    }
    let said: Vec<&Node<'static>> =
        fields.iter().map(|(_, node)| node).filter(|node| !matches!(node.kind, Kind::Nothing)).collect();
    let alone = match said.as_slice() {
        [only] => {
            ["none", "and no others", "not known", "not applicable"].into_iter().find(|word| only.says(word))
        }
        _ => None,
    };
    (case, alone.map_or_else(|| group(at, fields), |word| Node::word(at, word, true)))
}

/// Puts a companion's entries under their list; the cell of that list in the main table may close it.
pub(super) fn put_under(
    facts: &mut Vec<(Key<'static>, Node<'static>)>,
    list: String,
    mut entries: Vec<Node<'static>>,
    at: At,
    name: &Arc<str>,
) -> Option<Diagnostic> {
    let alone = |entry: &Node<'_>| entry.as_word().is_some() && !entry.says("and no others");
    let single = entries.len() == 1 && entries.first().is_some_and(alone);
    let cell = facts.iter_mut().find(|(key, _)| key.text == list);
    if let Some((_, cell)) = &cell {
        if cell.says("and no others") {
            entries.push(Node::word(cell.at, "and no others", true));
        } else if !matches!(cell.kind, Kind::Nothing) {
            let title = format!("`{list}` is answered here and has rows in its own table too");
            return Some(Diagnostic::error_in_record("E0523", cell.at.place(name), title).help(
                "leave the cell empty, or write `and no others` in it if the rows are all there were",
            ));
        }
    }
    let node = match entries.pop() {
        Some(only) if single && entries.is_empty() => only,
        entry => {
            entries.extend(entry);
            Node { at: entries.first().map_or(at, |entry| entry.at), end: at, kind: Kind::Items(entries) }
        }
    };
    match cell {
        Some((_, cell)) => *cell = node,
        None => facts.push((Key { text: Cow::Owned(list), at }, node)),
    }
    None
}

/// `referrals` of `cases.referrals.csv`.
fn list_named(file: &str) -> &str {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    stem.rsplit_once('.').map_or(stem, |(_, list)| list)
}
