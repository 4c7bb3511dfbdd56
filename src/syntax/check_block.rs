//! Checks, guarantees, and what always holds of a record.

use super::body::{body, citations, condition};
use super::list_heading;
use super::parts::Parts;
use super::reader::Reader;
use super::rule::{optional_when, report_more_phrases};
use super::tree::{Body, Check, Claim, Comparison, Guarantee};
use super::words::Words;
use crate::diagnostic::Diagnostic;

/// `For every reviewer, none of these is true:` …
pub(super) fn check<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Check> {
    let name = parts.name(reader)?;
    let first = parts
        .first(reader, "Write what must hold: `For every reviewer, none of these is true:` and a list.")?;
    report_more_phrases(reader, first);
    let words = first.words(reader);
    let (every, words) = of_each(reader, words).unwrap_or((None, words));
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Check {
        name,
        citations: cited,
        every: every.map(Words::text),
        body: condition(reader, words, first.list.as_ref()),
        span: parts.span,
    })
}

/// `For every reviewer,` and what is behind it. Without its comma a list heading tells where the word for one ends.
fn of_each<'p, 'a>(
    reader: &mut Reader<'a>,
    whole: Words<'p, 'a>,
) -> Option<(Option<Words<'p, 'a>>, Words<'p, 'a>)> {
    let mut words = whole;
    if !words.eat("for every") && !words.eat("for each") {
        return None;
    }
    if let Some((one, rest)) = words.split(",").filter(|(one, rest)| !one.is_empty() && !rest.is_empty()) {
        return Some((Some(one), rest));
    }
    let title = "This check does not say what must hold for each of them";
    let said = Diagnostic::error("E0422", words.span(), title)
        .help("Write a comma, then a sentence or a list: `For every reviewer, none of these is true:`");
    let one = list_heading::find(words).map(|found| found.lead).filter(|one| !one.is_empty());
    let Some(one) = one else {
        reader.report(said);
        return Some((None, words.behind(words)));
    };
    let place = one.span();
    reader.report(said.fix("write a comma", reader.at(place.end, place.end), ","));
    Some((Some(one), words.behind(one)))
}

/// The sentences and lists of `Always`.
pub(super) fn always<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Vec<Body>> {
    parts.first(reader, "Write sentences that hold for every record.")?;
    let mut bodies = Vec::new();
    for statement in &parts.statements {
        let last = statement.phrases.len().saturating_sub(1);
        for (index, phrase) in statement.phrases.iter().enumerate() {
            let words = reader.words(&phrase.words);
            let opened = statement.list.as_ref().filter(|_| index == last);
            if !words.is_empty() {
                bodies.extend(body(reader, words, opened));
            }
        }
    }
    Some(bodies)
}

/// `"review" is always at least serious case review when …`
pub(super) fn guarantee<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Guarantee> {
    let name = parts.name(reader)?;
    let first = parts
        .first(reader, "Write what holds for every record: `\"review\" is always at least … when ….`")?;
    let (head, when) = match optional_when(reader, first) {
        (Some(head), None) => without_if(reader, head),
        read => read,
    };
    let claim = head.and_then(|head| {
        let claim = claim(head);
        if claim.is_none() {
            report_no_claim(reader, head);
        }
        claim
    });
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Guarantee { name, citations: cited, claim, when, span: parts.span })
}

/// `… if the child died`: reported, and read as what `when` is followed by.
fn without_if<'p, 'a>(
    reader: &mut Reader<'a>,
    words: Words<'p, 'a>,
) -> (Option<Words<'p, 'a>>, Option<Body>) {
    let Some((head, behind)) = words.split("if") else { return (Some(words), None) };
    if let Some(part) = words.part("if") {
        let title = "`if` stands where `when` says of which records this holds";
        reader.report(Diagnostic::error("E0423", part.span(), title).fix(
            "write `when`",
            part.span(),
            "when",
        ));
    }
    (Some(head), Some(condition(reader, behind, None)))
}

fn report_no_claim(reader: &mut Reader<'_>, words: Words<'_, '_>) {
    let title = format!("`{}` claims nothing of every record", words.text().text);
    reader.report(Diagnostic::error("E0423", words.span(), title).help(
        "Write `\"QUESTION\" is always at least OUTCOME when …`, `\"QUESTION\" is never OUTCOME when …` \
         or `rule \"RULE\" always applies when …`.",
    ));
}

fn claim(words: Words<'_, '_>) -> Option<Claim> {
    let mut rest = words;
    if rest.eat("rule")
        && let Some(rule) = rest.eat_quoted()
    {
        let never = rest.eat("never");
        let stated = never || rest.eat("always");
        return (stated && rest.eat("applies") && rest.is_empty())
            .then_some(Claim::RuleApplies { rule, never });
    }
    rest = words;
    rest.eat("the outcome of");
    let question = rest.eat_quoted();
    if let Some(question) = question {
        let never = rest.eat("is never");
        if !never && !rest.eat("is always") {
            return None;
        }
        let comparison = if rest.eat("at least") {
            Comparison::AtLeast
        } else if rest.eat("at most") {
            Comparison::AtMost
        } else {
            Comparison::Is
        };
        return (!rest.is_empty()).then(|| Claim::Outcome {
            question,
            never,
            comparison,
            outcome: rest.text(),
        });
    }
    let unnamed = ["the outcome is never", "the outcome is always"].iter().any(|start| words.begins(start));
    (!words.is_empty() && !unnamed).then(|| Claim::Sentence { sentence: words.text(), never: false })
}
