//! The solver against trying every day.

use threshold::calendar::{Date, Length, MonthEnd, Unit};
use threshold::solver::{Budget, Lit, MapId, Problem, Side, Stride, Verdict, WholeId};

use crate::random_numbers::Dice;

/// A comparison in plain form, beside its literal.
struct Comparison {
    left: (usize, Vec<Stride>),
    right: Result<(usize, Vec<Stride>), i64>,
    lit: Lit,
}

struct Puzzle {
    problem: Problem,
    numbers: Vec<(WholeId, Vec<i64>)>,
    inputs: Vec<Lit>,
    comparisons: Vec<Comparison>,
    clauses: Vec<Vec<(usize, bool)>>,
}

fn walk(strides: &[Stride], from: i64) -> i64 {
    strides.iter().fold(from, |at, stride| {
        let day = Date(i32::try_from(at).expect("a day"));
        i64::from(match *stride {
            Stride::Later(length, ends) => threshold::calendar::plus(day, length, ends).0,
            Stride::Earlier(length, ends) => threshold::calendar::less(day, length, ends).0,
        })
    })
}

fn strides(dice: &mut Dice) -> Vec<Stride> {
    let ends = *dice.pick(&[MonthEnd::EarlierDay, MonthEnd::LaterDay]);
    let units = [Unit::Days, Unit::Months, Unit::Months, Unit::Years, Unit::Weeks];
    (0..dice.below(3))
        .map(|_| {
            let amount = u32::try_from(dice.below(4)).expect("small");
            let length = Length { amount, unit: *dice.pick(&units) };
            if dice.chance(50) { Stride::Later(length, ends) } else { Stride::Earlier(length, ends) }
        })
        .collect()
}

fn domain(dice: &mut Dice) -> Vec<(i64, i64)> {
    let start = i64::from(*dice.pick(&[
        Date::new(2016, 2, 20).expect("a day").0,
        Date::new(2015, 1, 25).expect("a day").0,
        Date::LAST.0 - 25,
        Date::FIRST.0,
    ]));
    let width = i64::try_from(dice.below(22)).expect("small");
    let gap = i64::try_from(dice.below(9)).expect("small");
    if gap > 2 && width > gap + 2 {
        vec![(start, start + 2), (start + gap, start + width)]
    } else {
        vec![(start, start + width)]
    }
}

fn puzzle(dice: &mut Dice) -> Puzzle {
    let mut problem = Problem::new();
    let numbers: Vec<(WholeId, Vec<i64>)> = (0..3)
        .map(|_| {
            let ranges = domain(dice);
            let values = ranges.iter().flat_map(|range| range.0..=range.1).collect();
            (problem.whole(ranges), values)
        })
        .collect();
    let comparisons =
        (0..2 + dice.below(6)).map(|_| comparison(dice, &mut problem, &numbers)).collect::<Vec<_>>();
    let inputs: Vec<Lit> = (0..2).map(|_| problem.input()).collect();
    let count = comparisons.len() + inputs.len();
    let clauses: Vec<Vec<(usize, bool)>> = (0..=dice.below(2 * count))
        .map(|_| (0..=dice.below(3)).map(|_| (dice.below(count), dice.chance(50))).collect())
        .collect();
    let mut puzzle = Puzzle { problem, numbers, inputs, comparisons, clauses };
    for place in 0..puzzle.clauses.len() {
        let parts: Vec<Lit> =
            puzzle.clauses[place].iter().map(|(at, keep)| puzzle.leaf(*at).when(*keep)).collect();
        let clause =
            if dice.chance(30) { puzzle.problem.at_least(1, &parts) } else { puzzle.problem.any(&parts) };
        puzzle.problem.require(clause);
    }
    puzzle
}

fn comparison(dice: &mut Dice, problem: &mut Problem, numbers: &[(WholeId, Vec<i64>)]) -> Comparison {
    let left = (dice.below(3), strides(dice));
    let from = Side::Whole(numbers[left.0].0, problem.map(&left.1));
    if dice.chance(30) {
        let value = dice.pick(&numbers[left.0].1) + i64::try_from(dice.below(60)).expect("small") - 30;
        let lit = problem.order(from, Side::Constant(value));
        return Comparison { left, right: Err(value), lit };
    }
    let right = (dice.below(3), strides(dice));
    let map: MapId = problem.map(&right.1);
    let lit = problem.order(from, Side::Whole(numbers[right.0].0, map));
    Comparison { left, right: Ok(right), lit }
}

impl Puzzle {
    fn leaf(&self, at: usize) -> Lit {
        self.comparisons
            .get(at)
            .map_or_else(|| self.inputs[at - self.comparisons.len()], |comparison| comparison.lit)
    }

    fn leaf_holds(&self, at: usize, days: &[i64], inputs: usize) -> bool {
        let Some(comparison) = self.comparisons.get(at) else {
            return inputs >> (at - self.comparisons.len()) & 1 == 1;
        };
        let left = walk(&comparison.left.1, days[comparison.left.0]);
        let right = match &comparison.right {
            Ok((number, strides)) => walk(strides, days[*number]),
            Err(value) => *value,
        };
        left <= right
    }

