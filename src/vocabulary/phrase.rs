//! How several words are put in one phrase, and how a list is counted in one sentence.

use super::Words;

/// `a, b or c`
#[must_use]
pub fn either<T: AsRef<str>>(words: &[T]) -> String {
    series(words, ", ", " or ")
}

/// `a, b and c`
#[must_use]
pub fn both<T: AsRef<str>>(words: &[T]) -> String {
    series(words, ", ", " and ")
}

/// `a; b; or c`, with what stands between two and what stands before the last.
#[must_use]
pub fn series<T: AsRef<str>>(words: &[T], between: &str, before_last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{before_last}{}", first.join(between), last.as_ref())
        }
    }
}

impl Words {
    /// What one entry of a list is called.
    #[must_use]
    pub fn one_entry(&self) -> &str {
        self.one.as_deref().unwrap_or("entry")
    }

    /// What several entries of a list are called.
    #[must_use]
    pub fn many_entries(&self) -> &str {
        self.many.as_deref().unwrap_or("entries")
    }

    /// How many entries a list has, as a sentence: `complete` where it holds no others.
    #[must_use]
    pub fn count_sentence(&self, count: usize, complete: bool) -> String {
        let (one, many) = (self.one_entry(), self.many_entries());
        match (count, complete) {
            (0, true) => self.none.clone().unwrap_or_else(|| format!("there were no {many}")),
            (0, false) => format!("it is not known whether there were {many}"),
            (1, true) => format!("there was exactly 1 {one}"),
            (1, false) => format!("there was a {one}"),
            (count, true) => format!("the number of {many} is {count}"),
            (count, false) => format!("there were at least {count} {many}"),
        }
    }
}

/// The sentence that there was no day of the periods called `name`: the wording declared for it, where there is one.
#[must_use]
pub fn never_sentence(declared: Option<&str>, name: &str) -> String {
    declared.map_or_else(|| format!("there was no day on which {name}"), str::to_owned)
}
