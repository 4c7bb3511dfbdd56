//! One page as headings, sentences, lists, tables and a box to fill in: what every format writes.
//!
//! Invariant: no text of a document holds a control character or a direction mark; [`clean`] shows each as a visible
//! sign, so that a record cannot speak to the reader's terminal, and every format carries the same letters.

use std::collections::BTreeSet;

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
    pub notes: Vec<Note>,
    /// Items under it.
    pub items: Vec<Item>,
    /// What stands instead where the page has shown the same.
    pub again: Option<Again>,
}

/// A sentence under an item, or several that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// The sentences.
    pub lines: Vec<String>,
    /// What stands instead where the page has shown the same.
    pub again: Option<Again>,
}

/// What stands instead of something that a page has shown already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// The same lines were shown.
    Same {
        /// What it says, in lines.
        lines: Vec<String>,
        /// What stands instead.
        short: String,
    },
    /// What it says stands under a heading.
    Under {
        /// The heading.
        heading: String,
        /// What stands instead.
        short: String,
    },
}

impl From<&str> for Note {
    fn from(text: &str) -> Self {
        Self { lines: vec![clean(text)], again: None }
    }
}

impl From<String> for Note {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Note {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl Note {
    /// Several sentences, with what stands instead of them.
    #[must_use]
    pub fn of(lines: &[String], again: Again) -> Self {
        Self { lines: lines.iter().map(|line| clean(line)).collect(), again: Some(again.clean()) }
    }
}

impl Again {
    fn clean(self) -> Self {
        match self {
            Self::Same { lines, short } => {
                Self::Same { lines: lines.iter().map(|line| clean(line)).collect(), short: clean(&short) }
            }
            Self::Under { heading, short } => Self::Under { heading: clean(&heading), short: clean(&short) },
        }
    }

    /// What stands instead, if the page has shown it; remembers it from now on.
    fn shown(self, seen: &mut BTreeSet<Vec<String>>) -> Option<String> {
        match self {
            Self::Same { lines, short } => (!seen.insert(lines)).then_some(short),
            Self::Under { heading, short } => seen.contains(&vec![heading]).then_some(short),
        }
    }
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
    pub fn noted(mut self, notes: impl IntoIterator<Item = impl Into<Note>>) -> Self {
        self.notes.extend(notes.into_iter().map(Into::into));
        self
    }

    /// With what stands instead of it where the page has shown the same.
    #[must_use]
    pub fn once(mut self, again: Again) -> Self {
        self.again = Some(again.clean());
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
        Some(&self.standing).filter(|sentence| !sentence.is_empty()).into_iter().chain(self.sentences())
    }

    /// The sentences under it, without how it stands.
    pub fn sentences(&self) -> impl Iterator<Item = &String> {
        self.notes.iter().flat_map(|note| &note.lines)
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

    /// Says each thing once: what the page has shown already is only named.
    pub fn say_once(&mut self) {
        let mut seen = BTreeSet::new();
        for block in &mut self.blocks {
            match block {
                Block::Heading(_, text) => {
                    seen.insert(vec![text.clone()]);
                }
                Block::List(items) => items.iter_mut().for_each(|item| once(item, &mut seen)),
                Block::Lead(_)
                | Block::Paragraph(_)
                | Block::Table(_)
                | Block::Timeline(_)
                | Block::Form(_)
                | Block::Picture(_)
                | Block::NewPage => {}
            }
        }
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

fn once(item: &mut Item, seen: &mut BTreeSet<Vec<String>>) {
    if let Some(short) = item.again.take().and_then(|again| again.shown(seen)) {
        item.text = short;
        item.notes.clear();
        item.items.clear();
        return;
    }
    for note in &mut item.notes {
        if let Some(short) = note.again.take().and_then(|again| again.shown(seen)) {
            note.lines = vec![short];
        }
    }
    item.items.iter_mut().for_each(|item| once(item, seen));
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
