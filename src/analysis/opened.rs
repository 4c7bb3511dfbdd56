//! Cases that have an outcome under the old set, and none under the new, because one answer is missing.
//!
//! Looked for among the cases that move: each with one of the facts it rests on left out. Where one is found it is one;
//! where none is, others may be.

use super::copied::Copied;
use super::difference::Difference;
use crate::calendar::Date;
use crate::check::RuleSet;
use crate::evaluation::{Depth, Options, QuestionResult, Status, evaluate};
use crate::program::{Program, lower_resolved};
use crate::record::Record;
use crate::vocabulary::FactId;

/// Such a case.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it rests on, in sentences, without the missing answer.
    pub sentences: Vec<String>,
    /// The question whose answer is missing.
    pub missing: String,
    /// The outcome under the old set.
    pub was: String,
    /// The outcomes possible under the new, most serious first.
    pub possible: Vec<String>,
}

/// For each question with a move, one such case where there is one among those that move.
pub(super) fn opened((old, new): (&RuleSet, &RuleSet), both: &Copied, found: &mut [Difference]) {
    if found.iter().all(|difference| difference.moves.is_empty()) {
        return;
    }
    let (before, after) = (lower_resolved(old), lower_resolved(new));
    for difference in found {
        let cases =
            difference.moves.iter().flat_map(|it| it.case.facts.iter().map(move |fact| (&it.case, *fact)));
        difference.opened = cases.into_iter().find_map(|(case, fact)| {
            let mut theirs = case.record.clone();
            theirs.facts.retain(|recorded| recorded.fact != fact);
            let mut ours = theirs.clone();
            theirs.facts.retain_mut(|recorded| match both.named(recorded.fact) {
                Some(own) => {
                    recorded.fact = own;
                    true
                }
                None => false,
            });
            theirs.facts.sort_by_key(|recorded| recorded.fact);
            ours.facts.retain(|recorded| new.vocabulary.fact(recorded.fact).is_some());
            let was = settled(&before, &theirs, &difference.question)?;
            let possible = undecided(&after, &ours, &difference.question)?;
            let told = case.facts.iter().zip(&case.sentences).filter(|(told, _)| **told != fact);
            Some(Opened {
                sentences: told.map(|(_, sentence)| sentence.clone()).collect(),
                missing: asked(&both.rule_set, fact),
                was,
                possible,
            })
        });
    }
}

fn asked(rules: &RuleSet, fact: FactId) -> String {
    let fact = rules.vocabulary.fact(fact);
    fact.map_or_else(String::new, |fact| fact.words.ask.clone().unwrap_or_else(|| fact.label().to_owned()))
}

fn result(program: &Program, record: &Record, question: &str) -> Option<QuestionResult> {
    let options = Options { depth: Depth::Outcomes, ..Options::default() };
    let place = program.rule_set.questions.iter().position(|it| it.name == question)?;
    evaluate(program, record, Date::LAST, &options).questions.into_iter().nth(place)
}

fn settled(program: &Program, record: &Record, question: &str) -> Option<String> {
    let result = result(program, record, question)?;
    let question = program.rule_set.questions.iter().find(|it| it.name == question)?;
    Some(question.outcomes.get(result.outcome?.0 as usize)?.name.clone())
}

fn undecided(program: &Program, record: &Record, question: &str) -> Option<Vec<String>> {
    let result = result(program, record, question)?;
    let question = program.rule_set.questions.iter().find(|it| it.name == question)?;
    let names = result.possible.iter().filter_map(|id| question.outcomes.get(id.0 as usize));
    (result.status == Status::Undecided).then(|| names.map(|outcome| outcome.name.clone()).collect())
}
