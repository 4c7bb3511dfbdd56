//! What a board does around its rules from the command line: decisions judged before a meeting, links seen from both
//! sides, questions asked under its profile, and the fast way through a batch.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const FACTS: &str = r#"
Vocabulary "Small"
  Version: 1.
Fact harm, one of: none, some, serious; in rising order.  Name: "the harm".  Ask: "What harm was there?".  Held by: hospital.
Fact told, date.  Name: "the date the board was told".  Ask: "When was the board told?".  Held by: the board's office.
"#;

const EARLY: &str = r#"
Rule set "Early"
  Version: 1.
  Uses: "Small".
Sources
  Local means "Local procedure".
Question "review": which review?
  Decided by: the chair of the board.
  Outcomes, most serious first:
    - full review;
    - audit;
    - no review.
Rule "harm" [Local 1]
  The outcome must be audit when the harm is serious.
Otherwise the outcome is no review.
Overrides
  The chair may raise any outcome, giving reasons.
  Nobody may lower audit where the outcome must be audit.
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("small.facts", FACTS);
        folder.write("early.rules", EARLY);
        let late = EARLY.replace("\"Early\"", "\"Late\"").replace("must be audit", "must be full review");
        folder.write("late.rules", &late.replace("lower audit", "lower full review"));
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.told(arguments, "")
    }

    fn told(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        told(self.0.path(), arguments, input)
    }
}

fn told(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends before it has read everything is no mistake.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

#[test]
fn check_judges_the_decisions_of_records_with_their_place() {
    let folder = Folder::new();
    let case = |id: &str, harm: &str, decision: &str| {
        format!("case: {id}\ndecisions:\n  - {{{decision}}}\nfacts: {{harm: {harm}}}\n")
    };
    fs::remove_file(folder.0.path().join("late.rules")).unwrap();
    for (harm, decision, code, found) in [
        ("none", "decision: audit, by: the chair, reasons: \"so\"", 0, None),
        ("none", "decision: audit, by: the independent chair of the board, reasons: \"so\"", 0, None),
        ("none", "decision: no review", 0, None),
        ("none", "question: revue, decision: audit", 1, Some("E0541")),
        ("none", "decision: partial review", 1, Some("E0541")),
        (
            "none",
            "decision: audit, by: the deputy chair, reasons: \"so\"",
            0,
            Some("whoever the record says"),
        ),
        ("none", "decision: audit, by: the chair", 0, Some("needs reasons")),
        ("serious", "decision: no review, by: the chair, reasons: \"so\"", 0, Some("do not allow this")),
    ] {
        folder.write("case.yaml", &case("EX-1", harm, decision));
        let (got, _, said) = folder.run(&["check", "--records", "."]);
        assert_eq!(got, code, "{decision}: {said}");
        match found {
            Some(words) => assert!(
                said.contains(words) && said.contains("case.yaml:3:") && !said.contains("partial review"),
                "{decision}: {said}"
            ),
            None => assert!(!said.contains("W0505") && !said.contains("E0541"), "{decision}: {said}"),
        }
        let (strict, _, _) = folder.run(&["check", "--records", "--deny-warnings", "."]);
        assert_eq!(strict, i32::from(found.is_some()), "{decision}");
    }
    // Under the other set it may be as the rules give: what every set finds is told, and no more.
    folder.write("late.rules", &EARLY.replace("\"Early\"", "\"Late\"").replace("serious.", "none."));
    folder
        .write("case.yaml", &case("EX-1", "none", "decision: audit, by: the deputy chair, reasons: \"so\""));
    let (code, _, said) = folder.run(&["check", "--records", "."]);
    assert!(code == 0 && !said.contains("W0505"), "{said}");
}

#[test]
fn a_link_is_shown_on_both_pages_when_both_cases_are_in_the_run() {
    let folder = Folder::new();
    folder.write(
        "cases/a.yaml",
        "case: EX-A\nlinked:\n  - {case: EX-B, relation: sibling, file: b.yaml}\nfacts: {harm: some}\n",
    );
    folder.write("cases/b.yaml", "case: EX-B\nfacts: {harm: serious}\n");
    folder
        .write("cases/c.yaml", "case: EX-C\nlinked: [{case: EX-D, relation: other}]\nfacts: {harm: none}\n");
    folder
        .write("cases/d.yaml", "case: EX-D\nlinked: [{case: EX-C, relation: other}]\nfacts: {harm: none}\n");
    let screen = ["screen", "--rules", "early.rules", "cases", "--as-at", "2015-06-30", "--format"];
    let (code, out, said) = folder.run(&[&screen[..], &["jsonl"]].concat());
    assert_eq!(code, 0, "{said}");
    let links: Vec<(String, bool)> = lines(&out)
        .iter()
        .flat_map(|page| page["linked"].as_array().unwrap().clone())
        .map(|link| (link["case"].as_str().unwrap().to_owned(), link["from_there"].as_bool().unwrap()))
        .collect();
    let link = |case: &str, from_there| (case.to_owned(), from_there);
    assert_eq!(links, [link("EX-B", false), link("EX-A", true), link("EX-D", false), link("EX-C", false)]);
    let (_, page, _) = folder.run(&[&screen[..], &["text"]].concat());
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        page.contains("Case EX-A: a brother or sister of the child (it names this record at a.yaml:3)."),
        "{page}"
    );
    assert!(page.contains("Case EX-B: a brother or sister of the child (linked at a.yaml:3)."), "{page}");
}

