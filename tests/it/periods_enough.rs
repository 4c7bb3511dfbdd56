//! Are there always periods enough? Every combination of answers about a list of periods, against every such list.
//!
//! Lists are not written down: from no period at all, one more at a time, until no new combination of days covered and
//! of periods sought is found. So they are of any length.

use std::collections::BTreeSet;

use threshold::calendar::{Date, DateRange, Length, Unit};
use threshold::check::{Heading, Order, OutcomeId, QuestionId, RuleId};
use threshold::evaluation::{Exact, Knowledge, Known, ListKnown, Presumed, Said, Stop, Truth, Weighing};
use threshold::program::{
    Atom, AtomId, Base, ClausePlan, DateExpr, Domain, FieldSlot, Invariant, Node, NodeId, Program,
    QuestionPlan, Ref, RulePlan, Slot, SlotId, Step,
};
use threshold::syntax::tree::Duty;
use threshold::vocabulary::{FactId, FieldId};

use crate::programs::start;
use crate::random_numbers::Dice;

/// Days after the first of those in play.
type Day = i32;
/// Periods begin and end between these days; nothing asked looks further.
const DAYS: (Day, Day) = (-4, 6);
/// The open day, which windows may be reckoned from.
const OPEN: [Day; 2] = [1, 3];
const PERIODS: Ref = Ref::Slot(SlotId(1));

/// A day in play, or so many after the open day.
#[derive(Debug, Clone, Copy)]
enum Named {
    Fixed(Day),
    FromOpen(Day),
}

/// What may be asked of the periods.
#[derive(Debug, Clone, Copy)]
enum Asked {
    Ever,
    AnyDay(Named, Named),
    Throughout(Named, Named),
    Total(u32, Named, Named),
    OnePeriod { length: u32, begins: Option<Named>, ends: Option<Named> },
}

/// Days covered, and by place the periods sought that are there.
type Found = (u16, u16);

impl Named {
    fn on(self, open: Day) -> Day {
        match self {
            Self::Fixed(day) => day,
            Self::FromOpen(days) => open + days,
        }
    }

    fn expr(self) -> DateExpr {
        match self {
            Self::Fixed(day) => DateExpr { base: Base::Day(Date(start().0 + day)), steps: Vec::new() },
            Self::FromOpen(days) => {
                let length = Length { amount: days.unsigned_abs(), unit: Unit::Days };
                let step = if days < 0 { Step::Less(length) } else { Step::Plus(length) };
                DateExpr { base: Base::Ref(Ref::Slot(SlotId(0))), steps: vec![step] }
            }
        }
    }
}

fn covered(found: u16, first: Day, last: Day) -> u32 {
    (first..=last).filter(|day| found >> (day - DAYS.0) & 1 == 1).count().try_into().unwrap()
}

impl Asked {
    fn random(dice: &mut Dice) -> Self {
        let number = |dice: &mut Dice, below: usize| u32::try_from(dice.below(below)).unwrap();
        let (first, last) = (named(dice), named(dice));
        match dice.below(8) {
            0 => Self::Ever,
            1 => Self::AnyDay(first, last),
            2 => Self::Throughout(first, last),
            3 | 4 => Self::Total(1 + number(dice, 4), first, last),
            _ => {
                let length = 1 + number(dice, 3);
                let mut maybe = |day| dice.chance(70).then_some(day);
                Self::OnePeriod { length, begins: maybe(first), ends: maybe(last) }
            }
        }
    }

    /// Is such a period the one sought?
    fn sought(self, (from, to): (Day, Day), open: Day) -> bool {
        let Self::OnePeriod { length, begins, ends } = self else { return false };
        let on_or_after = |day: Day, limit: Option<Named>| limit.is_none_or(|limit| day >= limit.on(open));
        to - from + 1 >= length.try_into().unwrap() && on_or_after(from, begins) && on_or_after(to, ends)
    }

