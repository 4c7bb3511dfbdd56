//! Every kind of verdict against every record.
//!
//! `THRESHOLD_SETS=10000 cargo test --locked --release --test it wholly -- --nocapture` tries as many sets of each kind.

use std::collections::{BTreeMap, BTreeSet};

use threshold::analysis::{self, BesidesKind, Finding, FindingKind, Proof, Undecided, Verdict};
use threshold::check::{self, Input, RuleSet};
use threshold::program::lower_resolved;
use threshold::source::Sources;
use threshold::syntax::{self, Tree};

use super::made;
use super::oracle::{Given, Reading, all};
use super::text::{FACTS, written, written_locally};
use super::tree::{Duty, Full, OTHERWISE, OUTCOMES, QUESTIONS, Set};
use crate::random_numbers::Dice;

fn sets(everyday: u64) -> u64 {
    std::env::var("THRESHOLD_SETS").ok().and_then(|text| text.parse().ok()).unwrap_or(everyday)
}

fn tree(text: &str) -> Tree {
    let mut sources = Sources::default();
    let id = sources.add("random", text);
    let parsed = syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{text}\n{:#?}", parsed.diagnostics);
    parsed.tree
}

/// The set as the checker understands it; what it would refuse for another reason is left out.
fn checked(text: &str, base: Option<&str>) -> Option<RuleSet> {
    let (facts, rules, base) = (tree(FACTS), tree(text), base.map(tree));
    let hash = String::from("sha256:0");
    let input =
        Input { rule_set: &rules, vocabularies: vec![&facts], builds_on: base.iter().collect(), hash };
    let checked = check::check(&input);
    let first = checked.diagnostics.iter().find(|one| one.is_error()).cloned();
    let sound = checked.sound();
    assert!(sound.is_some(), "{text}\n{first:?}");
    sound.map(|sound| sound.rule_set().clone())
}

/// What was found, counted by kind and verdict.
#[derive(Default)]
struct Seen(BTreeMap<(&'static str, &'static str), u32>);

impl Seen {
    /// Does the verdict agree: is it so of every record? Not settled is counted, and never right or wrong.
    fn agree(
        &mut self,
        kind: &'static str,
        (verdict, truth): (Option<bool>, bool),
        about: &dyn Fn() -> String,
    ) {
        let word = match verdict {
            None => "not settled",
            Some(true) => "so",
            Some(false) => "not so",
        };
        *self.0.entry((kind, word)).or_default() += 1;
        assert!(
            verdict.is_none_or(|said| said == truth),
            "{kind}: said {verdict:?}, is {truth}\n{}",
            about()
        );
    }

    /// Both answers were seen of each kind, and hardly any was left open.
    fn tell(&self, least: u32) {
        let count = |kind, word| self.0.get(&(kind, word)).copied().unwrap_or(0);
        let kinds: BTreeSet<&'static str> = self.0.keys().map(|(kind, _)| *kind).collect();
        for kind in kinds {
            let (so, not, open) = (count(kind, "so"), count(kind, "not so"), count(kind, "not settled"));
            println!("{kind:<40} {so:>8} so {not:>8} not so {open:>6} not settled");
            assert!(so >= least && not >= least && open * 50 <= so + not, "{kind}: {so} {not} {open}");
        }
    }
}

fn said(proof: &Proof) -> Option<bool> {
    match proof.verdict {
        Verdict::Proved => Some(true),
        Verdict::Refuted(_) => Some(false),
        Verdict::NotSettled(_) => None,
    }
}

/// Under each record, and each way of reading the presumptions where wanted.
fn readings<'s>(set: &'s Set, records: &[Full], every: bool) -> Vec<Reading<'s>> {
    let ways = if every { 1_u32 << set.presumptions.len() } else { 1 };
    let each = records.iter().flat_map(|full| (0..ways).map(|presumed| (*full, presumed)));
    each.map(|(full, presumed)| Reading { set, full, presumed, base: false }).collect()
}

