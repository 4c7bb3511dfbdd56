//! What does one case say? From the words and groups of its text to a record, typed by the vocabulary.
//!
//! Every mistake of the case is gathered; one mistake refuses the case whole.

use std::sync::Arc;

use super::known::Known;
use super::node::{At, Key, Kind, Node, same_words};
use super::{Record, RecordedFact, RefusedCase, Statement, identity, limits, settle};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::FactKind;
use crate::vocabulary::{Fact, FactId, Field, Type};

/// The one form of records there is so far; may stand at the top as `schema`.
pub const SCHEMA: &str = "threshold/record/1";

const TOP_KEYS: [&str; 8] = ["case", "facts", "by", "on", "reply", "decisions", "linked", "schema"];

/// Reads one case; `found` is what its text was already refused for.
pub(super) fn read(
    node: &Node<'_>,
    known: &Known<'_>,
    files: &[Arc<str>],
    found: Vec<Diagnostic>,
) -> Result<Record, RefusedCase> {
    let mut reading = Reading { problems: found, ..Reading::new(known, files) };
    let case = reading.top(node);
    let facts = reading.facts(node);
    let decisions = node.get("decisions").map_or_else(Vec::new, |said| reading.decisions(said));
    let linked = node.get("linked").map_or_else(Vec::new, |said| reading.linked(said));
    let mut record = Record {
        case: case.clone().unwrap_or_default(),
        facts,
        decisions,
        linked,
        hash: String::new(),
        place: reading.place(node.at),
    };
    reading.problems.extend(settle::settle(&mut record, known.vocabulary));
    if reading.problems.is_empty() {
        return Ok(record);
    }
    Err(RefusedCase { case, place: record.place, diagnostics: in_order(reading.problems) })
}

/// Sorted by place, and not more than anyone would read.
fn in_order(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.sort_by(|one, other| (&one.place, one.code).cmp(&(&other.place, other.code)));
    if problems.len() > limits::MESSAGES {
        let more = problems.len() - limits::MESSAGES;
        problems.truncate(limits::MESSAGES);
        if let Some(last) = problems.last_mut() {
            last.notes.push(format!("There are {more} more mistakes in this case; they are not listed."));
        }
    }
    problems
}

/// One case being read: the mistakes so far, and who says what gives no source of its own.
pub(super) struct Reading<'r> {
    pub(super) known: &'r Known<'r>,
    /// The file of the case, then its companions.
    pub(super) files: &'r [Arc<str>],
    pub(super) problems: Vec<Diagnostic>,
    pub(super) by: Option<String>,
    pub(super) on: Option<Date>,
}

/// What an answer is about, as messages name it: a fact, or a field of a list's entry.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) fact: &'a Fact,
    pub(super) field: Option<&'a Field>,
    /// May the fact be *not applicable*?
    pub(super) may_not_apply: bool,
}

impl<'a> About<'a> {
    pub(super) fn ty(self) -> &'a Type {
        self.field.map_or(&self.fact.ty, |field| &field.ty)
    }

    /// May it be *not applicable*? Only where the vocabulary says when it applies; what is computed follows its inputs.
    pub(super) fn may_not_apply(self) -> bool {
        self.field.is_none() && self.may_not_apply
    }
}

impl std::fmt::Display for About<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.field {
            None => write!(f, "`{}`", self.fact.id),
            Some(field) => write!(f, "`{}`, field `{}`", self.fact.id, field.id),
        }
    }
}

impl<'r> Reading<'r> {
    pub(super) fn new(known: &'r Known<'r>, files: &'r [Arc<str>]) -> Self {
        Self { known, files, problems: Vec::new(), by: None, on: None }
    }

    /// A table's column: is there such a fact, and may a record hold it?
    pub(super) fn column(&mut self, key: &Key<'_>) {
        let not_asked = Node { at: key.at, end: key.at, kind: Kind::Nothing };
        self.fact(key, &not_asked);
    }

    pub(super) fn place(&self, at: At) -> super::Place {
        self.files.get(usize::from(at.file)).map_or_else(super::Place::default, |file| at.place(file))
    }

    pub(super) fn problem(
        &mut self,
        code: &'static str,
        at: At,
        title: impl Into<String>,
    ) -> &mut Diagnostic {
        let index = self.problems.len();
        self.problems.push(Diagnostic::error_in_record(code, self.place(at), title));
        #[expect(clippy::indexing_slicing, reason = "the entry was pushed one line above")]
        &mut self.problems[index]
    }

    /// Everything beside the facts; gives the case id.
    fn top(&mut self, node: &Node<'_>) -> Option<String> {
        let Kind::Keys(keys) = &node.kind else {
            let title = format!("a case is expected here, and {} stands here", node.described());
            self.refuse("E0520", node.at, title, "begin the case with `case: ` and its id, then `facts:`");
            return None;
        };
        let mut case = None;
        let mut has_case = false;
        for (key, value) in keys {
            match TOP_KEYS.iter().find(|known| same_words(&key.text, known)) {
                Some(&"case") => {
                    has_case = true;
                    case = self.case_id(value);
                }
                Some(&"by") => self.by = self.text(value, "`by`"),
                Some(&"on") => self.on = self.day(value, "`on`"),
                Some(&"schema") => self.schema(value),
                Some(&"reply") => self.reply(value),
                Some(_) => {}
                None => self.unknown_top_key(key),
            }
        }
        if !has_case {
            self.refuse(
                "E0509",
                node.at,
                "this case has no id",
                "write `case: ` and its id on a line of its own",
            );
        }
        case
    }