    /// What such periods answer.
    fn holds(self, (days, sought): Found, place: usize, open: Day) -> bool {
        match self {
            Self::Ever => days != 0,
            Self::AnyDay(first, last) => covered(days, first.on(open), last.on(open)) > 0,
            Self::Throughout(first, last) => {
                let (first, last) = (first.on(open), last.on(open));
                first <= last && i64::from(covered(days, first, last)) == i64::from(last - first + 1)
            }
            Self::Total(least, first, last) => covered(days, first.on(open), last.on(open)) >= least,
            Self::OnePeriod { .. } => {
                let at = OPEN.iter().position(|day| *day == open).unwrap();
                sought >> (place * OPEN.len() + at) & 1 == 1
            }
        }
    }
}

fn named(dice: &mut Dice) -> Named {
    let day = Day::try_from(dice.below(4)).unwrap();
    if dice.chance(50) { Named::Fixed(day + 1) } else { Named::FromOpen(day - 1) }
}

/// Every combination that some list of periods comes to.
fn reachable(asked: &[Asked]) -> BTreeSet<Found> {
    let mut moves: BTreeSet<Found> = BTreeSet::new();
    for from in DAYS.0..=DAYS.1 {
        for to in from..=DAYS.1 {
            let days = (from..=to).fold(0, |days, day| days | 1 << (day - DAYS.0));
            let mut sought = 0;
            for (place, one) in asked.iter().enumerate() {
                for (at, open) in OPEN.into_iter().enumerate() {
                    sought |= u16::from(one.sought((from, to), open)) << (place * OPEN.len() + at);
                }
            }
            moves.insert((days, sought));
        }
    }
    let mut found: BTreeSet<Found> = BTreeSet::from([(0, 0)]);
    let mut open = vec![(0, 0)];
    while let Some((days, sought)) = open.pop() {
        for (more, also) in &moves {
            let next = (days | more, sought | also);
            if found.insert(next) {
                open.push(next);
            }
        }
    }
    found
}

/// By place the answers to what is asked, where the open day is this one.
fn answers(asked: &[Asked], found: Found, open: Day) -> u8 {
    let each = asked.iter().enumerate();
    each.fold(0, |all, (place, one)| all | u8::from(one.holds(found, place, open)) << place)
}

/// A program that asks so, one node for each thing.
fn program(asked: &[Asked]) -> (Program, Vec<NodeId>) {
    let mut program = Program::default();
    push(&mut program, Node::Constant(false), 0);
    push(&mut program, Node::Constant(true), 0);
    for fact in ["open-day", "periods"] {
        program.rule_set.vocabulary.facts.push(crate::facts::yes_no(fact));
    }
    let date = || Domain::Date { ahead: false };
    let field = |field| FieldSlot { field: FieldId(field), domain: date() };
    let list = Domain::List { fields: vec![field(0), field(1)], periods: true };
    for (place, domain) in [date(), list].into_iter().enumerate() {
        let fact = FactId(u32::try_from(place).unwrap());
        program.slots.push(Slot { fact, domain, applies: None });
    }
    let nodes = asked.iter().map(|one| leaf(&mut program, *one)).collect();
    (program, nodes)
}

fn push(program: &mut Program, node: Node, depth: u8) -> NodeId {
    program.nodes.push(node);
    program.depths.push(depth);
    NodeId(u32::try_from(program.nodes.len() - 1).unwrap())
}

fn atom(program: &mut Program, atom: Atom, depth: u8) -> NodeId {
    program.atoms.push(atom);
    let id = AtomId(u32::try_from(program.atoms.len() - 1).unwrap());
    push(program, Node::Atom(id), depth)
}

fn all(program: &mut Program, parts: &[NodeId], (heading, depth): (Heading, u8)) -> NodeId {
    let first = u32::try_from(program.children.len()).unwrap();
    program.children.extend_from_slice(parts);
    push(program, Node::List { heading, first, count: u32::try_from(parts.len()).unwrap() }, depth)
}

