//! What would decide an undecided question: a short tree of questions and answers.
//!
//! The best question first, as `what to ask first` ranks them; answers with the same consequence are one branch.

use super::encode::Stop;
use super::exact::{Exact, plan};
use super::from_record::Said;
use super::knowledge::Knowledge;
use super::matters::{self, Several};
use super::result::DecisionTree;
use super::words;
use crate::check::{OutcomeId, QuestionId};
use crate::program::Program;

const ONLY_WITH: Several = Several { with: true, without: false };

/// Questions asked one after the other, at most.
const DEEPEST: u32 = 3;

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
        return Ok(DecisionTree::Settled(*outcome));
    }
    if limits.questions == 0 {
        return Ok(DecisionTree::Open(possible));
    }
    let (found, _) = matters::find(&mut exact, question, (&presumed, ONLY_WITH), &Said::default())?;
    let Some(best) = found.into_iter().find(|matter| !matter.lifts_presumption) else {
        return Ok(DecisionTree::Open(possible));
    };
    let slot = program.slot_of(best.fact);
    let Some(slot) = slot.filter(|_| plan(program, question).is_some()) else {
        return Ok(DecisionTree::Open(possible));
    };
    let mut branches: Vec<(Vec<String>, DecisionTree)> = Vec::new();
    for told in exact.answers(question, slot, &presumed)? {
        let after = match told.answer.possible.as_slice() {
            [outcome] => DecisionTree::Settled(*outcome),
            _ => tree(program, &matters::after(knowledge, &told), question, limits.deeper())?,
        };
        match branches.iter_mut().find(|(_, tree)| *tree == after) {
            Some((words, _)) => words.push(told.answer.words),
            None => branches.push((vec![told.answer.words], after)),
        }
    }
    let branches =
        branches.into_iter().map(|(answers, tree)| (words::joined(&answers, " or "), tree)).collect();
    Ok(DecisionTree::Ask { fact: best.fact, branches })
}
