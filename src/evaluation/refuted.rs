//! What speaks against a change said to be certain, and what is learnt from it for every other choice.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::altered::{counter, is_value, open_slots};
use super::change::{Candidate, Search};
use super::encode::{Anchors, Instance, Quantity, Stop, Value, anchors};
use super::knowledge::{Completion, Concrete, Known, Presumed, exactly};
use super::recorded::Recorded;
use crate::check::PresumptionId;
use crate::program::SlotId;
use crate::solver::Lit;

/// Other values for some slots.
type Others = Vec<(SlotId, Rc<Value>)>;

impl Search {
    /// Does some completion of the changed record say otherwise? Then what it says is learnt.
    pub(super) fn refuted(
        &mut self,
        recorded: &mut Recorded<'_>,
        found: &Candidate,
        certain: bool,
    ) -> Result<bool, Stop> {
        let so_changed = self.so_changed(recorded, found);
        let sentences = recorded.program.presumptions.clone();
        for ((sentence, applied), id) in sentences.into_iter().zip(self.applied.clone()).zip(0..) {
            if found.presumed.applies(PresumptionId(id)) {
                continue;
            }
            let lit = recorded.lit(sentence, &Presumed::NONE);
            if let Some(counter) = counter(recorded, &so_changed, lit, &found.changed)? {
                for shown in self.shown(recorded, found, &counter) {
                    let mut alone = varied(recorded, &shown.others)?;
                    let valid = self.valid(recorded, &mut alone);
                    let says = recorded.encoding.truth(&mut alone, sentence);
                    shown.learn(recorded, self.searching, &[!valid, !says, applied]);
                }
                return Ok(true);
            }
        }
        if !certain {
            return Ok(false);
        }
        let other = !recorded.outcome((self.question, found.outcome), &found.presumed);
        let Some(counter) = self.against.far(recorded, &so_changed, other, found)? else { return Ok(false) };
        for shown in self.shown(recorded, found, &counter) {
            let mut alone = varied(recorded, &shown.others)?;
            let valid = self.valid(recorded, &mut alone);
            let mut there = recorded.encoding.varied(&self.main, &shown.others);
            let mut same = Vec::new();
            for node in self.rungs.clone() {
                let here = recorded.encoding.truth(&mut self.main, node);
                let there = recorded.encoding.truth(&mut there, node);
                same.push(recorded.encoding.problem.any(&[!here, there]));
            }
            let same = recorded.encoding.problem.all(&same);
            shown.learn(recorded, self.certainly, &[!valid, same]);
        }
        Ok(true)
    }

    /// The literals that make the record the changed one.
    fn so_changed(&self, recorded: &mut Recorded<'_>, found: &Candidate) -> Vec<Lit> {
        let kept = recorded.items.iter().filter(|item| !found.facts.contains(&item.fact));
        let mut lits: Vec<Lit> = kept.map(|item| item.lit).collect();
        for fact in &found.facts {
            let slot = recorded.program.slot_of(*fact);
            lits.extend(slot.and_then(|slot| is_value(recorded, slot, &found.changed)));
        }
        for (_, nodes) in self.ties.iter().filter(|(fact, _)| found.facts.contains(fact)) {
            for node in nodes {
                let lit = recorded.lit(*node, &Presumed::NONE);
                lits.push(lit.when(found.model.holds(lit)));
            }
        }
        lits
    }

    /// The open values of the changed record as in this completion; and again with its days said from the days that
    /// change, all of them or those near by, so that it shows something of other days too.
    fn shown(&self, recorded: &mut Recorded<'_>, found: &Candidate, counter: &Completion) -> Vec<Shown> {
        let mut values: Others = Vec::new();
        for slot in open_slots(recorded) {
            let fact = recorded.program.slot(slot).fact;
            let value = counter.slots.get(slot.0 as usize).filter(|_| !found.facts.contains(&fact));
            values.extend(value.map(|value| (slot, recorded.encoding.fresh_of(&exactly(value), slot))));
        }
        let unless = values.iter().map(|(slot, _)| self.changes(recorded.program.slot(*slot).fact)).collect();
        let mut shown = vec![Shown { others: values, unless, moved: 0 }];
        let mut anchors = self.anchors(recorded, found);
        for reach in [i64::MAX, NEAR] {
            anchors.reach = reach;
            let moved = shown.first().map(|exact| exact.moved(recorded, &anchors));
            shown.extend(moved.filter(|moved| shown.iter().all(|other| other.moved != moved.moved)));
        }
        shown
    }

