//! Records that a case is linked to: among the cases read together, or in a file that the link names.
//!
//! A record that is linked to is shown, never screened for it; where it is missing, the screening goes on and says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::cases;
use crate::diagnostic::Diagnostic;
use crate::explanation::Link;
use crate::project;
use crate::record::{self, Linked, Read, Record};
use crate::source::Sources;
use crate::vocabulary::Vocabulary;

/// The linked records of a run: by case, its own links in their order, then those of other records that name it.
#[derive(Debug, Default)]
pub(super) struct LinkedRecords {
    found: BTreeMap<String, Vec<Found>>,
}

#[derive(Debug)]
struct Found {
    case: String,
    link: Linked,
    record: Option<Record>,
    from_there: bool,
}

impl Found {
    fn shown(&self) -> Link<'_> {
        let (record, from_there) = (self.record.as_ref(), self.from_there);
        Link { case: &self.case, link: &self.link, record, from_there }
    }
}

impl LinkedRecords {
    /// Those that the page of a case shows.
    pub(super) fn of(&self, case: &str) -> Vec<Link<'_>> {
        self.found.get(case).map_or_else(Vec::new, |found| found.iter().map(Found::shown).collect())
    }
}

/// Finds what the records of a run are linked to; says what could not be read.
pub(super) fn find(
    records: &[Record],
    sources: &mut Sources,
    vocabulary: &Vocabulary,
) -> (LinkedRecords, Vec<Diagnostic>) {
    let mut linked = LinkedRecords::default();
    let mut warnings = Vec::new();
    for record in records.iter().filter(|record| !record.linked.is_empty()) {
        let found = linked.found.entry(record.case.clone()).or_default();
        for link in &record.linked {
            let read = match &link.file {
                None => records.iter().find(|other| other.case == link.case).cloned().ok_or_else(not_here),
                Some(file) => from_file(&beside(record, file), link, sources, vocabulary),
            };
            let read = read.map_err(|why| warnings.push(not_read(link, &why))).ok();
            found.push(Found {
                case: link.case.clone(),
                link: link.clone(),
                record: read,
                from_there: false,
            });
        }
    }
    for record in records {
        for link in record.linked.iter().filter(|link| names_only(record, link, records)) {
            let found = linked.found.entry(link.case.clone()).or_default();
            let (case, link) = (record.case.clone(), link.clone());
            found.push(Found { case, link, record: Some(record.clone()), from_there: true });
        }
    }
    (linked, warnings)
}

/// Does the record that the link names not name this one in its turn? Of the records of a run all that hold links are
/// here; one that is not here holds none.
fn names_only(record: &Record, link: &Linked, records: &[Record]) -> bool {
    let other = records.iter().find(|other| other.case == link.case);
    other.is_none_or(|other| !other.linked.iter().any(|back| back.case == record.case))
}

/// The file, seen from the folder of the record.
fn beside(record: &Record, file: &str) -> PathBuf {
    Path::new(record.place.file.as_ref()).parent().unwrap_or(Path::new("")).join(file)
}

fn from_file(
    path: &Path,
    link: &Linked,
    sources: &mut Sources,
    vocabulary: &Vocabulary,
) -> Result<Record, String> {
    let read = if project::is_case_folder(path) {
        let case = cases::agency_case(path, sources, vocabulary)?;
        let mut read = Read::default();
        read.add(case.record);
        read
    } else {
        let (id, lists, format) = cases::case_file(path, sources)?;
        record::read_with_lists(sources, id, &lists, format, vocabulary)
    };
    let refused = read.refused.iter().any(|refused| refused.case.as_ref() == Some(&link.case));
    if refused {
        return Err("It has mistakes; screen it by itself to see them.".to_owned());
    }
    let mut records = read.records.into_iter();
    records
        .find(|record| record.case == link.case)
        .ok_or_else(|| "The file does not hold that case.".to_owned())
}

fn not_here() -> String {
    "It is not among the cases read together.".to_owned()
}

fn not_read(link: &Linked, why: &str) -> Diagnostic {
    Diagnostic::warning_in_record("W0502", link.place.clone(), "the linked record was not read")
        .because(why)
        .because("The case is screened all the same, and its page says that the linked record is not shown.")
        .help("add its file to the cases, or name it in the link: `file: EX-2013-007.yaml`")
}
