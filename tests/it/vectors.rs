//! Known answers: what each set gives for facts read straight from its text, every other fact answered in the
//! negative.

use std::fmt::Write as _;
use std::path::Path;

use threshold::calendar::Date;
use threshold::check::OutcomeId;
use threshold::evaluation::{self, BindingDuty, CaseResult, Depth, Options, Status};
use threshold::program::{self, Program};
use threshold::project;
use threshold::record;
use threshold::source::Sources;
use threshold::syntax::tree::{Duty, FactKind};
use threshold::trial;
use threshold::vocabulary::{Fact, Type};

const FILE: &str = "tests/vectors/known-answers.txt";

/// One known answer of the file.
#[derive(Default)]
struct Vector<'t> {
    set: &'t str,
    name: &'t str,
    /// Fact and value.
    given: Vec<(&'t str, &'t str)>,
    /// `gives …`, `puts …`, `puts not …`.
    expected: Vec<&'t str>,
}

fn vectors(text: &str) -> Vec<Vector<'_>> {
    let mut all: Vec<Vector<'_>> = Vec::new();
    let mut set = "";
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some(name) = line.strip_prefix("set ") {
            set = name;
        } else if let Some(name) = line.strip_prefix("vector ") {
            all.push(Vector { set, name, ..Vector::default() });
        } else if let Some(fact) = line.strip_prefix("  given ") {
            all.last_mut().unwrap().given.push(fact.split_once(": ").unwrap());
        } else {
            all.last_mut().unwrap().expected.push(line.trim_start());
        }
    }
    all
}

/// What a fact is where a vector does not name it; `None`: it is left out.
fn negative(fact: &Fact, died: bool) -> Option<String> {
    let asked = matches!(fact.kind, FactKind::Fact | FactKind::Judgement);
    if !asked || (fact.applies_when.is_some() && (!died || fact.id == "custody-kind")) {
        return None;
    }
    match &fact.ty {
        Type::YesNo => Some("no".to_owned()),
        Type::OneOf { values, rising: true } => values.first().cloned(),
        Type::OneOf { rising: false, .. } => Some(fact.plainly.as_ref()?.text.clone()),
        Type::AnyOf { .. } | Type::Periods | Type::List { .. } => Some("none".to_owned()),
        Type::Number => Some("0".to_owned()),
        _ => None,
    }
}

fn case(program: &Program, vector: &Vector<'_>) -> String {
    let named = |fact: &str| vector.given.iter().find(|(id, _)| *id == fact).map(|(_, value)| *value);
    let died = named("child-died").is_some_and(|value| value != "no");
    let mut yaml = "schema: threshold/record/1\ncase: EX-1\nfacts:\n".to_owned();
    for (fact, value) in vector.given.iter().filter(|(_, value)| *value != "open") {
        writeln!(yaml, "  {fact}: {value}").unwrap();
    }
    let vocabulary = &program.rule_set.vocabulary;
    for fact in vocabulary.facts.iter().filter(|fact| named(&fact.id).is_none()) {
        if let Some(value) = negative(fact, died) {
            writeln!(yaml, "  {}: {value}", fact.id).unwrap();
        }
    }
    yaml
}

fn answers(program: &Program, vector: &Vector<'_>) -> CaseResult {
    let mut sources = Sources::default();
    let id = sources.add("vector.yaml", case(program, vector));
    let read = record::read(&sources, id, record::Format::Yaml, &program.rule_set.vocabulary);
    assert!(read.refused.is_empty(), "{}, {}: {:?}", vector.set, vector.name, read.refused);
    let options = Options { depth: Depth::Matters, ..Options::default() };
    evaluation::evaluate(program, &read.records[0], Date::new(2026, 6, 1).unwrap(), &options)
}

/// What every question gives, and what it puts to people, as the file writes it.
fn said(program: &Program, result: &CaseResult) -> Vec<String> {
    let mut said = Vec::new();
    for answer in &result.questions {
        let question = &program.rule_set.questions[answer.question.0 as usize];
        let name = |outcome: &OutcomeId| question.outcomes[outcome.0 as usize].name.as_str();
        let duty = match answer.duty {
            Some(BindingDuty::Must) => "must",
            Some(BindingDuty::ShouldAlways) => "should always",
            Some(BindingDuty::Otherwise) | None => "otherwise",
        };
        let given = match (answer.status, &answer.outcome) {
            (Status::Presumed, Some(outcome)) => format!("{}, {duty}, presumed", name(outcome)),
            (Status::Decided | Status::DecidedWhatever, Some(outcome)) => {
                format!("{}, {duty}", name(outcome))
            }
            (status, _) => format!("{status:?}").to_lowercase(),
        };
        said.push(format!("gives {}: {given}", question.name));
        for put in answer.to_consider.iter().filter(|put| put.applies) {
            let duty = match put.duty {
                Duty::Must => "must",
                Duty::ShouldAlways => "should always",
                Duty::ShouldConsider => "consider",
                Duty::May => "may",
                Duty::Weigh => "weigh",
            };
            said.push(format!("puts {}: {}, {duty}", question.name, name(&put.outcome)));
        }
    }
    said
}

