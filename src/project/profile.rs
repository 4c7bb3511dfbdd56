//! A board profile with the rule sets it names, loaded and checked.

use super::library::{Home, Library};
use super::load::two_titles;
use super::{LoadedSet, ProjectError, load_home};
use crate::check::{self, Known, Profile, Sound};
use crate::diagnostic::{self, Diagnostic};
use crate::source::Sources;
use crate::syntax;
use crate::syntax::tree::{Block, Text};

/// A profile as loaded.
#[derive(Debug, Default)]
pub struct LoadedProfile {
    /// The profile, as far as it was understood.
    pub profile: Profile,
    /// The sets it names, each once, with their titles; absent where a set has errors.
    pub sets: Vec<(String, Option<Sound>)>,
    /// Its text.
    pub sources: Sources,
    /// Every mistake in the profile itself, most important first.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a board profile and the sets it names.
///
/// # Errors
/// When a file cannot be read.
pub fn load_profile(home: &Home, library: &Library) -> Result<LoadedProfile, ProjectError> {
    let mut sources = Sources::default();
    let (_, parsed) = syntax::read(&mut sources, home.name(), &home.bytes()?);
    let mut sets: Vec<(String, Option<Sound>)> = Vec::new();
    let mut diagnostics = parsed.diagnostics;
    for title in titles(&parsed.tree) {
        if sets.iter().any(|(found, _)| *found == title.text) {
            continue;
        }
        match library.find("Rule set", &title.text) {
            Ok(home) => {
                let LoadedSet { sound, .. } = load_home(&home, library)?;
                sets.push((title.text.clone(), sound));
            }
            Err(ProjectError::TwoTitles { first, second, .. }) => {
                diagnostics.push(two_titles(title, &first, &second));
            }
            Err(_) => {}
        }
    }
    // Every title there is, so that a misspelt one finds its neighbour.
    let titles = library.titles("Rule set");
    let others = titles.iter().filter(|title| sets.iter().all(|(found, _)| found != *title));
    let known: Vec<Known<'_>> = sets
        .iter()
        .map(|(title, sound)| Known { title, rule_set: sound.as_ref().map(Sound::rule_set) })
        .chain(others.map(|title| Known { title, rule_set: None }))
        .collect();
    let (profile, found) = check::profile(&parsed.tree, &known);
    diagnostics.extend(found.into_iter().chain(parsed.notes));
    diagnostic::sort(&mut diagnostics);
    Ok(LoadedProfile { profile, sets, sources, diagnostics })
}

fn titles(tree: &syntax::Tree) -> Vec<&Text> {
    let blocks = tree
        .blocks
        .iter()
        .filter_map(|block| if let Block::ProfileFor(block) = block { Some(block) } else { None });
    blocks.flat_map(|block| block.lines.iter().map(|(_, title)| title)).collect()
}
