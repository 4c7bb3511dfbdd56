//! What is known of a case, slot by slot: a set of possible values for each.

use crate::calendar::{Date, DateRange, Length, Unit};
use crate::check::PresumptionId;
use crate::program::{NodeId, Step, one_more};
use crate::record::LengthSaid;
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

impl Truth {
    /// True or false.
    #[must_use]
    pub fn of(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// The opposite; open stays open.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Open => Self::Open,
            Self::True => Self::False,
        }
    }

    /// What holds of both: open where they differ.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Open }
    }

    /// From what is possible: can it be true, can it be false?
    #[must_use]
    pub fn from_possible(can_hold: bool, can_fail: bool) -> Self {
        match (can_hold, can_fail) {
            (true, true) => Self::Open,
            (true, false) => Self::True,
            (false, _) => Self::False,
        }
    }
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
    /// A computed length was stated: one of these (several where sources differ).
    Stated {
        /// Index into the program's computed facts.
        computed: u32,
        /// The lengths, as said.
        any_of: Vec<LengthSaid>,
    },
    /// A computed day was stated: in one of these ranges.
    StatedDay {
        /// Index into the program's computed facts.
        computed: u32,
        /// The ranges.
        any_of: Vec<DateRange>,
    },
    /// Assumed by an example ("the date of death is after …"): the node is true.
    Assumed(NodeId),
}

/// Where a stated length begins or ends: so long after the first day, and perhaps one day more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthEdge {
    length: Length,
    and_a_day: bool,
}

impl LengthEdge {
    /// The steps from the first day to the edge.
    pub fn steps(self) -> impl Iterator<Item = Step> {
        let day = Length { amount: 1, unit: Unit::Days };
        std::iter::once(Step::Completes(self.length)).chain(self.and_a_day.then_some(Step::Plus(day)))
    }
}

/// Between which days, counted from the first day, the second one lies: from the first edge on, and before the second.
#[must_use]
pub fn edges(said: LengthSaid) -> (LengthEdge, Option<LengthEdge>) {
    let at = |length| LengthEdge { length, and_a_day: false };
    let past = |length| LengthEdge { length, and_a_day: true };
    let nothing = at(Length { amount: 0, unit: Unit::Days });
    match said {
        LengthSaid::Is(length) => (at(length), Some(at(one_more(length)))),
        LengthSaid::Under(length) => (nothing, Some(at(length))),
        LengthSaid::Over(length) => (past(length), None),
        LengthSaid::AtLeast(length) => (at(length), None),
        LengthSaid::AtMost(length) => (nothing, Some(past(length))),
        LengthSaid::Between(least, most) => (at(least), Some(at(one_more(most)))),
    }
}

/// The presumptions that a run applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Presumed(Vec<PresumptionId>);

impl Presumed {
    /// None: the record alone.
    pub const NONE: Self = Self(Vec::new());

    /// These.
    #[must_use]
    pub fn of(presumptions: impl IntoIterator<Item = PresumptionId>) -> Self {
        let mut list: Vec<_> = presumptions.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self(list)
    }

    /// Is this one applied?
    #[must_use]
    pub fn applies(&self, presumption: PresumptionId) -> bool {
        self.0.contains(&presumption)
    }

    /// Those applied, rising.
    pub fn iter(&self) -> impl Iterator<Item = PresumptionId> + '_ {
        self.0.iter().copied()
    }

    /// Is none applied?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
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

/// Exactly this value.
#[must_use]
pub fn exactly(value: &Concrete) -> Known {
    match value {
        Concrete::Choice(choice) => Known::Choice(1_u64.checked_shl(*choice).unwrap_or(0)),
        Concrete::Set(bits) => Known::Set(vec![(*bits, *bits)]),
        Concrete::Number(number) => Known::Number(vec![(*number, *number)]),
        Concrete::Date(day) => Known::Date(vec![DateRange::day(*day)]),
        Concrete::List(entries) => {
            let entry = |fields: &Vec<Concrete>| EntryKnown { fields: fields.iter().map(exactly).collect() };
            Known::List(vec![ListKnown {
                entries: entries.iter().map(entry).collect(),
                may_hold_more: false,
            }])
        }
    }
}
