//! The least whole numbers that satisfy comparisons, or the comparisons that cannot stand together.
//!
//! Every comparison only ever raises the lower bound of its right side, and raising to the fixpoint ends either in a
//! solution (the least one) or past an upper bound. Bounds remember why they were raised, so that a clash names few
//! comparisons. A ring of comparisons that can only grow is found by its drift and not climbed day by day; any other
//! ring that goes on growing is walked once, by itself (`rounds.rs`), and leapt from then on.

use super::ring::{growing_ring, reach};
use super::rounds::{Rounds, ring_of};
use super::whole::{MapId, WholeId, Wholes};
use crate::calendar::Date;

/// `left + ahead <= right`, each through its map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub(super) left: (WholeId, MapId),
    /// 1 for *before*, 0 for *on or before*.
    pub(super) ahead: i64,
    pub(super) right: (WholeId, MapId),
}

/// The number is at most, or more than, a limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) whole: WholeId,
    pub(super) limit: i64,
    pub(super) at_most: bool,
}

/// What is claimed of the numbers; `tag` names the claim in a clash.
#[derive(Debug, Clone, Default)]
pub(super) struct Claims<T> {
    pub(super) bounds: Vec<(T, Bound)>,
    pub(super) orders: Vec<(T, Order)>,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Least<T> {
    /// The least solution, by number.
    Found(Vec<i64>),
    /// These cannot stand together.
    Clash(Vec<T>),
    /// The climb was longer than [`CLIMB`].
    TooLong,
}

/// How many raises one check may take.
const CLIMB: usize = 400_000;
/// A clash found after more raises than this is not shrunk.
const SHORT: usize = 4_000;

/// A raise: the claim, the comparison if it is one, the raise of the left side it came from, and the ring it leapt by,
/// if it did.
struct Raise<T> {
    tag: T,
    order: Option<Order>,
    parent: Option<usize>,
    leap: Option<usize>,
}

/// Why a ring of claims raised its numbers at once: its claims, and the raises before.
struct Leap<T> {
    tags: Vec<T>,
    parents: Vec<usize>,
}

struct Climb<'a, T> {
    wholes: &'a Wholes,
    low: Vec<i64>,
    high: Vec<(i64, Option<T>)>,
    latest: Vec<Option<usize>>,
    raises: Vec<Raise<T>>,
    leaps: Vec<Leap<T>>,
}

/// Decides the claims; a clash is shrunk until every one of its claims is needed.
pub(super) fn least<T: Copy + PartialEq>(
    wholes: &Wholes,
    claims: &Claims<T>,
    rounds: &mut Rounds,
) -> Least<T> {
    let mut clash = match climb(wholes, claims, rounds) {
        (Least::Clash(clash), short) if short => clash,
        (other, _) => return other,
    };
    let mut place = 0;
    while clash.len() > 2 && place < clash.len() {
        let mut fewer = clash.clone();
        fewer.remove(place);
        match climb(wholes, &claims.only(&fewer), rounds) {
            (Least::Clash(smaller), _) => clash = smaller,
            (Least::Found(_) | Least::TooLong, _) => place += 1,
        }
    }
    Least::Clash(clash)
}

impl<T: Copy + PartialEq> Claims<T> {
    fn only(&self, tags: &[T]) -> Self {
        Self {
            bounds: self.bounds.iter().copied().filter(|claim| tags.contains(&claim.0)).collect(),
            orders: self.orders.iter().copied().filter(|claim| tags.contains(&claim.0)).collect(),
        }
    }
}

/// The outcome, and whether the climb was short; its raises are counted.
fn climb<T: Copy + PartialEq>(wholes: &Wholes, claims: &Claims<T>, rounds: &mut Rounds) -> (Least<T>, bool) {
    let mut climb = Climb::new(wholes);
    let climbed = climb.climb_on(claims, rounds);
    rounds.raises = rounds.raises.saturating_add(climb.raises.len() as u64);
    climbed
}

impl<'a, T: Copy + PartialEq> Climb<'a, T> {
    fn new(wholes: &'a Wholes) -> Self {
        let ids = || (0..wholes.len()).map(|index| WholeId(u32::try_from(index).unwrap_or(u32::MAX)));
        Self {
            wholes,
            low: ids().map(|id| wholes.get(id).low()).collect(),
            high: ids().map(|id| (wholes.get(id).high(), None)).collect(),
            latest: vec![None; wholes.len()],
            raises: Vec::new(),
            leaps: Vec::new(),
        }
    }

    fn climb_on(&mut self, claims: &Claims<T>, rounds: &mut Rounds) -> (Least<T>, bool) {
        if let Err(clash) = self.bounds(&claims.bounds) {
            return (Least::Clash(clash), true);
        }
        let mut patience = 16 + 2 * claims.orders.len();
        loop {
            let before = self.raises.len();
            for (tag, order) in &claims.orders {
                if let Err(clash) = self.order(*tag, *order) {
                    return (Least::Clash(clash), self.raises.len() <= SHORT);
                }
            }
            if self.raises.len() == before {
                return (Least::Found(std::mem::take(&mut self.low)), true);
            }
            if self.raises.len() > patience {
                if let Some(ring) = growing_ring(self.wholes, &claims.orders)
                    && let Err(clash) = self.grows(&ring)
                {
                    return (Least::Clash(clash), true);
                }
                if let Err(clash) = self.go_round(rounds) {
                    return (Least::Clash(clash), true);
                }
                patience = self.raises.len() + 16 + 2 * claims.orders.len();
            }
            if self.raises.len() > CLIMB {
                return (Least::TooLong, false);
            }
        }
    }

