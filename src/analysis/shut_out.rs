//! Which records does one side judge and the other call contradictory, because of what it says *always* holds?
//!
//! Asked of a local vocabulary beside the one built on, and of two sets compared: there a proof over the records that
//! both allow would say nothing of those that only one allows. A record of the judging side is shut out where no
//! answers to the facts that only the other side has make it keep what the other side says.

use std::collections::{BTreeMap, BTreeSet};

use super::copied::{Copied, is_computed};
use super::every::{Every, Possible};
use super::fictional::tell;
use super::plain::exactly;
use crate::calendar::{Date, DateRange};
use crate::check::{Clause, RuleSet};
use crate::evaluation::{Completion, Concrete, Known, Wanted};
use crate::program::{Domain, NodeId, Program, Slot, SlotId, lower_resolved};
use crate::record::{Answer, Record, sentence_for};
use crate::source::Span;
use crate::vocabulary::FactId;

/// How many ways of answering the other side's own facts are tried on all records before the question is given up.
const WAYS: usize = 8;

/// A record that is shut out.
#[derive(Debug, Clone)]
pub struct ShutOut {
    /// What the other side says always holds.
    pub always: String,
    /// Where it says so.
    pub span: Span,
    /// The record, in sentences.
    pub sentences: Vec<String>,
}

impl ShutOut {
    /// Its sentences on one line.
    #[must_use]
    pub fn told(&self) -> String {
        if self.sentences.is_empty() { String::from("any case at all") } else { self.sentences.join("; ") }
    }
}

/// Two sides in one set.
pub(super) struct Sides<'a> {
    pub(super) rule_set: &'a RuleSet,
    /// By place among what always holds: does the judging side say it?
    pub(super) judging: Vec<bool>,
    /// The facts that the judging side has.
    pub(super) facts: BTreeSet<FactId>,
}

impl Sides<'_> {
    /// One such record, or that there is none.
    ///
    /// # Errors
    /// In words, where it could not be settled.
    pub(super) fn shut_out(&self) -> Result<Option<ShutOut>, String> {
        if self.judging.iter().all(|judging| *judging) {
            return Ok(None);
        }
        let rule_set = facts_alone(self.rule_set);
        let (program, nodes) = self.judged(&rule_set);
        let (known, mixed): (Vec<usize>, Vec<usize>) =
            self.others().partition(|place| self.speaks_of_known(&program, nodes.get(*place)));
        let every = Every::of(&program);
        for place in known {
            let Some(node) = nodes.get(place) else { continue };
            let wanted = [Wanted::of(*node, false)];
            match every.plainest(&wanted) {
                Possible::Never => {}
                Possible::NotSettled(why) => return Err(why),
                Possible::Example(found) => {
                    let sentences = tell(&every, found, &wanted, &[]).sentences;
                    return Ok(Some(self.said(&[place], sentences)));
                }
            }
        }
        if mixed.is_empty() { Ok(None) } else { self.whatever_is_answered(&rule_set, &mixed) }
    }

    /// What the other side says.
    fn others(&self) -> impl Iterator<Item = usize> {
        self.judging.iter().enumerate().filter(|(_, judging)| !**judging).map(|(place, _)| place)
    }

    /// The program in which only what the judging side says must hold, with the node of everything that is said.
    fn judged(&self, rule_set: &RuleSet) -> (Program, Vec<NodeId>) {
        let mut program = lower_resolved(rule_set);
        let nodes = program.always.iter().map(|it| it.node).collect();
        let mut judging = self.judging.iter().copied().chain(std::iter::repeat(false));
        program.always.retain(|_| judging.next().unwrap_or(false));
        (program, nodes)
    }

    fn speaks_of_known(&self, program: &Program, node: Option<&NodeId>) -> bool {
        node.is_none_or(|node| program.facts_under(*node).iter().all(|fact| self.facts.contains(fact)))
    }

    fn said(&self, places: &[usize], sentences: Vec<String>) -> ShutOut {
        let clauses: Vec<&Clause> =
            places.iter().filter_map(|place| self.rule_set.always.get(*place)).collect();
        let always: Vec<String> = clauses.iter().map(|clause| clause.in_one_line()).collect();
        let span = clauses.first().map_or_else(Span::default, |clause| clause.span);
        ShutOut { always: always.join("; "), span, sentences }
    }

    /// Where the other side speaks of facts of its own too. A record is looked for that no way of answering these found
    /// so far will do for; then a way that does for it. The record that has none is shut out.
    fn whatever_is_answered(&self, rule_set: &RuleSet, mixed: &[usize]) -> Result<Option<ShutOut>, String> {
        let clauses: Vec<Clause> =
            mixed.iter().filter_map(|place| rule_set.always.get(*place)).cloned().collect();
        let facts = (0..).map(FactId).zip(&rule_set.vocabulary.facts);
        let own = facts.filter(|(id, fact)| !self.facts.contains(id) && !is_computed(&fact.ty));
        let own: BTreeSet<FactId> = own.map(|(id, _)| id).collect();
        let mut found: Vec<BTreeMap<FactId, Answered>> = Vec::new();
        for _ in 0..WAYS {
            let (set, ways) = Copied::ways(rule_set, &own, &clauses, WAYS);
            let (set, taken) = taking(set, ways.iter().zip(&found));
            let (program, nodes) = self.judged(&set);
            let wanted = |node: &NodeId, truth: bool| Wanted::of(*node, truth);
            let said = nodes.iter().skip(rule_set.always.len()).take(found.len());
            let fail: Vec<Wanted> = said.map(|node| wanted(node, false)).collect();
            let record = match Every::with(&program, &slots(&program, &taken)).plainest(&fail) {
                Possible::Never => return Ok(None),
                Possible::NotSettled(why) => return Err(why),
                Possible::Example(record) => record,
            };
            let hold: Vec<Wanted> =
                mixed.iter().filter_map(|place| nodes.get(*place)).map(|node| wanted(node, true)).collect();
            match self.way(&program, (&record, &own), &hold)? {
                Some(way) => found.push(way),
                None => return Ok(Some(self.said(mixed, self.told(&program, record, &hold)))),
            }
        }
        Err(String::from(
            "what is said always to hold ties facts of one vocabulary to facts of the other in too many ways",
        ))
    }

    /// A way of answering these facts that does for the record, and as far as may be for others too: the first or the
    /// last there is, or as a fact that the judging side has is answered.
    fn way(
        &self,
        program: &Program,
        (record, own): (&Completion, &BTreeSet<FactId>),
        hold: &[Wanted],
    ) -> Result<Option<BTreeMap<FactId, Answered>>, String> {
        let by_fact: Vec<(FactId, &Slot, &Concrete)> =
            program.slots.iter().zip(&record.slots).map(|(slot, value)| (slot.fact, slot, value)).collect();
        let theirs = || by_fact.iter().filter(|(fact, ..)| self.facts.contains(fact));
        let mut known: Vec<(FactId, Known)> =
            theirs().map(|(fact, _, value)| (*fact, exactly(value))).collect();
        let possible =
            |known: &[(FactId, Known)]| Every::with(program, &slots(program, known)).possible(hold);
        let mut whole = match possible(&known) {
            Possible::Never => return Ok(None),
            Possible::NotSettled(why) => return Err(why),
            Possible::Example(whole) => whole,
        };
        let mut way = BTreeMap::new();
        for (fact, slot, _) in by_fact.iter().filter(|(fact, ..)| own.contains(fact)) {
            let same = theirs().filter(|(_, other, _)| other.domain == slot.domain);
            let same = same.map(|(other, _, value)| (Answered::As(*other), exactly(value)));
            let ends = ends(&slot.domain).into_iter().map(|known| (Answered::Is(known.clone()), known));
            for (answered, value) in ends.chain(same) {
                known.push((*fact, value));
                if let Possible::Example(found) = possible(&known) {
                    whole = found;
                    way.insert(*fact, answered);
                    break;
                }
                known.pop();
            }
        }
        for (slot, value) in
            program.slots.iter().zip(&whole.slots).filter(|(slot, _)| own.contains(&slot.fact))
        {
            way.entry(slot.fact).or_insert_with(|| Answered::Is(exactly(value)));
        }
        Ok(Some(way))
    }

    /// What the judging side has recorded of the facts that the other side speaks of.
    fn told(&self, program: &Program, record: Completion, hold: &[Wanted]) -> Vec<String> {
        let read: BTreeSet<FactId> = hold.iter().flat_map(|one| program.facts_under(one.node)).collect();
        let Record { facts, .. } = tell(&Every::of(program), record, &[], &[]).record;
        let said = facts.iter().filter(|it| self.facts.contains(&it.fact) && read.contains(&it.fact));
        let sentences = said.filter_map(|it| {
            let Answer::Value(value) = &it.statements.first()?.answer else { return None };
            Some(sentence_for(program.rule_set.vocabulary.fact(it.fact)?, value))
        });
        sentences.collect()
    }
}

