//! What a change of rules changes for every possible record, as a page: downward moves first, each with a fictional case.

use serde_json::{Value, json};

use super::ladder::{Kind, Ladders};
use super::page::lone;
use super::standing::Stand;
use super::tally::{Side, only};
use super::words as say;
use crate::analysis::{
    Besides, BesidesKind, Difference, Fictional, FoundMove, OneSided, Opened, OutcomeThen, Undecided,
};
use crate::check::RuleSet;
use crate::report::{self, Document, Format, Item};

/// The differences of two sets, written.
#[must_use]
pub fn write_differences(old: &RuleSet, new: &RuleSet, found: &[Difference], format: Format) -> String {
    match format {
        Format::Text | Format::Narrated | Format::Markdown | Format::Html => {
            report::write_document(&document(old, new, found), format)
        }
        Format::Json => format!("{:#}\n", object(old, new, found)),
        Format::Jsonl => format!("{}\n", object(old, new, found)),
    }
}

fn document(old: &RuleSet, new: &RuleSet, found: &[Difference]) -> Document {
    let mut page = Document::titled(&format!("{} beside {}", new.title, old.title));
    page.paragraph(&format!(
        "Over every complete record that both vocabularies allow. The old set is \"{}\"; the new set is \"{}\". \
         The cases below are fictional.",
        old.title, new.title
    ));
    if found.is_empty() {
        page.paragraph("The two sets have no question of the same name, so nothing can be compared.");
    }
    for difference in found {
        question(&mut page, difference);
    }
    lone(&mut page, "only the old set asks", &only(old, new));
    lone(&mut page, "only the new set asks", &only(new, old));
    page
}

fn question(page: &mut Document, difference: &Difference) {
    page.heading(2, &format!("{}: {}", difference.question, difference.asks));
    page.lead(&lead(difference));
    if !difference.not_compared.is_empty() {
        page.paragraph(&format!(
            "Not compared, though the sets hold them: {}.",
            difference.not_compared.join("; ")
        ));
    }
    difference.one_sided.iter().for_each(|it| one_sided(page, it));
    let rows = ordered(difference)
        .into_iter()
        .map(|(kind, it)| vec![say::kind(kind).to_owned(), it.from.clone(), it.to.clone()]);
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        page.table(&["Some cases move", "From, under the old set", "To, under the new set"], rows);
    }
    for (kind, found) in ordered(difference) {
        page.heading(3, &format!("From {} to {} ({})", found.from, found.to, say::kind(kind)));
        if found.case.sentences.is_empty() {
            page.paragraph("Any case at all makes this move.");
        } else {
            page.paragraph("A fictional case that makes this move, whatever else were recorded:");
            page.list(found.case.sentences.iter().map(|sentence| Item::of(sentence)).collect());
        }
        sides(page, &found.case.outcomes);
    }
    for (place, it) in difference.besides.iter().enumerate() {
        let shown = difference.besides.iter().take(place).map(|it| &it.case);
        let moved = difference.moves.iter().map(|it| &it.case);
        besides(page, it, moved.chain(shown).any(|known| same_case(known, &it.case)));
    }
    undecided(page, difference);
    for (from, to, why) in &difference.not_settled {
        page.paragraph(&if from == to {
            format!("Not settled: whether {from} is given, or put to people, alike: {why}.")
        } else {
            format!("Not settled: from {from} to {to}: {why}.")
        });
    }
}

