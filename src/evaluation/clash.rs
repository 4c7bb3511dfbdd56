//! Which facts cannot stand together?

use super::encode::Stop;
use super::knowledge::Knowledge;
use super::recorded::Recorded;
use super::result::Clash;
use crate::program::Program;
use crate::solver::Lit;

/// A smallest clashing set of what is recorded and what always holds; none where the record can be completed.
///
/// # Errors
/// Where the budget ends first.
pub fn clash(program: &Program, knowledge: &Knowledge, conflicts: u64) -> Result<Option<Clash>, Stop> {
    let mut recorded = Recorded::new(program, knowledge, None, conflicts);
    let always = recorded.always_lits();
    let items = recorded.items.len();
    let lits = recorded.items.iter().map(|item| item.lit).chain(always);
    let all: Vec<(usize, Lit)> = (0..).zip(lits).collect();
    let together: Vec<Lit> = all.iter().map(|(_, lit)| *lit).collect();
    if recorded.possible(&together)? {
        return Ok(None);
    }
    // What always holds is left out last, so that it is named where it plays a part.
    let kept = recorded.without_needless(&[], all)?;
    let of_record = kept.iter().filter_map(|place| recorded.items.get(*place));
    let mut facts: Vec<_> = of_record.map(|item| item.fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let invariants = kept.iter().filter_map(|place| program.always.get(place.checked_sub(items)?));
    Ok(Some(Clash { facts, always: invariants.map(|invariant| invariant.text.clone()).collect() }))
}
