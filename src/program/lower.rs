//! From a checked rule set to a program: the whole of it, part by part.
//!
//! Everything is lowered when it is first needed and remembered, so that the order of blocks in a file never matters.

use std::collections::BTreeMap;

use super::arena::Arena;
use super::clauses::PresumedSentence;
use super::dates::Needs;
use super::slots::Slots;
use super::{
    CheckPlan, ClausePlan, Computed, ComputedValue, ExceptionPlan, Invariant, NodeId, Program, QuestionPlan,
    Ref, RulePlan,
};
use crate::check::{
    DefinitionId, ExceptionId, Guarantee, GuaranteeClaim, Mask, PresumptionId, QuestionId, RuleId, RuleSet,
    Sound, Subject, TableId,
};
use crate::vocabulary::{FactId, Type};

/// Lowers a sound rule set. Every part of it has a meaning, so that nothing can fail.
#[must_use]
pub fn lower(sound: &Sound) -> Program {
    lower_resolved(sound.rule_set())
}

/// As [`lower`], for rule sets made by a program (tests, proofs over changed rules) that are sound by construction: what
/// the checker would refuse has no meaning here.
#[must_use]
pub fn lower_resolved(rule_set: &RuleSet) -> Program {
    let mut lowering = Lowering::new(rule_set);
    let everything = Everything {
        applicability: lowering.applicability(),
        always: lowering.always(),
        rules: ids(rule_set.rules.len()).map(|id| lowering.rule(RuleId(id))).collect(),
        exceptions: ids(rule_set.exceptions.len()).map(|id| lowering.exception(ExceptionId(id))).collect(),
        definitions: ids(rule_set.definitions.len())
            .map(|id| lowering.definition(DefinitionId(id), &[]))
            .collect(),
        questions: ids(rule_set.questions.len()).map(|id| lowering.question(QuestionId(id))).collect(),
        presumptions: ids(rule_set.presumptions.len())
            .map(|id| lowering.presumption_node(PresumptionId(id)))
            .collect(),
        considered: lowering.considered(),
        guarantees: rule_set.guarantees.iter().map(|guarantee| lowering.guarantee(guarantee)).collect(),
        assumed: lowering.assumed(),
        computed: lowering.computed(),
        checks: lowering.checks(),
        deadline_starts: lowering.deadline_starts(),
        override_conditions: lowering.override_conditions(),
        table_rows: lowering.table_rows(),
    };
    everything.into_program(rule_set, lowering)
}

/// The parts of a program besides the arena and the slots.
struct Everything {
    applicability: Vec<(FactId, NodeId)>,
    always: Vec<Invariant>,
    rules: Vec<RulePlan>,
    exceptions: Vec<ExceptionPlan>,
    definitions: Vec<ClausePlan>,
    questions: Vec<QuestionPlan>,
    presumptions: Vec<NodeId>,
    considered: Vec<(RuleId, u32, NodeId)>,
    guarantees: Vec<NodeId>,
    assumed: Vec<Vec<NodeId>>,
    computed: Vec<Computed>,
    checks: Vec<CheckPlan>,
    deadline_starts: Vec<NodeId>,
    override_conditions: Vec<Option<NodeId>>,
    table_rows: Vec<Vec<NodeId>>,
}

impl Everything {
    fn into_program(self, rule_set: &RuleSet, mut lowering: Lowering<'_>) -> Program {
        lowering.slots.finish();
        for slot in &mut lowering.slots.used {
            let applies = self.applicability.iter().find(|(fact, _)| *fact == slot.fact);
            slot.applies = applies.map(|(_, node)| *node);
        }
        Program {
            rule_set: rule_set.clone(),
            slots: lowering.slots.used,
            texts: lowering.slots.texts,
            nodes: lowering.arena.nodes,
            children: lowering.arena.children,
            depths: lowering.arena.depths,
            atoms: lowering.arena.atoms,
            always: self.always,
            computed: self.computed,
            applicability: self.applicability,
            assumed: self.assumed,
            questions: self.questions,
            rules: self.rules,
            exceptions: self.exceptions,
            definitions: self.definitions,
            presumptions: self.presumptions,
            considered: self.considered,
            guarantees: self.guarantees,
            checks: self.checks,
            deadline_starts: self.deadline_starts,
            override_conditions: self.override_conditions,
            table_rows: self.table_rows,
        }
    }
}

