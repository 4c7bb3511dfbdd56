//! What do checks and guarantees claim, with every name in them resolved?

use super::condition::Condition;
use super::context::{Context, kept};
use super::gather::Placed;
use super::names::Scope;
use super::rule_set::{Guarantee, GuaranteeClaim, MemberCheck};
use super::rules::texts;
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::tree::{self, Claim, Comparison, Text};
use crate::vocabulary::{FactId, Type};

/// All checks.
pub(super) fn checks(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<MemberCheck> {
    context.gathered.checks.iter().filter_map(|placed| check(context, placed, diagnostics)).collect()
}

fn check(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Check>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<MemberCheck> {
    let block = placed.block;
    let (list, scope) = match &block.every {
        Some(every) => {
            let list = list(context, every, diagnostics);
            // Of which entries it speaks is not known where no list is alike: then nothing can be said of its sentences.
            let meant = list.or_else(|| alike(context, every))?;
            (Some(list), Scope::Entry(meant))
        }
        None => (None, Scope::Case),
    };
    let body = context.clause(&block.body, scope, diagnostics);
    Some(MemberCheck {
        name: block.name.text.clone(),
        citations: texts(&block.citations),
        list: match list {
            Some(list) => Some(list?),
            None => None,
        },
        body,
        origin: context.gathered.origin(placed.set),
        span: block.span,
    })
}

/// The list whose word for one entry this is.
fn list(context: &Context<'_>, every: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<FactId> {
    let found = lists(context).find(|(one, _)| super::questions::same(one, &every.text)).map(|(_, id)| id);
    if found.is_none() {
        let ones: Vec<&str> = lists(context).map(|(one, _)| one).collect();
        let said = Diagnostic::error(
            "E0278",
            every.span,
            format!("no list has entries called `{}`", every.text),
        )
        .because("`For every …` takes the word that the vocabulary gives for one entry of a list (`One:`).");
        diagnostics.push(super::context::near(said, every, &ones));
    }
    found
}

/// Every list with its word for one entry.
fn lists<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c str, FactId)> {
    let facts = (0..).map(FactId).zip(&context.names.vocabulary.facts);
    facts
        .filter(|(_, fact)| matches!(fact.ty, Type::List { .. }))
        .map(|(id, fact)| (fact.words.one.as_deref().unwrap_or_default(), id))
}

/// The list whose word for one entry is nearly this.
fn alike(context: &Context<'_>, every: &Text) -> Option<FactId> {
    let near = nearest(&every.text, lists(context).map(|(one, _)| one))?;
    lists(context).find(|(one, _)| *one == near).map(|(_, id)| id)
}

/// All guarantees.
pub(super) fn guarantees(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Guarantee> {
    let guarantees = context.gathered.guarantees.iter().filter_map(|placed| {
        let block = placed.block;
        let claimed = block.claim.as_ref();
        let claim = claimed.map(|claimed| claim(context, claimed, placed.set, diagnostics));
        let when = block.when.as_ref().map(|body| context.clause(body, Scope::Claim, diagnostics));
        Some(Guarantee {
            name: block.name.text.clone(),
            citations: texts(&block.citations),
            text: words(claimed?),
            claim: claim??,
            when,
            origin: context.gathered.origin(placed.set),
            span: block.span,
        })
    });
    guarantees.collect()
}

fn claim(
    context: &Context<'_>,
    claim: &Claim,
    set: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<GuaranteeClaim> {
    match claim {
        Claim::Outcome { question, never, comparison, outcome } => {
            let question = kept(context.question(question), diagnostics)?;
            let outcome = kept(context.outcome(question, outcome), diagnostics)?;
            Some(GuaranteeClaim::Outcome { question, never: *never, comparison: *comparison, outcome })
        }
        Claim::RuleApplies { rule, never } => {
            let rule = kept(context.rule(rule, set), diagnostics)?;
            Some(GuaranteeClaim::Sentence { condition: Condition::RuleApplies(rule), never: *never })
        }
        Claim::Sentence { sentence, never } => {
            let condition = context.condition(sentence, Scope::Claim, diagnostics)?;
            Some(GuaranteeClaim::Sentence { condition, never: *never })
        }
    }
}

/// The claim as it reads.
fn words(claim: &Claim) -> String {
    let how = |never: &bool| if *never { "never" } else { "always" };
    match claim {
        Claim::Outcome { question, never, comparison, outcome } => {
            let compared = match comparison {
                Comparison::Is => "",
                Comparison::AtLeast => "at least ",
                Comparison::AtMost => "at most ",
            };
            format!("\"{}\" is {} {compared}{}", question.text, how(never), outcome.text)
        }
        Claim::RuleApplies { rule, never } => format!("rule \"{}\" {} applies", rule.text, how(never)),
        Claim::Sentence { sentence, never: false } => format!("always: {}", sentence.text),
        Claim::Sentence { sentence, never: true } => format!("never: {}", sentence.text),
    }
}
