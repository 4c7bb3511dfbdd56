//! The head of a page, its first sentences, and a result in short.

use super::super::Explanation;
use super::super::question::{ConsiderExplanation, Openness, QuestionExplanation};
use super::{CONTRADICTS, both, capital, cited, either, names, quoted, stop};
use crate::evaluation::{BindingDuty, Status, WhyOpen};
use crate::syntax::tree::Duty;

/// The page's title.
#[must_use]
pub fn title(case: &str) -> String {
    format!("Screening result for case {case}")
}

/// The title of a batch.
#[must_use]
pub fn titles(cases: usize) -> String {
    format!("Screening results for {cases} cases")
}

/// Which rules, whose they are, and the day the screening looks from.
#[must_use]
pub fn rules_used(explanation: &Explanation) -> String {
    let set = &explanation.rule_set;
    let mut lines = vec![stop(&format!("Rules: {}", rule_set(explanation)))];
    if let Some(board) = &set.board {
        lines.push(stop(&format!("Board: {board}")));
    }
    if !set.builds_on.is_empty() {
        lines.push(format!("The rules build on {}.", names(&set.builds_on)));
    }
    if !explanation.record_file.is_empty() {
        lines.push(stop(&format!("Record: {}", explanation.record_file)));
    }
    lines.push(format!("As at {}.", explanation.as_at.words()));
    lines.join(" ")
}

fn rule_set(explanation: &Explanation) -> String {
    let set = &explanation.rule_set;
    match &set.version {
        Some(version) => format!("version {version} of {}", quoted(&set.name)),
        None => quoted(&set.name),
    }
}

/// The first sentence: what the rules give.
#[must_use]
pub fn opening(explanation: &Explanation, question: &QuestionExplanation) -> String {
    let under = format!("Under {}", rule_set(explanation));
    let outcome = match (&question.outcome, &question.gloss) {
        (Some(outcome), Some(gloss)) => format!("{outcome}, {gloss}"),
        (Some(outcome), None) => outcome.clone(),
        (None, _) => String::new(),
    };
    match question.status {
        Status::Decided | Status::DecidedWhatever | Status::Presumed => {
            format!("{under}, the outcome of this screening is: {outcome}.")
        }
        Status::Undecided => {
            format!(
                "The rules cannot yet give one outcome. Still possible: {}.",
                question.possible.join("; ")
            )
        }
        Status::NotSettled => format!(
            "This screening was not settled within its limits. Nothing here is a finding. The outcome is one of \
             these, and some of them may not be possible: {}.",
            question.possible.join("; ")
        ),
        Status::Inconsistent => CONTRADICTS.to_owned(),
    }
}

/// The sentences that follow the first: the duty, what is missing, what is put to people, whose decision it is.
#[must_use]
pub fn after_opening(question: &QuestionExplanation) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(question.duty.map(|duty| duty_sentence(question, duty)));
    lines.extend(question.duty_might_be.map(|duty| {
        format!("The duty might be stronger ({}), depending on what is not known.", binding_duty(duty))
    }));
    match question.status {
        Status::DecidedWhatever => {
            lines.push(format!("{} {}", some_open(question.openness()), whatever(question.openness())));
        }
        Status::Presumed => lines.push(presumed(question)),
        Status::Undecided if question.possible != question.possible_without => lines.push(presumed(question)),
        Status::Undecided => lines.push(why_undecided(question)),
        Status::Decided | Status::NotSettled | Status::Inconsistent => {}
    }
    let (certain, open): (Vec<_>, Vec<_>) = question.to_consider.iter().partition(|put| put.applies);
    lines.extend(certain.into_iter().map(put_to_people));
    lines.extend(perhaps_put(&open));
    lines.push(match &question.decided_by {
        Some(who) => format!("The decision is for {who}."),
        None => "The decision is for people to make.".to_owned(),
    });
    lines
}

/// In what ways the facts that matter are open.
fn why_undecided(question: &QuestionExplanation) -> String {
    let any = |ways: &[WhyOpen]| question.matters.iter().any(|matter| ways.contains(&matter.why));
    let ways = [
        (any(&[WhyOpen::NotKnown, WhyOpen::NotAsked]), "facts are missing"),
        (any(&[WhyOpen::Imprecise]), "recorded facts are not exact enough"),
        (any(&[WhyOpen::Disputed]), "sources differ"),
    ];
    let ways: Vec<&str> = ways.iter().filter(|(so, _)| *so).map(|(_, way)| *way).collect();
    let (ways, leads) = match ways.as_slice() {
        [] => ("facts are missing".to_owned(), "the answers"),
        ["sources differ"] => ("sources differ".to_owned(), "what is right"),
        [_, ..] => (both(&ways), "the answers"),
    };
    format!("{}, and {leads} would lead to different outcomes.", capital(&ways))
}

