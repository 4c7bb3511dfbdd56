//! What is not known, does it matter, and what would decide it?

use std::collections::BTreeSet;

use super::question::{AnswerExplanation, Branch, Follows, MatterExplanation, RuleExplanation};
use super::rules::Told;
use super::statement::FactLine;
use super::wording;
use crate::check::OutcomeId;
use crate::evaluation::{BindingDuty, DecisionTree, Matter, RuleState};
use crate::syntax::tree::{Duty, FactKind};
use crate::vocabulary::{Fact, FactId};

impl Told<'_> {
    /// Open facts that matter, what to ask first first.
    pub(super) fn matters(&self) -> Vec<MatterExplanation> {
        let outcomes = |possible: &Vec<OutcomeId>| self.outcomes(possible);
        self.answer.matters.iter().filter_map(|matter| self.matter(matter, outcomes)).collect()
    }

    /// Open facts that do not matter.
    pub(super) fn does_not_matter(&self) -> Vec<FactLine> {
        self.answer.does_not_matter.iter().map(|fact| self.recorded.line(*fact)).collect()
    }

    /// Open facts of which it was not settled whether they matter.
    pub(super) fn may_matter(&self) -> Vec<FactLine> {
        self.answer.may_matter.iter().map(|fact| self.recorded.line(*fact)).collect()
    }

    /// Of the open facts that do not matter, those that a rule reads that might make the duty stronger.
    pub(super) fn bears_on_duty(&self) -> Vec<String> {
        let stronger = match self.answer.duty_might_be {
            Some(BindingDuty::Must) => Duty::Must,
            Some(BindingDuty::ShouldAlways) => Duty::ShouldAlways,
            Some(BindingDuty::Otherwise) | None => return Vec::new(),
        };
        let outcome = self.answer.outcome.map(|outcome| self.outcome(outcome));
        let rules = self.rules();
        let might = rules.iter().filter(|rule| {
            rule.state == RuleState::MightApply
                && rule.duty == stronger
                && Some(&rule.outcome) == outcome.as_ref()
        });
        let exceptions = |rule: &RuleExplanation| -> Vec<String> {
            let open = rule.set_aside_by.iter().flat_map(|exception| exception.when.open_facts());
            rule.when.open_facts().into_iter().chain(open).map(|line| line.fact.clone()).collect()
        };
        let read: BTreeSet<String> = might.flat_map(exceptions).collect();
        let lines = self.does_not_matter().into_iter().map(|line| line.fact);
        lines.filter(|fact| read.contains(fact)).collect()
    }

    /// What would decide it.
    pub(super) fn decides(&self) -> Option<Vec<Branch>> {
        let Follows::Ask(branches) = self.follows(self.answer.decides.as_ref()?) else { return None };
        Some(branches)
    }

    /// An open fact; `leads` says what an answer leads to.
    pub(super) fn matter<P, L>(
        &self,
        matter: &Matter<P>,
        leads: impl Fn(&P) -> L,
    ) -> Option<MatterExplanation<L>> {
        let fact = self.recorded.fact(matter.fact)?;
        let line = self.recorded.line(matter.fact);
        let answers = matter.answers.iter().map(|answer| AnswerExplanation {
            answer: answer.words.clone(),
            possible: leads(&answer.possible),
        });
        Some(MatterExplanation {
            ask: question(fact),
            judgement: fact.kind == FactKind::Judgement,
            why: matter.why,
            due: line.sayings.iter().find_map(|saying| saying.due),
            held_by: fact.held_by.clone(),
            lifts: self.lifts(matter.fact),
            lifts_presumption: matter.lifts_presumption,
            answers: answers.collect(),
            fact: line,
        })
    }

    /// The presumptions that stand in for a fact; all that are used, where it is none of theirs.
    fn lifts(&self, fact: FactId) -> Vec<String> {
        let used = &self.answer.presumptions;
        let theirs = used.iter().any(|used| used.facts.contains(&fact));
        let lifted = used.iter().filter(|used| !theirs || used.facts.contains(&fact));
        lifted.filter_map(|used| self.presumption(used.presumption)).collect()
    }

    fn follows(&self, tree: &DecisionTree) -> Follows {
        match tree {
            DecisionTree::Settled(outcome) => Follows::Outcome(self.outcome(*outcome)),
            DecisionTree::Presumed(outcome) => Follows::Presumed(self.outcome(*outcome)),
            DecisionTree::Open(outcomes) => Follows::Open(self.outcomes(outcomes)),
            DecisionTree::Ask { branches, .. } => {
                let negation = match branches.as_slice() {
                    [(first, _), (second, _)] => wording::denies(second, first).then_some(second),
                    [] | [_, ..] => None,
                };
                let branches = branches.iter().map(|(words, then)| Branch {
                    condition: words.clone(),
                    opposite: Some(words) == negation,
                    then: self.follows(then),
                });
                Follows::Ask(branches.collect())
            }
        }
    }
}

/// The question to put to whoever holds a fact.
fn question(fact: &Fact) -> String {
    let words = &fact.words;
    match (&words.ask, &words.name) {
        (Some(ask), _) => ask.clone(),
        (None, Some(name)) => wording::what_is(name),
        (None, None) => fact.label().to_owned(),
    }
}
