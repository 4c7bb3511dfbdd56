//! A question, who decides it, and its outcomes from the most to the least serious.

use super::body::{item_words, report_empty_item};
use super::key_lines::{Keys, key_lines};
use super::outline::ItemOutline;
use super::parts::Parts;
use super::pieces::Kind;
use super::reader::Reader;
use super::tree::{Outcome, Question, Text};
use crate::diagnostic::Diagnostic;

const OUTCOMES: &str = "Outcomes, most serious first";
const KEYS: Keys = Keys { known: &["Decided by", OUTCOMES], repeatable: &[] };

/// `Question "review": which review, if any?`
pub(super) fn question<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Question> {
    let name = parts.name(reader);
    let asked = parts.heading.last().filter(|piece| piece.kind == Kind::Phrase && piece.raw.ends_with('?'));
    if asked.is_none() {
        report_not_asked(reader, parts);
    }
    let asks = asked.map(|asked| reader.words(std::slice::from_ref(asked)).text());
    let mut question = Question {
        name: name?,
        asks: asks.unwrap_or_default(),
        decided_by: None,
        outcomes: Vec::new(),
        span: parts.span,
    };
    let (with_list, lines): (Vec<_>, Vec<_>) = parts
        .statements
        .iter()
        .partition(|statement| statement.list.is_some() && statement.words(reader).begins("outcomes"));
    for statement in &with_list {
        report_order(reader, &statement.words(reader).text());
    }
    for item in with_list.iter().filter_map(|statement| statement.list.as_ref()).flat_map(|list| &list.items)
    {
        question.outcomes.extend(outcome(reader, item));
    }
    let lines = Parts {
        heading: Vec::new(),
        statements: lines.into_iter().cloned().collect(),
        rows: Vec::new(),
        span: parts.span,
    };
    for line in key_lines(reader, &lines, KEYS) {
        if line.key == OUTCOMES {
            report_no_list(reader, line.key_text.span);
        } else {
            question.decided_by = Some(line.value());
        }
    }
    if with_list.is_empty() && !lines.statements.iter().any(|line| line.words(reader).begins("outcomes")) {
        report_no_list(reader, parts.heading_span(reader));
    }
    Some(question)
}

fn outcome<'a>(reader: &mut Reader<'a>, item: &ItemOutline<'a>) -> Option<Outcome> {
    let words = item_words(reader, item);
    if words.is_empty() {
        report_empty_item(reader, item);
        return None;
    }
    let (name, gloss) = words.split(",").map_or((words, None), |(name, gloss)| (name, Some(gloss.text())));
    let effort = item.effort.as_ref().and_then(|effort| reader.words(&effort.words).split(":"));
    Some(Outcome { name: name.text(), gloss, effort: effort.map(|(_, effort)| effort.text()) })
}

fn report_not_asked(reader: &mut Reader<'_>, parts: &Parts<'_>) {
    let place = reader.words(&parts.heading).span();
    let behind = reader.at(place.end, place.end);
    let asked = parts.heading.last().filter(|piece| piece.kind == Kind::Phrase && !piece.raw.is_empty());
    let diagnostic =
        Diagnostic::error("E0412", place, "This heading does not ask a question that ends in `?`")
            .help("Write `Question \"review\": which review, if any?`");
    reader.report(match asked {
        Some(_) => diagnostic.fix("write a question mark", behind, "?"),
        None => diagnostic,
    });
}

/// Outcomes are listed, and the heading does not say in which order; they are read as if it did.
fn report_order(reader: &mut Reader<'_>, written: &Text) {
    if written.text.eq_ignore_ascii_case(OUTCOMES) {
        return;
    }
    let title = format!("`{}` does not say that the most serious outcome stands first", written.text);
    let diagnostic = Diagnostic::error("E0404", written.span, title)
        .because("Where several rules apply, the outcome listed first of theirs is given.")
        .help("Put the most serious outcome first, and say so.");
    let turned = written.text.to_lowercase().contains("least");
    reader.report(if turned {
        diagnostic
    } else {
        diagnostic.fix(format!("write `{OUTCOMES}`"), written.span, OUTCOMES)
    });
}

fn report_no_list(reader: &mut Reader<'_>, place: crate::source::Span) {
    reader.report(
        Diagnostic::error("E0412", place, "This question lists no outcomes")
            .help("Write `Outcomes, most serious first:` and below it each outcome behind a dash."),
    );
}
