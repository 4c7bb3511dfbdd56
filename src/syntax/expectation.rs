//! What an example expects: the sentences after `Then`.

use super::pieces::Kind;
use super::reader::Reader;
use super::tree::{Duty, Expectation, Joined, Text};
use super::words::{Words, inner};
use crate::diagnostic::Diagnostic;

/// Reads one `Then` sentence; `further` are the phrases behind its semicolons.
pub(super) fn expectation<'a>(
    reader: &mut Reader<'a>,
    words: Words<'_, 'a>,
    further: &[Words<'_, 'a>],
) -> Option<Expectation> {
    let found = if further.is_empty() { single(words) } else { None };
    let found = found.or_else(|| questions(reader, words, further));
    if found.is_none() {
        let said = Diagnostic::error("E0426", words.span(), format!("`{}` cannot be checked in an example", words.text().text)).help(
            "After `Then` write `\"QUESTION\" is OUTCOME`, `… is undecided between X and Y`, \
             `… is presumed to be X, because of \"NAME\"`, `X is to be considered [for \"QUESTION\"]`, `rule \"RULE\" applies`, \
             `the facts that matter are: \"…\"`, `it does not matter: \"…\"` or `the record is inconsistent`.",
        );
        reader.report(match (of_a_question(words), unquoted_question(words)) {
            (Some(part), _) => said.fix("write `is`", part.span(), "is"),
            (None, Some(name)) => said.fix(
                "put the question's name between quotes",
                name.span(),
                format!("\"{}\"", name.text().text),
            ),
            (None, None) => said,
        });
    }
    found
}

fn single(words: Words<'_, '_>) -> Option<Expectation> {
    if words.text().text.eq_ignore_ascii_case("the record is inconsistent") {
        return Some(Expectation::Inconsistent);
    }
    rule_state(words).or_else(|| to_consider(words)).or_else(|| about_question(words))
}

fn rule_state(words: Words<'_, '_>) -> Option<Expectation> {
    let mut rest = words;
    let rule = if rest.eat("rule") { rest.eat_quoted()? } else { return None };
    let states = ["applies", "does not apply", "might apply"];
    let state = rest.text();
    states.contains(&state.text.to_lowercase().as_str()).then_some(Expectation::RuleState { rule, state })
}

fn to_consider(words: Words<'_, '_>) -> Option<Expectation> {
    let mut words = words;
    if let Some(found) = quoted_to_consider(words) {
        return Some(found);
    }
    let mut question = None;
    if let Some((before, mut named)) = words.split_last("for").or_else(|| words.split_last("under"))
        && let Some(name) = named.eat_quoted()
        && named.is_empty()
    {
        (question, words) = (Some(name), before);
    }
    let (outcome, perhaps) = match words.without_end("is perhaps to be considered") {
        Some(outcome) => (outcome, true),
        None => (words.without_end("is to be considered")?, false),
    };
    let outcome = only_quoted(outcome).unwrap_or_else(|| outcome.text());
    Some(Expectation::ToConsider { outcome, question, perhaps })
}

/// `"learning review" is to be considered under "review"`, as a rule says it.
fn quoted_to_consider(words: Words<'_, '_>) -> Option<Expectation> {
    let mut rest = words;
    let outcome = rest.eat_quoted()?;
    let perhaps = rest.eat("is perhaps to be considered under");
    if !perhaps && !rest.eat("is to be considered under") {
        return None;
    }
    let question = Some(rest.eat_quoted()?);
    rest.is_empty().then_some(Expectation::ToConsider { outcome, question, perhaps })
}

