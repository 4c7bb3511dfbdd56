//! What is known in part of an age or a stay: a set of possible lengths, by the words of the rules' own sentences.

use threshold::check::OutcomeId;
use threshold::evaluation::Status;

use crate::screened::{page, program, record, result};

const FACTS: &str = r#"
Vocabulary "Lengths"
  Version: 1.
Fact born, date.  Name: "the date of birth".  Ask: "When was the pupil born?".
Fact seen, date.  Name: "the day seen".  Ask: "When was the pupil seen?".
Computed age, time from born to seen.  Name: "the pupil's age".
Fact stay, length of time in months or years.  Name: "the length of the stay".  Ask: "How long was the stay?".
"#;

/// What the rules give where a rule asks this sentence: yes, no, open, or a clash.
fn asked(sentence: &str, facts: &str) -> &'static str {
    let rules = format!(
        r#"
Rule set "Lengths"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Lengths".
Sources
  P means "Policy".
Question "act": act?
  Decided by: the head.
  Outcomes, most serious first:
    - act;
    - leave.
Rule "length" [P 1]
  The outcome must be act when {sentence}.
Otherwise the outcome is leave.
"#
    );
    let program = program(FACTS, &rules);
    let result = result(&program, &record(&program, &format!("case: EX-1\nfacts: {{{facts}}}\n")));
    let answer = &result.questions[0];
    assert_eq!(result.fault, None);
    match (answer.status, answer.outcome) {
        (Status::Inconsistent, _) => "clash",
        (Status::Undecided, _) => "open",
        (_, Some(OutcomeId(0))) => "yes",
        (_, Some(_)) => "no",
        (status, None) => panic!("{status:?}"),
    }
}

#[test]
fn a_rule_is_true_of_what_is_known_in_its_own_words() {
    for (fact, name) in [("age", "the pupil's age"), ("stay", "the length of the stay")] {
        for said in ["under 2 years", "over 2 years", "at least 2 years", "at most 2 years"] {
            assert_eq!(
                asked(&format!("{name} is {said}"), &format!("{fact}: {said}")),
                "yes",
                "{fact} {said}"
            );
        }
        let holds = |rule: &str, said: &str| asked(&format!("{name} is {rule}"), &format!("{fact}: {said}"));
        assert_eq!(holds("under 1 year", "at least 2 years"), "no");
        assert_eq!(holds("under 1 year", "between 6 months and 2 years"), "open");
        assert_eq!(holds("at least 6 months", "between 6 months and 2 years"), "yes");
        assert_eq!(holds("under 3 years", "between 6 months and 2 years"), "yes");
        assert_eq!(
            holds("at most 2 years", "between 6 months and 2 years"),
            "open",
            "2 years and a month is 2 years"
        );
        assert_eq!(holds("at least 18 months", "under 1 year"), "no");
        assert_eq!(holds("is 4 months".trim_start_matches("is "), "under 1 year"), "open");
    }
}

#[test]
fn what_is_known_in_part_narrows_the_dates_and_clashes_with_them() {
    let of = |said: &str, dates: &str| {
        asked("the date of birth is before 1 January 2014", &format!("age: {said}, {dates}"))
    };
    assert_eq!(of("under 1 year", "seen: 2015-05-01"), "no");
    assert_eq!(of("over 1 year", "seen: 2015-05-01"), "open");
    assert_eq!(of("at least 2 years", "seen: 2015-05-01"), "yes");
    // The day after the second birthday is over 2 years; the birthday is at most 2 years, and not over them.
    assert_eq!(of("over 2 years", "born: 2013-05-01, seen: 2015-05-01"), "clash");
    assert_eq!(of("over 2 years", "born: 2013-05-01, seen: 2015-05-02"), "yes");
    assert_eq!(of("at most 2 years", "born: 2013-05-01, seen: 2015-05-01"), "yes");
    assert_eq!(of("at most 2 years", "born: 2013-05-01, seen: 2015-05-02"), "clash");
    assert_eq!(of("under 2 years", "born: 2013-05-01, seen: 2015-05-01"), "clash");
    assert_eq!(of("between 1 and 2 years", "born: 2013-05-01, seen: 2015-05-02"), "yes");
    assert_eq!(of("between 1 and 2 years", "born: 2013-05-01, seen: 2016-05-01"), "clash");
}

#[test]
fn sources_that_know_different_parts_leave_every_length_they_give() {
    let said = "age: [{value: under 1 year, by: school}, {value: over 3 years, by: police}]";
    assert_eq!(asked("the pupil's age is at most 3 years", said), "open");
    assert_eq!(asked("the pupil's age is 2 years", said), "no");
}

#[test]
fn the_page_says_what_is_known_in_the_record_s_words() {
    let rules = r#"
Rule set "Lengths"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Lengths".
Sources
  P means "Policy".
Question "act": act?
  Decided by: the head.
  Outcomes, most serious first:
    - act;
    - leave.
Rule "length" [P 1]
  The outcome must be act when the length of the stay is under 2 years.
Otherwise the outcome is leave.
"#;
    let page = page(&program(FACTS, rules), "case: EX-1\nfacts: {stay: between 6 months and 2 years}\n");
    assert!(page.contains("Recorded: between 6 months and 2 years (cases.yaml:2)."), "{page}");
}
