//! One case as a folder, one file per agency: what do they say together, and who has not answered?
//!
//! *No reply* is not *nothing known*, and neither is *not known*: the first says something about the agency, the second
//! about what it holds, the third about one fact. None of them ever becomes an answer.

use std::sync::Arc;

use super::known::Known;
use super::node::{Kind, Node, same_words};
use super::{Format, Place, Record, RefusedCase, beside, json, merge, read, replies, yaml};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, SourceId, Sources};
use crate::vocabulary::Vocabulary;

/// How an agency replied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// It sent what it holds.
    Answered,
    /// It looked, and holds nothing on the child or family.
    NothingKnown,
    /// It was asked and has not replied.
    NoReply,
}

impl Reply {
    /// As written and printed.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NothingKnown => "nothing known",
            Self::NoReply => "no reply",
        }
    }
}

/// One agency's reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyReply {
    /// The agency, as written.
    pub agency: String,
    /// How it replied.
    pub reply: Reply,
    /// When it was asked.
    pub asked: Option<Date>,
    /// When its reply is due, or was.
    pub due: Option<Date>,
    /// Where this stands.
    pub place: Place,
}

/// A case put together from its agencies' files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyCase {
    /// The record, or every reason why there is none. A case is never read in part.
    pub record: Result<Record, RefusedCase>,
    /// The agencies, by name.
    pub replies: Vec<AgencyReply>,
}

/// What one agency's file says beside its facts.
struct Sender {
    agency: Option<String>,
    nothing_known: bool,
}

/// Reads one case from its agencies' files, and from the list of those asked where there is one. The order of the
/// files makes no difference.
#[must_use]
pub fn agencies(
    sources: &Sources,
    folder: &str,
    files: &[(SourceId, Format)],
    asked: Option<SourceId>,
    vocabulary: &Vocabulary,
) -> AgencyCase {
    let mut files: Vec<(&SourceFile, SourceId, Format)> =
        files.iter().filter_map(|(id, format)| Some((sources.get(*id)?, *id, *format))).collect();
    files.sort_by(|(one, _, _), (other, _, _)| one.name().cmp(other.name()));
    let mut problems = Vec::new();
    let mut records = Vec::new();
    let mut answered = Vec::new();
    for (file, id, format) in files {
        let (record, sender) = match one_file(sources, file, (id, format), vocabulary) {
            Ok(read) => read,
            Err(mistakes) => {
                problems.extend(mistakes);
                continue;
            }
        };
        problems.extend(contradiction(&record, &sender));
        if let Some(agency) = sender.agency {
            let reply = if sender.nothing_known { Reply::NothingKnown } else { Reply::Answered };
            answered.push(AgencyReply { agency, reply, asked: None, due: None, place: record.place.clone() });
        }
        records.push(record);
    }
    let listed = asked.and_then(|id| sources.get(id)).map(replies::asked).unwrap_or_default();
    problems.extend(listed.problems);
    if let Some(list) = asked.and_then(|id| sources.get(id)) {
        let (decisions, linked, mistakes) = beside::of_list(list, &Known::new(vocabulary));
        problems.extend(mistakes);
        if let Some(first) = records.first_mut() {
            first.decisions.extend(decisions);
            first.linked.extend(linked);
        }
    }
    let (replies, contradictions) = replies::together(answered, listed.agencies);
    problems.extend(contradictions);
    let place = Place { file: folder.into(), line: 0, column: 0 };
    if records.is_empty() && problems.is_empty() {
        problems.push(no_file(place.clone()));
    }
    let case = listed.case.or_else(|| records.first().map(|record| record.case.clone()));
    let other = |record: &&Record| case.as_ref().is_some_and(|case| record.case != *case);
    problems.extend(records.iter().find(other).map(other_case));
    let record = if problems.is_empty() { merge(records, vocabulary) } else { Err(problems) };
    let record = match record {
        Ok(merged) => Ok(Record { place, ..merged }),
        Err(diagnostics) => Err(RefusedCase { case, place, diagnostics }),
    };
    AgencyCase { record, replies }
}

fn one_file(
    sources: &Sources,
    file: &SourceFile,
    (id, format): (SourceId, Format),
    vocabulary: &Vocabulary,
) -> Result<(Record, Sender), Vec<Diagnostic>> {
    let place = Place { file: file.name().into(), line: 1, column: 1 };
    let read = read(sources, id, format, vocabulary);
    if !read.refused.is_empty() {
        return Err(read.refused.into_iter().flat_map(|refused| refused.diagnostics).collect());
    }
    let one = <[Record; 1]>::try_from(read.records).ok();
    let (Some([record]), Format::Yaml | Format::Json) = (one, format) else {
        return Err(vec![not_one_case(place)]);
    };
    let sender = sender(file, format);
    if sender.agency.is_none() {
        return Err(vec![nobody(record.place)]);
    }
    Ok((record, sender))
}

/// The keys `by` and `reply`, from a text that was read as a record already.
fn sender(file: &SourceFile, format: Format) -> Sender {
    let name: Arc<str> = file.name().into();
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    let root = match format {
        Format::Json => json::tree(text, &name, 1).ok().map(|tree| tree.root),
        Format::Yaml => yaml::tree(text, &name, 1).root,
        Format::JsonLines | Format::Csv => None,
    };
    // A list of one case is read as that case.
    let root = match root {
        Some(Node { kind: Kind::Items(items), .. }) => items.into_iter().next(),
        other => other,
    };
    let word = |key: &str| root.as_ref()?.get(key)?.as_word().map(str::to_owned);
    Sender {
        agency: word("by").filter(|by| !by.is_empty()),
        nothing_known: word("reply").is_some_and(|reply| same_words(&reply, Reply::NothingKnown.words())),
    }
}

fn contradiction(record: &Record, sender: &Sender) -> Option<Diagnostic> {
    let place = record.facts.first()?.statements.first()?.place.clone();
    sender.nothing_known.then(|| {
        Diagnostic::error_in_record(
            "E0532",
            place,
            "this file says that nothing is known, and answers a fact",
        )
        .help("take out `reply: nothing known`, or take out the facts")
    })
}

fn other_case(record: &Record) -> Diagnostic {
    Diagnostic::error_in_record(
        "E0526",
        record.place.clone(),
        "this file is of another case than the folder it lies in",
    )
    .help("give all files of one case the same `case:`, or move the file to the folder of its own case")
}

fn nobody(place: Place) -> Diagnostic {
    Diagnostic::error_in_record("E0531", place, "this file does not say which agency it comes from")
        .because("Who said what must be told apart, and a file's name is no signature.")
        .help("write `by: ` and the agency's name on a line below `case:`")
}

fn not_one_case(place: Place) -> Diagnostic {
    Diagnostic::error_in_record("E0533", place, "an agency's file holds exactly one case, in YAML or JSON")
        .help("give each agency a file of its own, with one `case:`")
}

fn no_file(place: Place) -> Diagnostic {
    Diagnostic::error_in_record("E0533", place, "this folder of a case holds no agency's file")
        .help("put one file for each agency into it, such as `police.yaml`")
}

/// Reads a reply at the top of a record: the only one an agency's own file can give.
pub(super) fn is_reply(node: &Node<'_>) -> bool {
    node.says(Reply::NothingKnown.words())
}
