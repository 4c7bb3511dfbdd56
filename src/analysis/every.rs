//! Is there a record in which all of these are so? Over every record that the vocabulary allows.

use super::plain::{anything, ladder};
use crate::calendar::Date;
use crate::evaluation::{Completion, Exact, Knowledge, Known, Stop, Wanted};
use crate::program::{Domain, NodeId, Program, SlotId};

/// How many conflicts one question may cost. Counted, not timed, so that every machine gives the same verdict.
const CONFLICTS: u64 = 60_000;

/// A program, and nothing known.
pub struct Every<'a> {
    pub(super) program: &'a Program,
    open: Knowledge,
    /// Slots of which something is taken as known.
    taken: Vec<SlotId>,
}

/// What was found.
#[derive(Debug, Clone)]
pub enum Possible {
    /// This record.
    Example(Completion),
    /// There is none.
    Never,
    /// It could not be settled, for this reason.
    NotSettled(String),
}

impl<'a> Every<'a> {
    /// Every record of a program.
    #[must_use]
    pub fn of(program: &'a Program) -> Self {
        let slots = program.slots.iter().map(|slot| anything(&slot.domain)).collect();
        let open = Knowledge { slots, constraints: Vec::new(), as_at: Date::LAST };
        Self { program, open, taken: Vec::new() }
    }

    /// Every record of a program in which these are known.
    pub(super) fn with(program: &'a Program, known: &[(SlotId, Known)]) -> Self {
        let mut every = Self::of(program);
        for (slot, known) in known {
            if let Some(place) = every.open.slots.get_mut(slot.0 as usize) {
                *place = known.clone();
                every.taken.push(*slot);
            }
        }
        every
    }

    /// The day that all fictional cases are seen from: the last there is, so that no date lies ahead of it.
    #[must_use]
    pub fn as_at(&self) -> Date {
        self.open.as_at
    }

