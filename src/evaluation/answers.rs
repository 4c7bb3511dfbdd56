//! Which answers to one fact can the rules tell apart, and what does each leave possible?
//!
//! An answer is a range of the fact alone: a sentence that another open fact has a part in says nothing certain once this
//! one is answered, and then the fact's own values are parted where that narrows what is possible. Answers leave nothing
//! out and exclude each other, unless there are too many to tell apart; then each still says only what holds of every
//! completion it fits.

use super::encode::{Stop, Value};
use super::exact::Exact;
use super::knowledge::{Knowledge, Presumed};
use super::matters::Target;
use super::narrowed::{Narrowed, Says};
use super::tells::{condition, in_words, what_tells};
use super::words::{self, Sentence};
use crate::check::QuestionId;
use crate::program::{Domain, NodeId, Program, SlotId};
use crate::solver::Lit;
use crate::vocabulary::Type;

/// More answers than this to one question are not told apart.
const MOST_ANSWERS: usize = 12;

/// An answer: what it says of the case, what it leaves.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) words: String,
    /// The places of what may then come out, rising.
    pub(super) leaves: Vec<u32>,
    pub(super) narrowed: Narrowed,
    /// What is assumed of the case where it is given.
    lits: Vec<Lit>,
}

/// By which sentences are answers told apart?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Those whose truth the answer alone settles.
    ItAlone,
    /// Also those that another open fact has a part in: a condition, not an answer.
    OthersToo,
}

/// The answers to one fact.
pub(super) struct Answers {
    pub(super) told: Vec<Told>,
    /// They leave nothing out, and exclude each other.
    pub(super) apart: bool,
    /// The sentences they are told apart by.
    sentences: Vec<Sentence>,
    /// There are too many to tell apart, or others that hang on another open fact too and no values of the fact by which
    /// those are parted.
    unparted: bool,
}

impl Answers {
    /// For people: answers that leave the same possible are one, where that can be said simply. Where all do, and not all
    /// that the rules can tell apart are told apart, that is said.
    pub(super) fn in_short(&self, program: &Program) -> Vec<(String, Vec<u32>)> {
        let mut short = self.grouped(program);
        let alike = short.windows(2).all(|two| matches!(two, [(_, one), (_, other)] if one == other));
        if self.unparted && alike {
            short.truncate(1);
            for (words, _) in &mut short {
                words::NOT_TOLD_APART.clone_into(words);
            }
        }
        short
    }

    fn grouped(&self, program: &Program) -> Vec<(String, Vec<u32>)> {
        let said = |told: &Told| (told.words.clone(), told.leaves.clone());
        let each = || self.told.iter().map(said).collect();
        if !self.apart || self.told.iter().any(|told| is_yes_or_no(program, told)) {
            return each();
        }
        let mut groups: Vec<Vec<&Told>> = Vec::new();
        for told in &self.told {
            let same =
                |group: &&mut Vec<&Told>| group.first().is_some_and(|first| first.leaves == told.leaves);
            match groups.iter_mut().find(same) {
                Some(group) => group.push(told),
                None => groups.push(vec![told]),
            }
        }
        let mut short = Vec::new();
        for (place, group) in groups.iter().enumerate() {
            let Some(first) = group.first() else { continue };
            if let [only] = group.as_slice() {
                short.push(said(only));
                continue;
            }
            let condition = condition(program, &groups, place, &self.sentences);
            if condition.pieces > 1 {
                return each();
            }
            let words = match first.narrowed.says {
                Says::Choice(slot, _) => words::choices(program, slot, all_of(group)),
                Says::Sentences(..) if condition.words.is_empty() => words::ANY_ANSWER.to_owned(),
                Says::Sentences(..) => condition.words,
            };
            short.push((words, first.leaves.clone()));
        }
        short
    }
}

fn is_yes_or_no(program: &Program, told: &Told) -> bool {
    let Says::Choice(slot, _) = told.narrowed.says else { return false };
    words::fact(program, slot).is_some_and(|(_, fact)| fact.ty == Type::YesNo)
}

/// The choices of all these answers.
fn all_of(group: &[&Told]) -> u64 {
    let mask = |told: &&Told| if let Says::Choice(_, mask) = told.narrowed.says { mask } else { 0 };
    group.iter().fold(0, |all, told| all | mask(told))
}

/// What is known once an answer is taken.
pub(super) fn after(knowledge: &Knowledge, told: &Told) -> Knowledge {
    told.narrowed.apply(knowledge)
}

/// Answers before it is worked out what each leaves: the words, what is assumed, what is then known.
type Ranges = Vec<(String, Vec<Lit>, Says)>;

