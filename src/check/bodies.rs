//! Every piece of text in the blocks as written: sentences, list headings, citations.
//!
//! For the checks that look at words and structure before, or apart from, what sentences mean.

use super::gather::Gathered;
use crate::syntax::tree::{Body, Citation, Claim, Given, List, Text, Trigger};

/// A body and the set it stands in.
pub(super) fn bodies<'a>(gathered: &Gathered<'a>) -> Vec<(usize, &'a Body)> {
    let mut found = Vec::new();
    found.extend(gathered.definitions.iter().map(|one| (one.set, &one.block.body)));
    found.extend(gathered.rules.iter().map(|one| (one.set, &one.block.when)));
    found.extend(gathered.exceptions.iter().map(|one| (one.set, &one.block.when)));
    found.extend(gathered.overrides.iter().filter_map(|one| Some((one.set, one.block.condition.as_ref()?))));
    found.extend(gathered.checks.iter().map(|one| (one.set, &one.block.body)));
    found.extend(gathered.guarantees.iter().filter_map(|one| Some((one.set, one.block.when.as_ref()?))));
    found.extend(gathered.departures.iter().filter_map(|one| Some((one.set, one.block.when.as_ref()?))));
    let considered =
        gathered.rules.iter().flat_map(|one| one.block.considers.iter().map(|item| (one.set, &item.body)));
    found.extend(considered);
    found
}

/// Calls `visit` with each list of a body, outer before inner.
pub(super) fn lists<'a>(body: &'a Body, visit: &mut impl FnMut(&'a List)) {
    if let Body::List(list) = body {
        visit(list);
        list.items.iter().for_each(|item| lists(&item.body, visit));
    }
}

/// Calls `visit` with each sentence or quoted text of a body, and the sentence before a `for which`.
pub(super) fn texts<'a>(body: &'a Body, visit: &mut impl FnMut(&'a Text)) {
    match body {
        Body::Sentence(text) | Body::Quoted(text) | Body::WhetherOrNot(text) => visit(text),
        Body::List(list) => {
            list.for_which.iter().for_each(&mut *visit);
            list.items.iter().for_each(|item| texts(&item.body, visit));
        }
    }
}

/// Calls `visit` with each citation of a body's items.
fn in_items<'a>(body: &'a Body, visit: &mut impl FnMut(&'a Citation)) {
    lists(body, &mut |list| list.items.iter().flat_map(|item| &item.citations).for_each(&mut *visit));
}

/// Has an item of this body a citation?
pub(super) fn item_is_cited(body: &Body) -> bool {
    let mut any = false;
    in_items(body, &mut |_| any = true);
    any
}

/// Every citation with the set it stands in.
pub(super) fn citations<'a>(gathered: &Gathered<'a>) -> Vec<(usize, &'a Citation)> {
    let mut found: Vec<(usize, &'a Citation)> = Vec::new();
    let mut add =
        |set: usize, citations: &'a [Citation]| found.extend(citations.iter().map(|one| (set, one)));
    gathered.settings.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.definitions.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.rules.iter().for_each(|one| {
        add(one.set, &one.block.citations);
        one.block.considers.iter().for_each(|item| add(one.set, &item.citations));
    });
    gathered.presumptions.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.exceptions.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.deadlines.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.checks.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.tables.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.guarantees.iter().for_each(|one| add(one.set, &one.block.citations));
    gathered.departures.iter().for_each(|one| add(one.set, &one.block.citations));
    for (set, body) in bodies(gathered) {
        in_items(body, &mut |citation| found.push((set, citation)));
    }
    found
}

/// Every text that may hold a sentence or a name of a thing, with the set it stands in.
pub(super) fn sentences<'a>(gathered: &Gathered<'a>) -> Vec<(usize, &'a Text)> {
    let mut found: Vec<(usize, &'a Text)> = Vec::new();
    for (set, body) in bodies(gathered) {
        texts(body, &mut |text| found.push((set, text)));
    }
    found.extend(gathered.definitions.iter().map(|one| (one.set, &one.block.sentence)));
    found.extend(gathered.presumptions.iter().map(|one| (one.set, &one.block.sentence)));
    let inert = |set: usize, texts: &'a [Text]| texts.iter().map(move |text| (set, text));
    found.extend(gathered.definitions.iter().flat_map(|one| inert(one.set, &one.block.whether_or_not)));
    found.extend(gathered.rules.iter().flat_map(|one| inert(one.set, &one.block.whether_or_not)));
    found.extend(gathered.exceptions.iter().flat_map(|one| inert(one.set, &one.block.whether_or_not)));
    for deadline in &gathered.deadlines {
        found.extend(deadline.block.anchor.iter().map(|anchor| (deadline.set, anchor)));
        if let Trigger::Sentence(text) = &deadline.block.trigger {
            found.push((deadline.set, text));
        }
    }
    found.extend(gathered.while_missing.iter().map(|one| (one.set, &one.block.anchor)));
    for table in &gathered.tables {
        found.extend(inert(table.set, &table.block.inputs));
        found.extend(table.block.rows.iter().flat_map(|row| inert(table.set, &row.cells)));
        found.extend(table.block.rows.iter().map(|row| (table.set, &row.result)));
    }
    for guarantee in &gathered.guarantees {
        if let Some(Claim::Sentence { sentence, .. }) = &guarantee.block.claim {
            found.push((guarantee.set, sentence));
        }
    }
    for example in &gathered.examples {
        found.extend(example.block.given.iter().filter_map(|given| match given {
            Given::Sentence(text) => Some((example.set, text)),
            Given::List(list) => list.for_which.as_ref().map(|text| (example.set, text)),
            Given::NothingElse(_) | Given::FactsOf(_) => None,
        }));
    }
    found
}
