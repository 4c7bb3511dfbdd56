//! A sentence or a list of them, with the author's words kept beside each meaning.

use super::{Found, Reader, member};
use crate::calendar::read_number;
use crate::check::condition::{Clause, Condition, Heading, Meaning};
use crate::check::names::{Names, Scope};
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{self, Body, Count, List, Text};
use crate::vocabulary::FactId;

/// What a body means, with everything wrong in it reported. Label and citations are empty at the top; those of items are
/// kept. Nothing comes back where some part means nothing.
pub fn clause(names: &Names, body: &Body, scope: Scope, found: &mut Vec<Diagnostic>) -> Option<Clause> {
    read_body(Place { names, scope, open: 0 }, body, found)
}

/// Where a body stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    names: &'a Names,
    scope: Scope,
    /// Kinds of list markers open around it.
    open: u8,
}

fn read_body(place: Place<'_>, body: &Body, found: &mut Vec<Diagnostic>) -> Option<Clause> {
    match body {
        Body::Sentence(text) => Some(leaf(text, Meaning::Sentence(sentence(place, text, found)?))),
        Body::WhetherOrNot(text) => Some(leaf(text, Meaning::Inert(sentence(place, text, found)?))),
        Body::Quoted(text) => {
            found.push(
                Diagnostic::error("E0201", text.span, format!("`{}` stands in quotes, so it means nothing here", text.text))
                    .because("Only under *The group considers* may free text stand in quotes: nothing follows from it.")
                    .help("write a sentence of the vocabulary"),
            );
            None
        }
        Body::List(list) => read_list(place, list, found),
    }
}

fn leaf(text: &Text, meaning: Meaning) -> Clause {
    Clause { label: String::new(), text: text.text.clone(), span: text.span, citations: Vec::new(), meaning }
}

fn sentence(place: Place<'_>, text: &Text, found: &mut Vec<Diagnostic>) -> Option<Condition> {
    let reader = Reader { open: place.open, ..Reader::new(place.names, text, place.scope) };
    keep(reader.sentence(), found)
}

fn keep<T>(result: Found<T>, found: &mut Vec<Diagnostic>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(diagnostic) => {
            found.push(*diagnostic);
            None
        }
    }
}

fn read_list(place: Place<'_>, list: &List, found: &mut Vec<Diagnostic>) -> Option<Clause> {
    let counted = list.for_which.as_ref().map(|text| (text, counted(place, text, found)));
    let scope = match &counted {
        Some((_, condition)) => Scope::Entry(entries_of(condition.as_ref()?)?),
        None => place.scope,
    };
    let heading = read_heading(place, list, found);
    let open = place.open | list.items.first().map_or(0, |item| marker_kind(&item.label));
    let inside = Place { names: place.names, scope, open };
    let items: Vec<Option<Clause>> = list.items.iter().map(|item| read_item(inside, item, found)).collect();
    let items: Vec<Clause> = items.into_iter().collect::<Option<_>>()?;
    let words = heading_words(&list.heading);
    let clause = Clause {
        label: String::new(),
        text: words.clone(),
        span: list.span,
        citations: Vec::new(),
        meaning: Meaning::List { heading: heading?, items },
    };
    let Some((text, Some(counted))) = counted else { return Some(clause) };
    let span = clause.span;
    let meaning = Meaning::Sentence(keep(those(place, text, counted, &clause), found)?);
    Some(Clause {
        label: String::new(),
        text: format!("{}, for which {words}", text.text),
        span,
        citations: Vec::new(),
        meaning,
    })
}

/// A sentence about the entries of a list, of those entries only of which the clause holds.
fn those(place: Place<'_>, text: &Text, counted: Condition, clause: &Clause) -> Found<Condition> {
    if let Condition::MemberOf { subject, list, field } = counted {
        return member::among_those(place.names, text, (subject, (list, field)), clause);
    }
    let mut narrowed = counted;
    narrow(&mut narrowed, clause);
    Ok(narrowed)
}

fn narrow(condition: &mut Condition, those: &Clause) {
    if let Condition::Count { filter, .. } = condition {
        filter.push(those.clone());
    } else if let Condition::Either(options) = condition {
        for option in options {
            narrow(option, those);
        }
    }
}

/// The list whose entries a sentence counts, or among which it looks a value up.
fn entries_of(condition: &Condition) -> Option<FactId> {
    if let Condition::Either(options) = condition {
        return options.first().and_then(entries_of);
    }
    let (Condition::Count { different: None, list, .. } | Condition::MemberOf { list, .. }) = condition
    else {
        return None;
    };
    Some(*list)
}

fn read_item(place: Place<'_>, item: &tree::Item, found: &mut Vec<Diagnostic>) -> Option<Clause> {
    let clause = read_body(place, &item.body, found)?;
    let citations = item.citations.iter().map(|citation| citation.text.clone()).collect();
    Some(Clause { label: item.label.clone(), citations, ..clause })
}

