//! The day it is in the United Kingdom, read once by the interface.

use crate::calendar::Date;

/// Today's date in the UK. Civil time there is UTC, and from the last Sunday of March to the last Sunday of October,
/// changing at 01:00 UTC, an hour later.
pub(super) fn today() -> Date {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |elapsed| i64::try_from(elapsed.as_secs()).unwrap_or(0));
    day_of(seconds)
}

fn day_of(seconds: i64) -> Date {
    let utc = day(seconds);
    let (year, _, _) = utc.parts();
    let change = |month| last_sunday(year, month).map(|date| i64::from(date.0) * 86_400 + 3_600);
    let summer = match (change(3), change(10)) {
        (Some(start), Some(end)) => (start..end).contains(&seconds),
        (None, _) | (_, None) => false,
    };
    if summer { day(seconds + 3_600) } else { utc }
}

fn day(seconds: i64) -> Date {
    Date(i32::try_from(seconds.div_euclid(86_400)).unwrap_or(0))
}

/// Day 0 of the count, 1 January 1970, was a Thursday.
fn last_sunday(year: i16, month: i8) -> Option<Date> {
    let last = Date::new(year, month, 31)?;
    Some(Date(last.0 - (last.0 + 4).rem_euclid(7)))
}
