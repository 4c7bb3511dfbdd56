//! What does a vocabulary declare? From the trees of `.facts` files to one merged [`Vocabulary`].
//!
//! Checks each declaration by itself and that no id and no sentence is defined twice. Sentences inside a vocabulary
//! (*applies when*, *Always*) are matched later, by the checker.

use std::collections::BTreeMap;

use super::lines::Lines;
use super::types::{Declared, read_plain, read_type};
use super::wording::with_adverb;
use super::{Fact, FactId, Field, FieldWords, Type, Vocabulary, Words, plainly};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Tree;
use crate::syntax::tree::{self, Block, FactKind, Text};

/// Merges the vocabularies of these trees; says what is wrong with them. A fact with a mistake is kept where it can be
/// understood, so that the sentences about it are not reported as well.
///
/// ```
/// let (vocabulary, diagnostics) = threshold::vocabulary::read(&[]);
/// assert!(vocabulary.facts.is_empty() && diagnostics.is_empty());
/// ```
#[must_use]
pub fn read(trees: &[&Tree]) -> (Vocabulary, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut vocabulary = Vocabulary::default();
    let mut declarations: Vec<&tree::Fact> = Vec::new();
    for block in trees.iter().flat_map(|tree| &tree.blocks) {
        if let Block::Vocabulary(header) = block {
            let version = header.version.as_ref().map(|version| version.text.clone());
            vocabulary.titles.push((header.title.text.clone(), version));
        } else if let Block::Always(bodies) = block {
            vocabulary.always.extend(bodies.iter().cloned());
        } else if let Block::Fact(fact) = block {
            keep_first(fact, &mut declarations, &mut found);
        }
    }
    vocabulary.titles.sort();
    let declared: Declared<'_> = declarations
        .iter()
        .zip(0..)
        .map(|(fact, index)| (fact.id.text.as_str(), (FactId(index), *fact)))
        .collect();
    let mut sentences = Sentences::default();
    for declaration in &declarations {
        vocabulary.facts.push(read_fact(declaration, &declared, &mut sentences, &mut found));
    }
    check_circles(&vocabulary, &declarations, &mut found);
    (vocabulary, found)
}

fn keep_first<'a>(fact: &'a tree::Fact, declarations: &mut Vec<&'a tree::Fact>, found: &mut Vec<Diagnostic>) {
    check_id(&fact.id, found);
    match declarations.iter().find(|other| other.id.text.eq_ignore_ascii_case(&fact.id.text)) {
        Some(first) => found.push(
            Diagnostic::error("E0241", fact.id.span, format!("the fact `{}` is defined twice", fact.id.text))
                .also(first.id.span, "first defined here")
                .help("give one of them another id, or leave one out"),
        ),
        None => declarations.push(fact),
    }
}

fn check_id(id: &Text, found: &mut Vec<Diagnostic>) {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if id.text.starts_with(|first: char| first.is_ascii_lowercase()) && id.text.chars().all(plain) {
        return;
    }
    let mended: String =
        id.text.to_lowercase().replace(['_', ' '], "-").chars().filter(|c| plain(*c)).collect();
    let diagnostic = Diagnostic::error("E0254", id.span, format!("`{}` cannot be the id of a fact", id.text))
        .because(
            "An id is a key in a record: lower-case letters, figures and hyphens, beginning with a letter.",
        );
    let usable = mended.starts_with(|first: char| first.is_ascii_lowercase());
    found.push(if usable {
        diagnostic.fix(format!("write `{mended}`"), id.span, mended)
    } else {
        diagnostic
    });
}

fn read_fact(
    declaration: &tree::Fact,
    declared: &Declared<'_>,
    sentences: &mut Sentences,
    found: &mut Vec<Diagnostic>,
) -> Fact {
    let lines = Lines::read(&declaration.id, &declaration.lines, found);
    for (key, text) in lines.wordings() {
        sentences.add(lines.id(), key, text, found);
    }
    let ty = match (declaration.kind, declaration.ty.text.as_str()) {
        (FactKind::Private, _) => Some(Type::Text),
        (_, "list") => Some(Type::List { fields: read_fields(declaration, sentences, found) }),
        (kind, _) => read_type(kind, &declaration.ty, declared, found),
    };
    let words = read_words(&lines, found);
    if let (Some(ty), true) = (&ty, declaration.kind != FactKind::Private) {
        check_words(&lines, ty, declaration.kind, found);
        plainly::check(&lines, ty, declaration.kind, found);
    }
    let ty = ty.unwrap_or(Type::Text);
    let mut held_by = lines.listed("Held by");
    held_by.extend(lines.listed("Judged by"));
    Fact {
        id: declaration.id.text.clone(),
        kind: declaration.kind,
        words: with_defaults(words, &ty),
        ty,
        held_by,
        applies_when: declaration.applies_when.clone(),
        beyond_dispute: lines.has("Beyond dispute"),
        may_lie_ahead: lines.has("May lie ahead"),
        plainly: lines.text("Plainly").cloned(),
        ease: lines.ease(found),
        notes: [lines.all("Note"), lines.all("Notes")].concat(),
        span: declaration.span,
    }
}

