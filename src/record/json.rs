//! Which words, groups and lists stand in a JSON text?
//!
//! Strict JSON (RFC 8259), nothing beside it, with the position of every part kept. Numbers stay as they are written.

use std::borrow::Cow;
use std::sync::Arc;

use super::limits;
use super::node::{At, Key, Kind, Node, keys_twice, too_deep};
use crate::diagnostic::Diagnostic;

/// What a JSON text holds.
pub(super) struct Tree<'t> {
    pub(super) root: Node<'t>,
    /// Keys that stand twice.
    pub(super) refused: Vec<Diagnostic>,
}

/// Reads a text whose first line is line `first_line` of the file.
pub(super) fn tree<'t>(text: &'t str, file: &Arc<str>, first_line: u32) -> Result<Tree<'t>, Box<Diagnostic>> {
    let mut reader = Reader { text, offset: 0, at: At::line(first_line), file, refused: Vec::new() };
    reader.blanks();
    let root = reader.value(0)?;
    reader.blanks();
    if reader.peek().is_some() {
        return Err(reader.wrong("something stands after the end of the record"));
    }
    Ok(Tree { root, refused: reader.refused })
}

struct Reader<'r, 't> {
    text: &'t str,
    offset: usize,
    at: At,
    file: &'r Arc<str>,
    refused: Vec<Diagnostic>,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Goes over one byte.
    fn step(&mut self) {
        match self.peek() {
            Some(b'\n') => self.at = At::line(self.at.line + 1),
            Some(byte) if byte & 0xc0 != 0x80 => self.at.column += 1,
            Some(_) => {}
            None => return,
        }
        self.offset += 1;
    }

    /// Takes this sign, if it stands here.
    fn take(&mut self, sign: u8) -> bool {
        let there = self.peek() == Some(sign);
        if there {
            self.step();
        }
        there
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node<'t>, Box<Diagnostic>> {
        if depth > limits::NESTING {
            return Err(Box::new(too_deep(self.at.place(self.file))));
        }
        let at = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.group(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Word { text: self.string()?, quoted: true },
            Some(b'-' | b'0'..=b'9') => Kind::Word { text: Cow::Borrowed(self.number()?), quoted: false },
            Some(b'a'..=b'z') => self.literal()?,
            Some(b'\'') => return Err(self.wrong("texts stand in double quotes (`\"`)")),
            Some(b'/' | b'#') => return Err(self.wrong("JSON has no comments")),
            Some(0xef) if self.offset == 0 => {
                return Err(self.wrong("the file begins with a byte order mark"));
            }
            Some(_) => return Err(self.wrong("an answer is expected here")),
            None => return Err(self.wrong("the text ends before the record does")),
        };
        Ok(Node { at, end: self.at, kind })
    }

