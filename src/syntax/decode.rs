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
    let looks_like = encoding(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| error.valid_up_to());
    match text {
        Ok(text) if looks_like != Some(WIDE) => Ok(text.to_owned()),
        read => Err(NotText { at: read.err().unwrap_or_default(), looks_like, source: None }),
    }
}

/// Two bytes for each letter: nothing of such a file can be read as UTF-8.
const WIDE: &str = "UTF-16";

/// In UTF-16 every second byte of English is nought; a text holds no such byte.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let noughts = bytes.split(|byte| *byte == 0).count() - 1;
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(WIDE),
        _ if noughts > bytes.len() / 4 => Some(WIDE),
        _ if noughts > 0 => None,
        _ => Some("Windows-1252 or Latin-1"),
    }
}

impl NotText {
    /// Can nothing of the file be read?
    pub(super) fn is_foreign(&self) -> bool {
        self.looks_like == Some(WIDE)
    }

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
