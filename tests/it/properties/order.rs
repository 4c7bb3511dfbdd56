//! In whatever order rules, items and fields stand, and however a file is laid out, the same is said.

use std::collections::BTreeMap;

use threshold::evaluation::{CaseResult, Depth, Knowledge, Known, Options, Status, evaluate};
use threshold::explanation;
use threshold::program::Program;
use threshold::record::{self, Format, Record};
use threshold::report::{self, Report};
use threshold::source::Sources;

use super::text::{Sheet, made, record};
use crate::random::as_at;
use crate::random_numbers::Dice;
use crate::sentences::about_the_case;
use crate::syntax::laid_out;

/// Records for each rule file.
const RECORDS: u64 = 8;
const CONFLICTS: u64 = 20;

/// A page's sections: heading and lines.
type Page = Vec<(String, Vec<String>)>;

/// Was everything worked out, within the budget?
fn whole(result: &CaseResult) -> bool {
    let mut questions = result.questions.iter();
    questions.all(|it| it.status != Status::NotSettled && it.unsaid.is_empty())
}

/// The page, or nothing where the budget ended first: where it ends hangs on the order in which things are tried.
fn page(program: &Program, record: &Record, depth: Depth) -> Option<Page> {
    let options = Options { conflicts: CONFLICTS, depth, ..Options::default() };
    let result = evaluate(program, record, as_at(), &options);
    assert_eq!(result.fault, None);
    if !whole(&result) {
        return None;
    }
    let explained = explanation::explain(program, record, &result, as_at());
    let json = Report::of(vec![explained]).write(report::Format::Json);
    let all: serde_json::Value = serde_json::from_str(&json).unwrap();
    let section = |section: &serde_json::Value| {
        let lines = section["lines"].as_array().unwrap().iter();
        (
            section["heading"].as_str().unwrap().to_owned(),
            lines.map(|line| line.as_str().unwrap().to_owned()).collect(),
        )
    };
    Some(all[0]["page"].as_array().unwrap().iter().map(section).collect())
}

/// Reads a record back from JSON.
fn read(program: &Program, text: &str) -> Record {
    let mut sources = Sources::default();
    let id = sources.add("case.json", text);
    let read = record::read(&sources, id, Format::Json, &program.rule_set.vocabulary);
    assert!(read.refused.is_empty(), "{text}\n{:#?}", read.all_diagnostics());
    read.records.into_iter().next().unwrap()
}

/// The same record with its fields in another order.
fn fields_shuffled(text: &str, dice: &mut Dice) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let facts = value["facts"].as_object().unwrap();
    let mut keys: Vec<&String> = facts.keys().collect();
    for place in (1..keys.len()).rev() {
        keys.swap(place, dice.below(place + 1));
    }
    let facts: serde_json::Map<_, _> = keys.iter().map(|key| ((*key).clone(), facts[*key].clone())).collect();
    format!("{}\n", serde_json::json!({"facts": facts, "case": value["case"]}))
}

/// Lines without the labels that their order gives them, sorted.
fn unordered(sections: &Page) -> Page {
    let label = |line: &str| {
        let rest = line.trim_start();
        let bare =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(rest, |(_, rest)| rest);
        // Several sentences, or citations, in one line stand in the rules' order too: so its words are compared.
        let words = bare.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_lowercase).collect();
        words.sort();
        words.join(" ")
    };
    let mut sections: Page = sections
        .iter()
        .map(|(heading, lines)| {
            let mut lines: Vec<String> = lines.iter().map(|line| label(line)).collect();
            lines.sort();
            (heading.clone(), lines)
        })
        .collect();
    sections.sort();
    sections
}

