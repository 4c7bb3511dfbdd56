//! Does reading a presumed sentence as true ever make an outcome less serious?
//!
//! Each presumption is read as true on complete records, alone and with all others; no outcome may become less
//! serious, and nothing put to people may be lost.

use super::every::{Every, Possible};
use super::fictional::tell;
use super::floor::capital;
use crate::check::{PresumptionId, QuestionId};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{Presumed, Wanted};
use crate::program::Program;

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
