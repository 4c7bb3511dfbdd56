//! Damaged and hostile rule files: each read to its end or refused at its place, with no panic and in little time.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use threshold::project;
use threshold::report::{Format, Report};

use crate::screened;

/// In release; an unoptimised build on a busy machine is given longer.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 });

const FACTS: &str = r#"Vocabulary "M"
  Version: 1.
Fact died, yes or no.
  Yes: "the child died".
  No: "the child did not die".
  Ask: "Did the child die?".
Fact harm, yes or no.
  Yes: "the child was seriously harmed".
  No: "the child was not seriously harmed".
  Ask: "Was the child seriously harmed?".
Fact abuse, one of: ruled out, suspected, known; in rising order.
  Name: "abuse of the child".
Fact notified, date.
  Name: "the date the board was notified".
Fact siblings, number.
  Name: "the number of siblings".
"#;

const HEAD: &str = r#"Rule set "N"
  Board: B.
  Version: 1.
  In force: from 1 January 2019.
  Uses: "M".

Sources
  S means "Source".

Question "q": which?
  Decided by: the chair.
  Outcomes, most serious first:
    - review;
    - none.

"#;

const OTHERWISE: &str = "\nOtherwise the outcome is none.\n";

/// A rule set whose one rule applies when `condition`.
fn when(condition: &str) -> String {
    format!("{HEAD}Rule \"a\" [S 1]\n  The outcome must be review when {condition}\n{OTHERWISE}")
}

fn sound() -> String {
    when("the child died.")
}

/// The codes that come out, `CODE at line N: title` each.
fn found_in(folder: &Path, name: &str, bytes: &[u8]) -> Vec<String> {
    fs::write(folder.join("m.facts"), FACTS).unwrap();
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let start = Instant::now();
    let loaded = project::load_file(&file).unwrap();
    let took = start.elapsed();
    assert!(took < LIMIT, "{name}: {took:?}");
    let said: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let line = diagnostic.primary.as_ref().map_or(0, |label| {
                loaded.sources.get(label.span.source).unwrap().line_column(label.span.start).0
            });
            format!("{} at line {line}: {}", diagnostic.code.0, diagnostic.title)
        })
        .collect();
    let longest = said.iter().map(String::len).max().unwrap_or(0);
    assert!(longest < 10_000, "a message quotes {longest} bytes");
    said
}

fn found(text: impl AsRef<[u8]>) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    found_in(folder.path(), "m.rules", text.as_ref())
}

/// Everything told of a text, whole.
fn told(text: &str) -> Vec<threshold::diagnostic::Diagnostic> {
    let folder = TempDir::new().unwrap();
    found_in(folder.path(), "m.rules", text.as_bytes());
    project::load_file(&folder.path().join("m.rules")).unwrap().diagnostics
}

fn first(text: impl AsRef<[u8]>) -> String {
    let found = found(text);
    found.into_iter().next().unwrap_or_else(|| "nothing".to_owned())
}

fn any(text: impl AsRef<[u8]>, code: &str) {
    let found = found(text);
    assert!(found.iter().any(|said| said.starts_with(code)), "{code}: {found:?}");
}

#[test]
fn bad_input_01_ten_thousand_brackets() {
    let (open, close) = ("(".repeat(10_000), ")".repeat(10_000));
    assert!(first(when(&format!("{open}the child died{close}."))).starts_with("E0103 at line 17"));
    any(when(&format!("{}the child died.", "((((\n".repeat(2_000))), "E0103");
}

#[test]
fn bad_input_02_lists_far_too_deep() {
    let mut text = "all of these are true:\n".to_owned();
    for level in 0..900 {
        let marker = ["(a)", "(i)", "-", "(1)"][level % 4];
        writeln!(text, "{marker} all of these are true:").unwrap();
    }
    any(when(&format!("{text}(a) the child died.")), "E0104");
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_owned();
    let text = when(&text);
    let worker = std::thread::Builder::new().stack_size(512 * 1024);
    let worker = worker.spawn(move || found_in(&path, "m.rules", text.as_bytes())).unwrap();
    assert!(!worker.join().unwrap().is_empty());
}

