//! What do rules, definitions, exceptions and presumptions say, with every name in them resolved?

use super::condition::{Clause, Condition, ExceptionId, OutcomeId, QuestionId, RuleId};
use super::context::{Context, Seen, kept};
use super::gather::Placed;
use super::names::Scope;
use super::rule_set::{Consideration, Definition, Exception, Presumption, Question, Rule};
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{self, Body, Duty, Text};

/// The texts of citations.
pub(super) fn texts(citations: &[Text]) -> Vec<String> {
    citations.iter().map(|citation| citation.text.clone()).collect()
}

/// All definitions, in the order gathered.
pub(super) fn definitions(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Definition> {
    let definitions = context.gathered.definitions.iter().map(|placed| {
        let block = placed.block;
        Definition {
            name: block.name.text.clone(),
            citations: texts(&block.citations),
            sentence: block.sentence.text.clone(),
            body: context.clause(&block.body, Scope::Case, diagnostics),
            whether_or_not: context.inert(&block.whether_or_not, diagnostics),
            origin: context.gathered.origin(placed.set),
            span: block.span,
        }
    });
    definitions.collect()
}

/// The question of a rule that could not be read: none. The error was reported, and the rule set is not used.
const UNREAD: QuestionId = QuestionId(u32::MAX);

/// All rules, in the order gathered.
pub(super) fn rules(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Rule> {
    context.gathered.rules.iter().map(|placed| rule(context, placed, diagnostics)).collect()
}

fn rule(context: &Context<'_>, placed: &Placed<'_, tree::Rule>, diagnostics: &mut Vec<Diagnostic>) -> Rule {
    let block = placed.block;
    let answer = answer(context, placed, diagnostics).unwrap_or((UNREAD, OutcomeId(0)));
    let considers = block.considers.iter().filter_map(|item| consideration(context, item, diagnostics));
    let considers = considers.collect();
    Rule {
        name: block.name.text.clone(),
        citations: texts(&block.citations),
        question: answer.0,
        outcome: answer.1,
        duty: block.duty,
        when: context.clause(&block.when, Scope::Case, diagnostics),
        not_where: exceptions_named(context, &block.not_where, placed.set, diagnostics),
        whether_or_not: context.inert(&block.whether_or_not, diagnostics),
        considers,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    }
}

/// The question and outcome of a rule. Forms that begin "The outcome" name the question where there are several; in
/// the others the outcome alone may tell.
fn answer(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Rule>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(QuestionId, OutcomeId)> {
    let block = placed.block;
    let seen = context.seen_from(placed.set);
    let given = block.outcome.as_ref()?;
    let outcome = &given.text;
    let form = match block.duty {
        Duty::Must => format!("The outcome of \"…\" must be {outcome} when …"),
        Duty::ShouldAlways => format!("The outcome of \"…\" should always be {outcome} when …"),
        Duty::ShouldConsider => format!("{outcome} should be considered for \"…\" when …"),
        Duty::May => format!("{outcome} may be chosen for \"…\" when …"),
        Duty::Weigh => format!("{outcome} is to be weighed for \"…\" when …"),
    };
    let said = match (block.duty, &block.question) {
        (Duty::Must | Duty::ShouldAlways, question) => seen
            .question_or_only(question.as_ref(), given.span, Some(given), &form)
            .and_then(|question| Ok((question, context.outcome(question, given)?))),
        (Duty::ShouldConsider | Duty::May | Duty::Weigh, question) => {
            seen.answer(question.as_ref(), given, &form)
        }
    };
    kept(said.map_err(|said| with_question(said, block, given, &seen)), diagnostics)
}

/// Offers to name each question that has such an outcome, where the rule names none.
fn with_question(
    said: Box<Diagnostic>,
    block: &tree::Rule,
    given: &Text,
    seen: &Seen<'_, '_>,
) -> Box<Diagnostic> {
    let Some(at) = block.question_at.filter(|_| said.code.0 == "E0456") else { return said };
    let word = if block.duty.binds() { "of" } else { "for" };
    let has = |question: &&Question| {
        nearest(&given.text, question.outcomes.iter().map(|outcome| outcome.name.as_str())).is_some()
    };
    let having = seen.questions.iter().map(|(_, question)| *question).filter(has);
    let offer = |said: Diagnostic, question: &Question| {
        said.fix(format!("name `{}`", question.name), at, format!(" {word} \"{}\"", question.name))
    };
    Box::new(having.fold(*said, offer))
}

fn consideration(
    context: &Context<'_>,
    item: &tree::Item,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Consideration> {
    let (text, condition) = match &item.body {
        Body::Quoted(text) => (text, None),
        Body::Sentence(text) => (text, Some(considered(context, text, diagnostics)?)),
        Body::List(_) | Body::WhetherOrNot(_) => {
            diagnostics.push(
                Diagnostic::error("E0463", item.body.span(), "only single sentences and quoted texts can be considered")
                    .because("What the group considers is read out and never decides anything, so lists have no meaning there.")
                    .help("write each sentence as an item of its own, or put free text between quotes"),
            );
            return None;
        }
    };
    Some(Consideration {
        label: item.label.clone(),
        text: text.text.clone(),
        citations: texts(&item.citations),
        condition,
    })
}

/// A vocabulary sentence among what the group considers; free text stands in quotes.
fn considered(
    context: &Context<'_>,
    text: &tree::Text,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Condition> {
    let before = diagnostics.len();
    let condition = context.condition(text, Scope::Case, diagnostics);
    if condition.is_none() {
        for diagnostic in diagnostics.iter_mut().skip(before) {
            let quoted = format!("\"{}\"", text.text);
            *diagnostic = diagnostic.clone().fix("put free text between quotes", text.span, quoted);
        }
    }
    condition
}

fn exceptions_named(
    context: &Context<'_>,
    names: &[Text],
    set: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ExceptionId> {
    names.iter().filter_map(|name| kept(context.exception(name, set), diagnostics)).collect()
}

/// All exceptions in the order gathered, then the departures' (see [`super::departures`]).
pub(super) fn exceptions(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Exception> {
    let exceptions = context.gathered.exceptions.iter().map(|placed| {
        let block = placed.block;
        Exception {
            name: block.name.text.clone(),
            citations: texts(&block.citations),
            when: context.clause(&block.when, Scope::Case, diagnostics),
            not_where: exceptions_named(context, &block.not_where, placed.set, diagnostics),
            whether_or_not: context.inert(&block.whether_or_not, diagnostics),
            origin: context.gathered.origin(placed.set),
            span: block.span,
        }
    });
    exceptions.collect()
}

/// All presumptions. One that names no rule reaches every rule and exception of its own set and of the sets that build
/// on that; never those it builds on. One that names a rule of a set built on needs a citation.
pub(super) fn presumptions(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Presumption> {
    let mut presumptions = Vec::new();
    for placed in &context.gathered.presumptions {
        let (rules, exceptions) = reach(context, placed, diagnostics);
        let block = placed.block;
        let Some(sentence) = context.condition(&block.sentence, Scope::Case, diagnostics) else { continue };
        presumptions.push(Presumption {
            name: block.name.text.clone(),
            citations: texts(&block.citations),
            text: block.sentence.text.clone(),
            sentence,
            rules,
            exceptions,
            everywhere: block.scope.is_empty() && placed.set == 0,
            origin: context.gathered.origin(placed.set),
            span: block.span,
        });
    }
    presumptions
}

fn reach(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Presumption>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<RuleId>, Vec<ExceptionId>) {
    let gathered = context.gathered;
    let (mut rules, mut exceptions) = (Vec::new(), Vec::new());
    if placed.block.scope.is_empty() && placed.set > 0 {
        let own = |set: usize| set >= placed.set;
        rules.extend(
            (0..).zip(&gathered.rules).filter(|(_, rule)| own(rule.set)).map(|(index, _)| RuleId(index)),
        );
        let own_exceptions = (0..).zip(&gathered.exceptions).filter(|(_, one)| own(one.set));
        exceptions.extend(own_exceptions.map(|(index, _)| ExceptionId(index)));
    }
    for name in &placed.block.scope {
        let Some(found) = kept(context.rule_or_exception(name, placed.set), diagnostics) else { continue };
        let set = match found {
            Ok(rule) => gathered.rules.get(rule.0 as usize).map(|rule| rule.set),
            Err(exception) => gathered.exceptions.get(exception.0 as usize).map(|exception| exception.set),
        };
        if set.is_some_and(|set| set < placed.set) && placed.block.citations.is_empty() {
            diagnostics.push(
                Diagnostic::error("E0488", name.span, format!("`{}` stands in the set built on, and this presumption cites no authority", name.text))
                    .because("A presumption decides how a rule is read where the facts are open. To reach a rule of another set it must say on whose authority.")
                    .help("put a citation after the presumption's name, such as `[Local 4]`"),
            );
        }
        match found {
            Ok(rule) => rules.push(rule),
            Err(exception) => exceptions.push(exception),
        }
    }
    (rules, exceptions)
}

/// A clause that is one sentence.
pub(super) fn sentence_clause(text: &Text, condition: super::Condition) -> Clause {
    Clause {
        label: String::new(),
        text: text.text.clone(),
        span: text.span,
        citations: Vec::new(),
        meaning: super::Meaning::Sentence(condition),
    }
}
