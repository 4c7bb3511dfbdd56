//! `threshold screen`: the main job. Cases in, results with explanations out.
//!
//! A bad record never stops a batch and never silently thins it: it is refused whole, with its id.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::cases::{self, CaseFiles, Looked};
use super::linked::LinkedRecords;
use super::out::Results;
use super::progress::Progress;
use super::{Exit, Talk, also, board, holidays, today};
use crate::calendar::{Date, Holidays};
use crate::evaluation::{self, CaseResult, Status};
use crate::explanation::{self, Explanation, QuestionExplanation};
use crate::procedure;
use crate::program::{self, Program};
use crate::project::{self, LoadedSet};
use crate::record::{AgencyReply, Record};
use crate::report;

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
    /// The full explanation of these cases only, by id or by status (undecided,presumed,…; none of them: none); one line
    /// of every other case, which is much faster.
    #[arg(long, value_delimiter = ',', value_name = "IDS|STATUSES")]
    pub(super) explain: Vec<String>,
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
    match screened(arguments, as_at, talk) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn screened(arguments: &Arguments, as_at: Date, talk: &Talk) -> Result<Exit, Exit> {
    let Some(rules) = &arguments.rules else {
        let profile = arguments.board.as_deref().unwrap_or_default();
        return board::run(profile, arguments, as_at, talk);
    };
    let holidays = bank_holidays(arguments, talk)?;
    let program = load(rules, talk)?;
    let files = CaseFiles::find(&arguments.cases, arguments.input, talk)?;
    let vocabulary = &program.rule_set.vocabulary;
    let look = |record: &Record| Looked {
        mistakes: procedure::misfits(&program.rule_set, record),
        notes: procedure::notes(vocabulary, record, as_at),
    };
    let survey = cases::survey(&files, vocabulary, &look, talk)?;
    let wanted = Wanted::of(&arguments.explain, |id| survey.knows(id), talk)?;
    let mut worst = survey.tell_refused(talk);
    let others = also::load(arguments, &program, talk)?;
    let mut out = Out::open(arguments, survey.sound, talk)?;
    files.each(vocabulary, talk, &mut |case, replies| {
        let Some(record) = case.ok().filter(|record| !survey.refuses(&record.case)) else {
            return ControlFlow::Continue(());
        };
        let around = Around { as_at, holidays: &holidays, replies: &replies, linked: &survey.linked };
        let mut explanation = one(&program, &record, &around, &wanted);
        explanation.beside = others.iter().map(|other| other.beside(&program, &record, as_at)).collect();
        worst = worst.max(ending(&explanation, &arguments.fail_on, talk));
        out.case(std::slice::from_ref(&explanation), talk)
    })?;
    out.end(worst, talk)
}

/// The results as they are written.
pub(super) struct Out {
    results: Results,
    writer: report::Writer,
    progress: Progress,
    done: usize,
}

impl Out {
    pub(super) fn open(arguments: &Arguments, cases: usize, talk: &Talk) -> Result<Self, Exit> {
        let results = talk.results(arguments.output.as_deref()).ok_or(Exit::CouldNotRun)?;
        let beside = arguments.output.is_some() || !std::io::stdout().is_terminal();
        let progress = Progress::new(cases, beside);
        Ok(Self { results, writer: report::Writer::new(format(arguments.format, talk)), progress, done: 0 })
    }

