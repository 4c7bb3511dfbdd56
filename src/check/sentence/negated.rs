//! Sentences that ask about the record, or put *not* into a sentence of the vocabulary: said in the words there are.

use super::Reader;
use super::fold::{same, strip};
use crate::check::condition::{Condition, Subject};
use crate::check::names::Scope;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Type;

/// How people begin to ask whether something is known.
const ASKS_WHAT_IS_KNOWN: [&str; 8] = [
    "it is not known whether ",
    "it is not known if ",
    "it is unknown whether ",
    "it is unknown if ",
    "it is unclear whether ",
    "it is known whether ",
    "it is known that ",
    "nobody knows whether ",
];

impl<'a> Reader<'a> {
    /// A rule asks about what happened; not about what is known yet, nor about the day of the screening.
    pub(super) fn about_the_record(self, text: &str) -> Option<Diagnostic> {
        let asks = ASKS_WHAT_IS_KNOWN.into_iter().find(|asks| strip(text, asks).is_some());
        if let Some(asks) = asks {
            let part = text.get(..asks.trim_end().len()).unwrap_or(text);
            let diagnostic = self.what_is_known(part, "a rule cannot ask whether something is known yet");
            return Some(
                diagnostic
                    .help("say what must be true; where a fact is missing, the result says what to ask for"),
            );
        }
        let day = "the as-at day";
        strip(text, day).filter(|rest| rest.starts_with(' ') && !matches!(self.scope, Scope::Vocabulary))?;
        Some(self.as_at_in_a_rule(text.get(..day.len())?))
    }

    /// The complaint that a sentence asks about the record.
    pub(super) fn what_is_known(self, part: &str, title: &str) -> Diagnostic {
        self.error("E0212", part, title).because(
            "Whether an answer is known yet is about the record, not about the child: once it is known the rule would change its \
             mind.",
        )
    }

    /// `the child was not looked after`: *not* put into a sentence that the vocabulary has without it.
    pub(super) fn negated(self, text: &str) -> Option<Diagnostic> {
        let (before, after) = text.split_once(" not ")?;
        let plain = format!("{before} {after}");
        self.negated_periods(text, &plain).or_else(|| self.negated_sentence(text, &plain))
    }

    /// Of periods: on some day, or at no time at all?
    fn negated_periods(self, text: &str, plain: &str) -> Option<Diagnostic> {
        let (name, never) = self.periods_called(plain)?;
        let diagnostic = self.without_a_time(text).help(format!(
            "not at a certain time: `none of these is true:` with `{name} on DATE` or `{name} on any day in WINDOW` as its item"
        ));
        Some(match never {
            Some(never) => diagnostic.help(format!("at no time at all: `{never}`")),
            None => diagnostic,
        })
    }

    /// `the child is looked after`: periods said as if there were a time at hand.
    pub(super) fn timeless(self, text: &str) -> Option<Diagnostic> {
        let tenses = [(" is ", " was "), (" has ", " had "), (" lives ", " lived ")];
        let (name, _) =
            tenses.into_iter().find_map(|(now, then)| self.periods_called(&text.replacen(now, then, 1)))?;
        Some(self.without_a_time(text).help(format!(
            "say when: `{name} on DATE`, `{name} on any day in the 6 months before DATE`, `{name} at any time`"
        )))
    }

    fn without_a_time(self, text: &str) -> Diagnostic {
        self.error("E0216", text, format!("`{text}` does not say when"))
            .because("Its value is a set of periods; a rule must say which days it asks about.")
    }

    /// The periods called so, hyphens aside: their name, and the sentence that there were none.
    fn periods_called(self, text: &str) -> Option<(&'a str, Option<&'a str>)> {
        let text = text.replace('-', " ");
        self.stems().into_iter().find_map(|stem| {
            let name = stem.names.iter().find(|name| same(&text, &name.replace('-', " ")))?;
            Some((*name, stem.never))
        })
    }

    /// Of a sentence that reads: its opposite wording, or a list of it alone.
    fn negated_sentence(self, text: &str, plain: &str) -> Option<Diagnostic> {
        let meaning = self.means(plain).filter(|_| !self.stating)?;
        let diagnostic = self
            .error("E0201", text, format!("no sentence of the vocabulary reads `{text}`"))
            .because("`not` is never put into a sentence: its opposite has a wording of its own, or stands in a list.");
        if let Some(opposite) = self.opposite(&meaning, plain) {
            return Some(self.offer_text(diagnostic, &opposite));
        }
        let list = self.write_list("none of these is true", &[plain.to_owned()]);
        Some(diagnostic.fix("write that it is not so as a list", self.whole.span, list))
    }

    /// The other wording of the yes/no fact whose one this is.
    fn opposite(self, meaning: &Condition, plain: &str) -> Option<String> {
        let Condition::Choice { subject, .. } = meaning else { return None };
        let mut facts = self.facts().filter(|(_, fact)| matches!(fact.ty, Type::YesNo));
        let (_, fact) = facts.find(|(id, _)| *subject == Subject::Fact(*id))?;
        let wordings = [fact.words.yes.as_deref(), fact.words.no.as_deref()];
        let other = wordings.into_iter().flatten().find(|wording| !same(wording, plain));
        other.map(str::to_owned)
    }
}
