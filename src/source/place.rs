//! A place named by its file, line and column, for texts that are not shown or not kept.
//!
//! Records are never quoted back: a message about one names the place and shows none of the text.

use std::fmt;
use std::sync::Arc;

/// Where something was said: file and line, or sheet and cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file as named by the user; empty for an example in a rule file.
    pub file: Arc<str>,
    /// Line, from 1; 0 where there is none.
    pub line: u32,
    /// Column, from 1, in characters; 0 where there is none.
    pub column: u32,
}

impl fmt::Display for Place {
    /// `cases.yaml:14:9`, without what is not there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.line > 0 && self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}
