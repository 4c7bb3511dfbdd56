//! The first page of a case: the order in which a chair reads it.

use super::document::{Again, Document, Field, Item};
use super::lines::item_lines;
use super::{missing, statements};
use crate::evaluation::{Status, Unsaid};
use crate::explanation::wording as say;
use crate::explanation::{
    Branch, ChangeExplanation, ConsiderExplanation, Explanation, FactLine, Follows, GroundExplanation,
    Openness, QuestionExplanation,
};
use crate::syntax::tree::Duty;

/// How many lines of *what would decide it* stand on the first page.
pub(super) const DECIDING_LINES: usize = 7;

/// The whole document of a case.
pub(super) fn document(explanation: &Explanation) -> Document {
    let mut page = Document::titled(&say::title(&explanation.case));
    page.paragraph(&say::rules_used(explanation));
    if inconsistent(explanation) {
        clash(&mut page, explanation);
    } else {
        questions(&mut page, explanation);
    }
    super::case_blocks::case_blocks(&mut page, explanation);
    for beside in &explanation.beside {
        super::beside::beside(&mut page, beside);
    }
    decision(&mut page, explanation);
    super::page_two::page_two(&mut page, explanation);
    page.say_once();
    page
}

/// Does the record contradict itself, so that no question has an answer?
pub(super) fn inconsistent(explanation: &Explanation) -> bool {
    explanation.questions.iter().any(|question| question.status == Status::Inconsistent)
}

fn questions(page: &mut Document, explanation: &Explanation) {
    let several = explanation.questions.len() > 1;
    if several {
        let short = explanation.questions.iter();
        let short = short.map(|question| Item::of(&say::question_in_short(question)));
        page.list(short.collect());
    }
    for (at, question) in explanation.questions.iter().enumerate() {
        if several {
            page.heading(2, &say::capital(&question.asks));
        } else {
            page.paragraph(&say::capital(&question.asks));
        }
        question_blocks(page, explanation, (at, question), if several { 3 } else { 2 });
    }
}

fn question_blocks(
    page: &mut Document,
    explanation: &Explanation,
    (at, question): (usize, &QuestionExplanation),
    level: u8,
) {
    page.lead(&say::opening(explanation, question));
    for line in say::after_opening(question) {
        page.paragraph(&line);
    }
    grounds(page, &question.grounds, level);
    missing::matters(page, question, level);
    let before = explanation.questions.get(..at).unwrap_or_default();
    missing::does_not_matter(page, question, before, level);
    decides(page, question, level);
    changes(page, question, level);
    reason(page, question, level);
    presumptions(page, question, level);
    to_consider(page, question, level);
}

fn clash(page: &mut Document, explanation: &Explanation) {
    page.lead(say::CONTRADICTS);
    page.paragraph(say::PUT_RIGHT);
    let Some(clash) = &explanation.clash else { return };
    let facts = clash.facts.iter().flat_map(statements::fact_items);
    let always = clash.always.iter().map(|text| Item::of(&say::always(text)));
    let items: Vec<Item> = facts.chain(always).collect();
    if !items.is_empty() {
        page.heading(2, say::CLASH);
        page.list(items);
    }
    if !clash.also_ahead.is_empty() {
        page.paragraph(say::ALSO_AHEAD);
        page.list(clash.also_ahead.iter().flat_map(statements::fact_items).collect());
    }
}

fn grounds(page: &mut Document, grounds: &[GroundExplanation], level: u8) {
    if grounds.is_empty() {
        return;
    }
    let why_not = grounds.iter().all(|ground| ground.why_not);
    page.heading(level, if why_not { say::WHY_NOT } else { say::GROUNDS });
    if let Some(note) = say::grounds_note(grounds) {
        page.paragraph(note);
    }
    page.list(grounds.iter().map(|ground| statements::ground_item(&ground.rule, ground.why_not)).collect());
}

