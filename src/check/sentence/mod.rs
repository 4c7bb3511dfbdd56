//! What does this sentence mean?
//!
//! Matches one sentence to the vocabulary and the names of a rule set. The forms are a closed list (`language.md`,
//! section 5); each is read by the file named after it, and each has one meaning. A text is never taken apart at "and"
//! or "or" unless nothing reads it whole, and then only to say what is wrong.

mod alike;
mod among;
mod candidates;
mod choice;
mod clause;
mod count;
mod dates;
mod fold;
mod given;
mod member;
mod near;
mod negated;
mod no_form;
mod outcome;
mod periods;
mod quantity;
mod split;
mod subject;
mod untold;
mod whole;

use super::condition::{Condition, DateTerm};
use super::names::{Names, Scope};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::Text;

pub use among::entry_date;
pub use clause::clause;
pub use given::{Given, given};
pub(super) use member::narrowing;
pub use untold::asked;

/// What one sentence means where it stands, or the best that can be said about why it means nothing.
///
/// # Errors
/// A diagnostic (E02xx names and sentences, E03xx types) with, where one can be checked to read well, a fix.
pub fn read(names: &Names, text: &Text, scope: Scope) -> Result<Condition, Box<Diagnostic>> {
    Reader::new(names, text, scope).sentence()
}

/// Does a sentence mean something already? As [`read`], without a word about why not.
#[must_use]
pub fn means_something(names: &Names, text: &Text, scope: Scope) -> bool {
    text.text.len() <= LONGEST_SENTENCE && Reader::new(names, text, scope).means(&text.text).is_some()
}

/// A day named on its own: a deadline's anchor, the date a profile selects by, a date in a table.
///
/// # Errors
/// As [`read`].
pub fn date(names: &Names, text: &Text, scope: Scope) -> Result<DateTerm, Box<Diagnostic>> {
    let reader = Reader::new(names, text, scope);
    reader.date_term(&text.text).map_err(|complaint| reader.no_form(&text.text).map_or(complaint, Box::new))
}

/// What a table's cell means under its heading: `NAME is CELL`, or for a yes/no sentence as the heading, that sentence
/// or its opposite. A cell `any` means nothing.
///
/// # Errors
/// As [`read`].
pub fn cell(names: &Names, heading: &Text, cell: &Text) -> Result<Option<Condition>, Box<Diagnostic>> {
    if fold::same(&cell.text, "any") {
        return Ok(None);
    }
    let whole = Reader::new(names, heading, Scope::Case).yes_no_cell(cell);
    if let Some(condition) = whole {
        return condition.map(Some);
    }
    let before = format!("{} is ", heading.text);
    let text = format!("{before}{}", cell.text);
    read(names, &Text { text, span: cell.span }, Scope::Case).map(Some).map_err(|mut diagnostic| {
        if diagnostic.code.0 == "E0201"
            && let Some(unknown) = Reader::new(names, heading, Scope::Case).unknown_column()
        {
            return Box::new(unknown);
        }
        // The heading was put before the cell to read it; an edit of the cell leaves it out again.
        for edit in diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            if let Some(own) = edit.replacement.strip_prefix(&before) {
                edit.replacement = own.to_owned();
            }
        }
        diagnostic
    })
}

/// Complaints about a sentence understood to its end, which no list would mend.
const SETTLED: [&str; 4] = ["E0205", "E0206", "E0207", "E0213"];

/// The longest sentence that is read, in bytes: what a line may hold.
const LONGEST_SENTENCE: usize = 4_096;

type Found<T> = Result<T, Box<Diagnostic>>;

/// One sentence being read: what it may speak of and where it stands.
#[derive(Clone, Copy)]
struct Reader<'a> {
    names: &'a Names,
    /// The text that diagnostics point into.
    whole: &'a Text,
    scope: Scope,
    /// Reading what an example states: context facts may be given.
    stating: bool,
    /// Kinds of list markers open around the sentence, for the list a fix writes.
    open: u8,
}

/// What came of trying every form.
#[derive(Default)]
struct Attempts {
    /// Meanings that fit.
    met: Vec<Condition>,
    /// Why forms that began well did not fit, with how many bytes of the text were understood.
    failed: Vec<(usize, Box<Diagnostic>)>,
}

