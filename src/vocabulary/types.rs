//! What values may this fact have? From the words after a fact's id to a type.
//!
//! Reads one type text; knows the ids of the other facts only to resolve what a computed fact is computed from.

use std::collections::BTreeMap;

use super::wording::check_value;
use super::{FactId, LengthKind, Type};
use crate::calendar::Length;
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{self, FactKind, Text};

/// A choice or a set has at most this many values.
pub(super) const MOST_VALUES: usize = 60;

const PLAIN_TYPES: [&str; 15] = [
    "yes or no",
    "one of:",
    "any of:",
    "number",
    "date",
    "date and time",
    "length of time",
    "length of time in days or weeks",
    "length of time in months or years",
    "text",
    "periods",
    "list",
    "time from",
    "plus",
    "less",
];

/// The other facts by id, with their declarations.
pub(super) type Declared<'a> = BTreeMap<&'a str, (FactId, &'a tree::Fact)>;

/// The type of a fact that is no list.
pub(super) fn read_type(
    kind: FactKind,
    ty: &Text,
    declared: &Declared<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Type> {
    let text = ty.text.split_once("; applies when").map_or(ty.text.as_str(), |(before, _)| before).trim();
    if kind == FactKind::Computed {
        return read_computed(ty, text, declared, found);
    }
    read_plain(ty, text, found)
}

/// The type of a fact or field that is neither computed nor a list.
pub(super) fn read_plain(ty: &Text, text: &str, found: &mut Vec<Diagnostic>) -> Option<Type> {
    let mut said = Vec::new();
    let read = known_plain(ty, text, &mut said);
    if read.is_some() || !said.is_empty() {
        found.append(&mut said);
        return read;
    }
    let meant = meant_type(text);
    found.push(unknown_type(ty, text, meant));
    // Read as the type that is offered, so that the sentences about the fact are not reported as well.
    meant.and_then(|(part, ours)| known_plain(ty, &text.replacen(part, ours, 1), &mut said))
}

/// The type, where the text begins as one does.
fn known_plain(ty: &Text, text: &str, found: &mut Vec<Diagnostic>) -> Option<Type> {
    let lower = text.to_ascii_lowercase();
    let simple = match lower.as_str() {
        "yes or no" => Some(Type::YesNo),
        "number" => Some(Type::Number),
        "date" => Some(Type::Date),
        "date and time" => Some(Type::DateTime),
        "text" => Some(Type::Text),
        "periods" => Some(Type::Periods),
        _ => None,
    };
    if simple.is_some() {
        return simple;
    }
    if let Some(unit) = lower.strip_prefix("length of time") {
        return read_length(ty, text, unit.trim_start_matches(',').trim(), found);
    }
    if lower.starts_with("one of:") {
        let (listed, rising) = rising_order(ty, text.get("one of:".len()..)?, found);
        return Some(Type::OneOf { values: read_values(ty, listed, found)?, rising });
    }
    if lower.starts_with("any of:") {
        return Some(Type::AnyOf { values: read_values(ty, text.get("any of:".len()..)?, found)? });
    }
    None
}

fn unknown_type(ty: &Text, text: &str, meant: Option<(&str, &str)>) -> Diagnostic {
    let diagnostic = Diagnostic::error("E0240", ty.span, format!("`{text}` is not a kind of value a fact can have"))
        .help(
            "write `yes or no`, `one of: …`, `any of: …`, `number`, `date`, `date and time`, `length of time`, `text`, \
             or begin the declaration with `Periods` or `List`",
        );
    match meant {
        Some((theirs, ours)) => diagnostic.fix(format!("write `{ours}`"), ty.span_of(theirs), ours),
        None => diagnostic,
    }
}

/// The type most likely meant: what is written of it, and how it is called here.
fn meant_type(text: &str) -> Option<(&str, &'static str)> {
    let head = text.split_inclusive(':').next().unwrap_or(text);
    let names = PLAIN_TYPES.into_iter().filter(|name| !matches!(*name, "list" | "plus" | "less"));
    other_name(text).or_else(|| Some((head, nearest(head, names)?)))
}

/// What people call a type, as written, and how it is called here.
fn other_name(text: &str) -> Option<(&str, &'static str)> {
    const OTHERS: [(&str, &str); 16] = [
        ("yes/no", "yes or no"),
        ("yes / no", "yes or no"),
        ("y/n", "yes or no"),
        ("true or false", "yes or no"),
        ("true/false", "yes or no"),
        ("boolean", "yes or no"),
        ("integer", "number"),
        ("whole number", "number"),
        ("count", "number"),
        ("day", "date"),
        ("time", "date and time"),
        ("duration", "length of time"),
        ("string", "text"),
        ("words", "text"),
        ("free text", "text"),
        ("period", "periods"),
    ];
    let whole = OTHERS.into_iter().find(|(theirs, _)| text.eq_ignore_ascii_case(theirs));
    if let Some((_, ours)) = whole {
        return Some((text, ours));
    }
    let listed = [("one of ", "one of: "), ("any of ", "any of: ")];
    let found = listed.into_iter().find(|(theirs, _)| text.to_ascii_lowercase().starts_with(theirs));
    found.and_then(|(theirs, ours)| Some((text.get(..theirs.len())?, ours)))
}

/// The values, and whether they stand in rising order. Behind a comma the words would be one value more: that is reported.
fn rising_order<'t>(ty: &Text, listed: &'t str, found: &mut Vec<Diagnostic>) -> (&'t str, bool) {
    let Some(at) = listed.rfind([';', ',']) else { return (listed, false) };
    let (values, order) = listed.split_at(at);
    if !order.get(1..).is_some_and(|order| order.trim().eq_ignore_ascii_case("in rising order")) {
        return (listed, false);
    }
    if order.starts_with(',') {
        let place = ty.span_of(order);
        found.push(
            Diagnostic::error(
                "E0240",
                place,
                "`in rising order` stands behind a comma, as if it were a value",
            )
            .fix("write a semicolon", place, "; in rising order"),
        );
    }
    (values, true)
}

fn read_length(ty: &Text, text: &str, unit: &str, found: &mut Vec<Diagnostic>) -> Option<Type> {
    match unit {
        "in days" | "in weeks" | "in days or weeks" | "in weeks or days" => {
            Some(Type::Length(LengthKind::Days))
        }
        "" | "in months" | "in years" | "in months or years" | "in years or months" => {
            Some(Type::Length(LengthKind::Months))
        }
        _ => {
            found.push(
                Diagnostic::error("E0240", ty.span, format!("`{text}` is not a kind of value a fact can have"))
                    .because("Days and weeks are exact, months and years follow the calendar; the two are never mixed.")
                    .help("write `length of time in days or weeks` or `length of time in months or years`"),
            );
            None
        }
    }
}

fn read_values(ty: &Text, listed: &str, found: &mut Vec<Diagnostic>) -> Option<Vec<String>> {
    let values: Vec<&str> = listed.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        found.push(
            Diagnostic::error("E0240", ty.span, "there are no values to choose from").help(
                "list the values after the colon, with commas between them: `one of: suspected, known`",
            ),
        );
        return None;
    }
    if values.len() > MOST_VALUES {
        let title = format!("{} values are too many; the limit is {MOST_VALUES}", values.len());
        found.push(
            Diagnostic::error("E0250", ty.span, title)
                .help("group the rare values under one, such as `other`"),
        );
        return None;
    }
    for (index, value) in values.iter().enumerate() {
        check_value(ty, &values, index, value, found);
    }
    Some(values.into_iter().map(str::to_owned).collect())
}

