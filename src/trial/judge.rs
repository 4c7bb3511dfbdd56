//! Does a result meet an example's expectations? Every failure in words, at its place.

use crate::check::{Example, Expected, OutcomeId, QuestionId, RuleSet};
use crate::evaluation::{BindingDuty, CaseResult, QuestionResult, RuleState};
use crate::source::Span;
use crate::syntax::tree::Duty;
use crate::vocabulary::{FactId, both};

/// An expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The expectation.
    pub span: Span,
    /// "expected X, but the rules give Y".
    pub words: String,
}

/// Every expectation of an example that a result does not meet.
#[must_use]
pub fn judge(rule_set: &RuleSet, example: &Example, result: &CaseResult) -> Vec<Failure> {
    let judging = Judging { rule_set, result, asked: asked(example) };
    let failures = example.expected.iter().filter_map(|(expected, span)| {
        let words = judging.expectation(expected).err()?;
        Some(Failure { span: *span, words })
    });
    failures.collect()
}

/// The questions an example speaks of.
fn asked(example: &Example) -> Vec<QuestionId> {
    let questions = example.expected.iter().filter_map(|(expected, _)| match expected {
        Expected::Outcome { question, .. }
        | Expected::Undecided { question, .. }
        | Expected::Presumed { question, .. }
        | Expected::ToConsider { question, .. } => Some(*question),
        Expected::FactsThatMatter(_)
        | Expected::DoesNotMatter(_)
        | Expected::RuleState { .. }
        | Expected::Inconsistent => None,
    });
    questions.collect()
}

struct Judging<'a> {
    rule_set: &'a RuleSet,
    result: &'a CaseResult,
    asked: Vec<QuestionId>,
}

