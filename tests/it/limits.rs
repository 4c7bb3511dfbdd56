//! Long rule sets: what is refused with its limit, and what is read in no time.

use threshold::check::{self, Checked, Input};
use threshold::source::Sources;
use threshold::syntax;

use crate::screened::{program, record, result};

const FACTS: &str = "Vocabulary \"Long\"\n  Version: 1.\nFact ward, text.\n  Name: \"the ward\".\n  Ask: \"Which ward?\".\nFact so, yes or no.\n  Yes: \"it is so\".\n  No: \"it is not so\".\n  Ask: \"Is it so?\".\n";

fn rules(blocks: &str) -> String {
    format!(
        r#"Rule set "Long"
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Long".
Sources
  P means "Policy".
Question "act": act?
  Decided by: the head.
  Outcomes, most serious first:
    - act;
    - leave.
{blocks}
Otherwise the outcome is leave.
"#
    )
}

fn checked(rules: &str) -> Checked {
    let mut sources = Sources::default();
    let ids = [sources.add("long.facts", FACTS), sources.add("long.rules", rules)];
    let [vocabulary, rules] = ids.map(|id| syntax::parse(&sources, id));
    assert!(rules.diagnostics.is_empty(), "{:#?}", rules.diagnostics.first());
    let input = Input {
        rule_set: &rules.tree,
        vocabularies: vec![&vocabulary.tree],
        builds_on: Vec::new(),
        hash: String::new(),
    };
    check::check(&input)
}

fn wards(number: usize) -> String {
    let items = (1..=number).map(|ward| format!("    ({ward}) the ward is \"Ward {ward}\""));
    let items = items.collect::<Vec<_>>().join(";\n");
    rules(&format!("Rule \"wards\" [P 1]\n  The outcome must be act when any of these is true:\n{items}.\n"))
}

#[test]
fn more_texts_than_can_be_told_apart_are_refused_with_the_limit() {
    let refused = checked(&wards(63));
    let errors: Vec<_> = refused.diagnostics.iter().filter(|it| it.is_error()).collect();
    let [only] = errors.as_slice() else { panic!("{errors:#?}") };
    assert_eq!(only.code.0, "E0312");
    assert!(only.title.contains("63 different texts") && only.title.contains("at most 62"), "{}", only.title);
    let program = program(FACTS, &wards(62));
    for (ward, outcome) in [("Ward 1", 0), ("Ward 62", 0), ("Ward 63", 1), ("another", 1)] {
        let result = result(&program, &record(&program, &format!("case: EX-1\nfacts: {{ward: {ward}}}\n")));
        assert_eq!(result.questions[0].outcome.map(|it| it.0), Some(outcome), "{ward}");
    }
}

#[test]
fn a_list_may_have_thousands_of_items() {
    let items = (1..=3_000).map(|item| format!("    ({item}) it is so")).collect::<Vec<_>>().join(";\n");
    let long =
        format!("Rule \"long\" [P 1]\n  The outcome must be act when any of these is true:\n{items}.\n");
    let long = checked(&rules(&long));
    assert!(long.diagnostics.iter().all(|it| !it.is_error()), "{:#?}", long.diagnostics.first());
    let set = long.rule_set.unwrap();
    let check::Meaning::List { items, .. } = &set.rules[0].when.meaning else { panic!("a list") };
    assert_eq!(items.len(), 3_000);
}
