//! True, false or open, found the slow way: by trying concrete values at every leaf.
//!
//! Lists count their items; a leaf is true if it is true for every value tried, false if for none. Shares nothing with
//! the engine above the program's data types. Left out are the leaves for which the engine gives bounds only
//! (different values, days covered): [`exact_nodes`] says which nodes can be compared.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use threshold::calendar::{Date, DateRange};
use threshold::check::{Heading, Order};
use threshold::evaluation::{EntryKnown, Knowledge, Known, ListKnown, Presumed, Truth};
use threshold::program::{Atom, Base, DateExpr, Domain, FieldSlot, Node, NodeId, Program, Ref};

/// What is known of a case, to be read slowly.
pub(crate) struct Slow<'a> {
    pub(crate) program: &'a Program,
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) presumed: &'a Presumed,
    /// Truths of nodes about the case, once found.
    found: RefCell<HashMap<NodeId, Truth>>,
}

/// The entries at hand, innermost last.
type Entries<'e> = Vec<(Vec<Known>, &'e [FieldSlot])>;

/// By node: does nothing below it give bounds only?
pub(crate) fn exact_nodes(program: &Program) -> Vec<bool> {
    let mut exact: Vec<bool> = Vec::new();
    for node in &program.nodes {
        let is = |id: &NodeId| exact[id.0 as usize];
        exact.push(match node {
            Node::Constant(_) | Node::Presumed(_) => true,
            Node::Not(inner) => is(inner),
            Node::List { first, count, .. } => program.list(*first, *count).iter().all(is),
            Node::Atom(atom) => match program.atom(*atom) {
                Atom::Count { filter, .. } => is(filter),
                Atom::CountDifferent { .. } | Atom::Covers { .. } | Atom::Total { .. } => false,
                Atom::Choice { .. }
                | Atom::Includes { .. }
                | Atom::Number { .. }
                | Atom::Dates { .. }
                | Atom::MemberOf { .. } => true,
            },
        });
    }
    exact
}

impl<'a> Slow<'a> {
    pub(crate) fn new(program: &'a Program, knowledge: &'a Knowledge, presumed: &'a Presumed) -> Self {
        Self { program, knowledge, presumed, found: RefCell::default() }
    }

    pub(crate) fn truth(&self, node: NodeId) -> Truth {
        self.node(node, &Vec::new())
    }

    fn node(&self, node: NodeId, entries: &Entries<'a>) -> Truth {
        if !self.program.is_about_case(node) {
            return self.look(node, entries);
        }
        if let Some(truth) = self.found.borrow().get(&node) {
            return *truth;
        }
        let truth = self.look(node, entries);
        self.found.borrow_mut().insert(node, truth);
        truth
    }

    fn look(&self, node: NodeId, entries: &Entries<'a>) -> Truth {
        match self.program.node(node) {
            Node::Constant(value) => Truth::of(value),
            Node::Presumed(presumption) => Truth::of(self.presumed.applies(presumption)),
            Node::Not(inner) => self.node(inner, entries).opposite(),
            Node::Atom(atom) => self.atom(self.program.atom(atom), entries),
            Node::List { heading, first, count } => {
                let items: Vec<Truth> =
                    self.program.list(first, count).iter().map(|item| self.node(*item, entries)).collect();
                let yes = items.iter().filter(|truth| **truth == Truth::True).count();
                let open = items.iter().filter(|truth| **truth == Truth::Open).count();
                tried((yes..=yes + open).map(|yes| match heading {
                    Heading::All => yes == items.len(),
                    Heading::Any => yes > 0,
                    Heading::None => yes == 0,
                    Heading::AtLeast(least) => yes >= least as usize,
                    Heading::AtMost(most) => yes <= most as usize,
                    Heading::Exactly(number) => yes == number as usize,
                }))
            }
        }
    }

