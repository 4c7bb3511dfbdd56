//! Headings, in the order of the page, and the fixed lines under them.

use super::super::question::Openness;

/// Above the grounds of an outcome that rules give.
pub const GROUNDS: &str = "Why the rules give this outcome";
/// Above the grounds of an outcome that *Otherwise* gives.
pub const WHY_NOT: &str = "Why not a more serious outcome";
/// The first sentence of an inconsistent record.
pub const CONTRADICTS: &str = "The rules give no outcome, because the record contradicts itself.";
/// After it.
pub const PUT_RIGHT: &str = "Please put the record right first, with those who said these things.";
/// In the second part of an inconsistent record.
pub const NO_RULE_SPEAKS: &str = "No rule can be tried on a record that contradicts itself.";
/// Above the clash of an inconsistent record.
pub const CLASH: &str = "What cannot stand together";
/// Above other dates that lie after the day looked from.
pub const ALSO_AHEAD: &str =
    "These dates lie after the day this page looks from too, and must be put right as well:";
/// Above open facts that matter.
pub const MATTERS: &str = "Not known, and it matters";
/// Above facts to be asked for.
pub const TO_ASK: &str = "Facts to ask for, in this order:";
/// Above facts on which sources differ, as the case may be among others.
#[must_use]
pub fn matters(open: Openness) -> &'static str {
    match (open.missing, open.disputed) {
        (_, false) => MATTERS,
        (false, true) => "Sources differ, and it matters",
        (true, true) => "Not known, or sources differ, and it matters",
    }
}
/// Above facts to be asked for or to be cleared up.
#[must_use]
pub fn to_ask(open: Openness) -> &'static str {
    match (open.missing, open.disputed) {
        (_, false) => TO_ASK,
        (false, true) => "To clear up with those who said it, in this order:",
        (true, true) => "Facts to ask for or, where sources differ, to clear up, in this order:",
    }
}
/// Above open facts that do not matter.
#[must_use]
pub fn does_not_matter(open: Openness) -> &'static str {
    match (open.missing, open.disputed) {
        (_, false) => DOES_NOT_MATTER,
        (false, true) => "Sources differ, and it does not matter",
        (true, true) => "Not known, or sources differ, and it does not matter",
    }
}
/// Above judgements to be made.
pub const TO_JUDGE: &str = "Judgements still to be made:";
/// Above open facts that do not matter.
pub const DOES_NOT_MATTER: &str = "Not known, and it does not matter";
/// Under that heading.
pub const NO_NEED: &str = "No answer to these could change the outcome of this question. For this question there is no need to ask:";
/// The same beside facts that matter: an answer there may bear on whether one of these applies.
pub const NO_NEED_THEN: &str = "Once what is listed above is known, no answer to these could change the outcome of this question. For this question there is no need to ask:";
/// The same where another question of the page lists the same facts: it is named. `then`: beside facts that matter.
#[must_use]
pub fn no_need_as_for(asks: &str, then: bool) -> String {
    let no = if then { "Once what is listed above is known, no" } else { "No" };
    format!(
        "{no} answer to what this heading lists for {} could change the outcome of this question either. For this \
         question too there is no need to ask it.",
        super::quoted(&super::capital(asks))
    )
}
/// Above open facts that could only make a duty stronger.
pub const BEARS_ON_DUTY: &str = "Not known, and it may make the duty stronger";
/// Under that heading.
pub const DUTY_ONLY: &str =
    "No answer to these could change the outcome of this question. An answer may make its duty stronger:";
/// Above open facts that could only bear on what is put to people.
pub const BEARS_ON_CHOICE: &str = "Not known, and it bears on what is put to people";
/// Under that heading.
pub const CHOICE_ONLY: &str = "No answer to these could change the outcome of this question. They bear on what the rules put to people to consider:";
/// Above what would decide it.
pub const DECIDES: &str = "What would decide it";
/// Above the whole of it, in the second part.
pub const DECIDES_IN_FULL: &str = "What would decide it, in full";
/// Where only the first lines are shown.
pub const MORE_IN_SECOND_PART: &str =
    "The rest is in the second part, under “What would decide it, in full”.";
/// Above what the outcome hangs on.
pub const REASON: &str = "What the outcome hangs on";
/// Under that heading.
pub const ENOUGH: &str = "These recorded facts are enough for the outcome, whatever else is found:";
/// The same where the outcome rests on a presumption too.
pub const ENOUGH_PRESUMED: &str =
    "These recorded facts, and what is presumed, are enough for the outcome until the contrary is shown:";
/// Above what would change it.
pub const CHANGES: &str = "What would change the outcome";
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
/// Nothing leads there but what is open.
pub const NOTHING_ELSE_UPWARD: &str = "Besides what is listed above, nothing that could be recorded differently would make the outcome more serious.";
/// Nothing leads there but what is open.
pub const NOTHING_ELSE_DOWNWARD: &str = "Besides what is listed above, nothing that could be recorded differently would make the outcome less serious.";
/// The search for a way there was cut short.
pub const UNSETTLED_UPWARD: &str = "What would make the outcome more serious could not be settled within limits. Nothing is said of it here; that does not mean that nothing would.";
/// The search for a way there was cut short.
pub const UNSETTLED_DOWNWARD: &str = "What would make the outcome less serious could not be settled within limits. Nothing is said of it here; that does not mean that nothing would.";
/// Beside rules that might apply.
pub const UNSETTLED_RULES: &str =
    "Whether every rule that might apply really can was not settled within limits. Some of them may not.";
/// Beside outcomes that are put to people.
pub const UNSETTLED_TO_CONSIDER: &str = "Whether each of these is put to people, and what that depends on, could not be settled within limits. Any missing fact may bear on it.";
/// Instead of open facts that matter.
pub const UNSETTLED_MATTERS: &str =
    "Which of the missing facts matter could not be settled within limits. Any of them may.";
/// Instead of what the outcome hangs on.
pub const UNSETTLED_REASON: &str =
    "Which of the recorded facts are enough for the outcome could not be settled within limits.";
/// Instead of what would decide it.
pub const UNSETTLED_DECIDES: &str = "What would decide it could not be settled within limits.";
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
pub const JUDGEMENTS: &str = "Judgements to look at again";
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
/// Above the rules in the second part.
pub const RULES: &str = "Second part: every rule tried";
/// Under that heading.
pub const HOW_TO_READ: &str = "Each point is true, not true or not known. What is only presumed is said to be taken as true. A rule applies when its points are met.";
/// Under a rule that page one shows in full.
pub const SHOWN_ABOVE: &str = "Each point is shown above, under “Why not a more serious outcome”.";
/// Above the end of the second part.
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
/// What matters was not looked for.
pub const NOT_EXPLAINED: &str = "not looked for";
/// The same, of one rule set among several.
#[must_use]
pub fn context_of(set: &str) -> String {
    format!("Recorded, not used by any rule of {}", super::quoted(set))
}
/// Nothing open matters.
pub const NOTHING_MATTERS: &str = "nothing";
