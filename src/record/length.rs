//! Lengths of time in a record: `4 months`, `under 1 year`, `between 6 months and 2 years`, and back.

use super::LengthSaid;
use super::word::{after, before};
use crate::calendar::{Length, Unit, read_number};

impl LengthSaid {
    /// Reads a length or what it may be: `4 months`, `under 1 year`, `over 2 years`, `at least 6 months`,
    /// `6 months or more`, `at most 2 years`, `2 years or less`, `between 6 months and 2 years`, `between 6 and 8 weeks`.
    ///
    /// ```
    /// use threshold::calendar::{Length, Unit};
    /// use threshold::record::LengthSaid;
    /// let year = Length { amount: 1, unit: Unit::Years };
    /// assert_eq!(LengthSaid::read("under 1 year"), Some(LengthSaid::Under(year)));
    /// assert_eq!(LengthSaid::read("under 0 days"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let behind = |words: &[&str]| words.iter().find_map(|word| before(text, word));
        let ahead = |words: &[&str]| words.iter().find_map(|word| after(text, word));
        if let Some(both) = after(text, "between ") {
            return between(both);
        }
        if let Some(least) = ahead(&["at least "]).or_else(|| behind(&[" or more", " or over"])) {
            return read(least).map(Self::AtLeast);
        }
        if let Some(most) = ahead(&["at most "]).or_else(|| behind(&[" or less", " or fewer", " or under"])) {
            return read(most).map(Self::AtMost);
        }
        if let Some(more) = ahead(&["over ", "more than "]) {
            return read(more).map(Self::Over);
        }
        if let Some(less) = ahead(&["under ", "less than ", "fewer than "]) {
            return read(less).filter(|length| length.amount > 0).map(Self::Under);
        }
        read(text).map(Self::Is)
    }

    /// As [`LengthSaid::read`] reads it back: `4 months`, `under 1 year`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Is(length) => length.words(),
            Self::Under(length) => format!("under {}", length.words()),
            Self::Over(length) => format!("over {}", length.words()),
            Self::AtLeast(length) => format!("at least {}", length.words()),
            Self::AtMost(length) => format!("at most {}", length.words()),
            Self::Between(least, most) => format!("between {} and {}", least.words(), most.words()),
        }
    }

    /// The lengths named.
    pub fn lengths(self) -> impl Iterator<Item = Length> {
        let (one, other) = match self {
            Self::Is(one) | Self::Under(one) | Self::Over(one) | Self::AtLeast(one) | Self::AtMost(one) => {
                (one, None)
            }
            Self::Between(one, other) => (one, Some(other)),
        };
        std::iter::once(one).chain(other)
    }
}

fn read(text: &str) -> Option<Length> {
    Length::read(text).filter(|length| length.is_within_calendar())
}

/// The first may leave out its unit; days and weeks are not mixed with months and years.
fn between(text: &str) -> Option<LengthSaid> {
    let (least, most) = text.split_once(" and ")?;
    let most = read(most)?;
    let least = match read_number(least.trim()) {
        Some(amount) => Length { amount, unit: most.unit },
        None => read(least)?,
    };
    let (least_days, least_size) = size(least)?;
    let (most_days, most_size) = size(most)?;
    (least_days == most_days && least_size <= most_size).then_some(LengthSaid::Between(least, most))
}

/// Whether it counts days or months, and how many.
fn size(length: Length) -> Option<(bool, u64)> {
    let amount = u64::from(length.amount);
    match length.unit {
        Unit::Days => Some((true, amount)),
        Unit::Weeks => Some((true, amount * 7)),
        Unit::Months => Some((false, amount)),
        Unit::Years => Some((false, amount * 12)),
        Unit::Hours | Unit::WorkingDays => None,
    }
}
