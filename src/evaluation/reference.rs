//! What does a program mean on one complete record? Slowly and plainly.
//!
//! The meaning against which everything faster is tested, and the check of every claim before it is shown. Shares
//! nothing with the engine above the program's data types. No cleverness belongs here.

use super::knowledge::{
    Completion, Concrete, Constraint, Knowledge, Known, LengthEdge, ListKnown, Presumed, edges,
};
use crate::calendar::{Date, Length, Unit, plus};
use crate::check::{ExceptionId, Heading, Order, OutcomeId, QuestionId, RuleId};
use crate::program::{Atom, Base, ComputedValue, DateExpr, Domain, Node, NodeId, Program, Ref};

/// Is the node true of the complete record?
#[must_use]
pub fn holds(program: &Program, completion: &Completion, run: (Date, &Presumed), node: NodeId) -> bool {
    let case = Case { program, completion, as_at: run.0, presumed: run.1 };
    case.holds(node, &[])
}

/// Does the rule apply: its condition holds and no exception sets it aside?
#[must_use]
pub fn applies(program: &Program, completion: &Completion, run: (Date, &Presumed), rule: RuleId) -> bool {
    let case = Case { program, completion, as_at: run.0, presumed: run.1 };
    case.rule_applies(rule)
}

/// The binding outcome: the most serious among applying rules that bind, else *Otherwise*.
#[must_use]
pub fn outcome(
    program: &Program,
    completion: &Completion,
    run: (Date, &Presumed),
    question: QuestionId,
) -> OutcomeId {
    let case = Case { program, completion, as_at: run.0, presumed: run.1 };
    let rules = program.rule_set.rules.iter().zip(0..).filter(|(rule, _)| rule.question == question);
    let binding = rules.filter(|(rule, _)| rule.duty.binds());
    let given = binding.filter(|(_, id)| case.rule_applies(RuleId(*id))).map(|(rule, _)| rule.outcome).min();
    let ladder = program.rule_set.questions.get(question.0 as usize);
    let last = ladder.map_or(0, |question| question.outcomes.len().saturating_sub(1));
    let otherwise = ladder.and_then(|question| question.otherwise);
    given.or(otherwise).unwrap_or(OutcomeId(u32::try_from(last).unwrap_or(u32::MAX)))
}

/// Is this a completion of what is known: every value possible and in its domain, *Always* kept, constraints too?
#[must_use]
pub fn consistent(program: &Program, knowledge: &Knowledge, completion: &Completion) -> bool {
    let case = Case { program, completion, as_at: knowledge.as_at, presumed: &Presumed::NONE };
    let values = completion.slots.len() == program.slots.len()
        && completion
            .slots
            .iter()
            .zip(&program.slots)
            .all(|(value, slot)| in_domain(value, &slot.domain, knowledge.as_at))
        && completion.slots.iter().zip(&knowledge.slots).all(|(value, known)| possible(value, known));
    values
        && program.always.iter().all(|invariant| case.holds(invariant.node, &[]))
        && knowledge.constraints.iter().all(|constraint| case.keeps(constraint))
}

/// Can the value be one of those in the domain?
fn in_domain(value: &Concrete, domain: &Domain, as_at: Date) -> bool {
    match (value, domain) {
        (Concrete::Choice(choice), Domain::Choice { count }) => choice < count,
        (Concrete::Set(bits), Domain::Set { count }) => *count >= 64 || bits >> count == 0,
        (Concrete::Number(_), Domain::Number) => true,
        (Concrete::Date(day), Domain::Date { ahead }) => {
            *day >= Date::FIRST && *day <= Date::LAST && (*ahead || *day <= as_at)
        }
        (Concrete::List(entries), Domain::List { fields, periods }) => entries.iter().all(|entry| {
            let fits = entry.len() == fields.len()
                && entry.iter().zip(fields).all(|(value, field)| in_domain(value, &field.domain, as_at));
            fits && (!periods || begins_before_it_ends(entry))
        }),
        (
            Concrete::Choice(_)
            | Concrete::Set(_)
            | Concrete::Number(_)
            | Concrete::Date(_)
            | Concrete::List(_),
            _,
        ) => false,
    }
}

fn begins_before_it_ends(period: &[Concrete]) -> bool {
    matches!(period, [Concrete::Date(from), Concrete::Date(to)] if from <= to)
}

/// Is the value among those known to be possible?
fn possible(value: &Concrete, known: &Known) -> bool {
    match (value, known) {
        (Concrete::Choice(choice), Known::Choice(bits)) => *choice < 64 && bits >> choice & 1 == 1,
        (Concrete::Set(bits), Known::Set(sets)) => {
            sets.iter().any(|(sure, may)| sure & !bits == 0 && bits & !may == 0)
        }
        (Concrete::Number(number), Known::Number(ranges)) => {
            ranges.iter().any(|(least, most)| least <= number && number <= most)
        }
        (Concrete::Date(day), Known::Date(ranges)) => {
            ranges.iter().any(|range| range.first <= *day && *day <= range.last)
        }
        (Concrete::List(entries), Known::List(lists)) => {
            lists.iter().any(|list| list_possible(entries, list))
        }
        (
            Concrete::Choice(_)
            | Concrete::Set(_)
            | Concrete::Number(_)
            | Concrete::Date(_)
            | Concrete::List(_),
            _,
        ) => false,
    }
}

