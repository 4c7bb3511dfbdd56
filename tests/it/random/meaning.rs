//! What do the rules say of a complete record, read straight from the checked text?
//!
//! A third reading of the language, for tests: it interprets the checked clauses one by one over the vocabulary's own
//! values, knows nothing of programs, and so tests the lowering as well as the evaluators.

use threshold::calendar::{Date, LeapBirthday, Length, MonthEnd, Unit, less, plus};
use threshold::check::{
    Clause, Condition, DateBase, DateTerm, ExceptionId, Heading, Mask, Meaning as Means, Order, OutcomeId,
    PeriodTest, PresumptionId, QuestionId, RuleId, Subject, TableId, TableResult, Window,
};
use threshold::syntax::tree::{Comparison, Duty};
use threshold::vocabulary::{FactId, Type};

use super::records::{Full, Value};
use super::{Made, as_at};

/// A complete record under a rule set.
pub(crate) struct Meaning<'a> {
    pub(crate) made: &'a Made,
    pub(crate) full: &'a Full,
    /// Presumptions applied.
    pub(crate) presumed: &'a [PresumptionId],
}

/// Where a sentence stands: the presumptions in scope, and the entries at hand, innermost last.
#[derive(Clone, Copy)]
struct At<'e> {
    scope: &'e [PresumptionId],
    entries: &'e [(FactId, &'e [Value])],
}

const NOWHERE: At<'static> = At { scope: &[], entries: &[] };
const DAY: Length = Length { amount: 1, unit: Unit::Days };

