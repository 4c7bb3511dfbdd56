//! The tree of a rule file, a vocabulary or a board profile: what was written, nothing yet about what it means.
//!
//! Sentences are kept as text; matching them to the vocabulary is the checker's work. Knows nothing of pest.

mod declarations;

pub use declarations::{Fact, FactKind, Field, KeyValue, ProfileFor, ProfileHeader, VocabularyHeader};

use crate::calendar::Length;
use crate::source::{SourceId, Span};

/// A stretch of text with white space folded and curly quotes straightened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The folded text, without the full stop, semicolon or citations around it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// `[Regs 5(2)(a) and (b)]`: the text between the brackets.
pub type Citation = Text;

/// One file, whatever its kind, as blocks in the order written.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The file.
    pub source: SourceId,
    /// Its blocks. A block that could not be read is [`Block::Broken`] and hides no other.
    pub blocks: Vec<Block>,
    /// Every comment, in order, with its `#`.
    pub comments: Vec<Text>,
    /// The file could not be read at all, and one message says why: then nothing else is said of it.
    pub unread: bool,
    /// Was something wrong found in it, be it in a block that was read all the same?
    pub faulty: bool,
    /// Conditions in lines that could not be read, which was reported: checked like others, and used for nothing.
    pub unplaced: Vec<Body>,
}

/// One block: a heading and what stands under it.
#[derive(Debug, Clone)]
pub enum Block {
    /// `Rule set "…"` with its header lines.
    RuleSet(RuleSetHeader),
    /// `Sources`.
    Sources(Vec<SourceEntry>),
    /// `Settings`.
    Settings(Vec<Setting>),
    /// `Question "review": which review, if any?`
    Question(Question),
    /// `Definition "…" [ ]`.
    Definition(Definition),
    /// `Rule "…" [ ]`.
    Rule(Rule),
    /// `Presumption "…" [ ]`.
    Presumption(Presumption),
    /// `Exception "…" [ ]`.
    Exception(Exception),
    /// `Otherwise the outcome is …`.
    Otherwise(Otherwise),
    /// `Deadline "…" [ ]`.
    Deadline(Deadline),
    /// `Overrides`.
    Overrides(Vec<Override>),
    /// `While facts are missing`.
    WhileMissing(Vec<WhileMissing>),
    /// `Check "…" [ ]`.
    Check(Check),
    /// `Table "…" [ ]`.
    Table(Table),
    /// `Guarantee "…" [ ]`.
    Guarantee(Guarantee),
    /// `Departure "…" from "RULE" [ ]`.
    Departure(Departure),
    /// `Example "…"`.
    Example(Example),
    /// `Vocabulary "…"` with its header lines.
    Vocabulary(VocabularyHeader),
    /// `Fact`, `Judgement`, `Computed`, `Periods`, `List`, `Context`, `Established later`, `Private`.
    Fact(Fact),
    /// `Always`: sentences and lists that hold for every record.
    Always(Vec<Body>),
    /// `Board profile "…"` with its header lines.
    Profile(ProfileHeader),
    /// `For "notification", by …` in a board profile.
    ProfileFor(ProfileFor),
    /// Could not be read; its diagnostics were reported.
    Broken(Broken),
}

/// A block that could not be read, as far as its heading goes.
#[derive(Debug, Clone, Default)]
pub struct Broken {
    /// `Rule`, `Sources`; empty where it has no heading that is known.
    pub keyword: String,
    /// The name in its heading.
    pub name: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A sentence or a list of them.
#[derive(Debug, Clone)]
pub enum Body {
    /// One sentence.
    Sentence(Text),
    /// A heading and its items.
    List(List),
    /// A quoted free text (considerations only).
    Quoted(Text),
    /// `whether or not S`: S, without those words; read aloud and inert.
    WhetherOrNot(Text),
}

impl Body {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Sentence(text) | Self::Quoted(text) | Self::WhetherOrNot(text) => text.span,
            Self::List(list) => list.span,
        }
    }
}

/// `any of these is true:` and its items.
#[derive(Debug, Clone)]
pub struct List {
    /// How the items combine.
    pub heading: Heading,
    /// For `…, for which all of these are true:`, the sentence before the comma ("there was a referral about the
    /// child"); the items are then sentences about the item.
    pub for_which: Option<Text>,
    /// The heading's own words.
    pub heading_span: Span,
    /// The items that could be read.
    pub items: Vec<Item>,
    /// Could every item be read?
    pub whole: bool,
    /// The whole list.
    pub span: Span,
}