#[test]
fn decisions_and_links_of_a_table_stand_in_tables_of_their_own() {
    let folder = Folder::new();
    folder.write("cases.csv", "case,harm\nEX-1,none\nEX-2,serious\n");
    folder.write(
        "cases.decisions.csv",
        "case,question,decision,by,on,reasons\nEX-1,review,audit,the chair,2015-06-20,\"two, and more\"\n",
    );
    folder.write("cases.linked.csv", "case,linked,relation,note\nEX-1,EX-2,sibling,\n");
    let screen =
        ["screen", "--rules", "early.rules", "cases.csv", "--as-at", "2015-06-30", "--format", "jsonl"];
    let (code, out, said) = folder.run(&screen);
    assert_eq!(code, 0, "{said}");
    let pages = lines(&out);
    assert_eq!(pages[0]["decisions"][0]["reasons"], "two, and more");
    assert_eq!(pages[0]["decisions"][0]["leave"], "allowed");
    assert!(pages[0]["decisions"][0]["origin"].as_str().unwrap().ends_with("cases.decisions.csv:2"), "{out}");
    assert_eq!(pages[0]["linked"][0]["case"], "EX-2");
    assert_eq!(pages[1]["linked"][0]["from_there"], true);
    for (name, table, found, at) in [
        ("decisions", "case,decision,on\nEX-1,audit,2015-13-20\n", "E0518", "cases.decisions.csv:2:12"),
        ("decisions", "case,decision\nEX-1,nonsense\n", "E0541", "cases.decisions.csv:2"),
        ("decisions", "case,decision,by\nEX-1,,the chair\n", "E0540", "cases.decisions.csv:2"),
        ("decisions", "case,decision,mood\nEX-1,audit,low\n", "E0512", "cases.decisions.csv:1:15"),
        ("decisions", "case,decision\nEX-9,audit\n", "E0529", "cases.decisions.csv:2"),
        ("linked", "case,linked,relation\nEX-1,EX-2,twin\n", "E0539", "cases.linked.csv:2:11"),
        ("linked", "case,linked,relation\nEX-1,,sibling\n", "E0539", "cases.linked.csv:2"),
        (
            "linked",
            "case,linked,relation,file\nEX-1,EX-2,sibling,/etc/passwd\n",
            "E0539",
            "cases.linked.csv:2:19",
        ),
    ] {
        let folder = Folder::new();
        folder.write("cases.csv", "case,harm\nEX-1,none\nEX-2,serious\n");
        folder.write(&format!("cases.{name}.csv"), table);
        let (code, _, said) = folder.run(&screen);
        assert_eq!(code, 3, "{table}: {said}");
        assert!(said.contains(found) && said.contains(at), "{table}: {said}");
    }
}

const TWICE: &str = "Board profile \"North\"\n  Area: North.\nFor \"review\", by the date the board was told\n  From 1 January 2015 until 31 March 2015: \"Early\".\n  From 1 April 2015 until 30 June 2015: \"Late\".\n  From 1 July 2015 until 31 December 2015: \"Early\".\n";

