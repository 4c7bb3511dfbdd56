//! Is the value in a plain, fictional record a value of the fact? (`Plainly: V.`)

use super::lines::Lines;
use super::{LengthKind, Type};
use crate::calendar::{Length, Unit, read_date, read_number};
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{FactKind, Text};

/// Reports a `Plainly` line whose value the fact cannot have.
pub(super) fn check(lines: &Lines<'_>, ty: &Type, kind: FactKind, found: &mut Vec<Diagnostic>) {
    let Some(text) = lines.text("Plainly") else { return };
    if kind == FactKind::Computed {
        found.push(
            Diagnostic::error(
                "E0251",
                text.span,
                format!("`{}` is computed, so it has no plain value", lines.id()),
            )
            .help("give the facts it is computed from their plain values"),
        );
        return;
    }
    let values: Vec<&str> = match ty {
        Type::YesNo => vec!["yes", "no"],
        Type::OneOf { values, .. } | Type::ByTable { values } => values.iter().map(String::as_str).collect(),
        Type::AnyOf { values } => values.iter().map(String::as_str).chain(["none"]).collect(),
        Type::Periods | Type::List { .. } => vec!["none"],
        Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::Text => {
            check_quantity(text, ty, found);
            return;
        }
    };
    let several = matches!(ty, Type::AnyOf { .. });
    let parts: Vec<&str> = if several { text.text.split(", ").collect() } else { vec![text.text.as_str()] };
    for part in parts {
        if values.iter().any(|value| value.eq_ignore_ascii_case(part)) {
            continue;
        }
        let title = format!("`{part}` is not one of the values of `{}`", lines.id());
        let diagnostic = Diagnostic::error("E0251", text.span_of(part), title)
            .help(format!("its values are: {}", values.join(", ")));
        found.push(match nearest(part, values.iter().copied()) {
            Some(near) => diagnostic.fix(format!("write `{near}`"), text.span_of(part), near),
            None => diagnostic,
        });
    }
}

fn check_quantity(text: &Text, ty: &Type, found: &mut Vec<Diagnostic>) {
    let words = text.text.as_str();
    let day = || words.split(" at ").next().is_some_and(|day| read_date(day).is_ok());
    let wanted = match ty {
        Type::Number if read_number(words).is_none() => "a whole number such as `3`",
        Type::Date | Type::Shifted { .. } | Type::DateTime if !day() => "a date such as `28 May 2015`",
        Type::Length(kind) if !Length::read(words).is_some_and(|length| fits(length, *kind)) => match kind {
            LengthKind::Days => "a length of time such as `10 days`",
            LengthKind::Months => "a length of time such as `4 months`",
        },
        Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::Text
        | Type::YesNo
        | Type::OneOf { .. }
        | Type::AnyOf { .. }
        | Type::ByTable { .. }
        | Type::Periods
        | Type::List { .. } => return,
    };
    found.push(
        Diagnostic::error("E0251", text.span, format!("`{words}` is not a value of this fact"))
            .help(format!("write {wanted}")),
    );
}

fn fits(length: Length, kind: LengthKind) -> bool {
    match length.unit {
        Unit::Days | Unit::Weeks => kind == LengthKind::Days,
        Unit::Months | Unit::Years => kind == LengthKind::Months,
        Unit::Hours | Unit::WorkingDays => false,
    }
}
