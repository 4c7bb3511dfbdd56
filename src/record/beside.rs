//! What a record holds beside its facts: what people decided, and which other records belong with it.
//!
//! No rule reads either. A decision starts and ends deadlines and is held against *Overrides*; a linked record is
//! shown with the result. Words that name a question or an outcome stay words here: only a rule set knows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::case::Reading;
use super::known::Known;
use super::node::{Key, Kind, Node, same_words};
use super::{Place, Record, limits, yaml};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::SourceFile;

/// What people decided on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The question's name; may be absent where the rules have one question.
    pub question: Option<String>,
    /// The outcome they chose, in the rules' words.
    pub decision: String,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Their reasons.
    pub reasons: Option<String>,
    /// What they weighed: an item of *The group considers*, and what they made of it.
    pub considered: Vec<Considered>,
    /// Where it stands.
    pub place: Place,
}

/// One thing that the group considered, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// The item, as the rules word it.
    pub item: String,
    /// What the group made of it.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

/// Another record that belongs with this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Its case id.
    pub case: String,
    /// How it belongs.
    pub relation: Relation,
    /// Its file, seen from the folder of this record; absent: among the cases read together.
    pub file: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Where the link stands.
    pub place: Place,
}

/// How a linked record belongs with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same child, in other or earlier circumstances.
    SameChild,
    /// A brother or sister, half or whole.
    Sibling,
    /// Another child of the household.
    SameHousehold,
    /// Anything else.
    Other,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::SameChild, Self::Sibling, Self::SameHousehold, Self::Other];

    /// As written in a record.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SameChild => "same child",
            Self::Sibling => "sibling",
            Self::SameHousehold => "same household",
            Self::Other => "other",
        }
    }
}

const DECISION_KEYS: [&str; 6] = ["question", "decision", "by", "on", "reasons", "considered"];
const CONSIDERED_KEYS: [&str; 2] = ["item", "reason"];
/// The columns of `NAME.decisions.csv`.
pub(super) const DECISION_COLUMNS: [&str; 5] = ["question", "decision", "by", "on", "reasons"];
/// The columns of `NAME.linked.csv`; `linked` is the case id of the other record, for `case` is that of this one.
pub(super) const LINKED_COLUMNS: [&str; 4] = ["linked", "relation", "file", "note"];
const LINKED_KEYS: [&str; 4] = ["case", "relation", "file", "note"];

