//! Names, structure and merging: what a rule set says once everything in it is resolved, and what is reported.

#![expect(clippy::unwrap_used, reason = "a test may stop where it finds itself mistaken")]

use threshold::check::{self, Checked, Input, RuleSet};
use threshold::diagnostic::Diagnostic;
use threshold::record::Answer;
use threshold::source::Sources;
use threshold::syntax::{self, Tree};
use threshold::trial;

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
            rule_set,
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
    let (facts, rules) =
        (text("tests/language/checked/northshire.facts"), text("tests/language/accepted/northshire.rules"));
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

/// A vocabulary and a set to build on, for the tests below.
const FACTS: &str = r#"
Vocabulary "Plain"
  Version: 1.
Fact died, yes or no.        Yes: "the child died".           No: "the child is alive".               Ask: "Did the child die?".
Fact harmed, yes or no.      Yes: "the child was harmed".     No: "the child was not harmed".         Ask: "Was the child harmed?".
Fact custody, yes or no.     Yes: "the child was in custody". No: "the child was not in custody".     Ask: "Was the child in custody?".
Fact visits, number.         Name: "the number of visits".    Ask: "How many visits were there?".
Fact home, one of: north, south.  Name: "the child's home".   Ask: "Where is the child's home?".
Fact told, date.             Name: "the date the board was told".  Ask: "When was the board told?".
"#;

const BASE: &str = r#"
Rule set "National"
  Version: 1.
  Uses: "Plain".
Sources
  Act means "National Act".
Settings
  Several means 3 [Act 9] (open, from 2 to 4).
Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - full review;
    - no review.
Definition "seen often" [Act 4]
  The child was seen often when the number of visits is several or more.
Rule "death" [Act 1]
  The outcome must be full review when the child died.
Rule "harm" [Act 2]
  The outcome should always be full review when all of these are true:
    (a) the child was harmed;
    (b) the child was seen often.
Presumption "custody presumed" [Act 3]
  Unless the contrary is shown: the child was in custody.
Otherwise the outcome is no review.
Deadline "decide" [Act 5]
  The chair must decide within 28 days of the date the board was told.
Guarantee "floor" [Act 1]
  "review" is always full review when the child died.
"#;

fn built_on(local: &str) -> (Files, Checked) {
    let files = Files::read(&[("plain.facts", FACTS), ("national.rules", BASE), ("local.rules", local)]);
    let checked = files.check();
    (files, checked)
}

fn alone(rules: &str) -> String {
    let files = Files::read(&[("plain.facts", FACTS), ("local.rules", rules)]);
    let checked = files.check();
    shown(&files.sources, &checked.diagnostics)
}

const LOCAL: &str = r#"
Rule set "Local"
  Builds on: "National".
Sources
  Minute means "Minute 14".
Settings
  Several means 2 [Minute 1].
Question "review": which review, if any?
  Outcomes, most serious first:
    - full review;
    - learning review;
    - no review.
Rule "custody" [Minute 2]
  The outcome must be learning review when the child was in custody.
Presumption "harm is presumed" [Minute 3]
  Unless the contrary is shown: the child was harmed.
"#;

#[test]
fn a_local_set_adds_to_the_set_it_builds_on() {
    let (files, checked) = built_on(LOCAL);
    assert_eq!(
        shown(&files.sources, &checked.diagnostics),
        "local.rules:3: W0498: whether these rules are ever weaker than “National” is not shown here
"
    );
    let sound = checked.sound().unwrap();
    let set = sound.rule_set();
    let question = set.questions.first().unwrap();
    let ladder: Vec<(&str, bool)> =
        question.outcomes.iter().map(|one| (one.name.as_str(), one.base)).collect();
    assert_eq!(ladder, [("full review", true), ("learning review", false), ("no review", true)]);
    assert_eq!(
        question.otherwise.map(|outcome| outcome.0),
        Some(2),
        "the base's last outcome keeps its place"
    );
    let rules: Vec<(&str, u32, bool)> =
        set.rules.iter().map(|rule| (rule.name.as_str(), rule.outcome.0, rule.origin.base)).collect();
    assert_eq!(rules, [("death", 0, true), ("harm", 0, true), ("custody", 1, false)]);
    assert_eq!(set.settings.first().unwrap().value, "2", "the base leaves it open");
    assert_eq!((set.guarantees.len(), set.deadlines.len()), (1, 1), "they are inherited");
    assert_eq!(set.builds_on, ["National"]);
}

