//! One case under two sets, for its own page: clause differences first.

use super::ladder::Ladders;
use super::standing::{Fate, Standing, standing};
use super::strength::{ChangeKind, changes};
use super::words as say;
use crate::check::{Question, RuleSet};
use crate::evaluation::CaseResult;
use crate::explanation::{Beside, OutcomeBeside, PutBeside, RuleBeside};

/// What another set makes of the same case, beside what this one does.
#[must_use]
pub fn beside(here: (&RuleSet, &CaseResult), there: (&RuleSet, &CaseResult)) -> Beside {
    let mut beside = Beside { set: there.0.title.clone(), ..Beside::default() };
    for (at, question) in here.0.questions.iter().enumerate() {
        let Some(other) = there.0.questions.iter().position(|it| it.name == question.name) else { continue };
        let (Some(mine), Some(theirs)) = (read(here, at), read(there, other)) else { continue };
        beside.rules.extend(rules(question, &mine, &theirs));
        beside.put.extend(
            there.0.questions.get(other).into_iter().flat_map(|same| put((question, &mine), (same, &theirs))),
        );
        beside.outcomes.push(OutcomeBeside {
            question: question.name.clone(),
            here: say::given(&mine),
            there: say::given(&theirs),
        });
    }
    beside
}

fn read((rules, result): (&RuleSet, &CaseResult), at: usize) -> Option<Standing> {
    let question: &Question = rules.questions.get(at)?;
    Some(standing(rules, question, result.questions.get(at)?))
}

/// Rules of either set that fare otherwise in the other, those of this set first.
fn rules(question: &Question, mine: &Standing, theirs: &Standing) -> Vec<RuleBeside> {
    let lone = theirs.rules.keys().filter(|name| !mine.rules.contains_key(*name));
    let each = mine.rules.keys().chain(lone).filter_map(|rule| {
        let (here, there) = (mine.fate(rule), theirs.fate(rule));
        let idle = |fate: &Fate| matches!(fate, Fate::Absent | Fate::DoesNotApply);
        (here != there && !(idle(&here) && idle(&there))).then(|| RuleBeside {
            question: question.name.clone(),
            rule: rule.clone(),
            here: say::fate(&here),
            there: say::fate(&there),
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
