//! Small rule sets written at random, as text and as a tree of our own, so that every verdict about every possible
//! record can be held against trying every record.
//!
//! `tree` is what such a set is, `made` makes one, `text` writes it as a rule file, `oracle` works it out by hand. The
//! oracle knows nothing of the engine: it reads the tree over records that are a handful of small numbers.

mod against;
mod made;
mod oracle;
mod text;
mod tree;
