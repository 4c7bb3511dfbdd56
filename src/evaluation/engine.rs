//! True, false or open: every node of a program over what is known of a case.
//!
//! Strong Kleene over lists; leaves are exact over the possible values of what they read. One evaluator for the bare
//! answer and for the trace: a [`Sink`] is told the counts on the way, and the silent one costs nothing. Constraints
//! and *Always* narrow the values beforehand (`narrow.rs`); here a sentence that is open and that an example assumes is
//! true, since a condition on a list narrows no value.

use super::covered::Periods;
use super::knowledge::{Constraint, Knowledge, ListKnown, Presumed, Truth};
use super::values::{Entry, Frame, View, compare_days, compare_range, date_domain, days, joined, view};
use crate::check::{Heading, Mask, Order};
use crate::program::{Atom, Domain, FieldSlot, Node, NodeId, Program, Ref};

/// Of some items: how many are true, false and open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// True.
    pub yes: u32,
    /// False.
    pub no: u32,
    /// Open.
    pub open: u32,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, truth: Truth) {
        match truth {
            Truth::True => self.yes += 1,
            Truth::False => self.no += 1,
            Truth::Open => self.open += 1,
        }
    }
}

/// Is told what the evaluator sees.
pub trait Sink {
    /// The items of a list node about the case.
    fn list(&mut self, node: NodeId, counts: Counts) {
        let _ = (node, counts);
    }

    /// Whether an entry of a list satisfies the filter of a count about the case, by alternative and place.
    fn entry(&mut self, count: NodeId, place: (usize, usize), truth: Truth) {
        let _ = (count, place, truth);
    }
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Sink for Silent {}

/// Remembers everything.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// Counts of list nodes, in order of node.
    pub lists: Vec<(NodeId, Counts)>,
    /// Entries of counts: node, alternative and place, truth.
    pub entries: Vec<(NodeId, (usize, usize), Truth)>,
}

impl Sink for Trace {
    fn list(&mut self, node: NodeId, counts: Counts) {
        self.lists.push((node, counts));
    }

    fn entry(&mut self, count: NodeId, place: (usize, usize), truth: Truth) {
        self.entries.push((count, place, truth));
    }
}

/// The truths of all nodes; a buffer to be used again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kleene {
    truths: Vec<Truth>,
}

impl Kleene {
    /// Evaluates all nodes in order. `presumed` says which presumptions the run applies.
    pub fn run(
        &mut self,
        program: &Program,
        knowledge: &Knowledge,
        presumed: &Presumed,
        sink: &mut impl Sink,
    ) {
        self.truths.clear();
        self.truths.reserve(program.nodes.len());
        let assumed = Assumed::of(program, knowledge);
        for (node, id) in program.nodes.iter().zip(0..) {
            let id = NodeId(id);
            let truth = if program.is_about_case(id) {
                let reader = Reader { program, knowledge, presumed, truths: &self.truths };
                let truth = reader.told(id, *node, sink);
                if truth == Truth::Open { assumed.truth(program, id) } else { truth }
            } else {
                Truth::Open
            };
            self.truths.push(truth);
        }
    }

    /// The truth of a node about the case.
    #[must_use]
    pub fn truth(&self, node: NodeId) -> Truth {
        self.truths.get(node.0 as usize).copied().unwrap_or(Truth::Open)
    }
}

/// What an example assumes: nodes and their truth.
#[derive(Debug, Default)]
struct Assumed(Vec<(NodeId, Truth)>);

impl Assumed {
    fn of(program: &Program, knowledge: &Knowledge) -> Self {
        let mut assumed = Self::default();
        for constraint in &knowledge.constraints {
            match constraint {
                Constraint::Assumed(node) => assumed.add(program, *node, true),
                Constraint::Node { .. } | Constraint::Stated { .. } | Constraint::StatedDay { .. } => {}
            }
        }
        assumed
    }

