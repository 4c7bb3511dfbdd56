//! Rules and exceptions whose condition no record meets, or that are always set aside.

use super::every::{Every, Possible};
use crate::check::{Clause, Heading, Meaning, Origin};
use crate::diagnostic::Diagnostic;
use crate::evaluation::{Exact, Wanted};
use crate::program::{ClausePlan, NodeId, Program};
use crate::source::Span;

/// A rule or an exception of the set itself.
struct Conditional<'a> {
    what: &'static str,
    name: &'a str,
    span: Span,
    clause: &'a Clause,
    plan: &'a ClausePlan,
    applies: NodeId,
}

/// A warning for each rule and exception that can never apply, with the items that shut one another out. What cannot be
/// settled is left to `prove`.
#[must_use]
pub fn never_apply(program: &Program) -> Vec<Diagnostic> {
    let all = conditionals(program);
    let every = Every::of(program);
    let own = all.iter().flat_map(|one| [one.plan.node, one.applies]);
    let items = all.iter().flat_map(|one| &one.plan.items).map(|item| item.node);
    let mut exact = every.ready(own.chain(items));
    let mut never = |nodes: &[NodeId]| is_never(&every, &mut exact, nodes);
    let mut found = Vec::new();
    for one in &all {
        if !never(&[one.applies]) {
            continue;
        }
        let title = format!("{} “{}” can never apply", one.what, one.name);
        let said = Diagnostic::warning("W0710", one.span, title);
        found.push(if never(&[one.plan.node]) {
            why(one, said, &mut never)
        } else {
            said.because("Whatever meets its condition is set aside by the exceptions it names.")
                .help("look at the exceptions: one of them holds too often")
        });
    }
    found
}

fn conditionals(program: &Program) -> Vec<Conditional<'_>> {
    let own = |origin: &Origin| !origin.base;
    let rules = program.rule_set.rules.iter().zip(&program.rules).filter(|(rule, _)| own(&rule.origin));
    let rules = rules.map(|(rule, plan)| Conditional {
        what: "rule",
        name: &rule.name,
        span: rule.span,
        clause: &rule.when,
        plan: &plan.when,
        applies: plan.applies,
    });
    let exceptions = program.rule_set.exceptions.iter().zip(&program.exceptions);
    let exceptions = exceptions.filter(|(exception, _)| own(&exception.origin));
    let exceptions = exceptions.map(|(exception, plan)| Conditional {
        what: "exception",
        name: &exception.name,
        span: exception.span,
        clause: &exception.when,
        plan: &plan.when,
        applies: plan.applies,
    });
    rules.chain(exceptions).collect()
}

fn is_never(every: &Every<'_>, exact: &mut Exact<'_>, nodes: &[NodeId]) -> bool {
    let wanted: Vec<Wanted> = nodes.iter().map(|node| Wanted::of(*node, true)).collect();
    matches!(every.possible_in(exact, &wanted), Possible::Never)
}

/// Points at what is never true: one item, or two that shut one another out.
fn why(one: &Conditional<'_>, said: Diagnostic, never: &mut dyn FnMut(&[NodeId]) -> bool) -> Diagnostic {
    let said = said.because("No record the vocabulary allows meets its condition.");
    let items: Vec<(&Clause, NodeId)> = match &one.clause.meaning {
        Meaning::List { heading: Heading::All, items } => {
            items.iter().zip(&one.plan.items).map(|(item, plan)| (item, plan.node)).collect()
        }
        Meaning::List { .. } | Meaning::Sentence(_) | Meaning::Inert(_) => Vec::new(),
    };
    if let Some((alone, _)) = items.iter().find(|(_, node)| never(&[*node])) {
        return said.also(alone.span, "this can never be true").help("mend this item, or leave the rule out");
    }
    let mut pairs = items
        .iter()
        .enumerate()
        .flat_map(|(at, first)| items.iter().skip(at + 1).map(move |second| (first, second)));
    match pairs.find(|(first, second)| never(&[first.1, second.1])) {
        Some((first, second)) => said
            .also(first.0.span, "this")
            .also(second.0.span, "and this are never true together")
            .help("mend one of the two; where either is enough, write `any of these is true:`"),
        None => said.help("its items are never true together: mend one of them"),
    }
}
