//! Complete records drawn at random from what is known, one concrete value at a time.

use threshold::calendar::{Date, DateRange};
use threshold::evaluation::{Completion, Concrete, EntryKnown, Knowledge, Known, ListKnown, reference};
use threshold::program::{Domain, FieldSlot, Program, SlotId};

use crate::random::day;
use crate::random_numbers::Dice;

/// A list that may hold more holds up to so many entries.
const MOST_ENTRIES: usize = 4;

/// A completion, or none where a few tries meet only what *Always* excludes.
pub(super) fn completion(program: &Program, knowledge: &Knowledge, dice: &mut Dice) -> Option<Completion> {
    (0..12).find_map(|_| {
        let slots = knowledge.slots.iter().zip(&program.slots);
        let completion =
            Completion { slots: slots.map(|(known, slot)| value(known, &slot.domain, dice)).collect() };
        reference::consistent(program, knowledge, &completion).then_some(completion)
    })
}

/// The same with other values in these slots, if a few tries find a completion.
pub(super) fn varied(
    program: &Program,
    knowledge: &Knowledge,
    (base, slots): (&Completion, &[SlotId]),
    dice: &mut Dice,
) -> Option<Completion> {
    (0..4).find_map(|_| {
        let mut other = base.clone();
        for slot in slots {
            let place = slot.0 as usize;
            other.slots[place] = value(&knowledge.slots[place], &program.slots[place].domain, dice);
        }
        (other != *base && reference::consistent(program, knowledge, &other)).then_some(other)
    })
}

/// One of the values possible.
fn value(known: &Known, domain: &Domain, dice: &mut Dice) -> Concrete {
    match known {
        Known::Choice(bits) => {
            let possible: Vec<u32> = (0..64).filter(|bit| bits >> bit & 1 == 1).collect();
            Concrete::Choice(*dice.pick(&possible))
        }
        Known::Set(sets) => {
            let (sure, may) = *dice.pick(sets);
            Concrete::Set(sure | (may & dice.next()))
        }
        Known::Number(ranges) => {
            let (least, most) = *dice.pick(ranges);
            let few = (most - least).min(7) as usize;
            Concrete::Number(least + u32::try_from(dice.below(few + 1)).unwrap())
        }
        Known::Date(ranges) => Concrete::Date(date(ranges, dice)),
        Known::List(lists) => {
            let Domain::List { fields, periods } = domain else { panic!("a list has a list's domain") };
            list(dice.pick(lists), (fields, *periods), dice)
        }
    }
}

/// A day where the rules turn, if it is possible; else one near an end of what is.
fn date(ranges: &[DateRange], dice: &mut Dice) -> Date {
    let edge = day(dice);
    if dice.chance(70) && ranges.iter().any(|range| range.first <= edge && edge <= range.last) {
        return edge;
    }
    let range = *dice.pick(ranges);
    let days = i32::try_from(dice.below(60)).unwrap().min(range.last.0 - range.first.0);
    if dice.chance(50) { Date(range.first.0 + days) } else { Date(range.last.0 - days) }
}

fn list(known: &ListKnown, (fields, periods): (&[FieldSlot], bool), dice: &mut Dice) -> Concrete {
    let mut entries: Vec<Vec<Concrete>> =
        known.entries.iter().map(|entry| entry_of(entry, fields, dice)).collect();
    if known.may_hold_more {
        for _ in 0..dice.below(MOST_ENTRIES.saturating_sub(entries.len()) + 1) {
            let open = EntryKnown { fields: fields.iter().map(|field| anything(&field.domain)).collect() };
            let mut entry = entry_of(&open, fields, dice);
            if periods && entry[0] > entry[1] {
                entry.swap(0, 1);
            }
            entries.push(entry);
        }
    }
    Concrete::List(entries)
}

fn entry_of(known: &EntryKnown, fields: &[FieldSlot], dice: &mut Dice) -> Vec<Concrete> {
    known.fields.iter().zip(fields).map(|(known, field)| value(known, &field.domain, dice)).collect()
}

/// The whole domain; days as a record may have them on the as-at day.
fn anything(domain: &Domain) -> Known {
    match domain {
        Domain::Choice { count } => Known::Choice(all(*count)),
        Domain::Set { count } => Known::Set(vec![(0, all(*count))]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { ahead: true } => Known::Date(vec![DateRange::ANY]),
        Domain::Date { ahead: false } => {
            Known::Date(vec![DateRange { first: Date::FIRST, last: crate::random::as_at() }])
        }
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}

fn all(count: u32) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}
