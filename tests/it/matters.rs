//! Facts that matter, reasons and changes, against writing down every complete record.

use std::collections::{BTreeMap, BTreeSet};

use threshold::check::{OutcomeId, QuestionId};
use threshold::evaluation::brute::{self, Limits};
use threshold::evaluation::{
    Completion, Constraint, Exact, Knowledge, Known, Presumed, Said, Stop, Weighing, exactly, reference,
};
use threshold::program::{Domain, Program, SlotId};
use threshold::vocabulary::FactId;

use crate::exact::{completions, pairs};
use crate::programs::{self, Size};
use crate::random_numbers::Dice;

const QUESTION: QuestionId = QuestionId(0);

pub(crate) fn weighing<'a>(program: &'a Program, knowledge: &'a Knowledge) -> Weighing<'a> {
    Weighing { program, knowledge, question: QUESTION, conflicts: 20_000 }
}

fn may_hold_more(known: &Known) -> bool {
    matches!(known, Known::List(lists) if lists.iter().any(|list| list.may_hold_more))
}

pub(crate) fn outcome(program: &Program, completion: &Completion, run: &Presumed) -> OutcomeId {
    reference::outcome(program, completion, (programs::as_at(), run), QUESTION)
}

/// The presumptions whose sentence these leave open.
pub(crate) fn presumed(program: &Program, all: &[Completion]) -> Presumed {
    let run = (programs::as_at(), &Presumed::NONE);
    let open = program.presumptions.iter().zip(0..).filter(|(node, _)| {
        let truths: BTreeSet<bool> =
            all.iter().map(|one| reference::holds(program, one, run, **node)).collect();
        truths.len() == 2
    });
    Presumed::of(open.map(|(_, id)| threshold::check::PresumptionId(id)))
}

/// Slots in a smallest set in which two completions differ that have different outcomes.
fn mattering(program: &Program, all: &[Completion], run: &Presumed) -> BTreeSet<u32> {
    let outcomes: Vec<OutcomeId> = all.iter().map(|one| outcome(program, one, run)).collect();
    let mut sets: BTreeSet<u32> = BTreeSet::new();
    for (place, one) in all.iter().enumerate() {
        for (other_place, other) in all.iter().enumerate().skip(place + 1) {
            if outcomes[place] != outcomes[other_place] {
                let differ =
                    one.slots.iter().zip(&other.slots).enumerate().filter(|(_, (left, right))| left != right);
                sets.insert(differ.fold(0, |set, (slot, _)| set | 1 << slot));
            }
        }
    }
    let smallest =
        sets.iter().filter(|set| !sets.iter().any(|other| other != *set && other & **set == *other));
    let all = smallest.fold(0, |all, set| all | set);
    (0..32).filter(|slot| all >> slot & 1 == 1).collect()
}

/// Slots in which two completions differ, and in nothing else, that have different outcomes.
fn mattering_alone(program: &Program, all: &[Completion]) -> BTreeSet<u32> {
    let outcomes: Vec<OutcomeId> = all.iter().map(|one| outcome(program, one, &Presumed::NONE)).collect();
    let mut alone = BTreeSet::new();
    for (place, one) in all.iter().enumerate() {
        for (other_place, other) in all.iter().enumerate().skip(place + 1) {
            if outcomes[place] != outcomes[other_place] {
                let slots = one.slots.iter().zip(&other.slots).zip(0..);
                let mut differ = slots.filter(|((left, right), _)| left != right).map(|(_, slot)| slot);
                if let (Some(slot), None) = (differ.next(), differ.next()) {
                    alone.insert(slot);
                }
            }
        }
    }
    alone
}

