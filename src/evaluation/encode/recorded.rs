//! The program over every record at all, with one literal per thing that this record says.
//!
//! A reason, a change and a clash ask what follows from part of a record. So nothing recorded is folded away: each
//! recorded fact, and each entry of a list, is an assumption that can be made or left out.

use std::rc::Rc;

use super::super::knowledge::{Constraint, Knowledge, Known, ListKnown, Presumed};
use super::shape::{Use, whole};
use super::values::{Entries, Quantity, Value};
use super::{Encoding, Instance};
use crate::program::{Base, ComputedValue, DateExpr, Domain, FieldSlot, Program, Ref, SlotId};
use crate::solver::{Lit, Side};
use crate::vocabulary::FactId;

/// One thing that the record says.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Of this fact (a computed fact where its value was stated).
    pub(crate) fact: FactId,
    /// Its slot; absent for a computed fact.
    pub(crate) slot: Option<SlotId>,
    /// What of it.
    pub(crate) part: Part,
    /// True where it holds.
    pub(crate) lit: Lit,
}

/// Which part of a fact an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All that is said of it.
    Whole,
    /// The entry at this place.
    Entry(usize),
    /// That there are no other entries.
    NoOthers,
}

impl Encoding<'_> {
    /// An instance over every value at all, and what the record says of it.
    pub(crate) fn recorded(&mut self, knowledge: &Knowledge) -> (Instance, Vec<Item>) {
        let mut slots = Vec::new();
        let mut items = Vec::new();
        for (place, slot) in self.program.slots.iter().enumerate() {
            let id = SlotId(super::number(place));
            let anything = whole(&slot.domain, self.as_at);
            let known = knowledge.slots.get(place).unwrap_or(&anything);
            let (value, parts) = self.free(id, known);
            if *known != anything {
                let item = |(part, lit)| Item { fact: slot.fact, slot: Some(id), part, lit };
                items.extend(parts.into_iter().map(item));
            }
            slots.push(Rc::new(value));
        }
        let mut instance = self.reading(slots, Presumed::NONE);
        self.state(&mut instance, knowledge, &mut items);
        (instance, items)
    }

    /// Any value at all of one slot, and what a record says of it; the value is built alike each time.
    pub(crate) fn free(&mut self, slot: SlotId, known: &Known) -> (Value, Vec<(Part, Lit)>) {
        let program = self.program;
        let domain = &program.slot(slot).domain;
        let used = self.shape.slots.get_mut(slot.0 as usize).map(std::mem::take).unwrap_or_default();
        let said = *known != whole(domain, self.as_at);
        let (value, parts) = match (known, domain) {
            (Known::List(lists), Domain::List { fields, periods }) if lists.len() == 1 && said => {
                self.entry_by_entry(&used, lists, fields, *periods)
            }
            (known, domain) => {
                let (value, within) = self.value_or_any(&used, known, domain);
                (value, vec![(Part::Whole, within)])
            }
        };
        if let Some(place) = self.shape.slots.get_mut(slot.0 as usize) {
            *place = used;
        }
        (value, parts)
    }

    /// What is stated besides values: of a fact with items it goes with each of them.
    fn state(&mut self, instance: &mut Instance, knowledge: &Knowledge, items: &mut Vec<Item>) {
        for constraint in &knowledge.constraints {
            let lit = self.constraint(instance, constraint);
            let Some(fact) = stated_of(self.program, constraint) else {
                self.problem.require(lit);
                continue;
            };
            let mut found = false;
            for item in items.iter_mut().filter(|item| item.fact == fact) {
                item.lit = self.problem.all(&[item.lit, lit]);
                found = true;
            }
            if !found {
                items.push(Item { fact, slot: self.program.slot_of(fact), part: Part::Whole, lit });
            }
        }
    }

    /// Any value at all, and the literal that it is one of those known.
    pub(super) fn value_or_any(&mut self, used: &Use, known: &Known, domain: &Domain) -> (Value, Lit) {
        if let Known::List(_) = known {
            let value =
                self.value(&used.with_room_for(&[known]), &whole(domain, self.as_at), domain, Lit::TRUE);
            let within = self.within(&value, known);
            return (value, within);
        }
        if !used.read {
            let within = self.problem.input();
            let value = self.value(used, known, domain, within);
            return (value, within);
        }
        let value = self.value(used, &whole(domain, self.as_at), domain, Lit::TRUE);
        let within = self.within(&value, known);
        (value, within)
    }

    /// One list, each of its entries there or not and the same or not; and what the record says of it.
    fn entry_by_entry(
        &mut self,
        used: &Use,
        lists: &[ListKnown],
        fields: &[FieldSlot],
        periods: bool,
    ) -> (Value, Vec<(Part, Lit)>) {
        let mut parts = Vec::new();
        let mut entries = Vec::new();
        let Some(list) = lists.first() else { return (Value::List(Entries::default()), parts) };
        for (place, known) in list.entries.iter().enumerate() {
            let exists = self.problem.input();
            let mut same = vec![exists];
            let mut values = Vec::new();
            for (field, (slot, known)) in fields.iter().zip(&known.fields).enumerate() {
                let (value, within) =
                    self.value_or_any(Self::asked(used, field, periods), known, &slot.domain);
                values.push(value);
                same.push(within);
            }
            parts.push((Part::Entry(place), self.problem.all(&same)));
            entries.push(self.entry_of(values, periods, exists));
        }
        let anything = whole(&Domain::List { fields: fields.to_vec(), periods }, self.as_at);
        let domain = Domain::List { fields: fields.to_vec(), periods };
        let mut all = Entries::default();
        if let Value::List(others) = self.value(used, &anything, &domain, Lit::TRUE) {
            if !list.may_hold_more {
                let unnamed: Vec<Lit> =
                    others.list.iter().map(|entry| entry.exists).chain([others.more]).collect();
                parts.push((Part::NoOthers, !self.problem.any(&unnamed)));
            }
            entries.extend(others.list);
            all = Entries { list: Vec::new(), ..others };
        }
        (Value::List(Entries { list: entries, ..all }), parts)
    }

    /// The value is one of those known.
    pub(crate) fn within(&mut self, value: &Value, known: &Known) -> Lit {
        match (value, known) {
            (Value::Choice(classes), Known::Choice(mask)) => {
                let lits: Vec<Lit> =
                    classes.iter().filter(|(class, _)| class & mask != 0).map(|(_, lit)| *lit).collect();
                self.problem.any(&lits)
            }
            (Value::Set { classes, .. }, Known::Set(sets)) => {
                let alternatives: Vec<Lit> = sets.iter().map(|set| self.within_set(classes, *set)).collect();
                self.problem.any(&alternatives)
            }
            (Value::Number(number), Known::Number(ranges)) => {
                let ranges = ranges.iter().map(|(least, most)| (i64::from(*least), i64::from(*most)));
                self.within_ranges(*number, ranges)
            }
            (Value::Day(day), Known::Date(ranges)) => {
                let ranges = ranges.iter().map(|range| (i64::from(range.first.0), i64::from(range.last.0)));
                self.within_ranges(*day, ranges)
            }
            (Value::List(entries), Known::List(lists)) => self.within_lists(entries, lists),
            (Value::Unread(_), _) => Lit::TRUE,
            (Value::Choice(_) | Value::Set { .. } | Value::Number(_) | Value::Day(_) | Value::List(_), _) => {
                Lit::FALSE
            }
        }
    }

    fn within_set(&mut self, classes: &[(u64, Lit)], (sure, may): (u64, u64)) -> Lit {
        let held = classes.iter().filter(|(class, _)| sure & class != 0).map(|(_, lit)| *lit);
        let not_held = classes.iter().filter(|(class, _)| may & class == 0).map(|(_, lit)| !*lit);
        let parts: Vec<Lit> = held.chain(not_held).collect();
        self.problem.all(&parts)
    }

    fn within_ranges(&mut self, quantity: Quantity, ranges: impl Iterator<Item = (i64, i64)>) -> Lit {
        let side = quantity.side();
        let mut parts = Vec::new();
        for (least, most) in ranges {
            let enough = self.problem.order(Side::Constant(least), side);
            let within = self.problem.order(side, Side::Constant(most));
            parts.push(self.problem.all(&[enough, within]));
        }
        self.problem.any(&parts)
    }

    /// One of the lists: its entries first, in their order, and others only where it may hold more.
    fn within_lists(&mut self, entries: &Entries, lists: &[ListKnown]) -> Lit {
        let alternatives: Vec<Lit> = lists.iter().map(|list| self.within_list(entries, list)).collect();
        self.problem.any(&alternatives)
    }

    fn within_list(&mut self, entries: &Entries, list: &ListKnown) -> Lit {
        let others = if list.may_hold_more { Lit::TRUE } else { !entries.more };
        let mut parts = vec![Lit::constant(entries.list.len() >= list.entries.len()), others];
        for (place, entry) in entries.list.iter().enumerate() {
            let Some(known) = list.entries.get(place) else {
                parts.push(if list.may_hold_more { Lit::TRUE } else { !entry.exists });
                continue;
            };
            parts.push(entry.exists);
            for (value, known) in entry.fields.iter().zip(&known.fields) {
                parts.push(self.within(value, known));
            }
        }
        self.problem.all(&parts)
    }
}

/// The fact whose statement demands a constraint.
pub(crate) fn stated_of(program: &Program, constraint: &Constraint) -> Option<FactId> {
    match constraint {
        Constraint::Node { fact, .. } => Some(*fact),
        Constraint::Stated { computed, .. } | Constraint::StatedDay { computed, .. } => {
            program.computed.get(*computed as usize).map(|computed| computed.fact)
        }
        Constraint::Assumed(_) => None,
    }
}

/// The recorded facts that a computed fact rests on directly.
pub(crate) fn inputs(program: &Program, value: &ComputedValue) -> Vec<FactId> {
    let fact = |expr: &DateExpr| match expr.base {
        Base::Ref(Ref::Slot(slot)) => Some(program.slot(slot).fact),
        Base::Ref(Ref::Field { .. }) | Base::Day(_) | Base::AsAt => None,
    };
    match value {
        ComputedValue::Length { from, to } => [from, to].into_iter().filter_map(fact).collect(),
        ComputedValue::Date(day) => fact(day).into_iter().collect(),
        ComputedValue::Choice(nodes) => nodes.iter().flat_map(|node| program.facts_under(*node)).collect(),
    }
}
