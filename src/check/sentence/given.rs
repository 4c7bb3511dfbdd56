//! What does an example state? A sentence that is true of the case, as a fact's value where it gives one.
//!
//! A value is what a record could say; anything else a sentence says (`is after 1 May 2015`) is kept as a condition that
//! holds besides.

use super::fold::{cuts, ending, same, strip};
use super::{Found, Reader};
use crate::calendar::{Date, DateRange};
use crate::check::condition::{Condition, DateBase, DateTerm, Mask, Order, PeriodTest, Subject, Window};
use crate::check::names::{Names, Scope};
use crate::diagnostic::Diagnostic;
use crate::record::{
    Answer, LengthSaid, ListValue, Moment, NumberRange, Period, PeriodsValue, Place, SetValue, Value, minute,
};
use crate::source::Span;
use crate::syntax::tree::Text;
use crate::vocabulary::{FactId, Type};

/// What one given sentence says.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// What the record says of a fact: a value, perhaps imprecise, that it is not known, or that it was not asked.
    /// Several periods, list entries or values of a set given one by one belong together.
    Says {
        /// The fact.
        fact: FactId,
        /// The answer.
        answer: Answer,
    },
    /// This holds besides.
    Holds(Condition),
}

/// What a `Given` sentence states.
///
/// # Errors
/// As [`super::read`].
pub fn given(names: &Names, text: &Text) -> Result<Given, Box<Diagnostic>> {
    if let Some(before) = ending(&text.text, " and no others") {
        return closed(names, text, before);
    }
    let reader = Reader { stating: true, ..Reader::new(names, text, Scope::Claim) };
    if let Some(stated) = reader.empty_set().or_else(|| reader.day_and_time()) {
        return Ok(stated);
    }
    if let Some(said) = reader.stated_period().or_else(|| reader.untold()) {
        return said;
    }
    let condition = reader.sentence()?;
    Ok(match value_of(names, &condition) {
        Some((fact, value)) => value_given(fact, value),
        None => Given::Holds(condition),
    })
}

fn value_given(fact: FactId, value: Value) -> Given {
    Given::Says { fact, answer: Answer::Value(value) }
}

/// `… and no others`: the periods or the values of a set stated before it are all there are.
fn closed(names: &Names, text: &Text, before: &str) -> Found<Given> {
    let exact = text.span.end.saturating_sub(text.span.start) == text.text.len();
    let end = if exact { text.span.start + before.len() } else { text.span.end };
    let stated = Text { text: before.to_owned(), span: Span { end, ..text.span } };
    match given(names, &stated)? {
        Given::Says { fact, answer: Answer::Value(Value::Periods(said)) } if !said.periods.is_empty() => {
            Ok(value_given(fact, Value::Periods(PeriodsValue { complete: true, ..said })))
        }
        Given::Says { fact, answer: Answer::Value(Value::Set(set)) } if !set.holds.is_empty() => {
            Ok(value_given(fact, Value::Set(SetValue { complete: true, ..set })))
        }
        Given::Says { .. } | Given::Holds(_) => Err(Box::new(
            Diagnostic::error("E0301", text.span, "`and no others` closes periods and sets, and nothing else")
                .help("write `NAME from DATE until DATE and no others` or `NAME includes V and no others`, last where several are given"),
        )),
    }
}

impl Reader<'_> {
    /// `the harm to the child includes nothing`: a set without values, and complete.
    fn empty_set(self) -> Option<Given> {
        let name = ending(&self.whole.text, " includes nothing")?;
        let (fact, _) = self.facts().find(|(_, fact)| {
            matches!(fact.ty, Type::AnyOf { .. })
                && fact.words.name.as_deref().is_some_and(|own| same(name, own))
        })?;
        Some(value_given(fact, Value::Set(SetValue { holds: Vec::new(), complete: true })))
    }

    /// `the time of the incident is 22 May 2015 at 09:30`.
    fn day_and_time(self) -> Option<Given> {
        let (before, time) = self.whole.text.rsplit_once(" at ")?;
        let minute = minute(time).filter(|_| time.len() == "09:30".len())?;
        let condition = self.means(before)?;
        match value_of(self.names, &condition)? {
            (fact, Value::Moment(moment)) if moment.day.is_day() => {
                let moment = Moment { minute: Some(minute), ..moment };
                Some(value_given(fact, Value::Moment(moment)))
            }
            _ => None,
        }
    }

    /// `the child was looked after from 3 March 2014 until 5 May 2014`, `… from 3 March 2014`.
    fn stated_period(self) -> Option<Found<Given>> {
        let text = self.whole.text.as_str();
        for stem in self.stems() {
            let Subject::Fact(fact) = stem.subject else { continue };
            let rest = stem.names.iter().find_map(|name| strip(text, name)?.strip_prefix(" from "));
            let Some(interval) = rest else { continue };
            return Some(self.period_from(fact, interval));
        }
        None
    }

    fn period_from(self, fact: FactId, interval: &str) -> Found<Given> {
        let mut complaint = None;
        for (first, last) in cuts(interval, " until ") {
            let last = if same(last, "now") { Ok(None) } else { self.date_term(last).map(Some) };
            match (self.date_term(first), last) {
                (Ok(first), Ok(last)) => return Ok(period(fact, first, last, Date::LAST)),
                (Err(diagnostic), _) | (_, Err(diagnostic)) => complaint = complaint.or(Some(diagnostic)),
            }
        }
        if let Some(complaint) = complaint {
            return Err(complaint);
        }
        let first = self.date_term(interval)?;
        Ok(match first {
            DateTerm { base: DateBase::Literal(day), shift: None } => open_period(fact, day),
            _ => {
                Given::Holds(Condition::Periods { subject: Subject::Fact(fact), test: PeriodTest::On(first) })
            }
        })
    }
}

