//! Which file carries a title?
//!
//! Titles in quotes resolve in the file's own folder tree, then in `rules/` beside the profile, then among the sets
//! shipped inside the program. Within one of these, two files with one title are an error that names both.

use std::path::{Path, PathBuf};

use super::{ProjectError, files, shipped};
use crate::diagnostic::nearest;

/// The largest rule file.
pub(super) const LARGEST_RULE_FILE: u64 = 1024 * 1024;

/// What a heading line says a file is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Title {
    /// `Rule set`, `Vocabulary` or `Board profile`.
    pub kind: &'static str,
    /// Between the quotes.
    pub title: String,
}

/// Where a rule file's text comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// On the disk.
    Disk(PathBuf),
    /// Inside the program, by its path below `rules/`.
    Shipped(String),
}

impl Home {
    /// As named in messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Disk(path) => path.display().to_string(),
            Self::Shipped(path) => format!("shipped: {path}"),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, ProjectError> {
        match self {
            Self::Disk(path) => files::read_bytes(path, 2 * LARGEST_RULE_FILE),
            Self::Shipped(path) => Ok(shipped::file(path).unwrap_or_default()),
        }
    }

    /// Its text, what is not UTF-8 replaced.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn text(&self) -> Result<String, ProjectError> {
        Ok(String::from_utf8_lossy(&self.bytes()?).into_owned())
    }
}

/// The titles one run can see, in tiers: the nearer tier wins.
#[derive(Debug, Clone, Default)]
pub struct Library {
    tiers: Vec<Vec<(Title, Home)>>,
}

impl Library {
    /// The library seen from a rule file or folder: its own tree, `rules/` beside it, and what is shipped.
    ///
    /// # Errors
    /// When a folder cannot be listed or holds too many files.
    pub fn around(path: &Path) -> Result<Self, ProjectError> {
        let root = tree_root(path);
        let mut tiers = vec![titles_on_disk(&root)?];
        let beside = root.join("rules");
        if beside.is_dir() && !path.starts_with(&beside) {
            tiers.push(titles_on_disk(&beside)?);
        }
        tiers.push(shipped_titles());
        Ok(Self { tiers })
    }

    /// Only what is shipped.
    #[must_use]
    pub fn shipped() -> Self {
        Self { tiers: vec![shipped_titles()] }
    }

    /// The file that carries a title.
    ///
    /// # Errors
    /// When two files of one tier carry it, or none does.
    pub fn find(&self, kind: &str, title: &str) -> Result<Home, ProjectError> {
        for tier in &self.tiers {
            let mut homes: Vec<&Home> = tier
                .iter()
                .filter(|(found, _)| found.kind == kind && same(&found.title, title))
                .map(|(_, home)| home)
                .collect();
            homes.dedup();
            if let [first, second, ..] = homes.as_slice() {
                return Err(ProjectError::TwoTitles {
                    title: title.to_owned(),
                    first: first.name(),
                    second: second.name(),
                });
            }
            if let Some(home) = homes.first() {
                return Ok((*home).clone());
            }
        }
        let hint =
            self.nearest(kind, title).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Err(ProjectError::NoSuchSet(title.to_owned(), hint))
    }

    /// The nearest title of a kind, for "did you mean".
    #[must_use]
    pub fn nearest(&self, kind: &str, title: &str) -> Option<String> {
        nearest(title, self.titles(kind).iter().map(String::as_str)).map(String::from)
    }

    /// All titles of a kind, in order.
    #[must_use]
    pub fn titles(&self, kind: &str) -> Vec<String> {
        let mut titles: Vec<String> = self
            .tiers
            .iter()
            .flatten()
            .filter(|(found, _)| found.kind == kind)
            .map(|(found, _)| found.title.clone())
            .collect();
        titles.sort();
        titles.dedup();
        titles
    }
}

/// The title in a rule file's first heading line.
#[must_use]
pub(super) fn title_of(text: &str) -> Option<Title> {
    text.trim_start_matches('\u{feff}').lines().find_map(|line| {
        ["Rule set", "Vocabulary", "Board profile"].into_iter().find_map(|kind| {
            let rest = line.trim_start().strip_prefix(kind)?.trim_start();
            let rest = rest.replace(['\u{201c}', '\u{201d}'], "\"");
            let (title, _) = rest.strip_prefix('"')?.split_once('"')?;
            Some(Title { kind, title: title.split_whitespace().collect::<Vec<_>>().join(" ") })
        })
    })
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The folder whose tree a file belongs to: the outermost enclosing folder named `rules`, else the nearest one
/// holding a board profile, else the file's own folder.
fn tree_root(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder =
        if full.is_dir() { full.clone() } else { full.parent().map_or_else(PathBuf::new, Path::to_owned) };
    let rules = folder.ancestors().filter(|ancestor| ancestor.ends_with("rules")).last();
    let profile = || {
        folder.ancestors().take(4).find(|ancestor| {
            std::fs::read_dir(ancestor).is_ok_and(|mut entries| {
                entries.any(|entry| {
                    entry.is_ok_and(|entry| entry.path().extension().is_some_and(|it| it == "board"))
                })
            })
        })
    };
    rules.or_else(profile).map_or(folder.clone(), Path::to_owned)
}

/// One spelling of a path, however it was come by: seen from the current folder where it lies below it. A file that is
/// named on the command line and used by another is so the same file.
pub(super) fn spelled(path: &Path) -> PathBuf {
    let (Ok(full), Ok(here)) = (std::path::absolute(path), std::env::current_dir()) else {
        return path.to_owned();
    };
    full.strip_prefix(&here).map(Path::to_owned).unwrap_or(full)
}

fn titles_on_disk(folder: &Path) -> Result<Vec<(Title, Home)>, ProjectError> {
    let mut titles = Vec::new();
    for path in files::rule_files_in(folder)? {
        if let Ok(Ok(text)) = files::read_text(&path, LARGEST_RULE_FILE) {
            titles.extend(title_of(&text).map(|title| (title, Home::Disk(spelled(&path)))));
        }
    }
    titles.sort();
    Ok(titles)
}

fn shipped_titles() -> Vec<(Title, Home)> {
    shipped::paths()
        .into_iter()
        .filter_map(|path| {
            let text = String::from_utf8(shipped::file(&path)?).ok()?;
            Some((title_of(&text)?, Home::Shipped(path)))
        })
        .collect()
}
