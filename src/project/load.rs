//! A rule set with everything it uses and builds on, parsed and checked.
//!
//! Titles that nothing carries are mistakes of the text and come back as diagnostics at the title.

use std::path::Path;

use super::library::{Home, Library, spelled, title_of};
use super::{ProjectError, files, kept, load_profile, shipped};
use crate::check::{self, Checked, Sound};
use crate::diagnostic::{self, Diagnostic};
use crate::source::{SourceId, Sources};
use crate::syntax::{self, Parsed, Tree, tree::Text};
use crate::vocabulary::{self, Vocabulary};

/// How deep rule sets may build on one another.
const DEEPEST: usize = 8;

/// A rule set as loaded: what was understood, and every mistake in any of its files.
#[derive(Debug, Default)]
pub struct LoadedSet {
    /// Every text read.
    pub sources: Sources,
    /// The rule set, where nothing is wrong.
    pub sound: Option<Sound>,
    /// Every mistake, most important first.
    pub diagnostics: Vec<Diagnostic>,
}

impl LoadedSet {
    /// The vocabulary of a sound rule set.
    #[must_use]
    pub fn into_vocabulary(self) -> Option<Vocabulary> {
        self.sound.map(|sound| sound.rule_set().vocabulary.clone())
    }
}

/// Loads a rule set named by a path, a shipped path (`england/working-together-2015`) or a title.
///
/// # Errors
/// When nothing of that name is there, or it cannot be read.
pub fn load_set(reference: &str, here: &Path) -> Result<LoadedSet, ProjectError> {
    let (home, library) = find(reference, here)?;
    load_home(&home, &library)
}

/// Loads the rule set, vocabulary or profile of one file.
///
/// # Errors
/// When it cannot be read.
pub fn load_file(path: &Path) -> Result<LoadedSet, ProjectError> {
    load_home(&Home::Disk(spelled(path)), &Library::around(path)?)
}

/// Loads the rule set, vocabulary or profile at a home.
///
/// # Errors
/// When it cannot be read.
pub fn load_home(home: &Home, library: &Library) -> Result<LoadedSet, ProjectError> {
    if title_of(&home.text()?).is_some_and(|title| title.kind == "Board profile") {
        let loaded = load_profile(home, library)?;
        return Ok(LoadedSet { sources: loaded.sources, sound: None, diagnostics: loaded.diagnostics });
    }
    let mut loading =
        Loading { library, sources: Sources::default(), files: Vec::new(), diagnostics: Vec::new() };
    let main = loading.read(home)?;
    let notes = loading.files.get_mut(main).map(|file| std::mem::take(&mut file.parsed.notes));
    let mut loaded = match loading.kind(main) {
        "Vocabulary" => loading.vocabulary(main),
        _ => loading.rule_set(main)?,
    };
    loaded.diagnostics.extend(notes.into_iter().flatten());
    kept::as_notes(&loaded.sources, &mut loaded.diagnostics);
    diagnostic::sort(&mut loaded.diagnostics);
    loaded.diagnostics.dedup();
    Ok(loaded)
}

/// Where a board profile named by a path, a shipped path or a title stands, and what can be seen from there.
///
/// # Errors
/// When nothing of that name is there.
pub fn find_profile(reference: &str, here: &Path) -> Result<(Home, Library), ProjectError> {
    let path = Path::new(reference);
    if path.is_file() {
        return Ok((Home::Disk(spelled(path)), Library::around(path)?));
    }
    let inside = format!("{}.board", reference.trim_start_matches("rules/").trim_end_matches(".board"));
    if shipped::file(&inside).is_some() {
        return Ok((Home::Shipped(inside), Library::shipped()));
    }
    by_title("Board profile", reference, here)
}

/// Where a reference leads, and what can be seen from there.
///
/// # Errors
/// When nothing of that name is there.
pub fn find(reference: &str, here: &Path) -> Result<(Home, Library), ProjectError> {
    let path = Path::new(reference);
    if path.is_file() {
        return Ok((Home::Disk(spelled(path)), Library::around(path)?));
    }
    let inside = reference.trim_start_matches("rules/");
    let with_ending = format!("{}.rules", inside.trim_end_matches(".rules"));
    if shipped::file(&with_ending).is_some() {
        return Ok((Home::Shipped(with_ending), Library::shipped()));
    }
    if path.exists() || path.extension().is_some_and(|it| it == "rules") {
        let missing = if path.exists() { ProjectError::NotAFile } else { ProjectError::Missing };
        return Err(missing(path.to_owned()));
    }
    by_title("Rule set", reference, here)
}

