//! Who said what? The statements about one fact, each with its answer, its source and its day.

use super::case::{About, Reading};
use super::node::{At, Key, Kind, Node, same_words};
use super::{Answer, SAID_NOT_TO_APPLY, Statement, identity, limits, text, word};
use crate::calendar::{Date, DateRange};
use crate::diagnostic::nearest;
use crate::vocabulary::Type;

/// Reasons why something is not known that the engine understands; others are kept as text.
const REASONS: [&str; 6] =
    ["asked", "asked and not known", "withheld", "awaited", "no reply", SAID_NOT_TO_APPLY];

const KEYS: [&str; 8] = ["value", "one of", "not known", "by", "on", "note", "reasons", "due"];

/// The keys of a statement, taken apart.
#[derive(Default)]
struct Parts<'n, 't> {
    answers: Vec<(&'n str, At, &'n Node<'t>)>,
    by: Option<&'n Node<'t>>,
    on: Option<&'n Node<'t>>,
    note: Option<&'n Node<'t>>,
    reasons: Option<&'n Node<'t>>,
    due: Option<(At, &'n Node<'t>)>,
}

impl Reading<'_> {
    /// Everything said about one fact.
    pub(super) fn statements(&mut self, node: &Node<'_>, about: About<'_>) -> Vec<Statement> {
        if is_statement(node, about) {
            return self.statement(node, about).into_iter().collect();
        }
        let Kind::Items(items) = &node.kind else { return self.bare(node, about) };
        if items.len() > limits::LIST_ENTRIES {
            self.too_many(node.at, about);
            return Vec::new();
        }
        let given = items.iter().filter(|item| is_statement(item, about)).count();
        if given > 0 && given == items.len() {
            return items.iter().filter_map(|item| self.statement(item, about)).collect();
        }
        if given > 0 {
            let title = format!("{about} mixes statements (`value`, `by`, `on`) with answers");
            self.refuse(
                "E0520",
                node.at,
                title,
                "put each answer into a statement of its own: `- {value: …, by: …}`",
            );
            return Vec::new();
        }
        if is_listed(about.ty()) {
            return self.bare(node, about);
        }
        self.several_answers(node, items.is_empty(), about);
        Vec::new()
    }

    fn several_answers(&mut self, node: &Node<'_>, empty: bool, about: About<'_>) {
        if empty {
            self.empty_list(node.at, about);
            return;
        }
        let title = format!("{about} has one answer, and a list stands here");
        let problem = self.problem("E0520", node.at, title);
        problem.help.push(
            "if sources disagree, say who said which: `- {value: …, by: …, on: …}` for each".to_owned(),
        );
        problem.help.push("if one source leaves it open between answers, write `{one of: [ … ]}`".to_owned());
    }

    /// An answer without a source of its own.
    fn bare(&mut self, node: &Node<'_>, about: About<'_>) -> Vec<Statement> {
        let answer = self.answer(node, about);
        answer
            .filter(|answer| *answer != Answer::NotAsked)
            .map(|answer| self.said(answer, node.at))
            .into_iter()
            .collect()
    }

    fn said(&self, answer: Answer, at: At) -> Statement {
        Statement { answer, by: self.by.clone(), on: self.on, place: self.place(at), ..Statement::default() }
    }

