//! Random complete records: every fact of the vocabulary, and the same in a program's slots.

use threshold::calendar::{Date, Length, MonthEnd, Unit, plus};
use threshold::evaluation::{Completion, Concrete};
use threshold::program::{Domain, FieldSlot, Program};
use threshold::vocabulary::{FactId, Field, Type};

use super::conditions::{TEXTS, day};
use super::{Made, as_at};
use crate::random_numbers::Dice;

/// A value as the vocabulary has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Choice(u32),
    Set(u64),
    Number(u32),
    Date(Date),
    Text(&'static str),
    Periods(Vec<(Date, Date)>),
    List(Vec<Vec<Value>>),
}

/// By fact; computed facts have none.
pub(crate) type Full = Vec<Option<Value>>;

/// A random complete record.
pub(crate) fn full(made: &Made, dice: &mut Dice) -> Full {
    let facts = &made.rule_set.vocabulary.facts;
    let mut full: Full = facts.iter().map(|fact| value(&fact.ty, fact.may_lie_ahead, dice)).collect();
    if dice.chance(60) {
        on_the_edge(made, &mut full, dice);
    }
    full
}

/// Moves one date to where a length from another ends, give or take a day: where rules turn.
fn on_the_edge(made: &Made, full: &mut Full, dice: &mut Dice) {
    let dates: Vec<usize> =
        (0..full.len()).filter(|place| matches!(full[*place], Some(Value::Date(_)))).collect();
    let (from, to) = match ends_of_a_length(made) {
        Some(ends) if dice.chance(50) => ends,
        Some(_) | None => (*dice.pick(&dates), *dice.pick(&dates)),
    };
    if dice.chance(50) {
        let (year, month, day) =
            *dice.pick(&[(2015, 1, 31), (2015, 3, 31), (2015, 8, 31), (2014, 12, 31), (2016, 2, 29)]);
        full[from] = Date::new(year, month, day).map(Value::Date);
    }
    let Some(Value::Date(first)) = full[from] else { return };
    let amount = *dice.pick(&[1, 2, 3, 6, 12, 13]);
    let month_end = *dice.pick(&[MonthEnd::EarlierDay, MonthEnd::LaterDay]);
    let edge = plus(first, Length { amount, unit: Unit::Months }, month_end);
    let moved = Date(edge.0 + i32::try_from(dice.below(3)).unwrap() - 1);
    full[to] = Some(Value::Date(past(moved, made.rule_set.vocabulary.facts[to].may_lie_ahead)));
}

/// The recorded dates that the computed length runs between.
fn ends_of_a_length(made: &Made) -> Option<(usize, usize)> {
    made.rule_set.vocabulary.facts.iter().find_map(|fact| match fact.ty {
        Type::TimeBetween { from, to } => {
            let recorded = |end: FactId| {
                let ty = &made.rule_set.vocabulary.facts[end.0 as usize].ty;
                matches!(ty, Type::Date | Type::DateTime).then_some(end.0 as usize)
            };
            recorded(from).zip(recorded(to))
        }
        _ => None,
    })
}

fn value(ty: &Type, ahead: bool, dice: &mut Dice) -> Option<Value> {
    let mut below = |count: usize| u32::try_from(dice.below(count)).unwrap();
    Some(match ty {
        Type::YesNo => Value::Choice(below(2)),
        Type::OneOf { values, .. } => Value::Choice(below(values.len())),
        Type::AnyOf { values } => Value::Set(u64::from(below(1 << values.len()))),
        Type::Number => Value::Number(below(6)),
        Type::Length(_) => Value::Number(below(40)),
        Type::Date | Type::DateTime => Value::Date(past(day(dice), ahead)),
        Type::Text => Value::Text(TEXTS[dice.below(TEXTS.len())]),
        Type::Periods => Value::Periods(periods(ahead, dice)),
        Type::List { fields } => {
            Value::List((0..dice.below(4)).map(|_| entry(fields, ahead, dice)).collect())
        }
        Type::TimeBetween { .. } | Type::Shifted { .. } | Type::ByTable { .. } => return None,
    })
}

/// A random entry of a list with these fields.
pub(crate) fn entry(fields: &[Field], ahead: bool, dice: &mut Dice) -> Vec<Value> {
    fields.iter().map(|field| value(&field.ty, ahead, dice).unwrap()).collect()
}

fn past(date: Date, ahead: bool) -> Date {
    if ahead { date } else { date.min(as_at()) }
}

fn periods(ahead: bool, dice: &mut Dice) -> Vec<(Date, Date)> {
    let period = |dice: &mut Dice| {
        let from = past(day(dice), ahead);
        let days = *dice.pick(&[0, 1, 13, 27, 30, 31, 60, 365]);
        let to = if dice.chance(15) { Date::LAST } else { Date(from.0 + days) };
        (from, past(to, ahead))
    };
    (0..dice.below(4)).map(|_| period(dice)).collect()
}

/// The record in a program's slots.
pub(crate) fn complete(program: &Program, full: &Full) -> Completion {
    let slot = |fact: FactId, domain: &Domain| {
        let ty = &program.rule_set.vocabulary.facts[fact.0 as usize].ty;
        concrete(program, full[fact.0 as usize].as_ref().expect("computed facts have no slot"), ty, domain)
    };
    Completion { slots: program.slots.iter().map(|used| slot(used.fact, &used.domain)).collect() }
}

fn concrete(program: &Program, value: &Value, ty: &Type, domain: &Domain) -> Concrete {
    match value {
        Value::Choice(choice) => Concrete::Choice(*choice),
        Value::Set(bits) => Concrete::Set(*bits),
        Value::Number(number) => Concrete::Number(*number),
        Value::Date(date) => Concrete::Date(*date),
        Value::Text(text) => Concrete::Choice(text_choice(program, text, domain)),
        Value::Periods(periods) => {
            let period = |(from, to): &(Date, Date)| vec![Concrete::Date(*from), Concrete::Date(*to)];
            Concrete::List(periods.iter().map(period).collect())
        }
        Value::List(entries) => {
            let (Domain::List { fields: used, .. }, Type::List { fields: declared }) = (domain, ty) else {
                panic!("a list has a list's domain")
            };
            let field = |entry: &Vec<Value>, slot: &FieldSlot| {
                let place = slot.field.0 as usize;
                concrete(program, &entry[place], &declared[place].ty, &slot.domain)
            };
            Concrete::List(
                entries.iter().map(|entry| used.iter().map(|slot| field(entry, slot)).collect()).collect(),
            )
        }
    }
}

fn text_choice(program: &Program, text: &str, domain: &Domain) -> u32 {
    let Domain::Choice { count } = domain else { panic!("a text has choices") };
    let named = program.texts.iter().position(|known| known == text);
    let own = TEXTS.iter().filter(|known| !program.texts.iter().any(|named| named == *known));
    let spare = || own.clone().position(|known| *known == text).map(|place| program.texts.len() + place);
    let place = named.or_else(|| spare().filter(|_| *count == 64));
    place.map_or(count - 1, |place| u32::try_from(place).unwrap())
}
