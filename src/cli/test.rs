//! `threshold test [PATH…]`: the examples in rule files, and what they leave unseen.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::drafts::{self, Draft};
use super::{Exit, Talk, paths_or_here};
use crate::project::{self, LoadedSet};
use crate::trial::{self, Coverage, Tried};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Rule files, or folders that hold them; the current folder where none is named.
    paths: Vec<PathBuf>,
    /// How to write the results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// List every sentence that no example saw true, false and open.
    #[arg(long)]
    coverage: bool,
    /// Draft an example for each of those.
    #[arg(long)]
    suggest: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    if arguments.suggest && !drafts::BUILT_IN {
        talk.error("this program was built without proofs, so it cannot draft examples");
        return Exit::CouldNotRun;
    }
    let mut sets = Vec::new();
    for path in paths_or_here(&arguments.paths) {
        match load(&path, talk) {
            Ok(loaded) => sets.extend(loaded),
            Err(exit) => return exit,
        }
    }
    let ran: Vec<Ran> = sets.iter().filter_map(|(file, set)| try_set(file, set, arguments.suggest)).collect();
    match arguments.format {
        Format::Text => talk.result(&text(&ran, arguments)),
        Format::Json => talk.result(&json(&ran)),
    }
    let failed = ran.iter().any(|ran| ran.failed() > 0);
    if failed { Exit::Problems } else { Exit::Finished }
}

/// One rule set's examples, run.
struct Ran {
    file: String,
    title: String,
    examples: Vec<(Tried, Vec<(String, String)>)>,
    coverage: Coverage,
    /// Examples drafted, where they were asked for.
    suggested: Option<Vec<Draft>>,
}

impl Ran {
    fn failed(&self) -> usize {
        self.examples.iter().filter(|(_, failures)| !failures.is_empty()).count()
    }
}

fn load(path: &Path, talk: &Talk) -> Result<Vec<(String, LoadedSet)>, Exit> {
    let files = project::rule_files_in(path).map_err(|error| {
        talk.error(&error.to_string());
        Exit::CouldNotRun
    })?;
    let mut sets = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "rules")) {
        let loaded = project::load_file(file).map_err(|error| {
            talk.error(&error.to_string());
            Exit::CouldNotRun
        })?;
        if loaded.sound.is_none() {
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
            talk.diagnostics(&loaded.sources, &errors);
            talk.error(&format!("the examples of `{}` cannot be run while it has errors", file.display()));
            return Err(Exit::CouldNotRun);
        }
        sets.push((file.display().to_string(), loaded));
    }
    Ok(sets)
}

fn try_set(file: &str, set: &LoadedSet, suggest: bool) -> Option<Ran> {
    let sound = set.sound.as_ref()?;
    let tried = trial::run(sound);
    let results: Vec<_> = tried.iter().map(|tried| tried.result.clone()).collect();
    let coverage = trial::coverage(sound.rule_set(), &results);
    let suggested = suggest.then(|| drafts::of(sound, &coverage));
    let examples = tried.into_iter().map(|tried| {
        let failures = tried
            .failures
            .iter()
            .map(|failure| (set.sources.place(failure.span), failure.words.clone()))
            .collect();
        (tried, failures)
    });
    Some(Ran {
        file: file.to_owned(),
        title: sound.rule_set().title.clone(),
        examples: examples.collect(),
        coverage,
        suggested,
    })
}

fn text(ran: &[Ran], arguments: &Arguments) -> String {
    let mut text = String::new();
    for ran in ran {
        let _ = writeln!(text, "{} ({})", ran.title, ran.file);
        for (tried, failures) in ran.examples.iter().filter(|(_, failures)| !failures.is_empty()) {
            let _ = writeln!(text, "  FAILED  {}", tried.name);
            for (place, words) in failures {
                let _ = writeln!(text, "          {place}: {words}");
            }
        }
        let passed = ran.examples.len() - ran.failed();
        let (seen, all) = ran.coverage.counts();
        let _ = writeln!(text, "  {passed} of {} examples came out as written.", ran.examples.len());
        let _ = writeln!(text, "  {}", coverage_words(seen, all, arguments.coverage));
        if arguments.coverage {
            text.push_str(&unseen(&ran.coverage));
        }
        text.push_str(&drafts::text(ran.suggested.as_deref().unwrap_or_default()));
    }
    let failed: usize = ran.iter().map(Ran::failed).sum();
    let all: usize = ran.iter().map(|ran| ran.examples.len()).sum();
    let _ = writeln!(text, "{} passed, {failed} failed", all - failed);
    text
}

/// How much the examples show, which is no verdict on them.
fn coverage_words(seen: usize, all: usize, listed: bool) -> String {
    let shown = format!("They show {seen} of {all} sentences true, false and open where each decides");
    match all - seen {
        0 => format!("{shown}."),
        _ if listed => format!("{shown}; more examples would show these:"),
        left => format!("{shown}; `--coverage` lists the {left} that more examples would show."),
    }
}

fn unseen(coverage: &Coverage) -> String {
    let mut text = String::new();
    for item in coverage.items.iter().filter(|item| !item.seen.all()) {
        let missing: Vec<&str> = [("true", item.seen.yes), ("false", item.seen.no), ("open", item.seen.open)]
            .into_iter()
            .filter(|(_, seen)| !seen)
            .map(|(word, _)| word)
            .collect();
        let _ = writeln!(
            text,
            "    never {}: {} {} {}",
            missing.join(", never "),
            item.block,
            item.label,
            item.text
        );
    }
    text
}

#[derive(Serialize)]
struct SetJson<'a> {
    file: &'a str,
    rule_set: &'a str,
    examples: Vec<ExampleJson<'a>>,
    coverage: Vec<ItemJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<&'a [Draft]>,
}

#[derive(Serialize)]
struct ExampleJson<'a> {
    example: &'a str,
    passed: bool,
    failures: Vec<FailureJson<'a>>,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    place: &'a str,
    words: &'a str,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    set: &'a str,
    block: &'a str,
    label: &'a str,
    text: &'a str,
    #[serde(rename = "true")]
    yes: bool,
    #[serde(rename = "false")]
    no: bool,
    open: bool,
}

#[derive(Serialize)]
struct TestJson<'a> {
    schema: &'a str,
    sets: Vec<SetJson<'a>>,
}

fn json(ran: &[Ran]) -> String {
    let sets = ran.iter().map(|ran| SetJson {
        file: &ran.file,
        rule_set: &ran.title,
        examples: ran
            .examples
            .iter()
            .map(|(tried, failures)| ExampleJson {
                example: &tried.name,
                passed: failures.is_empty(),
                failures: failures.iter().map(|(place, words)| FailureJson { place, words }).collect(),
            })
            .collect(),
        coverage: ran.coverage.items.iter().map(item_json).collect(),
        suggested: ran.suggested.as_deref(),
    });
    let all = TestJson { schema: "threshold/test/1", sets: sets.collect() };
    serde_json::to_string_pretty(&all).map_or_else(|error| error.to_string(), |text| text + "\n")
}

fn item_json(item: &trial::CoverageItem) -> ItemJson<'_> {
    ItemJson {
        set: &item.set,
        block: &item.block,
        label: &item.label,
        text: &item.text,
        yes: item.seen.yes,
        no: item.seen.no,
        open: item.seen.open,
    }
}
