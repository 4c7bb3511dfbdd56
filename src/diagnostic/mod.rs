//! What we tell people about their text.
//!
//! A diagnostic is data: a code, a plain title, labelled places, notes, and edits that are offered and never
//! taken. How it is drawn is the interface's business (`cli/draw.rs`); how it is worded belongs beside the check
//! that finds it.

mod suggest;

use crate::source::{Place, Span};

pub use suggest::{nearest, nearest_all, shares_a_word, sharing_words, sharing_words_told};

/// A public name for one kind of message: `E0203`, `W0301`. Each has a page in `docs/errors/`.
///
/// E01xx text, E02xx names and sentences, E03xx types, E04xx rule structure, E05xx records, E06xx profiles and
/// versions, E07xx proof; W likewise. Never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// How much it matters. `Note` is information that `check` lists and that never fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// Lawful but suspect.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there; may be empty.
    pub text: String,
}

/// Text to put in the place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced (empty span: an insertion).
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One way to mend it, offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// "put a semicolon after the item".
    pub title: String,
    /// The edits; applied together they mend this diagnostic.
    pub edits: Vec<Edit>,
}

/// One message about one mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its public name.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One plain sentence in the author's terms; stands alone.
    pub title: String,
    /// The place to look at, if there is one.
    pub primary: Option<Label>,
    /// For a message about a record, in place of `primary`: the place by name alone, so that nothing a record says
    /// can be shown with it. Draw it as `--> file:line:column`, without the text that stands there.
    pub place: Option<Place>,
    /// Other places that matter, such as the declaration it clashes with.
    pub secondary: Vec<Label>,
    /// Why it matters, in whole sentences.
    pub notes: Vec<String>,
    /// What to do, in words ("write ...").
    pub help: Vec<String>,
    /// What to do, as edits.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), title.into())
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), title.into())
    }

    /// A note at a place.
    #[must_use]
    pub fn note(code: &'static str, span: Span, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, Some(span), title.into())
    }

    /// An error about a file as a whole.
    #[must_use]
    pub fn error_without_place(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, None, title.into())
    }

    /// An error about what stands at a place in a record. The title, notes and help never hold a record's values.
    #[must_use]
    pub fn error_in_record(code: &'static str, place: Place, title: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(code, Severity::Error, None, title.into()) }
    }

    /// A warning about what stands at a place in a record; as [`Diagnostic::error_in_record`].
    #[must_use]
    pub fn warning_in_record(code: &'static str, place: Place, title: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(code, Severity::Warning, None, title.into()) }
    }

    fn new(code: &'static str, severity: Severity, span: Option<Span>, title: String) -> Self {
        Self {
            code: Code(code),
            severity,
            title,
            primary: span.map(|span| Label { span, text: String::new() }),
            place: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Words beside the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Why it matters.
    #[must_use]
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What to do, in words.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// What to do, as one edit.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.fix_with(title, vec![Edit { span, replacement: replacement.into() }])
    }

    /// What to do, as several edits made together.
    #[must_use]
    pub fn fix_with(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits });
        self
    }

    /// Is it an error?
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Most important first: errors before warnings before notes, then by place.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|one, other| order(one).cmp(&order(other)));
}

fn order(diagnostic: &Diagnostic) -> (Severity, Option<Span>, Option<&Place>, Code) {
    let span = diagnostic.primary.as_ref().map(|label| label.span);
    (diagnostic.severity, span, diagnostic.place.as_ref(), diagnostic.code)
}
