//! Which definitions and exceptions does nothing use, and which sentences count one fact twice?

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Clause, Condition, DefinitionId, ExceptionId, Heading, Meaning, Subject};
use super::rule_set::{Rule, RuleSet};
use super::walk;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::vocabulary::{FactId, Type};

/// Definitions that no clause uses, exceptions that no rule names. For rule sets without errors only: where a block was
/// not understood, its uses are not known.
pub(super) fn unused(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<DefinitionId> = BTreeSet::new();
    let mut note = |condition: &Condition| {
        if let Condition::Definition(id) = condition {
            used.insert(*id);
        }
    };
    for clause in clauses(rule_set) {
        walk::conditions(clause, &mut note);
    }
    for condition in conditions(rule_set) {
        walk::within(condition, &mut note);
    }
    for (id, definition) in (0..).map(DefinitionId).zip(&rule_set.definitions) {
        if !used.contains(&id) {
            diagnostics.push(
                Diagnostic::warning(
                    "W0479",
                    definition.span,
                    format!("no rule uses the definition `{}`", definition.name),
                )
                .because("A definition that no sentence uses changes nothing.")
                .help(format!(
                    "write its sentence, `{}`, in a rule, or remove the definition",
                    definition.sentence
                )),
            );
        }
    }
    let named = rule_set.rules.iter().map(|rule| &rule.not_where);
    let named: BTreeSet<ExceptionId> =
        named.chain(rule_set.exceptions.iter().map(|one| &one.not_where)).flatten().copied().collect();
    for (id, exception) in (0..).map(ExceptionId).zip(&rule_set.exceptions) {
        if !named.contains(&id) {
            diagnostics.push(
                Diagnostic::warning(
                    "W0480",
                    exception.span,
                    format!("no rule names the exception `{}`", exception.name),
                )
                .because("An exception acts only on the rules and exceptions that name it.")
                .help(format!(
                    "write in the rule: `This does not apply where \"{}\" applies.`",
                    exception.name
                )),
            );
        }
    }
}

/// Rules that give what *Otherwise* gives anyway, while none gives less: they never change the outcome.
pub(super) fn idle(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let binds = |rule: &&Rule| rule.duty.binds();
    for rule in rule_set.rules.iter().filter(binds) {
        let Some(question) = rule_set.questions.get(rule.question.0 as usize) else { continue };
        let of_question =
            || rule_set.rules.iter().filter(binds).filter(|other| other.question == rule.question);
        let least = of_question().all(|other| other.outcome <= rule.outcome);
        if question.otherwise != Some(rule.outcome) || !least {
            continue;
        }
        let outcome = question.outcomes.get(rule.outcome.0 as usize).map_or("", |outcome| &outcome.name);
        diagnostics.push(
            Diagnostic::warning(
                "W0492",
                rule.span,
                format!("the rule `{}` can never change what the rules give", rule.name),
            )
            .also(question.otherwise_span, "what holds where no rule gives an outcome")
            .because(format!("It gives `{outcome}`, which *Otherwise* gives anyway; a rule with a more serious outcome goes before it."))
            .help("to keep a case out of another rule, write an `Exception` and name it there: `This does not apply where \"NAME\" applies.`"),
        );
    }
}

/// Computed facts that a table should give, used where no table gives them.
pub(super) fn untabled(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let given: BTreeSet<FactId> = rule_set.tables.iter().filter_map(|table| table.fact).collect();
    let wanting: BTreeSet<FactId> = (0..)
        .map(FactId)
        .zip(&rule_set.vocabulary.facts)
        .filter(|(id, fact)| matches!(fact.ty, Type::ByTable { .. }) && !given.contains(id))
        .map(|(id, _)| id)
        .collect();
    for clause in clauses(rule_set) {
        let mut used: BTreeSet<FactId> = BTreeSet::new();
        walk::conditions(clause, &mut |condition| {
            walk::subjects(condition, &mut |subject| {
                if let Subject::Fact(fact) = subject
                    && wanting.contains(&fact)
                {
                    used.insert(fact);
                }
            });
        });
        for fact in used.into_iter().filter_map(|fact| rule_set.vocabulary.fact(fact)) {
            diagnostics.push(
                Diagnostic::error("E0493", clause.span, format!("no table gives `{}`", fact.label()))
                    .also(fact.span, "the vocabulary says a table computes it")
                    .help(format!("add a `Table` whose last column is `{}`", fact.label())),
            );
        }
    }
}

