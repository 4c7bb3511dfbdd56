//! What does the outcome hang on, and what would change it?

use super::answers;
use super::question::{ChangeExplanation, ChangedLine, ReasonExplanation, ReasonLine, Room};
use super::rules::Told;
use crate::evaluation::Change;

impl Told<'_> {
    /// Facts that alone force the outcome.
    pub(super) fn reason(&self) -> Option<ReasonExplanation> {
        let reason = self.answer.reason.as_ref()?;
        let parts = reason.parts.iter().map(|part| ReasonLine {
            fact: self.recorded.line(part.fact),
            words: part.words.clone(),
            hangs_on_one_source: part.hangs_on_one_source,
        });
        Some(ReasonExplanation {
            parts: parts.collect(),
            presumptions: reason.presumptions.iter().filter_map(|id| self.presumption(*id)).collect(),
        })
    }

    /// What would change the outcome, most serious first.
    pub(super) fn changes(&self) -> Option<Vec<ChangeExplanation>> {
        let changes = self.answer.changes.as_ref()?;
        Some(changes.iter().map(|change| self.change(change)).collect())
    }

    /// Is there a more serious outcome, and a less serious one?
    pub(super) fn room(&self) -> Room {
        let rungs = self.question.outcomes.len();
        self.answer.outcome.map_or_else(Room::default, |outcome| Room {
            above: outcome.0 > 0,
            below: (outcome.0 as usize) + 1 < rungs,
        })
    }

    fn change(&self, change: &Change) -> ChangeExplanation {
        let changes = change.changes.iter().map(|changed| {
            let fact = self.recorded.fact(changed.fact);
            ChangedLine {
                fact: fact.map_or_else(String::new, |fact| fact.id.clone()),
                from: changed.from.clone(),
                to: changed.to.clone(),
                sentence: fact
                    .map_or_else(|| changed.to.clone(), |fact| answers::answer_sentence(fact, &changed.to)),
            }
        });
        ChangeExplanation {
            outcome: self.outcome(change.outcome),
            more_serious: self.answer.outcome.is_some_and(|outcome| change.outcome < outcome),
            certain: change.certain,
            changes: changes.collect(),
        }
    }
}
