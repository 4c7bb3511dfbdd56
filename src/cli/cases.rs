//! The cases of a run: read, and those refused told with their reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;

pub(super) use super::case_files::{CaseFiles, Input, agency_case, case_file};
use super::linked::{self, LinkedRecords};
use super::{Exit, Talk};
use crate::diagnostic::Diagnostic;
use crate::record::{self, AgencyReply, Read, Record, RefusedCase, Reply};
use crate::source::Sources;
use crate::vocabulary::Vocabulary;

/// All cases of a run.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Those that can be screened, in input order.
    pub(super) records: Vec<Record>,
    /// Those that cannot.
    pub(super) refused: Vec<RefusedCase>,
    /// For cases that are folders: how their agencies replied.
    pub(super) replies: BTreeMap<String, Vec<AgencyReply>>,
    /// The records they are linked to.
    pub(super) linked: LinkedRecords,
}

impl Gathered {
    /// Says which cases were refused, by id.
    pub(super) fn tell_refused(&self, talk: &Talk) -> Exit {
        refused(&self.refused, self.records.len(), talk)
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
    let files = CaseFiles::find(paths, input, talk)?;
    let mut all = Read::default();
    let mut replies = BTreeMap::new();
    all.diagnostics = files.each(vocabulary, talk, &mut |case, from| {
        if let Ok(record) = &case {
            tell_replies(record, &from, talk);
            replies.extend((!from.is_empty()).then(|| (record.case.clone(), from)));
        }
        all.add(case);
        ControlFlow::Continue(())
    })?;
    let read = record::repeated(all);
    let (linked, warnings) = linked::find(&read.records, &mut Sources::default(), vocabulary);
    tell(&read, &warnings, talk);
    Ok(Gathered { records: read.records, refused: read.refused, replies, linked })
}

/// The first going through of a batch: which cases cannot be screened, and how many there are.
pub(super) struct Survey {
    /// How many cases can be screened.
    pub(super) sound: usize,
    /// Those that cannot.
    pub(super) refused: Vec<RefusedCase>,
    /// The records they are linked to.
    pub(super) linked: LinkedRecords,
    refused_ids: BTreeSet<String>,
    ids: BTreeSet<String>,
}

impl Survey {
    /// Says which cases were refused, by id.
    pub(super) fn tell_refused(&self, talk: &Talk) -> Exit {
        refused(&self.refused, self.sound, talk)
    }

    /// Is this a case of the run?
    pub(super) fn knows(&self, case: &str) -> bool {
        self.ids.contains(case)
    }

    /// Is this case among those refused?
    pub(super) fn refuses(&self, case: &str) -> bool {
        self.refused_ids.contains(case)
    }
}

/// What is said of one record beside its reading.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// Mistakes: the case is refused.
    pub(super) mistakes: Vec<Diagnostic>,
    /// Notes: it is screened all the same.
    pub(super) notes: Vec<Diagnostic>,
}

