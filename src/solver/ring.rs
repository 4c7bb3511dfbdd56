//! A ring of comparisons whose steps together always grow.
//!
//! Bellman and Ford, on the least that each step can grow: each comparison says that its right side is at least so much
//! later than its left. Where going round makes later and later, the ring has no solution as long as no step leaves the
//! calendar.

use super::least::Order;
use super::steps;
use super::whole::{WholeId, Wholes};

/// The comparisons of such a ring.
pub(super) fn growing_ring<T: Copy>(wholes: &Wholes, orders: &[(T, Order)]) -> Option<Vec<(T, Order)>> {
    let weights: Vec<i64> = orders.iter().map(|(_, order)| grows(wholes, order)).collect();
    let mut reached = vec![0_i64; wholes.len()];
    let mut came: Vec<Option<usize>> = vec![None; wholes.len()];
    let mut last = None;
    for _ in 0..=wholes.len() {
        last = None;
        for (place, ((_, order), weight)) in orders.iter().zip(&weights).enumerate() {
            let from = reached.get(order.left.0.0 as usize).copied()?;
            let to = reached.get_mut(order.right.0.0 as usize)?;
            if from + weight > *to {
                *to = from + weight;
                *came.get_mut(order.right.0.0 as usize)? = Some(place);
                last = Some(order.right.0);
            }
        }
        last?;
    }
    let ring = ring_through(orders, &came, last?)?;
    // The walk back may close on a ring of older comparisons.
    let growth: i64 = ring.iter().map(|(_, order)| grows(wholes, order)).sum();
    (growth > 0).then_some(ring)
}

/// How much later the right side is at least.
fn grows(wholes: &Wholes, order: &Order) -> i64 {
    order.ahead + steps::drift(wholes.strides(order.left.1)).0 - steps::drift(wholes.strides(order.right.1)).1
}

/// How far from the ends of the calendar no step of the comparison leaves it.
pub(super) fn reach(wholes: &Wholes, order: &Order) -> i64 {
    steps::reach(wholes.strides(order.left.1)) + steps::reach(wholes.strides(order.right.1))
}

/// Walks back from a number that still grew until the walk closes.
fn ring_through<T: Copy>(
    orders: &[(T, Order)],
    came: &[Option<usize>],
    from: WholeId,
) -> Option<Vec<(T, Order)>> {
    let back = |whole: WholeId| orders.get(came.get(whole.0 as usize).copied().flatten()?).copied();
    let mut at = from;
    for _ in 0..came.len() {
        at = back(at)?.1.left.0;
    }
    let start = at;
    let mut ring = Vec::new();
    loop {
        let claim = back(at)?;
        ring.push(claim);
        at = claim.1.left.0;
        if at == start {
            return Some(ring);
        }
    }
}
