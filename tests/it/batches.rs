//! Batches of any length: gone through case by case, nothing lost, nothing doubled, nothing used in part.

use std::fs;
use std::path::Path;
use std::process::Output;

const CARE: &str = r#"Vocabulary "Care"

Fact child-died, yes or no.
  Yes: "the child died".
  No:  "the child is alive".
  Ask: "Did the child die?".
"#;

const CARE_RULES: &str = r#"Rule set "Care"
  Uses: "Care".

Sources
  Local means "a minute".

Question "review": which review, if any?
  Outcomes, most serious first:
    - review;
    - none.

Rule "death" [Local 1]
  The outcome must be review when the child died.

Otherwise the outcome is none.
"#;

/// As many JSON lines as make more than the 20 MiB that one document may have.
const LINES: usize = 90;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("care.facts"), CARE).unwrap();
    fs::write(folder.path().join("care.rules"), CARE_RULES).unwrap();
    folder
}

fn screen(folder: &Path, cases: &[&str], more: &[&str], told: &str) -> Output {
    let screen = ["screen", "--rules", "care.rules", "--as-at", "2015-06-30"];
    crate::running::told(folder, &[&screen, cases, more].concat(), told)
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn results(output: &Output) -> Vec<(String, String)> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let named = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    lines.map(|case| (named(&case["case"]), named(&case["questions"][0]["outcome"]))).collect()
}

/// Lines padded to just under the limit of one line.
fn long_lines() -> String {
    let line = |number: usize| {
        let died = number.is_multiple_of(2);
        let text = format!("{{\"case\": \"EX-{number}\", \"facts\": {{\"child-died\": {died}}}}}");
        format!("{text}{}\n", " ".repeat(240 * 1024 - text.len()))
    };
    (0..LINES).map(line).collect()
}

fn expected() -> Vec<(String, String)> {
    let outcome = |number: usize| if number.is_multiple_of(2) { "review" } else { "none" };
    (0..LINES).map(|number| (format!("EX-{number}"), outcome(number).to_owned())).collect()
}

#[test]
fn json_lines_have_no_limit_on_the_disk_or_on_standard_input() {
    let folder = folder();
    let lines = long_lines();
    assert!(lines.len() > 20 * 1024 * 1024, "longer than one document may be");
    fs::write(folder.path().join("cases.jsonl"), &lines).unwrap();
    let from_disk = screen(folder.path(), &["cases.jsonl"], &["--format", "jsonl"], "");
    assert_eq!((results(&from_disk), from_disk.status.code()), (expected(), Some(0)), "{}", said(&from_disk));
    let piped = screen(folder.path(), &["-"], &["--format", "jsonl"], &lines);
    assert_eq!((results(&piped), piped.status.code()), (expected(), Some(0)), "{}", said(&piped));
}

#[test]
fn a_document_over_its_limit_is_one_refused_case_and_the_others_go_on() {
    let folder = folder();
    let huge = format!("case: EX-1\nfacts:\n  child-died: yes\n{}", "# filled up\n".repeat(1_800_000));
    fs::write(folder.path().join("a.yaml"), huge).unwrap();
    fs::write(folder.path().join("b.yaml"), b"case: EX-2\nfacts:\n  child-died: \xff\n").unwrap();
    fs::write(folder.path().join("c.yaml"), "case: EX-3\nfacts:\n  child-died: yes\n").unwrap();
    let ran = screen(folder.path(), &["."], &["--format", "jsonl"], "");
    assert_eq!(results(&ran), [("EX-3".to_owned(), "review".to_owned())]);
    assert_eq!(ran.status.code(), Some(3));
    let told = said(&ran);
    assert!(told.contains("E0505") && told.contains("E0504"), "{told}");
    assert!(told.contains("2 of 3 cases could not be read"), "{told}");
}

#[test]
fn an_id_that_stands_twice_across_files_and_forms_refuses_both() {
    let folder = folder();
    let lines = "{\"case\": \"EX-1\", \"facts\": {\"child-died\": true}}\n\
                 {\"case\": \"EX-2\", \"facts\": {\"child-died\": true}}\n\
                 {\"case\": \"EX-2\", \"facts\": {}}\n";
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    fs::write(folder.path().join("b.yaml"), "- case: EX-1\n  facts: {}\n- case: EX-3\n  facts: {}\n")
        .unwrap();
    let ran = screen(folder.path(), &["."], &["--format", "jsonl"], "");
    let cases: Vec<String> = results(&ran).into_iter().map(|(case, _)| case).collect();
    assert_eq!(cases, ["EX-3"]);
    let told = said(&ran);
    assert_eq!(told.matches("error[E0510]").count(), 4, "{told}");
    assert!(told.contains("a.jsonl:1") && told.contains("b.yaml:1"), "both places are named: {told}");
    assert!(told.contains("4 of 5 cases could not be read"), "{told}");
}

#[test]
fn no_row_of_a_table_that_breaks_off_is_used() {
    let folder = folder();
    fs::write(folder.path().join("a.csv"), "case,child-died\nEX-1,yes\nEX-2,\"no\nEX-3,yes\n").unwrap();
    fs::write(folder.path().join("b.csv"), "case,child-died\nEX-4,no\n").unwrap();
    let ran = screen(folder.path(), &["."], &["--format", "jsonl"], "");
    assert_eq!(results(&ran), [("EX-4".to_owned(), "none".to_owned())], "{}", said(&ran));
    assert!(said(&ran).contains("nothing closes it"), "{}", said(&ran));
    assert_eq!(ran.status.code(), Some(3));
    let named = screen(folder.path(), &["b.csv"], &["--format", "jsonl"], "");
    assert_eq!(named.status.code(), Some(0), "a table is no companion of itself: {}", said(&named));
}

#[test]
fn links_are_found_wherever_the_other_record_stands() {
    let folder = folder();
    let lines = "{\"case\": \"EX-1\", \"linked\": [{\"case\": \"EX-9\", \"relation\": \"sibling\"}], \"facts\": {}}\n";
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    fs::write(folder.path().join("b.yaml"), "case: EX-9\nfacts:\n  child-died: no\n").unwrap();
    let ran = screen(folder.path(), &["a.jsonl", "b.yaml"], &["--format", "jsonl"], "");
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    assert!(!said(&ran).contains("W0502"), "{}", said(&ran));
    let alone = screen(folder.path(), &["a.jsonl"], &["--format", "jsonl"], "");
    assert!(said(&alone).contains("W0502"), "{}", said(&alone));
}

#[test]
fn a_file_written_aside_comes_whole_or_not_at_all() {
    let folder = folder();
    let records = "- case: EX-1\n  facts: {}\n- case: EX-2\n  facts: {}\n";
    fs::write(folder.path().join("cases.yaml"), records).unwrap();
    let to = ["--format", "json", "--output", "results.json"];
    let ran = screen(folder.path(), &["cases.yaml"], &to, "");
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let written = fs::read_to_string(folder.path().join("results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(results.as_array().unwrap().len(), 2);
    let printed = screen(folder.path(), &["cases.yaml"], &["--format", "json"], "");
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), written, "the same bytes either way");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}
