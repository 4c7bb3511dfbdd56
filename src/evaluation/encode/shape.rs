//! What do some nodes ask of each slot and field, and how long must a list that may hold more be able to get?
//!
//! Values that no leaf tells apart share a class. A list needs no more unmentioned entries than the leaves can ask
//! witnesses for: leaving out all others changes no leaf. Periods of which only days are asked need no more than there are
//! windows: the ends of the windows cut the calendar into stretches, of each of which only the number of its days tells;
//! those of one stretch can stand at its end, those of the next at its beginning, so that one period serves two. Where
//! long periods are asked about too, each of them may need one, and the days are those of periods too short to be long.

use std::collections::BTreeSet;

use super::super::knowledge::{Knowledge, Known, ListKnown};
use super::asks::{Asks, asks};
use crate::check::{Mask, Order};
use crate::program::{Atom, Base, DateExpr, Domain, Node, NodeId, Program, Ref, SlotId};

/// More unmentioned entries than this are never tried; a list that would need them settles nothing as impossible.
const MOST_EXTRAS: u32 = 40;

/// A slot, then a field of its entries, then a field of theirs.
type Path = Vec<u32>;

/// What is asked of one slot or field.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "findings of one walk, none of which follows from another")]
pub(super) struct Use {
    /// Is it read at all?
    pub(super) read: bool,
    /// The masks of the leaves that read it.
    masks: Vec<u64>,
    /// Is every value told apart?
    each: bool,
    /// The fields of its entries.
    pub(super) fields: Vec<Use>,
    demands: Vec<Demand>,
    /// How many entries besides those recorded may have to exist.
    pub(super) extras: u32,
    /// Might more than `extras` have to exist?
    pub(super) cut_short: bool,
    looks_at_days: bool,
    /// Of periods: are they counted otherwise than by their days or as long ones?
    looks_at_each: bool,
    /// Of periods: a period of so many days may count as a long one, a shorter one never does.
    long: Option<u32>,
    /// How many stretches of days, each of periods too short to count as long, may have to be there besides.
    pub(super) stretches: u32,
}

/// A leaf that can ask for so many witnesses, for each entry of the lists around it.
#[derive(Debug, Clone)]
struct Demand {
    witnesses: u32,
    /// Of periods: only their days are asked about.
    of_days: bool,
    around: Vec<Path>,
}

/// What the cone of some nodes asks.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) slots: Vec<Use>,
    /// Nodes about the case that were walked.
    seen: Vec<bool>,
    /// Nodes about entries that were walked, with the lists around them.
    seen_within: BTreeSet<(NodeId, Vec<Path>)>,
    lists: Vec<Path>,
}

impl Shape {
    pub(super) fn of(
        program: &Program,
        knowledge: &Knowledge,
        roots: impl IntoIterator<Item = NodeId>,
    ) -> Self {
        let mut shape = Self::default();
        shape.slots.resize_with(program.slots.len(), Use::default);
        shape.seen = vec![false; program.nodes.len()];
        for root in roots {
            shape.node(program, root, &[]);
        }
        shape.lengths(knowledge);
        shape
    }

    /// The slots in which some list may have to be longer than is tried.
    pub(super) fn too_long(&self) -> Vec<(SlotId, Option<u32>)> {
        let slots = self.slots.iter().zip(0..).filter(|(used, _)| used.is_cut_short());
        slots.map(|(used, slot)| (SlotId(slot), used.cut_short.then_some(used.extras))).collect()
    }

    /// A day is read besides the nodes.
    pub(super) fn read_day(&mut self, expr: &DateExpr) {
        self.day(expr, &[]);
    }

