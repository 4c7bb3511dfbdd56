//! The possible values of slots and fields as literals and whole numbers, and back.

use std::rc::Rc;

use super::super::knowledge::{Concrete, EntryKnown, Known, ListKnown};
use super::Encoding;
use super::shape::{Use, whole};
use crate::calendar::{Date, DateRange};
use crate::program::{Domain, FieldSlot};
use crate::solver::{Lit, MapId, Model, Side, WholeId};

/// The value of one slot or field.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// In exactly one of these classes.
    Choice(Vec<(u64, Lit)>),
    /// Which classes it holds something of, and which of the possible sets it is.
    Set { classes: Vec<(u64, Lit)>, alternatives: Vec<(Lit, u64, u64)> },
    /// A number.
    Number(Quantity),
    /// A day.
    Day(Quantity),
    /// Entries, some of which may not exist.
    List(Entries),
    /// Nothing reads it: any value, here the lowest.
    Unread(Concrete),
}

/// A stretch of days is written out as so many short periods at most.
const MOST_PIECES: i64 = 400;

/// A number or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Known.
    Fixed(i64),
    /// Open.
    Open(WholeId),
    /// So many days after another (before it, where negative), through this list of steps.
    Shifted(WholeId, i64, MapId),
}

/// The entries of a list.
#[derive(Debug, Clone)]
pub(crate) struct Entries {
    pub(super) list: Vec<Entry>,
    /// May there be more entries than are written out? What more of them could make true may then be so.
    pub(super) more: Lit,
}

impl Default for Entries {
    fn default() -> Self {
        Self { list: Vec::new(), more: Lit::FALSE }
    }
}

/// One entry.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Tells entries apart.
    pub(super) id: u32,
    /// Is there such an entry?
    pub(super) exists: Lit,
    pub(super) fields: Rc<Vec<Value>>,
    /// It stands for several periods, one after the other, of so many days each (the last perhaps of fewer).
    pub(super) short: Option<u32>,
}

impl Quantity {
    pub(super) fn side(self) -> Side {
        match self {
            Self::Fixed(value) => Side::Constant(value),
            Self::Open(id) => Side::Whole(id, MapId::SAME),
            Self::Shifted(id, _, by) => Side::Whole(id, by),
        }
    }

    pub(crate) fn read(self, model: &Model) -> i64 {
        match self {
            Self::Fixed(value) => value,
            Self::Open(id) => model.whole(id),
            Self::Shifted(id, days, _) => moved(model.whole(id), days),
        }
    }
}

impl Value {
    /// Of a list: that there are entries besides so many, each way in which there can be; none where there cannot.
    pub(crate) fn beyond(&self, written: usize) -> Option<Vec<Lit>> {
        let Self::List(Entries { list, more }) = self else { return None };
        let extra = list.iter().skip(written).map(|entry| entry.exists);
        let ways: Vec<Lit> = extra.chain([*more]).filter(|lit| *lit != Lit::FALSE).collect();
        (!ways.is_empty()).then_some(ways)
    }
}

/// A day moved by so many, as far as sums go.
pub(super) fn moved(day: i64, days: i64) -> i64 {
    day.saturating_add(days).clamp(i64::from(Date::EARLIEST.0), i64::from(Date::LATEST.0))
}

