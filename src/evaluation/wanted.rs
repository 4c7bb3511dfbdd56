//! Is there a complete record in which these sentences are true and those false?
//!
//! The one question that every proof over all records puts, many times over one encoding.

use super::encode::Stop;
use super::exact::Exact;
use super::knowledge::{Completion, Presumed};
use super::reference;
use crate::program::{NodeId, SlotId};

/// A sentence, the truth it is to have, and the presumptions it is read under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub node: NodeId,
    /// True or false.
    pub truth: bool,
    /// Presumptions that are read as true.
    pub presumed: Presumed,
}

impl Wanted {
    /// Of the record alone.
    #[must_use]
    pub fn of(node: NodeId, truth: bool) -> Self {
        Self { node, truth, presumed: Presumed::NONE }
    }

    /// The same, read under these presumptions.
    #[must_use]
    pub fn under(&self, presumed: &Presumed) -> Self {
        Self { presumed: presumed.clone(), ..self.clone() }
    }

    /// The same sentence with the other truth.
    #[must_use]
    pub fn opposite(&self) -> Self {
        Self { truth: !self.truth, ..self.clone() }
    }
}

impl Exact<'_> {
    /// A completion in which all of these are so, read again by the reference interpreter. The nodes must be among
    /// those this was made for. At most so many conflicts are spent on it.
    ///
    /// # Errors
    /// Where the budget ends first, or the reference interpreter disagrees.
    pub fn completion_where(
        &mut self,
        wanted: &[Wanted],
        conflicts: u64,
    ) -> Result<Option<Completion>, Stop> {
        self.encoding.budget.left = conflicts;
        let lits: Vec<_> =
            wanted.iter().map(|one| self.lit(one.node, &one.presumed).when(one.truth)).collect();
        let Ok(model) = self.encoding.solve(&lits)? else { return Ok(None) };
        let completion = self.checked(&model)?;
        let as_at = self.knowledge.as_at;
        let replayed = wanted.iter().all(|one| {
            reference::holds(self.program, &completion, (as_at, &one.presumed), one.node) == one.truth
        });
        if replayed { Ok(Some(completion)) } else { Err(Stop::Mismatch("a fictional record")) }
    }

    /// The lists that may need more entries than were tried, and how many entries were (none where the lists are inside
    /// its entries): nothing is shown impossible while there are any.
    #[must_use]
    pub fn too_long(&self) -> Vec<(SlotId, Option<u32>)> {
        self.encoding.too_long()
    }
}
