//! A complete record as a fictional case: in sentences, as a file, as an example.

use std::fmt::Write as _;

use super::every::Every;
use super::nearest::{Nearest, nearest};
use super::plain::plain;
use crate::calendar::{Date, DateRange, Length, Unit};
use crate::check::QuestionId;
use crate::evaluation::{Completion, Concrete, Depth, Options, Presumed, Wanted, evaluate, reference};
use crate::program::{Domain, FieldSlot, Program, Slot};
use crate::record::{
    Answer, Entry, EntryField, LengthSaid, ListValue, Moment, NumberRange, Period, PeriodsValue, Place,
    Record, RecordedFact, SetValue, Statement, Value, answer_words, hash, sentence_for, write,
};
use crate::vocabulary::{Fact, FactId, LengthKind, Type};

/// A fictional case.
#[derive(Debug, Clone)]
pub struct Fictional {
    /// The complete record, slot by slot.
    pub completion: Completion,
    /// As a record.
    pub record: Record,
    /// What it rests on, in sentences: whatever else were recorded, it would be so. Of a list, every entry is told.
    pub sentences: Vec<String>,
    /// The facts of those sentences.
    pub facts: Vec<FactId>,
    /// What differs from the plain record, in sentences.
    pub departures: Vec<String>,
    /// In a claim about two records that differ in one thing: what the other says instead, in sentences.
    pub but_if: Vec<String>,
    /// What the rules give for it, question by question.
    pub outcomes: Vec<OutcomeThen>,
}

/// What the rules give for a question of a fictional case.
#[derive(Debug, Clone)]
pub struct OutcomeThen {
    /// The question's name.
    pub question: String,
    /// The binding outcome.
    pub outcome: String,
    /// The rules that apply and give it; none: *Otherwise*.
    pub rules: Vec<String>,
    /// The rules that come nearest to giving a more serious one.
    pub nearest: Vec<Nearest>,
}

impl Fictional {
    /// Its sentences on one line.
    #[must_use]
    pub fn told(&self) -> String {
        if self.sentences.is_empty() { String::from("any case at all") } else { self.sentences.join("; ") }
    }

    /// As a YAML record that any verb reads.
    #[must_use]
    pub fn yaml(&self, program: &Program) -> String {
        write(&self.record, &program.rule_set.vocabulary)
    }

    /// As a block for a rule file that passes as it stands: what the case rests on where that alone gives the outcomes
    /// with nothing else known, else the whole record. None where it holds a list, whose entries no example can give.
    #[must_use]
    pub fn example(&self, program: &Program, name: &str) -> Option<String> {
        let short = self.short();
        let record = [&short, &self.record].into_iter().find(|record| self.comes_out(program, record))?;
        let then = self.outcomes.iter().map(|then| format!("\"{}\" is {}", then.question, then.outcome));
        as_example(program, record, &then.collect::<Vec<_>>(), name)
    }

    /// As a record of what it rests on alone.
    pub(super) fn short(&self) -> Record {
        let mut short = self.record.clone();
        short.facts.retain(|recorded| self.facts.contains(&recorded.fact));
        short
    }

    /// Does this record, with nothing else known, have the outcomes told?
    fn comes_out(&self, program: &Program, record: &Record) -> bool {
        let options = Options { depth: Depth::Outcomes, ..Options::default() };
        let result = evaluate(program, record, Date::LAST, &options);
        self.outcomes.iter().all(|then| {
            let asked = program.rule_set.questions.iter().zip(&result.questions);
            let mut asked = asked.filter(|(question, _)| question.name == then.question);
            asked.any(|(question, result)| {
                let given = result.outcome.and_then(|outcome| question.outcomes.get(outcome.0 as usize));
                given.is_some_and(|outcome| outcome.name == then.outcome)
            })
        })
    }
}

