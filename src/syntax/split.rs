//! Where does each block begin?
//!
//! A block heading at a line's start always begins a block, so a mistake in one block cannot swallow the next. A line
//! that looks like a heading but is none is reported here, with the nearest heading there is.

use super::pieces::heading_begins;
use super::reader::Reader;
use super::refused::unfilled;
use super::words::straight;
use crate::diagnostic::{Diagnostic, nearest};

/// Headings followed by a quoted name.
const NAMED: [&str; 16] = [
    "Rule set",
    "Rule",
    "Question",
    "Definition",
    "Presumption",
    "Exception",
    "Deadline",
    "Check",
    "Table",
    "Guarantee",
    "Departure",
    "Example",
    "Vocabulary",
    "Board profile",
    "For",
    "Otherwise",
];
/// Headings followed by a fact's id.
const DECLARED: [&str; 8] =
    ["Fact", "Judgement", "Computed", "Periods", "List", "Context", "Established later", "Private"];
/// Headings alone on their line.
const BARE: [&str; 5] = ["Sources", "Settings", "Overrides", "While facts are missing", "Always"];
/// Words before a quoted name that begin a sentence and no block.
const SENTENCE_STARTS: [&str; 9] = ["in", "if", "then", "given", "rule", "because of", "unless", "and", "or"];

/// A stretch of the file that is read as one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// Its first byte: the heading, or the file's beginning.
    pub(super) start: usize,
    /// The first byte of the next.
    pub(super) end: usize,
    /// Does it begin with a heading?
    pub(super) headed: Headed,
}

/// What a stretch begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headed {
    /// A heading.
    Yes,
    /// Something like a heading, reported; with the heading meant, where a block can be read as if it stood there.
    Almost(Option<&'static str>),
    /// None: the beginning of the file.
    No,
}

/// Cuts a file into blocks; the first stretch is what stands before the first heading.
pub(super) fn split(reader: &mut Reader<'_>) -> Vec<Stretch> {
    let text = reader.text;
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut starts = vec![(mark, Headed::No)];
    let mut line = Line { at: 0, ended: true, blank_before: true };
    for written in text.split_inclusive('\n') {
        let start = line.at;
        let indent = written.len() - written.trim_start_matches([' ', '\t', '\u{feff}']).len();
        let content = without_comment(written.get(indent..).unwrap_or("")).trim_end();
        let from = text.get(start + indent..).unwrap_or("");
        if !content.is_empty() {
            let count = starts.len();
            if let Some(diagnostic) = about_a_rule(reader, start + indent, content) {
                reader.report(diagnostic);
            } else if heading_begins(&unfilled(window(from))) {
                starts.push((start + indent, Headed::Yes));
            } else if (line.ended || (indent == 0 && is_bare(content)))
                && let Some((diagnostic, meant)) =
                    unknown_heading(reader, &line, start + indent, content, indent)
            {
                starts.push((start + indent, Headed::Almost(meant)));
                reader.report(diagnostic);
            }
            line.ended = content.ends_with(['.', '?', '|']) || starts.len() > count;
            line.blank_before = false;
        } else if written.trim().is_empty() {
            line.blank_before = true;
        }
        line.at += written.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    starts.iter().zip(ends).map(|(&(start, headed), end)| Stretch { start, end, headed }).collect()
}

/// The heading that a misspelt one offers to be, where its block can be read as if it stood there: a name or nothing
/// follows.
fn readable(said: &Diagnostic) -> Option<&'static str> {
    const OTHERS: [&str; 5] = ["Rule set", "Vocabulary", "Board profile", "Question", "For"];
    let meant = &said.fixes.first()?.edits.first()?.replacement;
    let named = NAMED.into_iter().filter(|heading| !OTHERS.contains(heading));
    named.chain(BARE).find(|heading| heading == meant)
}

/// As much of the text as a heading can take: three lines.
fn window(from: &str) -> &str {
    let end = from.match_indices('\n').nth(2).map_or(from.len(), |(at, _)| at);
    from.get(..end).unwrap_or(from)
}

/// Where we are between two lines.
struct Line {
    at: usize,
    /// Did what stands before end its sentence?
    ended: bool,
    blank_before: bool,
}

fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let hash = line.find(|letter: char| {
        quoted ^= matches!(letter, '"' | '“' | '”' | '„' | '‟');
        letter == '#' && !quoted
    });
    line.get(..hash.unwrap_or(line.len())).unwrap_or(line)
}

