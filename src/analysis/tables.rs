//! Does exactly one row of each table fit every record?

use super::copied::with_probes;
use super::every::{Every, Possible};
use super::fictional::tell;
use super::floor::capital;
use crate::check::{Clause, RuleSet, Table};
use crate::diagnostic::Diagnostic;
use crate::evaluation::Wanted;
use crate::program::{ClausePlan, lower_resolved};

/// What is refused: one message a table for a gap, one for an overlap. A cell about a fact that does not apply fits no
/// record, whatever it says; `any` fits all.
#[must_use]
pub fn tables_fit(rule_set: &RuleSet) -> Vec<Diagnostic> {
    let clauses: Vec<Clause> =
        rule_set.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.when.clone())).collect();
    if clauses.is_empty() || rule_set.rules.is_empty() {
        return Vec::new();
    }
    let (probed, first) = with_probes(rule_set, &clauses);
    let program = lower_resolved(&probed);
    let every = Every::of(&program);
    let mut plans = program.rules.iter().skip(first).map(|rule| &rule.when);
    let mut found = Vec::new();
    for table in &rule_set.tables {
        let rows: Vec<&ClausePlan> = plans.by_ref().take(table.rows.len()).collect();
        found.extend(gap(&every, table, &rows));
        found.extend(overlap(&every, table, &rows));
    }
    found
}

fn gap(every: &Every<'_>, table: &Table, rows: &[&ClausePlan]) -> Option<Diagnostic> {
    let wanted: Vec<Wanted> = rows.iter().map(|row| Wanted::of(row.node, false)).collect();
    let title = format!("no row of table “{}” fits some records", table.name);
    let case = match every.plainest(&wanted) {
        Possible::Never => return None,
        Possible::NotSettled(why) => return Some(not_settled(table, &why)),
        Possible::Example(completion) => tell(every, completion, &wanted, &[]),
    };
    Some(
        Diagnostic::error("E0705", table.span, title)
            .because(format!("Take a fictional case: {}.", case.sentences.join("; ")))
            .help("Add a row for such a case; the cell `any` fits every value. Where a fact does not apply to the case, only `any` fits: add a column that says when it applies."),
    )
}

fn overlap(every: &Every<'_>, table: &Table, rows: &[&ClausePlan]) -> Option<Diagnostic> {
    let mut exact = every.ready(rows.iter().map(|row| row.node));
    for (place, row) in rows.iter().enumerate() {
        for (other, later) in rows.iter().enumerate().skip(place + 1) {
            let wanted = [Wanted::of(row.node, true), Wanted::of(later.node, true)];
            match every.possible_in(&mut exact, &wanted) {
                Possible::Never => {}
                Possible::NotSettled(why) => return Some(not_settled(table, &why)),
                Possible::Example(_) => return Some(two_fit(every, table, (place, other), &wanted)),
            }
        }
    }
    None
}

fn two_fit(every: &Every<'_>, table: &Table, (one, other): (usize, usize), wanted: &[Wanted]) -> Diagnostic {
    let title = format!("two rows of table “{}” fit the same record", table.name);
    let mut said = Diagnostic::error("E0706", table.span, title);
    if let (Some(one), Some(other)) = (table.rows.get(one), table.rows.get(other)) {
        said = said.also(one.span, "this row fits").also(other.span, "so does this one");
    }
    let Possible::Example(completion) = every.plainest(wanted) else { return said };
    let case = tell(every, completion, wanted, &[]);
    said.because(format!("Take a fictional case: {}.", case.sentences.join("; ")))
        .help("Narrow one of the two rows, so that exactly one fits.")
}

fn not_settled(table: &Table, why: &str) -> Diagnostic {
    let title = format!(
        "it could not be settled whether exactly one row of table “{}” fits every record",
        table.name
    );
    Diagnostic::warning("W0703", table.span, title).because(format!("{}.", capital(why)))
}
