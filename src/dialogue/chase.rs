//! Who has not answered what that matters, and when is it due?
//!
//! Only facts that could still change an outcome are chased, and only from those who hold them.

use crate::calendar::Date;
use crate::evaluation::CaseResult;
use crate::program::Program;
use crate::record::{AgencyReply, Answer, Record, RecordedFact, Reply, Statement, answer_words};
use crate::syntax::tree::FactKind;
use crate::vocabulary::{Fact, FactId};

/// One agency to be chased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chased {
    /// Who.
    pub agency: String,
    /// How it replied so far; absent: nothing says that it was asked.
    pub reply: Option<Reply>,
    /// When its reply is due.
    pub due: Option<Date>,
    /// What it holds that matters and nobody has settled, in the order of what to ask first.
    pub facts: Vec<ChasedFact>,
}

/// One fact to be chased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChasedFact {
    /// The fact.
    pub fact: FactId,
    /// Its question.
    pub ask: String,
    /// What this agency has said of it.
    pub said: Coming,
    /// Where sources differ: who gave which value, in the record's order.
    pub accounts: Vec<(String, String)>,
}

/// What an agency has said about an answer that it has not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coming {
    /// Nothing.
    NotSaid,
    /// That it is to come, by this day where it gave one.
    Awaited(Option<Date>),
    /// That it does not know, or will not say.
    NotToCome,
    /// A value, and another source gave another one.
    Differs,
}

/// The list, agencies by name.
#[must_use]
pub fn chase(
    program: &Program,
    record: &Record,
    result: &CaseResult,
    replies: &[AgencyReply],
) -> Vec<Chased> {
    let mut list: Vec<Chased> = Vec::new();
    for id in open_facts(program, record, result) {
        let Some(fact) = program.rule_set.vocabulary.fact(id).filter(|fact| fact.kind == FactKind::Fact)
        else {
            continue;
        };
        for agency in &fact.held_by {
            let chased = chased(record, id, fact, agency);
            match list.iter_mut().find(|known| same(&known.agency, agency)) {
                Some(known) => known.facts.push(chased),
                None => list.push(start(agency, replies, chased)),
            }
        }
    }
    // An agency that has not replied is listed even where nothing it is known to hold matters.
    for reply in replies.iter().filter(|reply| reply.reply == Reply::NoReply) {
        if !list.iter().any(|known| same(&known.agency, &reply.agency)) {
            list.push(Chased {
                agency: reply.agency.clone(),
                reply: Some(reply.reply),
                due: reply.due,
                facts: Vec::new(),
            });
        }
    }
    list.sort_by_cached_key(|chased| chased.agency.to_lowercase());
    list
}

/// Is it known what matters? An open question of which no fact is known to matter was not settled.
#[must_use]
pub fn is_settled(result: &CaseResult) -> bool {
    result.questions.iter().all(|question| question.possible.len() < 2 || !question.matters.is_empty())
}

