//! However an answer is spelt, and in whatever form of file: it means the same, or it is refused at its place.

use proptest::prelude::*;
use threshold::record::{Answer, Format, Read};

use crate::small_vocabulary::read_as;

const FACTS: [&str; 9] = [
    "child-died",
    "abuse-or-neglect",
    "date-of-birth",
    "reviews-before",
    "ward",
    "time-in-care",
    "harm-kinds",
    "time-of-incident",
    "looked-after",
];

/// Spellings of answers, right and wrong ones.
const SPELLINGS: [&str; 68] = [
    "yes",
    "no",
    "Yes",
    "NO",
    "true",
    "FALSE",
    "y",
    "n",
    "on",
    "off",
    "0",
    "1",
    "3",
    "007",
    "-0",
    "1.0",
    "1e3",
    "0x1F",
    "1_000",
    "not known",
    "Not Known",
    "not applicable",
    "not asked",
    "unknown",
    "n/k",
    "NK",
    "N/A",
    "nk",
    "?",
    "~",
    "null",
    "NULL",
    "",
    " ",
    "known",
    "Suspected",
    "ruled out",
    "2015-05-28",
    "2015-02-30",
    "2015-05",
    "2015",
    "28 May 2015",
    "31/12/2015",
    "before 2015-05-03",
    "between 2013 and 2014",
    "2015-05-28 14:30",
    "2015-05-28T14:30Z",
    "at least 3",
    "3 or more",
    "under 0",
    "4 months",
    "1 year",
    "four months",
    "10 days",
    "under 1 year",
    "Between 6 months and 2 years",
    "between 2 years and 6 months",
    "over 0 days",
    "physical",
    "physical; sexual",
    "none",
    "physical; and no others",
    "from 2013 to still",
    "one of: known; suspected",
    "2013-02 to 2014",
    "and no others",
    "1,5",
    "say \"no\"",
];

/// What was understood: nothing asked, an answer, or a refusal.
#[derive(Debug, PartialEq)]
enum Understood {
    NotAsked,
    Answer(Answer),
    Refused,
}

fn understood(read: &Read, text: &str) -> Understood {
    assert_eq!(read.records.len() + read.refused.len(), 1, "{text}: {read:?}");
    let Some(record) = read.records.first() else {
        for diagnostic in &read.refused[0].diagnostics {
            let place = diagnostic.place.as_ref().unwrap();
            assert!(place.line > 0 && place.column > 0 && !place.file.is_empty(), "{text}: {diagnostic:?}");
        }
        assert!(!read.refused[0].diagnostics.is_empty());
        return Understood::Refused;
    };
    record.facts.first().map_or(Understood::NotAsked, |fact| {
        assert_eq!(fact.statements.len(), 1);
        Understood::Answer(without_places(fact.statements[0].answer.clone()))
    })
}

fn without_places(answer: Answer) -> Answer {
    match answer {
        Answer::Value(threshold::record::Value::Periods(mut periods)) => {
            for period in &mut periods.periods {
                period.place = threshold::record::Place::default();
            }
            Answer::Value(threshold::record::Value::Periods(periods))
        }
        other => other,
    }
}

/// The forms a file can give one answer in.
fn forms(fact: &str, spelling: &str) -> Vec<(Format, String)> {
    let json = serde_json::to_string(spelling).unwrap();
    let csv = spelling.replace('"', "\"\"");
    let mut forms = vec![
        (Format::Yaml, format!("case: A\nfacts:\n  {fact}: {spelling}\n")),
        (Format::Yaml, format!("case: A\nfacts:\n  {fact}: {json}\n")),
        (Format::Yaml, format!("case: A\nfacts: {{\"{fact}\": '{}'}}\n", spelling.replace('\'', "''"))),
        (Format::Yaml, format!("case: A\nfacts:\n  {fact}: {{value: {json}}}\n")),
        (Format::Json, format!("{{\"case\": \"A\", \"facts\": {{\"{fact}\": {json}}}}}")),
        (Format::JsonLines, format!("{{\"case\": \"A\", \"facts\": {{\"{fact}\": {json}}}}}\n")),
        (Format::Csv, format!("case,{fact}\nA,\"{csv}\"\n")),
    ];
    if !spelling.contains([',', '"']) {
        forms.push((Format::Csv, format!("case,{fact}\nA,{spelling}\n")));
    }
    let number = spelling.bytes().all(|byte| byte.is_ascii_digit()) && !spelling.is_empty();
    if number || ["true", "false"].contains(&spelling) {
        forms.push((Format::Json, format!("{{\"case\": \"A\", \"facts\": {{\"{fact}\": {spelling}}}}}")));
    }
    forms
}

/// All that were understood as an answer were understood alike; `allowed` names forms with words of their own.
fn agree(fact: &str, spelling: &str) {
    let mut seen: Option<Answer> = None;
    for (format, text) in forms(fact, spelling) {
        match understood(&read_as(format, &text), &text) {
            Understood::Answer(answer) => {
                // A table's own words for the two states that other files write out.
                let table_word =
                    format == Format::Csv && matches!(spelling.to_uppercase().as_str(), "NK" | "N/A");
                if table_word {
                    assert!(matches!(answer, Answer::NotKnown { .. } | Answer::NotApplicable), "{text}");
                    continue;
                }
                let first = seen.get_or_insert_with(|| answer.clone());
                assert_eq!(*first, answer, "{text}");
            }
            Understood::NotAsked => {
                let empty_cell = format == Format::Csv && spelling.trim().is_empty();
                assert!(empty_cell || spelling == "not asked", "{text}");
            }
            Understood::Refused => {}
        }
    }
}

#[test]
fn every_spelling_means_the_same_in_every_form_or_is_refused_at_its_place() {
    for fact in FACTS {
        for spelling in SPELLINGS {
            agree(fact, spelling);
        }
    }
}

proptest! {
    #[test]
    fn any_text_means_the_same_in_every_form_or_is_refused_at_its_place(
        fact in prop::sample::select(FACTS.to_vec()),
        spelling in "[a-z0-9 :;,.'\"{}#&*!|>%@`~?-]{0,12}",
    ) {
        let mut seen: Option<Answer> = None;
        for (format, text) in forms(fact, spelling.trim()).into_iter().skip(1) {
            if let Understood::Answer(answer) = understood(&read_as(format, &text), &text) {
                let first = seen.get_or_insert_with(|| answer.clone());
                prop_assert_eq!(&*first, &answer, "{}", text);
            }
        }
    }

    #[test]
    fn no_bytes_upset_the_readers(text in "[\\[\\]{}:,\"'#&*!|>%@`~?\\-\\\\ \n\tacefst0-9]{0,60}") {
        for format in [Format::Yaml, Format::Json, Format::JsonLines, Format::Csv] {
            let read = read_as(format, &text);
            prop_assert!(read.refused.iter().all(|refused| !refused.diagnostics.is_empty()));
        }
        let under = format!("case: A\nfacts:\n  ward: {text}\n");
        let _ = read_as(Format::Yaml, &under);
    }
}
