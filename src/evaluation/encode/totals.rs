//! At least so many days in total.
//!
//! A free literal between what one period alone shows and what no period touches; what several come to together is
//! computed from each model and learnt ([`super::learnt`]).

use super::Encoding;
use super::periods::Period;
use super::values::{Entry, Quantity};
use crate::calendar::{Date, Length, Unit, plus};
use crate::solver::{Lit, Side, Stride};

/// A total is compared with so many others of the same periods, those that were there first.
const MOST_COMPARED: usize = 8;

/// A literal for a total, and what it is the total of.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) lit: Lit,
    pub(super) periods: Vec<Period>,
    pub(super) length: Length,
    pub(super) first: Side,
    pub(super) last: Side,
}

impl Total {
    /// Is it of the same days of the same window?
    fn is_of(&self, other: &Self) -> bool {
        let days = |total: &Self| (total.length, total.first, total.last);
        days(self) == days(other) && self.periods == other.periods
    }
}

impl Encoding<'_> {
    /// At least so many days of the window lie in these periods.
    pub(super) fn total(&mut self, entries: &[Entry], length: Length, (first, last): (Side, Side)) -> Lit {
        let periods = entries.iter().filter_map(Period::of).filter(|period| period.exists != Lit::FALSE);
        let total = Total { lit: Lit::TRUE, periods: periods.collect(), length, first, last };
        if let Some(known) = self.known_total(&total) {
            return Lit::constant(known);
        }
        if let Some(known) = self.totals.iter().find(|known| known.is_of(&total)) {
            return known.lit;
        }
        let lit = self.problem.input();
        let reached = self.reached(first, length);
        let room = self.problem.order(reached, last);
        let mut alone = vec![!lit];
        let mut touched = Vec::new();
        for period in &total.periods {
            let enough = self.enough_alone(*period, &total, (reached, room));
            let follows = self.problem.any(&[!enough, lit]);
            self.problem.require(follows);
            alone.push(enough);
            let begun = self.problem.order(period.from(), last);
            let not_over = self.problem.order(first, period.to());
            touched.push(self.problem.all(&[period.exists, begun, not_over]));
        }
        let touched = self.problem.any(&touched);
        for needed in [room, touched] {
            let follows = self.problem.any(&[!lit, needed]);
            self.problem.require(follows);
        }
        // What several periods come to together is tried last.
        alone.push(self.problem.input());
        let alone = self.problem.any(&alone);
        self.problem.require(alone);
        let total = Total { lit, ..total };
        let alike = self.totals.iter().filter(|known| known.periods == total.periods);
        for known in alike.take(MOST_COMPARED).cloned().collect::<Vec<Total>>() {
            self.no_fewer(&total, &known);
            self.no_fewer(&known, &total);
        }
        self.totals.push(total);
        lit
    }

    /// Of the same periods, a window around what of them lies in another has no fewer days.
    fn no_fewer(&mut self, outer: &Total, inner: &Total) {
        let begins = self.problem.order(outer.first, inner.first);
        let mut parts = vec![inner.lit];
        match [outer, inner].map(|total| self.days_needed(total.length, total.first)) {
            [Some(outer), Some(inner)] if outer <= inner => {}
            [None, None] if outer.length == inner.length => {
                parts.push(self.problem.order(inner.first, outer.first));
            }
            [_, _] => return,
        }
        let ends = self.problem.order(inner.last, outer.last);
        for period in &outer.periods {
            let (after, before) =
                (self.problem.order(outer.first, period.from()), self.problem.order(period.to(), outer.last));
            for (around, beyond) in [(begins, after), (ends, before)] {
                parts.push(self.problem.any(&[!period.exists, around, beyond]));
            }
        }
        let shown = self.problem.all(&parts);
        let follows = self.problem.any(&[!shown, outer.lit]);
        self.problem.require(follows);
    }

    /// The last of so many days from the first day on.
    fn reached(&mut self, first: Side, length: Length) -> Side {
        match (self.days_needed(length, first), first) {
            (Some(needed), _) => self.moved(first, needed - 1),
            (None, Side::Constant(_)) => first,
            (None, Side::Whole(id, map)) => {
                let later = Stride::Later(length, self.program.rule_set.conventions.month_end);
                let after = Side::Whole(id, self.problem.map_then(map, later));
                self.moved(after, -1)
            }
        }
    }

    /// The total where everything it rests on is known.
    fn known_total(&self, total: &Total) -> Option<bool> {
        if self.days_from(total.length, 0) == 0 {
            return Some(true);
        }
        let (Side::Constant(first), Side::Constant(last)) = (total.first, total.last) else { return None };
        let mut stretches = Vec::new();
        for period in &total.periods {
            let (Quantity::Fixed(from), Quantity::Fixed(to)) = (period.from, period.to) else { return None };
            period.exists.as_constant()?;
            stretches.push((from, to));
        }
        Some(covered(stretches, (first, last)) >= self.days_from(total.length, first))
    }

    /// How many days are needed, where that does not hang on an open day.
    fn days_needed(&self, length: Length, first: Side) -> Option<i64> {
        match (length.unit, first) {
            (_, Side::Constant(first)) => Some(self.days_from(length, first)),
            (Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Weeks, Side::Whole(..)) => {
                Some(self.days_from(length, 0))
            }
            (Unit::Months | Unit::Years, Side::Whole(..)) => None,
        }
    }

    pub(super) fn days_from(&self, length: Length, first: i64) -> i64 {
        let amount = i64::from(length.amount);
        match length.unit {
            Unit::Hours => 0,
            Unit::Days | Unit::WorkingDays => amount,
            Unit::Weeks => amount * 7,
            Unit::Months | Unit::Years => {
                let day = Date(i32::try_from(first).unwrap_or(Date::LAST.0));
                i64::from(plus(day, length, self.program.rule_set.conventions.month_end).0) - first
            }
        }
    }

    /// The period alone has enough days in the window; of months that begin on an open day, those from that day on.
    fn enough_alone(&mut self, period: Period, total: &Total, (reached, room): (Side, Lit)) -> Lit {
        let mut parts = vec![period.exists, room, self.problem.order(reached, period.to())];
        if let Some(needed) = self.days_needed(total.length, total.first) {
            let reached = self.moved(period.from(), needed - 1);
            parts.extend([period.to(), total.last].map(|to| self.problem.order(reached, to)));
        } else {
            parts.push(self.problem.order(period.from(), total.first));
        }
        self.problem.all(&parts)
    }
}

/// How many days of the window lie in a stretch; each counts once.
pub(super) fn covered(mut stretches: Vec<(i64, i64)>, (first, last): (i64, i64)) -> i64 {
    stretches.sort_unstable();
    let (mut days, mut next) = (0, first);
    for (from, to) in stretches {
        let (from, to) = (from.max(next), to.min(last));
        if from <= to {
            days += to - from + 1;
            next = to + 1;
        }
    }
    days
}
