//! One piece of a rule as it fared, with what was recorded behind it: the atoms every explanation is made of.

use crate::calendar::Date;
use crate::check::Heading;
use crate::evaluation::Truth;

/// A piece of a rule, a definition or an exception, and how it fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `(a)`, `(i)`, `-`; empty at the top.
    pub label: String,
    /// The author's words: a sentence, or a list's heading without its colon.
    pub text: String,
    /// Citations of this piece.
    pub citations: Vec<String>,
    /// True, false or open.
    pub truth: Truth,
    /// The presumption that makes it true, by name.
    pub presumed: Option<String>,
    /// A sentence with its facts, or a list with its items.
    pub kind: StatementKind,
}

/// What stands behind a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementKind {
    /// A sentence.
    Sentence {
        /// The recorded facts it reads.
        facts: Vec<FactLine>,
        /// What it means, where it is a definition's sentence.
        means: Option<Box<Meaning>>,
    },
    /// A list.
    List {
        /// How the items combine.
        heading: Heading,
        /// How many items are true, false and open.
        counts: Counts,
        /// The items.
        items: Vec<Statement>,
    },
    /// *Whether or not* words inside a list: read aloud, without effect.
    NoEffect,
}

/// A definition behind a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The definition's name.
    pub name: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// Its body, read from the record alone.
    pub body: Statement,
}

/// How the items of a list fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// True.
    pub present: u32,
    /// False.
    pub absent: u32,
    /// Open.
    pub not_known: u32,
}

impl Counts {
    /// All items.
    #[must_use]
    pub fn of(self) -> u32 {
        self.present + self.absent + self.not_known
    }
}

/// A fact, and all that counts of what was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// Its id in a record.
    pub fact: String,
    /// How it is called: its name, else its question.
    pub name: String,
    /// Is the name a noun phrase that takes "is"? Otherwise it is a question or a sentence.
    pub named: bool,
    /// What was said: one entry for each source; one entry too where nothing was asked.
    pub sayings: Vec<Saying>,
    /// Do the sources differ?
    pub disputed: bool,
}

/// What one source said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// A value, or one of the ways of having none.
    pub state: SayingState,
    /// For programs: `suspected`, `2015-05-28`, `not known`.
    pub value: String,
    /// For people: `suspected`, `28 May 2015`, `not known`.
    pub words: String,
    /// As a whole sentence where the vocabulary has one: "the coroner has accepted the cause of death".
    pub sentence: Option<String>,
    /// Who said it.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Why it is not known, where given.
    pub reason: Option<String>,
    /// When an answer is expected, where given.
    pub due: Option<Date>,
    /// A note: printed, never read by a rule.
    pub note: Option<String>,
    /// Reasons given for a judgement.
    pub reasons: Option<String>,
    /// Where it stands: `cases.yaml:14`; empty where there is no place.
    pub origin: String,
}

/// The states of an answer, never merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SayingState {
    /// A value.
    Value,
    /// Asked, and not known.
    NotKnown,
    /// Not asked.
    NotAsked,
    /// It does not apply to this case.
    NotApplicable,
}
