//! Which rule set answers which question in an area, from which day? A board profile, checked.
//!
//! Loading the sets it names, and choosing among them for a case, are done elsewhere.

use super::condition::DateTerm;
use super::context::near;
use super::header::unknown_calendar;
use super::names::{Names, Scope};
use super::questions::same;
use super::rule_set::RuleSet;
use super::sentence;
use super::unique::article;
use crate::calendar::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::source::Span;
use crate::syntax::Tree;
use crate::syntax::tree::{Block, Interval, ProfileFor, ProfileHeader, Text};

/// A board profile.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Title.
    pub title: String,
    /// `Area:`
    pub area: Option<String>,
    /// `Working days:`
    pub working_days: Option<String>,
    /// A `For` block each.
    pub questions: Vec<ProfileQuestion>,
    /// The heading line.
    pub span: Span,
}

/// `For "review", by the date the board was notified` and its lines.
#[derive(Debug, Clone)]
pub struct ProfileQuestion {
    /// The question.
    pub question: String,
    /// The selecting date, as written.
    pub by: String,
    /// The lines, earliest first; without gap or overlap.
    pub lines: Vec<ProfileLine>,
    /// The block.
    pub span: Span,
}

/// `From D until E: "SET".`
#[derive(Debug, Clone)]
pub struct ProfileLine {
    /// The first day; absent: any day up to `until`.
    pub from: Option<Date>,
    /// The last day, included: as written, else the day before the next line. Absent: from then on.
    pub until: Option<Date>,
    /// Title of the rule set.
    pub set: String,
    /// The selecting date in that set's vocabulary, where the set was at hand.
    pub by: Option<DateTerm>,
    /// Where its dates stand.
    pub span: Span,
}

/// A rule set that a title resolves to.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its title.
    pub title: &'a str,
    /// The set; absent where it was not loaded, or has errors of its own.
    pub rule_set: Option<&'a RuleSet>,
}

/// Checks a board profile against the rule sets that can be named.
///
/// ```
/// let (profile, diagnostics) = threshold::check::profile(&threshold::syntax::Tree::default(), &[]);
/// assert!(profile.questions.is_empty() && diagnostics.is_empty());
/// ```
#[must_use]
pub fn profile(tree: &Tree, known: &[Known<'_>]) -> (Profile, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let header = heading(tree, &mut found);
    let mut profile = Profile::default();
    if let Some(header) = header {
        let written = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
        profile.title.clone_from(&header.title.text);
        profile.area = written(&header.area);
        profile.working_days = written(&header.working_days);
        profile.span = header.span;
        found.extend(header.working_days.as_ref().and_then(unknown_calendar));
    }
    let mut seen: Vec<&ProfileFor> = Vec::new();
    for block in &tree.blocks {
        let Block::ProfileFor(block) = block else { continue };
        if let Some(first) = seen.iter().find(|first| same(&first.question.text, &block.question.text)) {
            found.push(
                Diagnostic::error(
                    "E0618",
                    block.question.span,
                    format!("there are two blocks for `{}`", block.question.text),
                )
                .also(first.question.span, "the first")
                .help("put all lines for one question into one block"),
            );
        }
        seen.push(block);
        profile.questions.push(question(block, known, &mut found));
    }
    if let (Some(header), [], false) = (header, seen.as_slice(), tree.faulty) {
        found.push(Diagnostic::warning("W0620", header.span, "this profile names no rule set").help(
            "add a block such as `For \"review\", by the date the board was notified` with its `From` lines",
        ));
    }
    diagnostic::sort(&mut found);
    (profile, found)
}

/// The one heading; says so where it is missing, or other things stand in the file.
fn heading<'a>(tree: &'a Tree, found: &mut Vec<Diagnostic>) -> Option<&'a ProfileHeader> {
    let mut first: Option<&ProfileHeader> = None;
    for block in &tree.blocks {
        match (block, first) {
            (Block::Profile(header), None) => first = Some(header),
            (Block::Profile(header), Some(first)) => found.push(
                Diagnostic::error("E0617", header.span, "this file holds a second board profile")
                    .also(first.span, "the first begins here")
                    .help("put each profile into a file of its own"),
            ),
            (Block::ProfileFor(_) | Block::Broken(_), _) => {}
            (other, _) => found.push(
                Diagnostic::error("E0619", super::gather::block_span(other), "this block does not belong in a board profile")
                    .because("A profile names rule sets and the days from which they answer a question, and nothing else.")
                    .help("move it to a `.rules` or `.facts` file"),
            ),
        }
    }
    let broken = tree.blocks.iter().any(|block| matches!(block, Block::Broken(_)));
    if let (None, Some(block), false) = (first, tree.blocks.first(), broken) {
        found.push(
            Diagnostic::error(
                "E0617",
                super::gather::block_span(block),
                "this file has no `Board profile` heading",
            )
            .help("begin it with `Board profile \"…\"` and its `Area: ….`"),
        );
    }
    first
}

/// A line as written, with its set where known.
struct Written<'a> {
    interval: &'a Interval,
    title: &'a Text,
    set: Option<&'a RuleSet>,
}

