//! One case as a folder, one file per agency: any order, one record; who has not answered is not who knows nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use threshold::dialogue::chase;
use threshold::record::{AgencyCase, Format, Reply, agencies, write};
use threshold::source::Sources;
use threshold::vocabulary::Vocabulary;

use crate::screened::{program, result};

const FACTS: &str = r#"
Vocabulary "Small"
  Version: 1.
Fact child-died, yes or no.  Yes: "the child died".  No: "the child did not die".  Ask: "Did the child die?".  Held by: police; hospital.
Fact abuse, one of: ruled out, suspected, known; in rising order.  Name: "abuse of the child".  Ask: "Is abuse known or suspected?".  Held by: police; general practice.
Fact finding, one of: no concern, concern.  Name: "the finding of the post-mortem".  Ask: "What did the post-mortem find?".  Held by: hospital; mental health service.
"#;

const RULES: &str = r#"
Rule set "Small"
  Version: 1.
  Uses: "Small".
Sources
  Local means "Local procedure".
Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - no review.
Rule "death" [Local 1]
  The outcome must be full review when all of these are true:
    (a) the child died;
    (b) any of these is true:
        (i)  abuse of the child is suspected or known;
        (ii) the finding of the post-mortem is concern.
Otherwise the outcome is no review.
"#;

const POLICE: &str = "case: EX-1\nby: police\nfacts:\n  child-died: yes\n  abuse:\n    - {value: ruled out, by: police, on: 2015-06-01}\n    - {value: suspected, by: police, on: 2015-06-04}\n";
const HOSPITAL: &str = "case: EX-1\nby: hospital\non: 2015-06-03\nfacts:\n  child-died: yes\n  abuse: ruled out\n  finding: {not known: awaited, by: hospital, due: 2015-08-20}\n";
const NOTHING: &str = "case: EX-1\nby: mental health service\non: 2015-06-03\nreply: nothing known\n";
const ASKED: &str = "case: EX-1\nagencies:\n  - {agency: Police, due: 2015-06-09}\n  - hospital\n  - {agency: general practice, asked: 2015-06-02, due: 2015-06-09}\n  - {agency: mental health service}\n";

fn vocabulary() -> Vocabulary {
    program(FACTS, RULES).rule_set.vocabulary
}

fn read(files: &[(&str, &str)], vocabulary: &Vocabulary) -> AgencyCase {
    let mut sources = Sources::default();
    let mut ids = Vec::new();
    let mut list = None;
    for (name, text) in files {
        let id = sources.add(format!("EX-1.case/{name}"), *text);
        if *name == "agencies.yaml" {
            list = Some(id);
        } else {
            ids.push((id, Format::of_name(name).unwrap()));
        }
    }
    agencies(&sources, "EX-1.case", &ids, list, vocabulary)
}

fn codes(case: &AgencyCase) -> Vec<&str> {
    case.record.as_ref().unwrap_err().diagnostics.iter().map(|it| it.code.0).collect()
}

#[test]
fn any_order_of_the_agencies_files_gives_the_same_bytes() {
    let vocabulary = vocabulary();
    let files = [
        ("police.yaml", POLICE),
        ("hospital.yaml", HOSPITAL),
        ("mental-health.yaml", NOTHING),
        ("agencies.yaml", ASKED),
    ];
    let first = read(&files, &vocabulary);
    let written = write(first.record.as_ref().unwrap(), &vocabulary);
    let mut tried = 0;
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| ![a, b].contains(c)) {
                let d = 6 - a - b - c;
                let again = read(&[files[a], files[b], files[c], files[d]], &vocabulary);
                assert_eq!(again, first, "record, hash and places");
                assert_eq!(write(again.record.as_ref().unwrap(), &vocabulary), written);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 24);
    // Other names for the files give the same meaning.
    let renamed = read(
        &[("z.yaml", POLICE), ("m.yaml", HOSPITAL), ("a.yaml", NOTHING), ("agencies.yaml", ASKED)],
        &vocabulary,
    );
    assert_eq!(renamed.record.unwrap().hash, first.record.unwrap().hash);
}

#[test]
fn disagreement_is_kept_an_earlier_word_is_history_and_every_word_keeps_its_place() {
    let vocabulary = vocabulary();
    let case = read(&[("police.yaml", POLICE), ("hospital.yaml", HOSPITAL)], &vocabulary);
    let record = case.record.unwrap();
    let (abuse, _) = vocabulary.find("abuse").unwrap();
    let said = &record.fact(abuse).unwrap().statements;
    assert_eq!(said.len(), 3);
    assert_eq!(said.iter().filter(|said| said.superseded).count(), 1);
    let places: Vec<String> = said.iter().map(|said| said.place.to_string()).collect();
    assert!(places.iter().any(|place| place.starts_with("EX-1.case/hospital.yaml:6")), "{places:?}");
    assert!(places.iter().any(|place| place.starts_with("EX-1.case/police.yaml:7")), "{places:?}");
}

