//! What is said about one question: its outcome, what that rests on, what is missing and what would change it.

use super::statement::{FactLine, Statement};
use crate::calendar::Date;
use crate::evaluation::{BindingDuty, RuleState, Status, Truth, Unsaid, WhyOpen};
use crate::syntax::tree::Duty;

/// One question of the case, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionExplanation {
    /// `review`
    pub name: String,
    /// `which review, if any?`
    pub asks: String,
    /// Who decides.
    pub decided_by: Option<String>,
    /// Who decides where the rules require nothing.
    pub otherwise_decides: Option<String>,
    /// All outcomes, most serious first: the choices people have.
    pub ladder: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// The outcome, for a settled result.
    pub outcome: Option<String>,
    /// Its gloss ("by an independent team").
    pub gloss: Option<String>,
    /// Its duty.
    pub duty: Option<BindingDuty>,
    /// A stronger duty that is possible.
    pub duty_might_be: Option<BindingDuty>,
    /// What is still possible, most serious first.
    pub possible: Vec<String>,
    /// The same without the presumptions.
    pub possible_without: Vec<String>,
    /// What the outcome rests on.
    pub grounds: Vec<GroundExplanation>,
    /// Open facts that matter, what to ask first first.
    pub matters: Vec<MatterExplanation>,
    /// Open facts that do not matter.
    pub does_not_matter: Vec<FactLine>,
    /// Open facts of which it was not settled whether they matter.
    pub may_matter: Vec<FactLine>,
    /// Of these, by id: those that may make the duty stronger.
    pub bears_on_duty: Vec<String>,
    /// What would decide it.
    pub decides: Option<Vec<Branch>>,
    /// Facts that alone force the outcome.
    pub reason: Option<ReasonExplanation>,
    /// What would change it; absent where that was not worked out.
    pub changes: Option<Vec<ChangeExplanation>>,
    /// What could not be settled within limits, so that nothing is said of it.
    pub unsaid: Vec<Unsaid>,
    /// Is there a more serious outcome, and a less serious one?
    pub room: Room,
    /// Presumptions that played a part.
    pub presumptions: Vec<PresumptionExplanation>,
    /// Outcomes put to people.
    pub to_consider: Vec<ConsiderExplanation>,
    /// Every rule tried.
    pub rules: Vec<RuleExplanation>,
}

/// Why facts of a question are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Openness {
    /// Some are not known, not asked or not exact.
    pub missing: bool,
    /// On some, sources differ.
    pub disputed: bool,
}

impl Openness {
    /// Of these facts.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a FactLine>) -> Self {
        let none = Self { missing: false, disputed: false };
        lines.into_iter().fold(none, |found, line| Self {
            missing: found.missing || !line.disputed,
            disputed: found.disputed || line.disputed,
        })
    }
}

impl QuestionExplanation {
    /// Why its open facts are open.
    #[must_use]
    pub fn openness(&self) -> Openness {
        let matters = self.matters.iter().map(|matter| &matter.fact);
        Openness::of(matters.chain(&self.may_matter).chain(&self.does_not_matter))
    }

    /// Should a more serious outcome than this one be considered, or perhaps?
    #[must_use]
    pub fn more_should_be_considered(&self, outcome: &String) -> bool {
        let above = self.ladder.iter().take_while(|step| *step != outcome);
        let put = |step: &String| {
            let mut put = self.to_consider.iter().filter(|put| put.duty == Duty::ShouldConsider);
            put.any(|put| put.outcome == *step)
        };
        above.into_iter().any(put)
    }

    /// Does a presumption change what the rules can give, or does anything shown as grounds rest on it?
    #[must_use]
    pub fn rests_on(&self, presumption: &String) -> bool {
        let reads = |rule: &RuleExplanation| {
            let exceptions = rule.set_aside_by.iter().map(|exception| &exception.when);
            let mut pieces = std::iter::once(&rule.when).chain(exceptions);
            pieces.any(|piece| piece.carrying().presumptions().contains(&presumption))
        };
        self.possible != self.possible_without
            || self.grounds.iter().any(|ground| reads(&ground.rule))
            || self.to_consider.iter().any(|put| put.applies && reads(&put.rule))
            || self.reason.as_ref().is_some_and(|reason| reason.presumptions.contains(presumption))
            || self.matters.iter().any(|matter| matter.lifts.contains(presumption))
            || self.to_consider.iter().flat_map(|put| &put.matters).any(|it| it.lifts.contains(presumption))
    }
}

/// Whether the ladder goes on above and below the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// A more serious outcome exists.
    pub above: bool,
    /// A less serious outcome exists.
    pub below: bool,
}