#[test]
fn facts_matter_exactly_where_two_complete_records_say_so() {
    let (mut tried, mut some, mut lifted, mut unsettled) = (0_u64, 0_u64, 0_u64, 0_u64);
    let (mut whole, mut shown) = (0_u64, 0_u64);
    for seed in 0..pairs(300) {
        let mut dice = Dice::new(seed);
        let size =
            Size { slots: 2 + dice.below(5), rules: 2 + dice.below(4), open: 45, lists: dice.chance(40) };
        let (program, knowledge) = programs::case(&mut dice, size);
        let Some(all) = completions(&program, &knowledge) else { continue };
        let cut = knowledge.slots.iter().any(may_hold_more);
        if all.is_empty() || all.len() > 400 {
            continue;
        }
        tried += 1;
        let (found, idle) = match weighing(&program, &knowledge).matters(&Said::default()) {
            Ok(found) => found,
            Err(Stop::NotSettled) => {
                unsettled += 1;
                continue;
            }
            Err(stop) => panic!("seed {seed}: {stop:?}"),
        };
        if cut {
            // What two complete records show stands, whatever further entries there may be.
            if program.presumptions.is_empty() {
                let says: BTreeSet<u32> = found.iter().map(|matter| matter.fact.0).collect();
                let alone = mattering_alone(&program, &all);
                assert!(says.is_superset(&alone), "seed {seed}: {alone:?} matter alone, {says:?} is said");
                shown += 1;
            }
            continue;
        }
        whole += 1;
        let run = presumed(&program, &all);
        let with: BTreeSet<u32> = mattering(&program, &all, &run);
        let without: BTreeSet<u32> = mattering(&program, &all, &Presumed::NONE);
        let says = |lifts: bool| -> BTreeSet<u32> {
            found
                .iter()
                .filter(|matter| matter.lifts_presumption == lifts)
                .map(|matter| matter.fact.0)
                .collect()
        };
        assert_eq!(says(false), with, "seed {seed}: with presumptions");
        let lifts: BTreeSet<u32> = without.difference(&with).copied().collect();
        let lifts = if run.is_empty() { BTreeSet::new() } else { lifts };
        assert_eq!(says(true), lifts, "seed {seed}: without");
        assert!(idle.iter().all(|fact| !with.contains(&fact.0) && !lifts.contains(&fact.0)), "seed {seed}");
        for matter in &found {
            check_answers(seed, (&program, &all, &run), matter);
        }
        some += u64::from(!found.is_empty());
        lifted += u64::from(!lifts.is_empty());
    }
    println!(
        "{tried} tried, {whole} in full, {shown} with lists that may hold more, {some} with some, {lifted} that lift, \
         {unsettled} unsettled"
    );
    assert!(some * 8 > tried && unsettled * 50 < tried);
}

/// What the answers leave possible is together at least what was possible.
fn check_answers(
    seed: u64,
    (program, all, run): (&Program, &[Completion], &Presumed),
    matter: &threshold::evaluation::Matter,
) {
    if !run.is_empty() || matter.answers.len() >= 12 {
        return;
    }
    let possible: BTreeSet<OutcomeId> = all.iter().map(|one| outcome(program, one, run)).collect();
    let left: BTreeSet<OutcomeId> =
        matter.answers.iter().flat_map(|answer| answer.possible.iter().copied()).collect();
    assert_eq!(possible, left, "seed {seed}: the answers to {:?}", matter.fact);
}

pub(crate) fn settled(
    program: &Program,
    knowledge: &Knowledge,
) -> Result<Option<(OutcomeId, Presumed)>, Stop> {
    let mut exact = Exact::of_question(program, knowledge, QUESTION, 20_000);
    if exact.completion()?.is_none() {
        return Ok(None);
    }
    let run = exact.presumed()?;
    let possible = exact.possible(QUESTION, &run)?;
    Ok(match possible.as_slice() {
        [(outcome, _)] => Some((*outcome, run)),
        _ => None,
    })
}

#[test]
fn a_reason_forces_the_outcome_and_has_nothing_needless() {
    let (mut tried, mut parts, mut shown_needed, mut unsettled) = (0_u64, 0_usize, 0_u64, 0_u64);
    for seed in 0..pairs(250) {
        let mut dice = Dice::new(seed);
        let size =
            Size { slots: 3 + dice.below(5), rules: 2 + dice.below(4), open: 20, lists: dice.chance(40) };
        let (program, knowledge) = programs::case(&mut dice, size);
        let weighing = weighing(&program, &knowledge);
        let found = settled(&program, &knowledge).and_then(|settled| {
            let Some((outcome, run)) = settled else { return Ok(None) };
            weighing.reason(outcome, &run, &Said::default())?;
            Ok(weighing.forcing(outcome, &run)?.map(|forced| (outcome, forced)))
        });
        let (outcome_is, forced) = match found {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(Stop::NotSettled) => {
                unsettled += 1;
                continue;
            }
            Err(stop) => panic!("seed {seed}: {stop:?}"),
        };
        tried += 1;
        parts += forced.less.len();
        if let Some(all) = completions(&program, &forced.only) {
            assert!(
                all.iter().all(|one| outcome(&program, one, &forced.presumed) == outcome_is),
                "seed {seed}: not enough"
            );
        }
        for less in &forced.less {
            let mut exact = Exact::of_question(&program, less, QUESTION, 20_000);
            match exact.possible(QUESTION, &forced.presumed) {
                Ok(possible) => {
                    // A complete record shows it: allowed by what is left, and with another outcome.
                    let shown = possible.iter().any(|(_, one)| {
                        reference::consistent(&program, less, one)
                            && outcome(&program, one, &forced.presumed) != outcome_is
                    });
                    assert!(shown, "seed {seed}: something is needless");
                    shown_needed += 1;
                }
                Err(Stop::NotSettled) => unsettled += 1,
                Err(stop) => panic!("seed {seed}: {stop:?}"),
            }
        }
    }
    println!("{tried} tried, {parts} parts, {shown_needed} shown to be needed, {unsettled} unsettled");
    assert!(tried > 50 && unsettled * 20 < tried);
}

