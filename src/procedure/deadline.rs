//! By when must it be done, and was it?
//!
//! A deadline is five things: length, unit, anchor, calendar, strength; all are kept for printing. A date not known
//! gives a deadline not known; a bank-holiday table that ends too soon gives a refusal, never a guess. Late is
//! reported with its days; it is never called wrong.

use super::days::{Days, DaysOf};
use super::decisions::{DecisionResult, Standing};
use super::due::{Due, due};
use super::members::Nodes;
use crate::calendar::{BeyondTable, Date, DateRange, Holidays, Nation, Unit};
use crate::check::{Anchor, Deadline, DecisionDate, RuleSet, Start};
use crate::evaluation::{CaseResult, Truth};
use crate::record::Record;

/// How one deadline stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineResult {
    /// Its place among the rule set's deadlines.
    pub deadline: usize,
    /// The day it runs from, where known.
    pub anchor: Option<DateRange>,
    /// Not before this day (stages such as "between 2 and 10 working days").
    pub not_before: Option<Due>,
    /// When it is due, where known.
    pub due: Option<Due>,
    /// Whose working days, where they are counted.
    pub calendar: Option<Nation>,
    /// Where it stands on the as-at day.
    pub state: DeadlineState,
}

/// Where a deadline stands on the as-at day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineState {
    /// Not yet past: so many days are left, to its earliest and to its latest day.
    Due(i32, i32),
    /// Past for some of the days the anchor may be, not for others.
    MayBePast,
    /// Done in time, on this day.
    Met(Date),
    /// Done in time, on this day, which lies before the day it runs from.
    MetBefore(Date),
    /// Not recorded as done, so late.
    Late(Past),
    /// Done on this day, so late; by no day where it was later on the last day.
    DoneLate(Past, Date),
    /// What starts it is possible, not certain; how long past it is if so, and not recorded as done.
    MightApply(Option<Past>),
    /// What starts it is not the case.
    DoesNotApply,
    /// Cannot be told.
    NotKnown(NotKnown),
}

/// How long past its last day a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// In days.
    pub days: i32,
    /// Or more: the last day is not exact.
    pub or_more: bool,
}

impl Past {
    fn since(due: DateRange, day: Date) -> Self {
        Self { days: day.0 - due.last.0, or_more: !due.is_day() }
    }
}

/// Why a deadline cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKnown {
    /// The date it runs from is not recorded.
    Anchor,
    /// The record contradicts itself.
    Contradicted,
    /// It waits for people's decision.
    Decision,
    /// People decided; the day is not recorded.
    DecisionDay,
    /// It was done on this day, the last one; at what hour is not recorded.
    Hour(Date),
    /// The bank-holiday table does not reach so far; its first and last year.
    Table(Option<(i16, i16)>),
}

/// What deadlines are told from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The rules.
    pub rule_set: &'a RuleSet,
    /// The case.
    pub record: &'a Record,
    /// What the rules give.
    pub result: &'a CaseResult,
    /// By deadline, override and table: what its sentences come to.
    pub nodes: &'a Nodes,
    /// What people decided.
    pub decisions: &'a [DecisionResult],
    /// Bank holidays.
    pub holidays: &'a Holidays,
    /// The as-at day.
    pub as_at: Date,
}

impl Told<'_> {
    fn days(&self) -> DaysOf<'_> {
        DaysOf { rule_set: self.rule_set, record: self.record, rows: &self.nodes.table_rows }
    }
}

/// All deadlines of a rule set for one case, in the order written.
#[must_use]
pub fn deadlines(told: &Told<'_>) -> Vec<DeadlineResult> {
    let all = told.rule_set.deadlines.iter().enumerate();
    all.map(|(index, deadline)| one(told, index, deadline)).collect()
}

fn one(told: &Told<'_>, index: usize, deadline: &Deadline) -> DeadlineResult {
    let calendar = calendar(told.rule_set);
    let counts = |length: crate::calendar::Length| length.unit == Unit::WorkingDays;
    let working = counts(deadline.within) || deadline.not_before.is_some_and(counts);
    let mut result = DeadlineResult {
        deadline: index,
        anchor: None,
        not_before: None,
        due: None,
        calendar: working.then_some(calendar),
        state: DeadlineState::DoesNotApply,
    };
    let started = start(told, index, deadline);
    if started == Some(DeadlineState::DoesNotApply) {
        return result;
    }
    if told.result.clash.is_some() {
        result.state = DeadlineState::NotKnown(NotKnown::Contradicted);
        return result;
    }
    let (range, minute) = match day(told, deadline, &deadline.anchor) {
        Ok(day) => day,
        Err(why) => {
            result.state = started.unwrap_or(DeadlineState::NotKnown(why));
            return result;
        }
    };
    result.anchor = Some(range);
    let month_end = told.rule_set.conventions.month_end;
    let later = !deadline.before;
    let end = |length| due(range, minute, (later, length), (calendar, told.holidays), month_end);
    match (deadline.not_before.map(end).transpose(), end(deadline.within)) {
        (Ok(not_before), Ok(due)) => {
            result.not_before = not_before;
            result.due = Some(due);
            let stands = || stands(told, deadline, range, due);
            result.state = match started {
                None => stands(),
                Some(DeadlineState::MightApply(_)) => might_apply(stands()),
                Some(other) => other,
            };
        }
        (Err(BeyondTable { years }), _) | (_, Err(BeyondTable { years })) => {
            result.state = DeadlineState::NotKnown(NotKnown::Table(years));
        }
    }
    result
}

