//! "and" and "or" inside a sentence: is it several sentences run together?
//!
//! Tried only where no form reads the text whole, and only to say so, with the list written out.

use super::Reader;
use crate::diagnostic::Diagnostic;

/// More places than this are not tried.
const MOST_PLACES: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    And,
    Or,
    Comma,
}

/// First byte of a connective, one past its last, and which it is.
type Place = (usize, usize, Join);

/// The sentences found so far, and whether a later one may borrow its beginning from the first.
#[derive(Clone, Copy)]
struct Parts<'a> {
    before: &'a [String],
    borrowing: bool,
}

impl Reader<'_> {
    /// The diagnostic, if the text is sentences joined by connectives.
    pub(super) fn connective(self) -> Option<Diagnostic> {
        let text = self.whole.text.as_str();
        let places = places(text);
        if places.is_empty() || places.len() > MOST_PLACES {
            return None;
        }
        let whole = |borrowing| self.divide(text, &places, &Parts { before: &[], borrowing });
        let (parts, joins) = whole(false).or_else(|| whole(true))?;
        let words: Vec<Join> = joins.into_iter().filter(|join| *join != Join::Comma).collect();
        let (and, or) = (words.contains(&Join::And), words.contains(&Join::Or));
        let word = match (and, or) {
            (true, _) => "`and`",
            (false, true) => "`or`",
            (false, false) => "a comma",
        };
        let diagnostic = self
            .error("E0203", text, format!("{word} joins sentences here; in a rule each stands on its own"))
            .because("Sentences combine only under a list heading, so that nobody has to guess what belongs together.");
        if !and && !or && self.stating {
            return Some(diagnostic.fix("write semicolons", self.whole.span, parts.join("; ")));
        }
        if and == or {
            return Some(diagnostic.help("write a list for each group of sentences that belong together"));
        }
        let heading = if and { "all of these are true" } else { "any of these is true" };
        let fix = match of_one_entry(&parts) {
            Some((entry, items)) => self.write_list(&format!("{entry}, for which {heading}"), &items),
            None if self.stating && and => parts.join("; "),
            None => self.write_list(heading, &parts),
        };
        Some(diagnostic.fix("write them as a list", self.whole.span, fix))
    }

    /// Cuts the text so that every part is a sentence; a part may borrow its beginning from the first one ("the child
    /// died or was seriously harmed").
    fn divide(self, text: &str, places: &[Place], parts: &Parts<'_>) -> Option<(Vec<String>, Vec<Join>)> {
        for (index, (start, end, join)) in places.iter().enumerate() {
            let Some(part) = text.get(..*start).and_then(|part| self.completed(part, parts)) else {
                continue;
            };
            let rest = text.get(*end..)?;
            let later: Vec<Place> =
                places.iter().skip(index + 1).map(|(a, b, join)| (a - end, b - end, *join)).collect();
            let known: Vec<String> = parts.before.iter().cloned().chain([part.clone()]).collect();
            let known = Parts { before: &known, ..*parts };
            let last = self.completed(rest, &known).map(|last| (vec![last], Vec::new()));
            if let Some((parts, joins)) = last.or_else(|| self.divide(rest, &later, &known)) {
                return Some(([vec![part], parts].concat(), [vec![*join], joins].concat()));
            }
        }
        None
    }

    /// The part as a sentence, with words of the first part before it where it needs them.
    fn completed(self, part: &str, parts: &Parts<'_>) -> Option<String> {
        if self.reads(part) {
            return Some(part.to_owned());
        }
        let first = parts.before.first().filter(|_| parts.borrowing)?;
        let ends = first.match_indices(' ').map(|(at, _)| at + 1);
        let mut beginnings: Vec<&str> = ends.filter_map(|end| first.get(..end)).collect();
        beginnings.reverse();
        beginnings.into_iter().map(|beginning| format!("{beginning}{part}")).find(|whole| self.reads(whole))
    }

    pub(super) fn write_list(self, heading: &str, parts: &[String]) -> String {
        let kinds: [(u8, [&str; 4]); 4] = [
            (0b0001, ["(a)", "(b)", "(c)", "(d)"]),
            (0b0010, ["(i)", "(ii)", "(iii)", "(iv)"]),
            (0b0100, ["-", "-", "-", "-"]),
            (0b1000, ["(1)", "(2)", "(3)", "(4)"]),
        ];
        let free = kinds.into_iter().find(|(bit, _)| self.open & bit == 0);
        let labels =
            free.filter(|(_, labels)| parts.len() <= labels.len()).map_or(["-"; 4], |(_, labels)| labels);
        let depth = usize::try_from(self.open.count_ones()).unwrap_or(0);
        let margin = " ".repeat(4 * (depth + 1));
        let items = parts.iter().zip(labels.iter().chain(std::iter::repeat(&"-")));
        let items: Vec<String> = items.map(|(part, label)| format!("\n{margin}{label} {part}")).collect();
        format!("{heading}:{}", items.join(";"))
    }
}

/// What the parts say of one and the same entry: `there was a visit`, with `its kind is home` and so on. Apart, each part
/// could speak of another entry.
fn of_one_entry(parts: &[String]) -> Option<(String, Vec<String>)> {
    let entry = parts.first()?.split_once(" whose ")?.0;
    let of_it = |part: &String| Some(format!("its {}", part.strip_prefix(entry)?.strip_prefix(" whose ")?));
    Some((entry.to_owned(), parts.iter().map(of_it).collect::<Option<Vec<_>>>()?))
}

/// Where the text may be cut: first and last byte of each connective, and which it is.
fn places(text: &str) -> Vec<Place> {
    let lower = text.to_ascii_lowercase();
    let words = [
        (", and ", Join::And),
        (" and ", Join::And),
        (", or ", Join::Or),
        (" or ", Join::Or),
        (", ", Join::Comma),
    ];
    let mut places: Vec<Place> = Vec::new();
    for (word, join) in words {
        for (at, _) in lower.match_indices(word) {
            let end = at + word.len();
            if !places.iter().any(|(start, stop, _)| at < *stop && *start < end) {
                places.push((at, end, join));
            }
        }
    }
    places.sort_by_key(|(start, _, _)| *start);
    places
}
