//! What is said of an answer is what is so once that answer is recorded, and the answers leave nothing out.

use std::collections::BTreeSet;

use threshold::check::{OutcomeId, QuestionId};
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{Answered, Completion, Exact, Knowledge, Presumed, Stop, Weighing, reference};
use threshold::program::{Program, SlotId};

use super::plain::{MOST, ajar, presumed_by};
use super::{Pair, Tally, each_pair};
use crate::random::{as_at, complete};

/// Of one question after the other about the same fact: more than the properties of whole pairs need.
const CONFLICTS: u64 = 2_000;

/// What was looked at: facts of questions, their answers, those that narrow, those told by the fact's own values, and
/// those of which every complete record is written down.
#[derive(Debug, Default)]
struct Told {
    facts: u64,
    answers: u64,
    narrow: u64,
    parted: u64,
    by_hand: u64,
}

#[test]
fn each_answer_leaves_what_is_possible_once_it_is_recorded() {
    let mut told = Told::default();
    each_pair("answers", 400, |pair, dice, tally| {
        let program = pair.program();
        let full = complete(program, &pair.full);
        let Some(narrowed) = pair.narrowed() else { return };
        let ajar = ajar(program, &full, dice);
        let limits = Limits { records: MOST, ..Limits::WIDE };
        let all = brute::completions(program, &ajar, limits, |_| true);
        let before = told.answers;
        for plan in &program.questions {
            for slot in (0..u32::try_from(program.slots.len()).unwrap()).map(SlotId) {
                each(pair, (&narrowed, plan.question, slot), &[full.clone()], (&mut told, tally));
                if let Some(all) = all.as_deref().filter(|all| !all.is_empty()) {
                    each(pair, (&ajar, plan.question, slot), all, (&mut told, tally));
                }
            }
        }
        tally.telling += u64::from(told.answers > before);
    });
    println!("{told:?}");
    assert!(told.parted * 50 > told.answers, "answers by a fact's own values: {told:?}");
    assert!(told.by_hand * 10 > told.answers, "answers looked at in every complete record: {told:?}");
}

/// The answers to one fact, where it is open and read: `some` are complete records that the knowledge allows.
fn each(
    pair: &Pair<'_>,
    (knowledge, question, slot): (&Knowledge, QuestionId, SlotId),
    some: &[Completion],
    (told, tally): (&mut Told, &mut Tally),
) {
    let program = pair.program();
    let weighing = Weighing { program, knowledge, question, conflicts: CONFLICTS };
    let place = format!("{}, {question:?}, {slot:?}", pair.place);
    match weighing.answers(slot) {
        Ok(None) => {}
        Ok(Some(answered)) => {
            told.facts += 1;
            let allowed = |one: &&Completion| reference::consistent(program, knowledge, one);
            let some: Vec<Completion> = some.iter().filter(allowed).cloned().collect();
            complete_and_apart(&place, (program, slot), &answered, &some);
            match looked_at(&place, &weighing, &answered, (&some, told)) {
                Ok(compared) => tally.compared += compared,
                Err(Stop::NotSettled) => tally.unsettled += 1,
                Err(stop) => panic!("{place}: {stop:?}"),
            }
        }
        Err(Stop::NotSettled) => tally.unsettled += 1,
        Err(stop) => panic!("{place}: {stop:?}"),
    }
}

/// Every complete record in which the fact applies fits an answer, and where they are apart one only.
fn complete_and_apart(
    place: &str,
    (program, slot): (&Program, SlotId),
    answered: &Answered,
    some: &[Completion],
) {
    let run = (as_at(), &Presumed::NONE);
    for one in some {
        if program.slot(slot).applies.is_some_and(|node| !reference::holds(program, one, run, node)) {
            continue;
        }
        let fits = answered.each.iter().filter(|(_, after)| reference::consistent(program, after, one));
        let words: Vec<&str> = fits.map(|(answer, _)| answer.words.as_str()).collect();
        let value = &one.slots[slot.0 as usize];
        let each: Vec<&str> = answered.each.iter().map(|(answer, _)| answer.words.as_str()).collect();
        assert!(!words.is_empty(), "{place}: {each:?} leave out {value:?}");
        assert!(words.len() == 1 || !answered.apart, "{place}: {words:?}");
    }
}

/// What each answer leaves, by the engine on the record with the answer, and by every complete record where they are all
/// written down.
fn looked_at(
    place: &str,
    weighing: &Weighing<'_>,
    answered: &Answered,
    (some, told): (&[Completion], &mut Told),
) -> Result<u64, Stop> {
    let (program, question) = (weighing.program, weighing.question);
    let whole: BTreeSet<OutcomeId> =
        answered.each.iter().flat_map(|(answer, _)| answer.possible.iter().copied()).collect();
    for (answer, after) in &answered.each {
        let said: BTreeSet<OutcomeId> = answer.possible.iter().copied().collect();
        told.answers += 1;
        told.narrow += u64::from(said.len() < whole.len());
        told.parted += u64::from(after.slots != weighing.knowledge.slots);
        let mut exact = Exact::of_question(program, after, question, weighing.conflicts);
        let run = exact.presumed()?;
        let found = exact.possible(question, &run)?;
        let found: BTreeSet<OutcomeId> = found.into_iter().map(|(outcome, _)| outcome).collect();
        assert_eq!(said, found, "{place}: {}", answer.words);
        let here: Vec<Completion> =
            some.iter().filter(|one| reference::consistent(program, after, one)).cloned().collect();
        if some.len() > 1 {
            let run = presumed_by(program, &here);
            let plain = brute::outcomes(program, &here, (as_at(), &run), question);
            assert_eq!(said, plain, "{place}, by every complete record: {}", answer.words);
            told.by_hand += 1;
        } else {
            let plain = brute::outcomes(program, &here, (as_at(), &run), question);
            assert!(said.is_superset(&plain), "{place}: {}", answer.words);
        }
    }
    Ok(answered.each.len() as u64)
}
