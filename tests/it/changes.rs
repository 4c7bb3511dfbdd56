//! What would change an outcome, and what would decide a question, as people read them.

use crate::screened;
use threshold::check::OutcomeId;
use threshold::evaluation::{Change, DecisionTree, Options, Status, Unsaid, evaluate};
use threshold::explanation::explain;
use threshold::program::Program;
use threshold::report::{Format, Report};

const FACTS: &str = r#"
Vocabulary "Changes"
  Version: 1.
Fact child-died, yes or no.
  Yes: "the child died".
  No:  "the child did not die".
  Ask: "Did the child die?".
Fact date-of-birth, date.
  Name: "the date of birth".
Fact date-of-death, date; applies when the child died.
  Name: "the date of death".
Fact seriously-harmed, yes or no.
  Yes: "the child was seriously harmed".
  No:  "the child was not seriously harmed".
  Ask: "Was the child seriously harmed?".
Fact abuse, one of: ruled out, not suspected, suspected, known; in rising order.
  Name: "abuse or neglect of the child".
Fact cause, one of: natural, road collision, accident, self-inflicted, unexplained; applies when the child died.
  Name: "the cause of death".
Fact place, one of: home, hospital, school, hospice, custody, other.
  Name: "the place".
Judgement concern, yes or no.
  Yes: "agencies gave cause for concern".
  No:  "agencies gave no cause for concern".
  Ask: "Is there cause for concern?".
  Judged by: the group.
List referrals.
  One: "referral".  Many: "referrals".  None: "there were no referrals".
  Ask: "What referrals were made?".
  Field on, date.
Periods looked-after.
  Name: "the child was looked after".
  Ask: "When was the child looked after?".
Computed age-at-death, time from date-of-birth to date-of-death.
  Name: "the child's age at death".
Always
  the date of birth is on or before the date of death.
"#;

const HEAD: &str = r#"
Rule set "Changes"
  Board: Southmere Board.
  Version: 1.
  Uses: "Changes".
Sources
  Regs means "Regulations".
Question "review": which review, if any?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - short review;
    - no review.
"#;

const HARMED: &str = r#"
Rule "harmed" [Regs 5]
  The outcome must be full review when all of these are true:
    (a) the child was seriously harmed;
    (b) agencies gave cause for concern.
Presumption "no evidence" [Regs 6]
  In "harmed", unless the contrary is shown: agencies gave cause for concern.
Otherwise the outcome is no review.
"#;

fn rules(rest: &str) -> Program {
    screened::program(FACTS, &format!("{HEAD}{rest}"))
}

/// `outcome, certain: from -> to; …`
fn said(program: &Program, change: &Change) -> String {
    let outcomes = &program.rule_set.questions[0].outcomes;
    let each: Vec<String> =
        change.changes.iter().map(|changed| format!("{} -> {}", changed.from, changed.to)).collect();
    let how = if change.certain { "certain" } else { "possible" };
    format!("{}, {how}: {}", outcomes[change.outcome.0 as usize].name, each.join("; "))
}

fn changes(program: &Program, facts: &str) -> Vec<String> {
    let record = screened::record(program, &format!("case: one\nfacts:\n{facts}"));
    let result = screened::result(program, &record);
    assert_eq!(result.fault, None);
    let changes = result.questions[0].changes.as_ref().expect("a settled outcome");
    changes.iter().map(|change| said(program, change)).collect()
}

#[test]
fn one_fact_is_enough_although_a_presumption_can_be_lifted_too() {
    let found = changes(&rules(HARMED), "  child-died: no\n  seriously-harmed: yes\n");
    assert_eq!(
        found,
        ["no review, certain: the child was seriously harmed -> the child was not seriously harmed"]
    );
}

#[test]
fn a_fact_that_no_longer_applies_is_given_no_value() {
    let died = "\nRule \"death\" [Regs 5]\n  The outcome must be full review when the child died.\nOtherwise the outcome is no review.\n";
    let found = changes(
        &rules(died),
        "  child-died: yes\n  date-of-birth: 2000-01-01\n  date-of-death: 2015-01-01\n  cause: natural\n",
    );
    assert_eq!(
        found,
        ["no review, certain: the cause of death is recorded -> the cause of death no longer applies; \
             the child died -> the child did not die; \
             the date of death is 1 January 2015 -> the date of death no longer applies"]
    );
}

