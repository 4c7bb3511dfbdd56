//! What does the record say about a fact, and who said it?

use std::collections::BTreeSet;

use super::answers;
use super::statement::{FactLine, Saying, SayingState};
use super::{JudgementGap, wording};
use crate::calendar::Date;
use crate::check::{Anchor, facts_of_clause};
use crate::procedure::{ahead, is_named};
use crate::program::{Base, ComputedValue, DateExpr, Program, Ref};
use crate::record::{Answer, Place, Record, RecordedFact, Statement};
use crate::syntax::tree::FactKind;
use crate::vocabulary::{Fact, FactId, Type};

/// A record read beside the rules it is screened under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded<'a> {
    /// The rules, with their vocabulary.
    pub(super) program: &'a Program,
    /// The case.
    pub(super) record: &'a Record,
    /// Facts that surely do not apply.
    pub(super) away: &'a [FactId],
}

impl<'a> Recorded<'a> {
    /// A fact of the vocabulary.
    pub(super) fn fact(&self, fact: FactId) -> Option<&'a Fact> {
        self.program.rule_set.vocabulary.fact(fact)
    }

    /// All that counts of what was said about a fact.
    pub(super) fn line(&self, id: FactId) -> FactLine {
        let Some(fact) = self.fact(id) else { return unknown_line() };
        let recorded = self.record.fact(id);
        let mut sayings: Vec<Saying> = recorded
            .into_iter()
            .flat_map(RecordedFact::current)
            .map(|statement| saying(fact, statement))
            .collect();
        if sayings.is_empty() {
            let answer = if self.away.contains(&id) { Answer::NotApplicable } else { Answer::NotAsked };
            let because = self.away.contains(&id).then(|| self.why_away(id));
            sayings.push(Saying { because, ..saying(fact, &Statement { answer, ..Statement::default() }) });
        }
        // the name of periods is a whole sentence: alone it would read as if it were so
        let question = fact.words.ask.as_ref().filter(|_| matches!(fact.ty, Type::Periods));
        FactLine {
            fact: fact.id.clone(),
            name: question.map_or_else(|| fact.label().to_owned(), Clone::clone),
            named: fact.words.name.is_some() && question.is_none(),
            disputed: differ(recorded),
            sayings,
        }
    }

    /// What is recorded of the facts on which it hangs whether this one applies: `the child did not die`.
    fn why_away(&self, fact: FactId) -> String {
        let set = &self.program.rule_set;
        let Some(Some(clause)) = set.applies_when.get(fact.0 as usize) else { return String::new() };
        let plain = Self { away: &[], ..*self };
        let lines = facts_of_clause(&set.definitions, clause).into_iter().map(|fact| plain.line(fact));
        let said = lines.filter(|line| !line.disputed).filter_map(|line| {
            let value = line.sayings.into_iter().find(|saying| saying.state == SayingState::Value)?;
            value.sentence
        });
        wording::both(&said.collect::<Vec<_>>())
    }

    /// Facts a sentence reads, and the computed facts over them that the record states.
    pub(super) fn lines(&self, facts: &[FactId]) -> Vec<FactLine> {
        let stated = self.program.computed.iter().filter(|computed| {
            let inputs = match &computed.value {
                ComputedValue::Length { from, to } => vec![self.base_fact(from), self.base_fact(to)],
                ComputedValue::Date(date) => vec![self.base_fact(date)],
                ComputedValue::Choice(_) => Vec::new(),
            };
            self.record.fact(computed.fact).is_some()
                && inputs.iter().flatten().any(|input| facts.contains(input))
        });
        let all: BTreeSet<FactId> =
            facts.iter().copied().chain(stated.map(|computed| computed.fact)).collect();
        all.into_iter().map(|fact| self.line(fact)).collect()
    }

    fn base_fact(&self, date: &DateExpr) -> Option<FactId> {
        match date.base {
            Base::Ref(Ref::Slot(slot)) => self.program.slots.get(slot.0 as usize).map(|slot| slot.fact),
            Base::Ref(Ref::Field { .. }) | Base::Day(_) | Base::AsAt => None,
        }
    }

    /// Facts on which sources differ.
    pub(super) fn disputed(&self) -> Vec<FactLine> {
        self.filtered(|line, _| line.disputed)
    }

    /// Facts recorded as not known.
    pub(super) fn not_known(&self) -> Vec<FactLine> {
        self.filtered(|line, _| line.sayings.iter().any(|saying| saying.state == SayingState::NotKnown))
    }

    /// Facts of which something is recorded, be it only that it is not known, and that no rule reads.
    pub(super) fn context(&self) -> Vec<FactLine> {
        let program = self.program;
        let rules = program.slots.iter().map(|slot| slot.fact);
        let computed = program.computed.iter().map(|computed| computed.fact);
        let used: BTreeSet<FactId> = rules.chain(computed).chain(procedure_facts(program)).collect();
        self.filtered(|line, id| {
            let told = |saying: &Saying| saying.state != SayingState::NotAsked;
            !used.contains(&id) && line.sayings.iter().any(told)
        })
    }

    /// What is broken where a fact of a clash holds a date after the day looked from.
    pub(super) fn ahead_of(&self, facts: &[FactId], as_at: Date) -> Option<String> {
        let late = facts.iter().any(|fact| self.is_ahead(*fact, as_at));
        late.then(|| wording::nothing_ahead(as_at))
    }

    /// The other recorded facts that hold a date after the day looked from.
    pub(super) fn also_ahead(&self, named: &[FactId], as_at: Date) -> Vec<FactLine> {
        self.filtered(|_, id| !named.contains(&id) && self.is_ahead(id, as_at))
    }

    fn is_ahead(&self, fact: FactId, as_at: Date) -> bool {
        let facts = self.record.fact(fact).into_iter().cloned().collect();
        !ahead(&self.program.rule_set.vocabulary, &Record { facts, ..Record::default() }, as_at).is_empty()
    }

    /// Judgements that name nobody, or give no reasons.
    pub(super) fn judgement_gaps(&self) -> Vec<JudgementGap> {
        let judgement = |id| self.fact(id).is_some_and(|fact| fact.kind == FactKind::Judgement);
        let lines = self.filtered(|line, id| {
            judgement(id) && (line.sayings.iter().any(lacks) || self.made_by_other(line, id).is_some())
        });
        lines
            .into_iter()
            .map(|fact| JudgementGap {
                by: fact.sayings.iter().any(|saying| saying.by.is_none()),
                reasons: fact.sayings.iter().any(|saying| saying.reasons.is_none()),
                other: self.other_than_named(&fact),
                fact,
            })
            .collect()
    }

    /// The body that made a judgement, where the vocabulary names another one.
    fn made_by_other(&self, line: &FactLine, id: FactId) -> Option<String> {
        let named = &self.fact(id)?.held_by;
        let values = line.sayings.iter().filter(|saying| saying.state == SayingState::Value);
        let mut bodies = values.filter_map(|saying| saying.by.as_ref());
        let body = |who: &String| who.split(',').next().unwrap_or("").to_owned();
        let other = |by: &&String| !named.is_empty() && !named.iter().any(|who| is_named(by, &body(who)));
        bodies.find(other).cloned()
    }

    fn other_than_named(&self, line: &FactLine) -> Option<String> {
        let (id, _) = self.program.rule_set.vocabulary.find(&line.fact)?;
        self.made_by_other(line, id)
    }

    fn filtered(&self, keep: impl Fn(&FactLine, FactId) -> bool) -> Vec<FactLine> {
        let recorded = self.record.facts.iter().map(|recorded| (recorded.fact, self.line(recorded.fact)));
        recorded.filter(|(id, line)| keep(line, *id)).map(|(_, line)| line).collect()
    }
}

