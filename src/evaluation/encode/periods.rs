//! Days covered by periods.
//!
//! *Every day* is exact: the first day is covered, and so is the day after every period that ends before the last.

use super::Encoding;
use super::asks::ONE_DAY;
use super::values::{Entry, Quantity, Value, moved};
use crate::calendar::{Length, MonthEnd};
use crate::solver::{Lit, Side, Stride};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) exists: Lit,
    pub(super) from: Quantity,
    pub(super) to: Quantity,
}

impl Period {
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let (Some(Value::Day(from)), Some(Value::Day(to))) = (entry.fields.first(), entry.fields.get(1))
        else {
            return None;
        };
        Some(Self { exists: entry.exists, from: *from, to: *to })
    }

    pub(super) fn from(self) -> Side {
        self.from.side()
    }

    pub(super) fn to(self) -> Side {
        self.to.side()
    }
}

impl Encoding<'_> {
    /// Every day of the window, which has one, lies in a period.
    pub(super) fn covers(&mut self, entries: &[Entry], (first, last): (Side, Side)) -> Lit {
        let periods: Vec<Period> = entries.iter().filter_map(Period::of).collect();
        let mut parts = vec![self.problem.order(first, last)];
        let begun: Vec<Lit> = periods.iter().map(|period| self.holds_day(*period, first)).collect();
        parts.push(self.problem.any(&begun));
        for (place, period) in periods.iter().enumerate() {
            let reaches = self.problem.order(first, period.to());
            let through = self.problem.order(last, period.to());
            let stops = self.problem.all(&[period.exists, reaches, !through]);
            let next = self.day_after(*period);
            let mut followed = vec![!stops];
            for (other_place, other) in periods.iter().enumerate() {
                if other_place != place {
                    followed.push(self.holds_day(*other, next));
                }
            }
            parts.push(self.problem.any(&followed));
        }
        self.problem.all(&parts)
    }

    fn holds_day(&mut self, period: Period, day: Side) -> Lit {
        let begun = self.problem.order(period.from(), day);
        let not_over = self.problem.order(day, period.to());
        self.problem.all(&[period.exists, begun, not_over])
    }

    pub(super) fn day_after(&mut self, period: Period) -> Side {
        self.moved(period.to(), 1)
    }

    /// A side so many days later, or earlier where negative.
    pub(super) fn moved(&mut self, side: Side, days: i64) -> Side {
        match side {
            Side::Constant(day) => Side::Constant(moved(day, days)),
            Side::Whole(..) if days == 0 => side,
            Side::Whole(id, map) => {
                let amount = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
                let length = Length { amount, ..ONE_DAY };
                let ends = MonthEnd::EarlierDay;
                let step = if days < 0 { Stride::Earlier(length, ends) } else { Stride::Later(length, ends) };
                Side::Whole(id, self.problem.map_then(map, step))
            }
        }
    }
}
