//! Names, structure and merging: what a rule set says once everything in it is resolved, and what is reported.

#![expect(clippy::unwrap_used, reason = "a test may stop where it finds itself mistaken")]

use threshold::check::{self, Checked, Input, RuleSet};
use threshold::diagnostic::Diagnostic;
use threshold::source::Sources;
use threshold::syntax::{self, Tree};

/// A few texts, read.
struct Files {
    sources: Sources,
    trees: Vec<Tree>,
}

impl Files {
    fn read(texts: &[(&str, &str)]) -> Self {
        let mut sources = Sources::default();
        let mut trees = Vec::new();
        for (name, text) in texts {
            let id = sources.add(*name, *text);
            let parsed = syntax::parse(&sources, id);
            assert_eq!(shown(&sources, &parsed.diagnostics), "", "{name} is read");
            trees.push(parsed.tree);
        }
        Self { sources, trees }
    }

    /// The first text is a vocabulary, the last the rule set, those between are built on.
    fn check(&self) -> Checked {
        let (vocabulary, rest) = self.trees.split_first().unwrap();
        let (rule_set, builds_on) = rest.split_last().unwrap();
        check::check(&Input {
            rule_set: Some(rule_set),
            vocabularies: vec![vocabulary],
            builds_on: builds_on.iter().collect(),
            hash: String::new(),
        })
    }
}

fn shown(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.primary.as_ref().map_or_else(String::new, |label| sources.place(label.span));
        format!("{place}: {}: {}\n", diagnostic.code.0, diagnostic.title)
    });
    lines.collect()
}

fn text(path: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_complete_example_becomes_a_rule_set() {
    let (facts, rules) = (text("tests/language/checked/northshire.facts"), text("tests/language/accepted/northshire.rules"));
    let files = Files::read(&[("northshire.facts", &facts), ("northshire.rules", &rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let rule_set: &RuleSet = sound.rule_set();
    assert_eq!(rule_set.title, "Northshire: screening unexpected child deaths");
    let names: Vec<&str> = rule_set.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["known or suspected abuse", "death in custody", "risk indicators", "in care"]);
    assert_eq!(rule_set.examples.len(), 2);
    assert_eq!(rule_set.tables.first().unwrap().values, ["Northshire", "placing board", "home board"]);
}
