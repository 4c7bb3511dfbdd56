//! What is missing, and what each answer leads to.

use super::super::question::{Branch, ConsiderExplanation, MatterExplanation};
use super::opening::what_is_put;
use super::{both, capital, cited, fact, names, not_exact, quoted, stop};
use crate::evaluation::{Truth, WhyOpen};

/// Why a fact is open (but what each source said of it), who holds it, and what an answer would do.
#[must_use]
pub fn missing<P>(matter: &MatterExplanation<P>) -> Vec<String> {
    let mut lines = match matter.why {
        WhyOpen::NotAsked => vec!["Not asked yet.".to_owned()],
        WhyOpen::NotKnown => fact(&matter.fact, true),
        WhyOpen::Disputed => Vec::new(),
        WhyOpen::Imprecise => not_exact(&matter.fact),
    };
    if !matter.held_by.is_empty() {
        let who = if matter.judgement { "Who judges it" } else { "Who holds it" };
        let who = stop(&format!("{who}: {}", matter.held_by.join("; ")));
        match lines.as_mut_slice() {
            [only] if matter.why == WhyOpen::NotAsked => *only = format!("{only} {who}"),
            [] | [_, ..] => lines.push(who),
        }
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

/// Above what an answer cannot stand with.
pub const CANNOT_STAND: &str = "that answer cannot stand with what is recorded:";
/// Below it.
pub const ANSWER_OTHERWISE: &str =
    "answer otherwise, leave the question with `later`, or stop and put the record right first";

/// Above the answers to what is asked, where the rules ask several questions: the one that they are told of.
#[must_use]
pub fn bears_on(asks: &str) -> String {
    format!("It bears on: {asks}")
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

/// Over the facts that decide whether outcomes are put to people: `serious case review should be considered (“…” […])`.
#[must_use]
pub fn whether_put(put: &[&ConsiderExplanation]) -> String {
    let mut each: Vec<(String, Vec<String>)> = Vec::new();
    for put in put {
        let rule = cited(&quoted(&put.rule.rule), &put.rule.citations);
        let what = what_is_put(put);
        match each.iter_mut().find(|(known, _)| *known == what) {
            Some((_, rules)) => rules.push(rule),
            None => each.push((what, vec![rule])),
        }
    }
    let each: Vec<String> = each.iter().map(|(what, rules)| format!("{what} ({})", both(rules))).collect();
    format!("Whether {}:", both(&each))
}

/// The same where not all that can be told apart are.
pub const NOT_TOLD_APART_PUTS: &str = "Still open, though some answers may settle it.";

/// Where not all answers that can be told apart are.
#[must_use]
pub fn not_told_apart(possible: &[String]) -> String {
    format!("Still open between {}, though some answers may settle it.", both(possible))
}

/// What every answer to a fact leaves: `still open between learning review and no review`.
#[must_use]
pub fn still_open(possible: &[String]) -> String {
    format!("still open between {}", both(possible))
}

/// The same of whether an outcome is put to people.
pub const STILL_OPEN: &str = "still open";

/// Where every answer leaves the same.
#[must_use]
pub fn no_answer_settles(open: &str) -> String {
    format!("Its answer alone settles nothing: {open}.")
}

/// Over several facts of which each answer leaves the same.
#[must_use]
pub fn no_answers_settle(open: &str) -> String {
    format!(
        "Then these. The answer to one of them alone settles nothing ({open}); with other answers it may:"
    )
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

/// Is this sentence the other with a *not* or a *no* in it, and nothing else? Of two branches the second is then told as
/// *If not*.
#[must_use]
pub fn denies(sentence: &str, other: &str) -> bool {
    let without = |no: &str, plain: &str| sentence.replacen(no, plain, 1) == other;
    sentence == super::not_so(other)
        || without(" was not ", " was ")
        || without(" were not ", " were ")
        || without(" had no ", " had a ")
        || without(" had no ", " had an ")
}

fn condition(branch: &Branch) -> &str {
    if branch.opposite { "not" } else { &branch.condition }
}