/// How the items of a list combine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// all of these are true
    All,
    /// any of these is true
    Any,
    /// none of these is true
    None,
    /// at least N of these are true
    AtLeast(Count),
    /// at most N of these are true
    AtMost(Count),
    /// exactly N of these are true
    Exactly(Count),
}

/// A number in a heading or sentence: written out, or a setting's name ("several").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// 2
    Number(u32),
    /// several
    Setting(Text),
}

/// One item of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// The marker as written: `(a)`, `(ii)`, `-`, `(1)`.
    pub label: String,
    /// Where the marker stands.
    pub label_span: Span,
    /// What it says.
    pub body: Body,
    /// Citations after it.
    pub citations: Vec<Citation>,
}

/// Header lines of a rule set.
#[derive(Debug, Clone, Default)]
pub struct RuleSetHeader {
    /// Its title.
    pub title: Text,
    /// The heading line.
    pub span: Span,
    /// `Board: ….`
    pub board: Option<Text>,
    /// `Version: 4, replacing version 3.`
    pub version: Option<Text>,
    /// `replacing version 3`
    pub replaces: Option<Text>,
    /// `In force: from … until ….`
    pub in_force: Option<Interval>,
    /// `Uses: "…".`
    pub uses: Vec<Text>,
    /// `Builds on: "…".`
    pub builds_on: Vec<Text>,
    /// `Working days: England and Wales.`
    pub working_days: Option<Text>,
    /// `Month ends: the earlier day.`
    pub month_ends: Option<Text>,
    /// `Born on 29 February: 1 March.`
    pub leap_birthday: Option<Text>,
}

/// `from 1 April 2015 until 31 March 2018`; dates as written, read by the parser.
#[derive(Debug, Clone)]
pub struct Interval {
    /// The first day.
    pub from: Option<(crate::calendar::Date, Span)>,
    /// The last day, included.
    pub until: Option<(crate::calendar::Date, Span)>,
    /// The whole.
    pub span: Span,
}

/// `Regs means "…".`
#[derive(Debug, Clone)]
pub struct SourceEntry {
    /// `Regs`
    pub key: Text,
    /// The title between the quotes.
    pub title: Text,
}

/// `The infant age limit is 1 year [Local 2] (open, from 1 to 2 years).` or `Several means 3 [Local 6].`
#[derive(Debug, Clone)]
pub struct Setting {
    /// `the infant age limit`, `several`; matched without regard to case.
    pub name: Text,
    /// Its value as written.
    pub value: Text,
    /// `(open, from A to B)`.
    pub open: Option<(Text, Text)>,
    /// Citations.
    pub citations: Vec<Citation>,
    /// The whole line.
    pub span: Span,
}

/// A question and its outcomes.
#[derive(Debug, Clone)]
pub struct Question {
    /// `review`
    pub name: Text,
    /// `which review, if any?`
    pub asks: Text,
    /// `Decided by: ….`
    pub decided_by: Option<Text>,
    /// `Outcomes, most serious first:`
    pub outcomes: Vec<Outcome>,
    /// The block.
    pub span: Span,
}

/// One rung of the ladder.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The name: up to the first comma of the item.
    pub name: Text,
    /// What follows the comma ("by an independent team").
    pub gloss: Option<Text>,
    /// `Effort: 30 to 60 days.`
    pub effort: Option<Text>,
}

/// A named sentence.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// The sentence it defines, before `when`.
    pub sentence: Text,
    /// What it means.
    pub body: Body,
    /// `This applies whether or not S.` lines.
    pub whether_or_not: Vec<Text>,
    /// The block.
    pub span: Span,
}

/// The strength of a rule's outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// The outcome must be X when
    Must,
    /// The outcome should always be X when
    ShouldAlways,
    /// X should be considered when
    ShouldConsider,
    /// X may be chosen when
    May,
    /// X is to be weighed when
    Weigh,
}

impl Duty {
    /// Does it bind, rather than put an outcome to people?
    #[must_use]
    pub fn binds(self) -> bool {
        matches!(self, Self::Must | Self::ShouldAlways)
    }
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// `The outcome of "notification" must be …`
    pub question: Option<Text>,
    /// Where the question is named, or would be; none where no outcome could be read.
    pub question_at: Option<Span>,
    /// The outcome; none where it could not be read, which was reported.
    pub outcome: Option<Text>,
    /// Its strength.
    pub duty: Duty,
    /// When it applies.
    pub when: Body,
    /// `This applies whether or not S.`
    pub whether_or_not: Vec<Text>,
    /// `This does not apply where "…" applies.`
    pub not_where: Vec<Text>,
    /// `The group considers:`
    pub considers: Vec<Item>,
    /// The block.
    pub span: Span,
}

