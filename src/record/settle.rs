//! Which of the statements about a fact count? Each source's latest; and a judgement is only one.

use super::shape::{self, Order};
use super::{Answer, Record, RecordedFact, Statement, beside, hash};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::FactKind;
use crate::vocabulary::{Fact, Vocabulary};

/// Puts a record's statements into an order that does not depend on the file's, marks those that a later one of the
/// same source supersedes, and gives the record its hash. Says where one judgement was given two values.
pub fn settle(record: &mut Record, vocabulary: &Vocabulary) -> Vec<Diagnostic> {
    let mut problems = beside::settle(record);
    record.facts.sort_by_key(|recorded| recorded.fact);
    for recorded in &mut record.facts {
        let Some(fact) = vocabulary.fact(recorded.fact) else { continue };
        order(recorded, fact);
        supersede(&mut recorded.statements);
        if fact.kind == FactKind::Judgement {
            problems.extend(second_judgement(recorded, fact));
        }
    }
    record.hash = hash(record, vocabulary);
    problems
}

fn order(recorded: &mut RecordedFact, fact: &Fact) {
    recorded.statements.sort_by_cached_key(|said| {
        let written = shape::statement(said, &fact.ty, Order::Canonical).to_string();
        (source(said), said.on, written, said.place.clone())
    });
}

/// A source's name; letter case and white space do not make it another.
fn source(statement: &Statement) -> Option<String> {
    statement.by.as_ref().map(|by| by.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

/// A dated statement is history once the same source says something on a later day. What nobody in particular said,
/// and what has no date, supersedes nothing and is not superseded.
fn supersede(statements: &mut [Statement]) {
    let dated: Vec<(String, Date)> =
        statements.iter().filter_map(|said| Some((source(said)?, said.on?))).collect();
    for said in statements {
        let (Some(by), Some(on)) = (source(said), said.on) else { continue };
        said.superseded = dated.iter().any(|(other, later)| *other == by && *later > on);
    }
}

fn second_judgement(recorded: &RecordedFact, fact: &Fact) -> Option<Diagnostic> {
    let mut values = recorded.current().filter_map(|said| match &said.answer {
        Answer::Value(value) => Some((value, &said.place)),
        Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
    });
    let (first, first_place) = values.next()?;
    let (_, second_place) = values.find(|(value, _)| *value != first)?;
    let title = format!("the judgement `{}` is given two different values", fact.id);
    Some(
        Diagnostic::error_in_record("E0524", second_place.clone(), title)
            .because(format!("The other stands at {first_place}."))
            .because("A judgement has one value, that of the body that makes it; who thought otherwise belongs with the decision, in the register.")
            .help("keep the value that the body agreed, with `by`, `on` and `reasons`"),
    )
}
