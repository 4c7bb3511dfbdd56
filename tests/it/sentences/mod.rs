//! What each sentence form means, and what is said of a sentence that means nothing.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it finds itself mistaken"
)]

mod clauses;
mod failing;
mod forms;
mod given;
mod meaning;

pub(crate) use forms::{about_a_referral, about_the_case};
use meaning::shown;
use threshold::calendar::Conventions;
use threshold::check::sentence;
use threshold::check::{
    DefinitionId, NamedQuestion, NamedSentence, Names, QuestionId, RuleId, Scope, TableId,
};
use threshold::diagnostic::Diagnostic;
use threshold::source::{Sources, Span};
use threshold::syntax::tree::Text;
use threshold::vocabulary::Vocabulary;

/// Sentences with what they mean.
type Table = &'static [(&'static str, &'static str)];

fn vocabulary() -> Vocabulary {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string("tests/language/mistakes/mistakes.facts").unwrap();
    let id = sources.add("mistakes.facts", text);
    let parsed = threshold::syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let (vocabulary, diagnostics) = threshold::vocabulary::read(&[&parsed.tree]);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    vocabulary
}

fn names() -> Names {
    let question = |name: &str, outcomes: &[&str], id| NamedQuestion {
        name: name.into(),
        outcomes: outcomes.iter().map(|outcome| (*outcome).into()).collect(),
        id: QuestionId(id),
    };
    Names {
        vocabulary: vocabulary(),
        definitions: vec![NamedSentence {
            sentence: "the child was cared for by the authority".into(),
            id: DefinitionId(0),
            span: Span::default(),
        }],
        questions: vec![
            question("notification", &["notifiable", "not notifiable"], 0),
            question("review", &["serious case review", "learning review", "no review"], 1),
        ],
        rules: vec![("death in custody".into(), RuleId(0))],
        tables: vec![
            (
                "the lead board".into(),
                vec!["Northshire".into(), "placing board".into(), "home board".into()],
                TableId(0),
            ),
            ("the reckoning day".into(), Vec::new(), TableId(1)),
        ],
        settings: vec![
            ("the infant age limit".into(), "1 year".into()),
            ("several".into(), "3".into()),
            ("the starting day".into(), "1 April 2015".into()),
            ("the look-back".into(), "6 months".into()),
        ],
        conventions: Conventions::default(),
    }
}

fn text(words: &str) -> Text {
    Text { text: words.into(), span: Span { start: 0, end: words.len(), ..Span::default() } }
}

fn meaning_in(names: &Names, words: &str, scope: Scope) -> String {
    match sentence::read(names, &text(words), scope) {
        Ok(condition) => shown(&names.vocabulary, &condition),
        Err(diagnostic) => format!("{}: {}", diagnostic.code.0, diagnostic.title),
    }
}

/// The text after the first fix offered.
fn mended(words: &str, diagnostic: &Diagnostic) -> Option<String> {
    let fix = diagnostic.fixes.first()?;
    let mut text = words.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    Some(text)
}

fn check_table(scope: Scope, table: Table) {
    let names = names();
    let wrong: Vec<String> = table
        .iter()
        .map(|(words, expected)| (words, expected, meaning_in(&names, words, scope)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(words, expected, found)| format!("{words}\n   expected {expected}\n   found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cells_of_a_table_read_under_their_heading() {
    let names = names();
    let table = [
        ("the apparent cause of death", "natural", "apparent-cause is natural"),
        ("the child was in custody", "yes", "in-custody is yes"),
        ("the child was in custody", "no", "in-custody is no"),
        ("the child's age at death", "under 1 year", "age-at-death < 1 year"),
        ("the child was in custody", "any", "nothing"),
        ("the child was in custody", "perhaps", "E0202"),
        ("the apparent cause of death", "magic", "E0202"),
    ];
    for (heading, cell, expected) in table {
        let found = match sentence::cell(&names, &text(heading), &text(cell)) {
            Ok(Some(condition)) => shown(&names.vocabulary, &condition),
            Ok(None) => "nothing".to_owned(),
            Err(diagnostic) => diagnostic.code.0.to_owned(),
        };
        assert_eq!(found, expected, "{heading} | {cell}");
    }
}
