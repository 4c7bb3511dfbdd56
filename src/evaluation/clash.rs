//! Which facts cannot stand together?

use super::encode::Stop;
use super::knowledge::Knowledge;
use super::recorded::Recorded;
use super::result::Clash;
use crate::program::Program;
use crate::solver::Lit;
use crate::vocabulary::FactId;

/// A smallest clashing set of recorded facts and of what always holds; none where the record can be completed.
///
/// # Errors
/// Where the budget ends first.
pub fn clash(program: &Program, knowledge: &Knowledge, conflicts: u64) -> Result<Option<Clash>, Stop> {
    let mut recorded = Recorded::new(program, knowledge, None, conflicts);
    let always = recorded.always_lits();
    let mut facts: Vec<FactId> = recorded.items.iter().map(|item| item.fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let mut lits = Vec::new();
    for fact in &facts {
        let said = recorded.items.iter().filter(|item| item.fact == *fact).map(|item| item.lit);
        let said: Vec<Lit> = said.collect();
        lits.push(recorded.encoding.problem.all(&said));
    }
    lits.extend(always);
    if recorded.possible(&lits)? {
        return Ok(None);
    }
    // What always holds is left out last, so that it is named where it plays a part.
    let kept = recorded.without_needless(&[], (0..).zip(lits).collect())?;
    let recorded_facts = facts.len();
    let invariants = kept.iter().filter_map(|place| program.always.get(place.checked_sub(recorded_facts)?));
    let facts = kept.iter().filter_map(|place| facts.get(*place).copied()).collect();
    Ok(Some(Clash { facts, always: invariants.map(|invariant| invariant.text.clone()).collect() }))
}
