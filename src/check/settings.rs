//! What are the settings worth, after a local board has chosen where it may?

use std::cmp::Ordering;

use super::bodies;
use super::gather::{Gathered, Placed};
use super::rule_set::Setting;
use super::value::SettingValue;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{self, Count, Heading, List};

/// Merges the settings of all sets, base first. A local value replaces the base's where the base says
/// `(open, from A to B)` and only inside that range; everything else about the setting stays the base's.
pub(super) fn merge(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Setting> {
    let mut merged: Vec<(Setting, &Placed<'_, tree::Setting>)> = Vec::new();
    for placed in &gathered.settings {
        check_value(placed.block, diagnostics);
        let key = placed.block.name.text.to_lowercase();
        let earlier = merged.iter_mut().find(|(setting, _)| setting.name.to_lowercase() == key);
        match earlier {
            Some((setting, first)) if first.set != placed.set => {
                set_locally(gathered, (setting, first.block), placed, diagnostics);
            }
            Some(_) => {}
            None => merged.push((setting(gathered, placed), placed)),
        }
    }
    merged.into_iter().map(|(setting, _)| setting).collect()
}

fn setting(gathered: &Gathered<'_>, placed: &Placed<'_, tree::Setting>) -> Setting {
    let block = placed.block;
    Setting {
        name: block.name.text.clone(),
        value: block.value.text.clone(),
        citations: block.citations.iter().map(|citation| citation.text.clone()).collect(),
        open: block.open.as_ref().map(|(from, to)| (from.text.clone(), to.text.clone())),
        instead_of: None,
        origin: gathered.origin(placed.set),
    }
}

/// The value is a number, a length or a date, and lies in its own range.
fn check_value(setting: &tree::Setting, diagnostics: &mut Vec<Diagnostic>) {
    let name = &setting.name.text;
    let Some(value) = SettingValue::read(&setting.value.text) else {
        diagnostics.push(not_a_value(name, &setting.value));
        return;
    };
    let Some((from, to)) = &setting.open else { return };
    let Some(last) = SettingValue::read(&to.text) else {
        diagnostics.push(not_a_value(name, to));
        return;
    };
    let Some(first) = SettingValue::read_before(&from.text, last) else {
        diagnostics.push(not_a_value(name, from));
        return;
    };
    let range = from.span.to(to.span);
    match (first.compare(last), first.compare(value), value.compare(last)) {
        (Some(Ordering::Greater), _, _) => diagnostics.push(
            Diagnostic::error("E0468", range, format!("the range of `{name}` runs backwards: from `{}` to `{}`", from.text, to.text))
                .help("write the smaller value first")
                .fix_with(
                    "put the smaller value first",
                    vec![
                        crate::diagnostic::Edit { span: from.span, replacement: to.text.clone() },
                        crate::diagnostic::Edit { span: to.span, replacement: from.text.clone() },
                    ],
                ),
        ),
        (Some(_), Some(Ordering::Less | Ordering::Equal), Some(Ordering::Less | Ordering::Equal)) => {}
        (Some(_), Some(_), Some(_)) => diagnostics.push(
            Diagnostic::error("E0468", setting.value.span, format!("`{}` lies outside the range that `{name}` leaves open", setting.value.text))
                .also(range, "the range")
                .help(format!("write a value from {} to {}, or widen the range", from.text, to.text)),
        ),
        _ => diagnostics.push(
            Diagnostic::error("E0468", range, format!("`{}`, `{}` and `{}` cannot be compared", setting.value.text, from.text, to.text))
                .because("A range and the value in it are of one kind: numbers, dates, days and weeks, or months and years. Months are never compared with days.")
                .help("write all three in the same unit"),
        ),
    }
}

fn not_a_value(name: &str, value: &tree::Text) -> Diagnostic {
    Diagnostic::error("E0467", value.span, format!("`{}` is no value for the setting `{name}`", value.text))
        .because("A setting is a whole number, a length of time or a date.")
        .help("write for example `3`, `6 months` or `1 April 2015`")
}

fn set_locally(
    gathered: &Gathered<'_>,
    (merged, base): (&mut Setting, &tree::Setting),
    local: &Placed<'_, tree::Setting>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = &base.name.text;
    let title = merged.origin.set.clone();
    if let Some((_, to)) = &local.block.open {
        diagnostics.push(
            Diagnostic::error("E0469", to.span, format!("the range of `{name}` is set by “{title}”"))
                .also(base.span, "the setting built on")
                .because(
                    "A local set chooses a value; what may be chosen is for the set it builds on to say.",
                )
                .help("leave out `(open, from … to …)` here"),
        );
    }
    let Some((from, to)) = &base.open else {
        diagnostics.push(
            Diagnostic::error("E0469", local.block.span, format!("“{title}” does not leave `{name}` open"))
                .also(base.span, "the setting built on")
                .because(
                    "A setting may be set locally only where the set built on says `(open, from … to …)`.",
                )
                .help("remove this line, or use a setting with a name of its own in your own rules"),
        );
        return;
    };
    let inside = || {
        let value = SettingValue::read(&local.block.value.text)?;
        let last = SettingValue::read(&to.text)?;
        let first = SettingValue::read_before(&from.text, last)?;
        Some(first.compare(value)? != Ordering::Greater && value.compare(last)? != Ordering::Greater)
    };
    if SettingValue::read(&local.block.value.text).is_some() && inside() != Some(true) {
        diagnostics.push(
            Diagnostic::error(
                "E0470",
                local.block.value.span,
                format!("`{}` lies outside what “{title}” leaves open for `{name}`", local.block.value.text),
            )
            .also(base.span, format!("open from {} to {}", from.text, to.text))
            .help(format!("write a value from {} to {}", from.text, to.text)),
        );
    }
    merged.instead_of = Some(std::mem::replace(&mut merged.value, local.block.value.text.clone()));
    merged.citations.extend(local.block.citations.iter().map(|citation| citation.text.clone()));
    merged.origin = gathered.origin(local.set);
}

/// Settings no sentence and no count of their own set, or of a set that builds on it, mentions.
pub(super) fn unused(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if gathered.settings.is_empty() {
        return;
    }
    let mut used: Vec<String> =
        bodies::sentences(gathered).into_iter().map(|(_, text)| text.text.to_lowercase()).collect();
    for (_, body) in bodies::bodies(gathered) {
        bodies::lists(body, &mut |list| {
            used.extend(count_setting(list).map(|name| name.text.to_lowercase()));
        });
    }
    for setting in &gathered.settings {
        // A sentence may leave the article out.
        let name = setting.block.name.text.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        let readable = SettingValue::read(&setting.block.value.text).is_some();
        if readable && !used.iter().any(|text| mentions(text, name)) {
            diagnostics.push(
                Diagnostic::warning(
                    "W0481",
                    setting.block.span,
                    format!("no rule uses the setting `{}`", setting.block.name.text),
                )
                .because("A number that no rule reads changes nothing, whatever it is set to.")
                .help("remove it, or write its name in the sentence where the number stands"),
            );
        }
    }
}

/// The setting a list's heading counts by.
pub(super) fn count_setting(list: &List) -> Option<&tree::Text> {
    match &list.heading {
        Heading::AtLeast(Count::Setting(name))
        | Heading::AtMost(Count::Setting(name))
        | Heading::Exactly(Count::Setting(name)) => Some(name),
        Heading::AtLeast(Count::Number(_))
        | Heading::AtMost(Count::Number(_))
        | Heading::Exactly(Count::Number(_))
        | Heading::All
        | Heading::Any
        | Heading::None => None,
    }
}

/// Does the text hold the name as whole words?
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        !letter(before) && !letter(after)
    })
}
