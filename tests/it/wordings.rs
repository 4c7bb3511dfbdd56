//! Small texts of an officer who has just begun: what is understood, and what is said where it is not.

use threshold::check::{self, Checked, Input};
use threshold::source::Sources;
use threshold::syntax;

use crate::screened::{program, record, result};

const FACTS: &str = r#"Vocabulary "Small"

Fact child-died, yes or no.
  Yes: "the child died".
  Formerly: "the child passed away".
  No:  "the child is alive".
  Ask: "Did the child die?".

Fact post-mortem, yes or no; applies when the child died.
  Yes: "a post-mortem was held".
  No:  "no post-mortem was held".
  Ask: "Was a post-mortem held?".

Fact meetings, number.
  Name: "the number of meetings".

Fact next-meeting, date; may lie ahead.
  Name: "the date of the next meeting".

Fact phase, one of: primary, secondary.
  Name: "the phase of the school".

List siblings.
  One: "sibling". Many: "siblings". None: "there were no siblings".
  Field died, yes or no. Yes: "the sibling died". No: "the sibling is alive".
"#;

fn rules(rule: &str) -> String {
    format!(
        "Rule set \"Small\"\n  Uses: \"Small\".\n\nSources\n  Local means \"a minute\".\n\n\
         Question \"review\": which review, if any?\n  Outcomes, most serious first:\n    - review;\n    - none.\n\n\
         {rule}\n\nOtherwise the outcome is none.\n"
    )
}

fn when(condition: &str) -> String {
    rules(&format!("Rule \"r\" [Local 1]\n  The outcome must be review when {condition}"))
}

fn checked(rules: &str) -> Checked {
    let mut sources = Sources::default();
    let facts = sources.add("small.facts", FACTS);
    let id = sources.add("small.rules", rules);
    let (facts, parsed) = (syntax::parse(&sources, facts), syntax::parse(&sources, id));
    assert!(facts.diagnostics.is_empty(), "{:#?}", facts.diagnostics);
    let mut checked = check::check(&Input {
        rule_set: &parsed.tree,
        vocabularies: vec![&facts.tree],
        builds_on: Vec::new(),
        hash: String::new(),
    });
    checked.diagnostics.extend(parsed.diagnostics);
    checked
}

/// Code, title, helps and titles of fixes of each message.
fn told(rules: &str) -> Vec<String> {
    let told = checked(rules).diagnostics.into_iter().map(|one| {
        let fixes: Vec<String> = one.fixes.into_iter().map(|fix| fix.title).collect();
        format!("{}: {}; {}; {}", one.code.0, one.title, one.help.join("; "), fixes.join("; "))
    });
    told.collect()
}

fn only(rules: &str) -> String {
    let mut told = told(rules);
    assert_eq!(told.len(), 1, "{told:#?}");
    told.remove(0)
}

fn outcome(rules: &str, facts: &str) -> u32 {
    let program = program(FACTS, rules);
    let record = record(&program, &format!("case: X\nfacts:\n{facts}"));
    result(&program, &record).questions[0].outcome.unwrap().0
}

#[test]
fn one_of_these_may_mean_two_things_and_never_none() {
    let said = only(&when("one of these is true:\n    (a) the child died;\n    (b) a post-mortem was held."));
    assert!(said.contains("write `any of these is true`"), "{said}");
    assert!(said.contains("write `exactly 1 of these are true`"), "{said}");
    assert!(!said.contains("none of these is true`;"), "{said}");
}

#[test]
fn an_old_wording_means_what_the_wording_above_it_means() {
    let rules = when("the child passed away.");
    assert_eq!((outcome(&rules, "  child-died: yes\n"), outcome(&rules, "  child-died: no\n")), (0, 1));
}

#[test]
fn a_number_is_not_another() {
    let rules = when("the number of meetings is not 5.");
    let with = |count: u32| outcome(&rules, &format!("  meetings: {count}\n"));
    assert_eq!([with(4), with(5), with(6)], [0, 1, 0]);
}

#[test]
fn a_date_that_may_lie_ahead_may_say_so_in_its_heading() {
    let rules = when("the date of the next meeting is after 1 July 2015.");
    assert_eq!(outcome(&rules, "  next-meeting: 2015-07-02\n"), 0);
}

#[test]
fn a_sentence_about_an_entry_says_which_list_it_belongs_to() {
    let said = only(&when("the sibling died."));
    assert!(said.contains("is said of one sibling"), "{said}");
    assert!(said.contains("there was a sibling, for which all of these are true:"), "{said}");
}

#[test]
fn a_negative_wording_that_can_meet_a_fact_that_does_not_apply_is_warned_of() {
    assert!(only(&when("no post-mortem was held.")).starts_with("W0483"));
    let beside = "all of these are true:\n    (a) the child died;\n    (b) no post-mortem was held.";
    assert_eq!(told(&when(beside)), [""; 0]);
}

#[test]
fn a_block_that_cannot_be_read_is_not_said_to_be_missing_as_well() {
    let rule = "Rule \"r\" [Local 1]\n  The outcome must be review if the child died.\n\nExample \"e\"\n  \
                Given the child died.\n  Given nothing else is known.\n  Then \"review\" is review, because of \"r\".";
    assert!(only(&rules(rule)).starts_with("E0407"));
}

#[test]
fn the_fix_of_a_cell_mends_the_cell_alone() {
    let table = "Rule \"r\" [Local 1]\n  The outcome must be review when the lead is town.\n\nTable \"lead\" [Local 2]\n  \
                 | the phase of the school || the lead |\n  | primry || town |\n  | secondary || county |";
    let found = checked(&rules(table)).diagnostics;
    let cell = found.iter().find(|one| one.code.0 == "E0202").unwrap();
    assert_eq!(cell.fixes[0].edits[0].replacement, "primary");
}

#[test]
fn free_text_among_what_the_group_considers_is_put_between_quotes() {
    let rule = "Rule \"r\" [Local 1]\n  Review should be considered when the child died.\n  \
                The group considers:\n    (a) how well it went.";
    assert!(only(&rules(rule)).contains("put free text between quotes"));
}

#[test]
fn a_file_of_comments_only_says_that_it_holds_no_rules() {
    assert!(only("# Nothing yet.\n").starts_with("W0482"));
}
