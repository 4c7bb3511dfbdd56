//! Who may review: every independence rule of the shipped sets, for a reviewer who passes, one who fails and one who
//! cannot be judged.

use std::path::Path;

use threshold::calendar::Date;
use threshold::evaluation::CaseResult;
use threshold::explanation::{self, CheckExplanation};
use threshold::procedure::procedure;
use threshold::program::{self, CheckItem, CheckPlan, Program};
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
        not_applying: Vec::new(),
        clash: None,
        fault: None,
    };
    let told = procedure(program, &record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, &record, &result, day)
        .with_procedure(program, (&record, &result), &told)
        .procedure
        .checks
}

/// How a reviewer, or a post, is to stand on one item.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Passes,
    Fails,
    Open,
}

/// One entry of the list checked, and the two lists it is held against.
struct Said {
    fields: Vec<String>,
    employer: Option<&'static str>,
    agencies_closed: bool,
    board_closed: bool,
}

impl Said {
    /// An entry that passes everything, but for one item of the plan.
    fn but(program: &Program, plan: &CheckPlan, one: Option<(usize, Stands)>) -> Self {
        let mut said = Self {
            fields: Vec::new(),
            employer: Some("self-employed"),
            agencies_closed: true,
            board_closed: true,
        };
        for (index, item) in plan.items.iter().enumerate() {
            let stands = one.filter(|(at, _)| *at == index).map_or(Stands::Passes, |(_, stands)| stands);
            said.item(program, plan, item, stands);
        }
        said
    }

    fn item(&mut self, program: &Program, plan: &CheckPlan, item: &CheckItem, stands: Stands) {
        let employer = item.text.contains("employer is");
        if employer && stands == Stands::Passes {
            return;
        }
        let agencies = item.text.contains("agencies involved");
        if !employer {
            let (field, _) = field(program, plan, &item.text);
            let yes = (stands == Stands::Fails) != item.wanted;
            if stands != Stands::Open {
                self.fields.push(format!("{field}: {}", if yes { "yes" } else { "no" }));
            }
        } else if stands == Stands::Fails {
            self.employer =
                Some(if item.text.contains("members of the board") { "housing" } else { "police" });
        } else if agencies {
            self.agencies_closed = false;
        } else if item.text.contains("members of the board") {
            self.board_closed = false;
        } else {
            self.employer = None;
        }
    }

    fn case(&self, list: &str, closed: bool) -> String {
        let mut entry = vec!["LETTER: B".to_owned()];
        entry.extend(self.employer.map(|employer| format!("employer: {employer}")));
        entry.extend(self.fields.iter().cloned());
        let letter = if list == "reviewers" { "letter" } else { "reviewer" };
        let entry = entry.join(", ").replace("LETTER", letter);
        let end = |closed: bool| if closed { "    - and no others\n" } else { "" };
        format!(
            "case: EX-1\nfacts:\n  child-died: yes\n  {list}:\n    - {{{entry}}}\n{}  agencies-involved:\n    - \
             {{body: police}}\n{}  board-members:\n    - {{body: housing}}\n{}",
            end(closed),
            end(self.agencies_closed),
            end(self.board_closed)
        )
    }
}

fn list_of(program: &Program, plan: &CheckPlan) -> String {
    plan.list
        .and_then(|list| program.rule_set.vocabulary.fact(list))
        .map_or_else(String::new, |it| it.id.clone())
}

/// The field whose yes-sentence this is, and the sentence for no.
fn field(program: &Program, plan: &CheckPlan, sentence: &str) -> (String, String) {
    let list = program.rule_set.vocabulary.fact(plan.list.unwrap()).unwrap();
    let Type::List { fields } = &list.ty else { panic!("{} is a list", list.id) };
    let field = fields.iter().find(|field| field.words.yes.as_deref() == Some(sentence));
    let field = field.unwrap_or_else(|| panic!("{sentence}"));
    (field.id.clone(), field.words.no.clone().unwrap())
}

/// The words for the opposite of an item.
fn opposite(program: &Program, plan: &CheckPlan, item: &CheckItem) -> String {
    match item.text.split_once(" is one of the ") {
        Some((before, list)) => format!("{before} is not one of the {list}"),
        None if item.text.contains("employer is") => format!("it is not so that {}", item.text),
        None => field(program, plan, &item.text).1,
    }
}

