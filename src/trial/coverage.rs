//! Which sentences were seen true, false and open where they decided something?
//!
//! A sentence that is read as true because it is presumed is open in the record, and so was seen open as well as true.
//! A sentence decides where giving it another truth, the others kept, would change the truth of the whole it stands
//! in.

use std::fmt::Write as _;

use crate::check::{Clause, DefinitionId, ExceptionId, Heading, Meaning, RuleId, RuleSet};
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

    /// Seen with this truth?
    #[must_use]
    pub fn has(self, truth: Truth) -> bool {
        match truth {
            Truth::True => self.yes,
            Truth::False => self.no,
            Truth::Open => self.open,
        }
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

/// Names a block with sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockId {
    /// A rule.
    Rule(RuleId),
    /// An exception.
    Exception(ExceptionId),
    /// A definition.
    Definition(DefinitionId),
}

/// One sentence of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageItem {
    /// The block.
    pub id: BlockId,
    /// By depth of list: which item it is in.
    pub path: Vec<usize>,
    /// `rule "serious case"`.
    pub block: String,
    /// `(b)(ii)`, `(b)-2` for the second of items without letters; empty for a condition that is one sentence.
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
    /// Adds what more results saw of the same rule set.
    pub fn add(&mut self, more: &Self) {
        for (item, more) in self.items.iter_mut().zip(&more.items) {
            item.seen.yes |= more.seen.yes;
            item.seen.no |= more.seen.no;
            item.seen.open |= more.seen.open;
        }
    }

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
    for (id, rule) in (0..).map(RuleId).zip(&rule_set.rules).filter(|(_, it)| !it.origin.base) {
        let truths = results.iter().filter_map(|result| {
            let mut rules = result.questions.iter().flat_map(|question| &question.rules);
            rules.find(|found| found.rule == id).map(|found| &found.when)
        });
        let block = (BlockId::Rule(id), format!("rule \"{}\"", rule.name));
        coverage.block(block, &rule.origin.set, &rule.when, truths);
    }
    let exceptions = (0..).map(ExceptionId).zip(&rule_set.exceptions);
    for (id, exception) in exceptions.filter(|(_, it)| !it.origin.base) {
        let found = results.iter().filter_map(|result| result.exceptions.get(id.0 as usize));
        let block = (BlockId::Exception(id), format!("exception \"{}\"", exception.name));
        coverage.block(block, &exception.origin.set, &exception.when, found.map(|found| &found.when));
    }
    let definitions = (0..).map(DefinitionId).zip(&rule_set.definitions);
    for (id, definition) in definitions.filter(|(_, it)| !it.origin.base) {
        let truths = results.iter().filter_map(|result| result.definitions.get(id.0 as usize));
        let block = (BlockId::Definition(id), format!("definition \"{}\"", definition.name));
        coverage.block(block, &definition.origin.set, &definition.body, truths);
    }
    coverage
}

impl Coverage {
    fn block<'a>(
        &mut self,
        (id, block): (BlockId, String),
        set: &str,
        clause: &Clause,
        truths: impl Iterator<Item = &'a ClauseTruth>,
    ) {
        let first = self.items.len();
        let mut leaves = Vec::new();
        collect(clause, &mut Vec::new(), &mut String::new(), &mut leaves);
        self.items.extend(leaves.iter().map(|leaf| CoverageItem {
            id,
            path: leaf.path.clone(),
            block: block.clone(),
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
    match &clause.meaning {
        Meaning::List { items, .. } => {
            for (index, item) in items.iter().enumerate() {
                let length = label.len();
                label.push_str(&item.label);
                if item.label == "-" {
                    let _ = write!(label, "{}", index + 1);
                }
                path.push(index);
                collect(item, path, label, leaves);
                path.pop();
                label.truncate(length);
            }
        }
        Meaning::Sentence(_) => {
            leaves.push(Leaf { path: path.clone(), label: label.clone(), text: clause.text.clone() });
        }
        Meaning::Inert(_) => {}
    }
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
