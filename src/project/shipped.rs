//! What is carried inside the program: the shipped rule sets and the page of every diagnostic.

use rust_embed::RustEmbed;

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
