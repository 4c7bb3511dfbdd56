//! What do boards write of time that no deadline can say, and what comes nearest to it?

use super::reader::Reader;
use super::words::Words;
use crate::diagnostic::Diagnostic;

/// Words that a deadline has no form for.
struct NoForm {
    asked: &'static [&'static str],
    says: &'static str,
    instead: &'static [&'static str],
}

const NO_FORMS: [NoForm; 6] = [
    NoForm {
        asked: &["same day"],
        says: "does not say from which day it is counted",
        instead: &["write `within 0 days of DATE`, which is that day itself"],
    },
    NoForm {
        asked: &["next working day", "next day"],
        says: "does not say from which day it is counted",
        instead: &["write `within 1 working day of DATE` or `within 1 day of DATE`"],
    },
    NoForm {
        asked: &[
            "next meeting",
            "first meeting",
            "first week",
            "last week",
            "first day of",
            "last day of",
            "end of the month",
            "end of each month",
        ],
        says: "is a day that only a calendar of the board's own could tell",
        instead: &[
            "give that day as a date in a vocabulary of your own (`the date of the next meeting`) and count from it: \
             `within 0 days of the date of the next meeting`",
        ],
    },
    NoForm {
        asked: &[
            "every day",
            "every week",
            "every month",
            "every year",
            "every quarter",
            "every 2",
            "every 3",
            "every 4",
            "every 6",
            "every two",
            "every three",
            "every four",
            "every six",
            "each week",
            "each month",
            "each year",
            "monthly",
            "quarterly",
            "annually",
            "weekly",
            "daily",
        ],
        says: "comes round again, and a deadline falls once",
        instead: &[
            "count from the last time, as a date in a vocabulary of your own: `within 3 months of the date of the last review`",
        ],
    },
    NoForm {
        asked: &[
            "clock stops",
            "stops",
            "is paused",
            "is suspended",
            "extend",
            "extension",
            "may allow",
            "allow",
        ],
        says: "changes a time that already runs, and nothing stops or lengthens a deadline",
        instead: &[
            "write what holds then as a deadline of its own, from a fact in a vocabulary of your own: \
             `When more time was given, the chair must decide within 12 weeks of DATE`",
        ],
    },
    NoForm {
        asked: &[
            "without delay",
            "without undue delay",
            "without unnecessary delay",
            "as soon as",
            "immediately",
            "promptly",
            "forthwith",
            "straight away",
            "straightaway",
            "at once",
            "urgently",
            "in a timely",
            "at the earliest",
        ],
        says: "is no length of time, so no last day can be told",
        instead: &[
            "where a longest time is kept to, put it behind: `as soon as possible, and within 5 working days of DATE`",
            "without one, write the duty in quotes under `The group considers:` of the rule that brings it, and every result \
             prints it; or as a `Check` that a fact of your own shows it was done",
        ],
    },
];

/// What is said of a line with a word for how strongly and none for how long.
const FORM: &str = "Write who, how strongly, what and by when: `The chair must tell the panel within 14 days of the date …`. \
                    The strengths are must, should, should normally, should aim to and may; \
                    a limit reads `within N days of DATE`, `between N and M working days after DATE` or `at least N working days before DATE`.";

/// Duties said without a word for how strongly they bind.
const NO_STRENGTH: [&str; 9] =
    ["will", "shall", "is to", "are to", "has to", "have to", "needs to", "need to", "ought to"];

/// Says why a line is no deadline.
pub(super) fn report_form(reader: &mut Reader<'_>, whole: Words<'_, '_>) {
    let no_form = NO_FORMS.iter().find_map(|form| {
        let part = form.asked.iter().find_map(|phrase| whole.part(phrase))?;
        let title = format!("`{}` {}", part.text().text, form.says);
        let said = Diagnostic::error("E0414", part.span(), title);
        Some(form.instead.iter().fold(said, |said, instead| said.help(*instead)))
    });
    let said = no_form.or_else(|| unsaid_strength(whole)).unwrap_or_else(|| {
        Diagnostic::error("E0414", whole.span(), format!("`{}` is not a deadline", whole.text().text))
            .help(FORM)
    });
    reader.report(said);
}

/// `The board will decide within …`: is it a duty, or what is normally done?
fn unsaid_strength(whole: Words<'_, '_>) -> Option<Diagnostic> {
    if ["must", "should", "may"].iter().any(|strength| whole.split(strength).is_some()) {
        return None;
    }
    let part = NO_STRENGTH.iter().find_map(|phrase| whole.part(phrase))?;
    let title = format!("`{}` does not say how strongly this binds", part.text().text);
    let said = Diagnostic::error("E0414", part.span(), title).because(
        "`must` is a duty, in law or in your board's own policy; `should` is what guidance expects; both are printed as written.",
    );
    Some(
        ["must", "should"]
            .into_iter()
            .fold(said, |said, strength| said.fix(format!("write `{strength}`"), part.span(), strength)),
    )
}
