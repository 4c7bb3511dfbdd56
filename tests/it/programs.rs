//! Small random programs and knowledge, every construct among them, few enough values to try them all.

use threshold::calendar::{Date, DateRange, Length, Unit};
use threshold::check::{
    DefinitionId, ExceptionId, Heading, Mask, Order, OutcomeId, PresumptionId, QuestionId, RuleId,
};
use threshold::evaluation::{Constraint, EntryKnown, Knowledge, Known, ListKnown};
use threshold::program::{
    Atom, AtomId, Base, Blocks, ClausePlan, Computed, ComputedValue, DateExpr, Domain, ExceptionPlan,
    FieldSlot, Invariant, Node, NodeId, Program, QuestionPlan, Ref, RulePlan, Slot, SlotId, Step,
};
use threshold::record::LengthSaid;
use threshold::syntax::tree::Duty;
use threshold::vocabulary::{FactId, FieldId};

use crate::random_numbers::Dice;

/// The first of the days in play.
pub(crate) fn start() -> Date {
    Date::new(2016, 2, 20).expect("a day")
}

/// The day the screening looks from.
pub(crate) fn as_at() -> Date {
    Date(start().0 + 24)
}

/// How large a random case may be.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) slots: usize,
    pub(crate) rules: usize,
    /// Of a hundred slots, so many are open.
    pub(crate) open: u64,
    /// Lists and periods too?
    pub(crate) lists: bool,
}

struct Build<'d> {
    dice: &'d mut Dice,
    program: Program,
}

/// A random program and what is known.
pub(crate) fn case(dice: &mut Dice, size: Size) -> (Program, Knowledge) {
    let program = program(dice, size);
    let knowledge = knowledge(dice, &program, size);
    (program, knowledge)
}

fn program(dice: &mut Dice, size: Size) -> Program {
    let mut build = Build { dice, program: Program::default() };
    build.push(Node::Constant(false), 0);
    build.push(Node::Constant(true), 0);
    build.rule_set(size);
    for fact in 0..size.slots {
        build.slot(FactId(u32::try_from(fact).expect("few")), size);
    }
    build.presumptions();
    build.exceptions();
    build.rules(size);
    build.question();
    build.always();
    build.program
}

