//! A rule set with everything resolved: the checker's product and the program's input.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{
    Clause, Condition, DateTerm, ExceptionId, OutcomeId, PresumptionId, QuestionId, RuleId,
};
use crate::calendar::{Conventions, Date, Length};
use crate::record::Record;
use crate::source::{SourceId, Span};
use crate::syntax::tree::{Comparison, Duty, Strength};
use crate::vocabulary::{FactId, FieldId, Vocabulary};

/// Whose text a block is: the set itself or one it builds on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Title of the rule set the block stands in.
    pub set: String,
    /// Is it a set built on?
    pub base: bool,
}

/// A rule set, merged with all it builds on.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Title.
    pub title: String,
    /// `Board:`
    pub board: Option<String>,
    /// The heading line.
    pub span: Span,
    /// `Version:`
    pub version: Option<String>,
    /// `replacing version 3`
    pub replaces: Option<String>,
    /// `In force:` first and last day.
    pub in_force: (Option<Date>, Option<Date>),
    /// `Working days:` as written.
    pub working_days: Option<String>,
    /// Month ends and 29 February.
    pub conventions: Conventions,
    /// Titles of the sets built on, base first.
    pub builds_on: Vec<String>,
    /// SHA-256 of the tokens, as `sha256:…`.
    pub hash: String,
    /// The merged vocabulary.
    pub vocabulary: Vocabulary,
    /// `applies when`, by fact.
    pub applies_when: Vec<Option<Clause>>,
    /// Facts that have another's recorded value, though they apply where their own `applies when` says so. Only sets made
    /// for a proof have any: there the same record stands beside itself with one fact changed.
    pub read_as: BTreeMap<FactId, FactId>,
    /// *Always*.
    pub always: Vec<Clause>,
    /// The files of the vocabularies that the sets built on use.
    pub vocabularies_built_on: BTreeSet<SourceId>,
    /// `Plainly:` as conditions true of the plain record (for fictional cases), by fact where given.
    pub plainly: Vec<Option<Condition>>,
    /// Sources.
    pub sources: Vec<SourceText>,
    /// Settings.
    pub settings: Vec<Setting>,
    /// Questions; a [`QuestionId`] is an index here. A question that uses another comes after it.
    pub questions: Vec<Question>,
    /// Definitions; one that uses another comes after it.
    pub definitions: Vec<Definition>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Exceptions; one that is set aside by another comes after it.
    pub exceptions: Vec<Exception>,
    /// Presumptions.
    pub presumptions: Vec<Presumption>,
    /// Tables; one that uses another comes after it.
    pub tables: Vec<Table>,
    /// Deadlines.
    pub deadlines: Vec<Deadline>,
    /// Overrides.
    pub overrides: Vec<Override>,
    /// While facts are missing.
    pub while_missing: Vec<WhileMissing>,
    /// Checks over lists.
    pub checks: Vec<MemberCheck>,
    /// Guarantees.
    pub guarantees: Vec<Guarantee>,
    /// Departures.
    pub departures: Vec<Departure>,
    /// Examples.
    pub examples: Vec<Example>,
}

impl RuleSet {
    /// Does this place of a vocabulary stand in one that a set built on uses?
    #[must_use]
    pub fn is_built_on(&self, place: Span) -> bool {
        self.vocabularies_built_on.contains(&place.source)
    }
}

/// `Regs means "…".`
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
}

/// A setting's value after merging.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Name as written.
    pub name: String,
    /// Value as written.
    pub value: String,
    /// Citations.
    pub citations: Vec<String>,
    /// `(open, from A to B)`.
    pub open: Option<(String, String)>,
    /// The value of the set built on that this one chose another for.
    pub instead_of: Option<String>,
    /// Whose value it is.
    pub origin: Origin,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// `review`
    pub name: String,
    /// `which review, if any?`
    pub asks: String,
    /// Who decides.
    pub decided_by: Option<String>,
    /// The ladder, most serious first; an [`OutcomeId`] is an index here.
    pub outcomes: Vec<Outcome>,
    /// *Otherwise*; where nothing is required, the outcome added last. Always there in a sound rule set.
    pub otherwise: Option<OutcomeId>,
    /// Who decides where nothing is required ("the partners").
    pub otherwise_decides: Option<String>,
    /// The block of *Otherwise*.
    pub otherwise_span: Span,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// One rung. Where *Otherwise* says nothing is required, a last outcome named `nothing is required` is added.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Name.
    pub name: String,
    /// Gloss after the comma.
    pub gloss: Option<String>,
    /// `Effort:` least and most, in days.
    pub effort_days: Option<(u32, u32)>,
    /// Was it in the base's ladder?
    pub base: bool,
}

