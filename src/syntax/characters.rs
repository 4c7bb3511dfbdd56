//! Which characters may a file hold?
//!
//! Refuses what a reader cannot see or would mistake for something else: control characters, marks that turn the
//! direction of writing, zero-width characters, odd spaces and line ends, accents apart from their letters. Letters
//! that only look Latin are in `lookalikes.rs`.

use super::reader::Reader;
use super::refused::Refused;
use crate::diagnostic::Diagnostic;

/// Most messages about one kind of character in one file; the last says that there are more.
const MOST: usize = 20;

/// What is wrong with a character, and what to write in its place.
struct Refusal {
    code: &'static str,
    title: String,
    because: &'static str,
    fix: Option<(&'static str, String)>,
}

/// Do the lines of the file end as they should, at least here and there? Says so if not.
pub(super) fn in_lines(reader: &mut Reader<'_>) -> bool {
    let Some(first) = reader.text.find('\r').filter(|_| !reader.text.contains('\n')) else { return true };
    let place = reader.at(first, first + 1);
    reader.report(
        Diagnostic::error("E0110", place, "The lines of this file end in CR alone (U+000D)")
            .because("So it is one line to most programs, and nothing of it is read.")
            .help("Open it in your editor and save it with line ends LF, or CR and LF."),
    );
    false
}

/// Reports every refused character; the places of all of them.
pub(super) fn refused(reader: &mut Reader<'_>) -> Vec<Refused> {
    let text = reader.text;
    let mut places = Vec::new();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut before = '\n';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let accent = accented(before, letter);
        let refusal = if at == 0 && letter == '\u{feff}' { None } else { refusal(letter, next, accent) };
        if let Some(refusal) = refusal {
            let start = if accent.is_some() { at - before.len_utf8() } else { at };
            let end = at + letter.len_utf8();
            let mended = refusal.fix.as_ref().map(|(_, new)| new.clone());
            places.push(Refused { start, end, mended });
            report(reader, &mut counts, refusal, (start, end));
        }
        before = letter;
    }
    places
}

fn report(
    reader: &mut Reader<'_>,
    counts: &mut Vec<(&'static str, usize)>,
    refusal: Refusal,
    place: (usize, usize),
) {
    let known = counts.iter().position(|(code, _)| *code == refusal.code);
    let at = known.unwrap_or_else(|| {
        counts.push((refusal.code, 0));
        counts.len() - 1
    });
    let Some((_, count)) = counts.get_mut(at) else { return };
    *count += 1;
    let most = if refusal.code == "E0101" { 1 } else { MOST };
    if *count > most {
        return;
    }
    let span = reader.at(place.0, place.1);
    let mut diagnostic = Diagnostic::error(refusal.code, span, refusal.title).because(refusal.because);
    if *count == most && most > 1 {
        diagnostic = diagnostic.because("There may be more of its kind; only these are listed.");
    }
    if let Some((title, replacement)) = refusal.fix {
        diagnostic = diagnostic.fix(title, span, replacement);
    }
    reader.report(diagnostic);
}

fn refusal(letter: char, next: Option<char>, accent: Option<char>) -> Option<Refusal> {
    if matches!(letter, '\n' | '\t') || (letter == '\r' && next == Some('\n')) {
        return None;
    }
    let (code, what, because) = unseen(letter).or_else(|| mistakable(letter))?;
    let fix = match code {
        "E0101" => None,
        "E0108" => Some(("write a space", " ".to_owned())),
        "E0110" => Some(("end the line here", "\n".to_owned())),
        "E0127" => accent.map(|whole| ("write the letter with its accent", whole.to_string())),
        _ => Some(("leave it out", String::new())),
    };
    let title = format!("{what} (U+{:04X}) stands here", u32::from(letter));
    Some(Refusal { code, title, because, fix })
}

/// Code, name and reason of a refused character.
type Kind = (&'static str, &'static str, &'static str);

/// Characters that cannot be seen.
fn unseen(letter: char) -> Option<Kind> {
    match letter {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some((
            "E0110",
            "An uncommon line end",
            "Some programs show it as a new line and some do not. Lines end in LF or in CR and LF.",
        )),
        _ if letter.is_control() => {
            Some(("E0105", "A control character", "It cannot be seen, and does not belong in a text."))
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some((
            "E0106",
            "A mark that turns the direction of writing",
            "With it a line can read differently from what it says.",
        )),
        '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0000}'..='\u{e01ef}' => {
            Some(("E0107", "A character without width", "Two names that look the same could differ by it."))
        }
        _ => None,
    }
}

/// Characters that look like others, and the sign for one that was lost.
fn mistakable(letter: char) -> Option<Kind> {
    match letter {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some((
            "E0108",
            "An uncommon space",
            "Word processors put it in; it looks like a space, and no wording matches it.",
        )),
        '\u{300}'..='\u{36f}' => Some((
            "E0127",
            "An accent apart from its letter",
            "Two names that look the same could differ by it.",
        )),
        '\u{fffd}' => Some((
            "E0101",
            "The sign for a lost character",
            "The file was saved in another encoding than UTF-8, and a letter could not be kept.",
        )),
        _ => None,
    }
}

/// The letter that a letter and an accent behind it make, where English or Welsh has it.
fn accented(letter: char, accent: char) -> Option<char> {
    const LETTERS: &str = "aeiouwyAEIOUWY";
    let row = match accent {
        '\u{300}' => "àèìòùẁỳÀÈÌÒÙẀỲ",
        '\u{301}' => "áéíóúẃýÁÉÍÓÚẂÝ",
        '\u{302}' => "âêîôûŵŷÂÊÎÔÛŴŶ",
        '\u{308}' => "äëïöüẅÿÄËÏÖÜẄŸ",
        _ => return None,
    };
    let at = LETTERS.chars().position(|known| known == letter)?;
    row.chars().nth(at)
}