#[test]
fn bad_input_03_not_a_hundred_thousand_times() {
    any(when(&format!("{}the child died.", "not ".repeat(100_000))), "E0103");
    any(when(&format!("{}the child died.", "not\n".repeat(100_000))), "E0103");
    any(when("not the child died."), "E0201");
}

#[test]
fn bad_input_04_sentences_joined_without_end() {
    any(when(&format!("{}.", vec!["the child died"; 40_000].join(" and\n"))), "E0103");
    any(when("the child died and the child was seriously harmed."), "E0203");
    let items: String = (0..5_000).map(|_| "- the child died;\n").collect();
    let found = found(when(&format!("any of these is true:\n{items}- the child was seriously harmed.")));
    assert!(found.iter().all(|said| !said.starts_with('E')), "{found:?}");
}

#[test]
fn bad_input_05_never_closed() {
    any(when(&format!("the outcome of \"{}", "f(".repeat(1_024))), "E0111");
    any(when(&"all of these are true:\n(a) any of these is true:\n".repeat(200)), "E0118");
    assert!(!found(when(&"\"".repeat(2_048))).is_empty());
}

#[test]
fn bad_input_06_nothing_in_it() {
    for text in ["", "# only a comment\n", "\u{feff}", "\n\n"] {
        let folder = TempDir::new().unwrap();
        let said = found_in(folder.path(), "m.rules", text.as_bytes());
        assert!(said.len() == 1 && said[0].starts_with("W0482"), "a warning, and no error: {said:?}");
        let loaded = project::load_file(&folder.path().join("m.rules")).unwrap();
        assert!(loaded.sound.is_none(), "{text:?} is no rule set, so nothing can be decided by it");
    }
}

#[test]
fn bad_input_07_other_encodings() {
    let wide: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
    for (wide, mark) in wide.into_iter().zip([b"\xff\xfe", b"\xfe\xff"]) {
        let utf16: Vec<u8> = sound().encode_utf16().flat_map(wide).collect();
        for bytes in [[mark.to_vec(), utf16.clone()].concat(), utf16] {
            let said = found(bytes);
            assert!(said.len() == 1 && said[0].starts_with("E0101 at line 1"), "the one cause: {said:?}");
        }
    }
    let latin = [sound().into_bytes(), b"# caf\xe9\n".to_vec()].concat();
    let at = latin.len() - 1;
    let said = format!("byte {at} begins");
    assert!(found(latin).iter().any(|one| one.starts_with("E0101") && one.contains(&said)));
}

#[test]
fn bad_input_08_control_characters() {
    for sign in ['\0', '\u{1b}', '\u{7}', '\u{7f}', '\u{9b}'] {
        let said = first(format!("{}# a{sign}b\n", sound()));
        assert!(said.starts_with("E0105 at line 20"), "{sign:?}: {said}");
        assert!(!said.contains(sign), "shown by its number");
    }
}

#[test]
fn bad_input_09_marks_that_turn_the_direction_of_writing() {
    let marks =
        "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    for mark in marks.chars() {
        any(format!("{}# a{mark}b\n", sound()), "E0106");
        any(when(&format!("the child{mark} died.")), "E0106");
        any(sound().replace("\"Source\"", &format!("\"So{mark}urce\"")), "E0106");
    }
}

#[test]
fn bad_input_10_a_cyrillic_letter_in_a_latin_word() {
    let said = first(when("\u{430}buse of the child is known."));
    assert!(said.starts_with("E0109 at line 17") && said.contains("U+0430"), "{said}");
}

#[test]
fn bad_input_11_characters_without_width_and_uncommon_spaces() {
    for mark in ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'] {
        any(when(&format!("the chi{mark}ld died.")), "E0107");
    }
    for space in ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'] {
        any(when(&format!("the child{space}died.")), "E0108");
    }
}

#[test]
fn bad_input_12_an_accent_apart_from_its_letter() {
    any(sound().replace("Rule \"a\"", "Rule \"cafe\u{301}\""), "E0127");
}