impl Judging<'_> {
    fn expectation(&self, expected: &Expected) -> Result<(), String> {
        if matches!(expected, Expected::Inconsistent) {
            let found = self.result.clash.is_some();
            return check(found, || {
                "expected that these answers cannot stand together, but they can".to_owned()
            });
        }
        if self.result.clash.is_some() {
            return Err("these answers cannot stand together, so no outcome follows".to_owned());
        }
        match expected {
            Expected::Outcome { question, outcome, because, duty } => {
                self.only(*question, *outcome)?;
                self.duty(*question, *duty)?;
                because.iter().try_for_each(|name| self.ground(*question, name))
            }
            Expected::Undecided { question, between } => self.undecided(*question, between),
            Expected::Presumed { question, outcome, because } => {
                self.only(*question, *outcome)?;
                let used = &self.question(*question)?.presumptions;
                check(!used.is_empty(), || {
                    "expected a presumption, but the outcome follows without one".to_owned()
                })?;
                because.iter().try_for_each(|wanted| {
                    let name = self.rule_set.presumptions.get(wanted.0 as usize).map_or("", |it| &it.name);
                    let found = used.iter().any(|it| it.presumption == *wanted);
                    check(found, || format!("presumption \"{name}\" plays no part"))
                })
            }
            Expected::ToConsider { question, outcome, perhaps } => {
                self.to_consider(*question, *outcome, *perhaps)
            }
            Expected::FactsThatMatter(facts) => self.matters(facts),
            Expected::DoesNotMatter(facts) => {
                let found = self.facts_that_matter();
                facts.iter().try_for_each(|fact| {
                    check(!found.contains(fact), || format!("\"{}\" matters", self.ask(*fact)))
                })
            }
            Expected::RuleState { rule, applies } => {
                let name = self.rule_set.rules.get(rule.0 as usize).map_or("", |it| &it.name);
                let results = self.result.questions.iter().flat_map(|it| &it.rules);
                let state = results.filter(|it| it.rule == *rule).map(|it| it.state).next();
                let wanted = match applies {
                    Some(true) => state == Some(RuleState::Applies),
                    Some(false) => matches!(state, Some(RuleState::DoesNotApply | RuleState::SetAside)),
                    None => state == Some(RuleState::MightApply),
                };
                check(wanted, || format!("rule \"{name}\" {}", state.map_or("was not tried", state_words)))
            }
            Expected::Inconsistent => Ok(()),
        }
    }

    fn question(&self, question: QuestionId) -> Result<&QuestionResult, String> {
        let found = self.result.questions.iter().find(|it| it.question == question);
        found.ok_or_else(|| "the question was not answered".to_owned())
    }

    fn outcome(&self, question: QuestionId, outcome: OutcomeId) -> &str {
        let question = self.rule_set.questions.get(question.0 as usize);
        question.and_then(|it| it.outcomes.get(outcome.0 as usize)).map_or("", |it| &it.name)
    }

    fn possible(&self, question: QuestionId) -> Result<String, String> {
        let result = self.question(question)?;
        let names: Vec<&str> = result.possible.iter().map(|it| self.outcome(question, *it)).collect();
        Ok(match names.as_slice() {
            [one] => (*one).to_owned(),
            several => format!("undecided between {}{}", both(several), self.because_open(result)),
        })
    }

    /// The answers that are missing for an outcome.
    fn because_open(&self, result: &QuestionResult) -> String {
        let asks: Vec<String> =
            result.matters.iter().map(|it| format!("\"{}\"", self.ask(it.fact))).collect();
        if asks.is_empty() {
            return String::new();
        }
        format!(", because these are not answered, or not exactly, and matter: {}", asks.join("; "))
    }

    fn only(&self, question: QuestionId, outcome: OutcomeId) -> Result<(), String> {
        let found = self.question(question)?.possible == [outcome];
        let got = self.possible(question)?;
        check(found, || format!("expected {}, but the rules give {got}", self.outcome(question, outcome)))
    }

    fn duty(&self, question: QuestionId, duty: Option<Duty>) -> Result<(), String> {
        let Some(wanted) = duty else { return Ok(()) };
        let got = self.question(question)?.duty;
        let met = match wanted {
            Duty::Must => got == Some(BindingDuty::Must),
            Duty::ShouldAlways => got == Some(BindingDuty::ShouldAlways),
            Duty::ShouldConsider | Duty::May | Duty::Weigh => false,
        };
        check(met, || "the outcome does not bind with the strength expected".to_owned())
    }

    fn ground(&self, question: QuestionId, name: &str) -> Result<(), String> {
        let result = self.question(question)?;
        let rule = |id: crate::check::RuleId| {
            self.rule_set.rules.get(id.0 as usize).is_some_and(|it| it.name == name)
        };
        let presumed = result.presumptions.iter().any(|used| {
            self.rule_set.presumptions.get(used.presumption.0 as usize).is_some_and(|it| it.name == name)
        });
        let found = presumed || result.grounds.iter().any(|it| !it.why_not && rule(it.rule));
        check(found, || format!("\"{name}\" is not among the grounds"))
    }

    fn undecided(&self, question: QuestionId, between: &[OutcomeId]) -> Result<(), String> {
        let result = self.question(question)?;
        let mut wanted = between.to_vec();
        wanted.sort_unstable();
        let same = wanted.is_empty() || result.possible == wanted;
        let got = self.possible(question)?;
        check(result.possible.len() > 1 && same, || {
            let names: Vec<&str> = wanted.iter().map(|it| self.outcome(question, *it)).collect();
            let between = if names.is_empty() { String::new() } else { format!(" between {}", both(&names)) };
            format!("expected undecided{between}, but the rules give {got}")
        })
    }

    fn to_consider(&self, question: QuestionId, outcome: OutcomeId, perhaps: bool) -> Result<(), String> {
        let result = self.question(question)?;
        let found = result.to_consider.iter().any(|it| it.outcome == outcome && it.applies != perhaps);
        let name = self.outcome(question, outcome);
        let how = if perhaps { "perhaps to be considered" } else { "to be considered" };
        check(found, || format!("{name} is not {how}"))
    }

    fn facts_that_matter(&self) -> Vec<FactId> {
        let wanted = |it: &&QuestionResult| self.asked.is_empty() || self.asked.contains(&it.question);
        let results = self.result.questions.iter().filter(wanted);
        let mut facts: Vec<FactId> =
            results.flat_map(|it| it.matters.iter().map(|matter| matter.fact)).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    fn matters(&self, wanted: &[FactId]) -> Result<(), String> {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        let found = self.facts_that_matter();
        check(found == wanted, || {
            let asks: Vec<String> = found.iter().map(|fact| format!("\"{}\"", self.ask(*fact))).collect();
            if asks.is_empty() {
                "no open fact matters".to_owned()
            } else {
                format!("the facts that matter are: {}", asks.join("; "))
            }
        })
    }

    fn ask(&self, fact: FactId) -> &str {
        self.rule_set.vocabulary.fact(fact).map_or("", |it| it.words.ask.as_deref().unwrap_or(it.label()))
    }
}

fn state_words(state: RuleState) -> &'static str {
    match state {
        RuleState::Applies => "applies",
        RuleState::DoesNotApply => "does not apply",
        RuleState::MightApply => "might apply",
        RuleState::SetAside => "is set aside by an exception",
    }
}

fn check(met: bool, words: impl FnOnce() -> String) -> Result<(), String> {
    if met { Ok(()) } else { Err(words()) }
}
