//! What does each example give, as a record, and what does it expect?

use std::collections::BTreeSet;

use super::condition::{Clause, Meaning};
use super::context::{Context, kept, near};
use super::expectations;
use super::gather::Placed;
use super::names::Scope;
use super::order;
use super::rule_set::Example;
use super::rules::sentence_clause;
use super::sentence;
use super::walk;
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Place, Record, RecordedFact, Statement, Value};
use crate::source::Span;
use crate::syntax::tree::{self, Body, Expectation, Given, Text};
use crate::vocabulary::FactId;

/// What is given so far: facts with the place where each was given last, and what holds besides.
#[derive(Debug, Clone, Default)]
struct Facts {
    answers: Vec<(FactId, Answer, Span)>,
    assumed: Vec<Clause>,
}

/// All examples, those that take over another's facts after that one.
pub(super) fn read(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Example> {
    let placed = &context.gathered.examples;
    let uses: Vec<Vec<usize>> =
        placed.iter().map(|one| based_on(context, one, diagnostics).into_iter().collect()).collect();
    let order = order::arrange(&uses);
    for ring in &order.rings {
        diagnostics.extend(ring_of(context, ring));
    }
    let mut facts: Vec<Facts> = vec![Facts::default(); placed.len()];
    for index in order.order {
        let base = uses.get(index).and_then(|uses| facts.get(*uses.first()?)).cloned().unwrap_or_default();
        let Some(one) = placed.get(index) else { continue };
        let found = given(context, one.block, base, diagnostics);
        if let Some(slot) = facts.get_mut(index) {
            *slot = found;
        }
    }
    placed.iter().zip(facts).map(|(one, facts)| example(context, one, facts, diagnostics)).collect()
}

/// The example whose facts this one takes over.
fn based_on(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Example>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let mut named = placed.block.given.iter().filter_map(facts_of);
    let name = named.next()?;
    if let Some(second) = named.next() {
        diagnostics.push(
            Diagnostic::error("E0487", second.span, "an example takes over the facts of one other example")
                .also(name.span, "the first it takes over")
                .help("keep one `Given the facts of …`, and give the other facts as sentences"),
        );
    }
    let examples = &context.gathered.examples;
    let found = examples.iter().rposition(|one| one.set <= placed.set && one.block.name.text == name.text);
    if found.is_none() {
        let said =
            Diagnostic::error("E0281", name.span, format!("there is no example named `{}`", name.text));
        let all: Vec<&str> = examples.iter().map(|one| one.block.name.text.as_str()).collect();
        diagnostics.push(near(said, name, &all));
    }
    found
}

fn facts_of(given: &Given) -> Option<&Text> {
    match given {
        Given::FactsOf(name) => Some(name),
        Given::Sentence(_) | Given::List(_) | Given::NothingElse(_) => None,
    }
}

fn ring_of(context: &Context<'_>, ring: &[usize]) -> Option<Diagnostic> {
    let examples: Vec<&tree::Example> =
        ring.iter().filter_map(|index| context.gathered.examples.get(*index)).map(|one| one.block).collect();
    let first = examples.first()?;
    let names: Vec<&str> = examples.iter().map(|one| one.name.text.as_str()).collect();
    Some(
        Diagnostic::error("E0483", first.name.span, "these examples take over one another's facts in a ring")
            .because(format!("The ring: `{}`, and so again `{}`.", names.join("`, then `"), first.name.text))
            .help("give the facts of one of them as sentences"),
    )
}

/// Reads the givens over those taken over; a sentence about a fact taken over replaces it.
fn given(
    context: &Context<'_>,
    block: &tree::Example,
    base: Facts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Facts {
    let mut own = Facts::default();
    let mut closed: Option<Span> = None;
    for given in &block.given {
        let span = match given {
            Given::Sentence(text) | Given::FactsOf(text) => text.span,
            Given::List(list) => list.span,
            Given::NothingElse(span) => *span,
        };
        if let Some(closed) = closed {
            diagnostics.push(
                Diagnostic::error("E0485", span, "something is given after `nothing else is known`")
                    .also(closed, "nothing else is known")
                    .help("put `Given nothing else is known.` last"),
            );
        }
        match given {
            Given::NothingElse(span) => closed = closed.or(Some(*span)),
            Given::FactsOf(_) => {}
            Given::List(list) => {
                own.assumed.push(context.clause(&Body::List(list.clone()), Scope::Claim, diagnostics));
            }
            Given::Sentence(text) => match kept(sentence::given(&context.names, text), diagnostics) {
                Some(sentence::Given::Says { fact, answer }) => {
                    own.add(context, (fact, answer, text.span), diagnostics);
                }
                Some(sentence::Given::Holds(condition)) => own.assumed.push(sentence_clause(text, condition)),
                None => {}
            },
        }
    }
    own.over(base)
}

impl Facts {
    fn add(&mut self, context: &Context<'_>, new: (FactId, Answer, Span), diagnostics: &mut Vec<Diagnostic>) {
        let (fact, answer, span) = new;
        let Some((_, earlier, first)) = self.answers.iter_mut().find(|(other, ..)| *other == fact) else {
            self.answers.push((fact, answer, span));
            return;
        };
        if !together(earlier, answer) {
            let label = context.names.vocabulary.fact(fact).map_or("", |fact| fact.label());
            diagnostics.push(
                Diagnostic::error("E0482", span, format!("this example says two things about `{label}`"))
                    .also(*first, "the first")
                    .because(
                        "An example gives each fact once, so that a reader need not ask which one counts.",
                    )
                    .help("remove one of the two, or write an example for each"),
            );
        }
    }

    /// These over those taken over: what speaks of a fact replaces what was said of that fact.
    fn over(mut self, base: Self) -> Self {
        let mut told: BTreeSet<FactId> = self.answers.iter().map(|(fact, ..)| *fact).collect();
        told.extend(self.assumed.iter().filter_map(only_fact));
        let kept = base.answers.into_iter().filter(|(fact, ..)| !told.contains(fact));
        self.answers.extend(kept);
        self.answers.sort_by_key(|(fact, ..)| *fact);
        let kept =
            base.assumed.into_iter().filter(|it| only_fact(it).is_none_or(|fact| !told.contains(&fact)));
        self.assumed.splice(0..0, kept);
        self
    }
}

/// The one fact that a sentence speaks of.
fn only_fact(clause: &Clause) -> Option<FactId> {
    let Meaning::Sentence(condition) = &clause.meaning else { return None };
    let mut facts = walk::facts_of(&[], condition).into_iter();
    facts.next().filter(|_| facts.next().is_none())
}

/// Periods, entries and values of a set given one by one belong together; false where two givens clash.
fn together(earlier: &mut Answer, more: Answer) -> bool {
    let (Answer::Value(earlier), Answer::Value(more)) = (earlier, more) else { return false };
    match (earlier, more) {
        // The last of several may close them; *never* says that there is none.
        (Value::Periods(all), Value::Periods(more)) if !(all.complete || more.periods.is_empty()) => {
            all.periods.extend(more.periods);
            all.complete = more.complete;
        }
        (Value::List(all), Value::List(more)) if !(all.complete || more.complete) => {
            all.entries.extend(more.entries);
        }
        (Value::Set(all), Value::Set(more)) if !(all.complete || more.holds.is_empty()) => {
            all.holds.extend(more.holds);
            all.holds.sort_unstable();
            all.holds.dedup();
            all.complete = more.complete;
        }
        _ => return false,
    }
    true
}

fn example(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Example>,
    facts: Facts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Example {
    let block = placed.block;
    block.then.iter().for_each(|(expectation, _)| answered(context, expectation, &facts, diagnostics));
    let expected = block.then.iter().filter_map(|(expectation, span)| {
        Some((expectations::read(context, expectation, (placed.set, *span), diagnostics)?, *span))
    });
    let expected = expected.collect();
    let told = facts.answers.into_iter().filter(|(_, answer, _)| *answer != Answer::NotAsked);
    let recorded = told.map(|(fact, answer, _)| RecordedFact {
        fact,
        statements: vec![Statement { answer, place: Place::default(), ..Statement::default() }],
    });
    Example {
        name: block.name.text.clone(),
        record: Record { case: block.name.text.clone(), facts: recorded.collect(), ..Record::default() },
        assumed: facts.assumed,
        expected,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    }
}

/// Of a fact that is given, *it does not matter* says nothing, whatever rests on it.
fn answered(
    context: &Context<'_>,
    expectation: &Expectation,
    facts: &Facts,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Expectation::DoesNotMatter(questions) = expectation else { return };
    for question in questions {
        let Ok(asked) = sentence::asked(&context.names, question) else { continue };
        let exact = |answer: &Answer| matches!(answer, Answer::Value(value) if value.is_exact());
        let given = facts.answers.iter().find(|(fact, answer, _)| *fact == asked && exact(answer));
        diagnostics.extend(given.map(|(_, _, given)| {
            Diagnostic::error("E0486", question.span, "this example gives the answer to this question")
                .also(*given, "given here")
                .because("Only a fact that is open can matter or not; what the outcome rests on is asked by other examples.")
                .help("leave the question out, or leave the fact out of what is given")
        }));
    }
}
