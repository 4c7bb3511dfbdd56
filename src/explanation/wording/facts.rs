//! Facts: what was said, by whom, when and where.

use super::super::JudgementGap;
use super::super::statement::{FactLine, Saying, SayingState};
use super::{after_name, capital, stop};

/// What was said of a fact: a line for each source. `alone`: the sentence above already names the fact; where sources
/// differ it is named even so, since what each said stands once on a page, in one form wherever that is.
#[must_use]
pub fn fact(line: &FactLine, alone: bool) -> Vec<String> {
    let lines = |alone| line.sayings.iter().map(move |saying| saying_line(line, saying, alone));
    if line.disputed {
        return std::iter::once(differ(line)).chain(lines(true)).collect();
    }
    lines(alone).collect()
}

/// What was said of a fact under its own question, where sources differ.
#[must_use]
pub fn accounts(line: &FactLine) -> Vec<String> {
    let each = line.sayings.iter().map(|saying| saying_line(line, saying, true));
    std::iter::once("Sources differ:".to_owned()).chain(each).collect()
}

/// The same where the page has shown what each said.
pub const ACCOUNTS_ABOVE: &str = "Sources differ, as shown above.";

/// What was said of a fact under its own question, where that is not exact enough.
#[must_use]
pub fn not_exact(line: &FactLine) -> Vec<String> {
    let told = line.sayings.iter().map(|saying| match saying.state {
        SayingState::Value => {
            format!("Recorded, but not exactly enough: {}{}", saying.words, source(saying))
        }
        SayingState::NotAsked | SayingState::NotKnown | SayingState::NotApplicable => {
            saying_line(line, saying, true)
        }
    });
    told.collect()
}

/// The same where the page has shown what each said.
#[must_use]
pub fn differ_above(line: &FactLine) -> String {
    after_name(&line.name, "sources differ, as shown above.")
}

/// A fact that has no need to be asked for.
#[must_use]
pub fn named(line: &FactLine) -> String {
    let name = capital(&line.name);
    if line.disputed { format!("{name} (sources differ)") } else { name }
}

/// A fact on which sources differ.
#[must_use]
pub fn differ(line: &FactLine) -> String {
    after_name(&line.name, "sources differ:")
}

fn saying_line(line: &FactLine, saying: &Saying, alone: bool) -> String {
    let name = capital(&line.name);
    if let Some(why) = &saying.because {
        return does_not_apply(&name, why, alone);
    }
    let said = match (alone, saying.state, &saying.sentence) {
        (true, SayingState::NotAsked, _) => "Not asked".to_owned(),
        (true, SayingState::Value | SayingState::NotKnown | SayingState::NotApplicable, _) => {
            format!("Recorded: {}", saying.words)
        }
        (false, SayingState::Value, Some(sentence)) => capital(sentence),
        (false, _, _) if name.ends_with('?') => format!("{name} {}", capital(&saying.words)),
        (false, _, _) => format!("{name}: {}", saying.words),
    };
    format!("{said}{}", source(saying))
}

/// A fact that the record shows not to apply.
fn does_not_apply(name: &str, why: &str, alone: bool) -> String {
    let does_not =
        if why.is_empty() { "does not apply.".to_owned() } else { format!("does not apply: {why}.") };
    match (alone, name.ends_with('?')) {
        (true, _) => capital(&does_not),
        (false, true) => format!("{name} {}", capital(&does_not)),
        (false, false) => format!("{name} {does_not}"),
    }
}

/// ` (awaited). Said by police on 2 June 2015 (cases.yaml:14). Note: …`
fn source(saying: &Saying) -> String {
    let place = saying.origin.rsplit(['/', '\\']).next().unwrap_or("");
    let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
    // Who knows nothing may have said nothing.
    let told = if saying.state == SayingState::NotKnown { "Asked of" } else { "Said by" };
    let said = match (&saying.by, saying.on) {
        (Some(by), Some(on)) => format!(". {told} {by} on {}{place}.", on.words()),
        (Some(by), None) => format!(". {told} {by}{place}."),
        (None, Some(on)) => format!(", on {}{place}.", on.words()),
        (None, None) => format!("{place}."),
    };
    let parts = [
        saying.reason.as_ref().map(|reason| format!(" ({reason})")),
        Some(said),
        saying.due.map(|due| format!(" Expected by {}.", due.words())),
        saying.reasons.as_ref().map(|reasons| format!(" Reasons given: {}", stop(reasons))),
        saying.note.as_ref().map(|note| format!(" Note: {}", stop(note))),
    ];
    parts.into_iter().flatten().collect()
}

/// A judgement that lacks a name, reasons or both.
#[must_use]
pub fn judgement_gap(gap: &JudgementGap) -> String {
    let lacks = match (gap.by, gap.reasons) {
        (true, true) => Some("who made it and the reasons are missing".to_owned()),
        (true, false) => Some("who made it is missing".to_owned()),
        (false, true) => Some("the reasons are missing".to_owned()),
        (false, false) => None,
    };
    let other = gap.other.as_ref().map(|by| format!("the rules name another body than {by} to make it"));
    let lacks: Vec<String> = lacks.into_iter().chain(other).collect();
    let lacks = lacks.join(", and ");
    after_name(&gap.fact.name, &format!("This judgement was used, but {lacks}."))
}
