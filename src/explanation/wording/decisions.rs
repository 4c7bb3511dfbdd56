//! Sentences about what people decided.

use super::super::decisions::RecordedDecision;
use super::{capital, either, quoted, stop};

/// Above what people decided.
pub const DECISIONS: &str = "Decisions recorded";
/// It is what the rules give.
pub const DECISION_AS_GIVEN: &str = "This is what the rules give.";
/// The record contradicts itself.
pub const DECISION_NOTHING_GIVEN: &str = "The rules give no outcome that it could be held against.";
/// A later one counts.
pub const DECISION_EARLIER: &str = "A later decision took its place.";
/// Dated after the as-at day.
pub const DECISION_AHEAD: &str =
    "It is dated after the day this page looks from, so it does not count here yet.";
/// No line of the overrides allows it.
pub const LEAVE_NO_LINE: &str = "No line of the rules allows that.";
/// There are no overrides.
pub const LEAVE_SILENT: &str = "The rules do not say who may do that.";
/// Without reasons.
pub const NO_REASONS: &str = "No reasons are recorded.";

/// `On “review”: no review. Made by the chair on 20 June 2015 (cases.yaml:9).`
#[must_use]
pub fn decision_made(made: &RecordedDecision) -> String {
    let on = made.question.as_ref().map_or_else(String::new, |name| format!("On {}: ", quoted(name)));
    let by = made.by.as_ref().map_or_else(|| " by somebody not named".to_owned(), |by| format!(" by {by}"));
    let day =
        made.on.map_or_else(|| " on a day not recorded".to_owned(), |day| format!(" on {}", day.words()));
    let place = made.origin.rsplit(['/', '\\']).next().unwrap_or("");
    let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
    capital(&format!("{on}{}. Made{by}{day}{place}.", made.decision))
}

/// The reasons given.
#[must_use]
pub fn decision_reasons(reasons: Option<&String>) -> String {
    reasons.map_or_else(|| NO_REASONS.to_owned(), |reasons| stop(&format!("Reasons: {reasons}")))
}

/// What the group made of one thing it considered.
#[must_use]
pub fn considered(item: &str, reason: &str) -> String {
    stop(&format!("Considered: {item}. Reason: {reason}"))
}

/// The rules put it to people.
#[must_use]
pub fn decision_put_to_people(rule: &str) -> String {
    format!("The rules leave this choice to people, under {}.", quoted(rule))
}

/// The rules may put it to people.
#[must_use]
pub fn decision_perhaps_put(rule: &str) -> String {
    format!(
        "The rules may leave this choice to people, under {}: that depends on what is not known.",
        quoted(rule)
    )
}

/// The rules require nothing.
#[must_use]
pub fn decision_left(who: Option<&str>) -> String {
    format!("The rules require nothing here, and leave the choice to {}.", who.unwrap_or("people"))
}

/// One of several.
#[must_use]
pub fn decision_still_possible(possible: &[String]) -> String {
    format!(
        "The rules cannot yet give one outcome; this is one of those still possible: {}.",
        possible.join("; ")
    )
}

/// None of several.
#[must_use]
pub fn decision_between(possible: &[String]) -> String {
    format!(
        "The rules cannot yet give one outcome, and this is none of those still possible: {}.",
        possible.join("; ")
    )
}

/// More serious.
#[must_use]
pub fn decision_raised(possible: &[String]) -> String {
    format!("It is more serious than what the rules give: {}.", either(possible))
}

/// Less serious.
#[must_use]
pub fn decision_lowered(possible: &[String]) -> String {
    format!("It is less serious than what the rules give: {}.", either(possible))
}

/// A line allows it.
#[must_use]
pub fn leave_allowed(line: &str) -> String {
    format!("The rules allow that: {}", quoted(&stop(line)))
}

/// A line forbids it.
#[must_use]
pub fn leave_forbidden(line: &str) -> String {
    format!("The rules do not allow that: {}", quoted(&stop(line)))
}

/// A line might forbid it.
#[must_use]
pub fn leave_perhaps_forbidden(line: &str) -> String {
    format!("Whether the rules allow that depends on what is not known: {}", quoted(&stop(line)))
}

/// A line names others than the record; `by`: whom the record names.
#[must_use]
pub fn leave_not_by(line: &str, who: &str, by: Option<&str>) -> String {
    let who = who.strip_prefix("The ").map_or_else(|| who.to_owned(), |rest| format!("the {rest}"));
    let shown = match by {
        Some(by) => format!("The record names {by}, and does not show that this is {who}."),
        None => format!("The record does not say who made it, so not that {who} did."),
    };
    format!("The rules say: {} {shown}", quoted(&stop(line)))
}

/// A line asks for reasons.
#[must_use]
pub fn leave_without_reasons(line: &str) -> String {
    format!("The rules say: {} The reasons are missing.", quoted(&stop(line)))
}

/// What a line asks for is open.
#[must_use]
pub fn leave_condition_open(line: &str) -> String {
    format!("The rules say: {} Whether that is so is not known.", quoted(&stop(line)))
}

/// Where a line of *While facts are missing* stands.
#[must_use]
pub fn missing_settled(question: &str) -> String {
    format!("It is not needed: the rules give one outcome for {}.", quoted(question))
}

/// Its day has not come.
#[must_use]
pub fn missing_not_yet(day: crate::calendar::DateRange) -> String {
    format!("That day is {}; it has not come.", range(day))
}

/// Its day has come.
#[must_use]
pub fn missing_now(day: crate::calendar::DateRange) -> String {
    format!("That day was {}: this holds now.", range(day))
}

/// Its day is not known.
pub const MISSING_NOT_KNOWN: &str = "That day is not known: the day it counts from is not recorded.";

fn range(day: crate::calendar::DateRange) -> String {
    if day.is_day() {
        day.first.words()
    } else {
        format!("between {} and {}", day.first.words(), day.last.words())
    }
}