impl Meaning<'_> {
    pub(crate) fn rule_applies(&self, id: RuleId) -> bool {
        let rule = &self.made.rule_set.rules[id.0 as usize];
        let scope =
            self.scope(|presumption| self.made.rule_set.presumptions[presumption].rules.contains(&id));
        let set_aside = rule.not_where.iter().any(|exception| self.exception_applies(*exception));
        !set_aside && self.clause(&rule.when, At { scope: &scope, entries: &[] })
    }

    fn exception_applies(&self, id: ExceptionId) -> bool {
        let exception = &self.made.rule_set.exceptions[id.0 as usize];
        let scope =
            self.scope(|presumption| self.made.rule_set.presumptions[presumption].exceptions.contains(&id));
        let set_aside = exception.not_where.iter().any(|other| self.exception_applies(*other));
        !set_aside && self.clause(&exception.when, At { scope: &scope, entries: &[] })
    }

    /// What always holds: a sentence about a fact that does not apply asks nothing.
    pub(crate) fn invariant(&self, clause: &Clause) -> bool {
        let Means::Sentence(condition) = &clause.meaning else { panic!("a sentence") };
        !self.facts_apply(condition) || self.means(condition, NOWHERE)
    }

    /// The day of a date fact, recorded or computed.
    pub(crate) fn day_of(&self, fact: FactId) -> Date {
        self.fact_date(fact, NOWHERE)
    }

    fn scope(&self, names: impl Fn(usize) -> bool) -> Vec<PresumptionId> {
        let all = 0..self.made.rule_set.presumptions.len();
        let scope = all.filter(|place| self.made.rule_set.presumptions[*place].everywhere || names(*place));
        scope.map(|place| PresumptionId(u32::try_from(place).unwrap())).collect()
    }

    pub(crate) fn outcome(&self, question: QuestionId) -> OutcomeId {
        let asked = &self.made.rule_set.questions[question.0 as usize];
        let mut best = None;
        for (place, rule) in self.made.rule_set.rules.iter().enumerate() {
            let binds = rule.question == question && matches!(rule.duty, Duty::Must | Duty::ShouldAlways);
            let id = RuleId(u32::try_from(place).unwrap());
            if binds && best.is_none_or(|best| rule.outcome < best) && self.rule_applies(id) {
                best = Some(rule.outcome);
            }
        }
        best.or(asked.otherwise).unwrap_or(OutcomeId(u32::try_from(asked.outcomes.len() - 1).unwrap()))
    }

    pub(crate) fn to_consider(&self, question: QuestionId, outcome: OutcomeId) -> bool {
        let puts = self.made.rule_set.rules.iter().enumerate().any(|(place, rule)| {
            let put = !matches!(rule.duty, Duty::Must | Duty::ShouldAlways);
            put && rule.question == question
                && rule.outcome == outcome
                && self.rule_applies(RuleId(u32::try_from(place).unwrap()))
        });
        puts && outcome < self.outcome(question)
    }

    fn clause(&self, clause: &Clause, at: At<'_>) -> bool {
        match &clause.meaning {
            Means::Sentence(condition) => self.sentence(condition, at),
            Means::Inert(_) => panic!("a line without effect is never read"),
            Means::List { heading, items } => {
                let read: Vec<&Clause> =
                    items.iter().filter(|item| !matches!(item.meaning, Means::Inert(_))).collect();
                let yes = u32::try_from(read.iter().filter(|item| self.clause(item, at)).count()).unwrap();
                match heading {
                    Heading::All => yes as usize == read.len(),
                    Heading::Any => yes > 0,
                    Heading::None => yes == 0,
                    Heading::AtLeast(number) => yes >= *number,
                    Heading::AtMost(number) => yes <= *number,
                    Heading::Exactly(number) => yes == *number,
                }
            }
        }
    }

    /// Presumptions first: an open sentence reads true, its opposite wording false.
    fn sentence(&self, condition: &Condition, at: At<'_>) -> bool {
        let applied: Vec<usize> =
            at.scope.iter().filter(|id| self.presumed.contains(id)).map(|id| id.0 as usize).collect();
        if applied.iter().any(|place| self.made.opposites[*place].as_ref() == Some(condition)) {
            return false;
        }
        let is = |place: &usize| self.made.rule_set.presumptions[*place].sentence == *condition;
        applied.iter().any(is) || (self.facts_apply(condition) && self.means(condition, at))
    }

    fn applies(&self, fact: FactId) -> bool {
        let own = self.made.rule_set.applies_when[fact.0 as usize].as_ref();
        own.is_none_or(|clause| self.clause(clause, NOWHERE))
    }

    /// Do all the facts that the sentence uses apply?
    fn facts_apply(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Choice { subject, .. }
            | Condition::Includes { subject, .. }
            | Condition::Text { subject, .. }
            | Condition::Number { subject, .. }
            | Condition::Length { subject, .. } => self.subject_applies(*subject),
            Condition::Dates { left, right, .. } => self.term_applies(*left) && self.term_applies(*right),
            Condition::InWindow { date, window } => self.term_applies(*date) && self.window_applies(*window),
            Condition::Periods { subject, test } => {
                self.subject_applies(*subject)
                    && match test {
                        PeriodTest::On(term) => self.term_applies(*term),
                        PeriodTest::AnyDayIn(window)
                        | PeriodTest::Throughout(window)
                        | PeriodTest::TotalAtLeast(_, window) => self.window_applies(*window),
                        PeriodTest::OnePeriod { begins, ends, .. } => {
                            begins.is_none_or(|term| self.term_applies(term))
                                && ends.is_none_or(|term| self.term_applies(term))
                        }
                        PeriodTest::Never | PeriodTest::Ever => true,
                    }
            }
            Condition::Count { list, filter, .. } => {
                let parts = filter.iter().filter_map(|clause| match &clause.meaning {
                    Means::Sentence(condition) => Some(condition),
                    Means::List { .. } | Means::Inert(_) => None,
                });
                self.applies(*list) && parts.into_iter().all(|part| self.facts_apply(part))
            }
            Condition::MemberOf { subject, list, .. } => {
                self.subject_applies(*subject) && self.applies(*list)
            }
            Condition::Either(options) => options.iter().all(|option| self.facts_apply(option)),
            Condition::Definition(_)
            | Condition::TableIs { .. }
            | Condition::Outcome { .. }
            | Condition::ToConsider { .. }
            | Condition::RuleApplies(_) => true,
        }
    }

    fn subject_applies(&self, subject: Subject) -> bool {
        match subject {
            Subject::Field(..) => true,
            Subject::Fact(fact) => self.fact_applies(fact),
        }
    }

    /// The fact and whatever it is computed from.
    pub(crate) fn fact_applies(&self, fact: FactId) -> bool {
        self.applies(fact)
            && match &self.made.rule_set.vocabulary.facts[fact.0 as usize].ty {
                Type::Shifted { base, .. } => self.fact_applies(*base),
                Type::TimeBetween { from, to } => self.fact_applies(*from) && self.fact_applies(*to),
                Type::ByTable { values } if values.is_empty() => self.table_date_applies(),
                _ => true,
            }
    }

    fn table_date_applies(&self) -> bool {
        // Without a table the fact is a recorded one; rules never name it then.
        self.made.rule_set.tables.is_empty()
            || self.row_date(TableId(1)).is_some_and(|term| self.term_applies(term))
    }

    fn term_applies(&self, term: DateTerm) -> bool {
        match term.base {
            DateBase::Subject(subject) => self.subject_applies(subject),
            DateBase::Table(table) => self.row_date(table).is_some_and(|term| self.term_applies(term)),
            DateBase::Literal(_) | DateBase::AsAt => true,
        }
    }

    fn window_applies(&self, window: Window) -> bool {
        match window {
            Window::Before(_, anchor) | Window::After(_, anchor) => self.term_applies(anchor),
            Window::Between(first, last) => self.term_applies(first) && self.term_applies(last),
        }
    }

    fn row_date(&self, table: TableId) -> Option<DateTerm> {
        let rows = &self.made.rule_set.tables[table.0 as usize].rows;
        let row = rows.iter().find(|row| self.clause(&row.when, NOWHERE))?;
        match row.result {
            TableResult::Date(term) => Some(term),
            TableResult::Value(_) => None,
        }
    }

    fn row_value(&self, table: TableId) -> Option<u32> {
        let rows = &self.made.rule_set.tables[table.0 as usize].rows;
        let row = rows.iter().find(|row| self.clause(&row.when, NOWHERE))?;
        match row.result {
            TableResult::Value(value) => Some(value),
            TableResult::Date(_) => None,
        }
    }

    fn value<'e>(&'e self, subject: Subject, at: At<'e>) -> &'e Value {
        match subject {
            Subject::Fact(fact) => self.full[fact.0 as usize].as_ref().expect("recorded"),
            Subject::Field(list, field) => {
                let entry = at.entries.iter().rev().find(|(of, _)| *of == list).expect("an entry is at hand");
                &entry.1[field.0 as usize]
            }
        }
    }

    fn date(&self, term: DateTerm, at: At<'_>) -> Date {
        let base = match term.base {
            DateBase::Subject(Subject::Fact(fact)) => self.fact_date(fact, at),
            DateBase::Subject(subject @ Subject::Field(..)) => match self.value(subject, at) {
                Value::Date(date) => *date,
                _ => panic!("a date"),
            },
            DateBase::Literal(date) => date,
            DateBase::AsAt => as_at(),
            DateBase::Table(table) => self.date(self.row_date(table).expect("a row fits"), at),
        };
        match term.shift {
            Some((later, length)) => self.shifted(base, later, length),
            None => base,
        }
    }

    fn fact_date(&self, fact: FactId, at: At<'_>) -> Date {
        match &self.made.rule_set.vocabulary.facts[fact.0 as usize].ty {
            Type::Shifted { base, later, length } => self.shifted(self.fact_date(*base, at), *later, *length),
            Type::ByTable { .. } => self.date(self.row_date(TableId(1)).expect("a row fits"), at),
            _ => match self.value(Subject::Fact(fact), at) {
                Value::Date(date) => *date,
                _ => panic!("a date"),
            },
        }
    }

    fn shifted(&self, date: Date, later: bool, length: Length) -> Date {
        let month_end = self.made.rule_set.conventions.month_end;
        if later { plus(date, length, month_end) } else { less(date, length, month_end) }
    }

    fn window(&self, window: Window, at: At<'_>) -> (Date, Date) {
        match window {
            Window::Before(length, anchor) => {
                let anchor = self.date(anchor, at);
                (self.shifted(anchor, false, length), self.shifted(anchor, false, DAY))
            }
            Window::After(length, anchor) => {
                let anchor = self.date(anchor, at);
                (self.shifted(anchor, true, DAY), self.shifted(anchor, true, length))
            }
            Window::Between(first, last) => (self.date(first, at), self.date(last, at)),
        }
    }

    fn means(&self, condition: &Condition, at: At<'_>) -> bool {
        match condition {
            Condition::Choice { subject, values } => match subject {
                Subject::Fact(fact) if self.full[fact.0 as usize].is_none() => self.table_gives(*values),
                _ => matches!(self.value(*subject, at), Value::Choice(choice) if values.0 >> choice & 1 == 1),
            },
            Condition::Includes { subject, values } => {
                matches!(self.value(*subject, at), Value::Set(bits) if bits & values.0 != 0)
            }
            Condition::Text { subject, text, is } => match self.value(*subject, at) {
                Value::Text(value) => (*value == text.as_str()) == *is,
                _ => panic!("a text"),
            },
            Condition::Number { subject, order, value } => match self.value(*subject, at) {
                Value::Number(number) => compare(*number, *order, *value),
                _ => panic!("a number"),
            },
            Condition::Dates { left, order, right } => {
                compare(self.date(*left, at), *order, self.date(*right, at))
            }
            Condition::InWindow { date, window } => {
                let (first, last) = self.window(*window, at);
                (first..=last).contains(&self.date(*date, at))
            }
            Condition::Length { subject, order, length } => self.length(*subject, *order, *length, at),
            Condition::Periods { subject, test } => match self.value(*subject, at) {
                Value::Periods(periods) => self.periods(periods, *test, at),
                _ => panic!("periods"),
            },
            Condition::Count { .. } => self.count(condition, at),
            Condition::MemberOf { subject, list, field } => match self.value(Subject::Fact(*list), at) {
                Value::List(entries) => {
                    entries.iter().any(|entry| entry[field.0 as usize] == *self.value(*subject, at))
                }
                _ => panic!("a list"),
            },
            Condition::Definition(id) => {
                let body = &self.made.rule_set.definitions[id.0 as usize].body;
                self.clause(body, At { entries: &[], ..at })
            }
            Condition::TableIs { table, values } => {
                self.row_value(*table).is_some_and(|value| values.0 >> value & 1 == 1)
            }
            Condition::Outcome { question, comparison, outcome } => {
                let binding = self.outcome(*question);
                match comparison {
                    Comparison::Is => binding == *outcome,
                    Comparison::AtLeast => binding <= *outcome,
                    Comparison::AtMost => binding >= *outcome,
                }
            }
            Condition::ToConsider { question, outcome } => self.to_consider(*question, *outcome),
            Condition::RuleApplies(rule) => self.rule_applies(*rule),
            Condition::Either(options) => options.iter().any(|option| self.means(option, at)),
        }
    }

    /// The declared table's result, by the vocabulary's own values.
    fn table_gives(&self, values: Mask) -> bool {
        let table = &self.made.rule_set.tables[0];
        let result = self.row_value(TableId(0)).map(|value| table.values[value as usize].as_str());
        let declared = ["value 0", "value 1"];
        declared.iter().enumerate().any(|(place, value)| values.0 >> place & 1 == 1 && result == Some(value))
    }

    fn length(&self, subject: Subject, order: Order, length: Length, at: At<'_>) -> bool {
        let Subject::Fact(fact) = subject else {
            return recorded_length(self.value(subject, at), order, length);
        };
        let Type::TimeBetween { from, to } = self.made.rule_set.vocabulary.facts[fact.0 as usize].ty else {
            return recorded_length(self.value(subject, at), order, length);
        };
        let (from, to) = (self.fact_date(from, at), self.fact_date(to, at));
        let month_end = match self.made.rule_set.conventions.leap_birthday {
            LeapBirthday::March1 => MonthEnd::LaterDay,
            LeapBirthday::February28 => MonthEnd::EarlierDay,
        };
        let completed = |amount| plus(from, Length { amount, ..length }, month_end) <= to;
        let is_over = plus(from, length, month_end) < to;
        match order {
            Order::Less => !completed(length.amount),
            Order::AtLeast => completed(length.amount),
            Order::More => is_over,
            Order::AtMost => !is_over,
            Order::Equal => completed(length.amount) && !completed(length.amount + 1),
        }
    }

    fn periods(&self, periods: &[(Date, Date)], test: PeriodTest, at: At<'_>) -> bool {
        let covered = |day: Date| periods.iter().any(|(from, to)| *from <= day && day <= *to);
        let days = |(first, last): (Date, Date)| (first.0..=last.0).map(Date);
        match test {
            PeriodTest::On(term) => covered(self.date(term, at)),
            PeriodTest::AnyDayIn(window) => days(self.window(window, at)).any(covered),
            PeriodTest::Throughout(window) => {
                let (first, last) = self.window(window, at);
                first <= last && days((first, last)).all(covered)
            }
            PeriodTest::Never => periods.is_empty(),
            PeriodTest::Ever => !periods.is_empty(),
            PeriodTest::TotalAtLeast(length, window) => {
                let (first, last) = self.window(window, at);
                let needed = self.shifted(first, true, length).0 - first.0;
                days((first, last)).filter(|day| covered(*day)).count() >= usize::try_from(needed).unwrap()
            }
            PeriodTest::OnePeriod { length, begins, ends } => periods.iter().any(|(from, to)| {
                let after = if *to == Date::LAST { *to } else { Date(to.0 + 1) };
                self.shifted(*from, true, length) <= after
                    && begins.is_none_or(|term| *from >= self.date(term, at))
                    && ends.is_none_or(|term| *to >= self.date(term, at))
            }),
        }
    }

    fn count(&self, condition: &Condition, at: At<'_>) -> bool {
        let Condition::Count { list, filter, different, order, value } = condition else { panic!("a count") };
        let Value::List(entries) = self.value(Subject::Fact(*list), at) else { panic!("a list") };
        let counted = entries.iter().filter(|entry| {
            let mut inner = at.entries.to_vec();
            inner.push((*list, entry.as_slice()));
            let here = At { scope: at.scope, entries: &inner };
            // The facts that the filter's own sentences use apply: the sentence that counts has seen to that.
            filter.iter().all(|clause| self.clause(clause, here))
        });
        let number = match different {
            None => counted.count(),
            Some(field) => {
                let mut values: Vec<&Value> = Vec::new();
                for entry in counted {
                    if !values.contains(&&entry[field.0 as usize]) {
                        values.push(&entry[field.0 as usize]);
                    }
                }
                values.len()
            }
        };
        compare(u32::try_from(number).unwrap(), *order, *value)
    }
}

/// A length recorded in months or days, whole ones.
fn recorded_length(value: &Value, order: Order, length: Length) -> bool {
    let Value::Number(recorded) = value else { panic!("a length") };
    let unit = match length.unit {
        Unit::Years => 12,
        Unit::Weeks => 7,
        _ => 1,
    };
    match order {
        Order::Equal => (length.amount * unit..(length.amount + 1) * unit).contains(recorded),
        _ => compare(*recorded, order, length.amount * unit),
    }
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
