//! `there was a ITEM whose FIELD is …`, `there were no ITEMS in WINDOW`, `the number of ITEMS … is …`: lists.

use super::choice::either;
use super::fold::{after, cuts, same, strip};
use super::quantity::comparison;
use super::subject::{Named, Topic, Values, values_of};
use super::{Attempts, Found, Reader};
use crate::check::condition::{Clause, Condition, DateBase, DateTerm, Meaning, Order, Subject};
use crate::check::names::Scope;
use crate::diagnostic::{Diagnostic, nearest, sharing_words};
use crate::vocabulary::{Fact, FactId, Field, FieldId, Type};

/// How many entries, and the text that follows.
struct Opening<'t> {
    order: Order,
    value: u32,
    rest: &'t str,
}

/// What is counted: the entries of a list, or the different values of one of its fields.
#[derive(Clone, Copy)]
struct Entries {
    list: FactId,
    different: Option<FieldId>,
}

/// A sentence that counts the entries of a list: how many, and what narrows them.
pub(super) struct Counted<'t> {
    pub(super) list: FactId,
    pub(super) tail: &'t str,
    pub(super) order: Order,
    pub(super) value: u32,
    /// The whole sentence.
    pub(super) text: &'t str,
}

impl<'a> Reader<'a> {
    /// Sentences that count the entries of a list.
    pub(super) fn counts(self, text: &str, attempts: &mut Attempts) {
        for (list, fact) in self.lists() {
            let Some(none) = fact.words.none.as_deref() else { continue };
            if let Some(tail) = after(text, none) {
                let result = self.counted(Entries { list, different: None }, tail, (Order::Equal, 0), text);
                attempts.note(if result.is_ok() { text.len() } else { none.len() }, result);
            }
        }
        match self.opening(text) {
            Ok(Some(opening)) => self.there_was(&opening, text, attempts),
            Ok(None) => {}
            Err(diagnostic) => attempts.note("there were".len(), Err(diagnostic)),
        }
        if let Some(rest) = strip(text, "the number of ") {
            self.number_of(rest, text, attempts);
        }
    }

    fn lists(self) -> impl Iterator<Item = (FactId, &'a Fact)> {
        self.facts().filter(|(_, fact)| matches!(fact.ty, Type::List { .. }))
    }

