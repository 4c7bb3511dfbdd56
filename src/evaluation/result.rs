//! The result for a case: everything the explanation prints, as data.

use super::knowledge::{Completion, Truth};
use crate::check::{ExceptionId, OutcomeId, PresumptionId, QuestionId, RuleId};
use crate::syntax::tree::Duty;
use crate::vocabulary::FactId;

/// The result of screening one case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseResult {
    /// One result per question, in the rule set's order.
    pub questions: Vec<QuestionResult>,
    /// Every exception, in the rule set's order.
    pub exceptions: Vec<ExceptionResult>,
    /// Every definition's body, in the rule set's order, read from the record alone.
    pub definitions: Vec<ClauseTruth>,
    /// Facts that surely do not apply in this case.
    pub not_applying: Vec<FactId>,
    /// Why nothing completes the record, if so.
    pub clash: Option<Clash>,
    /// A claim that the reference interpreter did not confirm: a defect of the engine, which must be told and never
    /// passed over. Names the claim, never a value of the record.
    pub fault: Option<&'static str>,
}

/// A smallest set of facts that cannot stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The recorded facts.
    pub facts: Vec<FactId>,
    /// What the vocabulary says always holds, in its words.
    pub always: Vec<String>,
}

/// Where a question stands; the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing completes the record.
    Inconsistent,
    /// The possible outcomes could not be settled within the budget.
    NotSettled,
    /// Several outcomes are possible.
    Undecided,
    /// One outcome, because of a presumption.
    Presumed,
    /// One outcome, and every sentence used is true or false.
    Decided,
    /// One outcome although some sentence is open.
    DecidedWhatever,
}

/// The duty of a binding outcome, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BindingDuty {
    /// No rule gives it.
    Otherwise,
    /// should always
    ShouldAlways,
    /// must
    Must,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionResult {
    /// Which.
    pub question: QuestionId,
    /// Where it stands.
    pub status: Status,
    /// The outcome, for a settled result.
    pub outcome: Option<OutcomeId>,
    /// Its duty: the weakest over the completions.
    pub duty: Option<BindingDuty>,
    /// A stronger duty that is possible.
    pub duty_might_be: Option<BindingDuty>,
    /// P, most serious first (a superset where not settled).
    pub possible: Vec<OutcomeId>,
    /// W: without presumptions, most serious first.
    pub possible_without: Vec<OutcomeId>,
    /// For each of `possible`, a completion that gives it (empty where Kleene alone decided).
    pub witnesses: Vec<(OutcomeId, Completion)>,
    /// Every rule of the question, in the rule set's order.
    pub rules: Vec<RuleResult>,
    /// What the outcome rests on.
    pub grounds: Vec<Ground>,
    /// Outcomes put to people.
    pub to_consider: Vec<ToConsider>,
    /// Presumptions that played a part.
    pub presumptions: Vec<PresumptionUse>,
    /// Open facts that matter, what to ask first first.
    pub matters: Vec<Matter>,
    /// Open facts the question's rules read that do not matter, by fact id.
    pub does_not_matter: Vec<FactId>,
    /// Open facts of which it could not be settled within limits whether they matter, by fact id.
    pub may_matter: Vec<FactId>,
    /// Recorded facts that alone force the outcome (settled results only).
    pub reason: Option<Reason>,
    /// What would change it, most serious first (settled results only). Absent: not worked out; empty: nothing would.
    pub changes: Option<Vec<Change>>,
    /// What would decide it (undecided results only).
    pub decides: Option<DecisionTree>,
    /// What of the above could not be settled within limits, so that nothing is said of it.
    pub unsaid: Vec<Unsaid>,
}

impl QuestionResult {
    /// Does its one outcome stand only with what is presumed?
    #[must_use]
    pub fn rests_on_presumption(&self) -> bool {
        self.status == Status::Presumed
    }
}

/// A part of a result of which nothing is said, because it could not be settled within limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unsaid {
    /// Whether rules that might apply can apply.
    Rules,
    /// Which open facts matter.
    Matters,
    /// What the outcome hangs on.
    Reason,
    /// What would make the outcome more serious.
    ChangesUpward,
    /// What would make the outcome less serious.
    ChangesDownward,
    /// What would decide the question.
    Decides,
    /// Whether outcomes are put to people, and what that hangs on.
    ToConsider,
}

/// How a rule fared.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleResult {
    /// Which.
    pub rule: RuleId,
    /// How.
    pub state: RuleState,
    /// Exceptions that set it aside, or might.
    pub set_aside_by: Vec<ExceptionId>,
    /// Its condition, piece by piece (presumptions applied).
    pub when: ClauseTruth,
    /// Vocabulary sentences among its considerations: place in the list, and truth from the record alone.
    pub considered: Vec<(u32, Truth)>,
}

