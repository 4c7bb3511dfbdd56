//! What differs between two sets besides the outcome: what is put to people, how strongly an outcome binds, and which
//! rules it rests on.

use super::difference::Difference;
use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::floor::strength;
use crate::check::{OutcomeId, QuestionId, Rule, RuleId};
use crate::evaluation::{Exact, Wanted};
use crate::program::{NodeId, QuestionPlan};

/// One such difference, with a fictional case.
#[derive(Debug, Clone)]
pub struct Besides {
    /// What differs.
    pub kind: BesidesKind,
    /// Of which outcome.
    pub outcome: String,
    /// A rule that shows it, of the set that has it.
    pub rule: String,
    /// The case; its outcomes are the new set's, then the old set's.
    pub case: Fictional,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BesidesKind {
    /// The new set neither binds it nor puts it to people as strongly.
    NoLongerPut,
    /// The same outcome binds less strongly.
    BindsLess,
    /// The new set puts it to people, or puts it more strongly.
    NowPut,
    /// The same outcome binds more strongly.
    BindsMore,
    /// The same outcome, by other rules.
    OtherGrounds,
}

impl BesidesKind {
    /// For programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoLongerPut => "no-longer-put-to-people",
            Self::BindsLess => "binds-less-strongly",
            Self::NowPut => "now-put-to-people",
            Self::BindsMore => "binds-more-strongly",
            Self::OtherGrounds => "other-grounds",
        }
    }
}

/// The rules of one question under one set, with what says that each applies.
struct Side<'a> {
    rules: Vec<(&'a Rule, NodeId)>,
    plan: &'a QuestionPlan,
}

struct Looking<'e, 'a> {
    every: &'e Every<'a>,
    exact: Exact<'e>,
    /// The new set's question, then the old set's.
    ids: [QuestionId; 2],
}

/// Adds what differs besides the outcome. The questions are the new set's and the old set's.
pub(super) fn besides(every: &Every<'_>, ids: [QuestionId; 2], difference: &mut Difference) {
    let [Some(new), Some(old)] = ids.map(|id| side(every, id)) else { return };
    let nodes = [&new, &old].into_iter().flat_map(|side| {
        let rules = side.rules.iter().map(|(_, node)| *node);
        rules.chain(side.plan.is.iter().chain(&side.plan.at_least).copied())
    });
    let mut looking = Looking { every, exact: every.ready(nodes), ids };
    for (name, place) in difference.old.clone().into_iter().zip(0..) {
        let Some(here) = difference.new.iter().position(|it| *it == name) else { continue };
        let Ok(here) = u32::try_from(here) else { continue };
        let (before, after) = ((&old, OutcomeId(place)), (&new, OutcomeId(here)));
        let asked = [
            (BesidesKind::NoLongerPut, put(before, after)),
            (BesidesKind::BindsLess, bound(before, after)),
            (BesidesKind::NowPut, put(after, before)),
            (BesidesKind::BindsMore, bound(after, before)),
            (BesidesKind::OtherGrounds, grounds(before, after)),
            (BesidesKind::OtherGrounds, grounds(after, before)),
        ];
        for (kind, ways) in asked {
            looking.ask((kind, &name), ways, difference);
        }
    }
    difference.besides.sort_by_key(|it| it.kind);
}

fn side<'a>(every: &Every<'a>, id: QuestionId) -> Option<Side<'a>> {
    let program = every.program;
    let plan = program.questions.iter().find(|plan| plan.question == id)?;
    let rules = program.rule_set.rules.iter().zip((0..).map(RuleId)).filter(|(rule, _)| rule.question == id);
    let with = rules.filter_map(|(rule, id)| Some((rule, program.rules.get(id.0 as usize)?.applies)));
    Some(Side { rules: with.collect(), plan })
}

type Ways<'a> = Vec<(&'a Rule, Vec<Wanted>)>;
type At<'s, 'a> = (&'s Side<'a>, OutcomeId);

