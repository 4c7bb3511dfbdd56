//! `Sources` (`Regs means "…".`) and `Settings` (`The infant age limit is 1 year [Local 2].`).

use super::body::citations;
use super::key_lines::title;
use super::outline::Statement;
use super::parts::Parts;
use super::reader::Reader;
use super::tree::{Setting, SourceEntry, Text};
use super::words::Words;
use crate::diagnostic::Diagnostic;

/// The lines of `Sources`.
pub(super) fn sources<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Vec<SourceEntry>> {
    parts.first(reader, "Write a line such as `Regs means \"TITLE\".`")?;
    Some(parts.statements.iter().filter_map(|statement| source(reader, statement)).collect())
}

fn source<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) -> Option<SourceEntry> {
    let words = statement.words(reader);
    let parts = words.split("means").filter(|(key, title)| !key.is_empty() && !title.is_empty());
    let Some((key, words)) = parts else {
        let said =
            Diagnostic::error("E0418", words.span(), format!("`{}` names no source", words.text().text))
                .help("Write a short name and the title: `Regs means \"TITLE\".`");
        let other =
            ["=", "is", ":", "refers to", "stands for"].into_iter().find_map(|other| words.part(other));
        reader.report(match other {
            Some(other) if other.pieces.first().is_some_and(|first| first.space_before) => {
                said.fix("write `means`", other.span(), "means")
            }
            Some(other) => said.fix("write `means`", other.span(), " means"),
            None => said,
        });
        return None;
    };
    Some(SourceEntry { key: key.text(), title: title(reader, words)? })
}

/// The lines of `Settings`.
pub(super) fn settings<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Vec<Setting>> {
    parts.first(reader, "Write a line such as `Several means 3 [Local 6].`")?;
    Some(parts.statements.iter().filter_map(|statement| setting(reader, statement)).collect())
}

fn setting<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) -> Option<Setting> {
    let words = statement.words(reader);
    let parts = words.split("means").or_else(|| words.split("is"));
    let Some((name, value)) = parts.filter(|(name, value)| !name.is_empty() && !value.is_empty()) else {
        reader.report(
            Diagnostic::error(
                "E0418",
                words.span(),
                format!("`{}` gives no setting a value", words.text().text),
            )
            .help("Write `The infant age limit is 1 year [Local 2].` or `Several means 3 [Local 6].`"),
        );
        return None;
    };
    let (value, open) = match value.split("(open ,") {
        Some((value, range)) => (value, Some(open(reader, range)?)),
        None => (value, None),
    };
    let (start, end) = statement.bounds();
    Some(Setting {
        name: name.text(),
        value: value.text(),
        open,
        citations: citations(reader, statement.citations()),
        span: reader.at(start, end),
    })
}

/// `from 2 to 4)`
fn open(reader: &mut Reader<'_>, range: Words<'_, '_>) -> Option<(Text, Text)> {
    let mut rest = range;
    let parts = if rest.eat("from") { rest.split("to") } else { None };
    let bounds = parts.and_then(|(from, to)| {
        let mut upper = to.text();
        let length = upper.text.strip_suffix(')')?.len();
        upper.text.truncate(length);
        upper.span.end = upper.span.end.saturating_sub(1);
        Some((from.text(), upper)).filter(|(from, upper)| !from.text.is_empty() && !upper.text.is_empty())
    });
    if bounds.is_none() {
        let place = range.span();
        reader.report(
            Diagnostic::error(
                "E0418",
                place,
                "This does not say between which values a local board may choose",
            )
            .help("Write `(open, from 2 to 4)`."),
        );
    }
    bounds
}
