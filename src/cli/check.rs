//! `threshold check [PATH…]`: every error and warning, in one run.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;

use super::{Exit, Talk, cases, check_json, judged, paths_or_here, today};
use crate::diagnostic::Diagnostic;
use crate::program::{self, Program};
use crate::project::{self, LoadedSet};
use crate::source::Sources;
use crate::vocabulary::Vocabulary;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Rule files, or folders that hold them; the current folder where none is named.
    paths: Vec<PathBuf>,
    /// Show the notes too: what rests on an unverified text, what cannot be proved here.
    #[arg(long)]
    notes: bool,
    /// How to write what is found: json goes to standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Read the case files below the paths too, against the vocabulary of the rule sets found there, and hold the
    /// decisions in them against those sets.
    #[arg(long)]
    records: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn, for people.
    Text,
    /// For programs.
    Json,
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
    if arguments.records
        && let Err(exit) = tally.records(arguments, talk)
    {
        return exit;
    }
    tally.finish(arguments, talk)
}

/// What was found so far. A shared vocabulary's mistakes are told once.
#[derive(Default)]
struct Tally {
    told: Vec<(String, Diagnostic)>,
    all: Vec<Diagnostic>,
    json: Vec<Value>,
    vocabulary: Option<Vocabulary>,
    /// The rule sets that decisions are held against; kept only where records are read.
    programs: Vec<Program>,
    refused: bool,
    files: usize,
}

impl Tally {
    fn file(&mut self, file: &Path, arguments: &Arguments, talk: &Talk) -> Result<(), Exit> {
        #[cfg_attr(not(feature = "solve"), expect(unused_mut, reason = "proofs add to it"))]
        let mut loaded = project::load_file(file).map_err(|error| {
            talk.error(&error.to_string());
            Exit::CouldNotRun
        })?;
        self.files += 1;
        if arguments.records {
            self.programs.extend(loaded.sound.as_ref().map(program::lower));
            if file.extension().is_some_and(|ending| ending == "board") {
                self.programs.extend(judged::sets_of_profile(file));
            }
        }
        #[cfg(feature = "solve")]
        if let Some(sound) = &loaded.sound {
            let program = crate::program::lower(sound);
            let on_purpose = |span| project::fails_on_purpose(&loaded.sources, span);
            let broken = crate::analysis::broken(&program, &on_purpose);
            loaded.diagnostics.extend(broken);
            loaded.diagnostics.extend(crate::analysis::never_apply(&program));
            loaded.diagnostics.extend(crate::analysis::unread_presumptions(&program));
        }
        let fresh = self.fresh(&loaded);
        let shown: Vec<Diagnostic> = fresh
            .iter()
            .filter(|diagnostic| arguments.notes || diagnostic.severity != crate::diagnostic::Severity::Note)
            .cloned()
            .collect();
        match arguments.format {
            Format::Text => talk.diagnostics(&loaded.sources, &shown),
            Format::Json => {
                self.json.extend(shown.iter().map(|it| check_json::diagnostic(&loaded.sources, it)));
            }
        }
        self.all.extend(fresh);
        self.vocabulary = self.vocabulary.take().or_else(|| loaded.into_vocabulary());
        Ok(())
    }

    /// The case files below the paths, where asked for.
    fn records(&mut self, arguments: &Arguments, talk: &Talk) -> Result<(), Exit> {
        let shipped =
            || project::load_set("england/working-together-2015", Path::new(".")).ok()?.into_vocabulary();
        let Some(vocabulary) = self.vocabulary.clone().or_else(shipped) else { return Ok(()) };
        let gathered = cases::gather(&paths_or_here(&arguments.paths), None, &vocabulary, talk)?;
        self.refused = gathered.tell_refused(talk) != Exit::Finished;
        let made: usize = gathered.records.iter().map(|record| record.decisions.len()).sum();
        if made > 0 && self.programs.is_empty() {
            talk.say("No rule set was found here, so the decisions in the records were not judged.");
        }
        let paths = paths_or_here(&arguments.paths);
        let problems = judged::judge(&self.programs, &paths, today::today(), talk)?;
        match arguments.format {
            Format::Text => talk.diagnostics(&Sources::default(), &problems),
            Format::Json => {
                let told = problems.iter().map(|it| check_json::diagnostic(&Sources::default(), it));
                self.json.extend(told);
            }
        }
        self.all.extend(problems);
        talk.say(&format!("Read {} cases.", gathered.records.len()));
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
        if arguments.format == Format::Json {
            talk.result(&check_json::document(&self.json));
        }
        talk.summary(&self.all);
        let bad = self.all.iter().any(|diagnostic| {
            diagnostic.is_error()
                || arguments.deny_warnings && diagnostic.severity == crate::diagnostic::Severity::Warning
        });
        if bad || self.refused {
            return Exit::Problems;
        }
        if arguments.format == Format::Json {
            return Exit::Finished;
        }
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        talk.result(&format!("Checked {files}: no errors.\n"));
        Exit::Finished
    }
}
