//! Can this be true, and of what?
//!
//! A [`Problem`] is a circuit of and-gates over free inputs and over comparisons of days (`f(x) <= g(y)`, where f and g
//! are monotone calendar steps), with hard requirements. [`Problem::solve`] finds an assignment, or proves under a
//! budget of conflicts that there is none; the same question has the same answer on every machine. Numbers are days
//! without steps. Nothing here knows a rule.
//!
//! Comparisons between whole numbers under monotone functions, and their negations, are closed under taking the
//! smaller of two solutions; so raising lower bounds to a fixpoint decides them exactly, and the fixpoint is a solution
//! (`least.rs`). Clauses come from the circuit (`circuit.rs`, `search.rs`), lemmas from the days (`search.rs`).

mod circuit;
mod hash;
#[cfg(feature = "solve")]
mod least;
mod literal;
mod problem;
#[cfg(feature = "solve")]
mod ring;
#[cfg(feature = "solve")]
mod rounds;
#[cfg(feature = "solve")]
mod search;
mod steps;
mod whole;

pub(crate) use hash::Table;
pub use literal::Lit;
pub use problem::{Budget, Model, Problem, Verdict};
pub use steps::Stride;
pub use whole::{MapId, Side, WholeId};
