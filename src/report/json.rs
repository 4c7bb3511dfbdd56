//! A result for programs: `threshold/result/1`. Keys are added within a major version, never changed.

use serde_json::{Value, json};

use super::codes;
use super::document::Document;
use super::json_around as around;
use super::lines;
use crate::check::Heading;
use crate::evaluation::Truth;
use crate::explanation::{
    AnswerExplanation, Behind, Branch, ChangeExplanation, CheckExplanation, ConsiderExplanation,
    ConsiderationLine, Counts, DeadlineExplanation, Explanation, FactLine, Follows, GroundExplanation,
    MatterExplanation, QuestionExplanation, RuleExplanation, SayingState, Statement, StatementKind,
};

/// The name of the shape.
pub(super) const SCHEMA: &str = "threshold/result/1";

/// One case. `page` is what people read, so that a program can show it without words of its own.
pub(super) fn object(explanation: &Explanation, page: &Document) -> Value {
    let set = &explanation.rule_set;
    let mut object = json!({
        "schema": SCHEMA,
        "explained": explanation.in_full,
        "engine": explanation.engine,
        "case": explanation.case,
        "as_at": explanation.as_at.to_string(),
        "rule_set": {
            "name": set.name, "version": set.version, "board": set.board, "builds_on": set.builds_on,
            "hash": set.hash,
        },
        "record": { "hash": explanation.record_hash, "file": explanation.record_file },
        "questions": each(&explanation.questions, question),
        "clash": explanation.clash.as_ref().map(|clash| json!({
            "facts": facts(&clash.facts), "always": clash.always, "also_ahead": facts(&clash.also_ahead),
        })),
        "chosen": explanation.chosen,
        "agencies": each(&explanation.agencies, around::agency),
        "decisions": each(&explanation.procedure.decisions, around::decision),
        "linked": each(&explanation.linked, around::linked),
        "deadlines": each(&explanation.procedure.deadlines, deadline),
        "checks": each(&explanation.procedure.checks, check),
        "overrides": explanation.procedure.overrides,
        "while_missing": explanation.procedure.while_missing,
        "departures": each(&explanation.departures, |departure| json!({
            "name": departure.name, "from": departure.from, "citations": departure.citations,
            "text": departure.text,
        })),
        "tables": each(&explanation.tables, |table| json!({
            "name": table.name, "citations": table.citations, "gives": table.gives, "possible": table.possible,
            "facts": facts(&table.facts),
        })),
        "counting": each(&explanation.counting, |line| json!({
            "name": line.name, "choice": (!line.choice.is_empty()).then_some(line.choice), "words": line.words,
        })),
        "context": facts(&explanation.context),
        "disputed": facts(&explanation.disputed),
        "judgements": each(&explanation.judgements, |gap| json!({
            "fact": gap.fact.fact, "said_by_missing": gap.by, "reasons_missing": gap.reasons, "made_by_other": gap.other,
        })),
        "not_known": facts(&explanation.not_known),
        "page": if explanation.in_full { lines::sections(page) } else { Vec::new() },
    });
    if let (Some(hash), Some(keys)) = (&explanation.procedure.bank_holidays, object.as_object_mut()) {
        keys.insert("bank_holidays".to_owned(), json!({ "hash": hash }));
    }
    if let (false, Some(keys)) = (explanation.beside.is_empty(), object.as_object_mut()) {
        let also = each(&explanation.beside, around::beside);
        keys.insert("also".to_owned(), Value::Array(also));
    }
    object
}

fn question(question: &QuestionExplanation) -> Value {
    json!({
        "question": question.name,
        "asks": question.asks,
        "decided_by": question.decided_by,
        "status": codes::status(question.status),
        "outcome": question.outcome,
        "duty": question.duty.map(codes::binding_duty),
        "duty_might_be": question.duty_might_be.map(codes::binding_duty),
        "possible": question.possible,
        "possible_without_presumptions": question.possible_without,
        "to_consider": each(&question.to_consider, consider),
        "grounds": each(&question.grounds, ground),
        "facts_that_matter": each(&question.matters, matter),
        "does_not_matter": ids(&question.does_not_matter),
        "may_matter": ids(&question.may_matter),
        "bears_on_duty": question.bears_on_duty,
        "what_would_decide": question.decides.as_ref().map(|tree| each(tree, branch)),
        "reason": question.reason.as_ref().map_or_else(Vec::new, |reason| {
            reason.parts.iter().map(|part| part.fact.fact.clone()).collect()
        }),
        "reason_sentences": question.reason.as_ref().map_or_else(Vec::new, |reason| {
            each(&reason.parts, |part| json!({
                "fact": part.fact.fact, "text": part.words, "hangs_on_one_source": part.hangs_on_one_source,
            }))
        }),
        "what_would_change": question.changes.as_ref().map(|changes| each(changes, change)),
        "not_settled_within_limits": each(&question.unsaid, |part| json!(codes::unsaid(*part))),
        "presumptions": each(&question.presumptions, |used| json!({
            "name": used.name, "citations": used.citations, "sentence": used.sentence, "facts": ids(&used.facts),
            "without": question.possible_without, "bears_on_outcome": question.rests_on(&used.name),
        })),
        "rules": each(&question.rules, rule),
    })
}

