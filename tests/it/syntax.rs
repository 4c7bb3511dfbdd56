//! Files are read as they are printed in the language's own description, and nothing can break the reader.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it finds itself mistaken"
)]

use threshold::diagnostic::Diagnostic;
use threshold::source::{SourceId, Sources};
use threshold::syntax;

/// The printed examples, and every file that is shipped.
fn accepted() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("tests/language/accepted"), root.join("rules")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let kind = path.extension().map(|kind| kind.to_string_lossy().into_owned());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(kind.as_deref(), Some("rules" | "facts" | "board")) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn sources(name: &str, text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    (sources, id)
}

fn shown(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| sources.place(label.span));
        format!("{place}: {}: {}\n", diagnostic.code.0, diagnostic.title)
    });
    lines.collect()
}

#[test]
fn a_comment_that_says_it_is_not_verified_is_noted_with_its_block() {
    let text = "Rule set \"Local\"\n  Version: 1.   # Recalled: verify before relying on it.\n\
                # Recalled, not read in the source: Verify before relying on it.\n\
                Sources\n  Act means \"The Act\".\n  # checked in the source\n";
    let mut sources = Sources::default();
    let id = sources.add("local.rules", text);
    let parsed = syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let noted: Vec<(String, &str)> = parsed
        .notes
        .iter()
        .map(|one| (sources.place(one.primary.as_ref().unwrap().span), one.title.as_str()))
        .collect();
    let expected = [
        ("local.rules:2", "a comment says that `Rule set \"Local\"` is not verified"),
        ("local.rules:3", "a comment says that `Sources` is not verified"),
    ];
    assert_eq!(noted, expected.map(|(place, title)| (place.to_owned(), title)));
    assert!(parsed.notes.iter().all(|one| one.code.0 == "W0494" && !one.is_error()));
}

#[test]
fn every_printed_example_is_read_without_a_word() {
    for (name, text) in accepted() {
        let (sources, id) = sources(&name, &text);
        let parsed = syntax::parse(&sources, id);
        assert_eq!(shown(&sources, &parsed.diagnostics), "", "{name}");
    }
}

/// The tree with every place left out.
fn tree_without_places(sources: &Sources, id: SourceId) -> String {
    let tree = syntax::parse(sources, id).tree;
    let shown = format!("{:?}", tree.blocks);
    let mut text = String::new();
    let mut rest = shown.as_str();
    while let Some(at) = rest.find("Span { source") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find('}').unwrap() + 1..];
    }
    text + rest
}

fn comments(sources: &Sources, id: SourceId) -> Vec<String> {
    let mut comments: Vec<String> =
        syntax::parse(sources, id).tree.comments.into_iter().map(|comment| comment.text).collect();
    comments.sort();
    comments
}

/// What must hold of laying out any text at all; the layout.
pub(crate) fn laid_out(name: &str, text: &str) -> String {
    let (before, id) = sources(name, text);
    let once = syntax::format(&before, id);
    let (after, again) = sources(name, &once.text);
    assert_eq!(syntax::format(&after, again).text, once.text, "twice is once: {name}");
    assert_eq!(comments(&before, id), comments(&after, again), "comments of {name}");
    let (words, words_after) = (syntax::tokens(&before, id), syntax::tokens(&after, again));
    let first_other = words.iter().zip(&words_after).position(|(one, other)| one != other);
    let first_other = first_other.unwrap_or(words.len().min(words_after.len()));
    assert_eq!(words[first_other..], words_after[first_other..], "tokens of {name}");
    assert_eq!(tree_without_places(&before, id), tree_without_places(&after, again), "tree of {name}");
    assert_eq!(once.changed, once.text != text);
    once.text
}

#[test]
fn laying_out_keeps_tree_words_and_comments_and_is_done_at_once() {
    for (name, text) in accepted() {
        laid_out(&name, &text);
        if name.contains("accepted") {
            laid_out(&name, &text.replace('\n', "\r\n"));
            laid_out(&name, &format!("\u{feff}{text}"));
        }
    }
}