fn decides(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let unsettled = question.unsaid.contains(&Unsaid::Decides);
    if question.decides.is_some() || unsettled {
        page.heading(level, say::DECIDES);
    }
    if unsettled {
        page.paragraph(say::UNSETTLED_DECIDES);
    }
    let Some(branches) = &question.decides else { return };
    let mut room = DECIDING_LINES;
    page.list(branch_items(branches, question, &mut room));
    if lines(branches) > DECIDING_LINES {
        page.paragraph(say::MORE_IN_SECOND_PART);
    }
}

/// How many lines a tree takes.
pub(super) fn lines(branches: &[Branch]) -> usize {
    let below = |branch: &Branch| if let Follows::Ask(more) = &branch.then { lines(more) } else { 0 };
    branches.iter().map(|branch| 1 + below(branch)).sum()
}

/// A tree within so many lines. A branch whose questions have no room says what it leaves open instead.
pub(super) fn branch_items(
    branches: &[Branch],
    question: &QuestionExplanation,
    room: &mut usize,
) -> Vec<Item> {
    let shown = branches.len().min(*room);
    *room -= shown;
    let item = |branch: &Branch| match &branch.then {
        Follows::Outcome(outcome) => {
            Item::of(&say::branch_outcome(branch, outcome, question.more_should_be_considered(outcome)))
        }
        Follows::Presumed(outcome) => Item::of(&say::branch_presumed(branch, outcome)),
        Follows::Open(possible) => Item::of(&say::branch_open(branch, possible)),
        Follows::Ask(more) if more.len() > *room => {
            Item::of(&say::branch_open(branch, &left_open(more, &question.ladder)))
        }
        Follows::Ask(more) => Item::of(&say::branch_asks(branch)).over(branch_items(more, question, room)),
    };
    branches.iter().take(shown).map(item).collect()
}

/// What a tree can lead to, most serious first.
fn left_open(branches: &[Branch], ladder: &[String]) -> Vec<String> {
    let leads_to = |outcome: &String| branches.iter().any(|branch| leads(&branch.then, outcome));
    ladder.iter().filter(|outcome| leads_to(outcome)).cloned().collect()
}

fn leads(then: &Follows, outcome: &String) -> bool {
    match then {
        Follows::Outcome(only) | Follows::Presumed(only) => only == outcome,
        Follows::Open(possible) => possible.contains(outcome),
        Follows::Ask(more) => more.iter().any(|branch| leads(&branch.then, outcome)),
    }
}

fn reason(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let unsettled = question.unsaid.contains(&Unsaid::Reason);
    if question.reason.is_some() || unsettled {
        page.heading(level, say::REASON);
    }
    if unsettled {
        page.paragraph(say::UNSETTLED_REASON);
    }
    let Some(reason) = &question.reason else { return };
    let presumed = !reason.presumptions.is_empty();
    page.paragraph(match reason.parts.as_slice() {
        [] => say::nothing_needed(binds(question), presumed),
        [_, ..] if presumed => say::ENOUGH_PRESUMED,
        [_, ..] => say::ENOUGH,
    });
    let mut parts: Vec<(&str, Vec<say::Carried>)> = Vec::new();
    for part in &reason.parts {
        let note = say::carried_by(part);
        match parts.iter_mut().find(|(words, _)| *words == part.words) {
            Some((_, notes)) => notes.extend(note),
            None => parts.push((&part.words, note.into_iter().collect())),
        }
    }
    for (_, notes) in &mut parts {
        notes.dedup();
    }
    let all = said_of_all(&parts);
    let noted = |(words, notes): &(&str, Vec<say::Carried>)| {
        let notes = notes.iter().filter(|_| all.is_none()).map(|by| say::carried(by, false));
        Item::of(&say::stop(&say::capital(words))).noted(notes)
    };
    page.list(parts.iter().map(noted).collect());
    if let Some(by) = all {
        page.paragraph(&say::carried(by, true));
    }
    if let [only] = reason.parts.as_slice()
        && say::carried_by(only).is_some()
        && !presumed
    {
        page.paragraph(say::HANGS_ON_ONE);
    }
    if presumed {
        page.paragraph(&say::with_presumptions(&reason.presumptions));
    }
}

