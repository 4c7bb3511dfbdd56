//! What the days of a model show of a total, learnt for every model whose periods lie so beside one another.
//!
//! Periods that touch or overlap are one run. There are enough days wherever such runs, apart from one another, have so
//! many days each in the window; too few wherever all periods lie in stretches of at most so many days each. Where in the
//! calendar they lie is not said, so that a few such lemmas hold for every day.

use super::Encoding;
use super::periods::Period;
use super::totals::Total;
use crate::calendar::{Length, Unit};
use crate::solver::{Lit, Model, Side};

/// What is learnt of a window of months is learnt of windows that begin so many days before or after, at most.
const NEAR: i64 = 800;

/// Periods of a model that cover every day from the first of the first to the last of the last.
struct Run {
    chain: Vec<Period>,
    from: i64,
    to: i64,
    /// Its days in the window.
    days: i64,
}

/// A stretch of the calendar that runs lie in.
struct Stretch {
    /// Where it begins; at the window's first day where there is none.
    from: Option<Side>,
    /// Where it ends; at the window's last day where there is none.
    to: Option<Side>,
    /// Its last day, and its days in the window.
    last: i64,
    days: i64,
}

impl Encoding<'_> {
    /// Compares every total with what the model's days come to; says whether something was learnt.
    pub(super) fn learn_totals(&mut self, model: &Model) -> bool {
        let mut learnt = false;
        for place in 0..self.totals.len() {
            let Some(total) = self.totals.get(place).cloned() else { continue };
            let window =
                (self.problem.value_of(model, total.first), self.problem.value_of(model, total.last));
            let runs = runs(&total, model, window);
            let days = runs.iter().map(|run| run.days).sum();
            let enough = days >= self.days_from(total.length, window.0);
            if enough != model.holds(total.lit) {
                learnt = true;
                self.learn_total(&total, runs, (window, days, enough));
            }
        }
        learnt
    }

    fn learn_total(
        &mut self,
        total: &Total,
        runs: Vec<Run>,
        (window, days, enough): ((i64, i64), i64, bool),
    ) {
        let (needed, alike) = self.alike(total.length, (window.0, days, enough));
        let mut parts = Vec::new();
        if let Some((earliest, latest)) = alike {
            parts.push(self.problem.order(Side::Constant(earliest), total.first));
            parts.push(self.problem.order(total.first, Side::Constant(latest)));
        }
        if enough {
            self.enough_where(total, fewest(runs, needed), needed, &mut parts);
        } else {
            self.too_few_where(total, &joined(runs, window, needed), needed, &mut parts);
        }
        let shown = self.problem.all(&parts);
        let lemma = self.problem.any(&[!shown, total.lit.when(enough)]);
        self.problem.require(lemma);
    }

    /// How many days are needed wherever the window begins, if that shows the same; else of a window that begins
    /// between the days returned.
    fn alike(&self, length: Length, (here, days, enough): (i64, i64, bool)) -> (i64, Option<(i64, i64)>) {
        let same = |needed: i64| (days >= needed) == enough;
        let needed = |first: &i64| self.days_from(length, *first);
        let any_window = needed_anywhere(length, needed(&here), enough);
        if same(any_window) {
            return (any_window, None);
        }
        let earliest = (here - NEAR..=here).rev().take_while(|day| same(needed(day))).last().unwrap_or(here);
        let latest = (here..=here + NEAR).take_while(|day| same(needed(day))).last().unwrap_or(here);
        let each = (earliest..=latest).map(|day| needed(&day));
        let needed = if enough { each.max() } else { each.min() };
        (needed.unwrap_or(days), Some((earliest, latest)))
    }

    /// So many days lie in these runs together, wherever they lie in the window.
    fn enough_where(&mut self, total: &Total, runs: Vec<Run>, needed: i64, parts: &mut Vec<Lit>) {
        let mut left = runs.iter().map(|run| run.days).sum::<i64>() - needed;
        let (last, mut ended): (usize, Option<Side>) = (runs.len().saturating_sub(1), None);
        for (place, run) in runs.into_iter().enumerate() {
            let Some((from, to)) = run.ends() else { continue };
            let share = left / super::signed(last + 1 - place);
            let days = run.days - share.min(run.days - 1);
            left -= run.days - days;
            self.holds_together(&run.chain, parts);
            if let Some(ended) = ended.replace(to) {
                parts.push(!self.problem.order(from, ended));
            }
            let begins = [from].into_iter().chain((place == 0).then_some(total.first));
            let ends: Vec<Side> = [to].into_iter().chain((place == last).then_some(total.last)).collect();
            for begins in begins {
                let reached = self.moved(begins, days - 1);
                parts.extend(ends.iter().map(|end| self.problem.order(reached, *end)));
            }
        }
    }

    /// These are there, and each goes on where the one before ended, or before.
    fn holds_together(&mut self, chain: &[Period], parts: &mut Vec<Lit>) {
        parts.extend(chain.iter().map(|period| period.exists));
        for (period, next) in chain.iter().zip(chain.iter().skip(1)) {
            let after = self.day_after(*period);
            parts.push(self.problem.order(next.from(), after));
        }
    }

    /// Every period lies in one of these stretches, or adds nothing, and they have too few days together.
    fn too_few_where(&mut self, total: &Total, stretches: &[Stretch], needed: i64, parts: &mut Vec<Lit>) {
        let mut left = needed - 1 - stretches.iter().map(|stretch| stretch.days).sum::<i64>();
        for (place, stretch) in stretches.iter().enumerate() {
            let share = left / super::signed(stretches.len() - place);
            left -= share;
            let most = self.moved(stretch.from.unwrap_or(total.first), stretch.days + share - 1);
            parts.push(self.problem.order(stretch.to.unwrap_or(total.last), most));
        }
        for period in &total.periods {
            let begun = self.problem.order(period.from(), total.last);
            let not_over = self.problem.order(total.first, period.to());
            let mut ways = vec![!period.exists, !begun, !not_over];
            for stretch in stretches {
                let after = stretch.from.map(|from| self.problem.order(from, period.from()));
                let before = stretch.to.map(|to| self.problem.order(period.to(), to));
                let within: Vec<Lit> = after.into_iter().chain(before).collect();
                ways.push(self.problem.all(&within));
            }
            parts.push(self.problem.any(&ways));
        }
    }
}

