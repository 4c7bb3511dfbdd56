//! What do *Always* and stated computed facts leave of the possible values?
//!
//! Takes what is known and removes values that no completion has: bounds of dates through monotone steps, choices and
//! numbers where only one sentence is left to make a list true. Sound, not complete: what it keeps need not be
//! possible.

use super::engine::{Kleene, Silent};
use super::knowledge::{
    Constraint, EntryKnown, Knowledge, Known, LengthEdge, ListKnown, Presumed, Truth, edges,
};
use super::values::date_domain;
use crate::calendar::{Date, DateRange};
use crate::check::{Heading, Mask, Order};
use crate::program::{
    Atom, Base, ComputedValue, DateExpr, Domain, FieldSlot, Node, NodeId, Program, Ref, SlotId, all_choices,
};
use crate::record::LengthSaid;

/// Rounds of narrowing; more would only remove values that the exact answer removes anyway.
const ROUNDS: usize = 6;

/// Nothing completes the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inconsistent;

/// What is left of the possible values.
///
/// # Errors
/// Where it is plain that nothing completes the record. (Where it is not plain, nothing may complete it all the same.)
pub fn narrow(program: &Program, knowledge: &Knowledge) -> Result<Knowledge, Inconsistent> {
    // Without the constraints: what is required is looked for below what is still open.
    let mut left = Knowledge { constraints: Vec::new(), ..knowledge.clone() };
    for (known, slot) in left.slots.iter_mut().zip(&program.slots) {
        within_domain(known, &slot.domain, knowledge.as_at)?;
    }
    let mut kleene = Kleene::default();
    for _ in 0..ROUNDS {
        kleene.run(program, &left, &Presumed::NONE, &mut Silent);
        let before = left.slots.clone();
        Narrowing { program, kleene: &kleene, left: &mut left }.round(&knowledge.constraints)?;
        if left.slots == before {
            break;
        }
    }
    left.constraints.clone_from(&knowledge.constraints);
    Ok(left)
}

fn within_domain(known: &mut Known, domain: &Domain, as_at: Date) -> Result<(), Inconsistent> {
    match (known, domain) {
        (Known::Choice(bits), Domain::Choice { count }) => keep_choices(bits, all_choices(*count)),
        (Known::Date(ranges), Domain::Date { .. }) => keep_days(ranges, date_domain(domain, as_at)),
        (Known::List(lists), Domain::List { fields, periods }) => {
            lists.retain_mut(|list| list_within(list, fields, *periods, as_at).is_ok());
            if lists.is_empty() { Err(Inconsistent) } else { Ok(()) }
        }
        (Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) | Known::List(_), _) => Ok(()),
    }
}

fn list_within(
    list: &mut ListKnown,
    fields: &[FieldSlot],
    periods: bool,
    as_at: Date,
) -> Result<(), Inconsistent> {
    for entry in &mut list.entries {
        for (known, field) in entry.fields.iter_mut().zip(fields) {
            within_domain(known, &field.domain, as_at)?;
        }
        if periods {
            begins_before_it_ends(entry)?;
        }
    }
    Ok(())
}

fn begins_before_it_ends(entry: &mut EntryKnown) -> Result<(), Inconsistent> {
    let [Known::Date(from), Known::Date(to)] = entry.fields.as_mut_slice() else { return Ok(()) };
    let (Some(earliest), Some(latest)) = (from.first(), to.last()) else { return Ok(()) };
    let (earliest, latest) = (earliest.first, latest.last);
    keep_days(from, DateRange { first: Date::FIRST, last: latest })?;
    keep_days(to, DateRange { first: earliest, last: Date::LAST })
}

fn keep_choices(bits: &mut u64, keep: u64) -> Result<(), Inconsistent> {
    *bits &= keep;
    if *bits == 0 { Err(Inconsistent) } else { Ok(()) }
}

fn keep_days(ranges: &mut Vec<DateRange>, keep: DateRange) -> Result<(), Inconsistent> {
    for range in ranges.iter_mut() {
        range.first = range.first.max(keep.first);
        range.last = range.last.min(keep.last);
    }
    ranges.retain(|range| range.first <= range.last);
    if ranges.is_empty() { Err(Inconsistent) } else { Ok(()) }
}

fn keep_numbers(ranges: &mut Vec<(u32, u32)>, least: u32, most: u32) -> Result<(), Inconsistent> {
    for range in ranges.iter_mut() {
        *range = (range.0.max(least), range.1.min(most));
    }
    ranges.retain(|range| range.0 <= range.1);
    if ranges.is_empty() { Err(Inconsistent) } else { Ok(()) }
}

