//! The words, groups and lists of a mapping file, with a message for each that is not as expected.

use std::sync::Arc;

use super::super::node::{At, Kind, Node, same_words};
use crate::diagnostic::{Diagnostic, nearest};

/// A mapping file being read.
pub(super) struct Reader {
    pub(super) file: Arc<str>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn wrong(&mut self, at: At, title: &str, help: &str) {
        self.problems.push(wrong(at, &self.file, title).help(help));
    }

    /// Only these keys may stand here.
    pub(super) fn keys(&mut self, node: &Node<'_>, known: &[&str]) {
        let Kind::Keys(keys) = &node.kind else {
            self.wrong(
                node.at,
                "a group of keys is expected here",
                &format!("the keys are `{}`", known.join("`, `")),
            );
            return;
        };
        for (key, _) in keys {
            if known.iter().any(|known| same_words(known, &key.text)) {
                continue;
            }
            let help = match nearest(key.text.trim(), known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys are `{}`", known.join("`, `")),
            };
            self.wrong(key.at, "this key is not one that stands here", &help);
        }
    }

    pub(super) fn needed(&mut self, node: &Node<'_>, key: &str) -> String {
        word(node, key).unwrap_or_else(|| {
            self.wrong(node.at, &format!("`{key}` is missing here"), &format!("write `{key}: ` and a name"));
            String::new()
        })
    }

    pub(super) fn yes(&mut self, node: &Node<'_>, key: &str) -> bool {
        let Some(said) = node.get(key) else { return false };
        let (yes, no) = (said.says("yes") || said.says("true"), said.says("no") || said.says("false"));
        if !yes && !no {
            self.wrong(said.at, &format!("`{key}` is yes or no"), "write `yes` or `no`");
        }
        yes
    }

    /// One word, or a list of words.
    pub(super) fn words(&mut self, node: &Node<'_>, key: &str) -> Vec<(String, At)> {
        let Some(said) = node.get(key) else { return Vec::new() };
        let items = match &said.kind {
            Kind::Items(items) => items.as_slice(),
            Kind::Word { .. } | Kind::Nothing | Kind::Keys(_) => std::slice::from_ref(said),
        };
        let words = items.iter().filter_map(|item| Some((item.as_word()?.to_owned(), item.at)));
        let words: Vec<(String, At)> = words.collect();
        if words.len() < items.len() {
            self.wrong(
                said.at,
                &format!("`{key}` is a word or a list of words"),
                "write it as `[one, other]`",
            );
        }
        words
    }

    /// The entries of a group: key, place, node.
    pub(super) fn group<'n, 't>(&mut self, node: &'n Node<'t>, key: &str) -> Vec<(String, At, &'n Node<'t>)> {
        match node.get(key).map(|group| (&group.kind, group.at)) {
            Some((Kind::Keys(keys), _)) => {
                keys.iter().map(|(key, node)| (key.text.trim().to_owned(), key.at, node)).collect()
            }
            found => {
                let at = found.map_or(node.at, |(_, at)| at);
                self.wrong(
                    at,
                    &format!("`{key}` is missing, or no group"),
                    "write one line for each, indented below it",
                );
                Vec::new()
            }
        }
    }

    pub(super) fn items<'n, 't>(&mut self, node: &'n Node<'t>, key: &str) -> Vec<&'n Node<'t>> {
        match node.get(key).map(|list| (&list.kind, list.at)) {
            None => Vec::new(),
            Some((Kind::Items(items), _)) => items.iter().collect(),
            Some((_, at)) => {
                self.wrong(at, &format!("`{key}` is a list"), "begin each with `- table: `");
                Vec::new()
            }
        }
    }
}

/// The word under a key.
pub(super) fn word(node: &Node<'_>, key: &str) -> Option<String> {
    node.get(key)?.as_word().filter(|word| !word.is_empty()).map(str::to_owned)
}

pub(super) fn wrong(at: At, file: &Arc<str>, title: impl Into<String>) -> Diagnostic {
    Diagnostic::error_in_record("E0535", at.place(file), title)
}
