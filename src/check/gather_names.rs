//! Everything a sentence may speak of, gathered before any sentence is read.

use std::collections::BTreeMap;

use super::condition::{DefinitionId, QuestionId, RuleId};
use super::context::Context;
use super::names::{NamedQuestion, NamedSentence, Names, Scope};
use super::rule_set::RuleSet;
use super::sentence;
use super::tables::{self, Column};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Text;
use crate::vocabulary::Vocabulary;

impl Context<'_> {
    /// Fills [`Context::names`] from the vocabulary and the blocks; gives what each table defines.
    pub(super) fn gather_names(
        &mut self,
        vocabulary: Vocabulary,
        rule_set: &RuleSet,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Column> {
        let settings = rule_set.settings.iter().map(|one| (one.name.to_lowercase(), one.value.clone()));
        self.names = Names {
            vocabulary,
            settings: settings.collect(),
            conventions: rule_set.conventions,
            ..Names::default()
        };
        let columns = tables::columns(self.gathered, &mut self.names, diagnostics);
        self.names.questions = self.named_questions();
        let rules = self.gathered.rules.iter().zip(0..);
        self.names.rules = rules.map(|(rule, index)| (rule.block.name.text.clone(), RuleId(index))).collect();
        self.names.definitions = self.named_sentences(diagnostics);
        columns
    }

    fn named_questions(&self) -> Vec<NamedQuestion> {
        let questions = self.questions.iter().zip(0..).map(|(question, index)| NamedQuestion {
            name: question.name.clone(),
            outcomes: question.outcomes.iter().map(|outcome| outcome.name.clone()).collect(),
            id: QuestionId(index),
        });
        questions.collect()
    }

    /// The sentences definitions define: none that already means something, none twice.
    fn named_sentences(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<NamedSentence> {
        let mut first: BTreeMap<String, &Text> = BTreeMap::new();
        let mut named = Vec::new();
        for (placed, index) in self.gathered.definitions.iter().zip(0..) {
            let sentence = &placed.block.sentence;
            if let Some(earlier) = first.insert(sentence.text.to_lowercase(), sentence) {
                diagnostics.push(
                    Diagnostic::error(
                        "E0283",
                        sentence.span,
                        format!("`{}` is defined twice", sentence.text),
                    )
                    .also(earlier.span, "the first definition")
                    .because("A sentence means one thing.")
                    .help("make one definition of them, or word one of the sentences in another way"),
                );
                continue;
            }
            if sentence::means_something(&self.names, sentence, Scope::Case) {
                diagnostics.push(
                    Diagnostic::error("E0283", sentence.span, format!("`{}` already means something", sentence.text))
                        .because("The vocabulary, or a form of sentence about one of its facts, reads this sentence.")
                        .help("word the defined sentence in another way, or use the vocabulary's sentence without defining it"),
                );
                continue;
            }
            named.push(NamedSentence {
                sentence: sentence.text.clone(),
                id: DefinitionId(index),
                span: sentence.span,
            });
        }
        named
    }
}
