//! Which words, groups and lists stand in a YAML text?
//!
//! Reads the parser's events, so that every word keeps its position and its letters (`no` stays `no`, `010` stays
//! `010`). What a record does not need and what makes two readers disagree is refused: anchors, aliases, merges,
//! tags, keys that are not words, several documents.

use std::borrow::Cow;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::limits;
use super::node::{At, Key, Kind, Node, keys_twice, too_deep};
use crate::diagnostic::Diagnostic;

/// What a YAML text holds, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    /// The document; absent when the text is empty or not YAML.
    pub(super) root: Option<Node<'t>>,
    /// Things refused, each at its place. They spoil the case they stand in, and no other.
    pub(super) refused: Vec<Diagnostic>,
    /// The text as a whole cannot be used.
    pub(super) broken: Option<Diagnostic>,
}

/// Reads a text whose first line is line `first_line` of the file.
pub(super) fn tree<'t>(text: &'t str, file: &Arc<str>, first_line: u32) -> Tree<'t> {
    let mut builder =
        Builder { file, shift: first_line.saturating_sub(1), stack: Vec::new(), tree: Tree::default() };
    let mut parser: Parser<'t, StrInput<'t>> = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let going = match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                builder.tree.broken = Some(builder.not_yaml(&error));
                false
            }
        };
        if !going {
            break;
        }
    }
    builder.tree
}

struct Builder<'b, 't> {
    file: &'b Arc<str>,
    shift: u32,
    stack: Vec<Frame<'t>>,
    tree: Tree<'t>,
}

/// A list or group that is still open.
struct Frame<'t> {
    at: At,
    open: Open<'t>,
}

enum Open<'t> {
    Items(Vec<Node<'t>>),
    Keys { keys: Vec<(Key<'t>, Node<'t>)>, key: Option<Key<'t>> },
}

impl<'t> Builder<'_, 't> {
    /// Takes one event; says whether to go on.
    fn event(&mut self, event: Event<'t>, span: Span) -> bool {
        let (at, end) = (self.at(span.start), self.at(span.end));
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.shorthand(anchor, tag.is_some(), at);
                self.scalar(text, style, (at, end));
            }
            Event::SequenceStart(anchor, tag) => {
                self.shorthand(anchor, tag.is_some(), at);
                return self.open(at, Open::Items(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.shorthand(anchor, tag.is_some(), at);
                return self.open(at, Open::Keys { keys: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            Event::Alias(_) => {
                self.refuse(at, "an alias (`*`) stands in place of an answer", "write the answer itself");
                self.add(Node { at, end, kind: Kind::Nothing });
            }
            Event::DocumentStart(_) if self.tree.root.is_some() => {
                self.tree.broken = Some(self.several_documents(at));
                return false;
            }
            Event::StreamEnd => return false,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        true
    }

    fn at(&self, mark: saphyr_parser::Marker) -> At {
        let mut at = At::new(mark.line().max(1), mark.col() + 1);
        at.line = at.line.saturating_add(self.shift);
        at
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, (at, end): (At, At)) {
        let quoted = style != ScalarStyle::Plain;
        if text == "<<" && !quoted && self.expects_key() {
            self.refuse(
                at,
                "a merge (`<<`) brings in keys from elsewhere",
                "write the keys out where they belong",
            );
        }
        self.add(Node { at, end, kind: Kind::Word { text, quoted } });
    }

    fn expects_key(&self) -> bool {
        matches!(self.stack.last(), Some(Frame { open: Open::Keys { key: None, .. }, .. }))
    }

    fn open(&mut self, at: At, open: Open<'t>) -> bool {
        if self.stack.len() >= limits::NESTING {
            self.tree.broken = Some(too_deep(at.place(self.file)));
            return false;
        }
        self.stack.push(Frame { at, open });
        true
    }

    fn close(&mut self, end: At) {
        let Some(Frame { at, open }) = self.stack.pop() else { return };
        let kind = match open {
            Open::Items(items) => Kind::Items(items),
            Open::Keys { keys, .. } => {
                self.tree.refused.extend(keys_twice(&keys, self.file));
                Kind::Keys(keys)
            }
        };
        self.add(Node { at, end, kind });
    }

    /// Puts a finished node where it belongs: into the open list, under the open key, or as the open key.
    fn add(&mut self, node: Node<'t>) {
        let complex = match self.stack.last_mut().map(|frame| &mut frame.open) {
            None => {
                self.tree.root = Some(node);
                None
            }
            Some(Open::Items(items)) => {
                items.push(node);
                None
            }
            Some(Open::Keys { keys, key }) => match key.take() {
                Some(key) => {
                    keys.push((key, node));
                    None
                }
                None => as_key(node, key),
            },
        };
        if let Some(at) = complex {
            self.refuse(at, "a list or group stands where a key belongs", "write a fact's id as the key");
        }
    }

    fn shorthand(&mut self, anchor: usize, tagged: bool, at: At) {
        if anchor > 0 {
            self.refuse(at, "an anchor (`&`) names a part of the record", "leave it out");
        }
        if tagged {
            self.refuse(at, "a tag (`!`) gives a type", "leave it out: the vocabulary knows the types");
        }
    }

    fn refuse(&mut self, at: At, what: &str, instead: &str) {
        self.tree.refused.push(shorthand_message(at, self.file, what).help(instead));
    }

    fn several_documents(&self, at: At) -> Diagnostic {
        shorthand_message(at, self.file, "a second document (`---`) begins here")
            .help("write several cases as one list, each beginning with `- case:`")
    }

    fn not_yaml(&self, error: &ScanError) -> Diagnostic {
        let place = self.at(*error.marker()).place(self.file);
        if error.info().contains("recursion limit") {
            return too_deep(place);
        }
        if error.info().contains("unknown anchor") {
            let at = self.at(*error.marker());
            return shorthand_message(at, self.file, "an alias (`*`) stands in place of an answer")
                .help("write the answer itself");
        }
        Diagnostic::error_in_record("E0501", place, "this is not YAML that can be read")
            .because("The reader stops here; the mistake is here or on a line before.")
            .help("check that a space follows each colon, that quotes and brackets are closed, and that the lines of one group begin in the same column")
            .help("put a text that holds `: ` or ` #`, or begins with a sign such as `*`, `&`, `!`, `%`, `@`, `[` or `{`, in double quotes")
    }
}

/// Takes a node as the key of the open group; gives its position when it is no word.
fn as_key<'t>(node: Node<'t>, key: &mut Option<Key<'t>>) -> Option<At> {
    let at = node.at;
    match node.kind {
        Kind::Word { text, .. } => {
            *key = Some(Key { text, at });
            None
        }
        Kind::Nothing | Kind::Items(_) | Kind::Keys(_) => {
            *key = Some(Key { text: Cow::Borrowed(""), at });
            Some(at)
        }
    }
}

fn shorthand_message(at: At, file: &Arc<str>, what: &str) -> Diagnostic {
    Diagnostic::error_in_record("E0506", at.place(file), format!("{what}; records do not use this"))
        .because("A record is read by people too: each answer stands where it is given.")
}