/// Goes through all cases once without keeping them; tells every mistake. `look` sees each record.
pub(super) fn survey(
    files: &CaseFiles,
    vocabulary: &Vocabulary,
    look: &dyn Fn(&Record) -> Looked,
    talk: &Talk,
) -> Result<Survey, Exit> {
    let mut seen = Seen::default();
    let mut refused = Vec::new();
    let mut looked = Vec::new();
    let diagnostics = files.each(vocabulary, talk, &mut |case, replies| {
        match case {
            Err(case) => {
                seen.add(case.case.as_deref());
                refused.push(case);
            }
            Ok(record) => {
                tell_replies(&record, &replies, talk);
                seen.add(Some(&record.case));
                let found = look(&record);
                if !found.mistakes.is_empty() || !found.notes.is_empty() {
                    looked.push((record.case.clone(), record.place.clone(), found));
                }
                if !record.linked.is_empty() {
                    seen.linking.push(record);
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    let (repeated, mut near) = seen.again(files, vocabulary, talk)?;
    let mut read = record::repeated(Read { records: repeated, refused, diagnostics });
    near.retain(|record| !seen.is_twice(&record.case));
    let (linked, warnings) = linked::find(&near, &mut Sources::default(), vocabulary);
    tell(&read, &warnings, talk);
    for (case, place, found) in looked {
        talk.diagnostics(&Sources::default(), &found.mistakes);
        if !found.mistakes.is_empty() && !seen.is_twice(&case) {
            read.refused.push(RefusedCase { case: Some(case), place, diagnostics: found.mistakes });
        }
        talk.diagnostics(&Sources::default(), &found.notes);
    }
    let refused_ids: BTreeSet<String> = read.refused.iter().filter_map(|it| it.case.clone()).collect();
    let sound = seen.cases - read.refused.len().min(seen.cases);
    Ok(Survey { sound, refused: read.refused, linked, refused_ids, ids: seen.ids })
}

/// What a survey keeps of the cases it saw.
#[derive(Default)]
struct Seen {
    cases: usize,
    ids: BTreeSet<String>,
    twice: BTreeSet<String>,
    /// The records that hold links.
    linking: Vec<Record>,
}

impl Seen {
    fn add(&mut self, case: Option<&str>) {
        self.cases += 1;
        let Some(case) = case else { return };
        if !self.ids.insert(case.to_owned()) {
            self.twice.insert(case.to_owned());
        }
    }

    fn is_twice(&self, case: &str) -> bool {
        self.twice.contains(case)
    }

    /// Goes through the files again for the records whose id stands more than once, and for those that are linked or
    /// linked to; where there are none, nothing is read.
    fn again(
        &mut self,
        files: &CaseFiles,
        vocabulary: &Vocabulary,
        talk: &Talk,
    ) -> Result<(Vec<Record>, Vec<Record>), Exit> {
        let mut near = std::mem::take(&mut self.linking);
        let holders: BTreeSet<String> = near.iter().map(|record| record.case.clone()).collect();
        let links = near.iter().flat_map(|record| &record.linked);
        let wanted: BTreeSet<String> =
            links.filter(|link| link.file.is_none()).map(|link| link.case.clone()).collect();
        let wanted: BTreeSet<&String> = wanted.difference(&holders).collect();
        let mut repeated = Vec::new();
        if self.twice.is_empty() && wanted.is_empty() {
            return Ok((repeated, near));
        }
        files.each(vocabulary, talk, &mut |case, _| {
            if let Ok(record) = case {
                if self.twice.contains(&record.case) {
                    repeated.push(record);
                } else if wanted.contains(&record.case) {
                    near.push(record);
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok((repeated, near))
    }
}

fn tell(read: &Read, warnings: &[Diagnostic], talk: &Talk) {
    let mut mistakes: Vec<Diagnostic> = read.all_diagnostics().into_iter().cloned().collect();
    mistakes.extend_from_slice(warnings);
    talk.diagnostics(&Sources::default(), &mistakes);
}

/// Who has not replied, and who holds nothing: never the same thing.
fn tell_replies(record: &Record, replies: &[AgencyReply], talk: &Talk) {
    for (reply, words) in
        [(Reply::NoReply, "have not replied"), (Reply::NothingKnown, "hold nothing on the child or family")]
    {
        let of: Vec<&str> =
            replies.iter().filter(|it| it.reply == reply).map(|it| it.agency.as_str()).collect();
        if !of.is_empty() {
            talk.say(&format!("{}: these agencies {words}: {}.", record.case, of.join(", ")));
        }
    }
}

fn refused(refused: &[RefusedCase], sound: usize, talk: &Talk) -> Exit {
    if refused.is_empty() {
        return Exit::Finished;
    }
    let ids: Vec<&str> =
        refused.iter().map(|it| it.case.as_deref().unwrap_or("a case without an id")).collect();
    talk.say(&format!("{} of {} cases could not be read: {}.", ids.len(), sound + ids.len(), ids.join(", ")));
    Exit::InPart
}