    /// `there was a`, `there were at least N`, `there were at most N`, `there were N or more`, `there were no`.
    fn opening(self, text: &str) -> Found<Option<Opening<'_>>> {
        let Some(rest) = strip(text, "there was ").or_else(|| strip(text, "there were ")) else {
            return Ok(None);
        };
        for (word, order, value) in
            [("a ", Order::AtLeast, 1), ("an ", Order::AtLeast, 1), ("no ", Order::Equal, 0)]
        {
            if let Some(rest) = strip(rest, word) {
                return Ok(Some(Opening { order, value, rest }));
            }
        }
        for (word, order) in [("at least ", Order::AtLeast), ("at most ", Order::AtMost)] {
            let Some(counted) = strip(rest, word) else { continue };
            for (number, rest) in cuts(counted, " ") {
                if let Some(value) = self.number_named(number)? {
                    return Ok(Some(Opening { order, value, rest }));
                }
            }
        }
        for (number, rest) in cuts(rest, " or more ") {
            if let Some(value) = self.number_named(number)? {
                return Ok(Some(Opening { order: Order::AtLeast, value, rest }));
            }
        }
        Ok(None)
    }

    fn there_was(self, opening: &Opening<'_>, text: &str, attempts: &mut Attempts) {
        let understood = text.len() - opening.rest.len();
        let lists = self.lists_named(opening.rest);
        if lists.is_empty() {
            attempts.note(understood, Err(Box::new(self.no_list(opening.rest))));
        }
        for (list, tail) in lists {
            let counted = Counted { list, tail, order: opening.order, value: opening.value, text };
            let result = self.alike(&counted).unwrap_or_else(|| {
                self.counted(Entries { list, different: None }, tail, (opening.order, opening.value), text)
            });
            attempts.note(if result.is_ok() { text.len() } else { text.len() - tail.len() }, result);
        }
    }

    fn number_of(self, rest: &str, text: &str, attempts: &mut Attempts) {
        let (field, spec) =
            match strip(rest, "different ").and_then(|rest| cuts(rest, " among ").into_iter().next()) {
                Some((field, spec)) => (Some(field), spec),
                None => (None, rest),
            };
        let spec_at = text.len() - spec.len();
        let lists = self.lists_named(spec);
        if lists.is_empty() {
            attempts.note("the number of".len(), Err(Box::new(self.no_list(spec))));
        }
        for (list, after_list) in lists {
            let different = match field.map(|field| self.field_called(list, field)) {
                Some(Err(diagnostic)) => {
                    attempts.note(spec_at, Err(diagnostic));
                    continue;
                }
                Some(Ok(field)) => Some(field),
                None => None,
            };
            let result = self.number_is(Entries { list, different }, after_list, text);
            attempts.note(if result.is_ok() { text.len() } else { text.len() - after_list.len() }, result);
        }
    }

    /// `… is 3 or more`, with what narrows the list before it.
    fn number_is(self, entries: Entries, after_list: &str, text: &str) -> Found<Condition> {
        let mut places = cuts(after_list, " is ");
        if let Some(said) = strip(after_list, "is ") {
            places.insert(0, ("", said));
        }
        let mut complaint = None;
        for (tail, said) in places.into_iter().rev() {
            let negated = strip(said, "not ");
            let (order, operand) = negated.map_or_else(|| comparison(said), |other| (Order::Equal, other));
            match self.number_named(operand) {
                Ok(Some(value)) => {
                    let counted = |order| self.counted(entries, tail, (order, value), text);
                    let result = if negated.is_some() {
                        counted(Order::Less).and_then(|less| Ok(either(vec![less, counted(Order::More)?])))
                    } else {
                        counted(order)
                    };
                    if result.is_ok() {
                        return result;
                    }
                    complaint = complaint.or(result.err());
                }
                Ok(None) => {}
                Err(diagnostic) => complaint = complaint.or(Some(diagnostic)),
            }
        }
        Err(complaint.unwrap_or_else(|| {
            let said = cuts(after_list, "is ").pop().map_or(after_list, |(_, said)| said);
            Box::new(self.error("E0301", said, format!("a number of entries cannot be `{said}`")).help(
                "write `is 3`, `is not 3`, `is 3 or more`, `is 3 or fewer`, `is at least 3`, `is under 3`, `is over 3`",
            ))
        }))
    }

    fn counted(
        self,
        entries: Entries,
        tail: &str,
        (order, value): (Order, u32),
        text: &str,
    ) -> Found<Condition> {
        let Entries { list, different } = entries;
        let filter = self.narrowed(list, tail)?;
        self.allowed(Topic::Subject(Subject::Fact(list)), text)?;
        Ok(Condition::Count { list, filter, different, order, value })
    }

    /// `[whose FIELD is …] [in WINDOW]`, in either order.
    pub(super) fn narrowed(self, list: FactId, tail: &str) -> Found<Vec<Clause>> {
        let tail = tail.trim();
        if tail.is_empty() {
            return Ok(Vec::new());
        }
        let windows = || [" in ", " between "].into_iter().flat_map(|word| cuts(tail, word));
        if let Some(said) = strip(tail, "whose ") {
            let whole = self.whose(list, said, tail);
            if whole.is_ok() {
                return whole.map(|clause| vec![clause]);
            }
            for (left, right) in windows() {
                let window =
                    tail.get(tail.len() - right.len() - between_or_in(tail, right)..).unwrap_or(right);
                let Some(said) = strip(left, "whose ") else { continue };
                if let (Ok(said), Ok(window)) = (self.whose(list, said, left), self.in_window(list, window)) {
                    return Ok(vec![said, window]);
                }
            }
            return whole.map(|clause| vec![clause]);
        }
        if strip(tail, "in ").or_else(|| strip(tail, "between ")).is_some() {
            for (left, said) in cuts(tail, " whose ") {
                let whose = tail.get(left.len() + 1..).unwrap_or(said);
                if let Ok(window) = self.in_window(list, left) {
                    return Ok(vec![window, self.whose(list, said, whose)?]);
                }
            }
            return self.in_window(list, tail).map(|clause| vec![clause]);
        }
        Err(Box::new(
            self.error("E0219", tail, format!("`{tail}` is not understood after the name of a list"))
                .help("write `whose FIELD is …`, `in the 12 months before DATE` or `between DATE and DATE`"),
        ))
    }

    fn in_window(self, list: FactId, text: &str) -> Found<Clause> {
        let window = self.window(text)?;
        let date = self.fields_of(list).find(|(_, field)| matches!(field.ty, Type::Date | Type::DateTime));
        let Some((field, _)) = date else {
            let one = self
                .names
                .vocabulary
                .fact(list)
                .and_then(|fact| fact.words.one.as_deref())
                .unwrap_or("entry");
            return Err(Box::new(
                self.error("E0309", text, format!("nothing says on which day a {one} was"))
                    .help("give the list a date field in the vocabulary: `Field on, date.`"),
            ));
        };
        let date = DateTerm { base: DateBase::Subject(Subject::Field(list, field)), shift: None };
        Ok(self.filter_clause(text, Condition::InWindow { date, window }))
    }

    fn whose(self, list: FactId, said: &str, text: &str) -> Found<Clause> {
        let reader = self.about(Scope::Entry(list));
        let mut complaint = None;
        for (id, field) in self.fields_of(list) {
            let Some(name) = field.words.name.as_deref() else { continue };
            let Some(rest) = after(said, name) else { continue };
            let values = values_of(&field.ty);
            if matches!(values, Values::Whole) {
                complaint = complaint.or(Some(self.whole_field(name, text)));
                continue;
            }
            let named = Named { topic: Topic::Subject(Subject::Field(list, id)), name, values };
            match reader.predicate(named, rest) {
                Ok(condition) => return Ok(self.filter_clause(text, condition)),
                Err(diagnostic) => complaint = Some(diagnostic),
            }
        }
        Err(complaint.unwrap_or_else(|| Box::new(self.no_field(list, said))))
    }

    fn whole_field(self, name: &str, text: &str) -> Box<Diagnostic> {
        Box::new(
            self.error(
                "E0301",
                text,
                format!("`{name}` is spoken of in whole sentences, so `whose` cannot ask for it"),
            )
            .help("write `…, for which all of these are true:` and the sentence as an item"),
        )
    }

    pub(super) fn filter_clause(self, text: &str, condition: Condition) -> Clause {
        Clause {
            label: String::new(),
            text: text.to_owned(),
            span: self.span(text),
            citations: Vec::new(),
            meaning: Meaning::Sentence(condition),
        }
    }

    /// Every list the text begins with, by its word for one entry or for several, and what follows.
    pub(super) fn lists_named(self, text: &str) -> Vec<(FactId, &str)> {
        let mut named = Vec::new();
        for (id, fact) in self.lists() {
            let nouns = [fact.words.many.as_deref(), fact.words.one.as_deref()];
            if let Some(rest) = nouns.into_iter().flatten().find_map(|noun| after(text, noun)) {
                named.push((id, rest));
            }
        }
        named
    }

    pub(super) fn no_list(self, text: &str) -> Diagnostic {
        let nouns: Vec<&str> = self
            .lists()
            .flat_map(|(_, fact)| [fact.words.many.as_deref(), fact.words.one.as_deref()])
            .flatten()
            .collect();
        for noun in &nouns {
            let words = noun.split(' ').count();
            let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
            let Some(part) = ends.take(words).last().and_then(|end| text.get(..end)) else { continue };
            if nearest(part, [*noun]).is_some() {
                return self.offer(
                    self.error("E0219", part, format!("there is no list of `{part}`")),
                    part,
                    noun,
                );
            }
        }
        let diagnostic =
            self.error("E0219", text, format!("`{text}` does not begin with the name of a list"));
        if nouns.is_empty() {
            return diagnostic.help("the vocabulary declares no lists: declare one with `List`");
        }
        let ends = [" whose ", " in ", " within ", " between ", " is "];
        let named = ends.into_iter().fold(text, |named, end| named.split(end).next().unwrap_or(named));
        match sharing_words(named, nouns.iter().copied(), 3).as_slice() {
            [] => diagnostic.help(format!("the lists are: {}", nouns.join(", "))),
            alike => diagnostic.help(format!("the lists most alike are: {}", alike.join(", "))),
        }
    }

    pub(super) fn no_field(self, list: FactId, said: &str) -> Diagnostic {
        let names: Vec<&str> =
            self.fields_of(list).filter_map(|(_, field)| field.words.name.as_deref()).collect();
        let part = cuts(said, " is ").first().map_or(said, |(name, _)| *name);
        let diagnostic = self.error("E0211", part, format!("an entry of this list has no `{part}`"));
        let diagnostic = diagnostic.help(format!("its fields are: {}", names.join(", ")));
        match nearest(part, names) {
            Some(near) => self.offer(diagnostic, part, near),
            None => diagnostic,
        }
    }

    pub(super) fn field_called(self, list: FactId, text: &str) -> Found<FieldId> {
        let mut fields = self.fields_of(list);
        let found = fields.find(|(_, field)| field_names(field).iter().any(|name| same(text, name)));
        found.map(|(id, _)| id).ok_or_else(|| Box::new(self.no_field(list, text)))
    }
}

/// How many bytes before the window's first day its own words begin: `between ` belongs to it, `in ` does not matter.
fn between_or_in(tail: &str, right: &str) -> usize {
    let before = tail.get(..tail.len() - right.len()).unwrap_or("");
    if before.to_ascii_lowercase().ends_with("between ") { "between ".len() } else { 0 }
}

/// A field's name and its plurals: `outcome`, `outcomes`; `body`, `bodies`; `date of birth`, `dates of birth`.
fn field_names(field: &Field) -> Vec<String> {
    let Some(name) = field.words.name.as_deref() else { return Vec::new() };
    let (head, tail) =
        name.split_once(" of ").map_or((name, String::new()), |(head, of)| (head, format!(" of {of}")));
    let mut names = vec![name.to_owned(), format!("{head}s{tail}"), format!("{head}es{tail}")];
    if let Some(stem) = head.strip_suffix('y') {
        names.push(format!("{stem}ies{tail}"));
    }
    names
}
