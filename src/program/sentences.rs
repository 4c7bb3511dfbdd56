//! From what a sentence means to a node.
//!
//! Three layers: the core (a leaf or two), then *applies when* (all facts used must apply, else the sentence is
//! false, a negative wording too) and tables (one copy per row where a table gives a date), then presumptions (an
//! open sentence reads true, its opposite wording false).

use super::arena::Arena;
use super::dates::{Needs, then};
use super::lower::{EntryOf, Lowering, Scope};
use super::{Atom, NodeId, Program, Ref, Step};
use crate::calendar::{Length, Unit};
use crate::check::{
    Clause, Condition, Mask, Meaning, Order, OutcomeId, PeriodTest, QuestionId, Subject, TableId, TableResult,
};
use crate::syntax::tree::Comparison;
use crate::vocabulary::{FactId, FieldId, Type};

impl Lowering<'_> {
    /// A sentence where it stands, presumptions included.
    pub(super) fn sentence(&mut self, condition: &Condition, scope: &Scope<'_>) -> NodeId {
        let node = self.applicable(condition, scope);
        self.presume(condition, node, scope)
    }

    /// The sentence, false where a fact it uses does not apply.
    pub(super) fn applicable(&mut self, condition: &Condition, scope: &Scope<'_>) -> NodeId {
        let needs = self.sentence_needs(condition, scope);
        if let Some(table) = needs.table {
            return self.row_by_row(condition, table, scope);
        }
        let mut parts = if scope.guarded { Vec::new() } else { self.guards(&needs.facts) };
        parts.push(self.core(condition, scope));
        self.arena.all(parts)
    }

    fn row_by_row(&mut self, condition: &Condition, table: TableId, scope: &Scope<'_>) -> NodeId {
        let rows = self.rows(table);
        let cases = rows.into_iter().enumerate().map(|(row, fits)| {
            let inner = self.applicable(condition, &scope.with_row(table, row));
            self.arena.all(vec![fits, inner])
        });
        let cases = cases.collect();
        self.arena.any(cases)
    }

    /// The nodes that say that these facts apply.
    pub(super) fn guards(&mut self, facts: &[FactId]) -> Vec<NodeId> {
        facts.iter().filter_map(|fact| self.applies(*fact)).collect()
    }

    /// What must apply for this sentence to be about anything.
    pub(super) fn sentence_needs(&self, condition: &Condition, scope: &Scope<'_>) -> Needs {
        let mut needs = Needs::default();
        self.collect_needs(condition, scope, &mut needs);
        needs
    }

    fn collect_needs(&self, condition: &Condition, scope: &Scope<'_>, needs: &mut Needs) {
        match condition {
            Condition::Choice { subject, .. }
            | Condition::Includes { subject, .. }
            | Condition::Text { subject, .. }
            | Condition::Number { subject, .. }
            | Condition::Length { subject, .. } => self.subject_needs(*subject, scope, needs),
            Condition::Dates { left, right, .. } => {
                self.needs(*left, scope, needs);
                self.needs(*right, scope, needs);
            }
            Condition::InWindow { date, window } => {
                self.needs(*date, scope, needs);
                self.window_needs(*window, scope, needs);
            }
            Condition::Periods { subject, test } => {
                self.subject_needs(*subject, scope, needs);
                self.test_needs(*test, scope, needs);
            }
            Condition::Count { list, filter, .. } => {
                needs.facts.push(*list);
                // A list after "for which" has sentences of its own; "whose …" and "in WINDOW" belong to this one.
                for clause in filter {
                    if let Meaning::Sentence(inner) = &clause.meaning {
                        self.collect_needs(inner, scope, needs);
                    }
                }
            }
            Condition::MemberOf { subject, list, .. } => {
                self.subject_needs(*subject, scope, needs);
                needs.facts.push(*list);
            }
            Condition::Either(options) => {
                for option in options {
                    self.collect_needs(option, scope, needs);
                }
            }
            Condition::Definition(_)
            | Condition::TableIs { .. }
            | Condition::Outcome { .. }
            | Condition::ToConsider { .. }
            | Condition::RuleApplies(_) => {}
        }
    }

    fn subject_needs(&self, subject: Subject, scope: &Scope<'_>, needs: &mut Needs) {
        match subject {
            Subject::Fact(fact) => self.fact_needs(fact, scope, needs),
            Subject::Field(..) => {}
        }
    }

    fn test_needs(&self, test: PeriodTest, scope: &Scope<'_>, needs: &mut Needs) {
        match test {
            PeriodTest::On(day) => self.needs(day, scope, needs),
            PeriodTest::AnyDayIn(window)
            | PeriodTest::Throughout(window)
            | PeriodTest::TotalAtLeast(_, window) => {
                self.window_needs(window, scope, needs);
            }
            PeriodTest::OnePeriod { begins, ends, .. } => {
                begins.into_iter().chain(ends).for_each(|term| self.needs(term, scope, needs));
            }
            PeriodTest::Never | PeriodTest::Ever => {}
        }
    }

    /// The bare meaning, its facts taken to apply and its tables' rows bound.
    pub(super) fn core(&mut self, condition: &Condition, scope: &Scope<'_>) -> NodeId {
        match condition {
            Condition::Choice { subject, values } => self.choice(*subject, *values, scope),
            Condition::Includes { subject, values } => {
                let at = self.at(*subject, scope);
                self.arena.atom(Atom::Includes { at, values: *values })
            }
            Condition::Text { subject, text, is } => {
                let at = self.at(*subject, scope);
                let values = self.slots.text(text, *is);
                self.arena.atom(Atom::Choice { at, values })
            }
            Condition::Number { subject, order, value } => {
                let at = self.at(*subject, scope);
                self.number(at, *order, *value)
            }
            Condition::Dates { left, order, right } => {
                let (left, right) = (self.date(*left, scope), self.date(*right, scope));
                self.dates(left, *order, right)
            }
            Condition::InWindow { date, window } => {
                let date = self.date(*date, scope);
                let (first, last) = self.window(*window, scope);
                let parts = vec![
                    self.dates(first, Order::AtMost, date.clone()),
                    self.dates(date, Order::AtMost, last),
                ];
                self.arena.all(parts)
            }
            Condition::Length { subject, order, length } => self.length(*subject, *order, *length, scope),
            Condition::Periods { subject, test } => self.periods(*subject, *test, scope),
            Condition::Count { .. } => self.count_of(condition, scope),
            Condition::MemberOf { subject, list, field } => self.member_of(*subject, (*list, *field), scope),
            Condition::Definition(id) => self.definition(*id, scope.presumptions).node,
            Condition::TableIs { table, values } => self.table_is(*table, *values),
            Condition::Outcome { question, comparison, outcome } => {
                self.outcome(*question, *comparison, *outcome)
            }
            Condition::ToConsider { question, outcome } => {
                let plan = self.question(*question);
                plan.to_consider.get(outcome.0 as usize).copied().unwrap_or(Program::FALSE)
            }
            Condition::RuleApplies(rule) => self.rule(*rule).applies,
            Condition::Either(options) => {
                let options = options.iter().map(|option| self.core(option, scope)).collect();
                self.arena.any(options)
            }
        }
    }

    fn choice(&mut self, subject: Subject, values: Mask, scope: &Scope<'_>) -> NodeId {
        if let Subject::Fact(fact) = subject
            && let Some(table) = self.table_of(fact)
        {
            return self.declared_table_is(table, fact, values);
        }
        let at = self.at(subject, scope);
        self.arena.atom(Atom::Choice { at, values })
    }

    /// A table's result by the values that the vocabulary declares for its fact.
    fn declared_table_is(&mut self, table: TableId, fact: FactId, values: Mask) -> NodeId {
        let Some(Type::ByTable { values: declared }) = self.fact_type(fact) else { return Program::FALSE };
        let results = self.rules.tables.get(table.0 as usize).map_or(&[][..], |table| &table.values);
        let wanted = results.iter().enumerate().filter(|(_, result)| {
            let place = declared.iter().position(|value| value == *result);
            place.is_some_and(|place| values.0 >> place.min(63) & 1 == 1)
        });
        let mask = wanted.fold(0, |mask, (place, _)| mask | 1 << place.min(63));
        self.table_is(table, Mask(mask))
    }

    /// The row that fits has one of these values.
    pub(super) fn table_is(&mut self, table: TableId, values: Mask) -> NodeId {
        let fits = self.rows(table);
        let rows = self.rules.tables.get(table.0 as usize).map_or(&[][..], |table| &table.rows);
        let wanted = rows.iter().zip(fits).filter(|(row, _)| match row.result {
            TableResult::Value(value) => values.0 >> value.min(63) & 1 == 1,
            TableResult::Date(_) => false,
        });
        let wanted = wanted.map(|(_, fits)| fits).collect();
        self.arena.any(wanted)
    }

    /// A number compared, in the fewest forms, so that equal meanings are one leaf.
    pub(super) fn number(&mut self, at: Ref, order: Order, value: u32) -> NodeId {
        match plain_order(order, value) {
            Plain::Always(truth) => Arena::constant(truth),
            Plain::Compare(order, value) => self.arena.atom(Atom::Number { at, order, value }),
        }
    }

    pub(super) fn count_atom(&mut self, list: Ref, filter: NodeId, order: Order, value: u32) -> NodeId {
        match plain_order(order, value) {
            Plain::Always(truth) => Arena::constant(truth),
            Plain::Compare(order, value) => self.arena.atom(Atom::Count { list, filter, order, value }),
        }
    }

    /// Days compared; *after* is *before* with the sides exchanged.
    pub(super) fn dates(&mut self, left: super::DateExpr, order: Order, right: super::DateExpr) -> NodeId {
        let (left, order, right) = match order {
            Order::More => (right, Order::Less, left),
            Order::AtLeast => (right, Order::AtMost, left),
            Order::Less | Order::AtMost | Order::Equal => (left, order, right),
        };
        self.arena.atom(Atom::Dates { left, order, right })
    }

    fn length(&mut self, subject: Subject, order: Order, length: Length, scope: &Scope<'_>) -> NodeId {
        if let Subject::Fact(fact) = subject
            && let Some(&Type::TimeBetween { from, to }) = self.fact_type(fact)
        {
            let (from, to) = (self.fact_date(from, scope), self.fact_date(to, scope));
            let reached = then(&from, Step::Completes(length));
            if order != Order::Equal {
                return self.dates(to, order, reached);
            }
            let longer = then(&from, Step::Completes(one_more(length)));
            let parts =
                vec![self.dates(to.clone(), Order::AtLeast, reached), self.dates(to, Order::Less, longer)];
            return self.arena.all(parts);
        }
        let at = self.at(subject, scope);
        let value = in_units(length);
        if order != Order::Equal {
            return self.number(at, order, value);
        }
        let longer = in_units(one_more(length));
        let parts = vec![self.number(at, Order::AtLeast, value), self.number(at, Order::Less, longer)];
        self.arena.all(parts)
    }

    fn count_of(&mut self, condition: &Condition, scope: &Scope<'_>) -> NodeId {
        let Condition::Count { list, filter, different, order, value } = condition else {
            return Program::FALSE;
        };
        let inner = scope.within(EntryOf::List(*list));
        let parts: Vec<NodeId> = filter.iter().map(|clause| self.filter_part(clause, &inner)).collect();
        let filter = self.arena.all(parts);
        let at = self.at(Subject::Fact(*list), scope);
        let Some(field) = different else { return self.count_atom(at, filter, *order, *value) };
        let ty = self.slots.field_type(*list, *field);
        self.slots.compare_texts(ty);
        let field = self.slots.field(*list, *field);
        match plain_order(*order, *value) {
            Plain::Always(truth) => Arena::constant(truth),
            Plain::Compare(order, value) => {
                self.arena.atom(Atom::CountDifferent { list: at, filter, field, order, value })
            }
        }
    }

    fn filter_part(&mut self, clause: &Clause, inner: &Scope<'_>) -> NodeId {
        match &clause.meaning {
            // Its facts are guarded by the sentence that counts.
            Meaning::Sentence(condition) => self.sentence(condition, &inner.guarded()),
            Meaning::List { .. } => self.clause(clause, inner).node,
            Meaning::Inert(_) => Program::TRUE,
        }
    }

    fn member_of(&mut self, subject: Subject, (list, field): (FactId, FieldId), scope: &Scope<'_>) -> NodeId {
        let theirs = self.slots.field_type(list, field);
        let ours = self.subject_type(subject);
        let at = self.at(subject, scope);
        let other = self.at(Subject::Fact(list), scope);
        let place = self.slots.field(list, field);
        self.slots.compare_texts(theirs);
        let (ours, theirs) = (ours.map_or(&[][..], Type::values), theirs.map_or(&[][..], Type::values));
        if ours == theirs {
            self.arena.atom(Atom::MemberOf { at, list: other, field: place })
        } else {
            self.member_by_name(at, ours, (other, place, theirs))
        }
    }

    /// The two fields list their values differently: some value of the same name is in both.
    fn member_by_name(
        &mut self,
        at: Ref,
        ours: &[String],
        (list, field, theirs): (Ref, u32, &[String]),
    ) -> NodeId {
        let mut cases = Vec::new();
        for (here, value) in ours.iter().enumerate() {
            let Some(there) = theirs.iter().position(|other| other == value) else { continue };
            let is = self.arena.atom(Atom::Choice { at, values: Mask(1 << here.min(63)) });
            let entry = Ref::Field { depth: 0, field };
            let filter = self.arena.atom(Atom::Choice { at: entry, values: Mask(1 << there.min(63)) });
            let some = self.count_atom(list, filter, Order::AtLeast, 1);
            cases.push(self.arena.all(vec![is, some]));
        }
        self.arena.any(cases)
    }

    fn outcome(&mut self, question: QuestionId, comparison: Comparison, outcome: OutcomeId) -> NodeId {
        let plan = self.question(question);
        let find = |nodes: &[NodeId], place: u32| nodes.get(place as usize).copied();
        match comparison {
            Comparison::Is => find(&plan.is, outcome.0).unwrap_or(Program::FALSE),
            Comparison::AtLeast => find(&plan.at_least, outcome.0).unwrap_or(Program::TRUE),
            Comparison::AtMost => match outcome.0.checked_sub(1) {
                Some(above) => {
                    let more_serious = find(&plan.at_least, above).unwrap_or(Program::TRUE);
                    self.arena.not(more_serious)
                }
                None => Program::TRUE,
            },
        }
    }

    /// How many choices the subject of a choice or table sentence has.
    pub(super) fn choices(&self, condition: &Condition) -> u32 {
        let length = |values: &[String]| super::arena::count(values.len());
        match condition {
            Condition::Choice { subject, .. } => match self.subject_type(*subject) {
                Some(Type::YesNo) | None => 2,
                Some(ty) => length(ty.values()),
            },
            Condition::TableIs { table, .. } => {
                self.rules.tables.get(table.0 as usize).map_or(0, |table| length(&table.values))
            }
            Condition::Includes { .. }
            | Condition::Text { .. }
            | Condition::Number { .. }
            | Condition::Dates { .. }
            | Condition::InWindow { .. }
            | Condition::Length { .. }
            | Condition::Periods { .. }
            | Condition::Count { .. }
            | Condition::MemberOf { .. }
            | Condition::Definition(_)
            | Condition::Outcome { .. }
            | Condition::ToConsider { .. }
            | Condition::RuleApplies(_)
            | Condition::Either(_) => 0,
        }
    }
}

