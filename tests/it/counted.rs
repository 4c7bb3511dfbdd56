//! What a page prints besides: what tables give, how months and ages are counted, what a failing count comes to.

use serde_json::Value;
use threshold::calendar::Date;
use threshold::explanation::{self, Explanation};
use threshold::procedure::procedure;
use threshold::program::Program;
use threshold::project;
use threshold::report::{Format, Report};

use crate::screened::{as_at, program, record, result};

const FACTS: &str = r#"
Vocabulary "Counted"
  Version: 1.
Fact absent, yes or no.  Yes: "the pupil was absent".  No: "the pupil was present".  Ask: "Was the pupil absent?".
Fact born, date.  Name: "the date of birth".  Ask: "When was the pupil born?".
Fact seen, date.  Name: "the day seen".  Ask: "When was the pupil seen?".
Computed age, time from born to seen.  Name: "the pupil's age".
Fact home-area, one of: Northshire, elsewhere.  Name: "the child's home area".  Ask: "Where is the child's home?".
Fact placed, yes or no.
  Yes: "the child was placed by another authority".
  No: "the child was not placed by another authority".
  Ask: "Was the child placed by another authority?".
List visits.  One: "visit".  Many: "visits".  None: "there were no visits".  Ask: "Which visits were there?".
  Field on, date.
  Field by, one of: nurse, teacher, doctor.
"#;

const TABLE: &str = r#"
Table "lead board" [P 7]
  | the child's home area | the child was placed by another authority || the lead board |
  | Northshire            | no                                        || Northshire     |
  | Northshire            | yes                                       || placing board  |
  | elsewhere             | any                                       || home board     |
Table "first day" [P 8]
  | the child was placed by another authority || the first day         |
  | yes                                       || the day seen          |
  | no                                        || the date of birth plus 6 months |
"#;

fn rules(header: &str, sentence: &str, blocks: &str) -> Program {
    let rules = format!(
        r#"
Rule set "Counted"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Counted".
{header}
Sources
  P means "Policy".
Question "act": act?
  Decided by: the head.
  Outcomes, most serious first:
    - act;
    - leave.
Rule "one" [P 1]
  The outcome must be act when {sentence}.
{blocks}
Otherwise the outcome is leave.
"#
    );
    program(FACTS, &rules)
}

fn told(program: &Program, facts: &str) -> Explanation {
    let record = record(program, &format!("case: EX-1\nfacts: {{{facts}}}\n"));
    let result = result(program, &record);
    let day: Date = as_at();
    let told = procedure(program, &record, &result, &project::shipped_holidays(), day);
    explanation::explain(program, &record, &result, day).with_procedure(program, (&record, &result), &told)
}

fn written(explanation: &Explanation, format: Format) -> String {
    let text = Report::of(vec![explanation.clone()]).write(format);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_table_gives_is_printed_although_no_rule_uses_it() {
    let program = rules("", "the pupil was absent", TABLE);
    let gives =
        |facts: &str| told(&program, facts).tables.iter().map(|it| it.possible.join("/")).collect::<Vec<_>>();
    let known = gives("absent: no, home-area: Northshire, placed: no");
    assert_eq!(known, ["Northshire", "6 months after the date of birth"]);
    assert_eq!(gives("absent: no, home-area: Northshire, placed: yes"), ["placing board", "the day seen"]);
    let open = gives("absent: no, home-area: elsewhere");
    assert_eq!(open, ["home board", "the day seen/6 months after the date of birth"]);
    assert_eq!(gives("absent: no, home-area: Northshire")[0], "Northshire/placing board");
    assert!(gives("absent: no, born: 2016-01-01").is_empty(), "the record contradicts itself");
    let explained = told(&program, "absent: no, home-area: Northshire, placed: yes");
    assert!(explained.context.is_empty(), "what a table reads is used: {:?}", explained.context);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
        let page = written(&explained, format);
        let line = "the lead board is placing board.";
        assert!(page.contains("What the tables give") && page.contains(line), "{format:?}: {page}");
    }
    let json: Value = serde_json::from_str(&Report::of(vec![explained]).write(Format::Json)).unwrap();
    assert_eq!(json[0]["tables"][0]["gives"], "the lead board");
    assert_eq!(json[0]["tables"][0]["possible"], serde_json::json!(["placing board"]));
    assert_eq!(json[0]["tables"][0]["facts"][0]["fact"], "home-area");
}

