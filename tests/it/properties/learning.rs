//! Learning never surprises; what does not matter never changes anything; Kleene is never wrong; a reason is enough.

use std::collections::BTreeSet;

use threshold::check::{OutcomeId, QuestionId};
use threshold::evaluation::{
    Completion, Exact, Kleene, Knowledge, Presumed, Silent, Stop, Truth, Weighing, candidates, reference,
};
use threshold::program::{Program, SlotId};
use threshold::record::{Record, RecordedFact, Statement};
use threshold::vocabulary::FactId;

use super::draws::{completion, varied};
use super::{CONFLICTS, Pair, each_pair, presumed};
use crate::random::{Meaning, as_at, exact_answer, full};
use crate::random_numbers::Dice;

/// Draws from each record.
const DRAWS: usize = 6;

/// W, P and the presumptions applied; nothing where nothing completes the record.
type Left = Option<(Vec<OutcomeId>, Vec<OutcomeId>, Presumed)>;

fn left(program: &Program, knowledge: &Knowledge, question: QuestionId) -> Result<Left, Stop> {
    let mut exact = Exact::of_question(program, knowledge, question, CONFLICTS);
    if exact.completion()?.is_none() {
        return Ok(None);
    }
    let run = exact.presumed()?;
    let mut possible = |run: &Presumed| -> Result<Vec<OutcomeId>, Stop> {
        Ok(exact.possible(question, run)?.into_iter().map(|(outcome, _)| outcome).collect())
    };
    Ok(Some((possible(&Presumed::NONE)?, possible(&run)?, run)))
}

fn outcome(program: &Program, one: &Completion, run: &Presumed, question: QuestionId) -> OutcomeId {
    reference::outcome(program, one, (as_at(), run), question)
}

#[test]
fn learning_never_adds_an_outcome() {
    each_pair("learning never surprises", 120, |pair, dice, tally| {
        let Some((record, fact)) = one_fact_more(pair, dice) else { return };
        let (program, place) = (pair.program(), &pair.place);
        let (knowledge, _) = Knowledge::from_record(program, &record, as_at());
        let mut told = false;
        for plan in &program.questions {
            let then = left(program, &pair.knowledge, plan.question);
            let (then, now) = match (then, left(program, &knowledge, plan.question)) {
                (Ok(then), Ok(now)) => (then, now),
                (Err(Stop::NotSettled), _) | (_, Err(Stop::NotSettled)) => {
                    tally.unsettled += 1;
                    continue;
                }
                (then, now) => panic!("{place}: {then:?}, {now:?}"),
            };
            assert!(then.is_some() || now.is_none(), "{place}: {fact:?} mends a clash");
            let (Some((then, presumed_then, lifted)), Some((now, presumed_now, kept))) = (then, now) else {
                continue;
            };
            tally.compared += 1;
            told = true;
            assert!(
                now.iter().all(|outcome| then.contains(outcome)),
                "{place}: {fact:?} takes {then:?} to {now:?}"
            );
            assert!(
                lifted != kept || presumed_now.iter().all(|outcome| presumed_then.contains(outcome)),
                "{place}: {fact:?} takes {presumed_then:?} to {presumed_now:?} under the same presumptions"
            );
        }
        tally.telling += u64::from(told);
    });
}

/// The record with the answer to one more fact, where one is open.
fn one_fact_more(pair: &Pair<'_>, dice: &mut Dice) -> Option<(Record, FactId)> {
    let program = pair.program();
    let open: Vec<FactId> = program
        .slots
        .iter()
        .zip(&pair.said.slots)
        .filter(|(_, said)| said.why_open.is_some())
        .map(|(slot, _)| slot.fact)
        .collect();
    let fact = *dice.pick_some(&open)?;
    let silent = pair.record.fact(fact).is_none();
    let other = full(pair.made, dice);
    // Whatever nobody spoke of may turn out to be anything; else what the record was made from.
    let from = if silent && dice.chance(60) { &other } else { &pair.full };
    let applies = Meaning { made: pair.made, full: from, presumed: &[] }.fact_applies(fact);
    let answer = exact_answer(pair.made, from, (fact, applies), dice)?;
    let mut record = pair.record.clone();
    record.facts.retain(|recorded| recorded.fact != fact);
    let statements = vec![Statement { answer, ..Statement::default() }];
    let at = record.facts.partition_point(|recorded| recorded.fact < fact);
    record.facts.insert(at, RecordedFact { fact, statements });
    Some((record, fact))
}

