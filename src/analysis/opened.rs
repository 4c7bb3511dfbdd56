//! Cases that have an outcome under the old set and are undecided under the new, because an answer is missing or because
//! sources differ about it.
//!
//! Looked for first among the cases that move, each with one of the facts it rests on left out; then, fact by fact, over
//! every record. Two records that differ in one fact, with the same outcome under the old set and different ones under
//! the new, are such a case: one with that answer missing, or else one in which one source says the one thing and one
//! the other. Where no two records do so for any fact, no case becomes undecided through one answer; and where besides
//! the answers are free of one another, through several neither, because several answers can be changed one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::copied::Copied;
use super::difference::Difference;
use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use crate::calendar::Date;
use crate::check::{QuestionId, RuleSet};
use crate::evaluation::{Depth, Options, QuestionResult, Status, Wanted, evaluate};
use crate::program::{Program, QuestionPlan, lower_resolved};
use crate::record::{Answer, Record, Statement};
use crate::vocabulary::FactId;

/// Such a case.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it rests on, in sentences, without the answer in question.
    pub sentences: Vec<String>,
    /// The question whose answer is missing, or about which sources differ.
    pub missing: String,
    /// What the sources say, where it is not enough that nobody has answered.
    pub differ: Option<[String; 2]>,
    /// The outcome under the old set.
    pub was: String,
    /// The outcomes possible under the new, most serious first.
    pub possible: Vec<String>,
}

/// What is known of cases that become undecided.
#[derive(Debug, Clone)]
pub enum Undecided {
    /// This is one.
    Found(Box<Opened>),
    /// There is none, whatever is missing or disputed.
    Never,
    /// There is none that becomes undecided through one answer; several at once were not looked for.
    NotByOne,
    /// It could not be settled, for this reason.
    NotSettled(String),
}

/// The two sets, alone and together.
struct Sets<'a> {
    rules: [&'a RuleSet; 2],
    programs: [Program; 2],
    both: &'a Copied,
}

/// For each question: one such case, or that there is none.
pub(super) fn opened((old, new): (&RuleSet, &RuleSet), both: &Copied, found: &mut [Difference]) {
    if found.iter().all(|difference| difference.moves.is_empty()) {
        return;
    }
    let sets = Sets { rules: [new, old], programs: [lower_resolved(new), lower_resolved(old)], both };
    for difference in found {
        difference.opened = among_moves(&sets, difference)
            .map_or_else(|| over_all(&sets, difference), |it| Undecided::Found(Box::new(it)));
    }
}

/// Among the cases that move, with one answer left out.
fn among_moves(sets: &Sets<'_>, difference: &Difference) -> Option<Opened> {
    let cases =
        difference.moves.iter().flat_map(|it| it.case.facts.iter().map(move |fact| (&it.case, *fact)));
    cases.into_iter().find_map(|(case, fact)| {
        let mut record = case.record.clone();
        record.facts.retain(|recorded| recorded.fact != fact);
        let (was, possible) = sets.opens(&record, &difference.question)?;
        let sentences = without(case, fact);
        Some(Opened { sentences, missing: asked(&sets.both.rule_set, fact), differ: None, was, possible })
    })
}

/// Over every record, fact by fact.
fn over_all(sets: &Sets<'_>, difference: &Difference) -> Undecided {
    let several = several(difference);
    if several.is_empty() && difference.not_settled.is_empty() {
        return Undecided::Never;
    }
    let Some(ids) = sets.questions(&difference.question) else { return Undecided::NotByOne };
    let program = lower_resolved(&sets.both.rule_set);
    let plans = || ids.iter().filter_map(|id| plan(&program, *id));
    let slots: BTreeSet<_> = plans().flat_map(|plan| plan.slots.iter().copied()).collect();
    let mut open = None;
    for fact in slots.iter().map(|slot| program.slot(*slot).fact) {
        match through(sets, difference, (ids, &several), fact) {
            Ok(Some(found)) => return Undecided::Found(Box::new(found)),
            Ok(None) => {}
            Err(why) => open = Some(why),
        }
    }
    let free = program.always.is_empty() && slots.iter().all(|slot| program.slot(*slot).applies.is_none());
    match open.or_else(|| difference.not_settled.first().map(|(_, _, why)| why.clone())) {
        Some(why) => Undecided::NotSettled(why),
        None if free => Undecided::Never,
        None => Undecided::NotByOne,
    }
}

