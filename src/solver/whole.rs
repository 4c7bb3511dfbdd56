//! Whole numbers (days are whole numbers) with the ranges they may lie in.

use std::collections::BTreeMap;

use super::literal::Lit;
use super::steps::{self, Stride};

/// Names a whole number of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WholeId(pub(super) u32);

/// Names a list of steps of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MapId(pub(super) u32);

impl MapId {
    /// No steps at all.
    pub const SAME: Self = Self(0);
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This number.
    Constant(i64),
    /// A whole number, through its steps.
    Whole(WholeId, MapId),
}

/// One whole number.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    /// Rising, apart, never empty.
    ranges: Vec<(i64, i64)>,
    /// Its `AtMost` gates by limit; each limit lies in a range.
    pub(super) limits: BTreeMap<i64, Lit>,
}

impl Whole {
    pub(super) fn low(&self) -> i64 {
        self.ranges.first().map_or(0, |range| range.0)
    }

    pub(super) fn high(&self) -> i64 {
        self.ranges.last().map_or(0, |range| range.1)
    }

    #[cfg(feature = "solve")]
    pub(super) fn is_one_range(&self) -> bool {
        self.ranges.len() == 1
    }

    /// The first value at or after this.
    pub(super) fn next(&self, from: i64) -> Option<i64> {
        self.ranges.iter().find(|range| range.1 >= from).map(|range| range.0.max(from))
    }

    /// The last value at or before this.
    pub(super) fn previous(&self, from: i64) -> Option<i64> {
        self.ranges.iter().rev().find(|range| range.0 <= from).map(|range| range.1.min(from))
    }
}

/// All whole numbers of a problem, and the lists of steps in use.
#[derive(Debug, Clone)]
pub(super) struct Wholes {
    list: Vec<Whole>,
    maps: Vec<Vec<Stride>>,
}

impl Wholes {
    pub(super) fn new() -> Self {
        Self { list: Vec::new(), maps: vec![Vec::new()] }
    }

    pub(super) fn add(&mut self, ranges: Vec<(i64, i64)>) -> WholeId {
        let id = WholeId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Whole { ranges, limits: BTreeMap::new() });
        id
    }

    pub(super) fn map(&mut self, strides: &[Stride]) -> MapId {
        let at = self.maps.iter().position(|known| known == strides).unwrap_or_else(|| {
            self.maps.push(strides.to_vec());
            self.maps.len() - 1
        });
        MapId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    #[expect(clippy::indexing_slicing, reason = "a WholeId is made by `add` of the same problem only")]
    pub(super) fn get(&self, id: WholeId) -> &Whole {
        &self.list[id.0 as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "a WholeId is made by `add` of the same problem only")]
    pub(super) fn get_mut(&mut self, id: WholeId) -> &mut Whole {
        &mut self.list[id.0 as usize]
    }

    pub(super) fn strides(&self, map: MapId) -> &[Stride] {
        self.maps.get(map.0 as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn apply(&self, map: MapId, value: i64) -> i64 {
        steps::apply(self.strides(map), value)
    }

    /// The first value of the number that the steps take to `least` or later.
    pub(super) fn first_reaching(&self, (whole, map): (WholeId, MapId), least: i64) -> Option<i64> {
        let number = self.get(whole);
        let from = steps::first_reaching(self.strides(map), least, number.low(), number.high())?;
        number.next(from)
    }

    /// The last value of the number that the steps do not take past `most`.
    pub(super) fn last_within(&self, (whole, map): (WholeId, MapId), most: i64) -> Option<i64> {
        let number = self.get(whole);
        let from = steps::last_within(self.strides(map), most, number.low(), number.high())?;
        number.previous(from)
    }
}
