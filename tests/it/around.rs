//! What stands around the rules: people's decisions held against overrides and deadlines, linked records, and the
//! agencies of a case on its page. None of it changes an outcome.

use std::fs;
use std::path::Path;
use std::process::Command;

use threshold::calendar::Date;
use threshold::explanation::{self, Explanation};
use threshold::procedure::{ahead, misfits, procedure, touching};
use threshold::program::Program;
use threshold::project;
use threshold::record::{self, Format, write};
use threshold::report::{self, Report};
use threshold::source::Sources;

use crate::screened::{program, record, result};

const FACTS: &str = r#"
Vocabulary "Around"
  Version: 1.
Fact child-died, yes or no.  Yes: "the child died".  No: "the child did not die".  Ask: "Did the child die?".  Held by: police.
Fact harm, one of: none, some, serious; in rising order.  Name: "the harm".  Ask: "What harm was there?".  Held by: hospital.
Fact parents-agree, yes or no.  Yes: "the parents agree".  No: "the parents do not agree".  Ask: "Do the parents agree?".  Held by: police.
Fact told, date.  Name: "the date the board was told".  Ask: "When was the board told?".  Held by: the board's office.
Fact date-of-decision, date.  Name: "the date of the decision".  Ask: "When was it decided?".  Held by: the board's office.
"#;

const RULES: &str = r#"
Rule set "Around"
  Version: 1.
  Uses: "Around".
  Month ends: the earlier day.
Sources
  Local means "Local procedure".
Question "review": which review?
  Decided by: the chair of the board.
  Outcomes, most serious first:
    - full review;
    - learning review;
    - audit;
    - no review.
Rule "death" [Local 1]
  The outcome must be full review when the child died.
Rule "harm" [Local 2]
  The outcome should always be audit when the harm is serious.
Rule "some harm" [Local 3]
  Learning review may be chosen when the harm is some.
  The group considers:
    (a) "how well agencies worked together" [Local 4];
    (b) the parents agree.
Otherwise the outcome is no review.
Deadline "decide" [Local 5]
  The chair should normally decide within 1 month of the date the board was told.
  Done on: the date of the decision.
Deadline "tell the panel" [Local 6]
  When the decision is no review, the chair must tell the panel within 14 days of the date of the decision.
Deadline "finish" [Local 7]
  When the decision is full review, the board should aim to finish within 6 months of the date of the decision.
Overrides
  The chair may raise any outcome, giving reasons.
  The chair may lower audit to no review, giving reasons, where the parents agree.
  Nobody may lower full review where the outcome must be full review.
While facts are missing
  If "review" is undecided 28 days after the date the board was told, the group decides on what is known.
"#;

fn around() -> Program {
    program(FACTS, RULES)
}

fn told(program: &Program, yaml: &str, day: &str) -> Explanation {
    let record = record(program, yaml);
    assert!(misfits(&program.rule_set, &record).is_empty(), "{:#?}", misfits(&program.rule_set, &record));
    let day = Date::parse(day).unwrap();
    let result = result(program, &record);
    let told = procedure(program, &record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, &record, &result, day).with_procedure(program, (&record, &result), &told)
}

fn case(facts: &str, decisions: &[&str]) -> String {
    let decisions: String = decisions.iter().map(|one| format!("  - {{{one}}}\n")).collect();
    let decisions = if decisions.is_empty() { decisions } else { format!("decisions:\n{decisions}") };
    format!("case: EX-1\n{decisions}facts: {{{facts}}}\n")
}

