//! What the author may have written in other words: texts to try in the place of one that means nothing.
//!
//! Nothing here says that a text reads; whoever offers one tries it first.

use super::Reader;
use super::fold::{same, strip};
use super::subject::{Values, names_of, values_of};
use crate::calendar::read_number;
use crate::diagnostic::{nearest_all, sharing_words};
use crate::syntax::tree::Body;
use crate::vocabulary::{Fact, Type};

/// What people write, and how the language says it.
const OTHER_WORDS: [(&str, &str); 35] = [
    (" is more than ", " is over "),
    (" is greater than ", " is over "),
    (" is older than ", " is over "),
    (" is longer than ", " is over "),
    (" is less than ", " is under "),
    (" is fewer than ", " is under "),
    (" is younger than ", " is under "),
    (" is shorter than ", " is under "),
    (" is below ", " is under "),
    (" is above ", " is over "),
    (" is no more than ", " is at most "),
    (" is not more than ", " is at most "),
    (" is up to ", " is at most "),
    (" is no less than ", " is at least "),
    (" is no fewer than ", " is at least "),
    (" is not less than ", " is at least "),
    (" or less", " or fewer"),
    (" or over", " or more"),
    (" or above", " or more"),
    (" is earlier than ", " is before "),
    (" is later than ", " is after "),
    (" is prior to ", " is before "),
    (" on any date in ", " on any day in "),
    (" during ", " on any day in "),
    (" within the ", " on any day in the "),
    (" at the time of death", " on the date of death"),
    (" at the time of ", " on the date of "),
    (" years old", " years"),
    (" year old", " year"),
    (" months old", " months"),
    (" was aged ", " is "),
    (" equals ", " is "),
    (" exceeds ", " is over "),
    (" had been ", " was "),
    (" has been ", " was "),
];

/// One tense for another, and what else is tried by itself.
const ALONE: [(&str, &str); 6] = [
    (" was ", " is "),
    (" is ", " was "),
    (" were ", " was "),
    (" are ", " is "),
    (" has ", " had "),
    (" in the ", " on any day in the "),
];

/// Words of the sentence forms, for a word that is a letter or two off.
const FORM_WORDS: [&str; 16] = [
    "before",
    "after",
    "under",
    "over",
    "least",
    "most",
    "more",
    "fewer",
    "within",
    "between",
    "throughout",
    "includes",
    "months",
    "years",
    "weeks",
    "there",
];

impl<'a> Reader<'a> {
    /// Texts to try, the likeliest first. `plain`: no form began to fit, so what is spoken of may be meant by another name.
    pub(super) fn candidates(self, text: &str, plain: bool) -> Vec<String> {
        let others = other_words(text);
        let mut candidates = others.clone();
        let phrases = nearest_all(text, self.whole_phrases(), 2).into_iter();
        candidates.extend(phrases.filter(|phrase| is_slip(text, phrase)).map(str::to_owned));
        candidates.extend(self.of_the_entry(text));
        candidates.extend(counted_otherwise(text));
        candidates.extend(so_long_from(text));
        candidates.extend(self.said_as_in_a_record(text));
        candidates.extend(text.split_once(" that ").map(|(_, sentence)| sentence.to_owned()));
        candidates.extend(strip(text, "that ").map(str::to_owned));
        candidates.extend(
            others.iter().map(String::as_str).chain([text]).flat_map(|text| self.with_whole_names(text)),
        );
        if plain {
            candidates.extend(self.with_its_date(text));
            candidates.extend(self.with_its_age(text));
        }
        candidates.extend(self.with_other_names(text));
        candidates.extend(others.iter().flat_map(|other| self.with_other_names(other)));
        candidates.extend(with_form_words(text));
        candidates
    }

    /// `the participant's role is …`, where an entry is at hand: `its role is …`.
    fn of_the_entry(self, text: &str) -> Option<String> {
        self.entry()?;
        let (_, said) = strip(text, "the ")?.split_once("'s ")?;
        Some(format!("its {said}"))
    }

    /// `the death was in 2015`: the date whose name shares its words, `the date of death is in 2015`.
    fn with_its_date(self, text: &str) -> Vec<String> {
        let whens = [" in ", " on ", " before ", " after "];
        let cut = whens.into_iter().find_map(|word| Some((word, text.split_once(word)?)));
        let Some((word, (event, when))) = cut.filter(|(_, (event, _))| !event.contains(" is ")) else {
            return Vec::new();
        };
        let shared = sharing_words(event, self.date_names(), 2);
        let names = self.dates_of(event).into_iter().chain(shared);
        names.map(|name| format!("{name} is{word}{when}")).collect()
    }