    fn bounds(&mut self, bounds: &[(T, Bound)]) -> Result<(), Vec<T>> {
        for (tag, bound) in bounds.iter().filter(|claim| claim.1.at_most) {
            let place = bound.whole.0 as usize;
            if let Some(high) = self.high.get_mut(place).filter(|high| bound.limit < high.0) {
                *high = (bound.limit, Some(*tag));
            }
        }
        for (tag, bound) in bounds.iter().filter(|claim| !claim.1.at_most) {
            let to = self.wholes.get(bound.whole).next(bound.limit + 1);
            self.raise(bound.whole, to, Raise { tag: *tag, order: None, parent: None, leap: None })?;
        }
        // An upper bound may already lie below the first value.
        for (tag, bound) in bounds.iter().filter(|claim| claim.1.at_most) {
            if self.low(bound.whole) > bound.limit {
                return Err(self.clash(bound.whole, vec![*tag], self.latest(bound.whole)));
            }
        }
        Ok(())
    }

    fn order(&mut self, tag: T, order: Order) -> Result<(), Vec<T>> {
        let needed = self.wholes.apply(order.left.1, self.low(order.left.0)) + order.ahead;
        let (right, map) = order.right;
        if self.wholes.apply(map, self.low(right)) >= needed {
            return Ok(());
        }
        let parent = self.latest(order.left.0);
        let to = self.wholes.first_reaching(order.right, needed);
        self.raise(right, to, Raise { tag, order: Some(order), parent, leap: None })
    }

    fn raise(&mut self, whole: WholeId, to: Option<i64>, raise: Raise<T>) -> Result<(), Vec<T>> {
        let place = whole.0 as usize;
        let to = to.unwrap_or(i64::MAX);
        let Some(low) = self.low.get_mut(place).filter(|low| **low < to) else { return Ok(()) };
        let too_high = to > self.high.get(place).map_or(i64::MAX, |high| high.0);
        if !too_high {
            *low = to;
        }
        self.raises.push(raise);
        let this = self.raises.len() - 1;
        if too_high {
            return Err(self.clash(whole, Vec::new(), Some(this)));
        }
        if let Some(latest) = self.latest.get_mut(place) {
            *latest = Some(this);
        }
        Ok(())
    }

    /// Why the number cannot go so high: these, what led to the raise, and its upper bound.
    fn clash(&self, whole: WholeId, mut tags: Vec<T>, from: Option<usize>) -> Vec<T> {
        let mut seen = vec![false; self.raises.len()];
        let mut leapt = vec![false; self.leaps.len()];
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(place) = open.pop() {
            let (Some(raise), Some(seen)) = (self.raises.get(place), seen.get_mut(place)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            add(&mut tags, raise.tag);
            open.extend(raise.parent);
            let leap = raise.leap.and_then(|leap| self.leaps.get(leap).zip(leapt.get_mut(leap)));
            if let Some((leap, leapt)) = leap
                && !std::mem::replace(leapt, true)
            {
                leap.tags.iter().for_each(|tag| add(&mut tags, *tag));
                open.extend(&leap.parents);
            }
        }
        if let Some(bound) = self.high.get(whole.0 as usize).and_then(|high| high.1) {
            add(&mut tags, bound);
        }
        tags
    }

    /// A ring that always grows has no solution, as long as no step leaves the calendar.
    fn grows(&self, ring: &[(T, Order)]) -> Result<(), Vec<T>> {
        let reach: i64 = ring.iter().map(|(_, order)| reach(self.wholes, order)).sum();
        let room = i64::from((Date::FIRST.0 - Date::EARLIEST.0).min(Date::LATEST.0 - Date::LAST.0));
        if reach > 0 && reach >= room {
            return Ok(());
        }
        let mut tags: Vec<T> = Vec::new();
        for (tag, _) in ring {
            add(&mut tags, *tag);
        }
        Err(tags)
    }

    /// Leaps by the ring that the latest raises went round, to where it asks for no more.
    fn go_round(&mut self, rounds: &mut Rounds) -> Result<(), Vec<T>> {
        let mut at = self.raises.len().checked_sub(1);
        let trail = std::iter::from_fn(|| {
            let raise = self.raises.get(at?)?;
            at = raise.parent;
            raise.order.map(|order| (raise.tag, order))
        });
        let Some(ring) = ring_of(trail) else { return Ok(()) };
        let Some((tag, last)) = ring.last().copied() else { return Ok(()) };
        let mut tags: Vec<T> = Vec::new();
        for (tag, _) in &ring {
            add(&mut tags, *tag);
        }
        let orders: Vec<Order> = ring.into_iter().map(|(_, order)| order).collect();
        let whole = last.right.0;
        if rounds.settles(self.wholes, &orders, self.wholes.get(whole).low()).is_none() {
            return Err(tags);
        }
        let to = rounds.settles(self.wholes, &orders, self.low(whole));
        let parents: Vec<usize> = self.latest(whole).into_iter().collect();
        self.leaps.push(Leap { tags, parents });
        let leap = Some(self.leaps.len() - 1);
        self.raise(whole, to, Raise { tag, order: None, parent: None, leap })
    }

    fn low(&self, whole: WholeId) -> i64 {
        self.low.get(whole.0 as usize).copied().unwrap_or(0)
    }

    fn latest(&self, whole: WholeId) -> Option<usize> {
        self.latest.get(whole.0 as usize).copied().flatten()
    }
}

fn add<T: PartialEq>(tags: &mut Vec<T>, tag: T) {
    if !tags.contains(&tag) {
        tags.push(tag);
    }
}
