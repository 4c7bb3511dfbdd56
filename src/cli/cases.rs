//! Case files from the command line: found, read, and those refused told with their reasons.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::ValueEnum;

use super::linked::{self, LinkedRecords};
use super::{Exit, Talk};
use crate::diagnostic::Diagnostic;
use crate::project;
use crate::record::{self, AgencyCase, AgencyReply, Read, Record, RefusedCase, Reply};
use crate::source::{SourceId, Sources};
use crate::vocabulary::Vocabulary;

/// How standard input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Input {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
    /// JSON lines.
    Jsonl,
    /// CSV.
    Csv,
}

/// All cases of a run.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Those that can be screened, in input order.
    pub(super) records: Vec<Record>,
    /// Those that cannot.
    pub(super) refused: Vec<RefusedCase>,
    /// For cases that are folders: how their agencies replied.
    pub(super) replies: Vec<(String, Vec<AgencyReply>)>,
    /// The records they are linked to.
    pub(super) linked: LinkedRecords,
}

impl Gathered {
    /// How the agencies of a case replied; none where it is no folder.
    pub(super) fn replies_of(&self, case: &str) -> &[AgencyReply] {
        self.replies.iter().find(|(of, _)| of == case).map_or(&[], |(_, replies)| replies)
    }

    /// Refuses the cases of which these diagnostics are, and tells why.
    pub(super) fn refuse(&mut self, problems: Vec<(String, Vec<Diagnostic>)>, talk: &Talk) {
        for (case, diagnostics) in problems {
            talk.diagnostics(&Sources::default(), &diagnostics);
            let Some(at) = self.records.iter().position(|record| record.case == case) else { continue };
            let record = self.records.remove(at);
            self.refused.push(RefusedCase { case: Some(case), place: record.place, diagnostics });
        }
    }
}

/// Reads every case file; tells every mistake.
pub(super) fn gather(
    paths: &[PathBuf],
    input: Option<Input>,
    vocabulary: &Vocabulary,
    talk: &Talk,
) -> Result<Gathered, Exit> {
    let mut sources = Sources::default();
    let mut all = Read::default();
    let mut replies = Vec::new();
    for path in paths {
        let files = if path == Path::new("-") { vec![path.clone()] } else { found(path, talk)? };
        for file in files {
            if project::is_case_folder(&file) {
                let case = folder(&file, &mut sources, vocabulary, talk)?;
                replies.extend(case.record.as_ref().ok().map(|record| (record.case.clone(), case.replies)));
                all.add(case.record);
                continue;
            }
            let (id, lists, format) = open(&file, input, &mut sources, talk)?;
            let read = record::read_with_lists(&sources, id, &lists, format, vocabulary);
            all.records.extend(read.records);
            all.refused.extend(read.refused);
            all.diagnostics.extend(read.diagnostics);
        }
    }
    let read = record::repeated(all);
    let (linked, warnings) = linked::find(&read.records, &mut sources, vocabulary);
    let mut mistakes: Vec<Diagnostic> = read.all_diagnostics().into_iter().cloned().collect();
    mistakes.extend(warnings);
    talk.diagnostics(&sources, &mistakes);
    Ok(Gathered { records: read.records, refused: read.refused, replies, linked })
}

/// One case from its agencies' files.
fn folder(
    folder: &Path,
    sources: &mut Sources,
    vocabulary: &Vocabulary,
    talk: &Talk,
) -> Result<AgencyCase, Exit> {
    let case = agency_case(folder, sources, vocabulary).map_err(|error| {
        talk.error(&error);
        Exit::CouldNotRun
    })?;
    for line in replies_told(&case) {
        talk.say(&line);
    }
    Ok(case)
}

/// One case from its agencies' files, or why they cannot be read.
pub(super) fn agency_case(
    folder: &Path,
    sources: &mut Sources,
    vocabulary: &Vocabulary,
) -> Result<AgencyCase, String> {
    let (paths, list) = project::agency_files(folder).map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    for path in paths {
        let format = record::Format::of_name(&path.to_string_lossy()).unwrap_or(record::Format::Yaml);
        files.push((add(&path, sources)?, format));
    }
    let list = list.map(|path| add(&path, sources)).transpose()?;
    Ok(record::agencies(sources, &folder.display().to_string(), &files, list, vocabulary))
}

