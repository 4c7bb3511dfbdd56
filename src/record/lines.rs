//! Cases one a line: JSON lines, read from anything, however long, one line at a time.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::known::Known;
use super::node::{At, over_limit};
use super::{Place, Read, Record, RefusedCase, case, json, limits, repeat, text};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::Vocabulary;

/// Cases from JSON lines, in the order of the lines.
///
/// A case id that stood on an earlier line is refused; the earlier case was given already.
pub struct JsonLines<'v, R> {
    lines: RawLines<R>,
    known: Known<'v>,
    name: Arc<str>,
    seen: BTreeMap<String, Place>,
}

/// Reads cases from JSON lines without keeping more than one line.
///
/// ```
/// use threshold::record::json_lines;
/// use threshold::vocabulary::Vocabulary;
///
/// let lines = "{\"case\": \"EX-1\", \"facts\": {}}\n{\"case\": \"EX-2\"}\n".as_bytes();
/// let vocabulary = Vocabulary::default();
/// let cases: Vec<_> = json_lines(lines, "cases.jsonl", &vocabulary).map(|case| case.unwrap().unwrap().case).collect();
/// assert_eq!(cases, ["EX-1", "EX-2"]);
/// ```
pub fn json_lines<'v, R: BufRead>(input: R, name: &str, vocabulary: &'v Vocabulary) -> JsonLines<'v, R> {
    JsonLines {
        lines: RawLines::new(input),
        known: Known::new(vocabulary),
        name: name.into(),
        seen: BTreeMap::new(),
    }
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    /// The outer result is the world's (the disk), the inner one the record's.
    type Item = io::Result<Result<Record, RefusedCase>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (number, line) = match self.lines.next()? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            if let Some(case) = read_line(number, &line, &self.name, &self.known) {
                return Some(Ok(case.and_then(|record| repeat::first_time(record, &mut self.seen))));
            }
        }
    }
}

/// Reads a whole text of JSON lines.
pub(super) fn read_text(file: &SourceFile, known: &Known<'_>) -> Read {
    let name: Arc<str> = file.name().into();
    let mut read = Read::default();
    for line in RawLines::new(file.text().as_bytes()).flatten() {
        if let Some(case) = read_line(line.0, &line.1, &name, known) {
            read.add(case);
        }
    }
    if read.records.is_empty() && read.refused.is_empty() {
        read.diagnostics.push(no_case(Place { file: name, line: 0, column: 0 }));
    }
    read
}

pub(super) fn no_case(place: Place) -> Diagnostic {
    Diagnostic::warning_in_record("W0501", place, "this file holds no case")
}

fn read_line(
    number: u32,
    line: &Line,
    name: &Arc<str>,
    known: &Known<'_>,
) -> Option<Result<Record, RefusedCase>> {
    let place = At::line(number).place(name);
    let bytes = match line {
        Line::Bytes(bytes) => bytes,
        Line::TooLong => {
            let refused = over_limit(place.clone(), "this line", "256 KiB");
            return Some(Err(RefusedCase { case: None, place, diagnostics: vec![refused] }));
        }
    };
    let Ok(line) = std::str::from_utf8(bytes) else {
        return Some(Err(RefusedCase {
            case: None,
            diagnostics: vec![text::not_utf8(place.clone())],
            place,
        }));
    };
    if line.trim().is_empty() {
        return None;
    }
    let mut refused = text::misleading(line, At::line(number), name);
    Some(match json::tree(line, name, number) {
        Err(broken) => Err(RefusedCase { case: None, place, diagnostics: vec![*broken] }),
        Ok(tree) => {
            refused.extend(tree.refused);
            case::read(&tree.root, known, std::slice::from_ref(name), refused)
        }
    })
}

/// One line as it came.
enum Line {
    /// Without its line end.
    Bytes(Vec<u8>),
    /// Longer than the limit; its bytes were passed over, not kept.
    TooLong,
}

/// Lines with their numbers, none kept that is over the limit.
struct RawLines<R> {
    input: R,
    number: u32,
}

impl<R: BufRead> RawLines<R> {
    fn new(input: R) -> Self {
        Self { input, number: 0 }
    }

    /// Adds what is buffered up to the line's end; says whether the line goes on, or `None` at the end of everything.
    fn gather(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<bool>> {
        let buffered = self.input.fill_buf()?;
        if buffered.is_empty() {
            return Ok(None);
        }
        let end = buffered.iter().position(|byte| *byte == b'\n');
        let part = buffered.get(..end.unwrap_or(buffered.len())).unwrap_or(buffered);
        if bytes.len() <= limits::RECORD_BYTES {
            bytes.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        self.input.consume(used);
        Ok(Some(end.is_none()))
    }
}

impl<R: BufRead> Iterator for RawLines<R> {
    type Item = io::Result<(u32, Line)>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        let mut begun = false;
        loop {
            match self.gather(&mut bytes) {
                Err(error) => return Some(Err(error)),
                Ok(None) if !begun => return None,
                Ok(Some(true)) => begun = true,
                Ok(Some(false) | None) => break,
            }
        }
        self.number = self.number.saturating_add(1);
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        let line = if bytes.len() > limits::RECORD_BYTES { Line::TooLong } else { Line::Bytes(bytes) };
        Some(Ok((self.number, line)))
    }
}
