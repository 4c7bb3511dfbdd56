//! What do tables define, and what does each cell mean?
//!
//! Whether exactly one row fits every record is proved elsewhere.

use super::condition::{Heading, TableId};
use super::context::{Context, kept};
use super::gather::{Gathered, Placed};
use super::names::{Names, Scope};
use super::questions::same;
use super::rule_set::{Table, TableResult, TableRow};
use super::rules::texts;
use super::sentence;
use super::{Clause, Meaning};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{self, Text};
use crate::vocabulary::{FactId, Type, Vocabulary};

/// What a table's last column is.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The computed fact it defines.
    fact: Option<FactId>,
    /// Its values; none where it gives dates.
    values: Vec<String>,
}

/// Finds out what each table defines, before sentences that use it are read, and adds to `names` the results that the
/// vocabulary does not declare.
pub(super) fn columns(
    gathered: &Gathered<'_>,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut declared = Vec::new();
    for (index, placed) in (0..).zip(&gathered.tables) {
        let block = placed.block;
        if let Some(first) = gathered
            .tables
            .iter()
            .take(columns.len())
            .find(|one| same(&one.block.result.text, &block.result.text))
        {
            diagnostics.push(
                Diagnostic::error(
                    "E0270",
                    block.result.span,
                    format!("two tables give `{}`", block.result.text),
                )
                .also(first.block.result.span, "the first")
                .help("make one table of them, or give one of the last columns another heading"),
            );
        }
        let column = column(block, names, diagnostics);
        if column.fact.is_none() {
            declared.push((block.result.text.clone(), column.values.clone(), TableId(index)));
        }
        columns.push(column);
    }
    names.tables = declared;
    columns
}

fn column(block: &tree::Table, names: &Names, diagnostics: &mut Vec<Diagnostic>) -> Column {
    let vocabulary: &Vocabulary = &names.vocabulary;
    let is_result = |fact: &&crate::vocabulary::Fact| {
        fact.words.name.as_ref().is_some_and(|name| same(name, &block.result.text))
    };
    let known = vocabulary.facts.iter().find(is_result);
    let id = known.and_then(|fact| vocabulary.find(&fact.id)).map(|(id, _)| id);
    match known.map(|fact| (&fact.ty, fact.span)) {
        Some((Type::ByTable { values }, _)) => return Column { fact: id, values: values.clone() },
        Some((_, span)) => diagnostics.push(
            Diagnostic::error(
                "E0279",
                block.result.span,
                format!("`{}` is a fact that records state, so no table can give it", block.result.text),
            )
            .also(span, "the fact")
            .help("give the last column a heading of its own, or declare the fact as computed by a table"),
        ),
        None => {}
    }
    let dates = !block.rows.is_empty()
        && block.rows.iter().all(|row| sentence::date(names, &row.result, Scope::Case).is_ok());
    let mut values: Vec<String> = Vec::new();
    if !dates {
        for row in &block.rows {
            if !values.iter().any(|value| same(value, &row.result.text)) {
                values.push(row.result.text.clone());
            }
        }
    }
    Column { fact: None, values }
}

/// All tables, their cells read.
pub(super) fn read(
    context: &Context<'_>,
    columns: Vec<Column>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let tables = context.gathered.tables.iter().zip(columns);
    tables.map(|(placed, column)| table(context, placed, column, diagnostics)).collect()
}

fn table(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Table>,
    column: Column,
    diagnostics: &mut Vec<Diagnostic>,
) -> Table {
    let block = placed.block;
    let rows = block.rows.iter().filter_map(|row| {
        let when = cells(context, block, row, diagnostics);
        let result = result(context, &column, &row.result, diagnostics);
        Some(TableRow { cells: texts(&row.cells), when: when?, result: result?, span: row.span })
    });
    let rows = rows.collect();
    Table {
        name: block.name.text.clone(),
        citations: texts(&block.citations),
        inputs: texts(&block.inputs),
        result: block.result.text.clone(),
        fact: column.fact,
        values: column.values,
        rows,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    }
}

/// All cells of a row together.
fn cells(
    context: &Context<'_>,
    block: &tree::Table,
    row: &tree::Row,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Clause> {
    let mut items = Vec::new();
    let mut sound = true;
    for (heading, cell) in block.inputs.iter().zip(&row.cells) {
        let mut found = Vec::new();
        let read = kept(sentence::cell(&context.names, heading, cell), &mut found);
        // What is wrong with the heading of a column is wrong in every row, and said once.
        found.retain(|new| !diagnostics.iter().any(|one| one.code == new.code && one.primary == new.primary));
        diagnostics.append(&mut found);
        match read {
            Some(Some(condition)) => items.push(Clause {
                label: String::new(),
                text: cell_words(heading, cell),
                span: cell.span,
                citations: Vec::new(),
                meaning: Meaning::Sentence(condition),
            }),
            Some(None) => {}
            None => sound = false,
        }
    }
    sound.then(|| Clause {
        label: String::new(),
        text: "all of these are true".to_owned(),
        span: row.span,
        citations: Vec::new(),
        meaning: Meaning::List { heading: Heading::All, items },
    })
}

/// A cell as a sentence, as far as words alone can tell.
fn cell_words(heading: &Text, cell: &Text) -> String {
    if same(&cell.text, "yes") {
        heading.text.clone()
    } else if same(&cell.text, "no") {
        format!("{}: no", heading.text)
    } else {
        format!("{} is {}", heading.text, cell.text)
    }
}

fn result(
    context: &Context<'_>,
    column: &Column,
    text: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TableResult> {
    if column.values.is_empty() {
        return kept(sentence::date(&context.names, text, Scope::Case), diagnostics).map(TableResult::Date);
    }
    let value = column.values.iter().position(|value| same(value, &text.text));
    if value.is_none() {
        let said =
            Diagnostic::error("E0280", text.span, format!("`{}` is no value of this column", text.text));
        let values: Vec<&str> = column.values.iter().map(String::as_str).collect();
        diagnostics.push(super::context::near(said, text, &values));
    }
    value.and_then(|index| u32::try_from(index).ok()).map(TableResult::Value)
}
