//! What is not known: what to ask first, what each answer leads to, and what need not be asked.

use super::document::{Document, Item};
use super::statements;
use crate::evaluation::{NOT_TOLD_APART, Truth, Unsaid, WhyOpen};
use crate::explanation::wording as say;
use crate::explanation::{
    AnswerExplanation, ConsiderExplanation, FactLine, MatterExplanation, Openness, QuestionExplanation,
};

/// Open facts that matter to the outcome, what to ask first first.
pub(super) fn matters(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let matters = &question.matters;
    let unsettled = question.unsaid.contains(&Unsaid::Matters);
    if matters.is_empty() && !unsettled {
        return;
    }
    page.heading(level, say::matters(Openness::of(matters.iter().map(|it| &it.fact))));
    if unsettled {
        page.paragraph(say::UNSETTLED_MATTERS);
        page.list(question.may_matter.iter().map(|fact| Item::of(&say::capital(&fact.name))).collect());
    }
    for (title, here) in asked_and_judged(matters, leads_to) {
        page.paragraph(&title);
        page.list(here);
    }
}

/// What the answers to an open fact lead to.
enum Leads {
    /// A line each.
    Answers(Vec<String>),
    /// No answer alone narrows what stays open, which this says.
    Nothing(String),
}

/// Facts to be asked for, numbered, then judgements still to be made; `leads` says what the answers to one lead to.
/// Where several at the end lead to the same alone, that is said once over them.
fn asked_and_judged<P>(
    matters: &[MatterExplanation<P>],
    leads: impl Fn(&MatterExplanation<P>) -> Leads,
) -> Vec<(String, Vec<Item>)> {
    let facts = matters.iter().filter(|matter| !matter.judgement);
    let asked = Openness::of(facts.map(|it| &it.fact));
    let mut parts = Vec::new();
    for (judgement, title) in [(false, say::to_ask(asked)), (true, say::TO_JUDGE)] {
        let here: Vec<&MatterExplanation<P>> =
            matters.iter().filter(|matter| matter.judgement == judgement).collect();
        let told: Vec<Leads> = here.iter().map(|matter| leads(matter)).collect();
        let (first, same) = last_alike(&here, &told);
        let item = |(matter, number): (&&MatterExplanation<P>, u32)| matter_item(matter, number);
        let mut items = here.iter().zip(1..).map(item).collect::<Vec<Item>>();
        let last = items.split_off(first);
        let lines = |leads: &Leads| match leads {
            Leads::Answers(lines) => lines.iter().map(|line| Item::of(line)).collect(),
            Leads::Nothing(open) => vec![Item::of(&say::no_answer_settles(open))],
        };
        let answered: Vec<Item> =
            items.into_iter().zip(&told).map(|(item, leads)| item.over(lines(leads))).collect();
        parts.push((title.to_owned(), answered));
        parts.push((same.map(say::no_answers_settle).unwrap_or_default(), last));
    }
    parts.retain(|(_, items)| !items.is_empty());
    parts
}

/// Where the last facts begin of which no answer alone narrows what is open, and what that is; none unless there are
/// several, after others that narrow it.
fn last_alike<'t, P>(here: &[&MatterExplanation<P>], told: &'t [Leads]) -> (usize, Option<&'t str>) {
    let open = |(matter, leads): (&&MatterExplanation<P>, &'t Leads)| match leads {
        Leads::Nothing(open) if !matter.lifts_presumption => Some(open.as_str()),
        Leads::Nothing(_) | Leads::Answers(_) => None,
    };
    let each: Vec<Option<&str>> = here.iter().zip(told).map(open).collect();
    let last = each.last().copied().flatten();
    let alike = each.iter().rev().take_while(|open| last.is_some() && **open == last).count();
    let first = each.len() - alike;
    if alike > 1 && first > 0 { (first, last) } else { (each.len(), None) }
}

fn matter_item<P>(matter: &MatterExplanation<P>, number: u32) -> Item {
    let accounts = Some(&matter.fact).filter(|_| matter.why == WhyOpen::Disputed);
    Item::of(&matter.ask)
        .labelled(&format!("{number}."))
        .noted(accounts.map(statements::accounts))
        .noted(say::missing(matter))
}

/// What each answer leaves possible; answers that can be named together and leave the same are one line.
fn leads_to(matter: &MatterExplanation) -> Leads {
    if let [only] = matter.answers.as_slice()
        && only.answer == NOT_TOLD_APART
    {
        return Leads::Answers(vec![say::not_told_apart(&only.possible)]);
    }
    if let Some(left) = all_leave(matter).filter(|left| left.len() > 1) {
        return Leads::Nothing(say::still_open(left));
    }
    let mut groups: Vec<(&[String], Vec<String>)> = Vec::new();
    for answer in &matter.answers {
        match groups.iter_mut().find(|(possible, _)| *possible == answer.possible && one_word(&answer.answer))
        {
            Some((_, alike)) if alike.iter().all(|word| one_word(word)) => alike.push(answer.answer.clone()),
            Some(_) | None => groups.push((&answer.possible, vec![answer.answer.clone()])),
        }
    }
    let line =
        |(possible, alike): &(&[String], Vec<String>)| say::answer_leads_to(&say::either(alike), possible);
    Leads::Answers(groups.iter().map(line).collect())
}