fn ground(ground: &GroundExplanation) -> Value {
    json!({
        "rule": ground.rule.rule,
        "together": ground.together,
        "why_not": ground.why_not,
        "citations": ground.rule.citations,
        "set_aside_by": set_aside_by(&ground.rule),
        "sentences": sentences(&ground.rule.when),
    })
}

fn rule(rule: &RuleExplanation) -> Value {
    let mut value = json!({
        "rule": rule.rule,
        "state": codes::state(rule.state),
        "duty": codes::duty(rule.duty),
        "outcome": rule.outcome,
        "citations": rule.citations,
        "from": rule.from_base,
        "set_aside_by": set_aside_by(rule),
        "whether_or_not": rule.whether_or_not,
        "sentences": sentences(&rule.when),
    });
    let considered =
        (!rule.considerations.is_empty()).then(|| json!(each(&rule.considerations, consideration)));
    add(&mut value, "considerations", considered);
    add(&mut value, "rests_on_presumptions", rests_on(&rule.when));
    value
}

fn set_aside_by(rule: &RuleExplanation) -> Vec<Value> {
    each(&rule.set_aside_by, |exception| {
        json!({
            "exception": exception.exception,
            "state": codes::state(exception.state),
            "citations": exception.citations,
            "sentences": sentences(&exception.when),
        })
    })
}

/// The pieces of a condition; the items themselves where all of them must be true.
fn sentences(statement: &Statement) -> Vec<Value> {
    match &statement.kind {
        StatementKind::List { heading: Heading::All, items, .. } => each(items, sentence),
        StatementKind::List { .. } | StatementKind::Sentence { .. } | StatementKind::NoEffect => {
            vec![sentence(statement)]
        }
    }
}

fn sentence(statement: &Statement) -> Value {
    let mut value = match &statement.kind {
        StatementKind::List { counts, items, .. } => json!({
            "label": statement.label,
            "heading": statement.text,
            "truth": codes::truth(statement.truth),
            "counts": counted(*counts),
            "items": each(items, sentence),
        }),
        StatementKind::Sentence { facts: read, .. } => json!({
            "label": statement.label,
            "text": statement.text,
            "truth": codes::truth(statement.truth),
            "facts": facts(read),
        }),
        StatementKind::NoEffect => json!({
            "label": statement.label,
            "text": statement.text,
            "truth": codes::truth(statement.truth),
            "no_effect": true,
            "facts": [],
        }),
    };
    add(&mut value, "citations", (!statement.citations.is_empty()).then(|| json!(statement.citations)));
    add(&mut value, "presumed_by", statement.presumed.as_ref().map(|name| json!(name)));
    add(&mut value, "rests_on_presumptions", rests_on(statement));
    behind(&mut value, &statement.behind);
    if let StatementKind::Sentence { means: Some(means), .. } = &statement.kind {
        let definition = json!({
            "definition": means.name, "citations": means.citations, "sentences": sentences(&means.body),
        });
        add(&mut value, "means", Some(definition));
    }
    value
}

fn counted(counts: Counts) -> Value {
    let mut value = json!({
        "true": counts.present, "false": counts.absent, "not_known": counts.not_known, "of": counts.of(),
    });
    let some = |number: u32| (number > 0).then(|| json!(number));
    add(&mut value, "presumed_true", some(counts.presumed));
    add(&mut value, "presumed_false", some(counts.presumed_absent));
    value
}

/// The presumptions that a truth rests on; nothing where the record shows it.
fn rests_on(statement: &Statement) -> Option<Value> {
    let names = statement.presumptions();
    (!names.is_empty()).then(|| json!(names))
}

fn behind(value: &mut Value, behind: &Behind) {
    let settings = each(
        &behind.settings,
        |setting| json!({ "name": setting.name, "value": setting.value, "citations": setting.citations }),
    );
    let lengths =
        each(&behind.lengths, |found| json!({ "fact": found.fact, "length": found.length.words() }));
    add(value, "settings", (!settings.is_empty()).then_some(Value::Array(settings)));
    add(value, "lengths", (!lengths.is_empty()).then_some(Value::Array(lengths)));
    add(value, "rests_on_question", behind.question.as_ref().map(|question| json!(question.name)));
}

fn add(value: &mut Value, key: &str, more: Option<Value>) {
    if let (Value::Object(object), Some(more)) = (value, more) {
        object.insert(key.to_owned(), more);
    }
}

