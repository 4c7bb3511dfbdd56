//! Which day is that?
//!
//! Civil dates as day numbers, lengths of time, and the calendar arithmetic that rules need. Every choice the law
//! leaves open (month ends, 29 February) is an argument. No clock, no time zone.

mod arithmetic;
mod civil;
mod date;
mod range;
mod words;
mod working;

pub use arithmetic::{Conventions, LeapBirthday, MonthEnd, birthday, completed, less, plus};
pub use date::Date;
pub use range::{DateRange, RangeFault};
pub use words::{DateFault, MONTHS, read_date, read_number, read_partial_date, read_unit};
pub use working::{BeyondTable, Holidays, Nation};

/// A unit of calendar length. Days and weeks are exact; months and years follow the calendar; the two kinds are
/// never compared with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Sixty minutes; only for deadlines and times of day.
    Hours,
    /// Days.
    Days,
    /// Days on which the named calendar has no weekend or bank holiday; only for deadlines.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Twelve calendar months.
    Years,
}

/// A length of time as written: "6 months".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length {
    /// How many; never negative.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}