    fn node(&mut self, program: &Program, id: NodeId, around: &[Path]) {
        let around = if program.is_about_case(id) { &[] } else { around };
        let first = if around.is_empty() {
            self.seen.get_mut(id.0 as usize).is_some_and(|seen| !std::mem::replace(seen, true))
        } else {
            self.seen_within.insert((id, around.to_vec()))
        };
        if !first {
            return;
        }
        match program.node(id) {
            Node::Constant(_) | Node::Presumed(_) => {}
            Node::Not(inner) => self.node(program, inner, around),
            Node::List { first, count, .. } => {
                for child in program.list(first, count) {
                    self.node(program, *child, around);
                }
            }
            Node::Atom(atom) => self.atom(program, program.atom(atom), around),
        }
    }

    fn atom(&mut self, program: &Program, atom: &Atom, around: &[Path]) {
        match atom {
            Atom::Choice { at, values: Mask(values) } | Atom::Includes { at, values: Mask(values) } => {
                if let Some(used) = self.at(&path(*at, around))
                    && !used.masks.contains(values)
                {
                    used.masks.push(*values);
                }
            }
            Atom::Number { at, .. } => {
                self.at(&path(*at, around));
            }
            Atom::Dates { left, right, .. } => {
                self.day(left, around);
                self.day(right, around);
            }
            Atom::Count { list, filter, order, value } => {
                let asked = asks(program, *filter, (*order, *value));
                let demand = (witnesses(*order, *value), asked == Asks::Days);
                let list = self.demand(*list, demand, around);
                if let Some(used) = self.at(&list) {
                    match asked {
                        Asks::Days => {}
                        Asks::Long(days) => used.long = Some(used.long.map_or(days, |long| long.min(days))),
                        Asks::Each => used.looks_at_each = true,
                    }
                }
                self.within(program, *filter, list, around);
            }
            Atom::CountDifferent { list, filter, field, order, value } => {
                let list = self.demand(*list, (witnesses(*order, *value), false), around);
                if let Some(used) = self.at(&list) {
                    used.looks_at_each = true;
                }
                self.tell_apart(&child(&list, *field));
                self.within(program, *filter, list, around);
            }
            Atom::Covers { periods, first, last } | Atom::Total { periods, first, last, .. } => {
                self.day(first, around);
                self.day(last, around);
                let list = self.demand(*periods, (1, true), around);
                if let Some(used) = self.at(&list) {
                    used.looks_at_days = true;
                }
            }
            Atom::MemberOf { at, list, field } => {
                self.tell_apart(&path(*at, around));
                let list = self.demand(*list, (1, false), around);
                self.tell_apart(&child(&list, *field));
            }
        }
    }

    fn within(&mut self, program: &Program, filter: NodeId, list: Path, around: &[Path]) {
        let mut inner = around.to_vec();
        inner.push(list);
        self.node(program, filter, &inner);
    }

    fn day(&mut self, expr: &DateExpr, around: &[Path]) {
        if let Base::Ref(at) = expr.base {
            self.at(&path(at, around));
        }
    }

    fn tell_apart(&mut self, at: &[u32]) {
        if let Some(used) = self.at(at) {
            used.each = true;
        }
    }

    fn demand(&mut self, list: Ref, (witnesses, of_days): (u32, bool), around: &[Path]) -> Path {
        let list = path(list, around);
        let around = around.iter().filter(|outer| !list.starts_with(outer)).cloned().collect();
        if let Some(used) = self.at(&list) {
            used.demands.push(Demand { witnesses, of_days, around });
        }
        if !self.lists.contains(&list) {
            self.lists.push(list.clone());
        }
        list
    }

    /// The use of a path; marks it read.
    fn at(&mut self, path: &[u32]) -> Option<&mut Use> {
        let (slot, fields) = path.split_first()?;
        let mut used = self.slots.get_mut(*slot as usize)?;
        used.read = true;
        for field in fields {
            let field = *field as usize;
            if used.fields.len() <= field {
                used.fields.resize_with(field + 1, Use::default);
            }
            used = used.fields.get_mut(field)?;
            used.read = true;
        }
        Some(used)
    }

