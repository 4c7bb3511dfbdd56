//! Every sentence the engine itself says on a page, for an officer to proofread.
//!
//! The other words of an explanation are the vocabulary's wordings and the rules' own text. Sentences are short,
//! plain and British; they speak of the child, of what the rules give and of what people decide. The engine is never
//! said to have decided anything.

use super::question::{
    ChangeExplanation, ConsiderExplanation, GroundExplanation, MatterExplanation, PresumptionExplanation,
    QuestionExplanation, RuleExplanation,
};
use super::statement::{Counts, FactLine, Saying, SayingState};
use super::{DeadlineExplanation, Explanation, JudgementGap};
use crate::calendar::Length;
use crate::evaluation::{BindingDuty, RuleState, Status, Truth, WhyOpen};
use crate::syntax::tree::Duty;

// Headings, in the order of the page.

/// Above the grounds of an outcome that rules give.
pub const GROUNDS: &str = "Why the rules give this outcome";
/// Above the grounds of an outcome that *Otherwise* gives.
pub const WHY_NOT: &str = "Why not a more serious outcome, point by point";
/// Above the clash of an inconsistent record.
pub const CLASH: &str = "What cannot stand together";
/// Above open facts that matter.
pub const MATTERS: &str = "Not known, and it matters";
/// Above facts to be asked for.
pub const TO_ASK: &str = "Facts to ask for, in this order:";
/// Above judgements to be made.
pub const TO_JUDGE: &str = "Judgements still to be made:";
/// Above open facts that do not matter.
pub const DOES_NOT_MATTER: &str = "Not known, and it does not matter";
/// Under that heading.
pub const NO_NEED: &str = "No answer to these could change the outcome. There is no need to ask:";
/// Above what would decide it.
pub const DECIDES: &str = "What would decide it";
/// Above the whole of it, on page two.
pub const DECIDES_IN_FULL: &str = "What would decide it, in full";
/// Where only the first lines are shown.
pub const MORE_ON_PAGE_TWO: &str = "The rest is on page two, under “What would decide it, in full”.";
/// Above what the outcome hangs on.
pub const REASON: &str = "What the outcome hangs on";
/// Under that heading.
pub const ENOUGH: &str = "These recorded facts are enough for the outcome, whatever else is found:";
/// Above what would change it.
pub const CHANGES: &str = "What would change the outcome";
/// Where that was not worked out.
pub const CHANGES_NOT_WORKED_OUT: &str = "What would change the outcome was not worked out for this case.";
/// Towards a more serious outcome.
pub const UPWARD: &str = "Towards a more serious outcome:";
/// Towards a less serious outcome.
pub const DOWNWARD: &str = "Towards a less serious outcome:";
/// Nothing leads there.
pub const NOTHING_UPWARD: &str =
    "Nothing that could be recorded differently would make the outcome more serious.";
/// Nothing leads there.
pub const NOTHING_DOWNWARD: &str =
    "Nothing that could be recorded differently would make the outcome less serious.";
/// What is kept out of the above.
pub const BEYOND_DISPUTE: &str = "Facts that are beyond dispute are left as they are.";
/// Above presumptions.
pub const PRESUMPTIONS: &str = "What the rules presume";
/// Above outcomes put to people.
pub const TO_CONSIDER: &str = "What the rules put to people to consider";
/// Above deadlines.
pub const DEADLINES: &str = "Deadlines";
/// Above checks.
pub const CHECKS: &str = "Checks";
/// Above overrides.
pub const OVERRIDES: &str = "Who may raise or lower an outcome";
/// Above what is done while facts are missing.
pub const WHILE_MISSING: &str = "While facts are missing (procedure, not a finding)";
/// Above departures.
pub const DEPARTURES: &str = "Departures from the rules built on";
/// Above disputed facts.
pub const DISPUTED: &str = "Sources differ";
/// Above judgements that lack something.
pub const JUDGEMENTS: &str = "Judgements without a name or without reasons";
/// Above context.
pub const CONTEXT: &str = "Recorded, not used by any rule";
/// Above the box.
pub const DECISION: &str = "The decision";
/// In the box.
pub const MORE_FACTS: &str = "wait for more facts, until (date)";
/// In the box.
pub const REASONS: &str = "Reasons, whether or not the decision follows the rules";
/// In the box.
pub const NAME: &str = "Name and role";
/// In the box.
pub const SIGNED: &str = "Signed";
/// In the box.
pub const DATE: &str = "Date";
/// Above the rules on page two.
pub const RULES: &str = "Page two: every rule tried";
/// Under that heading.
pub const HOW_TO_READ: &str =
    "Each point is true, not true or not known. A rule applies when its points are met.";
