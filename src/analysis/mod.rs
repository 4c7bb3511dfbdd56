//! What holds for every possible record?
//!
//! A program over completely open knowledge, and one question: is there a complete record in which these sentences are
//! true and those false? If there is none, the claim is proved; if there is one, it is brought as near to the plain
//! record as it can be and told as a fictional case. Every fictional case was read again by the reference interpreter.
//!
//! Reading order: `every` (the question), `plain` and `fictional` (the answer), then one file per claim.

mod every;
mod fictional;
mod guarantees;
mod plain;

pub use every::{Every, Possible};
pub use fictional::{Fictional, OutcomeThen};
pub use guarantees::guarantees;

use crate::source::Span;

/// What became of a claim about every record.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It holds of every record that the vocabulary allows.
    Proved,
    /// It does not hold of this fictional case.
    Refuted(Box<Fictional>),
    /// It could not be settled: why, and what to write instead.
    NotSettled(String),
}

/// One claim with its verdict.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What kind of claim.
    pub kind: Kind,
    /// The claim in plain words.
    pub claim: String,
    /// The block it is about.
    pub span: Span,
    /// What became of it.
    pub verdict: Verdict,
}

/// The kinds of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A guarantee of the rule set or of one it builds on.
    Guarantee,
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Guarantee => "guarantee",
        }
    }
}
