//! The rule sets of a board profile, ready to run, each with the cases read in its own vocabulary.

use std::collections::BTreeMap;
use std::path::Path;

use super::cases::{self, Gathered};
use super::linked::LinkedRecords;
use super::screen::Arguments;
use super::{Exit, Talk, judged};
use crate::diagnostic::Diagnostic;
use crate::procedure;
use crate::program::{self, Program};
use crate::project::{self, LoadedProfile};
use crate::record::{AgencyReply, Record};

/// A rule set of the profile, ready to run, with the cases read in its vocabulary.
pub(super) struct Edition {
    pub(super) title: String,
    pub(super) program: Program,
    pub(super) linked: LinkedRecords,
    /// By case.
    records: BTreeMap<String, Record>,
    replies: BTreeMap<String, Vec<AgencyReply>>,
}

impl Edition {
    /// The record of a case, where this set's vocabulary understands it.
    pub(super) fn record(&self, case: &str) -> Option<&Record> {
        self.records.get(case)
    }

    /// How the agencies of a case replied; none where it is no folder.
    pub(super) fn replies_of(&self, case: &str) -> &[AgencyReply] {
        self.replies.get(case).map_or(&[], Vec::as_slice)
    }
}

/// The editions of a run.
pub(super) struct Editions {
    /// In the profile's order.
    pub(super) all: Vec<Edition>,
    /// The cases that can be screened, in input order.
    pub(super) cases: Vec<String>,
    /// 3 where some cases were refused.
    pub(super) exit: Exit,
}

pub(super) fn load(profile: &str, talk: &Talk) -> Result<LoadedProfile, Exit> {
    let refuse = |error: project::ProjectError| {
        talk.error(&error.to_string());
        Exit::CouldNotRun
    };
    let (home, library) = project::find_profile(profile, Path::new(".")).map_err(refuse)?;
    let loaded = project::load_profile(&home, &library).map_err(refuse)?;
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    let broken = loaded.sets.iter().find(|(_, sound)| sound.is_none());
    if errors.is_empty() && broken.is_none() {
        return Ok(loaded);
    }
    talk.diagnostics(&loaded.sources, &errors);
    if let Some((title, _)) = broken {
        talk.error(&format!("the rule set \"{title}\" has errors; check it first"));
    }
    talk.error("the profile cannot be used");
    Err(Exit::CouldNotRun)
}

/// The rule sets of a profile, ready to run, by title.
pub(super) fn programs(loaded: &LoadedProfile) -> Vec<(String, Program)> {
    let sound = loaded.sets.iter().filter_map(|(title, sound)| Some((title, sound.as_ref()?)));
    let ready = sound.map(|(title, sound)| {
        let mut program = program::lower(sound);
        if program.rule_set.working_days.is_none() {
            program.rule_set.working_days.clone_from(&loaded.profile.working_days);
        }
        (title.clone(), program)
    });
    ready.collect()
}

/// Reads the cases in the vocabulary of each of the profile's sets; those that one of them refuses are told.
pub(super) fn read(loaded: &LoadedProfile, arguments: &Arguments, talk: &Talk) -> Result<Editions, Exit> {
    let mut read: Vec<(String, Program, Gathered)> = Vec::new();
    for (title, program) in programs(loaded) {
        // The same files say the same things in every vocabulary; they are told once.
        let quiet = talk.silent_if(!read.is_empty());
        let gathered =
            cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, &quiet)?;
        read.push((title, program, gathered));
    }
    let unfit = unfit(&read);
    let mut editions = Editions { all: Vec::new(), cases: Vec::new(), exit: Exit::Finished };
    for (title, program, mut gathered) in read {
        let quiet = talk.silent_if(!editions.all.is_empty());
        gathered.refuse(unfit.clone(), &quiet);
        editions.exit = editions.exit.max(gathered.tell_refused(&quiet));
        if editions.all.is_empty() {
            editions.cases = gathered.records.iter().map(|record| record.case.clone()).collect();
        }
        editions.all.push(Edition {
            title,
            program,
            linked: gathered.linked,
            records: gathered.records.into_iter().map(|record| (record.case.clone(), record)).collect(),
            replies: gathered.replies,
        });
    }
    Ok(editions)
}

/// Decisions that none of the profile's rule sets understands, by case.
fn unfit(read: &[(String, Program, Gathered)]) -> Vec<(String, Vec<Diagnostic>)> {
    let misfits = read.iter().map(|(_, program, gathered)| {
        let of = |record: &Record| (record.case.clone(), procedure::misfits(&program.rule_set, record));
        gathered.records.iter().map(of).collect::<BTreeMap<_, _>>()
    });
    let mut misfits: Vec<BTreeMap<String, Vec<Diagnostic>>> = misfits.collect();
    let Some((_, _, first)) = read.first() else { return Vec::new() };
    let problems = first.records.iter().map(|record| {
        let found = misfits.iter_mut().map(|of| of.remove(&record.case).unwrap_or_default());
        (record.case.clone(), judged::by_all(found.collect()))
    });
    problems.filter(|(_, problems)| !problems.is_empty()).collect()
}
