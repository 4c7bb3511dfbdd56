//! Sentences about deadlines and checks.

use super::super::DeadlineExplanation;
use super::{capital, cited, quoted, series};
use crate::calendar::{Date, Length, MonthEnd};
use crate::evaluation::Truth;
use crate::procedure::Past;

/// The anchor may be several days, and the as-at day lies between what they give.
pub const DEADLINE_MAY_BE_PAST: &str = "It may be past: the day it is counted from is not exact.";
/// What starts it is open.
pub const DEADLINE_MIGHT_APPLY: &str = "It might apply: the outcome is not settled.";
/// The anchor is not recorded.
pub const DEADLINE_NO_ANCHOR: &str = "The last day is not known: the day it is counted from is not recorded.";
/// No day can be relied on.
pub const DEADLINE_CONTRADICTED: &str = "No day is worked out, because the record contradicts itself.";
/// People have not decided.
pub const DEADLINE_NO_DECISION: &str = "It waits for the decision.";
/// People decided on a day not recorded.
pub const DEADLINE_NO_DECISION_DAY: &str =
    "The last day is not known: the record does not give the day of the decision.";

/// All five parts of a deadline, and how it stands.
#[must_use]
pub fn deadline(line: &DeadlineExplanation) -> String {
    let name = cited(&quoted(&line.name), &line.citations);
    let calendar = if line.calendar.is_empty() { String::new() } else { format!(" ({})", line.calendar) };
    let span = match line.not_before {
        Some(first) => format!("between {first} and {} {} after", line.length, line.unit),
        None if line.before => format!("at least {} {} before", line.length, line.unit),
        None => format!("within {} {} of", line.length, line.unit),
    };
    let due = last_day(line).map_or_else(String::new, |day| format!(" Last day: {day}."));
    let first = line.first_day.map_or_else(String::new, |day| format!(" First day: {}.", day.words()));
    let when = if line.when.is_empty() { String::new() } else { format!("when {}, ", line.when) };
    format!(
        "{name}: {when}{} {} {} {span} {}{calendar}.{first}{due} {}",
        line.who, line.strength, line.what, line.anchor, line.words
    )
    .trim_end()
    .to_owned()
}

/// How a month ends that has no such day.
#[must_use]
pub fn month_ends(how: MonthEnd) -> &'static str {
    match how {
        MonthEnd::EarlierDay => "month ends: the earlier day",
        MonthEnd::LaterDay => "month ends: the later day",
    }
}

/// Heading of the picture of deadlines.
pub const TIMELINE: &str = "When each deadline falls";
/// The heading row of the table beside it.
pub const TIMELINE_HEAD: [&str; 4] = ["No.", "Deadline", "Last day", "How it stands"];

/// The last day, or the days it may be; nothing where it is not known.
#[must_use]
pub fn last_day(line: &DeadlineExplanation) -> Option<String> {
    match (line.due_first, line.due) {
        (Some(first), Some(last)) => Some(format!("between {} and {}", first.words(), last.words())),
        (None, Some(last)) if line.due_open => Some(format!("{} at the latest", last.words())),
        (None, Some(last)) => Some(day_and_time(last, line.due_time)),
        (Some(first), None) => Some(format!("{} at the earliest", first.words())),
        (None, None) => None,
    }
}

/// What the shapes of the picture mean.
pub const TIMELINE_SHAPES: [(&str, &str); 4] =
    [("met", "met"), ("late", "late"), ("due", "due"), ("", "other: see the table")];

/// The day the picture looks from.
#[must_use]
pub fn as_at_day(day: Date) -> String {
    format!("as at {}", day.words())
}

/// A deadline of the picture, for those who do not see it.
#[must_use]
pub fn timeline_mark(name: &str, last: Date, state: &str) -> String {
    format!("{}: last day {}, {state}.", capital(name), last.words())
}

/// What starts a deadline: people's decision.
#[must_use]
pub fn when_decision(outcome: &str) -> String {
    format!("the decision is {outcome}")
}

/// What starts a deadline: what the rules give.
#[must_use]
pub fn when_outcome(outcome: &str) -> String {
    format!("the outcome is {outcome}")
}

/// `25 May 2015 at 09:30`; the day alone where no time is known.
#[must_use]
pub fn day_and_time(day: Date, minute: Option<u16>) -> String {
    minute.map_or_else(
        || day.words(),
        |minute| format!("{} at {:02}:{:02}", day.words(), minute / 60, minute % 60),
    )
}

/// Not yet past.
#[must_use]
pub fn deadline_due(least: i32, most: i32) -> String {
    match (least, most) {
        (0, 0) => "It is due today.".to_owned(),
        (1, 1) => "One day is left.".to_owned(),
        (least, most) if least == most => format!("{most} days are left."),
        (least, _) => format!("At least {least} days are left: the day it is counted from is not exact."),
    }
}

