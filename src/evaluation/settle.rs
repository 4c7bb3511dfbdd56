//! What is possible for a case, question by question: read off the truths where they settle it, else exactly.
//!
//! Where the exact answer stops at its budget (or is not built in), every completion is written down if they are few;
//! else what the truths leave possible is given as not settled.

use super::encode::Stop;
use super::engine::{Kleene, Silent};
use super::enumerate::{self, Found};
use super::exact::Exact;
use super::knowledge::{Completion, Concrete, Knowledge, Presumed, Truth};
use super::question::{Possible, binding, candidates, fewest};
use super::reference;
use super::result::BindingDuty;
use crate::check::{OutcomeId, RuleId};
use crate::program::{NodeId, Program, QuestionPlan};
use crate::solver::{Lit, Model};

/// Everything possible, and the exact machinery where it was used.
pub(super) struct Settled<'a> {
    pub(super) found: Found,
    pub(super) exact: OnDemand<'a>,
    /// A claim that the reference interpreter did not confirm.
    pub(super) fault: Option<&'static str>,
}

/// The exact machinery of a case, made when it is first asked.
pub(super) struct OnDemand<'a> {
    pub(super) program: &'a Program,
    pub(super) knowledge: &'a Knowledge,
    conflicts: u64,
    made: Option<Exact<'a>>,
}

impl<'a> OnDemand<'a> {
    /// The machinery, with its whole budget.
    pub(super) fn get(&mut self) -> &mut Exact<'a> {
        let (program, knowledge, conflicts) = (self.program, self.knowledge, self.conflicts);
        let exact = self.made.get_or_insert_with(|| {
            let questions = program.questions.iter();
            let nodes = questions.flat_map(|plan| super::exact::question_nodes(program, plan.question));
            Exact::new(program, knowledge, nodes, conflicts)
        });
        exact.encoding.budget.left = conflicts;
        exact
    }
}

/// What is possible, of a case whose values are narrowed already.
pub(super) fn find<'a>(
    program: &'a Program,
    knowledge: &'a Knowledge,
    plain: &Kleene,
    conflicts: u64,
) -> Settled<'a> {
    let mut exact = OnDemand { program, knowledge, conflicts, made: None };
    match exactly(&mut exact, plain) {
        Ok(found) => Settled { found, exact, fault: None },
        Err(Stop::NotSettled) => {
            let found = enumerate::find(program, knowledge, plain);
            Settled { found, exact, fault: None }
        }
        Err(Stop::Mismatch(claim)) => {
            let mut found = enumerate::find(program, knowledge, plain);
            found.questions.iter_mut().for_each(|possible| possible.settled = false);
            Settled { found, exact, fault: Some(claim) }
        }
    }
}

fn exactly(exact: &mut OnDemand<'_>, plain: &Kleene) -> Result<Found, Stop> {
    let (program, knowledge) = (exact.program, exact.knowledge);
    if !lowest_completes(program, knowledge) && exact.get().completion()?.is_none() {
        return Ok(Found { inconsistent: true, ..Found::default() });
    }
    let mut open = Vec::new();
    for (node, id) in program.presumptions.iter().zip(0..) {
        let truth = plain.truth(*node);
        if truth == Truth::Open && exact.get().truth(*node, &Presumed::NONE)? == Truth::Open {
            open.push(crate::check::PresumptionId(id));
        }
    }
    let presumed = Presumed::of(open);
    let mut with = Kleene::default();
    with.run(program, knowledge, &presumed, &mut Silent);
    let mut questions = Vec::new();
    for plan in &program.questions {
        questions.push(question(exact, plan, (plain, &with), &presumed)?);
    }
    Ok(Found { inconsistent: false, presumed, questions })
}

/// The plainest completion, all values the lowest, if it is one.
fn lowest_completes(program: &Program, knowledge: &Knowledge) -> bool {
    let slots: Vec<Concrete> = knowledge.slots.iter().map(super::encode::lowest).collect();
    reference::consistent(program, knowledge, &Completion { slots })
}

fn question(
    exact: &mut OnDemand<'_>,
    plan: &QuestionPlan,
    (alone, with): (&Kleene, &Kleene),
    presumed: &Presumed,
) -> Result<Possible, Stop> {
    let left: Vec<OutcomeId> = candidates(plan, with).collect();
    let without: Vec<OutcomeId> = candidates(plan, alone).collect();
    let rules = Rules::of(exact, plan, with, presumed);
    let mut possible = Possible { settled: true, ..Possible::default() };
    let mut models = Vec::new();
    if left.len() == 1 {
        possible.with = left;
    } else {
        for (outcome, model, completion) in exact.get().possible_models(plan.question, presumed)? {
            possible.with.push(outcome);
            possible.witnesses.push((outcome, completion));
            models.push(model);
        }
    }
    possible.without = match without.as_slice() {
        [only] => vec![*only],
        _ if presumed.is_empty() => possible.with.clone(),
        _ => exact
            .get()
            .outcomes_where(&[], plan.question, &Presumed::NONE)?
            .into_iter()
            .map(|found| found.0)
            .collect(),
    };
    possible.rules = rules.definite(exact, &models)?;
    possible.rules_settled = true;
    if let [outcome] = possible.with.as_slice() {
        possible.duty = Some(rules.duty(exact, *outcome)?);
        possible.together = rules.together(exact, *outcome)?;
    }
    Ok(possible)
}

