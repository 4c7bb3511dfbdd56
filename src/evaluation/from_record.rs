//! From a record to what is known, slot by slot.
//!
//! Sources that differ leave every value given; silence leaves everything. A value says that its fact applies, *not
//! applicable* that it does not, and a stated computed fact narrows what it is computed from.

use super::knowledge::{Constraint, EntryKnown, Knowledge, Known, ListKnown};
use super::result::WhyOpen;
use super::values::{date_domain, is_exact};
use crate::calendar::{Date, DateRange, Length};
use crate::program::{ComputedValue, Domain, FieldSlot, NodeId, Program, all_choices, in_units, one_more};
use crate::record::{
    Answer, EntryField, LengthSaid, ListValue, Period, PeriodsValue, Record, RecordedFact, SetValue, Value,
};
use crate::vocabulary::{FactId, FieldId, Type};

/// What was said about the facts in use, beside their possible values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// By slot.
    pub slots: Vec<SlotSaid>,
}

/// What was said about one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotSaid {
    /// Why it is open, if it is.
    pub why_open: Option<WhyOpen>,
    /// One named source gave a value, or said that it does not apply, and nobody else did.
    pub one_source: bool,
    /// All that was said of it is that it does not apply.
    pub not_applicable: bool,
}

impl Knowledge {
    /// What a record says, in a program's slots, as known on a day.
    #[must_use]
    pub fn from_record(program: &Program, record: &Record, as_at: Date) -> (Self, Said) {
        let reader = Reading { program, as_at, own_texts: own_texts(program, record) };
        let mut said = Said::default();
        let mut slots = Vec::with_capacity(program.slots.len());
        for slot in &program.slots {
            let (known, slot_said) = reader.slot(slot.fact, &slot.domain, record.fact(slot.fact));
            slots.push(known);
            said.slots.push(slot_said);
        }
        let constraints = record.facts.iter().flat_map(|fact| reader.constraints(fact)).collect();
        (Self { slots, constraints, as_at }, said)
    }
}

struct Reading<'a> {
    program: &'a Program,
    as_at: Date,
    /// The record's texts that no rule names, for lists that are compared with one another.
    own_texts: Vec<&'a str>,
}

/// The answers that count, each once.
fn answers(fact: &RecordedFact) -> Vec<&Answer> {
    let mut different: Vec<&Answer> = Vec::new();
    for statement in fact.current() {
        if !different.contains(&&statement.answer) {
            different.push(&statement.answer);
        }
    }
    different
}

fn values(fact: &RecordedFact) -> Vec<&Value> {
    let given = answers(fact).into_iter().filter_map(|answer| match answer {
        Answer::Value(value) => Some(value),
        Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
    });
    given.collect()
}