#[test]
fn every_known_answer_of_every_edition_is_given() {
    let text = std::fs::read_to_string(FILE).unwrap();
    let vectors = vectors(&text);
    assert!(vectors.len() > 180);
    let mut program: Option<(&str, Program)> = None;
    let mut wrong = Vec::new();
    for vector in &vectors {
        if program.as_ref().is_none_or(|(set, _)| *set != vector.set) {
            let loaded = project::load_set(vector.set, Path::new(".")).unwrap();
            let sound = loaded.sound.unwrap_or_else(|| panic!("{} has errors", vector.set));
            program = Some((vector.set, program::lower(&sound)));
        }
        let (_, program) = program.as_ref().unwrap();
        let said = said(program, &answers(program, vector));
        for line in &vector.expected {
            let absent = line.strip_prefix("puts not ").map(|rest| format!("puts {rest}"));
            let found = said.iter().any(|one| one == absent.as_deref().unwrap_or(line));
            if found == absent.is_some() {
                wrong
                    .push(format!("{}, {}: `{line}`, but the rules give {said:#?}", vector.set, vector.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nothing here is tried in vain: every set of a nation has its known answers.
#[test]
fn every_national_set_has_known_answers() {
    let text = std::fs::read_to_string(FILE).unwrap();
    let vectors = vectors(&text);
    for folder in ["england", "wales", "scotland", "northern-ireland", "guernsey"] {
        for file in project::rule_files_in(&Path::new("rules").join(folder)).unwrap() {
            let stem = file.file_stem().unwrap().to_string_lossy();
            let set = format!("{folder}/{stem}");
            assert!(vectors.iter().any(|vector| vector.set == set), "{set}");
        }
    }
}

/// Little is known at first of every case: then too each shipped set says what is possible and what matters, within limits.
#[test]
fn what_little_is_known_at_first_is_settled_under_every_shipped_set() {
    let day = threshold::calendar::Date::parse("2025-01-01").unwrap();
    for file in project::rule_files_in(Path::new("rules")).unwrap() {
        let rules = file.extension().is_some_and(|it| it == "rules") && !file.starts_with("rules/referrals");
        let Some(sound) = rules.then(|| project::load_file(&file).unwrap().sound).flatten() else { continue };
        let program = program::lower(&sound);
        for facts in [
            "child-died: yes",
            "child-died: no, seriously-harmed: yes",
            "child-died: yes, abuse-or-neglect: suspected",
            "child-died: yes, date-of-birth: 2001, date-of-death: 2024-02, looked-after: [{from: 2019-03-20}]",
            "child-died: yes, date-of-birth: 2008, date-of-death: 2024-02-28, looked-after: [{from: 2023-09-01, to: still}]",
            "child-died: yes, date-of-birth: 2001-01-15, care-leaver-status-known: no, looked-after: none",
            "child-died: yes, date-of-birth: 2016-01, care-leaver-status-known: no, looked-after: none, \
             abuse-or-neglect: not suspected, normally-resident-area: elsewhere in England, seriously-harmed: no",
            "child-died: yes, date-of-birth: 2004, looked-after: none, care-leaver-status-known: yes",
            "child-died: yes, date-of-birth: 1997, date-of-death: before 2018-01-01, looked-after: none, \
             care-leaver-status-known: yes",
            "child-died: yes, looked-after: [{to: 2017-03}], care-leaver-status-known: yes",
        ] {
            let record = crate::screened::record(&program, &format!("case: EX-1\nfacts: {{{facts}}}\n"));
            let result = threshold::evaluation::evaluate(&program, &record, day, &Default::default());
            for question in &result.questions {
                let settled = question.status != threshold::evaluation::Status::NotSettled
                    && question.unsaid.is_empty();
                assert!(settled, "{}: {facts}: {:?}", file.display(), question.unsaid);
            }
        }
    }
}

/// Every example comes out as written, and every sentence is seen true, false and open where it decides something.
#[test]
fn every_sentence_of_every_shipped_set_is_seen_in_its_three_states() {
    let mut sentences = 0;
    for file in project::rule_files_in(Path::new("rules")).unwrap() {
        if file.extension().is_none_or(|it| it != "rules") {
            continue;
        }
        let loaded = project::load_file(&file).unwrap();
        let sound = loaded.sound.unwrap_or_else(|| panic!("{} has errors", file.display()));
        let tried = trial::run(&sound);
        for one in &tried {
            let failures: Vec<&str> = one.failures.iter().map(|failure| failure.words.as_str()).collect();
            assert!(failures.is_empty(), "{}: {}: {failures:?}", file.display(), one.name);
        }
        let results: Vec<CaseResult> = tried.into_iter().map(|one| one.result).collect();
        for item in trial::coverage(sound.rule_set(), &results).items {
            let (block, label, seen) = (&item.block, &item.label, item.seen);
            assert!(seen.all(), "{}: {block} {label} {}: {seen:?}", file.display(), item.text);
            sentences += 1;
        }
    }
    assert!(sentences > 400, "{sentences}");
}