/// Above the end of page two.
pub const NOT_CONSIDERED: &str = "What was not considered";
/// Under that heading.
pub const ONLY_THE_RECORD: &str = "The rules looked only at the facts named on these pages. They know no names or addresses, and weigh nothing else.";
/// Above the sources.
pub const SOURCES: &str = "What the short names mean";
/// Above the hashes.
pub const REPEAT: &str = "To repeat this screening";
/// The last lines of a batch.
pub const SUMMARY: &str = "Summary of all cases";
/// The list at the head of a batch.
pub const CONTENTS: &str = "Contents";
/// The columns of the summary.
pub const SUMMARY_HEAD: [&str; 3] = ["Case", "The rules give", "Not known, and it matters"];

// States of an answer.

/// Asked, and not known.
pub const NOT_KNOWN: &str = "not known";
/// Not asked.
pub const NOT_ASKED: &str = "not asked";
/// Does not apply.
pub const NOT_APPLICABLE: &str = "not applicable";
/// A fact the vocabulary does not have.
pub const UNKNOWN_FACT: &str = "a fact that the vocabulary does not know";

// Small words.

/// `a, b or c`
#[must_use]
pub fn either(words: &[String]) -> String {
    join(words, ", ", " or ")
}

/// `a, b and c`
#[must_use]
pub fn both(words: &[String]) -> String {
    join(words, ", ", " and ")
}

fn join(words: &[String], between: &str, last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(between)),
    }
}

/// `a; b; and no others`
#[must_use]
pub fn series(words: &[String], complete: bool) -> String {
    match (words.is_empty(), complete) {
        (true, true) => "none".to_owned(),
        (true, false) => "perhaps some".to_owned(),
        (false, true) => format!("{}, and no others", words.join("; ")),
        (false, false) => format!("{}, and perhaps others", words.join("; ")),
    }
}

/// `the date of birth is 3 May 2015`
#[must_use]
pub fn name_is(name: &str, value: &str) -> String {
    format!("{name} is {value}")
}

/// `What is the date of birth?`
#[must_use]
pub fn what_is(name: &str) -> String {
    format!("What is {name}?")
}

/// `3 or more`
#[must_use]
pub fn or_more(number: u32) -> String {
    format!("{number} or more")
}

/// `3 or fewer`
#[must_use]
pub fn or_fewer(number: u32) -> String {
    format!("{number} or fewer")
}

/// `between 3 and 5`
#[must_use]
pub fn between(least: &str, most: &str) -> String {
    format!("between {least} and {most}")
}

/// `3 May 2015 at 14:05`
#[must_use]
pub fn day_at_time(day: &str, time: &str) -> String {
    format!("{day} at {time}")
}

/// `from 3 May 2015 to 5 May 2015`
#[must_use]
pub fn period(from: &str, to: &str) -> String {
    format!("from {from} to {to}")
}

/// `from 3 May 2015, still continuing`
#[must_use]
pub fn period_continuing(from: &str) -> String {
    format!("from {from}, still continuing")
}

/// `from 3 May 2015, end not known`
#[must_use]
pub fn period_end_not_known(from: &str) -> String {
    format!("from {from}, end not known")
}

