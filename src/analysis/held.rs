//! What every set that can be loaded keeps for every record: it was proved on loading, and a set that does not keep it
//! is refused.

use super::{Kind, Proof, Verdict};
use crate::check::RuleSet;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The claims proved on loading, with what could not be settled then: a warning at the same place.
#[must_use]
pub fn held(rule_set: &RuleSet, diagnostics: &[Diagnostic]) -> Vec<Proof> {
    let verdict = |span: Span, about: &str| {
        let open = diagnostics.iter().find(|one| {
            let here = one.primary.as_ref().is_some_and(|label| label.span == span);
            one.code.0 == "W0703" && here && one.title.contains(about)
        });
        match open {
            None => Verdict::Proved,
            Some(one) => Verdict::NotSettled(one.notes.first().cloned().unwrap_or_else(|| one.title.clone())),
        }
    };
    let mut proofs = Vec::new();
    let mut add = |kind: Kind, claim: String, span: Span, about: &str| {
        proofs.push(Proof { kind, claim, said: Vec::new(), span, verdict: verdict(span, about) });
    };
    if let Some(base) = rule_set.builds_on.last() {
        let claim = format!("these rules are never weaker than “{base}”{}", as_set_here(rule_set));
        add(Kind::Floor, claim, rule_set.span, "ever weaker");
    }
    for presumption in &rule_set.presumptions {
        let claim = format!("presumption “{}” never makes an outcome less serious", presumption.name);
        add(Kind::Presumption, claim, presumption.span, "lowers an outcome");
    }
    for table in &rule_set.tables {
        let claim = format!("exactly one row of table “{}” fits every record", table.name);
        add(Kind::Table, claim, table.span, "exactly one row");
    }
    proofs
}

/// What the set built on leaves open and this set chooses: both are read with the value chosen here, since to choose it is
/// the other's own leave.
fn as_set_here(rule_set: &RuleSet) -> String {
    let own = rule_set.settings.iter().filter(|setting| !setting.origin.base);
    let chosen = own.filter_map(|setting| {
        let theirs = setting.instead_of.as_ref()?;
        Some(format!("{} is {}, there {theirs}", setting.name.to_lowercase(), setting.value))
    });
    let chosen: Vec<String> = chosen.collect();
    if chosen.is_empty() {
        return String::new();
    }
    format!(", both read with what is left open as set here ({})", chosen.join("; "))
}
