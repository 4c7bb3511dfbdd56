//! Dates and lengths of time as people write them in rules: `1 April 2015`, `5 working days`.
//!
//! One form each; whatever else looks like a date is answered with that form.

use super::list_heading::{digit_of, too_large};
use super::reader::Reader;
use super::tree::{Interval, Text};
use super::words::Words;
use crate::calendar::{Date, Length, MONTHS, Unit};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

/// The date a text writes out, such as `1 April 2015`.
///
/// # Errors
///
/// A diagnostic that says what is wrong with it and, where that is plain, what to write.
pub fn date(text: &Text) -> Result<Date, Box<Diagnostic>> {
    let words: Vec<&str> = text.text.split(' ').collect();
    match words.as_slice() {
        [day, month, year] => in_words(text, day, month, year),
        [other] => Err(Box::new(in_figures(text, other))),
        _ => Err(Box::new(not_a_date(text))),
    }
}

fn not_a_date(text: &Text) -> Diagnostic {
    Diagnostic::error("E0130", text.span, format!("`{}` is not a date as rules write it", text.text))
        .help("Write day, month and year, such as `1 April 2015`.")
}

fn in_words(text: &Text, day: &str, month: &str, year: &str) -> Result<Date, Box<Diagnostic>> {
    let Some(number) = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month)) else {
        return Err(Box::new(no_month(text, day, month, year)));
    };
    let name = MONTHS.get(number).copied().unwrap_or_default();
    let plain_day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if plain_day != day && plain_day.parse::<i8>().is_ok() {
        let written = format!("{plain_day} {name} {year}");
        return Err(Box::new(not_a_date(text).fix(format!("write `{written}`"), text.span, written)));
    }
    let (Ok(day), Ok(month)) = (day.parse::<i8>(), i8::try_from(number + 1)) else {
        return Err(Box::new(not_a_date(text)));
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Box::new(year_out_of_range(text, year)));
    }
    let Some(year) = year.parse::<i16>().ok().filter(|year| (1800..2200).contains(year)) else {
        return Err(Box::new(year_out_of_range(text, year)));
    };
    Date::new(year, month, day).ok_or_else(|| {
        let days = (28..=31).rev().find(|last| Date::new(year, month, *last).is_some()).unwrap_or(28);
        Box::new(
            Diagnostic::error("E0130", text.span, format!("There is no `{}`", text.text))
                .because(format!("{name} {year} has {days} days.")),
        )
    })
}

fn no_month(text: &Text, day: &str, month: &str, year: &str) -> Diagnostic {
    let mut short = MONTHS.iter().copied().filter(|name| {
        month.len() >= 3
            && name.to_lowercase().starts_with(month.trim_end_matches('.').to_lowercase().as_str())
    });
    let meant = short.next().or_else(|| nearest(month, MONTHS));
    let diagnostic = Diagnostic::error("E0130", text.span, format!("There is no month `{month}`"))
        .help("Write day, month and year, such as `1 April 2015`.");
    match meant {
        Some(meant) => {
            let written = format!("{day} {meant} {year}");
            diagnostic.fix(format!("write `{written}`"), text.span, written)
        }
        None => diagnostic,
    }
}

fn year_out_of_range(text: &Text, year: &str) -> Diagnostic {
    Diagnostic::error("E0130", text.span, format!("`{year}` is not a year that rules can use"))
        .help("Write the year in four figures, from 1800 to 2199.")
}

/// `31/12/2023`, `31.12.2023`, `31-12-2023`, `2023-12-31`: read as day, month, year or as year, month, day.
fn in_figures(text: &Text, written: &str) -> Diagnostic {
    let parts: Vec<&str> = written.split(['/', '-', '.']).collect();
    let parsed = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Some((*day, *month, *year)),
        [day, month, year] if year.len() == 4 => Some((*day, *month, *year)),
        _ => None,
    };
    let date = parsed
        .and_then(|(day, month, year)| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?));
    match (date, parsed) {
        (Some(date), _) => {
            let words = date.words();
            not_a_date(text).fix(format!("write `{words}`"), text.span, words)
        }
        (None, Some(_)) => not_a_date(text).because("There is no such day in the calendar."),
        (None, None) => not_a_date(text),
    }
}

/// Reads a date from words, and says what is wrong with it.
pub(super) fn read_date(reader: &mut Reader<'_>, words: Words<'_, '_>) -> Option<(Date, Span)> {
    let text = words.text();
    match date(&text) {
        Ok(date) => Some((date, text.span)),
        Err(diagnostic) => {
            reader.report(*diagnostic);
            None
        }
    }
}

/// `from D until E`, `from D`, `until E`.
pub(super) fn interval(reader: &mut Reader<'_>, words: Words<'_, '_>) -> Option<Interval> {
    let span = words.span();
    let mut words = words;
    let from_written = words.eat("from") || begun_otherwise(reader, &mut words);
    let (first, last) = match words.split("until").or_else(|| split_at_to(reader, words)) {
        Some((first, last)) => (first, Some(last)),
        None => (words, None),
    };
    if !from_written && !first.is_empty() {
        let place = first.span();
        reader.report(Diagnostic::error("E0130", place, "The first day stands without `from`").fix(
            "write `from`",
            reader.at(place.start, place.start),
            "from ",
        ));
    }
    let from = if first.is_empty() { None } else { Some(read_date(reader, first)?) };
    let until = match last {
        Some(last) => Some(read_date(reader, last)?),
        None => None,
    };
    if from.is_none() && until.is_none() {
        reader.report(
            Diagnostic::error("E0130", span, "No day is written here")
                .help("Write `from 1 April 2015`, and `until` the last day."),
        );
        return None;
    }
    report_backwards(reader, from, until);
    Some(Interval { from, until, span })
}