#[test]
fn dates_and_lists_change_in_the_words_of_the_rules() {
    let age = "\nRule \"infant\" [Regs 5]\n  The outcome must be full review when the child's age at death is under 1 year.\n\
               Rule \"referrals\" [Regs 5]\n  The outcome must be short review when the number of referrals is 3 or more.\n\
               Otherwise the outcome is no review.\n";
    let facts =
        "  child-died: yes\n  date-of-birth: 2000-01-01\n  date-of-death: 2015-01-01\n  referrals: none\n";
    assert_eq!(
        changes(&rules(age), facts),
        [
            "full review, certain: the date of birth is 1 January 2000 -> the child's age at death is under 1 year"
        ]
    );
    let facts =
        "  child-died: yes\n  date-of-birth: 2014-12-01\n  date-of-death: 2015-01-01\n  referrals: none\n";
    let found = changes(&rules(age), facts);
    assert_eq!(
        found,
        [
            "no review, certain: the date of birth is 1 December 2014 -> the child's age at death is at least 1 year"
        ]
    );
    let referrals = "\nRule \"referrals\" [Regs 5]\n  The outcome must be short review when the number of referrals is 3 or more.\n\
                     Otherwise the outcome is no review.\n";
    assert_eq!(
        changes(&rules(referrals), "  referrals: none\n"),
        ["short review, certain: there were no referrals -> the number of referrals is 3 or more"]
    );
}

#[test]
fn as_few_facts_as_there_are_and_the_first_by_id() {
    let both = "\nRule \"both\" [Regs 5]\n  The outcome must be full review when at least 2 of these are true:\n    \
                (a) the child was seriously harmed;\n    (b) agencies gave cause for concern;\n    \
                (c) the place is custody.\nOtherwise the outcome is no review.\n";
    let found = changes(&rules(both), "  seriously-harmed: no\n  place: school\n  concern: no\n");
    assert_eq!(
        found,
        ["full review, certain: agencies gave no cause for concern -> agencies gave cause for concern; \
          the place is school -> the place is custody"]
    );
}

/// Every line of a tree, indented.
fn lines(tree: &DecisionTree, depth: usize, found: &mut Vec<String>) {
    if let DecisionTree::Ask { branches, .. } = tree {
        assert!(branches.len() > 1, "a question with one answer decides nothing");
        for (words, then) in branches {
            assert!(!words.is_empty());
            found.push(format!("{}{words}", "  ".repeat(depth)));
            lines(then, depth + 1, found);
        }
    }
}

#[test]
fn a_decision_tree_says_each_answer_in_whole_sentences() {
    let place = "\nRule \"place\" [Regs 5]\n  The outcome must be full review when all of these are true:\n    \
                 (a) the place is home, school or hospice;\n    \
                 (b) the child was looked after on 3 May 2014.\nOtherwise the outcome is no review.\n";
    let program = rules(place);
    let record = screened::record(&program, "case: one\n");
    let result = screened::result(&program, &record);
    let mut found = Vec::new();
    lines(result.questions[0].decides.as_ref().expect("undecided"), 0, &mut found);
    assert_eq!(
        found,
        [
            "the child was looked after on 3 May 2014",
            "  the place is home, school or hospice",
            "  the place is hospital, custody or other",
            "the child was not looked after on 3 May 2014",
        ]
    );
    let page = screened::page(&program, "case: one\n");
    assert!(page.contains("\n- If not: no review, whatever else."), "{page}");
}

#[test]
fn every_question_shown_has_its_answers_within_seven_lines() {
    let program = {
        let loaded = threshold::project::load_set("local/northshire", std::path::Path::new("."));
        threshold::program::lower(&loaded.expect("it is read").sound.expect("it has no errors"))
    };
    let page = screened::page(&program, "case: one\nfacts:\n  child-died: yes\n");
    let mut shown = 0;
    let all: Vec<&str> = page.lines().collect();
    for (at, line) in all.iter().enumerate() {
        if *line != "What would decide it" {
            continue;
        }
        let part: Vec<&&str> = all[at + 2..]
            .iter()
            .take_while(|line| !line.starts_with(['~', '-', '=']) || line.starts_with("- "))
            .collect();
        let bullets = part.iter().filter(|line| line.trim_start().starts_with("- ")).count();
        assert!((2..=7).contains(&bullets), "{part:#?}");
        for pair in part.windows(2) {
            let asks = pair[0].ends_with(':') && pair[0].trim_start().starts_with("- If");
            assert!(!asks || pair[1].trim_start().starts_with("- If"), "nothing under {}", pair[0]);
        }
        shown += 1;
    }
    assert!(shown > 0);
}

