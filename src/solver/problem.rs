//! The questions one can put, and their answers.

use super::circuit::{Circuit, Gate};
use super::literal::Lit;
use super::steps::Stride;
use super::whole::{MapId, Side, WholeId, Wholes};

/// Inputs, gates, whole numbers, and what must hold.
pub struct Problem {
    pub(super) circuit: Circuit,
    pub(super) wholes: Wholes,
    pub(super) required: Vec<Lit>,
    #[cfg(feature = "solve")]
    search: super::search::Search,
}

/// How many conflicts and lemmas may still be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Left to spend.
    pub left: u64,
}

impl Budget {
    /// So much less is left.
    pub(crate) fn spend(&mut self, conflicts: u64) {
        self.left = self.left.saturating_sub(conflicts);
    }
}

/// What [`Problem::solve`] found.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// This assignment.
    Sat(Model),
    /// None; these assumptions are already too much.
    Unsat(Vec<Lit>),
    /// The budget is spent.
    OutOfBudget,
}

/// An assignment.
#[derive(Debug, Clone)]
pub struct Model {
    values: Vec<bool>,
    wholes: Vec<i64>,
}

impl Model {
    /// Is the literal true here? Gates made after the model was found are not known to it and read as false.
    #[must_use]
    pub fn holds(&self, lit: Lit) -> bool {
        self.values.get(lit.gate() as usize).copied().unwrap_or(false) != lit.is_negated()
    }

    /// The number.
    #[must_use]
    pub fn whole(&self, id: WholeId) -> i64 {
        self.wholes.get(id.0 as usize).copied().unwrap_or(0)
    }
}

impl Default for Problem {
    fn default() -> Self {
        Self::new()
    }
}

