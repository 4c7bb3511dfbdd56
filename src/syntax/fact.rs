//! The declarations of a vocabulary: facts, judgements, computed facts, lists and their fields.

use super::body::body;
use super::key_lines::{known_key, listed, report_no_value};
use super::outline::Statement;
use super::parts::{Parts, joined_values, key_and_values};
use super::pieces::Kind;
use super::reader::Reader;
use super::tree::{Body, Fact, FactKind, Field, KeyValue, Text};
use super::words::{Words, inner};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

const KEYS: [&str; 16] = [
    "Name",
    "Yes",
    "No",
    "Ask",
    "Held by",
    "Judged by",
    "One",
    "Many",
    "None",
    "Plainly",
    "Never",
    "Ever",
    "Formerly",
    "Ease of asking",
    "Note",
    "Applies when",
];
const BARE: [&str; 2] = ["Beyond dispute", "May lie ahead"];
/// Lines about a whole list, even where they stand below one of its fields.
const OF_THE_LIST: [&str; 5] = ["Held by", "Judged by", "One", "Many", "None"];

/// `Fact id, type.` and its lines.
pub(super) fn fact<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Fact> {
    let keyword = super::words::straight(parts.heading.first()?.raw);
    let id = parts.heading.iter().find(|piece| piece.kind == Kind::Id)?;
    let id = reader.words(std::slice::from_ref(id)).text();
    let (kind, fixed) = kind_of(&keyword);
    let first = parts.first(reader, "End the heading in a full stop.")?;
    let heading = declaration(reader, first, fixed, kind == FactKind::Private)?;
    let mut fact = Fact {
        kind,
        id,
        ty: heading.ty,
        applies_when: heading.applies_when,
        lines: heading.lines,
        fields: Vec::new(),
        span: parts.span,
    };
    for line in parts.statements.iter().skip(1) {
        read_line(reader, line, &mut fact);
    }
    Some(fact)
}

fn kind_of(keyword: &str) -> (FactKind, Option<&'static str>) {
    match keyword {
        "Judgement" => (FactKind::Judgement, None),
        "Computed" => (FactKind::Computed, None),
        "Periods" => (FactKind::Fact, Some("periods")),
        "List" => (FactKind::Fact, Some("list")),
        "Context" => (FactKind::Context, None),
        "Private" => (FactKind::Private, Some("")),
        "Fact" => (FactKind::Fact, None),
        _ => (FactKind::EstablishedLater, None),
    }
}

/// What a heading says after the id.
struct Declaration {
    ty: Text,
    applies_when: Option<Body>,
    /// Lines without a value that stand in the heading: `date; may lie ahead`.
    lines: Vec<KeyValue>,
}

/// `, one of: a, b; in rising order; applies when S`
fn declaration<'a>(
    reader: &mut Reader<'a>,
    statement: &Statement<'a>,
    fixed: Option<&'static str>,
    private: bool,
) -> Option<Declaration> {
    let last = statement.phrases.len().saturating_sub(1);
    let mut types: Vec<Words<'_, 'a>> = Vec::new();
    let mut applies_when = None;
    let mut lines = Vec::new();
    for (index, phrase) in statement.phrases.iter().enumerate() {
        let mut words = reader.words(&phrase.words);
        if index == 0 {
            words.eat(",");
        }
        if let Some(ty) = before_applies_when(reader, &mut words) {
            types.push(ty);
        }
        if words.eat("applies when") || (index > 0 && applies_if(reader, &mut words)) {
            let opened = statement.list.as_ref().filter(|_| index == last);
            applies_when = Some(body(reader, words, opened)?);
        } else if let Some(line) = bare_line(words).filter(|_| index > 0) {
            lines.push(line);
        } else if !words.is_empty() {
            types.push(words);
        }
    }
    let written = joined_values(&types);
    let (start, _) = statement.bounds();
    let place = reader.at(start, start);
    let ty = match fixed {
        Some(ty) if types.is_empty() => Text { text: ty.to_owned(), span: place },
        None if !types.is_empty() => written,
        Some(_) if private => written,
        Some(ty) => {
            report_fixed(reader, &written, ty);
            return None;
        }
        None => {
            report_no_type(reader, place);
            return None;
        }
    };
    Some(Declaration { ty, applies_when, lines })
}

/// `date, applies when …`: the comma is reported; the type before it, with `applies when …` left in `words`.
fn before_applies_when<'p, 'a>(reader: &mut Reader<'a>, words: &mut Words<'p, 'a>) -> Option<Words<'p, 'a>> {
    let (ty, _) = words.split(", applies when")?;
    let (comma, rest) = words.pieces.get(ty.pieces.len()..)?.split_first()?;
    let place = reader.place(comma);
    let title = "A comma stands before `applies when`, as if it went on with the type";
    reader.report(Diagnostic::error("E0427", place, title).fix("write a semicolon", place, ";"));
    words.pieces = rest;
    Some(ty)
}

/// `applies if …`: reported, and read as `applies when …`.
fn applies_if(reader: &mut Reader<'_>, words: &mut Words<'_, '_>) -> bool {
    let start = words.pieces.get(..2).map(|pieces| reader.words(pieces).span());
    let Some(place) = start.filter(|_| words.eat("applies if")) else { return false };
    reader.report(
        Diagnostic::error("E0427", place, "This heading says `applies if` where `applies when` belongs").fix(
            "write `applies when`",
            place,
            "applies when",
        ),
    );
    true
}

