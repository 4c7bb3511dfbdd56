//! `threshold check [PATH…]`: every error and warning, in one run.

use std::path::{Path, PathBuf};

use super::{Exit, Talk, paths_or_here};
use crate::diagnostic::Diagnostic;
use crate::project::{self, LoadedSet};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Rule files, or folders that hold them; the current folder where none is named.
    paths: Vec<PathBuf>,
    /// Show the notes too: what rests on an unverified text, what cannot be proved here.
    #[arg(long)]
    notes: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    deny_warnings: bool,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let mut tally = Tally::default();
    for path in paths_or_here(&arguments.paths) {
        let files = match project::rule_files_in(&path) {
            Ok(files) => files,
            Err(error) => {
                talk.error(&error.to_string());
                return Exit::CouldNotRun;
            }
        };
        if files.is_empty() {
            talk.say(&format!("`{}` holds no rule files (.rules, .facts, .board).", path.display()));
        }
        for file in files {
            if let Err(exit) = tally.file(&file, arguments, talk) {
                return exit;
            }
        }
    }
    tally.finish(arguments, talk)
}

/// What was found so far. A shared vocabulary's mistakes are told once.
#[derive(Default)]
struct Tally {
    told: Vec<(String, Diagnostic)>,
    all: Vec<Diagnostic>,
    files: usize,
}

impl Tally {
    fn file(&mut self, file: &Path, arguments: &Arguments, talk: &Talk) -> Result<(), Exit> {
        let loaded = project::load_file(file).map_err(|error| {
            talk.error(&error.to_string());
            Exit::CouldNotRun
        })?;
        self.files += 1;
        let fresh = self.fresh(&loaded);
        let shown: Vec<Diagnostic> = fresh
            .iter()
            .filter(|diagnostic| arguments.notes || diagnostic.severity != crate::diagnostic::Severity::Note)
            .cloned()
            .collect();
        talk.diagnostics(&loaded.sources, &shown);
        self.all.extend(fresh);
        Ok(())
    }

    fn fresh(&mut self, loaded: &LoadedSet) -> Vec<Diagnostic> {
        let mut fresh = Vec::new();
        for diagnostic in &loaded.diagnostics {
            let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| {
                format!("{}:{}", loaded.sources.place(label.span), label.span.start)
            });
            let known = self.told.iter().any(|(at, told)| {
                *at == place && told.code == diagnostic.code && told.title == diagnostic.title
            });
            if !known {
                self.told.push((place, diagnostic.clone()));
                fresh.push(diagnostic.clone());
            }
        }
        fresh
    }

    fn finish(self, arguments: &Arguments, talk: &Talk) -> Exit {
        talk.summary(&self.all);
        let bad = self.all.iter().any(|diagnostic| {
            diagnostic.is_error()
                || arguments.deny_warnings && diagnostic.severity == crate::diagnostic::Severity::Warning
        });
        if bad {
            return Exit::Problems;
        }
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        talk.result(&format!("Checked {files}: no errors.\n"));
        Exit::Finished
    }
}
