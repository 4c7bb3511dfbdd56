//! What a vocabulary declares, and what is said of a mistake in it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it finds itself mistaken"
)]

use threshold::diagnostic::Diagnostic;
use threshold::source::Sources;
use threshold::syntax::tree::FactKind;
use threshold::vocabulary::{LengthKind, Type, Vocabulary};

fn read(text: &str) -> (Sources, Vocabulary, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add("test.facts", text);
    let parsed = threshold::syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let (vocabulary, diagnostics) = threshold::vocabulary::read(&[&parsed.tree]);
    (sources, vocabulary, diagnostics)
}

#[test]
fn the_shipped_vocabulary_reads_without_a_word() {
    let text = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let (_, vocabulary, diagnostics) = read(&text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert!(vocabulary.facts.len() >= 60);
    assert_eq!(vocabulary.titles, [("Child death record".to_owned(), Some("1".to_owned()))]);
    assert_eq!(vocabulary.always.len(), 2);
    let (_, plan) = vocabulary.find("child-protection-plan").unwrap();
    assert_eq!(plan.words.never.as_deref(), Some("the child never had a child protection plan"));
    let (_, looked_after) = vocabulary.find("looked-after").unwrap();
    assert_eq!(looked_after.words.never.as_deref(), Some("the child was never looked after"));
    assert_eq!(looked_after.words.ever.as_deref(), Some("the child was ever looked after"));
}

#[test]
fn types_and_lines_are_kept() {
    let (_, vocabulary, diagnostics) = read(
        "Vocabulary \"Small\"\n  Version: 2.\n\
         Fact born, date.  Name: \"the date of birth\".  Beyond dispute.  Ease of asking: 1.\n\
         Fact died, date; applies when the child died.  Name: \"the date of death\".\n\
         Computed age, time from born to died.  Name: \"the age\".\n\
         Computed deadline, died plus 6 months.  Name: \"the last day\".\n\
         Computed lead, one of: north, south.  Name: \"the lead board\".\n\
         Fact stay, length of time in days or weeks.  Name: \"the stay\".  Plainly: 2 weeks.\n\
         Fact level, one of: low, high; in rising order.  Name: \"the level\".  Plainly: low.\n\
         Fact child-died, yes or no.  Yes: \"the child died\".  No: \"the child lives\".  Ask: \"Did the child die?\".\n\
         Judgement concern, yes or no.  Yes: \"there is concern\".  No: \"there is no concern\".  Ask: \"Is there concern?\".\n  \
         Judged by: the screening group, giving reasons.\n\
         List visits.  One: \"visit\".  Many: \"visits\".  None: \"there were no visits\".\n  Field on, date.\n  Field seen-by, text.\n",
    );
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let fact = |id: &str| vocabulary.find(id).unwrap().1;
    let (born, died) = (vocabulary.find("born").unwrap().0, vocabulary.find("died").unwrap().0);
    assert_eq!(fact("age").ty, Type::TimeBetween { from: born, to: died });
    assert!(matches!(fact("deadline").ty, Type::Shifted { base, later: true, .. } if base == died));
    assert_eq!(fact("lead").ty, Type::ByTable { values: vec!["north".into(), "south".into()] });
    assert_eq!(fact("stay").ty, Type::Length(LengthKind::Days));
    assert!(matches!(fact("level").ty, Type::OneOf { rising: true, .. }));
    assert!(fact("born").beyond_dispute && fact("born").ease == 1 && fact("died").applies_when.is_some());
    assert_eq!(fact("born").words.ask.as_deref(), Some("What is the date of birth?"));
    assert_eq!(
        (fact("concern").kind, fact("concern").held_by.as_slice()),
        (FactKind::Judgement, &["the screening group".to_owned()][..])
    );
    let Type::List { fields } = &fact("visits").ty else { panic!("a list") };
    assert_eq!(fields[1].words.name.as_deref(), Some("seen by"));
}

#[test]
fn a_type_with_a_mistake_is_read_as_the_one_offered() {
    let (_, vocabulary, diagnostics) = read(
        "Vocabulary \"Small\"\n  Version: 2.\n\
         Fact worry, one of: low, high, in rising order.  Name: \"the worry\".\n\
         Fact level, one of low, high.  Name: \"the level\".\n\
         Fact visits, integer.  Name: \"the count of visits\".\n",
    );
    let codes: Vec<&str> = diagnostics.iter().map(|one| one.code.0).collect();
    assert_eq!(codes, ["E0240"; 3], "{diagnostics:#?}");
    assert!(diagnostics.iter().all(|one| one.fixes.len() == 1), "{diagnostics:#?}");
    let ty = |id: &str| vocabulary.find(id).unwrap().1.ty.clone();
    let values = vec!["low".to_owned(), "high".to_owned()];
    assert_eq!(ty("worry"), Type::OneOf { values: values.clone(), rising: true });
    assert_eq!(ty("level"), Type::OneOf { values, rising: false });
    assert_eq!(ty("visits"), Type::Number);
}

/// A vocabulary with one mistake: its lines after the heading, the code, the title, the first fix's new text.
type Failing = (&'static str, &'static str, &'static str, &'static str);

#[test]
fn a_mistake_in_a_vocabulary_is_named() {
    let died = "Fact died, date.  Name: \"the date of death\".\n";
    let yes_no = "Yes: \"it was so\".  No: \"it was not so\".  Ask: \"Was it so?\".\n";
    let mut wrong = Vec::new();
    for (lines, code, title, fixed) in MISTAKES {
        let lines = lines.replace("DIED ", died).replace("YESNO ", yes_no);
        let mut sources = Sources::default();
        let id = sources.add("test.facts", format!("Vocabulary \"Small\"\n  Version: 1.\n{lines}\n"));
        let parsed = threshold::syntax::parse(&sources, id);
        let (_, read) = threshold::vocabulary::read(&[&parsed.tree]);
        let found: Vec<String> = parsed
            .diagnostics
            .iter()
            .chain(&read)
            .map(|found| {
                let fix = found
                    .fixes
                    .first()
                    .and_then(|fix| fix.edits.first())
                    .map_or("", |edit| edit.replacement.as_str());
                format!("{} {} → {fix}", found.code.0, found.title)
            })
            .collect();
        let expected = format!("{code} {title} → {fixed}");
        if found.first() != Some(&expected) {
            wrong.push(format!(
                "{lines}\n   expected {expected}\n   found    {}",
                found.join("\n            ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn more_than_sixty_values_are_refused() {
    let values: Vec<String> = (1..=61).map(|number| format!("value {number}")).collect();
    let text = format!("Vocabulary \"Small\"\nFact a, one of: {}.  Name: \"the a\".\n", values.join(", "));
    let (_, _, diagnostics) = read(&text);
    assert_eq!(diagnostics[0].code.0, "E0250");
}

#[test]
fn old_wordings_belong_to_the_line_above_them() {
    let (_, vocabulary, diagnostics) = read(
        "Vocabulary \"Small\"\nFact a, yes or no.\n  Yes: \"it was so\".\n  Formerly: \"it was thus\".\n  No: \"it was not so\".\n  \
         Formerly: \"it was otherwise\".\n  Ask: \"Was it so?\".\n",
    );
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let old = &vocabulary.facts[0].words.formerly;
    assert_eq!(
        old,
        &[("Yes".to_owned(), "it was thus".to_owned()), ("No".to_owned(), "it was otherwise".to_owned())]
    );
}

const MISTAKES: &[Failing] = &[
    (
        "Fact a, one off: x, y.  Name: \"the a\".",
        "E0240",
        "`one off: x, y` is not a kind of value a fact can have",
        "one of:",
    ),
    (
        "Fact a, yes no.  Name: \"the a\".",
        "E0240",
        "`yes no` is not a kind of value a fact can have",
        "yes or no",
    ),
    ("DIED Fact died, date.  Name: \"the day it ended\".", "E0241", "the fact `died` is defined twice", ""),
    (
        "DIED Fact other, date.  Name: \"the date of death\".",
        "E0242",
        "the wording `the date of death` is used twice",
        "",
    ),
    (
        "Fact a, yes or no.  Yes: \"it was so\".  No: \"it was so\".  Ask: \"Was it so?\".",
        "E0242",
        "the wording `it was so` is used twice",
        "",
    ),
    (
        "Fact a, yes or no.  Yes: \"it was so\".  Ask: \"Was it so?\".",
        "E0243",
        "`a` has no sentence for no",
        "",
    ),
    ("Fact a, date.  Beyond dispute.", "E0244", "`a` has no name", ""),
    (
        "List visits.  One: \"visit\".  None: \"there were no visits\".\n  Field on, date.",
        "E0244",
        "`visits` has no word for several entries",
        "",
    ),
    ("Fact a, yes or no.  Yes: \"it was so\".  No: \"it was not so\".", "E0245", "`a` has no question", ""),
    (
        "Fact a, one of: abuse or neglect, neglect, accident.  Name: \"the a\".",
        "E0246",
        "a list of values with `abuse or neglect` in it could be read two ways",
        "",
    ),
    ("Fact a, one of: x, y, x.  Name: \"the a\".", "E0246", "the value `x` is listed twice", ""),
    ("Fact a, one of: known, not known.  Name: \"the a\".", "E0247", "`not known` cannot be a value", ""),
    ("Fact a, date.  Name: \"the day; or so\".", "E0248", "`;` cannot stand in a wording", ""),
    ("Fact a, date.  Name: \"the day [of it]\".", "E0248", "`[` cannot stand in a wording", ""),
    (
        "Fact a, date.  Name: \"approx. day\".",
        "E0248",
        "a full stop before a space or at the end cannot stand in a wording",
        "",
    ),
    (
        "Fact a, date.  Name: \"(a) day\".",
        "E0248",
        "a wording cannot begin with the marker of a list item",
        "",
    ),
    (
        "DIED Computed age, time from bron to died.  Name: \"the age\".",
        "E0249",
        "there is no fact `bron` to compute from",
        "",
    ),
    (
        "DIED Fact a, yes or no.  YESNO Computed age, time from a to died.  Name: \"the age\".",
        "E0249",
        "`a` is not a date, so nothing can be counted from or to it",
        "",
    ),
    ("Computed a, number.  Name: \"the a\".", "E0249", "`number` does not say how to compute a fact", ""),
    (
        "Computed a, b plus 1 day.  Name: \"the a\".\nComputed b, a plus 1 day.  Name: \"the b\".",
        "E0249",
        "`a` is computed from itself",
        "",
    ),
    (
        "Fact a, one of: x, y.  Name: \"the a\".  Plainly: z.",
        "E0251",
        "`z` is not one of the values of `a`",
        "",
    ),
    (
        "Fact a, one of: natural, violent.  Name: \"the a\".  Plainly: naturel.",
        "E0251",
        "`naturel` is not one of the values of `a`",
        "natural",
    ),
    ("Fact a, number.  Name: \"the a\".  Plainly: some.", "E0251", "`some` is not a value of this fact", ""),
    (
        "Fact a, date.  Name: \"the a\".  Yes: \"it was so\".",
        "E0252",
        "`Yes:` has no use under `a`: sentences about it begin with its name",
        "",
    ),
    ("Fact a, date.  Name: \"the a\".  Name: \"the b\".", "E0252", "`Name` stands twice under `a`", ""),
    ("Fact a, date.  Name: \"the a\".  Ease of asking: 4.", "E0255", "`4` is not an ease of asking", ""),
    (
        "List visits.  One: \"visit\".  Many: \"visits\".  None: \"there were no visits\".\n  Field others, list.",
        "E0256",
        "a list cannot hold another list",
        "",
    ),
    (
        "List visits.  One: \"visit\".  Many: \"visits\".  None: \"there were no visits\".\n  Field on, date.\n  Field on, text.",
        "E0241",
        "the field `on` is defined twice",
        "",
    ),
];