fn lead(difference: &Difference) -> String {
    if difference.none() {
        return "Proved: no difference in outcome, in duty or in what is put to people, on any complete record."
            .to_owned();
    }
    match (difference.moves.is_empty(), difference.settled()) {
        (true, true) if !difference.one_sided.is_empty() => {
            "The two sets differ. One of them calls cases contradictory that the other judges. Whatever the record that \
             both allow, they give the same outcome."
                .to_owned()
        }
        (true, true) => {
            "Proved: whatever the record, both sets give the same outcome. They differ in what is said below."
                .to_owned()
        }
        (true, false) => {
            "No move to another outcome was found, but not everything could be settled.".to_owned()
        }
        (false, _) => {
            let unranked = ordered(difference).iter().any(|(kind, _)| *kind == Kind::Unranked);
            let down = ordered(difference).iter().filter(|(kind, _)| *kind == Kind::Down).count();
            match down {
                0 if difference.settled() && !unranked => {
                    "The two sets differ. No case moves to a less serious outcome.".to_owned()
                }
                0 => "The two sets differ.".to_owned(),
                _ => "The two sets differ. Some cases move to a less serious outcome.".to_owned(),
            }
        }
    }
}

/// A case that one set judges and the other calls contradictory.
fn one_sided(page: &mut Document, it: &OneSided) {
    let (says, judges) = if it.by_new { ("new", "old") } else { ("old", "new") };
    let case = match &it.case {
        Ok(case) => case,
        Err(why) => {
            return page.paragraph(&format!(
                "Not settled: whether the {says} set calls cases contradictory that the {judges} set judges: {why}."
            ));
        }
    };
    page.heading(3, &format!("Contradictory under the {says} set, judged under the {judges}"));
    page.paragraph(&format!(
        "A fictional case that has an outcome under the {judges} set alone, whatever else were recorded:"
    ));
    page.list(vec![Item::of(&case.told())]);
    page.paragraph(&format!(
        "Under the {says} set this always holds, so that it cannot be recorded there: {}. All else on this page is said \
         of cases that both sets allow.",
        case.always
    ));
}

fn same_case(one: &Fictional, other: &Fictional) -> bool {
    one.sentences == other.sentences && sides_json(&one.outcomes) == sides_json(&other.outcomes)
}

/// `known`: the case was told above.
fn besides(page: &mut Document, it: &Besides, known: bool) {
    let (outcome, rule) = (&it.outcome, &it.rule);
    page.heading(
        3,
        &match it.kind {
            BesidesKind::NoLongerPut => {
                format!(
                    "No longer put to people, or less strongly: {outcome} (under the old set by \"{rule}\")"
                )
            }
            BesidesKind::NowPut => {
                format!("Now put to people, or more strongly: {outcome} (under the new set by \"{rule}\")")
            }
            BesidesKind::BindsLess => {
                format!("The same outcome by a weaker duty: {outcome} (under the old set by \"{rule}\")")
            }
            BesidesKind::BindsMore => {
                format!("The same outcome by a stronger duty: {outcome} (under the new set by \"{rule}\")")
            }
            BesidesKind::OtherGrounds => format!("The same outcome on other grounds: {outcome}"),
        },
    );
    if known && !it.case.sentences.is_empty() {
        page.paragraph(&format!("It is so of a case told above: {}.", it.case.told()));
        return;
    }
    if it.case.sentences.is_empty() {
        page.paragraph("It is so of any case at all.");
    } else {
        page.paragraph("A fictional case of which this is so, whatever else were recorded:");
        page.list(it.case.sentences.iter().map(|sentence| Item::of(sentence)).collect());
    }
    sides(page, &it.case.outcomes);
}

