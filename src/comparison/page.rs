//! A comparison as one page: downward moves first, the picture with its table beside it, then the rules behind each move.

use super::Writing;
use super::changed;
use super::ladder::Kind;
use super::picture;
use super::small::{Shown, suppress, total};
use super::tally::{Comparison, Move, MovedRule, QuestionComparison, Side};
use super::words as say;
use super::workload::Days;
use crate::report::{Document, Item};

/// More ids than these are not listed after a move.
const LISTED: usize = 40;

pub(super) fn document(comparison: &Comparison, writing: Writing) -> Document {
    let mut page = Document::titled(&format!("{} beside {}", comparison.new.title, comparison.old.title));
    page.paragraph(&format!(
        "{} screened under both sets. The old set is {}; the new set is {}.",
        cases(comparison.cases, writing),
        side(&comparison.old),
        side(&comparison.new)
    ));
    if writing.small_numbers > 1 {
        page.paragraph(&format!(
            "Counts under {0} are not shown, nor any count or cost from which one could be worked out, and no case ids.",
            writing.small_numbers
        ));
    }
    if comparison.questions.is_empty() {
        page.paragraph("The two sets have no question of the same name, so nothing can be compared.");
    }
    for question in &comparison.questions {
        tell(&mut page, comparison, question, writing);
    }
    lone(&mut page, "only the old set asks", &comparison.only_old);
    lone(&mut page, "only the new set asks", &comparison.only_new);
    page
}

fn side(side: &Side) -> String {
    let version = side.version.as_ref().map_or_else(String::new, |it| format!(", version {it}"));
    format!("\"{}\"{version}", side.title)
}

pub(super) fn lone(page: &mut Document, which: &str, names: &[String]) {
    if !names.is_empty() {
        page.paragraph(&format!("Questions that {which}, which are not compared: {}.", names.join("; ")));
    }
}

fn tell(page: &mut Document, comparison: &Comparison, question: &QuestionComparison, writing: Writing) {
    let counts: Vec<u32> = question.moves.iter().map(number).collect();
    let hidden = suppress(&counts, writing.small_numbers);
    page.heading(2, &format!("{}: {}", question.name, question.asks));
    page.lead(&lead(question, &hidden.shown));
    let changes = changed::rows(question, &hidden.shown, writing.small_numbers);
    changed::said(page, question, &changes, writing);
    page.picture(picture::flow(question, &hidden.shown, &comparison.old.title, &comparison.new.title));
    let rows = question.moves.iter().zip(&hidden.shown).map(|(it, shown)| {
        [say::kind(it.kind), say::stand(&it.from), say::stand(&it.to), &say::shown(*shown)]
            .map(str::to_owned)
            .to_vec()
    });
    page.table(&["What changes", "Under the old set", "Under the new set", "Cases"], rows.collect());
    for (it, shown) in question.moves.iter().zip(&hidden.shown) {
        if it.kind != Kind::Stays {
            one_move(page, it, *shown, writing);
        }
    }
    changed::tell(page, &changes, writing);
    other_grounds(page, question, &hidden.shown, writing);
    cost(page, comparison, question, hidden.hides(), writing);
}

fn lead(question: &QuestionComparison, shown: &[Shown]) -> String {
    let mut parts = Vec::new();
    for kind in Kind::ALL {
        let all: Vec<Shown> = question
            .moves
            .iter()
            .zip(shown)
            .filter(|(it, _)| it.kind == kind)
            .map(|(_, shown)| *shown)
            .collect();
        if all.is_empty() {
            continue;
        }
        let known: Option<u32> = all.iter().map(|shown| shown.count()).sum();
        parts.push(match known {
            Some(count) => format!("{} {}", say::grouped(i64::from(count)), say::moves(kind, count == 1)),
            None => format!("some {}", say::moves(kind, false)),
        });
    }
    match parts.as_slice() {
        [] => "No case was compared.".to_owned(),
        [_, ..] => format!("Of the cases, {}.", parts.join("; ")),
    }
}

fn one_move(page: &mut Document, it: &Move, shown: Shown, writing: Writing) {
    let (from, to) = (say::stand(&it.from), say::stand(&it.to));
    page.heading(3, &format!("From {from} to {to} ({}): {}", say::kind(it.kind), say::shown(shown)));
    rules(page, it, number(it), shown, writing);
    ids(page, &it.cases, writing);
}

fn rules(page: &mut Document, it: &Move, of: u32, shown: Shown, writing: Writing) {
    let mut items = Vec::new();
    for (moved, count) in &it.lost {
        items.push(item(
            "No longer a ground",
            moved,
            &say::lost(&moved.fate),
            part(*count, of, shown, writing),
        ));
    }
    for (moved, count) in &it.gained {
        items.push(item("Now a ground", moved, &say::gained(&moved.fate), part(*count, of, shown, writing)));
    }
    if items.is_empty() {
        page.paragraph("Neither result rests on a rule that the other does not rest on.");
    }
    page.list(items);
}

