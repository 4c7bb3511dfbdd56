//! What does a node rest on?

use std::collections::BTreeSet;

use super::lower::Lowering;
use super::{Atom, Base, DateExpr, Node, NodeId, Program, Ref, SlotId};
use crate::vocabulary::FactId;

impl Program {
    /// The recorded facts a node reads, by fact id.
    #[must_use]
    pub fn facts_under(&self, node: NodeId) -> Vec<FactId> {
        let slots = slots_under(&[node], &self.nodes, &self.children, &self.atoms);
        let mut facts: Vec<FactId> = slots.into_iter().map(|slot| self.slot(slot).fact).collect();
        facts.sort_unstable();
        facts
    }

    /// The slots that some nodes read, rising.
    #[must_use]
    pub fn slots_under(&self, nodes: &[NodeId]) -> Vec<SlotId> {
        slots_under(nodes, &self.nodes, &self.children, &self.atoms)
    }
}

impl Lowering<'_> {
    /// The recorded facts a node reads, by fact id.
    pub(super) fn facts_under(&self, node: NodeId) -> Vec<FactId> {
        let slots = self.slots_under(&[node]);
        let mut facts: Vec<FactId> = slots
            .iter()
            .filter_map(|slot| self.slots.used.get(slot.0 as usize))
            .map(|slot| slot.fact)
            .collect();
        facts.sort_unstable();
        facts
    }

    pub(super) fn slots_under(&self, nodes: &[NodeId]) -> Vec<SlotId> {
        slots_under(nodes, &self.arena.nodes, &self.arena.children, &self.arena.atoms)
    }
}

fn slots_under(from: &[NodeId], nodes: &[Node], children: &[NodeId], atoms: &[Atom]) -> Vec<SlotId> {
    let mut seen = BTreeSet::new();
    let mut slots = BTreeSet::new();
    let mut open = from.to_vec();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        match nodes.get(node.0 as usize) {
            Some(Node::List { first, count, .. }) => {
                open.extend(children.get(*first as usize..(first + count) as usize).unwrap_or_default());
            }
            Some(Node::Not(inner)) => open.push(*inner),
            Some(Node::Atom(atom)) => {
                if let Some(atom) = atoms.get(atom.0 as usize) {
                    read(atom, &mut slots, &mut open);
                }
            }
            Some(Node::Constant(_) | Node::Presumed(_)) | None => {}
        }
    }
    slots.into_iter().collect()
}

fn read(atom: &Atom, slots: &mut BTreeSet<SlotId>, open: &mut Vec<NodeId>) {
    let mut at = |at: Ref| match at {
        Ref::Slot(slot) => {
            slots.insert(slot);
        }
        Ref::Field { .. } => {}
    };
    let base = |expr: &DateExpr| match expr.base {
        Base::Ref(at) => Some(at),
        Base::Day(_) | Base::AsAt => None,
    };
    match atom {
        Atom::Choice { at: value, .. }
        | Atom::Includes { at: value, .. }
        | Atom::Number { at: value, .. } => at(*value),
        Atom::Dates { left, right, .. } => [left, right].into_iter().filter_map(base).for_each(at),
        Atom::Count { list, filter, .. } | Atom::CountDifferent { list, filter, .. } => {
            at(*list);
            open.push(*filter);
        }
        Atom::Covers { periods, first, last } | Atom::Total { periods, first, last, .. } => {
            at(*periods);
            [first, last].into_iter().filter_map(base).for_each(at);
        }
        Atom::MemberOf { at: value, list, .. } => {
            at(*value);
            at(*list);
        }
    }
}
