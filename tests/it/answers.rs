//! What an answer would lead to is said of that answer alone, and every answer is among those said.

use threshold::evaluation::{CaseResult, Matter};
use threshold::program::Program;

use crate::screened;

const FACTS: &str = r#"Vocabulary "Pupils"

Fact present, yes or no.
  Yes: "the child is present".
  No:  "the child is absent".
  Ask: "Is the child present?".

Fact speaks, yes or no; applies when the child is present.
  Yes: "the child speaks".
  No:  "the child does not speak".
  Ask: "Does the child speak?".

Fact warned, yes or no.
  Yes: "a warning was given".
  No:  "no warning was given".
  Ask: "Was a warning given?".

Fact first-day, date.
  Name: "the first day".
  Ask:  "When was the first day?".

Fact second-day, date.
  Name: "the second day".
  Ask:  "When was the second day?".

Periods care.
  Name: "the child was in care".
  Ask:  "When was the child in care?".

Periods plan.
  Name: "the child is under a supervision order".
  Ask:  "When was the child under a supervision order?".

Fact minutes, number.
  Name: "the number of minutes the child is over the limit".
  Ask:  "How many minutes is the child over the limit?".

Fact works, any of: police, health, school, audit, inquest.
  Name: "the other work under way".
  Ask:  "Which other work is under way?".

List visits.
  One: "home visit".   Many: "home visits".   None: "there were no home visits".
  Ask: "Which home visits were there?".
  Field minutes, number.
  Field answered, yes or no.
    Yes: "the door was answered".
    No:  "the door was not answered".
"#;

const HEAD: &str = r#"Rule set "Pupils"
  Uses: "Pupils".

Sources
  Local means "a minute".

Question "q": what follows?
  Outcomes, most serious first:
    - act;
    - talk;
    - leave.

"#;

fn program(rules: &str) -> Program {
    screened::program(FACTS, &format!("{HEAD}{rules}\nOtherwise the outcome is leave.\n"))
}

fn result(program: &Program, facts: &str) -> CaseResult {
    screened::result(program, &screened::record(program, &format!("case: EX-1\n{facts}")))
}

