//! Deadlines, and what happens while facts are missing: lengths of time from an anchor day.

use super::body::citations;
use super::dates::{length, read_amount};
use super::deadline_forms::report_form;
use super::list_heading::digit_of;
use super::outline::Statement;
use super::parts::Parts;
use super::reader::Reader;
use super::rule::report_more_phrases;
use super::tree::{Deadline, Strength, Text, Trigger, WhileMissing};
use super::words::Words;
use crate::calendar::Length;
use crate::diagnostic::Diagnostic;

/// `[When …,] WHO must WHAT within N days of ANCHOR.`
pub(super) fn deadline<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Deadline> {
    let name = parts.name(reader)?;
    let first =
        parts.first(reader, "Write who must do what by when: `The chair must … within 14 days of ….`")?;
    report_more_phrases(reader, first);
    let done = done_on(reader, parts);
    let whole = first.words(reader);
    let (trigger, words) = trigger(reader, whole);
    let found = strength(words)
        .and_then(|(who, strength, rest)| time_limit(rest).map(|(what, limit)| (who, strength, what, limit)));
    let found = found.filter(|(who, _, what, _)| !who.is_empty() && !what.is_empty());
    if found.is_none() {
        report_form(reader, whole);
    }
    let read = found.map(|(_, _, _, limit)| read_limit(reader, limit)).unwrap_or_default();
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Deadline {
        name,
        citations: cited,
        trigger,
        who: found.map(|(who, ..)| who.text()).unwrap_or_default(),
        strength: found.map_or(Strength::Must, |(_, strength, ..)| strength),
        what: found.map(|(_, _, what, _)| what.text()).unwrap_or_default(),
        within: read.within,
        not_before: read.not_before,
        before: read.before,
        anchor: read.anchor,
        done,
        span: parts.span,
    })
}

/// `Done on: the date the panel was notified.`
fn done_on<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Text> {
    let mut done = None;
    for line in parts.statements.iter().skip(1) {
        let mut words = line.words(reader);
        let whole = words;
        if words.eat("done on :") && !words.is_empty() && done.is_none() {
            done = Some(words.text());
            continue;
        }
        reader.report(
            Diagnostic::error(
                "E0404",
                whole.span(),
                format!("`{}` is no line of a deadline", whole.text().text),
            )
            .help("After its sentence a deadline may say `Done on: DATE.`, once."),
        );
    }
    done
}

fn trigger<'p, 'a>(reader: &mut Reader<'a>, words: Words<'p, 'a>) -> (Trigger, Words<'p, 'a>) {
    let mut rest = words;
    let other =
        ["if", "where", "once"].into_iter().find_map(|word| rest.part(word).filter(|_| rest.eat(word)));
    if other.is_none() && !rest.eat("when") {
        return (Trigger::Always, words);
    }
    let Some((condition, action)) = rest.split_last_before_strength() else {
        return (Trigger::Always, words);
    };
    if let Some(other) = other {
        let title =
            format!("`{}` begins this deadline, and what starts it stands behind `When`", other.text().text);
        reader.report(Diagnostic::error("E0414", other.span(), title).fix(
            "write `When`",
            other.span(),
            "When",
        ));
    }
    let mut named = condition;
    let decision = named.eat("the decision");
    if decision || named.eat("the outcome") {
        let question = if named.eat("of") || named.eat("on") { named.eat_quoted() } else { None };
        if named.eat("is") && !named.is_empty() {
            let outcome = named.text();
            let trigger = if decision {
                Trigger::Decision { outcome, question }
            } else {
                Trigger::Outcome { outcome, question }
            };
            return (trigger, action);
        }
    }
    (Trigger::Sentence(condition.text()), action)
}

impl Words<'_, '_> {
    /// The words up to the last comma before the first `must` or `should`, else `may`, and those behind it.
    fn split_last_before_strength(self) -> Option<(Self, Self)> {
        let at = |strength| self.split(strength).map(|(before, _)| before.pieces.len());
        let before = ["must", "should"].into_iter().filter_map(at).min().or_else(|| at("may"))?;
        let (head, _) = self.pieces.split_at_checked(before)?;
        let (condition, _) = Words { pieces: head, ..self }.split_last(",")?;
        let (_, action) = self.pieces.split_at_checked(condition.pieces.len() + 1)?;
        Some((condition, Words { pieces: action, ..self }))
    }
}

fn strength<'p, 'a>(words: Words<'p, 'a>) -> Option<(Words<'p, 'a>, Strength, Words<'p, 'a>)> {
    let strengths = [
        ("must", Strength::Must),
        ("should normally", Strength::ShouldNormally),
        ("should aim to", Strength::ShouldAim),
        ("should", Strength::Should),
        ("may", Strength::May),
    ];
    strengths
        .into_iter()
        .find_map(|(phrase, strength)| words.split(phrase).map(|(who, rest)| (who, strength, rest)))
}

/// How a limit begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `within`
    Within,
    /// `between`
    Between,
    /// `at least`
    Before,
    /// `no later than`
    Latest,
}

/// How a limit begins, and the words behind that.
type Limit<'p, 'a> = (Kind, Words<'p, 'a>);

