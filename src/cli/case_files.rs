//! The case files of a run: found once, gone through as often as is wanted, one case at a time.
//!
//! JSON lines and CSV are never held whole. A file that cannot be used is one refused case; the others go on.

use std::io::{self, BufRead, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::ValueEnum;

use super::{Exit, Talk};
use crate::diagnostic::Diagnostic;
use crate::project::{self, ProjectError};
use crate::record::{self, AgencyCase, AgencyReply, Format, Record, RefusedCase, Stream};
use crate::source::{SourceFile, SourceId, Sources};
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

/// The case files of a run, in their order.
pub(super) struct CaseFiles {
    files: Vec<CaseFile>,
}

enum CaseFile {
    /// One case, with a file per agency.
    Folder(PathBuf),
    /// A file on the disk.
    File(PathBuf, Format),
    /// Standard input, kept so that it can be gone through again.
    Standard(&'static str, Format),
}

/// What is done with each case; it can end the reading.
pub(super) type Visit<'v> = dyn FnMut(Result<Record, RefusedCase>, Vec<AgencyReply>) -> ControlFlow<()> + 'v;

impl CaseFiles {
    /// Finds them; opens none but standard input.
    pub(super) fn find(paths: &[PathBuf], input: Option<Input>, talk: &Talk) -> Result<Self, Exit> {
        let mut files = Vec::new();
        for path in paths {
            if path == Path::new("-") {
                let text = standard_input()
                    .ok_or_else(|| could_not_run("standard input is not UTF-8 text", talk))?;
                files.push(CaseFile::Standard(text, input.map_or_else(|| guess(text), named)));
                continue;
            }
            for file in found(path, talk)? {
                if project::is_case_folder(&file) {
                    files.push(CaseFile::Folder(file));
                    continue;
                }
                let format = format_of(&file).map_err(|why| could_not_run(&why, talk))?;
                files.push(CaseFile::File(file, format));
            }
        }
        Ok(Self { files })
    }

    /// Hands out each case in order. Gives what is to be said of the files beside their cases.
    pub(super) fn each(
        &self,
        vocabulary: &Vocabulary,
        talk: &Talk,
        visit: &mut Visit<'_>,
    ) -> Result<Vec<Diagnostic>, Exit> {
        let mut said = Vec::new();
        for file in &self.files {
            let mut ended = false;
            let mut watched = |case: Result<Record, RefusedCase>, replies: Vec<AgencyReply>| {
                let flow = visit(case, replies);
                ended = flow.is_break();
                flow
            };
            said.extend(file.each(vocabulary, &mut watched).map_err(|why| could_not_run(&why, talk))?);
            if ended {
                break;
            }
        }
        Ok(said)
    }
}

impl CaseFile {
    fn each(&self, vocabulary: &Vocabulary, visit: &mut Visit<'_>) -> Result<Vec<Diagnostic>, String> {
        match self {
            Self::Folder(folder) => {
                let case = agency_case(folder, &mut Sources::default(), vocabulary)?;
                let _ = visit(case.record, case.replies);
                Ok(Vec::new())
            }
            Self::Standard(text, format) => {
                let name = "standard input";
                let open = || Ok(Box::new(text.as_bytes()) as Box<dyn BufRead>);
                streamed(&Stream { name, open: &open, lists: &[] }, *format, vocabulary, visit)
                    .unwrap_or_else(|| Ok(whole(name, text, *format, vocabulary, visit)))
            }
            Self::File(path, format) => {
                let name = path.display().to_string();
                let companions = companions(path, *format)?;
                let lists: Vec<&SourceFile> = companions.iter().collect();
                let open = || Ok(Box::new(project::open_to_stream(path)?) as Box<dyn BufRead>);
                let stream = Stream { name: &name, open: &open, lists: &lists };
                if let Some(streamed) = streamed(&stream, *format, vocabulary, visit) {
                    return streamed;
                }
                match project::read_text(path, project::LARGEST_CASE_FILE) {
                    Ok(Ok(text)) => return Ok(whole(&name, &text, *format, vocabulary, visit)),
                    Ok(Err(_)) => _ = visit(Err(RefusedCase::not_utf8(&name)), Vec::new()),
                    Err(ProjectError::TooLarge { .. }) => {
                        _ = visit(Err(RefusedCase::too_large(&name)), Vec::new());
                    }
                    Err(error) => return Err(error.to_string()),
                }
                Ok(Vec::new())
            }
        }
    }
}

/// The cases of JSON lines or a table; nothing for the formats that are read whole.
fn streamed(
    stream: &Stream<'_>,
    format: Format,
    vocabulary: &Vocabulary,
    visit: &mut Visit<'_>,
) -> Option<Result<Vec<Diagnostic>, String>> {
    let mut visit = |case: Result<Record, RefusedCase>| visit(case, Vec::new());
    let said = match format {
        Format::JsonLines => stream.json_lines(vocabulary, &mut visit),
        Format::Csv => stream.csv(vocabulary, &mut visit),
        Format::Yaml | Format::Json => return None,
    };
    Some(said.map_err(|why| format!("`{}` cannot be read: {why}", stream.name)))
}

/// The cases of one document.
fn whole(
    name: &str,
    text: &str,
    format: Format,
    vocabulary: &Vocabulary,
    visit: &mut Visit<'_>,
) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let read = record::read(&sources, id, format, vocabulary);
    let cases = read.records.into_iter().map(Ok).chain(read.refused.into_iter().map(Err));
    for case in cases {
        if visit(case, Vec::new()).is_break() {
            break;
        }
    }
    read.diagnostics
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
        let format = Format::of_name(&path.to_string_lossy()).unwrap_or(Format::Yaml);
        files.push((add(&path, sources)?, format));
    }
    let list = list.map(|path| add(&path, sources)).transpose()?;
    Ok(record::agencies(sources, &folder.display().to_string(), &files, list, vocabulary))
}

