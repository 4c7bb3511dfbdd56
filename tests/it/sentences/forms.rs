//! What each sentence form means.

use super::{Table, check_table, names};
use threshold::check::Scope;

#[test]
fn wordings_and_choices() {
    check_table(Scope::Case, WORDINGS_AND_CHOICES);
}

#[test]
fn numbers_and_lengths() {
    check_table(Scope::Case, NUMBERS_AND_LENGTHS);
}

#[test]
fn dates() {
    check_table(Scope::Case, DATES_1);
    check_table(Scope::Vocabulary, DATES_2);
}

#[test]
fn periods() {
    check_table(Scope::Case, PERIODS);
}

#[test]
fn lists() {
    check_table(Scope::Case, LISTS);
}

#[test]
fn sentences_about_an_entry() {
    let names = names();
    let (referrals, _) = names.vocabulary.find("referrals").unwrap();
    let (reviewers, _) = names.vocabulary.find("reviewers").unwrap();
    check_table(Scope::Entry(referrals), SENTENCES_ABOUT_AN_ENTRY_1);
    check_table(Scope::Entry(reviewers), SENTENCES_ABOUT_AN_ENTRY_2);
}

#[test]
fn what_the_rules_give() {
    check_table(Scope::Claim, WHAT_THE_RULES_GIVE);
}

/// Every sentence about a case in the tables below.
pub(crate) fn about_the_case() -> Vec<&'static str> {
    let tables = [WORDINGS_AND_CHOICES, NUMBERS_AND_LENGTHS, DATES_1, PERIODS, LISTS];
    tables.iter().flat_map(|table| table.iter()).map(|(sentence, _)| *sentence).collect()
}

/// Every sentence about a referral among them.
pub(crate) fn about_a_referral() -> Vec<&'static str> {
    SENTENCES_ABOUT_AN_ENTRY_1.iter().map(|(sentence, _)| *sentence).collect()
}

const WORDINGS_AND_CHOICES: Table = &[
    ("the child died", "child-died is yes"),
    ("The Child Died", "child-died is yes"),
    ("the child did not die", "child-died is no"),
    ("the child has not died", "child-died is no"),
    ("abuse or neglect of the child is known or suspected", "abuse-or-neglect is suspected|known"),
    (
        "abuse or neglect of the child is suspected, known or ruled out",
        "abuse-or-neglect is ruled out|suspected|known",
    ),
    ("abuse or neglect of the child is suspected, or known", "abuse-or-neglect is suspected|known"),
    ("abuse or neglect of the child is not suspected", "abuse-or-neglect is not suspected"),
    ("abuse or neglect of the child is not ruled out", "abuse-or-neglect is not suspected|suspected|known"),
    ("abuse or neglect of the child is at least suspected", "abuse-or-neglect is suspected|known"),
    ("abuse or neglect of the child is under suspected", "abuse-or-neglect is ruled out|not suspected"),
    ("abuse or neglect of the child is over not suspected", "abuse-or-neglect is suspected|known"),
    ("abuse or neglect of the child is at most not suspected", "abuse-or-neglect is ruled out|not suspected"),
    ("the apparent cause of death is not natural", "apparent-cause is accident|violence|not yet clear"),
    ("the apparent cause of death is not yet clear", "apparent-cause is not yet clear"),
    ("the harm to the child includes burns or poisoning", "harm-kinds includes burns|poisoning"),
    ("the placing area is \"Eastmoor\"", "placing-area is \"Eastmoor\""),
    ("the placing area is \"East or west, by the sea\"", "placing-area is \"East or west, by the sea\""),
    (
        "the placing area is \"A or B\", \"C\" or \"D\"",
        "either placing-area is \"A or B\" or placing-area is \"C\" or placing-area is \"D\"",
    ),
    ("the placing area is not \"Eastmoor\"", "placing-area is not \"Eastmoor\""),
    (
        "the placing area is \"Eastmoor\" or \"Southvale\"",
        "either placing-area is \"Eastmoor\" or placing-area is \"Southvale\"",
    ),
    ("the child was cared for by the authority", "definition 0"),
    ("the lead board is Northshire", "table 0 is 0"),
    ("the lead board is not Northshire", "table 0 is 1|2"),
    ("agencies worked together in a way that gives cause for concern", "joint-working-concern is yes"),
];