/// Done in time.
#[must_use]
pub fn deadline_met(day: Date) -> String {
    format!("It was done in time, on {}.", day.words())
}

/// Done before the day it runs from.
#[must_use]
pub fn deadline_met_before(day: Date) -> String {
    format!(
        "It was done on {}, before the day it is counted from. Look whether both days are right.",
        day.words()
    )
}

/// Hours are counted, and the hour of doing is not recorded.
#[must_use]
pub fn deadline_no_hour(day: Date) -> String {
    format!(
        "It was done on {}, the last day. Whether it was in time is not known: the hours are not all recorded.",
        day.words()
    )
}

/// Past; `shown`: the rules name a date that would show that it was done.
#[must_use]
pub fn deadline_late(past: Past, shown: bool) -> String {
    let days = so_long(past);
    if shown {
        return format!("It is {days} late, as far as the record says. Give the reason.");
    }
    format!(
        "Its last day was {days} ago. Whether it was done is not recorded: the rules name no date that would show it. If \
         it was not, give the reason."
    )
}

/// Done, but late.
#[must_use]
pub fn deadline_done_late(past: Past, day: Date) -> String {
    if past.days == 0 {
        return format!("It was done late, on its last day, {}. Give the reason.", day.words());
    }
    format!("It was done {} late, on {}. Give the reason.", so_long(past), day.words())
}

/// The time in which something may be done is past; `shown` as for [`deadline_late`].
#[must_use]
pub fn right_ended(past: Past, shown: bool) -> String {
    let used = if shown { "Nothing shows that it was used." } else { "Whether it was used is not recorded." };
    format!("The time for it ended {} ago. {used}", so_long(past))
}

/// Something was done that might have been done earlier.
#[must_use]
pub fn right_used_late(day: Date) -> String {
    format!("It was done on {}, after the time for it had ended.", day.words())
}

/// `one day`, `at least 12 days`.
fn so_long(past: Past) -> String {
    let days = if past.days == 1 { "one day".to_owned() } else { format!("{} days", past.days) };
    if past.or_more { format!("at least {days}") } else { days }
}

/// A sentence starts it, and the sentence is open.
#[must_use]
pub fn deadline_might_apply(sentence: &str) -> String {
    format!("It might apply: it is not known whether {sentence}.")
}

/// It is past, if it applies; `shown` as for [`deadline_late`].
#[must_use]
pub fn late_if_so(past: Past, shown: bool) -> String {
    let days = so_long(past);
    if shown {
        format!(" If it does, it is {days} late, as far as the record says.")
    } else {
        format!(" If it does, its last day was {days} ago.")
    }
}

/// The bank-holiday table ends too soon.
#[must_use]
pub fn deadline_beyond_table(years: Option<(i16, i16)>) -> String {
    let known =
        years.map_or_else(String::new, |(first, last)| format!(" (they are known from {first} to {last})"));
    format!("The last day is not worked out: the bank holidays of that year are not known{known}.")
}

/// `Reviewer 2 (B; police)`: which entry of the record, and what tells it from the others.
#[must_use]
pub fn member_name(one: &str, number: Option<usize>, marks: &[String]) -> String {
    let name = number.map_or_else(|| capital(one), |number| format!("{} {number}", capital(one)));
    if marks.is_empty() { name } else { format!("{name} ({})", marks.join("; ")) }
}

/// `its employer is not one of the bodies of …`, of a sentence that looks a value up in a list.
#[must_use]
pub fn not_one_of(sentence: &str) -> Option<String> {
    let (before, list) = sentence.split_once(" is one of the ")?;
    Some(format!("{before} is not one of the {list}"))
}

/// A member, and whether it passes.
#[must_use]
pub fn member(name: &str, passes: Truth, reasons: &[String]) -> String {
    let stands = match passes {
        Truth::True => "passes",
        Truth::False => "does not pass",
        Truth::Open => "is not yet shown to pass",
    };
    match passes {
        _ if reasons.is_empty() => format!("{name} {stands}."),
        Truth::True | Truth::False => {
            format!("{name} {stands}, because {}.", series(reasons, "; ", "; and "))
        }
        Truth::Open => format!(
            "{name} {stands}: it is not known whether {}.",
            series(reasons, "; nor whether ", "; nor whether ")
        ),
    }
}

/// Why a member fails where a sentence should be true.
#[must_use]
pub fn not_so(sentence: &str) -> String {
    format!("it is not so that {sentence}")
}

