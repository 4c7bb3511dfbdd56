//! What a page says about the case as a whole: procedure, departures, sources that differ, judgements, context.

use super::document::{Document, Item};
use super::statements::{fact_items, fact_notes};
use crate::evaluation::Truth;
use crate::explanation::wording as say;
use crate::explanation::{
    AgencyExplanation, CheckExplanation, DecisionExplanation, Explanation, FactLine, LinkedExplanation,
    TableExplanation,
};
use crate::record::Reply;

pub(super) fn case_blocks(page: &mut Document, explanation: &Explanation) {
    let procedure = &explanation.procedure;
    section(page, say::CHOSEN, explanation.chosen.iter().map(|line| Item::of(line)));
    agencies(page, &explanation.agencies);
    section(page, say::DECISIONS, procedure.decisions.iter().map(decision_item));
    section(page, say::TABLES, explanation.tables.iter().map(table_item));
    section(page, say::DEADLINES, procedure.deadlines.iter().map(|line| Item::of(&say::deadline(line))));
    super::timeline::add(page, explanation);
    section(page, say::CHECKS, procedure.checks.iter().map(check_item));
    section(page, say::OVERRIDES, procedure.overrides.iter().map(|line| Item::of(&say::stop(line))));
    section(page, say::WHILE_MISSING, procedure.while_missing.iter().map(|line| Item::of(line)));
    let departures = explanation.departures.iter().map(|departure| {
        Item::of(&say::departure(&departure.name, &departure.citations, &departure.from, &departure.text))
    });
    section(page, say::DEPARTURES, departures);
    if explanation.disputed.iter().any(|fact| !asked_for(explanation, fact)) {
        facts(page, say::DISPUTED, &explanation.disputed);
    }
    section(page, say::LINKED, explanation.linked.iter().map(linked_item));
    let gaps = explanation.judgements.iter().map(|gap| Item::of(&say::judgement_gap(gap)));
    section(page, say::JUDGEMENTS, gaps);
    // Where a board's profile chose these rules, other rules of the same run may use what these do not.
    let title = if explanation.chosen.is_empty() {
        say::CONTEXT.to_owned()
    } else {
        say::context_of(&explanation.rule_set.name)
    };
    facts(page, &title, &explanation.context);
}

/// Did some question ask for a fact, with what each source said?
fn asked_for(explanation: &Explanation, fact: &FactLine) -> bool {
    let mut matters = explanation.questions.iter().flat_map(|question| &question.matters);
    !super::page::inconsistent(explanation) && matters.any(|matter| matter.fact.fact == fact.fact)
}

fn facts(page: &mut Document, title: &str, lines: &[FactLine]) {
    section(page, title, lines.iter().flat_map(fact_items));
}

fn section(page: &mut Document, title: &str, items: impl Iterator<Item = Item>) {
    let items: Vec<Item> = items.collect();
    if !items.is_empty() {
        page.heading(2, title);
        page.list(items);
    }
}

fn agencies(page: &mut Document, agencies: &[AgencyExplanation]) {
    if agencies.is_empty() {
        return;
    }
    page.heading(2, say::AGENCIES);
    page.paragraph(&say::agencies_counted(agencies));
    page.list(agencies.iter().map(agency_item).collect());
}

fn agency_item(agency: &AgencyExplanation) -> Item {
    let note = match agency.reply {
        Some(Reply::NothingKnown) => Some(say::HOLDS_NOTHING),
        Some(Reply::NoReply) => Some(say::SILENT),
        Some(Reply::Answered) | None => None,
    };
    let mut item = Item::of(&say::capital(&agency.agency)).marked(&agency.words()).noted(note);
    if !agency.ask_for.is_empty() && agency.chase {
        let asked = agency.ask_for.iter().map(|fact| Item::of(&fact.words));
        item.items.push(Item::of(say::TO_BE_ASKED).over(asked));
    }
    if !agency.not_known.is_empty() {
        let facts = agency.not_known.iter().flat_map(fact_items);
        item.items.push(Item::of(say::IT_DOES_NOT_KNOW).over(facts));
    }
    item
}

fn decision_item(decision: &DecisionExplanation) -> Item {
    let made = &decision.recorded;
    let considered = made.considered.iter().map(|(item, reason)| say::considered(item, reason));
    Item::of(&say::decision_made(made))
        .noted([say::decision_reasons(made.reasons.as_ref())])
        .noted(considered)
        .noted(&decision.words)
}

fn table_item(table: &TableExplanation) -> Item {
    Item::of(&say::cited(&say::quoted(&table.name), &table.citations))
        .marked(&table.words)
        .noted(fact_notes(&table.facts))
}

fn linked_item(link: &LinkedExplanation) -> Item {
    let item = Item::of(&say::linked(link));
    let Some(record) = &link.record else { return item.noted([say::NOT_READ]) };
    let decisions = record.decisions.iter().map(|made| {
        Item::of(&say::decision_there(&say::decision_made(made)))
            .noted([say::decision_reasons(made.reasons.as_ref())])
    });
    let item = item.over(decisions);
    if record.facts.is_empty() {
        return item.noted([say::HOLDS_NO_FACT]);
    }
    item.over([Item::of(say::RECORDED_THERE).over(record.facts.iter().flat_map(fact_items))])
}

fn check_item(check: &CheckExplanation) -> Item {
    let members = check.members.iter().map(|member| {
        // The line above has told an item without a label, the only one that is open, and those that fail.
        let told = |label: &str, truth: Truth| match member.passes {
            Truth::Open => label.is_empty() || member.items.len() == 1,
            Truth::True | Truth::False => truth != Truth::Open,
        };
        let items = member.items.iter().filter(|(label, _, truth)| !told(label, *truth));
        let items =
            items.map(|(label, text, truth)| Item::of(text).labelled(label).marked(say::truth(*truth)));
        Item::of(&member.text).over(items)
    });
    let more = check.more.as_ref().map(|more| Item::of(more));
    Item::of(&say::cited(&say::quoted(&check.name), &check.citations))
        .marked(&check.state)
        .over(members.chain(more))
}
