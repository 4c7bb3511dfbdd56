//! Deadlines: held to a second, plain calculation day by day, and read off the page of a case.

use std::collections::BTreeSet;
use std::path::Path;

use threshold::calendar::{Date, DateRange, Length, MonthEnd, Nation, Unit};
use threshold::evaluation::{Options, evaluate};
use threshold::explanation::{self, Explanation};
use threshold::procedure::{due, procedure};
use threshold::program::Program;
use threshold::project;
use threshold::report::{Format, Report};

use crate::screened::{program, record};

// --- A second calculation, which shares nothing with the engine's ------------------------------------------------

type Day = (i16, i8, i8);

/// Every day from 1 January 2012, counted out one by one, for 20 years.
fn days() -> Vec<Day> {
    let mut days = Vec::new();
    for year in 2012..2032 {
        for month in 1..=12 {
            days.extend((1..=month_length(year, month)).map(|day| (year, month, day)));
        }
    }
    days
}

fn month_length(year: i16, month: i8) -> i8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// For each day of 2012 to 2028 whether people work on it, from the feed's own text.
fn working(days: &[Day], key: &str) -> Vec<bool> {
    let text = std::fs::read_to_string("rules/calendar/bank-holidays.json").unwrap();
    let feed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let events = feed[key]["events"].as_array().unwrap();
    let off: BTreeSet<&str> = events.iter().map(|event| event["date"].as_str().unwrap()).collect();
    // 1 January 2012 was a Sunday.
    let works = days.iter().enumerate().filter(|(_, (year, _, _))| *year <= 2028).map(|(index, day)| {
        let weekend = index % 7 == 0 || index % 7 == 6;
        !weekend && !off.contains(written(*day).as_str())
    });
    works.collect()
}

