//! How the same case under another rule set is headed.

use crate::evaluation::Truth;
use crate::explanation::{OutcomeBeside, PutBeside, RuleBeside};

/// Over what another set makes of the case.
#[must_use]
pub fn beside(set: &str) -> String {
    format!("The same case under “{set}”")
}

/// The record holds something the other vocabulary has no word for.
pub const BESIDE_UNREAD: &str = "The record cannot be read in that set's vocabulary, so nothing is compared.";
/// No question is shared.
pub const BESIDE_NO_QUESTION: &str = "That set has no question of the same name.";
/// No rule fares otherwise.
pub const BESIDE_NO_RULE: &str = "No rule of the shared questions fares otherwise.";
/// Over the rules that fare otherwise.
pub const BESIDE_RULES: &str = "These rules fare otherwise there:";
/// Over the outcomes.
pub const BESIDE_OUTCOMES: &str = "And the outcomes:";

/// Over the outcomes put to people otherwise.
pub const BESIDE_PUT: &str = "And put to people otherwise there:";

/// One rule under both sets.
#[must_use]
pub fn beside_rule(rule: &RuleBeside) -> String {
    format!("{}, “{}”. Here: {}. There: {}.", rule.question, rule.rule, rule.here, rule.there)
}

/// The sentences that only one of the two texts holds.
#[must_use]
pub fn beside_sentences(rule: &RuleBeside) -> Vec<String> {
    let told = |here: &str, sentences: &[(String, Truth)]| -> Vec<String> {
        let each = sentences.iter().map(|(text, truth)| {
            let truth = match truth {
                Truth::True => "true",
                Truth::False => "not true",
                Truth::Open => "not known",
            };
            format!("Only {here} the rule says “{text}”: {truth}.")
        });
        each.collect()
    };
    [told("here", &rule.only_here), told("there", &rule.only_there)].concat()
}

/// Questions that only one of the two sets asks.
#[must_use]
pub fn beside_asked(here: bool, names: &[String]) -> String {
    let (which, names) = (if here { "Not asked there" } else { "Asked there only" }, names.join("; "));
    format!("{which}: {names}.")
}

/// One question under both sets.
#[must_use]
pub fn beside_outcome(it: &OutcomeBeside) -> String {
    format!("{}. Given here: {}. Given there: {}.", it.question, it.here, it.there)
}

/// An outcome put to people under both sets.
#[must_use]
pub fn beside_put(it: &PutBeside) -> String {
    format!("{}, {}. Here: {}. There: {}.", it.question, it.outcome, it.here, it.there)
}
