//! What is missing, and what each answer leads to.

use super::super::question::{Branch, ConsiderExplanation, MatterExplanation};
use super::opening::what_is_put;
use super::{both, capital, fact, names, quoted, stop};
use crate::evaluation::{Truth, WhyOpen};

/// Why a fact is open (but what each source said of it), who holds it, and what an answer would do.
#[must_use]
pub fn missing<P>(matter: &MatterExplanation<P>) -> Vec<String> {
    let mut lines = match matter.why {
        WhyOpen::NotAsked => vec!["Not asked yet.".to_owned()],
        WhyOpen::NotKnown => fact(&matter.fact, true),
        WhyOpen::Disputed => Vec::new(),
        WhyOpen::Imprecise => {
            let mut lines = vec!["Recorded, but not exactly enough:".to_owned()];
            lines.extend(fact(&matter.fact, true));
            lines
        }
    };
    if !matter.held_by.is_empty() {
        let who = if matter.judgement { "Who judges it" } else { "Who holds it" };
        lines.push(stop(&format!("{who}: {}", matter.held_by.join("; "))));
    }
    if matter.lifts_presumption && !matter.lifts.is_empty() {
        let (presumption, it) =
            if matter.lifts.len() == 1 { ("presumption", "it") } else { ("presumptions", "them") };
        let named = names(&matter.lifts);
        lines.push(format!("An answer could lift the {presumption} {named}. Without {it}:"));
    }
    lines
}

/// `If yes: learning review.`
#[must_use]
pub fn answer_leads_to(answer: &str, possible: &[String]) -> String {
    match possible {
        [one] => format!("If {answer}: {one}."),
        several => format!("If {answer}: still open between {}.", both(several)),
    }
}

/// `If yes: put to people.`
#[must_use]
pub fn answer_puts(answer: &str, put: Truth) -> String {
    let put = match put {
        Truth::True => "put to people",
        Truth::False => "not put to people",
        Truth::Open => "still open",
    };
    format!("If {answer}: {put}.")
}

/// Before a question that bears on an outcome put to people.
#[must_use]
pub fn asked_to_consider(outcome: &str, rule: &str) -> String {
    format!("This bears on whether {outcome} is put to people ({}):", quoted(rule))
}

/// Whether an outcome is put to people once an answer is given: surely, perhaps, or no longer.
#[must_use]
pub fn put_now(outcome: &str, rule: &str, applies: Option<bool>) -> String {
    let put = match applies {
        Some(true) => "it is put to people to consider",
        Some(false) => "it is perhaps to be put to people",
        None => "it is not put to people",
    };
    format!("{} ({}): {put}.", capital(outcome), quoted(rule))
}

/// Where every answer leaves it open whether an outcome is put to people.
pub const NO_ANSWER_PUTS: &str = "Its answer alone settles nothing: still open.";

/// Over the facts that decide whether outcomes are put to people: `serious case review should be considered (“…”)`.
#[must_use]
pub fn whether_put(put: &[&ConsiderExplanation]) -> String {
    let mut each: Vec<(String, Vec<String>)> = Vec::new();
    for put in put {
        let (what, rule) = (what_is_put(put), put.rule.rule.clone());
        match each.iter_mut().find(|(known, _)| *known == what) {
            Some((_, rules)) => rules.push(rule),
            None => each.push((what, vec![rule])),
        }
    }
    let each: Vec<String> = each.iter().map(|(what, rules)| format!("{what} ({})", names(rules))).collect();
    format!("Whether {}:", both(&each))
}

/// The same where not all that can be told apart are.
pub const NOT_TOLD_APART_PUTS: &str = "Still open, though some answers may settle it.";

/// Where not all answers that can be told apart are.
#[must_use]
pub fn not_told_apart(possible: &[String]) -> String {
    format!("Still open between {}, though some answers may settle it.", both(possible))
}

/// Where every answer leaves the same possible.
#[must_use]
pub fn no_answer_settles(possible: &[String]) -> String {
    format!("Its answer alone settles nothing: still open between {}.", both(possible))
}

/// `If the coroner has accepted the cause of death: no review, whatever else.`, or `If not: …`. Where the rules may put a
/// more serious outcome to people, no more is said than that they do not require it.
#[must_use]
pub fn branch_outcome(branch: &Branch, outcome: &str, more_is_put: bool) -> String {
    let outcome =
        if more_is_put { format!("{outcome} is all that the rules require") } else { outcome.to_owned() };
    format!("If {}: {outcome}, whatever else.", condition(branch))
}

/// A branch that ends with an outcome that rests on a presumption.
#[must_use]
pub fn branch_presumed(branch: &Branch, outcome: &str) -> String {
    format!("If {}: {outcome}, as long as what is presumed is not shown to be otherwise.", condition(branch))
}

/// A branch that stays open.
#[must_use]
pub fn branch_open(branch: &Branch, possible: &[String]) -> String {
    format!("If {}: still open between {}.", condition(branch), both(possible))
}

/// A branch with more to ask.
#[must_use]
pub fn branch_asks(branch: &Branch) -> String {
    format!("If {}:", condition(branch))
}

fn condition(branch: &Branch) -> &str {
    if branch.opposite { "not" } else { &branch.condition }
}
