//! Rules ready to run: flat, numbered over the facts they use, nothing left to fail.
//!
//! Lowering turns the checked tree of clauses into one arena of nodes whose leaves are atoms over slots. All sugar is
//! gone: definitions, settings, tables, exceptions, *applies when*, chained questions and computed facts are nodes
//! like any other. What is left has a plain meaning on a complete record (`evaluation/reference.rs` says it slowly).
//!
//! Invariant: a node's children come before it in `nodes`.

mod arena;
mod atom;
mod checks;
mod clauses;
mod counting;
mod dates;
mod lower;
mod opposite;
mod periods;
mod questions;
mod reach;
mod sentences;
mod slots;

pub use atom::{Atom, Base, DateExpr, Domain, FieldSlot, Ref, Step};
pub use checks::{CheckItem, CheckPlan};
pub use counting::Counting;
pub use lower::{lower, lower_resolved};
pub(crate) use opposite::all_choices;
pub(crate) use sentences::{in_units, one_more};

use crate::check::{
    DefinitionId, ExceptionId, Heading, OutcomeId, PresumptionId, QuestionId, RuleId, RuleSet,
};
use crate::vocabulary::FactId;

/// Names a slot: one recorded fact that the rules (or *Always*) use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Names a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Names an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AtomId(pub u32);

/// A rule set as a program.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The checked rule set it was made from: words, citations, spans.
    pub rule_set: RuleSet,
    /// The recorded facts used.
    pub slots: Vec<Slot>,
    /// All nodes, children first.
    pub nodes: Vec<Node>,
    /// Children of list nodes, by range.
    pub children: Vec<NodeId>,
    /// By node: how many entries must be at hand for it to have a truth; 0: a node about the case.
    pub depths: Vec<u8>,
    /// Leaves.
    pub atoms: Vec<Atom>,
    /// Texts that text facts are compared with: choice `i` of every text slot and field is text `i`. The last choice
    /// is one other text; where texts are compared with one another there are choices to spare for a record's own.
    pub texts: Vec<String>,
    /// What must hold of every record: *Always*, and from ≤ to is understood by the periods themselves.
    pub always: Vec<Invariant>,
    /// Computed facts a record may state: where stated, they narrow their inputs.
    pub computed: Vec<Computed>,
    /// By fact that does not always apply, used by a rule or not: the node that says whether it does. A computed fact
    /// applies where what it is computed from does.
    pub applicability: Vec<(FactId, NodeId)>,
    /// By example of the rule set: what must hold besides its record.
    pub assumed: Vec<Vec<NodeId>>,
    /// One plan per question, in the rule set's order.
    pub questions: Vec<QuestionPlan>,
    /// One plan per rule.
    pub rules: Vec<RulePlan>,
    /// One plan per exception.
    pub exceptions: Vec<ExceptionPlan>,
    /// One plan per definition (read without presumptions).
    pub definitions: Vec<ClausePlan>,
    /// One node per presumption: the sentence presumed, read from the record alone.
    pub presumptions: Vec<NodeId>,
    /// Vocabulary sentences among considerations: `(rule, index, node)`.
    pub considered: Vec<(RuleId, u32, NodeId)>,
    /// Guarantees: claim under its condition, as one node that must be true.
    pub guarantees: Vec<NodeId>,
    /// Checks over lists, by their place in the rule set.
    pub checks: Vec<CheckPlan>,
    /// By deadline: the sentence that starts it.
    pub deadline_starts: Vec<NodeId>,
    /// By table, and by row: the node that says that the row fits.
    pub table_rows: Vec<Vec<NodeId>>,
    /// By override: what must hold for it.
    pub override_conditions: Vec<Option<NodeId>>,
}

/// One recorded fact in use.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The fact.
    pub fact: FactId,
    /// Its possible values.
    pub domain: Domain,
    /// The node that says whether the fact applies; absent: always.
    pub applies: Option<NodeId>,
}

/// One node. Nodes under an entry filter (see [`Atom::Count`]) have a truth only for an entry at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// True or false whatever the record.
    Constant(bool),
    /// A list over `children[first .. first + count]`.
    List {
        /// How.
        heading: Heading,
        /// First child.
        first: u32,
        /// How many.
        count: u32,
    },
    /// The opposite.
    Not(NodeId),
    /// True exactly where the run applies this presumption.
    Presumed(PresumptionId),
    /// A leaf.
    Atom(AtomId),
}