fn read_words(lines: &Lines<'_>, found: &mut Vec<Diagnostic>) -> Words {
    Words {
        name: lines.words("Name"),
        yes: lines.words("Yes"),
        no: lines.words("No"),
        ask: lines.words("Ask"),
        one: lines.words("One"),
        many: lines.words("Many"),
        none: lines.words("None"),
        never: lines.words("Never"),
        ever: lines.words("Ever"),
        formerly: lines.formerly(found),
    }
}

/// A named fact can be asked for by its name; periods say never and ever by theirs.
fn with_defaults(mut words: Words, ty: &Type) -> Words {
    if matches!(ty, Type::Periods) {
        words.never = words.never.or_else(|| with_adverb(words.name.as_deref()?, "never"));
        words.ever = words.ever.or_else(|| with_adverb(words.name.as_deref()?, "ever"));
        return words;
    }
    let named = match ty {
        Type::List { .. } => words.many.as_ref().map(|many| format!("What {many} were there?")),
        Type::YesNo => None,
        Type::OneOf { .. }
        | Type::AnyOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::ByTable { .. }
        | Type::Text
        | Type::Periods => words.name.as_ref().map(|name| format!("What is {name}?")),
    };
    words.ask = words.ask.or(named);
    words
}

/// Which wordings a type needs, and which have no use under it.
fn check_words(lines: &Lines<'_>, ty: &Type, kind: FactKind, found: &mut Vec<Diagnostic>) {
    let (needed, optional, what): (&[&str], &[&str], &str) = match ty {
        Type::YesNo => (&["Yes", "No"], &["Ask"], "it is answered yes or no, by a whole sentence each"),
        Type::List { .. } => (&["One", "Many", "None"], &["Ask"], "it is a list"),
        Type::Periods => (&["Name"], &["Ask", "Never", "Ever"], "its value is a set of periods"),
        Type::OneOf { .. }
        | Type::AnyOf { .. }
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Length(_)
        | Type::TimeBetween { .. }
        | Type::Shifted { .. }
        | Type::ByTable { .. }
        | Type::Text => (&["Name"], &["Ask"], "sentences about it begin with its name"),
    };
    let code = if matches!(ty, Type::YesNo) { "E0243" } else { "E0244" };
    for key in needed.iter().filter(|key| !lines.has(key)) {
        found.push(missing_wording(lines, code, key));
    }
    let asked =
        matches!(ty, Type::YesNo | Type::Periods) && matches!(kind, FactKind::Fact | FactKind::Judgement);
    if asked && !lines.has("Ask") {
        found.push(
            Diagnostic::error("E0245", lines.place(), format!("`{}` has no question", lines.id()))
                .because(
                    "Where the fact is missing, the question is what the screening group is told to ask.",
                )
                .help("add a line such as `Ask: \"Did the child die?\".`"),
        );
    }
    lines.only(&[needed, optional].concat(), what, found);
}

fn missing_wording(lines: &Lines<'_>, code: &'static str, key: &str) -> Diagnostic {
    let (title, example) = match key {
        "Yes" => ("has no sentence for yes", "Yes: \"the child died\"."),
        "No" => ("has no sentence for no", "No: \"the child did not die\"."),
        "One" => ("has no word for one entry", "One: \"referral about the child\"."),
        "Many" => ("has no word for several entries", "Many: \"referrals about the child\"."),
        "None" => ("has no sentence for none", "None: \"there were no referrals about the child\"."),
        _ => ("has no name", "Name: \"the date of death\"."),
    };
    Diagnostic::error(code, lines.place(), format!("`{}` {title}", lines.id()))
        .because("Rules speak of a fact in its own wordings only.")
        .help(format!("add a line such as `{example}`"))
}

