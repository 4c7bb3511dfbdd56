//! Seven properties of what is said of a case, on random rule sets and records.
//!
//! Each property looks at so many pairs of a rule set and a record; `THRESHOLD_PAIRS` scales them, and
//! `docs/carry-on/exactness.md` has the release command and its figures. A rule set starts from a random vocabulary.
//! Every construct stands in at least 1 in 100 of them, and every status is that of at least 2 in 100 pairs.

mod draws;
mod learning;
mod order;
mod plain;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use threshold::evaluation::{Depth, Knowledge, Options, Presumed, Said, Status, evaluate, narrow};
use threshold::program::Program;
use threshold::record::Record;

use crate::differential::CONSTRUCTS;
use crate::programs::slots_under;
use crate::random::{Full, Made, as_at, full, written};
use crate::random_numbers::Dice;

/// Records for each rule set.
const RECORDS: u64 = 4;
/// Below so many rule sets a construct may happen to be rare.
const ENOUGH: u64 = 400;
/// One in two hundred of what the program allows itself: the few pairs that ask for more are counted and left out.
const CONFLICTS: u64 = 100;

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
        let full = full(made, dice);
        let record = match *dice.pick(&[Some(0), Some(4), Some(10), Some(30), Some(60), Some(200), None]) {
            Some(percent) => written(made, &full, percent, dice),
            None => silent_where_presumed(made, &full, dice),
        };
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

/// Everything is known but what the presumptions speak of.
fn silent_where_presumed(made: &Made, full: &Full, dice: &mut Dice) -> Record {
    let mut record = written(made, full, 0, dice);
    for node in &made.program.presumptions {
        for slot in slots_under(&made.program, *node) {
            let fact = made.program.slots[slot as usize].fact;
            record.facts.retain(|recorded| recorded.fact != fact);
        }
    }
    record
}

fn options(depth: Depth) -> Options {
    Options { depth, conflicts: CONFLICTS, ..Options::default() }
}

/// What was looked at.
#[derive(Default)]
struct Tally {
    rule_sets: u64,
    pairs: u64,
    /// Pairs that the property says something about.
    telling: u64,
    /// Single comparisons.
    compared: u64,
    unsettled: u64,
    with: BTreeMap<&'static str, u64>,
    statuses: BTreeMap<Status, u64>,
}

#[test]
fn every_construct_and_every_status_has_its_share() {
    let tally = each_pair("shares", 1600, |pair, _, tally| {
        for status in statuses(pair) {
            *tally.statuses.entry(status).or_default() += 1;
        }
        tally.telling += 1;
    });
    hold_shares(&tally);
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
        for construct in &made.constructs {
            *tally.with.entry(construct).or_default() += 1;
        }
        tally.rule_sets += 1;
    }
    report(name, &tally);
    tally
}

/// The statuses of a pair's questions, within the budget and within none at all.
fn statuses(pair: &Pair<'_>) -> BTreeSet<Status> {
    let mut found = BTreeSet::new();
    for conflicts in [CONFLICTS, 0] {
        let options = Options { conflicts, ..options(Depth::Outcomes) };
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
    assert!(tally.unsettled * 10 < tally.pairs, "{name}: {} of {} not settled", tally.unsettled, tally.pairs);
}

/// Every construct in at least 1 in 100 rule sets, every status in at least 2 in 100 pairs.
fn hold_shares(tally: &Tally) {
    let rarest =
        tally.with.iter().filter(|(name, _)| CONSTRUCTS.contains(name)).min_by_key(|(_, count)| **count);
    println!("rarest construct {rarest:?} of {} rule sets; {:?}", tally.rule_sets, tally.statuses);
    if tally.rule_sets < ENOUGH {
        return;
    }
    for construct in CONSTRUCTS.iter().filter(|construct| !MARKS.contains(construct)) {
        let count = tally.with.get(construct).copied().unwrap_or(0);
        assert!(count * 100 >= tally.rule_sets, "{construct} in {count} of {}", tally.rule_sets);
    }
    for status in [
        Status::Inconsistent,
        Status::NotSettled,
        Status::Undecided,
        Status::Presumed,
        Status::Decided,
        Status::DecidedWhatever,
    ] {
        let count = tally.statuses.get(&status).copied().unwrap_or(0);
        assert!(count * 50 >= tally.pairs, "{status:?} in {count} of {} pairs", tally.pairs);
    }
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
