//! What changes besides the outcome, on the page: duties, and what is put to people; downward first.

use std::collections::BTreeSet;

use super::Writing;
use super::page::{ids, number};
use super::small::{Shown, suppress};
use super::strength::{Change, ChangeKind};
use super::tally::{Move, QuestionComparison};
use super::words as say;
use crate::report::Document;

/// A change with the cases it was found in.
pub(super) struct Row<'q> {
    pub change: &'q Change,
    /// The cases that stand so under the old set and so under the new one, among which these are.
    pub of: &'q Move,
    pub cases: &'q [String],
    pub shown: Shown,
}

/// Every change of a question, downward first; `shown` is how many of each move may be shown.
pub(super) fn rows<'q>(question: &'q QuestionComparison, shown: &[Shown], limit: u32) -> Vec<Row<'q>> {
    let mut rows = Vec::new();
    for (of, whole) in question.moves.iter().zip(shown) {
        let counts = may_be_shown(of, *whole, limit);
        let each = of.changes.iter().zip(counts);
        rows.extend(each.map(|((change, cases), shown)| Row { change, of, cases, shown }));
    }
    let ladders = &question.ladders;
    rows.sort_by_key(|row| {
        let named = super::Stand::Outcome(row.change.outcome.clone());
        (row.change.kind, ladders.listed(&named, false), row.change, row.of.kind)
    });
    rows
}

/// The counts of the changes of one move. Those about one outcome, with the cases that do not change in it, add up to
/// the move's own count.
fn may_be_shown(of: &Move, whole: Shown, limit: u32) -> Vec<Shown> {
    if whole.count().is_none() {
        return vec![whole; of.changes.len()];
    }
    let about = |change: &Change| {
        let binds = matches!(change.kind, ChangeKind::BindsLess | ChangeKind::BindsMore);
        (!binds).then(|| change.outcome.clone())
    };
    let length = |cases: &Vec<String>| u32::try_from(cases.len()).unwrap_or(u32::MAX);
    let each = of.changes.iter().map(|(change, cases)| {
        let others = of.changes.iter().filter(|(other, _)| about(other) == about(change));
        let mut counts: Vec<u32> = others.clone().map(|(_, cases)| length(cases)).collect();
        counts.push(number(of).saturating_sub(counts.iter().sum()));
        let at = others.take_while(|(other, _)| *other != change).count();
        suppress(&counts, limit).shown.get(at).copied().unwrap_or(Shown::Count(length(cases)))
    });
    each.collect()
}

/// In a sentence under the lead, so that a page of cases that do not move is not taken for no change.
pub(super) fn said(page: &mut Document, question: &QuestionComparison, rows: &[Row<'_>], writing: Writing) {
    if question.moves.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    for kind in ChangeKind::ALL {
        let of_kind = || rows.iter().filter(|row| row.change.kind == kind);
        // One case may lose two outcomes that were put to people; it is one case.
        let cases: BTreeSet<&String> = of_kind().flat_map(|row| row.cases).collect();
        parts.extend(match (cases.len(), writing.small_numbers < 2) {
            (0, _) => None,
            (1, true) => Some(format!("{} (1 case)", say::change(kind))),
            (count, true) => Some(format!("{} ({count} cases)", say::change(kind))),
            (_, false) => Some(say::change(kind).to_owned()),
        });
    }
    page.paragraph(&match parts.as_slice() {
        [] => "No case that has an outcome under both sets has it by another duty, or has anything else put to people.".to_owned(),
        [_, ..] => format!("Besides the outcomes, this changes: {}.", parts.join("; ")),
    });
}

/// The changes in a table, then the cases of each.
pub(super) fn tell(page: &mut Document, rows: &[Row<'_>], writing: Writing) {
    if rows.is_empty() {
        return;
    }
    page.heading(3, "Duties, and what is put to people");
    let cells = rows.iter().map(|row| {
        vec![
            say::change(row.change.kind).to_owned(),
            row.change.outcome.clone(),
            say::strength(row.change.from),
            say::strength(row.change.to),
            among(row.of),
            say::shown(row.shown),
        ]
    });
    page.table(
        &["What changes", "Outcome", "Under the old set", "Under the new set", "Of the cases", "Cases"],
        cells.collect(),
    );
    if writing.small_numbers > 1 {
        return;
    }
    for row in rows {
        page.heading(3, &format!("{} ({})", row.change.outcome, say::change(row.change.kind)));
        ids(page, row.cases, writing);
    }
}

fn among(of: &Move) -> String {
    let (from, to) = (say::stand(&of.from), say::stand(&of.to));
    if from == to { format!("{from} under both") } else { format!("from {from} to {to}") }
}
