//! A vocabulary may say what always holds; it may not thereby take cases away from the rules built on, nor hide a
//! difference from a comparison.

use threshold::analysis::{self, OneSided};
use threshold::check::RuleSet;
use threshold::project::{self, LoadedSet};

const FACTS: &str = r#"
Vocabulary "V"
  Version: 1.
Fact hurt, yes or no.   Yes: "the child was hurt".  No: "the child was not hurt".     Ask: "Was the child hurt?".  Plainly: no.
Fact alone, yes or no.  Yes: "the child was alone". No: "the child was not alone".    Ask: "Was the child alone?". Plainly: no.
Fact born, date.        Name: "the date of birth".  Ask: "When was the child born?".  Plainly: 14 June 2010.
Fact died, date.        Name: "the date of death".  Ask: "When did the child die?".   Plainly: 1 June 2015.
Fact cause, one of: illness, accident, other.       Name: "the cause".                Ask: "What was the cause?".
Fact place, text.       Name: "the place".          Ask: "Where was it?".
"#;

const BASE: &str = r#"
Rule set "Base"
  Uses: "V".
Sources
  A means "Act".
Question "q": which?
  Outcomes, most serious first:
    - think;
    - leave.
Rule "hurt" [A 1]
  The outcome must be think when any of these is true:
    (a) the child was hurt;
    (b) the place is "the sea".
Otherwise the outcome is leave.
"#;

/// A local set whose vocabulary has three facts and these words besides, on a base whose vocabulary ends in those.
fn local(base: &str, words: &str) -> LoadedSet {
    let facts = format!(
        r#"Vocabulary "W"
  Version: 1.
Fact panel, date.
  Name: "the date of the panel".
  Ask: "When did the panel meet?".
Fact kind, one of: first, second, third.
  Name: "the kind".
  Ask: "Which kind is it?".
Fact seen-at, text; applies when the child was hurt.
  Name: "the place seen".
  Ask: "Where was it seen?".
{words}"#
    );
    let rules = "Rule set \"Local\"\n  Uses: \"V\"; \"W\".\n  Builds on: \"Base\".\n";
    let base = format!("{FACTS}{base}");
    load(&[("v.facts", &base), ("w.facts", &facts), ("b.rules", BASE), ("l.rules", rules)], "l.rules")
}

fn load(files: &[(&str, &str)], main: &str) -> LoadedSet {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    project::load_file(&folder.path().join(main)).unwrap()
}

/// What is said of the case that is shut out; nothing where the set is accepted.
fn refused(words: &str) -> Option<String> {
    refused_on("", words)
}

fn refused_on(base: &str, words: &str) -> Option<String> {
    let loaded = local(base, words);
    let errors: Vec<_> =
        loaded.diagnostics.iter().filter(|one| one.is_error() || one.code.0 == "W0703").collect();
    match errors.as_slice() {
        [] => None,
        [one] if one.code.0 == "E0710" => Some(one.notes.join(" ")),
        others => panic!("{words}: {others:?}"),
    }
}

#[test]
fn what_always_holds_here_may_not_shut_out_a_case_of_the_base() {
    let hurt = refused("Always\n  the child was not hurt.\n").unwrap();
    assert!(hurt.contains("case: the child was hurt."), "{hurt}");
    assert!(hurt.contains("because this always holds: the child was not hurt"), "{hurt}");
    let order = refused("Always\n  the date of birth is on or before the date of death.\n").unwrap();
    assert!(order.contains("the date of birth is") && order.contains("the date of death is"), "{order}");
    // Together with facts of its own: whatever they are, a child born after the death cannot be recorded.
    let between = refused(
        "Always\n  the date of the panel is on or after the date of birth;\n  the date of the panel is on or before the date of death.\n",
    )
    .unwrap();
    assert!(
        between.contains("the date of birth is") && between.contains("the date of death is"),
        "{between}"
    );
    let three = "Always\n  any of these is true:\n    (a) the cause is illness;\n    (b) all of these are true:\n      (i) the cause is accident;\n      (ii) the kind is second.\n";
    let other = refused(three).unwrap();
    assert!(other.contains("the cause is other"), "{other}");
}

