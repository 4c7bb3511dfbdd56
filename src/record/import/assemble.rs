//! Rows to cases: every row laid to its case, every case read as a record, every damaged cell told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::case;
use super::super::cells::{group, key, unusable};
use super::super::known::Known;
use super::super::node::{At, Node};
use super::super::table::Row;
use super::super::{RefusedCase, limits};
use super::convert::{convert, not_a_list, nothing, parts, unknown_code};
use super::mapping::{Column, Factors, List, Mapping};
use super::tables::{Opened, Tables};
use super::{Imported, RefusedCell};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Type;

type Facts = Vec<(super::super::node::Key<'static>, Node<'static>)>;

/// Puts the records together.
pub(super) fn assemble(mapping: &Mapping, tables: &Tables, known: &Known<'_>) -> Imported {
    let mut work = Work::new(known, tables);
    let mut cases = work.main(mapping, &tables.main);
    for ((list, table), number) in mapping.lists.iter().zip(&tables.lists).zip(1u16..) {
        work.list(list, table, number, &mut cases);
    }
    let first = u16::try_from(tables.lists.len()).unwrap_or(u16::MAX).saturating_add(1);
    for ((factors, table), number) in mapping.factors.iter().zip(&tables.factors).zip(first..) {
        work.factors(factors, table, number, &mut cases);
    }
    for case in cases {
        work.finish(mapping, case);
    }
    let mut seen = BTreeSet::new();
    work.imported
        .refused
        .sort_by_key(|cell| (work.files.iter().position(|file| *file == cell.file), cell.row));
    work.imported.refused.retain(|cell| seen.insert((cell.file.clone(), cell.row, cell.column.clone())));
    work.imported
}

/// One case being put together.
struct Gathering {
    id: String,
    at: At,
    facts: Facts,
    damaged: bool,
}

struct Work<'w> {
    known: &'w Known<'w>,
    files: Vec<Arc<str>>,
    /// By file and line: the row's number, and the heading of each column that is read with where its cell begins.
    rows: BTreeMap<(u16, u32), u32>,
    headings: BTreeMap<(u16, u32, u32), String>,
    imported: Imported,
}

impl<'w> Work<'w> {
    fn new(known: &'w Known<'w>, tables: &Tables) -> Self {
        let all: Vec<&Opened> =
            std::iter::once(&tables.main).chain(&tables.lists).chain(&tables.factors).collect();
        let mut imported = Imported::default();
        for table in all.iter().filter(|table| table.not_read > 0) {
            imported.not_read.push((table.file.clone(), table.not_read));
        }
        let files = all.iter().map(|table| table.file.clone()).collect();
        Self { known, files, rows: BTreeMap::new(), headings: BTreeMap::new(), imported }
    }

    /// One row a case.
    fn main(&mut self, mapping: &Mapping, table: &Opened) -> Vec<Gathering> {
        let mut cases: Vec<Gathering> = Vec::new();
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for (row, number) in table.rows.iter().zip(2u32..) {
            self.rows.insert((0, row.at.line), number);
            let Some(id) = self.usable(table, (row, number), &mapping.main.case) else { continue };
            let mut case = Gathering { id: id.clone(), at: row.at, facts: Vec::new(), damaged: false };
            self.cells((&mapping.main.columns, None), table, (row, number, 0), &mut case);
            match ids.get(&id).copied() {
                None => {
                    ids.insert(id, cases.len());
                    cases.push(case);
                }
                Some(first) => {
                    let first = cases.get_mut(first);
                    let place = first.map(|first| {
                        first.damaged = true;
                        first.at.place(&table.file)
                    });
                    let problem = twice(row.at, &table.file, place);
                    self.refuse(table, number, (Some(&mapping.main.case), Some(&case.id)), problem);
                }
            }
        }
        cases
    }

