//! Into which parts do the values of one fact fall, where a sentence about it hangs on another open fact too?
//!
//! Such a sentence tells no answers apart, yet some answers narrow what is possible: that there was nothing at all, or a
//! day early or late enough. The parts leave nothing out and exclude each other.

use super::encode::{Quantity, Stop, Value, any_entry};
use super::exact::Exact;
use super::knowledge::{Known, ListKnown, Presumed};
use super::matters::Asked;
use super::words;
use crate::calendar::{Date, DateRange};
use crate::program::SlotId;
use crate::solver::Lit;

/// A day within a hundred years of either end of the calendar is as good as the end: what the calendar does not hold
/// says nothing of the case.
const FAR: i64 = 36_525;

/// The first and the last of some days in a row.
type Days = (i64, i64);

/// Some of the values that a fact may have.
pub(super) struct Part {
    pub(super) words: String,
    pub(super) lit: Lit,
    pub(super) known: Known,
}

impl Exact<'_> {
    /// The parts of what a fact may be where these hold too; none where it cannot be parted.
    pub(super) fn parts(
        &mut self,
        slot: SlotId,
        assumed: &[Lit],
        (asked, presumed): (Asked<'_>, &Presumed),
    ) -> Result<Vec<Part>, Stop> {
        let place = slot.0 as usize;
        let value = self.reading_under(&Presumed::NONE).and_then(|reading| reading.slots.get(place)).cloned();
        match (value.as_deref(), self.knowledge.slots.get(place)) {
            (Some(value @ Value::List(_)), Some(Known::List(lists))) => match lists.as_slice() {
                [list] => Ok(self.by_more(slot, value.beyond(list.entries.len()), list)),
                // Which entries are others hangs on which account is right.
                [] | [_, ..] => Ok(Vec::new()),
            },
            (Some(Value::Day(day)), Some(Known::Date(ranges))) => {
                let stretches = self.stretches(*day, assumed, (asked, presumed))?;
                Ok(self.by_days(slot, (*day, ranges), stretches))
            }
            (Some(_) | None, _) => Ok(Vec::new()),
        }
    }

    /// No entries but those recorded, or others too.
    fn by_more(&mut self, slot: SlotId, beyond: Option<Vec<Lit>>, list: &ListKnown) -> Vec<Part> {
        let Some(beyond) = beyond else { return Vec::new() };
        let more = self.encoding.problem.any(&beyond);
        let closed = ListKnown { may_hold_more: false, ..list.clone() };
        let any = any_entry(&self.program.slot(slot).domain, self.knowledge.as_at);
        let entries = list.entries.iter().cloned().chain([any]).collect();
        let longer = ListKnown { entries, may_hold_more: true };
        let recorded = !list.entries.is_empty();
        let part = |more: bool, lit: Lit, known: ListKnown| Part {
            words: words::others(self.program, slot, (recorded, more)),
            lit,
            known: Known::List(vec![known]),
        };
        vec![part(false, !more, closed), part(true, more, longer)]
    }

    /// Stretches of days that leave the same outcomes possible, as far as the first and the last day of each tell.
    fn stretches(
        &mut self,
        day: Quantity,
        assumed: &[Lit],
        (asked, presumed): (Asked<'_>, &Presumed),
    ) -> Result<Vec<Vec<Days>>, Stop> {
        let mut hulls: Vec<Days> = Vec::new();
        for gives in self.choices(asked, presumed) {
            let assumed: Vec<Lit> = assumed.iter().copied().chain([gives]).collect();
            hulls.extend(self.first_and_last(day, &assumed)?);
        }
        let mut starts: Vec<i64> = hulls.iter().flat_map(|(first, last)| [*first, *last + 1]).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut alike: Vec<(Vec<bool>, Vec<Days>)> = Vec::new();
        for (first, next) in starts.iter().zip(starts.iter().skip(1)) {
            let within = |(from, to): &Days| from <= first && next <= &(to + 1);
            let leaves: Vec<bool> = hulls.iter().map(within).collect();
            match alike.iter_mut().find(|(known, _)| *known == leaves) {
                Some((_, days)) => days.push((*first, next - 1)),
                None => alike.push((leaves, vec![(*first, next - 1)])),
            }
        }
        Ok(alike.into_iter().map(|(_, days)| days).collect())
    }

    /// The first and the last day that there can be where these hold.
    fn first_and_last(&mut self, day: Quantity, assumed: &[Lit]) -> Result<Option<Days>, Stop> {
        let (low, high) = self.encoding.ends(day);
        let (low, high) = (low.max(i64::from(Date::FIRST.0) + FAR), high.min(i64::from(Date::LAST.0) - FAR));
        if low > high {
            return Ok(None);
        }
        let Ok(model) = self.encoding.solve(assumed)? else { return Ok(None) };
        let here = day.read(&model).clamp(low, high);
        let first = self.furthest(day, assumed, (here, low))?;
        Ok(Some((first, self.furthest(day, assumed, (here, high))?)))
    }

    /// How far towards the second day it can be, from the first, which it can be.
    fn furthest(&mut self, day: Quantity, assumed: &[Lit], (here, bound): Days) -> Result<i64, Stop> {
        let (mut sure, mut left, mut tried) = (here, bound, bound);
        while sure != left {
            let back = bound < here;
            let by = self.encoding.up_to(day, if back { tried } else { tried - 1 });
            let as_far = by.when(back);
            let assumed: Vec<Lit> = assumed.iter().copied().chain([as_far]).collect();
            match self.encoding.solve(&assumed)? {
                Ok(model) => sure = day.read(&model).clamp(left.min(tried), left.max(tried)),
                Err(_) => left = if back { tried + 1 } else { tried - 1 },
            }
            tried = left - (left - sure) / 2;
        }
        Ok(sure)
    }

    /// Parts by the stretches in which a day lies: whatever is before the first belongs to it, and so at the end.
    fn by_days(
        &mut self,
        slot: SlotId,
        (day, known): (Quantity, &[DateRange]),
        stretches: Vec<Vec<Days>>,
    ) -> Vec<Part> {
        if stretches.len() < 2 {
            return Vec::new();
        }
        let ends = stretches
            .iter()
            .flatten()
            .fold((i64::MAX, i64::MIN), |(first, last), days| (first.min(days.0), last.max(days.1)));
        let mut parts = Vec::new();
        for days in stretches {
            let (mut lits, mut ranges) = (Vec::new(), Vec::new());
            for (first, last) in days {
                let from = if first == ends.0 { Date::FIRST } else { date(first) };
                let to = if last == ends.1 { Date::LAST } else { date(last) };
                let begun = !self.encoding.up_to(day, i64::from(from.0) - 1);
                let over = self.encoding.up_to(day, i64::from(to.0));
                lits.push(self.encoding.problem.all(&[begun, over]));
                ranges.push(DateRange { first: from, last: to });
            }
            let within: Vec<DateRange> =
                known.iter().flat_map(|known| ranges.iter().filter_map(|range| known.both(*range))).collect();
            parts.push(Part {
                words: words::statement(self.program, slot, &Known::Date(ranges), self.knowledge.as_at),
                lit: self.encoding.problem.any(&lits),
                known: Known::Date(within),
            });
        }
        parts
    }
}

fn date(day: i64) -> Date {
    Date(i32::try_from(day).unwrap_or(Date::LAST.0))
}
