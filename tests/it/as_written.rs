//! What the language's reference prints is read as it stands there, and what it does not print is not read otherwise.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const FACTS: &str = r#"Vocabulary "M"
  Version: 1.
Fact died, yes or no.
  Yes: "the child died".
  No: "the child did not die".
  Ask: "Did the child die?".
Context interest, yes or no.
  Yes: "the press took an interest".
  No: "the press took no interest".
Established later cause-found, yes or no.
  Yes: "the cause was found".
  No: "the cause was not found".
"#;

const BASE: &str = r#"Rule set "N"
  Board: B.
  Version: 1.
  In force: from 1 January 2019.
  Uses: "M".

Sources
  S means "Source".

Question "q": which?
  Decided by: the chair.
  Outcomes, most serious first:
    - review;
    - none.

Rule "a" [S 1]
  Review should be considered when the child died.

Otherwise the outcome is none.

Example "considered"
  Given the child died.
  Then "review" is to be considered under "q".
  Then review is to be considered for "q".
"#;

/// What `check .` says about these files, standing in their folder.
fn check(files: &[(&str, &str)]) -> String {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(["check", "."])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(!said.contains(&*folder.path().to_string_lossy()), "no machine path: {said}");
    said
}

#[test]
fn an_outcome_to_consider_is_expected_as_a_rule_says_it() {
    let said = check(&[("m.facts", FACTS), ("n.rules", BASE)]);
    assert!(said.contains("no errors"), "{said}");
}

#[test]
fn only_what_people_are_asked_needs_a_question() {
    let said = check(&[("m.facts", FACTS)]);
    assert!(said.contains("no errors"), "{said}");
}

#[test]
fn a_departure_that_gives_an_outcome_is_not_read_as_when_the_rule_is_set_aside() {
    let head: String =
        BASE.lines().take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    let head = head.replace("\"N\"", "\"Local\"").replace("Uses: \"M\"", "Builds on: \"N\"");
    for body in [
        "The outcome must be review when all of these are true:\n    (a) the child died.",
        "The outcome must be review when the child died.",
    ] {
        let local =
            format!("{head}\nSources\n  L means \"Local\".\n\nDeparture \"d\" from \"a\" [L 1]\n  {body}\n");
        let said = check(&[("m.facts", FACTS), ("n.rules", BASE), ("l.rules", &local)]);
        assert!(
            said.contains("error[E0404]: `The outcome must be review` is no line of a departure"),
            "{said}"
        );
    }
}

#[test]
fn one_file_come_by_in_two_ways_is_told_once() {
    let facts = FACTS.replace("  Ask: \"Did the child die?\".\n", "");
    let said = check(&[("m.facts", &facts), ("n.rules", BASE)]);
    assert_eq!(said.matches("error[E0245]").count(), 1, "{said}");
}
