//! A program over what is known, as a problem for the solver.
//!
//! What the known values already decide is folded away while encoding; what is left are gates over the open values.
//! An [`Instance`] is one reading of the program: values for its slots and the presumptions applied. Two instances may
//! share the values of most slots; what they share is encoded once.

mod anchored;
mod asks;
mod atoms;
mod learnt;
mod periods;
mod reads;
mod recorded;
mod shape;
mod totals;
mod values;

use std::rc::Rc;

use super::knowledge::{Completion, Constraint, Knowledge, Known, Presumed};
use crate::calendar::Date;
use crate::check::{Heading, PresumptionId};
use crate::program::{ComputedValue, Node, NodeId, Program, SlotId};
use crate::solver::{Budget, Lit, Model, Problem, Table, Verdict};

pub(crate) use anchored::{Anchors, anchors};
pub(crate) use recorded::{Item, Part, inputs, stated_of};
use shape::Shape;
pub(crate) use shape::{any_entry, whole};
use totals::Total;
pub(crate) use values::{Entry, Quantity, Value, lowest};

/// What learning from one total costs, in conflicts.
const TOTAL_COST: u64 = 10;

/// Why something could not be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The budget of conflicts is spent, or the form is beyond what the solver settles.
    NotSettled,
    /// The reference interpreter does not confirm a claim: a defect in the engine. Names the claim, never a value.
    Mismatch(&'static str),
}

/// A problem being built for one program.
pub(crate) struct Encoding<'a> {
    pub(crate) program: &'a Program,
    pub(crate) problem: Problem,
    pub(crate) budget: Budget,
    as_at: Date,
    shape: Shape,
    entries: u32,
    /// That no list is longer than it was written out.
    overflows: Vec<Lit>,
    totals: Vec<Total>,
    reads: Vec<u128>,
}

/// One reading of the program.
#[derive(Clone)]
pub(crate) struct Instance {
    pub(crate) slots: Vec<Rc<Value>>,
    pub(crate) presumed: Presumed,
    /// By presumption, whether it is applied, where that is open too.
    applied: Option<Rc<Vec<Lit>>>,
    /// Truths of nodes about the case, by node.
    truths: Vec<Option<Lit>>,
    /// Truths of nodes about entries, by node and the two entries at hand.
    of_entries: Table<(u32, u32, u32), Lit>,
}

/// The entry at hand, and the one around it.
#[derive(Clone, Copy)]
struct Frame<'f> {
    entry: &'f Entry,
    outer: Option<&'f Frame<'f>>,
}

impl<'a> Encoding<'a> {
    /// For questions about these nodes; *Always* and the constraints of the knowledge are always among them.
    pub(crate) fn new(
        program: &'a Program,
        knowledge: &Knowledge,
        roots: impl IntoIterator<Item = NodeId>,
        conflicts: u64,
    ) -> Self {
        let always = program.always.iter().map(|invariant| invariant.node);
        let stated = knowledge.constraints.iter().filter_map(|constraint| match constraint {
            Constraint::Node { node, .. } | Constraint::Assumed(node) => Some(*node),
            Constraint::Stated { .. } | Constraint::StatedDay { .. } => None,
        });
        let mut shape = Shape::of(program, knowledge, always.chain(stated).chain(roots));
        for constraint in &knowledge.constraints {
            match stated_days(program, constraint) {
                Some(ComputedValue::Length { from, to }) => {
                    shape.read_day(from);
                    shape.read_day(to);
                }
                Some(ComputedValue::Date(day)) => shape.read_day(day),
                Some(ComputedValue::Choice(_)) | None => {}
            }
        }
        Self {
            program,
            problem: Problem::new(),
            budget: Budget { left: conflicts },
            as_at: knowledge.as_at,
            shape,
            entries: 0,
            overflows: Vec::new(),
            totals: Vec::new(),
            reads: reads::reads(program),
        }
    }

    /// Is the slot read by any of the nodes?
    pub(crate) fn reads(&self, slot: SlotId) -> bool {
        self.shape.slots.get(slot.0 as usize).is_some_and(|used| used.read)
    }

    /// Does this node read the slot?
    pub(crate) fn node_reads(&self, node: NodeId, slot: SlotId) -> bool {
        self.reads.get(node.0 as usize).is_none_or(|read| read & reads::bit(slot) != 0)
    }

    /// The slots in which some list may have to be longer than is tried.
    pub(crate) fn too_long(&self) -> Vec<(SlotId, Option<u32>)> {
        self.shape.too_long()
    }

    /// An instance with fresh values for every slot.
    pub(crate) fn instance(&mut self, knowledge: &Knowledge, presumed: Presumed) -> Instance {
        let slots =
            (0..self.program.slots.len()).map(|slot| self.fresh(knowledge, SlotId(number(slot)))).collect();
        self.reading(slots, presumed)
    }

