//! Does one case id stand for two records? Then nobody can tell which of them is meant.

use std::collections::BTreeMap;

use super::{Place, Read, Record, RefusedCase};
use crate::diagnostic::Diagnostic;

/// Refuses every case whose id stands more than once, in one file or across all that were read together, naming the
/// places of the others.
#[must_use]
pub fn repeated(read: Read) -> Read {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let refused_ids = read.refused.iter().filter_map(|refused| Some((refused.case.clone()?, &refused.place)));
    for (case, place) in
        read.records.iter().map(|record| (record.case.clone(), &record.place)).chain(refused_ids)
    {
        places.entry(case).or_default().push(place.clone());
    }
    places.retain(|_, places| places.len() > 1);
    if places.is_empty() {
        return read;
    }
    let mut result = Read { diagnostics: read.diagnostics, ..Read::default() };
    for record in read.records {
        match places.get(&record.case) {
            None => result.records.push(record),
            Some(places) => {
                let diagnostics = vec![message(&record.place, places)];
                result.refused.push(RefusedCase {
                    case: Some(record.case),
                    place: record.place,
                    diagnostics,
                });
            }
        }
    }
    for mut refused in read.refused {
        let already = refused.diagnostics.iter().any(|diagnostic| diagnostic.code.0 == CODE);
        if let Some(places) = refused.case.as_ref().and_then(|case| places.get(case)).filter(|_| !already) {
            refused.diagnostics.push(message(&refused.place, places));
        }
        result.refused.push(refused);
    }
    result.refused.sort_by(|one, other| one.place.cmp(&other.place));
    result
}

const CODE: &str = "E0510";

fn message(here: &Place, places: &[Place]) -> Diagnostic {
    let others: Vec<String> = places.iter().filter(|place| *place != here).map(ToString::to_string).collect();
    let elsewhere = if others.is_empty() {
        String::from("This place was read more than once: the file, or its folder, is named twice.")
    } else {
        format!("It also stands at {}.", others.join(" and "))
    };
    Diagnostic::error_in_record(CODE, here.clone(), "this case id stands for more than one record")
        .because(elsewhere)
        .because("Which of them is meant cannot be told, so none of them is screened.")
        .help("give each case an id of its own; if they are one case from several agencies, put the files into one folder whose name ends in `.case`")
}

/// For cases that come one at a time: refuses a case whose id came before.
pub(super) fn first_time(record: Record, seen: &mut BTreeMap<String, Place>) -> Result<Record, RefusedCase> {
    if let Some(first) = seen.get(&record.case) {
        let diagnostics = vec![message(&record.place, std::slice::from_ref(first))];
        return Err(RefusedCase { case: Some(record.case), place: record.place, diagnostics });
    }
    seen.insert(record.case.clone(), record.place.clone());
    Ok(record)
}
