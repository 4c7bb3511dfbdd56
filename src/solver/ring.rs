//! A ring of comparisons that together always grow.
//!
//! Bellman and Ford, on the least that each comparison can grow: it says that one value is at least so much later than
//! another. The values are the numbers themselves, and where steps in months lead from them: from one such place the
//! way in days is exact, and only the way between a number and the place is not. Where going round makes later and
//! later, the ring has no solution as long as no step leaves the calendar.

use super::least::Order;
use super::steps::{self, Stride};
use super::whole::{MapId, WholeId, Wholes};

/// A number, or where some steps lead from it.
type Value<'a> = (WholeId, &'a [Stride]);

/// The value at `to` is later than the value at `from` by this or more.
struct Way {
    from: usize,
    to: usize,
    grows: i64,
    /// The comparison that says so; none where it is so of itself.
    order: Option<usize>,
}

/// Values and the ways between them.
#[derive(Default)]
struct Ways<'a> {
    values: Vec<Value<'a>>,
    ways: Vec<Way>,
}

/// The comparisons of such a ring.
pub(super) fn growing_ring<T: Copy>(wholes: &Wholes, orders: &[(T, Order)]) -> Option<Vec<(T, Order)>> {
    let mut ways = Ways::default();
    for (place, (_, order)) in orders.iter().enumerate() {
        ways.add(wholes, place, order);
    }
    let ring = ways.ring()?;
    Some(ring.into_iter().filter_map(|place| orders.get(place).copied()).collect())
}

/// How far from the ends of the calendar no step of the comparison leaves it.
pub(super) fn reach(wholes: &Wholes, order: &Order) -> i64 {
    steps::reach(wholes.strides(order.left.1)) + steps::reach(wholes.strides(order.right.1))
}

impl<'a> Ways<'a> {
    fn add(&mut self, wholes: &'a Wholes, place: usize, order: &Order) {
        let (from, later) = self.side(wholes, order.left);
        let (to, sooner) = self.side(wholes, order.right);
        self.ways.push(Way { from, to, grows: order.ahead + later - sooner, order: Some(place) });
    }

    /// The value from which the side is so many days away.
    fn side(&mut self, wholes: &'a Wholes, (whole, map): (WholeId, MapId)) -> (usize, i64) {
        let (rough, days) = steps::split(wholes.strides(map));
        (self.value((whole, rough)), days)
    }

    /// The place of a value; a new one is joined with its number.
    fn value(&mut self, value: Value<'a>) -> usize {
        if let Some(known) = self.values.iter().position(|known| *known == value) {
            return known;
        }
        let (whole, rough) = value;
        let plain = if rough.is_empty() { None } else { Some(self.value((whole, &[]))) };
        self.values.push(value);
        let this = self.values.len() - 1;
        if let Some(plain) = plain {
            let (least, most) = steps::drift(rough);
            self.ways.push(Way { from: plain, to: this, grows: least, order: None });
            self.ways.push(Way { from: this, to: plain, grows: -most, order: None });
        }
        this
    }

    /// The comparisons of a ring that grows, by place.
    fn ring(&self) -> Option<Vec<usize>> {
        let mut reached = vec![0_i64; self.values.len()];
        let mut came: Vec<Option<&Way>> = vec![None; self.values.len()];
        let mut last = None;
        for _ in 0..=self.values.len() {
            last = None;
            for way in &self.ways {
                let from = reached.get(way.from).copied()?;
                let to = reached.get_mut(way.to)?;
                if from + way.grows > *to {
                    *to = from + way.grows;
                    *came.get_mut(way.to)? = Some(way);
                    last = Some(way.to);
                }
            }
            last?;
        }
        let ring = ring_through(&came, last?)?;
        // The walk back may close on a ring of older ways.
        let growth: i64 = ring.iter().map(|way| way.grows).sum();
        (growth > 0).then(|| ring.iter().filter_map(|way| way.order).collect())
    }
}

/// Walks back from a value that still grew until the walk closes.
fn ring_through<'w>(came: &[Option<&'w Way>], from: usize) -> Option<Vec<&'w Way>> {
    let back = |value: usize| came.get(value).copied().flatten();
    let mut start = from;
    for _ in 0..came.len() {
        start = back(start)?.from;
    }
    let (mut at, mut ring) = (start, Vec::new());
    loop {
        let way = back(at)?;
        ring.push(way);
        at = way.from;
        if at == start {
            return Some(ring);
        }
    }
}
