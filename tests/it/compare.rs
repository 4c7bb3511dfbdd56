//! Two rule sets over the same cases: what moves, what may be shown of it, what it costs; and invented cases to see it on.

use std::path::Path;
use std::sync::OnceLock;

use threshold::calendar::Date;
use threshold::comparison::{self, Comparison, Kind, Shown, Stand, Tally, Writing, suppress};
use threshold::evaluation::{self, Options, Status};
use threshold::program::{self, Program};
use threshold::project;
use threshold::record::{self, Record};
use threshold::report::Format;
use threshold::sampling::{self, Drawn, Marginals, Order};
use threshold::source::Sources;

use super::screened;

const ALL: Writing = Writing { small_numbers: 0, a_year: None, days_a_worker: None };

fn set(reference: &str) -> Program {
    program::lower(&project::load_set(reference, Path::new(".")).unwrap().sound.unwrap())
}

fn england() -> &'static Program {
    static SET: OnceLock<Program> = OnceLock::new();
    SET.get_or_init(|| set("england/working-together-2015"))
}

fn northshire() -> &'static Program {
    static SET: OnceLock<Program> = OnceLock::new();
    SET.get_or_init(|| set("local/northshire"))
}

fn as_at() -> Date {
    Date::parse("2018-04-30").unwrap()
}

/// Every case of the folder of cases.
pub(crate) fn cases(program: &Program) -> Vec<Record> {
    let mut sources = Sources::default();
    let mut records = Vec::new();
    for file in project::cases_in(Path::new("tests/cases")).unwrap() {
        let format = record::Format::of_name(&file.to_string_lossy()).unwrap();
        let add = |sources: &mut Sources, file: &Path| {
            sources.add(file.display().to_string(), std::fs::read_to_string(file).unwrap())
        };
        let id = add(&mut sources, &file);
        let lists: Vec<_> =
            project::companions(&file).iter().map(|companion| add(&mut sources, companion)).collect();
        let lists = if format == record::Format::Csv { lists } else { Vec::new() };
        let read = record::read_with_lists(&sources, id, &lists, format, &program.rule_set.vocabulary);
        records.extend(read.records);
    }
    assert!(records.len() > 20);
    records
}

fn compared<'r>(old: &Program, new: &Program, records: impl Iterator<Item = &'r Record>) -> Comparison {
    let mut tally = Tally::new(&old.rule_set, &new.rule_set);
    for record in records {
        let was = evaluation::evaluate(
            old,
            record,
            as_at(),
            &Options { depth: evaluation::Depth::Outcomes, ..Options::default() },
        );
        let is = evaluation::evaluate(
            new,
            record,
            as_at(),
            &Options { depth: evaluation::Depth::Outcomes, ..Options::default() },
        );
        tally.add(&record.case, &was, &is);
    }
    tally.finish()
}

/// What moved, without the ids: question, from, to, how many.
fn counts(comparison: &Comparison) -> Vec<(String, Stand, Stand, usize)> {
    let each = comparison.questions.iter().flat_map(|question| {
        question
            .moves
            .iter()
            .map(|it| (question.name.clone(), it.from.clone(), it.to.clone(), it.cases.len()))
    });
    each.collect()
}

#[test]
fn a_local_set_never_moves_a_case_down_and_every_case_is_counted_once() {
    let (old, new) = (england(), northshire());
    let records = cases(old);
    let comparison = compared(old, new, records.iter());
    let names: Vec<&str> = comparison.questions.iter().map(|question| question.name.as_str()).collect();
    assert_eq!(names, ["notification", "review"]);
    assert_eq!(comparison.only_new, ["screening"]);
    for question in &comparison.questions {
        assert!(question.moves.iter().all(|it| it.kind != Kind::Down), "{:#?}", question.moves);
        assert_eq!(question.moves.iter().map(|it| it.cases.len()).sum::<usize>(), records.len());
        assert!(question.moves.is_sorted_by_key(|it| it.kind));
    }
    let review = &comparison.questions[1];
    let opened = review.moves.iter().find(|it| it.cases.iter().any(|id| id == "EX-2015-014")).unwrap();
    assert_eq!((opened.kind, &opened.from), (Kind::Opens, &Stand::Outcome("no review".to_owned())));
}

