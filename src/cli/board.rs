//! `threshold screen --board PROFILE`: each question under the rule set that the profile names for the case's date.
//!
//! Where the selecting date is open, every version possible is run: the same outcome from all stands, and else the
//! page says that the date matters.

use std::path::Path;

use super::cases::{self, Gathered};
use super::screen::{self, Arguments};
use super::{Exit, Talk};
use crate::calendar::{Date, DateRange, Holidays};
use crate::check::{OutcomeId, ProfileLine, ProfileQuestion};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{self, CaseResult, Options};
use crate::explanation::{self, Explanation, Version, wording as say};
use crate::procedure::{self, Fits};
use crate::program::{self, Program};
use crate::project::{self, LoadedProfile};
use crate::record::Record;
use crate::source::Sources;

/// A rule set of the profile, ready to run, with the cases read in its vocabulary.
struct Edition {
    title: String,
    program: Program,
    gathered: Gathered,
}

impl Edition {
    fn record(&self, case: &str) -> Option<&Record> {
        self.gathered.records.iter().find(|record| record.case == case)
    }
}

/// Explanations in the order of cases, and how the run ended.
pub(super) fn run(
    profile: &str,
    arguments: &Arguments,
    as_at: Date,
    talk: &Talk,
) -> Result<(Vec<Explanation>, Exit), Exit> {
    let loaded = load(profile, talk)?;
    let (editions, exit) = editions(&loaded, arguments, talk)?;
    let ids: Vec<String> = editions
        .first()
        .map_or(&[] as &[Record], |edition| &edition.gathered.records)
        .iter()
        .map(|record| record.case.clone())
        .collect();
    if let Some(edition) = editions.first() {
        for record in &edition.gathered.records {
            let ahead = procedure::notes(&edition.program.rule_set.vocabulary, record, as_at);
            talk.diagnostics(&Sources::default(), &ahead);
        }
    }
    let holidays = screen::bank_holidays(arguments, talk)?;
    let mut explanations = Vec::new();
    let mut exit = exit;
    for case in &ids {
        let pages = one(case, &loaded, &editions, as_at, &holidays);
        if pages.is_empty() {
            talk.error(&format!(
                "{case}: no rule set of the profile answers for its date, so it was not screened; see the lines `From …` of the profile"
            ));
            exit = exit.max(Exit::InPart);
        }
        let statuses = pages.iter().flat_map(|page| &page.questions).map(|question| question.status);
        exit = exit.max(screen::exit(statuses, &arguments.fail_on));
        exit = pages.iter().fold(exit, |exit, page| exit.max(screen::fault(page, talk)));
        explanations.extend(pages);
    }
    Ok((explanations, exit))
}

fn load(profile: &str, talk: &Talk) -> Result<LoadedProfile, Exit> {
    let refuse = |error: project::ProjectError| {
        talk.error(&error.to_string());
        Exit::CouldNotRun
    };
    let (home, library) = project::find_profile(profile, Path::new(".")).map_err(refuse)?;
    let loaded = project::load_profile(&home, &library).map_err(refuse)?;
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    let broken = loaded.sets.iter().find(|(_, sound)| sound.is_none());
    if errors.is_empty() && broken.is_none() {
        return Ok(loaded);
    }
    talk.diagnostics(&loaded.sources, &errors);
    if let Some((title, _)) = broken {
        talk.error(&format!("the rule set \"{title}\" has errors; check it first"));
    }
    talk.error("nothing was screened: the profile cannot be used");
    Err(Exit::CouldNotRun)
}

fn editions(
    loaded: &LoadedProfile,
    arguments: &Arguments,
    talk: &Talk,
) -> Result<(Vec<Edition>, Exit), Exit> {
    let mut editions = Vec::new();
    let mut exit = Exit::Finished;
    for (title, sound) in &loaded.sets {
        let Some(sound) = sound else { continue };
        let mut program = program::lower(sound);
        if program.rule_set.working_days.is_none() {
            program.rule_set.working_days.clone_from(&loaded.profile.working_days);
        }
        // The same files say the same things in every vocabulary; they are told once.
        let quiet = talk.silent_if(!editions.is_empty());
        let gathered =
            cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, &quiet)?;
        editions.push(Edition { title: title.clone(), program, gathered });
    }
    let unfit = unfit(&editions);
    for (edition, place) in editions.iter_mut().zip(0..) {
        let quiet = talk.silent_if(place > 0);
        edition.gathered.refuse(unfit.clone(), &quiet);
        exit = exit.max(edition.gathered.tell_refused(&quiet));
    }
    Ok((editions, exit))
}

/// Decisions that none of the profile's rule sets understands, by case.
fn unfit(editions: &[Edition]) -> Vec<(String, Vec<Diagnostic>)> {
    let misfits = |edition: &Edition, case: &str| {
        let record = edition.record(case);
        record.map_or_else(Vec::new, |record| procedure::misfits(&edition.program.rule_set, record))
    };
    let Some(first) = editions.first() else { return Vec::new() };
    let mut unfit = Vec::new();
    for record in &first.gathered.records {
        let mut problems = misfits(first, &record.case);
        for other in editions.iter().skip(1) {
            let there = misfits(other, &record.case);
            problems.retain(|problem| there.iter().any(|it| it.place == problem.place));
        }
        if !problems.is_empty() {
            unfit.push((record.case.clone(), problems));
        }
    }
    unfit
}

