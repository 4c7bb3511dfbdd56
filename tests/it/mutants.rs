//! One thing changed in every shipped rule: `compare` shows a difference wherever there is one.
//!
//! Whether there is one is found by a plain reading of both sets, apart from the engine, over records in which each
//! rule applies and others near them. Every difference shown is read again the same way.
//!
//! `THRESHOLD_MUTANTS=all cargo test --locked --release --test it mutants -- --nocapture` takes every shipped set, every
//! rule and every change; without it a sample is taken.

use std::path::Path;

use threshold::analysis::{self, Difference, Verdict};
use threshold::check::{
    Clause, Condition, Guarantee, GuaranteeClaim, Heading, Meaning as Means, Order, OutcomeId, QuestionId,
    RuleId, RuleSet,
};
use threshold::program::lower_resolved;
use threshold::project;
use threshold::record::{Answer, Entry, Record, Value as Written};
use threshold::syntax::tree::Duty;
use threshold::vocabulary::Type;

use crate::random::{Full, Made, Meaning, Value, full, keeps_always};
use crate::random_numbers::Dice;

/// A changed set, and what was changed.
struct Mutant {
    what: String,
    rule_set: RuleSet,
}

/// Every change of one thing in a rule.
fn mutants(rules: &RuleSet, place: usize) -> Vec<Mutant> {
    let rule = &rules.rules[place];
    let mut found = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut RuleSet)| {
        let mut rule_set = rules.clone();
        change(&mut rule_set);
        found.push(Mutant { what: format!("{}: {}: {what}", rules.title, rule.name), rule_set });
    };
    for (what, when) in changed(&rule.when) {
        add(what, &|set| set.rules[place].when = when.clone());
    }
    for (at, exception) in rule.not_where.iter().enumerate() {
        let name = &rules.exceptions[exception.0 as usize].name;
        add(format!("without exception {name}"), &|set| {
            set.rules[place].not_where.remove(at);
        });
    }
    let lower = match rule.duty {
        Duty::Must => Some(Duty::ShouldAlways),
        Duty::ShouldAlways => Some(Duty::ShouldConsider),
        Duty::ShouldConsider => Some(Duty::May),
        Duty::May | Duty::Weigh => None,
    };
    if let Some(lower) = lower {
        add(format!("{:?} becomes {lower:?}", rule.duty), &|set| set.rules[place].duty = lower);
    }
    found
}

/// An item dropped, *all* and *any* swapped, *under* and *over* swapped: anywhere in a body.
fn changed(body: &Clause) -> Vec<(String, Clause)> {
    let mut found = Vec::new();
    match &body.meaning {
        Means::List { heading, items } => {
            let with = |heading: Heading, items: Vec<Clause>| Clause {
                meaning: Means::List { heading, items },
                ..body.clone()
            };
            let swapped = match heading {
                Heading::All => Some(Heading::Any),
                Heading::Any => Some(Heading::All),
                Heading::None | Heading::AtLeast(_) | Heading::AtMost(_) | Heading::Exactly(_) => None,
            };
            found.extend(swapped.map(|it| (format!("{heading:?} becomes {it:?}"), with(it, items.clone()))));
            for (place, item) in items.iter().enumerate() {
                if items.len() > 1 && !matches!(item.meaning, Means::Inert(_)) {
                    let mut less = items.clone();
                    less.remove(place);
                    found.push((format!("without {} {}", item.label, item.text), with(*heading, less)));
                }
                for (what, inner) in changed(item) {
                    let mut other = items.clone();
                    other[place] = inner;
                    found.push((what, with(*heading, other)));
                }
            }
        }
        Means::Sentence(condition) => {
            let mut other = condition.clone();
            let order = match &mut other {
                Condition::Number { order, .. }
                | Condition::Length { order, .. }
                | Condition::Dates { order, .. }
                | Condition::Count { order, .. } => order,
                _ => return found,
            };
            *order = match order {
                Order::Less => Order::More,
                Order::AtMost => Order::AtLeast,
                Order::AtLeast => Order::AtMost,
                Order::More => Order::Less,
                Order::Equal => return found,
            };
            let what = format!("{}: the order turned", body.text);
            found.push((what, Clause { meaning: Means::Sentence(other), ..body.clone() }));
        }
        Means::Inert(_) => {}
    }
    found
}

