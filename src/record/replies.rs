//! Which agencies were asked, and when is their reply due? The file `agencies.yaml` in the folder of a case.

use std::sync::Arc;

use super::agencies::{AgencyReply, Reply};
use super::node::{Key, Kind, Node, same_words};
use super::{Place, identity, yaml};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

const KEYS: [&str; 4] = ["agency", "asked", "due", "reply"];

/// What the list of agencies says.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) case: Option<String>,
    pub(super) agencies: Vec<AgencyReply>,
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads the list of agencies asked.
pub(super) fn asked(file: &SourceFile) -> Asked {
    let name: Arc<str> = file.name().into();
    let tree = yaml::tree(file.text(), &name, 1);
    let mut asked = Asked { problems: tree.refused, ..Asked::default() };
    asked.problems.extend(tree.broken);
    let Some(root) = tree.root else { return asked };
    asked.case = root.get("case").and_then(Node::as_word).map(str::to_owned);
    let Some(Node { kind: Kind::Items(items), .. }) = root.get("agencies") else {
        asked.problems.push(not_a_list(root.at.place(&name)));
        return asked;
    };
    for item in items {
        match agency(item, &name) {
            Ok(agency) => asked.agencies.push(agency),
            Err(problem) => asked.problems.push(*problem),
        }
    }
    asked
}

fn agency(node: &Node<'_>, file: &Arc<str>) -> Result<AgencyReply, Box<Diagnostic>> {
    let place = node.at.place(file);
    if let Some(agency) = node.as_word().filter(|word| !word.is_empty()) {
        let agency = agency.to_owned();
        return Ok(AgencyReply { agency, reply: Reply::NoReply, asked: None, due: None, place });
    }
    let Kind::Keys(keys) = &node.kind else { return Err(Box::new(not_a_list(place))) };
    if let Some((key, _)) = keys.iter().find(|(key, _)| !is_known(key)) {
        let what =
            if identity::is_identity(&key.text) { "asks for identity" } else { "is not one of an agency" };
        return Err(Box::new(not_an_agency(key.at.place(file), what)));
    }
    let Some(agency) = node.get("agency").and_then(Node::as_word).filter(|word| !word.is_empty()) else {
        return Err(Box::new(not_a_list(place)));
    };
    if let Some(reply) = node.get("reply").filter(|reply| !reply.says(Reply::NoReply.words())) {
        return Err(Box::new(
            Diagnostic::error_in_record("E0532", reply.at.place(file), "this is not a reply the list of agencies can give")
                .because("What an agency says stands in its own file, `reply: nothing known` too; without a file it has not replied.")
                .help("write `reply: no reply`, or leave the line out"),
        ));
    }
    let day = |key: &str| match node.get(key) {
        None => Ok(None),
        Some(day) => match day.as_word().and_then(Date::parse) {
            Some(date) => Ok(Some(date)),
            None => Err(Box::new(not_a_day(day.at.place(file), key))),
        },
    };
    let (asked, due) = (day("asked")?, day("due")?);
    Ok(AgencyReply { agency: agency.to_owned(), reply: Reply::NoReply, asked, due, place })
}

fn is_known(key: &Key<'_>) -> bool {
    KEYS.iter().any(|known| same_words(known, &key.text))
}

/// Every agency once, by name: those with a file as they answered, those only listed as not having replied.
pub(super) fn together(
    answered: Vec<AgencyReply>,
    listed: Vec<AgencyReply>,
) -> (Vec<AgencyReply>, Vec<Diagnostic>) {
    let mut all: Vec<AgencyReply> = Vec::new();
    let mut problems = Vec::new();
    for one in answered {
        match all.iter_mut().find(|known| same(&known.agency, &one.agency)) {
            Some(known) if known.reply != one.reply => problems.push(two_replies(&one, known)),
            Some(_) => {}
            None => all.push(one),
        }
    }
    for one in listed {
        match all.iter_mut().find(|known| same(&known.agency, &one.agency)) {
            Some(known) => {
                known.asked = known.asked.or(one.asked);
                known.due = known.due.or(one.due);
            }
            None => all.push(one),
        }
    }
    all.sort_by_cached_key(|reply| (reply.agency.to_lowercase(), reply.place.clone()));
    (all, problems)
}

/// Are these one agency? Letter case and white space make no difference.
fn same(one: &str, other: &str) -> bool {
    same_words(one, other)
}

fn two_replies(one: &AgencyReply, other: &AgencyReply) -> Diagnostic {
    let title = "one agency sends facts in one file and says in another that nothing is known";
    Diagnostic::error_in_record("E0532", one.place.clone(), title)
        .because(format!("The other stands at {}.", other.place))
        .help("ask the agency which of the two holds, and keep that one")
}

fn not_a_list(place: Place) -> Diagnostic {
    Diagnostic::error_in_record("E0534", place, "the list of agencies asked cannot be read")
        .help("write `agencies:`, and below it a line for each: `- {agency: police, asked: 2015-06-02, due: 2015-06-09}`")
}

fn not_an_agency(place: Place, what: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0534", place, format!("this key {what}"))
        .help(format!("the keys of an agency asked are `{}`", KEYS.join("`, `")))
}

fn not_a_day(place: Place, key: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0534", place, format!("`{key}` of an agency asked is not a day"))
        .help("write a whole day, such as 2015-06-09")
}
