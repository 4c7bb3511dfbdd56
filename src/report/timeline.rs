//! Deadlines as a picture: when is each due, seen from the day the screening looks from?
//!
//! Drawn for the printable page alone, in black and white, shapes for standings. The table beside it carries the same
//! content, so that nobody needs the picture.

use std::fmt::Write as _;

use super::document::{Block, Document, Table, clean};
use crate::calendar::Date;
use crate::explanation::wording as say;
use crate::explanation::{DeadlineExplanation, Explanation};

/// A picture of deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The day looked from.
    pub as_at: Date,
    /// The deadlines with a day, in the order of the table beside it.
    pub marks: Vec<Mark>,
}

/// One deadline on the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the table.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The first day of its stage, or the earliest its last day may be.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// `due`, `met`, `late`, …
    pub state: String,
}

/// The picture and the table, where several deadlines have a day.
pub(super) fn add(page: &mut Document, explanation: &Explanation) {
    let mut dated: Vec<(&DeadlineExplanation, Date)> =
        explanation.procedure.deadlines.iter().filter_map(|line| Some((line, line.due?))).collect();
    if dated.len() < 2 {
        return;
    }
    dated.sort_by_key(|(_, due)| *due);
    let numbered = || dated.iter().zip(1usize..);
    let marks = numbered().map(|((line, due), number)| Mark {
        number,
        name: clean(&line.name),
        first: line.first_day.or(line.due_first).unwrap_or(*due),
        last: *due,
        state: line.state.clone(),
    });
    let rows = numbered().map(|((line, _), number)| {
        let day = say::last_day(line).unwrap_or_default();
        let stands = if line.state == "not known" { clean(&line.words) } else { line.state.clone() };
        vec![number.to_string(), clean(&line.name), day, stands]
    });
    let table = Table { head: say::TIMELINE_HEAD.map(str::to_owned).to_vec(), rows: rows.collect() };
    page.blocks.push(Block::Timeline(Timeline { as_at: explanation.as_at, marks: marks.collect() }));
    page.blocks.push(Block::Table(table));
}

const LEFT: i32 = 40;
const WIDE: i32 = 560;
const ROW: i32 = 24;

/// The picture as SVG, with a title and a description for those who do not see it.
pub(super) fn svg(timeline: &Timeline, escape: fn(&str) -> String) -> String {
    let days = timeline.marks.iter().flat_map(|mark| [mark.first, mark.last]).chain([timeline.as_at]);
    let (first, last) =
        days.fold((timeline.as_at, timeline.as_at), |(low, high), day| (low.min(day), high.max(day)));
    let x = |day: Date| LEFT + (day.0 - first.0) * WIDE / (last.0 - first.0).max(1);
    let rows = i32::try_from(timeline.marks.len()).unwrap_or(0);
    let (top, height) = (40, 40 + rows * ROW + 54);
    let bottom = height - 50;
    let described: Vec<String> =
        timeline.marks.iter().map(|mark| say::timeline_mark(&mark.name, mark.last, &mark.state)).collect();
    let mut svg = format!(
        "<figure>\n<svg viewBox=\"0 0 660 {height}\" role=\"img\" \
         fill=\"none\" stroke=\"#000\" font-size=\"11\">\n<title>{}</title>\n\
         <desc>{}</desc>\n",
        escape(say::TIMELINE),
        escape(&described.join(" ")),
    );
    let now = x(timeline.as_at);
    let _ =
        writeln!(svg, "<line x1=\"{now}\" y1=\"24\" x2=\"{now}\" y2=\"{bottom}\" stroke-dasharray=\"4 3\"/>");
    let _ = writeln!(svg, "{}", label(now, 16, &escape(&say::as_at_day(timeline.as_at))));
    let _ = writeln!(svg, "<line x1=\"{LEFT}\" y1=\"{bottom}\" x2=\"{}\" y2=\"{bottom}\"/>", LEFT + WIDE);
    // Where all is on one day, its name stands once.
    for day in if first == last { vec![first] } else { vec![first, last] } {
        let _ = writeln!(svg, "{}", label(x(day), bottom + 18, &escape(&day.words())));
    }
    for (mark, row) in timeline.marks.iter().zip(0..) {
        let y = top + row * ROW;
        let (from, to) = (x(mark.first), x(mark.last));
        let _ = writeln!(
            svg,
            "<text x=\"6\" y=\"{}\" fill=\"#000\" stroke=\"none\">{}</text>",
            y + 4,
            mark.number
        );
        let _ = writeln!(svg, "<line x1=\"{LEFT}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\" stroke-width=\"0.5\"/>");
        if from < to {
            let _ =
                writeln!(svg, "<line x1=\"{from}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\" stroke-width=\"4\"/>");
        }
        let _ = writeln!(svg, "{}", shape(&mark.state, to, y));
    }
    let named = |state: &str| say::TIMELINE_SHAPES.iter().any(|(known, _)| *known == state);
    let used = |state: &str| timeline.marks.iter().any(|mark| mark.state == state);
    let others = timeline.marks.iter().any(|mark| !named(&mark.state));
    let legend =
        say::TIMELINE_SHAPES.into_iter().filter(|(state, _)| used(state) || others && state.is_empty());
    for ((state, words), place) in legend.zip(0..) {
        let at = LEFT + place * 90;
        let _ = writeln!(svg, "{}", shape(state, at, height - 10));
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" fill=\"#000\" stroke=\"none\">{}</text>",
            at + 10,
            height - 6,
            escape(words)
        );
    }
    svg + "</svg>\n</figure>\n"
}

/// A full square is late, a full circle met, an empty circle due; anything else is an empty diamond.
fn shape(state: &str, x: i32, y: i32) -> String {
    match state {
        "late" => format!("<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"#000\"/>", x - 5, y - 5),
        "met" => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"#000\"/>"),
        "due" => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"#fff\"/>"),
        _ => format!("<path d=\"M{x} {} l6 6 l-6 6 l-6 -6 z\" fill=\"#fff\"/>", y - 6),
    }
}

/// A text in the middle of its place; at the edges it begins or ends there.
fn label(x: i32, y: i32, text: &str) -> String {
    let anchor = match x {
        ..=100 => "start",
        101..=540 => "middle",
        _ => "end",
    };
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"#000\" stroke=\"none\">{text}</text>")
}
