//! How does one case stand under one set, in one question? By names, which is all that two sets share.

use std::collections::{BTreeMap, BTreeSet};

use super::strength::{Hold, Strength, binding};
use crate::check::{OutcomeId, Question, RuleSet};
use crate::evaluation::{QuestionResult, RuleState, Status};

/// What a case was given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// One outcome, by name.
    Outcome(String),
    /// Several are possible.
    Undecided,
    /// Not settled within limits.
    NotSettled,
    /// The record cannot be.
    Inconsistent,
}

/// What has become of a rule under the other set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// There is no rule of that name.
    Absent,
    /// It does not apply.
    DoesNotApply,
    /// An exception sets it aside.
    SetAside,
    /// It might apply.
    MightApply,
    /// It applies, and gives this, so strongly.
    Applies(String, Hold),
}

/// One case under one set, in one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it was given.
    pub stand: Stand,
    /// What is possible, most serious first.
    pub possible: Vec<String>,
    /// How strongly its outcome binds; nothing where it has none.
    pub binds: Strength,
    /// By name of an outcome put to people: how strongly.
    pub put: BTreeMap<String, Strength>,
    /// Names of the rules it rests on; where undecided, of those that bind and apply or might.
    pub grounds: BTreeSet<String>,
    /// By name of a rule of the question: how it fared.
    pub rules: BTreeMap<String, Fate>,
}

impl Standing {
    /// What became of a rule here.
    #[must_use]
    pub fn fate(&self, rule: &str) -> Fate {
        self.rules.get(rule).cloned().unwrap_or(Fate::Absent)
    }
}

/// Reads a result by names.
#[must_use]
pub fn standing(rules: &RuleSet, question: &Question, result: &QuestionResult) -> Standing {
    let mut fared = BTreeMap::new();
    let mut grounds = BTreeSet::new();
    for it in &result.rules {
        let Some(rule) = rules.rules.get(it.rule.0 as usize) else { continue };
        let fate = match it.state {
            RuleState::Applies => Fate::Applies(name(question, rule.outcome), Hold::of(rule.duty)),
            RuleState::MightApply => Fate::MightApply,
            RuleState::DoesNotApply => Fate::DoesNotApply,
            RuleState::SetAside => Fate::SetAside,
        };
        if result.status == Status::Undecided && result.possible.contains(&rule.outcome) {
            let counts = rule.duty.binds() && matches!(fate, Fate::MightApply | Fate::Applies(..));
            grounds.extend(counts.then(|| rule.name.clone()));
        }
        fared.insert(rule.name.clone(), fate);
    }
    for ground in result.grounds.iter().filter(|ground| !ground.why_not) {
        grounds.extend(rules.rules.get(ground.rule.0 as usize).map(|rule| rule.name.clone()));
    }
    let mut put: BTreeMap<String, Strength> = BTreeMap::new();
    for it in &result.to_consider {
        put.entry(name(question, it.outcome)).or_default().add(it.duty, it.applies);
    }
    let possible = result.possible.iter().map(|outcome| name(question, *outcome)).collect();
    let binds = binding(result);
    Standing { stand: stand(question, result), possible, binds, put, grounds, rules: fared }
}

fn stand(question: &Question, result: &QuestionResult) -> Stand {
    match (result.status, result.outcome) {
        (Status::Inconsistent, _) => Stand::Inconsistent,
        (Status::Presumed | Status::Decided | Status::DecidedWhatever, Some(outcome)) => {
            Stand::Outcome(name(question, outcome))
        }
        (Status::NotSettled, _) => Stand::NotSettled,
        (Status::Undecided | Status::Presumed | Status::Decided | Status::DecidedWhatever, _) => {
            Stand::Undecided
        }
    }
}

fn name(question: &Question, outcome: OutcomeId) -> String {
    question.outcomes.get(outcome.0 as usize).map_or_else(String::new, |it| it.name.clone())
}
