//! What people decided, beside what the rules give: does it follow them, and if not, do *Overrides* allow it?
//!
//! A decision never changes an outcome. It starts deadlines, ends them, and is held against the lines of *Overrides*;
//! whatever comes of that is said to people, and nothing is refused because of it.

use crate::calendar::Date;
use crate::check::{OutcomeId, Override, QuestionId, RuleId, RuleSet};
use crate::diagnostic::{Diagnostic, nearest};
use crate::evaluation::{BindingDuty, CaseResult, QuestionResult, Status, Truth};
use crate::record::{self, Record};
use crate::syntax::tree::Duty;

/// One decision of the record, understood by these rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionResult {
    /// Its place among the record's decisions.
    pub decision: usize,
    /// On which question.
    pub question: QuestionId,
    /// What was decided.
    pub outcome: OutcomeId,
    /// When.
    pub on: Option<Date>,
    /// Does it count?
    pub standing: Standing,
    /// Beside what the rules give.
    pub beside: BesideRules,
    /// What *Overrides* say of it.
    pub leave: Leave,
}

/// Does a decision count on the as-at day?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the latest on its question.
    Counts,
    /// A later one took its place.
    Earlier,
    /// It is dated after the as-at day.
    Ahead,
}

/// A decision beside what the rules give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BesideRules {
    /// The rules give the same.
    AsGiven,
    /// One of the outcomes that the rules put to people, by this rule; `false`: perhaps.
    PutToPeople(RuleId, bool),
    /// The rules require nothing, and leave it to people.
    LeftToPeople,
    /// The rules leave several outcomes open, and this is one of them.
    StillPossible,
    /// It lies between the outcomes that are still possible.
    Between,
    /// More serious than anything the rules can give.
    Raises,
    /// Less serious than anything the rules can give.
    Lowers,
    /// The rules give nothing it could be held against.
    NothingGiven,
}

/// What *Overrides* say of a decision. The number is the line's place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// It needs no leave.
    NotNeeded,
    /// This line allows it.
    Allowed(usize),
    /// This line forbids it.
    Forbidden(usize),
    /// This line would allow it, but something is not shown.
    NotShown(usize, Missing),
    /// This line might forbid it.
    MightBeForbidden(usize),
    /// No line allows it.
    NoLine,
    /// The rules say nothing of overrides.
    NoOverrides,
}

/// What is not shown of a decision that a line would allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// That it was made by those whom the line names.
    Who,
    /// Reasons.
    Reasons,
    /// That what the line asks for is so.
    Condition,
}

/// The decisions that these rules understand, in the order of the record.
///
/// `conditions` holds, by override, the truth of what it holds under (true where it names nothing).
#[must_use]
pub fn decisions(
    rule_set: &RuleSet,
    record: &Record,
    result: &CaseResult,
    conditions: &[Truth],
    as_at: Date,
) -> Vec<DecisionResult> {
    let mut found: Vec<DecisionResult> = Vec::new();
    for (index, decision) in record.decisions.iter().enumerate() {
        let Ok((question, outcome)) = understood(rule_set, decision) else { continue };
        let Some(answer) = result.questions.iter().find(|answer| answer.question == question) else {
            continue;
        };
        let beside = beside(rule_set, answer, outcome);
        let held = Held { rule_set, answer, outcome, conditions };
        found.push(DecisionResult {
            decision: index,
            question,
            outcome,
            on: decision.on,
            standing: Standing::Counts,
            beside,
            leave: held.leave(beside, decision),
        });
    }
    for index in 0..found.len() {
        let standing = found.get(index).map(|own| standing(own, &found, as_at));
        if let (Some(own), Some(standing)) = (found.get_mut(index), standing) {
            own.standing = standing;
        }
    }
    found
}

fn standing(own: &DecisionResult, all: &[DecisionResult], as_at: Date) -> Standing {
    if own.on.is_some_and(|day| day > as_at) {
        return Standing::Ahead;
    }
    let later = all.iter().any(|other| {
        other.question == own.question && other.on.is_some_and(|day| day <= as_at) && other.on > own.on
    });
    if later { Standing::Earlier } else { Standing::Counts }
}

/// Decisions that these rules do not understand, and questions decided in two ways on one day.
#[must_use]
pub fn misfits(rule_set: &RuleSet, record: &Record) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut found: Vec<(QuestionId, OutcomeId, &record::Decision)> = Vec::new();
    for decision in &record.decisions {
        match understood(rule_set, decision) {
            Err(problem) => problems.push(*problem),
            Ok((question, outcome)) => {
                let twin = found.iter().find(|(other, other_outcome, earlier)| {
                    *other == question
                        && *other_outcome != outcome
                        && (earlier.on == decision.on || earlier.on.is_none() || decision.on.is_none())
                });
                if let Some((_, _, earlier)) = twin {
                    problems.push(two_decisions(decision, earlier));
                }
                found.push((question, outcome, decision));
                problems.extend(unknown_items(rule_set, question, decision));
            }
        }
    }
    problems
}