    /// `the child died`: the dates that apply when it is so.
    pub(super) fn dates_of(self, event: &str) -> Vec<&'a str> {
        let applies =
            |fact: &Fact| matches!(&fact.applies_when, Some(Body::Sentence(text)) if same(&text.text, event));
        let dates =
            self.facts().filter(|(_, fact)| matches!(values_of(&fact.ty), Values::Date) && applies(fact));
        dates.filter_map(|(_, fact)| fact.words.name.as_deref()).collect()
    }

    /// `the child was under 1 year`: the age, by its name.
    fn with_its_age(self, text: &str) -> Vec<String> {
        let lengths = [
            " is under ",
            " is over ",
            " is at least ",
            " is at most ",
            " was under ",
            " was over ",
            " was aged ",
        ];
        let Some((word, (_, length))) =
            lengths.into_iter().find_map(|word| Some((word, text.split_once(word)?)))
        else {
            return Vec::new();
        };
        let word = word.replace(" was aged ", " is ").replace(" was ", " is ");
        let unit = match read_number(length) {
            Some(1) => " year",
            Some(_) => " years",
            None => "",
        };
        let ages = self.facts().filter(|(_, fact)| matches!(fact.ty, Type::TimeBetween { .. }));
        let names = ages.filter_map(|(_, fact)| fact.words.name.as_deref());
        names.map(|name| format!("{name}{word}{length}{unit}")).collect()
    }

    /// `child-died: yes`, as a record has it: the sentence that says so.
    fn said_as_in_a_record(self, text: &str) -> Option<String> {
        let (id, value) = text.split_once(": ").or_else(|| text.split_once(" = "))?;
        let (_, fact) = self.facts().find(|(_, fact)| fact.id == id)?;
        match (values_of(&fact.ty), &fact.words.name) {
            (Values::Whole, _) if same(value, "yes") => fact.words.yes.clone(),
            (Values::Whole, _) if same(value, "no") => fact.words.no.clone(),
            (Values::AnyOf(_), Some(name)) => Some(format!("{name} includes {value}")),
            (_, Some(name)) => Some(format!("{name} is {value}")),
            (_, None) => None,
        }
    }

    /// The text with its first words replaced by a name that is near to them.
    fn with_other_names(self, text: &str) -> Vec<String> {
        let mut ranked: Vec<(usize, String)> = Vec::new();
        for name in self.leading_names() {
            let words = name.split(' ').count();
            let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).collect();
            for count in words.saturating_sub(1).max(1)..=words + 1 {
                let Some(end) = ends.get(count - 1) else { continue };
                let (Some(first), Some(rest)) = (text.get(..*end), text.get(*end..)) else { continue };
                if !nearest_all(first, [name.as_str()], 1).is_empty() {
                    ranked.push((strsim::osa_distance(first, &name), format!("{name}{rest}")));
                }
            }
        }
        ranked.sort();
        // A name much farther off than the nearest means something else.
        let farthest = ranked.first().map_or(0, |(distance, _)| distance + 2);
        let near = ranked.into_iter().take_while(|(distance, _)| *distance <= farthest);
        near.map(|(_, text)| text).take(8).collect()
    }

    /// `abuse or neglect is suspected`, `the number of referrals is 3`: a name cut off before its last `of` or `about`, whole.
    fn with_whole_names(self, text: &str) -> Vec<String> {
        let named = self.facts().filter(|(_, fact)| !matches!(values_of(&fact.ty), Values::Whole));
        let called: Vec<&str> = named.flat_map(|(_, fact)| names_of(fact)).chain(self.list_names()).collect();
        let cut = |name: &'a str| {
            let ends = [" of ", " about "].into_iter().filter_map(|word| name.rfind(word));
            Some((name, name.get(..ends.max()?)?))
        };
        let short: Vec<(&str, &str)> = called.iter().filter_map(|name| cut(name)).collect();
        // `the date` begins too many names to say which is meant.
        let telling = |part: &str| short.iter().filter(|(_, other)| same(other, part)).count() <= 3;
        let whole = |(name, part): &(&'a str, &'a str)| {
            let at = text.find(part).filter(|_| telling(part) && !text.contains(name))?;
            let (before, behind) = (text.get(..at)?, text.get(at + part.len()..)?);
            let is_word = (before.is_empty() || before.ends_with(' '))
                && (behind.is_empty() || behind.starts_with(' '));
            is_word.then(|| format!("{before}{name}{behind}"))
        };
        short.iter().filter_map(whole).collect()
    }

    /// What the vocabulary calls the entries of its lists.
    fn list_names(self) -> Vec<&'a str> {
        let words = self.facts().flat_map(|(_, fact)| [&fact.words.one, &fact.words.many]);
        words.filter_map(|name| name.as_deref()).collect()
    }

    /// Everything a templated sentence can begin with.
    fn leading_names(self) -> Vec<String> {
        let facts = self.facts().map(|(_, fact)| fact);
        let with_value = facts.filter(|fact| !matches!(values_of(&fact.ty), Values::Whole));
        let mut names: Vec<String> = with_value.flat_map(names_of).map(str::to_owned).collect();
        names.extend(self.names.tables.iter().map(|(heading, _, _)| heading.clone()));
        names.extend(self.stems().iter().flat_map(|stem| stem.names.iter().map(|name| (*name).to_owned())));
        if let Some((list, one)) = self.entry() {
            for (_, field) in self.fields_of(list) {
                let Some(name) = &field.words.name else { continue };
                names.extend([
                    format!("its {name}"),
                    format!("the {one}'s {name}"),
                    format!("the {name} of the {one}"),
                ]);
            }
        }
        names
    }
}