/// One check of a shipped set, for an entry that passes, one that fails and one that cannot be judged on each item.
fn judged(program: &Program, index: usize, name: &str) -> usize {
    let plan = &program.checks[index];
    let list = list_of(program, plan);
    let told = |one: Option<(usize, Stands)>, closed: bool| {
        let said = Said::but(program, plan, one);
        let told = checked(program, &said.case(&list, closed)).remove(index);
        let employer = said.employer.map_or_else(String::new, |employer| format!("; {employer}"));
        let one = if list == "reviewers" { "Reviewer" } else { "Reviewer's post" };
        (told, format!("{one} 1 (B{employer})"))
    };
    let (passes, who) = told(None, true);
    let so = |item: &CheckItem| if item.wanted { item.text.clone() } else { opposite(program, plan, item) };
    let why: Vec<String> = plan.items.iter().map(so).collect();
    let why = match why.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}; and {last}", rest.join("; ")),
        None => panic!("{name}: a check without items"),
    };
    assert_eq!(passes.state, "passed", "{name}");
    assert_eq!(passes.members[0].text, format!("{who} passes, because {why}."), "{name}");
    println!("{name}\n  {}", passes.members[0].text);
    assert_eq!(told(None, false).0.state, "not yet shown", "{name}: there may be others");
    for (at, item) in plan.items.iter().enumerate() {
        let why = if item.wanted { opposite(program, plan, item) } else { item.text.clone() };
        let (fails, who) = told(Some((at, Stands::Fails)), true);
        assert_eq!(fails.state, "failed", "{name}");
        assert_eq!(fails.members[0].text, format!("{who} does not pass, because {why}."), "{name}");
        let (open, who) = told(Some((at, Stands::Open)), true);
        assert_eq!(open.state, "not yet shown", "{name}");
        let words = format!("{who} is not yet shown to pass: it is not known whether {}.", item.text);
        assert_eq!(open.members[0].text, words, "{name}");
        println!("  {}\n  {}", fails.members[0].text, open.members[0].text);
    }
    plan.items.len()
}

#[test]
fn every_independence_rule_judges_who_passes_who_fails_and_who_cannot_be_judged() {
    let (mut rules, mut joined) = (0, 0);
    for path in project::rule_files_in(Path::new("rules")).unwrap() {
        // A local set that builds on an edition is tried on its own below.
        if path.extension().is_none_or(|it| it != "rules") || path.starts_with("rules/local") {
            continue;
        }
        let loaded = project::load_file(&path).unwrap();
        let Some(sound) = loaded.sound else { continue };
        let program = program::lower(&sound);
        for (index, plan) in program.checks.iter().enumerate() {
            // What also rests on a fact of the case has a test of its own below.
            let of_members = program.rule_set.checks[index].name != "reviewers from the national pool";
            if of_members && ["reviewers", "reviewer-posts"].contains(&list_of(&program, plan).as_str()) {
                rules += judged(&program, index, &path.display().to_string());
                joined +=
                    plan.items.iter().filter(|item| item.text.contains(" is one of the bodies of ")).count();
            }
        }
    }
    println!("{rules} independence rules, three reviewers each; {joined} look one list up in another");
    assert!(rules >= 19, "{rules}");
    assert!(joined >= 12, "{joined}");
}

#[test]
fn a_reviewer_from_outside_the_pool_passes_where_nobody_in_it_can_serve() {
    for set in ["england/national-review-2018", "england/national-review-2023"] {
        let loaded = project::load_set(set, Path::new(".")).unwrap();
        let program = program::lower(&loaded.sound.unwrap());
        let checks = &program.rule_set.checks;
        let index = checks.iter().position(|it| it.name == "reviewers from the national pool").unwrap();
        let state = |facts: &str, pool: &str| {
            let yaml = format!(
                "case: EX-1\nfacts:\n  child-died: yes\n{facts}  reviewers:\n    - {{letter: A{pool}}}\n    - and no others\n"
            );
            checked(&program, &yaml).remove(index).state
        };
        assert_eq!(state("", ", in-national-pool: yes"), "passed");
        assert_eq!(state("  pool-of-reviewers-cannot-serve: no\n", ", in-national-pool: no"), "failed");
        assert_eq!(state("  pool-of-reviewers-cannot-serve: yes\n", ", in-national-pool: no"), "passed");
        assert_eq!(state("", ", in-national-pool: no"), "not yet shown");
        assert_eq!(state("  pool-of-reviewers-cannot-serve: no\n", ""), "not yet shown");
    }
}

