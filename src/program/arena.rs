//! Nodes that mean the same are one node.
//!
//! Builds the flat arena: equal lists and equal leaves share one id, children come first, and constants are folded
//! away. Knows nothing of rules.

use std::collections::BTreeMap;

use super::{Atom, AtomId, Base, DateExpr, Node, NodeId, Program, Ref};
use crate::check::{Heading, PresumptionId};

/// The nodes so far. Invariant: node 0 is false and node 1 is true.
#[derive(Debug)]
pub(super) struct Arena {
    pub(super) nodes: Vec<Node>,
    pub(super) children: Vec<NodeId>,
    pub(super) depths: Vec<u8>,
    pub(super) atoms: Vec<Atom>,
    node_ids: BTreeMap<Key, NodeId>,
    atom_ids: BTreeMap<Atom, AtomId>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Constant(bool),
    List(Heading, Vec<NodeId>),
    Not(NodeId),
    Presumed(PresumptionId),
    Atom(AtomId),
}

impl Arena {
    pub(super) fn new() -> Self {
        let mut arena = Self {
            nodes: Vec::new(),
            children: Vec::new(),
            depths: Vec::new(),
            atoms: Vec::new(),
            node_ids: BTreeMap::new(),
            atom_ids: BTreeMap::new(),
        };
        for value in [false, true] {
            arena.intern(Key::Constant(value), Node::Constant(value), 0);
        }
        arena
    }

    pub(super) fn constant(value: bool) -> NodeId {
        if value { Program::TRUE } else { Program::FALSE }
    }

    pub(super) fn all(&mut self, items: Vec<NodeId>) -> NodeId {
        self.list(Heading::All, items)
    }

    pub(super) fn any(&mut self, items: Vec<NodeId>) -> NodeId {
        self.list(Heading::Any, items)
    }

    pub(super) fn none(&mut self, items: Vec<NodeId>) -> NodeId {
        self.list(Heading::None, items)
    }

    /// A list; *all* and *any* without what cannot change them.
    pub(super) fn list(&mut self, heading: Heading, items: Vec<NodeId>) -> NodeId {
        match heading {
            Heading::All => self.joined(heading, items, Program::TRUE, Program::FALSE),
            Heading::Any => self.joined(heading, items, Program::FALSE, Program::TRUE),
            Heading::None if items.is_empty() => Program::TRUE,
            Heading::None | Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_) => {
                self.list_node(heading, items)
            }
        }
    }

    fn joined(&mut self, heading: Heading, items: Vec<NodeId>, neutral: NodeId, deciding: NodeId) -> NodeId {
        let mut kept: Vec<NodeId> = Vec::with_capacity(items.len());
        for item in items {
            if item == deciding {
                return deciding;
            }
            if item != neutral && !kept.contains(&item) {
                kept.push(item);
            }
        }
        match kept.as_slice() {
            [] => neutral,
            &[single] => single,
            [_, _, ..] => self.list_node(heading, kept),
        }
    }

    fn list_node(&mut self, heading: Heading, items: Vec<NodeId>) -> NodeId {
        let depth = items.iter().map(|item| self.depth(*item)).max().unwrap_or(0);
        let key = Key::List(heading, items);
        if let Some(known) = self.node_ids.get(&key) {
            return *known;
        }
        let first = count(self.children.len());
        if let Key::List(_, items) = &key {
            self.children.extend_from_slice(items);
        }
        let node = Node::List { heading, first, count: count(self.children.len()) - first };
        self.intern(key, node, depth)
    }

    pub(super) fn not(&mut self, item: NodeId) -> NodeId {
        match self.nodes.get(item.0 as usize) {
            Some(Node::Constant(value)) => Self::constant(!value),
            Some(Node::Not(inner)) => *inner,
            Some(Node::List { .. } | Node::Presumed(_) | Node::Atom(_)) | None => {
                self.intern(Key::Not(item), Node::Not(item), self.depth(item))
            }
        }
    }

    pub(super) fn presumed(&mut self, presumption: PresumptionId) -> NodeId {
        self.intern(Key::Presumed(presumption), Node::Presumed(presumption), 0)
    }

    pub(super) fn atom(&mut self, atom: Atom) -> NodeId {
        let depth = self.atom_depth(&atom);
        let next = AtomId(count(self.atoms.len()));
        let id = *self.atom_ids.entry(atom.clone()).or_insert(next);
        if id == next {
            self.atoms.push(atom);
        }
        self.intern(Key::Atom(id), Node::Atom(id), depth)
    }

    fn intern(&mut self, key: Key, node: Node, depth: u8) -> NodeId {
        let next = NodeId(count(self.nodes.len()));
        let id = *self.node_ids.entry(key).or_insert(next);
        if id == next {
            self.nodes.push(node);
            self.depths.push(depth);
        }
        id
    }

    fn depth(&self, node: NodeId) -> u8 {
        self.depths.get(node.0 as usize).copied().unwrap_or(0)
    }

    fn atom_depth(&self, atom: &Atom) -> u8 {
        match atom {
            Atom::Choice { at, .. } | Atom::Includes { at, .. } | Atom::Number { at, .. } => ref_depth(*at),
            Atom::Dates { left, right, .. } => expr_depth(left).max(expr_depth(right)),
            Atom::Count { list, filter, .. } | Atom::CountDifferent { list, filter, .. } => {
                ref_depth(*list).max(self.depth(*filter).saturating_sub(1))
            }
            Atom::Covers { periods, first, last } | Atom::Total { periods, first, last, .. } => {
                ref_depth(*periods).max(expr_depth(first)).max(expr_depth(last))
            }
            Atom::MemberOf { at, list, .. } => ref_depth(*at).max(ref_depth(*list)),
        }
    }
}

fn ref_depth(at: Ref) -> u8 {
    match at {
        Ref::Slot(_) => 0,
        Ref::Field { depth, .. } => depth.saturating_add(1),
    }
}

fn expr_depth(expr: &DateExpr) -> u8 {
    match expr.base {
        Base::Ref(at) => ref_depth(at),
        Base::Day(_) | Base::AsAt => 0,
    }
}

/// A length as an id; arenas never come near the limit.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
