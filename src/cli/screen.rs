//! `threshold screen`: the main job. Cases in, results with explanations out.
//!
//! A bad record never stops a batch and never silently thins it: it is refused whole, with its id.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::cases::{self, Gathered};
use super::{Exit, Talk, also, board, holidays, today};
use crate::calendar::{Date, Holidays};
use crate::evaluation::{self, Status};
use crate::explanation;
use crate::procedure;
use crate::program::{self, Program};
use crate::project::{self, LoadedSet};
use crate::record::Record;
use crate::report::{self, Report};
use crate::source::Sources;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set: a path, a title in quotes, or a shipped path such as england/working-together-2015.
    #[arg(long, value_name = "SET", required_unless_present = "board")]
    rules: Option<String>,
    /// A board profile instead: each question under the set that the profile names for the case's date.
    #[arg(long, value_name = "PROFILE", conflicts_with = "rules")]
    board: Option<String>,
    /// Another rule set, to stand beside the results: the rules that fare otherwise first, then the outcomes.
    #[arg(long, value_name = "SET", conflicts_with = "board")]
    pub(super) also: Vec<String>,
    /// Case files or folders (YAML, JSON, JSON lines, CSV); `-` reads standard input.
    #[arg(required = true)]
    pub(super) cases: Vec<PathBuf>,
    /// How to write the results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the results to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The day the screening looks from, such as 2015-06-30; today in the UK where none is given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_at: Option<Date>,
    /// A bank-holiday table of your own (see `threshold holidays import`); the shipped one where none is given.
    #[arg(long, value_name = "FILE")]
    pub(super) holidays: Option<PathBuf>,
    /// How standard input is written.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) input: Option<cases::Input>,
    /// Statuses that end the run with 1, for pipelines: undecided,presumed,…
    #[arg(long, value_delimiter = ',', value_name = "STATUS")]
    pub(super) fail_on: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, 80 columns.
    Text,
    /// Markdown.
    Markdown,
    /// One web page that prints on A4.
    Html,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is written 2015-06-30".to_owned())
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    if let Some(exit) = unknown_status(&arguments.fail_on, talk) {
        return exit;
    }
    let as_at = arguments.as_at.unwrap_or_else(|| {
        let today = today::today();
        talk.say(&format!("As at {} (today in the UK); --as-at DATE looks from another day.", today.words()));
        today
    });
    let (explanations, exit) = match explained(arguments, as_at, talk) {
        Ok(explained) => explained,
        Err(exit) => return exit,
    };
    let text = Report::of(explanations).write(format(arguments.format));
    if !talk.result_to(&text, arguments.output.as_deref()) {
        return Exit::CouldNotRun;
    }
    exit
}

fn explained(
    arguments: &Arguments,
    as_at: Date,
    talk: &Talk,
) -> Result<(Vec<explanation::Explanation>, Exit), Exit> {
    let Some(rules) = &arguments.rules else {
        return board::run(arguments.board.as_deref().unwrap_or_default(), arguments, as_at, talk);
    };
    let holidays = bank_holidays(arguments, talk)?;
    let program = load(rules, talk)?;
    let mut gathered = cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, talk)?;
    let unfit = gathered.records.iter().filter_map(|record| {
        let problems = procedure::misfits(&program.rule_set, record);
        (!problems.is_empty()).then(|| (record.case.clone(), problems))
    });
    let unfit = unfit.collect();
    gathered.refuse(unfit, talk);
    for record in &gathered.records {
        talk.diagnostics(&Sources::default(), &procedure::ahead(&program.rule_set.vocabulary, record, as_at));
    }
    let mut worst = cases::refused(&gathered, talk);
    let others = also::load(arguments, &program, talk)?;
    let mut explanations = Vec::new();
    for record in &gathered.records {
        let (mut explanation, exit) =
            one(&program, (&gathered, record), (as_at, &holidays), &arguments.fail_on);
        explanation.beside = others.iter().map(|other| other.beside(&program, record, as_at)).collect();
        worst = worst.max(exit).max(fault(&explanation, talk));
        explanations.push(explanation);
    }
    Ok((explanations, worst))
}

/// The bank-holiday table of this run.
pub(super) fn bank_holidays(arguments: &Arguments, talk: &Talk) -> Result<Holidays, Exit> {
    holidays::table(arguments.holidays.as_deref()).map_err(|error| {
        talk.error(&error);
        Exit::CouldNotRun
    })
}

fn one(
    program: &Program,
    (gathered, record): (&Gathered, &Record),
    (as_at, holidays): (Date, &Holidays),
    fail_on: &[String],
) -> (explanation::Explanation, Exit) {
    let result = evaluation::evaluate(program, record, as_at, &evaluation::Options::default());
    let statuses = result.questions.iter().map(|question| question.status);
    let exit = self::exit(statuses, fail_on);
    let procedure = procedure::procedure(program, record, &result, holidays, as_at);
    let explanation = explanation::explain(program, record, &result, as_at)
        .with_procedure(program, (record, &result), &procedure)
        .with_agencies(program, (record, &result), gathered.replies_of(&record.case))
        .with_linked(program, record, &gathered.linked.of(&record.case))
        .with_force(program, record);
    (explanation, exit)
}

/// Says that something was left out of a page because it did not stand when it was checked again.
pub(super) fn fault(page: &explanation::Explanation, talk: &Talk) -> Exit {
    let Some(claim) = page.fault else { return Exit::Finished };
    talk.error(&format!(
        "{}: {claim} did not stand when it was checked again, and was left out; this is a mistake of the program",
        page.case
    ));
    Exit::InPart
}

/// How a run ends by the statuses of its questions.
pub(super) fn exit(statuses: impl Iterator<Item = Status>, fail_on: &[String]) -> Exit {
    statuses.fold(Exit::Finished, |exit, status| {
        let named = fail_on.iter().any(|name| name == report::codes::status(status));
        let own = if status == Status::NotSettled { Exit::InPart } else { Exit::Finished };
        exit.max(own).max(if named { Exit::Problems } else { Exit::Finished })
    })
}

/// Loads the rule set and makes it ready to run, or says why not.
pub(super) fn load(rules: &str, talk: &Talk) -> Result<Program, Exit> {
    let loaded: LoadedSet = project::load_set(rules, Path::new(".")).map_err(|error| {
        talk.error(&error.to_string());
        Exit::CouldNotRun
    })?;
    if let Some(sound) = &loaded.sound {
        return Ok(program::lower(sound));
    }
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    talk.diagnostics(&loaded.sources, if errors.is_empty() { &loaded.diagnostics } else { &errors });
    let why = if errors.is_empty() { "there are no rules" } else { "the rules have errors" };
    talk.error(&format!("nothing was screened: {why}"));
    Err(Exit::CouldNotRun)
}

fn unknown_status(names: &[String], talk: &Talk) -> Option<Exit> {
    let known = ["inconsistent", "not-settled", "undecided", "presumed", "decided", "decided-whatever"];
    let unknown = names.iter().find(|name| !known.contains(&name.as_str()))?;
    talk.error(&format!("`{unknown}` is not a status; they are {}", known.join(", ")));
    Some(Exit::CouldNotRun)
}

fn format(format: Format) -> report::Format {
    match format {
        Format::Text => report::Format::Text,
        Format::Markdown => report::Format::Markdown,
        Format::Html => report::Format::Html,
        Format::Json => report::Format::Json,
        Format::Jsonl => report::Format::Jsonl,
    }
}
