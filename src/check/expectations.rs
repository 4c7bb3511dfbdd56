//! What does an example expect, with every name in it resolved?

use super::condition::{OutcomeId, QuestionId};
use super::context::{Context, Said, unknown};
use super::examples::asked;
use super::questions::same;
use super::rule_set::Expected;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{Expectation, Text};

/// Resolves one expectation of an example that stands in `set`.
pub(super) fn read(context: &Context<'_>, expectation: &Expectation, set: usize, at: Span) -> Said<Expected> {
    Ok(match expectation {
        Expectation::Outcome { question, outcome, because, duty } => {
            let (question, outcome) = context.answer(question.as_ref(), outcome, &is_form(outcome))?;
            because.iter().try_for_each(|name| rule_or_presumption(context, name, set))?;
            let because = because.iter().map(|name| name.text.clone()).collect();
            Expected::Outcome { question, outcome, because, duty: *duty }
        }
        Expectation::Undecided { question, between } => {
            let (question, between) = undecided(context, question.as_ref(), between, at)?;
            Expected::Undecided { question, between }
        }
        Expectation::Presumed { question, outcome, because } => {
            let (question, outcome) = context.answer(question.as_ref(), outcome, &is_form(outcome))?;
            let because = because.iter().map(|name| context.presumption(name, set)).collect::<Said<_>>()?;
            Expected::Presumed { question, outcome, because }
        }
        Expectation::ToConsider { outcome, question, perhaps } => {
            let form = format!("Then {} is to be considered for \"…\".", outcome.text);
            let (question, outcome) = context.answer(question.as_ref(), outcome, &form)?;
            Expected::ToConsider { question, outcome, perhaps: *perhaps }
        }
        Expectation::FactsThatMatter(questions) => Expected::FactsThatMatter(
            questions.iter().map(|question| asked(context, question)).collect::<Said<_>>()?,
        ),
        Expectation::DoesNotMatter(questions) => Expected::DoesNotMatter(
            questions.iter().map(|question| asked(context, question)).collect::<Said<_>>()?,
        ),
        Expectation::RuleState { rule, state } => {
            Expected::RuleState { rule: context.rule(rule, set)?, applies: applies(state)? }
        }
        Expectation::Inconsistent => Expected::Inconsistent,
    })
}

fn is_form(outcome: &Text) -> String {
    format!("Then \"…\" is {}.", outcome.text)
}

fn rule_or_presumption(context: &Context<'_>, name: &Text, set: usize) -> Said<()> {
    if context.rule(name, set).is_ok() || context.presumption(name, set).is_ok() {
        return Ok(());
    }
    let gathered = context.gathered;
    let rules = gathered.rules.iter().map(|one| one.block.name.text.as_str());
    let all = rules.chain(gathered.presumptions.iter().map(|one| one.block.name.text.as_str()));
    Err(Box::new(unknown("E0273", "rule or presumption", name, all)))
}

fn undecided(
    context: &Context<'_>,
    question: Option<&Text>,
    between: &[Text],
    at: Span,
) -> Said<(QuestionId, Vec<OutcomeId>)> {
    let form = "Then \"…\" is undecided.";
    let question = match (question, between.first()) {
        (None, Some(outcome)) => context.answer(None, outcome, form)?.0,
        (question, _) => context.question_or_only(question, at, None, form)?,
    };
    let outcomes: Vec<OutcomeId> =
        between.iter().map(|outcome| context.outcome(question, outcome)).collect::<Said<_>>()?;
    if let [only] = between {
        return Err(Box::new(
            Diagnostic::error("E0440", only.span, "a question cannot be undecided between one outcome")
                .help(format!("write `{}`, or name the other outcomes", is_form(only))),
        ));
    }
    Ok((question, outcomes))
}

/// `None`: it might apply.
fn applies(state: &Text) -> Said<Option<bool>> {
    const STATES: [(&str, Option<bool>); 3] =
        [("applies", Some(true)), ("does not apply", Some(false)), ("might apply", None)];
    match STATES.iter().find(|(words, _)| same(words, &state.text)) {
        Some((_, applies)) => Ok(*applies),
        None => Err(Box::new(
            Diagnostic::error("E0440", state.span, format!("`{}` is no state of a rule", state.text))
                .help("write `applies`, `does not apply` or `might apply`"),
        )),
    }
}
