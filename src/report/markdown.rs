//! A document as Markdown. Text of a record or a rule never becomes markup.

use super::document::{Block, Document, Field, Item, Table};

/// Writes a document; `follows` where text stands before it.
pub(super) fn write(document: &Document, follows: bool) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if (follows || !text.is_empty()) && !matches!(block, Block::Timeline(_)) {
            text.push('\n');
        }
        text.push_str(&block_text(block));
    }
    text
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), inline(text)),
        Block::Lead(text) => format!("**{}**\n", inline(text)),
        Block::Paragraph(text) => format!("{}\n", line_start(&inline(text))),
        Block::List(items) => {
            let mut text = String::new();
            list(&mut text, items, 0);
            text
        }
        Block::Table(table) => table_text(table),
        Block::Form(fields) => form(fields),
        Block::Timeline(_) | Block::Picture(_) => String::new(),
        Block::NewPage => "---\n".to_owned(),
    }
}

fn list(text: &mut String, items: &[Item], indent: usize) {
    for item in items {
        let numbered =
            item.label.strip_suffix('.').is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
        let marker = if numbered { format!("{} ", item.label) } else { "- ".to_owned() };
        let label = if numbered || item.label.is_empty() {
            String::new()
        } else {
            format!("{} ", inline(&item.label))
        };
        let hang = indent + marker.len();
        let mut lines = vec![line_start(&format!("{label}{}", sentence(item)))];
        lines.extend(
            Some(&item.standing).filter(|text| !text.is_empty()).map(|text| format!("**{}**", inline(text))),
        );
        lines.extend(item.sentences().map(|note| line_start(&inline(note))));
        let between = format!("  \n{}", " ".repeat(hang));
        text.extend([&" ".repeat(indent), &marker, &lines.join(&between), "\n"]);
        list(text, &item.items, hang);
    }
}

fn sentence(item: &Item) -> String {
    let text = inline(&item.text);
    if item.mark.is_empty() { text } else { format!("{text}: **{}**", inline(&item.mark)) }
}

fn table_text(table: &Table) -> String {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| inline(cell).replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", " --- |".repeat(table.head.len()));
    let rows: String = table.rows.iter().map(|cells| row(cells)).collect();
    format!("{}{rule}{rows}", row(&table.head))
}

fn form(fields: &[Field]) -> String {
    let line = |field: &Field| match field {
        Field::Title(text) => format!("> {}  \n", inline(text)),
        Field::Tick(text) => format!("> \\[ \\] {}  \n", inline(text)),
        Field::Line(text) | Field::Space(text) => format!("> {}:  \n>  \n", inline(text)),
    };
    fields.iter().map(line).collect()
}

/// A text with every letter that Markdown would act on made plain.
fn inline(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '~' => plain.extend(['\\', letter]),
            ']' if letters.peek() == Some(&'(') => plain.push_str("\\]"),
            '!' if letters.peek() == Some(&'[') => plain.push_str("\\!"),
            _ => plain.push(letter),
        }
    }
    plain
}

/// The same at the start of a line, where more letters are markup.
fn line_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '-', '+', '=', '|', '[']) { format!("\\{text}") } else { text.to_owned() }
}
