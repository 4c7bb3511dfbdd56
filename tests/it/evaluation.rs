//! What follows for a case: rule text and a record in, where each question stands out.

use threshold::calendar::Date;
use threshold::check::OutcomeId;
use threshold::evaluation::{
    BindingDuty, CaseResult, Options, QuestionResult, RuleState, Status, Truth, evaluate,
};
use threshold::program::Program;

use crate::screened::{program, record, result};

const FACTS: &str = r#"
Vocabulary "Small record"
  Version: 1.

Fact child-died, yes or no.
  Yes: "the child died".
  No:  "the child is alive".
  Ask: "Did the child die?".
Fact abuse, one of: ruled out, not suspected, suspected, known; in rising order.
  Name: "abuse of the child".
  Ask:  "Is abuse known or suspected?".
Fact expected, yes or no; applies when the child died.
  Yes: "the death was expected".
  No:  "the death was unexpected".
  Ask: "Was the death expected?".
Fact coroner-accepted, yes or no.
  Yes: "the coroner has accepted the cause".
  No:  "the coroner has not accepted the cause".
  Ask: "Has the coroner accepted the cause?".
Fact area, one of: north, south.
  Name: "the child's home area".
  Ask: "Where was the child's home?".
Fact date-of-birth, date.
  Name: "the date of birth".
  Ask: "When was the child born?".
Fact date-of-death, date; applies when the child died.
  Name: "the date of death".
  Ask: "When did the child die?".
Computed age, time from date-of-birth to date-of-death.
  Name: "the child's age at death".
Periods looked-after.
  Name: "the child was looked after".
  Ask: "When was the child looked after?".
List referrals.
  One: "referral about the child".  Many: "referrals about the child".  None: "there were no referrals about the child".
  Ask: "Which referrals were there?".
  Field on, date.
  Field from, one of: police, school, health.
Judgement concern, yes or no.
  Yes: "agencies worked together in a way that gives cause for concern".
  No:  "agencies worked together in a way that gives no cause for concern".
  Ask: "Is there cause for concern?".
  Judged by: the screening group, giving reasons.
"#;

const ALWAYS: &str = r"
Always
  the date of birth is on or before the date of death;
  the date of death is on or before the as-at day.
";

const HEAD: &str = r#"
Rule set "Test"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Small record".

Sources
  G means "Guidance".

Question "review": which review, if any?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - short review;
    - no review.

Otherwise the outcome is no review.
"#;

fn rules(blocks: &str) -> Program {
    program(FACTS, &format!("{HEAD}\n{blocks}"))
}

/// One rule: a full review when this.
fn when(sentence: &str) -> Program {
    rules(&format!("Rule \"the rule\" [G 1]\n  The outcome must be full review when {sentence}.\n"))
}

fn screened(program: &Program, facts: &str) -> CaseResult {
    let indented: String = facts.lines().map(|line| format!("  {line}\n")).collect();
    let facts = if facts.is_empty() { "facts: {}\n".to_owned() } else { format!("facts:\n{indented}") };
    result(program, &record(program, &format!("case: one\n{facts}")))
}

fn review(result: &CaseResult) -> &QuestionResult {
    &result.questions[0]
}

const FULL: OutcomeId = OutcomeId(0);
const SHORT: OutcomeId = OutcomeId(1);
const NONE: OutcomeId = OutcomeId(2);

/// The truth of the one rule's condition.
fn truth(program: &Program, facts: &str) -> Truth {
    review(&screened(program, facts)).rules[0].when.truth
}

#[test]
fn silence_never_becomes_a_no() {
    let rules = when("the child died");
    assert_eq!(truth(&rules, ""), Truth::Open);
    assert_eq!(truth(&rules, "child-died: not known"), Truth::Open);
    assert_eq!(truth(&rules, "child-died: no"), Truth::False);
    assert_eq!(truth(&rules, "child-died: yes"), Truth::True);
    let result = screened(&rules, "");
    assert_eq!((review(&result).status, &review(&result).possible), (Status::Undecided, &vec![FULL, NONE]));
}

