//! The day (or the days) a length of time ends, counted from an anchor, forwards or back.
//!
//! The anchor day is day 0.

use crate::calendar::{BeyondTable, Date, DateRange, Holidays, Length, MonthEnd, Nation, Unit, less, plus};

/// When something is due: one day, or a range where the anchor is not exact; with a time for hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day, or the days it may be.
    pub day: DateRange,
    /// Minutes since midnight, where the anchor had a time and the length is in hours.
    pub minute: Option<u16>,
}

const MINUTES_A_DAY: i64 = 24 * 60;

/// What a length counted from an anchor comes to: later than it, or (`later` is false) earlier. An anchor open to one
/// side ([`Date::FIRST`], [`Date::LAST`]) stays open to it.
///
/// # Errors
/// When a count of working days leaves the years the bank-holiday table knows.
pub fn due(
    anchor: DateRange,
    minute: Option<u16>,
    (later, length): (bool, Length),
    calendar: (Nation, &Holidays),
    month_end: MonthEnd,
) -> Result<Due, BeyondTable> {
    let (nation, holidays) = calendar;
    let range = |first, last| Due { day: DateRange { first, last }, minute: None };
    match length.unit {
        Unit::Hours => Ok(hours(anchor, minute, (later, length.amount))),
        Unit::WorkingDays => {
            let counted = |day| match (later, [Date::FIRST, Date::LAST].contains(&day)) {
                (_, true) => Ok(day),
                (true, false) => holidays.after(nation, day, length.amount),
                (false, false) => holidays.before(nation, day, length.amount),
            };
            Ok(range(counted(anchor.first)?, counted(anchor.last)?))
        }
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Years => {
            let step = if later { plus } else { less };
            Ok(range(step(anchor.first, length, month_end), step(anchor.last, length, month_end)))
        }
    }
}

/// Hours need a time: without one the end is a range over the anchor's whole day.
fn hours(anchor: DateRange, minute: Option<u16>, (later, amount): (bool, u32)) -> Due {
    let length = i64::from(amount) * 60;
    let end = |day: Date, minute: i64| {
        let total = if later { minute + length } else { minute - length };
        let days = i32::try_from(total.div_euclid(MINUTES_A_DAY)).unwrap_or(i32::MAX / 2);
        (Date(day.0.saturating_add(days)), total.rem_euclid(MINUTES_A_DAY))
    };
    if let Some(minute) = minute.filter(|_| anchor.is_day()) {
        let (day, rest) = end(anchor.first, i64::from(minute));
        return Due { day: DateRange::day(day), minute: u16::try_from(rest).ok() };
    }
    let (first, _) = end(anchor.first, 0);
    let (last, _) = end(anchor.last, MINUTES_A_DAY - 1);
    Due { day: DateRange { first, last }, minute: None }
}
