//! Which moves between outcomes can a change of rules make, over every record there could be?
//!
//! Both sets stand in one program and read one record. For each outcome under the old set and each other one under the
//! new, is there a complete record with both? If none for any pair, the two do not differ in what they bind.

use super::besides::{Besides, besides};
use super::copied::Copied;
use super::every::{Every, Possible};
use super::fictional::{Fictional, tell};
use super::opened::{Undecided, opened};
use super::shut_out::{ShutOut, Sides};
use crate::check::{Question, QuestionId, RuleSet};
use crate::evaluation::{Exact, Wanted};
use crate::program::{QuestionPlan, lower_resolved};
use crate::vocabulary::FactId;

/// One question under both sets.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Its name.
    pub question: String,
    /// What it asks.
    pub asks: String,
    /// The old set's ladder, most serious first.
    pub old: Vec<String>,
    /// The new set's.
    pub new: Vec<String>,
    /// Moves that some record makes.
    pub moves: Vec<FoundMove>,
    /// What else differs: what is put to people, how strongly an outcome binds, what it rests on.
    pub besides: Vec<Besides>,
    /// A case that has an outcome under the old set and is undecided under the new, or that there is none.
    pub opened: Undecided,
    /// May presumptions make a difference that was not looked for?
    pub presumed: bool,
    /// What the sets hold besides rules, where they are not one text: it was not compared.
    pub not_compared: Vec<&'static str>,
    /// Where one set calls cases contradictory that the other judges; all else is said of records that both allow.
    pub one_sided: Vec<OneSided>,
    /// What could not be settled: from, to, why; for what else differs, from and to are the same outcome.
    pub not_settled: Vec<(String, String, String)>,
}

/// What one set says always holds, beside the records that the other judges.
#[derive(Debug, Clone)]
pub struct OneSided {
    /// Is it the new set that says so?
    pub by_new: bool,
    /// A case that it calls contradictory; or why it could not be settled whether there is one.
    pub case: Result<ShutOut, String>,
}

/// A move, with a fictional case that makes it.
#[derive(Debug, Clone)]
pub struct FoundMove {
    /// The outcome under the old set.
    pub from: String,
    /// The outcome under the new set.
    pub to: String,
    /// The case; its outcomes are the new set's, then the old set's.
    pub case: Fictional,
}

impl Difference {
    /// Is it proved that both sets give the same outcome for every complete record, and put the same to people, equally
    /// strongly?
    #[must_use]
    pub fn none(&self) -> bool {
        self.moves.is_empty()
            && self.settled()
            && self.one_sided.is_empty()
            && self.besides.iter().all(|it| it.kind == super::BesidesKind::OtherGrounds)
    }

    /// Is everything settled that was asked?
    #[must_use]
    pub fn settled(&self) -> bool {
        self.not_settled.is_empty() && self.one_sided.iter().all(|it| it.case.is_ok())
    }
}

/// Every move that is possible, question by question, over every record that both sets understand.
///
/// # Errors
/// In a sentence for people, where the two sets cannot be read beside one another.
pub fn differences(old: &RuleSet, new: &RuleSet) -> Result<Vec<Difference>, String> {
    if old.conventions != new.conventions {
        return Err(String::from(
            "the two sets count months and birthdays differently (`Month ends:`, `29 February:`)",
        ));
    }
    let both = Copied::with_set(new, old)
        .map_err(|fact| format!("the two sets' vocabularies understand “{fact}” differently"))?;
    let program = lower_resolved(&both.rule_set);
    let every = Every::of(&program);
    let shared = (0..).map(QuestionId).zip(&new.questions).filter_map(|(id, question)| {
        let place = old.questions.iter().position(|it| it.name == question.name)?;
        let theirs = both.question(QuestionId(u32::try_from(place).ok()?));
        Some((id, question, theirs, old.questions.get(place)?))
    });
    let one_sided = one_sided((old, new), &both);
    let plan = |id: QuestionId| program.questions.iter().find(|plan| plan.question == id);
    let found = shared.filter_map(|(id, question, theirs, before)| {
        let (after_plan, before_plan) = (plan(id)?, plan(theirs)?);
        let nodes = after_plan.is.iter().chain(&before_plan.is).copied();
        let mut asking = Asking { exact: every.ready(nodes), every: &every, ids: [id, theirs] };
        let mut difference = asking.question((before, before_plan), (question, after_plan));
        besides(&every, [id, theirs], &mut difference);
        difference.presumed = !old.presumptions.is_empty() || !new.presumptions.is_empty();
        difference.not_compared = not_compared(old, new);
        difference.one_sided.clone_from(&one_sided);
        Some(difference)
    });
    let mut found: Vec<Difference> = found.collect();
    opened((old, new), &both, &mut found);
    for difference in found.iter_mut().filter(|it| !it.one_sided.is_empty()) {
        if !matches!(difference.opened, Undecided::Found(_)) {
            let why = "one set calls cases contradictory that the other judges";
            difference.opened = Undecided::NotSettled(String::from(why));
        }
    }
    Ok(found)
}