    /// A sentence with this truth, or what a list with this truth says of each item.
    fn add(&mut self, program: &Program, id: NodeId, truth: bool) {
        match program.node(id) {
            Node::Not(inner) => self.add(program, inner, !truth),
            Node::List { heading, first, count } => {
                let each = match (heading, truth) {
                    (Heading::All, true) => true,
                    (Heading::Any, false) | (Heading::None, true) => false,
                    (Heading::All | Heading::None, false)
                    | (Heading::Any, true)
                    | (Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_), _) => {
                        self.0.push((id, Truth::of(truth)));
                        return;
                    }
                };
                program.list(first, count).iter().for_each(|item| self.add(program, *item, each));
            }
            Node::Constant(_) | Node::Presumed(_) | Node::Atom(_) => self.0.push((id, Truth::of(truth))),
        }
    }

    fn truth(&self, program: &Program, id: NodeId) -> Truth {
        let said = self.0.iter().find(|(node, _)| *node == id);
        said.map_or_else(|| self.counted(program, id), |(_, truth)| *truth)
    }

    /// Of a sentence that counts entries, where others count the same ones.
    fn counted(&self, program: &Program, id: NodeId) -> Truth {
        let Some((entries, order, value)) = count(program, id) else { return Truth::Open };
        let (mut least, mut most) = (0, None);
        for (node, truth) in &self.0 {
            let Some((_, order, value)) = count(program, *node).filter(|it| it.0 == entries) else {
                continue;
            };
            let (from, to) = numbers(order, value, *truth == Truth::True);
            least = least.max(from);
            most = [most, to].into_iter().flatten().min();
        }
        compare_range(least, most, order, value)
    }
}

/// What a node counts, and with what it compares the number.
fn count(program: &Program, id: NodeId) -> Option<((Ref, NodeId), Order, u32)> {
    let Node::Atom(atom) = program.node(id) else { return None };
    let Atom::Count { list, filter, order, value } = program.atom(atom) else { return None };
    Some(((*list, *filter), *order, *value))
}

/// The least and the most of the numbers that compare so.
fn numbers(order: Order, value: u32, so: bool) -> (u32, Option<u32>) {
    match (order, so) {
        (Order::Less, true) | (Order::AtLeast, false) => (0, Some(value.saturating_sub(1))),
        (Order::AtMost, true) | (Order::More, false) => (0, Some(value)),
        (Order::AtLeast, true) | (Order::Less, false) => (value, None),
        (Order::More, true) | (Order::AtMost, false) => (value.saturating_add(1), None),
        (Order::Equal, true) => (value, Some(value)),
        (Order::Equal, false) => (0, None),
    }
}

struct Reader<'a> {
    program: &'a Program,
    knowledge: &'a Knowledge,
    presumed: &'a Presumed,
    /// Truths of the nodes about the case so far: children come first.
    truths: &'a [Truth],
}

