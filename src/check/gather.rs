//! Which blocks are there, and whose are they? The blocks of a rule set and of all it builds on, by kind.
//!
//! Says which blocks stand in the wrong kind of file and whether there is a heading; looks into no block.

use std::collections::BTreeSet;

use super::rule_set::Origin;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{
    Block, Body, Check, Deadline, Definition, Departure, Example, Exception, Guarantee, Otherwise, Override,
    Presumption, Question, Rule, RuleSetHeader, Setting, SourceEntry, Table, Text, Tree, WhileMissing,
};

/// A block and the set it stands in (an index into [`Gathered::sets`]).
#[derive(Debug)]
pub(super) struct Placed<'a, T> {
    pub(super) set: usize,
    pub(super) block: &'a T,
}

/// One rule set among those merged.
#[derive(Debug, Default)]
pub(super) struct Set<'a> {
    pub(super) header: Option<&'a RuleSetHeader>,
    pub(super) base: bool,
}

impl Set<'_> {
    pub(super) fn title(&self) -> &str {
        self.header.map_or("", |header| header.title.text.as_str())
    }
}

/// All blocks by kind, each list in the order written, sets built on first.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    /// Base first; the rule set itself last.
    pub(super) sets: Vec<Set<'a>>,
    pub(super) sources: Vec<Placed<'a, SourceEntry>>,
    pub(super) settings: Vec<Placed<'a, Setting>>,
    pub(super) questions: Vec<Placed<'a, Question>>,
    pub(super) definitions: Vec<Placed<'a, Definition>>,
    pub(super) rules: Vec<Placed<'a, Rule>>,
    pub(super) presumptions: Vec<Placed<'a, Presumption>>,
    pub(super) exceptions: Vec<Placed<'a, Exception>>,
    pub(super) otherwise: Vec<Placed<'a, Otherwise>>,
    pub(super) deadlines: Vec<Placed<'a, Deadline>>,
    pub(super) overrides: Vec<Placed<'a, Override>>,
    pub(super) while_missing: Vec<Placed<'a, WhileMissing>>,
    pub(super) checks: Vec<Placed<'a, Check>>,
    pub(super) tables: Vec<Placed<'a, Table>>,
    pub(super) guarantees: Vec<Placed<'a, Guarantee>>,
    pub(super) departures: Vec<Placed<'a, Departure>>,
    pub(super) examples: Vec<Placed<'a, Example>>,
    /// See [`Tree::unplaced`].
    pub(super) unplaced: Vec<&'a Body>,
}

impl<'a> Gathered<'a> {
    /// Whose a block of this set is.
    pub(super) fn origin(&self, set: usize) -> Origin {
        self.sets
            .get(set)
            .map_or_else(Origin::default, |set| Origin { set: set.title().to_owned(), base: set.base })
    }

    /// Is it a set built on?
    pub(super) fn is_base(&self, set: usize) -> bool {
        self.sets.get(set).is_some_and(|set| set.base)
    }

    /// A set and every set under it: those it builds on, and those that these build on.
    pub(super) fn under(&self, set: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([set]);
        let mut open = vec![set];
        while let Some(next) = open.pop() {
            let header = self.sets.get(next).and_then(|set| set.header);
            let titles = header.into_iter().flat_map(|header| &header.builds_on);
            for title in titles {
                let base = self.sets.iter().position(|base| base.title() == title.text);
                open.extend(base.filter(|base| found.insert(*base)));
            }
        }
        found
    }

    /// Does the rule set build on another?
    pub(super) fn builds_on(&self) -> bool {
        self.sets.len() > 1
    }

    /// The rule set's own heading.
    pub(super) fn header(&self) -> Option<&'a RuleSetHeader> {
        self.sets.last().and_then(|set| set.header)
    }

    fn add(&mut self, set: usize, block: &'a Block) {
        match block {
            Block::Sources(entries) => self.sources.extend(placed(set, entries)),
            Block::Settings(settings) => self.settings.extend(placed(set, settings)),
            Block::Question(block) => self.questions.push(Placed { set, block }),
            Block::Definition(block) => self.definitions.push(Placed { set, block }),
            Block::Rule(block) => self.rules.push(Placed { set, block }),
            Block::Presumption(block) => self.presumptions.push(Placed { set, block }),
            Block::Exception(block) => self.exceptions.push(Placed { set, block }),
            Block::Otherwise(block) => self.otherwise.push(Placed { set, block }),
            Block::Deadline(block) => self.deadlines.push(Placed { set, block }),
            Block::Overrides(lines) => self.overrides.extend(placed(set, lines)),
            Block::WhileMissing(lines) => self.while_missing.extend(placed(set, lines)),
            Block::Check(block) => self.checks.push(Placed { set, block }),
            Block::Table(block) => self.tables.push(Placed { set, block }),
            Block::Guarantee(block) => self.guarantees.push(Placed { set, block }),
            Block::Departure(block) => self.departures.push(Placed { set, block }),
            Block::Example(block) => self.examples.push(Placed { set, block }),
            Block::RuleSet(_)
            | Block::Vocabulary(_)
            | Block::Fact(_)
            | Block::Always(_)
            | Block::Profile(_)
            | Block::ProfileFor(_)
            | Block::Broken(_) => {}
        }
    }
}

