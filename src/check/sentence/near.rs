//! What might the author have meant? Near sentences, names and words, each tried before it is offered.
//!
//! Invariant: a fix is offered only where the mended sentence reads, and never one that turns a positive sentence into
//! a negative one or the other way round.

use super::Reader;
use super::fold::{after, same, strip};
use super::subject::{Values, names_of, values_of};
use crate::check::context::near;
use crate::diagnostic::{Diagnostic, nearest_all, sharing_words};
use crate::vocabulary::Type;

/// What people write, and how the language says it.
const OTHER_WORDS: [(&str, &str); 33] = [
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
    (" was ", " is "),
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
    /// The complaint with what might be meant instead; a plain one where no form began to fit.
    pub(super) fn with_suggestions(self, complaint: Option<Box<Diagnostic>>) -> Diagnostic {
        let plain = complaint.is_none();
        let diagnostic = complaint.map_or_else(|| self.no_such_sentence(), |complaint| *complaint);
        if !diagnostic.fixes.is_empty() || is_final(&diagnostic) {
            return diagnostic;
        }
        let mended = self.mended(plain);
        if mended.is_empty() && plain && diagnostic.help.is_empty() {
            return self.most_alike(diagnostic);
        }
        mended.into_iter().fold(diagnostic, |diagnostic, text| self.offer_text(diagnostic, &text))
    }

    fn no_such_sentence(self) -> Diagnostic {
        let text = self.whole.text.as_str();
        if strip(text, "its ").is_some() && self.entry().is_none() {
            return self
                .error("E0211", text, "`its` speaks of an entry of a list, and none is at hand here")
                .help("begin with `there was a …, for which all of these are true:` and put the sentence under it");
        }
        if let Some(one) = self.said_of_an_entry(text) {
            return self
                .error("E0201", text, format!("`{text}` is said of one {one}, and none is at hand here"))
                .help(format!(
                    "write `there was a {one}, for which all of these are true:` and put the sentence under it"
                ));
        }
        if let Some(diagnostic) = self.about_the_record(text).or_else(|| self.negated(text)) {
            return diagnostic;
        }
        if let Some((named, rest)) = self.whole_name(text) {
            let said = if rest.is_empty() { "stops there" } else { "goes on in no way a sentence can" };
            return self
                .error("E0201", text, format!("`{named}` is named, and then the sentence {said}"))
                .help(format!(
                    "a day, an age or a number is asked of by its own name, such as `{} is before 3 May 2015`",
                    self.date_names().first().unwrap_or(&"DATE")
                ));
        }
        self.error("E0201", text, format!("no sentence of the vocabulary reads `{text}`")).because(
            "Rules are written in the vocabulary's own sentences, so that each means exactly one thing.",
        )
    }

    /// A column of a table headed by no name of a fact.
    pub(super) fn unknown_column(self) -> Option<Diagnostic> {
        let text = self.whole.text.as_str();
        if self.named(text).iter().any(|(_, rest)| rest.is_empty()) {
            return None;
        }
        let names: Vec<&str> =
            self.facts().flat_map(|(_, fact)| names_of(fact)).chain(self.whole_phrases()).collect();
        let said = self
            .error("E0201", text, format!("nothing in the vocabulary is called `{text}`"))
            .because("A column is headed by the name of a fact, or by a sentence that is true or not.");
        Some(near(said, self.whole, &names))
    }

    /// The list whose entries this yes/no sentence speaks of, by its word for one of them.
    fn said_of_an_entry(self, text: &str) -> Option<&'a str> {
        let says = |wording: &Option<String>| wording.as_deref().is_some_and(|wording| same(text, wording));
        self.facts().find_map(|(list, fact)| {
            let mut fields = self.fields_of(list);
            let of_it = fields.any(|(_, field)| says(&field.words.yes) || says(&field.words.no));
            if of_it { fact.words.one.as_deref() } else { None }
        })
    }

    /// A yes/no sentence that the text begins with.
    fn whole_name<'t>(self, text: &'t str) -> Option<(&'a str, &'t str)> {
        let mut sentences = self.whole_phrases().into_iter();
        sentences.find_map(|sentence| Some((sentence, after(text, sentence)?)))
    }

    /// Mended texts that read, the likeliest first; at most three. `plain`: no form began to fit, so what is spoken of may be
    /// meant by another name.
    fn mended(self, plain: bool) -> Vec<String> {
        let text = self.whole.text.as_str();
        let mut candidates = other_words(text);
        let phrases = nearest_all(text, self.whole_phrases(), 2).into_iter();
        candidates.extend(phrases.filter(|phrase| is_slip(text, phrase)).map(str::to_owned));
        candidates.extend(self.of_the_entry(text));
        if plain {
            candidates.extend(self.with_its_date(text));
            candidates.extend(self.with_its_age(text));
        }
        candidates.extend(self.with_other_names(text));
        candidates.extend(with_form_words(text));
        let mut mended: Vec<String> = Vec::new();
        for candidate in candidates {
            let candidate = in_the_same_letter(text, candidate);
            if says_not(&candidate) == says_not(text)
                && !mended.contains(&candidate)
                && self.reads(&candidate)
            {
                mended.push(candidate);
            }
            if mended.len() == 3 {
                break;
            }
        }
        mended
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
        let names = sharing_words(event, self.date_names(), 2).into_iter();
        names.map(|name| format!("{name} is{word}{when}")).collect()
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
        let ages = self.facts().filter(|(_, fact)| matches!(fact.ty, Type::TimeBetween { .. }));
        let names = ages.filter_map(|(_, fact)| fact.words.name.as_deref());
        names.map(|name| format!("{name}{word}{length}")).collect()
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
        ranked.into_iter().map(|(_, text)| text).take(8).collect()
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

    /// Every sentence that stands as it is.
    pub(super) fn whole_phrases(self) -> Vec<&'a str> {
        let mut phrases: Vec<&'a str> = Vec::new();
        for (_, fact) in self.facts() {
            let words = &fact.words;
            let sentences = [&words.yes, &words.no, &words.none, &words.never, &words.ever];
            phrases.extend(sentences.into_iter().filter_map(|sentence| sentence.as_deref()));
        }
        if let Some((list, _)) = self.entry() {
            for (_, field) in self.fields_of(list) {
                let words = &field.words;
                let sentences = [&words.yes, &words.no, &words.never, &words.ever];
                phrases.extend(sentences.into_iter().filter_map(|sentence| sentence.as_deref()));
            }
        }
        phrases.extend(self.names.definitions.iter().map(|definition| definition.sentence.as_str()));
        phrases
    }

    /// Offers the mended text, as a change of only the words that differ.
    pub(super) fn offer_text(self, diagnostic: Diagnostic, mended: &str) -> Diagnostic {
        let text = self.whole.text.as_str();
        let before: usize = text
            .split_inclusive(' ')
            .zip(mended.split_inclusive(' '))
            .take_while(|(a, b)| a == b && a.ends_with(' '))
            .map(|(a, _)| a.len())
            .sum();
        let (rest, other) = (text.get(before..).unwrap_or(text), mended.get(before..).unwrap_or(mended));
        let behind: usize = rest
            .rsplit(' ')
            .zip(other.rsplit(' '))
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len() + 1)
            .sum();
        let cut = |whole: &str| whole.len().saturating_sub(behind);
        let (Some(part), Some(new)) = (rest.get(..cut(rest)), other.get(..cut(other))) else {
            return diagnostic.fix(format!("write `{mended}`"), self.whole.span, mended);
        };
        if part.is_empty() || new.is_empty() || behind > rest.len().min(other.len()) {
            return diagnostic.fix(format!("write `{mended}`"), self.whole.span, mended);
        }
        self.offer(diagnostic, part, new)
    }

    /// The sentences that share the most words with the text, in words only.
    fn most_alike(self, diagnostic: Diagnostic) -> Diagnostic {
        let text = self.whole.text.as_str();
        let phrases = self.whole_phrases().into_iter().chain(self.named_phrases());
        let mut alike = sharing_words(text, phrases, 3);
        alike.sort_by_key(|phrase| is_negative(phrase) != is_negative(text));
        let alike: Vec<String> = alike.into_iter().map(|phrase| format!("`{phrase}`")).collect();
        if alike.is_empty() {
            return diagnostic.help("ask the vocabulary's owner for the sentence, or use one it has");
        }
        diagnostic.help(format!("what the vocabulary has that is most alike: {}", alike.join("; ")))
    }

    fn named_phrases(self) -> Vec<&'a str> {
        let named = self.facts().filter(|(_, fact)| !matches!(fact.ty, Type::YesNo));
        named.filter_map(|(_, fact)| fact.words.name.as_deref().or(fact.words.many.as_deref())).collect()
    }
}

