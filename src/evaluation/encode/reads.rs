//! Which slots does each node read?

use super::super::knowledge::Knowledge;
use super::super::values::is_exact;
use crate::program::{Atom, Base, DateExpr, Node, NodeId, Program, Ref, SlotId};

/// Slots from this one up share a bit.
const LAST: u32 = 127;

/// By node, the slots it reads, as bits.
pub(super) fn reads(program: &Program) -> Vec<u128> {
    let mut bits: Vec<u128> = Vec::with_capacity(program.nodes.len());
    for node in &program.nodes {
        let of = |id: u32| bits.get(id as usize).copied().unwrap_or(u128::MAX);
        let read = match *node {
            Node::Constant(_) | Node::Presumed(_) => 0,
            Node::Not(inner) => of(inner.0),
            Node::List { first, count, .. } => {
                program.list(first, count).iter().fold(0, |all, child| all | of(child.0))
            }
            Node::Atom(atom) => of_atom(program.atom(atom), &bits),
        };
        bits.push(read);
    }
    bits
}

/// The bit of a slot.
pub(super) fn bit(slot: SlotId) -> u128 {
    1 << slot.0.min(LAST)
}

/// The bits of all other slots.
pub(super) fn besides(slot: SlotId) -> u128 {
    if slot.0 < LAST { !bit(slot) } else { u128::MAX }
}

/// The slots that have several values.
pub(super) fn open(knowledge: &Knowledge) -> u128 {
    let slots = knowledge.slots.iter().zip((0..).map(SlotId));
    slots.filter(|(known, _)| !is_exact(known)).fold(0, |open, (_, slot)| open | bit(slot))
}

/// The slots that a leaf reads, where those of the nodes before it are known.
pub(super) fn of_atom(atom: &Atom, nodes: &[u128]) -> u128 {
    let of = |id: NodeId| nodes.get(id.0 as usize).copied().unwrap_or(u128::MAX);
    match atom {
        Atom::Choice { at, .. } | Atom::Includes { at, .. } | Atom::Number { at, .. } => place(*at),
        Atom::Dates { left, right, .. } => day(left) | day(right),
        Atom::Count { list, filter, .. } | Atom::CountDifferent { list, filter, .. } => {
            place(*list) | of(*filter)
        }
        Atom::Covers { periods, first, last } | Atom::Total { periods, first, last, .. } => {
            place(*periods) | day(first) | day(last)
        }
        Atom::MemberOf { at, list, .. } => place(*at) | place(*list),
    }
}

fn place(at: Ref) -> u128 {
    match at {
        Ref::Slot(slot) => bit(slot),
        Ref::Field { .. } => 0,
    }
}

fn day(expr: &DateExpr) -> u128 {
    match expr.base {
        Base::Ref(at) => place(at),
        Base::Day(_) | Base::AsAt => 0,
    }
}
