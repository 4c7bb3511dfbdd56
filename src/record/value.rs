//! What does an answer mean, given the type its fact has? One answer: a word, or a group such as `{one of: […]}`.

use super::case::{About, Reading};
use super::node::{Kind, Node, same_words};
use super::word::{self, MomentFault};
use super::{Answer, LengthSaid, SAID_NOT_TO_APPLY, Value};
use crate::calendar::{DateRange, Length, RangeFault, Unit};
use crate::vocabulary::{Fact, LengthKind, Type, Vocabulary};

const YES_NO: [&str; 2] = ["no", "yes"];

impl Reading<'_> {
    /// One answer about a fact, or about a field of a list's entry.
    pub(super) fn answer(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Answer> {
        match &node.kind {
            Kind::Nothing => Some(Answer::NotAsked),
            Kind::Word { text, quoted } => self.word_answer(node, text.trim(), *quoted, about),
            Kind::Keys(_) => self.group_answer(node, about),
            Kind::Items(_) if super::statement::is_listed(about.ty()) => {
                self.listed(node, about).map(Answer::Value)
            }
            Kind::Items(_) => {
                let title = format!("{about} has one answer, and a list stands here");
                self.refuse(
                    "E0520",
                    node.at,
                    title,
                    "if it is open between answers, write `{one of: [ … ]}`",
                );
                None
            }
        }
    }

    fn word_answer(&mut self, node: &Node<'_>, text: &str, quoted: bool, about: About<'_>) -> Option<Answer> {
        if text.is_empty() || (!quoted && word::is_empty_word(text)) {
            let problem = self.problem("E0515", node.at, format!("{about} has an empty answer"));
            problem
                .notes
                .push("Nothing written is not the same as no, and not the same as not known.".to_owned());
            problem
                .help
                .push(format!("write {}; or leave the whole line out if it was not asked", allowed(about)));
            return None;
        }
        if same_words(text, "not known") {
            return Some(Answer::NotKnown { reason: None, due: None });
        }
        if same_words(text, "not asked") {
            return Some(Answer::NotAsked);
        }
        if same_words(text, "not applicable") {
            return Some(not_applicable(about));
        }
        self.word_value(node, text, about).map(Answer::Value)
    }

    fn group_answer(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Answer> {
        let Kind::Keys(keys) = &node.kind else { return None };
        let only = |allowed: &[&str]| {
            keys.iter().all(|(key, _)| allowed.iter().any(|known| same_words(known, &key.text)))
        };
        if let Some(values) = node.get("one of").filter(|_| only(&["one of"])) {
            return self.one_of(values, about).map(Answer::Value);
        }
        if let Some(reason) = node.get("not known").filter(|_| only(&["not known", "due"])) {
            return self.not_known(reason, node.get("due"), about);
        }
        let title =
            format!("{about} has an answer here that is a group of keys, and none of them is the answer");
        let help = if super::statement::is_listed(about.ty()) {
            "put it into a list: begin each entry with `- `".to_owned()
        } else {
            format!("write `value:` and {}", allowed(about))
        };
        self.refuse("E0520", node.at, title, &help);
        None
    }

    /// `one of: [suspected, known]`: one of these, it is not known which.
    pub(super) fn one_of(&mut self, node: &Node<'_>, about: About<'_>) -> Option<Value> {
        let Some(values) = choices(about.ty()) else {
            let title = format!("{about} has no listed answers, so `one of` has no meaning here");
            self.refuse("E0520", node.at, title, &format!("write {}", allowed(about)));
            return None;
        };
        let given: Vec<(super::node::At, &str)> = match &node.kind {
            Kind::Items(items) => items.iter().map(|item| (item.at, item.as_word().unwrap_or(""))).collect(),
            Kind::Word { text, .. } => text.split(';').map(|part| (node.at, part.trim())).collect(),
            Kind::Nothing | Kind::Keys(_) => Vec::new(),
        };
        if given.is_empty() {
            self.empty_list(node.at, about);
            return None;
        }
        let mut places = Vec::new();
        for (at, text) in given {
            match word::choice(text, &values) {
                Some(place) if places.contains(&place) => self.given_twice(at, about),
                Some(place) => places.push(place),
                None => self.not_allowed(at, about),
            }
        }
        places.sort_unstable();
        Some(Value::Choice(places))
    }

    fn word_value(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<Value> {
        match about.ty() {
            Type::YesNo | Type::OneOf { .. } => self.choice(node, text, about),
            Type::ByTable { values } if !values.is_empty() => self.choice(node, text, about),
            Type::AnyOf { .. } | Type::Periods | Type::List { .. } => self.listed(node, about),
            Type::Number => self.number(node, text, about),
            Type::Date | Type::Shifted { .. } | Type::ByTable { .. } => {
                self.date(node, text, about).map(Value::Date)
            }
            Type::DateTime => self.moment(node, text, about),
            Type::Length(_) | Type::TimeBetween { .. } => self.length(node, text, about),
            Type::Text => self.clean(text, node.at, &about.to_string()).map(Value::Text),
        }
    }

    fn choice(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<Value> {
        let values = choices(about.ty())?;
        if let Some(place) = word::choice(text, &values) {
            return Some(Value::Choice(vec![place]));
        }
        if let Some(list) = word::after(text, "one of:") {
            let list = Node::word(node.at, list, true);
            return self.one_of(&list, about);
        }
        self.not_allowed(node.at, about);
        None
    }

    pub(super) fn not_allowed(&mut self, at: super::node::At, about: About<'_>) {
        let problem = self.problem("E0516", at, format!("{about} does not have this answer"));
        problem.help.push(format!("write {}", allowed(about)));
    }

    pub(super) fn given_twice(&mut self, at: super::node::At, about: About<'_>) {
        self.refuse("E0523", at, format!("{about} names this answer twice"), "keep one of the two");
    }

    fn number(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<Value> {
        let range = word::number(text);
        if range.is_none() && word::is_too_large(text) {
            let title = format!("{about} is a whole number, and this one is too large");
            self.refuse("E0517", node.at, title, &format!("the largest number is {}", word::LARGEST));
        } else if range.is_none() {
            let problem =
                self.problem("E0517", node.at, format!("{about} is a whole number, and this is none"));
            problem.notes.push("Digits only: no sign, point, comma, exponent or leading zero.".to_owned());
            problem.help.push(format!("write {}", allowed(about)));
        }
        range.map(Value::Number)
    }

    pub(super) fn date(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<DateRange> {
        match DateRange::parse(text) {
            Ok(range) => Some(range),
            Err(fault) => {
                self.not_a_date(node, fault, about);
                None
            }
        }
    }

    pub(super) fn not_a_date(&mut self, node: &Node<'_>, fault: RangeFault, about: About<'_>) {
        let (code, what) = match fault {
            RangeFault::Shape => ("E0518", "is a date, and this is not written as one"),
            RangeFault::NoSuchDay => ("E0518", "is a date, and there is no such day in the calendar"),
            RangeFault::OutOfRange => {
                ("E0518", "is a date, and this one lies outside the years 1800 to 2199")
            }
            RangeFault::Time => {
                ("E0518", "is a date alone, and a time of day or a time zone stands here too")
            }
            RangeFault::Backwards => ("E0525", "ends before it begins"),
        };
        self.refuse(code, node.at, format!("{about} {what}"), &format!("write {}", allowed(about)));
    }

    fn moment(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<Value> {
        match word::moment(text) {
            Ok(moment) => Some(Value::Moment(moment)),
            Err(MomentFault::Day(fault)) => {
                self.not_a_date(node, fault, about);
                None
            }
            Err(MomentFault::Time) => {
                let problem =
                    self.problem("E0518", node.at, format!("the time of day of {about} cannot be read"));
                problem.notes.push("Times are those of a clock in the UK on that day, in hours and minutes, without a time zone.".to_owned());
                problem.help.push(format!("write {}", allowed(about)));
                None
            }
        }
    }

    fn length(&mut self, node: &Node<'_>, text: &str, about: About<'_>) -> Option<Value> {
        let said =
            LengthSaid::read(text).filter(|said| said.lengths().all(|length| fits(length, about.ty())));
        if said.is_none() {
            let title = format!("{about} is a length of time, and this is none that it can have");
            self.refuse("E0519", node.at, title, &format!("write {}", allowed(about)));
        }
        said.map(Value::Length)
    }
}

/// *Not applicable* is an answer only where the vocabulary says when a fact applies; elsewhere nobody has given one.
fn not_applicable(about: About<'_>) -> Answer {
    if about.may_not_apply() {
        return Answer::NotApplicable;
    }
    Answer::NotKnown { reason: Some(SAID_NOT_TO_APPLY.to_owned()), due: None }
}

fn fits(length: Length, ty: &Type) -> bool {
    let days = match length.unit {
        Unit::Days | Unit::Weeks => true,
        Unit::Months | Unit::Years => false,
        Unit::Hours | Unit::WorkingDays => return false,
    };
    match ty {
        Type::Length(LengthKind::Days) => days,
        Type::Length(LengthKind::Months) => !days,
        Type::TimeBetween { .. } => true,
        Type::YesNo
        | Type::OneOf { .. }
        | Type::AnyOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Shifted { .. }
        | Type::ByTable { .. }
        | Type::Periods
        | Type::List { .. }
        | Type::Text => false,
    }
}

/// The listed answers of a type that has one of them.
pub(super) fn choices(ty: &Type) -> Option<Vec<&str>> {
    match ty {
        Type::YesNo => Some(YES_NO.to_vec()),
        Type::OneOf { values, .. } => Some(values.iter().map(String::as_str).collect()),
        Type::ByTable { values } if !values.is_empty() => Some(values.iter().map(String::as_str).collect()),
        Type::ByTable { .. }
        | Type::AnyOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::Periods
        | Type::List { .. }
        | Type::Text => None,
    }
}

/// The answers that a record may give to a fact, then those to each field of a list, for who fills in a template.
#[must_use]
pub fn answers_of(vocabulary: &Vocabulary, fact: &Fact) -> Vec<String> {
    let about = |field| About { fact, field, may_not_apply: vocabulary.may_not_apply(fact) };
    let fields = fact.ty.fields().iter();
    let fields = fields.map(|field| format!("`{}`: {}", field.id, allowed(about(Some(field)))));
    std::iter::once(allowed(about(None))).chain(fields).collect()
}

/// The answers that may stand here, for the help of a message.
pub(super) fn allowed(about: About<'_>) -> String {
    let mut answers = match about.ty() {
        Type::YesNo => vec!["`yes`".to_owned(), "`no`".to_owned()],
        Type::OneOf { values, .. } => quoted(values),
        Type::ByTable { values } if !values.is_empty() => quoted(values),
        Type::AnyOf { values } => {
            vec![format!("a list of any of {}", quoted(values).join(", ")), "`none`".to_owned()]
        }
        Type::Number => {
            examples(&["a whole number such as `3`", "`at least 3`", "`under 5`", "`between 2 and 4`"])
        }
        Type::Date | Type::Shifted { .. } | Type::ByTable { .. } => examples(&[
            "a day such as `2015-05-28`",
            "a month (`2015-05`)",
            "a year (`2015`)",
            "`before 2015-05-28`",
            "`after 2015-05-28`",
            "`between 2015-05-01 and 2015-05-28`",
        ]),
        Type::DateTime => {
            examples(&["a day and a time such as `2015-05-28 14:30`", "a day alone (`2015-05-28`)"])
        }
        Type::Length(LengthKind::Days) => examples(&[
            "a length in days or weeks such as `10 days`",
            "`under 2 weeks`",
            "`between 2 and 4 weeks`",
        ]),
        Type::Length(LengthKind::Months) => examples(&[
            "a length in months or years such as `6 months`",
            "`under 1 year`",
            "`between 6 months and 2 years`",
        ]),
        Type::TimeBetween { .. } => examples(&[
            "a length such as `4 months`, `2 years` or `10 days`",
            "`under 1 year`",
            "`between 6 months and 2 years`",
        ]),
        Type::Periods => {
            examples(&["a list of periods such as `- {from: 2013-02, to: 2014-11-30}`", "`none`"])
        }
        Type::List { .. } => examples(&["a list with an entry after each `- `", "`none`"]),
        Type::Text => examples(&["a text"]),
    };
    answers.push("`not known`".to_owned());
    if about.may_not_apply() {
        answers.push("`not applicable`".to_owned());
    }
    let last = answers.pop().unwrap_or_default();
    if answers.is_empty() { last } else { format!("{} or {last}", answers.join(", ")) }
}

fn quoted(values: &[String]) -> Vec<String> {
    values.iter().map(|value| format!("`{value}`")).collect()
}

fn examples(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