/// Who carries every part of a reason of several.
fn said_of_all<'p>(parts: &'p [(&str, Vec<say::Carried>)]) -> Option<&'p say::Carried> {
    let [(_, first), rest @ ..] = parts else { return None };
    let [only] = first.as_slice() else { return None };
    (!rest.is_empty() && rest.iter().all(|(_, notes)| notes == first)).then_some(only)
}

/// Can some rule of a question require anything?
fn binds(question: &QuestionExplanation) -> bool {
    question.rules.iter().any(|rule| matches!(rule.duty, Duty::Must | Duty::ShouldAlways))
}

fn changes(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let unsettled = |part: Unsaid| question.unsaid.contains(&part);
    let cut_short = unsettled(Unsaid::ChangesUpward) || unsettled(Unsaid::ChangesDownward);
    // Where no rule can require anything, that is said of what the outcome hangs on.
    let nothing_would = question.changes.as_ref().is_some_and(Vec::is_empty) && !binds(question);
    if question.outcome.is_none() || (question.changes.is_none() || nothing_would) && !cut_short {
        return;
    }
    page.heading(level, say::CHANGES);
    let (room, open) = (question.room, !question.matters.is_empty());
    for (up, there, title, nothing) in [
        (true, room.above, say::UPWARD, if open { say::NOTHING_ELSE_UPWARD } else { say::NOTHING_UPWARD }),
        (
            false,
            room.below,
            say::DOWNWARD,
            if open { say::NOTHING_ELSE_DOWNWARD } else { say::NOTHING_DOWNWARD },
        ),
    ] {
        let changes = question.changes.iter().flatten();
        let here: Vec<Item> = changes.filter(|change| change.more_serious == up).map(change_item).collect();
        let (part, unknown) = if up {
            (Unsaid::ChangesUpward, say::UNSETTLED_UPWARD)
        } else {
            (Unsaid::ChangesDownward, say::UNSETTLED_DOWNWARD)
        };
        if !here.is_empty() {
            page.paragraph(title);
            page.list(here);
        } else if there {
            page.paragraph(if unsettled(part) { unknown } else { nothing });
        }
    }
    page.paragraph(say::BEYOND_DISPUTE);
}

fn change_item(change: &ChangeExplanation) -> Item {
    let now = change.changes.iter().map(|changed| say::recorded_now(&changed.from));
    Item::of(&say::change(change)).noted(now)
}

fn presumptions(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let used = || question.presumptions.iter().filter(|used| question.rests_on(&used.name));
    if used().next().is_none() {
        return;
    }
    page.heading(level, say::PRESUMPTIONS);
    let used = used().map(|used| {
        let item = Item::of(&say::presumption(used));
        if used.facts.is_empty() {
            return item;
        }
        let item = item
            .noted([say::stands_in_for(Openness::of(&used.facts))])
            .over(used.facts.iter().flat_map(statements::fact_items));
        let again = Again::Same { lines: item_lines(&item), short: say::presumption_above(used) };
        item.once(again)
    });
    page.list(used.collect());
    for line in say::with_and_without(&question.possible, &question.possible_without) {
        page.paragraph(&line);
    }
}

fn to_consider(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let unsettled = question.unsaid.contains(&Unsaid::ToConsider);
    let told = question.to_consider.iter().filter(|put| unsettled || !told_above(put, question));
    let items: Vec<Item> = told.map(|put| consider_item(put, question)).collect();
    if items.is_empty() {
        return;
    }
    page.heading(level, say::TO_CONSIDER);
    if unsettled {
        page.paragraph(say::UNSETTLED_TO_CONSIDER);
    }
    page.list(items);
}

