//! What is the least that would change the outcome?
//!
//! The fewest recorded facts, not beyond dispute, with which another outcome becomes certain, else possible; upward and
//! downward. One problem holds the choice of facts, their values, and one completion of the changed record. What is
//! certain is learnt: each completion that still gives another outcome says what any other choice must make of it. A
//! presumption applies to a changed record where its sentence can be true of it (where it must be true, applying it
//! changes nothing).

use std::rc::Rc;

use super::altered::{changeable, changed, open_slots, ties};
use super::encode::{Encoding, Instance, Stop, stated_of};
use super::knowledge::{Completion, Knowledge, Presumed};
use super::recorded::Recorded;
use super::reference;
use super::refuted::Against;
use super::result::Unsaid;
use super::words::{self, Sentence};
use crate::check::{OutcomeId, PresumptionId, QuestionId};
use crate::program::NodeId;
use crate::solver::{Budget, Lit, Model};
use crate::vocabulary::FactId;

/// What learning from one completion costs, in conflicts.
const LEARNING_COST: u64 = 60;

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

/// What would change a settled outcome: what was found, most serious first, and where the search was cut short.
#[derive(Default)]
pub(super) struct Ways {
    pub(super) found: Vec<Nearest>,
    pub(super) unsettled: Vec<Unsaid>,
}

/// What would change a settled outcome, most serious first; nothing where the record does not settle it.
pub(super) fn changes(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    presumed: &Presumed,
) -> Result<Vec<Nearest>, Stop> {
    let ways = both_ways(recorded, settled, presumed)?;
    if ways.unsettled.is_empty() { Ok(ways.found) } else { Err(Stop::NotSettled) }
}

/// The same, upward and downward, each way within the budget at hand.
pub(super) fn both_ways(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    presumed: &Presumed,
) -> Result<Ways, Stop> {
    let (question, outcome) = settled;
    let other = !recorded.outcome(settled, presumed);
    let all = recorded.items.iter().map(|item| item.lit);
    let unsettled: Vec<Lit> = std::iter::once(other).chain(all).collect();
    if recorded.possible(&unsettled)? {
        return Ok(Ways::default());
    }
    let Some(mut search) = Search::new(recorded, question) else { return Ok(Ways::default()) };
    let rungs = u32::try_from(search.rungs.len()).unwrap_or(u32::MAX);
    let (mut ways, budget) = (Ways::default(), recorded.encoding.budget);
    for (goals, way) in
        [(0..outcome.0, Unsaid::ChangesUpward), (outcome.0 + 1..rungs, Unsaid::ChangesDownward)]
    {
        recorded.encoding.budget = budget;
        let goals: Vec<OutcomeId> = goals.map(OutcomeId).collect();
        match search.certain_else_possible(recorded, &goals) {
            Ok(nearest) => ways.found.extend(nearest),
            Err(Stop::NotSettled) => ways.unsettled.push(way),
            Err(Stop::Mismatch(claim)) => return Err(Stop::Mismatch(claim)),
        }
    }
    Ok(ways)
}

/// The choice of facts and values, as a problem.
pub(super) struct Search {
    pub(super) question: QuestionId,
    /// By outcome: the node that it is this one.
    pub(super) rungs: Vec<NodeId>,
    /// Facts that may change, by id, each with the literal that it does.
    pub(super) changing: Vec<(FactId, Lit)>,
    /// By such fact: what a changed record says with it besides a value, as it is in the main completion.
    pub(super) ties: Vec<(FactId, Vec<NodeId>)>,
    /// By presumption: can its sentence be true of the changed record?
    pub(super) applied: Vec<Lit>,
    /// One completion of the changed record.
    pub(super) main: Instance,
    /// The rules' sentences, by their words.
    pub(super) sentences: Vec<Sentence>,
    /// What may be spent on each thing asked.
    pub(super) budget: Budget,
    /// Assumed while searching: what is recorded stays unless it changes.
    pub(super) searching: Lit,
    /// Assumed while searching for what is certain.
    pub(super) certainly: Lit,
    /// No list that changes has more than one entry.
    pub(super) few_entries: Lit,
    /// Completions that spoke against a choice.
    pub(super) against: Against,
}

