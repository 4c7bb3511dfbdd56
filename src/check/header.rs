//! What do the header lines say: title, dates in force, calendar choices?

use super::gather::Gathered;
use super::questions::same;
use super::rule_set::{Deadline, RuleSet};
use crate::calendar::{Conventions, LeapBirthday, MonthEnd, Unit};
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{RuleSetHeader, Text};

/// The nations whose bank holidays are known.
const CALENDARS: [&str; 3] = ["England and Wales", "Scotland", "Northern Ireland"];
const MONTH_ENDS: [(&str, MonthEnd); 2] =
    [("the earlier day", MonthEnd::EarlierDay), ("the later day", MonthEnd::LaterDay)];
const LEAP_BIRTHDAYS: [(&str, LeapBirthday); 2] =
    [("28 February", LeapBirthday::February28), ("1 March", LeapBirthday::March1)];

/// The calendar choices of the rule set, the base's where it builds on one.
pub(super) fn conventions(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Conventions {
    let mut settled: Option<Conventions> = None;
    for header in gathered.sets.iter().filter_map(|set| set.header) {
        let month_end =
            header.month_ends.as_ref().and_then(|text| choice("Month ends", text, &MONTH_ENDS, diagnostics));
        let leap = header
            .leap_birthday
            .as_ref()
            .and_then(|text| choice("Born on 29 February", text, &LEAP_BIRTHDAYS, diagnostics));
        let Some(base) = settled else {
            let default = Conventions::default();
            settled = Some(Conventions {
                month_end: month_end.unwrap_or(default.month_end),
                leap_birthday: leap.unwrap_or(default.leap_birthday),
            });
            continue;
        };
        if let Some(text) =
            header.month_ends.as_ref().filter(|_| month_end.is_some_and(|own| own != base.month_end))
        {
            diagnostics.push(differs(gathered, "Month ends", text, &words(&MONTH_ENDS, base.month_end)));
        }
        if let Some(text) =
            header.leap_birthday.as_ref().filter(|_| leap.is_some_and(|own| own != base.leap_birthday))
        {
            diagnostics.push(differs(
                gathered,
                "Born on 29 February",
                text,
                &words(&LEAP_BIRTHDAYS, base.leap_birthday),
            ));
        }
    }
    settled.unwrap_or_default()
}

fn words<T: PartialEq + Copy>(choices: &[(&str, T)], value: T) -> String {
    choices
        .iter()
        .find(|(_, choice)| *choice == value)
        .map(|(words, _)| (*words).to_owned())
        .unwrap_or_default()
}

fn choice<T: Copy>(
    line: &str,
    text: &Text,
    choices: &[(&str, T)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let found = choices.iter().find(|(words, _)| same(words, &text.text)).map(|(_, choice)| *choice);
    if found.is_none() {
        let words: Vec<&str> = choices.iter().map(|(words, _)| *words).collect();
        diagnostics.push(no_choice(line, text, &words));
    }
    found
}

fn no_choice(line: &str, text: &Text, choices: &[&str]) -> Diagnostic {
    let said = Diagnostic::error("E0455", text.span, format!("`{}` is no value of `{line}`", text.text))
        .help(format!("write one of: `{}`", choices.join("`, `")));
    let begun = |choice: &&str| choice.starts_with(&format!("{} ", text.text));
    match nearest(&text.text, choices.iter().copied()).or_else(|| choices.iter().copied().find(begun)) {
        Some(near) => said.fix(format!("write `{near}`"), text.span, near),
        None => said,
    }
}

fn differs(gathered: &Gathered<'_>, line: &str, text: &Text, base: &str) -> Diagnostic {
    let title = gathered.origin(0).set;
    Diagnostic::error(
        "E0489",
        text.span,
        format!("`{line}` differs from “{title}”, on which this rule set builds"),
    )
    .because(format!("There it is `{base}`. One set of rules counts days in one way only."))
    .help("remove this line")
    .fix(format!("write `{base}`"), text.span, base)
}

/// Copies the header lines into the rule set.
pub(super) fn read(gathered: &Gathered<'_>, rule_set: &mut RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    for header in gathered.sets.iter().filter_map(|set| set.header) {
        working_days(gathered, header, rule_set, diagnostics);
    }
    rule_set.builds_on =
        gathered.sets.iter().filter(|set| set.base).map(|set| set.title().to_owned()).collect();
    let Some(header) = gathered.header() else { return };
    if header.builds_on.is_empty()
        && gathered.sets.iter().all(|set| set.header.is_none_or(|header| header.uses.is_empty()))
    {
        diagnostics.push(
            Diagnostic::error("E0454", header.span, "this rule set names no vocabulary")
                .because("Sentences are looked up in a vocabulary; without one none can be understood.")
                .help("add a line under the heading, such as `Uses: \"Child death record\".`"),
        );
    }
    let written = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
    rule_set.title.clone_from(&header.title.text);
    rule_set.span = header.span;
    rule_set.board = written(&header.board);
    rule_set.version = written(&header.version);
    rule_set.replaces = written(&header.replaces);
    if let Some(interval) = &header.in_force {
        rule_set.in_force = (interval.from.map(|(date, _)| date), interval.until.map(|(date, _)| date));
    }
}

/// The bank holidays that count: the base's where it names them.
fn working_days(
    gathered: &Gathered<'_>,
    header: &RuleSetHeader,
    rule_set: &mut RuleSet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(text) = &header.working_days else { return };
    if let Some(said) = unknown_calendar(text) {
        diagnostics.push(said);
        return;
    }
    match &rule_set.working_days {
        Some(base) if !same(base, &text.text) => {
            diagnostics.push(differs(gathered, "Working days", text, base));
        }
        Some(_) => {}
        None => rule_set.working_days = Some(text.text.clone()),
    }
}

/// Says so where a text names no calendar of working days.
pub(super) fn unknown_calendar(text: &Text) -> Option<Diagnostic> {
    let known = CALENDARS.iter().any(|name| same(name, &text.text));
    (!known).then(|| no_choice("Working days", text, &CALENDARS))
}

/// What a deadline counts by although no header says so: whose working days, and how a month ends.
pub(super) fn taken_for_granted(gathered: &Gathered<'_>, rule_set: &RuleSet) -> Vec<Diagnostic> {
    let counting = |units: &[Unit]| {
        let counts = |deadline: &&Deadline| {
            let lengths = [Some(deadline.within), deadline.not_before];
            lengths.iter().flatten().any(|length| units.contains(&length.unit))
        };
        rule_set.deadlines.iter().filter(|deadline| !deadline.origin.base).find(counts)
    };
    let said = |line: fn(&RuleSetHeader) -> bool| gathered.sets.iter().filter_map(|set| set.header).any(line);
    let mut taken = Vec::new();
    if let Some(deadline) = counting(&[Unit::WorkingDays]).filter(|_| rule_set.working_days.is_none()) {
        taken.push(default_taken(deadline, "Working days", "England and Wales", "whose working days count"));
    }
    let months = counting(&[Unit::Months, Unit::Years]);
    if let Some(deadline) = months.filter(|_| !said(|header| header.month_ends.is_some())) {
        let how = "where a month ends that has no such day";
        taken.push(default_taken(deadline, "Month ends", "the earlier day", how));
    }
    taken
}

fn default_taken(deadline: &Deadline, line: &str, default: &str, what: &str) -> Diagnostic {
    let title = format!("the deadline `{}` is counted, and the header does not say {what}", deadline.name);
    Diagnostic::warning("W0499", deadline.span, title)
        .because(format!("`{line}: {default}.` is taken, and printed with every result."))
        .help(format!("write the line `{line}: {default}.` under `Rule set`, or another choice"))
}
