//! Random blocks: questions, rules, exceptions, presumptions, tables, definitions and what always holds.

use threshold::calendar::{Conventions, LeapBirthday, MonthEnd};
use threshold::check::{
    Condition, DateBase, DateTerm, Definition, DefinitionId, Exception, ExceptionId, Mask, Meaning, Order,
    Origin, Outcome, OutcomeId, PeriodTest, Presumption, Question, QuestionId, Rule, RuleId, Subject, Table,
    TableResult, TableRow,
};
use threshold::source::Span;
use threshold::syntax::tree::Duty;
use threshold::vocabulary::{FactId, Type};

use super::Maker;
use super::conditions::clause;

impl Maker<'_> {
    pub(super) fn blocks(&mut self) {
        self.rule_set.conventions = Conventions {
            month_end: if self.dice.chance(70) { MonthEnd::EarlierDay } else { MonthEnd::LaterDay },
            leap_birthday: if self.dice.chance(70) { LeapBirthday::March1 } else { LeapBirthday::February28 },
        };
        self.applies_when();
        self.always();
        self.tables();
        self.definitions();
        self.presumptions();
        self.definitions();
        let questions = 1 + self.dice.below(2);
        for _ in 0..questions {
            self.exceptions();
            self.question();
        }
    }

    /// Later facts may hang on the first yes/no and one-of facts, which always apply.
    fn applies_when(&mut self) {
        let first: Vec<FactId> = self.facts(|ty| matches!(ty, Type::YesNo | Type::OneOf { .. }));
        let count = self.rule_set.vocabulary.facts.len();
        self.rule_set.applies_when = vec![None; count];
        for fact in
            (0..count).skip(2).filter(|fact| !first[..2].contains(&FactId(u32::try_from(*fact).unwrap())))
        {
            if self.dice.chance(15) {
                self.saw("applies when");
                let subject = Subject::Fact(first[self.dice.below(2)]);
                let values = Mask(1 + self.dice.next() % 2);
                self.rule_set.applies_when[fact] =
                    Some(clause(Meaning::Sentence(Condition::Choice { subject, values })));
            }
        }
    }

    fn always(&mut self) {
        let dates = self.facts(|ty| matches!(ty, Type::Date | Type::DateTime));
        let term = |fact| DateTerm { base: DateBase::Subject(Subject::Fact(fact)), shift: None };
        if self.dice.chance(50) {
            self.saw("always");
            let order =
                Condition::Dates { left: term(dates[0]), order: Order::AtMost, right: term(dates[1]) };
            self.rule_set.always.push(clause(Meaning::Sentence(order)));
        }
        if self.dice.chance(30) {
            self.saw("the as-at day");
            let today = DateTerm { base: DateBase::AsAt, shift: None };
            let order = Condition::Dates { left: term(dates[2]), order: Order::Less, right: today };
            self.rule_set.always.push(clause(Meaning::Sentence(order)));
        }
    }

    /// One table of values and one of dates; the values of a one-of fact that always applies pick the row.
    fn tables(&mut self) {
        let choices = self.facts(|ty| matches!(ty, Type::OneOf { .. }));
        let input = choices.into_iter().find(|fact| self.rule_set.applies_when[fact.0 as usize].is_none());
        let Some(input) = input.filter(|_| self.dice.chance(60)) else { return };
        let count = self.choices(input);
        let declared = self.facts(|ty| matches!(ty, Type::ByTable { .. }));
        for (place, fact) in declared.into_iter().enumerate() {
            let rows = (0..count).map(|value| self.row(input, value, place == 1)).collect();
            self.rule_set.tables.push(Table {
                name: format!("table {place}"),
                citations: Vec::new(),
                inputs: vec!["input".to_owned()],
                result: "result".to_owned(),
                fact: Some(fact),
                values: if place == 0 {
                    vec!["value 1".to_owned(), "value 0".to_owned()]
                } else {
                    Vec::new()
                },
                rows,
                origin: Origin::default(),
                span: Span::default(),
            });
        }
        self.tables_ready = 2;
    }

    fn row(&mut self, input: FactId, value: u32, date: bool) -> TableRow {
        let when = Condition::Choice { subject: Subject::Fact(input), values: Mask(1 << value) };
        let dates = self.facts(|ty| matches!(ty, Type::Date | Type::DateTime | Type::Shifted { .. }));
        let base = DateBase::Subject(Subject::Fact(*self.dice.pick(&dates)));
        TableRow {
            cells: Vec::new(),
            when: clause(Meaning::Sentence(when)),
            result: if date {
                TableResult::Date(DateTerm { base, shift: None })
            } else {
                TableResult::Value(value % 2)
            },
            span: Span::default(),
        }
    }

    fn definitions(&mut self) {
        for place in 0..=self.dice.below(2) {
            let body = self.clause(None, 2);
            self.rule_set.definitions.push(Definition {
                name: format!("definition {place}"),
                citations: Vec::new(),
                sentence: String::new(),
                body,
                whether_or_not: Vec::new(),
                origin: Origin::default(),
                span: Span::default(),
            });
            self.definitions_ready += 1;
        }
    }

    fn presumptions(&mut self) {
        for place in 0..self.dice.below(3) {
            self.saw("presumption");
            let (sentence, opposite) = self.presumed();
            let everywhere = self.dice.chance(40);
            let rules = if everywhere {
                Vec::new()
            } else {
                vec![RuleId(u32::try_from(self.dice.below(4)).unwrap())]
            };
            let exceptions = if everywhere {
                Vec::new()
            } else {
                vec![ExceptionId(u32::try_from(self.dice.below(2)).unwrap())]
            };
            self.opposites.push(opposite);
            self.rule_set.presumptions.push(Presumption {
                name: format!("presumption {place}"),
                citations: Vec::new(),
                text: String::new(),
                sentence,
                rules,
                exceptions,
                everywhere,
                origin: Origin::default(),
                span: Span::default(),
            });
        }
    }

    /// A sentence and its opposite wording.
    fn presumed(&mut self) -> (Condition, Option<Condition>) {
        match self.dice.below(3) {
            0 if self.definitions_ready > 0 => {
                self.saw("presumed definition");
                (Condition::Definition(DefinitionId(0)), None)
            }
            1 => {
                let subject = Subject::Fact(self.facts(|ty| matches!(ty, Type::Periods))[0]);
                let test = |test| Condition::Periods { subject, test };
                (test(PeriodTest::Ever), Some(test(PeriodTest::Never)))
            }
            _ => {
                let facts = self.facts(|ty| matches!(ty, Type::YesNo | Type::OneOf { .. }));
                let fact = *self.dice.pick(&facts);
                let all = (1u64 << self.choices(fact)) - 1;
                let values = 1 + self.dice.next() % (all - 1);
                let is = |values| Condition::Choice { subject: Subject::Fact(fact), values: Mask(values) };
                (is(values), Some(is(all & !values)))
            }
        }
    }

    /// Exceptions, the later set aside by the earlier.
    fn exceptions(&mut self) {
        for _ in 0..self.dice.below(3) {
            let place = self.rule_set.exceptions.len();
            let when = self.clause(None, 2);
            let not_where = self.some_exceptions(30);
            if !not_where.is_empty() {
                self.saw("exception to an exception");
            }
            self.rule_set.exceptions.push(Exception {
                name: format!("exception {place}"),
                citations: Vec::new(),
                when,
                not_where,
                whether_or_not: Vec::new(),
                origin: Origin::default(),
                span: Span::default(),
            });
        }
    }

    fn some_exceptions(&mut self, percent: u64) -> Vec<ExceptionId> {
        let all = u32::try_from(self.rule_set.exceptions.len()).unwrap();
        (0..all).filter(|_| self.dice.chance(percent)).map(ExceptionId).collect()
    }

    fn question(&mut self) {
        let id = QuestionId(self.questions_ready);
        let rungs = 2 + u32::try_from(self.dice.below(3)).unwrap();
        let nothing = self.dice.chance(20);
        if nothing {
            self.saw("nothing is required");
        }
        let otherwise =
            if nothing { None } else { Some(OutcomeId(rungs - 1 - u32::from(self.dice.chance(20)))) };
        let outcome =
            |place| Outcome { name: format!("outcome {place}"), gloss: None, effort_days: None, base: false };
        self.rule_set.questions.push(Question {
            name: format!("question {}", id.0),
            asks: String::new(),
            decided_by: None,
            outcomes: (0..rungs).map(outcome).collect(),
            otherwise,
            otherwise_decides: None,
            otherwise_span: Span::default(),
            origin: Origin::default(),
            span: Span::default(),
        });
        for _ in 0..2 + self.dice.below(4) {
            self.rule(id, rungs);
        }
        self.questions_ready += 1;
    }

    fn rule(&mut self, question: QuestionId, rungs: u32) {
        let (duty, name) = *self.dice.pick(&[
            (Duty::Must, "must"),
            (Duty::Must, "must"),
            (Duty::ShouldAlways, "should always"),
            (Duty::ShouldConsider, "should be considered"),
            (Duty::May, "may"),
            (Duty::Weigh, "to be weighed"),
        ]);
        self.saw(name);
        let when = self.clause(None, 3);
        let not_where = self.some_exceptions(40);
        if !not_where.is_empty() {
            self.saw("exception");
        }
        let place = self.rule_set.rules.len();
        self.rule_set.rules.push(Rule {
            name: format!("rule {place}"),
            citations: Vec::new(),
            question,
            outcome: OutcomeId(u32::try_from(self.dice.below(rungs as usize)).unwrap()),
            duty,
            when,
            not_where,
            whether_or_not: Vec::new(),
            considers: Vec::new(),
            origin: Origin::default(),
            span: Span::default(),
        });
    }
}
