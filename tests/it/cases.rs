//! Every invented case gives what its own first lines say.

use std::fs;
use std::path::{Path, PathBuf};

use threshold::calendar::Date;
use threshold::evaluation::{self, BindingDuty, CaseResult, Options, Status};
use threshold::program::{self, Program};
use threshold::project;
use threshold::record;
use threshold::source::Sources;

fn program() -> Program {
    let loaded = project::load_set("england/working-together-2015", Path::new(".")).unwrap();
    program::lower(&loaded.sound.expect("the shipped set has no errors"))
}

fn files() -> Vec<PathBuf> {
    let mut files = project::cases_in(Path::new("tests/cases")).unwrap();
    files.extend(project::cases_in(Path::new("rules/samples/child-death")).unwrap());
    files.retain(|file| file.extension().is_some_and(|it| it == "yaml"));
    assert!(files.len() > 20);
    files
}

/// What a question gives, in the words of the cases' first lines: `serious case review, must, presumed`.
fn said(program: &Program, result: &CaseResult, question: &str) -> String {
    let set = &program.rule_set;
    let answer = result
        .questions
        .iter()
        .find(|answer| set.questions[answer.question.0 as usize].name == question)
        .expect("the question is answered");
    let name = |outcome: &threshold::check::OutcomeId| {
        set.questions[answer.question.0 as usize].outcomes[outcome.0 as usize].name.clone()
    };
    let status = match answer.status {
        Status::Inconsistent => return "inconsistent".to_owned(),
        Status::NotSettled => return "not-settled".to_owned(),
        Status::Undecided => {
            return format!(
                "undecided between {}",
                answer.possible.iter().map(name).collect::<Vec<_>>().join(" and ")
            );
        }
        Status::Presumed => "presumed",
        Status::Decided => "decided",
        Status::DecidedWhatever => "decided-whatever",
    };
    let duty = match answer.duty {
        Some(BindingDuty::Must) => "must",
        Some(BindingDuty::ShouldAlways) => "should-always",
        Some(BindingDuty::Otherwise) | None => "otherwise",
    };
    format!("{}, {duty}, {status}", name(&answer.outcome.unwrap()))
}

fn expectations(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let mut found = Vec::new();
    for line in lines.filter(|line| !line.contains("EX-")) {
        for part in line.trim_start_matches('#').split("; ") {
            for question in ["review", "notification"] {
                if let Some(expected) = part.trim().strip_prefix(&format!("{question}: ")) {
                    let end = expected.find([';', '(', ':']).unwrap_or(expected.len());
                    let expected = expected[..end].split(", because").next().unwrap().trim();
                    found.push((question.to_owned(), expected.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn every_case_gives_what_its_first_lines_say() {
    let program = program();
    let as_at = Date::new(2017, 1, 1).unwrap();
    let (mut tried, mut wrong) = (0, Vec::new());
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let mut sources = Sources::default();
        let id = sources.add(file.display().to_string(), &text);
        let read = record::read(&sources, id, record::Format::Yaml, &program.rule_set.vocabulary);
        assert!(read.refused.is_empty(), "{}: {:?}", file.display(), read.refused);
        let [case] = read.records.as_slice() else { continue };
        let result = evaluation::evaluate(&program, case, as_at, &Options::default());
        for (question, expected) in expectations(&text) {
            tried += 1;
            let got = said(&program, &result, &question);
            if got != expected {
                wrong.push(format!("{}: {question}: expected {expected}, got {got}", file.display()));
            }
        }
    }
    assert!(tried > 45, "{tried} expectations were tried");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
