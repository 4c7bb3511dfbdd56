//! Answers *not applicable* about what always applies.
//!
//! They are kept as not known, never as a no; who wrote one may have meant either, so it is said with its place.

use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Place, Record, Statement, Value};
use crate::vocabulary::{Fact, Vocabulary};

/// A warning for every answer of a record that was said not to apply, and always does.
#[must_use]
pub fn applying(vocabulary: &Vocabulary, record: &Record) -> Vec<Diagnostic> {
    let facts = record.facts.iter().filter_map(|it| Some((vocabulary.fact(it.fact)?, it)));
    facts.flat_map(|(fact, it)| it.current().flat_map(|said| applying_of(fact, said))).collect()
}

/// The same of one statement about a fact.
#[must_use]
pub fn applying_of(fact: &Fact, statement: &Statement) -> Vec<Diagnostic> {
    let said = said_not_to_apply(fact, &statement.answer, &statement.place);
    said.into_iter().map(|(what, place)| warning(place, &what)).collect()
}

/// What of an answer, which stands at `place`, was said not to apply, as messages name it, and where.
fn said_not_to_apply(fact: &Fact, answer: &Answer, place: &Place) -> Vec<(String, Place)> {
    if answer.is_said_not_to_apply() {
        return vec![(format!("`{}`", fact.id), place.clone())];
    }
    let Answer::Value(Value::List(list)) = answer else { return Vec::new() };
    let fields = list.entries.iter().flat_map(|entry| entry.fields.iter().map(|field| (field, &entry.place)));
    fields
        .filter(|(said, _)| said.answer.is_said_not_to_apply())
        .filter_map(|(said, place)| {
            let field = fact.ty.fields().get(said.field.0 as usize)?;
            Some((format!("`{}`, field `{}`", fact.id, field.id), place.clone()))
        })
        .collect()
}

fn warning(place: Place, what: &str) -> Diagnostic {
    Diagnostic::warning_in_record("W0506", place, format!("{what} is said not to apply, and is read as not known"))
        .because("Nothing in the vocabulary says when it does not apply, so what a rule should make of the answer cannot be told. It is never read as a no.")
        .help("write the answer, or `not known`; if it truly cannot arise in some cases, ask the vocabulary's owner for an *applies when*")
}