/// What is to be done, and by when.
fn time_limit<'p, 'a>(words: Words<'p, 'a>) -> Option<(Words<'p, 'a>, Limit<'p, 'a>)> {
    let kinds = [
        ("within", Kind::Within),
        ("between", Kind::Between),
        ("at least", Kind::Before),
        ("no later than", Kind::Latest),
        ("not later than", Kind::Latest),
    ];
    kinds
        .into_iter()
        .find_map(|(begins, kind)| words.split_last(begins).map(|(what, rest)| (what, (kind, rest))))
}

/// What could be read of a limit.
#[derive(Default)]
struct Read {
    not_before: Option<Length>,
    within: Option<Length>,
    before: bool,
    anchor: Option<Text>,
}

fn read_limit<'a>(reader: &mut Reader<'a>, (kind, whole): Limit<'_, 'a>) -> Read {
    let before = match kind {
        Kind::Within | Kind::Between => false,
        Kind::Before => true,
        // `no later than 5 days before`, `no later than 5 days after`: whichever stands behind the length.
        Kind::Latest => whole.split("after").is_none_or(|(length, _)| length.split("before").is_some()),
    };
    let joins: &[&str] = if before { &["before"] } else { &["of", "after"] };
    let mut words = whole;
    let mut first = None;
    if kind == Kind::Between {
        let number = words.eat_word();
        first = number.and_then(|number| {
            let place = reader.place(&number);
            read_amount(reader, number.raw, place)
        });
        if first.is_some() && !words.eat("and") {
            report_no_anchor(reader, whole, before);
            return Read::default();
        }
    }
    let within = length(reader, &mut words);
    if within.is_none() {
        // Said; the day behind it is read all the same.
        let behind = joins.iter().find_map(|join| words.split(join));
        return Read { anchor: behind.map(|(_, anchor)| anchor.text()), before, ..Read::default() };
    }
    let not_before = first.zip(within).map(|(amount, within)| Length { amount, unit: within.unit });
    let from = ["from", "following", "since"]
        .into_iter()
        .find_map(|word| words.part(word).filter(|_| !before && words.eat(word)));
    let anchored = (from.is_some() || joins.iter().any(|join| words.eat(join))) && !words.is_empty();
    if let Some(from) = from.filter(|_| anchored) {
        let title = format!(
            "The day a deadline is counted from stands behind `of`, and here behind `{}`",
            from.text().text
        );
        reader.report(Diagnostic::error("E0414", from.span(), title).fix("write `of`", from.span(), "of"));
    }
    if !anchored {
        report_no_anchor(reader, if words.is_empty() { whole } else { words }, before);
    }
    Read { not_before, within, before, anchor: anchored.then(|| words.text()) }
}

fn report_no_anchor(reader: &mut Reader<'_>, words: Words<'_, '_>, before: bool) {
    let help = if before {
        "Write `before` and the day: `at least 5 working days before the date the panel meets`."
    } else {
        "Write `of` and the day: `within 14 days of the date of the decision`."
    };
    if before && words.begins("after") {
        let title = "A least time after a day says from when something may be done, and not by when";
        let help = "Write `between N and M … after DATE`, or `within N … of DATE`; what is to be done before a day reads \
                    `at least N … before DATE`.";
        reader.report(Diagnostic::error("E0414", words.span(), title).help(help));
        return;
    }
    let title = "This deadline does not say from which day it is counted";
    reader.report(Diagnostic::error("E0414", words.span(), title).help(help));
}

/// The lines of `While facts are missing`.
pub(super) fn while_missing<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Vec<WhileMissing>> {
    parts.first(reader, "Write `If \"QUESTION\" is undecided 28 days after DATE, ….`")?;
    Some(parts.statements.iter().filter_map(|statement| missing_line(reader, statement)).collect())
}

fn missing_line<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) -> Option<WhileMissing> {
    let mut words = statement.words(reader);
    let whole = words;
    let question = if words.eat("if") { words.eat_quoted() } else { None };
    let (Some(question), true) = (question, words.eat("is undecided")) else {
        report_missing_form(reader, whole);
        return None;
    };
    let number = words.pieces.first().is_some_and(|piece| begins_length(piece.raw));
    if !number {
        report_missing_form(reader, whole);
        return None;
    }
    let after = length(reader, &mut words)?;
    let split = if words.eat("after") { words.split(",") } else { None };
    let Some((anchor, then)) = split.filter(|(anchor, then)| !anchor.is_empty() && !then.is_empty()) else {
        report_missing_form(reader, whole);
        return None;
    };
    let (start, end) = statement.bounds();
    Some(WhileMissing {
        question,
        after,
        anchor: anchor.text(),
        then: then.text(),
        span: reader.at(start, end),
    })
}

fn begins_length(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit()) || digit_of(word).is_some()
}

fn report_missing_form(reader: &mut Reader<'_>, whole: Words<'_, '_>) {
    let title = format!("`{}` does not say what happens while facts are missing", whole.text().text);
    reader.report(Diagnostic::error("E0416", whole.span(), title).help(
        "Write `If \"QUESTION\" is undecided 28 days after DATE, the group decides on what is known.`",
    ));
}
