//! The leaves of a program and the values they read.

use super::{NodeId, SlotId};
use crate::calendar::{Conventions, Date, Length, birthday, less, plus};
use crate::check::{Mask, Order};
use crate::vocabulary::FieldId;

/// What values a slot, or a field of an entry, may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// One of `0 .. count`; yes/no: no is 0, yes is 1; text: the program's texts, then choices to spare for a record's
    /// own texts where texts are compared with one another, and last "any other text".
    Choice {
        /// How many.
        count: u32,
    },
    /// Any set of `0 .. count`.
    Set {
        /// How many.
        count: u32,
    },
    /// A whole number from 0 up; a recorded length counts its days, or its months.
    Number,
    /// A day; after the as-at day only where it may lie ahead.
    Date {
        /// May lie ahead.
        ahead: bool,
    },
    /// Entries. Periods are a list with the two date fields *from* (0) and *to* (1) whose *from* is on or before its
    /// *to*; one that still goes on has lasted up to the as-at day.
    List {
        /// Fields used, and all fields for periods.
        fields: Vec<FieldSlot>,
        /// Periods?
        periods: bool,
    },
}

/// A field of the entries of a list slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSlot {
    /// The vocabulary's field (for periods: 0 from, 1 to).
    pub field: FieldId,
    /// Its values.
    pub domain: Domain,
}

/// Where an atom reads a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ref {
    /// A slot of the case.
    Slot(SlotId),
    /// A field (its place in the list's `fields`) of an entry at hand; depth 0 is the innermost.
    Field {
        /// How many lists out.
        depth: u8,
        /// Which field slot.
        field: u32,
    },
}

/// A day computed from a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateExpr {
    /// Where it starts.
    pub base: Base,
    /// Then these, in order.
    pub steps: Vec<Step>,
}

/// Where a date expression starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// A value of the record.
    Ref(Ref),
    /// This day.
    Day(Date),
    /// The day the screening looks from.
    AsAt,
}

/// A monotone step from day to day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Later, by the rule set's month-end rule.
    Plus(Length),
    /// Earlier, by the rule set's month-end rule.
    Less(Length),
    /// Later, by the 29 February rule: the day the length is completed.
    Completes(Length),
}

impl Step {
    /// The day after this step.
    #[must_use]
    pub fn from(self, date: Date, conventions: Conventions) -> Date {
        match self {
            Self::Plus(length) => plus(date, length, conventions.month_end),
            Self::Less(length) => less(date, length, conventions.month_end),
            Self::Completes(length) => birthday(date, length, conventions.leap_birthday),
        }
    }
}

impl DateExpr {
    /// The day after all steps, starting from the base's day. Monotone: a later day never gives an earlier one.
    #[must_use]
    pub fn from(&self, base: Date, conventions: Conventions) -> Date {
        self.steps.iter().fold(base, |day, step| step.from(day, conventions))
    }
}

/// A leaf: a question about values that is true or false of a complete record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// The choice is one of these.
    Choice {
        /// Where.
        at: Ref,
        /// Which.
        values: Mask,
    },
    /// The set holds one of these.
    Includes {
        /// Where.
        at: Ref,
        /// Which.
        values: Mask,
    },
    /// The number compares so.
    Number {
        /// Where.
        at: Ref,
        /// How.
        order: Order,
        /// With.
        value: u32,
    },
    /// The days compare so.
    Dates {
        /// Left.
        left: DateExpr,
        /// How.
        order: Order,
        /// Right.
        right: DateExpr,
    },
    /// How many entries satisfy the filter.
    Count {
        /// The list.
        list: Ref,
        /// True of the entries that count, read with the entry at hand.
        filter: NodeId,
        /// How.
        order: Order,
        /// With.
        value: u32,
    },
    /// How many different values a choice, number or date field has among the entries that satisfy the filter. (Of a
    /// set or periods field every different whole counts.)
    CountDifferent {
        /// The list.
        list: Ref,
        /// As for `Count`.
        filter: NodeId,
        /// The field slot.
        field: u32,
        /// How.
        order: Order,
        /// With.
        value: u32,
    },
    /// Every day from `first` to `last` lies in one of the periods (false where `last` is before `first`).
    Covers {
        /// The periods.
        periods: Ref,
        /// First day.
        first: DateExpr,
        /// Last day.
        last: DateExpr,
    },
    /// At least `days` different days from `first` to `last` lie in the periods. A length in months or years is
    /// reached when as many days are covered as lie between `first` and `first` plus the length.
    Total {
        /// The periods.
        periods: Ref,
        /// The least length.
        length: Length,
        /// First day.
        first: DateExpr,
        /// Last day.
        last: DateExpr,
    },
    /// The value of a choice or text field of the entry at hand is that of some entry of another list.
    MemberOf {
        /// The field.
        at: Ref,
        /// The other list.
        list: Ref,
        /// Its field slot.
        field: u32,
    },
}
