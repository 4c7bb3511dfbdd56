//! Two or three mistakes in one block: one run tells them all, whatever the first of them is.

use std::path::Path;

use threshold::check::{self, Input};
use threshold::source::Sources;
use threshold::syntax;

/// The codes told of a rule set with this block, in the order of their places: `E0201 at 12`.
fn told(block: &str) -> Vec<String> {
    let text = format!(
        "Rule set \"Told\"\n  Uses: \"Mistakes\".\nSources\n  Local means \"minute 1\".\nQuestion \"review\": which?\n  Outcomes, most serious first:\n    - full review;\n    - no review.\nRule \"plain\" [Local 1]\n  The outcome must be full review when the child died.\n{block}\nOtherwise the outcome is no review.\n"
    );
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/mistakes/mistakes.facts");
    let mut sources = Sources::default();
    let facts = sources.add("mistakes.facts", std::fs::read_to_string(facts).unwrap());
    let rules = sources.add("told.rules", &text);
    let (facts, rules) = (syntax::parse(&sources, facts), syntax::parse(&sources, rules));
    let checked = check::check(&Input {
        rule_set: &rules.tree,
        vocabularies: vec![&facts.tree],
        builds_on: Vec::new(),
        hash: String::new(),
    });
    let mut found: Vec<(usize, usize, &str)> = rules
        .diagnostics
        .iter()
        .chain(&checked.diagnostics)
        .filter(|one| one.is_error())
        .map(|one| {
            let span = one.primary.as_ref().unwrap().span;
            let (line, column) = sources.get(span.source).unwrap().line_column(span.start);
            (line - 10, column, one.code.0)
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(line, _, code)| format!("{code} at {line}")).collect()
}

const ITEMS: &str = "\n    (a) the child dyed;\n    (b) the child was in custdy.";

/// Each opening is followed by two items that cannot be read.
#[test]
fn a_heading_that_cannot_be_read_hides_no_item() {
    for (opening, codes) in [
        ("Rule \"r\" [Local 1]\n  The review must happen when all of these are true:", &["E0409 at 2"][..]),
        (
            "Rule \"r\" [Local 1]\n  The outcome must be fool review when all of these are true:",
            &["E0272 at 2"],
        ),
        ("Rule \"r\" [Local 1]\n  The outcome must be full review all of these are true:", &["E0407 at 2"]),
        ("Rule \"r\" [Local 1]\n  The outcome must be full review when:", &["E0118 at 2"]),
        (
            "Rulle \"r\" [Locl 1]\n  The review must happen when any of these is true:",
            &["E0125 at 1", "E0277 at 1", "E0409 at 2"],
        ),
        ("Definition \"d\" [Local 1]\n  The child was lost:", &["E0407 at 2"]),
        ("Exception \"x\" [Local 1]\n  It applies when all of these:", &["E0410 at 2", "E0118 at 2"]),
        (
            "Guarantee \"g\" [Local 1]\n  \"review\" always full review when all of these are true:",
            &["E0423 at 2"],
        ),
        ("Check \"c\" [Local 1]\n  For every reviewr none of these is true:", &["E0278 at 2", "E0422 at 2"]),
        ("Overrides\n  The chair can raise any outcome where any of these is true:", &["E0415 at 2"]),
        (
            "Presumption \"p\" [Local 1]\n  Unless the contrary is shown: all of these are true:",
            &["E0411 at 2"],
        ),
        (
            "Departure \"d\" from \"nothing\" [Local 1]\n  The rule does not apply if all of these are true:",
            &["E0273 at 1", "E0407 at 2"],
        ),
    ] {
        let mut told = told(&format!("{opening}{ITEMS}"));
        let mut expected: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        expected.extend(["E0201 at 3".to_owned(), "E0201 at 4".to_owned()]);
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected, "{opening}");
    }
}

