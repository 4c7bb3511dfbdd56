//! A case walked from nothing known to settled by answering only what is asked: the page in the docs is what happens.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::running::shown_in;
use threshold::calendar::Date;
use threshold::check::OutcomeId;
use threshold::dialogue::{Dialogue, Next};
use threshold::evaluation::Truth;
use threshold::program::{Program, lower};
use threshold::project;
use threshold::record::Record;
use threshold::syntax::tree::FactKind;
use threshold::vocabulary::Type;

const SET: &str = "england/working-together-2015";
const DAY: &str = "2015-07-08";
const PAGE: &str = "docs/run/ask.md";
const BEGIN: &str = "<!-- walk: written by tests/it/asking.rs -->\n";
const END: &str = "<!-- end of the walk -->";

/// What is so in the invented case; more than is asked.
const SO: [(&str, &str); 20] = [
    ("abuse-or-neglect", "not suspected"),
    ("apparent-cause-of-death", "unexplained"),
    ("child-died", "yes"),
    ("child-protection-plan", "none"),
    ("coroner-accepted", "no"),
    ("date-of-birth", "2015-02-26"),
    ("date-of-death", "2015-07-04"),
    ("deprivation-of-liberty-order", "no"),
    ("domestic-abuse", "yes"),
    ("end-of-life-care", "no"),
    ("in-custody", "no"),
    ("joint-working-concern", "no"),
    ("looked-after", "none"),
    ("mental-health-detained", "no"),
    ("referrals", "none"),
    ("regulated-service", "no"),
    ("seriously-harmed", "yes"),
    ("setting", "home"),
    ("suicide-suspected", "no"),
    ("unexpected", "yes"),
];

fn program() -> Program {
    lower(&project::load_set(SET, Path::new(".")).unwrap().sound.unwrap())
}

fn answer(fact: &str) -> &'static str {
    let found = SO.iter().find(|(id, _)| *id == fact);
    found.unwrap_or_else(|| panic!("`{fact}` is asked: say what is so in the case")).1
}

fn names(program: &Program, question: usize, possible: &[OutcomeId]) -> String {
    let outcomes = &program.rule_set.questions[question].outcomes;
    let names: Vec<&str> =
        possible.iter().map(|outcome| outcomes[outcome.0 as usize].name.as_str()).collect();
    names.join(" or ")
}

/// The facts that a record for screening may hold.
fn facts_to_ask(program: &Program) -> usize {
    let facts = program.rule_set.vocabulary.facts.iter();
    let recorded = facts.filter(|fact| matches!(fact.kind, FactKind::Fact | FactKind::Judgement));
    let computed =
        |ty: &Type| matches!(ty, Type::TimeBetween { .. } | Type::Shifted { .. } | Type::ByTable { .. });
    recorded.filter(|fact| !computed(&fact.ty)).count()
}

/// What stands between the marks, and how many questions were put.
fn walked(program: &Program) -> (String, Vec<&'static str>) {
    let mut dialogue = Dialogue::new(program, Record::default(), Date::parse(DAY).unwrap());
    let standing = |dialogue: &Dialogue<'_>| {
        let questions = dialogue.result().questions.iter().enumerate();
        questions.map(|(place, question)| names(program, place, &question.possible)).collect::<Vec<_>>()
    };
    let mut text = String::from("\n| | asked | the answer |");
    program.rule_set.questions.iter().for_each(|question| write!(text, " {} |", question.name).unwrap());
    text.push_str("\n|---|---|---|");
    program.rule_set.questions.iter().for_each(|_| text.push_str("---|"));
    writeln!(text, "\n| | nothing yet | | {} |", standing(&dialogue).join(" | ")).unwrap();
    let mut answers = Vec::new();
    while let Next::Ask { fact, .. } = dialogue.next() {
        let asked = program.rule_set.vocabulary.fact(fact).unwrap();
        let answer = answer(&asked.id);
        dialogue.answer(fact, answer, Some("the coordinator")).unwrap();
        answers.push(answer);
        let ask = asked.words.ask.as_deref().unwrap();
        let now = standing(&dialogue).join(" | ");
        writeln!(text, "| {} | {ask} | {answer} | {now} |", answers.len()).unwrap();
    }
    assert_eq!(dialogue.next(), Next::Settled);
    let (asked, facts) = (answers.len(), facts_to_ask(program));
    writeln!(
        text,
        "\n**{asked} questions** settle both questions. The vocabulary has **{facts} facts** that can be asked for; the \
         rules of this set read {} of them.\n",
        program.slots.len()
    )
    .unwrap();
    (text, answers)
}

