//! A change in words: what is recorded, and what it would have to be.
//!
//! Values are widened as far as the other outcome stays certain, in the vocabulary's and the rules' own words; a fact
//! that the change makes inapplicable is said to apply no longer. Everything shown is the answer for one changed
//! record, and that record is settled afresh before it is shown.

use super::altered::{changed, is_value, ties};
use super::change::Nearest;
use super::encode::{Stop, Value, stated_of};
use super::exact::Exact;
use super::knowledge::{Constraint, Knowledge, Known, Presumed};
use super::recorded::Recorded;
use super::reference;
use super::result::{Change, ChangedFact};
use super::words::{self, Sentence};
use crate::check::QuestionId;
use crate::program::{NodeId, SlotId};
use crate::solver::Lit;
use crate::vocabulary::FactId;

/// The changes in words.
pub(super) fn spoken(
    recorded: &mut Recorded<'_>,
    question: QuestionId,
    nearest: &[Nearest],
) -> Result<Vec<Change>, Stop> {
    let sentences = words::sentences(recorded.program, question);
    nearest.iter().map(|nearest| change(recorded, (question, &sentences), nearest)).collect()
}

fn change(
    recorded: &mut Recorded<'_>,
    (question, sentences): (QuestionId, &[Sentence]),
    nearest: &Nearest,
) -> Result<Change, Stop> {
    let tied = |fact: &FactId| (*fact, ties(recorded.program, sentences, *fact));
    let tied = nearest.facts.iter().map(tied);
    let values = changed(recorded, &nearest.facts, &nearest.completion, tied);
    let presumed = leads(recorded, &values, (question, nearest))?.ok_or(Stop::Mismatch("a change"))?;
    let other = !recorded.outcome((question, nearest.outcome), &presumed);
    let widening = Widening { nearest, sentences, other };
    let wider = widening.facts(recorded, &values)?;
    let wide = wider.iter().fold(values.clone(), |known, (fact, to)| to.apply(recorded, *fact, known));
    let shown = if leads(recorded, &wide, (question, nearest))?.is_some() {
        wider
    } else {
        let exactly = |fact: &FactId| (*fact, To::exactly(recorded, *fact, &values));
        nearest.facts.iter().map(exactly).collect()
    };
    let changes = shown.into_iter().map(|(fact, to)| ChangedFact {
        fact,
        from: words::recorded(recorded.program, recorded.knowledge, fact),
        to: to.words,
    });
    Ok(Change { outcome: nearest.outcome, certain: nearest.certain, changes: changes.collect() })
}

/// The presumptions with which the changed record leads to the outcome as claimed, if it does.
fn leads(
    recorded: &Recorded<'_>,
    known: &Knowledge,
    (question, nearest): (QuestionId, &Nearest),
) -> Result<Option<Presumed>, Stop> {
    let mut exact = Exact::of_question(recorded.program, known, question, recorded.encoding.budget.left);
    let presumed = exact.presumed()?;
    let possible = exact.possible(question, &presumed)?;
    let there = possible.iter().any(|(outcome, _)| *outcome == nearest.outcome);
    Ok((there && (possible.len() == 1 || !nearest.certain)).then_some(presumed))
}

/// What a fact would have to be.
struct To {
    words: String,
    value: Option<(SlotId, Known)>,
    /// Instead of a value: sentences and their truth.
    truths: Vec<(NodeId, bool)>,
    /// The literals of either.
    lits: Vec<Lit>,
}

impl To {
    /// The value itself.
    fn exactly(recorded: &Recorded<'_>, fact: FactId, values: &Knowledge) -> Self {
        let slot = recorded.program.slot_of(fact);
        let value = slot.and_then(|slot| Some((slot, values.slots.get(slot.0 as usize)?.clone())));
        let words = match &value {
            Some((slot, known)) => words::statement(recorded.program, *slot, known, values.as_at),
            None => words::otherwise(recorded.program, fact),
        };
        Self { words, value, truths: Vec::new(), lits: Vec::new() }
    }

    fn apply(&self, recorded: &Recorded<'_>, fact: FactId, mut known: Knowledge) -> Knowledge {
        let slot = recorded.program.slot_of(fact);
        let place = slot.and_then(|slot| known.slots.get_mut(slot.0 as usize));
        if let (Some(slot), Some(place)) = (slot, place) {
            *place = match &self.value {
                Some((_, value)) => value.clone(),
                None => super::encode::whole(&recorded.program.slot(slot).domain, recorded.knowledge.as_at),
            };
        }
        if slot.is_none() && !self.truths.is_empty() {
            let of_fact = |constraint: &Constraint| stated_of(recorded.program, constraint) == Some(fact);
            known.constraints.retain(|constraint| !of_fact(constraint));
        }
        let truths = self.truths.iter();
        known.constraints.extend(truths.map(|(node, truth)| Constraint::Node {
            node: *node,
            truth: *truth,
            fact,
        }));
        known
    }
}

struct Widening<'a> {
    nearest: &'a Nearest,
    sentences: &'a [Sentence],
    /// That the outcome is not the one it leads to.
    other: Lit,
}

