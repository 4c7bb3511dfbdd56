//! What is recorded, or would have to be, in the vocabulary's and the rules' own words.

use super::knowledge::{Known, ListKnown};
use crate::calendar::{Date, DateRange};
use crate::check::{Clause, Meaning, QuestionId};
use crate::program::{ClausePlan, NodeId, Program, SlotId};
use crate::vocabulary::{Fact, FactId, Type};

use super::exact::plan;

/// A sentence of the rules about some facts of the case.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Its truth.
    pub(super) node: NodeId,
    /// As written.
    pub(super) text: String,
    /// The recorded facts it reads.
    pub(super) facts: Vec<FactId>,
}

/// The sentences that a question uses, each once, definitions opened.
pub(super) fn sentences(program: &Program, question: QuestionId) -> Vec<Sentence> {
    let used = plan(program, question).map(|plan| plan.sentences.as_slice()).unwrap_or_default();
    let rules = &program.rule_set;
    let mut found = Vec::new();
    for (rule, plan) in rules.rules.iter().zip(&program.rules) {
        gather(&rule.when, &plan.when, used, &mut found);
    }
    for (exception, plan) in rules.exceptions.iter().zip(&program.exceptions) {
        gather(&exception.when, &plan.when, used, &mut found);
    }
    for (definition, plan) in rules.definitions.iter().zip(&program.definitions) {
        gather(&definition.body, plan, used, &mut found);
    }
    found
}

fn gather(clause: &Clause, plan: &ClausePlan, used: &[NodeId], found: &mut Vec<Sentence>) {
    match &clause.meaning {
        Meaning::List { items, .. } => {
            for (item, plan) in items.iter().zip(&plan.items) {
                gather(item, plan, used, found);
            }
        }
        Meaning::Sentence(_) => {
            let known = found.iter().any(|sentence: &Sentence| sentence.node == plan.node);
            if plan.definition.is_none() && used.contains(&plan.node) && !known {
                let sentence =
                    Sentence { node: plan.node, text: clause.in_one_line(), facts: plan.facts.clone() };
                found.push(sentence);
            }
        }
        Meaning::Inert(_) => {}
    }
}

/// The sentence, or one of opposite meaning.
pub(super) fn said(text: &str, truth: bool) -> String {
    const OPPOSITES: [(&str, &str); 8] = [
        (" is under ", " is at least "),
        (" is over ", " is at most "),
        (" is before ", " is on or after "),
        (" is after ", " is on or before "),
        (" is on or before ", " is after "),
        (" is on or after ", " is before "),
        (" is at least ", " is under "),
        (" is at most ", " is over "),
    ];
    if truth {
        return text.to_owned();
    }
    let opposite = OPPOSITES.iter().find(|(this, _)| text.matches(this).count() == 1);
    opposite.map_or_else(|| format!("it is not so that {text}"), |(this, other)| text.replace(this, other))
}

/// The fact of a slot.
pub(super) fn fact(program: &Program, slot: SlotId) -> Option<(FactId, &Fact)> {
    let id = program.slot(slot).fact;
    program.rule_set.vocabulary.fact(id).map(|fact| (id, fact))
}

/// Some choices, as an answer: a sentence for yes or no, else the values.
pub(super) fn choices(program: &Program, slot: SlotId, mask: u64) -> String {
    let Some((_, fact)) = fact(program, slot) else { return String::new() };
    let names: Vec<String> =
        (0..64).filter(|bit| mask >> bit & 1 == 1).map(|bit| choice(program, fact, bit)).collect();
    joined(&names, " or ")
}

fn choice(program: &Program, fact: &Fact, bit: usize) -> String {
    let words = &fact.words;
    match &fact.ty {
        Type::YesNo => {
            let sentence = if bit == 1 { &words.yes } else { &words.no };
            sentence.clone().unwrap_or_else(|| String::from(if bit == 1 { "yes" } else { "no" }))
        }
        Type::OneOf { values, .. } | Type::AnyOf { values } | Type::ByTable { values } => {
            values.get(bit).cloned().unwrap_or_else(|| String::from("another value"))
        }
        Type::Text => program
            .texts
            .get(bit)
            .map_or_else(|| String::from("another text"), |text| format!("\u{201c}{text}\u{201d}")),
        Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::Periods
        | Type::List { .. } => bit.to_string(),
    }
}

/// What is known of a fact, as a sentence.
pub(super) fn statement(program: &Program, slot: SlotId, known: &Known) -> String {
    let Some((_, fact)) = fact(program, slot) else { return String::new() };
    let name = fact.label();
    match known {
        Known::Choice(mask) if matches!(fact.ty, Type::YesNo) => choices(program, slot, *mask),
        Known::Choice(mask) => format!("{name} is {}", choices(program, slot, *mask)),
        Known::Set(sets) => {
            let held = sets.iter().map(|(sure, _)| match sure {
                0 => String::from("nothing for certain"),
                sure => choices(program, slot, *sure).replace(" or ", ", "),
            });
            format!("{name} includes {}", joined(&held.collect::<Vec<_>>(), " or "))
        }
        Known::Number(ranges) => {
            let ranges = ranges.iter().map(|(least, most)| match (least, most) {
                (least, most) if least == most => least.to_string(),
                (least, &u32::MAX) => format!("{least} or more"),
                (0, most) => format!("{most} or fewer"),
                (least, most) => format!("from {least} to {most}"),
            });
            format!("{name} is {}", joined(&ranges.collect::<Vec<_>>(), " or "))
        }
        Known::Date(ranges) => {
            let ranges: Vec<String> = ranges.iter().map(|range| days(*range)).collect();
            format!("{name} is {}", joined(&ranges, " or "))
        }
        Known::List(lists) => {
            let lists: Vec<String> = lists.iter().map(|list| entries(fact, list)).collect();
            joined(&lists, ", or ")
        }
    }
}

fn days(range: DateRange) -> String {
    match range {
        DateRange { first, last } if first == last => first.words(),
        DateRange { first: Date::FIRST, last } => format!("on or before {}", last.words()),
        DateRange { first, last: Date::LAST } => format!("on or after {}", first.words()),
        DateRange { first, last } => format!("between {} and {}", first.words(), last.words()),
    }
}

fn entries(fact: &Fact, list: &ListKnown) -> String {
    let words = &fact.words;
    let (one, many) = (words.one.as_deref(), words.many.as_deref());
    let more = if list.may_hold_more { ", perhaps more" } else { "" };
    match (list.entries.len(), &words.none) {
        (0, Some(none)) if !list.may_hold_more => none.clone(),
        (1, _) => format!("{}: one{more}", one.unwrap_or_else(|| fact.label())),
        (count, _) => format!("{}: {count}{more}", many.unwrap_or_else(|| fact.label())),
    }
}

pub(super) fn joined(parts: &[String], between: &str) -> String {
    parts.join(between)
}
