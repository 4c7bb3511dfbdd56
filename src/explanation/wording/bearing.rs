//! What the outcome hangs on, what would change it, what is presumed, and the procedure around it.

use super::super::question::{ChangeExplanation, Openness, PresumptionExplanation, ReasonLine};
use super::{cited, names, quoted, series, stop};
use crate::calendar::{Date, Length};
use crate::syntax::tree::Duty;

/// `If the coroner had …: the outcome would be no review.`
#[must_use]
pub fn change(change: &ChangeExplanation) -> String {
    let mut to: Vec<String> = Vec::new();
    for changed in &change.changes {
        if !to.contains(&changed.sentence) {
            to.push(changed.sentence.clone());
        }
    }
    let verb = if change.certain { "would be" } else { "could be" };
    let certain = if change.certain { "certain" } else { "possible, not certain" };
    format!(
        "If instead {}: the outcome {verb} {} ({certain}).",
        series(&to, ", and ", ", and "),
        change.outcome
    )
}

/// What is recorded now, a sentence.
#[must_use]
pub fn recorded_now(from: &str) -> String {
    stop(&format!("Recorded now: {from}"))
}

/// Who carries a fact of a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// Sources differ on it.
    Differing,
    /// One named source only.
    By(String),
    /// Nobody who is named.
    Nobody,
}

/// Who carries a fact of a reason; nothing where several sources do.
#[must_use]
pub fn carried_by(reason: &ReasonLine) -> Option<Carried> {
    let line = &reason.fact;
    if line.disputed {
        return Some(Carried::Differing);
    }
    match line.sayings.iter().find_map(|saying| saying.by.as_ref()) {
        Some(by) => reason.hangs_on_one_source.then(|| Carried::By(by.clone())),
        None => Some(Carried::Nobody),
    }
}

/// The same as a sentence; `all`: of every fact of a reason that has several.
#[must_use]
pub fn carried(by: &Carried, all: bool) -> String {
    match (by, all) {
        (Carried::Differing, false) => {
            "Sources differ on this fact; each account is enough for this.".to_owned()
        }
        (Carried::Differing, true) => {
            "Sources differ on each of these; each account is enough for this.".to_owned()
        }
        (Carried::By(by), false) => format!("This comes from one source only: {by}."),
        (Carried::By(by), true) => format!("All of this comes from one source only: {by}."),
        (Carried::Nobody, false) => "Nobody is named as having said it.".to_owned(),
        (Carried::Nobody, true) => "Nobody is named as having said any of this.".to_owned(),
    }
}

/// Said where a single fact carries the outcome.
pub const HANGS_ON_ONE: &str = "The outcome hangs on this one fact.";

/// Presumptions a reason needs.
#[must_use]
pub fn with_presumptions(used: &[String]) -> String {
    format!("This also rests on what is presumed: {}.", names(used))
}

/// What is presumed.
#[must_use]
pub fn presumption(used: &PresumptionExplanation) -> String {
    let name = cited(&quoted(&used.name), &used.citations);
    format!("{name}: unless the contrary is shown, {}.", used.sentence)
}

/// What is presumed, where the page has shown what that stands in for.
#[must_use]
pub fn presumption_above(used: &PresumptionExplanation) -> String {
    format!("{}, as shown above.", cited(&quoted(&used.name), &used.citations))
}

/// With and without. Where several outcomes stay possible either way, what leads to which may still hang on it: then
/// nothing is said.
#[must_use]
pub fn with_and_without(with: &[String], without: &[String]) -> Vec<String> {
    if with == without {
        let same =
            (with.len() == 1).then(|| "What the rules can give is the same with and without it.".to_owned());
        return same.into_iter().collect();
    }
    vec![
        format!("With what is presumed: {}.", with.join("; ")),
        format!("Without it: {}.", without.join("; ")),
    ]
}

/// Instead of facts that are enough for an outcome, where none is needed.
#[must_use]
pub fn nothing_needed(rules_bind: bool, presumed: bool) -> &'static str {
    if presumed {
        "No recorded fact is needed: what is presumed is enough until the contrary is shown."
    } else if rules_bind {
        "No recorded fact is needed: whatever is recorded, the rules give this outcome."
    } else {
        "No recorded fact is needed, and none would change it: no rule for this question can require anything."
    }
}