#[test]
fn every_verdict_about_a_set_agrees_with_every_record() {
    let mut seen = Seen::default();
    for seed in 0..sets(120) {
        let set = made::set(&mut Dice::new(seed));
        let text = written(&set);
        let Some(rules) = checked(&text, None) else { continue };
        let records = all(&[&set]);
        let about = || format!("seed {seed}\n{text}");
        guarantees(&mut seen, (&set, &rules), &records, &about);
        refusals(&mut seen, (&set, &rules), &records, &about);
        whether(&mut seen, (&set, &rules), &records, &about);
        findings(&mut seen, (&set, &rules), &records, &about);
    }
    seen.tell(5);
}

type Both<'s> = (&'s Set, &'s RuleSet);

fn guarantees(seen: &mut Seen, (set, rules): Both<'_>, records: &[Full], about: &dyn Fn() -> String) {
    let proofs = analysis::guarantees(&lower_resolved(rules));
    assert_eq!(proofs.len(), set.guarantees.len());
    for (proof, it) in proofs.iter().zip(&set.guarantees) {
        let truth = readings(set, records, false).iter().all(|reading| {
            let outcome = reading.given(it.question).outcome;
            let is = if it.at_least { outcome <= it.outcome } else { outcome == it.outcome };
            is != it.never || it.when.as_ref().is_some_and(|when| !reading.plainly(when))
        });
        seen.agree("guarantee", (said(proof), truth), about);
    }
}

/// Presumptions that lower, and tables with gaps or overlaps.
fn refusals(seen: &mut Seen, (set, rules): Both<'_>, records: &[Full], about: &dyn Fn() -> String) {
    let program = lower_resolved(rules);
    let told = analysis::presumptions_never_lower(&program);
    for (place, _) in set.presumptions.iter().enumerate() {
        let name = format!("“presumption {place}”");
        let one = told.iter().find(|one| one.title.contains(&name));
        let verdict = match one.map(|one| one.code.0) {
            None => Some(true),
            Some("E0704") => Some(false),
            Some(_) => None,
        };
        let others = ((1_u32 << set.presumptions.len()) - 1) & !(1 << place);
        let truth = records.iter().all(|full| {
            [0, others].into_iter().all(|without| {
                let given = |presumed| Reading { set, full: *full, presumed, base: false }.all_given();
                let pairs = given(without).into_iter().zip(given(without | 1 << place));
                pairs.into_iter().all(|(without, with)| with.outcome <= without.outcome)
            })
        });
        seen.agree("presumption never lowers", (verdict, truth), about);
    }
    if !set.table.is_empty() {
        let told = analysis::tables_fit(rules);
        let fits = |full: &Full| {
            let rows = set.table.iter();
            rows.filter(|(concern, saw)| {
                concern >> full.concern & 1 == 1 && saw >> u8::from(full.yes[1]) & 1 == 1
            })
            .count()
        };
        let refused = |code: &str| Some(!told.iter().any(|one| one.code.0 == code));
        seen.agree("table without a gap", (refused("E0705"), records.iter().all(|it| fits(it) > 0)), about);
        seen.agree(
            "table without an overlap",
            (refused("E0706"), records.iter().all(|it| fits(it) < 2)),
            about,
        );
    }
}

/// *Whether or not* lines, and the concern in rising order.
fn whether(seen: &mut Seen, (set, rules): Both<'_>, records: &[Full], about: &dyn Fn() -> String) {
    let proofs = analysis::whether_or_not(rules);
    let lines = set.rules.iter().enumerate().filter_map(|(place, rule)| Some((place, rule.whether?)));
    let lines: Vec<(usize, usize)> = lines.collect();
    assert_eq!(proofs.len(), lines.len());
    for (proof, (place, fact)) in proofs.iter().zip(lines) {
        let truth = readings(set, records, false).iter().all(|reading| {
            let mut full = reading.full;
            full.yes[fact] = !full.yes[fact];
            reading.applies(place) == Reading { full, ..*reading }.applies(place)
        });
        seen.agree("whether or not", (said(proof), truth), about);
    }
    for proof in analysis::rising(rules) {
        let question = usize::from(proof.claim.contains("“second”"));
        let truth = readings(set, records, false).iter().all(|reading| {
            let full = Full { concern: reading.full.concern + 1, ..reading.full };
            full.concern > 2
                || Reading { full, ..*reading }.given(question).outcome <= reading.given(question).outcome
        });
        seen.agree("more never gives less", (said(&proof), truth), about);
    }
}

