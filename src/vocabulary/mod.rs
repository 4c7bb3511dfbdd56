//! What may a record say, and what may a rule ask?
//!
//! Facts with their kinds, types, holders and wordings. Read from the tree of a `.facts` file (`from_tree.rs`);
//! conditions inside a vocabulary (*applies when*, *Always*, computed facts) stay text here and are matched by the
//! checker like any other sentence.

mod from_tree;
mod lines;
mod phrase;
mod plainly;
mod types;
mod wording;

pub use from_tree::read;
pub use phrase::{both, either, never_sentence, series};

use crate::calendar::Length;
use crate::source::Span;
use crate::syntax::tree::{Body, FactKind, Text};

/// Names one fact of a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// Names one field of a list fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// All vocabularies a rule set uses, merged: ids are unique, sentences are unique.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Titles with versions, in title order.
    pub titles: Vec<(String, Option<String>)>,
    /// The facts; a [`FactId`] is an index here.
    pub facts: Vec<Fact>,
    /// What holds for every record.
    pub always: Vec<Body>,
}

impl Vocabulary {
    /// The fact of an id.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.0 as usize)
    }

    /// The fact with this id text.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(FactId, &Fact)> {
        let index = self.facts.iter().position(|fact| fact.id == id)?;
        Some((FactId(u32::try_from(index).ok()?), self.facts.get(index)?))
    }

    /// May the fact be *not applicable*: does it, or a fact that it is computed from, apply only when something is so?
    /// What a table computes may, as its inputs are the rule set's.
    #[must_use]
    pub fn may_not_apply(&self, fact: &Fact) -> bool {
        let (mut open, mut seen) = (vec![fact], Vec::new());
        while let Some(fact) = open.pop() {
            if fact.applies_when.is_some() || matches!(fact.ty, Type::ByTable { .. }) {
                return true;
            }
            let next: Vec<FactId> = fact.ty.computed_from().filter(|id| !seen.contains(id)).collect();
            open.extend(next.iter().filter_map(|id| self.fact(*id)));
            seen.extend(next);
        }
        false
    }
}

/// One fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The key in a record: `abuse-or-neglect`.
    pub id: String,
    /// Fact, judgement, computed, context, established later, private.
    pub kind: FactKind,
    /// What its values are.
    pub ty: Type,
    /// Wordings.
    pub words: Words,
    /// Agencies that hold it, or who judges it.
    pub held_by: Vec<String>,
    /// `applies when S`.
    pub applies_when: Option<Body>,
    /// `Beyond dispute.`
    pub beyond_dispute: bool,
    /// `May lie ahead.`: dates may be after the as-at day.
    pub may_lie_ahead: bool,
    /// `Plainly: V.`, as written.
    pub plainly: Option<Text>,
    /// 1 (easy) to 3 (hard); 2 where not said.
    pub ease: u8,
    /// Notes, as written.
    pub notes: Vec<String>,
    /// The declaration.
    pub span: Span,
}

impl Fact {
    /// How the fact is called in a line of an explanation: its name, else its question, else its yes-sentence.
    #[must_use]
    pub fn label(&self) -> &str {
        let words = &self.words;
        words.name.as_deref().or(words.ask.as_deref()).or(words.yes.as_deref()).unwrap_or(&self.id)
    }
}

/// The wordings of a fact or field, without full stops.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// `Name:` a noun phrase.
    pub name: Option<String>,
    /// `Yes:` a whole sentence.
    pub yes: Option<String>,
    /// `No:` a whole sentence.
    pub no: Option<String>,
    /// `Ask:` a question, with its question mark.
    pub ask: Option<String>,
    /// `One:` / `Many:` / `None:` of a list.
    pub one: Option<String>,
    /// Plural of a list.
    pub many: Option<String>,
    /// The sentence that there are none.
    pub none: Option<String>,
    /// `Never:` of periods: the sentence that there was no day ("the child was never looked after"); made from the
    /// name where not given.
    pub never: Option<String>,
    /// `Ever:` of periods: the sentence that there was a day.
    pub ever: Option<String>,
    /// Old wordings, still accepted: (which: "Name", "Yes", "No"; text).
    pub formerly: Vec<(String, String)>,
}

