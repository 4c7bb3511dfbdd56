//! Does a mapping fit the vocabulary? Every fact there, every answer one that the fact can have.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::case::{About, Reading};
use super::super::known::Known;
use super::super::node::{At, Key, Node};
use super::mapping::{Column, Factors, List, Mapping};
use super::mapping_words::wrong;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Type;

/// Every mistake of a mapping that reads well.
pub(super) fn check(mapping: &Mapping, known: &Known<'_>) -> Vec<Diagnostic> {
    let mut checking =
        Checking { known, file: &mapping.file, problems: Vec::new(), targets: BTreeSet::new() };
    for column in &mapping.main.columns {
        checking.once(&column.fact, column.at);
        checking.fact(column);
    }
    for list in &mapping.lists {
        checking.once(&list.fact, list.at);
        checking.list(list);
    }
    for factors in &mapping.factors {
        checking.factors(factors);
    }
    checking.problems
}

struct Checking<'c> {
    known: &'c Known<'c>,
    file: &'c Arc<str>,
    problems: Vec<Diagnostic>,
    targets: BTreeSet<String>,
}

impl Checking<'_> {
    fn once(&mut self, fact: &str, at: At) {
        if !self.targets.insert(fact.to_owned()) {
            let title = format!("two columns are mapped to `{fact}`");
            self.problems
                .push(wrong(at, self.file, title).help("which of them counts cannot be told; keep one"));
        }
    }

    fn fact(&mut self, column: &Column) {
        for (answer, at) in answers(column) {
            self.answer(&column.fact, answer, at, column.separated.is_some());
        }
        if column.codes.is_none() && column.empty.is_none() {
            let mut reading = Reading::new(self.known, std::slice::from_ref(self.file));
            reading.column(&Key { text: column.fact.as_str().into(), at: column.at });
            self.problems.extend(reading.problems);
        }
        let dated = matches!(
            self.known.find(&column.fact).map(|(_, fact)| &fact.ty),
            Some(Type::Date | Type::DateTime)
        );
        if !column.dates.is_empty() && !dated {
            let title = format!("`{}` is no date, and the mapping gives it a form of dates", column.fact);
            self.problems.push(wrong(column.at, self.file, title).help("leave `dates` out"));
        }
    }

    /// Can a fact have this answer?
    fn answer(&mut self, fact: &str, answer: &str, at: At, set: bool) {
        if answer == "not asked" {
            return;
        }
        let node = Node::word(at, answer, true);
        let node =
            if set { Node { at, end: at, kind: super::super::node::Kind::Items(vec![node]) } } else { node };
        let mut reading = Reading::new(self.known, std::slice::from_ref(self.file));
        reading.fact(&Key { text: fact.into(), at }, &node);
        self.problems.extend(reading.problems);
    }

    fn list(&mut self, list: &List) {
        let fields: Vec<&str> = match self.known.find(&list.fact).map(|(_, fact)| &fact.ty) {
            Some(Type::List { fields }) => fields.iter().map(|field| field.id.as_str()).collect(),
            Some(Type::Periods) => vec!["from", "to"],
            _ => {
                let title = format!("`{}` is not a list of the vocabulary", list.fact);
                self.problems.push(wrong(list.at, self.file, title).help("name a list or periods"));
                return;
            }
        };
        let mut seen = BTreeSet::new();
        for column in &list.table.columns {
            if !fields.contains(&column.fact.as_str()) || !seen.insert(&column.fact) {
                let title =
                    format!("`{}` is not a field of `{}`, or is mapped twice", column.fact, list.fact);
                let help = format!("the fields are `{}`", fields.join("`, `"));
                self.problems.push(wrong(column.at, self.file, title).help(help));
                continue;
            }
            self.field(list, column);
        }
    }

    fn field(&mut self, list: &List, column: &Column) {
        let Some((_, fact)) = self.known.find(&list.fact) else { return };
        let Type::List { fields } = &fact.ty else { return };
        let Some(field) = fields.iter().find(|field| field.id == column.fact) else { return };
        for (answer, at) in answers(column).into_iter().filter(|(answer, _)| *answer != "not asked") {
            let mut reading = Reading::new(self.known, std::slice::from_ref(self.file));
            reading.answer(
                &Node::word(at, answer, true),
                About { fact, field: Some(field), may_not_apply: false },
            );
            self.problems.extend(reading.problems);
        }
    }

    fn factors(&mut self, factors: &Factors) {
        let mut facts = BTreeSet::new();
        for code in &factors.codes {
            if facts.insert(&code.answer) {
                self.once(&code.answer, code.at);
            }
            self.answer(&code.answer, "yes", code.at, false);
        }
    }
}

fn answers(column: &Column) -> Vec<(&str, At)> {
    let codes = column.codes.iter().flatten().map(|code| (code.answer.as_str(), code.at));
    codes.chain(column.empty.as_deref().map(|empty| (empty, column.at))).collect()
}
