//! Examples drafted for what no example saw, and what is said of an example that does not come out.

use std::fs;

use threshold::analysis::{self, NoExample, Suggestion};
use threshold::check::Sound;
use threshold::program::lower;
use threshold::project;
use threshold::trial::{self, Coverage};

const FACTS: &str = r#"
Vocabulary "V"
  Version: 1.
Fact hurt, yes or no.   Yes: "the child was hurt".  No: "the child was not hurt".   Ask: "Was the child hurt?".
Fact alone, yes or no.  Yes: "the child was alone". No: "the child was not alone".  Ask: "Was the child alone?".
Fact late, yes or no.   Yes: "it was late".         No: "it was not late".          Ask: "Was it late?".
Fact score, number.     Name: "the score".          Ask: "What is the score?".
Periods care.           Name: "the child was in care".  Ask: "When was the child in care?".
Fact seen, date.        Name: "the day seen".       Ask: "When was the child seen?".
List calls.             One: "call".  Many: "calls".  None: "there were no calls".  Ask: "Which calls were there?".
  Field from, one of: school, home.
"#;

const HEAD: &str = r#"
Rule set "Set"
  Uses: "V".
Sources
  A means "Act".
Question "q": which?
  Outcomes, most serious first:
    - act;
    - think;
    - leave.
Otherwise the outcome is leave.
"#;

fn loaded(rules: &str) -> project::LoadedSet {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("v.facts"), FACTS).unwrap();
    fs::write(folder.path().join("set.rules"), rules).unwrap();
    project::load_file(&folder.path().join("set.rules")).unwrap()
}

fn sound(rules: &str) -> Sound {
    let loaded = loaded(rules);
    loaded.sound.unwrap_or_else(|| panic!("{rules}\n{:?}", loaded.diagnostics))
}

/// What fails, and what was seen.
fn tried(sound: &Sound) -> (Vec<String>, Coverage) {
    let tried = trial::run(sound);
    let failures =
        tried.iter().flat_map(|it| it.failures.iter().map(|failure| failure.words.clone())).collect();
    let results: Vec<_> = tried.into_iter().map(|it| it.result).collect();
    (failures, trial::coverage(sound.rule_set(), &results))
}

/// The rules with every example drafted for them, each of which comes out as written; and what was drafted.
fn with_all(rules: &str, sound: impl Fn(&str) -> Sound) -> Vec<Suggestion> {
    let before = sound(rules);
    let (_, seen) = tried(&before);
    let drafted = analysis::suggested(&lower(&before), &seen);
    let examples: Vec<String> = drafted.iter().filter_map(|it| it.example.clone().ok()).collect();
    let after = sound(&format!("{rules}\n{}", examples.join("\n")));
    let (failures, seen) = tried(&after);
    assert_eq!(failures, Vec::<String>::new(), "{examples:?}");
    let missing: Vec<_> = drafted.iter().filter(|it| it.example.is_err()).collect();
    let left = seen.items.iter().map(|item| [item.seen.yes, item.seen.no, item.seen.open]);
    let left: usize = left.map(|seen| seen.into_iter().filter(|seen| !seen).count()).sum();
    assert_eq!(left, missing.len(), "all else is seen now: {missing:?}");
    drafted
}

#[test]
fn every_example_drafted_passes_and_shows_what_no_example_showed() {
    let rules = format!(
        "{HEAD}{}",
        r#"Rule "hurt" [A 1]
  The outcome must be act when all of these are true:
    (a) the child was hurt;
    (b) at least 2 of these are true:
        (i)   the child was alone;
        (ii)  the score is at least 3;
        (iii) the child was in care on the day seen.
  This does not apply where "late" applies.
Rule "calls" [A 2]
  Think should be considered when there were at least 2 calls whose from is school.
Rule "calm" [A 3]
  The outcome must be think when none of these is true:
    (a) the child was hurt;
    (b) it was late.
Exception "late" [A 4]
  This applies when it was late.
"#
    );
    let drafted = with_all(&rules, sound);
    assert!(drafted.len() > 8, "{drafted:?}");
    let without: Vec<_> =
        drafted.iter().filter_map(|it| Some((it.about.as_str(), *it.example.as_ref().err()?))).collect();
    // Two calls cannot be given one by one.
    assert_eq!(without, [("rule \"calls\" is true", NoExample::NotInWords)]);
}

