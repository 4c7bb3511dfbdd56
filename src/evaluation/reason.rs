//! Which recorded facts alone force the outcome?
//!
//! A smallest-by-inclusion set, found by leaving out one recorded thing after another in a fixed order; then each fact
//! is widened as far as the outcome allows, and the set is checked again with everything else blanked.

use super::encode::{Part, Stop, Value};
use super::exact::Exact;
use super::from_record::Said;
use super::knowledge::{Known, Presumed};
use super::recorded::Recorded;
use super::result::{Reason, ReasonPart};
use super::words::{self, Sentence};
use crate::check::{OutcomeId, PresumptionId, QuestionId};
use crate::program::{Program, SlotId};
use crate::solver::Lit;
use crate::vocabulary::FactId;

/// Words for a fact, and the literals that stand for it where they differ from its items.
type Wider = (String, Option<Vec<Lit>>);

/// A reason as items of the record, and the presumptions it needs.
#[derive(Debug, Clone)]
pub(super) struct Forcing {
    pub(super) items: Vec<usize>,
    pub(super) presumed: Presumed,
}

/// Items that alone force the outcome; none where the whole record does not.
pub(super) fn forcing(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    presumed: &Presumed,
) -> Result<Option<Forcing>, Stop> {
    let all: Vec<Lit> = recorded.items.iter().map(|item| item.lit).collect();
    let forces = |recorded: &mut Recorded<'_>, presumed: &Presumed| {
        let other = !recorded.outcome(settled, presumed);
        let lits: Vec<Lit> = std::iter::once(other).chain(all.iter().copied()).collect();
        Ok::<_, Stop>(!recorded.possible(&lits)?)
    };
    if !forces(recorded, presumed)? {
        return Ok(None);
    }
    let mut needed: Vec<PresumptionId> = presumed.iter().collect();
    for presumption in presumed.iter() {
        let fewer: Vec<PresumptionId> =
            needed.iter().copied().filter(|other| *other != presumption).collect();
        if forces(recorded, &Presumed::of(fewer.clone()))? {
            needed = fewer;
        }
    }
    let presumed = Presumed::of(needed);
    let other = !recorded.outcome(settled, &presumed);
    let order = leaving_out(recorded, settled.0);
    let items = recorded.without_needless(&[other], order)?;
    Ok(Some(Forcing { items, presumed }))
}

/// What to leave out first: facts that the question does not read, then the last fact of the vocabulary first.
fn leaving_out(recorded: &Recorded<'_>, question: QuestionId) -> Vec<(usize, Lit)> {
    let read =
        super::exact::plan(recorded.program, question).map(|plan| plan.slots.as_slice()).unwrap_or_default();
    let mut order: Vec<usize> = (0..recorded.items.len()).collect();
    order.sort_by_key(|place| {
        let item = recorded.items.get(*place);
        let reads = item.and_then(|item| item.slot).is_some_and(|slot| read.contains(&slot));
        let id = item.map(|item| words::id(recorded.program, item.fact));
        (reads, std::cmp::Reverse((id, *place)))
    });
    order.into_iter().filter_map(|place| Some((place, recorded.items.get(place)?.lit))).collect()
}

/// The reason for a settled outcome, in words.
pub(super) fn reason(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    presumed: &Presumed,
    said: &Said,
) -> Result<Option<Reason>, Stop> {
    let Some(forcing) = forcing(recorded, settled, presumed)? else { return Ok(None) };
    confirm(recorded, settled, &forcing)?;
    let parts = widened(recorded, settled, &forcing, said)?;
    Ok(Some(Reason { parts, presumptions: forcing.presumed.iter().collect() }))
}

/// Everything else blanked, the outcome is still the only one.
fn confirm(
    recorded: &Recorded<'_>,
    (question, outcome): (QuestionId, OutcomeId),
    forcing: &Forcing,
) -> Result<(), Stop> {
    let only = recorded.only(&forcing.items);
    let mut exact = Exact::of_question(recorded.program, &only, question, recorded.encoding.budget.left);
    let possible = exact.possible(question, &forcing.presumed)?;
    if possible.iter().all(|(other, _)| *other == outcome) { Ok(()) } else { Err(Stop::Mismatch("a reason")) }
}

