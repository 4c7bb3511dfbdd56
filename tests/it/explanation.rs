//! What a page says about a case, from rule text and record to the words a family's representative reads.

use std::path::Path;

use threshold::evaluation::{Change, ChangedFact, Clash, Reason, ReasonPart, Status};
use threshold::explanation::{self, Explanation};
use threshold::program::Program;
use threshold::project;
use threshold::report::{Format, Report};
use threshold::vocabulary::FactId;

use crate::screened::{as_at, explained, page, program, record, result};
use crate::written::{from_html, from_json, from_markdown, from_text};

const FACTS: &str = r#"
Vocabulary "Small record"
  Version: 1.

Fact child-died, yes or no.
  Yes: "the child died".
  No:  "the child did not die".
  Ask: "Did the child die?".
  Held by: hospital.

Fact abuse-or-neglect, one of: ruled out, not suspected, suspected, known; in rising order.
  Name: "abuse or neglect of the child".
  Ask:  "Is abuse or neglect of the child known or suspected?".
  Held by: police; hospital.

Fact coroner-accepted, yes or no.
  Yes: "the coroner has accepted the cause of death".
  No:  "the coroner has not accepted the cause of death".
  Ask: "Has the coroner accepted the cause of death?".
  Held by: the coroner.

Fact domestic-abuse, yes or no.
  Yes: "there was domestic abuse in the household".
  No:  "there was no domestic abuse in the household".
  Ask: "Was there domestic abuse in the household?".
  Held by: police.

Fact substance-misuse, yes or no.
  Yes: "a parent or carer misused drugs or alcohol".
  No:  "no parent or carer misused drugs or alcohol".
  Ask: "Did a parent or carer misuse drugs or alcohol?".
  Held by: health visitor.

Fact date-of-birth, date.
  Name: "the date of birth".
  Beyond dispute.
Fact date-of-death, date.
  Name: "the date of death".
Computed age-at-death, time from date-of-birth to date-of-death.
  Name: "the child's age at death".

Judgement joint-working-concern, yes or no.
  Yes: "agencies worked together in a way that gives cause for concern".
  No:  "agencies worked together in a way that gives no cause for concern".
  Ask: "Is there cause for concern about how agencies worked together?".
  Judged by: the screening group, giving reasons.

Context media-interest, yes or no.
  Yes: "there is media interest".
  No:  "there is no media interest".
  Ask: "Is there media interest?".

Always
  the date of birth is on or before the date of death.
"#;

const RULES: &str = r#"
Rule set "Northshire: screening unexpected child deaths"
  Board: Northshire Safeguarding Children Board.
  Version: 4.
  Uses: "Small record".

Sources
  Regs means "Local Safeguarding Children Boards Regulations 2006".
  Local means "Northshire screening policy".

Question "review": which review, if any?
  Decided by: the chair of the board, on the screening group's recommendation.
  Outcomes, most serious first:
    - serious case review, by an independent team;
    - learning review;
    - no review.

Definition "vulnerable" [Local 2]
  The child was specially vulnerable when any of these is true:
    (a) the child's age at death is under 1 year;
    (b) there was domestic abuse in the household.

Rule "known or suspected abuse" [Regs 5(2)(a) and (b)]
  The outcome must be serious case review when all of these are true:
    (a) abuse or neglect of the child is known or suspected;
    (b) any of these is true:
        (i)  the child died;
        (ii) there was domestic abuse in the household.

Rule "risk indicators" [Local 6]
  The outcome must be learning review when at least 2 of these are true:
    (a) the child was specially vulnerable;
    (b) a parent or carer misused drugs or alcohol;
    (c) there was domestic abuse in the household.
  This does not apply where "natural cause agreed" applies.

Rule "joint working" [Local 7]
  The outcome should always be learning review when all of these are true:
    (a) agencies worked together in a way that gives cause for concern;
    (b) the coroner has not accepted the cause of death.

Rule "learning" [Local 8]
  Learning review should be considered when the child died.
  The group considers:
    (a) "what the family has said";
    (b) there was domestic abuse in the household.

Presumption "no definitive evidence" [Regs 6]
  In "joint working", unless the contrary is shown: agencies worked together in a way that gives cause for concern.

Exception "natural cause agreed" [Local 5]
  This applies when the coroner has accepted the cause of death.

Otherwise the outcome is no review.

Overrides
  The chair may raise any outcome, giving reasons.
"#;

fn northshire() -> Program {
    program(FACTS, RULES)
}