/// An answer, and what it leaves.
type Told = (String, Vec<&'static str>);

/// The facts that matter, in order, each with its answers and what they leave.
fn told(program: &Program, facts: &str) -> Vec<(String, Vec<Told>)> {
    let outcomes = ["act", "talk", "leave"];
    let result = result(program, facts);
    let answers = |matter: &Matter| {
        let said = |possible: &[threshold::check::OutcomeId]| {
            possible.iter().map(|outcome| outcomes[outcome.0 as usize]).collect()
        };
        matter.answers.iter().map(|answer| (answer.words.clone(), said(&answer.possible))).collect()
    };
    let id = |matter: &Matter| program.rule_set.vocabulary.fact(matter.fact).unwrap().id.clone();
    result.questions[0].matters.iter().map(|matter| (id(matter), answers(matter))).collect()
}

fn answer(words: &str, possible: &[&'static str]) -> Told {
    (words.to_owned(), possible.to_vec())
}

#[test]
fn an_answer_to_a_fact_says_that_the_fact_applies() {
    let program = program(
        "Rule \"speaks\" [Local 1]\n  The outcome must be act when the child speaks.\n\
         Rule \"warned\" [Local 2]\n  The outcome must be talk when a warning was given.\n",
    );
    let told = told(&program, "");
    assert_eq!(
        told[0],
        (
            "speaks".to_owned(),
            vec![
                answer("the child does not speak", &["talk", "leave"]),
                answer("the child speaks", &["act"])
            ]
        ),
        "it settles something, so it comes before the warning: {told:#?}"
    );
}

#[test]
fn a_sentence_about_two_open_facts_is_no_answer_to_one_of_them() {
    let program = program(
        "Rule \"care\" [Local 1]\n  The outcome must be act when the child was in care on the first day.\n",
    );
    let any = vec![answer("it is answered in any way", &["act", "leave"])];
    let care = vec![
        answer("the child was never in care", &["leave"]),
        answer("the child was in care at any time", &["act", "leave"]),
    ];
    let told = told(&program, "");
    assert_eq!(told, [("care".to_owned(), care), ("first-day".to_owned(), any)]);
    let page = screened::page(&program, "case: EX-1\n");
    assert!(page.contains("Its answer alone settles nothing: still open between act and leave."), "{page}");
    assert!(page.contains("If the child was in care on the first day: act, whatever else."), "{page}");
}

/// What an answer narrows is said of it, although another open fact has a part in the rule's sentence.
#[test]
fn none_at_all_and_days_early_or_late_enough_are_answers_of_their_own() {
    let program = program(
        "Rule \"care\" [Local 1]\n  The outcome must be talk when \
         the child was in care on any day in the 3 days before the first day.\n\
         Rule \"days\" [Local 2]\n  The outcome must be act when the second day is after the first day.\n",
    );
    let told = told(&program, "facts:\n  first-day: between 2015-03-10 and 2015-03-20\n");
    let of = |fact: &str| told.iter().find(|(id, _)| id == fact).map(|(_, answers)| answers.clone()).unwrap();
    assert_eq!(
        of("second-day"),
        [
            answer("the second day is on or before 10 March 2015", &["talk", "leave"]),
            answer("the second day is between 11 March 2015 and 20 March 2015", &["act", "talk", "leave"]),
            answer("the second day is on or after 21 March 2015", &["act"]),
        ]
    );
    assert_eq!(
        of("care"),
        [
            answer("the child was never in care", &["act", "leave"]),
            answer("the child was in care at any time", &["act", "talk", "leave"]),
        ]
    );
}

#[test]
fn answers_too_many_to_tell_apart_still_leave_none_out_and_say_what_is_so() {
    let windows = "(a) the child was in care on any day in the 3 days before the second day;\n    \
                   (b) the child was in care on any day in the 3 days after the second day;\n    \
                   (c) the child was in care on any day in the 3 days before the first day;\n    \
                   (d) the child was in care on any day in the 3 days after the first day.\n";
    let days = "facts:\n  first-day: 2015-01-10\n  second-day: 2015-03-11\n";
    for (heading, otherwise) in [("none of these is true", "act"), ("at most 1 of these are true", "act")] {
        let rule =
            format!("Rule \"care\" [Local 1]\n  The outcome must be act when {heading}:\n    {windows}");
        let program = program(&rule);
        let told = told(&program, days);
        let [(fact, answers)] = told.as_slice() else { panic!("{told:#?}") };
        assert_eq!(fact, "care");
        assert!(answers.iter().any(|(_, possible)| possible.contains(&otherwise)), "{answers:#?}");
        assert!(answers.iter().any(|(_, possible)| possible.contains(&"leave")), "{answers:#?}");
        // In care only in the two windows about the second day: what a false answer said was act.
        let twice = format!(
            "{days}  care:\n    - {{from: 2015-03-12, to: 2015-03-12}}\n    - {{from: 2015-01-12, to: 2015-01-12}}\n    - and no others\n"
        );
        assert_eq!(result(&program, &twice).questions[0].possible.len(), 1);
        for (words, possible) in answers {
            let inside = words.contains("after the second day") && !words.contains("it is not so");
            assert!(!inside || possible.contains(&"leave"), "{words}: {possible:?}");
        }
    }
}

#[test]
fn values_of_a_set_that_lead_to_the_same_are_one_answer() {
    let program = program(
        "Rule \"others\" [Local 1]\n  The outcome must be act when none of these is true:\n    \
         (a) the other work under way includes police;\n    \
         (b) the other work under way includes health;\n    \
         (c) the other work under way includes school;\n    \
         (d) the other work under way includes audit;\n    \
         (e) the other work under way includes inquest.\n",
    );
    let told = told(&program, "");
    let [(_, answers)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(answers.len(), 6, "{answers:#?}");
    assert_eq!(
        answers[0],
        answer("the other work under way includes audit", &["leave"]),
        "in the order of the words"
    );
    assert_eq!(answers[5], answer("anything else", &["act"]), "the commonest answer is not left out");
}

#[test]
fn the_opposite_of_a_sentence_is_never_made_by_turning_words_inside_it_round() {
    for (sentence, opposite) in [
        (
            "there was a home visit whose minutes is under 5",
            "there was no home visit whose minutes is under 5",
        ),
        (
            "the number of home visits whose minutes is under 5 is at least 2",
            "it is not so that the number of home visits whose minutes is under 5 is at least 2",
        ),
        (
            "the child is under a supervision order on 1 May 2014",
            "it is not so that the child is under a supervision order on 1 May 2014",
        ),
        (
            "the number of minutes the child is over the limit is under 3",
            "the number of minutes the child is over the limit is at least 3",
        ),
        (
            "the number of home visits whose minutes is under 5 is 2 or more",
            "the number of home visits whose minutes is under 5 is under 2",
        ),
        ("the first day is before 1 May 2014", "the first day is on or after 1 May 2014"),
    ] {
        let rule = format!("Rule \"one\" [Local 1]\n  The outcome must be act when {sentence}.\n");
        let told = told(&program(&rule), "");
        let [(_, answers)] = told.as_slice() else { panic!("{told:#?}") };
        assert_eq!(answers[..], [answer(sentence, &["act"]), answer(opposite, &["leave"])], "{sentence}");
    }
}

#[test]
fn a_fact_that_does_not_apply_is_neither_missing_nor_asked_for() {
    let program = program(
        "Rule \"both\" [Local 1]\n  The outcome must be act when all of these are true:\n    \
         (a) the child speaks;\n    (b) a warning was given.\n",
    );
    let facts = "facts:\n  present: no\n";
    let does_not_matter = &result(&program, facts).questions[0].does_not_matter;
    let ids: Vec<&str> =
        does_not_matter.iter().map(|id| program.rule_set.vocabulary.fact(*id).unwrap().id.as_str()).collect();
    assert_eq!(ids, ["warned"], "what the child says does not apply");
    let page = screened::page(&program, &format!("case: EX-1\n{facts}"));
    assert!(!page.contains("- Does the child speak?"), "{page}");
    assert!(page.contains("Does not apply: the child is absent."), "{page}");
}

/// What is denied comes last, and a sentence with sentences of its own is closed off, so that no *and* changes its place.
/// Where a sentence hangs on another open fact too, some days settle it that no sentence tells apart: nobody is told that
/// the answer settles nothing.
#[test]
fn a_list_of_periods_that_settles_by_some_answers_is_not_said_to_settle_nothing() {
    let program = program(
        "Rule \"care\" [Local 1]\n  The outcome must be act when any of these is true:\n    \
         (a) the child was in care on the second day;\n    (b) all of these are true:\n        \
         (i) the child was in care at any time;\n        (ii) a warning was given;\n        \
         (iii) the child is present.\n",
    );
    let facts = "facts:\n  second-day: between 2015-03-05 and 2015-03-07\n";
    let care = "  care: [{from: 2015-03-04, to: 2015-03-04}]\n";
    let of_care = |told: Vec<(String, Vec<Told>)>| {
        told.into_iter().find(|(id, _)| id == "care").map(|(_, answers)| answers).unwrap()
    };
    let answers = of_care(told(&program, &format!("{facts}{care}")));
    assert_eq!(answers, [answer("its answers are not told apart", &["act", "leave"])]);
    let days = "  care: [{from: 2015-03-04, to: 2015-03-07}]\n";
    let settled = result(&program, &format!("{facts}{days}"));
    assert_eq!(settled.questions[0].possible.len(), 1, "one answer that settles it");
}

/// What tells a branch from the others is as short as it can be, and no undecided case is without a tree.
#[test]
fn a_branch_says_no_more_than_tells_it_from_the_others() {
    let program = program(
        "Rule \"odd\" [Local 1]\n  The outcome must be act when exactly 1 of these is true:\n    \
         (a) the child was in care on 1 May 2013;\n    (b) the child was in care on 1 May 2014.\n\
         Rule \"warned\" [Local 2]\n  The outcome must be talk when all of these are true:\n    \
         (a) the child was in care on 1 May 2015;\n    (b) none of these is true:\n        \
         (i) the child was in care on 1 May 2014.\n",
    );
    let page = screened::page(&program, "case: EX-1\n");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let tree = page.split("What would decide it").nth(1).unwrap().split("The decision ----").next().unwrap();
    let both = "If the child was in care on 1 May 2013 and the child was in care on 1 May 2014; or the child was not";
    assert!(tree.contains(both), "1 May 2015 tells nothing apart in the first: {tree}");
    let number = "the number of minutes the child is over the limit is";
    let odd = |most: u32| {
        let each = (0..most).map(|place| {
            let label = char::from(b'a' + u8::try_from(place).unwrap());
            let (least, under) = (2 * place + 1, 2 * place + 2);
            format!(
                "    ({label}) all of these are true:\n        (i) {number} {least} or more;\n        \
                 (ii) {number} under {under}"
            )
        });
        let items = each.collect::<Vec<_>>().join(";\n");
        let rule = format!(
            "Rule \"odd\" [Local 1]\n  The outcome must be act when any of these is true:\n{items}.\n"
        );
        screened::page(&super::answers::program(&rule), "case: EX-1\n")
    };
    assert!(odd(2).contains("What would decide it"), "{}", odd(2));
    assert!(odd(5).contains("What would decide it"), "rather at length than not at all: {}", odd(5));
}

/// Where there are too many answers to tell apart, nobody is told that none settles anything.
#[test]
fn too_many_answers_are_not_said_to_settle_nothing() {
    let days: Vec<String> = ["(a)", "(b)", "(c)", "(d)"]
        .iter()
        .zip(2011..)
        .map(|(label, year)| format!("    {label} the child was in care on 1 May {year}"))
        .collect();
    let program = program(&format!(
        "Rule \"one\" [Local 1]\n  The outcome must be act when exactly 1 of these is true:\n{}.\n",
        days.join(";\n")
    ));
    let answers = vec![answer("its answers are not told apart", &["act", "leave"])];
    assert_eq!(told(&program, ""), [("care".to_owned(), answers)]);
    let page = screened::page(&program, "case: EX-1\n");
    assert!(!page.contains("settles nothing"), "{page}");
}

#[test]
fn answers_read_aloud_say_one_thing_only() {
    let sentence =
        |what: &str| format!("there was a home visit, for which all of these are true:\n        (i) {what}");
    let program = program(&format!(
        "Rule \"any\" [Local 1]\n  The outcome must be act when any of these is true:\n    (a) {};\n    (b) {};\n    \
         (c) the other work under way includes police.\n\
         Rule \"in care\" [Local 2]\n  The outcome must be talk when none of these is true:\n    \
         (a) the child was in care on 1 May 2014;\n    (b) the child was in care on 1 May 2013.\n",
        sentence("the door was answered"),
        sentence("the door was not answered"),
    ));
    let told = told(&program, "facts: {works: none}\n");
    let of = |fact: &str| told.iter().find(|(id, _)| id == fact).map(|(_, answers)| answers.clone()).unwrap();
    assert_eq!(
        of("visits"),
        [
            answer(
                "there was a home visit such that the door was answered; or there was a home visit such that the \
                 door was not answered",
                &["act"]
            ),
            answer(
                "there was no home visit such that the door was answered; and there was no home visit such that the \
                 door was not answered",
                &["talk", "leave"]
            ),
        ]
    );
    let care = of("care");
    let (words, _) = care.iter().find(|(_, leaves)| leaves.contains(&"talk")).unwrap();
    assert_eq!(words, "the child was not in care on 1 May 2013 and the child was not in care on 1 May 2014");
}

/// What some answers have in common is denied sentence by sentence, so that nothing is denied twice.
#[test]
fn no_answer_denies_a_denial() {
    let sentences = [
        "the second day is within the 5 days after the first day",
        "there were at least 2 home visits",
        "the child was in care on the second day",
        "the child was in care on the first day",
    ];
    let mut told_of = 0;
    for heading in ["all", "any", "none", "at least 2", "at most 1", "at most 2", "exactly 1", "exactly 2"] {
        let items: Vec<String> = ["(a)", "(b)", "(c)", "(d)"]
            .iter()
            .zip(sentences)
            .map(|(label, one)| format!("    {label} {one}"))
            .collect();
        let program = program(&format!(
            "Rule \"one\" [Local 1]\n  The outcome must be act when {heading} of these are true:\n{}.\n",
            items.join(";\n")
        ));
        for facts in
            ["", "facts: {first-day: 2014-05-01}\n", "facts: {second-day: 2014-05-01, visits: none}\n"]
        {
            for (fact, answers) in told(&program, facts) {
                told_of += answers.len();
                for (words, _) in answers {
                    assert!(!words.contains("so that it is not so"), "{heading}, {facts}, {fact}: {words}");
                }
            }
        }
    }
    assert!(told_of > 40, "{told_of} answers");
}