/// Departures as the exceptions they are, for the plain reading.
fn plainly_made(rules: &RuleSet) -> Made {
    let mut rules = rules.clone();
    for departure in rules.departures.clone() {
        rules.rules[departure.from.0 as usize].not_where.extend(departure.exception);
    }
    Made::of(rules)
}

/// What a set gives for a record, question by question: the outcome, whether a rule must give it or should always, and
/// what is put to people, how strongly.
fn given(made: &Made, full: &Full) -> Vec<(OutcomeId, u8, Vec<u8>)> {
    let meaning = Meaning { made, full, presumed: &[] };
    let rules = &made.rule_set.rules;
    let applying: Vec<usize> = (0..rules.len())
        .filter(|place| meaning.rule_applies(RuleId(u32::try_from(*place).unwrap())))
        .collect();
    let strength = |duty: Duty| match duty {
        Duty::Must => 0_u8,
        Duty::ShouldAlways => 1,
        Duty::ShouldConsider => 2,
        Duty::May => 3,
        Duty::Weigh => 4,
    };
    let strongest = |question: u32, outcome: OutcomeId, binding: bool| {
        let own = applying.iter().map(|place| &rules[*place]);
        own.filter(|it| {
            it.question.0 == question && it.outcome == outcome && (strength(it.duty) < 2) == binding
        })
        .map(|it| strength(it.duty))
        .min()
        .unwrap_or(9)
    };
    let each = made.rule_set.questions.iter().zip(0..).map(|(asked, question)| {
        let outcome = meaning.outcome(QuestionId(question));
        let above = (0..u32::try_from(asked.outcomes.len()).unwrap()).map(OutcomeId);
        let put = above.take_while(|it| *it < outcome).map(|it| strongest(question, it, false)).collect();
        (outcome, strongest(question, outcome, true), put)
    });
    each.collect()
}

/// A fictional record as the plain reading has it; what it does not say is taken from `rest`.
fn full_of(record: &Record, made: &Made, mut rest: Full) -> Full {
    for recorded in &record.facts {
        let Some(fact) = made.rule_set.vocabulary.fact(recorded.fact) else { continue };
        if let Answer::Value(value) = &recorded.statements[0].answer {
            rest[recorded.fact.0 as usize] = value_of(value, &fact.ty);
        }
    }
    rest
}

fn value_of(value: &Written, ty: &Type) -> Option<Value> {
    Some(match value {
        Written::Choice(one) => Value::Choice(one[0]),
        Written::Set(set) => Value::Set(set.holds.iter().fold(0, |bits, bit| bits | 1 << bit)),
        Written::Number(range) => Value::Number(range.least),
        Written::Length(said) => Value::Number(said.lengths().next()?.amount),
        Written::Date(range) => Value::Date(range.first),
        Written::Moment(moment) => Value::Date(moment.day.first),
        Written::Text(_) => Value::Text("another text"),
        Written::Periods(it) => {
            Value::Periods(it.periods.iter().map(|period| (period.from.first, period.to.first)).collect())
        }
        Written::List(list) => {
            let Type::List { fields } = ty else { return None };
            let entry = |entry: &Entry| {
                let mut values = crate::random::entry(fields, false, &mut Dice::new(7));
                for said in &entry.fields {
                    if let Answer::Value(value) = &said.answer {
                        let place = said.field.0 as usize;
                        values[place] = value_of(value, &fields[place].ty).unwrap();
                    }
                }
                values
            };
            Value::List(list.entries.iter().map(entry).collect())
        }
    })
}

