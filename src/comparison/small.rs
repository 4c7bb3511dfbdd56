//! Which counts may leave the group? A count of one to four can point at a child.
//!
//! A hidden count must not come back by subtraction: where the counts that are hidden add up to less than the limit, or
//! only one is hidden, the next smallest is hidden too. Zero is shown.

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// As it is.
    Count(u32),
    /// Under the limit.
    Under(u32),
    /// Not small, but another could be worked out from it.
    Withheld,
}

impl Shown {
    /// The count, where it may be shown.
    #[must_use]
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Count(count) => Some(count),
            Self::Under(_) | Self::Withheld => None,
        }
    }
}

/// The counts of one total, and the limit they were shown under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// In the order given.
    pub shown: Vec<Shown>,
    /// The limit.
    pub limit: u32,
}

impl Suppression {
    /// Is any count hidden?
    #[must_use]
    pub fn hides(&self) -> bool {
        self.shown.iter().any(|shown| shown.count().is_none())
    }
}

/// A total that may be shown; a small one may not.
pub(super) fn total(cases: u32, limit: u32) -> Option<u32> {
    (cases == 0 || cases >= limit).then_some(cases)
}

/// Hides the small ones among counts that add up to a total that is known.
#[must_use]
pub fn suppress(counts: &[u32], limit: u32) -> Suppression {
    let small = |count: u32| 0 < count && count < limit;
    let mut hidden: Vec<bool> = counts.iter().map(|count| small(*count)).collect();
    while let Some(next) = next_to_hide(counts, &hidden, limit) {
        if let Some(hide) = hidden.get_mut(next) {
            *hide = true;
        }
    }
    let shown = counts.iter().zip(&hidden).map(|(count, hide)| match (hide, small(*count)) {
        (false, _) => Shown::Count(*count),
        (true, true) => Shown::Under(limit),
        (true, false) => Shown::Withheld,
    });
    Suppression { shown: shown.collect(), limit }
}

/// The next count to hide, while those hidden could be worked out from the total.
fn next_to_hide(counts: &[u32], hidden: &[bool], limit: u32) -> Option<usize> {
    let (mut number, mut sum) = (0, 0_u64);
    for (count, _) in counts.iter().zip(hidden).filter(|(_, hide)| **hide) {
        number += 1;
        sum += u64::from(*count);
    }
    let safe = number == 0 || (number > 1 && sum >= u64::from(limit));
    if safe {
        return None;
    }
    let open = counts.iter().zip(hidden).enumerate().filter(|(_, (count, hide))| !**hide && **count > 0);
    open.min_by_key(|(at, (count, _))| (**count, *at)).map(|(at, _)| at)
}
