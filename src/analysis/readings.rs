//! The ways in which presumptions may be read: any of them may be in force, since each is only where something is not
//! known.

use crate::check::{PresumptionId, RuleSet};
use crate::evaluation::Presumed;

/// More presumptions than these are not read in every combination.
const MOST: usize = 6;

/// Every combination of presumptions, none of them first. A set with very many is read with none, each one, and all:
/// [`all_read`] says which.
pub(super) fn readings(rule_set: &RuleSet) -> Vec<Presumed> {
    let ids: Vec<PresumptionId> = (0..).map(PresumptionId).take(rule_set.presumptions.len()).collect();
    if all_read(rule_set) {
        let count = 1_u32.checked_shl(u32::try_from(ids.len()).unwrap_or(0)).unwrap_or(1);
        let chosen = |bits: u32| Presumed::of(ids.iter().copied().filter(move |id| bits >> id.0 & 1 == 1));
        return (0..count).map(chosen).collect();
    }
    let each = ids.iter().map(|id| Presumed::of([*id]));
    std::iter::once(Presumed::NONE).chain(each).chain([Presumed::of(ids.iter().copied())]).collect()
}

/// Does [`readings`] hold every combination?
pub(super) fn all_read(rule_set: &RuleSet) -> bool {
    rule_set.presumptions.len() <= MOST
}
