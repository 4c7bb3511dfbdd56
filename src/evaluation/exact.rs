//! Which outcomes are possible, exactly: over every completion of what is known.
//!
//! One [`Exact`] is one case (or one question of it): the program is encoded once over the open values, and every
//! question to it is one more call of the solver. Every completion it hands out has been read by the reference
//! interpreter first.

use super::encode::{Encoding, Instance, Stop};
use super::knowledge::{Completion, Knowledge, Presumed, Truth};
use super::reference;
use crate::check::{OutcomeId, PresumptionId, QuestionId};
use crate::program::{NodeId, Program, QuestionPlan};
use crate::solver::{Lit, Model};

/// The outcomes possible, most serious first, each with a completion that gives it.
pub type ExactOutcomes = Vec<(OutcomeId, Completion)>;

/// One case, ready to be asked.
pub struct Exact<'a> {
    pub(super) program: &'a Program,
    pub(super) knowledge: &'a Knowledge,
    pub(super) encoding: Encoding<'a>,
    /// By presumptions applied: the reading of the program. The first is the record alone.
    readings: Vec<Instance>,
    /// Another completion, for what is asked of two of them; made on first use.
    pub(super) twin: Option<Instance>,
    consistent: Option<Completion>,
    /// Does anything tie the values of several facts together?
    tied: bool,
}

impl<'a> Exact<'a> {
    /// For one question: its outcomes, what it puts to people, its presumptions and sentences. At most so many
    /// conflicts and lemmas are spent; they are counted, so that every machine gives the same answer.
    #[must_use]
    pub fn of_question(
        program: &'a Program,
        knowledge: &'a Knowledge,
        question: QuestionId,
        conflicts: u64,
    ) -> Self {
        Self::new(program, knowledge, question_nodes(program, question), conflicts)
    }

    /// For these nodes; others must not be asked about.
    #[must_use]
    pub fn new(
        program: &'a Program,
        knowledge: &'a Knowledge,
        nodes: impl IntoIterator<Item = NodeId>,
        conflicts: u64,
    ) -> Self {
        let mut encoding = Encoding::new(program, knowledge, nodes, conflicts);
        let mut alone = encoding.instance(knowledge, Presumed::NONE);
        let valid = encoding.valid(&mut alone, knowledge);
        encoding.problem.require(valid);
        Self {
            program,
            knowledge,
            encoding,
            readings: vec![alone],
            twin: None,
            consistent: None,
            tied: valid != Lit::TRUE,
        }
    }

    /// A completion, if there is one.
    ///
    /// # Errors
    /// Where the budget ends first, or the reference interpreter disagrees.
    pub fn completion(&mut self) -> Result<Option<Completion>, Stop> {
        if self.consistent.is_none()
            && let Ok(model) = self.encoding.solve(&[])?
        {
            self.consistent = Some(self.checked(&model)?);
        }
        Ok(self.consistent.clone())
    }

    /// The truth of a node over every completion.
    ///
    /// # Errors
    /// Where the budget ends first.
    pub fn truth(&mut self, node: NodeId, presumed: &Presumed) -> Result<Truth, Stop> {
        self.truth_where(&[], node, presumed)
    }

    /// The presumptions that apply: those whose sentence the record alone leaves open.
    ///
    /// # Errors
    /// Where the budget ends first.
    pub fn presumed(&mut self) -> Result<Presumed, Stop> {
        let all = self.program.presumptions.iter().zip(0..).map(|(_, id)| PresumptionId(id));
        self.presumed_where(&[], &Presumed::of(all))
    }

    /// The outcomes possible under these presumptions.
    ///
    /// # Errors
    /// Where the budget ends first, or the reference interpreter disagrees.
    pub fn possible(&mut self, question: QuestionId, presumed: &Presumed) -> Result<ExactOutcomes, Stop> {
        let found = self.possible_models(question, presumed)?;
        Ok(found.into_iter().map(|(outcome, _, completion)| (outcome, completion)).collect())
    }

    /// The outcomes possible, each with a model and its completion, read by the reference interpreter.
    pub(super) fn possible_models(
        &mut self,
        question: QuestionId,
        presumed: &Presumed,
    ) -> Result<Vec<(OutcomeId, Model, Completion)>, Stop> {
        let mut possible = Vec::new();
        for (outcome, model) in self.outcomes_where(&[], question, presumed)? {
            let completion = self.checked(&model)?;
            let run = (self.knowledge.as_at, presumed);
            if reference::outcome(self.program, &completion, run, question) != outcome {
                return Err(Stop::Mismatch("the outcome of a completion"));
            }
            possible.push((outcome, model, completion));
        }
        Ok(possible)
    }

    /// The truth of a node where these hold too.
    pub(super) fn truth_where(
        &mut self,
        assumed: &[Lit],
        node: NodeId,
        presumed: &Presumed,
    ) -> Result<Truth, Stop> {
        let lit = self.lit(node, presumed);
        self.truth_of(assumed, lit)
    }

