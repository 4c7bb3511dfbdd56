//! "Did you mean": the nearest of a list of names or phrases, near enough to be worth saying.

use std::cmp::Reverse;

/// The nearest candidate, if it is near: at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_all(wanted, candidates, 1).into_iter().next()
}

/// Up to `most` near candidates, nearest first; equal distances in the order given.
#[must_use]
pub fn nearest_all<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let longest = wanted.chars().count().max(candidate.chars().count());
            let distance = strsim::osa_distance(&wanted, &candidate.to_lowercase());
            (distance * 3 <= longest).then_some((distance, candidate))
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.dedup_by_key(|(_, candidate)| *candidate);
    near.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// Words that stand in any sentence, and tell nothing of what it is about.
const COMMON: [&str; 47] = [
    "about", "after", "all", "and", "any", "applies", "are", "aged", "been", "before", "being", "by",
    "child", "for", "from", "had", "has", "have", "her", "his", "least", "less", "more", "most", "not",
    "number", "one", "only", "other", "over", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "under", "was", "were", "when", "which", "whose", "with",
];

/// Up to `most` candidates that share at least a third of the text's words, those that share most first and of these those
/// with the fewest others; a plural is its singular.
#[must_use]
pub fn sharing_words<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let candidates = candidates.into_iter().map(|candidate| (candidate, ""));
    sharing_words_told(wanted, candidates, most)
}

/// The same of candidates that come with what is told of them elsewhere, such as a fact's question: a word shared with that
/// counts too.
#[must_use]
pub fn sharing_words_told<'t, C: AsRef<str> + Ord>(
    wanted: &str,
    candidates: impl IntoIterator<Item = (C, &'t str)>,
    most: usize,
) -> Vec<C> {
    let wanted = telling_words(wanted);
    let is_among = |words: &[String], word: &String| words.iter().any(|other| alike(word, other));
    let mut ranked: Vec<(Reverse<usize>, usize, C)> = candidates
        .into_iter()
        .map(|(candidate, told)| {
            let (words, told) = (telling_words(candidate.as_ref()), telling_words(told));
            let shared = wanted.iter().filter(|word| is_among(&words, word) || is_among(&told, word)).count();
            let others = words.iter().filter(|word| !is_among(&wanted, word)).count();
            (Reverse(shared), others, candidate)
        })
        .filter(|(Reverse(shared), ..)| *shared > 0 && *shared * 3 >= wanted.len())
        .collect();
    ranked.sort_unstable();
    ranked.dedup_by(|(.., one), (.., other)| one == other);
    ranked.into_iter().take(most).map(|(.., candidate)| candidate).collect()
}

/// Do two texts share a word that tells something?
#[must_use]
pub fn shares_a_word(one: &str, other: &str) -> bool {
    let others = telling_words(other);
    telling_words(one).iter().any(|word| others.iter().any(|other| alike(word, other)))
}

/// The words that say what a text is about, in small letters; of `aged 13`, the age.
fn telling_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let telling = words.clone().filter(|word| word.len() > 2 && !COMMON.contains(word)).map(str::to_owned);
    let of_age =
        words.filter(|word| matches!(*word, "aged" | "old" | "older" | "younger")).map(|_| "age".to_owned());
    telling.chain(of_age).collect()
}

/// The same word, or one of them with a letter or two more behind it.
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.starts_with(short) && long.len() - short.len() <= 2
}
