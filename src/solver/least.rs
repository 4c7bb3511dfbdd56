//! The least whole numbers that satisfy comparisons, or the comparisons that cannot stand together.
//!
//! Every comparison only ever raises the lower bound of its right side, and raising to the fixpoint ends either in a
//! solution (the least one) or past an upper bound. Bounds remember why they were raised, so that a clash names few
//! comparisons. A ring of comparisons that can only grow is found by its drift before it is climbed day by day.

use super::steps;
use super::whole::{MapId, WholeId, Wholes};

/// `left + ahead <= right`, each through its map.
#[derive(Debug, Clone, Copy)]
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

/// A raise: the number, why, and the raise of the left side it came from.
struct Raise<T> {
    tag: T,
    parent: Option<usize>,
}

struct Climb<'a, T> {
    wholes: &'a Wholes,
    low: Vec<i64>,
    high: Vec<(i64, Option<T>)>,
    latest: Vec<Option<usize>>,
    raises: Vec<Raise<T>>,
}

/// Decides the claims; a clash is shrunk until every one of its claims is needed.
pub(super) fn least<T: Copy + PartialEq>(wholes: &Wholes, claims: &Claims<T>) -> Least<T> {
    let mut clash = match climb(wholes, claims) {
        (Least::Clash(clash), short) if short => clash,
        (other, _) => return other,
    };
    let mut place = 0;
    while clash.len() > 2 && place < clash.len() {
        let mut fewer = clash.clone();
        fewer.remove(place);
        match climb(wholes, &claims.only(&fewer)) {
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

/// The outcome, and whether the climb was short.
fn climb<T: Copy + PartialEq>(wholes: &Wholes, claims: &Claims<T>) -> (Least<T>, bool) {
    let ids = || (0..wholes.len()).map(|index| WholeId(u32::try_from(index).unwrap_or(u32::MAX)));
    let mut climb = Climb {
        wholes,
        low: ids().map(|id| wholes.get(id).low()).collect(),
        high: ids().map(|id| (wholes.get(id).high(), None)).collect(),
        latest: vec![None; wholes.len()],
        raises: Vec::new(),
    };
    if let Err(clash) = climb.bounds(&claims.bounds) {
        return (Least::Clash(clash), true);
    }
    let patience = 16 + 4 * claims.orders.len();
    let mut looked = false;
    loop {
        let before = climb.raises.len();
        for (tag, order) in &claims.orders {
            if let Err(clash) = climb.order(*tag, *order) {
                return (Least::Clash(clash), climb.raises.len() <= patience);
            }
        }
        if climb.raises.len() == before {
            return (Least::Found(climb.low), true);
        }
        if climb.raises.len() > patience && !looked {
            looked = true;
            let rings = [false, true].into_iter().find_map(|bounded| growing_ring(claims, &climb, bounded));
            if let Some(ring) = rings {
                return (Least::Clash(ring), true);
            }
        }
        if climb.raises.len() > CLIMB {
            return (Least::TooLong, false);
        }
    }
}

impl<T: Copy + PartialEq> Climb<'_, T> {
    fn bounds(&mut self, bounds: &[(T, Bound)]) -> Result<(), Vec<T>> {
        for (tag, bound) in bounds.iter().filter(|claim| claim.1.at_most) {
            let place = bound.whole.0 as usize;
            if let Some(high) = self.high.get_mut(place).filter(|high| bound.limit < high.0) {
                *high = (bound.limit, Some(*tag));
            }
        }
        for (tag, bound) in bounds.iter().filter(|claim| !claim.1.at_most) {
            self.raise(bound.whole, self.wholes.get(bound.whole).next(bound.limit + 1), *tag, None)?;
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
        self.raise(right, self.wholes.first_reaching(order.right, needed), tag, parent)
    }

    fn raise(
        &mut self,
        whole: WholeId,
        to: Option<i64>,
        tag: T,
        parent: Option<usize>,
    ) -> Result<(), Vec<T>> {
        let place = whole.0 as usize;
        let Some(to) = to else { return Err(self.clash(whole, vec![tag], parent)) };
        let Some(low) = self.low.get_mut(place).filter(|low| **low < to) else { return Ok(()) };
        *low = to;
        if to > self.high.get(place).map_or(i64::MAX, |high| high.0) {
            return Err(self.clash(whole, vec![tag], parent));
        }
        self.raises.push(Raise { tag, parent });
        if let Some(latest) = self.latest.get_mut(place) {
            *latest = Some(self.raises.len() - 1);
        }
        Ok(())
    }

    /// Why the number cannot go so high: these, what led to the raise, and its upper bound.
    fn clash(&self, whole: WholeId, mut tags: Vec<T>, from: Option<usize>) -> Vec<T> {
        let mut at = from;
        while let Some(raise) = at.and_then(|place| self.raises.get(place)) {
            if !tags.contains(&raise.tag) {
                tags.push(raise.tag);
            }
            at = raise.parent;
        }
        let bound = self.high.get(whole.0 as usize).and_then(|high| high.1);
        tags.extend(bound.filter(|tag| !tags.contains(tag)));
        tags
    }

    fn low(&self, whole: WholeId) -> i64 {
        self.low.get(whole.0 as usize).copied().unwrap_or(0)
    }

    fn latest(&self, whole: WholeId) -> Option<usize> {
        self.latest.get(whole.0 as usize).copied().flatten()
    }
}

/// A ring of comparisons whose steps together always grow (Bellman and Ford, on the least each step can grow). Where
/// `bounded`, steps are taken to start within the upper bounds claimed, and those are part of the clash.
fn growing_ring<T: Copy + PartialEq>(
    claims: &Claims<T>,
    climb: &Climb<'_, T>,
    bounded: bool,
) -> Option<Vec<T>> {
    let wholes = climb.wholes;
    let grown = |(whole, map): (WholeId, MapId)| {
        let number = wholes.get(whole);
        let high = climb.high.get(whole.0 as usize).filter(|_| bounded).map_or(number.high(), |high| high.0);
        steps::drift(wholes.strides(map), number.low(), high)
    };
    let weights: Vec<i64> = claims
        .orders
        .iter()
        .map(|(_, order)| order.ahead + grown(order.left).0 - grown(order.right).1)
        .collect();
    let mut reach = vec![0_i64; wholes.len()];
    let mut came: Vec<Option<usize>> = vec![None; wholes.len()];
    let mut last = None;
    for _ in 0..=wholes.len() {
        last = None;
        for (place, ((_, order), weight)) in claims.orders.iter().zip(&weights).enumerate() {
            let from = reach.get(order.left.0.0 as usize).copied()?;
            let to = reach.get_mut(order.right.0.0 as usize)?;
            if from + weight > *to {
                *to = from + weight;
                *came.get_mut(order.right.0.0 as usize)? = Some(place);
                last = Some(order.right.0);
            }
        }
        last?;
    }
    let mut ring = ring_through(claims, &came, last?)?;
    if bounded {
        let bounds = climb.high.iter().filter_map(|high| high.1).filter(|tag| !ring.contains(tag));
        ring.extend(bounds.collect::<Vec<_>>());
    }
    Some(ring)
}

/// Walks back from a number that still grew until the walk closes.
fn ring_through<T: Copy + PartialEq>(
    claims: &Claims<T>,
    came: &[Option<usize>],
    from: WholeId,
) -> Option<Vec<T>> {
    let back = |whole: WholeId| {
        let place = came.get(whole.0 as usize).copied().flatten()?;
        claims.orders.get(place).map(|(tag, order)| (*tag, order.left.0))
    };
    let mut at = from;
    for _ in 0..came.len() {
        at = back(at)?.1;
    }
    let start = at;
    let mut ring = Vec::new();
    loop {
        let (tag, before) = back(at)?;
        if !ring.contains(&tag) {
            ring.push(tag);
        }
        at = before;
        if at == start {
            return Some(ring);
        }
    }
}
