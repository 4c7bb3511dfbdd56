//! How long the exact answers take, beside a decision written by hand in the same run.
//!
//! Medians over random records of the largest shipped set: everything known, or eight facts of the question open. Then
//! how the exact set grows with random programs of rising size.

#![expect(clippy::unwrap_used, reason = "a bench may stop where it finds itself mistaken")]

#[path = "../it/facts.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod facts;
#[path = "../it/programs.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod programs;
#[path = "../it/random_numbers.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod random_numbers;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use random_numbers::Dice;
use threshold::calendar::{Date, DateRange};
use threshold::check::QuestionId;
use threshold::evaluation::{
    Completion, Concrete, Exact, Kleene, Knowledge, Known, ListKnown, Presumed, Said, Silent, Weighing,
    exactly, reference,
};
use threshold::program::{self, Domain, FieldSlot, Program};
use threshold::project;

const CONFLICTS: u64 = 20_000;
const SETS: [&str; 5] = [
    "england/working-together-2013",
    "england/working-together-2015",
    "england/working-together-2018",
    "england/working-together-2023",
    "local/northshire",
];

fn main() {
    let (name, program) = largest();
    println!(
        "largest shipped set: {name}, {} rules, {} facts, {} nodes",
        program.rules.len(),
        program.slots.len(),
        program.nodes.len()
    );
    println!("{:<44} {:>9} {:>9} {:>6}", "microseconds", "median", "worst", "cases");
    report("decided by hand (floor)", floor());
    let mut dice = Dice::new(7);
    let full: Vec<Completion> = (0..60).filter_map(|_| complete(&program, &mut dice)).collect();
    let question = QuestionId(0);
    let known: Vec<Knowledge> =
        full.iter().map(|completion| knowledge(&program, completion, 0, &mut dice)).collect();
    let open: Vec<Knowledge> =
        full.iter().map(|completion| knowledge(&program, completion, 8, &mut dice)).collect();
    let mut kleene = Kleene::default();
    report(
        "truths, everything known",
        timed(&known, |knowledge| kleene.run(&program, knowledge, &Presumed::NONE, &mut Silent)),
    );
    report(
        "truths, eight facts open",
        timed(&open, |knowledge| kleene.run(&program, knowledge, &Presumed::NONE, &mut Silent)),
    );
    let exact = |knowledge: &Knowledge| {
        let mut exact = Exact::of_question(&program, knowledge, question, CONFLICTS);
        let presumed = exact.presumed().unwrap();
        exact.possible(question, &presumed).unwrap().len()
    };
    report("exact set, eight facts open", timed(&open, exact));
    report(
        "facts that matter, ranked, eight open",
        timed(&open, |knowledge| weighing(&program, knowledge).matters(&Said::default()).unwrap().0.len()),
    );
    report(
        "reason and nearest change, everything known",
        timed(&known, |knowledge| {
            let mut exact = Exact::of_question(&program, knowledge, question, CONFLICTS);
            let outcome = exact.possible(question, &Presumed::NONE).unwrap()[0].0;
            weighing(&program, knowledge).reason(outcome, &Presumed::NONE, &Said::default()).unwrap();
            weighing(&program, knowledge).changes(outcome, &Presumed::NONE).unwrap().len()
        }),
    );
    report(
        "what would decide it, eight open",
        timed(&open, |knowledge| weighing(&program, knowledge).decides().is_ok()),
    );
    println!("random programs, every fact open:");
    for (rules, slots) in [(30, 40), (60, 80), (120, 160)] {
        let mut times = Vec::new();
        let mut unsettled = 0;
        for seed in 0..20 {
            let size = programs::Size { slots, rules, open: 100, lists: seed % 2 == 0 };
            let (program, knowledge) = programs::case(&mut Dice::new(seed), size);
            let begun = Instant::now();
            let mut exact = Exact::of_question(&program, &knowledge, question, CONFLICTS);
            unsettled += usize::from(exact.possible(question, &Presumed::NONE).is_err());
            times.push(begun.elapsed().as_secs_f64() * 1e6);
        }
        report(&format!("exact set, {rules} rules x {slots} facts, {unsettled} not settled"), times);
    }
}

fn weighing<'a>(program: &'a Program, knowledge: &'a Knowledge) -> Weighing<'a> {
    Weighing { program, knowledge, question: QuestionId(0), conflicts: CONFLICTS }
}