impl Reading<'_> {
    fn slot(&self, id: FactId, domain: &Domain, recorded: Option<&RecordedFact>) -> (Known, SlotSaid) {
        let ty = self.program.rule_set.vocabulary.fact(id).map(|fact| &fact.ty);
        let whole = || self.anything(domain);
        let Some(recorded) = recorded else {
            let said =
                SlotSaid { why_open: Some(WhyOpen::NotAsked), one_source: false, not_applicable: false };
            return (whole(), said);
        };
        let mut known: Option<Known> = None;
        let values = values(recorded);
        for value in &values {
            let next = self.known(value, domain, ty);
            known = Some(match known {
                Some(earlier) => either(earlier, next),
                None => next,
            });
        }
        let not_applicable = answers(recorded).contains(&&Answer::NotApplicable);
        let known = known.unwrap_or_else(whole);
        let why_open = match (values.len(), not_applicable) {
            (0, true) => None,
            (0, false) => Some(why_nothing(recorded)),
            (1, false) => (!is_exact(&known)).then_some(WhyOpen::Imprecise),
            (_, true) => Some(WhyOpen::Disputed),
            (2.., false) => (!is_exact(&known)).then_some(WhyOpen::Disputed),
        };
        let spoke = recorded
            .current()
            .filter(|statement| matches!(statement.answer, Answer::Value(_) | Answer::NotApplicable));
        let one_source = matches!(spoke.collect::<Vec<_>>().as_slice(), [only] if only.by.is_some());
        (known, SlotSaid { why_open, one_source, not_applicable: not_applicable && values.is_empty() })
    }

    fn known(&self, value: &Value, domain: &Domain, ty: Option<&Type>) -> Known {
        match (value, domain) {
            (Value::Choice(places), Domain::Choice { count }) => {
                let bits = places.iter().fold(0u64, |bits, place| bits | 1 << place.min(&63));
                Known::Choice(if bits & all_choices(*count) == 0 { all_choices(*count) } else { bits })
            }
            (Value::Text(text), Domain::Choice { count }) => Known::Choice(self.text(text, *count)),
            (Value::Set(set), Domain::Set { count }) => Known::Set(vec![set_bits(set, *count)]),
            (Value::Number(range), Domain::Number) => {
                Known::Number(vec![(range.least, range.most.max(range.least))])
            }
            (Value::Length(said), Domain::Number) => Known::Number(vec![lengths(*said)]),
            (Value::Date(range), Domain::Date { .. }) => self.date(*range, domain),
            (Value::Moment(moment), Domain::Date { .. }) => self.date(moment.day, domain),
            (Value::Periods(periods), Domain::List { fields, .. }) => {
                Known::List(vec![self.periods(periods, fields)])
            }
            (Value::List(list), Domain::List { fields, periods: false }) => {
                Known::List(vec![self.list(list, fields, ty)])
            }
            (
                Value::Choice(_)
                | Value::Text(_)
                | Value::Set(_)
                | Value::Number(_)
                | Value::Length(_)
                | Value::Date(_)
                | Value::Moment(_)
                | Value::Periods(_)
                | Value::List(_),
                _,
            ) => self.anything(domain),
        }
    }

    /// The whole domain.
    fn anything(&self, domain: &Domain) -> Known {
        match domain {
            Domain::Choice { count } => Known::Choice(all_choices(*count)),
            Domain::Set { count } => Known::Set(vec![(0, all_choices(*count))]),
            Domain::Number => Known::Number(vec![(0, u32::MAX)]),
            Domain::Date { .. } => Known::Date(vec![date_domain(domain, self.as_at)]),
            Domain::List { .. } => Known::List(vec![ListKnown { entries: Vec::new(), may_hold_more: true }]),
        }
    }

    /// The days possible on the as-at day; a day that cannot be is kept as it is, and the record is inconsistent.
    fn date(&self, range: DateRange, domain: &Domain) -> Known {
        let whole = date_domain(domain, self.as_at);
        let clipped = DateRange { first: range.first.max(whole.first), last: range.last.min(whole.last) };
        Known::Date(vec![if clipped.first <= clipped.last { clipped } else { range }])
    }

    fn periods(&self, value: &PeriodsValue, fields: &[FieldSlot]) -> ListKnown {
        let entries = value.periods.iter().map(|period| self.period(period, fields)).collect();
        ListKnown { entries, may_hold_more: !value.complete }
    }

    fn period(&self, period: &Period, fields: &[FieldSlot]) -> EntryKnown {
        let any = Domain::Date { ahead: true };
        let domain = |place: usize| fields.get(place).map_or(&any, |field| &field.domain);
        // One that still goes on has lasted up to the day looked from: later days are not lived yet.
        let goes_on = period.to == DateRange::day(Date::LAST);
        let ends = if goes_on { DateRange::day(date_domain(domain(1), self.as_at).last) } else { period.to };
        let from = DateRange { first: period.from.first, last: period.from.last.min(ends.last) };
        let to = DateRange { first: ends.first.max(period.from.first), last: ends.last };
        let keep = |cut: DateRange, given: DateRange| if cut.first <= cut.last { cut } else { given };
        let (from, to) = (keep(from, period.from), keep(to, ends));
        EntryKnown { fields: vec![self.date(from, domain(0)), self.date(to, domain(1))] }
    }

    fn list(&self, value: &ListValue, fields: &[FieldSlot], ty: Option<&Type>) -> ListKnown {
        let declared = ty.map_or(&[][..], Type::fields);
        let mut entries = Vec::with_capacity(value.entries.len());
        for entry in &value.entries {
            let known = fields.iter().map(|slot| {
                let given = entry.fields.iter().find(|field| field.field == slot.field);
                let ty = declared.get(slot.field.0 as usize).map(|field| &field.ty);
                self.field(given, slot, ty)
            });
            entries.push(EntryKnown { fields: known.collect() });
        }
        ListKnown { entries, may_hold_more: !value.complete }
    }

    fn field(&self, given: Option<&EntryField>, slot: &FieldSlot, ty: Option<&Type>) -> Known {
        match given.map(|field| &field.answer) {
            Some(Answer::Value(value)) => self.known(value, &slot.domain, ty),
            Some(Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable) | None => {
                self.anything(&slot.domain)
            }
        }
    }

    /// The choice of a text: one the rules name, one of the record's own where there is room, else any other text.
    fn text(&self, text: &str, count: u32) -> u64 {
        let named = self.program.texts.len();
        let last = count.clamp(1, 64) - 1;
        let place = match self.program.texts.iter().position(|known| known == text) {
            Some(place) => place,
            None => named + self.own_texts.iter().position(|known| *known == text).unwrap_or(named + 64),
        };
        let spare = count == 64;
        match u32::try_from(place) {
            Ok(place) if place < last => 1 << place,
            // More texts than choices: it may be any of those without a choice of their own, or equal to any.
            Ok(_) | Err(_) if spare => {
                all_choices(count) & !all_choices(u32::try_from(named).unwrap_or(last).min(last))
            }
            Ok(_) | Err(_) => 1 << last,
        }
    }

    fn constraints(&self, recorded: &RecordedFact) -> Vec<Constraint> {
        let fact = recorded.fact;
        let values = values(recorded);
        let not_applicable = answers(recorded).contains(&&Answer::NotApplicable);
        match (values.is_empty(), not_applicable) {
            (true, true) => {
                let node = self.applies(fact).unwrap_or(Program::TRUE);
                vec![Constraint::Node { node, truth: false, fact }]
            }
            (false, false) => {
                let applies = self.applies(fact).map(|node| Constraint::Node { node, truth: true, fact });
                applies.into_iter().chain(self.stated(fact, &values)).collect()
            }
            (true, false) | (false, true) => Vec::new(),
        }
    }

    fn applies(&self, fact: FactId) -> Option<NodeId> {
        let known = self.program.applicability.iter().find(|(known, _)| *known == fact);
        known.map(|(_, node)| *node)
    }

    fn stated(&self, fact: FactId, values: &[&Value]) -> Vec<Constraint> {
        let Some(place) = self.program.computed.iter().position(|computed| computed.fact == fact) else {
            return Vec::new();
        };
        let computed = u32::try_from(place).unwrap_or(u32::MAX);
        match self.program.computed.get(place).map(|computed| &computed.value) {
            Some(ComputedValue::Length { .. }) => {
                let any_of = values.iter().filter_map(|value| as_length(value)).collect();
                vec![Constraint::Stated { computed, any_of }]
            }
            Some(ComputedValue::Date(_)) => {
                let any_of = union_days(values.iter().filter_map(|value| as_days(value)).collect());
                vec![Constraint::StatedDay { computed, any_of }]
            }
            Some(ComputedValue::Choice(nodes)) => {
                let bits =
                    values.iter().filter_map(|value| as_choices(value)).fold(0, |bits, more| bits | more);
                let excluded = nodes.iter().enumerate().filter(|(place, _)| bits >> place.min(&63) & 1 == 0);
                excluded.map(|(_, node)| Constraint::Node { node: *node, truth: false, fact }).collect()
            }
            None => Vec::new(),
        }
    }
}

