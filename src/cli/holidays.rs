//! `threshold holidays import`: a newer bank-holiday table, checked before it is used.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{Exit, Talk};
use crate::calendar::{Holidays, Nation};
use crate::project;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check a table in the official feed's form, say what it holds, and keep it under a name of your own.
    Import {
        /// The table, as the government publishes it (JSON).
        file: PathBuf,
        /// Write the table to this file, for `screen --holidays`.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let What::Import { file, output } = &arguments.what;
    let (text, holidays) = match read(file) {
        Ok(read) => read,
        Err(error) => {
            talk.error(&error);
            return Exit::CouldNotRun;
        }
    };
    talk.result(&held(&holidays));
    let Some(output) = output else { return Exit::Finished };
    if !talk.result_to(&text, Some(output)) {
        return Exit::CouldNotRun;
    }
    talk.say(&format!("The table is in `{}`; use it with --holidays.", output.display()));
    Exit::Finished
}

/// Reads a table from a file; shipped where none is named.
pub(super) fn table(file: Option<&Path>) -> Result<Holidays, String> {
    file.map_or_else(|| Ok(project::shipped_holidays()), |file| read(file).map(|(_, holidays)| holidays))
}

fn read(file: &Path) -> Result<(String, Holidays), String> {
    let text = project::read_text(file, project::LARGEST_CASE_FILE).map_err(|error| error.to_string())?;
    let text = text.map_err(|byte| format!("`{}` is not UTF-8 text: see byte {byte}", file.display()))?;
    let holidays = project::read_holidays(&text).map_err(|error| format!("`{}`: {error}", file.display()))?;
    Ok((text, holidays))
}

fn held(holidays: &Holidays) -> String {
    let mut text = String::new();
    for nation in Nation::ALL {
        let Some((first, last)) = holidays.years(nation) else { continue };
        let count = holidays.days(nation).count();
        let _ = writeln!(text, "{}: {count} bank holidays, from {first} to {last}", nation.name());
    }
    text + &format!("Fingerprint: {}\n", holidays.hash)
}
