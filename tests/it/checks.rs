//! Who may review: every independence rule of the shipped sets, for a reviewer who passes, one who fails and one who
//! cannot be judged.

use std::path::Path;

use threshold::calendar::Date;
use threshold::evaluation::CaseResult;
use threshold::explanation::{self, CheckExplanation};
use threshold::procedure::procedure;
use threshold::program::{self, Program};
use threshold::project;
use threshold::vocabulary::Type;

use crate::screened::{program as small, record};

fn checked(program: &Program, yaml: &str) -> Vec<CheckExplanation> {
    let record = record(program, yaml);
    let day = Date::parse("2015-06-30").unwrap();
    // Checks follow from the record alone; what the rules give is not needed for them.
    let result = CaseResult {
        questions: Vec::new(),
        exceptions: Vec::new(),
        definitions: Vec::new(),
        clash: None,
        fault: None,
    };
    let told = procedure(program, &record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, &record, &result, day)
        .with_procedure(program, (&record, &result), &told)
        .procedure
        .checks
}

/// The field of reviewers whose yes-sentence this is, and the sentence for no.
fn field(program: &Program, sentence: &str) -> (String, String) {
    let (_, reviewers) = program.rule_set.vocabulary.find("reviewers").unwrap();
    let Type::List { fields } = &reviewers.ty else { panic!("reviewers are a list") };
    let field = fields.iter().find(|field| field.words.yes.as_deref() == Some(sentence));
    let field = field.unwrap_or_else(|| panic!("{sentence}"));
    (field.id.clone(), field.words.no.clone().unwrap())
}

fn case(entries: &[String], closed: bool) -> String {
    let mut yaml = "case: EX-1\nfacts:\n  child-died: yes\n  reviewers:\n".to_owned();
    for entry in entries {
        yaml.push_str(&format!("    - {{{entry}}}\n"));
    }
    yaml + if closed { "    - and no others\n" } else { "" }
}

#[test]
fn every_independence_rule_judges_who_passes_who_fails_and_who_cannot_be_judged() {
    let mut rules = 0;
    for path in project::rule_files_in(Path::new("rules")).unwrap() {
        if path.extension().is_none_or(|it| it != "rules") {
            continue;
        }
        let loaded = project::load_file(&path).unwrap();
        let Some(sound) = loaded.sound else { continue };
        let program = program::lower(&sound);
        let list = program.rule_set.vocabulary.find("reviewers").map(|(id, _)| id);
        for (index, plan) in
            program.checks.iter().enumerate().filter(|(_, plan)| plan.list.is_some() && plan.list == list)
        {
            let fields: Vec<(String, String)> =
                plan.items.iter().map(|item| field(&program, &item.text)).collect();
            let entry = |failing: Option<usize>, open: Option<usize>| {
                let asked = plan.items.iter().zip(&fields).enumerate().filter(|(at, _)| open != Some(*at));
                let said = asked.map(|(at, (item, (field, _)))| {
                    let yes = item.wanted != (failing == Some(at));
                    format!("{field}: {}", if yes { "yes" } else { "no" })
                });
                said.collect::<Vec<_>>().join(", ")
            };
            let name = path.display();
            let passes = &checked(&program, &case(&[entry(None, None)], true))[index];
            assert_eq!(passes.state, "passed", "{name}");
            let so = |at: usize| if plan.items[at].wanted { &plan.items[at].text } else { &fields[at].1 };
            let why: Vec<&str> = (0..fields.len()).map(|at| so(at).as_str()).collect();
            let why = match why.split_last() {
                Some((last, [])) => (*last).to_owned(),
                Some((last, rest)) => format!("{}; and {last}", rest.join("; ")),
                None => panic!("{name}: a check without items"),
            };
            assert_eq!(passes.members[0].text, format!("Reviewer 1 passes, because {why}."), "{name}");
            println!("{name}\n  {}", passes.members[0].text);
            let more = &checked(&program, &case(&[entry(None, None)], false))[index];
            assert_eq!(more.state, "not yet shown", "{name}: there may be others");
            for (at, item) in plan.items.iter().enumerate() {
                let why = if item.wanted { &fields[at].1 } else { &item.text };
                let fails = &checked(&program, &case(&[entry(Some(at), None)], true))[index];
                assert_eq!(fails.state, "failed", "{name}");
                assert_eq!(
                    fails.members[0].text,
                    format!("Reviewer 1 does not pass, because {why}."),
                    "{name}"
                );
                let open = &checked(&program, &case(&[entry(None, Some(at))], true))[index];
                assert_eq!(open.state, "not yet shown", "{name}");
                let words =
                    format!("Reviewer 1 is not yet shown to pass: it is not known whether {}.", item.text);
                assert_eq!(open.members[0].text, words, "{name}");
                println!("  {}\n  {}", fails.members[0].text, open.members[0].text);
                rules += 1;
            }
        }
    }
    println!("{rules} independence rules, three reviewers each");
    assert!(rules >= 15, "{rules}");
}

#[test]
fn a_list_nobody_gave_is_not_yet_shown_and_no_reviewers_at_all_pass() {
    let loaded = project::load_set("england/working-together-2015", Path::new(".")).unwrap();
    let program = program::lower(&loaded.sound.unwrap());
    assert_eq!(checked(&program, "case: EX-1\nfacts: {child-died: yes}\n")[0].state, "not yet shown");
    assert_eq!(checked(&program, "case: EX-1\nfacts: {reviewers: not known}\n")[0].state, "not yet shown");
    assert_eq!(checked(&program, "case: EX-1\nfacts: {reviewers: none}\n")[0].state, "passed");
}

/// Members apart from those who only inform; a chair; at least three agencies (shape 34).
#[test]
fn quorum_and_composition_are_checks_too() {
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let program = small(
        &facts,
        r#"
Rule set "Quorum"
  Version: 1.
  Uses: "Child death record".
Sources
  Local means "Terms of reference of the screening group".
Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - serious case review;
    - no review.
Rule "death" [Local 1]
  The outcome must be serious case review when the child died.
Otherwise the outcome is no review.
Check "quorum" [Local 2]
  All of these are true:
    (a) there was at least 1 participant in the screening meeting whose role is chair;
    (b) there were at least 3 participants in the screening meeting whose role is member;
    (c) the number of different body among participants in the screening meeting is 3 or more.
"#,
    );
    let member = |body: &str, role: &str| format!("body: {body}, role: {role}");
    let mut group = vec![
        member("children's social care", "chair"),
        member("police", "member"),
        member("health", "member"),
        member("education", "member"),
    ];
    let meeting = |entries: &[String]| case(entries, true).replace("reviewers", "participants");
    assert_eq!(checked(&program, &meeting(&group))[0].state, "passed");
    group[3] = member("education", "informant");
    let failed = &checked(&program, &meeting(&group))[0];
    assert_eq!(failed.state, "failed", "who informs is no member");
    assert!(failed.members[0].text.contains("at least 3 participants"), "{}", failed.members[0].text);
    let open = case(&group[..3], false).replace("reviewers", "participants");
    assert_eq!(checked(&program, &open)[0].state, "not yet shown");
}