    fn atom(&self, atom: &Atom, entries: &Entries<'a>) -> Truth {
        match atom {
            Atom::Choice { at, values } => {
                tried(self.choices(*at, entries).into_iter().map(|choice| values.0 >> choice & 1 == 1))
            }
            Atom::Includes { at, values } => {
                tried(self.sets(*at, entries).into_iter().map(|set| set & values.0 != 0))
            }
            Atom::Number { at, order, value } => {
                let near = [value.saturating_sub(1), *value, value + 1];
                let numbers = self.numbers(*at, &near, entries);
                tried(numbers.into_iter().map(|number| compare(number, *order, *value)))
            }
            Atom::Dates { left, order, right } => self.dates(left, *order, right, entries),
            Atom::Count { list, filter, order, value } => {
                let mut truths = BTreeSet::new();
                let (lists, fields) = self.lists(*list, entries);
                for one in lists {
                    for number in self.numbers_of_entries(&one, fields, *filter, *value, entries) {
                        truths.insert(compare(number, *order, *value));
                    }
                }
                tried(truths.into_iter())
            }
            Atom::MemberOf { at, list, field } => {
                let mut truths = BTreeSet::new();
                let (lists, fields) = self.lists(*list, entries);
                for (ours, one) in self
                    .choices(*at, entries)
                    .into_iter()
                    .flat_map(|ours| lists.iter().map(move |one| (ours, one)))
                {
                    let theirs = one.entries.iter().map(|entry| bits(&entry.fields, fields, *field));
                    if one.may_hold_more || theirs.clone().any(|bits| bits >> ours & 1 == 1) {
                        truths.insert(true);
                    }
                    if theirs.clone().all(|bits| bits != 1 << ours) {
                        truths.insert(false);
                    }
                }
                tried(truths.into_iter())
            }
            Atom::CountDifferent { .. } | Atom::Covers { .. } | Atom::Total { .. } => Truth::Open,
        }
    }

    /// How many entries may satisfy the filter, up to a few more than matter.
    #[expect(
        clippy::too_many_arguments,
        reason = "what the plain reading of a count needs, and nothing more"
    )]
    fn numbers_of_entries(
        &self,
        list: &ListKnown,
        fields: &'a [FieldSlot],
        filter: NodeId,
        value: u32,
        entries: &Entries<'a>,
    ) -> Vec<u32> {
        let mut reached = BTreeSet::from([0u32]);
        for entry in &list.entries {
            let mut inner = entries.clone();
            inner.push((entry.fields.clone(), fields));
            let add: &[u32] = match self.node(filter, &inner) {
                Truth::True => &[1],
                Truth::False => &[0],
                Truth::Open => &[0, 1],
            };
            reached = reached.iter().flat_map(|number| add.iter().map(move |more| number + more)).collect();
        }
        if list.may_hold_more {
            let anything: Vec<Known> =
                fields.iter().map(|field| whole(&field.domain, self.knowledge.as_at)).collect();
            let mut inner = entries.clone();
            inner.push((anything, fields));
            if self.node(filter, &inner) != Truth::False {
                reached = reached
                    .iter()
                    .flat_map(|number| (0..=value + 2).map(move |more| number + more))
                    .collect();
            }
        }
        reached.into_iter().collect()
    }

    fn known(&self, at: Ref, entries: &Entries<'a>) -> (Known, &'a Domain) {
        match at {
            Ref::Slot(slot) => {
                (self.knowledge.slots[slot.0 as usize].clone(), &self.program.slots[slot.0 as usize].domain)
            }
            Ref::Field { depth, field } => {
                let (known, fields) = &entries[entries.len() - 1 - usize::from(depth)];
                (known[field as usize].clone(), &fields[field as usize].domain)
            }
        }
    }

    fn choices(&self, at: Ref, entries: &Entries<'a>) -> Vec<u32> {
        let (Known::Choice(bits), _) = self.known(at, entries) else { panic!("a choice") };
        (0..64).filter(|bit| bits >> bit & 1 == 1).collect()
    }

    fn sets(&self, at: Ref, entries: &Entries<'a>) -> Vec<u64> {
        let (Known::Set(sets), _) = self.known(at, entries) else { panic!("a set") };
        let subsets =
            |(sure, may): (u64, u64)| (0..=may).filter(move |set| sure & !set == 0 && set & !may == 0);
        sets.into_iter().flat_map(subsets).collect()
    }

    fn numbers(&self, at: Ref, near: &[u32], entries: &Entries<'a>) -> Vec<u32> {
        let (Known::Number(ranges), _) = self.known(at, entries) else { panic!("a number") };
        let within = |range: (u32, u32)| {
            near.iter().copied().filter(move |number| range.0 <= *number && *number <= range.1)
        };
        ranges
            .into_iter()
            .flat_map(|range| [range.0, range.1].into_iter().chain(within(range)).collect::<Vec<_>>())
            .collect()
    }

    fn lists(&self, at: Ref, entries: &Entries<'a>) -> (Vec<ListKnown>, &'a [FieldSlot]) {
        let (Known::List(lists), Domain::List { fields, .. }) = self.known(at, entries) else {
            panic!("a list")
        };
        (lists, fields)
    }

    fn dates(&self, left: &DateExpr, order: Order, right: &DateExpr, entries: &Entries<'a>) -> Truth {
        let (ours, theirs) = (self.ranges(left, entries), self.ranges(right, entries));
        let left_days = self.days(left, &ours, &self.ends(right, &theirs));
        let right_days = self.days(right, &theirs, &self.ends(left, &ours));
        if order == Order::Equal {
            let can = left_days.intersection(&right_days).next().is_some();
            let cannot = left_days.len() > 1 || left_days != right_days;
            return Truth::from_possible(can, cannot);
        }
        tried(
            left_days
                .iter()
                .flat_map(|left| right_days.iter().map(move |right| compare(*left, order, *right))),
        )
    }

    fn ranges(&self, expr: &DateExpr, entries: &Entries<'a>) -> Vec<DateRange> {
        match expr.base {
            Base::Day(day) => vec![DateRange::day(day)],
            Base::AsAt => vec![DateRange::day(self.knowledge.as_at)],
            Base::Ref(at) => match self.known(at, entries).0 {
                Known::Date(ranges) => ranges,
                _ => panic!("a date"),
            },
        }
    }

    fn ends(&self, expr: &DateExpr, ranges: &[DateRange]) -> Vec<Date> {
        let conventions = self.program.rule_set.conventions;
        ranges
            .iter()
            .flat_map(|range| [expr.from(range.first, conventions), expr.from(range.last, conventions)])
            .collect()
    }

    /// The days an expression may be: all of a small range; of a large one those at its ends, and those whose day comes
    /// near one of `near`.
    fn days(&self, expr: &DateExpr, ranges: &[DateRange], near: &[Date]) -> BTreeSet<Date> {
        let conventions = self.program.rule_set.conventions;
        let mut days = BTreeSet::new();
        for range in ranges {
            let (first, last) = (range.first.0, range.last.0);
            let mut tried: BTreeSet<i32> = BTreeSet::new();
            if last - first <= 64 {
                tried.extend(first..=last);
            } else {
                let moved =
                    expr.from(Date(first + (last - first) / 2), conventions).0 - (first + (last - first) / 2);
                let middles = near.iter().map(|day| day.0 - moved).chain([first, last]);
                tried.extend(
                    middles
                        .flat_map(|middle| middle - 12..=middle + 12)
                        .filter(|day| first <= *day && *day <= last),
                );
            }
            days.extend(tried.into_iter().map(|day| expr.from(Date(day), conventions)));
        }
        days
    }
}

