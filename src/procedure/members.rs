//! Does every member of a list pass a check, and if not, on which item?
//!
//! A list that may hold more is *not yet shown*, never passed.

use crate::calendar::Date;
use crate::evaluation::{Kleene, Knowledge, Known, Presumed, Trace, Truth, is_exact};
use crate::program::{Atom, CheckPlan, Node, NodeId, Program, Ref};
use crate::record::{Answer, Place, Record, RecordedFact, Value};
use crate::vocabulary::FactId;

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// Every member passes, and there are no others.
    Passed,
    /// Some member fails.
    Failed,
    /// No member fails, but some item is open, or there may be more members.
    NotYetShown,
}

/// A check's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// Its place among the rule set's checks.
    pub check: usize,
    /// How it stands.
    pub state: CheckState,
    /// The members, in the order of the record; one without a place for a check of the record itself.
    pub members: Vec<Member>,
    /// May the list hold members nobody has named?
    pub may_hold_more: bool,
}

/// One member's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Where the record names it.
    pub place: Option<Place>,
    /// Does it pass?
    pub passes: Truth,
    /// Items that fail or are open: their place among the plan's items, and whether they fail (else open).
    pub items: Vec<(usize, bool)>,
    /// Items that are as they should be: their place among the plan's items.
    pub met: Vec<usize>,
    /// Items that count entries, of a check of the record itself: how many the record shows, and whether there may be
    /// more.
    pub counted: Vec<(usize, u32, bool)>,
}

/// All checks of a rule set for one case, in the order written.
#[must_use]
pub fn checks(program: &Program, record: &Record, as_at: Date) -> Vec<CheckResult> {
    let (knowledge, _) = Knowledge::from_record(program, record, as_at);
    let (mut kleene, mut trace) = (Kleene::default(), Trace::default());
    kleene.run(program, &knowledge, &Presumed::NONE, &mut trace);
    let run = Run { program, record, knowledge: &knowledge, kleene: &kleene, trace: &trace };
    program.checks.iter().enumerate().map(|(index, plan)| run.check(index, plan)).collect()
}

/// The truth of sentences that procedure hangs on; true where it hangs on none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nodes {
    /// By deadline: the sentence that starts it, and that what it is counted from applies.
    pub starts: Vec<Truth>,
    /// By override: what it holds under.
    pub override_conditions: Vec<Truth>,
    /// By table, and by row: does the row fit?
    pub table_rows: Vec<Vec<Truth>>,
}

impl Nodes {
    /// For one case, by what its record says.
    #[must_use]
    pub fn of(program: &Program, record: &Record, as_at: Date) -> Self {
        let (knowledge, _) = Knowledge::from_record(program, record, as_at);
        let mut kleene = Kleene::default();
        kleene.run(program, &knowledge, &Presumed::NONE, &mut crate::evaluation::Silent);
        let truths = |nodes: &[NodeId]| nodes.iter().map(|node| kleene.truth(*node)).collect();
        let conditions = program.override_conditions.iter();
        Self {
            starts: truths(&program.deadline_starts),
            override_conditions: conditions
                .map(|node| node.map_or(Truth::True, |node| kleene.truth(node)))
                .collect(),
            table_rows: program.table_rows.iter().map(|rows| truths(rows)).collect(),
        }
    }
}

struct Run<'a> {
    program: &'a Program,
    record: &'a Record,
    knowledge: &'a Knowledge,
    kleene: &'a Kleene,
    trace: &'a Trace,
}

