//! Which calendar choices do a program's sentences rest on? For the page to print those in force.

use super::{Atom, DateExpr, Program, Step};
use crate::calendar::{Length, Unit};
use crate::check::Order;

/// The calendar choices in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counting {
    /// Months or years are counted from a day, later or earlier: a month may have no such day.
    pub month_ends: bool,
    /// A time between two days is measured in months or years.
    pub birthdays: bool,
    /// Such times that are asked to the day, *over* or *at most* this much; rising, each once.
    pub to_the_day: Vec<Length>,
}

impl Program {
    /// Which of them its sentences rest on.
    #[must_use]
    pub fn counting(&self) -> Counting {
        let mut counting = Counting::default();
        for atom in &self.atoms {
            match atom {
                Atom::Dates { left, order, right } => {
                    counting.look(left);
                    counting.look(right);
                    let turned = match order {
                        Order::Less => left,
                        Order::AtMost => right,
                        Order::Equal | Order::AtLeast | Order::More => continue,
                    };
                    counting.to_the_day.extend(turned.steps.last().and_then(completed));
                }
                Atom::Covers { first, last, .. } | Atom::Total { first, last, .. } => {
                    counting.look(first);
                    counting.look(last);
                }
                Atom::Choice { .. }
                | Atom::Includes { .. }
                | Atom::Number { .. }
                | Atom::Count { .. }
                | Atom::CountDifferent { .. }
                | Atom::MemberOf { .. } => {}
            }
        }
        counting.to_the_day.sort_unstable();
        counting.to_the_day.dedup();
        counting
    }
}

impl Counting {
    fn look(&mut self, day: &DateExpr) {
        for step in &day.steps {
            self.birthdays |= completed(step).is_some();
            self.month_ends |= match step {
                Step::Plus(length) | Step::Less(length) => in_months(*length),
                Step::Completes(_) => false,
            };
        }
    }
}

fn completed(step: &Step) -> Option<Length> {
    match step {
        Step::Completes(length) => Some(*length).filter(|length| in_months(*length)),
        Step::Plus(_) | Step::Less(_) => None,
    }
}

fn in_months(length: Length) -> bool {
    matches!(length.unit, Unit::Months | Unit::Years)
}
