//! Which fact does an example say is not known, or was not asked for?
//!
//! Rules ask what happened and never what is known; an example makes a record, and a record may say so.

use super::fold::{ending, same, strip};
use super::given::Given;
use super::subject::{Topic, Values, names_of, values_of};
use super::{Found, Reader};
use crate::check::condition::{Condition, Subject};
use crate::check::context::near;
use crate::check::names::Names;
use crate::check::walk;
use crate::diagnostic::Diagnostic;
use crate::record::Answer;
use crate::source::Span;
use crate::syntax::tree::Text;
use crate::vocabulary::{FactId, Type};

/// What stands behind a fact's name or question: was it asked for?
const OF_A_FACT: [(&str, bool); 3] =
    [(" is not known", true), (" was not asked", false), (" is not asked", false)];

/// What stands before a yes/no sentence.
const OF_A_SENTENCE: [(&str, bool); 2] =
    [("it is not known whether ", true), ("it was not asked whether ", false)];

/// The fact a question in an example names: by its `Ask`, or its name where it has none.
///
/// # Errors
/// E0282, with the questions there are.
pub fn asked(names: &Names, question: &Text) -> Result<FactId, Box<Diagnostic>> {
    let bare = |text: &str| text.trim_end_matches('?').to_owned();
    let wanted = bare(&question.text);
    let facts = || (0..).map(FactId).zip(&names.vocabulary.facts);
    let found = facts().find(|(_, fact)| {
        let words = [&fact.words.ask, &fact.words.name];
        words.into_iter().flatten().any(|text| same(&bare(text), &wanted))
    });
    found.map(|(id, _)| id).ok_or_else(|| {
        let asks: Vec<&str> = facts().filter_map(|(_, fact)| fact.words.ask.as_deref()).collect();
        let said =
            Diagnostic::error("E0282", question.span, format!("no fact is asked for by `{}`", question.text))
                .because("Examples name facts by their question, as the vocabulary gives it (`Ask:`).");
        Box::new(near(said, question, &asks))
    })
}

impl Reader<'_> {
    /// `NAME is not known`, `"QUESTION" was not asked`, `it is not known whether SENTENCE`.
    pub(super) fn untold(self) -> Option<Found<Given>> {
        let text = self.whole.text.as_str();
        if self.means(text).is_some() {
            // A value may be called so, and a wording may end so.
            return None;
        }
        let of_fact = OF_A_FACT.into_iter().find_map(|(ends, was)| Some((ending(text, ends)?, was)));
        let of_sentence =
            OF_A_SENTENCE.into_iter().find_map(|(begins, was)| Some((strip(text, begins)?, was)));
        let (fact, was_asked) = match (of_sentence, of_fact) {
            (Some((sentence, was)), _) => (self.fact_of_sentence(sentence, was), was),
            (None, Some((called, was))) => (self.fact_called(called), was),
            (None, None) => return None,
        };
        let answer = if was_asked { Answer::NotKnown { reason: None, due: None } } else { Answer::NotAsked };
        Some(fact.and_then(|fact| {
            self.allowed(Topic::Subject(Subject::Fact(fact)), text)?;
            Ok(Given::Says { fact, answer })
        }))
    }

    /// A fact by its question in quotes, or by its name.
    fn fact_called(self, called: &str) -> Found<FactId> {
        let inner = called.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let named = self.facts().find(|(_, fact)| {
            !matches!(values_of(&fact.ty), Values::Whole) && names_of(fact).any(|name| same(called, name))
        });
        match (named, inner) {
            (Some((fact, _)), _) => Ok(fact),
            (None, inner) => {
                let text = inner.unwrap_or(called).to_owned();
                asked(self.names, &Text { text, span: self.span(called) }).map_err(|complaint| {
                    Box::new(
                        complaint.help("write the question in quotes: `\"Did the child die?\" is not known`"),
                    )
                })
            }
        }
    }

    /// The fact of a yes/no sentence; what else a sentence says is no answer to one question.
    fn fact_of_sentence(self, sentence: &str, was_asked: bool) -> Found<FactId> {
        let span = self.span(sentence);
        let inner = Text { text: sentence.to_owned(), span: Span { ..span } };
        let condition = Reader { whole: &inner, ..self }.sentence()?;
        let facts: Vec<FactId> = walk::facts_of(&[], &condition).into_iter().collect();
        let only = match facts.as_slice() {
            [only] => self.names.vocabulary.fact(*only).map(|fact| (*only, fact)),
            [] | [_, ..] => None,
        };
        if let (Condition::Choice { .. }, Some((id, fact))) = (&condition, only)
            && matches!(fact.ty, Type::YesNo)
        {
            return Ok(id);
        }
        let title = format!("`{sentence}` is not the answer to one yes or no question");
        let said = self
            .error("E0282", sentence, title)
            .because("Behind `whether` stands the wording of a yes or no fact; other facts are named by their question.");
        let ends = if was_asked { "is not known" } else { "was not asked" };
        Err(Box::new(match only.and_then(|(_, fact)| fact.words.ask.as_deref()) {
            Some(ask) => {
                said.fix(format!("write `\"{ask}\" {ends}`"), self.whole.span, format!("\"{ask}\" {ends}"))
            }
            None => said.help(format!("write the question in quotes: `\"Did the child die?\" {ends}`")),
        }))
    }
}
