//! Are there more texts than can be told apart?
//!
//! A text fact is one of the texts that the rules compare something with, or another one. All of them are numbered
//! together, as facts may be compared with one another.

use std::collections::BTreeSet;

use super::condition::{Clause, Condition, Meaning};
use super::rule_set::RuleSet;
use super::{usage, walk};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// So many different texts can be told apart.
pub const MOST_TEXTS: usize = 62;

/// Refuses a rule set that compares facts with more.
pub(super) fn too_many(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Found::default();
    for condition in usage::conditions(rule_set) {
        found.condition(condition, None);
    }
    let assumed = rule_set.examples.iter().flat_map(|example| &example.assumed);
    let of_vocabulary = rule_set.always.iter().chain(rule_set.applies_when.iter().flatten());
    for clause in of_vocabulary.chain(usage::clauses(rule_set)).chain(assumed) {
        found.clause(clause);
    }
    let Some(span) = found.first_over.or(found.last) else { return };
    let number = found.texts.len();
    if number > MOST_TEXTS {
        diagnostics.push(
            Diagnostic::error("E0312", span, format!("the rules name {number} different texts, and at most {MOST_TEXTS} can be told apart"))
                .because("Every text that a fact is compared with is kept apart from every other one, and from all that no rule names.")
                .help("let the vocabulary list the values (`one of: …`, up to 60 for a fact), or make two rule sets of this one"),
        );
    }
}

/// The texts so far, and where they were found.
#[derive(Default)]
struct Found {
    texts: BTreeSet<String>,
    /// Where the first text stands that is one too many.
    first_over: Option<Span>,
    last: Option<Span>,
}

impl Found {
    fn clause(&mut self, clause: &Clause) {
        match &clause.meaning {
            Meaning::List { items, .. } => items.iter().for_each(|item| self.clause(item)),
            Meaning::Sentence(condition) | Meaning::Inert(condition) => {
                self.condition(condition, Some(clause.span));
            }
        }
    }

    fn condition(&mut self, condition: &Condition, span: Option<Span>) {
        self.last = span.or(self.last);
        walk::within(condition, &mut |inner| {
            if let Condition::Text { text, .. } = inner
                && self.texts.insert(text.clone())
                && self.texts.len() > MOST_TEXTS
            {
                self.first_over = self.first_over.or(span);
            }
        });
    }
}
