//! Lines of the form `Key: value.`, as headers, questions and facts have them.

use super::outline::Statement;
use super::parts::{KeyLine, Parts, key_and_values};
use super::pieces::Kind;
use super::reader::Reader;
use super::tree::Text;
use super::words::{Words, inner};
use crate::diagnostic::{Diagnostic, nearest};

/// The keys that a block knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// Keys with a value.
    pub(super) known: &'static [&'static str],
    /// Those that may stand more than once.
    pub(super) repeatable: &'static [&'static str],
}

/// Reads every statement as a known key with its value; says which are unknown, written twice, or empty.
pub(super) fn key_lines<'p, 'a>(
    reader: &mut Reader<'a>,
    parts: &'p Parts<'a>,
    keys: Keys,
) -> Vec<KeyLine<'p, 'a>> {
    let mut lines: Vec<KeyLine<'p, 'a>> = Vec::new();
    for statement in &parts.statements {
        if let Some(line) = key_line(reader, statement, keys.known) {
            report_twice(reader, &lines, &line, keys);
            lines.push(line);
        }
    }
    lines
}

fn key_line<'p, 'a>(
    reader: &mut Reader<'a>,
    statement: &'p Statement<'a>,
    known: &'static [&'static str],
) -> Option<KeyLine<'p, 'a>> {
    let Some((key, values)) = key_and_values(reader, statement) else {
        report_no_key(reader, statement, known);
        return None;
    };
    let key_text = key.text();
    let key = known_key(reader, &key_text, known)?;
    if values.iter().all(|value| value.is_empty()) {
        report_no_value(reader, &key_text);
        return None;
    }
    Some(KeyLine { key, key_text, values })
}

/// Says that a key has no value.
pub(super) fn report_no_value(reader: &mut Reader<'_>, key: &Text) {
    let title = format!("Nothing stands behind `{}:`", key.text);
    reader
        .report(Diagnostic::error("E0406", key.span, title).help("Write its value, or leave the line out."));
}

/// What people call a line, and how it is called here.
const OTHER_KEYS: [(&str, &str); 8] = [
    ("Question", "Ask"),
    ("Prompt", "Ask"),
    ("Label", "Name"),
    ("Title", "Name"),
    ("Source", "Held by"),
    ("Owner", "Held by"),
    ("Vocabulary", "Uses"),
    ("Effective", "In force"),
];

/// The key that a line begins with. Says so where this block knows none of that name; one that is nearly it is read as it,
/// so that nothing is missed that stands there.
pub(super) fn known_key(reader: &mut Reader<'_>, key: &Text, known: &[&'static str]) -> Option<&'static str> {
    let exact = known.iter().find(|known| known.eq_ignore_ascii_case(&key.text));
    if exact.is_some() {
        return exact.copied();
    }
    let other = OTHER_KEYS
        .into_iter()
        .find(|(theirs, ours)| theirs.eq_ignore_ascii_case(&key.text) && known.contains(ours));
    let meant = other.map(|(_, ours)| ours).or_else(|| nearest(&key.text, known.iter().copied()));
    let meant = meant.and_then(|meant| known.iter().find(|known| **known == meant)).copied();
    let said = Diagnostic::error("E0404", key.span, format!("No line here begins with `{}:`", key.text))
        .help(format!("The lines known here are {}.", listed(known)));
    reader.report(match meant {
        Some(meant) => said.fix(format!("write `{meant}`"), key.span, meant),
        None => said,
    });
    meant
}

fn report_no_key<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>, known: &[&'static str]) {
    let words = statement.words(reader);
    let place = statement.place(reader);
    let begun = known.iter().find(|key| words.begins(key));
    let mut diagnostic =
        Diagnostic::error("E0404", place, format!("`{}` is no line of this block", words.text().text))
            .help(format!("The lines known here are {}.", listed(known)));
    if let Some(key) = begun {
        let count = key.split(' ').count();
        if let Some(last) = words.pieces.get(count - 1) {
            diagnostic = diagnostic.fix(format!("write `{key}:`"), reader.behind(last), ":");
        }
    }
    reader.report(diagnostic);
}

fn report_twice(reader: &mut Reader<'_>, lines: &[KeyLine<'_, '_>], line: &KeyLine<'_, '_>, keys: Keys) {
    let first = lines.iter().find(|other| other.key == line.key && !keys.repeatable.contains(&line.key));
    if let Some(first) = first {
        let title = format!("The line `{}:` is written twice", line.key);
        reader.report(
            Diagnostic::error("E0405", line.key_text.span, title)
                .also(first.key_text.span, "first here")
                .help("Keep the one that is meant."),
        );
    }
}

/// `` `A`, `B` and `C` ``
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Every value as a title between quotes; one without quotes is reported and read.
pub(super) fn titles(reader: &mut Reader<'_>, values: &[Words<'_, '_>]) -> Vec<Text> {
    let parts = values.iter().flat_map(|words| words.split_all(&[",", "and"]));
    let parts: Vec<Words<'_, '_>> = parts.collect();
    parts.into_iter().filter_map(|part| title(reader, part)).collect()
}

/// A title between quotes; one without quotes is reported and read.
pub(super) fn title(reader: &mut Reader<'_>, words: Words<'_, '_>) -> Option<Text> {
    match words.pieces {
        [] => None,
        [only] if only.kind == Kind::Quoted => Some(inner(reader.source, only)),
        [title, next, ..] if title.kind == Kind::Quoted => {
            reader.report(
                Diagnostic::error("E0113", reader.place(title), "No full stop ends this line")
                    .also(reader.place(next), "something more stands here")
                    .fix("write a full stop", reader.behind(title), "."),
            );
            Some(inner(reader.source, title))
        }
        _ => {
            let text = words.text();
            reader.report(
                Diagnostic::error(
                    "E0421",
                    text.span,
                    format!("The title `{}` stands without quotes", text.text),
                )
                .fix(
                    "put it between quotes",
                    text.span,
                    format!("\"{}\"", text.text.replace('"', "")),
                ),
            );
            Some(text)
        }
    }
}
