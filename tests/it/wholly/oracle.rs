//! What follows for a record, worked out by hand.

use std::collections::BTreeSet;

use super::tree::{Body, Duty, Full, Heading, OTHERWISE, Order, Rule, Set};

/// What one question gives: the outcome, how strongly (none: *Otherwise*), and what is put to people, how strongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) outcome: usize,
    pub(super) duty: Option<Duty>,
    pub(super) put: [Option<Duty>; 3],
}

/// A record under a set, with presumptions (as bits) read as true.
pub(super) struct Reading<'s> {
    pub(super) set: &'s Set,
    pub(super) full: Full,
    pub(super) presumed: u32,
    /// Only what stands in the base.
    pub(super) base: bool,
}

/// Every record that differs in what the sets speak of.
pub(super) fn all(sets: &[&Set]) -> Vec<Full> {
    let mut used = [false; 7];
    for set in sets {
        let bodies = set.rules.iter().map(|rule| &rule.when).chain(&set.exceptions).chain(&set.definition);
        let bodies = bodies.chain(set.guarantees.iter().filter_map(|it| it.when.as_ref()));
        for body in bodies.chain(set.departures.iter().map(|(_, body)| body)) {
            body.each(&mut |it| match it {
                Body::Yes(fact, _) => {
                    used[*fact] = true;
                    used[0] |= *fact == 2;
                }
                Body::Concern(_) => used[3] = true,
                Body::Visits(..) => used[4] = true,
                Body::Day(..) => used[5] = true,
                Body::Reports(..) => used[6] = true,
                Body::Defined | Body::Outcome(_) | Body::List(..) => {}
            });
        }
        for fact in
            set.rules.iter().filter_map(|it| it.whether).chain(set.presumptions.iter().map(|it| it.fact))
        {
            used[fact] = true;
        }
        if !set.table.is_empty() {
            (used[1], used[3]) = (true, true);
        }
    }
    let range = |fact: usize, count: u8| 0..(if used[fact] { count } else { 1 });
    let mut found = Vec::new();
    for bits in 0..8_u8 {
        if (0..3).any(|fact| bits >> fact & 1 == 1 && !used[fact]) {
            continue;
        }
        let yes = [0, 1, 2].map(|fact| bits >> fact & 1 == 1);
        for concern in range(3, 3) {
            for visits in range(4, 6) {
                let reports = range(6, 4).flat_map(|urgent| range(6, 4).map(move |calm| [urgent, calm]));
                for (day, reports) in range(5, 4).flat_map(|day| reports.clone().map(move |it| (day, it))) {
                    found.push(Full { yes, concern, visits, day, reports });
                }
            }
        }
    }
    found
}

impl Reading<'_> {
    /// Does it hold? `rule`: which rule it stands in, for its presumptions; 0 and up, or none for what no presumption
    /// reaches; exceptions are reached by those for all alone.
    fn holds(&self, body: &Body, place: Place) -> bool {
        match body {
            Body::Yes(fact, yes) => self.yes(*fact, *yes, place),
            Body::Concern(bits) => bits >> self.full.concern & 1 == 1,
            Body::Visits(order, number) => compare(self.full.visits, *order, *number),
            Body::Day(order, day) => compare(self.full.day, *order, *day),
            Body::Reports(urgent, number) => {
                let count = self.full.reports[usize::from(!*urgent)];
                if *number == 0 { count == 0 } else { count >= *number }
            }
            Body::Defined => self.set.definition.as_ref().is_some_and(|it| self.holds(it, place)),
            Body::Outcome(outcome) => self.given(0).outcome <= *outcome,
            Body::List(heading, items) => {
                let yes = items.iter().filter(|item| self.holds(item, place)).count();
                match heading {
                    Heading::All => yes == items.len(),
                    Heading::Any => yes > 0,
                    Heading::None => yes == 0,
                    Heading::AtLeast(number) => yes >= *number,
                    Heading::Exactly(number) => yes == *number,
                }
            }
        }
    }

    fn yes(&self, fact: usize, yes: bool, place: Place) -> bool {
        for (bit, presumption) in self.set.presumptions.iter().enumerate() {
            let reaches = match (place, presumption.rule) {
                (Place::Apart, _) | (Place::Exception, Some(_)) => false,
                (Place::Rule(_) | Place::Exception, None) => true,
                (Place::Rule(here), Some(named)) => here == named,
            };
            if reaches && self.presumed >> bit & 1 == 1 && presumption.fact == fact {
                return presumption.yes == yes;
            }
        }
        let applies = fact != 2 || self.full.yes[0];
        applies && self.full.yes[fact] == yes
    }

    /// A body no presumption reaches.
    pub(super) fn plainly(&self, body: &Body) -> bool {
        self.holds(body, Place::Apart)
    }

    pub(super) fn exception(&self, place: usize) -> bool {
        self.set.exceptions.get(place).is_some_and(|body| self.holds(body, Place::Exception))
    }

    /// Its own condition, whatever sets it aside.
    pub(super) fn meets(&self, place: usize) -> bool {
        self.holds(&self.set.rules[place].when, Place::Rule(place))
    }

    pub(super) fn set_aside(&self, place: usize) -> bool {
        let departs = |(from, body): &(usize, Body)| *from == place && self.holds(body, Place::Exception);
        self.set.rules[place].aside.is_some_and(|it| self.exception(it))
            || !self.base && self.set.departures.iter().any(departs)
    }

    pub(super) fn applies(&self, place: usize) -> bool {
        (!self.base || place < self.set.base_rules) && self.meets(place) && !self.set_aside(place)
    }

    /// The rules of a question that apply.
    pub(super) fn applying(&self, question: usize) -> Vec<(usize, &Rule)> {
        let own = self.set.rules.iter().enumerate().filter(|(_, rule)| rule.question == question);
        own.filter(|(place, _)| self.applies(*place)).collect()
    }

    pub(super) fn given(&self, question: usize) -> Given {
        let rules = self.applying(question);
        let binding = || rules.iter().filter(|(_, rule)| rule.duty.binds());
        let outcome = binding().map(|(_, rule)| rule.outcome).min();
        let duty =
            binding().filter(|(_, rule)| Some(rule.outcome) == outcome).map(|(_, rule)| rule.duty).min();
        let outcome = outcome.unwrap_or(OTHERWISE);
        let put = [0, 1, 2].map(|to| {
            let own =
                rules.iter().filter(|(_, rule)| rule.outcome == to && !rule.duty.binds() && to < outcome);
            own.map(|(_, rule)| rule.duty).min()
        });
        Given { outcome, duty, put }
    }

    /// What every question gives.
    pub(super) fn all_given(&self) -> Vec<Given> {
        (0..self.set.questions).map(|question| self.given(question)).collect()
    }

    /// The names of the binding rules that give the outcome.
    pub(super) fn grounds(&self, question: usize) -> BTreeSet<&str> {
        let outcome = self.given(question).outcome;
        let rules = self.applying(question).into_iter();
        let names = rules.filter(|(_, rule)| rule.duty.binds() && rule.outcome == outcome);
        names.map(|(place, _)| self.set.rules[place].name.as_str()).collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Rule(usize),
    Exception,
    Apart,
}

fn compare(left: u8, order: Order, right: u8) -> bool {
    match order {
        Order::Under => left < right,
        Order::AtMost => left <= right,
        Order::AtLeast => left >= right,
        Order::Over => left > right,
    }
}
