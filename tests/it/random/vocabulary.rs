//! Random facts: some of every type.

use threshold::calendar::{Length, Unit};
use threshold::syntax::tree::FactKind;
use threshold::vocabulary::{Fact, FactId, Field, FieldWords, LengthKind, Type, Words};

use super::Maker;

impl Maker<'_> {
    /// Facts, each after those its type names.
    pub(super) fn vocabulary(&mut self) {
        for _ in 0..2 + self.dice.below(2) {
            self.fact(Type::YesNo);
        }
        for count in [3, 4] {
            let rising = self.dice.chance(50);
            self.fact(Type::OneOf { values: values(count), rising });
        }
        self.fact(Type::AnyOf { values: values(3) });
        self.fact(Type::Number);
        let dates = [self.fact(Type::Date), self.fact(Type::Date), self.fact(Type::DateTime)];
        self.fact(Type::Length(LengthKind::Months));
        self.fact(Type::Length(LengthKind::Days));
        self.fact(Type::Text);
        self.fact(Type::Periods);
        for _ in 0..=self.dice.below(2) {
            let fields = fields();
            self.fact(Type::List { fields });
        }
        let base = *self.dice.pick(&dates);
        let length = self.length();
        let later = self.dice.chance(50);
        let shifted = self.fact(Type::Shifted { base, later, length });
        let ends = [dates[0], dates[1], dates[2], shifted];
        let from = *self.dice.pick(&ends);
        let to = *self.dice.pick(&ends);
        self.fact(Type::TimeBetween { from, to });
        self.fact(Type::ByTable { values: values(2) });
        self.fact(Type::ByTable { values: Vec::new() });
    }

    fn fact(&mut self, ty: Type) -> FactId {
        let id = u32::try_from(self.rule_set.vocabulary.facts.len()).unwrap();
        let computed = matches!(ty, Type::Shifted { .. } | Type::TimeBetween { .. } | Type::ByTable { .. });
        self.rule_set.vocabulary.facts.push(Fact {
            id: format!("fact-{id:02}"),
            kind: if computed { FactKind::Computed } else { FactKind::Fact },
            ty,
            words: Words::default(),
            held_by: Vec::new(),
            applies_when: None,
            beyond_dispute: false,
            may_lie_ahead: self.dice.chance(30),
            plainly: None,
            ease: 2,
            notes: Vec::new(),
            span: threshold::source::Span::default(),
        });
        FactId(id)
    }

    /// A length as rules write them.
    pub(super) fn length(&mut self) -> Length {
        let amount = *self.dice.pick(&[1, 1, 2, 3, 6, 12, 30]);
        let unit = *self.dice.pick(&[Unit::Days, Unit::Weeks, Unit::Months, Unit::Months, Unit::Years]);
        Length { amount: if unit == Unit::Years { amount.min(2) } else { amount }, unit }
    }

    /// Facts of a type.
    pub(super) fn facts(&self, of: impl Fn(&Type) -> bool) -> Vec<FactId> {
        let facts = self.rule_set.vocabulary.facts.iter().zip((0..).map(FactId));
        facts.filter(|(fact, _)| of(&fact.ty)).map(|(_, id)| id).collect()
    }

    pub(super) fn type_of(&self, fact: FactId) -> &Type {
        &self.rule_set.vocabulary.facts[fact.0 as usize].ty
    }
}

fn values(count: usize) -> Vec<String> {
    (0..count).map(|value| format!("value {value}")).collect()
}

/// Fields of a list, one of every type, by place.
pub(super) mod place {
    pub(crate) const YES_NO: u32 = 0;
    pub(crate) const ONE_OF: u32 = 1;
    pub(crate) const DATE: u32 = 2;
    pub(crate) const NUMBER: u32 = 3;
    pub(crate) const TEXT: u32 = 4;
    pub(crate) const PERIODS: u32 = 5;
    pub(crate) const ANY_OF: u32 = 6;
    pub(crate) const LENGTH: u32 = 7;
}

fn fields() -> Vec<Field> {
    let types = [
        Type::YesNo,
        Type::OneOf { values: values(3), rising: false },
        Type::Date,
        Type::Number,
        Type::Text,
        Type::Periods,
        Type::AnyOf { values: values(3) },
        Type::Length(LengthKind::Months),
    ];
    let field = |(place, ty)| Field {
        id: format!("field-{place}"),
        ty,
        words: FieldWords::default(),
        span: threshold::source::Span::default(),
    };
    types.into_iter().enumerate().map(field).collect()
}