#[test]
fn a_set_that_answers_twice_in_time_gives_its_question_once() {
    let folder = Folder::new();
    folder.write("north.board", TWICE);
    folder
        .write("case.yaml", "case: EX-1\nfacts: {harm: serious, told: between 2015-01-10 and 2015-12-10}\n");
    let (code, out, said) = folder.run(&[
        "screen",
        "--board",
        "north.board",
        "case.yaml",
        "--as-at",
        "2015-12-31",
        "--format",
        "jsonl",
    ]);
    assert_eq!(code, 0, "{said}");
    let pages = lines(&out);
    assert_eq!(pages.len(), 2, "one page for each set");
    for page in &pages {
        let chosen: Vec<&str> =
            page["chosen"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert_eq!(chosen.len(), 2, "the question once, and that its date is open: {chosen:?}");
        let date = &page["questions"][0]["facts_that_matter"][0];
        assert_eq!(date["fact"], "told");
        assert_eq!(
            date["answers"].as_array().unwrap().len(),
            3,
            "both times of the one set, and the other's"
        );
    }
}

#[test]
fn a_question_that_may_not_arise_is_said_to() {
    let folder = Folder::new();
    folder.write("north.board", TWICE);
    let screen = |told: &str| {
        folder.write("case.yaml", &format!("case: EX-1\nfacts: {{harm: none, told: {told}}}\n"));
        let (code, out, said) = folder.run(&[
            "screen",
            "--board",
            "north.board",
            "case.yaml",
            "--as-at",
            "2016-12-31",
            "--format",
            "jsonl",
        ]);
        assert!(code == 0, "{said}");
        lines(&out)
    };
    let chosen = |told: &str| screen(told)[0]["chosen"].to_string();
    assert!(chosen("between 2015-12-10 and 2016-01-20").contains("it may not arise"));
    assert!(chosen("between 2014-12-10 and 2015-01-20").contains("it may not arise"));
    assert!(!chosen("2015-12-10").contains("it may not arise"));
    let question = |told: &str| screen(told)[0]["questions"][0].clone();
    assert_eq!(question("2015-12-10")["status"], "decided");
    for open in ["between 2015-12-10 and 2016-01-20", "between 2014-12-10 and 2015-01-20"] {
        let question = question(open);
        assert_eq!(question["status"], "undecided", "no outcome stands for a question that may not arise");
        assert_eq!(question["possible"].as_array().unwrap().last().unwrap(), "the question does not arise");
        assert_eq!(question["facts_that_matter"][0]["fact"], "told");
    }
}

#[test]
fn a_page_of_a_board_holds_the_clocks_and_overrides_of_its_own_questions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    let record = "case: EX-1\nfacts:\n  child-died: yes\n  date-of-death: 2019-01-09\n  abuse-or-neglect: suspected\n  date-local-authority-became-aware: 2019-01-11\n  date-board-notified: 2019-01-15\n";
    folder.write("case.yaml", record);
    let case = folder.0.path().join("case.yaml");
    let (code, out, said) = told(
        root,
        &[
            "screen",
            "--board",
            "rules/profiles/southmere.board",
            case.to_str().unwrap(),
            "--as-at",
            "2019-03-10",
            "--format",
            "jsonl",
        ],
        "",
    );
    assert_eq!(code, 0, "{said}");
    let pages = lines(&out);
    let chosen = pages[0]["chosen"].to_string();
    assert!(
        chosen.contains("“local-review” is not asked"),
        "a question that no line answers is named: {chosen}"
    );
    let old = pages.iter().find(|page| page["rule_set"]["name"] == "England: Working Together 2015").unwrap();
    let names = |page: &Value| -> Vec<String> {
        page["deadlines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(names(old).contains(&"decide in a month".to_owned()), "{:?}", names(old));
    assert!(!names(old).contains(&"notify Ofsted and the board".to_owned()), "{:?}", names(old));
    let overrides = old["overrides"].to_string();
    assert!(overrides.contains("serious case review") && !overrides.contains("notifiable"), "{overrides}");
}

#[test]
fn ask_under_a_board_asks_first_for_the_date_that_chooses_the_rules() {
    let folder = Folder::new();
    folder.write("north.board", TWICE);
    folder.write("case.yaml", "case: EX-1\nfacts: {}\n");
    let ask = [
        "ask",
        "--board",
        "north.board",
        "case.yaml",
        "--write",
        "told.yaml",
        "--as-at",
        "2015-12-31",
        "--json",
    ];
    let (code, out, said) = folder.told(&ask, "{\"answer\": \"2015-05-05\"}\n{\"answer\": \"serious\"}\n");
    assert_eq!(code, 0, "{said}");
    let told = lines(&out);
    assert_eq!(told[0]["standing"][0]["rule_sets"], serde_json::json!(["Early", "Late"]));
    assert_eq!(told[1]["fact"], "told");
    assert_eq!(told[2]["standing"][0]["rule_sets"], serde_json::json!(["Late"]));
    assert_eq!(told[3]["fact"], "harm");
    let end = told.last().unwrap();
    assert_eq!(end["end"], "settled");
    assert_eq!(end["standing"][0]["possible"], serde_json::json!(["full review"]));
    assert!(folder.read("told.yaml").contains("2015-05-05"), "{}", folder.read("told.yaml"));
    let (code, out, _) = folder.told(&ask, "{\"answer\": \"not known\"}\n{\"answer\": \"none\"}\n");
    let told = lines(&out);
    assert_eq!((code, &told.last().unwrap()["end"]), (0, &Value::from("nothing-left")), "{out}");
}

#[test]
fn ask_over_one_question_alone_asks_nothing_for_the_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    folder.write("case.yaml", "case: EX-1\nfacts: {child-died: yes, abuse-or-neglect: known}\n");
    let case = folder.0.path().join("case.yaml");
    let set = "england/working-together-2015";
    let ask = |question: &str| {
        told(
            root,
            &["ask", "--rules", set, case.to_str().unwrap(), "--question", question, "--json"],
            "stop\n",
        )
    };
    let (code, out, said) = ask("review");
    assert_eq!(code, 0, "{said}");
    let last = lines(&out).pop().unwrap();
    assert_eq!(last["end"], "settled", "{out}");
    assert_eq!(last["standing"].as_array().unwrap().len(), 1);
    let (code, _, said) = ask("revue");
    assert!(code == 2 && said.contains("\"notification\", \"review\""), "{said}");
}

#[test]
fn a_question_mark_puts_the_question_again() {
    let folder = Folder::new();
    folder.write("case.yaml", "case: EX-1\nfacts: {}\n");
    let (_, out, _) = folder.told(&["ask", "--rules", "early.rules", "case.yaml", "--json"], "?\nstop\n");
    let told = lines(&out);
    assert_eq!(told[1], told[2], "{out}");
    assert!(!out.contains("refused"), "{out}");
}

fn schema() -> jsonschema::Validator {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/result.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn screen_explains_in_full_only_the_cases_named() {
    let folder = Folder::new();
    folder.write("cases.csv", "case,harm\nEX-1,none\nEX-2,serious\nEX-3,NK\n");
    let screen = |explain: &str, format: &str| {
        folder.run(&[
            "screen",
            "--rules",
            "early.rules",
            "cases.csv",
            "--as-at",
            "2015-06-30",
            "--explain",
            explain,
            "--format",
            format,
        ])
    };
    let (code, out, said) = screen("EX-2,undecided", "jsonl");
    assert_eq!(code, 0, "{said}");
    let explained: Vec<bool> = lines(&out).iter().map(|page| page["explained"].as_bool().unwrap()).collect();
    assert_eq!(explained, [false, true, true], "{out}");
    let schema = schema();
    let all = ["screen", "--rules", "early.rules", "cases.csv", "--as-at", "2015-06-30", "--format", "jsonl"];
    let whole = lines(&folder.run(&all).1);
    for (brief, whole) in lines(&screen("none", "jsonl").1).iter().zip(&whole) {
        assert!(
            schema.is_valid(brief),
            "{:?}",
            schema.iter_errors(brief).map(|it| it.to_string()).collect::<Vec<_>>()
        );
        for key in ["status", "outcome", "duty", "possible"] {
            assert_eq!(brief["questions"][0][key], whole["questions"][0][key], "{key}");
        }
        assert_eq!(brief["page"], serde_json::json!([]));
    }
    let (_, text, _) = screen("EX-2", "text");
    assert_eq!(text.matches("Screening result for case").count(), 1, "{text}");
    for line in ["EX-1", "EX-2", "EX-3"] {
        assert!(text.split("Summary of all cases").nth(1).unwrap().contains(line), "{text}");
    }
    assert!(text.contains("not looked for"), "{text}");
    assert_eq!(screen("none", "text").1.matches("Screening result for case").count(), 0);
    assert!(serde_json::from_str::<Value>(&screen("EX-2", "json").1).unwrap().as_array().unwrap().len() == 3);
    let (code, _, said) = screen("EX-22", "text");
    assert!(code == 2 && said.contains("`EX-22` is neither a case of this run nor a status"), "{said}");
}

#[test]
fn under_a_profile_a_case_is_explained_on_all_its_pages_or_on_none() {
    let folder = Folder::new();
    folder.write("north.board", TWICE);
    folder.write("cases.csv", "case,harm,told\nEX-1,none,2015-05-05\nEX-2,serious,2015\n");
    let board = [
        "screen",
        "--board",
        "north.board",
        "cases.csv",
        "--as-at",
        "2015-12-31",
        "--format",
        "jsonl",
        "--explain",
        "undecided",
    ];
    let pages = lines(&folder.run(&board).1);
    let told: Vec<(&str, bool)> = pages
        .iter()
        .map(|page| (page["case"].as_str().unwrap(), page["explained"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("EX-1", false), ("EX-2", true), ("EX-2", true)]);
}