impl Problem {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            circuit: Circuit::new(),
            wholes: Wholes::new(),
            required: Vec::new(),
            #[cfg(feature = "solve")]
            search: super::search::Search::new(),
        }
    }

    /// A free truth value.
    pub fn input(&mut self) -> Lit {
        self.circuit.push(Gate::Input)
    }

    /// A whole number in these ranges (rising, apart, not empty; both ends included).
    pub fn whole(&mut self, ranges: Vec<(i64, i64)>) -> WholeId {
        self.wholes.add(ranges)
    }

    /// The least and the greatest value of a number.
    #[must_use]
    pub fn ends(&self, id: WholeId) -> (i64, i64) {
        (self.wholes.get(id).low(), self.wholes.get(id).high())
    }

    /// These steps, one after the other.
    pub fn map(&mut self, strides: &[Stride]) -> MapId {
        self.wholes.map(strides)
    }

    /// The steps of a list, then one more.
    pub fn map_then(&mut self, map: MapId, stride: Stride) -> MapId {
        let mut strides = self.wholes.strides(map).to_vec();
        strides.push(stride);
        self.wholes.map(&strides)
    }

    /// The number a side comes to in an assignment.
    #[must_use]
    pub fn value_of(&self, model: &Model, side: Side) -> i64 {
        match side {
            Side::Constant(value) => value,
            Side::Whole(id, map) => self.wholes.apply(map, model.whole(id)),
        }
    }

    /// Where these steps lead from a day.
    #[must_use]
    pub fn walk(&self, strides: &[Stride], from: i64) -> i64 {
        super::steps::apply(strides, from)
    }

    /// All of these.
    pub fn all(&mut self, parts: &[Lit]) -> Lit {
        self.circuit.all(parts)
    }

    /// Any of these.
    pub fn any(&mut self, parts: &[Lit]) -> Lit {
        self.circuit.any(parts)
    }

    /// At least so many of these.
    pub fn at_least(&mut self, number: u32, parts: &[Lit]) -> Lit {
        self.circuit.at_least(number, parts)
    }

    /// Both or neither.
    pub fn same(&mut self, left: Lit, right: Lit) -> Lit {
        let both = self.all(&[left, right]);
        let neither = self.all(&[!left, !right]);
        self.any(&[both, neither])
    }

    /// The number is at most this.
    pub fn at_most(&mut self, whole: WholeId, limit: i64) -> Lit {
        let number = self.wholes.get(whole);
        let Some(limit) = number.previous(limit) else { return Lit::FALSE };
        if limit == number.high() {
            return Lit::TRUE;
        }
        if let Some(lit) = number.limits.get(&limit) {
            return *lit;
        }
        let lit = self.circuit.push(Gate::AtMost { whole, limit });
        self.wholes.get_mut(whole).limits.insert(limit, lit);
        lit
    }

    /// `left <= right`.
    pub fn order(&mut self, left: Side, right: Side) -> Lit {
        match (left, right) {
            (Side::Constant(left), Side::Constant(right)) => Lit::constant(left <= right),
            (Side::Whole(whole, map), Side::Constant(most)) => {
                let Some(last) = self.wholes.last_within((whole, map), most) else { return Lit::FALSE };
                self.at_most(whole, last)
            }
            (Side::Constant(least), Side::Whole(whole, map)) => {
                let Some(first) = self.wholes.first_reaching((whole, map), least) else { return Lit::FALSE };
                !self.at_most(whole, first - 1)
            }
            (Side::Whole(left, from), Side::Whole(right, to)) => self.order_wholes((left, from), (right, to)),
        }
    }

    fn order_wholes(&mut self, left: (WholeId, MapId), right: (WholeId, MapId)) -> Lit {
        if left == right {
            return Lit::TRUE;
        }
        let ends = |wholes: &Wholes, (whole, map): (WholeId, MapId)| {
            let number = wholes.get(whole);
            (wholes.apply(map, number.low()), wholes.apply(map, number.high()))
        };
        let (left_low, left_high) = ends(&self.wholes, left);
        let (right_low, right_high) = ends(&self.wholes, right);
        if left_high <= right_low {
            return Lit::TRUE;
        }
        if left_low > right_high {
            return Lit::FALSE;
        }
        if right_low == right_high {
            return self.order(Side::Whole(left.0, left.1), Side::Constant(right_low));
        }
        if left_low == left_high {
            return self.order(Side::Constant(left_low), Side::Whole(right.0, right.1));
        }
        self.circuit.order(left, right)
    }

    /// This must hold in every assignment from now on.
    pub fn require(&mut self, lit: Lit) {
        if lit != Lit::TRUE {
            self.required.push(lit);
        }
    }

    /// How large it is: gates and whole numbers.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.circuit.len(), self.wholes.len())
    }

    /// Finds an assignment under these assumptions, or shows that there is none.
    #[cfg(feature = "solve")]
    pub fn solve(&mut self, assumptions: &[Lit], budget: &mut Budget) -> Verdict {
        match self.search.solve(&self.circuit, &self.wholes, (&self.required, assumptions), budget) {
            super::search::Found::Sat { inputs, wholes } => Verdict::Sat(self.model(&inputs, wholes)),
            super::search::Found::Unsat(core) => Verdict::Unsat(core),
            super::search::Found::OutOfBudget => Verdict::OutOfBudget,
        }
    }

    /// Without the search nothing is ever settled here.
    #[cfg(not(feature = "solve"))]
    pub fn solve(&mut self, _assumptions: &[Lit], _budget: &mut Budget) -> Verdict {
        Verdict::OutOfBudget
    }

    /// The truth of every gate, from inputs and numbers.
    #[cfg(feature = "solve")]
    fn model(&self, inputs: &[bool], wholes: Vec<i64>) -> Model {
        let mut model = Model { values: Vec::with_capacity(self.circuit.len()), wholes };
        for index in 0..self.circuit.len() {
            let lit = Lit::of(u32::try_from(index).unwrap_or(u32::MAX));
            let value = match self.circuit.gate(lit) {
                Gate::True => true,
                Gate::Input => inputs.get(index).copied().unwrap_or(false),
                Gate::And { first, count } => {
                    self.circuit.operands(first, count).iter().all(|part| model.holds(*part))
                }
                Gate::AtMost { whole, limit } => model.whole(whole) <= limit,
                Gate::Order { left, right } => {
                    self.wholes.apply(left.1, model.whole(left.0))
                        <= self.wholes.apply(right.1, model.whole(right.0))
                }
            };
            model.values.push(value);
        }
        model
    }
}
