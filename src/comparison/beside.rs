//! One case under two sets, for its own page: clause differences first.

use super::ladder::Ladders;
use super::standing::{Fate, Standing, standing};
use super::strength::{ChangeKind, changes};
use super::tally::only;
use super::words as say;
use crate::check::{Clause, Meaning, Question, RuleSet};
use crate::evaluation::{CaseResult, ClauseTruth, Truth};
use crate::explanation::{Beside, OutcomeBeside, PutBeside, RuleBeside};

/// What another set makes of the same case, beside what this one does.
#[must_use]
pub fn beside(here: (&RuleSet, &CaseResult), there: (&RuleSet, &CaseResult)) -> Beside {
    let mut beside = Beside { set: there.0.title.clone(), ..Beside::default() };
    for (at, question) in here.0.questions.iter().enumerate() {
        let Some(other) = there.0.questions.iter().position(|it| it.name == question.name) else { continue };
        let (Some(mine), Some(theirs)) = (read(here, at), read(there, other)) else { continue };
        beside.rules.extend(rules(question, (&mine, here), (&theirs, there)));
        beside.put.extend(
            there.0.questions.get(other).into_iter().flat_map(|same| put((question, &mine), (same, &theirs))),
        );
        beside.outcomes.push(OutcomeBeside {
            question: question.name.clone(),
            here: say::given(&mine),
            there: say::given(&theirs),
        });
    }
    beside.only_here = only(here.0, there.0);
    beside.only_there = only(there.0, here.0);
    beside
}

fn read((rules, result): (&RuleSet, &CaseResult), at: usize) -> Option<Standing> {
    let question: &Question = rules.questions.get(at)?;
    Some(standing(rules, question, result.questions.get(at)?))
}

/// Rules of either set that fare otherwise in the other, those of this set first.
fn rules(
    question: &Question,
    (mine, ours): (&Standing, Side<'_>),
    (theirs, other): (&Standing, Side<'_>),
) -> Vec<RuleBeside> {
    let lone = theirs.rules.keys().filter(|name| !mine.rules.contains_key(*name));
    let each = mine.rules.keys().chain(lone).filter_map(|rule| {
        let (here, there) = (mine.fate(rule), theirs.fate(rule));
        let idle = |fate: &Fate| matches!(fate, Fate::Absent | Fate::DoesNotApply);
        (here != there && !(idle(&here) && idle(&there))).then(|| RuleBeside {
            question: question.name.clone(),
            rule: rule.clone(),
            here: say::fate(&here),
            there: say::fate(&there),
            only_here: apart(ours, other, (&question.name, rule)),
            only_there: apart(other, ours, (&question.name, rule)),
        })
    });
    each.collect()
}

/// Outcomes put to people otherwise in the other set.
fn put((question, mine): (&Question, &Standing), (same, theirs): (&Question, &Standing)) -> Vec<PutBeside> {
    let told = changes(&Ladders::of(question, same), mine, theirs).into_iter();
    let put = told.filter(|it| !matches!(it.kind, ChangeKind::BindsLess | ChangeKind::BindsMore));
    put.map(|it| PutBeside {
        question: question.name.clone(),
        outcome: it.outcome,
        here: say::strength(it.from),
        there: say::strength(it.to),
    })
    .collect()
}

type Side<'a> = (&'a RuleSet, &'a CaseResult);

/// Sentences of a rule that the rule of that name in the other set does not hold; nothing where it has no such rule.
fn apart(one: Side<'_>, other: Side<'_>, rule: (&str, &str)) -> Vec<(String, Truth)> {
    let (Some(ours), Some(theirs)) = (sentences(one, rule), sentences(other, rule)) else {
        return Vec::new();
    };
    ours.into_iter().filter(|(text, _)| !theirs.iter().any(|(known, _)| known == text)).collect()
}

fn sentences((rules, result): Side<'_>, (question, rule): (&str, &str)) -> Option<Vec<(String, Truth)>> {
    let named = |name: &str| rules.questions.iter().position(|it| it.name == name);
    let results = result.questions.get(named(question)?)?.rules.iter();
    let mut told = results.filter_map(|it| Some((rules.rules.get(it.rule.0 as usize)?, it)));
    let (rule, fared) = told.find(|(it, _)| it.name == rule)?;
    let mut found = Vec::new();
    leaves(&rule.when, &fared.when, &mut found);
    Some(found)
}

fn leaves(clause: &Clause, truth: &ClauseTruth, found: &mut Vec<(String, Truth)>) {
    match &clause.meaning {
        Meaning::List { items, .. } => {
            items.iter().zip(&truth.items).for_each(|(item, truth)| leaves(item, truth, found));
        }
        Meaning::Sentence(_) => found.push((clause.text.clone(), truth.truth)),
        Meaning::Inert(_) => {}
    }
}
