//! Does reading a presumed sentence as true ever make an outcome less serious?
//!
//! Each presumption is read as true on complete records, alone and with all others; no outcome may become less
//! serious, and nothing put to people may be lost.
//!
//! And does it ever change anything? It does not where no outcome and nothing put to people differs with it, whatever
//! else is presumed.

use super::every::{Every, Possible};
use super::fictional::tell;
use super::findings::{Finding, FindingKind};
use super::floor::capital;
use super::readings::{all_read, readings};
use crate::check::{PresumptionId, QuestionId};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{Exact, Presumed, Wanted};
use crate::program::{NodeId, Program};

/// What is refused: at most one message a presumption.
#[must_use]
pub fn presumptions_never_lower(program: &Program) -> Vec<Diagnostic> {
    let rules = &program.rule_set;
    if rules.presumptions.is_empty() {
        return Vec::new();
    }
    let every = Every::of(program);
    let ids = || (0..).map(PresumptionId).take(rules.presumptions.len());
    let mut found = Vec::new();
    for (id, presumption) in ids().zip(&rules.presumptions) {
        let others = Presumed::of(ids().filter(|other| *other != id));
        let mut pairs = vec![(Presumed::NONE, Presumed::of([id]))];
        if !others.is_empty() {
            pairs.push((others, Presumed::of(ids())));
        }
        match pairs.into_iter().find_map(|(without, with)| lowered(&every, &without, &with)) {
            None => {}
            Some(Err(why)) => {
                let title = format!(
                    "it could not be settled whether presumption “{}” ever lowers an outcome",
                    presumption.name
                );
                found.push(
                    Diagnostic::warning("W0703", presumption.span, title)
                        .because(format!("{}.", capital(&why))),
                );
            }
            Some(Ok((question, wanted))) => {
                found.push(refusal(&every, (&presumption.name, presumption.span), question, &wanted));
            }
        }
    }
    found
}

type Lowered = Result<(QuestionId, Vec<Wanted>), String>;

fn lowered(every: &Every<'_>, without: &Presumed, with: &Presumed) -> Option<Lowered> {
    for plan in &every.program.questions {
        let mut exact = every.ready(plan.at_least.iter().copied());
        for node in &plan.at_least {
            let wanted = vec![
                Wanted { node: *node, truth: true, presumed: without.clone() },
                Wanted { node: *node, truth: false, presumed: with.clone() },
            ];
            match every.possible_in(&mut exact, &wanted) {
                Possible::Never => {}
                Possible::NotSettled(why) => return Some(Err(why)),
                Possible::Example(_) => return Some(Ok((plan.question, wanted))),
            }
        }
    }
    None
}

fn refusal(
    every: &Every<'_>,
    (name, span): (&str, crate::source::Span),
    question: QuestionId,
    wanted: &[Wanted],
) -> Diagnostic {
    let title = format!("presumption “{name}” can make an outcome less serious");
    let said = Diagnostic::error("E0704", span, title);
    let Possible::Example(completion) = every.plainest(wanted) else { return said };
    let case = tell(every, completion, wanted, &[question]);
    let outcome = case.outcomes.first().map_or("", |then| then.outcome.as_str());
    let asked = case.outcomes.first().map_or("", |then| then.question.as_str());
    said.because(format!("Take a fictional case: {}.", case.sentences.join("; ")))
        .because(format!("From the record the outcome of “{asked}” is {outcome}; with the presumption it is less serious."))
        .help("Name the rules that the presumption is for, so that it reaches no exception and no rule that it can switch off.")
}

/// The presumptions without which every record, whatever is not known in it, would come out the same.
pub(super) fn never_matter(every: &Every<'_>) -> Vec<Finding> {
    let rules = &every.program.rule_set;
    let mut found = Vec::new();
    if rules.presumptions.is_empty() {
        return found;
    }
    let plans = &every.program.questions;
    let nodes = plans.iter().flat_map(|plan| plan.at_least.iter().chain(&plan.to_consider)).copied();
    let nodes: Vec<NodeId> = nodes.collect();
    let mut exact = every.ready(nodes.iter().copied());
    for (id, presumption) in (0..).map(PresumptionId).zip(&rules.presumptions) {
        let finding = |kind, words| Finding { kind, words, span: presumption.span, cases: Vec::new() };
        let about = format!("whether presumption “{}” ever matters", presumption.name);
        match differs(every, &mut exact, (id, &nodes)) {
            Ok(true) => {}
            Ok(false) if all_read(rules) => {
                let words = format!(
                    "without presumption “{}” every record would come out the same, whatever is not known in it",
                    presumption.name
                );
                found.push(finding(FindingKind::IdlePresumption, words));
            }
            Ok(false) => {
                let words = format!("{about}: there are too many presumptions to try them all together");
                found.push(finding(FindingKind::NotSettled, words));
            }
            Err(why) => found.push(finding(FindingKind::NotSettled, format!("{about}: {why}"))),
        }
    }
    found
}

/// Is any of these otherwise with the presumption than without, on some complete record?
fn differs(
    every: &Every<'_>,
    exact: &mut Exact<'_>,
    (id, nodes): (PresumptionId, &[NodeId]),
) -> Result<bool, String> {
    let all = readings(&every.program.rule_set);
    for without in all.iter().filter(|reading| !reading.applies(id)) {
        let with = Presumed::of(without.iter().chain([id]));
        for (node, truth) in nodes.iter().flat_map(|node| [(*node, true), (*node, false)]) {
            let wanted = [
                Wanted { node, truth, presumed: without.clone() },
                Wanted { node, truth: !truth, presumed: with.clone() },
            ];
            match every.possible_in(exact, &wanted) {
                Possible::Never => {}
                Possible::Example(_) => return Ok(true),
                Possible::NotSettled(why) => return Err(why),
            }
        }
    }
    Ok(false)
}