/// The text with another word for the language's own one; with all of them where it has several.
fn other_words(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let with = |(theirs, ours): (&str, &str)| {
        let at = lower.find(theirs)?;
        Some(format!("{}{ours}{}", text.get(..at)?, text.get(at + theirs.len()..)?))
    };
    let mut texts: Vec<String> = OTHER_WORDS.into_iter().filter_map(with).collect();
    if texts.len() > 1 {
        let all = |text: String, (theirs, ours): (&str, &str)| text.replacen(theirs, ours, 1);
        texts.push(OTHER_WORDS.into_iter().fold(lower.clone(), all));
    }
    texts.extend(ALONE.into_iter().filter_map(with));
    texts
}

/// The text with one word replaced by a near word of the sentence forms.
fn with_form_words(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut texts = Vec::new();
    for (index, word) in words.iter().enumerate() {
        for form in nearest_all(word, FORM_WORDS.into_iter().filter(|form| form != word), 2) {
            let changed = words.iter().enumerate().map(|(at, word)| if at == index { form } else { *word });
            texts.push(changed.collect::<Vec<_>>().join(" "));
        }
    }
    texts
}

/// `there were more than 2 visits`, `there were exactly 3 visits`: how such a count is said.
fn counted_otherwise(text: &str) -> Option<String> {
    let rest = strip(text, "there were ").or_else(|| strip(text, "there was "))?;
    let more = ["more than ", "over "].into_iter().find_map(|word| strip(rest, word));
    let fewer = ["fewer than ", "less than "].into_iter().find_map(|word| strip(rest, word));
    let exactly = ["exactly ", "only "].into_iter().find_map(|word| strip(rest, word));
    let (number, items) = more.or(fewer).or(exactly).unwrap_or(rest).split_once(' ')?;
    let number = read_number(number)?;
    if more.is_some() {
        return Some(format!("there were at least {} {items}", number.checked_add(1)?));
    }
    if fewer.is_some() {
        return Some(format!("there were at most {} {items}", number.checked_sub(1)?));
    }
    Some(format!("the number of {items} is {number}"))
}

/// `the date of death is more than 6 months after DATE`: how two dates so far apart are compared.
fn so_long_from(text: &str) -> Option<String> {
    let forms = [
        (" is more than ", " is after ", " is before "),
        (" is less than ", " is before ", " is after "),
        (" is at least ", " is on or after ", " is on or before "),
        (" is at most ", " is on or before ", " is on or after "),
    ];
    let ((_, later, earlier), (name, far)) =
        forms.into_iter().find_map(|form| Some((form, text.split_once(form.0)?)))?;
    let after = far.split_once(" after ").map(|(length, day)| format!("{name}{later}{day} plus {length}"));
    after.or_else(|| {
        far.split_once(" before ").map(|(length, day)| format!("{name}{earlier}{day} less {length}"))
    })
}

/// Is a phrase the text with some letters or small words off? No figure of the text is left out, every longer word is
/// like one of the other's, and none is the opposite of another (`explained`, `unexplained`).
fn is_slip(text: &str, phrase: &str) -> bool {
    let only_in = |one: &str, other: &str| -> Vec<String> {
        let others: Vec<String> = other.split(' ').map(str::to_lowercase).collect();
        one.split(' ').map(str::to_lowercase).filter(|word| !others.contains(word)).collect()
    };
    let (ours, theirs) = (only_in(text, phrase), only_in(phrase, text));
    let unlike = |words: &[String], others: &[String]| {
        let like = |word: &String| !nearest_all(word, others.iter().map(String::as_str), 1).is_empty();
        words.iter().any(|word| word.len() > 3 && !like(word))
    };
    let is_un = |one: &str, other: &str| one.strip_prefix("un").or(one.strip_prefix("in")) == Some(other);
    let turned = |one: &String| theirs.iter().any(|other| is_un(one, other) || is_un(other, one));
    if ours.iter().any(turned) {
        return false;
    }
    let figures = ours.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    !figures && !unlike(&ours, &theirs) && !unlike(&theirs, &ours)
}
