//! What is worth knowing of every record without anyone having asked: rules that can never apply or change nothing,
//! two outcomes required at once, statutory duties that an exception sets aside, and what ends in *Otherwise*.

use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::floor::strength;
use super::readings::readings;
use crate::check::{OutcomeId, QuestionId, RuleId};
use crate::evaluation::{Exact, Presumed, Wanted};
use crate::program::{Program, RulePlan};
use crate::source::Span;
use crate::syntax::tree::Duty;

/// Something worth knowing.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// One plain sentence.
    pub words: String,
    /// The block it is about.
    pub span: Span,
    /// Cases of it, the plainest first; may be empty.
    pub cases: Vec<Fictional>,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// No record meets it.
    NeverApplies,
    /// Without it every record would have the same outcome, with the same duty.
    NoDifference,
    /// An item of a list that could be left out.
    IdleItem,
    /// A presumption that changes nothing, whatever is not known.
    IdlePresumption,
    /// Two binding outcomes on one record.
    TwoOutcomes,
    /// An exception sets aside a *must* rule.
    SetsAside,
    /// One question's outcome always goes with another's.
    GoesWith,
    /// It does not.
    DoesNotGoWith,
    /// Records for which no binding rule applies.
    Otherwise,
    /// A question about the rules that could not be settled.
    NotSettled,
}

impl FindingKind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NeverApplies => "never applies",
            Self::NoDifference => "makes no difference",
            Self::IdleItem => "item makes no difference",
            Self::IdlePresumption => "presumption never matters",
            Self::TwoOutcomes => "two outcomes at once",
            Self::SetsAside => "sets aside a duty",
            Self::GoesWith => "one answer brings another",
            Self::DoesNotGoWith => "one answer without another",
            Self::Otherwise => "ends in Otherwise",
            Self::NotSettled => "not settled",
        }
    }
}

struct Looking<'e, 'a> {
    every: &'e Every<'a>,
    exact: Exact<'e>,
    /// Every way in which presumptions may be read.
    readings: Vec<Presumed>,
    found: Vec<Finding>,
}

/// All findings of a program.
#[must_use]
pub fn findings(program: &Program) -> Vec<Finding> {
    let every = Every::of(program);
    let rules = program.rules.iter().flat_map(|plan| [plan.applies, plan.when.node]);
    let exceptions = program.exceptions.iter().map(|plan| plan.applies);
    let exact = every.ready(rules.chain(exceptions));
    let readings = readings(&program.rule_set);
    let mut looking = Looking { every: &every, exact, readings, found: Vec::new() };
    let idle: Vec<RuleId> =
        program.rules.iter().filter(|plan| looking.rule(plan)).map(|plan| plan.rule).collect();
    looking.found.extend(super::items::idle_items(&program.rule_set, &idle));
    looking.found.extend(super::presumptions::never_matter(&every));
    looking.pairs();
    looking.set_aside();
    looking.found.extend(super::between::between(&every));
    for question in (0..).map(QuestionId).take(program.rule_set.questions.len()) {
        looking.otherwise(question);
    }
    looking.found
}

