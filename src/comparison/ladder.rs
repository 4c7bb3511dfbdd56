//! Is one outcome more serious than another, where each stands on its own set's ladder?
//!
//! Names are what two sets share. Where no ladder and no shared name puts one over the other, nothing is said.

use super::standing::Stand;
use crate::check::Question;

/// What a move means; the gravest first, which is the order it is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// To a less serious outcome.
    Down,
    /// From an outcome to no single one.
    Opens,
    /// To an outcome that cannot be ranked against the old one.
    Unranked,
    /// To a more serious outcome.
    Up,
    /// From no single outcome to one.
    Settles,
    /// The same under both.
    Stays,
}

impl Kind {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Down, Self::Opens, Self::Unranked, Self::Up, Self::Settles, Self::Stays];
}

/// The ladders of one question under the two sets, most serious first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ladders {
    /// Under the old set.
    pub old: Vec<String>,
    /// Under the new set.
    pub new: Vec<String>,
}

impl Ladders {
    /// Those of a question under the two sets.
    #[must_use]
    pub fn of(old: &Question, new: &Question) -> Self {
        let names = |question: &Question| question.outcomes.iter().map(|it| it.name.clone()).collect();
        Self { old: names(old), new: names(new) }
    }

    /// What it means to stand so under the old set and so under the new one.
    #[must_use]
    pub fn kind(&self, from: &Stand, to: &Stand) -> Kind {
        match (from, to) {
            _ if from == to => Kind::Stays,
            (Stand::Outcome(from), Stand::Outcome(to)) => self.between(from, to),
            (Stand::Outcome(_), Stand::Undecided | Stand::NotSettled | Stand::Inconsistent) => Kind::Opens,
            (Stand::Undecided | Stand::NotSettled | Stand::Inconsistent, Stand::Outcome(_)) => Kind::Settles,
            (
                Stand::Undecided | Stand::NotSettled | Stand::Inconsistent,
                Stand::Undecided | Stand::NotSettled | Stand::Inconsistent,
            ) => Kind::Unranked,
        }
    }

    fn between(&self, from: &str, to: &str) -> Kind {
        let down = self.not_above(from, to);
        let up = self.not_below(from, to);
        match (down, up) {
            (true, false) => Kind::Down,
            (false, true) => Kind::Up,
            (true, true) | (false, false) => Kind::Unranked,
        }
    }

    /// Does some name that both ladders hold stand at or below `from` on the old and at or above `to` on the new?
    fn not_above(&self, from: &str, to: &str) -> bool {
        self.shared().any(|(old, new)| {
            place(&self.old, from).is_some_and(|at| at <= old)
                && place(&self.new, to).is_some_and(|at| new <= at)
        })
    }

    fn not_below(&self, from: &str, to: &str) -> bool {
        self.shared().any(|(old, new)| {
            place(&self.old, from).is_some_and(|at| old <= at)
                && place(&self.new, to).is_some_and(|at| at <= new)
        })
    }

    fn shared(&self) -> impl Iterator<Item = (usize, usize)> {
        self.old.iter().enumerate().filter_map(|(old, name)| Some((old, place(&self.new, name)?)))
    }

    /// Where a standing is listed: outcomes by their ladder, then those that are no outcome.
    pub(super) fn listed(&self, stand: &Stand, new: bool) -> usize {
        let (first, second) = if new { (&self.new, &self.old) } else { (&self.old, &self.new) };
        let open = first.len() + second.len();
        match stand {
            Stand::Outcome(name) => {
                place(first, name).or_else(|| place(second, name).map(|at| first.len() + at)).unwrap_or(open)
            }
            Stand::Undecided => open + 1,
            Stand::NotSettled => open + 2,
            Stand::Inconsistent => open + 3,
        }
    }
}

fn place(ladder: &[String], name: &str) -> Option<usize> {
    ladder.iter().position(|rung| rung == name)
}