/// Where a deadline that might apply stands, by where it stands if it does.
fn might_apply(stands: DeadlineState) -> DeadlineState {
    let past = if let DeadlineState::Late(past) = stands { Some(past) } else { None };
    DeadlineState::MightApply(past)
}

/// `None` when it has started.
fn start(told: &Told<'_>, index: usize, deadline: &Deadline) -> Option<DeadlineState> {
    let said = told.nodes.starts.get(index).copied().unwrap_or(Truth::Open);
    if said == Truth::False {
        return Some(DeadlineState::DoesNotApply);
    }
    match &deadline.start {
        Start::Anchor => None,
        Start::Sentence(_) => (said == Truth::Open).then_some(DeadlineState::MightApply(None)),
        Start::Outcome(question, outcome) => {
            let result = told.result.questions.iter().find(|result| result.question == *question)?;
            match (result.possible.contains(outcome), result.outcome == Some(*outcome)) {
                (_, true) => None,
                (true, false) => Some(DeadlineState::MightApply(None)),
                (false, false) => Some(DeadlineState::DoesNotApply),
            }
        }
        Start::Decision(question, outcome) => {
            match counting(told).find(|decision| decision.question == *question) {
                Some(decision) if decision.outcome == *outcome => None,
                Some(_) => Some(DeadlineState::DoesNotApply),
                None => Some(DeadlineState::NotKnown(NotKnown::Decision)),
            }
        }
    }
}

/// Decisions that count on the as-at day.
fn counting<'a>(told: &Told<'a>) -> impl Iterator<Item = &'a DecisionResult> {
    told.decisions.iter().filter(|decision| decision.standing == Standing::Counts)
}

/// Whose working days count: those of the set, else those of England and Wales (`check` says so).
fn calendar(rule_set: &RuleSet) -> Nation {
    rule_set.working_days.as_deref().and_then(Nation::named).unwrap_or(Nation::EnglandAndWales)
}

/// The day a deadline runs from, or the day on which it was done.
fn day(told: &Told<'_>, deadline: &Deadline, anchor: &Anchor) -> Result<Days, NotKnown> {
    match anchor {
        Anchor::Date(term) => told.days().moment(term).ok_or(NotKnown::Anchor),
        Anchor::Entry(date) => told.days().among(date).map(|day| (day, None)).ok_or(NotKnown::Anchor),
        Anchor::Decision(day) => decided_on(told, deadline, day),
    }
}

/// The day of the decision. Where several questions are decided and none is named, any of their days.
fn decided_on(told: &Told<'_>, deadline: &Deadline, day: &DecisionDate) -> Result<Days, NotKnown> {
    let about = day.question.or(match &deadline.start {
        Start::Decision(question, _) | Start::Outcome(question, _) => Some(*question),
        Start::Anchor | Start::Sentence(_) => None,
    });
    let of_question = || counting(told).filter(|it| about.is_none_or(|about| about == it.question));
    let days = of_question().filter_map(|decision| decision.on).map(DateRange::day);
    let several = |one: DateRange, other: DateRange| DateRange {
        first: one.first.min(other.first),
        last: one.last.max(other.last),
    };
    if let Some(range) = days.reduce(several) {
        return Ok((range, None));
    }
    let stated = day.fact.and_then(|fact| told.days().of_fact(fact));
    let why = if of_question().next().is_some() { NotKnown::DecisionDay } else { NotKnown::Decision };
    stated.ok_or(why)
}

fn stands(told: &Told<'_>, deadline: &Deadline, anchor: DateRange, due: Due) -> DeadlineState {
    let done = deadline.done.as_ref().and_then(|done| day(told, deadline, done).ok());
    match done {
        Some((done, minute)) if done.is_day() => {
            if deadline.within.unit == Unit::Hours && done.first == due.day.first {
                return done_at((done.first, minute), due.minute);
            }
            let begins = if deadline.before { Date::FIRST } else { anchor.first };
            done_on(done.first, begins, due)
        }
        None if told.as_at <= due.day.first => {
            DeadlineState::Due(due.day.first.0 - told.as_at.0, due.day.last.0 - told.as_at.0)
        }
        None if told.as_at > due.day.last => DeadlineState::Late(Past::since(due.day, told.as_at)),
        Some(_) | None => DeadlineState::MayBePast,
    }
}

/// Where it stands when it was done on this day; it can be asked for from the day it begins.
fn done_on(done: Date, begins: Date, due: Due) -> DeadlineState {
    if done > due.day.last {
        DeadlineState::DoneLate(Past::since(due.day, done), done)
    } else if done > due.day.first {
        DeadlineState::MayBePast
    } else if done < begins {
        DeadlineState::MetBefore(done)
    } else {
        DeadlineState::Met(done)
    }
}

/// Where a deadline in hours stands when it was done on its last day, at this minute and due at that one.
fn done_at((day, minute): (Date, Option<u16>), due: Option<u16>) -> DeadlineState {
    match (minute, due) {
        (Some(minute), Some(due)) if minute <= due => DeadlineState::Met(day),
        (Some(_), Some(_)) => DeadlineState::DoneLate(Past { days: 0, or_more: false }, day),
        (None, _) | (_, None) => DeadlineState::NotKnown(NotKnown::Hour(day)),
    }
}
