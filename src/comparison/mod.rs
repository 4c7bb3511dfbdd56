//! What would another rule set have given for the same cases?
//!
//! Question by question, by name: which cases move, from what to what, and on which rules; which become undecided;
//! which keep their outcome on other grounds or by another duty, and what is put to people more or less strongly; and what the change would cost in days of work. Knows no file and prints
//! nothing: results go in, counts and pages come out.

mod beside;
mod changed;
#[cfg(feature = "solve")]
mod every;
mod json;
mod ladder;
mod page;
mod picture;
mod small;
mod standing;
mod strength;
mod tally;
mod words;
mod workload;

pub use beside::beside;
#[cfg(feature = "solve")]
pub use every::write_differences;
pub use ladder::{Kind, Ladders};
pub use small::{Shown, Suppression, suppress};
pub use standing::{Fate, Stand, Standing, standing};
pub use strength::{Change, ChangeKind, Hold, Strength};
pub use tally::{Comparison, Move, MovedRule, QuestionComparison, Side, Tally};
pub use workload::{Days, Workload};

use crate::report::{self, Format};

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// Counts under this are not shown; 0 shows all.
    pub small_numbers: u32,
    /// How many cases a year the costs are scaled to; absent: the cases given.
    pub a_year: Option<u32>,
    /// Days of work one worker gives a year, to turn days into workers.
    pub days_a_worker: Option<u32>,
}

/// The comparison as text, Markdown or a page; JSON has its own shape and no picture.
#[must_use]
pub fn write(comparison: &Comparison, writing: Writing, format: Format) -> String {
    match format {
        Format::Text | Format::Narrated | Format::Markdown | Format::Html => {
            report::write_document(&page::document(comparison, writing), format)
        }
        Format::Json => format!("{:#}\n", json::object(comparison, writing)),
        Format::Jsonl => format!("{}\n", json::object(comparison, writing)),
    }
}
