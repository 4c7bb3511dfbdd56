//! Adds to a result what weighs: facts that matter, the reason, what would change it, what would decide it.

use super::change;
use super::changed;
use super::decides;
use super::encode::Stop;
use super::fared::Truths;
use super::from_record::Said;
use super::knowledge::{Knowledge, Presumed, Truth};
use super::matters::{self, Asked, Several, Target};
use super::reason;
use super::recorded::Recorded;
use super::result::{Matter, QuestionResult, Status, Unsaid, WhyOpen};
use super::settle::OnDemand;
use super::values::is_exact;
use super::words;
use crate::check::{OutcomeId, QuestionId};
use crate::program::{Program, QuestionPlan, SlotId};
use crate::vocabulary::FactId;

/// How much of a result is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// What is possible, and how every rule fared.
    Outcomes,
    /// Also the facts that matter.
    Matters,
    /// Also reasons, changes and what would decide it.
    #[default]
    Everything,
}

/// What weighing needs of a case.
pub(super) struct Case<'a> {
    /// As recorded, before narrowing.
    pub(super) recorded: &'a Knowledge,
    pub(super) said: &'a Said,
    pub(super) truths: Truths<'a>,
    pub(super) conflicts: u64,
    pub(super) depth: Depth,
}

/// Fills in one question; what stops at the budget stays away, and the result says so.
pub(super) fn fill(
    exact: &mut OnDemand<'_>,
    plan: &QuestionPlan,
    case: &Case<'_>,
    result: &mut QuestionResult,
) -> Result<(), Stop> {
    if matches!(result.status, Status::Inconsistent | Status::NotSettled) || case.depth == Depth::Outcomes {
        return Ok(());
    }
    let matters = fill_matters(exact, plan, case, result);
    let matters = unless_spent(result, &[Unsaid::Matters], matters);
    let put = fill_to_consider(exact, plan, case, result);
    let put = unless_spent(result, &[Unsaid::ToConsider], put);
    let hanging = match (case.depth, result.outcome) {
        (Depth::Outcomes | Depth::Matters, _) => Ok(()),
        (Depth::Everything, None) => {
            let decides = fill_decides(exact, case, result);
            unless_spent(result, &[Unsaid::Decides], decides)
        }
        (Depth::Everything, Some(outcome)) => fill_hanging(exact.program, case, (outcome, result)),
    };
    matters.and(put).and(hanging)
}

/// A spent budget leaves something out; a mismatch is a fault.
fn unless_spent(result: &mut QuestionResult, parts: &[Unsaid], done: Result<(), Stop>) -> Result<(), Stop> {
    if done.is_err() {
        result.unsaid.extend(parts);
    }
    match done {
        Err(Stop::NotSettled) | Ok(()) => Ok(()),
        Err(Stop::Mismatch(claim)) => Err(Stop::Mismatch(claim)),
    }
}

fn fill_matters(
    exact: &mut OnDemand<'_>,
    plan: &QuestionPlan,
    case: &Case<'_>,
    result: &mut QuestionResult,
) -> Result<(), Stop> {
    let several = Several { with: result.possible.len() > 1, without: result.possible_without.len() > 1 };
    let target = Target { question: plan.question, asked: Asked::Each(&plan.is) };
    let found = if several.with || several.without {
        matters::find(exact.get(), target, (case.truths.presumed, several), case.said, matters::outcomes)
    } else {
        Ok(Vec::new())
    };
    let idle = idle(exact.program, plan, case);
    match found {
        Err(Stop::Mismatch(claim)) => return Err(Stop::Mismatch(claim)),
        Err(Stop::NotSettled) => {
            result.may_matter = idle;
            return Err(Stop::NotSettled);
        }
        // Something matters wherever several outcomes are possible.
        Ok(matters) if several.with && matters.is_empty() => {
            result.may_matter = idle;
            return Err(Stop::NotSettled);
        }
        Ok(matters) => {
            result.matters = matters;
            result.does_not_matter = idle;
            result.does_not_matter.retain(|fact| !result.matters.iter().any(|matter| matter.fact == *fact));
        }
    }
    Ok(())
}

/// The open facts that the question reads, by fact id; one that surely does not apply is not open.
fn idle(program: &Program, plan: &QuestionPlan, case: &Case<'_>) -> Vec<FactId> {
    let open = |slot: &&SlotId| {
        let place = slot.0 as usize;
        let stated_away = case.said.slots.get(place).is_some_and(|said| said.not_applicable);
        let applies = program.slot(**slot).applies;
        let away = stated_away || applies.is_some_and(|node| case.truths.plain.truth(node) == Truth::False);
        !away && case.recorded.slots.get(place).is_some_and(|known| !is_exact(known))
    };
    let mut idle: Vec<FactId> = plan.slots.iter().filter(open).map(|slot| program.slot(*slot).fact).collect();
    words::by_id(program, &mut idle);
    idle
}

