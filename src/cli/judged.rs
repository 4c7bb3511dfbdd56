//! Decisions of records, held against the rule sets they may have been made under.
//!
//! Which of several sets a case was decided under is not known here, so only what every one of them finds is told.

use std::path::{Path, PathBuf};

use super::{Exit, Talk, cases, compare};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::evaluation::{self, Options};
use crate::procedure;
use crate::program::{self, Program};
use crate::project;
use crate::record::Record;

/// What all of these say, each set's findings in a list of their own: the first set's, where every other has one at the
/// same place.
pub(super) fn by_all(found: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let mut sets = found.into_iter();
    let Some(mut problems) = sets.next() else { return Vec::new() };
    for other in sets {
        problems.retain(|problem| other.iter().any(|it| it.place == problem.place));
    }
    problems
}

/// The rule sets that a board profile names, ready to run.
pub(super) fn sets_of_profile(file: &Path) -> Vec<Program> {
    let loaded = project::find_profile(&file.to_string_lossy(), Path::new("."))
        .and_then(|(home, library)| project::load_profile(&home, &library));
    let Ok(loaded) = loaded else { return Vec::new() };
    loaded.sets.iter().filter_map(|(_, sound)| sound.as_ref()).map(program::lower).collect()
}

/// Every mistake in the decisions of the cases below these paths.
pub(super) fn judge(
    programs: &[Program],
    paths: &[PathBuf],
    as_at: Date,
    talk: &Talk,
) -> Result<Vec<Diagnostic>, Exit> {
    let quiet = talk.silent_if(true);
    let mut read: Vec<(&Program, Vec<Record>)> = Vec::new();
    for program in programs {
        let known = read.iter().find(|(other, _)| compare::same_vocabulary(other, program));
        let records = if let Some((_, records)) = known {
            records.clone()
        } else {
            let gathered = cases::gather(paths, None, &program.rule_set.vocabulary, &quiet)?;
            gathered.records.into_iter().filter(|record| !record.decisions.is_empty()).collect()
        };
        read.push((program, records));
    }
    let mut ids: Vec<&str> = Vec::new();
    for record in read.iter().flat_map(|(_, records)| records) {
        if !ids.contains(&record.case.as_str()) {
            ids.push(&record.case);
        }
    }
    Ok(ids.into_iter().flat_map(|case| of_case(case, &read, as_at)).collect())
}

/// What is wrong with one case's decisions under every set that can read it.
fn of_case(case: &str, read: &[(&Program, Vec<Record>)], as_at: Date) -> Vec<Diagnostic> {
    let here: Vec<(&Program, &Record)> = read
        .iter()
        .filter_map(|(program, records)| Some((*program, records.iter().find(|it| it.case == case)?)))
        .collect();
    let misfits =
        here.iter().map(|(program, record)| procedure::misfits(&program.rule_set, record)).collect();
    let mut problems = by_all(misfits);
    let leaves: Vec<(usize, Option<Diagnostic>)> = here
        .iter()
        .flat_map(|(program, record)| {
            let result = evaluation::evaluate(program, record, as_at, &Options::default());
            procedure::unallowed(program, record, &result, as_at)
        })
        .collect();
    let decisions = here.first().map_or(0, |(_, record)| record.decisions.len());
    for decision in 0..decisions {
        let of_it: Vec<&Option<Diagnostic>> =
            leaves.iter().filter(|(index, _)| *index == decision).map(|(_, told)| told).collect();
        if of_it.iter().all(|told| told.is_some()) {
            problems.extend(of_it.into_iter().flatten().next().cloned());
        }
    }
    problems
}
