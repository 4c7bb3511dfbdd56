//! What follows for this case?
//!
//! Program and record to result. Kleene first; where it stops, the exact set of outcomes over all completions. Claims
//! (a reason, a change, "does not matter") are re-checked by the reference interpreter before they leave this floor.

mod ahead;
mod altered;
mod answers;
pub mod brute;
mod case;
mod change;
mod changed;
mod clash;
mod covered;
mod decides;
mod encode;
mod engine;
mod enumerate;
mod exact;
mod fared;
mod from_record;
mod knowledge;
mod matters;
mod narrow;
mod narrowed;
mod parts;
mod plainest;
mod question;
mod reason;
mod recorded;
pub mod reference;
mod refuted;
mod result;
mod settle;
mod tells;
mod values;
mod wanted;
mod weigh;
mod weighed;
mod words;

pub use case::{Options, evaluate};
pub use change::Nearest;
pub use clash::clash;
pub use encode::Stop;
pub use engine::{Counts, Kleene, Silent, Sink, Trace};
pub use exact::{Exact, ExactOutcomes};
pub use fared::{Truths, clause_truth, definition_results, exception_results};
pub use from_record::{Said, SlotSaid};
pub use knowledge::{
    Completion, Concrete, Constraint, EntryKnown, Knowledge, Known, LengthEdge, ListKnown, Presumed, Truth,
    edges, exactly,
};
pub use narrow::{Inconsistent, narrow};
pub use question::{Possible, assemble, binding, candidates};
pub use result::{
    Answer, BindingDuty, CaseResult, Change, ChangedFact, Clash, ClauseTruth, DecisionTree, ExceptionResult,
    Ground, Matter, PresumptionUse, QuestionResult, Reason, ReasonPart, RuleResult, RuleState, Status,
    ToConsider, Unsaid, WhyOpen,
};
pub(crate) use values::is_exact;
pub use wanted::Wanted;
pub use weigh::Depth;
pub use weighed::{Answered, Forced, Leaves, Weighing};
pub use words::NOT_TOLD_APART;
