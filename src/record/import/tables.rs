//! The tables of an extract, found by name, with the columns that the mapping reads.

use std::sync::Arc;

use super::super::node::At;
use super::super::table::{self, Row};
use super::mapping::{Mapping, Table};
use super::mapping_words::wrong;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// One table, read: its rows, and where the wanted columns stand.
pub(super) struct Opened {
    pub(super) file: Arc<str>,
    pub(super) rows: Vec<Row>,
    /// How many cells a row has.
    pub(super) width: usize,
    /// Where the case id stands.
    pub(super) case: usize,
    /// Where each wanted column stands.
    pub(super) columns: Vec<usize>,
    /// Columns the mapping does not name.
    pub(super) not_read: usize,
}

/// All tables that a mapping reads.
pub(super) struct Tables {
    pub(super) main: Opened,
    pub(super) lists: Vec<Opened>,
    pub(super) factors: Vec<Opened>,
}

/// Opens every table the mapping names.
pub(super) fn open(mapping: &Mapping, files: &[&SourceFile]) -> Result<Tables, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut named: Vec<&str> = vec![&mapping.main.name];
    named.extend(mapping.lists.iter().map(|list| list.table.name.as_str()));
    named.extend(mapping.factors.iter().map(|factors| factors.table.as_str()));
    for file in files.iter().filter(|file| !named.contains(&stem(file.name()))) {
        let name: Arc<str> = file.name().into();
        problems.push(
            Diagnostic::error_in_record(
                "E0536",
                At::new(1, 1).place(&name),
                "the mapping names no table like this file",
            )
            .help(format!("the mapping's tables are `{}`", named.join("`, `"))),
        );
    }
    let mut table = |name: &str, case: &str, headings: &[&str]| {
        one(mapping, files, (name, case), headings).map_err(|mistakes| problems.extend(mistakes)).ok()
    };
    let of = |table: &Table| table.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>();
    let mut whole = |wanted: &Table| {
        let headings = of(wanted);
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        table(&wanted.name, &wanted.case, &headings)
    };
    let main = whole(&mapping.main);
    let lists: Vec<Option<Opened>> = mapping.lists.iter().map(|list| whole(&list.table)).collect();
    let factors: Vec<Option<Opened>> = mapping
        .factors
        .iter()
        .map(|factors| table(&factors.table, &factors.case, &[&factors.heading]))
        .collect();
    match main.filter(|_| problems.is_empty()) {
        Some(main) => Ok(Tables {
            main,
            lists: lists.into_iter().flatten().collect(),
            factors: factors.into_iter().flatten().collect(),
        }),
        None => Err(problems),
    }
}

fn one(
    mapping: &Mapping,
    files: &[&SourceFile],
    (name, case): (&str, &str),
    headings: &[&str],
) -> Result<Opened, Vec<Diagnostic>> {
    let Some(file) = files.iter().find(|file| stem(file.name()) == name) else {
        let title = format!("the mapping reads the table `{name}`, and no such file was given");
        let missing = Diagnostic::error_in_record("E0536", At::new(1, 1).place(&mapping.file), title)
            .help(format!("give `{name}.csv` too, or take the table out of the mapping"));
        return Err(vec![missing]);
    };
    let name: Arc<str> = file.name().into();
    // Reading from memory cannot fail.
    let Ok((header, rows)) = table::open(file.text().as_bytes(), &name) else { return Err(Vec::new()) };
    let mut problems: Vec<Diagnostic> = header.wrong.clone().into_iter().collect();
    let mut place = |heading: &str| {
        let mut found = (0..).zip(&header.cells).filter(|(_, cell)| cell.text.trim() == heading);
        match (found.next(), found.next()) {
            (Some((place, _)), None) => place,
            (None, _) => {
                let title = format!("this table has no column `{heading}`, which the mapping reads");
                problems.push(wrong(header.at, &name, title).help("correct the heading in the mapping"));
                0
            }
            (Some(_), Some((_, second))) => {
                let title = format!("this table has the column `{heading}` twice");
                problems.push(
                    wrong(second.at, &name, title).help("which of them counts cannot be told; take one out"),
                );
                0
            }
        }
    };
    let case = place(case);
    let columns: Vec<usize> = headings.iter().map(|heading| place(heading)).collect();
    let rows: Vec<Row> = rows.flatten().collect();
    problems.extend(rows.iter().filter(|row| row.cut_off).filter_map(|row| row.wrong.clone()));
    let width = header.cells.len();
    let not_read = (0..width).filter(|at| *at != case && !columns.contains(at)).count();
    if problems.is_empty() {
        Ok(Opened { file: name, rows, width, case, columns, not_read })
    } else {
        Err(problems)
    }
}

/// A file's name without folders and its last ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