impl Build<'_> {
    fn push(&mut self, node: Node, depth: u8) -> NodeId {
        self.program.nodes.push(node);
        self.program.depths.push(depth);
        NodeId(u32::try_from(self.program.nodes.len() - 1).expect("few"))
    }

    fn depth(&self, node: NodeId) -> u8 {
        self.program.depths[node.0 as usize]
    }

    fn list(&mut self, heading: Heading, items: &[NodeId]) -> NodeId {
        let depth = items.iter().map(|item| self.depth(*item)).max().unwrap_or(0);
        let first = u32::try_from(self.program.children.len()).expect("few");
        self.program.children.extend_from_slice(items);
        self.push(Node::List { heading, first, count: u32::try_from(items.len()).expect("few") }, depth)
    }

    fn atom(&mut self, atom: Atom, depth: u8) -> NodeId {
        self.program.atoms.push(atom);
        let id = AtomId(u32::try_from(self.program.atoms.len() - 1).expect("few"));
        self.push(Node::Atom(id), depth)
    }

    fn rule_set(&mut self, size: Size) {
        let conventions = &mut self.program.rule_set.conventions;
        if self.dice.chance(50) {
            conventions.month_end = threshold::calendar::MonthEnd::LaterDay;
        }
        if self.dice.chance(50) {
            conventions.leap_birthday = threshold::calendar::LeapBirthday::February28;
        }
        // Beside the facts of the slots: the computed one, and one that a statement is about.
        for fact in 0..size.slots + 2 {
            let fact = crate::facts::yes_no(&format!("fact-{fact}"));
            self.program.rule_set.vocabulary.facts.push(fact);
        }
    }

    fn slot(&mut self, fact: FactId, size: Size) {
        let field = |field, domain| FieldSlot { field: FieldId(field), domain };
        let kinds = if size.lists { 8 } else { 5 };
        let domain = match self.dice.below(kinds) {
            0 | 1 => Domain::Choice { count: 2 },
            2 => Domain::Choice { count: u32::try_from(2 + self.dice.below(3)).expect("few") },
            3 => Domain::Date { ahead: self.dice.chance(30) },
            4 if self.dice.chance(50) => Domain::Number,
            4 => Domain::Set { count: 3 },
            5 => Domain::List {
                fields: vec![field(0, Domain::Choice { count: 3 }), field(1, Domain::Choice { count: 2 })],
                periods: false,
            },
            6 => Domain::List {
                fields: vec![field(0, Domain::Date { ahead: false }), field(1, Domain::Choice { count: 2 })],
                periods: false,
            },
            _ => Domain::List {
                fields: vec![field(0, Domain::Date { ahead: false }), field(1, Domain::Date { ahead: true })],
                periods: true,
            },
        };
        self.program.slots.push(Slot { fact, domain, applies: None });
    }

    fn order(&mut self) -> Order {
        *self.dice.pick(&[Order::Less, Order::AtMost, Order::Equal, Order::AtLeast, Order::More])
    }

    fn some_slot(&mut self, fits: impl Fn(&Domain) -> bool) -> Option<SlotId> {
        let fitting: Vec<u32> =
            (0..).zip(&self.program.slots).filter(|(_, slot)| fits(&slot.domain)).map(|(id, _)| id).collect();
        (!fitting.is_empty()).then(|| SlotId(*self.dice.pick(&fitting)))
    }

    fn mask(&mut self, count: u32) -> Mask {
        Mask(1 + u64::try_from(self.dice.below((1 << count) - 1)).expect("small"))
    }

    fn length(&mut self) -> Length {
        let unit = *self.dice.pick(&[Unit::Days, Unit::Days, Unit::Months, Unit::Weeks]);
        Length {
            amount: u32::try_from(self.dice.below(if unit == Unit::Days { 12 } else { 3 })).expect("small"),
            unit,
        }
    }

    fn day(&mut self, base: Option<Ref>) -> DateExpr {
        let base = match base {
            Some(at) if self.dice.chance(70) => Base::Ref(at),
            _ => match self.some_slot(|domain| matches!(domain, Domain::Date { .. })) {
                Some(slot) if self.dice.chance(50) => Base::Ref(Ref::Slot(slot)),
                _ if self.dice.chance(20) => Base::AsAt,
                _ => Base::Day(Date(start().0 + i32::try_from(self.dice.below(30)).expect("small") - 3)),
            },
        };
        let mut steps = Vec::new();
        if self.dice.chance(40) {
            let length = self.length();
            steps.push(match self.dice.below(3) {
                0 => Step::Plus(length),
                1 => Step::Less(length),
                _ => Step::Completes(length),
            });
        }
        DateExpr { base, steps }
    }

    /// A leaf about the case.
    fn leaf(&mut self) -> NodeId {
        let slot = SlotId(u32::try_from(self.dice.below(self.program.slots.len())).expect("few"));
        let at = Ref::Slot(slot);
        match self.program.slots[slot.0 as usize].domain.clone() {
            Domain::Choice { count } => {
                let values = self.mask(count);
                self.atom(Atom::Choice { at, values }, 0)
            }
            Domain::Set { count } => {
                let values = self.mask(count);
                self.atom(Atom::Includes { at, values }, 0)
            }
            Domain::Number => {
                let (order, value) = (self.order(), u32::try_from(self.dice.below(5)).expect("small"));
                self.atom(Atom::Number { at, order, value }, 0)
            }
            Domain::Date { .. } => {
                let (left, order, right) = (self.day(Some(at)), self.order(), self.day(None));
                self.atom(Atom::Dates { left, order, right }, 0)
            }
            Domain::List { fields, periods } => self.list_leaf(at, &fields, periods),
        }
    }

    fn list_leaf(&mut self, list: Ref, fields: &[FieldSlot], periods: bool) -> NodeId {
        if periods && self.dice.chance(50) {
            let (first, last) = (self.day(None), self.day(None));
            if self.dice.chance(60) {
                return self.atom(Atom::Covers { periods: list, first, last }, 0);
            }
            let length = self.length();
            return self.atom(Atom::Total { periods: list, length, first, last }, 0);
        }
        let parts: Vec<NodeId> = (0..=self.dice.below(2)).map(|_| self.filter(fields)).collect();
        let filter = self.list(Heading::All, &parts);
        let (order, value) = (self.order(), u32::try_from(self.dice.below(3)).expect("small"));
        if self.dice.chance(15) {
            return self.atom(Atom::CountDifferent { list, filter, field: 0, order, value }, 0);
        }
        self.atom(Atom::Count { list, filter, order, value }, 0)
    }

    fn filter(&mut self, fields: &[FieldSlot]) -> NodeId {
        let place = self.dice.below(fields.len());
        let at = Ref::Field { depth: 0, field: u32::try_from(place).expect("few") };
        if let Domain::Choice { count } = fields[place].domain {
            let other = self.other_list(place, count);
            if let (Some(list), true) = (other, self.dice.chance(20)) {
                return self.atom(Atom::MemberOf { at, list: Ref::Slot(list), field: 0 }, 1);
            }
            let values = self.mask(count);
            self.atom(Atom::Choice { at, values }, 1)
        } else {
            let (left, order, right) = (self.day(Some(at)), self.order(), self.day(None));
            self.atom(Atom::Dates { left, order, right }, 1)
        }
    }

    fn other_list(&mut self, place: usize, count: u32) -> Option<SlotId> {
        (place == 0 && count == 3).then_some(())?;
        self.some_slot(|domain| match domain {
            Domain::List { fields, .. } => fields[0].domain == Domain::Choice { count: 3 },
            _ => false,
        })
    }

    fn clause(&mut self, leaves: usize) -> ClausePlan {
        let items: Vec<ClausePlan> = (0..leaves).map(|_| self.sentence()).collect();
        let nodes: Vec<NodeId> = items.iter().map(|item| item.node).collect();
        let few = u32::try_from(1 + self.dice.below(leaves.max(1))).expect("few");
        let heading = *self.dice.pick(&[
            Heading::All,
            Heading::All,
            Heading::Any,
            Heading::None,
            Heading::AtLeast(few),
            Heading::AtMost(few),
            Heading::Exactly(few),
        ]);
        ClausePlan { node: self.list(heading, &nodes), items, facts: Vec::new(), definition: None }
    }

    fn sentence(&mut self) -> ClausePlan {
        let mut node = self.leaf();
        let presumptions = self.program.presumptions.len();
        if presumptions > 0 && self.dice.chance(15) {
            let place = self.dice.below(presumptions);
            let presumed = self.push(Node::Presumed(PresumptionId(u32::try_from(place).expect("few"))), 0);
            let sentence = self.program.presumptions[place];
            node = self.list(Heading::Any, &[presumed, sentence]);
        } else if self.dice.chance(10) {
            node = self.push(Node::Not(node), 0);
        }
        let facts = slots_under(&self.program, node).into_iter().map(FactId).collect();
        ClausePlan { node, items: Vec::new(), facts, definition: None::<DefinitionId> }
    }

    fn presumptions(&mut self) {
        for _ in 0..self.dice.below(3) {
            let leaf = self.leaf();
            self.program.presumptions.push(leaf);
        }
    }

    fn exceptions(&mut self) {
        for id in 0..self.dice.below(3) {
            let when = self.clause(2);
            let exception = ExceptionId(u32::try_from(id).expect("few"));
            let before = (id > 0 && self.dice.chance(30)).then(|| ExceptionId(exception.0 - 1));
            let applies = match before {
                Some(other) => {
                    let aside = self.push(Node::Not(self.program.exceptions[other.0 as usize].applies), 0);
                    self.list(Heading::All, &[when.node, aside])
                }
                None => when.node,
            };
            self.program
                .rule_set
                .exceptions
                .push(crate::facts::exception(&when, before.into_iter().collect()));
            self.program.exceptions.push(ExceptionPlan { exception, when, applies });
        }
    }

    fn rules(&mut self, size: Size) {
        for id in 0..size.rules {
            let rule = RuleId(u32::try_from(id).expect("few"));
            let leaves = 1 + self.dice.below(4);
            let when = self.clause(leaves);
            let aside = (!self.program.exceptions.is_empty() && self.dice.chance(35)).then(|| {
                ExceptionId(u32::try_from(self.dice.below(self.program.exceptions.len())).expect("few"))
            });
            let applies = match aside {
                Some(exception) => {
                    let not = self.push(Node::Not(self.program.exceptions[exception.0 as usize].applies), 0);
                    self.list(Heading::All, &[when.node, not])
                }
                None => when.node,
            };
            let outcome = OutcomeId(u32::try_from(self.dice.below(3)).expect("few"));
            let duty = *self.dice.pick(&[Duty::Must, Duty::Must, Duty::ShouldAlways, Duty::ShouldConsider]);
            self.program.rule_set.rules.push(crate::facts::rule(
                outcome,
                duty,
                &when,
                aside.into_iter().collect(),
            ));
            self.program.rules.push(RulePlan { rule, when, applies, outcome });
        }
    }

    fn question(&mut self) {
        let mut at_least: Vec<NodeId> = Vec::new();
        let mut is = Vec::new();
        let mut to_consider = Vec::new();
        for outcome in 0..4 {
            let own = |build: &Self, binding: bool| -> Vec<NodeId> {
                let rules = build.program.rules.iter().zip(&build.program.rule_set.rules);
                rules
                    .filter(|(plan, rule)| {
                        plan.outcome.0 == outcome
                            && matches!(rule.duty, Duty::Must | Duty::ShouldAlways) == binding
                    })
                    .map(|(plan, _)| plan.applies)
                    .collect()
            };
            let (gives, puts) = (own(self, true), own(self, false));
            let above = at_least.last().copied().unwrap_or(NodeId(0));
            let not_above = self.push(Node::Not(above), 0);
            let gives = if outcome == 3 { NodeId(1) } else { self.list(Heading::Any, &gives) };
            is.push(self.list(Heading::All, &[gives, not_above]));
            at_least.push(self.list(Heading::Any, &[above, gives]));
            let here = self.push(Node::Not(at_least[outcome as usize]), 0);
            let puts = self.list(Heading::Any, &puts);
            to_consider.push(self.list(Heading::All, &[puts, here]));
        }
        let plans = &self.program.rules;
        let sentences: Vec<NodeId> =
            plans.iter().flat_map(|plan| plan.when.items.iter().map(|item| item.node)).collect();
        let rules: Vec<RuleId> = plans.iter().map(|plan| plan.rule).collect();
        let blocks = Blocks { rules: rules.clone(), ..Blocks::default() };
        let slots =
            (0..self.program.slots.len()).map(|slot| SlotId(u32::try_from(slot).expect("few"))).collect();
        self.program.rule_set.questions.push(crate::facts::question(4));
        let question = QuestionId(0);
        self.program.questions.push(QuestionPlan {
            question,
            rules,
            is,
            at_least,
            to_consider,
            sentences,
            blocks,
            slots,
        });
    }

    fn always(&mut self) {
        for _ in 0..self.dice.below(3) {
            let parts = [self.leaf(), self.leaf()];
            let node = self.list(Heading::Any, &parts);
            let text = format!("invariant {}", self.program.always.len());
            self.program.always.push(Invariant { node, text, facts: Vec::new() });
        }
        let dates: Vec<Ref> = (0..)
            .zip(&self.program.slots)
            .filter(|(_, slot)| matches!(slot.domain, Domain::Date { .. }))
            .map(|(id, _)| Ref::Slot(SlotId(id)))
            .collect();
        if let [from, to, ..] = dates.as_slice() {
            let expr = |at: Ref| DateExpr { base: Base::Ref(at), steps: Vec::new() };
            let value = ComputedValue::Length { from: expr(*from), to: expr(*to) };
            self.program.computed.push(Computed { fact: computed(&self.program), value });
        }
    }
}