#[test]
fn a_sentence_that_never_decides_gets_no_example() {
    let rules = format!(
        "{HEAD}Rule \"score\" [A 1]\n  The outcome must be act when all of these are true:\n    (a) the score is at least 3;\n    (b) the score is at least 5.\n"
    );
    let drafted = with_all(&rules, sound);
    let never = drafted.iter().find(|it| it.about == "rule \"score\" (a) is false").unwrap();
    assert_eq!(never.example.as_ref().err(), Some(&NoExample::Never));
}

#[test]
fn examples_drafted_for_shipped_sets_without_theirs_pass() {
    for set in ["england/working-together-2015", "local/northshire"] {
        let path = format!("rules/{set}.rules");
        let rules = fs::read_to_string(&path).unwrap();
        let rules = rules.split("\nExample \"").next().unwrap();
        let shipped = |text: &str| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("set.rules");
            fs::write(&file, text).unwrap();
            let loaded = project::load_file(&file).unwrap();
            loaded.sound.unwrap_or_else(|| panic!("{set}: {:?}", loaded.diagnostics))
        };
        let drafted = with_all(rules, shipped);
        let written = drafted.iter().filter(|it| it.example.is_ok()).count();
        assert!(written >= 15 && written * 2 >= drafted.len(), "{set}: {written} of {}", drafted.len());
    }
}

const EITHER: &str = r#"Rule "hurt" [A 1]
  The outcome must be act when all of these are true:
    (a) the child was hurt;
    (b) it was late.
Rule "alone" [A 2]
  The outcome must be think when the child was alone.
"#;

fn failures(example: &str) -> Vec<String> {
    tried(&sound(&format!("{HEAD}{EITHER}Example \"one\"\n  {example}\n"))).0
}

#[test]
fn a_failed_example_names_the_answers_that_are_missing() {
    assert_eq!(
        failures("Given the child was hurt.\n  Then \"q\" is act."),
        [
            "expected act, but the rules give undecided between act, think and leave, because these are not answered, or not \
          exactly, and matter: \"Was it late?\"; \"Was the child alone?\""
        ]
    );
    assert!(failures("Given the child was hurt; it was late.\n  Then \"q\" is act.").is_empty());
}

#[test]
fn an_answer_that_is_given_cannot_be_said_not_to_matter() {
    let given = "Given the child was hurt; it was late.\n  Then it does not matter: \"Was it late?\".";
    let refused = loaded(&format!("{HEAD}{EITHER}Example \"one\"\n  {given}\n"));
    assert_eq!(refused.diagnostics.iter().map(|one| one.code.0).collect::<Vec<_>>(), ["E0486"]);
    let open = "Given the child was not hurt.\n  Then it does not matter: \"Was it late?\".";
    assert!(failures(open).is_empty());
}

#[test]
fn a_count_given_as_a_sentence_settles_others_of_the_same_entries() {
    let rule = "Rule \"calls\" [A 1]\n  The outcome must be act when the number of calls is at least 2.\n";
    let example = "Example \"three\"\n  Given there were at least 3 calls.\n  Then \"q\" is act.\n";
    let (failures, seen) = tried(&sound(&format!("{HEAD}{rule}{example}")));
    assert!(failures.is_empty());
    assert!(seen.items[0].seen.yes && !seen.items[0].seen.open, "{seen:?}");
    let fewer = example.replace("at least 3", "at least 1").replace("is act", "is undecided");
    let (_, seen) = tried(&sound(&format!("{HEAD}{rule}{fewer}")));
    assert!(seen.items[0].seen.open && !seen.items[0].seen.yes, "{seen:?}");
}
