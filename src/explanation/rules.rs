//! How did each rule fare, piece by piece, in the author's words?
//!
//! Walks three trees of one shape side by side: the clause (words), its plan (facts), its truth.

use super::facts::Recorded;
use super::question::{
    ConsiderExplanation, ConsiderationLine, ExceptionExplanation, GroundExplanation, PresumptionExplanation,
    RuleExplanation,
};
use super::statement::{Behind, Counts, EarlierQuestion, FactLine, Meaning, Statement, StatementKind};
use super::worked_out;
use crate::check::{self, Clause, Condition, DefinitionId, ExceptionId, PresumptionId, Question, RuleId};
use crate::evaluation::{CaseResult, ClauseTruth, QuestionResult, RuleResult, RuleState, ToConsider, Truth};
use crate::procedure::same;
use crate::program::ClausePlan;
use crate::syntax::tree::Duty;

/// A result read beside the record and the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    /// Record and rules.
    pub(super) recorded: Recorded<'a>,
    /// The whole result.
    pub(super) result: &'a CaseResult,
    /// The question at hand.
    pub(super) question: &'a Question,
    /// Its result.
    pub(super) answer: &'a QuestionResult,
}

impl Told<'_> {
    /// The name of an outcome of the question at hand.
    pub(super) fn outcome(&self, outcome: check::OutcomeId) -> String {
        self.question
            .outcomes
            .get(outcome.0 as usize)
            .map_or_else(String::new, |outcome| outcome.name.clone())
    }

    /// The names of several.
    pub(super) fn outcomes(&self, outcomes: &[check::OutcomeId]) -> Vec<String> {
        outcomes.iter().map(|outcome| self.outcome(*outcome)).collect()
    }

    /// The name of a presumption.
    pub(super) fn presumption(&self, presumption: PresumptionId) -> Option<String> {
        let found = self.recorded.program.rule_set.presumptions.get(presumption.0 as usize)?;
        Some(found.name.clone())
    }

    /// Every rule of the question.
    pub(super) fn rules(&self) -> Vec<RuleExplanation> {
        self.answer.rules.iter().filter_map(|rule| self.rule(rule)).collect()
    }

    /// The rules the outcome rests on.
    pub(super) fn grounds(&self) -> Vec<GroundExplanation> {
        let grounds = self.answer.grounds.iter().filter_map(|ground| {
            let rule = self.rule_of(ground.rule)?;
            Some(GroundExplanation { rule, together: ground.together, why_not: ground.why_not })
        });
        grounds.collect()
    }

    /// Presumptions that played a part.
    pub(super) fn presumptions(&self) -> Vec<PresumptionExplanation> {
        let used = self.answer.presumptions.iter().filter_map(|used| {
            let presumption = self.recorded.program.rule_set.presumptions.get(used.presumption.0 as usize)?;
            Some(PresumptionExplanation {
                name: presumption.name.clone(),
                citations: presumption.citations.clone(),
                sentence: presumption.text.clone(),
                facts: used.facts.iter().map(|fact| self.recorded.line(*fact)).collect(),
            })
        });
        used.collect()
    }

    /// Outcomes put to people.
    pub(super) fn put_to_people(&self) -> Vec<ConsiderExplanation> {
        self.answer.to_consider.iter().filter_map(|put| self.consider(put)).collect()
    }

    fn consider(&self, put: &ToConsider) -> Option<ConsiderExplanation> {
        Some(ConsiderExplanation {
            outcome: self.outcome(put.outcome),
            duty: put.duty,
            applies: put.applies,
            rule: self.rule_of(put.rule)?,
            considerations: self.considerations(put.rule, &put.considered),
            matters: put.matters.iter().filter_map(|matter| self.matter(matter, |put| *put)).collect(),
        })
    }

    /// What the group considers under a rule.
    fn considerations(&self, id: RuleId, considered: &[(u32, Truth)]) -> Vec<ConsiderationLine> {
        let truth_of = |index: usize| {
            considered.iter().find(|(at, _)| usize::try_from(*at) == Ok(index)).map(|(_, truth)| *truth)
        };
        let rule = self.recorded.program.rule_set.rules.get(id.0 as usize);
        let lines = rule.into_iter().flat_map(|rule| &rule.considers).enumerate();
        let told = lines.map(|(index, line)| ConsiderationLine {
            label: line.label.clone(),
            text: line.text.clone(),
            citations: line.citations.clone(),
            truth: line.condition.as_ref().and_then(|_| truth_of(index)),
            facts: self.facts_of_consideration(id, index),
            reasons: self.reasons_for(&line.text),
        });
        told.collect()
    }

    /// The recorded facts that a vocabulary sentence among considerations reads.
    fn facts_of_consideration(&self, rule: RuleId, index: usize) -> Vec<FactLine> {
        let program = self.recorded.program;
        let mut nodes = program.considered.iter();
        let node = nodes.find(|(of, at, _)| *of == rule && usize::try_from(*at) == Ok(index));
        node.map_or_else(Vec::new, |(_, _, node)| self.recorded.lines(&program.facts_under(*node)))
    }

    /// What people made of a thing to consider, by the decisions on this question.
    fn reasons_for(&self, item: &str) -> Vec<String> {
        let named = |name: &String| same(name, &self.question.name);
        let decisions = self.recorded.record.decisions.iter();
        let here = decisions.filter(|it| it.question.as_ref().is_none_or(named));
        let weighed = here.flat_map(|it| &it.considered).filter(|one| same(&one.item, item));
        weighed.map(|one| one.reason.clone()).collect()
    }

    fn rule_of(&self, rule: RuleId) -> Option<RuleExplanation> {
        self.rule(self.answer.rules.iter().find(|result| result.rule == rule)?)
    }

    fn rule(&self, result: &RuleResult) -> Option<RuleExplanation> {
        let program = self.recorded.program;
        let rule = program.rule_set.rules.get(result.rule.0 as usize)?;
        let plan = program.rules.get(result.rule.0 as usize)?;
        Some(RuleExplanation {
            rule: rule.name.clone(),
            citations: rule.citations.clone(),
            state: result.state,
            duty: rule.duty,
            outcome: self.outcome(rule.outcome),
            from_base: rule.origin.base.then(|| rule.origin.set.clone()),
            set_aside_by: result
                .set_aside_by
                .iter()
                .filter_map(|exception| self.exception(*exception))
                .collect(),
            when: self.statement(&rule.when, &plan.when, &result.when),
            whether_or_not: worked_out::without_effect(&program.rule_set, rule),
            considerations: match (rule.duty, result.state) {
                (Duty::Must | Duty::ShouldAlways, RuleState::Applies | RuleState::MightApply) => {
                    self.considerations(result.rule, &result.considered)
                }
                (_, _) => Vec::new(),
            },
        })
    }

    fn exception(&self, id: ExceptionId) -> Option<ExceptionExplanation> {
        let program = self.recorded.program;
        let exception = program.rule_set.exceptions.get(id.0 as usize)?;
        let plan = program.exceptions.get(id.0 as usize)?;
        let result = self.result.exceptions.iter().find(|result| result.exception == id)?;
        let name =
            |id: &ExceptionId| program.rule_set.exceptions.get(id.0 as usize).map(|found| found.name.clone());
        Some(ExceptionExplanation {
            exception: exception.name.clone(),
            citations: exception.citations.clone(),
            state: result.state,
            when: self.statement(&exception.when, &plan.when, &result.when),
            set_aside_by: result.set_aside_by.iter().filter_map(name).collect(),
        })
    }

    /// A clause with its facts and its truth.
    fn statement(&self, clause: &Clause, plan: &ClausePlan, truth: &ClauseTruth) -> Statement {
        let kind = match &clause.meaning {
            check::Meaning::Inert(_) => StatementKind::NoEffect,
            check::Meaning::Sentence(_) => StatementKind::Sentence {
                facts: self.recorded.lines(&plan.facts),
                means: plan.definition.and_then(|definition| self.meaning(definition)).map(Box::new),
            },
            check::Meaning::List { heading, items } => {
                let items = items.iter().zip(&plan.items).zip(&truth.items);
                let items: Vec<Statement> =
                    items.map(|((item, plan), truth)| self.statement(item, plan, truth)).collect();
                StatementKind::List { heading: *heading, counts: counts(truth.counts, &items), items }
            }
        };
        let text = match &clause.meaning {
            check::Meaning::Sentence(_) | check::Meaning::Inert(_) => clause.in_one_line(),
            check::Meaning::List { .. } => clause.text.clone(),
        };
        Statement {
            label: clause.label.clone(),
            text,
            citations: clause.citations.clone(),
            truth: truth.truth,
            presumed: truth.presumed.and_then(|presumption| self.presumption(presumption)),
            behind: self.behind(clause, truth.presumed),
            kind,
        }
    }

    /// What helps to check a piece besides its facts.
    fn behind(&self, clause: &Clause, presumed: Option<PresumptionId>) -> Behind {
        let set = &self.recorded.program.rule_set;
        let earlier = match &clause.meaning {
            check::Meaning::Sentence(
                Condition::Outcome { question, .. } | Condition::ToConsider { question, .. },
            ) => set.questions.get(question.0 as usize),
            check::Meaning::Sentence(_) | check::Meaning::List { .. } | check::Meaning::Inert(_) => None,
        };
        let presumed = presumed.and_then(|id| set.presumptions.get(id.0 as usize));
        Behind {
            presumed_under: presumed.map_or_else(Vec::new, |presumption| presumption.citations.clone()),
            settings: worked_out::settings(set, clause),
            lengths: worked_out::lengths(self.recorded, clause),
            question: earlier
                .map(|question| EarlierQuestion { name: question.name.clone(), asks: question.asks.clone() }),
        }
    }

    /// The body of a definition, read from the record alone.
    fn meaning(&self, id: DefinitionId) -> Option<Meaning> {
        let program = self.recorded.program;
        let definition = program.rule_set.definitions.get(id.0 as usize)?;
        let plan = program.definitions.get(id.0 as usize)?;
        let truth = self.result.definitions.get(id.0 as usize)?;
        Some(Meaning {
            name: definition.name.clone(),
            citations: definition.citations.clone(),
            body: self.statement(&definition.body, plan, truth),
        })
    }
}

/// How many items are true, false and open, and how many of these only because it is presumed.
fn counts((present, absent, not_known): (u32, u32, u32), items: &[Statement]) -> Counts {
    let presumed = |truth| {
        let there = items.iter().filter(|item| item.truth == truth && !item.presumptions().is_empty());
        u32::try_from(there.count()).unwrap_or(u32::MAX)
    };
    let (presumed, presumed_absent) = (presumed(Truth::True), presumed(Truth::False));
    Counts { present, absent, not_known, presumed, presumed_absent }
}
