//! What is said of a sentence that means nothing, and what is offered instead.

use super::meaning::shown;
use super::{mended, names, text};
use threshold::check::Scope;
use threshold::check::sentence;

/// A sentence that means nothing: text, code, title, and the text after the first fix (empty: none is offered).
type Failing = (&'static str, &'static str, &'static str, &'static str);

#[test]
fn names_and_sentences_that_are_none() {
    check_failing(NAMES);
}

#[test]
fn forms_that_do_not_fit_their_fact() {
    check_failing(TYPES);
}

#[test]
fn every_fix_of_one_sentence_reads() {
    let names = names();
    for words in
        ["the child dyed", "the apparent cause of death is natral", "the date of death is befor 3 May 2015"]
    {
        let diagnostic = sentence::read(&names, &text(words), Scope::Case).unwrap_err();
        let mended = mended(words, &diagnostic).unwrap();
        assert!(sentence::read(&names, &text(&mended), Scope::Case).is_ok(), "{mended}");
    }
}

fn check_failing(table: &[Failing]) {
    let names = names();
    let mut wrong = Vec::new();
    for (words, code, title, fixed) in table {
        let found = sentence::read(&names, &text(words), Scope::Case);
        let shown = match &found {
            Ok(condition) => format!("means {}", shown(&names.vocabulary, condition)),
            Err(found) => {
                let mended = mended(words, found).unwrap_or_default();
                format!("{} {} → {mended}", found.code.0, found.title)
            }
        };
        let expected = format!("{code} {title} → {fixed}");
        if shown != expected {
            wrong.push(format!("{words}\n   expected {expected}\n   found    {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const NAMES: &[Failing] = &[
    ("the child dyed", "E0201", "no sentence of the vocabulary reads `the child dyed`", "the child died"),
    (
        "the child was in custdy",
        "E0201",
        "no sentence of the vocabulary reads `the child was in custdy`",
        "the child was in custody",
    ),
    ("the child was not looked after", "E0216", "`the child was not looked after` does not say when", ""),
    ("the weather was bad", "E0201", "no sentence of the vocabulary reads `the weather was bad`", ""),
    (
        "the apparent cause of death is natral",
        "E0202",
        "`natral` is not one of the values of the apparent cause of death",
        "the apparent cause of death is natural",
    ),
    (
        "the apparent cause of death is natural or acident",
        "E0202",
        "`acident` is not one of the values of the apparent cause of death",
        "the apparent cause of death is natural or accident",
    ),
    (
        "the aparent cause of death is natural",
        "E0201",
        "no sentence of the vocabulary reads `the aparent cause of death is natural`",
        "the apparent cause of death is natural",
    ),
    (
        "the harm to the child includes burnz",
        "E0202",
        "`burnz` is not one of the values of the harm to the child",
        "the harm to the child includes burns",
    ),
    (
        "the child died and the child was in custody",
        "E0203",
        "`and` joins sentences here; in a rule each stands on its own",
        "all of these are true:\n    (a) the child died;\n    (b) the child was in custody",
    ),
    (
        "the child died or was seriously harmed",
        "E0203",
        "`or` joins sentences here; in a rule each stands on its own",
        "any of these is true:\n    (a) the child died;\n    (b) the child was seriously harmed",
    ),
    (
        "abuse or neglect of the child is known or suspected and the child died, and the child was in custody",
        "E0203",
        "`and` joins sentences here; in a rule each stands on its own",
        "all of these are true:\n    (a) abuse or neglect of the child is known or suspected;\n    (b) the child died;\n    (c) the child was in custody",
    ),
    (
        "abuse or neglect of the child is not known",
        "E0212",
        "a rule cannot ask whether abuse or neglect of the child is `not known`",
        "abuse or neglect of the child is ruled out, not suspected or suspected",
    ),
    (
        "the death was in 2015",
        "E0201",
        "no sentence of the vocabulary reads `the death was in 2015`",
        "the date of death is in 2015",
    ),
    (
        "the death was not sudden",
        "E0201",
        "no sentence of the vocabulary reads `the death was not sudden`",
        "the death was foreseen",
    ),
    ("the child is looked after", "E0216", "`the child is looked after` does not say when", ""),
    (
        "the child is looked after on the date of death",
        "E0201",
        "no sentence of the vocabulary reads `the child is looked after on the date of death`",
        "the child was looked after on the date of death",
    ),
    (
        "the death was unforeseen",
        "E0201",
        "no sentence of the vocabulary reads `the death was unforeseen`",
        "",
    ),
    (
        "there were more than 2 referrals about the child",
        "E0201",
        "no sentence of the vocabulary reads `there were more than 2 referrals about the child`",
        "there were at least 3 referrals about the child",
    ),
    (
        "there were exactly 3 referrals about the child in the 12 months before the date of death",
        "E0201",
        "no sentence of the vocabulary reads `there were exactly 3 referrals about the child in the 12 months before the date of death`",
        "the number of referrals about the child in the 12 months before the date of death is 3",
    ),
    (
        "the child's age at death is between 1 and 2 years",
        "E0301",
        "the child's age at death is a length of time, so it cannot be `between 1 and 2 years`",
        "",
    ),
    (
        "all of these are true",
        "E0201",
        "`all of these are true` is the heading of a list, and one sentence belongs here",
        "",
    ),
    (
        "the child was not locked up",
        "E0201",
        "no sentence of the vocabulary reads `the child was not locked up`",
        "",
    ),
    ("the child was not looked-after", "E0216", "`the child was not looked-after` does not say when", ""),
    (
        "the child was not looked after on the date of death",
        "E0201",
        "no sentence of the vocabulary reads `the child was not looked after on the date of death`",
        "none of these is true:\n    (a) the child was looked after on the date of death",
    ),
    (
        "it is not known whether the child was in custody",
        "E0212",
        "a rule cannot ask whether something is known yet",
        "",
    ),
    ("It is unclear whether the child died", "E0212", "a rule cannot ask whether something is known yet", ""),
    ("the as-at day is after 3 May 2015", "E0210", "`the as-at day` can stand only in a vocabulary", ""),
    (
        "the date of death is not known",
        "E0212",
        "a rule cannot ask whether the date of death is `not known`",
        "",
    ),
    (
        "abuse or neglect of the child is not suspected or known",
        "E0213",
        "`not suspected or known` can be read in two ways",
        "abuse or neglect of the child is known or not suspected",
    ),
    (
        "the apparent cause of death is not natural or accident",
        "E0213",
        "`not natural or accident` can be read in two ways",
        "the apparent cause of death is violence or not yet clear",
    ),
    (
        "the case has drawn the interest of the media",
        "E0205",
        "`the case has drawn the interest of the media` is context, which no rule may use",
        "",
    ),
    (
        "the category of death is suicide",
        "E0206",
        "`the category of death is suicide` is established only later, so no rule may use it",
        "",
    ),
    (
        "the outcome of \"reveiw\" is no review",
        "E0208",
        "no question is called `reveiw`",
        "the outcome of \"review\" is no review",
    ),
    (
        "the outcome of \"review\" is lerning review",
        "E0208",
        "no outcome is called `lerning review`",
        "the outcome of \"review\" is learning review",
    ),
    (
        "rule \"death in custody\" applies",
        "E0209",
        "a rule cannot ask whether the rule `death in custody` applies",
        "",
    ),
    (
        "the date of death is on or before the as-at day",
        "E0210",
        "`the as-at day` can stand only in a vocabulary",
        "",
    ),
    (
        "its outcome is assessment",
        "E0211",
        "`its` speaks of an entry of a list, and none is at hand here",
        "",
    ),
    (
        "there was a referral about the child whose outcom is assessment",
        "E0211",
        "an entry of this list has no `outcom`",
        "there was a referral about the child whose outcome is assessment",
    ),
    ("the child was looked after", "E0216", "`the child was looked after` does not say when", ""),
    (
        "the child was looked after from 1 May 2014 until 3 May 2014",
        "E0217",
        "`from … until …` states a period; only an example can do that",
        "the child was looked after throughout the time between 1 May 2014 and 3 May 2014",
    ),
    (
        "the date of death is before the date of brith",
        "E0218",
        "no date is called `the date of brith`",
        "the date of death is before the date of birth",
    ),
    (
        "there were at least 2 referals about the child",
        "E0219",
        "there is no list of `referals about the child`",
        "there were at least 2 referrals about the child",
    ),
];

const TYPES: &[Failing] = &[
    (
        "the harm to the child is burns",
        "E0301",
        "the harm to the child is a set of values, so it cannot be `burns`",
        "the harm to the child includes burns",
    ),
    (
        "the date of birth is at least 3",
        "E0301",
        "the date of birth is a date, so it cannot be `at least 3`",
        "",
    ),
    (
        "the date of death is suspected",
        "E0301",
        "the date of death is a date, so it cannot be `suspected`",
        "",
    ),
    (
        "the count of earlier reviews is natural",
        "E0301",
        "the count of earlier reviews is a number, so it cannot be `natural`",
        "",
    ),
    (
        "the count of earlier reviews is more than 3",
        "E0301",
        "the count of earlier reviews is a number, so it cannot be `more than 3`",
        "the count of earlier reviews is over 3",
    ),
    ("the child's age at death is under 16", "E0301", "`16` has no unit", ""),
    (
        "the placing area is Eastmoor",
        "E0301",
        "the placing area is a text, so it cannot be `Eastmoor`",
        "the placing area is \"Eastmoor\"",
    ),
    (
        "the date of death is within 6 months of the date of the hearing",
        "E0302",
        "`within 6 months of the date of the hearing` does not say whether before or after",
        "the date of death is within the 6 months before the date of the hearing",
    ),
    ("the date of death is before 31 April 2015", "E0303", "there is no day `31 April 2015`", ""),
    ("the date of death is before 03/05/2015", "E0303", "`03/05/2015` is not how a date is written here", ""),
    (
        "the time in hospital is under 2 months",
        "E0304",
        "the time in hospital is recorded in days or weeks, so it cannot be compared with `2 months`",
        "",
    ),
    (
        "the child was looked after for at least 3 months in total in the 12 months before the date of death",
        "E0304",
        "`3 months` is in months, and time in total is counted in days",
        "",
    ),
    (
        "the child was looked after for at least 2 years in total in the 5 years before the date of death",
        "E0304",
        "`2 years` is in years, and time in total is counted in days",
        "",
    ),
    (
        "the child's age at death is under 4000000000 months",
        "E0306",
        "`4000000000 months` is longer than the calendar, which has the years 1800 to 2199",
        "",
    ),
    (
        "the date of death is within the 401 years before the date of the hearing",
        "E0306",
        "`the 401 years` is longer than the calendar, which has the years 1800 to 2199",
        "",
    ),
    (
        "the child was looked after on any day in the 48 hours before the date of death",
        "E0305",
        "`48 hours` is in hours, which only a deadline can count",
        "",
    ),
    (
        "the count of earlier reviews is 99999999999999999999",
        "E0306",
        "`99999999999999999999` is too large a number",
        "",
    ),
    (
        "the apparent cause of death is at least natural",
        "E0307",
        "the values of the apparent cause of death have no order, so it cannot be `at least natural`",
        "",
    ),
    (
        "the count of earlier reviews is at least the infant age limit",
        "E0308",
        "`the infant age limit` stands for `1 year`, which is not a whole number",
        "",
    ),
    (
        "there was a reviewer in the 6 months before the date of death",
        "E0309",
        "nothing says on which day a reviewer was",
        "",
    ),
];
