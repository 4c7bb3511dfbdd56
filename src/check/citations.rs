//! Does every rule say on whose authority it stands, and is every source declared and cited?

use std::collections::{BTreeMap, BTreeSet};

use super::bodies;
use super::gather::Gathered;
use super::questions::same;
use super::rule_set::SourceText;
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{Citation, SourceEntry, Text};

/// The sources of all sets: a key means one title throughout.
pub(super) fn sources(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceText> {
    let mut first: BTreeMap<&str, (&SourceEntry, usize)> = BTreeMap::new();
    let mut sources = Vec::new();
    for placed in &gathered.sources {
        let entry = placed.block;
        match first.get(entry.key.text.as_str()) {
            Some((earlier, set)) if *set != placed.set && earlier.title.text != entry.title.text => {
                diagnostics.push(
                    Diagnostic::error(
                        "E0472",
                        entry.key.span,
                        format!(
                            "`{}` already means another source in “{}”, on which this rule set builds",
                            entry.key.text,
                            gathered.origin(*set).set
                        ),
                    )
                    .also(earlier.key.span, format!("there it means “{}”", earlier.title.text))
                    .because("Both sets are printed as one; a key in a citation stands for one source.")
                    .help("give this source a key of its own"),
                );
            }
            Some(_) => {}
            None => {
                first.insert(&entry.key.text, (entry, placed.set));
                sources.push(SourceText { key: entry.key.text.clone(), title: entry.title.text.clone() });
            }
        }
    }
    sources
}

/// Checks the key of every citation, and that every key is cited.
pub(super) fn keys(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for (set, citation) in bodies::citations(gathered) {
        for part in citation.text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let known = gathered.sources.iter().filter(|source| source.set <= set);
            let key = known
                .map(|source| source.block.key.text.as_str())
                .filter(|key| starts_with(part, key))
                .max_by_key(|key| key.len());
            match key {
                Some(key) => {
                    cited.insert(key);
                }
                None => diagnostics.push(unknown_key(gathered, citation, part)),
            }
        }
    }
    for source in gathered.sources.iter().filter(|source| !cited.contains(source.block.key.text.as_str())) {
        let key = &source.block.key;
        diagnostics.push(
            Diagnostic::warning("W0478", key.span, format!("nothing cites the source `{}`", key.text)).help(
                format!("cite it where a rule rests on it, such as `[{} 5(2)]`, or remove it", key.text),
            ),
        );
    }
}

/// Does a citation begin with this key as a whole word?
fn starts_with(citation: &str, key: &str) -> bool {
    citation.strip_prefix(key).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn unknown_key(gathered: &Gathered<'_>, citation: &Citation, part: &str) -> Diagnostic {
    let word = key_of(part);
    let keys: Vec<&str> = gathered.sources.iter().map(|source| source.block.key.text.as_str()).collect();
    let said = Diagnostic::error("E0277", citation.span, format!("`{word}` is no source of this rule set"))
        .because("A citation begins with the key that `Sources` gives to an Act, guidance or board policy.");
    match keys.iter().find(|key| same(key, word)).copied().or_else(|| nearest(word, keys.iter().copied())) {
        Some(near) => {
            let mended = citation.text.replacen(word, near, 1);
            said.help(format!("the nearest is `{near}`")).fix(
                format!("write `{near}`"),
                citation.span,
                mended,
            )
        }
        None => said.help(format!("declare it under `Sources`: `{word} means \"…\".`")),
    }
}

/// The words of a citation that name its source: those before its first figure, comma or word for a part of a text.
fn key_of(part: &str) -> &str {
    const PARTS: [&str; 12] = [
        "page",
        "pages",
        "chapter",
        "section",
        "sections",
        "paragraph",
        "para",
        "regulation",
        "annex",
        "appendix",
        "minute",
        "schedule",
    ];
    let begun = part.split(',').next().unwrap_or(part);
    let of_key =
        |word: &&str| !word.contains(|letter: char| letter.is_ascii_digit()) && !PARTS.contains(word);
    let others = begun.split(' ').skip(1).take_while(of_key);
    let length =
        begun.split(' ').next().map_or(0, str::len) + others.map(|word| word.len() + 1).sum::<usize>();
    part.get(..length).unwrap_or(part)
}

/// Rules, definitions, presumptions and exceptions that cite nothing, neither in the heading nor at an item.
pub(super) fn missing(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |what: &str, name: &Text, cited: bool| {
        if cited {
            return;
        }
        diagnostics.push(
            Diagnostic::warning("W0477", name.span, format!("the {what} `{}` cites no source", name.text))
                .because("An explanation says on whose authority each step rests; this one could not.")
                .help("put a citation after its heading, such as `[Local 6]`"),
        );
    };
    for one in &gathered.rules {
        report(
            "rule",
            &one.block.name,
            !one.block.citations.is_empty() || bodies::item_is_cited(&one.block.when),
        );
    }
    for one in &gathered.definitions {
        report(
            "definition",
            &one.block.name,
            !one.block.citations.is_empty() || bodies::item_is_cited(&one.block.body),
        );
    }
    for one in &gathered.presumptions {
        report("presumption", &one.block.name, !one.block.citations.is_empty());
    }
    for one in &gathered.exceptions {
        report(
            "exception",
            &one.block.name,
            !one.block.citations.is_empty() || bodies::item_is_cited(&one.block.when),
        );
    }
}
