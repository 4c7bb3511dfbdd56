//! What lies after the day looked from is no fact yet, whether a rule reads it or not.

use threshold::check::OutcomeId;
use threshold::evaluation::{CaseResult, Status};
use threshold::program::Program;

use crate::screened::{explained, page, program, record, result};

const FACTS: &str = r#"
Vocabulary "Days"
  Version: 1.
Fact absent, yes or no.  Yes: "the pupil was absent".  No: "the pupil was present".  Ask: "Was the pupil absent?".
Fact seen, date.  Name: "the day seen".  Ask: "When was the pupil seen?".
Fact d1, date.  Name: "the first day".  Ask: "Which was the first day?".
Fact born, date.  Name: "the date of birth".  Ask: "When was the pupil born?".
Fact left, date; applies when the pupil was absent.  Name: "the day of leaving".  Ask: "When did the pupil leave?".
Fact hearing, date.  Name: "the day of the hearing".  Ask: "When is the hearing?".  May lie ahead.
Periods care.  Name: "the child was in care".  Ask: "When was the child in care?".
Periods booked.  Name: "the child was booked".  Ask: "When was the child booked?".  May lie ahead.
Periods ward.  Name: "the child was on the ward".  Ask: "When was the child on the ward?".
List visits.  One: "visit".  Many: "visits".  None: "there were no visits".  Ask: "Which visits were there?".
  Field on, date.
  Field kind, one of: red, blue.
Always
  the date of birth is on or before the day seen.
"#;

const RULES: &str = r#"
Rule set "Days"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Days".
Sources
  P means "Policy".
Question "act": act?
  Decided by: the head.
  Outcomes, most serious first:
    - act;
    - leave.
Question "tell": tell?
  Decided by: the head.
  Outcomes, most serious first:
    - tell;
    - wait.
Rule "care ahead" [P 1]
  The outcome of "act" must be act when all of these are true:
    (a) the pupil was absent;
    (b) any of these is true:
        (i)   the child was in care on any day in the 10 days after the first day;
        (ii)  the child was in care throughout the 10 days after the first day;
        (iii) the child was in care for at least 3 days in total in the 10 days after the first day.
Rule "booked ahead" [P 2]
  The outcome of "tell" must be tell when the child was booked throughout the 10 days after the first day.
Otherwise the outcome of "act" is leave.
Otherwise the outcome of "tell" is wait.
"#;

fn days() -> Program {
    program(FACTS, RULES)
}

fn screened(program: &Program, facts: &str) -> CaseResult {
    result(program, &record(program, &format!("case: EX-1\nfacts: {{absent: yes, {facts}}}\n")))
}

/// The facts named where the record is inconsistent under every question.
fn clash<'p>(program: &'p Program, result: &CaseResult) -> Vec<&'p str> {
    let inconsistent = |it: &threshold::evaluation::QuestionResult| it.status == Status::Inconsistent;
    assert_eq!(result.questions.iter().any(inconsistent), result.questions.iter().all(inconsistent));
    let facts = result.clash.iter().flat_map(|clash| &clash.facts);
    facts.map(|fact| program.rule_set.vocabulary.fact(*fact).unwrap().id.as_str()).collect()
}

#[test]
fn a_date_ahead_contradicts_the_record_although_no_rule_reads_it() {
    let days = days();
    let clashing = |facts: &str| clash(&days, &screened(&days, facts)).join(" ");
    assert_eq!(clashing("seen: 2015-07-01"), "seen");
    assert_eq!(clashing("seen: 2015-06-30"), "");
    assert_eq!(clashing("seen: 2015-07"), "seen");
    assert_eq!(clashing("seen: 2015"), "", "it may lie before");
    assert_eq!(clashing("hearing: 2015-07-01"), "", "a hearing may");
    assert_eq!(clashing("visits: [{on: 2015-05-01}, {on: 2015-07-01, kind: red}]"), "visits");
    assert_eq!(clashing("ward: [{from: 2015-06-01, to: 2015-07-01}]"), "ward");
    assert_eq!(clashing("ward: [{from: 2015-07-01, to: still}]"), "ward");
    assert_eq!(clashing("ward: [{from: 2015-06-01, to: still}]"), "");
    assert_eq!(clashing("visits: [{on: 2015-07-01}], seen: 2015-07-01"), "seen", "the first by its id");
}

#[test]
fn a_source_that_says_otherwise_leaves_the_record_possible() {
    let days = days();
    let yaml = |other: &str| {
        format!(
            "case: EX-1\nfacts:\n  absent: yes\n  left:\n    - {{value: 2015-07-01, by: school}}\n    - {{value: {other}, by: police}}\n"
        )
    };
    for (other, clashing) in
        [("2015-06-01", ""), ("not applicable", ""), ("not known", "left"), ("2015-08-01", "left")]
    {
        let result = result(&days, &record(&days, &yaml(other)));
        assert_eq!(clash(&days, &result).join(" "), clashing, "{other}");
    }
}

#[test]
fn always_is_kept_between_facts_that_no_rule_reads() {
    let days = days();
    assert_eq!(clash(&days, &screened(&days, "born: 2015-05-02, seen: 2015-05-01")), ["seen", "born"]);
    let page = page(&days, "case: EX-1\nfacts: {born: 2015-05-02, seen: 2015-05-01}\n");
    assert!(page.contains("It always holds that the date of birth is on or before the day seen."), "{page}");
}

#[test]
fn the_page_names_the_date_that_lies_ahead() {
    let days = days();
    let told = explained(&days, "case: EX-1\nfacts: {absent: yes, seen: 2015-07-01}\n").clash.unwrap();
    assert_eq!(told.facts.len(), 1);
    assert_eq!(told.always, ["nothing recorded lies after the day this page looks from, 30 June 2015"]);
}

#[test]
fn a_period_that_goes_on_says_nothing_of_days_to_come() {
    let days = days();
    let outcome = |facts: &str| {
        let result = screened(&days, facts);
        result.questions.iter().map(|it| it.outcome).collect::<Vec<_>>()
    };
    let (act, leave) = (Some(OutcomeId(0)), Some(OutcomeId(1)));
    let still = "care: [{from: 2015-05-05, to: still}, and no others]";
    let ahead = outcome(&format!("d1: 2015-06-30, {still}, booked: none"));
    assert_eq!(ahead, [leave, leave], "the window lies wholly ahead");
    let lived = outcome(&format!("d1: 2015-06-29, {still}, booked: none"));
    assert_eq!(lived, [act, leave], "one day of the window is lived");
    let unknown = outcome("d1: 2015-06-30, care: not known, booked: none");
    assert_eq!(unknown, [leave, leave], "as no visit can lie ahead");
    let booked =
        outcome("d1: 2015-06-30, care: none, booked: [{from: 2015-05-05, to: still}, and no others]");
    assert_eq!(booked, [leave, act], "a booking may lie ahead, and goes on");
    let open = outcome("d1: 2015-06-26, care: [{from: 2015-06-01}, and no others], booked: none");
    assert_eq!(open, [None, leave], "the end is not known");
}
