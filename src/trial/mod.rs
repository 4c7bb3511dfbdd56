//! Do the examples written in a rule file come out as they say, and what do they leave unseen?
//!
//! Examples are run like any case. Coverage says, for each sentence of each rule, whether it was seen true, false and
//! open where it decided something.

mod coverage;
mod judge;
mod run;

pub use coverage::{BlockId, Coverage, CoverageItem, Seen, coverage};
pub use judge::{Failure, judge};
pub use run::{Tried, run};