/// The recorded entries come first, in their order; others only where the list may hold more.
fn list_possible(entries: &[Vec<Concrete>], list: &ListKnown) -> bool {
    let enough =
        entries.len() >= list.entries.len() && (list.may_hold_more || entries.len() == list.entries.len());
    enough
        && list.entries.iter().zip(entries).all(|(known, entry)| {
            known.fields.len() == entry.len()
                && entry.iter().zip(&known.fields).all(|(value, known)| possible(value, known))
        })
}

struct Case<'a> {
    program: &'a Program,
    completion: &'a Completion,
    as_at: Date,
    presumed: &'a Presumed,
}

/// The entries at hand, outermost first.
type Entries<'e> = [&'e [Concrete]];

impl Case<'_> {
    fn holds(&self, node: NodeId, entries: &Entries<'_>) -> bool {
        match self.program.node(node) {
            Node::Constant(value) => value,
            Node::Not(inner) => !self.holds(inner, entries),
            Node::Presumed(presumption) => self.presumed.applies(presumption),
            Node::Atom(atom) => self.atom(self.program.atom(atom), entries),
            Node::List { heading, first, count } => {
                let items = self.program.list(first, count);
                let yes = items.iter().filter(|item| self.holds(**item, entries)).count();
                match heading {
                    Heading::All => yes == items.len(),
                    Heading::Any => yes > 0,
                    Heading::None => yes == 0,
                    Heading::AtLeast(least) => yes >= least as usize,
                    Heading::AtMost(most) => yes <= most as usize,
                    Heading::Exactly(number) => yes == number as usize,
                }
            }
        }
    }

    fn rule_applies(&self, id: RuleId) -> bool {
        let rules = &self.program.rule_set;
        let Some((plan, rule)) = self.program.rules.get(id.0 as usize).zip(rules.rules.get(id.0 as usize))
        else {
            return false;
        };
        let departures = rules.departures.iter().filter(|departure| departure.from == id);
        let mut exceptions =
            rule.not_where.iter().copied().chain(departures.filter_map(|departure| departure.exception));
        self.holds(plan.when.node, &[]) && !exceptions.any(|exception| self.exception_applies(exception))
    }

    fn exception_applies(&self, id: ExceptionId) -> bool {
        let exceptions = &self.program.rule_set.exceptions;
        let Some((plan, exception)) =
            self.program.exceptions.get(id.0 as usize).zip(exceptions.get(id.0 as usize))
        else {
            return false;
        };
        self.holds(plan.when.node, &[])
            && !exception.not_where.iter().any(|other| self.exception_applies(*other))
    }

    fn keeps(&self, constraint: &Constraint) -> bool {
        match constraint {
            Constraint::Node { node, truth, .. } => self.holds(*node, &[]) == *truth,
            Constraint::Assumed(node) => self.holds(*node, &[]),
            Constraint::Stated { computed, any_of } => match self.computed(*computed) {
                Some(ComputedValue::Length { from, to }) => {
                    let (from, to) = (self.day(from, &[]), self.day(to, &[]));
                    let conventions = self.program.rule_set.conventions;
                    let after =
                        |edge: LengthEdge| edge.steps().fold(from, |day, step| step.from(day, conventions));
                    any_of.iter().any(|said| {
                        let (least, more) = edges(*said);
                        after(least) <= to && more.is_none_or(|more| to < after(more))
                    })
                }
                Some(ComputedValue::Date(_) | ComputedValue::Choice(_)) | None => true,
            },
            Constraint::StatedDay { computed, any_of } => match self.computed(*computed) {
                Some(ComputedValue::Date(expr)) => {
                    let day = self.day(expr, &[]);
                    any_of.iter().any(|range| range.first <= day && day <= range.last)
                }
                Some(ComputedValue::Length { .. } | ComputedValue::Choice(_)) | None => true,
            },
        }
    }

    fn computed(&self, place: u32) -> Option<&ComputedValue> {
        self.program.computed.get(place as usize).map(|computed| &computed.value)
    }

    fn atom(&self, atom: &Atom, entries: &Entries<'_>) -> bool {
        match atom {
            Atom::Choice { at, values } => match self.value(*at, entries) {
                Some(Concrete::Choice(choice)) => *choice < 64 && values.0 >> choice & 1 == 1,
                Some(Concrete::Set(_) | Concrete::Number(_) | Concrete::Date(_) | Concrete::List(_))
                | None => false,
            },
            Atom::Includes { at, values } => match self.value(*at, entries) {
                Some(Concrete::Set(bits)) => bits & values.0 != 0,
                Some(Concrete::Choice(_) | Concrete::Number(_) | Concrete::Date(_) | Concrete::List(_))
                | None => false,
            },
            Atom::Number { at, order, value } => match self.value(*at, entries) {
                Some(Concrete::Number(number)) => compare(number, *order, value),
                Some(Concrete::Choice(_) | Concrete::Set(_) | Concrete::Date(_) | Concrete::List(_))
                | None => false,
            },
            Atom::Dates { left, order, right } => {
                compare(&self.day(left, entries), *order, &self.day(right, entries))
            }
            Atom::Count { list, filter, order, value } => {
                let counted = self.satisfying(*list, *filter, entries).len();
                compare(&(counted as u64), *order, &u64::from(*value))
            }
            Atom::CountDifferent { list, filter, field, order, value } => {
                let mut different = Vec::new();
                for entry in self.satisfying(*list, *filter, entries) {
                    let field = entry.get(*field as usize);
                    if !different.contains(&field) {
                        different.push(field);
                    }
                }
                compare(&(different.len() as u64), *order, &u64::from(*value))
            }
            Atom::Covers { periods, first, last } => {
                let (first, last) = (self.day(first, entries), self.day(last, entries));
                first <= last && (first.0..=last.0).all(|day| self.in_a_period(*periods, Date(day), entries))
            }
            Atom::Total { periods, length, first, last } => {
                let (first, last) = (self.day(first, entries), self.day(last, entries));
                let days =
                    (first.0..=last.0).filter(|day| self.in_a_period(*periods, Date(*day), entries)).count();
                i64::try_from(days).is_ok_and(|days| days >= self.days_in(*length, first))
            }
            Atom::MemberOf { at, list, field } => {
                let ours = self.value(*at, entries);
                self.entries(*list, entries).iter().any(|entry| entry.get(*field as usize) == ours)
            }
        }
    }

    /// As many days as lie between the first and the first plus the length.
    fn days_in(&self, length: Length, first: Date) -> i64 {
        match length.unit {
            Unit::Hours => 0,
            Unit::Days | Unit::WorkingDays => i64::from(length.amount),
            Unit::Weeks => i64::from(length.amount) * 7,
            Unit::Months | Unit::Years => {
                i64::from(plus(first, length, self.program.rule_set.conventions.month_end).0 - first.0)
            }
        }
    }

    fn satisfying<'e>(&'e self, list: Ref, filter: NodeId, entries: &Entries<'e>) -> Vec<&'e [Concrete]> {
        let mut satisfying = Vec::new();
        for entry in self.entries(list, entries) {
            let mut inner = entries.to_vec();
            inner.push(entry);
            if self.holds(filter, &inner) {
                satisfying.push(entry.as_slice());
            }
        }
        satisfying
    }

    fn in_a_period(&self, periods: Ref, day: Date, entries: &Entries<'_>) -> bool {
        self.entries(periods, entries).iter().any(|period| match period.as_slice() {
            [Concrete::Date(from), Concrete::Date(to)] => *from <= day && day <= *to,
            _ => false,
        })
    }

    fn entries<'e>(&'e self, at: Ref, entries: &Entries<'e>) -> &'e [Vec<Concrete>] {
        match self.value(at, entries) {
            Some(Concrete::List(list)) => list,
            Some(Concrete::Choice(_) | Concrete::Set(_) | Concrete::Number(_) | Concrete::Date(_)) | None => {
                &[]
            }
        }
    }

    fn value<'e>(&'e self, at: Ref, entries: &Entries<'e>) -> Option<&'e Concrete> {
        match at {
            Ref::Slot(slot) => self.completion.slots.get(slot.0 as usize),
            Ref::Field { depth, field } => entries.iter().rev().nth(usize::from(depth))?.get(field as usize),
        }
    }

    fn day(&self, expr: &DateExpr, entries: &Entries<'_>) -> Date {
        let base = match expr.base {
            Base::Day(day) => day,
            Base::AsAt => self.as_at,
            Base::Ref(at) => match self.value(at, entries) {
                Some(Concrete::Date(day)) => *day,
                Some(Concrete::Choice(_) | Concrete::Set(_) | Concrete::Number(_) | Concrete::List(_))
                | None => self.as_at,
            },
        };
        expr.steps.iter().fold(base, |day, step| step.from(day, self.program.rule_set.conventions))
    }
}

fn compare<T: Ord>(left: &T, order: Order, right: &T) -> bool {
    match order {
        Order::Less => left < right,
        Order::AtMost => left <= right,
        Order::Equal => left == right,
        Order::AtLeast => left >= right,
        Order::More => left > right,
    }
}
