//! What do the lines under a declaration say? `Name: "…".`, `Held by: …`, `Beyond dispute.`
//!
//! Gathers the lines of one fact or field by key, whatever their order, and reports a key that stands twice; a key that
//! is not known was reported when the file was read. What must be there depends on the type and is checked where the fact is read.

use super::wording::check_wording;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{KeyValue, Text};

/// The keys that carry a wording in quotes.
const WORDINGS: [&str; 8] = ["Name", "Yes", "No", "One", "Many", "None", "Never", "Ever"];

const KEYS: [&str; 18] = [
    "Name",
    "Yes",
    "No",
    "Ask",
    "One",
    "Many",
    "None",
    "Never",
    "Ever",
    "Formerly",
    "Held by",
    "Judged by",
    "Beyond dispute",
    "May lie ahead",
    "Plainly",
    "Ease of asking",
    "Note",
    "Notes",
];

/// The lines of one declaration.
pub(super) struct Lines<'a> {
    /// Each with its key as the language spells it.
    known: Vec<(&'static str, &'a KeyValue)>,
    /// The declaration's id, for messages.
    id: &'a Text,
}

impl<'a> Lines<'a> {
    pub(super) fn read(id: &'a Text, lines: &'a [KeyValue], found: &mut Vec<Diagnostic>) -> Self {
        let mut known: Vec<(&'static str, &'a KeyValue)> = Vec::new();
        for line in lines {
            let Some(key) = KEYS.into_iter().find(|key| key.eq_ignore_ascii_case(&line.key.text)) else {
                continue;
            };
            let once = !matches!(key, "Formerly" | "Note" | "Notes");
            if let Some((_, first)) = known.iter().find(|(other, _)| once && *other == key) {
                found.push(
                    Diagnostic::error(
                        "E0252",
                        line.key.span,
                        format!("`{key}` stands twice under `{}`", id.text),
                    )
                    .also(first.key.span, "first here"),
                );
                continue;
            }
            known.push((key, line));
        }
        let lines = Self { known, id };
        lines.check_wordings(found);
        lines
    }

    fn check_wordings(&self, found: &mut Vec<Diagnostic>) {
        for (key, line) in &self.known {
            let Some(value) = &line.value else { continue };
            if WORDINGS.contains(key) || *key == "Formerly" {
                check_wording(value, found);
            }
        }
    }

    /// The line of a key.
    pub(super) fn line(&self, key: &str) -> Option<&'a KeyValue> {
        self.known.iter().find(|(known, _)| *known == key).map(|(_, line)| *line)
    }

    /// The value of a key as written.
    pub(super) fn text(&self, key: &str) -> Option<&'a Text> {
        self.line(key)?.value.as_ref()
    }

    /// The value of a key.
    pub(super) fn words(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.text.clone())
    }

    /// Is there such a line?
    pub(super) fn has(&self, key: &str) -> bool {
        self.line(key).is_some()
    }

    /// All values of a key that may stand several times.
    pub(super) fn all(&self, key: &str) -> Vec<String> {
        let lines = self.known.iter().filter(|(known, _)| *known == key);
        lines.filter_map(|(_, line)| line.value.as_ref().map(|text| text.text.clone())).collect()
    }

    /// The parts of a value, between semicolons.
    pub(super) fn listed(&self, key: &str) -> Vec<String> {
        let Some(text) = self.text(key) else { return Vec::new() };
        let parts = text.text.split(';').map(|part| part.trim().trim_end_matches(", giving reasons").trim());
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Every wording with its key and place, old wordings too.
    pub(super) fn wordings(&self) -> Vec<(&'static str, &'a Text)> {
        let wordings = self.known.iter().filter(|(key, _)| WORDINGS.contains(key) || *key == "Formerly");
        wordings.filter_map(|(key, line)| Some((*key, line.value.as_ref()?))).collect()
    }

    /// Old wordings: each belongs to the wording line directly above it, or to the only one there is.
    pub(super) fn formerly(&self, found: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
        let wordings: Vec<&str> =
            self.known.iter().map(|(key, _)| *key).filter(|key| WORDINGS.contains(key)).collect();
        let only = if let [only] = wordings.as_slice() { Some(*only) } else { None };
        let mut of = only;
        let mut old = Vec::new();
        for (key, line) in &self.known {
            match (*key, &line.value) {
                ("Formerly", Some(value)) => match of {
                    Some(of) => old.push((of.to_owned(), value.text.clone())),
                    None => found.push(self.replaces_nothing(line, &wordings)),
                },
                (key, _) => of = only.or(Some(key).filter(|key| WORDINGS.contains(key))),
            }
        }
        old
    }

    fn replaces_nothing(&self, line: &KeyValue, wordings: &[&str]) -> Diagnostic {
        let title = format!("which wording of `{}` this old one meant is not said", self.id.text);
        let places: Vec<String> = wordings.iter().map(|key| format!("`{key}:`")).collect();
        Diagnostic::error("E0257", line.key.span, title)
            .because("An old wording means what the wording directly above it means, a *yes* or a *no*.")
            .help(format!("move it directly below the line it was replaced by: {}", places.join(" or ")))
    }

    /// 1 to 3; 2 where not said.
    pub(super) fn ease(&self, found: &mut Vec<Diagnostic>) -> u8 {
        let Some(text) = self.text("Ease of asking") else { return 2 };
        if let Ok(ease @ 1..=3) = text.text.parse() {
            return ease;
        }
        found.push(
            Diagnostic::error("E0255", text.span, format!("`{}` is not an ease of asking", text.text))
                .help("write 1 (one telephone call), 2 or 3 (weeks, or another body's findings)"),
        );
        2
    }

    /// Reports a wording line that this type has no use for.
    pub(super) fn only(&self, wanted: &[&str], kind: &str, found: &mut Vec<Diagnostic>) {
        for (key, line) in &self.known {
            if (WORDINGS.contains(key) || *key == "Ask") && !wanted.contains(key) {
                let title = format!("`{key}:` has no use under `{}`: {kind}", self.id.text);
                let wanted: Vec<String> = wanted.iter().map(|key| format!("`{key}:`")).collect();
                found.push(
                    Diagnostic::error("E0252", line.key.span, title)
                        .help(format!("the wordings here are {}", wanted.join(", "))),
                );
            }
        }
    }

    /// Where the declaration's id stands.
    pub(super) fn place(&self) -> Span {
        self.id.span
    }

    /// The declaration's id.
    pub(super) fn id(&self) -> &'a str {
        &self.id.text
    }
}
