//! What is the sentence about? Facts by their names, fields of the entry at hand, results of tables.

use super::fold::{after, strip};
use super::{Attempts, Found, Reader};
use crate::check::condition::{Condition, Subject, TableId};
use crate::check::names::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::FactKind;
use crate::vocabulary::{Fact, FactId, Field, FieldId, Type};

/// Something that has a name and a value.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// What.
    pub(super) topic: Topic,
    /// Its name, for messages.
    pub(super) name: &'a str,
    /// Its values.
    pub(super) values: Values<'a>,
}

/// What a named thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Subject(Subject),
    Table(TableId),
}

/// What values a named thing has.
#[derive(Clone, Copy)]
pub(super) enum Values<'a> {
    OneOf {
        values: &'a [String],
        rising: bool,
    },
    AnyOf(&'a [String]),
    Number,
    Date,
    Length(Option<crate::vocabulary::LengthKind>),
    Text,
    /// Yes or no, periods, lists: spoken of in whole sentences.
    Whole,
}

impl Values<'_> {
    /// "is a date": how a type is called in a message.
    pub(super) fn called(self) -> &'static str {
        match self {
            Self::OneOf { .. } => "one of a list of values",
            Self::AnyOf(_) => "a set of values",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Length(_) => "a length of time",
            Self::Text => "a text",
            Self::Whole => "spoken of in whole sentences",
        }
    }
}

/// The values of a type.
pub(super) fn values_of(ty: &Type) -> Values<'_> {
    match ty {
        Type::OneOf { values, rising } => Values::OneOf { values, rising: *rising },
        Type::ByTable { values } if !values.is_empty() => Values::OneOf { values, rising: false },
        Type::AnyOf { values } => Values::AnyOf(values),
        Type::Number => Values::Number,
        Type::Date | Type::DateTime | Type::Shifted { .. } | Type::ByTable { .. } => Values::Date,
        Type::Length(kind) => Values::Length(Some(*kind)),
        Type::TimeBetween { .. } => Values::Length(None),
        Type::Text => Values::Text,
        Type::YesNo | Type::Periods | Type::List { .. } => Values::Whole,
    }
}

impl<'a> Reader<'a> {
    /// Every fact with its id.
    pub(super) fn facts(self) -> impl Iterator<Item = (FactId, &'a Fact)> {
        (0..).map(FactId).zip(&self.names.vocabulary.facts)
    }

    /// The fields of a list.
    pub(super) fn fields_of(self, list: FactId) -> impl Iterator<Item = (FieldId, &'a Field)> {
        let fields = self.names.vocabulary.fact(list).map(|fact| fact.ty.fields());
        (0..).map(FieldId).zip(fields.unwrap_or_default())
    }

    /// The list whose entry the sentence may speak of, with its word for one entry.
    pub(super) fn entry(self) -> Option<(FactId, &'a str)> {
        let Scope::Entry(list) = self.scope else { return None };
        Some((list, self.names.vocabulary.fact(list)?.words.one_entry()))
    }

