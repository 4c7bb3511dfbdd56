//! Rules and facts as list items: the sentence, how it stands, who said it and where.

use super::document::{Again, Item, Note};
use super::lines::item_lines;
use crate::explanation::wording as say;
use crate::explanation::{
    ConsiderationLine, EarlierQuestion, ExceptionExplanation, FactLine, Meaning, RuleExplanation, Statement,
    StatementKind,
};

/// A rule with its points.
pub(super) fn rule_item(rule: &RuleExplanation) -> Item {
    let item = Item::of(&say::rule(rule, &rule.when.text)).standing(&say::state(rule));
    let item = match &rule.when.behind.question {
        Some(question) => {
            item.noted([earlier(&rule.when, question, say::point_under_question(&rule.when, &question.asks))])
        }
        None => under(item, &rule.when),
    };
    let item = item.noted(rule.from_base.iter().map(|set| say::from_base(set)));
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

/// A rule that the first part shows in full.
pub(super) fn rule_reference(rule: &RuleExplanation) -> Item {
    Item::of(&say::rule_by_name(rule)).standing(&say::state(rule)).noted([say::SHOWN_ABOVE])
}

/// A rule as grounds: of what is true, only what carries it; the second part shows every point. For *why not*, every point.
pub(super) fn ground_item(rule: &RuleExplanation, why_not: bool) -> Item {
    if why_not {
        return rule_item(rule);
    }
    rule_item(&RuleExplanation { when: rule.when.carrying(), ..rule.clone() })
}

fn exception_item(exception: &ExceptionExplanation) -> Item {
    let lead =
        say::exception(exception.state, &exception.exception, &exception.citations, &exception.when.text);
    let item = under(Item::of(&lead).marked(&say::mark(&exception.when)), &exception.when);
    if exception.set_aside_by.is_empty() {
        item
    } else {
        item.noted([say::exception_of(&exception.set_aside_by)])
    }
}

/// A piece with what stands behind it.
fn statement_item(statement: &Statement) -> Item {
    let text = say::cited(&statement.text, &statement.citations);
    under(Item::of(&text).labelled(&statement.label).marked(&say::mark(statement)), statement)
}

/// What an earlier question answers is shown there.
fn earlier(statement: &Statement, question: &EarlierQuestion, short: String) -> Note {
    let mut lines = vec![say::other_question(statement, &question.asks)];
    if let StatementKind::Sentence { facts, .. } = &statement.kind {
        lines.extend(facts.iter().flat_map(|fact| say::fact(fact, false)));
    }
    Note::of(&lines, Again::Under { heading: say::capital(&question.asks), short })
}

/// Hangs what stands behind a statement under an item that already says it.
fn under(item: Item, statement: &Statement) -> Item {
    let behind = &statement.behind;
    if let Some(question) = &behind.question {
        return item.noted([earlier(statement, question, say::under_question(&question.asks))]);
    }
    let settings = behind.settings.iter().map(say::setting);
    let presumed = statement.presumed.as_ref().map(|_| say::presumed_by(&behind.presumed_under));
    match &statement.kind {
        StatementKind::NoEffect => item,
        StatementKind::List { counts, items, .. } => {
            item.noted([say::counts(*counts)]).noted(settings).over(items.iter().map(statement_item))
        }
        StatementKind::Sentence { facts, means: None } => item
            .noted(fact_notes(facts))
            .noted(presumed)
            .noted(behind.lengths.iter().map(say::length_found))
            .noted(settings),
        StatementKind::Sentence { means: Some(means), .. } => {
            item.noted(presumed).noted(settings).over([definition(means)])
        }
    }
}

/// A definition's body, once on a page.
fn definition(means: &Meaning) -> Item {
    let text = say::means(&means.name, &means.citations, &means.body.text);
    let body = under(Item::of(&text).marked(&say::mark(&means.body)), &means.body);
    let again =
        Again::Same { lines: item_lines(&body), short: say::means_above(&means.name, &means.citations) };
    body.once(again)
}

/// What was said of facts; what each source said where they differ, once on a page.
pub(super) fn fact_notes(facts: &[FactLine]) -> Vec<Note> {
    let alone = facts.len() == 1;
    let notes = facts.iter().map(|fact| {
        let lines = say::fact(fact, alone);
        if fact.disputed {
            vec![Note::of(&lines, shown_above(fact))]
        } else {
            lines.iter().map(Note::from).collect()
        }
    });
    notes.collect::<Vec<_>>().concat()
}

/// What each source said of a fact, under its own question; once on a page.
pub(super) fn accounts(fact: &FactLine) -> Note {
    let again = Again::Same { lines: say::fact(fact, false), short: say::ACCOUNTS_ABOVE.to_owned() };
    Note::of(&say::accounts(fact), again)
}

/// What each source said, where the page has shown it.
fn shown_above(fact: &FactLine) -> Again {
    Again::Same { lines: say::fact(fact, false), short: say::differ_above(fact) }
}

/// A fact by itself: one bullet, or one with a line for each source.
pub(super) fn fact_items(fact: &FactLine) -> Vec<Item> {
    if fact.disputed {
        let each = say::fact(fact, false).into_iter().skip(1);
        return vec![
            Item::of(&say::differ(fact)).over(each.map(|line| Item::of(&line))).once(shown_above(fact)),
        ];
    }
    say::fact(fact, false).iter().map(|line| Item::of(line)).collect()
}
