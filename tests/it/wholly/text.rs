//! A set as a rule file.

use std::fmt::Write as _;

use super::tree::{Body, Duty, Heading, OUTCOMES, Order, Presumption, QUESTIONS, Rule, Set, label};

pub(super) const FACTS: &str = r#"Vocabulary "V"
  Version: 1.
Fact hurt, yes or no.  Yes: "the child was hurt".  No: "the child was not hurt".  Ask: "Was the child hurt?".
Fact seen, yes or no.  Yes: "the child was seen".  No: "the child was not seen".  Ask: "Was the child seen?".
Fact told, yes or no; applies when the child was hurt.
  Yes: "the mother was told".  No: "the mother was not told".  Ask: "Was the mother told?".
Fact concern, one of: none, some, grave; in rising order.  Name: "the concern".  Ask: "How grave is the concern?".
Fact visits, number.  Name: "the number of visits".  Ask: "How many visits were there?".
Fact day, date.  Name: "the day".  Ask: "Which day was it?".
List reports.
  One: "report".  Many: "reports".  None: "there were no reports".  Ask: "Which reports were there?".
  Field kind, one of: urgent, other.
Always
  the day is on or after 1 March 2015;
  the day is on or before 4 March 2015.
"#;

const YES: [[&str; 2]; 3] = [
    ["the child was not hurt", "the child was hurt"],
    ["the child was not seen", "the child was seen"],
    ["the mother was not told", "the mother was told"],
];

/// The set as a file; a local set without what stands in the base.
pub(super) fn written(set: &Set) -> String {
    let mut text =
        String::from("Rule set \"Set\"\n  Version: 1.\n  Uses: \"V\".\nSources\n  Act means \"Act\".\n");
    for (name, [first, second, third]) in QUESTIONS.iter().zip(OUTCOMES).take(set.questions) {
        let _ = writeln!(text, "Question \"{name}\": what follows?\n  Outcomes, most serious first:");
        let _ = writeln!(text, "    - {first};\n    - {second};\n    - {third}.");
    }
    if let Some(definition) = &set.definition {
        let _ = writeln!(
            text,
            "Definition \"defined\" [Act 1]\n  The case was defined when {}.",
            body(definition, 0, 1)
        );
    }
    for rule in &set.rules {
        one(&mut text, rule);
    }
    for (place, exception) in set.exceptions.iter().enumerate() {
        let _ = writeln!(
            text,
            "Exception \"exception {place}\" [Act 3]\n  This applies when {}.",
            body(exception, 0, 1)
        );
    }
    for (place, presumption) in set.presumptions.iter().enumerate() {
        presumed(&mut text, set, (place, presumption));
    }
    if !set.table.is_empty() {
        let _ = writeln!(text, "Table \"lead\" [Act 4]\n  | the concern | the child was seen || the lead |");
    }
    for (place, (concern, seen)) in set.table.iter().enumerate() {
        let seen = ["", "no", "yes", "any"][usize::from(*seen)];
        let _ = writeln!(text, "  | {} | {seen} || lead {place} |", concerns(*concern, "any"));
    }
    for (place, it) in set.guarantees.iter().enumerate() {
        let how = if it.never { "never" } else { "always" };
        let least = if it.at_least { "at least " } else { "" };
        let when = it.when.as_ref().map_or_else(String::new, |when| format!(" when {}", body(when, 0, 1)));
        let _ = writeln!(
            text,
            "Guarantee \"guarantee {place}\" [Act 5]\n  \"{}\" is {how} {least}{}{when}.",
            QUESTIONS[it.question], OUTCOMES[it.question][it.outcome]
        );
    }
    for (name, outcomes) in QUESTIONS.iter().zip(OUTCOMES).take(set.questions) {
        let _ = writeln!(text, "Otherwise the outcome of \"{name}\" is {}.", outcomes[2]);
    }
    text
}

/// What a local set adds.
pub(super) fn written_locally(set: &Set) -> String {
    let mut text = String::from(
        "Rule set \"Local\"\n  Version: 1.\n  Uses: \"V\".\n  Builds on: \"Set\".\nSources\n  Minute means \"Minute\".\n",
    );
    for (place, (from, when)) in set.departures.iter().enumerate() {
        let _ = writeln!(
            text,
            "Departure \"departure {place}\" from \"{}\" [Minute 1]\n  The rule does not apply when {}.",
            set.rules[*from].name,
            body(when, 0, 1)
        );
    }
    for rule in &set.rules[set.base_rules..] {
        one(&mut text, rule);
    }
    text
}