fn why_nothing(recorded: &RecordedFact) -> WhyOpen {
    let asked = recorded.current().any(|statement| matches!(statement.answer, Answer::NotKnown { .. }));
    if asked { WhyOpen::NotKnown } else { WhyOpen::NotAsked }
}

fn as_length(value: &Value) -> Option<LengthSaid> {
    if let Value::Length(said) = value { Some(*said) } else { None }
}

/// The least and the most of a recorded length, in the days or months that it counts.
fn lengths(said: LengthSaid) -> (u32, u32) {
    let last = |length: Length| in_units(one_more(length)).saturating_sub(1);
    match said {
        LengthSaid::Is(length) => (in_units(length), last(length)),
        LengthSaid::Under(length) => (0, in_units(length).saturating_sub(1)),
        LengthSaid::Over(length) => (in_units(length).saturating_add(1), u32::MAX),
        LengthSaid::AtLeast(length) => (in_units(length), u32::MAX),
        LengthSaid::AtMost(length) => (0, in_units(length)),
        LengthSaid::Between(from, to) => (in_units(from), last(to)),
    }
}

fn as_days(value: &Value) -> Option<DateRange> {
    if let Value::Date(range) = value { Some(*range) } else { None }
}

fn as_choices(value: &Value) -> Option<u64> {
    let Value::Choice(places) = value else { return None };
    Some(places.iter().fold(0, |bits, place| bits | 1 << place.min(&63)))
}

