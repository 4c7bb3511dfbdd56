//! `NAME is under X`, `is at least X`, `is N or more`, `is 16 or 17 years`: numbers and lengths of time.

use super::choice::either;
use super::fold::{after, same, strip, without_article};
use super::subject::{Named, Topic};
use super::{Found, Reader};
use crate::calendar::{Length, Unit, read_number, read_unit};
use crate::check::condition::{Condition, Order, Subject};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::LengthKind;

const FORMS: &str =
    "is X, is not X, is under X, is over X, is at least X, is at most X, is X or more, is X or fewer";

/// How a quantity is compared, and with what.
pub(super) fn comparison(said: &str) -> (Order, &str) {
    let before = [
        ("under ", Order::Less),
        ("over ", Order::More),
        ("at least ", Order::AtLeast),
        ("at most ", Order::AtMost),
    ];
    if let Some(found) = before.into_iter().find_map(|(word, order)| Some((order, strip(said, word)?))) {
        return found;
    }
    let behind = [(" or more", Order::AtLeast), (" or fewer", Order::AtMost)];
    let lower = said.to_ascii_lowercase();
    let behind = behind.into_iter().find(|(word, _)| lower.ends_with(word));
    match behind.and_then(|(word, order)| Some((order, said.get(..said.len() - word.len())?))) {
        Some(found) => found,
        None => (Order::Equal, said),
    }
}

impl<'a> Reader<'a> {
    /// What is said of a number.
    pub(super) fn number(self, named: Named<'a>, rest: &str) -> Found<Condition> {
        let Topic::Subject(subject) = named.topic else {
            return Err(Box::new(self.wrong_form(named, rest, FORMS)));
        };
        let Some(said) = after(rest, "is").filter(|said| !said.is_empty()) else {
            return Err(Box::new(self.wrong_form(named, rest, FORMS)));
        };
        if let Some(other) = strip(said, "not ")
            && let Some(value) = self.number_named(other)?
        {
            let beside = |order| Condition::Number { subject, order, value };
            return Ok(either(vec![beside(Order::Less), beside(Order::More)]));
        }
        let (order, operands) = self.operands(said);
        let mut conditions = Vec::new();
        for operand in operands {
            let Some(value) = self.number_named(operand)? else {
                return Err(Box::new(self.wrong_operand(named, said, operand, "a whole number")));
            };
            conditions.push(Condition::Number { subject, order, value });
        }
        Ok(either(conditions))
    }

    /// What is said of a length of time: recorded in one kind of unit, or counted between two dates (no kind).
    pub(super) fn length(self, named: Named<'a>, rest: &str, kind: Option<LengthKind>) -> Found<Condition> {
        let Topic::Subject(subject) = named.topic else {
            return Err(Box::new(self.wrong_form(named, rest, FORMS)));
        };
        let Some(said) = after(rest, "is").filter(|said| !said.is_empty()) else {
            return Err(Box::new(self.wrong_form(named, rest, FORMS)));
        };
        if let Some(other) = strip(said, "not ")
            && let Some(length) = self.length_named(other)?
        {
            self.check_unit(other, length, kind, named.name)?;
            return Ok(beside(subject, length));
        }
        let (order, operands) = self.operands(said);
        let unit = operands.last().and_then(|last| last.rsplit_once(' ')).map(|(_, unit)| unit);
        let mut conditions = Vec::new();
        for operand in operands {
            let with_unit =
                unit.filter(|_| read_number(operand).is_some()).map(|unit| format!("{operand} {unit}"));
            let length = match with_unit.as_deref().and_then(Length::read) {
                Some(length) => self.within_calendar(operand, length)?,
                None => match self.length_named(operand)? {
                    Some(length) => length,
                    None => {
                        return Err(Box::new(self.wrong_operand(
                            named,
                            said,
                            operand,
                            "a length of time such as `6 months`",
                        )));
                    }
                },
            };
            self.check_unit(operand, length, kind, named.name)?;
            conditions.push(compared(subject, order, length));
        }
        Ok(either(conditions))
    }

    /// What a quantity is compared with: one, or several after `is` (`16 or 17 years`).
    fn operands(self, said: &str) -> (Order, Vec<&str>) {
        let (order, operand) = comparison(said);
        let parts: Vec<&str> = match order {
            Order::Equal if self.setting(operand).is_none() => {
                operand.split(" or ").flat_map(|part| part.split(", ")).collect()
            }
            Order::Less | Order::AtMost | Order::AtLeast | Order::More | Order::Equal => vec![operand],
        };
        (order, parts)
    }

    fn check_unit(self, part: &str, length: Length, kind: Option<LengthKind>, name: &str) -> Found<()> {
        let fits = match (length.unit, kind) {
            (Unit::Hours | Unit::WorkingDays, _) => return Err(Box::new(self.no_such_unit(part, length))),
            (_, None)
            | (Unit::Days | Unit::Weeks, Some(LengthKind::Days))
            | (Unit::Months | Unit::Years, Some(LengthKind::Months)) => true,
            (Unit::Days | Unit::Weeks | Unit::Months | Unit::Years, Some(_)) => false,
        };
        if fits {
            return Ok(());
        }
        let (own, other) = match kind {
            Some(LengthKind::Days) => ("days or weeks", "months or years"),
            Some(LengthKind::Months) | None => ("months or years", "days or weeks"),
        };
        Err(Box::new(
            self.error(
                "E0304",
                part,
                format!("{name} is recorded in {own}, so it cannot be compared with `{part}`"),
            )
            .because("A month has 28 to 31 days; months are never compared with days.")
            .help(format!(
                "write the length in {own}, or let the vocabulary say `length of time in {other}`"
            )),
        ))
    }

