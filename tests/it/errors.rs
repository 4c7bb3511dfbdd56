//! Every code has a page, and every page a code.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices('"') {
                let word: String = text[at + 1..].chars().take(6).collect();
                let digits = word.len() == 6 && word[1..5].bytes().all(|byte| byte.is_ascii_digit());
                if digits && word.ends_with('"') && ["E", "W", "N"].iter().any(|kind| word.starts_with(kind))
                {
                    codes.insert(word[..5].to_owned());
                }
            }
        }
    }
    codes
}

fn codes_with_page() -> BTreeSet<String> {
    fs::read_dir("docs/errors")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".md").map(String::from))
        .filter(|name| name.len() == 5)
        .collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let (used, paged) = (codes_in_source(), codes_with_page());
    assert!(used.len() > 40, "codes are found in the sources");
    let without: Vec<_> = used.difference(&paged).collect();
    assert!(without.is_empty(), "codes without a page in docs/errors: {without:?}");
    let unused: Vec<_> = paged.difference(&used).collect();
    assert!(unused.is_empty(), "pages for codes that nothing gives: {unused:?}");
}
