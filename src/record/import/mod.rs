//! How does another system's extract become records?
//!
//! A mapping file says which column is which fact and which code is which answer. Nothing is guessed: a code that the
//! mapping does not name is refused with its cell, an absent code is *not known*, and a case is never imported in part.

mod assemble;
mod check;
mod convert;
mod forms;
mod mapping;
mod mapping_words;
mod tables;

pub use mapping::{Mapping, mapping};

use std::sync::Arc;

use super::known::Known;
use super::{Record, RefusedCase};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::Vocabulary;

/// What an extract gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The cases that can be used, in the order of the main table.
    pub records: Vec<Record>,
    /// Every cell, or row, that cannot be used, in the order of the tables.
    pub refused: Vec<RefusedCell>,
    /// The cases left out because of them.
    pub refused_cases: Vec<RefusedCase>,
    /// Mistakes that leave nothing to import: in the mapping, a header, or a table that breaks off.
    pub problems: Vec<Diagnostic>,
    /// Columns that the mapping does not name: by table, how many.
    pub not_read: Vec<(Arc<str>, usize)>,
    /// Lists that could not be closed, because a row of theirs cannot be laid to any case.
    pub left_open: Vec<Arc<str>>,
}

/// A cell that cannot be used. Its value is never kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedCell {
    /// The table's file.
    pub file: Arc<str>,
    /// The row, counted from 1 with the header as row 1, as spreadsheets show it.
    pub row: u32,
    /// The column by its heading; absent where the row as a whole cannot be used.
    pub column: Option<String>,
    /// The case, where its id could be read.
    pub case: Option<String>,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

/// Turns tables into records by a mapping. Tables are found by their file's name without its ending.
///
/// ```
/// use threshold::record::import::{import, mapping};
/// use threshold::source::Sources;
/// use threshold::vocabulary::Vocabulary;
///
/// let mut sources = Sources::default();
/// let map = sources.add("map.yaml", "schema: threshold/import/1\nmain: {table: people, case: ref, columns: {}}\n");
/// let people = sources.add("people.csv", "ref\nEX-1\nEX-2\n");
/// let map = mapping(sources.get(map).unwrap()).unwrap();
/// let imported = import(&map, &[sources.get(people).unwrap()], &Vocabulary::default());
/// assert_eq!(imported.records.len(), 2);
/// ```
#[must_use]
pub fn import(mapping: &Mapping, tables: &[&SourceFile], vocabulary: &Vocabulary) -> Imported {
    let known = Known::new(vocabulary);
    let problems = check::check(mapping, &known);
    if !problems.is_empty() {
        return Imported { problems, ..Imported::default() };
    }
    match tables::open(mapping, tables) {
        Ok(opened) => assemble::assemble(mapping, &opened, &known),
        Err(problems) => Imported { problems, ..Imported::default() },
    }
}
