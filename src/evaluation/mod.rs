//! What follows for this case?
//!
//! Program and record to result. Kleene first; where it stops, the exact set of outcomes over all completions. Claims
//! (a reason, a change, "does not matter") are re-checked by the reference interpreter before they leave this floor.

mod knowledge;
mod result;

pub use knowledge::{Completion, Concrete, Constraint, EntryKnown, Known, Knowledge, ListKnown, Presumed, StatedLength, Truth};
pub use result::{
    Answer, BindingDuty, CaseResult, Change, ChangedFact, Clash, ClauseTruth, DecisionTree,
    ExceptionResult, Ground, Matter, PresumptionUse, QuestionResult, Reason, ReasonPart, RuleResult, RuleState, Status, ToConsider, WhyOpen,
};