/// Every record at all, of facts with few values.
fn everything(program: &Program) -> Option<(Knowledge, Vec<Completion>)> {
    let slots = program.slots.iter().map(|slot| match slot.domain {
        Domain::Choice { count } => Some(Known::Choice((1 << count) - 1)),
        Domain::Set { count } => Some(Known::Set(vec![(0, (1 << count) - 1)])),
        Domain::Number | Domain::Date { .. } | Domain::List { .. } => None,
    });
    let slots = slots.collect::<Option<Vec<_>>>()?;
    let knowledge = Knowledge { slots, constraints: Vec::new(), as_at: programs::as_at() };
    let all =
        brute::completions(program, &knowledge, Limits { records: 3000, ..Limits::WIDE }, |_: SlotId| true)?;
    Some((knowledge, all))
}

fn fits(completion: &Completion, knowledge: &Knowledge, free: u32) -> bool {
    completion.slots.iter().zip(&knowledge.slots).enumerate().all(|(slot, (value, known))| {
        free >> slot & 1 == 1
            || match (exactly(value), known) {
                (Known::Choice(bit), Known::Choice(mask)) => bit & mask != 0,
                (Known::Set(set), Known::Set(sets)) => {
                    sets.iter().any(|(sure, may)| sure & !set[0].0 == 0 && set[0].0 & !may == 0)
                }
                _ => true,
            }
    })
}

/// By trying: is there a change of exactly these facts to one of the goals, certain or only possible?
fn change_by_trying(
    program: &Program,
    knowledge: &Knowledge,
    all: &[Completion],
    (free, goals): (u32, &[OutcomeId]),
) -> (bool, bool) {
    let mut by_values: BTreeMap<Vec<&threshold::evaluation::Concrete>, Vec<Completion>> = BTreeMap::new();
    for one in all.iter().filter(|one| fits(one, knowledge, free)) {
        let values = one
            .slots
            .iter()
            .enumerate()
            .filter(|(slot, _)| free >> slot & 1 == 1)
            .map(|(_, value)| value)
            .collect();
        by_values.entry(values).or_default().push(one.clone());
    }
    let mut certain = false;
    let mut possible = false;
    for group in by_values.values() {
        let run = presumed(program, group);
        let outcomes: BTreeSet<OutcomeId> = group.iter().map(|one| outcome(program, one, &run)).collect();
        possible |= outcomes.iter().any(|outcome| goals.contains(outcome));
        certain |= outcomes.len() == 1 && goals.contains(outcomes.first().expect("one"));
    }
    (certain, possible)
}

#[test]
fn a_change_is_the_nearest_there_is() {
    let (mut tried, mut changed, mut only_possible, mut none) = (0_u64, 0_u64, 0_u64, 0_u64);
    for seed in 0..pairs(600) {
        let mut dice = Dice::new(seed);
        let size = Size { slots: 3 + dice.below(4), rules: 2 + dice.below(4), open: 25, lists: false };
        let (program, mut knowledge) = programs::case(&mut dice, size);
        knowledge.constraints.clear();
        let Some((whole, all)) = everything(&program) else { continue };
        let Ok(Some((outcome_is, run))) = settled(&program, &knowledge) else { continue };
        let nearest = weighing(&program, &knowledge)
            .nearest(outcome_is, &run)
            .unwrap_or_else(|stop| panic!("seed {seed}: {stop:?}"));
        weighing(&program, &knowledge).changes(outcome_is, &run).expect("the same in words");
        tried += 1;
        let recorded: Vec<u32> = (0..program.slots.len())
            .filter(|slot| knowledge.slots[*slot] != whole.slots[*slot])
            .map(|slot| u32::try_from(slot).expect("few"))
            .collect();
        let goals: [Vec<OutcomeId>; 2] =
            [(0..outcome_is.0).map(OutcomeId).collect(), (outcome_is.0 + 1..4).map(OutcomeId).collect()];
        for goals in &goals {
            let found = nearest.iter().find(|nearest| goals.contains(&nearest.outcome));
            let sets: Vec<u32> = subsets(&recorded);
            let tries = |set: &u32| change_by_trying(&program, &knowledge, &all, (*set, goals));
            let certain = sets.iter().find(|set| tries(set).0);
            let possible = sets.iter().find(|set| tries(set).1);
            let says = found.map(|nearest| {
                (nearest.facts.iter().fold(0, |set, fact: &FactId| set | 1 << fact.0), nearest.certain)
            });
            let expected = certain.map(|set| (*set, true)).or(possible.map(|set| (*set, false)));
            assert_eq!(says, expected, "seed {seed}: to {goals:?} from {outcome_is:?}");
            match expected {
                Some((_, true)) => changed += 1,
                Some((_, false)) => only_possible += 1,
                None => none += 1,
            }
        }
    }
    println!("{tried} tried, {changed} certain, {only_possible} only possible, {none} none");
    assert!(tried > 50);
}

