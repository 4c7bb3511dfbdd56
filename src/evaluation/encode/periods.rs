//! Days covered by periods.
//!
//! *Every day* is exact: the first day is covered, and so is the day after every period that ends before the last.
//! *So many days in total* is a free literal between what one period alone shows and what no period touches; what it
//! really comes to is computed from each model, and learnt as far as it goes (more days never cover less).

use super::Encoding;
use super::values::{Entry, Quantity, Value, moved};
use crate::calendar::{Date, Length, MonthEnd, Unit, plus};
use crate::solver::{Lit, Model, Side, Stride};

/// What is learnt of a window of months is learnt of windows that begin so many days before or after, at most.
const NEAR: i64 = 800;
const ONE_DAY: Length = Length { amount: 1, unit: Unit::Days };

/// A literal for a total, and what it is the total of.
#[derive(Debug, Clone)]
pub(super) struct Total {
    lit: Lit,
    periods: Vec<Period>,
    length: Length,
    first: Side,
    last: Side,
}

impl Total {
    /// Is it of the same days of the same window?
    fn is_of(&self, other: &Self) -> bool {
        let days = |total: &Self| (total.length, total.first, total.last);
        days(self) == days(other) && self.periods == other.periods
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// A side so many days later, or earlier where negative.
    pub(super) fn moved(&mut self, side: Side, days: i64) -> Side {
        match side {
            Side::Constant(day) => Side::Constant(moved(day, days)),
            Side::Whole(..) if days == 0 => side,
            Side::Whole(id, map) => {
                let amount = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
                let length = Length { amount, ..ONE_DAY };
                let ends = MonthEnd::EarlierDay;
                let step = if days < 0 { Stride::Earlier(length, ends) } else { Stride::Later(length, ends) };
                Side::Whole(id, self.problem.map_then(map, step))
            }
        }
    }

    /// At least so many days of the window lie in these periods.
    pub(super) fn total(&mut self, entries: &[Entry], length: Length, (first, last): (Side, Side)) -> Lit {
        let periods = entries.iter().filter_map(Period::of).filter(|period| period.exists != Lit::FALSE);
        let total = Total { lit: Lit::TRUE, periods: periods.collect(), length, first, last };
        if let Some(known) = self.known_total(&total) {
            return Lit::constant(known);
        }
        if let Some(known) = self.totals.iter().find(|known| known.is_of(&total)) {
            return known.lit;
        }
        let lit = self.problem.input();
        let reached = self.reached(first, length);
        let room = self.problem.order(reached, last);
        let mut alone = vec![!lit];
        let mut touched = Vec::new();
        for period in &total.periods {
            let enough = self.enough_alone(*period, &total, (reached, room));
            let follows = self.problem.any(&[!enough, lit]);
            self.problem.require(follows);
            alone.push(enough);
            let begun = self.problem.order(period.from(), last);
            let not_over = self.problem.order(first, period.to());
            touched.push(self.problem.all(&[period.exists, begun, not_over]));
        }
        let touched = self.problem.any(&touched);
        for needed in [room, touched] {
            let follows = self.problem.any(&[!lit, needed]);
            self.problem.require(follows);
        }
        // What several periods come to together is tried last.
        alone.push(self.problem.input());
        let alone = self.problem.any(&alone);
        self.problem.require(alone);
        self.totals.push(Total { lit, ..total });
        lit
    }

    /// The last of so many days from the first day on.
    fn reached(&mut self, first: Side, length: Length) -> Side {
        match (self.days_needed(length, first), first) {
            (Some(needed), _) => self.moved(first, needed - 1),
            (None, Side::Constant(_)) => first,
            (None, Side::Whole(id, map)) => {
                let later = Stride::Later(length, self.program.rule_set.conventions.month_end);
                let after = Side::Whole(id, self.problem.map_then(map, later));
                self.moved(after, -1)
            }
        }
    }

    /// The total where everything it rests on is known.
    fn known_total(&self, total: &Total) -> Option<bool> {
        if self.days_from(total.length, 0) == 0 {
            return Some(true);
        }
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

    /// The period alone has enough days in the window; of months that begin on an open day, those from that day on.
    fn enough_alone(&mut self, period: Period, total: &Total, (reached, room): (Side, Lit)) -> Lit {
        let mut parts = vec![period.exists, room, self.problem.order(reached, period.to())];
        if let Some(needed) = self.days_needed(total.length, total.first) {
            let reached = self.moved(period.from(), needed - 1);
            parts.extend([period.to(), total.last].map(|to| self.problem.order(reached, to)));
        } else {
            parts.push(self.problem.order(period.from(), total.first));
        }
        self.problem.all(&parts)
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

    /// Learns what these periods show of this window, and of every window so placed among such periods.
    fn learn_total(&mut self, total: &Total, model: &Model, window: (i64, i64), enough: bool) {
        let there: Vec<Period> =
            total.periods.iter().filter(|period| model.holds(period.exists)).copied().collect();
        let mut shown = Shown {
            stretches: there.iter().map(|period| (period.from.read(model), period.to.read(model))).collect(),
            periods: there,
            window,
            enough,
            needed: self.days_from(total.length, window.0),
        };
        let alike = self.alike(total.length, &mut shown);
        self.stretch(&mut shown);
        let absent = total.periods.iter().filter(|period| !model.holds(period.exists));
        let mut unless = vec![total.lit.when(enough)];
        if !enough {
            unless.extend(absent.map(|period| period.exists));
        }
        if let Some((earliest, latest)) = alike {
            let from = self.problem.order(Side::Constant(earliest), total.first);
            let until = self.problem.order(total.first, Side::Constant(latest));
            unless.extend([!from, !until]);
        }
        if matches!(total.first, Side::Whole(..)) {
            let last = shown.widest(|day| (window.0, day), window.1, (window.0, Date::LATEST));
            let place = |encoding: &mut Self, day: i64| encoding.moved(total.first, day - window.0);
            self.total_lemma(total, (&shown, None, last), &unless, place);
        }
        let first = shown.widest(|day| (day, window.1), window.0, (window.1, Date::EARLIEST));
        let last = shown.widest(|day| (first, day), window.1, (first, Date::LATEST));
        let place = |_: &mut Self, day: i64| Side::Constant(day);
        self.total_lemma(total, (&shown, Some(first), last), &unless, place);
    }

    /// Takes for needed what is needed wherever the window begins, if that shows the same; else what is needed of a
    /// window that begins between the days returned.
    fn alike(&self, length: Length, shown: &mut Shown) -> Option<(i64, i64)> {
        let days = covered(shown.stretches.clone(), shown.window);
        let same = |needed: i64| (days >= needed) == shown.enough;
        let any_window = needed_anywhere(length, shown.needed, shown.enough);
        if same(any_window) {
            shown.needed = any_window;
            return None;
        }
        let needed = |first: &i64| self.days_from(length, *first);
        let here = shown.window.0;
        let earliest = (here - NEAR..=here).rev().take_while(|day| same(needed(day))).last().unwrap_or(here);
        let latest = (here..=here + NEAR).take_while(|day| same(needed(day))).last().unwrap_or(here);
        let each = (earliest..=latest).map(|day| needed(&day));
        let needed = if shown.enough { each.max() } else { each.min() };
        shown.needed = needed.unwrap_or(shown.needed);
        Some((earliest, latest))
    }

    /// Where the window and the periods lie so, the total is as shown.
    fn total_lemma(
        &mut self,
        total: &Total,
        (shown, first, last): (&Shown, Option<i64>, i64),
        unless: &[Lit],
        place: impl Fn(&mut Self, i64) -> Side,
    ) {
        let mut clause = unless.to_vec();
        // Enough where there is more than shown; too few where there is less.
        let within = |encoding: &mut Self, begins: Side, ends: Side| {
            let (left, right) = if shown.enough { (begins, ends) } else { (ends, begins) };
            encoding.problem.order(left, right)
        };
        if let Some(first) = first {
            let first = place(self, first);
            clause.push(!within(self, total.first, first));
        }
        let end = place(self, last);
        clause.push(!within(self, end, total.last));
        for (period, (from, to)) in shown.periods.iter().zip(&shown.stretches) {
            let outside = *from > shown.window.1 || *to < shown.window.0 || from > to;
            if shown.enough && outside {
                continue;
            }
            let mut parts = Vec::new();
            if shown.enough || *from > shown.window.0 || *from > self.ends(period.from).0 {
                let from = place(self, *from);
                parts.push(within(self, period.from(), from));
            }
            if shown.enough || *to < last || *to < self.ends(period.to).1 {
                let to = place(self, *to);
                parts.push(within(self, to, period.to()));
            }
            let lies = self.problem.all(&parts);
            clause.push(if shown.enough {
                !self.problem.all(&[period.exists, lies])
            } else {
                self.problem.all(&[period.exists, !lies])
            });
        }
        let lemma = self.problem.any(&clause);
        self.problem.require(lemma);
    }

    /// The first and the last day that it may be.
    pub(crate) fn ends(&self, end: Quantity) -> (i64, i64) {
        match end {
            Quantity::Fixed(day) => (day, day),
            Quantity::Open(id) => self.problem.ends(id),
            Quantity::Shifted(id, days, _) => {
                let (first, last) = self.problem.ends(id);
                (moved(first, days), moved(last, days))
            }
        }
    }

    /// Makes each stretch as short (or, where there are too few days, as long) as it can be while the total is the
    /// same, so that much is learnt at once.
    fn stretch(&self, shown: &mut Shown) {
        for place in 0..shown.periods.len() {
            let Some(period) = shown.periods.get(place).copied() else { continue };
            let (from, to) = (self.ends(period.from), self.ends(period.to));
            let goals = if shown.enough { (from.1, to.0) } else { (from.0, to.1) };
            for begins in [true, false] {
                let Some(stretch) = shown.stretches.get(place).copied() else { continue };
                let with = |day: i64| if begins { (day, stretch.1) } else { (stretch.0, day) };
                let (here, goal) = if begins { (stretch.0, goals.0) } else { (stretch.1, goals.1) };
                let day = farthest(here, goal, |day| {
                    shown.holds(&replaced(&shown.stretches, place, with(day)), shown.window)
                });
                shown.stretches = replaced(&shown.stretches, place, with(day));
            }
        }
    }
}

/// Days that some periods cover of a window: enough, or too few.
struct Shown {
    periods: Vec<Period>,
    stretches: Vec<(i64, i64)>,
    window: (i64, i64),
    enough: bool,
    needed: i64,
}

impl Shown {
    fn holds(&self, stretches: &[(i64, i64)], window: (i64, i64)) -> bool {
        (covered(stretches.to_vec(), window) >= self.needed) == self.enough
    }

    /// An end of the window moved out (or, where there are enough days, in, towards the other end) as far as it goes.
    fn widest(&self, window: impl Fn(i64) -> (i64, i64), here: i64, (inward, outward): (i64, Date)) -> i64 {
        let goal = if self.enough { inward } else { i64::from(outward.0) };
        farthest(here, goal, |day| self.holds(&self.stretches, window(day)))
    }
}

/// How many days are needed wherever the window begins: at most where there are enough, else at least.
fn needed_anywhere(length: Length, here: i64, enough: bool) -> i64 {
    let months = match length.unit {
        Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Weeks => return here,
        Unit::Months => i64::from(length.amount),
        Unit::Years => i64::from(length.amount).saturating_mul(12),
    };
    if enough { months.saturating_mul(31) } else { months.saturating_mul(28) }
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
