//! What an example states: a fact's value, or a condition that holds besides.

use super::meaning::shown;
use super::{Table, names, text};
use threshold::check::sentence::{self, Given};
use threshold::record::{Answer, Value, sentence_for};

#[test]
fn what_a_given_sentence_states() {
    let names = names();
    for (words, expected) in STATED {
        let found = match sentence::given(&names, &text(words)) {
            Ok(Given::Says { fact, answer }) => {
                let fact = names.vocabulary.fact(fact).unwrap();
                match answer {
                    Answer::Value(value) => format!("{}: {}", fact.id, sentence_for(fact, &value)),
                    Answer::NotKnown { .. } => format!("{}: not known", fact.id),
                    Answer::NotAsked => format!("{}: not asked", fact.id),
                    Answer::NotApplicable => format!("{}: not applicable", fact.id),
                }
            }
            Ok(Given::Holds(condition)) => format!("holds {}", shown(&names.vocabulary, &condition)),
            Err(diagnostic) => format!("{}: {}", diagnostic.code.0, diagnostic.title),
        };
        assert_eq!(found, *expected, "{words}");
    }
}

#[test]
fn a_stated_value_of_one_fact_says_the_same_again() {
    let names = names();
    for words in ["the child did not die", "the date of death is in 2013", "the time in care is 14 months"] {
        let Ok(Given::Says { fact, answer: Answer::Value(value) }) = sentence::given(&names, &text(words))
        else {
            panic!("{words}")
        };
        let fact = names.vocabulary.fact(fact).unwrap();
        assert_eq!(sentence_for(fact, &value), words);
        assert!(!matches!(value, Value::Text(_)));
    }
}

const STATED: Table = &[
    ("the child died", "child-died: the child died"),
    ("abuse or neglect of the child is not known", "abuse-or-neglect: not known"),
    ("the date of death was not asked", "date-of-death: not asked"),
    ("the count of earlier reviews is not asked", "earlier-reviews: not asked"),
    ("\"When was the child looked after?\" is not known", "looked-after: not known"),
    ("\"when was the child looked after\" was not asked", "looked-after: not asked"),
    ("it is not known whether the child died", "child-died: not known"),
    ("it was not asked whether the child did not die", "child-died: not asked"),
    (
        "it is not known whether the child was looked after on the date of death",
        "E0282: `the child was looked after on the date of death` is not the answer to one yes or no question",
    ),
    ("\"Did the cat die?\" is not known", "E0282: no fact is asked for by `Did the cat die?`"),
    ("the cat is not known", "E0282: no fact is asked for by `the cat`"),
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
    (
        "the child was looked after from 3 March 2014 until 5 May 2014 and no others",
        "looked-after: the child was looked after from 3 March 2014 until 5 May 2014",
    ),
    (
        "the harm to the child includes burns and no others",
        "harm-kinds: the harm to the child includes burns",
    ),
    ("the harm to the child includes nothing", "harm-kinds: the harm to the child includes nothing"),
    ("the child died and no others", "E0301: `and no others` closes periods and sets, and nothing else"),
    (
        "the time of the incident is 22 May 2015 at 09:30",
        "time-of-incident: the time of the incident is 22 May 2015 at 09:30",
    ),
    ("the placing area is \"Eastmoor\"", "placing-area: the placing area is \"Eastmoor\""),
];
