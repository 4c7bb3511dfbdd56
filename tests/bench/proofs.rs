//! How long proofs over every possible record take: on the shipped sets, and on random sets of 30 rules over 40 facts and
//! of 100 rules over 120.
//!
//! Timed is all that `threshold prove` does: reading and checking the text, what is proved on loading, the guarantees,
//! *whether or not* lines, facts in rising order, and what is worth knowing. Then a set read again after one word of it
//! was changed, and two versions compared.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench may stop where it finds itself mistaken"
)]
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "../it/random_numbers.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod random_numbers;

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use random_numbers::Dice;
use threshold::analysis::{self, Verdict};
use threshold::program::lower;
use threshold::project::{self, LoadedSet};

fn main() {
    println!("{:<52} {:>9} {:>9} {:>6}", "milliseconds", "median", "worst", "sets");
    let shipped: Vec<String> = project::shipped::paths()
        .into_iter()
        .filter_map(|it| it.strip_suffix(".rules").map(String::from))
        .collect();
    let load = |set: &String| project::load_set(set, Path::new(".")).unwrap();
    report("shipped: read, check and prove on loading", shipped.iter().map(|set| timed(|| load(set)).0));
    report("shipped: everything", shipped.iter().map(|set| timed(|| prove(&load(set))).0));
    let based: Vec<&String> = shipped.iter().filter(|set| set.starts_with("local/")).collect();
    report(
        "shipped: a local set compared with its base",
        based.iter().filter_map(|set| {
            let new = load(set).sound.unwrap();
            let base = new.rule_set().builds_on.last()?.clone();
            let old = load(&base).sound.unwrap();
            Some(timed(|| analysis::differences(old.rule_set(), new.rule_set()).unwrap()).0)
        }),
    );
    for (rules, facts, sets) in [(30, 40, 40), (100, 120, 20)] {
        let made: Vec<(String, String)> = (0..sets).map(|seed| made(seed, rules, facts)).collect();
        let mut settled = (0, 0, 0);
        let all = made.iter().map(|(facts, rules)| {
            let folder = folder(facts, rules);
            let (time, (proved, refuted, open)) = timed(|| prove(&read(&folder)));
            settled = (settled.0 + proved, settled.1 + refuted, settled.2 + open);
            time
        });
        let all: Vec<Duration> = all.collect();
        let parts = made.iter().take(6).map(|(facts, rules)| parts(&folder(facts, rules)));
        for part in parts {
            println!("    guarantees, rising, findings: {part:.0?}");
        }
        report(&format!("random, {rules} rules over {facts} facts: everything"), all.into_iter());
        println!("    claims: {} proved, {} refuted, {} not settled", settled.0, settled.1, settled.2);
        let again = made.iter().map(|(facts, rules)| {
            let folder = folder(facts, &rules.replacen("all of these", "any of these", 1));
            timed(|| read(&folder)).0
        });
        report("    read, check and prove on loading after an edit", again);
        let pairs = made.iter().map(|(facts, rules)| {
            let old = read(&folder(facts, rules)).sound.unwrap();
            let changed = rules.replacen("any of these is true", "all of these are true", 1);
            let new = read(&folder(facts, &changed)).sound.unwrap();
            timed(|| analysis::differences(old.rule_set(), new.rule_set()).unwrap()).0
        });
        report("    compared with one word changed", pairs);
    }
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let (from, clock) = (on_the_processor(), Instant::now());
    let result = run();
    let spent = from.zip(on_the_processor()).map(|(from, to)| to.saturating_sub(from));
    (spent.unwrap_or(clock.elapsed()), result)
}

/// Time this thread has had on a processor, where the system tells: other work on the machine is not counted.
fn on_the_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}

fn report(name: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let shown = |at: usize| times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    println!(
        "{name:<52} {:>9.1} {:>9.1} {:>6}",
        shown(times.len() / 2),
        shown(times.len().saturating_sub(1)),
        times.len()
    );
}

/// Everything that `prove` asks: how many claims were proved, refuted, not settled.
fn prove(loaded: &LoadedSet) -> (usize, usize, usize) {
    let sound = loaded.sound.as_ref().unwrap();
    let program = lower(sound);
    let mut proofs = analysis::guarantees(&program);
    proofs.extend(analysis::held(sound.rule_set(), &loaded.diagnostics));
    proofs.extend(analysis::whether_or_not(sound.rule_set()));
    proofs.extend(analysis::rising(sound.rule_set()));
    std::hint::black_box(analysis::findings(&program));
    let count = |wanted: fn(&Verdict) -> bool| proofs.iter().filter(|it| wanted(&it.verdict)).count();
    (
        count(|it| matches!(it, Verdict::Proved)),
        count(|it| matches!(it, Verdict::Refuted(_))),
        count(|it| matches!(it, Verdict::NotSettled(_))),
    )
}

/// Guarantees, facts in rising order, what is worth knowing.
fn parts(folder: &tempfile::TempDir) -> [Duration; 3] {
    let loaded = read(folder);
    let sound = loaded.sound.as_ref().unwrap();
    let program = lower(sound);
    [
        timed(|| analysis::guarantees(&program)).0,
        timed(|| analysis::rising(sound.rule_set())).0,
        timed(|| analysis::findings(&program)).0,
    ]
}

fn folder(facts: &str, rules: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("v.facts"), facts).unwrap();
    std::fs::write(folder.path().join("set.rules"), rules).unwrap();
    folder
}

fn read(folder: &tempfile::TempDir) -> LoadedSet {
    let loaded = project::load_file(&folder.path().join("set.rules")).unwrap();
    assert!(loaded.sound.is_some(), "{:?}", loaded.diagnostics);
    loaded
}

