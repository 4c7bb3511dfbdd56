//! How strongly a case's outcome binds, and how strongly others are put to people: two sets can give a case the same
//! outcome and ask less.

use super::ladder::{Kind, Ladders};
use super::standing::{Stand, Standing};
use crate::evaluation::{BindingDuty, QuestionResult};
use crate::syntax::tree::Duty;

/// How strongly an outcome is asked for, the weakest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// It is not put to people.
    #[default]
    Nothing,
    /// It is to be weighed.
    Weigh,
    /// It may be chosen.
    May,
    /// It should be considered.
    ShouldConsider,
    /// It is given because no rule asks for more.
    Otherwise,
    /// It should always follow.
    ShouldAlways,
    /// It must follow.
    Must,
}

/// How strongly for certain, and how strongly perhaps, by what is not known. What is certain is never stronger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strength {
    /// Whatever the missing answers are.
    pub surely: Hold,
    /// With some of them.
    pub perhaps: Hold,
}

/// What became of a strength; downward first, which is the order it is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The same outcome binds less strongly.
    BindsLess,
    /// An outcome that was put to people, for certain or perhaps, no longer is.
    NoLongerPut,
    /// It is put to them less strongly, or only perhaps.
    PutLess,
    /// The same outcome binds more strongly.
    BindsMore,
    /// An outcome is put to people that was not.
    NowPut,
    /// It is put to them more strongly, or for certain.
    PutMore,
}

impl ChangeKind {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::BindsLess, Self::NoLongerPut, Self::PutLess, Self::BindsMore, Self::NowPut, Self::PutMore];
}

/// A changed strength of one outcome.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The outcome, by name.
    pub outcome: String,
    /// Under the old set.
    pub from: Strength,
    /// Under the new set.
    pub to: Strength,
}

impl Hold {
    /// That of a rule's duty.
    #[must_use]
    pub fn of(duty: Duty) -> Self {
        match duty {
            Duty::Must => Self::Must,
            Duty::ShouldAlways => Self::ShouldAlways,
            Duty::ShouldConsider => Self::ShouldConsider,
            Duty::May => Self::May,
            Duty::Weigh => Self::Weigh,
        }
    }
}

impl Strength {
    /// With another rule that asks so strongly, for certain or perhaps.
    pub(super) fn add(&mut self, duty: Duty, surely: bool) {
        let hold = Hold::of(duty);
        self.perhaps = self.perhaps.max(hold);
        if surely {
            self.surely = self.surely.max(hold);
        }
    }

    fn falls_to(self, other: Self) -> bool {
        other.surely < self.surely || other.perhaps < self.perhaps
    }
}

/// How strongly a settled outcome binds.
pub(super) fn binding(result: &QuestionResult) -> Strength {
    let hold = |duty: BindingDuty| match duty {
        BindingDuty::Otherwise => Hold::Otherwise,
        BindingDuty::ShouldAlways => Hold::ShouldAlways,
        BindingDuty::Must => Hold::Must,
    };
    let surely = result.duty.map_or(Hold::Nothing, hold);
    Strength { surely, perhaps: result.duty_might_be.map_or(surely, hold) }
}

/// What changed for a case besides its outcome, downward first. Only a case that has an outcome under both sets, or that
/// is undecided between the same ones, is compared; an outcome put to people under one set and bound at least as high
/// under the other is no change.
pub(super) fn changes(ladders: &Ladders, was: &Standing, is: &Standing) -> Vec<Change> {
    let settled = |standing: &Standing| matches!(standing.stand, Stand::Outcome(_));
    let open = was.stand == Stand::Undecided && is.stand == Stand::Undecided && was.possible == is.possible;
    if !(open || settled(was) && settled(is)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (Stand::Outcome(outcome), true) = (&was.stand, was.stand == is.stand) {
        let kinds = [ChangeKind::BindsLess, ChangeKind::BindsLess, ChangeKind::BindsMore];
        found.extend(change(kinds, outcome, (was.binds, is.binds)));
    }
    let lone = is.put.keys().filter(|name| !was.put.contains_key(*name));
    for name in was.put.keys().chain(lone) {
        let strength = |standing: &Standing| standing.put.get(name).copied().unwrap_or_default();
        let named = Stand::Outcome(name.clone());
        let bound_now = matches!(ladders.kind(&named, &is.stand), Kind::Up | Kind::Stays);
        let bound_before = matches!(ladders.kind(&was.stand, &named), Kind::Down | Kind::Stays);
        let kinds = [ChangeKind::NoLongerPut, ChangeKind::PutLess, ChangeKind::PutMore];
        let told = change(kinds, name, (strength(was), strength(is)));
        found.extend(told.filter(|it| match it.kind {
            ChangeKind::NoLongerPut | ChangeKind::PutLess => !bound_now,
            ChangeKind::NowPut | ChangeKind::PutMore => !bound_before,
            ChangeKind::BindsLess | ChangeKind::BindsMore => true,
        }));
    }
    found.sort();
    found
}

/// A change where there is one; the kinds are for what is gone, what is weaker and what is stronger.
fn change(
    [gone, weaker, stronger]: [ChangeKind; 3],
    outcome: &str,
    (from, to): (Strength, Strength),
) -> Option<Change> {
    let nothing = Strength::default();
    let kind = if from == to {
        return None;
    } else if to == nothing {
        gone
    } else if from.falls_to(to) {
        weaker
    } else if from == nothing {
        ChangeKind::NowPut
    } else {
        stronger
    };
    Some(Change { kind, outcome: outcome.to_owned(), from, to })
}
