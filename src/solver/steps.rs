//! Monotone steps from day to day, and the way back.

#[cfg(feature = "solve")]
use crate::calendar::Unit;
use crate::calendar::{Date, Length, MonthEnd, less, plus};

/// One step. A later day never steps to an earlier day than an earlier one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stride {
    /// Later by a length.
    Later(Length, MonthEnd),
    /// Earlier by a length.
    Earlier(Length, MonthEnd),
}

/// Where the steps lead from here.
pub(super) fn apply(strides: &[Stride], from: i64) -> i64 {
    let mut at = from;
    for stride in strides {
        let day = Date(i32::try_from(at).unwrap_or(Date::LATEST.0));
        at = i64::from(match *stride {
            Stride::Later(length, month_end) => plus(day, length, month_end).0,
            Stride::Earlier(length, month_end) => less(day, length, month_end).0,
        });
    }
    at
}

/// The first place in `low ..= high` from which the steps reach `least` or later.
pub(super) fn first_reaching(strides: &[Stride], least: i64, low: i64, high: i64) -> Option<i64> {
    if strides.is_empty() {
        return (least <= high).then_some(least.max(low));
    }
    if low > high || apply(strides, high) < least {
        return None;
    }
    let (mut below, mut reaching) = bracket(strides, least, low, high);
    while reaching - below > 1 {
        let middle = below + (reaching - below) / 2;
        if apply(strides, middle) >= least {
            reaching = middle;
        } else {
            below = middle;
        }
    }
    Some(reaching)
}

/// A place below (perhaps just outside) and a place reaching, close together where the steps are nearly even.
fn bracket(strides: &[Stride], least: i64, low: i64, high: i64) -> (i64, i64) {
    let guess = (least + least - apply(strides, least.clamp(low, high))).clamp(low, high);
    let mut width = 4;
    let (mut below, mut reaching) = (low - 1, high);
    if apply(strides, guess) >= least {
        reaching = guess;
        while guess - width >= low {
            if apply(strides, guess - width) < least {
                below = guess - width;
                break;
            }
            reaching = guess - width;
            width *= 4;
        }
    } else {
        below = guess;
        while guess + width <= high {
            if apply(strides, guess + width) >= least {
                reaching = guess + width;
                break;
            }
            below = guess + width;
            width *= 4;
        }
    }
    (below, reaching)
}

/// The last place in `low ..= high` from which the steps do not pass `most`.
pub(super) fn last_within(strides: &[Stride], most: i64, low: i64, high: i64) -> Option<i64> {
    let past = first_reaching(strides, most.saturating_add(1), low, high).unwrap_or(high + 1);
    (past > low).then_some(past - 1)
}

/// Bounds on how far the steps move a day: at least, at most. Rough, but never wrong while no step leaves the calendar.
#[cfg(feature = "solve")]
pub(super) fn drift(strides: &[Stride]) -> (i64, i64) {
    strides.iter().fold((0, 0), |(least, most), stride| match *stride {
        Stride::Later(length, _) => {
            let (short, long) = rough_days(length);
            (least + short, most + long)
        }
        Stride::Earlier(length, _) => {
            let (short, long) = rough_days(length);
            (least - long, most - short)
        }
    })
}

/// The steps up to the last that is not a number of days, and how many days the others move.
#[cfg(feature = "solve")]
pub(super) fn split(strides: &[Stride]) -> (&[Stride], i64) {
    let exact = |stride: &Stride| {
        let (least, most) = drift(std::slice::from_ref(stride));
        least == most
    };
    let rough = strides.iter().rposition(|stride| !exact(stride)).map_or(0, |last| last + 1);
    let (rough, days) = strides.split_at(rough);
    (rough, drift(days).0)
}

/// No step leaves the calendar from a day at least so far from its ends.
#[cfg(feature = "solve")]
pub(super) fn reach(strides: &[Stride]) -> i64 {
    let longest = |stride: &Stride| match *stride {
        Stride::Later(length, _) | Stride::Earlier(length, _) => rough_days(length).1,
    };
    strides.iter().map(longest).sum()
}

/// Days in a length, at least and at most, wherever it starts.
#[cfg(feature = "solve")]
fn rough_days(length: Length) -> (i64, i64) {
    let amount = i64::from(length.amount);
    let months = |count: i64| {
        let days = count.saturating_mul(30_436_875) / 1_000_000;
        ((days - 9).max(0), days + 9)
    };
    match length.unit {
        Unit::Hours => (0, 0),
        Unit::Days | Unit::WorkingDays => (amount, amount),
        Unit::Weeks => (amount * 7, amount * 7),
        Unit::Months => months(amount),
        Unit::Years => months(amount * 12),
    }
}