fn question(block: &ProfileFor, known: &[Known<'_>], found: &mut Vec<Diagnostic>) -> ProfileQuestion {
    let mut lines: Vec<(ProfileLine, Written<'_>)> = Vec::new();
    for (interval, title) in &block.lines {
        let set = resolve(title, known, found).and_then(|known| known.rule_set);
        let line = ProfileLine {
            from: interval.from.map(|(day, _)| day),
            until: interval.until.map(|(day, _)| day),
            set: title.text.clone(),
            by: set.and_then(|set| by(block, set, found)),
            span: interval.span,
        };
        lines.push((line, Written { interval, title, set }));
    }
    lines.sort_by_key(|(line, _)| line.from);
    join(&mut lines, found);
    for (line, written) in &lines {
        if let Some(set) = written.set {
            in_force(line, written, set, found);
            asks(block, written, set, found);
        }
    }
    ProfileQuestion {
        question: block.question.text.clone(),
        by: block.by.text.clone(),
        lines: lines.into_iter().map(|(line, _)| line).collect(),
        span: block.span,
    }
}

fn resolve<'k>(title: &Text, known: &'k [Known<'k>], found: &mut Vec<Diagnostic>) -> Option<&'k Known<'k>> {
    let set = known.iter().find(|known| known.title == title.text);
    if set.is_none() {
        let said = Diagnostic::error("E0613", title.span, format!("there is no rule set titled `{}`", title.text))
            .because("Titles are looked for below this file's folder, in `rules/` beside it, and among the sets that are shipped.");
        let titles: Vec<&str> = known.iter().map(|known| known.title).collect();
        found.push(near(said, title, &titles));
    }
    set
}

/// The selecting date in a set's vocabulary; said once for a block, at its heading.
fn by(block: &ProfileFor, set: &RuleSet, found: &mut Vec<Diagnostic>) -> Option<DateTerm> {
    let names =
        Names { vocabulary: set.vocabulary.clone(), conventions: set.conventions, ..Names::default() };
    match sentence::date(&names, &block.by, Scope::Case) {
        Ok(term) => Some(term),
        Err(mut said) => {
            said.code = diagnostic::Code("E0616");
            said.notes.push(format!(
                "The vocabulary of “{}” is where the date that selects it must stand.",
                set.title
            ));
            if !found.iter().any(|other| other.code == said.code && other.primary == said.primary) {
                found.push(*said);
            }
            None
        }
    }
}

/// Ends each open line the day before the next; reports overlaps and gaps.
fn join(lines: &mut [(ProfileLine, Written<'_>)], found: &mut Vec<Diagnostic>) {
    let begins: Vec<(Option<Date>, Span)> = lines.iter().map(|(line, _)| (line.from, line.span)).collect();
    for ((line, _), (next, next_span)) in lines.iter_mut().zip(begins.into_iter().skip(1)) {
        let before = next.map_or(Date::FIRST, |next| Date(next.0 - 1));
        let until = *line.until.get_or_insert(before);
        let overlaps = until > before || line.from == next;
        if overlaps {
            found.push(
                Diagnostic::error("E0611", next_span, "two lines hold for the same days")
                    .also(line.span, format!("this one runs until {}", until.words()))
                    .because("On each day one rule set answers a question.")
                    .help("end the earlier line the day before the later one begins"),
            );
        } else if until < before {
            let (first, last) = (Date(until.0 + 1), before);
            found.push(
                Diagnostic::error(
                    "E0612",
                    next_span,
                    format!("no rule set answers from {} to {}", first.words(), last.words()),
                )
                .also(line.span, "the line before ends here")
                .help("let the lines follow one another without a day between them"),
            );
        }
    }
}

/// The line lies within the days its set is in force.
fn in_force(line: &ProfileLine, written: &Written<'_>, set: &RuleSet, found: &mut Vec<Diagnostic>) {
    let (first, last) = set.in_force;
    let early = first.is_some_and(|first| line.from.is_none_or(|from| from < first));
    let late = last.is_some_and(|last| line.until.is_none_or(|until| until > last));
    let why = match (early, first, late, last) {
        (true, Some(first), _, _) => format!("it came into force on {}", first.words()),
        (_, _, true, Some(last)) => format!("it was in force until {}", last.words()),
        _ => return,
    };
    found.push(
        Diagnostic::error(
            "E0615",
            written.interval.span,
            format!("“{}” was not in force on all of these days", written.title.text),
        )
        .because(format!("Its own file says that {why}."))
        .help("keep the line within those days, and let another rule set answer for the others"),
    );
}

/// The set asks the question.
fn asks(block: &ProfileFor, written: &Written<'_>, set: &RuleSet, found: &mut Vec<Diagnostic>) {
    if set.questions.iter().any(|question| same(&question.name, &block.question.text)) {
        return;
    }
    let names: Vec<&str> = set.questions.iter().map(|question| question.name.as_str()).collect();
    let said = Diagnostic::error(
        "E0621",
        block.question.span,
        format!("“{}” asks no question named `{}`", set.title, block.question.text),
    )
    .also(written.title.span, format!("{} that does not ask it", article("rule set")));
    found.push(near(said, &block.question, &names));
}