#[test]
fn a_local_presumption_reaches_local_rules_only() {
    let (_, checked) = built_on(LOCAL);
    let sound = checked.sound().unwrap();
    let reach: Vec<(bool, Vec<u32>)> = sound
        .rule_set()
        .presumptions
        .iter()
        .map(|one| (one.everywhere, one.rules.iter().map(|rule| rule.0).collect()))
        .collect();
    assert_eq!(reach, [(true, vec![]), (false, vec![2])]);
}

#[test]
fn a_departure_becomes_an_exception_on_the_rule_it_names() {
    let local = format!(
        "{LOCAL}\nDeparture \"expected deaths\" from \"death\" [Minute 9]\n  The rule does not apply when the child's home is south.\n"
    );
    let (files, checked) = built_on(&local);
    let said = shown(&files.sources, &checked.diagnostics);
    let sound = checked.sound();
    let sound = sound.as_ref().unwrap_or_else(|| panic!("{said}"));
    let set = sound.rule_set();
    let departure = set.departures.first().unwrap();
    assert_eq!(set.rules.first().unwrap().not_where, [departure.exception.unwrap()]);
    assert!(!set.exceptions.first().unwrap().origin.base);
}

/// Local set, and the codes it is refused with.
#[test]
fn nothing_of_the_base_is_replaced() {
    let header = "Rule set \"Local\"\n  Builds on: \"National\".\nSources\n  Minute means \"Minute 14\".\n";
    let rule =
        "Rule \"custody\" [Minute 2]\n  The outcome must be full review when the child was in custody.\n";
    let cases = [
        ("Rule \"death\" [Minute 1]\n  The outcome must be no review when the child died.\n", "E0472"),
        ("Otherwise the outcome is full review.\n", "E0473"),
        ("Settings\n  Several means 9 [Minute 1].\n", "E0470"),
        (
            "Question \"review\": which?\n  Outcomes, most serious first:\n    - no review;\n    - full review.\n",
            "E0471",
        ),
        (
            "Question \"review\": which?\n  Outcomes, most serious first:\n    - full review;\n    - other.\nRule \"other\" [Minute 1]\n  The outcome must be other when the child died.\n",
            "E0471",
        ),
        ("Presumption \"p\"\n  In \"harm\", unless the contrary is shown: the child was harmed.\n", "E0488"),
        (
            "Departure \"d\" from \"custody\" [Minute 1]\n  The rule does not apply when the child died.\n",
            "E0484",
        ),
        ("Departure \"d\" from \"death\"\n  The rule does not apply when the child died.\n", "E0475"),
    ];
    for (block, code) in cases {
        let (files, checked) = built_on(&format!("{header}{rule}{block}"));
        let errors: Vec<&str> =
            checked.diagnostics.iter().filter(|one| one.is_error()).map(|one| one.code.0).collect();
        assert_eq!(errors, [code], "{block}\n{}", shown(&files.sources, &checked.diagnostics));
    }
}

