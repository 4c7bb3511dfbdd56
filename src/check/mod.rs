//! What does each sentence mean, and does everything fit?
//!
//! Matches sentences to the vocabulary, resolves names, checks types and structure, merges what is built on, and
//! reports every mistake. Only a sound check can be lowered.
//!
//! Reading order: [`check`] below; `gather` (blocks by kind), `unique` (names), `questions` and `settings` (merged with
//! those built on), `rules` and its neighbours (blocks resolved), `arrange` (order and rings).

mod arrange;
mod bodies;
mod citations;
mod claims;
mod condition;
mod context;
mod counts;
mod departures;
mod examples;
mod expectations;
mod gather;
mod gather_names;
mod hash;
mod header;
mod names;
mod needs;
mod negatives;
mod never_was;
mod order;
mod otherwise;
mod procedure;
mod profile;
mod questions;
mod renumber;
mod rule_set;
mod rules;
pub mod sentence;
mod settings;
mod stale;
mod tables;
mod texts;
mod unique;
mod usage;
mod value;
mod vocabulary;
mod walk;

pub use condition::{
    Clause, Condition, DateBase, DateTerm, DefinitionId, ExceptionId, Heading, Mask, Meaning, Order,
    OutcomeId, PeriodTest, PresumptionId, QuestionId, RuleId, Subject, TableId, Window,
};
pub use hash::hash;
pub use names::{NamedQuestion, NamedSentence, Names, Scope};
pub use needs::{Needs, needs};
pub use profile::{Known, Profile, ProfileLine, ProfileQuestion, profile};
pub use rule_set::{
    Anchor, Consideration, Deadline, DecisionDate, Definition, Departure, EntryDate, Example, Exception,
    Expected, Guarantee, GuaranteeClaim, MemberCheck, Origin, Outcome, Override, Presumption, Question, Rule,
    RuleSet, Setting, SourceText, Start, Table, TableResult, TableRow, WhileMissing,
};
pub use texts::MOST_TEXTS;
pub use vocabulary::misspelt;
pub(crate) use walk::{facts_of, facts_of_clause};

use std::collections::BTreeSet;

use crate::diagnostic::{self, Diagnostic};
use crate::source::{SourceId, Span};
use crate::syntax::Tree;
use crate::syntax::tree::{Block, Broken, Text};
use context::Context;
use gather::Gathered;

/// Everything one rule set resolves to; the `project` floor loads it.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// The rule set itself.
    pub rule_set: &'a Tree,
    /// The vocabularies it and the sets it builds on use, each once. None: sentences are not read.
    pub vocabularies: Vec<&'a Tree>,
    /// The rule sets it builds on, base first.
    pub builds_on: Vec<&'a Tree>,
    /// See [`hash`].
    pub hash: String,
}

/// What was understood, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The rule set, where there is no error.
    pub rule_set: Option<RuleSet>,
    /// Errors, warnings and notes, most important first. Warnings about sets built on are left to their own check.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// The rule set as one that may be lowered.
    #[must_use]
    pub fn sound(self) -> Option<Sound> {
        let sound = !self.diagnostics.iter().any(Diagnostic::is_error);
        self.rule_set.filter(|_| sound).map(Sound)
    }
}

/// A rule set without errors.
///
/// Invariant: made only by [`Checked::sound`]; every id in it names something of it.
#[derive(Debug, Clone)]
pub struct Sound(RuleSet);

impl Sound {
    /// The rule set.
    #[must_use]
    pub fn rule_set(&self) -> &RuleSet {
        &self.0
    }
}

/// Checks a rule set with everything it resolves to.
///
/// ```
/// use threshold::check::{Input, check};
///
/// let tree = threshold::syntax::Tree::default();
/// let input = Input { rule_set: &tree, vocabularies: vec![], builds_on: vec![], hash: String::new() };
/// assert!(check(&input).sound().is_none());
/// ```
#[must_use]
pub fn check(input: &Input<'_>) -> Checked {
    let mut diagnostics = Vec::new();
    let own = input.rule_set;
    if own.unread {
        return Checked::default();
    }
    if own.blocks.is_empty() {
        return Checked { rule_set: None, diagnostics: vec![nothing_written(own.source)] };
    }
    let gathered = gather::gather(own, &input.builds_on, &mut diagnostics);
    let rule_set = resolve(input, &gathered, &mut diagnostics);
    let bases: BTreeSet<SourceId> = input.builds_on.iter().map(|tree| tree.source).collect();
    let of_base =
        |one: &Diagnostic| one.primary.as_ref().is_some_and(|label| bases.contains(&label.span.source));
    diagnostics.retain(|one| one.is_error() || !of_base(one));
    let broken: Vec<&Broken> = own
        .blocks
        .iter()
        .filter_map(|block| if let Block::Broken(broken) = block { Some(broken) } else { None })
        .collect();
    let no_question = gathered.questions.is_empty();
    diagnostics.retain(|one| !follows_from_what_is_missing(one, &broken, no_question));
    diagnostics.retain(|one| !own.faulty || !OF_WHAT_IS_UNUSED.contains(&one.code.0));
    diagnostic::sort(&mut diagnostics);
    let sound = broken.is_empty() && !diagnostics.iter().any(Diagnostic::is_error);
    Checked { rule_set: rule_set.filter(|_| sound), diagnostics }
}

fn nothing_written(file: SourceId) -> Diagnostic {
    Diagnostic::warning("W0482", Span::new(file, 0, 0), "there are no rules in this file")
        .because("It is empty, or holds comments only.")
        .help("begin with `Rule set \"TITLE\"`; `threshold new` makes a folder that works at once")
}

/// Warnings that something is not cited or not used; they say nothing of a file in which something was not understood.
const OF_WHAT_IS_UNUSED: [&str; 5] = ["W0477", "W0478", "W0479", "W0480", "W0481"];

