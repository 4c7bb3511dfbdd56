//! `there were at least N ITEMS with the same FIELD`: entries that share a value, whichever it is.

use super::choice::either;
use super::count::Counted;
use super::fold::{cuts, strip};
use super::subject::{Topic, Values, values_of};
use super::{Found, Reader};
use crate::check::condition::{Clause, Condition, Mask, Order, Subject};
use crate::vocabulary::{Field, FieldId};

const SHARED: &str = "with the same ";

impl Reader<'_> {
    /// For some value of the field, at least so many entries have it. None where the text says nothing of the kind.
    pub(super) fn alike(self, counted: &Counted<'_>) -> Option<Found<Condition>> {
        let (narrowed, shared) = match strip(counted.tail, SHARED) {
            Some(shared) => ("", shared),
            None => cuts(counted.tail, " with the same ").into_iter().next()?,
        };
        Some(self.sharing(counted, narrowed, shared))
    }

    fn sharing(self, counted: &Counted<'_>, narrowed: &str, shared: &str) -> Found<Condition> {
        let ends = cuts(shared, " ").into_iter().map(|(field, _)| field.len()).chain([shared.len()]);
        let named = |end: usize| {
            let field = shared.get(..end)?;
            Some((self.field_called(counted.list, field).ok()?, shared.get(end..)?))
        };
        let Some((field, rest)) = ends.rev().find_map(named) else {
            return Err(Box::new(self.no_field(counted.list, shared)));
        };
        let Some((_, declared)) = self.fields_of(counted.list).find(|(id, _)| *id == field) else {
            return Err(Box::new(self.no_field(counted.list, shared)));
        };
        if counted.order != Order::AtLeast || counted.value < 2 {
            return Err(Box::new(self.error("E0301", counted.text, "entries that share a value are at least two").help(
                "write `there were at least 2 …` or `there were 3 or more …`; for the opposite, put the sentence under `none of these is true:`",
            )));
        }
        let mut filter = self.narrowed(counted.list, narrowed)?;
        filter.extend(self.narrowed(counted.list, rest)?);
        self.allowed(Topic::Subject(Subject::Fact(counted.list)), counted.text)?;
        let values = self.each_value(counted, (field, declared), shared)?;
        let counts = values.into_iter().map(|value| Condition::Count {
            list: counted.list,
            filter: filter.iter().cloned().chain([value]).collect(),
            different: None,
            order: Order::AtLeast,
            value: counted.value,
        });
        Ok(either(counts.collect()))
    }

    /// By value of the field: that an entry has it.
    fn each_value(
        self,
        counted: &Counted<'_>,
        (id, field): (FieldId, &Field),
        text: &str,
    ) -> Found<Vec<Clause>> {
        let subject = Subject::Field(counted.list, id);
        let (values, set) = match values_of(&field.ty) {
            Values::OneOf { values, .. } => (values, false),
            Values::AnyOf(values) => (values, true),
            other @ (Values::Number | Values::Date | Values::Length(_) | Values::Text | Values::Whole) => {
                let title = format!("`{text}` is {}, so entries cannot be compared by it", other.called());
                return Err(Box::new(
                    self.error("E0301", text, title)
                        .help("name a field whose values the vocabulary lists: `Field theme, one of: …`"),
                ));
            }
        };
        let masks = (0..values.len().min(64)).map(|place| Mask(1 << place));
        let said = masks.map(|values| {
            if set { Condition::Includes { subject, values } } else { Condition::Choice { subject, values } }
        });
        Ok(said.map(|condition| self.filter_clause(text, condition)).collect())
    }
}
