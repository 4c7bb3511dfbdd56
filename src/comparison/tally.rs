//! Counting, case by case. What a tally holds does not depend on the order of the cases but for the lists of ids.

use std::collections::BTreeMap;

use super::ladder::{Kind, Ladders};
use super::standing::{Fate, Stand, Standing, standing};
use super::strength::{self, Change};
use super::workload::Workload;
use crate::check::{Question, RuleSet};
use crate::evaluation::CaseResult;

/// One of the two sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// Title.
    pub title: String,
    /// `Version:`
    pub version: Option<String>,
    /// The hash of its text.
    pub hash: String,
}

/// A rule that a move rests on, and what became of it under the other set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MovedRule {
    /// Its name.
    pub rule: String,
    /// Under the other set.
    pub fate: Fate,
}

/// Cases that stand one way under the old set and one way under the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Under the old set.
    pub from: Stand,
    /// Under the new set.
    pub to: Stand,
    /// What that means.
    pub kind: Kind,
    /// The ids, in the order given.
    pub cases: Vec<String>,
    /// Of a case that stays: those on other grounds, or undecided between other outcomes.
    pub otherwise_grounded: Vec<String>,
    /// Rules the old result rested on and the new does not, with how many cases.
    pub lost: BTreeMap<MovedRule, u32>,
    /// Rules the new result rests on and the old did not, with how many cases.
    pub gained: BTreeMap<MovedRule, u32>,
    /// What changed besides the outcome, downward first, with the ids.
    pub changes: BTreeMap<Change, Vec<String>>,
}

/// One question under both sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionComparison {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub asks: String,
    /// The two ladders.
    pub ladders: Ladders,
    /// The moves, gravest first.
    pub moves: Vec<Move>,
    /// What the outcomes cost.
    pub workload: Workload,
}

/// Two rule sets over the same cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The old set.
    pub old: Side,
    /// The new set.
    pub new: Side,
    /// How many cases were screened under both.
    pub cases: u32,
    /// Questions both have, in the new set's order.
    pub questions: Vec<QuestionComparison>,
    /// Names of questions that only the old set has.
    pub only_old: Vec<String>,
    /// Names of questions that only the new set has.
    pub only_new: Vec<String>,
}

impl Comparison {
    /// Was every case settled within limits, under both sets?
    #[must_use]
    pub fn settled(&self) -> bool {
        let mut moves = self.questions.iter().flat_map(|question| &question.moves);
        moves.all(|it| it.from != Stand::NotSettled && it.to != Stand::NotSettled)
    }
}

/// A comparison being counted.
#[derive(Debug)]
pub struct Tally<'a> {
    old: &'a RuleSet,
    new: &'a RuleSet,
    cases: u32,
    questions: Vec<Counting>,
}

/// One question that both sets have: its places in them, and the counts so far.
#[derive(Debug)]
struct Counting {
    old: usize,
    new: usize,
    ladders: Ladders,
    moves: BTreeMap<(Stand, Stand), Move>,
    workload: Workload,
}

impl<'a> Tally<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(old: &'a RuleSet, new: &'a RuleSet) -> Self {
        let shared = new.questions.iter().enumerate().filter_map(|(at, question)| {
            let before = old.questions.iter().position(|it| it.name == question.name)?;
            Some(Counting {
                old: before,
                new: at,
                ladders: Ladders::of(old.questions.get(before)?, question),
                moves: BTreeMap::new(),
                workload: Workload::default(),
            })
        });
        Self { old, new, cases: 0, questions: shared.collect() }
    }

    /// Counts one case.
    pub fn add(&mut self, case: &str, old: &CaseResult, new: &CaseResult) {
        self.cases += 1;
        for counting in &mut self.questions {
            let (Some(before), Some(after)) =
                (self.old.questions.get(counting.old), self.new.questions.get(counting.new))
            else {
                continue;
            };
            let (Some(was), Some(is)) = (old.questions.get(counting.old), new.questions.get(counting.new))
            else {
                continue;
            };
            let (was, is) = (standing(self.old, before, was), standing(self.new, after, is));
            counting.workload.add((before, &was), (after, &is));
            counting.count(case, &was, &is);
        }
    }

    /// All that was counted.
    #[must_use]
    pub fn finish(self) -> Comparison {
        let (old, new) = (self.old, self.new);
        let questions = self.questions.into_iter().filter_map(|counting| {
            let question = new.questions.get(counting.new)?;
            Some(counting.finish(question))
        });
        Comparison {
            old: Side::of(old),
            new: Side::of(new),
            cases: self.cases,
            questions: questions.collect(),
            only_old: only(old, new),
            only_new: only(new, old),
        }
    }
}

impl Counting {
    fn count(&mut self, case: &str, was: &Standing, is: &Standing) {
        let kind = self.ladders.kind(&was.stand, &is.stand);
        let key = (was.stand.clone(), is.stand.clone());
        let counted = self.moves.entry(key).or_insert_with(|| Move {
            from: was.stand.clone(),
            to: is.stand.clone(),
            kind,
            cases: Vec::new(),
            otherwise_grounded: Vec::new(),
            lost: BTreeMap::new(),
            gained: BTreeMap::new(),
            changes: BTreeMap::new(),
        });
        counted.cases.push(case.to_owned());
        let others = was.stand == Stand::Undecided && was.possible != is.possible;
        if kind == Kind::Stays && (was.grounds != is.grounds || others) {
            counted.otherwise_grounded.push(case.to_owned());
        }
        for rule in was.grounds.difference(&is.grounds) {
            let moved = MovedRule { rule: rule.clone(), fate: is.fate(rule) };
            *counted.lost.entry(moved).or_default() += 1;
        }
        for rule in is.grounds.difference(&was.grounds) {
            let moved = MovedRule { rule: rule.clone(), fate: was.fate(rule) };
            *counted.gained.entry(moved).or_default() += 1;
        }
        for change in strength::changes(&self.ladders, was, is) {
            counted.changes.entry(change).or_default().push(case.to_owned());
        }
    }

    fn finish(self, question: &Question) -> QuestionComparison {
        let ladders = self.ladders;
        let mut moves: Vec<Move> = self.moves.into_values().collect();
        moves.sort_by_key(|it| (it.kind, ladders.listed(&it.from, false), ladders.listed(&it.to, true)));
        QuestionComparison {
            name: question.name.clone(),
            asks: question.asks.clone(),
            ladders,
            moves,
            workload: self.workload,
        }
    }
}

impl Side {
    /// A rule set, named.
    #[must_use]
    pub fn of(rules: &RuleSet) -> Self {
        Self { title: rules.title.clone(), version: rules.version.clone(), hash: rules.hash.clone() }
    }
}

/// Names of the questions that only the first asks.
pub(super) fn only(one: &RuleSet, other: &RuleSet) -> Vec<String> {
    let lone = |name: &String| !other.questions.iter().any(|question| question.name == *name);
    one.questions.iter().map(|question| question.name.clone()).filter(lone).collect()
}
