//! A date plus or less a length, under conventions that a rule set declares.
//!
//! Invariant: for one length, `plus` and `less` never put two days in the other order (they are monotone); the
//! exact solver rests on it.

use super::{Date, Length, Unit, civil};

/// What becomes of the 31st in a month that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MonthEnd {
    /// The last day of the shorter month (the printed default).
    #[default]
    EarlierDay,
    /// The first day of the month after.
    LaterDay,
}

/// When a child born on 29 February completes a year in a common year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeapBirthday {
    /// On 28 February.
    February28,
    /// On 1 March (the printed default).
    #[default]
    March1,
}

/// The calendar choices of one rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Conventions {
    /// For windows and sums in months and years.
    pub month_end: MonthEnd,
    /// For ages and other times from one date to another.
    pub leap_birthday: LeapBirthday,
}

/// The date `length` after `date`, within [`Date::EARLIEST`] and [`Date::LATEST`]. Hours count as no day and working
/// days as days here: rules never use them, deadlines have their own arithmetic.
#[must_use]
pub fn plus(date: Date, length: Length, month_end: MonthEnd) -> Date {
    shift(date, length, month_end, 1)
}

/// The date `length` before `date`; as [`plus`].
#[must_use]
pub fn less(date: Date, length: Length, month_end: MonthEnd) -> Date {
    shift(date, length, month_end, -1)
}

/// The first day on which someone born on `from` has completed `length`: the birthday. A day that the month does not
/// have (29 February in a common year, the 31st of a short month) becomes the last day of that month under
/// [`LeapBirthday::February28`] and the first of the next under [`LeapBirthday::March1`].
#[must_use]
pub fn birthday(from: Date, length: Length, leap: LeapBirthday) -> Date {
    let month_end = match leap {
        LeapBirthday::February28 => MonthEnd::EarlierDay,
        LeapBirthday::March1 => MonthEnd::LaterDay,
    };
    plus(from, length, month_end)
}

/// Has `length` been completed by `to`, counted from `from`? The [`birthday`] itself counts as completed, so that
/// *under 1 year* excludes the first birthday.
#[must_use]
pub fn completed(from: Date, to: Date, length: Length, leap: LeapBirthday) -> bool {
    birthday(from, length, leap) <= to
}

fn shift(date: Date, length: Length, month_end: MonthEnd, sign: i64) -> Date {
    let amount = sign * i64::from(length.amount);
    match length.unit {
        Unit::Hours => date,
        Unit::Days | Unit::WorkingDays => days(date, amount),
        Unit::Weeks => days(date, amount.saturating_mul(7)),
        Unit::Months => months(date, amount, month_end),
        Unit::Years => months(date, amount.saturating_mul(12), month_end),
    }
}

fn days(date: Date, amount: i64) -> Date {
    let moved = (i64::from(date.0) + amount).clamp(i64::from(Date::EARLIEST.0), i64::from(Date::LATEST.0));
    Date(i32::try_from(moved).unwrap_or(Date::LATEST.0))
}

fn months(date: Date, amount: i64, month_end: MonthEnd) -> Date {
    let (year, month, day) = civil::parts(date.0);
    let count = i64::from(year) * 12 + i64::from(month) - 1 + amount;
    let (Ok(year), Ok(month)) =
        (i32::try_from(count.div_euclid(12)), i32::try_from(count.rem_euclid(12) + 1))
    else {
        return if amount < 0 { Date::EARLIEST } else { Date::LATEST };
    };
    if year < 1000 {
        return Date::EARLIEST;
    }
    if year > 2999 {
        return Date::LATEST;
    }
    let last = civil::days_in_month(year, month);
    let clamped = Date(civil::number(year, month, day.min(last)));
    if day > last && month_end == MonthEnd::LaterDay { days(clamped, 1) } else { clamped }
}
