//! What one question's outcome says of another's, whatever the record.

use super::every::{Every, Possible};
use super::fictional::tell;
use super::findings::{Finding, FindingKind};
use crate::check::Question;
use crate::evaluation::{Exact, Wanted};
use crate::program::{NodeId, QuestionPlan};

/// For each question and each other one: the outcomes that bring another's with them; where the most serious one brings
/// none, the plainest case of it without.
pub(super) fn between(every: &Every<'_>) -> Vec<Finding> {
    let program = every.program;
    let nodes = program.questions.iter().flat_map(|plan| plan.at_least.iter().copied());
    let mut exact = every.ready(nodes);
    let mut found = Vec::new();
    let questions = || program.questions.iter().zip(&program.rule_set.questions);
    for (plan, question) in questions() {
        for (other_plan, other) in questions().filter(|(other, _)| other.question != plan.question) {
            let mut pair =
                Pair { every, exact: &mut exact, one: (plan, question), other: (other_plan, other) };
            found.extend(pair.told());
        }
    }
    found
}

struct Pair<'p, 'e, 'a> {
    every: &'e Every<'a>,
    exact: &'p mut Exact<'e>,
    one: (&'a QuestionPlan, &'a Question),
    other: (&'a QuestionPlan, &'a Question),
}

impl Pair<'_, '_, '_> {
    fn told(&mut self) -> Vec<Finding> {
        let (plan, question) = self.one;
        let mut found = Vec::new();
        let mut strongest: Option<usize> = None;
        // From the least serious up: what a lower outcome brings, a higher one brings too.
        for place in (0..plan.at_least.len().saturating_sub(1)).rev() {
            let Some(node) = plan.at_least.get(place) else { continue };
            match self.brings(*node) {
                Ok(Some(brought)) if strongest.is_none_or(|known| brought < known) => {
                    strongest = Some(brought);
                    let words = format!(
                        "whenever “{}” is {}, “{}” is {}",
                        question.name,
                        at_least(question, place),
                        self.other.1.name,
                        at_least(self.other.1, brought)
                    );
                    found.push(self.finding(FindingKind::GoesWith, words));
                }
                Ok(_) => {}
                Err(why) => {
                    let words = format!(
                        "whether “{}” being {} brings an outcome of “{}” with it: {why}",
                        question.name,
                        at_least(question, place),
                        self.other.1.name
                    );
                    found.push(self.finding(FindingKind::NotSettled, words));
                }
            }
        }
        if found.is_empty() {
            found.extend(self.apart());
        }
        found
    }

    /// The most serious outcome of the other question that always goes with this; none where it never happens, nor what
    /// would be so anyhow.
    fn brings(&mut self, node: NodeId) -> Result<Option<usize>, String> {
        let others = &self.other.0.at_least;
        if !self.can(&[Wanted::of(node, true)])? {
            return Ok(None);
        }
        for (place, other) in others.iter().enumerate().take(others.len().saturating_sub(1)) {
            let without = Wanted::of(*other, false);
            if !self.can(&[Wanted::of(node, true), without.clone()])? {
                return Ok(self.can(&[without])?.then_some(place));
            }
        }
        Ok(None)
    }

    /// The plainest case with the most serious outcome of the one and the least serious of the other.
    fn apart(&self) -> Option<Finding> {
        let (plan, question) = self.one;
        let (other_plan, other) = self.other;
        let least = other_plan.at_least.len().checked_sub(2)?;
        let first = Wanted::of(*plan.at_least.first()?, true);
        let wanted = [first, Wanted::of(*other_plan.at_least.get(least)?, false)];
        let Possible::Example(completion) = self.every.plainest(&wanted) else { return None };
        let case = tell(self.every, completion, &wanted, &[plan.question, other_plan.question]);
        let words = format!(
            "“{}” can be {} while “{}” is {}",
            question.name,
            question.outcomes.first()?.name,
            other.name,
            other.outcomes.last()?.name
        );
        let cases = vec![case];
        Some(Finding { cases, ..self.finding(FindingKind::DoesNotGoWith, words) })
    }

    fn finding(&self, kind: FindingKind, words: String) -> Finding {
        Finding { kind, words, span: self.one.1.span, cases: Vec::new() }
    }

    fn can(&mut self, wanted: &[Wanted]) -> Result<bool, String> {
        match self.every.possible_in(self.exact, wanted) {
            Possible::Example(_) => Ok(true),
            Possible::Never => Ok(false),
            Possible::NotSettled(why) => Err(why),
        }
    }
}

fn at_least(question: &Question, place: usize) -> String {
    let name = question.outcomes.get(place).map_or("", |outcome| outcome.name.as_str());
    if place == 0 { name.to_owned() } else { format!("at least {name}") }
}
