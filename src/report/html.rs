//! A document as one self-contained page: no script, nothing fetched, prints on A4 in black and white.

use super::document::{Block, Document, Field, Item, Table};
use super::timeline;
use crate::explanation::wording as say;

const STYLE: &str = include_str!("page.css");

/// Writes one or more documents as one page; several get a list of contents and stand on sheets of their own.
pub(super) fn write(documents: &[Document], after: Option<&Document>) -> String {
    let several = documents.len() > 1;
    let title = match documents {
        [one] => one.title.clone(),
        [] | [_, ..] => say::titles(documents.len()),
    };
    let head = if several {
        format!("<h1>{}</h1>\n{}", escape(&title), contents(documents, after))
    } else {
        String::new()
    };
    let articles = documents.iter().chain(after).zip(1..).map(|(document, number): (&Document, u32)| {
        let blocks = blocks(&document.blocks, u8::from(several));
        format!("<article id=\"page-{number}\">\n{blocks}</article>\n")
    });
    let body = head + &articles.collect::<Vec<_>>().concat();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{footer}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        title = escape(&title),
        footer = footer(&title),
    )
}

fn contents(documents: &[Document], after: Option<&Document>) -> String {
    let entries = documents.iter().chain(after).enumerate().map(|(number, document)| {
        format!("<li><a href=\"#page-{}\">{}</a></li>\n", number + 1, escape(&document.title))
    });
    let entries: String = entries.collect();
    format!("<nav aria-label=\"{0}\">\n<h2>{0}</h2>\n<ol>\n{entries}</ol>\n</nav>\n", escape(say::CONTENTS))
}

fn blocks(blocks: &[Block], deeper: u8) -> String {
    blocks.iter().map(|block| block_text(block, deeper)).collect()
}

fn block_text(block: &Block, deeper: u8) -> String {
    match block {
        Block::Heading(level, text) => {
            let level = level + deeper;
            format!("<h{level}>{}</h{level}>\n", escape(text))
        }
        Block::Lead(text) => format!("<p class=\"lead\">{}</p>\n", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::List(items) => list(items),
        Block::Table(table) => table_text(table),
        Block::Timeline(picture) => timeline::svg(picture, escape),
        Block::Form(fields) => form(fields),
        Block::Picture(picture) => format!("<figure>\n{}</figure>\n", picture.svg),
        Block::NewPage => "<div class=\"new-page\"></div>\n".to_owned(),
    }
}

fn list(items: &[Item]) -> String {
    let labelled = items.iter().any(|item| !item.label.is_empty());
    let class = if labelled { " class=\"labelled\"" } else { "" };
    let items: String = items.iter().map(item_text).collect();
    format!("<ul{class}>\n{items}</ul>\n")
}

fn item_text(item: &Item) -> String {
    let label = if item.label.is_empty() {
        String::new()
    } else {
        format!("<span class=\"label\">{}</span> ", escape(&item.label))
    };
    let mark = if item.mark.is_empty() {
        String::new()
    } else {
        format!(": <strong>{}</strong>", escape(&item.mark))
    };
    let notes = item.sentences().map(|note| format!("<p class=\"note\">{}</p>\n", escape(note)));
    let notes = notes.collect::<Vec<_>>().concat();
    let standing = if item.standing.is_empty() {
        String::new()
    } else {
        format!("<p class=\"note\"><strong>{}</strong></p>\n", escape(&item.standing))
    };
    let below = if item.items.is_empty() { String::new() } else { list(&item.items) };
    format!("<li>{label}{}{mark}\n{standing}{notes}{below}</li>\n", escape(&item.text))
}

fn table_text(table: &Table) -> String {
    let row = |tag: &str, cells: &[String]| {
        let cells =
            cells.iter().map(|cell| format!("<{tag}>{}</{}>", escape(cell), tag.get(..2).unwrap_or(tag)));
        format!("<tr>{}</tr>\n", cells.collect::<Vec<_>>().concat())
    };
    let rows: String = table.rows.iter().map(|cells| row("td", cells)).collect();
    format!(
        "<table>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        row("th scope=\"col\"", &table.head)
    )
}

/// The box to fill in; the fields of one question are kept together on a sheet.
fn form(fields: &[Field]) -> String {
    let begins = |field: &Field| matches!(field, Field::Title(_));
    let questions = fields.chunk_by(|_, next| !begins(next)).map(|fields| {
        let fields: String = fields.iter().map(field).collect();
        format!("<div class=\"one\">\n{fields}</div>\n")
    });
    format!("<div class=\"box\">\n{}</div>\n", questions.collect::<String>())
}

fn field(field: &Field) -> String {
    match field {
        Field::Title(text) => format!("<p class=\"question\">{}</p>\n", escape(text)),
        Field::Tick(text) => format!("<p class=\"tick\">[ ] {}</p>\n", escape(text)),
        Field::Line(text) => format!("<p class=\"fill\">{}:</p>\n", escape(text)),
        Field::Space(text) => format!("<p class=\"room\">{}:</p>\n", escape(text)),
    }
}

/// What is printed at the foot of each sheet.
fn footer(title: &str) -> String {
    format!("@page {{ @bottom-left {{ content: \"{}\"; }} }}\n", style_text(title))
}

/// A text inside quotes of a style sheet: everything but letters and digits as a code.
fn style_text(text: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_string()
        } else {
            format!("\\{:06x}", u32::from(letter))
        }
    };
    text.chars().map(letter).collect()
}

/// A text as it stands in a page.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}
