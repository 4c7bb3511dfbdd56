//! `threshold screen --board PROFILE`: each question under the rule set that the profile names for the case's date.
//!
//! Where the selecting date is open, every version possible is run: the same outcome from all stands, and else the
//! page says that the date matters.

use std::path::Path;

use super::cases::{self, Gathered};
use super::screen::{self, Arguments};
use super::{Exit, Talk, judged};
use crate::calendar::{Date, DateRange, Holidays};
use crate::check::{OutcomeId, ProfileLine, ProfileQuestion};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{self, CaseResult, Depth, Options};
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

/// How the pages are made.
#[derive(Clone, Copy)]
struct Look<'a> {
    as_at: Date,
    holidays: &'a Holidays,
    /// Only what the rules give, without its explanation.
    brief: bool,
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
    let wanted = screen::Wanted::of(&arguments.explain, |id| ids.iter().any(|case| case == id), talk)?;
    let mut explanations = Vec::new();
    let mut exit = exit;
    for case in &ids {
        let look = Look { as_at, holidays: &holidays, brief: wanted.some() };
        let mut pages = one(case, &loaded, &editions, &look);
        // A case is explained on all its pages, or on none.
        if look.brief && pages.iter().any(|page| wanted.is_wanted(page)) {
            pages = one(case, &loaded, &editions, &Look { brief: false, ..look });
        }
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

pub(super) fn load(profile: &str, talk: &Talk) -> Result<LoadedProfile, Exit> {
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
    talk.error("the profile cannot be used");
    Err(Exit::CouldNotRun)
}

/// The rule sets of a profile, ready to run, by title.
pub(super) fn programs(loaded: &LoadedProfile) -> Vec<(String, Program)> {
    let sound = loaded.sets.iter().filter_map(|(title, sound)| Some((title, sound.as_ref()?)));
    let ready = sound.map(|(title, sound)| {
        let mut program = program::lower(sound);
        if program.rule_set.working_days.is_none() {
            program.rule_set.working_days.clone_from(&loaded.profile.working_days);
        }
        (title.clone(), program)
    });
    ready.collect()
}

fn editions(
    loaded: &LoadedProfile,
    arguments: &Arguments,
    talk: &Talk,
) -> Result<(Vec<Edition>, Exit), Exit> {
    let mut editions = Vec::new();
    let mut exit = Exit::Finished;
    for (title, program) in programs(loaded) {
        // The same files say the same things in every vocabulary; they are told once.
        let quiet = talk.silent_if(!editions.is_empty());
        let gathered =
            cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, &quiet)?;
        editions.push(Edition { title, program, gathered });
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
        let found = editions.iter().map(|edition| misfits(edition, &record.case)).collect();
        let problems = judged::by_all(found);
        if !problems.is_empty() {
            unfit.push((record.case.clone(), problems));
        }
    }
    unfit
}

