//! Eight properties of what is said of a case, on random rule sets and records.
//!
//! Each property looks at so many pairs of a rule set and a record; `THRESHOLD_PAIRS` scales them, and
//! `docs/carry-on/exactness.md` has the release command and its figures. A rule set starts from a random vocabulary.
//! Every construct stands in at least 1 in 100 of them, and every status is that of at least 2 in 100 pairs.

mod answers;
mod draws;
mod learning;
mod order;
mod plain;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use threshold::check::PresumptionId;
use threshold::evaluation::{
    Depth, Kleene, Knowledge, Options, Presumed, Said, Silent, Status, candidates, evaluate, narrow,
};
use threshold::program::Program;
use threshold::record::Record;

use crate::differential::CONSTRUCTS;
use crate::programs::slots_under;
use crate::random::{Full, Made, as_at, full, written};
use crate::random_numbers::Dice;

/// Records for each rule set.
const RECORDS: u64 = 4;
/// A small part of what the program allows itself: the few questions that ask for more are counted and left out.
const CONFLICTS: u64 = 60;

/// A rule set and a record.
struct Pair<'a> {
    made: &'a Made,
    /// A complete record that the record allows.
    full: Full,
    record: Record,
    knowledge: Knowledge,
    said: Said,
    place: String,
}

impl<'a> Pair<'a> {
    fn new(made: &'a Made, (seed, number): (u64, u64), dice: &mut Dice) -> Self {
        let presuming = dice.chance(60).then(|| silent_where_presumed(made, dice)).flatten();
        let (full, record) = presuming.unwrap_or_else(|| {
            let full = full(made, dice);
            let percent = *dice.pick(&[0, 4, 10, 30, 60, 200]);
            let record = written(made, &full, percent, dice);
            (full, record)
        });
        let (knowledge, said) = Knowledge::from_record(&made.program, &record, as_at());
        let place = format!("rule set {seed}, record {number}");
        Self { made, full, record, knowledge, said, place }
    }

    fn program(&self) -> &'a Program {
        &self.made.program
    }

    /// What is known after narrowing; nothing where nothing completes the record.
    fn narrowed(&self) -> Option<Knowledge> {
        narrow(self.program(), &self.knowledge).ok()
    }
}

/// Everything is known but what the presumptions speak of, and a presumption seems to settle something; if it ever does.
fn silent_where_presumed(made: &Made, dice: &mut Dice) -> Option<(Full, Record)> {
    let program = &made.program;
    let all = Presumed::of((0..).map(PresumptionId).take(program.presumptions.len()));
    let tries = if program.presumptions.is_empty() { 0 } else { 12 };
    (0..tries).find_map(|_| {
        let full = full(made, dice);
        let mut record = written(made, &full, 0, dice);
        for node in &program.presumptions {
            for slot in slots_under(program, *node) {
                let fact = program.slots[slot as usize].fact;
                record.facts.retain(|recorded| recorded.fact != fact);
            }
        }
        let (knowledge, _) = Knowledge::from_record(program, &record, as_at());
        let possible = |run: &Presumed| -> Vec<usize> {
            let mut kleene = Kleene::default();
            kleene.run(program, &knowledge, run, &mut Silent);
            program.questions.iter().map(|plan| candidates(plan, &kleene).count()).collect()
        };
        let seems =
            possible(&Presumed::NONE).iter().zip(possible(&all)).any(|(alone, with)| *alone > 1 && with == 1);
        seems.then_some((full, record))
    })
}

#[test]
fn every_construct_has_its_share_of_rule_sets() {
    let rule_sets = crate::exact::pairs(1600).div_ceil(RECORDS);
    let mut with: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..rule_sets {
        for construct in Made::new(seed).constructs {
            *with.entry(construct).or_default() += 1;
        }
    }
    let wanted: Vec<&str> =
        CONSTRUCTS.iter().copied().filter(|construct| !MARKS.contains(construct)).collect();
    let count = |construct: &&str| with.get(construct).copied().unwrap_or(0);
    let rarest = wanted.iter().min_by_key(|construct| count(construct)).unwrap();
    println!("{} constructs in {rule_sets} rule sets; rarest {rarest}, in {}", wanted.len(), count(rarest));
    assert!(count(rarest) * 100 >= rule_sets, "{rarest} in {} of {rule_sets}", count(rarest));
}