    fn case_id(&mut self, node: &Node<'_>) -> Option<String> {
        let word = node.as_word().unwrap_or("");
        let blank = word.is_empty()
            || matches!(&node.kind, Kind::Word { quoted: false, text } if super::word::is_empty_word(text));
        if blank || word.chars().count() > limits::CASE_ID || word.contains('\n') {
            let title = format!(
                "the case id is empty, not one line of text, or longer than {} characters",
                limits::CASE_ID
            );
            self.refuse("E0509", node.at, title, "write `case: ` and the number your office gives the case");
            return None;
        }
        self.clean(word, node.at, "the case id")
    }

    fn schema(&mut self, node: &Node<'_>) {
        if node.as_word() != Some(SCHEMA) {
            let title = "this record is written in a form that this version does not read";
            self.refuse("E0527", node.at, title, &format!("the form read here is `schema: {SCHEMA}`"));
        }
    }

    fn reply(&mut self, node: &Node<'_>) {
        if !super::agencies::is_reply(node) {
            let help = "write `reply: nothing known` if the agency looked and holds nothing; leave the line out if it answers";
            self.refuse("E0532", node.at, "this is not a reply that an agency's file can give", help);
        }
    }

    fn unknown_top_key(&mut self, key: &Key<'_>) {
        if identity::is_identity(&key.text) {
            self.identity(key.at, "this key asks for identity");
        } else if let Some((_, fact)) = self.known.find(key.text.trim()) {
            let title = format!("the fact `{}` stands beside `facts:`, not below it", fact.id);
            self.refuse("E0512", key.at, title, "move it below `facts:`, indented by two spaces");
        } else {
            let help = "at the top of a case stand `case`, `facts`, and where wanted `by`, `on`, `reply`, `decisions`, `linked` and `schema`";
            self.refuse("E0512", key.at, "this key is not one that a case has", help);
        }
    }

    fn facts(&mut self, node: &Node<'_>) -> Vec<RecordedFact> {
        let Some(facts) = node.get("facts") else { return Vec::new() };
        let keys = match &facts.kind {
            Kind::Keys(keys) => keys.as_slice(),
            Kind::Nothing => &[],
            Kind::Word { text, quoted: false } if super::word::is_empty_word(text) => &[],
            Kind::Word { .. } | Kind::Items(_) => {
                let title =
                    format!("the facts are expected here, one a line, and {} stands here", facts.described());
                self.refuse(
                    "E0520",
                    facts.at,
                    title,
                    "write each fact as `fact: answer`, indented below `facts:`",
                );
                &[]
            }
        };
        let mut recorded: Vec<RecordedFact> = Vec::new();
        for (key, value) in keys {
            if let Some((fact, statements)) = self.fact(key, value)
                && !statements.is_empty()
            {
                recorded.push(RecordedFact { fact, statements });
            }
        }
        recorded.sort_by_key(|recorded| recorded.fact);
        recorded
    }

    pub(super) fn fact(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<(FactId, Vec<Statement>)> {
        let Some((id, fact)) = self.known.find(key.text.trim()) else {
            self.unknown_fact(key);
            return None;
        };
        match fact.kind {
            FactKind::Private => {
                self.identity(key.at, &format!("`{}` is private", fact.id));
                None
            }
            FactKind::EstablishedLater => {
                let title = format!("`{}` does not exist yet when a case is screened", fact.id);
                self.problem("E0514", key.at, title).notes.push(
                    "It is established months later. A rule that leaned on it could not be applied in time, so a record for screening does not hold it.".to_owned(),
                );
                None
            }
            FactKind::Fact | FactKind::Judgement | FactKind::Computed | FactKind::Context => {
                let may_not_apply = self.known.vocabulary.may_not_apply(fact);
                Some((id, self.statements(node, About { fact, field: None, may_not_apply })))
            }
        }
    }

    fn unknown_fact(&mut self, key: &Key<'_>) {
        if identity::is_identity(&key.text) {
            self.identity(key.at, "this key asks for identity");
            return;
        }
        // Never one that the record would be refused for.
        let offered = self
            .known
            .vocabulary
            .facts
            .iter()
            .filter(|fact| !matches!(fact.kind, FactKind::Private | FactKind::EstablishedLater));
        let ids = offered.map(|fact| fact.id.as_str());
        let near = nearest(key.text.trim(), ids).map(ToOwned::to_owned);
        let title = "this is not a fact that the vocabulary knows";
        let problem = self.problem("E0511", key.at, title);
        problem
            .notes
            .push("A fact that is not known is never passed over: it may be a misspelt one.".to_owned());
        problem.help.push(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the template of the rule set lists every fact that can be recorded".to_owned(),
        });
    }

    pub(super) fn identity(&mut self, at: At, title: &str) {
        let problem = self.problem("E0513", at, format!("{title}; identity stays out of the engine"));
        problem.notes.push(
            "Screening needs no names, addresses or NHS numbers, and a record may be copied and printed."
                .to_owned(),
        );
        problem.help.push("delete it, and use the case id by which your office finds the papers".to_owned());
    }

    pub(super) fn refuse(&mut self, code: &'static str, at: At, title: impl Into<String>, help: &str) {
        self.problem(code, at, title).help.push(help.to_owned());
    }
}
