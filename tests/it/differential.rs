//! Do the engine, the plain reference and a third reading of the rules agree on random rule sets and records?
//!
//! `THRESHOLD_PAIRS` sets how many pairs of rule set and record are looked at; `docs/carry-on/differential.md` has the
//! release command and its figures.

use std::collections::{BTreeMap, BTreeSet};

use threshold::check::{Heading, OutcomeId, PresumptionId, QuestionId, RuleId};
use threshold::evaluation::{
    Completion, Constraint, Kleene, Knowledge, Presumed, Silent, Trace, Truth, candidates, narrow, reference,
};
use threshold::program::{Node, NodeId, Program};

use crate::plain_truth::{Slow, exact_nodes};
use crate::random::{Full, Made, Meaning, as_at, complete, full, widened};
use crate::random_numbers::Dice;

/// Records for each rule set.
const RECORDS: u64 = 32;

fn pairs(everyday: u64) -> u64 {
    std::env::var("THRESHOLD_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(everyday)
}

/// What was looked at, over all rule sets.
#[derive(Default)]
struct Seen {
    programs: u64,
    /// Programs that hold a construct, or in which a heading had a truth.
    programs_with: BTreeMap<String, u64>,
    nodes: u64,
    outcomes: BTreeMap<usize, u64>,
}

#[test]
fn engine_reference_and_rules_as_written_agree() {
    let pairs = pairs(10_000);
    let mut seen = Seen::default();
    for seed in 0..pairs.div_ceil(RECORDS) {
        let made = Made::new(seed);
        let mut dice = Dice::new(seed ^ 0x5eed);
        let exact = exact_nodes(&made.program);
        let mut marks: BTreeSet<String> =
            made.constructs.iter().map(|construct| (*construct).to_owned()).collect();
        for record in 0..RECORDS {
            let place = format!("rule set {seed}, record {record}");
            let case = Case::new(&made, &mut dice);
            let holds = case.on_the_complete_record(&place, &mut seen);
            case.on_what_is_known((&exact, &holds), &place, &mut marks, &mut seen);
            case.narrowed(&place, &mut dice);
        }
        seen.programs += 1;
        for mark in marks {
            *seen.programs_with.entry(mark).or_default() += 1;
        }
    }
    report(&seen, pairs);
}

/// Every construct made, and every truth of every heading, stands in at least 1 in 100 programs.
fn report(seen: &Seen, pairs: u64) {
    let lines = seen.programs_with.iter().map(|(name, count)| format!("{name}: {count}\n"));
    let text: String = lines.collect();
    if std::env::var("THRESHOLD_SHOW").is_ok() {
        std::fs::write(
            std::env::temp_dir().join("threshold-differential.txt"),
            format!(
                "pairs {pairs}, programs {}, nodes {}, possible outcomes {:?}\n{text}",
                seen.programs, seen.nodes, seen.outcomes
            ),
        )
        .unwrap();
    }
    for (name, count) in &seen.programs_with {
        assert!(
            count * 100 >= seen.programs,
            "{name} in {count} of {} programs only:\n{text}",
            seen.programs
        );
    }
    for construct in CONSTRUCTS {
        assert!(seen.programs_with.contains_key(construct), "{construct} was never made:\n{text}");
    }
    for heading in ["all", "any", "none", "at least", "at most", "exactly"] {
        for truth in [Truth::True, Truth::False, Truth::Open] {
            let mark = format!("{heading} is {truth:?}");
            assert!(seen.programs_with.contains_key(&mark), "{mark} was never seen:\n{text}");
        }
    }
}

pub(crate) const CONSTRUCTS: [&str; 62] = [
    "all",
    "any",
    "none",
    "at least",
    "at most",
    "exactly",
    "whether or not",
    "presumed sentence",
    "opposite of a presumed sentence",
    "presumed definition",
    "sentence about an entry",
    "choice",
    "includes",
    "text",
    "number",
    "under or before",
    "at most or on or before",
    "is or on",
    "at least or on or after",
    "over or after",
    "computed date",
    "date by table",
    "window before",
    "window after",
    "between",
    "dates",
    "within a window",
    "computed length",
    "recorded length",
    "periods of an entry",
    "period on a day",
    "period on any day in a window",
    "period throughout",
    "never",
    "ever",
    "period in total",
    "one period",
    "count of entries",
    "different values",
    "is one of the values of another list",
    "definition",
    "table",
    "outcome of another question",
    "is to be considered",
    "either",
    "applies when",
    "always",
    "the as-at day",
    "presumption",
    "exception",
    "exception to an exception",
    "nothing is required",
    "must",
    "should always",
    "should be considered",
    "may",
    "to be weighed",
    "a list that may hold more",
    "a disputed list",
    "a fact that does not apply",
    "a presumption applied",
    "an open outcome",
];

struct Case<'a> {
    made: &'a Made,
    full: Full,
    completion: Completion,
    knowledge: Knowledge,
    presumed: Presumed,
}

