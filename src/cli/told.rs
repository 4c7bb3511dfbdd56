//! What `threshold ask` says of answers and of what is put to people: in lines for a person, as keys for a program.

use serde_json::{Value, json};

use super::desk::{Leads, PutToPeople, Standing};
use crate::evaluation::{NOT_TOLD_APART, Truth};
use crate::explanation::wording as say;
use crate::report::codes;

/// What each answer leads to, a line each; one line where every answer leads to the same.
pub(super) fn lines(leads: &Leads) -> Vec<String> {
    match leads {
        Leads::Possible { answers, .. } => match answers.as_slice() {
            [(words, possible)] if words == NOT_TOLD_APART => vec![say::not_told_apart(possible)],
            [(_, first), ..] if first.len() > 1 && answers.iter().all(|(_, possible)| possible == first) => {
                vec![say::no_answer_settles(&say::still_open(first))]
            }
            each => each.iter().map(|(words, possible)| say::answer_leads_to(words, possible)).collect(),
        },
        Leads::ToConsider { answers, .. } => {
            answers.iter().map(|(words, put)| say::answer_puts(words, *put)).collect()
        }
    }
}

/// The same, as keys of a line.
pub(super) fn keys(leads: &Leads) -> Vec<(String, Value)> {
    let under = ("question".to_owned(), json!(leads.question()));
    match leads {
        Leads::Possible { answers, .. } => {
            let each = answers.iter().map(|(words, possible)| json!({"answer": words, "possible": possible}));
            vec![under, ("answers".to_owned(), each.collect())]
        }
        Leads::ToConsider { put, answers, .. } => {
            let each = answers.iter().map(|(words, put)| json!({"answer": words, "state": codes::put(*put)}));
            vec![
                under,
                ("to_consider".to_owned(), json!({"outcome": put.outcome, "rule": put.rule})),
                ("answers".to_owned(), each.collect()),
            ]
        }
    }
}

/// What an answer says of the outcomes put to people, where that changed.
pub(super) fn put_now(before: &[Standing], now: &[Standing]) -> Vec<String> {
    let known = |standing: &Standing| before.iter().find(|it| it.question == standing.question).cloned();
    let mut lines = Vec::new();
    for (now, before) in now.iter().filter_map(|now| Some((now, known(now)?))) {
        let same = |one: &PutToPeople, other: &PutToPeople| {
            (&one.outcome, &one.rule) == (&other.outcome, &other.rule)
        };
        for was in &before.put {
            let is = now.put.iter().find(|put| same(put, was));
            if is.is_none_or(|put| put.applies != was.applies) {
                lines.push(say::put_now(&was.outcome, &was.rule, is.map(|put| put.applies)));
            }
        }
    }
    lines
}

/// An outcome put to people, for a program.
pub(super) fn put_to_people(put: &PutToPeople) -> Value {
    json!({"outcome": put.outcome, "rule": put.rule, "state": codes::put(applying(put.applies))})
}

/// Surely, or perhaps.
fn applying(surely: bool) -> Truth {
    if surely { Truth::True } else { Truth::Open }
}
