//! What an answer adds to what is known.

use super::knowledge::{Constraint, Knowledge, Known};
use crate::program::{NodeId, SlotId};
use crate::vocabulary::FactId;

/// What an answer says, and of what.
#[derive(Debug, Clone)]
pub(super) struct Narrowed {
    pub(super) says: Says,
    /// The part of the fact's values that it is in, where that is said besides.
    pub(super) within: Option<(SlotId, Known)>,
    /// Where the fact does not always apply: the node that says so. It was answered, so it applies.
    pub(super) applies: Option<(NodeId, FactId)>,
}

/// What an answer says.
#[derive(Debug, Clone)]
pub(super) enum Says {
    /// The fact is one of these choices.
    Choice(SlotId, u64),
    /// These sentences about the fact are true, or false.
    Sentences(Vec<(NodeId, bool)>, FactId),
}

impl Narrowed {
    /// What an answer says, of a fact that applies in any case.
    pub(super) fn of(says: Says) -> Self {
        Self { says, within: None, applies: None }
    }

    /// The knowledge with the answer.
    pub(super) fn apply(&self, knowledge: &Knowledge) -> Knowledge {
        let mut narrowed = knowledge.clone();
        let applies = self.applies.map(|(node, fact)| Constraint::Node { node, truth: true, fact });
        narrowed.constraints.extend(applies);
        if let Some((slot, within)) = &self.within
            && let Some(known) = narrowed.slots.get_mut(slot.0 as usize)
        {
            known.clone_from(within);
        }
        match &self.says {
            Says::Choice(slot, mask) => {
                if let Some(Known::Choice(possible)) = narrowed.slots.get_mut(slot.0 as usize) {
                    *possible &= mask;
                }
            }
            Says::Sentences(truths, fact) => {
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
