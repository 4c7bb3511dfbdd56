//! What do deadlines, overrides and *while facts are missing* say, with every name in them resolved?
//!
//! They act on people's decisions and on the calendar, never on an outcome.

use super::context::{Context, kept};
use super::gather::Placed;
use super::names::Scope;
use super::rule_set::{Anchor, Deadline, DecisionDate, Override, Start, WhileMissing};
use super::rules::{sentence_clause, texts};
use super::sentence;
use super::{DateBase, Subject};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{self, Text, Trigger};

/// All deadlines.
pub(super) fn deadlines(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Deadline> {
    context.gathered.deadlines.iter().filter_map(|placed| deadline(context, placed, diagnostics)).collect()
}

fn deadline(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Deadline>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Deadline> {
    let block = placed.block;
    let start = start(context, placed, diagnostics);
    let anchor = block.anchor.as_ref().map(|anchor| (anchor, day(context, anchor, diagnostics)));
    let done = match &block.done {
        Some(done) => Some(day(context, done, diagnostics)?),
        None => None,
    };
    window(block, diagnostics);
    let (anchor_text, anchor) = anchor?;
    Some(Deadline {
        name: block.name.text.clone(),
        citations: texts(&block.citations),
        start: start?,
        who: block.who.text.clone(),
        strength: block.strength,
        what: block.what.text.clone(),
        within: block.within?,
        not_before: block.not_before,
        before: block.before,
        anchor: anchor?,
        anchor_text: anchor_text.text.clone(),
        done,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    })
}

/// A date of the record, the first or last among the entries of a list, `the date of the decision` or `the date of the
/// decision on "QUESTION"`.
fn day(context: &Context<'_>, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Anchor> {
    const DECISION: &str = "the date of the decision";
    if let Some(entry) = sentence::entry_date(&context.names, text) {
        return kept(entry, diagnostics).map(Anchor::Entry);
    }
    let read = sentence::date(&context.names, text, Scope::Case).map_err(|said| with_its_day(said, text));
    let head = text.text.get(..DECISION.len()).filter(|head| head.eq_ignore_ascii_case(DECISION));
    let Some(rest) = head.and_then(|_| text.text.get(DECISION.len()..)).map(str::trim) else {
        return kept(read, diagnostics).map(Anchor::Date);
    };
    if rest.is_empty() {
        let fact = read.ok().and_then(|term| match (term.base, term.shift) {
            (DateBase::Subject(Subject::Fact(fact)), None) => Some(fact),
            (DateBase::Subject(_) | DateBase::Literal(_) | DateBase::AsAt | DateBase::Table(_), _) => None,
        });
        return Some(Anchor::Decision(DecisionDate { question: None, fact }));
    }
    let named = rest.strip_prefix("on ").map(|name| name.trim_matches(['"', '“', '”', ' ']).to_owned());
    let Some(name) = named else { return kept(read, diagnostics).map(Anchor::Date) };
    let question = kept(context.question(&Text { text: name, span: text.span }), diagnostics)?;
    Some(Anchor::Decision(DecisionDate { question: Some(question), fact: None }))
}

/// `within 14 days of the decision`: the day of it is offered.
fn with_its_day(said: Box<Diagnostic>, text: &Text) -> Box<Diagnostic> {
    if !text.text.starts_with("the decision") || !said.fixes.is_empty() {
        return said;
    }
    let day = format!("the date of {}", text.text);
    Box::new(said.fix(format!("write `{day}`"), text.span, day))
}

fn start(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Deadline>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Start> {
    let block = placed.block;
    let seen = context.seen_from(placed.set);
    let answer = |question: &Option<Text>, outcome: &Text, what: &str| {
        seen.answer(question.as_ref(), outcome, &format!("When the {what} of \"…\" is {}, …", outcome.text))
    };
    match &block.trigger {
        Trigger::Always => Some(Start::Anchor),
        Trigger::Decision { outcome, question } => kept(answer(question, outcome, "decision"), diagnostics)
            .map(|(question, outcome)| Start::Decision(question, outcome)),
        Trigger::Outcome { outcome, question } => kept(answer(question, outcome, "outcome"), diagnostics)
            .map(|(question, outcome)| Start::Outcome(question, outcome)),
        Trigger::Sentence(text) => {
            let condition = context.condition(text, Scope::Case, diagnostics)?;
            Some(Start::Sentence(sentence_clause(text, condition)))
        }
    }
}

/// `between N and M`: N comes first, in the same unit or one that can be compared.
fn window(block: &tree::Deadline, diagnostics: &mut Vec<Diagnostic>) {
    let Some((first, within)) = block.not_before.zip(block.within) else { return };
    if first.unit == within.unit && first.amount <= within.amount {
        return;
    }
    let said = if first.unit == within.unit {
        format!("the window of `{}` ends before it begins", block.name.text)
    } else {
        format!("the window of `{}` begins and ends in different units", block.name.text)
    };
    diagnostics.push(
        Diagnostic::error("E0491", block.name.span, said)
            .because(format!("It runs from {} to {}.", first.words(), within.words()))
            .help("write for example `between 10 and 15 working days after …`"),
    );
}

/// All overrides.
pub(super) fn overrides(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Override> {
    let lines = context.gathered.overrides.iter().filter_map(|placed| line(context, placed, diagnostics));
    let lines: Vec<Override> = lines.collect();
    diagnostics.extend(overruled(&lines));
    lines
}

/// Leave given here that a set built on refuses: what is refused there holds.
fn overruled(lines: &[Override]) -> Vec<Diagnostic> {
    let refused = lines.iter().filter(|line| line.forbids && line.origin.base);
    let given = lines.iter().filter(|line| !line.forbids && !line.origin.base);
    let both = given.filter_map(|given| Some((given, refused.clone().find(|refused| meet(given, refused))?)));
    let said = both.map(|(given, refused)| {
        let title = format!("“{}” is given as leave here and refused by “{}”", given.text, refused.origin.set);
        Diagnostic::warning("W0486", given.span, title)
            .also(refused.span, "this line holds wherever both speak of a decision")
            .because("What a set built on says of people's decisions stays, and a line that forbids comes before one that allows.")
            .help("take the line out, or say of which cases it is meant that the other does not speak of, such as `… where the outcome should always be …`")
    });
    said.collect()
}

/// Can both lines speak of one decision?
fn meet(one: &Override, other: &Override) -> bool {
    fn fit<T: PartialEq + Copy>(one: Option<T>, other: Option<T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    one.raises == other.raises
        && fit(one.outcome, other.outcome)
        && fit(one.to, other.to)
        && fit(one.where_duty, other.where_duty)
}

fn line(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Override>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Override> {
    let block = placed.block;
    let seen = context.seen_from(placed.set);
    let form = "… may raise OUTCOME, giving reasons.";
    let resolve = |outcome: &Option<Text>, diagnostics: &mut Vec<Diagnostic>| match outcome {
        Some(outcome) => kept(seen.answer(None, outcome, form), diagnostics).map(Some),
        None => Some(None),
    };
    let outcome = resolve(&block.outcome, diagnostics);
    let to = match (&block.to, outcome) {
        (Some(to), Some(Some((question, _)))) => {
            kept(context.outcome(question, to), diagnostics).map(|outcome| Some((question, outcome)))
        }
        (to, _) => resolve(to, diagnostics),
    };
    let condition = block.condition.as_ref().map(|body| context.clause(body, Scope::Case, diagnostics));
    let (outcome, to) = (outcome?, to?);
    if let (Some((_, outcome)), Some((_, to))) = (outcome, to)
        && (outcome.0 > to.0) != block.raises
    {
        diagnostics.push(wrong_way(block));
    }
    Some(Override {
        text: override_words(block),
        who: block.who.text.clone(),
        forbids: block.forbids,
        raises: block.raises,
        outcome,
        to,
        where_duty: block.where_duty,
        condition,
        giving_reasons: block.giving_reasons,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    })
}

fn override_words(block: &tree::Override) -> String {
    let who = if block.forbids { "Nobody" } else { block.who.text.as_str() };
    let raise = if block.raises { "raise" } else { "lower" };
    let outcome = block.outcome.as_ref().map_or("any outcome", |outcome| outcome.text.as_str());
    let to = block.to.as_ref().map(|to| format!(" to {}", to.text)).unwrap_or_default();
    let reasons = if block.giving_reasons { ", giving reasons" } else { "" };
    format!("{who} may {raise} {outcome}{to}{reasons}")
}

fn wrong_way(block: &tree::Override) -> Diagnostic {
    let text =
        |outcome: &Option<Text>| outcome.as_ref().map(|outcome| outcome.text.clone()).unwrap_or_default();
    let (verb, more, other) = if block.raises {
        ("raise", "less serious than", "lower")
    } else {
        ("lower", "more serious than", "raise")
    };
    Diagnostic::error(
        "E0490",
        block.span,
        format!("to {verb} `{}` to `{}` goes the wrong way", text(&block.outcome), text(&block.to)),
    )
    .because(format!("`{}` is {more} `{}`, or the same.", text(&block.to), text(&block.outcome)))
    .help(format!("write `{other}`, or another outcome"))
}

/// All lines of *While facts are missing*.
pub(super) fn while_missing(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<WhileMissing> {
    let lines = context.gathered.while_missing.iter().filter_map(|placed| {
        let block = placed.block;
        let question = kept(context.question(&block.question), diagnostics);
        let anchor = kept(sentence::date(&context.names, &block.anchor, Scope::Case), diagnostics);
        Some(WhileMissing {
            question: question?,
            after: block.after,
            anchor: anchor?,
            anchor_text: block.anchor.text.clone(),
            then: block.then.text.clone(),
            origin: context.gathered.origin(placed.set),
            span: block.span,
        })
    });
    lines.collect()
}