/// Facts that change, with values.
pub(super) struct Candidate {
    pub(super) facts: Vec<FactId>,
    pub(super) outcome: OutcomeId,
    pub(super) model: Model,
    /// The record so changed.
    pub(super) changed: Knowledge,
    /// The presumptions that its values allow.
    pub(super) presumed: Presumed,
}

impl Search {
    fn new(recorded: &mut Recorded<'_>, question: QuestionId) -> Option<Self> {
        let rungs = super::exact::plan(recorded.program, question)?.is.clone();
        let facts = changeable(recorded);
        let mut input = || recorded.encoding.problem.input();
        let (searching, certainly) = (input(), input());
        let changing: Vec<(FactId, Lit)> = facts.into_iter().map(|fact| (fact, input())).collect();
        let applied: Vec<Lit> =
            recorded.program.presumptions.iter().map(|_| recorded.encoding.problem.input()).collect();
        let main = recorded.alone()?.applying(&applied);
        let sentences = words::sentences(recorded.program, question);
        let with = |(fact, _): &(FactId, Lit)| (*fact, ties(recorded.program, &sentences, *fact));
        let ties: Vec<(FactId, Vec<NodeId>)> = changing.iter().map(with).collect();
        let said = sentences.iter().map(|sentence| sentence.node);
        for node in ties.iter().flat_map(|(_, nodes)| nodes).copied().chain(said) {
            recorded.lit(node, &Presumed::NONE);
        }
        let presumptions = recorded.program.presumptions.clone();
        let budget = recorded.encoding.budget;
        let few_entries = few_entries(recorded, &changing);
        let against = Against::default();
        let search = Self {
            question,
            rungs,
            changing,
            ties,
            applied,
            main,
            sentences,
            budget,
            searching,
            certainly,
            few_entries,
            against,
        };
        for item in recorded.items.clone() {
            let stays = [!search.searching, search.changes(item.fact), item.lit];
            let stays = recorded.encoding.problem.any(&stays);
            recorded.encoding.problem.require(stays);
        }
        for (sentence, applied) in presumptions.into_iter().zip(search.applied.clone()) {
            let can_be = search.can_be(recorded, sentence)?;
            let follows = recorded.encoding.problem.any(&[!search.searching, !applied, can_be]);
            recorded.encoding.problem.require(follows);
        }
        Some(search)
    }

    /// The literal that a fact changes.
    pub(super) fn changes(&self, fact: FactId) -> Lit {
        self.changing.iter().find(|(other, _)| *other == fact).map_or(Lit::FALSE, |(_, lit)| *lit)
    }

    /// The sentence is true of some completion of the changed record.
    fn can_be(&self, recorded: &mut Recorded<'_>, sentence: NodeId) -> Option<Lit> {
        let alone = recorded.alone()?.clone();
        let mut others = Vec::new();
        let mut parts = Vec::new();
        for slot in open_slots(recorded) {
            let changes = self.changes(recorded.program.slot(slot).fact);
            let Some(known) = recorded.knowledge.slots.get(slot.0 as usize) else { continue };
            if changes == Lit::FALSE {
                others.push((slot, recorded.encoding.fresh(recorded.knowledge, slot)));
                continue;
            }
            let (value, said) = recorded.encoding.free(slot, known);
            let ours = alone.slots.get(slot.0 as usize)?;
            let same = recorded.encoding.same_value(ours, &value);
            parts.push(recorded.encoding.problem.any(&[!changes, same]));
            for (_, lit) in said {
                parts.push(recorded.encoding.problem.any(&[changes, lit]));
            }
            others.push((slot, Rc::new(value)));
        }
        let mut copy = recorded.encoding.varied(&alone, &others);
        parts.push(self.valid(recorded, &mut copy));
        parts.push(recorded.encoding.truth(&mut copy, sentence));
        Some(recorded.encoding.problem.all(&parts))
    }