fn one(text: &mut String, rule: &Rule) {
    let (outcome, question) = (OUTCOMES[rule.question][rule.outcome], QUESTIONS[rule.question]);
    let capital = format!("{}{}", outcome[..1].to_uppercase(), &outcome[1..]);
    let _ = writeln!(text, "Rule \"{}\" [Act 2]", rule.name);
    let _ = write!(
        text,
        "{}",
        match rule.duty {
            Duty::Must => format!("  The outcome of \"{question}\" must be {outcome} when "),
            Duty::ShouldAlways => format!("  The outcome of \"{question}\" should always be {outcome} when "),
            Duty::Consider => format!("  {capital} should be considered when "),
            Duty::May => format!("  {capital} may be chosen when "),
        }
    );
    let _ = writeln!(text, "{}.", body(&rule.when, 0, 1));
    if let Some(exception) = rule.aside {
        let _ = writeln!(text, "  This does not apply where \"exception {exception}\" applies.");
    }
    if let Some(fact) = rule.whether {
        let _ = writeln!(text, "  This applies whether or not {}.", YES[fact][1]);
    }
}

fn presumed(text: &mut String, set: &Set, (place, it): (usize, &Presumption)) {
    let sentence = YES[it.fact][usize::from(it.yes)];
    let whose = it.rule.map_or_else(String::new, |rule| format!("In \"{}\", unless", set.rules[rule].name));
    let whose = if whose.is_empty() { String::from("Unless") } else { whose };
    let _ = writeln!(
        text,
        "Presumption \"presumption {place}\" [Act 6]\n  {whose} the contrary is shown: {sentence}."
    );
}

fn concerns(bits: u8, all: &str) -> String {
    if bits == 7 && !all.is_empty() {
        return String::from(all);
    }
    let names: Vec<&str> = ["none", "some", "grave"]
        .into_iter()
        .enumerate()
        .filter(|(bit, _)| bits >> bit & 1 == 1)
        .map(|(_, it)| it)
        .collect();
    match names.as_slice() {
        [first, second, third] => format!("{first}, {second} or {third}"),
        few => few.join(" or "),
    }
}

/// A sentence, or a list with its items below it.
fn body(it: &Body, depth: usize, indent: usize) -> String {
    let day = |order: &Order, day: &u8| {
        let how = match order {
            Order::Under => "before",
            Order::AtMost => "on or before",
            Order::AtLeast => "on or after",
            Order::Over => "after",
        };
        format!("the day is {how} {} March 2015", day + 1)
    };
    let visits = |order: &Order, number: &u8| {
        let how = match order {
            Order::Under => "under",
            Order::AtMost => "at most",
            Order::AtLeast => "at least",
            Order::Over => "over",
        };
        format!("the number of visits is {how} {number}")
    };
    match it {
        Body::Yes(fact, yes) => YES[*fact][usize::from(*yes)].to_owned(),
        Body::Concern(bits) => format!("the concern is {}", concerns(*bits, "")),
        Body::Visits(order, number) => visits(order, number),
        Body::Day(order, at) => day(order, at),
        Body::Reports(urgent, number) => {
            let which = if *urgent { "urgent" } else { "other" };
            let many = match number {
                0 => String::from("there were no reports"),
                1 => String::from("there was a report"),
                more => format!("there were at least {more} reports"),
            };
            format!("{many} whose kind is {which}")
        }
        Body::Defined => String::from("the case was defined"),
        Body::Outcome(outcome) => format!("the outcome of \"review\" is at least {}", OUTCOMES[0][*outcome]),
        Body::List(heading, items) => {
            let heading = match heading {
                Heading::All => String::from("all of these are true:"),
                Heading::Any => String::from("any of these is true:"),
                Heading::None => String::from("none of these is true:"),
                Heading::AtLeast(number) => format!("at least {number} of these are true:"),
                Heading::Exactly(number) => format!("exactly {number} of these are true:"),
            };
            let items = items.iter().enumerate().map(|(place, item)| {
                format!(
                    "\n{}{} {}",
                    "    ".repeat(indent),
                    label(depth, place),
                    body(item, depth + 1, indent + 1)
                )
            });
            format!("{heading}{}", items.collect::<Vec<_>>().join(";"))
        }
    }
}
