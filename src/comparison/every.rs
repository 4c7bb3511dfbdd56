//! What a change of rules changes for every possible record, as a page: downward moves first, each with a fictional case.

use serde_json::{Value, json};

use super::ladder::{Kind, Ladders};
use super::standing::Stand;
use super::tally::Side;
use super::words as say;
use crate::analysis::{Difference, FoundMove, OutcomeThen};
use crate::check::RuleSet;
use crate::report::{self, Document, Format, Item};

/// The differences of two sets, written.
#[must_use]
pub fn write_differences(old: &RuleSet, new: &RuleSet, found: &[Difference], format: Format) -> String {
    match format {
        Format::Text | Format::Markdown | Format::Html => {
            report::write_document(&document(old, new, found), format)
        }
        Format::Json => format!("{:#}\n", object(old, new, found)),
        Format::Jsonl => format!("{}\n", object(old, new, found)),
    }
}

fn document(old: &RuleSet, new: &RuleSet, found: &[Difference]) -> Document {
    let mut page = Document::titled(&format!("{} beside {}", new.title, old.title));
    page.paragraph(&format!(
        "Over every complete record that the vocabulary allows. The old set is \"{}\"; the new set is \"{}\". \
         The cases below are fictional.",
        old.title, new.title
    ));
    if found.is_empty() {
        page.paragraph("The two sets have no question of the same name, so nothing can be compared.");
    }
    for difference in found {
        question(&mut page, difference);
    }
    page
}

fn question(page: &mut Document, difference: &Difference) {
    page.heading(2, &format!("{}: {}", difference.question, difference.asks));
    let settled = difference.not_settled.is_empty();
    page.lead(match (difference.moves.is_empty(), settled) {
        (true, true) => {
            "Proved: no difference in meaning. Whatever the record, both sets give the same outcome."
        }
        (true, false) => "No difference was found, but not every move could be settled.",
        (false, _) => "The two sets differ.",
    });
    for (kind, found) in ordered(difference) {
        page.heading(3, &format!("From {} to {} ({})", found.from, found.to, say::kind(kind)));
        if found.case.sentences.is_empty() {
            page.paragraph("Any case at all makes this move.");
        } else {
            page.paragraph("A fictional case that makes this move, whatever else were recorded:");
            page.list(found.case.sentences.iter().map(|sentence| Item::of(sentence)).collect());
        }
        let sides = ["new", "old"].into_iter().zip(&found.case.outcomes);
        page.list(sides.map(|(side, then)| Item::of(&given(side, then))).collect());
    }
    for (from, to, why) in &difference.not_settled {
        page.paragraph(&format!("Not settled: from {from} to {to}: {why}."));
    }
}

fn given(side: &str, then: &OutcomeThen) -> String {
    if then.rules.is_empty() {
        return format!("The {side} set gives {}, since no rule gives another outcome.", then.outcome);
    }
    format!("The {side} set gives {}, because of \"{}\".", then.outcome, then.rules.join("\", \""))
}

/// The moves, gravest first.
fn ordered(difference: &Difference) -> Vec<(Kind, &FoundMove)> {
    let ladders = Ladders { old: difference.old.clone(), new: difference.new.clone() };
    let kind = |found: &FoundMove| {
        ladders.kind(&Stand::Outcome(found.from.clone()), &Stand::Outcome(found.to.clone()))
    };
    let mut moves: Vec<(Kind, &FoundMove)> = difference.moves.iter().map(|it| (kind(it), it)).collect();
    moves.sort_by_key(|(kind, _)| *kind);
    moves
}

fn object(old: &RuleSet, new: &RuleSet, found: &[Difference]) -> Value {
    let questions = found.iter().map(|difference| {
        let moves = ordered(difference).into_iter().map(|(kind, it)| {
            json!({
                "kind": super::json::kind(kind), "from": it.from, "to": it.to,
                "sentences": it.case.sentences, "departures": it.case.departures,
            })
        });
        let not_settled = difference.not_settled.iter();
        json!({
            "question": difference.question,
            "no_difference_proved": difference.moves.is_empty() && difference.not_settled.is_empty(),
            "moves": moves.collect::<Vec<_>>(),
            "not_settled": not_settled
                .map(|(from, to, why)| json!({"from": from, "to": to, "why": why}))
                .collect::<Vec<_>>(),
        })
    });
    json!({
        "schema": "threshold/difference/1",
        "engine": env!("CARGO_PKG_VERSION"),
        "old": super::json::side(&Side::of(old)),
        "new": super::json::side(&Side::of(new)),
        "questions": questions.collect::<Vec<_>>(),
    })
}