struct Narrowing<'a> {
    program: &'a Program,
    kleene: &'a Kleene,
    left: &'a mut Knowledge,
}

impl Narrowing<'_> {
    fn round(&mut self, constraints: &[Constraint]) -> Result<(), Inconsistent> {
        for invariant in &self.program.always {
            self.require(invariant.node, true)?;
        }
        for constraint in constraints {
            match constraint {
                Constraint::Node { node, truth, .. } => self.require(*node, *truth)?,
                Constraint::Assumed(node) => self.require(*node, true)?,
                Constraint::Stated { computed, any_of } => self.require_length(*computed, any_of)?,
                Constraint::StatedDay { computed, any_of } => self.require_day(*computed, any_of)?,
            }
        }
        Ok(())
    }

    /// The node has this truth in every completion: what follows for the values below it.
    fn require(&mut self, id: NodeId, wanted: bool) -> Result<(), Inconsistent> {
        match self.kleene.truth(id) {
            Truth::Open => {}
            settled if settled == Truth::of(wanted) => return Ok(()),
            Truth::True | Truth::False => return Err(Inconsistent),
        }
        match self.program.node(id) {
            Node::Constant(_) | Node::Presumed(_) => Ok(()),
            Node::Not(inner) => self.require(inner, !wanted),
            Node::Atom(atom) => self.require_atom(self.program.atom(atom), wanted),
            Node::List { heading, first, count } => {
                let items = self.program.list(first, count);
                match (heading, wanted) {
                    (Heading::All, true) => self.require_each(items, true),
                    (Heading::None, true) | (Heading::Any, false) => self.require_each(items, false),
                    (Heading::Any, true) | (Heading::None, false) => self.require_last(items, true),
                    (Heading::All, false) => self.require_last(items, false),
                    (Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_), _) => Ok(()),
                }
            }
        }
    }

    fn require_each(&mut self, items: &[NodeId], wanted: bool) -> Result<(), Inconsistent> {
        items.iter().try_for_each(|item| self.require(*item, wanted))
    }

    /// Some item has this truth: where only one still can, it has.
    fn require_last(&mut self, items: &[NodeId], wanted: bool) -> Result<(), Inconsistent> {
        let mut able = items.iter().filter(|item| self.kleene.truth(**item) != Truth::of(!wanted));
        match (able.next(), able.next()) {
            (Some(last), None) => self.require(*last, wanted),
            (Some(_), Some(_)) => Ok(()),
            (None, _) => Err(Inconsistent),
        }
    }

    fn require_atom(&mut self, atom: &Atom, wanted: bool) -> Result<(), Inconsistent> {
        match atom {
            Atom::Choice { at: Ref::Slot(slot), values } => {
                let Mask(values) = if wanted { *values } else { Mask(!values.0) };
                match self.slot(*slot) {
                    Some(Known::Choice(bits)) => keep_choices(bits, values),
                    Some(Known::Set(_) | Known::Number(_) | Known::Date(_) | Known::List(_)) | None => Ok(()),
                }
            }
            Atom::Number { at: Ref::Slot(slot), order, value } => {
                let (least, most) = match (order, wanted) {
                    (Order::AtLeast, true) => (*value, u32::MAX),
                    (Order::AtLeast, false) => (0, value.saturating_sub(1)),
                    (Order::AtMost, true) => (0, *value),
                    (Order::AtMost, false) => (value.saturating_add(1), u32::MAX),
                    (Order::Equal, true) => (*value, *value),
                    (Order::Equal, false) | (Order::Less | Order::More, _) => return Ok(()),
                };
                match self.slot(*slot) {
                    Some(Known::Number(ranges)) => keep_numbers(ranges, least, most),
                    Some(Known::Choice(_) | Known::Set(_) | Known::Date(_) | Known::List(_)) | None => Ok(()),
                }
            }
            Atom::Dates { left, order, right } => self.require_dates(left, (*order, wanted), right),
            Atom::Choice { at: Ref::Field { .. }, .. }
            | Atom::Number { at: Ref::Field { .. }, .. }
            | Atom::Includes { .. }
            | Atom::Count { .. }
            | Atom::CountDifferent { .. }
            | Atom::Covers { .. }
            | Atom::Total { .. }
            | Atom::MemberOf { .. } => Ok(()),
        }
    }

    fn slot(&mut self, slot: SlotId) -> Option<&mut Known> {
        self.left.slots.get_mut(slot.0 as usize)
    }

    fn require_dates(
        &mut self,
        left: &DateExpr,
        how: (Order, bool),
        right: &DateExpr,
    ) -> Result<(), Inconsistent> {
        match how {
            (Order::Less, true) | (Order::AtLeast, false) => self.require_order(left, right, 1),
            (Order::AtMost, true) | (Order::More, false) => self.require_order(left, right, 0),
            (Order::AtLeast, true) | (Order::Less, false) => self.require_order(right, left, 0),
            (Order::More, true) | (Order::AtMost, false) => self.require_order(right, left, 1),
            (Order::Equal, true) => {
                self.require_order(left, right, 0)?;
                self.require_order(right, left, 0)
            }
            (Order::Equal, false) => Ok(()),
        }
    }

    /// `earlier` plus so many days is on or before `later`.
    fn require_order(&mut self, earlier: &DateExpr, later: &DateExpr, gap: i32) -> Result<(), Inconsistent> {
        let latest = self.day_of(later, self.bounds(later).last);
        self.keep_up_to(earlier, Date(latest.0 - gap))?;
        let earliest = self.day_of(earlier, self.bounds(earlier).first);
        self.keep_from(later, Date(earliest.0 + gap))
    }

    /// The earliest and latest day of an expression's base.
    fn bounds(&self, expr: &DateExpr) -> DateRange {
        match expr.base {
            Base::Day(day) => DateRange::day(day),
            Base::AsAt => DateRange::day(self.left.as_at),
            Base::Ref(Ref::Slot(slot)) => match self.left.slots.get(slot.0 as usize) {
                Some(Known::Date(ranges)) => DateRange {
                    first: ranges.first().map_or(Date::FIRST, |range| range.first),
                    last: ranges.last().map_or(Date::LAST, |range| range.last),
                },
                Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::List(_)) | None => {
                    DateRange::ANY
                }
            },
            Base::Ref(Ref::Field { .. }) => DateRange::ANY,
        }
    }

    fn day_of(&self, expr: &DateExpr, base: Date) -> Date {
        expr.from(base, self.program.rule_set.conventions)
    }

    fn keep_up_to(&mut self, expr: &DateExpr, limit: Date) -> Result<(), Inconsistent> {
        let range = self.bounds(expr);
        if self.day_of(expr, range.first) > limit {
            return Err(Inconsistent);
        }
        let (mut low, mut high) = (range.first.0, range.last.0);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            if self.day_of(expr, Date(middle)) <= limit { low = middle } else { high = middle - 1 }
        }
        self.keep(expr, DateRange { first: range.first, last: Date(low) })
    }

    fn keep_from(&mut self, expr: &DateExpr, limit: Date) -> Result<(), Inconsistent> {
        let range = self.bounds(expr);
        if self.day_of(expr, range.last) < limit {
            return Err(Inconsistent);
        }
        let (mut low, mut high) = (range.first.0, range.last.0);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.day_of(expr, Date(middle)) >= limit { high = middle } else { low = middle + 1 }
        }
        self.keep(expr, DateRange { first: Date(low), last: range.last })
    }

    fn keep(&mut self, expr: &DateExpr, keep: DateRange) -> Result<(), Inconsistent> {
        let Base::Ref(Ref::Slot(slot)) = expr.base else { return Ok(()) };
        match self.slot(slot) {
            Some(Known::Date(ranges)) => keep_days(ranges, keep),
            Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::List(_)) | None => Ok(()),
        }
    }

    fn require_length(&mut self, computed: u32, any_of: &[LengthSaid]) -> Result<(), Inconsistent> {
        let program = self.program;
        let value = program.computed.get(computed as usize).map(|computed| &computed.value);
        let (Some(ComputedValue::Length { from, to }), [stated]) = (value, any_of) else { return Ok(()) };
        let after = |edge: LengthEdge| {
            let mut expr = from.clone();
            expr.steps.extend(edge.steps());
            expr
        };
        let (least, more) = edges(*stated);
        self.require_order(&after(least), to, 0)?;
        more.map_or(Ok(()), |more| self.require_order(to, &after(more), 1))
    }

    fn require_day(&mut self, computed: u32, any_of: &[DateRange]) -> Result<(), Inconsistent> {
        let program = self.program;
        let value = program.computed.get(computed as usize).map(|computed| &computed.value);
        let (Some(ComputedValue::Date(expr)), Some(first), Some(last)) =
            (value, any_of.first(), any_of.last())
        else {
            return Ok(());
        };
        self.keep_from(expr, first.first)?;
        self.keep_up_to(expr, last.last)
    }
}