/// The facts a presumption stands in for.
#[must_use]
pub fn stands_in_for(open: Openness) -> &'static str {
    match (open.missing, open.disputed) {
        (_, false) => "It stands in for what is not known:",
        (false, true) => "It stands in for what sources differ on:",
        (true, true) => "It stands in for what is not known, or what sources differ on:",
    }
}
/// The facts that matter to an outcome put to people; `besides`: all that is listed above does too.
#[must_use]
pub fn matters_to_this(open: Openness, besides: bool) -> &'static str {
    match (open.missing, open.disputed, besides) {
        (_, false, false) => "Not known, and it matters to this:",
        (false, true, false) => "Sources differ, and it matters to this:",
        (true, true, false) => "Not known, or sources differ, and it matters to this:",
        (_, false, true) => "What is listed above matters to this too. Not known besides:",
        (false, true, true) => "What is listed above matters to this too. Sources differ besides:",
        (true, true, true) => {
            "What is listed above matters to this too. Not known besides, or sources differ:"
        }
    }
}
/// Above considerations.
pub const CONSIDERATIONS: &str = "The group considers:";

/// A thing to consider with what people made of it.
#[must_use]
pub fn reason_given(reason: &str) -> String {
    stop(&format!("Reason: {reason}"))
}

/// A thing to consider of which nothing is recorded.
pub const NO_REASON_YET: &str = "Reason: none is recorded.";

/// Where a rule that puts an outcome to people only might apply; `above`: the page has shown all that it hangs on.
#[must_use]
pub fn perhaps_to_consider(open: Openness, above: bool) -> &'static str {
    if above {
        "Perhaps to consider: this depends on what is listed above. The second part shows the rule."
    } else if open.missing || !open.disputed {
        "Perhaps to consider: this depends on what is not known. The second part shows the rule."
    } else {
        "Perhaps to consider: this depends on which source is right. The second part shows the rule."
    }
}

/// Where a rule applies, and what could lift that was listed above.
pub const HANGS_ON_ABOVE: &str = "What could change this is listed above.";

/// Procedure while a question is open.
#[must_use]
pub fn while_missing(question: &str, after: Length, anchor: &str, then: &str) -> String {
    stop(&format!("If {} is still undecided {} after {anchor}, {then}", quoted(question), after.words()))
}

/// Who may raise or lower an outcome, and where.
#[must_use]
pub fn override_line(text: &str, duty: Option<(Duty, &str)>, condition: Option<&str>) -> String {
    let duty = duty.map(|(duty, outcome)| match duty {
        Duty::Must => format!(" where the outcome must be {outcome}"),
        Duty::ShouldAlways => format!(" where the outcome should always be {outcome}"),
        Duty::ShouldConsider => format!(" where {outcome} should be considered"),
        Duty::May => format!(" where {outcome} may be chosen"),
        Duty::Weigh => format!(" where {outcome} is to be weighed"),
    });
    let comma = if text.ends_with("giving reasons") { "," } else { "" };
    let condition = condition.map(|condition| format!("{comma} where {condition}"));
    format!("{text}{}{}", duty.unwrap_or_default(), condition.unwrap_or_default())
}

/// On standard error, where a claim did not stand when it was checked again.
#[must_use]
pub fn fault(case: &str, claim: &str) -> String {
    format!(
        "{case}: {claim} did not stand when it was checked again, and was left out; this is a mistake of the program"
    )
}

/// A departure.
#[must_use]
pub fn departure(name: &str, citations: &[String], from: &str, text: &str) -> String {
    stop(&format!("{} departs from {}: {text}", cited(&quoted(name), citations), quoted(from)))
}

/// What a departure takes out of a rule.
#[must_use]
pub fn departs_when(condition: &str) -> String {
    stop(&format!("the rule does not apply when {condition}"))
}

/// What always holds of dates.
#[must_use]
pub fn nothing_ahead(as_at: Date) -> String {
    format!("nothing recorded lies after the day this page looks from, {}", as_at.words())
}

/// What always holds, under a clash.
#[must_use]
pub fn always(text: &str) -> String {
    stop(&format!("It always holds that {text}"))
}