/// `“name”`
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// `“name” [Regs 5]`
#[must_use]
pub fn cited(text: &str, citations: &[String]) -> String {
    if citations.is_empty() { text.to_owned() } else { format!("{text} [{}]", citations.join("; ")) }
}

/// The same with a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a full stop, unless it ends in a mark.
#[must_use]
pub fn stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!', ':']) { text.to_owned() } else { format!("{text}.") }
}

fn names(names: &[String]) -> String {
    both(&names.iter().map(|name| quoted(name)).collect::<Vec<_>>())
}

// The head of the page.

/// The page's title.
#[must_use]
pub fn title(case: &str) -> String {
    format!("Screening result for case {case}")
}

/// Which rules, and seen from which day.
#[must_use]
pub fn rules_used(explanation: &Explanation) -> Vec<String> {
    let set = &explanation.rule_set;
    let mut lines = vec![stop(&format!("Rules: {}", rule_set(explanation)))];
    if let Some(board) = &set.board {
        lines.push(stop(&format!("Board: {board}")));
    }
    if !set.builds_on.is_empty() {
        lines.push(format!("They build on {}.", names(&set.builds_on)));
    }
    lines.push(format!("Looked at from {}.", explanation.as_at.words()));
    lines
}

fn rule_set(explanation: &Explanation) -> String {
    let set = &explanation.rule_set;
    match &set.version {
        Some(version) => format!("version {version} of {}", quoted(&set.name)),
        None => quoted(&set.name),
    }
}

/// The first sentence: what the rules give.
#[must_use]
pub fn opening(explanation: &Explanation, question: &QuestionExplanation) -> String {
    let under = format!("Under {}", rule_set(explanation));
    let outcome = match (&question.outcome, &question.gloss) {
        (Some(outcome), Some(gloss)) => format!("{outcome}, {gloss}"),
        (Some(outcome), None) => outcome.clone(),
        (None, _) => String::new(),
    };
    match question.status {
        Status::Decided | Status::DecidedWhatever | Status::Presumed => {
            format!("{under}, the outcome of this screening is: {outcome}.")
        }
        Status::Undecided => {
            format!("The rules cannot yet give one outcome. Still possible: {}.", question.possible.join("; "))
        }
        Status::NotSettled => format!(
            "This screening was not settled within its limits. Nothing here is a finding. The outcome is one of \
             these, and some of them may not be possible: {}.",
            question.possible.join("; ")
        ),
        Status::Inconsistent => {
            "The rules give no outcome, because the record contradicts itself. Please put the record right first."
                .to_owned()
        }
    }
}

/// The sentences that follow the first: the duty, what is missing, what is put to people, whose decision it is.
#[must_use]
pub fn after_opening(question: &QuestionExplanation) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(question.duty.map(|duty| duty_sentence(question, duty)));
    lines.extend(question.duty_might_be.map(|duty| {
        format!("The duty might be stronger ({}), depending on what is not known.", binding_duty(duty))
    }));
    match question.status {
        Status::DecidedWhatever => {
            lines.push(
                "Some facts are not known. Whatever the answers are, the outcome is the same.".to_owned(),
            );
        }
        Status::Presumed => lines.push(presumed(question)),
        Status::Undecided if question.possible != question.possible_without => lines.push(presumed(question)),
        Status::Undecided => {
            lines.push("Facts are missing, and the answers would lead to different outcomes.".to_owned())
        }
        Status::Decided | Status::NotSettled | Status::Inconsistent => {}
    }
    lines.extend(question.to_consider.iter().map(put_to_people));
    lines.push(match &question.decided_by {
        Some(who) => format!("The decision is for {who}."),
        None => "The decision is for people to make.".to_owned(),
    });
    lines
}

