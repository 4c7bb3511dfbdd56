//! `NAME is before DATE`, `NAME is within the D before DATE`: days, windows, and what is said of them.

use super::choice::either;
use super::fold::{after, cuts, same, strip, without_article};
use super::subject::{Named, Topic, Values};
use super::{Found, Reader};
use crate::calendar::{DateFault, Length, MONTHS, Unit, read_date, read_partial_date};
use crate::check::condition::{Condition, DateBase, DateTerm, Order, Subject, Window};
use crate::check::names::Scope;
use crate::diagnostic::{Diagnostic, nearest, sharing_words};

const FORMS: &str = "is before DATE, is after DATE, is on DATE, is not on DATE, is on or before DATE, is on or after DATE, \
                     is within the 6 months before DATE, is between DATE and DATE, is in February 2013";

impl<'a> Reader<'a> {
    /// What is said of a date.
    pub(super) fn dated(self, named: Named<'a>, rest: &str) -> Found<Condition> {
        let base = date_base(named.topic);
        let (left, rest) = match shifted_subject(base, rest) {
            Some(found) => found,
            None => (DateTerm { base, shift: None }, rest),
        };
        let Some(said) = after(rest, "is").filter(|said| !said.is_empty()) else {
            return Err(Box::new(self.wrong_form(named, rest, FORMS)));
        };
        if let Some(inside) = after(said, "within") {
            let window = self.within(said, inside)?;
            return Ok(Condition::InWindow { date: left, window });
        }
        if let Some(partial) = strip(said, "in ").and_then(read_partial_date) {
            let day = |date| DateTerm { base: DateBase::Literal(date), shift: None };
            let window = Window::Between(day(partial.first), day(partial.last));
            return Ok(Condition::InWindow { date: left, window });
        }
        if strip(said, "in ").or_else(|| strip(said, "between ")).is_some() {
            let window = self.window(said)?;
            return Ok(Condition::InWindow { date: left, window });
        }
        if let Some(other) = strip(said, "not ") {
            let right = self.date_term(strip(other, "on ").unwrap_or(other))?;
            let beside = |order| Condition::Dates { left, order, right };
            return Ok(either(vec![beside(Order::Less), beside(Order::More)]));
        }
        let words = [
            ("on or before ", Order::AtMost),
            ("on or after ", Order::AtLeast),
            ("before ", Order::Less),
            ("after ", Order::More),
            ("on ", Order::Equal),
        ];
        let found = words.into_iter().find_map(|(word, order)| Some((order, strip(said, word)?)));
        let (order, operand) = found.unwrap_or((Order::Equal, said));
        match self.compare(left, order, operand) {
            Err(complaint)
                if complaint.code.0 == "E0218" && found.is_none() && complaint.fixes.is_empty() =>
            {
                Err(Box::new(self.wrong_form(named, rest, FORMS)))
            }
            result => result,
        }
    }

    fn compare(self, left: DateTerm, order: Order, operand: &str) -> Found<Condition> {
        let parts: Vec<&str> =
            if order == Order::Equal { operand.split(" or ").collect() } else { vec![operand] };
        let days: Result<Vec<DateTerm>, _> = parts.iter().map(|part| self.date_term(part)).collect();
        let days =
            days.or_else(|complaint| self.date_term(operand).map(|day| vec![day]).map_err(|_| complaint))?;
        let compared = days.into_iter().map(|right| Condition::Dates { left, order, right });
        Ok(either(compared.collect()))
    }

    /// What follows `is within`: the D before or after an anchor.
    fn within(self, said: &str, inside: &str) -> Found<Window> {
        if [" before ", " after "].iter().any(|word| inside.to_ascii_lowercase().contains(word)) {
            return self.window(inside);
        }
        let between = strip(inside, "between ").is_some();
        let diagnostic = self
            .error("E0302", said, format!("`{said}` does not say whether before or after"))
            .because("\"Within a month of a day\" can mean before it, after it, or both; a rule must mean one thing.")
            .help("write `within the 6 months before DATE` or `within the 6 months after DATE`");
        if between {
            return self.window(inside);
        }
        let of = cuts(inside, " of ").into_iter().find(|(length, _)| self.is_length(length));
        let Some((length, anchor)) = of else { return Err(Box::new(diagnostic)) };
        let length = strip(length, "the ").unwrap_or(length);
        let before = self.offer(diagnostic, inside, &format!("the {length} before {anchor}"));
        Err(Box::new(self.offer(before, inside, &format!("the {length} after {anchor}"))))
    }

