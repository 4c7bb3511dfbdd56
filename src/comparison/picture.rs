//! The moves as bands between two columns, for a page: patterns as well as shades, and its words in the picture itself.
//!
//! Heights are whole numbers. A count that may not be shown has a band of one height, whatever the count.

use std::fmt::Write as _;

use super::ladder::Kind;
use super::small::Shown;
use super::standing::Stand;
use super::tally::QuestionComparison;
use super::words as say;
use crate::report::{Picture, escape};

const WIDTH: u32 = 720;
const HEIGHT: u32 = 360;
const LEFT: u32 = 200;
const RIGHT: u32 = 520;
const BAR: u32 = 12;
const GAP: u32 = 22;
const LEAST: u32 = 4;

/// The patterns, and what each says.
const PATTERNS: &str = "<defs>\
<pattern id=\"down\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"3\" height=\"6\" fill=\"#000\"/></pattern>\
<pattern id=\"opens\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"6\" height=\"2\" fill=\"#333\"/></pattern>\
<pattern id=\"unranked\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M0 0L8 8M8 0L0 8\" stroke=\"#444\"/></pattern>\
<pattern id=\"up\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"><rect width=\"7\" height=\"7\" fill=\"#fff\"/><circle cx=\"3\" cy=\"3\" r=\"2\" fill=\"#333\"/></pattern>\
<pattern id=\"settles\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"1\" height=\"6\" fill=\"#333\"/></pattern>\
<pattern id=\"stays\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"#ddd\"/></pattern>\
</defs>";

/// One band: where it comes from, where it goes, how thick.
struct Band<'q> {
    from: &'q Stand,
    to: &'q Stand,
    kind: Kind,
    shown: Shown,
    thick: u32,
}

/// The picture of one question.
pub(super) fn flow(question: &QuestionComparison, shown: &[Shown], old: &str, new: &str) -> Picture {
    let total: u32 = shown.iter().filter_map(|it| it.count()).sum::<u32>().max(1);
    let bands: Vec<Band<'_>> = question
        .moves
        .iter()
        .zip(shown)
        .map(|(it, shown)| Band {
            from: &it.from,
            to: &it.to,
            kind: it.kind,
            shown: *shown,
            thick: shown.count().map_or(LEAST, |count| (count * HEIGHT / total).max(LEAST)),
        })
        .collect();
    let title = format!("{}: from {old} to {new}", question.name);
    let description = described(&bands);
    let lefts = column(question, &bands, false);
    let rights = column(question, &bands, true);
    let tall = lefts.iter().chain(&rights).map(|node| node.top + node.tall).max().unwrap_or(0) + GAP;
    let mut body = String::new();
    draw_bands(&mut body, question, &bands, (&lefts, &rights));
    for (side, x, anchor) in
        [("under the old set", LEFT - BAR - 6, "end"), ("under the new set", RIGHT + BAR + 6, "start")]
    {
        let _ = writeln!(
            body,
            "<text x=\"{x}\" y=\"12\" text-anchor=\"{anchor}\" font-weight=\"bold\">{side}</text>"
        );
    }
    for (nodes, x, anchor, at) in
        [(&lefts, LEFT - BAR, "end", LEFT - BAR - 6), (&rights, RIGHT, "start", RIGHT + BAR + 6)]
    {
        for node in nodes {
            let (top, tall, middle) = (node.top, node.tall, node.top + node.tall / 2 + 4);
            let name = escape(say::stand(&node.stand));
            let _ = writeln!(
                body,
                "<rect x=\"{x}\" y=\"{top}\" width=\"{BAR}\" height=\"{tall}\" fill=\"#000\"/>\
                 <text x=\"{at}\" y=\"{middle}\" text-anchor=\"{anchor}\">{name}</text>"
            );
        }
    }
    let legend = legend(question, &bands, tall + 16);
    let height = tall + 36;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" width=\"100%\" \
         font-size=\"12\" font-family=\"sans-serif\">\n<title>{}</title>\n<desc>{}</desc>\n{}\n{body}{legend}</svg>\n",
        escape(&title),
        escape(&description),
        PATTERNS.replace("id=\"", &format!("id=\"{}-", slug(question)))
    );
    Picture { title, description, svg }
}

