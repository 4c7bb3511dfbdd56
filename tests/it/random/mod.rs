//! Rule sets, records and what is known of them, made at random from a seed.
//!
//! The vocabulary comes first, then a rule set that uses it, then complete records, then what might be known of each.
//! Everything is of the right type: what the checker would refuse is never made. Every construct made is counted.

mod blocks;
mod conditions;
mod known;
mod meaning;
mod records;
mod vocabulary;
mod written;

use std::collections::BTreeSet;

use threshold::calendar::Date;
use threshold::check::{Condition, RuleSet};
use threshold::program::{Program, lower_resolved};

use crate::random_numbers::Dice;

pub(crate) use conditions::day;
pub(crate) use known::widened;
pub(crate) use meaning::Meaning;
pub(crate) use records::{Full, Value, complete, entry, full};
pub(crate) use written::{exact_answer, keeps_always, written};

/// The day every random case is looked at.
pub(crate) fn as_at() -> Date {
    Date::new(2016, 6, 30).unwrap()
}

/// A random rule set, ready to run.
pub(crate) struct Made {
    pub(crate) rule_set: RuleSet,
    pub(crate) program: Program,
    /// By presumption: the opposite wording of its sentence, where there is one.
    pub(crate) opposites: Vec<Option<Condition>>,
    /// The constructs it holds.
    pub(crate) constructs: BTreeSet<&'static str>,
}

impl Made {
    /// A rule set from elsewhere.
    pub(crate) fn of(rule_set: RuleSet) -> Self {
        let opposites = vec![None; rule_set.presumptions.len()];
        Self { program: lower_resolved(&rule_set), rule_set, opposites, constructs: BTreeSet::new() }
    }

    /// The rule set of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut maker = Maker {
            dice: &mut dice,
            rule_set: RuleSet::default(),
            opposites: Vec::new(),
            constructs: BTreeSet::new(),
            tables_ready: 0,
            definitions_ready: 0,
            questions_ready: 0,
        };
        maker.vocabulary();
        maker.blocks();
        let Maker { rule_set, opposites, constructs, .. } = maker;
        Self { program: lower_resolved(&rule_set), rule_set, opposites, constructs }
    }
}

/// A rule set in the making.
pub(crate) struct Maker<'d> {
    dice: &'d mut Dice,
    rule_set: RuleSet,
    opposites: Vec<Option<Condition>>,
    constructs: BTreeSet<&'static str>,
    /// Only these may be used: the others are not made yet.
    tables_ready: u32,
    definitions_ready: u32,
    questions_ready: u32,
}

impl Maker<'_> {
    fn saw(&mut self, construct: &'static str) {
        self.constructs.insert(construct);
    }
}
