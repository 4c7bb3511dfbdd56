//! The plain record: what a fictional case says where nothing else is called for.
//!
//! A value that cannot be the plain one is looked for near it first, so that a fictional case has dates of our time
//! and short lists.

use crate::calendar::{Date, DateRange};
use crate::check::{Condition, DateBase, Mask};
use crate::evaluation::{Concrete, EntryKnown, Known, ListKnown};
use crate::program::{Domain, Program, in_units};

/// Any value at all, from the last day there is.
pub(super) fn anything(domain: &Domain) -> Known {
    match domain {
        Domain::Choice { count } => Known::Choice(crate::program::all_choices(*count)),
        Domain::Set { count } => Known::Set(vec![(0, crate::program::all_choices(*count))]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { .. } => Known::Date(vec![DateRange::ANY]),
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}

/// Exactly this value.
pub(super) fn exactly(value: &Concrete) -> Known {
    match value {
        Concrete::Choice(choice) => Known::Choice(1_u64.checked_shl(*choice).unwrap_or(0)),
        Concrete::Set(bits) => Known::Set(vec![(*bits, *bits)]),
        Concrete::Number(number) => Known::Number(vec![(*number, *number)]),
        Concrete::Date(day) => Known::Date(vec![DateRange::day(*day)]),
        Concrete::List(entries) => {
            let entry = |fields: &Vec<Concrete>| EntryKnown { fields: fields.iter().map(exactly).collect() };
            Known::List(vec![ListKnown {
                entries: entries.iter().map(entry).collect(),
                may_hold_more: false,
            }])
        }
    }
}

/// The plain value of a slot: what the vocabulary says, else no, nothing, the first, or the set's first day in force.
pub(super) fn plain(program: &Program, slot: usize) -> Option<Concrete> {
    let slot = program.slots.get(slot)?;
    let said = program.rule_set.plainly.get(slot.fact.0 as usize).and_then(Option::as_ref);
    Some(match &slot.domain {
        Domain::Choice { count } => {
            Concrete::Choice(choice(program, said).filter(|it| it < count).unwrap_or(0))
        }
        Domain::Set { .. } => Concrete::Set(bits(said).unwrap_or(0)),
        Domain::Number => Concrete::Number(number(said).unwrap_or(0)),
        Domain::Date { .. } => Concrete::Date(day(said).unwrap_or_else(|| usual_day(program))),
        Domain::List { .. } => Concrete::List(Vec::new()),
    })
}

fn choice(program: &Program, said: Option<&Condition>) -> Option<u32> {
    if let Some(Condition::Text { text, .. }) = said {
        let place = program.texts.iter().position(|known| known == text)?;
        return u32::try_from(place).ok();
    }
    bits(said).map(u64::trailing_zeros)
}

fn bits(said: Option<&Condition>) -> Option<u64> {
    if let Condition::Choice { values: Mask(bits), .. } | Condition::Includes { values: Mask(bits), .. } =
        said?
    {
        return Some(*bits);
    }
    None
}

fn number(said: Option<&Condition>) -> Option<u32> {
    if let Condition::Number { value, .. } = said? {
        return Some(*value);
    }
    if let Condition::Length { length, .. } = said? { Some(in_units(*length)) } else { None }
}

fn day(said: Option<&Condition>) -> Option<Date> {
    let Condition::Dates { right, .. } = said? else { return None };
    if let DateBase::Literal(day) = right.base { Some(day) } else { None }
}

fn usual_day(program: &Program) -> Date {
    let first = program.rule_set.in_force.0;
    first.or_else(|| Date::new(2015, 6, 1)).unwrap_or(Date::FIRST)
}

/// The days a plain record tells of: from the earliest that the vocabulary says is plain, which in a child's record is
/// the day of birth, to somewhat after the last. No child is then in care before being born.
fn told_of(program: &Program) -> DateRange {
    let usual = usual_day(program);
    let said = program.rule_set.plainly.iter().flatten();
    let days: Vec<Date> = said.filter_map(|said| day(Some(said))).collect();
    let first = days.iter().copied().min().filter(|first| *first < usual);
    let last = days.iter().copied().chain([usual]).max().unwrap_or(usual);
    let first = first.unwrap_or(Date(usual.0.saturating_sub(8000)).max(Date::FIRST));
    DateRange { first, last: Date(last.0.saturating_add(800)).min(Date::LAST) }
}

/// The plain value, then values near it, then any.
pub(super) fn ladder(program: &Program, slot: usize) -> Vec<Known> {
    let (Some(plain), Some(domain)) =
        (plain(program, slot), program.slots.get(slot).map(|slot| &slot.domain))
    else {
        return Vec::new();
    };
    let mut rungs = vec![exactly(&plain)];
    match (&plain, domain) {
        (Concrete::Date(day), _) => {
            rungs.extend(
                [(40, 40), (400, 400), (8000, 800)].map(|reach| Known::Date(vec![around(*day, reach)])),
            );
        }
        (Concrete::Number(number), _) => {
            rungs.extend([number.saturating_mul(2).max(12), 100].map(|most| Known::Number(vec![(0, most)])));
        }
        (Concrete::List(_), Domain::List { fields, .. }) => {
            let field = |domain: &Domain, days: DateRange| match domain {
                Domain::Date { .. } => Known::Date(vec![days]),
                Domain::Choice { .. } | Domain::Set { .. } | Domain::Number | Domain::List { .. } => {
                    anything(domain)
                }
            };
            let entry = |days: DateRange| EntryKnown {
                fields: fields.iter().map(|slot| field(&slot.domain, days)).collect(),
            };
            let reaches = [told_of(program), around(usual_day(program), (8000, 800))];
            rungs.extend(reaches.into_iter().flat_map(|days| (1..=4).map(move |count| (days, count))).map(
                |(days, count)| {
                    Known::List(vec![ListKnown { entries: vec![entry(days); count], may_hold_more: false }])
                },
            ));
        }
        (Concrete::Choice(_) | Concrete::Set(_) | Concrete::List(_), _) => {}
    }
    rungs.push(anything(domain));
    rungs
}

fn around(day: Date, (before, after): (i32, i32)) -> DateRange {
    let first = Date(day.0.saturating_sub(before)).max(Date::FIRST);
    DateRange { first, last: Date(day.0.saturating_add(after)).min(Date::LAST) }
}