/// Something that holds of every record, with its words.
#[derive(Debug, Clone)]
pub struct Invariant {
    /// The node.
    pub node: NodeId,
    /// As the vocabulary says it.
    pub text: String,
    /// Facts it speaks of.
    pub facts: Vec<FactId>,
}

/// A computed fact that a record may state.
#[derive(Debug, Clone)]
pub struct Computed {
    /// The computed fact.
    pub fact: FactId,
    /// How it is computed.
    pub value: ComputedValue,
}

/// How a computed fact is computed.
#[derive(Debug, Clone)]
pub enum ComputedValue {
    /// The time from one day to another.
    Length {
        /// From.
        from: DateExpr,
        /// To.
        to: DateExpr,
    },
    /// A day.
    Date(DateExpr),
    /// By value: the node that says that a table gives it.
    Choice(Vec<NodeId>),
}

/// A clause's node, and its items' plans in order: mirrors the [`crate::check::Clause`] tree.
#[derive(Debug, Clone)]
pub struct ClausePlan {
    /// Its truth. For an inert clause (*whether or not*), the truth of what it names, which has no effect.
    pub node: NodeId,
    /// Items of a list.
    pub items: Vec<ClausePlan>,
    /// Recorded facts a sentence reads (for a definition's sentence: all it rests on).
    pub facts: Vec<FactId>,
    /// The definition, where the sentence is one's.
    pub definition: Option<DefinitionId>,
}

/// The blocks whose sentences a question uses: its rules and what stands behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Blocks {
    /// Rules, of earlier questions too.
    pub rules: Vec<RuleId>,
    /// Exceptions to them, and to those.
    pub exceptions: Vec<ExceptionId>,
    /// Definitions.
    pub definitions: Vec<DefinitionId>,
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub struct QuestionPlan {
    /// Which.
    pub question: QuestionId,
    /// Its rules, most serious outcome first.
    pub rules: Vec<RuleId>,
    /// By outcome: true exactly when the binding outcome is this one.
    pub is: Vec<NodeId>,
    /// By outcome: true when the binding outcome is this or a more serious one.
    pub at_least: Vec<NodeId>,
    /// By outcome: true when it is put to people beside the binding outcome (more serious than it).
    pub to_consider: Vec<NodeId>,
    /// Every sentence the question uses (for the status *decided*).
    pub sentences: Vec<NodeId>,
    /// Where they stand.
    pub blocks: Blocks,
    /// Slots the question depends on, rising.
    pub slots: Vec<SlotId>,
}

/// How a rule is run.
#[derive(Debug, Clone)]
pub struct RulePlan {
    /// Which.
    pub rule: RuleId,
    /// Its condition, presumptions of its scope included.
    pub when: ClausePlan,
    /// Condition and no exception: the rule applies.
    pub applies: NodeId,
    /// Its outcome.
    pub outcome: OutcomeId,
}

/// How an exception is run.
#[derive(Debug, Clone)]
pub struct ExceptionPlan {
    /// Which.
    pub exception: ExceptionId,
    /// Its condition.
    pub when: ClausePlan,
    /// Condition and not set aside.
    pub applies: NodeId,
}

impl Program {
    /// The constant false; every program has it.
    pub const FALSE: NodeId = NodeId(0);
    /// The constant true; every program has it.
    pub const TRUE: NodeId = NodeId(1);

    /// A node.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the arena's one accessor; ids come from this program")]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.0 as usize]
    }

    /// A leaf.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the arena's one accessor; ids come from this program")]
    pub fn atom(&self, id: AtomId) -> &Atom {
        &self.atoms[id.0 as usize]
    }

    /// The children of a list node.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the arena's one accessor; ranges come from this program")]
    pub fn list(&self, first: u32, count: u32) -> &[NodeId] {
        &self.children[first as usize..(first + count) as usize]
    }

    /// A slot.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the arena's one accessor; ids come from this program")]
    pub fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.0 as usize]
    }

    /// The slot of a fact, if the program uses it.
    #[must_use]
    pub fn slot_of(&self, fact: FactId) -> Option<SlotId> {
        let index = self.slots.iter().position(|slot| slot.fact == fact)?;
        u32::try_from(index).ok().map(SlotId)
    }

    /// Has the node a truth without an entry at hand?
    #[must_use]
    pub fn is_about_case(&self, id: NodeId) -> bool {
        self.depths.get(id.0 as usize) == Some(&0)
    }
}
