//! What does a setting's value say? A number, a length of time or a date.

use std::cmp::Ordering;

use crate::calendar::{Date, Length, Unit, read_date, read_number};

/// A setting's value, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingValue {
    /// 3, three
    Number(u32),
    /// 6 months
    Length(Length),
    /// 1 April 2015
    Date(Date),
}

impl SettingValue {
    /// Reads a value as written, without regard to letter case.
    pub(super) fn read(text: &str) -> Option<Self> {
        read_number(text)
            .map(Self::Number)
            .or_else(|| Length::read(text).map(Self::Length))
            .or_else(|| read_date(text).ok().map(Self::Date))
    }

    /// Reads the first value of a range, whose unit may be left to the second: `from 1 to 2 years`.
    pub(super) fn read_before(text: &str, second: Self) -> Option<Self> {
        match (Self::read(text)?, second) {
            (Self::Number(amount), Self::Length(Length { unit, .. })) => {
                Some(Self::Length(Length { amount, unit }))
            }
            (first, _) => Some(first),
        }
    }

    /// Smaller, equal or larger; nothing where the two cannot be compared.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => Some(left.cmp(&right)),
            (Self::Length(left), Self::Length(right)) => {
                let (left, right) = (in_smallest(left), in_smallest(right));
                (left.1 == right.1).then(|| left.0.cmp(&right.0))
            }
            (Self::Date(left), Self::Date(right)) => Some(left.cmp(&right)),
            (Self::Number(_) | Self::Length(_) | Self::Date(_), _) => None,
        }
    }
}

/// In days or months, the two kinds that are never compared; hours and working days by themselves.
fn in_smallest(length: Length) -> (u64, Unit) {
    let amount = u64::from(length.amount);
    match length.unit {
        Unit::Weeks => (amount * 7, Unit::Days),
        Unit::Years => (amount * 12, Unit::Months),
        Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Months => (amount, length.unit),
    }
}
