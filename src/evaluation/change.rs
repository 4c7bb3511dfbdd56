//! What is the least that would change the outcome?
//!
//! The fewest recorded facts, not beyond dispute, with which another outcome becomes certain; upward and downward. A
//! set of facts that changes anything touches every reason; so reasons found on the way say where to look, and sets are
//! tried by size, then by fact. What is certain is found by trying values and learning from every completion that
//! still gives another outcome.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::encode::{Encoding, Stop, Value};
use super::exact::Exact;
use super::knowledge::{Completion, Constraint, Knowledge, Known, Presumed, exactly};
use super::recorded::Recorded;
use super::reference;
use super::result::{Change, ChangedFact};
use super::words;
use crate::check::{OutcomeId, QuestionId};
use crate::program::SlotId;
use crate::solver::{Lit, Model};
use crate::vocabulary::FactId;

/// Sets of facts tried in one direction.
const MOST_SETS: usize = 400;
/// Values tried for one set.
const MOST_VALUES: usize = 40;

/// The least that makes another outcome certain, or possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// The other outcome.
    pub outcome: OutcomeId,
    /// Certain, or only possible.
    pub certain: bool,
    /// The facts that change.
    pub facts: Vec<FactId>,
    /// A completion of the changed record with that outcome.
    pub completion: Completion,
}

/// What would change a settled outcome, most serious first.
pub(super) fn changes(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    presumed: &Presumed,
) -> Result<Vec<Nearest>, Stop> {
    let (question, outcome) = settled;
    let rungs = super::exact::plan(recorded.program, question).map_or(0, |plan| plan.is.len());
    let others = |range: std::ops::Range<u32>| range.map(OutcomeId).collect::<Vec<_>>();
    let upward = others(0..outcome.0);
    let downward = others(outcome.0 + 1..u32::try_from(rungs).unwrap_or(u32::MAX));
    let mut found = Vec::new();
    for goals in [upward, downward] {
        let mut search = Search {
            question,
            goals,
            presumed: presumed.clone(),
            touched: Vec::new(),
            tried: BTreeSet::new(),
        };
        found.extend(search.nearest(recorded)?);
    }
    Ok(found)
}

/// One direction.
struct Search {
    question: QuestionId,
    goals: Vec<OutcomeId>,
    presumed: Presumed,
    /// Sets of facts of which every change touches one.
    touched: Vec<BTreeSet<FactId>>,
    tried: BTreeSet<Vec<FactId>>,
}

impl Search {
    fn nearest(&mut self, recorded: &mut Recorded<'_>) -> Result<Option<Nearest>, Stop> {
        let facts = changeable(recorded);
        let mut possible = None;
        for size in 1..=facts.len() {
            while let Some(set) = self.next_set(&facts, size) {
                if self.tried.len() > MOST_SETS {
                    return Ok(possible);
                }
                self.tried.insert(set.clone());
                let Some(model) = self.reachable(recorded, &set)? else { continue };
                if let Some(change) = self.certain(recorded, &set)? {
                    return Ok(Some(change));
                }
                if possible.is_none() {
                    possible = self.possible(recorded, &set, model)?;
                }
                if open_slots(recorded).is_empty() {
                    break;
                }
            }
        }
        Ok(possible)
    }

    /// The next set of this size, not yet tried, that touches every reason known.
    fn next_set(&self, facts: &[FactId], size: usize) -> Option<Vec<FactId>> {
        let mut chosen = Vec::new();
        self.extend(facts, size, &mut chosen)
    }