fn findings(seen: &mut Seen, (set, rules): Both<'_>, records: &[Full], about: &dyn Fn() -> String) {
    let found = analysis::findings(&lower_resolved(rules));
    let has = |kind: FindingKind, words: &str| {
        if found.iter().any(|it| it.kind == kind && it.words.contains(words)) {
            return Some(true);
        }
        let open = found.iter().any(|it| it.kind == FindingKind::NotSettled && it.words.contains(words));
        if open { None } else { Some(false) }
    };
    let (plain, each) = (readings(set, records, false), readings(set, records, true));
    let given: Vec<Vec<Given>> = each.iter().map(Reading::all_given).collect();
    let alike = |other: &Set| {
        let pairs = each.iter().zip(&given);
        pairs.into_iter().all(|(reading, given)| Reading { set: other, ..*reading }.all_given() == *given)
    };
    for (place, rule) in set.rules.iter().enumerate() {
        let name = format!("rule “{}”", rule.name);
        let never = !plain.iter().any(|reading| reading.applies(place));
        seen.agree("rule never applies", (has(FindingKind::NeverApplies, &name), never), about);
        if never {
            continue;
        }
        let mut without = set.clone();
        without.rules[place].when = super::tree::Body::List(super::tree::Heading::Any, Vec::new());
        let idle = alike(&without);
        seen.agree("rule makes no difference", (has(FindingKind::NoDifference, &name), idle), about);
        let mut told: Vec<String> = Vec::new();
        for (label, less) in rule.when.with_one_less().into_iter().filter(|_| !idle) {
            if told.iter().any(|outer| label.starts_with(outer)) {
                continue;
            }
            let mut without = set.clone();
            without.rules[place].when = less;
            let name = format!("item {label} of {name},");
            let verdict = item(&found, &name);
            told.extend(Some(label).filter(|_| verdict == Some(true)));
            seen.agree("item makes no difference", (verdict, alike(&without)), about);
        }
    }
    for place in 0..set.presumptions.len() {
        let truth = given.chunks(1 << set.presumptions.len()).all(|ways| {
            let pairs = ways.iter().enumerate().filter(|(bits, _)| bits >> place & 1 == 0);
            pairs.into_iter().all(|(bits, without)| shown(without) == shown(&ways[bits | 1 << place]))
        });
        let name = format!("presumption “presumption {place}”");
        seen.agree("presumption never matters", (has(FindingKind::IdlePresumption, &name), truth), about);
    }
    pairs(seen, (set, &plain), &has, about);
    between(seen, (set, &plain), &found, about);
}

/// Labels that stand twice (inner items, told by a dash) are not told apart in the words; any of them will do.
fn item(found: &[Finding], name: &str) -> Option<bool> {
    let of = |kind: FindingKind| found.iter().any(|it| it.kind == kind && it.words.contains(name));
    if of(FindingKind::IdleItem) {
        Some(true)
    } else if of(FindingKind::NotSettled) || name.contains('-') {
        None
    } else {
        Some(false)
    }
}

/// What is shown of it: the outcomes, and what is put to people.
fn shown(given: &[Given]) -> Vec<(usize, [bool; 3])> {
    given.iter().map(|it| (it.outcome, it.put.map(|duty| duty.is_some()))).collect()
}

type Told<'t> = dyn Fn(FindingKind, &str) -> Option<bool> + 't;