/// All sets of these that are not empty: by size, then by their first members.
pub(crate) fn subsets(of: &[u32]) -> Vec<u32> {
    let mut sets: Vec<Vec<u32>> = (1_u32..1 << of.len())
        .map(|bits| {
            of.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1).map(|(_, slot)| *slot).collect()
        })
        .collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets.into_iter().map(|set| set.iter().fold(0, |all, slot| all | 1 << slot)).collect()
}

#[test]
fn a_clash_is_a_smallest_one() {
    let (mut tried, mut clashes) = (0_u64, 0_u64);
    for seed in 0..pairs(400) {
        let mut dice = Dice::new(seed);
        let size = Size { slots: 2 + dice.below(5), rules: 2, open: 20, lists: dice.chance(40) };
        let (program, knowledge) = programs::case(&mut dice, size);
        let mut exact = Exact::of_question(&program, &knowledge, QUESTION, 20_000);
        let Ok(completion) = exact.completion() else { continue };
        let clash = match threshold::evaluation::clash(&program, &knowledge, 20_000) {
            Ok(clash) => clash,
            Err(Stop::NotSettled) => continue,
            Err(stop) => panic!("seed {seed}: {stop:?}"),
        };
        tried += 1;
        assert_eq!(completion.is_none(), clash.is_some(), "seed {seed}");
        let Some(clash) = clash else { continue };
        clashes += 1;
        assert!(!clash.facts.is_empty() || !clash.always.is_empty(), "seed {seed}");
        // Without any one of what always holds that is named, or of the others, it is not this clash.
        for text in &clash.always {
            let mut program = program.clone();
            program.always.retain(|invariant| invariant.text != *text);
            let kept: Vec<String> = clash.always.iter().filter(|other| *other != text).cloned().collect();
            program.always.retain(|invariant| kept.contains(&invariant.text));
            let mut only = knowledge.clone();
            for (slot, known) in only.slots.iter_mut().enumerate() {
                if !clash.facts.contains(&FactId(u32::try_from(slot).expect("few"))) {
                    *known = whole(&program.slots[slot].domain);
                }
            }
            only.constraints.retain(|constraint| match constraint {
                Constraint::Node { fact, .. } => clash.facts.contains(fact),
                Constraint::Stated { .. } => clash.facts.contains(&programs::computed(&program)),
                Constraint::StatedDay { .. } | Constraint::Assumed(_) => true,
            });
            // What the exact answer does not settle, trying may.
            let completion = Exact::of_question(&program, &only, QUESTION, 20_000).completion();
            let completed = match completion {
                Ok(found) => found.is_some(),
                Err(_) => completions(&program, &only).is_some_and(|all| !all.is_empty()),
            };
            assert!(completed, "seed {seed}: {text} is needless");
        }
    }
    println!("{tried} tried, {clashes} clashes");
    assert!(clashes > 5);
}

fn whole(domain: &Domain) -> Known {
    use threshold::calendar::{Date, DateRange};
    use threshold::evaluation::ListKnown;
    match domain {
        Domain::Choice { count } => Known::Choice((1 << count) - 1),
        Domain::Set { count } => Known::Set(vec![(0, (1 << count) - 1)]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { ahead: true } => Known::Date(vec![DateRange::ANY]),
        Domain::Date { ahead: false } => {
            Known::Date(vec![DateRange { first: Date::FIRST, last: programs::as_at() }])
        }
        Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
    }
}
