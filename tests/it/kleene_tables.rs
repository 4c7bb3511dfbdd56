//! Every list heading over every combination of true, false and open items, up to six.

use threshold::calendar::Date;
use threshold::check::{
    Clause, Condition, Heading, Mask, Meaning, Origin, Outcome, OutcomeId, Question, QuestionId, Rule,
    RuleSet, Subject,
};
use threshold::evaluation::{Kleene, Knowledge, Known, Presumed, Silent, Truth};
use threshold::program::lower_resolved;
use threshold::source::Span;
use threshold::syntax::tree::{Duty, FactKind};
use threshold::vocabulary::{Fact, FactId, Type, Words};

fn fact(place: u32) -> Fact {
    Fact {
        id: format!("fact-{place}"),
        kind: FactKind::Fact,
        ty: Type::YesNo,
        words: Words::default(),
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

fn clause(meaning: Meaning) -> Clause {
    Clause {
        label: String::new(),
        text: String::new(),
        span: Span::default(),
        citations: Vec::new(),
        meaning,
    }
}

/// One rule with one list of so many yes/no facts.
fn rule_set(heading: Heading, items: u32) -> RuleSet {
    let is_yes = |place| Condition::Choice { subject: Subject::Fact(FactId(place)), values: Mask(2) };
    let items_read = (0..items).map(|place| clause(Meaning::Sentence(is_yes(place)))).collect();
    let outcome = |name: &str| Outcome { name: name.to_owned(), gloss: None, effort_days: None, base: false };
    let mut rules = RuleSet::default();
    rules.vocabulary.facts = (0..items).map(fact).collect();
    rules.applies_when = vec![None; items as usize];
    rules.questions.push(Question {
        name: "review".to_owned(),
        asks: String::new(),
        decided_by: None,
        outcomes: vec![outcome("review"), outcome("no review")],
        otherwise: Some(OutcomeId(1)),
        otherwise_decides: None,
        otherwise_span: Span::default(),
        origin: Origin::default(),
        span: Span::default(),
    });
    rules.rules.push(Rule {
        name: "the list".to_owned(),
        citations: Vec::new(),
        question: QuestionId(0),
        outcome: OutcomeId(0),
        duty: Duty::Must,
        when: clause(Meaning::List { heading, items: items_read }),
        not_where: Vec::new(),
        whether_or_not: Vec::new(),
        considers: Vec::new(),
        origin: Origin::default(),
        span: Span::default(),
    });
    rules
}

/// What the heading says of a number of true items.
fn says(heading: Heading, yes: u32, items: u32) -> bool {
    match heading {
        Heading::All => yes == items,
        Heading::Any => yes >= 1,
        Heading::None => yes == 0,
        Heading::AtLeast(number) => yes >= number,
        Heading::AtMost(number) => yes <= number,
        Heading::Exactly(number) => yes == number,
    }
}

#[test]
fn every_heading_over_every_combination_of_up_to_six_items() {
    let mut looked_at = 0;
    for items in 1..=6u32 {
        let counted = (0..=items + 1)
            .flat_map(|number| [Heading::AtLeast(number), Heading::AtMost(number), Heading::Exactly(number)]);
        for heading in [Heading::All, Heading::Any, Heading::None].into_iter().chain(counted) {
            let program = lower_resolved(&rule_set(heading, items));
            let mut kleene = Kleene::default();
            for combination in 0..3u32.pow(items) {
                let states: Vec<u64> =
                    (0..items).map(|item| u64::from(combination / 3u32.pow(item) % 3) + 1).collect();
                // Slots are numbered by first use, which is the order of the items.
                let slots = states.iter().map(|bits| Known::Choice(*bits)).collect();
                let knowledge = Knowledge { slots, constraints: Vec::new(), as_at: Date(0) };
                kleene.run(&program, &knowledge, &Presumed::NONE, &mut Silent);
                let count =
                    |bits: u64| u32::try_from(states.iter().filter(|state| **state == bits).count()).unwrap();
                let (yes, open) = (count(2), count(3));
                let results: Vec<bool> = (yes..=yes + open).map(|yes| says(heading, yes, items)).collect();
                let expected = Truth::from_possible(results.contains(&true), results.contains(&false));
                assert_eq!(kleene.truth(program.rules[0].applies), expected, "{heading:?} of {states:?}");
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, (1..=6).map(|items| 3 * (items + 3) * 3usize.pow(items as u32)).sum::<usize>());
}
