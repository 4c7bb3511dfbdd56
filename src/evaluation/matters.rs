//! Which open facts could still change the answer, and what to ask first?
//!
//! A fact matters where two completions that differ in it alone give different answers; facts that *Always* or a
//! stated value ties together matter as a smallest set. Two readings of the program share the values of all other
//! facts, so that each such question is one call of the solver.

use std::rc::Rc;

use super::answers::{About, Told};
use super::encode::{Instance, Stop, Value};
use super::exact::Exact;
use super::from_record::Said;
use super::knowledge::{Presumed, Truth};
use super::result::{Answer, Matter, WhyOpen};
use super::values::is_exact;
use super::words;
use crate::check::{OutcomeId, QuestionId};
use crate::program::{NodeId, SlotId};
use crate::solver::Lit;

/// What is asked, of which question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'n> {
    pub(super) question: QuestionId,
    pub(super) asked: Asked<'n>,
}

/// To what facts may matter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked<'n> {
    /// To what each of these nodes says.
    Each(&'n [NodeId]),
    /// To whether a rule puts its outcome to people: it applies, and nothing binds at least as high.
    Put { applies: NodeId, bound: NodeId },
}

impl Exact<'_> {
    /// The open facts that matter to what is asked, by slot.
    pub(super) fn matters(&mut self, asked: Asked<'_>, presumed: &Presumed) -> Result<Vec<SlotId>, Stop> {
        self.here(asked, presumed);
        let open = self.open_slots();
        let mut mattering = Vec::new();
        let mut rest = Vec::new();
        for slot in open {
            if self.matters_alone(slot, asked, presumed)? { mattering.push(slot) } else { rest.push(slot) }
        }
        if self.tied() && rest.len() > 1 {
            mattering.extend(self.matter_together(&rest, asked, presumed)?);
        }
        mattering.sort_unstable();
        mattering.dedup();
        Ok(mattering)
    }

    /// Open facts that anything asked reads.
    pub(super) fn open_slots(&self) -> Vec<SlotId> {
        let slots = self.knowledge.slots.iter().zip((0..).map(SlotId));
        slots
            .filter(|(known, slot)| !is_exact(known) && self.encoding.reads(*slot))
            .map(|(_, slot)| slot)
            .collect()
    }

    fn matters_alone(&mut self, slot: SlotId, asked: Asked<'_>, presumed: &Presumed) -> Result<bool, Stop> {
        let fresh = self.encoding.fresh(self.knowledge, slot);
        let differs = self.differs(&[(slot, fresh)], asked, presumed);
        Ok(differs != Lit::FALSE && self.encoding.solve(&[differs])?.is_ok())
    }

    /// A second completion, the same but for these slots, of which something else is said.
    fn differs(&mut self, others: &[(SlotId, Rc<Value>)], asked: Asked<'_>, presumed: &Presumed) -> Lit {
        let (Some(alone), Some(reading)) =
            (self.varied(&Presumed::NONE, others), self.varied(presumed, others))
        else {
            return Lit::FALSE;
        };
        let (mut alone, mut reading) = (alone, reading);
        let here = self.here(asked, presumed);
        let mut there = |node: NodeId| self.encoding.truth(&mut reading, node);
        let there: Vec<Lit> = match asked {
            Asked::Each(nodes) => nodes.iter().map(|node| there(*node)).collect(),
            Asked::Put { applies, bound } => {
                let (applies, bound) = (there(applies), there(bound));
                vec![self.encoding.problem.all(&[applies, !bound])]
            }
        };
        let changes =
            here.into_iter().zip(there).map(|(here, there)| !self.encoding.problem.same(here, there));
        let changes: Vec<Lit> = changes.collect();
        let changes = self.encoding.problem.any(&changes);
        if changes == Lit::FALSE {
            return Lit::FALSE;
        }
        let valid = self.encoding.valid(&mut alone, self.knowledge);
        self.encoding.problem.all(&[valid, changes])
    }

    /// What may come out: each of the nodes, or that it is put and that it is not. One of them is always true.
    pub(super) fn choices(&mut self, asked: Asked<'_>, presumed: &Presumed) -> Vec<Lit> {
        let here = self.here(asked, presumed);
        match (asked, here.as_slice()) {
            (Asked::Put { .. }, [put]) => vec![*put, !*put],
            (Asked::Put { .. } | Asked::Each(_), _) => here,
        }
    }

    fn here(&mut self, asked: Asked<'_>, presumed: &Presumed) -> Vec<Lit> {
        match asked {
            Asked::Each(nodes) => nodes.iter().map(|node| self.lit(*node, presumed)).collect(),
            Asked::Put { applies, bound } => {
                let (applies, bound) = (self.lit(applies, presumed), self.lit(bound, presumed));
                vec![self.encoding.problem.all(&[applies, !bound])]
            }
        }
    }

    fn varied(&mut self, presumed: &Presumed, others: &[(SlotId, Rc<Value>)]) -> Option<Instance> {
        let reading = self.reading_under(presumed)?.clone();
        Some(self.encoding.varied(&reading, others))
    }

    /// Facts of the smallest sets that change something only together.
    fn matter_together(
        &mut self,
        rest: &[SlotId],
        asked: Asked<'_>,
        presumed: &Presumed,
    ) -> Result<Vec<SlotId>, Stop> {
        let others: Vec<(SlotId, Rc<Value>)> =
            rest.iter().map(|slot| (*slot, self.encoding.fresh(self.knowledge, *slot))).collect();
        let differs = self.differs(&others, asked, presumed);
        let mut same = Vec::new();
        for (slot, theirs) in &others {
            let ours =
                self.reading_under(presumed).and_then(|reading| reading.slots.get(slot.0 as usize)).cloned();
            same.push((*slot, ours.map_or(Lit::TRUE, |ours| self.encoding.same_value(&ours, theirs))));
        }
        let mut found: Vec<SlotId> = Vec::new();
        let mut assumed = vec![differs];
        while let Some(set) = self.smaller(&assumed, &same)? {
            let set = self.smallest(&assumed, &same, set)?;
            let lits: Vec<Lit> =
                same.iter().filter(|(slot, _)| set.contains(slot)).map(|(_, lit)| *lit).collect();
            assumed.push(self.encoding.problem.any(&lits));
            found.extend(set);
        }
        Ok(found)
    }

    /// The slots that differ in some such pair of completions.
    fn smaller(&mut self, assumed: &[Lit], same: &[(SlotId, Lit)]) -> Result<Option<Vec<SlotId>>, Stop> {
        let Ok(model) = self.encoding.solve(assumed)? else { return Ok(None) };
        Ok(Some(same.iter().filter(|(_, lit)| !model.holds(*lit)).map(|(slot, _)| *slot).collect()))
    }

    fn smallest(
        &mut self,
        assumed: &[Lit],
        same: &[(SlotId, Lit)],
        mut set: Vec<SlotId>,
    ) -> Result<Vec<SlotId>, Stop> {
        for slot in set.clone() {
            if !set.contains(&slot) || set.len() == 1 {
                continue;
            }
            let keeps = |other: &SlotId| *other != slot && set.contains(other);
            let fixed = same.iter().filter(|(other, _)| !keeps(other)).map(|(_, lit)| *lit);
            let tried: Vec<Lit> = assumed.iter().copied().chain(fixed).collect();
            if let Some(smaller) = self.smaller(&tried, same)? {
                set = smaller;
            }
        }
        Ok(set)
    }
}

