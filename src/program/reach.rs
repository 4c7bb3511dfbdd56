//! What does a node rest on?

use std::collections::BTreeSet;

use super::lower::Lowering;
use super::{Atom, Base, DateExpr, Node, NodeId, Ref, SlotId};
use crate::vocabulary::FactId;

impl Lowering<'_> {
    /// The recorded facts a node reads, by fact id.
    pub(super) fn facts_under(&self, node: NodeId) -> Vec<FactId> {
        let slots = self.slots_under(&[node]);
        let mut facts: Vec<FactId> =
            slots.iter().filter_map(|slot| self.slots.slots.get(slot.0 as usize)).map(|slot| slot.fact).collect();
        facts.sort_unstable();
        facts
    }

    /// The slots that some nodes read, rising.
    pub(super) fn slots_under(&self, nodes: &[NodeId]) -> Vec<SlotId> {
        let mut seen = BTreeSet::new();
        let mut slots = BTreeSet::new();
        let mut open = nodes.to_vec();
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            match self.arena.nodes.get(node.0 as usize) {
                Some(Node::List { first, count, .. }) => {
                    let range = *first as usize..(first + count) as usize;
                    open.extend(self.arena.children.get(range).unwrap_or_default());
                }
                Some(Node::Not(inner)) => open.push(*inner),
                Some(Node::Atom(atom)) => {
                    if let Some(atom) = self.arena.atoms.get(atom.0 as usize) {
                        read(atom, &mut slots, &mut open);
                    }
                }
                Some(Node::Constant(_) | Node::Presumed(_)) | None => {}
            }
        }
        slots.into_iter().collect()
    }
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
        Atom::Choice { at: value, .. } | Atom::Includes { at: value, .. } | Atom::Number { at: value, .. } => at(*value),
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
