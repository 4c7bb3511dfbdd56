//! Dates as rules and records use them: month ends, birthdays, windows, partly known days.

use proptest::prelude::*;
use threshold::calendar::{
    Date, DateRange, LeapBirthday, Length, MonthEnd, RangeFault, Unit, birthday, completed, less, plus,
};

const MONTH_ENDS: [MonthEnd; 2] = [MonthEnd::EarlierDay, MonthEnd::LaterDay];
const LEAPS: [LeapBirthday; 2] = [LeapBirthday::February28, LeapBirthday::March1];
const UNITS: [Unit; 6] = [Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Weeks, Unit::Months, Unit::Years];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn length(text: &str) -> Length {
    Length::read(text).unwrap()
}

#[test]
fn every_day_has_its_parts_and_its_text() {
    for number in Date::FIRST.0..=Date::LAST.0 {
        let date = Date(number);
        let (year, month, day) = date.parts();
        assert_eq!(Date::new(year, month, day), Some(date));
        assert_eq!(Date::parse(&date.to_string()), Some(date));
    }
    assert_eq!(Date::FIRST.to_string(), "1800-01-01");
    assert_eq!(Date::LAST.to_string(), "2199-12-31");
    assert_eq!(Date::EARLIEST.to_string(), "1000-01-01");
    assert_eq!(Date::LATEST.to_string(), "2999-12-31");
    assert_eq!(Date(0).to_string(), "1970-01-01");
}

#[test]
fn the_31st_becomes_the_last_day_or_the_first_of_the_next_month() {
    for (from, months, earlier, later) in [
        ("2015-01-31", 1, "2015-02-28", "2015-03-01"),
        ("2016-01-31", 1, "2016-02-29", "2016-03-01"),
        ("2015-01-30", 1, "2015-02-28", "2015-03-01"),
        ("2015-03-31", 1, "2015-04-30", "2015-05-01"),
        ("2015-08-31", 6, "2016-02-29", "2016-03-01"),
        ("2015-12-31", 2, "2016-02-29", "2016-03-01"),
        ("2015-01-31", 2, "2015-03-31", "2015-03-31"),
        ("2015-11-30", 3, "2016-02-29", "2016-03-01"),
    ] {
        let length = Length { amount: months, unit: Unit::Months };
        assert_eq!(plus(day(from), length, MonthEnd::EarlierDay), day(earlier), "{from} plus {months}");
        assert_eq!(plus(day(from), length, MonthEnd::LaterDay), day(later), "{from} plus {months}");
    }
    assert_eq!(less(day("2015-08-31"), length("6 months"), MonthEnd::EarlierDay), day("2015-02-28"));
    assert_eq!(less(day("2015-08-31"), length("6 months"), MonthEnd::LaterDay), day("2015-03-01"));
    assert_eq!(less(day("2016-02-29"), length("1 year"), MonthEnd::EarlierDay), day("2015-02-28"));
}

#[test]
fn under_one_year_excludes_the_first_birthday() {
    for leap in LEAPS {
        let year = length("1 year");
        assert!(!completed(day("2014-05-28"), day("2015-05-27"), year, leap));
        assert!(completed(day("2014-05-28"), day("2015-05-28"), year, leap));
        assert!(completed(day("2014-05-28"), day("2015-05-28"), length("12 months"), leap));
        assert!(completed(day("2014-05-28"), day("2014-05-28"), length("0 days"), leap));
    }
}

#[test]
fn a_child_born_on_29_february_has_its_birthday_as_the_header_says() {
    let year = length("1 year");
    assert_eq!(birthday(day("2012-02-29"), year, LeapBirthday::March1), day("2013-03-01"));
    assert_eq!(birthday(day("2012-02-29"), year, LeapBirthday::February28), day("2013-02-28"));
    assert!(!completed(day("2012-02-29"), day("2013-02-28"), year, LeapBirthday::March1));
    assert!(completed(day("2012-02-29"), day("2013-02-28"), year, LeapBirthday::February28));
    for leap in LEAPS {
        assert_eq!(birthday(day("2012-02-29"), length("4 years"), leap), day("2016-02-29"));
        assert_eq!(birthday(day("2096-02-29"), length("8 years"), leap), day("2104-02-29"));
    }
}

#[test]
fn the_six_months_before_a_day_begin_six_months_earlier_and_end_the_day_before() {
    let anchor = day("2015-05-28");
    let first = less(anchor, length("6 months"), MonthEnd::EarlierDay);
    assert_eq!(first, day("2014-11-28"));
    assert_eq!(Date(anchor.0 - 1), day("2015-05-27"));
    assert_eq!(less(day("2015-08-31"), length("6 months"), MonthEnd::EarlierDay), day("2015-02-28"));
}

#[test]
fn weeks_are_seven_days_and_the_ends_of_time_hold() {
    assert_eq!(plus(day("2015-02-26"), length("2 weeks"), MonthEnd::EarlierDay), day("2015-03-12"));
    for month_end in MONTH_ENDS {
        for unit in UNITS {
            let long = Length { amount: u32::MAX, unit };
            if unit != Unit::Hours {
                assert_eq!(plus(day("2015-01-01"), long, month_end), Date::LATEST);
                assert_eq!(less(day("2015-01-01"), long, month_end), Date::EARLIEST);
            }
            let short = Length { amount: 2, unit };
            if unit != Unit::Hours {
                assert!(plus(Date::LAST, short, month_end) > Date::LAST);
                assert!(less(Date::FIRST, short, month_end) < Date::FIRST);
            }
        }
    }
}

