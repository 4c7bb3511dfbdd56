//! The same record but for one thing: *whether or not* lines, and facts in rising order.
//!
//! The rule set stands beside a copy of itself that reads the fact in question anew; all else is the same record.

use std::collections::BTreeSet;

use super::copied::{Copied, with_probes};
use super::every::{Every, Possible};
use super::fictional::tell;
use super::floor::capital;
use super::{Fictional, Kind, Proof, Verdict};
use crate::check::{
    Clause, Condition, DateBase, ExceptionId, Mask, Meaning, QuestionId, Rule, RuleId, RuleSet, Subject,
};
use crate::diagnostic::Diagnostic;
use crate::evaluation::Wanted;
use crate::program::{NodeId, Program, lower_resolved};
use crate::vocabulary::{FactId, Type};

/// Each *whether or not* line of a rule: can what it names change whether the rule applies?
#[must_use]
pub fn whether_or_not(rule_set: &RuleSet) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for (rule, id) in rule_set.rules.iter().zip((0..).map(RuleId)) {
        for (text, condition) in &rule.whether_or_not {
            let mut facts = BTreeSet::new();
            named(rule_set, condition, &mut facts);
            let verdict = if facts.is_empty() || by_table(rule_set, &facts) {
                unread(text)
            } else if decides(rule_set, rule).is_some_and(|read| read.is_disjoint(&facts)) {
                Verdict::Proved
            } else {
                makes_no_difference(rule_set, id, &facts)
            };
            let claim = format!("“{}” applies whether or not {text}", rule.name);
            proofs.push(Proof {
                kind: Kind::WhetherOrNot,
                claim,
                said: Vec::new(),
                span: rule.span,
                verdict,
            });
        }
    }
    proofs
}

/// A warning for each such line that does not hold, or that could not be settled.
#[must_use]
pub fn idle_lines(rule_set: &RuleSet) -> Vec<Diagnostic> {
    let warned = whether_or_not(rule_set).into_iter().filter_map(|proof| {
        let title = format!("it is not so that {}", proof.claim);
        match proof.verdict {
            Verdict::Proved => None,
            Verdict::NotSettled(why) => {
                let title = format!("it could not be settled that {}", proof.claim);
                Some(Diagnostic::warning("W0703", proof.span, title).because(format!("{}.", capital(&why))))
            }
            Verdict::Refuted(case) => Some(
                Diagnostic::warning("W0707", proof.span, title)
                    .because(format!("Take a fictional case: {}.", case.sentences.join("; ")))
                    .because(format!(
                        "The rule applies to it. It does not apply to the same case if {}.",
                        case.but_if.join("; ")
                    ))
                    .help("Take the line out, or take what it names out of the rule and its exceptions."),
            ),
        }
    });
    warned.collect()
}

/// The facts that decide whether the rule applies, as far as its own words go; nothing where it uses other questions
/// or tables.
fn decides(rules: &RuleSet, rule: &Rule) -> Option<BTreeSet<FactId>> {
    let mut facts = BTreeSet::new();
    let mut plain = within(rules, &rule.when, &mut facts);
    let mut left: Vec<ExceptionId> = rule.not_where.clone();
    left.extend(rules.departures.iter().filter_map(|departure| departure.exception));
    let mut seen = BTreeSet::new();
    while let Some(id) = left.pop() {
        if let Some(exception) = rules.exceptions.get(id.0 as usize).filter(|_| seen.insert(id)) {
            plain &= within(rules, &exception.when, &mut facts);
            left.extend(&exception.not_where);
        }
    }
    for id in facts.clone() {
        if let Some(Some(clause)) = rules.applies_when.get(id.0 as usize) {
            plain &= within(rules, clause, &mut facts);
        }
    }
    Some(facts).filter(|facts| plain && !by_table(rules, facts))
}

/// Is one of them the result of a table?
fn by_table(rules: &RuleSet, facts: &BTreeSet<FactId>) -> bool {
    facts
        .iter()
        .any(|id| rules.vocabulary.fact(*id).is_some_and(|fact| matches!(fact.ty, Type::ByTable { .. })))
}

