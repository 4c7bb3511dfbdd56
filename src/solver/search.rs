//! Clauses from the circuit, lemmas from the days: model, check, lemma, again.
//!
//! Only gates that a question needs become clauses, once. Conflicts and lemmas are counted, and the steps that lead to
//! them; time is not.

use batsat::{Callbacks, ClauseKind, Solver, SolverInterface, SolverOpts, lbool};

use super::circuit::{Circuit, Gate};
use super::least::{Bound, Claims, Least, Order, least};
use super::literal::Lit;
use super::problem::Budget;
use super::rounds::Rounds;
use super::whole::{WholeId, Wholes};

/// So many steps, of the search or of a number that is raised, cost as much as a conflict.
const STEPS: u64 = 2_000;

/// Stops the search when its conflicts are spent.
#[derive(Default)]
struct Meter {
    spent: u64,
    limit: u64,
}

impl Callbacks for Meter {
    fn on_new_clause(&mut self, _clause: &[batsat::Lit], kind: ClauseKind) {
        if matches!(kind, ClauseKind::Learnt | ClauseKind::Theory) {
            self.spent += 1;
        }
    }

    fn stop(&self) -> bool {
        self.spent > self.limit
    }
}

/// What was found.
pub(super) enum Found {
    /// By gate: is it an input that is true? And the numbers.
    Sat { inputs: Vec<bool>, wholes: Vec<i64> },
    /// Assumptions that are too much together.
    Unsat(Vec<Lit>),
    /// Nothing within the budget.
    OutOfBudget,
}

/// The clauses so far.
pub(super) struct Search {
    solver: Solver<Meter>,
    /// By gate: its variable.
    variables: Vec<Option<batsat::Var>>,
    inputs: Vec<(Lit, batsat::Var)>,
    required: usize,
    /// By gate: was it walked while the reasons of a model were gathered?
    walked: Vec<bool>,
    rounds: Rounds,
}

impl Search {
    pub(super) fn new() -> Self {
        Self {
            solver: Solver::new(SolverOpts::default(), Meter::default()),
            variables: Vec::new(),
            inputs: Vec::new(),
            required: 0,
            walked: Vec::new(),
            rounds: Rounds::default(),
        }
    }

    pub(super) fn solve(
        &mut self,
        circuit: &Circuit,
        wholes: &Wholes,
        (required, assumptions): (&[Lit], &[Lit]),
        budget: &mut Budget,
    ) -> Found {
        for lit in required.get(self.required..).unwrap_or(&[]) {
            let lit = self.load(circuit, wholes, *lit);
            self.solver.add_clause_reuse(&mut vec![lit]);
        }
        self.required = required.len();
        let assumed: Vec<(Lit, batsat::Lit)> =
            assumptions.iter().map(|lit| (*lit, self.load(circuit, wholes, *lit))).collect();
        let literals: Vec<batsat::Lit> = assumed.iter().map(|pair| pair.1).collect();
        loop {
            let verdict = self.run(&literals, budget);
            if verdict == lbool::FALSE {
                let core = |pair: &&(Lit, batsat::Lit)| self.solver.unsat_core_contains_var(pair.1.var());
                return Found::Unsat(assumed.iter().filter(core).map(|pair| pair.0).collect());
            }
            if verdict != lbool::TRUE {
                return Found::OutOfBudget;
            }
            let claims = self.claims(circuit, required.iter().chain(assumptions).copied());
            let before = self.rounds.raises;
            let numbers = least(wholes, &claims, &mut self.rounds);
            budget.spend((self.rounds.raises - before) / STEPS);
            match numbers {
                Least::Found(numbers) => return Found::Sat { inputs: self.true_inputs(), wholes: numbers },
                Least::TooLong => return Found::OutOfBudget,
                Least::Clash(clash) => {
                    budget.spend(1);
                    let mut lemma: Vec<batsat::Lit> = clash.iter().map(|lit| !*lit).collect();
                    self.solver.add_clause_reuse(&mut lemma);
                }
            }
        }
    }

    fn run(&mut self, assumptions: &[batsat::Lit], budget: &mut Budget) -> lbool {
        let meter = self.solver.cb_mut();
        meter.spent = 0;
        meter.limit = budget.left;
        let before = self.solver.num_propagations();
        let verdict = self.solver.solve_limited(assumptions);
        budget.spend(self.solver.cb().spent + (self.solver.num_propagations() - before) / STEPS);
        if self.solver.cb().stop() { lbool::UNDEF } else { verdict }
    }

    fn true_inputs(&self) -> Vec<bool> {
        let mut values = vec![false; self.variables.len()];
        for (lit, variable) in &self.inputs {
            if let Some(value) = values.get_mut(lit.gate() as usize) {
                *value = self.solver.value_var(*variable) == lbool::TRUE;
            }
        }
        values
    }