    /// Always holds, and what is stated besides values holds for facts that do not change.
    pub(super) fn valid(&self, recorded: &mut Recorded<'_>, instance: &mut Instance) -> Lit {
        let mut parts = vec![recorded.encoding.always(instance)];
        for constraint in &recorded.knowledge.constraints {
            let lit = recorded.encoding.constraint(instance, constraint);
            let freed = stated_of(recorded.program, constraint).map_or(Lit::FALSE, |fact| self.changes(fact));
            parts.push(recorded.encoding.problem.any(&[lit, freed]));
        }
        for (fact, nodes) in &self.ties {
            for node in nodes {
                let ours = recorded.lit(*node, &Presumed::NONE);
                let here = recorded.encoding.truth(instance, *node);
                let same = recorded.encoding.problem.same(ours, here);
                parts.push(recorded.encoding.problem.any(&[!self.changes(*fact), same]));
            }
        }
        recorded.encoding.problem.all(&parts)
    }

    fn certain_else_possible(
        &mut self,
        recorded: &mut Recorded<'_>,
        goals: &[OutcomeId],
    ) -> Result<Option<Nearest>, Stop> {
        match self.least(recorded, goals, true)? {
            None => self.least(recorded, goals, false),
            certain => Ok(certain),
        }
    }

    /// The fewest facts that lead to one of these outcomes; of as few, the first by id.
    fn least(
        &mut self,
        recorded: &mut Recorded<'_>,
        goals: &[OutcomeId],
        certain: bool,
    ) -> Result<Option<Nearest>, Stop> {
        let lits: Vec<Lit> = self.changing.iter().map(|(_, lit)| *lit).collect();
        let mut assumed = vec![self.searching];
        assumed.extend(certain.then_some(self.certainly));
        assumed.push(self.any_of(recorded, goals));
        for size in 1..=lits.len() {
            let few = u32::try_from(size).unwrap_or(u32::MAX);
            let few = !recorded.encoding.problem.at_least(few.saturating_add(1), &lits);
            assumed.push(few);
            match self.sparing(recorded, &mut assumed, certain)? {
                Ok(found) => {
                    let found = self.first_by_id(recorded, &mut assumed, found, certain)?;
                    let found = self.most_serious(recorded, (goals, &mut assumed), found, certain)?;
                    recorded.encoding.budget = self.budget;
                    let found = self.plainest(recorded, assumed, found, certain)?;
                    return self.confirmed(recorded, &found, certain).map(Some);
                }
                // More facts would not help.
                Err(core) if !core.contains(&few) => return Ok(None),
                Err(_) => {
                    assumed.pop();
                }
            }
        }
        Ok(None)
    }

    /// A candidate of few entries if there is one, which is found sooner and told more plainly; else any.
    fn sparing(
        &mut self,
        recorded: &mut Recorded<'_>,
        assumed: &mut Vec<Lit>,
        certain: bool,
    ) -> Result<Result<Candidate, Vec<Lit>>, Stop> {
        assumed.push(self.few_entries);
        let found = self.candidate(recorded, assumed, certain)?;
        assumed.pop();
        if found.is_ok() { Ok(found) } else { self.candidate(recorded, assumed, certain) }
    }

    fn any_of(&mut self, recorded: &mut Recorded<'_>, goals: &[OutcomeId]) -> Lit {
        let mut lits = Vec::new();
        for goal in goals {
            if let Some(node) = self.rungs.get(goal.0 as usize) {
                lits.push(recorded.encoding.truth(&mut self.main, *node));
            }
        }
        recorded.encoding.problem.any(&lits)
    }

    /// The first such set of facts by id; from then on its facts are assumed to change.
    fn first_by_id(
        &mut self,
        recorded: &mut Recorded<'_>,
        assumed: &mut Vec<Lit>,
        mut found: Candidate,
        certain: bool,
    ) -> Result<Candidate, Stop> {
        let mut before = 0;
        let mut place = 0;
        while let Some(fact) = found.facts.get(place).copied() {
            let at = self.changing.iter().position(|(id, _)| *id == fact).unwrap_or(before);
            let earlier = self.changing.get(before..at).unwrap_or_default();
            let earlier: Vec<Lit> = earlier.iter().map(|(_, lit)| *lit).collect();
            let earlier = recorded.encoding.problem.any(&earlier);
            assumed.push(earlier);
            let better =
                if earlier == Lit::FALSE { None } else { self.candidate(recorded, assumed, certain)?.ok() };
            assumed.pop();
            if let Some(better) = better {
                found = better;
                continue;
            }
            assumed.push(self.changes(fact));
            before = at + 1;
            place += 1;
        }
        Ok(found)
    }

