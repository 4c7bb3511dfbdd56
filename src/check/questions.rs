//! Which questions are there, and which outcomes has each? The ladders, merged with those built on.

use super::gather::{Gathered, Placed};
use super::rule_set::{Outcome, Question};
use crate::calendar::{Length, Unit, read_number};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{self, Text};

/// The questions of all sets in order of first appearance. A local question with a base question's name keeps every
/// base outcome in the base's order and puts its own between them.
pub(super) fn merge(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Question> {
    let mut merged: Vec<(Question, usize)> = Vec::new();
    for placed in &gathered.questions {
        let question = read(gathered, placed, diagnostics);
        let earlier = merged.iter_mut().find(|(other, _)| same(&other.name, &question.name));
        match earlier {
            Some((base, set)) if *set != placed.set => {
                take_up(base, question, placed.block, diagnostics);
                *set = placed.set;
            }
            Some(_) => {}
            None => merged.push((question, placed.set)),
        }
    }
    if merged.is_empty()
        && let Some(header) = gathered.header()
    {
        diagnostics.push(
            Diagnostic::error("E0459", header.span, "this rule set asks no question")
                .because("Rules give an outcome to a question; without a question there is nothing they can say.")
                .help("add a block such as `Question \"review\": which review, if any?` with its `Outcomes, most serious first:`"),
        );
    }
    merged.into_iter().map(|(question, _)| question).collect()
}

/// Names and outcomes are compared without regard to letter case.
pub(super) fn same(left: &str, right: &str) -> bool {
    left == right || left.to_lowercase() == right.to_lowercase()
}

fn read(
    gathered: &Gathered<'_>,
    placed: &Placed<'_, tree::Question>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Question {
    let block = placed.block;
    let base = gathered.is_base(placed.set);
    let outcomes = block.outcomes.iter().map(|outcome| Outcome {
        name: outcome.name.text.clone(),
        gloss: outcome.gloss.as_ref().map(|gloss| gloss.text.clone()),
        effort_days: outcome.effort.as_ref().and_then(|effort| effort_days(effort, diagnostics)),
        base,
    });
    Question {
        name: block.name.text.clone(),
        asks: block.asks.text.clone(),
        outcomes: outcomes.collect(),
        decided_by: block.decided_by.as_ref().map(|text| text.text.clone()),
        otherwise: None,
        otherwise_decides: None,
        otherwise_span: Span::default(),
        origin: gathered.origin(placed.set),
        span: block.span,
    }
}

/// `30 to 60 days`, `2 weeks`: least and most, in days.
fn effort_days(effort: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<(u32, u32)> {
    let read = || {
        let (least, most) = match effort.text.split_once(" to ") {
            Some((least, most)) => (Some(least), most),
            None => (None, effort.text.as_str()),
        };
        let most = Length::read(most)?;
        let days = match most.unit {
            Unit::Days | Unit::WorkingDays => 1,
            Unit::Weeks => 7,
            Unit::Hours | Unit::Months | Unit::Years => return None,
        };
        let least = match least {
            Some(least) => read_number(least).or_else(|| Length::read(least).map(|length| length.amount))?,
            None => most.amount,
        };
        (least <= most.amount).then(|| (least.saturating_mul(days), most.amount.saturating_mul(days)))
    };
    let read = read();
    if read.is_none() {
        diagnostics.push(
            Diagnostic::error(
                "E0455",
                effort.span,
                format!("`{}` is no effort in days or weeks", effort.text),
            )
            .help("write for example `Effort: 30 to 60 days.`"),
        );
    }
    read
}

/// Puts a local question's outcomes between those of the base question.
fn take_up(base: &mut Question, local: Question, block: &tree::Question, diagnostics: &mut Vec<Diagnostic>) {
    let of_base = std::mem::replace(&mut base.span, local.span);
    let places: Vec<Option<usize>> = base
        .outcomes
        .iter()
        .map(|outcome| local.outcomes.iter().position(|own| same(&own.name, &outcome.name)))
        .collect();
    let missing: Vec<&str> = base
        .outcomes
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|(outcome, _)| outcome.name.as_str())
        .collect();
    let in_order = places.iter().flatten().is_sorted();
    if !missing.is_empty() || !in_order {
        diagnostics.push(not_kept((base, of_base), &missing, block));
        // The local outcomes are outcomes all the same: rules that give them need no word of their own.
        let own = local.outcomes.into_iter();
        let new: Vec<Outcome> =
            own.filter(|own| !base.outcomes.iter().any(|known| same(&known.name, &own.name))).collect();
        base.outcomes.extend(new);
        return;
    }
    base.decided_by = decided_by(base, of_base, block, diagnostics);
    let known = std::mem::take(&mut base.outcomes);
    base.outcomes = local.outcomes.into_iter().map(|own| merged_outcome(own, &known)).collect();
    base.asks = local.asks;
}

/// Who decides stays as the base says it. A local set may say more of it: who acts for them (`the review group, on behalf of
/// the safeguarding partners`), or how (`the local authority, after consulting the police`).
fn decided_by(
    base: &Question,
    of_base: Span,
    block: &tree::Question,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let Some(local) = &block.decided_by else { return base.decided_by.clone() };
    let Some(there) = &base.decided_by else { return Some(local.text.clone()) };
    let (ours, theirs) = (local.text.to_lowercase(), there.to_lowercase());
    let acting = ours.ends_with(&format!(" on behalf of {theirs}"));
    if acting || ours.starts_with(&format!("{theirs},")) {
        return Some(local.text.clone());
    }
    if ours != theirs {
        let both = format!("{}, on behalf of {there}", local.text);
        diagnostics.push(
            Diagnostic::warning(
                "W0474",
                local.span,
                format!("who decides `{}` is said by “{}”, and stays", base.name, base.origin.set),
            )
            .also(of_base, "the question built on")
            .because(format!("There it is decided by {there}."))
            .help(
                "leave out `Decided by` here, or keep those words and say behind a comma what is added here",
            )
            .fix(format!("write `{both}`"), local.span, both),
        );
    }
    Some(there.clone())
}

fn merged_outcome(own: Outcome, known: &[Outcome]) -> Outcome {
    match known.iter().find(|outcome| same(&outcome.name, &own.name)) {
        Some(base) => Outcome {
            name: base.name.clone(),
            gloss: base.gloss.clone().or(own.gloss),
            effort_days: own.effort_days.or(base.effort_days),
            base: true,
        },
        None => own,
    }
}

fn not_kept((base, place): (&Question, Span), missing: &[&str], block: &tree::Question) -> Diagnostic {
    let title = base.origin.set.as_str();
    let name = &base.name;
    let said = match missing {
        [] => format!("the outcomes of `{name}` stand in another order than in “{title}”"),
        [one] => format!("the outcome `{one}` of `{name}` in “{title}” is left out here"),
        many => format!("outcomes of `{name}` in “{title}” are left out here: `{}`", many.join("`, `")),
    };
    let ladder: Vec<&str> = base.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
    Diagnostic::error("E0471", block.name.span, said)
        .also(place, "the question built on")
        .because("A local question may put outcomes of its own between those it builds on, so that each keeps its rank; it takes none away.")
        .help(format!("list these in this order, your own between them: {}", ladder.join("; ")))
}
