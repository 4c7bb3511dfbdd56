//! Does this heading say how its items combine?
//!
//! `all of these are true`, `any of these is true`, `none of these is true`, `at least / at most / exactly N of these
//! are true`, alone or after `…, for which` or `…, for whom`. Other wordings that people write are recognised only to offer ours.

use super::pieces::{Kind, Piece};
use super::reader::Reader;
use super::tree::{Count, Heading};
use super::words::Words;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

/// A list heading found at the end of a phrase.
pub(super) struct Found<'p, 'a> {
    /// What stands before it.
    pub(super) lead: Words<'p, 'a>,
    /// How the items combine.
    pub(super) heading: Heading,
    /// Its own words.
    pub(super) span: Span,
    /// The words of its number, where it has one.
    number: Option<Words<'p, 'a>>,
}

/// Is this, or does it end in, a heading that opens a list?
pub(super) fn is_heading(words: Words<'_, '_>) -> bool {
    find(words).is_some()
        || words.without_end("considers").is_some()
        || words.without_end("outcomes , most serious first").is_some()
}

/// Makes a heading of its number.
type Counted = fn(Count) -> Heading;

/// The list heading at the end of a phrase, if there is one.
pub(super) fn find<'p, 'a>(words: Words<'p, 'a>) -> Option<Found<'p, 'a>> {
    let before = words.without_end("of these are true").or_else(|| words.without_end("of these is true"))?;
    let found = |lead: Words<'p, 'a>, heading, number| {
        let span = words
            .pieces
            .get(lead.pieces.len())
            .map_or(words.span(), |first| Span::new(words.source, first.start, words.span().end));
        Some(Found { lead, heading, span, number })
    };
    for (word, heading) in [("all", Heading::All), ("any", Heading::Any), ("none", Heading::None)] {
        if let Some(lead) = before.without_end(word) {
            return found(lead, heading, None);
        }
    }
    let kinds: [(&str, Counted); 3] =
        [("at least", Heading::AtLeast), ("at most", Heading::AtMost), ("exactly", Heading::Exactly)];
    let (lead, number, heading) = kinds
        .into_iter()
        .filter_map(|(phrase, heading)| {
            before.split_last(phrase).map(|(lead, number)| (lead, number, heading))
        })
        .filter(|(_, number, _)| {
            !number.is_empty() && number.pieces.iter().all(|piece| piece.kind == Kind::Word)
        })
        .max_by_key(|(lead, _, _)| lead.pieces.len())?;
    found(lead, heading(count(number)), Some(number))
}

/// The heading, with what is wrong with its number said.
pub(super) fn read<'p, 'a>(reader: &mut Reader<'a>, words: Words<'p, 'a>) -> Option<Found<'p, 'a>> {
    let found = find(words);
    if let Some(number) = found.as_ref().and_then(|found| found.number)
        && !is_countable(reader, number)
    {
        return None;
    }
    if found.is_none() {
        report_unknown(reader, words);
    }
    found
}

fn count(number: Words<'_, '_>) -> Count {
    let text = number.text();
    let number = text.text.parse().ok().or_else(|| digit_of(&text.text));
    number.map_or(Count::Setting(text), Count::Number)
}

/// Can a list be counted by it? Says why not; a number in letters is reported and read.
fn is_countable(reader: &mut Reader<'_>, number: Words<'_, '_>) -> bool {
    let text = number.text();
    if let Some(digit) = digit_of(&text.text) {
        reader.report(
            Diagnostic::error(
                "E0124",
                text.span,
                format!("The number `{}` is written in letters", text.text),
            )
            .because("A word in this place is the name of a setting, such as `several`.")
            .fix(format!("write `{digit}`"), text.span, digit.to_string()),
        );
    } else if text.text.bytes().all(|byte| byte.is_ascii_digit()) && text.text.parse::<u32>().is_err() {
        reader.report(too_large(text.span, &text.text));
        return false;
    }
    true
}

/// A number with more digits than anything here can count.
pub(super) fn too_large(place: Span, written: &str) -> Diagnostic {
    let shown: String = written.chars().take(24).collect();
    Diagnostic::error("E0129", place, format!("The number `{shown}` is too large"))
        .help("Numbers in rules go up to 4294967295.")
}

/// The digits of a number written in letters.
pub(super) fn digit_of(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let at = NUMBERS.iter().position(|number| number.eq_ignore_ascii_case(word))?;
    u32::try_from(at).ok()
}

/// Words by which people take an item out of a list.
const EXCEPTING: [&str; 4] = ["except", "unless", "but", "apart from"];