/// How an exception fared.
#[derive(Debug, Clone, PartialEq)]
pub struct ExceptionResult {
    /// Which.
    pub exception: ExceptionId,
    /// How.
    pub state: RuleState,
    /// Exceptions that set it aside, or might.
    pub set_aside_by: Vec<ExceptionId>,
    /// Its condition, piece by piece (presumptions applied).
    pub when: ClauseTruth,
}

/// Whether a rule, or an exception, applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleState {
    /// In every completion.
    Applies,
    /// In none, its own condition failing.
    DoesNotApply,
    /// In some.
    MightApply,
    /// In none, because of an exception.
    SetAside,
}

/// The truth of a clause and of its items: mirrors the clause's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseTruth {
    /// True, false or open.
    pub truth: Truth,
    /// Read as true only because it is presumed.
    pub presumed: Option<PresumptionId>,
    /// Items of a list.
    pub items: Vec<ClauseTruth>,
    /// Of the items: true, false, open (lists only).
    pub counts: (u32, u32, u32),
}

/// A rule the outcome rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Which.
    pub rule: RuleId,
    /// One of a set of which at least one applies whatever the answers.
    pub together: bool,
    /// For *Otherwise*: a more serious rule that does not apply, kept for why not.
    pub why_not: bool,
}

/// An outcome put to people.
#[derive(Debug, Clone, PartialEq)]
pub struct ToConsider {
    /// The outcome.
    pub outcome: OutcomeId,
    /// How strongly.
    pub duty: Duty,
    /// The rule.
    pub rule: RuleId,
    /// To consider (true) or perhaps.
    pub applies: bool,
    /// Open facts that matter to that, what to ask first first; each answer with whether it would then be put.
    pub matters: Vec<Matter<Truth>>,
    /// Vocabulary sentences among the rule's considerations: place in the list, and truth from the record alone.
    pub considered: Vec<(u32, Truth)>,
}

/// A presumption's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresumptionUse {
    /// Which.
    pub presumption: PresumptionId,
    /// Open facts it stands in for.
    pub facts: Vec<FactId>,
}

/// Why a fact is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyOpen {
    /// Asked and not known.
    NotKnown,
    /// Not asked.
    NotAsked,
    /// A value, but not exact, or a list that may hold more.
    Imprecise,
    /// Sources differ.
    Disputed,
}

/// An open fact that could change the outcome, or whether one is put to people.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter<P = Vec<OutcomeId>> {
    /// The fact.
    pub fact: FactId,
    /// Why it is open.
    pub why: WhyOpen,
    /// It matters only without the presumptions: an answer could lift one.
    pub lifts_presumption: bool,
    /// Answers the rules can tell apart, and what each leaves possible.
    pub answers: Vec<Answer<P>>,
}

/// One answer the rules can tell from others.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<P = Vec<OutcomeId>> {
    /// In words: a value, or the rules' own sentence ("the child's age at death is under 1 year").
    pub words: String,
    /// What would then be possible: outcomes, most serious first.
    pub possible: P,
}

/// Facts that alone force the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The facts, widened as far as the outcome allows.
    pub parts: Vec<ReasonPart>,
    /// Presumptions it needs.
    pub presumptions: Vec<PresumptionId>,
}

/// One fact of a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct ReasonPart {
    /// The fact.
    pub fact: FactId,
    /// The widened value, as a sentence ("the child's age at death is under 1 year").
    pub words: String,
    /// Said by one named source only. What several said forces the outcome whichever is right.
    pub hangs_on_one_source: bool,
}

/// The fewest recorded facts whose change makes another outcome certain, or possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The other outcome.
    pub outcome: OutcomeId,
    /// Certain, or only possible.
    pub certain: bool,
    /// What changes.
    pub changes: Vec<ChangedFact>,
}

/// One changed fact.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedFact {
    /// The fact.
    pub fact: FactId,
    /// What is recorded, in words.
    pub from: String,
    /// What it would have to be, in words.
    pub to: String,
}

/// What would decide an undecided question: ask, and by answer go on or stop.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionTree {
    /// Settled, whatever else.
    Settled(OutcomeId),
    /// This outcome with what is presumed; without it another is possible.
    Presumed(OutcomeId),
    /// Still open between these (deeper than shown).
    Open(Vec<OutcomeId>),
    /// Ask this.
    Ask {
        /// The fact.
        fact: FactId,
        /// Answer in words, and what follows.
        branches: Vec<(String, DecisionTree)>,
    },
}