/// The computed fact, which no slot holds.
pub(crate) fn computed(program: &Program) -> FactId {
    FactId(u32::try_from(program.slots.len()).expect("few"))
}

fn knowledge(dice: &mut Dice, program: &Program, size: Size) -> Knowledge {
    let slots = program.slots.iter().map(|slot| {
        let open = dice.chance(size.open);
        known(dice, &slot.domain, open)
    });
    let mut knowledge = Knowledge { slots: slots.collect(), constraints: Vec::new(), as_at: as_at() };
    if !program.computed.is_empty() && dice.chance(40) {
        let days = |amount| Length { amount, unit: Unit::Days };
        let least = u32::try_from(dice.below(12)).expect("small");
        let any_of = vec![LengthSaid::Between(days(least), days(least + 3))];
        knowledge.constraints.push(Constraint::Stated { computed: 0, any_of });
    }
    if dice.chance(15) {
        let rule = dice.pick(&program.rules);
        knowledge.constraints.push(Constraint::Node {
            node: rule.when.node,
            truth: dice.chance(50),
            fact: FactId(computed(program).0 + 1),
        });
    }
    knowledge
}

fn days(dice: &mut Dice, open: bool) -> Known {
    let at = |offset: usize| Date(start().0 + i32::try_from(offset).expect("small"));
    if !open {
        return Known::Date(vec![DateRange::day(at(dice.below(22)))]);
    }
    let first = dice.below(15);
    let range = DateRange { first: at(first), last: at(first + 1 + dice.below(6)) };
    if dice.chance(30) {
        let later = DateRange { first: Date(range.last.0 + 3), last: Date(range.last.0 + 4) };
        return Known::Date(vec![range, later]);
    }
    Known::Date(vec![range])
}