/// The pages of one case: one for each rule set that answers some question of it.
fn one(
    case: &str,
    loaded: &LoadedProfile,
    editions: &[Edition],
    as_at: Date,
    holidays: &Holidays,
) -> Vec<Explanation> {
    let mut pages: Vec<(usize, Vec<String>, Vec<String>)> = Vec::new();
    for question in &loaded.profile.questions {
        let fitting = fitting(case, question, editions);
        for (edition, fits) in &fitting {
            let why = say::chosen(
                &question.question,
                editions.get(*edition).map_or("", |it| &it.title),
                &question.by,
                day(*fits),
                fitting.len(),
            );
            match pages.iter_mut().find(|(page, _, _)| page == edition) {
                Some((_, questions, lines)) => {
                    questions.push(question.question.clone());
                    lines.push(why);
                }
                None => pages.push((*edition, vec![question.question.clone()], vec![why])),
            }
        }
    }
    let mut explained = Vec::new();
    for (edition, questions, mut lines) in pages {
        let Some(edition) = editions.get(edition) else { continue };
        let Some(record) = edition.record(case) else { continue };
        let mut page = page(edition, record, &questions, as_at, holidays);
        for open in open_dates(case, loaded, editions, &questions, as_at) {
            lines.push(say::open_date(&open.question, &open.by, open.same));
            let by = procedure::selecting_fact(&edition.title, &loaded.profile, &open.question);
            if let Some(by) = by.filter(|_| !open.same) {
                page =
                    page.with_open_version((&edition.program, record), (&open.question, by), &open.versions);
            }
        }
        explained.push(Explanation { chosen: lines, ..page });
    }
    explained
}

fn page(
    edition: &Edition,
    record: &Record,
    questions: &[String],
    as_at: Date,
    holidays: &Holidays,
) -> Explanation {
    let program = &edition.program;
    let result = evaluate(program, record, questions, as_at);
    let procedure = procedure::procedure(program, record, &result, holidays, as_at);
    explanation::explain(program, record, &result, as_at)
        .with_procedure(program, (record, &result), &procedure)
        .with_agencies(program, (record, &result), edition.gathered.replies_of(&record.case))
        .with_linked(program, record, &edition.gathered.linked.of(&record.case))
}

/// The result, with only these questions kept.
fn evaluate(program: &Program, record: &Record, questions: &[String], as_at: Date) -> CaseResult {
    let mut result = evaluation::evaluate(program, record, as_at, &Options::default());
    result.questions.retain(|answer| {
        let question = program.rule_set.questions.get(answer.question.0 as usize);
        question.is_some_and(|question| questions.contains(&question.name))
    });
    result
}

fn fitting(case: &str, question: &ProfileQuestion, editions: &[Edition]) -> Vec<(usize, Fits)> {
    let lines = question.lines.iter().filter_map(|line: &ProfileLine| {
        let index = editions.iter().position(|edition| edition.title == line.set)?;
        let edition = editions.get(index)?;
        let record = edition.record(case)?;
        Some((index, procedure::fits(line, &edition.program.rule_set, record)))
    });
    let mut fitting: Vec<(usize, Fits)> = lines.filter(|(_, fits)| !matches!(fits, Fits::No(_))).collect();
    fitting.dedup_by_key(|(index, _)| *index);
    fitting
}

/// A question whose selecting date is open.
struct OpenDate {
    question: String,
    by: String,
    /// Do all versions possible give the same outcome?
    same: bool,
    versions: Vec<Version>,
}

fn open_dates(
    case: &str,
    loaded: &LoadedProfile,
    editions: &[Edition],
    questions: &[String],
    as_at: Date,
) -> Vec<OpenDate> {
    let mut open = Vec::new();
    for question in loaded.profile.questions.iter().filter(|it| questions.contains(&it.question)) {
        let fitting = fitting(case, question, editions);
        if fitting.len() < 2 {
            continue;
        }
        let versions = fitting.iter().filter_map(|(index, _)| {
            let edition = editions.get(*index)?;
            let line = question.lines.iter().find(|line| line.set == edition.title)?;
            let possible = possible(edition, case, &question.question, as_at)?;
            Some(Version { from: line.from, until: line.until, possible })
        });
        let versions: Vec<Version> = versions.collect();
        let same = versions.first().is_some_and(|first| {
            first.possible.len() == 1 && versions.iter().all(|other| other.possible == first.possible)
        });
        let (question, by) = (question.question.clone(), question.by.clone());
        open.push(OpenDate { question, by, same, versions });
    }
    open
}

/// What an edition leaves possible for a question, by name.
fn possible(edition: &Edition, case: &str, question: &str, as_at: Date) -> Option<Vec<String>> {
    let record = edition.record(case)?;
    let result = evaluate(&edition.program, record, &[question.to_owned()], as_at);
    let answer = result.questions.first()?;
    let ladder = edition.program.rule_set.questions.get(answer.question.0 as usize)?;
    let name = |id: &OutcomeId| Some(ladder.outcomes.get(id.0 as usize)?.name.clone());
    answer.possible.iter().map(name).collect()
}

fn day(fits: Fits) -> Option<DateRange> {
    match fits {
        Fits::Surely(day) | Fits::No(day) => Some(day),
        Fits::Perhaps(day) => day,
    }
}
