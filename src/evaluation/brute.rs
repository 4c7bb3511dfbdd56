//! Every completion, one concrete value at a time.
//!
//! The plainest way to know what is possible: write down all complete records that what is known allows, and look at
//! each. Only for few open facts with few values; says so where there are too many.

use std::collections::BTreeSet;

use super::knowledge::{Completion, Concrete, EntryKnown, Knowledge, Known, ListKnown, Presumed};
use super::reference;
use crate::calendar::{Date, DateRange};
use crate::check::{OutcomeId, QuestionId};
use crate::program::{Domain, FieldSlot, Program, SlotId};

/// How far to look.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// At most so many records are written down.
    pub records: usize,
    /// A list that may hold more holds up to so many entries besides.
    pub more_entries: usize,
    /// Days are looked at within this range only.
    pub days: DateRange,
    /// Numbers are looked at up to this one only.
    pub number: u32,
}

impl Limits {
    /// Nothing is cut off but the number of records and of further entries.
    pub const WIDE: Self = Self { records: 4096, more_entries: 0, days: DateRange::ANY, number: u32::MAX };
}

/// All completions, or none where there are more than the limit. `free` says which slots take all their values; the
/// others take their first (for slots that nothing asked reads).
#[must_use]
pub fn completions(
    program: &Program,
    knowledge: &Knowledge,
    limits: Limits,
    free: impl Fn(SlotId) -> bool,
) -> Option<Vec<Completion>> {
    let mut records: Vec<Vec<Concrete>> = vec![Vec::new()];
    for ((slot, known), id) in program.slots.iter().zip(&knowledge.slots).zip(0..) {
        let free = free(SlotId(id));
        let values = if free { values(known, &slot.domain, limits)? } else { vec![first(known)?] };
        records = product(&records, &values, limits.records)?;
    }
    let complete = records.into_iter().map(|slots| Completion { slots });
    Some(complete.filter(|completion| reference::consistent(program, knowledge, completion)).collect())
}

/// The binding outcomes of a question over some completions.
#[must_use]
pub fn outcomes(
    program: &Program,
    completions: &[Completion],
    run: (Date, &Presumed),
    question: QuestionId,
) -> BTreeSet<OutcomeId> {
    completions.iter().map(|completion| reference::outcome(program, completion, run, question)).collect()
}

/// Each record so far with each value.
fn product(records: &[Vec<Concrete>], values: &[Concrete], most: usize) -> Option<Vec<Vec<Concrete>>> {
    if records.len().checked_mul(values.len())? > most {
        return None;
    }
    let with = |record: &Vec<Concrete>, value: &Concrete| record.iter().chain([value]).cloned().collect();
    Some(records.iter().flat_map(|record| values.iter().map(move |value| with(record, value))).collect())
}

fn first(known: &Known) -> Option<Concrete> {
    Some(match known {
        Known::Choice(bits) => Concrete::Choice(bits.trailing_zeros()),
        Known::Set(sets) => Concrete::Set(sets.first()?.0),
        Known::Number(ranges) => Concrete::Number(ranges.first()?.0),
        Known::Date(ranges) => Concrete::Date(ranges.first()?.first),
        Known::List(lists) => {
            let entries = lists.first()?.entries.iter();
            let entry = |entry: &EntryKnown| entry.fields.iter().map(first).collect::<Option<Vec<_>>>();
            Concrete::List(entries.map(entry).collect::<Option<Vec<_>>>()?)
        }
    })
}

/// All values, within the limits.
fn values(known: &Known, domain: &Domain, limits: Limits) -> Option<Vec<Concrete>> {
    match known {
        Known::Choice(bits) => {
            Some((0..64).filter(|bit| bits >> bit & 1 == 1).map(Concrete::Choice).collect())
        }
        Known::Set(sets) => set_values(sets, limits),
        Known::Number(ranges) => {
            let cut = ranges.iter().map(|(least, most)| (*least, *most.min(&limits.number)));
            let count: u64 = cut.clone().map(|(least, most)| u64::from(most.saturating_sub(least)) + 1).sum();
            let few = count <= limits.records as u64;
            few.then(|| cut.flat_map(|(least, most)| least..=most).map(Concrete::Number).collect())
        }
        Known::Date(ranges) => {
            let cut = ranges
                .iter()
                .map(|range| (range.first.max(limits.days.first).0, range.last.min(limits.days.last).0));
            let count: i64 =
                cut.clone().map(|(first, last)| (i64::from(last) - i64::from(first) + 1).max(0)).sum();
            let few = usize::try_from(count).is_ok_and(|count| count <= limits.records);
            few.then(|| {
                cut.flat_map(|(first, last)| first..=last).map(|day| Concrete::Date(Date(day))).collect()
            })
        }
        Known::List(lists) => {
            let mut all = BTreeSet::new();
            for list in lists {
                all.extend(list_values(list, domain, limits)?);
            }
            Some(all.into_iter().collect())
        }
    }
}

fn set_values(sets: &[(u64, u64)], limits: Limits) -> Option<Vec<Concrete>> {
    let mut all = BTreeSet::new();
    for (sure, may) in sets {
        let open = may & !sure;
        if 1usize.checked_shl(open.count_ones()).is_none_or(|count| count > limits.records) {
            return None;
        }
        // All subsets of the open bits, by counting down through them.
        let mut subset = open;
        loop {
            all.insert(Concrete::Set(sure | subset));
            if subset == 0 {
                break;
            }
            subset = (subset - 1) & open;
        }
    }
    Some(all.into_iter().collect())
}

fn list_values(list: &ListKnown, domain: &Domain, limits: Limits) -> Option<Vec<Concrete>> {
    let Domain::List { fields, .. } = domain else { return None };
    let mut known: Vec<Vec<Concrete>> = vec![Vec::new()];
    for entry in &list.entries {
        let entries = entry_values(&entry.fields, fields, limits)?;
        known = product(&known, &entries, limits.records)?;
    }
    let mut all = known.clone();
    if list.may_hold_more && limits.more_entries > 0 {
        let anything: Vec<Known> = fields.iter().map(|field| anything(&field.domain, limits)).collect();
        let more = entry_values(&anything, fields, limits)?;
        for _ in 0..limits.more_entries {
            known = product(&known, &more, limits.records)?;
            all.extend(known.iter().cloned());
        }
    }
    // An entry was carried as a list of its fields' values.
    let fields_of =
        |value: Concrete| if let Concrete::List(mut fields) = value { fields.pop() } else { None };
    let list = |entries: Vec<Concrete>| {
        entries.into_iter().map(fields_of).collect::<Option<Vec<_>>>().map(Concrete::List)
    };
    all.into_iter().map(list).collect()
}

/// All values of one entry, each carried as a list with that one entry.
fn entry_values(known: &[Known], fields: &[FieldSlot], limits: Limits) -> Option<Vec<Concrete>> {
    let mut entries: Vec<Vec<Concrete>> = vec![Vec::new()];
    for (known, field) in known.iter().zip(fields) {
        entries = product(&entries, &values(known, &field.domain, limits)?, limits.records)?;
    }
    Some(entries.into_iter().map(|entry| Concrete::List(vec![entry])).collect())
}

fn anything(domain: &Domain, limits: Limits) -> Known {
    match domain {
        Domain::Choice { count } => Known::Choice(crate::program::all_choices(*count)),
        Domain::Set { count } => Known::Set(vec![(0, crate::program::all_choices(*count))]),
        Domain::Number => Known::Number(vec![(0, limits.number)]),
        Domain::Date { .. } => Known::Date(vec![limits.days]),
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}
