//! The result for one question, assembled from truths and from what is possible.
//!
//! Says where the question stands, how every rule fared and what the outcome rests on. What is possible is found
//! elsewhere and taken as given; facts that matter, reasons and changes are added afterwards.

use super::engine::Kleene;
use super::fared::{Truths, clause_truth, exception_result, exceptions_of, fared};
use super::knowledge::{Completion, Truth};
use super::result::{
    BindingDuty, ClauseTruth, Ground, PresumptionUse, QuestionResult, RuleResult, RuleState, Status,
    ToConsider, Unsaid,
};
use crate::check::{OutcomeId, PresumptionId, QuestionId, Rule, RuleId};
use crate::program::{ClausePlan, Program, QuestionPlan, RulePlan};
use crate::syntax::tree::Duty;

/// What is possible for one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Possible {
    /// Without presumptions, most serious first.
    pub without: Vec<OutcomeId>,
    /// With them, most serious first.
    pub with: Vec<OutcomeId>,
    /// A completion for each of `with`, where one was looked for.
    pub witnesses: Vec<(OutcomeId, Completion)>,
    /// Are the two exact?
    pub settled: bool,
    /// Weakest and strongest duty of a settled outcome over the completions; absent: read off the truths.
    pub duty: Option<(BindingDuty, BindingDuty)>,
    /// Rules of the question whose state over the completions is definite although their truth is open.
    pub rules: Vec<(RuleId, bool)>,
    /// Is every other rule shown to apply in some completion, and in some not?
    pub rules_settled: bool,
    /// Of the rules that might apply and give a settled outcome, the fewest of which one applies whatever the answers.
    pub together: Option<Vec<RuleId>>,
}

/// The outcomes that truths alone leave possible: a superset, exact where it has one.
pub fn candidates(plan: &QuestionPlan, kleene: &Kleene) -> impl Iterator<Item = OutcomeId> {
    let rungs = plan.is.iter().zip(0..);
    rungs.filter(|(node, _)| kleene.truth(**node) != Truth::False).map(|(_, outcome)| OutcomeId(outcome))
}

/// Of these rules the fewest of which one gives the outcome whatever the answers, if there are such.
pub(super) fn fewest<E>(
    program: &Program,
    (outcome, open): (OutcomeId, Vec<RuleId>),
    mut one_applies: impl FnMut(&[RuleId]) -> Result<bool, E>,
) -> Result<Option<Vec<RuleId>>, E> {
    let rule = |id: &RuleId| program.rule_set.rules.get(id.0 as usize);
    let gives =
        |id: &RuleId| rule(id).is_some_and(|rule| rule.outcome == outcome && binding(rule.duty).is_some());
    let mut kept: Vec<RuleId> = open.into_iter().filter(gives).collect();
    if kept.len() < 2 || !one_applies(&kept)? {
        return Ok(None);
    }
    // Which of them are left does not hang on where they stand.
    kept.sort_by_key(|id| rule(id).map(|rule| &rule.name));
    for place in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(place);
        if one_applies(&fewer)? {
            kept = fewer;
        }
    }
    kept.sort_unstable();
    Ok(Some(kept))
}

/// Assembles the result; `inconsistent` where nothing completes the record.
#[must_use]
pub fn assemble(
    program: &Program,
    id: QuestionId,
    truths: Truths<'_>,
    possible: Possible,
    inconsistent: bool,
) -> QuestionResult {
    let Some(plan) = program.questions.get(id.0 as usize) else { return nothing(id) };
    let status = if inconsistent { Status::Inconsistent } else { status(plan, truths, &possible) };
    let settled = matches!(status, Status::Presumed | Status::Decided | Status::DecidedWhatever);
    let outcome = possible.with.first().copied().filter(|_| settled);
    let together = possible.together.as_deref();
    let asked = Asked { program, plan, truths, known: &possible.rules, together };
    let rules: Vec<RuleResult> = asked.rules().map(|(plan, rule)| asked.rule_result(plan, rule)).collect();
    let duty = outcome.map(|outcome| possible.duty.unwrap_or_else(|| asked.duty(outcome)));
    let mut result = nothing(id);
    result.status = status;
    result.outcome = outcome;
    result.duty = duty.map(|(weakest, _)| weakest);
    result.duty_might_be =
        duty.filter(|(weakest, strongest)| strongest > weakest).map(|(_, strongest)| strongest);
    result.grounds = outcome.map(|outcome| asked.grounds(outcome)).unwrap_or_default();
    result.to_consider = if inconsistent { Vec::new() } else { asked.to_consider() };
    result.presumptions = asked.presumptions(&rules, possible.with != possible.without);
    result.rules = rules;
    result.possible = possible.with;
    result.possible_without = possible.without;
    if !possible.rules_settled
        && possible.settled
        && result.rules.iter().any(|rule| rule.state == RuleState::MightApply)
    {
        result.unsaid.push(Unsaid::Rules);
    }
    result.witnesses = possible.witnesses;
    result
}