/// A case file with its companions, or why it cannot be read.
pub(super) fn case_file(
    file: &Path,
    sources: &mut Sources,
) -> Result<(SourceId, Vec<SourceId>, Format), String> {
    let format = format_of(file)?;
    let id = add(file, sources)?;
    let mut lists = Vec::new();
    if format == Format::Csv {
        for companion in project::companions(file) {
            lists.push(add(&companion, sources)?);
        }
    }
    Ok((id, lists, format))
}

/// The companions of a table.
fn companions(file: &Path, format: Format) -> Result<Vec<SourceFile>, String> {
    let mut sources = Sources::default();
    if format == Format::Csv {
        for companion in project::companions(file) {
            add(&companion, &mut sources)?;
        }
    }
    Ok(sources.into_files())
}

fn add(file: &Path, sources: &mut Sources) -> Result<SourceId, String> {
    let text = project::read_text(file, project::LARGEST_CASE_FILE).map_err(|error| error.to_string())?;
    let text = text.map_err(|byte| format!("`{}` is not UTF-8 text: see byte {byte}", file.display()))?;
    Ok(sources.add(file.display().to_string(), text))
}

fn found(path: &Path, talk: &Talk) -> Result<Vec<PathBuf>, Exit> {
    let files = project::cases_in(path).map_err(|error| could_not_run(&error.to_string(), talk))?;
    if files.is_empty() {
        let why = format!("`{}` holds no case files (.yaml, .json, .jsonl, .csv)", path.display());
        return Err(could_not_run(&why, talk));
    }
    Ok(files)
}

fn format_of(file: &Path) -> Result<Format, String> {
    Format::of_name(&file.to_string_lossy())
        .ok_or_else(|| format!("`{}` is not a case file (.yaml, .json, .jsonl, .csv)", file.display()))
}

fn could_not_run(why: &str, talk: &Talk) -> Exit {
    talk.error(why);
    Exit::CouldNotRun
}

/// What stands on standard input, read once: the cases are gone through more than once.
fn standard_input() -> Option<&'static str> {
    static TEXT: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).is_ok().then_some(text)
    };
    TEXT.get_or_init(read).as_deref()
}

fn named(input: Input) -> Format {
    match input {
        Input::Yaml => Format::Yaml,
        Input::Json => Format::Json,
        Input::Jsonl => Format::JsonLines,
        Input::Csv => Format::Csv,
    }
}

/// JSON begins with a bracket; several lines that each begin with a brace are JSON lines; all else is YAML.
fn guess(text: &str) -> Format {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.as_slice() {
        [first, _, ..] if first.starts_with('{') && lines.iter().all(|line| line.starts_with('{')) => {
            Format::JsonLines
        }
        [first, ..] if first.starts_with(['{', '[']) => Format::Json,
        _ => Format::Yaml,
    }
}
