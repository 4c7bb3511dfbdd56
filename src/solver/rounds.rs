//! Going round and round a ring of comparisons.
//!
//! Each round takes a number to the least that the ring then asks of it. From where does it ask for no more? Rounds are
//! monotone, so that no solution is passed over; and between the centuries that leave out a leap day the calendar
//! repeats every four years, so that four years without an answer stand for all the years up to the next such century.
//! What was found is remembered: no stretch of days is walked twice for one ring.

use std::collections::BTreeMap;

use super::least::Order;
use super::ring;
use super::whole::{MapId, Whole, WholeId, Wholes};
use crate::calendar::Date;

/// Days in four years, one of them a leap year.
const FOUR_YEARS: i64 = 1461;
/// How far a length of months may lie off what is reckoned of it, and more.
const MARGIN: i64 = 40;

/// By ring: stretches of days, each with where it leads.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    known: BTreeMap<Vec<Order>, Vec<Stretch>>,
    /// How often a number was raised so far.
    pub(super) raises: u64,
}

/// From none of these days on does the ring ask for no more, before the day it leads to.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: i64,
    /// Nowhere at all, where absent.
    to: Option<i64>,
}

impl Rounds {
    /// The least value from `from` on of which the ring asks no more; the ring begins and ends with the same number.
    pub(super) fn settles(&mut self, wholes: &Wholes, ring: &[Order], from: i64) -> Option<i64> {
        let known = self.known.get(ring).and_then(|stretches| {
            let within = |stretch: &&Stretch| stretch.from <= from && stretch.to.is_none_or(|to| from <= to);
            stretches.iter().find(within).copied()
        });
        if let Some(stretch) = known {
            return stretch.to;
        }
        let to = walk(wholes, ring, from);
        self.known.entry(ring.to_vec()).or_default().push(Stretch { from, to });
        to
    }
}

fn walk(wholes: &Wholes, ring: &[Order], from: i64) -> Option<i64> {
    let plain = |order: &Order| order.left.1 == MapId::SAME && order.right.1 == MapId::SAME;
    if ring.iter().all(plain) && ring.iter().any(|order| order.ahead > 0) {
        return None;
    }
    let years = Years::of(wholes, ring);
    let mut at = from;
    let mut mark: Option<(i64, i64)> = None;
    loop {
        let next = round(wholes, ring, at)?;
        if next <= at {
            return Some(at);
        }
        at = next;
        let end = years.end_of_even(at);
        mark = match (mark, end) {
            (Some((since, until)), Some(end)) if until == end => Some((since, until)),
            (_, Some(end)) => Some((at, end)),
            (_, None) => None,
        };
        if let Some((since, until)) = mark
            && at - since >= FOUR_YEARS
            && at < until
        {
            at = until;
            mark = None;
        }
    }
}

/// The least that the ring asks of its number in one round; nothing where there is no such value.
fn round(wholes: &Wholes, ring: &[Order], from: i64) -> Option<i64> {
    ring.iter().try_fold(from, |at, order| {
        let needed = wholes.apply(order.left.1, at) + order.ahead;
        wholes.first_reaching(order.right, needed)
    })
}

/// Where rounds four years apart are alike.
struct Years {
    /// First and last day from which a round stays within years that repeat.
    even: Vec<(i64, i64)>,
}

impl Years {
    fn of(wholes: &Wholes, ring: &[Order]) -> Self {
        let reach: i64 = MARGIN + ring.iter().map(|order| ring::reach(wholes, order)).sum::<i64>();
        let numbers = || ring.iter().map(|order| wholes.get(order.right.0));
        let low = numbers().map(Whole::low).max().unwrap_or(0);
        let high = numbers().map(Whole::high).min().unwrap_or(0);
        let whole = numbers().all(Whole::is_one_range);
        let day = |year, month, day| Date::new(year, month, day).map_or(0, |date| i64::from(date.0));
        let centuries = [
            (day(1800, 3, 1), day(1900, 2, 28)),
            (day(1900, 3, 1), day(2100, 2, 28)),
            (day(2100, 3, 1), i64::from(Date::LAST.0)),
        ];
        let even = centuries.map(|(first, last)| (first.max(low) + reach, last.min(high) - reach));
        Self { even: if whole { even.to_vec() } else { Vec::new() } }
    }

    /// The end of the even stretch that the day lies in.
    fn end_of_even(&self, day: i64) -> Option<i64> {
        self.even.iter().find(|(first, last)| (first..=last).contains(&&day)).map(|(_, last)| *last)
    }
}

/// The ring at the end of a trail of comparisons, latest first, each raised by the next.
pub(super) fn ring_of<T: Copy>(trail: impl Iterator<Item = (T, Order)>) -> Option<Vec<(T, Order)>> {
    let mut steps: Vec<(T, Order)> = Vec::new();
    let mut raised: Vec<WholeId> = Vec::new();
    for (tag, order) in trail {
        steps.push((tag, order));
        raised.push(order.right.0);
        if let Some(begun) = raised.iter().position(|whole| *whole == order.left.0) {
            let mut ring = steps.split_off(begun);
            ring.reverse();
            return Some(ring);
        }
    }
    None
}
