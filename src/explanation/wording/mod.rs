//! Every sentence the engine itself says on a page, for an officer to proofread: one small file for each part of it.
//!
//! The other words of an explanation are the vocabulary's wordings and the rules' own text. Sentences are short,
//! plain and British; they speak of the child, of what the rules give and of what people decide. The engine is never
//! said to have decided anything.

mod aloud;
mod around;
mod bearing;
mod beside;
mod counting;
mod decisions;
mod facts;
mod headings;
mod missing;
mod opening;
mod points;
mod procedure;
mod words;

use crate::vocabulary::series;
pub use aloud::*;
pub use around::*;
pub use bearing::*;
pub use beside::*;
pub use counting::*;
pub use decisions::*;
pub use facts::*;
pub use headings::*;
pub use missing::*;
pub use opening::*;
pub use points::*;
pub use procedure::*;
pub use words::*;
use words::{after_name, names};
