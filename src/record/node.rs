//! What stands in a record's text, before anybody asks what it means: words, groups and lists with their positions.
//!
//! Every reader (YAML, JSON, CSV) makes this tree. A word is text until the vocabulary gives it a type.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Place;
use super::limits;
use crate::diagnostic::Diagnostic;

/// A position: line and column from 1, the column in characters; and in which of the files of one case, counted
/// from 0 (a table has companions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct At {
    pub(super) file: u16,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl At {
    pub(super) fn new(line: usize, column: usize) -> Self {
        let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { file: 0, line: small(line), column: small(column) }
    }

    /// The beginning of a line.
    pub(super) fn line(line: u32) -> Self {
        Self { file: 0, line, column: 1 }
    }

    pub(super) fn place(self, file: &Arc<str>) -> Place {
        Place { file: Arc::clone(file), line: self.line, column: self.column }
    }
}

/// One thing in the text.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    /// Where it begins.
    pub(super) at: At,
    /// Where it ends.
    pub(super) end: At,
    /// What it is.
    pub(super) kind: Kind<'t>,
}

#[derive(Debug, Clone)]
pub(super) enum Kind<'t> {
    /// A word, number or text as written; quoted or not.
    Word { text: Cow<'t, str>, quoted: bool },
    /// JSON `null`, an empty CSV cell: not asked.
    Nothing,
    /// A list.
    Items(Vec<Node<'t>>),
    /// A group of keys.
    Keys(Vec<(Key<'t>, Node<'t>)>),
}

/// A key of a group.
#[derive(Debug, Clone)]
pub(super) struct Key<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) at: At,
}

impl<'t> Node<'t> {
    pub(super) fn word(at: At, text: impl Into<Cow<'t, str>>, quoted: bool) -> Self {
        Self { at, end: at, kind: Kind::Word { text: text.into(), quoted } }
    }

    /// The word, without white space around it.
    pub(super) fn as_word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word { text, .. } => Some(text.trim()),
            Kind::Nothing | Kind::Items(_) | Kind::Keys(_) => None,
        }
    }

    /// Is it exactly these words, in any letter case?
    pub(super) fn says(&self, words: &str) -> bool {
        self.as_word().is_some_and(|word| same_words(word, words))
    }

    /// The node under a key, with the key in any letter case.
    pub(super) fn get(&self, wanted: &str) -> Option<&Node<'t>> {
        let Kind::Keys(keys) = &self.kind else { return None };
        keys.iter().find(|(key, _)| same_words(&key.text, wanted)).map(|(_, node)| node)
    }

    /// In words, for a message that never shows what stands there.
    pub(super) fn described(&self) -> &'static str {
        match &self.kind {
            Kind::Word { .. } => "one answer",
            Kind::Nothing => "nothing",
            Kind::Items(_) => "a list",
            Kind::Keys(_) => "a group of keys",
        }
    }
}

/// Are these the same words, whatever the letter case and the white space between them?
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let mut others = other.split_whitespace();
    let all = one
        .split_whitespace()
        .all(|word| others.next().is_some_and(|other| word.eq_ignore_ascii_case(other)));
    all && others.next().is_none()
}

/// Says which keys of a group stand twice, letter case and quotes aside.
pub(super) fn keys_twice(keys: &[(Key<'_>, Node<'_>)], file: &Arc<str>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, At> = BTreeMap::new();
    let mut twice = Vec::new();
    for (key, _) in keys {
        let folded = key.text.trim().to_lowercase();
        if let Some(first) = seen.get(&folded) {
            twice.push(twice_message(key.at, *first, file));
        } else {
            seen.insert(folded, key.at);
        }
    }
    twice
}

fn twice_message(at: At, first: At, file: &Arc<str>) -> Diagnostic {
    Diagnostic::error_in_record("E0508", at.place(file), "this key stands twice in the same group")
        .because(format!("It already stands at {}. Which of the two is meant cannot be told.", first.place(file)))
        .because("Capital letters and quotation marks do not make it another key.")
        .help("keep one; if two sources say different things, write a list: `- {value: …, by: …, on: …}` for each")
}

/// The message for a text or list beyond a limit.
pub(super) fn over_limit(place: Place, what: &str, limit: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0505", place, format!("{what} is over the limit of {limit}"))
        .because("The limits keep one damaged file from stopping everybody's work.")
}

pub(super) fn too_deep(place: Place) -> Diagnostic {
    over_limit(place, "the nesting of lists and groups", &format!("{} levels", limits::NESTING))
        .help("a record needs at most six levels; look for a bracket that was opened and never closed")
}
