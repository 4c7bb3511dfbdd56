//! Random sentences and lists.

use threshold::calendar::{Date, Length, Unit};
use threshold::check::{
    Clause, Condition, DateBase, DateTerm, DefinitionId, Heading, Mask, Meaning, Order, OutcomeId,
    PeriodTest, QuestionId, Subject, TableId, Window,
};
use threshold::syntax::tree::Comparison;
use threshold::vocabulary::{FactId, FieldId, LengthKind, Type};

use super::Maker;
use super::vocabulary::place;

/// Texts that rules and records use.
pub(crate) const TEXTS: [&str; 5] = ["north", "south", "east", "west", "middle"];

impl Maker<'_> {
    /// A list or a sentence, about the case or an entry of a list.
    pub(super) fn clause(&mut self, entry: Option<FactId>, depth: u32) -> Clause {
        let meaning = if depth > 0 && self.dice.chance(60) {
            let heading = self.heading();
            let count = 1 + self.dice.below(4);
            let mut items: Vec<Clause> = (0..count).map(|_| self.clause(entry, depth - 1)).collect();
            if self.dice.chance(5) {
                self.saw("whether or not");
                let condition = self.condition(entry, 0);
                items.push(clause(Meaning::Inert(condition)));
            }
            Meaning::List { heading, items }
        } else {
            Meaning::Sentence(self.condition(entry, depth))
        };
        clause(meaning)
    }

    fn heading(&mut self) -> Heading {
        let number = u32::try_from(self.dice.below(4)).unwrap();
        let (heading, name) = *self.dice.pick(&[
            (Heading::All, "all"),
            (Heading::Any, "any"),
            (Heading::None, "none"),
            (Heading::AtLeast(number), "at least"),
            (Heading::AtMost(number), "at most"),
            (Heading::Exactly(number), "exactly"),
        ]);
        self.saw(name);
        heading
    }

    /// A sentence.
    pub(super) fn condition(&mut self, entry: Option<FactId>, depth: u32) -> Condition {
        if entry.is_none() && !self.rule_set.presumptions.is_empty() && self.dice.chance(15) {
            let place = self.dice.below(self.rule_set.presumptions.len());
            let opposite = self.opposites[place].clone().filter(|_| self.dice.chance(50));
            self.saw(if opposite.is_some() {
                "opposite of a presumed sentence"
            } else {
                "presumed sentence"
            });
            return opposite.unwrap_or_else(|| self.rule_set.presumptions[place].sentence.clone());
        }
        match self.dice.below(21) {
            0..=4 => self.choice(entry),
            5 => self.includes(entry),
            6 => self.text(entry),
            7 => self.number(entry),
            8 | 9 => self.dates(entry),
            10 => self.in_window(entry),
            11 => self.length_is(entry),
            12 | 13 => self.periods(entry),
            14 | 15 if depth > 0 => self.count(depth),
            16 => self.member_of(entry),
            17 => self.definition(entry),
            18 => self.table_is(entry),
            19 => self.outcome(entry),
            20 => self.either(entry),
            _ => self.choice(entry),
        }
    }

    fn subject(&mut self, entry: Option<FactId>, field: u32, of: impl Fn(&Type) -> bool) -> Subject {
        match entry {
            Some(list) if self.dice.chance(75) => {
                self.saw("sentence about an entry");
                Subject::Field(list, FieldId(field))
            }
            Some(_) | None => {
                let facts = self.facts(of);
                Subject::Fact(*self.dice.pick(&facts))
            }
        }
    }

    fn choice(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("choice");
        let yes_no = self.dice.chance(50);
        let subject = if yes_no {
            self.subject(entry, place::YES_NO, |ty| matches!(ty, Type::YesNo))
        } else {
            self.subject(entry, place::ONE_OF, |ty| matches!(ty, Type::OneOf { .. }))
        };
        let count = match subject {
            Subject::Field(..) => {
                if yes_no {
                    2
                } else {
                    3
                }
            }
            Subject::Fact(fact) => self.choices(fact),
        };
        Condition::Choice { subject, values: self.mask(count) }
    }

    pub(super) fn choices(&self, fact: FactId) -> u32 {
        match self.type_of(fact) {
            Type::OneOf { values, .. } | Type::AnyOf { values } | Type::ByTable { values } => {
                u32::try_from(values.len()).unwrap()
            }
            _ => 2,
        }
    }

    /// Some of the values, not all.
    fn mask(&mut self, count: u32) -> Mask {
        let all = (1u64 << count) - 1;
        Mask(1 + self.dice.next() % (all - 1))
    }

    fn includes(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("includes");
        let subject = self.subject(entry, place::ANY_OF, |ty| matches!(ty, Type::AnyOf { .. }));
        Condition::Includes { subject, values: self.mask(3) }
    }

    fn text(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("text");
        let subject = self.subject(entry, place::TEXT, |ty| matches!(ty, Type::Text));
        Condition::Text { subject, text: (*self.dice.pick(&TEXTS[..3])).to_owned(), is: self.dice.chance(70) }
    }

    fn order(&mut self) -> Order {
        let (order, name) = *self.dice.pick(&[
            (Order::Less, "under or before"),
            (Order::AtMost, "at most or on or before"),
            (Order::Equal, "is or on"),
            (Order::AtLeast, "at least or on or after"),
            (Order::More, "over or after"),
        ]);
        self.saw(name);
        order
    }

    fn number(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("number");
        let subject = self.subject(entry, place::NUMBER, |ty| matches!(ty, Type::Number));
        Condition::Number { subject, order: self.order(), value: u32::try_from(self.dice.below(5)).unwrap() }
    }

    /// A day named in a rule.
    fn term(&mut self, entry: Option<FactId>) -> DateTerm {
        let base = match self.dice.below(10) {
            0 | 1 => DateBase::Literal(self.day()),
            2 => {
                self.saw("computed date");
                DateBase::Subject(Subject::Fact(self.facts(|ty| matches!(ty, Type::Shifted { .. }))[0]))
            }
            3 if self.tables_ready >= 2 => {
                self.saw("date by table");
                let declared = self.facts(|ty| matches!(ty, Type::ByTable { values } if values.is_empty()));
                if self.dice.chance(50) {
                    DateBase::Table(TableId(1))
                } else {
                    DateBase::Subject(Subject::Fact(declared[0]))
                }
            }
            _ => DateBase::Subject(
                self.subject(entry, place::DATE, |ty| matches!(ty, Type::Date | Type::DateTime)),
            ),
        };
        let shift = self.dice.chance(20).then(|| {
            let later = self.dice.chance(50);
            (later, self.length())
        });
        DateTerm { base, shift }
    }

    /// A day near month ends and 29 February as often as not.
    pub(super) fn day(&mut self) -> Date {
        day(self.dice)
    }

    fn window(&mut self, entry: Option<FactId>) -> Window {
        let length = self.length();
        match self.dice.below(3) {
            0 => {
                self.saw("window before");
                Window::Before(length, self.term(entry))
            }
            1 => {
                self.saw("window after");
                Window::After(length, self.term(entry))
            }
            _ => {
                self.saw("between");
                Window::Between(self.term(entry), self.term(entry))
            }
        }
    }

    fn dates(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("dates");
        Condition::Dates { left: self.term(entry), order: self.order(), right: self.term(entry) }
    }

    fn in_window(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("within a window");
        Condition::InWindow { date: self.term(entry), window: self.window(entry) }
    }

    fn length_is(&mut self, entry: Option<FactId>) -> Condition {
        let order = self.order();
        if entry.is_none() && self.dice.chance(60) {
            self.saw("computed length");
            let subject = Subject::Fact(self.facts(|ty| matches!(ty, Type::TimeBetween { .. }))[0]);
            return Condition::Length { subject, order, length: self.length() };
        }
        self.saw("recorded length");
        let subject = self.subject(entry, place::LENGTH, |ty| matches!(ty, Type::Length(_)));
        let days =
            matches!(subject, Subject::Fact(fact) if *self.type_of(fact) == Type::Length(LengthKind::Days));
        let units = if days { [Unit::Days, Unit::Weeks] } else { [Unit::Months, Unit::Years] };
        let amount = u32::try_from(1 + self.dice.below(3)).unwrap();
        Condition::Length { subject, order, length: Length { amount, unit: *self.dice.pick(&units) } }
    }

    fn periods(&mut self, entry: Option<FactId>) -> Condition {
        let subject = self.subject(entry, place::PERIODS, |ty| matches!(ty, Type::Periods));
        if matches!(subject, Subject::Field(..)) {
            self.saw("periods of an entry");
        }
        let (test, name) = match self.dice.below(7) {
            0 => (PeriodTest::On(self.term(entry)), "period on a day"),
            1 => (PeriodTest::AnyDayIn(self.window(entry)), "period on any day in a window"),
            2 => (PeriodTest::Throughout(self.window(entry)), "period throughout"),
            3 => (PeriodTest::Never, "never"),
            4 => (PeriodTest::Ever, "ever"),
            5 => (PeriodTest::TotalAtLeast(self.length(), self.window(entry)), "period in total"),
            _ => {
                let begins = self.dice.chance(60).then(|| self.term(entry));
                let ends = self.dice.chance(60).then(|| self.term(entry));
                (PeriodTest::OnePeriod { length: self.length(), begins, ends }, "one period")
            }
        };
        self.saw(name);
        Condition::Periods { subject, test }
    }

    fn count(&mut self, depth: u32) -> Condition {
        let lists = self.facts(|ty| matches!(ty, Type::List { .. }));
        let list = *self.dice.pick(&lists);
        self.saw("count of entries");
        let filter = (0..self.dice.below(3)).map(|_| self.clause(Some(list), depth - 1)).collect();
        let different = self.dice.chance(30).then(|| {
            self.saw("different values");
            FieldId(*self.dice.pick(&[place::YES_NO, place::ONE_OF, place::DATE, place::NUMBER, place::TEXT]))
        });
        Condition::Count {
            list,
            filter,
            different,
            order: self.order(),
            value: u32::try_from(self.dice.below(4)).unwrap(),
        }
    }

    fn member_of(&mut self, entry: Option<FactId>) -> Condition {
        let Some(list) = entry else { return self.choice(None) };
        self.saw("is one of the values of another list");
        let lists = self.facts(|ty| matches!(ty, Type::List { .. }));
        let field = FieldId(*self.dice.pick(&[place::ONE_OF, place::TEXT]));
        Condition::MemberOf { subject: Subject::Field(list, field), list: *self.dice.pick(&lists), field }
    }

    fn definition(&mut self, entry: Option<FactId>) -> Condition {
        if self.definitions_ready == 0 {
            return self.choice(entry);
        }
        self.saw("definition");
        Condition::Definition(DefinitionId(
            u32::try_from(self.dice.below(self.definitions_ready as usize)).unwrap(),
        ))
    }

    fn table_is(&mut self, entry: Option<FactId>) -> Condition {
        if self.tables_ready == 0 {
            return self.choice(entry);
        }
        self.saw("table");
        let values = self.mask(2);
        let declared = self.facts(|ty| matches!(ty, Type::ByTable { values } if !values.is_empty()));
        if self.dice.chance(50) {
            Condition::TableIs { table: TableId(0), values }
        } else {
            Condition::Choice { subject: Subject::Fact(declared[0]), values }
        }
    }

    fn outcome(&mut self, entry: Option<FactId>) -> Condition {
        if self.questions_ready == 0 {
            return self.choice(entry);
        }
        let question = QuestionId(u32::try_from(self.dice.below(self.questions_ready as usize)).unwrap());
        let rungs = self.rule_set.questions[question.0 as usize].outcomes.len();
        let outcome = OutcomeId(u32::try_from(self.dice.below(rungs)).unwrap());
        if self.dice.chance(25) {
            self.saw("is to be considered");
            return Condition::ToConsider { question, outcome };
        }
        self.saw("outcome of another question");
        let comparison = *self.dice.pick(&[Comparison::Is, Comparison::AtLeast, Comparison::AtMost]);
        Condition::Outcome { question, comparison, outcome }
    }

    fn either(&mut self, entry: Option<FactId>) -> Condition {
        self.saw("either");
        let subject = self.subject(entry, place::NUMBER, |ty| matches!(ty, Type::Number));
        let one = |value| Condition::Number { subject, order: Order::Equal, value };
        Condition::Either(vec![one(1), one(3)])
    }
}

/// A piece without words.
pub(super) fn clause(meaning: Meaning) -> Clause {
    Clause {
        label: String::new(),
        text: String::new(),
        span: threshold::source::Span::default(),
        citations: Vec::new(),
        meaning,
    }
}

/// A day near month ends and 29 February as often as not.
pub(crate) fn day(dice: &mut crate::random_numbers::Dice) -> Date {
    let edges = [
        (2015, 1, 31),
        (2015, 2, 28),
        (2015, 3, 1),
        (2016, 2, 29),
        (2016, 3, 31),
        (2015, 12, 31),
        (2015, 8, 30),
    ];
    let (year, month, day) = *dice.pick(&edges);
    let edge = Date::new(year, month, day).unwrap();
    if dice.chance(60) {
        Date(edge.0 + i32::try_from(dice.below(3)).unwrap() - 1)
    } else {
        Date(Date::new(2015, 1, 1).unwrap().0 + i32::try_from(dice.below(540)).unwrap())
    }
}