impl Reader<'_> {
    /// A node about the case, its counts told to the sink.
    fn told(&self, id: NodeId, node: Node, sink: &mut impl Sink) -> Truth {
        match node {
            Node::List { heading, first, count } => {
                let counts = self.counts(first, count, None);
                sink.list(id, counts);
                list(heading, counts)
            }
            Node::Atom(atom) => {
                self.atom(self.program.atom(atom), None, &mut |place, truth| sink.entry(id, place, truth))
            }
            Node::Constant(_) | Node::Not(_) | Node::Presumed(_) => self.node(node, None),
        }
    }

    fn at(&self, id: NodeId, frame: Option<&Frame<'_>>) -> Truth {
        if self.program.is_about_case(id) {
            return self.truths.get(id.0 as usize).copied().unwrap_or(Truth::Open);
        }
        self.node(self.program.node(id), frame)
    }

    fn node(&self, node: Node, frame: Option<&Frame<'_>>) -> Truth {
        match node {
            Node::Constant(value) => Truth::of(value),
            Node::List { heading, first, count } => list(heading, self.counts(first, count, frame)),
            Node::Not(inner) => self.at(inner, frame).opposite(),
            Node::Presumed(presumption) => Truth::of(self.presumed.applies(presumption)),
            Node::Atom(atom) => self.atom(self.program.atom(atom), frame, &mut |_, _| ()),
        }
    }

    fn counts(&self, first: u32, count: u32, frame: Option<&Frame<'_>>) -> Counts {
        let mut counts = Counts::default();
        for item in self.program.list(first, count) {
            counts.add(self.at(*item, frame));
        }
        counts
    }

    fn atom(
        &self,
        atom: &Atom,
        frame: Option<&Frame<'_>>,
        told: &mut impl FnMut((usize, usize), Truth),
    ) -> Truth {
        match atom {
            Atom::Choice { at, values } => choice(self.view(*at, frame).choices(), *values),
            Atom::Includes { at, values } => self.view(*at, frame).includes(*values),
            Atom::Number { at, order, value } => self.view(*at, frame).compares(*order, *value),
            Atom::Dates { left, order, right } => {
                let left = days(self.program, self.knowledge, left, frame);
                compare_days(left, *order, days(self.program, self.knowledge, right, frame))
            }
            Atom::Count { list, filter, order, value } => self.lists(*list, frame, |place, list, fields| {
                let (least, most) = self.count((place, list), fields, *filter, (frame, told));
                compare_range(least, most, *order, *value)
            }),
            Atom::CountDifferent { list, filter, field, order, value } => {
                self.lists(*list, frame, |place, list, fields| {
                    let counted = self.different((place, list, *field), fields, *filter, (frame, told));
                    compare_range(counted.0, counted.1, *order, *value)
                })
            }
            Atom::Covers { periods, first, last } => {
                let first = days(self.program, self.knowledge, first, frame).bounds();
                let last = days(self.program, self.knowledge, last, frame).bounds();
                self.lists(*periods, frame, |_, list, fields| self.periods(list, fields).covers(first, last))
            }
            Atom::Total { periods, length, first, last } => {
                let first = days(self.program, self.knowledge, first, frame).bounds();
                let last = days(self.program, self.knowledge, last, frame).bounds();
                let conventions = self.program.rule_set.conventions;
                self.lists(*periods, frame, |_, list, fields| {
                    self.periods(list, fields).total(*length, (first, last), conventions)
                })
            }
            Atom::MemberOf { at, list, field } => {
                let ours = self.view(*at, frame).choices();
                self.lists(*list, frame, |_, list, fields| member(ours, list, fields, *field))
            }
        }
    }

    fn view<'f>(&'f self, at: Ref, frame: Option<&'f Frame<'f>>) -> View<'f> {
        view(self.program, self.knowledge, at, frame)
    }

    /// What all possible lists agree on.
    fn lists(
        &self,
        at: Ref,
        frame: Option<&Frame<'_>>,
        mut truth: impl FnMut(usize, &ListKnown, &[FieldSlot]) -> Truth,
    ) -> Truth {
        let (lists, fields) = self.view(at, frame).lists();
        joined(lists.iter().enumerate().map(|(place, list)| truth(place, list, fields)))
    }

    fn periods<'f>(&self, list: &'f ListKnown, fields: &[FieldSlot]) -> Periods<'f> {
        let from = fields.first().map_or(Domain::Date { ahead: true }, |field| field.domain.clone());
        Periods::new(list, date_domain(&from, self.knowledge.as_at))
    }

    /// How many entries satisfy a filter: at least, and at most.
    fn count(
        &self,
        (place, list): (usize, &ListKnown),
        fields: &[FieldSlot],
        filter: NodeId,
        (outer, told): (Option<&Frame<'_>>, &mut impl FnMut((usize, usize), Truth)),
    ) -> (u32, Option<u32>) {
        let mut counts = Counts::default();
        for (index, entry) in list.entries.iter().enumerate() {
            let truth = self.at(filter, Some(&Frame { entry: Entry::Recorded(entry, fields), outer }));
            told((place, index), truth);
            counts.add(truth);
        }
        let more = list.may_hold_more && self.unmentioned(fields, filter, outer) != Truth::False;
        (counts.yes, if more { None } else { Some(counts.yes + counts.open) })
    }

    /// Could an entry nobody mentioned satisfy the filter?
    fn unmentioned(&self, fields: &[FieldSlot], filter: NodeId, outer: Option<&Frame<'_>>) -> Truth {
        self.at(filter, Some(&Frame { entry: Entry::Unmentioned(fields), outer }))
    }

    /// How many different values the entries that satisfy a filter have: at least, and at most (bounds that hold, not
    /// always the closest).
    fn different(
        &self,
        (place, list, field): (usize, &ListKnown, u32),
        fields: &[FieldSlot],
        filter: NodeId,
        (outer, told): (Option<&Frame<'_>>, &mut impl FnMut((usize, usize), Truth)),
    ) -> (u32, Option<u32>) {
        let (mut least, mut most, mut some, mut choices) = (0, 0, 0, 0u64);
        for (index, entry) in list.entries.iter().enumerate() {
            let here = Entry::Recorded(entry, fields);
            let truth = self.at(filter, Some(&Frame { entry: here, outer }));
            told((place, index), truth);
            if truth == Truth::False {
                continue;
            }
            let value = here.field(field);
            choices |= value.choices();
            let before = list.entries.iter().take(index).map(|entry| Entry::Recorded(entry, fields));
            let mut alike = before.filter(|earlier| value.surely_equals(earlier.field(field)));
            let seen = alike
                .clone()
                .any(|earlier| self.at(filter, Some(&Frame { entry: earlier, outer })) == Truth::True);
            let may_be_seen =
                alike.any(|earlier| self.at(filter, Some(&Frame { entry: earlier, outer })) != Truth::False);
            some |= u32::from(truth == Truth::True);
            least += u32::from(truth == Truth::True && value.is_exact() && !seen);
            most += u32::from(!may_be_seen);
        }
        let more = list.may_hold_more && self.unmentioned(fields, filter, outer) != Truth::False;
        let domain = fields.get(field as usize).map(|slot| &slot.domain);
        let most = match domain {
            Some(Domain::Choice { count }) if more => Some(*count),
            Some(Domain::Choice { .. }) => Some(choices.count_ones().min(most)),
            Some(Domain::Set { .. } | Domain::Number | Domain::Date { .. } | Domain::List { .. }) | None => {
                if more {
                    None
                } else {
                    Some(most)
                }
            }
        };
        (least.max(some), most)
    }
}

/// Is the choice one of these?
fn choice(possible: u64, values: Mask) -> Truth {
    Truth::from_possible(possible & values.0 != 0, possible & !values.0 != 0)
}

/// Is a choice that of some entry of a list?
fn member(ours: u64, list: &ListKnown, fields: &[FieldSlot], field: u32) -> Truth {
    let (mut sure, mut possible) = (0u64, 0u64);
    for entry in &list.entries {
        let theirs = Entry::Recorded(entry, fields).field(field).choices();
        possible |= theirs;
        sure |= if theirs.is_power_of_two() { theirs } else { 0 };
    }
    Truth::from_possible(list.may_hold_more || ours & possible != 0, ours & !sure != 0)
}

/// Strong Kleene: what the heading makes of so many true, false and open items.
fn list(heading: Heading, counts: Counts) -> Truth {
    let Counts { yes, no, open } = counts;
    match heading {
        Heading::All => Truth::from_possible(no == 0, no + open > 0),
        Heading::Any => compare_range(yes, Some(yes + open), Order::AtLeast, 1),
        Heading::None => compare_range(yes, Some(yes + open), Order::AtMost, 0),
        Heading::AtLeast(least) => compare_range(yes, Some(yes + open), Order::AtLeast, least),
        Heading::AtMost(most) => compare_range(yes, Some(yes + open), Order::AtMost, most),
        Heading::Exactly(number) => compare_range(yes, Some(yes + open), Order::Equal, number),
    }
}
