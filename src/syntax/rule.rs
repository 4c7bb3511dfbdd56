//! Rules, definitions and exceptions: a sentence with `when`, and the lines that may stand beside it.

use super::body::{citations, condition, heading_without_items, items};
use super::list_heading;
use super::outline::{ListOutline, Statement};
use super::parts::Parts;
use super::pieces::Piece;
use super::reader::Reader;
use super::rule_otherwise::{
    report_no_outcome, report_no_when, report_not_where, report_turned_round, report_uncited, turned_round,
    unquoted, without_only,
};
use super::tree::{Body, Definition, Duty, Exception, Item, Rule, Text};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// `Rule "…" [ ]` and its sentences.
pub(super) fn rule<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Rule> {
    let name = parts.name(reader)?;
    let first = parts.first(reader, "Write when it applies: `The outcome must be … when ….`")?;
    let beside = beside(reader, parts.statements.iter().skip(1));
    let said = split_when(reader, first);
    let given = said.sure().and_then(|head| outcome(reader, head));
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Rule {
        name,
        citations: cited,
        question_at: given.as_ref().map(|given| given.question_at),
        duty: given.as_ref().map_or(Duty::Must, |given| given.duty),
        question: given.as_ref().and_then(|given| given.question.clone()),
        outcome: given.map(|given| given.outcome),
        when: said.condition,
        whether_or_not: beside.whether_or_not,
        not_where: beside.not_where,
        considers: beside.considers,
        span: parts.span,
    })
}

/// `Definition "…" [ ]`: a sentence and what it means.
pub(super) fn definition<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Definition> {
    let name = parts.name(reader)?;
    let first = parts.first(reader, "Write what it means: `The child was … when ….`")?;
    let beside = beside(reader, parts.statements.iter().skip(1));
    let said = split_when(reader, first);
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Definition {
        name,
        citations: cited,
        sentence: said.head.text(),
        body: said.condition,
        whether_or_not: beside.whether_or_not,
        span: parts.span,
    })
}

/// `Exception "…" [ ]`: `This applies when ….`
pub(super) fn exception<'a>(reader: &mut Reader<'a>, parts: &Parts<'a>) -> Option<Exception> {
    let name = parts.name(reader)?;
    let first = parts.first(reader, "Write when it applies: `This applies when ….`")?;
    let beside = beside(reader, parts.statements.iter().skip(1));
    let said = split_when(reader, first);
    if let Some(head) = said.sure().filter(|head| !head.text().text.eq_ignore_ascii_case("this applies")) {
        reader.report(
            Diagnostic::error(
                "E0410",
                head.span(),
                format!("`{}` does not begin an exception", head.text().text),
            )
            .fix("write `This applies`", head.span(), "This applies"),
        );
    }
    let mut cited = parts.citations(reader);
    cited.extend(citations(reader, first.citations()));
    Some(Exception {
        name,
        citations: cited,
        when: said.condition,
        not_where: beside.not_where,
        whether_or_not: beside.whether_or_not,
        span: parts.span,
    })
}

/// What stands before `when`, and the condition behind it.
pub(super) struct Said<'p, 'a> {
    /// What stands before; as far as can be told where no `when` divides the sentence.
    pub(super) head: Words<'p, 'a>,
    /// Is it known where the head ends?
    divided: bool,
    /// What stands behind.
    pub(super) condition: Body,
}

impl<'p, 'a> Said<'p, 'a> {
    /// What stands before `when`, where that is known.
    pub(super) fn sure(&self) -> Option<Words<'p, 'a>> {
        Some(self.head).filter(|head| self.divided && !head.is_empty())
    }
}

/// What stands before and after `when`. Says what is wrong with either, and reads the condition all the same, so that
/// what is wrong in it is told in the same run.
pub(super) fn split_when<'p, 'a>(reader: &mut Reader<'a>, statement: &'p Statement<'a>) -> Said<'p, 'a> {
    let words = statement.words(reader);
    report_more_phrases(reader, statement);
    let list = statement.list.as_ref();
    let split = if list.is_some() { words.split_last("when") } else { words.split("when") };
    if let Some((cond, head)) = turned_round(words).filter(|_| list.is_none()) {
        report_turned_round(reader, words, (cond, head));
        return Said { head, divided: true, condition: condition(reader, cond, None) };
    }
    let Some((head, when)) = split else {
        report_no_when(reader, words);
        return undivided(reader, words, list);
    };
    let head = without_only(reader, head);
    match statement.opener() {
        Some(opener) if when.is_empty() => report_no_heading(reader, &opener),
        _ if when.is_empty() || head.is_empty() => reader.report(
            Diagnostic::error("E0407", words.span(), "A sentence is missing on one side of `when`")
                .help("Write what follows before `when`, and the condition behind it."),
        ),
        _ => {}
    }
    // Without its head the rest may be the head itself.
    let behind = if head.is_empty() && list.is_none() { head } else { when };
    Said { head, divided: true, condition: condition(reader, behind, list) }
}

