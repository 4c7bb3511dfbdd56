//! Is this text that phrase? Comparing words without regard to the case of letters, without copying them.
//!
//! White space was folded by the parser. Every result is a slice of the text given, so that its place can be found.

/// What follows `phrase` at the beginning of `text`, if the text begins with it.
pub(super) fn strip<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in phrase.chars() {
        let letter = rest.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Are these the same words?
pub(super) fn same(text: &str, phrase: &str) -> bool {
    if text.is_ascii() && phrase.is_ascii() {
        return text.eq_ignore_ascii_case(phrase);
    }
    strip(text, phrase).is_some_and(str::is_empty)
}

/// What follows `phrase` and a space; empty where the text ends with the phrase.
pub(super) fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = strip(text, phrase)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// What stands before these words, where the text ends in them.
pub(super) fn ending<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(words.len())?;
    text.get(at..).filter(|end| same(end, words)).and_then(|_| text.get(..at))
}

/// Where these words (in small letters) first stand in the text.
pub(super) fn find<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let at = text.to_ascii_lowercase().find(words)?;
    text.get(at..at + words.len())
}

/// Every way to cut a text in two at a separator, from the left.
pub(super) fn cuts<'t>(text: &'t str, separator: &str) -> Vec<(&'t str, &'t str)> {
    let lower = text.to_ascii_lowercase();
    let places = lower.match_indices(separator).map(|(at, _)| at);
    places.filter_map(|at| Some((text.get(..at)?, text.get(at + separator.len()..)?))).collect()
}

/// The text without `the` before it.
pub(super) fn without_article(text: &str) -> &str {
    strip(text, "the ").unwrap_or(text)
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn listed(parts: &[&str], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} {word} {last}", before.join(", ")),
    }
}
