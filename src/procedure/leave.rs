//! Decisions that *Overrides* do not allow as they are recorded, told as a record's mistakes are: with their place.

use super::decisions::{BesideRules, DecisionResult, Leave, Missing, Standing, decisions};
use super::members::Nodes;
use crate::calendar::Date;
use crate::check::RuleSet;
use crate::diagnostic::Diagnostic;
use crate::evaluation::CaseResult;
use crate::program::Program;
use crate::record::Record;

/// By decision that these rules understand and that no later one replaced: its place among the record's, and what
/// *Overrides* find wrong with it or missing from it.
#[must_use]
pub fn unallowed(
    program: &Program,
    record: &Record,
    result: &CaseResult,
    as_at: Date,
) -> Vec<(usize, Option<Diagnostic>)> {
    let nodes = Nodes::of(program, record, as_at);
    let made = decisions(&program.rule_set, record, result, &nodes.override_conditions, as_at);
    let standing = made.iter().filter(|made| made.standing != Standing::Earlier);
    standing.map(|made| (made.decision, complaint(&program.rule_set, record, made))).collect()
}

fn complaint(rule_set: &RuleSet, record: &Record, made: &DecisionResult) -> Option<Diagnostic> {
    let decision = record.decisions.get(made.decision)?;
    let line = |index: usize| rule_set.overrides.get(index).map_or("", |line| line.text.trim());
    let (title, because, help) = match made.leave {
        Leave::NotShown(index, Missing::Who) => (
            "the rules do not allow this decision to whoever the record says made it",
            format!("They say: \"{}\".", line(index)),
            "write in `by` who decided, in the rules' words, where it was they",
        ),
        Leave::NotShown(index, Missing::Reasons) => (
            "this decision needs reasons, and none are recorded",
            format!("The rules say: \"{}\".", line(index)),
            "write the reasons: `reasons: \"…\"`",
        ),
        Leave::Forbidden(index) => (
            "the rules do not allow this decision",
            format!("They say: \"{}\".", line(index)),
            "look whether the facts or the decision are recorded as they were",
        ),
        Leave::NoLine => (
            "no line of *Overrides* allows this decision",
            direction(made.beside).to_owned(),
            "look whether the facts or the decision are recorded as they were",
        ),
        Leave::NotNeeded
        | Leave::Allowed(_)
        | Leave::NotShown(_, Missing::Condition)
        | Leave::MightBeForbidden(_)
        | Leave::NoOverrides => return None,
    };
    Some(Diagnostic::warning_in_record("W0505", decision.place.clone(), title).because(because).help(help))
}

fn direction(beside: BesideRules) -> &'static str {
    match beside {
        BesideRules::Raises => "It is more serious than anything the rules can give here.",
        BesideRules::Lowers => "It is less serious than anything the rules can give here.",
        BesideRules::AsGiven
        | BesideRules::PutToPeople(..)
        | BesideRules::LeftToPeople
        | BesideRules::StillPossible
        | BesideRules::Between
        | BesideRules::NothingGiven => "It is not what the rules give here.",
    }
}