#[test]
fn lines_beside_a_broken_sentence_are_read() {
    let rule = "Rule \"r\" [Local 1]\n  The review must happen when the child died.\n  This does not apply where \"nobody\" applies.\n  This applies whether or not the child was in custdy.\n  The group considers:\n    (a) how well agencies worked;\n    (b) \"the rest\" [Locl 2].";
    assert_eq!(told(rule), ["E0409 at 2", "E0274 at 3", "E0201 at 4", "E0201 at 6", "E0277 at 7"]);
    let deadline = "Deadline \"d\" [Local 1]\n  When the child dyed, the chair must decide within 5 somedays of the date of the deth.\n  Done on: the day of the deth.";
    assert_eq!(told(deadline), ["E0201 at 2", "E0130 at 2", "E0218 at 2", "E0218 at 3"]);
    let between = "Deadline \"d\" [Local 1]\n  The chair must decide between 5 to 10 working days after the date of the deth.\n  Done on: the day of the deth.";
    assert_eq!(told(between), ["E0414 at 2", "E0218 at 3"]);
}

#[test]
fn an_example_names_everything_that_is_not_there() {
    let example = "Example \"e\"\n  Given the child dyed; the child was in custdy.\n  Then \"review\" is fool review, because of \"nothing\" and \"nobody\".\n  Then the facts that matter are: \"Did the child dye?\"; \"Was he?\".\n  Then rule \"nothing\" applies.";
    let codes = [
        "E0201 at 2",
        "E0201 at 2",
        "E0272 at 3",
        "E0273 at 3",
        "E0273 at 3",
        "E0282 at 4",
        "E0282 at 4",
        "E0273 at 5",
    ];
    assert_eq!(told(example), codes);
}

#[test]
fn the_heading_of_a_column_is_told_once_and_its_cells_hide_no_other() {
    let table = "Table \"t\" [Local 1]\n  | the abuse of the chid | the apparent cause of death || the lead |\n  | known | naturl || a |\n  | known | accidnt || b |";
    assert_eq!(told(table), ["E0201 at 2", "E0202 at 3", "E0202 at 4"]);
}

#[test]
fn a_question_that_does_not_ask_is_a_question_all_the_same() {
    let question = "Question \"second\" which one?\n  Decidd by: the chair.\n  Outcomes, most serious first:\n    - one;\n    - two.\nRule \"s\" [Local 9]\n  The outcome of \"second\" must be oen when the child dyed.\nOtherwise the outcome of \"second\" is twoo.\n";
    let told = told(question);
    for code in ["E0412 at 1", "E0272 at 7", "E0201 at 7", "E0272 at 8"] {
        assert!(told.iter().any(|one| one == code), "{code}: {told:?}");
    }
    assert!(!told.iter().any(|one| one.starts_with("E0271")), "{told:?}");
}

#[test]
fn of_a_fact_that_is_given_it_does_not_matter_is_an_error() {
    let example = "Example \"e\"\n  Given the child died; the harm to the child includes burns.\n  Then it does not matter: \"Did the child die?\"; \"Was the child in custody?\"; \"the harm to the child\".";
    assert_eq!(told(example), ["E0486 at 3"], "what may hold more is open");
}

/// A refused character, an unclosed quote or bracket: the rest of its block is read on, and the line itself as mended.
#[test]
fn what_spoils_a_line_hides_nothing_else_of_its_block() {
    for (block, codes) in [
        (
            "Rule \"r\" [Local 1]\n  The outcome must be full review when all of these are true:\n    (a) the child di\u{200b}ed;\n    (b)\u{a0}the child was in custdy;\n    (c) the child was in cust\u{43e}dy.",
            &["E0107 at 3", "E0108 at 4", "E0201 at 4", "E0109 at 5"][..],
        ),
        (
            "Rule \"t\u{435}n\" [Local 1]\n  The outcome must be\u{2003}full review when the child dyed.\nExample \"e\"\n  Given the child died.\n  Then \"review\" is full review, because of \"ten\".",
            &["E0109 at 1", "E0108 at 2", "E0201 at 2"],
        ),
        (
            "Rule \"ten [Local 1]\n  The outcome must be full review when the child dyed.\nExample \"e\"\n  Given the child died.\n  Then \"review\" is full review, because of \"ten\".",
            &["E0111 at 1", "E0201 at 2"],
        ),
        (
            "Rule \"ten\" [Local 1\n  The outcome must be full review when the child dyed.",
            &["E0112 at 1", "E0201 at 2"],
        ),
        (
            "Rule \"ten\" [Local 1]\n  The outcome must be full review when all of these are true:\n    (a) the placing area is \"North;\n    (b) the child dyed [Local 2.",
            &["E0111 at 3", "E0201 at 4", "E0112 at 4"],
        ),
        // Where the quote was to be closed is not plain: the block is not read on, and nothing untrue is told.
        (
            "Example \"e\"\n  Given the child dyed.\n  Then \"review is full review, because of \"plain\".",
            &["E0111 at 3"],
        ),
        (
            "Rule \"ten\" [Local 1]\n  The outcome must be full revi\u{fffd}w when the child dyed.",
            &["E0101 at 2"],
        ),
    ] {
        assert_eq!(told(block), codes, "{block}");
    }
}