#[test]
fn a_printed_rule_set_is_already_laid_out() {
    for (name, text) in
        accepted().into_iter().filter(|(name, _)| name.contains("accepted") && !name.ends_with("facts"))
    {
        assert_eq!(laid_out(&name, &text), text, "{name}");
    }
}

#[test]
fn what_an_editor_may_do_to_line_ends_changes_no_word() {
    for (name, text) in accepted() {
        let (plain, id) = sources(&name, &text);
        let words = syntax::tokens(&plain, id);
        for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.trim_end().to_owned()] {
            let (other, id) = sources(&name, &other);
            assert!(syntax::parse(&other, id).diagnostics.is_empty(), "{name}");
            assert_eq!(syntax::tokens(&other, id), words, "{name}");
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_still_read_and_laid_out() {
    for (name, text) in accepted().into_iter().filter(|(name, _)| name.contains("accepted")) {
        for block in text.split_inclusive("\n\n") {
            for (at, _) in block.char_indices() {
                let (cut, id) = sources(&name, &block[..at]);
                let _ = syntax::parse(&cut, id);
            }
        }
        for (at, _) in text.char_indices().step_by(503) {
            laid_out(&name, &text[..at]);
        }
    }
}

#[test]
fn a_broken_block_is_left_byte_for_byte() {
    let text = "Rule set \"R\"\nVersion:   1.\n\n  Rule   \"broken\"\n   The outcome   is nowhere.  # kept\n\nSources\nA means \"B\".\n";
    let expected = "Rule set \"R\"\n  Version: 1.\n\n  Rule   \"broken\"\n   The outcome   is nowhere.  # kept\n\nSources\n  A means \"B\".\n";
    assert_eq!(laid_out("r.rules", text), expected);
}

#[test]
fn comments_stand_where_they_belong() {
    let text = "# first\nSources # heading\n\n\n# own line\nA means # inner\n  \"B\". # behind\n  # last\n# margin\n";
    let expected = "# first\nSources  # heading\n\n  # own line\n  # inner\n  A means \"B\".  # behind\n  # last\n# margin\n";
    assert_eq!(laid_out("r.rules", text), expected);
}

/// Reads and lays out a text that is meant to be too much, within a time that only a blow-up would exceed.
fn in_no_time(name: &str, text: &str) -> Vec<Diagnostic> {
    let started = std::time::Instant::now();
    let (sources, id) = sources("bomb.rules", text);
    let parsed = syntax::parse(&sources, id);
    let _ = syntax::format(&sources, id);
    let _ = syntax::tokens(&sources, id);
    assert!(started.elapsed().as_secs() < 30, "{name} took {:?}", started.elapsed());
    parsed.diagnostics
}

#[test]
fn bombs_are_answered_in_no_time() {
    let rule = "Rule \"r\"\n  The outcome must be x when ";
    let lines = |line: &str| line.repeat(60_000 / line.len());
    let bombs = [
        ("brackets", format!("{rule}{}x{}.", "(\n".repeat(5_000), ")\n".repeat(5_000))),
        ("nots", format!("{rule}{}", lines("not\n"))),
        ("terms", format!("{rule}{}", lines("a and\n"))),
        ("open citations", lines("f(f([\n")),
        ("open quotes", lines("\"\n")),
        ("markers", format!("{rule}any of these is true:\n{}", lines("(a)\n"))),
        ("dashes", format!("{rule}any of these is true:\n{}", lines("- \n"))),
        ("headings", format!("{rule}{}", lines("any of these is true:\n(a) "))),
        ("rules", lines("Rule \"r\"\n")),
        ("almost headings", lines("Rulle \"r\".\n")),
        ("colons", format!("{rule}{}", lines(": #\n"))),
        ("rows", format!("Table \"t\"\n{}", lines("|a||b|\n"))),
        ("questions", lines("Question \"q\": w\n")),
        ("controls", lines("\u{1}\n")),
        ("commas", format!("Example \"e\"\n  Then \"q\" is undecided between {}.", lines("a,\n"))),
        ("semicolons", format!("Example \"e\"\n  Given {}.", lines("a;\n"))),
    ];
    for (name, text) in bombs {
        let _ = in_no_time(name, &text);
    }
}

#[test]
fn lists_nest_four_deep_and_no_deeper() {
    let nested = |depth: usize| {
        let markers = ["(a)", "(i)", "-", "(1)", "(a)"];
        let mut text = "Rule \"r\"\n  The outcome must be x when any of these is true:\n".to_owned();
        for (index, marker) in markers.iter().take(depth).enumerate() {
            let rest = if index + 1 == depth { "the child died." } else { "any of these is true:" };
            text += marker;
            text += " ";
            text += rest;
            text += "\n";
        }
        text
    };
    let codes = |text: &str| in_no_time("nesting", text).iter().map(|found| found.code.0).collect::<Vec<_>>();
    assert_eq!(codes(&nested(4)), Vec::<&str>::new());
    assert_eq!(codes(&nested(5)), ["E0104"]);
}

#[test]
fn a_file_or_line_too_large_is_said_to_be() {
    let codes = |text: &str| in_no_time("size", text).iter().map(|found| found.code.0).collect::<Vec<_>>();
    assert_eq!(codes(&"# x\n".repeat(262_144)), Vec::<&str>::new());
    assert_eq!(codes(&format!("{}#", "# x\n".repeat(262_144))), ["E0102"]);
    assert_eq!(codes(&format!("Sources\n  A means \"{}\".", "x".repeat(5_000))), ["E0103"]);
    assert_eq!(codes(&"a ".repeat(5_000)), ["E0103", "E0126"]);
    assert_eq!(codes(""), Vec::<&str>::new());
    assert_eq!(codes("\u{feff}"), Vec::<&str>::new());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 100,
        ..proptest::prelude::ProptestConfig::default()
    })]

    #[test]
    fn random_bytes_are_read(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let text = syntax::decode(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
        laid_out("random.rules", &text);
    }

    #[test]
    fn random_heaps_of_words_are_read(picks in proptest::collection::vec(0_usize..WORDS.len(), 0..60)) {
        let text: String = picks.iter().map(|pick| WORDS[*pick]).collect();
        laid_out("heap.rules", &text);
    }

    #[test]
    fn a_changed_line_spoils_nothing(
        file in 0_usize..3,
        line in 0_usize..400,
        pick in 0_usize..WORDS.len(),
    ) {
        let files = accepted();
        let (name, text) = files.iter().filter(|(name, _)| name.contains("accepted")).nth(file).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let at = line % lines.len();
        lines[at] = WORDS[pick];
        laid_out(name, &lines.join("\n"));
    }
}

