//! Gives questions, definitions, exceptions and tables the numbers of their new places, everywhere in a rule set.

use super::condition::{
    Clause, Condition, DateBase, DateTerm, DefinitionId, ExceptionId, QuestionId, TableId,
};
use super::rule_set::{Anchor, Expected, GuaranteeClaim, RuleSet, Start, TableResult};
use super::walk;

/// For each kind, the old numbers in their new order.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) tables: Vec<u32>,
    pub(super) definitions: Vec<u32>,
    pub(super) exceptions: Vec<u32>,
    pub(super) questions: Vec<u32>,
}

/// From old number to new.
struct Moves(Vec<u32>);

impl Moves {
    fn of(order: &[u32]) -> Self {
        let mut moves = vec![0; order.len()];
        for (new, old) in (0..).zip(order) {
            if let Some(slot) = moves.get_mut(*old as usize) {
                *slot = new;
            }
        }
        Self(moves)
    }

    fn go(&self, number: &mut u32) {
        if let Some(new) = self.0.get(*number as usize) {
            *number = *new;
        }
    }
}

struct All {
    tables: Moves,
    definitions: Moves,
    exceptions: Moves,
    questions: Moves,
}

/// Moves every block to its new place and every mention with it.
pub(super) fn apply(rule_set: &mut RuleSet, numbers: &Numbers) {
    let still = |order: &[u32]| order.is_sorted();
    if [&numbers.tables, &numbers.definitions, &numbers.exceptions, &numbers.questions]
        .into_iter()
        .all(|order| still(order))
    {
        return;
    }
    reorder(&mut rule_set.tables, &numbers.tables);
    reorder(&mut rule_set.definitions, &numbers.definitions);
    reorder(&mut rule_set.exceptions, &numbers.exceptions);
    reorder(&mut rule_set.questions, &numbers.questions);
    let all = All {
        tables: Moves::of(&numbers.tables),
        definitions: Moves::of(&numbers.definitions),
        exceptions: Moves::of(&numbers.exceptions),
        questions: Moves::of(&numbers.questions),
    };
    all.blocks(rule_set);
    all.procedure(rule_set);
    all.claims(rule_set);
    all.examples(rule_set);
}

fn reorder<T>(blocks: &mut Vec<T>, order: &[u32]) {
    let mut old: Vec<Option<T>> = std::mem::take(blocks).into_iter().map(Some).collect();
    blocks.extend(order.iter().filter_map(|number| old.get_mut(*number as usize).and_then(Option::take)));
}

impl All {
    fn clause(&self, clause: &mut Clause) {
        walk::conditions_mut(clause, &mut |condition| self.one(condition));
    }

    fn condition(&self, condition: &mut Condition) {
        walk::within_mut(condition, &mut |condition| self.one(condition));
    }

    fn one(&self, condition: &mut Condition) {
        walk::terms_mut(condition, &mut |term| self.term(term));
        match condition {
            Condition::Definition(DefinitionId(id)) => self.definitions.go(id),
            Condition::TableIs { table: TableId(id), .. } => self.tables.go(id),
            Condition::Outcome { question, .. } | Condition::ToConsider { question, .. } => {
                self.question(question);
            }
            Condition::Choice { .. }
            | Condition::Includes { .. }
            | Condition::Text { .. }
            | Condition::Number { .. }
            | Condition::Dates { .. }
            | Condition::InWindow { .. }
            | Condition::Length { .. }
            | Condition::Periods { .. }
            | Condition::Count { .. }
            | Condition::MemberOf { .. }
            | Condition::RuleApplies(_)
            | Condition::Either(_) => {}
        }
    }

    fn term(&self, term: &mut DateTerm) {
        if let DateBase::Table(TableId(id)) = &mut term.base {
            self.tables.go(id);
        }
    }

    fn question(&self, question: &mut QuestionId) {
        self.questions.go(&mut question.0);
    }

