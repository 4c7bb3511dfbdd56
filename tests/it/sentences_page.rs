//! The page of the docs that lists the sentences of the shipped vocabulary is what the vocabulary holds.

use std::fmt::Write as _;
use std::path::Path;

use crate::running::shown_in;
use threshold::project;
use threshold::syntax::tree::FactKind;
use threshold::vocabulary::{Fact, Field, Type, Vocabulary};

const PAGE: &str = "docs/write/sentences.md";
const BEGIN: &str = "<!-- begin -->\n";
const END: &str = "<!-- end -->";

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

fn values(values: &[String]) -> String {
    values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")
}

/// What may be said of something with a name.
fn said_of(name: &str, ty: &Type) -> String {
    let name = quoted(name);
    match ty {
        Type::OneOf { values: listed, rising } => {
            let rising = if *rising { " (in rising order)" } else { "" };
            format!("{name} is: {}{rising}", values(listed))
        }
        Type::AnyOf { values: listed } => format!("{name} includes: {}", values(listed)),
        Type::Number => format!("{name}: a number"),
        Type::Date | Type::Shifted { .. } => format!("{name}: a date"),
        Type::DateTime => format!("{name}: a date and time"),
        Type::Length(_) | Type::TimeBetween { .. } => format!("{name}: a length of time"),
        Type::Periods => format!("{name}: periods"),
        Type::Text => format!("{name}: a text"),
        Type::ByTable { .. } => format!("{name}: from a table"),
        Type::YesNo | Type::List { .. } => name,
    }
}

fn field(field: &Field) -> String {
    let words = &field.words;
    match (&words.yes, &words.no) {
        (Some(yes), Some(no)) => format!("{}, {}", quoted(yes), quoted(no)),
        (_, _) => said_of(words.name.as_deref().unwrap_or(&field.id), &field.ty),
    }
}

fn sentences(fact: &Fact) -> Vec<String> {
    let words = &fact.words;
    match &fact.ty {
        Type::YesNo => words.yes.iter().chain(&words.no).map(|text| quoted(text)).collect(),
        Type::List { fields } => {
            let named = [&words.one, &words.many, &words.none].into_iter().flatten();
            let head = named.map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
            std::iter::once(head).chain(fields.iter().map(field)).collect()
        }
        Type::Periods => {
            let all = words.name.iter().chain(&words.never).chain(&words.ever);
            vec![format!("{}: periods", all.map(|text| quoted(text)).collect::<Vec<_>>().join(", "))]
        }
        ty => vec![said_of(words.name.as_deref().unwrap_or(&fact.id), ty)],
    }
}

fn listed(vocabulary: &Vocabulary) -> String {
    let mut page = String::new();
    let used = |fact: &&Fact| matches!(fact.kind, FactKind::Fact | FactKind::Judgement | FactKind::Computed);
    for fact in vocabulary.facts.iter().filter(used) {
        let mark = match fact.kind {
            FactKind::Judgement => ", a judgement",
            FactKind::Computed => ", computed",
            FactKind::Fact | FactKind::Context | FactKind::EstablishedLater | FactKind::Private => "",
        };
        writeln!(page, "- **{}**{mark}", fact.words.ask.as_deref().unwrap_or(&fact.id)).unwrap();
        for sentence in sentences(fact) {
            writeln!(page, "  - {sentence}").unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_sentences_is_what_the_shipped_vocabulary_holds() {
    let loaded = project::load_set("england/working-together-2023", Path::new(".")).unwrap();
    let now = listed(&loaded.sound.unwrap().rule_set().vocabulary);
    shown_in(PAGE, (BEGIN, END), &now);
}
