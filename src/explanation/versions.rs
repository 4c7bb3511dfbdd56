//! Which version of the rules answers: said where the date that chooses one is open and the versions differ, and where
//! a case lies outside the time its rules are in force.

use super::facts::Recorded;
use super::question::{AnswerExplanation, MatterExplanation, QuestionExplanation};
use super::statement::{FactLine, SayingState};
use super::{Explanation, wording};
use crate::calendar::{Date, DateRange};
use crate::evaluation::{Status, WhyOpen};
use crate::program::Program;
use crate::record::{Answer, Record, RecordedFact, Statement, Value};
use crate::vocabulary::FactId;

/// What one version possible gives for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// It answers from this day.
    pub from: Option<Date>,
    /// It answers until this day, included.
    pub until: Option<Date>,
    /// What it leaves possible, most serious first.
    pub possible: Vec<String>,
}

impl Explanation {
    /// Several versions are possible for a question and do not give one outcome: it is undecided, and the date that
    /// chooses between them matters.
    #[must_use]
    pub fn with_open_version(
        mut self,
        (program, record): (&Program, &Record),
        (question, by): (&str, FactId),
        versions: &[Version],
    ) -> Self {
        let date = date_that_matters((program, record), by, versions);
        for answer in self.questions.iter_mut().filter(|answer| answer.name == question) {
            if !matches!(answer.status, Status::Inconsistent | Status::NotSettled) {
                leave_open(answer, versions);
            }
            answer.does_not_matter.retain(|line| Some(&line.fact) != date.as_ref().map(|it| &it.fact.fact));
            answer.matters.retain(|other| Some(&other.fact.fact) != date.as_ref().map(|it| &it.fact.fact));
            answer.matters.splice(0..0, date.clone());
        }
        self
    }

    /// Notes where no date of the record lies within the time the rules are in force.
    #[must_use]
    pub fn with_force(mut self, program: &Program, record: &Record) -> Self {
        let (from, until) = program.rule_set.in_force;
        let force = DateRange { first: from.unwrap_or(Date::FIRST), last: until.unwrap_or(Date::LAST) };
        let day = |said: &Statement| match &said.answer {
            Answer::Value(Value::Date(day)) => Some(*day),
            Answer::Value(Value::Moment(moment)) => Some(moment.day),
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
        };
        let said = record.facts.iter().flat_map(RecordedFact::current);
        let dates: Vec<DateRange> = said.filter_map(day).collect();
        let outside = |day: &DateRange| day.last < force.first || day.first > force.last;
        if !dates.is_empty() && dates.iter().all(outside) {
            self.chosen.push(wording::outside_force(from, until));
        }
        self
    }
}

/// No outcome; everything that some version leaves possible.
fn leave_open(answer: &mut QuestionExplanation, versions: &[Version]) {
    let all = versions.iter().flat_map(|version| &version.possible);
    let mut possible: Vec<String> =
        answer.ladder.iter().filter(|outcome| all.clone().any(|one| one == *outcome)).cloned().collect();
    for other in all {
        if !possible.contains(other) {
            possible.push(other.clone());
        }
    }
    answer.status = Status::Undecided;
    (answer.outcome, answer.gloss, answer.duty, answer.duty_might_be) = (None, None, None, None);
    answer.possible_without.clone_from(&possible);
    answer.possible = possible;
    answer.grounds.clear();
    (answer.reason, answer.changes, answer.decides) = (None, None, None);
    answer.unsaid.clear();
}

fn date_that_matters(
    (program, record): (&Program, &Record),
    by: FactId,
    versions: &[Version],
) -> Option<MatterExplanation> {
    let fact = program.rule_set.vocabulary.fact(by)?;
    let line = Recorded { program, record, away: &[] }.line(by);
    let answers = versions.iter().map(|version| AnswerExplanation {
        answer: wording::version_answer(version.from, version.until),
        possible: version.possible.clone(),
    });
    Some(MatterExplanation {
        ask: fact.words.ask.clone().unwrap_or_else(|| fact.label().to_owned()),
        judgement: false,
        why: why_open(&line),
        due: line.sayings.iter().find_map(|saying| saying.due),
        held_by: fact.held_by.clone(),
        lifts: Vec::new(),
        lifts_presumption: false,
        answers: answers.collect(),
        fact: line,
    })
}

fn why_open(line: &FactLine) -> WhyOpen {
    let state = |wanted| line.sayings.iter().any(|saying| saying.state == wanted);
    if line.disputed {
        WhyOpen::Disputed
    } else if state(SayingState::Value) {
        WhyOpen::Imprecise
    } else if state(SayingState::NotKnown) {
        WhyOpen::NotKnown
    } else {
        WhyOpen::NotAsked
    }
}