/// What is lowered so far.
pub(super) struct Lowering<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) arena: Arena,
    pub(super) slots: Slots<'a>,
    pub(super) applies: BTreeMap<FactId, Option<NodeId>>,
    pub(super) definitions: BTreeMap<(DefinitionId, Vec<PresumptionId>), ClausePlan>,
    pub(super) presumed: BTreeMap<PresumptionId, PresumedSentence>,
    pub(super) tables: BTreeMap<TableId, Vec<NodeId>>,
    pub(super) rule_plans: BTreeMap<RuleId, RulePlan>,
    pub(super) exception_plans: BTreeMap<ExceptionId, ExceptionPlan>,
    pub(super) questions: BTreeMap<QuestionId, QuestionPlan>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'s> {
    /// Presumptions in force, rising.
    pub(super) presumptions: &'s [PresumptionId],
    /// The entries at hand, innermost last.
    pub(super) entries: Vec<EntryOf>,
    /// Tables' rows bound.
    rows: Vec<(TableId, usize)>,
    /// The enclosing sentence has made sure that the facts used apply.
    pub(super) guarded: bool,
}

/// What an entry at hand is an entry of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryOf {
    List(FactId),
    Periods,
}

impl<'s> Scope<'s> {
    pub(super) fn under(presumptions: &'s [PresumptionId]) -> Self {
        Self { presumptions, ..Self::default() }
    }

    /// One entry further in.
    pub(super) fn within(&self, entry: EntryOf) -> Self {
        let mut inner = self.clone();
        inner.entries.push(entry);
        inner.guarded = false;
        inner
    }

    pub(super) fn guarded(&self) -> Self {
        Self { guarded: true, ..self.clone() }
    }

    pub(super) fn with_row(&self, table: TableId, row: usize) -> Self {
        let mut inner = self.clone();
        inner.rows.push((table, row));
        inner
    }

    pub(super) fn without_presumptions(&self) -> Scope<'static> {
        Scope { presumptions: &[], entries: self.entries.clone(), rows: self.rows.clone(), guarded: false }
    }

    pub(super) fn row(&self, table: TableId) -> Option<usize> {
        self.rows.iter().find(|(bound, _)| *bound == table).map(|(_, row)| *row)
    }
}

impl<'a> Lowering<'a> {
    fn new(rules: &'a RuleSet) -> Self {
        Self {
            rules,
            arena: Arena::new(),
            slots: Slots::new(rules),
            applies: BTreeMap::new(),
            definitions: BTreeMap::new(),
            presumed: BTreeMap::new(),
            tables: BTreeMap::new(),
            rule_plans: BTreeMap::new(),
            exception_plans: BTreeMap::new(),
            questions: BTreeMap::new(),
        }
    }

    /// The node that says whether a fact applies; absent: always.
    pub(super) fn applies(&mut self, fact: FactId) -> Option<NodeId> {
        if let Some(known) = self.applies.get(&fact) {
            return *known;
        }
        // A fact that its own condition speaks of counts as applicable there; the checker refuses it.
        self.applies.insert(fact, None);
        let clause = self.rules.applies_when.get(fact.0 as usize)?.as_ref()?;
        let node = self.clause(clause, &Scope::default()).node;
        self.applies.insert(fact, Some(node));
        Some(node)
    }

    pub(super) fn at(&mut self, subject: Subject, scope: &Scope<'_>) -> Ref {
        match subject {
            Subject::Fact(fact) => Ref::Slot(self.slots.slot(fact)),
            Subject::Field(list, field) => {
                let out =
                    scope.entries.iter().rev().position(|entry| *entry == EntryOf::List(list)).unwrap_or(0);
                Ref::Field {
                    depth: u8::try_from(out).unwrap_or(u8::MAX),
                    field: self.slots.field(list, field),
                }
            }
        }
    }

