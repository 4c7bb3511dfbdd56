//! What does a mapping file say? Tables, their columns, and what each code means.
//!
//! It is read as records are read, so that a code written `010` or `no` keeps its letters.

use std::sync::Arc;

use super::super::node::{At, Node};
use super::super::yaml;
use super::forms::Form;
use super::mapping_words::{Reader, word};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// The one form of mapping files there is so far.
pub(super) const SCHEMA: &str = "threshold/import/1";

/// A mapping file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The rule set whose vocabulary the facts are of, as the file names it.
    pub rules: Option<String>,
    /// The file, as the user named it.
    pub(super) file: Arc<str>,
    pub(super) by: Option<String>,
    pub(super) on: Option<String>,
    pub(super) main: Table,
    pub(super) lists: Vec<List>,
    pub(super) factors: Vec<Factors>,
}

/// A table with a row for each case, or for each entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The file's name without its ending.
    pub(super) name: String,
    /// The heading of the column of case ids.
    pub(super) case: String,
    pub(super) columns: Vec<Column>,
}

/// What one column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) heading: String,
    /// A fact, or the field of a list.
    pub(super) fact: String,
    pub(super) at: At,
    pub(super) dates: Vec<Form>,
    pub(super) codes: Option<Vec<Code>>,
    pub(super) empty: Option<String>,
    pub(super) separated: Option<String>,
}

/// A code and the answer it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) written: String,
    pub(super) answer: String,
    pub(super) at: At,
}

/// A companion table: one row an entry of a list, or a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) table: Table,
    pub(super) fact: String,
    pub(super) at: At,
    /// The extract holds every entry there is.
    pub(super) no_others: bool,
}

/// A column of codes that are present or absent, each a yes-or-no fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Factors {
    pub(super) table: String,
    pub(super) case: String,
    pub(super) heading: String,
    pub(super) separated: String,
    /// Code and fact.
    pub(super) codes: Vec<Code>,
    /// Codes that are passed over on purpose.
    pub(super) ignored: Vec<String>,
    /// The code that says that none of them was found.
    pub(super) none: Option<String>,
    /// What an absent code means: `not known`, unless the mapping says otherwise.
    pub(super) absent: String,
}

/// Reads a mapping file.
///
/// # Errors
/// Every mistake in it.
pub fn mapping(file: &SourceFile) -> Result<Mapping, Vec<Diagnostic>> {
    let name: Arc<str> = file.name().into();
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    let tree = yaml::tree(text, &name, 1);
    let mut reader = Reader { file: Arc::clone(&name), problems: tree.refused };
    reader.problems.extend(tree.broken);
    let Some(root) = tree.root.filter(|_| reader.problems.is_empty()) else {
        if reader.problems.is_empty() {
            reader.wrong(At::new(1, 1), "the mapping is empty", "begin with `schema: threshold/import/1`");
        }
        return Err(reader.problems);
    };
    reader.keys(&root, &["schema", "rules", "by", "on", "main", "lists", "factors"]);
    if word(&root, "schema").as_deref() != Some(SCHEMA) {
        reader.wrong(
            root.at,
            "this is not a mapping of a form that is read here",
            "begin with `schema: threshold/import/1`",
        );
    }
    let main = if let Some(main) = root.get("main") {
        reader.main(main)
    } else {
        reader.wrong(
            root.at,
            "the mapping names no main table",
            "write `main:` with `table`, `case` and `columns`",
        );
        Table { name: String::new(), case: String::new(), columns: Vec::new() }
    };
    let lists = reader.items(&root, "lists").into_iter().map(|list| reader.list(list)).collect();
    let factors = reader.items(&root, "factors").into_iter().map(|factors| reader.factors(factors)).collect();
    let mapping = Mapping {
        rules: word(&root, "rules"),
        file: name,
        by: word(&root, "by"),
        on: word(&root, "on"),
        main,
        lists,
        factors,
    };
    if reader.problems.is_empty() { Ok(mapping) } else { Err(reader.problems) }
}

impl Reader {
    fn main(&mut self, node: &Node<'_>) -> Table {
        self.keys(node, &["table", "case", "columns"]);
        self.table(node, "fact")
    }

    fn list(&mut self, node: &Node<'_>) -> List {
        self.keys(node, &["table", "case", "list", "columns", "no others"]);
        List {
            table: self.table(node, "field"),
            fact: self.needed(node, "list"),
            at: node.get("list").map_or(node.at, |list| list.at),
            no_others: self.yes(node, "no others"),
        }
    }

    fn table(&mut self, node: &Node<'_>, target: &str) -> Table {
        let name = self.needed(node, "table");
        let case = self.needed(node, "case");
        let columns = self.group(node, "columns");
        let columns =
            columns.iter().map(|(heading, at, column)| self.column(heading, *at, column, target)).collect();
        Table { name, case, columns }
    }

    fn column(&mut self, heading: &str, at: At, node: &Node<'_>, target: &str) -> Column {
        let heading = heading.to_owned();
        if let Some(fact) = node.as_word() {
            let fact = fact.to_owned();
            return Column {
                heading,
                fact,
                at: node.at,
                dates: Vec::new(),
                codes: None,
                empty: None,
                separated: None,
            };
        }
        self.keys(node, &[target, "dates", "codes", "empty", "separated by"]);
        let codes = node.get("codes").map(|_| self.codes(node));
        Column {
            heading,
            fact: self.needed(node, target),
            at: node.get(target).map_or(at, |target| target.at),
            dates: self.forms(node),
            codes,
            empty: word(node, "empty"),
            separated: word(node, "separated by"),
        }
    }

    fn forms(&mut self, node: &Node<'_>) -> Vec<Form> {
        let mut forms = Vec::new();
        for (word, at) in self.words(node, "dates") {
            match Form::read(&word) {
                Some(form) => forms.push(form),
                None => self.wrong(
                    at,
                    "this is not a form in which dates can be read",
                    "write `dd/mm/yyyy`, `d/m/yyyy`, `yyyy-mm-dd`, `mm/yyyy` or `dd/mm/yyyy hh:mm`; years have four digits",
                ),
            }
        }
        forms
    }

    fn codes(&mut self, node: &Node<'_>) -> Vec<Code> {
        let group = self.group(node, "codes");
        let mut codes = Vec::new();
        for (code, at, answer) in group {
            match answer.as_word() {
                Some(answer) => codes.push(Code { written: code, answer: answer.to_owned(), at }),
                None => self.wrong(at, "this code has no answer", "write the code, a colon and the answer"),
            }
        }
        codes
    }

    fn factors(&mut self, node: &Node<'_>) -> Factors {
        self.keys(node, &["table", "case", "column", "separated by", "codes", "ignored", "none", "absent"]);
        let absent = word(node, "absent").unwrap_or_else(|| "not known".to_owned());
        if !["not known", "not asked", "no"].contains(&absent.as_str()) {
            let at = node.get("absent").map_or(node.at, |absent| absent.at);
            self.wrong(at, "an absent code cannot mean this", "write `not known`, `not asked` or `no`");
        }
        Factors {
            table: self.needed(node, "table"),
            case: self.needed(node, "case"),
            heading: self.needed(node, "column"),
            separated: word(node, "separated by").unwrap_or_else(|| "json".to_owned()),
            codes: self.codes(node),
            ignored: self.words(node, "ignored").into_iter().map(|(word, _)| word).collect(),
            none: word(node, "none"),
            absent,
        }
    }
}
