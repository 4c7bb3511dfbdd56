//! What is worth knowing of every record without anyone having asked: rules that can never apply or change nothing,
//! two outcomes required at once, statutory duties that an exception sets aside, and what ends in *Otherwise*.

use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::floor::{binds, strength};
use crate::check::{OutcomeId, QuestionId, RuleId};
use crate::evaluation::{Exact, Wanted};
use crate::program::{Program, RulePlan};
use crate::source::Span;
use crate::syntax::tree::Duty;

/// Something worth knowing.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// One plain sentence.
    pub words: String,
    /// The block it is about.
    pub span: Span,
    /// Cases of it, the plainest first; may be empty.
    pub cases: Vec<Fictional>,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// No record meets it.
    NeverApplies,
    /// Without it every record would have the same outcome, with the same duty.
    NoDifference,
    /// Two binding outcomes on one record.
    TwoOutcomes,
    /// An exception sets aside a *must* rule.
    SetsAside,
    /// Records for which no binding rule applies.
    Otherwise,
    /// A question about the rules that could not be settled.
    NotSettled,
}

impl FindingKind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NeverApplies => "never applies",
            Self::NoDifference => "makes no difference",
            Self::TwoOutcomes => "two outcomes at once",
            Self::SetsAside => "sets aside a duty",
            Self::Otherwise => "ends in Otherwise",
            Self::NotSettled => "not settled",
        }
    }
}

struct Looking<'e, 'a> {
    every: &'e Every<'a>,
    exact: Exact<'e>,
    found: Vec<Finding>,
}

/// All findings of a program.
#[must_use]
pub fn findings(program: &Program) -> Vec<Finding> {
    let every = Every::of(program);
    let rules = program.rules.iter().flat_map(|plan| [plan.applies, plan.when.node]);
    let exceptions = program.exceptions.iter().map(|plan| plan.applies);
    let exact = every.ready(rules.chain(exceptions));
    let mut looking = Looking { every: &every, exact, found: Vec::new() };
    for plan in &program.rules {
        looking.rule(plan);
    }
    looking.pairs();
    looking.set_aside();
    for question in (0..).map(QuestionId).take(program.rule_set.questions.len()) {
        looking.otherwise(question);
    }
    looking.found
}

