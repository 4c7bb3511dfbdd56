//! The header of a rule set, a vocabulary and a board profile, and the lines under `For "…", by …`.

use super::dates::interval;
use super::key_lines::{Keys, key_lines, report_no_value, title, titles};
use super::parts::{KeyLine, Parts, key_and_values};
use super::reader::Reader;
use super::tree::{Interval, ProfileFor, ProfileHeader, RuleSetHeader, Text, VocabularyHeader};
use crate::diagnostic::Diagnostic;

const RULE_SET: Keys = Keys {
    known: &[
        "Board",
        "Version",
        "In force",
        "Uses",
        "Builds on",
        "Working days",
        "Month ends",
        "Born on 29 February",
    ],
    repeatable: &["Uses", "Builds on"],
};
const VOCABULARY: Keys = Keys { known: &["Version"], repeatable: &[] };
const PROFILE: Keys = Keys { known: &["Area", "Working days"], repeatable: &[] };

/// `Rule set "…"` and its lines.
pub(super) fn rule_set<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<RuleSetHeader> {
    let mut header = RuleSetHeader {
        title: parts.name(reader)?,
        span: parts.heading_span(reader),
        ..RuleSetHeader::default()
    };
    for line in key_lines(reader, parts, RULE_SET) {
        match line.key {
            "Board" => header.board = Some(line.value()),
            "Version" => (header.version, header.replaces) = version(&line),
            "In force" => header.in_force = in_force(reader, &line),
            "Uses" => header.uses.extend(titles(reader, &line.values)),
            "Builds on" => header.builds_on.extend(titles(reader, &line.values)),
            "Working days" => header.working_days = Some(line.value()),
            "Month ends" => header.month_ends = Some(line.value()),
            _ => header.leap_birthday = Some(line.value()),
        }
    }
    Some(header)
}

fn version(line: &KeyLine<'_, '_>) -> (Option<Text>, Option<Text>) {
    let Some(words) = line.values.first().copied() else { return (None, None) };
    match words.split(", replacing version").or_else(|| words.split("replacing version")) {
        Some((version, replaced)) => (Some(version.text()), Some(replaced.text())),
        None => (Some(line.value()), None),
    }
}

fn in_force(reader: &mut Reader<'_>, line: &KeyLine<'_, '_>) -> Option<Interval> {
    line.values.first().copied().and_then(|words| interval(reader, words))
}

/// `Vocabulary "…"` and its lines.
pub(super) fn vocabulary<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<VocabularyHeader> {
    let title = parts.name(reader)?;
    let span = parts.heading_span(reader);
    let lines = key_lines(reader, parts, VOCABULARY);
    Some(VocabularyHeader { title, version: lines.first().map(KeyLine::value), span })
}

/// `Board profile "…"` and its lines.
pub(super) fn profile<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<ProfileHeader> {
    let mut header = ProfileHeader {
        title: parts.name(reader)?,
        span: parts.heading_span(reader),
        ..ProfileHeader::default()
    };
    for line in key_lines(reader, parts, PROFILE) {
        let value = Some(line.value());
        if line.key == "Area" { header.area = value } else { header.working_days = value }
    }
    Some(header)
}

/// `For "review", by the date the board was notified` and its lines.
pub(super) fn profile_for<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<ProfileFor> {
    let question = parts.name(reader)?;
    let Some(by) = parts.heading.last().filter(|piece| piece.kind == super::pieces::Kind::Phrase) else {
        let place = parts.heading_span(reader);
        reader.report(
            Diagnostic::error("E0417", place, "This heading does not say which date chooses the version")
                .help("Write `For \"review\", by the date the board was notified` on one line."),
        );
        return None;
    };
    let by = reader.words(std::slice::from_ref(by)).text();
    parts.first(reader, "Write a line such as `From 26 March 2015: \"England: Working Together 2015\".`")?;
    let mut lines = Vec::new();
    for statement in &parts.statements {
        let Some((when, values)) = key_and_values(reader, statement) else {
            let place = statement.words(reader).span();
            reader.report(
                Diagnostic::error("E0417", place, "This line does not name a rule set for a stretch of time")
                    .help("Write `From 26 March 2015 until 28 February 2019: \"TITLE\".`"),
            );
            continue;
        };
        let when_text = when.text();
        let Some(interval) = interval(reader, when) else { continue };
        match values.first().copied().and_then(|words| title(reader, words)) {
            Some(title) => lines.push((interval, title)),
            None => report_no_value(reader, &when_text),
        }
    }
    Some(ProfileFor { question, by, lines, span: parts.span })
}
