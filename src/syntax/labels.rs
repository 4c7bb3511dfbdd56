//! Which marker comes next in a list?
//!
//! Four kinds of marker: `(a)`, `(i)`, `-` and `(1)`. After `(z)` come `(aa)`, `(bb)` and so on. A dash is always the
//! next dash. Knows one list at a time; which list a marker belongs to is decided in `outline.rs`.

/// A kind of marker; lists within one another never share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `(a)`
    Letter,
    /// `(i)`
    Roman,
    /// `-`
    Dash,
    /// `(1)`
    Number,
}

impl Marker {
    /// In the order the formatter would nest them.
    pub(super) const ALL: [Self; 4] = [Self::Letter, Self::Roman, Self::Dash, Self::Number];

    /// The marker of the item at `index`, counted from 0.
    pub(super) fn label(self, index: usize) -> String {
        match self {
            Self::Letter => format!("({})", letters(index)),
            Self::Roman => format!("({})", roman(index + 1)),
            Self::Dash => "-".to_owned(),
            Self::Number => format!("({})", index + 1),
        }
    }

    /// Could this label stand somewhere in a list of this kind?
    pub(super) fn could_hold(self, label: &str) -> bool {
        let inner = label.trim_start_matches('(').trim_end_matches(')');
        match self {
            Self::Letter => is_letters(inner),
            Self::Roman => is_roman(inner),
            Self::Dash => label == "-",
            Self::Number => inner.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }

    /// The kind a list has whose first marker is this.
    pub(super) fn of_first(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label(0) == label)
    }
}

/// Is `(…)` or `…)` a marker, or only a word in brackets such as `(to)`?
pub(super) fn is_label(label: &str) -> bool {
    label.ends_with(')') && Marker::ALL.into_iter().any(|kind| kind.could_hold(label))
}

fn is_letters(inner: &str) -> bool {
    let mut bytes = inner.bytes();
    let first = bytes.next();
    inner.len() <= 2
        && first.is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| Some(byte) == first)
}

fn is_roman(inner: &str) -> bool {
    !inner.is_empty() && inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'))
}

fn letters(index: usize) -> String {
    let letter = u8::try_from(index % 26).map_or('z', |offset| char::from(b'a' + offset));
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}

fn roman(number: usize) -> String {
    const PARTS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut rest = number;
    let mut written = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            written.push_str(part);
            rest -= value;
        }
    }
    written
}
