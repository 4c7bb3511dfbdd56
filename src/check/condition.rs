//! What a sentence means once checked: typed, resolved, about named facts.
//!
//! This is the vocabulary of meaning shared by the checker, which makes it, and the program, which flattens it. The
//! tree of clauses keeps the author's words beside each meaning, for the explanation.

use crate::calendar::{Date, Length};
use crate::source::Span;
use crate::syntax::tree::Comparison;
use crate::vocabulary::{FactId, FieldId};

/// Names a definition of a [`super::RuleSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u32);
/// Names a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u32);
/// Names an outcome of a question: its place on the ladder, 0 the most serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeId(pub u32);
/// Names a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);
/// Names an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExceptionId(pub u32);
/// Names a presumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PresumptionId(pub u32);
/// Names a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u32);

/// A piece of rule text with its meaning: a sentence, or a list of pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// `(a)`, `(ii)`, `-`; empty at the top.
    pub label: String,
    /// The sentence as written, or the list's heading words without the colon.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Citations of this piece.
    pub citations: Vec<String>,
    /// What it means.
    pub meaning: Meaning,
}

impl Clause {
    /// The whole of it in one line: `any of these is true: (a) the child died; (b) the child was seriously harmed`.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let items = match &self.meaning {
            Meaning::List { items, .. } => items.as_slice(),
            Meaning::Sentence(condition) => super::sentence::narrowing(condition).unwrap_or_default(),
            Meaning::Inert(_) => &[],
        };
        if items.is_empty() {
            return self.text.clone();
        }
        let item = |item: &Self| format!("{} {}", item.label, item.in_one_line());
        let items: Vec<String> = items.iter().map(item).collect();
        format!("{}: {}", self.text, items.join("; "))
    }
}

impl Clause {
    /// Its words with those of its items, the same in whatever order the items stand.
    #[must_use]
    pub fn in_no_order(&self) -> String {
        let items = match &self.meaning {
            Meaning::List { items, .. } => items.as_slice(),
            Meaning::Sentence(condition) => super::sentence::narrowing(condition).unwrap_or_default(),
            Meaning::Inert(_) => &[],
        };
        let mut items: Vec<String> = items.iter().map(Self::in_no_order).collect();
        items.sort_unstable();
        format!("{}: {}", self.text, items.join("; "))
    }

    /// The same where it is read out beside others: `there was a sibling such that the sibling died`, a list of one
    /// item after `for which` being none.
    #[must_use]
    pub fn read_out(&self) -> String {
        let Meaning::Sentence(condition) = &self.meaning else { return self.in_one_line() };
        match super::sentence::narrowing(condition) {
            Some([only]) => {
                let said = [", for which all ", ", for which any ", ", for whom all ", ", for whom any "];
                let lead = said.iter().find_map(|words| Some(self.text.rsplit_once(words)?.0));
                lead.map_or_else(
                    || self.in_one_line(),
                    |lead| format!("{lead} such that {}", only.read_out()),
                )
            }
            Some(_) | None => self.in_one_line(),
        }
    }
}

/// What a clause means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A list.
    List {
        /// How the items combine.
        heading: Heading,
        /// The items.
        items: Vec<Clause>,
    },
    /// A sentence.
    Sentence(Condition),
    /// `whether or not S`: read aloud, without effect; what S means, for the proof that it has none.
    Inert(Condition),
}

/// How the items of a list combine, numbers resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// all
    All,
    /// any
    Any,
    /// none
    None,
    /// at least N
    AtLeast(u32),
    /// at most N
    AtMost(u32),
    /// exactly N
    Exactly(u32),
}

/// What a condition is about: a fact of the case, or a field of the list entry at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A fact.
    Fact(FactId),
    /// A field of the entry that a `for which` or `whose` speaks of.
    Field(FactId, FieldId),
}

/// Up to 64 values of a choice, as bits; bit 0 is the first value (for yes/no: bit 0 no, bit 1 yes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mask(pub u64);

/// How two quantities are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// before, under
    Less,
    /// on or before, at most
    AtMost,
    /// on, is
    Equal,
    /// on or after, at least
    AtLeast,
    /// after, over
    More,
}

/// A day named in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTerm {
    /// Where it starts.
    pub base: DateBase,
    /// Shifted by `(later?, length)`, in order; computed dates add theirs first.
    pub shift: Option<(bool, Length)>,
}

impl DateTerm {
    /// The fact whose date it starts from.
    #[must_use]
    pub fn fact(&self) -> Option<FactId> {
        match self.base {
            DateBase::Subject(Subject::Fact(fact) | Subject::Field(fact, _)) => Some(fact),
            DateBase::Literal(_) | DateBase::AsAt | DateBase::Table(_) => None,
        }
    }
}

