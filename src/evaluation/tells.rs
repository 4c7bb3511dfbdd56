//! What tells some answers from the others? Answers are truths of the rules' sentences about one fact.

use super::words::{self, Sentence};
use crate::program::NodeId;

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
    let said = truths.iter().filter_map(|(node, truth)| {
        let sentence = sentences.iter().find(|sentence| sentence.node == *node)?;
        Some(words::said(&sentence.text, *truth))
    });
    words::both(&said.collect::<Vec<_>>())
}
