//! Why a fictional case has no more serious outcome: the rules that come nearest to giving it one, and what each lacks.

use super::every::Every;
use crate::check::{Clause, ExceptionId, Heading, Meaning, OutcomeId, QuestionId, Rule, RuleId};
use crate::evaluation::{Completion, Presumed, reference};
use crate::program::{ClausePlan, NodeId};

/// How many rules are named at most.
const MOST: usize = 3;

/// A rule that binds to a more serious outcome and does not apply.
#[derive(Debug, Clone)]
pub struct Nearest {
    /// Its name.
    pub rule: String,
    /// Its outcome.
    pub outcome: String,
    /// What it asks for and is not so.
    pub lacks: Vec<String>,
    /// Where it lacks nothing: the exceptions that set it aside.
    pub set_aside_by: Vec<String>,
}

/// The rules that lack least, of those that have something of what they ask for.
pub(super) fn nearest(
    every: &Every<'_>,
    completion: &Completion,
    (id, given): (QuestionId, OutcomeId),
) -> Vec<Nearest> {
    let program = every.program;
    let rules = &program.rule_set;
    let holds = |node: NodeId| reference::holds(program, completion, (every.as_at(), &Presumed::NONE), node);
    let more = |rule: &Rule| rule.question == id && rule.outcome < given && rule.duty.binds();
    let named = (0..).map(RuleId).zip(&rules.rules).filter(|(_, rule)| more(rule));
    let found = named.filter_map(|(place, rule)| {
        let plan = &program.rules.get(place.0 as usize)?.when;
        let (lacks, of) = lacking(&rule.when, plan, &holds);
        let applies = |exception: &&ExceptionId| {
            program.exceptions.get(exception.0 as usize).is_some_and(|plan| holds(plan.applies))
        };
        let departures =
            rules.departures.iter().filter(|it| it.from == place).filter_map(|it| it.exception.as_ref());
        let aside = rule.not_where.iter().chain(departures).filter(applies);
        let aside = aside.filter_map(|exception| rules.exceptions.get(exception.0 as usize));
        let set_aside_by =
            if lacks.is_empty() { aside.map(|it| it.name.clone()).collect() } else { Vec::new() };
        let outcome = rules.questions.get(id.0 as usize)?.outcomes.get(rule.outcome.0 as usize)?.name.clone();
        (lacks.len() < of).then(|| Nearest { rule: rule.name.clone(), outcome, lacks, set_aside_by })
    });
    let found: Vec<Nearest> = found.collect();
    let least = found.iter().map(|it| it.lacks.len()).min();
    found.into_iter().filter(|it| Some(it.lacks.len()) == least).take(MOST).collect()
}

/// What a condition asks for and is not so, and how many things it asks for.
fn lacking(clause: &Clause, plan: &ClausePlan, holds: &impl Fn(NodeId) -> bool) -> (Vec<String>, usize) {
    let Meaning::List { heading: Heading::All, items } = &clause.meaning else {
        let lacks = if holds(plan.node) { Vec::new() } else { vec![clause.in_one_line()] };
        return (lacks, 1);
    };
    let asked = items.iter().zip(&plan.items).filter(|(item, _)| !matches!(item.meaning, Meaning::Inert(_)));
    asked.fold((Vec::new(), 0), |(mut lacks, of), (item, plan)| {
        let (more, count) = lacking(item, plan, holds);
        lacks.extend(more);
        (lacks, of + count)
    })
}
