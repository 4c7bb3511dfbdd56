//! The fixed words that programs read. Pages never show them.

use crate::evaluation::{BindingDuty, RuleState, Status, Truth, Unsaid, WhyOpen};
use crate::explanation::SayingState;
use crate::syntax::tree::Duty;

/// `undecided`
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Inconsistent => "inconsistent",
        Status::NotSettled => "not-settled",
        Status::Undecided => "undecided",
        Status::Presumed => "presumed",
        Status::Decided => "decided",
        Status::DecidedWhatever => "decided-whatever",
    }
}

pub(super) fn unsaid(part: Unsaid) -> &'static str {
    match part {
        Unsaid::Rules => "rules",
        Unsaid::Matters => "facts_that_matter",
        Unsaid::Reason => "reason",
        Unsaid::ChangesUpward => "what_would_change_upward",
        Unsaid::ChangesDownward => "what_would_change_downward",
        Unsaid::Decides => "what_would_decide",
        Unsaid::ToConsider => "to_consider",
    }
}

pub(super) fn binding_duty(duty: BindingDuty) -> &'static str {
    match duty {
        BindingDuty::Must => "must",
        BindingDuty::ShouldAlways => "should-always",
        BindingDuty::Otherwise => "otherwise",
    }
}

pub(super) fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Must => "must",
        Duty::ShouldAlways => "should-always",
        Duty::ShouldConsider => "should-consider",
        Duty::May => "may",
        Duty::Weigh => "weigh",
    }
}

pub(super) fn state(state: RuleState) -> &'static str {
    match state {
        RuleState::Applies => "applies",
        RuleState::DoesNotApply => "does-not-apply",
        RuleState::MightApply => "might-apply",
        RuleState::SetAside => "set-aside",
    }
}

/// Whether an outcome is put to people, as far as that is known.
#[must_use]
pub fn put(put: Truth) -> &'static str {
    state(match put {
        Truth::True => RuleState::Applies,
        Truth::False => RuleState::DoesNotApply,
        Truth::Open => RuleState::MightApply,
    })
}

pub(super) fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "not-known",
    }
}

pub(super) fn why_open(why: WhyOpen) -> &'static str {
    match why {
        WhyOpen::NotKnown => "not-known",
        WhyOpen::NotAsked => "not-asked",
        WhyOpen::Imprecise => "imprecise",
        WhyOpen::Disputed => "disputed",
    }
}

pub(super) fn saying(state: SayingState) -> &'static str {
    match state {
        SayingState::Value => "value",
        SayingState::NotKnown => "not-known",
        SayingState::NotAsked => "not-asked",
        SayingState::NotApplicable => "not-applicable",
    }
}