/// By place on the old ladder: places on the new that cases may move to from it, or stay at, where these are several.
fn several(difference: &Difference) -> BTreeMap<usize, Vec<usize>> {
    let place = |name: &String| difference.new.iter().position(|it| it == name);
    let ways = difference.old.iter().enumerate().map(|(from, name)| {
        let moves = difference.moves.iter().filter(|it| it.from == *name);
        let to: BTreeSet<usize> = moves.filter_map(|it| place(&it.to)).chain(place(name)).collect();
        (from, to.into_iter().collect::<Vec<_>>())
    });
    ways.filter(|(_, to)| to.len() > 1).collect()
}

/// Two records that differ in this fact alone, with one outcome under the old set and two under the new.
fn through(
    sets: &Sets<'_>,
    difference: &Difference,
    ([new, old], several): ([QuestionId; 2], &BTreeMap<usize, Vec<usize>>),
    fact: FactId,
) -> Result<Option<Opened>, String> {
    let copied = Copied::with_other(&sets.both.rule_set, &BTreeSet::from([fact]));
    let program = lower_resolved(&copied.rule_set);
    let plans = [new, old, copied.question(new), copied.question(old)].map(|id| plan(&program, id));
    let [Some(here), Some(before), Some(there), Some(before_there)] = plans else { return Ok(None) };
    if here.is == there.is {
        return Ok(None);
    }
    let every = Every::of(&program);
    let nodes = [here, before, there, before_there].into_iter().flat_map(|plan| plan.is.iter().copied());
    let mut exact = every.ready(nodes);
    let mut unconfirmed = None;
    for (from, one, other) in pairs(several) {
        let is = |plan: &QuestionPlan, place: usize| plan.is.get(place).map(|node| Wanted::of(*node, true));
        let wanted = [is(before, from), is(before_there, from), is(here, one), is(there, other)];
        let wanted: Vec<Wanted> = wanted.into_iter().flatten().collect();
        match every.possible_in(&mut exact, &wanted) {
            Possible::Never => {}
            Possible::NotSettled(why) => return Err(why),
            Possible::Example(any) => {
                let nearest = match every.plainest(&wanted) {
                    Possible::Example(nearest) => nearest,
                    Possible::Never | Possible::NotSettled(_) => any,
                };
                let case = tell(&every, nearest, &wanted, &[]);
                if let Some(found) = sets.confirmed(&case, &difference.question, (fact, copied.fact(fact))) {
                    return Ok(Some(found));
                }
                unconfirmed = Some(format!(
                    "two records that differ in one answer, to “{}”, were found, but no record with that answer open \
                     could be made of them",
                    asked(&sets.both.rule_set, fact)
                ));
            }
        }
    }
    unconfirmed.map_or(Ok(None), Err)
}

/// From each outcome, each two that it can come to.
fn pairs(several: &BTreeMap<usize, Vec<usize>>) -> impl Iterator<Item = (usize, usize, usize)> {
    several.iter().flat_map(|(from, to)| {
        let ordered = to.iter().flat_map(move |one| to.iter().map(move |other| (*from, *one, *other)));
        ordered.filter(|(_, one, other)| one < other)
    })
}

