//! Which slots does each node read?

use crate::program::{Atom, Base, DateExpr, Node, Program, Ref, SlotId};

/// By node, slots as bits; slots from 127 up share the last bit.
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
            Node::Atom(atom) => atom_reads(program.atom(atom), of),
        };
        bits.push(read);
    }
    bits
}

/// The bit of a slot.
pub(super) fn bit(slot: SlotId) -> u128 {
    1 << slot.0.min(127)
}

fn atom_reads(atom: &Atom, of: impl Fn(u32) -> u128) -> u128 {
    match atom {
        Atom::Choice { at, .. } | Atom::Includes { at, .. } | Atom::Number { at, .. } => place(*at),
        Atom::Dates { left, right, .. } => day(left) | day(right),
        Atom::Count { list, filter, .. } | Atom::CountDifferent { list, filter, .. } => {
            place(*list) | of(filter.0)
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