#[test]
fn a_table_that_is_open_says_what_is_left() {
    let program = rules("", "the pupil was absent", TABLE);
    let page = written(&told(&program, "absent: no, home-area: Northshire"), Format::Text);
    let line = "not enough is known; the lead board is Northshire or placing board.";
    assert!(
        page.contains(line) && page.contains("Was the child placed by another authority? Not asked."),
        "{page}"
    );
}

/// The names and choices printed for a rule that asks this.
fn choices(header: &str, sentence: &str) -> Vec<(&'static str, &'static str)> {
    let explained = told(&rules(header, sentence, ""), "absent: no");
    explained.counting.iter().map(|line| (line.name, line.choice)).collect()
}

#[test]
fn the_calendar_choices_that_a_rule_rests_on_are_printed() {
    assert_eq!(choices("", "the pupil was absent"), []);
    assert_eq!(choices("", "the day seen is within the 10 days after the date of birth"), []);
    let window = "the day seen is within the 6 months after the date of birth";
    assert_eq!(choices("", window), [("Month ends", "the earlier day")]);
    assert_eq!(choices("  Month ends: the later day.", window), [("Month ends", "the later day")]);
    let young = "the pupil's age is under 16 years";
    assert_eq!(choices("", young), [("Born on 29 February", "1 March")]);
    let other = "  Born on 29 February: 28 February.";
    assert_eq!(choices(other, young), [("Born on 29 February", "28 February")]);
    assert_eq!(choices("", "the pupil's age is at least 10 days"), []);
    let page = written(&told(&rules("", window, ""), "absent: no"), Format::Html);
    assert!(page.contains("How months and ages are counted"), "{page}");
    assert!(page.contains("(Month ends: the earlier day)"), "{page}");
}

#[test]
fn where_the_two_choices_part_the_page_says_so() {
    let both = "all of these are true:\n    (a) the pupil's age is under 16 years;\n    (b) the day seen is within the 6 months after the date of birth";
    let apart = |header: &str| choices(header, both).iter().any(|(name, _)| *name == "the two together");
    assert!(apart(""));
    assert!(!apart("  Born on 29 February: 28 February."));
    assert!(!apart("  Month ends: the later day."));
    assert!(apart("  Month ends: the later day.\n  Born on 29 February: 28 February."));
}

#[test]
fn the_day_on_which_an_age_turns_is_printed() {
    for sentence in ["the pupil's age is at most 16 years", "the pupil's age is over 16 years"] {
        let page = written(&told(&rules("", sentence, ""), "absent: no"), Format::Text);
        let line = "“At most 16 years” ends with the day on which 16 years are completed, and “over 16 years” begins the day after; “is 16 years” lasts until 17 years are completed.";
        assert!(page.contains(line), "{page}");
    }
    let page = written(&told(&rules("", "the pupil's age is 16 years", ""), "absent: no"), Format::Text);
    assert!(!page.contains("At most"), "{page}");
}

#[test]
fn a_failing_count_says_what_it_comes_to() {
    let checks = "Check \"two\" [P 2]\n  The number of different by among visits is at least 2.\nCheck \"few\" [P 3]\n  The number of visits is at most 1.";
    let program = rules("", "the pupil was absent", checks);
    let line =
        |facts: &str, check: usize| told(&program, facts).procedure.checks[check].members[0].text.clone();
    let closed = "visits: [{on: 2015-01-01, by: nurse}, {on: 2015-02-01, by: nurse}, and no others]";
    assert!(line(closed, 0).ends_with("is at least 2 (the record shows 1)."), "{}", line(closed, 0));
    let open = line("visits: [{on: 2015-01-01, by: nurse}, {on: 2015-02-01, by: nurse}]", 1);
    assert!(open.ends_with("(the record shows 2, and there may be more)."), "{open}");
}