    fn holds(&self, days: &[i64], inputs: usize, assumed: &[(usize, bool)]) -> bool {
        self.clauses
            .iter()
            .all(|clause| clause.iter().any(|(at, keep)| self.leaf_holds(*at, days, inputs) == *keep))
            && assumed.iter().all(|(at, keep)| self.leaf_holds(*at, days, inputs) == *keep)
    }

    fn any_assignment(&self, assumed: &[(usize, bool)]) -> bool {
        let [first, second, third] = [0, 1, 2].map(|at| &self.numbers[at].1);
        first.iter().any(|a| {
            second.iter().any(|b| {
                third.iter().any(|c| (0..4).any(|inputs| self.holds(&[*a, *b, *c], inputs, assumed)))
            })
        })
    }
}

#[test]
fn the_solver_agrees_with_trying_every_day() {
    let rounds = std::env::var("THRESHOLD_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(60_u64);
    let (mut satisfiable, mut unsatisfiable) = (0, 0);
    for seed in 0..rounds {
        let mut dice = Dice::new(seed);
        let mut puzzle = puzzle(&mut dice);
        for _ in 0..3 {
            let count = puzzle.comparisons.len() + 2;
            let assumed: Vec<(usize, bool)> =
                (0..dice.below(4)).map(|_| (dice.below(count), dice.chance(50))).collect();
            let literals: Vec<Lit> = assumed.iter().map(|(at, keep)| puzzle.leaf(*at).when(*keep)).collect();
            match puzzle.problem.solve(&literals, &mut Budget { left: 100_000 }) {
                Verdict::Sat(model) => {
                    satisfiable += 1;
                    let days: Vec<i64> = puzzle.numbers.iter().map(|number| model.whole(number.0)).collect();
                    assert!(
                        puzzle.numbers.iter().zip(&days).all(|(number, day)| number.1.contains(day)),
                        "seed {seed}"
                    );
                    let inputs = usize::from(model.holds(puzzle.inputs[0]))
                        + 2 * usize::from(model.holds(puzzle.inputs[1]));
                    assert!(puzzle.holds(&days, inputs, &assumed), "seed {seed}: not a solution");
                }
                Verdict::Unsat(core) => {
                    unsatisfiable += 1;
                    let kept: Vec<(usize, bool)> = assumed
                        .iter()
                        .copied()
                        .filter(|(at, keep)| core.contains(&puzzle.leaf(*at).when(*keep)))
                        .collect();
                    assert!(!puzzle.any_assignment(&kept), "seed {seed}: a solution was missed");
                }
                Verdict::OutOfBudget => panic!("seed {seed}: budget"),
            }
        }
    }
    assert!(satisfiable > rounds / 3 && unsatisfiable > rounds / 3, "{satisfiable} and {unsatisfiable}");
}

#[test]
fn a_ring_that_can_only_grow_is_found_without_climbing_it() {
    let mut problem = Problem::new();
    let range = vec![(i64::from(Date::FIRST.0), i64::from(Date::LAST.0) - 40_000)];
    let days: Vec<WholeId> = (0..4).map(|_| problem.whole(range.clone())).collect();
    let month = problem.map(&[Stride::Later(Length { amount: 2, unit: Unit::Months }, MonthEnd::EarlierDay)]);
    for pair in days.windows(2) {
        let lit = problem.order(Side::Whole(pair[0], month), Side::Whole(pair[1], MapId::SAME));
        problem.require(lit);
    }
    let back = problem.order(Side::Whole(days[3], MapId::SAME), Side::Whole(days[0], MapId::SAME));
    let mut budget = Budget { left: 10 };
    assert!(matches!(problem.solve(&[back], &mut budget), Verdict::Unsat(core) if core == [back]));
    assert!(matches!(problem.solve(&[], &mut budget), Verdict::Sat(_)));
}

#[test]
fn a_spent_budget_is_said() {
    let mut problem = Problem::new();
    let inputs: Vec<Lit> = (0..40).map(|_| problem.input()).collect();
    // Eight pigeons, seven holes.
    for pigeon in 0..8 {
        let holes: Vec<Lit> = (0..7).map(|hole| inputs_of(&mut problem, &inputs, pigeon, hole)).collect();
        let some = problem.any(&holes);
        problem.require(some);
    }
    assert!(matches!(problem.solve(&[], &mut Budget { left: 10_000 }), Verdict::Sat(_)));
    let mut problem = Problem::new();
    let grid: Vec<Vec<Lit>> = (0..8).map(|_| (0..7).map(|_| problem.input()).collect()).collect();
    for row in &grid {
        let some = problem.any(row);
        problem.require(some);
    }
    for hole in 0..7 {
        let column: Vec<Lit> = grid.iter().map(|row| row[hole]).collect();
        let two = problem.at_least(2, &column);
        problem.require(!two);
    }
    assert!(matches!(problem.solve(&[], &mut Budget { left: 20 }), Verdict::OutOfBudget));
    assert!(matches!(problem.solve(&[], &mut Budget { left: 1_000_000 }), Verdict::Unsat(_)));
}

fn inputs_of(problem: &mut Problem, inputs: &[Lit], pigeon: usize, hole: usize) -> Lit {
    problem.all(&[inputs[(pigeon * 5 + hole) % 40], !inputs[(pigeon + hole * 3 + 1) % 40]])
}
