//! What is recorded, or would have to be, in the vocabulary's and the rules' own words.

use super::encode::stated_of;
use super::knowledge::{Constraint, Knowledge, Known, ListKnown};
use crate::calendar::{Date, DateRange};
use crate::check::{
    Clause, Condition, DateBase, DateTerm, DefinitionId, ExceptionId, Meaning, Order, PeriodTest, QuestionId,
    Subject,
};
use crate::program::{ClausePlan, NodeId, Program, QuestionPlan, SlotId};
use crate::vocabulary::{Fact, FactId, Type, never_sentence};
pub(super) use crate::vocabulary::{both, either};

use super::exact::plan;

/// The one answer where none can be told from another.
pub(super) const ANY_ANSWER: &str = "it is answered in any way";
/// The one answer where not all that can be told apart are: of a list, some of whose sentences hang on other facts.
pub const NOT_TOLD_APART: &str = "its answers are not told apart";
/// What no answer named before fits.
pub(super) const ANYTHING_ELSE: &str = "anything else";

/// Puts facts in the order of their ids, whatever the order in which a vocabulary declares them.
pub(super) fn by_id(program: &Program, facts: &mut [FactId]) {
    facts.sort_by(|one, other| id(program, *one).cmp(&id(program, *other)));
}

/// What ties between facts are broken by: the id, as records write it.
pub(super) fn id(program: &Program, fact: FactId) -> (&str, FactId) {
    (program.rule_set.vocabulary.fact(fact).map_or("", |fact| fact.id.as_str()), fact)
}

/// A sentence of the rules about some facts of the case.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Its truth.
    pub(super) node: NodeId,
    /// As written.
    pub(super) text: String,
    /// Its words in no order: what sentences are put in order by.
    key: String,
    /// The sentence of opposite meaning, where there is one.
    pub(super) opposite: Option<String>,
    /// The recorded facts it reads.
    pub(super) facts: Vec<FactId>,
    /// Does it ask what another question came to?
    of_outcome: bool,
}

/// The sentences that a question uses, each once, definitions opened, in the order of their words.
pub(super) fn sentences(program: &Program, question: QuestionId) -> Vec<Sentence> {
    let Some(QuestionPlan { sentences: used, blocks, .. }) = plan(program, question) else {
        return Vec::new();
    };
    let rules = &program.rule_set;
    let mut found = Vec::new();
    for (rule, plan) in rules.rules.iter().zip(&program.rules).filter(|it| blocks.rules.contains(&it.1.rule))
    {
        gather(program, (&rule.when, &plan.when), used, &mut found);
    }
    for (place, (exception, plan)) in (0..).zip(rules.exceptions.iter().zip(&program.exceptions)) {
        if blocks.exceptions.contains(&ExceptionId(place)) {
            gather(program, (&exception.when, &plan.when), used, &mut found);
        }
    }
    for (place, (definition, plan)) in (0..).zip(rules.definitions.iter().zip(&program.definitions)) {
        if blocks.definitions.contains(&DefinitionId(place)) {
            gather(program, (&definition.body, plan), used, &mut found);
        }
    }
    found.sort_by(|one, other| one.key.cmp(&other.key));
    found
}

fn gather(
    program: &Program,
    (clause, plan): (&Clause, &ClausePlan),
    used: &[NodeId],
    found: &mut Vec<Sentence>,
) {
    match &clause.meaning {
        Meaning::List { items, .. } => {
            for (item, plan) in items.iter().zip(&plan.items) {
                gather(program, (item, plan), used, found);
            }
        }
        Meaning::Sentence(condition) => {
            if plan.definition.is_none() && used.contains(&plan.node) {
                let text = clause.read_out();
                let opposite = opposite(program, condition, &text);
                let of_outcome =
                    matches!(condition, Condition::Outcome { .. } | Condition::ToConsider { .. });
                add(
                    found,
                    Sentence {
                        node: plan.node,
                        text,
                        key: clause.in_no_order(),
                        opposite,
                        facts: plan.facts.clone(),
                        of_outcome,
                    },
                );
            }
        }
        Meaning::Inert(_) => {}
    }
}

