//! What one source can say about one fact.

use crate::calendar::{DateRange, Length};
use crate::vocabulary::FieldId;

use super::Place;

/// The reason why an answer is not known that was said not to apply, where the vocabulary does not say when it does not.
pub const SAID_NOT_TO_APPLY: &str = "said not to apply";

/// An answer. Not asked is the default: silence never becomes a no.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Answer {
    /// Nothing was asked (absent, empty CSV cell, JSON null).
    #[default]
    NotAsked,
    /// Asked, and nobody knows; with the reason where given (`awaited`, `withheld`, …) and the day it is due.
    NotKnown {
        /// Why.
        reason: Option<String>,
        /// When it is expected.
        due: Option<crate::calendar::Date>,
    },
    /// The fact does not apply to this case.
    NotApplicable,
    /// A value, perhaps imprecise.
    Value(Value),
}

/// A value of a fact or field, perhaps imprecise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// yes (1) or no (0), or one of: the value's place in the vocabulary. Several: one of these, it is not known which.
    Choice(Vec<u32>),
    /// any of.
    Set(SetValue),
    /// A whole number, or a range of them.
    Number(NumberRange),
    /// A day, or the days it may be.
    Date(DateRange),
    /// A day and, where given, a time.
    Moment(Moment),
    /// A length of time, or the lengths it may be.
    Length(LengthSaid),
    /// Periods.
    Periods(PeriodsValue),
    /// A list.
    List(ListValue),
    /// A text.
    Text(String),
}

impl Answer {
    /// Was it said not to apply, of something that always applies?
    #[must_use]
    pub fn is_said_not_to_apply(&self) -> bool {
        matches!(self, Self::NotKnown { reason: Some(reason), .. } if reason == SAID_NOT_TO_APPLY)
    }
}

impl Value {
    /// Does it surely leave one value? (Of a list with entries that is not tried: what an entry leaves out is open.)
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self {
            Self::Choice(values) => values.len() == 1,
            Self::Set(set) => set.complete,
            Self::Number(range) => range.least == range.most,
            Self::Date(days) => days.is_day(),
            Self::Moment(moment) => moment.day.is_day() && moment.minute.is_some(),
            Self::Length(said) => matches!(said, LengthSaid::Is(_)),
            Self::Periods(said) => {
                let known = |period: &Period| period.from.is_day() && period.to.is_day();
                said.complete && said.periods.iter().all(known)
            }
            Self::List(list) => list.complete && list.entries.is_empty(),
            Self::Text(_) => true,
        }
    }
}

/// A set: these are in it, and no others where `complete`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetValue {
    /// Places in the vocabulary, rising.
    pub holds: Vec<u32>,
    /// No others.
    pub complete: bool,
}

/// From `least` to `most`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRange {
    /// At least.
    pub least: u32,
    /// At most; `u32::MAX` where open.
    pub most: u32,
}

/// A length of time as said. The words mean what they mean in a rule's sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthSaid {
    /// So much completed, and not one more ("4 months": not 5).
    Is(Length),
    /// Not so much.
    Under(Length),
    /// More, if only by a day (or, of a fact recorded in months or days, by one of them).
    Over(Length),
    /// So much or more.
    AtLeast(Length),
    /// So much to the day, or less.
    AtMost(Length),
    /// From the first completed up to the second completed, and not one more of that.
    Between(Length, Length),
}

/// A day and perhaps the minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, or the days it may be.
    pub day: DateRange,
    /// Minutes since midnight; absent: any time that day.
    pub minute: Option<u16>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day, or the days it may be.
    pub from: DateRange,
    /// Its last day, or the days it may be. Still continuing: exactly [`crate::calendar::Date::LAST`]. No end
    /// given: from the first day up to [`crate::calendar::Date::LAST`].
    pub to: DateRange,
    /// Where it stands.
    pub place: Place,
}

/// Periods: these, and no others where `complete`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodsValue {
    /// The periods, in the order given.
    pub periods: Vec<Period>,
    /// No others (`none` is an empty complete list).
    pub complete: bool,
}

/// A list: these entries, and no others where `complete`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListValue {
    /// The entries, in the order given.
    pub entries: Vec<Entry>,
    /// No others.
    pub complete: bool,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What is said of its fields, in order of [`FieldId`]; absent: not asked.
    pub fields: Vec<EntryField>,
    /// Where it stands.
    pub place: Place,
}

/// One field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryField {
    /// Which.
    pub field: FieldId,
    /// What was said.
    pub answer: Answer,
}
