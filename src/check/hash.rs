//! Which words exactly was a case screened by? One number for a rule set and all it resolves to.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 over the tokens of every file a rule set resolves to, joined by one space, in title order, written
/// `sha256:` and 64 digits. Comments are no tokens; layout does not change it, a word does.
///
/// ```
/// let one = threshold::check::hash([("B", vec!["x", "y"]), ("A", vec!["z"])]);
/// let two = threshold::check::hash([("A", vec!["z"]), ("B", vec!["x", "y"])]);
/// assert_eq!(one, two);
/// assert_ne!(one, threshold::check::hash([("A", vec!["z"]), ("B", vec!["x"])]));
/// ```
#[must_use]
pub fn hash<T: AsRef<str>, S: AsRef<str>>(files: impl IntoIterator<Item = (T, Vec<S>)>) -> String {
    let mut files: Vec<(T, Vec<S>)> = files.into_iter().collect();
    files.sort_by(|left, right| left.0.as_ref().cmp(right.0.as_ref()));
    let mut digest = Sha256::new();
    for (index, token) in files.iter().flat_map(|(_, tokens)| tokens).enumerate() {
        if index > 0 {
            digest.update(b" ");
        }
        digest.update(token.as_ref().as_bytes());
    }
    let mut text = String::from("sha256:");
    for byte in digest.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
