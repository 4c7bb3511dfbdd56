//! What stands in the records that belong with this one: shown, and read by no rule.

use super::Explanation;
use super::decisions::{RecordedDecision, recorded};
use super::facts::{Recorded, origin};
use super::statement::{FactLine, SayingState};
use crate::program::Program;
use crate::record::{Linked, Record, Relation};

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
    /// Does it stand in the other record, which names this one?
    pub from_there: bool,
    /// What stands in it; absent: it was not read.
    pub record: Option<LinkedRecord>,
}

/// A link of a run that a case's page shows.
#[derive(Debug, Clone, Copy)]
pub struct Link<'r> {
    /// The case id of the other record.
    pub case: &'r str,
    /// As it is written.
    pub link: &'r Linked,
    /// The other record; absent: it was not read.
    pub record: Option<&'r Record>,
    /// Does the link stand in the other record, which names this one?
    pub from_there: bool,
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
    /// With the records that are linked to this one, in the order given.
    #[must_use]
    pub fn with_linked(mut self, program: &Program, links: &[Link<'_>]) -> Self {
        let shown = links.iter().map(|link| LinkedExplanation {
            case: link.case.to_owned(),
            relation: link.link.relation,
            // What the other record notes of this one is no word about the other.
            note: link.link.note.clone().filter(|_| !link.from_there),
            origin: origin(&link.link.place),
            from_there: link.from_there,
            record: link.record.map(|found| what_stands(program, found)),
        });
        self.linked = shown.collect();
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
