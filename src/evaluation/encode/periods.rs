//! Days covered by periods.
//!
//! *Every day* is exact: the first day is covered, and so is the day after every period that ends before the last.
//! *So many days in total* is a free literal between what one period alone shows and what no period touches; what it
//! really comes to is computed from each model, and learnt as far as it goes (more days never cover less).

use super::Encoding;
use super::values::{Entries, Entry, Quantity, Value, moved};
use crate::calendar::{Date, Length, Unit, plus};
use crate::solver::{Lit, Model, Side, Stride};

const ONE_DAY: Length = Length { amount: 1, unit: Unit::Days };

/// A literal for a total, and what it is the total of.
#[derive(Debug, Clone)]
pub(super) struct Total {
    lit: Lit,
    /// There are more periods than these.
    more: Lit,
    periods: Vec<Period>,
    length: Length,
    first: Side,
    last: Side,
}

#[derive(Debug, Clone, Copy)]
struct Period {
    exists: Lit,
    from: Quantity,
    to: Quantity,
}

impl Period {
    fn of(entry: &Entry) -> Option<Self> {
        let (Some(Value::Day(from)), Some(Value::Day(to))) = (entry.fields.first(), entry.fields.get(1))
        else {
            return None;
        };
        Some(Self { exists: entry.exists, from: *from, to: *to })
    }

    fn from(self) -> Side {
        self.from.side()
    }

    fn to(self) -> Side {
        self.to.side()
    }
}