    /// The id of a usable row; a row that is not is told.
    fn usable(&mut self, table: &Opened, (row, number): (&Row, u32), heading: &str) -> Option<String> {
        let id = row.cells.get(table.case).map(|cell| cell.text.trim().to_owned());
        if let Some(wrong) = unusable(row, table.width, &table.file) {
            self.refuse(table, number, (None, None), wrong);
            return None;
        }
        let id =
            id.filter(|id| !id.is_empty() && !id.contains('\n') && id.chars().count() <= limits::CASE_ID);
        if id.is_none() {
            let at = row.cells.get(table.case).map_or(row.at, |cell| cell.at);
            let wrong = Diagnostic::error_in_record(
                "E0509",
                at.place(&table.file),
                "this row has no case id that can be used",
            )
            .help("correct the cell that holds the case id");
            self.refuse(table, number, (Some(heading), None), wrong);
        }
        id
    }

    /// The mapped cells of a row as facts, or as fields of a list's entry.
    fn cells(
        &mut self,
        (columns, list): (&[Column], Option<&str>),
        table: &Opened,
        (row, number, file): (&Row, u32, u16),
        into: &mut Gathering,
    ) {
        for (column, place) in columns.iter().zip(&table.columns) {
            let Some(cell) = row.cells.get(*place) else { continue };
            self.headings.insert((file, cell.at.line, cell.at.column), column.heading.clone());
            let timed = list.is_none()
                && matches!(self.known.find(&column.fact).map(|(_, fact)| &fact.ty), Some(Type::DateTime));
            match convert(column, cell, timed, (file, &table.file)) {
                Ok(node) => into.facts.push((key(&column.fact, node.at), node)),
                Err(problem) => {
                    into.damaged = true;
                    self.refuse(table, number, (Some(&column.heading), Some(&into.id)), *problem);
                }
            }
        }
    }

    /// One row an entry.
    fn list(&mut self, list: &List, table: &Opened, file: u16, cases: &mut [Gathering]) {
        let by_id = places(cases);
        let mut entries: BTreeMap<usize, Vec<Node<'static>>> = BTreeMap::new();
        let mut missed = false;
        for (row, number) in table.rows.iter().zip(2u32..) {
            self.rows.insert((file, row.at.line), number);
            let Some(id) = self.usable(table, (row, number), &list.table.case) else {
                missed = true;
                continue;
            };
            let Some(place) = by_id.get(&id).copied() else {
                missed = true;
                self.refuse(table, number, (Some(&list.table.case), Some(&id)), stray(row.at, &table.file));
                continue;
            };
            let at = At { file, ..row.at };
            let mut entry = Gathering { id, at, facts: Vec::new(), damaged: false };
            self.cells((&list.table.columns, Some(&list.fact)), table, (row, number, file), &mut entry);
            if let Some(case) = cases.get_mut(place) {
                case.damaged |= entry.damaged;
            }
            entries.entry(place).or_default().push(group(at, entry.facts));
        }
        if missed && list.no_others {
            self.imported.left_open.push(table.file.clone());
        }
        for (place, case) in cases.iter_mut().enumerate() {
            let closed = list.no_others && !missed;
            if let Some(node) = listed(entries.remove(&place).unwrap_or_default(), closed, case.at) {
                case.facts.push((key(&list.fact, node.at), node));
            }
        }
    }