fn dates(program: &mut Program, left: DateExpr, right: DateExpr) -> NodeId {
    atom(program, Atom::Dates { left, order: Order::AtMost, right }, 1)
}

/// As a sentence about periods is lowered.
fn leaf(program: &mut Program, one: Asked) -> NodeId {
    let end = |field, days: u32| {
        let length = Length { amount: days, unit: Unit::Days };
        let steps = if days == 0 { Vec::new() } else { vec![Step::Plus(length)] };
        DateExpr { base: Base::Ref(Ref::Field { depth: 0, field }), steps }
    };
    let filter = match one {
        Asked::Throughout(first, last) => {
            let covers = Atom::Covers { periods: PERIODS, first: first.expr(), last: last.expr() };
            return atom(program, covers, 0);
        }
        Asked::Total(least, first, last) => {
            let length = Length { amount: least, unit: Unit::Days };
            let (first, last) = (first.expr(), last.expr());
            return atom(program, Atom::Total { periods: PERIODS, length, first, last }, 0);
        }
        Asked::Ever => NodeId(1),
        Asked::AnyDay(first, last) => {
            let parts = [dates(program, end(0, 0), last.expr()), dates(program, first.expr(), end(1, 0))];
            all(program, &parts, (Heading::All, 1))
        }
        Asked::OnePeriod { length, begins, ends } => {
            let mut parts = vec![dates(program, end(0, length), end(1, 1))];
            for (field, limit) in [(0, begins), (1, ends)] {
                parts.extend(limit.map(|limit| dates(program, limit.expr(), end(field, 0))));
            }
            all(program, &parts, (Heading::All, 1))
        }
    };
    let count = atom(program, Atom::Count { list: PERIODS, filter, order: Order::AtLeast, value: 1 }, 0);
    let Asked::AnyDay(first, last) = one else { return count };
    let there =
        atom(program, Atom::Dates { left: first.expr(), order: Order::AtMost, right: last.expr() }, 0);
    all(program, &[there, count], (Heading::All, 0))
}

/// The node that is true of just these answers.
fn just(program: &mut Program, nodes: &[NodeId], answers: u8) -> NodeId {
    let mut parts = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let so = answers >> place & 1 == 1;
        parts.push(if so { *node } else { push(program, Node::Not(*node), 0) });
    }
    all(program, &parts, (Heading::All, 0))
}

/// Of the periods nothing is known, of the open day that it is one of two.
fn knowledge() -> Knowledge {
    let day = |day: Day| DateRange::day(Date(start().0 + day));
    let periods = ListKnown { entries: Vec::new(), may_hold_more: true };
    Knowledge {
        slots: vec![Known::Date(OPEN.into_iter().map(day).collect()), Known::List(vec![periods])],
        constraints: Vec::new(),
        as_at: Date(start().0 + DAYS.1),
    }
}

fn some_asked(dice: &mut Dice) -> Vec<Asked> {
    let mut asked: Vec<Asked> = (0..3 + dice.below(3)).map(|_| Asked::random(dice)).collect();
    asked.push(Asked::Total(2, named(dice), named(dice)));
    asked
}

#[test]
fn every_combination_of_answers_is_found_possible_or_not() {
    let (mut possible, mut not, mut unsettled) = (0_u64, 0_u64, 0_u64);
    for seed in 0..crate::exact::pairs(60) {
        let asked = some_asked(&mut Dice::new(seed));
        let (mut program, nodes) = program(&asked);
        let every = 0..1_u8 << asked.len();
        let combined: Vec<NodeId> = every.clone().map(|one| just(&mut program, &nodes, one)).collect();
        let found = reachable(&asked);
        let pairs = || OPEN.into_iter().flat_map(|open| found.iter().map(move |found| (*found, open)));
        let by_trying: BTreeSet<u8> = pairs().map(|(found, open)| answers(&asked, found, open)).collect();
        let knowledge = knowledge();
        let mut exact = Exact::new(&program, &knowledge, combined.iter().copied(), 20_000);
        for (one, node) in every.zip(&combined) {
            let says = match exact.truth(*node, &Presumed::NONE) {
                Ok(truth) => truth != Truth::False,
                Err(Stop::NotSettled) => {
                    unsettled += 1;
                    continue;
                }
                Err(stop) => panic!("seed {seed}: {stop:?}"),
            };
            assert_eq!(says, by_trying.contains(&one), "seed {seed}: {one:b} of {asked:?}");
            if says { possible += 1 } else { not += 1 }
        }
    }
    println!("periods: {possible} combinations possible, {not} not, {unsettled} not settled");
    assert!(unsettled * 50 < possible + not, "{unsettled}");
}

