//! From the bytes of a file to its text.

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A file that is not UTF-8 text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotText {
    at: usize,
    looks_like: Option<&'static str>,
    source: Option<SourceId>,
}

/// The text of a file's bytes.
///
/// # Errors
///
/// Where the first byte stands that is no UTF-8, and which encoding the file seems to have.
///
/// ```
/// assert_eq!(threshold::syntax::decode(b"Always").as_deref(), Ok("Always"));
/// assert!(threshold::syntax::decode(b"caf\xe9").is_err());
/// ```
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| NotText {
        at: error.valid_up_to(),
        looks_like: encoding(bytes),
        source: None,
    })
}

fn encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ if bytes.contains(&0) => None,
        _ => Some("Windows-1252 or Latin-1"),
    }
}

impl NotText {
    /// The source that holds what could be read of the file, so that the message can point into it.
    pub fn place(&mut self, source: SourceId) {
        self.source = Some(source);
    }
}

impl From<NotText> for Diagnostic {
    fn from(mistake: NotText) -> Self {
        let title = format!("This file is not UTF-8 text: byte {} begins no character", mistake.at + 1);
        let diagnostic = match mistake.source {
            Some(source) => Self::error("E0101", Span::new(source, mistake.at, mistake.at), title),
            None => Self::error_without_place("E0101", title),
        };
        let diagnostic = match mistake.looks_like {
            Some(encoding) => diagnostic.because(format!("It seems to be saved as {encoding}.")),
            None => diagnostic,
        };
        diagnostic.help("Open it in your editor and save it with the encoding UTF-8.")
    }
}