/// What rule files are made of, and what people type by mistake.
const WORDS: [&str; 48] = [
    "\nRule \"r\"",
    "\nQuestion \"q\": which?",
    "\nOtherwise the outcome is x.",
    "\nSources",
    "\nSettings",
    "\nAlways\n",
    "\nExample \"e\"\n",
    "\nTable \"t\"\n",
    "\nDeadline \"d\"\n",
    "\nFact a-b, yes or no",
    "\nFor \"q\", by the day\n",
    "\nIn force: from 1 April 2015 until 31 March 2018",
    "Given ",
    "Then ",
    " the child died",
    " when ",
    ":\n",
    ";\n",
    ".\n",
    "\n(a) ",
    "\n(b) ",
    "\n(i) ",
    "\n- ",
    " – ",
    " # note\n",
    "\n# note\n",
    "\"",
    " \"r\"",
    " [Regs 5]",
    "[",
    "]",
    " any of these is true",
    " at least two of these are true",
    " any of the following",
    "; and\n",
    ", ",
    "\n| a || b |\n",
    "|",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{202e}",
    "This does not apply where ",
    " applies",
    " unless the contrary is shown: ",
    "Effort: 3 days",
    " 31/12/2023",
    "\n\n",
];

#[test]
fn the_forms_that_the_complete_examples_leave_out_are_read_too() {
    let text = OTHER_FORMS;
    let (read, id) = sources("local.rules", text);
    assert_eq!(shown(&read, &syntax::parse(&read, id).diagnostics), "");
    let tree = tree_without_places(&read, id);
    assert!(tree.contains("label: \"(j)\""), "(i) after (h) is the ninth letter");
    assert!(tree.contains("effort: Some(Text { text: \"30 to 60 days\""));
    assert!(
        tree.contains("text: \"\\\"the child's age\\\" is \\\"x\\\"\""),
        "curly quotes are read as straight"
    );
    laid_out("local.rules", text);
}