/// How one decision stands: beside the rules, leave, and its last sentence.
fn stands(facts: &str, decision: &str) -> (String, String, String) {
    let explained = told(&around(), &case(facts, &[decision]), "2015-06-30");
    let made = &explained.procedure.decisions[0];
    (made.beside.clone(), made.leave.clone(), made.words.last().cloned().unwrap_or_default())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_decision_is_held_against_the_rules_and_their_overrides() {
    let none = "child-died: no, harm: none";
    let audit = "child-died: no, harm: serious";
    let died = "child-died: yes";
    let by = |decision: &str| {
        format!("decision: {decision}, by: the chair, on: 2015-06-20, reasons: \"they say\"")
    };
    for (facts, decision, beside, leave, words) in [
        (none, by("no review"), "as given", "not needed", "This is what the rules give."),
        (
            none,
            by("audit"),
            "raised",
            "allowed",
            "The rules allow that: “The chair may raise any outcome, giving reasons.”",
        ),
        (
            none,
            "decision: audit, by: the chair, on: 2015-06-20".to_owned(),
            "raised",
            "not shown",
            "The reasons are missing.",
        ),
        (
            none,
            "decision: audit, by: a manager, reasons: \"so\"".to_owned(),
            "raised",
            "not shown",
            "The record names a manager, and does not show that this is the chair.",
        ),
        (
            none,
            "decision: audit, by: the deputy chair, reasons: \"so\"".to_owned(),
            "raised",
            "not shown",
            "The record names the deputy chair, and does not show that this is the chair.",
        ),
        (
            none,
            "decision: audit, by: the independent chair, reasons: \"so\"".to_owned(),
            "raised",
            "allowed",
            "The rules allow that",
        ),
        (
            none,
            "decision: audit, by: Chair of the board, reasons: \"so\"".to_owned(),
            "raised",
            "allowed",
            "The rules allow that",
        ),
        (
            died,
            by("no review"),
            "lowered",
            "not allowed",
            "The rules do not allow that: “Nobody may lower full review where the outcome must be full review.”",
        ),
        (audit, by("no review"), "lowered", "not shown", "Whether that is so is not known."),
        (
            "child-died: no, harm: serious, parents-agree: yes",
            by("no review"),
            "lowered",
            "allowed",
            "where the parents agree.”",
        ),
        (
            "child-died: no, harm: serious, parents-agree: no",
            by("no review"),
            "lowered",
            "no line allows it",
            "No line of the rules allows that.",
        ),
        (
            "child-died: no, harm: some",
            by("learning review"),
            "put to people",
            "not needed",
            "under “some harm”.",
        ),
        (
            "child-died: no",
            by("no review"),
            "still possible",
            "not needed",
            "still possible: audit; no review.",
        ),
        ("harm: none", by("audit"), "none of those still possible", "not needed", "full review; no review."),
    ] {
        let (is_beside, is_leave, said) = stands(facts, &decision);
        assert_eq!((is_beside.as_str(), is_leave.as_str()), (beside, leave), "{facts}; {decision}");
        assert!(said.contains(words), "{facts}; {decision}: {said}");
    }
}

fn state<'a>(explained: &'a Explanation, name: &str) -> (&'a str, Option<String>, &'a str) {
    let line = explained.procedure.deadlines.iter().find(|line| line.name == name);
    line.map_or(("does not apply", None, ""), |line| {
        (line.state.as_str(), line.due.map(|day| day.to_string()), line.words.as_str())
    })
}

