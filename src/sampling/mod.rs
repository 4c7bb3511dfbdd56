//! What might a year's cases look like? Invented records, drawn from stated shares, the same for the same seed.
//!
//! Nothing here is a real case: ids begin with SAMPLE-, and every share stands in a data file with its source and how
//! far it can be trusted. Whole numbers only; no clock; a record that could not be is drawn again.

mod draw;
mod marginals;
mod numbers;

pub use draw::{Drawn, sample};
pub use marginals::{Band, Entries, Figure, Given, Marginals, Mark, PeriodShape, Spread, read};
pub use numbers::Numbers;

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// How many cases.
    pub cases: u32,
    /// Where the numbers begin.
    pub seed: u64,
    /// Per cent of answers that nobody knows, for the facts that may be so; absent: the figures' own.
    pub not_known: Option<u32>,
}
