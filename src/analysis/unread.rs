//! Presumptions that no rule reads: nothing in their scope says what they presume.

use std::collections::BTreeSet;

use crate::check::{Clause, Meaning, Presumption, PresumptionId, RuleSet, facts_of, facts_of_clause};
use crate::diagnostic::Diagnostic;
use crate::program::{Node, Program};
use crate::vocabulary::FactId;

/// A warning for each presumption of the set itself that has no effect, with the sentences that come nearest to it.
#[must_use]
pub fn unread_presumptions(program: &Program) -> Vec<Diagnostic> {
    let set = &program.rule_set;
    let read = |id: PresumptionId| program.nodes.contains(&Node::Presumed(id));
    let own = (0..).map(PresumptionId).zip(&set.presumptions).filter(|(_, it)| !it.origin.base);
    own.filter(|(id, _)| !read(*id)).map(|(_, presumption)| warning(set, presumption)).collect()
}

fn warning(set: &RuleSet, presumption: &Presumption) -> Diagnostic {
    let said = Diagnostic::warning(
        "W0712",
        presumption.span,
        format!("the presumption “{}” has no effect", presumption.name),
    )
    .because(format!(
        "No sentence of the rules it is for, and none of their definitions, reads as `{}` does.",
        presumption.text
    ));
    let facts = facts_of(&set.definitions, &presumption.sentence);
    let mut near: BTreeSet<&str> = BTreeSet::new();
    for clause in in_scope(set, presumption) {
        gather(set, clause, &facts, &mut near);
    }
    if near.is_empty() {
        return said.help("presume a sentence that the rule has, in the rule's own words, or name the rule that has this one");
    }
    let near: Vec<String> = near.into_iter().map(|text| format!("`{text}`")).collect();
    said.help(format!("presume it in the rule's own words: {}", near.join("; ")))
}

/// The conditions of the rules and exceptions that a presumption is for.
fn in_scope<'s>(set: &'s RuleSet, presumption: &'s Presumption) -> impl Iterator<Item = &'s Clause> {
    let rules = presumption.rules.iter().filter_map(|id| Some(&set.rules.get(id.0 as usize)?.when));
    let exceptions = presumption.exceptions.iter();
    let exceptions = exceptions.filter_map(|id| Some(&set.exceptions.get(id.0 as usize)?.when));
    let all = set.rules.iter().map(|rule| &rule.when).filter(|_| presumption.everywhere);
    rules.chain(exceptions).chain(all)
}

/// The sentences of a clause that speak of one of these facts.
fn gather<'s>(set: &'s RuleSet, clause: &'s Clause, facts: &BTreeSet<FactId>, near: &mut BTreeSet<&'s str>) {
    match &clause.meaning {
        Meaning::List { items, .. } => items.iter().for_each(|item| gather(set, item, facts, near)),
        Meaning::Sentence(_) if !facts_of_clause(&set.definitions, clause).is_disjoint(facts) => {
            near.insert(&clause.text);
        }
        Meaning::Sentence(_) | Meaning::Inert(_) => {}
    }
}