#[test]
fn a_name_given_twice_is_told_though_the_first_has_a_fault() {
    let rules = "Rule \"six\" [Local 1]\n  The review must happen when the child died.\nRule \"six\" [Local 1]\n  The outcome must be full review when the child died.";
    assert_eq!(told(rules), ["E0409 at 2", "E0270 at 3"]);
}

/// A misspelt key is read as the one meant: what it says is missed nowhere else.
#[test]
fn a_line_that_is_nearly_one_is_read_as_it() {
    let told = |facts: &str| {
        let mut sources = Sources::default();
        let id = sources.add("told.facts", format!("Vocabulary \"Told\"\n{facts}"));
        let parsed = syntax::parse(&sources, id);
        let (vocabulary, found) = threshold::vocabulary::read(&[&parsed.tree]);
        let all = parsed.diagnostics.into_iter().chain(found).chain(check::misspelt(&vocabulary));
        all.map(|one| (one.code.0, one.fixes.first().map(|fix| fix.title.clone()).unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let died = "Fact died, yes or no.\n  Yes: \"the child died\".\n  No: \"the child did not die\".\n";
    let asked = format!("{died}  Ask: \"Did the child die?\".\n");
    let one = |code: &'static str, fix: &str| vec![(code, fix.to_owned())];
    assert_eq!(told(&asked), []);
    assert_eq!(told(&format!("{died}  Question: \"Did the child die?\".\n")), one("E0404", "write `Ask`"));
    assert_eq!(told(&asked.replace("Ask", "Aks")), one("E0404", "write `Ask`"));
    assert_eq!(told(&asked.replace("yes or no", "yes/no")), one("E0240", "write `yes or no`"));
    assert_eq!(told(&asked.replace("died\".", "died.\".")), one("E0248", "leave the full stop out"));
    assert_eq!(told(&format!("{asked}  Applies when: the child dieed.\n")), one("E0201", "write `died`"));
    let born = "Fact hurt, yes or no; applies if the child died.\n  Yes: \"the child was hurt\".\n  No: \"the child was not hurt\".\n  Ask: \"Was the child hurt?\".\n";
    assert_eq!(told(&format!("{asked}{born}")), one("E0427", "write `applies when`"));
    let list = "List visits.\n  One: \"visit\".\n  Many: \"visits\".\n  None: \"there were no visits\".\n  Ask: \"Which visits?\".\n  Fields: on, by.\n";
    assert!(told(list).contains(&("E0427", String::new())), "{:?}", told(list));
    assert_eq!(told("Private nhs number.\n"), one("E0427", "write `nhs-number`"));
    let cause =
        "Fact cause, one of natural, accident.\n  Name: \"the cause\".\n  Ask: \"What was the cause?\".\n";
    assert_eq!(told(cause), one("E0240", "write `one of: `"));
}

#[test]
fn a_sentence_about_a_rule_with_a_capital_letter_begins_no_block() {
    let guarantee = "Guarantee \"g\" [Local 1]\n  Rule \"plain\" never applies when the child was in custdy.";
    assert_eq!(told(guarantee), ["E0125 at 2", "E0201 at 2"]);
}