/// Facts that deadlines, checks and what is done while facts are missing speak of.
fn procedure_facts(program: &Program) -> impl Iterator<Item = FactId> {
    let set = &program.rule_set;
    let days = || set.deadlines.iter().flat_map(|it| [Some(&it.anchor), it.done.as_ref()]).flatten();
    let of_record = days().filter_map(Anchor::fact);
    let decided = days().filter_map(|day| if let Anchor::Decision(day) = day { day.fact } else { None });
    let missing = set.while_missing.iter().filter_map(|line| line.anchor.fact());
    of_record.chain(missing).chain(decided).chain(set.checks.iter().filter_map(|check| check.list))
}

fn lacks(saying: &Saying) -> bool {
    saying.state == SayingState::Value && (saying.by.is_none() || saying.reasons.is_none())
}

/// Do the statements that count give different values?
fn differ(recorded: Option<&RecordedFact>) -> bool {
    let mut answers = recorded.into_iter().flat_map(RecordedFact::current).filter_map(|statement| {
        if let Answer::Value(value) = &statement.answer { Some(value) } else { None }
    });
    let first = answers.next();
    answers.any(|other| Some(other) != first)
}

fn saying(fact: &Fact, statement: &Statement) -> Saying {
    let (state, value, words, sentence) = match &statement.answer {
        Answer::NotAsked => {
            (SayingState::NotAsked, wording::NOT_ASKED.to_owned(), wording::NOT_ASKED.to_owned(), None)
        }
        Answer::NotKnown { .. } => {
            (SayingState::NotKnown, wording::NOT_KNOWN.to_owned(), wording::NOT_KNOWN.to_owned(), None)
        }
        Answer::NotApplicable => (
            SayingState::NotApplicable,
            wording::NOT_APPLICABLE.to_owned(),
            wording::NOT_APPLICABLE.to_owned(),
            None,
        ),
        Answer::Value(value) => (
            SayingState::Value,
            answers::code(fact, value),
            answers::said(fact, value),
            answers::sentence(fact, value),
        ),
    };
    let (reason, due) = match &statement.answer {
        Answer::NotKnown { reason, due } => (reason.clone(), *due),
        Answer::NotAsked | Answer::NotApplicable | Answer::Value(_) => (None, None),
    };
    Saying {
        state,
        value,
        words,
        sentence,
        by: statement.by.clone(),
        on: statement.on,
        reason,
        due,
        note: statement.note.clone(),
        reasons: statement.reasons.clone(),
        because: None,
        origin: origin(&statement.place),
    }
}

/// `cases.yaml:14`
pub(super) fn origin(place: &Place) -> String {
    match (place.file.is_empty(), place.line) {
        (true, _) => String::new(),
        (false, 0) => place.file.to_string(),
        (false, line) => format!("{}:{line}", place.file),
    }
}

/// Cannot happen with a record read against the same vocabulary; says so rather than showing nothing.
fn unknown_line() -> FactLine {
    FactLine {
        fact: String::new(),
        name: wording::UNKNOWN_FACT.to_owned(),
        named: true,
        sayings: Vec::new(),
        disputed: false,
    }
}
