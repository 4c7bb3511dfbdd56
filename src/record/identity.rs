//! Does a record carry somebody's identity? It must not.

use super::node::same_words;

/// Keys under which systems keep identity; none of them can be a fact.
const KEYS: [&str; 32] = [
    "name",
    "names",
    "full name",
    "first name",
    "forename",
    "forenames",
    "given name",
    "given names",
    "middle name",
    "last name",
    "surname",
    "family name",
    "child name",
    "child's name",
    "mother's name",
    "father's name",
    "nhs",
    "nhs no",
    "nhs number",
    "upn",
    "unique pupil number",
    "national insurance number",
    "address",
    "home address",
    "street",
    "postcode",
    "post code",
    "telephone",
    "phone",
    "mobile",
    "email",
    "e mail",
];

/// Is this a key under which identity would stand?
pub(super) fn is_identity(key: &str) -> bool {
    let words = key.replace(['-', '_', '.'], " ").replace('\u{2019}', "'");
    KEYS.iter().any(|known| same_words(&words, known))
}

/// Does a text hold an NHS number: ten digits, alone or as 3 3 4, with a valid check digit (NHS Data Dictionary,
/// modulus 11)?
pub(super) fn holds_nhs_number(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let Some(from) = rest.get(start..) else { return false };
        let length = from.find(|letter: char| !letter.is_ascii_digit() && letter != ' ' && letter != '-');
        let run = from.get(..length.unwrap_or(from.len())).unwrap_or(from);
        if is_nhs_number(run.trim_end_matches([' ', '-'])) {
            return true;
        }
        rest = from.get(run.len()..).unwrap_or("");
    }
    false
}

fn is_nhs_number(run: &str) -> bool {
    let parts: Vec<usize> = run.split([' ', '-']).map(str::len).collect();
    if !matches!(parts.as_slice(), [10] | [3, 3, 4]) {
        return false;
    }
    let digits: Vec<u32> = run.chars().filter_map(|letter| letter.to_digit(10)).collect();
    let Some((check, nine)) = digits.split_last() else { return false };
    let sum: u32 = (2..=10).rev().zip(nine).map(|(weight, digit)| weight * digit).sum();
    match 11 - sum % 11 {
        11 => *check == 0,
        10 => false,
        right => *check == right,
    }
}
