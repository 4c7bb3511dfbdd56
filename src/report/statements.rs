//! Rules and facts as list items: the sentence, how it stands, who said it and where.

use super::document::Item;
use crate::check::Heading;
use crate::evaluation::Truth;
use crate::explanation::wording as say;
use crate::explanation::{
    ConsiderationLine, ExceptionExplanation, FactLine, RuleExplanation, Statement, StatementKind,
};

/// A rule with its points.
pub(super) fn rule_item(rule: &RuleExplanation) -> Item {
    let item = Item::of(&say::rule(rule, &rule.when.text)).standing(say::state(rule.state));
    let item = under(item, &rule.when).noted(rule.from_base.iter().map(|set| say::from_base(set)));
    let item = item.noted(rule.whether_or_not.iter().map(|text| say::whether_or_not(text)));
    let item = item.over(rule.set_aside_by.iter().map(exception_item));
    if rule.considerations.is_empty() { item } else { item.over([considerations(&rule.considerations)]) }
}

/// What the group considers.
pub(super) fn considerations(lines: &[ConsiderationLine]) -> Item {
    Item::of(say::CONSIDERATIONS).over(lines.iter().map(consideration))
}

/// One thing to consider: what is recorded of it, and what people made of it.
fn consideration(line: &ConsiderationLine) -> Item {
    let mark = line.truth.map_or("", say::truth);
    let item = Item::of(&say::cited(&line.text, &line.citations)).labelled(&line.label).marked(mark);
    let item = item.noted(fact_notes(&line.facts));
    let item = item.noted(line.reasons.iter().map(|reason| say::reason_given(reason)));
    if line.truth.is_none() && line.reasons.is_empty() { item.noted([say::NO_REASON_YET]) } else { item }
}

/// A rule that page one shows in full.
pub(super) fn rule_reference(rule: &RuleExplanation) -> Item {
    Item::of(&say::rule_by_name(rule)).standing(say::state(rule.state)).noted([say::SHOWN_ABOVE])
}

/// A rule as grounds: of what is true, only what carries it; page two shows every point. For *why not*, every point.
pub(super) fn ground_item(rule: &RuleExplanation, why_not: bool) -> Item {
    if why_not {
        return rule_item(rule);
    }
    rule_item(&RuleExplanation { when: carrying(&rule.when), ..rule.clone() })
}

/// Of lists that are true because some of their items are, the items that are true.
fn carrying(statement: &Statement) -> Statement {
    let mut kept = statement.clone();
    match &mut kept.kind {
        StatementKind::List { heading, items, .. } => {
            let some_suffice = matches!(heading, Heading::Any | Heading::AtLeast(_));
            if some_suffice && statement.truth == Truth::True {
                items.retain(|item| item.truth == Truth::True);
            }
            for item in items.iter_mut() {
                *item = carrying(item);
            }
        }
        StatementKind::Sentence { means: Some(means), .. } => means.body = carrying(&means.body),
        StatementKind::Sentence { means: None, .. } | StatementKind::NoEffect => {}
    }
    kept
}

fn exception_item(exception: &ExceptionExplanation) -> Item {
    let lead =
        say::exception(exception.state, &exception.exception, &exception.citations, &exception.when.text);
    let item = under(Item::of(&lead).marked(mark(&exception.when)), &exception.when);
    if exception.set_aside_by.is_empty() {
        item
    } else {
        item.noted([say::exception_of(&exception.set_aside_by)])
    }
}

/// A piece with what stands behind it.
fn statement_item(statement: &Statement) -> Item {
    let mark = mark(statement);
    let text = say::cited(&statement.text, &statement.citations);
    under(Item::of(&text).labelled(&statement.label).marked(mark), statement)
}

fn mark(statement: &Statement) -> &'static str {
    match statement.kind {
        StatementKind::NoEffect => say::NO_EFFECT,
        StatementKind::Sentence { .. } => say::truth(statement.truth),
        StatementKind::List { .. } => say::list_truth(statement.truth),
    }
}

/// Hangs what stands behind a statement under an item that already says it.
fn under(mut item: Item, statement: &Statement) -> Item {
    if let Some(presumption) = &statement.presumed {
        item = item.noted([say::presumed_by(presumption)]);
    }
    match &statement.kind {
        StatementKind::NoEffect => item,
        StatementKind::List { counts, items, .. } => {
            item.noted([say::counts(*counts)]).over(items.iter().map(statement_item))
        }
        StatementKind::Sentence { facts, means: None } => item.noted(fact_notes(facts)),
        StatementKind::Sentence { means: Some(means), .. } => {
            let text = say::means(&means.name, &means.citations, &means.body.text);
            let body = Item::of(&text).marked(mark(&means.body));
            item.over([under(body, &means.body)])
        }
    }
}

pub(super) fn fact_notes(facts: &[FactLine]) -> Vec<String> {
    facts.iter().flat_map(|fact| say::fact(fact, facts.len() == 1)).collect()
}

/// A fact by itself: one bullet, or one with a line for each source.
pub(super) fn fact_items(fact: &FactLine) -> Vec<Item> {
    if fact.disputed {
        let each = say::fact(fact, true).into_iter().skip(1);
        return vec![Item::of(&say::differ(fact)).over(each.map(|line| Item::of(&line)))];
    }
    say::fact(fact, false).iter().map(|line| Item::of(line)).collect()
}