#[test]
fn every_status_has_its_share_of_pairs() {
    let mut statuses: BTreeMap<Status, u64> = BTreeMap::new();
    let tally = each_pair("shares", 400, |pair, _, tally| {
        for status in statuses_of(pair) {
            *statuses.entry(status).or_default() += 1;
        }
        tally.telling += 1;
    });
    println!("{statuses:?}");
    for status in STATUSES {
        let count = statuses.get(&status).copied().unwrap_or(0);
        assert!(count * 50 >= tally.pairs, "{status:?} in {count} of {} pairs", tally.pairs);
    }
}

const STATUSES: [Status; 6] = [
    Status::Inconsistent,
    Status::NotSettled,
    Status::Undecided,
    Status::Presumed,
    Status::Decided,
    Status::DecidedWhatever,
];

/// What was looked at.
#[derive(Default)]
struct Tally {
    rule_sets: u64,
    pairs: u64,
    /// Pairs that the property says something about.
    telling: u64,
    /// Single comparisons.
    compared: u64,
    /// Questions whose budget ended first.
    unsettled: u64,
}

/// Looks at pairs, the same ones for every property.
fn each_pair(name: &str, everyday: u64, mut look: impl FnMut(&Pair<'_>, &mut Dice, &mut Tally)) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..crate::exact::pairs(everyday).div_ceil(RECORDS) {
        let made = Made::new(seed);
        let mut dice = Dice::new(seed ^ 0x9a17);
        for number in 0..RECORDS {
            let pair = Pair::new(&made, (seed, number), &mut dice);
            look(&pair, &mut Dice::new(seed * RECORDS + number), &mut tally);
            tally.pairs += 1;
        }
        tally.rule_sets += 1;
    }
    report(name, &tally);
    tally
}

/// The statuses of a pair's questions, within the budget and within none at all.
fn statuses_of(pair: &Pair<'_>) -> BTreeSet<Status> {
    let mut found = BTreeSet::new();
    for conflicts in [CONFLICTS, 0] {
        let options = Options { conflicts, depth: Depth::Outcomes, ..Options::default() };
        let result = evaluate(pair.program(), &pair.record, as_at(), &options);
        let statuses = result.questions.iter().map(|question| question.status);
        found.extend(statuses.filter(|status| conflicts > 0 || *status == Status::NotSettled));
    }
    found
}

/// Prints what was looked at; a property that hardly ever says anything, or is hardly ever settled, holds nothing.
fn report(name: &str, tally: &Tally) {
    println!(
        "{name}: {} pairs, {} rule sets, {} telling, {} compared, {} not settled",
        tally.pairs, tally.rule_sets, tally.telling, tally.compared, tally.unsettled
    );
    assert!(tally.telling * 4 > tally.pairs, "{name}: {} of {} are telling", tally.telling, tally.pairs);
    assert!(tally.unsettled * 8 < tally.pairs, "{name}: {} of {} not settled", tally.unsettled, tally.pairs);
}

/// What the differential test marks of records and runs, not of rule sets.
const MARKS: [&str; 5] = [
    "a list that may hold more",
    "a disputed list",
    "a fact that does not apply",
    "a presumption applied",
    "an open outcome",
];

/// The presumptions that the record leaves open, or nothing within the budget.
fn presumed(program: &Program, knowledge: &Knowledge) -> Option<Presumed> {
    if program.presumptions.is_empty() {
        return Some(Presumed::NONE);
    }
    let nodes = program.presumptions.iter().copied();
    threshold::evaluation::Exact::new(program, knowledge, nodes, CONFLICTS).presumed().ok()
}
