//! Which sentences were seen true, false and open where they decided something?
//!
//! A sentence that is read as true because it is presumed is open in the record, and so was seen open as well as true.
//! A sentence decides where giving it another truth, the others kept, would change the truth of the whole it stands
//! in.

use crate::check::{Clause, Heading, Meaning, RuleSet};
use crate::evaluation::{CaseResult, ClauseTruth, Truth};

/// What was seen of one sentence where it decided something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Seen true.
    pub yes: bool,
    /// Seen false.
    pub no: bool,
    /// Seen open.
    pub open: bool,
}

impl Seen {
    /// All three?
    #[must_use]
    pub fn all(self) -> bool {
        self.yes && self.no && self.open
    }

    fn mark(&mut self, truth: &ClauseTruth) {
        self.open |= truth.presumed.is_some();
        match truth.truth {
            Truth::True => self.yes = true,
            Truth::False => self.no = true,
            Truth::Open => self.open = true,
        }
    }
}

/// One sentence of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageItem {
    /// `rule "serious case"`.
    pub block: String,
    /// `(b)(ii)`; empty for a condition that is one sentence.
    pub label: String,
    /// The sentence.
    pub text: String,
    /// Title of the rule set it stands in.
    pub set: String,
    /// What was seen.
    pub seen: Seen,
}

/// What a run of examples saw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Every sentence of every rule, exception and definition, in the order of the rule set.
    pub items: Vec<CoverageItem>,
}

impl Coverage {
    /// Sentences seen true, false and open, of all.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.items.iter().filter(|item| item.seen.all()).count(), self.items.len())
    }
}

/// What these results saw of a rule set's own sentences.
#[must_use]
pub fn coverage(rule_set: &RuleSet, results: &[CaseResult]) -> Coverage {
    let mut coverage = Coverage::default();
    for (index, rule) in rule_set.rules.iter().enumerate().filter(|(_, it)| !it.origin.base) {
        let truths = results.iter().filter_map(|result| {
            let mut rules = result.questions.iter().flat_map(|question| &question.rules);
            rules.find(|found| found.rule.0 as usize == index).map(|found| &found.when)
        });
        coverage.block(&format!("rule \"{}\"", rule.name), &rule.origin.set, &rule.when, truths);
    }
    for (index, exception) in rule_set.exceptions.iter().enumerate().filter(|(_, it)| !it.origin.base) {
        let truths =
            results.iter().filter_map(|result| result.exceptions.get(index).map(|found| &found.when));
        let block = format!("exception \"{}\"", exception.name);
        coverage.block(&block, &exception.origin.set, &exception.when, truths);
    }
    for (index, definition) in rule_set.definitions.iter().enumerate().filter(|(_, it)| !it.origin.base) {
        let truths = results.iter().filter_map(|result| result.definitions.get(index));
        let block = format!("definition \"{}\"", definition.name);
        coverage.block(&block, &definition.origin.set, &definition.body, truths);
    }
    coverage
}

impl Coverage {
    fn block<'a>(
        &mut self,
        block: &str,
        set: &str,
        clause: &Clause,
        truths: impl Iterator<Item = &'a ClauseTruth>,
    ) {
        let first = self.items.len();
        let mut leaves = Vec::new();
        collect(clause, &mut Vec::new(), &mut String::new(), &mut leaves);
        self.items.extend(leaves.iter().map(|leaf| CoverageItem {
            block: block.to_owned(),
            label: leaf.label.clone(),
            text: leaf.text.clone(),
            set: set.to_owned(),
            seen: Seen::default(),
        }));
        for truth in truths {
            for (leaf, item) in leaves.iter().zip(self.items.iter_mut().skip(first)) {
                if let Some(seen) = at(truth, &leaf.path).filter(|_| decides(clause, truth, &leaf.path)) {
                    item.seen.mark(seen);
                }
            }
        }
    }
}

struct Leaf {
    path: Vec<usize>,
    label: String,
    text: String,
}

fn collect(clause: &Clause, path: &mut Vec<usize>, label: &mut String, leaves: &mut Vec<Leaf>) {
    let length = label.len();
    label.push_str(&clause.label);
    match &clause.meaning {
        Meaning::List { items, .. } => {
            for (index, item) in items.iter().enumerate() {
                path.push(index);
                collect(item, path, label, leaves);
                path.pop();
            }
        }
        Meaning::Sentence(_) => {
            leaves.push(Leaf { path: path.clone(), label: label.clone(), text: clause.text.clone() });
        }
        Meaning::Inert(_) => {}
    }
    label.truncate(length);
}

fn at<'a>(truth: &'a ClauseTruth, path: &[usize]) -> Option<&'a ClauseTruth> {
    path.iter().try_fold(truth, |truth, index| truth.items.get(*index))
}

/// Would another truth at the path change the truth of the whole?
fn decides(clause: &Clause, truth: &ClauseTruth, path: &[usize]) -> bool {
    let Some(own) = at(truth, path) else { return false };
    let whole = given(clause, truth, path, own.truth);
    [Truth::True, Truth::False, Truth::Open]
        .into_iter()
        .any(|other| other != own.truth && given(clause, truth, path, other) != whole)
}

/// The truth of a clause if the sentence at the path had this truth.
fn given(clause: &Clause, truth: &ClauseTruth, path: &[usize], leaf: Truth) -> Truth {
    let Some((first, rest)) = path.split_first() else { return leaf };
    let Meaning::List { heading, items } = &clause.meaning else { return truth.truth };
    let pairs = items.iter().zip(&truth.items).enumerate();
    let real = pairs.filter(|(_, (item, _))| !matches!(item.meaning, Meaning::Inert(_)));
    let truths = real.map(
        |(index, (item, truth))| if index == *first { given(item, truth, rest, leaf) } else { truth.truth },
    );
    combine(*heading, truths)
}

/// Strong Kleene, by counting.
fn combine(heading: Heading, truths: impl Iterator<Item = Truth>) -> Truth {
    let (mut yes, mut open, mut all) = (0_u32, 0_u32, 0_u32);
    for truth in truths {
        all += 1;
        yes += u32::from(truth == Truth::True);
        open += u32::from(truth == Truth::Open);
    }
    let (least, most) = match heading {
        Heading::All => (all, all),
        Heading::Any => (1, all),
        Heading::None => (0, 0),
        Heading::AtLeast(number) => (number, all),
        Heading::AtMost(number) => (0, number),
        Heading::Exactly(number) => (number, number),
    };
    if yes + open < least || yes > most {
        Truth::False
    } else if yes >= least && yes + open <= most {
        Truth::True
    } else {
        Truth::Open
    }
}