/// The one puts the outcome to people, the other neither binds it nor puts it so strongly.
fn put<'a>((one, here): At<'_, 'a>, (other, there): At<'_, '_>) -> Ways<'a> {
    let ways = one.rules.iter().filter(|(rule, _)| rule.outcome == here && !rule.duty.binds());
    let ways = ways.filter_map(|(rule, node)| {
        let mut wanted = vec![Wanted::of(*node, true)];
        wanted.push(Wanted::of(*one.plan.at_least.get(here.0 as usize)?, false));
        wanted.push(Wanted::of(*other.plan.at_least.get(there.0 as usize)?, false));
        let still = other.rules.iter().filter(|(other, _)| {
            other.outcome == there && !other.duty.binds() && strength(other.duty) <= strength(rule.duty)
        });
        wanted.extend(still.map(|(_, node)| Wanted::of(*node, false)));
        Some((*rule, wanted))
    });
    ways.collect()
}

/// Both give the outcome; a rule of the one must, none of the other's.
fn bound<'a>((one, here): At<'_, 'a>, (other, there): At<'_, '_>) -> Ways<'a> {
    let ways = one.rules.iter().filter(|(rule, _)| rule.outcome == here && rule.duty.binds());
    let ways = ways.filter_map(|(rule, node)| {
        let mut wanted = vec![Wanted::of(*node, true)];
        wanted.extend(both((one, here), (other, there))?);
        let still = other
            .rules
            .iter()
            .filter(|(other, _)| other.outcome == there && strength(other.duty) <= strength(rule.duty));
        wanted.extend(still.map(|(_, node)| Wanted::of(*node, false)));
        Some((*rule, wanted))
    });
    ways.collect()
}

/// Both give the outcome; a rule of the one gives it that gives it under the other in no such case.
fn grounds<'a>((one, here): At<'_, 'a>, (other, there): At<'_, '_>) -> Ways<'a> {
    let gives = |rule: &Rule, outcome: OutcomeId| rule.outcome == outcome && rule.duty.binds();
    let ways = one.rules.iter().filter(|(rule, _)| gives(rule, here)).filter_map(|(rule, node)| {
        let mut wanted = vec![Wanted::of(*node, true)];
        wanted.extend(both((one, here), (other, there))?);
        let same = other.rules.iter().filter(|(other, _)| gives(other, there) && other.name == rule.name);
        wanted.extend(same.map(|(_, node)| Wanted::of(*node, false)));
        Some((*rule, wanted))
    });
    ways.collect()
}

/// The outcome under both.
fn both((one, here): At<'_, '_>, (other, there): At<'_, '_>) -> Option<[Wanted; 2]> {
    let is = |side: &Side<'_>, outcome: OutcomeId| side.plan.is.get(outcome.0 as usize).copied();
    Some([Wanted::of(is(one, here)?, true), Wanted::of(is(other, there)?, true)])
}

impl Looking<'_, '_> {
    /// The first way that some record goes.
    fn ask(&mut self, (kind, outcome): (BesidesKind, &str), ways: Ways<'_>, difference: &mut Difference) {
        if difference.besides.iter().any(|it| it.kind == kind && it.outcome == outcome) {
            return;
        }
        for (rule, wanted) in ways {
            match self.every.possible_in(&mut self.exact, &wanted) {
                Possible::Never => {}
                Possible::NotSettled(why) => {
                    difference.not_settled.push((outcome.to_owned(), outcome.to_owned(), why));
                    return;
                }
                Possible::Example(any) => {
                    let nearest = match self.every.plainest(&wanted) {
                        Possible::Example(nearest) => nearest,
                        Possible::Never | Possible::NotSettled(_) => any,
                    };
                    let case = tell(self.every, nearest, &wanted, &self.ids);
                    let (outcome, rule) = (outcome.to_owned(), rule.name.clone());
                    difference.besides.push(Besides { kind, outcome, rule, case });
                    return;
                }
            }
        }
    }
}