/// Facts that matter to some question, each once, first things first; then those that matter to what is put to people. Where a question was not settled within its
/// limits, every open fact that the rules read may matter.
fn open_facts(program: &Program, record: &Record, result: &CaseResult) -> Vec<FactId> {
    let mut facts = Vec::new();
    let questions = || result.questions.iter();
    let matters = questions().flat_map(|question| &question.matters).map(|matter| matter.fact);
    let put = questions().flat_map(|question| &question.to_consider).flat_map(|put| &put.matters);
    let put = put.map(|matter| matter.fact);
    let unsettled = !is_settled(result);
    let read = program.slots.iter().map(|slot| slot.fact).filter(|fact| unsettled && is_open(record, *fact));
    for fact in matters.chain(put).chain(read) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// Nobody has given a value, or sources differ.
fn is_open(record: &Record, fact: FactId) -> bool {
    let current = record.fact(fact).into_iter().flat_map(RecordedFact::current);
    let mut answers = current
        .map(|said| &said.answer)
        .filter(|answer| matches!(answer, Answer::Value(_) | Answer::NotApplicable));
    let first = answers.next();
    first.is_none() || answers.any(|answer| Some(answer) != first)
}

fn start(agency: &str, replies: &[AgencyReply], fact: ChasedFact) -> Chased {
    let reply = replies.iter().find(|reply| same(&reply.agency, agency));
    Chased {
        agency: agency.to_owned(),
        reply: reply.map(|reply| reply.reply),
        due: reply.and_then(|reply| reply.due),
        facts: vec![fact],
    }
}

fn chased(record: &Record, id: FactId, fact: &Fact, agency: &str) -> ChasedFact {
    let statements = record.fact(id).into_iter().flat_map(RecordedFact::current);
    let mut own = statements.filter(|said| said.by.as_ref().is_some_and(|by| same(by, agency))).map(coming);
    let first = own.next().unwrap_or(Coming::NotSaid);
    let said = own.fold(first, |said, next| if said == Coming::NotSaid { next } else { said });
    let accounts = accounts(record, id, fact);
    let differs = accounts.iter().any(|(by, _)| same(by, agency));
    let said = if differs { Coming::Differs } else { said };
    ChasedFact { fact: id, ask: question(fact), said, accounts }
}

/// Who gave which value, where the values differ.
fn accounts(record: &Record, id: FactId, fact: &Fact) -> Vec<(String, String)> {
    let statements = record.fact(id).into_iter().flat_map(RecordedFact::current);
    let given = statements.filter_map(|said| match &said.answer {
        Answer::Value(value) => Some((said.by.clone()?, answer_words(fact, value))),
        Answer::NotKnown { .. } | Answer::NotAsked | Answer::NotApplicable => None,
    });
    let given: Vec<(String, String)> = given.collect();
    let first = given.first().map(|(_, value)| value.clone());
    if given.iter().any(|(_, value)| Some(value) != first.as_ref()) { given } else { Vec::new() }
}

fn coming(said: &Statement) -> Coming {
    match &said.answer {
        Answer::NotKnown { reason: Some(reason), due } if reason == "awaited" || reason == "no reply" => {
            Coming::Awaited(*due)
        }
        Answer::NotKnown { .. } => Coming::NotToCome,
        Answer::NotAsked | Answer::NotApplicable | Answer::Value(_) => Coming::NotSaid,
    }
}

fn question(fact: &Fact) -> String {
    fact.words.ask.clone().unwrap_or_else(|| fact.label().to_owned())
}

fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

impl Chased {
    /// Is there anything to chase: a reply that has not come, or an answer still to come?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.reply != Some(Reply::NothingKnown)
            && self.facts.iter().any(|fact| fact.said != Coming::NotToCome)
    }

    /// How it stands, in words: "no reply; due 9 June 2015".
    #[must_use]
    pub fn words(&self) -> String {
        let stands = match self.reply {
            Some(Reply::NoReply) => "no reply",
            Some(Reply::NothingKnown) => "replied: it holds nothing on the child or family",
            Some(Reply::Answered) if self.facts.iter().any(|fact| fact.said == Coming::Differs) => {
                "replied; sources differ"
            }
            Some(Reply::Answered) => "replied, but not on this",
            None => "nothing says that it was asked",
        };
        match self.due.filter(|_| self.reply == Some(Reply::NoReply)) {
            Some(due) => format!("{stands}; due {}", due.words()),
            None => stands.to_owned(),
        }
    }
}

impl ChasedFact {
    /// The question with how it stands: "Is …? (to come, due 20 August 2015)".
    #[must_use]
    pub fn words(&self) -> String {
        match self.said {
            Coming::Awaited(Some(due)) => format!("{} (to come, due {})", self.ask, due.words()),
            Coming::Awaited(None) => format!("{} (to come)", self.ask),
            Coming::NotToCome => format!("{} (said that it does not know)", self.ask),
            Coming::Differs => {
                let accounts: Vec<String> =
                    self.accounts.iter().map(|(by, value)| format!("{by}: {value}")).collect();
                format!("{} (the accounts differ; {})", self.ask, accounts.join("; "))
            }
            Coming::NotSaid => self.ask.clone(),
        }
    }
}