    fn is_length(self, text: &str) -> bool {
        matches!(self.length_named(text), Ok(Some(_)))
    }

    /// `the D before DATE`, `the D after DATE`, `between DATE and DATE`, with or without `in` before it.
    pub(super) fn window(self, text: &str) -> Found<Window> {
        let text = strip(text, "in ").unwrap_or(text);
        let text = strip(text, "the time between ")
            .or_else(|| strip(text, "the period between "))
            .map_or(text, |rest| text.get(text.len() - rest.len() - "between ".len()..).unwrap_or(text));
        if let Some(days) = strip(text, "between ") {
            return self.between(days);
        }
        let mut complaint = None;
        for (word, before) in [(" before ", true), (" after ", false)] {
            for (length, anchor) in cuts(text, word) {
                let Some(read) = self.length_named(length)? else { continue };
                if matches!(read.unit, Unit::Hours | Unit::WorkingDays) {
                    return Err(Box::new(self.no_such_unit(without_article(length), read)));
                }
                match self.date_term(anchor) {
                    Ok(day) if before => return Ok(Window::Before(read, day)),
                    Ok(day) => return Ok(Window::After(read, day)),
                    Err(diagnostic) => complaint = complaint.or(Some(diagnostic)),
                }
            }
        }
        Err(complaint.unwrap_or_else(|| Box::new(self.no_window(text))))
    }

    fn no_window(self, text: &str) -> Diagnostic {
        self.error("E0303", text, format!("`{text}` is not a stretch of time a rule can use"))
            .help("write `the 6 months before DATE`, `the 6 months after DATE` or `between DATE and DATE`")
    }

    fn between(self, days: &str) -> Found<Window> {
        let mut complaint = None;
        for (first, last) in cuts(days, " and ") {
            match (self.date_term(first), self.date_term(last)) {
                (Ok(first), Ok(last)) => return Ok(Window::Between(first, last)),
                (Err(diagnostic), _) | (_, Err(diagnostic)) => complaint = complaint.or(Some(diagnostic)),
            }
        }
        Err(complaint.unwrap_or_else(|| Box::new(self.no_window(days))))
    }

    /// A day: `3 May 2015`, a date's name, either plus or less a length, a setting that is a date, the as-at day.
    pub(super) fn date_term(self, text: &str) -> Found<DateTerm> {
        let plain = |base| Ok(DateTerm { base, shift: None });
        match read_date(text) {
            Ok(date) => return plain(DateBase::Literal(date)),
            Err(DateFault::NotADate) => {}
            Err(fault) => return Err(Box::new(self.bad_date(text, fault))),
        }
        if same(text, "the as-at day") {
            return if matches!(self.scope, Scope::Vocabulary) {
                plain(DateBase::AsAt)
            } else {
                Err(Box::new(self.as_at_in_a_rule(text)))
            };
        }
        if let Some((name, value)) = self.setting(text) {
            return match read_date(value) {
                Ok(date) => plain(DateBase::Literal(date)),
                Err(_) => Err(Box::new(self.wrong_setting(text, name, value, "a date"))),
            };
        }
        for (later, word) in [(true, " plus "), (false, " less ")] {
            for (base, length) in cuts(text, word) {
                let (Some(length), Ok(day)) = (self.length_named(length)?, self.date_term(base)) else {
                    continue;
                };
                if matches!(length.unit, Unit::Hours | Unit::WorkingDays) {
                    return Err(Box::new(self.no_such_unit(text, length)));
                }
                if day.shift.is_none() {
                    return Ok(DateTerm { base: day.base, shift: Some((later, length)) });
                }
            }
        }
        let mut other = None;
        for (named, _) in self.named(text).into_iter().filter(|(_, rest)| rest.is_empty()) {
            if matches!(named.values, Values::Date) {
                self.allowed(named.topic, text)?;
                return plain(date_base(named.topic));
            }
            other = Some(named);
        }
        Err(Box::new(match other {
            Some(named) => {
                let title = format!("{} is {}, so it is not a day", named.name, named.values.called());
                self.error("E0301", text, title).help("name a fact whose values are dates")
            }
            None => self.no_such_date(text),
        }))
    }

