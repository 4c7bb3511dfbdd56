//! Examples that a rule file lacks: for each sentence that no example saw true, false or open where it decides, a case in
//! which it is seen so.
//!
//! A sentence decides where the items beside it leave the whole to it: under *all of these* the others are true, under
//! *any* or *none* false, and where a number of items is asked for, as many others are true as leave it at the brink.
//! A case that leaves the sentence open is one that answers all else and not the facts it reads.

use super::every::{Every, Possible};
use super::fictional::{Fictional, as_example, tell};
use crate::calendar::Date;
use crate::check::{Clause, Heading, Meaning, QuestionId, RuleSet};
use crate::evaluation::{CaseResult, Depth, Options, Status, Truth, Wanted, evaluate};
use crate::program::{ClausePlan, NodeId, Program, QuestionPlan};
use crate::record::Record;
use crate::trial::{BlockId, Coverage, CoverageItem, coverage};
use crate::vocabulary::both;

/// How many choices of the items beside a sentence are tried where a number of them is asked for.
const CHOICES: usize = 64;

/// What is suggested for one sentence and one truth.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// `rule "serious case" (b) is false`
    pub about: String,
    /// The sentence.
    pub text: String,
    /// The example as a block for the rule file, which passes as it stands; or why there is none.
    pub example: Result<String, NoExample>,
}

/// Why no example is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoExample {
    /// No case at all has it so where it decides.
    Never,
    /// The case has a list whose entries an example cannot give, or leaves more open than the sentence.
    NotInWords,
    /// It could not be settled whether there is such a case.
    NotSettled,
}

impl NoExample {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Never => "no case at all has it so where it decides",
            Self::NotInWords => {
                "there is such a case, but an example cannot give it sentence by sentence; keep it as a case file"
            }
            Self::NotSettled => "it could not be settled whether there is such a case",
        }
    }
}

/// What is missing of a rule set's own examples, which have seen so much. One example may see several sentences so; it is
/// suggested once, for the first.
#[must_use]
pub fn suggested(program: &Program, seen: &Coverage) -> Vec<Suggestion> {
    let mut seen = seen.clone();
    let every = Every::of(program);
    let mut found = Vec::new();
    for place in 0..seen.items.len() {
        for truth in [Truth::True, Truth::False, Truth::Open] {
            let Some(item) = seen.items.get(place).filter(|item| !item.seen.has(truth)).cloned() else {
                continue;
            };
            let name = format!("{} is {}", name(&item), words(truth));
            let looking = Looking { every: &every, item: &item, place, name: &name };
            let example = looking.case(truth).map(|case| {
                seen.add(&case.seen);
                case.example
            });
            found.push(Suggestion { about: name, text: item.text, example });
        }
    }
    found
}

/// `rule "in care" (b)`
fn name(item: &CoverageItem) -> String {
    if item.label.is_empty() { item.block.clone() } else { format!("{} {}", item.block, item.label) }
}

fn words(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "open",
    }
}

/// What an example expects, question by question.
fn outcomes(rule_set: &RuleSet, result: &CaseResult) -> Vec<String> {
    let questions = rule_set.questions.iter().zip(&result.questions);
    let lines = questions.map(|(question, result)| {
        let possible = result.possible.iter().filter_map(|id| question.outcomes.get(id.0 as usize));
        let possible: Vec<&str> = possible.map(|outcome| outcome.name.as_str()).collect();
        let undecided = if possible.len() > 1 { "undecided between " } else { "" };
        format!("\"{}\" is {undecided}{}", question.name, both(&possible))
    });
    lines.collect()
}

/// A case that shows a sentence as wanted.
struct Case {
    example: String,
    seen: Coverage,
}

/// One sentence being looked at.
struct Looking<'e, 'a> {
    every: &'e Every<'a>,
    item: &'e CoverageItem,
    /// Its place among all sentences.
    place: usize,
    /// The example's name.
    name: &'e str,
}

impl Looking<'_, '_> {
    fn case(&self, truth: Truth) -> Result<Case, NoExample> {
        let shown = |case: &Fictional| records(case).find_map(|record| self.sees(&record, truth));
        match truth {
            Truth::True => self.settled(true, |case, _| shown(case)),
            Truth::False => self.settled(false, |case, _| shown(case)),
            Truth::Open => {
                let open = |case: &Fictional, leaf: &ClausePlan| self.left_open(case, leaf);
                self.settled(true, open).or_else(|_| self.settled(false, open))
            }
        }
    }

    /// The first case that can be shown, of those in which the sentence has this truth and decides.
    fn settled(
        &self,
        truth: bool,
        show: impl Fn(&Fictional, &ClausePlan) -> Option<Case>,
    ) -> Result<Case, NoExample> {
        let program = self.every.program;
        let block = block(program, self.item.id).ok_or(NoExample::NotSettled)?;
        let (leaf, ways) = beside(block, &self.item.path).ok_or(NoExample::NotSettled)?;
        let question = question(program, leaf.node);
        let mut why = NoExample::Never;
        for others in ways {
            let wanted: Vec<Wanted> = others.into_iter().chain([Wanted::of(leaf.node, truth)]).collect();
            match self.every.plainest(&wanted) {
                Possible::Never => {}
                Possible::NotSettled(_) => why = NoExample::NotSettled,
                Possible::Example(found) => {
                    let case = tell(self.every, found, &wanted, question.as_slice());
                    if let Some(shown) = show(&case, leaf) {
                        return Ok(shown);
                    }
                    why = NoExample::NotInWords;
                }
            }
        }
        Err(why)
    }

