//! The names a sentence may use, gathered before any sentence is read.

use super::condition::{DefinitionId, QuestionId, RuleId, TableId};
use crate::calendar::Conventions;
use crate::source::Span;
use crate::vocabulary::{FactId, Vocabulary};

/// Everything a sentence may speak of.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The merged vocabulary.
    pub vocabulary: Vocabulary,
    /// Definitions' sentences, with the text each defines and its name.
    pub definitions: Vec<NamedSentence>,
    /// Questions with their outcomes.
    pub questions: Vec<NamedQuestion>,
    /// Rule names.
    pub rules: Vec<(String, RuleId)>,
    /// Tables' results that are not declared in the vocabulary: heading, values (none: a date).
    pub tables: Vec<(String, Vec<String>, TableId)>,
    /// Settings: name in lower case, value as written.
    pub settings: Vec<(String, String)>,
    /// Month ends and 29 February.
    pub conventions: Conventions,
}

/// A definition's sentence.
#[derive(Debug, Clone)]
pub struct NamedSentence {
    /// The sentence.
    pub sentence: String,
    /// Which definition.
    pub id: DefinitionId,
    /// Where it stands.
    pub span: Span,
}

/// A question with its ladder.
#[derive(Debug, Clone)]
pub struct NamedQuestion {
    /// Its name.
    pub name: String,
    /// Outcome names, most serious first.
    pub outcomes: Vec<String>,
    /// Which.
    pub id: QuestionId,
}

/// What a sentence may speak of where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The case: rules, definitions, exceptions, presumptions.
    Case,
    /// One entry of a list (and the case as well).
    Entry(FactId),
    /// Guarantees and examples: the case, and `rule "R" applies`.
    Claim,
    /// *Always* and *applies when* in a vocabulary: the case, and `the as-at day`.
    Vocabulary,
}