    /// Nothing known, in the program's slots.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.open
    }

    /// Some record in which all of these are so.
    #[must_use]
    pub fn possible(&self, wanted: &[Wanted]) -> Possible {
        self.possible_among(&self.open, wanted)
    }

    /// These sentences, ready to be asked about many times.
    #[must_use]
    pub fn ready(&self, nodes: impl IntoIterator<Item = NodeId>) -> Exact<'_> {
        Exact::new(self.program, &self.open, nodes, CONFLICTS)
    }

    /// As [`Every::possible`], of sentences made ready.
    pub fn possible_in(&self, exact: &mut Exact<'_>, wanted: &[Wanted]) -> Possible {
        match exact.completion_where(wanted, CONFLICTS) {
            Ok(Some(completion)) => Possible::Example(completion),
            Ok(None) => Possible::Never,
            Err(stop) => Possible::NotSettled(self.why(exact, stop)),
        }
    }

    fn possible_among(&self, knowledge: &Knowledge, wanted: &[Wanted]) -> Possible {
        let mut exact = Exact::new(self.program, knowledge, wanted.iter().map(|one| one.node), CONFLICTS);
        self.possible_in(&mut exact, wanted)
    }

    /// The construct that stopped it, in an author's words.
    fn why(&self, exact: &Exact<'_>, stop: Stop) -> String {
        if let Stop::Mismatch(what) = stop {
            return format!(
                "the engine does not agree with its own plain reading about {what}; please report this"
            );
        }
        let facts = exact.too_long().into_iter().filter_map(|(slot, tried)| {
            let fact = self.program.rule_set.vocabulary.fact(self.program.slot(slot).fact)?;
            let name = format!("“{}”", fact.words.many.as_deref().unwrap_or(fact.label()));
            Some(tried.map_or(name.clone(), |tried| format!("up to {tried} {name}")))
        });
        let facts: Vec<String> = facts.collect();
        if facts.is_empty() {
            return String::from(
                "the search was given up after a fixed number of steps, and nothing had been found till then; fewer \
                 dates compared with one another, or a smaller question, can be settled",
            );
        }
        format!(
            "nothing was found with {}, but longer lists may matter; a claim that counts fewer entries can be settled",
            facts.join(", ")
        )
    }

    /// The record as near to the plain one as leaving out one departure after the other brings it.
    #[must_use]
    pub fn plainest(&self, wanted: &[Wanted]) -> Possible {
        let found = match self.possible(wanted) {
            Possible::Example(found) => found,
            other @ (Possible::Never | Possible::NotSettled(_)) => return other,
        };
        let ladders: Vec<Vec<Known>> =
            (0..self.program.slots.len()).map(|slot| ladder(self.program, slot)).collect();
        let rungs = |slot: usize| ladders.get(slot).map_or(0, Vec::len);
        let mut nearer = Nearer { every: self, wanted, ladders: &ladders, known: self.open.clone(), found };
        let taken = |slot: &usize| self.taken.iter().any(|taken| taken.0 as usize == *slot);
        let free: Vec<usize> = (0..ladders.len()).filter(|slot| !taken(slot)).collect();
        // No day and no number far from the plain ones, if none need be.
        let ordered = free.iter().filter(|slot| self.has_order(**slot));
        nearer.at(ordered.map(|slot| (*slot, rungs(*slot).saturating_sub(2))));
        let mut left = Vec::new();
        let mut stack = vec![free];
        while let Some(part) = stack.pop() {
            if nearer.at(part.iter().map(|slot| (*slot, 0))) {
                continue;
            }
            let (first, second) = part.split_at(part.len() / 2);
            if part.len() < 2 {
                left.extend(part);
                continue;
            }
            stack.push(second.to_vec());
            stack.push(first.to_vec());
        }
        for slot in left {
            (1..rungs(slot)).find(|rung| nearer.at([(slot, *rung)]));
        }
        Possible::Example(nearer.found)
    }

    fn has_order(&self, slot: usize) -> bool {
        let domain = self.program.slots.get(slot).map(|slot| &slot.domain);
        matches!(domain, Some(Domain::Date { .. } | Domain::Number))
    }

    /// The slots whose values alone make all of these so, whatever the others say: a smallest set by inclusion.
    pub(super) fn rests_on(&self, completion: &Completion, wanted: &[Wanted]) -> Vec<usize> {
        let mut fixed = self.open.clone();
        fixed.slots = completion.slots.iter().map(super::plain::exactly).collect();
        let plain =
            |slot: &usize| completion.slots.get(*slot) == super::plain::plain(self.program, *slot).as_ref();
        let (usual, departed): (Vec<usize>, Vec<usize>) = (0..completion.slots.len()).partition(plain);
        let mut kept = Vec::new();
        let mut stack = vec![departed, usual];
        while let Some(part) = stack.pop() {
            let mut tried = fixed.clone();
            for slot in &part {
                if let (Some(to), Some(from)) = (tried.slots.get_mut(*slot), self.open.slots.get(*slot)) {
                    *to = from.clone();
                }
            }
            if part.is_empty() || self.settled(&tried, wanted) {
                fixed = tried;
                continue;
            }
            let (first, second) = part.split_at(part.len() / 2);
            if part.len() < 2 {
                kept.extend(part);
                continue;
            }
            stack.push(second.to_vec());
            stack.push(first.to_vec());
        }
        kept.sort_unstable();
        kept
    }

    /// Is each of these so of every completion?
    fn settled(&self, knowledge: &Knowledge, wanted: &[Wanted]) -> bool {
        let mut exact = Exact::new(self.program, knowledge, wanted.iter().map(|one| one.node), CONFLICTS);
        wanted.iter().all(|one| matches!(self.possible_in(&mut exact, &[one.opposite()]), Possible::Never))
    }
}

/// A record being brought nearer to the plain one.
struct Nearer<'e, 'a> {
    every: &'e Every<'a>,
    wanted: &'e [Wanted],
    ladders: &'e [Vec<Known>],
    /// What its slots are narrowed to.
    known: Knowledge,
    found: Completion,
}

impl Nearer<'_, '_> {
    /// Narrows these slots to these rungs of their ladders, if a record is left.
    fn at(&mut self, rungs: impl IntoIterator<Item = (usize, usize)>) -> bool {
        let mut tried = self.known.clone();
        for (slot, rung) in rungs {
            let known = self.ladders.get(slot).and_then(|ladder| ladder.get(rung));
            if let (Some(place), Some(known)) = (tried.slots.get_mut(slot), known) {
                *place = known.clone();
            }
        }
        let Possible::Example(found) = self.every.possible_among(&tried, self.wanted) else { return false };
        (self.known, self.found) = (tried, found);
        true
    }
}