/// The records that only one of the two allows.
fn one_sided((old, new): (&RuleSet, &RuleSet), both: &Copied) -> Vec<OneSided> {
    let ids = |set: &RuleSet| (0..).map(FactId).take(set.vocabulary.facts.len());
    let sides = |by_new: bool| {
        let facts = if by_new { ids(old).map(|id| both.fact(id)).collect() } else { ids(new).collect() };
        let judging = (0..both.rule_set.always.len()).map(|place| (place < new.always.len()) != by_new);
        Sides { rule_set: &both.rule_set, judging: judging.collect(), facts }
    };
    let found = [true, false].into_iter().filter_map(|by_new| {
        let case = sides(by_new).shut_out().transpose()?;
        Some(OneSided { by_new, case })
    });
    found.collect()
}

/// What either set holds besides rules.
fn not_compared(old: &RuleSet, new: &RuleSet) -> Vec<&'static str> {
    if old.hash == new.hash {
        return Vec::new();
    }
    let none = [
        ("presumptions", old.presumptions.is_empty() && new.presumptions.is_empty()),
        ("deadlines", old.deadlines.is_empty() && new.deadlines.is_empty()),
        ("checks", old.checks.is_empty() && new.checks.is_empty()),
        ("overrides", old.overrides.is_empty() && new.overrides.is_empty()),
        (
            "what is done while facts are missing",
            old.while_missing.is_empty() && new.while_missing.is_empty(),
        ),
    ];
    none.into_iter().filter(|(_, none)| !none).map(|(name, _)| name).collect()
}

/// One question being asked about.
struct Asking<'a> {
    exact: Exact<'a>,
    every: &'a Every<'a>,
    ids: [QuestionId; 2],
}

impl Asking<'_> {
    fn question(
        &mut self,
        (before, before_plan): (&Question, &QuestionPlan),
        (after, after_plan): (&Question, &QuestionPlan),
    ) -> Difference {
        let names = |question: &Question| question.outcomes.iter().map(|it| it.name.clone()).collect();
        let mut difference = Difference {
            question: after.name.clone(),
            asks: after.asks.clone(),
            old: names(before),
            new: names(after),
            moves: Vec::new(),
            besides: Vec::new(),
            opened: Undecided::Never,
            presumed: false,
            not_compared: Vec::new(),
            one_sided: Vec::new(),
            not_settled: Vec::new(),
        };
        for (from, was) in before.outcomes.iter().zip(&before_plan.is) {
            for (to, is) in after.outcomes.iter().zip(&after_plan.is) {
                if from.name != to.name {
                    let wanted = [Wanted::of(*was, true), Wanted::of(*is, true)];
                    self.pair(&mut difference, (&from.name, &to.name), &wanted);
                }
            }
        }
        difference
    }

    fn pair(&mut self, difference: &mut Difference, (from, to): (&str, &str), wanted: &[Wanted]) {
        let any = match self.every.possible_in(&mut self.exact, wanted) {
            Possible::Never => return,
            Possible::NotSettled(why) => {
                difference.not_settled.push((from.to_owned(), to.to_owned(), why));
                return;
            }
            Possible::Example(any) => any,
        };
        let nearest = match self.every.plainest(wanted) {
            Possible::Example(nearest) => nearest,
            Possible::Never | Possible::NotSettled(_) => any,
        };
        let case = tell(self.every, nearest, wanted, &self.ids);
        difference.moves.push(FoundMove { from: from.to_owned(), to: to.to_owned(), case });
    }
}