fn unread(text: &str) -> Verdict {
    Verdict::NotSettled(format!("“{text}” names no recorded fact; name the facts it rests on instead"))
}

fn makes_no_difference(rule_set: &RuleSet, rule: RuleId, facts: &BTreeSet<FactId>) -> Verdict {
    let copied = Copied::with_other(rule_set, facts);
    let program = lower_resolved(&copied.rule_set);
    let applies = |id: RuleId| program.rules.get(id.0 as usize).map(|rule| rule.applies);
    let (Some(here), Some(there)) = (applies(rule), applies(copied.rule_id(rule))) else {
        return Verdict::Proved;
    };
    if here == there {
        return Verdict::Proved;
    }
    let every = Every::of(&program);
    let wanted = [Wanted::of(here, true), Wanted::of(there, false)];
    verdict(&every, rule_set, &wanted, &[])
}

/// The verdict, with what differs between the two records told apart.
fn verdict(every: &Every<'_>, original: &RuleSet, wanted: &[Wanted], questions: &[QuestionId]) -> Verdict {
    let completion = match every.plainest(wanted) {
        Possible::Never => return Verdict::Proved,
        Possible::NotSettled(why) => return Verdict::NotSettled(why),
        Possible::Example(completion) => completion,
    };
    let mut case = tell(every, completion, wanted, questions);
    let first = original.vocabulary.facts.len();
    let own = |fact: &FactId| (fact.0 as usize) < first;
    let told: Vec<(FactId, String)> = case.facts.drain(..).zip(case.sentences.drain(..)).collect();
    let (same, other): (Vec<_>, Vec<_>) = told.into_iter().partition(|(fact, _)| own(fact));
    case.facts = same.iter().map(|(fact, _)| *fact).collect();
    case.sentences = same.into_iter().map(|(_, sentence)| sentence).collect();
    case.record.facts.retain(|recorded| own(&recorded.fact));
    case.record.hash = crate::record::hash(&case.record, &original.vocabulary);
    let otherwise = other.into_iter().map(|(_, sentence)| sentence).collect();
    Verdict::Refuted(Box::new(Fictional { but_if: otherwise, ..case }))
}

/// Each fact *in rising order*: does more of it ever give a less serious outcome?
#[must_use]
pub fn rising(rule_set: &RuleSet) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for (fact, id) in rule_set.vocabulary.facts.iter().zip((0..).map(FactId)) {
        let Type::OneOf { values, rising: true } = &fact.ty else { continue };
        let steps = u32::try_from(values.len()).unwrap_or(0).saturating_sub(1);
        let copied = Copied::with_other(rule_set, &BTreeSet::from([id]));
        let lower = (0..steps).map(|step| probe(id, step));
        let higher = (0..steps).map(|step| probe(copied.fact(id), step + 1));
        let clauses: Vec<Clause> = lower.chain(higher).collect();
        let (probed, first) = with_probes(&copied.rule_set, &clauses);
        let program = lower_resolved(&probed);
        if program.slot_of(id).is_none() || program.slot_of(copied.fact(id)).is_none() {
            continue;
        }
        for (question, place) in rule_set.questions.iter().zip((0..).map(QuestionId)) {
            let Some(verdict) = never_falls(&program, rule_set, &copied, (place, first, steps)) else {
                continue;
            };
            let claim =
                format!("more of {} never gives a less serious outcome of “{}”", fact.label(), question.name);
            proofs.push(Proof { kind: Kind::Rising, claim, said: Vec::new(), span: question.span, verdict });
        }
    }
    proofs
}

fn probe(fact: FactId, value: u32) -> Clause {
    let bit = 1_u64.checked_shl(value).unwrap_or(0);
    let condition = Condition::Choice { subject: Subject::Fact(fact), values: Mask(bit) };
    Clause {
        label: String::new(),
        text: String::new(),
        span: crate::source::Span::default(),
        citations: Vec::new(),
        meaning: Meaning::Sentence(condition),
    }
}

