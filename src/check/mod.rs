//! What does each sentence mean, and does everything fit?
//!
//! Matches sentences to the vocabulary, resolves names, checks types and structure, merges what is built on, and
//! reports every mistake. Only a sound check can be lowered.

mod condition;
mod hash;
mod names;
mod rule_set;
pub mod sentence;

pub use condition::{
    Clause, Condition, DateBase, DateTerm, DefinitionId, ExceptionId, Heading, Mask, Meaning, Order, OutcomeId,
    PeriodTest, PresumptionId, QuestionId, RuleId, Subject, TableId, Window,
};
pub use hash::hash;
pub use names::{NamedQuestion, NamedSentence, Names, Scope};
pub use rule_set::{
    Anchor, Consideration, Deadline, Definition, Departure, Example, Exception, Expected, Guarantee, GuaranteeClaim,
    MemberCheck, Origin, Outcome, Override, Presumption, Question, Rule, RuleSet, Setting, SourceText, Start, Table,
    TableResult, TableRow, WhileMissing,
};