#[test]
fn bad_input_13_other_line_ends() {
    assert_eq!(first(sound().replace('\n', "\r\n")), "nothing");
    assert_eq!(first(sound().trim_end()), "nothing");
    let mac = found(sound().replace('\n', "\r"));
    assert!(mac.len() == 1 && mac[0].starts_with("E0110 at line 1"), "the one cause: {mac:?}");
    any(format!("{}# a\u{2028}b\n", sound()), "E0110");
    let hash = |text: &str| {
        let folder = TempDir::new().unwrap();
        found_in(folder.path(), "m.rules", text.as_bytes());
        let loaded = project::load_file(&folder.path().join("m.rules")).unwrap();
        loaded.sound.map(|set| format!("{:?}", set.rule_set().hash)).unwrap()
    };
    assert_eq!(hash(&sound()), hash(&sound().replace('\n', "\r\n")));
}

#[test]
fn bad_input_14_things_named_twice() {
    let rule = "Rule \"a\" [S 2]\n  The outcome must be review when the child died.\n";
    any(format!("{}\n{rule}", sound()), "E0270 at line 21");
    let twice_told = told(&format!("{}\n{rule}", sound()));
    let second = twice_told.iter().find(|one| one.code.0 == "E0270").unwrap();
    let at = |label: &threshold::diagnostic::Label| label.span.start;
    assert!(at(&second.secondary[0]) < at(second.primary.as_ref().unwrap()), "the first is pointed at");
    let facts = FACTS.replace("\"M\"", "\"Z\"");
    let twice =
        "Fact died, yes or no.\n  Yes: \"it is so\".\n  No: \"it is not so\".\n  Ask: \"Is it so?\".\n";
    any(format!("{facts}{twice}"), "E0241");
    any(format!("{facts}Fact colour, one of: red, blue, red.\n  Name: \"the colour\".\n"), "E0246");
}

#[test]
fn bad_input_15_definitions_in_a_ring() {
    for length in [1, 2, 50] {
        let mut text = sound();
        for at in 0..length {
            let next = (at + 1) % length;
            writeln!(text, "Definition \"d{at}\" [S 1]\n  Thing {at} is so when thing {next} is so.")
                .unwrap();
        }
        let rings: Vec<_> = found(text).into_iter().filter(|said| said.starts_with("E0460")).collect();
        assert_eq!(rings.len(), 1, "{length}: {rings:?}");
    }
}

#[test]
fn bad_input_16_numbers_without_end() {
    let many = "99999999999999999999";
    for condition in [
        format!("the number of siblings is {many} or more."),
        format!("the number of siblings is at least {many}."),
        format!(
            "at least {many} of these are true:\n  (a) the child died;\n  (b) the child was seriously harmed."
        ),
        format!("the date the board was notified is within the {many} days before 1 May 2015."),
    ] {
        let said = first(when(&condition));
        assert!(["E0306", "E0129"].iter().any(|code| said.starts_with(code)), "{condition}: {said}");
    }
}

#[test]
fn bad_input_17_days_that_do_not_exist() {
    for day in [
        "29 February 2023",
        "2023-02-29",
        "2024-13-01",
        "1 May 0",
        "1 May 99999",
        "31/12/2023",
        "0 May 2015",
        "1 Smarch 2015",
    ] {
        let said = first(when(&format!("the date the board was notified is before {day}.")));
        assert!(said.starts_with("E0303 at line 17") && said.contains(day), "{day}: {said}");
    }
    assert_eq!(first(when("the date the board was notified is before 29 February 2024.")), "nothing");
}

/// The titles of what can never be, each with the texts it points at.
fn never(condition: &str) -> Vec<(String, Vec<String>)> {
    let folder = TempDir::new().unwrap();
    found_in(folder.path(), "m.rules", when(condition).as_bytes());
    let loaded = project::load_file(&folder.path().join("m.rules")).unwrap();
    let program = threshold::program::lower(&loaded.sound.unwrap());
    let told = threshold::analysis::never_apply(&program);
    assert!(told.iter().all(|one| one.code.0 == "W0710" && !one.is_error()));
    let text = |span: threshold::source::Span| {
        loaded.sources.get(span.source).unwrap().text()[span.start..span.end].to_owned()
    };
    told.iter()
        .map(|one| (one.title.clone(), one.secondary.iter().map(|label| text(label.span)).collect()))
        .collect()
}