/// Lines that only one of the pages has.
fn apart(here: &Page, there: &Page) -> Vec<String> {
    let lines = |page: &Page| -> Vec<String> {
        page.iter()
            .flat_map(|(heading, lines)| lines.iter().map(move |line| format!("{heading}: {line}")))
            .collect()
    };
    let (here, there) = (lines(here), lines(there));
    let only = |of: &[String], other: &[String], sign: &str| -> Vec<String> {
        of.iter().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [only(&here, &there, "<"), only(&there, &here, ">")].concat()
}

#[test]
fn order_changes_nothing() {
    let (mut pairs, mut files, mut unsettled) = (0_u64, 0_u64, 0_u64);
    for seed in 0..crate::exact::pairs(24).div_ceil(RECORDS) {
        let mut dice = Dice::new(seed ^ 0x07de);
        let sheet = Sheet::new(&mut dice);
        let (one, other) = (made(&sheet), made(&sheet.shuffled(&mut dice)));
        files += 1;
        for number in 0..RECORDS {
            let (said, _) = record(&one, &mut dice);
            let text = record::write_line(&said, &one.rule_set.vocabulary);
            let (said, again) = (read(&one.program, &text), fields_shuffled(&text, &mut dice));
            let place = format!("rule file {seed}, record {number}");
            pairs += 1;
            // Reasons and changes take long: of every fortieth record.
            let depth = if pairs % 40 == 0 { Depth::Everything } else { Depth::Matters };
            let fields = page(&one.program, &read(&one.program, &again), depth);
            let (here, there) = (page(&one.program, &said, depth), page(&other.program, &said, depth));
            assert_eq!(here, fields, "{place}: fields in another order");
            let (Some(here), Some(there)) = (here, there) else {
                unsettled += 1;
                continue;
            };
            let apart = apart(&unordered(&here), &unordered(&there));
            assert!(apart.is_empty(), "{place}: rules and items in another order: {apart:#?}");
        }
    }
    println!("order: {pairs} pairs, {files} rule files, {unsettled} not worked out to the end");
    assert!(unsettled * 2 < pairs, "{unsettled} of {pairs}");
}

#[test]
fn a_round_trip_changes_nothing() {
    let (mut pairs, mut files) = (0_u64, 0_u64);
    let mut with: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..crate::exact::pairs(80).div_ceil(RECORDS) {
        let mut dice = Dice::new(seed ^ 0x4071);
        let sheet = Sheet::new(&mut dice);
        let text = sheet.text();
        let sloppy = sloppy(&text, &mut dice);
        let once = laid_out("random.rules", &sloppy);
        assert_eq!(once, laid_out("random.rules", &once), "rule file {seed}");
        let made = made(&sheet);
        files += 1;
        for number in 0..RECORDS {
            let place = format!("rule file {seed}, record {number}");
            let (said, knowledge) = record(&made, &mut dice);
            let line = record::write_line(&said, &made.rule_set.vocabulary);
            let back = read(&made.program, &line);
            let (known, _) = Knowledge::from_record(&made.program, &back, as_at());
            assert_eq!(in_order(known), in_order(knowledge), "{place}: read back");
            let again = record::write_line(&back, &made.rule_set.vocabulary);
            let twice = record::write_line(&read(&made.program, &again), &made.rule_set.vocabulary);
            assert_eq!(twice, again, "{place}: written again");
            pairs += 1;
        }
        for sentence in about_the_case().into_iter().filter(|sentence| text.contains(sentence)) {
            *with.entry(sentence).or_default() += 1;
        }
    }
    let rarest = with.iter().min_by_key(|(_, count)| **count);
    println!("round trip: {pairs} pairs, {files} rule files, rarest of {} sentences {rarest:?}", with.len());
    if files >= 400 {
        assert_eq!(with.len(), about_the_case().len());
        assert!(with.values().all(|count| count * 100 >= files), "{with:?} of {files}");
    }
}

/// Sources are written down in an order of their own.
fn in_order(mut knowledge: Knowledge) -> Knowledge {
    for known in &mut knowledge.slots {
        match known {
            Known::List(lists) => lists.sort_by_cached_key(|list| format!("{list:?}")),
            Known::Set(sets) => sets.sort_unstable(),
            Known::Choice(_) | Known::Number(_) | Known::Date(_) => {}
        }
    }
    knowledge
}

/// The same words with other spaces and line ends, and notes.
fn sloppy(text: &str, dice: &mut Dice) -> String {
    let mut sloppy = String::new();
    for line in text.lines() {
        sloppy.push_str(line);
        sloppy.push_str(if dice.chance(10) { "   # a note\n" } else { "\n" });
        if line.is_empty() && dice.chance(30) {
            sloppy.push_str("\n\n# another note\n");
        }
    }
    sloppy
}