    fn group(&mut self, depth: usize) -> Result<Kind<'t>, Box<Diagnostic>> {
        self.step();
        self.blanks();
        let mut keys = Vec::new();
        if self.take(b'}') {
            return Ok(Kind::Keys(keys));
        }
        loop {
            self.blanks();
            let at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.wrong(
                    "a key in double quotes is expected here (no comma stands before a closing bracket)",
                ));
            }
            let text = self.string()?;
            self.blanks();
            if !self.take(b':') {
                return Err(self.wrong("a colon is expected after the key"));
            }
            self.blanks();
            keys.push((Key { text, at }, self.value(depth + 1)?));
            self.blanks();
            if self.take(b'}') {
                self.refused.extend(keys_twice(&keys, self.file));
                return Ok(Kind::Keys(keys));
            }
            if !self.take(b',') {
                return Err(self.wrong("a comma or a closing `}` is expected here"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Kind<'t>, Box<Diagnostic>> {
        self.step();
        self.blanks();
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Kind::Items(items));
        }
        loop {
            self.blanks();
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.take(b']') {
                return Ok(Kind::Items(items));
            }
            if !self.take(b',') {
                return Err(self.wrong("a comma or a closing `]` is expected here"));
            }
        }
    }

    fn literal(&mut self) -> Result<Kind<'t>, Box<Diagnostic>> {
        let rest = self.text.get(self.offset..).unwrap_or("");
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        if !matches!(word, "true" | "false" | "null") {
            return Err(self.wrong(
                "texts stand in double quotes; without them only `true`, `false`, `null` and numbers",
            ));
        }
        for _ in 0..length {
            self.step();
        }
        Ok(if word == "null" {
            Kind::Nothing
        } else {
            Kind::Word { text: Cow::Borrowed(word), quoted: false }
        })
    }

    fn number(&mut self) -> Result<&'t str, Box<Diagnostic>> {
        let start = self.offset;
        self.take(b'-');
        if !self.take(b'0') && self.digits() == 0 {
            return Err(self.wrong("digits are expected here"));
        }
        if self.take(b'.') && self.digits() == 0 {
            return Err(self.wrong("digits are expected after the point"));
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return Err(self.wrong("digits are expected in the exponent"));
            }
        }
        if matches!(self.peek(), Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'+' | b'_')) {
            return Err(self
                .wrong("this is not written as JSON writes numbers; put it in double quotes if it is none"));
        }
        Ok(self.text.get(start..self.offset).unwrap_or(""))
    }

    fn digits(&mut self) -> usize {
        let start = self.offset;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        self.offset - start
    }

    fn string(&mut self) -> Result<Cow<'t, str>, Box<Diagnostic>> {
        self.step();
        let start = self.offset;
        let mut built: Option<String> = None;
        loop {
            let here = self.offset;
            match self.peek() {
                None => return Err(self.wrong("the text ends inside double quotes")),
                Some(b'"') => {
                    let plain = self.text.get(start..here).unwrap_or("");
                    self.step();
                    return Ok(built.map_or(Cow::Borrowed(plain), Cow::Owned));
                }
                Some(b'\\') => {
                    let so_far =
                        built.get_or_insert_with(|| self.text.get(start..here).unwrap_or("").to_owned());
                    let mut text = std::mem::take(so_far);
                    text.push(self.escape()?);
                    built = Some(text);
                }
                Some(byte) if byte < 0x20 => {
                    return Err(self.wrong("a line break, tab or control character stands inside double quotes; write `\\n` or `\\t`"));
                }
                Some(_) => {
                    self.step();
                    while self.peek().is_some_and(|byte| byte & 0xc0 == 0x80) {
                        self.step();
                    }
                    if let Some(text) = &mut built {
                        text.push_str(self.text.get(here..self.offset).unwrap_or(""));
                    }
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Box<Diagnostic>> {
        self.step();
        let letter = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            Some(_) | None => return Err(self.wrong("this is no escape that JSON knows")),
        };
        self.step();
        Ok(letter)
    }

    fn unicode(&mut self) -> Result<char, Box<Diagnostic>> {
        let high = self.four_digits()?;
        if !(0xd800..0xe000).contains(&high) {
            return char::from_u32(high).ok_or_else(|| self.wrong("this is no character"));
        }
        let half = "half of a character (a lone surrogate) stands here";
        if high >= 0xdc00 || !self.take(b'\\') || self.peek() != Some(b'u') {
            return Err(self.wrong(half));
        }
        let low = self.four_digits()?;
        if !(0xdc00..0xe000).contains(&low) {
            return Err(self.wrong(half));
        }
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)).ok_or_else(|| self.wrong(half))
    }

    /// `u` and four hexadecimal digits.
    fn four_digits(&mut self) -> Result<u32, Box<Diagnostic>> {
        self.step();
        let digits = self.text.get(self.offset..self.offset + 4).unwrap_or("");
        let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some(number) = u32::from_str_radix(digits, 16).ok().filter(|_| plain) else {
            return Err(self.wrong("four hexadecimal digits are expected after `\\u`"));
        };
        for _ in 0..4 {
            self.step();
        }
        Ok(number)
    }

    fn wrong(&self, what: &str) -> Box<Diagnostic> {
        let wrong = Diagnostic::error_in_record(
            "E0502",
            self.at.place(self.file),
            format!("this is not JSON: {what}"),
        )
        .because("A record in JSON follows the standard to the letter, so that every program reads it alike.")
        .help("mend it here, or write the record in YAML, which people can write more easily");
        Box::new(wrong)
    }
}
