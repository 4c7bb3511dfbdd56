//! The case being asked about: under one rule set, or under those that a board profile names for its date.
//!
//! Under a profile each rule set holds the record in its own vocabulary; an answer goes to every one that knows the fact.

use crate::calendar::Date;
use crate::check::{OutcomeId, Profile, ProfileLine, ProfileQuestion, QuestionId};
use crate::diagnostic::Diagnostic;
use crate::dialogue::Dialogue;
use crate::evaluation::{QuestionResult, ToConsider, Truth};
use crate::explanation::{self, wording as say};
use crate::procedure::{self, Fits};
use crate::program::Program;
use crate::record::Record;
use crate::vocabulary::{Fact, FactId};

/// One rule set with the record in its words.
pub(super) struct Side<'a> {
    pub(super) title: &'a str,
    pub(super) program: &'a Program,
    pub(super) dialogue: Dialogue<'a>,
}

impl<'a> Side<'a> {
    pub(super) fn new((title, program): (&'a str, &'a Program), record: Record, as_at: Date) -> Self {
        Self { title, program, dialogue: Dialogue::new(program, record, as_at) }
    }

    fn question(&self, name: &str) -> Option<QuestionId> {
        let place = self.program.rule_set.questions.iter().position(|it| it.name == name)?;
        u32::try_from(place).ok().map(QuestionId)
    }

    fn names(&self, question: QuestionId, outcomes: &[OutcomeId]) -> Vec<String> {
        let question = self.program.rule_set.questions.get(question.0 as usize);
        let name = |outcome: &OutcomeId| Some(question?.outcomes.get(outcome.0 as usize)?.name.clone());
        outcomes.iter().filter_map(name).collect()
    }

    fn result(&self, name: &str) -> Option<&QuestionResult> {
        let id = self.question(name)?;
        self.dialogue.result().questions.iter().find(|result| result.question == id)
    }

    fn possible(&self, name: &str) -> Vec<String> {
        let result = self.result(name);
        result.map_or_else(Vec::new, |result| self.names(result.question, &result.possible))
    }

    /// What the rules put to people beside the outcome.
    fn put(&self, name: &str) -> Vec<PutToPeople> {
        let result = self.result(name).into_iter();
        result.flat_map(|it| it.to_consider.iter().map(|put| self.named(it.question, put))).collect()
    }

    fn named(&self, question: QuestionId, put: &ToConsider) -> PutToPeople {
        let rule = self.program.rule_set.rules.get(put.rule.0 as usize);
        PutToPeople {
            outcome: self.names(question, &[put.outcome]).concat(),
            rule: rule.map(|rule| rule.name.clone()).unwrap_or_default(),
            applies: put.applies,
        }
    }

    /// What of a record cannot stand together, in lines; what is said of `but` is left out.
    fn contradiction(&self, dialogue: &Dialogue<'_>, but: Option<FactId>) -> Option<Vec<String>> {
        let (program, record) = (self.program, &dialogue.record);
        let clash = explanation::clash(program, record, dialogue.result(), dialogue.as_at())?;
        let but = but.and_then(|fact| program.rule_set.vocabulary.fact(fact)).map(|fact| &fact.id);
        let facts = clash.facts.iter().filter(|line| Some(&line.fact) != but);
        let always = clash.always.iter().map(|text| say::always(text));
        Some(facts.flat_map(|line| say::fact(line, false)).chain(always).collect())
    }

    /// An answer, unless it cannot stand with what is recorded.
    fn tried(&self, fact: FactId, text: &str, by: Option<&str>) -> Result<Dialogue<'a>, Vec<String>> {
        let mut tried = self.dialogue.clone();
        tried.answer(fact, text, by)?;
        let clash = self.contradiction(&tried, Some(fact)).filter(|_| self.dialogue.result().clash.is_none());
        clash.map_or(Ok(tried), |lines| {
            let refused = std::iter::once(say::CANNOT_STAND.to_owned()).chain(lines);
            Err(refused.chain([say::ANSWER_OTHERWISE.to_owned()]).collect())
        })
    }

    /// Does a question have one outcome only with what is presumed?
    fn presumes(&self, name: &str) -> bool {
        self.result(name).is_some_and(QuestionResult::rests_on_presumption)
    }
}

/// Where one question stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) question: String,
    pub(super) asks: String,
    pub(super) possible: Vec<String>,
    /// Is there one outcome only with what is presumed?
    pub(super) presumed: bool,
    /// What the rules put to people beside it.
    pub(super) put: Vec<PutToPeople>,
    /// The rule sets that answer it, by title; none where no line of the profile fits the case's date.
    pub(super) sets: Vec<String>,
}

/// What to put next.
pub(super) enum Put {
    /// A fact, in the words of a side, and what each answer leads to.
    Ask {
        side: usize,
        fact: FactId,
        leads: Leads,
    },
    Settled,
    Presumed,
    NothingLeft,
    /// The record contradicts itself; what of it cannot stand together, in lines.
    Contradicted(Vec<String>),
}

