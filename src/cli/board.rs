//! `threshold screen --board PROFILE`: each question under the rule set that the profile names for the case's date.
//!
//! Where the selecting date is open, every version possible is run: the same outcome from all stands, and else the
//! page says that the date matters.

use std::ops::ControlFlow;

use super::editions::{self, Edition, Editions};
use super::screen::{self, Arguments, Out};
use super::{Exit, Talk};
use crate::calendar::{Date, Holidays};
use crate::check::{OutcomeId, ProfileLine, ProfileQuestion};
use crate::evaluation::{self, CaseResult, Depth, Options};
use crate::explanation::{self, Explanation, Version, wording as say};
use crate::procedure::{self, Fits};
use crate::program::Program;
use crate::project::LoadedProfile;
use crate::record::Record;
use crate::source::Sources;

/// How the pages are made.
#[derive(Clone, Copy)]
struct Look<'a> {
    as_at: Date,
    holidays: &'a Holidays,
    /// Only what the rules give, without its explanation.
    brief: bool,
}

/// Writes each case's pages as they come, in the order of cases; gives how the run ends.
pub(super) fn run(profile: &str, arguments: &Arguments, as_at: Date, talk: &Talk) -> Result<Exit, Exit> {
    let loaded = editions::load(profile, talk)?;
    let Editions { all, cases, mut exit } = editions::read(&loaded, arguments, talk)?;
    tell_notes(&all, &cases, as_at, talk);
    let holidays = screen::bank_holidays(arguments, talk)?;
    let wanted = screen::Wanted::of(&arguments.explain, |id| cases.iter().any(|case| case == id), talk)?;
    let mut out = Out::open(arguments, cases.len(), talk)?;
    for case in &cases {
        let answering = answering(case, &loaded, &all, as_at);
        let look = Look { as_at, holidays: &holidays, brief: wanted.some() };
        let mut pages = pages(case, &answering, &all, &look);
        // A case is explained on all its pages, or on none.
        if look.brief && pages.iter().any(|page| wanted.is_wanted(page)) {
            pages = self::pages(case, &answering, &all, &Look { brief: false, ..look });
        }
        if pages.is_empty() {
            talk.error(&format!(
                "{case}: no rule set of the profile answers for its date, so it was not screened; see the lines `From …` of the profile"
            ));
            exit = exit.max(Exit::InPart);
        }
        exit = pages.iter().fold(exit, |exit, page| exit.max(screen::ending(page, &arguments.fail_on, talk)));
        if out.case(&pages, talk) == ControlFlow::Break(()) {
            break;
        }
    }
    out.end(exit, talk)
}

fn tell_notes(editions: &[Edition], cases: &[String], as_at: Date, talk: &Talk) {
    let Some(edition) = editions.first() else { return };
    for record in cases.iter().filter_map(|case| edition.record(case)) {
        let ahead = procedure::notes(&edition.program.rule_set.vocabulary, record, as_at);
        talk.diagnostics(&Sources::default(), &ahead);
    }
}

/// A question of the profile, and what may answer it for a case.
struct Answering<'a> {
    question: &'a ProfileQuestion,
    /// The editions that do or may answer, each once, by place.
    fitting: Vec<(usize, Fits)>,
    /// May its date be a day on which nothing answers?
    may_not_arise: bool,
    /// What each version possible gives, where there are several, and that the question does not arise where none answers.
    versions: Vec<Version>,
}

fn answering<'a>(
    case: &str,
    loaded: &'a LoadedProfile,
    editions: &[Edition],
    as_at: Date,
) -> Vec<Answering<'a>> {
    let answering = loaded.profile.questions.iter().map(|question| {
        let fitting = fitting(case, question, editions);
        let fits: Vec<Fits> = fitting.iter().map(|(_, fits)| *fits).collect();
        let beyond = if fitting.is_empty() { Vec::new() } else { procedure::beyond(question, &fits) };
        let mut versions = if fitting.len() > 1 || !beyond.is_empty() {
            versions(case, question, (editions, &fitting), as_at)
        } else {
            Vec::new()
        };
        let may_not_arise = !beyond.is_empty();
        let unanswered =
            |(from, until)| Version { from, until, possible: vec![say::DOES_NOT_ARISE.to_owned()] };
        versions.extend(beyond.into_iter().map(unanswered));
        Answering { question, fitting, may_not_arise, versions }
    });
    answering.collect()
}

fn fitting(case: &str, question: &ProfileQuestion, editions: &[Edition]) -> Vec<(usize, Fits)> {
    let lines = question.lines.iter().filter_map(|line| {
        let index = editions.iter().position(|edition| edition.title == line.set)?;
        let edition = editions.get(index)?;
        Some((index, procedure::fits(line, &edition.program.rule_set, edition.record(case)?)))
    });
    // A set may answer twice in time, with another between: it is one set all the same.
    let mut fitting: Vec<(usize, Fits)> = Vec::new();
    for (index, fits) in lines.filter(|(_, fits)| !matches!(fits, Fits::No(_))) {
        if !fitting.iter().any(|(known, _)| *known == index) {
            fitting.push((index, fits));
        }
    }
    fitting
}