/// `if` and `where` are read as the `when` that is offered for them; without it a list's heading tells where the condition begins.
fn undivided<'p, 'a>(
    reader: &mut Reader<'a>,
    words: Words<'p, 'a>,
    list: Option<&ListOutline<'a>>,
) -> Said<'p, 'a> {
    let split = words.split("if").or_else(|| words.split("where"));
    if let Some((head, when)) = split.filter(|(head, when)| !head.is_empty() && !when.is_empty()) {
        let head = head.without_end("only").unwrap_or(head);
        return Said { head, divided: true, condition: condition(reader, when, list) };
    }
    let head = list.and_then(|_| list_heading::find(words)).map_or(words, |found| found.lead);
    Said { head, divided: false, condition: condition(reader, words.behind(head), list) }
}

/// `when:` and then items; an opener that was only put in was reported with the marker behind it.
fn report_no_heading(reader: &mut Reader<'_>, opener: &Piece<'_>) {
    if opener.raw.is_empty() {
        return;
    }
    let place = reader.place(opener);
    reader.report(
        Diagnostic::error("E0118", place, "No heading before this colon says how the items combine")
            .help("Write `all of these are true:`, `any of these is true:` or `none of these is true:`."),
    );
}

/// Says that sentences stand side by side without a list.
pub(super) fn report_more_phrases<'a>(reader: &mut Reader<'a>, statement: &Statement<'a>) {
    // Items without their markers were reported with the heading above them.
    let bare = heading_without_items(statement.words(reader)).is_some();
    if let Some(second) = statement.phrases.get(1).filter(|_| !bare) {
        let place = reader.words(&second.words).span();
        reader.report(
            Diagnostic::error("E0408", place, "A second sentence stands here without a list")
                .because("Sentences combine only under a heading that says how.")
                .help("Write `all of these are true:` or `any of these is true:` and mark each sentence `(a)`, `(b)` ….")
        );
    }
}

/// What the words before `when` give.
struct Given {
    question: Option<Text>,
    question_at: Span,
    outcome: Text,
    duty: Duty,
}

/// Where the question is named, or would be: behind `the outcome`, or behind the words that put an outcome to people.
fn question_at(reader: &Reader<'_>, head: Words<'_, '_>, duty: Duty) -> Span {
    let before = match duty {
        Duty::Must | Duty::ShouldAlways => "the outcome",
        Duty::ShouldConsider => "should be considered",
        Duty::May => "may be chosen",
        Duty::Weigh => "is to be weighed",
    };
    let end = head.part(before).map_or(head.span().end, |part| part.span().end);
    reader.at(end, end)
}

/// Question, outcome and duty from the words before `when`.
fn outcome(reader: &mut Reader<'_>, head: Words<'_, '_>) -> Option<Given> {
    let mut words = head;
    let found = if words.eat("the outcome") {
        let question = if words.eat("of") { words.eat_quoted() } else { None };
        let duty = [("must be", Duty::Must), ("should always be", Duty::ShouldAlways)]
            .into_iter()
            .find_map(|(phrase, duty)| words.eat(phrase).then_some(duty));
        duty.map(|duty| (question, words, duty))
    } else {
        put_to_people(words)
    };
    if let Some((question, outcome, duty)) = found
        && !outcome.is_empty()
        && bracketed(outcome).is_none()
    {
        let question_at = question_at(reader, head, duty);
        return Some(Given { question, question_at, outcome: unquoted(reader, outcome), duty });
    }
    if let Some((before, sentence)) = head.split("the outcome").filter(|(before, _)| !before.is_empty()) {
        report_uncited(reader, before);
        let start = head.pieces.len() - sentence.pieces.len() - 2;
        return outcome(reader, Words { pieces: head.pieces.get(start..).unwrap_or(&[]), ..head });
    }
    if let Some((before, sentence)) = bracketed(head) {
        report_uncited(reader, before);
        return outcome(reader, sentence);
    }
    report_no_outcome(reader, head);
    None
}

/// `(Local 9) Learning review may be chosen`: the words in round brackets, and those behind them.
fn bracketed<'p, 'a>(head: Words<'p, 'a>) -> Option<(Words<'p, 'a>, Words<'p, 'a>)> {
    head.pieces.first().filter(|first| first.raw.starts_with('('))?;
    let end = head.pieces.iter().position(|piece| piece.raw.ends_with(')'))?;
    let (before, behind) = head.pieces.split_at_checked(end + 1)?;
    let part = |pieces| Words { pieces, ..head };
    (!behind.is_empty()).then(|| (part(before), part(behind)))
}