/// A record as a block for a rule file, with what should come out. None where it holds a list, whose entries no example
/// can give.
pub(super) fn as_example(program: &Program, record: &Record, then: &[String], name: &str) -> Option<String> {
    let mut given = Vec::new();
    for recorded in &record.facts {
        let fact = program.rule_set.vocabulary.fact(recorded.fact)?;
        for statement in &recorded.statements {
            let Answer::Value(value) = &statement.answer else { return None };
            given.extend(given_as(fact, value)?);
        }
    }
    let mut text = format!("Example \"{name}\"\n");
    if !given.is_empty() {
        let _ = writeln!(text, "  Given {}.", given.join("; "));
    }
    text.push_str("  Given nothing else is known.\n");
    for then in then {
        let _ = writeln!(text, "  Then {then}.");
    }
    Some(text)
}

/// The sentences by which an example gives this value and no more than it; none for the entries of a list.
fn given_as(fact: &Fact, value: &Value) -> Option<Vec<String>> {
    let name = fact.words.name.as_deref().unwrap_or(&fact.id);
    let mut said: Vec<String> = match value {
        Value::Periods(value) if !value.periods.is_empty() => {
            let to = |period: &Period| match period.to.first {
                Date::LAST => String::from("now"),
                last => last.words(),
            };
            let period = |it: &Period| format!("{name} from {} until {}", it.from.first.words(), to(it));
            value.periods.iter().map(period).collect()
        }
        Value::Set(set) if !set.holds.is_empty() => {
            let one = |value: &u32| Value::Set(SetValue { holds: vec![*value], complete: true });
            set.holds.iter().map(|value| sentence_for(fact, &one(value))).collect()
        }
        Value::List(list) if !list.entries.is_empty() => return None,
        Value::Choice(_)
        | Value::Set(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::Length(_)
        | Value::Periods(_)
        | Value::List(_)
        | Value::Text(_) => return Some(vec![sentence_for(fact, value)]),
    };
    said.last_mut()?.push_str(" and no others");
    Some(said)
}

/// The case of a completion in which all of these are so; told with the outcomes of these questions.
pub(super) fn tell(
    every: &Every<'_>,
    completion: Completion,
    wanted: &[Wanted],
    questions: &[QuestionId],
) -> Fictional {
    let program = every.program;
    // What is then said of the outcomes must rest on the same sentences.
    let given = questions.iter().filter_map(|id| {
        let outcome = reference::outcome(program, &completion, (every.as_at(), &Presumed::NONE), *id);
        let plan = program.questions.iter().find(|plan| plan.question == *id)?;
        Some(Wanted::of(*plan.is.get(outcome.0 as usize)?, true))
    });
    let whole: Vec<Wanted> = wanted.iter().cloned().chain(given).collect();
    let rests = every.rests_on(&completion, &whole);
    let mut facts = Vec::new();
    let mut fictional = Fictional {
        record: Record::default(),
        sentences: Vec::new(),
        facts: Vec::new(),
        departures: Vec::new(),
        but_if: Vec::new(),
        outcomes: questions
            .iter()
            .filter_map(|question| outcome_then(every, &completion, *question))
            .collect(),
        completion: Completion { slots: Vec::new() },
    };
    for (place, (slot, value)) in program.slots.iter().zip(&completion.slots).enumerate() {
        let run = (every.as_at(), &Presumed::NONE);
        if slot.applies.is_some_and(|node| !reference::holds(program, &completion, run, node)) {
            continue;
        }
        let Some(fact) = program.rule_set.vocabulary.fact(slot.fact) else { continue };
        let said = value_of(program, slot, &fact.ty, value);
        let sentence = sentence_for(fact, &said);
        if plain(program, place).as_ref() != Some(value) {
            fictional.departures.push(sentence.clone());
        }
        if rests.contains(&place) {
            fictional.sentences.push(with_entries(fact, &said));
            fictional.facts.push(slot.fact);
        }
        let statement = Statement { answer: Answer::Value(said), ..Statement::default() };
        facts.push(RecordedFact { fact: slot.fact, statements: vec![statement] });
    }
    facts.sort_by_key(|recorded| recorded.fact);
    let mut record = Record { case: String::from("fictional"), facts, ..Record::default() };
    record.hash = hash(&record, &program.rule_set.vocabulary);
    Fictional { completion, record, ..fictional }
}

/// The sentence; of a list with entries, with what is said of each.
fn with_entries(fact: &Fact, said: &Value) -> String {
    let sentence = sentence_for(fact, said);
    let Value::List(list) = said else { return sentence };
    if list.entries.iter().all(|entry| entry.fields.is_empty()) {
        return sentence;
    }
    let words = answer_words(fact, said);
    let entries = words.split_once(": ").map_or("", |(_, entries)| entries);
    format!("{sentence} ({entries})")
}

fn outcome_then(every: &Every<'_>, completion: &Completion, id: QuestionId) -> Option<OutcomeThen> {
    let rules = &every.program.rule_set;
    let run = (every.as_at(), &Presumed::NONE);
    let question = rules.questions.get(id.0 as usize)?;
    let outcome = reference::outcome(every.program, completion, run, id);
    let applying = rules.rules.iter().zip(0..).filter(|(rule, place)| {
        rule.question == id
            && rule.outcome == outcome
            && rule.duty.binds()
            && reference::applies(every.program, completion, run, crate::check::RuleId(*place))
    });
    Some(OutcomeThen {
        question: question.name.clone(),
        outcome: question.outcomes.get(outcome.0 as usize)?.name.clone(),
        rules: applying.map(|(rule, _)| rule.name.clone()).collect(),
        nearest: nearest(every, completion, (id, outcome)),
    })
}

fn value_of(program: &Program, slot: &Slot, ty: &Type, value: &Concrete) -> Value {
    match (value, &slot.domain) {
        (Concrete::List(entries), Domain::List { fields, periods }) => {
            list_of(program, (fields, *periods), ty, entries)
        }
        (
            Concrete::Choice(_)
            | Concrete::Set(_)
            | Concrete::Number(_)
            | Concrete::Date(_)
            | Concrete::List(_),
            _,
        ) => single(program, ty, value),
    }
}

fn single(program: &Program, ty: &Type, value: &Concrete) -> Value {
    match (value, ty) {
        (Concrete::Choice(choice), Type::Text) => {
            let text = program.texts.get(*choice as usize).cloned();
            Value::Text(text.unwrap_or_else(|| String::from("another text")))
        }
        (Concrete::Choice(choice), _) => Value::Choice(vec![*choice]),
        (Concrete::Set(bits), _) => {
            let holds = (0..64).filter(|bit| bits >> bit & 1 == 1).collect();
            Value::Set(SetValue { holds, complete: true })
        }
        (Concrete::Number(number), Type::Length(kind)) => {
            let unit = match kind {
                LengthKind::Days => Unit::Days,
                LengthKind::Months => Unit::Months,
            };
            Value::Length(LengthSaid::Is(Length { amount: *number, unit }))
        }
        (Concrete::Number(number), _) => Value::Number(NumberRange { least: *number, most: *number }),
        (Concrete::Date(day), Type::DateTime) => {
            Value::Moment(Moment { day: DateRange::day(*day), minute: None })
        }
        (Concrete::Date(day), _) => Value::Date(DateRange::day(*day)),
        (Concrete::List(entries), _) => Value::Periods(periods(entries)),
    }
}

fn periods(entries: &[Vec<Concrete>]) -> PeriodsValue {
    let period = |entry: &Vec<Concrete>| match entry.as_slice() {
        [Concrete::Date(from), Concrete::Date(to)] => {
            Some(Period { from: DateRange::day(*from), to: DateRange::day(*to), place: Place::default() })
        }
        _ => None,
    };
    PeriodsValue { periods: entries.iter().filter_map(period).collect(), complete: true }
}

fn list_of(
    program: &Program,
    (slots, are_periods): (&[FieldSlot], bool),
    ty: &Type,
    entries: &[Vec<Concrete>],
) -> Value {
    let Type::List { fields } = ty else { return Value::Periods(periods(entries)) };
    if are_periods {
        return Value::Periods(periods(entries));
    }
    let entry = |values: &Vec<Concrete>| {
        let mut said: Vec<EntryField> = slots
            .iter()
            .zip(values)
            .filter_map(|(slot, value)| {
                let ty = &fields.get(slot.field.0 as usize)?.ty;
                Some(EntryField { field: slot.field, answer: Answer::Value(single(program, ty, value)) })
            })
            .collect();
        said.sort_by_key(|said| said.field);
        Entry { fields: said, place: Place::default() }
    };
    Value::List(ListValue { entries: entries.iter().map(entry).collect(), complete: true })
}
