//! Two rule sets over the same cases, where the outcome stays: duties that change, and what is put to people.

use std::path::Path;

use threshold::comparison::{self, ChangeKind, Comparison, Hold, Stand, Strength, Tally, Writing};
use threshold::evaluation::{self, CaseResult, Depth, Options};
use threshold::program::{self, Program};
use threshold::project;
use threshold::record::Record;
use threshold::report::Format;
use threshold::syntax::tree::Duty;

use super::screened;

const ALL: Writing = Writing { small_numbers: 0, a_year: None, days_a_worker: None };
const HIDING: Writing = Writing { small_numbers: 5, ..ALL };

const FACTS: &str = "Vocabulary \"V\"
Fact hurt, yes or no.
  Yes: \"the child was hurt\".
  No:  \"the child was not hurt\".
  Ask: \"Was the child hurt?\".
Fact seen, yes or no.
  Yes: \"the child was seen\".
  No:  \"the child was not seen\".
  Ask: \"Was the child seen?\".
";

/// One rule where the child was hurt, and one where the child was seen.
fn set(hurt: &str, seen: &str) -> Program {
    let text = format!(
        "Rule set \"R\"
  Uses: \"V\".
Question \"review\": which review?
  Outcomes, most serious first:
    - full review;
    - short review;
    - no review.
Rule \"hurt\"
  {hurt} when the child was hurt.
Rule \"seen\"
  {seen} when the child was seen.
Otherwise the outcome is no review.
"
    );
    screened::program(FACTS, &text)
}

const MUST: &str = "The outcome must be short review";
const ALWAYS: &str = "The outcome should always be short review";
const CONSIDER: &str = "Full review should be considered";
const MAY: &str = "Full review may be chosen";
const WEIGH: &str = "Short review is to be weighed";

fn screen(program: &Program, record: &Record) -> CaseResult {
    let options = Options { depth: Depth::Outcomes, ..Options::default() };
    evaluation::evaluate(program, record, screened::as_at(), &options)
}

/// So many cases of each kind: hurt, seen.
fn compared(old: &Program, new: &Program, cases: &[(&str, &str, usize)]) -> Comparison {
    let mut tally = Tally::new(&old.rule_set, &new.rule_set);
    for (hurt, seen, many) in cases {
        for each in 0..*many {
            let yaml = format!("case: {hurt}-{seen}-{each}\nfacts: {{hurt: {hurt}, seen: {seen}}}\n");
            let record = screened::record(old, &yaml);
            tally.add(&record.case, &screen(old, &record), &screen(new, &record));
        }
    }
    tally.finish()
}

type Told = (ChangeKind, String, Strength, Strength, Vec<String>);

fn told(comparison: &Comparison) -> Vec<Told> {
    let moves = comparison.questions.iter().flat_map(|question| &question.moves);
    let changes = moves.flat_map(|it| &it.changes);
    changes.map(|(it, cases)| (it.kind, it.outcome.clone(), it.from, it.to, cases.clone())).collect()
}

fn sure(hold: Hold) -> Strength {
    Strength { surely: hold, perhaps: hold }
}

#[test]
fn the_same_outcome_by_a_weaker_duty_is_listed_and_by_a_stronger_one_too() {
    let (strong, weak) = (set(MUST, MAY), set(ALWAYS, MAY));
    let cases = [("yes", "no", 2), ("no", "no", 1)];
    let fallen = compared(&strong, &weak, &cases);
    let ids = || vec!["yes-no-0".to_owned(), "yes-no-1".to_owned()];
    let short = || "short review".to_owned();
    let (must, always) = (sure(Hold::Must), sure(Hold::ShouldAlways));
    assert_eq!(told(&fallen), [(ChangeKind::BindsLess, short(), must, always, ids())]);
    let risen = compared(&weak, &strong, &cases);
    assert_eq!(told(&risen), [(ChangeKind::BindsMore, short(), always, must, ids())]);
    let page = comparison::write(&fallen, ALL, Format::Text);
    assert!(
        page.contains("Besides the outcomes, this changes: same outcome, weaker duty (2 cases)."),
        "{page}"
    );
    assert!(page.contains("Cases: yes-no-0, yes-no-1."), "{page}");
    let same = comparison::write(&compared(&strong, &strong, &cases), ALL, Format::Text);
    assert!(same.contains("No case that has an outcome under both sets has it by another duty"), "{same}");
}

