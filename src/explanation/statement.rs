//! One piece of a rule as it fared, with what was recorded behind it: the atoms every explanation is made of.

use crate::calendar::{Date, Length};
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
    /// The presumption that a sentence's truth rests on, by name.
    pub presumed: Option<String>,
    /// What else helps to check it.
    pub behind: Behind,
    /// A sentence with its facts, or a list with its items.
    pub kind: StatementKind,
}

/// What helps to check a piece of a rule besides its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// Settings that it names.
    pub settings: Vec<SettingUsed>,
    /// Lengths of time that it reads, worked out from what was recorded.
    pub lengths: Vec<LengthFound>,
    /// The earlier question whose outcome it reads.
    pub question: Option<EarlierQuestion>,
    /// Citations of the presumption that its truth rests on.
    pub presumed_under: Vec<String>,
}

/// A setting that a piece of a rule names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingUsed {
    /// Its name as written: `the infant age limit`.
    pub name: String,
    /// Its value as written.
    pub value: String,
    /// Its citations.
    pub citations: Vec<String>,
}

/// A length of time worked out from two recorded days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LengthFound {
    /// The computed fact's id.
    pub fact: String,
    /// Its name.
    pub name: String,
    /// Completed units between the two days.
    pub length: Length,
}

/// A question that stands before the one at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierQuestion {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub asks: String,
}

impl Statement {
    /// Its truth where nothing is presumed.
    #[must_use]
    pub fn shown(&self) -> Truth {
        match &self.kind {
            StatementKind::Sentence { .. } if self.presumed.is_some() => Truth::Open,
            StatementKind::List { heading, items, .. }
                if items.iter().any(|item| !item.presumptions().is_empty()) =>
            {
                together(*heading, items)
            }
            StatementKind::Sentence { .. } | StatementKind::List { .. } | StatementKind::NoEffect => {
                self.truth
            }
        }
    }

    /// The presumptions its truth rests on, by name; none where the record shows it.
    #[must_use]
    pub fn presumptions(&self) -> Vec<&String> {
        if self.shown() == self.truth {
            return Vec::new();
        }
        let mut names: Vec<&String> = Vec::new();
        match &self.kind {
            StatementKind::Sentence { .. } => names.extend(&self.presumed),
            StatementKind::List { items, .. } => {
                names.extend(items.iter().flat_map(Statement::presumptions));
            }
            StatementKind::NoEffect => {}
        }
        let mut once: Vec<&String> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }

    /// Of lists that are true because some of their items are: the items that are true, and of these only what the
    /// record shows, where that is enough.
    #[must_use]
    pub fn carrying(&self) -> Self {
        let mut kept = self.clone();
        match &mut kept.kind {
            StatementKind::List { heading, items, .. } => {
                let needed = match heading {
                    Heading::Any => Some(1),
                    Heading::AtLeast(number) => Some(*number as usize),
                    Heading::All | Heading::None | Heading::AtMost(_) | Heading::Exactly(_) => None,
                };
                if let Some(needed) = needed.filter(|_| self.truth == Truth::True) {
                    keep_true(items, needed);
                }
                for item in items.iter_mut() {
                    *item = item.carrying();
                }
            }
            StatementKind::Sentence { means: Some(means), .. } => means.body = means.body.carrying(),
            StatementKind::Sentence { means: None, .. } | StatementKind::NoEffect => {}
        }
        kept
    }

    /// The facts of the open sentences that leave it open; none where it is settled.
    #[must_use]
    pub fn open_facts(&self) -> Vec<&FactLine> {
        match &self.kind {
            _ if self.truth != Truth::Open => Vec::new(),
            StatementKind::List { items, .. } => items.iter().flat_map(Self::open_facts).collect(),
            StatementKind::Sentence { facts, .. } => facts.iter().collect(),
            StatementKind::NoEffect => Vec::new(),
        }
    }
}

/// Keeps the items that are true; where so many are shown as are needed, these alone.
fn keep_true(items: &mut Vec<Statement>, needed: usize) {
    let shown = items.iter().filter(|item| item.shown() == Truth::True).count();
    items.retain(|item| {
        let truth = if shown >= needed { item.shown() } else { item.truth };
        truth == Truth::True
    });
}

/// The truth of a list from what is shown of its items.
fn together(heading: Heading, items: &[Statement]) -> Truth {
    let counted = || items.iter().filter(|item| !matches!(item.kind, StatementKind::NoEffect));
    let count = |truth| counted().filter(|item| item.shown() == truth).count();
    let (yes, no, open) = (count(Truth::True), count(Truth::False), count(Truth::Open));
    let between = |least: usize, most: usize| {
        if yes >= least && yes + open <= most {
            Truth::True
        } else if yes > most || yes + open < least {
            Truth::False
        } else {
            Truth::Open
        }
    };
    match heading {
        Heading::All => between(yes + no + open, usize::MAX),
        Heading::Any => between(1, usize::MAX),
        Heading::None => between(0, 0),
        Heading::AtLeast(number) => between(number as usize, usize::MAX),
        Heading::AtMost(number) => between(0, number as usize),
        Heading::Exactly(number) => between(number as usize, number as usize),
    }
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// True.
    pub present: u32,
    /// False.
    pub absent: u32,
    /// Open.
    pub not_known: u32,
    /// Of those that are true: only presumed.
    pub presumed: u32,
    /// Of those that are false: only presumed.
    pub presumed_absent: u32,
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
    /// Why it does not apply, where the record shows that it does not and nobody was asked.
    pub because: Option<String>,
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