fn duty_sentence(question: &QuestionExplanation, duty: BindingDuty) -> String {
    let grounds = question.grounds.iter().filter(|ground| !ground.why_not);
    let mut cited: Vec<String> = Vec::new();
    for citation in grounds.flat_map(|ground| &ground.rule.citations) {
        if !cited.contains(citation) {
            cited.push(citation.clone());
        }
    }
    let authority = if cited.is_empty() { String::new() } else { format!(", {}", cited.join("; ")) };
    match duty {
        BindingDuty::Must => format!("The rules require it (must{authority})."),
        BindingDuty::ShouldAlways => {
            format!("The rules say it should always follow (should always{authority}).")
        }
        BindingDuty::Otherwise => match &question.otherwise_decides {
            Some(who) => format!("No rule requires anything more, so {who} decide."),
            None => "No rule for a more serious outcome applies.".to_owned(),
        },
    }
}

fn binding_duty(duty: BindingDuty) -> &'static str {
    match duty {
        BindingDuty::Must => "must",
        BindingDuty::ShouldAlways => "should always",
        BindingDuty::Otherwise => "otherwise",
    }
}

fn presumed(question: &QuestionExplanation) -> String {
    let used: Vec<String> = question.presumptions.iter().map(|used| used.name.clone()).collect();
    let (word, those) = if used.len() == 1 { ("presumption", "it") } else { ("presumptions", "them") };
    let without = question.possible_without.join("; ");
    format!(
        "Some facts are not known. The rules use the {word} {}. Without {those}, still possible: {without}.",
        names(&used)
    )
}

fn put_to_people(put: &ConsiderExplanation) -> String {
    let perhaps = if put.applies { "" } else { "Perhaps: " };
    let sentence = match put.duty {
        Duty::ShouldConsider => format!("{} should be considered", put.outcome),
        Duty::May => format!("{} may be chosen", put.outcome),
        Duty::Weigh => format!("{} is to be weighed", put.outcome),
        Duty::Must | Duty::ShouldAlways => format!("{} stands beside it", put.outcome),
    };
    let sentence = if put.applies { capital(&sentence) } else { sentence };
    format!("{perhaps}{sentence} ({}).", cited(&quoted(&put.rule.rule), &put.rule.citations))
}

// Rules and their points.

/// A point, or a piece of a rule: true, not true, not known.
#[must_use]
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "not true",
        Truth::Open => "not known",
    }
}

/// For words without effect.
pub const NO_EFFECT: &str = "makes no difference";

/// `2 of 5 are present, 1 is absent, 2 are not known.`
#[must_use]
pub fn counts(counts: Counts) -> String {
    let is = |number: u32| if number == 1 { "is" } else { "are" };
    let mut parts = vec![format!("{} of {} {} present", counts.present, counts.of(), is(counts.present))];
    if counts.absent > 0 {
        parts.push(format!("{} {} absent", counts.absent, is(counts.absent)));
    }
    if counts.not_known > 0 {
        parts.push(format!("{} {} not known", counts.not_known, is(counts.not_known)));
    }
    stop(&parts.join(", "))
}

/// `“known or suspected abuse” [Regs 5(2)]: the outcome must be serious case review when all of these are true`
#[must_use]
pub fn rule(rule: &RuleExplanation, when: &str) -> String {
    let name = cited(&quoted(&rule.rule), &rule.citations);
    let outcome = &rule.outcome;
    let gives = match rule.duty {
        Duty::Must => format!("the outcome must be {outcome}"),
        Duty::ShouldAlways => format!("the outcome should always be {outcome}"),
        Duty::ShouldConsider => format!("{outcome} should be considered"),
        Duty::May => format!("{outcome} may be chosen"),
        Duty::Weigh => format!("{outcome} is to be weighed"),
    };
    format!("{name}: {gives} when {when}")
}

/// How a rule or an exception fared.
#[must_use]
pub fn state(state: RuleState) -> &'static str {
    match state {
        RuleState::Applies => "applies",
        RuleState::DoesNotApply => "does not apply",
        RuleState::MightApply => "might apply",
        RuleState::SetAside => "is set aside",
    }
}

