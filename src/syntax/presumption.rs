//! Presumptions, departures, and what holds otherwise.

use super::body::{citations, condition};
use super::outline::Statement;
use super::parts::Parts;
use super::pieces::Kind;
use super::reader::Reader;
use super::rule::{read_unplaced, split_when};
use super::tree::{Departure, Otherwise, Presumption, Text};
use super::words::{Words, inner};
use crate::diagnostic::Diagnostic;

/// `In "R", unless the contrary is shown: S.`
pub(super) fn presumption<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Presumption> {
    let name = parts.name(reader)?;
    let first = parts.first(reader, "Write `Unless the contrary is shown: ….`")?;
    let words = first.words(reader);
    let found = words.split("unless the contrary is shown :").filter(|(_, sentence)| !sentence.is_empty());
    let scope = found.and_then(|(scope, _)| rules_named(reader, scope));
    if found.is_none() || scope.is_none() || first.phrases.len() != 1 || first.list.is_some() {
        report_form(reader, first);
    }
    let (_, sentence) = found?;
    if first.list.is_some() {
        let listed = condition(reader, sentence, first.list.as_ref());
        reader.unplaced.push(listed);
        return None;
    }
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    let scope = scope.unwrap_or_default();
    Some(Presumption { name, citations: cited, scope, sentence: sentence.text(), span: parts.span })
}

fn report_form(reader: &mut Reader<'_>, first: &Statement<'_>) {
    let words = first.words(reader);
    let said = Diagnostic::error("E0411", words.span(), format!("`{}` presumes nothing", words.text().text));
    let said = if first.list.is_some() {
        said.help("One sentence is presumed: give the list a `Definition`, and presume its sentence.")
    } else {
        said
    };
    let comma = words.split("unless the contrary is shown ,").map(|(before, _)| before.pieces.len() + 5);
    let said = match comma.and_then(|at| words.pieces.get(at)) {
        Some(comma) => said.fix("write a colon", reader.place(comma), ":"),
        None => said,
    };
    reader.report(said.help(
        "Write `In \"RULE\", unless the contrary is shown: SENTENCE.`, \
         or `Unless the contrary is shown: SENTENCE.` for every rule.",
    ));
}

/// `In "A" and "B",` or nothing; nothing at all if it is neither.
fn rules_named<'a>(reader: &Reader<'a>, words: Words<'_, 'a>) -> Option<Vec<Text>> {
    let mut rest = words;
    if rest.is_empty() {
        return Some(Vec::new());
    }
    if !rest.eat("in") {
        return None;
    }
    let named = rest.split_all(&[",", "and"]);
    let texts = named.iter().map(|part| match part.pieces {
        [only] if only.kind == Kind::Quoted => Some(inner(reader.source, only)),
        _ => None,
    });
    texts.collect::<Option<Vec<_>>>().filter(|texts| !texts.is_empty())
}

/// `Departure "…" from "RULE" [ ]` and its sentences.
pub(super) fn departure<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Departure> {
    let name = parts.name(reader)?;
    let from = parts.heading.iter().filter(|piece| piece.kind == Kind::Quoted).nth(1);
    let from = from.map(|piece| inner(reader.source, piece))?;
    parts.first(reader, "Write what differs: `The rule does not apply when ….`")?;
    let mut departure = Departure {
        name,
        from,
        citations: parts.citations(reader),
        when: None,
        statements: Vec::new(),
        span: parts.span,
    };
    for statement in &parts.statements {
        departure.citations.extend(citations(reader, statement.citations()));
        let words = statement.words(reader);
        let lifts = words.begins("the rule does not apply");
        let conditional = statement.list.is_some() || words.split("when").is_some();
        if lifts && conditional && departure.when.is_none() {
            departure.when = Some(split_when(reader, statement).condition);
        } else if conditional {
            not_a_departure(reader, words);
            read_unplaced(reader, statement);
        } else {
            departure.statements.push(words.text());
        }
    }
    Some(departure)
}

/// `The outcome must be X when …` in a departure, which would else read as the case in which the rule is set aside.
fn not_a_departure<'a>(reader: &mut Reader<'a>, words: Words<'_, 'a>) {
    let (head, _) = words.split("when").unwrap_or((words, words));
    let head = head.text();
    reader.report(
        Diagnostic::error("E0404", head.span, format!("`{}` is no line of a departure", head.text))
            .because("A departure only says when a rule that is built on does not apply.")
            .help("Write `The rule does not apply when …`; what holds instead is a `Rule` of your own."),
    );
}

/// `Otherwise the outcome [of "Q"] is X.` or `Otherwise nothing is required; the partners decide.`
pub(super) fn otherwise<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Otherwise> {
    let first = parts.first(reader, "Write `Otherwise the outcome is ….`")?;
    let mut words = first.words(reader);
    let whole = words;
    let second = first.phrases.get(1).map(|phrase| reader.words(&phrase.words));
    if let Some(extra) = parts.statements.get(1) {
        let place = extra.words(reader).span();
        let title = "Nothing more may stand after the sentence with `Otherwise`";
        reader.report(
            Diagnostic::error("E0404", place, title).help("Begin a block of its own with its heading."),
        );
    }
    let mut otherwise = Otherwise { question: None, outcome: None, decides: None, span: parts.span };
    if words.eat("nothing is required") {
        otherwise.question = if words.eat("for") { words.eat_quoted() } else { None };
        otherwise.decides = second
            .and_then(|words| words.without_end("decide").or_else(|| words.without_end("decides")))
            .map(Words::text);
        if words.is_empty() && second.is_some() == otherwise.decides.is_some() {
            return Some(otherwise);
        }
    } else if words.eat("the outcome") {
        otherwise.question = if words.eat("of") { words.eat_quoted() } else { None };
        if words.eat("is") && !words.is_empty() && second.is_none() {
            otherwise.outcome = Some(words.text());
            return Some(otherwise);
        }
    }
    let place = if whole.is_empty() { parts.span } else { whole.span() };
    let said =
        Diagnostic::error("E0413", place, "This does not say what holds when no rule gives an outcome").help(
            "Write `Otherwise the outcome is X.`, `Otherwise the outcome of \"QUESTION\" is X.` \
         or `Otherwise nothing is required; the partners decide.`",
        );
    let bare = whole.text().text;
    let named_alone =
        second.is_none() && !bare.is_empty() && !bare.contains([',', '"']) && whole.pieces.len() <= 4;
    reader.report(if named_alone {
        said.fix("write `the outcome is`", place, format!("the outcome is {bare}"))
    } else {
        said
    });
    None
}
