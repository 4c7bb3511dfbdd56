//! Which sentence is the opposite wording of another?
//!
//! Only a sentence that is true on exactly the records where the other is false, its fact being applicable.

use crate::check::{Condition, Mask, Order, OutcomeId, PeriodTest};
use crate::syntax::tree::Comparison;

/// The sentence of opposite meaning, where there is one form of words for it. `count` is how many values the
/// condition's choice has.
pub(super) fn opposite(condition: &Condition, count: u32) -> Option<Condition> {
    let mut other = condition.clone();
    match &mut other {
        Condition::Choice { values, .. } | Condition::TableIs { values, .. } => {
            *values = complement(*values, count)?;
        }
        Condition::Text { is, .. } => *is = !*is,
        Condition::Number { order, value, .. } | Condition::Count { order, value, .. } => {
            (*order, *value) = opposite_number(*order, *value)?;
        }
        Condition::Dates { order, .. } | Condition::Length { order, .. } => *order = opposite_order(*order)?,
        Condition::Periods { test, .. } => *test = opposite_test(*test)?,
        Condition::Outcome { comparison, outcome, .. } => {
            (*comparison, *outcome) = opposite_outcome(*comparison, *outcome)?;
        }
        Condition::Includes { .. }
        | Condition::InWindow { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => return None,
    }
    Some(other)
}

fn complement(values: Mask, count: u32) -> Option<Mask> {
    let others = !values.0 & all_choices(count);
    (others != 0).then_some(Mask(others))
}

/// All of so many choices, as bits.
pub(crate) fn all_choices(count: u32) -> u64 {
    1u64.checked_shl(count).map_or(u64::MAX, |bit| bit - 1)
}

fn opposite_number(order: Order, value: u32) -> Option<(Order, u32)> {
    match order {
        Order::Equal => (value == 0).then_some((Order::AtLeast, 1)),
        Order::Less | Order::AtMost | Order::AtLeast | Order::More => Some((opposite_order(order)?, value)),
    }
}

fn opposite_order(order: Order) -> Option<Order> {
    match order {
        Order::Less => Some(Order::AtLeast),
        Order::AtMost => Some(Order::More),
        Order::AtLeast => Some(Order::Less),
        Order::More => Some(Order::AtMost),
        Order::Equal => None,
    }
}

fn opposite_test(test: PeriodTest) -> Option<PeriodTest> {
    match test {
        PeriodTest::Never => Some(PeriodTest::Ever),
        PeriodTest::Ever => Some(PeriodTest::Never),
        PeriodTest::On(_)
        | PeriodTest::AnyDayIn(_)
        | PeriodTest::Throughout(_)
        | PeriodTest::TotalAtLeast(..)
        | PeriodTest::OnePeriod { .. } => None,
    }
}

fn opposite_outcome(comparison: Comparison, outcome: OutcomeId) -> Option<(Comparison, OutcomeId)> {
    match comparison {
        Comparison::Is => None,
        Comparison::AtLeast => Some((Comparison::AtMost, OutcomeId(outcome.0 + 1))),
        Comparison::AtMost => outcome.0.checked_sub(1).map(|above| (Comparison::AtLeast, OutcomeId(above))),
    }
}
