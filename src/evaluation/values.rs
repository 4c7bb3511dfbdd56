//! What values may stand where a leaf reads?
//!
//! A view of one slot or field: what is known of it, or, for an entry nobody mentioned, its whole domain. Answers in
//! bits, ranges and bounds without allocating.

use super::knowledge::{EntryKnown, Knowledge, Known, ListKnown, Truth};
use crate::calendar::{Conventions, Date, DateRange};
use crate::check::{Mask, Order};
use crate::program::{Base, DateExpr, Domain, FieldSlot, Program, Ref, all_choices};

/// The entry at hand, and the one around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'f> {
    pub(super) entry: Entry<'f>,
    pub(super) outer: Option<&'f Frame<'f>>,
}

/// An entry that is recorded, or one that a list may hold besides.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'f> {
    Recorded(&'f EntryKnown, &'f [FieldSlot]),
    Unmentioned(&'f [FieldSlot]),
}

impl<'f> Entry<'f> {
    pub(super) fn field(self, field: u32) -> View<'f> {
        let domain =
            |fields: &'f [FieldSlot]| fields.get(field as usize).map_or(&NOTHING, |slot| &slot.domain);
        match self {
            Self::Recorded(entry, fields) => match entry.fields.get(field as usize) {
                Some(known) => View { known: Some(known), domain: domain(fields) },
                None => View { known: None, domain: domain(fields) },
            },
            Self::Unmentioned(fields) => View { known: None, domain: domain(fields) },
        }
    }
}

const NOTHING: Domain = Domain::Choice { count: 1 };
const NO_MORE_KNOWN: ListKnown = ListKnown { entries: Vec::new(), may_hold_more: true };

/// The possible values of one slot or field.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'f> {
    known: Option<&'f Known>,
    domain: &'f Domain,
}

/// Reads a slot, or a field of an entry at hand.
pub(super) fn view<'f>(
    program: &'f Program,
    knowledge: &'f Knowledge,
    at: Ref,
    frame: Option<&'f Frame<'f>>,
) -> View<'f> {
    match at {
        Ref::Slot(slot) => {
            View { known: knowledge.slots.get(slot.0 as usize), domain: &program.slot(slot).domain }
        }
        Ref::Field { depth, field } => {
            let mut at_hand = frame;
            for _ in 0..depth {
                at_hand = at_hand.and_then(|frame| frame.outer);
            }
            at_hand.map_or(View { known: None, domain: &NOTHING }, |frame| frame.entry.field(field))
        }
    }
}

impl<'f> View<'f> {
    /// The choices possible, as bits.
    pub(super) fn choices(self) -> u64 {
        match (self.known, self.domain) {
            (Some(Known::Choice(bits)), _) => *bits,
            (_, Domain::Choice { count }) => all_choices(*count),
            (_, Domain::Set { .. } | Domain::Number | Domain::Date { .. } | Domain::List { .. }) => 0,
        }
    }

    /// Does a possible set hold one of these?
    pub(super) fn includes(self, values: Mask) -> Truth {
        let truth = |sure: u64, may: u64| Truth::from_possible(may & values.0 != 0, sure & values.0 == 0);
        match (self.known, self.domain) {
            (Some(Known::Set(sets)), _) => joined(sets.iter().map(|(sure, may)| truth(*sure, *may))),
            (_, Domain::Set { count }) => truth(0, all_choices(*count)),
            (_, Domain::Choice { .. } | Domain::Number | Domain::Date { .. } | Domain::List { .. }) => {
                Truth::Open
            }
        }
    }

    pub(super) fn compares(self, order: Order, value: u32) -> Truth {
        match self.known {
            Some(Known::Number(ranges)) => {
                joined(ranges.iter().map(|(least, most)| compare_range(*least, Some(*most), order, value)))
            }
            Some(Known::Choice(_) | Known::Set(_) | Known::Date(_) | Known::List(_)) | None => {
                compare_range(0, None, order, value)
            }
        }
    }

    /// The earliest and the latest day.
    pub(super) fn bounds(self, as_at: Date) -> DateRange {
        let whole = date_domain(self.domain, as_at);
        match self.known {
            Some(Known::Date(ranges)) => DateRange {
                first: ranges.first().map_or(whole.first, |range| range.first),
                last: ranges.last().map_or(whole.last, |range| range.last),
            },
            Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::List(_)) | None => whole,
        }
    }

    /// The lists possible, and the fields of their entries.
    pub(super) fn lists(self) -> (&'f [ListKnown], &'f [FieldSlot]) {
        let fields = match self.domain {
            Domain::List { fields, .. } => fields.as_slice(),
            Domain::Choice { .. } | Domain::Set { .. } | Domain::Number | Domain::Date { .. } => &[],
        };
        match self.known {
            Some(Known::List(lists)) => (lists, fields),
            Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_)) | None => {
                (std::slice::from_ref(const { &NO_MORE_KNOWN }), fields)
            }
        }
    }

    /// Two values that are surely the same one.
    pub(super) fn surely_equals(self, other: Self) -> bool {
        self.is_exact() && self.known == other.known
    }

    /// Is only one value possible?
    pub(super) fn is_exact(self) -> bool {
        self.known.is_some_and(is_exact)
    }
}