#[test]
fn an_outcome_put_to_people_is_told_when_it_goes_weakens_or_comes() {
    let cases = [("no", "yes", 1)];
    let kinds = |old: &str, new: &str| -> Vec<ChangeKind> {
        told(&compared(&set(MUST, old), &set(MUST, new), &cases)).iter().map(|it| it.0).collect()
    };
    assert_eq!(kinds(CONSIDER, CONSIDER), []);
    assert_eq!(kinds(CONSIDER, MAY), [ChangeKind::PutLess]);
    assert_eq!(kinds(MAY, CONSIDER), [ChangeKind::PutMore]);
    assert_eq!(kinds(MAY, WEIGH), [ChangeKind::NoLongerPut, ChangeKind::NowPut]);
    // What is put to people under one and bound at least as high under the other is no loss and no gain.
    assert_eq!(kinds(WEIGH, MUST), []);
    assert_eq!(kinds("The outcome must be full review", MAY), []);
}

#[test]
fn what_is_put_to_people_only_perhaps_is_weaker_than_for_certain() {
    let old = set("Full review should be considered", "The outcome must be short review");
    let new = set("The outcome must be short review", "Full review should be considered");
    let found = told(&compared(&old, &new, &[("yes", "not known", 1)]));
    let perhaps = Strength { surely: Hold::Nothing, perhaps: Hold::ShouldConsider };
    assert_eq!(found, [], "undecided under the old set: the move says so");
    let (old, new) = (set(CONSIDER, WEIGH), set(WEIGH, CONSIDER));
    let found = told(&compared(&old, &new, &[("yes", "not known", 1)]));
    let ids = vec!["yes-not known-0".to_owned()];
    let full = (ChangeKind::PutLess, "full review".to_owned(), sure(Hold::ShouldConsider), perhaps, ids);
    assert_eq!(found.first(), Some(&full));
}

