//! What might the author have meant? Near sentences, names and words, each tried before it is offered.
//!
//! Invariant: a fix is offered only where the mended sentence reads, and never one that turns a positive sentence into
//! a negative one or the other way round.

use super::Reader;
use super::fold::{after, same, strip};
use super::subject::{Values, names_of, values_of};
use crate::check::context::near;
use crate::diagnostic::{Diagnostic, shares_a_word, sharing_words_told};
use crate::syntax::tree::Text;
use crate::vocabulary::Type;

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
        let said = self.about_the_record(text).or_else(|| self.negated(text)).or_else(|| self.timeless(text));
        if let Some(diagnostic) = said {
            return diagnostic;
        }
        if text.ends_with(" of these are true") || text.ends_with(" of these is true") {
            return self
                .error("E0201", text, format!("`{text}` is the heading of a list, and one sentence belongs here"))
                .help("give the list a name of its own, as a `Definition \"NAME\"`, and write that definition's sentence here");
        }
        if let Some((named, rest)) = self.whole_name(text) {
            return self.goes_on(named, rest);
        }
        self.error("E0201", text, format!("no sentence of the vocabulary reads `{text}`")).because(
            "Rules are written in the vocabulary's own sentences, so that each means exactly one thing.",
        )
    }

    /// A sentence stands here whole, and then something more.
    fn goes_on(self, named: &str, rest: &str) -> Diagnostic {
        let text = self.whole.text.as_str();
        let joined = ["or ", "and "].into_iter().find_map(|word| Some((word.trim_end(), strip(rest, word)?)));
        if let Some((word, other)) = joined {
            let said = self
                .error("E0201", other, format!("no sentence of the vocabulary reads `{other}`"))
                .because(format!("`{named}` is a sentence of its own, and `{word}` joins no sentences: each is an item of a list."));
            let other = Text { text: other.to_owned(), span: self.span(other) };
            return Reader { whole: &other, ..self }.most_alike(said);
        }
        let said = if rest.is_empty() { "stops there" } else { "goes on in no way a sentence can" };
        let said = self.error("E0201", text, format!("`{named}` is named, and then the sentence {said}"));
        let excepted =
            ["unless ", "except "].iter().find_map(|word| strip(rest.trim_start_matches([',', ' ']), word));
        if let Some(excepted) = excepted {
            let named = excepted.split('"').nth(1).unwrap_or("NAME");
            return said.help(format!(
                "end the sentence before it, and write in a line of its own: `This does not apply where \"{named}\" applies.`, \
                 with an `Exception \"{named}\"` that says when"
            ));
        }
        if rest.starts_with([',', '(']) {
            return said.help(format!(
                "end the sentence behind `{named}`; what no sentence says can stand in a comment: `# …`"
            ));
        }
        let alike = self.alike_to(rest);
        if !alike.is_empty() {
            return said
                .help(format!("what stands behind it is a sentence of its own, such as {}", alike.join("; ")))
                .help("where both must be true, write both as items under `all of these are true:`");
        }
        let dates = self.dates_of(named).into_iter().chain(self.date_names());
        said.help(format!(
            "a day, an age or a number is asked of by its own name, such as `{} is before 3 May 2015`",
            dates.into_iter().next().unwrap_or("DATE")
        ))
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
        sentences.find_map(|sentence| {
            let rest = after(text, sentence)
                .or_else(|| strip(text, sentence).filter(|rest| rest.starts_with(", ")))?;
            Some((sentence, rest))
        })
    }

    /// Mended texts that read, the likeliest first; at most three. `plain`: no form began to fit the text.
    fn mended(self, plain: bool) -> Vec<String> {
        let text = self.whole.text.as_str();
        let mut mended: Vec<String> = Vec::new();
        for candidate in self.candidates(text, plain) {
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
        let alike = self.alike_to(self.whole.text.as_str());
        if alike.is_empty() {
            return diagnostic.help("no sentence is like it: ask the vocabulary's owner for one, or declare a fact for it in a vocabulary of your own");
        }
        diagnostic.help(format!("what the vocabulary has that is most alike: {}", alike.join("; ")))
    }

    /// Up to three sentences that share the most words with a text, each as it is quoted.
    fn alike_to(self, text: &str) -> Vec<String> {
        let whole = self.whole_phrases().into_iter().map(|phrase| (phrase.to_owned(), ""));
        let mut alike = sharing_words_told(text, whole.chain(self.named_phrases(text)), 3);
        alike.sort_by_key(|phrase| is_negative(phrase) != is_negative(text));
        alike.into_iter().map(|phrase| format!("`{phrase}`")).collect()
    }

    /// The names of facts, with a value that the text speaks of; each with the fact's question.
    fn named_phrases(self, text: &str) -> Vec<(String, &'a str)> {
        let named = self
            .facts()
            .filter(|(_, fact)| !matches!(fact.ty, Type::YesNo) && fact.kind.may_stand_in_rules());
        let phrases = named.filter_map(|(_, fact)| {
            let name = fact.words.name.as_deref().or(fact.words.many.as_deref())?;
            let (values, says) = match values_of(&fact.ty) {
                Values::OneOf { values, .. } => (values, "is"),
                Values::AnyOf(values) => (values, "includes"),
                Values::Number | Values::Date | Values::Length(_) | Values::Text | Values::Whole => {
                    (&[][..], "")
                }
            };
            let meant: Vec<String> = values
                .iter()
                .filter(|value| shares_a_word(value, text))
                .map(|value| format!("{name} {says} {value}"))
                .collect();
            let phrases = if meant.is_empty() { vec![name.to_owned()] } else { meant };
            let ask = fact.words.ask.as_deref().unwrap_or_default();
            Some(phrases.into_iter().map(move |phrase| (phrase, ask)))
        });
        phrases.flatten().collect()
    }
}

/// Some mistakes are not slips of the pen.
fn is_final(diagnostic: &Diagnostic) -> bool {
    ["E0205", "E0206", "E0207", "E0209", "E0210", "E0212", "E0216", "E0302"].contains(&diagnostic.code.0)
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

/// Does the sentence say that something is not so, that it never was, or that it ever was? None of these is another.
fn says_not(text: &str) -> [bool; 3] {
    let says = |wanted: &str| text.split(' ').any(|word| word.eq_ignore_ascii_case(wanted));
    [is_negative(text), says("never"), says("ever") || says("some") && says("time")]
}

/// Does the sentence say that something is not so?
fn is_negative(text: &str) -> bool {
    let negative = ["not", "no", "never", "neither", "nor", "none", "nobody", "cannot"];
    text.split(' ').any(|word| negative.iter().any(|other| word.eq_ignore_ascii_case(other)))
}
