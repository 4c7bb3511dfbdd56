//! How long the exact answers take, beside a decision written by hand in the same run.
//!
//! Medians over random records of the largest shipped set: everything known, or eight facts of the question open. Then
//! random rule sets with every fact open, every shipped set likewise, and how the exact set grows with programs of
//! rising size. `THRESHOLD_SETS` scales the random sets; `THRESHOLD_PLOT` names a file for a picture of the growth.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench may stop where it finds itself mistaken"
)]
#![expect(
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a bench prints what it measured, and what it shares with the tests looks at one variant at a time"
)]

#[path = "../it/facts.rs"]
mod facts;
mod picture;
#[path = "../it/programs.rs"]
mod programs;
#[path = "../it/random/mod.rs"]
#[expect(dead_code, unused_imports, reason = "shared with the tests")]
mod random;
#[path = "../it/random_numbers.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod random_numbers;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use random_numbers::Dice;
use threshold::calendar::{Date, DateRange};
use threshold::check::QuestionId;
use threshold::evaluation::{
    Completion, Concrete, Depth, Exact, Kleene, Knowledge, Known, ListKnown, Options, Presumed, Said, Silent,
    Status, Weighing, evaluate, exactly, reference,
};
use threshold::program::{self, Domain, FieldSlot, Program};
use threshold::project;
use threshold::record::Record;

const CONFLICTS: u64 = 20_000;
/// Rules and facts of the programs whose growth is drawn.
const SIZES: [(usize, usize); 3] = [(30, 40), (60, 80), (120, 160)];

/// What was timed: its name, median, ninety-ninth of a hundred, and worst, in microseconds.
struct Line {
    name: String,
    median: f64,
    high: f64,
    worst: f64,
    cases: usize,
}

fn main() {
    let shipped = shipped();
    let (name, program) = shipped.iter().max_by_key(|(_, program)| program.nodes.len()).unwrap();
    println!(
        "largest shipped set: {name}, {} rules, {} facts, {} nodes",
        program.rules.len(),
        program.slots.len(),
        program.nodes.len()
    );
    println!(
        "{:<52} {:>11} {:>11} {:>11} {:>10} {:>7}",
        "microseconds", "median", "p99", "worst", "x floor", "cases"
    );
    let floor = line("decided by hand (floor)", floor());
    report(&floor, floor.median);
    for timed in on_the_largest(program) {
        report(&timed, floor.median);
    }
    println!("every fact open:");
    for timed in every_fact_open(&shipped) {
        report(&timed, floor.median);
    }
    println!("random programs of rising size, every fact open:");
    let mut grown = Vec::new();
    for size in SIZES {
        let timed = growth(size);
        report(&timed, floor.median);
        grown.push((size, timed.median, timed.worst));
    }
    if let Ok(file) = std::env::var("THRESHOLD_PLOT") {
        std::fs::write(file, picture::growth(&grown)).unwrap();
    }
}

/// What the bars of the exact answers name, on the largest shipped set.
fn on_the_largest(program: &Program) -> Vec<Line> {
    let mut dice = Dice::new(7);
    let full: Vec<Completion> = (0..60).filter_map(|_| complete(program, &mut dice)).collect();
    let question = QuestionId(0);
    let mut with_open = |open| -> Vec<Knowledge> {
        full.iter().map(|completion| knowledge(program, completion, open, &mut dice)).collect()
    };
    let (known, open) = (with_open(0), with_open(8));
    let mut kleene = Kleene::default();
    let mut truths = |knowledge: &Knowledge| kleene.run(program, knowledge, &Presumed::NONE, &mut Silent);
    let exact = |knowledge: &Knowledge| {
        let mut exact = Exact::of_question(program, knowledge, question, CONFLICTS);
        let presumed = exact.presumed().unwrap();
        exact.possible(question, &presumed).unwrap().len()
    };
    let hanging = |knowledge: &Knowledge| {
        let mut exact = Exact::of_question(program, knowledge, question, CONFLICTS);
        let outcome = exact.possible(question, &Presumed::NONE).unwrap()[0].0;
        weighing(program, knowledge).reason(outcome, &Presumed::NONE, &Said::default()).unwrap();
        weighing(program, knowledge).changes(outcome, &Presumed::NONE).unwrap().len()
    };
    let matters =
        |knowledge: &Knowledge| weighing(program, knowledge).matters(&Said::default()).unwrap().0.len();
    vec![
        line("truths, everything known", timed(&known, &mut truths)),
        line("truths, eight facts open", timed(&open, &mut truths)),
        line("exact set, eight facts open", timed(&open, exact)),
        line("facts that matter, ranked, eight open", timed(&open, matters)),
        line("reason and nearest change, everything known", timed(&known, hanging)),
        line(
            "what would decide it, eight open",
            timed(&open, |knowledge| weighing(program, knowledge).decides().is_ok()),
        ),
    ]
}