fn written((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Day 0 is the start; the count goes up on every working day after it, or before it. Nothing, once the years are left.
fn working_days_from(works: &[bool], start: usize, (forwards, count): (bool, usize)) -> Option<usize> {
    works.get(start)?;
    if count == 0 {
        return Some(start);
    }
    let counted = |at: &usize| works[*at];
    if forwards {
        (start + 1..works.len()).filter(counted).nth(count - 1)
    } else {
        (0..start).rev().filter(counted).nth(count - 1)
    }
}

fn months_from((year, month, day): Day, months: i32, later: bool) -> Day {
    let count = i32::from(year) * 12 + i32::from(month) - 1 + months;
    let (year, month) = (i16::try_from(count / 12).unwrap(), i8::try_from(count % 12 + 1).unwrap());
    if day <= month_length(year, month) {
        (year, month, day)
    } else if later {
        (year, month + 1, 1)
    } else {
        (year, month, month_length(year, month))
    }
}

/// Every length that a shipped rule set counts, and every other of the source book's clocks.
fn lengths() -> BTreeSet<Length> {
    let mut lengths = BTreeSet::new();
    for path in project::rule_files_in(Path::new("rules")).unwrap() {
        if path.extension().is_none_or(|it| it != "rules") {
            continue;
        }
        let loaded = project::load_file(&path).unwrap();
        let Some(sound) = loaded.sound else { continue };
        for deadline in &sound.rule_set().deadlines {
            lengths.extend(std::iter::once(deadline.within).chain(deadline.not_before));
        }
    }
    assert!(lengths.len() > 3, "the shipped sets have deadlines");
    let more = [
        (Unit::WorkingDays, &[1, 2, 3, 5, 10, 12, 15, 16][..]),
        (Unit::Days, &[5, 7, 14, 15, 28]),
        (Unit::Weeks, &[8, 12]),
        (Unit::Months, &[1, 4, 6, 12]),
        (Unit::Years, &[1]),
    ];
    for (unit, amounts) in more {
        lengths.extend(amounts.iter().map(|amount| Length { amount: *amount, unit }));
    }
    lengths.retain(|length| length.unit != Unit::Hours);
    lengths
}

/// The last day of so long, counted plainly; nothing where the working days of the table run out.
fn plainly(
    (days, works): (&[Day], &[bool]),
    start: usize,
    (forwards, length): (bool, Length),
    end: MonthEnd,
) -> Option<Day> {
    let amount = length.amount as usize;
    let later = end == MonthEnd::LaterDay;
    let by_days = |count: usize| Some(days[if forwards { start + count } else { start - count }]);
    let by_months = |count: u32| {
        let count = i32::try_from(count).unwrap();
        Some(months_from(days[start], if forwards { count } else { -count }, later))
    };
    match length.unit {
        Unit::WorkingDays => working_days_from(works, start, (forwards, amount)).map(|at| days[at]),
        Unit::Days => by_days(amount),
        Unit::Weeks => by_days(7 * amount),
        Unit::Months => by_months(length.amount),
        Unit::Years => by_months(12 * length.amount),
        Unit::Hours => panic!("lengths in hours are left out"),
    }
}

/// Every length forwards and, where the plain list of days begins early enough, back, with both month ends.
fn ways(lengths: &BTreeSet<Length>, start: usize) -> impl Iterator<Item = ((bool, Length), MonthEnd)> {
    let counted = lengths.iter().flat_map(|length| [(true, *length), (false, *length)]);
    let known = counted
        .filter(move |(forwards, length)| *forwards || length.unit == Unit::WorkingDays || start > 2 * 366);
    known.flat_map(|counted| [(counted, MonthEnd::EarlierDay), (counted, MonthEnd::LaterDay)])
}

#[test]
fn every_length_from_and_before_every_day_of_2012_to_2028_agrees_with_a_plain_count_in_three_nations() {
    let (days, holidays) = (days(), project::shipped_holidays());
    let (mut agreed, mut refused) = (0u32, 0u32);
    let nations = [
        ("england-and-wales", Nation::EnglandAndWales),
        ("scotland", Nation::Scotland),
        ("northern-ireland", Nation::NorthernIreland),
    ];
    let lengths = lengths();
    for (key, nation) in nations {
        let works = working(&days, key);
        for (start, day) in days.iter().enumerate().take(works.len()) {
            let anchor = DateRange::day(Date::new(day.0, day.1, day.2).unwrap());
            for (counted, month_end) in ways(&lengths, start) {
                let plain = plainly((&days, &works), start, counted, month_end);
                match (plain, due(anchor, None, counted, (nation, &holidays), month_end)) {
                    (Some(plain), Ok(due)) => {
                        assert!(
                            due.day.is_day() && due.day.first.parts() == plain,
                            "{counted:?} from {day:?}"
                        );
                        agreed += 1;
                    }
                    (None, Err(beyond)) => {
                        assert_eq!(beyond.years, Some((2012, 2028)), "{counted:?} from {day:?}");
                        refused += 1;
                    }
                    (plain, engine) => panic!("{counted:?} from {day:?}: {plain:?}, {engine:?}"),
                }
            }
        }
    }
    println!("{} lengths: {agreed} agreed, {refused} refused by both", lengths.len());
    assert!(agreed > 500_000 && refused > 100);
}

#[test]
fn a_count_that_begins_before_or_after_the_table_is_refused() {
    let holidays = project::shipped_holidays();
    let five = Length { amount: 5, unit: Unit::WorkingDays };
    for day in ["2011-12-31", "2029-01-01", "2011-12-20", "2035-06-01"] {
        let anchor = DateRange::day(Date::parse(day).unwrap());
        for nation in Nation::ALL {
            assert!(
                due(anchor, None, (true, five), (nation, &holidays), MonthEnd::EarlierDay).is_err(),
                "{day}"
            );
        }
    }
}

#[test]
fn hours_need_a_time_and_are_a_range_without_one() {
    let holidays = project::shipped_holidays();
    for (amount, start, minute, last) in [
        (24, "2015-05-28", 14 * 60 + 30, "2015-05-29"),
        (72, "2015-02-26", 23 * 60 + 59, "2015-03-01"),
        (1, "2015-12-31", 23 * 60 + 30, "2016-01-01"),
    ] {
        let length = Length { amount, unit: Unit::Hours };
        let anchor = DateRange::day(Date::parse(start).unwrap());
        let calendar = (Nation::EnglandAndWales, &holidays);
        let timed = due(anchor, Some(minute), (true, length), calendar, MonthEnd::EarlierDay).unwrap();
        assert_eq!(timed.day, DateRange::day(Date::parse(last).unwrap()));
        let total = u32::from(minute) + amount * 60;
        assert_eq!(timed.minute.map(u32::from), Some(total % 1440));
        let untimed = due(anchor, None, (true, length), calendar, MonthEnd::EarlierDay).unwrap();
        assert_eq!(untimed.minute, None);
        assert!(untimed.day.first <= timed.day.first && timed.day.last <= untimed.day.last);
        let back = |day, minute| due(day, minute, (false, length), calendar, MonthEnd::EarlierDay).unwrap();
        let begun = back(timed.day, timed.minute);
        assert_eq!((begun.day, begun.minute), (anchor, Some(minute)), "and back again");
        assert!(
            back(timed.day, None).day.first <= anchor.first && anchor.first <= back(timed.day, None).day.last
        );
        let whole_days = amount % 24 == 0;
        assert_eq!(untimed.day.is_day(), whole_days, "other lengths end on one of two days");
    }
}

// --- Read off the page -------------------------------------------------------------------------------------------

const FACTS: &str = r#"
Vocabulary "Clocks"
  Version: 1.
Fact child-died, yes or no.  Yes: "the child died".  No: "the child did not die".  Ask: "Did the child die?".  Held by: hospital.
Fact told, date.             Name: "the date the board was told".  Ask: "When was the board told?".  Held by: the board's office.
Fact incident, date and time.  Name: "the time of the incident".  Ask: "When was the incident?".  Held by: police.
Fact met, date.              Name: "the date the panel met".  Ask: "When did the panel meet?".  Held by: the board's office.
Fact meets, date; may lie ahead.  Name: "the date the panel meets".  Ask: "When does the panel meet?".  Held by: the board's office.
Fact sent, date.             Name: "the date the papers were sent out".  Ask: "When were the papers sent out?".  Held by: the board's office.
Fact date-of-death, date; applies when the child died.  Name: "the date of death".  Ask: "When did the child die?".  Held by: hospital.
List reports.                One: "agency report".  Many: "agency reports".  None: "there were no agency reports".  Ask: "Which reports came in?".  Held by: the board's office.
  Field date-of-receipt, date.
"#;

fn clocks(header: &str, deadlines: &str) -> Program {
    let rules = format!(
        r#"
Rule set "Clocks"
  Version: 1.
  Uses: "Clocks".
{header}
Sources
  Local means "Local procedure".
Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - no review.
Rule "death" [Local 1]
  The outcome must be full review when the child died.
Otherwise the outcome is no review.
{deadlines}
"#
    );
    program(FACTS, &rules)
}

fn told(program: &Program, yaml: &str, day: &str) -> Explanation {
    let record = record(program, yaml);
    let day = Date::parse(day).unwrap();
    let result = evaluate(program, &record, day, &Options::default());
    let told = procedure(program, &record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, &record, &result, day).with_procedure(program, (&record, &result), &told)
}

/// Last day (first where it is a range), state, sentence.
fn one(program: &Program, facts: &str, day: &str) -> (Option<String>, String, String) {
    let explained = told(program, &format!("case: EX-1\nfacts:\n{facts}"), day);
    let line = explained.procedure.deadlines.first().expect("one deadline");
    (line.due.map(|due| due.to_string()), line.state.clone(), line.words.clone())
}

const FIVE: &str = "Deadline \"tell\" [Local 2]\n  The chair must tell the panel within 5 working days of the date the board was told.\n  Done on: the date the panel met.\n";

#[test]
fn the_day_it_runs_from_is_day_0_and_late_is_counted_never_called_wrong() {
    let program = clocks("  Working days: England and Wales.", FIVE);
    // Told on Thursday 28 May 2015: 29 May, 1, 2, 3 and 4 June are the five.
    let (due, state, words) = one(&program, "  told: 2015-05-28\n", "2015-06-01");
    assert_eq!((due.as_deref(), state.as_str()), (Some("2015-06-04"), "due"));
    assert_eq!(words, "3 days are left.");
    assert_eq!(one(&program, "  told: 2015-05-28\n", "2015-06-04").2, "It is due today.");
    let late = one(&program, "  told: 2015-05-28\n", "2015-06-05");
    assert_eq!((late.1.as_str(), late.2.contains("one day late")), ("late", true));
    let met = one(&program, "  told: 2015-05-28\n  met: 2015-06-04\n", "2015-07-01");
    assert_eq!(met.1, "met");
    let after = one(&program, "  told: 2015-05-28\n  met: 2015-06-08\n", "2015-07-01");
    assert!(after.2.contains("4 days late") && !after.2.contains("invalid"), "{}", after.2);
}

const AHEAD: &str = "Deadline \"papers\" [Local 6]\n  The office must send the papers at least 5 working days before the date the panel meets.\n  Done on: the date the papers were sent out.\n";

#[test]
fn a_deadline_may_be_counted_back_from_a_day_ahead() {
    let program = clocks("  Working days: England and Wales.", AHEAD);
    // The panel meets on Friday 29 May 2015; Monday the 25th is a holiday.
    let stands = |sent: &str| one(&program, &format!("  meets: 2015-05-29\n{sent}"), "2015-05-20");
    assert_eq!(stands(""), (Some("2015-05-21".to_owned()), "due".to_owned(), "One day is left.".to_owned()));
    assert_eq!(stands("  sent: 2015-05-18\n").1, "met");
    let late = one(&program, "  meets: 2015-05-29\n  sent: 2015-05-22\n", "2015-05-28");
    assert_eq!(
        (late.1.as_str(), late.2.as_str()),
        ("late", "It was done one day late, on 22 May 2015. Give the reason.")
    );
    let explained = told(&program, "case: EX-1\nfacts: {meets: 2015-05-29}\n", "2015-05-20");
    let page = Report::of(vec![explained]).write(Format::Text);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("must send the papers at least 5 working days before the date the panel meets (England and Wales). Last day: 21 May 2015."),
        "{words}"
    );
}

#[test]
fn a_right_ends_and_is_never_late() {
    let plain = "Deadline \"look again\" [Local 9]\n  A parent may ask the chair to look again within 20 days of the date the board was told.\n";
    let program = clocks("", plain);
    let stands = |day: &str| one(&program, "  told: 2015-05-01\n", day);
    assert_eq!(
        (stands("2015-05-20").1.as_str(), stands("2015-05-20").2.as_str()),
        ("due", "One day is left.")
    );
    let ended = stands("2015-05-22");
    assert_eq!(ended.1, "ended");
    assert_eq!(ended.2, "The time for it ended one day ago. Whether it was used is not recorded.");
    let shown = clocks("", &format!("{plain}  Done on: the date the panel met.\n"));
    let used = one(&shown, "  told: 2015-05-01\n  met: 2015-05-23\n", "2015-06-01");
    assert_eq!(
        (used.1.as_str(), used.2.as_str()),
        ("ended", "It was done on 23 May 2015, after the time for it had ended.")
    );
}

#[test]
fn a_deadline_may_be_counted_from_the_first_or_last_date_among_entries() {
    let counted = |which: &str, facts: &str| {
        let deadline = format!(
            "Deadline \"summary\" [Local 7]\n  The office should send a summary within 5 days of the {which} date of receipt among agency reports.\n"
        );
        let program = clocks("", &deadline);
        let explained = told(&program, &format!("case: EX-1\nfacts:\n{facts}"), "2015-07-20");
        let lines = explained.procedure.deadlines.iter();
        let shown = |line: &explanation::DeadlineExplanation| {
            [line.due_first, line.due].map(|day| day.map_or(String::new(), |day| day.to_string())).join(" ")
        };
        lines.map(shown).collect::<Vec<_>>().join(",")
    };
    let closed = "  reports: [{date-of-receipt: 2015-06-05}, {date-of-receipt: 2015-06-01}, and no others]\n";
    assert_eq!(counted("last", closed), " 2015-06-10");
    assert_eq!(counted("first", closed), " 2015-06-06");
    let open = "  reports: [{date-of-receipt: 2015-06-05}, {date-of-receipt: 2015-06-01}]\n";
    assert_eq!(counted("last", open), "2015-06-10 ", "another may have come in later");
    assert_eq!(counted("first", open), " 2015-06-06", "another may have come in earlier");
    let lacking = "  reports: [{date-of-receipt: 2015-06-05}, {date-of-receipt: not known}, and no others]\n";
    assert_eq!(counted("latest", lacking), "2015-06-10 ");
    assert_eq!(counted("last", "  reports: not known\n"), " ");
    assert_eq!(counted("last", "  reports: none\n"), "", "nothing to count from, so no deadline");
}

#[test]
fn a_deadline_from_a_date_that_does_not_apply_does_not_apply() {
    let deadline = "Deadline \"tell\" [Local 8]\n  The office should tell the panel within 5 days of the date of death.\n";
    let program = clocks("", deadline);
    let lines = |facts: &str| {
        let explained = told(&program, &format!("case: EX-1\nfacts: {facts}\n"), "2015-07-20");
        explained.procedure.deadlines.into_iter().map(|line| line.state).collect::<Vec<_>>()
    };
    assert_eq!(lines("{child-died: no}"), Vec::<String>::new());
    assert_eq!(lines("{child-died: yes}"), ["not known"]);
    assert_eq!(lines("{}"), ["not known"]);
}

#[test]
fn a_day_not_known_gives_a_deadline_not_known_and_a_month_gives_a_range() {
    let program = clocks("  Working days: England and Wales.", FIVE);
    let (due, state, words) = one(&program, "  told: not known\n", "2015-06-01");
    assert_eq!((due, state.as_str()), (None, "not known"));
    assert!(words.contains("not recorded"), "{words}");
    let explained = told(&program, "case: EX-1\nfacts: {told: 2015-05}\n", "2015-06-01");
    let line = &explained.procedure.deadlines[0];
    assert!(line.due_first.is_some() && line.due_first < line.due);
    assert_eq!(line.state, "may be late", "{}", line.words);
}

#[test]
fn scotlands_holiday_of_15_june_2026_counts_in_scotland_alone() {
    for (nation, day) in
        [("Scotland", "2026-06-19"), ("England and Wales", "2026-06-18"), ("Northern Ireland", "2026-06-18")]
    {
        let program = clocks(&format!("  Working days: {nation}."), FIVE);
        assert_eq!(one(&program, "  told: 2026-06-11\n", "2026-06-12").0.as_deref(), Some(day), "{nation}");
    }
}

#[test]
fn beyond_the_years_of_the_table_it_says_so_and_gives_no_day() {
    let program = clocks("  Working days: England and Wales.", FIVE);
    for day in ["2028-12-27", "2011-11-01"] {
        let (due, state, words) = one(&program, &format!("  told: {day}\n"), "2029-01-10");
        assert_eq!((due, state.as_str()), (None, "not known"), "{day}");
        assert!(words.contains("2012") && words.contains("2028"), "{words}");
    }
}

#[test]
fn a_month_ends_by_the_rule_the_header_declares() {
    let month = "Deadline \"decide\" [Local 3]\n  The chair should normally decide within 1 month of the date the board was told.\n";
    for (header, day) in [
        ("", "2015-02-28"),
        ("  Month ends: the earlier day.", "2015-02-28"),
        ("  Month ends: the later day.", "2015-03-01"),
    ] {
        let program = clocks(header, month);
        assert_eq!(one(&program, "  told: 2015-01-31\n", "2015-02-01").0.as_deref(), Some(day), "{header}");
    }
}

#[test]
fn a_stage_has_a_first_and_a_last_day() {
    let stage = "Deadline \"meet\" [Local 4]\n  The panel should meet between 10 and 12 working days after the date the board was told.\n";
    let program = clocks("  Working days: England and Wales.", stage);
    let explained = told(&program, "case: EX-1\nfacts: {told: 2015-06-01}\n", "2015-06-02");
    let page = Report::of(vec![explained]).write(Format::Text);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words
            .contains("between 10 and 12 working days after the date the board was told (England and Wales)"),
        "{words}"
    );
    assert!(words.contains("17 June 2015"), "{words}");
}

