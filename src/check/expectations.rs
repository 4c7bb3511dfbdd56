//! What does an example expect, with every name in it resolved?

use super::condition::{OutcomeId, QuestionId};
use super::context::{Context, Said, Seen, kept, unknown};
use super::questions::same;
use super::rule_set::Expected;
use super::sentence;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{Expectation, Joined, Text};

/// Resolves one expectation of an example that stands in `set`, with everything wrong in it reported.
pub(super) fn read(
    context: &Context<'_>,
    expectation: &Expectation,
    (set, at): (usize, Span),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Expected> {
    let seen = context.seen_from(set);
    let answer =
        |question: &Option<Text>, outcome: &Text| seen.answer(question.as_ref(), outcome, &is_form(outcome));
    match expectation {
        Expectation::Outcome { question, outcome, because, duty } => {
            let answer = kept(answer(question, outcome), diagnostics);
            all(because.iter().map(|name| rule_or_presumption(context, name, set)), diagnostics)?;
            let because = because.iter().map(|name| name.text.clone()).collect();
            let (question, outcome) = answer?;
            Some(Expected::Outcome { question, outcome, because, duty: *duty })
        }
        Expectation::Undecided { question, between } => {
            let read = undecided(context, &seen, (question.as_ref(), at), between);
            let (question, between) = kept(read, diagnostics)?;
            Some(Expected::Undecided { question, between })
        }
        Expectation::Presumed { question, outcome, because } => {
            let answer = kept(answer(question, outcome), diagnostics);
            let because = all(because.iter().map(|name| context.presumption(name, set)), diagnostics)?;
            let (question, outcome) = answer?;
            Some(Expected::Presumed { question, outcome, because })
        }
        Expectation::ToConsider { outcome, question, perhaps } => {
            let form = format!("Then {} is to be considered for \"…\".", outcome.text);
            let answer = seen.answer(question.as_ref(), outcome, &form);
            let (question, outcome) = kept(answer, diagnostics)?;
            Some(Expected::ToConsider { question, outcome, perhaps: *perhaps })
        }
        Expectation::FactsThatMatter(questions) => {
            all(questions.iter().map(|question| sentence::asked(&context.names, question)), diagnostics)
                .map(Expected::FactsThatMatter)
        }
        Expectation::DoesNotMatter(questions) => {
            all(questions.iter().map(|question| sentence::asked(&context.names, question)), diagnostics)
                .map(Expected::DoesNotMatter)
        }
        Expectation::RuleState { rule, state } => {
            let rule = kept(context.rule(rule, set), diagnostics);
            let applies = kept(applies(state), diagnostics)?;
            Some(Expected::RuleState { rule: rule?, applies })
        }
        Expectation::Inconsistent => Some(Expected::Inconsistent),
    }
}

/// Every value, or nothing after reporting each thing that is wrong.
fn all<T>(said: impl Iterator<Item = Said<T>>, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = said.map(|one| kept(one, diagnostics)).collect();
    read.into_iter().collect()
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
    seen: &Seen<'_, '_>,
    (question, at): (Option<&Text>, Span),
    between: &[Joined],
) -> Said<(QuestionId, Vec<OutcomeId>)> {
    let form = "Then \"…\" is undecided.";
    let question = question.map(|name| context.question(name)).transpose()?;
    let asked = seen.questions.iter().filter(|(id, _)| question.is_none_or(|question| question == *id));
    let known: Vec<&str> =
        asked.flat_map(|(_, question)| question.outcomes.iter().map(|one| one.name.as_str())).collect();
    let between = outcomes_named(between, &known);
    let question = match (question, between.first()) {
        (Some(question), _) => question,
        (None, Some(outcome)) => seen.answer(None, outcome, form)?.0,
        (None, None) => seen.question_or_only(None, at, None, form)?,
    };
    let outcomes: Vec<OutcomeId> =
        between.iter().map(|outcome| context.outcome(question, outcome)).collect::<Said<_>>()?;
    if let [only] = between.as_slice() {
        return Err(Box::new(
            Diagnostic::error("E0440", only.span, "a question cannot be undecided between one outcome")
                .help(format!("write `{}`, or name the other outcomes", is_form(only))),
        ));
    }
    Ok((question, outcomes))
}

/// The parts joined to outcomes that there are, the longest first: a name may hold *and*, *or* and commas. Where that
/// cannot be done the parts stay as they were cut.
fn outcomes_named(parts: &[Joined], known: &[&str]) -> Vec<Text> {
    let longest = known.iter().map(|name| name.len()).max().unwrap_or(0);
    // By part: where the outcome that begins there ends, when all behind it can be read too.
    let mut ends: Vec<Option<usize>> = vec![None; parts.len()];
    for start in (0..parts.len()).rev() {
        let end = readings(parts, start, longest)
            .filter(|(end, name)| known.iter().any(|one| same(one, &name.text)) && *end - start < parts.len())
            .filter(|(end, _)| ends.get(*end).is_none_or(Option::is_some))
            .map(|(end, _)| end)
            .last();
        if let Some(slot) = ends.get_mut(start) {
            *slot = end;
        }
    }
    let mut named = Vec::new();
    let mut at = 0;
    while let Some(Some(end)) = ends.get(at).copied() {
        named.extend(readings(parts, at, longest).find(|(found, _)| *found == end).map(|(_, name)| name));
        at = end;
    }
    if named.is_empty() { whole_or_cut(parts, known) } else { named }
}

/// One outcome alone, where all parts together name it; else each part by itself.
fn whole_or_cut(parts: &[Joined], known: &[&str]) -> Vec<Text> {
    let whole = readings(parts, 0, usize::MAX).last().map(|(_, name)| name);
    match whole.filter(|whole| known.iter().any(|one| same(one, &whole.text))) {
        Some(whole) => vec![whole],
        None => parts.iter().map(|part| part.text.clone()).collect(),
    }
}

/// Every text that begins at a part and is no longer than any name, with the part behind it.
fn readings(parts: &[Joined], start: usize, longest: usize) -> impl Iterator<Item = (usize, Text)> {
    let parts = parts.iter().skip(start).zip(start + 1..);
    let texts = parts.scan(None::<Text>, |so_far, (part, end)| {
        let text = match so_far.take() {
            None => part.text.clone(),
            Some(before) => Text {
                text: format!("{}{}{}", before.text, part.joiner, part.text.text),
                span: Span { end: part.text.span.end, ..before.span },
            },
        };
        *so_far = Some(text.clone());
        Some((end, text))
    });
    // Letters of another case may be longer by a few bytes.
    texts.take_while(move |(_, text)| text.text.len() <= longest.saturating_mul(2))
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