    /// The days that change, where they are now.
    fn anchors(&self, recorded: &Recorded<'_>, found: &Candidate) -> Anchors {
        let slots = found.facts.iter().filter_map(|fact| recorded.program.slot_of(*fact));
        let values = slots.filter_map(|slot| self.main.slots.get(slot.0 as usize));
        Anchors { days: values.flat_map(|value| anchors(value, &found.model)).collect(), reach: i64::MAX }
    }
}

/// Completions that spoke against a choice. The next one is looked for far from them, one open day after the other, so
/// that each shows something new of days between which nothing may differ.
#[derive(Default)]
pub(super) struct Against {
    /// By open day: where it was, and how far from each of those it is to be; halved where it cannot be.
    days: BTreeMap<SlotId, (Vec<i64>, i64)>,
}

impl Against {
    /// A completion of the changed record in which this holds too, as far from those before as there is one.
    fn far(
        &mut self,
        recorded: &mut Recorded<'_>,
        so_changed: &[Lit],
        lit: Lit,
        found: &Candidate,
    ) -> Result<Option<Completion>, Stop> {
        let Some(mut spoke) = counter(recorded, so_changed, lit, &found.changed)? else { return Ok(None) };
        let mut lits = so_changed.to_vec();
        for (slot, day, span) in open_days(recorded, found) {
            let (seen, apart) = self.days.entry(slot).or_insert((Vec::new(), span));
            while *apart > 0 && !seen.is_empty() {
                let away = seen.iter().map(|was| !recorded.encoding.near(day, (*was, *apart)));
                let away: Vec<Lit> = lits.iter().copied().chain(away).collect();
                if let Some(farther) = counter(recorded, &away, lit, &found.changed)? {
                    (spoke, lits) = (farther, away);
                    break;
                }
                *apart /= 2;
            }
            if let Some(Concrete::Date(day)) = spoke.slots.get(slot.0 as usize) {
                seen.push(i64::from(day.0));
            }
        }
        Ok(Some(spoke))
    }
}

/// The open days of the record that stay as they are, each with how many days there are.
fn open_days(recorded: &Recorded<'_>, found: &Candidate) -> Vec<(SlotId, Quantity, i64)> {
    let stays = |slot: &SlotId| !found.facts.contains(&recorded.program.slot(*slot).fact);
    let day = |slot: SlotId| {
        let place = slot.0 as usize;
        let Value::Day(day) = **recorded.alone()?.slots.get(place)? else { return None };
        let Known::Date(ranges) = recorded.knowledge.slots.get(place)? else { return None };
        let (first, last) = ranges.first().zip(ranges.last())?;
        Some((slot, day, i64::from(last.last.0) - i64::from(first.first.0)))
    };
    open_slots(recorded).into_iter().filter(stays).filter_map(day).collect()
}

/// A day is near another if they are so many days apart at most.
const NEAR: i64 = 31;

/// Values of the open slots that show something of a change.
struct Shown {
    others: Others,
    /// What takes such a value away again.
    unless: Vec<Lit>,
    /// How many values have days said from others.
    moved: usize,
}

impl Shown {
    /// The same with days said from the anchors, where what is known leaves them open.
    fn moved(&self, recorded: &mut Recorded<'_>, anchors: &Anchors) -> Self {
        let mut moved = Self { others: Vec::new(), unless: self.unless.clone(), moved: 0 };
        for (slot, value) in &self.others {
            let known = recorded.knowledge.slots.get(slot.0 as usize);
            let anchored = known.and_then(|known| recorded.encoding.anchored((*slot, known), value, anchors));
            moved.moved += usize::from(anchored.is_some());
            let (other, allowed) = anchored.unwrap_or_else(|| (Rc::clone(value), Vec::new()));
            moved.others.push((*slot, other));
            moved.unless.extend(allowed.into_iter().map(|lit| !lit));
        }
        moved
    }

    fn learn(&self, recorded: &mut Recorded<'_>, act: Lit, any: &[Lit]) {
        let lits: Vec<Lit> = [!act].iter().chain(&self.unless).chain(any).copied().collect();
        let lemma = recorded.encoding.problem.any(&lits);
        recorded.encoding.problem.require(lemma);
    }
}

fn varied(recorded: &Recorded<'_>, others: &[(SlotId, Rc<Value>)]) -> Result<Instance, Stop> {
    let alone = recorded.alone().ok_or(Stop::NotSettled)?;
    Ok(recorded.encoding.varied(alone, others))
}
