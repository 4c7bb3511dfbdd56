//! And-gates over inputs and comparisons, each written once.
//!
//! Invariant: an and-gate's operands are gates made before it, sorted, at least two, none constant, no gate twice.

use super::hash::{self, Table};
use super::literal::Lit;
use super::whole::{MapId, WholeId};

/// What a gate is.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "solve"), expect(dead_code, reason = "only the search reads a comparison back"))]
pub(super) enum Gate {
    /// Always true (gate 0 only).
    True,
    /// Free.
    Input,
    /// All of `operands[first .. first + count]`.
    And {
        /// First operand.
        first: u32,
        /// How many.
        count: u32,
    },
    /// The whole number is at most this.
    AtMost {
        /// Which.
        whole: WholeId,
        /// This.
        limit: i64,
    },
    /// `left <= right`, each through its map.
    Order {
        /// Left.
        left: (WholeId, MapId),
        /// Right.
        right: (WholeId, MapId),
    },
}

/// The gates.
#[derive(Debug, Clone)]
pub(super) struct Circuit {
    gates: Vec<Gate>,
    operands: Vec<Lit>,
    /// And-gates by the hash of their operands. Two lists with one hash only cost a second gate.
    written: Table<u64, u32>,
    orders: Table<(WholeId, MapId, WholeId, MapId), Lit>,
    scratch: Vec<Lit>,
}

impl Circuit {
    pub(super) fn new() -> Self {
        Self {
            gates: vec![Gate::True],
            operands: Vec::new(),
            written: Table::default(),
            orders: Table::default(),
            scratch: Vec::new(),
        }
    }

    pub(super) fn gate(&self, lit: Lit) -> Gate {
        self.gates.get(lit.gate() as usize).copied().unwrap_or(Gate::True)
    }

    pub(super) fn len(&self) -> usize {
        self.gates.len()
    }

    pub(super) fn operands(&self, first: u32, count: u32) -> &[Lit] {
        self.operands.get(first as usize..(first + count) as usize).unwrap_or(&[])
    }

    pub(super) fn push(&mut self, gate: Gate) -> Lit {
        let index = u32::try_from(self.gates.len()).unwrap_or(u32::MAX);
        self.gates.push(gate);
        Lit::of(index)
    }

    pub(super) fn order(&mut self, left: (WholeId, MapId), right: (WholeId, MapId)) -> Lit {
        let key = (left.0, left.1, right.0, right.1);
        if let Some(lit) = self.orders.get(&key) {
            return *lit;
        }
        let lit = self.push(Gate::Order { left, right });
        self.orders.insert(key, lit);
        lit
    }

    pub(super) fn all(&mut self, parts: &[Lit]) -> Lit {
        let mut sorted = std::mem::take(&mut self.scratch);
        sorted.clear();
        sorted.extend(parts.iter().copied().filter(|lit| *lit != Lit::TRUE));
        sorted.sort_unstable();
        sorted.dedup();
        let lit = self.all_sorted(&sorted);
        self.scratch = sorted;
        lit
    }

    fn all_sorted(&mut self, sorted: &[Lit]) -> Lit {
        let clash = sorted.windows(2).any(|pair| matches!(pair, [left, right] if *left == !*right));
        if clash || sorted.first() == Some(&Lit::FALSE) {
            return Lit::FALSE;
        }
        match sorted {
            [] => return Lit::TRUE,
            [only] => return *only,
            [_, _, ..] => {}
        }
        let key = hash::of(sorted.iter().map(|lit| lit.code()));
        if let Some(index) = self.written.get(&key)
            && let Gate::And { first, count } = self.gate(Lit::of(*index))
            && self.operands(first, count) == sorted
        {
            return Lit::of(*index);
        }
        let first = u32::try_from(self.operands.len()).unwrap_or(u32::MAX);
        self.operands.extend_from_slice(sorted);
        let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
        let lit = self.push(Gate::And { first, count });
        self.written.insert(key, lit.gate());
        lit
    }

    pub(super) fn any(&mut self, parts: &[Lit]) -> Lit {
        let opposite: Vec<Lit> = parts.iter().map(|lit| !*lit).collect();
        !self.all(&opposite)
    }

    /// True where at least `number` of the parts are: a ladder of counters, one rung per part.
    pub(super) fn at_least(&mut self, number: u32, parts: &[Lit]) -> Lit {
        let surely = parts.iter().filter(|lit| **lit == Lit::TRUE).count();
        let open: Vec<Lit> = parts.iter().copied().filter(|lit| lit.as_constant().is_none()).collect();
        let number = (number as usize).saturating_sub(surely);
        if number == 0 {
            return Lit::TRUE;
        }
        if number > open.len() {
            return Lit::FALSE;
        }
        if number == 1 {
            return self.any(&open);
        }
        if number == open.len() {
            return self.all(&open);
        }
        let mut reached = vec![Lit::FALSE; number];
        for lit in open {
            let mut below = Lit::TRUE;
            for rung in &mut reached {
                let step = self.all(&[below, lit]);
                below = *rung;
                *rung = self.any(&[*rung, step]);
            }
        }
        reached.last().copied().unwrap_or(Lit::FALSE)
    }
}
