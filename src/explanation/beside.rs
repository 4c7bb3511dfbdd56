//! The same case under another rule set: what differs among the rules, then what each gives.

use crate::evaluation::Truth;

/// One case under another set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The other set's title.
    pub set: String,
    /// The record cannot be read in the other set's vocabulary; nothing is compared.
    pub unread: bool,
    /// Rules that fare otherwise there, by name.
    pub rules: Vec<RuleBeside>,
    /// Questions that both sets have.
    pub outcomes: Vec<OutcomeBeside>,
    /// Outcomes put to people otherwise there.
    pub put: Vec<PutBeside>,
    /// Names of questions that only this set asks.
    pub only_here: Vec<String>,
    /// Names of questions that only the other asks.
    pub only_there: Vec<String>,
}

/// One rule under both sets, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleBeside {
    /// The question.
    pub question: String,
    /// Its name.
    pub rule: String,
    /// How it fares here.
    pub here: String,
    /// How it fares there.
    pub there: String,
    /// Sentences of it that only this set's text holds, with their truth.
    pub only_here: Vec<(String, Truth)>,
    /// Sentences of it that only the other's holds.
    pub only_there: Vec<(String, Truth)>,
}

/// One question under both sets, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeBeside {
    /// The question.
    pub question: String,
    /// What it gives here.
    pub here: String,
    /// What it gives there.
    pub there: String,
}

/// An outcome put to people under both sets, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PutBeside {
    /// The question.
    pub question: String,
    /// The outcome.
    pub outcome: String,
    /// How strongly here.
    pub here: String,
    /// How strongly there.
    pub there: String,
}
