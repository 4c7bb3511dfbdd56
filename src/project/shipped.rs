//! What is carried inside the program: the shipped rule sets and the page of every diagnostic.

use rust_embed::RustEmbed;

use crate::diagnostic::nearest;

#[derive(RustEmbed)]
#[folder = "rules/"]
struct Rules;

#[derive(RustEmbed)]
#[folder = "docs/errors/"]
struct Pages;

/// The paths of all shipped rule files below `rules/`, in order: `england/working-together-2015.rules`.
#[must_use]
pub fn paths() -> Vec<String> {
    let mut paths: Vec<String> = Rules::iter().map(String::from).collect();
    paths.sort();
    paths
}

/// A shipped file's bytes.
#[must_use]
pub fn file(path: &str) -> Option<Vec<u8>> {
    Rules::get(path).map(|file| file.data.into_owned())
}

/// The shipped path that a name is most like, without its ending: `local/northshire` for `northshire`.
#[must_use]
pub fn like(name: &str, ending: &str) -> Option<String> {
    let paths: Vec<String> =
        paths().iter().filter_map(|path| path.strip_suffix(ending).map(String::from)).collect();
    let name = name.trim_end_matches(ending);
    let last = |path: &'_ str| path.rsplit_once('/').map_or(path.to_owned(), |(_, last)| last.to_owned());
    let wanted = last(name).to_lowercase();
    if let Some(same) = paths.iter().find(|path| last(path) == wanted) {
        return Some(same.clone());
    }
    let begins = |path: &&String| wanted.chars().count() >= 3 && last(path).starts_with(&wanted);
    if let Some(longer) = paths.iter().find(begins) {
        return Some(longer.clone());
    }
    let lasts: Vec<String> = paths.iter().map(|path| last(path)).collect();
    let near = nearest(name, paths.iter().map(String::as_str)).map(String::from);
    near.or_else(|| {
        let near = nearest(&wanted, lasts.iter().map(String::as_str))?;
        paths.iter().find(|path| last(path) == near).cloned()
    })
}

/// The page of a diagnostic, as Markdown.
#[must_use]
pub fn page(code: &str) -> Option<String> {
    let page = Pages::get(&format!("{}.md", code.to_uppercase()))?;
    String::from_utf8(page.data.into_owned()).ok()
}

/// The codes that have a page, in order.
#[must_use]
pub fn codes() -> Vec<String> {
    let mut codes: Vec<String> =
        Pages::iter().filter_map(|path| path.strip_suffix(".md").map(String::from)).collect();
    codes.sort();
    codes
}