    /// Codes present or absent, over all rows of a case.
    fn factors(&mut self, factors: &Factors, table: &Opened, file: u16, cases: &mut [Gathering]) {
        let by_id = places(cases);
        let mut present: BTreeMap<usize, (BTreeSet<String>, At)> = BTreeMap::new();
        // A row that is nobody's may be any case's: what is not there is then not said to be absent.
        let mut missed = false;
        // The main table holds the cases; where it is this very table, such a row was told already.
        let own = table.file.as_ref() == self.files.first().map_or("", AsRef::as_ref);
        for (row, number) in table.rows.iter().zip(2u32..) {
            self.rows.insert((file, row.at.line), number);
            let Some(id) = self.usable(table, (row, number), &factors.case) else {
                missed |= !own;
                continue;
            };
            let Some(place) = by_id.get(&id).copied() else {
                if !own {
                    missed = true;
                    self.refuse(table, number, (Some(&factors.case), Some(&id)), stray(row.at, &table.file));
                }
                continue;
            };
            let Some(cell) = table.columns.first().and_then(|column| row.cells.get(*column)) else {
                continue;
            };
            match codes(factors, cell.text.trim(), cell.at, &table.file) {
                Ok(None) => {}
                Ok(Some(codes)) => {
                    let at = At { file, ..cell.at };
                    present.entry(place).or_insert_with(|| (BTreeSet::new(), at)).0.extend(codes);
                }
                Err(problem) => {
                    if let Some(case) = cases.get_mut(place) {
                        case.damaged = true;
                    }
                    self.refuse(table, number, (Some(&factors.heading), Some(&id)), *problem);
                }
            }
        }
        if missed {
            self.imported.left_open.push(table.file.clone());
        }
        for (place, (codes, at)) in present {
            if let Some(case) = cases.get_mut(place) {
                case.facts.extend(facts_of(factors, &codes, missed, at));
            }
        }
    }

    /// Reads a case as a record.
    fn finish(&mut self, mapping: &Mapping, case: Gathering) {
        let at = case.at;
        let word = |text: &str| Node::word(at, text.to_owned(), true);
        let mut top = vec![(key("case", at), word(&case.id))];
        top.extend(mapping.by.as_deref().map(|by| (key("by", at), word(by))));
        top.extend(mapping.on.as_deref().map(|on| (key("on", at), word(on))));
        top.push((key("facts", at), group(at, case.facts)));
        let read = case::read(&group(at, top), self.known, &self.files, Vec::new());
        match read {
            Ok(record) if !case.damaged => self.imported.records.push(record),
            Ok(record) => {
                let place = record.place;
                self.imported.refused_cases.push(RefusedCase {
                    case: Some(case.id),
                    place,
                    diagnostics: Vec::new(),
                });
            }
            Err(refused) => {
                for diagnostic in &refused.diagnostics {
                    self.told(&case.id, diagnostic.clone());
                }
                self.imported.refused_cases.push(RefusedCase { case: Some(case.id), ..refused });
            }
        }
    }

    /// A message of the record's reader, laid to its cell.
    fn told(&mut self, case: &str, diagnostic: Diagnostic) {
        let Some(place) = diagnostic.place.clone() else { return };
        let file = self.files.iter().position(|file| *file == place.file).unwrap_or(0);
        let file = u16::try_from(file).unwrap_or(0);
        let row = self.rows.range(..=(file, place.line)).next_back();
        let row = row.filter(|((known, _), _)| *known == file).map_or(place.line, |(_, row)| *row);
        // A message about the row as a whole names all the columns it is read from.
        let column = self.headings.get(&(file, place.line, place.column)).cloned().or_else(|| {
            let row = self.headings.range((file, place.line, 0)..=(file, place.line, u32::MAX));
            let row: Vec<&str> = row.map(|(_, heading)| heading.as_str()).collect();
            (1..=3).contains(&row.len()).then(|| row.join(" and "))
        });
        self.imported.refused.push(RefusedCell {
            file: place.file.clone(),
            row,
            diagnostic: named(diagnostic, row, column.as_deref()),
            column,
            case: Some(case.to_owned()),
        });
    }

    fn refuse(
        &mut self,
        table: &Opened,
        row: u32,
        (column, case): (Option<&str>, Option<&str>),
        problem: Diagnostic,
    ) {
        self.imported.refused.push(RefusedCell {
            file: table.file.clone(),
            row,
            column: column.map(str::to_owned),
            case: case.map(str::to_owned),
            diagnostic: named(problem, row, column),
        });
    }
}

