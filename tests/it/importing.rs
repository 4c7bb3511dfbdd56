//! Another system's extract becomes records: every damaged cell told, nothing half imported.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use threshold::project;
use threshold::record::import::{Imported, import, mapping};
use threshold::record::{Format, read, write_all};
use threshold::source::Sources;
use threshold::vocabulary::Vocabulary;

fn vocabulary() -> Vocabulary {
    project::load_set("england/working-together-2015", Path::new(".")).unwrap().into_vocabulary().unwrap()
}

fn imported(map: &str, tables: &[(&str, String)], vocabulary: &Vocabulary) -> Imported {
    let mut sources = Sources::default();
    let map = sources.add("map.yaml", map);
    let tables: Vec<_> = tables.iter().map(|(name, text)| sources.add(*name, text.clone())).collect();
    let map = match mapping(sources.get(map).unwrap()) {
        Ok(map) => map,
        Err(problems) => return Imported { problems, ..Imported::default() },
    };
    let tables: Vec<_> = tables.iter().map(|id| sources.get(*id).unwrap()).collect();
    import(&map, &tables, vocabulary)
}

fn shipped(name: &str) -> String {
    fs::read_to_string(format!("rules/samples/import/{name}")).unwrap()
}

fn sample() -> Vec<(&'static str, String)> {
    [
        "ssd_person.csv",
        "ssd_cp_plans.csv",
        "ssd_cla_episodes.csv",
        "ssd_contacts.csv",
        "ssd_assessment_factors.csv",
    ]
    .map(|name| (name, shipped(name)))
    .to_vec()
}

#[test]
fn the_shipped_extract_becomes_records_that_read_back() {
    let vocabulary = vocabulary();
    let imported = imported(&shipped("map.yaml"), &sample(), &vocabulary);
    assert!(imported.problems.is_empty() && imported.refused.is_empty(), "{imported:#?}");
    let text = write_all(&imported.records, &vocabulary);
    let mut sources = Sources::default();
    let id = sources.add("cases.yaml", text.clone());
    let again = read(&sources, id, Format::Yaml, &vocabulary);
    let hashes =
        |records: &[threshold::record::Record]| records.iter().map(|it| it.hash.clone()).collect::<Vec<_>>();
    assert_eq!(hashes(&again.records), hashes(&imported.records), "{:#?}", again.all_diagnostics());
    let cases: serde_json::Value = serde_json::to_value(serde_yaml_of(&text)).unwrap();
    let fact = |case: usize, fact: &str| cases[case]["facts"][fact]["value"].clone();
    assert_eq!(fact(0, "parent-substance-misuse"), "yes", "2B was raised");
    assert_eq!(
        cases[0]["facts"]["parent-mental-illness"]["value"], "not known",
        "4B was not raised, which is no no"
    );
    assert_eq!(fact(1, "parent-mental-illness"), "no", "21: no factors identified");
    assert_eq!(
        cases[2]["facts"]["parent-mental-illness"],
        serde_json::Value::Null,
        "no assessment: not asked"
    );
    assert_eq!(fact(2, "child-protection-plan"), "none", "the extract holds every plan");
    assert_eq!(fact(0, "child-protection-plan")[0]["to"], "still");
    assert_eq!(fact(1, "date-of-birth"), "2009-02", "a month is a month");
}

/// YAML as plain data, each word a text.
fn serde_yaml_of(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).unwrap()
}