    /// The case without the answers that the sentence reads, or without some one of them.
    fn left_open(&self, case: &Fictional, leaf: &ClausePlan) -> Option<Case> {
        let each = leaf.facts.iter().map(|fact| vec![*fact]);
        std::iter::once(leaf.facts.clone()).chain(each).find_map(|unanswered| {
            records(case).find_map(|mut record| {
                record.facts.retain(|it| !unanswered.contains(&it.fact));
                self.sees(&record, Truth::Open)
            })
        })
    }

    /// The record as an example, if it can be written as one and the sentence is seen so in it.
    fn sees(&self, record: &Record, truth: Truth) -> Option<Case> {
        let program = self.every.program;
        let options = Options { depth: Depth::Outcomes, ..Options::default() };
        let result = evaluate(program, record, Date::LAST, &options);
        if result.clash.is_some() || result.questions.iter().any(|it| it.status == Status::NotSettled) {
            return None;
        }
        let seen = coverage(&program.rule_set, std::slice::from_ref(&result));
        let shows = seen.items.get(self.place)?.seen.has(truth);
        let then = outcomes(&program.rule_set, &result);
        let example = as_example(program, record, &then, &self.name.replace('"', "")).filter(|_| shows)?;
        Some(Case { example, seen })
    }
}

/// As much of the case as it rests on; all of it.
fn records(case: &Fictional) -> impl Iterator<Item = Record> {
    [case.short(), case.record.clone()].into_iter()
}

/// A block's words and nodes.
fn block(program: &Program, id: BlockId) -> Option<(&Clause, &ClausePlan)> {
    let rules = &program.rule_set;
    Some(match id {
        BlockId::Rule(id) => (&rules.rules.get(id.0 as usize)?.when, &program.rules.get(id.0 as usize)?.when),
        BlockId::Exception(id) => {
            (&rules.exceptions.get(id.0 as usize)?.when, &program.exceptions.get(id.0 as usize)?.when)
        }
        BlockId::Definition(id) => {
            (&rules.definitions.get(id.0 as usize)?.body, program.definitions.get(id.0 as usize)?)
        }
    })
}

/// The sentence at a path, and the ways in which the items beside it leave the whole to it.
fn beside<'p>(
    (mut clause, mut plan): (&Clause, &'p ClausePlan),
    path: &[usize],
) -> Option<(&'p ClausePlan, Vec<Vec<Wanted>>)> {
    let mut ways = vec![Vec::new()];
    for step in path {
        let Meaning::List { heading, items } = &clause.meaning else { return None };
        let others = items.iter().zip(&plan.items).enumerate();
        let others =
            others.filter(|(place, (item, _))| place != step && !matches!(item.meaning, Meaning::Inert(_)));
        let others: Vec<NodeId> = others.map(|(_, (_, plan))| plan.node).collect();
        let here = leave_it(*heading, &others);
        let both = ways.iter().flat_map(|way| here.iter().map(move |here| [way.as_slice(), here].concat()));
        ways = both.take(CHOICES).collect();
        (clause, plan) = (items.get(*step)?, plan.items.get(*step)?);
    }
    Some((plan, ways))
}

/// The truths of the other items of a list under which one item decides.
fn leave_it(heading: Heading, others: &[NodeId]) -> Vec<Vec<Wanted>> {
    let count = others.len();
    let true_of = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let numbers = match heading {
        Heading::All => vec![count],
        Heading::Any | Heading::None => vec![0],
        Heading::AtLeast(number) => vec![true_of(number.saturating_sub(1))],
        Heading::AtMost(number) => vec![true_of(number)],
        Heading::Exactly(number) => vec![true_of(number.saturating_sub(1)), true_of(number)],
    };
    let chosen = numbers.into_iter().flat_map(|number| choose(count, number));
    let ways = chosen
        .take(CHOICES)
        .map(|chosen| others.iter().zip(chosen).map(|(node, truth)| Wanted::of(*node, truth)).collect());
    ways.collect()
}

/// Every way of choosing so many of some things, the first ones first; at most as many as are tried.
fn choose(count: usize, number: usize) -> Vec<Vec<bool>> {
    if number > count {
        return Vec::new();
    }
    let Some(rest) = count.checked_sub(1) else { return vec![Vec::new()] };
    let with = number.checked_sub(1).map(|number| (true, number));
    let parts = with.into_iter().chain([(false, number)]).flat_map(|(first, number)| {
        choose(rest, number).into_iter().map(move |others| [vec![first], others].concat())
    });
    parts.take(CHOICES).collect()
}

/// The first question that reads what the sentence reads.
fn question(program: &Program, node: NodeId) -> Option<QuestionId> {
    let read = program.slots_under(&[node]);
    let reads = |plan: &&QuestionPlan| read.iter().all(|slot| plan.slots.contains(slot));
    program.questions.iter().find(reads).map(|plan| plan.question)
}
