//! Which days do periods cover, surely and possibly?

use super::knowledge::{Known, ListKnown, Truth};
use crate::calendar::{Conventions, Date, DateRange, Length, Unit, plus};

/// One list of periods, as stretches of days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Periods<'f> {
    list: &'f ListKnown,
    whole: DateRange,
}

impl<'f> Periods<'f> {
    /// `whole` are the days that may lie in a period not mentioned.
    pub(super) fn new(list: &'f ListKnown, whole: DateRange) -> Self {
        Self { list, whole }
    }

    /// Days from the latest first day to the earliest last day.
    fn sure(self) -> impl Iterator<Item = DateRange> + Clone + 'f {
        self.ends().map(|(from, to)| DateRange { first: from.last, last: to.first })
    }

    /// Days from the earliest first day to the latest last day; any day where the list may hold more.
    fn possible(self) -> impl Iterator<Item = DateRange> + Clone + 'f {
        let more = self.list.may_hold_more.then_some(self.whole);
        self.ends().map(|(from, to)| DateRange { first: from.first, last: to.last }).chain(more)
    }

    fn ends(self) -> impl Iterator<Item = (DateRange, DateRange)> + Clone + 'f {
        let whole = self.whole;
        self.list.entries.iter().map(move |entry| {
            let from = entry.fields.first().and_then(bounds).unwrap_or(whole);
            let to = entry.fields.get(1).and_then(bounds).unwrap_or(whole);
            (from, to)
        })
    }

    /// Does every day from `first` to `last` lie in a period?
    pub(super) fn covers(self, first: DateRange, last: DateRange) -> Truth {
        let widest = DateRange { first: first.first, last: last.last };
        let narrowest = DateRange { first: first.last, last: last.first };
        if widest.last < widest.first {
            return Truth::False;
        }
        let never_empty = narrowest.first <= narrowest.last;
        if never_empty && covered(&self.sure(), widest) == length(widest) {
            return Truth::True;
        }
        let out_of_reach = never_empty && covered(&self.possible(), narrowest) < length(narrowest);
        if out_of_reach { Truth::False } else { Truth::Open }
    }

    /// Do at least so many of the days from `first` to `last` lie in a period?
    pub(super) fn total(
        self,
        needed: Length,
        (first, last): (DateRange, DateRange),
        conventions: Conventions,
    ) -> Truth {
        let widest = DateRange { first: first.first, last: last.last };
        let narrowest = DateRange { first: first.last, last: last.first };
        let (fewest, most) = days_needed(needed, first, conventions);
        if covered(&self.sure(), narrowest) >= most {
            Truth::True
        } else if covered(&self.possible(), widest) < fewest {
            Truth::False
        } else {
            Truth::Open
        }
    }
}

fn bounds(known: &Known) -> Option<DateRange> {
    let Known::Date(ranges) = known else { return None };
    Some(DateRange { first: ranges.first()?.first, last: ranges.last()?.last })
}

/// How many days a length needs from a first day: fewest and most.
fn days_needed(least: Length, first: DateRange, conventions: Conventions) -> (i64, i64) {
    let from = |day: Date| i64::from(plus(day, least, conventions.month_end).0 - day.0);
    let amount = i64::from(least.amount);
    match least.unit {
        Unit::Months if !first.is_day() => (amount * 28, amount * 31),
        Unit::Years if !first.is_day() => (amount * 365, amount * 366),
        Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Weeks | Unit::Months | Unit::Years => {
            (from(first.first), from(first.first))
        }
    }
}

fn length(range: DateRange) -> i64 {
    i64::from(range.last.0) - i64::from(range.first.0) + 1
}

/// How many days of `within` lie in a stretch; each counts once.
fn covered(stretches: &(impl Iterator<Item = DateRange> + Clone), within: DateRange) -> i64 {
    let mut days = 0;
    let mut from = within.first;
    while from <= within.last {
        let here = stretches.clone().filter(|stretch| stretch.first <= from && stretch.last >= from);
        if let Some(last) = here.map(|stretch| stretch.last).max() {
            let last = last.min(within.last);
            days += length(DateRange { first: from, last });
            from = Date(last.0 + 1);
            continue;
        }
        let next = stretches.clone().filter(|stretch| stretch.first > from && stretch.last >= stretch.first);
        match next.map(|stretch| stretch.first).min() {
            Some(first) => from = first,
            None => return days,
        }
    }
    days
}