#[test]
fn a_period_of_which_any_day_and_every_day_are_asked_matters() {
    let care = "\nRule \"care\" [Regs 5]\n  The outcome must be full review when all of these are true:\n    \
                (a) the child was looked after on any day in the 10 days before the date of birth;\n    \
                (b) the child was looked after throughout the 3 days before the date of birth.\n\
                Otherwise the outcome is no review.\n";
    let program = rules(care);
    let record = screened::record(&program, "case: one\nfacts:\n  date-of-birth: 2015-03-07\n");
    let result = screened::result(&program, &record);
    let matters = &result.questions[0].matters;
    assert_eq!(matters.len(), 1);
    let said: Vec<&str> = matters[0].answers.iter().map(|answer| answer.words.as_str()).collect();
    assert_eq!(
        said,
        [
            "the child was looked after throughout the 3 days before the date of birth",
            "it is not so that the child was looked after throughout the 3 days before the date of birth",
        ]
    );
}

#[test]
fn an_outcome_put_to_people_lists_only_what_matters_to_it() {
    let program = rules(
        "\nRule \"put\" [Regs 5]\n  Full review may be chosen when the child was seriously harmed.\n\
         Rule \"bound\" [Regs 6]\n  The outcome must be full review when all of these are true:\n    \
         (a) the child was not seriously harmed;\n    (b) the place is custody.\nOtherwise the outcome is no review.\n",
    );
    let record = screened::record(&program, "case: one\n");
    let put = &screened::result(&program, &record).questions[0].to_consider;
    let facts: Vec<&str> = put[0]
        .matters
        .iter()
        .map(|matter| program.rule_set.vocabulary.fact(matter.fact).unwrap().id.as_str())
        .collect();
    assert_eq!(facts, ["seriously-harmed"]);
}

