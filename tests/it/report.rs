//! Four ways to write one page: the same content in the same order, and nothing in a record can break out of it.

use threshold::evaluation::Status;
use threshold::explanation::Explanation;
use threshold::report::{Format, Report};

use crate::invented::{Invented, plain};
use crate::written::{from_html, from_json, from_markdown, from_text};

const STATUSES: [Status; 6] = [
    Status::Inconsistent,
    Status::NotSettled,
    Status::Undecided,
    Status::Presumed,
    Status::Decided,
    Status::DecidedWhatever,
];

const NAUGHTY: [&str; 8] = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}} `code` *bold* _under_ ~~gone~~",
    "\u{1b}[31mred\u{1b}[0m \u{7}bell",
    "=HYPERLINK(\"https://example.org\")",
    "[a link](javascript:alert(1)) ![x](y) | cell",
    "</style></title><script>alert('x')</script> & &amp;",
    "\u{202e}backwards\u{200b} line\nbreak",
    "# heading 1. one - two > quote",
];

fn write(explanations: Vec<Explanation>, format: Format) -> String {
    Report::of(explanations).write(format)
}

#[test]
fn the_four_formats_carry_the_same_content_in_the_same_order() {
    for status in STATUSES {
        let case = || vec![plain(status)];
        let text = from_text(&write(case(), Format::Text));
        assert_eq!(text, from_markdown(&write(case(), Format::Markdown)), "Markdown, {status:?}");
        assert_eq!(text, from_html(&write(case(), Format::Html)), "HTML, {status:?}");
        assert_eq!(text, from_json(&write(case(), Format::Json)), "JSON, {status:?}");
    }
}

#[test]
fn hostile_text_stays_text_in_every_format() {
    for naughty in NAUGHTY {
        let hostile = |text: &str| format!("{naughty} {text} {naughty}");
        let case = || vec![Invented(&hostile).case(Status::Undecided)];
        let text = write(case(), Format::Text);
        assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "{naughty}");
        let html = write(case(), Format::Html);
        for tag in ["<img", "<script", "</style></title>"] {
            assert!(!html.contains(tag), "{tag} in HTML");
        }
        let markdown = write(case(), Format::Markdown);
        assert!(
            !markdown.contains("<img") && !markdown.replace("\\]", "").contains("](javascript"),
            "{naughty}"
        );
        let words = from_text(&text);
        assert_eq!(words, from_html(&html), "HTML, {naughty}");
        assert_eq!(words, from_markdown(&markdown), "Markdown, {naughty}");
        assert_eq!(words, from_json(&write(case(), Format::Json)), "JSON, {naughty}");
    }
}

#[test]
fn no_line_of_text_is_wider_than_a_page() {
    for naughty in
        ["", "averyveryverylongwordwithoutanyspaceinitthatgoesonandonandonuntilthelineisfullandmore"]
    {
        let long = |text: &str| format!("{text}{naughty}");
        for status in STATUSES {
            let text = write(vec![Invented(&long).case(status), Invented(&long).case(status)], Format::Text);
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }
}

#[test]
fn pages_never_use_the_words_people_should_not_read() {
    const BANNED: [&str; 15] = [
        "score",
        "policy",
        "predicate",
        "entity",
        "eval",
        "boolean",
        "null",
        "subject",
        "the system",
        "decided",
        "victim",
        "algorithm",
        "probability",
        "open fact",
        "computed",
    ];
    for status in STATUSES {
        let text = from_text(&write(vec![plain(status)], Format::Text)).to_lowercase();
        let text = text.replace("undecided", "");
        for word in BANNED {
            assert!(!text.contains(&word.replace(' ', "")), "“{word}” on the page of {status:?}");
        }
    }
}

#[test]
fn a_batch_ends_with_a_summary_and_stays_in_order() {
    let mut second = plain(Status::Undecided);
    second.case = "EX-2015-015".to_owned();
    let cases = || vec![plain(Status::Decided), second.clone()];
    let text = write(cases(), Format::Text);
    insta::assert_snapshot!(text.split("Summary of all cases").nth(1).unwrap());
    let lines = write(cases(), Format::Jsonl);
    let ids: Vec<_> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["case"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids, ["EX-2015-014", "EX-2015-015"]);
    let array: serde_json::Value = serde_json::from_str(&write(cases(), Format::Json)).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    let html = write(cases(), Format::Html);
    assert!(html.contains("<nav aria-label=\"Contents\">") && html.contains("href=\"#page-2\""));
}

#[test]
fn the_page_of_each_status_reads_as_printed() {
    for status in STATUSES {
        insta::assert_snapshot!(format!("page_{status:?}"), write(vec![plain(status)], Format::Text));
    }
}

#[test]
fn the_other_formats_read_as_printed() {
    insta::assert_snapshot!("markdown", write(vec![plain(Status::Presumed)], Format::Markdown));
    insta::assert_snapshot!("json", write(vec![plain(Status::Presumed)], Format::Json));
}

#[test]
fn every_result_fits_the_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/result.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for status in STATUSES {
        for line in write(vec![plain(status)], Format::Jsonl).lines() {
            let result: serde_json::Value = serde_json::from_str(line).unwrap();
            let faults: Vec<String> = validator
                .iter_errors(&result)
                .map(|fault| format!("{fault} at {}", fault.instance_path))
                .collect();
            assert!(faults.is_empty(), "{status:?}: {faults:#?}");
        }
    }
}

/// The schema lets keys be added; we ourselves write only keys that it describes.
#[test]
fn every_key_is_described_in_the_schema() {
    fn close(schema: &mut serde_json::Value) {
        if let Some(object) = schema.as_object_mut() {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            object.values_mut().for_each(close);
        } else if let Some(items) = schema.as_array_mut() {
            items.iter_mut().for_each(close);
        }
    }
    let mut schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/result.schema.json")).unwrap();
    close(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for status in STATUSES {
        let result: serde_json::Value =
            serde_json::from_str(&write(vec![plain(status)], Format::Jsonl)).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&result)
            .map(|fault| format!("{fault} at {}", fault.instance_path))
            .collect();
        assert!(faults.is_empty(), "{status:?}: {faults:#?}");
    }
}

#[test]
fn the_schema_refuses_a_result_with_a_missing_or_misspelt_part() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/result.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let good: serde_json::Value =
        serde_json::from_str(&write(vec![plain(Status::Decided)], Format::Jsonl)).unwrap();
    let mut missing = good.clone();
    missing.as_object_mut().unwrap().remove("case");
    let mut status = good.clone();
    status["questions"][0]["status"] = "approved".into();
    let mut truth = good;
    truth["questions"][0]["rules"][0]["sentences"][0]["truth"] = "maybe".into();
    for wrong in [missing, status, truth] {
        assert!(!validator.is_valid(&wrong));
    }
}
