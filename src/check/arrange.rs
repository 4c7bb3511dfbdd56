//! Puts questions, definitions, exceptions and tables in an order in which each comes after what it uses, and says
//! where they go round in a ring.

use super::condition::{
    Clause, Condition, DateBase, DefinitionId, ExceptionId, QuestionId, Subject, TableId,
};
use super::order::{self, Order};
use super::renumber::{self, Numbers};
use super::rule_set::{RuleSet, TableResult};
use super::walk;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::vocabulary::{FactId, Type};

/// Something that can use another and be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Fact(FactId),
    Table(TableId),
    Definition(DefinitionId),
    Exception(ExceptionId),
    Question(QuestionId),
}

/// All nodes are numbered in one row: facts, tables, definitions, exceptions, questions.
struct Row {
    facts: usize,
    tables: usize,
    definitions: usize,
    exceptions: usize,
    questions: usize,
}

impl Row {
    fn of(rule_set: &RuleSet) -> Self {
        Self {
            facts: rule_set.vocabulary.facts.len(),
            tables: rule_set.tables.len(),
            definitions: rule_set.definitions.len(),
            exceptions: rule_set.exceptions.len(),
            questions: rule_set.questions.len(),
        }
    }

    fn len(&self) -> usize {
        self.facts + self.tables + self.definitions + self.exceptions + self.questions
    }

    fn place(&self, node: Node) -> usize {
        let tables = self.facts;
        let definitions = tables + self.tables;
        let exceptions = definitions + self.definitions;
        match node {
            Node::Fact(id) => id.0 as usize,
            Node::Table(id) => tables + id.0 as usize,
            Node::Definition(id) => definitions + id.0 as usize,
            Node::Exception(id) => exceptions + id.0 as usize,
            Node::Question(id) => exceptions + self.exceptions + id.0 as usize,
        }
    }

    fn node(&self, place: usize) -> Node {
        let number = |from: usize| u32::try_from(place - from).unwrap_or(u32::MAX);
        let definitions = self.facts + self.tables;
        let exceptions = definitions + self.definitions;
        let questions = exceptions + self.exceptions;
        if place < self.facts {
            Node::Fact(FactId(number(0)))
        } else if place < definitions {
            Node::Table(TableId(number(self.facts)))
        } else if place < exceptions {
            Node::Definition(DefinitionId(number(definitions)))
        } else if place < questions {
            Node::Exception(ExceptionId(number(exceptions)))
        } else {
            Node::Question(QuestionId(number(questions)))
        }
    }
}

/// Who uses whom, by place in the row.
struct Uses<'a> {
    row: &'a Row,
    edges: Vec<Vec<usize>>,
}

impl Uses<'_> {
    fn add(&mut self, from: Node, to: Node) {
        let (from, to) = (self.row.place(from), self.row.place(to));
        if let Some(edges) =
            self.edges.get_mut(from).filter(|edges| to < self.row.len() && !edges.contains(&to))
        {
            edges.push(to);
        }
    }

    fn clause(&mut self, user: Node, clause: &Clause) {
        walk::conditions(clause, &mut |condition| self.condition(user, condition));
    }

    fn condition(&mut self, user: Node, condition: &Condition) {
        walk::subjects(condition, &mut |subject| self.subject(user, subject));
        walk::terms(condition, &mut |term| {
            if let DateBase::Table(table) = term.base {
                self.add(user, Node::Table(table));
            }
        });
        match condition {
            Condition::Definition(id) => self.add(user, Node::Definition(*id)),
            Condition::TableIs { table, .. } => self.add(user, Node::Table(*table)),
            Condition::Outcome { question, .. } | Condition::ToConsider { question, .. } => {
                self.add(user, Node::Question(*question));
            }
            Condition::Choice { .. }
            | Condition::Includes { .. }
            | Condition::Text { .. }
            | Condition::Number { .. }
            | Condition::Dates { .. }
            | Condition::InWindow { .. }
            | Condition::Length { .. }
            | Condition::Periods { .. }
            | Condition::Count { .. }
            | Condition::MemberOf { .. }
            | Condition::RuleApplies(_)
            | Condition::Either(_) => {}
        }
    }

    fn subject(&mut self, user: Node, subject: Subject) {
        match subject {
            Subject::Fact(fact) | Subject::Field(fact, _) => self.add(user, Node::Fact(fact)),
        }
    }
}

/// Reorders the rule set and renumbers every name in it; reports each ring once.
pub(super) fn arrange(rule_set: &mut RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let row = Row::of(rule_set);
    let Order { order, rings } = order::arrange(&uses(rule_set, &row));
    for ring in &rings {
        let nodes: Vec<Node> = ring.iter().map(|place| row.node(*place)).collect();
        diagnostics.push(told(rule_set, &nodes));
    }
    if !rings.is_empty() {
        return;
    }
    let mut numbers = Numbers::default();
    for place in order {
        match row.node(place) {
            Node::Fact(_) => {}
            Node::Table(id) => numbers.tables.push(id.0),
            Node::Definition(id) => numbers.definitions.push(id.0),
            Node::Exception(id) => numbers.exceptions.push(id.0),
            Node::Question(id) => numbers.questions.push(id.0),
        }
    }
    renumber::apply(rule_set, &numbers);
}