    /// Adds the pages of a case; where nobody reads on, the run may end.
    pub(super) fn case(&mut self, pages: &[Explanation], talk: &Talk) -> ControlFlow<()> {
        self.progress.tell(self.done, talk);
        self.done += 1;
        for page in pages {
            let text = self.writer.case(page);
            if !self.results.write(&text, talk) {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    pub(super) fn end(mut self, exit: Exit, talk: &Talk) -> Result<Exit, Exit> {
        self.results.write(&self.writer.end(), talk);
        if self.results.finish(talk) { Ok(exit) } else { Err(Exit::CouldNotRun) }
    }
}

/// The bank-holiday table of this run.
pub(super) fn bank_holidays(arguments: &Arguments, talk: &Talk) -> Result<Holidays, Exit> {
    holidays::table(arguments.holidays.as_deref()).map_err(|error| {
        talk.error(&error);
        Exit::CouldNotRun
    })
}

/// What stands around a record: the day, the calendar, its agencies' replies, the records it is linked to.
struct Around<'a> {
    as_at: Date,
    holidays: &'a Holidays,
    replies: &'a [AgencyReply],
    linked: &'a LinkedRecords,
}

fn one(program: &Program, record: &Record, around: &Around<'_>, wanted: &Wanted<'_>) -> Explanation {
    if let Some(result) = wanted.brief(program, record, around.as_at) {
        return explanation::in_brief(program, record, &result, around.as_at);
    }
    let result = evaluation::evaluate(program, record, around.as_at, &evaluation::Options::default());
    let procedure = procedure::procedure(program, record, &result, around.holidays, around.as_at);
    explanation::explain(program, record, &result, around.as_at)
        .with_procedure(program, (record, &result), &procedure)
        .with_agencies(program, (record, &result), around.replies)
        .with_linked(program, &around.linked.of(&record.case))
        .with_force(program, record)
}

/// How a run ends by one page: by the statuses of its questions, what could not be settled, and what was left out because
/// it did not stand when it was checked again, which is told.
pub(super) fn ending(page: &Explanation, fail_on: &[String], talk: &Talk) -> Exit {
    let fault = page.fault_words();
    if let Some(words) = &fault {
        talk.error(words);
    }
    let questions = page.questions.iter();
    let left =
        |question: &QuestionExplanation| question.status == Status::NotSettled || !question.unsaid.is_empty();
    let named = |question: &QuestionExplanation| {
        fail_on.iter().any(|name| name == report::codes::status(question.status))
    };
    if fault.is_some() || questions.clone().any(left) {
        Exit::InPart
    } else if questions.clone().any(named) {
        Exit::Problems
    } else {
        Exit::Finished
    }
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

const STATUSES: [&str; 6] =
    ["inconsistent", "not-settled", "undecided", "presumed", "decided", "decided-whatever"];

fn unknown_status(names: &[String], talk: &Talk) -> Option<Exit> {
    let unknown = names.iter().find(|name| !STATUSES.contains(&name.as_str()))?;
    talk.error(&format!("`{unknown}` is not a status; they are {}", STATUSES.join(", ")));
    Some(Exit::CouldNotRun)
}

/// Which cases are explained in full: those that `--explain` names, or all.
pub(super) struct Wanted<'a> {
    names: &'a [String],
}

impl<'a> Wanted<'a> {
    /// A name that is neither a status nor a case of this run is refused: a slip would leave out the page asked for.
    pub(super) fn of(names: &'a [String], is_case: impl Fn(&str) -> bool, talk: &Talk) -> Result<Self, Exit> {
        let known =
            |name: &&String| name.as_str() == "none" || STATUSES.contains(&name.as_str()) || is_case(name);
        let Some(unknown) = names.iter().find(|name| !known(name)) else { return Ok(Self { names }) };
        talk.error(&format!(
            "`{unknown}` is neither a case of this run nor a status; the statuses are {}, or `none`",
            STATUSES.join(", ")
        ));
        Err(Exit::CouldNotRun)
    }

    /// What the rules give for a case of which no more is wanted; nothing for one that is to be explained.
    pub(super) fn brief(&self, program: &Program, record: &Record, as_at: Date) -> Option<CaseResult> {
        if self.names.is_empty() || self.names.contains(&record.case) {
            return None;
        }
        let options = evaluation::Options { depth: evaluation::Depth::Outcomes, ..Default::default() };
        let result = evaluation::evaluate(program, record, as_at, &options);
        let mut statuses = result.questions.iter().map(|question| report::codes::status(question.status));
        let named = statuses.any(|status| self.names.iter().any(|name| name == status));
        (!named).then_some(result)
    }

    /// Is anything left out?
    pub(super) fn some(&self) -> bool {
        !self.names.is_empty()
    }

    /// Is an explained case among those named?
    pub(super) fn is_wanted(&self, page: &Explanation) -> bool {
        let mut statuses = page.questions.iter().map(|question| report::codes::status(question.status));
        let named = |status: &str| self.names.iter().any(|name| name == status);
        self.names.is_empty() || self.names.contains(&page.case) || statuses.any(named)
    }
}

fn format(format: Format, talk: &Talk) -> report::Format {
    match format {
        Format::Text if talk.narrates() => report::Format::Narrated,
        Format::Text => report::Format::Text,
        Format::Markdown => report::Format::Markdown,
        Format::Html => report::Format::Html,
        Format::Json => report::Format::Json,
        Format::Jsonl => report::Format::Jsonl,
    }
}

#[cfg(test)]
mod tests {
    use super::{Exit, ending};
    use crate::calendar::Date;
    use crate::cli::out::Talk;
    use crate::evaluation::{CaseResult, Options, evaluate};
    use crate::explanation::explain;
    use crate::program::Program;
    use crate::record::Record;

    #[test]
    fn a_claim_that_did_not_stand_ends_the_run_in_part() {
        let (program, record) = (Program::default(), Record::default());
        let mut result = evaluate(&program, &record, Date::FIRST, &Options::default());
        let exit = |result: &CaseResult| {
            ending(&explain(&program, &record, result, Date::FIRST), &[], &Talk::default().silent_if(true))
        };
        assert_eq!(exit(&result), Exit::Finished);
        result.fault = Some("a change");
        assert_eq!(exit(&result), Exit::InPart);
    }
}
