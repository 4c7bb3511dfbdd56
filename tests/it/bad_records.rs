//! Damaged and hostile records: each refused at its place, none half-read, and no message shows a record's values.

use threshold::record::{Answer, Format, Read, Value, limits};

use crate::screened;
use crate::small_vocabulary::{codes, codes_of, facts, one, read_as, read_tables, said};

fn yaml(text: &str) -> Vec<&'static str> {
    codes(&read_as(Format::Yaml, text))
}

fn json(text: &str) -> Vec<&'static str> {
    codes(&read_as(Format::Json, text))
}

#[test]
fn bad_input_31_look_alikes_of_yes_and_no() {
    for word in [
        "y", "n", "Y", "N", "on", "off", "On", "0", "1", "t", "f", "ja", "no.", "yes!", "n o", "\"0\"",
        "\"y\"",
    ] {
        let problems = facts(&format!("child-died: {word}")).unwrap_err();
        assert_eq!(problems, ["E0516 3:15 `child-died` does not have this answer"], "{word}");
    }
    let read = read_as(Format::Yaml, "case: A\nfacts:\n  child-died: y\n");
    assert_eq!(read.refused[0].diagnostics[0].help, ["write `yes`, `no` or `not known`"]);
}

#[test]
fn bad_input_32_words_that_look_like_other_types_stay_as_written() {
    for text in ["NO", "010", "1e3", "12:30", "1.10", "2015-05-28", "0x1F", "1_000", ".5", "yes"] {
        let record = facts(&format!("ward: {text}")).unwrap();
        let Answer::Value(Value::Text(kept)) = &record.facts[0].statements[0].answer else {
            panic!("{text}")
        };
        assert_eq!(kept, text);
    }
    let record = one(read_as(Format::Json, r#"{"case": "A", "facts": {"ward": 1.10}}"#)).unwrap();
    assert_eq!(record.facts[0].statements[0].answer, Answer::Value(Value::Text("1.10".to_owned())));
}

#[test]
fn bad_input_33_nothing_is_never_an_answer() {
    for nothing in ["", "~", "null", "Null", "NULL", "\"\"", "''", "\"  \""] {
        assert_eq!(codes_of(&format!("child-died: {nothing}")), ["E0515"], "{nothing:?}");
        assert_eq!(codes_of(&format!("ward: {nothing}")), ["E0515"], "{nothing:?}");
    }
    for other in ["n/k", "\"?\"", "unknown", "NK", "N/A", "n/a", "\"-\"", "\"~\"", "none"] {
        assert_eq!(codes_of(&format!("child-died: {other}")), ["E0516"], "{other:?}");
    }
    assert!(matches!(
        facts("child-died: not known").unwrap().facts[0].statements[0].answer,
        Answer::NotKnown { .. }
    ));
    assert!(
        one(read_as(Format::Json, r#"{"case": "A", "facts": {"child-died": null}}"#))
            .unwrap()
            .facts
            .is_empty()
    );
    assert!(one(read_as(Format::Csv, "case,child-died\nA,\n")).unwrap().facts.is_empty());
}

#[test]
fn bad_input_34_a_key_that_stands_twice() {
    for second in ["child-died", "Child-Died", "\"child-died\"", "'CHILD-DIED'"] {
        let problems = facts(&format!("child-died: yes\n{second}: yes")).unwrap_err();
        assert!(problems.iter().any(|problem| problem.starts_with("E0508 4:3")), "{second}: {problems:?}");
    }
    assert_eq!(yaml("case: A\ncase: A\n"), ["E0508"]);
    assert_eq!(codes_of("referrals: [{on: 2015, on: 2016}]"), ["E0508"]);
    assert_eq!(json(r#"{"case": "A", "facts": {"child-died": true, "child-died": true}}"#), ["E0508"]);
}

#[test]
fn bad_input_35_aliases_and_anchors() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let before = level - 1;
        bomb.push_str(&format!(
            "a{level}: &a{level} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}]\n"
        ));
    }
    assert!(codes_of(&bomb).contains(&"E0506".to_owned()));
    assert_eq!(codes_of("child-died: &died yes"), ["E0506"]);
    assert_eq!(yaml("case: A\nfacts:\n  child-died: *nothing\n"), ["E0506"]);
    let many: String = (0..10_000).map(|number| format!("k{number}: &a{number} x\n")).collect();
    let read = read_as(Format::Yaml, &format!("case: A\nfacts:\n  ward: x\n{many}"));
    assert!(codes(&read).len() <= limits::MESSAGES && read.records.is_empty());
}

#[test]
fn bad_input_36_merges_and_tags() {
    assert_eq!(codes_of("referrals:\n  - {<<: {on: 2015}, from: school}"), ["E0506", "E0512"]);
    for tag in ["!!python/object:os.system", "!!binary", "!mine", "!!str", "!"] {
        assert_eq!(codes_of(&format!("ward: {tag} x")), ["E0506"], "{tag}");
    }
}

#[test]
fn bad_input_37_nesting_without_end() {
    let before = std::time::Instant::now();
    assert_eq!(yaml(&"[".repeat(100_000)), ["E0505"]);
    assert_eq!(yaml(&"{a: ".repeat(100_000)), ["E0505"]);
    assert_eq!(yaml(&"- ".repeat(100_000)), ["E0505"]);
    assert_eq!(json(&"[".repeat(100_000)), ["E0505"]);
    assert_eq!(json(&"{\"a\":".repeat(100_000)), ["E0505"]);
    assert_eq!(codes(&read_as(Format::JsonLines, &"[".repeat(100_000))), ["E0505"]);
    assert!(before.elapsed().as_secs() < 5);
}

#[test]
fn bad_input_38_several_documents() {
    assert_eq!(yaml("case: A\n---\ncase: B\n"), ["E0506"]);
    assert_eq!(yaml(&"---\n".repeat(1_000)).first(), Some(&"E0506"));
    one(read_as(Format::Yaml, "---\ncase: A\n...\n")).unwrap();
}

#[test]
fn bad_input_39_tabs_and_complex_keys() {
    assert_eq!(yaml("case: A\nfacts:\n\tchild-died: yes\n"), ["E0507"]);
    assert_eq!(yaml("case: A\nfacts:\n  child-died: yes\n\tward: x\n"), ["E0507"]);
    assert_eq!(yaml("case: A\nfacts:\n  referrals:\n  \t- {on: 2015}\n"), ["E0507"]);
    assert!(codes_of("? [a, b]\n: yes").contains(&"E0506".to_owned()));
    assert!(codes_of("? {a: b}\n: yes").contains(&"E0506".to_owned()));
    assert_eq!(yaml("case: A\nfacts:\n  child-died: [yes\n"), ["E0501"]);
}

#[test]
fn bad_input_40_a_misspelt_fact() {
    let read = read_as(Format::Yaml, "case: A\nfacts:\n  loked_after: none\n  completely-other: yes\n");
    assert_eq!(codes(&read), ["E0511", "E0511"]);
    assert_eq!(read.refused[0].diagnostics[0].help, ["did you mean `looked-after`?"]);
    assert_eq!(codes_of("looked_after: none"), ["E0511"]);
    assert_eq!(codes_of("Looked-After: none"), ["E0511"]);
}

#[test]
fn bad_input_41_too_long() {
    let long = "x".repeat(10 * 1024 * 1024);
    assert_eq!(yaml(&format!("case: A\nfacts:\n  ward: {long}\n")), ["E0505"]);
    assert_eq!(json(&format!("{{\"case\": \"A\", \"facts\": {{\"ward\": \"{long}\"}}}}")), ["E0505"]);
    assert_eq!(yaml(&format!("case: A\nfacts: {{}}\n# {long}\n# {long}\n")), ["E0505"]);
    let entries = "  - {on: 2015}\n".repeat(1_001);
    assert_eq!(codes_of(&format!("referrals:\n{entries}")), ["E0505"]);
    assert!(facts(&format!("referrals:\n{}", "  - {on: 2015}\n".repeat(1_000))).is_ok());
    assert_eq!(codes(&read_as(Format::Csv, &format!("case,ward\nA,{long}\nB,x\n"))), ["E0505"]);
}

#[test]
fn bad_input_42_numbers_that_are_not_plain() {
    for number in [
        "-0",
        "-1",
        "1.0",
        "1e400",
        "NaN",
        ".inf",
        "0x1F",
        "1_000",
        "010",
        "+1",
        "1,000",
        "99999999999999999999",
        "4294967295",
        "three",
    ] {
        assert_eq!(codes_of(&format!("reviews-before: {number}")), ["E0517"], "{number}");
    }
    for number in ["-0", "1.0", "1e400", "99999999999999999999"] {
        assert_eq!(
            json(&format!("{{\"case\": \"A\", \"facts\": {{\"reviews-before\": {number}}}}}")),
            ["E0517"],
            "{number}"
        );
    }
}

#[test]
fn bad_input_43_json_that_is_not_quite_json() {
    for text in NOT_JSON {
        assert_eq!(json(text), ["E0502"], "{text}");
    }
    for text in JSON {
        let read = read_as(Format::Json, text);
        assert!(!codes(&read).contains(&"E0502"), "{text}: {:?}", read.refused);
    }
    assert_eq!(json(r#"{"case": "A", "case": "A"}"#), ["E0508"]);
}

/// After the samples of `JSONTestSuite` that every reader must refuse.
const NOT_JSON: &[&str] = &[
    "[1 true]",
    "[a\u{e5}]",
    "[\"\": 1]",
    "[\"\"],",
    "[,1]",
    "[1,,2]",
    "[\"x\",,]",
    "[\"x\"]]",
    "[\"\",]",
    "[\"x\"",
    "[x",
    "[3[4]]",
    "[1:2]",
    "[,]",
    "[-]",
    "[   , \"\"]",
    "[\"a\",\n4\n,1,",
    "[1,]",
    "[\"\u{b}a\"\\f]",
    "[*]",
    "[\"\"",
    "[1,\n1\n,1",
    "[{}",
    "[fals]",
    "[nul]",
    "[tru]",
    "[++1234]",
    "[+1]",
    "[+Inf]",
    "[-01]",
    "[-1.0.]",
    "[-2.]",
    "[-NaN]",
    "[.-1]",
    "[.2e-3]",
    "[0.1.2]",
    "[0.3e+]",
    "[0.3e]",
    "[0.e1]",
    "[0E+]",
    "[0E]",
    "[0e+]",
    "[0e]",
    "[1.0e+]",
    "[1.0e-]",
    "[1.0e]",
    "[1 000.0]",
    "[1eE2]",
    "[2.e+3]",
    "[2.e-3]",
    "[2.e3]",
    "[9.e+]",
    "[Inf]",
    "[NaN]",
    "[\u{ff11}]",
    "[1+2]",
    "[0x1]",
    "[0x42]",
    "[Infinity]",
    "[0e+-1]",
    "[-123.123foo]",
    "[-Infinity]",
    "[-foo]",
    "[- 1]",
    "[-012]",
    "[-.123]",
    "[-1x]",
    "[1ea]",
    "[1e1\u{e5}]",
    "[1.]",
    "[.123]",
    "[1.2a-3]",
    "[1.8011670033376514H-308]",
    "[012]",
    "[\"x\", truth]",
    "{[: \"x\"}\n",
    "{\"x\", null}",
    "{\"x\"::\"b\"}",
    "{\"a\":\"a\" 123}",
    "{key: 'value'}",
    "{\"a\" b}",
    "{:\"b\"}",
    "{\"a\" \"b\"}",
    "{\"a\":",
    "{\"a\"",
    "{1:1}",
    "{9999E9999:1}",
    "{null:null,null:null}",
    "{\"id\":0,,,,,}",
    "{'a':0}",
    "{\"id\":0,}",
    "{\"a\":\"b\"}/**/",
    "{\"a\":\"b\"}/**//",
    "{\"a\":\"b\"}//",
    "{\"a\":\"b\"}/",
    "{\"a\":\"b\",,\"c\":\"d\"}",
    "{a: \"b\"}",
    "{\"a\":\"a",
    "{ \"foo\" : \"bar\", \"a\" }",
    "{\"a\":\"b\"}#",
    " ",
    "[\"\\uD800\\\"]",
    "[\"\\uD800\\u\"]",
    "[\"\\uD800\\u1\"]",
    "[\"\\uD800\\u1x\"]",
    "[\u{e9}]",
    "[\"\\x00\"]",
    "[\"\\\\\\\"]",
    "[\"\\\t\"]",
    "[\"\\\u{1f300}\"]",
    "[\"\\\"]",
    "[\"\\u00A\"]",
    "[\"\\uD834\\uDd\"]",
    "[\"\\uD800\\uD800\\x\"]",
    "[\"\\a\"]",
    "[\"\\uqqqq\"]",
    "[\\u0020\"asd\"]",
    "[\\n]",
    "\"",
    "['single quote']",
    "abc",
    "[\"\\",
    "[\"new\nline\"]",
    "[\"\t\"]",
    "\"\\UA66D\"",
    "\"\"x",
    "<.>",
    "[<null>]",
    "[1]x",
    "[1]]",
    "[\"asd]",
    "a\u{e5}",
    "[True]",
    "1]",
    "{\"x\": true,",
    "[][]",
    "]",
    "{}}",
    "{\"\":",
    "{\"a\":/*comment*/\"b\"}",
    "{\"a\": true} \"x\"",
    "['",
    "[,",
    "[{",
    "[\"a",
    "[\"a\"",
    "{",
    "{]",
    "{,",
    "{[",
    "{\"a",
    "{'a'",
    "[\"\\{[\"\\{[\"\\{[\"\\{",
    "\u{e9}",
    "*",
    "{\"a\":\"b\"}#{}",
    "[\\u000A\"\"]",
    "[1",
    "[ false, nul",
    "[ true, fals",
    "[ false, tru",
    "\u{2060}[]",
    "",
    "\u{feff}{}",
    "[\"\\uD800\"]",
    "[\"\\uDC00\"]",
    "[\"\\uD800\\u0041\"]",
    "[\"\\uDd1ea\"]",
    "{} // end",
    "{\"a\": 1,}",
];

/// After the samples that every reader must accept.
const JSON: &[&str] = &[
    "[[]   ]",
    "[\"\"]",
    "[]",
    "[\"a\"]",
    "[false]",
    "[null, 1, \"1\", {}]",
    "[null]",
    "[1\n]",
    " [1]",
    "[1,null,null,null,2]",
    "[2] ",
    "[123e65]",
    "[0e+1]",
    "[0e1]",
    "[ 4]",
    "[-0.000000000000000000000000000000000000000000000000000000000000000001]\n",
    "[20e1]",
    "[-0]",
    "[-123]",
    "[-1]",
    "[1E22]",
    "[1E-2]",
    "[1E+2]",
    "[123e45]",
    "[123.456e78]",
    "[1e-2]",
    "[1e+2]",
    "[123]",
    "[123.456789]",
    "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
    "{\"asd\":\"sdf\"}",
    "{}",
    "{\"\":0}",
    "{\"foo\\u0000bar\": 42}",
    "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
    "{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"x\"}",
    "{\"a\":[]}",
    "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\" }",
    "{\n\"a\": \"b\"\n}",
    "[\"\\u0060\\u012a\\u12AB\"]",
    "[\"\\uD801\\udc37\"]",
    "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
    "[\"\\\\u0000\"]",
    "[\"\\\"\"]",
    "[\"a/*b*/c/*d//e\"]",
    "[\"\\\\a\"]",
    "[\"\\\\n\"]",
    "[\"\\u0012\"]",
    "[\"\\uFFFF\"]",
    "[\"asd\"]",
    "[ \"asd\"]",
    "[\"\\uDBFF\\uDFFF\"]",
    "[\"new\\u00A0line\"]",
    "[\"\u{10ffff}\"]",
    "[\"\u{ffff}\"]",
    "[\"\\u0000\"]",
    "[\"\\u002c\"]",
    "[\"\u{3c0}\"]",
    "[\"asd \"]",
    "\" \"",
    "[\"\\uD834\\uDd1e\"]",
    "[\"\\u0821\"]",
    "[\"\\u0123\"]",
    "[\"\u{2028}\"]",
    "[\"\u{2029}\"]",
    "[\"\\u0061\\u30af\\u30EA\\u30b9\"]",
    "[\"new\\u000Aline\"]",
    "[\"\u{7f}\"]",
    "[\"\\uA66D\"]",
    "[\"\\u005C\"]",
    "[\"\u{2342}\u{3234}\u{2342}\"]",
    "[\"\\u200B\"]",
    "[\"\\u2064\"]",
    "[\"\\u0022\"]",
    "[\"a\u{7f}a\"]",
    "false",
    "42",
    "-0.1",
    "null",
    "\"asd\"",
    "true",
    "\"\"",
    "[\"a\"]\n",
    "[true]",
    " [] ",
];

#[test]
fn bad_input_44_dates_that_clash_make_a_record_inconsistent_and_the_smallest_set_is_shown() {
    let loaded =
        threshold::project::load_set("england/working-together-2015", std::path::Path::new(".")).unwrap();
    let program = threshold::program::lower(&loaded.sound.unwrap());
    for (dates, clashing) in [
        ("date-of-birth: 2015-05-01, date-of-death: 2014-05-01", &["date-of-birth", "date-of-death"][..]),
        ("date-of-birth: 2014-05-01, date-of-death: 2016-05-01", &["date-of-death"]),
    ] {
        let yaml = format!("case: a\nfacts: {{child-died: yes, {dates}, in-custody: no}}\n");
        let clash = screened::result(&program, &screened::record(&program, &yaml)).clash.unwrap();
        let mut named: Vec<&str> = clash
            .facts
            .iter()
            .map(|fact| program.rule_set.vocabulary.fact(*fact).unwrap().id.as_str())
            .collect();
        named.sort_unstable();
        assert_eq!(named, clashing, "{dates}");
    }
}

#[test]
fn bad_input_45_not_applicable_where_nothing_makes_it_so_and_two_answers_at_once() {
    let answer = |line: &str| {
        let record = facts(line).unwrap();
        let mut statements = record.facts.into_iter().flat_map(|recorded| recorded.statements);
        statements.next().unwrap().answer
    };
    assert!(answer("child-died: not applicable").is_said_not_to_apply(), "not known, and never a no");
    assert_eq!(answer("date-of-death: not applicable"), Answer::NotApplicable);
    assert_eq!(codes_of("child-died: {value: yes, not known: awaited}"), ["E0523"]);
    assert_eq!(codes_of("child-died: {value: yes, one of: [yes, no]}"), ["E0523"]);
}

#[test]
fn bad_input_46_sources_that_disagree_are_both_kept() {
    let record =
        facts("abuse-or-neglect:\n  - {value: known, by: police}\n  - {value: ruled out, by: hospital}")
            .unwrap();
    assert_eq!(record.facts[0].current().count(), 2);
}

#[test]
fn bad_input_47_dates_with_times_or_zones_and_days_that_do_not_exist() {
    for date in ["2024-03-31T01:30+00:00", "2024-03-31Z", "2024-03-31 01:30", "2024-03-31+01:00"] {
        let problems = facts(&format!("date-of-birth: {date}")).unwrap_err();
        assert_eq!(
            problems,
            ["E0518 3:18 `date-of-birth` is a date alone, and a time of day or a time zone stands here too"]
        );
    }
    for date in [
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-04-31",
        "2024-13",
        "0000",
        "99999",
        "31/12/2023",
        "2024-1-1",
        "1700-01-01",
        "2200",
        "before 2023-02-29",
        "soon",
    ] {
        assert_eq!(codes_of(&format!("date-of-birth: {date}")), ["E0518"], "{date}");
    }
}

#[test]
fn bad_input_48_tables_with_odd_quotes_and_rows() {
    one(read_as(Format::Csv, "case;child-died\nA;yes\n")).unwrap();
    one(read_as(Format::Csv, "case\tchild-died\nA\tyes\n")).unwrap();
    one(read_as(Format::Csv, "\u{feff}case,child-died\r\nA,yes\r\n")).unwrap();
    let record = one(read_as(Format::Csv, "case,ward\nA,\"say \"\"x\"\",\nthen y\"\n")).unwrap();
    assert_eq!(
        record.facts[0].statements[0].answer,
        Answer::Value(Value::Text("say \"x\",\nthen y".to_owned()))
    );
    let ragged = read_as(Format::Csv, "case,ward\nA,x\nB\nC,x,y\nD,x\n");
    assert_eq!((ragged.records.len(), codes(&ragged)), (2, vec!["E0503", "E0503"]));
    assert_eq!(ragged.refused[0].place.to_string(), "cases.csv:3:1");
    let ids = |read: &Read| read.refused.iter().map(|refused| refused.case.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&ragged), [Some("B".to_owned()), Some("C".to_owned())]);
    // A cell too many may have pushed the id to the right.
    assert_eq!(ids(&read_as(Format::Csv, "ward,case\nx,y,A\n")), [None]);
    // A mistake in the header keeps every row from being read, each told by its id.
    let header = read_as(Format::Csv, "case,child-dide\nA,yes\n,no\nC,no\n");
    assert_eq!(ids(&header), [Some("A".to_owned()), None, Some("C".to_owned())]);
    assert_eq!(codes(&header), ["E0511", "E0503", "E0503"]);
    let unclosed = read_as(Format::Csv, "case,ward\nA,x\nB,\"y\nC,z\n");
    assert_eq!((unclosed.records.len(), codes(&unclosed)), (0, vec!["E0503", "E0503"]));
    assert!(said(&unclosed.refused[1].diagnostics[0]).starts_with("E0503 3:3 "));
    for odd in ["A,x\"y\n", "A,\"x\"y\n", "A,\"x\" \n"] {
        let read = read_as(Format::Csv, &format!("case,ward\n{odd}B,z\n"));
        assert_eq!((read.records.len(), codes(&read)), (1, vec!["E0503"]), "{odd}");
    }
    let broken_list = read_tables("case\nA\n", &[("referrals", "case,on\nA,2015,x\n")]);
    assert_eq!((broken_list.records.len(), codes(&broken_list)), (0, vec!["E0503"]));
}

#[test]
fn bad_input_49_headers_repeated_missing_extra_or_in_another_order() {
    let header = |header: &str| codes(&read_as(Format::Csv, &format!("{header}\nA,yes\n")));
    assert_eq!(header("case,child-died,Child-Died").first(), Some(&"E0508"));
    assert_eq!(header("cases,child-died"), ["E0511", "E0503"]);
    assert_eq!(header("case,child-dide"), ["E0511"]);
    assert_eq!(header("case,surname"), ["E0513"]);
    assert_eq!(header("case,category-of-death"), ["E0514"]);
    let one_order = one(read_as(Format::Csv, "case,child-died,ward\nA,yes,3\n")).unwrap();
    let other_order = one(read_as(Format::Csv, "ward,case,child-died\n3,A,yes\n")).unwrap();
    assert_eq!(one_order.hash, other_order.hash);
}

#[test]
fn characters_that_nobody_sees_are_refused() {
    for hidden in ['\u{202e}', '\u{200b}', '\u{feff}', '\u{7}', '\u{2028}', '\u{85}', '\u{ad}'] {
        assert_eq!(codes_of(&format!("ward: \"a{hidden}b\"")), ["E0504"], "{hidden:?}");
        assert_eq!(
            codes(&read_as(Format::Csv, &format!("case,ward\nA,a{hidden}b\n"))),
            ["E0504"],
            "{hidden:?}"
        );
    }
    assert_eq!(codes_of("ward: \"a\\u202eb\""), ["E0504"]);
    assert_eq!(codes_of("child-died: {value: yes, note: \"a\\u200bb\"}"), ["E0504"]);
    assert_eq!(json(r#"{"case": "a\u202eb"}"#), ["E0504"]);
    facts("ward: \"Ysbyty Glan Clwyd, Bodelwyddan: \u{e2}\u{f4} \u{2014} \u{2019}\"").unwrap();
}

#[test]
fn no_message_shows_what_a_record_says() {
    const CANARY: &str = "canary7";
    let lines = [
        "child-died: canary7",
        "abuse-or-neglect: {one of: [canary7, known]}",
        "harm-kinds: [canary7]",
        "reviews-before: canary7",
        "date-of-birth: canary7",
        "time-of-incident: 2015-05-28 canary7",
        "time-in-care: canary7",
        "looked-after: [canary7]",
        "looked-after: [{from: canary7, canary7: 2015}]",
        "referrals: canary7",
        "referrals: [canary7]",
        "referrals: [{canary7: 2015, from: canary7}]",
        "canary7: yes",
        "child-died: {value: yes, canary7: x}",
        "child-died: {value: yes, on: canary7}",
        "child-died: {not known: awaited, due: canary7}",
        "child-died: {canary7: yes}",
        "child-died: [canary7]",
        "child-died: &canary7 yes",
        "child-died: *canary7",
        "ward: !canary7 x",
        "ward: \"canary7",
        "ward: 9434765919 canary7",
        "nhs-number: canary7",
        "category-of-death: canary7",
        "? [canary7]\n: x",
        "canary7: x\ncanary7: y",
        "joint-working-concern: [{value: yes, by: canary7}, {value: no}]",
    ];
    let mut read: Vec<_> = lines
        .iter()
        .map(|lines| {
            let indented: String = lines.lines().map(|line| format!("  {line}\n")).collect();
            read_as(Format::Yaml, &format!("case: EX-1\nfacts:\n{indented}"))
        })
        .collect();
    read.push(read_as(Format::Yaml, "canary7: x\ncase: canary7 9434765919\nschema: canary7\n"));
    read.push(read_as(Format::Yaml, "- case: canary7\n- case: canary7\n"));
    read.push(read_as(Format::Json, "{\"case\": canary7}"));
    read.push(read_as(Format::Json, "{\"case\": \"A\", \"facts\": \"canary7\"}"));
    read.push(read_as(Format::Csv, "case,canary7\nA,x\n"));
    read.push(read_as(Format::Csv, "case,ward\nA,\"canary7\n"));
    read.push(read_tables("case\nA\n", &[("referrals", "case,canary7\nA,2015\n")]));
    read.push(read_tables("case\nA\n", &[("referrals", "case,on\ncanary7,2015\n")]));
    for read in read {
        assert!(!read.refused.is_empty());
        for diagnostic in read.all_diagnostics() {
            assert!(!format!("{diagnostic:?}").contains(CANARY), "{diagnostic:?}");
            assert!(
                diagnostic.primary.is_none()
                    && diagnostic.secondary.is_empty()
                    && diagnostic.fixes.is_empty()
            );
            assert!(diagnostic.place.as_ref().is_some_and(|place| !place.file.is_empty()), "{diagnostic:?}");
        }
    }
}