fn nothing(question: QuestionId) -> QuestionResult {
    QuestionResult {
        question,
        status: Status::NotSettled,
        outcome: None,
        duty: None,
        duty_might_be: None,
        possible: Vec::new(),
        possible_without: Vec::new(),
        witnesses: Vec::new(),
        rules: Vec::new(),
        grounds: Vec::new(),
        to_consider: Vec::new(),
        presumptions: Vec::new(),
        matters: Vec::new(),
        does_not_matter: Vec::new(),
        may_matter: Vec::new(),
        reason: None,
        changes: None,
        decides: None,
        unsaid: Vec::new(),
    }
}

/// The first status that fits.
fn status(plan: &QuestionPlan, truths: Truths<'_>, possible: &Possible) -> Status {
    if !possible.settled {
        return Status::NotSettled;
    }
    if possible.with.len() > 1 {
        return Status::Undecided;
    }
    if possible.with != possible.without {
        return Status::Presumed;
    }
    let definite = plan.sentences.iter().all(|sentence| truths.plain.truth(*sentence) != Truth::Open);
    if definite { Status::Decided } else { Status::DecidedWhatever }
}

/// A binding duty, if the duty binds.
#[must_use]
pub fn binding(duty: Duty) -> Option<BindingDuty> {
    match duty {
        Duty::Must => Some(BindingDuty::Must),
        Duty::ShouldAlways => Some(BindingDuty::ShouldAlways),
        Duty::ShouldConsider | Duty::May | Duty::Weigh => None,
    }
}

struct Asked<'a> {
    program: &'a Program,
    plan: &'a QuestionPlan,
    truths: Truths<'a>,
    known: &'a [(RuleId, bool)],
    together: Option<&'a [RuleId]>,
}

impl<'a> Asked<'a> {
    /// The question's rules, in the rule set's order.
    fn rules(&self) -> impl Iterator<Item = (&'a RulePlan, &'a Rule)> {
        let plans = self.program.rules.iter().zip(&self.program.rule_set.rules);
        let question = self.plan.question;
        plans.filter(move |(_, rule)| rule.question == question)
    }

    fn rule_truth(&self, plan: &RulePlan) -> Truth {
        match (self.truths.with.truth(plan.applies), self.known.iter().find(|(rule, _)| *rule == plan.rule)) {
            (Truth::Open, Some((_, applies))) => Truth::of(*applies),
            (truth, _) => truth,
        }
    }

    fn rule_result(&self, plan: &RulePlan, rule: &Rule) -> RuleResult {
        let exceptions = exceptions_of(self.program, plan.rule);
        let (state, set_aside_by) =
            fared(self.program, self.truths, (plan.when.node, self.rule_truth(plan)), &exceptions);
        let when = clause_truth(self.program, &rule.when, &plan.when, self.truths);
        RuleResult { rule: plan.rule, state, set_aside_by, when, considered: self.considered(plan.rule) }
    }

    fn considered(&self, rule: RuleId) -> Vec<(u32, Truth)> {
        let sentences = self.program.considered.iter().filter(|(of, ..)| *of == rule);
        sentences.map(|(_, place, node)| (*place, self.truths.plain.truth(*node))).collect()
    }

    /// Rules that bind and give this outcome, with their duty and truth.
    fn giving(&self, outcome: OutcomeId) -> impl Iterator<Item = (RuleId, BindingDuty, Truth)> {
        let rules = self.rules().filter(move |(_, rule)| rule.outcome == outcome);
        rules.filter_map(|(plan, rule)| Some((plan.rule, binding(rule.duty)?, self.rule_truth(plan))))
    }