fn item(what: &str, moved: &MovedRule, fate: &str, count: Shown) -> Item {
    Item::of(&format!("{what}: \"{}\", as {fate}", moved.rule)).marked(&say::shown(count))
}

/// A part of a count: hidden where it, or what it leaves, is small, or the whole is hidden.
fn part(count: u32, of: u32, whole: Shown, writing: Writing) -> Shown {
    let small = |count: u32| 0 < count && count < writing.small_numbers;
    match whole {
        Shown::Under(limit) => Shown::Under(limit),
        Shown::Withheld => Shown::Withheld,
        Shown::Count(_) if small(count) => Shown::Under(writing.small_numbers),
        Shown::Count(_) if small(of.saturating_sub(count)) => Shown::Withheld,
        Shown::Count(_) => Shown::Count(count),
    }
}

pub(super) fn ids(page: &mut Document, cases: &[String], writing: Writing) {
    if writing.small_numbers > 1 || cases.is_empty() {
        return;
    }
    let listed: Vec<&str> = cases.iter().take(LISTED).map(String::as_str).collect();
    let more = cases.len().saturating_sub(LISTED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {} more", say::grouped(i64::try_from(more).unwrap_or(i64::MAX)))
    };
    page.paragraph(&format!("Cases: {}{more}.", listed.join(", ")));
}

fn other_grounds(page: &mut Document, question: &QuestionComparison, shown: &[Shown], writing: Writing) {
    for (it, shown) in question.moves.iter().zip(shown) {
        if it.otherwise_grounded.is_empty() {
            continue;
        }
        let of = u32::try_from(it.otherwise_grounded.len()).unwrap_or(u32::MAX);
        let count = part(of, number(it), *shown, writing);
        page.heading(
            3,
            &format!("Under both {}, on other grounds: {}", say::stand(&it.from), say::shown(count)),
        );
        rules(page, it, of, count, writing);
        ids(page, &it.otherwise_grounded, writing);
    }
}

fn cost(
    page: &mut Document,
    comparison: &Comparison,
    question: &QuestionComparison,
    hides: bool,
    writing: Writing,
) {
    let work = &question.workload;
    if !work.stated {
        return;
    }
    page.heading(3, "What it costs");
    if hides {
        page.paragraph("Not shown: a count that is hidden above could be worked out from the days.");
        return;
    }
    let scaled = |days: Days| writing.a_year.map_or(days, |year| days.scaled(comparison.cases, year));
    let row = |name: &str, days: Days| {
        let mut cells = vec![name.to_owned(), say::days(scaled(days))];
        cells.extend(writing.days_a_worker.map(|each| workers(scaled(days), each)));
        cells
    };
    let mut head = vec!["", "Days of work"];
    head.extend(writing.days_a_worker.map(|_| "Full-time workers"));
    let rows =
        [("under the old set", work.old), ("under the new set", work.new), ("the change", work.change)];
    page.table(&head, rows.iter().map(|(name, days)| row(name, *days)).collect());
    page.paragraph(&match writing.a_year {
        Some(year) => format!(
            "For {} cases a year, scaled from the {} given, whose mix is taken to be a year's mix.",
            say::grouped(i64::from(year)),
            say::grouped(i64::from(comparison.cases))
        ),
        None => "For the cases given.".to_owned(),
    });
    if !work.unstated.is_empty() {
        let names: Vec<&str> = work.unstated.iter().map(String::as_str).collect();
        page.paragraph(&format!("Counted as no work, because no effort is stated: {}.", names.join("; ")));
    }
}

/// Days as workers, rounded to the nearest.
fn workers(days: Days, each: u32) -> String {
    let each = i64::from(each.max(1));
    let nearest = |days: i64| (2 * days + each).div_euclid(2 * each);
    let (least, most) = (nearest(days.least), nearest(days.most));
    if least == most {
        say::grouped(least)
    } else {
        format!("{} to {}", say::grouped(least), say::grouped(most))
    }
}

pub(super) fn number(it: &Move) -> u32 {
    u32::try_from(it.cases.len()).unwrap_or(u32::MAX)
}

/// How many were screened. Fewer than the limit is not shown: a hidden count could be worked out from it.
fn cases(number: u32, writing: Writing) -> String {
    match total(number, writing.small_numbers) {
        None => format!("Under {} cases were", writing.small_numbers),
        Some(1) => "1 case was".to_owned(),
        Some(more) => format!("{} cases were", say::grouped(i64::from(more))),
    }
}
