//! Pages read aloud: what a bereaved reader, a chair or a judge must never be told, and what they must.

use std::path::Path;

use threshold::calendar::Date;
use threshold::evaluation;
use threshold::explanation::{self, Explanation};
use threshold::procedure;
use threshold::program::{self, Program};
use threshold::project;
use threshold::record;
use threshold::report::{Format, Report};
use threshold::source::Sources;

use crate::written::{from_html, from_json, from_markdown, from_text};

fn shipped(name: &str) -> Program {
    program::lower(&project::load_set(name, Path::new(".")).unwrap().sound.unwrap())
}

fn explained(program: &Program, yaml: &str) -> Explanation {
    let mut sources = Sources::default();
    let id = sources.add("case.yaml", yaml);
    let read = record::read(&sources, id, record::Format::Yaml, &program.rule_set.vocabulary);
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    let record = &read.records[0];
    let day = Date::parse("2024-12-01").unwrap();
    let result = evaluation::evaluate(program, record, day, &evaluation::Options::default());
    let told = procedure::procedure(program, record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, record, &result, day).with_procedure(program, (record, &result), &told)
}

fn write(explanation: &Explanation, format: Format) -> String {
    Report::of(vec![explanation.clone()]).write(format)
}

/// The page in one line, so that a sentence can be looked for wherever its lines end.
fn aloud(explanation: &Explanation) -> String {
    write(explanation, Format::Text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn screened(set: &str, yaml: &str) -> Explanation {
    explained(&shipped(set), yaml)
}

fn sample(set: &str, name: &str) -> Explanation {
    let yaml = std::fs::read_to_string(format!("rules/samples/child-death/{name}.yaml")).unwrap();
    screened(set, &yaml)
}

const DIED: &str = "case: EX-1\nfacts:\n  child-died: yes\n  abuse-or-neglect: {value: suspected, by: police, on: 2015-06-02}\n";
const CONCERN: &str = "agencies worked together in a way that gives cause for concern [Regs 5(2)(b)(ii)]: ";
const TAKEN: &str = "taken as true, by the presumption “no definitive evidence”; not shown";

#[test]
fn a_point_that_is_only_presumed_is_never_called_true() {
    let harmed = sample("england/working-together-2015", "toddler-head-injury");
    let page = aloud(&harmed);
    assert!(page.contains(&format!("{CONCERN}{TAKEN}")), "{page}");
    assert!(!page.contains(&format!("{CONCERN}true")), "{page}");
    assert!(page.contains("This rule applies, by the presumption “no definitive evidence”."), "{page}");
    assert!(page.contains("1 of 2 is present, 1 is only presumed."), "{page}");
    assert!(page.contains("What the rules presume"), "it bears on the outcome");
    let json: serde_json::Value = serde_json::from_str(&write(&harmed, Format::Jsonl)).unwrap();
    let rule = &json["questions"][1]["rules"][0];
    assert_eq!(rule["rests_on_presumptions"], serde_json::json!(["no definitive evidence"]));
    let point = &rule["sentences"][1]["items"][1]["items"][1];
    assert_eq!(
        (point["truth"].as_str(), point["presumed_by"].as_str()),
        (Some("true"), Some("no definitive evidence"))
    );
}

#[test]
fn an_outcome_that_rests_on_a_presumption_is_not_said_to_hold_whatever_is_found() {
    let page = aloud(&sample("england/working-together-2015", "toddler-head-injury"));
    let review = page.split("Which review, if any? ---").nth(1).unwrap();
    let review = review.split("Deadlines ---").next().unwrap();
    assert!(review.contains("These recorded facts, and what is presumed, are enough for the outcome until the contrary is shown:"), "{review}");
    assert!(!review.contains("whatever else is found"), "{review}");
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  end-of-life-care: no\n  unexpected:\n    - {value: yes, by: hospital}\n    - {value: no, by: police}\n";
    let page = aloud(&screened("local/northshire", yaml));
    let group = page.split("Must the screening group meet about the death? ---").nth(1).unwrap();
    assert!(
        group.contains("Sources differ on some facts. The rules use the presumption “lack of clarity”."),
        "{group}"
    );
    assert!(group.contains("It stands in for what sources differ on:"), "{group}");
    assert!(group.contains("Besides what is listed above, nothing that could be recorded differently would make the outcome less serious.") || group.contains("Towards a less serious outcome:"), "{group}");
    assert!(!group.contains("The outcome hangs on this one fact."), "{group}");
}

#[test]
fn a_presumption_that_changes_nothing_is_not_put_before_the_reader() {
    let page = aloud(&screened("england/working-together-2015", DIED));
    assert!(!page.contains("What the rules presume"), "{page}");
    let grounds = page.split("Why the rules give this outcome").nth(2).unwrap();
    let grounds = grounds.split("Not known, and it").next().unwrap();
    assert!(!grounds.contains("presum") && !grounds.contains("cause for concern"), "{grounds}");
    let second = page.split("Second part: every rule tried").nth(1).unwrap();
    assert!(
        second.contains(&format!(
            "{CONCERN}{TAKEN} Not asked. It is presumed unless the contrary is shown [WT15 chapter 4]."
        )),
        "{second}"
    );
    assert!(!second.contains("Not known. It is presumed"), "{second}");
}

#[test]
fn sources_that_differ_are_no_gap_and_are_quoted_once() {
    let page = aloud(&sample("england/working-together-2015", "fall-two-accounts"));
    assert!(page.contains("Sources differ, and what is right would lead to different outcomes."), "{page}");
    assert!(!page.contains("Facts are missing") && !page.contains("Facts to ask for"), "{page}");
    assert!(page.contains("To clear up with those who said it, in this order:"), "{page}");
    assert_eq!(page.matches("two accounts of the fall").count(), 1, "{page}");
    assert!(page.contains("Abuse or neglect of the child: sources differ, as shown above."), "{page}");
    assert!(
        page.contains(
            "abuse or neglect of the child is known or suspected: not known, because sources differ"
        ),
        "{page}"
    );
}

#[test]
fn a_dispute_beside_a_gap_is_told_beside_it() {
    let yaml = "case: EX-1\nfacts:\n  child-died: not known\n  seriously-harmed: yes\n  abuse-or-neglect:\n    - {value: not suspected, by: hospital}\n    - {value: suspected, by: police}\n";
    let page = aloud(&screened("england/working-together-2015", yaml));
    assert!(
        page.contains(
            "Facts are missing and sources differ, and the answers would lead to different outcomes."
        ),
        "{page}"
    );
    assert!(page.contains("Not known, or sources differ, and it matters"), "{page}");
}

#[test]
fn a_definition_is_printed_in_full_once() {
    let page = aloud(&sample("england/working-together-2015", "infant-found-lifeless"));
    assert_eq!(
        page.matches("(b) the child suffered a potentially life-threatening injury:").count(),
        1,
        "{page}"
    );
    assert_eq!(
        page.matches(
            "Defined in “seriously harmed” [WT15 chapter 4, notifiable incidents], as shown above: not known"
        )
        .count(),
        2,
        "{page}"
    );
    assert!(!page.to_lowercase().contains("page two"), "{page}");
}

#[test]
fn each_body_that_decides_signs_for_itself() {
    let two = aloud(&screened("england/working-together-2015", DIED));
    assert_eq!(
        (two.matches("| Signed: |").count(), two.matches("| Name and role: |").count()),
        (2, 2),
        "{two}"
    );
    assert!(two.contains("| Must the incident be notified? For the local authority. |"), "{two}");
    let one = aloud(&screened("england/working-together-2010", DIED));
    assert_eq!(one.matches("| Signed: |").count(), 1, "{one}");
}

#[test]
fn a_rule_that_rests_on_an_earlier_question_points_to_it() {
    let page = aloud(&screened("england/working-together-2018", DIED));
    let wanted = "when the outcome of \"notification\" is notifiable This rule might apply. The outcome of \"notification\" is notifiable: not known, as shown above under “Must the incident be notified to the national panel?”.";
    assert!(page.contains(wanted), "{page}");
    let mut alone = screened("england/working-together-2018", DIED);
    alone.questions.retain(|question| question.name == "rapid-review");
    let page = aloud(&alone);
    assert!(
        page.contains("which this page does not answer. Did the child die? ")
            || page.contains("which this page does not answer. The child"),
        "{page}"
    );
}

#[test]
fn what_bears_on_a_choice_of_people_is_not_called_needless() {
    let page = aloud(&screened("england/working-together-2018", DIED));
    let local = page.split("Which local review, if any? ---").nth(1).unwrap();
    // The first question of the page lists the same facts, and is named.
    let (choice, _) =
        local.split_once("No answer to what this heading lists for “Must the incident be notified").unwrap();
    let needless = page.split("For this question there is no need to ask:").nth(1).unwrap();
    let bears = "They bear on what the rules put to people to consider: - Whether local child safeguarding practice review is to be weighed";
    assert!(choice.contains(bears), "{choice}");
    let holder = "Where did the event happen: in the area, elsewhere in England, or outside England? Not asked yet. Who holds it: police.";
    assert!(
        choice.contains(holder) && choice.contains("If elsewhere in England: not put to people."),
        "{choice}"
    );
    let needless = needless.split("What would decide it").next().unwrap();
    assert!(needless.contains("seriously impaired?"), "{needless}");
    assert!(!needless.contains("event happen") && !needless.contains("place of the event"), "{needless}");
    // Of an undecided question, what is put to people hangs on all that is asked for above, and on one fact besides.
    let besides = "What is listed above matters to this too. Not known besides: - Is the child said to have seriously harmed another person? Not asked.";
    assert!(page.contains(besides), "{page}");
}

#[test]
fn an_outcome_that_needs_no_fact_says_so() {
    let page = aloud(&screened("england/working-together-2018", DIED));
    assert!(
        page.contains(
            "No recorded fact is needed, and none would change it: no rule for this question can require anything."
        ),
        "{page}"
    );
    assert!(!page.contains("whatever else is found: What"), "{page}");
}

#[test]
fn a_power_is_not_denied_beside_an_outcome_that_nothing_binds_to() {
    let page = aloud(&sample("england/working-together-2015", "looked-after-child-long-illness"));
    assert!(
        page.contains("No rule that binds gives a more serious outcome. Serious case review may be chosen"),
        "{page}"
    );
    assert!(
        page.contains("Each rule that would bind to a more serious outcome was tried. None of them applies."),
        "{page}"
    );
    assert!(!page.contains("No rule for a more serious outcome applies"), "{page}");
}

#[test]
fn settings_and_ages_stand_under_the_sentences_that_use_them() {
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  unexpected: yes\n  date-of-birth: 2015-07-02\n  date-of-death: 2016-03-11\n";
    let found = screened("local/northshire", yaml);
    let page = aloud(&found);
    let wanted = "The date of death is 11 March 2016 (case.yaml:6). The child's age at death is 8 completed months. The infant age limit is 1 year [Local 2].";
    assert!(page.contains(wanted), "{page}");
    assert!(page.contains("Here “several” means 3 [Local 6]."), "{page}");
    let json = write(&found, Format::Jsonl);
    assert!(json.contains(r#""lengths":[{"fact":"age-at-death","length":"8 months"}]"#), "{json}");
    let vague = aloud(&screened("local/northshire", &yaml.replace("2016-03-11", "2016-03")));
    assert!(!vague.contains("completed month"), "no age where the day is not exact: {vague}");
}

#[test]
fn what_only_the_duty_hangs_on_is_not_called_needless() {
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  setting: young offender institution\n  abuse-or-neglect: {not known: awaited, by: coroner}\n";
    let found = screened("england/working-together-2015", yaml);
    let page = aloud(&found);
    assert!(page.contains("The duty might be stronger (must), depending on what is not known."), "{page}");
    let review = page.split("Which review, if any?").nth(2).unwrap();
    let wanted = "An answer may make its duty stronger: - Abuse or neglect of the child";
    assert!(review.contains(wanted), "{review}");
    let needless = review.split("For this question there is no need to ask:").nth(1).unwrap();
    assert!(!needless.split("What would change").next().unwrap().contains("Abuse or neglect"), "{needless}");
    assert_eq!(found.questions[1].bears_on_duty, ["abuse-or-neglect"]);
}

#[test]
fn a_fact_that_nobody_is_named_for_is_not_called_a_source() {
    let page = aloud(&screened(
        "england/working-together-2015",
        "case: EX-1\nfacts:\n  child-died: yes\n  abuse-or-neglect: known\n",
    ));
    assert_eq!(page.matches("Nobody is named as having said any of this.").count(), 2, "{page}");
    assert!(!page.contains("Nobody is named as having said it."), "once for each question: {page}");
    assert!(!page.contains("one source only"), "{page}");
}

const FALL: &str = "case: EX-1\nfacts:\n  child-died: yes\n  in-custody: no\n  mental-health-detained: no\n  deprivation-of-liberty-order: no\n  setting: home\n  regulated-service: no\n  date-of-birth: 2014-06\n  date-of-death: 2015-06-20\n  abuse-or-neglect: {not known: withheld, by: police}\n  domestic-abuse:\n    - {value: yes, by: police, on: 2015-06-22}\n    - {value: no, by: general practice, on: 2015-06-23}\n  looked-after: [{from: 2014-12, to: 2015-01}]\n";

/// What a page has shown it does not show again: accounts, facts that an outcome put to people hangs on, open points.
#[test]
fn what_a_page_has_shown_is_not_shown_again() {
    let found = screened("local/northshire", FALL);
    let page = aloud(&found);
    let review = page.split("Which review, if any? ----").nth(1).unwrap();
    let review = review.split("Must the screening group meet about the death? ----").next().unwrap();
    let (first, rest) =
        review.split_once("Then these. The answer to one of them alone settles nothing").unwrap();
    assert!(!rest.contains("alone settles nothing"), "once over several facts: {rest}");
    assert!(first.contains("1. Is abuse or neglect of the child known or suspected?"), "{first}");
    assert!(rest.contains("? Sources differ: Recorded: no. Said by general practice"), "{rest}");
    assert!(first.contains("Recorded, but not exactly enough: June 2014 (case.yaml:9)."), "{first}");
    let put = review.split("What the rules put to people to consider").nth(1).unwrap();
    assert!(put.contains("this depends on what is listed above"), "{put}");
    assert!(!put.contains("Recorded:") && !put.contains("coroner accepted"), "asked for above: {put}");
    let text = write(&found, Format::Text);
    assert!(!text.contains("\nSources differ\n---"), "who said what stands where it is asked for: {text}");
    let point = "the number of participants in the screening meeting whose role is member is at least 3";
    assert_eq!(page.matches(point).count(), 1, "an open point of a check: {page}");
    let html = write(&found, Format::Html);
    assert_eq!(html.matches("<div class=\"one\">").count(), 3, "the box of each question stays on one sheet");
    assert!(page.contains("The record is not yet shown to pass."), "{page}");
    let second = page.split("Second part: every rule tried").nth(1).unwrap();
    assert_eq!(
        second.matches("These rules come from “England: Working Together 2015”:").count(),
        2,
        "{second}"
    );
    assert_eq!(second.matches("These rules are this set's own:").count(), 1, "{second}");
}

#[test]
fn what_does_not_apply_to_a_living_child_is_not_called_missing() {
    let yaml = "case: EX-1\nfacts:\n  child-died: no\n  seriously-harmed: yes\n  abuse-or-neglect: known\n  joint-working-concern: no\n  setting: home\n";
    let found = screened("england/working-together-2015", yaml);
    let page = aloud(&found);
    assert!(page.contains("The date of death does not apply: the child did not die."), "{page}");
    assert!(
        !page.contains("- The date of death ") && !page.contains("The date of death: not asked"),
        "{page}"
    );
    assert!(
        found.questions.iter().all(|it| it.does_not_matter.iter().all(|line| line.fact != "date-of-death"))
    );
    let open = aloud(&screened(
        "england/working-together-2015",
        &yaml.replace("child-died: no", "child-died: not known"),
    ));
    assert!(!open.contains("does not apply:"), "whether the child died is open: {open}");
}

#[test]
fn a_departure_says_what_it_takes_out_and_takes_untrue_lines_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.rules");
    let rules = "Rule set \"Our board\"\n  Board: Our board (invented).\n  Version: 1.\n  Uses: \"Child death record\".\n  \
        Builds on: \"England: Working Together 2015\".\n  Working days: England and Wales.\n  Month ends: the earlier day.\n\n\
        Sources\n  Local means \"Our policy (invented)\".\n\n\
        Departure \"suicides\" from \"serious case\" [Local 1]\n  The rule does not apply when any of these is true:\n    \
        (a) suicide is known or suspected;\n    (b) the death was unexpected.\n\n\
        Rule \"our own\" [Local 2]\n  The outcome of \"review\" must be serious case review when abuse or neglect of the child is known or suspected.\n";
    std::fs::write(&path, rules).unwrap();
    let set = project::load_set(path.to_str().unwrap(), Path::new(".")).unwrap();
    let program = program::lower(&set.sound.unwrap());
    let page = aloud(&explained(&program, &format!("{DIED}  suspected-suicide: suspected\n")));
    assert!(page.contains("“suicides” [Local 1] departs from “serious case”: the rule does not apply when any of these is true: (a) suicide is known or suspected; (b) the death was unexpected."), "{page}");
    let rule = page.split("“serious case” [").nth(1).unwrap();
    let rule = rule.split("“death in custody").next().unwrap();
    assert_eq!(rule.matches("Set aside by “suicides”").count(), 1, "{rule}");
    assert!(!rule.contains("whether or not suicide"), "{rule}");
    let notification = page.split("“death where abuse or neglect is known or suspected” [").nth(1).unwrap();
    assert!(
        notification.contains("This holds whether or not suicide is known or suspected."),
        "{notification}"
    );
}

#[test]
fn a_page_that_is_listened_to_draws_nothing_and_leaves_nothing_out() {
    for name in ["toddler-head-injury", "fall-two-accounts", "infant-found-lifeless"] {
        let found = sample("england/working-together-2015", name);
        let page = write(&found, Format::Narrated);
        for drawn in ["---", "===", "~~~", "+-", "|", "[ ]"] {
            assert!(!page.contains(drawn), "{drawn} in\n{page}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
        let said = from_text(&page);
        let json: serde_json::Value = serde_json::from_str(&write(&found, Format::Jsonl)).unwrap();
        for section in json["page"].as_array().unwrap() {
            let lines = section["lines"].as_array().unwrap().iter().chain([&section["heading"]]);
            for line in lines {
                let line = line.as_str().unwrap();
                let line =
                    line.strip_prefix("[ ] ").unwrap_or(line).trim_end_matches(':').replace("No.:", "No:");
                assert!(said.contains(&from_text(&line)), "{line} in\n{page}");
            }
        }
    }
    let found = sample("england/working-together-2015", "fall-two-accounts");
    let page = write(&found, Format::Narrated);
    assert!(page.contains("Heading 2: Must the incident be notified?\n"), "{page}");
    assert!(page.contains("No: 1. Deadline: notify Ofsted and the board."), "{page}");
    assert!(page.contains("To tick: notifiable.\n"), "{page}");
}

#[test]
fn pages_of_shipped_sets_carry_the_same_in_every_format() {
    let cases = [
        sample("england/working-together-2015", "fall-two-accounts"),
        sample("local/northshire", "toddler-head-injury"),
        screened("england/working-together-2018", DIED),
    ];
    for mut found in cases {
        // JSON says a table's heading in every row
        found.procedure.deadlines.clear();
        let text = from_text(&write(&found, Format::Text));
        assert_eq!(text, from_markdown(&write(&found, Format::Markdown)));
        assert_eq!(text, from_html(&write(&found, Format::Html)));
        assert_eq!(text, from_json(&write(&found, Format::Json)));
    }
}

#[test]
fn the_pages_of_two_samples_read_as_printed() {
    let presumed = sample("england/working-together-2015", "toddler-head-injury");
    insta::assert_snapshot!("page_presumed_harm", write(&presumed, Format::Text));
    let disputed = sample("local/northshire", "fall-two-accounts");
    insta::assert_snapshot!("page_disputed_northshire", write(&disputed, Format::Narrated));
}

#[test]
fn what_would_decide_it_does_not_call_certain_what_is_presumed() {
    let yaml = "case: EX-1\nfacts: {child-died: no, abuse-or-neglect: known, seriously-harmed: not known, life-threatening-injury: no, impairment-serious: no, impairment-long-term: no}\n";
    let page = aloud(&screened("england/working-together-2015", yaml));
    let tree = page.split("What would decide it").nth(2).unwrap();
    let tree = tree.split("What the rules presume").next().unwrap();
    assert!(tree.contains("If the child was not seriously harmed: no review, whatever else."), "{tree}");
    let presumed = "If the child was seriously harmed: serious case review, as long as what is presumed is not shown to be otherwise.";
    assert!(tree.contains(presumed), "{tree}");
}
