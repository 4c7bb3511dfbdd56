//! Which days may a partly known date be? `2013-02`, `before 2015-05-03`, `between 2013 and 2014`.

use std::fmt;

use super::{Date, words};

/// The days a date may be: from `first` to `last`, both included. A full date has both the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The earliest day it may be.
    pub first: Date,
    /// The latest day it may be.
    pub last: Date,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeFault {
    /// It has none of the forms of a date.
    Shape,
    /// It has the form of a date, but the calendar has no such day or month.
    NoSuchDay,
    /// It lies before [`Date::FIRST`], or after [`Date::LAST`].
    OutOfRange,
    /// It carries a time of day or a time zone.
    Time,
    /// The last day it could be comes before the first.
    Backwards,
}

impl DateRange {
    /// Any day at all.
    pub const ANY: Self = Self { first: Date::FIRST, last: Date::LAST };

    /// Exactly this day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }

    /// Is only one day left?
    #[must_use]
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Is this one of its days?
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// The days both may be, if there are any.
    #[must_use]
    pub fn both(self, other: Self) -> Option<Self> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then_some(Self { first, last })
    }

    /// Reads a date as a record gives it: `2015-05-28`, `28 May 2015`, a month (`2015-05`, `May 2015`), a year, and
    /// `before`, `after`, `on or before`, `on or after` or `between … and …` of those.
    ///
    /// `before 2015` means before its first day, `after 2015` after its last.
    ///
    /// ```
    /// use threshold::calendar::{Date, RangeFault, DateRange};
    /// let february = DateRange { first: Date::new(2013, 2, 1).unwrap(), last: Date::new(2013, 2, 28).unwrap() };
    /// assert_eq!(DateRange::parse("2013-02"), Ok(february));
    /// assert_eq!(DateRange::parse("2015-02-30"), Err(RangeFault::NoSuchDay));
    /// ```
    ///
    /// # Errors
    /// Says what keeps the text from being a date.
    pub fn parse(text: &str) -> Result<Self, RangeFault> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        if let Some(both) = text.strip_prefix("between ") {
            let (from, to) = both.split_once(" and ").ok_or(RangeFault::Shape)?;
            return stretch(plain(from)?.first, plain(to)?.last);
        }
        if let Some(date) = text.strip_prefix("on or before ") {
            return stretch(Date::FIRST, plain(date)?.last);
        }
        if let Some(date) = text.strip_prefix("on or after ") {
            return stretch(plain(date)?.first, Date::LAST);
        }
        if let Some(date) = text.strip_prefix("before ") {
            return stretch(Date::FIRST, Date(plain(date)?.first.0 - 1));
        }
        if let Some(date) = text.strip_prefix("after ") {
            return stretch(Date(plain(date)?.last.0 + 1), Date::LAST);
        }
        plain(&text)
    }
}

impl fmt::Display for DateRange {
    /// In the shortest form that [`DateRange::parse`] reads back to the same days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        if self.is_day() {
            return write!(f, "{first}");
        }
        if last == Date::LAST {
            return write!(f, "on or after {first}");
        }
        if first == Date::FIRST {
            return write!(f, "on or before {last}");
        }
        let (year, month, _) = first.parts();
        if year_of(year) == Some(*self) {
            return write!(f, "{year:04}");
        }
        if month_of(year, month) == Some(*self) {
            return write!(f, "{year:04}-{month:02}");
        }
        write!(f, "between {first} and {last}")
    }
}

fn stretch(first: Date, last: Date) -> Result<DateRange, RangeFault> {
    if first <= last { Ok(DateRange { first, last }) } else { Err(RangeFault::Backwards) }
}

/// A day, a month or a year, in digits or with the month's name; the text is in lower case.
fn plain(text: &str) -> Result<DateRange, RangeFault> {
    if text.contains(' ') { with_month_name(text) } else { in_digits(text) }
}

fn in_digits(text: &str) -> Result<DateRange, RangeFault> {
    let mut parts = text.split('-');
    let year = words::digits(parts.next().unwrap_or(""), 4).ok_or_else(|| shape_or_time(text))?;
    let Some(month) = parts.next() else { return year_of(year).ok_or(RangeFault::OutOfRange) };
    let month = words::digits(month, 2)
        .and_then(|month| i8::try_from(month).ok())
        .ok_or_else(|| shape_or_time(text))?;
    let Some(day) = parts.next() else { return in_calendar(year, month_of(year, month)) };
    let day =
        words::digits(day, 2).and_then(|day| i8::try_from(day).ok()).ok_or_else(|| shape_or_time(text))?;
    if parts.next().is_some() {
        return Err(shape_or_time(text));
    }
    in_calendar(year, Date::new(year, month, day).map(DateRange::day))
}

/// A day or month that is not there: is it that the calendar has none, or that it lies too far away?
fn in_calendar(year: i16, range: Option<DateRange>) -> Result<DateRange, RangeFault> {
    let fault = if year_of(year).is_some() { RangeFault::NoSuchDay } else { RangeFault::OutOfRange };
    range.ok_or(fault)
}

fn with_month_name(text: &str) -> Result<DateRange, RangeFault> {
    let words: Vec<&str> = text.split(' ').collect();
    let (day, month, year) = match words.as_slice() {
        [month, year] => (None, *month, *year),
        [day, month, year] => (Some(*day), *month, *year),
        _ => return Err(shape_or_time(text)),
    };
    let month = words::month_number(month).ok_or_else(|| shape_or_time(text))?;
    let year = words::digits(year, 4).ok_or(RangeFault::Shape)?;
    let Some(day) = day else { return in_calendar(year, month_of(year, month)) };
    let day = words::digits(day, 0).and_then(|day| i8::try_from(day).ok()).ok_or(RangeFault::Shape)?;
    in_calendar(year, Date::new(year, month, day).map(DateRange::day))
}

/// A colon between digits, or a zone's letter or offset after a time, tells that a time of day was given.
fn shape_or_time(text: &str) -> RangeFault {
    let starts_as_date = text.get(..10).is_some_and(|start| Date::parse(start).is_some());
    if starts_as_date && text.len() > 10 { RangeFault::Time } else { RangeFault::Shape }
}

fn year_of(year: i16) -> Option<DateRange> {
    Some(DateRange { first: Date::new(year, 1, 1)?, last: Date::new(year, 12, 31)? })
}

fn month_of(year: i16, month: i8) -> Option<DateRange> {
    let first = Date::new(year, month, 1)?;
    Some(DateRange { first, last: first.end_of_month() })
}
