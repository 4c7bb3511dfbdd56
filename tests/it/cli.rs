//! The program as people run it: verbs, streams, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn threshold(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn a_new_boards_folder_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = threshold(folder.path(), &["new", "ourboard"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let warned = threshold(folder.path(), &["check", "ourboard", "--deny-warnings"]);
    assert_eq!(code(&warned), 0, "its own rules bring no warning: {}", said(&warned));
    for verb in [&["check", "ourboard"][..], &["test", "ourboard"], &["format", "--check", "ourboard"]] {
        let ran = threshold(folder.path(), verb);
        assert_eq!(code(&ran), 0, "{verb:?}: {} {}", out(&ran), said(&ran));
    }
    for rules in [["--board", "ourboard/board.board"], ["--rules", "ourboard/rules/local.rules"]] {
        let cases = ["ourboard/cases", "--as-at", "2025-04-01"];
        let screened = threshold(folder.path(), &[&["screen"][..], &rules, &cases].concat());
        assert_eq!(code(&screened), 0, "{}", said(&screened));
        let page = out(&screened);
        assert!(
            page.contains("EX-0001") && page.contains("“infant in a home with domestic abuse”"),
            "{page}"
        );
    }
    let template = std::fs::read_to_string(folder.path().join("ourboard/template.yaml")).unwrap();
    let abuse = "\n  # Is abuse or neglect of the child known or suspected?\n  #   `ruled out`, `not suspected`, `suspected`, `known` or `not known`\n  # abuse-or-neglect:\n";
    assert!(template.contains(abuse), "each question stands with its answers: {template}");
    assert!(template.contains("  #   `from`: `police`"), "and so do the fields of lists");
    let again = threshold(folder.path(), &["new", "ourboard"]);
    assert_eq!(code(&again), 2, "nothing is written over");
}

#[test]
fn a_mistake_is_told_at_its_place_with_its_mend() {
    let folder = tempfile::tempdir().unwrap();
    threshold(folder.path(), &["new", "ourboard"]);
    let rules = folder.path().join("ourboard/rules/local.rules");
    let text = fs::read_to_string(&rules).unwrap();
    fs::write(
        &rules,
        text.replace(
            "(a) the death was unexpected;\n    (b) the child's age",
            "(a) the death was unexpected\n    (b) the child's age",
        ),
    )
    .unwrap();
    let checked = threshold(folder.path(), &["check", "ourboard"]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).is_empty(), "results alone go to standard output");
    let told = said(&checked);
    assert!(told.contains("local.rules") && told.contains(';'), "{told}");
}

#[test]
fn a_file_that_is_not_utf_8_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("local.rules"), b"Rule set \"Caf\xe9\"\n  Version: 1.\n").unwrap();
    let checked = threshold(folder.path(), &["check", "local.rules"]);
    assert_eq!(code(&checked), 1);
    assert!(said(&checked).contains("\n1 error."), "{}", said(&checked));
}

#[test]
fn a_sentence_off_by_a_word_gets_the_nearest_one() {
    let folder = tempfile::tempdir().unwrap();
    threshold(folder.path(), &["new", "ourboard"]);
    let rules = folder.path().join("ourboard/rules/local.rules");
    let text = fs::read_to_string(&rules).unwrap();
    fs::write(
        &rules,
        text.replace(
            "there was domestic abuse in the household.\n\nExample",
            "there was domestic violence in the household.\n\nExample",
        ),
    )
    .unwrap();
    let checked = threshold(folder.path(), &["check", "ourboard"]);
    assert_eq!(code(&checked), 1);
    assert!(said(&checked).contains("there was domestic abuse in the household"), "{}", said(&checked));
}

