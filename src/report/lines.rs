//! A document as plain lines in reading order: what every format must carry.

use serde_json::{Value, json};

use super::document::{Block, Document, Field, Item};

/// The headings of a document, each with the lines under it.
pub(super) fn sections(document: &Document) -> Vec<Value> {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for block in &document.blocks {
        if let Block::Heading(_, text) = block {
            sections.push((text.clone(), Vec::new()));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.extend(block_lines(block));
        }
    }
    sections.into_iter().map(|(heading, lines)| json!({ "heading": heading, "lines": lines })).collect()
}

fn block_lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(_, text) | Block::Lead(text) | Block::Paragraph(text) => vec![text.clone()],
        Block::List(items) => items.iter().flat_map(item_lines).collect(),
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| table.head.iter().zip(row).map(|(head, cell)| format!("{head}: {cell}")))
            .collect(),
        Block::Form(fields) => fields.iter().map(field_line).collect(),
        Block::NewPage | Block::Picture(_) | Block::Timeline(_) => Vec::new(),
    }
}

pub(super) fn item_lines(item: &Item) -> Vec<String> {
    let sentence = item.sentence();
    let first = if item.label.is_empty() { sentence } else { format!("{} {sentence}", item.label) };
    let below = item.items.iter().flat_map(item_lines);
    std::iter::once(first).chain(item.under().cloned()).chain(below).collect()
}

fn field_line(field: &Field) -> String {
    match field {
        Field::Title(text) => text.clone(),
        Field::Tick(text) => format!("[ ] {text}"),
        Field::Line(text) | Field::Space(text) => format!("{text}:"),
    }
}
