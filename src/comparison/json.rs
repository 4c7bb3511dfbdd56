//! A comparison for programs: `threshold/comparison/1`. Keys are added, never changed.

use serde_json::{Value, json};

use super::Writing;
use super::changed::{Row, rows};
use super::ladder::Kind;
use super::small::{Shown, suppress, total};
use super::standing::Fate;
use super::strength::{ChangeKind, Hold, Strength};
use super::tally::{Comparison, Move, MovedRule, QuestionComparison, Side};
use super::words as say;
use super::workload::Days;

pub(super) fn object(comparison: &Comparison, writing: Writing) -> Value {
    let questions = comparison.questions.iter().map(|it| question(comparison, it, writing));
    json!({
        "schema": "threshold/comparison/1",
        "engine": env!("CARGO_PKG_VERSION"),
        "old": side(&comparison.old),
        "new": side(&comparison.new),
        "cases": total(comparison.cases, writing.small_numbers),
        "small_numbers": writing.small_numbers,
        "questions": questions.collect::<Vec<_>>(),
        "only_old": comparison.only_old,
        "only_new": comparison.only_new,
    })
}

pub(super) fn side(side: &Side) -> Value {
    json!({"name": side.title, "version": side.version, "hash": side.hash})
}

fn question(comparison: &Comparison, question: &QuestionComparison, writing: Writing) -> Value {
    let counts: Vec<u32> = question.moves.iter().map(|it| number(&it.cases)).collect();
    let hidden = suppress(&counts, writing.small_numbers);
    let moves = question.moves.iter().zip(&hidden.shown).map(|(it, shown)| one_move(it, *shown, writing));
    let moves: Vec<Value> = moves.collect();
    let changes = rows(question, &hidden.shown, writing.small_numbers);
    let changes: Vec<Value> = changes.iter().map(|row| change(row, writing)).collect();
    let scaled = |it: Days| writing.a_year.map_or(it, |year| it.scaled(comparison.cases, year));
    let work = &question.workload;
    let workload = (work.stated && !hidden.hides()).then(|| {
        json!({
            "cases": writing.a_year.unwrap_or(comparison.cases),
            "old": days(scaled(work.old)), "new": days(scaled(work.new)), "change": days(scaled(work.change)),
            "no_effort_stated": work.unstated,
        })
    });
    json!({"question": question.name, "moves": moves, "changes": changes, "workload_days": workload})
}

fn one_move(it: &Move, shown: Shown, writing: Writing) -> Value {
    let open = writing.small_numbers < 2;
    let rules = |rules: &std::collections::BTreeMap<MovedRule, u32>| {
        let each = rules.iter().map(|(moved, cases)| {
            json!({"rule": moved.rule, "in_the_other_set": fate(&moved.fate), "cases": open.then_some(cases)})
        });
        each.collect::<Vec<_>>()
    };
    json!({
        "kind": kind(it.kind),
        "from": say::stand(&it.from),
        "to": say::stand(&it.to),
        "cases": shown.count(),
        "suppressed": shown.count().is_none(),
        "ids": open.then_some(&it.cases),
        "on_other_grounds": open.then_some(&it.otherwise_grounded),
        "lost": rules(&it.lost),
        "gained": rules(&it.gained),
    })
}

fn change(row: &Row<'_>, writing: Writing) -> Value {
    let open = writing.small_numbers < 2;
    json!({
        "kind": change_kind(row.change.kind),
        "outcome": row.change.outcome,
        "old": strength(row.change.from),
        "new": strength(row.change.to),
        "from": say::stand(&row.of.from),
        "to": say::stand(&row.of.to),
        "cases": row.shown.count(),
        "suppressed": row.shown.count().is_none(),
        "ids": open.then_some(row.cases),
    })
}

fn strength(it: Strength) -> Value {
    json!({"surely": hold(it.surely), "perhaps": hold(it.perhaps)})
}

fn hold(hold: Hold) -> &'static str {
    match hold {
        Hold::Nothing => "not-put",
        Hold::Weigh => "weigh",
        Hold::May => "may",
        Hold::ShouldConsider => "should-consider",
        Hold::Otherwise => "otherwise",
        Hold::ShouldAlways => "should-always",
        Hold::Must => "must",
    }
}

fn change_kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::BindsLess => "binds-less-strongly",
        ChangeKind::NoLongerPut => "no-longer-put-to-people",
        ChangeKind::PutLess => "put-less-strongly",
        ChangeKind::BindsMore => "binds-more-strongly",
        ChangeKind::NowPut => "now-put-to-people",
        ChangeKind::PutMore => "put-more-strongly",
    }
}

fn days(days: Days) -> Value {
    json!({"least": days.least, "most": days.most})
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Down => "less-serious",
        Kind::Opens => "no-longer-settled",
        Kind::Unranked => "not-ranked",
        Kind::Up => "more-serious",
        Kind::Settles => "now-settled",
        Kind::Stays => "same",
    }
}

fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Absent => "absent",
        Fate::DoesNotApply => "does-not-apply",
        Fate::SetAside => "set-aside",
        Fate::MightApply => "might-apply",
        Fate::Applies(..) => "applies",
    }
}

fn number(cases: &[String]) -> u32 {
    u32::try_from(cases.len()).unwrap_or(u32::MAX)
}