/// What values a fact or field may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// yes or no. As a choice: no is 0, yes is 1.
    YesNo,
    /// one of: values in the order written.
    OneOf {
        /// The values; at most 60.
        values: Vec<String>,
        /// *in rising order*
        rising: bool,
    },
    /// any of: a set.
    AnyOf {
        /// The values; at most 60.
        values: Vec<String>,
    },
    /// A whole number, from 0 up.
    Number,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A length of time recorded as such, in one unit (days, weeks: exact; months, years: calendar).
    Length(LengthKind),
    /// Computed: time from one date fact to another.
    TimeBetween {
        /// From this date.
        from: FactId,
        /// To this date.
        to: FactId,
    },
    /// Computed: another date fact plus or less a length.
    Shifted {
        /// The date it starts from.
        base: FactId,
        /// Later (true) or earlier.
        later: bool,
        /// By this much.
        length: Length,
    },
    /// Computed by a table of the rule set named like the fact (`one of` values in `values`, or a date when empty).
    ByTable {
        /// The values; empty for a date.
        values: Vec<String>,
    },
    /// From-to periods.
    Periods,
    /// A list of records.
    List {
        /// The fields; a [`FieldId`] is an index here.
        fields: Vec<Field>,
    },
    /// Free text, compared for equality with listed texts only.
    Text,
}

/// The two kinds of length, never compared with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LengthKind {
    /// Days and weeks.
    Days,
    /// Months and years.
    Months,
}

impl Type {
    /// The facts that it is computed from, where it says so itself.
    pub fn computed_from(&self) -> impl Iterator<Item = FactId> {
        let (one, other) = match self {
            Self::TimeBetween { from, to } => (Some(*from), Some(*to)),
            Self::Shifted { base, .. } => (Some(*base), None),
            Self::YesNo
            | Self::OneOf { .. }
            | Self::AnyOf { .. }
            | Self::Number
            | Self::Date
            | Self::DateTime
            | Self::Length(_)
            | Self::ByTable { .. }
            | Self::Periods
            | Self::List { .. }
            | Self::Text => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// The values it lists, in the order written; none where it lists none.
    #[must_use]
    pub fn values(&self) -> &[String] {
        match self {
            Self::OneOf { values, .. } | Self::AnyOf { values } | Self::ByTable { values } => values,
            Self::YesNo
            | Self::Number
            | Self::Date
            | Self::DateTime
            | Self::Length(_)
            | Self::TimeBetween { .. }
            | Self::Shifted { .. }
            | Self::Periods
            | Self::List { .. }
            | Self::Text => &[],
        }
    }

    /// The fields of its entries; none where it is no list.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        if let Self::List { fields } = self { fields } else { &[] }
    }

    /// The same values, wherever and however worded they were declared.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let (Self::List { fields }, Self::List { fields: others }) = (self, other) else {
            return self == other;
        };
        fields.len() == others.len()
            && fields.iter().zip(others).all(|(one, other)| one.id == other.id && one.ty.same_as(&other.ty))
    }
}

/// A field of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its key in an entry.
    pub id: String,
    /// Its type (no lists in lists; periods are allowed).
    pub ty: Type,
    /// Wordings of a yes/no field, or a name.
    pub words: FieldWords,
    /// The declaration.
    pub span: Span,
}

/// Wordings of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldWords {
    /// `Name:`; the id with hyphens read as spaces where not given.
    pub name: Option<String>,
    /// Whole sentence, about the item.
    pub yes: Option<String>,
    /// Whole sentence, about the item.
    pub no: Option<String>,
    /// Its question.
    pub ask: Option<String>,
    /// `Never:` of a periods field; made from the name where not given.
    pub never: Option<String>,
    /// `Ever:` of a periods field.
    pub ever: Option<String>,
}
