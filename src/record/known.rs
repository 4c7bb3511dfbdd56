//! Which facts may a record speak of? The vocabulary, with its facts by id.

use std::collections::BTreeMap;

use crate::vocabulary::{Fact, FactId, Vocabulary};

/// A vocabulary with its facts by id.
pub(super) struct Known<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    ids: BTreeMap<&'v str, FactId>,
}

impl<'v> Known<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let ids = (0..).map(FactId).zip(&vocabulary.facts).map(|(id, fact)| (fact.id.as_str(), id)).collect();
        Self { vocabulary, ids }
    }

    pub(super) fn find(&self, id: &str) -> Option<(FactId, &'v Fact)> {
        let id = *self.ids.get(id)?;
        Some((id, self.vocabulary.fact(id)?))
    }
}