/// The question and the outcome that a decision names.
pub(super) fn understood(
    rule_set: &RuleSet,
    decision: &record::Decision,
) -> Result<(QuestionId, OutcomeId), Box<Diagnostic>> {
    let named = decision.question.as_deref();
    let mut fitting = (0..)
        .map(QuestionId)
        .zip(&rule_set.questions)
        .filter(|(_, question)| named.is_none_or(|name| same(name, &question.name)));
    let (Some((id, question)), None) = (fitting.next(), fitting.next()) else {
        return Err(Box::new(which_question(rule_set, decision)));
    };
    let place = question.outcomes.iter().position(|outcome| same(&outcome.name, &decision.decision));
    let outcome = place.and_then(|place| u32::try_from(place).ok());
    outcome.map(|outcome| (id, OutcomeId(outcome))).ok_or_else(|| {
        let ladder: Vec<&str> = question.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
        Box::new(no_outcome(decision, &question.name, &ladder))
    })
}

fn which_question(rule_set: &RuleSet, decision: &record::Decision) -> Diagnostic {
    let names: Vec<&str> = rule_set.questions.iter().map(|question| question.name.as_str()).collect();
    let title = if decision.question.is_some() {
        "this decision is on a question that the rules do not ask"
    } else {
        "this decision does not say on which question it is"
    };
    let said = Diagnostic::error_in_record("E0541", decision.place.clone(), title);
    match decision.question.as_deref().and_then(|name| nearest(name, names.iter().copied())) {
        Some(near) => said.help(format!("did you mean `question: {near}`?")),
        None => said.help(format!("the questions of these rules are `{}`", names.join("`, `"))),
    }
}

fn no_outcome(decision: &record::Decision, question: &str, names: &[&str]) -> Diagnostic {
    let title = format!("this decision is no outcome of the question `{question}`");
    let said = Diagnostic::error_in_record("E0541", decision.place.clone(), title);
    match nearest(&decision.decision, names.iter().copied()) {
        Some(near) => said.help(format!("did you mean `decision: {near}`?")),
        None => said.help(format!("its outcomes are `{}`", names.join("`, `"))),
    }
}

fn two_decisions(decision: &record::Decision, earlier: &record::Decision) -> Diagnostic {
    let title = "one question is decided in two ways, and it cannot be told which decision is the later";
    Diagnostic::error_in_record("E0541", decision.place.clone(), title)
        .because(format!("The other decision stands at {}.", earlier.place))
        .help("give each decision its day (`on:`); where both are of one day, keep the one that holds")
}

fn unknown_items(rule_set: &RuleSet, question: QuestionId, decision: &record::Decision) -> Vec<Diagnostic> {
    let rules = || rule_set.rules.iter().filter(move |rule| rule.question == question);
    let items: Vec<&str> = rules().flat_map(|rule| &rule.considers).map(|item| item.text.as_str()).collect();
    let unknown = decision.considered.iter().filter(|one| !items.iter().any(|item| same(item, &one.item)));
    let told = unknown.map(|one| {
        let title = "this is not a thing that the rules tell the group to consider on this question";
        let said = Diagnostic::error_in_record("E0541", one.place.clone(), title);
        match nearest(&one.item, items.iter().copied()) {
            Some(near) => said.help(format!("did you mean `item: \"{near}\"`?")),
            None if items.is_empty() => {
                said.help("the rules name no such thing; put the words under `reasons`")
            }
            None => said.help(format!("the things to consider are: {}", items.join("; "))),
        }
    });
    told.collect()
}

/// The same words, whatever the letter case and the white space.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

fn beside(rule_set: &RuleSet, answer: &QuestionResult, outcome: OutcomeId) -> BesideRules {
    if matches!(answer.status, Status::Inconsistent) || answer.possible.is_empty() {
        return BesideRules::NothingGiven;
    }
    if answer.outcome == Some(outcome) {
        return BesideRules::AsGiven;
    }
    let question = rule_set.questions.get(answer.question.0 as usize);
    let nothing = question.is_some_and(|question| {
        question.otherwise_decides.is_some()
            && question.otherwise.is_some_and(|otherwise| answer.outcome == Some(otherwise))
    });
    if let Some(put) =
        answer.to_consider.iter().filter(|put| put.outcome == outcome).max_by_key(|put| put.applies)
    {
        return BesideRules::PutToPeople(put.rule, put.applies);
    }
    if nothing {
        return BesideRules::LeftToPeople;
    }
    if answer.possible.contains(&outcome) {
        return BesideRules::StillPossible;
    }
    if answer.possible.iter().all(|possible| outcome.0 < possible.0) {
        BesideRules::Raises
    } else if answer.possible.iter().all(|possible| outcome.0 > possible.0) {
        BesideRules::Lowers
    } else {
        BesideRules::Between
    }
}

/// A decision held against the lines of *Overrides*.
struct Held<'a> {
    rule_set: &'a RuleSet,
    answer: &'a QuestionResult,
    outcome: OutcomeId,
    conditions: &'a [Truth],
}

