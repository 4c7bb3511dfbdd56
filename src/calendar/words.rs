//! How are dates and lengths written in sentences? `3 May 2015`, `February 2013`, `6 months`.
//!
//! Reads and writes the wording of rule files and explanations; records have their own forms.

use super::{Date, DateRange, Length, Unit};

/// The months by name, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It does not look like a date at all.
    NotADate,
    /// It looks like a date written another way (`31/12/2023`, `2023-12-31`, `3rd May 2015`).
    OtherForm,
    /// It is written as a date, and no calendar between 1800 and 2199 has that day.
    NoSuchDay,
}

/// Reads `3 May 2015`.
///
/// # Errors
/// Says whether it is no date, a date in another form, or a day that does not exist.
pub fn read_date(text: &str) -> Result<Date, DateFault> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let &[day, month, year] = words.as_slice() else {
        return Err(if looks_like_date(text) { DateFault::OtherForm } else { DateFault::NotADate });
    };
    let (Some(month), Some(year)) = (month_number(month), digits(year, 4)) else {
        let month_like = month.chars().all(char::is_alphabetic) && digits(year, 4).is_some();
        let fault =
            if month_like && digits(day, 0).is_some() { DateFault::NoSuchDay } else { DateFault::NotADate };
        return Err(if month_number(month).is_some() { DateFault::OtherForm } else { fault });
    };
    let Some(day) = digits(day, 0) else { return Err(DateFault::OtherForm) };
    i8::try_from(day).ok().and_then(|day| Date::new(year, month, day)).ok_or(DateFault::NoSuchDay)
}

/// Reads `February 2013` or `2013` as the days it may mean.
#[must_use]
pub fn read_partial_date(text: &str) -> Option<DateRange> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, last) = match *words.as_slice() {
        [year] => {
            let year = digits(year, 4)?;
            (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)
        }
        [month, year] => {
            let (month, year) = (month_number(month)?, digits(year, 4)?);
            let first = Date::new(year, month, 1)?;
            (first, (28..=31).rev().find_map(|day| Date::new(year, month, day))?)
        }
        _ => return None,
    };
    Some(DateRange { first, last })
}

/// The unit a word names, in the singular or the plural: `month`, `months`, `working days`.
#[must_use]
pub fn read_unit(text: &str) -> Option<Unit> {
    let lower = text.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    match singular {
        "hour" => Some(Unit::Hours),
        "day" => Some(Unit::Days),
        "working day" => Some(Unit::WorkingDays),
        "week" => Some(Unit::Weeks),
        "month" => Some(Unit::Months),
        "year" => Some(Unit::Years),
        _ => None,
    }
}

/// A whole number in figures, or in words from one to twelve; no signs, no spaces.
#[must_use]
pub fn read_number(text: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(index) = WORDS.iter().position(|word| word.eq_ignore_ascii_case(text)) {
        return u32::try_from(index + 1).ok();
    }
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if canonical { text.parse().ok() } else { None }
}

impl Length {
    /// The longest length there is, in words.
    pub const LONGEST: &str = "400 years, 4,800 months, 21,200 weeks or 146,400 days";

    /// Is it no longer than the calendar, which has the years 1800 to 2199?
    #[must_use]
    pub fn is_within_calendar(self) -> bool {
        self.amount
            <= match self.unit {
                Unit::Hours => 400 * 366 * 24,
                Unit::Days | Unit::WorkingDays => 400 * 366,
                Unit::Weeks => 400 * 53,
                Unit::Months => 400 * 12,
                Unit::Years => 400,
            }
    }

    /// Reads `6 months`, `1 year`, `two weeks`, `10 working days`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (amount, unit) = text.trim().split_once(' ')?;
        Some(Self { amount: read_number(amount)?, unit: read_unit(unit.trim())? })
    }

    /// `6 months`, `1 year`.
    #[must_use]
    pub fn words(self) -> String {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        format!("{} {unit}{}", self.amount, if self.amount == 1 { "" } else { "s" })
    }
}

impl DateRange {
    /// `28 May 2015`, `February 2013`, `2013`, `before 3 May 2015`, `on or after 1 June 2015`, `any day`, or
    /// `between 1 May 2015 and 3 May 2015`.
    #[must_use]
    pub fn words(self) -> String {
        let next = |date: Date| Date(date.0 + 1);
        if self.is_day() {
            return self.first.words();
        }
        if let Some(partial) = self.partial() {
            return partial;
        }
        match (self.first <= Date::FIRST, self.last >= Date::LAST) {
            (true, true) => "any day".to_owned(),
            (true, false) => format!("before {}", next(self.last).words()),
            (false, true) => format!("on or after {}", self.first.words()),
            (false, false) => format!("between {} and {}", self.first.words(), self.last.words()),
        }
    }

    /// `February 2013` or `2013`, where the range is exactly that.
    #[must_use]
    pub fn partial(self) -> Option<String> {
        let (year, month, _) = self.first.parts();
        let name = month_name(month)?;
        [year.to_string(), format!("{name} {year}")]
            .into_iter()
            .find(|text| read_partial_date(text) == Some(self))
    }
}

fn month_name(month: i8) -> Option<&'static str> {
    MONTHS.get(usize::try_from(month - 1).ok()?).copied()
}

pub(super) fn month_number(text: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(text))?;
    i8::try_from(index + 1).ok()
}

/// A number in figures; of exactly so many figures where `length` is not 0.
pub(super) fn digits(text: &str, length: usize) -> Option<i16> {
    let fits = !text.is_empty() && (length == 0 || text.len() == length);
    if fits && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn looks_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let figures = parts.iter().filter(|part| part.starts_with(|first: char| first.is_ascii_digit())).count();
    let months = parts.iter().filter(|part| {
        MONTHS
            .iter()
            .any(|name| name.to_ascii_lowercase().starts_with(&part.to_ascii_lowercase()) && part.len() >= 3)
    });
    parts.len() == 3 && figures + months.count() == 3
}
