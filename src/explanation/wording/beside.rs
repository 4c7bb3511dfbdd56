//! How the same case under another rule set is headed.

/// Over what another set makes of the case.
#[must_use]
pub fn beside(set: &str) -> String {
    format!("The same case under \"{set}\"")
}

/// The record holds something the other vocabulary has no word for.
pub const BESIDE_UNREAD: &str = "The record cannot be read in that set's vocabulary, so nothing is compared.";
/// No question is shared.
pub const BESIDE_NO_QUESTION: &str = "That set has no question of the same name.";
/// No rule fares otherwise.
pub const BESIDE_NO_RULE: &str = "No rule of the shared questions fares otherwise.";
/// Over the rules that fare otherwise.
pub const BESIDE_RULES: [&str; 4] = ["Question", "Rule", "Here", "There"];
/// Over the outcomes.
pub const BESIDE_OUTCOMES: [&str; 3] = ["Question", "Given here", "Given there"];