impl Run {
    fn ends(&self) -> Option<(Side, Side)> {
        Some((self.chain.first()?.from(), self.chain.last()?.to()))
    }

    fn into_stretch(self, window: (i64, i64)) -> Option<Stretch> {
        let (from, to) = self.ends()?;
        Some(Stretch {
            from: (self.from >= window.0).then_some(from),
            to: (self.to <= window.1).then_some(to),
            last: self.to,
            days: self.days,
        })
    }
}

/// The runs of a model that lie in the window, the first first.
fn runs(total: &Total, model: &Model, window: (i64, i64)) -> Vec<Run> {
    let there = total.periods.iter().filter(|period| model.holds(period.exists));
    let mut there: Vec<(i64, i64, Period)> =
        there.map(|period| (period.from.read(model), period.to.read(model), *period)).collect();
    there.retain(|(from, to, _)| *from <= window.1 && *to >= window.0);
    there.sort_by_key(|(from, to, _)| (*from, *to));
    let mut runs: Vec<Run> = Vec::new();
    for (from, to, period) in there {
        match runs.last_mut().filter(|run| from <= run.to + 1) {
            None => runs.push(Run { chain: vec![period], from, to, days: 0 }),
            Some(run) if to > run.to => {
                run.chain.push(period);
                run.to = to;
            }
            Some(_) => {}
        }
    }
    for run in &mut runs {
        run.days = run.to.min(window.1) - run.from.max(window.0) + 1;
    }
    runs
}

/// As few of the runs as have enough days, in their order.
fn fewest(mut runs: Vec<Run>, needed: i64) -> Vec<Run> {
    runs.sort_by_key(|run| std::cmp::Reverse(run.days));
    let mut days = 0;
    runs.retain(|run| {
        let wanted = days < needed;
        days += run.days;
        wanted
    });
    runs.sort_by_key(|run| run.from);
    runs
}

/// Stretches for the runs, as few as have too few days.
fn joined(runs: Vec<Run>, window: (i64, i64), needed: i64) -> Vec<Stretch> {
    let mut left = needed - 1 - runs.iter().map(|run| run.days).sum::<i64>();
    let mut stretches: Vec<Stretch> = Vec::new();
    for run in runs {
        let from = run.from;
        let Some(next) = run.into_stretch(window) else { continue };
        match stretches.last_mut().filter(|stretch| from - stretch.last - 1 <= left) {
            None => stretches.push(next),
            Some(stretch) => {
                let gap = from - stretch.last - 1;
                left -= gap;
                *stretch = Stretch { from: stretch.from, days: stretch.days + gap + next.days, ..next };
            }
        }
    }
    stretches
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