fn bits(known: &[Known], fields: &[FieldSlot], field: u32) -> u64 {
    match (&known[field as usize], &fields[field as usize].domain) {
        (Known::Choice(bits), Domain::Choice { .. }) => *bits,
        _ => panic!("a choice"),
    }
}

fn whole(domain: &Domain, as_at: Date) -> Known {
    let all = |count: u32| if count >= 64 { u64::MAX } else { (1u64 << count) - 1 };
    match domain {
        Domain::Choice { count } => Known::Choice(all(*count)),
        Domain::Set { count } => Known::Set(vec![(0, all(*count))]),
        Domain::Number => Known::Number(vec![(0, u32::MAX)]),
        Domain::Date { ahead } => {
            Known::Date(vec![DateRange { first: Date::FIRST, last: if *ahead { Date::LAST } else { as_at } }])
        }
        Domain::List { .. } => {
            Known::List(vec![ListKnown { entries: Vec::<EntryKnown>::new(), may_hold_more: true }])
        }
    }
}

/// True if always, false if never, else open.
fn tried(results: impl Iterator<Item = bool>) -> Truth {
    let results: BTreeSet<bool> = results.collect();
    Truth::from_possible(results.contains(&true), results.contains(&false))
}

fn compare<T: Ord>(left: T, order: Order, right: T) -> bool {
    match order {
        Order::Less => left < right,
        Order::AtMost => left <= right,
        Order::Equal => left == right,
        Order::AtLeast => left >= right,
        Order::More => left > right,
    }
}
