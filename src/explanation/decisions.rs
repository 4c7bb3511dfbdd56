//! What people decided, and how that stands beside what the rules give.

use super::facts::origin;
use super::wording as say;
use crate::calendar::Date;
use crate::check::RuleId;
use crate::evaluation::CaseResult;
use crate::procedure::{BesideRules, DecisionResult, Leave, Missing, Standing};
use crate::program::Program;
use crate::record::{self, Record};

/// A decision as the record gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedDecision {
    /// On which question, as named in the record or by the rules.
    pub question: Option<String>,
    /// What was decided.
    pub decision: String,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Their reasons.
    pub reasons: Option<String>,
    /// What they considered, each with what they made of it.
    pub considered: Vec<(String, String)>,
    /// File and line.
    pub origin: String,
}

/// A decision beside the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionExplanation {
    /// As recorded.
    pub recorded: RecordedDecision,
    /// `counts`, `earlier`, `ahead`.
    pub standing: String,
    /// `as given`, `put to people`, `perhaps put to people`, `left to people`, `still possible`, `none of those still
    /// possible`, `raised`, `lowered`, `nothing given`.
    pub beside: String,
    /// `not needed`, `allowed`, `not allowed`, `not shown`, `perhaps not allowed`, `no line allows it`, `rules are
    /// silent`.
    pub leave: String,
    /// The line of *Overrides* meant, as printed.
    pub line: Option<String>,
    /// How it stands, in sentences.
    pub words: Vec<String>,
}

/// The decision as it stands in the record.
pub(super) fn recorded(decision: &record::Decision) -> RecordedDecision {
    RecordedDecision {
        question: decision.question.clone(),
        decision: decision.decision.clone(),
        by: decision.by.clone(),
        on: decision.on,
        reasons: decision.reasons.clone(),
        considered: decision.considered.iter().map(|it| (it.item.clone(), it.reason.clone())).collect(),
        origin: origin(&decision.place),
    }
}

/// One decision of the record, in words; `lines` are the overrides as printed.
pub(super) fn decision(
    program: &Program,
    (record, result): (&Record, &CaseResult),
    told: &DecisionResult,
    lines: &[String],
) -> Option<DecisionExplanation> {
    let written = record.decisions.get(told.decision)?;
    let question = program.rule_set.questions.get(told.question.0 as usize)?;
    let name = |outcome: crate::check::OutcomeId| {
        question.outcomes.get(outcome.0 as usize).map_or_else(String::new, |it| it.name.clone())
    };
    let answer = result.questions.iter().find(|answer| answer.question == told.question)?;
    let possible: Vec<String> = answer.possible.iter().map(|outcome| name(*outcome)).collect();
    let rule = |rule: RuleId| program.rule_set.rules.get(rule.0 as usize).map_or("", |rule| &rule.name);
    let (beside, beside_words) = match told.beside {
        BesideRules::AsGiven => ("as given", say::DECISION_AS_GIVEN.to_owned()),
        BesideRules::PutToPeople(by, true) => ("put to people", say::decision_put_to_people(rule(by))),
        BesideRules::PutToPeople(by, false) => ("perhaps put to people", say::decision_perhaps_put(rule(by))),
        BesideRules::LeftToPeople => {
            ("left to people", say::decision_left(question.otherwise_decides.as_deref()))
        }
        BesideRules::StillPossible => ("still possible", say::decision_still_possible(&possible)),
        BesideRules::Between => ("none of those still possible", say::decision_between(&possible)),
        BesideRules::Raises => ("raised", say::decision_raised(&possible)),
        BesideRules::Lowers => ("lowered", say::decision_lowered(&possible)),
        BesideRules::NothingGiven => ("nothing given", say::DECISION_NOTHING_GIVEN.to_owned()),
    };
    let (leave, line) = leave(told.leave);
    let line = line.and_then(|line| lines.get(line).cloned());
    let leave_words = leave_words(program, told.leave, line.as_deref().unwrap_or(""), written.by.as_deref());
    let (standing, standing_words) = match told.standing {
        Standing::Counts => ("counts", None),
        Standing::Earlier => ("earlier", Some(say::DECISION_EARLIER.to_owned())),
        Standing::Ahead => ("ahead", Some(say::DECISION_AHEAD.to_owned())),
    };
    Some(DecisionExplanation {
        recorded: RecordedDecision {
            question: Some(question.name.clone()),
            decision: name(told.outcome),
            ..recorded(written)
        },
        standing: standing.to_owned(),
        beside: beside.to_owned(),
        leave: leave.to_owned(),
        line,
        words: standing_words.into_iter().chain([beside_words]).chain(leave_words).collect(),
    })
}

fn leave(leave: Leave) -> (&'static str, Option<usize>) {
    match leave {
        Leave::NotNeeded => ("not needed", None),
        Leave::Allowed(line) => ("allowed", Some(line)),
        Leave::Forbidden(line) => ("not allowed", Some(line)),
        Leave::NotShown(line, _) => ("not shown", Some(line)),
        Leave::MightBeForbidden(line) => ("perhaps not allowed", Some(line)),
        Leave::NoLine => ("no line allows it", None),
        Leave::NoOverrides => ("rules are silent", None),
    }
}

fn leave_words(program: &Program, leave: Leave, line: &str, by: Option<&str>) -> Option<String> {
    let who = |index: usize| program.rule_set.overrides.get(index).map_or("", |line| &line.who);
    match leave {
        Leave::NotNeeded => None,
        Leave::Allowed(_) => Some(say::leave_allowed(line)),
        Leave::Forbidden(_) => Some(say::leave_forbidden(line)),
        Leave::NotShown(index, Missing::Who) => Some(say::leave_not_by(line, who(index), by)),
        Leave::NotShown(_, Missing::Reasons) => Some(say::leave_without_reasons(line)),
        Leave::NotShown(_, Missing::Condition) => Some(say::leave_condition_open(line)),
        Leave::MightBeForbidden(_) => Some(say::leave_perhaps_forbidden(line)),
        Leave::NoLine => Some(say::LEAVE_NO_LINE.to_owned()),
        Leave::NoOverrides => Some(say::LEAVE_SILENT.to_owned()),
    }
}
