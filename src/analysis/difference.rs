//! Which moves between outcomes can a change of rules make, over every record there could be?
//!
//! Both sets stand in one program and read one record. For each outcome under the old set and each other one under the
//! new, is there a complete record with both? If none for any pair, the two do not differ in what they bind.

use super::copied::Copied;
use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use crate::check::{Question, QuestionId, RuleSet};
use crate::evaluation::{Exact, Wanted};
use crate::program::{QuestionPlan, lower_resolved};

/// One question under both sets.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Its name.
    pub question: String,
    /// What it asks.
    pub asks: String,
    /// The old set's ladder, most serious first.
    pub old: Vec<String>,
    /// The new set's.
    pub new: Vec<String>,
    /// Moves that some record makes.
    pub moves: Vec<FoundMove>,
    /// Moves that could not be settled: from, to, why.
    pub not_settled: Vec<(String, String, String)>,
}

/// A move, with a fictional case that makes it.
#[derive(Debug, Clone)]
pub struct FoundMove {
    /// The outcome under the old set.
    pub from: String,
    /// The outcome under the new set.
    pub to: String,
    /// The case; its outcomes are the new set's, then the old set's.
    pub case: Fictional,
}

/// Every move that is possible, question by question. The two sets have the same vocabulary.
#[must_use]
pub fn differences(old: &RuleSet, new: &RuleSet) -> Vec<Difference> {
    let both = Copied::with_set(new, old);
    let program = lower_resolved(&both.rule_set);
    let every = Every::of(&program);
    let shared = (0..).map(QuestionId).zip(&new.questions).filter_map(|(id, question)| {
        let place = old.questions.iter().position(|it| it.name == question.name)?;
        let theirs = both.question(QuestionId(u32::try_from(place).ok()?));
        Some((id, question, theirs, old.questions.get(place)?))
    });
    let plan = |id: QuestionId| program.questions.iter().find(|plan| plan.question == id);
    let found = shared.filter_map(|(id, question, theirs, before)| {
        let (after_plan, before_plan) = (plan(id)?, plan(theirs)?);
        let nodes = after_plan.is.iter().chain(&before_plan.is).copied();
        let mut asking = Asking { exact: every.ready(nodes), every: &every, ids: [id, theirs] };
        Some(asking.question((before, before_plan), (question, after_plan)))
    });
    found.collect()
}

/// One question being asked about.
struct Asking<'a> {
    exact: Exact<'a>,
    every: &'a Every<'a>,
    ids: [QuestionId; 2],
}

impl Asking<'_> {
    fn question(
        &mut self,
        (before, before_plan): (&Question, &QuestionPlan),
        (after, after_plan): (&Question, &QuestionPlan),
    ) -> Difference {
        let names = |question: &Question| question.outcomes.iter().map(|it| it.name.clone()).collect();
        let mut difference = Difference {
            question: after.name.clone(),
            asks: after.asks.clone(),
            old: names(before),
            new: names(after),
            moves: Vec::new(),
            not_settled: Vec::new(),
        };
        for (from, was) in before.outcomes.iter().zip(&before_plan.is) {
            for (to, is) in after.outcomes.iter().zip(&after_plan.is) {
                if from.name != to.name {
                    let wanted = [Wanted::of(*was, true), Wanted::of(*is, true)];
                    self.pair(&mut difference, (&from.name, &to.name), &wanted);
                }
            }
        }
        difference
    }

    fn pair(&mut self, difference: &mut Difference, (from, to): (&str, &str), wanted: &[Wanted]) {
        let any = match self.every.possible_in(&mut self.exact, wanted) {
            Possible::Never => return,
            Possible::NotSettled(why) => {
                difference.not_settled.push((from.to_owned(), to.to_owned(), why));
                return;
            }
            Possible::Example(any) => any,
        };
        let nearest = match self.every.plainest(wanted) {
            Possible::Example(nearest) => nearest,
            Possible::Never | Possible::NotSettled(_) => any,
        };
        let case = tell(self.every, nearest, wanted, &self.ids);
        difference.moves.push(FoundMove { from: from.to_owned(), to: to.to_owned(), case });
    }
}