impl<'a> Looking<'_, 'a> {
    fn program(&self) -> &'a Program {
        self.every.program
    }

    /// Is there such a record? What cannot be settled is said.
    fn can(&mut self, wanted: &[Wanted], (words, span): (&str, Span)) -> Option<bool> {
        match self.every.possible_in(&mut self.exact, wanted) {
            Possible::Example(_) => Some(true),
            Possible::Never => Some(false),
            Possible::NotSettled(why) => {
                self.add(FindingKind::NotSettled, format!("{words}: {why}"), span);
                None
            }
        }
    }

    fn add(&mut self, kind: FindingKind, words: String, span: Span) {
        self.found.push(Finding { kind, words, span, cases: Vec::new() });
    }

    /// The plainest case of it, for what is told.
    fn told(&mut self, kind: FindingKind, words: String, (span, wanted): (Span, &[Wanted])) {
        let questions: Vec<QuestionId> =
            (0..).map(QuestionId).take(self.program().rule_set.questions.len()).collect();
        let case = match self.every.plainest(wanted) {
            Possible::Example(completion) => Some(tell(self.every, completion, wanted, &questions)),
            Possible::Never | Possible::NotSettled(_) => None,
        };
        self.found.push(Finding { kind, words, span, cases: case.into_iter().collect() });
    }

    /// Says what is worth knowing of a rule: true where nothing more need be asked of its items.
    fn rule(&mut self, plan: &RulePlan) -> bool {
        let program = self.program();
        let Some(rule) = program.rule_set.rules.get(plan.rule.0 as usize) else { return true };
        let about = format!("whether rule “{}” can apply", rule.name);
        match self.can(&[Wanted::of(plan.applies, true)], (&about, rule.span)) {
            Some(true) => {}
            Some(false) => {
                let words = format!("rule “{}” can never apply", rule.name);
                self.add(FindingKind::NeverApplies, words, rule.span);
                return true;
            }
            None => return true,
        }
        if rule.duty == Duty::Weigh {
            return true;
        }
        let mut wanted = not_covered(program, plan.rule);
        wanted.push(Wanted::of(plan.applies, true));
        let about = format!("whether rule “{}” makes a difference", rule.name);
        let idle = self.readings.clone().into_iter().all(|reading| {
            let read: Vec<Wanted> = wanted.iter().map(|one| one.under(&reading)).collect();
            self.can(&read, (&about, rule.span)) == Some(false)
        });
        if idle {
            let words = format!(
                "without rule “{}” every record would have the same outcome: other rules cover all its cases",
                rule.name
            );
            self.add(FindingKind::NoDifference, words, rule.span);
        }
        idle
    }

    /// Two binding rules of one question with different outcomes.
    fn pairs(&mut self) {
        let program = self.program();
        let rules = &program.rule_set.rules;
        let mut told: Vec<(QuestionId, OutcomeId, OutcomeId)> = Vec::new();
        for (one, first) in rules.iter().zip(&program.rules).filter(|(rule, _)| rule.duty.binds()) {
            let weaker = rules.iter().zip(&program.rules).filter(|(rule, _)| {
                rule.duty.binds() && rule.question == one.question && rule.outcome > one.outcome
            });
            for (other, second) in weaker {
                let key = (one.question, one.outcome, other.outcome);
                let wanted = [Wanted::of(first.applies, true), Wanted::of(second.applies, true)];
                let about = format!("whether “{}” and “{}” can apply together", one.name, other.name);
                if told.contains(&key) || self.can(&wanted, (&about, one.span)) != Some(true) {
                    continue;
                }
                told.push(key);
                let words = format!(
                    "“{}” and “{}” can apply together: the more serious outcome, {}, is then the one that binds",
                    one.name,
                    other.name,
                    outcome(program, one.question, one.outcome)
                );
                self.told(FindingKind::TwoOutcomes, words, (one.span, &wanted));
            }
        }
    }

    fn set_aside(&mut self) {
        let program = self.program();
        let rules = program.rule_set.rules.iter().zip(&program.rules);
        for (rule, plan) in rules.filter(|(rule, _)| rule.duty == Duty::Must) {
            let departures =
                program.rule_set.departures.iter().filter(|departure| departure.from == plan.rule);
            let mut exceptions = rule.not_where.clone();
            exceptions.extend(departures.filter_map(|departure| departure.exception));
            exceptions.sort_unstable();
            exceptions.dedup();
            for id in exceptions {
                let (Some(exception), Some(how)) =
                    (program.rule_set.exceptions.get(id.0 as usize), program.exceptions.get(id.0 as usize))
                else {
                    continue;
                };
                let wanted = [Wanted::of(plan.when.node, true), Wanted::of(how.applies, true)];
                let about = format!("whether “{}” can set aside “{}”", exception.name, rule.name);
                if self.can(&wanted, (&about, exception.span)) == Some(true) {
                    let words = format!("“{}” can set aside the duty in “{}”", exception.name, rule.name);
                    self.told(FindingKind::SetsAside, words, (exception.span, &wanted));
                }
            }
        }
    }

    /// The plainest record without a binding rule, then up to two that rest on other facts.
    fn otherwise(&mut self, question: QuestionId) {
        let program = self.program();
        let Some(asked) = program.rule_set.questions.get(question.0 as usize) else { return };
        let rules = program.rule_set.rules.iter().zip(&program.rules);
        let own = rules.filter(|(rule, _)| rule.question == question && rule.duty.binds());
        let own: Vec<&RulePlan> = own.map(|(_, plan)| plan).collect();
        let none: Vec<Wanted> = own.iter().map(|plan| Wanted::of(plan.applies, false)).collect();
        let mut cases: Vec<Fictional> = Vec::new();
        // Only a rule that something sets aside can have its condition met and not apply.
        let aside = own.iter().filter(|plan| plan.when.node != plan.applies);
        let exceptions = aside.map(|plan| Wanted::of(plan.when.node, true));
        let ways = std::iter::once(None).chain(exceptions.map(Some));
        for also in ways {
            if cases.len() == 3 {
                break;
            }
            let wanted: Vec<Wanted> = none.iter().cloned().chain(also).collect();
            if let Possible::Example(completion) = self.every.plainest(&wanted) {
                let case = tell(self.every, completion, &wanted, &[question]);
                if cases.iter().all(|known| known.sentences != case.sentences) {
                    cases.push(case);
                }
            }
        }
        let words = match cases.as_slice() {
            [] => format!("no record was found that ends in *Otherwise* under “{}”", asked.name),
            [_, ..] => format!("under “{}” no rule that binds applies to a case such as this", asked.name),
        };
        self.found.push(Finding { kind: FindingKind::Otherwise, words, span: asked.span, cases });
    }
}

/// That no other rule gives at least as much: whether this one applies then makes a difference.
pub(super) fn not_covered(program: &Program, id: RuleId) -> Vec<Wanted> {
    let Some(rule) = program.rule_set.rules.get(id.0 as usize) else { return Vec::new() };
    let others = program.rule_set.rules.iter().zip((0..).map(RuleId)).filter(|(other, place)| {
        let covers = if rule.duty.binds() {
            other.duty.binds()
                && (other.outcome < rule.outcome
                    || other.outcome == rule.outcome && strength(other.duty) <= strength(rule.duty))
        } else if other.duty.binds() {
            other.outcome <= rule.outcome
        } else {
            other.outcome == rule.outcome && strength(other.duty) <= strength(rule.duty)
        };
        other.question == rule.question && *place != id && covers
    });
    let nodes = others.filter_map(|(_, place)| Some(program.rules.get(place.0 as usize)?.applies));
    let mut wanted: Vec<Wanted> = nodes.map(|node| Wanted::of(node, false)).collect();
    let asked = program.rule_set.questions.get(rule.question.0 as usize);
    let otherwise = asked.and_then(|question| question.otherwise);
    if !rule.duty.binds() && otherwise.is_some_and(|otherwise| otherwise <= rule.outcome) {
        // What *Otherwise* gives is never put to people.
        wanted.push(Wanted::of(Program::FALSE, true));
    }
    wanted
}

fn outcome(program: &Program, question: QuestionId, outcome: OutcomeId) -> &str {
    let question = program.rule_set.questions.get(question.0 as usize);
    question
        .and_then(|question| question.outcomes.get(outcome.0 as usize))
        .map_or("", |outcome| outcome.name.as_str())
}