/// Above the exceptions of a rule.
#[must_use]
pub fn exception(state: RuleState, name: &str, citations: &[String], when: &str) -> String {
    let lead = if state == RuleState::Applies { "Set aside by" } else { "Might be set aside by" };
    format!("{lead} {}, which applies when {when}", cited(&quoted(name), citations))
}

/// Exceptions that an exception may be set aside by.
#[must_use]
pub fn exception_of(names_of: &[String]) -> String {
    format!("The exception {} bears on this.", names(names_of))
}

/// A rule that comes from a set built on.
#[must_use]
pub fn from_base(set: &str) -> String {
    format!("This rule comes from {}.", quoted(set))
}

/// A line without effect.
#[must_use]
pub fn whether_or_not(text: &str) -> String {
    format!("This holds whether or not {text}.")
}

/// A piece that is true only because it is presumed.
#[must_use]
pub fn presumed_by(presumption: &str) -> String {
    format!("Not known. It is presumed by {}, unless the contrary is shown.", quoted(presumption))
}

/// Above a definition's body.
#[must_use]
pub fn means(name: &str, citations: &[String], body: &str) -> String {
    format!("Defined in {}: {body}", cited(&quoted(name), citations))
}

/// Rules of which at least one applies.
pub const TOGETHER: &str = "At least one of these rules applies, whatever the missing answers are.";
/// Over the grounds of an outcome that *Otherwise* gives.
pub const NONE_APPLIES: &str = "Each rule for a more serious outcome was tried. None of them applies.";

/// Does this ground stand with others?
#[must_use]
pub fn grounds_note(grounds: &[GroundExplanation]) -> Option<&'static str> {
    if grounds.iter().any(|ground| ground.together) {
        return Some(TOGETHER);
    }
    grounds.iter().any(|ground| ground.why_not).then_some(NONE_APPLIES)
}

// Facts.

/// What was said of a fact: a line for each source. `alone`: the sentence above already names the fact.
#[must_use]
pub fn fact(line: &FactLine, alone: bool) -> Vec<String> {
    let mut lines: Vec<String> = line.sayings.iter().map(|saying| saying_line(line, saying, alone)).collect();
    if line.disputed {
        lines.insert(0, "Sources differ:".to_owned());
    }
    lines
}

fn saying_line(line: &FactLine, saying: &Saying, alone: bool) -> String {
    let name = capital(&line.name);
    let said = match (alone, saying.state, &saying.sentence) {
        (true, SayingState::NotAsked, _) => "Not asked".to_owned(),
        (true, SayingState::Value | SayingState::NotKnown | SayingState::NotApplicable, _) => {
            format!("Recorded: {}", saying.words)
        }
        (false, SayingState::Value, Some(sentence)) => capital(sentence),
        (false, _, _) if name.ends_with('?') => format!("{name} {}", capital(&saying.words)),
        (false, _, _) => format!("{name}: {}", saying.words),
    };
    format!("{said}{}", source(saying))
}

/// ` (awaited). Said by police on 2 June 2015 (cases.yaml:14). Note: …`
fn source(saying: &Saying) -> String {
    let mut text = String::new();
    if let Some(reason) = &saying.reason {
        text.push_str(&format!(" ({reason})"));
    }
    let place = if saying.origin.is_empty() { String::new() } else { format!(" ({})", saying.origin) };
    match (&saying.by, saying.on) {
        (Some(by), Some(on)) => text.push_str(&format!(". Said by {by} on {}{place}.", on.words())),
        (Some(by), None) => text.push_str(&format!(". Said by {by}{place}.")),
        (None, Some(on)) => text.push_str(&format!(", on {}{place}.", on.words())),
        (None, None) => text.push_str(&format!("{place}.")),
    }
    if let Some(due) = saying.due {
        text.push_str(&format!(" Expected by {}.", due.words()));
    }
    if let Some(reasons) = &saying.reasons {
        text.push_str(&format!(" Reasons given: {}", stop(reasons)));
    }
    if let Some(note) = &saying.note {
        text.push_str(&format!(" Note: {}", stop(note)));
    }
    text
}

