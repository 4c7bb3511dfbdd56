//! Working days: the days that are no Saturday, no Sunday and no bank holiday of a nation.
//!
//! The bank holidays are data with a version of their own. Beyond the years they cover nothing is guessed.

use std::collections::BTreeSet;

use super::Date;

/// Whose bank holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nation {
    /// England and Wales share a calendar.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// All, in the order printed.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// As written in a rule set's `Working days:` line; England and Wales may also be named alone.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "england and wales" | "england" | "wales" => Some(Self::EnglandAndWales),
            "scotland" => Some(Self::Scotland),
            "northern ireland" => Some(Self::NorthernIreland),
            _ => None,
        }
    }

    /// As printed with every date.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "England and Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        }
    }
}

/// The bank holidays of the nations, for whole years.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays {
    /// SHA-256 of the data file, as `sha256:…`.
    pub hash: String,
    days: [BTreeSet<Date>; 3],
}

/// A count that leaves the years of the bank-holiday table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeyondTable {
    /// The first and the last year the table knows, if it knows any.
    pub years: Option<(i16, i16)>,
}

impl Holidays {
    /// Bank holidays from a list of days by nation.
    #[must_use]
    pub fn new(hash: String, days: impl IntoIterator<Item = (Nation, Date)>) -> Self {
        let mut holidays = Self { hash, days: [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()] };
        for (nation, day) in days {
            if let Some(set) = holidays.days.get_mut(nation as usize) {
                set.insert(day);
            }
        }
        holidays
    }

    /// The first and last year known for a nation.
    #[must_use]
    pub fn years(&self, nation: Nation) -> Option<(i16, i16)> {
        let days = self.days.get(nation as usize)?;
        Some((days.first()?.parts().0, days.last()?.parts().0))
    }

    /// The bank holidays of a nation, in order.
    pub fn days(&self, nation: Nation) -> impl Iterator<Item = Date> {
        self.days.get(nation as usize).into_iter().flatten().copied()
    }

    /// Is this a working day?
    ///
    /// # Errors
    /// When the day lies outside the years the table knows.
    pub fn is_working(&self, nation: Nation, day: Date) -> Result<bool, BeyondTable> {
        let years = self.years(nation);
        let year = day.parts().0;
        if !years.is_some_and(|(first, last)| (first..=last).contains(&year)) {
            return Err(BeyondTable { years });
        }
        let weekend = (day.0 + 3).rem_euclid(7) >= 5;
        Ok(!weekend && !self.days.get(nation as usize).is_some_and(|days| days.contains(&day)))
    }

    /// The day that is `count` working days after `start`. The start is day 0, whether or not it is a working day.
    ///
    /// # Errors
    /// When the count leaves the years the table knows.
    ///
    /// ```
    /// use threshold::calendar::{Date, Holidays, Nation};
    /// let christmas = [25, 26, 28].map(|day| (Nation::EnglandAndWales, Date::new(2015, 12, day).unwrap()));
    /// let holidays = Holidays::new(String::new(), christmas);
    /// let wednesday = Date::new(2015, 12, 23).unwrap();
    /// let due = holidays.after(Nation::EnglandAndWales, wednesday, 2).unwrap();
    /// assert_eq!(due, Date::new(2015, 12, 29).unwrap());
    /// ```
    pub fn after(&self, nation: Nation, start: Date, count: u32) -> Result<Date, BeyondTable> {
        self.counted(nation, start, count, 1)
    }

    /// The day that is `count` working days before `start`. The start is day 0, whether or not it is a working day.
    ///
    /// # Errors
    /// When the count leaves the years the table knows.
    pub fn before(&self, nation: Nation, start: Date, count: u32) -> Result<Date, BeyondTable> {
        self.counted(nation, start, count, -1)
    }

    fn counted(&self, nation: Nation, start: Date, count: u32, step: i32) -> Result<Date, BeyondTable> {
        self.is_working(nation, start)?;
        let mut day = start;
        let mut left = count;
        while left > 0 {
            day = Date(day.0 + step);
            if self.is_working(nation, day)? {
                left -= 1;
            }
        }
        Ok(day)
    }
}