const NOTHING_SUSPECTED: &str = "
case: EX-2015-020
facts:
  child-died: {value: yes, by: hospital, on: 2015-05-28}
  abuse-or-neglect: {value: ruled out, by: police, on: 2015-06-02, note: full post-mortem}
  coroner-accepted: {value: yes, by: coroner, on: 2015-06-10}
  domestic-abuse: no
  substance-misuse: no
  date-of-birth: 2015-01-03
  date-of-death: 2015-05-28
  joint-working-concern: no
  media-interest: yes
";

/// What stands under a heading of a text page, up to the next heading.
fn section(page: &str, heading: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let ruled = |at: usize| {
        let rule = lines.get(at + 1).copied().unwrap_or("");
        !rule.is_empty()
            && rule.chars().all(|letter| letter == '-')
            && rule.len() == lines[at].chars().count()
    };
    let start = (0..lines.len()).find(|at| lines[*at] == heading && ruled(*at));
    let start = start.unwrap_or_else(|| panic!("no section “{heading}” in\n{page}")) + 2;
    let end = (start..lines.len()).find(|at| ruled(*at)).unwrap_or(lines.len());
    lines[start..end].join("\n").trim_end_matches(['-', '\n']).trim_matches('\n').to_owned()
}

fn status(explanation: &Explanation) -> Status {
    explanation.questions[0].status
}

#[test]
fn an_outcome_opens_the_page_with_its_duty_and_whose_decision_it_is() {
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  abuse-or-neglect: {value: suspected, by: police, on: 2015-06-02}\n";
    let page = page(&northshire(), yaml);
    let wanted = "Under version 4 of “Northshire: screening unexpected child deaths”, the outcome\n\
                  of this screening is: serious case review, by an independent team.\n\n\
                  The rules require it (must, Regs 5(2)(a) and (b)).\n";
    assert!(page.contains(wanted), "{page}");
    assert!(
        page.contains(
            "The decision is for the chair of the board, on the screening group's\nrecommendation."
        )
    );
    insta::assert_snapshot!(section(&page, "Why the rules give this outcome"));
}

#[test]
fn a_negative_outcome_says_why_not_point_by_point() {
    let page = page(&northshire(), NOTHING_SUSPECTED);
    assert!(page.contains("the outcome\nof this screening is: no review."), "{page}");
    insta::assert_snapshot!(section(&page, "Why not a more serious outcome"));
}

#[test]
fn a_rule_set_aside_names_the_exception_and_shows_its_points() {
    let yaml = NOTHING_SUSPECTED.replace("domestic-abuse: no", "domestic-abuse: yes");
    let page = page(&northshire(), &yaml);
    let why_not = section(&page, "Why not a more serious outcome");
    assert!(why_not.contains("This rule is set aside by an exception."), "{why_not}");
    assert!(why_not.contains("Set aside by “natural cause agreed” [Local 5]"), "{why_not}");
    let rules = section(&page, "Second part: every rule tried");
    assert!(rules.contains("Each point is shown above, under “Why not a more serious outcome”."), "{rules}");
}

#[test]
fn an_open_question_says_what_is_still_possible() {
    let yaml = "case: EX-2\nfacts:\n  child-died: yes\n  abuse-or-neglect: {not known: awaited, by: police, due: 2015-08-20}\n  date-of-birth: 2015-01-03\n  date-of-death: 2015-05-28\n";
    let explanation = explained(&northshire(), yaml);
    assert_eq!(status(&explanation), Status::Undecided);
    let page = Report::of(vec![explanation]).write(Format::Text);
    assert!(
        page.contains("The rules cannot yet give one outcome. Still possible: serious case review;"),
        "{page}"
    );
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = "Recorded: not known (awaited). Asked of police (cases.yaml:4). Expected by 20 August 2015.";
    assert!(page.contains(known), "{page}");
}

#[test]
fn a_presumption_says_what_it_stands_in_for_and_what_holds_without_it() {
    let yaml = NOTHING_SUSPECTED
        .replace("  joint-working-concern: no\n", "")
        .replace("coroner-accepted: {value: yes", "coroner-accepted: {value: no");
    let explanation = explained(&northshire(), &yaml);
    assert_eq!(status(&explanation), Status::Presumed);
    let page = Report::of(vec![explanation]).write(Format::Text);
    assert!(page.contains("The rules say it should always follow (should always, Local 7)."), "{page}");
    insta::assert_snapshot!(section(&page, "What the rules presume"));
}

