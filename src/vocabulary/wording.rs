//! Can this wording be told apart from the text around it, and does it mean one thing?
//!
//! What the words of names, sentences and values may be, so that a rule file that uses them can be read in one way.

use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Text;

/// Words that separate the values in a sentence (`is police, school or health`).
const SEPARATORS: [&str; 2] = [" or ", ", "];

/// How a record says that there is no answer; never values.
const STATES: [&str; 9] = [
    "not known",
    "not asked",
    "not applicable",
    "unknown",
    "unasked",
    "asked and not known",
    "withheld",
    "awaited",
    "nothing else",
];

/// Reports what would end a wording early. Letters that look alike were refused when the file was read.
pub(super) fn check_wording(text: &Text, found: &mut Vec<Diagnostic>) {
    let wording = text.text.as_str();
    let sign = [";", "\"", "[", "]", "#"].into_iter().find(|sign| wording.contains(sign));
    let trouble = if let Some(sign) = sign {
        Some(format!("`{sign}` cannot stand in a wording"))
    } else if wording.contains(". ") || wording.ends_with('.') {
        Some("a full stop before a space or at the end cannot stand in a wording".to_owned())
    } else if starts_with_marker(wording) {
        Some("a wording cannot begin with the marker of a list item".to_owned())
    } else if wording.ends_with(':') || wording.ends_with(',') {
        Some("a wording cannot end in a colon or a comma".to_owned())
    } else {
        None
    };
    if let Some(title) = trouble {
        let said = Diagnostic::error("E0248", text.span, title).because(
            "A sentence in a rule file ends there, so the wording could never be written in a rule.",
        );
        let last = wording.strip_suffix('.').filter(|before| !before.contains(". ") && sign.is_none());
        found.push(match last.and_then(|before| wording.get(before.len()..)) {
            Some(stop) => said.fix("leave the full stop out", text.span_of(stop), ""),
            None => said.help("word it without that sign"),
        });
    }
}

fn starts_with_marker(wording: &str) -> bool {
    if wording.starts_with("- ") {
        return true;
    }
    let inside = wording.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    inside.is_some_and(|inside| {
        let short = !inside.is_empty() && inside.len() <= 4;
        short && inside.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Checks one value of a list of values.
pub(super) fn check_value(
    ty: &Text,
    values: &[&str],
    index: usize,
    value: &str,
    found: &mut Vec<Diagnostic>,
) {
    let span = ty.span_of(value);
    let lower = value.to_lowercase();
    if values.iter().take(index).any(|other| other.to_lowercase() == lower) {
        found.push(Diagnostic::error("E0246", span, format!("the value `{value}` is listed twice")));
        return;
    }
    if STATES.contains(&lower.as_str()) {
        found.push(
            Diagnostic::error("E0247", span, format!("`{value}` cannot be a value"))
                .because("A record says of any fact that it is not known, not asked or not applicable; that is no value.")
                .help(format!("leave `{value}` out: it can be recorded without being listed")),
        );
        return;
    }
    if let Some(other) = read_two_ways(values, index, value) {
        found.push(
            Diagnostic::error(
                "E0246",
                span,
                format!("a list of values with `{value}` in it could be read two ways"),
            )
            .because(format!(
                "It shares the words between its commas and its \"or\" with the value `{other}`."
            ))
            .help("reword one of them so that they share no whole part"),
        );
    }
    if [";", "\"", "[", "]", "#", ". ", "|"].iter().any(|sign| value.contains(sign))
        || starts_with_marker(value)
    {
        found.push(
            Diagnostic::error(
                "E0248",
                span,
                format!("the value `{value}` could not be written in a sentence"),
            )
            .help("word it without a full stop, semicolon, quote, bracket, bar or marker; between two values stands a comma"),
        );
    }
}

/// A value that holds a separator is safe when none of its parts is a part of another value: no other list can then be
/// written with the same words.
fn read_two_ways<'a>(values: &[&'a str], index: usize, value: &str) -> Option<&'a str> {
    let own = parts(value);
    if own.len() < 2 {
        return None;
    }
    let mut others = values.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| *other);
    others.find(|other| parts(other).iter().any(|part| own.contains(part)))
}

fn parts(value: &str) -> Vec<String> {
    let lower = value.to_lowercase();
    let split = lower.split(SEPARATORS[0]).flat_map(|part| part.split(SEPARATORS[1]));
    split.map(|part| part.trim().to_owned()).collect()
}

/// "the child was looked after" → "the child was never looked after", "the child had a plan" → "the child never had a
/// plan": `word` goes behind the first *was, were, is, are, has been, have been, had been*, or else before the first
/// *had, has, have*. Nothing where the name has none of these.
pub(crate) fn with_adverb(name: &str, word: &str) -> Option<String> {
    let perfect = [" has been ", " have been ", " had been "].into_iter().filter_map(|verb| {
        let at = name.find(verb)?;
        let have = verb.find(" been").unwrap_or(0);
        Some(at + have + 1)
    });
    let being = [" was ", " were ", " is ", " are "]
        .into_iter()
        .filter_map(|verb| Some(name.find(verb)? + verb.len()));
    let having = [" had ", " has ", " have "].into_iter().filter_map(|verb| Some(name.find(verb)? + 1));
    let at = perfect.min().or_else(|| being.min()).or_else(|| having.min())?;
    let (before, after) = (name.get(..at)?, name.get(at..)?);
    Some(format!("{before}{word} {after}"))
}
