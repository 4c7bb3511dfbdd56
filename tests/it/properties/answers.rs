//! What is said of an answer is what is so once that answer is recorded, and the answers leave nothing out.

use std::collections::BTreeSet;

use threshold::check::{QuestionId, RuleId};
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{
    Answered, Completion, Exact, Knowledge, Leaves, Presumed, Stop, Weighing, reference,
};
use threshold::program::{Program, SlotId};
use threshold::syntax::tree::Duty;

use super::plain::{MOST, ajar, presumed_by};
use super::{Pair, Tally, each_pair};
use crate::random::{as_at, complete};

/// Of one question after the other about the same fact: more than the properties of whole pairs need.
const CONFLICTS: u64 = 2_000;

/// What was looked at: facts of questions, their answers, those that narrow, those told by the fact's own values, and
/// those of which every complete record is written down, and of these those of what is put to people.
#[derive(Debug, Default)]
struct Told {
    facts: u64,
    answers: u64,
    narrow: u64,
    parted: u64,
    by_hand: u64,
    put: u64,
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
                each(pair, (&narrowed, plan.question, slot), std::slice::from_ref(&full), (&mut told, tally));
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
    assert!(told.put * 50 > told.answers, "answers about what is put to people: {told:?}");
}

/// The answers to one fact, where it is open: `some` are complete records that the knowledge allows.
fn each(
    pair: &Pair<'_>,
    (knowledge, question, slot): (&Knowledge, QuestionId, SlotId),
    some: &[Completion],
    (told, tally): (&mut Told, &mut Tally),
) {
    let program = pair.program();
    let weighing = Weighing { program, knowledge, question, conflicts: CONFLICTS };
    let plan = &program.questions[question.0 as usize];
    let puts = plan.rules.iter().copied().filter(|rule| {
        !matches!(program.rule_set.rules[rule.0 as usize].duty, Duty::Must | Duty::ShouldAlways)
    });
    let allowed = |one: &&Completion| reference::consistent(program, knowledge, one);
    let some: Vec<Completion> = some.iter().filter(allowed).cloned().collect();
    for put in std::iter::once(None).chain(puts.map(Some)) {
        let place = format!("{}, {question:?}, {slot:?}, {put:?}", pair.place);
        let looked = weighing.answers(slot, put).and_then(|answered| match answered {
            Some(answered) => {
                told.facts += 1;
                complete_and_apart(&place, (program, slot), &answered, &some);
                looked_at(&place, (&weighing, put), &answered, (&some, told))
            }
            None => Ok(0),
        });
        match looked {
            Ok(compared) => tally.compared += compared,
            Err(Stop::NotSettled) => tally.unsettled += 1,
            Err(stop) => panic!("{place}: {stop:?}"),
        }
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
        let fits = answered.each.iter().filter(|it| reference::consistent(program, &it.after, one));
        let words: Vec<&str> = fits.map(|it| it.words.as_str()).collect();
        let value = &one.slots[slot.0 as usize];
        let each: Vec<&str> = answered.each.iter().map(|it| it.words.as_str()).collect();
        assert!(!words.is_empty(), "{place}: {each:?} leave out {value:?}");
        assert!(words.len() == 1 || !answered.apart, "{place}: {words:?}");
    }
}

/// What each answer leaves, by the engine on the record with the answer, and by every complete record where they are all
/// written down.
fn looked_at(
    place: &str,
    (weighing, put): (&Weighing<'_>, Option<RuleId>),
    answered: &Answered,
    (some, told): (&[Completion], &mut Told),
) -> Result<u64, Stop> {
    let (program, question) = (weighing.program, weighing.question);
    let whole: BTreeSet<u32> = answered.each.iter().flat_map(|it| it.places.iter().copied()).collect();
    for Leaves { words, places, after } in &answered.each {
        let said: BTreeSet<u32> = places.iter().copied().collect();
        told.answers += 1;
        told.narrow += u64::from(said.len() < whole.len());
        told.parted += u64::from(after.slots != weighing.knowledge.slots);
        let mut exact = Exact::of_question(program, after, question, weighing.conflicts);
        let run = exact.presumed()?;
        if put.is_none() {
            let found = exact.possible(question, &run)?;
            let found: BTreeSet<u32> = found.into_iter().map(|(outcome, _)| outcome.0).collect();
            assert_eq!(said, found, "{place}: {words}");
        }
        let here: Vec<Completion> =
            some.iter().filter(|one| reference::consistent(program, after, one)).cloned().collect();
        let by_hand = some.len() > 1;
        let run = if by_hand { presumed_by(program, &here) } else { run };
        let plain = here.iter().map(|one| comes_out(program, one, &run, (question, put)));
        let plain: BTreeSet<u32> = plain.collect();
        if by_hand {
            assert_eq!(said, plain, "{place}, by every complete record: {words}");
            told.by_hand += 1;
            told.put += u64::from(put.is_some());
        } else {
            assert!(said.is_superset(&plain), "{place}: {words}");
        }
    }
    Ok(answered.each.len() as u64)
}

/// The place of what comes out of a complete record: of its outcome; or 0 where a rule puts its outcome to people, which
/// is more serious than what binds, else 1.
fn comes_out(
    program: &Program,
    one: &Completion,
    run: &Presumed,
    (question, put): (QuestionId, Option<RuleId>),
) -> u32 {
    let binding = reference::outcome(program, one, (as_at(), run), question);
    let Some(rule) = put else { return binding.0 };
    let plan = program.rules.iter().find(|plan| plan.rule == rule).unwrap();
    let applies = reference::holds(program, one, (as_at(), run), plan.applies);
    u32::from(!applies || binding <= program.rule_set.rules[rule.0 as usize].outcome)
}
