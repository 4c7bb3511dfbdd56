//! Which list headings hold, but read as if something were missing?
//!
//! Counts that can never or always hold are refused where the heading is read (`sentence/clause.rs`).

use super::bodies;
use super::gather::Gathered;
use super::rule_set::Setting;
use super::settings::count_setting;
use crate::calendar::read_number;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Count, Heading, List};

/// Warns about lists of one item, and counts that ask for every item.
pub(super) fn check(gathered: &Gathered<'_>, settings: &[Setting], diagnostics: &mut Vec<Diagnostic>) {
    for (_, body) in bodies::bodies(gathered) {
        bodies::lists(body, &mut |list| diagnostics.extend(one(list, settings)));
    }
}

fn one(list: &List, settings: &[Setting]) -> Option<Diagnostic> {
    if !list.whole {
        return None;
    }
    let items = list.items.len();
    if let ([only], None) = (list.items.as_slice(), &list.for_which)
        && list.heading != Heading::None
    {
        return Some(
            Diagnostic::warning("W0464", list.heading_span, "this list holds one item")
                .also(only.label_span, "the only item")
                .because("A list of one item reads as if something were missing.")
                .help("write the sentence itself without a list, or add the items that are missing"),
        );
    }
    let every = at_least(list, settings).is_some_and(|count| count as usize == items);
    every.then(|| {
        Diagnostic::warning(
            "W0465",
            list.heading_span,
            format!("at least {items} of {items} items is all of them"),
        )
        .fix("write `all of these are true`", list.heading_span, "all of these are true")
    })
}

/// The number of an *at least* heading, settings looked up.
fn at_least(list: &List, settings: &[Setting]) -> Option<u32> {
    match &list.heading {
        Heading::AtLeast(Count::Number(number)) => Some(*number),
        Heading::AtLeast(Count::Setting(_)) => {
            let name = count_setting(list)?.text.to_lowercase();
            let setting = settings.iter().find(|setting| setting.name.to_lowercase() == name)?;
            read_number(&setting.value)
        }
        Heading::AtMost(_) | Heading::Exactly(_) | Heading::All | Heading::Any | Heading::None => None,
    }
}