/// What each set gives for the case; the outcomes are the new set's, then the old set's.
fn sides(page: &mut Document, outcomes: &[OutcomeThen]) {
    let rows = ["under the new set", "under the old set"].into_iter().zip(outcomes).map(|(side, then)| {
        let rules = match then.rules.as_slice() {
            [] => String::from("no rule that gives another outcome applies"),
            rules => format!("\"{}\"", rules.join("\", \"")),
        };
        vec![side.to_owned(), then.outcome.clone(), rules]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.reverse();
    page.table(&["The case is given", "Outcome", "By"], rows);
}

/// What is said of cases with answers missing.
fn undecided(page: &mut Document, difference: &Difference) {
    page.heading(3, "Cases with answers missing");
    let settled = difference.moves.is_empty() && difference.settled();
    match &difference.opened {
        Undecided::Found(it) => {
            let open = match &it.differ {
                None => format!("nobody has yet answered \"{}\"", it.missing),
                Some([one, other]) => {
                    format!("asked \"{}\", one source says that {one} and another that {other}", it.missing)
                }
            };
            page.paragraph(&format!(
                "Some cases that have an outcome under the old set become undecided under the new. For instance this, where \
                 {open}:"
            ));
            page.list(it.sentences.iter().map(|sentence| Item::of(sentence)).collect());
            page.paragraph(&format!(
                "The old set gives {}; under the new set {} are possible.",
                it.was,
                it.possible.join(" and ")
            ));
        }
        Undecided::Never | Undecided::NotByOne | Undecided::NotSettled(_) if difference.presumed => page.paragraph(
            "What is presumed where something is not known is not compared here. To see it, compare over cases.",
        ),
        Undecided::Never if settled => page.paragraph(
            "Proved: no case becomes undecided. Whatever is missing, the same outcomes are possible under both sets.",
        ),
        Undecided::Never => page.paragraph(
            "Proved: no case that has an outcome under the old set becomes undecided under the new, whatever is missing \
             or disputed.",
        ),
        Undecided::NotByOne => page.paragraph(
            "Proved: no case that has an outcome under the old set becomes undecided under the new because one answer is \
             missing, or because sources differ about one. Cases in which several answers that hang together are missing \
             at once were not looked at; to see those, compare over cases.",
        ),
        Undecided::NotSettled(why) => page.paragraph(&format!(
            "It could not be settled whether some case becomes undecided: {why}. To see whether yours do, compare over \
             cases."
        )),
    }
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
                "sentences": it.case.sentences, "departures": it.case.departures, "given": sides_json(&it.case.outcomes),
            })
        });
        let not_settled = difference.not_settled.iter();
        json!({
            "question": difference.question,
            "no_difference_proved": difference.none() && difference.not_compared.is_empty(),
            "not_compared": difference.not_compared,
            "contradictory_under_one": difference.one_sided.iter().map(one_sided_json).collect::<Vec<_>>(),
            "moves": moves.collect::<Vec<_>>(),
            "besides": difference.besides.iter().map(besides_json).collect::<Vec<_>>(),
            "becomes_undecided": opened_json(&difference.opened),
            "undecided_searched": searched(difference),
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
        "only_old": only(old, new),
        "only_new": only(new, old),
    })
}

fn sides_json(outcomes: &[OutcomeThen]) -> Value {
    let side =
        |place: usize| outcomes.get(place).map(|then| json!({"outcome": then.outcome, "rules": then.rules}));
    json!({"new": side(0), "old": side(1)})
}

fn one_sided_json(it: &OneSided) -> Value {
    let case = it.case.as_ref();
    json!({
        "contradictory_under": if it.by_new { "new" } else { "old" },
        "always": case.ok().map(|case| &case.always),
        "sentences": case.ok().map(|case| &case.sentences),
        "not_settled": case.err(),
    })
}

fn besides_json(it: &Besides) -> Value {
    json!({
        "kind": it.kind.code(), "outcome": it.outcome, "rule": it.rule,
        "sentences": it.case.sentences, "departures": it.case.departures, "given": sides_json(&it.case.outcomes),
    })
}

fn opened_json(it: &Undecided) -> Option<Value> {
    let Undecided::Found(it) = it else { return None };
    let Opened { sentences, missing, differ, was, possible } = &**it;
    Some(json!({
        "sentences": sentences, "missing": missing, "sources_say": differ, "was": was, "possible": possible,
    }))
}

/// How far it was looked.
fn searched(difference: &Difference) -> &'static str {
    match &difference.opened {
        Undecided::Found(_) => "found",
        Undecided::NotSettled(_) => "not-settled",
        Undecided::Never | Undecided::NotByOne if difference.presumed => "without-presumptions",
        Undecided::Never => "everything",
        Undecided::NotByOne => "one-answer",
    }
}