/// Where a date term starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateBase {
    /// A date fact, or a date field of the entry at hand, or a computed date (followed by the lowering).
    Subject(Subject),
    /// A date as written.
    Literal(Date),
    /// The day the screening looks from (only in *Always*).
    AsAt,
    /// The date a table gives, where the vocabulary does not declare it.
    Table(TableId),
}

/// A window of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// `the D before ANCHOR`: from ANCHOR less D up to the day before ANCHOR.
    Before(Length, DateTerm),
    /// `the D after ANCHOR`: from the day after ANCHOR up to ANCHOR plus D.
    After(Length, DateTerm),
    /// `between DATE and DATE`, both included.
    Between(DateTerm, DateTerm),
}

/// What is asked of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodTest {
    /// `on DATE`
    On(DateTerm),
    /// `on any day in WINDOW`
    AnyDayIn(Window),
    /// `throughout WINDOW`: every day of it, by one period or several together.
    Throughout(Window),
    /// *never*
    Never,
    /// *ever*
    Ever,
    /// `for at least D in total in WINDOW`: days counted once each; D in days or weeks (a rule file says no
    /// other; a length in months or years would be read from the window's first day).
    TotalAtLeast(Length, Window),
    /// `for a period of at least D beginning on or after DATE and ending on or after DATE`: one period; its length
    /// runs from its first day, D later is reached by the day after its last.
    OnePeriod {
        /// The least length.
        length: Length,
        /// Beginning on or after.
        begins: Option<DateTerm>,
        /// Ending on or after.
        ends: Option<DateTerm>,
    },
}

/// What a sentence means.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A yes/no wording, `NAME is V or V`, `NAME is not V`: the fact has one of these values.
    Choice {
        /// About.
        subject: Subject,
        /// One of.
        values: Mask,
    },
    /// `NAME includes V or V`: the set holds one of these values.
    Includes {
        /// About.
        subject: Subject,
        /// One of.
        values: Mask,
    },
    /// `NAME is "text"`.
    Text {
        /// About.
        subject: Subject,
        /// The text.
        text: String,
        /// `is not`: any other text.
        is: bool,
    },
    /// `NAME is 3 or more`, `is under 3`.
    Number {
        /// About.
        subject: Subject,
        /// How.
        order: Order,
        /// With.
        value: u32,
    },
    /// `NAME is before DATE`.
    Dates {
        /// Left.
        left: DateTerm,
        /// How.
        order: Order,
        /// Right.
        right: DateTerm,
    },
    /// `NAME is within the D before ANCHOR`, and `between`: the date lies in the window.
    InWindow {
        /// The date.
        date: DateTerm,
        /// The window.
        window: Window,
    },
    /// A computed or recorded length: `NAME is under 1 year`, `is 4 months` (`is 16 or 17 years` is [`Condition::Either`]).
    /// *under L*: less than L; *at least L*: L completed; *over L*: L completed and at least a day more;
    /// *at most L*: not over L; *is L*: L completed and not yet one unit more.
    Length {
        /// About.
        subject: Subject,
        /// How.
        order: Order,
        /// With.
        length: Length,
    },
    /// Periods.
    Periods {
        /// About.
        subject: Subject,
        /// What is asked.
        test: PeriodTest,
    },
    /// `there was a / at least N / no ITEMS …`, `the number of ITEMS … is …`: how many entries satisfy the filter.
    Count {
        /// The list.
        list: FactId,
        /// Which entries count: all of these hold of the entry.
        filter: Vec<Clause>,
        /// Count different values of this field among them, not entries.
        different: Option<FieldId>,
        /// How.
        order: Order,
        /// With.
        value: u32,
    },
    /// `ITEM's FIELD is one of the FIELDs of LIST`.
    MemberOf {
        /// The field of the entry at hand.
        subject: Subject,
        /// The other list.
        list: FactId,
        /// Its field.
        field: FieldId,
    },
    /// A definition's sentence.
    Definition(DefinitionId),
    /// A table's one-of result: one of these values.
    TableIs {
        /// The table.
        table: TableId,
        /// One of.
        values: Mask,
    },
    /// `the outcome of "Q" is V / is at least V / is at most V`.
    Outcome {
        /// The question.
        question: QuestionId,
        /// How.
        comparison: Comparison,
        /// With.
        outcome: OutcomeId,
    },
    /// `"OUTCOME" is to be considered under "Q"`.
    ToConsider {
        /// The question.
        question: QuestionId,
        /// The outcome.
        outcome: OutcomeId,
    },
    /// `rule "R" applies` (guarantees and examples only).
    RuleApplies(RuleId),
    /// `is 16 or 17 years`, `is 2 or 3`, `is "a" or "b"`: any of these, all about one subject.
    Either(Vec<Condition>),
}