#[test]
fn a_decision_starts_and_ends_deadlines() {
    let program = around();
    let facts = "child-died: no, harm: none, told: 2015-05-20";
    let at = |decisions: &[&str], day: &str| told(&program, &case(facts, decisions), day);
    let open = at(&[], "2015-06-01");
    assert_eq!(state(&open, "decide").0, "due");
    assert_eq!(state(&open, "tell the panel").0, "not known");
    assert_eq!(state(&open, "tell the panel").2, "It waits for the decision.");
    let decided = ["decision: no review, by: the chair, on: 2015-06-18"];
    let soon = at(&decided, "2015-06-25");
    assert_eq!(
        state(&soon, "decide"),
        ("met", Some("2015-06-20".into()), "It was done in time, on 18 June 2015.")
    );
    assert_eq!(state(&soon, "tell the panel"), ("due", Some("2015-07-02".into()), "7 days are left."));
    assert_eq!(state(&soon, "finish").0, "does not apply");
    assert_eq!(state(&at(&decided, "2015-07-05"), "tell the panel").0, "late");
    assert!(state(&at(&decided, "2015-07-05"), "tell the panel").2.contains("was 3 days ago"));
    let late = at(&["decision: full review, by: the chair, on: 2015-06-23"], "2015-06-25");
    assert_eq!(state(&late, "decide").0, "late");
    assert_eq!(state(&late, "decide").2, "It was done 3 days late, on 23 June 2015. Give the reason.");
    assert_eq!(state(&late, "finish").1.as_deref(), Some("2015-12-23"));
    let undated = at(&["decision: no review, by: the chair"], "2015-06-25");
    assert_eq!(state(&undated, "tell the panel").0, "not known");
    assert!(state(&undated, "tell the panel").2.contains("does not give the day of the decision"));
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_one_and_one_still_ahead_does_not_count() {
    let program = around();
    let twice = case(
        "child-died: no, harm: none, told: 2015-05-20",
        &[
            "decision: no review, by: the chair, on: 2015-06-10",
            "decision: full review, by: the chair, on: 2015-06-24, reasons: \"new facts\"",
        ],
    );
    let standing = |day: &str| {
        let explained = told(&program, &twice, day);
        let panel = state(&explained, "tell the panel").0.to_owned();
        let all: Vec<String> = explained.procedure.decisions.iter().map(|one| one.standing.clone()).collect();
        (all.join(" "), panel)
    };
    assert_eq!(standing("2015-06-15"), ("counts ahead".into(), "due".into()));
    assert_eq!(standing("2015-06-25"), ("earlier counts".into(), "does not apply".into()));
    assert_eq!(standing("2015-06-01"), ("ahead ahead".into(), "not known".into()));
}

#[test]
fn a_fact_named_the_date_of_the_decision_is_used_where_no_decision_gives_its_day() {
    let program = around();
    let explained = told(
        &program,
        &case("child-died: no, harm: none, told: 2015-05-20, date-of-decision: 2015-06-18", &[]),
        "2015-06-25",
    );
    assert_eq!(state(&explained, "decide").0, "met");
    assert!(explained.context.is_empty(), "a deadline uses it: {:?}", explained.context);
}

#[test]
fn while_facts_are_missing_says_whether_its_day_has_come() {
    let program = around();
    let line =
        |facts: &str, day: &str| told(&program, &case(facts, &[]), day).procedure.while_missing[0].clone();
    assert!(line("told: 2015-05-20", "2015-06-16").ends_with("That day is 17 June 2015; it has not come."));
    assert!(line("told: 2015-05-20", "2015-06-17").ends_with("That day was 17 June 2015: this holds now."));
    assert!(line("child-died: yes, told: 2015-05-20", "2015-06-17").contains("It is not needed"));
    assert!(line("told: not known", "2015-06-17").contains("That day is not known"));
}

#[test]
fn what_the_group_considered_stands_with_its_facts_and_its_reasons() {
    let program = around();
    let facts = "child-died: no, harm: some, parents-agree: {value: no, by: police, on: 2015-06-02}";
    let page = |yaml: &str| {
        let page = Report::of(vec![told(&program, yaml, "2015-06-30")]).write(report::Format::Text);
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let without = page(&case(facts, &[]));
    assert!(
        without.contains("(a) how well agencies worked together [Local 4] Reason: none is recorded."),
        "{without}"
    );
    assert!(
        without.contains("(b) the parents agree: not true Recorded: no. Said by police on 2 June 2015"),
        "{without}"
    );
    let with = page(&case(
        facts,
        &[
            "decision: learning review, by: the chair, on: 2015-06-20, considered: [{item: How well agencies worked together, reason: \"two never met\"}]",
        ],
    ));
    assert!(
        with.contains("(a) how well agencies worked together [Local 4] Reason: two never met."),
        "{with}"
    );
}

#[test]
fn a_decision_the_rules_do_not_know_is_refused_with_what_may_stand_there() {
    let program = around();
    let problems = |decisions: &[&str]| -> Vec<(String, String)> {
        let record = record(&program, &case("child-died: no", decisions));
        let found = misfits(&program.rule_set, &record);
        found.iter().map(|it| (it.title.clone(), it.help.join(" "))).collect()
    };
    let misspelt = problems(&["decision: no revew, by: the chair"]);
    assert!(misspelt[0].1.contains("did you mean `decision: no review`?"), "{misspelt:?}");
    let question = problems(&["question: notification, decision: no review"]);
    assert!(question[0].0.contains("a question that the rules do not ask"), "{question:?}");
    let both = problems(&["decision: audit, on: 2015-06-20", "decision: no review, on: 2015-06-20"]);
    assert!(both[0].0.contains("in two ways"), "{both:?}");
    let item = problems(&["decision: audit, considered: [{item: the weather, reason: wet}]"]);
    assert!(item[0].1.contains("how well agencies worked together"), "{item:?}");
    assert!(problems(&["decision: audit, on: 2015-06-20", "decision: no review, on: 2015-06-21"]).is_empty());
}

#[test]
fn periods_that_touch_or_overlap_are_told_and_others_are_not() {
    let program = program(
        "Vocabulary \"Care\"\n\nPeriods care.\n  Name: \"the child was in care\".\n  Ask: \"When was the child in care?\".\n",
        "Rule set \"Care\"\n  Uses: \"Care\".\n\nSources\n  Local means \"a minute\".\n\nQuestion \"q\": what follows?\n  \
         Outcomes, most serious first:\n    - act;\n    - leave.\n\nRule \"care\" [Local 1]\n  \
         The outcome must be act when the child was in care on 1 May 2014.\n\nOtherwise the outcome is leave.\n",
    );
    let told = |periods: &str| {
        let record = record(&program, &format!("case: EX-1\nfacts:\n  care:\n{periods}"));
        let found = touching(&program.rule_set.vocabulary, &record);
        found.iter().map(|it| it.code.0).collect::<Vec<_>>()
    };
    let first = "    - {from: 2015-03-01, to: 2015-03-10}\n";
    assert_eq!(told(&format!("{first}    - {{from: 2015-03-11, to: 2015-03-20}}\n")), ["W0504"]);
    assert_eq!(told(&format!("    - {{from: 2015-03-05, to: still}}\n{first}")), ["W0504"]);
    assert!(told(&format!("{first}    - {{from: 2015-03-12, to: 2015-03-20}}\n")).is_empty());
    assert!(told(&format!("{first}    - {{from: 2015-03, to: 2015-04}}\n")).is_empty(), "not surely");
    assert!(told(first).is_empty());
}

#[test]
fn a_date_after_the_day_looked_from_is_told_where_it_stands() {
    let program = around();
    let told = |yaml: &str| {
        let record = record(&program, yaml);
        let found = ahead(&program.rule_set.vocabulary, &record, Date::parse("2015-06-30").unwrap());
        found.iter().map(|it| (it.code.0.to_owned(), it.place.as_ref().unwrap().line)).collect::<Vec<_>>()
    };
    assert_eq!(told("case: EX-1\nfacts:\n  told: 2015-07-01\n"), [("W0503".to_owned(), 3)]);
    assert!(told("case: EX-1\nfacts:\n  told: 2015-06-30\n").is_empty());
    assert!(told("case: EX-1\nfacts:\n  told: after 2015-06-01\n").is_empty(), "it may lie before");
}

const MORE: &str = r#"
Vocabulary "More"
  Version: 1.
Fact child-died, yes or no.  Yes: "the child died".  No: "the child did not die".  Ask: "Did the child die?".  Held by: police.
Fact young, yes or no.  Yes: "the child was under one".  No: "the child was one or older".  Ask: "Was the child under one?".  Held by: police.
Fact born, date.  Name: "the date of birth".  Ask: "When was the child born?".  Held by: hospital.
Fact opened, date.  Name: "the date the case was opened".  Ask: "When was it opened?".  Held by: the office.
Fact rang, date and time.  Name: "the time the school rang".  Ask: "When did the school ring?".  Held by: the school.
Judgement concern, yes or no.  Yes: "there is cause for concern".  No: "there is no cause for concern".  Ask: "Is there cause for concern?".  Judged by: the screening group, giving reasons.
"#;

fn more(blocks: &str) -> Program {
    let rules = format!(
        r#"
Rule set "More"
  Version: 1.
  Uses: "More".
Sources
  Local means "Local procedure".
Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - no review.
Rule "death" [Local 1]
  The outcome must be full review when the child died.
  The group considers:
    (a) "what the family has said" [Local 2];
    (b) there is cause for concern.
Otherwise the outcome is no review.
{blocks}
"#
    );
    program(MORE, &rules)
}

fn words(program: &Program, yaml: &str) -> String {
    let page = Report::of(vec![told(program, yaml, "2015-06-30")]).write(report::Format::Text);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_deadline_runs_from_the_date_that_a_table_gives() {
    let program = more(
        "Table \"start\"\n  | the child was under one || the start date |\n  | yes || the date of birth |\n  | no || the date the case was opened |\nDeadline \"write\" [Local 3]\n  The chair must write within 5 days of the start date.\n",
    );
    let due = |facts: &str| {
        let explained = told(&program, &format!("case: EX-1\nfacts: {{{facts}}}\n"), "2015-01-01");
        let line = &explained.procedure.deadlines[0];
        (line.due_first.map(|day| day.to_string()), line.due.map(|day| day.to_string()))
    };
    assert_eq!(due("young: yes, born: 2014-01-01"), (None, Some("2014-01-06".into())));
    assert_eq!(due("young: no, born: 2014-01-01, opened: 2014-03-01"), (None, Some("2014-03-06".into())));
    let either = (Some("2014-01-06".into()), Some("2014-03-06".into()));
    assert_eq!(due("born: 2014-01-01, opened: 2014-03-01"), either, "either row may fit");
    assert_eq!(due("born: 2014-01-01"), (None, None), "one of the dates is not known");
}

#[test]
fn an_override_is_printed_with_every_item_of_its_list() {
    let program = more(
        "Overrides\n  The chair may lower full review, giving reasons, where any of these is true:\n    (a) the child was under one;\n    (b) there is no cause for concern.\n",
    );
    let page = words(&program, "case: EX-1\nfacts: {child-died: yes}\n");
    let line = "The chair may lower full review, giving reasons, where any of these is true: (a) the child was under one; (b) there is no cause for concern.";
    assert!(page.contains(line), "{page}");
}

#[test]
fn what_the_group_considers_is_shown_under_a_rule_that_binds_too() {
    let program = more("");
    let page = words(
        &program,
        "case: EX-1\nfacts:\n  child-died: yes\n  concern: {value: yes, by: police, on: 2015-06-20, reasons: so they say}\n",
    );
    assert!(page.contains("The group considers: (a) what the family has said [Local 2] Reason: none is recorded. (b) there is cause for concern: true Recorded: yes. Said by police"), "{page}");
    assert!(page.contains("the rules name another body than police to make it"), "{page}");
    let own = words(
        &program,
        "case: EX-1\nfacts:\n  child-died: yes\n  concern: {value: yes, by: screening group, on: 2015-06-20, reasons: so they say}\n",
    );
    assert!(!own.contains("another body"), "{own}");
}

#[test]
fn hours_from_a_day_without_a_time_say_so() {
    let program = more(
        "Deadline \"ring back\" [Local 3]\n  The office must ring back within 24 hours of the time the school rang.\n",
    );
    let line = |rang: &str| {
        told(&program, &format!("case: EX-1\nfacts: {{rang: {rang}}}\n"), "2015-05-02").procedure.deadlines[0]
            .words
            .clone()
    };
    assert!(line("2015-05-01").ends_with("The time of day is not recorded, so the hour is not known."));
    assert!(!line("2015-05-01 09:30").contains("time of day"));
}

fn codes(yaml: &str) -> Vec<String> {
    let program = around();
    let mut sources = Sources::default();
    let id = sources.add("cases.yaml", yaml);
    let read = record::read(&sources, id, Format::Yaml, &program.rule_set.vocabulary);
    read.all_diagnostics().iter().map(|it| it.code.0.to_owned()).collect()
}

#[test]
fn bad_links_and_bad_decisions_are_refused_where_they_stand() {
    let linked = |entry: &str| codes(&format!("case: EX-1\nlinked:\n  - {entry}\nfacts: {{}}\n"));
    for (entry, code) in [
        ("{relation: sibling}", "E0539"),
        ("{case: EX-2}", "E0539"),
        ("{case: EX-2, relation: cousin}", "E0539"),
        ("{case: EX-1, relation: sibling}", "E0539"),
        ("{case: EX-2, relation: sibling, file: ../EX-2.yaml}", "E0539"),
        ("{case: EX-2, relation: sibling, file: /etc/EX-2.yaml}", "E0539"),
        ("{case: EX-2, relation: sibling, name: Ann}", "E0513"),
        ("{case: EX-2, relation: sibling, because: we know}", "E0512"),
        ("EX-2", "E0539"),
    ] {
        assert_eq!(linked(entry), [code], "{entry}");
    }
    let twice = "case: EX-1\nlinked:\n  - {case: EX-2, relation: sibling}\n  - {case: EX-2, relation: other}\nfacts: {}\n";
    assert_eq!(codes(twice), ["E0539"]);
    let decided = |entry: &str| codes(&format!("case: EX-1\ndecisions:\n  - {entry}\nfacts: {{}}\n"));
    for (entry, code) in [
        ("{question: review}", "E0540"),
        ("{decision: audit, on: soon}", "E0518"),
        ("{decision: audit, who: the chair}", "E0512"),
        ("{decision: audit, considered: [{item: one}]}", "E0540"),
        ("audit", "E0540"),
    ] {
        assert_eq!(decided(entry), [code], "{entry}");
    }
}

#[test]
fn decisions_and_links_are_written_back_and_count_in_the_fingerprint() {
    let program = around();
    let yaml = "case: EX-1\nlinked:\n  - {case: EX-2, relation: sibling, note: younger}\ndecisions:\n  - {question: review, decision: audit, by: the chair, on: 2015-06-20, reasons: so, considered: [{item: one, reason: two}]}\nfacts: {child-died: no}\n";
    let first = record(&program, yaml);
    let written = write(&first, &program.rule_set.vocabulary);
    let again = record(&program, &written);
    assert_eq!(again.hash, first.hash, "{written}");
    let bare = record(&program, "case: EX-1\nfacts: {child-died: no}\n");
    assert_ne!(bare.hash, first.hash);
    let other = record(&program, &yaml.replace("on: 2015-06-20", "on: 2015-06-21"));
    assert_ne!(other.hash, first.hash);
}

// --- Through the program ------------------------------------------------------------------------------------------

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_threshold")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_shipped_sample_shows_that_the_child_was_known_before() {
    let screen = [
        "screen",
        "--rules",
        "england/working-together-2015",
        "rules/samples/linked/EX-2015-120.yaml",
        "--as-at",
        "2015-07-08",
    ];
    let (code, page, err) = run(Path::new("."), &screen);
    assert_eq!(code, Some(0), "{err}");
    insta::assert_snapshot!("linked_sample", page.split("Second part:").next().unwrap());
    let (_, json, _) = run(Path::new("."), &[&screen[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let linked = json[0]["linked"].as_array().unwrap();
    assert_eq!(linked.len(), 2);
    assert_eq!(linked[1]["record"]["decisions"][0]["decision"], "no review");
    assert_eq!(linked[0]["record"]["file"], "rules/samples/linked/EX-2011-009.yaml");
    // The earlier records change nothing that the rules give.
    let alone = fs::read_to_string("rules/samples/linked/EX-2015-120.yaml").unwrap();
    let alone: String = alone
        .lines()
        .filter(|line| !line.starts_with("linked:") && !line.contains("relation:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("alone.yaml"), alone).unwrap();
    let (_, other, _) = run(
        folder.path(),
        &[
            "screen",
            "--rules",
            "england/working-together-2015",
            "alone.yaml",
            "--as-at",
            "2015-07-08",
            "--format",
            "json",
        ],
    );
    let other: serde_json::Value = serde_json::from_str(&other).unwrap();
    for key in ["status", "outcome", "duty", "possible", "does_not_matter", "what_would_change", "reason"] {
        for question in 0..2 {
            assert_eq!(json[0]["questions"][question][key], other[0]["questions"][question][key], "{key}");
        }
    }
}

#[test]
fn a_link_to_a_record_that_is_not_there_is_told_and_the_case_is_screened() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.facts"), FACTS).unwrap();
    fs::write(folder.path().join("a.rules"), RULES).unwrap();
    let case = |links: &str| format!("case: EX-1\nlinked:\n{links}facts: {{child-died: no, harm: none}}\n");
    let screen = |links: &str| {
        fs::write(folder.path().join("case.yaml"), case(links)).unwrap();
        run(folder.path(), &["screen", "--rules", "a.rules", "case.yaml", "--as-at", "2015-06-30"])
    };
    fs::write(folder.path().join("bad.yaml"), "case: EX-3\nfacts: {child-died: perhaps}\n").unwrap();
    for (link, why) in [
        ("  - {case: EX-2, relation: sibling}\n", "not among the cases read together"),
        ("  - {case: EX-2, relation: sibling, file: gone.yaml}\n", "gone.yaml"),
        ("  - {case: EX-2, relation: sibling, file: bad.yaml}\n", "does not hold that case"),
        ("  - {case: EX-3, relation: sibling, file: bad.yaml}\n", "has mistakes"),
    ] {
        let (code, page, err) = screen(link);
        assert_eq!(code, Some(0), "{err}");
        assert!(err.contains("W0502") && err.contains(why), "{link}: {err}");
        assert!(page.contains("That record was not read here"), "{page}");
    }
    let mistaken = "case: EX-1\ndecisions: [{decision: nonsense}]\nfacts: {child-died: no}\n";
    fs::write(folder.path().join("case.yaml"), mistaken).unwrap();
    let (code, _, err) =
        run(folder.path(), &["screen", "--rules", "a.rules", "case.yaml", "--as-at", "2015-06-30"]);
    assert_eq!(code, Some(3), "{err}");
    assert!(err.contains("E0541") && err.contains("full review"), "{err}");
}

#[test]
fn versions_that_differ_leave_the_question_undecided_and_their_date_matters() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.facts"), FACTS).unwrap();
    fs::write(folder.path().join("a.rules"), RULES).unwrap();
    let later = RULES.replace("Rule set \"Around\"", "Rule set \"Later\"").replace(
        "The outcome should always be audit when",
        "The outcome should always be learning review when",
    );
    fs::write(folder.path().join("b.rules"), later).unwrap();
    let board = "Board profile \"North\"\n  Area: North.\nFor \"review\", by the date the board was told\n  From 1 April 2015 until 30 June 2015: \"Around\".\n  From 1 July 2015: \"Later\".\n";
    fs::write(folder.path().join("north.board"), board).unwrap();
    let screen = |told: &str, more: &[&str]| {
        let case = format!("case: EX-1\nfacts: {{child-died: no, harm: serious, told: {told}}}\n");
        fs::write(folder.path().join("case.yaml"), case).unwrap();
        let arguments =
            ["screen", "--board", "north.board", "case.yaml", "--as-at", "2015-12-31", "--format", "json"];
        let (code, out, err) = run(folder.path(), &[&arguments[..], more].concat());
        (code, serde_json::from_str::<serde_json::Value>(&out).unwrap_or_else(|_| panic!("{err}")))
    };
    let (code, json) = screen("2015", &[]);
    assert_eq!(code, Some(0));
    for page in json.as_array().unwrap() {
        let question = &page["questions"][0];
        assert_eq!(question["status"], "undecided");
        assert_eq!(question["outcome"], serde_json::Value::Null);
        let may_not_arise = "the question does not arise";
        assert_eq!(question["possible"], serde_json::json!(["learning review", "audit", may_not_arise]));
        let date = &question["facts_that_matter"][0];
        assert_eq!((&date["fact"], &date["why_open"]), (&"told".into(), &"imprecise".into()));
        assert_eq!(date["answers"][1]["answer"], "it lies on or after 1 July 2015");
        assert_eq!(date["answers"][1]["possible"], serde_json::json!(["learning review"]));
    }
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(screen("2015", &["--fail-on", "undecided"]).0, Some(1));
    let (_, exact) = screen("2015-08-01", &[]);
    assert_eq!(exact[0]["questions"][0]["outcome"], "learning review");
}

#[test]
fn a_case_outside_the_time_its_rules_are_in_force_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.facts"), FACTS).unwrap();
    let rules = RULES.replace("  Uses:", "  In force: from 1 April 2015 until 31 March 2018.\n  Uses:");
    fs::write(folder.path().join("a.rules"), rules).unwrap();
    let page = |told: &str| {
        fs::write(
            folder.path().join("case.yaml"),
            format!("case: EX-1\nfacts: {{child-died: no, told: {told}}}\n"),
        )
        .unwrap();
        let screen = ["screen", "--rules", "a.rules", "case.yaml", "--as-at", "2019-12-31"];
        run(folder.path(), &screen).1.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(page("2014-01-01").contains("No date of this record lies within"), "{}", page("2014-01-01"));
    assert!(page("2018-04-01").contains("No date of this record lies within"));
    assert!(!page("2015-04-01").contains("No date of this record"));
}

#[test]
fn a_case_that_no_rule_set_of_a_profile_answers_for_is_named_and_never_dropped() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.facts"), FACTS).unwrap();
    fs::write(folder.path().join("a.rules"), RULES).unwrap();
    let board = "Board profile \"North\"\n  Area: North.\nFor \"review\", by the date the board was told\n  From 1 April 2015 until 30 June 2015: \"Around\".\n";
    fs::write(folder.path().join("north.board"), board).unwrap();
    let cases = "- case: EX-1\n  facts: {child-died: yes, told: 2014-01-01}\n- case: EX-2\n  facts: {child-died: yes, told: 2015-05-01}\n";
    fs::write(folder.path().join("cases.yaml"), cases).unwrap();
    let screen =
        ["screen", "--board", "north.board", "cases.yaml", "--as-at", "2015-06-30", "--format", "jsonl"];
    let (code, out, err) = run(folder.path(), &screen);
    assert_eq!(code, Some(3), "{err}");
    assert_eq!(out.lines().count(), 1);
    assert!(err.contains("EX-1: no rule set of the profile answers for its date"), "{err}");
    let (code, _, _) = run(folder.path(), &[&screen[..], &["--fail-on", "decided"]].concat());
    assert_eq!(code, Some(3), "the worst of both");
}

#[test]
fn the_page_of_a_case_from_several_agencies_says_who_replied_what() {
    let screen = [
        "screen",
        "--rules",
        "england/working-together-2015",
        "rules/samples/agencies",
        "--as-at",
        "2015-06-12",
    ];
    let (code, page, err) = run(Path::new("."), &screen);
    assert_eq!(code, Some(0), "{err}");
    let agencies = page.split("Agencies: who has replied").nth(1).unwrap().split("Deadlines").next().unwrap();
    insta::assert_snapshot!("agencies_on_the_page", agencies);
    let (_, json, _) = run(Path::new("."), &[&screen[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of = |name: &str| {
        json[0]["agencies"].as_array().unwrap().iter().find(|it| it["agency"] == name).unwrap().clone()
    };
    assert_eq!(of("general practice")["reply"], "no reply");
    assert_eq!(of("general practice")["late"], true);
    assert_eq!(of("mental health service")["reply"], "nothing known");
    assert_eq!(of("mental health service")["late"], false);
    assert_eq!(of("hospital")["not_known"], serde_json::json!(["post-mortem-finding"]));
    for format in ["markdown", "html"] {
        let (_, page, _) = run(Path::new("."), &[&screen[..], &["--format", format]].concat());
        assert!(page.contains("no reply; due 9 June 2015, which is past"), "{format}");
        assert!(page.contains("nothing known"), "{format}");
    }
}
