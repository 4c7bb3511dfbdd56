//! Tables, overrides, while facts are missing, weighed considerations, open settings: a rule text, and what a person
//! would see.

use threshold::evaluation::Status;
use threshold::program::Program;

use crate::screened::{explained, page, program};

fn rules(blocks: &str) -> Program {
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let text = format!(
        r#"
Rule set "Mechanisms"
  Version: 1.
  Uses: "Child death record".
Sources
  Local means "Northshire screening policy".
Settings
  Several means 2 [Local 9].
Question "review": which review, if any?
  Decided by: the chair of the board.
  Outcomes, most serious first:
    - serious case review;
    - learning review;
    - no review.
Rule "known or suspected abuse" [Local 1]
  The outcome must be serious case review when all of these are true:
    (a) the child died;
    (b) abuse or neglect of the child is known or suspected.
{blocks}
Otherwise the outcome is no review.
"#
    );
    program(&facts, &text)
}

fn words(program: &Program, facts: &str) -> String {
    let page = page(program, &format!("case: EX-1\nfacts:\n  child-died: yes\n{facts}"));
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

const NOT_ABUSE: &str = "  abuse-or-neglect: ruled out\n";

const LEAD: &str = r#"
Rule "lead" [Local 2]
  The outcome must be learning review when the lead board is placing board or home board.
Table "lead board" [Local annex B]
  | the child's home area | the child was placed by another authority || the lead board |
  | Northshire            | no                                        || Northshire     |
  | Northshire            | yes                                       || placing board  |
  | elsewhere             | any                                       || home board     |
"#;

#[test]
fn a_table_gives_the_one_row_that_fits_and_an_open_input_leaves_rows() {
    let program = rules(LEAD);
    let outcome = |facts: &str| {
        let yaml = format!("case: EX-1\nfacts:\n  child-died: yes\n{NOT_ABUSE}{facts}");
        let explained = explained(&program, &yaml);
        (explained.questions[0].outcome.clone(), explained.questions[0].status)
    };
    let at_home = outcome("  home-area: Northshire\n  placed-by-another-authority: no\n");
    assert_eq!(at_home.0.as_deref(), Some("no review"));
    let placed = outcome("  home-area: Northshire\n  placed-by-another-authority: yes\n");
    assert_eq!(placed.0.as_deref(), Some("learning review"));
    let elsewhere = outcome("  home-area: elsewhere\n");
    assert_eq!(elsewhere.0.as_deref(), Some("learning review"), "`any` asks nothing");
    let either = outcome("  placed-by-another-authority: yes\n");
    let given = (Some("learning review"), Status::DecidedWhatever);
    assert_eq!((either.0.as_deref(), either.1), given, "two rows are left, and both give it");
    let open = outcome("  home-area: Northshire\n");
    assert_eq!(open, (None, Status::Undecided), "two rows are left, and they differ");
}

#[test]
fn overrides_are_printed_and_never_touch_the_outcome() {
    let overrides = "Overrides\n  The chair may raise any outcome, giving reasons.\n  Nobody may lower serious case review where the outcome must be serious case review.\n";
    let (with, without) = (rules("").rule_set.questions.len(), rules("").rule_set.questions.len());
    assert_eq!(with, without);
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let text = after_otherwise(overrides);
    let program = program(&facts, &text);
    let page = words(&program, "  abuse-or-neglect: known\n");
    assert!(page.contains("Who may raise or lower an outcome"), "{page}");
    assert!(page.contains("- The chair may raise any outcome, giving reasons."), "{page}");
    assert!(
        page.contains(
            "- Nobody may lower serious case review where the outcome must be serious case review."
        ),
        "{page}"
    );
    let explained = explained(&program, "case: EX-1\nfacts: {child-died: yes, abuse-or-neglect: known}\n");
    assert_eq!(explained.questions[0].outcome.as_deref(), Some("serious case review"));
}

/// A small set with blocks after its *Otherwise*.
fn after_otherwise(blocks: &str) -> String {
    format!(
        r#"
Rule set "Mechanisms"
  Version: 1.
  Uses: "Child death record".
Sources
  Local means "Northshire screening policy".
Question "review": which review, if any?
  Decided by: the chair of the board.
  Outcomes, most serious first:
    - serious case review;
    - no review.
Rule "known or suspected abuse" [Local 1]
  The outcome must be serious case review when all of these are true:
    (a) the child died;
    (b) abuse or neglect of the child is known or suspected.
Otherwise the outcome is no review.
{blocks}
"#
    )
}

#[test]
fn while_facts_are_missing_is_procedure_and_no_finding() {
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let text = after_otherwise(
        "While facts are missing\n  If \"review\" is undecided 28 days after the date the board was notified, the group decides on what is known.\n",
    );
    let program = program(&facts, &text);
    let explained =
        explained(&program, "case: EX-1\nfacts: {child-died: yes, date-board-notified: 2015-05-01}\n");
    assert_eq!(
        explained.questions[0].outcome, None,
        "the day has passed, and the outcome is as open as before"
    );
    let line = &explained.procedure.while_missing[0];
    assert!(line.contains("28 days after the date the board was notified"), "{line}");
    assert!(line.contains("the group decides on what is known"), "{line}");
}

#[test]
fn a_weighed_rule_decides_nothing_and_lists_what_the_group_considers() {
    let program = rules(
        r#"
Rule "lessons" [Local 3]
  Learning review is to be weighed when the death was unexpected.
  The group considers:
    (a) "how well agencies worked together" [Local 4];
    (b) the child was in custody.
"#,
    );
    let page = words(&program, &format!("{NOT_ABUSE}  unexpected: yes\n  in-custody: no\n"));
    assert!(page.contains("What the rules put to people to consider"), "{page}");
    assert!(page.contains("how well agencies worked together [Local 4]"), "{page}");
    assert!(page.contains("the child was in custody: not true"), "{page}");
    let explained = explained(
        &program,
        &format!("case: EX-1\nfacts:\n  child-died: yes\n{NOT_ABUSE}  unexpected: yes\n"),
    );
    assert_eq!(explained.questions[0].outcome.as_deref(), Some("no review"), "weighed is not decided");
}

#[test]
fn a_setting_counts_in_the_rule_that_uses_it() {
    let program = rules(
        r#"
Rule "indicators" [Local 5]
  The outcome must be learning review when at least several of these are true:
    (a) the death was unexpected;
    (b) there was domestic abuse in the household;
    (c) the child was in custody.
"#,
    );
    let page =
        words(&program, &format!("{NOT_ABUSE}  unexpected: yes\n  domestic-abuse: yes\n  in-custody: no\n"));
    assert!(page.contains("learning review"), "{page}");
    assert!(page.contains("2 of 3 are present"), "{page}");
}

/// "16 or 17 and under an order" (shape 12); "in the six months before" (13); "ever, of child or sibling" (15);
/// "a theme across cases" (24).
#[test]
fn the_list_item_and_period_shapes_are_expressible() {
    let shapes = [
        (
            "all of these are true:\n    (a) the child's age at death is at least 16 years;\n    (b) the child's age at death is under 18 years;\n    (c) the child was under a deprivation of liberty order",
            "  date-of-birth: 1998-03-01\n  date-of-death: 2015-05-28\n  deprivation-of-liberty-order: yes\n",
            "  date-of-birth: 2000-03-01\n  date-of-death: 2015-05-28\n  deprivation-of-liberty-order: yes\n",
        ),
        (
            "the child was looked after on any day in the 6 months before the date of death",
            "  date-of-death: 2015-05-28\n  looked-after:\n    - {from: 2014-01-01, to: 2014-11-29}\n    - and no others\n",
            "  date-of-death: 2015-05-28\n  looked-after:\n    - {from: 2014-01-01, to: 2014-11-27}\n    - and no others\n",
        ),
        (
            "the number of cases with the same theme is 2 or more",
            "  other-cases-same-theme:\n    - {on: 2014-01-01}\n    - {on: 2014-06-01}\n    - and no others\n",
            "  other-cases-same-theme:\n    - {on: 2014-01-01}\n    - and no others\n",
        ),
    ];
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let order = facts.split("Fact deprivation-of-liberty-order").nth(1).unwrap();
    let order = order.split("Yes:").nth(1).unwrap().split('"').nth(1).unwrap();
    for (condition, yes, no) in shapes {
        let condition = condition.replace("the child was under a deprivation of liberty order", order);
        let program = rules(&format!(
            "Rule \"shape\" [Local 6]\n  The outcome must be learning review when {condition}.\n"
        ));
        for (record, expected) in [(yes, "learning review"), (no, "no review")] {
            let yaml = format!("case: EX-1\nfacts:\n  child-died: yes\n{NOT_ABUSE}{record}");
            let explained = explained(&program, &yaml);
            assert_eq!(explained.questions[0].outcome.as_deref(), Some(expected), "{condition}\n{record}");
        }
    }
}

const BASE: &str = r#"
Rule set "National"
  Version: 1.
  Uses: "Child death record".
Sources
  Act means "National guidance".
Settings
  Several means 3 [Act 9] (open, from 2 to 4).
Question "review": which review?
  Decided by: the chair of the board.
  Outcomes, most serious first:
    - serious case review;
    - no review.
Rule "death" [Act 1]
  The outcome must be serious case review when the child died.
Rule "referrals" [Act 2]
  The outcome must be serious case review when the number of referrals about the child is several or more.
Otherwise the outcome is no review.
"#;

/// A local set on the national one: ready to run, or the codes it is refused with.
fn on_base(blocks: &str) -> Result<Program, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let local = format!(
        "Rule set \"Local\"\n  Version: 1.\n  Builds on: \"National\".\nSources\n  Minute means \"Minute of 3 March\".\n{blocks}"
    );
    for (name, text) in [("a.facts", facts.as_str()), ("base.rules", BASE), ("local.rules", &local)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let loaded = threshold::project::load_file(&folder.path().join("local.rules")).unwrap();
    let codes = loaded.diagnostics.iter().filter(|it| it.is_error()).map(|it| it.code.0.to_owned()).collect();
    loaded.sound.map(|sound| threshold::program::lower(&sound)).ok_or(codes)
}

#[test]
fn a_setting_left_open_is_set_within_its_range_and_nowhere_else() {
    let setting = |value: &str| format!("Settings\n  Several means {value} [Minute 2].\n");
    let referrals = "case: EX-1\nfacts:\n  child-died: no\n  referrals:\n    - {on: 2014-12-03}\n    - {on: 2015-01-04}\n    - and no others\n";
    for (blocks, outcome) in [(setting("2"), "serious case review"), (setting("3"), "no review")] {
        let program = on_base(&blocks).unwrap();
        let explained = explained(&program, referrals);
        assert_eq!(explained.questions[0].outcome.as_deref(), Some(outcome), "{blocks}");
    }
    assert_eq!(on_base(&setting("5")).unwrap_err(), ["E0470"]);
}

#[test]
fn a_departure_is_named_cited_and_printed_with_every_result() {
    let departure = "Departure \"expected deaths\" from \"death\" [Minute 9]\n  The rule does not apply when the death was not unexpected.\n";
    let facts = std::fs::read_to_string("rules/vocabulary/child-death.facts").unwrap();
    let unexpected = facts.split("Fact unexpected, ").nth(1).unwrap();
    let expected = unexpected.split("No:").nth(1).unwrap().split('"').nth(1).unwrap();
    let departure = departure.replace("the death was not unexpected", expected);
    assert_eq!(on_base(&departure).unwrap_err(), ["E0701"], "alone it would take from the national rules");
    let held = format!(
        "Rule \"expected deaths too\" [Minute 10]\n  The outcome must be serious case review when all of these are true:\n    (a) the child died;\n    (b) {expected}.\n"
    );
    let program = on_base(&format!("{held}{departure}")).unwrap();
    for unexpected in ["yes", "no"] {
        let record = format!("  unexpected: {unexpected}\n  referrals: none\n");
        let yaml = format!("case: EX-1\nfacts:\n  child-died: yes\n{record}");
        let outcome = explained(&program, &yaml).questions[0].outcome.clone();
        assert_eq!(outcome.as_deref(), Some("serious case review"));
        let page = words(&program, &record);
        assert!(page.contains("expected deaths") && page.contains("Minute 9"), "{page}");
    }
    let uncited = departure.replace(" [Minute 9]", "");
    assert_eq!(on_base(&uncited).unwrap_err(), ["E0475"]);
}