    fn reading(&self, slots: Vec<Rc<Value>>, presumed: Presumed) -> Instance {
        let truths = vec![None; self.program.nodes.len()];
        Instance { slots, presumed, applied: None, truths, of_entries: Table::default() }
    }

    /// A fresh value of one slot.
    pub(crate) fn fresh(&mut self, knowledge: &Knowledge, slot: SlotId) -> Rc<Value> {
        match knowledge.slots.get(slot.0 as usize) {
            Some(known) => self.fresh_of(known, slot),
            None => self.fresh_of(&whole(&self.program.slot(slot).domain, self.as_at), slot),
        }
    }

    /// A fresh value of one slot among other values than those known.
    pub(crate) fn fresh_of(&mut self, known: &Known, slot: SlotId) -> Rc<Value> {
        let program = self.program;
        let used = self.shape.slots.get_mut(slot.0 as usize).map(std::mem::take).unwrap_or_default();
        let value = self.value(&used, known, &program.slot(slot).domain, Lit::TRUE);
        if let Some(place) = self.shape.slots.get_mut(slot.0 as usize) {
            *place = used;
        }
        Rc::new(value)
    }

    /// The truth of a node about the case.
    pub(crate) fn truth(&mut self, instance: &mut Instance, node: NodeId) -> Lit {
        self.node(instance, node, None)
    }

    /// *Always*, as one literal.
    pub(crate) fn always(&mut self, instance: &mut Instance) -> Lit {
        let nodes: Vec<NodeId> = self.program.always.iter().map(|invariant| invariant.node).collect();
        let parts: Vec<Lit> = nodes.into_iter().map(|node| self.truth(instance, node)).collect();
        self.problem.all(&parts)
    }

    /// One constraint.
    pub(crate) fn constraint(&mut self, instance: &mut Instance, constraint: &Constraint) -> Lit {
        match constraint {
            Constraint::Node { node, truth, .. } => self.truth(instance, *node).when(*truth),
            Constraint::Assumed(node) => self.truth(instance, *node),
            Constraint::Stated { any_of, .. } => match stated_days(self.program, constraint) {
                Some(ComputedValue::Length { from, to }) => self.stated_length(instance, (from, to), any_of),
                Some(ComputedValue::Date(_) | ComputedValue::Choice(_)) | None => Lit::TRUE,
            },
            Constraint::StatedDay { any_of, .. } => match stated_days(self.program, constraint) {
                Some(ComputedValue::Date(day)) => self.stated_day(instance, day, any_of),
                Some(ComputedValue::Length { .. } | ComputedValue::Choice(_)) | None => Lit::TRUE,
            },
        }
    }

    /// All that makes a completion: *Always* and every constraint.
    pub(crate) fn valid(&mut self, instance: &mut Instance, knowledge: &Knowledge) -> Lit {
        let mut parts = vec![self.always(instance)];
        for constraint in &knowledge.constraints {
            parts.push(self.constraint(instance, constraint));
        }
        self.problem.all(&parts)
    }

    fn node(&mut self, instance: &mut Instance, id: NodeId, frame: Option<Frame<'_>>) -> Lit {
        let frame = if self.program.is_about_case(id) { None } else { frame };
        let key = key(id, frame);
        let known = match key {
            Some((_, 0, 0)) => instance.truths.get(id.0 as usize).copied().flatten(),
            Some(key) => instance.of_entries.get(&key).copied(),
            None => None,
        };
        if let Some(known) = known {
            return known;
        }
        let program = self.program;
        let lit = match program.node(id) {
            Node::Constant(value) => Lit::constant(value),
            Node::Not(inner) => !self.node(instance, inner, frame),
            Node::Presumed(presumption) => instance.applies(presumption),
            Node::Atom(atom) => self.atom(instance, program.atom(atom), frame),
            Node::List { heading, first, count } => {
                let parts: Vec<Lit> = program
                    .list(first, count)
                    .iter()
                    .map(|child| self.node(instance, *child, frame))
                    .collect();
                self.heading(heading, &parts)
            }
        };
        match key {
            Some((_, 0, 0)) => {
                if let Some(place) = instance.truths.get_mut(id.0 as usize) {
                    *place = Some(lit);
                }
            }
            Some(key) => {
                instance.of_entries.insert(key, lit);
            }
            None => {}
        }
        lit
    }

    fn heading(&mut self, heading: Heading, parts: &[Lit]) -> Lit {
        match heading {
            Heading::All => self.problem.all(parts),
            Heading::Any => self.problem.any(parts),
            Heading::None => !self.problem.any(parts),
            Heading::AtLeast(number) => self.problem.at_least(number, parts),
            Heading::AtMost(number) => !self.problem.at_least(number.saturating_add(1), parts),
            Heading::Exactly(number) => {
                let enough = self.problem.at_least(number, parts);
                let more = self.problem.at_least(number.saturating_add(1), parts);
                self.problem.all(&[enough, !more])
            }
        }
    }