/// Of sentences that mean the same one stays: one about facts rather than an outcome, then the first by its words.
fn add(found: &mut Vec<Sentence>, sentence: Sentence) {
    let before =
        |one: &Sentence, other: &Sentence| (one.of_outcome, &one.key) < (other.of_outcome, &other.key);
    match found.iter_mut().find(|known| known.node == sentence.node) {
        Some(known) if before(&sentence, known) => *known = sentence,
        Some(_) => {}
        None => found.push(sentence),
    }
}

/// That all of these sentences have these truths; what is denied comes last, so that a denial takes in nothing else.
pub(super) fn all_said(truths: &[(&Sentence, bool)]) -> String {
    let (plain, denied) = plain_and_denied(truths);
    let last = if lists_something(truths) { "; and " } else { " and " };
    let plain = crate::vocabulary::series(&plain, if lists_something(truths) { "; " } else { ", " }, last);
    let denied = match denied.as_slice() {
        [] => return plain,
        [only] => format!("it is not so that {only}"),
        [_, ..] => format!("it is neither so that {}", denied.join(" nor that ")),
    };
    if plain.is_empty() { denied } else { [plain, denied].join(last) }
}

/// That some sentence has its truth.
pub(super) fn one_said(truths: &[(&Sentence, bool)]) -> String {
    let (plain, denied) = plain_and_denied(truths);
    let denied = denied.iter().map(|words| format!("it is not so that {words}"));
    let each: Vec<String> = plain.iter().map(|words| (*words).to_owned()).chain(denied).collect();
    each.join(if lists_something(truths) { "; or " } else { ", or " })
}

fn plain_and_denied<'s>(truths: &[(&'s Sentence, bool)]) -> (Vec<&'s str>, Vec<&'s str>) {
    let (mut plain, mut denied) = (Vec::new(), Vec::new());
    for (sentence, truth) in truths {
        match (truth, &sentence.opposite) {
            (true, _) => plain.push(sentence.text.as_str()),
            (false, Some(opposite)) => plain.push(opposite.as_str()),
            (false, None) => denied.push(sentence.text.as_str()),
        }
    }
    (plain, denied)
}

/// Does one of them end in sentences of its own, so that a comma or an *and* after it would be taken for theirs?
fn lists_something(truths: &[(&Sentence, bool)]) -> bool {
    truths.iter().any(|(sentence, _)| sentence.text.contains(": ") || sentence.text.contains(" such that "))
}

impl Sentence {
    /// The sentence, or one of opposite meaning.
    pub(super) fn said(&self, truth: bool) -> String {
        match (truth, &self.opposite) {
            (true, _) => self.text.clone(),
            (false, Some(opposite)) => opposite.clone(),
            (false, None) => format!("it is not so that {}", self.text),
        }
    }
}

/// `NAME is under X` has `NAME is at least X` for its opposite, `NAME includes V` `NAME does not include V`, `WHO was …`
/// `WHO was not …`, and `there was a …` `there was no …`. Only what is compared is looked at, and only right after
/// the name of the fact: a name or a value may hold the same words, and a sentence about a list says something else.
fn opposite(program: &Program, meaning: &Condition, text: &str) -> Option<String> {
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
    let first = |text: &str, from: &str, to: &str| Some(format!("{to}{}", text.strip_prefix(from)?));
    if let Condition::Count { order: Order::AtLeast, value, .. } = meaning {
        let (many, fewer) =
            (format!("there were at least {value} "), format!("there were fewer than {value} "));
        let there = [("there was a ", "there was no "), ("there was an ", "there was no "), (&many, &fewer)];
        let number = || {
            let lead = text.strip_suffix(&format!(" is {value} or more"))?;
            lead.starts_with("the number of ").then(|| format!("{lead} is under {value}"))
        };
        return there.iter().find_map(|(from, to)| first(text, from, to)).or_else(number);
    }
    if let Condition::Includes { subject: Subject::Fact(fact), .. } = meaning {
        let name = program.rule_set.vocabulary.fact(*fact)?.words.name.as_deref()?;
        return first(text, &format!("{name} includes "), &format!("{name} does not include "));
    }
    if let Condition::Periods { subject: Subject::Fact(fact), test } = meaning {
        // Not throughout a year may be never or once: that is left to plainer words.
        let name = program.rule_set.vocabulary.fact(*fact)?.words.name.as_deref()?;
        let rest = text.strip_prefix(name).filter(|_| !matches!(test, PeriodTest::Throughout(_)))?;
        return Some(denied(name)? + rest);
    }
    let (Condition::Number { subject: Subject::Fact(fact), .. }
    | Condition::Length { subject: Subject::Fact(fact), .. }
    | Condition::Dates { left: DateTerm { base: DateBase::Subject(Subject::Fact(fact)), .. }, .. }) = meaning
    else {
        return None;
    };
    let name = program.rule_set.vocabulary.fact(*fact)?.words.name.as_deref()?;
    let rest = text.strip_prefix(name)?;
    let (this, other) = OPPOSITES.iter().find(|(this, _)| rest.starts_with(this))?;
    Some(format!("{name}{other}{}", rest.strip_prefix(this)?))
}