impl Exact<'_> {
    /// The answers to a fact that the rules can tell apart, and what each leaves possible.
    pub(super) fn answers(
        &mut self,
        target: Target<'_>,
        slot: SlotId,
        presumed: &Presumed,
        about: About,
    ) -> Result<Answers, Stop> {
        let value = self
            .reading_under(&Presumed::NONE)
            .and_then(|reading| reading.slots.get(slot.0 as usize))
            .cloned();
        if let Some(Value::Choice(classes)) = value.as_deref() {
            let ranges = self.by_choice(slot, classes);
            let told = self.told(ranges, (target, slot), presumed)?;
            return Ok(Answers { told, apart: true, sentences: Vec::new(), unparted: false });
        }
        let (sentences, hang) = self.sentences_about(target.question, slot, about)?;
        let (told, apart) = match self.by_sentences(slot, &sentences)? {
            Some(ranges) => (self.told(ranges, (target, slot), presumed)?, true),
            None => (self.by_each_sentence((target, slot), &sentences, presumed)?, false),
        };
        let parted = hang || (about == About::ItAlone && self.tied());
        let told = if parted { self.parted(told, (target, slot), presumed)? } else { told };
        let unparted = !apart || (hang && matches!(self.program.slot(slot).domain, Domain::List { .. }));
        Ok(Answers { told, apart, sentences, unparted })
    }

    /// The sentences about a fact that tell its answers apart. Are there others, that hang on another open fact too?
    fn sentences_about(
        &mut self,
        question: QuestionId,
        slot: SlotId,
        about: About,
    ) -> Result<(Vec<Sentence>, bool), Stop> {
        let fact = self.program.slot(slot).fact;
        let (mut telling, mut hang) = (Vec::new(), false);
        for sentence in words::sentences(self.program, question) {
            if !sentence.facts.contains(&fact) {
                continue;
            }
            if about == About::OthersToo || self.settles(slot, &sentence)? {
                telling.push(sentence);
            } else {
                hang = true;
            }
        }
        Ok((telling, hang))
    }

    /// Each answer in the parts of the fact's own values, where they narrow what it leaves.
    fn parted(
        &mut self,
        told: Vec<Told>,
        (target, slot): (Target<'_>, SlotId),
        presumed: &Presumed,
    ) -> Result<Vec<Told>, Stop> {
        let mut parted = Vec::new();
        for whole in told {
            let room = parted.len() < MOST_ANSWERS && whole.leaves.len() > 1;
            let parts = if room && whole.words != words::ANYTHING_ELSE {
                self.parts(slot, &whole.lits, (target.asked, presumed))?
            } else {
                Vec::new()
            };
            let mut within = Vec::new();
            for part in parts {
                let words = match whole.words.as_str() {
                    words::ANY_ANSWER => part.words,
                    words => words::both(&[words.to_owned(), part.words]),
                };
                let lits: Vec<Lit> = whole.lits.iter().copied().chain([part.lit]).collect();
                let narrowed = Narrowed { within: Some((slot, part.known)), ..whole.narrowed.clone() };
                within.extend(self.leaving((words, lits, narrowed), (target, slot), presumed)?);
            }
            if within.iter().any(|part| part.leaves != whole.leaves) {
                parted.extend(within);
            } else {
                parted.push(whole);
            }
        }
        Ok(parted)
    }

    /// Is a sentence true or false once this fact alone is answered? No two completions in which it is the same differ
    /// in that.
    fn settles(&mut self, slot: SlotId, sentence: &Sentence) -> Result<bool, Stop> {
        let open = self.open_slots();
        let reads = |other: &SlotId| *other != slot && self.encoding.node_reads(sentence.node, *other);
        if !open.iter().any(reads) {
            return Ok(true);
        }
        let ours = self.reading_under(&Presumed::NONE).and_then(|it| it.slots.get(slot.0 as usize)).cloned();
        let mut twin = match self.twin.take() {
            Some(twin) => twin,
            None => self.encoding.instance(self.knowledge, Presumed::NONE),
        };
        let here = self.lit(sentence.node, &Presumed::NONE);
        let there = self.encoding.truth(&mut twin, sentence.node);
        let mut assumed = vec![!self.encoding.problem.same(here, there)];
        assumed.push(self.encoding.valid(&mut twin, self.knowledge));
        if let Some((ours, theirs)) = ours.zip(twin.slots.get(slot.0 as usize).cloned()) {
            assumed.push(self.encoding.same_value(&ours, &theirs));
        }
        if let Some(applies) = self.program.slot(slot).applies {
            assumed.extend([self.lit(applies, &Presumed::NONE), self.encoding.truth(&mut twin, applies)]);
        }
        self.twin = Some(twin);
        Ok(assumed.contains(&Lit::FALSE) || self.encoding.solve(&assumed)?.is_err())
    }

    /// What each range leaves possible; those that nothing fits are left out.
    fn told(
        &mut self,
        ranges: Ranges,
        (target, slot): (Target<'_>, SlotId),
        presumed: &Presumed,
    ) -> Result<Vec<Told>, Stop> {
        let mut told = Vec::new();
        for (words, lits, says) in ranges {
            told.extend(self.leaving((words, lits, Narrowed::of(says)), (target, slot), presumed)?);
        }
        Ok(told)
    }

    /// An answer can be given only where the fact applies.
    fn leaving(
        &mut self,
        (words, lits, narrowed): (String, Vec<Lit>, Narrowed),
        (target, slot): (Target<'_>, SlotId),
        presumed: &Presumed,
    ) -> Result<Option<Told>, Stop> {
        let applies = self.program.slot(slot).applies;
        let guard = applies.map(|node| self.lit(node, &Presumed::NONE)).filter(|guard| !lits.contains(guard));
        let lits: Vec<Lit> = lits.into_iter().chain(guard).collect();
        let reading = self.presumed_where(&lits, presumed)?;
        let choices = self.choices(target.asked, &reading);
        let leaves: Vec<u32> =
            self.which_where(&lits, &choices)?.into_iter().map(|(place, _)| place).collect();
        if leaves.is_empty() {
            return Ok(None);
        }
        let applies = applies.map(|node| (node, self.program.slot(slot).fact));
        let narrowed = Narrowed { applies, ..narrowed };
        Ok(Some(Told { words, leaves, narrowed, lits }))
    }

    fn by_choice(&self, slot: SlotId, classes: &[(u64, Lit)]) -> Ranges {
        let told = classes.iter().map(|(mask, lit)| {
            (words::choices(self.program, slot, *mask), vec![*lit], Says::Choice(slot, *mask))
        });
        told.collect()
    }

    /// By which of the rules' own sentences about the fact are true; nothing where there are too many.
    fn by_sentences(&mut self, slot: SlotId, about: &[Sentence]) -> Result<Option<Ranges>, Stop> {
        let fact = self.program.slot(slot).fact;
        let lits: Vec<Lit> = about.iter().map(|sentence| self.lit(sentence.node, &Presumed::NONE)).collect();
        let applies = self.program.slot(slot).applies.map(|node| self.lit(node, &Presumed::NONE));
        let mut told: Vec<(Vec<bool>, Vec<Lit>)> = Vec::new();
        let mut others: Vec<Lit> = applies.into_iter().collect();
        while let Ok(model) = self.encoding.solve(&others)? {
            if told.len() == MOST_ANSWERS {
                return Ok(None);
            }
            let truths: Vec<bool> = lits.iter().map(|lit| model.holds(*lit)).collect();
            let here: Vec<Lit> = lits.iter().zip(&truths).map(|(lit, truth)| lit.when(*truth)).collect();
            let all = self.encoding.problem.all(&here);
            others.push(!all);
            told.push((truths, here));
        }
        told.sort_by(|left, right| right.0.cmp(&left.0));
        let nodes: Vec<NodeId> = about.iter().map(|sentence| sentence.node).collect();
        let pairs =
            |(truths, _): &(Vec<bool>, Vec<Lit>)| nodes.iter().copied().zip(truths.iter().copied()).collect();
        let said: Vec<Vec<(NodeId, bool)>> = told.iter().map(pairs).collect();
        let mut ranges = Vec::new();
        for (place, (_, here)) in told.into_iter().enumerate() {
            let (before, rest) = said.split_at(place.min(said.len()));
            let Some((this, after)) = rest.split_first() else { continue };
            let others: Vec<&[(NodeId, bool)]> = before.iter().chain(after).map(Vec::as_slice).collect();
            let tells = what_tells(&[this], &others).filter(|tells| !tells.is_empty());
            let words = in_words(tells.as_ref().unwrap_or(this), about);
            let words = if words.is_empty() { words::ANY_ANSWER.to_owned() } else { words };
            ranges.push((words, here, Says::Sentences(this.clone(), fact)));
        }
        Ok(Some(ranges))
    }

    /// Sentence by sentence, where it narrows what is possible; then all that fits none of these.
    fn by_each_sentence(
        &mut self,
        (target, slot): (Target<'_>, SlotId),
        about: &[Sentence],
        presumed: &Presumed,
    ) -> Result<Vec<Told>, Stop> {
        let fact = self.program.slot(slot).fact;
        let says = |truths: Vec<(NodeId, bool)>| Narrowed::of(Says::Sentences(truths, fact));
        let whole = (words::ANY_ANSWER.to_owned(), Vec::new(), says(Vec::new()));
        let Some(whole) = self.leaving(whole, (target, slot), presumed)? else { return Ok(Vec::new()) };
        let mut told = Vec::new();
        let mut rest: Vec<(NodeId, bool)> = Vec::new();
        let mut left: Vec<Lit> = Vec::new();
        for (sentence, truth) in about.iter().flat_map(|sentence| [(sentence, true), (sentence, false)]) {
            let lit = self.lit(sentence.node, &Presumed::NONE).when(truth);
            let words = sentence.said(truth);
            let here = self.leaving(
                (words, vec![lit], says(vec![(sentence.node, truth)])),
                (target, slot),
                presumed,
            )?;
            if let Some(here) = here.filter(|here| here.leaves != whole.leaves) {
                told.push(here);
                rest.push((sentence.node, !truth));
                left.push(!lit);
            }
        }
        if told.is_empty() {
            return Ok(vec![whole]);
        }
        let other = (words::ANYTHING_ELSE.to_owned(), left, says(rest));
        told.extend(self.leaving(other, (target, slot), presumed)?);
        Ok(told)
    }
}