/// Has the page told of an outcome that is perhaps put to people all that it would tell here, with what to ask?
fn told_above(put: &ConsiderExplanation, question: &QuestionExplanation) -> bool {
    let asked = question.matters.is_empty() && !put.matters.is_empty();
    asked && !put.applies && put.considerations.is_empty()
}

fn consider_item(put: &ConsiderExplanation, question: &QuestionExplanation) -> Item {
    let hangs = HangsOn::of(put, question);
    let above = hangs.facts.is_empty() && !put.matters.is_empty();
    let mut item = if put.applies {
        let item = statements::ground_item(&put.rule, false);
        item.noted(Some(say::HANGS_ON_ABOVE).filter(|_| above && !question.matters.is_empty()))
    } else {
        let open = Openness::of(put.matters.iter().map(|matter| &matter.fact));
        Item::of(&say::rule_by_name(&put.rule)).noted([say::perhaps_to_consider(open, above)])
    };
    if !hangs.facts.is_empty() {
        let facts = hangs.facts.iter().flat_map(|fact| {
            if hangs.asked(fact) { vec![Item::of(&say::named(fact))] } else { statements::fact_items(fact) }
        });
        let title = say::matters_to_this(Openness::of(hangs.facts.iter().copied()), hangs.besides);
        item.items.push(Item::of(title).over(facts));
    }
    if !put.considerations.is_empty() {
        item.items.push(statements::considerations(&put.considerations));
    }
    item
}

/// What an outcome put to people hangs on, so far as the page has not shown all of it as what to ask.
struct HangsOn<'q> {
    question: &'q QuestionExplanation,
    facts: Vec<&'q FactLine>,
    /// All that the outcome of the question hangs on, and these besides.
    besides: bool,
}

impl<'q> HangsOn<'q> {
    /// Where nothing else is left to ask, the page has shown all of it; what the outcome of the question hangs on it has
    /// shown too.
    fn of(put: &'q ConsiderExplanation, question: &'q QuestionExplanation) -> Self {
        let mut found = Self { question, facts: Vec::new(), besides: false };
        if question.matters.is_empty() {
            return found;
        }
        let (above, besides): (Vec<_>, Vec<_>) =
            put.matters.iter().map(|matter| &matter.fact).partition(|fact| found.asked(fact));
        found.besides = above.len() == question.matters.len();
        found.facts = if found.besides { besides } else { above.into_iter().chain(besides).collect() };
        found
    }

    /// Is this fact asked for above, with what is recorded of it?
    fn asked(&self, fact: &FactLine) -> bool {
        self.question.matters.iter().any(|matter| matter.fact.fact == fact.fact)
    }
}

fn decision(page: &mut Document, explanation: &Explanation) {
    page.heading(2, say::DECISION);
    let who = |question: &QuestionExplanation| question.decided_by.clone();
    let first = explanation.questions.first().and_then(who);
    let several = explanation.questions.iter().any(|question| who(question) != first);
    let mut fields = Vec::new();
    for question in &explanation.questions {
        let who = question.decided_by.as_deref().filter(|_| several);
        fields.push(Field::Title(super::document::clean(&say::decide(&question.asks, who))));
        fields.extend(question.ladder.iter().map(|outcome| Field::Tick(super::document::clean(outcome))));
        fields.push(Field::Tick(say::MORE_FACTS.to_owned()));
        if several {
            fields.extend(signature());
        }
    }
    if !several {
        fields.extend(signature());
    }
    page.blocks.push(super::document::Block::Form(fields));
}

/// Room for reasons, and for whoever decides.
fn signature() -> Vec<Field> {
    let lines = [say::NAME, say::SIGNED, say::DATE].map(|label| Field::Line(label.to_owned()));
    std::iter::once(Field::Space(say::REASONS.to_owned())).chain(lines).collect()
}