/// Which readings have several outcomes: only there can a fact matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Several {
    /// With the presumptions.
    pub(super) with: bool,
    /// Without them.
    pub(super) without: bool,
}

/// The facts that matter to what is asked, what to ask first first; `name` says what the places that an answer leaves
/// possible are.
pub(super) fn find<P>(
    exact: &mut Exact<'_>,
    target: Target<'_>,
    (presumed, several): (&Presumed, Several),
    said: &Said,
    name: impl Fn(&[u32]) -> P,
) -> Result<Vec<Matter<P>>, Stop> {
    let program = exact.program;
    let with = if several.with { exact.matters(target.asked, presumed)? } else { Vec::new() };
    let apart = several.without && !presumed.is_empty();
    let without = if apart { exact.matters(target.asked, &Presumed::NONE)? } else { Vec::new() };
    let mut found = Vec::new();
    for slot in with.iter().chain(without.iter().filter(|slot| !with.contains(slot))) {
        // With the presumptions each answer to a fact that only lifts one leads to the same.
        let lifts_presumption = !with.contains(slot);
        let told_under = if lifts_presumption { &Presumed::NONE } else { presumed };
        let answers = exact.answers(target, *slot, told_under, About::ItAlone)?;
        let fact = program.slot(*slot).fact;
        let short = answers.in_short(program);
        let worst = short.iter().map(|(_, leaves)| leaves.len()).max().unwrap_or(usize::MAX);
        let ease = program.rule_set.vocabulary.fact(fact).map_or(2, |fact| fact.ease);
        let answer = |(words, leaves): (String, Vec<u32>)| Answer { words, possible: name(&leaves) };
        let answers_in_short = short.into_iter().map(answer).collect();
        let matter = Matter { fact, why: why(said, *slot), lifts_presumption, answers: answers_in_short };
        found.push(((lifts_presumption, worst, unsettled_share(&answers.told), ease), matter));
    }
    found.sort_by_cached_key(|(rank, matter)| {
        let id = words::id(program, matter.fact);
        (*rank, id.0.to_owned(), id.1)
    });
    Ok(found.into_iter().map(|(_, matter)| matter).collect())
}

/// The outcomes at these places.
pub(super) fn outcomes(places: &[u32]) -> Vec<OutcomeId> {
    places.iter().map(|place| OutcomeId(*place)).collect()
}

/// Whether it is put to people, where these of *it is* and *it is not* are possible.
pub(super) fn put(places: &[u32]) -> Truth {
    Truth::from_possible(places.contains(&0), places.contains(&1))
}

/// How many of a million answers leave several outcomes.
fn unsettled_share(told: &[Told]) -> u64 {
    let open = told.iter().filter(|told| told.leaves.len() > 1).count() as u64;
    open * 1_000_000 / (told.len() as u64).max(1)
}

fn why(said: &Said, slot: SlotId) -> WhyOpen {
    said.slots.get(slot.0 as usize).and_then(|said| said.why_open).unwrap_or(WhyOpen::NotAsked)
}