enum Plain {
    Always(bool),
    Compare(Order, u32),
}

/// A comparison of a whole number as *at least*, *at most* or *is*.
fn plain_order(order: Order, value: u32) -> Plain {
    match (order, value) {
        (Order::Less, 0) | (Order::More, u32::MAX) => Plain::Always(false),
        (Order::AtLeast, 0) | (Order::AtMost, u32::MAX) => Plain::Always(true),
        (Order::Less, _) => Plain::Compare(Order::AtMost, value - 1),
        (Order::More, _) => Plain::Compare(Order::AtLeast, value + 1),
        (Order::Equal, 0) => Plain::Compare(Order::AtMost, 0),
        (Order::AtMost | Order::AtLeast | Order::Equal, _) => Plain::Compare(order, value),
    }
}

/// A length in the unit its kind is recorded in: days, or months.
pub(crate) fn in_units(length: Length) -> u32 {
    match length.unit {
        Unit::Hours => 0,
        Unit::Days | Unit::WorkingDays | Unit::Months => length.amount,
        Unit::Weeks => length.amount.saturating_mul(7),
        Unit::Years => length.amount.saturating_mul(12),
    }
}

/// A length and one more of its unit: what *is L* stays under.
pub(crate) fn one_more(length: Length) -> Length {
    Length { amount: length.amount.saturating_add(1), unit: length.unit }
}
