//! What a page says about the case as a whole: procedure, departures, sources that differ, judgements, context.

use super::document::{Document, Item};
use super::statements::fact_items;
use crate::explanation::wording as say;
use crate::explanation::{CheckExplanation, Explanation, FactLine};

pub(super) fn case_blocks(page: &mut Document, explanation: &Explanation) {
    let procedure = &explanation.procedure;
    section(page, say::CHOSEN, explanation.chosen.iter().map(|line| Item::of(line)));
    section(page, say::DEADLINES, procedure.deadlines.iter().map(|line| Item::of(&say::deadline(line))));
    super::timeline::add(page, explanation);
    section(page, say::CHECKS, procedure.checks.iter().map(check_item));
    section(page, say::OVERRIDES, procedure.overrides.iter().map(|line| Item::of(&say::stop(line))));
    section(page, say::WHILE_MISSING, procedure.while_missing.iter().map(|line| Item::of(line)));
    let departures = explanation.departures.iter().map(|departure| {
        Item::of(&say::departure(&departure.name, &departure.citations, &departure.from, &departure.text))
    });
    section(page, say::DEPARTURES, departures);
    facts(page, say::DISPUTED, &explanation.disputed);
    let gaps = explanation.judgements.iter().map(|gap| Item::of(&say::judgement_gap(gap)));
    section(page, say::JUDGEMENTS, gaps);
    facts(page, say::CONTEXT, &explanation.context);
}

fn facts(page: &mut Document, title: &str, lines: &[FactLine]) {
    section(page, title, lines.iter().flat_map(fact_items));
}

fn section(page: &mut Document, title: &str, items: impl Iterator<Item = Item>) {
    let items: Vec<Item> = items.collect();
    if !items.is_empty() {
        page.heading(2, title);
        page.list(items);
    }
}

fn check_item(check: &CheckExplanation) -> Item {
    let members = check.members.iter().map(|member| {
        let items = member
            .items
            .iter()
            .map(|(label, text, truth)| Item::of(text).labelled(label).marked(say::truth(*truth)));
        Item::of(&member.text).over(items)
    });
    let more = check.more.then(|| Item::of(say::more_members()));
    Item::of(&say::cited(&say::quoted(&check.name), &check.citations))
        .marked(&check.state)
        .over(members.chain(more))
}
