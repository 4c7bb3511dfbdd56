//! `threshold format [--check] [PATH…]`: the one layout. Comments stay; a block that cannot be read is left alone.

use std::path::{Path, PathBuf};

use super::{Exit, Talk, paths_or_here};
use crate::project;
use crate::source::Sources;
use crate::syntax;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Rule files, or folders that hold them; the current folder where none is named.
    paths: Vec<PathBuf>,
    /// Change nothing; say which files would change, and end with 1 where any would.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let mut changed = Vec::new();
    let mut exit = Exit::Finished;
    for path in paths_or_here(&arguments.paths) {
        match project::rule_files_in(&path) {
            Ok(files) => {
                for file in files {
                    match one(&file, arguments.check) {
                        Ok(true) => changed.push(file),
                        Ok(false) => {}
                        Err(why) => {
                            talk.error(&why);
                            exit = Exit::CouldNotRun;
                        }
                    }
                }
            }
            Err(error) => {
                talk.error(&error.to_string());
                exit = Exit::CouldNotRun;
            }
        }
    }
    let did = if arguments.check { "would change" } else { "formatted" };
    for file in &changed {
        talk.say(&format!("{did}: {}", file.display()));
    }
    if exit == Exit::Finished && arguments.check && !changed.is_empty() { Exit::Problems } else { exit }
}

/// Formats one file; did it change?
fn one(file: &Path, only_check: bool) -> Result<bool, String> {
    let bytes = project::read_bytes(file, 2 * 1024 * 1024).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("`{}` is not UTF-8 text", file.display()))?;
    let mut sources = Sources::default();
    let id = sources.add(file.display().to_string(), text);
    let formatted = syntax::format(&sources, id);
    if formatted.changed && !only_check {
        project::write_aside(file, &formatted.text).map_err(|error| error.to_string())?;
    }
    Ok(formatted.changed)
}
