//! Examples that a rule file lacks, drafted for `threshold test --suggest`.

use std::fmt::Write as _;

use serde::Serialize;

use crate::check::Sound;
use crate::trial::Coverage;

/// Can this program draft any?
pub(super) const BUILT_IN: bool = cfg!(feature = "solve");

/// One example, or why there is none.
#[derive(Serialize)]
pub(super) struct Draft {
    /// `rule "in care" (b) is false`
    about: String,
    /// The sentence.
    text: String,
    /// The block to be pasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_none: Option<&'static str>,
}

/// Of the sentences that no example saw true, false and open.
#[cfg(feature = "solve")]
pub(super) fn of(sound: &Sound, seen: &Coverage) -> Vec<Draft> {
    let found = crate::analysis::suggested(&crate::program::lower(sound), seen).into_iter().map(|it| {
        let why_none = it.example.as_ref().err().map(|why| why.words());
        Draft { about: it.about, text: it.text, example: it.example.ok(), why_none }
    });
    found.collect()
}

/// Built without the solver, none can be found.
#[cfg(not(feature = "solve"))]
pub(super) fn of(_: &Sound, _: &Coverage) -> Vec<Draft> {
    Vec::new()
}

/// The examples, to be pasted into the rule file; then the sentences for which there is none.
pub(super) fn text(drafts: &[Draft]) -> String {
    let mut text = String::new();
    let examples: Vec<&String> = drafts.iter().filter_map(|draft| draft.example.as_ref()).collect();
    if !examples.is_empty() {
        text.push_str(
            "  Examples that are missing. Each says what the rules give now, and passes; keep those that say what the \
             board wants.\n",
        );
    }
    for example in examples {
        let _ = write!(text, "\n{example}");
    }
    let mut without = drafts.iter().filter_map(|draft| Some((draft, draft.why_none?))).peekable();
    if without.peek().is_some() {
        text.push_str("\n  No example:\n");
    }
    for (draft, why) in without {
        let _ = writeln!(text, "    {}: {why} ({})", draft.about, draft.text);
    }
    text
}
