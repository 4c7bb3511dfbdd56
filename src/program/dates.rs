//! A day named in a rule, as a record's day and steps from it.
//!
//! Follows computed dates to what is recorded. A date that a table gives is a different day for every row: the
//! sentence is then lowered once per row, with the row bound in its [`Scope`].

use super::lower::{Lowering, Scope};
use super::{Base, DateExpr, Step};
use crate::calendar::{Length, Unit};
use crate::check::{DateBase, DateTerm, Subject, TableId, TableResult, Window};
use crate::vocabulary::{FactId, Type};

const ONE_DAY: Length = Length { amount: 1, unit: Unit::Days };

impl Lowering<'_> {
    pub(super) fn date(&mut self, term: DateTerm, scope: &Scope<'_>) -> DateExpr {
        let mut expr = match term.base {
            DateBase::Subject(Subject::Fact(fact)) => self.fact_date(fact, scope),
            DateBase::Subject(subject @ Subject::Field(..)) => start(Base::Ref(self.at(subject, scope))),
            DateBase::Literal(day) => start(Base::Day(day)),
            DateBase::AsAt => start(Base::AsAt),
            DateBase::Table(table) => self.row_date(table, scope),
        };
        expr.steps.extend(term.shift.map(|(later, length)| step(later, length)));
        expr
    }

    /// The day of a date fact, recorded or computed.
    pub(super) fn fact_date(&mut self, fact: FactId, scope: &Scope<'_>) -> DateExpr {
        match self.fact_type(fact) {
            Some(&Type::Shifted { base, later, length }) => {
                let mut expr = self.fact_date(base, scope);
                expr.steps.push(step(later, length));
                expr
            }
            Some(Type::ByTable { .. }) if self.table_of(fact).is_some() => {
                self.table_of(fact).map_or_else(|| start(Base::AsAt), |table| self.row_date(table, scope))
            }
            Some(_) | None => start(Base::Ref(self.at(Subject::Fact(fact), scope))),
        }
    }

    fn row_date(&mut self, table: TableId, scope: &Scope<'_>) -> DateExpr {
        match self.bound_row(table, scope) {
            Some(term) => self.date(term, scope),
            None => start(Base::AsAt),
        }
    }

    /// The date of the row bound for a table.
    fn bound_row(&self, table: TableId, scope: &Scope<'_>) -> Option<DateTerm> {
        let row = scope.row(table)?;
        match self.rules.tables.get(table.0 as usize)?.rows.get(row)?.result {
            TableResult::Date(term) => Some(term),
            TableResult::Value(_) => None,
        }
    }

    /// First and last day of a window.
    pub(super) fn window(&mut self, window: Window, scope: &Scope<'_>) -> (DateExpr, DateExpr) {
        match window {
            Window::Before(length, anchor) => {
                let anchor = self.date(anchor, scope);
                (then(&anchor, Step::Less(length)), then(&anchor, Step::Less(ONE_DAY)))
            }
            Window::After(length, anchor) => {
                let anchor = self.date(anchor, scope);
                (then(&anchor, Step::Plus(ONE_DAY)), then(&anchor, Step::Plus(length)))
            }
            Window::Between(first, last) => (self.date(first, scope), self.date(last, scope)),
        }
    }

    /// The facts that a day needs, computed ones and theirs; and a table whose row is not yet bound.
    pub(super) fn needs(&self, term: DateTerm, scope: &Scope<'_>, needs: &mut Needs) {
        match term.base {
            DateBase::Subject(Subject::Fact(fact)) => self.fact_needs(fact, scope, needs),
            DateBase::Table(table) => self.table_needs(table, scope, needs),
            DateBase::Subject(Subject::Field(..)) | DateBase::Literal(_) | DateBase::AsAt => {}
        }
    }

    pub(super) fn fact_needs(&self, fact: FactId, scope: &Scope<'_>, needs: &mut Needs) {
        needs.facts.push(fact);
        match self.fact_type(fact) {
            Some(&Type::Shifted { base, .. }) => self.fact_needs(base, scope, needs),
            Some(&Type::TimeBetween { from, to }) => {
                self.fact_needs(from, scope, needs);
                self.fact_needs(to, scope, needs);
            }
            Some(Type::ByTable { values }) if values.is_empty() => {
                if let Some(table) = self.table_of(fact) {
                    self.table_needs(table, scope, needs);
                }
            }
            Some(_) | None => {}
        }
    }

    fn table_needs(&self, table: TableId, scope: &Scope<'_>, needs: &mut Needs) {
        match self.bound_row(table, scope) {
            Some(term) => self.needs(term, scope, needs),
            None if scope.row(table).is_none() => needs.table = needs.table.or(Some(table)),
            None => {}
        }
    }

    pub(super) fn window_needs(&self, window: Window, scope: &Scope<'_>, needs: &mut Needs) {
        match window {
            Window::Before(_, anchor) | Window::After(_, anchor) => self.needs(anchor, scope, needs),
            Window::Between(first, last) => {
                self.needs(first, scope, needs);
                self.needs(last, scope, needs);
            }
        }
    }
}

/// What a sentence needs before it can be read.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Facts that must apply.
    pub(super) facts: Vec<FactId>,
    /// A table whose row must be bound first.
    pub(super) table: Option<TableId>,
}

pub(super) fn then(expr: &DateExpr, step: Step) -> DateExpr {
    let mut longer = expr.clone();
    longer.steps.push(step);
    longer
}

pub(super) fn next_day(expr: &DateExpr) -> DateExpr {
    then(expr, Step::Plus(ONE_DAY))
}

pub(super) fn start(base: Base) -> DateExpr {
    DateExpr { base, steps: Vec::new() }
}

fn step(later: bool, length: Length) -> Step {
    if later { Step::Plus(length) } else { Step::Less(length) }
}
