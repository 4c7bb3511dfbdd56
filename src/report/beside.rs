//! The same case under another set, on the case's page: rules that fare otherwise first, then the outcomes.

use super::document::{Document, Item};
use crate::explanation::Beside;
use crate::explanation::wording as say;

pub(super) fn beside(page: &mut Document, beside: &Beside) {
    page.heading(2, &say::beside(&beside.set));
    if beside.unread {
        page.paragraph(say::BESIDE_UNREAD);
        return;
    }
    if beside.outcomes.is_empty() {
        page.paragraph(say::BESIDE_NO_QUESTION);
        return;
    }
    page.paragraph(if beside.rules.is_empty() { say::BESIDE_NO_RULE } else { say::BESIDE_RULES });
    page.list(
        beside
            .rules
            .iter()
            .map(|rule| Item::of(&say::beside_rule(rule)).noted(say::beside_sentences(rule)))
            .collect(),
    );
    page.paragraph(say::BESIDE_OUTCOMES);
    page.list(beside.outcomes.iter().map(|it| Item::of(&say::beside_outcome(it))).collect());
    for (here, names) in [(true, &beside.only_here), (false, &beside.only_there)] {
        if !names.is_empty() {
            page.paragraph(&say::beside_asked(here, names));
        }
    }
    if !beside.put.is_empty() {
        page.paragraph(say::BESIDE_PUT);
        page.list(beside.put.iter().map(|it| Item::of(&say::beside_put(it))).collect());
    }
}