fn placed<T>(set: usize, blocks: &[T]) -> impl Iterator<Item = Placed<'_, T>> {
    blocks.iter().map(move |block| Placed { set, block })
}

/// Gathers the blocks of `bases` (base first) and of the rule set itself.
pub(super) fn gather<'a>(
    own: &'a Tree,
    bases: &[&'a Tree],
    diagnostics: &mut Vec<Diagnostic>,
) -> Gathered<'a> {
    let mut gathered = Gathered::default();
    for (set, tree) in bases.iter().copied().chain([own]).enumerate() {
        let header = heading(tree, diagnostics);
        gathered.sets.push(Set { header, base: set < bases.len() });
        misplaced(tree, diagnostics);
        tree.blocks.iter().for_each(|block| gathered.add(set, block));
        gathered.unplaced.extend(&tree.unplaced);
    }
    gathered
}

fn heading<'a>(tree: &'a Tree, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a RuleSetHeader> {
    let mut headers = tree
        .blocks
        .iter()
        .filter_map(|block| if let Block::RuleSet(header) = block { Some(header) } else { None });
    let first = headers.next();
    if let Some(first) = first {
        for second in headers {
            diagnostics.push(
                Diagnostic::error("E0452", second.span, format!("this file holds a second rule set, `{}`", second.title.text))
                    .also(first.span, "the first rule set begins here")
                    .because("A file holds one rule set, so that its title, version and dates are those of everything in it.")
                    .help("move the second rule set, from this heading on, to a file of its own"),
            );
        }
    } else if let Some(span) = tree.blocks.iter().map(block_span).next() {
        diagnostics.push(
            Diagnostic::error("E0451", span, "this file has no `Rule set` heading")
                .because("The heading gives the rules their title, the board that adopted them, and the days they are in force.")
                .help("begin the file with `Rule set \"…\"` and its lines, such as `Uses: \"…\".`"),
        );
    }
    first
}

/// Blocks that belong in another kind of file; each kind of file is named once.
fn misplaced(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let of = |belongs: fn(&Block) -> bool| -> Vec<Span> {
        tree.blocks.iter().filter(|block| belongs(block)).map(block_span).collect()
    };
    let facts = of(|block| matches!(block, Block::Vocabulary(_) | Block::Fact(_) | Block::Always(_)));
    let profiles = of(|block| matches!(block, Block::Profile(_) | Block::ProfileFor(_)));
    for (spans, what, file) in
        [(facts, "part of a vocabulary", "`.facts`"), (profiles, "part of a board profile", "`.board`")]
    {
        let Some(first) = spans.first() else { continue };
        let more = match spans.len() - 1 {
            0 => String::new(),
            more => format!(" So do {more} more."),
        };
        diagnostics.push(
            Diagnostic::error("E0453", *first, format!("this block is {what} and stands in a rule set"))
                .because(format!("It belongs in a {file} file.{more}"))
                .help(format!(
                    "move it to a {file} file; a rule set names the vocabulary it needs with `Uses: \"…\".`"
                )),
        );
    }
}

/// Where a block begins, and where known all of it.
pub(super) fn block_span(block: &Block) -> Span {
    let first = |text: Option<&Text>| text.map_or_else(Span::default, |text| text.span);
    match block {
        Block::RuleSet(block) => block.span,
        Block::Sources(entries) => first(entries.first().map(|entry| &entry.key)),
        Block::Settings(lines) => lines.first().map_or_else(Span::default, |line| line.span),
        Block::Question(block) => block.span,
        Block::Definition(block) => block.span,
        Block::Rule(block) => block.span,
        Block::Presumption(block) => block.span,
        Block::Exception(block) => block.span,
        Block::Otherwise(block) => block.span,
        Block::Deadline(block) => block.span,
        Block::Overrides(lines) => lines.first().map_or_else(Span::default, |line| line.span),
        Block::WhileMissing(lines) => lines.first().map_or_else(Span::default, |line| line.span),
        Block::Check(block) => block.span,
        Block::Table(block) => block.span,
        Block::Guarantee(block) => block.span,
        Block::Departure(block) => block.span,
        Block::Example(block) => block.span,
        Block::Vocabulary(block) => block.span,
        Block::Fact(block) => block.span,
        Block::Always(bodies) => bodies.first().map_or_else(Span::default, Body::span),
        Block::Profile(block) => block.span,
        Block::ProfileFor(block) => block.span,
        Block::Broken(block) => block.span,
    }
}
