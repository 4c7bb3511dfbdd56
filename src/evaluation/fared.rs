//! How did every clause, rule and exception fare?
//!
//! Reads truths off the plans that mirror the author's clauses; decides nothing.

use super::engine::{Counts, Kleene};
use super::knowledge::{Presumed, Truth};
use super::result::{ClauseTruth, ExceptionResult, RuleState};
use crate::check::{Clause, ExceptionId, Meaning, PresumptionId, RuleId};
use crate::program::{ClausePlan, Node, NodeId, Program};

/// The truths of a case: from the record alone, and with the presumptions of open sentences applied.
#[derive(Debug, Clone, Copy)]
pub struct Truths<'a> {
    /// From the record alone.
    pub plain: &'a Kleene,
    /// With presumptions.
    pub with: &'a Kleene,
    /// Which are applied.
    pub presumed: &'a Presumed,
}

/// How every exception fared.
#[must_use]
pub fn exception_results(program: &Program, truths: Truths<'_>) -> Vec<ExceptionResult> {
    let ids = program.exceptions.iter().map(|plan| plan.exception);
    ids.filter_map(|id| exception_result(program, id, truths)).collect()
}

/// Every definition's body, read from the record alone.
#[must_use]
pub fn definition_results(program: &Program, plain: &Kleene) -> Vec<ClauseTruth> {
    let truths = Truths { plain, with: plain, presumed: &Presumed::NONE };
    let definitions = program.rule_set.definitions.iter().zip(&program.definitions);
    definitions.map(|(definition, plan)| clause_truth(program, &definition.body, plan, truths)).collect()
}

pub(super) fn exception_result(
    program: &Program,
    id: ExceptionId,
    truths: Truths<'_>,
) -> Option<ExceptionResult> {
    let plan = program.exceptions.get(id.0 as usize)?;
    let exception = program.rule_set.exceptions.get(id.0 as usize)?;
    let nodes = (plan.when.node, truths.with.truth(plan.applies));
    let (state, set_aside_by) = fared(program, truths, nodes, &exception.not_where);
    let when = clause_truth(program, &exception.when, &plan.when, truths);
    Some(ExceptionResult { exception: id, state, set_aside_by, when })
}

/// The exceptions of a rule, departures from it included.
pub(super) fn exceptions_of(program: &Program, id: RuleId) -> Vec<ExceptionId> {
    let rules = &program.rule_set;
    let departures = rules.departures.iter().filter(|departure| departure.from == id);
    let named = rules.rules.get(id.0 as usize).map_or(&[][..], |rule| &rule.not_where);
    let departed = departures.filter_map(|departure| departure.exception).filter(|id| !named.contains(id));
    named.iter().copied().chain(departed).collect()
}

/// Whether something applies whose condition's node and whose own truth are given, and what sets it aside, or might.
pub(super) fn fared(
    program: &Program,
    truths: Truths<'_>,
    (when, applies): (NodeId, Truth),
    exceptions: &[ExceptionId],
) -> (RuleState, Vec<ExceptionId>) {
    let when = truths.with.truth(when);
    let truth = |id: &ExceptionId| {
        let plan = program.exceptions.get(id.0 as usize);
        plan.map_or(Truth::False, |plan| truths.with.truth(plan.applies))
    };
    let surely_set_aside = exceptions.iter().any(|exception| truth(exception) == Truth::True);
    let state = match (applies, when) {
        (Truth::True, _) => RuleState::Applies,
        (Truth::Open, _) => RuleState::MightApply,
        (Truth::False, Truth::True) => RuleState::SetAside,
        (Truth::False, Truth::Open) if surely_set_aside => RuleState::SetAside,
        (Truth::False, Truth::False | Truth::Open) => RuleState::DoesNotApply,
    };
    let might =
        exceptions.iter().filter(|exception| when != Truth::False && truth(exception) != Truth::False);
    (state, might.copied().collect())
}

/// The truth of a clause and its items, presumptions applied.
#[must_use]
pub fn clause_truth(
    program: &Program,
    clause: &Clause,
    plan: &ClausePlan,
    truths: Truths<'_>,
) -> ClauseTruth {
    let truth = truths.with.truth(plan.node);
    match &clause.meaning {
        Meaning::List { items, .. } => {
            let parts = items.iter().zip(&plan.items);
            let results =
                parts.clone().map(|(item, plan)| clause_truth(program, item, plan, truths)).collect();
            let mut counts = Counts::default();
            for (item, plan) in parts {
                if !matches!(item.meaning, Meaning::Inert(_)) {
                    counts.add(truths.with.truth(plan.node));
                }
            }
            ClauseTruth {
                truth,
                presumed: None,
                items: results,
                counts: (counts.yes, counts.no, counts.open),
            }
        }
        Meaning::Sentence(_) => {
            let presumed = if truths.plain.truth(plan.node) == truth {
                None
            } else {
                stands_in(program, plan.node, truths)
            };
            ClauseTruth { truth, presumed, items: Vec::new(), counts: (0, 0, 0) }
        }
        Meaning::Inert(_) => ClauseTruth { truth, presumed: None, items: Vec::new(), counts: (0, 0, 0) },
    }
}

/// The presumption that a sentence reads, by itself or through a definition or an earlier question, if it is applied.
fn stands_in(program: &Program, node: NodeId, truths: Truths<'_>) -> Option<PresumptionId> {
    match program.node(node) {
        Node::Presumed(presumption) => Some(presumption).filter(|id| truths.presumed.applies(*id)),
        Node::Not(inner) => stands_in(program, inner, truths),
        Node::List { first, count, .. } => {
            // only what presumptions change can carry the change
            let changed = |item: &&NodeId| truths.plain.truth(**item) != truths.with.truth(**item);
            let items = program.list(first, count).iter().filter(changed);
            items.copied().find_map(|item| stands_in(program, item, truths))
        }
        Node::Constant(_) | Node::Atom(_) => None,
    }
}
