//! From rule text and a record to the page, by the whole path: parse, check, lower, read, evaluate, explain, write.

use threshold::calendar::Date;
use threshold::check::{self, Input};
use threshold::evaluation::{self, CaseResult};
use threshold::explanation::{self, Explanation};
use threshold::program::{self, Program};
use threshold::record::{self, Record};
use threshold::report::{Format, Report};
use threshold::source::Sources;
use threshold::syntax;

/// The day every test here looks from.
pub(crate) fn as_at() -> Date {
    Date::parse("2015-06-30").unwrap()
}

/// Rules ready to run.
pub(crate) fn program(facts: &str, rules: &str) -> Program {
    let mut sources = Sources::default();
    let mut tree = |name: &str, text: &str| {
        let id = sources.add(name, text);
        let parsed = syntax::parse(&sources, id);
        assert!(parsed.diagnostics.is_empty(), "{name}: {:#?}", parsed.diagnostics);
        parsed.tree
    };
    let (facts, rules) = (tree("test.facts", facts), tree("test.rules", rules));
    let input = Input {
        rule_set: &rules,
        vocabularies: vec![&facts],
        builds_on: Vec::new(),
        hash: format!("sha256:{}", "0".repeat(64)),
    };
    let checked = check::check(&input);
    let errors: Vec<_> = checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    program::lower(&checked.sound().unwrap())
}

/// One case in YAML, called `cases.yaml`.
pub(crate) fn record(program: &Program, yaml: &str) -> Record {
    let mut sources = Sources::default();
    let id = sources.add("folder/cases.yaml", yaml);
    let read = record::read(&sources, id, record::Format::Yaml, &program.rule_set.vocabulary);
    assert!(read.refused.is_empty(), "{:#?}", read.all_diagnostics());
    read.records.into_iter().next().unwrap()
}

/// What follows for it.
pub(crate) fn result(program: &Program, record: &Record) -> CaseResult {
    evaluation::evaluate(program, record, as_at(), &evaluation::Options::default())
}

/// The explanation of a case.
pub(crate) fn explained(program: &Program, yaml: &str) -> Explanation {
    let record = record(program, yaml);
    explanation::explain(program, &record, &result(program, &record), as_at())
}

/// The page of a case as text.
pub(crate) fn page(program: &Program, yaml: &str) -> String {
    Report::of(vec![explained(program, yaml)]).write(Format::Text)
}