#[test]
fn each_move_is_what_the_two_results_say() {
    let (old, new) = (england(), northshire());
    let records = cases(old);
    let comparison = compared(old, new, records.iter());
    let review = &comparison.questions[1];
    for record in &records {
        let outcome = |program: &Program| {
            let result = evaluation::evaluate(
                program,
                record,
                as_at(),
                &Options { depth: evaluation::Depth::Outcomes, ..Options::default() },
            );
            let at = program.rule_set.questions.iter().position(|it| it.name == "review").unwrap();
            let outcome = result.questions[at].outcome?;
            Some(program.rule_set.questions[at].outcomes[outcome.0 as usize].name.clone())
        };
        let it = review.moves.iter().find(|it| it.cases.contains(&record.case)).unwrap();
        for (stand, outcome) in [(&it.from, outcome(old)), (&it.to, outcome(new))] {
            let said = match stand {
                Stand::Outcome(name) => Some(name.clone()),
                Stand::Undecided | Stand::NotSettled | Stand::Inconsistent => None,
            };
            assert_eq!(said, outcome, "{}", record.case);
        }
    }
}

#[test]
fn the_order_of_the_cases_does_not_change_a_count() {
    let (old, new) = (england(), northshire());
    let records = cases(old);
    let forwards = compared(old, new, records.iter());
    let backwards = compared(old, new, records.iter().rev());
    assert_eq!(counts(&forwards), counts(&backwards));
    assert_eq!(
        comparison::write(&forwards, Writing { small_numbers: 5, ..ALL }, Format::Html),
        comparison::write(&backwards, Writing { small_numbers: 5, ..ALL }, Format::Html)
    );
}

#[test]
fn a_small_count_is_not_shown_and_does_not_come_back_by_subtraction() {
    assert_eq!(suppress(&[12, 3, 40], 5).shown, [Shown::Withheld, Shown::Under(5), Shown::Count(40)]);
    assert_eq!(
        suppress(&[1, 2, 40, 9], 5).shown,
        [Shown::Under(5), Shown::Under(5), Shown::Count(40), Shown::Withheld]
    );
    assert_eq!(suppress(&[0, 9, 40], 5).shown, [Shown::Count(0), Shown::Count(9), Shown::Count(40)]);
    assert_eq!(suppress(&[3], 5).shown, [Shown::Under(5)]);
    assert_eq!(suppress(&[3, 9], 0).shown, [Shown::Count(3), Shown::Count(9)]);
}

/// By trying: whoever knows the total and the shown counts cannot tell any hidden small count.
#[test]
fn what_is_hidden_could_be_more_than_one_number() {
    for first in 0..9_u32 {
        for second in 0..9 {
            for third in 0..9 {
                let counts = [first, second, third];
                let shown = suppress(&counts, 5).shown;
                let hidden: Vec<u32> = shown
                    .iter()
                    .zip(counts)
                    .filter(|(shown, _)| shown.count().is_none())
                    .map(|(_, count)| count)
                    .collect();
                let others = counts.iter().filter(|count| **count > 0).count() > hidden.len();
                let safe = hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<u32>() >= 5);
                assert!(safe || !others, "{counts:?} {shown:?}");
            }
        }
    }
}

