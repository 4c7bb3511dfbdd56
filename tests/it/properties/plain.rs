//! The fast answers are the slow ones: every completion of what is known written down, and each read plainly.

use std::collections::BTreeSet;

use threshold::calendar::{Date, DateRange};
use threshold::check::{OutcomeId, PresumptionId, QuestionId};
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{
    Completion, Concrete, Exact, Knowledge, Known, Presumed, Stop, Truth, exactly, reference,
};
use threshold::program::{Domain, NodeId, Program};

use super::{CONFLICTS, Pair, each_pair};
use crate::random::{as_at, complete};
use crate::random_numbers::Dice;

/// So many completions are written down at most.
pub(super) const MOST: usize = 256;

#[test]
fn the_exact_answers_are_those_of_every_complete_record() {
    each_pair("fast equals slow", 400, |pair, dice, tally| {
        let program = pair.program();
        let knowledge = ajar(program, &complete(program, &pair.full), dice);
        let limits = Limits { records: MOST, ..Limits::WIDE };
        let Some(all) = brute::completions(program, &knowledge, limits, |_| true) else { return };
        for plan in &program.questions {
            match compare(pair, (&knowledge, &all), plan.question) {
                Ok(compared) => {
                    tally.telling += u64::from(all.len() > 1);
                    tally.compared += compared;
                }
                Err(Stop::NotSettled) => tally.unsettled += 1,
                Err(stop) => panic!("{}: {stop:?}", pair.place),
            }
        }
    });
}

/// The complete record with a few of its values open a little.
pub(super) fn ajar(program: &Program, completion: &Completion, dice: &mut Dice) -> Knowledge {
    let mut slots: Vec<Known> = completion.slots.iter().map(exactly).collect();
    for _ in 0..=dice.below(5) {
        let place = dice.below(slots.len());
        let value = (&completion.slots[place], &program.slots[place].domain);
        slots[place] = opened(value, slots[place].clone(), dice);
    }
    let as_at = as_at();
    for (known, slot) in slots.iter_mut().zip(&program.slots) {
        if let (Known::Date(ranges), Domain::Date { ahead: false }) = (known, &slot.domain) {
            ranges.iter_mut().for_each(|range| range.last = range.last.min(as_at));
        }
    }
    Knowledge { slots, constraints: Vec::new(), as_at }
}

fn opened((value, domain): (&Concrete, &Domain), known: Known, dice: &mut Dice) -> Known {
    match (value, domain, known) {
        (Concrete::Choice(choice), Domain::Choice { count }, _) => {
            let other = u32::try_from(dice.below(*count as usize)).unwrap();
            let third = u32::try_from(dice.below(*count as usize)).unwrap();
            Known::Choice(1 << choice | 1 << other | 1 << third)
        }
        (Concrete::Set(bits), _, _) => Known::Set(vec![(bits & 1, bits | 3)]),
        (Concrete::Number(number), _, _) => Known::Number(vec![(number.saturating_sub(1), number + 2)]),
        (Concrete::Date(day), _, _) => {
            let days = i32::try_from(dice.below(4)).unwrap();
            let last = day.0.saturating_add(1).min(Date::LAST.0);
            Known::Date(vec![DateRange { first: Date(day.0 - days), last: Date(last) }])
        }
        (Concrete::List(entries), Domain::List { fields, .. }, Known::List(mut lists)) => {
            if let (Some(entry), true) = (entries.first().filter(|entry| !entry.is_empty()), dice.chance(70))
            {
                let field = dice.below(entry.len());
                if !matches!(entry[field], Concrete::List(_) | Concrete::Date(_)) {
                    let known = exactly(&entry[field]);
                    lists[0].entries[0].fields[field] =
                        opened((&entry[field], &fields[field].domain), known, dice);
                }
            } else {
                // Another source knows of none but the first.
                let mut other = lists[0].clone();
                other.entries.truncate(1);
                lists.push(other);
            }
            Known::List(lists)
        }
        (_, _, known) => known,
    }
}

fn truths(program: &Program, all: &[Completion], (run, node): (&Presumed, NodeId)) -> BTreeSet<bool> {
    all.iter().map(|one| reference::holds(program, one, (as_at(), run), node)).collect()
}

/// The presumptions whose sentence these leave open.
pub(super) fn presumed_by(program: &Program, all: &[Completion]) -> Presumed {
    let open = program.presumptions.iter().zip((0..).map(PresumptionId));
    let open = open.filter(|(node, _)| truths(program, all, (&Presumed::NONE, **node)).len() == 2);
    Presumed::of(open.map(|(_, id)| id))
}

/// Consistency, presumptions, outcomes with and without them, and every sentence; how many were compared.
fn compare(
    pair: &Pair<'_>,
    (knowledge, all): (&Knowledge, &[Completion]),
    question: QuestionId,
) -> Result<u64, Stop> {
    let (program, place) = (pair.program(), &pair.place);
    let mut exact = Exact::of_question(program, knowledge, question, CONFLICTS);
    assert_eq!(exact.completion()?.is_none(), all.is_empty(), "{place}: does anything complete it?");
    if all.is_empty() {
        return Ok(1);
    }
    let run = presumed_by(program, all);
    assert_eq!(exact.presumed()?, run, "{place}: presumptions");
    let mut compared = 2;
    for run in [&Presumed::NONE, &run] {
        let found: BTreeSet<OutcomeId> =
            exact.possible(question, run)?.into_iter().map(|(outcome, _)| outcome).collect();
        let slow = brute::outcomes(program, all, (as_at(), run), question);
        assert_eq!(found, slow, "{place}: {question:?} under {run:?}");
        for node in &program.questions[question.0 as usize].sentences {
            if program.is_about_case(*node) {
                let slow = truths(program, all, (run, *node));
                let slow = Truth::from_possible(slow.contains(&true), slow.contains(&false));
                assert_eq!(exact.truth(*node, run)?, slow, "{place}: {node:?} under {run:?}");
                compared += 1;
            }
        }
        compared += 1;
    }
    Ok(compared)
}