#[test]
fn rules_of_which_one_applies_are_as_few_as_will_do() {
    let program = rules(
        "\nRule \"harmed\" [Regs 5]\n  The outcome must be short review when the child was seriously harmed.\n\
         Rule \"not harmed\" [Regs 5]\n  The outcome must be short review when the child was not seriously harmed.\n\
         Rule \"custody\" [Regs 5]\n  The outcome must be short review when the place is custody.\n\
         Otherwise the outcome is no review.\n",
    );
    let record = screened::record(&program, "case: one\n");
    let grounds = &screened::result(&program, &record).questions[0].grounds;
    assert_eq!(grounds.iter().map(|ground| ground.rule.0).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn changes_do_not_depend_on_the_order_of_declaration() {
    let facts = |first: &str, second: &str| {
        let fact = |id: &str| {
            format!(
                "Fact {id}, yes or no.\n  Yes: \"{id} holds\".\n  No: \"{id} fails\".\n  Ask: \"Is {id} so?\".\n"
            )
        };
        format!("\nVocabulary \"Changes\"\n  Version: 1.\n{}{}", fact(first), fact(second))
    };
    let rules = format!(
        "{HEAD}\nRule \"both\" [Regs 5]\n  The outcome must be full review when all of these are true:\n    \
         (a) zeta holds;\n    (b) alfa holds.\nOtherwise the outcome is no review.\n"
    );
    for vocabulary in [facts("zeta", "alfa"), facts("alfa", "zeta")] {
        let program = screened::program(&vocabulary, &rules);
        let found = changes(&program, "  alfa: yes\n  zeta: yes\n");
        assert_eq!(found, ["no review, certain: alfa holds -> alfa fails"]);
    }
}

#[test]
fn a_stated_age_changes_to_another_age() {
    let age = "\nRule \"infant\" [Regs 5]\n  The outcome must be full review when the child's age at death is under 1 year.\n\
               Otherwise the outcome is no review.\n";
    let found = changes(&rules(age), "  child-died: yes\n  age-at-death: 3 months\n");
    assert_eq!(
        found,
        [
            "no review, certain: the child's age at death is 3 months -> the child's age at death is at least 1 year"
        ]
    );
}

const CHAIR: &str = r#"
Rule "referred" [Regs 5]
  The outcome must be full review when there were at least 2 referrals in the 10 days after the date of death.
Otherwise the outcome is no review.
"#;

const REFERRED: &str = "case: one\nfacts:\n  child-died: yes\n  date-of-death: 2015-03-20\n  referrals:\n\
    \x20   - {on: 2015-03-22}\n    - {on: 2015-03-23}\n    - {on: 2015-03-01}\n";

#[test]
fn a_change_of_a_day_is_found_where_a_list_may_hold_more() {
    let program = rules(CHAIR);
    let record = screened::record(&program, REFERRED);
    let question = &screened::result(&program, &record).questions[0];
    assert_eq!(question.unsaid, []);
    let found: Vec<String> =
        question.changes.as_ref().unwrap().iter().map(|change| said(&program, change)).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("no review, certain: "), "{found:#?}");
}

#[test]
fn what_cannot_be_settled_is_said_to_be_so() {
    let program = rules(CHAIR);
    let record = screened::record(&program, REFERRED);
    let options = Options { conflicts: 20, ..Options::default() };
    let result = evaluate(&program, &record, screened::as_at(), &options);
    let question = &result.questions[0];
    assert_eq!((question.status, question.changes.as_ref()), (Status::Decided, None));
    assert_eq!(question.unsaid, [Unsaid::ChangesDownward]);
    let explained = explain(&program, &record, &result, screened::as_at());
    let page = Report::of(vec![explained.clone()]).write(Format::Text);
    let sentence = "What would make the outcome less serious could not be settled within limits.";
    assert!(page.replace('\n', " ").contains(sentence), "{page}");
    assert!(!page.contains("Nothing that could be recorded differently"), "{page}");
    let json = Report::of(vec![explained]).write(Format::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let question = &json[0]["questions"][0];
    assert_eq!(question["what_would_change"], serde_json::Value::Null);
    assert_eq!(question["not_settled_within_limits"], serde_json::json!(["what_would_change_downward"]));
}

/// A program whose rules are lowered otherwise than its rule set is written: what the clauses lead to, the reference
/// interpreter does not confirm.
#[test]
fn a_claim_that_does_not_stand_is_left_out_and_told() {
    let mut program = rules(
        "\nRule \"death\" [Regs 5]\n  The outcome must be full review when the child died.\nOtherwise the outcome is no review.\n",
    );
    let record = screened::record(&program, "case: one\nfacts:\n  child-died: yes\n");
    assert_eq!(screened::result(&program, &record).fault, None);
    program.rule_set.questions[0].otherwise = Some(OutcomeId(1));
    let result = screened::result(&program, &record);
    assert_eq!(result.fault, Some("a change"));
    assert_eq!((result.questions[0].outcome, &result.questions[0].changes), (Some(OutcomeId(0)), &None));
    let explained = explain(&program, &record, &result, screened::as_at());
    let words = explained.fault_words().expect("a fault");
    assert!(words.starts_with("one: a change did not stand") && !words.contains("died"), "{words}");
    let page = Report::of(vec![explained]).write(Format::Text);
    assert!(!page.contains("If instead"), "{page}");
    assert!(page.contains("could not be settled within limits"), "{page}");
}

const NEITHER_END: &str = r#"
Vocabulary "Ends"
  Version: 1.
Fact d0, date.  Name: "the first day".
Fact d1, date; may lie ahead.  Name: "the second day".
Always
  the first day is on or before the second day.
"#;

#[test]
fn no_sum_is_cut_off_at_the_ends_of_the_calendar() {
    for sentence in [
        "the first day less 2 days is on or after the first day",
        "the second day plus 2 days is on or before the second day",
        "the second day is within the 2 days before the first day",
    ] {
        let rules = format!(
            "Rule set \"Ends\"\n  Version: 1.\n  Uses: \"Ends\".\nSources\n  G means \"Guidance\".\n\
             Question \"q\": what?\n  Decided by: the chair.\n  Outcomes, most serious first:\n    - act;\n    - leave.\n\
             Rule \"r\" [G 1]\n  The outcome must be act when {sentence}.\nOtherwise the outcome is leave.\n"
        );
        let program = screened::program(NEITHER_END, &rules);
        for facts in ["{}", "{d0: 1800-01-01}", "{d1: 2199-12-31}", "{d0: before 2015-03-01}"] {
            let record = screened::record(&program, &format!("case: one\nfacts: {facts}"));
            let question = &screened::result(&program, &record).questions[0];
            assert_eq!(question.possible, [OutcomeId(1)], "{sentence}: {facts}");
        }
    }
}

#[test]
fn days_in_total_are_learnt_for_every_window_alike() {
    let program = rules(
        "\nRule \"care\" [Regs 5]\n  The outcome must be full review when all of these are true:\n    \
         (a) the child was looked after throughout the 3 days before the date of birth;\n    \
         (b) the child was looked after for at least 3 weeks in total in the 2 months before the date of birth.\n\
         Otherwise the outcome is no review.\n",
    );
    let kept =
        "case: one\nfacts:\n  looked-after:\n    - {from: 2015-03-09, to: 2015-03-11}\n    - and no others\n";
    let record = screened::record(&program, kept);
    let options = Options { conflicts: 500, ..Options::default() };
    let question = &evaluate(&program, &record, screened::as_at(), &options).questions[0];
    assert_eq!((question.status, question.outcome), (Status::DecidedWhatever, Some(OutcomeId(2))));
}

const SIBLINGS: &str = r#"
Vocabulary "Siblings"
  Version: 1.
List siblings.
  One: "sibling".  Many: "siblings".  None: "there were no siblings".
  Ask: "Which siblings are there?".
  Field plan, periods.
    Name: "the sibling had a plan".
Fact watched, yes or no.
  Yes: "the family was watched".
  No: "the family was not watched".
  Ask: "Was the family watched?".
"#;

fn siblings() -> Program {
    let rules = r#"
Rule set "Siblings"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Siblings".
Sources
  G means "Guidance".
Question "q": what?
  Decided by: the chair.
  Outcomes, most serious first:
    - act;
    - leave.
Rule "r" [G 1]
  The outcome must be act when all of these are true:
    (a) the family was watched;
    (b) the number of siblings is 2 or more.
Otherwise the outcome is leave.
"#;
    screened::program(SIBLINGS, rules)
}

#[test]
fn a_change_may_settle_a_dispute() {
    let program = siblings();
    let record = screened::record(
        &program,
        "case: one\nfacts:\n  siblings: [{plan: none}, and no others]\n  watched:\n    - {value: yes, by: school}\n    - {value: no, by: police}\n",
    );
    let question = &screened::result(&program, &record).questions[0];
    assert_eq!(question.outcome, Some(OutcomeId(1)));
    let [change] = question.changes.as_deref().expect("changes") else { panic!("{question:#?}") };
    let to: Vec<&str> = change.changes.iter().map(|changed| changed.to.as_str()).collect();
    assert_eq!(to, ["the number of siblings is 2 or more", "the family was watched"]);
    assert!(change.certain);
}

/// One account of the siblings has entries inside an entry; a reason may not rest on the other account alone.
#[test]
fn a_disputed_list_may_be_either_whatever_lies_inside_its_entries() {
    let program = siblings();
    let record = screened::record(
        &program,
        "case: one\nfacts:\n  watched: no\n  siblings:\n    - by: school\n      value: [{plan: [{from: 2014-01-01, to: 2014-02-01}]}, {plan: none}, and no others]\n    \
         - by: police\n      value: [{plan: none}, and no others]\n",
    );
    let result = screened::result(&program, &record);
    assert_eq!((result.fault, result.questions[0].outcome), (None, Some(OutcomeId(1))));
    let reason = result.questions[0].reason.as_ref().expect("a reason");
    let named: Vec<&str> = reason.parts.iter().map(|part| part.words.as_str()).collect();
    assert_eq!(named, ["the family was not watched"]);
}