/// The file of a kind that carries a title. Where the folder holds more rule files than are read, titles are looked for
/// among the shipped sets alone.
fn by_title(kind: &str, reference: &str, here: &Path) -> Result<(Home, Library), ProjectError> {
    let title = reference.trim_matches('"');
    let (library, unread) = match Library::around(here) {
        Ok(library) => (library, None),
        Err(ProjectError::TooMany(folder, most)) => (Library::shipped(), Some((folder, most))),
        Err(error) => return Err(error),
    };
    match library.find(kind, title) {
        Ok(home) => Ok((home, library)),
        Err(ProjectError::NoSuchSet(title, near)) => {
            let ending = if kind == "Board profile" { ".board" } else { ".rules" };
            let near = shipped::like(&title, ending).map_or(near, |path| format!("; did you mean `{path}`?"));
            let stop = if near.is_empty() { "." } else { "" };
            let unread = unread.map_or_else(String::new, |(folder, most)| {
                format!(
                    "{stop} Titles of files below `{}` were not looked at, since it holds more than {most} rule files; \
                     give a file's path instead.",
                    folder.display()
                )
            });
            let what = if kind == "Board profile" { "board profile" } else { "rule set" };
            Err(ProjectError::NoSuchTitle { what, title, near: near + &unread })
        }
        Err(error) => Err(error),
    }
}

/// One file, read and parsed.
struct File {
    home: Home,
    source: SourceId,
    parsed: Parsed,
}

struct Loading<'a> {
    library: &'a Library,
    sources: Sources,
    files: Vec<File>,
    diagnostics: Vec<Diagnostic>,
}