#[test]
fn plus_and_less_never_put_two_days_in_the_other_order() {
    let lengths = [1, 2, 3, 5, 6, 11, 12, 13, 18, 24, 36, 204, 216]
        .into_iter()
        .map(|amount| Length { amount, unit: Unit::Months })
        .chain([1, 2, 18].into_iter().map(|amount| Length { amount, unit: Unit::Years }))
        .chain([1, 14, 28, 365].into_iter().map(|amount| Length { amount, unit: Unit::Days }));
    let (first, last) = (day("1995-01-01"), day("2030-12-31"));
    for length in lengths {
        for month_end in MONTH_ENDS {
            for number in first.0..last.0 {
                let (one, next) = (Date(number), Date(number + 1));
                assert!(
                    plus(one, length, month_end) <= plus(next, length, month_end),
                    "{one} plus {length:?}"
                );
                assert!(
                    less(one, length, month_end) <= less(next, length, month_end),
                    "{one} less {length:?}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn order_is_kept_for_all_days_and_lengths(
        one in Date::FIRST.0..=Date::LAST.0,
        further in 0..1_500_i32,
        amount in 0..3_000_u32,
        more in 0..40_u32,
        unit in prop::sample::select(UNITS.to_vec()),
        month_end in prop::sample::select(MONTH_ENDS.to_vec()),
        leap in prop::sample::select(LEAPS.to_vec()),
    ) {
        let (one, other) = (Date(one), Date((one + further).min(Date::LAST.0)));
        let (short, long) = (Length { amount, unit }, Length { amount: amount + more, unit });
        prop_assert!(plus(one, short, month_end) <= plus(other, short, month_end));
        prop_assert!(less(one, short, month_end) <= less(other, short, month_end));
        prop_assert!(plus(one, short, month_end) <= plus(one, long, month_end));
        prop_assert!(less(one, long, month_end) <= less(one, short, month_end));
        prop_assert!(one <= plus(one, short, month_end));
        // Completed stays completed: a later day, an earlier birth, a shorter length.
        if completed(one, other, long, leap) {
            prop_assert!(completed(one, Date((other.0 + 1).min(Date::LAST.0)), long, leap));
            prop_assert!(completed(Date((one.0 - 1).max(Date::FIRST.0)), other, long, leap));
            prop_assert!(completed(one, other, short, leap));
        }
    }

    #[test]
    fn a_range_of_days_reads_back_as_written(first in Date::FIRST.0 + 1..Date::LAST.0, more in 0..4_000_i32) {
        let range = DateRange { first: Date(first), last: Date((first + more).min(Date::LAST.0)) };
        prop_assert_eq!(DateRange::parse(&range.to_string()), Ok(range));
        let open = DateRange { first: Date::FIRST, last: Date(first) };
        prop_assert_eq!(DateRange::parse(&open.to_string()), Ok(open));
    }

    #[test]
    fn no_text_upsets_the_reading_of_dates(text in "\\PC{0,40}") {
        let _ = DateRange::parse(&text);
        let _ = Length::read(&text);
    }
}

#[test]
fn months_and_years_read_back_in_their_short_form() {
    for short in
        ["2013", "2013-02", "2016-02", "2015-05-28", "on or before 2015-05-28", "on or after 2015-05-28"]
    {
        assert_eq!(DateRange::parse(short).unwrap().to_string(), short);
    }
    assert_eq!(DateRange::parse("2015-02-30"), Err(RangeFault::NoSuchDay));
    assert_eq!(DateRange::parse("2015-02-03T10:00"), Err(RangeFault::Time));
    assert_eq!(DateRange::parse("1799-02-03"), Err(RangeFault::OutOfRange));
    assert_eq!(DateRange::parse("2200-01-01"), Err(RangeFault::OutOfRange));
    for end in ["1800-01-01", "2199-12-31", "on or before 1800-12-31"] {
        assert_eq!(DateRange::parse(end).unwrap().to_string(), end);
    }
    assert_eq!(DateRange::parse("between 2015 and 2014"), Err(RangeFault::Backwards));
    assert_eq!(DateRange::parse("last spring"), Err(RangeFault::Shape));
}

#[test]
fn ranges_meet_where_both_may_be() {
    let year = DateRange::parse("2015").unwrap();
    let after = DateRange::parse("after 2015-05-28").unwrap();
    assert_eq!(year.both(after).unwrap().to_string(), "between 2015-05-29 and 2015-12-31");
    assert_eq!(year.both(DateRange::parse("2016").unwrap()), None);
    assert!(year.holds(day("2015-12-31")) && !year.holds(day("2016-01-01")));
}

#[test]
fn every_day_has_the_parts_that_the_calendar_library_gives_it() {
    let mut library = jiff::civil::date(1800, 1, 1);
    for number in Date::FIRST.0..=Date::LAST.0 {
        let parts = (library.year(), library.month(), library.day());
        assert_eq!(Date(number).parts(), parts);
        assert_eq!(Date::new(parts.0, parts.1, parts.2), Some(Date(number)));
        library = library.tomorrow().unwrap();
    }
    assert_eq!(
        [Date::new(2015, 2, 29), Date::new(2015, 0, 1), Date::new(2015, 4, 31), Date::new(1799, 12, 31)],
        [None; 4]
    );
}