/// A damaged cell: its table, its column, and what stands there.
const DAMAGE: [(&str, &str, &str); 42] = [
    ("ssd_person.csv", "pers_expected_dob", "2015-01-14"),
    ("ssd_person.csv", "pers_expected_dob", "14/1/2015"),
    ("ssd_person.csv", "pers_expected_dob", "14/01/15"),
    ("ssd_person.csv", "pers_expected_dob", "31/02/2015"),
    ("ssd_person.csv", "pers_expected_dob", "14/13/2015"),
    ("ssd_person.csv", "pers_expected_dob", "00/01/2015"),
    ("ssd_person.csv", "pers_expected_dob", "14 January 2015"),
    ("ssd_person.csv", "pers_expected_dob", "14/01/1700"),
    ("ssd_person.csv", "pers_expected_dob", "14.01.2015"),
    ("ssd_person.csv", "pers_expected_dob", "29/02/2015"),
    ("ssd_person.csv", "pers_expected_dob", "14/01/2015?"),
    ("ssd_person.csv", "pers_death_date", "13/2015"),
    ("ssd_person.csv", "pers_death_date", "tomorrow"),
    ("ssd_person.csv", "pers_died", "y"),
    ("ssd_person.csv", "pers_died", "1"),
    ("ssd_person.csv", "pers_died", "Y/N"),
    ("ssd_person.csv", "pers_died", "unknown"),
    ("ssd_person.csv", "pers_gestation_weeks", "-39"),
    ("ssd_person.csv", "pers_gestation_weeks", "39.5"),
    ("ssd_person.csv", "pers_gestation_weeks", "thirty-nine"),
    ("ssd_person.csv", "pers_gestation_weeks", "039"),
    ("ssd_person.csv", "pers_gestation_weeks", "39 weeks"),
    ("ssd_person.csv", "pers_gestation_weeks", "1e2"),
    ("ssd_person.csv", "pers_gestation_weeks", "3\u{200b}9"),
    ("ssd_person.csv", "pers_disability", "none"),
    ("ssd_person.csv", "pers_disability", "\"NONE,LD\""),
    ("ssd_person.csv", "pers_custody", "N?"),
    ("ssd_person.csv", "pers_abuse", "4"),
    ("ssd_person.csv", "pers_abuse", "02"),
    ("ssd_person.csv", "pers_harm", "\"INJ,MH\""),
    ("ssd_person.csv", "pers_harm", "INJ;XXX"),
    ("ssd_person.csv", "pers_harm", "INJ;INJ"),
    ("ssd_person.csv", "pers_harm", "INJ;;MH"),
    ("ssd_person.csv", "pers_harm", "INJ;MH;"),
    ("ssd_person.csv", "pers_sin_date", "02/06/2015"),
    ("ssd_person.csv", "pers_sin_date", "2015-06-31"),
    ("ssd_person.csv", "pers_person_id", ""),
    ("ssd_contacts.csv", "cont_contact_source", "77"),
    ("ssd_contacts.csv", "cont_contact_date", "2015"),
    ("ssd_cp_plans.csv", "cppl_cp_plan_end_date", "01/01/2001"),
    ("ssd_assessment_factors.csv", "cinf_assessment_factors", "\"[\"\"1B\"\",\"\"99\"\"]\""),
    ("ssd_assessment_factors.csv", "cinf_assessment_factors", "\"[\"\"21\"\",\"\"1B\"\"]\""),
];

/// Table, row and code.
type Damage = (&'static str, u32, &'static str);