#[test]
fn a_bad_record_is_refused_whole_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let good = "case: EX-1\nfacts:\n  child-died: yes\n  abuse-or-neglect: known\n";
    fs::write(folder.path().join("a.yaml"), good).unwrap();
    fs::write(folder.path().join("b.yaml"), "case: EX-2\nfacts:\n  child-died: y\n  canary-fact: CANARY\n")
        .unwrap();
    let ran = threshold(
        folder.path(),
        &[
            "screen",
            "--rules",
            "england/working-together-2015",
            ".",
            "--format",
            "json",
            "--as-at",
            "2016-04-01",
        ],
    );
    assert_eq!(code(&ran), 3);
    let results: serde_json::Value = serde_json::from_str(&out(&ran)).unwrap();
    assert_eq!(results.as_array().unwrap().len(), 1);
    assert!(said(&ran).contains("EX-2"), "{}", said(&ran));
    assert!(!said(&ran).contains("CANARY"), "a record's values are never repeated");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_place_and_language() {
    let cases = "rules/samples/child-death";
    let run = |zone: &str, language: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
            .args(["screen", "--rules", "england/working-together-2015", cases, "--as-at", "2016-04-01"])
            .env("TZ", zone)
            .env("LANG", language)
            .env("LC_ALL", language)
            .output()
            .unwrap();
        output.stdout
    };
    let here = run("Europe/London", "en_GB.UTF-8");
    assert!(here.len() > 1000);
    assert_eq!(here, run("Pacific/Kiritimati", "tr_TR.UTF-8"));
    assert_eq!(here, run("UTC", "C"));
}

#[test]
fn what_cannot_run_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["screen", "--rules", "england/no-such-set", "."][..],
        &["screen", "--rules", "england/working-together-2015", "nowhere.yaml"],
        &["explain", "E9999"],
        &["nonsense"],
    ] {
        let ran = threshold(folder.path(), arguments);
        assert_eq!(code(&ran), 2, "{arguments:?}");
        assert!(!said(&ran).is_empty());
    }
}

#[test]
fn every_verb_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for verb in ["new", "check", "format", "test", "screen", "ask", "explain", "completions"] {
        let ran = threshold(folder.path(), &[verb, "--help"]);
        assert_eq!(code(&ran), 0, "{verb}");
        assert!(out(&ran).contains("Usage"), "{verb}");
    }
    let listed = threshold(folder.path(), &["explain"]);
    assert!(out(&listed).lines().count() > 100, "every message is listed");
}

const CARE: &str = r#"Vocabulary "Care"

Fact child-died, yes or no.
  Yes: "the child died".
  No:  "the child is alive".
  Ask: "Did the child die?".

Periods looked-after.
  Name: "the child was looked after".
  Ask:  "When was the child looked after?".
"#;

const CARE_RULES: &str = r#"Rule set "Care"
  Uses: "Care".

Sources
  Local means "a minute".

Question "review": which review, if any?
  Outcomes, most serious first:
    - review;
    - none.

Rule "in care" [Local 1]
  The outcome must be review when all of these are true:
    (a) the child died;
    (b) the child was looked after on 1 April 2015.

Otherwise the outcome is none.
"#;

#[test]
fn ask_takes_through_a_pipe_what_a_record_in_json_holds() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("care.facts"), CARE).unwrap();
    fs::write(folder.path().join("care.rules"), CARE_RULES).unwrap();
    fs::write(folder.path().join("case.yaml"), "case: EX-1\nfacts:\n").unwrap();
    let asked =
        ["ask", "--rules", "care.rules", "case.yaml", "--write", "told.yaml", "--as-at", "2015-06-30"];
    let told = "{}\n{\"answer\": 5}\n{\"answer\": true}\n\
                {\"answer\": [{\"from\": \"2015-01-01\", \"to\": \"2015-05-01\"}]}\n";
    let ran = crate::running::told(folder.path(), &asked, told);
    let lines = out(&ran);
    assert_eq!(lines.matches("\"refused\"").count(), 2, "{lines}");
    assert!(
        lines.ends_with(
            "{\"end\":\"settled\",\"standing\":[{\"question\":\"review\",\"possible\":[\"review\"]}]}\n"
        ),
        "{lines}"
    );
    let written = fs::read_to_string(folder.path().join("told.yaml")).unwrap();
    assert!(written.contains("2015-05-01"), "{written}");
}