/// One entry for everything a source said.
pub(super) fn facts(lines: &[FactLine]) -> Vec<Value> {
    lines
        .iter()
        .flat_map(|line| {
            line.sayings.iter().map(|saying| {
                let mut value = json!({
                    "fact": line.fact,
                    "name": line.name,
                    "value": (saying.state == SayingState::Value).then_some(&saying.value),
                    "state": codes::saying(saying.state),
                    "said_by": saying.by,
                    "on": saying.on.map(|on| on.to_string()),
                    "origin": (!saying.origin.is_empty()).then_some(&saying.origin),
                });
                add(&mut value, "disputed", line.disputed.then(|| json!(true)));
                add(&mut value, "because", saying.because.as_ref().map(|text| json!(text)));
                add(&mut value, "reason", saying.reason.as_ref().map(|text| json!(text)));
                add(&mut value, "due", saying.due.map(|day| json!(day.to_string())));
                add(&mut value, "reasons", saying.reasons.as_ref().map(|text| json!(text)));
                add(&mut value, "note", saying.note.as_ref().map(|text| json!(text)));
                value
            })
        })
        .collect()
}

fn matter(matter: &MatterExplanation) -> Value {
    matter_with(matter, ("possible", |possible: &Vec<String>| json!(possible)))
}

/// An open fact; `leads` says what an answer leads to, under this key.
fn matter_with<P>(matter: &MatterExplanation<P>, (key, leads): (&str, impl Fn(&P) -> Value)) -> Value {
    json!({
        "fact": matter.fact.fact,
        "kind": if matter.judgement { "judgement" } else { "fact" },
        "why_open": codes::why_open(matter.why),
        "lifts_presumption": matter.lifts_presumption,
        "presumptions": matter.lifts,
        "ask": matter.ask,
        "held_by": matter.held_by,
        "due": matter.due.map(|due| due.to_string()),
        "answers": each(&matter.answers, |answer: &AnswerExplanation<P>| {
            let mut value = json!({ "answer": answer.answer });
            add(&mut value, key, Some(leads(&answer.possible)));
            value
        }),
    })
}

fn branch(branch: &Branch) -> Value {
    match &branch.then {
        Follows::Outcome(outcome) => json!({ "if": branch.condition, "outcome": outcome }),
        Follows::Presumed(outcome) => {
            json!({ "if": branch.condition, "outcome": outcome, "presumed": true })
        }
        Follows::Open(possible) => json!({ "if": branch.condition, "possible": possible }),
        Follows::Ask(more) => json!({ "if": branch.condition, "then": each(more, self::branch) }),
    }
}

fn change(change: &ChangeExplanation) -> Value {
    json!({
        "outcome": change.outcome,
        "direction": if change.more_serious { "more serious" } else { "less serious" },
        "certain": change.certain,
        "changes": each(&change.changes, |changed| json!({
            "fact": changed.fact, "from": changed.from, "to": changed.to,
        })),
    })
}

fn consider(put: &ConsiderExplanation) -> Value {
    json!({
        "outcome": put.outcome,
        "duty": codes::duty(put.duty),
        "state": if put.applies { "applies" } else { "might-apply" },
        "rule": put.rule.rule,
        "citations": put.rule.citations,
        "considerations": put.considerations.iter().map(|line| line.text.clone()).collect::<Vec<_>>(),
        "consideration_states": each(&put.considerations, consideration),
        "facts_that_matter": each(&put.matters, |matter| {
            matter_with(matter, ("state", |put: &Truth| json!(codes::put(*put))))
        }),
    })
}

fn consideration(line: &ConsiderationLine) -> Value {
    json!({
        "label": line.label, "text": line.text, "citations": line.citations,
        "truth": line.truth.map(codes::truth), "facts": facts(&line.facts), "reasons": line.reasons,
    })
}

fn deadline(line: &DeadlineExplanation) -> Value {
    json!({
        "name": line.name, "length": line.length, "unit": line.unit, "anchor": line.anchor,
        "calendar": (!line.calendar.is_empty()).then_some(&line.calendar), "strength": line.strength,
        "not_before": line.not_before, "before": line.before, "first_day": line.first_day.map(|day| day.to_string()), "due": line.due.map(|due| due.to_string()),
        "due_first": line.due_first.map(|due| due.to_string()),
        "due_time": line.due_time.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)), "state": line.state, "words": line.words,
        "when": (!line.when.is_empty()).then_some(&line.when), "who": line.who, "what": line.what, "citations": line.citations,
    })
}

fn check(check: &CheckExplanation) -> Value {
    let members = check.members.iter().map(|member| {
        let items = member
            .items
            .iter()
            .map(|(label, text, truth)| json!({"label": label, "text": text, "truth": codes::truth(*truth)}));
        json!({
            "text": member.text, "origin": member.place.as_ref().map(|(file, line)| format!("{file}:{line}")),
            "passes": codes::truth(member.passes), "items": items.collect::<Vec<_>>(),
        })
    });
    json!({
        "name": check.name, "state": check.state, "citations": check.citations,
        "may_hold_more": check.may_hold_more, "members": members.collect::<Vec<_>>(),
    })
}

pub(super) fn ids(lines: &[FactLine]) -> Vec<&String> {
    lines.iter().map(|line| &line.fact).collect()
}

pub(super) fn each<T>(items: &[T], value: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(value).collect()
}
