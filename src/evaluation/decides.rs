//! What would decide an undecided question: a short tree of questions and answers.
//!
//! The best question first, as `what to ask first` ranks them; answers with the same consequence are one branch, and a
//! question all of whose answers lead to the same is not put.

use super::answers::{self, About, Told};
use super::encode::Stop;
use super::exact::{Exact, plan};
use super::from_record::Said;
use super::knowledge::{Knowledge, Presumed};
use super::matters::{self, Asked, Several, Target};
use super::result::{DecisionTree, Matter};
use super::tells::{Condition, condition};
use super::words::{self, Sentence};
use crate::check::{OutcomeId, QuestionId};
use crate::program::Program;

const ONLY_WITH: Several = Several { with: true, without: false };

/// Questions asked one after the other, at most.
const DEEPEST: u32 = 3;

/// Facts of which one is looked for whose answers lead to different things.
const MOST_TRIED: usize = 3;

/// A question with a branch that takes more conditions to say is put only where there is no other.
const MOST_PIECES: usize = 4;

/// Limits of a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) conflicts: u64,
    pub(super) questions: u32,
}

impl Limits {
    pub(super) fn of(conflicts: u64) -> Self {
        Self { conflicts, questions: DEEPEST }
    }

    fn deeper(self) -> Self {
        Self { questions: self.questions.saturating_sub(1), ..self }
    }
}

/// How many questions deep, by how many facts matter: of many, a tree would decide little and cost much.
fn depth(mattering: usize) -> u32 {
    match mattering {
        0..=12 => DEEPEST,
        13..=30 => 2,
        _ => 1,
    }
}

/// The tree for what is known, where these facts matter; what to ask first first.
pub(super) fn tree_of(
    exact: &mut Exact<'_>,
    question: QuestionId,
    presumed: &Presumed,
    (found, conflicts): (&[Matter], u64),
) -> Result<DecisionTree, Stop> {
    let possible = exact.outcomes_where(&[], question, presumed)?;
    let open = DecisionTree::Open(possible.into_iter().map(|(outcome, _)| outcome).collect());
    let limits = Limits { conflicts, questions: depth(found.len()) };
    Ok(asked(exact, (question, presumed), found, limits)?.unwrap_or(open))
}

/// The tree for what is known.
pub(super) fn tree(
    program: &Program,
    knowledge: &Knowledge,
    question: QuestionId,
    limits: Limits,
) -> Result<DecisionTree, Stop> {
    let mut exact = Exact::of_question(program, knowledge, question, limits.conflicts);
    let presumed = exact.presumed()?;
    let possible: Vec<OutcomeId> =
        exact.outcomes_where(&[], question, &presumed)?.into_iter().map(|(outcome, _)| outcome).collect();
    if let [outcome] = possible.as_slice() {
        let alone = presumed.is_empty() || exact.outcomes_where(&[], question, &Presumed::NONE)?.len() == 1;
        return Ok(if alone { DecisionTree::Settled(*outcome) } else { DecisionTree::Presumed(*outcome) });
    }
    let Some(plan) = plan(program, question).filter(|_| limits.questions > 0) else {
        return Ok(DecisionTree::Open(possible));
    };
    let target = Target { question, asked: Asked::Each(&plan.is) };
    let none = Said::default();
    let found = matters::find(&mut exact, target, (&presumed, ONLY_WITH), &none, matters::outcomes)?;
    let limits = Limits { questions: limits.questions.min(depth(found.len())), ..limits };
    Ok(asked(&mut exact, (question, &presumed), &found, limits)?.unwrap_or(DecisionTree::Open(possible)))
}

/// The first of the facts whose answers do not all lead to the same.
fn asked(
    exact: &mut Exact<'_>,
    (question, presumed): (QuestionId, &Presumed),
    found: &[Matter],
    limits: Limits,
) -> Result<Option<DecisionTree>, Stop> {
    let (program, knowledge) = (exact.program, exact.knowledge);
    let Some(plan) = plan(program, question) else { return Ok(None) };
    let target = Target { question, asked: Asked::Each(&plan.is) };
    let sentences = words::sentences(program, question);
    let mut long = None;
    for best in found.iter().filter(|matter| !matter.lifts_presumption).take(MOST_TRIED) {
        let Some(slot) = program.slot_of(best.fact) else { continue };
        let mut groups: Vec<(Vec<Told>, DecisionTree)> = Vec::new();
        let answers = exact.answers(target, slot, presumed, About::OthersToo)?;
        if !answers.apart {
            continue;
        }
        for told in answers.told {
            let after = match told.leaves.as_slice() {
                [outcome] if presumed.is_empty() => DecisionTree::Settled(OutcomeId(*outcome)),
                [..] => tree(program, &answers::after(knowledge, &told), question, limits.deeper())?,
            };
            match groups.iter_mut().find(|(_, tree)| *tree == after) {
                Some((alike, _)) => alike.push(told),
                None => groups.push((vec![told], after)),
            }
        }
        if groups.len() > 1 {
            let (pieces, branches) = branches(program, groups, &sentences);
            let asked = Some(DecisionTree::Ask { fact: best.fact, branches });
            if pieces <= MOST_PIECES {
                return Ok(asked);
            }
            long = long.or(asked);
        }
    }
    Ok(long)
}

/// Each group in words: what settles it first, and what is only the opposite of another last; and how many conditions
/// one of them takes at most.
fn branches(
    program: &Program,
    groups: Vec<(Vec<Told>, DecisionTree)>,
    sentences: &[Sentence],
) -> (usize, Vec<(String, DecisionTree)>) {
    let told: Vec<Vec<&Told>> = groups.iter().map(|(told, _)| told.iter().collect()).collect();
    let conditions: Vec<Condition> =
        (0..groups.len()).map(|place| condition(program, &told, place, sentences)).collect();
    let pieces = conditions.iter().map(|condition| condition.pieces).max().unwrap_or(0);
    let mut branches: Vec<(Condition, DecisionTree)> =
        conditions.into_iter().zip(groups.into_iter().map(|(_, tree)| tree)).collect();
    let two = branches.len() == 2;
    branches.sort_by_key(|(condition, tree)| {
        (two && condition.negative, !matches!(tree, DecisionTree::Settled(_)))
    });
    (pieces, branches.into_iter().map(|(condition, tree)| (condition.words, tree)).collect())
}
