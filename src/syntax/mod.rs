//! What was written? Text to tree.
//!
//! `parse` never fails: it returns what it understood and says the rest in diagnostics. A broken block hides no
//! other. Sentences stay text here.

pub mod tree;

pub use tree::Tree;