/// The rules of a question whose truth is not plain.
struct Rules {
    open: Vec<(RuleId, Lit)>,
    /// Of all rules that bind: outcome, duty, literal.
    binding: Vec<(OutcomeId, BindingDuty, Lit)>,
}

impl Rules {
    fn of(exact: &mut OnDemand<'_>, plan: &QuestionPlan, with: &Kleene, presumed: &Presumed) -> Self {
        let program = exact.program;
        let mut rules = Self { open: Vec::new(), binding: Vec::new() };
        for id in &plan.rules {
            let place = id.0 as usize;
            let Some((own, rule)) = program.rules.get(place).zip(program.rule_set.rules.get(place)) else {
                continue;
            };
            let lit = match with.truth(own.applies) {
                Truth::True => Lit::TRUE,
                Truth::False => Lit::FALSE,
                Truth::Open => exact.get().lit(own.applies, presumed),
            };
            if lit.as_constant().is_none() || with.truth(own.applies) == Truth::Open {
                rules.open.push((*id, lit));
            }
            rules.binding.extend(binding(rule.duty).map(|duty| (rule.outcome, duty, lit)));
        }
        rules
    }

    /// Those that apply in every completion, or in none.
    fn definite(&self, exact: &mut OnDemand<'_>, models: &[Model]) -> Result<Vec<(RuleId, bool)>, Stop> {
        let mut definite = Vec::new();
        for (rule, lit) in &self.open {
            let seen = |truth: bool| models.iter().any(|model| model.holds(*lit) == truth);
            let can = |exact: &mut OnDemand<'_>, truth: bool| {
                Ok::<bool, Stop>(seen(truth) || exact.get().encoding.solve(&[lit.when(truth)])?.is_ok())
            };
            match (can(exact, true)?, can(exact, false)?) {
                (true, false) => definite.push((*rule, true)),
                (false, true) => definite.push((*rule, false)),
                (true, true) | (false, false) => {}
            }
        }
        Ok(definite)
    }

    /// The fewest open rules of which one gives the outcome whatever the answers, if there are such.
    fn together(&self, exact: &mut OnDemand<'_>, outcome: OutcomeId) -> Result<Option<Vec<RuleId>>, Stop> {
        let program = exact.program;
        let lit =
            |id: &RuleId| self.open.iter().find(|(open, _)| open == id).map_or(Lit::FALSE, |(_, lit)| *lit);
        fewest(program, (outcome, self.open.iter().map(|(id, _)| *id).collect()), |of| {
            let none: Vec<Lit> = of.iter().map(|id| !lit(id)).collect();
            Ok(exact.get().encoding.solve(&none)?.is_err())
        })
    }

    /// The weakest and the strongest duty of an outcome that is certain.
    fn duty(&self, exact: &mut OnDemand<'_>, outcome: OutcomeId) -> Result<(BindingDuty, BindingDuty), Stop> {
        let mut any = |wanted: BindingDuty| {
            let giving = self.binding.iter().filter(|(given, duty, _)| *given == outcome && *duty == wanted);
            let lits: Vec<Lit> = giving.map(|(_, _, lit)| *lit).collect();
            if lits.contains(&Lit::TRUE) {
                return Lit::TRUE;
            }
            if lits.iter().all(|lit| *lit == Lit::FALSE) {
                return Lit::FALSE;
            }
            exact.get().encoding.problem.any(&lits)
        };
        let (must, should) = (any(BindingDuty::Must), any(BindingDuty::ShouldAlways));
        let ladder = [
            (BindingDuty::Must, vec![must]),
            (BindingDuty::ShouldAlways, vec![!must, should]),
            (BindingDuty::Otherwise, vec![!must, !should]),
        ];
        let mut possible = Vec::new();
        for (duty, lits) in ladder {
            let plain = lits.iter().all(|lit| *lit == Lit::TRUE);
            let never = lits.contains(&Lit::FALSE);
            if plain || (!never && exact.get().encoding.solve(&lits)?.is_ok()) {
                possible.push(duty);
            }
        }
        let weakest = possible.iter().min().copied().unwrap_or(BindingDuty::Otherwise);
        Ok((weakest, possible.iter().max().copied().unwrap_or(weakest)))
    }
}

/// Is every sentence of the question true, or false, over the completions?
pub(super) fn every_sentence_definite(
    exact: &mut OnDemand<'_>,
    sentences: &[NodeId],
    plain: &Kleene,
) -> Result<bool, Stop> {
    for node in sentences {
        let about_case = exact.program.is_about_case(*node);
        if about_case
            && plain.truth(*node) == Truth::Open
            && exact.get().truth(*node, &Presumed::NONE)? == Truth::Open
        {
            return Ok(false);
        }
    }
    Ok(true)
}