/// The set without its rules: what a record may say, and nothing else.
pub(super) fn facts_alone(rule_set: &RuleSet) -> RuleSet {
    RuleSet {
        title: rule_set.title.clone(),
        in_force: rule_set.in_force,
        conventions: rule_set.conventions,
        vocabulary: rule_set.vocabulary.clone(),
        applies_when: rule_set.applies_when.clone(),
        read_as: rule_set.read_as.clone(),
        always: rule_set.always.clone(),
        plainly: rule_set.plainly.clone(),
        tables: rule_set.tables.clone(),
        ..RuleSet::default()
    }
}

/// How a fact is answered.
enum Answered {
    /// So.
    Is(Known),
    /// As this one is.
    As(FactId),
}

/// The set in which the facts of these ways are answered as found; and what is then known.
fn taking<'w>(
    mut rule_set: RuleSet,
    ways: impl Iterator<Item = (&'w BTreeMap<FactId, FactId>, &'w BTreeMap<FactId, Answered>)>,
) -> (RuleSet, Vec<(FactId, Known)>) {
    let mut known = Vec::new();
    for (facts, found) in ways {
        for (fact, answered) in found {
            let Some(there) = facts.get(fact) else { continue };
            match answered {
                Answered::Is(value) => known.push((*there, value.clone())),
                Answered::As(other) => {
                    rule_set.read_as.insert(*there, *other);
                }
            }
        }
    }
    (rule_set, known)
}

/// The last and the first value, where values have an order.
fn ends(domain: &Domain) -> Vec<Known> {
    match domain {
        Domain::Date { .. } => {
            [Date::LAST, Date::FIRST].map(|day| Known::Date(vec![DateRange::day(day)])).to_vec()
        }
        Domain::Number => [u32::MAX, 0].map(|number| Known::Number(vec![(number, number)])).to_vec(),
        Domain::Choice { .. } | Domain::Set { .. } | Domain::List { .. } => Vec::new(),
    }
}

fn slots(program: &Program, known: &[(FactId, Known)]) -> Vec<(SlotId, Known)> {
    known.iter().filter_map(|(fact, known)| Some((program.slot_of(*fact)?, known.clone()))).collect()
}