impl Widening<'_> {
    /// Fact by fact, as wide as the others allow.
    fn facts(&self, recorded: &mut Recorded<'_>, values: &Knowledge) -> Result<Vec<(FactId, To)>, Stop> {
        let mut standing: Vec<(FactId, To)> = Vec::new();
        for fact in &self.nearest.facts {
            let mut to = To::exactly(recorded, *fact, values);
            let slot = recorded.program.slot_of(*fact);
            to.lits.extend(slot.and_then(|slot| is_value(recorded, slot, values)));
            for node in ties(recorded.program, self.sentences, *fact) {
                let truth = self.holds(recorded, node);
                to.lits.push(recorded.lit(node, &Presumed::NONE).when(truth));
            }
            standing.push((*fact, to));
        }
        let kept = recorded.items.iter().filter(|item| !self.nearest.facts.contains(&item.fact));
        let kept: Vec<Lit> = kept.map(|item| item.lit).chain([self.other]).collect();
        for place in 0..standing.len() {
            let others = standing.iter().enumerate().filter(|(at, _)| *at != place);
            let others = others.flat_map(|(_, (_, to))| to.lits.iter().copied());
            let rest: Vec<Lit> = kept.iter().copied().chain(others).collect();
            let Some((fact, _)) = standing.get(place) else { continue };
            if let Some(wider) = self.fact(recorded, *fact, &rest)?
                && let Some((_, to)) = standing.get_mut(place)
            {
                *to = wider;
            }
        }
        Ok(standing)
    }

    fn fact(&self, recorded: &mut Recorded<'_>, fact: FactId, rest: &[Lit]) -> Result<Option<To>, Stop> {
        let program = recorded.program;
        let applies = program.applicability.iter().find(|(other, _)| *other == fact).map(|(_, node)| *node);
        if let Some(node) = applies.filter(|node| !self.holds(recorded, *node)) {
            let words = words::no_longer(program, fact);
            let lits = vec![!recorded.lit(node, &Presumed::NONE)];
            return Ok(Some(To { words, value: None, truths: Vec::new(), lits }));
        }
        let slot = program.slot_of(fact);
        let value = slot.and_then(|slot| recorded.alone()?.slots.get(slot.0 as usize).cloned());
        if let (Some(slot), Some(Value::Choice(classes))) = (slot, value.as_deref()) {
            return self.choice(recorded, slot, classes, rest);
        }
        self.by_sentences(recorded, fact, rest)
    }

    fn holds(&self, recorded: &Recorded<'_>, node: NodeId) -> bool {
        let run = (recorded.knowledge.as_at, &Presumed::NONE);
        reference::holds(recorded.program, &self.nearest.completion, run, node)
    }

    /// More and more values of a choice, but none that is recorded.
    fn choice(
        &self,
        recorded: &mut Recorded<'_>,
        slot: SlotId,
        classes: &[(u64, Lit)],
        rest: &[Lit],
    ) -> Result<Option<To>, Stop> {
        let place = slot.0 as usize;
        let value = self.nearest.completion.slots.get(place).map(super::knowledge::exactly);
        let (Some(Known::Choice(value)), Some(Known::Choice(now))) =
            (value, recorded.knowledge.slots.get(place).cloned())
        else {
            return Ok(None);
        };
        let Some((mut mask, lit)) = classes.iter().find(|(class, _)| class & value != 0).copied() else {
            return Ok(None);
        };
        let mut kept = vec![lit];
        for (class, lit) in classes.iter().filter(|(class, _)| class & (value | now) == 0) {
            let wider: Vec<Lit> = kept.iter().copied().chain([*lit]).collect();
            let any = recorded.encoding.problem.any(&wider);
            let tried: Vec<Lit> = rest.iter().copied().chain([any]).collect();
            if self.nearest.certain && !recorded.possible(&tried)? {
                kept.push(*lit);
                mask |= class;
            }
        }
        let mask = if mask & now == mask { mask } else { mask & !now };
        let words = words::chosen(recorded.program, slot, mask);
        let lits = vec![recorded.encoding.problem.any(&kept)];
        Ok(Some(To { words, value: Some((slot, Known::Choice(mask))), truths: Vec::new(), lits }))
    }

    /// The rules' sentences that the change turns round, as few as will do.
    fn by_sentences(
        &self,
        recorded: &mut Recorded<'_>,
        fact: FactId,
        rest: &[Lit],
    ) -> Result<Option<To>, Stop> {
        let about =
            self.sentences.iter().filter(|sentence| super::reason::reads(recorded.program, sentence, fact));
        let about: Vec<&Sentence> = about.collect();
        let items: Vec<Lit> = recorded.items.iter().map(|item| item.lit).collect();
        let (mut same, mut turned) = (Vec::new(), Vec::new());
        for (place, sentence) in about.iter().enumerate() {
            let truth = self.holds(recorded, sentence.node);
            let lit = recorded.lit(sentence.node, &Presumed::NONE).when(truth);
            let as_recorded: Vec<Lit> = items.iter().copied().chain([lit]).collect();
            let side = if recorded.possible(&as_recorded)? { &mut same } else { &mut turned };
            side.push((place, lit));
        }
        let mut chosen = turned.clone();
        if self.nearest.certain {
            let all: Vec<(usize, Lit)> = same.into_iter().chain(turned).collect();
            let tried: Vec<Lit> = rest.iter().copied().chain(all.iter().map(|(_, lit)| *lit)).collect();
            if recorded.possible(&tried)? {
                return Ok(None);
            }
            let needed = recorded.without_needless(rest, all.clone())?;
            chosen = all.into_iter().filter(|(place, _)| needed.contains(place)).collect();
            chosen.sort_unstable_by_key(|(place, _)| *place);
        }
        if chosen.is_empty() {
            return Ok(None);
        }
        let (mut said, mut truths) = (Vec::new(), Vec::new());
        for (place, _) in &chosen {
            let Some(sentence) = about.get(*place) else { continue };
            let truth = self.holds(recorded, sentence.node);
            said.push(sentence.said(truth));
            truths.push((sentence.node, truth));
        }
        let lits = chosen.into_iter().map(|(_, lit)| lit).collect();
        Ok(Some(To { words: words::joined(&said, " and "), value: None, truths, lits }))
    }
}