#[test]
fn a_small_number_of_changed_duties_is_hidden_and_no_case_is_named() {
    let (old, new) = (set(MUST, MAY), set(MUST, CONSIDER));
    let found = compared(&old, &new, &[("no", "yes", 3), ("no", "no", 40)]);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let page = comparison::write(&found, HIDING, format);
        assert!(page.contains("put to people more strongly"), "{page}");
        assert!(!page.contains("no-yes-0") && !page.contains(">3<"), "{page}");
        assert!(format == Format::Html || !page.contains(" 3"), "{page}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&comparison::write(&found, HIDING, Format::Json)).unwrap();
    let change = &json["questions"][0]["changes"][0];
    assert_eq!(change["suppressed"], true);
    assert!(change["cases"].is_null() && change["ids"].is_null(), "{change}");
    // Forty of forty-three would give the three away.
    let most = compared(&old, &new, &[("no", "yes", 40), ("no", "no", 3)]);
    let page = comparison::write(&most, HIDING, Format::Text);
    assert!(!page.contains("40"), "{page}");
}

/// Over a shipped set and the same with its duties lowered: whatever is said of duties is what the two results say, and nothing else is.
#[test]
fn every_changed_duty_of_the_cases_is_listed_and_no_other() {
    let sound = project::load_set("england/working-together-2015", Path::new(".")).unwrap().sound.unwrap();
    let (old, mut lowered) = (program::lower(&sound), sound.rule_set().clone());
    for rule in lowered.rules.iter_mut().filter(|rule| rule.duty == Duty::Must) {
        rule.duty = Duty::ShouldAlways;
    }
    let new = program::lower_resolved(&lowered);
    let records = super::compare::cases(&old);
    let mut tally = Tally::new(&old.rule_set, &new.rule_set);
    let mut expected = Vec::new();
    for record in &records {
        let (was, is) = (screen(&old, record), screen(&new, record));
        for (question, after) in new.rule_set.questions.iter().zip(&is.questions) {
            let Some(at) = old.rule_set.questions.iter().position(|it| it.name == question.name) else {
                continue;
            };
            let before = &was.questions[at];
            let name = |program: &Program, at: usize, result: &evaluation::QuestionResult| {
                let outcome = result.outcome?;
                Some(program.rule_set.questions[at].outcomes[outcome.0 as usize].name.clone())
            };
            let place = new.rule_set.questions.iter().position(|it| it.name == question.name).unwrap();
            let (from, to) = (name(&old, at, before), name(&new, place, after));
            let duties = ((before.duty, before.duty_might_be), (after.duty, after.duty_might_be));
            if from.is_some() && from == to && duties.0 != duties.1 {
                expected.push((question.name.clone(), record.case.clone()));
            }
        }
        tally.add(&record.case, &was, &is);
    }
    let comparison = tally.finish();
    let mut listed = Vec::new();
    for question in &comparison.questions {
        let changes = question.moves.iter().filter(|it| matches!(it.from, Stand::Outcome(_)));
        for (change, cases) in changes.flat_map(|it| &it.changes) {
            if matches!(change.kind, ChangeKind::BindsLess | ChangeKind::BindsMore) {
                listed.extend(cases.iter().map(|case| (question.name.clone(), case.clone())));
            }
        }
    }
    expected.sort();
    listed.sort();
    assert_eq!(listed, expected);
    assert!(!expected.is_empty(), "the two sets differ in some duty");
}

#[test]
fn on_a_case_s_own_page_the_other_set_says_its_duty_and_what_it_puts_to_people() {
    let (here, there) = (set(MUST, MAY), set(ALWAYS, CONSIDER));
    let record = screened::record(&here, "case: A\nfacts: {hurt: yes, seen: yes}\n");
    let (mine, theirs) = (screen(&here, &record), screen(&there, &record));
    let beside = comparison::beside((&here.rule_set, &mine), (&there.rule_set, &theirs));
    let outcome = beside.outcomes.first().unwrap();
    assert_eq!(
        (outcome.here.as_str(), outcome.there.as_str()),
        ("short review (must)", "short review (should always)")
    );
    let rule = beside.rules.iter().find(|it| it.rule == "seen").unwrap();
    assert_eq!(rule.here, "applies: full review may be chosen");
    assert_eq!(rule.there, "applies: full review should be considered");
    let put = beside.put.first().unwrap();
    assert_eq!(
        (put.outcome.as_str(), put.here.as_str(), put.there.as_str()),
        ("full review", "may be chosen", "should be considered")
    );
}

#[test]
fn on_a_case_s_own_page_stand_the_sentences_that_one_text_alone_holds_and_the_questions_one_alone_asks() {
    let load = |name: &str| program::lower(&project::load_set(name, Path::new(".")).unwrap().sound.unwrap());
    let (here, there) = (load("england/working-together-2015"), load("england/working-together-2013"));
    let yaml = "case: A\nfacts: {child-died: yes, deprivation-of-liberty-order: yes, date-of-birth: 1998-06-01, date-of-death: 2015-05-01}\n";
    let record = screened::record(&here, yaml);
    let beside = comparison::beside(
        (&here.rule_set, &screen(&here, &record)),
        (&there.rule_set, &screen(&there, &record)),
    );
    let told: Vec<&String> = beside
        .rules
        .iter()
        .flat_map(|it| it.only_here.iter().chain(&it.only_there))
        .map(|(text, _)| text)
        .collect();
    let order = "the child was subject to a deprivation of liberty order under the Mental Capacity Act 2005";
    assert_eq!(told, ["the child's age at death is 16 or 17 years", order], "{:#?}", beside.rules);
    let here_only = ["notification".to_owned()];
    assert_eq!((beside.only_here.as_slice(), beside.only_there.len()), (&here_only[..], 0), "{beside:#?}");
}