impl Encoding<'_> {
    /// A fresh value among those known and in the domain; where there is none, `there` cannot be.
    pub(super) fn value(&mut self, used: &Use, known: &Known, domain: &Domain, there: Lit) -> Value {
        match (known, domain) {
            (Known::Choice(_) | Known::Set(_) | Known::Number(_), _) if !used.read => {
                Value::Unread(lowest(known))
            }
            (Known::Choice(mask), _) => self.choice(used, *mask),
            (Known::Set(sets), _) => self.set(used, sets),
            (Known::Number(ranges), _) => {
                let ranges = ranges.iter().map(|(least, most)| (i64::from(*least), i64::from(*most)));
                Value::Number(self.quantity(ranges.collect()))
            }
            (Known::Date(ranges), _) => {
                let last =
                    if matches!(domain, Domain::Date { ahead: false }) { self.as_at } else { Date::LAST };
                let begun = ranges.iter().filter(|range| range.first <= last);
                let ranges: Vec<(i64, i64)> = begun
                    .map(|range| (i64::from(range.first.0), i64::from(range.last.min(last).0)))
                    .collect();
                if ranges.is_empty() {
                    self.problem.require(!there);
                }
                match ranges.first() {
                    Some((first, _)) if !used.read => {
                        Value::Unread(Concrete::Date(Date(i32::try_from(*first).unwrap_or(Date::FIRST.0))))
                    }
                    Some(_) | None => Value::Day(self.quantity(ranges)),
                }
            }
            (Known::List(lists), Domain::List { fields, periods }) => {
                self.list(used, lists, fields, *periods)
            }
            (
                Known::List(_),
                Domain::Choice { .. } | Domain::Set { .. } | Domain::Number | Domain::Date { .. },
            ) => Value::List(Entries::default()),
        }
    }

    fn quantity(&mut self, ranges: Vec<(i64, i64)>) -> Quantity {
        match ranges.as_slice() {
            [] => Quantity::Fixed(0),
            [(least, most)] if least == most => Quantity::Fixed(*least),
            [_, ..] => Quantity::Open(self.problem.whole(ranges)),
        }
    }

    /// The first and the last day that it may be.
    pub(crate) fn ends(&self, end: Quantity) -> (i64, i64) {
        match end {
            Quantity::Fixed(day) => (day, day),
            Quantity::Open(id) => self.problem.ends(id),
            Quantity::Shifted(id, days, _) => {
                let (first, last) = self.problem.ends(id);
                (moved(first, days), moved(last, days))
            }
        }
    }

    /// The day, or the number, is this one or one before it.
    pub(crate) fn up_to(&mut self, value: Quantity, last: i64) -> Lit {
        self.problem.order(value.side(), Side::Constant(last))
    }

    /// It lies at most so far from this one.
    pub(crate) fn near(&mut self, value: Quantity, (middle, reach): (i64, i64)) -> Lit {
        let before = self.up_to(value, middle.saturating_sub(reach).saturating_sub(1));
        let by = self.up_to(value, middle.saturating_add(reach));
        self.problem.all(&[!before, by])
    }

    fn choice(&mut self, used: &Use, mask: u64) -> Value {
        let classes = used.classes(mask);
        let lits = self.exactly_one(classes.len());
        Value::Choice(classes.into_iter().zip(lits).collect())
    }

    /// So many literals of which exactly one is true.
    fn exactly_one(&mut self, count: usize) -> Vec<Lit> {
        match count {
            0 | 1 => vec![Lit::TRUE; count],
            2 => {
                let lit = self.problem.input();
                vec![!lit, lit]
            }
            _ => {
                let lits: Vec<Lit> = (0..count).map(|_| self.problem.input()).collect();
                let some = self.problem.any(&lits);
                self.problem.require(some);
                for (place, left) in lits.iter().enumerate() {
                    for right in lits.iter().skip(place + 1) {
                        let both = self.problem.all(&[*left, *right]);
                        self.problem.require(!both);
                    }
                }
                lits
            }
        }
    }

    fn set(&mut self, used: &Use, sets: &[(u64, u64)]) -> Value {
        let selectors = self.exactly_one(sets.len());
        let alternatives: Vec<(Lit, u64, u64)> =
            selectors.into_iter().zip(sets).map(|(lit, (sure, may))| (lit, *sure, *may)).collect();
        let possible = sets.iter().fold(0, |all, (_, may)| all | may);
        let mut classes = Vec::new();
        for class in used.classes(possible) {
            let sure = alternatives.iter().all(|(_, sure, _)| sure & class != 0);
            let lit = if sure { Lit::TRUE } else { self.problem.input() };
            for (selected, sure, may) in alternatives.iter().filter(|_| lit != Lit::TRUE) {
                let forced = if sure & class != 0 {
                    lit
                } else if may & class == 0 {
                    !lit
                } else {
                    continue;
                };
                let follows = self.problem.any(&[!*selected, forced]);
                self.problem.require(follows);
            }
            classes.push((class, lit));
        }
        Value::Set { classes, alternatives }
    }

    fn list(&mut self, used: &Use, lists: &[ListKnown], fields: &[FieldSlot], periods: bool) -> Value {
        let selectors = self.exactly_one(lists.len());
        let mut entries = Vec::new();
        for (selected, list) in selectors.iter().zip(lists) {
            for entry in &list.entries {
                entries.push(self.entry(used, fields, (Some(entry), periods), *selected));
            }
        }
        let open: Vec<Lit> =
            selectors.iter().zip(lists).filter(|(_, list)| list.may_hold_more).map(|(lit, _)| *lit).collect();
        if open.is_empty() {
            return Value::List(Entries { list: entries, ..Entries::default() });
        }
        let open = self.problem.any(&open);
        let more = if used.cut_short { self.more(open) } else { Lit::FALSE };
        let mut before = open;
        for _ in 0..used.extras {
            let exists = self.problem.input();
            let follows = self.problem.any(&[!exists, before]);
            self.problem.require(follows);
            before = exists;
            entries.push(self.entry(used, fields, (None, periods), exists));
        }
        if used.stretches > 0 {
            entries.extend(self.stretches(used, fields, open));
        }
        Value::List(Entries { list: entries, more })
    }

    /// Stretches of days, each of short periods one after the other; longer ones than can be written out are assumed
    /// away at first.
    fn stretches(&mut self, used: &Use, fields: &[FieldSlot], open: Lit) -> Vec<Entry> {
        let mut stretches = Vec::new();
        let longer = self.more(open);
        let mut before = open;
        for _ in 0..used.stretches {
            let exists = self.problem.input();
            let follows = self.problem.any(&[!exists, before]);
            self.problem.require(follows);
            before = exists;
            let entry = self.entry(used, fields, (None, true), exists);
            if let [Value::Day(from), Value::Day(to), ..] = entry.fields.as_slice() {
                let most = self.moved(from.side(), MOST_PIECES * i64::from(used.short()) - 1);
                let written = self.problem.order(to.side(), most);
                let follows = self.problem.any(&[!exists, written, longer]);
                self.problem.require(follows);
            }
            stretches.push(Entry { short: Some(used.short()), ..entry });
        }
        stretches
    }

    /// A literal that there are more entries than are written out, assumed away at first.
    fn more(&mut self, open: Lit) -> Lit {
        let more = self.problem.input();
        let follows = self.problem.any(&[!more, open]);
        self.problem.require(follows);
        self.overflows.push(!more);
        more
    }

    /// An entry recorded, or (none) one that nobody mentioned.
    pub(super) fn entry(
        &mut self,
        used: &Use,
        fields: &[FieldSlot],
        (known, periods): (Option<&EntryKnown>, bool),
        exists: Lit,
    ) -> Entry {
        let mut values = Vec::with_capacity(fields.len());
        for (place, field) in fields.iter().enumerate() {
            let recorded = known.and_then(|entry| entry.fields.get(place)).cloned();
            let recorded = recorded.unwrap_or_else(|| whole(&field.domain, self.as_at));
            let asked = Self::asked(used, place, periods);
            values.push(self.value(asked, &recorded, &field.domain, exists));
        }
        self.entry_of(values, periods, exists)
    }

    /// An entry with these values; a period begins before it ends.
    pub(super) fn entry_of(&mut self, values: Vec<Value>, periods: bool, exists: Lit) -> Entry {
        if let (true, [Value::Day(from), Value::Day(to), ..]) = (periods, values.as_slice()) {
            let rising = self.problem.order(from.side(), to.side());
            let follows = self.problem.any(&[!exists, rising]);
            self.problem.require(follows);
        }
        self.entries += 1;
        Entry { id: self.entries, exists, fields: Rc::new(values), short: None }
    }

    /// What is asked of a field.
    pub(super) fn asked(used: &Use, place: usize, periods: bool) -> &Use {
        if periods { DAY_READ } else { used.field(place) }
    }
}