impl<'a> Looking<'_, 'a> {
    fn program(&self) -> &'a Program {
        self.every.program
    }

    /// Is there such a record? What cannot be settled is said.
    fn can(&mut self, wanted: &[Wanted], (words, span): (&str, Span)) -> Option<bool> {
        match self.every.possible_in(&mut self.exact, wanted) {
            Possible::Example(_) => Some(true),
            Possible::Never => Some(false),
            Possible::NotSettled(why) => {
                self.add(FindingKind::NotSettled, format!("{words}: {why}"), span);
                None
            }
        }
    }

    fn add(&mut self, kind: FindingKind, words: String, span: Span) {
        self.found.push(Finding { kind, words, span, cases: Vec::new() });
    }

    fn rule(&mut self, plan: &RulePlan) {
        let program = self.program();
        let Some(rule) = program.rule_set.rules.get(plan.rule.0 as usize) else { return };
        let about = format!("whether rule “{}” can apply", rule.name);
        match self.can(&[Wanted::of(plan.applies, true)], (&about, rule.span)) {
            Some(true) => {}
            Some(false) => {
                let words = format!("rule “{}” can never apply", rule.name);
                return self.add(FindingKind::NeverApplies, words, rule.span);
            }
            None => return,
        }
        if rule.duty == Duty::Weigh {
            return;
        }
        let mut wanted = vec![Wanted::of(plan.applies, true)];
        for (other, place) in program.rule_set.rules.iter().zip((0..).map(RuleId)) {
            let same = other.question == rule.question && place != plan.rule;
            let covers = if binds(rule.duty) {
                binds(other.duty)
                    && (other.outcome < rule.outcome
                        || other.outcome == rule.outcome && strength(other.duty) <= strength(rule.duty))
            } else if binds(other.duty) {
                other.outcome <= rule.outcome
            } else {
                other.outcome == rule.outcome && strength(other.duty) <= strength(rule.duty)
            };
            let node = program.rules.get(place.0 as usize).map(|plan| plan.applies);
            wanted.extend(node.filter(|_| same && covers).map(|node| Wanted::of(node, false)));
        }
        let about = format!("whether rule “{}” makes a difference", rule.name);
        if self.can(&wanted, (&about, rule.span)) == Some(false) {
            let words = format!(
                "without rule “{}” every record would have the same outcome: other rules cover all its cases",
                rule.name
            );
            self.add(FindingKind::NoDifference, words, rule.span);
        }
    }

    /// Two binding rules of one question with different outcomes.
    fn pairs(&mut self) {
        let program = self.program();
        let rules = &program.rule_set.rules;
        let mut told: Vec<(QuestionId, OutcomeId, OutcomeId)> = Vec::new();
        for (one, first) in rules.iter().zip(&program.rules).filter(|(rule, _)| binds(rule.duty)) {
            let weaker = rules.iter().zip(&program.rules).filter(|(rule, _)| {
                binds(rule.duty) && rule.question == one.question && rule.outcome > one.outcome
            });
            for (other, second) in weaker {
                let key = (one.question, one.outcome, other.outcome);
                let wanted = [Wanted::of(first.applies, true), Wanted::of(second.applies, true)];
                let about = format!("whether “{}” and “{}” can apply together", one.name, other.name);
                if told.contains(&key) || self.can(&wanted, (&about, one.span)) != Some(true) {
                    continue;
                }
                told.push(key);
                let words = format!(
                    "“{}” and “{}” can apply together: the more serious outcome, {}, is then the one that binds",
                    one.name,
                    other.name,
                    outcome(program, one.question, one.outcome)
                );
                self.add(FindingKind::TwoOutcomes, words, one.span);
            }
        }
    }

    fn set_aside(&mut self) {
        let program = self.program();
        let rules = program.rule_set.rules.iter().zip(&program.rules);
        for (rule, plan) in rules.filter(|(rule, _)| rule.duty == Duty::Must) {
            let departures =
                program.rule_set.departures.iter().filter(|departure| departure.from == plan.rule);
            let mut exceptions = rule.not_where.clone();
            exceptions.extend(departures.filter_map(|departure| departure.exception));
            exceptions.sort_unstable();
            exceptions.dedup();
            for id in exceptions {
                let (Some(exception), Some(how)) =
                    (program.rule_set.exceptions.get(id.0 as usize), program.exceptions.get(id.0 as usize))
                else {
                    continue;
                };
                let wanted = [Wanted::of(plan.when.node, true), Wanted::of(how.applies, true)];
                let about = format!("whether “{}” can set aside “{}”", exception.name, rule.name);
                if self.can(&wanted, (&about, exception.span)) == Some(true) {
                    let words = format!("“{}” can set aside the duty in “{}”", exception.name, rule.name);
                    self.add(FindingKind::SetsAside, words, exception.span);
                }
            }
        }
    }

    /// The plainest record without a binding rule, then up to two that rest on other facts.
    fn otherwise(&mut self, question: QuestionId) {
        let program = self.program();
        let Some(asked) = program.rule_set.questions.get(question.0 as usize) else { return };
        let rules = program.rule_set.rules.iter().zip(&program.rules);
        let own = rules.filter(|(rule, _)| rule.question == question && binds(rule.duty));
        let own: Vec<&RulePlan> = own.map(|(_, plan)| plan).collect();
        let none: Vec<Wanted> = own.iter().map(|plan| Wanted::of(plan.applies, false)).collect();
        let mut cases: Vec<Fictional> = Vec::new();
        let exceptions = own.iter().map(|plan| Wanted::of(plan.when.node, true));
        let ways = std::iter::once(None).chain(exceptions.map(Some));
        for also in ways {
            if cases.len() == 3 {
                break;
            }
            let wanted: Vec<Wanted> = none.iter().cloned().chain(also).collect();
            if let Possible::Example(completion) = self.every.plainest(&wanted) {
                let case = tell(self.every, completion, &wanted, &[question]);
                if cases.iter().all(|known| known.sentences != case.sentences) {
                    cases.push(case);
                }
            }
        }
        let words = match cases.as_slice() {
            [] => format!("no record was found that ends in *Otherwise* under “{}”", asked.name),
            [_, ..] => format!("under “{}” no rule that binds applies to a case such as this", asked.name),
        };
        self.found.push(Finding { kind: FindingKind::Otherwise, words, span: asked.span, cases });
    }
}

fn outcome(program: &Program, question: QuestionId, outcome: OutcomeId) -> &str {
    let question = program.rule_set.questions.get(question.0 as usize);
    question
        .and_then(|question| question.outcomes.get(outcome.0 as usize))
        .map_or("", |outcome| outcome.name.as_str())
}