#[test]
fn a_case_is_settled_by_what_is_asked_alone_and_the_docs_show_it() {
    let program = program();
    let (walk, answers) = walked(&program);
    assert!(answers.len() * 2 < program.slots.len(), "{} questions", answers.len());
    shown_in(PAGE, (BEGIN, END), &walk);
}

/// What `threshold ask` says through a pipe, object by object, and the record that it writes.
fn asked(record: &str, answers: &[&str]) -> (Vec<serde_json::Value>, String) {
    let folder = tempfile::tempdir().unwrap();
    let (case, kept) = (folder.path().join("case.yaml"), folder.path().join("kept.yaml"));
    std::fs::write(&case, record).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(["ask", "--rules", SET, "--as-at", DAY, "--by", "the coordinator", "--write"])
        .args([&kept, &case])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = answers.iter().fold(String::new(), |mut lines, answer| {
        writeln!(lines, "{}", serde_json::json!({"answer": answer})).unwrap();
        lines
    });
    // Nothing is read of a record that contradicts itself.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let objects = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    (objects, std::fs::read_to_string(&kept).unwrap())
}

#[test]
fn an_answer_that_the_record_contradicts_is_refused_and_the_question_stays() {
    let record = "case: EX-1\nfacts: {child-died: yes, date-of-death: 2015-06-01, abuse-or-neglect: not suspected, setting: home, regulated-service: no, in-custody: no, mental-health-detained: no, deprivation-of-liberty-order: yes, looked-after: none}\n";
    let (told, kept) = asked(record, &["2015-06-02", "2015-07-09", "1998-07-02"]);
    assert_eq!((&told[1]["fact"], &told[1]["question"]), (&"date-of-birth".into(), &"review".into()));
    for (refused, why) in [
        (&told[2], "It always holds that the date of birth is on or before the date of death."),
        (
            &told[3],
            "It always holds that nothing recorded lies after the day this page looks from, 8 July 2015.",
        ),
    ] {
        let lines: Vec<&str> =
            refused["refused"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
        assert!(lines.contains(&why), "{lines:?}");
        assert!(!lines.concat().contains("2 June 2015"), "never the answer: {lines:?}");
    }
    let death = "The date of death is 1 June 2015 (case.yaml:2).";
    assert!(told[2]["refused"].as_array().unwrap().contains(&death.into()), "what it clashes with: {told:?}");
    assert_eq!(told.last().unwrap()["end"], "settled");
    assert!(kept.contains("1998-07-02") && !kept.contains("2015-06-02"), "{kept}");
}

#[test]
fn of_a_record_that_contradicts_itself_ask_says_what_cannot_stand_together() {
    let record =
        "case: EX-1\nfacts: {child-died: yes, date-of-birth: 2015-06-02, date-of-death: 2015-06-01}\n";
    let (told, _) = asked(record, &["no"]);
    let [_, end] = told.as_slice() else { panic!("nothing is asked: {told:?}") };
    assert_eq!(end["end"], "contradicted");
    let always = "It always holds that the date of birth is on or before the date of death.";
    let birth = "The date of birth is 2 June 2015 (case.yaml:2).";
    let clash = end["clash"].as_array().unwrap();
    assert!([always, birth].iter().all(|line| clash.contains(&(*line).into())), "{clash:?}");
}

#[test]
fn the_same_walk_goes_through_a_pipe() {
    let (_, answers) = walked(&program());
    let (objects, kept) = asked("case: EX-2015-210\nfacts: {}\n", &answers);
    let said = serde_json::json!(objects).to_string();
    assert_eq!(objects.iter().filter(|object| object.get("fact").is_some()).count(), answers.len(), "{said}");
    assert!(objects.iter().any(|object| object["end"] == "settled"), "{said}");
    assert_eq!(kept.matches("by: the coordinator").count(), answers.len(), "{kept}");
}

/// A record as a coordinator keeps it, with remarks of their own.
const KEPT: &str = "# my notes, keep\ncase: EX-2015-211\nfacts:\n  child-died: yes   # from the register\n  # the hospital was asked on Monday\n  abuse-or-neglect: not known  # ring Dr A again\n  previous-referrals-count: 2\n\n# what was decided\ndecisions:\n  - question: review\n    decision: no review\n    by: the chair\n    on: 2015-07-07\n";

/// The YAML text with these answers put into it.
fn put_into(text: &str, answers: &[(&str, &str)]) -> Option<String> {
    let program = program();
    let vocabulary = &program.rule_set.vocabulary;
    let mut sources = threshold::source::Sources::default();
    let id = sources.add("kept.yaml", text);
    let read = threshold::record::read(&sources, id, threshold::record::Format::Yaml, vocabulary);
    let record = read.records.into_iter().next().unwrap();
    let mut dialogue = Dialogue::new(&program, record, Date::parse(DAY).unwrap());
    for (fact, answer) in answers {
        let (fact, _) = vocabulary.find(fact).unwrap();
        dialogue.answer(fact, answer, Some("the coordinator")).unwrap();
    }
    threshold::record::write_into(text, &dialogue.record, vocabulary)
}

#[test]
fn answers_are_put_into_the_record_and_its_remarks_stay() {
    let text = KEPT.replace("  previous-referrals-count: 2\n", "");
    let kept =
        put_into(&text, &[("abuse-or-neglect", "suspected"), ("apparent-cause-of-death", "unexplained")]);
    let kept = kept.unwrap();
    let added =
        "  apparent-cause-of-death:\n    value: unexplained\n    by: the coordinator\n    on: 2015-07-08\n";
    assert_eq!(kept.matches(added).count(), 1, "{kept}");
    assert!(kept.contains("  abuse-or-neglect:  # ring Dr A again\n"), "{kept}");
    for line in text.lines().filter(|line| !line.contains("abuse-or-neglect")) {
        assert!(kept.lines().any(|kept| kept == line), "`{line}` stays: {kept}");
    }
    assert!(kept.starts_with(
        "# my notes, keep\ncase: EX-2015-211\nfacts:\n  child-died: yes   # from the register\n"
    ));
    assert!(kept.find(added).unwrap() < kept.find("# what was decided").unwrap(), "{kept}");
}

#[test]
fn a_text_that_cannot_be_added_to_is_written_anew() {
    let answer = [("child-died", "yes")];
    let plain = put_into("case: a\nfacts: {}  # none yet\n", &answer).unwrap();
    assert!(plain.starts_with("case: a\nfacts:  # none yet\n  child-died:\n"), "{plain}");
    let windows = put_into("case: a\r\nfacts:\r\n  in-custody: no", &answer).unwrap();
    assert!(windows.contains("  in-custody: no\r\n  child-died:\r\n"), "{windows:?}");
    assert_eq!(put_into("case: a\nfacts: {in-custody: no}\n", &answer), None, "facts in braces");
    assert_eq!(put_into("{\"case\": \"a\", \"facts\": {\"in-custody\": \"no\"}}", &answer), None, "JSON");
}

/// The whole test of a review that rules only put to people is asked for, one question after the other.
#[test]
fn what_bears_on_an_outcome_put_to_people_is_asked_for_after_the_rest() {
    let set = "england/working-together-2006";
    let program = lower(&project::load_set(set, Path::new(".")).unwrap().sound.unwrap());
    let record = crate::screened::record(&program, "case: EX-1\nfacts: {child-died: no}\n");
    let dialogue = Dialogue::new(&program, record.clone(), Date::parse(DAY).unwrap());
    assert_eq!(dialogue.result().questions[0].possible.len(), 1, "the outcome itself is settled");
    let Next::AskToConsider { fact, answers, .. } = dialogue.next() else { panic!("{:?}", dialogue.next()) };
    let first = &program.rule_set.vocabulary.fact(fact).unwrap().id;
    assert!(answers.iter().any(|answer| answer.possible == Truth::True), "{first}: {answers:?}");
    let mut asked = Dialogue::new(&program, record, Date::parse(DAY).unwrap());
    let mut facts = Vec::new();
    while let Next::AskToConsider { fact, .. } = asked.next() {
        let id = program.rule_set.vocabulary.fact(fact).unwrap().id.clone();
        asked.answer(fact, if id == "abuse-or-neglect" { "ruled out" } else { "no" }, None).unwrap();
        facts.push(id);
    }
    assert_eq!(asked.next(), Next::Settled, "{facts:?}");
    assert!(asked.result().questions[0].to_consider.is_empty(), "none of it is so: {facts:?}");
    assert!(facts.len() > 3, "{facts:?}");
}

#[test]
fn what_is_only_presumed_is_not_called_settled_and_what_could_lift_it_is_asked_for() {
    let program = program();
    let yaml = "case: EX-1\nfacts: {child-died: no, seriously-harmed: yes, abuse-or-neglect: known}\n";
    let record = crate::screened::record(&program, yaml);
    let mut dialogue = Dialogue::new(&program, record, Date::parse(DAY).unwrap());
    let Next::Ask { fact, answers, .. } = dialogue.next() else { panic!("the judgement is put") };
    let asked = &program.rule_set.vocabulary.fact(fact).unwrap().id;
    assert_eq!(asked, "joint-working-concern");
    assert!(answers.iter().any(|answer| answer.possible.len() == 1), "{answers:?}");
    let different = answers.iter().any(|answer| answer.possible != answers[0].possible);
    assert!(different, "told without the presumption that they could lift: {answers:?}");
    dialogue.leave(fact);
    assert_eq!(dialogue.next(), Next::Presumed);
}
