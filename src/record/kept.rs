//! How are answers put into a record's own text? Its lines and comments stay as they are; only what was answered is
//! added or replaced.

use serde_json::{Value as Json, json};

use super::shape::{self, Order};
use super::{Format, Record, hash, read};
use crate::source::Sources;
use crate::vocabulary::Vocabulary;

/// The YAML text of a record with what the record says besides. Nothing where the text does not allow it: not YAML, more
/// than one case, facts in braces. What comes back was read again, and says what the record says.
#[must_use]
pub fn write_into(text: &str, record: &Record, vocabulary: &Vocabulary) -> Option<String> {
    let before = read_one(text, vocabulary)?;
    let mut lines = FactLines::of(text)?;
    let (was, now) = (facts(&before, vocabulary), facts(record, vocabulary));
    for (id, said) in now.as_object()? {
        if was.get(id) != Some(said) {
            lines.put(id, said)?;
        }
    }
    let text = lines.lines.concat();
    let kept = read_one(&text, vocabulary)?;
    (kept.hash == hash(record, vocabulary)).then_some(text)
}

fn facts(record: &Record, vocabulary: &Vocabulary) -> Json {
    shape::facts(record, vocabulary, Order::AsGiven)
}

fn read_one(text: &str, vocabulary: &Vocabulary) -> Option<Record> {
    let mut sources = Sources::default();
    let id = sources.add("record", text);
    let mut records = read(&sources, id, Format::Yaml, vocabulary).records;
    let only = records.pop()?;
    records.is_empty().then_some(only)
}

/// The lines of a record, and where its facts stand among them.
struct FactLines {
    lines: Vec<String>,
    /// The first line below `facts:`.
    start: usize,
    /// How far the facts are set in.
    indent: usize,
    newline: &'static str,
}

impl FactLines {
    fn of(text: &str) -> Option<Self> {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with('\n')) {
            last.push_str(newline);
        }
        let mut keys = (0..).zip(&mut lines).filter(|(_, line)| line.trim_start().starts_with("facts:"));
        let (at, key) = keys.next().filter(|_| keys.next().is_none())?;
        let outer = indent_of(key);
        *key = key.replacen("facts: {}", "facts:", 1);
        let behind = key.trim_start().trim_start_matches("facts:").trim();
        if !behind.is_empty() && !behind.starts_with('#') {
            return None;
        }
        let start: usize = at + 1;
        let first = lines.iter().skip(start).find(|line| is_content(line));
        let indent = first.map(|line| indent_of(line)).filter(|indent| *indent > outer).unwrap_or(outer + 2);
        Some(Self { lines, start, indent, newline })
    }

    /// One past the last line of the facts, from `from` on: comments and gaps behind it belong to what follows.
    fn end(&self, from: usize, is_within: impl Fn(&str) -> bool) -> usize {
        let lines = (from..).zip(self.lines.iter().skip(from)).filter(|(_, line)| is_content(line));
        lines.take_while(|(_, line)| is_within(line)).last().map_or(from, |(at, _)| at + 1)
    }

    /// Writes what is said of a fact, in the place of what was.
    fn put(&mut self, id: &str, said: &Json) -> Option<()> {
        let written = serde_yaml::to_string(&json!({ id: said })).ok()?;
        let indent = self.indent;
        let mut new: Vec<String> =
            written.lines().map(|line| format!("{:indent$}{line}{}", "", self.newline)).collect();
        let facts = self.end(self.start, |line| indent_of(line) >= indent);
        let own =
            |line: &String| indent_of(line) == indent && line.trim_start().starts_with(&format!("{id}:"));
        let Some(at) = (self.start..facts).find(|at| self.lines.get(*at).is_some_and(own)) else {
            self.lines.splice(facts..facts, new);
            return Some(());
        };
        // A list may stand as far to the left as its key.
        let deeper = |line: &str| {
            indent_of(line) > indent || indent_of(line) == indent && line.trim_start().starts_with('-')
        };
        let behind = self.end(at + 1, deeper);
        let mut comments = self.lines.get(at..behind)?.iter().map(|line| comment(line));
        if let (Some(Some(beside)), Some(first)) = (comments.next(), new.first_mut()) {
            *first = format!("{}  {beside}{}", first.trim_end(), self.newline);
        }
        let others = comments.flatten().map(|other| format!("{:indent$}{other}{}", "", self.newline));
        new.splice(0..0, others.collect::<Vec<_>>());
        self.lines.splice(at..behind, new);
        Some(())
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Neither a gap nor a comment alone.
fn is_content(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

/// The comment of a line: from a `#` outside quotes, at its start or behind a space.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        match (quote, letter) {
            (None, '#') if before.is_whitespace() => return line.get(at..).map(str::trim_end),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        before = letter;
    }
    None
}
