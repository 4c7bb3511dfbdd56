//! Lists, definitions, presumptions and what always holds.

use std::mem::discriminant;

use super::lower::{Lowering, Scope};
use super::opposite::opposite;
use super::{ClausePlan, Invariant, NodeId, Program};
use crate::check::{Clause, Condition, DefinitionId, Heading, Meaning, PresumptionId, RuleId};
use crate::vocabulary::FactId;

/// How a presumed sentence is recognised: by its meaning, or a definition's by the definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct PresumedSentence {
    definition: Option<DefinitionId>,
    same: NodeId,
    opposite: Option<NodeId>,
}

impl Lowering<'_> {
    pub(super) fn clause(&mut self, clause: &Clause, scope: &Scope<'_>) -> ClausePlan {
        match &clause.meaning {
            Meaning::List { heading, items } => self.list(*heading, items, scope),
            Meaning::Sentence(condition) => {
                let node = self.sentence(condition, scope);
                self.sentence_plan(condition, node, scope)
            }
            Meaning::Inert(condition) => {
                let node = self.applicable(condition, scope);
                self.sentence_plan(condition, node, scope)
            }
        }
    }

    fn list(&mut self, heading: Heading, items: &[Clause], scope: &Scope<'_>) -> ClausePlan {
        let plans: Vec<ClausePlan> = items.iter().map(|item| self.clause(item, scope)).collect();
        let counted = items.iter().zip(&plans).filter(|(item, _)| !matches!(item.meaning, Meaning::Inert(_)));
        let nodes = counted.map(|(_, plan)| plan.node).collect();
        let node = self.arena.list(heading, nodes);
        ClausePlan { node, items: plans, facts: Vec::new(), definition: None }
    }

    fn sentence_plan(&mut self, condition: &Condition, node: NodeId, scope: &Scope<'_>) -> ClausePlan {
        let definition = match condition {
            Condition::Definition(id) => Some(*id),
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
            | Condition::TableIs { .. }
            | Condition::Outcome { .. }
            | Condition::ToConsider { .. }
            | Condition::RuleApplies(_)
            | Condition::Either(_) => None,
        };
        // A fact that only says whether another applies is not what the sentence is about.
        let reads = if self.sentence_needs(condition, scope).table.is_some() {
            node
        } else {
            self.core(condition, scope)
        };
        ClausePlan { node, items: Vec::new(), facts: self.facts_under(reads), definition }
    }

    /// A definition's body as read under these presumptions.
    pub(super) fn definition(&mut self, id: DefinitionId, presumptions: &[PresumptionId]) -> ClausePlan {
        let key = (id, presumptions.to_vec());
        if let Some(known) = self.definitions.get(&key) {
            return known.clone();
        }
        let Some(definition) = self.rules.definitions.get(id.0 as usize) else { return nothing() };
        let plan = self.clause(&definition.body, &Scope::under(presumptions));
        self.definitions.insert(key, plan.clone());
        plan
    }

    /// The node of the sentence presumed, read from the record alone.
    pub(super) fn presumption_node(&mut self, id: PresumptionId) -> NodeId {
        self.presumed_sentence(id).same
    }

    fn presumed_sentence(&mut self, id: PresumptionId) -> PresumedSentence {
        if let Some(known) = self.presumed.get(&id) {
            return *known;
        }
        let nobody = PresumedSentence { definition: None, same: Program::TRUE, opposite: None };
        let Some(presumption) = self.rules.presumptions.get(id.0 as usize) else { return nobody };
        let scope = Scope::default();
        let sentence = &presumption.sentence;
        let same = self.applicable(sentence, &scope);
        let other = opposite(sentence, self.choices(sentence));
        let opposite = other.map(|other| self.applicable(&other, &scope));
        let definition = if let Condition::Definition(id) = sentence { Some(*id) } else { None };
        let presumed = PresumedSentence { definition, same, opposite };
        self.presumed.insert(id, presumed);
        presumed
    }

    /// In a presumption's scope: an open sentence reads true, its opposite wording false.
    pub(super) fn presume(&mut self, condition: &Condition, node: NodeId, scope: &Scope<'_>) -> NodeId {
        if scope.presumptions.is_empty() {
            return node;
        }
        let plain = self.applicable(condition, &scope.without_presumptions());
        let definition = if let Condition::Definition(id) = condition { Some(*id) } else { None };
        let (mut same, mut opposed) = (vec![node], Vec::new());
        for id in scope.presumptions {
            let presumed = self.presumed_sentence(*id);
            let constant = plain == Program::TRUE || plain == Program::FALSE;
            if constant || presumed.definition != definition || !self.has_form_of(condition, *id) {
                continue;
            }
            if presumed.same == plain {
                same.push(self.arena.presumed(*id));
            } else if presumed.opposite == Some(plain) {
                let applied = self.arena.presumed(*id);
                opposed.push(self.arena.not(applied));
            }
        }
        let node = self.arena.any(same);
        opposed.insert(0, node);
        self.arena.all(opposed)
    }

    /// Is the condition of the form of the sentence presumed? A table's result may mean the same as a fact's value, and
    /// is not presumed with it.
    fn has_form_of(&self, condition: &Condition, id: PresumptionId) -> bool {
        let presumed = self.rules.presumptions.get(id.0 as usize);
        presumed.is_some_and(|presumed| match (&presumed.sentence, condition) {
            (Condition::Choice { subject: presumed, .. }, Condition::Choice { subject, .. }) => {
                presumed == subject
            }
            (presumed, condition) => discriminant(presumed) == discriminant(condition),
        })
    }

    /// *Always*, sentence by sentence where they stand alone or under *all*: a sentence about a fact that is not
    /// applicable asks nothing of the record.
    pub(super) fn always(&mut self) -> Vec<Invariant> {
        let rules = self.rules;
        let mut invariants = Vec::new();
        for clause in &rules.always {
            let node = self.invariant(clause);
            invariants.push(Invariant { node, text: clause.in_one_line(), facts: self.facts_under(node) });
        }
        invariants
    }

    fn invariant(&mut self, clause: &Clause) -> NodeId {
        let scope = Scope::default();
        match &clause.meaning {
            Meaning::List { heading: Heading::All, items } => {
                let parts = items.iter().map(|item| self.invariant(item)).collect();
                self.arena.all(parts)
            }
            Meaning::List { .. } => self.clause(clause, &scope).node,
            Meaning::Sentence(condition) => {
                let facts: Vec<FactId> = self.sentence_needs(condition, &scope).facts;
                let guards = self.guards(&facts);
                let applies = self.arena.all(guards);
                let idle = self.arena.not(applies);
                let holds = self.applicable(condition, &scope.guarded());
                self.arena.any(vec![idle, holds])
            }
            Meaning::Inert(_) => Program::TRUE,
        }
    }

    /// Vocabulary sentences among the things a group considers.
    pub(super) fn considered(&mut self) -> Vec<(RuleId, u32, NodeId)> {
        let rules = self.rules;
        let mut considered = Vec::new();
        for (rule, place) in rules.rules.iter().zip(0..) {
            for (item, index) in rule.considers.iter().zip(0..) {
                if let Some(condition) = &item.condition {
                    considered.push((RuleId(place), index, self.applicable(condition, &Scope::default())));
                }
            }
        }
        considered
    }
}

pub(super) fn nothing() -> ClausePlan {
    ClausePlan { node: Program::FALSE, items: Vec::new(), facts: Vec::new(), definition: None }
}