/// What the answers to a fact lead to.
pub(super) enum Leads {
    /// What each leaves possible under a question.
    Possible { question: String, answers: Vec<(String, Vec<String>)> },
    /// Whether an outcome would be put to people under a question.
    ToConsider { question: String, put: PutToPeople, answers: Vec<(String, Truth)> },
}

impl Leads {
    /// The question of the rules that they are told of, by name.
    pub(super) fn question(&self) -> &str {
        match self {
            Self::Possible { question, .. } | Self::ToConsider { question, .. } => question,
        }
    }
}

/// An outcome that a rule puts to people, or might.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PutToPeople {
    pub(super) outcome: String,
    pub(super) rule: String,
    /// Surely, or perhaps.
    pub(super) applies: bool,
}

/// A case on the desk.
pub(super) struct Desk<'a> {
    pub(super) sides: Vec<Side<'a>>,
    pub(super) profile: Option<&'a Profile>,
    /// Only this question.
    pub(super) only: Option<&'a str>,
}

impl Desk<'_> {
    /// The questions asked over, by name.
    pub(super) fn questions(&self) -> Vec<&str> {
        let all: Vec<&str> = match (self.profile, self.sides.first()) {
            (Some(profile), _) => profile.questions.iter().map(|it| it.question.as_str()).collect(),
            (None, Some(side)) => side.program.rule_set.questions.iter().map(|it| it.name.as_str()).collect(),
            (None, None) => Vec::new(),
        };
        all.into_iter().filter(|name| self.only.is_none_or(|only| only == *name)).collect()
    }

    /// The sides that answer a question, in the profile's order.
    pub(super) fn answering(&self, name: &str) -> Vec<usize> {
        let Some(question) = self.profiled(name) else {
            return if self.profile.is_some() { Vec::new() } else { vec![0] };
        };
        let mut found = Vec::new();
        for (index, _) in question.lines.iter().filter_map(|line| self.fits(line)) {
            if !found.contains(&index) {
                found.push(index);
            }
        }
        found
    }

    fn profiled(&self, name: &str) -> Option<&ProfileQuestion> {
        self.profile?.questions.iter().find(|it| it.question == name)
    }

    /// The days on which no line of the profile answers a question, of those its date may be.
    fn beyond(&self, name: &str) -> Vec<(Option<Date>, Option<Date>)> {
        let Some(question) = self.profiled(name) else { return Vec::new() };
        let fits = question.lines.iter().filter_map(|line| {
            let side = self.sides.iter().find(|side| side.title == line.set)?;
            Some(procedure::fits(line, &side.program.rule_set, &side.dialogue.record))
        });
        procedure::beyond(question, &fits.collect::<Vec<Fits>>())
    }

    /// The side of a line that may answer for the case's date.
    fn fits<'l>(&self, line: &'l ProfileLine) -> Option<(usize, &'l ProfileLine)> {
        let index = self.sides.iter().position(|side| side.title == line.set)?;
        let side = self.sides.get(index)?;
        let fits = procedure::fits(line, &side.program.rule_set, &side.dialogue.record);
        (!matches!(fits, Fits::No(_))).then_some((index, line))
    }

    /// Where every question stands.
    pub(super) fn standing(&self) -> Vec<Standing> {
        let one = |name: &str| {
            let sides: Vec<&Side<'_>> =
                self.answering(name).into_iter().filter_map(|index| self.sides.get(index)).collect();
            let mut possible = Vec::new();
            for outcome in sides.iter().flat_map(|side| side.possible(name)) {
                if !possible.contains(&outcome) {
                    possible.push(outcome);
                }
            }
            if !sides.is_empty() && !self.beyond(name).is_empty() {
                possible.push(say::DOES_NOT_ARISE.to_owned());
            }
            let asks = sides.first().and_then(|side| {
                let id = side.question(name)?;
                side.program.rule_set.questions.get(id.0 as usize).map(|it| it.asks.clone())
            });
            Standing {
                question: name.to_owned(),
                asks: asks.unwrap_or_default(),
                presumed: possible.len() == 1 && sides.iter().any(|side| side.presumes(name)),
                possible,
                put: sides.iter().flat_map(|side| side.put(name)).collect(),
                sets: sides.iter().map(|side| side.title.to_owned()).collect(),
            }
        };
        self.questions().into_iter().map(one).collect()
    }

    /// The best next question: for the first question still open, the date that chooses its rules where they differ,
    /// then what matters under them; then what could lift a presumption that an outcome rests on; then what bears on the
    /// outcomes put to people.
    pub(super) fn next(&self) -> Put {
        let standing = self.standing();
        let is_open = |standing: &&Standing| standing.possible.len() > 1;
        let presumed = standing.iter().filter(|standing| standing.presumed);
        for open in standing.iter().filter(is_open).chain(presumed) {
            let answering = self.answering(&open.question);
            let date = if is_open(&open) { self.date(&open.question, &answering) } else { None };
            if let Some(put) = date {
                return put;
            }
            for index in answering {
                let Some(side) = self.sides.get(index) else { continue };
                let Some(id) = side.question(&open.question) else { continue };
                let Some(matter) = side.dialogue.matter(id) else { continue };
                let answers = matter.answers.iter();
                let answers = answers.map(|it| (it.words.clone(), side.names(id, &it.possible))).collect();
                let leads = Leads::Possible { question: open.question.clone(), answers };
                return Put::Ask { side: index, fact: matter.fact, leads };
            }
        }
        if let Some(put) = standing.iter().find_map(|standing| self.to_consider(&standing.question)) {
            return put;
        }
        if let Some(lines) = self.sides.iter().find_map(|side| side.contradiction(&side.dialogue, None)) {
            Put::Contradicted(lines)
        } else if standing.iter().any(|standing| standing.possible.len() != 1) {
            Put::NothingLeft
        } else if standing.iter().any(|standing| standing.presumed) {
            Put::Presumed
        } else {
            Put::Settled
        }
    }

    /// What matters to the outcomes put to people under a question.
    fn to_consider(&self, name: &str) -> Option<Put> {
        self.answering(name).into_iter().find_map(|index| {
            let side = self.sides.get(index)?;
            let question = side.question(name)?;
            let (put, matter) = side.dialogue.matter_to_put(question)?;
            let answers = matter.answers.iter().map(|it| (it.words.clone(), it.possible)).collect();
            let leads =
                Leads::ToConsider { question: name.to_owned(), put: side.named(question, put), answers };
            Some(Put::Ask { side: index, fact: matter.fact, leads })
        })
    }

    /// The date that chooses among several rule sets, where nobody was asked for it yet.
    fn date(&self, name: &str, answering: &[usize]) -> Option<Put> {
        let beyond = self.beyond(name);
        let first = answering.first().filter(|_| answering.len() > 1 || !beyond.is_empty())?;
        let side = self.sides.get(*first)?;
        let fact = procedure::selecting_fact(side.title, self.profiled(name)?)?;
        if side.dialogue.was_asked(fact) {
            return None;
        }
        let lines = self.profiled(name)?.lines.iter().filter_map(|line| self.fits(line));
        let answers = lines.filter_map(|(index, line)| {
            let possible = self.sides.get(index)?.possible(name);
            Some((say::version_answer(line.from, line.until), possible))
        });
        let beyond = beyond
            .into_iter()
            .map(|(from, until)| (say::version_answer(from, until), vec![say::DOES_NOT_ARISE.to_owned()]));
        let leads = Leads::Possible { question: name.to_owned(), answers: answers.chain(beyond).collect() };
        Some(Put::Ask { side: *first, fact, leads })
    }

    /// A fact in the words of a side.
    pub(super) fn fact(&self, side: usize, fact: FactId) -> Option<&Fact> {
        self.sides.get(side)?.program.rule_set.vocabulary.fact(fact)
    }

    /// The same fact in every vocabulary that has it.
    fn everywhere(&self, side: usize, fact: FactId) -> Vec<(usize, FactId)> {
        let Some(id) = self.fact(side, fact).map(|fact| fact.id.as_str()) else { return Vec::new() };
        let found = self.sides.iter().enumerate();
        found
            .filter_map(|(index, side)| Some((index, side.program.rule_set.vocabulary.find(id)?.0)))
            .collect()
    }

    /// Takes an answer, in every vocabulary that has the fact. A refused answer changes nothing. Gives what is
    /// to be said of it.
    pub(super) fn answer(
        &mut self,
        (side, fact): (usize, FactId),
        text: &str,
        by: Option<&str>,
    ) -> Result<Vec<Diagnostic>, Vec<String>> {
        let mut notes = Vec::new();
        let mut answered = Vec::new();
        for (index, fact) in self.everywhere(side, fact) {
            if let Some(side) = self.sides.get(index) {
                let said = side.dialogue.read(fact, text)?;
                let known = side.program.rule_set.vocabulary.fact(fact);
                notes = known.map_or_else(Vec::new, |fact| procedure::applying_of(fact, &said));
                answered.push((index, side.tried(fact, text, by)?));
            }
        }
        for (index, dialogue) in answered {
            if let Some(side) = self.sides.get_mut(index) {
                side.dialogue = dialogue;
            }
        }
        Ok(notes)
    }

    /// Leaves a fact for now.
    pub(super) fn leave(&mut self, side: usize, fact: FactId) {
        for (index, fact) in self.everywhere(side, fact) {
            if let Some(side) = self.sides.get_mut(index) {
                side.dialogue.leave(fact);
            }
        }
    }

    /// The side that holds most of what is recorded, and the ids of facts that only another one knows.
    pub(super) fn fullest(&self) -> Option<(&Side<'_>, Vec<&str>)> {
        let held = |side: &Side<'_>| side.dialogue.record.facts.len();
        let side = self.sides.iter().rev().max_by_key(|side| held(side))?;
        let mut lost: Vec<&str> = Vec::new();
        for other in &self.sides {
            let ids = other.dialogue.record.facts.iter();
            let ids = ids.filter_map(|recorded| other.program.rule_set.vocabulary.fact(recorded.fact));
            for id in ids.map(|fact| fact.id.as_str()) {
                if side.program.rule_set.vocabulary.find(id).is_none() && !lost.contains(&id) {
                    lost.push(id);
                }
            }
        }
        Some((side, lost))
    }
}
