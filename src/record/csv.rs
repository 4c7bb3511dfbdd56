//! Cases one a row: the header names the facts, `NK` is not known, `N/A` not applicable, an empty cell not asked.
//!
//! Lists stand in companion tables, one row an entry; so do decisions and links. Rows are read one at a time; companions are kept whole.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::case::{self, Reading};
use super::cells::{Column, cell_node, columns, group, key, unusable};
use super::companion::{self, Entries};
use super::known::Known;
use super::node::{Kind, Node, same_words};
use super::table::{self, Row, Rows};
use super::{Place, Read, Record, RefusedCase, lines, repeat, text};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::Vocabulary;

/// Cases from the rows of a CSV table, in the order of the rows.
///
/// A case id that stood on an earlier row is refused; the earlier case was given already.
pub struct CsvRows<'v, R> {
    table: Option<Cases<'v, R>>,
    refused: std::vec::IntoIter<RefusedCase>,
    seen: BTreeMap<String, Place>,
}

/// Reads cases from a CSV table row by row. `lists` are its companions, each a text named `NAME.LIST.csv`.
///
/// # Errors
/// When the header cannot be read from `input`.
pub fn csv_rows<'v, R: BufRead>(
    input: R,
    name: &str,
    lists: &[&SourceFile],
    vocabulary: &'v Vocabulary,
) -> io::Result<CsvRows<'v, R>> {
    let opened = Cases::open(input, &name.into(), lists, Known::new(vocabulary))?;
    let (table, refused) = match opened {
        Ok(table) => (Some(table), Vec::new()),
        Err(refused) => (None, refused),
    };
    Ok(CsvRows { table, refused: refused.into_iter(), seen: BTreeMap::new() })
}

impl<R: BufRead> Iterator for CsvRows<'_, R> {
    /// The outer result is the world's (the disk), the inner one the record's.
    type Item = io::Result<Result<Record, RefusedCase>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(table) = &mut self.table {
            match table.next_case() {
                Some(Ok(case)) => {
                    return Some(Ok(case.and_then(|record| repeat::first_time(record, &mut self.seen))));
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.refused = self.table.take().map(Cases::left_over).unwrap_or_default().into_iter();
                }
            }
        }
        self.refused.next().map(|refused| Ok(Err(refused)))
    }
}

/// The rows before a quote that nothing closes are not used either.
fn none_of(read: Read) -> Read {
    let why = read.refused.last().map(|refused| refused.place.clone()).unwrap_or_default();
    let unused = read.records.into_iter().map(|record| of_broken_table(record, &why));
    let mut refused: Vec<RefusedCase> = unused.chain(read.refused).collect();
    refused.sort_by(|one, other| one.place.cmp(&other.place));
    Read { refused, ..Read::default() }
}

/// Refuses a row of a table that breaks off further down, where a quote opens that nothing closes.
pub(super) fn of_broken_table(record: Record, quote: &Place) -> RefusedCase {
    let title = "this row is not used, because its table breaks off further down";
    let diagnostic = Diagnostic::error_in_record("E0503", record.place.clone(), title)
        .because(format!("A quote opens at {quote} and nothing closes it."))
        .help("close the quote; no part of a broken table is used");
    RefusedCase { case: Some(record.case), place: record.place, diagnostics: vec![diagnostic] }
}

/// Where does the row begin that swallows the rest of a table, because nothing closes its quote?
pub(super) fn breaks_off(input: impl BufRead, name: &str) -> io::Result<Option<Place>> {
    let name: Arc<str> = name.into();
    let (_, rows) = table::open(input, &name)?;
    for row in rows {
        let row = row?;
        if row.cut_off {
            return Ok(Some(row.at.place(&name)));
        }
    }
    Ok(None)
}

/// Reads a whole table. A quote that nothing closes refuses all of it: which rows it swallowed cannot be told.
pub(super) fn read_text(file: &SourceFile, lists: &[&SourceFile], known: &Known<'_>) -> Read {
    let name: Arc<str> = file.name().into();
    let mut read = Read::default();
    // Reading from memory cannot fail.
    let Ok(opened) = Cases::open(file.text().as_bytes(), &name, lists, Known::new(known.vocabulary)) else {
        return read;
    };
    let mut table = match opened {
        Ok(table) => table,
        Err(refused) => {
            read.refused.extend(refused);
            return read;
        }
    };
    while let Some(Ok(case)) = table.next_case() {
        read.add(case);
    }
    if table.cut_off {
        return none_of(read);
    }
    read.refused.extend(table.left_over());
    if read.records.is_empty() && read.refused.is_empty() {
        read.diagnostics.push(lines::no_case(Place { file: name, line: 0, column: 0 }));
    }
    read
}

struct Cases<'v, R> {
    rows: Rows<R>,
    columns: Vec<Column>,
    /// The companions: which list, and its entries.
    lists: Vec<(String, Entries)>,
    known: Known<'v>,
    /// The main table, then its companions.
    files: Vec<Arc<str>>,
    cut_off: bool,
}