/// Says that a phrase before a colon is no list heading, and offers the one most likely meant.
pub(super) fn report_unknown(reader: &mut Reader<'_>, words: Words<'_, '_>) {
    let (tail, ours) = meant(words);
    let place = if tail.is_empty() { words.span() } else { tail.span() };
    let written = if tail.is_empty() { words.text().text } else { tail.text().text };
    let mut diagnostic = Diagnostic::error(
        "E0118",
        place,
        format!("`{written}` does not say how the items of this list combine"),
    )
    .help(
        "Write `all of these are true:`, `any of these is true:`, `none of these is true:`, \
                 or `at least`, `at most` or `exactly` a number `of these are true:`.",
    );
    if EXCEPTING.iter().any(|word| tail.split(word).is_some()) {
        diagnostic = diagnostic.help(
            "What must not be so is an item of its own: `none of these is true:` with the sentences below it.",
        );
    }
    for ours in ours {
        diagnostic = diagnostic.fix(format!("write `{ours}`"), place, ours);
    }
    reader.report(diagnostic);
}

/// The words that stand where a list heading should, and the headings that may be meant by them.
fn meant<'p, 'a>(words: Words<'p, 'a>) -> (Words<'p, 'a>, Vec<String>) {
    let tail = ["for which", "for whom", "when", "where", "if", ","]
        .into_iter()
        .filter_map(|phrase| words.split_last(phrase).map(|(_, tail)| tail))
        .min_by_key(|tail| tail.pieces.len())
        .unwrap_or(words);
    let text = tail.text().text.to_lowercase();
    if EXCEPTING.iter().any(|word| tail.split(word).is_some()) {
        // No heading of the language says it: each would leave the exception out.
        return (tail, Vec::new());
    }
    let of_these: Vec<&str> = text.split(' ').take_while(|word| *word != "of").collect();
    let start = of_these.join(" ");
    let number = |word: &str| digit_of(word).or_else(|| word.parse().ok());
    let ours = match of_these.as_slice() {
        ["all" | "each" | "both" | "every" | "everything"] | ["all", "these" | "the"] => {
            "all of these are true"
        }
        ["any" | "either" | "some"] | ["any", "one"] | ["one", "or", "more"] | ["at", "least", "one"] => {
            "any of these is true"
        }
        ["none" | "neither"] | ["not", "any"] => "none of these is true",
        ["one" | "1"] => {
            let both = ["any of these is true", "exactly 1 of these are true"];
            return (tail, both.map(str::to_owned).to_vec());
        }
        [many] | ["any", many] if number(many).is_some() => {
            return (tail, counted(&["at least", "exactly"], number(many)));
        }
        [many, "or", "more"] if number(many).is_some() => {
            return (tail, counted(&["at least"], number(many)));
        }
        [many, "or", "fewer"] if number(many).is_some() => {
            return (tail, counted(&["at most"], number(many)));
        }
        ["more", "than", many] | ["over", many] if number(many).is_some() => {
            return (tail, counted(&["at least"], number(many).and_then(|many| many.checked_add(1))));
        }
        ["fewer" | "less", "than", many] | ["under", many] if number(many).is_some() => {
            return (tail, counted(&["at most"], number(many).and_then(|many| many.checked_sub(1))));
        }
        ["at", "least" | "most", many] | ["exactly", many] if number(many).is_some() => {
            let kind = start.rsplit_once(' ').map_or("exactly", |(kind, _)| kind);
            return (tail, counted(&[kind], number(many)));
        }
        _ => {
            // The first word says how they combine: a near miss is one of that word.
            let said = text.split(' ').next().unwrap_or(&text);
            let known = ["all of these are true", "any of these is true", "none of these is true"];
            let known = known.into_iter().filter(|ours| {
                nearest(said, ours.split(' ').next()).is_some() && nearest(&text, [*ours]).is_some()
            });
            return (tail, known.map(str::to_owned).collect());
        }
    };
    (tail, vec![ours.to_owned()])
}

fn counted(kinds: &[&str], many: Option<u32>) -> Vec<String> {
    let all = kinds.iter().filter_map(|kind| Some(format!("{kind} {} of these are true", many?)));
    all.collect()
}

/// The piece right behind the words of a heading that ends in a colon inside the words (no items follow).
pub(super) fn before_colon<'p, 'a>(words: Words<'p, 'a>) -> Option<(Words<'p, 'a>, &'p Piece<'a>)> {
    let at = words.pieces.iter().position(|piece| piece.kind == Kind::Colon)?;
    let (before, _) = words.pieces.split_at_checked(at)?;
    Some((Words { pieces: before, ..words }, words.pieces.get(at)?))
}