/// `In "R", unless the contrary is shown: S.`
#[derive(Debug, Clone)]
pub struct Presumption {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// The rules and exceptions named; empty: all.
    pub scope: Vec<Text>,
    /// What is presumed.
    pub sentence: Text,
    /// The block.
    pub span: Span,
}

/// An exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// When it applies.
    pub when: Body,
    /// Exceptions that set this one aside.
    pub not_where: Vec<Text>,
    /// Inert lines.
    pub whether_or_not: Vec<Text>,
    /// The block.
    pub span: Span,
}

/// The outcome when no rule gives one.
#[derive(Debug, Clone)]
pub struct Otherwise {
    /// The question's name, where written.
    pub question: Option<Text>,
    /// The outcome; absent for `Otherwise nothing is required; the partners decide.`
    pub outcome: Option<Text>,
    /// Who decides then ("the partners").
    pub decides: Option<Text>,
    /// The block.
    pub span: Span,
}

/// How strongly a deadline binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// must
    Must,
    /// should
    Should,
    /// should normally
    ShouldNormally,
    /// should aim to
    ShouldAim,
    /// may: a right that ends
    May,
}

/// What starts a deadline.
#[derive(Debug, Clone)]
pub enum Trigger {
    /// Nothing but the anchor day.
    Always,
    /// `When the decision is X,`
    Decision {
        /// The outcome named.
        outcome: Text,
        /// Its question, where written.
        question: Option<Text>,
    },
    /// `When the outcome is X,`
    Outcome {
        /// The outcome named.
        outcome: Text,
        /// Its question, where written.
        question: Option<Text>,
    },
    /// `When S,` for a sentence.
    Sentence(Text),
}

/// `The chair should normally decide within 1 month of the date the board was notified.`
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// What starts it.
    pub trigger: Trigger,
    /// Who ("the chair").
    pub who: Text,
    /// How strongly.
    pub strength: Strength,
    /// What ("decide", "tell the national panel").
    pub what: Text,
    /// The latest: within this length of the anchor; none where it could not be read, which was reported.
    pub within: Option<Length>,
    /// `between N and M working days after`: N.
    pub not_before: Option<Length>,
    /// `at least N before DATE`: counted back from the anchor.
    pub before: bool,
    /// The anchor as written ("the date the board was notified", "the date of the decision"); none as for `within`.
    pub anchor: Option<Text>,
    /// `Done on: the date the panel was notified.`: the date of the record that says when it was done.
    pub done: Option<Text>,
    /// The block.
    pub span: Span,
}

/// `The chair may raise any outcome, giving reasons.`
#[derive(Debug, Clone)]
pub struct Override {
    /// Who; `nobody` forbids.
    pub who: Text,
    /// Forbidden (`Nobody may …`)?
    pub forbids: bool,
    /// Up or down.
    pub raises: bool,
    /// Which outcome; absent for `any outcome`.
    pub outcome: Option<Text>,
    /// `to OUTCOME`.
    pub to: Option<Text>,
    /// `where the outcome must be X`: only where the duty is this.
    pub where_duty: Option<Duty>,
    /// `where SENTENCE or LIST`.
    pub condition: Option<Body>,
    /// `giving reasons`.
    pub giving_reasons: bool,
    /// The line.
    pub span: Span,
}

/// `If "review" is undecided 28 days after D, the group decides on what is known.`
#[derive(Debug, Clone)]
pub struct WhileMissing {
    /// The question.
    pub question: Text,
    /// How long.
    pub after: Length,
    /// After what.
    pub anchor: Text,
    /// What then, as written.
    pub then: Text,
    /// The line.
    pub span: Span,
}

/// `For every reviewer, none of these is true:` …
#[derive(Debug, Clone)]
pub struct Check {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// The list's word for one entry ("reviewer"); absent for a check on the whole record.
    pub every: Option<Text>,
    /// What must hold.
    pub body: Body,
    /// The block.
    pub span: Span,
}