    pub(super) fn as_at_in_a_rule(self, text: &str) -> Diagnostic {
        self.error("E0210", text, format!("`{text}` can stand only in a vocabulary"))
            .because("A rule that looked at today would change its outcome overnight, though nothing new is known.")
            .help("name a date of the case, such as the date the board was notified")
    }

    fn bad_date(self, text: &str, fault: DateFault) -> Diagnostic {
        match fault {
            DateFault::NoSuchDay => {
                let said = self.error("E0303", text, format!("there is no day `{text}`"));
                let month = text
                    .split_whitespace()
                    .nth(1)
                    .filter(|month| MONTHS.iter().all(|name| !name.eq_ignore_ascii_case(month)));
                match month.and_then(|month| Some((month, nearest(month, MONTHS)?))) {
                    Some((month, meant)) => self.offer(said, month, meant),
                    None => said
                        .help("dates run from 1 January 1800 to 31 December 2199, by the ordinary calendar"),
                }
            }
            DateFault::OtherForm | DateFault::NotADate => self
                .error("E0303", text, format!("`{text}` is not how a date is written here"))
                .help("write the day, the month's name and the year: `3 May 2015`"),
        }
    }

    fn no_such_date(self, text: &str) -> Diagnostic {
        let diagnostic = self
            .error("E0218", text, format!("no date is called `{text}`"))
            .help("write a date such as `3 May 2015`, or the name of a date in the vocabulary");
        let names = self.date_names();
        let of_event =
            |name: &&str| strip(name, "the date of ").is_some_and(|event| same(event, without_article(text)));
        let event = names.iter().copied().find(of_event);
        if let Some(near) = event.or_else(|| nearest(text, names.iter().copied())) {
            return self.offer(diagnostic, text, near);
        }
        match sharing_words(text, names.iter().copied(), 3).as_slice() {
            [] if names.is_empty() || names.len() > 8 => diagnostic,
            [] => diagnostic.help(format!("the dates are: {}", names.join(", "))),
            alike => {
                diagnostic.help(format!("what the vocabulary has that is most alike: {}", alike.join(", ")))
            }
        }
    }

    /// The names of all dates of the case.
    pub(super) fn date_names(self) -> Vec<&'a str> {
        let dates =
            self.facts().filter(|(_, fact)| matches!(super::subject::values_of(&fact.ty), Values::Date));
        dates.filter_map(|(_, fact)| fact.words.name.as_deref()).collect()
    }
}

fn date_base(topic: Topic) -> DateBase {
    match topic {
        Topic::Subject(subject @ (Subject::Fact(_) | Subject::Field(..))) => DateBase::Subject(subject),
        Topic::Table(table) => DateBase::Table(table),
    }
}

/// `NAME plus 6 months is …`
fn shifted_subject(base: DateBase, rest: &str) -> Option<(DateTerm, &str)> {
    let (later, shift) =
        strip(rest, "plus ").map(|shift| (true, shift)).or_else(|| Some((false, strip(rest, "less ")?)))?;
    let (length, _) = cuts(shift, " is ").into_iter().next()?;
    let read =
        Length::read(length).filter(|length| !matches!(length.unit, Unit::Hours | Unit::WorkingDays))?;
    let rest = shift.get(length.len() + 1..)?;
    Some((DateTerm { base, shift: Some((later, read)) }, rest))
}
