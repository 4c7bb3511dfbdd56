//! Is there any record at all? Where what is said always to hold contradicts itself there is none, and everything would be
//! proved of every record.

use super::every::{Every, Possible};
use super::shut_out::facts_alone;
use crate::check::{Clause, RuleSet};
use crate::diagnostic::Diagnostic;
use crate::program::lower_resolved;

/// What is refused: the fewest lines, leaving out one after the other, that cannot hold together.
#[must_use]
pub fn no_record(rule_set: &RuleSet) -> Option<Diagnostic> {
    let facts = facts_alone(rule_set);
    let clash = |always: &[Clause]| {
        let program = lower_resolved(&RuleSet { always: always.to_vec(), ..facts.clone() });
        matches!(Every::of(&program).possible(&[]), Possible::Never)
    };
    let mut kept = facts.always.clone();
    if kept.is_empty() || !clash(&kept) {
        return None;
    }
    for line in &facts.always {
        let without: Vec<Clause> = kept.iter().filter(|it| it.span != line.span).cloned().collect();
        if clash(&without) {
            kept = without;
        }
    }
    let first = kept.first()?;
    let said: Vec<String> = kept.iter().map(Clause::in_one_line).collect();
    let title = "no case at all can be recorded, because of what is said always to hold";
    let diagnostic = Diagnostic::error("E0711", first.span, title)
        .because(format!("This cannot all be so of one case: {}.", said.join("; ")))
        .help("take one of these lines out, or narrow it; what is true of some cases only belongs in a rule");
    Some(
        kept.iter()
            .skip(1)
            .fold(diagnostic, |told, line| told.also(line.span, "nor can this hold beside it")),
    )
}
