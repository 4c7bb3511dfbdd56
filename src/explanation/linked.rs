//! What stands in the records that belong with this one: shown, and read by no rule.

use super::Explanation;
use super::decisions::{RecordedDecision, recorded};
use super::facts::{Recorded, origin};
use super::statement::{FactLine, SayingState};
use crate::program::Program;
use crate::record::{Record, Relation};

/// One linked record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedExplanation {
    /// Its case id.
    pub case: String,
    /// How it belongs with this case.
    pub relation: Relation,
    /// The link's note.
    pub note: Option<String>,
    /// Where the link stands.
    pub origin: String,
    /// What stands in it; absent: it was not read.
    pub record: Option<LinkedRecord>,
}

/// What stands in a linked record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRecord {
    /// Whose file it is.
    pub file: String,
    /// Its hash.
    pub hash: String,
    /// What people decided then.
    pub decisions: Vec<RecordedDecision>,
    /// What it records, and who said it.
    pub facts: Vec<FactLine>,
}

impl Explanation {
    /// With the linked records, in the order of the links; `None` for one that was not read.
    #[must_use]
    pub fn with_linked(mut self, program: &Program, record: &Record, read: &[Option<&Record>]) -> Self {
        let links = record.linked.iter().zip(read.iter().copied().chain(std::iter::repeat(None)));
        self.linked = links
            .map(|(link, found)| LinkedExplanation {
                case: link.case.clone(),
                relation: link.relation,
                note: link.note.clone(),
                origin: origin(&link.place),
                record: found.map(|found| what_stands(program, found)),
            })
            .collect();
        self
    }
}

fn what_stands(program: &Program, record: &Record) -> LinkedRecord {
    let there = Recorded { program, record, away: &[] };
    let facts = record.facts.iter().map(|fact| there.line(fact.fact));
    let said = |line: &FactLine| {
        line.sayings.iter().any(|saying| matches!(saying.state, SayingState::Value | SayingState::NotKnown))
    };
    LinkedRecord {
        file: record.place.file.to_string(),
        hash: record.hash.clone(),
        decisions: record.decisions.iter().map(recorded).collect(),
        facts: facts.filter(said).collect(),
    }
}