/// A definition.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// The sentence it defines.
    pub sentence: String,
    /// What it means.
    pub body: Clause,
    /// `whether or not` lines: (text, meaning).
    pub whether_or_not: Vec<(String, Condition)>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// Its question.
    pub question: QuestionId,
    /// Its outcome.
    pub outcome: OutcomeId,
    /// Its strength.
    pub duty: Duty,
    /// When it applies.
    pub when: Clause,
    /// Exceptions that set it aside.
    pub not_where: Vec<ExceptionId>,
    /// `whether or not` lines: (text, meaning).
    pub whether_or_not: Vec<(String, Condition)>,
    /// What the group considers.
    pub considers: Vec<Consideration>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// One thing to consider.
#[derive(Debug, Clone)]
pub struct Consideration {
    /// Label.
    pub label: String,
    /// The words.
    pub text: String,
    /// Citations.
    pub citations: Vec<String>,
    /// What it means, where it is a vocabulary sentence.
    pub condition: Option<Condition>,
}

/// An exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// When it applies.
    pub when: Clause,
    /// Exceptions that set it aside.
    pub not_where: Vec<ExceptionId>,
    /// `whether or not` lines: (text, meaning).
    pub whether_or_not: Vec<(String, Condition)>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// A presumption.
#[derive(Debug, Clone)]
pub struct Presumption {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// What is presumed, as written.
    pub text: String,
    /// What is presumed.
    pub sentence: Condition,
    /// Rules in its scope; with `exceptions` empty too: all rules and exceptions.
    pub rules: Vec<RuleId>,
    /// Exceptions in its scope.
    pub exceptions: Vec<ExceptionId>,
    /// In all rules and exceptions?
    pub everywhere: bool,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// Headings of the inputs.
    pub inputs: Vec<String>,
    /// Heading of the result.
    pub result: String,
    /// The computed fact it defines, where the vocabulary declares one.
    pub fact: Option<FactId>,
    /// The different results, in order of first use (one-of tables).
    pub values: Vec<String>,
    /// Rows.
    pub rows: Vec<TableRow>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// A row: all its cells hold.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The cells' words, in order.
    pub cells: Vec<String>,
    /// What they mean together (a cell `any` means nothing and is left out).
    pub when: Clause,
    /// The result.
    pub result: TableResult,
    /// The row.
    pub span: Span,
}

/// What a row gives.
#[derive(Debug, Clone)]
pub enum TableResult {
    /// A value: index into the table's values.
    Value(u32),
    /// A date.
    Date(DateTerm),
}

/// What starts a deadline.
#[derive(Debug, Clone)]
pub enum Start {
    /// Its anchor alone.
    Anchor,
    /// People's decision being this.
    Decision(QuestionId, OutcomeId),
    /// The rules' outcome being this.
    Outcome(QuestionId, OutcomeId),
    /// A sentence being true.
    Sentence(Clause),
}

/// The day a deadline runs from.
#[derive(Debug, Clone)]
pub enum Anchor {
    /// A date of the record.
    Date(DateTerm),
    /// The date of the decision.
    Decision(DecisionDate),
    /// The first or the last date among the entries of a list.
    Entry(EntryDate),
}

impl Anchor {
    /// The fact whose days these are, where it is not people's decision.
    #[must_use]
    pub fn fact(&self) -> Option<FactId> {
        match self {
            Self::Date(term) => term.fact(),
            Self::Entry(date) => Some(date.list),
            Self::Decision(_) => None,
        }
    }
}

/// `the first / last FIELD among ITEMS`: the earliest or the latest day of a date field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryDate {
    /// The list.
    pub list: FactId,
    /// Its date field.
    pub field: FieldId,
    /// The last; else the first.
    pub latest: bool,
}

/// The day on which people decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DecisionDate {
    /// On which question; absent: on the one that the deadline is about, or on any.
    pub question: Option<QuestionId>,
    /// A fact of that name, for records that give the day without the decision.
    pub fact: Option<FactId>,
}

/// A deadline.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// What starts it.
    pub start: Start,
    /// Who.
    pub who: String,
    /// How strongly.
    pub strength: Strength,
    /// What.
    pub what: String,
    /// The latest.
    pub within: Length,
    /// Not before this.
    pub not_before: Option<Length>,
    /// Counted back from the anchor: it must be done at least so long before.
    pub before: bool,
    /// Counted from.
    pub anchor: Anchor,
    /// The anchor as written.
    pub anchor_text: String,
    /// `Done on: DATE.`: the date of the record, or of the decision, that says when it was done.
    pub done: Option<Anchor>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// An override.