    /// The truth of a literal where these hold too.
    pub(super) fn truth_of(&mut self, assumed: &[Lit], lit: Lit) -> Result<Truth, Stop> {
        if let Some(known) = lit.as_constant() {
            return Ok(Truth::of(known));
        }
        let mut can = |lit: Lit| {
            let assumptions: Vec<Lit> = assumed.iter().copied().chain([lit]).collect();
            Ok::<bool, Stop>(self.encoding.solve(&assumptions)?.is_ok())
        };
        Ok(Truth::from_possible(can(lit)?, can(!lit)?))
    }

    /// Those of the presumptions that apply where these hold too: what is settled without them stays so.
    pub(super) fn presumed_where(&mut self, assumed: &[Lit], presumed: &Presumed) -> Result<Presumed, Stop> {
        let mut open = Vec::new();
        for (node, id) in self.program.presumptions.iter().zip((0..).map(PresumptionId)) {
            if presumed.applies(id) && self.truth_where(assumed, *node, &Presumed::NONE)? == Truth::Open {
                open.push(id);
            }
        }
        Ok(Presumed::of(open))
    }

    /// The outcomes possible where these hold too, most serious first.
    pub(super) fn outcomes_where(
        &mut self,
        assumed: &[Lit],
        question: QuestionId,
        presumed: &Presumed,
    ) -> Result<Vec<(OutcomeId, Model)>, Stop> {
        let nodes = plan(self.program, question).map(|plan| plan.is.as_slice()).unwrap_or_default();
        let outcomes: Vec<Lit> = nodes.iter().map(|node| self.lit(*node, presumed)).collect();
        let found = self.which_where(assumed, &outcomes)?;
        Ok(found.into_iter().map(|(place, model)| (OutcomeId(place), model)).collect())
    }

    /// Of literals of which one is always true: the places of those that can be where these hold too, each with a model.
    pub(super) fn which_where(&mut self, assumed: &[Lit], each: &[Lit]) -> Result<Vec<(u32, Model)>, Stop> {
        let mut left: Vec<(u32, Lit)> = (0..).zip(each.iter().copied()).collect();
        let mut found = Vec::new();
        loop {
            left.retain(|(_, lit)| *lit != Lit::FALSE);
            let lits: Vec<Lit> = left.iter().map(|(_, lit)| *lit).collect();
            let any = self.encoding.problem.any(&lits);
            if any == Lit::FALSE {
                break;
            }
            let mut assumptions = assumed.to_vec();
            assumptions.push(any);
            let Ok(model) = self.encoding.solve(&assumptions)? else { break };
            let Some(place) = left.iter().position(|(_, lit)| model.holds(*lit)) else {
                return Err(Stop::Mismatch("the outcome of a model"));
            };
            found.push((left.remove(place).0, model));
        }
        found.sort_by_key(|(place, _)| *place);
        Ok(found)
    }

    /// Does *Always*, or something stated, tie the values of several facts together?
    pub(super) fn tied(&self) -> bool {
        self.tied
    }

    /// The literal of a node about the case.
    pub(super) fn lit(&mut self, node: NodeId, presumed: &Presumed) -> Lit {
        let place = self.reading(presumed);
        let Some(reading) = self.readings.get_mut(place) else { return Lit::FALSE };
        self.encoding.truth(reading, node)
    }

    /// The reading under these presumptions.
    pub(super) fn reading_under(&mut self, presumed: &Presumed) -> Option<&Instance> {
        let place = self.reading(presumed);
        self.readings.get(place)
    }

    fn reading(&mut self, presumed: &Presumed) -> usize {
        let known = self.readings.iter().position(|reading| reading.presumed == *presumed);
        known.unwrap_or_else(|| {
            let other = self.readings.first().map(|alone| alone.under(presumed.clone()));
            self.readings.extend(other);
            self.readings.len() - 1
        })
    }

    /// The completion of a model, confirmed by the reference interpreter.
    pub(super) fn checked(&self, model: &Model) -> Result<Completion, Stop> {
        let Some(alone) = self.readings.first() else { return Err(Stop::NotSettled) };
        let completion = Encoding::completion(alone, model);
        if reference::consistent(self.program, self.knowledge, &completion) {
            Ok(completion)
        } else {
            Err(Stop::Mismatch("a completion"))
        }
    }
}

pub(super) fn plan(program: &Program, question: QuestionId) -> Option<&QuestionPlan> {
    program.questions.iter().find(|plan| plan.question == question)
}

/// All nodes a result for the question may ask about.
pub(super) fn question_nodes(program: &Program, question: QuestionId) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = program.presumptions.clone();
    if let Some(plan) = plan(program, question) {
        nodes.extend(plan.is.iter().chain(&plan.at_least).chain(&plan.to_consider).chain(&plan.sentences));
        let rules = program.rules.iter().filter(|rule| plan.rules.contains(&rule.rule));
        nodes.extend(rules.flat_map(|rule| [rule.applies, rule.when.node]));
    }
    nodes
}