    /// How many unmentioned entries each list may need; lists that ask for one another are cut short.
    fn lengths(&mut self, knowledge: &Knowledge) {
        for round in 0..4 {
            let mut grown = false;
            for list in self.lists.clone() {
                let demands = self.at(&list).map(|used| used.demands.clone()).unwrap_or_default();
                let mut needed = |of_days: bool| self.witnesses(knowledge, &demands, of_days);
                let needed = (needed(false), needed(true));
                if let Some(used) = self.at(&list) {
                    grown |= used.may_need(needed);
                    used.cut_short |= grown && round == 3;
                }
            }
            if !grown {
                return;
            }
        }
    }

    /// The witnesses that some demands come to: those for days alone, or the others.
    fn witnesses(&mut self, knowledge: &Knowledge, demands: &[Demand], of_days: bool) -> u32 {
        let mut sum = 0_u32;
        for demand in demands.iter().filter(|demand| demand.of_days == of_days) {
            let each = demand.around.iter().map(|outer| self.length(knowledge, outer));
            sum = sum.saturating_add(each.fold(demand.witnesses, u32::saturating_mul));
        }
        sum
    }

    fn length(&mut self, knowledge: &Knowledge, list: &[u32]) -> u32 {
        let recorded = match (list, list.first().and_then(|slot| knowledge.slots.get(*slot as usize))) {
            ([_], Some(Known::List(lists))) => lists.iter().map(|list| list.entries.len()).sum(),
            (_, Some(known)) => longest_below(known),
            (_, None) => 0,
        };
        let extras = self.at(list).map_or(0, |used| used.extras);
        extras.saturating_add(u32::try_from(recorded).unwrap_or(u32::MAX))
    }
}

fn longest_below(known: &Known) -> usize {
    let Known::List(lists) = known else { return 0 };
    let fields = lists.iter().flat_map(|list| &list.entries).flat_map(|entry| &entry.fields);
    let below = fields.map(|field| match field {
        Known::List(lists) => {
            lists.iter().map(|list| list.entries.len()).sum::<usize>().max(longest_below(field))
        }
        Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) => 0,
    });
    below.max().unwrap_or(0)
}

/// How many entries can be needed to keep a count on its side of a limit.
fn witnesses(order: Order, value: u32) -> u32 {
    match order {
        Order::Less | Order::AtLeast => value,
        Order::AtMost | Order::More | Order::Equal => value.saturating_add(1),
    }
}

fn path(at: Ref, around: &[Path]) -> Path {
    match at {
        Ref::Slot(SlotId(slot)) => vec![slot],
        Ref::Field { depth, field } => {
            let place = around.len().checked_sub(usize::from(depth) + 1);
            place.and_then(|place| around.get(place)).map_or_else(Vec::new, |list| child(list, field))
        }
    }
}

fn child(list: &[u32], field: u32) -> Path {
    let mut path = list.to_vec();
    path.push(field);
    path
}

impl Use {
    const NOTHING: Self = Self {
        read: false,
        masks: Vec::new(),
        each: false,
        fields: Vec::new(),
        demands: Vec::new(),
        extras: 0,
        cut_short: false,
        looks_at_days: false,
        looks_at_each: false,
        long: None,
        stretches: 0,
    };
    /// Of a day that is read.
    pub(super) const DAY: Self = Self {
        read: true,
        masks: Vec::new(),
        each: false,
        fields: Vec::new(),
        demands: Vec::new(),
        extras: 0,
        cut_short: false,
        looks_at_days: false,
        looks_at_each: false,
        long: None,
        stretches: 0,
    };

    /// So many witnesses, and so many for days alone; was less known to be needed before?
    fn may_need(&mut self, (whole, of_days): (u32, u32)) -> bool {
        let mixed = self.looks_at_days && (self.looks_at_each || self.long.is_some());
        let apart = mixed && !self.looks_at_each;
        let (extras, stretches) = if apart { (whole, of_days) } else { (whole.saturating_add(of_days), 0) };
        self.cut_short = extras.max(stretches) > MOST_EXTRAS || (mixed && !apart);
        let needed = (extras.min(MOST_EXTRAS), stretches.min(MOST_EXTRAS));
        let grown = needed != (self.extras, self.stretches);
        (self.extras, self.stretches) = needed;
        grown
    }

