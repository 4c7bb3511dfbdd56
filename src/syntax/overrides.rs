//! Who may raise or lower an outcome when people decide.

use super::body::body;
use super::outline::Statement;
use super::parts::Parts;
use super::reader::Reader;
use super::rule::{read_unplaced, report_more_phrases};
use super::tree::{Body, Duty, Override, Text};
use super::words::Words;
use crate::diagnostic::Diagnostic;

/// The lines of `Overrides`.
pub(super) fn overrides<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Vec<Override>> {
    parts.first(reader, "Write `The chair may raise any outcome, giving reasons.`")?;
    Some(parts.statements.iter().filter_map(|statement| line(reader, statement)).collect())
}

fn line<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) -> Option<Override> {
    report_more_phrases(reader, statement);
    let whole = statement.words(reader);
    let raise = whole.split("may raise").map(|(who, rest)| (who, rest, true));
    let found = raise.or_else(|| whole.split("may lower").map(|(who, rest)| (who, rest, false)));
    let Some((who, rest, raises)) = found.filter(|(who, rest, _)| !who.is_empty() && !rest.is_empty()) else {
        let title = format!("`{}` does not say who may raise or lower an outcome", whole.text().text);
        let said = Diagnostic::error("E0415", whole.span(), title).help(
            "Write `WHO may raise OUTCOME to OUTCOME, giving reasons.`, `WHO may lower …` or `Nobody may lower ….`",
        );
        let others = [
            ("can raise", "may raise"),
            ("can lower", "may lower"),
            ("could raise", "may raise"),
            ("could lower", "may lower"),
            ("is able to raise", "may raise"),
            ("is able to lower", "may lower"),
        ];
        let other = others.into_iter().find_map(|(theirs, ours)| Some((whole.part(theirs)?, ours)));
        reader.report(match other {
            Some((part, ours)) => said.fix(format!("write `{ours}`"), part.span(), ours),
            None => said,
        });
        read_unplaced(reader, statement);
        return None;
    };
    let (rest, condition) = match rest.split(", where").or_else(|| rest.split("where")) {
        Some((rest, condition)) => (rest, Some(condition)),
        None => (rest, None),
    };
    let (where_duty, condition) = match condition {
        Some(words) => conditions(reader, words, statement)?,
        None => (None, None),
    };
    let (rest, giving_reasons) = without_reasons(rest);
    let (outcome, to) = rest.split("to").map_or((rest, None), |(outcome, to)| (outcome, Some(to.text())));
    let (start, end) = statement.bounds();
    Some(Override {
        who: who.text(),
        forbids: who.text().text.eq_ignore_ascii_case("nobody"),
        raises,
        outcome: named_outcome(outcome),
        to,
        where_duty,
        condition,
        giving_reasons,
        span: reader.at(start, end),
    })
}

fn without_reasons<'p, 'a>(words: Words<'p, 'a>) -> (Words<'p, 'a>, bool) {
    let without = words.without_end(", giving reasons").or_else(|| words.without_end("giving reasons"));
    without.map_or((words, false), |rest| (rest, true))
}

fn named_outcome(words: Words<'_, '_>) -> Option<Text> {
    let text = words.text();
    (!text.text.eq_ignore_ascii_case("any outcome")).then_some(text)
}

/// `where the outcome must be X` is about the duty; any other sentence or list is a condition.
fn conditions<'a>(
    reader: &mut Reader<'a>,
    words: Words<'_, 'a>,
    statement: &Statement<'a>,
) -> Option<(Option<Duty>, Option<Body>)> {
    let mut named = words;
    if statement.list.is_none() && named.eat("the outcome") {
        if named.eat("must be") {
            return Some((Some(Duty::Must), None));
        }
        if named.eat("should always be") {
            return Some((Some(Duty::ShouldAlways), None));
        }
    }
    body(reader, words, statement.list.as_ref()).map(|body| (None, Some(body)))
}
