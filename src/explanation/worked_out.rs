//! What a piece of a rule says without saying it: the value of a setting, a length of time between two recorded days.

use super::facts::Recorded;
use super::statement::{LengthFound, SettingUsed};
use crate::calendar::{Conventions, Date, DateRange, Length, Unit, completed, read_date, read_number};
use crate::check::{
    self, Clause, Condition, DateBase, DateTerm, Heading, Meaning, PeriodTest, Rule, RuleSet, Setting,
    Subject, Window,
};
use crate::program::{Base, ComputedValue, DateExpr, Ref};
use crate::record::{Answer, RecordedFact, Value};

/// The settings that a piece names; for a list, those in its heading.
pub(super) fn settings(set: &RuleSet, clause: &Clause) -> Vec<SettingUsed> {
    let text = clause.text.to_lowercase();
    let named = set
        .settings
        .iter()
        .filter(|setting| says(&text, &setting.name.to_lowercase()) && uses(clause, setting));
    let shown = named.map(|setting| SettingUsed {
        name: setting.name.clone(),
        value: setting.value.clone(),
        citations: setting.citations.clone(),
    });
    shown.collect()
}

/// Does the text hold these words as whole words?
fn says(text: &str, wanted: &str) -> bool {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + wanted.len()..).and_then(|after| after.chars().next());
        !letter(before) && !letter(after)
    };
    text.match_indices(wanted).any(|(at, _)| whole(at))
}

/// Does the meaning hold the setting's value? A word such as *several* may also stand in a sentence by itself.
fn uses(clause: &Clause, setting: &Setting) -> bool {
    match &clause.meaning {
        Meaning::List { heading, .. } => match heading {
            Heading::AtLeast(number) | Heading::AtMost(number) | Heading::Exactly(number) => {
                read_number(&setting.value) == Some(*number)
            }
            Heading::All | Heading::Any | Heading::None => false,
        },
        Meaning::Sentence(condition) => holds(condition, &setting.value),
        Meaning::Inert(_) => false,
    }
}

fn holds(condition: &Condition, value: &str) -> bool {
    let length = |length: Length| Length::read(value) == Some(length);
    let term = |term: &DateTerm| {
        let literal = matches!(term.base, DateBase::Literal(day) if read_date(value).ok() == Some(day));
        literal || term.shift.is_some_and(|(_, shift)| length(shift))
    };
    let window = |window: &Window| match window {
        Window::Before(long, day) | Window::After(long, day) => length(*long) || term(day),
        Window::Between(first, last) => term(first) || term(last),
    };
    match condition {
        Condition::Number { value: number, .. } => read_number(value) == Some(*number),
        Condition::Count { value: number, filter, .. } => {
            let inside = |clause: &Clause| match &clause.meaning {
                Meaning::Sentence(condition) => holds(condition, value),
                Meaning::List { .. } | Meaning::Inert(_) => false,
            };
            read_number(value) == Some(*number) || filter.iter().any(inside)
        }
        Condition::Length { length: long, .. } => length(*long),
        Condition::Dates { left, right, .. } => term(left) || term(right),
        Condition::InWindow { date, window: within } => term(date) || window(within),
        Condition::Periods { test, .. } => match test {
            PeriodTest::On(day) => term(day),
            PeriodTest::AnyDayIn(within) | PeriodTest::Throughout(within) => window(within),
            PeriodTest::TotalAtLeast(long, within) => length(*long) || window(within),
            PeriodTest::OnePeriod { length: long, begins, ends } => {
                length(*long) || begins.iter().chain(ends).any(term)
            }
            PeriodTest::Never | PeriodTest::Ever => false,
        },
        Condition::Either(either) => either.iter().any(|condition| holds(condition, value)),
        Condition::Choice { .. }
        | Condition::Includes { .. }
        | Condition::Text { .. }
        | Condition::MemberOf { .. }
        | Condition::Definition(_)
        | Condition::TableIs { .. }
        | Condition::Outcome { .. }
        | Condition::ToConsider { .. }
        | Condition::RuleApplies(_) => false,
    }
}

