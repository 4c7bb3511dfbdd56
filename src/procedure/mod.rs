//! What the rules ask of people around a case: by when, and who may sit.
//!
//! Deadlines and checks follow from the record and the result; they never change an outcome.

mod deadline;

pub use deadline::{DeadlineResult, DeadlineState, Facts, deadlines};