#[test]
fn what_does_not_matter_changes_nothing() {
    each_pair("irrelevant means irrelevant", 60, |pair, dice, tally| {
        let program = pair.program();
        let Some(known) = pair.narrowed() else { return };
        let drawn: Vec<Completion> = (0..DRAWS).filter_map(|_| completion(program, &known, dice)).collect();
        let mut told = false;
        for plan in &program.questions {
            let found = weighing(pair, &known, plan.question).matters(&pair.said);
            let run = presumed(program, &known);
            let (Ok((_, idle)), Some(run)) = (&found, run) else {
                assert!(!matches!(found, Err(Stop::Mismatch(_))), "{}: {found:?}", pair.place);
                tally.unsettled += 1;
                continue;
            };
            let idle: Vec<SlotId> = idle.iter().filter_map(|fact| program.slot_of(*fact)).collect();
            told |= !idle.is_empty() && !drawn.is_empty();
            for base in &drawn {
                tally.compared += idle_facts_changed(pair, (plan.question, &run, &idle), base, dice);
            }
        }
        tally.telling += u64::from(told);
    });
}

fn weighing<'a>(pair: &Pair<'a>, knowledge: &'a Knowledge, question: QuestionId) -> Weighing<'a> {
    Weighing { program: pair.program(), knowledge, question, conflicts: CONFLICTS }
}

/// Changes facts that do not matter, one by one and all together; how many changes were tried.
fn idle_facts_changed(
    pair: &Pair<'_>,
    (question, run, idle): (QuestionId, &Presumed, &[SlotId]),
    base: &Completion,
    dice: &mut Dice,
) -> u64 {
    let program = pair.program();
    let mut sets: Vec<Vec<SlotId>> = vec![idle.to_vec()];
    sets.extend(dice.pick_some(idle).map(|slot| vec![*slot]));
    let mut tried = 0;
    for set in sets.iter().filter(|set| !set.is_empty()) {
        let Some(other) = varied(program, &pair.knowledge, (base, set), dice) else { continue };
        tried += 1;
        for run in [run, &Presumed::NONE] {
            let (before, after) =
                (outcome(program, base, run, question), outcome(program, &other, run, question));
            assert_eq!(before, after, "{}: {set:?} was said not to matter under {run:?}", pair.place);
        }
    }
    tried
}

#[test]
fn a_definite_kleene_answer_is_the_exact_one() {
    each_pair("Kleene agrees", 240, |pair, _, tally| {
        let program = pair.program();
        let Some(left) = pair.narrowed() else { return };
        for plan in &program.questions {
            match kleene_against_exact(pair, &left, plan.question) {
                Ok(Some(compared)) => {
                    tally.telling += 1;
                    tally.compared += compared;
                }
                Ok(None) => {}
                Err(Stop::NotSettled) => tally.unsettled += 1,
                Err(stop) => panic!("{}: {stop:?}", pair.place),
            }
        }
    });
}