#[test]
fn bad_input_18_what_can_never_be_true() {
    let title = || "rule “a” can never apply".to_owned();
    let both = |one: &str, other: &str| vec![(title(), vec![one.to_owned(), other.to_owned()])];
    let (over, under) = ("the number of siblings is over 5", "the number of siblings is under 3");
    let listed = |items: [&str; 3]| {
        let [one, two, three] = items;
        format!("all of these are true:\n    (a) {one};\n    (b) {two};\n    (c) {three}.")
    };
    assert_eq!(never(&listed([over, "the child died", under])), both(over, under));
    let (died, not) = ("the child died", "the child did not die");
    assert_eq!(never(&listed([died, over, not])), both(died, not));
    assert_eq!(
        never("the number of siblings is under 0."),
        vec![(title(), Vec::new())],
        "one sentence needs no other"
    );
    assert_eq!(never(&listed([over, died, "the child was seriously harmed"])), Vec::new());
    let any = listed([over, under, "the child died"]).replace("all of these are", "any of these is");
    assert_eq!(never(&any), Vec::new());
    assert_eq!(never(&listed([over, under, died]).replace("all of", "at least 2 of")), Vec::new());
}

#[test]
fn bad_input_19_values_of_another_type() {
    any(when("abuse of the child is 3."), "E0202");
    any(when("the date the board was notified is 3."), "E0301");
    any(when("the number of siblings is suspected."), "E0301");
    for asked in ["abuse of the child is unknown.", "the date the board was notified is not known."] {
        any(when(asked), "E0212");
    }
}

#[test]
fn bad_input_20_counts_that_can_never_or_must_always_hold() {
    let items = "of these are true:\n  (a) the child died;\n  (b) the child was seriously harmed.";
    for count in ["at least 5", "at least 0", "exactly 3", "at most 2"] {
        any(when(&format!("{count} {items}")), "E0311");
    }
}

#[test]
fn bad_input_21_a_file_or_a_line_too_long() {
    let padded = |bytes: usize| {
        let mut text = sound();
        while text.len() + 100 < bytes {
            writeln!(text, "# {}", "x".repeat(90)).unwrap();
        }
        let rest = bytes - text.len() - 1;
        format!("{text}#{}", "x".repeat(rest))
    };
    any(padded(1024 * 1024 + 1), "E0102");
    assert_eq!(first(padded(1024 * 1024)), "nothing");
    any(format!("{}# {}\n", sound(), "x".repeat(5_000)), "E0103");
}

#[test]
fn bad_input_22_as_many_rules_as_fit() {
    let mut text = HEAD.to_owned();
    for at in 0..2_000 {
        let body = "The outcome must be review when the child died.";
        writeln!(text, "Rule \"r{at}\" [S 1]\n  {body}").unwrap();
    }
    assert_eq!(first(format!("{text}{OTHERWISE}")), "nothing");
}

#[test]
fn bad_input_23_other_letter_cases_quotes_and_dashes() {
    for written in ["RULE", "rule", "Rulle"] {
        let said = told(&sound().replace("Rule \"a\"", &format!("{written} \"a\"")));
        let unknown = said.iter().find(|one| one.code.0 == "E0125").unwrap();
        assert_eq!(unknown.fixes[0].edits[0].replacement, "Rule", "did you mean: {written}");
    }
    assert_eq!(first(sound().replace("\"a\"", "\u{201c}a\u{201d}")), "nothing");
    any(
        when(
            "all of these are true:\n  \u{2013} the child died;\n  \u{2013} the child was seriously harmed.",
        ),
        "E0116",
    );
    any(when("the number of siblings is at least \u{2212}3."), "E0128");
}

#[test]
fn bad_input_24_references_that_leave_the_folder() {
    let outside =
        ["../../etc/passwd", "/etc/passwd", "C:\\x", "\\\\host\\x", "file:///etc/passwd", "~", "m.facts"];
    for path in outside {
        any(sound().replace("Uses: \"M\"", &format!("Uses: \"{path}\"")), "E0601");
        let builds = format!("Uses: \"M\".\n  Builds on: \"{path}\".");
        let found = found(sound().replace("Uses: \"M\".", &builds));
        assert!(found.iter().any(|said| said.starts_with("E0601")), "{path}: {found:?}");
        assert!(found.iter().all(|said| !said.contains("root:")), "no content is shown");
    }
}

