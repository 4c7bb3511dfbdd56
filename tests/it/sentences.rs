//! What each sentence form means, and what is said of a sentence that means nothing.

mod meaning;

use meaning::shown;
use threshold::calendar::Conventions;
use threshold::check::sentence::{self, Given};
use threshold::check::{
    DefinitionId, NamedQuestion, NamedSentence, Names, QuestionId, RuleId, Scope, TableId,
};
use threshold::diagnostic::Diagnostic;
use threshold::record::{Value, sentence_for};
use threshold::source::{Sources, Span};
use threshold::syntax::tree::Text;
use threshold::vocabulary::Vocabulary;

fn vocabulary() -> Vocabulary {
    let mut sources = Sources::default();
    let text = std::fs::read_to_string("tests/language/mistakes/mistakes.facts").unwrap();
    let id = sources.add("mistakes.facts", text);
    let parsed = threshold::syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let (vocabulary, diagnostics) = threshold::vocabulary::read(&[&parsed.tree]);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    vocabulary
}

fn names() -> Names {
    let question = |name: &str, outcomes: &[&str], id| NamedQuestion {
        name: name.into(),
        outcomes: outcomes.iter().map(|outcome| (*outcome).into()).collect(),
        id: QuestionId(id),
    };
    Names {
        vocabulary: vocabulary(),
        definitions: vec![NamedSentence {
            sentence: "the child was cared for by the authority".into(),
            id: DefinitionId(0),
            span: Span::default(),
        }],
        questions: vec![
            question("notification", &["notifiable", "not notifiable"], 0),
            question("review", &["serious case review", "learning review", "no review"], 1),
        ],
        rules: vec![("death in custody".into(), RuleId(0))],
        tables: vec![
            (
                "the lead board".into(),
                vec!["Northshire".into(), "placing board".into(), "home board".into()],
                TableId(0),
            ),
            ("the reckoning day".into(), Vec::new(), TableId(1)),
        ],
        settings: vec![
            ("the infant age limit".into(), "1 year".into()),
            ("several".into(), "3".into()),
            ("the starting day".into(), "1 April 2015".into()),
            ("the look-back".into(), "6 months".into()),
        ],
        conventions: Conventions::default(),
    }
}

fn text(words: &str) -> Text {
    Text { text: words.into(), span: Span { start: 0, end: words.len(), ..Span::default() } }
}

fn meaning_in(names: &Names, words: &str, scope: Scope) -> String {
    match sentence::read(names, &text(words), scope) {
        Ok(condition) => shown(&names.vocabulary, &condition),
        Err(diagnostic) => format!("{}: {}", diagnostic.code.0, diagnostic.title),
    }
}

/// The text after the first fix offered.
fn mended(words: &str, diagnostic: &Diagnostic) -> Option<String> {
    let fix = diagnostic.fixes.first()?;
    let mut text = words.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    Some(text)
}

