//! What is possible, against writing down every complete record.

use std::collections::BTreeSet;

use threshold::calendar::{Date, DateRange};
use threshold::check::{OutcomeId, QuestionId};
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{Completion, Exact, Knowledge, Presumed, Stop, Truth, reference};
use threshold::program::{Program, SlotId};

use crate::programs::{self, Size};
use crate::random_numbers::Dice;

/// How many random cases.
pub(crate) fn pairs(everyday: u64) -> u64 {
    std::env::var("THRESHOLD_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(everyday)
}

/// Every completion within the days in play; a list that may hold more holds up to two entries besides, four in all.
pub(crate) fn completions(program: &Program, knowledge: &Knowledge) -> Option<Vec<Completion>> {
    let days = DateRange { first: programs::start(), last: Date(programs::start().0 + 30) };
    [2, 1].into_iter().find_map(|more_entries| {
        let limits = Limits { records: 3000, more_entries, days, number: 8 };
        brute::completions(program, knowledge, limits, |_: SlotId| true)
    })
}

/// A random case small enough to try.
pub(crate) fn small_case(seed: u64, open: u64) -> Option<(Program, Knowledge, Vec<Completion>)> {
    let mut dice = Dice::new(seed);
    let size = Size { slots: 2 + dice.below(7), rules: 2 + dice.below(4), open, lists: dice.chance(60) };
    let (program, knowledge) = programs::case(&mut dice, size);
    let all = completions(&program, &knowledge)?;
    Some((program, knowledge, all))
}

fn truths(program: &Program, all: &[Completion], node: threshold::program::NodeId) -> BTreeSet<bool> {
    let run = (programs::as_at(), &Presumed::NONE);
    all.iter().map(|completion| reference::holds(program, completion, run, node)).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one walk over the cases, counted as it goes")]
fn possible_outcomes_are_those_of_every_complete_record() {
    let (mut tried, mut several, mut none, mut presumed_cases, mut unsettled) = (0, 0, 0, 0, 0);
    let pairs = pairs(400);
    for seed in 0..pairs {
        let Some((program, knowledge, all)) = small_case(seed, 40) else { continue };
        tried += 1;
        let mut exact = Exact::of_question(&program, &knowledge, QuestionId(0), 20_000);
        let found = match exact.completion() {
            Ok(found) => found,
            Err(Stop::NotSettled) => {
                unsettled += 1;
                continue;
            }
            Err(stop) => panic!("seed {seed}: {stop:?}"),
        };
        if all.is_empty() {
            none += 1;
            continue;
        }
        assert!(found.is_some(), "seed {seed}: a completion was missed");
        let applied = match exact.presumed() {
            Ok(applied) => applied,
            Err(Stop::NotSettled) => {
                unsettled += 1;
                continue;
            }
            Err(stop) => panic!("seed {seed}: {stop:?}"),
        };
        for (node, id) in program.presumptions.iter().zip(0..) {
            let open = truths(&program, &all, *node).len() == 2;
            let says = applied.applies(threshold::check::PresumptionId(id));
            assert!(says || !open, "seed {seed}: presumption {id} is open");
        }
        presumed_cases += u64::from(!applied.is_empty());
        for run in [&Presumed::NONE, &applied] {
            let possible = match exact.possible(QuestionId(0), run) {
                Ok(possible) => possible,
                Err(Stop::NotSettled) => {
                    unsettled += 1;
                    continue;
                }
                Err(stop) => panic!("seed {seed}: {stop:?}"),
            };
            // Each comes with a completion, read here once more; so none is too many, and brute force finds none missing.
            for (outcome, witness) in &possible {
                assert!(reference::consistent(&program, &knowledge, witness), "seed {seed}: {outcome:?}");
                let gives = reference::outcome(&program, witness, (programs::as_at(), run), QuestionId(0));
                assert_eq!(gives, *outcome, "seed {seed}: what the completion gives");
            }
            let found: BTreeSet<OutcomeId> = possible.iter().map(|(outcome, _)| *outcome).collect();
            let brute = brute::outcomes(&program, &all, (programs::as_at(), run), QuestionId(0));
            assert!(found.is_superset(&brute), "seed {seed}: {found:?} and {brute:?}");
            several += u64::from(found.len() > 1);
        }
        for node in &program.questions[0].sentences {
            match exact.truth(*node, &Presumed::NONE) {
                Ok(truth) => {
                    let brute = truths(&program, &all, *node);
                    assert!(brute.len() < 2 || truth == Truth::Open, "seed {seed}: {node:?}");
                    let one = brute.first().copied().map(Truth::of);
                    assert!(truth == Truth::Open || one == Some(truth), "seed {seed}: {node:?} is {truth:?}");
                }
                Err(Stop::NotSettled) => unsettled += 1,
                Err(stop) => panic!("seed {seed}: {stop:?}"),
            }
        }
    }
    println!(
        "{tried} tried, {several} with several outcomes, {none} without completion, {presumed_cases} presumed, {unsettled} unsettled"
    );
    assert!(tried * 10 > pairs * 5, "{tried}");
    assert!(unsettled * 100 < tried * 2, "{unsettled} of {tried}");
}

#[test]
fn narrowing_never_adds_an_outcome() {
    for seed in 0..pairs(100) {
        let Some((program, knowledge, all)) = small_case(seed, 60) else { continue };
        let Some(completion) = Dice::new(seed).pick_some(&all) else { continue };
        let question = QuestionId(0);
        let mut exact = Exact::of_question(&program, &knowledge, question, 20_000);
        let Ok(before) = exact.possible(question, &Presumed::NONE) else { continue };
        let outcome =
            reference::outcome(&program, completion, (programs::as_at(), &Presumed::NONE), question);
        assert!(before.iter().any(|(possible, _)| *possible == outcome), "seed {seed}");
    }
}