const NUMBERS_AND_LENGTHS: Table = &[
    ("the count of earlier reviews is 3", "earlier-reviews = 3"),
    ("the count of earlier reviews is three or more", "earlier-reviews >= 3"),
    ("the count of earlier reviews is 3 or fewer", "earlier-reviews <= 3"),
    ("the count of earlier reviews is at least several", "earlier-reviews >= 3"),
    ("the count of earlier reviews is several or more", "earlier-reviews >= 3"),
    ("the count of earlier reviews is over 0", "earlier-reviews > 0"),
    ("the count of earlier reviews is at most 2", "earlier-reviews <= 2"),
    ("the count of earlier reviews is 1 or 2", "either earlier-reviews = 1 or earlier-reviews = 2"),
    ("the child's age at death is under the infant age limit", "age-at-death < 1 year"),
    ("the child's age at death is under 28 days", "age-at-death < 28 days"),
    (
        "the child's age at death is 16 or 17 years",
        "either age-at-death = 16 years or age-at-death = 17 years",
    ),
    ("the child's age at death is 16 years or more", "age-at-death >= 16 years"),
    ("the child's age at death is over 18 years", "age-at-death > 18 years"),
    ("the child's age at death is 4 months", "age-at-death = 4 months"),
    ("the time in hospital is at least 2 weeks", "time-in-hospital >= 2 weeks"),
    ("the time in care is under 13 months", "time-in-care < 13 months"),
    ("the count of earlier reviews is not 2", "either earlier-reviews < 2 or earlier-reviews > 2"),
    (
        "the time in hospital is not 2 weeks",
        "either time-in-hospital < 2 weeks or time-in-hospital >= 3 weeks",
    ),
    (
        "the child's age at death is not the infant age limit",
        "either age-at-death < 1 year or age-at-death >= 2 years",
    ),
];

const DATES_1: Table = &[
    ("the date of death is before 3 May 2015", "date-of-death < 2015-05-03"),
    ("the date of death is on or after the starting day", "date-of-death >= 2015-04-01"),
    ("the date of death is on or before the date of the hearing", "date-of-death <= date-of-hearing"),
    ("the date of death is on 3 May 2015", "date-of-death = 2015-05-03"),
    ("the date of death is 3 May 2015", "date-of-death = 2015-05-03"),
    (
        "the date of death is not on 3 May 2015",
        "either date-of-death < 2015-05-03 or date-of-death > 2015-05-03",
    ),
    (
        "the date of death is not the date of the hearing",
        "either date-of-death < date-of-hearing or date-of-death > date-of-hearing",
    ),
    (
        "the date of death is 3 May 2015 or 4 May 2015",
        "either date-of-death = 2015-05-03 or date-of-death = 2015-05-04",
    ),
    ("the child's birthday is after 1 January 2000", "date-of-birth > 2000-01-01"),
    (
        "the date of death is after the date of birth plus 6 months",
        "date-of-death > date-of-birth + 6 months",
    ),
    (
        "the date of birth plus 18 years is after the date of death",
        "date-of-birth + 18 years > date-of-death",
    ),
    (
        "the date of death is before the date of the hearing less 2 weeks",
        "date-of-death < date-of-hearing - 2 weeks",
    ),
    (
        "the date of death is within the 6 months before the date of the hearing",
        "date-of-death in the 6 months before date-of-hearing",
    ),
    (
        "the date of death is within the look-back before the date of the hearing",
        "date-of-death in the 6 months before date-of-hearing",
    ),
    (
        "the date of death is within the 24 months after 3 May 2015",
        "date-of-death in the 24 months after 2015-05-03",
    ),
    (
        "the date of death is between the date of birth and 3 May 2015",
        "date-of-death in date-of-birth..2015-05-03",
    ),
    ("the date of death is in February 2013", "date-of-death in 2013-02-01..2013-02-28"),
    (
        "the day six months after the death is before the date of the hearing",
        "decision-day < date-of-hearing",
    ),
    ("the time of the incident is before the date of death", "time-of-incident < date-of-death"),
    ("the date of death is after the reckoning day", "date-of-death > table 1"),
    ("the reckoning day is on or after 1 June 2015", "table 1 >= 2015-06-01"),
];

const DATES_2: Table = &[("the date of death is on or before the as-at day", "date-of-death <= as-at")];

const PERIODS: Table = &[
    ("the child was looked after on the date of death", "looked-after on date-of-death"),
    (
        "the child was looked after on any day in the 6 months before the date of death",
        "looked-after any day in the 6 months before date-of-death",
    ),
    (
        "the child was looked after on any day between 1 May 2015 and the date of death",
        "looked-after any day in 2015-05-01..date-of-death",
    ),
    (
        "the child was looked after throughout the 6 months before the date of death",
        "looked-after throughout the 6 months before date-of-death",
    ),
    (
        "the child was looked after throughout the time between 1 May 2015 and the date of death",
        "looked-after throughout 2015-05-01..date-of-death",
    ),
    ("the child was never looked after", "looked-after never"),
    ("the child was ever looked after", "looked-after ever"),
    ("the child was looked after at any time", "looked-after ever"),
    ("the child never had a child protection plan", "protection-plan never"),
    ("the child ever had a child protection plan", "protection-plan ever"),
    ("the child had a child protection plan on 3 May 2015", "protection-plan on 2015-05-03"),
    ("the child lived at home all along", "away never"),
    ("the child lived away from home at some time", "away ever"),
    (
        "the child was looked after for at least 13 weeks in total in the 12 months before the date of death",
        "looked-after 13 weeks in total in the 12 months before date-of-death",
    ),
    (
        "the child was looked after for a period of at least 13 weeks beginning on or after 1 May 2014 and ending on or after the date of birth plus 16 years",
        "looked-after 13 weeks at once from 2014-05-01 to date-of-birth + 16 years",
    ),
    ("the child was looked after for a period of at least 13 weeks", "looked-after 13 weeks at once"),
    (
        "the child was looked after for a period of at least 13 weeks ending on or after 1 May 2014",
        "looked-after 13 weeks at once to 2014-05-01",
    ),
];

