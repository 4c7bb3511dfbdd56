//! What is the outcome of each question where no rule gives one?

use super::condition::OutcomeId;
use super::context::Context;
use super::gather::Placed;
use super::questions::same;
use super::rule_set::{Outcome, Question};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree;

/// The name of the last outcome where *Otherwise* says that nothing is required.
pub(super) const NOTHING: &str = "nothing is required";

/// Finds the *Otherwise* of every question: exactly one each, the base's where there is one.
pub(super) fn read(context: &mut Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let gathered = context.gathered;
    let mut first: Vec<Option<&Placed<'_, tree::Otherwise>>> = vec![None; context.questions.len()];
    let mut all_placed = true;
    for placed in &gathered.otherwise {
        let block = placed.block;
        let index = match context.seen_from(placed.set).question_or_only(
            block.question.as_ref(),
            block.span,
            block.outcome.as_ref(),
            &otherwise_form(block),
        ) {
            Ok(question) => question.0 as usize,
            Err(said) => {
                all_placed = false;
                diagnostics.push(*said);
                continue;
            }
        };
        let Some(slot) = first.get_mut(index) else { continue };
        let Some(question) = context.questions.get_mut(index) else { continue };
        if let Some(earlier) = slot {
            let base = gathered.is_base(earlier.set) && earlier.set != placed.set;
            diagnostics.push(second(question, earlier.block.span, placed.block.span, base));
            continue;
        }
        *slot = Some(placed);
        settle(question, block, diagnostics);
    }
    for (question, found) in context.questions.iter().zip(&first) {
        if found.is_none() && all_placed {
            diagnostics.push(missing(question, context.questions.len() > 1));
        }
    }
}

fn otherwise_form(block: &tree::Otherwise) -> String {
    match (&block.outcome, &block.decides) {
        (Some(outcome), _) => format!("Otherwise the outcome of \"…\" is {}.", outcome.text),
        (None, Some(decides)) => {
            format!("Otherwise nothing is required for \"…\"; {} decide.", decides.text)
        }
        (None, None) => "Otherwise nothing is required for \"…\".".to_owned(),
    }
}

fn settle(question: &mut Question, block: &tree::Otherwise, diagnostics: &mut Vec<Diagnostic>) {
    question.otherwise_span = block.span;
    question.otherwise_decides = block.decides.as_ref().map(|text| text.text.clone());
    let Some(outcome) = &block.outcome else {
        if !question.outcomes.iter().any(|one| same(&one.name, NOTHING)) {
            let base = question.origin.base;
            question.outcomes.push(Outcome {
                name: NOTHING.to_owned(),
                gloss: None,
                effort_days: None,
                base,
            });
        }
        question.otherwise = last(question);
        return;
    };
    question.otherwise = question
        .outcomes
        .iter()
        .position(|one| same(&one.name, &outcome.text))
        .and_then(|index| u32::try_from(index).ok())
        .map(OutcomeId);
    if question.otherwise.is_none() {
        diagnostics.push(super::context::unknown_outcome(outcome, std::slice::from_ref(question)));
    }
}

fn last(question: &Question) -> Option<OutcomeId> {
    let index = question.outcomes.len().checked_sub(1)?;
    u32::try_from(index).ok().map(OutcomeId)
}

fn second(question: &Question, first: Span, second: Span, base: bool) -> Diagnostic {
    let name = &question.name;
    if base {
        return Diagnostic::error(
            "E0473",
            second,
            format!("`Otherwise` of `{name}` is said by “{}”, and stays", question.origin.set),
        )
        .also(first, "the one built on")
        .because("A local rule set adds rules; where none applies the outcome is the one it builds on.")
        .help("remove this line");
    }
    Diagnostic::error("E0458", second, format!("`Otherwise` stands twice for `{name}`"))
        .label("the second")
        .also(first, "the first")
        .because("Where no rule applies there must be one outcome, not a choice of two.")
        .help("keep one of them")
}

fn missing(question: &Question, several: bool) -> Diagnostic {
    let name = &question.name;
    let least = question.outcomes.last().map_or("…", |outcome| outcome.name.as_str());
    let of = if several { format!(" of \"{name}\"") } else { String::new() };
    Diagnostic::error(
        "E0457",
        question.span,
        format!("nothing says what the outcome of `{name}` is when no rule applies"),
    )
    .because("Silence is never read as an outcome: the rules say it themselves.")
    .help("say it in a block of its own; the edit proposes the least serious outcome")
    .fix(
        format!("add `Otherwise the outcome{of} is {least}.`"),
        Span { start: question.span.end, ..question.span },
        format!("\n\nOtherwise the outcome{of} is {least}."),
    )
}