/// Every definite sentence, rule and outcome, over the record as it is and narrowed; how many.
fn kleene_against_exact(
    pair: &Pair<'_>,
    left: &Knowledge,
    question: QuestionId,
) -> Result<Option<u64>, Stop> {
    let program = pair.program();
    let mut exact = Exact::of_question(program, &pair.knowledge, question, CONFLICTS);
    if exact.completion()?.is_none() {
        return Ok(None);
    }
    let applied = exact.presumed()?;
    let plan = &program.questions[question.0 as usize];
    let mut compared = 0;
    for run in [&Presumed::NONE, &applied] {
        let possible: Vec<OutcomeId> =
            exact.possible(question, run)?.into_iter().map(|(outcome, _)| outcome).collect();
        for knowledge in [&pair.knowledge, left] {
            let mut kleene = Kleene::default();
            kleene.run(program, knowledge, run, &mut Silent);
            let candidates: Vec<OutcomeId> = candidates(plan, &kleene).collect();
            let place = &pair.place;
            assert!(
                possible.iter().all(|outcome| candidates.contains(outcome)),
                "{place}: {possible:?} and {candidates:?}"
            );
            if candidates.len() == 1 {
                assert_eq!(possible, candidates, "{place}: a definite outcome");
                compared += 1;
            }
            let rules = plan.rules.iter().map(|rule| program.rules[rule.0 as usize].applies);
            let nodes = plan.sentences.iter().copied().filter(|node| program.is_about_case(*node));
            for node in nodes.chain(rules) {
                let truth = kleene.truth(node);
                if truth != Truth::Open {
                    assert_eq!(exact.truth(node, run)?, truth, "{place}: {node:?} is definite");
                    compared += 1;
                }
            }
        }
    }
    Ok(Some(compared))
}

#[test]
fn the_facts_cited_as_reasons_alone_force_the_outcome() {
    each_pair("explanation is sufficient", 40, |pair, dice, tally| {
        for plan in &pair.program().questions {
            let found = left(pair.program(), &pair.knowledge, plan.question).and_then(|left| match left {
                Some((_, settled, run)) if settled.len() == 1 => {
                    reason_is_enough(pair, (plan.question, settled[0]), &run, dice).map(Some)
                }
                Some(_) | None => Ok(None),
            });
            match found {
                Ok(Some(compared)) => {
                    tally.telling += 1;
                    tally.compared += compared;
                }
                Ok(None) => {}
                Err(Stop::NotSettled) => tally.unsettled += 1,
                Err(stop) => panic!("{}: {stop:?}", pair.place),
            }
        }
    });
}

/// All that was said of the facts that the reason names, and nothing else, forces the outcome: as the solver has it
/// and on drawn records. (`matters.rs` holds the narrower part that it keeps of them to brute force.)
fn reason_is_enough(
    pair: &Pair<'_>,
    (question, settled): (QuestionId, OutcomeId),
    run: &Presumed,
    dice: &mut Dice,
) -> Result<u64, Stop> {
    let program = pair.program();
    let weighing = weighing(pair, &pair.knowledge, question);
    let Some(reason) = weighing.reason(settled, run, &pair.said)? else { return Ok(0) };
    let needed = Presumed::of(reason.presumptions.iter().copied());
    let named: BTreeSet<FactId> = reason.parts.iter().map(|part| part.fact).collect();
    let mut record = pair.record.clone();
    record.facts.retain(|recorded| named.contains(&recorded.fact));
    let (alone, _) = Knowledge::from_record(program, &record, as_at());
    forces(pair, (&alone, &needed), (question, settled), dice)
}

fn forces(
    pair: &Pair<'_>,
    (only, needed): (&Knowledge, &Presumed),
    (question, settled): (QuestionId, OutcomeId),
    dice: &mut Dice,
) -> Result<u64, Stop> {
    let program = pair.program();
    let mut exact = Exact::of_question(program, only, question, CONFLICTS);
    let possible: Vec<OutcomeId> =
        exact.possible(question, needed)?.into_iter().map(|(outcome, _)| outcome).collect();
    assert_eq!(possible, [settled], "{}: {question:?} is not forced", pair.place);
    let drawn: Vec<Completion> = (0..DRAWS).filter_map(|_| completion(program, only, dice)).collect();
    for one in &drawn {
        assert_eq!(outcome(program, one, needed, question), settled, "{}: {question:?}", pair.place);
        assert!(reference::consistent(program, only, one));
    }
    Ok(1 + drawn.len() as u64)
}