/// Whether each outcome put to people surely is, and what matters to that.
fn fill_to_consider(
    exact: &mut OnDemand<'_>,
    plan: &QuestionPlan,
    case: &Case<'_>,
    result: &mut QuestionResult,
) -> Result<(), Stop> {
    let (mut kept, mut done) = (Vec::new(), Ok(()));
    for mut put in std::mem::take(&mut result.to_consider) {
        let place = put.outcome.0 as usize;
        let own = exact.program.rules.iter().find(|rule| rule.rule == put.rule);
        let (Some(own), Some(at_least)) = (own, plan.at_least.get(place)) else { continue };
        let asked = Asked::Put { applies: own.applies, bound: *at_least };
        let truth = match surely_put(exact, asked, case.truths) {
            // Not settled: it stays as the rules alone leave it.
            Err(Stop::NotSettled) => {
                done = Err(Stop::NotSettled);
                kept.push(put);
                continue;
            }
            other => other?,
        };
        if truth == Truth::False {
            continue;
        }
        put.applies = truth == Truth::True;
        let target = Target { question: plan.question, asked };
        put.matters = match matters_to_put(exact, target, case, truth) {
            Err(Stop::NotSettled) => {
                done = Err(Stop::NotSettled);
                Vec::new()
            }
            other => other?,
        };
        kept.push(put);
    }
    result.to_consider = kept;
    done
}

/// The open facts that matter to whether an outcome is put to people, with what is presumed and without.
fn matters_to_put(
    exact: &mut OnDemand<'_>,
    target: Target<'_>,
    case: &Case<'_>,
    with: Truth,
) -> Result<Vec<Matter<Truth>>, Stop> {
    let presumed = case.truths.presumed;
    let alone = Truths { with: case.truths.plain, presumed: &Presumed::NONE, ..case.truths };
    let without = if presumed.is_empty() { with } else { surely_put(exact, target.asked, alone)? };
    let several = Several { with: with == Truth::Open, without: without == Truth::Open };
    if !several.with && !several.without {
        return Ok(Vec::new());
    }
    matters::find(exact.get(), target, (presumed, several), case.said, matters::put)
}

/// Does a rule put its outcome to people: it applies, and nothing binds at least as high?
fn surely_put(exact: &mut OnDemand<'_>, asked: Asked<'_>, truths: Truths<'_>) -> Result<Truth, Stop> {
    let Asked::Put { applies, bound } = asked else { return Ok(Truth::False) };
    match (truths.with.truth(applies), truths.with.truth(bound)) {
        (Truth::False, _) | (_, Truth::True) => Ok(Truth::False),
        (Truth::True, Truth::False) => Ok(Truth::True),
        (Truth::Open, Truth::False | Truth::Open) | (Truth::True, Truth::Open) => {
            let exact = exact.get();
            let choices = exact.choices(asked, truths.presumed);
            choices.first().map_or(Ok(Truth::False), |put| exact.truth_of(&[], *put))
        }
    }
}

fn fill_decides(exact: &mut OnDemand<'_>, case: &Case<'_>, result: &mut QuestionResult) -> Result<(), Stop> {
    let found = (result.matters.as_slice(), case.conflicts);
    result.decides = Some(decides::tree_of(exact.get(), result.question, case.truths.presumed, found)?);
    Ok(())
}

/// The reason, and what would change it.
fn fill_hanging(
    program: &Program,
    case: &Case<'_>,
    (outcome, result): (OutcomeId, &mut QuestionResult),
) -> Result<(), Stop> {
    let settled = (result.question, outcome);
    let mut recorded = Recorded::new(program, case.recorded, Some(result.question), case.conflicts);
    let said = program.slots.iter().zip(&case.said.slots);
    let disputed = said.filter(|(_, said)| said.why_open == Some(WhyOpen::Disputed));
    recorded.disputed.extend(disputed.map(|(slot, _)| slot.fact));
    recorded.keep_always();
    let reason = match reason::reason(&mut recorded, settled, case.truths.presumed, case.said) {
        Ok(reason) => {
            result.reason = reason;
            Ok(())
        }
        Err(stop) => Err(stop),
    };
    let reason = unless_spent(result, &[Unsaid::Reason], reason);
    recorded.encoding.budget.left = case.conflicts;
    let changes = fill_changes(&mut recorded, settled, case, result);
    reason.and(unless_spent(result, &[Unsaid::ChangesUpward, Unsaid::ChangesDownward], changes))
}

fn fill_changes(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    case: &Case<'_>,
    result: &mut QuestionResult,
) -> Result<(), Stop> {
    let ways = change::both_ways(recorded, settled, case.truths.presumed)?;
    recorded.encoding.budget.left = case.conflicts;
    let changes = changed::spoken(recorded, result.question, &ways.found)?;
    // Nothing found is no finding where the search for it was cut short.
    result.changes = (!changes.is_empty() || ways.unsettled.is_empty()).then_some(changes);
    result.unsaid.extend(ways.unsettled);
    Ok(())
}