/// Who has not replied, and who holds nothing: never the same thing.
fn replies_told(case: &AgencyCase) -> Vec<String> {
    let Ok(record) = &case.record else { return Vec::new() };
    let named = |reply| {
        let of: Vec<&str> =
            case.replies.iter().filter(|it| it.reply == reply).map(|it| it.agency.as_str()).collect();
        of.join(", ")
    };
    [(Reply::NoReply, "have not replied"), (Reply::NothingKnown, "hold nothing on the child or family")]
        .into_iter()
        .map(|(reply, words)| (named(reply), words))
        .filter(|(agencies, _)| !agencies.is_empty())
        .map(|(agencies, words)| format!("{}: these agencies {words}: {agencies}.", record.case))
        .collect()
}

fn found(path: &Path, talk: &Talk) -> Result<Vec<PathBuf>, Exit> {
    let files = project::cases_in(path).map_err(|error| {
        talk.error(&error.to_string());
        Exit::CouldNotRun
    })?;
    if files.is_empty() {
        talk.error(&format!("`{}` holds no case files (.yaml, .json, .jsonl, .csv)", path.display()));
        return Err(Exit::CouldNotRun);
    }
    Ok(files)
}

fn open(
    file: &Path,
    input: Option<Input>,
    sources: &mut Sources,
    talk: &Talk,
) -> Result<(SourceId, Vec<SourceId>, record::Format), Exit> {
    let refuse = |error: String| {
        talk.error(&error);
        Exit::CouldNotRun
    };
    if file == Path::new("-") {
        let text = standard_input().ok_or_else(|| refuse("standard input is not UTF-8 text".to_owned()))?;
        let format = input.map_or_else(|| guess(text), named);
        return Ok((sources.add("standard input", text), Vec::new(), format));
    }
    case_file(file, sources).map_err(refuse)
}

/// What stands on standard input, read once: under a board profile each rule set reads the cases in its own words.
fn standard_input() -> Option<&'static str> {
    static TEXT: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let mut text = String::new();
        let read = std::io::stdin().lock().take(project::LARGEST_CASE_FILE).read_to_string(&mut text);
        read.is_ok().then_some(text)
    };
    TEXT.get_or_init(read).as_deref()
}

/// A case file with its companions, or why it cannot be read.
pub(super) fn case_file(
    file: &Path,
    sources: &mut Sources,
) -> Result<(SourceId, Vec<SourceId>, record::Format), String> {
    let format = record::Format::of_name(&file.to_string_lossy())
        .ok_or_else(|| format!("`{}` is not a case file (.yaml, .json, .jsonl, .csv)", file.display()))?;
    let id = add(file, sources)?;
    let mut lists = Vec::new();
    if format == record::Format::Csv {
        for companion in project::companions(file) {
            lists.push(add(&companion, sources)?);
        }
    }
    Ok((id, lists, format))
}

fn add(file: &Path, sources: &mut Sources) -> Result<SourceId, String> {
    let text = project::read_text(file, project::LARGEST_CASE_FILE).map_err(|error| error.to_string())?;
    let text = text.map_err(|byte| format!("`{}` is not UTF-8 text: see byte {byte}", file.display()))?;
    Ok(sources.add(file.display().to_string(), text))
}

fn named(input: Input) -> record::Format {
    match input {
        Input::Yaml => record::Format::Yaml,
        Input::Json => record::Format::Json,
        Input::Jsonl => record::Format::JsonLines,
        Input::Csv => record::Format::Csv,
    }
}

/// JSON begins with a bracket; several lines that each begin with a brace are JSON lines; all else is YAML.
fn guess(text: &str) -> record::Format {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.as_slice() {
        [first, _, ..] if first.starts_with('{') && lines.iter().all(|line| line.starts_with('{')) => {
            record::Format::JsonLines
        }
        [first, ..] if first.starts_with(['{', '[']) => record::Format::Json,
        _ => record::Format::Yaml,
    }
}

/// Says which cases were refused, by id.
pub(super) fn refused(gathered: &Gathered, talk: &Talk) -> Exit {
    if gathered.refused.is_empty() {
        return Exit::Finished;
    }
    let all = gathered.records.len() + gathered.refused.len();
    let ids: Vec<&str> =
        gathered.refused.iter().map(|it| it.case.as_deref().unwrap_or("a case without an id")).collect();
    talk.say(&format!("{} of {all} cases could not be read: {}.", ids.len(), ids.join(", ")));
    Exit::InPart
}
