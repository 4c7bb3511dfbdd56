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
const OTHER_WORDS: [(&str, &str); 26] = [
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
        let mended = self.mended();
        if mended.is_empty() && plain {
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
        if let Some(diagnostic) = self.negated_periods(text) {
            return diagnostic;
        }
        if let Some((named, rest)) = self.whole_name(text) {
            let said = if rest.is_empty() { "stops there" } else { "goes on in no way a sentence can" };
            return self
                .error("E0201", text, format!("`{named}` is named, and then the sentence {said}"))
                .help("the language's sentence forms are listed in the reference, under *Sentences*");
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

    /// `the child was not looked after`: on some day, or at no time at all?
    fn negated_periods(self, text: &str) -> Option<Diagnostic> {
        let (before, after) = text.split_once(" not ")?;
        let plain = format!("{before} {after}");
        let stems = self.stems();
        let stem = stems.iter().find(|stem| stem.names.iter().any(|name| same(&plain, name)))?;
        let never = stem.never.map(|never| format!("at no time at all: `{never}`"));
        let diagnostic = self
            .error("E0216", text, format!("`{text}` does not say when"))
            .because("Its value is a set of periods; a rule must say which days it asks about.")
            .help(format!(
                "not at a certain time: `none of these is true:` with `{plain} on DATE` or `{plain} on any day in WINDOW` as its item"
            ));
        Some(match never {
            Some(never) => diagnostic.help(never),
            None => diagnostic,
        })
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

    /// Mended texts that read, the likeliest first; at most three.
    fn mended(self) -> Vec<String> {
        let text = self.whole.text.as_str();
        let mut candidates = other_words(text);
        candidates.extend(nearest_all(text, self.whole_phrases(), 2).into_iter().map(str::to_owned));
        candidates.extend(self.with_other_names(text));
        candidates.extend(with_form_words(text));
        let mut mended: Vec<String> = Vec::new();
        for candidate in candidates {
            if is_negative(&candidate) == is_negative(text)
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
    fn offer_text(self, diagnostic: Diagnostic, mended: &str) -> Diagnostic {
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
    ["E0205", "E0206", "E0207", "E0209", "E0210", "E0216", "E0302"].contains(&diagnostic.code.0)
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

/// Does the sentence say that something is not so?
fn is_negative(text: &str) -> bool {
    let negative = ["not", "no", "never", "neither", "nor", "none", "nobody", "cannot"];
    text.split(' ').any(|word| negative.iter().any(|other| word.eq_ignore_ascii_case(other)))
}