/// `"review" is …`, `the outcome [of "review"] is …`, `the outcome must be …`.
fn about_question(words: Words<'_, '_>) -> Option<Expectation> {
    let mut rest = words;
    let mut question = rest.eat_quoted();
    if question.is_none() {
        if !rest.eat("the outcome") {
            return None;
        }
        question = if rest.eat("of") { Some(rest.eat_quoted()?) } else { None };
    }
    let (mut rest, because) = because(rest)?;
    for (phrase, duty) in [("must be", Duty::Must), ("should always be", Duty::ShouldAlways)] {
        if rest.eat(phrase) {
            return outcome(question, rest, because, Some(duty));
        }
    }
    if !rest.eat("is") {
        return None;
    }
    if rest.eat("undecided") {
        let between = if rest.eat("between") { joined_parts(rest) } else { Vec::new() };
        let sound = because.is_empty() && between.is_empty() == rest.is_empty();
        return sound.then_some(Expectation::Undecided { question, between });
    }
    if rest.eat("presumed to be") {
        return (!rest.is_empty()).then(|| Expectation::Presumed { question, outcome: rest.text(), because });
    }
    outcome(question, rest, because, None)
}

/// The parts between commas, *and* and *or*, with what joins them.
fn joined_parts(words: Words<'_, '_>) -> Vec<Joined> {
    let mut parts: Vec<Joined> = Vec::new();
    let mut behind = words;
    for part in words.split_all(&[",", "and", "or"]) {
        let before = behind.before(part);
        let joiner = match before.text().text.as_str() {
            "" => String::new(),
            joiner if joiner.starts_with(',') => format!("{joiner} "),
            joiner => format!(" {joiner} "),
        };
        behind = behind.behind(part);
        parts.push(Joined { joiner, text: part.text() });
    }
    parts
}

fn outcome(
    question: Option<Text>,
    words: Words<'_, '_>,
    because: Vec<Text>,
    duty: Option<Duty>,
) -> Option<Expectation> {
    (!words.is_empty()).then(|| Expectation::Outcome { question, outcome: words.text(), because, duty })
}

/// Takes `, because of "A" and "B"` off the end.
fn because<'p, 'a>(words: Words<'p, 'a>) -> Option<(Words<'p, 'a>, Vec<Text>)> {
    let Some((rest, names)) = words.split(", because of").or_else(|| words.split("because of")) else {
        return Some((words, Vec::new()));
    };
    let parts = names.split_all(&[",", "and"]);
    let quoted: Option<Vec<Text>> = parts.into_iter().map(only_quoted).collect();
    quoted.filter(|quoted| !quoted.is_empty()).map(|quoted| (rest, quoted))
}

fn only_quoted(words: Words<'_, '_>) -> Option<Text> {
    match words.pieces {
        [only] if only.kind == Kind::Quoted => Some(inner(words.source, only)),
        _ => None,
    }
}

/// `the facts that matter are: "…"; "…"` and `it does not matter: "…"`.
fn questions<'a>(
    reader: &Reader<'a>,
    words: Words<'_, 'a>,
    further: &[Words<'_, 'a>],
) -> Option<Expectation> {
    let mut rest = words;
    let matters = rest.eat("the facts that matter are :") || rest.eat("the fact that matters is :");
    if !matters && !rest.eat("it does not matter :") {
        return None;
    }
    let parts = std::iter::once(rest).chain(further.iter().copied());
    let parts = parts.flat_map(|part| part.split_all(&[","]));
    let named: Option<Vec<Text>> = parts
        .map(|part| match part.pieces {
            [only] if only.kind == Kind::Quoted => Some(inner(reader.source, only)),
            _ => None,
        })
        .collect();
    let named = named.filter(|named| !named.is_empty())?;
    Some(if matters { Expectation::FactsThatMatter(named) } else { Expectation::DoesNotMatter(named) })
}

/// `review is audit`: a question's name without its quotes.
fn unquoted_question<'p, 'a>(words: Words<'p, 'a>) -> Option<Words<'p, 'a>> {
    let (name, _) = words.split("is")?;
    let other = ["it", "there", "this", "that"].iter().any(|other| name.begins(other));
    (name.pieces.len() == 1 && !other && !name.begins_quoted()).then_some(name)
}

/// `"review" should be audit`: the words where `is` belongs.
fn of_a_question<'p, 'a>(words: Words<'p, 'a>) -> Option<Words<'p, 'a>> {
    let mut rest = words;
    rest.eat_quoted()?;
    let others = ["should be", "must be", "will be", "shall be", "gives", "="];
    others.into_iter().filter(|other| rest.begins(other)).find_map(|other| rest.part(other))
}