impl Loading<'_> {
    /// Reads and parses a file once; its place among the files.
    fn read(&mut self, home: &Home) -> Result<usize, ProjectError> {
        if let Some(at) = self.files.iter().position(|file| file.home == *home) {
            return Ok(at);
        }
        if self.files.len() >= files::MOST_FILES {
            return Err(ProjectError::TooMany(home.name().into(), files::MOST_FILES));
        }
        let bytes = home.bytes()?;
        let (source, parsed) = syntax::read(&mut self.sources, home.name(), &bytes);
        self.files.push(File { home: home.clone(), source, parsed });
        Ok(self.files.len() - 1)
    }

    fn kind(&self, at: usize) -> &'static str {
        let text =
            self.files.get(at).and_then(|file| self.sources.get(file.source)).map_or("", |file| file.text());
        title_of(text).map_or("Rule set", |title| title.kind)
    }

    fn tree(&self, at: usize) -> Option<&Tree> {
        self.files.get(at).map(|file| &file.parsed.tree)
    }

    fn vocabulary(mut self, main: usize) -> LoadedSet {
        let tree = self.tree(main).cloned().unwrap_or_default();
        let (vocabulary, mistakes) = vocabulary::read(&[&tree]);
        self.diagnostics.extend(mistakes);
        self.diagnostics.extend(check::misspelt(&vocabulary));
        self.finish(None)
    }

    fn rule_set(mut self, main: usize) -> Result<LoadedSet, ProjectError> {
        let mut bases = Vec::new();
        self.follow(main, &mut vec![main], &mut bases)?;
        let mut vocabularies = Vec::new();
        for set in bases.iter().copied().chain([main]) {
            for title in self.tree(set).map(|tree| check::needs(tree).uses).unwrap_or_default() {
                let found = self.resolve("Vocabulary", &title)?;
                vocabularies.extend(found.filter(|at| !vocabularies.contains(at)));
            }
        }
        let hash = self.hash();
        // Where one of them could not be read at all, nothing can be said of what it would have brought.
        let trees = |ids: &[usize]| {
            let found: Vec<&Tree> = ids.iter().filter_map(|at| self.tree(*at)).collect();
            if found.iter().any(|tree| tree.unread) { Vec::new() } else { found }
        };
        let Some(tree) = self.tree(main) else { return Ok(self.finish(None)) };
        let input = check::Input {
            rule_set: tree,
            vocabularies: trees(&vocabularies),
            builds_on: trees(&bases),
            hash,
        };
        let checked = check::check(&input);
        Ok(self.finish(Some(checked)))
    }

    /// Gathers the sets built on, deepest base first.
    fn follow(
        &mut self,
        set: usize,
        path: &mut Vec<usize>,
        bases: &mut Vec<usize>,
    ) -> Result<(), ProjectError> {
        for title in self.tree(set).map(|tree| check::needs(tree).builds_on).unwrap_or_default() {
            let Some(base) = self.resolve("Rule set", &title)? else { continue };
            if path.contains(&base) || path.len() > DEEPEST {
                self.diagnostics.push(if path.contains(&base) { ring(&title) } else { too_deep(&title) });
                continue;
            }
            path.push(base);
            self.follow(base, path, bases)?;
            path.pop();
            if !bases.contains(&base) {
                bases.push(base);
            }
        }
        Ok(())
    }

    fn resolve(&mut self, kind: &str, title: &Text) -> Result<Option<usize>, ProjectError> {
        match self.library.find(kind, &title.text) {
            Ok(home) => self.read(&home).map(Some),
            Err(error) => {
                self.diagnostics.push(self.unresolved(kind, title, &error));
                Ok(None)
            }
        }
    }

    fn unresolved(&self, kind: &str, title: &Text, error: &ProjectError) -> Diagnostic {
        if let ProjectError::TwoTitles { first, second, .. } = error {
            return two_titles(title, first, second);
        }
        let what = if kind == "Vocabulary" { "vocabulary" } else { "rule set" };
        let said = Diagnostic::error("E0601", title.span, format!("there is no {what} called `{}`", title.text))
            .because("Titles are looked for in the file's own folder tree, then in `rules/` beside the profile, then among the sets shipped inside the program.");
        match self.library.nearest(kind, &title.text) {
            Some(near) => said.fix(format!("did you mean `{near}`?"), title.span, near),
            None => said.help(format!("Write the title of a {what} as it stands in its first line.")),
        }
    }

    /// The hash over the tokens of every file, in title order.
    fn hash(&self) -> String {
        let titled = self.files.iter().map(|file| {
            let text = self.sources.get(file.source).map_or("", |file| file.text());
            let title = title_of(text).map_or_else(String::new, |title| title.title);
            (title, syntax::tokens(&self.sources, file.source))
        });
        check::hash(titled)
    }

    fn finish(mut self, checked: Option<Checked>) -> LoadedSet {
        for file in &mut self.files {
            self.diagnostics.append(&mut file.parsed.diagnostics);
        }
        let broken = self.diagnostics.iter().any(Diagnostic::is_error);
        let unresolved = self.diagnostics.iter().any(|one| ["E0601", "E0602", "E0603"].contains(&one.code.0));
        let mut sound = None;
        if let Some(checked) = checked {
            // What a set that was not found, or a source that was not understood, would have brought is not missed
            // as well.
            let unsourced = self.diagnostics.iter().any(|one| one.code.0 == "E0418");
            let missed = |one: &&Diagnostic| match one.code.0 {
                "E0459" => !unresolved,
                "E0277" => !unsourced,
                _ => true,
            };
            self.diagnostics.extend(checked.diagnostics.iter().filter(missed).cloned());
            sound = checked.sound().filter(|_| !broken);
        }
        #[cfg(feature = "solve")]
        {
            sound = sound.filter(|sound| prove(sound, &mut self.diagnostics));
        }
        LoadedSet { sources: self.sources, sound, diagnostics: self.diagnostics }
    }
}

/// Proves what every sound set must keep for every record. What the checker alone could not show is shown now.
#[cfg(feature = "solve")]
fn prove(sound: &Sound, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let found = crate::analysis::refusals(sound.rule_set());
    let kept = !found.iter().any(Diagnostic::is_error);
    diagnostics.retain(|one| one.code.0 != "W0498");
    diagnostics.extend(found);
    kept
}

/// Nobody can tell which of two files a title means.
pub(super) fn two_titles(title: &Text, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error("E0602", title.span, format!("two files are called `{}`", title.text))
        .because(format!("They are `{first}` and `{second}`."))
        .help("Rename one of them, so that a title means one file.")
}

fn ring(title: &Text) -> Diagnostic {
    Diagnostic::error(
        "E0603",
        title.span,
        format!("this set builds on `{}`, which builds on this set", title.text),
    )
    .because("A set cannot rest on itself.")
    .help("Take out one of the `Builds on:` lines.")
}

fn too_deep(title: &Text) -> Diagnostic {
    Diagnostic::error("E0603", title.span, format!("more than {DEEPEST} sets build on one another in a row"))
        .because(format!("`{}` is one too many.", title.text))
        .help("Let a set build on one nearer to the law, and take out a `Builds on:` line between.")
}
