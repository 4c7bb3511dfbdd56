//! What would change it, against trying values: days, numbers and short lists among them.
//!
//! Only values within a few weeks, small numbers and lists of at most four entries are tried. So what trying finds, a
//! change must not be further off than; and what is said is tried out by itself, with the very values it names.

use std::collections::{BTreeMap, BTreeSet};

use threshold::calendar::{Date, DateRange};
use threshold::check::OutcomeId;
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{Completion, Concrete, Knowledge, Known, ListKnown, Nearest, exactly, reference};
use threshold::program::{Domain, Program, SlotId};

use crate::exact::pairs;
use crate::matters::{outcome, presumed, settled, subsets, weighing};
use crate::programs::{self, Size};
use crate::random_numbers::Dice;

/// The values tried for a slot of which nothing is known.
fn window(domain: &Domain) -> Known {
    let days = DateRange { first: programs::start(), last: Date(programs::start().0 + 24) };
    match domain {
        Domain::Choice { count } => Known::Choice((1 << count) - 1),
        Domain::Set { count } => Known::Set(vec![(0, (1 << count) - 1)]),
        Domain::Number => Known::Number(vec![(0, 8)]),
        Domain::Date { .. } => Known::Date(vec![days]),
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}

fn completions(program: &Program, knowledge: &Knowledge) -> Option<Vec<Completion>> {
    let days = DateRange { first: programs::start(), last: Date(programs::start().0 + 30) };
    let limits = Limits { records: 3000, more_entries: 2, days, number: 8 };
    brute::completions(program, knowledge, limits, |_: SlotId| true)
}

/// The best that trying these facts finds: certain, only possible, or nothing.
fn by_trying(
    program: &Program,
    knowledge: &Knowledge,
    (free, goals): (u32, &[OutcomeId]),
) -> Option<(bool, bool)> {
    let mut opened = knowledge.clone();
    for (slot, (known, domain)) in opened.slots.iter_mut().zip(&program.slots).enumerate() {
        if free >> slot & 1 == 1 {
            *known = window(&domain.domain);
        }
    }
    let all = completions(program, &opened)?;
    let mut by_values: BTreeMap<Vec<&Concrete>, Vec<Completion>> = BTreeMap::new();
    for one in &all {
        let slots = one.slots.iter().enumerate().filter(|(slot, _)| free >> slot & 1 == 1);
        by_values.entry(slots.map(|(_, value)| value).collect()).or_default().push(one.clone());
    }
    let (mut certain, mut possible) = (false, false);
    for group in by_values.values() {
        let outcomes = outcomes(program, group);
        possible |= outcomes.iter().any(|outcome| goals.contains(outcome));
        certain |= outcomes.len() == 1 && outcomes.iter().all(|outcome| goals.contains(outcome));
    }
    Some((certain, possible))
}

fn outcomes(program: &Program, all: &[Completion]) -> BTreeSet<OutcomeId> {
    let run = presumed(program, all);
    all.iter().map(|one| outcome(program, one, &run)).collect()
}

/// The change said, tried out: its values put into the record leave its outcome, certain or possible.
fn holds(program: &Program, knowledge: &Knowledge, nearest: &Nearest) -> bool {
    let mut changed = knowledge.clone();
    for fact in &nearest.facts {
        let slot = fact.0 as usize;
        changed.slots[slot] = exactly(&nearest.completion.slots[slot]);
    }
    if !reference::consistent(program, &changed, &nearest.completion) {
        return false;
    }
    // Days out of the window are among the values; what else is open lies within it.
    let limits = Limits { records: 3000, more_entries: 0, days: DateRange::ANY, number: u32::MAX };
    let Some(all) = brute::completions(program, &changed, limits, |_: SlotId| true) else { return true };
    let left = outcomes(program, &all);
    left.contains(&nearest.outcome) && (!nearest.certain || left.len() == 1)
}

#[test]
fn no_nearer_change_of_days_numbers_and_lists_is_found_by_trying() {
    let (mut tried, mut compared, mut nearer, mut unsettled) = (0_u64, 0_u64, 0_u64, 0_u64);
    // Seed 2557 once made a fact of two things: its slot, and a computed length.
    for seed in (0..pairs(120)).chain([2557]) {
        let mut dice = Dice::new(seed ^ 0xc4a6);
        let size =
            Size { slots: 2 + dice.below(4), rules: 2 + dice.below(3), open: 15, lists: dice.chance(40) };
        let (program, mut knowledge) = programs::case(&mut dice, size);
        knowledge.constraints.clear();
        if knowledge
            .slots
            .iter()
            .any(|known| matches!(known, Known::List(lists) if lists.iter().any(|list| list.may_hold_more)))
        {
            continue;
        }
        let Ok(Some((outcome_is, run))) = settled(&program, &knowledge) else { continue };
        let Ok(nearest) = weighing(&program, &knowledge).nearest(outcome_is, &run) else {
            unsettled += 1;
            continue;
        };
        tried += 1;
        for said in &nearest {
            assert!(holds(&program, &knowledge, said), "seed {seed}: {said:?} does not hold");
        }
        let said_of = |slot: &u32| {
            let place = *slot as usize;
            knowledge.slots[place] != window(&program.slots[place].domain)
        };
        let recorded: Vec<u32> = (0..).take(program.slots.len()).filter(said_of).collect();
        let goals: [Vec<OutcomeId>; 2] =
            [(0..outcome_is.0).map(OutcomeId).collect(), (outcome_is.0 + 1..4).map(OutcomeId).collect()];
        for goals in &goals {
            let said = nearest.iter().find(|nearest| goals.contains(&nearest.outcome));
            let place = |said: &Nearest| {
                let set = said.facts.iter().fold(0, |set, fact| set | 1 << fact.0);
                subsets(&recorded).iter().position(|other| *other == set).expect("a set of recorded facts")
            };
            let says = said.map(|said| (place(said), said.certain));
            for (at, set) in subsets(&recorded)
                .into_iter()
                .enumerate()
                .take_while(|(at, _)| says.is_none_or(|(said, certain)| !certain || *at < said))
            {
                let Some((certain, possible)) = by_trying(&program, &knowledge, (set, goals)) else {
                    continue;
                };
                compared += 1;
                assert!(!certain, "seed {seed}: {set:b} makes one of {goals:?} certain, {says:?} is said");
                let further = says.is_none_or(|(said, certain)| !certain && at < said);
                assert!(
                    !(possible && further),
                    "seed {seed}: {set:b} makes one of {goals:?} possible, {says:?}"
                );
            }
            nearer += u64::from(says.is_some());
        }
    }
    println!(
        "{tried} tried, {nearer} changes said and tried out, {compared} sets tried, {unsettled} unsettled"
    );
    assert!(tried > 10);
}
