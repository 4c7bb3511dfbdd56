//! What do boards ask for that no sentence form says, and what comes nearest to it?
//!
//! The forms are a closed list. What lies outside is said to lie outside, with the nearest way there is, so that nobody
//! looks for another spelling of it.

use super::Reader;
use super::fold::find;
use crate::diagnostic::{Diagnostic, sharing_words};

/// Words that ask for something no form says.
struct NoForm {
    asked: &'static [&'static str],
    says: &'static str,
    instead: &'static [&'static str],
}

/// How people may say it where no form does.
const LET_PEOPLE_SAY: &str =
    "or declare a yes or no fact for it in a vocabulary of your own, and use its sentence";

const NO_FORMS: [NoForm; 6] = [
    NoForm {
        asked: &[
            " any period of ",
            " any rolling ",
            " any school year",
            " any academic year",
            " any calendar year",
            " any financial year",
            " any year",
            " any one year",
            " any month",
            " any week",
            " any 12 ",
            " any twelve ",
            " any 6 ",
            " any six ",
            " any 3 ",
            " any three ",
            " any 24 ",
            " of one another",
            " of each other",
            " per year",
        ],
        says: "is not tied to a day: every stretch of time a sentence asks about begins or ends at a date",
        instead: &[
            "tie it to one: `… in the 12 months before DATE`, or `… in between DATE and DATE`",
            LET_PEOPLE_SAY,
        ],
    },
    NoForm {
        asked: &[
            " in a row",
            " times running",
            " visits running",
            " meetings running",
            " consecutive ",
            " successive ",
            " one after another",
            " one after the other",
            " followed by ",
            " after one by ",
            " after another ",
            " before another ",
        ],
        says: "asks in which order entries came, and sentences speak of one entry at a time",
        instead: &["count them without their order: `there were at least 2 ITEMS in WINDOW`", LET_PEOPLE_SAY],
    },
    NoForm {
        asked: &[
            "majority ",
            " over the number of ",
            " under the number of ",
            " more than the number of ",
            " fewer than the number of ",
            " over the count of ",
            " under the count of ",
            " more than the count of ",
            " fewer than the count of ",
            "more than half ",
            "at least half ",
            "most of the ",
            "half of the ",
            "two thirds of ",
            " proportion of ",
            " per cent",
        ],
        says: "compares two numbers of the record with each other; a sentence compares one with a number written in the rule",
        instead: &["write the number: `the number of ITEMS is at least 3`", LET_PEOPLE_SAY],
    },
    NoForm {
        asked: &[
            "whichever is ",
            "whichever comes ",
            "the later of ",
            "the earlier of ",
            "the latest of ",
            "the earliest of ",
        ],
        says: "picks one of several dates, and a sentence or a deadline names one date",
        instead: &[
            "in a rule, write an item for each date, under `all of these are true:` where every one of them counts or `any of \
             these is true:` where one is enough",
            "for a deadline, write one for each date: the result prints every last day",
        ],
    },
    NoForm {
        asked: &[" next meeting", " first week of", " last week of", " end of the month", " school holidays"],
        says: "is a day that only a calendar of the board's own could tell",
        instead: &[
            "give that day as a date in a vocabulary of your own, such as `the date of the next meeting`",
        ],
    },
    NoForm {
        asked: &["the decision is ", "the decision on ", "the decision of "],
        says: "is people's decision, which no rule asks: rules come before it",
        instead: &[
            "for what the rules themselves give, write `the outcome of \"QUESTION\" is OUTCOME`",
            "for what follows from people's decision, write a deadline: `When the decision is OUTCOME, WHO must … within N days \
             of the date of the decision`",
        ],
    },
];

/// Words that count how often something was so.
const HOW_OFTEN: [&str; 18] = [
    "second",
    "third",
    "fourth",
    "subsequent",
    "further",
    "another",
    "repeat",
    "repeated",
    "twice",
    "several",
    "multiple",
    "two",
    "three",
    "2",
    "3",
    "4",
    "again",
    "times",
];

impl Reader<'_> {
    /// The complaint that no form says this, where the words ask for such a thing.
    pub(super) fn no_form(self, text: &str) -> Option<Diagnostic> {
        let asked = NO_FORMS.iter().find_map(|form| {
            let part = form.asked.iter().find_map(|phrase| find(text, phrase))?.trim();
            Some((form, part))
        });
        if let Some((form, part)) = asked {
            let said = self.error("E0221", part, format!("`{part}` {}", form.says));
            return Some(form.instead.iter().fold(said, |said, instead| said.help(*instead)));
        }
        self.counted_periods(text)
    }

    /// `the child had a second child protection plan`: periods are asked about, and never counted.
    fn counted_periods(self, text: &str) -> Option<Diagnostic> {
        let part =
            text.split(' ').find(|word| HOW_OFTEN.iter().any(|often| word.eq_ignore_ascii_case(often)))?;
        let stems = self.stems();
        let names = stems.iter().flat_map(|stem| stem.names.iter().copied());
        let name = sharing_words(text, names, 1).into_iter().next()?;
        let title = format!("`{part}` counts how often `{name}`, and periods are not counted");
        Some(
            self.error("E0221", part, title)
                .because("A record gives the days of periods; where two of them lie side by side, nobody can say how many they are.")
                .help(format!("ask when it was so: `{name} on any day in WINDOW`"))
                .help("to count them, declare a `List` in a vocabulary of your own, one entry each, and count its entries")
                .help(LET_PEOPLE_SAY),
        )
    }
}