const DAY_READ: &Use = &Use::DAY;

/// The first of the possible values.
pub(crate) fn lowest(known: &Known) -> Concrete {
    match known {
        Known::Choice(mask) => Concrete::Choice(mask.trailing_zeros() % 64),
        Known::Set(sets) => Concrete::Set(sets.first().map_or(0, |set| set.0)),
        Known::Number(ranges) => Concrete::Number(ranges.first().map_or(0, |range| range.0)),
        Known::Date(ranges) => {
            Concrete::Date(ranges.first().map_or(Date::FIRST, |range: &DateRange| range.first))
        }
        Known::List(lists) => {
            let entries = lists.first().map(|list| &list.entries);
            let entry = |entry: &EntryKnown| entry.fields.iter().map(lowest).collect();
            Concrete::List(entries.into_iter().flatten().map(entry).collect())
        }
    }
}

/// The value in an assignment; of values that nothing tells apart, one that is known to be possible.
pub(crate) fn read(value: &Value, model: &Model, known: Option<&Known>) -> Concrete {
    match value {
        Value::Choice(classes) => {
            let class = classes
                .iter()
                .find(|(_, lit)| model.holds(*lit))
                .or(classes.first())
                .map_or(0, |(mask, _)| *mask);
            let preferred = match known {
                Some(Known::Choice(mask)) if class & mask != 0 => class & mask,
                Some(
                    Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) | Known::List(_),
                )
                | None => class,
            };
            Concrete::Choice(preferred.trailing_zeros() % 64)
        }
        Value::Set { classes, alternatives } => Concrete::Set(read_set(classes, alternatives, model, known)),
        Value::Number(number) => Concrete::Number(u32::try_from(number.read(model)).unwrap_or(u32::MAX)),
        Value::Day(day) => Concrete::Date(Date(i32::try_from(day.read(model)).unwrap_or(Date::LAST.0))),
        Value::List(entries) => Concrete::List(read_list(&entries.list, model, known)),
        Value::Unread(any) => known.map_or_else(|| any.clone(), lowest),
    }
}

