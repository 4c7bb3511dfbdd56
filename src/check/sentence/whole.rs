//! Sentences that mean something as they stand: yes/no wordings, definitions.

use super::fold::same;
use super::subject::Topic;
use super::{Attempts, Found, Reader};
use crate::check::condition::{Condition, Mask, Subject};
use crate::syntax::tree::Text;
use crate::vocabulary::{FactId, Type};

const NO: Mask = Mask(0b01);
const YES: Mask = Mask(0b10);

impl Reader<'_> {
    /// Yes/no wordings (old ones too) of facts and of the entry's fields, and definitions' sentences.
    pub(super) fn whole_sentences(self, text: &str, attempts: &mut Attempts) {
        for (id, fact) in self.facts().filter(|(_, fact)| matches!(fact.ty, Type::YesNo)) {
            let old = fact.words.formerly.iter().map(|(which, wording)| (which == "No", wording.as_str()));
            let now = [(false, fact.words.yes.as_deref()), (true, fact.words.no.as_deref())];
            let now = now.into_iter().filter_map(|(negative, wording)| Some((negative, wording?)));
            for (negative, _) in now.chain(old).filter(|(_, wording)| same(text, wording)) {
                self.yes_no(Subject::Fact(id), negative, text, attempts);
            }
        }
        if let Some((list, _)) = self.entry() {
            self.entry_sentences(list, text, attempts);
        }
        for definition in self.names.definitions.iter().filter(|named| same(text, &named.sentence)) {
            attempts.note(text.len(), Ok(Condition::Definition(definition.id)));
        }
    }

    fn entry_sentences(self, list: FactId, text: &str, attempts: &mut Attempts) {
        for (id, field) in self.fields_of(list) {
            for (negative, wording) in [(false, &field.words.yes), (true, &field.words.no)] {
                if wording.as_deref().is_some_and(|wording| same(text, wording)) {
                    self.yes_no(Subject::Field(list, id), negative, text, attempts);
                }
            }
        }
    }

    fn yes_no(self, subject: Subject, negative: bool, text: &str, attempts: &mut Attempts) {
        let values = if negative { NO } else { YES };
        let allowed = self.allowed(Topic::Subject(subject), text);
        attempts.note(text.len(), allowed.map(|()| Condition::Choice { subject, values }));
    }

    /// A cell under a heading that is a yes/no sentence: `yes` or `no`.
    pub(super) fn yes_no_cell(self, cell: &Text) -> Option<Found<Condition>> {
        let heading = self.means(&self.whole.text)?;
        let Condition::Choice { subject, values } = heading else {
            return Some(self.definition_cell(heading, cell));
        };
        let opposite = if values == YES { NO } else { YES };
        if same(&cell.text, "yes") {
            return Some(Ok(Condition::Choice { subject, values }));
        }
        if same(&cell.text, "no") {
            return Some(Ok(Condition::Choice { subject, values: opposite }));
        }
        Some(Err(Box::new(self.bad_cell(cell).help("write `yes`, `no` or `any`"))))
    }

    fn definition_cell(self, heading: Condition, cell: &Text) -> Found<Condition> {
        if same(&cell.text, "yes") {
            return Ok(heading);
        }
        let words = "write `yes` or `any`; for the opposite, a definition of its own stands at the head of another column: `… when none of these is true:`";
        Err(Box::new(self.bad_cell(cell).help(words).help(
            "or put the name of a date, an age or a number at the head, and what is said of it in the cells: `before 1 April 2015`, `under 1 year`, `3 or more`",
        )))
    }

    fn bad_cell(self, cell: &Text) -> crate::diagnostic::Diagnostic {
        let title = format!("`{}` cannot stand under the sentence `{}`", cell.text, self.whole.text);
        crate::diagnostic::Diagnostic::error("E0202", cell.span, title)
            .also(self.whole.span, "this heading is a whole sentence")
    }
}