    pub(super) fn fact_type(&self, fact: FactId) -> Option<&'a Type> {
        self.rules.vocabulary.fact(fact).map(|fact| &fact.ty)
    }

    pub(super) fn subject_type(&self, subject: Subject) -> Option<&'a Type> {
        match subject {
            Subject::Fact(fact) => self.fact_type(fact),
            Subject::Field(list, field) => self.slots.field_type(list, field),
        }
    }

    /// The table that defines a computed fact.
    pub(super) fn table_of(&self, fact: FactId) -> Option<TableId> {
        let place = self.rules.tables.iter().position(|table| table.fact == Some(fact))?;
        u32::try_from(place).ok().map(TableId)
    }

    fn applicability(&mut self) -> Vec<(FactId, NodeId)> {
        let facts = ids(self.rules.vocabulary.facts.len()).map(FactId);
        let nodes = facts.map(|fact| (fact, self.whole_applies(fact, &Scope::default())));
        nodes.filter(|(_, node)| *node != Program::TRUE).collect()
    }

    /// A fact applies, and so does everything that it is computed from.
    pub(super) fn whole_applies(&mut self, fact: FactId, scope: &Scope<'_>) -> NodeId {
        let mut needs = Needs::default();
        self.fact_needs(fact, scope, &mut needs);
        let mut parts = self.guards(&needs.facts);
        if let Some(table) = needs.table {
            let rows = self.rows(table);
            let cases = rows.into_iter().enumerate().map(|(row, fits)| {
                let inner = self.whole_applies(fact, &scope.with_row(table, row));
                self.arena.all(vec![fits, inner])
            });
            let cases = cases.collect();
            parts.push(self.arena.any(cases));
        }
        self.arena.all(parts)
    }

    fn guarantee(&mut self, guarantee: &Guarantee) -> NodeId {
        let scope = Scope::default();
        let (node, never) = match &guarantee.claim {
            GuaranteeClaim::Outcome { question, never, comparison, outcome } => {
                let condition = crate::check::Condition::Outcome {
                    question: *question,
                    comparison: *comparison,
                    outcome: *outcome,
                };
                (self.sentence(&condition, &scope), *never)
            }
            GuaranteeClaim::Sentence { condition, never } => (self.sentence(condition, &scope), *never),
        };
        let claim = if never { self.arena.not(node) } else { node };
        let Some(when) = &guarantee.when else { return claim };
        let when = self.clause(when, &scope).node;
        let otherwise = self.arena.not(when);
        self.arena.any(vec![otherwise, claim])
    }

    fn assumed(&mut self) -> Vec<Vec<NodeId>> {
        let rules = self.rules;
        let scope = Scope::default();
        let nodes = rules
            .examples
            .iter()
            .map(|example| example.assumed.iter().map(|clause| self.clause(clause, &scope).node).collect());
        nodes.collect()
    }

    fn computed(&mut self) -> Vec<Computed> {
        let facts =
            self.rules.vocabulary.facts.iter().zip(ids(self.rules.vocabulary.facts.len()).map(FactId));
        let mut computed = Vec::new();
        for (declared, fact) in facts {
            let value = match &declared.ty {
                Type::TimeBetween { from, to } => self.computed_length(*from, *to),
                Type::Shifted { .. } => self.computed_date(fact),
                Type::ByTable { values } => self.computed_choice(fact, values),
                Type::YesNo
                | Type::OneOf { .. }
                | Type::AnyOf { .. }
                | Type::Number
                | Type::Date
                | Type::DateTime
                | Type::Length(_)
                | Type::Periods
                | Type::List { .. }
                | Type::Text => None,
            };
            computed.extend(value.map(|value| Computed { fact, value }));
        }
        computed
    }

    /// Only what no table decides: a length or day that rests on a table's date narrows nothing when stated.
    fn computed_length(&mut self, from: FactId, to: FactId) -> Option<ComputedValue> {
        let scope = Scope::default();
        let mut needs = Needs::default();
        self.fact_needs(from, &scope, &mut needs);
        self.fact_needs(to, &scope, &mut needs);
        if needs.table.is_some() {
            return None;
        }
        Some(ComputedValue::Length { from: self.fact_date(from, &scope), to: self.fact_date(to, &scope) })
    }

    fn computed_date(&mut self, fact: FactId) -> Option<ComputedValue> {
        let scope = Scope::default();
        let mut needs = Needs::default();
        self.fact_needs(fact, &scope, &mut needs);
        if needs.table.is_some() { None } else { Some(ComputedValue::Date(self.fact_date(fact, &scope))) }
    }

    fn computed_choice(&mut self, fact: FactId, values: &[String]) -> Option<ComputedValue> {
        let table = self.table_of(fact)?;
        let results = &self.rules.tables.get(table.0 as usize)?.values;
        let nodes = values.iter().map(|value| match results.iter().position(|result| result == value) {
            Some(place) => self.table_is(table, Mask(1 << place.min(63))),
            None => Program::FALSE,
        });
        Some(ComputedValue::Choice(nodes.collect()))
    }
}

fn ids(length: usize) -> std::ops::Range<u32> {
    0..super::arena::count(length)
}
