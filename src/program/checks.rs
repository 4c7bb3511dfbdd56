//! Checks over a list, and sentences that start deadlines, as nodes.
//!
//! A check on each entry is read through counts: the evaluator tells its sink, for every count, which entries satisfy
//! the filter. So each item of the check becomes a count of its own, and no evaluator knows about checks.

use super::lower::{EntryOf, Lowering, Scope};
use super::{Atom, ClausePlan, NodeId, Ref};
use crate::check::{Anchor, Clause, Condition, Heading, Meaning, MemberCheck, Order, Start, TableId};
use crate::vocabulary::FactId;

/// How a check is run.
#[derive(Debug, Clone)]
pub struct CheckPlan {
    /// The list whose entries must pass; absent: the record itself.
    pub list: Option<FactId>,
    /// The whole condition: a count whose entries pass, or the condition itself.
    pub whole: NodeId,
    /// Its sentences, in order.
    pub items: Vec<CheckItem>,
}

/// One sentence of a check.
#[derive(Debug, Clone)]
pub struct CheckItem {
    /// `(a)`.
    pub label: String,
    /// The sentence.
    pub text: String,
    /// A count whose entries satisfy it, or the sentence itself.
    pub node: NodeId,
    /// Must it be true for the check to pass (false under *none of these*)?
    pub wanted: bool,
}

impl Lowering<'_> {
    pub(super) fn checks(&mut self) -> Vec<CheckPlan> {
        let rules = self.rules;
        rules.checks.iter().map(|check| self.check(check)).collect()
    }

    /// By deadline: the node of the sentence that starts it, false too where what it is counted from does not apply.
    pub(super) fn deadline_starts(&mut self) -> Vec<NodeId> {
        let rules = self.rules;
        let starts = rules.deadlines.iter().map(|deadline| {
            let mut parts = match &deadline.start {
                Start::Sentence(clause) => vec![self.clause(clause, &Scope::default()).node],
                Start::Anchor | Start::Decision(..) | Start::Outcome(..) => Vec::new(),
            };
            parts.extend(self.has_day(&deadline.anchor));
            self.arena.all(parts)
        });
        starts.collect()
    }

    /// That there is such a day: its fact applies, its list has an entry.
    fn has_day(&mut self, anchor: &Anchor) -> Option<NodeId> {
        let scope = Scope::default();
        if let Anchor::Entry(date) = anchor {
            let entries = Condition::Count {
                list: date.list,
                filter: Vec::new(),
                different: None,
                order: Order::AtLeast,
                value: 1,
            };
            return Some(self.sentence(&entries, &scope));
        }
        anchor.fact().map(|fact| self.whole_applies(fact, &scope))
    }

    /// By override: the node of the sentence or list it holds under.
    pub(super) fn override_conditions(&mut self) -> Vec<Option<NodeId>> {
        let rules = self.rules;
        let conditions = rules.overrides.iter().map(|line| line.condition.as_ref());
        conditions.map(|clause| clause.map(|it| self.clause(it, &Scope::default()).node)).collect()
    }

    /// By table: the nodes of its rows.
    pub(super) fn table_rows(&mut self) -> Vec<Vec<NodeId>> {
        let rules = self.rules;
        (0..).map(TableId).take(rules.tables.len()).map(|table| self.rows(table)).collect()
    }

    fn check(&mut self, check: &MemberCheck) -> CheckPlan {
        let scope = match check.list {
            Some(list) => Scope::default().within(EntryOf::List(list)),
            None => Scope::default(),
        };
        let plan = self.clause(&check.body, &scope);
        let mut items = Vec::new();
        sentences(&check.body, &plan, (String::new(), true), &mut items);
        let mut count = |node| match check.list {
            Some(list) => {
                let list = Ref::Slot(self.slots.slot(list));
                self.arena.atom(Atom::Count { list, filter: node, order: Order::AtLeast, value: 1 })
            }
            None => node,
        };
        for item in &mut items {
            item.node = count(item.node);
        }
        CheckPlan { list: check.list, whole: count(plan.node), items }
    }
}

fn sentences(
    clause: &Clause,
    plan: &ClausePlan,
    (label, wanted): (String, bool),
    found: &mut Vec<CheckItem>,
) {
    let label = label + &clause.label;
    match &clause.meaning {
        Meaning::List { heading, items } => {
            let wanted = wanted != matches!(heading, Heading::None | Heading::AtMost(_));
            for (item, plan) in items.iter().zip(&plan.items) {
                sentences(item, plan, (label.clone(), wanted), found);
            }
        }
        Meaning::Sentence(_) => {
            found.push(CheckItem { label, text: clause.in_one_line(), node: plan.node, wanted });
        }
        Meaning::Inert(_) => {}
    }
}