/// Is only one value possible?
pub(crate) fn is_exact(known: &Known) -> bool {
    match known {
        Known::Choice(bits) => bits.is_power_of_two(),
        Known::Set(sets) => matches!(sets.as_slice(), [(sure, may)] if sure == may),
        Known::Number(ranges) => matches!(ranges.as_slice(), [(least, most)] if least == most),
        Known::Date(ranges) => matches!(ranges.as_slice(), [range] if range.is_day()),
        Known::List(lists) => match lists.as_slice() {
            [list] => {
                !list.may_hold_more && list.entries.iter().all(|entry| entry.fields.iter().all(is_exact))
            }
            [] | [_, ..] => false,
        },
    }
}

/// All days of a date domain.
pub(super) fn date_domain(domain: &Domain, as_at: Date) -> DateRange {
    match domain {
        Domain::Date { ahead: false } => DateRange { first: Date::FIRST, last: as_at.max(Date::FIRST) },
        Domain::Date { ahead: true }
        | Domain::Choice { .. }
        | Domain::Set { .. }
        | Domain::Number
        | Domain::List { .. } => DateRange::ANY,
    }
}

/// What all agree on; open where they differ. (Nothing is never asked of no alternatives.)
pub(super) fn joined(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let Some(first) = truths.next() else { return Truth::Open };
    truths.fold(first, Truth::join)
}

/// How a number between `least` and `most` (none: without limit) compares.
pub(super) fn compare_range(least: u32, most: Option<u32>, order: Order, value: u32) -> Truth {
    let over = |limit: u32| most.is_none_or(|most| most > limit);
    let reaches = |limit: u32| most.is_none_or(|most| most >= limit);
    match order {
        Order::Less => Truth::from_possible(least < value, reaches(value)),
        Order::AtMost => Truth::from_possible(least <= value, over(value)),
        Order::Equal => Truth::from_possible(least <= value && reaches(value), least != value || over(value)),
        Order::AtLeast => Truth::from_possible(reaches(value), least < value),
        Order::More => Truth::from_possible(over(value), least <= value),
    }
}

/// The days that a date expression may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days<'f> {
    expr: &'f DateExpr,
    /// The base's possible days: ranges where they are apart, else one.
    ranges: &'f [DateRange],
    whole: DateRange,
    conventions: Conventions,
}

/// The days of an expression, read where the leaf stands.
pub(super) fn days<'f>(
    program: &'f Program,
    knowledge: &'f Knowledge,
    expr: &'f DateExpr,
    frame: Option<&'f Frame<'f>>,
) -> Days<'f> {
    let conventions = program.rule_set.conventions;
    let one = |whole: DateRange| Days { expr, ranges: &[], whole, conventions };
    match expr.base {
        Base::Day(day) => one(DateRange::day(day)),
        Base::AsAt => one(DateRange::day(knowledge.as_at)),
        Base::Ref(at) => {
            let view = view(program, knowledge, at, frame);
            let whole = view.bounds(knowledge.as_at);
            match view.known {
                Some(Known::Date(ranges)) => Days { expr, ranges, whole, conventions },
                Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::List(_)) | None => {
                    one(whole)
                }
            }
        }
    }
}

impl Days<'_> {
    /// The earliest and the latest.
    pub(super) fn bounds(self) -> DateRange {
        let first = self.at(self.whole.first);
        let last = if self.whole.is_day() { first } else { self.at(self.whole.last) };
        DateRange { first, last }
    }

    fn at(self, day: Date) -> Date {
        self.expr.from(day, self.conventions)
    }

    /// The first possible day on or after one.
    fn next(self, from: Date) -> Option<Date> {
        let whole = std::slice::from_ref(&self.whole);
        let ranges = if self.ranges.is_empty() { whole } else { self.ranges };
        ranges.iter().find_map(|range| self.next_in(*range, from))
    }

    fn next_in(self, range: DateRange, from: Date) -> Option<Date> {
        if self.at(range.last) < from {
            return None;
        }
        let (mut low, mut high) = (range.first.0, range.last.0);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at(Date(middle)) < from { low = middle + 1 } else { high = middle }
        }
        Some(self.at(Date(low)))
    }

    fn meets(self, other: Self) -> bool {
        let mut from = self.bounds().first;
        while let Some(here) = self.next(from) {
            match other.next(here) {
                Some(there) if there == here => return true,
                Some(there) => from = there,
                None => return false,
            }
        }
        false
    }
}

/// How two days compare that may each be several.
pub(super) fn compare_days(left: Days<'_>, order: Order, right: Days<'_>) -> Truth {
    let (ours, theirs) = (left.bounds(), right.bounds());
    let before = Truth::from_possible(ours.first < theirs.last, ours.last >= theirs.first);
    let not_after = Truth::from_possible(ours.first <= theirs.last, ours.last > theirs.first);
    match order {
        Order::Less => before,
        Order::AtMost => not_after,
        Order::AtLeast => before.opposite(),
        Order::More => not_after.opposite(),
        Order::Equal if ours.last < theirs.first || theirs.last < ours.first => Truth::False,
        Order::Equal => Truth::from_possible(left.meets(right), !(ours.is_day() && ours == theirs)),
    }
}