impl Attempts {
    fn note(&mut self, understood: usize, result: Found<Condition>) {
        match result {
            Ok(condition) if self.met.contains(&condition) => {}
            Ok(condition) => self.met.push(condition),
            Err(diagnostic) => self.failed.push((understood, diagnostic)),
        }
    }

    /// The complaint of the form that understood most.
    fn best_complaint(self) -> Option<Box<Diagnostic>> {
        let most = self.failed.iter().map(|(understood, _)| *understood).max()?;
        self.failed.into_iter().find(|(understood, _)| *understood == most).map(|(_, diagnostic)| diagnostic)
    }
}

impl<'a> Reader<'a> {
    fn new(names: &'a Names, whole: &'a Text, scope: Scope) -> Self {
        Self { names, whole, scope, stating: false, open: 0 }
    }

    /// The same reader speaking of the entries of a list.
    fn about(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    fn too_long(self) -> Diagnostic {
        let bytes = self.whole.text.len();
        let title = format!("This sentence has {bytes} bytes; at most {LONGEST_SENTENCE} are read");
        Diagnostic::error("E0103", self.whole.span, title)
            .help("Write each condition as an item of a list, such as `all of these are true:`.")
    }

    /// The meaning of the whole text, or the best complaint.
    fn sentence(self) -> Found<Condition> {
        if self.whole.text.len() > LONGEST_SENTENCE {
            return Err(Box::new(self.too_long()));
        }
        let attempts = self.attempts(&self.whole.text);
        match attempts.met.as_slice() {
            [only] => return Ok(only.clone()),
            [] => {}
            [..] => return Err(Box::new(self.two_meanings())),
        }
        if let Some(no_form) = self.no_form(&self.whole.text) {
            return Err(Box::new(no_form));
        }
        let complaint = attempts.best_complaint();
        let settled = complaint.as_ref().is_some_and(|complaint| SETTLED.contains(&complaint.code.0));
        if let Some(diagnostic) = if settled { None } else { self.connective() } {
            return Err(Box::new(diagnostic));
        }
        Err(Box::new(self.with_suggestions(complaint)))
    }

    /// The meaning of a text, if it has exactly one.
    fn means(self, text: &str) -> Option<Condition> {
        let mut met = self.attempts(text).met;
        if met.len() == 1 { met.pop() } else { None }
    }

    /// The meaning of a text other than the whole one, such as a mended version.
    fn reads(self, text: &str) -> bool {
        let whole = Text { text: text.to_owned(), span: self.whole.span };
        let reader = Reader { whole: &whole, ..self };
        reader.attempts(&whole.text).met.len() == 1
    }

    fn attempts(self, text: &str) -> Attempts {
        let mut attempts = Attempts::default();
        self.whole_sentences(text, &mut attempts);
        self.counts(text, &mut attempts);
        self.outcomes(text, &mut attempts);
        self.period_sentences(text, &mut attempts);
        self.named_subjects(text, &mut attempts);
        attempts
    }

    fn span(self, part: &str) -> Span {
        self.whole.span_of(part)
    }

    fn error(self, code: &'static str, part: &str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span(part), title)
    }

    /// Offers to put `new` in the place of `part`: just there where its place is known, else by writing the whole
    /// sentence anew.
    fn offer(self, diagnostic: Diagnostic, part: &str, new: &str) -> Diagnostic {
        let title = format!("write `{new}`");
        let Some((start, end)) = self.whole.range_of(part) else { return diagnostic };
        let exact = self.whole.span.end.saturating_sub(self.whole.span.start) == self.whole.text.len();
        if exact {
            return diagnostic.fix(title, self.span(part), new);
        }
        let text = &self.whole.text;
        let mended = format!("{}{new}{}", text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        diagnostic.fix(title, self.whole.span, mended)
    }

    fn two_meanings(self) -> Diagnostic {
        self.error("E0204", &self.whole.text, format!("`{}` can be read in two ways", self.whole.text))
            .because("Two wordings of the vocabulary, or a wording and a definition, both fit it.")
            .help("reword the fact or the definition, so that the sentence belongs to one of them")
    }
}
