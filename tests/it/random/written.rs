//! The same complete record as someone might write it down: answers, some missing, some imprecise, some disputed.

use threshold::calendar::{Date, DateRange, LeapBirthday, Length, MonthEnd, Unit, plus};
use threshold::check::Clause;
use threshold::record::{
    Answer, Entry, EntryField, LengthSaid, ListValue, NumberRange, Period, PeriodsValue, Place, Record,
    RecordedFact, SetValue, Statement, Value as Written,
};
use threshold::vocabulary::{FactId, Field, FieldId, Type};

use super::Made;
use super::meaning::Meaning;
use super::records::{Full, Value};
use crate::random_numbers::Dice;

/// A record that allows the complete one; `percent` of the facts are open in some way.
pub(crate) fn written(made: &Made, full: &Full, percent: u64, dice: &mut Dice) -> Record {
    let meaning = Meaning { made, full, presumed: &[] };
    let mut record = Record::default();
    for (fact, place) in made.rule_set.vocabulary.facts.iter().zip(0..) {
        let id = FactId(place);
        let silent = dice.chance(percent / 2);
        let said = match &full[place as usize] {
            _ if silent => Vec::new(),
            _ if !meaning.fact_applies(id) => vec![Answer::NotApplicable],
            Some(value) => answers(value, &fact.ty, dice.chance(percent), dice),
            None => stated(made, full, id, dice).into_iter().map(Answer::Value).collect(),
        };
        let said: Vec<Answer> = said
            .into_iter()
            .map(|answer| if fact.may_lie_ahead { answer } else { goes_on(answer, dice) })
            .collect();
        if !said.is_empty() {
            let statements = said.into_iter().zip(["police", "hospital"]).map(|(answer, by)| Statement {
                answer,
                by: Some(by.to_owned()),
                ..Statement::default()
            });
            record.facts.push(RecordedFact { fact: id, statements: statements.collect() });
        }
    }
    record
}

/// A period up to the day looked from may have ended that day, or still go on.
fn goes_on(mut answer: Answer, dice: &mut Dice) -> Answer {
    if let Answer::Value(Written::Periods(said)) = &mut answer {
        for period in &mut said.periods {
            if period.to == DateRange::day(super::as_at()) && dice.chance(50) {
                period.to = DateRange::day(Date::LAST);
            }
        }
    }
    answer
}

/// What the complete record says of a fact, exactly; nothing where it is computed and applies.
pub(crate) fn exact_answer(
    made: &Made,
    full: &Full,
    (fact, applies): (FactId, bool),
    dice: &mut Dice,
) -> Option<Answer> {
    if !applies {
        return Some(Answer::NotApplicable);
    }
    let ty = &made.rule_set.vocabulary.facts[fact.0 as usize].ty;
    full[fact.0 as usize].as_ref().map(|value| Answer::Value(written_value(value, ty, false, dice)))
}

fn answers(value: &Value, ty: &Type, open: bool, dice: &mut Dice) -> Vec<Answer> {
    let exact = Answer::Value(written_value(value, ty, false, dice));
    match dice.below(3) {
        _ if !open => vec![exact],
        0 => vec![Answer::NotKnown { reason: None, due: None }],
        1 => vec![Answer::Value(written_value(value, ty, true, dice))],
        // Another source knows less, or says something else.
        _ => vec![exact, Answer::Value(written_value(value, ty, true, dice))],
    }
}

fn written_value(value: &Value, ty: &Type, loose: bool, dice: &mut Dice) -> Written {
    let range = |date: Date| {
        if loose { DateRange { first: Date(date.0 - 3), last: date } } else { DateRange::day(date) }
    };
    match value {
        Value::Choice(choice) => {
            Written::Choice(if loose && *choice > 0 { vec![0, *choice] } else { vec![*choice] })
        }
        Value::Set(bits) => {
            let holds = (0..8).filter(|bit| bits >> bit & 1 == 1 && !(loose && dice.chance(50))).collect();
            Written::Set(SetValue { holds, complete: !loose })
        }
        Value::Number(number) if matches!(ty, Type::Length(kind) if !loose && *kind == threshold::vocabulary::LengthKind::Months) => {
            Written::Length(LengthSaid::Is(Length { amount: *number, unit: Unit::Months }))
        }
        Value::Number(number) => {
            Written::Number(NumberRange { least: *number, most: if loose { number + 2 } else { *number } })
        }
        Value::Date(date) => Written::Date(range(*date)),
        Value::Text(text) => Written::Text((*text).to_owned()),
        Value::Periods(periods) => {
            let period = |(from, to): &(Date, Date)| Period {
                from: range(*from),
                to: if loose { DateRange { first: *from, last: Date::LAST } } else { DateRange::day(*to) },
                place: Place::default(),
            };
            Written::Periods(PeriodsValue { periods: periods.iter().map(period).collect(), complete: !loose })
        }
        Value::List(entries) => {
            let Type::List { fields } = ty else { panic!("a list") };
            let kept = if loose { dice.below(entries.len() + 1) } else { entries.len() };
            let entries = entries.iter().take(kept).map(|entry| written_entry(entry, fields, loose, dice));
            Written::List(ListValue { entries: entries.collect(), complete: !loose })
        }
    }
}

fn written_entry(entry: &[Value], fields: &[Field], loose: bool, dice: &mut Dice) -> Entry {
    let mut written = Entry::default();
    for ((value, field), place) in entry.iter().zip(fields).zip(0..) {
        if !(loose && dice.chance(30)) {
            let answer = Answer::Value(written_value(value, &field.ty, loose && dice.chance(50), dice));
            written.fields.push(EntryField { field: FieldId(place), answer });
        }
    }
    written
}

/// A computed fact stated as it is.
fn stated(made: &Made, full: &Full, fact: FactId, dice: &mut Dice) -> Option<Written> {
    let meaning = Meaning { made, full, presumed: &[] };
    match &made.rule_set.vocabulary.facts[fact.0 as usize].ty {
        Type::Shifted { .. } => Some(Written::Date(DateRange::day(meaning.day_of(fact)))),
        Type::TimeBetween { from, to } => {
            let (from, to) = (meaning.day_of(*from), meaning.day_of(*to));
            let unit = *dice.pick(&[Unit::Days, Unit::Months, Unit::Years]);
            let month_end = match made.rule_set.conventions.leap_birthday {
                LeapBirthday::March1 => MonthEnd::LaterDay,
                LeapBirthday::February28 => MonthEnd::EarlierDay,
            };
            let reached = |amount: &u32| plus(from, Length { amount: *amount, unit }, month_end) <= to;
            let amount = (0..3_000).take_while(reached).last()?;
            let length = |amount| Length { amount, unit };
            let exact = plus(from, length(amount), month_end) == to;
            // By the day and not by the dice, so that the other pairs of a run stay what they are.
            Some(Written::Length(match (from.0 + to.0).rem_euclid(12) {
                0 => LengthSaid::Under(length(amount + 2)),
                1 => LengthSaid::AtLeast(length(amount.saturating_sub(1))),
                2 => LengthSaid::Between(length(amount.saturating_sub(2)), length(amount)),
                3 if exact => LengthSaid::AtMost(length(amount)),
                3 => LengthSaid::Over(length(amount)),
                _ => LengthSaid::Is(length(amount)),
            }))
        }
        _ => None,
    }
}

/// Does *Always* hold of the complete record, sentence by sentence?
pub(crate) fn keeps_always(made: &Made, full: &Full) -> bool {
    let meaning = Meaning { made, full, presumed: &[] };
    made.rule_set.always.iter().all(|clause: &Clause| meaning.invariant(clause))
}
