//! What does a count ask of periods: their days, long ones, or each as a whole?

use crate::calendar::{Length, Unit};
use crate::check::{Heading, Order};
use crate::program::{Atom, Base, DateExpr, Node, NodeId, Program, Ref, Step};

const FROM: u32 = 0;
const TO: u32 = 1;

/// What a count asks of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Whether some day of them lies in a window: periods that join may be one, and one may be several.
    Days,
    /// Whether there is one of at least so many days, two or more, of which more may be asked.
    Long(u32),
    /// Whether there is one that begins, and perhaps ends, on or after so many days, however short it is.
    Begun(u32),
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
    let limits = || parts.iter().filter(|part| long(program, **part).is_none_or(|days| days > 1));
    if !some {
        Asks::Each
    } else if limits().all(|part| is_reach(program, *part)) {
        Asks::Days
    } else if limits().all(|part| is_later(program, *part)) {
        Asks::Begun(super::number(limits().count()))
    } else {
        limits().filter_map(|part| long(program, *part)).max().map_or(Asks::Each, Asks::Long)
    }
}

/// `from` on or before a day of the case, or `to` on or after one, whichever side they stand on.
fn is_reach(program: &Program, part: NodeId) -> bool {
    bounds_an_end(program, part, |order, end| match order {
        Order::Less | Order::AtMost => end == FROM,
        Order::AtLeast | Order::More => end == TO,
        Order::Equal => false,
    })
}

/// `from` or `to` on or after a day of the case, whichever side they stand on.
fn is_later(program: &Program, part: NodeId) -> bool {
    bounds_an_end(program, part, |order, _| matches!(order, Order::AtLeast | Order::More))
}

/// Compares one end of the period with a day of the case, in such an order.
fn bounds_an_end(program: &Program, part: NodeId, such: impl Fn(Order, u32) -> bool) -> bool {
    let Node::Atom(atom) = program.node(part) else { return false };
    let Atom::Dates { left, order, right } = program.atom(atom) else { return false };
    let exchanged = match order {
        Order::Less => Order::More,
        Order::AtMost => Order::AtLeast,
        Order::Equal => Order::Equal,
        Order::AtLeast => Order::AtMost,
        Order::More => Order::Less,
    };
    let bounds = |end: &DateExpr, order: Order, day: &DateExpr| {
        let of_case = !matches!(day.base, Base::Ref(Ref::Field { depth: 0, .. }));
        let plain = of_case && end.steps.is_empty();
        plain && [FROM, TO].into_iter().any(|which| is_end(end, which) && such(order, which))
    };
    bounds(left, *order, right) || bounds(right, exchanged, left)
}

/// `from` and a length on or before the day after `to`: the least days of such a period.
fn long(program: &Program, part: NodeId) -> Option<u32> {
    let Node::Atom(atom) = program.node(part) else { return None };
    let Atom::Dates { left, order: Order::AtMost, right } = program.atom(atom) else { return None };
    let ([Step::Plus(length)], [Step::Plus(day)]) = (left.steps.as_slice(), right.steps.as_slice()) else {
        return None;
    };
    let after = *day == Length { amount: 1, unit: Unit::Days };
    (is_end(left, FROM) && is_end(right, TO) && after).then(|| least_days(*length))
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