/// The lengths of time that a sentence reads, where both days are recorded exactly.
pub(super) fn lengths(recorded: Recorded<'_>, clause: &Clause) -> Vec<LengthFound> {
    let Meaning::Sentence(condition) = &clause.meaning else { return Vec::new() };
    let either = if let Condition::Either(either) = condition { either.as_slice() } else { &[] };
    let mut found: Vec<LengthFound> = Vec::new();
    for condition in std::iter::once(condition).chain(either) {
        let one = length(recorded, condition);
        found.extend(one.filter(|one| !found.contains(one)));
    }
    found
}

fn length(recorded: Recorded<'_>, condition: &Condition) -> Option<LengthFound> {
    let Condition::Length { subject: Subject::Fact(fact), length: wanted, .. } = condition else {
        return None;
    };
    let computed = recorded.program.computed.iter().find(|computed| computed.fact == *fact)?;
    let ComputedValue::Length { from, to } = &computed.value else { return None };
    let (from, to) = (day(recorded, from)?, day(recorded, to)?);
    let declared = recorded.fact(*fact)?;
    Some(LengthFound {
        fact: declared.id.clone(),
        name: declared.words.name.clone()?,
        length: between(from, to, wanted.unit, recorded.program.rule_set.conventions)?,
    })
}

/// The day of a date that is recorded exactly, and by all alike.
fn day(recorded: Recorded<'_>, date: &DateExpr) -> Option<Date> {
    let Base::Ref(Ref::Slot(slot)) = date.base else { return None };
    let fact = recorded.record.fact(recorded.program.slot(slot).fact)?;
    let said: Vec<DateRange> = RecordedFact::current(fact)
        .filter_map(|statement| match &statement.answer {
            Answer::Value(Value::Date(range)) => Some(*range),
            Answer::Value(Value::Moment(moment)) => Some(moment.day),
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
        })
        .collect();
    let first = said.first().filter(|first| first.is_day() && said.iter().all(|other| other == *first))?;
    let conventions = recorded.program.rule_set.conventions;
    Some(date.steps.iter().fold(first.first, |day, step| step.from(day, conventions)))
}

/// More units than lie between any two days.
const MOST: u32 = 1_000_000;

/// Completed units between two days: in the unit the sentence speaks of, or a smaller one where none is completed.
fn between(from: Date, to: Date, unit: Unit, conventions: Conventions) -> Option<Length> {
    if to < from {
        return None;
    }
    let whole = |unit| {
        let done =
            |amount: &u32| completed(from, to, Length { amount: *amount, unit }, conventions.leap_birthday);
        (1..MOST).take_while(done).last().map(|amount| Length { amount, unit })
    };
    let days = Length { amount: u32::try_from(to.0 - from.0).ok()?, unit: Unit::Days };
    let found = match unit {
        Unit::Years => whole(Unit::Years).or_else(|| whole(Unit::Months)),
        Unit::Months => whole(Unit::Months),
        Unit::Weeks => whole(Unit::Weeks),
        Unit::Hours | Unit::Days | Unit::WorkingDays => None,
    };
    Some(found.unwrap_or(days))
}

/// The *whether or not* lines of a rule that no exception or departure of it makes untrue: an exception that looks at
/// the same facts does.
pub(super) fn without_effect(set: &RuleSet, rule: &Rule) -> Vec<String> {
    let exceptions = rule.not_where.iter().filter_map(|id| set.exceptions.get(id.0 as usize));
    let looked_at: Vec<_> =
        exceptions.flat_map(|exception| check::facts_of_clause(&set.definitions, &exception.when)).collect();
    let lines = rule.whether_or_not.iter().filter(|(_, condition)| {
        !check::facts_of(&set.definitions, condition).iter().any(|fact| looked_at.contains(fact))
    });
    lines.map(|(text, _)| text.clone()).collect()
}
