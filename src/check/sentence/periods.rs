//! `the child was looked after on DATE`, `… throughout WINDOW`, `the child was never looked after`: periods.
//!
//! A periods fact's name is a whole sentence that says nothing yet about when; what follows it says when.

use super::fold::{after, cuts, same, strip};
use super::subject::{Topic, names_of};
use super::{Attempts, Found, Reader};
use crate::calendar::{Length, Unit};
use crate::check::condition::{Condition, DateTerm, PeriodTest, Subject};
use crate::vocabulary::{FieldId, Type};

const FORMS: &str = "on DATE, on any day in the 6 months before DATE, throughout the 6 months before DATE, at any time, \
                     for at least 13 weeks in total in the 12 months before DATE, for a period of at least 13 weeks \
                     beginning on or after DATE and ending on or after DATE";

/// A periods fact, or a periods field of the entry at hand, with its wordings.
pub(super) struct Stem<'a> {
    pub(super) subject: Subject,
    /// Its name and the old ones.
    pub(super) names: Vec<&'a str>,
    pub(super) never: Option<&'a str>,
    pub(super) ever: Option<&'a str>,
}

impl<'a> Reader<'a> {
    /// Everything with periods that a sentence may speak of here.
    pub(super) fn stems(self) -> Vec<Stem<'a>> {
        let facts = self.facts().filter(|(_, fact)| matches!(fact.ty, Type::Periods));
        let mut stems: Vec<Stem<'a>> = facts
            .map(|(id, fact)| Stem {
                subject: Subject::Fact(id),
                names: names_of(fact).collect(),
                never: fact.words.never.as_deref(),
                ever: fact.words.ever.as_deref(),
            })
            .collect();
        let Some((list, _)) = self.entry() else { return stems };
        let fields = self.fields_of(list).filter(|(_, field)| matches!(field.ty, Type::Periods));
        stems.extend(fields.map(|(id, field): (FieldId, _)| Stem {
            subject: Subject::Field(list, id),
            names: field.words.name.as_deref().into_iter().collect(),
            never: field.words.never.as_deref(),
            ever: field.words.ever.as_deref(),
        }));
        stems
    }

    /// Sentences about periods.
    pub(super) fn period_sentences(self, text: &str, attempts: &mut Attempts) {
        for stem in self.stems() {
            let whole = [(stem.never, PeriodTest::Never), (stem.ever, PeriodTest::Ever)];
            for (_, test) in
                whole.into_iter().filter(|(wording, _)| wording.is_some_and(|wording| same(text, wording)))
            {
                attempts.note(text.len(), self.meaning(stem.subject, test, text));
            }
            for name in &stem.names {
                let Some(rest) = after(text, name) else { continue };
                let result = self.period_test(name, rest);
                let understood = if result.is_ok() { text.len() } else { name.len() };
                let result = result.and_then(|test| self.meaning(stem.subject, test, text));
                attempts.note(understood, result);
            }
        }
    }

    fn meaning(self, subject: Subject, test: PeriodTest, whole: &str) -> Found<Condition> {
        self.allowed(Topic::Subject(subject), whole).map(|()| Condition::Periods { subject, test })
    }

    fn period_test(self, name: &str, rest: &str) -> Found<PeriodTest> {
        if rest.is_empty() {
            return Err(Box::new(
                self.error("E0216", &self.whole.text, format!("`{name}` does not say when"))
                    .because("Its value is a set of periods; a rule must say which days it asks about.")
                    .help(format!(
                        "what can follow it: {FORMS}; or the sentence with *never* or *ever* in it"
                    )),
            ));
        }
        if same(rest, "ever") || same(rest, "at any time") {
            return Ok(PeriodTest::Ever);
        }
        if let Some(window) = strip(rest, "on any day ") {
            return self.window(window).map(PeriodTest::AnyDayIn);
        }
        if let Some(day) = strip(rest, "on ") {
            return self.date_term(day).map(PeriodTest::On);
        }
        if let Some(window) = strip(rest, "throughout ") {
            return self.window(window).map(PeriodTest::Throughout);
        }
        if let Some(test) = strip(rest, "for a period of at least ") {
            return self.one_period(test);
        }
        if let Some(test) = strip(rest, "for at least ") {
            return self.in_total(test, rest);
        }
        if let Some(interval) = strip(rest, "from ") {
            return Err(Box::new(self.interval_in_a_rule(rest, interval)));
        }
        Err(Box::new(
            self.error("E0301", rest, format!("`{rest}` does not say when `{name}` is meant"))
                .help(format!("what can follow it: {FORMS}")),
        ))
    }

    /// `from DATE until DATE` states a period in an example; a rule asks about days.
    fn interval_in_a_rule(self, rest: &str, interval: &str) -> crate::diagnostic::Diagnostic {
        let diagnostic = self
            .error("E0217", rest, "`from … until …` states a period; only an example can do that")
            .because("A rule could mean that the period was exactly this one, or that it covered these days.")
            .help("write `throughout the time between DATE and DATE`, or `on any day between DATE and DATE`");
        let Some((first, last)) = cuts(interval, " until ").into_iter().next() else { return diagnostic };
        self.offer(diagnostic, rest, &format!("throughout the time between {first} and {last}"))
    }

    fn in_total(self, test: &str, rest: &str) -> Found<PeriodTest> {
        for (length, window) in cuts(test, " in total ") {
            if let Some(read) = self.length_named(length)? {
                let read = self.countable(length, read)?;
                if matches!(read.unit, Unit::Months | Unit::Years) {
                    return Err(Box::new(self.total_in_months(length, read)));
                }
                return self.window(window).map(|window| PeriodTest::TotalAtLeast(read, window));
            }
        }
        Err(Box::new(
            self.error("E0301", rest, format!("`{rest}` does not say how the time is counted")).help(
                "write `for at least 13 weeks in total in the 12 months before DATE`, where several periods add up, or \
                 `for a period of at least 13 weeks`, where one must be that long",
            ),
        ))
    }

    /// What several periods add up to is a number of days.
    fn total_in_months(self, part: &str, length: Length) -> crate::diagnostic::Diagnostic {
        let unit = if length.unit == Unit::Years { "years" } else { "months" };
        self.error("E0304", part, format!("`{part}` is in {unit}, and time in total is counted in days"))
            .because("A month has 28 to 31 days; months are never compared with days.")
            .help("write weeks or days, as in `for at least 13 weeks in total`; which number is meant is for the policy to say")
            .help("or write `for a period of at least`, where one period must be that long by the calendar")
    }

    fn one_period(self, test: &str) -> Found<PeriodTest> {
        let (length, tail) = cuts(test, " beginning ")
            .into_iter()
            .chain(cuts(test, " ending "))
            .next()
            .map_or((test, ""), |(length, _)| (length, test.get(length.len() + 1..).unwrap_or("")));
        let Some(read) = self.length_named(length)? else {
            let title = format!("`{length}` is not a length of time");
            return Err(Box::new(
                self.error("E0301", length, title).help("write a length such as `13 weeks`"),
            ));
        };
        let length = self.countable(length, read)?;
        let (begins, ends) = self.limits(tail)?;
        Ok(PeriodTest::OnePeriod { length, begins, ends })
    }

    fn limits(self, tail: &str) -> Found<(Option<DateTerm>, Option<DateTerm>)> {
        if tail.is_empty() {
            return Ok((None, None));
        }
        if let Some(day) = strip(tail, "ending on or after ") {
            return Ok((None, Some(self.date_term(day)?)));
        }
        let Some(rest) = strip(tail, "beginning on or after ") else {
            let title = format!("`{tail}` does not say when the period begins or ends");
            return Err(Box::new(
                self.error("E0301", tail, title).help(
                    "write `beginning on or after DATE and ending on or after DATE`, or one of the two",
                ),
            ));
        };
        for (first, last) in cuts(rest, " and ending on or after ") {
            if let (Ok(first), Ok(last)) = (self.date_term(first), self.date_term(last)) {
                return Ok((Some(first), Some(last)));
            }
        }
        Ok((Some(self.date_term(rest)?), None))
    }

    fn countable(self, part: &str, length: Length) -> Found<Length> {
        if matches!(length.unit, Unit::Hours | Unit::WorkingDays) {
            return Err(Box::new(self.no_such_unit(part, length)));
        }
        Ok(length)
    }
}
