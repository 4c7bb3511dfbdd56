//! A rule set as a tree, and a complete record as a few small numbers.

/// Facts: three yes-or-no, a concern in rising order, a number, a date and a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Full {
    /// hurt, seen, told; told applies only where the child was hurt.
    pub(super) yes: [bool; 3],
    /// none, some, grave
    pub(super) concern: u8,
    pub(super) visits: u8,
    /// 1 to 4 March 2015
    pub(super) day: u8,
    /// Urgent reports, and others.
    pub(super) reports: [u8; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Under,
    AtMost,
    AtLeast,
    Over,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    Yes(usize, bool),
    /// Bits of the concern.
    Concern(u8),
    Visits(Order, u8),
    Day(Order, u8),
    /// Urgent or not, at least so many; none at all where 0.
    Reports(bool, u8),
    /// The sentence of the definition.
    Defined,
    /// The outcome of the first question is at least this.
    Outcome(usize),
    List(Heading, Vec<Body>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    All,
    Any,
    None,
    AtLeast(usize),
    Exactly(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Duty {
    Must,
    ShouldAlways,
    Consider,
    May,
}

impl Duty {
    pub(super) fn binds(self) -> bool {
        self <= Self::ShouldAlways
    }
}

#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) question: usize,
    pub(super) outcome: usize,
    pub(super) duty: Duty,
    pub(super) when: Body,
    pub(super) aside: Option<usize>,
    /// *whether or not* this yes-or-no fact.
    pub(super) whether: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Presumption {
    /// Which yes-or-no sentence.
    pub(super) fact: usize,
    pub(super) yes: bool,
    /// For one rule; for all rules and exceptions where none.
    pub(super) rule: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Guarantee {
    pub(super) never: bool,
    pub(super) at_least: bool,
    pub(super) question: usize,
    pub(super) outcome: usize,
    pub(super) when: Option<Body>,
}

/// Rows of a table over the concern and whether the child was seen: bits of the one, and of the other.
pub(super) type Row = (u8, u8);

#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    pub(super) questions: usize,
    pub(super) rules: Vec<Rule>,
    pub(super) exceptions: Vec<Body>,
    pub(super) definition: Option<Body>,
    pub(super) presumptions: Vec<Presumption>,
    pub(super) guarantees: Vec<Guarantee>,
    pub(super) table: Vec<Row>,
    /// Set only in a local set: rules that stand in the base, and exceptions of them (the rest are local).
    pub(super) base_rules: usize,
    /// Departures: from which base rule, when.
    pub(super) departures: Vec<(usize, Body)>,
}

/// Outcomes by question; the last is *Otherwise*.
pub(super) const OUTCOMES: [[&str; 3]; 2] =
    [["full review", "short review", "no review"], ["high alert", "low alert", "no alert"]];
pub(super) const QUESTIONS: [&str; 2] = ["review", "second"];
pub(super) const OTHERWISE: usize = 2;

impl Body {
    pub(super) fn each<'b>(&'b self, seen: &mut dyn FnMut(&'b Self)) {
        seen(self);
        if let Self::List(_, items) = self {
            items.iter().for_each(|item| item.each(seen));
        }
    }

    /// Each item of a list of several left out: its labels, and the rest.
    pub(super) fn with_one_less(&self) -> Vec<(String, Self)> {
        self.less(0)
    }

    fn less(&self, depth: usize) -> Vec<(String, Self)> {
        let Self::List(heading, items) = self else { return Vec::new() };
        let mut found = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let label = label(depth, place);
            if items.len() > 1 {
                let mut less = items.clone();
                less.remove(place);
                found.push((label.clone(), Self::List(*heading, less)));
            }
            for (inner, changed) in item.less(depth + 1) {
                let mut less = items.clone();
                less[place] = changed;
                found.push((format!("{label}{inner}"), Self::List(*heading, less)));
            }
        }
        found
    }
}

/// The mark of an item.
pub(super) fn label(depth: usize, place: usize) -> String {
    match depth {
        0 => format!("({})", ["a", "b", "c", "d"][place]),
        1 => format!("({})", ["i", "ii", "iii", "iv"][place]),
        _ => String::from("-"),
    }
}