impl Reading<'_> {
    /// `decisions:`, one entry for each.
    pub(super) fn decisions(&mut self, node: &Node<'_>) -> Vec<Decision> {
        let form = "write a line for each: `- {question: review, decision: no review, by: the chair, on: 2015-06-20, reasons: \"…\"}`";
        self.entries(node, "E0540", form, Self::decision)
    }

    /// `linked:`, one entry for each.
    pub(super) fn linked(&mut self, node: &Node<'_>) -> Vec<Linked> {
        let form = "write a line for each: `- {case: EX-2013-007, relation: sibling}`";
        self.entries(node, "E0539", form, Self::link)
    }

    fn entries<T>(
        &mut self,
        node: &Node<'_>,
        code: &'static str,
        form: &str,
        one: fn(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        match &node.kind {
            Kind::Nothing => Vec::new(),
            Kind::Items(items) if items.len() > limits::LIST_ENTRIES => {
                let title = format!("this list is over the limit of {} entries", limits::LIST_ENTRIES);
                self.refuse("E0505", node.at, title, "a case has no more than a few of them");
                Vec::new()
            }
            Kind::Items(items) => items.iter().filter_map(|item| one(self, item)).collect(),
            Kind::Keys(_) => one(self, node).into_iter().collect(),
            Kind::Word { .. } => {
                self.refuse(code, node.at, "a list is expected here, and one answer stands here", form);
                Vec::new()
            }
        }
    }

    fn decision(&mut self, node: &Node<'_>) -> Option<Decision> {
        let keys = self.group(node, "E0540", "a decision", &DECISION_KEYS)?;
        let word = |key: &str| keys.get(key).copied();
        let Some(decided) = word("decision") else {
            let help = "write `decision: ` and one of the outcomes of the question, in the rules' words";
            self.refuse("E0540", node.at, "this entry does not say what was decided", help);
            return None;
        };
        let decision = self.text(decided, "`decision`");
        let question = word("question").and_then(|it| self.text(it, "`question`"));
        let by = word("by").and_then(|it| self.text(it, "`by` of a decision"));
        let on = word("on").and_then(|it| self.day(it, "`on` of a decision"));
        let reasons = word("reasons").and_then(|it| self.text(it, "`reasons` of a decision"));
        let form = "write a line for each: `- {item: \"how well agencies worked together\", reason: \"…\"}`";
        let considered = word("considered")
            .map_or_else(Vec::new, |it| self.entries(it, "E0540", form, Self::considered_item));
        Some(Decision {
            question,
            decision: decision?,
            by: by.or_else(|| self.by.clone()),
            on: on.or(self.on),
            reasons,
            considered,
            place: self.place(node.at),
        })
    }

    fn considered_item(&mut self, node: &Node<'_>) -> Option<Considered> {
        let keys = self.group(node, "E0540", "a thing considered", &CONSIDERED_KEYS)?;
        let (Some(item), Some(reason)) = (keys.get("item"), keys.get("reason")) else {
            let help = "write both: `{item: \"…\", reason: \"…\"}`; leave the entry out while nothing was said of it";
            self.refuse("E0540", node.at, "a thing considered has an item and a reason", help);
            return None;
        };
        let (item, reason) = (self.text(item, "`item`"), self.text(reason, "`reason`"));
        Some(Considered { item: item?, reason: reason?, place: self.place(node.at) })
    }

    fn link(&mut self, node: &Node<'_>) -> Option<Linked> {
        let keys = self.group(node, "E0539", "a linked record", &LINKED_KEYS)?;
        let Some(case) = keys.get("case") else {
            let help = "write `case: ` and the case id of the other record";
            self.refuse("E0539", node.at, "this link does not say which record it means", help);
            return None;
        };
        let case = self.text(case, "`case` of a linked record");
        let relation = self.relation(node, keys.get("relation").copied());
        let file = match keys.get("file") {
            Some(file) => Some(self.file(file)?),
            None => None,
        };
        let remark = keys.get("note").and_then(|it| self.text(it, "`note` of a linked record"));
        Some(Linked { case: case?, relation: relation?, file, note: remark, place: self.place(node.at) })
    }

    fn relation(&mut self, link: &Node<'_>, node: Option<&Node<'_>>) -> Option<Relation> {
        let all = Relation::ALL.map(Relation::words);
        let Some(node) = node else {
            let help = format!("write `relation: ` and one of `{}`", all.join("`, `"));
            self.refuse("E0539", link.at, "this link does not say how the other record belongs here", &help);
            return None;
        };
        let said = node.as_word().unwrap_or("");
        let found = Relation::ALL.into_iter().find(|relation| same_words(relation.words(), said));
        if found.is_none() {
            let help = match nearest(said, all.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of `{}`, and anything more as `note`", all.join("`, `")),
            };
            self.refuse("E0539", node.at, "this is not a way in which a record can be linked", &help);
        }
        found
    }

    /// A file at or below the folder of the record: a link cannot be made to read anything else.
    fn file(&mut self, node: &Node<'_>) -> Option<String> {
        let file = self.text(node, "`file` of a linked record")?;
        let outside = file.starts_with(['/', '\\', '~'])
            || file.contains(':')
            || file.split(['/', '\\']).any(|part| part == "..");
        if outside {
            let help =
                "name a file in the folder of this record or below it, such as `file: EX-2013-007.yaml`";
            self.refuse("E0539", node.at, "this file lies outside the folder of the record", help);
            return None;
        }
        Some(file)
    }

    /// The keys of an entry, each known.
    fn group<'n, 't>(
        &mut self,
        node: &'n Node<'t>,
        code: &'static str,
        what: &str,
        known: &[&'static str],
    ) -> Option<BTreeMap<&'static str, &'n Node<'t>>> {
        let Kind::Keys(keys) = &node.kind else {
            let title = format!("{what} is a group of keys, and {} stands here", node.described());
            self.refuse(code, node.at, title, &format!("the keys are `{}`", known.join("`, `")));
            return None;
        };
        let mut found = BTreeMap::new();
        for (key, value) in keys {
            match known.iter().find(|known| same_words(known, &key.text)) {
                Some(known) if matches!(value.kind, Kind::Nothing) => _ = known,
                Some(known) => _ = found.insert(*known, value),
                None => self.unknown_key(key, known, what),
            }
        }
        Some(found)
    }
}