impl Held<'_> {
    fn leave(&self, beside: BesideRules, decision: &record::Decision) -> Leave {
        let raises = match beside {
            BesideRules::Raises => true,
            BesideRules::Lowers => false,
            BesideRules::AsGiven
            | BesideRules::PutToPeople(..)
            | BesideRules::LeftToPeople
            | BesideRules::StillPossible
            | BesideRules::Between
            | BesideRules::NothingGiven => return Leave::NotNeeded,
        };
        if self.rule_set.overrides.is_empty() {
            return Leave::NoOverrides;
        }
        let lines: Vec<(usize, &Override, Truth)> = (self.rule_set.overrides.iter().enumerate())
            .filter(|(_, line)| line.raises == raises)
            .map(|(index, line)| (index, line, self.fits(index, line)))
            .filter(|(_, _, fits)| *fits != Truth::False)
            .collect();
        let forbids = |wanted: Truth| lines.iter().find(|(_, line, fits)| line.forbids && *fits == wanted);
        if let Some((index, ..)) = forbids(Truth::True) {
            return Leave::Forbidden(*index);
        }
        if let Some((index, ..)) = forbids(Truth::Open) {
            return Leave::MightBeForbidden(*index);
        }
        let allows = lines.iter().filter(|(_, line, _)| !line.forbids);
        let missing = allows.map(|(index, line, fits)| (*index, missing(line, *fits, decision)));
        let best = missing.min_by_key(|(index, missing)| (missing.map_or(0, rank), *index));
        match best {
            Some((index, None)) => Leave::Allowed(index),
            Some((index, Some(missing))) => Leave::NotShown(index, missing),
            None => Leave::NoLine,
        }
    }

    /// Is the line about this decision: its outcome, its direction, its duty, its condition?
    fn fits(&self, index: usize, line: &Override) -> Truth {
        let own = self.answer.question;
        let from = match line.outcome {
            None => Truth::True,
            Some((question, _)) if question != own => Truth::False,
            Some((_, outcome)) if self.answer.outcome == Some(outcome) => Truth::True,
            Some((_, outcome))
                if self.answer.outcome.is_none() && self.answer.possible.contains(&outcome) =>
            {
                Truth::Open
            }
            Some(_) => Truth::False,
        };
        let to = line.to.is_none_or(|(question, outcome)| question == own && outcome == self.outcome);
        let to = if to { Truth::True } else { Truth::False };
        let duty = line.where_duty.map_or(Truth::True, |duty| self.duty(duty));
        let condition = self.conditions.get(index).copied().unwrap_or(Truth::True);
        [from, to, duty, condition].into_iter().fold(Truth::True, |all, one| match (all, one) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::Open, _) | (_, Truth::Open) => Truth::Open,
            (Truth::True, Truth::True) => Truth::True,
        })
    }

    /// Is the outcome given with this duty?
    fn duty(&self, duty: Duty) -> Truth {
        let wanted = match duty {
            Duty::Must => BindingDuty::Must,
            Duty::ShouldAlways => BindingDuty::ShouldAlways,
            Duty::ShouldConsider | Duty::May | Duty::Weigh => return Truth::False,
        };
        if self.answer.duty == Some(wanted) {
            Truth::True
        } else if self.answer.duty_might_be == Some(wanted) || self.answer.outcome.is_none() {
            Truth::Open
        } else {
            Truth::False
        }
    }
}

fn rank(missing: Missing) -> u8 {
    match missing {
        Missing::Reasons => 1,
        Missing::Condition => 2,
        Missing::Who => 3,
    }
}

fn missing(line: &Override, fits: Truth, decision: &record::Decision) -> Option<Missing> {
    let named = |by: &String| is_named(by, &line.who);
    if !decision.by.as_ref().is_some_and(named) {
        Some(Missing::Who)
    } else if fits == Truth::Open {
        Some(Missing::Condition)
    } else if line.giving_reasons && decision.reasons.is_none() {
        Some(Missing::Reasons)
    } else {
        None
    }
}

/// Is the body that a record names the one that a rule names?
///
/// Letter case, white space, *the* and *independent* before the name make no difference, and `chair of the board` is
/// `chair` where one of the two stops there. All else does: a *deputy chair* is not the *chair*.
pub(crate) fn is_named(by: &str, who: &str) -> bool {
    let (by, who) = (bare(by), bare(who));
    let head = |name: &[String]| name.iter().take_while(|word| *word != "of").count();
    let (by_head, who_head) = (head(&by), head(&who));
    let one_stops = by_head == by.len() || who_head == who.len();
    by == who || one_stops && by.iter().take(by_head).eq(who.iter().take(who_head))
}

/// The words of a name, without *the* and *independent* before them.
fn bare(who: &str) -> Vec<String> {
    let words = who.split_whitespace().map(str::to_lowercase);
    words.skip_while(|word| word == "the" || word == "independent").collect()
}
