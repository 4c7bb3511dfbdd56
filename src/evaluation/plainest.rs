//! Of the values with which a change leads somewhere, the plainest, in whatever order the rules and their items stand.
//!
//! Of a choice the first that leads there; of anything else one that leaves as many of the rules' sentences about it as
//! recorded as can be, one sentence after the other in the order of their words.

use super::change::{Candidate, Search};
use super::encode::{Stop, Value};
use super::knowledge::Presumed;
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
        for fact in found.facts.clone() {
            for wish in self.wishes(recorded, fact)? {
                found = self.first(recorded, &mut assumed, (found, wish), certain)?;
            }
        }
        Ok(found)
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
