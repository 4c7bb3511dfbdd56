//! A gate of the circuit, or its opposite.

use std::ops::Not;

/// A gate, or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lit(u32);

impl Lit {
    /// True in every assignment: gate 0.
    pub const TRUE: Self = Self(0);
    /// False in every assignment.
    pub const FALSE: Self = Self(1);

    /// The gate itself.
    pub(super) fn of(gate: u32) -> Self {
        Self(gate << 1)
    }

    /// Its gate.
    pub(super) fn gate(self) -> u32 {
        self.0 >> 1
    }

    /// Is it the gate's opposite?
    pub(super) fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }

    /// As a number that tells literals apart.
    pub(super) fn code(self) -> u32 {
        self.0
    }

    /// The constant of a truth value.
    #[must_use]
    pub fn constant(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }

    /// The truth value of a constant.
    #[must_use]
    pub fn as_constant(self) -> Option<bool> {
        (self.gate() == 0).then_some(!self.is_negated())
    }

    /// This, or its opposite where `!keep`.
    #[must_use]
    pub fn when(self, keep: bool) -> Self {
        if keep { self } else { !self }
    }
}

impl Not for Lit {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}