#[derive(Debug, Clone)]
pub struct Override {
    /// The line as written.
    pub text: String,
    /// Who; nobody where `forbids`.
    pub who: String,
    /// Forbids?
    pub forbids: bool,
    /// Up?
    pub raises: bool,
    /// Which outcome (question, outcome); absent: any.
    pub outcome: Option<(QuestionId, OutcomeId)>,
    /// To which (of the same question, where `outcome` names one).
    pub to: Option<(QuestionId, OutcomeId)>,
    /// Only where the duty is this.
    pub where_duty: Option<Duty>,
    /// Only where this holds.
    pub condition: Option<Clause>,
    /// `giving reasons`
    pub giving_reasons: bool,
    /// Whose.
    pub origin: Origin,
    /// The line.
    pub span: Span,
}

/// Procedure while a question is undecided.
#[derive(Debug, Clone)]
pub struct WhileMissing {
    /// The question.
    pub question: QuestionId,
    /// How long.
    pub after: Length,
    /// After which day.
    pub anchor: DateTerm,
    /// The anchor as written.
    pub anchor_text: String,
    /// What then.
    pub then: String,
    /// Whose.
    pub origin: Origin,
    /// The line.
    pub span: Span,
}

/// A check over a list, or over the record.
#[derive(Debug, Clone)]
pub struct MemberCheck {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// The list whose every entry must pass; absent: the record itself.
    pub list: Option<FactId>,
    /// What must hold (of the entry).
    pub body: Clause,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// What a guarantee claims.
#[derive(Debug, Clone)]
pub enum GuaranteeClaim {
    /// The binding outcome compares so.
    Outcome {
        /// Question.
        question: QuestionId,
        /// Never?
        never: bool,
        /// How.
        comparison: Comparison,
        /// Outcome.
        outcome: OutcomeId,
    },
    /// The sentence (or `rule "R" applies`) is always, or never, true.
    Sentence {
        /// The sentence.
        condition: Condition,
        /// Never?
        never: bool,
    },
}

/// A guarantee.
#[derive(Debug, Clone)]
pub struct Guarantee {
    /// Name.
    pub name: String,
    /// Citations.
    pub citations: Vec<String>,
    /// The claim as written.
    pub text: String,
    /// The claim.
    pub claim: GuaranteeClaim,
    /// For which records.
    pub when: Option<Clause>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// A departure from a base rule.
#[derive(Debug, Clone)]
pub struct Departure {
    /// Name.
    pub name: String,
    /// The base rule.
    pub from: RuleId,
    /// Citations.
    pub citations: Vec<String>,
    /// When the base rule does not apply; it acts as an exception on it.
    pub exception: Option<ExceptionId>,
    /// As written.
    pub text: String,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}

/// What an example expects, resolved.
#[derive(Debug, Clone)]
pub enum Expected {
    /// The only possible binding outcome.
    Outcome {
        /// Question.
        question: QuestionId,
        /// Outcome.
        outcome: OutcomeId,
        /// These rules (or presumptions) are among the grounds.
        because: Vec<String>,
        /// With this duty.
        duty: Option<Duty>,
    },
    /// Undecided between exactly these (empty: any).
    Undecided {
        /// Question.
        question: QuestionId,
        /// Outcomes.
        between: Vec<OutcomeId>,
    },
    /// Status presumed.
    Presumed {
        /// Question.
        question: QuestionId,
        /// Outcome.
        outcome: OutcomeId,
        /// Presumptions.
        because: Vec<PresumptionId>,
    },
    /// An outcome put to people.
    ToConsider {
        /// Question.
        question: QuestionId,
        /// Outcome.
        outcome: OutcomeId,
        /// Perhaps only.
        perhaps: bool,
    },
    /// Exactly these facts matter (over all questions).
    FactsThatMatter(Vec<FactId>),
    /// None of these matters.
    DoesNotMatter(Vec<FactId>),
    /// A rule's state.
    RuleState {
        /// Rule.
        rule: RuleId,
        /// `None`: might apply.
        applies: Option<bool>,
    },
    /// Nothing completes the record.
    Inconsistent,
}

/// An example: its record, and what is expected of it.
#[derive(Debug, Clone)]
pub struct Example {
    /// Name.
    pub name: String,
    /// The givens that state a fact's value, as a record.
    pub record: Record,
    /// Givens that state no single value ("the date of death is after 1 May 2015"): what must hold besides.
    pub assumed: Vec<Clause>,
    /// Expectations with their places.
    pub expected: Vec<(Expected, Span)>,
    /// Whose.
    pub origin: Origin,
    /// The block.
    pub span: Span,
}