fn put_to_people<'p, 'a>(words: Words<'p, 'a>) -> Option<(Option<Text>, Words<'p, 'a>, Duty)> {
    let forms = [
        ("should be considered", Duty::ShouldConsider),
        ("may be chosen", Duty::May),
        ("is to be weighed", Duty::Weigh),
    ];
    let (phrase, duty) = forms.into_iter().find(|(phrase, _)| words.split(phrase).is_some())?;
    let (outcome, mut rest) = words.split(phrase)?;
    let question = if rest.eat("for") { rest.eat_quoted() } else { None };
    rest.is_empty().then_some((question, outcome, duty))
}

/// The lines that may stand beside the sentence with `when`.
#[derive(Default)]
struct Beside {
    whether_or_not: Vec<Text>,
    not_where: Vec<Text>,
    considers: Vec<Item>,
}

fn beside<'p, 'a: 'p>(reader: &mut Reader<'a>, lines: impl Iterator<Item = &'p Statement<'a>>) -> Beside {
    let mut beside = Beside::default();
    for line in lines {
        let mut words = line.words(reader);
        let whole = words;
        if words.eat("this applies whether or not") && !words.is_empty() {
            report_more_phrases(reader, line);
            beside.whether_or_not.push(words.text());
        } else if words.eat("this does not apply where") {
            beside.not_where.extend(set_aside_by(reader, words, whole));
        } else if words.eat("this does not apply when") && words.begins_quoted()
            || words.eat("this does not apply if") && words.begins_quoted()
        {
            report_not_where(reader, whole, words);
            beside.not_where.extend(set_aside_by(reader, words, whole));
        } else if let (Some(list), Some(_)) = (&line.list, words.without_end("considers")) {
            beside.considers.extend(items(reader, list));
        } else {
            report_unknown(reader, line);
        }
    }
    beside
}

fn set_aside_by(reader: &mut Reader<'_>, words: Words<'_, '_>, whole: Words<'_, '_>) -> Option<Text> {
    let mut rest = words;
    let name = rest.eat_quoted();
    let applies = rest.eat("applies") && rest.is_empty();
    if name.is_none() || !applies {
        reader
            .report(Diagnostic::error("E0410", whole.span(), "This line does not name one exception").help(
                "Write `This does not apply where \"NAME\" applies.`, with a line for each exception.",
            ));
        return None;
    }
    name
}

fn report_unknown<'a>(reader: &mut Reader<'a>, line: &Statement<'a>) {
    let words = line.words(reader);
    let place = line.place(reader);
    let excepting = ["unless", "except", "this does not apply when", "this does not apply if"];
    let help = if excepting.into_iter().any(|start| words.begins(start)) {
        "Write when it does not apply as an `Exception \"NAME\"` of its own, with `This applies when …`, and here \
         `This does not apply where \"NAME\" applies.`"
    } else if words.begins("the outcome") {
        "A rule gives one outcome: begin a rule of its own for this sentence, with `Rule \"NAME\"` and a citation."
    } else {
        "After its first sentence a block may say `This applies whether or not …`, \
         `This does not apply where \"NAME\" applies` and, in a rule, `The group considers:` with a list."
    };
    let title = format!("`{}` is no line of this block", words.text().text);
    reader.report(Diagnostic::error("E0404", place, title).help(help));
    read_unplaced(reader, line);
}

/// Reads the condition of a line that was reported, so that what is wrong in it is told in the same run.
pub(super) fn read_unplaced<'a>(reader: &mut Reader<'a>, line: &Statement<'a>) {
    let words = line.words(reader);
    let list = line.list.as_ref();
    let behind = ["when", "where", "if"].into_iter().find_map(|word| words.split_last(word));
    let read = match behind {
        Some((_, behind)) => condition(reader, behind, list),
        None if list.is_some() => undivided(reader, words, list).condition,
        None => return,
    };
    reader.unplaced.push(read);
}

/// What `when` is followed by, where `when` may be left out, and the words before it, where they can be told.
pub(super) fn optional_when<'p, 'a>(
    reader: &mut Reader<'a>,
    statement: &'p Statement<'a>,
) -> (Option<Words<'p, 'a>>, Option<Body>) {
    let words = statement.words(reader);
    if statement.list.is_some() || words.split("when").is_some() {
        let said = split_when(reader, statement);
        return (said.sure(), Some(said.condition));
    }
    report_more_phrases(reader, statement);
    (Some(words), None)
}
