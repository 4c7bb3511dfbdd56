//! Examples: what is given, and what must come out.

use super::body::body;
use super::expectation::expectation;
use super::outline::Statement;
use super::parts::Parts;
use super::reader::Reader;
use super::tree::{Body, Example, Expectation, Given};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// `Example "…"` with its `Given` and `Then` lines.
pub(super) fn example<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Example> {
    let name = parts.name(reader)?;
    parts.first(reader, "Write `Given …; ….` and `Then \"QUESTION\" is ….`")?;
    let mut example = Example { name, given: Vec::new(), then: Vec::new(), span: parts.span };
    for statement in &parts.statements {
        let words = statement.words(reader);
        if words.begins("given") {
            given(reader, statement, &mut example.given);
        } else if words.begins("then") {
            example.then.extend(then(reader, statement));
        } else if let Some(place) = without_then(reader, words) {
            report_unknown(reader, statement, Some(place));
            example.then.extend(then(reader, statement));
        } else {
            report_unknown(reader, statement, None);
        }
    }
    let says = |words: Words<'_, '_>| words.begins("then") || without_then(reader, words).is_some();
    if !parts.statements.iter().any(|statement| says(statement.words(reader))) {
        let place = parts.heading_span(reader);
        reader.report(
            Diagnostic::error("E0425", place, "This example does not say what must come out")
                .help("Add a line such as `Then \"review\" is learning review.`"),
        );
    }
    Some(example)
}

fn given<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>, given: &mut Vec<Given>) {
    let last = statement.phrases.len().saturating_sub(1);
    for (index, phrase) in statement.phrases.iter().enumerate() {
        let mut words = reader.words(&phrase.words);
        if index == 0 {
            words.eat("given");
            without_colon(reader, &mut words, "Given");
            if words.eat("the facts of") {
                facts_of(reader, &mut words, given);
            }
        }
        let opened = statement.list.as_ref().filter(|_| index == last);
        if words.text().text.eq_ignore_ascii_case("nothing else is known") {
            given.push(Given::NothingElse(words.span()));
        } else if !words.is_empty() {
            match body(reader, words, opened) {
                Some(Body::List(items)) => given.push(Given::List(items)),
                Some(Body::Sentence(text) | Body::Quoted(text) | Body::WhetherOrNot(text)) => {
                    given.push(Given::Sentence(text));
                }
                None => {}
            }
        }
    }
}

/// `"NAME", except:` and the first sentence behind it stay in `words`.
fn facts_of<'a>(reader: &mut Reader<'a>, words: &mut Words<'_, 'a>, given: &mut Vec<Given>) {
    let whole = *words;
    let name = words.eat_quoted();
    let excepting = words.eat(", except :") || words.eat("except :");
    match name {
        Some(name) if excepting || words.is_empty() => given.push(Given::FactsOf(name)),
        _ => {
            let title = "This line does not name the example whose facts are taken over";
            let help =
                "Write `Given the facts of \"NAME\".` or `Given the facts of \"NAME\", except: SENTENCE.`";
            reader.report(Diagnostic::error("E0425", whole.span(), title).help(help));
            words.pieces = &[];
        }
    }
}

fn then<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) -> Option<(Expectation, Span)> {
    let mut words = statement.words(reader);
    words.eat("then");
    without_colon(reader, &mut words, "Then");
    let further =
        statement.phrases.iter().skip(1).map(|phrase| reader.words(&phrase.words)).collect::<Vec<_>>();
    let (start, end) = statement.bounds();
    expectation(reader, words, &further).map(|expected| (expected, reader.at(start, end)))
}

/// `Given: …`, `Then: …`: the colon is reported and passed over.
fn without_colon(reader: &mut Reader<'_>, words: &mut Words<'_, '_>, keyword: &str) {
    let Some(colon) = words.pieces.first().copied() else { return };
    if words.eat(":") {
        let place = reader.place(&colon);
        let title = format!("A colon stands behind `{keyword}`");
        reader.report(Diagnostic::error("E0404", place, title).fix("leave out the colon", place, ""));
    }
}

/// `The outcome is …`, `"review" is …`: where `Then` belongs, and what is written there with it.
fn without_then(reader: &Reader<'_>, words: Words<'_, '_>) -> Option<(Span, &'static str)> {
    let first = words.pieces.first()?;
    if words.begins("the outcome") {
        return Some((reader.place(first), "Then the"));
    }
    words.begins_quoted().then(|| (reader.at(first.start, first.start), "Then "))
}

fn report_unknown<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>, then: Option<(Span, &str)>) {
    let words = statement.words(reader);
    let place = statement.place(reader);
    let said = Diagnostic::error("E0404", place, format!("`{}` is no line of an example", words.text().text))
        .help("Each line of an example begins with `Given` or `Then`.");
    reader.report(match then {
        Some((place, written)) => said.fix("begin it with `Then`", place, written),
        None => said,
    });
}
