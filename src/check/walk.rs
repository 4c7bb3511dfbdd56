//! Every condition in a clause, wherever it is nested.
//!
//! Lists nest four deep at most (the parser's limit), so the recursion here is shallow.

use std::collections::BTreeSet;

use super::condition::{Clause, Condition, DateBase, DateTerm, Meaning, PeriodTest, Subject, Window};
use super::rule_set::Definition;
use crate::vocabulary::FactId;

/// Calls `visit` with every condition of a clause, those inside another included.
pub(super) fn conditions(clause: &Clause, visit: &mut impl FnMut(&Condition)) {
    match &clause.meaning {
        Meaning::List { items, .. } => items.iter().for_each(|item| conditions(item, visit)),
        Meaning::Sentence(condition) | Meaning::Inert(condition) => within(condition, visit),
    }
}

/// The condition itself and those inside it.
pub(super) fn within(condition: &Condition, visit: &mut impl FnMut(&Condition)) {
    visit(condition);
    if let Condition::Count { filter, .. } = condition {
        for clause in filter {
            conditions(clause, visit);
        }
    }
    if let Condition::Either(either) = condition {
        for condition in either {
            within(condition, visit);
        }
    }
}

/// The facts that a condition speaks of, those of the definitions it uses included.
pub(crate) fn facts_of(definitions: &[Definition], condition: &Condition) -> BTreeSet<FactId> {
    let mut facts = BTreeSet::new();
    within(condition, &mut |condition| {
        subjects(condition, &mut |subject| match subject {
            Subject::Fact(fact) | Subject::Field(fact, _) => {
                facts.insert(fact);
            }
        });
        if let Condition::Definition(id) = condition
            && let Some(definition) = definitions.get(id.0 as usize)
        {
            facts.extend(facts_of_clause(definitions, &definition.body));
        }
    });
    facts
}

/// The same of a clause.
pub(crate) fn facts_of_clause(definitions: &[Definition], clause: &Clause) -> BTreeSet<FactId> {
    match &clause.meaning {
        Meaning::List { items, .. } => {
            items.iter().flat_map(|item| facts_of_clause(definitions, item)).collect()
        }
        Meaning::Sentence(condition) => facts_of(definitions, condition),
        Meaning::Inert(_) => BTreeSet::new(),
    }
}

/// As [`conditions`], to change them.
pub(super) fn conditions_mut(clause: &mut Clause, visit: &mut impl FnMut(&mut Condition)) {
    match &mut clause.meaning {
        Meaning::List { items, .. } => items.iter_mut().for_each(|item| conditions_mut(item, visit)),
        Meaning::Sentence(condition) | Meaning::Inert(condition) => within_mut(condition, visit),
    }
}

/// As [`within`], to change them.
pub(super) fn within_mut(condition: &mut Condition, visit: &mut impl FnMut(&mut Condition)) {
    visit(condition);
    if let Condition::Count { filter, .. } = condition {
        for clause in filter {
            conditions_mut(clause, visit);
        }
    }
    if let Condition::Either(either) = condition {
        for condition in either {
            within_mut(condition, visit);
        }
    }
}

/// Calls `visit` with every subject one condition speaks of, not those inside it.
pub(super) fn subjects(condition: &Condition, visit: &mut impl FnMut(Subject)) {
    terms(condition, &mut |term| in_term(term, visit));
    match condition {
        Condition::Choice { subject, .. }
        | Condition::Includes { subject, .. }
        | Condition::Text { subject, .. }
        | Condition::Number { subject, .. }
        | Condition::Length { subject, .. }
        | Condition::Periods { subject, .. } => visit(*subject),
        Condition::Count { list, .. } => visit(Subject::Fact(*list)),
        Condition::MemberOf { subject, list, .. } => {
            visit(*subject);
            visit(Subject::Fact(*list));
        }
        Condition::Dates { .. }
        | Condition::InWindow { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => {}
    }
}

/// The subject of a date term, where it has one.
pub(super) fn in_term(term: &DateTerm, visit: &mut impl FnMut(Subject)) {
    match term.base {
        DateBase::Subject(subject) => visit(subject),
        DateBase::Literal(_) | DateBase::AsAt | DateBase::Table(_) => {}
    }
}

/// Calls `visit` with every day one condition names, not those inside it.
pub(super) fn terms(condition: &Condition, visit: &mut impl FnMut(&DateTerm)) {
    condition_terms(condition).iter().for_each(visit);
}

fn condition_terms(condition: &Condition) -> Vec<DateTerm> {
    match condition {
        Condition::Dates { left, right, .. } => vec![*left, *right],
        Condition::InWindow { date, window } => {
            let mut terms = vec![*date];
            terms.extend(window_terms(window));
            terms
        }
        Condition::Periods { test, .. } => match test {
            PeriodTest::On(term) => vec![*term],
            PeriodTest::AnyDayIn(window)
            | PeriodTest::Throughout(window)
            | PeriodTest::TotalAtLeast(_, window) => window_terms(window),
            PeriodTest::Never | PeriodTest::Ever => Vec::new(),
            PeriodTest::OnePeriod { begins, ends, .. } => [*begins, *ends].into_iter().flatten().collect(),
        },
        Condition::Choice { .. }
        | Condition::Includes { .. }
        | Condition::Text { .. }
        | Condition::Number { .. }
        | Condition::Length { .. }
        | Condition::Count { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => Vec::new(),
    }
}

fn window_terms(window: &Window) -> Vec<DateTerm> {
    match window {
        Window::Before(_, term) | Window::After(_, term) => vec![*term],
        Window::Between(first, last) => vec![*first, *last],
    }
}

/// As [`terms`], to change them.
pub(super) fn terms_mut(condition: &mut Condition, visit: &mut impl FnMut(&mut DateTerm)) {
    match condition {
        Condition::Dates { left, right, .. } => [left, right].into_iter().for_each(visit),
        Condition::InWindow { date, window } => {
            visit(date);
            window_terms_mut(window, visit);
        }
        Condition::Periods { test, .. } => match test {
            PeriodTest::On(term) => visit(term),
            PeriodTest::AnyDayIn(window)
            | PeriodTest::Throughout(window)
            | PeriodTest::TotalAtLeast(_, window) => {
                window_terms_mut(window, visit);
            }
            PeriodTest::Never | PeriodTest::Ever => {}
            PeriodTest::OnePeriod { begins, ends, .. } => begins.iter_mut().chain(ends).for_each(visit),
        },
        Condition::Choice { .. }
        | Condition::Includes { .. }
        | Condition::Text { .. }
        | Condition::Number { .. }
        | Condition::Length { .. }
        | Condition::Count { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => {}
    }
}

fn window_terms_mut(window: &mut Window, visit: &mut impl FnMut(&mut DateTerm)) {
    match window {
        Window::Before(_, term) | Window::After(_, term) => visit(term),
        Window::Between(first, last) => [first, last].into_iter().for_each(visit),
    }
}