    /// What the model claims of the numbers, as far as what is asked rests on it: of an and-gate that is false, one
    /// false operand will do.
    fn claims(&mut self, circuit: &Circuit, asked: impl Iterator<Item = Lit>) -> Claims<batsat::Lit> {
        let mut claims = Claims { bounds: Vec::new(), orders: Vec::new() };
        let mut walked = std::mem::take(&mut self.walked);
        walked.clear();
        walked.resize(circuit.len(), false);
        let mut open: Vec<Lit> = asked.collect();
        while let Some(lit) = open.pop() {
            let (Some(variable), Some(seen)) = (self.variable(lit), walked.get_mut(lit.gate() as usize))
            else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let holds = self.solver.value_var(variable) == lbool::TRUE;
            let tag = batsat::Lit::new(variable, holds);
            match circuit.gate(lit) {
                Gate::True | Gate::Input => {}
                Gate::And { first, count } if holds => open.extend(circuit.operands(first, count)),
                Gate::And { first, count } => {
                    let cost = |part: &Lit| match circuit.gate(*part) {
                        _ if walked.get(part.gate() as usize).copied().unwrap_or(false) => 0,
                        Gate::True | Gate::Input => 1,
                        Gate::And { .. } => 2,
                        Gate::AtMost { .. } => 3,
                        Gate::Order { .. } => 4,
                    };
                    let parts = circuit.operands(first, count).iter();
                    open.extend(parts.filter(|part| !self.is_true(**part)).min_by_key(|part| cost(part)));
                }
                Gate::AtMost { whole, limit } => {
                    claims.bounds.push((tag, Bound { whole, limit, at_most: holds }));
                }
                Gate::Order { left, right } if holds => {
                    claims.orders.push((tag, Order { left, ahead: 0, right }));
                }
                Gate::Order { left, right } => {
                    claims.orders.push((tag, Order { left: right, ahead: 1, right: left }));
                }
            }
        }
        self.walked = walked;
        claims
    }

    /// Of a gate already loaded, in the model.
    fn is_true(&self, lit: Lit) -> bool {
        let variable = self.variable(lit);
        variable.is_some_and(|variable| (self.solver.value_var(variable) == lbool::TRUE) != lit.is_negated())
    }

    /// The literal's clauses, and those of all it rests on.
    fn load(&mut self, circuit: &Circuit, wholes: &Wholes, lit: Lit) -> batsat::Lit {
        if self.variables.len() < circuit.len() {
            self.variables.resize(circuit.len(), None);
        }
        let mut open = vec![lit];
        while let Some(next) = open.last().copied() {
            if self.variable(next).is_some() {
                open.pop();
                continue;
            }
            let waiting = open.len();
            if let Gate::And { first, count } = circuit.gate(next) {
                open.extend(
                    circuit.operands(first, count).iter().filter(|part| self.variable(**part).is_none()),
                );
            }
            if open.len() == waiting {
                self.write(circuit, wholes, next);
                open.pop();
            }
        }
        self.literal(lit)
    }

    fn variable(&self, lit: Lit) -> Option<batsat::Var> {
        self.variables.get(lit.gate() as usize).copied().flatten()
    }

    /// The literal of a gate already loaded.
    fn literal(&self, lit: Lit) -> batsat::Lit {
        self.variable(lit)
            .map_or(batsat::Lit::UNDEF, |variable| batsat::Lit::new(variable, !lit.is_negated()))
    }

    /// Clauses of one gate whose operands are loaded.
    fn write(&mut self, circuit: &Circuit, wholes: &Wholes, lit: Lit) {
        let gate = circuit.gate(lit);
        let phase = phase(wholes, gate);
        let variable = self.solver.new_var(phase, true);
        if let Some(place) = self.variables.get_mut(lit.gate() as usize) {
            *place = Some(variable);
        }
        let this = batsat::Lit::new(variable, true);
        match gate {
            Gate::True => {
                self.solver.add_clause_reuse(&mut vec![this]);
            }
            Gate::Input => self.inputs.push((lit, variable)),
            Gate::And { first, count } => {
                let mut long = vec![this];
                for part in circuit.operands(first, count) {
                    let part = self.literal(*part);
                    self.solver.add_clause_reuse(&mut vec![!this, part]);
                    long.push(!part);
                }
                self.solver.add_clause_reuse(&mut long);
            }
            Gate::AtMost { whole, limit } => self.neighbours(wholes, (whole, limit), this),
            Gate::Order { .. } => {}
        }
    }

    /// At most 3 means at most 5: said of the nearest limits already loaded.
    fn neighbours(&mut self, wholes: &Wholes, (whole, limit): (WholeId, i64), this: batsat::Lit) {
        let limits = &wholes.get(whole).limits;
        let below = limits.range(..limit).rev().find(|entry| self.variable(*entry.1).is_some());
        let above = limits.range(limit + 1..).find(|entry| self.variable(*entry.1).is_some());
        let (below, above) =
            (below.map(|entry| self.literal(*entry.1)), above.map(|entry| self.literal(*entry.1)));
        if let Some(below) = below {
            self.solver.add_clause_reuse(&mut vec![!below, this]);
        }
        if let Some(above) = above {
            self.solver.add_clause_reuse(&mut vec![!this, above]);
        }
    }
}

/// What the search tries first: what is so of the least numbers, which never clash with one another.
fn phase(wholes: &Wholes, gate: Gate) -> lbool {
    let low = |(whole, map)| wholes.apply(map, wholes.get(whole).low());
    match gate {
        Gate::True | Gate::AtMost { .. } => lbool::TRUE,
        Gate::Input | Gate::And { .. } => lbool::UNDEF,
        Gate::Order { left, right } => {
            if low(left) <= low(right) {
                lbool::TRUE
            } else {
                lbool::FALSE
            }
        }
    }
}
