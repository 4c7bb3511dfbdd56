//! What must be loaded before a rule set or a board profile can be checked?

use crate::syntax::Tree;
use crate::syntax::tree::{Block, Text};

/// The titles a rule set or a board profile names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// `Uses: "…".`: vocabularies.
    pub uses: Vec<Text>,
    /// `Builds on: "…".`: rule sets, each with needs of its own.
    pub builds_on: Vec<Text>,
    /// `From …: "…".` in a board profile: rule sets.
    pub selects: Vec<Text>,
}

/// The titles that a file names.
///
/// ```
/// let needs = threshold::check::needs(&threshold::syntax::Tree::default());
/// assert!(needs.uses.is_empty() && needs.builds_on.is_empty());
/// ```
#[must_use]
pub fn needs(tree: &Tree) -> Needs {
    let mut needs = Needs::default();
    for block in &tree.blocks {
        if let Block::ProfileFor(block) = block {
            needs.selects.extend(block.lines.iter().map(|(_, title)| title.clone()));
        }
        if let Block::RuleSet(header) = block {
            needs.uses.extend(header.uses.iter().cloned());
            needs.builds_on.extend(header.builds_on.iter().cloned());
        }
    }
    needs
}
