//! What a sentence about periods asks of their days.
//!
//! Periods are a list with two dates per entry, so that most tests are counts of the periods that lie in the right
//! place; only *throughout* and *in total* look at days.

use super::dates::{next_day, start, then};
use super::lower::{EntryOf, Lowering, Scope};
use super::{Atom, Base, DateExpr, NodeId, Program, Ref, Step};
use crate::calendar::Length;
use crate::check::{DateTerm, Order, PeriodTest, Subject, Window};

const FROM: u32 = 0;
const TO: u32 = 1;

impl Lowering<'_> {
    pub(super) fn periods(&mut self, subject: Subject, test: PeriodTest, scope: &Scope<'_>) -> NodeId {
        match test {
            PeriodTest::Ever => self.some_period(subject, Program::TRUE, scope),
            PeriodTest::Never => {
                let list = self.at(subject, scope);
                self.count_atom(list, Program::TRUE, Order::AtMost, 0)
            }
            PeriodTest::On(day) => self.some_period_over(subject, scope, |this, inner| {
                let day = this.date(day, inner);
                (day.clone(), day)
            }),
            PeriodTest::AnyDayIn(window) => self.any_day_in(subject, window, scope),
            PeriodTest::Throughout(window) => {
                let (first, last) = self.window(window, scope);
                let periods = self.at(subject, scope);
                self.arena.atom(Atom::Covers { periods, first, last })
            }
            PeriodTest::TotalAtLeast(length, window) => {
                let (first, last) = self.window(window, scope);
                let periods = self.at(subject, scope);
                self.arena.atom(Atom::Total { periods, length, first, last })
            }
            PeriodTest::OnePeriod { length, begins, ends } => {
                self.one_period(subject, length, (begins, ends), scope)
            }
        }
    }

    fn any_day_in(&mut self, subject: Subject, window: Window, scope: &Scope<'_>) -> NodeId {
        let some = self.some_period_over(subject, scope, |this, inner| this.window(window, inner));
        match window {
            Window::Before(..) | Window::After(..) => some,
            Window::Between(..) => {
                let (first, last) = self.window(window, scope);
                let not_empty = self.dates(first, Order::AtMost, last);
                self.arena.all(vec![not_empty, some])
            }
        }
    }

    /// Some period has a day from the first day to the last.
    fn some_period_over(
        &mut self,
        subject: Subject,
        scope: &Scope<'_>,
        days: impl Fn(&mut Self, &Scope<'_>) -> (DateExpr, DateExpr),
    ) -> NodeId {
        let inner = scope.within(EntryOf::Periods);
        let (first, last) = days(self, &inner);
        let begins = self.dates(end(FROM), Order::AtMost, last);
        let ends = self.dates(end(TO), Order::AtLeast, first);
        let filter = self.arena.all(vec![begins, ends]);
        self.some_period(subject, filter, scope)
    }

    fn some_period(&mut self, subject: Subject, filter: NodeId, scope: &Scope<'_>) -> NodeId {
        let list = self.at(subject, scope);
        self.count_atom(list, filter, Order::AtLeast, 1)
    }

    fn one_period(
        &mut self,
        subject: Subject,
        length: Length,
        (begins, ends): (Option<DateTerm>, Option<DateTerm>),
        scope: &Scope<'_>,
    ) -> NodeId {
        let inner = scope.within(EntryOf::Periods);
        let reached = then(&end(FROM), Step::Plus(length));
        let mut parts = vec![self.dates(reached, Order::AtMost, next_day(&end(TO)))];
        for (place, limit) in [(FROM, begins), (TO, ends)] {
            if let Some(term) = limit {
                let limit = self.date(term, &inner);
                parts.push(self.dates(end(place), Order::AtLeast, limit));
            }
        }
        let filter = self.arena.all(parts);
        self.some_period(subject, filter, scope)
    }
}

/// The first or last day of the period at hand.
fn end(field: u32) -> DateExpr {
    start(Base::Ref(Ref::Field { depth: 0, field }))
}
