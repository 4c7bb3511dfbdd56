//! One case over every record at all: what follows from part of what is recorded?
//!
//! The machinery that reasons, changes and clashes share.

use super::encode::{Encoding, Instance, Item, Part, Stop};
use super::exact::question_nodes;
use super::knowledge::{EntryKnown, Knowledge, Known, ListKnown, Presumed};
use crate::check::{OutcomeId, QuestionId};
use crate::program::{NodeId, Program};
use crate::solver::Lit;
use crate::vocabulary::FactId;

/// The record, item by item.
pub(super) struct Recorded<'a> {
    pub(super) program: &'a Program,
    pub(super) knowledge: &'a Knowledge,
    pub(super) encoding: Encoding<'a>,
    pub(super) items: Vec<Item>,
    /// Facts about which the record's sources differ, which may leave nothing said for certain.
    pub(super) disputed: Vec<FactId>,
    readings: Vec<Instance>,
}

impl<'a> Recorded<'a> {
    /// For one question, or (none) for what always holds alone.
    pub(super) fn new(
        program: &'a Program,
        knowledge: &'a Knowledge,
        question: Option<QuestionId>,
        conflicts: u64,
    ) -> Self {
        let mut nodes = question.map(|question| question_nodes(program, question)).unwrap_or_default();
        nodes.extend(applicability(program, knowledge));
        let mut encoding = Encoding::new(program, knowledge, nodes, conflicts);
        let (alone, items) = encoding.recorded(knowledge);
        Self { program, knowledge, encoding, items, disputed: Vec::new(), readings: vec![alone] }
    }

    /// What always holds is required from now on.
    pub(super) fn keep_always(&mut self) {
        if let Some(alone) = self.readings.first_mut() {
            let always = self.encoding.always(alone);
            self.encoding.problem.require(always);
        }
    }

    /// The literals of what always holds, one by one.
    pub(super) fn always_lits(&mut self) -> Vec<Lit> {
        let nodes: Vec<NodeId> = self.program.always.iter().map(|invariant| invariant.node).collect();
        nodes.into_iter().map(|node| self.lit(node, &Presumed::NONE)).collect()
    }

    pub(super) fn lit(&mut self, node: NodeId, presumed: &Presumed) -> Lit {
        let place = self.reading(presumed);
        let Some(reading) = self.readings.get_mut(place) else { return Lit::FALSE };
        self.encoding.truth(reading, node)
    }

    pub(super) fn outcome(
        &mut self,
        (question, outcome): (QuestionId, OutcomeId),
        presumed: &Presumed,
    ) -> Lit {
        let plan = super::exact::plan(self.program, question);
        let node = plan.and_then(|plan| plan.is.get(outcome.0 as usize)).copied();
        node.map_or(Lit::FALSE, |node| self.lit(node, presumed))
    }

    pub(super) fn reading(&mut self, presumed: &Presumed) -> usize {
        let known = self.readings.iter().position(|reading| reading.presumed == *presumed);
        known.unwrap_or_else(|| {
            let other = self.readings.first().map(|alone| alone.under(presumed.clone()));
            self.readings.extend(other);
            self.readings.len() - 1
        })
    }

    /// The record alone.
    pub(super) fn alone(&self) -> Option<&Instance> {
        self.readings.first()
    }

    /// Can these hold together?
    pub(super) fn possible(&mut self, lits: &[Lit]) -> Result<bool, Stop> {
        Ok(self.encoding.solve(lits)?.is_ok())
    }

    /// Leaves out one literal after the other, in this order, as long as the rest cannot hold together.
    pub(super) fn without_needless(
        &mut self,
        fixed: &[Lit],
        mut kept: Vec<(usize, Lit)>,
    ) -> Result<Vec<usize>, Stop> {
        let mut place = 0;
        while place < kept.len() {
            let rest = kept.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, (_, lit))| *lit);
            let tried: Vec<Lit> = fixed.iter().copied().chain(rest).collect();
            if self.possible(&tried)? {
                place += 1;
            } else {
                kept.remove(place);
            }
        }
        Ok(kept.into_iter().map(|(item, _)| item).collect())
    }

    /// The knowledge that only these items give.
    pub(super) fn only(&self, items: &[usize]) -> Knowledge {
        let kept: Vec<&Item> = items.iter().filter_map(|item| self.items.get(*item)).collect();
        let mut slots = Vec::new();
        for (slot, id) in self.program.slots.iter().zip(0..) {
            let of_slot = || kept.iter().filter(move |item| item.slot.is_some_and(|slot| slot.0 == id));
            let known = self.knowledge.slots.get(id as usize);
            let part = |part: Part| of_slot().any(|item| item.part == part);
            slots.push(match known {
                Some(known) if part(Part::Whole) => known.clone(),
                Some(Known::List(lists)) if of_slot().next().is_some() => {
                    let fields = super::encode::any_entry(&slot.domain, self.knowledge.as_at);
                    some_entries(lists, &fields, part)
                }
                Some(_) | None => super::encode::whole(&slot.domain, self.knowledge.as_at),
            });
        }
        let constraints = self.knowledge.constraints.iter().filter(|constraint| {
            let fact = super::encode::stated_of(self.program, constraint);
            fact.is_none_or(|fact| kept.iter().any(|item| item.fact == fact))
        });
        Knowledge { slots, constraints: constraints.cloned().collect(), as_at: self.knowledge.as_at }
    }
}

/// Whether a recorded fact applies is part of what is said of it.
fn applicability(program: &Program, knowledge: &Knowledge) -> Vec<NodeId> {
    let said = |fact: FactId| {
        let slot = program.slot_of(fact);
        slot.and_then(|slot| Some((slot, knowledge.slots.get(slot.0 as usize)?))).is_some_and(
            |(slot, known)| *known != super::encode::whole(&program.slot(slot).domain, knowledge.as_at),
        )
    };
    program.applicability.iter().filter(|(fact, _)| said(*fact)).map(|(_, node)| *node).collect()
}

/// The list with some of its entries. Where an entry is left out but there are no others, it may be there all the same.
fn some_entries(lists: &[ListKnown], any: &EntryKnown, part: impl Fn(Part) -> bool) -> Known {
    let Some(list) = lists.first() else { return Known::List(Vec::new()) };
    let kept: Vec<EntryKnown> = (0..)
        .zip(&list.entries)
        .filter(|(place, _)| part(Part::Entry(*place)))
        .map(|(_, entry)| entry.clone())
        .collect();
    let may_hold_more = list.may_hold_more || !part(Part::NoOthers);
    let absent = list.entries.len() - kept.len();
    let mut alternatives = vec![ListKnown { entries: kept.clone(), may_hold_more }];
    if !may_hold_more {
        for more in 1..=absent {
            let mut entries = kept.clone();
            entries.extend((0..more).map(|_| any.clone()));
            alternatives.push(ListKnown { entries, may_hold_more: false });
        }
    }
    Known::List(alternatives)
}