fn read_computed(
    ty: &Text,
    text: &str,
    declared: &Declared<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Type> {
    if let Some(rest) = text.strip_prefix("time from ") {
        let Some((from, to)) = rest.split_once(" to ") else {
            found.push(computed_help(ty, text));
            return None;
        };
        let from = date_input(ty, from.trim(), declared, found);
        let to = date_input(ty, to.trim(), declared, found);
        return Some(Type::TimeBetween { from: from?, to: to? });
    }
    for (word, later) in [(" plus ", true), (" less ", false)] {
        if let Some((base, length)) = text.split_once(word) {
            let base = date_input(ty, base.trim(), declared, found);
            let length = Length::read(length).filter(|length| length.is_within_calendar()).or_else(|| {
                found
                    .push(computed_help(ty, text).help(format!("the longest length is {}", Length::LONGEST)));
                None
            });
            return Some(Type::Shifted { base: base?, later, length: length? });
        }
    }
    if text.eq_ignore_ascii_case("date") {
        return Some(Type::ByTable { values: Vec::new() });
    }
    if text.to_ascii_lowercase().starts_with("one of:") {
        let (listed, _) = rising_order(ty, text.get("one of:".len()..)?, found);
        return Some(Type::ByTable { values: read_values(ty, listed, found)? });
    }
    found.push(computed_help(ty, text));
    None
}

fn computed_help(ty: &Text, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("E0249", ty.span, format!("`{text}` does not say how to compute a fact")).help(
        "write `time from FACT to FACT`, `FACT plus 6 months`, `FACT less 6 months`; or `one of: …` or `date` where a \
         table of the rule set gives the value",
    );
    let from = text.get(..5).filter(|start| start.eq_ignore_ascii_case("from ") && text.contains(" to "));
    match from {
        Some(from) => diagnostic.fix("write `time from`", ty.span_of(from), "time from "),
        None => diagnostic,
    }
}

fn date_input(ty: &Text, id: &str, declared: &Declared<'_>, found: &mut Vec<Diagnostic>) -> Option<FactId> {
    let span = ty.span_of(id);
    let Some((fact, declaration)) = declared.get(id) else {
        let diagnostic = Diagnostic::error("E0249", span, format!("there is no fact `{id}` to compute from"))
            .help("a computed fact names the ids of date facts, such as `time from date-of-birth to date-of-death`");
        let ids: Vec<&str> = declared.keys().copied().collect();
        found.push(match nearest(id, ids) {
            Some(near) if span != ty.span => diagnostic.fix(format!("write `{near}`"), span, near),
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
        return None;
    };
    if gives_a_date(declaration) {
        return Some(*fact);
    }
    found.push(
        Diagnostic::error(
            "E0249",
            span,
            format!("`{id}` is not a date, so nothing can be counted from or to it"),
        )
        .also(declaration.id.span, "declared here")
        .help("name a fact whose values are dates"),
    );
    None
}

fn gives_a_date(declaration: &tree::Fact) -> bool {
    let text = declaration.ty.text.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let computed =
        declaration.kind == FactKind::Computed && (text.contains(" plus ") || text.contains(" less "));
    text == "date" || text == "date and time" || computed
}
