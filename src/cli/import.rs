//! `threshold import`: another system's extract into records, by a mapping file.
//!
//! Nothing is half imported: a damaged cell stops the import, or leaves its case out where that is asked for.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Exit, Talk};
use crate::project;
use crate::record;
use crate::record::import::{self, Imported, Mapping, RefusedCell};
use crate::source::{SourceFile, SourceId, Sources};
use crate::vocabulary::Vocabulary;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The mapping file: which column is which fact, which code is which answer.
    #[arg(long, value_name = "FILE")]
    map: PathBuf,
    /// The extract's tables; each is found in the mapping by its file's name.
    #[arg(required = true, value_name = "CSV")]
    tables: Vec<PathBuf>,
    /// The rule set whose facts are meant, where the mapping names none or another is wanted.
    #[arg(long, value_name = "SET")]
    rules: Option<String>,
    /// Leave out every case with a damaged cell and import the rest; ends with 3.
    #[arg(long)]
    skip_damaged: bool,
    /// Write the records to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Keep the list of refused cells in this file (CSV); beside the records where none is named.
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// How to write the records.
    #[arg(long, value_enum, default_value_t = Form::Yaml)]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One YAML list.
    Yaml,
    /// One JSON object a line.
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    match imported(arguments, talk) {
        Ok((imported, vocabulary)) => finish(arguments, &imported, &vocabulary, talk),
        Err(exit) => exit,
    }
}

fn imported(arguments: &Arguments, talk: &Talk) -> Result<(Imported, Vocabulary), Exit> {
    let mut sources = Sources::default();
    let stop = |error: String| {
        talk.error(&error);
        Exit::CouldNotRun
    };
    let map = add(&arguments.map, &mut sources).map_err(stop)?;
    let mapping = sources.get(map).map_or_else(|| Err(Vec::new()), import::mapping);
    let mapping: Mapping = mapping.map_err(|mistakes| {
        talk.diagnostics(&sources, &mistakes);
        stop("nothing was imported: the mapping has mistakes".to_owned())
    })?;
    let named = arguments.rules.as_ref().or(mapping.rules.as_ref());
    let named = named.ok_or_else(|| {
        stop("say whose facts are meant: `rules:` in the mapping, or --rules SET".to_owned())
    })?;
    let loaded = project::load_set(named, Path::new(".")).map_err(|error| stop(error.to_string()))?;
    let vocabulary =
        loaded.into_vocabulary().ok_or_else(|| stop(format!("`{named}` has errors; see threshold check")))?;
    let mut ids: Vec<SourceId> = Vec::new();
    for table in &arguments.tables {
        ids.push(add(table, &mut sources).map_err(stop)?);
    }
    let tables: Vec<&SourceFile> = ids.iter().filter_map(|id| sources.get(*id)).collect();
    let imported = import::import(&mapping, &tables, &vocabulary);
    if !imported.problems.is_empty() {
        talk.diagnostics(&sources, &imported.problems);
        return Err(stop("nothing was imported".to_owned()));
    }
    let refused: Vec<_> = imported.refused.iter().map(|cell| cell.diagnostic.clone()).collect();
    talk.diagnostics(&sources, &refused);
    Ok((imported, vocabulary))
}

fn finish(arguments: &Arguments, imported: &Imported, vocabulary: &Vocabulary, talk: &Talk) -> Exit {
    for (file, count) in &imported.not_read {
        talk.say(&format!(
            "{file}: columns that the mapping does not name, and that were not read: {count}."
        ));
    }
    for file in &imported.left_open {
        talk.say(&format!(
            "{file}: a row cannot be laid to any case, so what it holds is left open in every case."
        ));
    }
    let damaged = imported.refused.len();
    if let Some(file) = refused_file(arguments, damaged)
        && !talk.result_to(&refused_list(&imported.refused), Some(&file))
    {
        return Exit::CouldNotRun;
    }
    if damaged > 0 && !arguments.skip_damaged {
        talk.say(&format!(
            "Nothing was imported: refused cells or rows: {damaged}. Mend them, or leave their cases out with --skip-damaged."
        ));
        return Exit::Problems;
    }
    let text = match arguments.format {
        Form::Yaml => record::write_all(&imported.records, vocabulary),
        Form::Jsonl => imported.records.iter().map(|it| record::write_line(it, vocabulary)).collect(),
    };
    if !talk.result_to(&text, arguments.output.as_deref()) {
        return Exit::CouldNotRun;
    }
    talk.say(&format!("Cases imported: {}. Refused cells or rows: {damaged}.", imported.records.len()));
    if damaged > 0 { Exit::InPart } else { Exit::Finished }
}

/// The list of refused cells is kept in the file named, else beside the records.
fn refused_file(arguments: &Arguments, damaged: usize) -> Option<PathBuf> {
    if damaged == 0 {
        return None;
    }
    let beside = || {
        let output = arguments.output.as_ref().filter(|_| arguments.skip_damaged)?;
        let mut name = output.file_name()?.to_owned();
        name.push(".refused.csv");
        Some(output.with_file_name(name))
    };
    arguments.refused.clone().or_else(beside)
}

/// One line for each refused cell; never its value.
fn refused_list(refused: &[RefusedCell]) -> String {
    let mut text = "file,row,column,case,code,message\n".to_owned();
    for cell in refused {
        let fields = [
            &*cell.file,
            &cell.row.to_string(),
            cell.column.as_deref().unwrap_or(""),
            cell.case.as_deref().unwrap_or(""),
            cell.diagnostic.code.0,
            &cell.diagnostic.title,
        ];
        let fields: Vec<String> = fields.into_iter().map(in_quotes).collect();
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

/// In quotes where a comma, quote or line break would end the cell, and marked where a spreadsheet would calculate.
fn in_quotes(field: &str) -> String {
    let calculates = field.starts_with(['=', '+', '-', '@']);
    let field = if calculates { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn add(file: &Path, sources: &mut Sources) -> Result<SourceId, String> {
    let text = project::read_text(file, project::LARGEST_TABLE).map_err(|error| error.to_string())?;
    let text = text.map_err(|byte| {
        format!("`{}` is not UTF-8 text: see byte {byte}; save it as \"CSV UTF-8\"", file.display())
    })?;
    Ok(sources.add(file.display().to_string(), text))
}