/// Messages that something is missing or unused say nothing where a block could not be read; nor do messages about
/// outcomes where there is no question; nor that there is no block of a name, where that block could not be read.
fn follows_from_what_is_missing(diagnostic: &Diagnostic, broken: &[&Broken], no_question: bool) -> bool {
    const MISSING: [&str; 8] = ["E0451", "E0454", "E0457", "E0459", "W0478", "W0479", "W0480", "W0481"];
    const OF_QUESTIONS: [&str; 3] = ["E0271", "E0272", "E0456"];
    const OF_NAMES: [&str; 5] = ["E0271", "E0272", "E0273", "E0274", "E0275"];
    let names = |name: &String| diagnostic.title.ends_with(&format!("named `{name}`"));
    let unread = OF_NAMES.contains(&diagnostic.code.0)
        && broken.iter().any(|block| block.name.as_ref().is_some_and(names));
    unread
        || (!broken.is_empty() && MISSING.contains(&diagnostic.code.0))
        || (no_question && OF_QUESTIONS.contains(&diagnostic.code.0))
}

/// The rule set resolved, as far as it can be; nothing where no vocabulary is at hand.
fn resolve(input: &Input<'_>, gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<RuleSet> {
    let mut rule_set = RuleSet { hash: input.hash.clone(), ..RuleSet::default() };
    unique::names(gathered, diagnostics);
    header::read(gathered, &mut rule_set, diagnostics);
    if !needs(input.rule_set).builds_on.is_empty() && input.builds_on.is_empty() {
        return None;
    }
    rule_set.conventions = header::conventions(gathered, diagnostics);
    rule_set.sources = citations::sources(gathered, diagnostics);
    rule_set.settings = settings::merge(gathered, diagnostics);
    citations::keys(gathered, diagnostics);
    citations::missing(gathered, diagnostics);
    counts::check(gathered, &rule_set.settings, diagnostics);
    settings::unused(gathered, diagnostics);
    let questions = questions::merge(gathered, diagnostics);
    let mut context = Context::new(gathered, questions);
    otherwise::read(&mut context, diagnostics);
    if input.vocabularies.is_empty() {
        stale::check(gathered, &rule_set, diagnostics);
        return None;
    }
    let (vocabulary, found) = crate::vocabulary::read(&input.vocabularies);
    diagnostics.extend(found);
    rule_set.vocabularies_built_on = vocabularies_built_on(input);
    vocabulary::read(&vocabulary, rule_set.conventions, &mut rule_set, diagnostics);
    let columns = context.gather_names(vocabulary, &rule_set, diagnostics);
    blocks(&context, columns, &mut rule_set, diagnostics);
    rule_set.vocabulary = std::mem::take(&mut context.names.vocabulary);
    rule_set.questions = context.questions;
    stale::check(gathered, &rule_set, diagnostics);
    usage::counted_twice(&rule_set, diagnostics);
    texts::too_many(&rule_set, diagnostics);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        usage::unused(&rule_set, diagnostics);
        usage::idle(&rule_set, diagnostics);
        usage::untabled(&rule_set, diagnostics);
        negatives::check(&rule_set, diagnostics);
    }
    arrange::arrange(&mut rule_set, diagnostics);
    if gathered.builds_on() && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.extend(floor_not_shown(gathered));
    }
    Some(rule_set)
}

/// The files of the vocabularies that the sets built on use.
fn vocabularies_built_on(input: &Input<'_>) -> BTreeSet<SourceId> {
    let used: Vec<Text> = input.builds_on.iter().flat_map(|base| needs(base).uses).collect();
    let of_base = |tree: &&&Tree| {
        let titles = tree.blocks.iter().filter_map(|block| {
            if let Block::Vocabulary(header) = block { Some(&header.title.text) } else { None }
        });
        titles.into_iter().any(|own| used.iter().any(|title| questions::same(&title.text, own)))
    };
    input.vocabularies.iter().filter(of_base).map(|tree| tree.source).collect()
}

fn blocks(
    context: &Context<'_>,
    columns: Vec<tables::Column>,
    rule_set: &mut RuleSet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    rule_set.definitions = rules::definitions(context, diagnostics);
    rule_set.rules = rules::rules(context, diagnostics);
    rule_set.exceptions = rules::exceptions(context, diagnostics);
    rule_set.departures =
        departures::apply(context, &mut rule_set.rules, &mut rule_set.exceptions, diagnostics);
    rule_set.presumptions = rules::presumptions(context, diagnostics);
    rule_set.tables = tables::read(context, columns, diagnostics);
    rule_set.deadlines = procedure::deadlines(context, diagnostics);
    diagnostics.extend(header::taken_for_granted(context.gathered, rule_set));
    rule_set.overrides = procedure::overrides(context, diagnostics);
    rule_set.while_missing = procedure::while_missing(context, diagnostics);
    rule_set.checks = claims::checks(context, diagnostics);
    rule_set.guarantees = claims::guarantees(context, diagnostics);
    rule_set.examples = examples::read(context, diagnostics);
    for body in &context.gathered.unplaced {
        context.clause(body, names::Scope::Case, diagnostics);
    }
}

/// Merging is plain addition; that the sum is never weaker is a proof of its own.
fn floor_not_shown(gathered: &Gathered<'_>) -> Option<Diagnostic> {
    let header = gathered.header()?;
    let base = header.builds_on.first()?;
    Some(
        Diagnostic::note("W0498", base.span, format!("whether these rules are ever weaker than “{}” is not shown here", base.text))
            .because("Names and structure fit. That no record has a less serious outcome than under the rules built on is a proof of its own.")
            .help("run `threshold prove`"),
    )
}