/// A vocabulary and a rule set. Of the facts six in ten are yes or no, the rest choices, numbers, dates, lists.
fn made(seed: u64, rules: usize, facts: usize) -> (String, String) {
    let mut dice = Dice::new(seed);
    let mut vocabulary = String::from("Vocabulary \"V\"\n  Version: 1.\n");
    for fact in 0..facts {
        let _ = match kind(fact) {
            Kind::YesNo => writeln!(
                vocabulary,
                "Fact yes-{fact}, yes or no.  Yes: \"point {fact} is so\".  No: \"point {fact} is not so\".  Ask: \"Is point {fact} so?\"."
            ),
            Kind::OneOf => writeln!(
                vocabulary,
                "Fact one-{fact}, one of: low, middling, high; in rising order.  Name: \"the grade {fact}\".  Ask: \"Which grade {fact}?\"."
            ),
            Kind::Number => writeln!(
                vocabulary,
                "Fact number-{fact}, number.  Name: \"the number {fact}\".  Ask: \"Which number {fact}?\"."
            ),
            Kind::Date => writeln!(
                vocabulary,
                "Fact date-{fact}, date.  Name: \"the date {fact}\".  Ask: \"Which date {fact}?\"."
            ),
            Kind::List => writeln!(
                vocabulary,
                "List list-{fact}.  One: \"event {fact}\".  Many: \"events {fact}\".  None: \"there were no events {fact}\".  Ask: \"Which events {fact}?\".\n  Field grade, one of: small, large.\n  Field on, date."
            ),
        };
    }
    let mut text = String::from(
        "Rule set \"Set\"\n  Version: 1.\n  Uses: \"V\".\nSources\n  Act means \"Act\".\nQuestion \"review\": which review?\n  \
         Outcomes, most serious first:\n    - full review;\n    - short review;\n    - no review.\n",
    );
    let exceptions = rules / 10 + 1;
    for rule in 0..rules {
        let outcome = *dice.pick(&["full review", "short review", "short review"]);
        let how = *dice.pick(&["must", "must", "should always"]);
        let when = list(&mut dice, facts, 1);
        let _ = writeln!(text, "Rule \"rule {rule}\" [Act 1]\n  The outcome {how} be {outcome} when {when}.");
        if dice.chance(20) {
            let _ = writeln!(
                text,
                "  This does not apply where \"exception {}\" applies.",
                dice.below(exceptions)
            );
        }
    }
    for exception in 0..exceptions {
        let when = list(&mut dice, facts, 1);
        let _ = writeln!(text, "Exception \"exception {exception}\" [Act 2]\n  This applies when {when}.");
    }
    for guarantee in 0..5 {
        let when = list(&mut dice, facts, 1);
        let _ = writeln!(
            text,
            "Guarantee \"guarantee {guarantee}\" [Act 3]\n  \"review\" is always at least short review when {when}."
        );
    }
    text.push_str("Otherwise the outcome is no review.\n");
    (vocabulary, text)
}

enum Kind {
    YesNo,
    OneOf,
    Number,
    Date,
    List,
}

fn kind(fact: usize) -> Kind {
    match fact % 20 {
        0..=11 => Kind::YesNo,
        12..=14 => Kind::OneOf,
        15 | 16 => Kind::Number,
        17 | 18 => Kind::Date,
        _ => Kind::List,
    }
}

fn list(dice: &mut Dice, facts: usize, indent: usize) -> String {
    let mut text = String::from("all of these are true:");
    let count = 2 + dice.below(3);
    for place in 0..count {
        let last = place + 1 == count;
        let mark = ["(a)", "(b)", "(c)", "(d)"][place];
        let item = if last && dice.chance(50) {
            let few = 2 + dice.below(3);
            let heading = *dice.pick(&["any of these is true:", "at least 2 of these are true:"]);
            let items: Vec<String> = (0..few)
                .map(|at| {
                    format!(
                        "\n{}({}) {}",
                        "    ".repeat(indent + 1),
                        ["i", "ii", "iii", "iv"][at],
                        leaf(dice, facts)
                    )
                })
                .collect();
            format!("{heading}{}", items.join(";"))
        } else {
            leaf(dice, facts)
        };
        let _ = write!(text, "\n{}{mark} {item}{}", "    ".repeat(indent), if last { "" } else { ";" });
    }
    text
}

fn leaf(dice: &mut Dice, facts: usize) -> String {
    let fact = dice.below(facts);
    match kind(fact) {
        Kind::YesNo if dice.chance(75) => format!("point {fact} is so"),
        Kind::YesNo => format!("point {fact} is not so"),
        Kind::OneOf => format!("the grade {fact} is {}", dice.pick(&["high", "middling or high", "low"])),
        Kind::Number => {
            format!("the number {fact} is {} {}", dice.pick(&["at least", "under"]), 1 + dice.below(9))
        }
        Kind::Date => {
            let other = (0..facts).filter(|it| matches!(kind(*it), Kind::Date)).collect::<Vec<_>>();
            let other = *dice.pick(&other);
            if other == fact || dice.chance(40) {
                format!("the date {fact} is before {} March 2015", 1 + dice.below(28))
            } else {
                format!("the date {fact} is within the {} months before the date {other}", 1 + dice.below(12))
            }
        }
        Kind::List => {
            let grade = *dice.pick(&["small", "large"]);
            format!("there were at least {} events {fact} whose grade is {grade}", 2 + dice.below(2))
        }
    }
}