/// Fact by fact, as far as the outcome allows.
fn widened(
    recorded: &mut Recorded<'_>,
    settled: (QuestionId, OutcomeId),
    forcing: &Forcing,
    said: &Said,
) -> Result<Vec<ReasonPart>, Stop> {
    let other = !recorded.outcome(settled, &forcing.presumed);
    let mut facts: Vec<FactId> =
        forcing.items.iter().filter_map(|item| recorded.items.get(*item)).map(|item| item.fact).collect();
    words::by_id(recorded.program, &mut facts);
    facts.dedup();
    // What now stands for each fact: at first its items.
    let mut standing: Vec<(FactId, Vec<Lit>)> = Vec::new();
    for fact in &facts {
        let of_fact = forcing
            .items
            .iter()
            .filter_map(|item| recorded.items.get(*item))
            .filter(|item| item.fact == *fact);
        standing.push((*fact, of_fact.map(|item| item.lit).collect()));
    }
    let sentences = words::sentences(recorded.program, settled.0);
    let mut parts = Vec::new();
    for place in 0..standing.len() {
        let rest: Vec<Lit> = std::iter::once(other)
            .chain(
                standing
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != place)
                    .flat_map(|(_, (_, lits))| lits.clone()),
            )
            .collect();
        let Some((fact, _)) = standing.get(place).cloned() else { continue };
        let told = if recorded.possible(&rest)? { None } else { told(recorded, &parts, fact, &sentences) };
        let (words, lits) = match told {
            Some(words) => (words, Some(Vec::new())),
            None => widen(recorded, fact, &rest, (forcing, &sentences))?,
        };
        if let (Some(standing), Some(lits)) = (standing.get_mut(place), lits) {
            standing.1 = lits;
        }
        parts.push(ReasonPart { fact, words, hangs_on_one_source: one_source(recorded, fact, said) });
    }
    Ok(parts)
}

/// What is said of another fact already and says this one too, where nothing more is needed.
fn told(
    recorded: &Recorded<'_>,
    parts: &[ReasonPart],
    fact: FactId,
    sentences: &[Sentence],
) -> Option<String> {
    let about: Vec<&Sentence> =
        sentences.iter().filter(|sentence| reads(recorded.program, sentence, fact)).collect();
    let tells = |part: &&ReasonPart| about.iter().any(|sentence| part.words.contains(&sentence.text));
    parts.iter().find(tells).map(|part| part.words.clone())
}

fn one_source(recorded: &Recorded<'_>, fact: FactId, said: &Said) -> bool {
    let slot = recorded.program.slot_of(fact);
    let said = slot.and_then(|slot| said.slots.get(slot.0 as usize));
    said.is_some_and(|said| said.one_source)
}

/// The widest form of one fact under which the rest still forces the outcome, in words and as literals.
fn widen(
    recorded: &mut Recorded<'_>,
    fact: FactId,
    rest: &[Lit],
    (forcing, sentences): (&Forcing, &[Sentence]),
) -> Result<Wider, Stop> {
    let whole = forcing
        .items
        .iter()
        .filter_map(|item| recorded.items.get(*item))
        .find(|item| item.fact == fact)
        .cloned();
    let Some(item) = whole else { return Ok((String::new(), None)) };
    if let (Some(slot), Part::Whole) = (item.slot, item.part)
        && let Some(Known::Choice(mask)) = recorded.knowledge.slots.get(slot.0 as usize).cloned()
        && let Some(widened) = widen_choice(recorded, slot, mask, rest)?
    {
        return Ok(widened);
    }
    let about: Vec<&Sentence> =
        sentences.iter().filter(|sentence| reads(recorded.program, sentence, fact)).collect();
    if let Some(widened) = widen_to_sentences(recorded, &about, rest)? {
        return Ok(widened);
    }
    let slot = item.slot;
    let known = slot.and_then(|slot| recorded.knowledge.slots.get(slot.0 as usize));
    let as_at = recorded.knowledge.as_at;
    let words = slot.zip(known).map(|(slot, known)| words::statement(recorded.program, slot, known, as_at));
    Ok((words.unwrap_or_else(|| label(recorded, fact)), None))
}