    fn statement(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Statement> {
        let Kind::Keys(keys) = &node.kind else { return None };
        let parts = self.parts(keys, about);
        let answer = self.statement_answer(&parts, node.at, about);
        let by = parts.by.and_then(|by| self.text(by, &format!("{about}, `by`")));
        let on = parts.on.and_then(|on| self.day(on, &format!("{about}, `on`")));
        let noted = parts.note.and_then(|note| self.text(note, &format!("{about}, `note`")));
        let reasons = parts.reasons.and_then(|reasons| self.text(reasons, &format!("{about}, `reasons`")));
        let answer = answer.filter(|answer| *answer != Answer::NotAsked)?;
        let said = self.said(answer, node.at);
        Some(Statement { by: by.or(said.by.clone()), on: on.or(said.on), note: noted, reasons, ..said })
    }

    fn parts<'n, 't>(&mut self, keys: &'n [(Key<'t>, Node<'t>)], about: About<'_>) -> Parts<'n, 't> {
        let mut parts = Parts::default();
        for (key, node) in keys {
            match KEYS.iter().find(|known| same_words(known, &key.text)) {
                Some(&"by") => parts.by = Some(node),
                Some(&"on") => parts.on = Some(node),
                Some(&"note") => parts.note = Some(node),
                Some(&"reasons") => parts.reasons = Some(node),
                Some(&"due") => parts.due = Some((key.at, node)),
                Some(answer) => parts.answers.push((answer, key.at, node)),
                None => self.unknown_key(key, &KEYS, &format!("a statement about {about}")),
            }
        }
        parts
    }

    fn statement_answer(&mut self, parts: &Parts<'_, '_>, at: At, about: About<'_>) -> Option<Answer> {
        let answer = match parts.answers.as_slice() {
            [("value", _, node)] => self.answer(node, about),
            [("one of", _, node)] => self.one_of(node, about).map(Answer::Value),
            [(_, _, node)] => self.not_known(node, parts.due.map(|(_, due)| due), about),
            several => {
                let second = several.get(1).map_or(at, |(_, second, _)| *second);
                let title = format!("one statement about {about} says two things");
                let help = "a statement has either `value`, `one of` or `not known`; write a second statement for the other";
                self.refuse("E0523", second, title, help);
                None
            }
        };
        let not_known = matches!(answer, Some(Answer::NotKnown { .. }));
        if let (Some((due, _)), false, true) = (parts.due, not_known, answer.is_some()) {
            let title = format!("{about} has a day on which its answer is due, and an answer");
            self.refuse("E0523", due, title, "keep `due` only beside `not known`");
        }
        answer
    }

    /// `{not known: awaited, due: …}`.
    pub(super) fn not_known(
        &mut self,
        node: &Node<'_>,
        due: Option<&Node<'_>>,
        about: About<'_>,
    ) -> Option<Answer> {
        let due = match due {
            Some(due) => Some(self.day(due, &format!("{about}, `due`"))?),
            None => None,
        };
        let reason = self.text(node, &format!("{about}, the reason why it is not known"))?;
        let near = nearest(&reason, REASONS);
        match near {
            Some(near) if same_words(near, &reason) => {
                Some(Answer::NotKnown { reason: Some(near.to_owned()), due })
            }
            Some(near) => {
                let title = format!(
                    "the reason why {about} is not known is misspelt, or nearly one that has a meaning"
                );
                self.refuse("E0516", node.at, title, &format!("did you mean `{near}`?"));
                None
            }
            None => Some(Answer::NotKnown { reason: Some(reason), due }),
        }
    }

    /// A text of people: a source, a note, reasons.
    pub(super) fn text(&mut self, node: &Node<'_>, what: &str) -> Option<String> {
        let Some(word) = node.as_word() else {
            if !matches!(node.kind, Kind::Nothing) {
                let title = format!("{what} is a text, and {} stands here", node.described());
                self.refuse(
                    "E0520",
                    node.at,
                    title,
                    "write it as one text, in quotes where it holds `: ` or ` #`",
                );
            }
            return None;
        };
        let plain = matches!(node.kind, Kind::Word { quoted: false, .. });
        if word.is_empty() || (plain && word::is_empty_word(word)) {
            self.refuse("E0515", node.at, format!("{what} is empty"), "write it, or leave the key out");
            return None;
        }
        self.clean(word, node.at, what)
    }

    /// A text that may be kept: nothing invisible in it, and no identity.
    pub(super) fn clean(&mut self, text: &str, at: At, what: &str) -> Option<String> {
        if let Some(hidden) = text::escaped(text, self.place(at)) {
            // A character that stands in the file as itself was reported with its own place.
            let reported =
                self.problems.iter().any(|known| known.code == hidden.code && known.place >= hidden.place);
            if !reported {
                self.problems.push(hidden);
            }
            return None;
        }
        if identity::holds_nhs_number(text) {
            self.identity(at, &format!("{what} holds a number with the form of an NHS number"));
            return None;
        }
        Some(text.to_owned())
    }

    /// A whole day, on which something was said or is due.
    pub(super) fn day(&mut self, node: &Node<'_>, what: &str) -> Option<Date> {
        let range = node.as_word().and_then(|word| DateRange::parse(word).ok());
        let day = range.filter(|range| range.is_day()).map(|range| range.first);
        if day.is_none() && !matches!(node.kind, Kind::Nothing) {
            self.refuse(
                "E0518",
                node.at,
                format!("{what} is not a day"),
                "write a whole day, such as 2015-06-02",
            );
        }
        day
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, known: &[&'static str], group: &str) {
        if identity::is_identity(&key.text) {
            self.identity(key.at, "this key asks for identity");
            return;
        }
        let near = nearest(key.text.trim(), known.iter().copied());
        let title = format!("this key is not one that {group} has");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are `{}`", known.join("`, `")),
        };
        self.refuse("E0512", key.at, title, &help);
    }
}

/// A group is a statement when it says a value or that there is none; a list's entry may have such a field itself.
fn is_statement(node: &Node<'_>, about: About<'_>) -> bool {
    let Kind::Keys(keys) = &node.kind else { return false };
    let is_field = |key: &str| about.fact.ty.fields().iter().any(|field| field.id == key);
    keys.iter().any(|(key, _)| {
        ["value", "one of", "not known"].iter().any(|known| same_words(known, &key.text) && !is_field(known))
    })
}

/// Types whose answer is a list.
pub(super) fn is_listed(ty: &Type) -> bool {
    match ty {
        Type::AnyOf { .. } | Type::Periods | Type::List { .. } => true,
        Type::YesNo
        | Type::OneOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::ByTable { .. }
        | Type::Text => false,
    }
}
