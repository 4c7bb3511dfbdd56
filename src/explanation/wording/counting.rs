//! How months and ages are counted: the calendar choices in force.

use super::super::CountingLine;
use crate::calendar::{Conventions, LeapBirthday, Length, MonthEnd};

/// Above the calendar choices.
pub const COUNTING: &str = "How months and ages are counted";

/// Months counted from a day.
#[must_use]
pub fn counting_months(how: MonthEnd) -> CountingLine {
    let (choice, day) = match how {
        MonthEnd::EarlierDay => ("the earlier day", "on the last day of that month"),
        MonthEnd::LaterDay => ("the later day", "on the first day of the month after"),
    };
    CountingLine {
        name: "Month ends",
        choice,
        words: format!(
            "Months and years before or after a day are counted to the same day of the month; where that month has no \
             such day (31 June), they end {day} (Month ends: {choice})."
        ),
    }
}

/// Ages and other times between two days.
#[must_use]
pub fn counting_ages(how: LeapBirthday) -> CountingLine {
    let (choice, day) = match how {
        LeapBirthday::March1 => ("1 March", "on the first day of the month after"),
        LeapBirthday::February28 => ("28 February", "on the last day of that month"),
    };
    CountingLine {
        name: "Born on 29 February",
        choice,
        words: format!(
            "An age, or another time between two days, is completed on the same day of the month; where that month has \
             no such day (born on 29 February), {day} (Born on 29 February: {choice})."
        ),
    }
}

/// Where the two do not fall on one day.
#[must_use]
pub fn counted_apart(choices: Conventions) -> Option<CountingLine> {
    let days = match (choices.month_end, choices.leap_birthday) {
        (MonthEnd::EarlierDay, LeapBirthday::March1) => ("28 February 2014", "1 March 2014"),
        (MonthEnd::LaterDay, LeapBirthday::February28) => ("1 March 2014", "28 February 2014"),
        (MonthEnd::EarlierDay, LeapBirthday::February28) | (MonthEnd::LaterDay, LeapBirthday::March1) => {
            return None;
        }
    };
    Some(CountingLine {
        name: "the two together",
        choice: "",
        words: format!(
            "The two are counted apart: 18 years after 29 February 1996 is {}, and the age of 18 is reached on {}.",
            days.0, days.1
        ),
    })
}

/// An age asked to the day.
#[must_use]
pub fn to_the_day(length: Length) -> CountingLine {
    let (said, completed) = (length.words(), if length.amount == 1 { "is" } else { "are" });
    let longer = Length { amount: length.amount.saturating_add(1), unit: length.unit }.words();
    CountingLine {
        name: "over and at most",
        choice: "",
        words: format!(
            "\u{201c}At most {said}\u{201d} ends with the day on which {said} {completed} completed, and \u{201c}over \
             {said}\u{201d} begins the day after; \u{201c}is {said}\u{201d} lasts until {longer} are completed."
        ),
    }
}