    /// Every named thing the text begins with, and what follows its name.
    pub(super) fn named<'t>(self, text: &'t str) -> Vec<(Named<'a>, &'t str)> {
        let mut named = Vec::new();
        for (id, fact) in self.facts() {
            let values = values_of(&fact.ty);
            if matches!(values, Values::Whole) {
                continue;
            }
            for name in names_of(fact) {
                if let Some(rest) = after(text, name) {
                    named.push((Named { topic: Topic::Subject(Subject::Fact(id)), name, values }, rest));
                }
            }
        }
        for (heading, listed, table) in &self.names.tables {
            let values = if listed.is_empty() {
                Values::Date
            } else {
                Values::OneOf { values: listed, rising: false }
            };
            if let Some(rest) = after(text, heading) {
                named.push((Named { topic: Topic::Table(*table), name: heading, values }, rest));
            }
        }
        named.extend(self.named_fields(text));
        named
    }

    /// `its FIELD`, `the ITEM's FIELD`, `the FIELD of the ITEM`, where an entry is at hand.
    fn named_fields<'t>(self, text: &'t str) -> Vec<(Named<'a>, &'t str)> {
        let Some((list, one)) = self.entry() else { return Vec::new() };
        let of_item = format!(" of the {one}");
        let owned = strip(text, "its ").or_else(|| strip(strip(text, "the ")?, one)?.strip_prefix("'s "));
        let mut named = Vec::new();
        for (id, field) in self.fields_of(list) {
            let Some(name) = field.words.name.as_deref() else { continue };
            let values = values_of(&field.ty);
            if matches!(values, Values::Whole) {
                continue;
            }
            let owned = owned.and_then(|rest| after(rest, name));
            let of = || after(strip(strip(text, "the ")?, name)?, &of_item);
            if let Some(rest) = owned.or_else(of) {
                named.push((Named { topic: Topic::Subject(Subject::Field(list, id)), name, values }, rest));
            }
        }
        named
    }

    /// Sentences that begin with a name.
    pub(super) fn named_subjects(self, text: &str, attempts: &mut Attempts) {
        for (named, rest) in self.named(text) {
            let understood = text.len() - rest.len();
            let result = self.predicate(named, rest);
            let result = match result {
                Ok(condition) => self.allowed(named.topic, text).map(|()| condition),
                Err(diagnostic) => Err(diagnostic),
            };
            let understood = if result.is_ok() { text.len() } else { understood };
            attempts.note(understood, result);
        }
    }

    /// What is said of a named thing.
    pub(super) fn predicate(self, named: Named<'a>, rest: &str) -> Found<Condition> {
        if let (Topic::Subject(subject), Some(member)) = (named.topic, after(rest, "is one of the")) {
            let found = self.member_of(subject, named, member);
            if let Some(result) = found {
                return result;
            }
        }
        if let Some(state) = after(rest, "is").filter(|said| is_record_state(said, named.values)) {
            return Err(Box::new(self.record_state(named, state)));
        }
        match named.values {
            Values::OneOf { values, rising } => self.one_of(named, rest, values, rising),
            Values::AnyOf(values) => self.any_of(named, rest, values),
            Values::Number => self.number(named, rest),
            Values::Length(kind) => self.length(named, rest, kind),
            Values::Date => self.dated(named, rest),
            Values::Text => self.text(named, rest),
            Values::Whole => Err(Box::new(self.wrong_form(named, rest, ""))),
        }
    }

    /// May a rule speak of this fact?
    pub(super) fn allowed(self, topic: Topic, text: &str) -> Found<()> {
        let Topic::Subject(Subject::Fact(id) | Subject::Field(id, _)) = topic else {
            return Ok(());
        };
        let Some(fact) = self.names.vocabulary.fact(id) else { return Ok(()) };
        let diagnostic = match fact.kind {
            FactKind::Fact | FactKind::Judgement | FactKind::Computed => return Ok(()),
            FactKind::Context if self.stating => return Ok(()),
            FactKind::Context => self
                .error("E0205", text, format!("`{text}` is context, which no rule may use"))
                .because(
                    "Context is recorded and shown apart, so that a reader can see that it did not move the outcome.",
                )
                .help("leave the sentence out, or ask the vocabulary's owner to declare it as a `Fact`"),
            FactKind::EstablishedLater => self
                .error("E0206", text, format!("`{text}` is established only later, so no rule may use it"))
                .because("It does not exist yet when a case is screened: the rule could never be applied in time.")
                .help("use what is known or suspected at screening instead"),
            FactKind::Private => self
                .error("E0207", text, format!("`{text}` would identify people, so no rule may use it"))
                .because("Identity stays out of the engine: a record that carries it is refused.")
                .help("leave the sentence out"),
        };
        Err(Box::new(diagnostic.also(fact.span, "declared here")))
    }

    fn record_state(self, named: Named<'a>, state: &str) -> Diagnostic {
        let title = format!("a rule cannot ask whether {} is `{state}`", named.name);
        let diagnostic = self.what_is_known(state, &title);
        if let Values::OneOf { values, .. } = named.values {
            let others: Vec<&str> =
                values.iter().map(String::as_str).filter(|value| !state.ends_with(*value)).collect();
            let listed = super::fold::listed(&others, "or");
            return self.offer(diagnostic.help("list the values you mean"), state, &listed);
        }
        diagnostic.help("say what must be true; where a fact is missing, the result says what to ask for")
    }
}

/// A fact's name and its old ones.
pub(super) fn names_of(fact: &Fact) -> impl Iterator<Item = &str> {
    let old = fact.words.formerly.iter().filter(|(which, _)| which == "Name").map(|(_, text)| text.as_str());
    fact.words.name.as_deref().into_iter().chain(old)
}

/// `not known`, `not asked`, `not applicable`, and `known` where that is no value.
fn is_record_state(said: &str, values: Values<'_>) -> bool {
    let listed: &[String] = match values {
        Values::OneOf { values, .. } | Values::AnyOf(values) => values,
        Values::Number | Values::Date | Values::Length(_) | Values::Text | Values::Whole => &[],
    };
    let is_value = |word: &str| listed.iter().any(|value| super::fold::same(value, word));
    let states = ["not known", "not asked", "not applicable", "unknown", "known", "asked", "applicable"];
    states.into_iter().any(|state| super::fold::same(said, state)) && !is_value(said)
}
