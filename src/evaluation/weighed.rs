//! All that is said of one question besides what is possible: what matters, what the outcome hangs on, what would
//! change it, what would decide it.

use super::answers::{self, About, Told};
use super::change::{self, Nearest};
use super::changed;
use super::decides;
use super::encode::Stop;
use super::exact::{Exact, plan};
use super::from_record::Said;
use super::knowledge::{Knowledge, Presumed};
use super::matters::{self, Asked, Several, Target};
use super::reason;
use super::recorded::Recorded;
use super::result::{Change, DecisionTree, Matter, Reason};
use super::words;
use crate::check::{OutcomeId, QuestionId, RuleId};
use crate::program::{Program, QuestionPlan, SlotId};
use crate::vocabulary::FactId;

const EITHER: Several = Several { with: true, without: true };

/// One question of one case.
#[derive(Debug, Clone, Copy)]
pub struct Weighing<'a> {
    /// The program.
    pub program: &'a Program,
    /// What is known.
    pub knowledge: &'a Knowledge,
    /// The question.
    pub question: QuestionId,
    /// Conflicts that may be spent on each thing asked.
    pub conflicts: u64,
}

/// A smallest part of the record that forces the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Forced {
    /// What is known where nothing else is.
    pub only: Knowledge,
    /// The same with one thing less, for each thing.
    pub less: Vec<Knowledge>,
    /// The presumptions needed.
    pub presumed: Presumed,
}

/// The answers to a fact.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Each answer.
    pub each: Vec<Leaves>,
    /// No complete record fits two of them.
    pub apart: bool,
}

/// What one answer leaves.
#[derive(Debug, Clone)]
pub struct Leaves {
    /// The answer in words.
    pub words: String,
    /// Places of the outcomes still possible; or 0 where the rule may put its outcome to people, 1 where it may not.
    pub places: Vec<u32>,
    /// What is known once it is given.
    pub after: Knowledge,
}

impl<'a> Weighing<'a> {
    /// The open facts that matter, what to ask first first, and by fact id those that do not.
    ///
    /// # Errors
    /// Where the budget ends first, or the reference interpreter disagrees.
    pub fn matters(&self, said: &Said) -> Result<(Vec<Matter>, Vec<FactId>), Stop> {
        let mut exact = self.exact();
        let presumed = exact.presumed()?;
        let Some(plan) = plan(self.program, self.question) else { return Ok((Vec::new(), Vec::new())) };
        let target = self.target(plan);
        let found = matters::find(&mut exact, target, (&presumed, EITHER), said, matters::outcomes)?;
        let read = exact.open_slots().into_iter().filter(|slot| plan.slots.contains(slot));
        let facts = read.map(|slot| self.program.slot(slot).fact);
        let mut idle: Vec<FactId> =
            facts.filter(|fact| !found.iter().any(|matter| matter.fact == *fact)).collect();
        words::by_id(self.program, &mut idle);
        Ok((found, idle))
    }

    /// The answers to an open fact that the rules can tell apart, and what they leave of the outcomes, or of whether a
    /// rule puts its outcome to people; nothing where the fact is known.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn answers(&self, slot: SlotId, put: Option<RuleId>) -> Result<Option<Answered>, Stop> {
        let mut exact = self.exact();
        let Some(plan) = plan(self.program, self.question).filter(|_| exact.open_slots().contains(&slot))
        else {
            return Ok(None);
        };
        let presumed = exact.presumed()?;
        let target = put.and_then(|rule| self.target_to_put(plan, rule)).unwrap_or(self.target(plan));
        let answers = exact.answers(target, slot, &presumed, About::ItAlone)?;
        let with = |told: Told| {
            let after = answers::after(self.knowledge, &told);
            Leaves { words: told.words, places: told.leaves, after }
        };
        Ok(Some(Answered { each: answers.told.into_iter().map(with).collect(), apart: answers.apart }))
    }

    /// Recorded facts that alone force a settled outcome.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn reason(
        &self,
        outcome: OutcomeId,
        presumed: &Presumed,
        said: &Said,
    ) -> Result<Option<Reason>, Stop> {
        reason::reason(&mut self.recorded(), (self.question, outcome), presumed, said)
    }

    /// What is known where of the record only a smallest part that forces the outcome is kept, and that part's size;
    /// beside it what is known with any one thing less.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn forcing(&self, outcome: OutcomeId, presumed: &Presumed) -> Result<Option<Forced>, Stop> {
        let mut recorded = self.recorded();
        let Some(forcing) = reason::forcing(&mut recorded, (self.question, outcome), presumed)? else {
            return Ok(None);
        };
        let less = |place: usize| {
            let fewer: Vec<usize> = forcing.items.iter().copied().filter(|item| *item != place).collect();
            recorded.only(&fewer)
        };
        Ok(Some(Forced {
            only: recorded.only(&forcing.items),
            less: forcing.items.iter().map(|place| less(*place)).collect(),
            presumed: forcing.presumed.clone(),
        }))
    }

    /// What would change a settled outcome, in words.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn changes(&self, outcome: OutcomeId, presumed: &Presumed) -> Result<Vec<Change>, Stop> {
        let mut recorded = self.recorded();
        let nearest = change::changes(&mut recorded, (self.question, outcome), presumed)?;
        changed::spoken(&mut recorded, self.question, &nearest)
    }

    /// What would change a settled outcome: the facts, and a completion of the changed record.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn nearest(&self, outcome: OutcomeId, presumed: &Presumed) -> Result<Vec<Nearest>, Stop> {
        change::changes(&mut self.recorded(), (self.question, outcome), presumed)
    }

    /// What would decide an undecided question.
    ///
    /// # Errors
    /// As for [`Weighing::matters`].
    pub fn decides(&self) -> Result<DecisionTree, Stop> {
        decides::tree(self.program, self.knowledge, self.question, decides::Limits::of(self.conflicts))
    }

    fn target(&self, plan: &'a QuestionPlan) -> Target<'a> {
        Target { question: self.question, asked: Asked::Each(&plan.is) }
    }

    fn target_to_put(&self, plan: &'a QuestionPlan, rule: RuleId) -> Option<Target<'a>> {
        let outcome = self.program.rule_set.rules.get(rule.0 as usize)?.outcome;
        let applies = self.program.rules.iter().find(|it| it.rule == rule)?.applies;
        let bound = *plan.at_least.get(outcome.0 as usize)?;
        Some(Target { question: self.question, asked: Asked::Put { applies, bound } })
    }

    fn exact(&self) -> Exact<'a> {
        Exact::of_question(self.program, self.knowledge, self.question, self.conflicts)
    }

    fn recorded(&self) -> Recorded<'a> {
        let mut recorded = Recorded::new(self.program, self.knowledge, Some(self.question), self.conflicts);
        recorded.keep_always();
        recorded
    }
}