fn duty_sentence(question: &QuestionExplanation, duty: BindingDuty) -> String {
    let grounds = question.grounds.iter().filter(|ground| !ground.why_not);
    let mut cited: Vec<String> = Vec::new();
    for citation in grounds.flat_map(|ground| &ground.rule.citations) {
        if !cited.contains(citation) {
            cited.push(citation.clone());
        }
    }
    let authority = if cited.is_empty() { String::new() } else { format!(", {}", cited.join("; ")) };
    match duty {
        BindingDuty::Must => format!("The rules require it (must{authority})."),
        BindingDuty::ShouldAlways => {
            format!("The rules say it should always follow (should always{authority}).")
        }
        BindingDuty::Otherwise => match &question.otherwise_decides {
            Some(who) => format!("No rule requires anything more; the decision is left to {who}."),
            None => "No rule that binds gives a more serious outcome.".to_owned(),
        },
    }
}

fn binding_duty(duty: BindingDuty) -> &'static str {
    match duty {
        BindingDuty::Must => "must",
        BindingDuty::ShouldAlways => "should always",
        BindingDuty::Otherwise => "otherwise",
    }
}

fn presumed(question: &QuestionExplanation) -> String {
    let used: Vec<String> = question.presumptions.iter().map(|used| used.name.clone()).collect();
    let (word, those) = if used.len() == 1 { ("presumption", "it") } else { ("presumptions", "them") };
    let without = question.possible_without.join("; ");
    let facts = question.presumptions.iter().flat_map(|used| &used.facts);
    format!(
        "{} The rules use the {word} {}. Without {those}, still possible: {without}.",
        some_open(Openness::of(facts)),
        names(&used)
    )
}

fn some_open(open: Openness) -> &'static str {
    match (open.missing, open.disputed) {
        (_, false) => "Some facts are not known.",
        (false, true) => "Sources differ on some facts.",
        (true, true) => "Some facts are not known, and sources differ on others.",
    }
}

fn whatever(open: Openness) -> &'static str {
    if open.missing || !open.disputed {
        "Whatever the answers are, the outcome is the same."
    } else {
        "Whichever is right, the outcome is the same."
    }
}

fn put_to_people(put: &ConsiderExplanation) -> String {
    format!("{} ({}).", capital(&what_is_put(put)), cited(&quoted(&put.rule.rule), &put.rule.citations))
}

/// What is put to people by some answers to what is not known.
fn perhaps_put(open: &[&ConsiderExplanation]) -> Option<String> {
    let mut put: Vec<String> = Vec::new();
    for sentence in open.iter().map(|put| what_is_put(put)) {
        if !put.contains(&sentence) {
            put.push(sentence);
        }
    }
    (!put.is_empty()).then(|| {
        format!("By some answers to what is not known, {}: what this hangs on stands below.", both(&put))
    })
}

/// `serious case review should be considered`
#[must_use]
pub fn what_is_put(put: &ConsiderExplanation) -> String {
    match put.duty {
        Duty::ShouldConsider => format!("{} should be considered", put.outcome),
        Duty::May => format!("{} may be chosen", put.outcome),
        Duty::Weigh => format!("{} is to be weighed", put.outcome),
        Duty::Must | Duty::ShouldAlways => format!("{} stands beside it", put.outcome),
    }
}

/// Over the box of a question; `who` decides it, where several bodies decide on a page.
#[must_use]
pub fn decide(question: &str, who: Option<&str>) -> String {
    let question = capital(question);
    who.map_or_else(|| question.clone(), |who| stop(&format!("{question} For {who}")))
}

/// What is needed to run it again.
#[must_use]
pub fn repeat(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![
        format!("Rules: {}", explanation.rule_set.hash),
        format!("Record: {}", explanation.record_hash),
        format!("Day looked from: {}", explanation.as_at),
        format!("Threshold {}", explanation.engine),
    ];
    lines.extend(explanation.procedure.bank_holidays.as_ref().map(|hash| format!("Bank holidays: {hash}")));
    let linked = explanation.linked.iter().filter_map(|link| Some((&link.case, link.record.as_ref()?)));
    lines.extend(linked.map(|(case, record)| super::linked_hash(case, &record.hash)));
    lines
}

/// A result in a few words, for a summary.
#[must_use]
pub fn in_short(question: &QuestionExplanation) -> String {
    match (question.status, &question.outcome) {
        (Status::Decided, Some(outcome)) => outcome.clone(),
        (Status::DecidedWhatever, Some(outcome)) => match question.openness() {
            Openness { missing: false, disputed: true } => format!("{outcome} (whichever source is right)"),
            Openness { .. } => format!("{outcome} (whatever the missing answers are)"),
        },
        (Status::Presumed, Some(outcome)) => format!("{outcome} (presumed)"),
        (Status::Inconsistent, _) => "no outcome: the record contradicts itself".to_owned(),
        (Status::NotSettled, _) => format!("not settled: {}", either(&question.possible)),
        (Status::Undecided | Status::Decided | Status::DecidedWhatever | Status::Presumed, _) => {
            format!("still open: {}", either(&question.possible))
        }
    }
}

/// The same with its question, for the head of a page with several.
#[must_use]
pub fn question_in_short(question: &QuestionExplanation) -> String {
    let short = in_short(question);
    let gives = if question.outcome.is_some() { format!("The rules give: {short}") } else { capital(&short) };
    stop(&format!("{} {gives}", capital(&question.asks)))
}