/// `since 1 January 2016`: reported and read.
fn begun_otherwise(reader: &mut Reader<'_>, words: &mut Words<'_, '_>) -> bool {
    let whole = *words;
    let others = [
        "with effect from",
        "effective from",
        "starting from",
        "starting",
        "beginning",
        "commencing",
        "since",
    ];
    let Some(written) = others.into_iter().find(|other| words.eat(other)).and_then(|other| whole.part(other))
    else {
        return false;
    };
    let title = format!("The first day stands behind `from`, and here behind `{}`", written.text().text);
    reader.report(Diagnostic::error("E0130", written.span(), title).fix(
        "write `from`",
        written.span(),
        "from",
    ));
    true
}

fn split_at_to<'p, 'a>(
    reader: &mut Reader<'_>,
    words: Words<'p, 'a>,
) -> Option<(Words<'p, 'a>, Words<'p, 'a>)> {
    let (first, last) = words.split("to")?;
    let to = words.pieces.get(first.pieces.len())?;
    let place = reader.place(to);
    reader.report(
        Diagnostic::error("E0130", place, "The last day stands behind `until`, which includes that day").fix(
            "write `until`",
            place,
            "until",
        ),
    );
    Some((first, last))
}

fn report_backwards(reader: &mut Reader<'_>, from: Option<(Date, Span)>, until: Option<(Date, Span)>) {
    if let (Some((first, first_span)), Some((last, last_span))) = (from, until)
        && last < first
    {
        let title = format!("The last day, {}, lies before the first, {}", last.words(), first.words());
        let edits = vec![
            crate::diagnostic::Edit { span: first_span, replacement: last.words() },
            crate::diagnostic::Edit { span: last_span, replacement: first.words() },
        ];
        reader.report(
            Diagnostic::error("E0131", last_span, title)
                .also(first_span, "the first day")
                .fix_with("write the earlier day first", edits),
        );
    }
}

fn report_too_long(reader: &mut Reader<'_>, place: Span, length: Length) {
    let title = format!("`{}` is longer than the calendar, which has the years 1800 to 2199", length.words());
    reader.report(
        Diagnostic::error("E0129", place, title).help(format!("The longest length is {}.", Length::LONGEST)),
    );
}

/// Eats a length such as `5 working days` from the front.
pub(super) fn length(reader: &mut Reader<'_>, words: &mut Words<'_, '_>) -> Option<Length> {
    let whole = words.span();
    let number = words.eat_word()?;
    let amount = read_amount(reader, number.raw, reader.place(&number))?;
    for (phrase, unit) in UNITS {
        if words.eat(phrase) {
            let length = Length { amount, unit };
            if length.is_within_calendar() {
                return Some(length);
            }
            report_too_long(reader, reader.place(&number), length);
            return None;
        }
    }
    let diagnostic = no_unit(reader, *words, (number.raw, whole));
    reader.report(diagnostic);
    None
}

/// What stands where a unit of time should, with the unit that is meant.
fn no_unit(reader: &Reader<'_>, words: Words<'_, '_>, (number, whole): (&str, Span)) -> Diagnostic {
    let place = words.pieces.first().map_or(whole, |piece| reader.place(piece));
    let written = words.pieces.first().map_or(number, |piece| piece.raw);
    let said = Diagnostic::error("E0130", place, format!("`{written}` is not a unit of time"));
    let of_two_words = OTHER_UNITS.iter().find_map(|(theirs, ours)| {
        let two = Words { pieces: words.pieces.get(..2)?, ..words };
        two.begins(theirs).then(|| (two.span(), *ours))
    });
    if let Some((span, unit)) = of_two_words {
        return said
            .because("Months and days are those of the calendar, and working days are the header's.")
            .fix(format!("write `{unit}`"), span, unit);
    }
    let said = said.help("Write hours, days, working days, weeks, months or years.");
    match nearest(written, UNITS.map(|(phrase, _)| phrase)) {
        Some(unit) => said.fix(format!("write `{unit}`"), place, unit),
        None => said,
    }
}

/// A whole number in figures; one in letters is reported and read.
pub(super) fn read_amount(reader: &mut Reader<'_>, written: &str, place: Span) -> Option<u32> {
    if let Some(number) = digit_of(written) {
        return Some(number);
    }
    let number = written.parse().ok();
    if number.is_none() {
        let diagnostic = if written.bytes().all(|byte| byte.is_ascii_digit()) {
            too_large(place, written)
        } else {
            let said = Diagnostic::error(
                "E0130",
                place,
                format!("`{written}` stands where a length of time begins"),
            );
            match written {
                "a" | "an" | "A" | "An" => said.fix("write `1`", place, "1"),
                _ => said.help("Write a number and a unit, such as `5 working days` or `1 month`."),
            }
        };
        reader.report(diagnostic);
    }
    number
}

/// Units of two words, as others call them.
const OTHER_UNITS: [(&str, &str); 6] = [
    ("calendar months", "months"),
    ("calendar month", "month"),
    ("calendar days", "days"),
    ("calendar day", "day"),
    ("business days", "working days"),
    ("business day", "working day"),
];

const UNITS: [(&str, Unit); 12] = [
    ("hours", Unit::Hours),
    ("hour", Unit::Hours),
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("working days", Unit::WorkingDays),
    ("working day", Unit::WorkingDays),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("years", Unit::Years),
    ("year", Unit::Years),
];
