//! The sentences a comparison is told in.

use super::ladder::Kind;
use super::small::Shown;
use super::standing::{Fate, Stand, Standing};
use super::strength::{ChangeKind, Hold, Strength};
use super::workload::Days;

pub(super) fn stand(stand: &Stand) -> &str {
    match stand {
        Stand::Outcome(name) => name,
        Stand::Undecided => "undecided",
        Stand::NotSettled => "not settled within limits",
        Stand::Inconsistent => "the record cannot be",
    }
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Down => "less serious",
        Kind::Opens => "no longer settled",
        Kind::Unranked => "cannot be ranked",
        Kind::Up => "more serious",
        Kind::Settles => "now settled",
        Kind::Stays => "no move",
    }
}

/// A change besides the outcome, in a cell of a table.
pub(super) fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::BindsLess => "same outcome, weaker duty",
        ChangeKind::NoLongerPut => "no longer put to people",
        ChangeKind::PutLess => "put to people less strongly",
        ChangeKind::BindsMore => "same outcome, stronger duty",
        ChangeKind::NowPut => "now put to people",
        ChangeKind::PutMore => "put to people more strongly",
    }
}

fn hold(hold: Hold) -> &'static str {
    match hold {
        Hold::Nothing => "not put to people",
        Hold::Weigh => "is to be weighed",
        Hold::May => "may be chosen",
        Hold::ShouldConsider => "should be considered",
        Hold::Otherwise => "no rule asks for more",
        Hold::ShouldAlways => "should always",
        Hold::Must => "must",
    }
}

/// What a rule asks for.
fn asks(outcome: &str, duty: Hold) -> String {
    match duty {
        Hold::Must | Hold::ShouldAlways => format!("{outcome} ({})", hold(duty)),
        Hold::Nothing | Hold::Otherwise => outcome.to_owned(),
        Hold::Weigh | Hold::May | Hold::ShouldConsider => format!("{outcome} {}", hold(duty)),
    }
}

/// "should always; perhaps: must".
pub(super) fn strength(it: Strength) -> String {
    match (it.surely, it.perhaps) {
        (surely, perhaps) if surely == perhaps => hold(surely).to_owned(),
        (Hold::Nothing, perhaps) => format!("perhaps: {}", hold(perhaps)),
        (surely, perhaps) => format!("{}; perhaps: {}", hold(surely), hold(perhaps)),
    }
}

/// What a case was given, with how strongly it binds.
pub(super) fn given(standing: &Standing) -> String {
    match standing.stand {
        Stand::Outcome(_) => format!("{} ({})", stand(&standing.stand), strength(standing.binds)),
        Stand::Undecided | Stand::NotSettled | Stand::Inconsistent => stand(&standing.stand).to_owned(),
    }
}

/// "moves to a less serious outcome", of so many cases.
pub(super) fn moves(kind: Kind, one: bool) -> &'static str {
    match (kind, one) {
        (Kind::Down, true) => "moves to a less serious outcome",
        (Kind::Down, false) => "move to a less serious outcome",
        (Kind::Opens, true) => "is no longer settled",
        (Kind::Opens, false) => "are no longer settled",
        (Kind::Unranked, true) => "moves to an outcome that cannot be ranked against the old one",
        (Kind::Unranked, false) => "move to an outcome that cannot be ranked against the old one",
        (Kind::Up, true) => "moves to a more serious outcome",
        (Kind::Up, false) => "move to a more serious outcome",
        (Kind::Settles, true) => "is now settled",
        (Kind::Settles, false) => "are now settled",
        (Kind::Stays, true) => "does not move",
        (Kind::Stays, false) => "do not move",
    }
}

/// How a rule fares, in a cell of a table.
pub(super) fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Absent => "no such rule".to_owned(),
        Fate::DoesNotApply => "does not apply".to_owned(),
        Fate::SetAside => "set aside by an exception".to_owned(),
        Fate::MightApply => "might apply".to_owned(),
        Fate::Applies(outcome, duty) => format!("applies: {}", asks(outcome, *duty)),
    }
}

pub(super) fn lost(fate: &Fate) -> String {
    match fate {
        Fate::Absent => "the new set has no such rule".to_owned(),
        Fate::DoesNotApply => "under the new set it does not apply".to_owned(),
        Fate::SetAside => "under the new set an exception sets it aside".to_owned(),
        Fate::MightApply => "under the new set it might apply".to_owned(),
        Fate::Applies(outcome, duty) => {
            format!(
                "under the new set it applies ({}), but the result does not rest on it",
                asks(outcome, *duty)
            )
        }
    }
}

pub(super) fn gained(fate: &Fate) -> String {
    match fate {
        Fate::Absent => "the old set has no such rule".to_owned(),
        Fate::DoesNotApply => "under the old set it does not apply".to_owned(),
        Fate::SetAside => "under the old set an exception sets it aside".to_owned(),
        Fate::MightApply => "under the old set it might apply".to_owned(),
        Fate::Applies(outcome, duty) => {
            format!(
                "under the old set it applies ({}), but the result does not rest on it",
                asks(outcome, *duty)
            )
        }
    }
}

pub(super) fn shown(shown: Shown) -> String {
    match shown {
        Shown::Count(count) => grouped(i64::from(count)),
        Shown::Under(limit) => format!("under {limit}"),
        Shown::Withheld => "not shown".to_owned(),
    }
}

pub(super) fn days(days: Days) -> String {
    if days.least == days.most {
        return format!("{} days", grouped(days.least));
    }
    format!("{} to {} days", grouped(days.least), grouped(days.most))
}

/// "1,234,567"; a minus stands before it.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}
