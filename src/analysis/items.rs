//! Items of lists that could be left out: no record would have another outcome.
//!
//! Beside each rule, exception and definition stand its own variants, each with one item less, in one program. Of a rule
//! it is asked whether a variant ever changes the outcome; of an exception and a definition, whether it ever changes
//! what the list as a whole says.

use super::copied::with_probes;
use super::every::{Every, Possible};
use super::findings::{Finding, FindingKind, not_covered};
use super::readings::readings;
use crate::check::{Clause, ExceptionId, Meaning, RuleId, RuleSet};
use crate::evaluation::{Exact, Presumed, Wanted};
use crate::program::{NodeId, Program, lower_resolved};
use crate::source::Span;
use crate::syntax::tree::Duty;

/// Whose item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Rule(RuleId),
    Exception(ExceptionId),
    /// By its place, and that of the probe that holds its body whole.
    Definition(usize, usize),
}

/// A body with one item less.
struct Variant {
    owner: Owner,
    /// Its place, and those of the lists around it, outermost first.
    path: Vec<usize>,
    label: String,
    text: String,
    span: Span,
}

/// The items that could be left out, but for those of rules already known to change nothing.
pub(super) fn idle_items(rule_set: &RuleSet, idle: &[RuleId]) -> Vec<Finding> {
    let (variants, clauses) = variants(rule_set, idle);
    if clauses.is_empty() || rule_set.rules.is_empty() {
        return Vec::new();
    }
    let (mut probed, first) = with_probes(rule_set, &clauses);
    presume_too(&mut probed, &variants, first);
    let program = lower_resolved(&probed);
    let every = Every::of(&program);
    let bodies: Vec<NodeId> = program.rules.iter().skip(first).map(|plan| plan.when.node).collect();
    let rules = program.rules.iter().flat_map(|plan| [plan.applies, plan.when.node]);
    let exceptions = program.exceptions.iter().flat_map(|plan| [plan.applies, plan.when.node]);
    let exact = every.ready(rules.chain(exceptions).chain(bodies.iter().copied()));
    let mut asking = Asking { every: &every, exact, probes: bodies, readings: readings(rule_set) };
    let mut found = Vec::new();
    let mut told: Vec<&Variant> = Vec::new();
    for (place, variant) in &variants {
        let within = |outer: &&Variant| outer.owner == variant.owner && variant.path.starts_with(&outer.path);
        if told.iter().any(within) {
            continue;
        }
        if let Some(finding) = asking.about(rule_set, *place, variant) {
            told.extend(Some(variant).filter(|_| finding.kind == FindingKind::IdleItem));
            found.push(finding);
        }
    }
    found
}

/// Every variant with the place of its probe, and the probes.
fn variants(rule_set: &RuleSet, idle: &[RuleId]) -> (Vec<(usize, Variant)>, Vec<Clause>) {
    let (mut variants, mut clauses) = (Vec::new(), Vec::new());
    let mut add = |owner: Owner, body: &Clause, clauses: &mut Vec<Clause>| {
        for Less { path, label, item, rest } in with_one_less(body) {
            let (text, span) = (item.text.clone(), item.span);
            variants.push((clauses.len(), Variant { owner, path, label, text, span }));
            clauses.push(rest);
        }
    };
    for (rule, id) in rule_set.rules.iter().zip((0..).map(RuleId)) {
        if rule.duty != Duty::Weigh && !idle.contains(&id) {
            add(Owner::Rule(id), &rule.when, &mut clauses);
        }
    }
    for (exception, id) in rule_set.exceptions.iter().zip((0..).map(ExceptionId)) {
        add(Owner::Exception(id), &exception.when, &mut clauses);
    }
    // A probe is a rule: a presumption for named rules would not reach what it takes from a definition.
    let everywhere = rule_set.presumptions.iter().all(|presumption| presumption.everywhere);
    for (place, definition) in rule_set.definitions.iter().enumerate().filter(|_| everywhere) {
        let whole = clauses.len();
        clauses.push(definition.body.clone());
        add(Owner::Definition(place, whole), &definition.body, &mut clauses);
    }
    (variants, clauses)
}

/// A body without one of its items.
struct Less<'c> {
    path: Vec<usize>,
    label: String,
    item: &'c Clause,
    rest: Clause,
}