/// Every clause that may use a definition.
pub(super) fn clauses(rule_set: &RuleSet) -> Vec<&Clause> {
    let mut found: Vec<&Clause> = Vec::new();
    found.extend(rule_set.definitions.iter().map(|one| &one.body));
    found.extend(rule_set.rules.iter().map(|one| &one.when));
    found.extend(rule_set.exceptions.iter().map(|one| &one.when));
    found.extend(rule_set.tables.iter().flat_map(|table| table.rows.iter().map(|row| &row.when)));
    found.extend(rule_set.checks.iter().map(|one| &one.body));
    found.extend(rule_set.overrides.iter().filter_map(|one| one.condition.as_ref()));
    found.extend(rule_set.guarantees.iter().filter_map(|one| one.when.as_ref()));
    found.extend(rule_set.deadlines.iter().filter_map(|one| match &one.start {
        super::Start::Sentence(clause) => Some(clause),
        super::Start::Anchor | super::Start::Decision(..) | super::Start::Outcome(..) => None,
    }));
    found
}

/// Every condition that stands outside a clause.
pub(super) fn conditions(rule_set: &RuleSet) -> Vec<&Condition> {
    let mut found: Vec<&Condition> = Vec::new();
    found.extend(rule_set.presumptions.iter().map(|one| &one.sentence));
    found.extend(
        rule_set.rules.iter().flat_map(|rule| rule.considers.iter().filter_map(|one| one.condition.as_ref())),
    );
    found.extend(rule_set.guarantees.iter().filter_map(|one| match &one.claim {
        super::GuaranteeClaim::Sentence { condition, .. } => Some(condition),
        super::GuaranteeClaim::Outcome { .. } => None,
    }));
    found
}

/// The same fact twice under a count: it would count as two.
pub(super) fn counted_twice(rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    for clause in clauses(rule_set) {
        lists(clause, &mut |heading, items| match heading {
            Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_) => twice(items, diagnostics),
            Heading::All | Heading::Any | Heading::None => {}
        });
    }
}

fn lists(clause: &Clause, visit: &mut impl FnMut(Heading, &[Clause])) {
    if let Meaning::List { heading, items } = &clause.meaning {
        visit(*heading, items);
        for item in items {
            lists(item, visit);
        }
    }
}

/// What an item counts: its fact where it is a comparison of one value; else all it says.
fn subject_counted(condition: &Condition) -> String {
    match condition {
        Condition::Choice { subject, .. }
        | Condition::Text { subject, .. }
        | Condition::Number { subject, .. }
        | Condition::Length { subject, .. } => format!("{subject:?}"),
        Condition::Includes { .. }
        | Condition::Dates { .. }
        | Condition::InWindow { .. }
        | Condition::Periods { .. }
        | Condition::Count { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => format!("{condition:?}"),
    }
}

fn twice(items: &[Clause], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    for item in items {
        let Meaning::Sentence(condition) = &item.meaning else { continue };
        let key = subject_counted(condition);
        if let Some(earlier) = first.get(&key) {
            diagnostics.push(
                Diagnostic::warning(
                    "W0466",
                    item.span,
                    format!("`{}` is about a fact that this list counts already", item.text),
                )
                .also(*earlier, "counted here")
                .because("One fact would count as two of the number the list asks for.")
                .help("remove one of the two, or put both into a list of their own that counts once"),
            );
        } else {
            first.insert(key, item.span);
        }
    }
}
