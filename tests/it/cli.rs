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
    for verb in [&["check", "ourboard"][..], &["test", "ourboard"], &["format", "--check", "ourboard"]] {
        let ran = threshold(folder.path(), verb);
        assert_eq!(code(&ran), 0, "{verb:?}: {} {}", out(&ran), said(&ran));
    }
    let screened = threshold(
        folder.path(),
        &["screen", "--rules", "ourboard/rules/local.rules", "ourboard/cases", "--as-at", "2016-04-01"],
    );
    assert_eq!(code(&screened), 0, "{}", said(&screened));
    assert!(out(&screened).contains("EX-0001"));
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
