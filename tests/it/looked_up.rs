//! One list looked up in another whose field has other values besides: compared by the names of the values, for every
//! record over two small lists.

use std::collections::BTreeSet;

use threshold::check::OutcomeId;
use threshold::program::Program;

use crate::screened;

const FACTS: &str = r#"Vocabulary "Panels"

List reviewers.
  One: "reviewer".   Many: "reviewers".   None: "there were no reviewers".
  Ask: "Who reviews?".
  Field employer, one of: university, police, health.

List agencies.
  One: "agency".   Many: "agencies".   None: "there were no agencies".
  Ask: "Which agencies are there?".
  Field body, one of: police, Health, charity; in rising order.
  Field involved, yes or no.
    Yes: "the agency was involved".
    No:  "the agency was not involved".
  Field size, one of: large, small.
"#;

fn program(item: &str) -> Program {
    let rules = format!(
        "Rule set \"Panels\"\n  Uses: \"Panels\".\nSources\n  Local means \"a minute\".\nQuestion \"q\": what follows?\n  Outcomes, most serious first:\n    - act;\n    - leave.\nRule \"one\" [Local 1]\n  The outcome must be act when there was a reviewer, for which all of these are true:\n    (a) {item}.\nOtherwise the outcome is leave.\n"
    );
    screened::program(FACTS, &rules)
}

const EMPLOYERS: [&str; 3] = ["university", "police", "health"];
const BODIES: [&str; 3] = ["police", "health", "charity"];

/// The values that a field may have, as written: one of them, or any where it is not known.
fn known<'a>(written: &'a str, all: [&'a str; 3]) -> Vec<&'a str> {
    if written == "not known" { all.to_vec() } else { vec![written] }
}

/// Whether some completion gives *act*, and whether some gives *leave*, by plain counting.
fn plainly(employer: &str, bodies: &[&str], may_hold_more: bool) -> (bool, bool) {
    let (mut act, mut leave) = (false, false);
    for ours in known(employer, EMPLOYERS) {
        let may_be = |body: &&&str| known(body, BODIES).contains(&ours);
        let must_be = |body: &&&str| known(body, BODIES) == [ours];
        act |= bodies.iter().any(|body| may_be(&body)) || may_hold_more && BODIES.contains(&ours);
        leave |= !bodies.iter().any(|body| must_be(&body));
    }
    (act, leave)
}

#[test]
fn a_value_is_found_among_the_values_of_another_field_by_its_name() {
    let program = program("its employer is one of the bodies of the agencies");
    let choices = ["police", "health", "charity", "not known"];
    let mut lists: Vec<Vec<&str>> = vec![Vec::new()];
    for one in choices {
        lists.push(vec![one]);
        lists.extend(choices.map(|other| vec![one, other]));
    }
    let mut seen = BTreeSet::new();
    for employer in ["university", "police", "health", "not known"] {
        for bodies in &lists {
            for may_hold_more in [false, true] {
                let mut entries: Vec<String> =
                    bodies.iter().map(|body| format!("{{body: {body}}}")).collect();
                let said = match (entries.is_empty(), may_hold_more) {
                    (true, true) => "not known".to_owned(),
                    (true, false) => "none".to_owned(),
                    (false, _) => {
                        entries.extend((!may_hold_more).then(|| "and no others".to_owned()));
                        format!("[{}]", entries.join(", "))
                    }
                };
                let facts = format!(
                    "case: a\nfacts:\n  reviewers: [{{employer: {employer}}}, and no others]\n  agencies: {said}\n"
                );
                let result = screened::result(&program, &screened::record(&program, &facts));
                let possible = &result.questions[0].possible;
                let found = (possible.contains(&OutcomeId(0)), possible.contains(&OutcomeId(1)));
                assert_eq!(found, plainly(employer, bodies, may_hold_more), "{facts}");
                seen.insert(found);
            }
        }
    }
    assert_eq!(seen.len(), 3, "always, never and perhaps were all seen");
}

#[test]
fn only_those_entries_count_of_which_the_items_are_true() {
    let program = program(
        "its employer is one of the bodies of the agencies, for which all of these are true:\n        (i) the agency was involved",
    );
    let outcome = |involved: &str| {
        let facts = format!(
            "case: a\nfacts:\n  reviewers: [{{employer: police}}, and no others]\n  agencies: [{{body: police, involved: {involved}}}, and no others]\n"
        );
        screened::result(&program, &screened::record(&program, &facts)).questions[0].possible.clone()
    };
    assert_eq!(outcome("yes"), [OutcomeId(0)]);
    assert_eq!(outcome("no"), [OutcomeId(1)]);
    assert_eq!(outcome("not known"), [OutcomeId(0), OutcomeId(1)]);
}
