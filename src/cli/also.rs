//! `screen --also SET`: the same cases under another set, beside the main result.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Exit, Talk, cases, compare, screen};
use crate::calendar::Date;
use crate::comparison;
use crate::evaluation::{self, Depth, Options};
use crate::explanation::Beside;
use crate::program::Program;
use crate::record::Record;

/// Another set, with the cases in its own vocabulary where that is not the main set's.
pub(super) struct Other {
    program: Program,
    records: Option<BTreeMap<String, Record>>,
}

/// Loads every set named by `--also`.
pub(super) fn load(arguments: &screen::Arguments, main: &Program, talk: &Talk) -> Result<Vec<Other>, Exit> {
    arguments.also.iter().map(|set| one(set, arguments, main, talk)).collect()
}

fn one(set: &str, arguments: &screen::Arguments, main: &Program, talk: &Talk) -> Result<Other, Exit> {
    let program = screen::load(set, talk)?;
    if compare::same_vocabulary(main, &program) {
        return Ok(Other { program, records: None });
    }
    if arguments.cases.iter().any(|path| path == Path::new("-")) {
        talk.error(
            "the sets have different vocabularies, so standard input would be read twice; name a file",
        );
        return Err(Exit::CouldNotRun);
    }
    // What the other set's vocabulary refuses is said on each case's own page.
    let quiet = talk.silent_if(true);
    let gathered = cases::gather(&arguments.cases, arguments.input, &program.rule_set.vocabulary, &quiet)?;
    let records = gathered.records.into_iter().map(|record| (record.case.clone(), record)).collect();
    Ok(Other { program, records: Some(records) })
}

impl Other {
    /// What this set makes of a case.
    pub(super) fn beside(&self, main: &Program, record: &Record, as_at: Date) -> Beside {
        let own = self.records.as_ref().map_or(Some(record), |records| records.get(&record.case));
        let Some(own) = own else {
            return Beside { set: self.program.rule_set.title.clone(), unread: true, ..Beside::default() };
        };
        let options = Options { depth: Depth::Outcomes, ..Options::default() };
        let here = evaluation::evaluate(main, record, as_at, &options);
        let there = evaluation::evaluate(&self.program, own, as_at, &options);
        comparison::beside((&main.rule_set, &here), (&self.program.rule_set, &there))
    }
}