#[test]
fn bad_input_25_sets_that_build_on_themselves() {
    let folder = TempDir::new().unwrap();
    let builds = |name: &str, base: &str| {
        sound()
            .replace("\"N\"", &format!("\"{name}\""))
            .replace("  Uses:", &format!("  Builds on: \"{base}\".\n  Uses:"))
    };
    for length in [1, 3] {
        for at in 0..length {
            let text = builds(&format!("Set {at}"), &format!("Set {}", (at + 1) % length));
            fs::write(folder.path().join(format!("{at}.rules")), text).unwrap();
        }
        let found =
            found_in(folder.path(), "0.rules", builds("Set 0", &format!("Set {}", 1 % length)).as_bytes());
        assert!(found.iter().any(|said| said.starts_with("E0603")), "a ring of {length}: {found:?}");
    }
    for at in 0..10 {
        let text = if at == 9 {
            sound().replace("\"N\"", "\"Level 9\"")
        } else {
            builds(&format!("Level {at}"), &format!("Level {}", at + 1))
        };
        fs::write(folder.path().join(format!("level{at}.rules")), text).unwrap();
    }
    let deep = found_in(folder.path(), "level0.rules", builds("Level 0", "Level 1").as_bytes());
    assert!(deep.iter().any(|said| said.contains("E0603") && said.contains("more than")), "{deep:?}");
    for at in 0..300 {
        fs::write(folder.path().join(format!("x{at}.facts")), FACTS.replace("\"M\"", &format!("\"V{at}\"")))
            .unwrap();
    }
    assert!(project::load_file(&folder.path().join("0.rules")).is_err(), "201 files and more are refused");
}

#[cfg(unix)]
#[test]
fn bad_input_26_links_and_things_that_are_no_files() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::write(outside.path().join("secret.facts"), FACTS.replace("\"M\"", "\"Secret\"")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.facts"), folder.path().join("link.facts"))
        .unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.facts")).unwrap();
    fs::create_dir(folder.path().join("folder.facts")).unwrap();
    let found = found_in(folder.path(), "m.rules", sound().replace("\"M\"", "\"Secret\"").as_bytes());
    assert!(found.iter().any(|said| said.starts_with("E0601")), "{found:?}");
    assert!(project::load_file(&folder.path().join("zero.facts")).is_err());
    assert!(project::load_file(&folder.path().join("folder.facts")).is_err());
}

#[test]
fn bad_input_27_titles_in_another_letter_case_are_one_title() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("other.facts"), FACTS.replace("\"M\"", "\"m\"")).unwrap();
    let found = found_in(folder.path(), "m.rules", sound().as_bytes());
    assert!(found.iter().any(|said| said.starts_with("E0602")), "{found:?}");
}

#[test]
fn bad_input_28_names_that_look_like_programs() {
    for name in ["<img src=x onerror=alert(1)>", "{{7*7}}", "${x}", "`id`"] {
        let text = sound().replace("Rule \"a\"", &format!("Rule \"{name}\""));
        assert_eq!(first(&text), "nothing", "{name}");
        let explained =
            screened::explained(&screened::program(FACTS, &text), "case: a\nfacts: {died: yes}\n");
        let report = Report::of(vec![explained]);
        assert!(report.write(Format::Text).contains(name), "shown as it is written: {name}");
        let html = report.write(Format::Html);
        let escaped = name.replace('<', "&lt;").replace('>', "&gt;");
        assert!(html.contains(&escaped) && (escaped == name || !html.contains(name)), "{name}");
    }
}

#[test]
fn bad_input_29_a_name_that_looks_like_a_formula() {
    assert_eq!(first(sound().replace("Rule \"a\"", "Rule \"=HYPERLINK('x')\"")), "nothing");
}

#[test]
fn bad_input_30_a_name_that_would_steer_a_terminal() {
    for steering in ["\u{1b}[31m", "\u{1b}]0;title\u{7}"] {
        any(sound().replace("Rule \"a\"", &format!("Rule \"{steering}\"")), "E0105");
    }
}