    fn extend(&self, facts: &[FactId], size: usize, chosen: &mut Vec<FactId>) -> Option<Vec<FactId>> {
        if size == 0 {
            let touches = self.touched.iter().all(|set| chosen.iter().any(|fact| set.contains(fact)));
            return (touches && !self.tried.contains(chosen)).then(|| chosen.clone());
        }
        for (place, fact) in facts.iter().enumerate() {
            chosen.push(*fact);
            let found = self.extend(facts.get(place + 1..).unwrap_or_default(), size - 1, chosen);
            chosen.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Can these facts be such that another outcome is possible? If not, what stays the same is one more reason.
    fn reachable(&mut self, recorded: &mut Recorded<'_>, set: &[FactId]) -> Result<Option<Model>, Stop> {
        let goal = self.goal(recorded);
        let mut assumed = vec![goal];
        assumed.extend(kept(recorded, set));
        match recorded.encoding.solve(&assumed)? {
            Ok(model) => Ok(Some(model)),
            Err(core) => {
                let of_core = recorded
                    .items
                    .iter()
                    .filter(|item| core.contains(&item.lit) && !set.contains(&item.fact));
                self.touched.push(of_core.map(|item| item.fact).collect());
                Ok(None)
            }
        }
    }

    /// One of the outcomes looked for, under the presumptions or without.
    fn goal(&self, recorded: &mut Recorded<'_>) -> Lit {
        let mut lits = Vec::new();
        for goal in &self.goals {
            lits.push(recorded.outcome((self.question, *goal), &self.presumed));
            lits.push(recorded.outcome((self.question, *goal), &Presumed::NONE));
        }
        recorded.encoding.problem.any(&lits)
    }

    /// Values of these facts with which one of the outcomes is certain.
    fn certain(&self, recorded: &mut Recorded<'_>, set: &[FactId]) -> Result<Option<Nearest>, Stop> {
        for goal in &self.goals {
            let mut assumed = kept(recorded, set);
            let runs = [self.presumed.clone(), Presumed::NONE]
                .map(|run| recorded.outcome((self.question, *goal), &run));
            assumed.push(recorded.encoding.problem.any(&runs));
            for _ in 0..MOST_VALUES {
                let Ok(model) = recorded.encoding.solve(&assumed)? else { break };
                let changed = changed_knowledge(recorded, set, &model);
                match self.another_outcome(recorded, &changed, *goal)? {
                    None => return self.change(recorded, (set, &changed), &model, *goal),
                    Some(counter) => assumed.push(self.learn(recorded, (set, &changed), &counter, *goal)),
                }
            }
        }
        Ok(None)
    }

    /// Values of these facts, this model's first, that leave one of the outcomes possible.
    fn possible(
        &self,
        recorded: &mut Recorded<'_>,
        set: &[FactId],
        first: Model,
    ) -> Result<Option<Nearest>, Stop> {
        let mut assumed = kept(recorded, set);
        assumed.push(self.goal(recorded));
        let mut model = first;
        for _ in 0..MOST_VALUES {
            let changed = changed_knowledge(recorded, set, &model);
            let left = self.left_possible(recorded, &changed)?;
            if let Some((outcome, completion)) =
                left.into_iter().find(|(outcome, _)| self.goals.contains(outcome))
            {
                return Ok(Some(Nearest { outcome, certain: false, facts: set.to_vec(), completion }));
            }
            let Some(alone) = recorded.alone().cloned() else { break };
            let slots = set.iter().filter_map(|fact| recorded.program.slot_of(*fact));
            let mut same = Vec::new();
            for slot in slots.collect::<Vec<_>>() {
                let place = slot.0 as usize;
                if let (Some(value), Some(known)) = (alone.slots.get(place), changed.slots.get(place)) {
                    same.push(recorded.encoding.within(value, known));
                }
            }
            assumed.push(!recorded.encoding.problem.all(&same));
            match recorded.encoding.solve(&assumed)? {
                Ok(next) => model = next,
                Err(_) => break,
            }
        }
        Ok(None)
    }

    /// The outcomes of a changed record, under the presumptions that it leaves open.
    fn left_possible(
        &self,
        recorded: &Recorded<'_>,
        changed: &Knowledge,
    ) -> Result<super::exact::ExactOutcomes, Stop> {
        let mut exact =
            Exact::of_question(recorded.program, changed, self.question, recorded.encoding.budget.left);
        let presumed = exact.presumed()?;
        exact.possible(self.question, &presumed)
    }

    /// A completion of the changed record with another outcome.
    fn another_outcome(
        &self,
        recorded: &Recorded<'_>,
        changed: &Knowledge,
        goal: OutcomeId,
    ) -> Result<Option<Completion>, Stop> {
        let possible = self.left_possible(recorded, changed)?;
        Ok(possible.into_iter().find(|(outcome, _)| *outcome != goal).map(|(_, completion)| completion))
    }

    /// With the open facts as in this completion, the values must give the outcome too.
    fn learn(
        &self,
        recorded: &mut Recorded<'_>,
        (set, changed): (&[FactId], &Knowledge),
        counter: &Completion,
        goal: OutcomeId,
    ) -> Lit {
        let mut others: Vec<(SlotId, Rc<Value>)> = Vec::new();
        for slot in open_slots(recorded) {
            let of_set = set.contains(&recorded.program.slot(slot).fact);
            if let (false, Some(value)) = (of_set, counter.slots.get(slot.0 as usize)) {
                others.push((slot, recorded.encoding.fresh_of(&exactly(value), slot)));
            }
        }
        let Some(alone) = recorded.alone().cloned() else { return Lit::TRUE };
        let mut alone = recorded.encoding.varied(&alone, &others);
        let valid = recorded.encoding.valid(&mut alone, changed);
        let node =
            super::exact::plan(recorded.program, self.question).and_then(|plan| plan.is.get(goal.0 as usize));
        let mut gives = vec![!valid];
        for run in [self.presumed.clone(), Presumed::NONE] {
            let mut reading = alone.under(run);
            gives.extend(node.map(|node| recorded.encoding.truth(&mut reading, *node)));
        }
        recorded.encoding.problem.any(&gives)
    }

    /// The change to this outcome, confirmed by the reference interpreter.
    fn change(
        &self,
        recorded: &mut Recorded<'_>,
        (set, changed): (&[FactId], &Knowledge),
        model: &Model,
        outcome: OutcomeId,
    ) -> Result<Option<Nearest>, Stop> {
        let Some(alone) = recorded.alone() else { return Ok(None) };
        let completion = Encoding::completion_within(alone, model, changed);
        let runs = [&self.presumed, &Presumed::NONE];
        let as_at = recorded.knowledge.as_at;
        let given =
            runs.map(|run| reference::outcome(recorded.program, &completion, (as_at, run), self.question));
        if !reference::consistent(recorded.program, changed, &completion) || !given.contains(&outcome) {
            return Err(Stop::Mismatch("a change"));
        }
        Ok(Some(Nearest { outcome, certain: true, facts: set.to_vec(), completion }))
    }
}

/// A change in words.
pub(super) fn spoken(recorded: &Recorded<'_>, nearest: &Nearest) -> Change {
    let changes = nearest.facts.iter().map(|fact| changed_fact(recorded, *fact, &nearest.completion));
    Change { outcome: nearest.outcome, certain: nearest.certain, changes: changes.collect() }
}

/// One fact: what is recorded, and what it would have to be.
fn changed_fact(recorded: &Recorded<'_>, fact: FactId, completion: &Completion) -> ChangedFact {
    let program = recorded.program;
    let Some(slot) = program.slot_of(fact) else {
        let name =
            program.rule_set.vocabulary.fact(fact).map(|fact| fact.label().to_owned()).unwrap_or_default();
        return ChangedFact { fact, from: name.clone(), to: format!("{name} is another") };
    };
    let known = recorded.knowledge.slots.get(slot.0 as usize);
    let from = known.map(|known| words::statement(program, slot, known)).unwrap_or_default();
    let value = completion.slots.get(slot.0 as usize).map(exactly);
    let to = match &value {
        Some(Known::Choice(mask)) => {
            words::statement(program, slot, &Known::Choice(class(recorded, slot, *mask)))
        }
        Some(value) => words::statement(program, slot, value),
        None => String::new(),
    };
    ChangedFact { fact, from, to }
}

/// All values that the rules cannot tell from this one.
fn class(recorded: &Recorded<'_>, slot: SlotId, mask: u64) -> u64 {
    match recorded.alone().and_then(|alone| alone.slots.get(slot.0 as usize)).map(|value| &**value) {
        Some(Value::Choice(classes)) => {
            classes.iter().find(|(class, _)| class & mask != 0).map_or(mask, |(class, _)| *class)
        }
        Some(Value::Set { .. } | Value::Number(_) | Value::Day(_) | Value::List(_) | Value::Unread(_))
        | None => mask,
    }
}

/// Recorded facts that may be otherwise than recorded, by fact.
fn changeable(recorded: &Recorded<'_>) -> Vec<FactId> {
    let vocabulary = &recorded.program.rule_set.vocabulary;
    let disputable = |fact: &FactId| !vocabulary.fact(*fact).is_some_and(|fact| fact.beyond_dispute);
    let facts: BTreeSet<FactId> = recorded.items.iter().map(|item| item.fact).filter(disputable).collect();
    facts.into_iter().collect()
}

/// What the record says of all other facts.
fn kept(recorded: &Recorded<'_>, set: &[FactId]) -> Vec<Lit> {
    recorded.items.iter().filter(|item| !set.contains(&item.fact)).map(|item| item.lit).collect()
}

/// Slots that the record leaves open.
fn open_slots(recorded: &Recorded<'_>) -> Vec<SlotId> {
    let slots = recorded.knowledge.slots.iter().zip((0..).map(SlotId));
    let open =
        slots.filter(|(known, slot)| !super::values::is_exact(known) && recorded.encoding.reads(*slot));
    open.map(|(_, slot)| slot).collect()
}

/// The record with the model's values for these facts.
fn changed_knowledge(recorded: &Recorded<'_>, set: &[FactId], model: &Model) -> Knowledge {
    let mut changed = recorded.knowledge.clone();
    let Some(alone) = recorded.alone() else { return changed };
    let completion = Encoding::completion_within(alone, model, recorded.knowledge);
    for ((known, slot), value) in changed.slots.iter_mut().zip(&recorded.program.slots).zip(&completion.slots)
    {
        if set.contains(&slot.fact) {
            *known = exactly(value);
        }
    }
    changed.constraints.retain(|constraint: &Constraint| {
        super::encode::stated_of(recorded.program, constraint).is_none_or(|fact| !set.contains(&fact))
    });
    changed
}
