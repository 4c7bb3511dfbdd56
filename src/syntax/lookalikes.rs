//! Letters that look Latin and are not.
//!
//! A word that mixes Latin letters with such ones, or consists of them alone, would match no wording and nobody could
//! see why. Real Greek or Cyrillic words hold letters that do not look Latin, and are left alone.

use super::reader::Reader;
use super::refused::Refused;
use crate::diagnostic::{Diagnostic, Edit};

/// Most messages about such words in one file.
const MOST: usize = 20;

/// Cyrillic, Greek and Armenian letters, and the Latin ones they look like.
const LOOKALIKES: [(char, char); 58] = [
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('у', 'y'),
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('Ү', 'Y'),
    ('Х', 'X'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
    ('ρ', 'p'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('γ', 'y'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('օ', 'o'),
    ('ս', 'u'),
    ('ո', 'n'),
    ('հ', 'h'),
    ('ց', 'g'),
];

/// Reports every word with such letters; the places of all of these.
pub(super) fn refused(reader: &mut Reader<'_>) -> Vec<Refused> {
    let text = reader.text;
    if text.is_ascii() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut words = 0;
    let mut start = 0;
    for part in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = part.trim_end_matches(|letter: char| !letter.is_alphabetic());
        if is_mistakable(word) {
            places.extend(letters(word, start));
            words += 1;
            if words <= MOST {
                report(reader, word, start);
            }
        }
        start += part.len();
    }
    places
}

/// The letters of such a word; one that stands alone may mark an item, and is not read as another.
fn letters(word: &str, start: usize) -> Vec<Refused> {
    let alone = word.chars().count() == 1;
    let found = word.char_indices().filter_map(|(at, letter)| Some((start + at, letter, latin(letter)?)));
    let refused = found.map(|(start, letter, latin)| Refused {
        start,
        end: start + letter.len_utf8(),
        mended: (!alone).then(|| latin.to_string()),
    });
    refused.collect()
}

fn is_mistakable(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let mixed = word.chars().any(|letter| letter.is_ascii_alphabetic());
    let any = word.chars().any(|letter| latin(letter).is_some());
    any && (mixed || word.chars().all(|letter| latin(letter).is_some()))
}

fn latin(letter: char) -> Option<char> {
    let number = u32::from(letter);
    if (0xff21..=0xff3a).contains(&number) || (0xff41..=0xff5a).contains(&number) {
        return char::from_u32(number - 0xff21 + u32::from('A'));
    }
    LOOKALIKES.iter().find(|(known, _)| *known == letter).map(|(_, latin)| *latin)
}

fn report(reader: &mut Reader<'_>, word: &str, start: usize) {
    let found = word.char_indices().filter_map(|(at, letter)| latin(letter).map(|latin| (at, letter, latin)));
    let found: Vec<(usize, char, char)> = found.collect();
    let Some((_, letter, like)) = found.first() else { return };
    let edits = found.iter().map(|(at, letter, latin)| Edit {
        span: reader.at(start + at, start + at + letter.len_utf8()),
        replacement: latin.to_string(),
    });
    let edits = edits.collect();
    let title = format!(
        "A letter in `{word}` only looks like `{like}` (it is U+{:04X}, not U+{:04X})",
        u32::from(*letter),
        u32::from(*like)
    );
    let place = reader.at(start, start + word.len());
    reader.report(
        Diagnostic::error("E0109", place, title)
            .because("It comes from another alphabet, so this word is not the one it looks like.")
            .fix_with("write the Latin letters", edits),
    );
}
