//! Cases one a row: the header names the facts, `NK` is not known, `N/A` not applicable, an empty cell not asked.
//!
//! Lists stand in companion tables, one row an entry. Rows are read one at a time; companions are kept whole.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};
use std::sync::Arc;

use super::case::{self, Reading};
use super::node::{At, Key, Kind, Node, same_words};
use super::read::Known;
use super::table::{self, Cell, Row, Rows};
use super::{Place, Read, Record, RefusedCase, lines, repeat, text};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::{Type, Vocabulary};

/// Cases from the rows of a CSV table, in the order of the rows.
///
/// A case id that stood on an earlier row is refused; the earlier case was given already.
pub struct CsvRows<'v, R> {
    table: Option<Cases<'v, R>>,
    refused: std::vec::IntoIter<RefusedCase>,
    seen: HashMap<String, Place>,
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
        Err(refused) => (None, vec![refused]),
    };
    Ok(CsvRows { table, refused: refused.into_iter(), seen: HashMap::new() })
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
                    self.refused = self.table.take().map(Cases::left_over).unwrap_or_default().into_iter()
                }
            }
        }
        self.refused.next().map(|refused| Ok(Err(refused)))
    }
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
            read.refused.push(refused);
            return read;
        }
    };
    while let Some(Ok(case)) = table.next_case() {
        read.add(case);
    }
    if table.cut_off {
        read.records.clear();
        return read;
    }
    read.refused.extend(table.left_over());
    if read.records.is_empty() && read.refused.is_empty() {
        read.diagnostics.push(lines::no_case(Place { file: name, line: 0, column: 0 }));
    }
    read
}

/// What a column holds.
enum Column {
    /// The case id.
    Case,
    /// `by` or `on`, for the whole row.
    Top(&'static str),
    /// The fact or field of this id.
    Named(String),
}

/// A companion's rows, by case id.
type Entries = BTreeMap<String, Vec<Node<'static>>>;

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
    /// Reads the header and the companions; a mistake in one of them refuses everything.
    fn open(
        input: R,
        name: &Arc<str>,
        lists: &[&SourceFile],
        known: Known<'v>,
    ) -> io::Result<Result<Self, RefusedCase>> {
        let (header, rows) = table::open(input, name)?;
        let (columns, mut problems) = fact_columns(&header, &known, name);
        let mut companions = Vec::new();
        let mut files = vec![Arc::clone(name)];
        for list in lists {
            files.push(list.name().into());
            match companion(list, &files, &known) {
                Ok(companion) => companions.push(companion),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() {
            return Ok(Ok(Self { rows, columns, lists: companions, known, files, cut_off: false }));
        }
        Ok(Err(RefusedCase { case: None, place: header.at.place(name), diagnostics: problems }))
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
        let id_at = self.columns.iter().position(|column| matches!(column, Column::Case));
        let id = id_at
            .and_then(|at| row.cells.get(at))
            .map(|cell| cell.text.trim().to_owned())
            .unwrap_or_default();
        let lists = self.lists_of(&id);
        if let Some(wrong) = unusable(&row, self.columns.len(), &name) {
            return Err(RefusedCase { case: None, place, diagnostics: vec![wrong] });
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
            found.extend(with_companion(&mut facts, list, entries, at, &name));
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
                let diagnostic = Diagnostic::error_in_record("E0529", place.clone(), "this list has a row for a case that has no row in the main table")
                    .help("look whether the case id is spelt alike in both files, or add the case to the main table");
                refused.push(RefusedCase { case: Some(case), place, diagnostics: vec![diagnostic] });
            }
        }
        refused.sort_by(|one, other| one.place.cmp(&other.place));
        refused
    }
}

/// Puts a companion's entries under their list; the cell of that list in the main table may close it.
fn with_companion(
    facts: &mut Vec<(Key<'static>, Node<'static>)>,
    list: String,
    mut entries: Vec<Node<'static>>,
    at: At,
    name: &Arc<str>,
) -> Option<Diagnostic> {
    let single = entries.len() == 1 && entries.first().is_some_and(|entry| entry.as_word().is_some());
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

/// Reads the header: every column once, `case` among them.
fn columns<'r>(
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

/// A companion table, the last of the files so far: the list it belongs to, and its entries by case.
fn companion(
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
        _ => {
            let title = "this table is named after a list that the vocabulary does not have";
            let help = "name it after the main table and the list: `cases.referrals.csv` beside `cases.csv`";
            reading.refuse("E0529", At::new(1, 1), title, help);
            return Err(reading.problems);
        }
    };
    // Reading from memory cannot fail.
    let Ok((header, rows)) = table::open(file.text().as_bytes(), &name) else { return Err(reading.problems) };
    let columns = columns(&header, &mut reading, |reading, cell| {
        if !fields.iter().any(|field| *field == cell.text.trim()) {
            let title = format!("this column is not a field of `{list}`");
            reading.refuse("E0512", cell.at, title, &format!("the fields are `{}`", fields.join("`, `")));
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
        let (case, entry) = companion_entry(row, &columns, number);
        entries.entry(case).or_default().push(entry);
    }
    if reading.problems.is_empty() { Ok((list.to_owned(), entries)) } else { Err(reading.problems) }
}

/// One row of a companion: a word such as `none` if it stands alone, else an entry.
fn companion_entry(row: Row, columns: &[Column], file: u16) -> (String, Node<'static>) {
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

/// A row with broken quotes, or with more or fewer cells than the header.
fn unusable(row: &Row, columns: usize, file: &Arc<str>) -> Option<Diagnostic> {
    if let Some(wrong) = &row.wrong {
        return Some(wrong.clone());
    }
    let cells = row.cells.len();
    (cells != columns).then(|| {
        let title = format!("this row has {cells} cells and the header has {columns}");
        Diagnostic::error_in_record("E0503", row.at.place(file), title)
            .because("Which answer belongs to which fact cannot be told.")
            .help("put a cell that holds a comma in double quotes; an answer that was not asked is an empty cell")
    })
}

/// `referrals` of `cases.referrals.csv`.
fn list_named(file: &str) -> &str {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    stem.rsplit_once('.').map_or(stem, |(_, list)| list)
}

fn cell_node(cell: Cell) -> Node<'static> {
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

fn key(text: &str, at: At) -> Key<'static> {
    Key { text: Cow::Owned(text.to_owned()), at }
}

fn group(at: At, keys: Vec<(Key<'static>, Node<'static>)>) -> Node<'static> {
    Node { at, end: at, kind: Kind::Keys(keys) }
}