pub(super) fn reads(program: &Program, sentence: &Sentence, fact: FactId) -> bool {
    let computed = program.computed.iter().find(|computed| computed.fact == fact);
    let inputs = computed.map(|computed| super::encode::inputs(program, &computed.value)).unwrap_or_default();
    sentence.facts.iter().any(|read| *read == fact || inputs.contains(read))
}

fn label(recorded: &Recorded<'_>, fact: FactId) -> String {
    recorded.program.rule_set.vocabulary.fact(fact).map(|fact| fact.label().to_owned()).unwrap_or_default()
}

/// More and more values of a choice.
fn widen_choice(
    recorded: &mut Recorded<'_>,
    slot: SlotId,
    mask: u64,
    rest: &[Lit],
) -> Result<Option<Wider>, Stop> {
    let value = recorded.alone().and_then(|alone| alone.slots.get(slot.0 as usize)).cloned();
    let Some(Value::Choice(classes)) = value.as_deref() else { return Ok(None) };
    let mut kept: Vec<(u64, Lit)> = classes.iter().copied().filter(|(class, _)| class & mask != 0).collect();
    for class in classes.iter().filter(|(class, _)| class & mask == 0) {
        let wider: Vec<Lit> = kept.iter().chain([class]).map(|(_, lit)| *lit).collect();
        let any = recorded.encoding.problem.any(&wider);
        let tried: Vec<Lit> = rest.iter().copied().chain([any]).collect();
        if !recorded.possible(&tried)? {
            kept.push(*class);
        }
    }
    let all = kept.iter().fold(0, |all, (class, _)| all | class);
    let lits: Vec<Lit> = kept.iter().map(|(_, lit)| *lit).collect();
    let any = recorded.encoding.problem.any(&lits);
    Ok(Some((words::chosen(recorded.program, slot, all), Some(vec![any]))))
}

/// The rules' sentences about the fact that the record settles, as few of them as will do.
fn widen_to_sentences(
    recorded: &mut Recorded<'_>,
    about: &[&Sentence],
    rest: &[Lit],
) -> Result<Option<Wider>, Stop> {
    let all: Vec<Lit> = recorded.items.iter().map(|item| item.lit).collect();
    let mut settled: Vec<(usize, Lit)> = Vec::new();
    for (place, sentence) in about.iter().enumerate() {
        let lit = recorded.lit(sentence.node, &Presumed::NONE);
        for truth in [lit, !lit] {
            let against: Vec<Lit> = all.iter().copied().chain([!truth]).collect();
            if lit.as_constant().is_none() && !recorded.possible(&against)? {
                settled.push((place, truth));
                break;
            }
        }
    }
    let tried: Vec<Lit> = rest.iter().copied().chain(settled.iter().map(|(_, lit)| *lit)).collect();
    if recorded.possible(&tried)? {
        return Ok(None);
    }
    let kept = recorded.without_needless(rest, settled.clone())?;
    let kept: Vec<(usize, Lit)> = settled.into_iter().filter(|(place, _)| kept.contains(place)).collect();
    let mut said = Vec::new();
    for (place, truth) in &kept {
        let Some(sentence) = about.get(*place) else { continue };
        let holds = recorded.lit(sentence.node, &Presumed::NONE) == *truth;
        said.push((*sentence, holds));
    }
    if said.is_empty() {
        return Ok(None);
    }
    Ok(Some((words::all_said(&said), Some(kept.into_iter().map(|(_, lit)| lit).collect()))))
}
