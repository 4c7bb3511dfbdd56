//! What holds for every possible record?
//!
//! A program over completely open knowledge, and one question: is there a complete record in which these sentences are
//! true and those false? If there is none, the claim is proved; if there is one, it is brought as near to the plain
//! record as it can be and told as a fictional case. Every fictional case was read again by the reference interpreter.
//!
//! Reading order: `every` (the question), `plain` and `fictional` (the answer), then one file per claim.

mod besides;
mod between;
mod copied;
mod difference;
mod every;
mod fictional;
mod findings;
mod floor;
mod guarantees;
mod held;
mod items;
mod nearest;
mod never;
mod no_record;
mod opened;
mod plain;
mod presumptions;
mod readings;
mod shut_out;
mod suggested;
mod tables;
mod unread;
mod whether;

pub use besides::{Besides, BesidesKind};
pub use difference::{Difference, FoundMove, OneSided, differences};
pub use every::{Every, Possible};
pub use fictional::{Fictional, OutcomeThen};
pub use findings::{Finding, FindingKind, findings};
pub use floor::never_weaker;
pub use guarantees::{broken, guarantees};
pub use held::held;
pub use nearest::Nearest;
pub use never::never_apply;
pub use no_record::no_record;
pub use opened::{Opened, Undecided};
pub use presumptions::presumptions_never_lower;
pub use shut_out::ShutOut;
pub use suggested::{NoExample, Suggestion, suggested};
pub use tables::tables_fit;
pub use unread::unread_presumptions;
pub use whether::{idle_lines, rising, whether_or_not};

use crate::check::RuleSet;
use crate::diagnostic::Diagnostic;
use crate::program::lower_resolved;
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
    /// The claim as written, line by line; empty where `claim` says it all.
    pub said: Vec<String>,
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
    /// A *whether or not* line.
    WhetherOrNot,
    /// A fact in rising order.
    Rising,
    /// Local rules beside those they build on.
    Floor,
    /// What a presumption does to an outcome.
    Presumption,
    /// The rows of a table.
    Table,
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Guarantee => "guarantee",
            Self::WhetherOrNot => "whether or not",
            Self::Rising => "rising order",
            Self::Floor => "never weaker",
            Self::Presumption => "presumption",
            Self::Table => "table",
        }
    }
}

/// What a sound set does to some record that it may not do: allow none, be weaker than the set built on, an outcome
/// lowered by a presumption, a table with a gap or an overlap; and *whether or not* lines that do not hold.
#[must_use]
pub fn refusals(rule_set: &RuleSet) -> Vec<Diagnostic> {
    if let Some(nothing) = no_record(rule_set) {
        return vec![nothing];
    }
    let mut found = never_weaker(rule_set);
    if !rule_set.presumptions.is_empty() {
        found.extend(presumptions_never_lower(&lower_resolved(rule_set)));
    }
    found.extend(tables_fit(rule_set));
    found.extend(idle_lines(rule_set));
    found
}