/// Two outcomes at once, duties set aside, and what ends in *Otherwise*.
fn pairs(seen: &mut Seen, (set, plain): (&Set, &[Reading<'_>]), has: &Told<'_>, about: &dyn Fn() -> String) {
    for (question, called) in QUESTIONS.iter().enumerate().take(set.questions) {
        let together = plain.iter().any(|reading| {
            let rules = reading.applying(question).into_iter().filter(|(_, rule)| rule.duty.binds());
            rules.map(|(_, rule)| rule.outcome).collect::<BTreeSet<_>>().len() > 1
        });
        let own = set.rules.iter().filter(|rule| rule.question == question && rule.duty.binds());
        let names: Vec<String> = own.map(|rule| format!("“{}” and", rule.name)).collect();
        let told = names.iter().any(|name| has(FindingKind::TwoOutcomes, name) == Some(true));
        seen.agree("two outcomes at once", (Some(told), together), about);
        let ends = plain.iter().any(|reading| reading.given(question).duty.is_none());
        let words = format!("under “{called}” no rule that binds applies");
        seen.agree("some record ends in Otherwise", (has(FindingKind::Otherwise, &words), ends), about);
    }
    for (place, rule) in set.rules.iter().enumerate().filter(|(_, rule)| rule.duty == Duty::Must) {
        let Some(exception) = rule.aside else { continue };
        let truth = plain.iter().any(|it| it.meets(place) && it.exception(exception));
        let words = format!("“exception {exception}” can set aside the duty in “{}”", rule.name);
        seen.agree("exception sets aside a duty", (has(FindingKind::SetsAside, &words), truth), about);
    }
}

/// What one question's outcome brings of the other's.
fn between(
    seen: &mut Seen,
    (set, plain): (&Set, &[Reading<'_>]),
    found: &[Finding],
    about: &dyn Fn() -> String,
) {
    if set.questions < 2 {
        return;
    }
    for (one, other) in [(0, 1), (1, 0)] {
        let words = |question: usize, outcome: usize| {
            let least = if outcome == 0 { "" } else { "at least " };
            format!("“{}” is {least}{}", QUESTIONS[question], OUTCOMES[question][outcome])
        };
        let mut strongest = None;
        for outcome in [1, 0] {
            let mut here = plain.iter().filter(|it| it.given(one).outcome <= outcome).peekable();
            let mut brought = None;
            if here.peek().is_some() {
                let worst = here.map(|it| it.given(other).outcome).max().filter(|worst| *worst < OTHERWISE);
                brought = worst.filter(|worst| plain.iter().any(|it| it.given(other).outcome > *worst));
            }
            for rung in [0, 1] {
                let words = format!("whenever {}, {}", words(one, outcome), words(other, rung));
                let told = found.iter().any(|it| it.kind == FindingKind::GoesWith && it.words == words);
                let truth = brought == Some(rung) && strongest.is_none_or(|known| rung < known);
                seen.agree("one outcome brings another", (Some(told), truth), about);
            }
            strongest = brought.or(strongest);
        }
    }
}

/// A set and the same with one thing changed: every move, and what else differs.
#[test]
fn every_difference_between_two_sets_agrees_with_every_record() {
    let mut seen = Seen::default();
    for seed in 0..sets(240) {
        let mut dice = Dice::new(seed + 1_000_000);
        let made = made::set(&mut dice);
        let changed = made::changed(&made, &mut dice);
        // Every other time the change is taken back, so that what binds less in one binds more in the other.
        let (old, new) = if seed % 2 == 0 { (made, changed) } else { (changed, made) };
        let (before, after) = (written(&old), written(&new));
        let about = || format!("seed {seed}\n{before}\n{after}");
        let (Some(was), Some(is)) = (checked(&before, None), checked(&after, None)) else { continue };
        let records = all(&[&old, &new]);
        let found = analysis::differences(&was, &is).unwrap();
        assert_eq!(found.len(), old.questions);
        for (question, difference) in found.iter().enumerate() {
            let reading = |set, full: &Full| Reading { set, full: *full, presumed: 0, base: false };
            let pairs: Vec<_> =
                records.iter().map(|full| (reading(&old, full), reading(&new, full))).collect();
            let open = !difference.not_settled.is_empty();
            let given: Vec<(Given, Given)> =
                pairs.iter().map(|(was, is)| (was.given(question), is.given(question))).collect();
            for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))).filter(|(a, b)| a != b)
            {
                let names = OUTCOMES[question];
                let told = difference.moves.iter().any(|it| it.from == names[from] && it.to == names[to]);
                let truth = given.iter().any(|(was, is)| was.outcome == from && is.outcome == to);
                seen.agree("a move", (Some(told).filter(|_| told || !open), truth), &about);
            }
            if old.presumptions.is_empty() && new.presumptions.is_empty() {
                let told = match difference.opened {
                    Undecided::Found(_) => Some(true),
                    Undecided::Never | Undecided::NotByOne => Some(false),
                    Undecided::NotSettled(_) => None,
                };
                seen.agree("undecided through one answer", (told, opens(&records, &given)), &about);
            }
            for (outcome, kind) in (0..3).flat_map(|it| KINDS.map(|kind| (it, kind))) {
                let name = OUTCOMES[question][outcome];
                let told = difference.besides.iter().any(|it| it.kind == kind && it.outcome == name);
                let truth = pairs.iter().zip(&given).any(|((was, is), (before, after))| match kind {
                    BesidesKind::NoLongerPut => put(before, after, outcome),
                    BesidesKind::NowPut => put(after, before, outcome),
                    BesidesKind::BindsLess => binds_less(before, after, outcome),
                    BesidesKind::BindsMore => binds_less(after, before, outcome),
                    BesidesKind::OtherGrounds => {
                        let same = before.outcome == outcome && after.outcome == outcome;
                        same && was.grounds(question) != is.grounds(question)
                    }
                });
                seen.agree(kind.code(), (Some(told).filter(|_| told || !open), truth), &about);
            }
        }
    }
    seen.tell(5);
}

/// Two records that differ in one answer, with the same outcome before the change and different ones after it.
fn opens(records: &[Full], given: &[(Given, Given)]) -> bool {
    let forgets: [fn(&mut Full); 7] = [
        |full| full.yes[0] = false,
        |full| full.yes[1] = false,
        |full| full.yes[2] = false,
        |full| full.concern = 0,
        |full| full.visits = 0,
        |full| full.day = 0,
        |full| full.reports = [0, 0],
    ];
    forgets.into_iter().any(|forget| {
        let mut after = BTreeMap::new();
        records.iter().zip(given).any(|(full, (was, is))| {
            let mut rest = *full;
            forget(&mut rest);
            *after.entry((rest, was.outcome)).or_insert(is.outcome) != is.outcome
        })
    })
}

const KINDS: [BesidesKind; 5] = [
    BesidesKind::NoLongerPut,
    BesidesKind::NowPut,
    BesidesKind::BindsLess,
    BesidesKind::BindsMore,
    BesidesKind::OtherGrounds,
];

fn put(one: &Given, other: &Given, outcome: usize) -> bool {
    let weaker = match (one.put[outcome], other.put[outcome]) {
        (Some(here), Some(there)) => there > here,
        (Some(_), None) => true,
        (None, _) => false,
    };
    weaker && other.outcome > outcome
}

fn binds_less(one: &Given, other: &Given, outcome: usize) -> bool {
    let same = one.outcome == outcome && other.outcome == outcome;
    same && one.duty.is_some_and(|here| other.duty.is_none_or(|there| there > here))
}

/// A local set beside the one it builds on.
#[test]
fn never_weaker_agrees_with_every_record() {
    let mut seen = Seen::default();
    for seed in 0..sets(120) {
        let mut dice = Dice::new(seed + 2_000_000);
        let base = Set { presumptions: Vec::new(), table: Vec::new(), ..made::set(&mut dice) };
        let local = made::local(&base, &mut dice);
        let (theirs, ours) = (written(&base), written_locally(&local));
        let about = || format!("seed {seed}\n{theirs}\n{ours}");
        let Some(rules) = checked(&ours, Some(&theirs)) else { continue };
        let told = analysis::never_weaker(&rules);
        let records = all(&[&local]);
        let refused = |code: &str| {
            let open = told.iter().any(|one| one.code.0 == "W0703");
            let here = told.iter().any(|one| one.code.0 == code);
            if here || !open { Some(!here) } else { None }
        };
        let (mut bound, mut asked) = (true, true);
        for full in &records {
            let here = Reading { set: &local, full: *full, presumed: 0, base: false };
            let base = Reading { base: true, ..here };
            for (was, is) in base.all_given().into_iter().zip(here.all_given()) {
                bound &= is.outcome <= was.outcome;
            }
            for place in (0..local.base_rules).filter(|place| base.applies(*place)) {
                let rule = &local.rules[place];
                let is = here.applying(rule.question);
                let still = is.iter().any(|(_, it)| it.outcome == rule.outcome && it.duty <= rule.duty);
                let above = here.given(rule.question).outcome <= rule.outcome;
                asked &= rule.duty.binds() || still || above;
            }
        }
        seen.agree("local never weaker", (refused("E0701"), bound), &about);
        seen.agree("local puts to people as much", (refused("E0702"), asked), &about);
    }
    seen.tell(5);
}
