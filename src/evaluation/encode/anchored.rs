//! Days of a completion, each said by how far it lies from a day that is open.
//!
//! What one completion shows of one day is so shown of every day at once: two visits in the week before the first day
//! are there whatever the first day is, as long as the days so said are days of the record.

use std::rc::Rc;

use super::super::knowledge::{EntryKnown, Known};
use super::super::values::is_exact;
use super::Encoding;
use super::values::{Entries, Entry, Quantity, Value};
use crate::calendar::{Date, Length, MonthEnd, Unit};
use crate::program::{Domain, FieldSlot, SlotId};
use crate::solver::{Lit, Model, Side, Stride, WholeId};

/// Open days, each with where it is in a model, and how far from one a day may lie to be said from it.
#[derive(Debug, Clone)]
pub(crate) struct Anchors {
    pub(crate) days: Vec<(WholeId, i64)>,
    pub(crate) reach: i64,
}

/// The open days of a value.
pub(crate) fn anchors(value: &Value, model: &Model) -> Vec<(WholeId, i64)> {
    match value {
        Value::Day(Quantity::Open(id)) => vec![(*id, model.whole(*id))],
        Value::List(entries) => {
            let there = entries.list.iter().filter(|entry| model.holds(entry.exists));
            there.flat_map(|entry| entry.fields.iter().flat_map(|field| anchors(field, model))).collect()
        }
        Value::Day(Quantity::Fixed(_) | Quantity::Shifted(..))
        | Value::Choice(_)
        | Value::Set { .. }
        | Value::Number(_)
        | Value::Unread(_) => Vec::new(),
    }
}

impl Encoding<'_> {
    /// The value of a slot with its days said from the anchors, where what is known leaves them open; and what makes
    /// it a value that the record allows. Nothing where it has no such day.
    pub(crate) fn anchored(
        &mut self,
        (slot, known): (SlotId, &Known),
        value: &Value,
        anchors: &Anchors,
    ) -> Option<(Rc<Value>, Vec<Lit>)> {
        let program = self.program;
        let mut allowed = Vec::new();
        let moved = match (value, known, &program.slot(slot).domain) {
            (Value::Day(Quantity::Fixed(day)), Known::Date(_), domain) => {
                self.anchored_day(*day, (known, domain), anchors, &mut allowed)?
            }
            (Value::List(entries), Known::List(lists), Domain::List { fields, periods }) => {
                let [list] = lists.as_slice() else { return None };
                let mut moved = Vec::new();
                for (place, entry) in entries.list.iter().enumerate() {
                    let known = list.entries.get(place);
                    let entry =
                        self.anchored_entry((entry, known), (fields, *periods), anchors, &mut allowed);
                    moved.push(entry);
                }
                let same = moved.iter().zip(&entries.list).all(|(moved, entry)| moved.id == entry.id);
                if same {
                    return None;
                }
                Value::List(Entries { list: moved, ..entries.clone() })
            }
            (
                Value::Choice(_)
                | Value::Set { .. }
                | Value::Number(_)
                | Value::Day(_)
                | Value::List(_)
                | Value::Unread(_),
                _,
                _,
            ) => return None,
        };
        Some((Rc::new(moved), allowed))
    }

    /// An entry; one of another id where one of its days is moved.
    fn anchored_entry(
        &mut self,
        (entry, known): (&Entry, Option<&EntryKnown>),
        (fields, periods): (&[FieldSlot], bool),
        anchors: &Anchors,
        allowed: &mut Vec<Lit>,
    ) -> Entry {
        let mut values: Vec<Value> = entry.fields.to_vec();
        let mut any = false;
        for (place, (value, field)) in values.iter_mut().zip(fields).enumerate() {
            let Value::Day(Quantity::Fixed(day)) = value else { continue };
            let anything = super::whole(&field.domain, self.as_at);
            let known = known.and_then(|known| known.fields.get(place)).unwrap_or(&anything);
            if is_exact(known) {
                continue;
            }
            if let Some(moved) = self.anchored_day(*day, (known, &field.domain), anchors, allowed) {
                *value = moved;
                any = true;
            }
        }
        if !any {
            return entry.clone();
        }
        if let (true, [Value::Day(from), Value::Day(to), ..]) = (periods, values.as_slice()) {
            allowed.push(self.problem.order(from.side(), to.side()));
        }
        self.entries += 1;
        Entry { id: self.entries, fields: Rc::new(values), ..entry.clone() }
    }

    /// The day, said from the nearest anchor.
    fn anchored_day(
        &mut self,
        day: i64,
        (known, domain): (&Known, &Domain),
        anchors: &Anchors,
        allowed: &mut Vec<Lit>,
    ) -> Option<Value> {
        let near = anchors.days.iter().filter(|(_, at)| (day - at).abs() <= anchors.reach);
        let (id, at) = near.min_by_key(|(_, at)| (day - at).abs()).copied()?;
        let amount = u32::try_from((day - at).unsigned_abs()).ok()?;
        let length = Length { amount, unit: Unit::Days };
        let stride = if day < at {
            Stride::Earlier(length, MonthEnd::EarlierDay)
        } else {
            Stride::Later(length, MonthEnd::EarlierDay)
        };
        let by = self.problem.map(&[stride]);
        let shifted = Quantity::Shifted(id, day - at, by);
        let value = Value::Day(shifted);
        let last = if matches!(domain, Domain::Date { ahead: false }) { self.as_at } else { Date::LAST };
        let within = self.within(&value, known);
        let begun = self.problem.order(shifted.side(), Side::Constant(i64::from(last.0)));
        allowed.extend([within, begun]);
        Some(value)
    }
}
