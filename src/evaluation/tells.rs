//! What tells some answers from the others? Answers are truths of the rules' sentences about one fact.

use super::answers::Told;
use super::narrowed::Says;
use super::words::{self, Sentence};
use crate::program::{NodeId, Program};

/// The fewest truths that all of these answers share and none of the others has.
pub(super) fn what_tells(
    these: &[&[(NodeId, bool)]],
    others: &[&[(NodeId, bool)]],
) -> Option<Vec<(NodeId, bool)>> {
    let (first, rest) = these.split_first()?;
    let shared = first.iter().filter(|truth| rest.iter().all(|other| other.contains(truth)));
    let mut kept: Vec<(NodeId, bool)> = shared.copied().collect();
    let tells =
        |kept: &[(NodeId, bool)]| others.iter().all(|other| kept.iter().any(|truth| !other.contains(truth)));
    if !tells(&kept) {
        return None;
    }
    for truth in [false, true] {
        for place in (0..kept.len()).rev() {
            let mut fewer = kept.clone();
            if fewer.get(place).is_some_and(|(_, here)| *here == truth) {
                fewer.remove(place);
                if tells(&fewer) {
                    kept = fewer;
                }
            }
        }
    }
    Some(kept)
}

/// Such truths in words.
pub(super) fn in_words(truths: &[(NodeId, bool)], sentences: &[Sentence]) -> String {
    words::all_said(&said_of(truths, sentences))
}

fn said_of<'s>(truths: &[(NodeId, bool)], sentences: &'s [Sentence]) -> Vec<(&'s Sentence, bool)> {
    let said = truths.iter().filter_map(|(node, truth)| {
        Some((sentences.iter().find(|sentence| sentence.node == *node)?, *truth))
    });
    said.collect()
}

/// What some of the answers have in common that the others do not.
pub(super) struct Condition {
    pub(super) words: String,
    /// Only that something is not so.
    pub(super) negative: bool,
    /// How many conditions it takes to say it, of which one holds.
    pub(super) pieces: usize,
}

/// The condition that tells the answers of one group from those of all others.
pub(super) fn condition(
    program: &Program,
    groups: &[Vec<&Told>],
    place: usize,
    sentences: &[Sentence],
) -> Condition {
    let here = groups.get(place).map(Vec::as_slice).unwrap_or_default();
    let others = groups.iter().enumerate().filter(|(at, _)| *at != place).flat_map(|(_, told)| told);
    let choices = here.iter().filter_map(|told| match &told.narrowed.says {
        Says::Choice(slot, mask) => Some((*slot, *mask)),
        Says::Sentences(..) => None,
    });
    if let Some((slot, mask)) = choices.reduce(|(slot, all), (_, mask)| (slot, all | mask)) {
        return Condition { words: words::chosen(program, slot, mask), negative: false, pieces: 1 };
    }
    let truths: Vec<&[(NodeId, bool)]> = here.iter().filter_map(|told| truths_of(told)).collect();
    let others: Vec<&[(NodeId, bool)]> = others.filter_map(|told| truths_of(told)).collect();
    if let Some(common) = what_tells(&truths, &others) {
        let negative = common.iter().all(|(_, truth)| !truth);
        return Condition { words: in_words(&common, sentences), negative, pieces: 1 };
    }
    if let Some(common) = what_tells(&others, &truths) {
        // Not all of them: one or the other is otherwise. Each is denied by itself, so that nothing is denied twice.
        let denied: Vec<(NodeId, bool)> = common.iter().map(|(node, truth)| (*node, !truth)).collect();
        let negative = denied.iter().all(|(_, truth)| !truth);
        let words = words::one_said(&said_of(&denied, sentences));
        return Condition { words, negative, pieces: 1 };
    }
    let pieces = pieces(&truths, &others);
    let each: Vec<String> = pieces.iter().map(|truths| in_words(truths, sentences)).collect();
    Condition { words: words::joined(&each, "; or "), negative: false, pieces: pieces.len() }
}

/// Conditions of which one holds for each of these answers, and none for the others; each as short as it can be.
fn pieces(these: &[&[(NodeId, bool)]], others: &[&[(NodeId, bool)]]) -> Vec<Vec<(NodeId, bool)>> {
    let mut pieces: Vec<Vec<(NodeId, bool)>> = Vec::new();
    for this in these {
        if !pieces.iter().any(|piece| fits(piece, this)) {
            pieces.push(what_tells(&[this], others).unwrap_or_else(|| this.to_vec()));
        }
    }
    for place in (0..pieces.len()).rev() {
        let mut fewer = pieces.clone();
        fewer.remove(place);
        if these.iter().all(|this| fewer.iter().any(|piece| fits(piece, this))) {
            pieces = fewer;
        }
    }
    pieces
}

/// Does an answer meet a condition?
fn fits(condition: &[(NodeId, bool)], answer: &[(NodeId, bool)]) -> bool {
    condition.iter().all(|truth| answer.contains(truth))
}

fn truths_of(told: &Told) -> Option<&[(NodeId, bool)]> {
    match &told.narrowed.says {
        Says::Sentences(truths, _) => Some(truths),
        Says::Choice(..) => None,
    }
}