    /// The same facts to the most serious of the outcomes that they can lead to, assumed from then on.
    fn most_serious(
        &mut self,
        recorded: &mut Recorded<'_>,
        (goals, assumed): (&[OutcomeId], &mut Vec<Lit>),
        found: Candidate,
        certain: bool,
    ) -> Result<Candidate, Stop> {
        for goal in goals.iter().filter(|goal| **goal < found.outcome) {
            assumed.push(self.any_of(recorded, &[*goal]));
            if let Ok(better) = self.candidate(recorded, assumed, certain)? {
                return Ok(better);
            }
            assumed.pop();
        }
        assumed.push(self.any_of(recorded, &[found.outcome]));
        Ok(found)
    }

    /// Facts and values that lead there, or the assumptions that are too much.
    pub(super) fn candidate(
        &mut self,
        recorded: &mut Recorded<'_>,
        assumed: &[Lit],
        certain: bool,
    ) -> Result<Result<Candidate, Vec<Lit>>, Stop> {
        loop {
            let model = match recorded.encoding.solve(assumed)? {
                Ok(model) => model,
                Err(core) => return Ok(Err(core)),
            };
            let found = self.read(recorded, model)?;
            if !self.refuted(recorded, &found, certain)? {
                return Ok(Ok(found));
            }
            recorded.encoding.budget.spend(LEARNING_COST);
            if recorded.encoding.budget.left == 0 {
                return Err(Stop::NotSettled);
            }
        }
    }

    fn read(&mut self, recorded: &mut Recorded<'_>, model: Model) -> Result<Candidate, Stop> {
        let facts: Vec<FactId> =
            self.changing.iter().filter(|(_, lit)| model.holds(*lit)).map(|(fact, _)| *fact).collect();
        let mut outcome = None;
        for (node, id) in self.rungs.clone().into_iter().zip(0..) {
            let lit = recorded.encoding.truth(&mut self.main, node);
            if outcome.is_none() && model.holds(lit) {
                outcome = Some(OutcomeId(id));
            }
        }
        let outcome = outcome.ok_or(Stop::Mismatch("the outcome of a change"))?;
        let applied = self.applied.iter().zip((0..).map(PresumptionId));
        let presumed = Presumed::of(applied.filter(|(lit, _)| model.holds(**lit)).map(|(_, id)| id));
        let completion = Encoding::completion_within(&self.main, &model, recorded.knowledge);
        let ties = self.ties.iter().filter(|(fact, _)| facts.contains(fact));
        let changed = changed(recorded, &facts, &completion, ties.cloned());
        Ok(Candidate { facts, outcome, model, changed, presumed })
    }

    /// The change, confirmed by the reference interpreter.
    fn confirmed(&self, recorded: &Recorded<'_>, found: &Candidate, certain: bool) -> Result<Nearest, Stop> {
        let completion = Encoding::completion_within(&self.main, &found.model, &found.changed);
        let run = (recorded.knowledge.as_at, &found.presumed);
        let given = reference::outcome(recorded.program, &completion, run, self.question);
        let consistent = reference::consistent(recorded.program, &found.changed, &completion);
        if !consistent || given != found.outcome {
            return Err(Stop::Mismatch("a change"));
        }
        Ok(Nearest { outcome: found.outcome, certain, facts: found.facts.clone(), completion })
    }
}

/// That no list of a fact that changes has more than one entry.
fn few_entries(recorded: &mut Recorded<'_>, changing: &[(FactId, Lit)]) -> Lit {
    let mut parts = Vec::new();
    for (fact, changes) in changing {
        let slot = recorded.program.slot_of(*fact);
        let value = slot.and_then(|slot| recorded.alone()?.slots.get(slot.0 as usize).cloned());
        let more = value.and_then(|value| value.beyond(1)).unwrap_or_default();
        let more = recorded.encoding.problem.any(&more);
        parts.push(recorded.encoding.problem.any(&[!*changes, !more]));
    }
    recorded.encoding.problem.all(&parts)
}
