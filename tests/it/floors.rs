//! No module uses a higher floor; no interface uses another; no file and no folder grows past its size.

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "the sources are where the test looks for them");
    found
}

fn floors() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    lib.lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()))
        .collect()
}

fn floor_of(path: &Path) -> Option<String> {
    let first = path.components().nth(1)?;
    Some(first.as_os_str().to_str()?.trim_end_matches(".rs").to_owned())
}

#[test]
fn a_module_uses_only_floors_below_it() {
    let floors = floors();
    let interfaces = ["cli", "lsp", "web"];
    for (path, text) in sources() {
        let Some(own) = floor_of(&path).filter(|own| floors.contains(own)) else { continue };
        let height = floors.iter().position(|floor| *floor == own).unwrap();
        assert!(
            !text.contains("crate::{"),
            "{}: imports are grouped by floor, not from the root",
            path.display()
        );
        for (index, floor) in floors.iter().enumerate().filter(|(index, _)| *index != height) {
            let uses =
                text.contains(&format!("crate::{floor}::")) || text.contains(&format!("crate::{floor};"));
            let between = interfaces.contains(&own.as_str()) && interfaces.contains(&floor.as_str());
            assert!(!(uses && index > height), "{} uses the higher floor {floor}", path.display());
            assert!(!(uses && between), "{}: an interface uses the interface {floor}", path.display());
        }
    }
}

#[test]
fn nothing_below_project_touches_the_world() {
    let floors = floors();
    let project = floors.iter().position(|floor| floor == "project").unwrap();
    for (path, text) in sources() {
        let height = floor_of(&path).and_then(|own| floors.iter().position(|floor| *floor == own));
        if height.is_none_or(|height| height >= project) {
            continue;
        }
        for world in
            ["std::fs", "std::env", "SystemTime", "Instant::now", "std::thread", "HashMap", "HashSet"]
        {
            // The solver's one hashed map has a fixed hasher and is never walked.
            let fixed = path.ends_with("src/solver/hash.rs") && world == "HashMap";
            assert!(fixed || !text.contains(world), "{} uses {world}", path.display());
        }
    }
}

#[test]
fn pest_stays_in_the_syntax_floor() {
    for (path, text) in sources() {
        let inside = floor_of(&path).is_some_and(|own| own == "syntax");
        assert!(inside || !text.contains("pest::"), "{} uses pest", path.display());
    }
}

#[test]
fn no_file_is_over_four_hundred_code_lines() {
    for (path, text) in sources() {
        let lines =
            text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with("//")).count();
        assert!(lines <= 400, "{} has {lines} code lines: look for the second idea in it", path.display());
        assert!(text.starts_with("//!"), "{} does not begin with why it exists", path.display());
        for unfinished in ["todo!(", "unimplemented!("] {
            assert!(!text.contains(unfinished), "{} has {unfinished}", path.display());
        }
    }
}

#[test]
fn nothing_else_is_visible_at_the_root() {
    let allowed =
        ["Cargo.toml", "Cargo.lock", "src", "grammar", "rules", "tests", "docs", "README.md", "target"];
    for entry in fs::read_dir(".").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let fine = name.starts_with('.') || name.starts_with("LICENSE") || allowed.contains(&name.as_str());
        assert!(fine, "`{name}` stands at the root");
    }
}
