//! By when must it be done, and was it?
//!
//! A deadline is five things: length, unit, anchor, calendar, strength. The anchor day is day 0. A date not known
//! gives a deadline not known; a bank-holiday table that ends too soon gives a refusal, never a guess. Late is
//! reported, with how many days; it is never called wrong.

use crate::calendar::{
    BeyondTable, Date, DateRange, Holidays, Length, LengthOverflow, MonthEnd, Nation, Unit, less, plus,
};
use crate::check::{Anchor, DateBase, DateTerm, Deadline, RuleSet, Start, Subject};
use crate::evaluation::{CaseResult, Status};
use crate::record::{Answer, Moment, Record, Value};
use crate::vocabulary::{FactId, Type};
