//! A small vocabulary with a fact of every type, for tests about records.

use std::sync::LazyLock;

use threshold::record::{Format, Read, Record, read, read_with_lists};
use threshold::source::Sources;
use threshold::syntax::parse;
use threshold::vocabulary::{self, Vocabulary};

const FACTS: &str = r#"Vocabulary "Small record"
  Version: 1.
Fact child-died, yes or no.
  Yes: "the child died".
  No: "the child did not die".
  Ask: "What is known about child died?".
  Held by: police.
Fact date-of-birth, date.
  Name: "the date of birth".
  Ask: "What is known about date of birth?".
  Held by: police.
Fact date-of-death, date; applies when the child died.
  Name: "the date of death".
  Ask: "What is known about date of death?".
  Held by: police.
Fact abuse-or-neglect, one of: ruled out, not suspected, suspected, known; in rising order.
  Name: "abuse or neglect of the child".
  Ask: "What is known about abuse or neglect?".
  Held by: police.
Fact harm-kinds, any of: physical, sexual, neglect, children's home.
  Name: "the kinds of harm".
  Ask: "What is known about harm kinds?".
  Held by: police.
Fact reviews-before, number.
  Name: "the number of earlier reviews".
  Ask: "What is known about reviews before?".
  Held by: police.
Periods looked-after.
  Name: "the child was looked after".
  Ask: "What is known about looked after?".
  Held by: police.
List referrals.
  One: "referral about the child".  Many: "referrals about the child".  None: "there were no referrals about the child".
  Ask: "What is known about referrals?".
  Held by: police.
  Field on, date.
  Field from, one of: police, school, health.
  Field acted-on, yes or no.
    Yes: "the referral was acted on".
    No: "the referral was not acted on".
  Field kinds, any of: physical, sexual.
  Field plan, periods.
    Name: "the referral was under a plan".
  Field times-told, number.
Fact ward, text.
  Name: "the ward".
  Ask: "What is known about ward?".
  Held by: police.
Fact time-of-incident, date and time.
  Name: "the time of the incident".
  Ask: "What is known about time of incident?".
  Held by: police.
Fact time-in-care, length of time in months or years.
  Name: "the time in care".
  Ask: "What is known about time in care?".
  Held by: police.
Fact time-in-hospital, length of time in days or weeks.
  Name: "the time in hospital".
  Ask: "What is known about time in hospital?".
  Held by: police.
Judgement joint-working-concern, yes or no.
  Yes: "agencies worked together in a way that gives cause for concern".
  No: "agencies worked together in a way that gives no cause for concern".
  Judged by: the screening group, giving reasons.
  Ask: "What is known about joint working concern?".
Computed age-at-death, time from date-of-birth to date-of-death.  Name: "the child's age at death".
Computed eighteenth-birthday, date-of-birth plus 18 years.  Name: "the eighteenth birthday".
Context media-interest, yes or no.
  Yes: "the media took an interest".
  No: "the media took no interest".
  Ask: "What is known about media interest?".
  Held by: police.
Established later category-of-death, one of: infection, suicide.
  Name: "the category of death".
  Ask: "What is known about category of death?".
  Held by: police.
Private nhs-number.
"#;

/// The vocabulary, read once.
pub(crate) fn vocabulary() -> Vocabulary {
    static READ: LazyLock<Vocabulary> = LazyLock::new(read_facts);
    READ.clone()
}

fn read_facts() -> Vocabulary {
    let mut sources = Sources::default();
    let id = sources.add("small.facts", FACTS);
    let parsed = parse(&sources, id);
    let (vocabulary, diagnostics) = vocabulary::read(&[&parsed.tree]);
    let said: Vec<_> =
        parsed.diagnostics.iter().chain(&diagnostics).filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(said.is_empty(), "{said:#?}");
    vocabulary
}

/// Reads a text under the small vocabulary.
pub(crate) fn read_as(format: Format, text: &str) -> Read {
    let name = match format {
        Format::Yaml => "cases.yaml",
        Format::Json => "cases.json",
        Format::JsonLines => "cases.jsonl",
        Format::Csv => "cases.csv",
    };
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    read(&sources, id, format, &vocabulary())
}

/// Reads a table with its companions, each `(list, text)`.
pub(crate) fn read_tables(main: &str, lists: &[(&str, &str)]) -> Read {
    let mut sources = Sources::default();
    let id = sources.add("folder/cases.csv", main);
    let lists: Vec<_> =
        lists.iter().map(|(list, text)| sources.add(format!("folder/cases.{list}.csv"), *text)).collect();
    read_with_lists(&sources, id, &lists, Format::Csv, &vocabulary())
}

/// A record from the lines below `facts:`.
pub(crate) fn facts(lines: &str) -> Result<Record, Vec<String>> {
    let indented: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    one(read_as(Format::Yaml, &format!("case: EX-1\nfacts:\n{indented}")))
}

/// The one record of a reading, or what was said against it, each as `code line:column title`.
pub(crate) fn one(read: Read) -> Result<Record, Vec<String>> {
    assert!(read.records.len() + read.refused.len() == 1, "one case is expected: {read:?}");
    match read.records.into_iter().next() {
        Some(record) => Ok(record),
        None => Err(read.refused.iter().flat_map(|refused| &refused.diagnostics).map(said).collect()),
    }
}

/// A message on one line.
pub(crate) fn said(diagnostic: &threshold::diagnostic::Diagnostic) -> String {
    let place = diagnostic.place.clone().unwrap_or_default();
    format!("{} {}:{} {}", diagnostic.code.0, place.line, place.column, diagnostic.title)
}

/// The codes said against a reading, in order.
pub(crate) fn codes(read: &Read) -> Vec<&'static str> {
    read.refused.iter().flat_map(|refused| &refused.diagnostics).map(|diagnostic| diagnostic.code.0).collect()
}

/// The codes said against the lines below `facts:`.
pub(crate) fn codes_of(lines: &str) -> Vec<String> {
    facts(lines).err().unwrap_or_default().iter().map(|line| line[..5].to_owned()).collect()
}