    /// A model under these assumptions, or the assumptions that are too much.
    pub(crate) fn solve(&mut self, assumptions: &[Lit]) -> Result<Result<Model, Vec<Lit>>, Stop> {
        if self.overflows.is_empty() {
            return self.solve_totals(assumptions);
        }
        let short: Vec<Lit> = assumptions.iter().chain(&self.overflows).copied().collect();
        let core = match self.solve_totals(&short)? {
            Ok(model) => return Ok(Ok(model)),
            Err(core) => core,
        };
        if !self.overflows.iter().any(|overflow| core.contains(overflow)) {
            return Ok(Err(core));
        }
        // Too much for lists as long as they are written out. For longer ones too?
        match self.solve_totals(assumptions)? {
            Ok(_) => Err(Stop::NotSettled),
            Err(core) => Ok(Err(core)),
        }
    }

    /// What the days in total really come to is checked in every model, and learnt from.
    fn solve_totals(&mut self, assumptions: &[Lit]) -> Result<Result<Model, Vec<Lit>>, Stop> {
        loop {
            match self.problem.solve(assumptions, &mut self.budget) {
                Verdict::OutOfBudget => return Err(Stop::NotSettled),
                Verdict::Unsat(core) => return Ok(Err(core)),
                Verdict::Sat(model) => {
                    if !self.learn_totals(&model) {
                        return Ok(Ok(model));
                    }
                    self.budget.spend(TOTAL_COST);
                    if self.budget.left == 0 {
                        return Err(Stop::NotSettled);
                    }
                }
            }
        }
    }

    /// The same instance with another value for some slots; what does not read them is not read again.
    pub(crate) fn varied(&self, instance: &Instance, others: &[(SlotId, Rc<Value>)]) -> Instance {
        let mut slots = instance.slots.clone();
        let mut bits = 0;
        for (slot, value) in others {
            bits |= reads::bit(*slot);
            if let Some(place) = slots.get_mut(slot.0 as usize) {
                *place = Rc::clone(value);
            }
        }
        let kept = instance.truths.iter().zip(&self.reads);
        let truths = kept.map(|(truth, read)| truth.filter(|_| read & bits == 0)).collect();
        let (presumed, applied) = (instance.presumed.clone(), instance.applied.clone());
        Instance { slots, presumed, applied, truths, of_entries: Table::default() }
    }

    /// The complete record of a model, within what is known wherever nothing tells that from it.
    pub(crate) fn completion_within(instance: &Instance, model: &Model, knowledge: &Knowledge) -> Completion {
        let slots = instance.slots.iter().enumerate();
        Completion {
            slots: slots.map(|(slot, value)| values::read(value, model, knowledge.slots.get(slot))).collect(),
        }
    }

    /// The complete record of a model.
    pub(crate) fn completion(instance: &Instance, model: &Model) -> Completion {
        Completion { slots: instance.slots.iter().map(|value| values::read(value, model, None)).collect() }
    }
}

impl Instance {
    /// The same with other presumptions.
    pub(crate) fn under(&self, presumed: Presumed) -> Self {
        Self {
            slots: self.slots.clone(),
            presumed,
            applied: None,
            truths: vec![None; self.truths.len()],
            of_entries: Table::default(),
        }
    }

    /// The same with presumptions each of which is applied where its literal is true.
    pub(crate) fn applying(&self, applied: &[Lit]) -> Self {
        if applied.is_empty() {
            return self.clone();
        }
        Self { applied: Some(Rc::new(applied.to_vec())), ..self.under(Presumed::NONE) }
    }

    fn applies(&self, presumption: PresumptionId) -> Lit {
        match &self.applied {
            Some(applied) => applied.get(presumption.0 as usize).copied().unwrap_or(Lit::FALSE),
            None => Lit::constant(self.presumed.applies(presumption)),
        }
    }
}

fn stated_days<'p>(program: &'p Program, constraint: &Constraint) -> Option<&'p ComputedValue> {
    match constraint {
        Constraint::Stated { computed, .. } | Constraint::StatedDay { computed, .. } => {
            program.computed.get(*computed as usize).map(|computed| &computed.value)
        }
        Constraint::Node { .. } | Constraint::Assumed(_) => None,
    }
}

/// What tells readings of a node apart: the two innermost entries. Deeper nesting is not remembered.
fn key(id: NodeId, frame: Option<Frame<'_>>) -> Option<(u32, u32, u32)> {
    let Some(frame) = frame else { return Some((id.0, 0, 0)) };
    let Some(outer) = frame.outer else { return Some((id.0, frame.entry.id, 0)) };
    outer.outer.is_none().then_some((id.0, frame.entry.id, outer.entry.id))
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
