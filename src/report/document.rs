//! One page as headings, sentences, lists, tables and a box to fill in: what every format writes.
//!
//! Invariant: no text of a document holds a control character or a direction mark; [`clean`] shows each as a visible
//! sign, so that a record cannot speak to the reader's terminal, and every format carries the same letters.

use super::timeline::Timeline;

/// A page, or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the title's.
    Heading(u8, String),
    /// The sentence the page begins with.
    Lead(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// A picture of deadlines, for the printable page alone; a table with the same content follows it.
    Timeline(Timeline),
    /// A box for people to fill in.
    Form(Vec<Field>),
    /// A picture; only a page shows it, so a table beside it holds the same.
    Picture(Picture),
    /// A new sheet of paper.
    NewPage,
}

/// A list item: its sentence, how it stands, what goes with it, and the items below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// `(a)`, `1.`; empty for a plain bullet.
    pub label: String,
    /// The sentence.
    pub text: String,
    /// How it stands: `true`, `not known`; empty for none.
    pub mark: String,
    /// How it stands, as a sentence of its own under it; empty for none.
    pub standing: String,
    /// Sentences under it.
    pub notes: Vec<String>,
    /// Items under it.
    pub items: Vec<Item>,
}

impl Item {
    /// A bullet with a sentence.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: clean(text), ..Self::default() }
    }

    /// With a label before it.
    #[must_use]
    pub fn labelled(mut self, label: &str) -> Self {
        self.label = clean(label);
        self
    }

    /// With how it stands.
    #[must_use]
    pub fn marked(mut self, mark: &str) -> Self {
        self.mark = clean(mark);
        self
    }

    /// With how it stands, as a sentence.
    #[must_use]
    pub fn standing(mut self, sentence: &str) -> Self {
        self.standing = clean(sentence);
        self
    }

    /// With sentences under it.
    #[must_use]
    pub fn noted(mut self, notes: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.notes.extend(notes.into_iter().map(|note| clean(note.as_ref())));
        self
    }

    /// With items under it.
    #[must_use]
    pub fn over(mut self, items: impl IntoIterator<Item = Item>) -> Self {
        self.items.extend(items);
        self
    }

    /// All sentences under it, in order.
    pub fn under(&self) -> impl Iterator<Item = &String> {
        Some(&self.standing).filter(|sentence| !sentence.is_empty()).into_iter().chain(&self.notes)
    }

    /// The sentence with its mark: "the child died: true".
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.mark.is_empty() { self.text.clone() } else { format!("{}: {}", self.text, self.mark) }
    }
}

/// A table with a heading row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The heading row.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A picture for a page, with its words inside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// The same in sentences.
    pub description: String,
    /// The drawing, safe to stand in a page: every text in it escaped.
    pub svg: String,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Over the fields of one question.
    Title(String),
    /// Boxes to tick, one line each.
    Tick(String),
    /// A short line to fill in.
    Line(String),
    /// Room for sentences.
    Space(String),
}

impl Document {
    /// A document with a title and nothing else yet.
    #[must_use]
    pub fn titled(title: &str) -> Self {
        Self { title: clean(title), blocks: vec![Block::Heading(1, clean(title))] }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.blocks.push(Block::Heading(level, clean(text)));
    }

    /// Adds the first sentence.
    pub fn lead(&mut self, text: &str) {
        self.blocks.push(Block::Lead(clean(text)));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph(clean(text)));
    }

    /// Adds a picture.
    pub fn picture(&mut self, picture: Picture) {
        self.blocks.push(Block::Picture(picture));
    }

    /// Adds a table.
    pub fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        let row = |cells: Vec<String>| cells.iter().map(|cell| clean(cell)).collect();
        let head = head.iter().map(|cell| clean(cell)).collect();
        self.blocks.push(Block::Table(Table { head, rows: rows.into_iter().map(row).collect() }));
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }
}

/// A text without control characters and direction marks: each is shown as a sign instead.
#[must_use]
pub(super) fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(letter: char) -> char {
    let code = u32::from(letter);
    match letter {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{7f}' => '\u{2421}',
        _ if code < 0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        _ => letter,
    }
}
