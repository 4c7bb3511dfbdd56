//! Which outcomes are possible, by writing down every completion?
//!
//! Only where the open facts are few. Where they are not, what the truths leave possible is given, as not settled
//! unless that is one outcome.

use std::convert::Infallible;

use super::brute::{Limits, completions};
use super::engine::{Kleene, Silent};
use super::knowledge::{Completion, Constraint, Knowledge, Known, Presumed, Truth};
use super::question::{Possible, binding, candidates, fewest};
use super::reference;
use super::result::BindingDuty;
use crate::check::{OutcomeId, PresumptionId, QuestionId, RuleId};
use crate::program::{NodeId, Program, QuestionPlan, SlotId};

/// What is possible for a case.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Nothing completes the record.
    pub(super) inconsistent: bool,
    /// Presumptions whose sentence is open.
    pub(super) presumed: Presumed,
    /// By question.
    pub(super) questions: Vec<Possible>,
}

/// Everything possible, of a case whose values are narrowed already.
pub(super) fn find(program: &Program, knowledge: &Knowledge, plain: &Kleene) -> Found {
    let all = written_down(program, knowledge);
    let inconsistent = all.as_ref().is_some_and(Vec::is_empty);
    let presumed = open_presumptions(program, knowledge, plain, all.as_deref());
    let mut with = Kleene::default();
    with.run(program, knowledge, &presumed, &mut Silent);
    let questions = program.questions.iter().map(|plan| match &all {
        Some(all) => exactly(program, (knowledge, &presumed), plan, all),
        None => from_truths(plan, plain, &with),
    });
    Found { inconsistent, questions: questions.collect(), presumed }
}

fn written_down(program: &Program, knowledge: &Knowledge) -> Option<Vec<Completion>> {
    let mut read: Vec<NodeId> = program.always.iter().map(|invariant| invariant.node).collect();
    let mut slots: Vec<SlotId> =
        program.questions.iter().flat_map(|plan| plan.slots.iter().copied()).collect();
    read.extend(&program.presumptions);
    for constraint in &knowledge.constraints {
        match constraint {
            Constraint::Node { node, .. } | Constraint::Assumed(node) => read.push(*node),
            // What a computed fact rests on may be any of the facts.
            Constraint::Stated { .. } | Constraint::StatedDay { .. } => {
                slots.extend((0..).map(SlotId).take(program.slots.len()));
            }
        }
    }
    slots.extend(program.slots_under(&read));
    let more = knowledge
        .slots
        .iter()
        .zip(0..)
        .any(|(known, id)| slots.contains(&SlotId(id)) && may_hold_more(known));
    if more { None } else { completions(program, knowledge, Limits::WIDE, |slot| slots.contains(&slot)) }
}

fn may_hold_more(known: &Known) -> bool {
    let Known::List(lists) = known else { return false };
    lists.iter().any(|list| {
        list.may_hold_more || list.entries.iter().any(|entry| entry.fields.iter().any(may_hold_more))
    })
}

fn open_presumptions(
    program: &Program,
    knowledge: &Knowledge,
    plain: &Kleene,
    all: Option<&[Completion]>,
) -> Presumed {
    let open = program.presumptions.iter().zip(0..).filter(|(node, _)| match (plain.truth(**node), all) {
        (Truth::True | Truth::False, _) => false,
        (Truth::Open, None) => true,
        (Truth::Open, Some(all)) => {
            let mut truths = all
                .iter()
                .map(|one| reference::holds(program, one, (knowledge.as_at, &Presumed::NONE), **node));
            let first = truths.next();
            truths.any(|truth| Some(truth) != first)
        }
    });
    Presumed::of(open.map(|(_, id)| PresumptionId(id)))
}

fn from_truths(plan: &QuestionPlan, alone: &Kleene, with: &Kleene) -> Possible {
    let mut possible = Possible {
        without: candidates(plan, alone).collect(),
        with: candidates(plan, with).collect(),
        ..Possible::default()
    };
    possible.settled = possible.without.len() == 1 && possible.with.len() == 1;
    possible
}

fn exactly(
    program: &Program,
    run: (&Knowledge, &Presumed),
    plan: &QuestionPlan,
    all: &[Completion],
) -> Possible {
    let (knowledge, presumed) = run;
    let outcome = |one: &Completion, presumed: &Presumed| {
        reference::outcome(program, one, (knowledge.as_at, presumed), plan.question)
    };
    let mut possible = Possible { settled: true, ..Possible::default() };
    for one in all {
        possible.without.push(outcome(one, &Presumed::NONE));
        let with = outcome(one, presumed);
        if !possible.with.contains(&with) {
            possible.with.push(with);
            possible.witnesses.push((with, one.clone()));
        }
        let duty = duty(program, (knowledge, presumed), (plan.question, with), one);
        let (weakest, strongest) = possible.duty.unwrap_or((duty, duty));
        possible.duty = Some((weakest.min(duty), strongest.max(duty)));
    }
    for list in [&mut possible.with, &mut possible.without] {
        list.sort_unstable();
        list.dedup();
    }
    possible.witnesses.sort_by_key(|(outcome, _)| *outcome);
    possible.rules = definite_rules(program, run, plan, all);
    possible.rules_settled = true;
    if let [outcome] = possible.with.as_slice() {
        possible.together = together(program, run, (plan, *outcome), all);
    }
    possible
}

fn duty(
    program: &Program,
    run: (&Knowledge, &Presumed),
    asked: (QuestionId, OutcomeId),
    one: &Completion,
) -> BindingDuty {
    let rules = program.rule_set.rules.iter().zip((0..).map(RuleId));
    let giving = rules.filter(|(rule, _)| (rule.question, rule.outcome) == asked);
    let applying = giving.filter(|(_, id)| reference::applies(program, one, (run.0.as_at, run.1), *id));
    applying.filter_map(|(rule, _)| binding(rule.duty)).max().unwrap_or(BindingDuty::Otherwise)
}

/// The fewest open rules of which one gives the outcome whatever the answers, if there are such.
fn together(
    program: &Program,
    (knowledge, presumed): (&Knowledge, &Presumed),
    (plan, outcome): (&QuestionPlan, OutcomeId),
    all: &[Completion],
) -> Option<Vec<RuleId>> {
    let applies =
        |one: &Completion, rule: RuleId| reference::applies(program, one, (knowledge.as_at, presumed), rule);
    let sure = |rule: &RuleId| all.iter().all(|one| applies(one, *rule));
    let never = |rule: &RuleId| !all.iter().any(|one| applies(one, *rule));
    let open: Vec<RuleId> = plan.rules.iter().copied().filter(|rule| !sure(rule) && !never(rule)).collect();
    fewest(program, (outcome, open), |of| {
        Ok::<_, Infallible>(all.iter().all(|one| of.iter().any(|rule| applies(one, *rule))))
    })
    .unwrap_or_default()
}

fn definite_rules(
    program: &Program,
    (knowledge, presumed): (&Knowledge, &Presumed),
    plan: &QuestionPlan,
    all: &[Completion],
) -> Vec<(RuleId, bool)> {
    let mut definite = Vec::new();
    for rule in &plan.rules {
        let mut applies =
            all.iter().map(|one| reference::applies(program, one, (knowledge.as_at, presumed), *rule));
        if let Some(first) = applies.next()
            && applies.all(|other| other == first)
        {
            definite.push((*rule, first));
        }
    }
    definite
}