/// The sentence before `for which`: it must count the entries of a list, or look a value up among them.
fn counted(place: Place<'_>, text: &Text, found: &mut Vec<Diagnostic>) -> Option<Condition> {
    let condition = sentence(place, text, found)?;
    if entries_of(&condition).is_some() {
        return Some(condition);
    }
    found.push(
        Diagnostic::error(
            "E0220",
            text.span,
            format!("`{}` speaks of no list entry, so `for which` has no meaning", text.text),
        )
        .help("begin with `there was a …`, `there were at least 2 …`, `the number of … is …` or `its FIELD is one of the FIELDs of …`"),
    );
    None
}

fn read_heading(place: Place<'_>, list: &List, found: &mut Vec<Diagnostic>) -> Option<Heading> {
    let mut number = |count: &Count| read_count(place, count, list, found);
    Some(match &list.heading {
        tree::Heading::All => Heading::All,
        tree::Heading::Any => Heading::Any,
        tree::Heading::None => Heading::None,
        tree::Heading::AtLeast(count) => Heading::AtLeast(number(count)?),
        tree::Heading::AtMost(count) => Heading::AtMost(number(count)?),
        tree::Heading::Exactly(count) => Heading::Exactly(number(count)?),
    })
}

fn read_count(place: Place<'_>, count: &Count, list: &List, found: &mut Vec<Diagnostic>) -> Option<u32> {
    let (number, span) = match count {
        Count::Number(number) => (*number, list.heading_span),
        Count::Setting(name) => (setting_number(place, name, found)?, name.span),
    };
    let items = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    let fault = match &list.heading {
        tree::Heading::AtLeast(_) if number == 0 => Some("is always true".to_owned()),
        tree::Heading::AtLeast(_) | tree::Heading::Exactly(_) if number > items => {
            Some(format!("can never be true: there are only {items}"))
        }
        tree::Heading::AtMost(_) if number >= items => Some("is always true".to_owned()),
        tree::Heading::AtMost(_) | tree::Heading::Exactly(_) if number == 0 => {
            found.push(
                Diagnostic::error(
                    "E0311",
                    span,
                    format!("`{}` asks that no item is true", heading_words(&list.heading)),
                )
                .because("A list of which none may be true has a heading of its own.")
                .fix(
                    "write `none of these is true`",
                    list.heading_span,
                    "none of these is true",
                ),
            );
            return None;
        }
        tree::Heading::All
        | tree::Heading::Any
        | tree::Heading::None
        | tree::Heading::AtLeast(_)
        | tree::Heading::AtMost(_)
        | tree::Heading::Exactly(_) => None,
    };
    let Some(fault) = fault else { return Some(number) };
    found.push(
        Diagnostic::error("E0311", span, format!("`{}` {fault}", heading_words(&list.heading)))
            .help("count the items, and write how many of them it takes"),
    );
    None
}

fn setting_number(place: Place<'_>, name: &Text, found: &mut Vec<Diagnostic>) -> Option<u32> {
    let reader = Reader::new(place.names, name, place.scope);
    if let Some((setting, value)) = reader.setting(&name.text) {
        let number = read_number(value);
        if number.is_none() {
            found.push(reader.wrong_setting(&name.text, setting, value, "a whole number"));
        }
        return number;
    }
    if let Some(number) = read_number(&name.text) {
        return Some(number);
    }
    let diagnostic =
        Diagnostic::error("E0214", name.span, format!("`{}` is neither a number nor a setting", name.text))
            .help(
                "write a number, or say under *Settings* what the word means: `Several means 3 [citation].`",
            );
    let settings = place.names.settings.iter().map(|(name, _)| name.as_str());
    found.push(match nearest(&name.text, settings) {
        Some(near) => diagnostic.fix(format!("write `{near}`"), name.span, near),
        None => diagnostic,
    });
    None
}

/// A heading's own words.
fn heading_words(heading: &tree::Heading) -> String {
    let count = |count: &Count| match count {
        Count::Number(number) => number.to_string(),
        Count::Setting(name) => name.text.clone(),
    };
    match heading {
        tree::Heading::All => "all of these are true".to_owned(),
        tree::Heading::Any => "any of these is true".to_owned(),
        tree::Heading::None => "none of these is true".to_owned(),
        tree::Heading::AtLeast(number) => format!("at least {} of these are true", count(number)),
        tree::Heading::AtMost(number) => format!("at most {} of these are true", count(number)),
        tree::Heading::Exactly(number) => format!("exactly {} of these are true", count(number)),
    }
}

/// Letters, Roman figures, dashes and figures as one bit each.
fn marker_kind(label: &str) -> u8 {
    let inside = label.trim_matches(['(', ')']);
    match inside {
        "-" => 0b0100,
        "i" => 0b0010,
        figures if figures.starts_with(|first: char| first.is_ascii_digit()) => 0b1000,
        _ => 0b0001,
    }
}