/// What the list of agencies asked says beside them, and what in it is not understood.
pub(super) fn of_list(file: &SourceFile, known: &Known<'_>) -> (Vec<Decision>, Vec<Linked>, Vec<Diagnostic>) {
    let name: Arc<str> = file.name().into();
    let files = [Arc::clone(&name)];
    let mut reading = Reading::new(known, &files);
    let (mut decisions, mut linked) = (Vec::new(), Vec::new());
    let root = yaml::tree(file.text(), &name, 1).root;
    if let Some(Node { kind: Kind::Keys(keys), .. }) = &root {
        for (key, value) in keys {
            beside_agencies(&mut reading, (key, value), &mut decisions, &mut linked);
        }
    }
    (decisions, linked, reading.problems)
}

fn beside_agencies(
    reading: &mut Reading<'_>,
    (key, value): (&Key<'_>, &Node<'_>),
    decisions: &mut Vec<Decision>,
    linked: &mut Vec<Linked>,
) {
    const KEYS: [&str; 5] = ["case", "agencies", "decisions", "linked", "schema"];
    match KEYS.iter().find(|known| same_words(known, &key.text)) {
        Some(&"decisions") => decisions.extend(reading.decisions(value)),
        Some(&"linked") => linked.extend(reading.linked(value)),
        Some(_) => {}
        None => reading.unknown_key(key, &KEYS, "the list of agencies asked"),
    }
}

/// Puts decisions and links into an order that does not depend on the files', leaves out what several files say
/// alike, and says what cannot stand together.
pub(super) fn settle(record: &mut Record) -> Vec<Diagnostic> {
    record.decisions.sort_by_cached_key(|one| (decision_json(one).to_string(), one.place.clone()));
    record.decisions.dedup_by(|one, kept| decision_json(one) == decision_json(kept));
    record.linked.sort_by_cached_key(|one| (one.case.clone(), link_json(one).to_string(), one.place.clone()));
    record.linked.dedup_by(|one, kept| link_json(one) == link_json(kept));
    let mut problems = Vec::new();
    for (one, kept) in record.linked.iter().skip(1).zip(&record.linked) {
        if one.case == kept.case {
            problems.push(
                Diagnostic::error_in_record(
                    "E0539",
                    one.place.clone(),
                    "this record is linked twice, in two ways",
                )
                .because(format!("The other link stands at {}.", kept.place))
                .help("keep one of the two"),
            );
        }
    }
    for own in record.linked.iter().filter(|link| link.case == record.case) {
        problems.push(
            Diagnostic::error_in_record("E0539", own.place.clone(), "this record is linked to itself")
                .help("write the case id of the other record, or take the link out"),
        );
    }
    problems
}

/// A decision in the keys of a record.
pub(super) fn decision_json(decision: &Decision) -> Json {
    let considered: Vec<Json> =
        decision.considered.iter().map(|it| json!({"item": it.item, "reason": it.reason})).collect();
    let considered = (!considered.is_empty()).then_some(Json::Array(considered));
    keys([
        ("question", decision.question.clone().map(Json::String)),
        ("on", decision.on.map(|on| Json::String(on.to_string()))),
        ("decision", Some(Json::String(decision.decision.clone()))),
        ("by", decision.by.clone().map(Json::String)),
        ("reasons", decision.reasons.clone().map(Json::String)),
        ("considered", considered),
    ])
}

/// A link in the keys of a record.
pub(super) fn link_json(link: &Linked) -> Json {
    keys([
        ("case", Some(Json::String(link.case.clone()))),
        ("relation", Some(Json::String(link.relation.words().to_owned()))),
        ("file", link.file.clone().map(Json::String)),
        ("note", link.note.clone().map(Json::String)),
    ])
}

/// Adds decisions and links to a record's keys, where there are any.
pub(super) fn add_to(object: &mut Json, record: &Record) {
    let Some(object) = object.as_object_mut() else { return };
    if !record.decisions.is_empty() {
        let decisions = record.decisions.iter().map(decision_json).collect();
        object.insert("decisions".to_owned(), Json::Array(decisions));
    }
    if !record.linked.is_empty() {
        object.insert("linked".to_owned(), Json::Array(record.linked.iter().map(link_json).collect()));
    }
}

fn keys<const N: usize>(keys: [(&str, Option<Json>); N]) -> Json {
    Json::Object(
        keys.into_iter().filter_map(|(key, said)| Some((key.to_owned(), said?))).collect::<Map<_, _>>(),
    )
}