/// 1,050 children, each with a row in every table; the damage stands on every 25th row, each of its own kind.
#[expect(clippy::too_many_lines, reason = "a table of damages")]
fn damaged() -> (Vec<(&'static str, String)>, Vec<Damage>) {
    const PERSON: [(&str, &str); 9] = [
        ("pers_person_id", ""),
        ("pers_expected_dob", "14/01/2015"),
        ("pers_death_date", "28/05/2015"),
        ("pers_died", "Y"),
        ("pers_gestation_weeks", "39"),
        ("pers_disability", "NONE"),
        ("pers_custody", "N"),
        ("pers_abuse", "2"),
        ("pers_harm", "INJ;MH"),
    ];
    let tables: [(&str, Vec<(&str, &str)>); 5] = [
        ("ssd_person.csv", PERSON.into_iter().chain([("pers_sin_date", "2015-06-02")]).collect()),
        (
            "ssd_cp_plans.csv",
            vec![
                ("cppl_person_id", ""),
                ("cppl_cp_plan_start_date", "02/03/2015"),
                ("cppl_cp_plan_end_date", ""),
            ],
        ),
        (
            "ssd_cla_episodes.csv",
            vec![
                ("clae_person_id", ""),
                ("clae_cla_episode_start_date", "02/03/2015"),
                ("clae_cla_episode_ceased_date", ""),
            ],
        ),
        (
            "ssd_contacts.csv",
            vec![("cont_person_id", ""), ("cont_contact_date", "27/02/2015"), ("cont_contact_source", "5")],
        ),
        (
            "ssd_assessment_factors.csv",
            vec![("cinf_person_id", ""), ("cinf_assessment_factors", "\"[\"\"2B\"\"]\"")],
        ),
    ];
    let mut expected = Vec::new();
    let mut written = Vec::new();
    for (name, columns) in &tables {
        let heads: Vec<&str> = columns.iter().map(|(head, _)| *head).collect();
        let mut text = heads.join(",") + "\n";
        let mut row = 1;
        for child in 0..1050u32 {
            let damage = DAMAGE.get(usize::try_from(child / 25).unwrap()).filter(|_| child % 25 == 7);
            // The child whose id is lost has rows in the main table alone.
            if damage.is_some_and(|(_, column, _)| *column == "pers_person_id") && *name != "ssd_person.csv" {
                continue;
            }
            row += 1;
            let id = format!("R-{child:04}");
            let cells = columns.iter().map(|(head, good)| match damage {
                Some((table, column, bad)) if table == name && column == head => {
                    expected.push((*name, row, *column));
                    *bad
                }
                _ if head.ends_with("person_id") => &id,
                _ => good,
            });
            text.push_str(&(cells.collect::<Vec<_>>().join(",") + "\n"));
        }
        written.push((*name, text));
    }
    (written, expected)
}

#[test]
fn a_thousand_rows_with_damaged_cells_of_forty_two_kinds_give_a_report_each() {
    let vocabulary = vocabulary();
    let (tables, expected) = damaged();
    assert_eq!(expected.len(), DAMAGE.len());
    let imported = imported(&shipped("map.yaml"), &tables, &vocabulary);
    assert!(imported.problems.is_empty(), "{:#?}", imported.problems);
    let told: BTreeSet<(String, u32, String)> = imported
        .refused
        .iter()
        .map(|cell| (cell.file.to_string(), cell.row, cell.column.clone().unwrap_or_default()))
        .collect();
    // That a plan ends before it begins is seen in two cells, and both are named.
    let column = |column: &str| {
        column.replace("cppl_cp_plan_end_date", "cppl_cp_plan_start_date and cppl_cp_plan_end_date")
    };
    let wanted: BTreeSet<(String, u32, String)> =
        expected.iter().map(|(file, row, name)| ((*file).to_owned(), *row, column(name))).collect();
    assert_eq!(told, wanted);
    assert_eq!(imported.refused.len(), DAMAGE.len(), "one report each");
    assert_eq!(imported.records.len(), 1050 - DAMAGE.len());
    for cell in &imported.refused {
        let diagnostic = &cell.diagnostic;
        let words = format!("{} {:?} {:?}", diagnostic.title, diagnostic.notes, diagnostic.help);
        let named = format!("Row {}, column `{}`.", cell.row, cell.column.as_deref().unwrap());
        assert!(diagnostic.notes.contains(&named), "{words}");
        for (_, _, bad) in DAMAGE.iter().filter(|(_, _, bad)| bad.len() > 6) {
            assert!(!words.contains(bad), "the value is never shown: {words}");
        }
    }
}

#[test]
fn nothing_is_half_imported_unless_asked_and_then_the_list_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("map.yaml"), shipped("map.yaml")).unwrap();
    let (tables, _) = damaged();
    for (name, text) in &tables {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    let run = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_threshold"))
            .args([&["import", "--map", "map.yaml", "--output", "cases.yaml"], more, &names[..]].concat())
            .current_dir(folder.path())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = run(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Nothing was imported: refused cells or rows: 42."), "{said}");
    assert!(!folder.path().join("cases.yaml").exists());
    let (code, said) = run(&["--skip-damaged"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("Cases imported: 1008."), "{said}");
    let list = fs::read_to_string(folder.path().join("cases.yaml.refused.csv")).unwrap();
    assert_eq!(list.lines().count(), 43);
    assert!(list.contains("ssd_contacts.csv,") && !list.contains("thirty-nine"));
    assert!(fs::read_to_string(folder.path().join("cases.yaml")).unwrap().contains("R-0999"));
}

#[test]
fn a_case_twice_a_stray_row_and_a_lost_row_are_told() {
    let vocabulary = vocabulary();
    let map = "schema: threshold/import/1\nmain: {table: p, case: id, columns: {died: {fact: child-died, codes: {Y: yes}}}}\nlists:\n  - {table: l, case: id, list: looked-after, no others: yes, columns: {f: {field: from, dates: yyyy-mm-dd}}}\n";
    let main = "id,died\nA,Y\nB,Y\nA,Y\nC,Y\n".to_owned();
    let lists = "id,f\nB,2014-01-01\nX,2014-01-01\n,2014-01-01\n".to_owned();
    let imported = imported(map, &[("p.csv", main), ("l.csv", lists)], &vocabulary);
    let told: Vec<(&str, u32, &str)> =
        imported.refused.iter().map(|cell| (&*cell.file, cell.row, cell.diagnostic.code.0)).collect();
    assert_eq!(told, [("p.csv", 4, "E0510"), ("l.csv", 3, "E0529"), ("l.csv", 4, "E0509")]);
    let cases: Vec<&str> = imported.records.iter().map(|record| record.case.as_str()).collect();
    assert_eq!(cases, ["B", "C"], "of a case that stands twice neither row is used");
    assert_eq!(imported.left_open.len(), 1, "a lost row may be anybody's, so nobody's list is closed");
    assert!(!write_all(&imported.records, &vocabulary).contains("no others"));
}

#[test]
fn a_row_of_no_known_case_leaves_every_list_and_every_absent_code_open() {
    let vocabulary = vocabulary();
    let map = "schema: threshold/import/1\nmain: {table: p, case: id, columns: {died: {fact: child-died, codes: {Y: yes}}}}\nlists:\n  - {table: l, case: id, list: looked-after, no others: yes, columns: {f: {field: from, dates: yyyy-mm-dd}}}\nfactors:\n  - {table: c, case: id, column: codes, separated by: \";\", absent: no, codes: {a: domestic-abuse, b: parent-substance-misuse}}\n";
    let main = "id,died\nA1,Y\nA2,Y\n";
    let imported = |lists: &str, codes: &str| {
        let files = [("p.csv", main.to_owned()), ("l.csv", lists.to_owned()), ("c.csv", codes.to_owned())];
        let imported = imported(map, &files, &vocabulary);
        (imported.left_open.len(), write_all(&imported.records, &vocabulary))
    };
    let (open, records) = imported("id,f\nA1,2014-01-01\n", "id,codes\nA1,a\n");
    assert_eq!((open, records.matches("and no others").count()), (0, 1), "{records}");
    assert!(records.contains("looked-after: none") && records.contains("parent-substance-misuse: no"));
    let (open, records) = imported("id,f\nA1,2014-01-01\nAl,2014-02-01\n", "id,codes\nA1,a\nAl,b\n");
    assert_eq!(
        (open, records.matches("and no others").count()),
        (2, 0),
        "the id `Al` may be a slip for `A1` or `A2`"
    );
    assert!(!records.contains("none") && !records.contains("parent-substance-misuse"), "{records}");
}

#[test]
fn a_mapping_with_a_mistake_imports_nothing() {
    let vocabulary = vocabulary();
    let table = || vec![("p.csv", "id,a,b\nA,1,2\n".to_owned())];
    let columns = |columns: &str| {
        format!("schema: threshold/import/1\nmain: {{table: p, case: id, columns: {{{columns}}}}}\n")
    };
    for (map, code) in [
        (String::new(), "E0535"),
        ("main: {table: p, case: id, columns: {}}\n".to_owned(), "E0535"),
        ("schema: threshold/import/1\n".to_owned(), "E0535"),
        (columns("z: gestation"), "E0535"),
        (columns("a: gestation, b: gestation"), "E0535"),
        (columns("a: {fact: gestation, dates: dd/mm/yyyy}"), "E0535"),
        (columns("a: {fact: date-of-death, dates: dd/mm/yy}"), "E0535"),
        (columns("a: {fact: gestation, code: {}}"), "E0535"),
        (columns("a: gestatoin"), "E0511"),
        (columns("a: nhs-number"), "E0513"),
        (columns("a: category-of-death"), "E0514"),
        (columns("a: {fact: child-died, codes: {1: maybe}}"), "E0516"),
        (columns("").replace("table: p", "table: q"), "E0536"),
    ] {
        let imported = imported(&map, &table(), &vocabulary);
        let codes: Vec<&str> = imported.problems.iter().map(|it| it.code.0).collect();
        assert!(codes.contains(&code), "{map}: {codes:?}");
        assert!(imported.records.is_empty());
    }
}