fn unknown_heading(
    reader: &Reader<'_>,
    line: &Line,
    at: usize,
    content: &str,
    indent: usize,
) -> Option<(Diagnostic, Option<&'static str>)> {
    let indent = if line.at == 0 { 0 } else { indent };
    let misspelt = |said: Diagnostic| {
        let meant = readable(&said);
        (said, meant)
    };
    if let Some(said) = named(reader, line, at, content, indent) {
        return Some(misspelt(said));
    }
    if indent > 0 {
        return None;
    }
    let others = || declared(reader, at, content).or_else(|| bare(reader, at, content));
    unquoted(reader, at, content)
        .map(|(said, keyword)| (said, Some(keyword)))
        .or_else(|| others().or_else(|| otherwise(reader, at, content)).map(misspelt))
}

/// `Rulle "…"`, `Policy "…"`, `rule "…"`
fn named(reader: &Reader<'_>, line: &Line, at: usize, content: &str, indent: usize) -> Option<Diagnostic> {
    let quote = content.find(['"', '“', '”', '„'])?;
    let before = content.get(..quote)?.trim_end();
    let colon = before.ends_with(':');
    let words = before.trim_end_matches(':').trim_end();
    let count = words.split_whitespace().count();
    if words.is_empty() || count > 3 || !words.chars().all(|letter| letter.is_alphabetic() || letter == ' ') {
        return None;
    }
    let folded = straight(words);
    let capital = words.starts_with(|letter: char| letter.is_uppercase());
    let near = nearest(&folded, NAMED.into_iter().filter(|name| *name != "Otherwise"));
    let exact = near.is_some_and(|near| near.eq_ignore_ascii_case(&folded));
    let sentence = SENTENCE_STARTS.iter().any(|start| start.eq_ignore_ascii_case(&folded));
    let place = reader.at(at, at + before.len());
    if exact && colon && near == Some(folded.as_str()) && indent == 0 {
        let near = near.unwrap_or_default();
        return Some(
            Diagnostic::error("E0125", place, format!("A colon stands between `{near}` and its name")).fix(
                "leave out the colon",
                place,
                near,
            ),
        );
    }
    let plausible = !colon && (!sentence || exact && indent == 0) && (capital || indent == 0);
    let near = near.filter(|near| near.len() > 3 || exact);
    match near {
        Some(near) if plausible => Some(unknown(place, &folded).fix(format!("write `{near}`"), place, near)),
        None if plausible && capital && indent == 0 && (line.blank_before || heads(content)) => Some(unknown(place, &folded).help(
            "The headings with a name are Rule set, Question, Definition, Rule, Presumption, Exception, Deadline, \
             Check, Table, Guarantee, Departure, Example, Vocabulary, Board profile and For.",
        )),
        _ => None,
    }
}

/// `Rule infants [Local 1]`, `For review, by the date …`: a name without its quotes.
fn unquoted(reader: &Reader<'_>, at: usize, content: &str) -> Option<(Diagnostic, &'static str)> {
    let by = content.split_once(", by ").filter(|_| content.starts_with("For "));
    let alone = || uncited(content).then_some((content, ""));
    let cited = || content.split_once('[').filter(|_| content.ends_with(']'));
    let (before, _) = by.or_else(cited).or_else(alone)?;
    let keyword = NAMED.into_iter().find(|keyword| {
        *keyword != "Otherwise" && before.strip_prefix(keyword).is_some_and(|rest| rest.starts_with(' '))
    })?;
    let name = before.get(keyword.len()..)?.trim();
    if name.is_empty() || name.contains(['.', ';', ':', '"']) {
        return None;
    }
    let start = at + content.find(name)?;
    let place = reader.at(start, start + name.len());
    let said = Diagnostic::error("E0421", place, format!("The name `{name}` stands without quotes"));
    Some((said.fix("put it between quotes", place, format!("\"{name}\"")), keyword))
}

/// A heading that needs no citation, with a few words behind it and no mark at its end.
fn uncited(content: &str) -> bool {
    const UNCITED: [&str; 3] = ["Example ", "Check ", "Deadline "];
    UNCITED.iter().any(|keyword| content.starts_with(keyword))
        && content.ends_with(char::is_alphanumeric)
        && content.split(' ').count() <= 8
}