#[test]
fn what_always_holds_here_may_be_said_of_the_facts_added() {
    for words in [
        "",
        "Always\n  the kind is first or second.\n",
        "Always\n  the date of the panel is on or after the date of death.\n",
        "Always\n  the date of the panel is on or before the date of death.\n",
        "Always\n  any of these is true:\n    (a) the child was not hurt;\n    (b) the kind is first.\n  any of these is true:\n    (a) the child was hurt;\n    (b) the kind is third.\n",
        "Always\n  any of these is true:\n    (a) the cause is not illness;\n    (b) the kind is first.\n  any of these is true:\n    (a) the cause is not accident;\n    (b) the kind is second.\n  any of these is true:\n    (a) the cause is not other;\n    (b) the kind is third.\n",
        "Always\n  the place seen is \"the sea\".\n",
    ] {
        assert_eq!(refused(words), None, "{words}");
    }
    let in_order = "Always\n  the date of birth is on or before the date of death.\n";
    let between = "Always\n  the date of the panel is on or after the date of birth;\n  the date of the panel is on or before the date of death.\n";
    assert_eq!(refused_on(in_order, between), None);
    assert_eq!(refused_on(in_order, in_order), None);
}

#[test]
fn what_always_holds_leaves_some_case() {
    let of = |always: &str| {
        let facts = format!("{FACTS}Always\n{always}");
        load(&[("v.facts", &facts), ("b.rules", BASE)], "b.rules")
    };
    let none = of(
        "  the cause is illness;\n  the child was hurt;\n  the child was alone;\n  the child was not hurt.\n",
    );
    let errors: Vec<_> = none.diagnostics.iter().filter(|one| one.is_error()).collect();
    let [one] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!(one.code.0, "E0711");
    assert_eq!(one.notes, ["This cannot all be so of one case: the child was hurt; the child was not hurt."]);
    assert!(of("  the cause is illness;\n  the child was hurt;\n  the child was alone.\n").sound.is_some());
}

fn compared(one: &str, other: &str) -> Vec<OneSided> {
    let sound = |always: &str| -> RuleSet {
        let facts = format!("{FACTS}{always}");
        let loaded = load(&[("v.facts", &facts), ("b.rules", BASE)], "b.rules");
        loaded.sound.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)).rule_set().clone()
    };
    let found = analysis::differences(&sound(one), &sound(other)).unwrap();
    let [difference] = found.as_slice() else { panic!("one question") };
    assert_eq!(difference.none(), difference.one_sided.is_empty());
    assert!(difference.moves.is_empty());
    difference.one_sided.clone()
}

#[test]
fn a_comparison_tells_of_cases_that_only_one_set_can_hold() {
    let (never_hurt, none) = ("Always\n  the child was not hurt.\n", "");
    let narrower = compared(none, never_hurt);
    let [one] = narrower.as_slice() else { panic!("{narrower:?}") };
    assert!(one.by_new);
    let case = one.case.as_ref().unwrap();
    assert_eq!(
        (case.told().as_str(), case.always.as_str()),
        ("the child was hurt", "the child was not hurt")
    );
    let wider = compared(never_hurt, none);
    assert!(matches!(wider.as_slice(), [one] if !one.by_new), "{wider:?}");
    let both = compared(never_hurt, "Always\n  the child was not alone.\n");
    assert_eq!(both.len(), 2, "{both:?}");
    // The same in other words is no difference.
    let in_a_list = "Always\n  none of these is true:\n    (a) the child was hurt.\n";
    assert!(compared(never_hurt, in_a_list).is_empty());
    assert!(compared(never_hurt, never_hurt).is_empty());
}
