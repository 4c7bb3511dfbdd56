//! Of the values with which a change leads somewhere, the plainest, in whatever order the rules and their items stand.
//!
//! Of a list one entry, if that will do; of a choice the first that leads there; of anything else one that leaves as many of the rules' sentences about it as
//! recorded as can be, one sentence after the other in the order of their words; of days and numbers so left the one
//! nearest to what is recorded, or to the day on which the case is looked at.

use super::change::{Candidate, Search};
use super::encode::{Quantity, Stop, Value};
use super::knowledge::{Known, Presumed};
use super::reason::reads;
use super::recorded::Recorded;
use crate::solver::Lit;
use crate::vocabulary::FactId;

impl Search {
    /// The same facts, changed to their plainest values that lead there.
    pub(super) fn plainest(
        &mut self,
        recorded: &mut Recorded<'_>,
        mut assumed: Vec<Lit>,
        mut found: Candidate,
        certain: bool,
    ) -> Result<Candidate, Stop> {
        found = self.first(recorded, &mut assumed, (found, vec![self.few_entries]), certain)?;
        for fact in found.facts.clone() {
            for wish in self.wishes(recorded, fact)? {
                found = self.first(recorded, &mut assumed, (found, wish), certain)?;
            }
            if let Some(asked) = recorded_at(recorded, fact) {
                recorded.encoding.budget = self.budget;
                found = self.nearest(recorded, &mut assumed, (found, asked), certain)?;
            }
        }
        Ok(found)
    }

    /// The value nearest to this one; of two as near the lower; assumed from then on.
    fn nearest(
        &mut self,
        recorded: &mut Recorded<'_>,
        assumed: &mut Vec<Lit>,
        (mut found, (quantity, middle)): (Candidate, (Quantity, i64)),
        certain: bool,
    ) -> Result<Candidate, Stop> {
        let away = |found: &Candidate| quantity.read(&found.model).abs_diff(middle).cast_signed();
        let (mut least, mut most) = (0, away(&found));
        while least < most {
            let half = least.midpoint(most);
            assumed.push(recorded.encoding.near(quantity, (middle, half)));
            match self.candidate(recorded, assumed, certain)? {
                Ok(nearer) => (most, found) = (away(&nearer), nearer),
                Err(_) => least = half + 1,
            }
            assumed.pop();
        }
        assumed.push(recorded.encoding.near(quantity, (middle, most)));
        let lower = recorded.encoding.up_to(quantity, middle);
        self.first(recorded, assumed, (found, vec![lower, !lower]), certain)
    }

    /// What is wished of a fact, one thing after the other; of each the first that can be.
    fn wishes(&self, recorded: &mut Recorded<'_>, fact: FactId) -> Result<Vec<Vec<Lit>>, Stop> {
        let slot = recorded.program.slot_of(fact);
        let value = slot.and_then(|slot| recorded.alone()?.slots.get(slot.0 as usize).cloned());
        if let Some(Value::Choice(classes)) = value.as_deref() {
            return Ok(vec![classes.iter().map(|(_, lit)| *lit).collect()]);
        }
        let items: Vec<Lit> = recorded.items.iter().map(|item| item.lit).collect();
        let mut wishes = Vec::new();
        for sentence in self.sentences.iter().filter(|sentence| reads(recorded.program, sentence, fact)) {
            let lit = recorded.lit(sentence.node, &Presumed::NONE);
            let so: Vec<Lit> = items.iter().copied().chain([lit]).collect();
            let as_recorded = lit.when(recorded.possible(&so)?);
            wishes.push(vec![as_recorded, !as_recorded]);
        }
        Ok(wishes)
    }

    /// The first of these with which the change still leads there, assumed from then on.
    fn first(
        &mut self,
        recorded: &mut Recorded<'_>,
        assumed: &mut Vec<Lit>,
        (found, wish): (Candidate, Vec<Lit>),
        certain: bool,
    ) -> Result<Candidate, Stop> {
        for lit in wish {
            assumed.push(lit);
            if found.model.holds(lit) {
                break;
            }
            if let Ok(plainer) = self.candidate(recorded, assumed, certain)? {
                return Ok(plainer);
            }
            assumed.pop();
        }
        Ok(found)
    }
}

/// Of a day or a number: where it stands in the problem, and what is recorded, or else the day looked at, or none.
fn recorded_at(recorded: &Recorded<'_>, fact: FactId) -> Option<(Quantity, i64)> {
    let place = recorded.program.slot_of(fact)?.0 as usize;
    let known = recorded.knowledge.slots.get(place)?;
    match (&**recorded.alone()?.slots.get(place)?, known) {
        (Value::Day(quantity), Known::Date(ranges)) => {
            let day = match ranges.as_slice() {
                [only] if only.first == only.last => only.first,
                _ => recorded.knowledge.as_at,
            };
            Some((*quantity, i64::from(day.0)))
        }
        (Value::Number(quantity), Known::Number(ranges)) => {
            Some((*quantity, ranges.first().map_or(0, |range| i64::from(range.0))))
        }
        _ => None,
    }
}