/// The pages of one case: one for each rule set that answers some question of it.
fn one(case: &str, loaded: &LoadedProfile, editions: &[Edition], look: &Look<'_>) -> Vec<Explanation> {
    let mut pages: Vec<(usize, Vec<String>, Vec<String>)> = Vec::new();
    for question in &loaded.profile.questions {
        let fitting = fitting(case, question, editions);
        for (edition, fits) in &fitting {
            let why = say::chosen(
                &question.question,
                editions.get(*edition).map_or("", |it| &it.title),
                &question.by,
                day(*fits),
                fitting.len() + procedure::beyond(question, &fits_of(&fitting)).len(),
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
        let mut page = page(edition, record, &questions, look);
        for open in open_dates(case, loaded, editions, &questions, look.as_at) {
            if open.versions.len() > 1 {
                lines.push(say::open_date(&open.question, &open.by, open.same));
            }
            lines.extend(open.may_not_arise.then(|| say::may_not_arise(&open.question, &open.by)));
            let by = procedure::selecting_fact(&edition.title, &loaded.profile, &open.question);
            if let Some(by) = by.filter(|_| !open.same && open.versions.len() > 1) {
                page =
                    page.with_open_version((&edition.program, record), (&open.question, by), &open.versions);
            }
        }
        if look.brief {
            page.questions.iter_mut().for_each(|question| question.matters.clear());
        }
        explained.push(Explanation { chosen: lines, ..page });
    }
    let unanswered = loaded.profile.questions.iter().filter(|it| fitting(case, it, editions).is_empty());
    let lines: Vec<String> = unanswered.map(|it| say::not_chosen(&it.question, &it.by)).collect();
    if let Some(first) = explained.first_mut() {
        first.chosen.extend(lines);
    }
    explained
}

fn page(edition: &Edition, record: &Record, questions: &[String], look: &Look<'_>) -> Explanation {
    let program = &edition.program;
    let as_at = look.as_at;
    if look.brief {
        let result = evaluate(program, record, questions, (as_at, Depth::Outcomes));
        return explanation::in_brief(program, record, &result, as_at);
    }
    let result = evaluate(program, record, questions, (as_at, Depth::Everything));
    let told = procedure::procedure(program, record, &result, look.holidays, as_at).only_of(program, &result);
    explanation::explain(program, record, &result, as_at)
        .with_procedure(program, (record, &result), &told)
        .with_overrides_of(program, &result)
        .with_agencies(program, (record, &result), edition.gathered.replies_of(&record.case))
        .with_linked(program, &edition.gathered.linked.of(&record.case))
}

/// The result, with only these questions kept.
fn evaluate(
    program: &Program,
    record: &Record,
    questions: &[String],
    (as_at, depth): (Date, Depth),
) -> CaseResult {
    let mut result = evaluation::evaluate(program, record, as_at, &Options { depth, ..Options::default() });
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
    // A set may answer twice in time, with another between: it is one set all the same.
    let mut fitting: Vec<(usize, Fits)> = Vec::new();
    for (index, fits) in lines.filter(|(_, fits)| !matches!(fits, Fits::No(_))) {
        if !fitting.iter().any(|(known, _)| *known == index) {
            fitting.push((index, fits));
        }
    }
    fitting
}

fn fits_of(fitting: &[(usize, Fits)]) -> Vec<Fits> {
    fitting.iter().map(|(_, fits)| *fits).collect()
}

/// A question whose selecting date is open.
struct OpenDate {
    question: String,
    by: String,
    /// Do all versions possible give the same outcome?
    same: bool,
    /// May it be a day on which no version answers?
    may_not_arise: bool,
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
        let beyond = procedure::beyond(question, &fits_of(&fitting));
        if fitting.len() < 2 && (beyond.is_empty() || fitting.is_empty()) {
            continue;
        }
        let mut versions: Vec<Version> = Vec::new();
        for edition in fitting.iter().filter_map(|(index, _)| editions.get(*index)) {
            let Some(possible) = possible(edition, case, &question.question, as_at) else { continue };
            let record = edition.record(case);
            let within = |line: &&ProfileLine| {
                let fits = record.map(|record| procedure::fits(line, &edition.program.rule_set, record));
                line.set == edition.title && !matches!(fits, None | Some(Fits::No(_)))
            };
            let lines = question.lines.iter().filter(within);
            versions.extend(lines.map(|line| Version {
                from: line.from,
                until: line.until,
                possible: possible.clone(),
            }));
        }
        let may_not_arise = !beyond.is_empty();
        let same = versions.first().is_some_and(|first| {
            first.possible.len() == 1 && versions.iter().all(|other| other.possible == first.possible)
        });
        let (question, by) = (question.question.clone(), question.by.clone());
        open.push(OpenDate { question, by, same, may_not_arise, versions });
    }
    open
}

/// What an edition leaves possible for a question, by name.
fn possible(edition: &Edition, case: &str, question: &str, as_at: Date) -> Option<Vec<String>> {
    let record = edition.record(case)?;
    let result = evaluate(&edition.program, record, &[question.to_owned()], (as_at, Depth::Outcomes));
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
