//! What an answer adds to what is known.

use super::knowledge::{Constraint, Knowledge, Known};
use crate::program::{NodeId, SlotId};
use crate::vocabulary::FactId;

/// What an answer says.
#[derive(Debug, Clone)]
pub(super) enum Narrowed {
    /// The fact is one of these choices.
    Choice(SlotId, u64),
    /// These sentences about the fact are true, or false.
    Sentences(Vec<(NodeId, bool)>, FactId),
}

impl Narrowed {
    /// The knowledge with the answer.
    pub(super) fn apply(&self, knowledge: &Knowledge) -> Knowledge {
        let mut narrowed = knowledge.clone();
        match self {
            Self::Choice(slot, mask) => {
                if let Some(Known::Choice(possible)) = narrowed.slots.get_mut(slot.0 as usize) {
                    *possible &= mask;
                }
            }
            Self::Sentences(truths, fact) => {
                let stated = truths.iter().map(|(node, truth)| Constraint::Node {
                    node: *node,
                    truth: *truth,
                    fact: *fact,
                });
                narrowed.constraints.extend(stated);
            }
        }
        narrowed
    }
}