impl Sets<'_> {
    /// The question under the new set and under the old, in the two together.
    fn questions(&self, name: &str) -> Option<[QuestionId; 2]> {
        let place = |rules: &RuleSet| {
            let place = rules.questions.iter().position(|it| it.name == name)?;
            u32::try_from(place).ok().map(QuestionId)
        };
        let [new, old] = self.rules.map(place);
        Some([new?, self.both.question(old?)])
    }

    /// The case of two records that differ in one fact, as one record with that answer missing or, failing that,
    /// disputed; read again by plain evaluation.
    fn confirmed(&self, case: &Fictional, question: &str, (fact, twin): (FactId, FactId)) -> Option<Opened> {
        let own = self.both.rule_set.vocabulary.facts.len();
        let said = |id: FactId| -> Option<Statement> {
            let recorded = case.record.facts.iter().find(|recorded| recorded.fact == id)?;
            recorded.statements.first().cloned()
        };
        let mut record = case.record.clone();
        record.facts.retain(|recorded| (recorded.fact.0 as usize) < own);
        let mut missing = record.clone();
        missing.facts.retain(|recorded| recorded.fact != fact);
        let told = |differ: Option<[String; 2]>, (was, possible): (String, Vec<String>)| Opened {
            sentences: without(case, fact),
            missing: asked(&self.both.rule_set, fact),
            differ,
            was,
            possible,
        };
        if let Some(found) = self.opens(&missing, question) {
            return Some(told(None, found));
        }
        let statements = vec![said(fact)?, said(twin)?];
        let words = self.both.rule_set.vocabulary.fact(fact)?;
        let differ = [statements.first()?, statements.last()?].map(|statement| {
            let value = if let Answer::Value(value) = &statement.answer { Some(value) } else { None };
            value.map_or_else(String::new, |value| crate::record::sentence_for(words, value))
        });
        record.facts.iter_mut().find(|recorded| recorded.fact == fact)?.statements = statements;
        Some(told(Some(differ), self.opens(&record, question)?))
    }

    /// The outcome under the old set and those possible under the new, where it has one and is undecided.
    fn opens(&self, record: &Record, question: &str) -> Option<(String, Vec<String>)> {
        let [after, before] = &self.programs;
        let mut theirs = record.clone();
        theirs.facts.retain_mut(|recorded| match self.both.named(recorded.fact) {
            Some(own) => {
                recorded.fact = own;
                true
            }
            None => false,
        });
        theirs.facts.sort_by_key(|recorded| recorded.fact);
        let mut ours = record.clone();
        ours.facts.retain(|recorded| self.rules[0].vocabulary.fact(recorded.fact).is_some());
        Some((settled(before, &theirs, question)?, undecided(after, &ours, question)?))
    }
}

fn plan(program: &Program, id: QuestionId) -> Option<&QuestionPlan> {
    program.questions.iter().find(|plan| plan.question == id)
}

/// What the case rests on but for this fact.
fn without(case: &Fictional, fact: FactId) -> Vec<String> {
    let own = case.record.facts.iter().map(|recorded| recorded.fact).collect::<BTreeSet<_>>();
    let told =
        case.facts.iter().zip(&case.sentences).filter(|(told, _)| **told != fact && own.contains(told));
    told.map(|(_, sentence)| sentence.clone()).collect()
}

fn asked(rules: &RuleSet, fact: FactId) -> String {
    let fact = rules.vocabulary.fact(fact);
    fact.map_or_else(String::new, |fact| fact.words.ask.clone().unwrap_or_else(|| fact.label().to_owned()))
}

fn result(program: &Program, record: &Record, question: &str) -> Option<QuestionResult> {
    let options = Options { depth: Depth::Outcomes, ..Options::default() };
    let place = program.rule_set.questions.iter().position(|it| it.name == question)?;
    evaluate(program, record, Date::LAST, &options).questions.into_iter().nth(place)
}

fn settled(program: &Program, record: &Record, question: &str) -> Option<String> {
    let result = result(program, record, question)?;
    let question = program.rule_set.questions.iter().find(|it| it.name == question)?;
    Some(question.outcomes.get(result.outcome?.0 as usize)?.name.clone())
}

fn undecided(program: &Program, record: &Record, question: &str) -> Option<Vec<String>> {
    let result = result(program, record, question)?;
    let question = program.rule_set.questions.iter().find(|it| it.name == question)?;
    let names = result.possible.iter().filter_map(|id| question.outcomes.get(id.0 as usize));
    (result.status == Status::Undecided).then(|| names.map(|outcome| outcome.name.clone()).collect())
}
