//! Does each guarantee hold of every record?

use super::every::{Every, Possible};
use super::fictional::tell;
use super::{Kind, Proof, Verdict};
use crate::check::{GuaranteeClaim, QuestionId};
use crate::evaluation::Wanted;
use crate::program::Program;

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
            span: guarantee.span,
            verdict: refute(&every, &wanted, &questions),
        }
    });
    proofs.collect()
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
