//! What is proved of every record, and the fictional case where a claim does not hold.

#![expect(clippy::unwrap_used, reason = "a test may stop where it finds itself mistaken")]

use std::path::Path;

use threshold::analysis::{self, Every, Fictional, FindingKind, Possible, Proof, Verdict};
use threshold::calendar::Date;
use threshold::diagnostic::Diagnostic;
use threshold::evaluation::{Knowledge, Presumed, Wanted, reference};
use threshold::program::{Program, lower};
use threshold::project::{self, LoadedSet};
use threshold::record::{Format, read};
use threshold::source::Sources;

use crate::programs::{self, Size};
use crate::random_numbers::Dice;

const FACTS: &str = r#"
Vocabulary "Plain"
  Version: 1.
Fact died, yes or no.        Yes: "the child died".           No: "the child is alive".             Ask: "Did the child die?".         Plainly: yes.
Fact harmed, yes or no.      Yes: "the child was harmed".     No: "the child was not harmed".       Ask: "Was the child harmed?".      Plainly: no.
Fact custody, yes or no.     Yes: "the child was in custody". No: "the child was not in custody".   Ask: "Was the child in custody?".  Plainly: no.
Fact concern, one of: none, some, grave; in rising order.  Name: "the concern".  Ask: "How grave is the concern?".  Plainly: none.
Fact visits, number.         Name: "the number of visits".    Ask: "How many visits were there?".   Plainly: 2.
Fact born, date.             Name: "the date of birth".       Ask: "When was the child born?".      Plainly: 14 June 2010.
Fact dead, date.             Name: "the date of death".       Ask: "When did the child die?".       Plainly: 28 May 2015.
Computed age, time from born to dead.
  Name: "the age at death".
"#;

/// The head of every rule set below.
const HEAD: &str = r#"
Rule set "Set"
  Version: 1.
  Uses: "Plain".
Sources
  Act means "National Act".
Question "review": which review?
  Outcomes, most serious first:
    - full review;
    - short review;
    - no review.
Otherwise the outcome is no review.
"#;

fn load(files: &[(&str, &str)], main: &str) -> LoadedSet {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    project::load_file(&folder.path().join(main)).unwrap()
}

fn set(rules: &str) -> LoadedSet {
    load(&[("plain.facts", FACTS), ("set.rules", &format!("{HEAD}{rules}"))], "set.rules")
}

fn local(base: &str, rules: &str) -> LoadedSet {
    let local =
        format!("Rule set \"Local\"\n  Builds on: \"Set\".\nSources\n  Minute means \"Minute 14\".\n{rules}");
    let base = format!("{HEAD}{base}");
    load(&[("plain.facts", FACTS), ("set.rules", &base), ("local.rules", &local)], "local.rules")
}

fn sound(loaded: &LoadedSet) -> Program {
    assert!(loaded.sound.is_some(), "{:?}", loaded.diagnostics);
    lower(loaded.sound.as_ref().unwrap())
}

fn of<'a>(loaded: &'a LoadedSet, code: &str) -> Vec<&'a Diagnostic> {
    loaded.diagnostics.iter().filter(|one| one.code.0 == code).collect()
}

/// Is all of this told?
fn told(diagnostic: &Diagnostic, sentences: &[&str]) -> bool {
    let notes = diagnostic.notes.join(" ");
    sentences.iter().all(|sentence| notes.contains(sentence))
}

fn refuted(proof: &Proof) -> &Fictional {
    match &proof.verdict {
        Verdict::Refuted(case) => case,
        other => panic!("{}: {other:?}", proof.claim),
    }
}

const DEATH: &str = "Rule \"death\" [Act 1]\n  The outcome must be full review when the child died.\n";

#[test]
fn a_guarantee_that_holds_is_proved() {
    let loaded = set(&format!(
        "{DEATH}Guarantee \"floor\" [Act 1]\n  \"review\" is always at least short review when the child died.\n"
    ));
    let proofs = analysis::guarantees(&sound(&loaded));
    assert!(matches!(proofs.as_slice(), [Proof { verdict: Verdict::Proved, .. }]), "{proofs:?}");
}