#[test]
fn no_reply_is_not_nothing_known_and_neither_is_not_known() {
    let vocabulary = vocabulary();
    let files =
        [("police.yaml", POLICE), ("hospital.yaml", HOSPITAL), ("m.yaml", NOTHING), ("agencies.yaml", ASKED)];
    let case = read(&files, &vocabulary);
    let replies: Vec<(&str, Reply)> = case.replies.iter().map(|it| (it.agency.as_str(), it.reply)).collect();
    let expected = [
        ("general practice", Reply::NoReply),
        ("hospital", Reply::Answered),
        ("mental health service", Reply::NothingKnown),
        ("police", Reply::Answered),
    ];
    assert_eq!(replies, expected);
    let program = program(FACTS, RULES);
    let record = case.record.unwrap();
    let chased = chase(&program, &record, &result(&program, &record), &case.replies);
    let lines: Vec<(String, String, bool)> =
        chased.iter().map(|it| (it.agency.clone(), it.words(), it.is_open())).collect();
    assert!(
        lines.contains(&("general practice".into(), "no reply; due 9 June 2015".into(), true)),
        "{lines:?}"
    );
    let nothing = "replied: it holds nothing on the child or family".to_owned();
    assert!(lines.contains(&("mental health service".into(), nothing, false)), "{lines:?}");
    let hospital = chased.iter().find(|it| it.agency == "hospital").unwrap();
    let awaited = hospital.facts.iter().find(|fact| fact.ask.contains("post-mortem")).unwrap();
    assert_eq!(awaited.words(), "What did the post-mortem find? (to come, due 20 August 2015)");
}

#[test]
fn a_folder_that_cannot_be_one_case_is_refused_whole() {
    let vocabulary = vocabulary();
    let unsigned = "case: EX-1\nfacts: {child-died: yes}\n";
    assert_eq!(codes(&read(&[("police.yaml", POLICE), ("b.yaml", unsigned)], &vocabulary)), ["E0531"]);
    let both = "case: EX-1\nby: police\nreply: nothing known\nfacts: {child-died: yes}\n";
    assert_eq!(codes(&read(&[("b.yaml", both)], &vocabulary)), ["E0532"]);
    let two = "- {case: EX-1, by: police, facts: {}}\n- {case: EX-2, by: police, facts: {}}\n";
    assert_eq!(codes(&read(&[("b.yaml", two)], &vocabulary)), ["E0533"]);
    assert_eq!(codes(&read(&[], &vocabulary)), ["E0533"]);
    let other = POLICE.replace("EX-1", "EX-2");
    assert_eq!(codes(&read(&[("a.yaml", HOSPITAL), ("b.yaml", &other)], &vocabulary)), ["E0526"]);
    for wrong in [
        "agencies: police\n",
        "agencies:\n  - {agency: police, due: soon}\n",
        "agencies:\n  - {who: police}\n",
    ] {
        assert_eq!(
            codes(&read(&[("a.yaml", POLICE), ("agencies.yaml", wrong)], &vocabulary)),
            ["E0534"],
            "{wrong}"
        );
    }
    let claims = "agencies:\n  - {agency: police, reply: nothing known}\n";
    assert_eq!(codes(&read(&[("a.yaml", POLICE), ("agencies.yaml", claims)], &vocabulary)), ["E0532"]);
    let nothing = "case: EX-1\nby: police\nreply: nothing known\n";
    assert_eq!(codes(&read(&[("a.yaml", POLICE), ("b.yaml", nothing)], &vocabulary)), ["E0532"]);
}

#[test]
fn a_folder_of_a_case_is_screened_as_one_case() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("cases/EX-1.case");
    fs::create_dir_all(&case).unwrap();
    fs::write(folder.path().join("small.facts"), FACTS).unwrap();
    fs::write(folder.path().join("small.rules"), RULES).unwrap();
    for (name, text) in [("police.yaml", POLICE), ("hospital.yaml", HOSPITAL), ("agencies.yaml", ASKED)] {
        fs::write(case.join(name), text).unwrap();
    }
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let screen = ["screen", "--rules", "small.rules", "cases", "--as-at", "2015-06-12", "--format", "json"];
    let (code, out, err) = run(&screen);
    assert_eq!(code, Some(0), "{err}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1, "one folder, one case");
    assert_eq!(json[0]["record"]["file"], Path::new("cases/EX-1.case").display().to_string());
    assert!(err.contains("have not replied: general practice, mental health service"), "{err}");
    let (code, out, _) =
        run(&["ask", "--chase", "--rules", "small.rules", "cases/EX-1.case", "--as-at", "2015-06-12"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("general practice (no reply; due 9 June 2015, which is past)"), "{out}");
}