/// Some mistakes are not slips of the pen.
fn is_final(diagnostic: &Diagnostic) -> bool {
    ["E0205", "E0206", "E0207", "E0209", "E0210", "E0212", "E0216", "E0302"].contains(&diagnostic.code.0)
}

/// The text with another word for the language's own one.
fn other_words(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let mut texts = Vec::new();
    for (theirs, ours) in OTHER_WORDS {
        if let Some(at) = lower.find(theirs) {
            let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + theirs.len()..).unwrap_or(""));
            texts.push(format!("{before}{ours}{after}"));
        }
    }
    if texts.len() > 1 {
        let all = OTHER_WORDS.into_iter().fold(lower, |text, (theirs, ours)| text.replacen(theirs, ours, 1));
        texts.push(all);
    }
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

/// A sentence of a definition begins with a capital letter; within a rule it does not.
fn in_the_same_letter(text: &str, candidate: String) -> String {
    let small = text.starts_with(char::is_lowercase);
    let mut letters = candidate.chars();
    match letters.next().filter(|first| small && first.is_uppercase()) {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => candidate,
    }
}

/// Is a phrase the text with a word or some letters off? No figure of the text is left out, and on each side there is at
/// most one word like none of the other's.
fn is_slip(text: &str, phrase: &str) -> bool {
    let only_in = |one: &str, other: &str| -> Vec<String> {
        let others: Vec<String> = other.split(' ').map(str::to_lowercase).collect();
        one.split(' ').map(str::to_lowercase).filter(|word| !others.contains(word)).collect()
    };
    let (ours, theirs) = (only_in(text, phrase), only_in(phrase, text));
    let unlike = |words: &[String], others: &[String]| {
        let like = |word: &String| !nearest_all(word, others.iter().map(String::as_str), 1).is_empty();
        words.iter().filter(|word| !like(word)).count()
    };
    let figures = ours.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    !figures && unlike(&ours, &theirs) <= 1 && unlike(&theirs, &ours) <= 1
}

/// Does the sentence say that something is not so, and that it never was? The two are not the same.
fn says_not(text: &str) -> (bool, bool) {
    let never = text.split(' ').any(|word| word.eq_ignore_ascii_case("never"));
    (is_negative(text), never)
}

/// Does the sentence say that something is not so?
fn is_negative(text: &str) -> bool {
    let negative = ["not", "no", "never", "neither", "nor", "none", "nobody", "cannot"];
    text.split(' ').any(|word| negative.iter().any(|other| word.eq_ignore_ascii_case(other)))
}
