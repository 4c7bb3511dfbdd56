//! What in a record's raw text would mislead a reader? Invisible and direction-changing characters, tabs as
//! indentation.

use std::sync::Arc;

use super::Place;
use super::node::At;
use crate::diagnostic::Diagnostic;

/// Says where characters stand that nobody sees or that change how a line reads; the text begins at `at`.
pub(super) fn misleading(text: &str, at: At, file: &Arc<str>) -> Vec<Diagnostic> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte) || byte == b'\n' || byte == b'\t') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = at;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(name) = name_of_misleading(letter, letters.peek() == Some(&'\n')) {
            found.push(message(at.place(file), letter, name));
        }
        at = if letter == '\n' {
            At { line: at.line + 1, column: 1, ..at }
        } else {
            At { column: at.column + 1, ..at }
        };
    }
    found
}

/// The first such character of a text that was written with escapes, so that its letters do not stand in the file.
pub(super) fn escaped(text: &str, place: Place) -> Option<Diagnostic> {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(name) = name_of_misleading(letter, letters.peek() == Some(&'\n')) {
            return Some(message(place, letter, name));
        }
    }
    None
}

/// Bytes that are no text.
pub(super) fn not_utf8(place: Place) -> Diagnostic {
    Diagnostic::error_in_record(
        "E0504",
        place,
        "letters that cannot be read stand here: the file is not UTF-8",
    )
    .help("save the file as UTF-8; in a spreadsheet choose \"CSV UTF-8\"")
}

fn name_of_misleading(letter: char, before_line_end: bool) -> Option<&'static str> {
    match letter {
        '\r' if before_line_end => None,
        '\r' => Some("a carriage return without a line feed"),
        '\n' | '\t' => None,
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some("an unusual line break"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some("a sign that changes the reading direction")
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}' => {
            Some("an invisible character")
        }
        '\u{e0000}'..='\u{e007f}' => Some("an invisible character"),
        _ if letter.is_control() => Some("a control character"),
        _ => None,
    }
}

fn message(place: Place, letter: char, name: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0504", place, format!("{name} stands here (U+{:04X})", u32::from(letter)))
        .because("People do not see it, so they could not read what the engine reads.")
        .help("delete it; if the text was pasted from elsewhere, type the words again")
}

/// When a text cannot be read and a line at or before the place is indented with a tab, that is the likelier cause.
pub(super) fn tabs_first(text: &str, file: &Arc<str>, broken: Diagnostic) -> Diagnostic {
    let until = broken.place.as_ref().map_or(0, |place| place.line);
    let tab = (1_u32..).zip(text.lines()).take_while(|(number, _)| *number <= until.saturating_add(1)).find(
        |(_, line)| {
            let indent = line.len() - line.trim_start().len();
            line.get(..indent).is_some_and(|blank| blank.contains('\t'))
        },
    );
    let Some((number, line)) = tab.filter(|_| broken.code.0 == "E0501") else { return broken };
    let column = line.chars().position(|letter| letter == '\t').map_or(1, |column| column + 1);
    let at = At { file: 0, line: number, column: u32::try_from(column).unwrap_or(1) };
    Diagnostic::error_in_record("E0507", at.place(file), "this line is indented with a tab")
        .because("A tab has no fixed width, so it cannot be told which group the line belongs to.")
        .help("indent with spaces: two for each level")
}

/// The items of a list that begins at the left margin (`- …`), each with the number of its first line.
pub(super) fn top_level_items(text: &str) -> Vec<(u32, &str)> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        if line.starts_with("- ") || line.trim_end() == "-" {
            starts.push((number, offset));
        } else if starts.is_empty()
            && !line.trim().is_empty()
            && !line.starts_with('#')
            && line.trim_end() != "---"
        {
            return Vec::new();
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, offset)| *offset).chain([text.len()]);
    starts.iter().zip(ends).filter_map(|((number, from), to)| Some((*number, text.get(*from..to)?))).collect()
}
