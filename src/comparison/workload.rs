//! What would the change cost in days of work? From the outcomes' own `Effort:`, as ranges, never as one figure.
//!
//! A case with one outcome costs that outcome's least to most; a case still undecided costs anything from the cheapest
//! possible outcome to the dearest. A case that stands the same under both sets costs the same, so it adds nothing to
//! the difference: only what the change changes is in it.

use std::collections::BTreeSet;

use super::standing::Standing;
use crate::check::Question;

/// Days of work, least and most; a difference may be under nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// At least.
    pub least: i64,
    /// At most.
    pub most: i64,
}

impl Days {
    /// For so many cases a year instead of those counted, rounded outwards.
    #[must_use]
    pub fn scaled(self, cases: u32, a_year: u32) -> Self {
        let (of, to) = (i64::from(cases.max(1)), i64::from(a_year));
        let ceiling = |days: i64| -(-days * to).div_euclid(of);
        Self { least: (self.least * to).div_euclid(of), most: ceiling(self.most) }
    }

    fn add(&mut self, other: Self) {
        self.least += other.least;
        self.most += other.most;
    }
}

/// What the cases counted cost under each set, and the difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workload {
    /// Under the old set.
    pub old: Days,
    /// Under the new set.
    pub new: Days,
    /// New less old.
    pub change: Days,
    /// Does any outcome state an effort?
    pub stated: bool,
    /// Outcomes that cases were given and that state no effort: counted as none.
    pub unstated: BTreeSet<String>,
}

impl Workload {
    pub(super) fn add(&mut self, old: (&Question, &Standing), new: (&Question, &Standing)) {
        let (before, after) = (self.cost(old), self.cost(new));
        self.old.add(before);
        self.new.add(after);
        let same = old.1.stand == new.1.stand && before == after;
        if !same {
            self.change.add(Days { least: after.least - before.most, most: after.most - before.least });
        }
    }

    fn cost(&mut self, (question, standing): (&Question, &Standing)) -> Days {
        let each: Vec<Days> =
            standing.possible.iter().map(|outcome| self.effort(question, outcome)).collect();
        let least = each.iter().map(|days| days.least).min().unwrap_or(0);
        let most = each.iter().map(|days| days.most).max().unwrap_or(0);
        Days { least, most }
    }

    fn effort(&mut self, question: &Question, outcome: &str) -> Days {
        let Some(outcome) = question.outcomes.iter().find(|it| it.name == outcome) else {
            return Days::default();
        };
        let Some((least, most)) = outcome.effort_days else {
            self.unstated.insert(outcome.name.clone());
            return Days::default();
        };
        self.stated = true;
        Days { least: i64::from(least), most: i64::from(most) }
    }
}
