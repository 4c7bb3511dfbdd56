//! What does a list say? Sets, periods and lists of entries, and whether they are complete.

use super::case::{About, Reading};
use super::node::{At, Key, Kind, Node, same_words};
use super::value::allowed;
use super::{Entry, EntryField, ListValue, Period, PeriodsValue, SetValue, Value, limits, word};
use crate::calendar::{Date, DateRange};
use crate::vocabulary::{Field, FieldId, Type};

/// The parts of a list: its entries, and whether it was closed with *and no others*.
struct Listed<'n, 't> {
    entries: Vec<&'n Node<'t>>,
    complete: bool,
}

/// It could not be read, and that was reported.
struct Refused;

impl Reading<'_> {
    /// A set, periods or a list: the word `none`, words between semicolons, or a list of entries.
    pub(super) fn listed(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Value> {
        if node.says("none") {
            return self.with_entries(&Listed { entries: Vec::new(), complete: true }, about);
        }
        match &node.kind {
            Kind::Items(items) => {
                let listed = self.taken_apart(node.at, items, about)?;
                self.with_entries(&listed, about)
            }
            Kind::Word { text, .. } => self.in_one_line(node.at, text, about),
            Kind::Nothing | Kind::Keys(_) => None,
        }
    }

    /// `physical; sexual; and no others`, for a table's cell.
    fn in_one_line(&mut self, at: At, text: &str, about: About<'_>) -> Option<Value> {
        if matches!(about.ty(), Type::List { .. }) {
            let title = format!("{about} is a list, and one answer stands here");
            self.refuse("E0520", at, title, &format!("write {}", allowed(about)));
            return None;
        }
        let parts: Vec<Node<'_>> = text.split(';').map(|part| Node::word(at, part.trim(), true)).collect();
        let listed = self.taken_apart(at, &parts, about)?;
        self.with_entries(&listed, about)
    }

    fn taken_apart<'n, 't>(
        &mut self,
        at: At,
        items: &'n [Node<'t>],
        about: About<'_>,
    ) -> Option<Listed<'n, 't>> {
        let (closing, entries): (Vec<&Node<'t>>, Vec<&Node<'t>>) =
            items.iter().partition(|item| item.says("and no others"));
        if entries.is_empty() {
            self.empty_list(at, about);
            return None;
        }
        if entries.len() > limits::LIST_ENTRIES {
            self.too_many(at, about);
            return None;
        }
        if let Some(second) = closing.get(1) {
            self.refuse(
                "E0523",
                second.at,
                format!("{about} is closed twice"),
                "keep one `and no others`, at the end",
            );
        }
        if let Some(none) = entries.iter().find(|entry| entry.says("none")) {
            let title = format!("{about} says `none` and has entries too");
            self.refuse("E0523", none.at, title, "write `none` alone, or the entries");
            return None;
        }
        Some(Listed { entries, complete: !closing.is_empty() })
    }

    pub(super) fn empty_list(&mut self, at: At, about: About<'_>) {
        let problem = self.problem("E0521", at, format!("{about} is an empty list"));
        problem
            .notes
            .push("An empty list could mean that there were none, or that nobody looked.".to_owned());
        problem.help.push(
            "write `none` if there were none, `not known` if nobody knows, or leave the line out".to_owned(),
        );
    }

    pub(super) fn too_many(&mut self, at: At, about: About<'_>) {
        let place = self.place(at);
        let limit = format!("{} entries", limits::LIST_ENTRIES);
        self.problems.push(super::node::over_limit(place, &format!("the list under {about}"), &limit));
    }

    fn with_entries(&mut self, listed: &Listed<'_, '_>, about: About<'_>) -> Option<Value> {
        match about.ty() {
            Type::AnyOf { values } => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                Some(Value::Set(self.set(listed, &values, about)))
            }
            Type::Periods => Some(Value::Periods(self.periods(listed, about))),
            Type::List { fields } => Some(Value::List(self.list(listed, fields, about))),
            Type::YesNo
            | Type::OneOf { .. }
            | Type::Number
            | Type::Date
            | Type::DateTime
            | Type::Length(_)
            | Type::TimeBetween { .. }
            | Type::Shifted { .. }
            | Type::ByTable { .. }
            | Type::Text => None,
        }
    }

    fn set(&mut self, listed: &Listed<'_, '_>, values: &[&str], about: About<'_>) -> SetValue {
        let mut holds = Vec::new();
        for entry in &listed.entries {
            match entry.as_word().and_then(|text| word::choice(text, values)) {
                Some(place) if holds.contains(&place) => self.given_twice(entry.at, about),
                Some(place) => holds.push(place),
                None => self.not_allowed(entry.at, about),
            }
        }
        holds.sort_unstable();
        SetValue { holds, complete: listed.complete }
    }

    fn periods(&mut self, listed: &Listed<'_, '_>, about: About<'_>) -> PeriodsValue {
        let periods = listed.entries.iter().filter_map(|entry| self.period(entry, about)).collect();
        PeriodsValue { periods, complete: listed.complete }
    }

    fn period(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Period> {
        let (from, to) = match &node.kind {
            Kind::Keys(keys) => {
                let is_known =
                    |key: &Key<'_>| ["from", "to"].iter().any(|known| same_words(known, &key.text));
                let unknown: Vec<&Key<'_>> =
                    keys.iter().map(|(key, _)| key).filter(|key| !is_known(key)).collect();
                for key in &unknown {
                    self.unknown_key(key, &["from", "to"], &format!("a period of {about}"));
                }
                if !unknown.is_empty() {
                    return None;
                }
                (node.get("from").cloned(), node.get("to").cloned())
            }
            Kind::Word { text, .. }
                if !word::is_empty_word(text) && !text.contains(|letter: char| letter.is_ascii_digit()) =>
            {
                let title = format!("{about} is a set of periods, and this is none");
                let help = "write `- {from: 2013-02, to: 2014-11-30}` for each, or `none` if there was none at any time";
                self.refuse("E0520", node.at, title, help);
                return None;
            }
            Kind::Word { text, .. } => word_period(node.at, text),
            Kind::Nothing | Kind::Items(_) => (None, None),
        };
        let said = |end: &Option<Node<'_>>| {
            end.as_ref().is_some_and(|end| !end.says("not known") && !matches!(end.kind, Kind::Nothing))
        };
        if !said(&from) && !said(&to) {
            let title = format!("a period of {about} has neither a beginning nor an end");
            self.refuse(
                "E0520",
                node.at,
                title,
                "write `{from: 2013-02, to: 2014-11-30}`; `to: still` if it goes on",
            );
            return None;
        }
        let from = self.beginning(from, about);
        let to = self.ending(to, about);
        self.fitted(node.at, from.ok()?, to.ok()?, about)
    }

    /// The first day; nothing where it is not given.
    fn beginning(&mut self, from: Option<Node<'_>>, about: About<'_>) -> Result<Option<DateRange>, Refused> {
        match from {
            Some(from) if !from.says("not known") && !matches!(from.kind, Kind::Nothing) => {
                self.period_day(&from, about).map(Some).ok_or(Refused)
            }
            Some(_) | None => Ok(None),
        }
    }

    fn ending(&mut self, to: Option<Node<'_>>, about: About<'_>) -> Result<Option<DateRange>, Refused> {
        match to {
            Some(to) if to.says("still") => Ok(Some(DateRange::day(Date::LAST))),
            other => self.beginning(other, about),
        }
    }

    fn period_day(&mut self, node: &Node<'_>, about: About<'_>) -> Option<DateRange> {
        let Some(text) = node.as_word().filter(|text| !word::is_empty_word(text)) else {
            let title = format!("a period of {about} has an empty or unreadable day");
            self.refuse(
                "E0515",
                node.at,
                title,
                "write a date, `to: still` for a period that goes on, or leave the key out",
            );
            return None;
        };
        match DateRange::parse(text) {
            Ok(range) => Some(range),
            Err(fault) => {
                self.not_a_date(node, fault, about);
                None
            }
        }
    }

    fn fitted(
        &mut self,
        at: At,
        from: Option<DateRange>,
        to: Option<DateRange>,
        about: About<'_>,
    ) -> Option<Period> {
        let unknown_from = DateRange { first: Date::FIRST, last: to.map_or(Date::LAST, |to| to.last) };
        let from = from.unwrap_or(unknown_from);
        let to = to.unwrap_or(DateRange { first: from.first, last: Date::LAST });
        if from.first > to.last {
            let title = format!("a period of {about} ends before it begins");
            self.refuse("E0525", at, title, "look at `from` and `to`: both days belong to the period");
            return None;
        }
        Some(Period { from, to, place: self.place(at) })
    }

    fn list(&mut self, listed: &Listed<'_, '_>, fields: &[Field], about: About<'_>) -> ListValue {
        let entries = listed.entries.iter().filter_map(|entry| self.entry(entry, fields, about)).collect();
        ListValue { entries, complete: listed.complete }
    }

    fn entry(&mut self, node: &Node<'_>, fields: &[Field], about: About<'_>) -> Option<Entry> {
        let Kind::Keys(keys) = &node.kind else {
            let title =
                format!("an entry of {about} is a group of keys, and {} stands here", node.described());
            let help = format!("write `- {{{}: …}}`", field_ids(fields).join(": …, "));
            self.refuse("E0520", node.at, title, &help);
            return None;
        };
        let mut said = Vec::new();
        for (key, value) in keys {
            let field = (0..).map(FieldId).zip(fields).find(|(_, field)| field.id == key.text.trim());
            let Some((id, field)) = field else {
                self.unknown_field(key, fields, about);
                continue;
            };
            let answer = self.answer(value, About { field: Some(field), ..about });
            if let Some(answer) = answer.filter(|answer| *answer != super::Answer::NotAsked) {
                said.push(EntryField { field: id, answer });
            }
        }
        said.sort_by_key(|field| field.field);
        Some(Entry { fields: said, place: self.place(node.at) })
    }

    fn unknown_field(&mut self, key: &super::node::Key<'_>, fields: &[Field], about: About<'_>) {
        if super::identity::is_identity(&key.text) {
            self.identity(key.at, "this key asks for identity");
            return;
        }
        let ids = field_ids(fields);
        let near = crate::diagnostic::nearest(key.text.trim(), ids.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the fields are `{}`", ids.join("`, `")),
        };
        self.refuse("E0512", key.at, format!("this key is not a field of {about}"), &help);
    }
}

fn field_ids(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.id.as_str()).collect()
}

/// `from 2013-02 to 2014-11-30`, `2013-02 to still`, `from 2013-02`, for a table's cell.
fn word_period<'t>(at: At, text: &str) -> (Option<Node<'t>>, Option<Node<'t>>) {
    let text = word::after(text.trim(), "from ").unwrap_or(text.trim());
    let (from, to) = match text.split_once(" to ") {
        Some((from, to)) => (Some(from), Some(to)),
        None => match word::after(text, "to ") {
            Some(to) => (None, Some(to)),
            None => (Some(text), None),
        },
    };
    let node = |text: &str| Node::word(at, text.trim().to_owned(), true);
    (from.map(node), to.map(node))
}