#[test]
fn a_sentence_about_a_fact_that_does_not_apply_is_false_and_its_negative_wording_too() {
    let (yes, no) = (when("the death was expected"), when("the death was unexpected"));
    for rules in [&yes, &no] {
        assert_eq!(truth(rules, "child-died: no"), Truth::False);
        assert_eq!(truth(rules, "child-died: yes"), Truth::Open);
    }
    assert_eq!(truth(&yes, "child-died: yes\nexpected: yes"), Truth::True);
    assert_eq!(truth(&no, "child-died: yes\nexpected: yes"), Truth::False);
}

#[test]
fn a_value_says_that_its_fact_applies() {
    let rules = when("the child died");
    let result = screened(&rules, "expected: no");
    assert_eq!((review(&result).status, review(&result).outcome), (Status::Decided, Some(FULL)));
    let result = screened(&rules, "expected: not applicable");
    assert_eq!((review(&result).status, review(&result).outcome), (Status::Decided, Some(NONE)));
    let result = screened(&rules, "expected: no\nchild-died: no");
    assert_eq!(review(&result).status, Status::Inconsistent);
    assert!(result.clash.is_some());
}

#[test]
fn one_outcome_may_be_certain_although_a_sentence_is_open() {
    let rules = when("any of these is true:\n (a) the child died;\n (b) the coroner has accepted the cause");
    let result = screened(&rules, "child-died: yes");
    assert_eq!((review(&result).status, review(&result).outcome), (Status::DecidedWhatever, Some(FULL)));
    assert_eq!(review(&result).rules[0].when.counts, (1, 0, 1));
    let result = screened(&rules, "child-died: yes\ncoroner-accepted: no");
    assert_eq!(review(&result).status, Status::Decided);
}

#[test]
fn truths_alone_would_call_this_open_and_every_completion_agrees() {
    let rules = when(
        "any of these is true:\n (a) the coroner has accepted the cause;\n (b) the coroner has not accepted the cause",
    );
    let result = screened(&rules, "");
    assert_eq!((review(&result).status, review(&result).outcome), (Status::DecidedWhatever, Some(FULL)));
    assert_eq!(review(&result).rules[0].state, RuleState::Applies);
}

const PRESUMED: &str = r#"
Rule "concern" [G 1]
  The outcome must be full review when all of these are true:
    (a) the child died;
    (b) agencies worked together in a way that gives cause for concern.
Rule "no concern" [G 2]
  The outcome must be short review when agencies worked together in a way that gives no cause for concern.
Presumption "no definitive evidence" [G 3]
  In "concern", unless the contrary is shown: agencies worked together in a way that gives cause for concern.
"#;

#[test]
fn a_presumption_stands_in_for_an_open_sentence_only() {
    let rules = rules(PRESUMED);
    let open = screened(&rules, "child-died: yes");
    assert_eq!((review(&open).status, review(&open).outcome), (Status::Presumed, Some(FULL)));
    assert_eq!(review(&open).possible_without, vec![FULL, SHORT]);
    assert_eq!(review(&open).presumptions.len(), 1);
    assert!(review(&open).rules[0].when.items[1].presumed.is_some());
    let judged = "concern: { value: no, by: screening group, reasons: all records read }";
    let shown = screened(&rules, &format!("child-died: yes\n{judged}"));
    assert_eq!((review(&shown).status, review(&shown).outcome), (Status::Decided, Some(SHORT)));
    assert!(review(&shown).presumptions.is_empty());
}

#[test]
fn a_presumption_plays_no_part_where_the_record_settles_what_it_stands_in() {
    let rules = rules(
        r#"
Rule "serious" [G 1]
  The outcome must be full review when all of these are true:
    (a) abuse of the child is known or suspected;
    (b) any of these is true:
        (i)  the child died;
        (ii) agencies worked together in a way that gives cause for concern.
Presumption "of concern" [G 2]
  In "serious", unless the contrary is shown: agencies worked together in a way that gives cause for concern.
Presumption "of abuse" [G 3]
  In "serious", unless the contrary is shown: abuse of the child is known or suspected.
"#,
    );
    let named = |facts: &str| -> Vec<u32> {
        let result = screened(&rules, facts);
        assert_eq!(review(&result).status, Status::Presumed, "{facts}");
        review(&result).presumptions.iter().map(|used| used.presumption.0).collect()
    };
    assert_eq!(named("child-died: yes"), [1]);
    assert_eq!(named("child-died: no\nabuse: known"), [0]);
    assert_eq!(named("child-died: no"), [0, 1]);
}

