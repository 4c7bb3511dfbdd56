//! Is every name used for one thing only?
//!
//! Names are compared without regard to letter case, so that no two differ by that alone. Rules, exceptions,
//! presumptions and departures share one set of names, because a sentence may name any of them; every other kind of
//! block has its own.

use std::collections::BTreeMap;

use super::gather::{Gathered, Placed};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Text;

/// One use of a name as the name of something.
struct Declared<'a> {
    name: &'a Text,
    /// "rule", "exception", as said in messages.
    what: &'static str,
    set: usize,
}

/// Reports every name declared twice. Questions and settings of a local set may take up a name of the set built on
/// (they are merged), so for them only the names within one set count; the same goes for examples and source keys.
pub(super) fn names(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut shared = declared(&gathered.rules, "rule", |rule| &rule.name);
    shared.extend(declared(&gathered.exceptions, "exception", |exception| &exception.name));
    shared.extend(declared(&gathered.presumptions, "presumption", |presumption| &presumption.name));
    shared.extend(declared(&gathered.departures, "departure", |departure| &departure.name));
    across(gathered, shared, diagnostics);
    across(gathered, declared(&gathered.definitions, "definition", |one| &one.name), diagnostics);
    across(gathered, declared(&gathered.deadlines, "deadline", |one| &one.name), diagnostics);
    across(gathered, declared(&gathered.checks, "check", |one| &one.name), diagnostics);
    across(gathered, declared(&gathered.tables, "table", |one| &one.name), diagnostics);
    across(gathered, declared(&gathered.guarantees, "guarantee", |one| &one.name), diagnostics);
    within(gathered, declared(&gathered.questions, "question", |one| &one.name), diagnostics);
    within(gathered, declared(&gathered.settings, "setting", |one| &one.name), diagnostics);
    within(gathered, declared(&gathered.sources, "source", |one| &one.key), diagnostics);
    within(gathered, declared(&gathered.examples, "example", |one| &one.name), diagnostics);
    for question in &gathered.questions {
        let outcomes = question.block.outcomes.iter();
        let outcomes =
            outcomes.map(|outcome| Declared { name: &outcome.name, what: "outcome", set: question.set });
        within(gathered, outcomes.collect(), diagnostics);
    }
}

fn declared<'a, T>(
    blocks: &[Placed<'a, T>],
    what: &'static str,
    name: impl Fn(&'a T) -> &'a Text,
) -> Vec<Declared<'a>> {
    blocks.iter().map(|placed| Declared { name: name(placed.block), what, set: placed.set }).collect()
}

/// Names that must differ over all sets merged.
fn across<'a>(gathered: &Gathered<'a>, mut declared: Vec<Declared<'a>>, diagnostics: &mut Vec<Diagnostic>) {
    declared.sort_by_key(|one| (one.set, one.name.span));
    let mut first: BTreeMap<String, Declared<'a>> = BTreeMap::new();
    for one in declared {
        let key = one.name.text.to_lowercase();
        if let Some(earlier) = first.get(&key) {
            let replaces = gathered.is_base(earlier.set) && earlier.set != one.set;
            let title = gathered.origin(earlier.set).set;
            diagnostics.push(if replaces {
                taken_from_base(&one, earlier, &title)
            } else {
                twice(&one, earlier)
            });
        } else {
            first.insert(key, one);
        }
    }
}

/// Names that must differ within each set.
fn within<'a>(gathered: &Gathered<'a>, declared: Vec<Declared<'a>>, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_set: BTreeMap<usize, Vec<Declared<'a>>> = BTreeMap::new();
    for one in declared {
        by_set.entry(one.set).or_default().push(one);
    }
    for set in 0..gathered.sets.len() {
        if let Some(declared) = by_set.remove(&set) {
            across(gathered, declared, diagnostics);
        }
    }
}

fn twice(second: &Declared<'_>, first: &Declared<'_>) -> Diagnostic {
    let name = &second.name.text;
    let title = if second.what == first.what {
        format!("there are two {}s named `{name}`", second.what)
    } else {
        format!("`{name}` is the name of {} and of {}", article(first.what), article(second.what))
    };
    Diagnostic::error("E0270", second.name.span, title)
        .label("the second")
        .also(first.name.span, "the first")
        .because("A name that stands for two things cannot be cited in an explanation.")
        .help("give one of them another name, or remove one if they say the same")
}

fn taken_from_base(second: &Declared<'_>, first: &Declared<'_>, base: &str) -> Diagnostic {
    let name = &second.name.text;
    Diagnostic::error("E0472", second.name.span, format!("`{name}` is already the name of {} in “{base}”, on which this rule set builds", article(first.what)))
        .also(first.name.span, "the one built on")
        .because("A local rule set adds to the set it builds on; it replaces nothing of it.")
        .help(format!("give this {} a name of its own. To depart from a rule of “{base}” openly, write `Departure \"…\" from \"…\"` with a citation", second.what))
}

/// "a rule", "an exception".
pub(super) fn article(what: &str) -> String {
    let vowel = what.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {what}", if vowel { "an" } else { "a" })
}