fn uses(rule_set: &RuleSet, row: &Row) -> Vec<Vec<usize>> {
    let mut uses = Uses { row, edges: vec![Vec::new(); row.len()] };
    facts(rule_set, &mut uses);
    for (id, table) in (0..).map(TableId).zip(&rule_set.tables) {
        for line in &table.rows {
            uses.clause(Node::Table(id), &line.when);
            if let TableResult::Date(term) = &line.result {
                walk::in_term(term, &mut |subject| uses.subject(Node::Table(id), subject));
                if let DateBase::Table(other) = term.base {
                    uses.add(Node::Table(id), Node::Table(other));
                }
            }
        }
    }
    for (id, definition) in (0..).map(DefinitionId).zip(&rule_set.definitions) {
        uses.clause(Node::Definition(id), &definition.body);
    }
    for (id, exception) in (0..).map(ExceptionId).zip(&rule_set.exceptions) {
        uses.clause(Node::Exception(id), &exception.when);
        exception.not_where.iter().for_each(|other| uses.add(Node::Exception(id), Node::Exception(*other)));
    }
    for rule in &rule_set.rules {
        let question = Node::Question(rule.question);
        uses.clause(question, &rule.when);
        rule.not_where.iter().for_each(|exception| uses.add(question, Node::Exception(*exception)));
    }
    uses.edges
}

/// A fact uses what it is computed from and what says when it applies.
fn facts(rule_set: &RuleSet, uses: &mut Uses<'_>) {
    for (id, fact) in (0..).map(FactId).zip(&rule_set.vocabulary.facts) {
        let this = Node::Fact(id);
        match &fact.ty {
            Type::TimeBetween { from, to } => {
                uses.add(this, Node::Fact(*from));
                uses.add(this, Node::Fact(*to));
            }
            Type::Shifted { base, .. } => uses.add(this, Node::Fact(*base)),
            Type::ByTable { .. } => {
                let by = (0..).map(TableId).zip(&rule_set.tables).find(|(_, table)| table.fact == Some(id));
                if let Some((table, _)) = by {
                    uses.add(this, Node::Table(table));
                }
            }
            Type::YesNo
            | Type::OneOf { .. }
            | Type::AnyOf { .. }
            | Type::Number
            | Type::Date
            | Type::DateTime
            | Type::Length(_)
            | Type::Periods
            | Type::List { .. }
            | Type::Text => {}
        }
        if let Some(Some(clause)) = rule_set.applies_when.get(id.0 as usize) {
            uses.clause(this, clause);
        }
    }
}

/// What stands at a node: what it is, its name, where.
fn description(rule_set: &RuleSet, node: Node) -> (&'static str, String, Span) {
    let found = match node {
        Node::Fact(id) => {
            rule_set.vocabulary.fact(id).map(|fact| ("fact", fact.label().to_owned(), fact.span))
        }
        Node::Table(id) => {
            rule_set.tables.get(id.0 as usize).map(|one| ("table", one.name.clone(), one.span))
        }
        Node::Definition(id) => {
            rule_set.definitions.get(id.0 as usize).map(|one| ("definition", one.name.clone(), one.span))
        }
        Node::Exception(id) => {
            rule_set.exceptions.get(id.0 as usize).map(|one| ("exception", one.name.clone(), one.span))
        }
        Node::Question(id) => {
            rule_set.questions.get(id.0 as usize).map(|one| ("question", one.name.clone(), one.span))
        }
    };
    found.unwrap_or(("fact", String::new(), Span::default()))
}

/// One ring in words, whole.
fn told(rule_set: &RuleSet, ring: &[Node]) -> Diagnostic {
    let members: Vec<(&str, String, Span)> = ring.iter().map(|node| description(rule_set, *node)).collect();
    let has = |node: fn(&Node) -> bool| ring.iter().any(node);
    let (code, verb) = if has(|node| matches!(node, Node::Question(_))) {
        ("E0462", "waits for")
    } else if has(|node| matches!(node, Node::Exception(_))) {
        ("E0461", "is set aside by")
    } else {
        ("E0460", "uses")
    };
    let first = members.first().cloned().unwrap_or_default();
    let what = first.0;
    let title = match members.len() {
        1 => format!("the {what} `{}` {verb} itself", first.1),
        count => format!("{count} things go round in a ring, beginning with the {what} `{}`", first.1),
    };
    let steps: Vec<String> = members.iter().map(|(what, name, _)| format!("the {what} `{name}`")).collect();
    let said = Diagnostic::error(code, first.2, title)
        .because(format!(
            "The ring: {}, and so again {}.",
            steps.join(&format!(", which {verb} ")),
            steps.first().map_or("", String::as_str)
        ))
        .because("Each of them can only be settled after the next, so none ever is.")
        .help("take one of them out of the ring: remove the sentence or the line that leads on to the next");
    members
        .iter()
        .skip(1)
        .take(7)
        .fold(said, |said, (what, name, span)| said.also(*span, format!("the {what} `{name}`")))
}
