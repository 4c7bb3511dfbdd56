//! What `prove` and `compare` write for programs, and the codes their runs end with.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const RULES: &str = r#"Rule set "Many"
  Uses: "Child death record".
Sources
  Act means "An Act".
Question "review": which review?
  Outcomes, most serious first:
    - full review;
    - no review.
Rule "many" [Act 1]
  The outcome must be full review when there were at least NUMBER referrals about the child.
Guarantee "counted" [Act 1]
  "review" is always full review when there were at least MORE referrals about the child.
Otherwise the outcome is no review.
"#;

/// Standard output and the exit code of a run in a folder with these rules.
fn ran(rules: &[(&str, String)], arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in rules {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(arguments)
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn counting(number: u32, more: u32) -> (&'static str, String) {
    ("set.rules", RULES.replace("NUMBER", &number.to_string()).replace("MORE", &more.to_string()))
}

/// Every key must be described, so that what we write and what we promise stay the same.
fn closed(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") && object.contains_key("required") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(closed);
    } else if let Some(items) = schema.as_array_mut() {
        items.iter_mut().for_each(closed);
    }
}

fn validator(name: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(format!("docs/{name}.schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    closed(&mut schema);
    jsonschema::draft202012::new(&schema).unwrap()
}

fn fits(name: &str, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let validator = validator(name);
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|it| format!("{it} at {}", it.instance_path)).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    value
}

#[test]
fn prove_ends_with_what_it_found() {
    for ((number, more), verdict, code) in
        [((2, 3), "proved", 0), ((3, 2), "refuted", 1), ((200, 201), "not settled", 3)]
    {
        let (text, ended) = ran(&[counting(number, more)], &["prove", "set.rules"]);
        assert_eq!(ended, code, "{text}");
        let (json, ended) = ran(&[counting(number, more)], &["prove", "set.rules", "--format", "json"]);
        assert_eq!(ended, code);
        let said = fits("prove", &json);
        assert_eq!(said["claims"][0]["verdict"], verdict);
        assert_eq!(said["claims"][0]["claim"], "counted");
    }
    let (text, _) = ran(&[counting(200, 201)], &["prove", "set.rules"]);
    assert!(text.contains("0 proved of every record"), "{text}");
    for part in ["up to", "referrals about the child", "fewer"] {
        assert!(text.contains(part), "what was tried, what stopped it, what to write instead: {text}");
    }
    let broken = RULES.replace("NUMBER", "two").replace("[Act 1]", "[Nowhere 1");
    assert_eq!(ran(&[("set.rules", broken)], &["prove", "set.rules"]).1, 2);
}

#[test]
fn a_refuted_claim_carries_its_whole_case_for_programs() {
    let (json, _) = ran(&[counting(3, 2)], &["prove", "set.rules", "--format", "json"]);
    let case = &fits("prove", &json)["claims"][0]["case"];
    let rests = case["rests_on"][0].as_str().unwrap();
    assert_eq!(rests, "the number of referrals about the child is 2");
    assert_eq!(case["outcomes"][0]["outcome"], "no review");
    assert!(case["record"].as_str().unwrap().contains("case: fictional"));
    assert!(case["example"].is_null(), "the entries of a list cannot be given: {case}");
}

#[test]
fn check_refuses_a_guarantee_that_does_not_hold_unless_it_fails_on_purpose() {
    let rules = [counting(3, 2)];
    let output = ran(&rules, &["check", "--format", "json", "."]);
    assert_eq!(output.1, 1);
    assert!(output.0.contains("E0708"), "{}", output.0);
    let (holds, held) = ran(&[counting(2, 3)], &["check", "--format", "json", "."]);
    assert!(!holds.contains("0708") && held == 0, "{holds}");
    let marked = |(name, text): (&'static str, String)| {
        let last = text.lines().rfind(|line| line.starts_with("  \"review\" is")).unwrap();
        (name, text.replace(last, &format!("{last}  # Fails on purpose: shows the gap.")))
    };
    let (told, code) = ran(&[marked(counting(3, 2))], &["check", "--format", "json", "--notes", "."]);
    assert!(told.contains("W0708") && code == 0, "{told}");
    assert_eq!(ran(&[marked(counting(3, 2))], &["check", "--deny-warnings", "."]).1, 0);
    // How loudly it is said, and nothing else, hangs on the comment.
    let (proof, code) = ran(&[marked(counting(3, 2))], &["prove", "--format", "json", "set.rules"]);
    assert!(proof.contains("\"refuted\"") && code == 1, "{proof}");
    let (told, code) = ran(&[marked(counting(2, 3))], &["check", "--format", "json", "."]);
    assert!(told.contains("W0709") && code == 0, "{told}");
    assert_eq!(ran(&[marked(counting(2, 3))], &["check", "--deny-warnings", "."]).1, 1);
}

/// What is offered as an example passes as it stands, and what is said of the outcome rests on what is told.
#[test]
fn the_example_of_a_refuted_guarantee_passes_when_it_is_added() {
    let rules = RULES
        .replace(
            "when there were at least NUMBER referrals about the child",
            "when the child was seriously harmed",
        )
        .replace("when there were at least MORE referrals about the child", "when the child died");
    let file = |text: &str| [("set.rules", text.to_owned())];
    let (json, code) = ran(&file(&rules), &["prove", "set.rules", "--format", "json"]);
    assert_eq!(code, 1);
    let case = &fits("prove", &json)["claims"][0]["case"];
    let rests: Vec<&str> = case["rests_on"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert_eq!(rests, ["the child died", "the child was not seriously harmed"]);
    let with_example = format!("{rules}{}", case["example"].as_str().unwrap());
    let (tested, code) = ran(&file(&with_example), &["test", "set.rules"]);
    assert!(code == 0 && tested.contains("1 passed, 0 failed"), "{tested}\n{with_example}");
}

/// A base that leaves a mark open, and a local set that raises it.
#[test]
fn never_weaker_names_the_open_setting_it_is_said_under() {
    let base = "Rule set \"Base\"\n  Uses: \"Child death record\".\nSources\n  Act means \"An Act\".\nSettings\n  The mark \
                means 3 [Act 1] (open, from 2 to 9).\nQuestion \"review\": which review?\n  Outcomes, most serious \
                first:\n    - review;\n    - no review.\nRule \"many\" [Act 1]\n  The outcome must be review when there were \
                at least the mark referrals about the child.\nOtherwise the outcome is no review.\n";
    let local = "Rule set \"Local\"\n  Uses: \"Child death record\".\n  Builds on: \"Base\".\nSources\n  L means \"Local policy\".\n";
    let set = |more: &str| [("base.rules", base.to_owned()), ("local.rules", format!("{local}{more}"))];
    let (plain, _) = ran(&set(""), &["prove", "local.rules"]);
    assert!(plain.contains("proved       these rules are never weaker than “Base”\n"), "{plain}");
    let (raised, _) = ran(&set("Settings\n  The mark means 9 [L 1].\n"), &["prove", "local.rules"]);
    let claim =
        "never weaker than “Base”, both read with what is left open as set here (the mark is 9, there 3)";
    assert!(raised.contains(claim), "{raised}");
}

#[test]
fn two_versions_of_one_set_are_told_apart_by_where_they_were_found() {
    let [(_, old), (_, new)] = [counting(2, 3), counting(3, 4)];
    let rules = [("old.rules", old), ("new.rules", new)];
    let (text, _) = ran(&rules, &["compare", "old.rules", "new.rules"]);
    assert!(text.contains("Many (new.rules) beside Many (old.rules)"), "{text}");
}

#[test]
fn every_set_shipped_fits_the_schema_of_proofs() {
    for set in ["local/northshire", "wales/child-practice-reviews-2012", "england/working-together-2015"] {
        let (json, code) = ran(&[], &["prove", set, "--format", "json"]);
        let said = fits("prove", &json);
        let refuted = said["claims"].as_array().unwrap().iter().any(|it| it["verdict"] == "refuted");
        assert_eq!(code, i32::from(refuted), "{set}");
    }
}

#[test]
fn compare_fits_its_schemas_and_ends_with_3_where_it_could_not_settle() {
    let (json, code) =
        ran(&[], &["compare", "england/working-together-2015", "local/northshire", "--format", "json"]);
    assert_eq!(code, 0);
    let said = fits("difference", &json);
    let review = said["questions"].as_array().unwrap().iter().find(|it| it["question"] == "review").unwrap();
    assert_eq!(review["no_difference_proved"], false);
    assert!(review["moves"].as_array().unwrap().iter().all(|it| it["kind"] == "more-serious"), "{review}");
    let (one, mut other) = (counting(200, 201), counting(300, 301));
    other.0 = "other.rules";
    other.1 = other.1.replace("\"Many\"", "\"More\"");
    let (json, code) = ran(&[one, other], &["compare", "set.rules", "other.rules", "--format", "json"]);
    assert_eq!(code, 3);
    let question = &fits("difference", &json)["questions"][0];
    assert_eq!(question["no_difference_proved"], false);
    assert!(!question["not_settled"].as_array().unwrap().is_empty());
}

#[test]
fn a_comparison_over_cases_fits_its_schema_with_small_numbers_hidden_and_shown() {
    let cases = Path::new("tests/cases").canonicalize().unwrap();
    let cases = cases.join("001-death-abuse-suspected.yaml");
    for small in ["0", "5"] {
        let (json, code) = ran(
            &[],
            &[
                "compare",
                "england/working-together-2015",
                "local/northshire",
                cases.to_str().unwrap(),
                "--format",
                "json",
                "--small-numbers",
                small,
                "--as-at",
                "2018-04-30",
            ],
        );
        assert_eq!(code, 0);
        let said = fits("comparison", &json);
        assert_eq!(said["questions"][0]["moves"][0]["suppressed"], small == "5");
    }
}

#[test]
fn the_schemas_refuse_what_is_missing_or_misspelt() {
    let (json, _) = ran(&[counting(3, 2)], &["prove", "set.rules", "--format", "json"]);
    let good: Value = serde_json::from_str(&json).unwrap();
    let validator = validator("prove");
    assert!(validator.is_valid(&good));
    let mut without = good.clone();
    without["claims"][0].as_object_mut().unwrap().remove("case");
    let mut verdict = good.clone();
    verdict["claims"][0]["verdict"] = "proven".into();
    let mut kind = good;
    kind["findings"][0]["kind"] = "odd".into();
    for wrong in [without, verdict, kind] {
        assert!(!validator.is_valid(&wrong));
    }
}

#[test]
fn a_name_that_is_nearly_right_is_mended_even_in_a_folder_full_of_rule_files() {
    let mut files: Vec<(String, String)> =
        (0..220).map(|number| (format!("{number}.rules"), format!("Rule set \"R{number}\"\n"))).collect();
    files.push(("notes.txt".to_owned(), String::new()));
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for verb in [&["prove", "northshire"][..], &["compare", "northshire", "northshire"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
            .args(verb)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("did you mean `local/northshire`?"), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
    let found = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(["prove", "England: Working Together 2015"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(found.status.code(), Some(0), "a shipped title is found all the same");
}