#[test]
fn a_broken_guarantee_comes_with_the_plainest_case_that_breaks_it() {
    let loaded = set("Rule \"death\" [Act 1]
  The outcome must be full review when all of these are true:
    (a) the child died;
    (b) the age at death is under 1 year.
Guarantee \"floor\" [Act 1]
  \"review\" is always full review when all of these are true:
    (a) the child died;
    (b) the child was in custody.
");
    let program = sound(&loaded);
    let proofs = analysis::guarantees(&program);
    let case = refuted(proofs.first().unwrap());
    assert_eq!(case.departures, ["the child was in custody"], "all else is plain");
    assert!(case.sentences.contains(&String::from("the child died")));
    assert_eq!(case.outcomes.first().unwrap().outcome, "no review");
    let run = (Date::LAST, &Presumed::NONE);
    assert!(!reference::holds(&program, &case.completion, run, *program.guarantees.first().unwrap()));
    again(&program, case);
}

/// The case as a file is the case.
fn again(program: &Program, case: &Fictional) {
    let mut sources = Sources::default();
    let id = sources.add("fictional.yaml", case.yaml(program));
    let read = read(&sources, id, Format::of_name("fictional.yaml").unwrap(), &program.rule_set.vocabulary);
    assert!(read.all_diagnostics().is_empty(), "{:?}", read.all_diagnostics());
    let record = read.records.first().unwrap();
    assert_eq!(record.hash, case.record.hash);
    let (knowledge, _) = Knowledge::from_record(program, record, Date::LAST);
    assert!(reference::consistent(program, &knowledge, &case.completion));
}

#[test]
fn every_shipped_guarantee_is_proved() {
    let mut proved = 0;
    for folder in ["rules/england", "rules/local"] {
        for file in project::rule_files_in(Path::new(folder)).unwrap() {
            let loaded = project::load_file(&file).unwrap();
            let Some(sound) = &loaded.sound else { continue };
            for proof in analysis::guarantees(&lower(sound)) {
                assert!(
                    matches!(proof.verdict, Verdict::Proved),
                    "{}: {}: {:?}",
                    file.display(),
                    proof.claim,
                    proof.verdict
                );
                proved += 1;
            }
        }
    }
    assert!(proved > 25, "{proved} guarantees");
}

#[test]
fn a_departure_that_weakens_the_base_is_refused_with_a_case() {
    let loaded = local(
        DEATH,
        "Departure \"but custody\" from \"death\" [Minute 2]\n  The rule does not apply when the child was in custody.\n",
    );
    let found = of(&loaded, "E0701");
    let [refusal] = found.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert!(loaded.sound.is_none(), "it cannot be run");
    assert!(
        refusal.notes.iter().any(|note| note.contains("the child died; the child was in custody")),
        "{refusal:?}"
    );
    assert!(
        refusal.notes.iter().any(|note| note.contains("the outcome is full review; here it is no review"))
    );
}

#[test]
fn a_departure_whose_cases_another_rule_takes_up_is_not_weaker() {
    let loaded = local(
        DEATH,
        "Departure \"but custody\" from \"death\" [Minute 2]
  The rule does not apply when the child was in custody.
Rule \"custody\" [Minute 3]
  The outcome of \"review\" must be full review when the child was in custody.
",
    );
    assert!(loaded.sound.is_some(), "{:?}", loaded.diagnostics);
    assert!(of(&loaded, "W0498").is_empty(), "it is shown now");
}

const PUT: &str = "Rule \"harm\" [Act 2]\n  Full review should be considered when the child was harmed.\n";

#[test]
fn what_the_base_puts_to_people_is_still_put_to_them() {
    let departure = "Departure \"but custody\" from \"harm\" [Minute 2]\n  The rule does not apply when the child was in custody.\n";
    let weaker = "Rule \"custody\" [Minute 3]\n  Full review may be chosen when the child was in custody.\n";
    let base = format!("{DEATH}{PUT}");
    let loaded = local(&base, &format!("{departure}{weaker}"));
    let found = of(&loaded, "E0702");
    let [refusal] = found.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    let told = refusal.notes.join(" ");
    for sentence in [
        "the child is alive",
        "the child was harmed",
        "the child was in custody",
        "full review is put to people",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    let as_strong = weaker.replace("may be chosen", "should be considered");
    assert!(local(&base, &format!("{departure}{as_strong}")).sound.is_some());
}

#[test]
fn a_presumption_may_not_lower_an_outcome() {
    let rules = "Rule \"harm\" [Act 2]
  The outcome must be full review when the child was not harmed.
Presumption \"presumed\" [Act 3]
  Unless the contrary is shown: the child was harmed.
";
    let loaded = set(rules);
    let found = of(&loaded, "E0704");
    let [refusal] = found.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert!(refusal.notes.join(" ").contains("the child was not harmed"), "{refusal:?}");
    let good = rules.replace(
        "must be full review when the child was not harmed",
        "must be full review when the child was harmed",
    );
    assert!(set(&good).sound.is_some());
}

#[test]
fn exactly_one_row_of_a_table_fits() {
    let table = |rows: &str| {
        set(&format!(
            "{DEATH}Table \"lead\" [Act 4]\n  | the concern | the child was in custody || the lead |\n{rows}"
        ))
    };
    let good =
        table("  | none | any || us |\n  | some or grave | yes || them |\n  | some or grave | no || us |\n");
    assert!(good.sound.is_some(), "{:?}", good.diagnostics);
    let gap = table("  | none | any || us |\n  | some | any || them |\n  | grave | yes || us |\n");
    let found = of(&gap, "E0705");
    let [refusal] = found.as_slice() else { panic!("{:?}", gap.diagnostics) };
    assert!(told(refusal, &["the child was not in custody", "the concern is grave"]), "{refusal:?}");
    let twice = table("  | none | any || us |\n  | some or grave | any || them |\n  | grave | yes || us |\n");
    let found = of(&twice, "E0706");
    let [refusal] = found.as_slice() else { panic!("{:?}", twice.diagnostics) };
    assert!(told(refusal, &["the child was in custody", "the concern is grave"]), "{refusal:?}");
}

#[test]
fn whether_or_not_lines_are_proved_or_shown_not_to_hold() {
    let rule = |list: &str| {
        set(&format!(
            "Rule \"death\" [Act 1]\n  The outcome must be full review when {list}.\n  This applies whether or not the child was in custody.\n"
        ))
    };
    let good = analysis::whether_or_not(&sound(&rule("the child died")).rule_set);
    assert!(matches!(good.as_slice(), [Proof { verdict: Verdict::Proved, .. }]), "{good:?}");
    let loaded =
        rule("all of these are true:\n    (a) the child died;\n    (b) the child was not in custody");
    let bad = analysis::whether_or_not(&sound(&loaded).rule_set);
    let case = refuted(bad.first().unwrap());
    assert_eq!(case.sentences, ["the child died", "the child was not in custody"]);
    assert_eq!(case.but_if, ["the child was in custody"]);
}

#[test]
fn more_of_a_rising_fact_never_lowers_or_a_case_shows_it() {
    let rule = |values: &str| {
        set(&format!(
            "Rule \"concern\" [Act 1]\n  The outcome must be full review when the concern is {values}.\n"
        ))
    };
    let good = analysis::rising(&sound(&rule("some or grave")).rule_set);
    assert!(matches!(good.as_slice(), [Proof { verdict: Verdict::Proved, .. }]), "{good:?}");
    let bad = analysis::rising(&sound(&rule("some")).rule_set);
    let case = refuted(bad.first().unwrap());
    assert_eq!(
        (case.sentences.join(";"), case.but_if.join(";")),
        (String::from("the concern is some"), String::from("the concern is grave"))
    );
}

fn findings(rules: &str) -> Vec<(FindingKind, String)> {
    let found = analysis::findings(&sound(&set(rules)));
    found.into_iter().map(|finding| (finding.kind, finding.words)).collect()
}

#[test]
fn what_nobody_asked_is_found() {
    let found = findings(&format!(
        "{DEATH}Rule \"never\" [Act 2]
  The outcome must be full review when all of these are true:
    (a) the child died;
    (b) the child is alive.
Rule \"again\" [Act 3]
  The outcome must be full review when all of these are true:
    (a) the child died;
    (b) the child was harmed.
Rule \"custody\" [Act 4]
  The outcome must be short review when the child was in custody.
  This does not apply where \"born early\" applies.
Exception \"born early\" [Act 5]
  This applies when the date of birth is before 1 May 2009.
"
    ));
    let says = |kind, words: &str| found.iter().any(|(is, said)| *is == kind && said.contains(words));
    assert!(says(FindingKind::NeverApplies, "“never”"), "{found:?}");
    assert!(says(FindingKind::NoDifference, "“again”"), "{found:?}");
    assert!(!says(FindingKind::NoDifference, "“death”"), "{found:?}");
    assert!(says(FindingKind::TwoOutcomes, "“death” and “custody”"), "{found:?}");
    assert!(says(FindingKind::SetsAside, "“born early” can set aside the duty in “custody”"), "{found:?}");
}

#[test]
fn the_plainest_case_that_ends_in_otherwise_is_told() {
    let found = analysis::findings(&sound(&set(DEATH)));
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.kind, FindingKind::Otherwise);
    let told: Vec<&[String]> = finding.cases.iter().map(|case| case.sentences.as_slice()).collect();
    assert_eq!(told, [["the child is alive"]]);
}

/// Every verdict on random rule sets against writing down every record with few days, numbers and entries.
#[test]
fn verdicts_agree_with_every_record_written_down() {
    let (mut never, mut possible, mut unsettled) = (0, 0, 0);
    for seed in 0..crate::exact::pairs(40) {
        let mut dice = Dice::new(seed);
        let size =
            Size { slots: 2 + dice.below(3), rules: 2 + dice.below(4), open: 100, lists: dice.chance(40) };
        let (program, _) = programs::case(&mut dice, size);
        let every = Every::of(&program);
        let Some(all) = crate::exact::completions(&program, every.knowledge()) else { continue };
        let run = (every.as_at(), &Presumed::NONE);
        let rules = program.rules.iter().map(|plan| plan.applies);
        let nodes = program
            .questions
            .iter()
            .flat_map(|plan| plan.is.iter().chain(&plan.to_consider).copied())
            .chain(rules);
        for (node, truth) in nodes.flat_map(|node| [(node, true), (node, false)]) {
            let wanted = [Wanted::of(node, truth)];
            match every.possible(&wanted) {
                Possible::NotSettled(_) => unsettled += 1,
                Possible::Never => {
                    never += 1;
                    let missed =
                        all.iter().find(|record| reference::holds(&program, record, run, node) == truth);
                    assert!(missed.is_none(), "seed {seed}: {missed:?}");
                }
                Possible::Example(_) => {
                    possible += 1;
                    let Possible::Example(plainest) = every.plainest(&wanted) else {
                        panic!("seed {seed}: lost")
                    };
                    assert_eq!(reference::holds(&program, &plainest, run, node), truth, "seed {seed}");
                    assert!(reference::consistent(&program, every.knowledge(), &plainest), "seed {seed}");
                }
            }
        }
    }
    println!("{never} never, {possible} possible, {unsettled} not settled");
    assert!(
        never > 20 && possible > 200 && unsettled * 20 < never + possible,
        "{never} {possible} {unsettled}"
    );
}