/// A judgement that lacks a name, reasons or both.
#[must_use]
pub fn judgement_gap(gap: &JudgementGap) -> String {
    let lacks = match (gap.by, gap.reasons) {
        (true, true) => "who made it and the reasons are missing",
        (true, false) => "who made it is missing",
        (false, true | false) => "the reasons are missing",
    };
    let name = capital(&gap.fact.name);
    let colon = if name.ends_with('?') { "" } else { ":" };
    format!("{name}{colon} It was used, but {lacks}.")
}

// What is missing.

/// Why a fact is open, who holds it, and what an answer would do.
#[must_use]
pub fn missing(matter: &MatterExplanation) -> Vec<String> {
    let mut lines = match matter.why {
        WhyOpen::NotAsked => vec!["Not asked yet.".to_owned()],
        WhyOpen::NotKnown => fact(&matter.fact, true),
        WhyOpen::Imprecise => {
            let mut lines = vec!["Recorded, but not exactly enough:".to_owned()];
            lines.extend(fact(&matter.fact, true));
            lines
        }
        WhyOpen::Disputed => fact(&matter.fact, true),
    };
    if !matter.held_by.is_empty() {
        let who = if matter.judgement { "Who judges it" } else { "Who holds it" };
        lines.push(stop(&format!("{who}: {}", either_or_semicolons(&matter.held_by))));
    }
    if matter.lifts_presumption {
        let which = if matter.lifts.is_empty() {
            "a presumption".to_owned()
        } else {
            format!("the presumption {}", names(&matter.lifts))
        };
        lines.push(format!("An answer could lift {which}."));
    }
    lines
}

fn either_or_semicolons(words: &[String]) -> String {
    words.join("; ")
}

/// `If yes: learning review.`
#[must_use]
pub fn answer_leads_to(answer: &str, possible: &[String]) -> String {
    match possible {
        [one] => format!("If {answer}: {one}."),
        several => format!("If {answer}: still open between {}.", both(several)),
    }
}

/// `If the coroner has accepted the cause of death: no review, whatever else.`
#[must_use]
pub fn branch_outcome(condition: &str, outcome: &str) -> String {
    format!("If {condition}: {outcome}, whatever else.")
}

/// A branch that stays open.
#[must_use]
pub fn branch_open(condition: &str, possible: &[String]) -> String {
    format!("If {condition}: still open between {}.", both(possible))
}

/// A branch with more to ask.
#[must_use]
pub fn branch_asks(condition: &str) -> String {
    format!("If {condition}, then:")
}

// What would change it.

/// `If the coroner had …: the outcome would be no review.`
#[must_use]
pub fn change(change: &ChangeExplanation) -> String {
    let to: Vec<String> = change.changes.iter().map(|changed| changed.sentence.clone()).collect();
    let verb = if change.certain { "would be" } else { "could be" };
    let certain = if change.certain { "certain" } else { "possible, not certain" };
    format!(
        "If instead {}: the outcome {verb} {} ({certain}).",
        join(&to, ", and ", ", and "),
        change.outcome
    )
}

/// What is recorded now.
#[must_use]
pub fn recorded_now(name: &str, from: &str) -> String {
    let name = capital(name);
    let colon = if name.ends_with('?') { "" } else { ":" };
    stop(&format!("Recorded now: {name}{colon} {from}"))
}

/// A reason that one source carries.
#[must_use]
pub fn one_source(line: &FactLine) -> String {
    if line.disputed {
        return "Sources differ on this fact.".to_owned();
    }
    match line.sayings.iter().find_map(|saying| saying.by.as_ref()) {
        Some(by) => format!("This comes from one source only: {by}."),
        None => "This comes from one source only.".to_owned(),
    }
}