/// What each line of the profile that may answer gives, with the days on which it does.
fn versions(
    case: &str,
    question: &ProfileQuestion,
    (editions, fitting): (&[Edition], &[(usize, Fits)]),
    as_at: Date,
) -> Vec<Version> {
    let mut versions = Vec::new();
    for edition in fitting.iter().filter_map(|(index, _)| editions.get(*index)) {
        let Some(record) = edition.record(case) else { continue };
        let Some(possible) = possible(edition, record, &question.question, as_at) else { continue };
        let fits = |line: &&ProfileLine| {
            line.set == edition.title
                && !matches!(procedure::fits(line, &edition.program.rule_set, record), Fits::No(_))
        };
        let lines = question.lines.iter().filter(fits);
        versions.extend(lines.map(|line| Version {
            from: line.from,
            until: line.until,
            possible: possible.clone(),
        }));
    }
    versions
}

/// What an edition leaves possible for a question, by name.
fn possible(edition: &Edition, record: &Record, question: &str, as_at: Date) -> Option<Vec<String>> {
    let result = evaluate(&edition.program, record, &[question], (as_at, Depth::Outcomes));
    let answer = result.questions.first()?;
    let ladder = edition.program.rule_set.questions.get(answer.question.0 as usize)?;
    let name = |id: &OutcomeId| Some(ladder.outcomes.get(id.0 as usize)?.name.clone());
    answer.possible.iter().map(name).collect()
}

impl Answering<'_> {
    /// How an edition fits, where it does.
    fn fits(&self, edition: usize) -> Option<Fits> {
        self.fitting.iter().find(|(index, _)| *index == edition).map(|(_, fits)| *fits)
    }

    /// Why the edition answers, or may.
    fn why(&self, edition: &Edition, fits: Fits) -> String {
        let day = match fits {
            Fits::Surely(day) | Fits::No(day) => Some(day),
            Fits::Perhaps(day) => day,
        };
        let sure = self.fitting.len() == 1 && !self.may_not_arise;
        say::chosen(&self.question.question, &edition.title, &self.question.by, day, sure)
    }

    /// The page, with what an open date means for it.
    fn told_on(&self, mut page: Explanation, edition: &Edition, record: &Record) -> Explanation {
        let (question, by) = (&self.question.question, &self.question.by);
        let several = self.versions.len() > 1;
        let same = self.versions.first().is_some_and(|first| {
            first.possible.len() == 1 && self.versions.iter().all(|other| other.possible == first.possible)
        });
        page.chosen.extend(several.then(|| say::open_date(question, by, same)));
        page.chosen.extend(self.may_not_arise.then(|| say::may_not_arise(question, by)));
        match procedure::selecting_fact(&edition.title, self.question) {
            Some(fact) if several && !same => {
                page.with_open_version((&edition.program, record), (question, fact), &self.versions)
            }
            Some(_) | None => page,
        }
    }
}

/// The pages of one case: one for each rule set that answers some question of it, in the profile's order.
fn pages(case: &str, answering: &[Answering<'_>], editions: &[Edition], look: &Look<'_>) -> Vec<Explanation> {
    let mut order: Vec<usize> = Vec::new();
    for (edition, _) in answering.iter().flat_map(|it| &it.fitting) {
        if !order.contains(edition) {
            order.push(*edition);
        }
    }
    let of_edition = |index: usize| {
        let edition = editions.get(index)?;
        let asked = answering.iter().filter_map(|it| Some((it, it.fits(index)?)));
        Some(page(edition, edition.record(case)?, &asked.collect::<Vec<_>>(), look))
    };
    let mut pages: Vec<Explanation> = order.into_iter().filter_map(of_edition).collect();
    let unanswered = answering.iter().filter(|it| it.fitting.is_empty()).map(|it| it.question);
    if let Some(first) = pages.first_mut() {
        first.chosen.extend(unanswered.map(|it| say::not_chosen(&it.question, &it.by)));
    }
    pages
}

/// The questions of a case that one edition answers, explained.
fn page(
    edition: &Edition,
    record: &Record,
    asked: &[(&Answering<'_>, Fits)],
    look: &Look<'_>,
) -> Explanation {
    let questions: Vec<&str> = asked.iter().map(|(it, _)| it.question.question.as_str()).collect();
    let mut page = explained(edition, record, &questions, look);
    page.chosen = asked.iter().map(|(it, fits)| it.why(edition, *fits)).collect();
    for (it, _) in asked {
        page = it.told_on(page, edition, record);
    }
    if look.brief {
        page.questions.iter_mut().for_each(|question| question.matters.clear());
    }
    page
}

fn explained(edition: &Edition, record: &Record, questions: &[&str], look: &Look<'_>) -> Explanation {
    let (program, as_at) = (&edition.program, look.as_at);
    if look.brief {
        let result = evaluate(program, record, questions, (as_at, Depth::Outcomes));
        return explanation::in_brief(program, record, &result, as_at);
    }
    let result = evaluate(program, record, questions, (as_at, Depth::Everything));
    let told = procedure::procedure(program, record, &result, look.holidays, as_at).only_of(program, &result);
    explanation::explain(program, record, &result, as_at)
        .with_procedure(program, (record, &result), &told)
        .with_overrides_of(program, &result)
        .with_agencies(program, (record, &result), edition.replies_of(&record.case))
        .with_linked(program, &edition.linked.of(&record.case))
}

/// The result, with only these questions kept.
fn evaluate(
    program: &Program,
    record: &Record,
    questions: &[&str],
    (as_at, depth): (Date, Depth),
) -> CaseResult {
    let mut result = evaluation::evaluate(program, record, as_at, &Options { depth, ..Options::default() });
    result.questions.retain(|answer| {
        let question = program.rule_set.questions.get(answer.question.0 as usize);
        question.is_some_and(|question| questions.contains(&question.name.as_str()))
    });
    result
}
