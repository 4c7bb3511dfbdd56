//! Rules and their points.

use super::super::question::{GroundExplanation, RuleExplanation};
use super::super::statement::{
    Counts, FactLine, LengthFound, SayingState, SettingUsed, Statement, StatementKind,
};
use super::{both, capital, cited, name_is, names, quoted, stop};
use crate::calendar::Unit;
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

/// How a piece stands, and whether the record shows it or a presumption only.
#[must_use]
pub fn mark(statement: &Statement) -> String {
    let word = match &statement.kind {
        StatementKind::NoEffect => NO_EFFECT,
        StatementKind::Sentence { facts, .. } if statement.truth == Truth::Open && differ_only(facts) => {
            DISPUTED
        }
        StatementKind::Sentence { .. } => truth(statement.truth),
        StatementKind::List { .. } => list_truth(statement.truth),
    };
    match by_presumption(&statement.presumptions()) {
        Some(by) => format!("taken as {word}, {by}; not shown"),
        None => word.to_owned(),
    }
}

/// A point that is open because sources differ.
const DISPUTED: &str = "not known, because sources differ";

/// Is all that is open among these facts a matter of sources that differ?
fn differ_only(facts: &[FactLine]) -> bool {
    let said = |line: &FactLine| line.sayings.iter().all(|saying| saying.state == SayingState::Value);
    facts.iter().any(|line| line.disputed) && facts.iter().all(said)
}

/// `by the presumption “no definitive evidence”`
fn by_presumption(presumptions: &[&String]) -> Option<String> {
    let quoted: Vec<String> = presumptions.iter().map(|name| quoted(name)).collect();
    match quoted.as_slice() {
        [] => None,
        [one] => Some(format!("by the presumption {one}")),
        [_, ..] => Some(format!("by the presumptions {}", both(&quoted))),
    }
}

/// For words without effect.
pub const NO_EFFECT: &str = "makes no difference";

/// `2 of 5 are present, 1 is absent, 2 are not known.`
#[must_use]
pub fn counts(counts: Counts) -> String {
    let is = |number: u32| if number == 1 { "is" } else { "are" };
    let present = counts.present.saturating_sub(counts.presumed);
    let mut parts = vec![format!("{present} of {} {} present", counts.of(), is(present))];
    for (number, words) in [
        (counts.presumed, "only presumed"),
        (counts.absent.saturating_sub(counts.presumed_absent), "absent"),
        (counts.presumed_absent, "only presumed absent"),
        (counts.not_known, "not known"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {} {words}", is(number)));
        }
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

/// How a rule fared, and whether the record shows it or a presumption only.
#[must_use]
pub fn state(rule: &RuleExplanation) -> String {
    let state = match rule.state {
        RuleState::Applies => "This rule applies",
        RuleState::DoesNotApply => "This rule does not apply",
        RuleState::MightApply => "This rule might apply",
        RuleState::SetAside => "This rule is set aside by an exception",
    };
    let rests = match rule.state {
        RuleState::Applies | RuleState::DoesNotApply => by_presumption(&rule.when.presumptions()),
        RuleState::MightApply | RuleState::SetAside => None,
    };
    rests.map_or_else(|| format!("{state}."), |by| format!("{state}, {by}."))
}

/// Under a piece that is only presumed.
#[must_use]
pub fn presumed_by(citations: &[String]) -> String {
    stop(&cited("It is presumed unless the contrary is shown", citations))
}

/// A setting that a piece names.
#[must_use]
pub fn setting(setting: &SettingUsed) -> String {
    let SettingUsed { name, value, .. } = setting;
    let name = name.to_lowercase();
    let words = if name.starts_with("the ") {
        capital(&name_is(&name, value))
    } else {
        format!("Here {} means {value}", quoted(&name))
    };
    stop(&cited(&words, &setting.citations))
}

/// `The child's age at death is 8 completed months.`
#[must_use]
pub fn length_found(found: &LengthFound) -> String {
    let words = found.length.words();
    let completed = match (found.length.unit, words.split_once(' ')) {
        (Unit::Years | Unit::Months | Unit::Weeks, Some((amount, unit))) => {
            format!("{amount} completed {unit}")
        }
        (_, _) => words,
    };
    stop(&name_is(&capital(&found.name), &completed))
}

/// Under a point that an earlier question answers, shown on the same page.
#[must_use]
pub fn under_question(asks: &str) -> String {
    format!("This is shown above, under {}.", quoted(&capital(asks)))
}

/// The same where the point is a rule's whole condition.
#[must_use]
pub fn point_under_question(statement: &Statement, asks: &str) -> String {
    let point = format!("{}: {}", capital(&statement.text), mark(statement));
    format!("{point}, as shown above under {}.", quoted(&capital(asks)))
}

/// Where the earlier question is not on the page.
#[must_use]
pub fn other_question(statement: &Statement, asks: &str) -> String {
    let point = format!("{}: {}", capital(&statement.text), mark(statement));
    format!(
        "{point}. This rests on the question {}, which this page does not answer.",
        quoted(&capital(asks))
    )
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

/// Over rules that come from a set built on.
#[must_use]
pub fn rules_from_base(set: &str) -> String {
    format!("These rules come from {}:", quoted(set))
}

/// Over the rules of the set itself, where those of one built on stand beside them.
pub const RULES_OF_THIS_SET: &str = "These rules are this set's own:";

/// A line without effect.
#[must_use]
pub fn whether_or_not(text: &str) -> String {
    format!("This holds whether or not {text}.")
}

/// A definition that the page has shown.
#[must_use]
pub fn means_above(name: &str, citations: &[String]) -> String {
    format!("Defined in {}, as shown above", cited(&quoted(name), citations))
}

/// Above a definition's body.
#[must_use]
pub fn means(name: &str, citations: &[String], body: &str) -> String {
    format!("Defined in {}: {body}", cited(&quoted(name), citations))
}

/// Rules of which at least one applies.
pub const TOGETHER: &str = "At least one of these rules applies, whatever the missing answers are.";
/// Over the grounds of an outcome that *Otherwise* gives.
pub const NONE_APPLIES: &str =
    "Each rule that would bind to a more serious outcome was tried. None of them applies.";

/// Does this ground stand with others?
#[must_use]
pub fn grounds_note(grounds: &[GroundExplanation]) -> Option<&'static str> {
    if grounds.iter().any(|ground| ground.together) {
        return Some(TOGETHER);
    }
    grounds.iter().any(|ground| ground.why_not).then_some(NONE_APPLIES)
}