/// A table that defines a computed fact.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// Input headings.
    pub inputs: Vec<Text>,
    /// The heading after `||`.
    pub result: Text,
    /// Rows.
    pub rows: Vec<Row>,
    /// The block.
    pub span: Span,
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Cells, as many as inputs.
    pub cells: Vec<Text>,
    /// The result cell.
    pub result: Text,
    /// The row.
    pub span: Span,
}

/// What a guarantee claims of every record.
#[derive(Debug, Clone)]
pub enum Claim {
    /// `"review" is always X`, `always at least X`, `never X`, `always at most X`.
    Outcome {
        /// The question.
        question: Text,
        /// always, or never.
        never: bool,
        /// is, at least or at most.
        comparison: Comparison,
        /// The outcome.
        outcome: Text,
    },
    /// `rule "R" always applies`, `never applies`.
    RuleApplies {
        /// The rule.
        rule: Text,
        /// always, or never.
        never: bool,
    },
    /// Any other sentence that is always true.
    Sentence {
        /// The sentence.
        sentence: Text,
        /// always, or never.
        never: bool,
    },
}

/// How an outcome is compared with the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// is
    Is,
    /// is at least (this or more serious)
    AtLeast,
    /// is at most (this or less serious)
    AtMost,
}

/// A guarantee.
#[derive(Debug, Clone)]
pub struct Guarantee {
    /// Its name.
    pub name: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// What is claimed; none where it could not be read, which was reported.
    pub claim: Option<Claim>,
    /// For which records; absent: all.
    pub when: Option<Body>,
    /// The block.
    pub span: Span,
}

/// A named departure from a base rule.
#[derive(Debug, Clone)]
pub struct Departure {
    /// Its name.
    pub name: Text,
    /// The base rule departed from.
    pub from: Text,
    /// Its citations.
    pub citations: Vec<Citation>,
    /// When the base rule does not apply (`The rule does not apply when …`), or the replacing rule's condition.
    pub when: Option<Body>,
    /// What it says besides, as written.
    pub statements: Vec<Text>,
    /// The block.
    pub span: Span,
}

/// What an example expects.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// `"review" is X`
    Outcome {
        /// The question, where written.
        question: Option<Text>,
        /// The outcome.
        outcome: Text,
        /// `, because of "R"`.
        because: Vec<Text>,
        /// `The outcome must be X`: the duty asserted.
        duty: Option<Duty>,
    },
    /// `"review" is undecided between X and Y`
    Undecided {
        /// The question, where written.
        question: Option<Text>,
        /// The outcomes, cut at every comma, *and* and *or*; empty: just undecided. An outcome's name may hold these
        /// words, so the checker joins the parts again by the question's outcomes.
        between: Vec<Joined>,
    },
    /// `"review" is presumed to be X, because of "P"` (status presumed).
    Presumed {
        /// The question, where written.
        question: Option<Text>,
        /// The outcome.
        outcome: Text,
        /// The presumptions named.
        because: Vec<Text>,
    },
    /// `X is to be considered`, `X is perhaps to be considered`.
    ToConsider {
        /// The outcome.
        outcome: Text,
        /// Its question, where written.
        question: Option<Text>,
        /// perhaps
        perhaps: bool,
    },
    /// `the facts that matter are: "…"; "…"`
    FactsThatMatter(Vec<Text>),
    /// `it does not matter: "…"`
    DoesNotMatter(Vec<Text>),
    /// `rule "R" applies / does not apply / might apply`
    RuleState {
        /// The rule.
        rule: Text,
        /// `applies`, `does not apply`, `might apply`, as written.
        state: Text,
    },
    /// `the record is inconsistent`
    Inconsistent,
}

/// A part of a sentence and what joins it to the part before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// ` and `, `, `, `, or `; empty before the first.
    pub joiner: String,
    /// The part.
    pub text: Text,
}

/// One `Given` part.
#[derive(Debug, Clone)]
pub enum Given {
    /// A sentence that is true of the case.
    Sentence(Text),
    /// `there was a referral about the child, for which all of these are true:` and its items.
    List(List),
    /// `nothing else is known`
    NothingElse(Span),
    /// `the facts of "NAME", except:` (the exceptions follow as sentences)
    FactsOf(Text),
}

/// An example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name.
    pub name: Text,
    /// What is given.
    pub given: Vec<Given>,
    /// What is expected.
    pub then: Vec<(Expectation, Span)>,
    /// The block.
    pub span: Span,
}