    /// Hours and working days measure deadlines, not what a rule asks.
    pub(super) fn no_such_unit(self, part: &str, length: Length) -> Diagnostic {
        let unit = if length.unit == Unit::Hours { "hours" } else { "working days" };
        self.error("E0305", part, format!("`{part}` is in {unit}, which only a deadline can count"))
            .because(
                "Facts are recorded to the day, and working days belong to a calendar that deadlines name.",
            )
            .help("write days, weeks, months or years")
    }

    /// A number in figures or words, or a setting that is one.
    pub(super) fn number_named(self, operand: &str) -> Found<Option<u32>> {
        if let Some((name, value)) = self.setting(operand) {
            return match read_number(value) {
                Some(number) => Ok(Some(number)),
                None => Err(Box::new(self.wrong_setting(operand, name, value, "a whole number"))),
            };
        }
        self.small_enough(operand)?;
        Ok(read_number(operand))
    }

    /// Says so where there are more digits than a number may have.
    fn small_enough(self, digits: &str) -> Found<()> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit())
            || digits.is_empty()
            || digits.parse::<u32>().is_ok()
        {
            return Ok(());
        }
        let title = format!("`{digits}` is too large a number");
        Err(Box::new(self.error("E0306", digits, title).help("the largest number is 4294967295")))
    }

    /// A length as written, or a setting that is one.
    pub(super) fn length_named(self, operand: &str) -> Found<Option<Length>> {
        if let Some((name, value)) = self.setting(operand) {
            return match Length::read(value) {
                Some(length) => self.within_calendar(operand, length).map(Some),
                None => Err(Box::new(self.wrong_setting(operand, name, value, "a length of time"))),
            };
        }
        let length = without_article(operand);
        self.small_enough(length.split(' ').next().unwrap_or_default())?;
        Length::read(length).map(|length| self.within_calendar(operand, length)).transpose()
    }

    /// A length that some two days can have.
    fn within_calendar(self, part: &str, length: Length) -> Found<Length> {
        if length.is_within_calendar() {
            return Ok(length);
        }
        let title = format!("`{part}` is longer than the calendar, which has the years 1800 to 2199");
        Err(Box::new(
            self.error("E0306", part, title).help(format!("the longest length is {}", Length::LONGEST)),
        ))
    }

    /// The setting of this name, with or without `the` before it.
    pub(super) fn setting(self, name: &str) -> Option<(&'a str, &'a str)> {
        let wanted = without_article(name);
        let mut settings = self.names.settings.iter();
        settings
            .find(|(setting, _)| same(wanted, without_article(setting)))
            .map(|(setting, value)| (setting.as_str(), value.as_str()))
    }

    pub(super) fn wrong_setting(self, part: &str, name: &str, value: &str, wanted: &str) -> Diagnostic {
        self.error("E0308", part, format!("`{part}` stands for `{value}`, which is not {wanted}"))
            .because(format!("The setting `{name}` is put in its place wherever a rule names it."))
            .help(format!("name a setting whose value is {wanted}"))
    }

    fn wrong_operand(self, named: Named<'a>, said: &str, operand: &str, wanted: &str) -> Diagnostic {
        let name = named.name;
        let kind = named.values.called();
        let bare = operand.is_empty();
        let unit_missing = read_number(operand).is_some() && wanted.starts_with("a length");
        if unit_missing {
            return self
                .error("E0301", operand, format!("`{operand}` has no unit"))
                .help(format!("{name} is {kind}: write `{operand} years`, `{operand} months`, `{operand} weeks` or `{operand} days`"));
        }
        let part = if bare { said } else { operand };
        let of_unit = operand.rsplit_once(' ').is_some_and(|(_, unit)| read_unit(unit).is_some());
        let title = format!("{name} is {kind}, so it cannot be `{said}`");
        let diagnostic = self
            .error("E0301", part, title)
            .help(format!("write {wanted}, or the name of a setting that is one"));
        let between = said.starts_with("between ") || said.contains(" but ") || said.contains(" and under ");
        if between {
            return diagnostic.help(format!(
                "two limits are two items under `all of these are true:`, such as `{name} is at least …` and `{name} is under …`"
            ));
        }
        if of_unit { diagnostic } else { diagnostic.help(format!("what can be said of it: {FORMS}")) }
    }

    /// A name with something behind it that does not fit its type.
    pub(super) fn wrong_form(self, named: Named<'a>, rest: &str, forms: &str) -> Diagnostic {
        let name = named.name;
        let kind = named.values.called();
        let title = if rest.is_empty() {
            format!("the sentence stops after `{name}`")
        } else {
            let said = after(rest, "is").unwrap_or(rest);
            format!("{name} is {kind}, so it cannot be `{said}`")
        };
        let part = if rest.is_empty() { self.whole.text.as_str() } else { rest };
        let diagnostic = self.error("E0301", part, title);
        if forms.is_empty() {
            diagnostic
        } else {
            diagnostic.help(format!("what can be said of it: {forms}"))
        }
    }
}

/// Not this length: less, or a whole unit more. (*Is 2 months* holds until the third month is completed.)
fn beside(subject: Subject, length: Length) -> Condition {
    let next = Length { amount: length.amount.saturating_add(1), ..length };
    either(vec![compared(subject, Order::Less, length), compared(subject, Order::AtLeast, next)])
}

fn compared(subject: Subject, order: Order, length: Length) -> Condition {
    Condition::Length { subject, order, length }
}
