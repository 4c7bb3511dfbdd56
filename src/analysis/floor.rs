//! Are local rules ever weaker than those they build on?
//!
//! For every complete record and every question of the base, the local binding outcome is not less serious than the
//! base's; and each outcome that the base puts to people is bound, or still put to them with at least the same duty.

use super::copied::Copied;
use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::shut_out::{ShutOut, Sides};
use crate::check::{OutcomeId, QuestionId, RuleId, RuleSet};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{Completion, Presumed, Wanted, reference};
use crate::program::{NodeId, Program, QuestionPlan, lower_resolved};
use crate::source::Span;
use crate::syntax::tree::Duty;
use crate::vocabulary::FactId;

/// One way in which the claim could fail.
struct Claim {
    code: &'static str,
    question: QuestionId,
    wanted: Vec<Wanted>,
    /// The outcome that is put to people, where the claim is about one.
    put: Option<OutcomeId>,
}

/// What is refused of a set that builds on another: at most one message a question and claim.
#[must_use]
pub fn never_weaker(rule_set: &RuleSet) -> Vec<Diagnostic> {
    let Some(base) = rule_set.builds_on.last() else { return Vec::new() };
    match of_base(rule_set).shut_out() {
        Ok(None) => {}
        Ok(Some(case)) => return vec![shuts_out(base, &case)],
        Err(why) => return vec![not_settled(rule_set, base, &why)],
    }
    let copied = Copied::with_base(rule_set);
    let program = lower_resolved(&copied.rule_set);
    let every = Every::of(&program);
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: Vec<(&'static str, QuestionId)> = Vec::new();
    let claims = claims(rule_set, &copied, &program);
    let mut exact = every.ready(claims.iter().flat_map(|claim| claim.wanted.iter().map(|one| one.node)));
    for claim in &claims {
        if told.contains(&(claim.code, claim.question)) {
            continue;
        }
        match every.possible_in(&mut exact, &claim.wanted) {
            Possible::Never => {}
            Possible::NotSettled(why) => {
                told.push((claim.code, claim.question));
                found.push(not_settled(rule_set, base, &why));
            }
            Possible::Example(any) => {
                told.push((claim.code, claim.question));
                let nearest = match every.plainest(&claim.wanted) {
                    Possible::Example(nearest) => nearest,
                    Possible::Never | Possible::NotSettled(_) => any,
                };
                let questions = [claim.question, copied.question(claim.question)];
                let case = tell(&every, nearest, &claim.wanted, &questions);
                found.push(refusal(rule_set, &program, (base, claim), &case));
            }
        }
    }
    found
}

/// The base's records beside what the local vocabularies say.
fn of_base(rule_set: &RuleSet) -> Sides<'_> {
    let facts = (0..).map(FactId).zip(&rule_set.vocabulary.facts);
    let theirs = facts.filter(|(_, fact)| rule_set.is_built_on(fact.span));
    Sides {
        rule_set,
        judging: rule_set.always.iter().map(|clause| rule_set.is_built_on(clause.span)).collect(),
        facts: theirs.map(|(id, _)| id).collect(),
    }
}

fn shuts_out(base: &str, case: &ShutOut) -> Diagnostic {
    let title = format!("what this vocabulary says always holds shuts out cases that “{base}” judges");
    Diagnostic::error("E0710", case.span, title)
        .because(format!("Take a fictional case: {}.", case.told()))
        .because(format!(
            "Under “{base}” it has an outcome. Here it would contradict itself and have none, because this always \
             holds: {}.",
            case.always
        ))
        .help("Take the line out, or say it of facts of this vocabulary in such a way that every case of the rules built on can still be recorded. What the board wants for such cases belongs in a rule.")
}

fn plan(program: &Program, question: QuestionId) -> Option<&QuestionPlan> {
    program.questions.iter().find(|plan| plan.question == question)
}

fn claims(rule_set: &RuleSet, copied: &Copied, program: &Program) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (question, id) in rule_set.questions.iter().zip((0..).map(QuestionId)) {
        let own = plan(program, id);
        let (Some(own), Some(base)) = (own, plan(program, copied.question(id))) else { continue };
        let rungs = question.outcomes.iter().zip(base.at_least.iter().zip(&own.at_least));
        for (_, (base, own)) in rungs.filter(|(outcome, (base, own))| outcome.base && base != own) {
            let wanted = vec![Wanted::of(*base, true), Wanted::of(*own, false)];
            claims.push(Claim { code: "E0701", question: id, wanted, put: None });
        }
        claims.extend(put_to_people(rule_set, copied, program, (id, own)));
    }
    claims
}