fn known(dice: &mut Dice, domain: &Domain, open: bool) -> Known {
    match domain {
        Domain::Choice { count } if open => {
            let all = (1_u64 << count) - 1;
            let some = all & dice.next();
            Known::Choice(if some.count_ones() > 1 { some } else { all })
        }
        Domain::Choice { count } => Known::Choice(1 << dice.below(*count as usize)),
        Domain::Set { count } => {
            let sure = dice.next() & dice.next() & ((1 << count) - 1);
            let may = if open { sure | (dice.next() & ((1 << count) - 1)) } else { sure };
            let mut sets = vec![(sure, may)];
            if open && dice.chance(30) {
                sets.push((may ^ 1, may ^ 1));
            }
            Known::Set(sets)
        }
        Domain::Number => {
            let least = u32::try_from(dice.below(4)).expect("small");
            Known::Number(vec![(
                least,
                least + if open { 1 + u32::try_from(dice.below(3)).expect("small") } else { 0 },
            )])
        }
        Domain::Date { .. } => days(dice, open),
        Domain::List { fields, .. } => {
            let mut lists = vec![list_known(dice, fields, open)];
            if open && dice.chance(20) {
                lists.push(list_known(dice, fields, false));
            }
            Known::List(lists)
        }
    }
}

fn list_known(dice: &mut Dice, fields: &[FieldSlot], open: bool) -> ListKnown {
    let entries = (0..dice.below(3))
        .map(|_| {
            let known_fields = fields.iter().map(|field| {
                let open = open && dice.chance(25);
                known(dice, &field.domain, open)
            });
            EntryKnown { fields: known_fields.collect() }
        })
        .collect();
    ListKnown { entries, may_hold_more: open && dice.chance(60) }
}

