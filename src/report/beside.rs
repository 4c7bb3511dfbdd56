//! The same case under another set, on the case's page: rules that fare otherwise first, then the outcomes.

use super::document::Document;
use crate::explanation::Beside;
use crate::explanation::wording as say;

pub(super) fn beside(page: &mut Document, beside: &Beside) {
    page.heading(2, &say::beside(&beside.set));
    if beside.unread {
        page.paragraph(say::BESIDE_UNREAD);
        return;
    }
    if beside.outcomes.is_empty() {
        page.paragraph(say::BESIDE_NO_QUESTION);
        return;
    }
    if beside.rules.is_empty() {
        page.paragraph(say::BESIDE_NO_RULE);
    } else {
        let rows = beside.rules.iter().map(|rule| {
            vec![rule.question.clone(), rule.rule.clone(), rule.here.clone(), rule.there.clone()]
        });
        page.table(&say::BESIDE_RULES, rows.collect());
    }
    let rows = beside.outcomes.iter().map(|it| vec![it.question.clone(), it.here.clone(), it.there.clone()]);
    page.table(&say::BESIDE_OUTCOMES, rows.collect());
}