/// Said where a single fact carries the outcome.
pub const HANGS_ON_ONE: &str = "The outcome hangs on this one fact.";

/// Presumptions a reason needs.
#[must_use]
pub fn with_presumptions(used: &[String]) -> String {
    format!("This also rests on what is presumed: {}.", names(used))
}

// Presumptions, procedure and the rest.

/// What is presumed.
#[must_use]
pub fn presumption(used: &PresumptionExplanation) -> String {
    let name = cited(&quoted(&used.name), &used.citations);
    format!("{name}: unless the contrary is shown, {}.", used.sentence)
}

/// With and without.
#[must_use]
pub fn with_and_without(with: &[String], without: &[String]) -> Vec<String> {
    vec![
        format!("With what is presumed: {}.", with.join("; ")),
        format!("Without it: {}.", without.join("; ")),
    ]
}

/// The facts a presumption stands in for.
pub const STANDS_IN_FOR: &str = "It stands in for what is not known:";
/// The facts that matter to an outcome put to people.
pub const MATTERS_TO_THIS: &str = "Not known, and it matters to this:";
/// Above considerations.
pub const CONSIDERATIONS: &str = "The group considers:";

/// How an outcome put to people stands.
#[must_use]
pub fn consider_state(applies: bool) -> &'static str {
    if applies { "to consider" } else { "perhaps to consider" }
}

/// All five parts of a deadline, and how it stands.
#[must_use]
pub fn deadline(line: &DeadlineExplanation) -> String {
    let name = cited(&quoted(&line.name), &line.citations);
    let calendar = if line.calendar.is_empty() { String::new() } else { format!(" ({})", line.calendar) };
    let due = line.due.map_or_else(String::new, |due| format!(" Last day: {}.", due.words()));
    format!(
        "{name}: {} {} {} within {} {} of {}{calendar}.{due} {}.",
        line.who,
        line.strength,
        line.what,
        line.length,
        line.unit,
        line.anchor,
        capital(&line.state)
    )
}

/// Procedure while a question is open.
#[must_use]
pub fn while_missing(question: &str, after: Length, anchor: &str, then: &str) -> String {
    stop(&format!("If {} is still undecided {} after {anchor}, {then}", quoted(question), after.words()))
}

/// A departure.
#[must_use]
pub fn departure(name: &str, citations: &[String], from: &str, text: &str) -> String {
    stop(&format!("{} departs from {}: {text}", cited(&quoted(name), citations), quoted(from)))
}

/// What always holds, under a clash.
#[must_use]
pub fn always(text: &str) -> String {
    stop(&format!("It always holds that {text}"))
}

/// Over the box of a question.
#[must_use]
pub fn decide(question: &str) -> String {
    capital(question)
}

/// What is needed to run it again.
#[must_use]
pub fn repeat(explanation: &Explanation) -> Vec<String> {
    vec![
        format!("Rules: {}", explanation.rule_set.hash),
        format!("Record: {}", explanation.record_hash),
        format!("Day looked from: {}", explanation.as_at),
        format!("Threshold {}", explanation.engine),
    ]
}

/// A result in a few words, for a summary.
#[must_use]
pub fn in_short(question: &QuestionExplanation) -> String {
    match (question.status, &question.outcome) {
        (Status::Decided, Some(outcome)) => outcome.clone(),
        (Status::DecidedWhatever, Some(outcome)) => format!("{outcome} (whatever the missing answers are)"),
        (Status::Presumed, Some(outcome)) => format!("{outcome} (presumed)"),
        (Status::Inconsistent, _) => "no outcome: the record contradicts itself".to_owned(),
        (Status::NotSettled, _) => format!("not settled: {}", either(&question.possible)),
        (Status::Undecided | Status::Decided | Status::DecidedWhatever | Status::Presumed, _) => {
            format!("still open: {}", either(&question.possible))
        }
    }
}