/// A rule as it fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleExplanation {
    /// Its name.
    pub rule: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// How it fared.
    pub state: RuleState,
    /// Its strength.
    pub duty: Duty,
    /// The outcome it gives.
    pub outcome: String,
    /// The set built on that it comes from.
    pub from_base: Option<String>,
    /// Exceptions that set it aside, or might.
    pub set_aside_by: Vec<ExceptionExplanation>,
    /// Its condition, piece by piece.
    pub when: Statement,
    /// Its *whether or not* lines.
    pub whether_or_not: Vec<String>,
    /// What the group considers under it, where it binds and applies or might.
    pub considerations: Vec<ConsiderationLine>,
}

/// An exception as it fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionExplanation {
    /// Its name.
    pub exception: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// How it fared.
    pub state: RuleState,
    /// Its condition, piece by piece.
    pub when: Statement,
    /// Names of exceptions that set it aside, or might.
    pub set_aside_by: Vec<String>,
}

/// A rule the outcome rests on, or that shows why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundExplanation {
    /// The rule.
    pub rule: RuleExplanation,
    /// One of several of which at least one applies whatever the answers.
    pub together: bool,
    /// A more serious rule that does not apply.
    pub why_not: bool,
}

/// An open fact that could change the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterExplanation<P = Vec<String>> {
    /// The fact, and what was said.
    pub fact: FactLine,
    /// The question to put.
    pub ask: String,
    /// A judgement still to be made, not a fact to be asked for.
    pub judgement: bool,
    /// Why it is open.
    pub why: WhyOpen,
    /// When an answer is expected.
    pub due: Option<Date>,
    /// Who holds it, or who judges it.
    pub held_by: Vec<String>,
    /// The presumptions it would lift; empty where it matters in itself.
    pub lifts: Vec<String>,
    /// It matters only because it could lift a presumption.
    pub lifts_presumption: bool,
    /// What each answer would lead to.
    pub answers: Vec<AnswerExplanation<P>>,
}

/// One answer, and what it leaves possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerExplanation<P = Vec<String>> {
    /// The answer: `yes`, or the rules' own sentence.
    pub answer: String,
    /// What would then be possible: outcomes by name, or whether one would be put to people.
    pub possible: P,
}

/// A branch of what would decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// "the coroner has not accepted the cause of death"
    pub condition: String,
    /// Only the opposite of the branch before.
    pub opposite: bool,
    /// What follows.
    pub then: Follows,
}

/// What follows from a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follows {
    /// This outcome, whatever else.
    Outcome(String),
    /// This outcome with what is presumed.
    Presumed(String),
    /// Still open between these.
    Open(Vec<String>),
    /// More to ask.
    Ask(Vec<Branch>),
}

/// Facts that alone force the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonExplanation {
    /// As sentences, each with its fact.
    pub parts: Vec<ReasonLine>,
    /// Presumptions needed besides, by name.
    pub presumptions: Vec<String>,
}

/// One fact of a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonLine {
    /// The fact.
    pub fact: FactLine,
    /// As a sentence, widened as far as the outcome allows.
    pub words: String,
    /// Said by one named source only.
    pub hangs_on_one_source: bool,
}

/// What would change the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeExplanation {
    /// The other outcome.
    pub outcome: String,
    /// Is it more serious?
    pub more_serious: bool,
    /// Certain, or only possible.
    pub certain: bool,
    /// What would have to change.
    pub changes: Vec<ChangedLine>,
}

/// One changed fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLine {
    /// Its id.
    pub fact: String,
    /// What is recorded.
    pub from: String,
    /// What it would have to be, as an answer.
    pub to: String,
    /// The same as a sentence.
    pub sentence: String,
}

/// A presumption's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresumptionExplanation {
    /// Its name.
    pub name: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// What is presumed.
    pub sentence: String,
    /// Open facts it stands in for.
    pub facts: Vec<FactLine>,
}

/// An outcome put to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsiderExplanation {
    /// The outcome.
    pub outcome: String,
    /// How strongly.
    pub duty: Duty,
    /// To consider, or perhaps.
    pub applies: bool,
    /// The rule.
    pub rule: RuleExplanation,
    /// What the group considers.
    pub considerations: Vec<ConsiderationLine>,
    /// Open facts that matter to it, what to ask first first; each answer with whether it would then be put to people.
    pub matters: Vec<MatterExplanation<Truth>>,
}

/// One thing the group considers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsiderationLine {
    /// Its label.
    pub label: String,
    /// Its words.
    pub text: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// How it stands, where it is a sentence of the vocabulary.
    pub truth: Option<Truth>,
    /// What is recorded of it, where it is such a sentence.
    pub facts: Vec<FactLine>,
    /// What people made of it, where a decision of the record says.
    pub reasons: Vec<String>,
}
