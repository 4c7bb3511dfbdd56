//! A document in words alone, for those who listen: headings are named, rows are sentences, nothing is drawn.

use super::document::{Block, Document, Field, Item, Table};
use super::text::{WIDTH, wrap};
use crate::explanation::wording as say;

/// Writes a document; `follows` where text stands before it.
pub(super) fn write(document: &Document, follows: bool) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        let paragraphs = block_lines(block);
        if !paragraphs.is_empty() && (follows || !text.is_empty()) {
            text.push('\n');
        }
        for (indent, paragraph) in paragraphs {
            for line in wrap(&paragraph, WIDTH - indent, 0) {
                text.push_str(&" ".repeat(indent));
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}

/// The sentences of a block, each with how far it is indented.
fn block_lines(block: &Block) -> Vec<(usize, String)> {
    let plain = |lines: Vec<String>| lines.into_iter().map(|line| (0, line)).collect();
    match block {
        Block::Heading(level, text) => plain(vec![say::heading_aloud(*level, text)]),
        Block::Lead(text) | Block::Paragraph(text) => plain(vec![text.clone()]),
        Block::List(items) => items.iter().flat_map(|item| item_lines(item, 0)).collect(),
        Block::Table(table) => plain(rows(table)),
        Block::Form(fields) => plain(fields.iter().map(field).collect()),
        Block::NewPage | Block::Picture(_) | Block::Timeline(_) => Vec::new(),
    }
}

fn item_lines(item: &Item, indent: usize) -> Vec<(usize, String)> {
    let sentence = item.sentence();
    let first =
        if matches!(item.label.as_str(), "" | "-") { sentence } else { format!("{} {sentence}", item.label) };
    let under = item.under().map(|line| (indent, line.clone()));
    let below = item.items.iter().flat_map(|item| item_lines(item, indent + 2));
    std::iter::once((indent, say::stop(&first))).chain(under).chain(below).collect()
}

fn rows(table: &Table) -> Vec<String> {
    let row = |cells: &Vec<String>| {
        let cells = table.head.iter().zip(cells).map(|(head, cell)| say::cell_aloud(head, cell));
        cells.collect::<Vec<_>>().join(" ")
    };
    table.rows.iter().map(row).collect()
}

fn field(field: &Field) -> String {
    match field {
        Field::Title(text) => text.clone(),
        Field::Tick(text) => say::choice_aloud(text),
        Field::Line(text) | Field::Space(text) => say::room_aloud(text),
    }
}