/// A period between two days as written; between other days, that it covers them.
fn period(fact: FactId, first: DateTerm, last: Option<DateTerm>, continuing: Date) -> Given {
    let last = last.unwrap_or(DateTerm { base: DateBase::Literal(continuing), shift: None });
    if let (Some(from), Some(to)) = (literal(first), literal(last)) {
        let place = Place::default();
        let period = Period { from: DateRange::day(from), to: DateRange::day(to), place };
        return value_given(fact, Value::Periods(PeriodsValue { periods: vec![period], complete: false }));
    }
    let test = PeriodTest::Throughout(Window::Between(first, last));
    Given::Holds(Condition::Periods { subject: Subject::Fact(fact), test })
}

fn open_period(fact: FactId, from: Date) -> Given {
    let to = DateRange { first: from, last: Date::LAST };
    let period = Period { from: DateRange::day(from), to, place: Place::default() };
    value_given(fact, Value::Periods(PeriodsValue { periods: vec![period], complete: false }))
}

fn literal(day: DateTerm) -> Option<Date> {
    match day {
        DateTerm { base: DateBase::Literal(date), shift: None } => Some(date),
        DateTerm { .. } => None,
    }
}

/// The value of a fact that a true sentence states, where it states one.
pub(super) fn value_of(names: &Names, condition: &Condition) -> Option<(FactId, Value)> {
    match condition {
        Condition::Choice { subject: Subject::Fact(fact), values } => {
            Some((*fact, Value::Choice(places(*values))))
        }
        Condition::Includes { subject: Subject::Fact(fact), values } if values.0.is_power_of_two() => {
            Some((*fact, Value::Set(SetValue { holds: places(*values), complete: false })))
        }
        Condition::Text { subject: Subject::Fact(fact), text, is: true } => {
            Some((*fact, Value::Text(text.clone())))
        }
        Condition::Number { subject: Subject::Fact(fact), order: Order::Equal, value } => {
            Some((*fact, Value::Number(NumberRange { least: *value, most: *value })))
        }
        Condition::Length { subject: Subject::Fact(fact), order: Order::Equal, length } => {
            Some((*fact, Value::Length(LengthSaid::Is(*length))))
        }
        Condition::Dates { left, order: Order::Equal, right } => {
            day_value(names, *left, DateRange::day(literal(*right)?))
        }
        Condition::InWindow { date, window: Window::Between(first, last) } => {
            day_value(names, *date, DateRange { first: literal(*first)?, last: literal(*last)? })
        }
        Condition::Periods { subject: Subject::Fact(fact), test: PeriodTest::Never } => {
            Some((*fact, Value::Periods(PeriodsValue { periods: Vec::new(), complete: true })))
        }
        Condition::Count { list, filter, order: Order::Equal | Order::AtMost, value: 0, .. }
            if filter.is_empty() =>
        {
            Some((*list, Value::List(ListValue { entries: Vec::new(), complete: true })))
        }
        Condition::Choice { .. }
        | Condition::Includes { .. }
        | Condition::Text { .. }
        | Condition::Number { .. }
        | Condition::Length { .. }
        | Condition::InWindow { .. }
        | Condition::Dates { .. }
        | Condition::Periods { .. }
        | Condition::Count { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_)
        | Condition::Either(_) => None,
    }
}

fn day_value(names: &Names, date: DateTerm, range: DateRange) -> Option<(FactId, Value)> {
    let DateTerm { base: DateBase::Subject(Subject::Fact(fact)), shift: None } = date else { return None };
    let moment = matches!(names.vocabulary.fact(fact)?.ty, Type::DateTime);
    let value = if moment { Value::Moment(Moment { day: range, minute: None }) } else { Value::Date(range) };
    Some((fact, value))
}

fn places(values: Mask) -> Vec<u32> {
    (0..64).filter(|place| values.0 & (1 << place) != 0).collect()
}