/// Each item in turn left out of its list, an outer one before those within it. A list of one item is left whole.
fn with_one_less(clause: &Clause) -> Vec<Less<'_>> {
    let Meaning::List { heading, items } = &clause.meaning else { return Vec::new() };
    let mut found = Vec::new();
    let count = items.iter().filter(|item| !matches!(item.meaning, Meaning::Inert(_))).count();
    for (place, item) in items.iter().enumerate() {
        let with = |items: Vec<Clause>| Clause {
            meaning: Meaning::List { heading: *heading, items },
            ..clause.clone()
        };
        if count > 1 && !matches!(item.meaning, Meaning::Inert(_)) {
            let mut less = items.clone();
            less.remove(place);
            found.push(Less { path: vec![place], label: item.label.clone(), item, rest: with(less) });
        }
        for inner in with_one_less(item) {
            let mut less = items.clone();
            if let Some(place) = less.get_mut(place) {
                *place = inner.rest;
            }
            let path = std::iter::once(place).chain(inner.path).collect();
            let label = format!("{}{}", item.label, inner.label);
            found.push(Less { path, label, item: inner.item, rest: with(less) });
        }
    }
    found
}

/// What is presumed in a rule or exception is presumed in its variants.
fn presume_too(probed: &mut RuleSet, variants: &[(usize, Variant)], first: usize) {
    for presumption in probed.presumptions.iter_mut().filter(|presumption| !presumption.everywhere) {
        for (place, variant) in variants {
            let named = match variant.owner {
                Owner::Rule(id) => presumption.rules.contains(&id),
                Owner::Exception(id) => presumption.exceptions.contains(&id),
                Owner::Definition(..) => false,
            };
            if let (true, Ok(id)) = (named, u32::try_from(first + place)) {
                presumption.rules.push(RuleId(id));
            }
        }
    }
}

struct Asking<'e, 'a> {
    every: &'e Every<'a>,
    exact: Exact<'e>,
    probes: Vec<NodeId>,
    readings: Vec<Presumed>,
}

impl Asking<'_, '_> {
    fn about(&mut self, rule_set: &RuleSet, place: usize, variant: &Variant) -> Option<Finding> {
        let probe = *self.probes.get(place)?;
        let (ways, whose) = self.ways(rule_set, variant, probe)?;
        for reading in self.readings.clone() {
            for way in &ways {
                let wanted: Vec<Wanted> = way.iter().map(|one| one.under(&reading)).collect();
                match self.every.possible_in(&mut self.exact, &wanted) {
                    Possible::Never => {}
                    Possible::Example(_) => return None,
                    Possible::NotSettled(why) => {
                        let words =
                            format!("whether item {} of {whose} makes a difference: {why}", variant.label);
                        return Some(finding(FindingKind::NotSettled, words, variant.span));
                    }
                }
            }
        }
        let words = format!(
            "without item {} of {whose}, “{}”, every record would have the same outcome",
            variant.label, variant.text
        );
        Some(finding(FindingKind::IdleItem, words, variant.span))
    }

    /// The ways in which leaving the item out could matter, and whose item it is, in words.
    fn ways(
        &self,
        rule_set: &RuleSet,
        variant: &Variant,
        probe: NodeId,
    ) -> Option<(Vec<Vec<Wanted>>, String)> {
        let program = self.every.program;
        let differ = |whole: NodeId, and: Vec<Wanted>| -> Vec<Vec<Wanted>> {
            let way = |truth: bool| {
                let pair = [Wanted::of(whole, truth), Wanted::of(probe, !truth)];
                pair.into_iter().chain(and.iter().cloned()).collect()
            };
            if whole == probe { Vec::new() } else { vec![way(true), way(false)] }
        };
        Some(match variant.owner {
            Owner::Rule(id) => {
                let mut and = not_covered(program, id);
                and.extend(not_set_aside(program, rule_set, id));
                let rule = rule_set.rules.get(id.0 as usize)?;
                let whole = program.rules.get(id.0 as usize)?.when.node;
                (differ(whole, and), format!("rule “{}”", rule.name))
            }
            Owner::Exception(id) => {
                let exception = rule_set.exceptions.get(id.0 as usize)?;
                let whole = program.exceptions.get(id.0 as usize)?.when.node;
                (differ(whole, Vec::new()), format!("exception “{}”", exception.name))
            }
            Owner::Definition(place, whole) => {
                let definition = rule_set.definitions.get(place)?;
                let whole = *self.probes.get(whole)?;
                (differ(whole, Vec::new()), format!("definition “{}”", definition.name))
            }
        })
    }
}

/// That no exception or departure sets the rule aside.
fn not_set_aside(program: &Program, rule_set: &RuleSet, id: RuleId) -> Vec<Wanted> {
    let Some(rule) = rule_set.rules.get(id.0 as usize) else { return Vec::new() };
    let departures = rule_set.departures.iter().filter(|departure| departure.from == id);
    let exceptions = rule.not_where.iter().copied().chain(departures.filter_map(|it| it.exception));
    let nodes = exceptions.filter_map(|id| Some(program.exceptions.get(id.0 as usize)?.applies));
    nodes.map(|node| Wanted::of(node, false)).collect()
}

fn finding(kind: FindingKind, words: String, span: Span) -> Finding {
    Finding { kind, words, span, cases: Vec::new() }
}
