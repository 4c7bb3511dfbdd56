//! A record with other values for some of its facts, and what goes with them.

use super::encode::{Encoding, Stop, Value, inputs, stated_of};
use super::knowledge::{Completion, Constraint, Knowledge, Known, Presumed, exactly};
use super::recorded::Recorded;
use super::reference;
use super::values::is_exact;
use super::words::{self, Sentence};
use crate::program::{ComputedValue, NodeId, Program, SlotId};
use crate::solver::Lit;
use crate::vocabulary::FactId;

/// The slot has one of the values known.
pub(super) fn is_value(recorded: &mut Recorded<'_>, slot: SlotId, known: &Knowledge) -> Option<Lit> {
    let place = slot.0 as usize;
    let value = recorded.alone()?.slots.get(place).cloned()?;
    if matches!(&*value, Value::Unread(_)) {
        return None;
    }
    Some(recorded.encoding.within(&value, known.slots.get(place)?))
}

/// A completion of the changed record in which this holds too.
pub(super) fn counter(
    recorded: &mut Recorded<'_>,
    so_changed: &[Lit],
    lit: Lit,
    changed: &Knowledge,
) -> Result<Option<Completion>, Stop> {
    let lits: Vec<Lit> = so_changed.iter().copied().chain([lit]).collect();
    let Ok(model) = recorded.encoding.solve(&lits)? else { return Ok(None) };
    Ok(recorded.alone().map(|alone| Encoding::completion_within(alone, &model, changed)))
}

/// Recorded facts that may be otherwise than recorded, by fact.
pub(super) fn changeable(recorded: &Recorded<'_>) -> Vec<FactId> {
    let vocabulary = &recorded.program.rule_set.vocabulary;
    let disputable = |fact: &FactId| !vocabulary.fact(*fact).is_some_and(|fact| fact.beyond_dispute);
    let said = recorded.items.iter().map(|item| item.fact).chain(recorded.disputed.iter().copied());
    let mut facts: Vec<FactId> = said.filter(disputable).collect();
    words::by_id(recorded.program, &mut facts);
    facts.dedup();
    facts
}

/// What a record says with a value of this fact: that it applies, or does not; of a computed one, what the rules ask.
pub(super) fn ties(program: &Program, sentences: &[Sentence], fact: FactId) -> Vec<NodeId> {
    let applies = program.applicability.iter().filter(|(other, _)| *other == fact).map(|(_, node)| *node);
    let mut ties: Vec<NodeId> = applies.collect();
    let computed = program.computed.iter().find(|computed| computed.fact == fact);
    match computed.map(|computed| &computed.value) {
        Some(ComputedValue::Choice(nodes)) => ties.extend(nodes),
        Some(value) => {
            let inputs = inputs(program, value);
            let about =
                sentences.iter().filter(|sentence| inputs.iter().all(|fact| sentence.facts.contains(fact)));
            ties.extend(about.map(|sentence| sentence.node));
        }
        None => {}
    }
    ties
}

/// Slots that the record leaves open.
pub(super) fn open_slots(recorded: &Recorded<'_>) -> Vec<SlotId> {
    let slots = recorded.knowledge.slots.iter().zip((0..).map(SlotId));
    let open =
        slots.filter(|(known, slot): &(&Known, SlotId)| !is_exact(known) && recorded.encoding.reads(*slot));
    open.map(|(_, slot)| slot).collect()
}

/// The record with a completion's values for these facts, and what goes with them; what else was said of them is said
/// no longer.
pub(super) fn changed(
    recorded: &Recorded<'_>,
    facts: &[FactId],
    completion: &Completion,
    ties: impl Iterator<Item = (FactId, Vec<NodeId>)>,
) -> Knowledge {
    let mut changed = recorded.knowledge.clone();
    for ((known, slot), value) in changed.slots.iter_mut().zip(&recorded.program.slots).zip(&completion.slots)
    {
        if facts.contains(&slot.fact) {
            *known = exactly(value);
        }
    }
    changed.constraints.retain(|constraint| {
        stated_of(recorded.program, constraint).is_none_or(|fact| !facts.contains(&fact))
    });
    let run = (recorded.knowledge.as_at, &Presumed::NONE);
    for (fact, nodes) in ties {
        changed.constraints.extend(nodes.into_iter().map(|node| {
            let truth = reference::holds(recorded.program, completion, run, node);
            Constraint::Node { node, truth, fact }
        }));
    }
    changed
}