#[test]
fn an_outcome_that_no_answer_can_change_says_so() {
    let yaml = "case: EX-3\nfacts:\n  child-died: yes\n  abuse-or-neglect: known\n";
    let explanation = explained(&northshire(), yaml);
    assert_eq!(status(&explanation), Status::DecidedWhatever);
    let page = Report::of(vec![explanation]).write(Format::Text);
    assert!(page.contains("Whatever the answers are, the outcome is the same."), "{page}");
}

#[test]
fn a_record_that_contradicts_itself_gets_no_outcome_and_no_rules() {
    let yaml = "case: EX-4\nfacts:\n  date-of-birth: 2015-06-02\n  date-of-death: {value: 2015-05-28, by: hospital}\n";
    let program = northshire();
    let record = record(&program, yaml);
    let mut result = result(&program, &record);
    let (birth, _) = program.rule_set.vocabulary.find("date-of-birth").unwrap();
    let (death, _) = program.rule_set.vocabulary.find("date-of-death").unwrap();
    result.clash = Some(Clash {
        facts: vec![birth, death],
        always: vec!["the date of birth is on or before the date of death".to_owned()],
    });
    let explanation = explanation::explain(&program, &record, &result, as_at());
    assert_eq!(status(&explanation), Status::Inconsistent);
    let page = Report::of(vec![explanation]).write(Format::Text);
    assert!(page.contains("The rules give no outcome, because the record contradicts itself."), "{page}");
    assert!(page.contains("No rule can be tried on a record that contradicts itself."), "{page}");
    insta::assert_snapshot!(section(&page, "What cannot stand together"));
}

#[test]
fn a_result_that_was_not_settled_is_never_shown_as_a_finding() {
    let program = northshire();
    let record = record(&program, "case: EX-5\nfacts:\n  child-died: yes\n");
    let mut result = result(&program, &record);
    for question in &mut result.questions {
        question.status = Status::NotSettled;
        question.outcome = None;
        question.duty = None;
    }
    let page =
        Report::of(vec![explanation::explain(&program, &record, &result, as_at())]).write(Format::Text);
    assert!(
        page.contains("This screening was not settled within its limits. Nothing here is a finding."),
        "{page}"
    );
}

#[test]
fn sources_that_differ_are_shown_with_who_said_what() {
    let accounts =
        "\n    - {value: yes, by: police, on: 2015-06-02}\n    - {value: no, by: hospital, on: 2015-06-01}";
    let yaml = NOTHING_SUSPECTED.replace("media-interest: yes", &format!("media-interest:{accounts}"));
    let page = page(&northshire(), &yaml);
    insta::assert_snapshot!(section(&page, "Sources differ"));
}

#[test]
fn a_judgement_without_name_or_reasons_is_used_and_said_to_lack_them() {
    let page = page(&northshire(), NOTHING_SUSPECTED);
    let gaps = section(&page, "Judgements to look at again");
    assert!(gaps.contains("This judgement"), "{gaps}");
    let full = NOTHING_SUSPECTED.replace(
        "joint-working-concern: no",
        "joint-working-concern: {value: no, by: screening group, on: 2015-06-20, reasons: one agency alone}",
    );
    assert!(!crate::screened::page(&northshire(), &full).contains("Judgements to look at again"));
}

#[test]
fn context_stands_apart_from_what_rules_read() {
    let page = page(&northshire(), NOTHING_SUSPECTED);
    assert_eq!(
        section(&page, "Recorded, not used by any rule"),
        "- There is media interest (cases.yaml:12)."
    );
}

#[test]
fn what_would_change_the_outcome_is_said_in_both_directions() {
    let program = northshire();
    let record = record(&program, NOTHING_SUSPECTED);
    let mut result = result(&program, &record);
    let fact = |id: &str| program.rule_set.vocabulary.find(id).unwrap().0;
    let change =
        |fact: FactId, from: &str, to: &str| ChangedFact { fact, from: from.to_owned(), to: to.to_owned() };
    let question = &mut result.questions[0];
    question.changes = Some(vec![Change {
        outcome: threshold::check::OutcomeId(0),
        certain: true,
        changes: vec![change(fact("abuse-or-neglect"), "ruled out", "suspected")],
    }]);
    question.reason = Some(Reason {
        parts: vec![ReasonPart {
            fact: fact("abuse-or-neglect"),
            words: "abuse or neglect of the child is ruled out or not suspected".to_owned(),
            hangs_on_one_source: true,
        }],
        presumptions: Vec::new(),
    });
    let page =
        Report::of(vec![explanation::explain(&program, &record, &result, as_at())]).write(Format::Text);
    insta::assert_snapshot!(section(&page, "What would change the outcome"));
    insta::assert_snapshot!(section(&page, "What the outcome hangs on"));
}