fn report_no_type(reader: &mut Reader<'_>, place: Span) {
    reader.report(
        Diagnostic::error("E0427", place, "This heading does not say what kind of answer there is").help(
            "Write a comma and a type after the id: yes or no; one of: …; any of: …; number; date; date and time; \
             length of time; periods; text.",
        ),
    );
}

fn report_fixed(reader: &mut Reader<'_>, written: &Text, ty: &str) {
    let title = format!("`{}` stands in the heading of {ty}, which needs no type", written.text);
    reader.report(
        Diagnostic::error("E0427", written.span, title)
            .help("Leave it out; `applies when …` may stand there."),
    );
}

fn read_line<'a>(reader: &mut Reader<'a>, line: &Statement<'a>, fact: &mut Fact) {
    let mut words = line.words(reader);
    let whole = words;
    let without_colon = words.eat("applies when") && !words.begins(":");
    if without_colon || words.eat(":") && whole.begins("applies when") {
        fact.applies_when = body(reader, words, line.list.as_ref());
        return;
    }
    if whole.begins("field") && !whole.begins("field :") {
        fact.fields.extend(field(reader, line));
        return;
    }
    let read = lines_of(reader, line);
    for value in read {
        let own = OF_THE_LIST.contains(&value.key.text.as_str());
        match fact.fields.last_mut().filter(|_| !own) {
            Some(field) => {
                field.span = field.span.to(value.key.span);
                field.lines.push(value);
            }
            None => fact.lines.push(value),
        }
    }
}

/// `Field on, date.`
fn field<'a>(reader: &mut Reader<'a>, line: &Statement<'a>) -> Option<Field> {
    let mut words = line.words(reader);
    words.eat("field");
    let (start, end) = line.bounds();
    let span = reader.at(start, end);
    let Some((id, ty)) = words.split(",").filter(|(id, ty)| id.pieces.len() == 1 && !ty.is_empty()) else {
        report_no_field(reader, words.span());
        return None;
    };
    let mut values = vec![ty];
    values.extend(line.phrases.iter().skip(1).map(|phrase| reader.words(&phrase.words)));
    Some(Field { id: id.text(), ty: joined_values(&values), lines: Vec::new(), span })
}

fn report_no_field(reader: &mut Reader<'_>, place: Span) {
    reader.report(
        Diagnostic::error("E0427", place, "This line does not name a field and its type")
            .help("Write `Field on, date.`, with a line for each field."),
    );
}

/// One line; several quoted values make several.
fn lines_of<'a>(reader: &mut Reader<'a>, line: &Statement<'a>) -> Vec<KeyValue> {
    let words = line.words(reader);
    let Some((key, values)) = key_and_values(reader, line) else {
        return bare(reader, line, words).into_iter().collect();
    };
    let key = key.text();
    if ["field", "fields"].iter().any(|field| key.text.eq_ignore_ascii_case(field)) {
        report_no_field(reader, key.span);
        return Vec::new();
    }
    let Some(known) = known_key(reader, &key, &KEYS) else { return Vec::new() };
    let key = Text { text: known.to_owned(), span: key.span };
    let values: Vec<Words<'_, 'a>> = values.into_iter().filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        report_no_value(reader, &key);
        return Vec::new();
    }
    let quoted: Vec<Text> = values
        .iter()
        .filter_map(|value| match value.pieces {
            [only] if only.kind == Kind::Quoted => Some(inner(reader.source, only)),
            _ => None,
        })
        .collect();
    if quoted.len() == values.len() {
        return quoted
            .into_iter()
            .map(|value| KeyValue { key: key.clone(), value: Some(value), quoted: true })
            .collect();
    }
    vec![KeyValue { key, value: Some(joined_values(&values)), quoted: false }]
}

/// `Beyond dispute`, `May lie ahead`
fn bare_line(words: Words<'_, '_>) -> Option<KeyValue> {
    let text = words.text();
    let known = BARE.iter().find(|known| known.eq_ignore_ascii_case(&text.text))?;
    Some(KeyValue { key: Text { text: (*known).to_owned(), span: text.span }, value: None, quoted: false })
}

fn bare<'a>(reader: &mut Reader<'a>, line: &Statement<'a>, words: Words<'_, 'a>) -> Option<KeyValue> {
    if let Some(known) = bare_line(words) {
        return Some(known);
    }
    let text = words.text();
    let place = line.place(reader);
    let mut diagnostic = Diagnostic::error("E0404", place, format!("`{}` is no line of a fact", text.text))
        .help(format!("The lines known here are {}.", listed(&[&KEYS[..], &BARE[..]].concat())));
    if let Some(meant) = nearest(&text.text, BARE) {
        diagnostic = diagnostic.fix(format!("write `{meant}`"), place, meant);
    } else if let Some(key) = KEYS.iter().find(|key| words.begins(key))
        && let Some(last) = words.pieces.get(key.split(' ').count() - 1)
    {
        diagnostic = diagnostic.fix(format!("write `{key}:`"), reader.behind(last), ":");
    }
    reader.report(diagnostic);
    None
}
