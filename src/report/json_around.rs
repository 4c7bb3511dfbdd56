//! What stands around the rules, for programs: agencies, decisions, linked records.

use serde_json::{Value, json};

use super::codes;
use super::json::{each, facts, ids};
use crate::evaluation::Truth;
use crate::explanation::{
    AgencyExplanation, Beside, DecisionExplanation, LinkedExplanation, RecordedDecision,
};
use crate::record::Reply;

/// The case under another rule set.
pub(super) fn beside(beside: &Beside) -> Value {
    json!({
        "rule_set": beside.set,
        "could_not_be_read": beside.unread,
        "rules": each(&beside.rules, |rule| json!({
            "question": rule.question, "rule": rule.rule, "here": rule.here, "there": rule.there,
            "only_here": each(&rule.only_here, read_as), "only_there": each(&rule.only_there, read_as),
        })),
        "outcomes": each(&beside.outcomes, |it| json!({
            "question": it.question, "here": it.here, "there": it.there,
        })),
        "only_here": beside.only_here,
        "only_there": beside.only_there,
        "put_to_people": each(&beside.put, |it| json!({
            "question": it.question, "outcome": it.outcome, "here": it.here, "there": it.there,
        })),
    })
}

/// One agency asked, or to be asked.
pub(super) fn agency(agency: &AgencyExplanation) -> Value {
    json!({
        "agency": agency.agency,
        "reply": agency.reply.map(Reply::words),
        "asked": agency.asked.map(|day| day.to_string()),
        "due": agency.due.map(|day| day.to_string()),
        "late": agency.late,
        "chase": agency.chase,
        "ask_for": each(&agency.ask_for, |fact| json!({
            "ask": fact.ask, "said": fact.said, "due": fact.due.map(|day| day.to_string()),
        })),
        "not_known": ids(&agency.not_known),
    })
}

/// One decision of people.
pub(super) fn decision(decision: &DecisionExplanation) -> Value {
    let mut value = recorded(&decision.recorded);
    if let Some(keys) = value.as_object_mut() {
        keys.insert("standing".to_owned(), json!(decision.standing));
        keys.insert("beside_the_rules".to_owned(), json!(decision.beside));
        keys.insert("leave".to_owned(), json!(decision.leave));
        keys.insert("line".to_owned(), json!(decision.line));
        keys.insert("words".to_owned(), json!(decision.words));
    }
    value
}

fn recorded(made: &RecordedDecision) -> Value {
    json!({
        "question": made.question,
        "decision": made.decision,
        "by": made.by,
        "on": made.on.map(|day| day.to_string()),
        "reasons": made.reasons,
        "considered": each(&made.considered, |(item, reason)| json!({"item": item, "reason": reason})),
        "origin": made.origin,
    })
}

/// One linked record.
pub(super) fn linked(link: &LinkedExplanation) -> Value {
    json!({
        "case": link.case,
        "relation": link.relation.words(),
        "note": link.note,
        "origin": link.origin,
        "from_there": link.from_there,
        "record": link.record.as_ref().map(|record| json!({
            "file": record.file,
            "hash": record.hash,
            "decisions": each(&record.decisions, recorded),
            "facts": facts(&record.facts),
        })),
    })
}

/// A sentence of a rule, and how it is read.
fn read_as((text, truth): &(String, Truth)) -> Value {
    json!({"text": text, "truth": codes::truth(*truth)})
}
