//! How else do people write when a rule applies and what it gives? Each is told with the form that is meant.

use super::pieces::Kind;
use super::reader::Reader;
use super::tree::Text;
use super::words::{Words, inner};
use crate::diagnostic::Diagnostic;

/// Says that no `when` divides the sentence.
pub(super) fn report_no_when(reader: &mut Reader<'_>, words: Words<'_, '_>) {
    let mut diagnostic =
        Diagnostic::error("E0407", words.span(), "This sentence does not say when it applies")
            .help("Write `when` and then one sentence, or a list such as `all of these are true:`.");
    if let Some(part) = ["only if", "if", "where"].into_iter().find_map(|phrase| words.part(phrase)) {
        diagnostic = diagnostic.fix("write `when`", part.span(), "when");
    }
    if words.split("unless").is_some() {
        diagnostic = diagnostic.help(
            "For `unless`, write when the rule applies, then an `Exception`, and in the rule \
             `This does not apply where \"NAME\" applies.`",
        );
    }
    reader.report(diagnostic);
}

/// `If the child died, the outcome must be …`: the condition, and what stands behind it.
pub(super) fn turned_round<'p, 'a>(words: Words<'p, 'a>) -> Option<(Words<'p, 'a>, Words<'p, 'a>)> {
    let mut rest = words;
    if !["if", "when", "where"].into_iter().any(|word| rest.eat(word)) {
        return None;
    }
    let (condition, mut head) = rest.split(",")?;
    head.eat("then");
    (!condition.is_empty() && head.begins("the outcome")).then_some((condition, head))
}

/// Says that what the rule gives stands first.
pub(super) fn report_turned_round(
    reader: &mut Reader<'_>,
    whole: Words<'_, '_>,
    (condition, head): (Words<'_, '_>, Words<'_, '_>),
) {
    let mended = capital(&format!("{} when {}", head.text().text, condition.text().text));
    reader.report(
        Diagnostic::error(
            "E0407",
            whole.span(),
            "What a rule gives stands first, and behind `when` the condition",
        )
        .fix(format!("write `{mended}`"), whole.span(), mended),
    );
}

/// `… only when …`: a rule says when it applies, and nothing of what holds else.
pub(super) fn without_only<'p, 'a>(reader: &mut Reader<'a>, head: Words<'p, 'a>) -> Words<'p, 'a> {
    let Some(before) = head.without_end("only").filter(|before| !before.is_empty()) else { return head };
    let place = head.behind(before).span();
    reader.report(
        Diagnostic::error(
            "E0407",
            place,
            "`only` stands before `when`, and a rule says nothing of other cases",
        )
        .because("Where no rule applies, *Otherwise* holds.")
        .fix("leave `only` out", reader.at(place.start, place.end + 1), ""),
    );
    before
}

/// `This does not apply if "NAME" applies.`
pub(super) fn report_not_where(reader: &mut Reader<'_>, whole: Words<'_, '_>, behind: Words<'_, '_>) {
    let begun = whole.before(behind).span();
    let title = format!("`{}` names an exception, and that line begins otherwise", whole.text().text);
    reader.report(Diagnostic::error("E0404", whole.span(), title).fix(
        "write `This does not apply where`",
        begun,
        "This does not apply where",
    ));
}

/// An outcome; one between quotes is reported and read.
pub(super) fn unquoted(reader: &mut Reader<'_>, outcome: Words<'_, '_>) -> Text {
    match outcome.pieces {
        [only] if only.kind == Kind::Quoted => {
            let name = inner(reader.source, only);
            let title = format!("The outcome `{}` stands in quotes", name.text);
            let said = Diagnostic::error("E0409", outcome.span(), title);
            reader.report(said.fix("leave the quotes out", outcome.span(), name.text.clone()));
            name
        }
        _ => outcome.text(),
    }
}

