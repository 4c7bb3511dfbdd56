//! Asking for what is missing, one question at a time.
//!
//! The best next question first, in the vocabulary's words; an answer read as a record would be; then what it settled.
//! Speaks to no terminal and no pipe itself.

mod chase;

pub use chase::{Chased, ChasedFact, Coming, chase, is_settled};

use crate::calendar::Date;
use crate::check::{OutcomeId, QuestionId, RuleId};
use crate::evaluation::{self, Answer, CaseResult, Matter, Options, QuestionResult, ToConsider, Truth};
use crate::program::Program;
use crate::record::{self, Format, Record, RecordedFact, Statement};
use crate::source::Sources;
use crate::vocabulary::FactId;

/// A case being asked about.
#[derive(Debug, Clone)]
pub struct Dialogue<'a> {
    program: &'a Program,
    /// The record, with the answers so far.
    pub record: Record,
    as_at: Date,
    asked: Vec<FactId>,
    result: CaseResult,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Ask for this fact.
    Ask {
        /// The question of the rules it matters to.
        question: QuestionId,
        /// The fact.
        fact: FactId,
        /// Answers the rules can tell apart, and what each leaves possible.
        answers: Vec<Answer>,
    },
    /// Ask for this fact: of an outcome that the rules put to people it is open whether they do.
    AskToConsider {
        /// The question of the rules.
        question: QuestionId,
        /// The rule that puts the outcome to people.
        rule: RuleId,
        /// The fact.
        fact: FactId,
        /// Answers the rules can tell apart, and whether the outcome would then be put to people.
        answers: Vec<Answer<Truth>>,
    },
    /// Every question has one outcome.
    Settled,
    /// Every question has one outcome, some only with what is presumed, and nothing that could lift that can be
    /// answered now.
    Presumed,
    /// Some question is open, and nothing that matters to it can be answered now.
    NothingLeft,
    /// The record contradicts itself, so that no question has an answer.
    Contradicted,
}

/// One question's possible outcomes before and after an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The question.
    pub question: QuestionId,
    /// Possible before.
    pub before: Vec<OutcomeId>,
    /// Possible now.
    pub now: Vec<OutcomeId>,
}

impl<'a> Dialogue<'a> {
    /// Begins with a case as recorded.
    #[must_use]
    pub fn new(program: &'a Program, record: Record, as_at: Date) -> Self {
        let result = evaluation::evaluate(program, &record, as_at, &Options::default());
        Self { program, record, as_at, asked: Vec::new(), result }
    }

    /// The day looked from.
    #[must_use]
    pub fn as_at(&self) -> Date {
        self.as_at
    }

    /// The result so far.
    #[must_use]
    pub fn result(&self) -> &CaseResult {
        &self.result
    }

    /// The best next question: for the first question still open, the first fact that matters and was not asked for;
    /// then what could lift a presumption that an outcome rests on; then what bears on the outcomes put to people.
    #[must_use]
    pub fn next(&self) -> Next {
        let questions = || self.result.questions.iter();
        let open = |it: &&QuestionResult| it.possible.len() > 1;
        let presumed = |it: &&QuestionResult| it.rests_on_presumption();
        for question in questions().filter(open).chain(questions().filter(presumed)) {
            if let Some(matter) = self.matter(question.question) {
                let answers = matter.answers.clone();
                return Next::Ask { question: question.question, fact: matter.fact, answers };
            }
        }
        let puts = || questions().filter_map(|it| Some((it.question, self.matter_to_put(it.question)?)));
        if let Some((question, (put, matter))) = puts().next() {
            let answers = matter.answers.clone();
            return Next::AskToConsider { question, rule: put.rule, fact: matter.fact, answers };
        }
        if self.result.clash.is_some() {
            Next::Contradicted
        } else if questions().any(|it| open(&it)) {
            Next::NothingLeft
        } else if questions().any(|it| presumed(&it)) {
            Next::Presumed
        } else {
            Next::Settled
        }
    }