#[test]
fn a_line_may_break_before_any_word() {
    let text = "Rule \"r\"\n  The outcome must be x when any of these is true:\n    (a)\n      a parent or\n      a carer\n      died;\n    (b) i\n      3\n      (to) him\n      - 5 of them.\n";
    let (read, id) = sources("r.rules", &text.replace("      - 5", "      5"));
    assert_eq!(shown(&read, &syntax::parse(&read, id).diagnostics), "");
}

#[test]
fn every_mistake_of_a_file_comes_out_at_once() {
    let text = "Rule set \"X\"\n  Board: A\n  Version: 1.\n  In force: from 31/02/2015 to 2012.\n\nRule \"a\" [b]\n  The outcome must be x when any of the following apply:\n   a) the child died,\n   b) the child was in custody\nsources:\n  A means B.\n";
    let (read, id) = sources("x.rules", text);
    let found = syntax::parse(&read, id).diagnostics;
    let codes: Vec<&str> = found.iter().map(|found| found.code.0).collect();
    assert_eq!(
        codes,
        ["E0113", "E0130", "E0130", "E0118", "E0116", "E0114", "E0116", "E0113", "E0125", "E0421"],
        "{}",
        shown(&read, &found)
    );
}

/// Forms printed in the description of the language outside its complete examples.
const OTHER_FORMS: &str = r#"Rule set "Local"
  Version: 2.
  Uses: "Child death record"; "Local record".
  Builds on: "England: Working Together 2015".
  Born on 29 February: 1 March.

Question "review": which review, if any?
  Outcomes, most serious first:
    - full review, by an independent team;
      Effort: 30 to 60 days.
    - learning review;
      Effort: 5 days;
    - no review.

Rule "nine limbs" [Local 1]
  The outcome of "review" must be full review when any of these is true:
    (a) a; (b) b; (c) c; (d) d; (e) e; (f) f; (g) g; (h) h;
    (i) the child died [Local 2];
    (j) there was a referral about the child, for which all of these are true:
        (i)  the referral's outcome is assessment;
        (ii) whether or not the referral's source is police.

Rule "put to people" [Local 1]
  Full review should be considered for "review" when the child died.

Rule "power" [Local 1]
  Learning review may be chosen when at least 1 of these is true: (a) the child died; (b) exactly several of these are true: - x; - y.

Rule "weighed" [Local 1]
  Learning review is to be weighed when “the child’s age” is "x".

Presumption "for all" [Local 1]
  Unless the contrary is shown: the death was unexpected.

Departure "other" from "known or suspected abuse" [Local 9]
  The rule does not apply when the child was in custody.

Otherwise nothing is required; the partners decide.
Otherwise the outcome of "notification" is not notifiable.

Deadline "meet" [Local 3]
  When the outcome of "review" is full review, the chair should aim to meet between 10 and 15 working days after the date of death.
  Done on: the date of the meeting.

Deadline "tell" [Local 3]
  When the child died, the chair must tell the panel within 24 hours of the date of death.

Overrides
  The chair may raise no review to learning review, giving reasons, where all of these are true:
    (a) the child died;
    (b) the child was in custody.
  The chair may lower full review, giving reasons, where the child died.

Guarantee "floor" [Local 1]
  rule "nine limbs" never applies when the child died.

Example "e"
  Given the facts of "custody", except: the child was not in custody; the death was unexpected.
  Given there was a referral about the child, for which all of these are true:
    (a) the referral's outcome is assessment;
    (b) the referral's source is police.
  Then "review" is undecided.
  Then "review" is presumed to be full review, because of "for all" and "other".
  Then the outcome of "review" must be full review.
  Then full review is perhaps to be considered.
  Then rule "power" might apply.
  Then the record is inconsistent.
"#;
