//! The second part of a case's page: every rule tried, what was not considered, and what is needed to run it again.

use super::document::{Block, Document, Item};
use super::page::{DECIDING_LINES, branch_items, lines};
use super::statements::{rule_item, rule_reference};
use crate::evaluation::Unsaid;
use crate::explanation::wording as say;
use crate::explanation::{Explanation, QuestionExplanation, RuleExplanation};

pub(super) fn page_two(page: &mut Document, explanation: &Explanation) {
    page.blocks.push(Block::NewPage);
    page.heading(2, say::RULES);
    if super::page::inconsistent(explanation) {
        page.paragraph(say::NO_RULE_SPEAKS);
    } else {
        rules(page, explanation);
    }
    if !explanation.counting.is_empty() {
        page.heading(2, say::COUNTING);
        page.list(explanation.counting.iter().map(|line| Item::of(&line.words)).collect());
    }
    page.heading(2, say::NOT_CONSIDERED);
    page.paragraph(say::ONLY_THE_RECORD);
    if !explanation.sources.is_empty() {
        page.heading(2, say::SOURCES);
        let sources = explanation.sources.iter();
        page.list(sources.map(|(key, title)| Item::of(&say::stop(&format!("{key}: {title}")))).collect());
    }
    page.heading(2, say::REPEAT);
    page.list(say::repeat(explanation).iter().map(|line| Item::of(line)).collect());
}

fn rules(page: &mut Document, explanation: &Explanation) {
    page.paragraph(say::HOW_TO_READ);
    let several = explanation.questions.len() > 1;
    for question in &explanation.questions {
        if several {
            page.heading(3, &say::capital(&question.asks));
        }
        if question.unsaid.contains(&Unsaid::Rules) {
            page.paragraph(say::UNSETTLED_RULES);
        }
        for rules in question.rules.chunk_by(|one, next| one.from_base == next.from_base) {
            origin(page, question, rules);
            page.list(rules.iter().map(|rule| rule_or_reference(question, rule)).collect());
        }
    }
    for question in &explanation.questions {
        decides_in_full(page, question);
    }
}

/// Over rules of one set, where it is another's, or another's rules stand beside them.
fn origin(page: &mut Document, question: &QuestionExplanation, rules: &[RuleExplanation]) {
    match rules.first().and_then(|rule| rule.from_base.as_ref()) {
        Some(set) => page.paragraph(&say::rules_from_base(set)),
        None if rules.len() < question.rules.len() => page.paragraph(say::RULES_OF_THIS_SET),
        None => {}
    }
}

/// A rule in full, unless the first part shows every point of it already. Where it comes from stands over it.
fn rule_or_reference(question: &QuestionExplanation, rule: &RuleExplanation) -> Item {
    let above = question.grounds.iter().any(|ground| ground.why_not && ground.rule == *rule);
    if above { rule_reference(rule) } else { rule_item(&RuleExplanation { from_base: None, ..rule.clone() }) }
}

fn decides_in_full(page: &mut Document, question: &QuestionExplanation) {
    let Some(branches) = &question.decides else { return };
    if lines(branches) > DECIDING_LINES {
        page.heading(2, say::DECIDES_IN_FULL);
        page.list(branch_items(branches, question, &mut usize::MAX.to_owned()));
    }
}
