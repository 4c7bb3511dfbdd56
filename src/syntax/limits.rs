//! How large a file may be, and what we say when it is larger.
//!
//! Checked before the parser sees the text, so that no text can cost more than these.

use super::reader::Reader;
use super::refused::Refused;
use crate::diagnostic::Diagnostic;

/// The largest rule file, vocabulary or board profile, in bytes (1 MiB).
pub const MAX_FILE_BYTES: usize = 1024 * 1024;
/// The longest line, in bytes.
pub const MAX_LINE_BYTES: usize = 4096;
/// How many lists may stand within one another.
pub const MAX_LIST_DEPTH: usize = 4;

/// Is the file small enough to read at all? Says so if not.
pub(super) fn file_fits(reader: &mut Reader<'_>) -> bool {
    let size = reader.text.len();
    if size <= MAX_FILE_BYTES {
        return true;
    }
    let first = reader.line_at(0);
    let short = reader.at(first.start, first.end.min(first.start + 40).min(size));
    let place = if reader.text.is_char_boundary(short.end) { short } else { reader.at(0, 0) };
    reader.report(
        Diagnostic::error(
            "E0102",
            place,
            format!("This file has {size} bytes; at most {MAX_FILE_BYTES} (1 MiB) are read"),
        )
        .help("Split it: one rule set may use several vocabularies, and build on another rule set."),
    );
    false
}

/// The bounds of every line that is too long; each is reported.
pub(super) fn long_lines(reader: &mut Reader<'_>) -> Vec<Refused> {
    let mut long = Vec::new();
    let mut start = 0;
    for line in reader.text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        if length > MAX_LINE_BYTES {
            long.push((start, start + length));
        }
        start += line.len();
    }
    for (start, end) in &long {
        let place = reader.at(*start, *start);
        let length = end - start;
        reader.report(
            Diagnostic::error(
                "E0103",
                place,
                format!("This line has {length} bytes; at most {MAX_LINE_BYTES} are read"),
            )
            .help("Write one sentence or one item on a line; line breaks mean nothing between words."),
        );
    }
    long.into_iter().map(Refused::lost).collect()
}