#[test]
fn what_leaves_the_group_names_no_case_and_its_picture_says_itself_in_words() {
    let (old, new) = (england(), northshire());
    let comparison = compared(old, new, cases(old).iter());
    let page = comparison::write(&comparison, Writing { small_numbers: 5, ..ALL }, Format::Html);
    assert!(!page.contains("EX-2015"));
    for part in ["<svg", "<title>", "<desc>", "<pattern", "<table>"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(comparison::write(&comparison, ALL, Format::Text).contains("EX-2015"));
}

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

fn rules(condition: &str) -> Program {
    let text = format!(
        "Rule set \"R\"
  Uses: \"V\".
Question \"review\": which review?
  Outcomes, most serious first:
    - full review;
      Effort: 30 to 60 days.
    - short review;
      Effort: 5 to 10 days.
    - no review.
Rule \"hurt\"
  The outcome must be full review when all of these are true:
    (a) the child was hurt;
    (b) {condition}.
Rule \"seen\"
  The outcome must be short review when the child was seen.
Otherwise the outcome is no review.
"
    );
    screened::program(FACTS, &text)
}

#[test]
fn the_cost_is_of_what_changes_and_keeps_its_range() {
    let (old, new) = (rules("the child was hurt"), rules("the child was not seen"));
    let hurt_and_seen = screened::record(&old, "case: A\nfacts: {hurt: yes, seen: yes}\n");
    let hurt = screened::record(&old, "case: B\nfacts: {hurt: yes, seen: no}\n");
    let neither = screened::record(&old, "case: C\nfacts: {hurt: no, seen: no}\n");
    let comparison = compared(&old, &new, [&hurt_and_seen, &hurt, &neither].into_iter());
    let question = &comparison.questions[0];
    let first = &question.moves[0];
    assert_eq!(first.kind, Kind::Down);
    assert_eq!(first.cases, ["A"]);
    let lost: Vec<&str> = first.lost.keys().map(|moved| moved.rule.as_str()).collect();
    assert_eq!(lost, ["hurt"]);
    assert_eq!((question.workload.change.least, question.workload.change.most), (5 - 60, 10 - 30));
    let page = comparison::write(&comparison, Writing { a_year: Some(300), ..ALL }, Format::Text);
    assert!(page.contains("-5,500 to -2,000 days"), "{page}");
    let hidden = comparison::write(&comparison, Writing { small_numbers: 5, ..ALL }, Format::Text);
    assert!(!hidden.contains("-55") && !hidden.contains(" B"), "{hidden}");
}

fn figures(name: &str) -> Marginals {
    let text = std::fs::read_to_string(format!("rules/samples/marginals/{name}.yaml")).unwrap();
    sampling::read(&text).unwrap()
}

fn sample(program: &Program, cases: u32, seed: u64) -> Vec<Drawn> {
    sampling::sample(program, &figures("child-death"), Order { cases, seed, not_known: None }).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_records_and_another_seed_others() {
    let program = northshire();
    let written = |cases, seed| -> Vec<String> {
        sample(program, cases, seed).iter().map(|drawn| drawn.written.to_string()).collect()
    };
    assert_eq!(written(30, 7), written(30, 7));
    assert_eq!(written(30, 7)[..10], written(10, 7)[..]);
    assert_ne!(written(30, 7), written(30, 8));
}

#[test]
fn every_invented_record_reads_and_could_be_and_says_what_it_is() {
    let program = northshire();
    for drawn in sample(program, 60, 1) {
        let record = &drawn.record;
        assert!(record.case.starts_with("SAMPLE-"));
        let again = screened::record(program, &record::write(record, &program.rule_set.vocabulary));
        assert_eq!(again.hash, record.hash);
        let result = evaluation::evaluate(
            program,
            record,
            as_at(),
            &Options { depth: evaluation::Depth::Outcomes, ..Options::default() },
        );
        assert!(result.questions.iter().all(|question| question.status != Status::Inconsistent));
    }
}

#[test]
fn an_invented_year_has_the_shares_it_is_drawn_from() {
    let program = england();
    let drawn = sample(program, 400, 2);
    let share =
        |fact: &str, value: &str| drawn.iter().filter(|it| it.written["facts"][fact] == value).count();
    // Four standard deviations either side of 120 of 400.
    assert!((83..=157).contains(&share("unexpected", "yes")), "{}", share("unexpected", "yes"));
    assert_eq!(share("child-died", "yes"), 400);
    let order = Order { cases: 200, seed: 2, not_known: Some(100) };
    let unknown = sampling::sample(program, &figures("child-death"), order).unwrap();
    assert!(unknown.iter().all(|it| it.written["facts"]["domestic-abuse"] == "not known"));
}

#[test]
fn every_figure_says_where_it_comes_from_and_adds_up() {
    for name in ["child-death", "referrals"] {
        for figure in figures(name).facts {
            assert!(!figure.source.is_empty(), "{name}: {}", figure.fact);
        }
    }
    let wrong = "{schema: threshold/marginals/1, vocabulary: V, about: a, as_at: 2018-01-01, plain: 900, facts: \
                 [{fact: hurt, shares: {\"yes\": 1}, mark: guessed, source: none}]}";
    assert!(sampling::read(wrong).unwrap_err().contains("add up to 1"));
}

#[test]
fn over_every_record_a_move_is_shown_by_a_case_that_makes_it_and_none_is_proved() {
    use threshold::analysis::differences;
    let (old, new) = (rules("the child was hurt"), rules("the child was not seen"));
    let same = differences(&old.rule_set, &old.rule_set).unwrap();
    assert!(same.iter().all(|it| it.moves.is_empty() && it.not_settled.is_empty()));
    let found = differences(&old.rule_set, &new.rule_set).unwrap();
    let [question] = found.as_slice() else { panic!("one question") };
    let moves: Vec<(&str, &str)> =
        question.moves.iter().map(|it| (it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(moves, [("full review", "short review")]);
    assert_eq!(question.moves[0].case.sentences, ["the child was hurt", "the child was seen"]);
    let page = comparison::write_differences(&old.rule_set, &new.rule_set, &found, Format::Text);
    assert!(page.contains("From full review to short review (less serious)"), "{page}");
}

#[test]
fn over_every_record_the_referral_sets_differ_in_one_way() {
    use threshold::analysis::differences;
    let old = set("referrals/as-the-council-wishes");
    let new = set("referrals/every-professionals-referral-besides");
    let found = differences(&old.rule_set, &new.rule_set).unwrap();
    let moves: Vec<(&str, &str)> =
        found.iter().flat_map(|it| &it.moves).map(|it| (it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(moves, [("no assessment", "initial assessment")]);
    assert!(found.iter().all(|it| it.not_settled.is_empty()));
}

#[test]
fn what_was_not_compared_is_named_and_nothing_is_claimed_of_it() {
    let old = rules("the child was hurt");
    let mut changed = old.rule_set.clone();
    changed.hash = "sha256:1".to_owned();
    let page = |new: &threshold::check::RuleSet| {
        let found = threshold::analysis::differences(&old.rule_set, new).unwrap();
        comparison::write_differences(&old.rule_set, new, &found, Format::Json)
    };
    assert!(page(&changed).contains("\"no_difference_proved\": true"));
    let deadlines = england().rule_set.deadlines.clone();
    assert!(!deadlines.is_empty());
    changed.deadlines = deadlines;
    let said = page(&changed);
    assert!(said.contains("\"no_difference_proved\": false") && said.contains("\"deadlines\""), "{said}");
}

/// Of a list, what the case rests on is every entry and not their number alone.
#[test]
fn over_every_record_the_entries_of_a_list_are_told() {
    const VISITS: &str = "Vocabulary \"V\"
List visits.
  One: \"visit\".
  Many: \"visits\".
  None: \"there were no visits\".
  Ask: \"Which visits were there?\".
  Field kind, one of: home, school.
";
    let set = |number: &str| {
        let text = format!(
            "Rule set \"R\"
  Uses: \"V\".
Question \"review\": which review?
  Outcomes, most serious first:
    - review;
    - no review.
Rule \"many\"
  The outcome must be review when there were at least {number} visits whose kind is home.
Otherwise the outcome is no review.
"
        );
        screened::program(VISITS, &text)
    };
    let found = threshold::analysis::differences(&set("2").rule_set, &set("3").rule_set).unwrap();
    let case = &found[0].moves[0].case;
    assert_eq!(case.sentences, ["the number of visits is 2 (first, kind: home; second, kind: home)"]);
}

#[test]
fn a_power_is_no_ground_of_what_binds() {
    let set = |hurt: &str| {
        let text = format!(
            "Rule set \"R\"
  Uses: \"V\".
Question \"review\": which review?
  Outcomes, most serious first:
    - review;
    - no review.
Rule \"hurt\"
  The outcome must be review when {hurt}.
Rule \"power\"
  Review may be chosen when the child was hurt.
Otherwise the outcome is no review.
"
        );
        screened::program(FACTS, &text)
    };
    let (old, new) = (set("the child was hurt"), set("the child was seen"));
    let found = threshold::analysis::differences(&old.rule_set, &new.rule_set).unwrap();
    let grounds = found[0].moves.iter().flat_map(|it| &it.case.outcomes).flat_map(|then| &then.rules);
    assert!(grounds.clone().count() > 0 && grounds.clone().all(|rule| rule != "power"), "{found:#?}");
}

/// What is said of cases that become undecided where the one rule changes its condition.
fn opened(old: &str, new: &str) -> threshold::analysis::Undecided {
    let (old, new) = (rules(old), rules(new));
    let mut found = threshold::analysis::differences(&old.rule_set, &new.rule_set).unwrap();
    found.remove(0).opened
}

#[test]
fn over_every_record_it_is_proved_that_no_case_becomes_undecided_or_one_is_shown() {
    use threshold::analysis::Undecided;
    let Undecided::Found(case) = opened("the child was hurt", "the child was not seen") else {
        panic!("whether the child was seen now matters")
    };
    assert_eq!((case.missing.as_str(), case.was.as_str()), ("Was the child seen?", "full review"));
    assert_eq!(case.possible, ["full review", "short review"]);
    assert_eq!(case.sentences, ["the child was hurt"]);
    assert!(case.differ.is_none());
    assert!(matches!(opened("the child was hurt", "the child was hurt"), Undecided::Never));
}

/// No answer left out does it, because with none at all the old set is undecided too; two sources that differ do.
#[test]
fn over_every_record_a_case_may_become_undecided_because_sources_differ() {
    use threshold::analysis::Undecided;
    const GRADES: &str = "Vocabulary \"V\"
Fact concern, one of: none, some, grave.
  Name: \"the concern\".
  Ask: \"How grave is the concern?\".
";
    let set = |outcome: &str, short: &str| {
        let text = format!(
            "Rule set \"R\"
  Uses: \"V\".
Question \"review\": which review?
  Outcomes, most serious first:
    - full review;
    - short review;
    - no review.
Rule \"full\"
  The outcome must be full review when the concern is grave.
Rule \"short\"
  The outcome must be {outcome} review when the concern is {short}.
Otherwise the outcome is no review.
"
        );
        screened::program(GRADES, &text)
    };
    // Every case moves with its outcome, so none is torn apart.
    let (old, new) = (set("short", "some"), set("full", "some"));
    let found = threshold::analysis::differences(&old.rule_set, &new.rule_set).unwrap();
    assert_eq!(found[0].moves.len(), 1);
    assert!(matches!(found[0].opened, Undecided::Never), "{:?}", found[0].opened);
    let (old, new) = (set("short", "grave"), set("short", "some"));
    let found = threshold::analysis::differences(&old.rule_set, &new.rule_set).unwrap();
    let Undecided::Found(case) = &found[0].opened else { panic!("{:?}", found[0].opened) };
    assert_eq!(case.differ, Some(["the concern is some".to_owned(), "the concern is none".to_owned()]));
    assert_eq!((case.was.as_str(), case.possible.len()), ("no review", 2));
    let page = comparison::write_differences(&old.rule_set, &new.rule_set, &found, Format::Text);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("one source says that the concern is some and another that"), "{page}");
}
