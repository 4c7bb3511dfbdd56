//! One case: what was said about each fact, by whom, when, and where in the file.
//!
//! Readers (YAML, JSON, JSON lines, CSV) give text with positions; the vocabulary gives it types. Five states of an
//! answer stay apart to the end: a value, *not known*, *not asked*, *not applicable*, and (from several sources)
//! *disputed*. Nothing here knows a rule.

mod agencies;
mod ahead;
mod answer;
mod beside;
mod case;
mod cells;
mod companion;
mod csv;
mod hash;
mod identity;
pub mod import;
mod json;
mod kept;
mod known;
mod length;
pub mod limits;
mod lines;
mod listed;
mod merge;
mod node;
mod read;
mod repeat;
mod replies;
mod settle;
mod shape;
mod statement;
mod stream;
mod table;
mod text;
mod value;
mod word;
mod wording;
mod write;
mod yaml;

pub use agencies::{AgencyCase, AgencyReply, Reply, agencies};
pub use ahead::dates_after;
pub use answer::{
    Answer, Entry, EntryField, LengthSaid, ListValue, Moment, NumberRange, Period, PeriodsValue,
    SAID_NOT_TO_APPLY, SetValue, Value,
};

pub use beside::{Considered, Decision, Linked, Relation};
pub use case::SCHEMA;
pub use csv::{CsvRows, csv_rows};
pub use hash::hash;
pub use kept::write_into;
pub use lines::{JsonLines, json_lines};
pub use merge::merge;
pub use read::{Format, Read, RefusedCase, read, read_with_lists};
pub use repeat::repeated;
pub use settle::settle;
pub use stream::{Stream, Visit};
pub use value::answers_of;
pub(crate) use word::minute;
pub use wording::{answer_words, sentence_for};
pub use write::{write, write_all, write_line};

pub use crate::source::Place;

use crate::calendar::Date;
use crate::vocabulary::FactId;

/// One thing one source said about one fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// What was said.
    pub answer: Answer,
    /// Who said it.
    pub by: Option<String>,
    /// When it was said.
    pub on: Option<Date>,
    /// A note, printed and never read by a rule.
    pub note: Option<String>,
    /// Reasons, for judgements.
    pub reasons: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Superseded by a later dated statement of the same source: history, not used.
    pub superseded: bool,
}

/// All that was said about one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedFact {
    /// The fact.
    pub fact: FactId,
    /// The statements, in an order that does not depend on the order in the file (by source, date, place).
    pub statements: Vec<Statement>,
}

impl RecordedFact {
    /// The statements that count: every source's latest.
    pub fn current(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| !statement.superseded)
    }
}

/// One case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub case: String,
    /// The facts said anything about, in order of [`FactId`]; a fact absent here was not asked.
    pub facts: Vec<RecordedFact>,
    /// What people decided; no rule reads it.
    pub decisions: Vec<Decision>,
    /// Other records that belong with this one; no rule reads them.
    pub linked: Vec<Linked>,
    /// SHA-256 of the record's meaning in a canonical form, as `sha256:…`.
    pub hash: String,
    /// Where it begins.
    pub place: Place,
}

impl Record {
    /// What was said about a fact.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> Option<&RecordedFact> {
        let at = self.facts.binary_search_by_key(&fact, |recorded| recorded.fact).ok()?;
        self.facts.get(at)
    }
}