/// `Rule "close" never applies when …`: a sentence of a guarantee or an example, which a capital letter makes a heading.
fn about_a_rule(reader: &Reader<'_>, at: usize, content: &str) -> Option<Diagnostic> {
    let rest = content.strip_prefix("Rule")?.trim_start().strip_prefix(['"', '“', '„'])?;
    let (_, said) = rest.split_once(['"', '”', '“'])?;
    let said = said.trim_start();
    if !["applies", "never applies", "always applies", "does not apply"]
        .iter()
        .any(|start| said.starts_with(start))
    {
        return None;
    }
    let place = reader.at(at, at + "Rule".len());
    Some(
        Diagnostic::error(
            "E0125",
            place,
            "`Rule` with a capital letter begins a block, and this is a sentence about a rule",
        )
        .fix("write `rule`", place, "rule"),
    )
}

/// Does the line end with a name or a citation, as a heading does and a sentence does not?
fn heads(content: &str) -> bool {
    content.ends_with(['"', '”', ']'])
}

/// `Judgment concern, yes or no.`, `Fact Date_of_birth, date.`
fn declared(reader: &Reader<'_>, at: usize, content: &str) -> Option<Diagnostic> {
    let words: Vec<&str> = content.split_whitespace().take(3).collect();
    let (keyword, id) = match words.as_slice() {
        [keyword, ..] if DECLARED.contains(keyword) && several_words(content).is_some() => {
            let id = several_words(content)?;
            let start = at + content.find(id)?;
            return Some(no_id(id, reader.at(start, start + id.len())));
        }
        ["Established", later, id] if id.ends_with([',', '.']) => (format!("Established {later}"), *id),
        [keyword, id, ..] => ((*keyword).to_owned(), *id),
        _ => return None,
    };
    let bare_id = id.trim_end_matches([',', '.']);
    if bare_id == id || bare_id.is_empty() || !keyword.starts_with(|letter: char| letter.is_uppercase()) {
        return None;
    }
    let near = nearest(&keyword, DECLARED)?;
    let keyword_place = reader.at(at, at + keyword.len());
    if near != keyword {
        return Some(unknown(keyword_place, &keyword).fix(format!("write `{near}`"), keyword_place, near));
    }
    let start = at + content.find(id)?;
    Some(no_id(bare_id, reader.at(start, start + bare_id.len())))
}

/// `Private nhs number.`: the words that stand where one id belongs.
fn several_words(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once(' ')?;
    let id = rest.split([',', '.']).next()?.trim();
    let plain = id.chars().all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '-');
    (plain && (2..=4).contains(&id.split(' ').count()) && id.len() < rest.trim().len()).then_some(id)
}

fn no_id(bare_id: &str, place: crate::source::Span) -> Diagnostic {
    let mended: String = bare_id
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    let mended = mended.trim_start_matches(|letter: char| !letter.is_ascii_lowercase()).to_owned();
    let diagnostic = Diagnostic::error("E0427", place, format!("`{bare_id}` cannot be the id of a fact"))
        .because("An id is written in small letters, figures and hyphens, and begins with a letter.");
    if mended.is_empty() { diagnostic } else { diagnostic.fix(format!("write `{mended}`"), place, mended) }
}

/// Is it a heading that stands alone, but for the case of its letters or a colon?
fn is_bare(content: &str) -> bool {
    BARE.iter().any(|heading| heading.eq_ignore_ascii_case(content.trim_end_matches([':', '.'])))
}

/// `Sorces`, `Sources:`
fn bare(reader: &Reader<'_>, at: usize, content: &str) -> Option<Diagnostic> {
    let words = content.trim_end_matches([':', '.']);
    if words.split_whitespace().count() > 5 {
        return None;
    }
    let folded = straight(words);
    let near = nearest(&folded, BARE)?;
    let place = reader.at(at, at + content.len());
    Some(unknown(place, content).fix(format!("write `{near}`"), place, near))
}

/// `otherwise the outcome is …`, `OTHERWISE …`, `Otherwise, …`
fn otherwise(reader: &Reader<'_>, at: usize, content: &str) -> Option<Diagnostic> {
    let is_otherwise = |word: &&str| word.trim_end_matches([',', ':']).eq_ignore_ascii_case("Otherwise");
    let word = content.split(' ').next().filter(is_otherwise)?;
    let place = reader.at(at, at + word.len());
    Some(unknown(place, word).fix("write `Otherwise`", place, "Otherwise"))
}

fn unknown(place: crate::source::Span, written: &str) -> Diagnostic {
    Diagnostic::error("E0125", place, format!("No block begins with `{written}`"))
}
