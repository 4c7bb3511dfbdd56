//! The days that the record gives for a date the rules name.

use crate::calendar::{Date, DateRange, MonthEnd, less, plus};
use crate::check::{DateBase, DateTerm, EntryDate, RuleSet, Subject, TableId, TableResult};
use crate::evaluation::Truth;
use crate::record::{Answer, Entry, ListValue, Record, Value};
use crate::vocabulary::{FactId, Type};

/// The days something may be, and its minute where one day and time are given.
pub(super) type Days = (DateRange, Option<u16>);

/// What days are read from: the record, and the rows of tables that fit.
#[derive(Clone, Copy)]
pub(super) struct DaysOf<'a> {
    pub(super) rule_set: &'a RuleSet,
    pub(super) record: &'a Record,
    /// By table that gives dates, and by row: does the row fit?
    pub(super) rows: &'a [Vec<Truth>],
}

/// How deep one day may lead to another: a table's date to a date that a table gives, and so on.
const DEEPEST: u8 = 8;

impl DaysOf<'_> {
    /// The days a date term may be by what the record says, and its minute where one day and time are given.
    pub(super) fn moment(&self, term: &DateTerm) -> Option<Days> {
        self.term(term, DEEPEST)
    }

    /// The first or the last day that a field has among the entries of a list. A list that may hold more leaves it open
    /// to one side. Nothing where no entry is known.
    pub(super) fn among(&self, date: &EntryDate) -> Option<DateRange> {
        let lists = self.record.fact(date.list)?.current().filter_map(|statement| match &statement.answer {
            Answer::Value(Value::List(list)) => extreme(list, date),
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
        });
        lists.reduce(|one, other| either((one, None), (other, None)).0)
    }

    /// The days a date fact may be.
    pub(super) fn of_fact(&self, fact: FactId) -> Option<Days> {
        self.fact(fact, DEEPEST)
    }

    fn term(&self, term: &DateTerm, left: u8) -> Option<Days> {
        let (range, minute) = match term.base {
            DateBase::Literal(day) => (DateRange::day(day), None),
            DateBase::Subject(Subject::Fact(fact)) => self.fact(fact, left)?,
            DateBase::Table(table) => self.table(table, left)?,
            DateBase::Subject(Subject::Field(..)) | DateBase::AsAt => return None,
        };
        let month_end = self.rule_set.conventions.month_end;
        Some(
            term.shift
                .map_or((range, minute), |(later, length)| (shifted(range, later, length, month_end), None)),
        )
    }

    fn fact(&self, fact: FactId, left: u8) -> Option<Days> {
        let left = left.checked_sub(1)?;
        match self.rule_set.vocabulary.fact(fact).map(|fact| &fact.ty) {
            Some(Type::Shifted { base, later, length }) => {
                let (range, _) = self.fact(*base, left)?;
                let month_end = self.rule_set.conventions.month_end;
                return Some((shifted(range, *later, *length, month_end), None));
            }
            Some(Type::ByTable { .. }) => {
                let place = self.rule_set.tables.iter().position(|table| table.fact == Some(fact))?;
                return self.table(TableId(u32::try_from(place).ok()?), left);
            }
            Some(_) | None => {}
        }
        self.record.fact(fact)?.current().filter_map(|statement| said(&statement.answer)).reduce(either)
    }

    /// The date of the row that fits; of rows that may fit, any of their dates, where all are known.
    fn table(&self, table: TableId, left: u8) -> Option<Days> {
        let left = left.checked_sub(1)?;
        let truths = self.rows.get(table.0 as usize)?;
        let rows = self.rule_set.tables.get(table.0 as usize)?.rows.iter().zip(truths);
        let certain = rows.clone().any(|(_, truth)| *truth == Truth::True);
        let fitting = rows.filter(|(_, truth)| match truth {
            Truth::True => true,
            Truth::Open => !certain,
            Truth::False => false,
        });
        let days: Option<Vec<Days>> = fitting
            .map(|(row, _)| match &row.result {
                TableResult::Date(term) => self.term(term, left),
                TableResult::Value(_) => None,
            })
            .collect();
        days?.into_iter().reduce(either)
    }
}

/// The days that an answer gives.
fn said(answer: &Answer) -> Option<Days> {
    match answer {
        Answer::Value(Value::Date(day)) => Some((*day, None)),
        Answer::Value(Value::Moment(moment)) => Some((moment.day, moment.minute)),
        Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
    }
}

/// The first or last day of a list's entries: the days it may be.
fn extreme(list: &ListValue, date: &EntryDate) -> Option<DateRange> {
    let any = DateRange { first: Date::FIRST, last: Date::LAST };
    let day = |entry: &Entry| {
        let of_field = entry.fields.iter().find(|said| said.field == date.field);
        of_field.and_then(|field| said(&field.answer)).map_or(any, |(day, _)| day)
    };
    let days: Vec<DateRange> = list.entries.iter().map(day).collect();
    let pick = |of: fn(&DateRange) -> Date| {
        let days = days.iter().map(of);
        if date.latest { days.max() } else { days.min() }
    };
    let known = DateRange { first: pick(|day| day.first)?, last: pick(|day| day.last)? };
    Some(match (list.complete, date.latest) {
        (true, _) => known,
        (false, true) => DateRange { last: Date::LAST, ..known },
        (false, false) => DateRange { first: Date::FIRST, ..known },
    })
}

fn either((one, _): Days, (other, _): Days) -> Days {
    (DateRange { first: one.first.min(other.first), last: one.last.max(other.last) }, None)
}

fn shifted(range: DateRange, later: bool, length: crate::calendar::Length, month_end: MonthEnd) -> DateRange {
    let step = |day| if later { plus(day, length, month_end) } else { less(day, length, month_end) };
    DateRange { first: step(range.first), last: step(range.last) }
}