const LISTS: Table = &[
    ("there was a referral about the child", "referrals >= 1"),
    ("there were no referrals about the child", "referrals = 0"),
    ("no body knew the child", "bodies = 0"),
    ("there was no reviewer", "reviewers = 0"),
    ("there were at least two referrals about the child", "referrals >= 2"),
    ("there were at least several referrals about the child", "referrals >= 3"),
    ("there were 2 or more referrals about the child", "referrals >= 2"),
    ("there were at most 2 referrals about the child", "referrals <= 2"),
    ("the number of referrals about the child is not 2", "either referrals < 2 or referrals > 2"),
    (
        "there was a referral about the child whose outcome is no further action",
        "referrals (referrals.outcome is no further action) >= 1",
    ),
    (
        "there was a referral about the child whose source is police or school",
        "referrals (referrals.from is police|school) >= 1",
    ),
    (
        "there were no referrals about the child in the 12 months before the date of death",
        "referrals (referrals.on in the 12 months before date-of-death) = 0",
    ),
    (
        "there was a referral about the child whose outcome is assessment in the 12 months before the date of death",
        "referrals (referrals.outcome is assessment; referrals.on in the 12 months before date-of-death) >= 1",
    ),
    (
        "there was a referral about the child in the 12 months before the date of death whose outcome is assessment",
        "referrals (referrals.on in the 12 months before date-of-death; referrals.outcome is assessment) >= 1",
    ),
    (
        "there was a referral about the child whose outcome is assessment between 1 May 2014 and the date of death",
        "referrals (referrals.outcome is assessment; referrals.on in 2014-05-01..date-of-death) >= 1",
    ),
    (
        "there was a referral about the child whose date is after the date of birth",
        "referrals (referrals.on > date-of-birth) >= 1",
    ),
    (
        "there were at least 2 referrals about the child with the same outcome",
        "either referrals (referrals.outcome is assessment) >= 2 or referrals (referrals.outcome is no further action) >= 2 or referrals (referrals.outcome is passed to another council) >= 2",
    ),
    ("the number of referrals about the child is 3 or more", "referrals >= 3"),
    (
        "the number of referrals about the child in the 12 months before the date of death is 3 or more",
        "referrals (referrals.on in the 12 months before date-of-death) >= 3",
    ),
    (
        "the number of referrals about the child whose outcome is no further action is at least several",
        "referrals (referrals.outcome is no further action) >= 3",
    ),
    (
        "the number of different sources among referrals about the child is 2 or more",
        "different from of referrals >= 2",
    ),
];

const SENTENCES_ABOUT_AN_ENTRY_1: Table = &[
    ("its outcome is assessment", "referrals.outcome is assessment"),
    ("the referral about the child's outcome is assessment", "referrals.outcome is assessment"),
    ("the outcome of the referral about the child is assessment", "referrals.outcome is assessment"),
    (
        "its date is within the 6 months before the date of death",
        "referrals.on in the 6 months before date-of-death",
    ),
    ("the date of death is after its date", "date-of-death > referrals.on"),
    ("the referral was acted on", "referrals.acted-on is yes"),
    ("the referral was not acted on", "referrals.acted-on is no"),
    ("the child was looked after on its date", "looked-after on referrals.on"),
    ("the child died", "child-died is yes"),
];

const SENTENCES_ABOUT_AN_ENTRY_2: Table = &[
    (
        "the reviewer's employer is one of the employers of the bodies that knew the child",
        "reviewers.employer among bodies.employer",
    ),
    ("its employer is \"Eastmoor\"", "reviewers.employer is \"Eastmoor\""),
    ("the reviewer was on leave on 3 May 2015", "reviewers.leave on 2015-05-03"),
    ("the reviewer was never on leave", "reviewers.leave never"),
];

const WHAT_THE_RULES_GIVE: Table = &[
    ("the outcome of \"review\" is learning review", "outcome 1 is 1"),
    ("the outcome of \"review\" is at least learning review", "outcome 1 at least 1"),
    ("the outcome of \"review\" is at most learning review", "outcome 1 at most 1"),
    (
        "the outcome of \"review\" is serious case review or learning review",
        "either outcome 1 is 0 or outcome 1 is 1",
    ),
    ("\"learning review\" is to be considered under \"review\"", "to consider 1 under 1"),
    ("rule \"death in custody\" applies", "rule 0 applies"),
];