impl<'a> Case<'a> {
    fn new(made: &'a Made, dice: &mut Dice) -> Self {
        let full = full(made, dice);
        let completion = complete(&made.program, &full);
        let percent = *dice.pick(&[10, 30, 60]);
        let knowledge = widened(&made.program, &completion, percent, dice);
        // A sentence that is always true, or never, is not open, and never presumed.
        let nodes = made.program.presumptions.iter().zip((0..).map(PresumptionId));
        let may_be_open = nodes.filter(|(node, _)| !matches!(made.program.node(**node), Node::Constant(_)));
        let presumed = Presumed::of(may_be_open.map(|(_, id)| id).filter(|_| dice.chance(50)));
        Self { made, full, completion, knowledge, presumed }
    }

    fn program(&self) -> &'a Program {
        &self.made.program
    }

    fn run(&self, knowledge: &Knowledge) -> Kleene {
        let mut kleene = Kleene::default();
        kleene.run(self.program(), knowledge, &self.presumed, &mut Silent);
        kleene
    }

    fn case_nodes(&self) -> impl Iterator<Item = NodeId> + use<'_, 'a> {
        let nodes = (0..u32::try_from(self.program().nodes.len()).unwrap()).map(NodeId);
        nodes.filter(|node| self.program().is_about_case(*node))
    }

    /// All three readings, on the complete record.
    fn on_the_complete_record(&self, place: &str, seen: &mut Seen) -> BTreeMap<NodeId, bool> {
        let program = self.program();
        let exact = widened(program, &self.completion, 0, &mut Dice::new(0));
        let kleene = self.run(&exact);
        let run = (as_at(), &self.presumed);
        let mut truths = BTreeMap::new();
        for node in self.case_nodes() {
            seen.nodes += 1;
            let holds = reference::holds(program, &self.completion, run, node);
            truths.insert(node, holds);
            assert_eq!(kleene.truth(node), Truth::of(holds), "{place}: {node:?} {:?}", program.node(node));
        }
        let presumed: Vec<PresumptionId> = self.presumed.iter().collect();
        let meaning = Meaning { made: self.made, full: &self.full, presumed: &presumed };
        for (plan, id) in program.rules.iter().zip((0..).map(RuleId)) {
            let applies = reference::applies(program, &self.completion, run, id);
            assert_eq!(applies, meaning.rule_applies(id), "{place}: {id:?} as written");
            assert_eq!(kleene.truth(plan.applies), Truth::of(applies), "{place}: {id:?}");
        }
        for (plan, id) in program.questions.iter().zip((0..).map(QuestionId)) {
            let outcome = reference::outcome(program, &self.completion, run, id);
            assert_eq!(outcome, meaning.outcome(id), "{place}: {id:?} as written");
            assert_eq!(candidates(plan, &kleene).collect::<Vec<_>>(), [outcome], "{place}: {id:?}");
            for (rung, node) in (0..).map(OutcomeId).zip(&plan.to_consider) {
                let put = meaning.to_consider(id, rung);
                assert_eq!(kleene.truth(*node), Truth::of(put), "{place}: {id:?} puts {rung:?} to people");
            }
            for (rung, node) in (0..).map(OutcomeId).zip(&plan.at_least) {
                assert_eq!(
                    kleene.truth(*node),
                    Truth::of(outcome <= rung),
                    "{place}: {id:?} is at least {rung:?}"
                );
            }
        }
        truths
    }

    /// Engine and slow reading node by node; and never definite where the record says otherwise.
    fn on_what_is_known(
        &self,
        (exact, holds): (&[bool], &BTreeMap<NodeId, bool>),
        place: &str,
        marks: &mut BTreeSet<String>,
        seen: &mut Seen,
    ) {
        let program = self.program();
        let mut trace = Trace::default();
        let mut kleene = Kleene::default();
        kleene.run(program, &self.knowledge, &self.presumed, &mut trace);
        assert_eq!(kleene, self.run(&self.knowledge), "{place}: the trace changes nothing");
        let slow = Slow::new(program, &self.knowledge, &self.presumed);
        for node in self.case_nodes() {
            let truth = kleene.truth(node);
            if exact[node.0 as usize] {
                assert_eq!(truth, slow.truth(node), "{place}: {node:?} {:?}", program.node(node));
            }
            assert_ne!(
                truth,
                Truth::of(!holds[&node]),
                "{place}: {node:?} {:?} is definite",
                program.node(node)
            );
        }
        for (node, counts) in &trace.lists {
            let Node::List { heading, count, .. } = program.node(*node) else { panic!("a list") };
            assert_eq!(counts.yes + counts.no + counts.open, count, "{place}: {node:?} counts its items");
            marks.insert(format!("{} is {:?}", name(heading), kleene.truth(*node)));
        }
        for (plan, id) in program.questions.iter().zip((0..).map(QuestionId)) {
            let possible: Vec<OutcomeId> = candidates(plan, &kleene).collect();
            let outcome = reference::outcome(program, &self.completion, (as_at(), &self.presumed), id);
            assert!(possible.contains(&outcome), "{place}: {id:?} is {outcome:?}, not in {possible:?}");
            *seen.outcomes.entry(possible.len()).or_default() += 1;
            if possible.len() > 1 {
                marks.insert("an open outcome".to_owned());
            }
        }
        self.mark_knowledge(marks);
    }

    fn mark_knowledge(&self, marks: &mut BTreeSet<String>) {
        for (slot, known) in self.program().slots.iter().zip(&self.knowledge.slots) {
            if let threshold::evaluation::Known::List(lists) = known {
                if lists.len() > 1 {
                    marks.insert("a disputed list".to_owned());
                }
                if lists.iter().any(|list| list.may_hold_more) {
                    marks.insert("a list that may hold more".to_owned());
                }
            }
            let run = (as_at(), &Presumed::NONE);
            if slot.applies.is_some_and(|node| !reference::holds(self.program(), &self.completion, run, node))
            {
                marks.insert("a fact that does not apply".to_owned());
            }
        }
        if !self.presumed.is_empty() {
            marks.insert("a presumption applied".to_owned());
        }
    }

    /// Narrowing keeps every completion, and what it keeps is within what was known.
    fn narrowed(&self, place: &str, dice: &mut Dice) {
        let program = self.program();
        let mut knowledge = self.knowledge.clone();
        for (fact, node) in &program.applicability {
            let truth = reference::holds(program, &self.completion, (as_at(), &Presumed::NONE), *node);
            if dice.chance(30) {
                knowledge.constraints.push(Constraint::Node { node: *node, truth, fact: *fact });
            }
        }
        if !reference::consistent(program, &knowledge, &self.completion) {
            return;
        }
        let left = narrow(program, &knowledge).unwrap_or_else(|_| panic!("{place}: narrowed to nothing"));
        assert!(reference::consistent(program, &left, &self.completion), "{place}: narrowed too far");
    }
}

fn name(heading: Heading) -> &'static str {
    match heading {
        Heading::All => "all",
        Heading::Any => "any",
        Heading::None => "none",
        Heading::AtLeast(_) => "at least",
        Heading::AtMost(_) => "at most",
        Heading::Exactly(_) => "exactly",
    }
}