impl Encoding<'_> {
    /// Every day of the window, which has one, lies in a period.
    pub(super) fn covers(&mut self, entries: &[Entry], (first, last): (Side, Side)) -> Lit {
        let periods: Vec<Period> = entries.iter().filter_map(Period::of).collect();
        let mut parts = vec![self.problem.order(first, last)];
        let begun: Vec<Lit> = periods.iter().map(|period| self.holds_day(*period, first)).collect();
        parts.push(self.problem.any(&begun));
        for (place, period) in periods.iter().enumerate() {
            let reaches = self.problem.order(first, period.to());
            let through = self.problem.order(last, period.to());
            let stops = self.problem.all(&[period.exists, reaches, !through]);
            let next = self.day_after(*period);
            let mut followed = vec![!stops];
            for (other_place, other) in periods.iter().enumerate() {
                if other_place != place {
                    followed.push(self.holds_day(*other, next));
                }
            }
            parts.push(self.problem.any(&followed));
        }
        self.problem.all(&parts)
    }

    fn holds_day(&mut self, period: Period, day: Side) -> Lit {
        let begun = self.problem.order(period.from(), day);
        let not_over = self.problem.order(day, period.to());
        self.problem.all(&[period.exists, begun, not_over])
    }

    fn day_after(&mut self, period: Period) -> Side {
        self.moved(period.to(), 1)
    }

    /// A side so many days later.
    fn moved(&mut self, side: Side, days: i64) -> Side {
        match side {
            Side::Constant(day) => Side::Constant(day + days),
            Side::Whole(id, map) => {
                let Ok(amount) = u32::try_from(days) else { return side };
                let later =
                    Stride::Later(Length { amount, ..ONE_DAY }, crate::calendar::MonthEnd::EarlierDay);
                Side::Whole(id, self.problem.map_then(map, later))
            }
        }
    }

    /// At least so many days of the window lie in periods.
    pub(super) fn total(&mut self, entries: &Entries, length: Length, (first, last): (Side, Side)) -> Lit {
        let periods =
            entries.list.iter().filter_map(Period::of).filter(|period| period.exists != Lit::FALSE).collect();
        let total = Total { lit: Lit::TRUE, more: entries.more, periods, length, first, last };
        if let Some(known) = self.known_total(&total).filter(|_| total.more == Lit::FALSE) {
            return Lit::constant(known);
        }
        let lit = self.problem.input();
        let unusual = self.problem.input();
        let mut alone = vec![!lit, unusual];
        let mut touched = vec![!lit];
        for period in &total.periods {
            if let Some(enough) = self.enough_alone(*period, &total) {
                let follows = self.problem.any(&[!enough, lit]);
                self.problem.require(follows);
                alone.push(enough);
            }
            let begun = self.problem.order(period.from(), last);
            let not_over = self.problem.order(first, period.to());
            touched.push(self.problem.all(&[period.exists, begun, not_over]));
        }
        if let Some(needed) = self.days_needed(length, first).filter(|needed| *needed > 0) {
            let reached = self.moved(first, needed - 1);
            let room = self.problem.order(reached, last);
            let needs_room = self.problem.any(&[!lit, room]);
            self.problem.require(needs_room);
            let touched = self.problem.any(&touched);
            self.problem.require(touched);
        }
        let alone = self.problem.any(&alone);
        self.problem.require(alone);
        self.totals.push(Total { lit, ..total });
        lit
    }

    /// The total where everything it rests on is known.
    fn known_total(&self, total: &Total) -> Option<bool> {
        let (Side::Constant(first), Side::Constant(last)) = (total.first, total.last) else { return None };
        let mut stretches = Vec::new();
        for period in &total.periods {
            let (Quantity::Fixed(from), Quantity::Fixed(to)) = (period.from, period.to) else { return None };
            period.exists.as_constant()?;
            stretches.push((from, to));
        }
        Some(covered(stretches, (first, last)) >= self.days_from(total.length, first))
    }

    /// How many days are needed, where that does not hang on an open day.
    fn days_needed(&self, length: Length, first: Side) -> Option<i64> {
        match (length.unit, first) {
            (_, Side::Constant(first)) => Some(self.days_from(length, first)),
            (Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Weeks, Side::Whole(..)) => {
                Some(self.days_from(length, 0))
            }
            (Unit::Months | Unit::Years, Side::Whole(..)) => None,
        }
    }

    fn days_from(&self, length: Length, first: i64) -> i64 {
        let amount = i64::from(length.amount);
        match length.unit {
            Unit::Hours => 0,
            Unit::Days | Unit::WorkingDays => amount,
            Unit::Weeks => amount * 7,
            Unit::Months | Unit::Years => {
                let day = Date(i32::try_from(first).unwrap_or(Date::LAST.0));
                i64::from(plus(day, length, self.program.rule_set.conventions.month_end).0) - first
            }
        }
    }

    /// The period alone has enough days in the window.
    fn enough_alone(&mut self, period: Period, total: &Total) -> Option<Lit> {
        let needed = self.days_needed(total.length, total.first)?;
        let mut parts = vec![period.exists];
        for from in [period.from(), total.first] {
            let reached = self.moved(from, needed - 1);
            for to in [period.to(), total.last] {
                parts.push(self.problem.order(reached, to));
            }
        }
        Some(self.problem.all(&parts))
    }

    /// Compares every total with what the model's days come to; says whether something was learnt.
    pub(super) fn learn_totals(&mut self, model: &Model) -> bool {
        let mut learnt = false;
        for place in 0..self.totals.len() {
            let Some(total) = self.totals.get(place).cloned() else { continue };
            let (first, last) =
                (self.problem.value_of(model, total.first), self.problem.value_of(model, total.last));
            let there = total.periods.iter().filter(|period| model.holds(period.exists));
            let stretches = there.map(|period| (period.from.read(model), period.to.read(model))).collect();
            let enough = covered(stretches, (first, last)) >= self.days_from(total.length, first);
            if enough != model.holds(total.lit) {
                learnt = true;
                self.learn_total(&total, model, (first, last), enough);
            }
        }
        learnt
    }

    fn learn_total(&mut self, total: &Total, model: &Model, (first, last): (i64, i64), enough: bool) {
        let not_later = self.problem.order(total.first, Side::Constant(first));
        let not_earlier = self.problem.order(Side::Constant(first), total.first);
        let reaches = self.problem.order(Side::Constant(last), total.last);
        let stays = self.problem.order(total.last, Side::Constant(last));
        let mut clause =
            vec![total.lit.when(enough), !not_later, !not_earlier, !if enough { reaches } else { stays }];
        let there: Vec<&Period> = total.periods.iter().filter(|period| model.holds(period.exists)).collect();
        let mut stretches: Vec<(i64, i64)> =
            there.iter().map(|period| (period.from.read(model), period.to.read(model))).collect();
        let needed = self.days_from(total.length, first);
        self.stretch(&there, &mut stretches, enough, |stretches| {
            (covered(stretches.to_vec(), (first, last)) >= needed) == enough
        });
        for (period, (from, to)) in there.iter().zip(stretches) {
            let (from, to) = (Side::Constant(from), Side::Constant(to));
            let sides = if enough {
                [(period.from(), from), (to, period.to())]
            } else {
                [(from, period.from()), (period.to(), to)]
            };
            let [begins, ends] = sides.map(|(left, right)| self.problem.order(left, right));
            let within = self.problem.all(&[begins, ends]);
            clause.push(if enough {
                !self.problem.all(&[period.exists, within])
            } else {
                self.problem.all(&[period.exists, !within])
            });
        }
        let absent = total.periods.iter().filter(|period| !model.holds(period.exists));
        clause.extend(absent.filter(|_| !enough).map(|period| period.exists));
        if !enough {
            clause.push(total.more);
        }
        let lemma = self.problem.any(&clause);
        self.problem.require(lemma);
    }

    /// Makes each stretch as short (or, where there are too few days, as long) as it can be while `same` holds, so
    /// that much is learnt at once.
    fn stretch(
        &self,
        periods: &[&Period],
        stretches: &mut [(i64, i64)],
        shorter: bool,
        same: impl Fn(&[(i64, i64)]) -> bool,
    ) {
        let ends = |end: Quantity| match end {
            Quantity::Fixed(day) => (day, day),
            Quantity::Open(id) => self.problem.ends(id),
            Quantity::Shifted(id, days, _) => {
                let (first, last) = self.problem.ends(id);
                (moved(first, days), moved(last, days))
            }
        };
        for (place, period) in periods.iter().enumerate() {
            let (from, to) = (ends(period.from), ends(period.to));
            let goals = if shorter { (from.1, to.0) } else { (from.0, to.1) };
            for begins in [true, false] {
                let Some(stretch) = stretches.get(place).copied() else { continue };
                let with = |day: i64| if begins { (day, stretch.1) } else { (stretch.0, day) };
                let (here, goal) = if begins { (stretch.0, goals.0) } else { (stretch.1, goals.1) };
                let day = farthest(here, goal, |day| same(&replaced(stretches, place, with(day))));
                stretches.copy_from_slice(&replaced(stretches, place, with(day)));
            }
        }
    }
}

fn replaced(stretches: &[(i64, i64)], place: usize, by: (i64, i64)) -> Vec<(i64, i64)> {
    stretches.iter().enumerate().map(|(at, stretch)| if at == place { by } else { *stretch }).collect()
}

/// As near to the goal as `holds` allows (it holds here).
fn farthest(here: i64, goal: i64, holds: impl Fn(i64) -> bool) -> i64 {
    if holds(goal) {
        return goal;
    }
    let (mut near, mut far) = (here, goal);
    while (far - near).abs() > 1 {
        let middle = near + (far - near) / 2;
        if holds(middle) { near = middle } else { far = middle }
    }
    near
}

/// How many days of the window lie in a stretch; each counts once.
fn covered(mut stretches: Vec<(i64, i64)>, (first, last): (i64, i64)) -> i64 {
    stretches.sort_unstable();
    let (mut days, mut next) = (0, first);
    for (from, to) in stretches {
        let (from, to) = (from.max(next), to.min(last));
        if from <= to {
            days += to - from + 1;
            next = to + 1;
        }
    }
    days
}
