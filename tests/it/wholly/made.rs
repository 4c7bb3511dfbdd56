//! Random sets, and random changes of one thing in them.

use super::tree::{Body, Duty, Guarantee, Heading, Order, Presumption, Rule, Set};
use crate::random_numbers::Dice;

/// Which facts a set may speak of, so that trying every record stays short.
struct Making<'d> {
    dice: &'d mut Dice,
    facts: Vec<usize>,
    set: Set,
}

pub(super) fn set(dice: &mut Dice) -> Set {
    let facts: Vec<usize> = (0..7).filter(|_| dice.chance(55)).chain([0]).collect();
    let questions = 1 + usize::from(dice.chance(40));
    let mut making = Making { dice, facts, set: Set { questions, ..Set::default() } };
    making.blocks();
    making.set
}

impl Making<'_> {
    fn blocks(&mut self) {
        if self.dice.chance(35) {
            self.set.definition = Some(self.list(1, false));
        }
        for _ in 0..self.dice.below(3) {
            let body = self.body(1, false);
            self.set.exceptions.push(body);
        }
        for place in 0..2 + self.dice.below(4) {
            let rule = self.rule(format!("rule {place}"));
            self.set.rules.push(rule);
        }
        self.set.base_rules = self.set.rules.len();
        for fact in 0..2 {
            if self.dice.chance(18) {
                let rule = self.dice.chance(50).then(|| self.dice.below(self.set.rules.len()));
                self.set.presumptions.push(Presumption { fact, yes: self.dice.chance(75), rule });
            }
        }
        for _ in 0..self.dice.below(3) {
            let guarantee = self.guarantee();
            self.set.guarantees.push(guarantee);
        }
        if self.dice.chance(25) {
            for _ in 0..=self.dice.below(4) {
                let some = |dice: &mut Dice, bits: usize| u8::try_from(1 + dice.below(bits)).unwrap();
                let row = (some(self.dice, 7), some(self.dice, 3));
                self.set.table.push(row);
            }
        }
    }

    fn rule(&mut self, name: String) -> Rule {
        let question = self.dice.below(self.set.questions);
        let aside = (!self.set.exceptions.is_empty() && self.dice.chance(35))
            .then(|| self.dice.below(self.set.exceptions.len()));
        Rule {
            name,
            question,
            outcome: self.dice.below(2),
            duty: *self.dice.pick(&[Duty::Must, Duty::Must, Duty::ShouldAlways, Duty::Consider, Duty::May]),
            when: self.body(0, question == 1),
            aside,
            whether: self.dice.chance(25).then(|| self.dice.below(2)),
        }
    }

    fn guarantee(&mut self) -> Guarantee {
        Guarantee {
            never: self.dice.chance(30),
            at_least: self.dice.chance(60),
            question: self.dice.below(self.set.questions),
            outcome: self.dice.below(2),
            when: self.dice.chance(80).then(|| self.body(1, false)),
        }
    }

    fn body(&mut self, depth: usize, second: bool) -> Body {
        if depth < 2 && self.dice.chance(65) { self.list(depth, second) } else { self.leaf(second) }
    }

    fn list(&mut self, depth: usize, second: bool) -> Body {
        let count = 2 + self.dice.below(2);
        let mut items: Vec<Body> = Vec::new();
        for _ in 0..count {
            let item = if self.dice.chance(20) { self.body(depth + 1, second) } else { self.leaf(second) };
            if !items.contains(&item) {
                items.push(item);
            }
        }
        let few = 1 + self.dice.below(items.len());
        let heading = *self.dice.pick(&[
            Heading::All,
            Heading::All,
            Heading::Any,
            Heading::Any,
            Heading::None,
            Heading::AtLeast(few),
            Heading::Exactly(few),
        ]);
        Body::List(heading, items)
    }

    fn leaf(&mut self, second: bool) -> Body {
        if second && self.dice.chance(20) {
            return Body::Outcome(self.dice.below(2));
        }
        if self.set.definition.is_some() && self.dice.chance(12) {
            return Body::Defined;
        }
        let order = *self.dice.pick(&[Order::Under, Order::AtMost, Order::AtLeast, Order::Over]);
        let small = |dice: &mut Dice, below: usize| u8::try_from(dice.below(below)).unwrap();
        match *self.dice.pick(&self.facts) {
            fact @ 0..=2 => Body::Yes(fact, self.dice.chance(65)),
            3 => Body::Concern(1 + small(self.dice, 6)),
            4 => Body::Visits(order, 1 + small(self.dice, 3)),
            5 => Body::Day(order, 1 + small(self.dice, 2)),
            _ => Body::Reports(self.dice.chance(60), small(self.dice, 3)),
        }
    }
}

/// The same set with one thing changed.
pub(super) fn changed(set: &Set, dice: &mut Dice) -> Set {
    let mut new = set.clone();
    let place = dice.below(new.rules.len());
    let removable = new.rules.len() > 1 && new.presumptions.is_empty();
    let rule = &mut new.rules[place];
    match dice.below(6) {
        0 => {
            // The checker refuses a number that the list cannot reach.
            let less: Vec<_> =
                rule.when.with_one_less().into_iter().filter(|(_, body)| reachable(body)).collect();
            if !less.is_empty() {
                rule.when = dice.pick(&less).1.clone();
            }
        }
        1 => swap(&mut rule.when),
        2 => rule.aside = None,
        3 => {
            let raised = dice.chance(30);
            rule.duty = match rule.duty {
                Duty::ShouldAlways | Duty::Consider if raised => Duty::Must,
                Duty::May if raised => Duty::Consider,
                Duty::Must => Duty::ShouldAlways,
                Duty::ShouldAlways => Duty::Consider,
                Duty::Consider | Duty::May => Duty::May,
            }
        }
        4 if removable => {
            new.rules.remove(place);
        }
        _ => rule.outcome = 1 - rule.outcome,
    }
    new
}

fn reachable(body: &Body) -> bool {
    let Body::List(heading, items) = body else { return true };
    let here = match heading {
        Heading::AtLeast(number) | Heading::Exactly(number) => *number <= items.len(),
        Heading::All | Heading::Any | Heading::None => true,
    };
    here && items.iter().all(reachable)
}

/// *all* for *any*, *under* for *at least*.
fn swap(body: &mut Body) {
    match body {
        Body::List(heading, _) => {
            *heading = if *heading == Heading::All { Heading::Any } else { Heading::All };
        }
        Body::Visits(order, _) | Body::Day(order, _) => {
            *order = if *order == Order::Under { Order::AtLeast } else { Order::Under };
        }
        Body::Yes(_, yes) => *yes = !*yes,
        Body::Concern(bits) => *bits = if *bits == 7 { 1 } else { 7 & !*bits },
        Body::Reports(..) | Body::Defined | Body::Outcome(_) => {}
    }
}

/// A local set on this one: departures and rules of its own.
pub(super) fn local(base: &Set, dice: &mut Dice) -> Set {
    let facts = vec![0, 1, 3, 4];
    let set = Set { presumptions: Vec::new(), table: Vec::new(), ..base.clone() };
    let mut making = Making { dice, facts, set };
    for place in 0..making.set.base_rules {
        if making.dice.chance(35) {
            let body = making.body(1, false);
            making.set.departures.push((place, body));
        }
    }
    for place in 0..making.dice.below(3) {
        let rule = making.rule(format!("local {place}"));
        let aside = rule.aside.filter(|_| false);
        making.set.rules.push(Rule { aside, ..rule });
    }
    making.set
}
