//! `the outcome of "Q" is V`, `"OUTCOME" is to be considered under "Q"`, `rule "R" applies`.

use super::choice::either;
use super::fold::{same, strip};
use super::{Attempts, Found, Reader};
use crate::check::condition::{Condition, OutcomeId};
use crate::check::names::{NamedQuestion, Scope};
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::Comparison;

impl<'a> Reader<'a> {
    /// Sentences about what the rules give.
    pub(super) fn outcomes(self, text: &str, attempts: &mut Attempts) {
        if let Some(rest) = strip(text, "the outcome of \"") {
            attempts.note(text.len(), self.outcome_of(text, rest));
        } else if let (Some(said), [only]) = (strip(text, "the outcome is "), self.names.questions.as_slice())
        {
            attempts.note("the outcome is".len(), self.outcome_is(only, said));
        } else if let Some(rest) = text.strip_prefix('"') {
            attempts.note(1, self.to_consider(rest));
        } else if let Some(rest) = strip(text, "rule \"").or_else(|| strip(text, "the rule \"")) {
            attempts.note("rule".len(), self.rule_applies(text, rest));
        }
    }

    fn outcome_of(self, text: &str, rest: &str) -> Found<Condition> {
        let Some((question, said)) = rest.split_once('"') else {
            return Err(Box::new(self.error(
                "E0208",
                text,
                "the name of a question is not closed with a quote",
            )));
        };
        let question = self.question(question)?;
        let Some(said) = strip(said, " is ") else {
            return Err(Box::new(
                self.error(
                    "E0301",
                    text,
                    format!("after the question `{}` its outcome is missing", question.name),
                )
                .help("write `the outcome of \"…\" is V`, `is at least V` or `is at most V`"),
            ));
        };
        self.outcome_is(question, said)
    }

    fn outcome_is(self, question: &NamedQuestion, said: &str) -> Found<Condition> {
        let words = [("at least ", Comparison::AtLeast), ("at most ", Comparison::AtMost)];
        let found = words.into_iter().find_map(|(word, comparison)| Some((comparison, strip(said, word)?)));
        let (comparison, named) = found.unwrap_or((Comparison::Is, said));
        let parts: Vec<&str> = if comparison == Comparison::Is && self.outcome(question, named).is_err() {
            named.split(" or ").flat_map(|part| part.split(", ")).collect()
        } else {
            vec![named]
        };
        let outcomes: Result<Vec<OutcomeId>, _> =
            parts.iter().map(|part| self.outcome(question, part)).collect();
        let outcomes = outcomes.map_err(|diagnostic| match self.outcome(question, named) {
            Err(whole) if parts.len() > 1 && diagnostic.fixes.is_empty() => whole,
            Ok(_) | Err(_) => diagnostic,
        })?;
        let conditions = outcomes.into_iter().map(|outcome| Condition::Outcome {
            question: question.id,
            comparison,
            outcome,
        });
        Ok(either(conditions.collect()))
    }

    fn to_consider(self, rest: &str) -> Found<Condition> {
        let Some((named, tail)) = rest.split_once('"') else {
            return Err(Box::new(self.error(
                "E0208",
                rest,
                "the name of an outcome is not closed with a quote",
            )));
        };
        let question = match (strip(tail, " is to be considered under \""), self.names.questions.as_slice()) {
            (Some(question), _) => self.question(question.trim_end_matches('"'))?,
            (None, [only]) if same(tail, " is to be considered") => only,
            (None, _) => {
                return Err(Box::new(
                    self.error("E0201", &self.whole.text, format!("no sentence reads `{}`", self.whole.text))
                        .help("write `\"OUTCOME\" is to be considered under \"QUESTION\"`"),
                ));
            }
        };
        let outcome = self.outcome(question, named)?;
        Ok(Condition::ToConsider { question: question.id, outcome })
    }

    fn rule_applies(self, text: &str, rest: &str) -> Found<Condition> {
        let Some((named, tail)) = rest.split_once('"') else {
            return Err(Box::new(self.error("E0208", text, "the name of a rule is not closed with a quote")));
        };
        if !matches!(self.scope, Scope::Claim) {
            return Err(Box::new(
                self.error("E0209", text, format!("a rule cannot ask whether the rule `{named}` applies"))
                    .because("Rules have no order: each stands on the facts. Guarantees and examples may speak of rules.")
                    .help("put what the two rules share into a definition, and name that"),
            ));
        }
        if !same(tail, " applies") {
            return Err(Box::new(
                self.error(
                    "E0201",
                    tail,
                    format!("after the name of a rule `{}` is not understood", tail.trim()),
                )
                .help("write `rule \"…\" applies`"),
            ));
        }
        match self.names.rules.iter().find(|(name, _)| same(named, name)) {
            Some((_, id)) => Ok(Condition::RuleApplies(*id)),
            None => Err(Box::new(self.unknown(
                named,
                "rule",
                self.names.rules.iter().map(|(name, _)| name.as_str()),
            ))),
        }
    }

    fn question(self, name: &str) -> Found<&'a NamedQuestion> {
        let questions = &self.names.questions;
        questions.iter().find(|question| same(name, &question.name)).ok_or_else(|| {
            Box::new(self.unknown(name, "question", questions.iter().map(|question| question.name.as_str())))
        })
    }

    fn outcome(self, question: &NamedQuestion, name: &str) -> Found<OutcomeId> {
        let name = name.trim_matches('"');
        match (0..).zip(&question.outcomes).find(|(_, outcome)| same(name, outcome)) {
            Some((index, _)) => Ok(OutcomeId(index)),
            None => {
                Err(Box::new(
                    self.unknown(name, "outcome", question.outcomes.iter().map(String::as_str)).because(
                        format!("The outcomes of `{}` are: {}.", question.name, question.outcomes.join(", ")),
                    ),
                ))
            }
        }
    }

    fn unknown<'n>(self, name: &str, what: &str, known: impl Iterator<Item = &'n str>) -> Diagnostic {
        let diagnostic = self.error("E0208", name, format!("no {what} is called `{name}`"));
        match nearest(name, known) {
            Some(near) => self.offer(diagnostic, name, near),
            None => {
                diagnostic.help("write the name as its block has it, in this rule set or in one it builds on")
            }
        }
    }
}
