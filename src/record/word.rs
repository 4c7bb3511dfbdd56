//! What does one word of a record mean, once its type is known? Words alone; nothing here reports.

use super::node::same_words;
use super::{Moment, NumberRange};
use crate::calendar::{DateRange, RangeFault};

/// Words that YAML reads as nothing at all.
pub(super) fn is_empty_word(text: &str) -> bool {
    matches!(text.trim(), "" | "~" | "null" | "Null" | "NULL")
}

/// The place of an answer among the listed ones, in any letter case. Where they are yes and no, `true` and `false`
/// are those too.
pub(super) fn choice(text: &str, values: &[&str]) -> Option<u32> {
    let place = values.iter().position(|value| same_words(text, value)).or_else(|| {
        let word = if same_words(text, "true") {
            "yes"
        } else if same_words(text, "false") {
            "no"
        } else {
            return None;
        };
        if *values == ["no", "yes"] { values.iter().position(|value| *value == word) } else { None }
    })?;
    u32::try_from(place).ok()
}

/// What stands after the first words, which may have any letter case.
pub(super) fn after<'t>(text: &'t str, first: &str) -> Option<&'t str> {
    let start = text.get(..first.len())?;
    if start.eq_ignore_ascii_case(first) { text.get(first.len()..).map(str::trim) } else { None }
}

/// What stands before the last words, which may have any letter case.
pub(super) fn before<'t>(text: &'t str, last: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(last.len())?;
    let end = text.get(at..)?;
    if end.eq_ignore_ascii_case(last) { text.get(..at).map(str::trim) } else { None }
}

/// A whole number, or a range: `3`, `at least 3`, `over 3`, `3 or more`, `at most 3`, `under 3`, `3 or fewer`,
/// `between 2 and 4`.
pub(super) fn number(text: &str) -> Option<NumberRange> {
    let range = |least: u32, most: u32| (least <= most).then_some(NumberRange { least, most });
    if let Some(number) = whole(text) {
        return range(number, number);
    }
    if let Some(number) = after(text, "at least ").or_else(|| before(text, " or more")) {
        return range(whole(number)?, u32::MAX);
    }
    if let Some(number) = after(text, "over ").or_else(|| after(text, "more than ")) {
        return range(whole(number)? + 1, u32::MAX);
    }
    if let Some(number) = after(text, "at most ").or_else(|| before(text, " or fewer")) {
        return range(0, whole(number)?);
    }
    if let Some(number) = after(text, "under ").or_else(|| after(text, "fewer than ")) {
        return range(0, whole(number)?.checked_sub(1)?);
    }
    let (least, most) = after(text, "between ")?.split_once(" and ")?;
    range(whole(least.trim())?, whole(most.trim())?)
}

/// The largest number that a record can hold: smaller than the one that stands for "no upper end".
pub(super) const LARGEST: u32 = u32::MAX - 2;

/// Digits only, no leading zero.
fn whole(text: &str) -> Option<u32> {
    if is_canonical(text) { text.parse().ok().filter(|number| *number <= LARGEST) } else { None }
}

fn is_canonical(text: &str) -> bool {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain && (text == "0" || !text.starts_with('0'))
}

/// Is it a whole number, but larger than any that a record can hold?
pub(super) fn is_too_large(text: &str) -> bool {
    is_canonical(text) && whole(text).is_none()
}

/// Why a text is no day and time.
pub(super) enum MomentFault {
    /// The day.
    Day(RangeFault),
    /// The time.
    Time,
}

/// `2015-05-28 14:30`, `2015-05-28T14:30` or any date alone.
pub(super) fn moment(text: &str) -> Result<Moment, MomentFault> {
    let Some((day, time)) =
        text.split_once(['T', ' ']).filter(|(day, _)| day.len() == 10 && day.contains('-'))
    else {
        return Ok(Moment { day: DateRange::parse(text).map_err(MomentFault::Day)?, minute: None });
    };
    let day = DateRange::parse(day).map_err(MomentFault::Day)?;
    Ok(Moment { day, minute: Some(minute(time.trim()).ok_or(MomentFault::Time)?) })
}

/// Minutes since midnight of `14:30`, or of `14:30:00`.
pub(crate) fn minute(time: &str) -> Option<u16> {
    let time = if time.len() == 8 { time.strip_suffix(":00")? } else { time };
    let (hour, minute) = time.split_once(':')?;
    let two = |text: &str| {
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            text.parse::<u16>().ok()
        } else {
            None
        }
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