/// A message with its row and column as a spreadsheet shows them.
fn named(mut diagnostic: Diagnostic, row: u32, column: Option<&str>) -> Diagnostic {
    let cell =
        column.map_or_else(|| format!("Row {row}."), |column| format!("Row {row}, column `{column}`."));
    diagnostic.notes.insert(0, cell);
    diagnostic
}

fn places(cases: &[Gathering]) -> BTreeMap<String, usize> {
    cases.iter().enumerate().map(|(place, case)| (case.id.clone(), place)).collect()
}

/// The entries of one case; closed where the extract holds all there are.
fn listed(mut entries: Vec<Node<'static>>, closed: bool, at: At) -> Option<Node<'static>> {
    match (entries.is_empty(), closed) {
        (true, true) => return Some(Node::word(at, "none", true)),
        (true, false) => return None,
        (false, true) => entries.push(Node::word(at, "and no others", true)),
        (false, false) => {}
    }
    let at = entries.first().map_or(at, |first| first.at);
    Some(Node { at, end: at, kind: super::super::node::Kind::Items(entries) })
}

/// The codes of a cell; nothing for an empty one.
fn codes(
    factors: &Factors,
    said: &str,
    at: At,
    file: &Arc<str>,
) -> Result<Option<Vec<String>>, Box<Diagnostic>> {
    if said.is_empty() {
        return Ok(None);
    }
    let codes = parts(said, &factors.separated).ok_or_else(|| not_a_list(at, file))?;
    let is_none = |code: &String| factors.none.as_ref() == Some(code);
    let known = |code: &String| {
        factors.codes.iter().any(|known| known.written == *code)
            || factors.ignored.contains(code)
            || is_none(code)
    };
    if !codes.iter().all(known) {
        return Err(unknown_code(at, file));
    }
    if codes.iter().any(is_none) && codes.len() > 1 {
        let title = "this cell says that no factor was found, and names one";
        let help = "ask the agency which of the two holds, and correct the cell";
        return Err(Box::new(Diagnostic::error_in_record("E0537", at.place(file), title).help(help)));
    }
    Ok(Some(codes))
}

/// Yes where a code is present; no where the code for *none* stands alone; else what the mapping says of absent codes, or
/// nothing where rows were missed.
fn facts_of(factors: &Factors, present: &BTreeSet<String>, missed: bool, at: At) -> Facts {
    let none = factors.none.as_ref().is_some_and(|none| present.len() == 1 && present.contains(none));
    let absent = match (none, missed) {
        (true, _) => "no",
        (false, true) => "not asked",
        (false, false) => factors.absent.as_str(),
    };
    let mut facts: BTreeMap<&str, bool> = BTreeMap::new();
    for code in &factors.codes {
        *facts.entry(&code.answer).or_default() |= present.contains(&code.written);
    }
    facts
        .into_iter()
        .map(|(fact, yes)| match (yes, absent) {
            (true, _) => (key(fact, at), Node::word(at, "yes", true)),
            (false, "not asked") => (key(fact, at), nothing(at)),
            (false, absent) => (key(fact, at), Node::word(at, absent.to_owned(), true)),
        })
        .collect()
}

fn twice(at: At, file: &Arc<str>, first: Option<crate::source::Place>) -> Diagnostic {
    let first = first.map(|place| format!("It already stands at {place}.")).unwrap_or_default();
    Diagnostic::error_in_record("E0510", at.place(file), "this case id stands on an earlier row too")
        .because(first)
        .because("Which of them is meant cannot be told, so neither is imported.")
        .help("give each case one row in the main table")
}

fn stray(at: At, file: &Arc<str>) -> Diagnostic {
    let title = "this row is of a case that has no row in the main table that can be used";
    Diagnostic::error_in_record("E0529", at.place(file), title)
        .help("look whether the case id is spelt alike in both tables, or mend the row of the case first")
}
