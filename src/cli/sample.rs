//! `threshold sample`: invented records for a rule set's vocabulary, from published shares where there are any.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Exit, Talk, screen};
use crate::program::Program;
use crate::project;
use crate::sampling::{self, Drawn, Marginals, Mark, Order};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set whose vocabulary is drawn from: a path, a title in quotes, or a shipped path.
    set: String,
    /// How many cases.
    #[arg(long, value_name = "N")]
    cases: u32,
    /// Where the numbers begin: the same seed gives the same cases.
    #[arg(long, value_name = "S")]
    seed: u64,
    /// How many answers in a hundred nobody knows, for the facts that may be not known; the figures' own where not given.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    not_known: Option<u32>,
    /// Shares of your own instead of the shipped ones.
    #[arg(long, value_name = "FILE")]
    marginals: Option<PathBuf>,
    /// How to write the records.
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    format: Format,
    /// Write them to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One YAML list.
    Yaml,
    /// One JSON object a line.
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    match drawn(arguments, talk) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn drawn(arguments: &Arguments, talk: &Talk) -> Result<Exit, Exit> {
    let refuse = |error: String| {
        talk.error(&error);
        Exit::CouldNotRun
    };
    let program = screen::load(&arguments.set, talk)?;
    let figures = figures(arguments.marginals.as_deref(), &program).map_err(refuse)?;
    let order = Order { cases: arguments.cases, seed: arguments.seed, not_known: arguments.not_known };
    let cases = sampling::sample(&program, &figures, order).map_err(refuse)?;
    talk.say(&trust(&figures));
    let text = match arguments.format {
        Format::Yaml => yaml(&cases, order),
        Format::Jsonl => lines(&cases),
    };
    Ok(if talk.result_to(&text, arguments.output.as_deref()) { Exit::Finished } else { Exit::CouldNotRun })
}

fn lines(cases: &[Drawn]) -> String {
    let mut text = String::new();
    for case in cases {
        text.push_str(&case.written.to_string());
        text.push('\n');
    }
    text
}

fn yaml(cases: &[Drawn], order: Order) -> String {
    let written: Vec<_> = cases.iter().map(|case| &case.written).collect();
    let list = serde_yaml::to_string(&written).unwrap_or_default();
    format!("# Invented records: no such child lived. Drawn with seed {}.\n{list}", order.seed)
}

/// The figures named, or those shipped for one of the set's vocabularies.
fn figures(named: Option<&Path>, program: &Program) -> Result<Marginals, String> {
    if let Some(file) = named {
        let text = project::read_text(file, project::LARGEST_CASE_FILE).map_err(|error| error.to_string())?;
        let text = text.map_err(|byte| format!("`{}` is not UTF-8 text: see byte {byte}", file.display()))?;
        return sampling::read(&text).map_err(|error| format!("`{}`: {error}", file.display()));
    }
    let vocabularies = &program.rule_set.vocabulary.titles;
    for path in project::shipped::paths().iter().filter(|path| path.starts_with("samples/marginals/")) {
        let text = project::shipped::file(path).and_then(|bytes| String::from_utf8(bytes).ok());
        let read = sampling::read(&text.unwrap_or_default()).map_err(|error| format!("{path}: {error}"))?;
        if vocabularies.iter().any(|(title, _)| *title == read.vocabulary) {
            return Ok(read);
        }
    }
    Err("no shares are shipped for this set's vocabulary; give a file of them with --marginals".to_owned())
}

/// How far the figures can be trusted.
fn trust(figures: &Marginals) -> String {
    let count = |mark| figures.facts.iter().filter(|figure| figure.mark == mark).count();
    format!(
        "Invented records. Of the figures they are drawn from, {} were read in a source, {} are derived from such, \
         {} are recalled and {} are guessed; facts without a figure have mostly their plain value.",
        count(Mark::Read),
        count(Mark::Derived),
        count(Mark::Recalled),
        count(Mark::Guessed)
    )
}