    /// The weakest and the strongest duty of a settled outcome, read off the truths.
    fn duty(&self, outcome: OutcomeId) -> (BindingDuty, BindingDuty) {
        let sure =
            self.giving(outcome).filter(|(_, _, truth)| *truth == Truth::True).map(|(_, duty, _)| duty).max();
        let open = |truth: Truth| truth == Truth::Open;
        let possible = self.giving(outcome).filter(|(_, _, truth)| open(*truth)).map(|(_, duty, _)| duty);
        let otherwise = (self.otherwise() == Some(outcome)).then_some(BindingDuty::Otherwise);
        let weakest = sure.or(otherwise).or_else(|| possible.min()).unwrap_or(BindingDuty::Otherwise);
        let strongest = self
            .giving(outcome)
            .filter(|(_, _, truth)| *truth != Truth::False)
            .map(|(_, duty, _)| duty)
            .max();
        (weakest, strongest.unwrap_or(weakest).max(weakest))
    }

    fn otherwise(&self) -> Option<OutcomeId> {
        let question = self.program.rule_set.questions.get(self.plan.question.0 as usize)?;
        let last = u32::try_from(question.outcomes.len()).ok()?.checked_sub(1)?;
        Some(question.otherwise.unwrap_or(OutcomeId(last)))
    }

    fn grounds(&self, outcome: OutcomeId) -> Vec<Ground> {
        let ground = |rule, together, why_not| Ground { rule, together, why_not };
        let sure = self.giving(outcome).filter(|(_, _, truth)| *truth == Truth::True);
        let sure: Vec<Ground> = sure.map(|(rule, _, _)| ground(rule, false, false)).collect();
        if !sure.is_empty() {
            return sure;
        }
        let open = self.giving(outcome).filter(|(rule, _, truth)| {
            *truth == Truth::Open && self.together.is_none_or(|together| together.contains(rule))
        });
        let mut grounds: Vec<Ground> = open.map(|(rule, _, _)| ground(rule, true, false)).collect();
        if self.otherwise() == Some(outcome) {
            let above =
                self.rules().filter(|(_, rule)| rule.outcome < outcome && binding(rule.duty).is_some());
            grounds.extend(above.map(|(plan, _)| ground(plan.rule, false, true)));
        }
        grounds
    }

    /// Outcomes put to people beside the binding one and more serious than it, most serious first.
    fn to_consider(&self) -> Vec<ToConsider> {
        let mut put = Vec::new();
        for (plan, rule) in self.rules().filter(|(_, rule)| binding(rule.duty).is_none()) {
            let at_least =
                self.plan.at_least.get(rule.outcome.0 as usize).map(|node| self.truths.with.truth(*node));
            let more_serious = at_least.unwrap_or(Truth::True).opposite();
            let applies = self.rule_truth(plan);
            if applies == Truth::False || more_serious == Truth::False {
                continue;
            }
            put.push(ToConsider {
                outcome: rule.outcome,
                duty: rule.duty,
                rule: plan.rule,
                applies: applies == Truth::True && more_serious == Truth::True,
                matters: Vec::new(),
                considered: self.considered(plan.rule),
            });
        }
        put.sort_by_key(|item| (item.outcome, item.rule));
        put
    }

    /// Presumptions that some rule's sentence, or an exception's, was read by.
    fn presumptions(&self, rules: &[RuleResult], differs: bool) -> Vec<PresumptionUse> {
        let mut used: Vec<PresumptionId> = Vec::new();
        for ((plan, _), rule) in self.rules().zip(rules) {
            self.presumed_in(&plan.when, &rule.when, &mut used);
            for exception in exceptions_of(self.program, plan.rule) {
                let plan = self.program.exceptions.get(exception.0 as usize);
                let result = exception_result(self.program, exception, self.truths);
                if let (Some(plan), Some(result)) = (plan, result) {
                    self.presumed_in(&plan.when, &result.when, &mut used);
                }
            }
        }
        used.sort_unstable();
        used.dedup();
        if used.is_empty() && differs {
            // It works through a definition, or through an earlier question.
            used.extend(self.truths.presumed.iter());
        }
        let facts = |presumption: PresumptionId| {
            let node = self.program.presumptions.get(presumption.0 as usize);
            node.map(|node| self.program.facts_under(*node)).unwrap_or_default()
        };
        used.into_iter()
            .map(|presumption| PresumptionUse { presumption, facts: facts(presumption) })
            .collect()
    }

    /// The presumptions a clause was read by; none plays a part where the record alone settles the clause.
    fn presumed_in(&self, plan: &ClausePlan, truth: &ClauseTruth, used: &mut Vec<PresumptionId>) {
        if self.truths.plain.truth(plan.node) != Truth::Open {
            return;
        }
        used.extend(truth.presumed);
        for (plan, item) in plan.items.iter().zip(&truth.items) {
            self.presumed_in(plan, item, used);
        }
    }
}