#[test]
fn an_exception_sets_a_rule_aside_unless_an_exception_sets_that_aside() {
    let rules = rules(
        r#"
Rule "death" [G 1]
  The outcome must be full review when the child died.
  This does not apply where "accepted" applies.
Exception "accepted" [G 2]
  This applies when the coroner has accepted the cause.
  This does not apply where "abuse known" applies.
Exception "abuse known" [G 3]
  This applies when abuse of the child is known.
"#,
    );
    let state = |facts: &str| review(&screened(&rules, facts)).rules[0].state;
    assert_eq!(state("child-died: yes\ncoroner-accepted: no"), RuleState::Applies);
    assert_eq!(state("child-died: yes\ncoroner-accepted: yes\nabuse: ruled out"), RuleState::SetAside);
    assert_eq!(state("child-died: yes\ncoroner-accepted: yes\nabuse: known"), RuleState::Applies);
    assert_eq!(state("child-died: yes\ncoroner-accepted: yes"), RuleState::MightApply);
    assert_eq!(state("child-died: no\ncoroner-accepted: yes"), RuleState::DoesNotApply);
}

#[test]
fn under_one_year_excludes_the_first_birthday() {
    let rules = when("the child's age at death is under 1 year");
    let age =
        |birth: &str, death: &str| truth(&rules, &format!("date-of-birth: {birth}\ndate-of-death: {death}"));
    assert_eq!(age("2014-05-10", "2015-05-09"), Truth::True);
    assert_eq!(age("2014-05-10", "2015-05-10"), Truth::False);
    // Born on 29 February: the year is completed on 1 March.
    assert_eq!(age("2012-02-29", "2013-02-28"), Truth::True);
    assert_eq!(age("2012-02-29", "2013-03-01"), Truth::False);
    // A month alone leaves the birthday open.
    assert_eq!(age("2014-05", "2015-05-20"), Truth::Open);
    assert_eq!(age("2014-05", "2015-04-30"), Truth::True);
    assert_eq!(age("2014-05", "2015-05-31"), Truth::False);
}

#[test]
fn a_stated_age_narrows_the_birthday_and_may_clash_with_it() {
    let rules = when("the child's age at death is under 1 year");
    assert_eq!(truth(&rules, "date-of-death: 2015-05-10\nage: 4 months"), Truth::True);
    assert_eq!(truth(&rules, "date-of-death: 2015-05-10\nage: 1 year"), Truth::False);
    let result = screened(&rules, "date-of-death: 2015-05-10\nage: 4 months\ndate-of-birth: 2014-01-01");
    assert_eq!(review(&result).status, Status::Inconsistent);
}

#[test]
fn the_window_before_a_day_runs_up_to_the_day_before_it() {
    let rules = when("the child was looked after on any day in the 6 months before the date of death");
    let ended = |last: &str| {
        truth(
            &rules,
            &format!(
                "date-of-death: 2015-05-10\nlooked-after:\n  - from: 2012-01-01\n    to: {last}\n  - and no others"
            ),
        )
    };
    assert_eq!(ended("2014-11-09"), Truth::False);
    assert_eq!(ended("2014-11-10"), Truth::True);
    assert_eq!(truth(&rules, "date-of-death: 2015-05-10\nlooked-after: none"), Truth::False);
    assert_eq!(truth(&rules, "date-of-death: 2015-05-10"), Truth::Open);
}

#[test]
fn a_list_that_is_not_declared_complete_may_hold_more() {
    let none = when("there were no referrals about the child");
    let two = when("there were at least 2 referrals about the child");
    let police = "referrals:\n  - on: 2015-01-01\n    from: police";
    let closed = format!("{police}\n  - and no others");
    assert_eq!((truth(&none, police), truth(&two, police)), (Truth::False, Truth::Open));
    assert_eq!((truth(&none, &closed), truth(&two, &closed)), (Truth::False, Truth::False));
    assert_eq!(
        (truth(&none, "referrals: none"), truth(&two, "referrals: none")),
        (Truth::True, Truth::False)
    );
    assert_eq!((truth(&none, ""), truth(&two, "")), (Truth::Open, Truth::Open));
}

