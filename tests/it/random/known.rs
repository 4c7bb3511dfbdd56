//! What might be known of a complete record: every value widened, or not.

use threshold::calendar::{Date, DateRange};
use threshold::evaluation::{Completion, Concrete, EntryKnown, Knowledge, Known, ListKnown};
use threshold::program::{Domain, FieldSlot, Program};

use super::as_at;
use crate::random_numbers::Dice;

/// Knowledge that allows the record; `percent` of the values are open.
pub(crate) fn widened(
    program: &Program,
    completion: &Completion,
    percent: u64,
    dice: &mut Dice,
) -> Knowledge {
    let slots = completion.slots.iter().zip(&program.slots);
    let slots = slots.map(|(value, slot)| known(value, &slot.domain, percent, dice)).collect();
    Knowledge { slots, constraints: Vec::new(), as_at: as_at() }
}

fn known(value: &Concrete, domain: &Domain, percent: u64, dice: &mut Dice) -> Known {
    let open = dice.chance(percent);
    match (value, domain) {
        (Concrete::Choice(choice), Domain::Choice { count }) => {
            let all = if *count >= 64 { u64::MAX } else { (1u64 << count) - 1 };
            let some = if dice.chance(50) { all } else { dice.next() & all };
            Known::Choice(1 << choice | if open { some } else { 0 })
        }
        (Concrete::Set(bits), Domain::Set { count }) => {
            let all = (1u64 << count) - 1;
            let loose = if open { dice.next() & all } else { 0 };
            let mut sets = vec![(bits & !loose, bits | loose)];
            if open && dice.chance(30) {
                let other = dice.next() & all;
                sets.push((other, other));
            }
            Known::Set(sets)
        }
        (Concrete::Number(number), Domain::Number) => Known::Number(match dice.below(3) {
            _ if !open => vec![(*number, *number)],
            0 => vec![(0, u32::MAX)],
            1 => vec![(number.saturating_sub(1), number + 1)],
            _ => vec![(*number, *number), (number + 2, number + 2)],
        }),
        (Concrete::Date(date), Domain::Date { ahead }) => Known::Date(days(*date, *ahead, open, dice)),
        (Concrete::List(entries), Domain::List { fields, periods }) => {
            Known::List(lists(entries, (fields, *periods), open, percent, dice))
        }
        _ => panic!("a value is of its domain"),
    }
}

fn days(date: Date, ahead: bool, open: bool, dice: &mut Dice) -> Vec<DateRange> {
    let last = if ahead { Date::LAST } else { as_at() };
    let range = |first: i32, past: i32| DateRange { first: Date(first), last: Date(past.min(last.0)) };
    let near = |days: i32| range(date.0 - days, date.0.saturating_add(days).min(Date::LAST.0));
    match dice.below(5) {
        _ if !open => vec![DateRange::day(date)],
        0 => vec![DateRange { first: Date::FIRST, last }],
        1 => vec![near(1)],
        2 => vec![near(20)],
        3 => vec![range(date.0 - 40, date.0 - 35), DateRange::day(date)],
        _ => vec![range(date.0 - 200, last.0)],
    }
}

fn lists(
    entries: &[Vec<Concrete>],
    (fields, periods): (&[FieldSlot], bool),
    open: bool,
    percent: u64,
    dice: &mut Dice,
) -> Vec<ListKnown> {
    let may_hold_more = open && dice.chance(60);
    let kept = if may_hold_more { dice.below(entries.len() + 1) } else { entries.len() };
    let mut entry = |entry: &Vec<Concrete>| {
        let values =
            entry.iter().zip(fields).map(|(value, field)| known(value, &field.domain, percent, dice));
        let mut fields: Vec<Known> = values.collect();
        if periods {
            begins_before_it_ends(&mut fields);
        }
        EntryKnown { fields }
    };
    let recorded = entries.iter().take(kept).map(&mut entry).collect();
    let mut lists = vec![ListKnown { entries: recorded, may_hold_more }];
    if open && dice.chance(30) {
        // What another source says: the first entry only.
        let other = entries.iter().take(1).map(|values| EntryKnown {
            fields: values
                .iter()
                .zip(fields)
                .map(|(value, field)| known(value, &field.domain, 0, dice))
                .collect(),
        });
        lists.push(ListKnown { entries: other.collect(), may_hold_more: false });
    }
    lists
}

/// As reading a record does: the first day is not after the latest last day, the last not before the earliest first.
fn begins_before_it_ends(fields: &mut [Known]) {
    let [Known::Date(from), Known::Date(to)] = fields else { return };
    let (earliest, latest) = (from[0].first, to[to.len() - 1].last);
    for range in from.iter_mut() {
        range.last = range.last.min(latest);
    }
    for range in to.iter_mut() {
        range.first = range.first.max(earliest);
    }
    from.retain(|range| range.first <= range.last);
    to.retain(|range| range.first <= range.last);
}