#[test]
fn a_board_profile_reads_standard_input_for_every_edition() {
    let folder = tempfile::tempdir().unwrap();
    let record = "case: EX-1\nfacts:\n  child-died: yes\n  date-local-authority-became-aware: 2015-06-01\n  date-board-notified: 2015-06-02\n";
    let arguments =
        ["screen", "--board", "local/northshire", "-", "--format", "json", "--as-at", "2015-06-30"];
    let ran = crate::running::told(folder.path(), &arguments, record);
    assert!(
        out(&ran).contains("\"case\": \"EX-1\"") || out(&ran).contains("\"case\":\"EX-1\""),
        "{}",
        said(&ran)
    );
}

#[test]
fn invented_records_are_the_same_for_the_same_seed_and_can_be_screened() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = |seed: &str, more: &[&str]| {
        let asked = [&["sample", "local/northshire", "--cases", "20", "--seed", seed][..], more].concat();
        let ran = threshold(folder.path(), &asked);
        assert_eq!(code(&ran), 0, "{}", said(&ran));
        out(&ran)
    };
    let first = drawn("7", &[]);
    assert_eq!(first, drawn("7", &[]));
    assert_ne!(first, drawn("8", &[]));
    let unknown = |text: &str| text.matches("not known").count();
    assert!(unknown(&drawn("7", &["--not-known", "60"])) > unknown(&drawn("7", &["--not-known", "0"])));
    let lines = drawn("7", &["--format", "jsonl"]);
    assert_eq!(lines.lines().count(), 20);
    let said_of_it = drawn("7", &["--output", "year.yaml"]);
    assert_eq!(said_of_it, "", "records go to the file");
    assert_eq!(fs::read_to_string(folder.path().join("year.yaml")).unwrap(), first);
    let screened = threshold(
        folder.path(),
        &["screen", "--rules", "local/northshire", "year.yaml", "--explain", "none", "--format", "jsonl"],
    );
    assert_eq!(code(&screened), 0, "{}", said(&screened));
    assert_eq!(out(&screened).lines().count(), 20);
}

#[test]
fn a_bank_holiday_table_is_checked_before_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = fs::read_to_string("rules/calendar/bank-holidays.json").unwrap();
    fs::write(folder.path().join("feed.json"), &shipped).unwrap();
    let import =
        |file: &str| threshold(folder.path(), &["holidays", "import", file, "--output", "ours.json"]);
    let kept = import("feed.json");
    assert_eq!(code(&kept), 0, "{}", said(&kept));
    assert!(out(&kept).contains("2012"), "which years it holds: {}", out(&kept));
    assert_eq!(fs::read_to_string(folder.path().join("ours.json")).unwrap(), shipped);
    let used = ["screen", "--rules", "england/working-together-2015", "-", "--holidays", "ours.json"];
    let used = crate::running::told(folder.path(), &used, "case: EX-1\nfacts:\n  child-died: yes\n");
    assert_eq!(code(&used), 0, "{}", said(&used));
    fs::remove_file(folder.path().join("ours.json")).unwrap();
    fs::write(folder.path().join("broken.json"), shipped.replace("2012-04-06", "2012-04-31")).unwrap();
    let refused = import("broken.json");
    assert_ne!(code(&refused), 0);
    assert!(said(&refused).contains("2012-04-31"), "{}", said(&refused));
    assert!(!folder.path().join("ours.json").exists(), "nothing is kept of a table that is refused");
}

#[test]
fn a_case_is_shown_beside_another_set() {
    let record = fs::read_to_string("rules/samples/child-death/toddler-head-injury.yaml").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let asked = [
        "screen",
        "--rules",
        "england/working-together-2018",
        "--also",
        "england/working-together-2015",
        "--as-at",
        "2018-12-01",
        "-",
    ];
    let beside = crate::running::told(folder.path(), &asked, &record);
    assert_eq!(code(&beside), 0, "{}", said(&beside));
    let page = out(&beside);
    assert!(page.contains("The same case under “England: Working Together 2015”"), "{page}");
    assert!(page.contains("Under version 1 of “England: Working Together 2018”"), "{page}");
}
