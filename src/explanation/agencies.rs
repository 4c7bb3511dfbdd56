//! How each agency replied, and what it is still to be asked for.
//!
//! *No reply*, *nothing known* and *not known* are three things, and none of them is ever read as *no*.

use super::Explanation;
use super::facts::Recorded;
use super::statement::{FactLine, SayingState};
use super::wording as say;
use crate::calendar::Date;
use crate::dialogue::{Chased, Coming, chase};
use crate::evaluation::CaseResult;
use crate::procedure::same;
use crate::program::Program;
use crate::record::{AgencyReply, Record, Reply};

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyExplanation {
    /// Its name.
    pub agency: String,
    /// How it replied; absent: nothing says that it was asked.
    pub reply: Option<Reply>,
    /// When it was asked.
    pub asked: Option<Date>,
    /// When its reply is due, or was.
    pub due: Option<Date>,
    /// No reply, and the day is past.
    pub late: bool,
    /// Is there anything to chase?
    pub chase: bool,
    /// What it is to be asked for, because it matters.
    pub ask_for: Vec<AskFor>,
    /// What it said that it does not know.
    pub not_known: Vec<FactLine>,
}

/// One fact that an agency is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskFor {
    /// The question.
    pub ask: String,
    /// What it said of it: `nothing`, `to come`, `not known`.
    pub said: String,
    /// When its answer is to come, where it said.
    pub due: Option<Date>,
    /// The question with how it stands.
    pub words: String,
}

impl Explanation {
    /// With the replies of the agencies asked; for a case that is one record, there are none.
    #[must_use]
    pub fn with_agencies(
        mut self,
        program: &Program,
        (record, result): (&Record, &CaseResult),
        replies: &[AgencyReply],
    ) -> Self {
        if replies.is_empty() {
            return self;
        }
        let recorded = Recorded { program, record, away: &result.not_applying };
        let chased = chase(program, record, result, replies);
        let of = |agency: &str| chased.iter().find(|one| same(&one.agency, agency));
        let mut agencies: Vec<AgencyExplanation> = replies
            .iter()
            .map(|reply| {
                let mut line = line(&reply.agency, of(&reply.agency));
                (line.reply, line.asked, line.due) = (Some(reply.reply), reply.asked, reply.due);
                line
            })
            .collect();
        let asked = |agency: &str| replies.iter().any(|reply| same(&reply.agency, agency));
        agencies
            .extend(chased.iter().filter(|one| !asked(&one.agency)).map(|one| line(&one.agency, Some(one))));
        for agency in &mut agencies {
            agency.not_known = recorded.not_known_to(&agency.agency);
            agency.late =
                agency.reply == Some(Reply::NoReply) && agency.due.is_some_and(|due| due < self.as_at);
        }
        agencies.sort_by_cached_key(|agency| agency.agency.to_lowercase());
        self.agencies = agencies;
        self
    }
}

fn line(agency: &str, chased: Option<&Chased>) -> AgencyExplanation {
    let ask_for = chased.into_iter().flat_map(|chased| &chased.facts).map(|fact| {
        let (said, due) = match fact.said {
            Coming::NotSaid => ("nothing", None),
            Coming::Awaited(due) => ("to come", due),
            Coming::NotToCome => ("not known", None),
            Coming::Differs => ("another value than another source", None),
        };
        AskFor { ask: fact.ask.clone(), said: said.to_owned(), due, words: fact.words() }
    });
    AgencyExplanation {
        agency: agency.to_owned(),
        reply: None,
        asked: None,
        due: None,
        late: false,
        chase: chased.is_some_and(|one| one.is_open() || one.reply == Some(Reply::NoReply)),
        ask_for: ask_for.collect(),
        not_known: Vec::new(),
    }
}

impl Recorded<'_> {
    /// Facts of which this agency says that they are not known.
    fn not_known_to(&self, agency: &str) -> Vec<FactLine> {
        let mut lines = self.not_known();
        for line in &mut lines {
            line.sayings.retain(|saying| {
                saying.state == SayingState::NotKnown && saying.by.as_ref().is_some_and(|by| same(by, agency))
            });
        }
        lines.retain(|line| !line.sayings.is_empty());
        lines
    }
}

impl AgencyExplanation {
    /// How it stands: `answered`, `nothing known`, `no reply; due 9 June 2015, which is past`.
    #[must_use]
    pub fn words(&self) -> String {
        say::agency_stands(self.reply, self.due, self.late)
    }
}