fn largest() -> (&'static str, Program) {
    let load = |name| {
        project::load_set(name, Path::new(".")).unwrap().sound.map(|sound| (name, program::lower(&sound)))
    };
    SETS.into_iter().filter_map(load).max_by_key(|(_, program)| program.nodes.len()).unwrap()
}

fn timed<T>(cases: &[Knowledge], mut run: impl FnMut(&Knowledge) -> T) -> Vec<f64> {
    let mut times = Vec::new();
    for case in cases {
        let begun = Instant::now();
        for _ in 0..3 {
            black_box(run(case));
        }
        times.push(begun.elapsed().as_secs_f64() * 1e6 / 3.0);
    }
    times
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times.get(times.len() / 2), times.last());
    println!("{what:<44} {:>9.2} {:>9.2} {:>6}", median.unwrap_or(&0.0), worst.unwrap_or(&0.0), times.len());
}

/// Twelve rules over twenty-four fields, each a few comparisons: what a programmer would write for one set.
fn floor() -> Vec<f64> {
    let mut dice = Dice::new(3);
    let cases: Vec<[u8; 24]> =
        (0..100).map(|_| std::array::from_fn(|_| u8::try_from(dice.below(5)).unwrap())).collect();
    let decide = |case: &[u8; 24]| {
        (0..12).find(|rule| {
            let field = |offset: usize| case[(rule * 5 + offset * 7) % 24];
            field(0) > 2 && (field(1) == 3 || field(2) < 2) && field(3) != 4
        })
    };
    let mut times = Vec::new();
    for case in &cases {
        let begun = Instant::now();
        for _ in 0..1000 {
            black_box(decide(black_box(case)));
        }
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}

/// A complete record that keeps what always holds.
fn complete(program: &Program, dice: &mut Dice) -> Option<Completion> {
    let as_at = Date::new(2019, 6, 30).unwrap();
    let knowledge = Knowledge {
        slots: program.slots.iter().map(|slot| anything(&slot.domain, as_at)).collect(),
        constraints: Vec::new(),
        as_at,
    };
    (0..2000).find_map(|_| {
        let slots = program.slots.iter().map(|slot| value(&slot.domain, dice)).collect();
        let completion = Completion { slots };
        reference::consistent(program, &knowledge, &completion).then_some(completion)
    })
}

fn value(domain: &Domain, dice: &mut Dice) -> Concrete {
    match domain {
        Domain::Choice { count } => Concrete::Choice(u32::try_from(dice.below(*count as usize)).unwrap()),
        Domain::Set { count } => Concrete::Set(dice.next() & dice.next() & ((1 << count) - 1)),
        Domain::Number => Concrete::Number(u32::try_from(dice.below(6)).unwrap()),
        Domain::Date { .. } => {
            Concrete::Date(Date(Date::new(2017, 1, 1).unwrap().0 + i32::try_from(dice.below(800)).unwrap()))
        }
        Domain::List { fields, .. } => {
            Concrete::List((0..dice.below(3)).map(|_| entry(fields, dice)).collect())
        }
    }
}

fn entry(fields: &[FieldSlot], dice: &mut Dice) -> Vec<Concrete> {
    fields.iter().map(|field| value(&field.domain, dice)).collect()
}

fn knowledge(program: &Program, completion: &Completion, open: usize, dice: &mut Dice) -> Knowledge {
    let as_at = Date::new(2019, 6, 30).unwrap();
    let mut slots: Vec<Known> = completion.slots.iter().map(exactly).collect();
    let asked = &program.questions[0].slots;
    let mut left = open.min(asked.len());
    while left > 0 {
        let slot = dice.pick(asked).0 as usize;
        let whole = anything(&program.slots[slot].domain, as_at);
        if slots[slot] != whole {
            slots[slot] = whole;
            left -= 1;
        }
    }
    Knowledge { slots, constraints: Vec::new(), as_at }
}

fn anything(domain: &Domain, as_at: Date) -> Known {
    let all = |count: u32| if count >= 64 { u64::MAX } else { (1 << count) - 1 };
    match domain {
        Domain::Choice { count } => Known::Choice(all(*count)),
        Domain::Set { count } => Known::Set(vec![(0, all(*count))]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { ahead: true } => Known::Date(vec![DateRange::ANY]),
        Domain::Date { ahead: false } => Known::Date(vec![DateRange { first: Date::FIRST, last: as_at }]),
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}