#[test]
fn the_json_of_a_case_has_the_promised_shape() {
    let program = northshire();
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  abuse-or-neglect: {value: suspected, by: police, on: 2015-06-02}\n";
    let text = Report::of(vec![explained(&program, yaml)]).write(Format::Json);
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let result = &all[0];
    assert_eq!(result["schema"], "threshold/result/1");
    assert_eq!(result["as_at"], "2015-06-30");
    let question = &result["questions"][0];
    assert_eq!(question["question"], "review");
    assert_eq!(question["status"], "decided-whatever");
    assert_eq!(question["outcome"], "serious case review");
    assert_eq!(question["duty"], "must");
    assert_eq!(question["possible"], serde_json::json!(["serious case review"]));
    let ground = &question["grounds"][0];
    assert_eq!(ground["rule"], "known or suspected abuse");
    assert_eq!(ground["citations"], serde_json::json!(["Regs 5(2)(a) and (b)"]));
    let first = &ground["sentences"][0];
    assert_eq!(first["label"], "(a)");
    assert_eq!(first["text"], "abuse or neglect of the child is known or suspected");
    assert_eq!(first["truth"], "true");
    let fact = &first["facts"][0];
    assert_eq!(fact["fact"], "abuse-or-neglect");
    assert_eq!(fact["value"], "suspected");
    assert_eq!(fact["said_by"], "police");
    assert_eq!(fact["on"], "2015-06-02");
    assert_eq!(fact["origin"], "folder/cases.yaml:4");
    let second = &ground["sentences"][1];
    assert_eq!(second["heading"], "any of these is true");
    assert_eq!(second["counts"], serde_json::json!({"true": 1, "false": 0, "not_known": 1, "of": 2}));
    assert_eq!(question["rules"].as_array().unwrap().len(), 4);
}

#[test]
fn the_formats_of_a_screened_case_agree() {
    let program = northshire();
    for yaml in [NOTHING_SUSPECTED, "case: EX-7\nfacts:\n  child-died: yes\n", "case: EX-8\nfacts: {}\n"] {
        let write = |format| Report::of(vec![explained(&program, yaml)]).write(format);
        let text = from_text(&write(Format::Text));
        assert_eq!(text, from_markdown(&write(Format::Markdown)));
        assert_eq!(text, from_html(&write(Format::Html)));
        assert_eq!(text, from_json(&write(Format::Json)));
    }
}

/// The example page in the docs; `INSTA_UPDATE=always` writes it anew, as it does for snapshots.
#[test]
fn the_page_in_the_docs_is_what_is_printed() {
    let set = project::load_set("england/working-together-2015", Path::new(".")).unwrap();
    let program = threshold::program::lower(&set.sound.unwrap());
    let name = "infant-found-lifeless.yaml";
    let yaml = std::fs::read_to_string(format!("rules/samples/child-death/{name}")).unwrap();
    let mut sources = threshold::source::Sources::default();
    let id = sources.add(name, yaml);
    let vocabulary = &program.rule_set.vocabulary;
    let record =
        threshold::record::read(&sources, id, threshold::record::Format::Yaml, vocabulary).records.remove(0);
    let day = threshold::calendar::Date::parse("2015-07-08").unwrap();
    let result = threshold::evaluation::evaluate(&program, &record, day, &Default::default());
    let told = threshold::procedure::procedure(&program, &record, &result, &project::shipped_holidays(), day);
    let explanation = explanation::explain(&program, &record, &result, day).with_procedure(
        &program,
        (&record, &result),
        &told,
    );
    let page = Report::of(vec![explanation]).write(Format::Text);
    crate::running::shown_in("docs/run/results.md", ("```text\n", "```"), &page);
}

/// The engine's own sentences, those that speak of no case, kept short enough to be read aloud.
#[test]
fn the_engines_own_sentences_are_short() {
    for text in [NOTHING_SUSPECTED, "case: EX-7\nfacts:\n  child-died: yes\n", "case: EX-8\nfacts: {}\n"] {
        let explanation = explained(&northshire(), text);
        for question in &explanation.questions {
            for line in explanation::wording::after_opening(question) {
                for sentence in line.split(". ") {
                    let words = sentence.split_whitespace().count();
                    assert!(words <= 25, "{words} words: {sentence}");
                }
            }
        }
    }
}
