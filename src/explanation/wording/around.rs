//! Sentences about the agencies asked and the records linked.

use super::super::agencies::AgencyExplanation;
use super::super::linked::LinkedExplanation;
use super::{both, capital, quoted, stop};
use crate::calendar::Date;
use crate::record::{Relation, Reply};

/// Above the agencies.
pub const AGENCIES: &str = "Agencies: who has replied, and whom to ask";
/// An agency that looked and holds nothing.
pub const HOLDS_NOTHING: &str = "It looked, and holds nothing on the child or family.";
/// An agency that has not replied.
pub const SILENT: &str = "What it holds is not known. That it has not replied is never read as “no”.";
/// Above what an agency is to be asked for.
pub const TO_BE_ASKED: &str = "To ask it for, because it matters:";
/// Above what an agency does not know.
pub const IT_DOES_NOT_KNOW: &str = "It was asked, and does not know:";
/// Above linked records.
pub const LINKED: &str = "Linked records (shown, not used by any rule)";
/// A linked record that was not read.
pub const NOT_READ: &str = "That record was not read here, so nothing of it is shown.";
/// A linked record that holds nothing.
pub const HOLDS_NO_FACT: &str = "Nothing is recorded there.";

/// `Of 5 agencies, 3 have answered, 1 holds nothing and 1 has not replied.`
#[must_use]
pub fn agencies_counted(agencies: &[AgencyExplanation]) -> String {
    let number = |reply| agencies.iter().filter(|agency| agency.reply == Some(reply)).count();
    let told = [Reply::Answered, Reply::NothingKnown, Reply::NoReply].map(number);
    let has = |count: usize| if count == 1 { "has" } else { "have" };
    let [answered, nothing, silent] = told;
    let parts = [
        format!("{answered} {} answered", has(answered)),
        format!("{nothing} {} nothing on the child or family", if nothing == 1 { "holds" } else { "hold" }),
        format!("{silent} {} not replied", has(silent)),
    ];
    format!("Of {} agencies asked, {}.", told.iter().sum::<usize>(), both(&parts))
}

/// How an agency stands.
#[must_use]
pub fn agency_stands(reply: Option<Reply>, due: Option<Date>, late: bool) -> String {
    let stands = match reply {
        Some(reply) => reply.words(),
        None => "nothing says that it was asked",
    };
    match due.filter(|_| reply == Some(Reply::NoReply)) {
        Some(due) if late => format!("{stands}; due {}, which is past", due.words()),
        Some(due) => format!("{stands}; due {}", due.words()),
        None => stands.to_owned(),
    }
}

/// `Case EX-2013-007: another record about the same child (linked at case.yaml:4). The file is …`; where the link stands in that record, `(it names
/// this record at EX-2013-007.yaml:4)`
#[must_use]
pub fn linked(link: &LinkedExplanation) -> String {
    let relation = match link.relation {
        Relation::SameChild => "another record about the same child",
        Relation::Sibling => "a brother or sister of the child",
        Relation::SameHousehold => "another child of the household",
        Relation::Other => "another record",
    };
    let file =
        link.record.as_ref().map_or_else(String::new, |record| format!(" The file is {}.", record.file));
    let note = link.note.as_ref().map_or_else(String::new, |note| format!(" {}", stop(&capital(note))));
    let place = link.origin.rsplit(['/', '\\']).next().unwrap_or("");
    let linked = if link.from_there { "it names this record" } else { "linked" };
    format!("Case {}: {relation} ({linked} at {place}).{file}{note}", link.case)
}

/// A decision that stands in a linked record.
#[must_use]
pub fn decision_there(text: &str) -> String {
    format!("Decision recorded there: {text}")
}

/// Above the facts of a linked record.
pub const RECORDED_THERE: &str = "Recorded there:";

/// A linked record's fingerprint.
#[must_use]
pub fn linked_hash(case: &str, hash: &str) -> String {
    format!("Linked record {}: {hash}", quoted(case))
}
