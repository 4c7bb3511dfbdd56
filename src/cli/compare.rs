//! `threshold compare`: what a rule change changes, over past or invented cases.
//!
//! Each case is read in each set's own vocabulary; one that either set cannot read is left out, and named.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::progress::Progress;
use super::{Exit, Talk, cases, screen, today};
#[cfg(feature = "solve")]
use crate::analysis;
use crate::calendar::Date;
use crate::comparison::{self, Tally, Writing};
use crate::evaluation;
use crate::program::Program;
use crate::record::Record;
use crate::report;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set as it is: a path, a title in quotes, or a shipped path.
    old: String,
    /// The rule set as it would be.
    new: String,
    /// Case files or folders (YAML, JSON, JSON lines, CSV); `-` reads standard input. With none, every possible
    /// record is compared, and each move is shown by a fictional case.
    cases: Vec<PathBuf>,
    /// How to write the comparison.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write it to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Hide counts under this and what they could be worked out from; 0 shows all. 5 for Markdown and HTML, which
    /// leave the group, and 0 for text and JSON, where it is not given.
    #[arg(long, value_name = "N")]
    small_numbers: Option<u32>,
    /// Scale what the change costs to this many cases a year.
    #[arg(long, value_name = "N")]
    a_year: Option<u32>,
    /// Days of work one worker gives a year, to show the cost in workers too.
    #[arg(long, value_name = "DAYS")]
    days_a_worker: Option<u32>,
    /// The day the screening looks from, such as 2015-06-30; today in the UK where none is given.
    #[arg(long, value_name = "DATE", value_parser = screen::day)]
    as_at: Option<Date>,
    /// How standard input is written.
    #[arg(long, value_enum, value_name = "FORMAT")]
    input: Option<cases::Input>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, for the group itself.
    Text,
    /// Markdown.
    Markdown,
    /// One web page, with a picture.
    Html,
    /// One JSON object.
    Json,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    match compared(arguments, talk) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn compared(arguments: &Arguments, talk: &Talk) -> Result<Exit, Exit> {
    let (mut old, mut new) = (screen::load(&arguments.old, talk)?, screen::load(&arguments.new, talk)?);
    if old.rule_set.title == new.rule_set.title {
        // Two versions of one set: only where they were found tells them apart.
        for (set, found) in [(&mut old, &arguments.old), (&mut new, &arguments.new)] {
            set.rule_set.title = format!("{} ({found})", set.rule_set.title);
        }
    }
    if arguments.cases.is_empty() {
        return every(arguments, &old, &new, talk);
    }
    let (pairs, exit) = pairs(arguments, &old, &new, talk)?;
    let as_at = arguments.as_at.unwrap_or_else(today::today);
    let mut progress = Progress::new(pairs.len(), true);
    let mut tally = Tally::new(&old.rule_set, &new.rule_set);
    let options = evaluation::Options { depth: evaluation::Depth::Outcomes, ..Default::default() };
    for (done, (before, after)) in pairs.iter().enumerate() {
        progress.tell(done, talk);
        let was = evaluation::evaluate(&old, before, as_at, &options);
        let is = evaluation::evaluate(&new, after, as_at, &options);
        tally.add(&before.case, &was, &is);
    }
    let writing = Writing {
        small_numbers: arguments.small_numbers.unwrap_or(match arguments.format {
            Format::Markdown | Format::Html => 5,
            Format::Text | Format::Json => 0,
        }),
        a_year: arguments.a_year,
        days_a_worker: arguments.days_a_worker,
    };
    let comparison = tally.finish();
    let exit = if comparison.settled() { exit } else { exit.max(Exit::InPart) };
    let text = comparison::write(&comparison, writing, format(arguments.format, talk));
    if talk.result_to(&text, arguments.output.as_deref()) { Ok(exit) } else { Err(Exit::CouldNotRun) }
}

/// The two sets over every possible record.
#[cfg(feature = "solve")]
fn every(arguments: &Arguments, old: &Program, new: &Program, talk: &Talk) -> Result<Exit, Exit> {
    let found = analysis::differences(&old.rule_set, &new.rule_set).map_err(|why| {
        talk.error(&format!("{why}, so they can be compared over cases only; name some"));
        Exit::CouldNotRun
    })?;
    let settled = found.iter().all(analysis::Difference::settled);
    let text =
        comparison::write_differences(&old.rule_set, &new.rule_set, &found, format(arguments.format, talk));
    if !talk.result_to(&text, arguments.output.as_deref()) {
        return Err(Exit::CouldNotRun);
    }
    Ok(if settled { Exit::Finished } else { Exit::InPart })
}

/// Built without the solver, only cases can be compared.
#[cfg(not(feature = "solve"))]
fn every(_: &Arguments, _: &Program, _: &Program, talk: &Talk) -> Result<Exit, Exit> {
    talk.error("this program was built without proofs, so it compares over cases only; name some");
    Err(Exit::CouldNotRun)
}

/// Each case under the old set's vocabulary and the new one's.
fn pairs(
    arguments: &Arguments,
    old: &Program,
    new: &Program,
    talk: &Talk,
) -> Result<(Vec<(Record, Record)>, Exit), Exit> {
    let one = same_vocabulary(old, new);
    if !one && arguments.cases.iter().any(|path| path == Path::new("-")) {
        talk.error(
            "the two sets have different vocabularies, so standard input would be read twice; name a file",
        );
        return Err(Exit::CouldNotRun);
    }
    let read = |program: &Program, talk: &Talk| {
        cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, talk)
    };
    let before = read(old, talk)?;
    let exit = before.tell_refused(talk);
    if one {
        return Ok((before.records.into_iter().map(|it| (it.clone(), it)).collect(), exit));
    }
    let after = read(new, talk)?;
    let exit = exit.max(after.tell_refused(talk));
    let mut later: std::collections::BTreeMap<String, Record> =
        after.records.into_iter().map(|it| (it.case.clone(), it)).collect();
    let both = before.records.into_iter().filter_map(|it| {
        let after = later.remove(&it.case)?;
        Some((it, after))
    });
    Ok((both.collect(), exit))
}

pub(super) fn same_vocabulary(old: &Program, new: &Program) -> bool {
    let (old, new) = (&old.rule_set.vocabulary.facts, &new.rule_set.vocabulary.facts);
    let same = |(one, other): (&crate::vocabulary::Fact, &crate::vocabulary::Fact)| {
        one.id == other.id && one.ty.same_as(&other.ty) && one.kind == other.kind
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn format(format: Format, talk: &Talk) -> report::Format {
    match format {
        Format::Text if talk.narrates() => report::Format::Narrated,
        Format::Text => report::Format::Text,
        Format::Markdown => report::Format::Markdown,
        Format::Html => report::Format::Html,
        Format::Json => report::Format::Json,
    }
}