impl<'v, R: BufRead> Cases<'v, R> {
    /// Reads the header and the companions; a mistake in one of them refuses every row, each by its id.
    fn open(
        input: R,
        name: &Arc<str>,
        lists: &[&SourceFile],
        known: Known<'v>,
    ) -> io::Result<Result<Self, Vec<RefusedCase>>> {
        let (header, rows) = table::open(input, name)?;
        let (columns, mut problems) = fact_columns(&header, &known, name);
        let mut companions = Vec::new();
        let mut files = vec![Arc::clone(name)];
        for list in lists {
            files.push(list.name().into());
            match companion::read(list, &files, &known) {
                Ok(companion) => companions.push(companion),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() {
            return Ok(Ok(Self { rows, columns, lists: companions, known, files, cut_off: false }));
        }
        Ok(Err(every_row((&header, rows), &columns, name, problems)?))
    }

    fn next_case(&mut self) -> Option<io::Result<Result<Record, RefusedCase>>> {
        let row = match self.rows.next()? {
            Ok(row) => row,
            Err(error) => return Some(Err(error)),
        };
        self.cut_off |= row.cut_off;
        Some(Ok(self.case(row)))
    }

    fn case(&mut self, row: Row) -> Result<Record, RefusedCase> {
        let name = self.files.first().cloned().unwrap_or_default();
        let place = row.at.place(&name);
        let id = id_of(&row, &self.columns);
        let lists = self.lists_of(id.as_deref().unwrap_or_default());
        if let Some(wrong) = unusable(&row, self.columns.len(), &name) {
            // Behind a cell too many another cell would stand in the column of the ids.
            let id = id.filter(|_| row.wrong.is_none() && matches!(self.columns.first(), Some(Column::Case)));
            return Err(RefusedCase { case: id, place, diagnostics: vec![wrong] });
        }
        let mut found: Vec<Diagnostic> =
            row.cells.iter().flat_map(|cell| text::misleading(&cell.text, cell.at, &name)).collect();
        let at = row.at;
        let mut top = Vec::new();
        let mut facts = Vec::new();
        for (column, cell) in self.columns.iter().zip(row.cells) {
            let cell_at = cell.at;
            match column {
                Column::Case => top.push((key("case", cell_at), Node::word(cell_at, cell.text, true))),
                Column::Top(name) => top.push((key(name, cell_at), cell_node(cell))),
                Column::Named(id) => facts.push((key(id, cell_at), cell_node(cell))),
            }
        }
        for (list, entries) in lists {
            if companion::is_beside(&list, &self.known) {
                let at = entries.first().map_or(at, |entry| entry.at);
                top.push((key(&list, at), Node { at, end: at, kind: Kind::Items(entries) }));
                continue;
            }
            found.extend(companion::put_under(&mut facts, list, entries, at, &name));
        }
        top.push((key("facts", at), group(at, facts)));
        case::read(&group(at, top), &self.known, &self.files, found)
    }

    /// Takes the companions' entries of one case.
    fn lists_of(&mut self, case: &str) -> Vec<(String, Vec<Node<'static>>)> {
        let taken = self.lists.iter_mut().map(|(list, entries)| (list.clone(), entries.remove(case)));
        taken.filter_map(|(list, entries)| Some((list, entries?))).collect()
    }

    /// Entries of companions whose case has no row.
    fn left_over(self) -> Vec<RefusedCase> {
        let mut refused = Vec::new();
        for ((_, entries), file) in self.lists.into_iter().zip(self.files.iter().skip(1)) {
            for (case, entries) in entries {
                let place = entries.first().map(|entry| entry.at.place(file)).unwrap_or_default();
                let diagnostic = Diagnostic::error_in_record("E0529", place.clone(), "this table has a row for a case that has no row in the main table")
                    .help("look whether the case id is spelt alike in both files, or add the case to the main table");
                refused.push(RefusedCase { case: Some(case), place, diagnostics: vec![diagnostic] });
            }
        }
        refused.sort_by(|one, other| one.place.cmp(&other.place));
        refused
    }
}

/// The case id of a row; none where its cell is empty.
fn id_of(row: &Row, columns: &[Column]) -> Option<String> {
    let at = columns.iter().position(|column| matches!(column, Column::Case))?;
    let id = row.cells.get(at)?.text.trim();
    (!id.is_empty()).then(|| id.to_owned())
}

/// Refuses every row of a table whose header or companions have mistakes. A table without rows is refused as one.
fn every_row<R: BufRead>(
    (header, rows): (&Row, Rows<R>),
    columns: &[Column],
    name: &Arc<str>,
    problems: Vec<Diagnostic>,
) -> io::Result<Vec<RefusedCase>> {
    let header = header.at.place(name);
    let of = |row: io::Result<Row>| {
        let row = row?;
        let place = row.at.place(name);
        let title =
            "this row is not used, because the header of its table or a table beside it has a mistake";
        let diagnostics = vec![Diagnostic::error_in_record("E0503", place.clone(), title)];
        Ok(RefusedCase { case: id_of(&row, columns), place, diagnostics })
    };
    let mut refused = rows.map(of).collect::<io::Result<Vec<RefusedCase>>>()?;
    match refused.first_mut() {
        Some(first) => first.diagnostics = problems,
        None => refused.push(RefusedCase { case: None, place: header, diagnostics: problems }),
    }
    Ok(refused)
}

/// The columns of the main table.
fn fact_columns(header: &Row, known: &Known<'_>, name: &Arc<str>) -> (Vec<Column>, Vec<Diagnostic>) {
    let mut reading = Reading::new(known, std::slice::from_ref(name));
    let columns = columns(header, &mut reading, |reading, cell| {
        let top = ["by", "on"]
            .into_iter()
            .find(|top| same_words(top, &cell.text) && reading.known.find(top).is_none());
        if let Some(top) = top {
            return Column::Top(top);
        }
        reading.column(&key(cell.text.trim(), cell.at));
        Column::Named(cell.text.trim().to_owned())
    });
    (columns, reading.problems)
}
