//! *Not applicable* said of what always applies: not known, told with its place, and never a no.

use std::fs;
use std::path::Path;

use threshold::procedure::applying;
use threshold::record::{self, Format, Record, hash, write, write_into};
use threshold::source::Sources;
use threshold::vocabulary::Vocabulary;

/// The record that the reference of the interface prints, as it stands there.
const PRINTED: &str = r#"case: EX-2015-014
facts:
  child-died: yes
  date-of-death: 2015-05-28
  abuse-or-neglect:                       # said by whom, when; sources may disagree
    - {value: suspected, by: police, on: 2015-06-02, note: "unexplained fractures"}
  previous-review: not known              # asked, nobody knows
  placed-by-another-authority: not applicable
  joint-working-concern: {value: yes, by: screening group, on: 2015-06-20, reasons: "three agencies held the same worry and none knew of the others'"}
  post-mortem-finding: {not known: awaited, by: coroner, due: 2015-08-20}
  looked-after:                           # dates may be 2013-02, 2013, before 2015-05-03, after …, between … and …
    - {from: 2013-02, to: 2014-11-30}     # `to: still` = continuing; no `to` = an unknown end or continuing
    - and no others
  referrals:
    - {on: 2014-12-03, from: school}
    - {on: 2015-01, from: police}
    - and no others                       # otherwise there may be others; `referrals: none` = there were none
"#;

const SET: &str = "england/working-together-2015";

/// Runs the program in a folder, with these lines as its input.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let output = crate::running::told(folder, arguments, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_record_that_the_reference_prints_is_screened_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("case.yaml"), PRINTED).unwrap();
    let screen = ["screen", "--rules", SET, "case.yaml", "--as-at", "2015-06-30", "--format"];
    let (code, page, err) = run(folder.path(), &[&screen[..], &["text"]].concat(), "");
    assert_eq!(code, Some(0), "{err}");
    for told in [
        "warning[W0506]: `placed-by-another-authority` is said not to apply",
        "case.yaml:8:32",
        "Nothing in the vocabulary says when it does not apply",
        "write the answer, or `not known`",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("by another authority? Not known (said not to apply) (case.yaml:8)"), "{page}");
    let (_, json, _) = run(folder.path(), &[&screen[..], &["json"]].concat(), "");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["questions"][1]["outcome"], "serious case review");
    let not_known = json[0]["not_known"].as_array().unwrap();
    let said = not_known.iter().find(|it| it["fact"] == "placed-by-another-authority").unwrap();
    assert_eq!(said["reason"], "said not to apply", "{said}");
}

fn vocabulary() -> Vocabulary {
    crate::small_vocabulary::vocabulary()
}

fn one(format: Format, text: &str) -> Record {
    let mut sources = Sources::default();
    let id = sources.add("case", text);
    let read = record::read(&sources, id, format, &vocabulary());
    assert!(read.refused.is_empty(), "{:#?}", read.refused);
    read.records.into_iter().next().unwrap()
}

#[test]
fn it_is_the_same_in_every_form_of_record() {
    let yaml = "case: A\nfacts:\n  child-died: not applicable   # why?\n";
    let record = one(Format::Yaml, yaml);
    let json = r#"{"case": "A", "facts": {"child-died": "Not applicable"}}"#;
    for other in
        [one(Format::Json, json), one(Format::JsonLines, json), one(Format::Csv, "case,child-died\nA,N/A\n")]
    {
        assert_eq!(other.hash, record.hash);
        let told = applying(&vocabulary(), &other);
        assert_eq!(told.iter().map(|it| it.code.0).collect::<Vec<_>>(), ["W0506"]);
    }
    // It is neither a no nor the same as not known without a word.
    for answer in ["no", "not known"] {
        assert_ne!(one(Format::Yaml, &yaml.replace("not applicable", answer)).hash, record.hash);
    }
    let written = one(Format::Yaml, &write(&record, &vocabulary()));
    assert_eq!(
        (written.hash.as_str(), hash(&record, &vocabulary())),
        (record.hash.as_str(), written.hash.clone())
    );
    assert_eq!(write_into(yaml, &record, &vocabulary()).as_deref(), Some(yaml));
}

#[test]
fn a_field_of_an_entry_is_told_with_its_name_and_a_fact_that_may_not_apply_is_not() {
    let told = |facts: &str| {
        let record = one(Format::Yaml, &format!("case: A\nfacts:\n  {facts}\n"));
        applying(&vocabulary(), &record).into_iter().map(|it| it.title).collect::<Vec<_>>()
    };
    assert!(
        told("referrals: [{on: not applicable}]")[0]
            .starts_with("`referrals`, field `on` is said not to apply")
    );
    assert!(told("date-of-death: not applicable").is_empty());
    assert!(told("child-died: not known").is_empty());
}

#[test]
fn agencies_and_answers_at_the_prompt_are_told_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("EX-1.case");
    fs::create_dir(&case).unwrap();
    fs::write(case.join("police.yaml"), "case: EX-1\nby: police\nfacts: {child-died: yes}\n").unwrap();
    fs::write(case.join("health.yaml"), "case: EX-1\nby: health\nfacts: {in-custody: not applicable}\n")
        .unwrap();
    let screen = ["screen", "--rules", SET, "EX-1.case", "--as-at", "2015-06-30", "--explain", "none"];
    let (code, _, err) = run(folder.path(), &screen, "");
    assert!(code == Some(0) && err.contains("W0506") && err.contains("health.yaml:3:21"), "{err}");
    let ask = ["ask", "--rules", SET, "EX-1.case", "--as-at", "2015-06-30"];
    let (_, out, err) = run(folder.path(), &ask, "{\"answer\": \"not applicable\"}\n");
    assert!(err.contains("W0506") && err.contains("health.yaml:3:21"), "{err}");
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fact = lines[1]["fact"].as_str().unwrap();
    let note = lines[2]["notes"][0].as_str().unwrap();
    assert!(note.starts_with(&format!("`{fact}` is said not to apply")), "{note}");
}
