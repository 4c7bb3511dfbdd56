//! Can a negative wording meet a fact that does not apply?
//!
//! A sentence about a fact that does not apply is false, the negative wording too: `no post-mortem was held` is not
//! true of a child who lives. Said where nothing beside the sentence makes sure that the fact applies.

use super::condition::{Clause, Condition, Heading, Mask, Meaning, Subject};
use super::rule_set::{Origin, RuleSet};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Type;

const NO: Mask = Mask(0b01);

/// Warns of each negative wording in the set's own rules, exceptions and definitions that can meet such a fact.
pub(super) fn check(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let rules = rule_set.rules.iter().map(|rule| (&rule.when, &rule.origin));
    let exceptions = rule_set.exceptions.iter().map(|exception| (&exception.when, &exception.origin));
    let definitions = rule_set.definitions.iter().map(|definition| (&definition.body, &definition.origin));
    let own = |(_, origin): &(&Clause, &Origin)| !origin.base;
    for (clause, _) in rules.chain(exceptions).chain(definitions).filter(own) {
        walk(rule_set, clause, &mut Vec::new(), diagnostics);
    }
}

/// `sure` is what holds wherever the clause is asked.
fn walk<'a>(
    rule_set: &RuleSet,
    clause: &'a Clause,
    sure: &mut Vec<&'a Condition>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match &clause.meaning {
        Meaning::List { heading, items } => {
            let known = sure.len();
            if *heading == Heading::All {
                sure.extend(items.iter().filter_map(said));
            }
            for item in items {
                walk(rule_set, item, sure, diagnostics);
            }
            sure.truncate(known);
        }
        Meaning::Sentence(condition) => diagnostics.extend(met(rule_set, clause, condition, sure)),
        Meaning::Inert(_) => {}
    }
}

fn said(item: &Clause) -> Option<&Condition> {
    if let Meaning::Sentence(condition) = &item.meaning { Some(condition) } else { None }
}

fn met(
    rule_set: &RuleSet,
    clause: &Clause,
    condition: &Condition,
    sure: &[&Condition],
) -> Option<Diagnostic> {
    let Condition::Choice { subject: Subject::Fact(id), values: NO } = condition else { return None };
    let fact = rule_set.vocabulary.fact(*id).filter(|fact| matches!(fact.ty, Type::YesNo))?;
    let applies = rule_set.applies_when.get(id.0 as usize)?.as_ref()?;
    if said(applies).is_some_and(|applies| sure.contains(&applies)) {
        return None;
    }
    let title = format!("`{}` is false too where `{}` does not apply", clause.text, fact.id);
    let applies = applies.in_one_line();
    Some(
        Diagnostic::warning("W0483", clause.span, title)
            .because(format!("It applies only when {applies}. Elsewhere neither of its sentences is true."))
            .help(format!("put `{applies}` beside it under `all of these are true:`, or ask for what is meant where it does not apply")),
    )
}
