//! `threshold ask --chase`: who has not answered what matters, and when it is due.

use serde_json::{Value, json};

use super::Talk;
use crate::calendar::Date;
use crate::dialogue::{Chased, Coming, chase, is_settled};
use crate::evaluation;
use crate::program::Program;
use crate::record::{AgencyReply, Record, Reply};

/// One case to chase answers for.
pub(super) struct Case<'a> {
    pub(super) program: &'a Program,
    pub(super) record: &'a Record,
    pub(super) replies: &'a [AgencyReply],
    pub(super) as_at: Date,
}

/// Prints the list; as one JSON object where wanted.
pub(super) fn list(case: &Case<'_>, as_json: bool, talk: &Talk) {
    let result = evaluation::evaluate(case.program, case.record, case.as_at, &evaluation::Options::default());
    let chased = chase(case.program, case.record, &result, case.replies);
    let settled = is_settled(&result);
    let text =
        if as_json { format!("{}\n", json(case, &chased, settled)) } else { text(case, &chased, settled) };
    talk.result(&text);
}

fn text(case: &Case<'_>, list: &[Chased], settled: bool) -> String {
    let mut lines = vec![format!(
        "{}: whom to ask for what still matters, as at {}",
        case.record.case,
        case.as_at.words()
    )];
    for chased in list.iter().filter(|chased| chased.is_open()) {
        let waited = chased.reply == Some(Reply::NoReply);
        let late = waited && chased.due.is_some_and(|due| due < case.as_at);
        let late = if late { ", which is past" } else { "" };
        lines.push(String::new());
        lines.push(format!("{} ({}{late})", chased.agency, chased.words()));
        lines.extend(chased.facts.iter().map(|fact| format!("  - {}", fact.words())));
    }
    let closed: Vec<&Chased> = list.iter().filter(|chased| !chased.is_open()).collect();
    if !closed.is_empty() {
        lines.push(String::new());
        lines.push("Not to be chased:".to_owned());
        lines.extend(closed.iter().map(|chased| format!("  - {}: {}", chased.agency, not_chased(chased))));
    }
    if list.is_empty() && settled {
        lines.push("Nothing that an agency holds can still change the outcome.".to_owned());
    }
    if !settled {
        lines.push(String::new());
        lines.push("What still matters was not settled within the limits: look at the result's page before closing this list.".to_owned());
    }
    lines.join("\n") + "\n"
}

fn not_chased(chased: &Chased) -> String {
    if chased.facts.is_empty() {
        format!("{}; nothing it is known to hold matters", chased.words())
    } else if chased.facts.iter().all(|fact| fact.said == Coming::NotToCome) {
        "said that it does not know".to_owned()
    } else {
        chased.words()
    }
}

fn json(case: &Case<'_>, list: &[Chased], settled: bool) -> Value {
    let agencies: Vec<Value> = list
        .iter()
        .map(|chased| {
            let facts: Vec<Value> = chased
                .facts
                .iter()
                .map(|fact| {
                    let (said, due) = match fact.said {
                        Coming::NotSaid => ("nothing", None),
                        Coming::Awaited(due) => ("to come", due.map(|due| due.to_string())),
                        Coming::NotToCome => ("not known", None),
                        Coming::Differs => ("another value than another source", None),
                    };
                    json!({"ask": fact.ask, "said": said, "due": due})
                })
                .collect();
            json!({
                "agency": chased.agency,
                "reply": chased.reply.map(crate::record::Reply::words),
                "due": chased.due.map(|due| due.to_string()),
                "chase": chased.is_open(),
                "facts": facts,
            })
        })
        .collect();
    json!({"schema": "threshold/chase/1", "case": case.record.case, "as_at": case.as_at.to_string(), "settled": settled, "agencies": agencies})
}
