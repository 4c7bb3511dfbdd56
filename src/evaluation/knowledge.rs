//! What is known of a case, slot by slot: a set of possible values for each.

use crate::calendar::{Date, DateRange, Length};
use crate::check::Clause;
use crate::program::NodeId;
use crate::vocabulary::FactId;

/// True, false, or open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// For no possible value.
    False,
    /// For some.
    Open,
    /// For every possible value.
    True,
}

/// All that is known of a case, in a program's slots.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    /// By slot.
    pub slots: Vec<Known>,
    /// What must hold besides: stated computed facts, *not applicable*, facts with a value must apply.
    pub constraints: Vec<Constraint>,
    /// The day the screening looks from.
    pub as_at: Date,
}

/// The possible values of one slot or field; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// One of these choices, as bits.
    Choice(u64),
    /// One of these sets; each: `(surely holds, may hold)` as bits, the first within the second.
    Set(Vec<(u64, u64)>),
    /// In one of these ranges, both ends included; rising, apart.
    Number(Vec<(u32, u32)>),
    /// In one of these ranges; rising, apart.
    Date(Vec<DateRange>),
    /// One of these lists.
    List(Vec<ListKnown>),
}

/// One possible list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListKnown {
    /// Entries that exist.
    pub entries: Vec<EntryKnown>,
    /// May hold more?
    pub may_hold_more: bool,
}

/// One entry: its field slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryKnown {
    /// By field slot.
    pub fields: Vec<Known>,
}

/// Something that must hold besides the slots' values.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// The node has this truth; said of this fact.
    Node {
        /// Which.
        node: NodeId,
        /// True or false.
        truth: bool,
        /// The fact whose statement demands it.
        fact: FactId,
    },
    /// A computed length was stated: at least this long, and less than that.
    Stated {
        /// Index into the program's computed facts.
        computed: u32,
        /// At least.
        at_least: Option<Length>,
        /// Less than.
        under: Option<Length>,
    },
    /// Assumed by an example ("the date of death is after …").
    Assumed(Box<Clause>),
}

/// A complete record, slot by slot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Completion {
    /// By slot. The value of a fact that does not apply is there and has no effect.
    pub slots: Vec<Concrete>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concrete {
    /// A choice.
    Choice(u32),
    /// A set, as bits.
    Set(u64),
    /// A number.
    Number(u32),
    /// A day.
    Date(Date),
    /// Entries, each by field slot.
    List(Vec<Vec<Concrete>>),
}
