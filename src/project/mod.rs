//! Everything loaded, from the disk or from the sets shipped inside the program.
//!
//! The only door to the disk below the interfaces. Mistakes of the user's text come back as diagnostics; only the
//! world's failures (no such file, not readable) are errors.

mod files;
mod holidays;
mod kept;
mod library;
mod load;
mod profile;
pub mod shipped;

pub use files::{
    Aside, LARGEST_CASE_FILE, LARGEST_TABLE, agency_files, cases_in, companions, is_case_file,
    is_case_folder, open_to_stream, read_bytes, read_text, rule_files_in, write_aside,
};
pub use holidays::{read_holidays, shipped_holidays};
pub use kept::fails_on_purpose;
pub use library::{Home, Library, Title};
pub use load::{LoadedSet, find, find_profile, load_file, load_home, load_set};
pub use profile::{LoadedProfile, load_profile};

use std::path::PathBuf;

/// What the world can refuse.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// No file or folder there.
    #[error("there is no file or folder `{0}`")]
    Missing(PathBuf),
    /// There, but it cannot be read.
    #[error("`{path}` cannot be read: {why}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why, in the operating system's words.
        why: std::io::Error,
    },
    /// It cannot be written.
    #[error("`{path}` cannot be written: {why}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why, in the operating system's words.
        why: std::io::Error,
    },
    /// Not a regular file (a device, a pipe, a link out of the rule folder).
    #[error("`{0}` is not an ordinary file, so it is not opened")]
    NotAFile(PathBuf),
    /// Larger than the limit.
    #[error("`{path}` is larger than {limit} bytes, the most that is read")]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// Nothing carries this title.
    #[error("no rule set is called `{0}`{1}")]
    NoSuchSet(String, String),
    /// Nothing that a person could mean by a name on the command line is there.
    #[error("no {what} is called `{title}`{near}")]
    NoSuchTitle {
        /// `rule set` or `board profile`.
        what: &'static str,
        /// The name given.
        title: String,
        /// What was perhaps meant, and what was not looked at.
        near: String,
    },
    /// Two files carry one title.
    #[error("two files are called \"{title}\": `{first}` and `{second}`; rename one of them")]
    TwoTitles {
        /// The title.
        title: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// Too many files under one folder.
    #[error("`{0}` holds more than {1} rule files, the most that is read")]
    TooMany(PathBuf, usize),
}
