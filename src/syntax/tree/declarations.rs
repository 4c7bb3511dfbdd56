//! The blocks of vocabularies and board profiles.

use super::{Body, Interval, Text};
use crate::source::Span;

/// Header of a vocabulary.
#[derive(Debug, Clone, Default)]
pub struct VocabularyHeader {
    /// Its title.
    pub title: Text,
    /// `Version: 1.`
    pub version: Option<Text>,
    /// The heading line.
    pub span: Span,
}

/// What kind of thing a declaration declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// `Fact` (and `Periods`, `List`)
    Fact,
    /// `Judgement`
    Judgement,
    /// `Computed`
    Computed,
    /// `Context`
    Context,
    /// `Established later`
    EstablishedLater,
    /// `Private`
    Private,
}

impl FactKind {
    /// May a rule speak of it?
    #[must_use]
    pub fn may_stand_in_rules(self) -> bool {
        match self {
            Self::Fact | Self::Judgement | Self::Computed => true,
            Self::Context | Self::EstablishedLater | Self::Private => false,
        }
    }
}

/// One declaration: its heading line up to the full stop as text, then its lines.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The kind; `Periods` and `List` are facts with those types.
    pub kind: FactKind,
    /// The id.
    pub id: Text,
    /// What stands after the id's comma ("one of: ruled out, …; in rising order", "yes or no", "time from A to B");
    /// `periods` or `list` for those headings; empty for `Private`.
    pub ty: Text,
    /// `applies when S` in the heading, or a line of its own.
    pub applies_when: Option<Body>,
    /// `Key: value.` lines in order; a value between quotes stands without them.
    pub lines: Vec<KeyValue>,
    /// `Field on, date.` lines of a list, with their own `Key: value.` lines.
    pub fields: Vec<Field>,
    /// The block.
    pub span: Span,
}

/// `Name: "…".`, `Held by: police; hospital.`, or a bare line such as `Beyond dispute.` (no value).
#[derive(Debug, Clone)]
pub struct KeyValue {
    /// `Name`, `Yes`, `No`, `Ask`, `Held by`, `Judged by`, `One`, `Many`, `None`, `Plainly`, `Formerly`,
    /// `Ease of asking`, `Beyond dispute`, `May lie ahead`, `Note`.
    pub key: Text,
    /// The value, quotes removed.
    pub value: Option<Text>,
    /// Was it between quotes?
    pub quoted: bool,
}

/// A field of a list.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id.
    pub id: Text,
    /// Its type as written.
    pub ty: Text,
    /// Its lines (yes/no fields carry wordings).
    pub lines: Vec<KeyValue>,
    /// The whole.
    pub span: Span,
}

/// Header of a board profile.
#[derive(Debug, Clone, Default)]
pub struct ProfileHeader {
    /// Its title.
    pub title: Text,
    /// `Area: ….`
    pub area: Option<Text>,
    /// `Working days: ….`
    pub working_days: Option<Text>,
    /// The heading line.
    pub span: Span,
}

/// `For "review", by the date the board was notified` and its lines.
#[derive(Debug, Clone)]
pub struct ProfileFor {
    /// The question.
    pub question: Text,
    /// The selecting date, as its name.
    pub by: Text,
    /// `From D [until E]: "SET".`
    pub lines: Vec<(Interval, Text)>,
    /// The block.
    pub span: Span,
}
