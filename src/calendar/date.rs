//! Which day? A civil day as a number, its parts and its words.

use std::fmt;

use super::civil;

/// A day in the Gregorian calendar, counted from 1 January 1970 (which is 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date(pub i32);

impl Date {
    /// 1 January 1800: the earliest date a record may hold.
    pub const FIRST: Self = Self(-62_091);
    /// 31 December 2199: the latest date a record may hold; as the end of a period it stands for "still continuing".
    pub const LAST: Self = Self(84_005);
    /// 1 January 1000: sums go no further back. No sum of a rule comes so far from a date that a record may hold.
    pub const EARLIEST: Self = Self(-354_285);
    /// 31 December 2999: sums go no further on.
    pub const LATEST: Self = Self(376_199);

    /// The day of a year, month and day, if there is such a day between [`Date::FIRST`] and [`Date::LAST`].
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
        let exists = (1800..=2199).contains(&year)
            && (1..=12).contains(&month)
            && (1..=civil::days_in_month(year, month)).contains(&day);
        exists.then(|| Self(civil::number(year, month, day)))
    }

    /// Year, month (1 to 12) and day (1 to 31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        let (year, month, day) = civil::parts(self.0.clamp(Self::EARLIEST.0, Self::LATEST.0));
        let small = |part: i32| i8::try_from(part).unwrap_or(i8::MAX);
        (i16::try_from(year).unwrap_or(i16::MAX), small(month), small(day))
    }

    /// The day in the calendar library's form, for arithmetic within this floor.
    pub(super) fn civil(self) -> jiff::civil::Date {
        jiff::civil::date(1970, 1, 1)
            .saturating_add(jiff::Span::new().days(self.0.clamp(Self::EARLIEST.0, Self::LATEST.0)))
    }

    /// Reads `2015-05-28`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
        let shape = parts.next().is_none() && digits(year, 4) && digits(month, 2) && digits(day, 2);
        if !shape {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The last day of its month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        let civil = self.civil();
        Self(self.0 + i32::from(civil.days_in_month()) - i32::from(civil.day()))
    }

    /// `28 May 2015`, as printed for people.
    #[must_use]
    pub fn words(self) -> String {
        let (year, month, day) = self.parts();
        let name = usize::try_from(month - 1).ok().and_then(|index| super::MONTHS.get(index)).unwrap_or(&"");
        format!("{day} {name} {year}")
    }
}

impl fmt::Display for Date {
    /// `2015-05-28`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
