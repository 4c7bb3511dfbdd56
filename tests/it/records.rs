//! What people write in a record, and how it is understood.

use threshold::calendar::{Date, DateRange, Length, Unit};
use threshold::record::{
    Answer, Format, LengthSaid, Moment, NumberRange, Record, RecordedFact, Value, csv_rows, hash, json_lines,
    merge, repeated, write,
};

use crate::small_vocabulary::{codes, codes_of, facts, one, read_as, read_tables, vocabulary};

fn said<'r>(record: &'r Record, id: &str) -> &'r RecordedFact {
    let (fact, ()) = vocabulary().find(id).map(|(fact, _)| (fact, ())).unwrap();
    record.fact(fact).unwrap_or_else(|| panic!("nothing is said about {id}"))
}

fn answer(lines: &str, id: &str) -> Answer {
    let record = facts(lines).unwrap_or_else(|problems| panic!("{lines}\n{problems:#?}"));
    let said = said(&record, id);
    assert_eq!(said.statements.len(), 1);
    said.statements[0].answer.clone()
}

fn value(lines: &str) -> Value {
    let id = lines.split(':').next().unwrap();
    match answer(lines, id) {
        Answer::Value(value) => value,
        other => panic!("{lines} gives {other:?}"),
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn days(first: &str, last: &str) -> DateRange {
    DateRange { first: day(first), last: day(last) }
}

#[test]
fn yes_and_no_have_four_spellings_in_any_letter_case() {
    for yes in ["yes", "Yes", "YES", "true", "True", "\"yes\"", "'TRUE'"] {
        assert_eq!(value(&format!("child-died: {yes}")), Value::Choice(vec![1]), "{yes}");
    }
    for no in ["no", "No", "NO", "false", "FALSE", "\"no\""] {
        assert_eq!(value(&format!("child-died: {no}")), Value::Choice(vec![0]), "{no}");
    }
}

#[test]
fn the_five_states_of_an_answer_stay_apart() {
    assert_eq!(value("date-of-death: 2015-05-28"), Value::Date(DateRange::day(day("2015-05-28"))));
    assert_eq!(
        answer("date-of-death: not known", "date-of-death"),
        Answer::NotKnown { reason: None, due: None }
    );
    assert_eq!(answer("date-of-death: Not applicable", "date-of-death"), Answer::NotApplicable);
    assert!(facts("child-died: yes").unwrap().facts.len() == 1, "what is absent was not asked");
    assert!(facts("child-died: not asked").unwrap().facts.is_empty());
    let disputed = facts("child-died:\n  - {value: yes, by: police}\n  - {value: no, by: hospital}").unwrap();
    assert_eq!(said(&disputed, "child-died").current().count(), 2);
}

#[test]
fn not_known_may_carry_a_reason_a_holder_and_a_day() {
    let record = facts("child-died: {not known: awaited, by: coroner, due: 2015-08-20}").unwrap();
    let said = &said(&record, "child-died").statements[0];
    let due = Some(day("2015-08-20"));
    assert_eq!(said.answer, Answer::NotKnown { reason: Some("awaited".to_owned()), due });
    assert_eq!(said.by.as_deref(), Some("coroner"));
    assert_eq!(codes_of("child-died: {not known: awiated}"), ["E0516"]);
    assert_eq!(codes_of("child-died: {value: yes, due: 2015-08-20}"), ["E0523"]);
}

#[test]
fn listed_answers_are_found_in_any_letter_case_and_may_stay_open() {
    assert_eq!(value("abuse-or-neglect: Not  Suspected"), Value::Choice(vec![1]));
    assert_eq!(value("abuse-or-neglect: {one of: [known, suspected]}"), Value::Choice(vec![2, 3]));
    assert_eq!(value("abuse-or-neglect: \"one of: known; suspected\""), Value::Choice(vec![2, 3]));
    let record = facts("abuse-or-neglect: {one of: [known, suspected], by: police, on: 2015-06-02}").unwrap();
    assert_eq!(said(&record, "abuse-or-neglect").statements[0].by.as_deref(), Some("police"));
    assert_eq!(codes_of("abuse-or-neglect: [known, suspected]"), ["E0520"]);
    assert_eq!(codes_of("abuse-or-neglect: maybe"), ["E0516"]);
}

#[test]
fn dates_may_be_known_in_part() {
    let last = |first: &str| DateRange { first: day(first), last: Date::LAST };
    let first = |last: &str| DateRange { first: Date::FIRST, last: day(last) };
    for (written, meant) in [
        ("2015-05-28", days("2015-05-28", "2015-05-28")),
        ("28 May 2015", days("2015-05-28", "2015-05-28")),
        ("2015-02", days("2015-02-01", "2015-02-28")),
        ("February 2016", days("2016-02-01", "2016-02-29")),
        ("2013", days("2013-01-01", "2013-12-31")),
        ("before 2015-05-03", first("2015-05-02")),
        ("on or before 2015-05-03", first("2015-05-03")),
        ("after 2015-05-03", last("2015-05-04")),
        ("on or after 2015-05-03", last("2015-05-03")),
        ("before 2015", first("2014-12-31")),
        ("after 2015-02", last("2015-03-01")),
        ("between 2013 and 2014-02", days("2013-01-01", "2014-02-28")),
        ("Between 2013-02-01 and 2013-02-01", days("2013-02-01", "2013-02-01")),
    ] {
        assert_eq!(value(&format!("date-of-birth: {written}")), Value::Date(meant), "{written}");
    }
    assert_eq!(codes_of("date-of-birth: between 2014 and 2013"), ["E0525"]);
}

#[test]
fn a_date_and_time_may_lack_its_time() {
    let moment = |day, minute| Value::Moment(Moment { day, minute });
    let may = DateRange::day(day("2015-05-28"));
    assert_eq!(value("time-of-incident: 2015-05-28 14:30"), moment(may, Some(870)));
    assert_eq!(value("time-of-incident: 2015-05-28T00:00:00"), moment(may, Some(0)));
    assert_eq!(value("time-of-incident: 2015-05-28"), moment(may, None));
    assert_eq!(value("time-of-incident: 2015-05"), moment(days("2015-05-01", "2015-05-31"), None));
    for wrong in [
        "2015-05-28 24:00",
        "2015-05-28 14:60",
        "2015-05-28 9:30",
        "2015-05-28T14:30Z",
        "2015-05-28 14:30+01:00",
    ] {
        assert_eq!(codes_of(&format!("time-of-incident: {wrong}")), ["E0518"], "{wrong}");
    }
}

#[test]
fn numbers_may_be_ranges() {
    for (written, least, most) in [
        ("3", 3, 3),
        ("at least 3", 3, u32::MAX),
        ("3 or more", 3, u32::MAX),
        ("over 3", 4, u32::MAX),
        ("at most 3", 0, 3),
        ("3 or fewer", 0, 3),
        ("under 5", 0, 4),
        ("between 2 and 4", 2, 4),
    ] {
        let range = NumberRange { least, most };
        assert_eq!(value(&format!("reviews-before: {written}")), Value::Number(range), "{written}");
    }
    assert_eq!(codes_of("reviews-before: under 0"), ["E0517"]);
    let read = read_as(Format::Yaml, "case: A\nfacts:\n  reviews-before: 4294967296\n");
    let told = &read.refused[0].diagnostics[0];
    assert!(told.title.ends_with("this one is too large") && told.help[0].contains("4294967293"), "{told:?}");
    assert_eq!(codes_of("reviews-before: between 4 and 2"), ["E0517"]);
}

#[test]
fn lengths_keep_to_the_kind_that_the_vocabulary_declares() {
    let months = |amount| Value::Length(LengthSaid::Is(Length { amount, unit: Unit::Months }));
    assert_eq!(value("time-in-care: 4 months"), months(4));
    assert_eq!(value("age-at-death: 4 months"), months(4));
    assert_eq!(codes_of("time-in-care: 10 days"), ["E0519"]);
    assert_eq!(codes_of("time-in-hospital: 1 month"), ["E0519"]);
    assert_eq!(codes_of("age-at-death: 5 hours"), ["E0519"]);
    assert_eq!(codes_of("age-at-death: 4"), ["E0519"]);
}

#[test]
fn a_length_may_be_known_in_part() {
    let length = |amount, unit| Length { amount, unit };
    let (year, two_years) = (length(1, Unit::Years), length(2, Unit::Years));
    for (written, said) in [
        ("under 1 year", LengthSaid::Under(year)),
        ("less than 1 year", LengthSaid::Under(year)),
        ("over 2 years", LengthSaid::Over(two_years)),
        ("more than two years", LengthSaid::Over(two_years)),
        ("at least 1 year", LengthSaid::AtLeast(year)),
        ("1 year or more", LengthSaid::AtLeast(year)),
        ("At most 2 years", LengthSaid::AtMost(two_years)),
        ("2 years or less", LengthSaid::AtMost(two_years)),
        ("between 6 months and 2 years", LengthSaid::Between(length(6, Unit::Months), two_years)),
        ("between 1 and 2 years", LengthSaid::Between(year, two_years)),
    ] {
        for fact in ["time-in-care", "age-at-death"] {
            assert_eq!(value(&format!("{fact}: {written}")), Value::Length(said), "{written}");
        }
        assert_eq!(LengthSaid::read(&said.words()), Some(said), "reads back");
    }
    for wrong in [
        "under 0 months",
        "between 2 years and 6 months",
        "between 6 weeks and 1 year",
        "over 5 hours",
        "over",
        "at least 401 years",
    ] {
        assert_eq!(codes_of(&format!("age-at-death: {wrong}")), ["E0519"], "{wrong}");
    }
    assert_eq!(codes_of("time-in-care: under 10 days"), ["E0519"]);
    assert_eq!(codes_of("time-in-hospital: between 1 and 2 months"), ["E0519"]);
}

#[test]
fn not_applicable_is_offered_only_where_something_makes_it_so() {
    let help = |fact: &str| {
        let read = read_as(Format::Yaml, &format!("case: A\nfacts:\n  {fact}: 4\n"));
        read.refused.iter().flat_map(|it| &it.diagnostics).flat_map(|it| it.help.clone()).collect::<String>()
    };
    assert!(help("age-at-death").contains("not applicable"), "the date of death applies when the child died");
    assert!(!help("eighteenth-birthday").contains("not applicable"));
    assert!(answer("eighteenth-birthday: not applicable", "eighteenth-birthday").is_said_not_to_apply());
}

#[test]
fn a_fact_that_a_record_would_be_refused_for_is_never_offered() {
    for (written, never) in
        [("nhs-numbre: 3", "nhs-number"), ("category-of-deth: suicide", "category-of-death")]
    {
        let read = read_as(Format::Yaml, &format!("case: A\nfacts:\n  {written}\n"));
        let help: String =
            read.refused.iter().flat_map(|it| &it.diagnostics).flat_map(|it| it.help.clone()).collect();
        assert!(!help.is_empty() && !help.contains(never), "{help}");
    }
}

#[test]
fn what_is_computed_may_be_stated() {
    assert_eq!(value("eighteenth-birthday: 2015-05"), Value::Date(days("2015-05-01", "2015-05-31")));
    assert_eq!(answer("age-at-death: not applicable", "age-at-death"), Answer::NotApplicable);
}

#[test]
fn periods_may_have_open_and_unknown_ends() {
    let Value::Periods(said) = value(
        "looked-after:\n  - {from: 2013-02, to: 2014-11-30}\n  - {from: 2014-12-05, to: still}\n  - {from: 2012-01-01}\n  - {to: 2011-05-01}\n  - and no others",
    ) else {
        panic!("periods")
    };
    let ends: Vec<_> = said.periods.iter().map(|period| (period.from, period.to)).collect();
    assert_eq!(
        ends,
        [
            (days("2013-02-01", "2013-02-28"), days("2014-11-30", "2014-11-30")),
            (days("2014-12-05", "2014-12-05"), DateRange::day(Date::LAST)),
            (days("2012-01-01", "2012-01-01"), DateRange { first: day("2012-01-01"), last: Date::LAST }),
            (DateRange { first: Date::FIRST, last: day("2011-05-01") }, days("2011-05-01", "2011-05-01")),
        ]
    );
    assert!(said.complete);
    assert_eq!(said.periods[1].place.to_string(), "cases.yaml:5:7");
    assert_eq!(codes_of("looked-after:\n  - {from: 2014, to: 2013}"), ["E0525"]);
    assert_eq!(codes_of("looked-after:\n  - {from: not known}"), ["E0520"]);
    assert_eq!(codes_of("looked-after: {from: 2014, to: 2015}"), ["E0520"]);
    assert_eq!(codes_of("looked-after: yes"), ["E0520"], "it is a set of periods, and no date");
    assert_eq!(codes_of("looked-after: [{start: 2014, end: 2015}]"), ["E0512", "E0512"]);
}

#[test]
fn a_list_may_hold_more_until_it_is_closed() {
    let Value::List(open) =
        value("referrals:\n  - {on: 2014-12-03, from: school}\n  - {on: 2015-01, kinds: [sexual, physical]}")
    else {
        panic!("a list")
    };
    assert!(!open.complete && open.entries.len() == 2 && open.entries[1].fields.len() == 2);
    let Value::List(closed) =
        value("referrals:\n  - {acted-on: not known, plan: [{from: 2013, to: still}]}\n  - and no others")
    else {
        panic!("a list")
    };
    assert!(closed.complete && closed.entries.len() == 1);
    let Value::List(none) = value("referrals: none") else { panic!("a list") };
    assert!(none.complete && none.entries.is_empty());
}

#[test]
fn an_empty_list_is_refused_with_advice() {
    for empty in [
        "referrals: []",
        "looked-after: []",
        "harm-kinds: []",
        "referrals: [and no others]",
        "child-died: []",
    ] {
        assert_eq!(codes_of(empty), ["E0521"], "{empty}");
    }
}

#[test]
fn sets_hold_more_until_they_are_closed() {
    let Value::Set(set) = value("harm-kinds: [sexual, physical, and no others]") else { panic!("a set") };
    assert_eq!((set.holds, set.complete), (vec![0, 1], true));
    let Value::Set(set) = value("harm-kinds: physical; children's home") else { panic!("a set") };
    assert_eq!((set.holds, set.complete), (vec![0, 3], false));
    assert_eq!(codes_of("harm-kinds: [physical, physical]"), ["E0523"]);
    assert_eq!(codes_of("harm-kinds: [physical, emotional]"), ["E0516"]);
    assert_eq!(codes_of("harm-kinds: [none, physical]"), ["E0523"]);
}

#[test]
fn the_latest_dated_statement_of_a_source_counts() {
    let record = facts(
        "abuse-or-neglect:\n  - {value: suspected, by: Police, on: 2015-06-02}\n  - {value: known, by: police, on: 2015-06-10}\n  - {value: not suspected, by: hospital}\n  - {value: suspected, by: hospital}\n  - {value: ruled out, on: 2015-01-01}\n  - {value: known, on: 2015-02-01}",
    )
    .unwrap();
    let said = said(&record, "abuse-or-neglect");
    let superseded: Vec<_> = said.statements.iter().filter(|said| said.superseded).collect();
    assert_eq!(superseded.len(), 1, "police's first answer is history; undated and unsigned ones stay");
    assert_eq!(superseded[0].answer, Answer::Value(Value::Choice(vec![2])));
}

#[test]
fn a_judgement_has_one_value() {
    let record = facts("joint-working-concern: {value: yes, by: screening group, on: 2015-06-20, reasons: three agencies knew}").unwrap();
    assert_eq!(
        said(&record, "joint-working-concern").statements[0].reasons.as_deref(),
        Some("three agencies knew")
    );
    facts("joint-working-concern: yes").unwrap();
    facts("joint-working-concern:\n  - {value: yes, by: group, on: 2015-06-20}\n  - {value: no, by: group, on: 2015-06-01}").unwrap();
    assert_eq!(
        codes_of("joint-working-concern:\n  - {value: yes, by: group}\n  - {value: no, by: a member}"),
        ["E0524"]
    );
}

#[test]
fn a_source_for_the_whole_record_stands_at_the_top() {
    let text = "case: EX-1\nby: police\non: 2015-06-02\nfacts:\n  child-died: yes\n  ward: {value: 010, by: hospital}\n";
    let record = one(read_as(Format::Yaml, text)).unwrap();
    assert_eq!(said(&record, "child-died").statements[0].by.as_deref(), Some("police"));
    let ward = &said(&record, "ward").statements[0];
    assert_eq!((ward.by.as_deref(), ward.on), (Some("hospital"), Some(day("2015-06-02"))));
}

#[test]
fn a_bad_case_is_refused_whole_with_all_its_errors_and_the_others_go_on() {
    let text = "- case: A\n  facts: {child-died: yes}\n- case: B\n  facts:\n    child-died: maybe\n    loked-after: none\n    reviews-before: 1.0\n- case: C\n  facts: {child-died: no}\n";
    let read = read_as(Format::Yaml, text);
    assert_eq!(read.records.iter().map(|record| record.case.as_str()).collect::<Vec<_>>(), ["A", "C"]);
    assert_eq!(read.refused.len(), 1);
    assert_eq!(read.refused[0].case.as_deref(), Some("B"));
    assert_eq!(codes(&read), ["E0516", "E0511", "E0517"]);
    assert_eq!(read.refused[0].place.to_string(), "cases.yaml:3:3");
}

#[test]
fn a_case_that_is_not_even_yaml_leaves_the_others_of_the_list() {
    let text = "# three cases\n- case: A\n  facts: {child-died: yes}\n- case: B\n  facts: {child-died: \"yes}\n- case: C\n  facts: {child-died: no}\n";
    let read = read_as(Format::Yaml, text);
    assert_eq!(read.records.iter().map(|record| record.case.as_str()).collect::<Vec<_>>(), ["A", "C"]);
    assert_eq!(codes(&read), ["E0501"]);
}

#[test]
fn a_repeated_case_id_refuses_both_and_names_both_places() {
    let read = read_as(Format::Yaml, "- case: A\n- case: B\n- case: A\n");
    assert_eq!(read.records.len(), 1);
    assert_eq!(codes(&read), ["E0510", "E0510"]);
    assert!(read.refused[0].diagnostics[0].notes[0].contains("cases.yaml:3:3"));
    let mut both = read_as(Format::Yaml, "case: A\n");
    both.records.extend(read_as(Format::Json, "{\"case\": \"A\"}").records);
    let both = repeated(both);
    assert_eq!(codes(&both), ["E0510", "E0510"]);
    assert!(both.refused[0].diagnostics[0].notes[0].contains("cases.yaml:1:1"));
}

#[test]
fn json_says_the_same_as_yaml() {
    let yaml = "case: EX-1\nfacts:\n  child-died: yes\n  reviews-before: 3\n  referrals:\n    - {on: 2015-01, acted-on: no}\n    - and no others\n  abuse-or-neglect:\n    - {value: known, by: police}\n";
    let json = "{\"schema\": \"threshold/record/1\", \"case\": \"EX-1\", \"facts\": {\"child-died\": true, \"reviews-before\": 3, \"ward\": null,\n \"referrals\": [{\"on\": \"2015-01\", \"acted-on\": false, \"from\": null}, \"and no others\"], \"abuse-or-neglect\": [{\"value\": \"known\", \"by\": \"police\"}]}}";
    let (yaml, json) = (one(read_as(Format::Yaml, yaml)).unwrap(), one(read_as(Format::Json, json)).unwrap());
    assert_eq!(yaml.hash, json.hash);
    assert_eq!(said(&json, "referrals").statements[0].place.to_string(), "cases.json:2:15");
}

#[test]
fn tables_hold_one_case_a_row_and_lists_in_companions() {
    let main = "ward,case,child-died,looked-after,referrals,harm-kinds\r\n010,A,yes,from 2013-02 to still; and no others,and no others,physical; sexual\r\nNK,B,n/a,none,,\r\n,C,NK,N/A,none,\r\n";
    let referrals = "case,on,from,acted-on\nA,2014-12-03,school,yes\nB,2015-01,police,NK\nA,2015-01,,no\n";
    let read = read_tables(main, &[("referrals", referrals)]);
    assert_eq!(codes(&read), [""; 0]);
    let [a, b, c] = read.records.as_slice() else { panic!("three cases") };
    for (record, id) in [(b, "child-died"), (c, "looked-after")] {
        let said = &said(record, id).statements[0].answer;
        assert!(said.is_said_not_to_apply(), "`n/a` of a fact that always applies: {said:?}");
    }
    let Answer::Value(Value::List(list)) = &said(a, "referrals").statements[0].answer else {
        panic!("a list")
    };
    assert!(list.complete && list.entries.len() == 2);
    assert_eq!(list.entries[1].place.to_string(), "folder/cases.referrals.csv:4:1");
    assert_eq!(said(a, "ward").statements[0].answer, Answer::Value(Value::Text("010".to_owned())));
}

#[test]
fn decisions_and_links_of_a_table_stand_in_tables_of_their_own() {
    let decisions = "case,decision,by,reasons\nA,no review,the chair,\"two, and more\"\n";
    let links = "case,linked,relation\nA,B,sibling\n";
    let read = read_tables("case\nA\nB\n", &[("decisions", decisions), ("linked", links)]);
    assert_eq!(codes(&read), [""; 0]);
    let made = &read.records[0].decisions[0];
    assert_eq!((made.decision.as_str(), made.reasons.as_deref()), ("no review", Some("two, and more")));
    assert_eq!(read.records[0].linked[0].case, "B");
    assert!(read.records[1].decisions.is_empty() && read.records[1].linked.is_empty());
    let bad = |table: &str| read_tables("case\nA\n", &[("decisions", table)]);
    assert_eq!(codes(&bad("case,decision,mood\nA,no review,low\n")), ["E0512"]);
    assert_eq!(codes(&bad("case,decision\nZ,no review\n")), ["E0529"]);
}

#[test]
fn a_companion_may_say_none_or_close_its_list_by_itself() {
    let read = read_tables(
        "case\nA\nB\nC\n",
        &[
            ("referrals", "case,on\nA,none\nB,2015-01\nB,and no others\n"),
            ("looked-after", "case,from,to\nC,2013,still\n"),
        ],
    );
    assert_eq!(codes(&read), [""; 0]);
    let Answer::Value(Value::List(none)) = &said(&read.records[0], "referrals").statements[0].answer else {
        panic!()
    };
    assert!(none.complete && none.entries.is_empty());
    let Answer::Value(Value::List(one)) = &said(&read.records[1], "referrals").statements[0].answer else {
        panic!()
    };
    assert!(one.complete && one.entries.len() == 1);
    assert!(read.records[2].facts.len() == 1);
}

#[test]
fn a_companion_that_does_not_fit_is_refused() {
    let unknown_case = read_tables("case\nA\n", &[("referrals", "case,on\nB,2015-01\n")]);
    assert_eq!((unknown_case.records.len(), codes(&unknown_case)), (1, vec!["E0529"]));
    let unknown_list = read_tables("case\nA\n", &[("meetings", "case,on\nA,2015-01\n")]);
    assert_eq!((unknown_list.records.len(), codes(&unknown_list)), (0, vec!["E0529"]));
    let unknown_field = read_tables("case\nA\n", &[("referrals", "case,onn\nA,2015-01\n")]);
    assert_eq!((unknown_field.records.len(), codes(&unknown_field)), (0, vec!["E0512"]));
    let both = read_tables("case,referrals\nA,NK\n", &[("referrals", "case,on\nA,2015-01\n")]);
    assert_eq!((both.records.len(), codes(&both)), (0, vec!["E0523"]));
}

#[test]
fn long_files_are_read_one_case_at_a_time() {
    let vocabulary = vocabulary();
    let lines = "{\"case\": \"A\"}\n\n{\"case\": \"B\", \"facts\": {\"child-died\": 0}}\n{\"case\": \"A\"}\n{\"case\": \"C\"}";
    let cases: Vec<_> =
        json_lines(lines.as_bytes(), "cases.jsonl", &vocabulary).map(Result::unwrap).collect();
    let codes: Vec<_> = cases
        .iter()
        .map(|case| {
            case.as_ref().map_or_else(|refused| refused.diagnostics[0].code.0, |record| record.case.as_str())
        })
        .collect();
    assert_eq!(codes, ["A", "E0516", "E0510", "C"]);
    let table = "case,child-died\nA,yes\nA,no\n\"B\",no";
    let cases: Vec<_> =
        csv_rows(table.as_bytes(), "cases.csv", &[], &vocabulary).unwrap().map(Result::unwrap).collect();
    assert_eq!(cases.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    let long =
        format!("{{\"case\": \"A\"}}\n{{\"case\": \"{}\"}}\n{{\"case\": \"C\"}}\n", "x".repeat(300 * 1024));
    let cases: Vec<_> = json_lines(long.as_bytes(), "cases.jsonl", &vocabulary).map(Result::unwrap).collect();
    assert_eq!(cases.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(cases[1].as_ref().unwrap_err().diagnostics[0].code.0, "E0505");
}

const FULL: &str = "child-died:
  - {value: yes, by: police, on: 2015-06-02, note: \"unexplained: fractures\"}
  - {not known: awaited, by: coroner, due: 2015-08-20}
date-of-birth: 2014-02
date-of-death: not applicable
abuse-or-neglect: {one of: [suspected, known], by: police}
harm-kinds: [physical, children's home, and no others]
reviews-before: between 2 and 4
looked-after:
  - {from: 2013-02, to: 2014-11-30}
  - {from: before 2015-05-03, to: still}
  - {from: 2015-06-01}
  - {to: 2012-05-01}
  - and no others
referrals:
  - value: [{on: 2014-12-03, from: school, kinds: [sexual], plan: [{from: 2013, to: still}]}, {acted-on: {one of: [yes, no]}}]
    by: school
  - {value: none, by: police}
ward: \"no\"
time-of-incident: 2015-05-28 14:30
time-in-care: between 4 months and 1 year
joint-working-concern: {value: yes, by: group, on: 2015-06-20, reasons: they held the same worry}
age-at-death: under 1 year
media-interest: not known";

#[test]
fn a_record_written_back_reads_to_the_same_meaning() {
    let vocabulary = vocabulary();
    let record = facts(FULL).unwrap();
    let written = write(&record, &vocabulary);
    let again =
        one(read_as(Format::Yaml, &written)).unwrap_or_else(|problems| panic!("{written}\n{problems:#?}"));
    assert_eq!(again.hash, record.hash, "{written}");
    assert_eq!(write(&again, &vocabulary), written);
}

#[test]
fn the_hash_is_of_the_meaning_alone() {
    let record = facts(FULL).unwrap();
    let mut blocks: Vec<String> = Vec::new();
    for line in FULL.lines() {
        if line.starts_with(' ') {
            let last = blocks.last_mut().unwrap();
            *last = format!("{last}\n{line}");
        } else {
            blocks.push(line.to_owned());
        }
    }
    blocks.reverse();
    let shuffled = facts(&format!("# a comment\n{}", blocks.join("\n\n"))).unwrap();
    assert_eq!(record.hash, shuffled.hash);
    assert!(record.hash.starts_with("sha256:") && record.hash.len() == 71);
    assert_eq!(record.hash, hash(&record, &vocabulary()));
    for (from, to) in
        [("2014-02", "2014-03"), ("note: \"un", "note: \"Un"), ("value: none", "value: not known")]
    {
        assert_ne!(record.hash, facts(&FULL.replacen(from, to, 1)).unwrap().hash, "{from}");
    }
}

#[test]
fn files_of_several_agencies_make_one_record_in_any_order() {
    let file = |name: &str, text: &str| {
        let mut sources = threshold::source::Sources::default();
        let id = sources.add(name, text);
        let read = threshold::record::read(&sources, id, Format::Yaml, &vocabulary());
        one(read).unwrap()
    };
    let police = file(
        "case/police.yaml",
        "case: A\nby: police\nfacts: {child-died: yes, abuse-or-neglect: suspected}",
    );
    let hospital =
        file("case/hospital.yaml", "case: A\nby: hospital\nfacts: {abuse-or-neglect: ruled out, ward: 3b}");
    let school =
        file("case/school.yaml", "case: A\nby: school\nfacts: {abuse-or-neglect: {not known: no reply}}");
    let merged = merge(vec![police.clone(), hospital.clone(), school.clone()], &vocabulary()).unwrap();
    assert_eq!(merged, merge(vec![school.clone(), police.clone(), hospital.clone()], &vocabulary()).unwrap());
    assert_eq!(merged, merge(vec![hospital, school, police.clone()], &vocabulary()).unwrap());
    let said = said(&merged, "abuse-or-neglect");
    assert_eq!(said.statements.len(), 3);
    assert_eq!(said.statements[1].place.to_string(), "case/police.yaml:3:44");
    let other = file("case/other.yaml", "case: B\nfacts: {}");
    assert_eq!(merge(vec![police, other], &vocabulary()).unwrap_err()[0].code.0, "E0526");
}

#[test]
fn facts_that_a_screening_cannot_have_are_refused() {
    assert_eq!(codes_of("category-of-death: infection"), ["E0514"]);
    assert_eq!(codes_of("nhs-number: not known"), ["E0513"]);
    assert_eq!(codes_of("Surname: not known"), ["E0513"]);
    facts("media-interest: yes").unwrap();
}

#[test]
fn an_nhs_number_is_refused_wherever_it_stands() {
    // Numbers set aside for tests; the check digits are valid.
    for text in ["9434765919", "943 476 5919", "943-476-5919"] {
        let as_id = read_as(Format::Yaml, &format!("case: {text}\n"));
        assert_eq!((codes(&as_id), as_id.refused[0].case.clone()), (vec!["E0513"], None), "{text}");
        assert_eq!(codes_of(&format!("ward: {text}")), ["E0513"], "{text}");
        assert_eq!(
            codes_of(&format!("child-died: {{value: yes, note: see {text} for more}}")),
            ["E0513"],
            "{text}"
        );
    }
    for text in ["9434765918", "94347659190", "01604 434765", "2015-06-02 10"] {
        facts(&format!("ward: \"{text}\"")).unwrap();
    }
}

#[test]
fn keys_that_do_not_belong_are_refused() {
    assert_eq!(codes(&read_as(Format::Yaml, "case: A\nchild-died: yes\n")), ["E0512"]);
    assert_eq!(codes(&read_as(Format::Yaml, "case: A\nname: not known\n")), ["E0513"]);
    assert_eq!(codes(&read_as(Format::Yaml, "case: A\nschema: threshold/record/9\n")), ["E0527"]);
    assert_eq!(codes(&read_as(Format::Yaml, "facts: {}\n")), ["E0509"]);
    assert_eq!(codes(&read_as(Format::Yaml, "case: ~\n")), ["E0509"]);
    assert_eq!(codes(&read_as(Format::Yaml, "just words\n")), ["E0520"]);
    assert_eq!(codes_of("child-died: {value: yes, who: police}"), ["E0512"]);
    assert_eq!(codes_of("referrals: [{onn: 2015}]"), ["E0512"]);
    assert_eq!(codes_of("child-died: {by: police}"), ["E0520"]);
    assert_eq!(codes_of("child-died: {value: yes, on: last week}"), ["E0518"]);
}

#[test]
fn a_file_without_a_case_says_so() {
    assert_eq!(codes(&read_as(Format::Yaml, "# nothing yet\n")), ["E0528"]);
    for (format, text) in
        [(Format::Json, "[]"), (Format::JsonLines, "\n"), (Format::Csv, "case,child-died\n")]
    {
        let read = read_as(format, text);
        assert!(
            read.records.is_empty() && read.refused.is_empty() && read.diagnostics[0].code.0 == "W0501",
            "{text}"
        );
    }
}

#[test]
fn every_shipped_and_invented_case_reads_and_writes_back() {
    let set =
        threshold::project::load_set("england/working-together-2015", std::path::Path::new(".")).unwrap();
    let vocabulary = set.into_vocabulary().unwrap();
    let mut read = 0;
    for folder in ["rules/samples/child-death", "tests/cases"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let mut sources = threshold::source::Sources::default();
            let id = sources.add(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
            let cases = threshold::record::read(&sources, id, Format::Yaml, &vocabulary);
            assert!(cases.refused.is_empty(), "{:#?}", cases.refused);
            for record in cases.records {
                let written = write(&record, &vocabulary);
                let mut sources = threshold::source::Sources::default();
                let id = sources.add("written.yaml", written.as_str());
                let again = threshold::record::read(&sources, id, Format::Yaml, &vocabulary);
                assert!(again.refused.is_empty(), "{written}\n{:#?}", again.refused);
                assert_eq!(again.records[0].hash, record.hash, "{written}");
                read += 1;
            }
        }
    }
    assert!(read >= 30, "{read} cases");
}
