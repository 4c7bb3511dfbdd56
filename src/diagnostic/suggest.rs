//! "Did you mean": the nearest of a list of names or phrases, near enough to be worth saying.

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