/// Says that a sentence gives no outcome, with the form that is meant.
pub(super) fn report_no_outcome(reader: &mut Reader<'_>, head: Words<'_, '_>) {
    let title = format!("`{}` does not give an outcome", head.text().text);
    let said = Diagnostic::error("E0409", head.span(), title).help(
        "Write one of: `The outcome must be X when`, `The outcome should always be X when`, \
         `X should be considered when`, `X may be chosen when`, `X is to be weighed when`.",
    );
    if let Some(fix) = given_otherwise(head) {
        reader.report(said.fix(format!("write `{fix}`"), head.span(), fix));
        return;
    }
    let Some((part, ours)) = duty_otherwise(head) else {
        reader.report(said);
        return;
    };
    let said = ours.iter().fold(said, |said, ours| said.fix(format!("write `{ours}`"), part.span(), *ours));
    reader.report(said);
}

/// `The outcome is X`, `X must be considered`: the words that say how strongly, and those that are meant.
fn duty_otherwise<'p, 'a>(head: Words<'p, 'a>) -> Option<(Words<'p, 'a>, &'static [&'static str])> {
    let binding: [(&str, &'static [&'static str]); 4] = [
        ("shall be", &["must be"]),
        ("will be", &["must be", "should always be"]),
        ("should be", &["should always be"]),
        ("is", &["must be", "should always be"]),
    ];
    let put: [(&str, &'static [&'static str]); 6] = [
        ("must be considered", &["should be considered"]),
        ("will be considered", &["should be considered"]),
        ("shall be considered", &["should be considered"]),
        ("may be considered", &["should be considered"]),
        ("can be considered", &["should be considered"]),
        ("is to be considered", &["should be considered"]),
    ];
    let found = |forms: &[(&str, &'static [&'static str])]| {
        forms.iter().find_map(|(theirs, ours)| Some((head.part(theirs)?, *ours)))
    };
    if head.begins("the outcome") { found(&binding) } else { found(&put) }
}

/// `The outcome of "Q" may be X`, `the board may choose X`, `there must be X`: the form that gives X, as it is written here.
fn given_otherwise(head: Words<'_, '_>) -> Option<String> {
    let forms = [
        ("may be considered as", "should be considered"),
        ("may be", "may be chosen"),
        ("can be", "may be chosen"),
        ("might be", "may be chosen"),
        ("could be", "may be chosen"),
        ("should be considered as", "should be considered"),
        ("should be considered", "should be considered"),
    ];
    let mut words = head;
    if words.eat("there must be") || words.eat("there shall be") || words.eat("there will be") {
        let _ = words.eat("a") || words.eat("an");
        return (!words.is_empty()).then(|| format!("The outcome must be {}", words.text().text));
    }
    if let Some((_, outcome)) = words.split("may choose").or_else(|| words.split("can choose")) {
        return (!outcome.is_empty()).then(|| format!("{} may be chosen", capital(&outcome.text().text)));
    }
    if !words.eat("the outcome") {
        return None;
    }
    let question = if words.eat("of") { words.eat_quoted() } else { None };
    let (_, ours) = forms.into_iter().find(|(theirs, _)| words.eat(theirs)).filter(|_| !words.is_empty())?;
    let of = question.map_or_else(String::new, |question| format!(" for \"{}\"", question.text));
    Some(format!("{} {ours}{of}", capital(&words.text().text)))
}

/// With a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words between a rule's name and its sentence: a citation that was not put between brackets.
pub(super) fn report_uncited(reader: &mut Reader<'_>, words: Words<'_, '_>) {
    let written = words.text();
    let cited = written.text.trim_start_matches('(').trim_end_matches(')');
    reader.report(
        Diagnostic::error(
            "E0409",
            written.span,
            format!("`{}` stands between the name and the sentence", written.text),
        )
        .because("What a rule rests on is cited between square brackets.")
        .fix("put it between brackets", written.span, format!("[{cited}]")),
    );
}