/// What rules of the base put to people.
fn put_to_people(
    rule_set: &RuleSet,
    copied: &Copied,
    program: &Program,
    (id, own): (QuestionId, &QuestionPlan),
) -> Vec<Claim> {
    let applies = |rule: RuleId| -> Option<NodeId> { Some(program.rules.get(rule.0 as usize)?.applies) };
    let rules = || rule_set.rules.iter().zip((0..).map(RuleId)).filter(|(rule, _)| rule.question == id);
    let put = rules().filter(|(rule, _)| rule.origin.base && !rule.duty.binds());
    let claims = put.filter_map(|(rule, place)| {
        let (theirs, ours) = (applies(copied.rule_id(place))?, applies(place)?);
        if theirs == ours {
            return None;
        }
        let bound = own.at_least.get(rule.outcome.0 as usize)?;
        let mut wanted = vec![Wanted::of(theirs, true), Wanted::of(*bound, false)];
        let still = rules().filter(|(other, _)| {
            other.outcome == rule.outcome && strength(other.duty) <= strength(rule.duty)
        });
        wanted.extend(still.filter_map(|(_, place)| applies(place)).map(|node| Wanted::of(node, false)));
        Some(Claim { code: "E0702", question: id, wanted, put: Some(rule.outcome) })
    });
    claims.collect()
}

/// The stronger the lower.
pub(super) fn strength(duty: Duty) -> u8 {
    match duty {
        Duty::Must => 0,
        Duty::ShouldAlways => 1,
        Duty::ShouldConsider => 2,
        Duty::May => 3,
        Duty::Weigh => 4,
    }
}

fn refusal(
    rule_set: &RuleSet,
    program: &Program,
    (base, claim): (&str, &Claim),
    case: &Fictional,
) -> Diagnostic {
    let question = rule_set.questions.get(claim.question.0 as usize);
    let name = question.map_or("", |question| question.name.as_str());
    let title = match claim.put {
        None => format!("these rules are weaker than “{base}” on “{name}”"),
        Some(_) => format!("these rules no longer put to people what “{base}” puts to them on “{name}”"),
    };
    let outcomes: Vec<&str> = case.outcomes.iter().map(|then| then.outcome.as_str()).collect();
    let put = claim.put.and_then(|put| question?.outcomes.get(put.0 as usize)).map(|put| put.name.as_str());
    let then = match (put, outcomes.as_slice()) {
        (Some(put), _) => format!(
            "Under “{base}” {put} is put to people; here it is neither bound nor put to them so strongly."
        ),
        (None, [own, theirs]) => format!("Under “{base}” the outcome is {theirs}; here it is {own}."),
        (None, _) => String::from("Here the outcome is less serious."),
    };
    Diagnostic::error(claim.code, place(rule_set, program, &case.completion), title)
        .because(format!("Take a fictional case: {}.", case.told()))
        .because(then)
        .help("Narrow or take out the departure that lowers it, or add a rule that gives at least as serious an outcome for such a case.")
}

/// The departure that is at work in the case, if one is.
fn place(rule_set: &RuleSet, program: &Program, completion: &Completion) -> Span {
    let run = (crate::calendar::Date::LAST, &Presumed::NONE);
    let own = rule_set.departures.iter().filter(|departure| !departure.origin.base);
    let at_work = own.clone().find(|departure| {
        let plan = departure.exception.and_then(|id| program.exceptions.get(id.0 as usize));
        plan.is_some_and(|plan| reference::holds(program, completion, run, plan.applies))
    });
    at_work.map_or(rule_set.span, |departure| departure.span)
}

fn not_settled(rule_set: &RuleSet, base: &str, why: &str) -> Diagnostic {
    let title = format!("it could not be settled whether these rules are ever weaker than “{base}”");
    Diagnostic::warning("W0703", rule_set.span, title).because(format!("{}.", capital(why)))
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