/// The slots a node reads, rising.
pub(crate) fn slots_under(program: &Program, root: NodeId) -> Vec<u32> {
    let mut slots = Vec::new();
    let mut open = vec![root];
    let note = |at: &Ref, slots: &mut Vec<u32>| {
        if let Ref::Slot(slot) = at {
            slots.push(slot.0);
        }
    };
    let note_day = |expr: &DateExpr, slots: &mut Vec<u32>| {
        if let Base::Ref(at) = expr.base {
            note(&at, slots);
        }
    };
    while let Some(node) = open.pop() {
        match program.node(node) {
            Node::Constant(_) | Node::Presumed(_) => {}
            Node::Not(inner) => open.push(inner),
            Node::List { first, count, .. } => open.extend(program.list(first, count)),
            Node::Atom(atom) => match program.atom(atom) {
                Atom::Choice { at, .. } | Atom::Includes { at, .. } | Atom::Number { at, .. } => {
                    note(at, &mut slots);
                }
                Atom::Dates { left, right, .. } => {
                    note_day(left, &mut slots);
                    note_day(right, &mut slots);
                }
                Atom::Count { list, filter, .. } | Atom::CountDifferent { list, filter, .. } => {
                    note(list, &mut slots);
                    open.push(*filter);
                }
                Atom::Covers { periods, first, last } | Atom::Total { periods, first, last, .. } => {
                    note(periods, &mut slots);
                    note_day(first, &mut slots);
                    note_day(last, &mut slots);
                }
                Atom::MemberOf { at, list, .. } => {
                    note(at, &mut slots);
                    note(list, &mut slots);
                }
            },
        }
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}