fn check_table(scope: Scope, table: &[(&str, &str)]) {
    let names = names();
    let wrong: Vec<String> = table
        .iter()
        .map(|(words, expected)| (words, expected, meaning_in(&names, words, scope)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(words, expected, found)| format!("{words}\n   expected {expected}\n   found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn wordings_and_choices() {
    check_table(
        Scope::Case,
        &[
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
            (
                "abuse or neglect of the child is not ruled out",
                "abuse-or-neglect is not suspected|suspected|known",
            ),
            ("abuse or neglect of the child is at least suspected", "abuse-or-neglect is suspected|known"),
            (
                "abuse or neglect of the child is under suspected",
                "abuse-or-neglect is ruled out|not suspected",
            ),
            ("abuse or neglect of the child is over not suspected", "abuse-or-neglect is suspected|known"),
            (
                "abuse or neglect of the child is at most not suspected",
                "abuse-or-neglect is ruled out|not suspected",
            ),
            (
                "the apparent cause of death is not natural",
                "apparent-cause is accident|violence|not yet clear",
            ),
            ("the apparent cause of death is not yet clear", "apparent-cause is not yet clear"),
            ("the harm to the child includes burns or poisoning", "harm-kinds includes burns|poisoning"),
            ("the placing area is \"Eastmoor\"", "placing-area is \"Eastmoor\""),
            ("the placing area is not \"Eastmoor\"", "placing-area is not \"Eastmoor\""),
            (
                "the placing area is \"Eastmoor\" or \"Southvale\"",
                "either placing-area is \"Eastmoor\" or placing-area is \"Southvale\"",
            ),
            ("the child was cared for by the authority", "definition 0"),
            ("the lead board is Northshire", "table 0 is 0"),
            ("the lead board is not Northshire", "table 0 is 1|2"),
            (
                "agencies worked together in a way that gives cause for concern",
                "joint-working-concern is yes",
            ),
        ],
    );
}

#[test]
fn numbers_and_lengths() {
    check_table(
        Scope::Case,
        &[
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
        ],
    );
}

#[test]
fn dates() {
    check_table(
        Scope::Case,
        &[
            ("the date of death is before 3 May 2015", "date-of-death < 2015-05-03"),
            ("the date of death is on or after the starting day", "date-of-death >= 2015-04-01"),
            ("the date of death is on or before the date of the hearing", "date-of-death <= date-of-hearing"),
            ("the date of death is on 3 May 2015", "date-of-death = 2015-05-03"),
            ("the date of death is 3 May 2015", "date-of-death = 2015-05-03"),
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
        ],
    );
    check_table(
        Scope::Vocabulary,
        &[("the date of death is on or before the as-at day", "date-of-death <= as-at")],
    );
}

#[test]
fn periods() {
    check_table(
        Scope::Case,
        &[
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
        ],
    );
}

#[test]
fn lists() {
    check_table(
        Scope::Case,
        &[
            ("there was a referral about the child", "referrals >= 1"),
            ("there were no referrals about the child", "referrals = 0"),
            ("no body knew the child", "bodies = 0"),
            ("there was no reviewer", "reviewers = 0"),
            ("there were at least two referrals about the child", "referrals >= 2"),
            ("there were at least several referrals about the child", "referrals >= 3"),
            ("there were 2 or more referrals about the child", "referrals >= 2"),
            ("there were at most 2 referrals about the child", "referrals <= 2"),
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
        ],
    );
}

#[test]
fn sentences_about_an_entry() {
    let names = names();
    let (referrals, _) = names.vocabulary.find("referrals").unwrap();
    let (reviewers, _) = names.vocabulary.find("reviewers").unwrap();
    check_table(
        Scope::Entry(referrals),
        &[
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
        ],
    );
    check_table(
        Scope::Entry(reviewers),
        &[
            (
                "the reviewer's employer is one of the employers of the bodies that knew the child",
                "reviewers.employer among bodies.employer",
            ),
            ("its employer is \"Eastmoor\"", "reviewers.employer is \"Eastmoor\""),
            ("the reviewer was on leave on 3 May 2015", "reviewers.leave on 2015-05-03"),
            ("the reviewer was never on leave", "reviewers.leave never"),
        ],
    );
}

#[test]
fn what_the_rules_give() {
    check_table(
        Scope::Claim,
        &[
            ("the outcome of \"review\" is learning review", "outcome 1 is 1"),
            ("the outcome of \"review\" is at least learning review", "outcome 1 at least 1"),
            ("the outcome of \"review\" is at most learning review", "outcome 1 at most 1"),
            (
                "the outcome of \"review\" is serious case review or learning review",
                "either outcome 1 is 0 or outcome 1 is 1",
            ),
            ("\"learning review\" is to be considered under \"review\"", "to consider 1 under 1"),
            ("rule \"death in custody\" applies", "rule 0 applies"),
        ],
    );
}

/// A sentence that means nothing: text, code, title, and the text after the first fix (empty: none is offered).
type Failing = (&'static str, &'static str, &'static str, &'static str);

#[test]
fn sentences_that_mean_nothing() {
    let table: &[Failing] = &[
        ("the child dyed", "E0201", "no sentence of the vocabulary reads `the child dyed`", "the child died"),
        (
            "the child was in custdy",
            "E0201",
            "no sentence of the vocabulary reads `the child was in custdy`",
            "the child was in custody",
        ),
        (
            "the child was not looked after",
            "E0201",
            "no sentence of the vocabulary reads `the child was not looked after`",
            "the child was never looked after",
        ),
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
            "the harm to the child is burns",
            "E0301",
            "the harm to the child is a set of values, so it cannot be `burns`",
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
            "the date of death is not known",
            "E0212",
            "a rule cannot ask whether the date of death is `not known`",
            "",
        ),
        (
            "abuse or neglect of the child is not suspected or known",
            "E0213",
            "`not suspected or known` can be read in two ways",
            "abuse or neglect of the child is ruled out or not suspected",
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
        (
            "the date of death is before 03/05/2015",
            "E0303",
            "`03/05/2015` is not how a date is written here",
            "",
        ),
        (
            "the time in hospital is under 2 months",
            "E0304",
            "the time in hospital is recorded in days or weeks, so it cannot be compared with `2 months`",
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

#[test]
fn what_a_given_sentence_states() {
    let names = names();
    let table = [
        ("the child died", "child-died: the child died"),
        (
            "abuse or neglect of the child is known or suspected",
            "abuse-or-neglect: abuse or neglect of the child is suspected or known",
        ),
        ("the child's age at death is 4 months", "age-at-death: the child's age at death is 4 months"),
        ("the count of earlier reviews is 2", "earlier-reviews: the count of earlier reviews is 2"),
        ("there were no referrals about the child", "referrals: there were no referrals about the child"),
        ("the child was never looked after", "looked-after: the child was never looked after"),
        (
            "the child was looked after from 3 March 2014 until 5 May 2014",
            "looked-after: the child was looked after from 3 March 2014 until 5 May 2014, and perhaps at other times",
        ),
        ("the date of death is 28 May 2015", "date-of-death: the date of death is 28 May 2015"),
        ("the date of death is in February 2013", "date-of-death: the date of death is in February 2013"),
        ("the date of death is after 1 May 2015", "holds date-of-death > 2015-05-01"),
        ("the count of earlier reviews is 2 or more", "holds earlier-reviews >= 2"),
        (
            "the child was looked after from 3 March 2014 until the date of death",
            "holds looked-after throughout 2014-03-03..date-of-death",
        ),
        ("there was a referral about the child", "holds referrals >= 1"),
        (
            "the case has drawn the interest of the media",
            "media-interest: the case has drawn the interest of the media",
        ),
        (
            "the harm to the child includes burns",
            "harm-kinds: the harm to the child includes burns, and perhaps others",
        ),
        ("the placing area is \"Eastmoor\"", "placing-area: the placing area is \"Eastmoor\""),
    ];
    for (words, expected) in table {
        let found = match sentence::given(&names, &text(words)) {
            Ok(Given::Value { fact, value }) => {
                let fact = names.vocabulary.fact(fact).unwrap();
                format!("{}: {}", fact.id, sentence_for(fact, &value))
            }
            Ok(Given::Holds(condition)) => format!("holds {}", shown(&names.vocabulary, &condition)),
            Err(diagnostic) => format!("{}: {}", diagnostic.code.0, diagnostic.title),
        };
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn a_stated_value_of_one_fact_says_the_same_again() {
    let names = names();
    for words in ["the child did not die", "the date of death is in 2013", "the time in care is 14 months"] {
        let Ok(Given::Value { fact, value }) = sentence::given(&names, &text(words)) else {
            panic!("{words}")
        };
        let fact = names.vocabulary.fact(fact).unwrap();
        assert_eq!(sentence_for(fact, &value), words);
        assert!(!matches!(value, Value::Text(_)));
    }
}

#[test]
fn cells_of_a_table_read_under_their_heading() {
    let names = names();
    let table = [
        ("the apparent cause of death", "natural", "apparent-cause is natural"),
        ("the child was in custody", "yes", "in-custody is yes"),
        ("the child was in custody", "no", "in-custody is no"),
        ("the child's age at death", "under 1 year", "age-at-death < 1 year"),
        ("the child was in custody", "any", "nothing"),
        ("the child was in custody", "perhaps", "E0202"),
        ("the apparent cause of death", "magic", "E0202"),
    ];
    for (heading, cell, expected) in table {
        let found = match sentence::cell(&names, &text(heading), &text(cell)) {
            Ok(Some(condition)) => shown(&names.vocabulary, &condition),
            Ok(None) => "nothing".to_owned(),
            Err(diagnostic) => diagnostic.code.0.to_owned(),
        };
        assert_eq!(found, expected, "{heading} | {cell}");
    }
}
