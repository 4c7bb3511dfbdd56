//! Rules, exceptions and the ladder of outcomes, as nodes.
//!
//! The binding outcome is the most serious one among applying *must* and *should always* rules, else *Otherwise*.

use super::clauses::nothing;
use super::lower::{Lowering, Scope};
use super::{Blocks, ClausePlan, ExceptionPlan, NodeId, Program, QuestionPlan, RulePlan};
use crate::check::{
    Clause, Condition, ExceptionId, Meaning, OutcomeId, Presumption, PresumptionId, QuestionId, RuleId,
    TableId,
};
use crate::syntax::tree::Duty;

impl Lowering<'_> {
    pub(super) fn rule(&mut self, id: RuleId) -> RulePlan {
        if let Some(known) = self.rule_plans.get(&id) {
            return known.clone();
        }
        let rules = self.rules;
        let Some(rule) = rules.rules.get(id.0 as usize) else {
            return RulePlan { rule: id, when: nothing(), applies: Program::FALSE, outcome: OutcomeId(0) };
        };
        let scope = self.presumptions(|presumption| presumption.rules.contains(&id));
        let when = self.clause(&rule.when, &Scope::under(&scope));
        let applies = self.unless(when.node, &self.set_aside_by(id));
        let plan = RulePlan { rule: id, when, applies, outcome: rule.outcome };
        self.rule_plans.insert(id, plan.clone());
        plan
    }

    /// The exceptions of a rule, departures from it included.
    fn set_aside_by(&self, id: RuleId) -> Vec<ExceptionId> {
        let departures = self.rules.departures.iter().filter(|departure| departure.from == id);
        let named = self.rules.rules.get(id.0 as usize).map_or(&[][..], |rule| &rule.not_where);
        let mut all: Vec<ExceptionId> =
            named.iter().copied().chain(departures.filter_map(|departure| departure.exception)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(super) fn exception(&mut self, id: ExceptionId) -> ExceptionPlan {
        if let Some(known) = self.exception_plans.get(&id) {
            return known.clone();
        }
        let rules = self.rules;
        let Some(exception) = rules.exceptions.get(id.0 as usize) else {
            return ExceptionPlan { exception: id, when: nothing(), applies: Program::FALSE };
        };
        let scope = self.presumptions(|presumption| presumption.exceptions.contains(&id));
        let when = self.clause(&exception.when, &Scope::under(&scope));
        let applies = self.unless(when.node, &exception.not_where);
        let plan = ExceptionPlan { exception: id, when, applies };
        self.exception_plans.insert(id, plan.clone());
        plan
    }

    fn unless(&mut self, when: NodeId, exceptions: &[ExceptionId]) -> NodeId {
        let exceptions: Vec<NodeId> =
            exceptions.iter().map(|exception| self.exception(*exception).applies).collect();
        let not_set_aside = self.arena.none(exceptions);
        self.arena.all(vec![when, not_set_aside])
    }

    /// The presumptions in whose scope something stands.
    fn presumptions(&self, names: impl Fn(&Presumption) -> bool) -> Vec<PresumptionId> {
        let all = self.rules.presumptions.iter().zip(0..).filter(|(presumption, _)| {
            let unnamed = presumption.rules.is_empty() && presumption.exceptions.is_empty();
            presumption.everywhere || unnamed || names(presumption)
        });
        all.map(|(_, id)| PresumptionId(id)).collect()
    }

    /// By row, the node that says that it fits.
    pub(super) fn rows(&mut self, id: TableId) -> Vec<NodeId> {
        if let Some(known) = self.tables.get(&id) {
            return known.clone();
        }
        let rules = self.rules;
        let rows = rules.tables.get(id.0 as usize).map_or(&[][..], |table| &table.rows);
        let nodes: Vec<NodeId> =
            rows.iter().map(|row| self.clause(&row.when, &Scope::default()).node).collect();
        self.tables.insert(id, nodes.clone());
        nodes
    }

    pub(super) fn question(&mut self, id: QuestionId) -> QuestionPlan {
        if let Some(known) = self.questions.get(&id) {
            return known.clone();
        }
        let rules = self.rules;
        let mut own: Vec<RuleId> = (0..super::arena::count(rules.rules.len()))
            .map(RuleId)
            .filter(|rule| rules.rules.get(rule.0 as usize).is_some_and(|rule| rule.question == id))
            .collect();
        own.sort_by_key(|rule| (rules.rules.get(rule.0 as usize).map(|rule| rule.outcome), *rule));
        let plans: Vec<(RulePlan, bool)> =
            own.iter().map(|rule| (self.rule(*rule), self.binds(*rule))).collect();
        let rungs = rules
            .questions
            .get(id.0 as usize)
            .map_or(0, |question| super::arena::count(question.outcomes.len()));
        let otherwise = rules.questions.get(id.0 as usize).and_then(|question| question.otherwise);
        let otherwise = otherwise.unwrap_or(OutcomeId(rungs.saturating_sub(1)));
        let ladder = self.ladder(&plans, rungs, otherwise);
        let mut read: Vec<NodeId> = plans.iter().map(|(plan, _)| plan.applies).collect();
        read.extend(&ladder.is);
        let (sentences, blocks) = self.sentences_of(&own);
        let plan = QuestionPlan {
            question: id,
            sentences,
            blocks,
            slots: self.slots_under(&read),
            rules: own,
            is: ladder.is,
            at_least: ladder.at_least,
            to_consider: ladder.to_consider,
        };
        self.questions.insert(id, plan.clone());
        plan
    }

    fn binds(&self, rule: RuleId) -> bool {
        let duty = self.rules.rules.get(rule.0 as usize).map(|rule| rule.duty);
        matches!(duty, Some(Duty::Must | Duty::ShouldAlways))
    }

    fn ladder(&mut self, plans: &[(RulePlan, bool)], rungs: u32, otherwise: OutcomeId) -> Ladder {
        let mut given = |outcome: u32, binding: bool| {
            let nodes = plans.iter().filter(|(plan, binds)| plan.outcome.0 == outcome && *binds == binding);
            let nodes = nodes.map(|(plan, _)| plan.applies).collect();
            self.arena.any(nodes)
        };
        let binding: Vec<NodeId> = (0..rungs).map(|outcome| given(outcome, true)).collect();
        let put: Vec<NodeId> = (0..rungs).map(|outcome| given(outcome, false)).collect();
        let no_rule = self.arena.none(binding.clone());
        let mut ladder = Ladder { is: Vec::new(), at_least: Vec::new(), to_consider: Vec::new() };
        for (outcome, (gives_it, puts_it)) in binding.iter().zip(&put).enumerate() {
            let above: Vec<NodeId> = binding.iter().take(outcome).copied().collect();
            let mut up_to = above.clone();
            up_to.push(*gives_it);
            let none_above = self.arena.none(above);
            let mut is = self.arena.all(vec![*gives_it, none_above]);
            if outcome == otherwise.0 as usize {
                is = self.arena.any(vec![is, no_rule]);
            }
            if outcome >= otherwise.0 as usize {
                up_to.push(no_rule);
            }
            let at_least = self.arena.any(up_to);
            let less_serious = self.arena.not(at_least);
            ladder.is.push(is);
            ladder.at_least.push(at_least);
            ladder.to_consider.push(self.arena.all(vec![*puts_it, less_serious]));
        }
        ladder
    }

    /// Every sentence that some rules use, in exceptions, definitions and earlier questions too; and where.
    fn sentences_of(&mut self, own: &[RuleId]) -> (Vec<NodeId>, Blocks) {
        let mut used = Used { rules: own.to_vec(), ..Used::default() };
        let rules = self.rules;
        while let Some(id) = used.rules.pop() {
            if used.blocks.rules.contains(&id) {
                continue;
            }
            used.blocks.rules.push(id);
            let when = self.rule(id).when;
            let exceptions = self.set_aside_by(id);
            if let Some(rule) = rules.rules.get(id.0 as usize) {
                self.use_clause(&rule.when, &when, &mut used);
            }
            for exception in exceptions {
                self.use_exception(exception, &mut used);
            }
        }
        used.nodes.sort_unstable();
        used.nodes.dedup();
        (used.nodes, used.blocks)
    }

    fn use_exception(&mut self, id: ExceptionId, used: &mut Used) {
        if used.blocks.exceptions.contains(&id) {
            return;
        }
        used.blocks.exceptions.push(id);
        let rules = self.rules;
        let Some(exception) = rules.exceptions.get(id.0 as usize) else { return };
        let when = self.exception(id).when;
        self.use_clause(&exception.when, &when, used);
        exception.not_where.iter().for_each(|other| self.use_exception(*other, used));
    }

    fn use_clause(&mut self, clause: &Clause, plan: &ClausePlan, used: &mut Used) {
        match &clause.meaning {
            Meaning::List { items, .. } => {
                items.iter().zip(&plan.items).for_each(|(item, plan)| self.use_clause(item, plan, used));
            }
            Meaning::Sentence(condition) => {
                used.nodes.push(plan.node);
                self.use_within(condition, used);
            }
            Meaning::Inert(_) => {}
        }
    }

    /// What stands behind a sentence: a definition's sentences, the rules of an earlier question.
    fn use_within(&mut self, condition: &Condition, used: &mut Used) {
        let rules = self.rules;
        match condition {
            Condition::Definition(id) => {
                if used.blocks.definitions.contains(id) {
                    return;
                }
                used.blocks.definitions.push(*id);
                let plan = self.definition(*id, &[]);
                if let Some(definition) = rules.definitions.get(id.0 as usize) {
                    self.use_clause(&definition.body, &plan, used);
                }
            }
            Condition::Outcome { question, .. } | Condition::ToConsider { question, .. } => {
                used.rules.extend(self.question(*question).rules);
            }
            Condition::RuleApplies(rule) => used.rules.push(*rule),
            Condition::TableIs { table, .. } => used.nodes.extend(self.rows(*table)),
            Condition::Either(_)
            | Condition::Choice { .. }
            | Condition::Includes { .. }
            | Condition::Text { .. }
            | Condition::Number { .. }
            | Condition::Dates { .. }
            | Condition::InWindow { .. }
            | Condition::Length { .. }
            | Condition::Periods { .. }
            | Condition::Count { .. }
            | Condition::MemberOf { .. } => {}
        }
    }
}

struct Ladder {
    is: Vec<NodeId>,
    at_least: Vec<NodeId>,
    to_consider: Vec<NodeId>,
}

/// Sentences gathered, where they stand, and what is still to be looked into.
#[derive(Default)]
struct Used {
    nodes: Vec<NodeId>,
    blocks: Blocks,
    /// Rules still to be looked into.
    rules: Vec<RuleId>,
}
