//! Where does a local set openly depart from a rule it builds on?
//!
//! A departure is an exception on one named rule of the set built on; it keeps its origin, so that every explanation
//! can say whose it is. Whether the result is weaker than the set built on is proved elsewhere.

use super::condition::ExceptionId;
use super::context::{Context, kept};
use super::gather::Placed;
use super::names::Scope;
use super::rule_set::{Departure, Exception, Rule};
use super::rules::texts;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree;

/// Resolves the departures; adds the exception of each to `exceptions` and to its rule.
pub(super) fn apply(
    context: &Context<'_>,
    rules: &mut [Rule],
    exceptions: &mut Vec<Exception>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Departure> {
    let mut departures = Vec::new();
    for placed in &context.gathered.departures {
        let block = placed.block;
        let exception = exception(context, placed, exceptions.len(), diagnostics);
        let id = exception.as_ref().map(|(id, _)| *id);
        exceptions.extend(exception.map(|(_, exception)| exception));
        report(placed, diagnostics);
        let Some(from) = kept(context.rule(&block.from, placed.set), diagnostics) else { continue };
        let declared = context.gathered.rules.get(from.0 as usize);
        if let Some(rule) = declared.filter(|rule| rule.set >= placed.set) {
            diagnostics.push(own_rule(block, rule.block));
            continue;
        }
        if let (Some(rule), Some(id)) = (rules.get_mut(from.0 as usize), id) {
            rule.not_where.push(id);
        }
        let statements: Vec<&str> = block.statements.iter().map(|text| text.text.as_str()).collect();
        departures.push(Departure {
            name: block.name.text.clone(),
            from,
            citations: texts(&block.citations),
            exception: id,
            text: statements.join(" "),
            origin: context.gathered.origin(placed.set),
            span: block.span,
        });
    }
    departures
}

fn exception(
    context: &Context<'_>,
    placed: &Placed<'_, tree::Departure>,
    index: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(ExceptionId, Exception)> {
    let block = placed.block;
    let when = context.clause(block.when.as_ref()?, Scope::Case, diagnostics);
    let exception = Exception {
        name: block.name.text.clone(),
        citations: texts(&block.citations),
        when,
        not_where: Vec::new(),
        whether_or_not: Vec::new(),
        origin: context.gathered.origin(placed.set),
        span: block.span,
    };
    Some((ExceptionId(u32::try_from(index).ok()?), exception))
}

fn report(placed: &Placed<'_, tree::Departure>, diagnostics: &mut Vec<Diagnostic>) {
    let block = placed.block;
    if block.citations.is_empty() {
        diagnostics.push(
            Diagnostic::error(
                "E0475",
                block.name.span,
                format!("the departure `{}` cites no authority", block.name.text),
            )
            .because(
                "A board departs from the rules it builds on openly, by a decision that can be looked up.",
            )
            .help("put a citation after its heading, such as `[Local 9]`"),
        );
    }
    if block.when.is_none() {
        diagnostics.push(
            Diagnostic::error(
                "E0476",
                block.name.span,
                format!("the departure `{}` does not say when the rule does not apply", block.name.text),
            )
            .because("Without it the departure would change nothing.")
            .help("add a line such as `The rule does not apply when the death was expected.`"),
        );
    }
}

fn own_rule(block: &tree::Departure, rule: &tree::Rule) -> Diagnostic {
    Diagnostic::error("E0484", block.from.span, format!("`{}` is a rule of this rule set, so there is nothing to depart from", block.from.text))
        .also(rule.name.span, "the rule")
        .help("change the rule, or write an `Exception` and name it in the rule: `This does not apply where \"…\" applies.`")
}
