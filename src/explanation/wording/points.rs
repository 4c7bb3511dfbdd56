//! Rules and their points.

use super::super::question::{GroundExplanation, RuleExplanation};
use super::super::statement::Counts;
use super::{cited, names, quoted, stop};
use crate::evaluation::{RuleState, Truth};
use crate::syntax::tree::Duty;

/// A point, or a piece of a rule: true, not true, not known.
#[must_use]
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "not true",
        Truth::Open => "not known",
    }
}

/// A list as a whole: met, not met, not known.
#[must_use]
pub fn list_truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "met",
        Truth::False => "not met",
        Truth::Open => "not known",
    }
}

/// For words without effect.
pub const NO_EFFECT: &str = "makes no difference";

/// `2 of 5 are present, 1 is absent, 2 are not known.`
#[must_use]
pub fn counts(counts: Counts) -> String {
    let is = |number: u32| if number == 1 { "is" } else { "are" };
    let mut parts = vec![format!("{} of {} {} present", counts.present, counts.of(), is(counts.present))];
    if counts.absent > 0 {
        parts.push(format!("{} {} absent", counts.absent, is(counts.absent)));
    }
    if counts.not_known > 0 {
        parts.push(format!("{} {} not known", counts.not_known, is(counts.not_known)));
    }
    stop(&parts.join(", "))
}

/// `“known or suspected abuse” [Regs 5(2)]: the outcome must be serious case review when all of these are true`
#[must_use]
pub fn rule(rule: &RuleExplanation, when: &str) -> String {
    rule_and_condition(rule, &format!(" when {when}"))
}

/// The same without its condition.
#[must_use]
pub fn rule_by_name(rule: &RuleExplanation) -> String {
    stop(&rule_and_condition(rule, ""))
}

fn rule_and_condition(rule: &RuleExplanation, when: &str) -> String {
    let name = cited(&quoted(&rule.rule), &rule.citations);
    let outcome = &rule.outcome;
    let gives = match rule.duty {
        Duty::Must => format!("the outcome must be {outcome}"),
        Duty::ShouldAlways => format!("the outcome should always be {outcome}"),
        Duty::ShouldConsider => format!("{outcome} should be considered"),
        Duty::May => format!("{outcome} may be chosen"),
        Duty::Weigh => format!("{outcome} is to be weighed"),
    };
    format!("{name}: {gives}{when}")
}

/// How a rule fared.
#[must_use]
pub fn state(state: RuleState) -> &'static str {
    match state {
        RuleState::Applies => "This rule applies.",
        RuleState::DoesNotApply => "This rule does not apply.",
        RuleState::MightApply => "This rule might apply.",
        RuleState::SetAside => "This rule is set aside by an exception.",
    }
}

/// Above the exceptions of a rule.
#[must_use]
pub fn exception(state: RuleState, name: &str, citations: &[String], when: &str) -> String {
    let lead = if state == RuleState::Applies { "Set aside by" } else { "Might be set aside by" };
    format!("{lead} {}, which applies when {when}", cited(&quoted(name), citations))
}

/// Exceptions that an exception may be set aside by.
#[must_use]
pub fn exception_of(names_of: &[String]) -> String {
    format!("The exception {} bears on this.", names(names_of))
}

/// A rule that comes from a set built on.
#[must_use]
pub fn from_base(set: &str) -> String {
    format!("This rule comes from {}.", quoted(set))
}

/// A line without effect.
#[must_use]
pub fn whether_or_not(text: &str) -> String {
    format!("This holds whether or not {text}.")
}

/// A piece that is true only because it is presumed.
#[must_use]
pub fn presumed_by(presumption: &str) -> String {
    format!("Not known. It is presumed by {}, unless the contrary is shown.", quoted(presumption))
}

/// Above a definition's body.
#[must_use]
pub fn means(name: &str, citations: &[String], body: &str) -> String {
    format!("Defined in {}: {body}", cited(&quoted(name), citations))
}

/// Rules of which at least one applies.
pub const TOGETHER: &str = "At least one of these rules applies, whatever the missing answers are.";
/// Over the grounds of an outcome that *Otherwise* gives.
pub const NONE_APPLIES: &str = "Each rule for a more serious outcome was tried. None of them applies.";

/// Does this ground stand with others?
#[must_use]
pub fn grounds_note(grounds: &[GroundExplanation]) -> Option<&'static str> {
    if grounds.iter().any(|ground| ground.together) {
        return Some(TOGETHER);
    }
    grounds.iter().any(|ground| ground.why_not).then_some(NONE_APPLIES)
}