fn described(bands: &[Band<'_>]) -> String {
    let parts = bands.iter().map(|band| {
        let (from, to) = (say::stand(band.from), say::stand(band.to));
        format!("{from} to {to} ({}): {}", say::kind(band.kind), say::shown(band.shown))
    });
    format!("{}. The table beside it holds the same.", parts.collect::<Vec<_>>().join("; "))
}

/// One bar of a column.
struct Node {
    stand: Stand,
    top: u32,
    tall: u32,
}

fn column(question: &QuestionComparison, bands: &[Band<'_>], new: bool) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for band in bands {
        let stand = if new { band.to } else { band.from };
        match nodes.iter_mut().find(|node| node.stand == *stand) {
            Some(node) => node.tall += band.thick,
            None => nodes.push(Node { stand: stand.clone(), top: 0, tall: band.thick }),
        }
    }
    nodes.sort_by_key(|node| question.ladders.listed(&node.stand, new));
    let mut top = GAP;
    for node in &mut nodes {
        node.top = top;
        top += node.tall + GAP;
    }
    nodes
}

fn draw_bands(
    body: &mut String,
    question: &QuestionComparison,
    bands: &[Band<'_>],
    columns: (&[Node], &[Node]),
) {
    let mut order: Vec<&Band<'_>> = bands.iter().collect();
    order.sort_by_key(|band| {
        (question.ladders.listed(band.from, false), question.ladders.listed(band.to, true))
    });
    let mut used: Vec<(&Stand, u32, bool)> = Vec::new();
    let mut next = |stand: &'_ Stand, nodes: &'_ [Node], thick: u32, new: bool| {
        let top = nodes.iter().find(|node| node.stand == *stand).map_or(0, |node| node.top);
        let owned = bands.iter().map(|band| if new { band.to } else { band.from }).find(|it| *it == stand);
        let taken: u32 =
            used.iter().filter(|(it, _, side)| **it == *stand && *side == new).map(|it| it.1).sum();
        used.extend(owned.map(|it| (it, thick, new)));
        top + taken
    };
    let middle = u32::midpoint(LEFT, RIGHT);
    for band in order {
        let left = next(band.from, columns.0, band.thick, false);
        let right = next(band.to, columns.1, band.thick, true);
        let (low_left, low_right) = (left + band.thick, right + band.thick);
        let dash = if band.shown.count().is_none() { " stroke-dasharray=\"3 2\"" } else { "" };
        let _ = writeln!(
            body,
            "<path d=\"M{LEFT} {left}C{middle} {left} {middle} {right} {RIGHT} {right}L{RIGHT} {low_right}\
             C{middle} {low_right} {middle} {low_left} {LEFT} {low_left}Z\" fill=\"url(#{})\" stroke=\"#000\" \
             stroke-width=\".7\"{dash}/>",
            pattern(question, band.kind)
        );
    }
}

/// The kinds there are, each with its pattern.
fn legend(question: &QuestionComparison, bands: &[Band<'_>], y: u32) -> String {
    let mut text = String::new();
    let mut x = 8;
    for kind in Kind::ALL.into_iter().filter(|kind| bands.iter().any(|band| band.kind == *kind)) {
        let (after, baseline) = (x + 22, y + 10);
        let _ = writeln!(
            text,
            "<rect x=\"{x}\" y=\"{y}\" width=\"16\" height=\"12\" fill=\"url(#{})\" stroke=\"#000\"/>\
             <text x=\"{after}\" y=\"{baseline}\">{}</text>",
            pattern(question, kind),
            say::kind(kind)
        );
        x += 44 + 7 * u32::try_from(say::kind(kind).len()).unwrap_or(0);
    }
    text
}

/// The name of a pattern: a page may hold the pictures of several questions.
fn pattern(question: &QuestionComparison, kind: Kind) -> String {
    let kind = match kind {
        Kind::Down => "down",
        Kind::Opens => "opens",
        Kind::Unranked => "unranked",
        Kind::Up => "up",
        Kind::Settles => "settles",
        Kind::Stays => "stays",
    };
    format!("{}-{kind}", slug(question))
}

fn slug(question: &QuestionComparison) -> String {
    question.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}