/// Records in which each rule applies, and others that differ from them in a few of the facts that rules use.
fn records(made: &Made, near: usize, dice: &mut Dice) -> Vec<Full> {
    let mut asked = made.rule_set.clone();
    let never = |id: u32| Guarantee {
        name: String::from("never"),
        citations: Vec::new(),
        text: String::new(),
        claim: GuaranteeClaim::Sentence { condition: Condition::RuleApplies(RuleId(id)), never: true },
        when: None,
        origin: made.rule_set.rules[0].origin.clone(),
        span: made.rule_set.span,
    };
    asked.guarantees = (0..u32::try_from(asked.rules.len()).unwrap()).map(never).collect();
    let used: Vec<usize> = made.program.slots.iter().map(|slot| slot.fact.0 as usize).collect();
    let mut found = Vec::new();
    for proof in analysis::guarantees(&lower_resolved(&asked)) {
        let Verdict::Refuted(case) = proof.verdict else { continue };
        let base = full_of(&case.record, made, full(made, dice));
        for _ in 0..near {
            let mut record = base.clone();
            let fresh = full(made, dice);
            for _ in 0..=dice.below(3) {
                let place = *dice.pick(&used);
                record[place] = fresh[place].clone();
            }
            found.push(record);
        }
        found.push(base);
    }
    found.retain(|record| keeps_always(made, record));
    found
}

/// Each difference shown is one, read plainly.
fn replay(mutant: &Mutant, (old, new): (&Made, &Made), found: &[Difference]) {
    let mut dice = Dice::new(3);
    for (place, difference) in found.iter().enumerate() {
        for it in &difference.moves {
            let record = full_of(&it.case.record, old, full(old, &mut dice));
            let name = |made: &Made| {
                let asked = &made.rule_set.questions[place];
                asked.outcomes[given(made, &record)[place].0.0 as usize].name.clone()
            };
            assert_eq!((name(old), name(new)), (it.from.clone(), it.to.clone()), "{}", mutant.what);
        }
        for it in difference.besides.iter().filter(|it| it.kind != analysis::BesidesKind::OtherGrounds) {
            let record = full_of(&it.case.record, old, full(old, &mut dice));
            assert_ne!(given(old, &record)[place], given(new, &record)[place], "{}", mutant.what);
        }
    }
}

#[test]
fn a_changed_word_in_a_shipped_rule_is_seen_wherever_it_changes_anything() {
    let whole = std::env::var("THRESHOLD_MUTANTS").is_ok();
    let sets =
        project::shipped::paths().into_iter().filter_map(|it| it.strip_suffix(".rules").map(String::from));
    let chosen = ["england/working-together-2015", "local/northshire", "wales/child-practice-reviews-2012"];
    let sets: Vec<String> = sets.filter(|it| whole || chosen.contains(&it.as_str())).collect();
    let (step, near) = if whole { (1, 60) } else { (5, 8) };
    let (mut tried, mut shown, mut other_grounds, mut none, mut open) = (0, 0, 0, 0, 0);
    for set in &sets {
        let sound = project::load_set(set, Path::new(".")).unwrap().sound.unwrap();
        let rules = sound.rule_set();
        let old = plainly_made(rules);
        let mut dice = Dice::new(11);
        let records = records(&old, near, &mut dice);
        let before: Vec<_> = records.iter().map(|record| given(&old, record)).collect();
        let own = (0..rules.rules.len()).filter(|place| !rules.rules[*place].origin.base);
        for mutant in own.flat_map(|place| mutants(rules, place)) {
            tried += 1;
            if tried % step != 0 {
                continue;
            }
            let found = analysis::differences(rules, &mutant.rule_set).unwrap();
            let new = plainly_made(&mutant.rule_set);
            replay(&mutant, (&old, &new), &found);
            let settled = found.iter().all(|it| it.not_settled.is_empty());
            let differs = found.iter().any(|it| {
                !it.moves.is_empty()
                    || it.besides.iter().any(|it| it.kind != analysis::BesidesKind::OtherGrounds)
            });
            let real = records.iter().zip(&before).any(|(record, before)| given(&new, record) != *before);
            assert!(differs || !real || !settled, "{}: a difference was missed", mutant.what);
            match (differs, settled) {
                (true, _) => shown += 1,
                (false, false) => open += 1,
                (false, true) if found.iter().any(|it| !it.besides.is_empty()) => other_grounds += 1,
                (false, true) => none += 1,
            }
        }
    }
    println!(
        "{} sets, {tried} mutants (one in {step} tried): {shown} shown to differ, {other_grounds} in grounds alone, {none} proved to mean the same, {open} not settled",
        sets.len()
    );
    assert!(shown > 8 && open * 50 <= shown, "{shown} {none} {open}");
}