#[test]
fn a_ring_of_fifty_definitions_is_told_once() {
    let mut rules = String::from(
        "Rule set \"Ring\"\n  Uses: \"Plain\".\nSources\n  Act means \"Act\".\n\
         Question \"q\": q?\n  Outcomes, most serious first:\n    - yes it is;\n    - no it is not.\n\
         Otherwise the outcome is no it is not.\n",
    );
    for index in 0..50 {
        let next = (index + 1) % 50;
        rules.push_str(&format!(
            "Definition \"d{index}\" [Act 1]\n  The case is of kind {index} when the case is of kind {next}.\n"
        ));
    }
    let said = alone(&rules);
    assert_eq!(said.matches("E0460").count(), 1, "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn what_is_used_stands_before_what_uses_it() {
    let rules = r#"
Rule set "Order"
  Uses: "Plain".
Sources
  Act means "Act".
Question "review": which review?
  Outcomes, most serious first: - full review; - no review.
Question "notify": tell anyone?
  Outcomes, most serious first: - tell; - tell nobody.
Rule "r" [Act 1]
  The outcome of "review" must be full review when all of these are true:
    (a) the outcome of "notify" is tell;
    (b) the case is grave.
Rule "n" [Act 1]
  The outcome of "notify" must be tell when the child died.
  This does not apply where "first" applies.
Otherwise the outcome of "review" is no review.
Otherwise the outcome of "notify" is tell nobody.
Definition "grave" [Act 2]
  The case is grave when the case is bad.
Definition "bad" [Act 2]
  The case is bad when the child was harmed.
Exception "first" [Act 3]
  This applies when the child was harmed.
  This does not apply where "second" applies.
Exception "second" [Act 3]
  This applies when the child was in custody.
"#;
    let files = Files::read(&[("plain.facts", FACTS), ("order.rules", rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let set = sound.rule_set();
    let questions: Vec<&str> = set.questions.iter().map(|one| one.name.as_str()).collect();
    let definitions: Vec<&str> = set.definitions.iter().map(|one| one.name.as_str()).collect();
    let exceptions: Vec<&str> = set.exceptions.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(questions, ["notify", "review"]);
    assert_eq!(definitions, ["bad", "grave"]);
    assert_eq!(exceptions, ["second", "first"]);
    let asked: Vec<u32> = set.rules.iter().map(|rule| rule.question.0).collect();
    assert_eq!(asked, [1, 0], "rules keep their questions");
    assert_eq!(set.rules.last().unwrap().not_where.first().unwrap().0, 1);
}

#[test]
fn an_example_takes_over_the_facts_of_another() {
    let rules = format!(
        "{}{}",
        BASE,
        r#"
Example "first"
  Given the child died; the number of visits is 4.
  Given nothing else is known.
  Then "review" is full review, because of "death".
Example "second"
  Given the facts of "first", except: the child is alive.
  Then "review" is undecided.
  Then the facts that matter are: "Was the child harmed?".
"#
    );
    let files = Files::read(&[("plain.facts", FACTS), ("national.rules", &rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let second = sound.rule_set().examples.last().unwrap();
    assert_eq!(second.record.facts.len(), 2);
}

#[test]
fn an_example_may_say_what_is_not_known_and_take_back_what_another_says() {
    let rules = format!(
        "{}{}",
        BASE,
        r#"
Example "first"
  Given the child died; the number of visits is 4; the date the board was told is after 1 May 2015.
  Then "review" is full review.
Example "not known"
  Given the facts of "first", except: it is not known whether the child died; "How many visits were there?" was not asked.
  Then "review" is undecided.
Example "replaced"
  Given the facts of "first", except: the date the board was told is 3 April 2015.
  Then "review" is full review.
"#
    );
    let files = Files::read(&[("plain.facts", FACTS), ("national.rules", &rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let [.., not_known, replaced] = sound.rule_set().examples.as_slice() else { panic!() };
    let answers: Vec<_> =
        not_known.record.facts.iter().flat_map(|fact| &fact.statements).map(|said| &said.answer).collect();
    assert_eq!(answers, [&Answer::NotKnown { reason: None, due: None }]);
    assert_eq!((not_known.assumed.len(), replaced.assumed.len()), (1, 0));
    let failures: Vec<_> = trial::run(&sound).into_iter().flat_map(|tried| tried.failures).collect();
    assert_eq!(failures, []);
}

#[test]
fn a_local_set_names_who_acts_for_the_one_who_decides() {
    let question = |by: &str| {
        LOCAL.replace(
            "review, if any?
",
            &format!(
                "review, if any?
  Decided by: {by}.
"
            ),
        )
    };
    let (_, checked) = built_on(&question("the review group, on behalf of the chair"));
    let sound = checked.sound().unwrap();
    let decided_by = sound.rule_set().questions[0].decided_by.as_deref();
    assert_eq!(decided_by, Some("the review group, on behalf of the chair"));
    let (files, checked) = built_on(&question("the review group"));
    let told = shown(&files.sources, &checked.diagnostics);
    assert!(told.contains("W0474"), "{told}");
    let fix = checked.diagnostics.iter().flat_map(|one| &one.fixes).next().unwrap();
    assert_eq!(fix.edits[0].replacement, "the review group, on behalf of the chair");
}

#[test]
fn an_outcomes_name_may_hold_and_or_or() {
    let rules = |then: &str| {
        let base = BASE
            .replace("- full review;\n    - no review.", LONG)
            .replace("full review", "collected and analysed");
        format!("{base}\nExample \"long names\"\n  Given nothing else is known.\n  Then {then}.\n")
    };
    const LONG: &str = "- full review;\n    - collected or asked for;\n    - collected;\n    - no review.";
    for (then, places) in [
        ("\"review\" is undecided between collected and analysed and no review", &[0, 3][..]),
        (
            "\"review\" is undecided between no review, collected or asked for, and collected and analysed",
            &[3, 1, 0],
        ),
        ("\"review\" is undecided between collected and collected or asked for", &[2, 1]),
        ("the outcome is undecided between collected and analysed and collected", &[0, 2]),
    ] {
        let rules = rules(then);
        let files = Files::read(&[("plain.facts", FACTS), ("local.rules", &rules)]);
        let checked = files.check();
        assert_eq!(shown(&files.sources, &checked.diagnostics), "", "{then}");
        let sound = checked.sound().unwrap();
        let (expected, _) = sound.rule_set().examples.last().unwrap().expected.last().unwrap();
        let check::Expected::Undecided { between, .. } = expected else { panic!("{then}: {expected:?}") };
        let found: Vec<usize> = between.iter().map(|outcome| outcome.0 as usize).collect();
        assert_eq!(found, places, "{then}");
    }
    let wrong = |then: &str| {
        alone(&rules(then))
            .lines()
            .map(|line| line[line.find('E').unwrap()..][..5].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(wrong("\"review\" is undecided between collected and analysed"), ["E0440"]);
    assert_eq!(wrong("\"review\" is undecided between collected and analised and no review"), ["E0272"]);
}

#[test]
fn the_forms_that_name_the_question_are_offered_and_accepted() {
    let two = BASE.replace("Definition \"seen often\"", "Question \"notice\": who is told?\n  Outcomes, most serious first:\n    - told;\n    - not told.\nDefinition \"seen often\"");
    let weighing = two.replace(
        "Otherwise the outcome is no review.",
        "Otherwise nothing is required; the partners decide.",
    );
    let files = Files::read(&[("plain.facts", FACTS), ("local.rules", &weighing)]);
    let help: Vec<String> = files.check().diagnostics.into_iter().flat_map(|one| one.help).collect();
    let offered = "name it: `Otherwise nothing is required for \"review\"; the partners decide.` or `Otherwise nothing is required for \"notice\"; the partners decide.`";
    assert!(help.iter().any(|line| line == offered), "{help:?}");
    for then in [
        "\"full review\" is to be considered under \"review\"",
        "full review is to be considered for \"review\"",
        "full review is perhaps to be considered under \"review\"",
        "\"full review\" is to be considered",
    ] {
        let rules = format!("{BASE}\nExample \"one\"\n  Given nothing else is known.\n  Then {then}.\n");
        assert_eq!(alone(&rules), "", "{then}");
    }
}

#[test]
fn a_name_left_out_in_a_base_stays_its_only_question() {
    let local = format!("{LOCAL}Question \"notice\": who is told?\n  Outcomes, most serious first:\n    - told;\n    - no review.\nOtherwise the outcome of \"notice\" is no review.\n")
        .replace("The outcome must be learning review", "The outcome of \"review\" must be learning review");
    let (files, checked) = built_on(&local);
    let said = shown(&files.sources, &checked.diagnostics);
    assert!(said.lines().all(|line| line.contains("W0498")), "{said}");
    let unnamed = local.replace("The outcome of \"review\" must", "The outcome must");
    let (files, checked) = built_on(&unnamed);
    let said = shown(&files.sources, &checked.diagnostics);
    assert!(
        said.starts_with("local.rules:") && said.contains("E0456") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn layout_does_not_change_the_hash_and_the_order_of_files_does_not_either() {
    let one = check::hash([("b", ["x"]), ("a", ["y"])].map(|(title, tokens)| (title, tokens.to_vec())));
    let two = check::hash([("a", ["y"]), ("b", ["x"])].map(|(title, tokens)| (title, tokens.to_vec())));
    assert_eq!(one, two);
    assert_eq!(one.len(), "sha256:".len() + 64);
}

/// The rule set as far as outcomes depend on it, without places.
fn bare(rule_set: &RuleSet) -> String {
    let mut lines: Vec<String> = rule_set
        .rules
        .iter()
        .map(|rule| {
            let question = rule_set.questions.get(rule.question.0 as usize).unwrap();
            let outcome = question.outcomes.get(rule.outcome.0 as usize).unwrap();
            format!("{} {} {:?} {}", question.name, outcome.name, rule.duty, rule.name)
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn blocks_can_stand_in_any_order() {
    let blocks: Vec<String> = {
        let mut blocks: Vec<String> = Vec::new();
        for line in BASE.trim().lines() {
            if line.starts_with(' ') {
                let last = blocks.last_mut().unwrap();
                last.push_str(line);
                last.push('\n');
            } else {
                blocks.push(format!("{line}\n"));
            }
        }
        blocks
    };
    let whole = Files::read(&[("plain.facts", FACTS), ("national.rules", BASE)]).check().sound().unwrap();
    for turn in 0..blocks.len() {
        let mut turned = blocks.clone();
        turned.rotate_left(turn);
        let text = turned.concat();
        let files = Files::read(&[("plain.facts", FACTS), ("national.rules", &text)]);
        let checked = files.check();
        assert_eq!(shown(&files.sources, &checked.diagnostics), "", "{text}");
        assert_eq!(bare(checked.sound().unwrap().rule_set()), bare(whole.rule_set()));
    }
}

#[test]
fn a_thousand_rules_are_checked_and_every_mistake_is_told() {
    let mut rules = String::from(
        "Rule set \"Many\"\n  Uses: \"Plain\".\nSources\n  Act means \"Act\".\n\
         Question \"q\": q?\n  Outcomes, most serious first: - much; - little.\nOtherwise the outcome is little.\n",
    );
    for index in 0..1_000 {
        let outcome = if index % 10 == 0 { "mcuh" } else { "much" };
        rules.push_str(&format!(
            "Rule \"r{index}\" [Act 1]\n  The outcome must be {outcome} when the child died.\n"
        ));
    }
    let said = alone(&rules);
    assert_eq!(said.matches("E0272").count(), 100);
    assert_eq!(said.lines().count(), 100);
}

#[test]
fn a_set_whose_base_is_not_at_hand_is_not_judged_by_what_is_missing() {
    let files = Files::read(&[("plain.facts", FACTS), ("local.rules", LOCAL)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    assert!(checked.sound().is_none());
}

/// What real boards copied from one another for years.
#[test]
fn stale_and_impossible_citations_are_told() {
    let cases = [
        ("Working Together to Safeguard Children, March 2013", "from 1 April 2016 until 1 May 2016", "W0496"),
        ("Working Together 2018", "from 1 April 2015 until 1 May 2016", "W0496"),
        ("LSCB Regulations 2006", "from 1 April 2015", "W0496"),
        ("Policy under the Mental Health Act 2005", "from 1 April 2015", "W0495"),
        ("Working Together to Safeguard Children, March 2015", "from 1 April 2015 until 31 March 2018", ""),
        ("Mental Health Act 1983", "from 1 April 2015", ""),
        ("Mental Capacity Act 2005", "from 1 April 2015", ""),
    ];
    for (title, in_force, code) in cases {
        let rules = BASE
            .replace("\"National Act\"", &format!("\"{title}\""))
            .replace("  Version: 1.\n", &format!("  Version: 1.\n  In force: {in_force}.\n"));
        let said = alone(&rules);
        let expected =
            if code.is_empty() { said.is_empty() } else { said.contains(code) && said.lines().count() == 1 };
        assert!(expected, "{title}, {in_force}: {said}");
    }
}

#[test]
fn only_weighing_rules_may_leave_the_outcome_to_people() {
    let rules = BASE.replace(
        "Otherwise the outcome is no review.",
        "Otherwise nothing is required; the partners decide.",
    );
    let files = Files::read(&[("plain.facts", FACTS), ("national.rules", &rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let question = sound.rule_set().questions.first().unwrap();
    assert_eq!(question.outcomes.last().unwrap().name, "nothing is required");
    assert_eq!(question.otherwise.map(|outcome| outcome.0), Some(2));
    assert_eq!(question.otherwise_decides.as_deref(), Some("the partners"));
}

/// A profile over the base set, and what is said of it.
fn profile(lines: &str, by: &str) -> String {
    let rules = BASE.replace("  Version: 1.\n", "  In force: from 1 April 2015 until 31 March 2018.\n");
    let set = Files::read(&[("plain.facts", FACTS), ("national.rules", &rules)]).check().sound().unwrap();
    let text = format!("Board profile \"North\"\n  Area: North.\n\nFor \"review\", by {by}\n{lines}");
    let files = Files::read(&[("north.board", &text)]);
    let known = [check::Known { title: "National", rule_set: Some(set.rule_set()) }];
    let (_, diagnostics) = check::profile(files.trees.first().unwrap(), &known);
    shown(&files.sources, &diagnostics)
}

#[test]
fn a_board_profile_leaves_no_day_without_rules_and_none_with_two() {
    let told = "the date the board was told";
    let first = "  From 1 April 2015 until 31 March 2016: \"National\".\n";
    assert_eq!(
        profile(&format!("{first}  From 1 April 2016 until 31 March 2018: \"National\".\n"), told),
        ""
    );
    let cases = [
        ("  From 31 March 2016 until 31 March 2018: \"National\".\n", told, "E0611"),
        ("  From 2 April 2016 until 31 March 2018: \"National\".\n", told, "E0612"),
        ("  From 1 April 2016 until 31 March 2018: \"Natoinal\".\n", told, "E0613"),
        ("  From 1 April 2016: \"National\".\n", told, "E0615"),
        ("  From 1 April 2016 until 31 March 2018: \"National\".\n", "the day of the fair", "E0616"),
    ];
    for (second, by, code) in cases {
        let said = profile(&format!("{first}{second}"), by);
        assert!(said.contains(code) && said.lines().count() == 1, "{second}: {said}");
    }
}

/// Files with one mistake each that only a whole check can find.
fn mistakes() -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/mistakes");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            *name >= *"70" && name.ends_with(".rules") && !name.ends_with(".fixed.rules")
        })
        .collect();
    files.sort();
    files
}

/// Reads and checks one text with the vocabulary of the mistakes.
fn judged(text: &str) -> (Sources, Vec<Diagnostic>) {
    let facts = self::text("tests/language/mistakes/mistakes.facts");
    let mut sources = Sources::default();
    let ids = [sources.add("mistakes.facts", facts), sources.add("mistake.rules", text)];
    let [vocabulary, rules] = ids.map(|id| syntax::parse(&sources, id));
    let mut diagnostics = rules.diagnostics;
    diagnostics.extend(
        check::check(&Input {
            rule_set: &rules.tree,
            vocabularies: vec![&vocabulary.tree],
            builds_on: Vec::new(),
            hash: String::new(),
        })
        .diagnostics,
    );
    (sources, diagnostics)
}

/// The codes told of a rule with this sentence, each with its help.
fn told(sentence: &str) -> Vec<(String, String)> {
    let text = told_of(&format!("Rule \"one\" [Local 1]\n  {sentence}."));
    let (_, diagnostics) = judged(&text);
    diagnostics.iter().map(|one| (one.code.0.to_owned(), one.help.join("; "))).collect()
}

/// A rule set of one block beside what every set needs.
fn told_of(block: &str) -> String {
    format!(
        "Rule set \"Told\"\n  Uses: \"Mistakes\".\nSources\n  Local means \"minute 1\".\nQuestion \"review\": which?\n  Outcomes, most serious first:\n    - full review;\n    - no review.\n{block}\nOtherwise the outcome is no review.\n"
    )
}

#[test]
fn one_run_tells_every_mistake_of_a_block() {
    let items = "\n    (a) the child dyed;\n    (b) the child was in custdy";
    for (opening, first) in [
        ("The outcome must be full review when all of the following are true:", "E0118"),
        ("The outcome must be full review if all of these are true:", "E0407"),
        ("The outcome must be fool review when either is so:", "E0118"),
        ("The outcome must be full review when the child died, all of these are true:", "E0118"),
    ] {
        let mut codes: Vec<String> =
            told(&format!("{opening}{items}")).into_iter().map(|one| one.0).collect();
        let outcome = usize::from(opening.contains("fool"));
        assert_eq!(codes.iter().filter(|code| *code == "E0272").count(), outcome, "{opening}: {codes:?}");
        codes.retain(|code| code != "E0272");
        assert_eq!(codes, [first, "E0201", "E0201"], "{opening}");
    }
}

#[test]
fn a_count_of_none_has_a_heading_of_its_own() {
    for heading in ["exactly 0 of these are true:", "at most 0 of these are true:"] {
        let sentence = format!(
            "The outcome must be full review when {heading}\n    (a) the child died;\n    (b) the child was in custody"
        );
        let codes: Vec<String> = told(&sentence).into_iter().map(|one| one.0).collect();
        assert_eq!(codes, ["E0311"], "{heading}");
    }
}

#[test]
fn what_is_offered_shares_words_that_tell_something() {
    let help =
        |sentence: &str| told(&format!("The outcome must be full review when {sentence}"))[0].1.clone();
    let aged = help("the child was aged 13 or over");
    assert!(aged.contains("the child's age at death"), "{aged}");
    let list = help("there was a referrals within the 3 days before the date of death");
    assert!(list.contains("referral about the child"), "{list}");
    let date = help("the date of birth is before being killed in a hearing");
    assert!(date.contains("the date of the hearing"), "{date}");
    let when = help("the child was not looked after");
    assert!(
        when.contains("the child was looked after on DATE") && when.contains("at no time at all"),
        "{when}"
    );
}

#[test]
fn what_no_form_says_is_told_with_the_nearest_way() {
    for (sentence, way) in [
        (
            "there were at least 3 referrals about the child in any period of 3 months",
            "in the 12 months before DATE",
        ),
        ("there were 2 referrals about the child in a row", "there were at least 2 ITEMS in WINDOW"),
        ("a majority of the referrals were from police", "the number of ITEMS is at least 3"),
        (
            "the date of birth is before the later of 3 May 2015 and the date of death",
            "an item for each date",
        ),
        ("the child was looked after a second time", "`the child was looked after on any day in WINDOW`"),
        ("the referral lapsed at the next meeting", "a date in a vocabulary of your own"),
        ("the decision on \"review\" is full review", "the outcome of \"QUESTION\" is OUTCOME"),
    ] {
        let found = told(&format!("The outcome must be full review when {sentence}"));
        assert_eq!(found.len(), 1, "{sentence}: {found:?}");
        assert_eq!(found[0].0, "E0221", "{sentence}: {found:?}");
        assert!(found[0].1.contains(way), "{sentence}: {found:?}");
    }
}

#[test]
fn what_stands_behind_a_whole_sentence_is_told() {
    for (sentence, title, help) in [
        (
            "the child died or the child went missing",
            "no sentence of the vocabulary reads `the child went missing`",
            "",
        ),
        (
            "the child died (including suspected suicide)",
            "`the child died` is named, and then the sentence goes on in no way a sentence can",
            "end the sentence behind `the child died`",
        ),
        (
            "the child was in custody, even if for a day",
            "`the child was in custody` is named, and then the sentence goes on in no way a sentence can",
            "end the sentence behind `the child was in custody`",
        ),
    ] {
        let rule = format!("Rule \"one\" [Local 1]\n  The outcome must be full review when {sentence}.");
        let (_, diagnostics) = judged(&told_of(&rule));
        assert_eq!(diagnostics.len(), 1, "{sentence}");
        assert_eq!(diagnostics[0].title, title);
        assert!(diagnostics[0].help.join("; ").contains(help), "{:?}", diagnostics[0].help);
    }
}

#[test]
fn another_name_and_another_word_are_offered_together() {
    for (written, offered) in [
        (
            "the child was under a child protection plan at the time of death",
            "had a child protection plan on the date",
        ),
        ("the child had been looked after on the date of death", "was"),
        ("it was established that the child died", "the child died"),
        ("the date of death is more than 6 months after 3 May 2015", "after 3 May 2015 plus 6 months"),
        (
            "the date of the hearing is at most 2 weeks before 3 May 2015",
            "on or after 3 May 2015 less 2 weeks",
        ),
        ("the child is under 18", "child's age at death is under 18 years"),
    ] {
        let rule = format!("Rule \"one\" [Local 1]\n  The outcome must be full review when {written}.");
        let (_, diagnostics) = judged(&told_of(&rule));
        let fixes: Vec<&str> =
            diagnostics[0].fixes.iter().map(|fix| fix.edits[0].replacement.as_str()).collect();
        assert_eq!(fixes, [offered], "{written}");
    }
}

#[test]
fn what_is_written_as_in_a_record_is_offered_as_a_sentence() {
    for (written, sentence) in [
        ("child-died: no", "the child did not die"),
        ("abuse-or-neglect: known", "abuse or neglect of the child is known"),
        ("harm-kinds: burns", "the harm to the child includes burns"),
    ] {
        let rule = format!("Rule \"one\" [Local 1]\n  The outcome must be full review when {written}.");
        let (_, diagnostics) = judged(&told_of(&rule));
        let offered = &diagnostics[0].fixes[0].edits[0].replacement;
        assert!(
            sentence.contains(offered.as_str()) && diagnostics[0].fixes.len() == 1,
            "{written}: {offered}"
        );
    }
}

#[test]
fn a_rule_that_could_not_be_read_waits_for_nothing() {
    let rules = BASE.replace(
        "Otherwise the outcome is no review.",
        "Rule \"odd\" [Act 7]\n  The outcome of \"review\" must be nonsense when the outcome of \"review\" is full review.\nOtherwise the outcome is no review.",
    );
    let told = alone(&rules);
    assert!(told.contains("E0272") && !told.contains("E0462"), "{told}");
}

#[test]
fn a_deadline_that_no_form_says_is_told_with_the_nearest_way() {
    for (line, said) in [
        ("The chair must decide without delay.", "E0414: `without delay` is no length of time"),
        ("The chair must tell the family as soon as possible.", "E0414: `as soon as` is no length of time"),
        ("The chair must look at the plan every 3 months.", "E0414: `every 3` comes round again"),
        (
            "The board should decide at its next meeting.",
            "E0414: `next meeting` is a day that only a calendar",
        ),
        ("The chair may extend the time by 8 weeks.", "E0414: `extend` changes a time that already runs"),
        ("The chair must decide on the same day.", "E0414: `same day` does not say from which day"),
        (
            "The chair will decide within 1 month of the date of death.",
            "E0414: `will` does not say how strongly",
        ),
        (
            "The chair must decide within one calendar month of the date of death.",
            "E0130: `calendar` is not a unit",
        ),
        (
            "The chair must decide within 1 month of the date of death or 6 weeks of 3 May 2015, whichever is the later.",
            "E0221: `whichever is` picks one of several dates",
        ),
    ] {
        let (sources, diagnostics) = judged(&told_of(&format!("Deadline \"more\" [Local 9]\n  {line}")));
        let told = shown(&sources, &diagnostics);
        assert!(told.contains(said), "{line}: {told}");
        assert_eq!(diagnostics.len(), 1, "{line}: {told}");
    }
}

#[test]
fn no_later_than_so_long_after_a_day_is_within_it() {
    let line = "  The chair must decide as soon as possible, and no later than 5 days after the date the board was told.\n";
    let rules = format!("{BASE}Deadline \"soon\" [Act 9]\n{line}");
    let files = Files::read(&[("plain.facts", FACTS), ("national.rules", &rules)]);
    let checked = files.check();
    assert_eq!(shown(&files.sources, &checked.diagnostics), "");
    let sound = checked.sound().unwrap();
    let deadline = sound.rule_set().deadlines.last().unwrap();
    assert_eq!((deadline.within.words().as_str(), deadline.before), ("5 days", false));
    assert_eq!(deadline.what, "decide as soon as possible, and");
}

#[test]
fn a_rule_that_gives_what_otherwise_gives_is_told() {
    let rule = "Rule \"custody\" [Act 4]\n  The outcome must be no review when the child was in custody.\n";
    let told = alone(&format!("{BASE}{rule}"));
    assert!(told.contains("W0492: the rule `custody` can never change"), "{told}");
    assert!(!alone(BASE).contains("W0492"));
}

#[test]
fn a_name_unlike_all_others_is_told_with_what_there_is() {
    let rules: String = (1..=9)
        .map(|rule| {
            format!("Rule \"rule {rule}\" [Act 4]\n  The outcome must be full review when the child died.\n")
        })
        .collect();
    let example = |name: &str| {
        let text = format!(
            "{BASE}{rules}Rule \"infant in a home\" [Act 4]\n  The outcome must be full review when the child died.\nExample \"e\"\n  Given the child died.\n  Then \"review\" is full review, because of \"{name}\".\n"
        );
        let files = Files::read(&[("plain.facts", FACTS), ("local.rules", &text)]);
        let found = files.check().diagnostics.into_iter().find(|one| one.code.0 == "E0273").unwrap();
        found.help.join("; ")
    };
    assert!(example("infants").contains("`infant in a home`"), "{}", example("infants"));
    assert!(example("quorum").contains("others"), "{}", example("quorum"));
}

#[test]
fn a_deadline_takes_a_number_in_words() {
    let base = BASE.replace("within 28 days", "within five working days");
    assert!(!alone(&base).contains('E'), "{}", alone(&base));
}

#[test]
fn each_mistake_is_told_where_it_stands_and_its_fix_mends_it() {
    let files = mistakes();
    assert!(files.len() >= 25, "{} files", files.len());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let (sources, diagnostics) = judged(&text);
        let found: Vec<String> = diagnostics
            .iter()
            .map(|one| {
                let place = sources.place(one.primary.as_ref().unwrap().span);
                format!("{} at line {}", one.code.0, place.rsplit(':').next().unwrap())
            })
            .collect();
        let expected = text.lines().next().unwrap().trim_start_matches("# expect: ").to_owned();
        assert_eq!(found.join(", "), expected, "{}", path.display());
        let fixed = std::fs::read_to_string(path.with_extension("fixed.rules")).ok();
        let mended = diagnostics.first().and_then(|one| one.fixes.first()).map(|fix| {
            let mut edits: Vec<_> = fix.edits.iter().collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
            edits.into_iter().fold(text.clone(), |mut text, edit| {
                text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
                text
            })
        });
        assert_eq!(mended, fixed, "{}", path.display());
        if let Some(mended) = mended {
            let (sources, left) = judged(&mended);
            assert_eq!(shown(&sources, &left), "", "{}", path.display());
        }
    }
}

#[test]
fn a_question_that_cannot_be_read_is_missed_once() {
    let rules = BASE.replace("Question \"review\": which review?", "Question review which review?");
    let mut sources = Sources::default();
    let ids = [sources.add("plain.facts", FACTS), sources.add("local.rules", rules)];
    let [vocabulary, parsed] = ids.map(|id| syntax::parse(&sources, id));
    assert!(!parsed.diagnostics.is_empty());
    let checked = check::check(&Input {
        rule_set: &parsed.tree,
        vocabularies: vec![&vocabulary.tree],
        builds_on: Vec::new(),
        hash: String::new(),
    });
    assert_eq!(
        shown(&sources, &checked.diagnostics),
        "local.rules:2: E0459: this rule set asks no question\n"
    );
    assert!(checked.sound().is_none());
}