/// Behind a count that is not as it should be.
#[must_use]
pub fn record_shows(shown: u32, more: bool) -> String {
    format!(" (the record shows {shown}{})", if more { ", and there may be more" } else { "" })
}

/// Heading over what tables give.
pub const TABLES: &str = "What the tables give";
/// In a table's result.
pub const DAY_LOOKED_FROM: &str = "the day looked from";

/// What a table gives, from the results of the rows that fit or may.
#[must_use]
pub fn table_gives(gives: &str, possible: &[String]) -> String {
    match possible {
        [] => format!("no row fits, so {gives} does not apply."),
        [only] => format!("{gives} is {only}."),
        [_, ..] => format!("not enough is known; {gives} is {}.", super::either(possible)),
    }
}

/// A date so much later or earlier than another.
#[must_use]
pub fn shifted(base: &str, later: bool, length: Length) -> String {
    format!("{} {} {base}", length.words(), if later { "after" } else { "before" })
}

/// The list may hold members nobody has named.
#[must_use]
pub fn more_members(one: &str, many: Option<&str>, named: usize) -> String {
    match many {
        Some(many) if named > 0 => format!("The record does not say that there are no other {many}."),
        _ if named > 0 => "The record does not say that there are no others.".to_owned(),
        _ => format!("No {one} is recorded, and the record does not say that there is none."),
    }
}

/// A check over a list that holds nothing.
#[must_use]
pub fn no_members(none: &str) -> String {
    format!("{}, so nobody was judged.", capital(none))
}

/// A sentence inside another one: without its capital.
#[must_use]
pub fn within(sentence: &str) -> String {
    let article = ["The ", "There ", "A ", "An ", "No ", "Every ", "Some "];
    if article.iter().any(|word| sentence.starts_with(word)) {
        let mut letters = sentence.chars();
        return letters
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    }
    sentence.to_owned()
}

/// Hours are counted from a day without a time.
pub const HOUR_NOT_KNOWN: &str = " The time of day is not recorded, so the hour is not known.";

/// Why a question is answered under this rule set.
#[must_use]
pub fn chosen(
    question: &str,
    set: &str,
    by: &str,
    day: Option<crate::calendar::DateRange>,
    sure: bool,
) -> String {
    let question = quoted(question);
    match day {
        Some(day) if sure && day.is_day() => {
            format!("{question} is answered under {}: {by} is {}.", quoted(set), day.first.words())
        }
        Some(_) if sure => format!("{question} is answered under {}, by {by}.", quoted(set)),
        Some(_) => format!("{question} may have to be answered under {}: {by} is not exact.", quoted(set)),
        None => format!("{question} may have to be answered under {}: {by} is not recorded.", quoted(set)),
    }
}

/// A question that no line of the profile answers on the case's date.
#[must_use]
pub fn not_chosen(question: &str, by: &str) -> String {
    format!("{} is not asked: no line of the profile answers it on {by}.", quoted(question))
}

/// Several rule sets are possible for a question.
#[must_use]
pub fn open_date(question: &str, by: &str, same: bool) -> String {
    let question = quoted(question);
    if same {
        format!("Every version possible gives the same outcome for {question}, so {by} does not matter.")
    } else {
        format!(
            "The versions possible do not give one outcome for {question}, so it is undecided, and {by} matters."
        )
    }
}

/// What is possible on a day on which no rule set answers a question.
pub const DOES_NOT_ARISE: &str = "the question does not arise";

/// No rule set answers the question on some of the days that its date may be.
#[must_use]
pub fn may_not_arise(question: &str, by: &str) -> String {
    format!(
        "On some of the days that {by} may be, no rule set of the profile answers {}: it may not arise. Ask for {by} first.",
        quoted(question)
    )
}

/// A day on which one version of the rules answers.
#[must_use]
pub fn version_answer(from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("it lies from {} until {}", from.words(), until.words()),
        (Some(from), None) => format!("it lies on or after {}", from.words()),
        (None, Some(until)) => format!("it lies on or before {}", until.words()),
        (None, None) => "it lies on any day".to_owned(),
    }
}

/// No date of a record lies within the time its rules are in force.
#[must_use]
pub fn outside_force(from: Option<Date>, until: Option<Date>) -> String {
    let time = match (from, until) {
        (Some(from), Some(until)) => format!("from {} until {}", from.words(), until.words()),
        (Some(from), None) => format!("from {}", from.words()),
        (None, Some(until)) => format!("until {}", until.words()),
        (None, None) => "always".to_owned(),
    };
    format!(
        "These rules are in force {time}. No date of this record lies within that time: perhaps other rules answer for it."
    )
}

/// Heading over the lines that say which rules were chosen.
pub const CHOSEN: &str = "Which rules, and why";
