//! Blocks of a rule set with hardly anything in them, for programs made without a text.

use threshold::check::{
    Clause, Condition, Exception, ExceptionId, Heading, Meaning, Origin, Outcome, OutcomeId, Question,
    QuestionId, Rule, RuleId,
};
use threshold::program::ClausePlan;
use threshold::source::Span;
use threshold::syntax::tree::{Duty, FactKind};
use threshold::vocabulary::{Fact, Type, Words};

/// A yes-or-no fact.
pub(crate) fn yes_no(id: &str) -> Fact {
    Fact {
        id: id.to_owned(),
        kind: FactKind::Fact,
        ty: Type::YesNo,
        words: Words {
            yes: Some(format!("{id} is so")),
            no: Some(format!("{id} is not so")),
            ..Words::default()
        },
        held_by: Vec::new(),
        applies_when: None,
        beyond_dispute: false,
        may_lie_ahead: false,
        plainly: None,
        ease: 2,
        notes: Vec::new(),
        span: Span::default(),
    }
}

/// A clause with the shape of a plan, each sentence named by its node.
pub(crate) fn mirror(plan: &ClausePlan) -> Clause {
    let meaning = if plan.items.is_empty() {
        Meaning::Sentence(Condition::RuleApplies(RuleId(0)))
    } else {
        Meaning::List { heading: Heading::All, items: plan.items.iter().map(mirror).collect() }
    };
    let text = format!("sentence {}", plan.node.0);
    Clause { label: String::new(), text, span: Span::default(), citations: Vec::new(), meaning }
}

/// A rule.
pub(crate) fn rule(outcome: OutcomeId, duty: Duty, when: &ClausePlan, not_where: Vec<ExceptionId>) -> Rule {
    Rule {
        name: String::from("rule"),
        citations: Vec::new(),
        question: QuestionId(0),
        outcome,
        duty,
        when: mirror(when),
        not_where,
        whether_or_not: Vec::new(),
        considers: Vec::new(),
        origin: Origin::default(),
        span: Span::default(),
    }
}

/// An exception.
pub(crate) fn exception(when: &ClausePlan, not_where: Vec<ExceptionId>) -> Exception {
    Exception {
        name: String::from("exception"),
        citations: Vec::new(),
        when: mirror(when),
        not_where,
        whether_or_not: Vec::new(),
        origin: Origin::default(),
        span: Span::default(),
    }
}

/// A question with so many outcomes, the last of them *Otherwise*.
pub(crate) fn question(outcomes: u32) -> Question {
    let outcome = |place: u32| Outcome {
        name: format!("outcome {place}"),
        gloss: None,
        effort_days: None,
        base: false,
    };
    Question {
        name: String::from("question"),
        asks: String::new(),
        decided_by: None,
        outcomes: (0..outcomes).map(outcome).collect(),
        otherwise: Some(OutcomeId(outcomes - 1)),
        otherwise_decides: None,
        otherwise_span: Span::default(),
        origin: Origin::default(),
        span: Span::default(),
    }
}
