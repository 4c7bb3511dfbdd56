//! Leaves as literals.

use std::collections::BTreeMap;

use super::asks::{Asks, asks};
use super::values::{Entries, Entry, Quantity, Value};
use super::{Encoding, Frame, Instance};
use crate::calendar::{DateRange, LeapBirthday, MonthEnd};
use crate::check::Order;
use crate::program::{Atom, Base, DateExpr, NodeId, Ref, SlotId, Step};
use crate::record::LengthSaid;
use crate::solver::{Lit, Side, Stride};

use super::super::knowledge::{LengthEdge, edges};

impl Encoding<'_> {
    pub(super) fn atom(&mut self, instance: &mut Instance, atom: &Atom, frame: Option<Frame<'_>>) -> Lit {
        match atom {
            Atom::Choice { at, values } | Atom::Includes { at, values } => {
                read(instance, *at, frame, |value| Some(self.one_of(value, values.0))).unwrap_or(Lit::FALSE)
            }
            Atom::Number { at, order, value } => {
                let Some(number) = read(instance, *at, frame, quantity) else { return Lit::FALSE };
                self.compare(number.side(), *order, Side::Constant(i64::from(*value)))
            }
            Atom::Dates { left, order, right } => {
                let left = self.day(instance, left, frame);
                let right = self.day(instance, right, frame);
                self.compare(left, *order, right)
            }
            Atom::Count { list, filter, order, value } => {
                let counted = self.counted(instance, *list, *filter, frame);
                let days = asks(self.program, *filter, (*order, *value)) == Asks::Days;
                let counted = counted.iter().filter(|(entry, _)| days || entry.short.is_none());
                let lits: Vec<Lit> = counted.map(|(_, lit)| *lit).collect();
                let more = entries(instance, *list, frame).more;
                self.count((&lits, more), *order, *value)
            }
            Atom::CountDifferent { list, filter, field, order, value } => {
                let counted = self.counted(instance, *list, *filter, frame);
                let lits = self.different(&counted, *field as usize);
                let more = entries(instance, *list, frame).more;
                self.count((&lits, more), *order, *value)
            }
            Atom::Covers { periods, first, last } => {
                let window = (self.day(instance, first, frame), self.day(instance, last, frame));
                let entries = entries(instance, *periods, frame);
                let lit = self.covers(&entries.list, window);
                self.loosened(lit, entries.more)
            }
            Atom::Total { periods, length, first, last } => {
                let window = (self.day(instance, first, frame), self.day(instance, last, frame));
                let entries = entries(instance, *periods, frame);
                let lit = self.total(&entries.list, *length, window);
                self.loosened(lit, entries.more)
            }
            Atom::MemberOf { at, list, field } => {
                let others = entries(instance, *list, frame);
                let Some(value) = read(instance, *at, frame, |value| Some(value.clone())) else {
                    return Lit::FALSE;
                };
                let mut found = Vec::new();
                for other in &others.list {
                    let Some(theirs) = other.fields.get(*field as usize) else { continue };
                    let same = self.same_value(&value, theirs);
                    found.push(self.problem.all(&[other.exists, same]));
                }
                let lit = self.problem.any(&found);
                self.loosened(lit, others.more)
            }
        }
    }

    /// What more entries than are written out may make true, and never make false.
    fn loosened(&mut self, lit: Lit, more: Lit) -> Lit {
        if more == Lit::FALSE {
            return lit;
        }
        let free = self.problem.input();
        let loose = self.problem.all(&[more, free]);
        self.problem.any(&[lit, loose])
    }

    fn one_of(&mut self, value: &Value, values: u64) -> Lit {
        match value {
            Value::Choice(classes) | Value::Set { classes, .. } => {
                let inside = classes.iter().filter(|(class, _)| class & values != 0);
                let lits: Vec<Lit> = inside.map(|(_, lit)| *lit).collect();
                self.problem.any(&lits)
            }
            Value::Number(_) | Value::Day(_) | Value::List(_) | Value::Unread(_) => Lit::FALSE,
        }
    }

    pub(super) fn compare(&mut self, left: Side, order: Order, right: Side) -> Lit {
        match order {
            Order::Less => !self.problem.order(right, left),
            Order::AtMost => self.problem.order(left, right),
            Order::AtLeast => self.problem.order(right, left),
            Order::More => !self.problem.order(left, right),
            Order::Equal => {
                let not_after = self.problem.order(left, right);
                let not_before = self.problem.order(right, left);
                self.problem.all(&[not_after, not_before])
            }
        }
    }

    fn count(&mut self, counted: (&[Lit], Lit), order: Order, value: u32) -> Lit {
        let over = value.saturating_add(1);
        match order {
            Order::Less => !self.at_least(value, counted),
            Order::AtMost => !self.at_least(over, counted),
            Order::AtLeast => self.at_least(value, counted),
            Order::More => self.at_least(over, counted),
            Order::Equal => {
                let enough = self.at_least(value, counted);
                let more = self.at_least(over, counted);
                self.problem.all(&[enough, !more])
            }
        }
    }

    fn at_least(&mut self, number: u32, (lits, more): (&[Lit], Lit)) -> Lit {
        let lit = self.problem.at_least(number, lits);
        self.loosened(lit, more)
    }

    /// Each entry, with the literal that it exists and satisfies the filter.
    fn counted(
        &mut self,
        instance: &mut Instance,
        list: Ref,
        filter: NodeId,
        frame: Option<Frame<'_>>,
    ) -> Vec<(Entry, Lit)> {
        let mut counted = Vec::new();
        for entry in entries(instance, list, frame).list {
            let inner = Frame { entry: &entry, outer: frame.as_ref() };
            let satisfies = self.node(instance, filter, Some(inner));
            let counts = self.problem.all(&[entry.exists, satisfies]);
            if counts != Lit::FALSE {
                counted.push((entry, counts));
            }
        }
        counted
    }

    /// One literal per different value: of choices that some counted entry has it, else true for the first that has.
    fn different(&mut self, counted: &[(Entry, Lit)], field: usize) -> Vec<Lit> {
        if let Some(lits) = self.choices_had(counted, field) {
            return lits;
        }
        let mut lits = Vec::new();
        for (place, (entry, counts)) in counted.iter().enumerate() {
            let Some(value) = entry.fields.get(field) else { continue };
            let mut parts = vec![*counts];
            for (earlier, also) in counted.iter().take(place) {
                let Some(theirs) = earlier.fields.get(field) else { continue };
                let same = self.same_value(value, theirs);
                let repeated = self.problem.all(&[*also, same]);
                parts.push(!repeated);
            }
            lits.push(self.problem.all(&parts));
        }
        lits
    }

    /// One literal per choice: some counted entry has it. Nothing where the field is no choice.
    fn choices_had(&mut self, counted: &[(Entry, Lit)], field: usize) -> Option<Vec<Lit>> {
        let mut had: BTreeMap<u64, Vec<Lit>> = BTreeMap::new();
        for (entry, counts) in counted {
            let Some(Value::Choice(classes)) = entry.fields.get(field) else { return None };
            for (class, lit) in classes {
                had.entry(*class).or_default().push(self.problem.all(&[*counts, *lit]));
            }
        }
        Some(had.into_values().map(|lits| self.problem.any(&lits)).collect())
    }

    /// Have both the same value? Of choices and sets: the same class of each.
    pub(crate) fn same_value(&mut self, left: &Value, right: &Value) -> Lit {
        match (left, right) {
            (Value::Choice(ours), Value::Choice(theirs)) => {
                let mut pairs = Vec::new();
                for (class, lit) in ours {
                    for (_, other) in theirs.iter().filter(|(other, _)| other & class != 0) {
                        pairs.push(self.problem.all(&[*lit, *other]));
                    }
                }
                self.problem.any(&pairs)
            }
            (Value::Set { classes: ours, .. }, Value::Set { classes: theirs, .. }) => {
                let mut pairs = Vec::new();
                for ((_, lit), (_, other)) in ours.iter().zip(theirs) {
                    pairs.push(self.problem.same(*lit, *other));
                }
                self.problem.all(&pairs)
            }
            (Value::Number(ours), Value::Number(theirs)) | (Value::Day(ours), Value::Day(theirs)) => {
                self.compare(ours.side(), Order::Equal, theirs.side())
            }
            (Value::List(ours), Value::List(theirs)) => self.same_lists(&ours.list, &theirs.list),
            (Value::Unread(_), Value::Unread(_)) => Lit::TRUE,
            (
                Value::Choice(_)
                | Value::Set { .. }
                | Value::Number(_)
                | Value::Day(_)
                | Value::List(_)
                | Value::Unread(_),
                _,
            ) => Lit::FALSE,
        }
    }

    fn same_lists(&mut self, ours: &[Entry], theirs: &[Entry]) -> Lit {
        let mut parts = vec![Lit::constant(ours.len() == theirs.len())];
        for (entry, other) in ours.iter().zip(theirs) {
            parts.push(self.problem.same(entry.exists, other.exists));
            for (left, right) in entry.fields.iter().zip(other.fields.iter()) {
                let same = self.same_value(left, right);
                parts.push(self.problem.any(&[!entry.exists, same]));
            }
        }
        self.problem.all(&parts)
    }

    /// A day of the record and its steps, or the day itself where it is known.
    pub(super) fn day(&mut self, instance: &mut Instance, expr: &DateExpr, frame: Option<Frame<'_>>) -> Side {
        let base = match expr.base {
            Base::Day(day) => Quantity::Fixed(i64::from(day.0)),
            Base::AsAt => Quantity::Fixed(i64::from(self.as_at.0)),
            Base::Ref(at) => read(instance, at, frame, quantity).unwrap_or(Quantity::Fixed(0)),
        };
        self.through(base, &expr.steps)
    }

    /// A quantity through steps; folded where it is known.
    pub(super) fn through(&mut self, base: Quantity, steps: &[Step]) -> Side {
        let strides: Vec<Stride> = steps.iter().map(|step| self.stride(*step)).collect();
        match base {
            Quantity::Fixed(day) => Side::Constant(self.problem.walk(&strides, day)),
            Quantity::Open(id) => Side::Whole(id, self.problem.map(&strides)),
            Quantity::Shifted(id, _, by) => {
                let then = |map, stride: &Stride| self.problem.map_then(map, *stride);
                Side::Whole(id, strides.iter().fold(by, then))
            }
        }
    }

    fn stride(&self, step: Step) -> Stride {
        let conventions = self.program.rule_set.conventions;
        match step {
            Step::Plus(length) => Stride::Later(length, conventions.month_end),
            Step::Less(length) => Stride::Earlier(length, conventions.month_end),
            Step::Completes(length) => Stride::Later(
                length,
                match conventions.leap_birthday {
                    LeapBirthday::February28 => MonthEnd::EarlierDay,
                    LeapBirthday::March1 => MonthEnd::LaterDay,
                },
            ),
        }
    }

    /// The time between two days is one of the lengths stated.
    pub(super) fn stated_length(
        &mut self,
        instance: &mut Instance,
        (from, to): (&DateExpr, &DateExpr),
        any_of: &[LengthSaid],
    ) -> Lit {
        let to = self.day(instance, to, None);
        let mut parts = Vec::new();
        for said in any_of {
            let mut reached = |edge: LengthEdge| {
                let mut expr = from.clone();
                expr.steps.extend(edge.steps());
                let day = self.day(instance, &expr, None);
                self.problem.order(day, to)
            };
            let (least, more) = edges(*said);
            let (least, more) = (reached(least), more.map_or(Lit::FALSE, reached));
            parts.push(self.problem.all(&[least, !more]));
        }
        self.problem.any(&parts)
    }

    /// The day is in one of the ranges stated.
    pub(super) fn stated_day(
        &mut self,
        instance: &mut Instance,
        day: &DateExpr,
        any_of: &[DateRange],
    ) -> Lit {
        let day = self.day(instance, day, None);
        let mut parts = Vec::new();
        for range in any_of {
            let begun = self.problem.order(Side::Constant(i64::from(range.first.0)), day);
            let not_over = self.problem.order(day, Side::Constant(i64::from(range.last.0)));
            parts.push(self.problem.all(&[begun, not_over]));
        }
        self.problem.any(&parts)
    }
}