fn read_set(
    classes: &[(u64, Lit)],
    alternatives: &[(Lit, u64, u64)],
    model: &Model,
    known: Option<&Known>,
) -> u64 {
    let chosen = alternatives.iter().find(|(lit, ..)| model.holds(*lit)).or(alternatives.first());
    let chosen = chosen.map_or((0, 0), |(_, sure, may)| (*sure, *may));
    let held = |(sure, may): (u64, u64)| {
        let fits = classes
            .iter()
            .all(|(class, lit)| if model.holds(*lit) { may & class != 0 } else { sure & class == 0 });
        let wanted = classes.iter().filter(|(class, lit)| model.holds(*lit) && sure & class == 0);
        (fits, wanted.fold(sure, |set, (class, _)| set | lowest_bit(class & may)))
    };
    let preferred = match known {
        Some(Known::Set(sets)) => sets.iter().map(|set| held(*set)).find(|(fits, _)| *fits),
        Some(Known::Choice(_) | Known::Number(_) | Known::Date(_) | Known::List(_)) | None => None,
    };
    preferred.unwrap_or_else(|| held(chosen)).1
}

/// The entries there; where several lists are possible, as the first of them that they can be.
fn read_list(entries: &[Entry], model: &Model, known: Option<&Known>) -> Vec<Vec<Concrete>> {
    let there: Vec<&Entry> = entries.iter().filter(|entry| model.holds(entry.exists)).collect();
    let read_as = |list: &[EntryKnown]| -> Vec<Vec<Concrete>> {
        let read_entry = |(place, entry): (usize, &&Entry)| {
            let known = list.get(place);
            let fields = entry.fields.iter().enumerate();
            let fields: Vec<Concrete> = fields
                .map(|(field, value)| read(value, model, known.and_then(|known| known.fields.get(field))))
                .collect();
            entry.short.map_or_else(|| vec![fields.clone()], |days| in_pieces(&fields, days))
        };
        there.iter().enumerate().flat_map(read_entry).collect()
    };
    if let Some(Known::List(lists)) = known {
        let readings = lists.iter().map(|list| (list, read_as(&list.entries)));
        let mut fitting = readings.filter(|(list, entries)| list_allows(list, entries));
        if let Some((_, entries)) = fitting.next() {
            return entries;
        }
    }
    read_as(&[])
}

/// Periods of so many days each, one after the other, that cover a stretch.
fn in_pieces(stretch: &[Concrete], days: u32) -> Vec<Vec<Concrete>> {
    let [Concrete::Date(from), Concrete::Date(to)] = stretch else { return vec![stretch.to_vec()] };
    let long = i32::try_from(days).unwrap_or(i32::MAX);
    let begins = std::iter::successors(Some(from.0), |from| from.checked_add(long));
    let pieces = begins.take_while(|from| *from <= to.0).map(|from| {
        let last = from.saturating_add(long - 1).min(to.0);
        vec![Concrete::Date(Date(from)), Concrete::Date(Date(last))]
    });
    pieces.collect()
}

fn list_allows(list: &ListKnown, entries: &[Vec<Concrete>]) -> bool {
    let enough =
        entries.len() >= list.entries.len() && (list.may_hold_more || entries.len() == list.entries.len());
    let pairs = || list.entries.iter().zip(entries).flat_map(|(known, entry)| known.fields.iter().zip(entry));
    enough && pairs().all(|(known, value)| allows(known, value))
}

fn allows(known: &Known, value: &Concrete) -> bool {
    match (known, value) {
        (Known::Choice(mask), Concrete::Choice(choice)) => *choice < 64 && mask >> choice & 1 == 1,
        (Known::Set(sets), Concrete::Set(bits)) => {
            sets.iter().any(|(sure, may)| sure & !bits == 0 && bits & !may == 0)
        }
        (Known::Number(ranges), Concrete::Number(number)) => {
            ranges.iter().any(|(least, most)| (least..=most).contains(&number))
        }
        (Known::Date(ranges), Concrete::Date(day)) => {
            ranges.iter().any(|range| (range.first..=range.last).contains(day))
        }
        (Known::List(lists), Concrete::List(entries)) => lists.iter().any(|list| list_allows(list, entries)),
        (Known::Choice(_) | Known::Set(_) | Known::Number(_) | Known::Date(_) | Known::List(_), _) => false,
    }
}

fn lowest_bit(mask: u64) -> u64 {
    mask & mask.wrapping_neg()
}