/// A program in which the first answers lead to one outcome, and the second are the only others that there may be.
fn torn(asked: &[Asked], (first, second): (u8, u8)) -> Program {
    let (mut program, nodes) = program(asked);
    let (here, there) = (just(&mut program, &nodes, first), just(&mut program, &nodes, second));
    let always = all(&mut program, &[here, there], (Heading::Any, 0));
    program.always.push(Invariant { node: always, text: "always".to_owned(), facts: Vec::new() });
    let sentence =
        |node| ClausePlan { node, items: Vec::new(), facts: vec![FactId(0), FactId(1)], definition: None };
    let when = sentence(here);
    program.rule_set.rules.push(crate::facts::rule(OutcomeId(0), Duty::Must, &when, Vec::new()));
    program.rules.push(RulePlan { rule: RuleId(0), applies: here, outcome: OutcomeId(0), when });
    program.rule_set.questions.push(crate::facts::question(2));
    let not = push(&mut program, Node::Not(here), 0);
    program.questions.push(QuestionPlan {
        question: QuestionId(0),
        rules: vec![RuleId(0)],
        is: vec![here, not],
        at_least: vec![here, NodeId(1)],
        to_consider: vec![NodeId(0), NodeId(0)],
        sentences: vec![here],
        slots: vec![SlotId(0), SlotId(1)],
    });
    program
}

#[test]
fn a_day_that_matters_with_the_same_periods_is_found_to_matter() {
    let (mut matters, mut not, mut unsettled) = (0_u64, 0_u64, 0_u64);
    for seed in 0..crate::exact::pairs(60) {
        let mut dice = Dice::new(seed);
        let asked = some_asked(&mut dice);
        let found = reachable(&asked);
        let [one, other] = OPEN;
        let both: BTreeSet<(u8, u8)> = found
            .iter()
            .map(|found| (answers(&asked, *found, one), answers(&asked, *found, other)))
            .collect();
        let either: BTreeSet<u8> = both.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let either: Vec<u8> = either.into_iter().collect();
        for _ in 0..4 {
            let (first, second) = (*dice.pick(&either), *dice.pick(&either));
            if first == second {
                continue;
            }
            let alone = both.contains(&(first, second)) || both.contains(&(second, first));
            let (program, knowledge) = (torn(&asked, (first, second)), knowledge());
            let weighing = Weighing {
                program: &program,
                knowledge: &knowledge,
                question: QuestionId(0),
                conflicts: 20_000,
            };
            let found = match weighing.matters(&Said::default()) {
                Ok((found, _)) => found,
                Err(Stop::NotSettled) => {
                    unsettled += 1;
                    continue;
                }
                Err(stop) => panic!("seed {seed}: {stop:?}"),
            };
            let says = |fact| found.iter().any(|matter| matter.fact == fact);
            // Where the periods alone never matter, they and the day may matter together.
            if alone || says(FactId(1)) && !(says(FactId(0)) && !alone) {
                assert_eq!(says(FactId(0)), alone, "seed {seed}: {first:b} or {second:b} of {asked:?}");
            }
            if alone { matters += 1 } else { not += 1 }
        }
    }
    println!("periods: the day matters in {matters} cases, not in {not}, {unsettled} not settled");
    assert!(unsettled * 100 < matters + not, "{unsettled}");
}
