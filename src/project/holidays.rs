//! The bank-holiday table: shipped, or a newer one in the official feed's form.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::shipped;
use crate::calendar::{Date, Holidays, Nation};

/// One nation's part of the official feed.
#[derive(Debug, Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    date: String,
}

/// The table inside the program.
#[must_use]
pub fn shipped_holidays() -> Holidays {
    let text = shipped::file("calendar/bank-holidays.json").unwrap_or_default();
    read_holidays(&String::from_utf8_lossy(&text)).unwrap_or_default()
}

/// Reads a table in the official feed's form.
///
/// # Errors
/// A sentence that says what is not as expected.
pub fn read_holidays(text: &str) -> Result<Holidays, String> {
    let feed: BTreeMap<String, Division> = serde_json::from_str(text).map_err(|error| {
        format!("this is not the bank-holiday feed: line {}, column {}", error.line(), error.column())
    })?;
    let mut days = Vec::new();
    for (key, nation) in [
        ("england-and-wales", Nation::EnglandAndWales),
        ("scotland", Nation::Scotland),
        ("northern-ireland", Nation::NorthernIreland),
    ] {
        let division = feed.get(key).ok_or_else(|| format!("the feed has no part called `{key}`"))?;
        for event in &division.events {
            let day = Date::parse(&event.date)
                .ok_or_else(|| format!("`{}` in `{key}` is not a date such as 2026-12-25", event.date))?;
            if days.contains(&(nation, day)) {
                return Err(format!("`{}` stands twice in `{key}`", event.date));
            }
            days.push((nation, day));
        }
        if division.events.is_empty() {
            return Err(format!("the feed lists no bank holiday for `{key}`"));
        }
    }
    whole_years(&days)?;
    let digest = Sha256::digest(text.as_bytes());
    let hash = digest.iter().fold(String::from("sha256:"), |hash, byte| format!("{hash}{byte:02x}"));
    Ok(Holidays::new(hash, days))
}

/// Whole years only: a year of which the feed holds a part would make too many working days of the rest.
fn whole_years(days: &[(Nation, Date)]) -> Result<(), String> {
    for nation in Nation::ALL {
        let own: Vec<(i16, i8)> = days
            .iter()
            .filter(|(of, _)| *of == nation)
            .map(|(_, day)| {
                let (year, month, _) = day.parts();
                (year, month)
            })
            .collect();
        let (Some((first, _)), Some((last, _))) = (own.iter().min(), own.iter().max()) else { continue };
        for year in *first..=*last {
            let has = |months: std::ops::RangeInclusive<i8>| {
                own.iter().any(|(of, month)| *of == year && months.contains(month))
            };
            if !has(1..=1) || !has(3..=8) || !has(12..=12) {
                return Err(format!(
                    "the bank holidays of {year} for {} are not whole: none in January, in spring and summer, or in December",
                    nation.name()
                ));
            }
        }
    }
    Ok(())
}