#[test]
fn a_deadline_in_hours_is_two_days_wide_until_the_time_is_known() {
    let hours = "Deadline \"refer\" [Local 5]\n  The agency must refer the case within 30 hours of the time of the incident.\n";
    let program = clocks("", hours);
    let timed = told(&program, "case: EX-1\nfacts: {incident: 2015-05-28 14:30}\n", "2015-05-28");
    assert_eq!(timed.procedure.deadlines[0].due_time, Some(20 * 60 + 30));
    let report = Report::of(vec![timed]);
    assert!(report.write(Format::Text).contains("29 May 2015 at 20:30"), "{}", report.write(Format::Text));
    let json = report.write(Format::Json);
    assert!(json.contains(r#""due": "2015-05-29""#) && json.contains(r#""due_time": "20:30""#), "{json}");
    let explained = told(&program, "case: EX-1\nfacts: {incident: 2015-05-28}\n", "2015-05-28");
    let line = &explained.procedure.deadlines[0];
    assert_eq!(line.due_first.map(|day| day.to_string()).as_deref(), Some("2015-05-29"));
    assert_eq!(line.due.map(|day| day.to_string()).as_deref(), Some("2015-05-30"));
}

#[test]
fn done_on_the_last_day_of_hours_is_not_called_in_time() {
    let hours = "Deadline \"refer\" [Local 5]\n  The agency must refer the case within 24 hours of the time of the incident.\n  Done on: the date the panel met.\n";
    let program = clocks("", hours);
    let stands = |incident: &str, met: &str| {
        one(&program, &format!("  incident: {incident}\n  met: {met}\n"), "2015-07-01")
    };
    let (_, state, words) = stands("2015-06-01 09:00", "2015-06-02");
    assert_eq!(state, "not known");
    assert_eq!(
        words,
        "It was done on 2 June 2015, the last day. Whether it was in time is not known: the hours are not all recorded."
    );
    assert_eq!(stands("2015-06-01", "2015-06-02").1, "not known");
    assert_eq!(stands("2015-06-01 09:00", "2015-06-01").1, "met");
    assert_eq!(stands("2015-06-01 09:00", "2015-06-03").1, "late");
    let (_, state, words) = stands("2015-06-01 09:00", "2015-05-02");
    assert_eq!(state, "met");
    assert_eq!(
        words,
        "It was done on 2 May 2015, before the day it is counted from. Look whether both days are right."
    );
}

#[test]
fn a_day_open_to_one_side_gives_no_invented_last_day() {
    let month = "Deadline \"decide\" [Local 3]\n  The chair should decide within 1 month of the date the board was told.\n";
    let program = clocks("", month);
    let page = |said: &str, day: &str| {
        let explained = told(&program, &format!("case: EX-1\nfacts:\n  told: {said}\n"), day);
        let page = Report::of(vec![explained]).write(Format::Text);
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let before = page("before 2015-05-25", "2015-06-01");
    assert!(before.contains("Last day: 24 June 2015 at the latest."), "{before}");
    let after = page("after 2015-05-25", "2015-06-01");
    assert!(after.contains("Last day: 26 June 2015 at the earliest."), "{after}");
    let within = page("2015-05", "2015-05-25");
    assert!(
        within.contains("At least 7 days are left: the day it is counted from is not exact."),
        "{within}"
    );
    for page in [before, after, within] {
        assert!(!page.contains("1800") && !page.contains("2199") && !page.contains("2200"), "{page}");
    }
}

#[test]
fn an_outcome_not_settled_starts_a_deadline_that_might_apply() {
    let started = "Deadline \"tell\" [Local 6]\n  When the outcome is full review, the chair must tell the panel within 14 days of the date the board was told.\n";
    let program = clocks("", started);
    assert_eq!(one(&program, "  told: 2015-06-01\n", "2015-06-02").1, "might apply");
    assert_eq!(
        one(&program, "  child-died: yes\n  told: 2015-06-01\n", "2015-06-02").0.as_deref(),
        Some("2015-06-15")
    );
    let none = told(&program, "case: EX-1\nfacts: {child-died: no, told: 2015-06-01}\n", "2015-06-02");
    assert!(none.procedure.deadlines.is_empty(), "what does not apply is not printed");
}

#[test]
fn several_deadlines_are_drawn_with_a_table_that_says_the_same() {
    let two = format!(
        "{FIVE}Deadline \"decide\" [Local 3]\n  The chair should decide within 1 month of the date the board was told.\n"
    );
    let program = clocks("  Working days: England and Wales.", &two);
    let explained = || vec![told(&program, "case: EX-1\nfacts: {told: 2015-05-28}\n", "2015-06-10")];
    let html = Report::of(explained()).write(Format::Html);
    assert!(html.contains("<svg ") && html.contains("<title>When each deadline falls</title>"));
    assert!(
        html.contains("<desc>Tell: last day 4 June 2015, late. Decide: last day 28 June 2015, due.</desc>"),
        "{html}"
    );
    let picture = html.split("<svg").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(picture.contains(">due</text>") && picture.contains(">late</text>"), "{picture}");
    assert!(
        !picture.contains(">met</text>") && !picture.contains(">other"),
        "no shape that is not there: {picture}"
    );
    for day in ["<td>4 June 2015</td>", "<td>28 June 2015</td>", "<td>late</td>"] {
        assert!(html.contains(day), "{day}");
    }
    assert!(!html.contains("stroke=\"red\"") && !html.contains("<script"), "black and white, and still");
    let json: serde_json::Value = serde_json::from_str(&Report::of(explained()).write(Format::Json)).unwrap();
    assert_eq!(json[0]["bank_holidays"]["hash"], project::shipped_holidays().hash);
    let text = crate::written::from_text(&Report::of(explained()).write(Format::Text));
    assert_eq!(text, crate::written::from_html(&html), "the picture adds no words of its own");
}

#[test]
fn a_table_with_a_year_in_part_or_a_day_twice_is_refused() {
    let text = std::fs::read_to_string("rules/calendar/bank-holidays.json").unwrap();
    assert!(project::read_holidays(&text).is_ok());
    let mut feed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let events = feed["scotland"]["events"].as_array_mut().unwrap();
    events.retain(|event| !event["date"].as_str().unwrap().starts_with("2028-12"));
    let error = project::read_holidays(&feed.to_string()).unwrap_err();
    assert!(error.contains("2028 for Scotland"), "{error}");
    let mut feed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let events = feed["scotland"]["events"].as_array_mut().unwrap();
    let again = events[3].clone();
    events.push(again);
    assert!(project::read_holidays(&feed.to_string()).unwrap_err().contains("twice"));
    for broken in ["{}", "[]", "{\"england-and-wales\": {\"events\": [{\"date\": \"2026-02-30\"}]}}"] {
        assert!(project::read_holidays(broken).is_err());
    }
}