#[test]
fn sources_that_differ_leave_every_value_given() {
    let rules = when("abuse of the child is suspected or known");
    let said = |one: &str, other: &str| {
        truth(
            &rules,
            &format!("abuse:\n  - value: {one}\n    by: police\n  - value: {other}\n    by: hospital"),
        )
    };
    assert_eq!(said("suspected", "known"), Truth::True);
    assert_eq!(said("ruled out", "known"), Truth::Open);
    assert_eq!(said("ruled out", "not suspected"), Truth::False);
}

#[test]
fn always_makes_some_records_impossible() {
    let rule = "Rule \"the rule\" [G 1]\n  The outcome must be full review when the child died.\n";
    let rules = program(&format!("{FACTS}{ALWAYS}"), &format!("{HEAD}\n{rule}"));
    let status = |facts: &str| review(&screened(&rules, facts)).status;
    assert_eq!(status("date-of-birth: 2015-05-10\ndate-of-death: 2015-05-09"), Status::Inconsistent);
    assert_eq!(status("date-of-birth: 2015-05-10\ndate-of-death: 2015-05-10"), Status::Decided);
    // As at 30 June 2015.
    assert_eq!(status("date-of-death: 2015-07-01"), Status::Inconsistent);
}

#[test]
fn the_duty_shown_is_the_weakest_and_a_stronger_one_might_be() {
    let rules = rules(
        r#"
Rule "always" [G 1]
  The outcome should always be full review when the child died.
Rule "must" [G 2]
  The outcome must be full review when abuse of the child is known.
"#,
    );
    let duty = |facts: &str| {
        let result = screened(&rules, facts);
        (review(&result).duty, review(&result).duty_might_be)
    };
    assert_eq!(duty("child-died: yes\nabuse: known"), (Some(BindingDuty::Must), None));
    assert_eq!(duty("child-died: yes\nabuse: suspected"), (Some(BindingDuty::ShouldAlways), None));
    assert_eq!(duty("child-died: yes"), (Some(BindingDuty::ShouldAlways), Some(BindingDuty::Must)));
    assert_eq!(duty("child-died: no\nabuse: ruled out"), (Some(BindingDuty::Otherwise), None));
}

#[test]
fn outcomes_put_to_people_stand_beside_a_less_serious_one() {
    let rules = rules(
        r#"
Rule "bound" [G 1]
  The outcome must be full review when abuse of the child is known.
Rule "put" [G 2]
  Short review should be considered when the child died.
"#,
    );
    let put = |facts: &str| {
        let result = screened(&rules, facts);
        review(&result).to_consider.iter().map(|item| (item.outcome, item.applies)).collect::<Vec<_>>()
    };
    assert_eq!(put("child-died: yes\nabuse: ruled out"), [(SHORT, true)]);
    assert_eq!(put("child-died: yes\nabuse: known"), []);
    assert_eq!(put("child-died: yes"), [(SHORT, false)]);
    assert_eq!(put("child-died: no"), []);
}

#[test]
fn a_later_question_uses_the_outcome_of_an_earlier_one() {
    let head = HEAD.replace("Otherwise the outcome is", "Otherwise the outcome of \"review\" is");
    let blocks = r#"
Rule "abuse" [G 1]
  The outcome of "review" must be full review when abuse of the child is known.
Question "notice": is the panel told?
  Decided by: the chair.
  Outcomes, most serious first:
    - tell the panel;
    - nothing to tell.
Rule "tell" [G 2]
  The outcome of "notice" must be tell the panel when the outcome of "review" is at least short review.
Otherwise the outcome of "notice" is nothing to tell.
"#;
    let rules = program(FACTS, &format!("{head}\n{blocks}"));
    let notice = |facts: &str| screened(&rules, facts).questions[1].possible.clone();
    assert_eq!(notice("abuse: known"), [OutcomeId(0)]);
    assert_eq!(notice("abuse: suspected"), [OutcomeId(1)]);
    assert_eq!(notice(""), [OutcomeId(0), OutcomeId(1)]);
}

#[test]
fn a_case_is_looked_at_as_known_on_a_day() {
    let rules = when("the date of death is after 1 June 2015");
    let record = record(&rules, "case: one\nfacts:\n  child-died: yes\n");
    let possible = |day: &str| {
        let result = evaluate(&rules, &record, Date::parse(day).unwrap(), &Options::default());
        result.questions[0].rules[0].when.truth
    };
    assert_eq!(possible("2015-06-01"), Truth::False);
    assert_eq!(possible("2015-06-02"), Truth::Open);
}