/// Reads a slot, or a field of an entry at hand; nothing there reads as the default.
fn read<T: Default>(
    instance: &Instance,
    at: Ref,
    frame: Option<Frame<'_>>,
    look: impl FnOnce(&Value) -> T,
) -> T {
    match at {
        Ref::Slot(SlotId(slot)) => {
            instance.slots.get(slot as usize).map(|value| look(value)).unwrap_or_default()
        }
        Ref::Field { depth, field } => {
            let mut at_hand = frame;
            for _ in 0..depth {
                at_hand = at_hand.and_then(|frame| frame.outer.copied());
            }
            let value = at_hand.and_then(|frame| frame.entry.fields.get(field as usize));
            value.map(look).unwrap_or_default()
        }
    }
}

fn quantity(value: &Value) -> Option<Quantity> {
    match value {
        Value::Number(quantity) | Value::Day(quantity) => Some(*quantity),
        Value::Choice(_) | Value::Set { .. } | Value::List(_) | Value::Unread(_) => None,
    }
}

fn entries(instance: &Instance, list: Ref, frame: Option<Frame<'_>>) -> Entries {
    read(instance, list, frame, |value| match value {
        Value::List(entries) => entries.clone(),
        Value::Choice(_) | Value::Set { .. } | Value::Number(_) | Value::Day(_) | Value::Unread(_) => {
            Entries::default()
        }
    })
}
