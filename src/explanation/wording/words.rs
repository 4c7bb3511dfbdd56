//! Small words, and the ways of having no answer.

/// Asked, and not known.
pub const NOT_KNOWN: &str = "not known";
/// Not asked.
pub const NOT_ASKED: &str = "not asked";
/// Does not apply.
pub const NOT_APPLICABLE: &str = "not applicable";
/// A fact the vocabulary does not have.
pub const UNKNOWN_FACT: &str = "a fact that the vocabulary does not know";

pub use crate::vocabulary::{both, either};

/// `the date of birth is 3 May 2015`
#[must_use]
pub fn name_is(name: &str, value: &str) -> String {
    format!("{name} is {value}")
}

/// `What is the date of birth?`
#[must_use]
pub fn what_is(name: &str) -> String {
    format!("What is {name}?")
}

/// `“name”`
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// `“name” [Regs 5]`
#[must_use]
pub fn cited(text: &str, citations: &[String]) -> String {
    if citations.is_empty() { text.to_owned() } else { format!("{text} [{}]", citations.join("; ")) }
}

/// The same with a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a full stop, unless it ends in a mark.
#[must_use]
pub fn stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!', ':']) { text.to_owned() } else { format!("{text}.") }
}

pub(super) fn names(names: &[String]) -> String {
    both(&names.iter().map(|name| quoted(name)).collect::<Vec<_>>())
}

/// `The date of birth: …`, or `Has the coroner …? …`
pub(super) fn after_name(name: &str, rest: &str) -> String {
    let name = capital(name);
    if name.ends_with('?') { format!("{name} {}", capital(rest)) } else { format!("{name}: {rest}") }
}