    /// The days of a period too short to count as long.
    pub(super) fn short(&self) -> u32 {
        self.long.unwrap_or(2).saturating_sub(1)
    }

    fn is_cut_short(&self) -> bool {
        self.cut_short || self.fields.iter().any(Self::is_cut_short)
    }

    /// The same with as many more entries as any of these lists holds, in the lists inside their entries too.
    pub(super) fn with_room_for(&self, known: &[&Known]) -> Self {
        let lists = known.iter().filter_map(|known| match known {
            Known::List(lists) => Some(lists),
            Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) => None,
        });
        let lists: Vec<&ListKnown> = lists.flatten().collect();
        let longest = lists.iter().map(|list| list.entries.len()).max().unwrap_or(0);
        let mut roomy = self.clone();
        roomy.extras = roomy.extras.saturating_add(super::number(longest));
        let entries = || lists.iter().flat_map(|list| &list.entries);
        for place in 0..entries().map(|entry| entry.fields.len()).max().unwrap_or(0) {
            let field: Vec<&Known> = entries().filter_map(|entry| entry.fields.get(place)).collect();
            if field.iter().any(|known| matches!(known, Known::List(_))) {
                let room = self.field(place).with_room_for(&field);
                roomy.fields.resize_with(roomy.fields.len().max(place + 1), Self::default);
                if let Some(field) = roomy.fields.get_mut(place) {
                    *field = room;
                }
            }
        }
        roomy
    }

    /// Groups the possible values that nothing tells apart, the group of the lowest value first.
    pub(super) fn classes(&self, possible: u64) -> Vec<u64> {
        if !self.read {
            return vec![possible];
        }
        let mut classes: Vec<u64> = if self.each {
            (0..64).map(|bit| possible & (1 << bit)).filter(|class| *class != 0).collect()
        } else {
            vec![possible]
        };
        for mask in &self.masks {
            let split: Vec<u64> = classes.iter().flat_map(|class| [class & mask, class & !mask]).collect();
            classes = split.into_iter().filter(|class| *class != 0).collect();
        }
        classes.sort_unstable_by_key(|class| class.trailing_zeros());
        classes
    }

    /// The use of a field of its entries.
    pub(super) fn field(&self, field: usize) -> &Self {
        const UNREAD: &Use = &Use::NOTHING;
        self.fields.get(field).unwrap_or(UNREAD)
    }
}

/// An entry of which nothing is known.
pub(crate) fn any_entry(
    domain: &Domain,
    as_at: crate::calendar::Date,
) -> super::super::knowledge::EntryKnown {
    let fields = match domain {
        Domain::List { fields, .. } => fields.as_slice(),
        Domain::Choice { .. } | Domain::Set { .. } | Domain::Number | Domain::Date { .. } => &[],
    };
    super::super::knowledge::EntryKnown {
        fields: fields.iter().map(|field| whole(&field.domain, as_at)).collect(),
    }
}

/// Whole domain of a slot or field.
pub(crate) fn whole(domain: &Domain, as_at: crate::calendar::Date) -> Known {
    use crate::calendar::{Date, DateRange};
    use crate::program::all_choices;
    match domain {
        Domain::Choice { count } => Known::Choice(all_choices(*count)),
        Domain::Set { count } => Known::Set(vec![(0, all_choices(*count))]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { ahead: true } => Known::Date(vec![DateRange::ANY]),
        Domain::Date { ahead: false } => {
            Known::Date(vec![DateRange { first: Date::FIRST, last: as_at.max(Date::FIRST) }])
        }
        Domain::List { .. } => {
            Known::List(vec![super::super::knowledge::ListKnown { entries: Vec::new(), may_hold_more: true }])
        }
    }
}