#[test]
fn an_independent_chair_is_somebody_who_is_recorded() {
    let loaded = project::load_set("england/working-together-2006", Path::new(".")).unwrap();
    let program = program::lower(&loaded.sound.unwrap());
    let index = program.rule_set.checks.iter().position(|it| it.name == "an independent chair").unwrap();
    let state = |participants: &str| {
        let yaml = format!("case: EX-1\nfacts:\n  child-died: yes\n  participants: [{participants}]\n");
        checked(&program, &yaml).remove(index).state
    };
    let chair = "{body: health, role: chair, involved: no}";
    let involved = "{body: health, role: chair, involved: yes}";
    let member = "{body: police, role: member, involved: no}";
    assert_eq!(state(&format!("{member}, {chair}")), "passed");
    assert_eq!(state(&format!("{involved}, and no others")), "failed");
    assert_eq!(state(&format!("{member}, and no others")), "failed", "no chair is recorded");
    assert_eq!(state(member), "not yet shown");
    assert_eq!(state("{body: health, role: chair}, and no others"), "not yet shown");
}

/// Posts and agencies over time: a local rule looks at who held which post while which agency was involved.
#[test]
fn a_post_is_held_against_the_agencies_involved_at_that_time() {
    let loaded = project::load_set("local/northshire", Path::new(".")).unwrap();
    let program = program::lower(&loaded.sound.unwrap());
    let index = program.checks.iter().position(|plan| list_of(&program, plan) == "reviewer-posts").unwrap();
    let told = |held: &str, employer: &str, involved: &str, closed: bool| {
        let others = if closed { "    - and no others\n" } else { "" };
        let yaml = format!(
            "case: EX-1\nfacts:\n  date-board-notified: 2015-06-10\n  reviewer-posts:\n    - reviewer: A\n      \
             employer: {employer}\n      managed-person-involved: no\n      held: [{held}]\n    - and no others\n  \
             agencies-involved:\n    - body: police\n      involved: [{involved}]\n{others}"
        );
        checked(&program, &yaml).remove(index)
    };
    let (recent, old) = (
        "{from: 2014-01-01, to: 2014-06-30}, and no others",
        "{from: 2001-01-01, to: 2009-06-30}, and no others",
    );
    let failed = told(recent, "police", recent, true);
    assert_eq!(failed.state, "failed");
    assert_eq!(
        failed.members[0].text,
        "Reviewer's post 1 (A; police) does not pass, because the post was held on any day in the 2 years before the \
         date the board was notified; and its employer is one of the bodies of the agencies involved with the child \
         or family, for which all of these are true: - the agency was involved on any day in the 2 years before the \
         date the board was notified."
    );
    assert_eq!(told(recent, "housing", recent, true).state, "passed", "another body");
    assert_eq!(told(old, "police", recent, true).state, "passed", "a post of long ago");
    assert_eq!(told(recent, "police", old, true).state, "passed", "an agency of long ago");
    assert_eq!(told(recent, "housing", recent, false).state, "not yet shown", "there may be other agencies");
    assert_eq!(told("{from: 2001-01-01}", "police", recent, true).state, "not yet shown", "an end not known");
}

fn case(entries: &[String], closed: bool) -> String {
    let mut yaml = "case: EX-1\nfacts:\n  child-died: yes\n  reviewers:\n".to_owned();
    for entry in entries {
        yaml.push_str(&format!("    - {{{entry}}}\n"));
    }
    yaml + if closed { "    - and no others\n" } else { "" }
}

#[test]
fn a_list_nobody_gave_is_not_yet_shown_and_no_reviewers_at_all_pass() {
    let loaded = project::load_set("england/working-together-2015", Path::new(".")).unwrap();
    let program = program::lower(&loaded.sound.unwrap());
    assert_eq!(checked(&program, "case: EX-1\nfacts: {child-died: yes}\n")[0].state, "not yet shown");
    assert_eq!(checked(&program, "case: EX-1\nfacts: {reviewers: not known}\n")[0].state, "not yet shown");
    let none = checked(&program, "case: EX-1\nfacts: {reviewers: none}\n").remove(0);
    assert_eq!(none.state, "passed");
    assert_eq!(none.more.unwrap(), "There were no reviewers, so nobody was judged.");
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
