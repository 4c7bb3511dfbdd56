//! Which thing does a name stand for? Looks names up once everything is gathered; says what is near when one fails.

use std::collections::BTreeMap;

use super::condition::{ExceptionId, OutcomeId, PresumptionId, QuestionId, RuleId};
use super::gather::Gathered;
use super::names::{Names, Scope};
use super::questions::same;
use super::rule_set::Question;
use super::sentence;
use super::{Clause, Condition, Meaning};
use crate::diagnostic::{Diagnostic, nearest, sharing_words};
use crate::source::Span;
use crate::syntax::tree::{Body, Text};

/// A value, or what is wrong.
pub(super) type Said<T> = Result<T, Box<Diagnostic>>;

/// Everything the blocks are resolved against.
pub(super) struct Context<'a> {
    pub(super) gathered: &'a Gathered<'a>,
    /// What sentences may speak of.
    pub(super) names: Names,
    /// The ladders.
    pub(super) questions: Vec<Question>,
    rules: Index,
    exceptions: Index,
    presumptions: Index,
}

/// Names of one kind of block, with the set each stands in, numbered in the order gathered.
#[derive(Default)]
struct Index {
    places: BTreeMap<String, (u32, usize)>,
    names: Vec<String>,
}

impl Index {
    fn of<'a>(names: impl Iterator<Item = (&'a Text, usize)>) -> Self {
        let mut index = Self::default();
        for ((name, set), place) in names.zip(0..) {
            index.places.entry(name.text.clone()).or_insert((place, set));
            index.names.push(name.text.clone());
        }
        index
    }

    /// The number of a name, as seen from a set: sets built on do not see those that build on them.
    fn find(&self, name: &str, from: usize) -> Option<u32> {
        self.places.get(name).filter(|(_, set)| *set <= from).map(|(place, _)| *place)
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(gathered: &'a Gathered<'a>, questions: Vec<Question>) -> Self {
        let departures = gathered.departures.iter().filter(|one| one.block.when.is_some());
        let exceptions = gathered.exceptions.iter().map(|one| (&one.block.name, one.set));
        Self {
            gathered,
            names: Names::default(),
            questions,
            rules: Index::of(gathered.rules.iter().map(|one| (&one.block.name, one.set))),
            exceptions: Index::of(exceptions.chain(departures.map(|one| (&one.block.name, one.set)))),
            presumptions: Index::of(gathered.presumptions.iter().map(|one| (&one.block.name, one.set))),
        }
    }

    /// The rule of a name.
    pub(super) fn rule(&self, name: &Text, from: usize) -> Said<RuleId> {
        self.rules.find(&name.text, from).map(RuleId).ok_or_else(|| {
            let said = unknown("E0273", "rule", name, self.rules.names.iter().map(String::as_str));
            let departs = self.gathered.departures.iter().any(|one| one.block.name.text == name.text);
            let exceptions = if departs { "a departure" } else { "an exception" };
            Box::new(other_kind(
                said,
                name,
                &[(exceptions, &self.exceptions), ("a presumption", &self.presumptions)],
            ))
        })
    }

    /// The exception of a name.
    pub(super) fn exception(&self, name: &Text, from: usize) -> Said<ExceptionId> {
        self.exceptions.find(&name.text, from).map(ExceptionId).ok_or_else(|| {
            let said = unknown("E0274", "exception", name, self.exceptions.names.iter().map(String::as_str));
            let said = if self.exceptions.names.is_empty() {
                said.help(format!(
                    "write it: `Exception \"{}\"`, a citation, and `This applies when …`",
                    name.text
                ))
            } else {
                said
            };
            Box::new(other_kind(
                said,
                name,
                &[("a rule", &self.rules), ("a presumption", &self.presumptions)],
            ))
        })
    }

    /// The presumption of a name.
    pub(super) fn presumption(&self, name: &Text, from: usize) -> Said<PresumptionId> {
        self.presumptions.find(&name.text, from).map(PresumptionId).ok_or_else(|| {
            let said =
                unknown("E0275", "presumption", name, self.presumptions.names.iter().map(String::as_str));
            Box::new(other_kind(said, name, &[("a rule", &self.rules), ("an exception", &self.exceptions)]))
        })
    }

    /// The rule or exception of a name, where either may stand.
    pub(super) fn rule_or_exception(&self, name: &Text, from: usize) -> Said<Result<RuleId, ExceptionId>> {
        if let Some(rule) = self.rules.find(&name.text, from) {
            return Ok(Ok(RuleId(rule)));
        }
        if let Some(exception) = self.exceptions.find(&name.text, from) {
            return Ok(Err(ExceptionId(exception)));
        }
        let all = self.rules.names.iter().chain(&self.exceptions.names).map(String::as_str);
        Err(Box::new(unknown("E0273", "rule or exception", name, all)))
    }

    /// The question of a name.
    pub(super) fn question(&self, name: &Text) -> Said<QuestionId> {
        let found = self.questions.iter().position(|question| same(&question.name, &name.text));
        found.and_then(|index| u32::try_from(index).ok()).map(QuestionId).ok_or_else(|| {
            let names = self.questions.iter().map(|question| question.name.as_str());
            Box::new(unknown("E0271", "question", name, names))
        })
    }

    /// The questions that a set sees: its own and those of the sets under it.
    pub(super) fn seen_from(&self, set: usize) -> Seen<'_, 'a> {
        let under = self.gathered.under(set);
        let placed = || self.gathered.questions.iter().filter(|placed| under.contains(&placed.set));
        let asked = |question: &Question| placed().any(|one| same(&one.block.name.text, &question.name));
        let all = || (0..).map(QuestionId).zip(&self.questions);
        let own: Vec<_> = all().filter(|(_, question)| asked(question)).collect();
        Seen { context: self, questions: if own.is_empty() { all().collect() } else { own } }
    }

    /// The outcome of a question.
    pub(super) fn outcome(&self, question: QuestionId, outcome: &Text) -> Said<OutcomeId> {
        let asked = self.questions.get(question.0 as usize);
        let found =
            asked.and_then(|asked| asked.outcomes.iter().position(|one| same(&one.name, &outcome.text)));
        found
            .and_then(|index| u32::try_from(index).ok())
            .map(OutcomeId)
            .ok_or_else(|| Box::new(unknown_outcome(outcome, asked.map_or(&[], std::slice::from_ref))))
    }

    /// The meaning of a body; an empty list in its place where it was not understood (which was reported).
    pub(super) fn clause(&self, body: &Body, scope: Scope, diagnostics: &mut Vec<Diagnostic>) -> Clause {
        sentence::clause(&self.names, body, scope, diagnostics).unwrap_or_else(|| Clause {
            label: String::new(),
            text: String::new(),
            span: body.span(),
            citations: Vec::new(),
            meaning: Meaning::List { heading: super::Heading::All, items: Vec::new() },
        })
    }

    /// The meaning of a sentence, unless it was not understood (which is reported).
    pub(super) fn condition(
        &self,
        text: &Text,
        scope: Scope,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Condition> {
        kept(sentence::read(&self.names, text, scope), diagnostics)
    }

    /// *Whether or not* lines with their meanings.
    pub(super) fn inert(
        &self,
        texts: &[Text],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(String, Condition)> {
        texts
            .iter()
            .filter_map(|text| Some((text.text.clone(), self.condition(text, Scope::Case, diagnostics)?)))
            .collect()
    }
}

/// What a name left out may stand for: questions of the set it is left out in, or of a set under that. Sets that build
/// on it add none.
pub(super) struct Seen<'c, 'a> {
    context: &'c Context<'a>,
    pub(super) questions: Vec<(QuestionId, &'c Question)>,
}

impl Seen<'_, '_> {
    /// The question named, or the only one. `form` is the line as it reads with a name, `outcome` what it gives.
    pub(super) fn question_or_only(
        &self,
        name: Option<&Text>,
        at: Span,
        outcome: Option<&Text>,
        form: &str,
    ) -> Said<QuestionId> {
        match (name, self.questions.as_slice()) {
            (Some(name), _) => self.context.question(name),
            (None, [(only, _)]) => Ok(*only),
            (None, _) => Err(Box::new(self.name_the_question(at, outcome, form))),
        }
    }

    /// The question and outcome where the question may be left out: the only question, else the only one with this
    /// outcome.
    pub(super) fn answer(
        &self,
        question: Option<&Text>,
        outcome: &Text,
        form: &str,
    ) -> Said<(QuestionId, OutcomeId)> {
        if let Some(name) = question {
            let question = self.context.question(name)?;
            return Ok((question, self.context.outcome(question, outcome)?));
        }
        if let [(only, _)] = self.questions.as_slice() {
            return Ok((*only, self.context.outcome(*only, outcome)?));
        }
        let holds = |question: &Question| question.outcomes.iter().any(|one| same(&one.name, &outcome.text));
        let mut having = self.questions.iter().filter(|(_, question)| holds(question));
        match (having.next(), having.next()) {
            (Some((id, _)), None) => Ok((*id, self.context.outcome(*id, outcome)?)),
            (Some(_), Some(_)) => Err(Box::new(self.name_the_question(outcome.span, Some(outcome), form))),
            (None, _) => Err(Box::new(unknown_outcome(outcome, &self.context.questions))),
        }
    }

    fn name_the_question(&self, at: Span, outcome: Option<&Text>, form: &str) -> Diagnostic {
        let questions: Vec<&Question> = self.questions.iter().map(|(_, question)| *question).collect();
        name_the_question(&questions, at, outcome, form)
    }
}

/// Adds that a name belongs to another kind of block, where it does.
fn other_kind(said: Diagnostic, name: &Text, others: &[(&str, &Index)]) -> Diagnostic {
    match others.iter().find(|(_, index)| index.places.contains_key(&name.text)) {
        Some((what, _)) => said.because(format!("`{}` is the name of {what}.", name.text)),
        None => said,
    }
}

/// The value, or nothing after reporting what is wrong.
pub(super) fn kept<T>(said: Said<T>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    match said {
        Ok(value) => Some(value),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

/// "there is no rule named …", with what is near or what there is.
pub(super) fn unknown<'a>(
    code: &'static str,
    what: &str,
    name: &Text,
    candidates: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let candidates: Vec<&str> = candidates.collect();
    let said = Diagnostic::error(code, name.span, format!("there is no {what} named `{}`", name.text));
    near(said, name, &candidates)
}

/// The most names that one is compared with.
const MOST_COMPARED: usize = 5_000;

/// Adds the nearest candidate as a fix, or lists what there is where that is short.
pub(super) fn near(said: Diagnostic, wanted: &Text, candidates: &[&str]) -> Diagnostic {
    let compared = candidates.iter().copied().take(MOST_COMPARED);
    match nearest(&wanted.text, compared) {
        Some(near) => nearest_is(said, wanted, near),
        None => listed(said, wanted, candidates),
    }
}

fn nearest_is(said: Diagnostic, wanted: &Text, near: &str) -> Diagnostic {
    said.help(format!("the nearest is `{near}`")).fix(format!("write `{near}`"), wanted.span, near)
}

/// Adds what there is, in words only.
fn listed(said: Diagnostic, wanted: &Text, candidates: &[&str]) -> Diagnostic {
    const MOST_LISTED: usize = 8;
    let alike = sharing_words(&wanted.text, candidates.iter().copied().take(MOST_COMPARED), 3);
    match (alike.as_slice(), candidates) {
        (_, []) => said,
        ([_, ..], many) if many.len() > MOST_LISTED => {
            said.help(format!("most alike is `{}`", alike.join("`, `")))
        }
        (_, few) if few.len() <= MOST_LISTED => said.help(format!("there is `{}`", few.join("`, `"))),
        (_, many) => {
            let (first, others) = many.split_at(MOST_LISTED);
            said.help(format!("there is `{}`, and {} others", first.join("`, `"), others.len()))
        }
    }
}

/// A name that begins a sentence begins with a capital letter.
fn in_the_same_letter(written: &str, name: &str) -> String {
    let mut letters = name.chars();
    match letters.next().filter(|_| written.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// An outcome no ladder of these has.
pub(super) fn unknown_outcome(outcome: &Text, questions: &[Question]) -> Diagnostic {
    let candidates: Vec<&str> =
        questions.iter().flat_map(|question| question.outcomes.iter().map(|one| one.name.as_str())).collect();
    let title = match questions {
        [question] => format!("`{}` is no outcome of `{}`", outcome.text, question.name),
        _ => format!("`{}` is no outcome of any question", outcome.text),
    };
    let said = Diagnostic::error("E0272", outcome.span, title);
    let said = match questions {
        [question] => said.also(question.span, "the question and its outcomes"),
        _ => said,
    };
    // `not full review` is near to `full review`, and its opposite.
    let says_not = |name: &str| name.to_lowercase().starts_with("not ");
    let alike = candidates.iter().copied().filter(|name| says_not(name) == says_not(&outcome.text));
    match nearest(&outcome.text, alike) {
        Some(near) => nearest_is(said, outcome, &in_the_same_letter(&outcome.text, near)),
        None => listed(said, outcome, &candidates),
    }
}

fn name_the_question(questions: &[&Question], at: Span, outcome: Option<&Text>, form: &str) -> Diagnostic {
    let names: Vec<&str> = questions.iter().map(|question| question.name.as_str()).collect();
    if names.is_empty() {
        return Diagnostic::error("E0456", at, "there is no question this could answer")
            .because("A rule gives an outcome of a question, and this rule set asks none.")
            .help("add a block `Question \"NAME\": what is asked?` with its outcomes, most serious first");
    }
    let gives = |question: &&&Question| {
        outcome.is_some_and(|outcome| question.outcomes.iter().any(|one| same(&one.name, &outcome.text)))
    };
    let giving: Vec<&str> = questions.iter().filter(gives).map(|question| question.name.as_str()).collect();
    let filled = |name: &&str| format!("`{}`", form.replacen("\"…\"", &format!("\"{name}\""), 1));
    let forms: Vec<String> = if giving.is_empty() { &names } else { &giving }.iter().map(filled).collect();
    Diagnostic::error("E0456", at, "this does not say which question it answers")
        .because(format!("This rule set asks {} questions: `{}`.", names.len(), names.join("`, `")))
        .help(format!("name it: {}", forms.join(" or ")))
}
