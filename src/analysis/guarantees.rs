//! Does each guarantee hold of every record?

use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::floor::capital;
use super::{Kind, Proof, Verdict};
use crate::check::{Clause, Guarantee, GuaranteeClaim, Meaning, QuestionId};
use crate::diagnostic::Diagnostic;
use crate::evaluation::Wanted;
use crate::program::Program;
use crate::source::Span;

/// Every guarantee with its verdict, inherited ones too.
#[must_use]
pub fn guarantees(program: &Program) -> Vec<Proof> {
    let every = Every::of(program);
    let claims = program.rule_set.guarantees.iter().zip(&program.guarantees);
    let proofs = claims.map(|(guarantee, node)| {
        let wanted = [Wanted::of(*node, false)];
        let questions: Vec<QuestionId> = match &guarantee.claim {
            GuaranteeClaim::Outcome { question, .. } => vec![*question],
            GuaranteeClaim::Sentence { .. } => {
                (0..program.questions.len()).filter_map(|id| u32::try_from(id).ok()).map(QuestionId).collect()
            }
        };
        Proof {
            kind: Kind::Guarantee,
            claim: guarantee.name.clone(),
            said: said(guarantee),
            span: guarantee.span,
            verdict: refute(&every, &wanted, &questions),
        }
    });
    proofs.collect()
}

/// The guarantee as written, line by line.
fn said(guarantee: &Guarantee) -> Vec<String> {
    let Some(when) = &guarantee.when else { return vec![format!("{}.", guarantee.text)] };
    let mut lines = Vec::new();
    lines_of(when, &format!("{} when ", guarantee.text), 0, &mut lines);
    if let Some(last) = lines.last_mut() {
        last.push('.');
    }
    lines
}

fn lines_of(clause: &Clause, before: &str, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match &clause.meaning {
        Meaning::List { items, .. } => {
            lines.push(format!("{indent}{before}{}:", clause.text));
            for item in items {
                lines_of(item, &format!("{} ", item.label), depth + 1, lines);
            }
        }
        Meaning::Sentence(_) | Meaning::Inert(_) => lines.push(format!("{indent}{before}{}", clause.text)),
    }
}

/// An error for each guarantee that does not hold of every record, and a warning for each that could not be settled. One
/// that is there to show a gap, and says so, is a note while it fails and a warning once it holds.
#[must_use]
pub fn broken(program: &Program, on_purpose: &dyn Fn(Span) -> bool) -> Vec<Diagnostic> {
    let written = program.rule_set.guarantees.iter();
    let told = written.zip(guarantees(program)).filter_map(|(guarantee, proof)| match &proof.verdict {
        Verdict::Proved => on_purpose(proof.span).then(|| {
            let title = format!("guarantee “{}” is marked as failing on purpose, and it holds", proof.claim);
            Diagnostic::warning("W0709", proof.span, title)
                .help("Take out the comment `fails on purpose` behind it, so that it is an error if it fails again.")
        }),
        Verdict::NotSettled(why) => {
            let title = format!("it could not be settled whether guarantee “{}” holds", proof.claim);
            Some(Diagnostic::warning("W0703", proof.span, title).because(format!("{}.", capital(why))))
        }
        Verdict::Refuted(case) if on_purpose(proof.span) => Some(fails_on_purpose(&proof, case)),
        Verdict::Refuted(case) => Some(fails(&proof, case, guarantee.origin.base)),
    });
    told.collect()
}

/// The case in which a guarantee does not hold, with what follows for it.
fn fictional(case: &Fictional) -> String {
    let then = case.outcomes.iter().map(|then| format!("“{}” is {}", then.question, then.outcome));
    let then: Vec<String> = then.collect();
    format!("Take a fictional case: {}. Then {}.", case.told(), then.join("; "))
}

fn not_of_every(proof: &Proof) -> String {
    format!("guarantee “{}” does not hold of every record", proof.claim)
}

fn fails_on_purpose(proof: &Proof, case: &Fictional) -> Diagnostic {
    Diagnostic::note("W0708", proof.span, not_of_every(proof))
        .because(fictional(case))
        .because("A comment behind it says that it fails on purpose.")
}

/// `of_base`: the guarantee is of a set that these rules build on.
fn fails(proof: &Proof, case: &Fictional, of_base: bool) -> Diagnostic {
    let help = if of_base {
        "The guarantee is of a set that these rules build on, and stays: let the rules leave such a case as that set has it. \
         `threshold prove` shows the whole case."
    } else {
        "Mend the rules, or narrow the guarantee. `threshold prove` shows the whole case."
    };
    Diagnostic::error("E0708", proof.span, not_of_every(proof)).because(fictional(case)).help(help)
}

/// The verdict on a claim that is broken where all of these are so.
pub(super) fn refute(every: &Every<'_>, wanted: &[Wanted], questions: &[QuestionId]) -> Verdict {
    match every.plainest(wanted) {
        Possible::Never => Verdict::Proved,
        Possible::NotSettled(why) => Verdict::NotSettled(why),
        Possible::Example(completion) => {
            Verdict::Refuted(Box::new(tell(every, completion, wanted, questions)))
        }
    }
}
