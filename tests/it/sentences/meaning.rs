//! A condition in a compact form for tables of expectations.

use threshold::check::{
    Clause, Condition, DateBase, DateTerm, Heading, Mask, Meaning, Order, PeriodTest, Subject, Window,
};
use threshold::syntax::tree::Comparison;
use threshold::vocabulary::{FactId, FieldId, Type, Vocabulary};

/// The condition, short.
pub(super) fn shown(vocabulary: &Vocabulary, condition: &Condition) -> String {
    let word = Words { vocabulary };
    word.condition(condition)
}

/// The clause, short, with its heading, labels and citations.
pub(super) fn shown_clause(vocabulary: &Vocabulary, clause: &Clause) -> String {
    Words { vocabulary }.clause(clause)
}

struct Words<'a> {
    vocabulary: &'a Vocabulary,
}

impl Words<'_> {
    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Choice { subject, values } => {
                format!("{} is {}", self.subject(*subject), self.values(*subject, *values))
            }
            Condition::Includes { subject, values } => {
                format!("{} includes {}", self.subject(*subject), self.values(*subject, *values))
            }
            Condition::Text { subject, text, is } => {
                format!("{} is {}\"{text}\"", self.subject(*subject), if *is { "" } else { "not " })
            }
            Condition::Number { subject, order, value } => {
                format!("{} {} {value}", self.subject(*subject), sign(*order))
            }
            Condition::Dates { left, order, right } => {
                format!("{} {} {}", self.day(*left), sign(*order), self.day(*right))
            }
            Condition::InWindow { date, window } => {
                format!("{} in {}", self.day(*date), self.window(*window))
            }
            Condition::Length { subject, order, length } => {
                format!("{} {} {}", self.subject(*subject), sign(*order), length.words())
            }
            Condition::Periods { subject, test } => {
                format!("{} {}", self.subject(*subject), self.test(*test))
            }
            Condition::Count { list, filter, different, order, value } => {
                let list_id = self.fact(*list);
                let different = different.map(|field| format!("different {} of ", self.field(*list, field)));
                let filter: Vec<String> = filter.iter().map(|clause| self.clause(clause)).collect();
                let filter =
                    if filter.is_empty() { String::new() } else { format!(" ({})", filter.join("; ")) };
                format!("{}{list_id}{filter} {} {value}", different.unwrap_or_default(), sign(*order))
            }
            Condition::MemberOf { subject, list, field } => {
                format!("{} among {}.{}", self.subject(*subject), self.fact(*list), self.field(*list, *field))
            }
            Condition::Definition(id) => format!("definition {}", id.0),
            Condition::TableIs { table, values } => format!("table {} is {}", table.0, bits(*values, &[])),
            Condition::Outcome { question, comparison, outcome } => {
                let comparison = match comparison {
                    Comparison::Is => "is",
                    Comparison::AtLeast => "at least",
                    Comparison::AtMost => "at most",
                };
                format!("outcome {} {comparison} {}", question.0, outcome.0)
            }
            Condition::ToConsider { question, outcome } => {
                format!("to consider {} under {}", outcome.0, question.0)
            }
            Condition::RuleApplies(rule) => format!("rule {} applies", rule.0),
            Condition::Either(conditions) => {
                let conditions: Vec<String> =
                    conditions.iter().map(|condition| self.condition(condition)).collect();
                format!("either {}", conditions.join(" or "))
            }
        }
    }

    fn clause(&self, clause: &Clause) -> String {
        let label = if clause.label.is_empty() { String::new() } else { format!("{} ", clause.label) };
        let cited: Vec<String> = clause.citations.iter().map(|citation| format!(" [{citation}]")).collect();
        let cited = cited.concat();
        match &clause.meaning {
            Meaning::Sentence(condition) | Meaning::Inert(condition) => {
                format!("{label}{}{cited}", self.condition(condition))
            }
            Meaning::List { heading, items } => {
                let items: Vec<String> = items.iter().map(|item| self.clause(item)).collect();
                let counted =
                    matches!(heading, Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_));
                let heading = if counted { format!(" ({heading:?})") } else { String::new() };
                format!("{label}{}{heading}[{}]{cited}", clause.text, items.join(", "))
            }
        }
    }

    fn test(&self, test: PeriodTest) -> String {
        match test {
            PeriodTest::On(day) => format!("on {}", self.day(day)),
            PeriodTest::AnyDayIn(window) => format!("any day in {}", self.window(window)),
            PeriodTest::Throughout(window) => format!("throughout {}", self.window(window)),
            PeriodTest::Never => "never".to_owned(),
            PeriodTest::Ever => "ever".to_owned(),
            PeriodTest::TotalAtLeast(length, window) => {
                format!("{} in total in {}", length.words(), self.window(window))
            }
            PeriodTest::OnePeriod { length, begins, ends } => {
                let begins = begins.map(|day| format!(" from {}", self.day(day))).unwrap_or_default();
                let ends = ends.map(|day| format!(" to {}", self.day(day))).unwrap_or_default();
                format!("{} at once{begins}{ends}", length.words())
            }
        }
    }

    fn window(&self, window: Window) -> String {
        match window {
            Window::Before(length, day) => format!("the {} before {}", length.words(), self.day(day)),
            Window::After(length, day) => format!("the {} after {}", length.words(), self.day(day)),
            Window::Between(first, last) => format!("{}..{}", self.day(first), self.day(last)),
        }
    }

    fn day(&self, day: DateTerm) -> String {
        let base = match day.base {
            DateBase::Subject(subject) => self.subject(subject),
            DateBase::Literal(date) => date.to_string(),
            DateBase::AsAt => "as-at".to_owned(),
            DateBase::Table(table) => format!("table {}", table.0),
        };
        match day.shift {
            None => base,
            Some((later, length)) => format!("{base} {} {}", if later { "+" } else { "-" }, length.words()),
        }
    }

    fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Fact(fact) => self.fact(fact),
            Subject::Field(list, field) => format!("{}.{}", self.fact(list), self.field(list, field)),
        }
    }

    fn fact(&self, fact: FactId) -> String {
        self.vocabulary.fact(fact).unwrap().id.clone()
    }

    fn field(&self, list: FactId, field: FieldId) -> String {
        let Type::List { fields } = &self.vocabulary.fact(list).unwrap().ty else { panic!("not a list") };
        fields[field.0 as usize].id.clone()
    }

    fn values(&self, subject: Subject, mask: Mask) -> String {
        let ty = match subject {
            Subject::Fact(fact) => &self.vocabulary.fact(fact).unwrap().ty,
            Subject::Field(list, field) => {
                let Type::List { fields } = &self.vocabulary.fact(list).unwrap().ty else {
                    panic!("not a list")
                };
                &fields[field.0 as usize].ty
            }
        };
        if let Type::OneOf { values, .. } | Type::AnyOf { values } = ty {
            return bits(mask, values);
        }
        bits(mask, &["no".to_owned(), "yes".to_owned()])
    }
}

fn bits(mask: Mask, values: &[String]) -> String {
    let places = (0..64).filter(|place| mask.0 & (1 << place) != 0);
    let words: Vec<String> =
        places.map(|place: usize| values.get(place).cloned().unwrap_or_else(|| place.to_string())).collect();
    words.join("|")
}

fn sign(order: Order) -> &'static str {
    match order {
        Order::Less => "<",
        Order::AtMost => "<=",
        Order::Equal => "=",
        Order::AtLeast => ">=",
        Order::More => ">",
    }
}
