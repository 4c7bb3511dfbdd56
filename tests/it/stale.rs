//! The stale and garbled criteria that boards' pages really carry, written as rule files: each is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use threshold::diagnostic::Severity;
use threshold::project;

#[test]
fn every_stale_or_garbled_text_of_the_boards_is_told() {
    let mut files: Vec<_> = fs::read_dir("tests/stale").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let expected = text.lines().next().and_then(|line| line.strip_prefix("# expect: ")).unwrap();
        let loaded = project::load_file(&file).unwrap();
        let found = loaded.diagnostics.iter().filter(|told| told.severity != Severity::Note);
        let found: BTreeSet<&str> = found.map(|told| told.code.0).collect();
        assert_eq!(found, expected.split(' ').collect(), "{}", file.display());
    }
}

const CODES: [&str; 3] = ["W0495", "W0496", "W0497"];

/// Nothing of the kind is told of the shipped sets, but for a note of one page that is kept as it stands.
#[test]
fn the_shipped_sets_cite_what_was_in_force() {
    for file in project::rule_files_in(Path::new("rules")).unwrap() {
        if file.extension().is_none_or(|it| it != "rules") {
            continue;
        }
        let loaded = project::load_file(&file).unwrap();
        let told = loaded.diagnostics.iter().filter(|told| CODES.contains(&told.code.0));
        let told: Vec<Severity> = told.map(|told| told.severity).collect();
        let expected: &[Severity] =
            if file.ends_with("local/bury-2018.rules") { &[Severity::Note] } else { &[] };
        assert_eq!(told, expected, "{}", file.display());
    }
}

#[test]
fn a_year_that_no_act_or_edition_of_the_name_is_of_is_told_and_other_acts_are_not() {
    let loaded = project::load_file(Path::new("tests/stale/years-that-never-were.rules")).unwrap();
    let told: Vec<&str> = loaded.diagnostics.iter().map(|told| told.title.as_str()).collect();
    let titles = [
        "there is no `Working Together to Safeguard Children, July 2019`",
        "there is no `Children and Social Work Act 2016`",
        "there is no `Children Act 2008`",
    ];
    assert_eq!(told, titles);
}
