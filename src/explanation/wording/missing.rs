//! What is missing, and what each answer leads to.

use super::super::question::{Branch, MatterExplanation};
use super::{both, fact, names, stop};
use crate::evaluation::WhyOpen;

/// Why a fact is open (but what each source said of it), who holds it, and what an answer would do.
#[must_use]
pub fn missing(matter: &MatterExplanation) -> Vec<String> {
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
    if matter.lifts_presumption {
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

/// Where every answer leaves the same possible.
#[must_use]
pub fn no_answer_settles(possible: &[String]) -> String {
    format!("Its answer alone settles nothing: still open between {}.", both(possible))
}

/// `If the coroner has accepted the cause of death: no review, whatever else.`, or `If not: …`.
#[must_use]
pub fn branch_outcome(branch: &Branch, outcome: &str) -> String {
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