fn read_fields(list: &tree::Fact, sentences: &mut Sentences, found: &mut Vec<Diagnostic>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for field in &list.fields {
        check_id(&field.id, found);
        if let Some(first) = fields.iter().find(|other| other.id == field.id.text) {
            found.push(
                Diagnostic::error(
                    "E0241",
                    field.id.span,
                    format!("the field `{}` is defined twice", field.id.text),
                )
                .also(first.span, "first defined here"),
            );
            continue;
        }
        let lines = Lines::read(&field.id, &field.lines, found);
        for (key, text) in lines.wordings() {
            let shown = format!("{}, {}", list.id.text, lines.id());
            let key = if key == "Name" && field.ty.text != "periods" { "field name" } else { key };
            sentences.add_field(&shown, key, text, found);
        }
        let ty = read_field_type(field, &lines, found);
        let words = FieldWords {
            name: lines.words("Name").or_else(|| Some(lines.id().replace('-', " "))),
            yes: lines.words("Yes"),
            no: lines.words("No"),
            ask: lines.words("Ask"),
            never: lines.words("Never").or_else(|| with_adverb(&lines.words("Name")?, "never")),
            ever: lines.words("Ever").or_else(|| with_adverb(&lines.words("Name")?, "ever")),
        };
        fields.push(Field {
            id: field.id.text.clone(),
            ty: ty.unwrap_or(Type::Text),
            words,
            span: field.span,
        });
    }
    fields
}

fn read_field_type(field: &tree::Field, lines: &Lines<'_>, found: &mut Vec<Diagnostic>) -> Option<Type> {
    if field.ty.text == "list" {
        found.push(Diagnostic::error("E0256", field.ty.span, "a list cannot hold another list").help(
            "declare the inner list as a list of its own, with a field that says what its entries belong to",
        ));
        return None;
    }
    let ty = read_plain(&field.ty, &field.ty.text, found)?;
    if matches!(ty, Type::YesNo) {
        for key in ["Yes", "No"].into_iter().filter(|key| !lines.has(key)) {
            found.push(missing_wording(lines, "E0243", key));
        }
    }
    if matches!(ty, Type::Periods) && !lines.has("Name") {
        found.push(missing_wording(lines, "E0244", "Name").help(
            "the name of periods is a whole sentence: `Name: \"the sibling had a child protection plan\".`",
        ));
    }
    Some(ty)
}

/// Every sentence and name of the vocabulary, to find what is defined twice.
#[derive(Default)]
struct Sentences {
    seen: BTreeMap<String, (String, &'static str, Span)>,
}

impl Sentences {
    fn add(&mut self, id: &str, key: &'static str, text: &Text, found: &mut Vec<Diagnostic>) {
        let folded = text.text.to_lowercase();
        let Some((other, other_key, span)) = self.seen.get(&folded) else {
            self.seen.insert(folded, (id.to_owned(), key, text.span));
            return;
        };
        if other == id && !matches!((*other_key, key), ("Yes", "No") | ("No", "Yes")) {
            return;
        }
        found.push(
            Diagnostic::error("E0242", text.span, format!("the wording `{}` is used twice", text.text))
                .also(*span, format!("first used here, for `{other}`"))
                .because("A sentence of a rule must mean exactly one thing.")
                .help("reword one of the two"),
        );
    }

    /// A field's name (`outcome`, `on`) may come again in another list; its sentences may not.
    fn add_field(&mut self, id: &str, key: &'static str, text: &Text, found: &mut Vec<Diagnostic>) {
        if key != "field name" {
            self.add(id, key, text, found);
        }
    }
}

/// A date computed from itself, however many steps round.
fn check_circles(vocabulary: &Vocabulary, declarations: &[&tree::Fact], found: &mut Vec<Diagnostic>) {
    for (index, declaration) in (0..).zip(declarations) {
        let start = FactId(index);
        let mut at = start;
        for _ in declarations {
            let Some(Type::Shifted { base, .. }) = vocabulary.fact(at).map(|fact| &fact.ty) else { break };
            at = *base;
            if at == start {
                let title = format!("`{}` is computed from itself", declaration.id.text);
                found.push(
                    Diagnostic::error("E0249", declaration.ty.span, title)
                        .help("name a date that a record gives, and count from there"),
                );
                break;
            }
        }
    }
}
