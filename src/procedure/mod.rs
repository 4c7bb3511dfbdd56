//! What the rules ask of people around a case: by when, and who may sit.
//!
//! Deadlines and checks follow from the record and the result; they never change an outcome.

mod deadline;
mod due;

pub use deadline::{DeadlineResult, DeadlineState, Decision, NotKnown, Told, deadlines};
pub use due::{Due, due};