/// `the child was looked after` denied: `the child was not looked after`.
fn denied(name: &str) -> Option<String> {
    let verbs =
        [(" was ", " was not "), (" were ", " were not "), (" had a ", " had no "), (" had an ", " had no ")];
    let found = verbs.iter().filter_map(|(verb, not)| Some((name.find(verb)?, verb, not)));
    let (_, verb, not) = found.min_by_key(|(at, ..)| *at)?;
    let (who, what) = name.split_once(verb)?;
    (!what.starts_with("not ")).then(|| format!("{who}{not}{what}"))
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
    let left_out: Vec<&String> = fact.ty.values().iter().filter(|value| !names.contains(value)).collect();
    match left_out.len() {
        1 | 2 if names.len() > 3 => format!("anything but {}", either(&left_out)),
        _ => either(&names),
    }
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

/// That a list or its periods hold more than is recorded of them, or nothing else, as a sentence.
pub(super) fn others(program: &Program, slot: SlotId, (recorded, more): (bool, bool)) -> String {
    let Some((_, fact)) = fact(program, slot) else { return String::new() };
    let (words, name) = (&fact.words, fact.label());
    match (fact.ty == Type::Periods, recorded, more) {
        (true, false, false) => never_sentence(words.never.as_deref(), name),
        (true, false, true) => format!("{name} at any time"),
        (true, true, false) => format!("{name} at no other time"),
        (true, true, true) => format!("{name} at other times too"),
        (false, false, false) => words.count_sentence(0, true),
        (false, false, true) => words.count_sentence(1, false),
        (false, true, false) => format!("there were no other {}", words.many_entries()),
        (false, true, true) => format!("there were other {} too", words.many_entries()),
    }
}

/// That a fact is one of some choices, as a sentence.
pub(super) fn chosen(program: &Program, slot: SlotId, mask: u64) -> String {
    let said = choices(program, slot, mask);
    match fact(program, slot) {
        Some((_, fact)) if !matches!(fact.ty, Type::YesNo) => format!("{} is {said}", fact.label()),
        Some(_) | None => said,
    }
}

/// What is known of a fact on a day, as a sentence.
pub(super) fn statement(program: &Program, slot: SlotId, known: &Known, as_at: Date) -> String {
    let Some((_, fact)) = fact(program, slot) else { return String::new() };
    let name = fact.label();
    match known {
        Known::Choice(mask) => chosen(program, slot, *mask),
        Known::Set(sets) => {
            let held = sets.iter().map(|(sure, _)| match sure {
                0 => String::from("nothing for certain"),
                sure => both(&members(fact, *sure)),
            });
            format!("{name} includes {}", either(&held.collect::<Vec<_>>()))
        }
        Known::Number(ranges) => {
            let ranges = ranges.iter().map(|(least, most)| match (least, most) {
                (least, most) if least == most => least.to_string(),
                (least, &u32::MAX) => format!("{least} or more"),
                (0, most) => format!("{most} or fewer"),
                (least, most) => format!("from {least} to {most}"),
            });
            format!("{name} is {}", either(&ranges.collect::<Vec<_>>()))
        }
        Known::Date(ranges) => {
            let ranges: Vec<String> = ranges.iter().map(|range| days(*range)).collect();
            format!("{name} is {}", either(&ranges))
        }
        Known::List(lists) => {
            let lists = lists.iter().map(|list| {
                if matches!(fact.ty, Type::Periods) {
                    periods(fact, list, as_at)
                } else {
                    fact.words.count_sentence(list.entries.len(), !list.may_hold_more)
                }
            });
            joined(&lists.collect::<Vec<_>>(), ", or ")
        }
    }
}

/// What is recorded of a fact, as a sentence.
pub(super) fn recorded(program: &Program, knowledge: &Knowledge, fact: FactId) -> String {
    let name = name(program, fact);
    let mut stated =
        knowledge.constraints.iter().filter(|constraint| stated_of(program, constraint) == Some(fact));
    let applies = program.applicability.iter().find(|(other, _)| *other == fact).map(|(_, node)| *node);
    let away = |constraint: &Constraint| matches!(constraint, Constraint::Node { node, truth: false, .. } if Some(*node) == applies);
    if stated.clone().any(away) {
        return format!("{name} does not apply");
    }
    let slot = program.slot_of(fact);
    if let Some((slot, known)) = slot.and_then(|slot| Some((slot, knowledge.slots.get(slot.0 as usize)?))) {
        return statement(program, slot, known, knowledge.as_at);
    }
    let value = stated.find_map(|constraint| match constraint {
        Constraint::Stated { any_of, .. } => Some(any_of.iter().map(|said| said.words()).collect::<Vec<_>>()),
        Constraint::StatedDay { any_of, .. } => Some(any_of.iter().map(|range| days(*range)).collect()),
        Constraint::Node { .. } | Constraint::Assumed(_) => None,
    });
    value.map_or_else(|| format!("{name} is recorded"), |value| format!("{name} is {}", either(&value)))
}

/// A fact that a change makes inapplicable.
pub(super) fn no_longer(program: &Program, fact: FactId) -> String {
    format!("{} no longer applies", name(program, fact))
}

/// A fact that would be another, where the rules do not say which.
pub(super) fn otherwise(program: &Program, fact: FactId) -> String {
    format!("{} is other than recorded", name(program, fact))
}

/// Its name, or its question as one.
fn name(program: &Program, fact: FactId) -> String {
    let fact = program.rule_set.vocabulary.fact(fact);
    match fact.map(|fact| (&fact.words.name, fact.label())) {
        Some((Some(name), _)) => name.clone(),
        Some((None, label)) => format!("the answer to \u{201c}{label}\u{201d}"),
        None => String::new(),
    }
}

fn members(fact: &Fact, mask: u64) -> Vec<&str> {
    let values = fact.ty.values();
    values
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
        .map(|(_, value)| value.as_str())
        .collect()
}

/// `the child was looked after from 1 May 2014 until 3 June 2014, and perhaps at other times`
fn periods(fact: &Fact, list: &ListKnown, as_at: Date) -> String {
    let name = fact.label();
    let spans = list.entries.iter().filter_map(|entry| match entry.fields.as_slice() {
        [Known::Date(from), Known::Date(to)] => {
            let (from, to) = (from.first()?, to.last()?);
            let end = match *to {
                DateRange { first: Date::LAST, .. } => String::from(", still continuing"),
                DateRange { last: Date::LAST, .. } => String::from(", the end not known"),
                // Whether it ended that day or goes on is all one to the rules.
                DateRange { first, .. } if first == as_at => String::from(" up to the day looked from"),
                DateRange { first, last } if last == as_at && first == from.first => {
                    String::from(", the end not known")
                }
                known => format!(" until {}", known.words()),
            };
            Some(format!("from {}{end}", from.words()))
        }
        _ => None,
    });
    let spans: Vec<String> = spans.collect();
    let more = if list.may_hold_more { ", and perhaps at other times" } else { "" };
    match spans.as_slice() {
        [] if list.may_hold_more => format!("it is not known when {name}"),
        [] => never_sentence(fact.words.never.as_deref(), name),
        [_, ..] => format!("{name} {}{more}", both(&spans)),
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

pub(super) fn joined(parts: &[String], between: &str) -> String {
    parts.join(between)
}