impl Run<'_> {
    fn check(&self, check: usize, plan: &CheckPlan) -> CheckResult {
        let Some(list) = plan.list else {
            let passes = self.kleene.truth(plan.whole);
            let items = items(plan, passes, |node| self.kleene.truth(node));
            let met = met(plan, |node| self.kleene.truth(node));
            let counted = self.counted(plan);
            let members = vec![Member { place: None, passes, items, met, counted }];
            return CheckResult { check, state: state(&members, false), members, may_hold_more: false };
        };
        let places = self.places(list);
        let members: Vec<Member> = (0..places.len())
            .map(|index| {
                let passes = self.entry(plan.whole, index);
                let items = items(plan, passes, |node| self.entry(node, index));
                let met = met(plan, |node| self.entry(node, index));
                Member { place: places.get(index).cloned(), passes, items, met, counted: Vec::new() }
            })
            .collect();
        let may_hold_more = self.may_hold_more(list);
        CheckResult { check, state: state(&members, may_hold_more), members, may_hold_more }
    }

    /// Whether an entry satisfies a count's filter. A filter that is the same for every entry has no count left.
    fn entry(&self, count: NodeId, index: usize) -> Truth {
        let told = self.trace.entries.iter().find(|(node, place, _)| *node == count && *place == (0, index));
        told.map_or_else(|| self.kleene.truth(count), |(_, _, truth)| *truth)
    }

    /// What the items that count entries come to.
    fn counted(&self, plan: &CheckPlan) -> Vec<(usize, u32, bool)> {
        let items = plan.items.iter().enumerate();
        items
            .filter_map(|(index, item)| self.count(item.node).map(|(sure, more)| (index, sure, more)))
            .collect()
    }

    /// How many entries, or different values, the record shows for sure; and whether there may be more.
    fn count(&self, node: NodeId) -> Option<(u32, bool)> {
        let Node::Atom(atom) = self.program.node(node) else { return None };
        let (list, field) = match self.program.atom(atom) {
            Atom::Count { list: Ref::Slot(list), .. } => (*list, None),
            Atom::CountDifferent { list: Ref::Slot(list), field, .. } => (*list, Some(*field)),
            Atom::Count { .. }
            | Atom::CountDifferent { .. }
            | Atom::Choice { .. }
            | Atom::Includes { .. }
            | Atom::Number { .. }
            | Atom::Dates { .. }
            | Atom::Covers { .. }
            | Atom::Total { .. }
            | Atom::MemberOf { .. } => return None,
        };
        let Some(Known::List(lists)) = self.knowledge.slots.get(list.0 as usize) else { return None };
        let [known] = lists.as_slice() else { return None };
        let counts = |truth: Truth| {
            let told = self.trace.entries.iter().filter(move |told| told.0 == node && told.2 == truth);
            told.filter_map(|(_, (_, index), _)| known.entries.get(*index))
        };
        let maybe = known.may_hold_more || counts(Truth::Open).next().is_some();
        let Some(field) = field else {
            return Some((u32::try_from(counts(Truth::True).count()).ok()?, maybe));
        };
        let mut different: Vec<&Known> = Vec::new();
        let mut open = maybe;
        for value in counts(Truth::True).filter_map(|entry| entry.fields.get(field as usize)) {
            if !is_exact(value) {
                open = true;
            } else if !different.contains(&value) {
                different.push(value);
            }
        }
        Some((u32::try_from(different.len()).ok()?, open))
    }

    fn places(&self, list: FactId) -> Vec<Place> {
        let statements = self.record.fact(list).into_iter().flat_map(RecordedFact::current);
        let mut lists = statements.filter_map(|statement| match &statement.answer {
            Answer::Value(Value::List(list)) => {
                Some(list.entries.iter().map(|entry| entry.place.clone()).collect())
            }
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
        });
        lists.next().unwrap_or_default()
    }

    fn may_hold_more(&self, list: FactId) -> bool {
        let slot = self.program.slots.iter().position(|slot| slot.fact == list);
        match slot.and_then(|slot| self.knowledge.slots.get(slot)) {
            Some(Known::List(lists)) => lists.len() > 1 || lists.iter().any(|list| list.may_hold_more),
            Some(Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_)) | None => true,
        }
    }
}

/// Items that are as they should be.
fn met(plan: &CheckPlan, truth: impl Fn(NodeId) -> Truth) -> Vec<usize> {
    let wanted = |wanted: bool| if wanted { Truth::True } else { Truth::False };
    let met = plan.items.iter().enumerate().filter(|(_, item)| truth(item.node) == wanted(item.wanted));
    met.map(|(index, _)| index).collect()
}

/// Failing and open items of a member that does not surely pass.
fn items(plan: &CheckPlan, passes: Truth, truth: impl Fn(NodeId) -> Truth) -> Vec<(usize, bool)> {
    if passes == Truth::True {
        return Vec::new();
    }
    let told =
        plan.items.iter().enumerate().filter_map(|(index, item)| match (truth(item.node), item.wanted) {
            (Truth::Open, _) => Some((index, false)),
            (Truth::True, false) | (Truth::False, true) => Some((index, true)),
            (Truth::True, true) | (Truth::False, false) => None,
        });
    told.collect()
}

fn state(members: &[Member], may_hold_more: bool) -> CheckState {
    if members.iter().any(|member| member.passes == Truth::False) {
        CheckState::Failed
    } else if may_hold_more || members.iter().any(|member| member.passes == Truth::Open) {
        CheckState::NotYetShown
    } else {
        CheckState::Passed
    }
}