/// Nothing to say where the question does not read the fact.
fn never_falls(
    program: &Program,
    original: &RuleSet,
    copied: &Copied,
    (question, first, steps): (QuestionId, usize, u32),
) -> Option<Verdict> {
    let plan = |id: QuestionId| program.questions.iter().find(|plan| plan.question == id);
    let (here, there) = (plan(question)?, plan(copied.question(question))?);
    let rungs: Vec<(NodeId, NodeId)> = here
        .at_least
        .iter()
        .copied()
        .zip(there.at_least.iter().copied())
        .filter(|(one, other)| one != other)
        .collect();
    if rungs.is_empty() {
        return None;
    }
    let every = Every::of(program);
    let probes: Vec<NodeId> = program.rules.iter().skip(first).map(|rule| rule.when.node).collect();
    let steps = steps as usize;
    let nodes = rungs.iter().flat_map(|(one, other)| [*one, *other]).chain(probes.iter().copied());
    let mut exact = every.ready(nodes);
    for step in 0..steps {
        let (Some(lower), Some(higher)) = (probes.get(step), probes.get(step + steps)) else { continue };
        for (less, more) in &rungs {
            let wanted = [
                Wanted::of(*lower, true),
                Wanted::of(*higher, true),
                Wanted::of(*less, true),
                Wanted::of(*more, false),
            ];
            match every.possible_in(&mut exact, &wanted) {
                Possible::Never => {}
                Possible::NotSettled(why) => return Some(Verdict::NotSettled(why)),
                Possible::Example(_) => return Some(verdict(&every, original, &wanted, &[question])),
            }
        }
    }
    Some(Verdict::Proved)
}

/// The recorded facts a condition rests on, through definitions and what is computed. False where it also rests on
/// what is not followed here.
fn named(rules: &RuleSet, condition: &Condition, facts: &mut BTreeSet<FactId>) -> bool {
    match condition {
        Condition::Choice { subject, .. }
        | Condition::Includes { subject, .. }
        | Condition::Text { subject, .. }
        | Condition::Number { subject, .. }
        | Condition::Length { subject, .. } => add(rules, *subject, facts),
        Condition::Periods { subject, .. } => {
            add(rules, *subject, facts);
            return false;
        }
        Condition::Dates { left: date, .. } | Condition::InWindow { date, .. } => {
            if let DateBase::Subject(subject) = date.base {
                add(rules, subject, facts);
            }
            return false;
        }
        Condition::Count { list, .. } | Condition::MemberOf { list, .. } => {
            add(rules, Subject::Fact(*list), facts);
            return false;
        }
        Condition::Either(parts) => {
            return parts.iter().filter(|part| !named(rules, part, facts)).count() == 0;
        }
        Condition::Definition(id) => {
            let definition = rules.definitions.get(id.0 as usize);
            return definition.is_some_and(|definition| within(rules, &definition.body, facts));
        }
        Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_) => return false,
    }
    true
}

fn within(rules: &RuleSet, clause: &Clause, facts: &mut BTreeSet<FactId>) -> bool {
    match &clause.meaning {
        Meaning::List { items, .. } => items.iter().filter(|item| !within(rules, item, facts)).count() == 0,
        Meaning::Sentence(condition) => named(rules, condition, facts),
        Meaning::Inert(_) => true,
    }
}

fn add(rules: &RuleSet, subject: Subject, facts: &mut BTreeSet<FactId>) {
    let (Subject::Fact(id) | Subject::Field(id, _)) = subject;
    match rules.vocabulary.fact(id).map(|fact| &fact.ty) {
        Some(Type::TimeBetween { from, to }) => {
            add(rules, Subject::Fact(*from), facts);
            add(rules, Subject::Fact(*to), facts);
        }
        Some(Type::Shifted { base, .. }) => add(rules, Subject::Fact(*base), facts),
        Some(
            Type::YesNo
            | Type::OneOf { .. }
            | Type::AnyOf { .. }
            | Type::Number
            | Type::Date
            | Type::DateTime
            | Type::Length(_)
            | Type::ByTable { .. }
            | Type::Periods
            | Type::List { .. }
            | Type::Text,
        )
        | None => {
            facts.insert(id);
        }
    }
}