/// Whether outcomes would be put to people, by answer.
fn puts(matter: &MatterExplanation<Truth>) -> Leads {
    if all_leave(matter) == Some(&Truth::Open) {
        let apart = matter.answers.iter().all(|answer| answer.answer != NOT_TOLD_APART);
        return if apart {
            Leads::Nothing(say::STILL_OPEN.to_owned())
        } else {
            Leads::Answers(vec![say::NOT_TOLD_APART_PUTS.to_owned()])
        };
    }
    let line = |answer: &AnswerExplanation<Truth>| say::answer_puts(&answer.answer, answer.possible);
    Leads::Answers(matter.answers.iter().map(line).collect())
}

/// What every answer leaves open, where no answer narrows what is possible.
fn all_leave<P: PartialEq>(matter: &MatterExplanation<P>) -> Option<&P> {
    let mut left = matter.answers.iter().map(|answer| &answer.possible);
    let first = left.next()?;
    left.all(|other| other == first).then_some(first)
}

/// Can the answer stand in a list of answers as it is?
fn one_word(answer: &str) -> bool {
    !answer.contains(" or ") && !answer.contains(" and ") && !answer.contains(',')
}

/// Open facts that do not matter to the outcome: those that bear on its duty, on what is put to people (where something
/// is left to ask, those stand with it), on nothing. `before`: the questions that the page has shown.
pub(super) fn does_not_matter(
    page: &mut Document,
    question: &QuestionExplanation,
    before: &[QuestionExplanation],
    level: u8,
) {
    let duties = question.does_not_matter.iter().filter(|fact| bears_on_duty(question, fact));
    let settled = question.matters.is_empty();
    named(page, level, (say::BEARS_ON_DUTY, say::DUTY_ONLY), &duties.collect::<Vec<_>>());
    if settled {
        bears_on_choice(page, question, level);
    }
    let rest = needless(question);
    let title = say::does_not_matter(Openness::of(rest.iter().copied()));
    let same = |other: &&QuestionExplanation| rest.len() > 1 && needless(other) == rest;
    if let Some(other) = before.iter().find(same) {
        page.heading(level, title);
        page.paragraph(&say::no_need_as_for(&other.asks, !settled));
    } else {
        named(page, level, (title, if settled { say::NO_NEED } else { say::NO_NEED_THEN }), &rest);
    }
}

fn bears_on_duty(question: &QuestionExplanation, fact: &FactLine) -> bool {
    question.bears_on_duty.contains(&fact.fact)
}

/// Open facts that bear on nothing of a question.
fn needless(question: &QuestionExplanation) -> Vec<&FactLine> {
    let put = |fact: &FactLine| {
        let mut matters = question.to_consider.iter().flat_map(|put| &put.matters);
        matters.any(|matter| matter.fact.fact == fact.fact)
    };
    question.does_not_matter.iter().filter(|fact| !bears_on_duty(question, fact) && !put(fact)).collect()
}

fn named(page: &mut Document, level: u8, (title, note): (&str, &str), facts: &[&FactLine]) {
    if !facts.is_empty() {
        page.heading(level, title);
        page.paragraph(note);
        page.list(facts.iter().map(|fact| Item::of(&say::named(fact))).collect());
    }
}

/// What to ask first about the outcomes put to people, where nothing else is left to ask.
fn bears_on_choice(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let mut groups: Vec<Vec<&ConsiderExplanation>> = Vec::new();
    for put in question.to_consider.iter().filter(|put| !put.matters.is_empty()) {
        let alike = |group: &&mut Vec<&ConsiderExplanation>| {
            group.first().is_some_and(|first| first.matters == put.matters)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(put),
            None => groups.push(vec![put]),
        }
    }
    if groups.is_empty() {
        return;
    }
    page.heading(level, say::BEARS_ON_CHOICE);
    page.paragraph(say::CHOICE_ONLY);
    let item = |group: &Vec<&ConsiderExplanation>| {
        let matters = group.first().map(|first| first.matters.as_slice()).unwrap_or_default();
        let parts = asked_and_judged(matters, puts).into_iter();
        Item::of(&say::whether_put(group)).over(parts.map(|(title, here)| Item::of(&title).over(here)))
    };
    page.list(groups.iter().map(item).collect());
}