fn set_bits(set: &SetValue, count: u32) -> (u64, u64) {
    let sure = set.holds.iter().fold(0u64, |bits, place| bits | 1 << place.min(&63));
    (sure, if set.complete { sure } else { sure | all_choices(count) })
}

/// What two sources leave possible.
fn either(one: Known, other: Known) -> Known {
    match (one, other) {
        (Known::Choice(one), Known::Choice(other)) => Known::Choice(one | other),
        (Known::Set(one), Known::Set(other)) => Known::Set(each_once(one, other)),
        (Known::Number(one), Known::Number(other)) => {
            Known::Number(union_numbers(one.into_iter().chain(other).collect()))
        }
        (Known::Date(one), Known::Date(other)) => {
            Known::Date(union_days(one.into_iter().chain(other).collect()))
        }
        (Known::List(one), Known::List(other)) => Known::List(each_once(one, other)),
        (
            one @ (Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) | Known::List(_)),
            _,
        ) => one,
    }
}

fn each_once<T: PartialEq>(mut one: Vec<T>, other: Vec<T>) -> Vec<T> {
    for item in other {
        if !one.contains(&item) {
            one.push(item);
        }
    }
    one
}

/// Ranges rising and apart.
pub(super) fn union_days(mut ranges: Vec<DateRange>) -> Vec<DateRange> {
    ranges.sort_unstable();
    let mut apart: Vec<DateRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.first.0 <= last.last.0.saturating_add(1) => {
                last.last = last.last.max(range.last);
            }
            Some(_) | None => apart.push(range),
        }
    }
    apart
}

fn union_numbers(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut apart: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.0 <= last.1.saturating_add(1) => last.1 = last.1.max(range.1),
            Some(_) | None => apart.push(range),
        }
    }
    apart
}

/// Texts in the record that no rule names, by text, where texts are compared with one another.
fn own_texts<'a>(program: &Program, record: &'a Record) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for statement in record.facts.iter().flat_map(RecordedFact::current) {
        match &statement.answer {
            Answer::Value(Value::Text(text)) => texts.push(text.as_str()),
            Answer::Value(Value::List(list)) => {
                let fields = list.entries.iter().flat_map(|entry| &entry.fields);
                texts.extend(fields.filter_map(field_text));
            }
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => {}
        }
    }
    texts.retain(|text| !program.texts.iter().any(|known| known == text));
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn field_text(field: &EntryField) -> Option<&str> {
    let EntryField { field: FieldId(_), answer: Answer::Value(Value::Text(text)) } = field else {
        return None;
    };
    Some(text)
}