    /// The first fact that matters to a question and was not asked for.
    #[must_use]
    pub fn matter(&self, question: QuestionId) -> Option<&Matter> {
        let result = self.result.questions.iter().find(|result| result.question == question)?;
        result.matters.iter().find(|matter| !self.asked.contains(&matter.fact))
    }

    /// The first outcome put to people under a question of which a fact that matters was not asked for, and that fact.
    #[must_use]
    pub fn matter_to_put(&self, question: QuestionId) -> Option<(&ToConsider, &Matter<Truth>)> {
        let result = self.result.questions.iter().find(|result| result.question == question)?;
        result.to_consider.iter().find_map(|put| {
            let matter = put.matters.iter().find(|matter| !self.asked.contains(&matter.fact))?;
            Some((put, matter))
        })
    }

    /// Was this fact answered or left already?
    #[must_use]
    pub fn was_asked(&self, fact: FactId) -> bool {
        self.asked.contains(&fact)
    }

    /// Takes an answer as it would stand in a record, said by somebody on a day. A refused answer changes nothing.
    ///
    /// # Errors
    /// What is wrong with it, and the answers allowed; never the answer itself.
    pub fn answer(&mut self, fact: FactId, text: &str, by: Option<&str>) -> Result<Vec<Moved>, Vec<String>> {
        let mut statement = self.read(fact, text)?;
        statement.by = by.map(String::from);
        statement.on = Some(self.as_at);
        let before: Vec<(QuestionId, Vec<OutcomeId>)> =
            self.result.questions.iter().map(|it| (it.question, it.possible.clone())).collect();
        self.put(fact, statement);
        self.asked.push(fact);
        self.result = evaluation::evaluate(self.program, &self.record, self.as_at, &Options::default());
        let moved =
            self.result.questions.iter().zip(before).filter(|(now, (_, before))| now.possible != *before);
        Ok(moved
            .map(|(now, (question, before))| Moved { question, before, now: now.possible.clone() })
            .collect())
    }

    /// Leaves a fact for now; it is not asked for again.
    pub fn leave(&mut self, fact: FactId) {
        self.asked.push(fact);
    }

    /// How an answer is understood: exactly as a record's reader would.
    ///
    /// # Errors
    /// As [`Dialogue::answer`].
    pub fn read(&self, fact: FactId, text: &str) -> Result<Statement, Vec<String>> {
        let vocabulary = &self.program.rule_set.vocabulary;
        let id = vocabulary.fact(fact).map_or("", |fact| fact.id.as_str());
        let mut sources = Sources::default();
        let source = sources.add("your answer", format!("case: answer\nfacts:\n  {id}: {text}\n"));
        let read = record::read(&sources, source, Format::Yaml, vocabulary);
        let found = read
            .records
            .first()
            .and_then(|record| record.fact(fact))
            .and_then(|fact| fact.statements.first());
        match found {
            Some(statement) if read.records.first().is_some_and(|record| record.facts.len() == 1) => {
                Ok(statement.clone())
            }
            Some(_) | None => {
                let told = read.all_diagnostics().into_iter().flat_map(|diagnostic| {
                    std::iter::once(diagnostic.title.clone()).chain(diagnostic.help.iter().cloned())
                });
                Err(told.collect())
            }
        }
    }

    /// The new statement is the latest word of its source: what that source said before is history.
    fn put(&mut self, fact: FactId, statement: Statement) {
        let facts = &mut self.record.facts;
        let at = match facts.binary_search_by_key(&fact, |recorded| recorded.fact) {
            Ok(at) => at,
            Err(at) => {
                facts.insert(at, RecordedFact { fact, statements: Vec::new() });
                at
            }
        };
        if let Some(recorded) = facts.get_mut(at) {
            let same = |old: &&mut Statement| old.by == statement.by;
            recorded.statements.iter_mut().filter(same).for_each(|old| old.superseded = true);
            recorded.statements.push(statement);
        }
    }
}