/// Random rule sets, and every shipped one, of which nothing is recorded.
fn every_fact_open(shipped: &[(String, Program)]) -> Vec<Line> {
    let made =
        (0..sets(2000)).map(|seed| nothing_recorded(&random::Made::new(seed).program, random::as_at()));
    let as_at = Date::new(2019, 6, 30).unwrap();
    let known = shipped.iter().map(|(_, program)| nothing_recorded(program, as_at));
    vec![settled("random sets", made), settled("shipped sets", known)]
}

fn settled(name: &str, asked: impl Iterator<Item = (f64, usize, usize)>) -> Line {
    let (mut times, mut open, mut all) = (Vec::new(), 0, 0);
    for (time, unsettled, questions) in asked {
        times.push(time);
        open += unsettled;
        all += questions;
    }
    line(&format!("{name}, {open} of {all} questions not settled"), times)
}

/// The outcomes possible of a case of which nothing is recorded: the time, the questions not settled, the questions.
fn nothing_recorded(program: &Program, as_at: Date) -> (f64, usize, usize) {
    let options = Options { depth: Depth::Outcomes, ..Options::default() };
    let begun = Instant::now();
    let result = evaluate(program, &Record::default(), as_at, &options);
    let time = begun.elapsed().as_secs_f64() * 1e6;
    let unsettled = result.questions.iter().filter(|question| question.status == Status::NotSettled);
    (time, unsettled.count(), result.questions.len())
}

fn growth((rules, slots): (usize, usize)) -> Line {
    let question = QuestionId(0);
    let (mut times, mut unsettled) = (Vec::new(), 0);
    for seed in 0..sets(200) {
        let size = programs::Size { slots, rules, open: 100, lists: seed % 2 == 0 };
        let (program, knowledge) = programs::case(&mut Dice::new(seed), size);
        let begun = Instant::now();
        let mut exact = Exact::of_question(&program, &knowledge, question, CONFLICTS);
        unsettled += usize::from(exact.possible(question, &Presumed::NONE).is_err());
        times.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    line(&format!("{rules} rules x {slots} facts, {unsettled} not settled"), times)
}

/// How many random sets.
fn sets(usual: u64) -> u64 {
    std::env::var("THRESHOLD_SETS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn weighing<'a>(program: &'a Program, knowledge: &'a Knowledge) -> Weighing<'a> {
    Weighing { program, knowledge, question: QuestionId(0), conflicts: CONFLICTS }
}

/// Every shipped rule set, by its path.
fn shipped() -> Vec<(String, Program)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rules")
                && let Some(sound) = project::load_file(&path).unwrap().sound
            {
                found.push((path.display().to_string(), program::lower(&sound)));
            }
        }
    }
    found.sort_by(|left, right| left.0.cmp(&right.0));
    found
}

fn timed<T>(cases: &[Knowledge], mut run: impl FnMut(&Knowledge) -> T) -> Vec<f64> {
    let mut times = Vec::new();
    for case in cases {
        // What is short is run more often, so that the clock can tell.
        let begun = Instant::now();
        let mut rounds = 0_u32;
        while rounds < 8 && (rounds == 0 || begun.elapsed().as_millis() < 2) {
            black_box(run(case));
            rounds += 1;
        }
        times.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
    }
    times
}

fn line(name: &str, mut times: Vec<f64>) -> Line {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let of = |time: Option<&f64>| time.copied().unwrap_or(0.0);
    Line {
        name: name.to_owned(),
        median: of(at(50)),
        high: of(at(99)),
        worst: of(times.last()),
        cases: times.len(),
    }
}

fn report(line: &Line, floor: f64) {
    println!(
        "{:<52} {:>11.3} {:>11.3} {:>11.3} {:>10.0} {:>7}",
        line.name,
        line.median,
        line.high,
        line.worst,
        line.median / floor,
        line.cases
    );
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