    fn exceptions(&self, exceptions: &mut [ExceptionId]) {
        for exception in exceptions {
            self.exceptions.go(&mut exception.0);
        }
    }

    fn blocks(&self, rule_set: &mut RuleSet) {
        rule_set.applies_when.iter_mut().flatten().for_each(|clause| self.clause(clause));
        rule_set.always.iter_mut().for_each(|clause| self.clause(clause));
        rule_set.plainly.iter_mut().flatten().for_each(|condition| self.condition(condition));
        for definition in &mut rule_set.definitions {
            self.clause(&mut definition.body);
            definition.whether_or_not.iter_mut().for_each(|(_, condition)| self.condition(condition));
        }
        for rule in &mut rule_set.rules {
            self.question(&mut rule.question);
            self.clause(&mut rule.when);
            self.exceptions(&mut rule.not_where);
            rule.whether_or_not.iter_mut().for_each(|(_, condition)| self.condition(condition));
            rule.considers
                .iter_mut()
                .filter_map(|one| one.condition.as_mut())
                .for_each(|one| self.condition(one));
        }
        for exception in &mut rule_set.exceptions {
            self.clause(&mut exception.when);
            self.exceptions(&mut exception.not_where);
            exception.whether_or_not.iter_mut().for_each(|(_, condition)| self.condition(condition));
        }
        for presumption in &mut rule_set.presumptions {
            self.condition(&mut presumption.sentence);
            self.exceptions(&mut presumption.exceptions);
        }
        for row in rule_set.tables.iter_mut().flat_map(|table| &mut table.rows) {
            self.clause(&mut row.when);
            if let TableResult::Date(term) = &mut row.result {
                self.term(term);
            }
        }
    }

    fn procedure(&self, rule_set: &mut RuleSet) {
        for deadline in &mut rule_set.deadlines {
            match &mut deadline.start {
                Start::Anchor => {}
                Start::Decision(question, _) | Start::Outcome(question, _) => self.question(question),
                Start::Sentence(clause) => self.clause(clause),
            }
            for day in [Some(&mut deadline.anchor), deadline.done.as_mut()].into_iter().flatten() {
                match day {
                    Anchor::Date(term) => self.term(term),
                    Anchor::Entry(_) => {}
                    Anchor::Decision(day) => day.question.iter_mut().for_each(|it| self.question(it)),
                }
            }
        }
        for line in &mut rule_set.overrides {
            line.outcome.iter_mut().chain(&mut line.to).for_each(|(question, _)| self.question(question));
            line.condition.iter_mut().for_each(|clause| self.clause(clause));
        }
        for line in &mut rule_set.while_missing {
            self.question(&mut line.question);
            self.term(&mut line.anchor);
        }
    }

    fn claims(&self, rule_set: &mut RuleSet) {
        rule_set.checks.iter_mut().for_each(|check| self.clause(&mut check.body));
        for guarantee in &mut rule_set.guarantees {
            match &mut guarantee.claim {
                GuaranteeClaim::Outcome { question, .. } => self.question(question),
                GuaranteeClaim::Sentence { condition, .. } => self.condition(condition),
            }
            guarantee.when.iter_mut().for_each(|clause| self.clause(clause));
        }
        for departure in &mut rule_set.departures {
            departure.exception.iter_mut().for_each(|exception| self.exceptions.go(&mut exception.0));
        }
    }

    fn examples(&self, rule_set: &mut RuleSet) {
        for example in &mut rule_set.examples {
            example.assumed.iter_mut().for_each(|clause| self.clause(clause));
            for (expected, _) in &mut example.expected {
                match expected {
                    Expected::Outcome { question, .. }
                    | Expected::Undecided { question, .. }
                    | Expected::Presumed { question, .. }
                    | Expected::ToConsider { question, .. } => self.question(question),
                    Expected::FactsThatMatter(_)
                    | Expected::DoesNotMatter(_)
                    | Expected::RuleState { .. }
                    | Expected::Inconsistent => {}
                }
            }
        }
    }
}
