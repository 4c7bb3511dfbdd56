//! What does a count ask of periods: their days, long ones, or each as a whole?

use crate::calendar::{Length, Unit};
use crate::check::{Heading, Order};
use crate::program::{Atom, Base, DateExpr, Node, NodeId, Program, Ref, Step};

pub(super) const ONE_DAY: Length = Length { amount: 1, unit: Unit::Days };

/// What a count asks of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Whether some day of them lies in a window: periods that join may be one, and one may be several.
    Days,
    /// Whether there is one of at least so many days, two or more, of which more may be asked.
    Long(u32),
    /// Anything else.
    Each,
}

/// What the count of the periods that satisfy a filter asks.
pub(super) fn asks(program: &Program, filter: NodeId, (order, value): (Order, u32)) -> Asks {
    let some = matches!(
        (order, value),
        (Order::AtLeast | Order::Less, 1) | (Order::AtMost | Order::More | Order::Equal, 0)
    );
    let parts: &[NodeId] = match program.node(filter) {
        Node::Constant(_) => &[],
        Node::List { heading: Heading::All, first, count } => program.list(first, count),
        Node::List { .. } | Node::Not(_) | Node::Presumed(_) | Node::Atom(_) => std::slice::from_ref(&filter),
    };
    // Every period is of one day at least.
    let limits = parts.iter().filter(|part| lasts(program, **part) != Some(ONE_DAY));
    if some && limits.clone().all(|part| is_reach(program, *part)) {
        return Asks::Days;
    }
    let long = limits.filter_map(|part| lasts(program, *part)).map(least_days).max();
    long.filter(|days| some && *days > 1).map_or(Asks::Each, Asks::Long)
}

/// `from` on or before a day of the case, or `to` on or after one, whichever side they stand on.
fn is_reach(program: &Program, part: NodeId) -> bool {
    let Node::Atom(atom) = program.node(part) else { return false };
    let Atom::Dates { left, order, right } = program.atom(atom) else { return false };
    let exchanged = match order {
        Order::Less => Order::More,
        Order::AtMost => Order::AtLeast,
        Order::Equal => Order::Equal,
        Order::AtLeast => Order::AtMost,
        Order::More => Order::Less,
    };
    reaches(left, *order, right) || reaches(right, exchanged, left)
}

fn reaches(end: &DateExpr, order: Order, day: &DateExpr) -> bool {
    let of_case = !matches!(day.base, Base::Ref(Ref::Field { depth: 0, .. }));
    let wanted = match order {
        Order::Less | Order::AtMost => 0,
        Order::AtLeast | Order::More => 1,
        Order::Equal => return false,
    };
    of_case && is_end(end, wanted) && end.steps.is_empty()
}

/// `from` and a length on or before the day after `to`: how long such a period lasts at least.
fn lasts(program: &Program, part: NodeId) -> Option<Length> {
    let Node::Atom(atom) = program.node(part) else { return None };
    let Atom::Dates { left, order: Order::AtMost, right } = program.atom(atom) else { return None };
    let ([Step::Plus(length)], [Step::Plus(day)]) = (left.steps.as_slice(), right.steps.as_slice()) else {
        return None;
    };
    (is_end(left, 0) && is_end(right, 1) && *day == ONE_DAY).then_some(*length)
}

fn is_end(expr: &DateExpr, wanted: u32) -> bool {
    matches!(expr.base, Base::Ref(Ref::Field { depth: 0, field }) if field == wanted)
}

fn least_days(length: Length) -> u32 {
    let each = match length.unit {
        Unit::Hours => 0,
        Unit::Days | Unit::WorkingDays => 1,
        Unit::Weeks => 7,
        Unit::Months => 28,
        Unit::Years => 365,
    };
    length.amount.saturating_mul(each)
}
