//! In which order can things be read when some of them use others, and which go round in a ring?
//!
//! Knows only numbers. Nothing here recurses: a ring of any length is found and printed once.

use std::collections::{BTreeSet, VecDeque};

/// The answer: an order that puts each thing after what it uses, or the rings that forbid one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// Every number once; each after what it uses, otherwise as given. Not to be relied on where there are rings.
    pub(super) order: Vec<usize>,
    /// Each ring once, from its lowest number, every member using the next and the last the first.
    pub(super) rings: Vec<Vec<usize>>,
}

/// Arranges things: `uses[n]` lists what `n` uses.
pub(super) fn arrange(uses: &[Vec<usize>]) -> Order {
    let mut order = settle(uses);
    let placed: BTreeSet<usize> = order.iter().copied().collect();
    let stuck: BTreeSet<usize> = (0..uses.len()).filter(|node| !placed.contains(node)).collect();
    let rings = rings(uses, &stuck);
    order.extend(stuck);
    Order { order, rings }
}

/// Takes away, again and again, the lowest number whose uses are all taken.
fn settle(uses: &[Vec<usize>]) -> Vec<usize> {
    let mut used_by = vec![Vec::new(); uses.len()];
    let mut waiting: Vec<usize> = Vec::with_capacity(uses.len());
    for (node, used) in uses.iter().enumerate() {
        waiting.push(used.len());
        for other in used {
            if let Some(list) = used_by.get_mut(*other) {
                list.push(node);
            }
        }
    }
    let mut ready: BTreeSet<usize> =
        waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(node, _)| node).collect();
    let mut order = Vec::with_capacity(uses.len());
    while let Some(node) = ready.pop_first() {
        order.push(node);
        for user in used_by.get(node).into_iter().flatten() {
            let Some(count) = waiting.get_mut(*user) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                ready.insert(*user);
            }
        }
    }
    order
}

fn rings(uses: &[Vec<usize>], stuck: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut seen = BTreeSet::new();
    let mut rings = Vec::new();
    for start in stuck {
        if seen.contains(start) {
            continue;
        }
        if let Some(ring) = shortest_ring(uses, stuck, *start) {
            seen.extend(ring.iter().copied());
            rings.push(ring);
        }
    }
    rings
}

/// The shortest way from `start` back to itself.
fn shortest_ring(uses: &[Vec<usize>], within: &BTreeSet<usize>, start: usize) -> Option<Vec<usize>> {
    let mut came_from = vec![None; uses.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in uses.get(node).into_iter().flatten() {
            if *next == start {
                return Some(way_back(&came_from, start, node));
            }
            let Some(from) = came_from.get_mut(*next) else { continue };
            if from.is_none() && within.contains(next) {
                *from = Some(node);
                queue.push_back(*next);
            }
        }
    }
    None
}

fn way_back(came_from: &[Option<usize>], start: usize, last: usize) -> Vec<usize> {
    let mut ring = vec![last];
    let mut node = last;
    while node != start {
        let Some(Some(from)) = came_from.get(node) else { break };
        node = *from;
        ring.push(node);
    }
    ring.reverse();
    ring
}

#[cfg(test)]
mod tests {
    use super::arrange;

    #[test]
    fn what_is_used_comes_first_and_the_rest_stays() {
        let order = arrange(&[vec![2], vec![], vec![], vec![0]]);
        assert_eq!(order.order, [1, 2, 0, 3]);
        assert!(order.rings.is_empty());
    }

    #[test]
    fn a_ring_of_fifty_is_told_once() {
        let uses: Vec<Vec<usize>> = (0..50).map(|node| vec![(node + 1) % 50]).collect();
        let order = arrange(&uses);
        assert_eq!(order.rings, [(0..50).collect::<Vec<_>>()]);
    }

    #[test]
    fn a_thing_that_uses_itself_is_a_ring_and_its_users_are_not() {
        assert_eq!(arrange(&[vec![1], vec![1]]).rings, [[1]]);
    }
}
